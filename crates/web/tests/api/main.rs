//! The JSON API over a real service on a fresh database: who may, what is answered, and that every
//! fault is told at once.

#![allow(clippy::unwrap_used, reason = "a story that cannot go on must stop")]

mod referrals;
mod saved_wishes;
mod searching;
#[path = "../speaking/mod.rs"]
mod speaking;
#[path = "../../../actions/tests/support/mod.rs"]
mod support;
mod wishes_met;

fn fault(place: &str, location: &str, code: &str) -> (String, String, String) {
    (place.to_owned(), location.to_owned(), code.to_owned())
}
