//! Sending a referral: to a session, an offer, a coach or a care professional.
//!
//! One transaction keeps the resident (sealed), the referral, its history, its links, its outgoing
//! messages, the access log and the request key. What is acknowledged is on disk.

use domain::actor::Actor;
use domain::age_band::AgeBand;
use domain::client::Client;
use domain::fault::Fault;
use domain::ids::{MunicipalityId, OrganisationId, ReferralId, UserId};
use domain::notice::notices_after;
use domain::organisation::Role;
use domain::policy::{Verb, may};
use domain::referral::{Hand, Order, Owner, Referral};
use domain::saved_wish::State;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use store::access_log::{self, Action, Line};
use store::idempotency::{self, RequestKey};
use store::key_store::fresh_uuid;
use store::links::{self, Link, Purpose};
use store::referrals::AlreadyOpen;
use store::{Scope, outbox, referrals, residents, saved_wishes, vault};

pub use crate::referral_draft::{ConsentDraft, ReferralDraft};

use crate::bridge::Municipality;
use crate::choose::{Chosen, choose, offered_in};
use crate::referral_draft::{judge_consent, read_draft};
use crate::shown::{ShownOwner, shown_owner};
use crate::{ActionError, Bridge, Caller};

/// How long the links of a referral work: until long after anybody needs them.
const LINKS_WORK: SignedDuration = SignedDuration::from_hours(24 * 400);

/// Something the sender should know; no reason to refuse.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Warning {
    /// The session is full: the referral goes to the waiting list (`vol`).
    Vol,
    /// The person is already referred (`al-verwezen`).
    AlVerwezen,
    /// By the year of birth this may be a child, and no parent or guardian is named
    /// (`ouder-ontbreekt`).
    OuderOntbreekt,
}

impl Warning {
    /// Every warning.
    pub const ALL: [Self; 3] = [Self::Vol, Self::AlVerwezen, Self::OuderOntbreekt];

    /// The wire code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Vol => "vol",
            Self::AlVerwezen => "al-verwezen",
            Self::OuderOntbreekt => "ouder-ontbreekt",
        }
    }
}

/// What the sender is told.
#[derive(Clone, Debug)]
pub struct Referred {
    /// The referral's key.
    pub id: ReferralId,
    /// The number people say.
    pub number: String,
    /// Where it is: sent.
    pub status: String,
    /// Whose turn it is.
    pub owner: Option<ShownOwner>,
    /// By when.
    pub due: Option<Timestamp>,
    /// Its version.
    pub version: u32,
    /// What the sender should know.
    pub warnings: Vec<Warning>,
    /// Whether this is the answer to an earlier request with the same key.
    pub replayed: bool,
}

/// The answer as it is kept for a repeated request: no personal data.
#[derive(Serialize, Deserialize)]
struct KeptAnswer {
    id: ReferralId,
    number: String,
    status: String,
    role: String,
    organisation: OrganisationId,
    name: String,
    due: i64,
    version: u32,
    warnings: Vec<Warning>,
}

/// A request's key, and the meaning of its body in canonical words.
#[derive(Clone, Copy, Debug)]
pub struct RepeatGuard<'a> {
    /// What the client sent as `Idempotency-Key`.
    pub key: &'a str,
    /// The body's meaning.
    pub meaning: &'a str,
}

/// Sends a referral.
///
/// # Errors
/// [`ActionError::Forbidden`] when the caller may not refer; [`ActionError::Faults`] with every
/// fault at once; [`ActionError::KeyReused`] when the key came with another body.
pub async fn refer(
    bridge: &Bridge,
    caller: &Caller,
    draft: &ReferralDraft,
    guard: Option<RepeatGuard<'_>>,
) -> Result<Referred, ActionError> {
    if !may(&caller.actor, Verb::Refer) {
        return Err(ActionError::Forbidden);
    }
    let Actor::Member(member) = &caller.actor else {
        return Err(ActionError::Forbidden);
    };
    let hand = Hand {
        role: member.roles.first().unwrap_or(Role::CareProfessional),
        organisation: Some(member.organisation),
        user: Some(member.user),
    };
    let sender = Sender {
        home: member.municipality,
        organisation: Some(member.organisation),
        user: Some(member.user),
        hand,
        key_owner: member.user.to_string(),
    };
    send(bridge, caller, &sender, draft, guard).await
}

