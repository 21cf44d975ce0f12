//! The loop's story, told through the actions, on both engines: searched, referred, invited,
//! started, heard back; and what happens when it goes otherwise.

#![allow(clippy::unwrap_used, reason = "a story that cannot go on must stop")]

mod holds;
#[path = "../support/mod.rs"]
mod support;
mod told;
