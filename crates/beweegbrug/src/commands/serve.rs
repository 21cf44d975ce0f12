//! `serve`: for real. The first start prints a one-time link to set up.

use std::process::ExitCode;
use std::sync::Arc;

use actions::deliver::Mailer;
use actions::{Bridge, Settings};
use store::Store;

use crate::arguments::Serve;
use crate::clock::MachineClock;
use crate::commands::offers_file;
use crate::failure::Failure;
use crate::mailer::{NoMailer, SmtpMailer};
use crate::serving::{self, Line};
use crate::{openid, say, sealer, settings};

/// Serves until it is told to stop.
///
/// # Errors
/// When a setting will not do, or something outside will not: the text names it.
pub async fn run(options: Serve) -> Result<ExitCode, Failure> {
    serving::start_logging();
    let settings = settings::read(options.place.config.as_deref(), options.listen.as_deref())?;
    let tls = settings.tls()?;
    let trusted_proxies = settings.proxies()?;
    let embedded_by = settings.embedding()?;
    let openid = openid::providers(&settings.openid)?;
    let (listener, local) = serving::listen(&settings.listen).await?;
    let public_url = settings.address(&local.to_string());
    let (at, key) = settings::place_and_key(&options.place, true)?;
    let store = Store::open(&at, &key).await?;
    let (bridge, started) = Bridge::start_from(
        store,
        Arc::new(MachineClock::default()),
        Settings {
            public_url: public_url.clone(),
            demo: false,
        },
        Some(offers_file(&options.place)),
    )
    .await?;
    tracing::info!("{started}");
    let mailer: Arc<dyn Mailer> = if settings.mail.host.is_empty() {
        say::remark("No mail server is set: messages wait. Set mail.host to send them.");
        Arc::new(NoMailer)
    } else {
        Arc::new(SmtpMailer::new(&settings.mail)?)
    };
    let metrics = match serving::listen(&settings.metrics_listen).await {
        Ok((listener, _)) => Some(listener),
        Err(failure) => {
            // The service itself matters more than its figures.
            say::remark(&format!("No metrics: {failure}"));
            None
        }
    };
    if bridge.municipalities().is_empty() {
        let token = actions::first_start::one_time_token(&bridge).await?;
        say::answer(&format!(
            "Set up within a day: {public_url}/opzetten/{token}"
        ));
    }
    let setup = web::Setup {
        openid,
        trusted_proxies,
        embedded_by,
        security_contact: settings.security_contact.clone(),
        ..web::Setup::default()
    };
    let line = Line {
        listener,
        tls,
        at_once: settings.max_connections.max(1),
        metrics,
        anchors: settings
            .anchors_file
            .clone()
            .unwrap_or_else(|| options.place.data.join(sealer::ANCHORS)),
    };
    serving::serve(bridge, setup, line, mailer, || {
        say::answer(&format!("Beweegbrug serves on {public_url}"));
        Ok(())
    })
    .await?;
    Ok(ExitCode::SUCCESS)
}