/// A resident, or someone close, asks for a coach. Without an account.
///
/// # Errors
/// [`ActionError::Faults`] with every fault at once.
pub async fn ask_as_resident(
    bridge: &Bridge,
    home: MunicipalityId,
    origin: String,
    draft: &ReferralDraft,
    guard: Option<RepeatGuard<'_>>,
) -> Result<Referred, ActionError> {
    let caller = Caller {
        actor: Actor::Resident {
            referral: ReferralId::new(uuid::Uuid::nil()),
        },
        origin,
    };
    let hand = Hand {
        role: Role::Resident,
        organisation: None,
        user: None,
    };
    let sender = Sender {
        home,
        organisation: None,
        user: None,
        hand,
        key_owner: "aanmelden".to_owned(),
    };
    send(bridge, &caller, &sender, draft, guard).await
}

/// On whose part a referral is sent.
struct Sender {
    home: MunicipalityId,
    organisation: Option<OrganisationId>,
    user: Option<UserId>,
    hand: Hand,
    /// Whose request keys these are.
    key_owner: String,
}

async fn send(
    bridge: &Bridge,
    caller: &Caller,
    sender: &Sender,
    draft: &ReferralDraft,
    guard: Option<RepeatGuard<'_>>,
) -> Result<Referred, ActionError> {
    let key = guard.map(|guard| {
        let secrets = bridge.store().secrets();
        RequestKey::new(secrets, &sender.key_owner, guard.key, guard.meaning)
    });
    let sent = send_new(bridge, caller, sender, draft, key.as_ref()).await;
    match (sent, key) {
        // What could be sent earlier may be gone by now: a repeat still gets its first answer.
        (Err(ActionError::Faults(faults)), Some(key)) => {
            let mut reading = bridge.store().read().await?;
            match idempotency::earlier(&mut reading, &key).await? {
                Some(earlier) => replay(earlier),
                None => Err(ActionError::Faults(faults)),
            }
        }
        (sent, _) => sent,
    }
}

