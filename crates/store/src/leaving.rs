//! Taking a municipality out: reading all that is its own in one moment, removing it in pieces, and
//! the record that stays (decision 0024).
//!
//! Which tables that touches follows from the migrations ([`crate::schema`]): whatever says which
//! municipality it belongs to goes, unless it is named as kept, with the reason. Called by the
//! actions that export and destroy; everybody else leaves this alone.

pub mod reading;
pub mod record;
pub mod removing;
pub mod tables;

mod opening;
