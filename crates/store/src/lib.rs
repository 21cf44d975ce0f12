//! The only room with SQL. Both engines, migrations, the vault, the outbox, the access log.
//!
//! `actions` opens a [`Tx`] and calls the functions of the modules below with it; each statement is
//! a constant that runs unchanged on SQLite and PostgreSQL (`migrations/README.md` tells the
//! differences). Queries about referrals take a [`Scope`]: nobody can ask for "any referral"
//! without saying why they may.

pub mod access_log;
pub mod accounts;
pub mod alarms;
pub mod answering;
pub mod areas;
pub mod backup;
mod batch;
pub mod cancelled_lessons;
pub mod checks;
pub mod consents;
pub mod delegations;
pub mod duplicates;
pub mod emergencies;
mod engine;
mod error;
pub mod federated;
pub mod feed;
pub mod forgotten;
pub mod generations;
pub mod idempotency;
pub mod import_rejections;
pub mod imports;
pub mod incidents;
pub mod installation;
pub mod invitations;
pub mod kept_offers;
pub mod key_ring;
pub mod key_service;
pub mod key_store;
pub mod leases;
pub mod leaving;
pub mod lessons;
pub mod links;
pub mod lists;
mod many_rows;
pub mod memberships;
pub mod merges;
pub mod municipalities;
pub mod objections;
pub mod offer_care;
pub mod offer_changes;
pub mod offer_intake;
pub mod offer_links;
pub mod offers;
pub mod organisations;
pub mod outbox;
pub mod pictures;
pub mod postcodes;
pub mod public_imports;
pub mod referrals;
pub mod refusals;
pub mod residents;
pub mod retention;
pub mod reviews;
mod rows;
pub mod saved_wishes;
pub mod schema;
mod scope;
pub mod second_steps;
pub mod secrets;
pub mod shown_offers;
pub mod sign_in_attempts;
pub mod support;
pub mod suspensions;
pub mod synonyms;
pub mod unmet;
pub mod vault;
pub mod web_sessions;

pub use batch::{Batch, Writing};
pub use engine::{Connected, Engine, Place, Reading, Store, Tx, make_private_folder};
pub use error::StoreError;
pub use scope::Scope;
