//! Giving or taking back consent for one purpose: by the resident on their own page, or for them
//! by who referred, a coach or the service point, who heard or read it. What depended on it stops
//! in the same transaction.

use domain::consent::{ConsentChange, ConsentManner, Purpose, wording_at};
use domain::fault::Fault;
use domain::ids::ReferralId;
use domain::notice::notices_of_consent;
use domain::policy::may_change_consent;
use domain::referral::{OnBehalf, Party, Referral, as_changes};
use store::access_log::{self, Action, Line};
use store::links::{self, Purpose as LinkPurpose};
use store::referrals::Found;
use store::vault::ResidentKey;
use store::{StoreError, Tx, consents, outbox, referrals, residents, vault};

use crate::refer::with_type_faults;
use crate::take_step::{conflict, look_again, lost_the_race, refused};
use crate::{ActionError, Bridge, Caller};

/// A change of consent as it comes in.
#[derive(Clone, Debug, Default)]
pub struct ConsentRequest {
    /// `doel`
    pub purpose: String,
    /// `gegeven`
    pub given: Option<bool>,
    /// `wijze`; `zelf` for the resident, and otherwise `mondeling` unless it was in writing.
    pub manner: String,
    /// `versie`: the version the caller saw; without it, whatever is there.
    pub version: Option<u32>,
    /// What could not even be read: told with all other faults.
    pub type_faults: Vec<Fault>,
}

/// Writes down that the resident gives or takes back consent. Saying the same twice changes
/// nothing. Gives the referral's version.
///
/// # Errors
/// In this order: not found, forbidden, a conflict with a version that is old, every fault;
/// [`ActionError::Gone`] when the resident was forgotten.
pub async fn change_consent(
    bridge: &Bridge,
    caller: &Caller,
    id: ReferralId,
    request: &ConsentRequest,
) -> Result<u32, ActionError> {
    let now = bridge.now();
    let (mut tx, found) = crate::refused::find(bridge, caller, id, now).await?;
    let before = &found.referral;
    let Some(party) = may_change_consent(&caller.actor, before) else {
        refused(&mut tx, caller, before, now).await?;
        tx.commit().await?;
        return Err(ActionError::Forbidden);
    };
    if request
        .version
        .is_some_and(|version| version != before.version)
    {
        return Err(conflict(caller, before, now));
    }
    let change = read(request, party)?;
    let municipality = bridge.municipality(before.municipality)?;
    let closures = bridge.closures_of(before.receiver.organisation);
    let rules = Bridge::rules(&municipality, &closures);
    let hand = caller.hand(party, before);
    let on_behalf = (party != Party::Resident).then_some(OnBehalf::Resident);
    let known = residents::read(&mut tx, before.municipality, before.resident).await?;
    let Some((mut client, key)) = known else {
        return Err(ActionError::Gone);
    };
    let changed = before.change_consent(change, hand, on_behalf, now, &rules);
    let Some((after, entry)) = changed else {
        return Ok(before.version);
    };

    let saved = referrals::save(
        &mut tx,
        &after,
        &entry,
        look_again(&after, &entry, &rules),
        None,
    );
    match saved.await {
        Err(StoreError::Stale) => {
            drop(tx);
            return Err(lost_the_race(bridge, caller, id, now).await);
        }
        other => other?,
    }
    remember(&mut tx, before, &after, change).await?;
    if !change.given {
        stop_what_depended(&mut tx, &found, &after, change.purpose, &key).await?;
        let texts = Some(domain::codes::ContactPreference::Sms);
        if change.purpose == Purpose::TextMessages && client.preference == texts {
            client.preference = None;
            let home = after.municipality;
            residents::update(&mut tx, home, after.resident, &key, &client).await?;
        }
    }
    let notices = notices_of_consent(
        change,
        before.state.status(),
        &after,
        municipality.settings.service_point,
        municipality.settings.coach_team,
    );
    outbox::insert(
        &mut tx,
        after.municipality,
        (after.id, after.version),
        after.referrer_user,
        &notices,
        now,
    )
    .await?;
    let line = Line {
        municipality: after.municipality,
        at: now,
        user: entry.by.user,
        role: entry.by.role,
        organisation: entry.by.organisation,
        on_behalf: caller.on_behalf(entry.on_behalf),
        origin: caller.origin.clone(),
        action: Action::Consent,
        resident: Some(after.resident),
        referral: Some(after.id),
        consent: Some(after.consent.to_stored()),
    };
    access_log::write(&mut tx, &[line]).await?;
    tx.commit().await?;
    bridge.ring();
    Ok(after.version)
}

