//! A referral as it comes in, and reading it: everything that can be judged without the store, all
//! faults at once. Called by `refer`.

use domain::client::{CaseNotes, Client, ClientDraft, TEXT_MAX, written_text};
use domain::codes::{ContactPreference, MOTIVES, OTHER};
use domain::consent::{Consent, ConsentManner};
use domain::fault::Fault;
use domain::ids::ReferralId;
use domain::organisation::Role;
use jiff::Timestamp;
use uuid::Uuid;

use crate::ActionError;
use crate::refer::with_type_faults;

/// Consent as it comes in: what was not said is `None`, and counts as no.
#[derive(Clone, Debug, Default)]
pub struct ConsentDraft {
    /// `delenMetAanbieder`
    pub share_with_provider: Option<bool>,
    /// `terugkoppeling`
    pub feedback: Option<bool>,
    /// `begeleiding`
    pub guidance: Option<bool>,
    /// `medischeAchtergrond`
    pub medical_background: Option<bool>,
    /// `vergoeding`
    pub funding: Option<bool>,
    /// `cijfers`
    pub figures: Option<bool>,
    /// `berichtenPerSms`; whoever wishes to be reached by text message agrees to it.
    pub text_messages: Option<bool>,
    /// `wijze`
    pub manner: String,
}

/// A referral as it comes in: nothing believed yet.
#[derive(Clone, Default)]
pub struct ReferralDraft {
    /// `sessieId`
    pub session: String,
    /// `aanbodId`
    pub offer: String,
    /// `beweegcoach`
    pub coach: bool,
    /// `zorgverlenerId`
    pub care_professional: String,
    /// `client`
    pub client: ClientDraft,
    /// `aanleiding`
    pub motives: Vec<String>,
    /// `bijzonderheden`
    pub particulars: String,
    /// `aandachtspunten`
    pub attention: String,
    /// `medischeAchtergrond`
    pub medical_background: String,
    /// `toestemming`
    pub consent: ConsentDraft,
    /// Whether a child without a parent or guardian named is a fault: a page asks who they are. A
    /// program is warned.
    pub asks_parent: bool,
    /// The saved wishes that this answers, and the referral they were saved with.
    pub answers: Option<(ReferralId, Uuid)>,
    /// What could not even be read as text, number or yes: told with all other faults.
    pub type_faults: Vec<Fault>,
}

/// Reads everything that can be judged without the store. `wijze` is `mondeling` when it is left
/// out: a referral is made with the client beside you.
pub(crate) fn read_draft(
    draft: &ReferralDraft,
    now: Timestamp,
) -> Result<(Client, CaseNotes, Consent), ActionError> {
    let this_year = domain::calendar::day_of(now).year();
    let mut faults = Vec::new();
    let client = match draft.client.read(this_year, "client") {
        Ok(client) => {
            if draft.asks_parent && client.lacks_parent(this_year) {
                let place = "client.contactpersoon.grondslag";
                faults.push(Fault::body(place, "ouder-nodig"));
            }
            Some(client)
        }
        Err(found) => {
            faults.extend(found);
            None
        }
    };
    for (at, motive) in draft.motives.iter().enumerate() {
        if !MOTIVES.codes.contains(&motive.as_str()) {
            faults.push(
                Fault::body(format!("aanleiding[{at}]"), "onbekende-code")
                    .with(MOTIVES.codes.join(", ")),
            );
        }
    }
    let text = |value: &str, place: &str, faults: &mut Vec<Fault>| {
        written_text(value, TEXT_MAX, place, faults)
    };
    let notes = CaseNotes {
        motives: draft.motives.clone(),
        particulars: text(&draft.particulars, "bijzonderheden", &mut faults),
        attention: text(&draft.attention, "aandachtspunten", &mut faults),
        medical_background: text(
            &draft.medical_background,
            "medischeAchtergrond",
            &mut faults,
        ),
    };
    if draft.motives.iter().any(|motive| motive == OTHER)
        && notes.particulars.is_none()
        && draft.particulars.trim().is_empty()
    {
        faults.push(Fault::body("bijzonderheden", "woorden-nodig"));
    }
    let manner = match draft.consent.manner.trim() {
        "" => Some(ConsentManner::Spoken),
        word => ConsentManner::from_code(word),
    };
    if manner.is_none() {
        faults.push(
            Fault::body("toestemming.wijze", "onbekende-code")
                .with("mondeling, schriftelijk, zelf"),
        );
    }
    let targets = [
        !draft.session.trim().is_empty(),
        !draft.offer.trim().is_empty(),
        draft.coach,
        !draft.care_professional.trim().is_empty(),
    ];
    match targets.iter().filter(|given| **given).count() {
        0 => faults.push(Fault::body("sessieId", "doel-ontbreekt")),
        1 => {
            let to_provider = targets[0] || targets[1];
            let agreed = if to_provider {
                draft.consent.share_with_provider
            } else {
                draft.consent.guidance
            };
            if agreed != Some(true) {
                faults.push(if to_provider {
                    Fault::body("toestemming.delenMetAanbieder", "toestemming-delen")
                } else {
                    Fault::body("toestemming.begeleiding", "toestemming-begeleiding")
                });
            }
        }
        _ => faults.push(Fault::body("sessieId", "doel-dubbel")),
    }
    match (client, manner) {
        (Some(client), Some(manner)) if faults.is_empty() && draft.type_faults.is_empty() => {
            let said = |answer: Option<bool>| answer == Some(true);
            let consent = Consent {
                share_with_provider: said(draft.consent.share_with_provider),
                feedback: said(draft.consent.feedback),
                guidance: said(draft.consent.guidance),
                medical_background: said(draft.consent.medical_background),
                funding: said(draft.consent.funding),
                figures: said(draft.consent.figures),
                text_messages: draft
                    .consent
                    .text_messages
                    .unwrap_or(client.preference == Some(ContactPreference::Sms)),
                manner,
            };
            Ok((client, notes, consent))
        }
        _ => Err(ActionError::Faults(with_type_faults(
            &draft.type_faults,
            faults,
        ))),
    }
}

/// Medical background goes to a coach or care professional only, with its own consent.
pub(crate) fn judge_consent(
    receiver: Role,
    consent: Consent,
    notes: &CaseNotes,
    faults: &mut Vec<Fault>,
) {
    if notes.medical_background.is_none() {
        return;
    }
    if receiver == Role::Provider {
        faults.push(Fault::body(
            "medischeAchtergrond",
            "medisch-niet-naar-aanbieder",
        ));
    } else if !consent.medical_background {
        faults.push(Fault::body(
            "toestemming.medischeAchtergrond",
            "toestemming-medisch",
        ));
    }
}
