//! The binary: command line, configuration, start-up, worker loop, demo. Thin: each command opens
//! what it needs and calls one action.

mod arguments;
mod bench;
mod certificates;
mod clock;
mod commands;
mod connections;
mod demo;
mod failure;
#[cfg(test)]
mod fuzz_tests;
mod keys;
mod mailer;
mod openid;
mod outgoing;
mod patience;
mod say;
mod sealer;
mod serving;
mod settings;
mod websites;
mod worker;

use std::process::ExitCode;

use crate::arguments::{Arguments, Command};
use crate::failure::Failure;

/// Pages are made of many short texts on several threads at once: the system's own allocator kept
/// twice the memory for it (docs/decisions/0035).
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let arguments = match arguments::read(std::env::args_os()) {
        Ok(arguments) => arguments,
        Err(error) => {
            let wrong_use = error.use_stderr();
            error.print().ok();
            return ExitCode::from(if wrong_use { 2 } else { 0 });
        }
    };
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build();
    let outcome = match runtime {
        Ok(runtime) => runtime.block_on(run(arguments)),
        Err(error) => Err(Failure::Environment(format!("cannot start: {error}"))),
    };
    match outcome {
        Ok(code) => code,
        Err(failure) => {
            say::error(&failure.to_string());
            failure.exit_code()
        }
    }
}

async fn run(mut arguments: Arguments) -> Result<ExitCode, Failure> {
    settings::refuse_unknown_variables(matches!(arguments.command, Command::Serve(_)))?;
    if let Some(place) = arguments.command.place_mut() {
        settings::fill_in(place)?;
    }
    match arguments.command {
        Command::Demo(options) => commands::demo::run(options).await,
        Command::Serve(options) => commands::serve::run(options).await,
        Command::Migrate(place) => commands::database::migrate(&place).await,
        Command::Check(place) => commands::database::check(&place).await,
        Command::Backup(options) => commands::database::backup(&options).await,
        Command::Restore(options) => commands::database::restore(&options).await,
        Command::User(options) => commands::people::user(options).await,
        Command::Token(options) => commands::people::token(options).await,
        Command::Import(options) => commands::import::run(options).await,
        Command::Match(options) => commands::find::run(options).await,
        Command::Audit(options) => commands::audit::run(options).await,
        Command::Key(options) => commands::key::run(options).await,
        Command::Retain(options) => commands::retain::run(options).await,
        Command::Municipality(options) => commands::municipality::run(options).await,
        Command::Support(options) => commands::support::run(&options).await,
        Command::Bench(options) => bench::run(options).await,
    }
}
