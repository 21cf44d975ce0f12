//! A referral as one viewer may see it: already narrowed by sight, ready for any door to render.

use domain::client::{CaseNotes, Client};
use domain::consent::Consent;
use domain::ids::{MunicipalityId, OrganisationId, ReferralId};
use domain::offer::Offer;
use domain::organisation::Role;
use domain::referral::{Entry, Owner, Party, Receiver, Status, Step, Target, TrialMoment};
use domain::visibility::Sight;
use jiff::Timestamp;

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
    /// How it went, oldest first; without sight on progress only sending and closing.
    pub history: Vec<ShownStep>,
    /// The steps this viewer can take now.
    pub allowed: Vec<Step>,
}
