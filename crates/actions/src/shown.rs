//! A referral as one viewer may see it: already narrowed by sight, ready for any door to render.

use domain::client::{CaseNotes, Client};
use domain::consent::{Consent, ConsentChange};
use domain::ids::{MunicipalityId, OrganisationId, ReferralId};
use domain::offer::Offer;
use domain::organisation::Role;
use domain::referral::{
    Entry, OnBehalf, Owner, Party, Receiver, Status, Step, Target, TrialMoment,
};
use domain::visibility::Sight;
use jiff::Timestamp;
use uuid::Uuid;

use crate::saved_wishes::ShownWish;

/// Whose turn it is, with a name people know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShownOwner {
    /// In which role.
    pub role: Role,
    /// The organisation.
    pub organisation: OrganisationId,
    /// Its name.
    pub name: String,
}

/// Puts a name to an owner.
#[must_use]
pub fn shown_owner(owner: Option<Owner>, name: Option<String>) -> Option<ShownOwner> {
    owner.map(|owner| ShownOwner {
        role: owner.role,
        organisation: owner.organisation,
        name: name.unwrap_or_default(),
    })
}

/// One line of the history, with the organisation's name and the words beside it.
#[derive(Clone, Debug)]
pub struct ShownStep {
    /// The line.
    pub entry: Entry,
    /// The name of the organisation that took it.
    pub organisation: Option<String>,
    /// The words beside it, when the viewer may read them.
    pub words: Option<String>,
}

/// One line of the history of consent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShownConsent {
    /// What was given or taken back, and how.
    pub change: ConsentChange,
    /// The version of the words in which it was asked.
    pub wording: String,
    /// When.
    pub at: Timestamp,
    /// Who wrote it down, in which role.
    pub role: Role,
    /// And for which organisation.
    pub organisation: Option<String>,
    /// For whom, when somebody else wrote it down.
    pub on_behalf: Option<OnBehalf>,
}

/// An objection of the resident, opened. Cannot be printed.
#[derive(Clone)]
pub struct ShownObjection {
    /// Its key.
    pub id: Uuid,
    /// The resident's words.
    pub words: Option<String>,
    /// When it was made.
    pub made_at: Timestamp,
    /// The service point's words.
    pub answer: Option<String>,
    /// When it was answered.
    pub answered_at: Option<Timestamp>,
}

/// A referral as one viewer may see it.
#[derive(Clone)]
pub struct ShownReferral {
    /// Its key.
    pub id: ReferralId,
    /// The municipality it belongs to: whose service point helps.
    pub municipality: MunicipalityId,
    /// The number people say.
    pub number: String,
    /// Where it is, as the viewer may know.
    pub status: Status,
    /// Whose turn it is.
    pub owner: Option<ShownOwner>,
    /// By when.
    pub due: Option<Timestamp>,
    /// Its version.
    pub version: u32,
    /// When it was sent.
    pub sent_at: Timestamp,
    /// When it last changed.
    pub changed_at: Timestamp,
    /// What it goes to.
    pub target: Target,
    /// The offer, when it goes to one.
    pub offer: Option<Offer>,
    /// Who receives.
    pub receiver: Receiver,
    /// The receiver's name.
    pub receiver_name: String,
    /// The receiver's phone number.
    pub receiver_phone: Option<String>,
    /// The organisation that referred.
    pub referrer: Option<OrganisationId>,
    /// Its name.
    pub referrer_name: Option<String>,
    /// The planned trial lesson.
    pub trial: Option<TrialMoment>,
    /// Contact attempts.
    pub attempts: u16,
    /// What the viewer may see.
    pub sight: Sight,
    /// How the viewer stands towards it.
    pub parties: Vec<Party>,
    /// First name and language only, or all that sight allows; `None` when forgotten.
    pub client: Option<Client>,
    /// What the referrer wrote, as far as sight allows.
    pub notes: CaseNotes,
    /// What the resident agrees to.
    pub consent: Consent,
    /// What was agreed to and taken back, oldest first; empty for a receiver.
    pub consent_history: Vec<ShownConsent>,
    /// The resident's objections, oldest first: for the resident and the service point.
    pub objections: Vec<ShownObjection>,
    /// Wishes that a coach saved, oldest first: for coaches of that organisation and the resident.
    pub saved_wishes: Vec<ShownWish>,
    /// How it went, oldest first; without sight on progress only sending and closing.
    pub history: Vec<ShownStep>,
    /// The steps this viewer can take now.
    pub allowed: Vec<Step>,
}
