//! Attacks on the running program, over the wire: what somebody with a socket, a stolen cookie, a
//! poisoned feed or a lot of patience gets. Nothing that is not theirs.

#![allow(
    clippy::unwrap_used,
    reason = "an attack that cannot be made must stop"
)]

mod feeds;
mod forms;
mod heads;
mod limits;
mod lines;
mod tls;
mod wire;
