//! `/`: the front door. What this is, and which way to go.

use actions::catalogue;
use askama::Template;
use axum::extract::State;
use documents::Texts;

use crate::Web;
use crate::mishap::Answer;
use crate::view::{Base, render};

#[derive(Template)]
#[template(path = "open/home.html")]
struct HomeView {
    base: Base,
    t: &'static Texts,
    sessions: String,
}

/// Shows the front door.
pub async fn open(State(web): State<Web>, base: Base) -> Answer {
    let t = Texts::dutch();
    let count = catalogue::offer_count(&web.bridge);
    let count = i64::try_from(count).unwrap_or(i64::MAX);
    render(&HomeView {
        base: base.titled(t.s("home-titel")),
        t,
        sessions: t.n("home-aantal", "aantal", count),
    })
}
