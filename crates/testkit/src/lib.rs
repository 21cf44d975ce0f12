//! What tests stand on: throw-away databases, the running program, somebody who visits it, and a
//! post office that catches mail.
//!
//! Only tests call this crate. Whatever it starts on the machine it also ends, even when the test
//! process is killed; whatever it cannot do it says in a panic that tells what to do about it.
//! It reads no clock but for its own patience, and sends nothing to another machine.

pub mod engine;
pub mod fuzz;
pub mod http;
pub mod letter;
pub mod mail_folder;
pub mod mailbox;
pub mod one_time_code;
pub mod openid_provider;
pub mod postgres;
pub mod running;
pub mod script;

pub use engine::{Engine, FreshDatabase, quick};
pub use http::{Answer, Visitor};
pub use letter::Letter;
pub use mail_folder::MailFolder;
pub use mailbox::{CaughtMail, Refusal, SmtpCatcher};
pub use one_time_code::one_time_code;
pub use openid_provider::OpenIdProvider;
pub use postgres::PostgresCluster;
pub use running::Running;
pub use script::write_script;
