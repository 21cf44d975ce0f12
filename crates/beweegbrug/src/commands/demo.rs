//! `demo`: a fictional municipality with a year of life in it.

use std::process::ExitCode;
use std::sync::Arc;

use actions::{Bridge, Clock, Settings};
use store::Store;

use crate::arguments::Demo;
use crate::clock::MachineClock;
use crate::commands::offers_file;
use crate::demo;
use crate::failure::Failure;
use crate::mailer::FileMailer;
use crate::serving::{self, Line};
use crate::settings::ServeSettings;
use crate::{say, sealer, settings};

/// Makes the demo once, and serves it until it is told to stop.
///
/// # Errors
/// When the folder, the port or the database will not do.
pub async fn run(options: Demo) -> Result<ExitCode, Failure> {
    serving::start_logging();
    let (listener, local) = serving::listen(&format!("127.0.0.1:{}", options.port)).await?;
    let url = format!("http://{local}");
    let (at, key) = settings::place_and_key(&options.place, true)?;
    let store = Store::open(&at, &key).await?;
    let clock = MachineClock {
        offset: options.clock_offset,
    };
    let demo_options = demo::DemoOptions {
        seed: options.seed,
        size: options.size,
    };
    let people = demo::make_once(store.clone(), demo_options, clock.now(), &url).await?;
    let (bridge, started) = Bridge::start_from(
        store,
        Arc::new(clock),
        Settings {
            public_url: url.clone(),
            demo: true,
        },
        Some(offers_file(&options.place)),
    )
    .await?;
    tracing::info!("{started}");
    let mail = options.place.data.join("mail");
    let mailer = Arc::new(FileMailer::new(mail.clone())?);
    let setup = web::Setup {
        demo_accounts: people.shown_accounts(),
        demo_mail: Some(mail.clone()),
        metrics_beside: true,
        ..web::Setup::default()
    };
    let json = options.place.data.join("demo.json");
    let tokens = demo::fresh_tokens(&bridge, &people).await?;
    serving::serve(
        bridge,
        setup,
        Line {
            listener,
            tls: None,
            at_once: ServeSettings::default().max_connections,
            metrics: None,
            anchors: options.place.data.join(sealer::ANCHORS),
        },
        mailer,
        || {
            demo::write_demo_json(&json, &url, &people, &tokens, &mail)?;
            say::answer(&format!("Beweegbrug demo: {url}"));
            say::answer("");
            for account in people.shown_accounts() {
                let role = account.role.code();
                say::answer(&format!(
                    "  {role:<26} {:<40} {}",
                    account.email, account.password
                ));
            }
            say::answer("");
            say::answer(&format!(
                "Mail is not sent: see {url}/demo/post. Stop with Ctrl+C."
            ));
            Ok(())
        },
    )
    .await?;
    Ok(ExitCode::SUCCESS)
}