fn read(request: &ConsentRequest, party: Party) -> Result<ConsentChange, ActionError> {
    let mut faults = Vec::new();
    let purpose = Purpose::from_code(request.purpose.trim());
    if purpose.is_none() {
        let words = Purpose::ALL.map(Purpose::code).join(", ");
        let code = match request.purpose.trim() {
            "" => "ontbreekt",
            _ => "onbekende-code",
        };
        faults.push(Fault::body("doel", code).with(words));
    }
    if request.given.is_none() {
        faults.push(Fault::body("gegeven", "ontbreekt"));
    }
    // What somebody said themselves, nobody else can have written down as such.
    let manner = match (party, request.manner.trim()) {
        (Party::Resident, _) => Some(ConsentManner::Self_),
        (_, "") => Some(ConsentManner::Spoken),
        (_, word) => {
            ConsentManner::from_code(word).filter(|manner| *manner != ConsentManner::Self_)
        }
    };
    if manner.is_none() {
        faults.push(Fault::body("wijze", "onbekende-code").with("mondeling, schriftelijk"));
    }
    match (purpose, request.given, manner) {
        (Some(purpose), Some(given), Some(manner)) if request.type_faults.is_empty() => {
            Ok(ConsentChange {
                purpose,
                given,
                manner,
            })
        }
        _ => Err(ActionError::Faults(with_type_faults(
            &request.type_faults,
            faults,
        ))),
    }
}

/// Adds to the history of consent; before the first change, what was agreed to at the sending.
async fn remember(
    tx: &mut Tx,
    before: &Referral,
    after: &Referral,
    change: ConsentChange,
) -> Result<(), StoreError> {
    let home = after.municipality;
    if consents::of_referral(tx, home, after.id).await?.is_empty() {
        let first = as_changes(before.consent);
        let wording = wording_at(before.sent_at);
        consents::add(tx, home, after.id, 1, &first, wording).await?;
    }
    let wording = wording_at(after.changed_at);
    consents::add(tx, home, after.id, after.version, &[change], wording).await
}

/// Ends what stood on the consent that was taken back: links, messages that wait, words.
async fn stop_what_depended(
    tx: &mut Tx,
    found: &Found,
    after: &Referral,
    purpose: Purpose,
    key: &ResidentKey,
) -> Result<(), StoreError> {
    if purpose == Purpose::needed_by(after.receiver.role) {
        outbox::cancel_to(tx, after.id, "ontvanger").await?;
        // The receiver's links end; the resident's own goes on.
        let mine = links::of_referral(tx, after.id, LinkPurpose::Mine).await?;
        links::revoke(tx, after.id).await?;
        links::restore(tx, &mine).await?;
    }
    match purpose {
        Purpose::Feedback => outbox::cancel_to(tx, after.id, "verwijzer").await?,
        Purpose::MedicalBackground => {
            let mut notes = found.notes(key)?;
            if notes.medical_background.take().is_some() {
                let sealed = match notes.is_empty() {
                    true => None,
                    false => Some(vault::seal_notes(key, after.resident, &notes)?),
                };
                referrals::put_notes(tx, after, sealed).await?;
            }
        }
        _ => {}
    }
    Ok(())
}
