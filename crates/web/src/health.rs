//! Whether the service lives and is ready, and its figures: for whoever keeps it running.

use std::sync::OnceLock;

use axum::Json;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use http::{StatusCode, header};
use metrics_exporter_prometheus::{Matcher, PrometheusBuilder, PrometheusHandle};
use serde_json::json;

use crate::Web;
use crate::policy::{Policy, Routes};

/// Bounds of the latency histogram, in seconds.
const SECONDS: [f64; 12] = [
    0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 5.0,
];

static FIGURES: OnceLock<Option<PrometheusHandle>> = OnceLock::new();

/// `/healthz` and `/readyz`.
pub(crate) fn router() -> Routes {
    Routes::new()
        .get("/healthz", Policy::Public, alive)
        .get("/readyz", Policy::Public, ready)
}

/// `/metrics`: on an address of its own unless asked for otherwise.
pub(crate) fn metrics_routes() -> Routes {
    Routes::new().get("/metrics", Policy::Public, figures)
}

async fn alive(State(web): State<Web>) -> Response {
    let body = json!({
        "status": "ok",
        "version": env!("CARGO_PKG_VERSION"),
        "database": web.bridge.engine(),
    });
    Json(body).into_response()
}

async fn ready(State(web): State<Web>) -> Response {
    let (status, word) = match web.bridge.is_ready().await {
        true => (StatusCode::OK, "ok"),
        false => (StatusCode::SERVICE_UNAVAILABLE, "database"),
    };
    (status, Json(json!({ "status": word }))).into_response()
}

async fn figures() -> Response {
    let Some(handle) = start_counting() else {
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    };
    handle.run_upkeep();
    let media = [(header::CONTENT_TYPE, "text/plain; version=0.0.4")];
    (media, handle.render()).into_response()
}

/// Starts counting, once a process: what happens before this is not counted. `None` when something
/// else counts already.
pub(crate) fn start_counting() -> Option<&'static PrometheusHandle> {
    FIGURES
        .get_or_init(|| {
            let name = Matcher::Full("beweegbrug_request_seconds".to_owned());
            let recorder = PrometheusBuilder::new()
                .set_buckets_for_metric(name, &SECONDS)
                .ok()?
                .build_recorder();
            let handle = recorder.handle();
            metrics::set_global_recorder(recorder).ok()?;
            Some(handle)
        })
        .as_ref()
}
