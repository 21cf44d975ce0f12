//! The doors: pages, the JSON API, assets and health. Reads a request, knows who asks, calls one
//! action, renders the answer. No SQL, no rule, no transaction.
//!
//! Each door has one small router; every route names its policy ([`policy::Policy`]), or it cannot
//! be registered.

pub mod api;
pub mod assets;
pub mod copy_text;
pub mod csrf;
pub mod embedding;
pub mod entrance;
pub mod headers;
pub mod health;
pub mod intake;
pub mod mishap;
mod multipart;
pub mod oidc;
pub mod pages;
pub mod policy;
pub mod problem;
pub mod proxies;
pub mod qr_code;
pub mod security_txt;
pub mod sessions;
pub mod throttle;
pub mod view;
pub mod watch;

use std::path::PathBuf;
use std::sync::Arc;

use actions::Bridge;
use axum::{Extension, Router, middleware};
use domain::organisation::Role;
use tower_http::CompressionLevel;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{DefaultPredicate, Predicate};

use crate::policy::{Registered, Routes};
use crate::proxies::TrustedProxies;
use crate::throttle::Throttle;

/// A sign-in that the demo shows on its sign-in page.
#[derive(Clone, Debug)]
pub struct DemoAccount {
    /// In which role.
    pub role: Role,
    /// The person's name.
    pub name: String,
    /// The organisation acted for.
    pub organisation: String,
    /// The address to sign in with.
    pub email: String,
    /// The password to sign in with.
    pub password: String,
}

/// How the doors stand open: what the binary knows and no action needs.
#[derive(Clone, Debug, Default)]
pub struct Setup {
    /// Sign-ins to show; empty outside the demo.
    pub demo_accounts: Vec<DemoAccount>,
    /// The folder with the demo's mail, for `/demo/post`.
    pub demo_mail: Option<PathBuf>,
    /// The providers that people may sign in by.
    pub openid: oidc::Providers,
    /// The proxies of ours that may say, in `X-Forwarded-For`, where a caller comes from.
    pub trusted_proxies: TrustedProxies,
    /// Whom to tell of a weakness, for `security.txt`: an e-mail address, or an address such as
    /// `https://…` or `tel:…`. Empty names a service point.
    pub security_contact: String,
    /// The sites that may show the catalogue in a frame of theirs.
    pub embedded_by: embedding::EmbeddedBy,
    /// Whether `/metrics` is served beside the pages too, instead of on its own address only.
    pub metrics_beside: bool,
}

/// What every handler needs. Cheap to clone.
#[derive(Clone)]
pub struct Web {
    /// The running service.
    pub bridge: Bridge,
    /// How the doors stand open.
    pub setup: Arc<Setup>,
    /// Who knocks too often.
    pub throttle: Arc<Throttle>,
    /// What visitors did a moment ago, for their Back button.
    pub recall: Arc<pages::professional::Recall>,
}

impl Web {
    /// The doors of a running service.
    #[must_use]
    pub fn new(bridge: Bridge, setup: Setup) -> Self {
        let throttle = Arc::new(Throttle::new(bridge.settings().demo));
        Self {
            bridge,
            setup: Arc::new(setup),
            throttle,
            recall: Arc::default(),
        }
    }

    /// Whether people reach us over https.
    #[must_use]
    pub fn is_https(&self) -> bool {
        self.bridge.settings().public_url.starts_with("https://")
    }
}

/// Every route of every door, with its policy.
fn doors() -> Vec<Routes> {
    vec![
        pages::account::router(),
        pages::incidents::router(),
        oidc::router(),
        api::router(),
        pages::members::router(),
        pages::professional::router(),
        pages::open::router(),
        assets::router(),
        health::router(),
        security_txt::router(),
    ]
}

/// Every registered route with its policy: for the list in the documentation and the tests.
#[must_use]
pub fn route_table() -> Vec<Registered> {
    doors().iter().flat_map(Routes::table).collect()
}

/// The whole service.
pub fn router(web: Web) -> Router {
    let mut all = Routes::new();
    for door in doors() {
        all = all.and(door);
    }
    if web.setup.metrics_beside {
        health::start_counting();
        all = all.and(health::metrics_routes());
    }
    router_of(web, all)
}

/// These routes, with all that stands around every door. Called by [`router`], and by tests that
/// try the doors with routes of their own.
pub fn router_of(web: Web, routes: Routes) -> Router {
    routes
        .into_router()
        .layer(sessions::layer(&web))
        .layer(middleware::from_fn(intake::take_in))
        .layer(CatchPanicLayer::custom(watch::after_panic))
        .layer(CompressionLayer::new().compress_when(DefaultPredicate::new().and(assets::is_kept)))
        // Pages are packed anew each time: a third larger, and four times as quick.
        .layer(CompressionLayer::new().quality(CompressionLevel::Fastest))
        .layer(middleware::from_fn_with_state(web.clone(), headers::harden))
        .layer(middleware::from_fn_with_state(web.clone(), watch::around))
        .layer(Extension(web.clone()))
        .with_state(web)
}

/// `/metrics` and health, for a listener of their own that the outside does not reach. Counting
/// begins here.
pub fn metrics_router(web: Web) -> Router {
    health::start_counting();
    health::metrics_routes()
        .and(health::router())
        .into_router()
        .layer(Extension(web.clone()))
        .with_state(web)
}
