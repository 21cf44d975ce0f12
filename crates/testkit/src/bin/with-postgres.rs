//! Runs a program beside a throw-away PostgreSQL: `with-postgres PROGRAM ARGUMENT…`, where the
//! argument `@` stands for the address of an empty database. Both end together.
//!
//! For benches and for trying things by hand; tests use the library.

use std::process::{Command, ExitCode};

use testkit::PostgresCluster;

fn main() -> ExitCode {
    let mut words = std::env::args().skip(1);
    let program = words
        .next()
        .expect("usage: with-postgres PROGRAM ARGUMENT…, with @ for the address");
    let cluster = PostgresCluster::start();
    let address = cluster.fresh_database();
    let arguments = words.map(|word| if word == "@" { address.clone() } else { word });
    let status = Command::new(&program).args(arguments).status();
    let status = status.unwrap_or_else(|fault| panic!("{program}: {fault}"));
    if status.success() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}
