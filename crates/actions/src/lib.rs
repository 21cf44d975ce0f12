//! One file a verb: what people and programs can do. The only room that opens a transaction.
//!
//! Each action tells five beats: who asks, load, decide in the domain, save (row, history, log and
//! outbox in one transaction), answer. Called by `web` and by the binary's commands and worker.

mod bridge;
mod caller;
mod choose;
mod clock;
mod consent_history;
mod error;
mod referral_draft;
mod shown;

pub mod accounts;
pub mod alarms;
pub mod answer_by_link;
pub mod breach;
pub mod break_glass;
pub mod catalogue;
pub mod change_consent;
pub mod change_contacts;
pub mod change_settings;
pub mod check;
pub mod check_websites;
pub mod close_for_a_while;
pub mod colleagues;
pub mod correct_details;
pub mod curate;
pub mod decide_on_offers;
pub mod delegate;
pub mod deliver;
pub mod erase_resident;
pub mod escalate;
pub mod federated_sign_in;
pub mod find_by_number;
pub mod first_start;
pub mod import_offers;
pub mod import_postcodes;
pub mod invite;
pub mod keep_fresh;
pub mod known_device;
pub mod leave;
pub mod list_referrals;
pub mod member_sessions;
pub mod members;
pub mod merge_residents;
pub mod move_trial;
pub mod my_account;
pub mod object;
pub mod own_offers;
pub mod passkeys;
pub mod refer;
pub mod refused;
pub mod report_unmet_demand;
pub mod reset_password;
pub mod resident_answer;
pub mod retain;
pub mod rotate_keys;
pub mod seal_log;
pub mod search;
pub mod second_step;
pub mod set_up;
pub mod show_referral;
pub mod sign_in;
pub mod suggest_again;
pub mod support_report;
pub mod suspend_provider;
pub mod sweep;
pub mod take_step;
pub mod web_sessions;
pub mod who_looked;

pub use bridge::{Bridge, Municipality, PostcodeProblem, Settings};
pub use caller::Caller;
pub use clock::{Clock, FixedClock};
pub use error::ActionError;
pub use shown::{ShownConsent, ShownObjection, ShownOwner, ShownReferral, ShownStep, shown_owner};