async fn send_new(
    bridge: &Bridge,
    caller: &Caller,
    sender: &Sender,
    draft: &ReferralDraft,
    key: Option<&RequestKey>,
) -> Result<Referred, ActionError> {
    let now = bridge.now();
    let (client, notes, consent) = read_draft(draft, now)?;
    // A referral belongs where the resident lives if that municipality takes part, otherwise to
    // the offer's.
    let lives_in = client
        .postcode
        .and_then(|postcode| bridge.municipality_of(postcode));
    let home = lives_in
        .or_else(|| offered_in(bridge, draft))
        .unwrap_or(sender.home);
    let municipality = bridge.municipality(home)?;
    // Made ahead, outside the transaction: both come from stock.
    let (resident, resident_key) = bridge.store().keys().take(now).await?;
    let number = bridge.next_number(home).await?;
    let mut tx = bridge.store().begin().await?;
    let chosen = choose(
        bridge,
        &mut tx,
        home,
        (
            &draft.session,
            &draft.offer,
            draft.coach,
            &draft.care_professional,
        ),
    )
    .await?;
    let mut faults = Vec::new();
    judge_consent(chosen.receiver.role, consent, &notes, &mut faults);
    if !faults.is_empty() {
        return Err(ActionError::Faults(faults));
    }
    let rules = Bridge::rules(&municipality, &chosen.closures);

    let known = residents::known(&mut tx, home, &client).await?;
    let already = referrals::already_open(&mut tx, &Scope::of(&caller.actor), home, &known).await?;

    let order = Order {
        id: ReferralId::new(fresh_uuid(now)),
        number,
        resident,
        municipality: home,
        referrer: sender.organisation,
        referrer_role: sender.hand.role,
        // Reports go to the colleague in whose name it is sent.
        referrer_user: match caller.actor.mandate() {
            Some(mandate) => Some(mandate.delegator),
            None => sender.user,
        },
        target: chosen.target,
        receiver: chosen.receiver,
        consent,
    };
    let (referral, entry) = Referral::send(order, sender.hand, now, &rules);

    let mut warnings = Vec::new();
    if chosen.full {
        warnings.push(Warning::Vol);
    }
    if already == AlreadyOpen::Seen {
        warnings.push(Warning::AlVerwezen);
    }
    if client.lacks_parent(domain::calendar::day_of(now).year()) {
        warnings.push(Warning::OuderOntbreekt);
    }
    let owner = owner_name(&referral, &chosen, &municipality);
    if let Some(key) = key {
        let kept = kept_answer(&referral, owner.as_ref(), &warnings);
        if !idempotency::claim(&mut tx, key, referral.id, &kept, now).await? {
            // Another request with this key was first and is on disk by now.
            return match idempotency::earlier(&mut tx, key).await? {
                Some(earlier) => replay(earlier),
                None => Err(ActionError::KeyReused),
            };
        }
    }
    if let (Some((from, wish)), Some(own)) = (draft.answers, sender.organisation) {
        // Only their own organisation's: of another's nothing changes.
        let of = (sender.home, from);
        saved_wishes::close_one(&mut tx, of, wish, own, State::Answered, now).await?;
    }
    // What is left is written down without waiting for an answer: one trip to the engine.
    let mut last = tx.batch();
    residents::insert(&mut last, home, resident, &resident_key, &client, now).await?;
    let sealed = match notes.is_empty() {
        true => None,
        false => Some(vault::seal_notes(&resident_key, resident, &notes)?),
    };
    // Learned from only where the resident agreed to be counted.
    let this_year = domain::calendar::day_of(now).year();
    let born = client.birth_year.filter(|_| consent.figures);
    let band = born.map(|year| AgeBand::of_birth_year(year, this_year));
    referrals::insert(&mut last, &referral, &entry, sealed, band).await?;
    let receiver = Some(referral.receiver.organisation);
    let expires = now.checked_add(LINKS_WORK).unwrap_or(Timestamp::MAX);
    let new_links = [
        Link::new(Purpose::Answer, home, referral.id, receiver, expires),
        Link::new(Purpose::Mine, home, referral.id, None, expires),
    ];
    links::insert(&mut last, &new_links, now).await?;
    let mut notices = notices_after(
        &referral,
        municipality.settings.service_point,
        client.email.is_some(),
    );
    if already == AlreadyOpen::Hidden {
        let desk = municipality.settings.service_point;
        notices.push((
            domain::notice::Recipient::ServicePoint(desk),
            domain::notice::Notice::AlreadyReferred,
        ));
    }
    outbox::insert(
        &mut last,
        home,
        (referral.id, referral.version),
        referral.referrer_user,
        &notices,
        now,
    )
    .await?;
    let made = Line {
        municipality: home,
        at: now,
        user: sender.user,
        role: sender.hand.role,
        organisation: sender.organisation,
        on_behalf: caller.on_behalf(None),
        origin: caller.origin.clone(),
        action: Action::Create,
        resident: Some(resident),
        referral: Some(referral.id),
        consent: Some(consent.to_stored()),
    };
    // Looking somebody up by phone number or address is a search in their file.
    let looked_up = known.iter().map(|found| Line {
        action: Action::Search,
        resident: Some(*found),
        referral: None,
        consent: None,
        ..made.clone()
    });
    let lines: Vec<Line> = std::iter::once(made.clone()).chain(looked_up).collect();
    access_log::write(&mut last, &lines).await?;
    tx.commit_with(last).await?;
    bridge.ring();
    Ok(Referred {
        id: referral.id,
        number: referral.number.clone(),
        status: referral.state.status().code().to_owned(),
        owner,
        due: referral.due,
        version: referral.version,
        warnings,
        replayed: false,
    })
}

