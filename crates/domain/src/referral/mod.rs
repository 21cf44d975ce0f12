//! A referral's life: its states, the steps between them, who is next and by when.
//!
//! A referral is the fold of its history ([`Referral::replay`]); every change is one
//! [`Entry`] made by [`Referral::send`], [`Referral::take`], [`Referral::note`] or
//! [`Referral::change_consent`], and applied by the same [`Referral::apply`] that replays it. Called by `actions`; reads no clock.

mod allowed;
mod consent_change;
mod entry;
mod life;
mod state;
mod step;
mod turn;

pub use allowed::{Party, Standing, legal_steps, parties_of};
pub use consent_change::as_changes;
pub use entry::{Deed, Entry, Hand, OnBehalf, Owner, Receiver, Target, TrialMoment};
pub use life::{Order, Referral, Refusal};
pub use state::{BeforeStart, Closed, PauseOf, Paused, Seeking, Stage, Started, State, Status};
pub use step::{Command, Step, StepDraft, StepWords};
pub use turn::Rules;
