//! The promises about a referral's life, tried in every order: the steps of surface.md sections 4
//! and 10 as a table, walked through exhaustively and at random; who may take them; what each
//! party sees; and who hears of what.
//!
//! The table in [`table`] is written from that text, not from the code: when the two differ, one
//! of them is wrong.

#![allow(clippy::unwrap_used)]

mod consent;
mod everywhere;
mod follow;
mod messages;
mod sequences;
mod sight;
mod stand_in;
mod stories;
mod table;
mod who;
mod world;