/// Whether the caller should be asked before sending: a person with this phone number or address
/// has an open referral that the caller may see. For the page, which asks first.
///
/// # Errors
/// When the store cannot be read.
pub async fn is_already_referred(
    bridge: &Bridge,
    caller: &Caller,
    client: &Client,
) -> Result<bool, ActionError> {
    let Actor::Member(member) = &caller.actor else {
        return Ok(false);
    };
    if !may(&caller.actor, Verb::Refer) {
        return Ok(false);
    }
    let lives_in = client
        .postcode
        .and_then(|postcode| bridge.municipality_of(postcode));
    let home = lives_in.unwrap_or(member.municipality);
    let now = bridge.now();
    let mut tx = bridge.store().begin().await?;
    let known = residents::known(&mut tx, home, client).await?;
    let already = referrals::already_open(&mut tx, &Scope::of(&caller.actor), home, &known).await?;
    let lines: Vec<Line> = known
        .iter()
        .map(|found| Line {
            municipality: home,
            at: now,
            user: Some(member.user),
            role: caller.role(),
            organisation: Some(member.organisation),
            on_behalf: caller.on_behalf(None),
            origin: caller.origin.clone(),
            action: Action::Search,
            resident: Some(*found),
            referral: None,
            consent: None,
        })
        .collect();
    access_log::write(&mut tx, &lines).await?;
    tx.commit().await?;
    Ok(already == AlreadyOpen::Seen)
}

/// What was answered to an earlier request with this key; `None` when there was none. For the page,
/// which asks before it sends: the second of two clicks is no new referral to ask about.
///
/// # Errors
/// [`ActionError::Forbidden`] when the caller has no account; [`ActionError::KeyReused`] when the
/// key came with another body.
pub async fn sent_before(
    bridge: &Bridge,
    caller: &Caller,
    guard: RepeatGuard<'_>,
) -> Result<Option<Referred>, ActionError> {
    let Some(member) = caller.as_member() else {
        return Err(ActionError::Forbidden);
    };
    let secrets = bridge.store().secrets();
    let owner = member.user.to_string();
    let key = RequestKey::new(secrets, &owner, guard.key, guard.meaning);
    let mut tx = bridge.store().begin().await?;
    let earlier = idempotency::earlier(&mut tx, &key).await?;
    earlier.map(replay).transpose()
}

fn replay(earlier: idempotency::Earlier) -> Result<Referred, ActionError> {
    if !earlier.same_body {
        return Err(ActionError::KeyReused);
    }
    let kept: KeptAnswer = serde_json::from_str(&earlier.answer)
        .map_err(|_| store::StoreError::Unreadable("idempotency.answer"))?;
    Ok(Referred {
        id: kept.id,
        number: kept.number,
        status: kept.status,
        owner: kept.role.parse().ok().map(|role| ShownOwner {
            role,
            organisation: kept.organisation,
            name: kept.name,
        }),
        due: Timestamp::from_microsecond(kept.due).ok(),
        version: kept.version,
        warnings: kept.warnings,
        replayed: true,
    })
}

fn kept_answer(referral: &Referral, owner: Option<&ShownOwner>, warnings: &[Warning]) -> String {
    let kept = KeptAnswer {
        id: referral.id,
        number: referral.number.clone(),
        status: referral.state.status().code().to_owned(),
        role: owner
            .map(|owner| owner.role.code().to_owned())
            .unwrap_or_default(),
        organisation: owner.map_or(referral.receiver.organisation, |owner| owner.organisation),
        name: owner.map(|owner| owner.name.clone()).unwrap_or_default(),
        due: referral
            .due
            .map(|due| due.as_microsecond())
            .unwrap_or_default(),
        version: referral.version,
        warnings: warnings.to_vec(),
    };
    serde_json::to_string(&kept).unwrap_or_default()
}

fn owner_name(
    referral: &Referral,
    chosen: &Chosen,
    municipality: &Municipality,
) -> Option<ShownOwner> {
    let name = match referral.owner {
        Some(Owner {
            role: Role::ServicePoint,
            ..
        }) => municipality.service_point_name.clone(),
        _ => chosen.receiver_name.clone(),
    };
    shown_owner(referral.owner, Some(name))
}

/// All faults at once: what could not be read first, then what is wrong with the rest. A field
/// that could not be read is not called missing as well.
pub(crate) fn with_type_faults(type_faults: &[Fault], faults: Vec<Fault>) -> Vec<Fault> {
    let unread = |fault: &Fault| {
        type_faults.iter().any(|known| {
            known.place == fault.place
                && (known.location.is_empty()
                    || fault.location == known.location
                    || fault
                        .location
                        .strip_prefix(&known.location)
                        .is_some_and(|rest| rest.starts_with(['.', '['])))
        })
    };
    let rest = faults.into_iter().filter(|fault| !unread(fault));
    type_faults.iter().cloned().chain(rest).collect()
}
