//! Sending a referral: to a session, an offer, a coach or a care professional.
//!
//! One transaction keeps the resident (sealed), the referral, its history, its links, its outgoing
//! messages, the access log and the request key. What is acknowledged is on disk.

use domain::actor::Actor;
use domain::client::{CaseNotes, Client, ClientDraft, TEXT_MAX, written_text};
use domain::codes::{MOTIVES, OTHER};
use domain::consent::{Consent, ConsentManner};
use domain::fault::Fault;
use domain::ids::{MunicipalityId, OfferId, OrganisationId, ReferralId, SessionId, UserId};
use domain::notice::notices_after;
use domain::organisation::Role;
use domain::policy::{Verb, may};
use domain::referral::{Hand, Order, Owner, Receiver, Referral, Target};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use store::access_log::{self, Action, Line};
use store::idempotency::{self, RequestKey};
use store::key_store::fresh_uuid;
use store::links::{self, Link, Purpose};
use store::{Tx, accounts, offers, organisations, outbox, referrals, residents, vault};

use crate::bridge::Municipality;
use crate::shown::{ShownOwner, shown_owner};
use crate::{ActionError, Bridge, Caller};

/// How long the links of a referral work: until long after anybody needs them.
const LINKS_WORK: SignedDuration = SignedDuration::from_hours(24 * 400);

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
    /// What could not even be read as text, number or yes: told with all other faults.
    pub type_faults: Vec<Fault>,
}

/// Something the sender should know; no reason to refuse.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Warning {
    /// The session is full: the referral goes to the waiting list (`vol`).
    Vol,
    /// The person is already referred (`al-verwezen`).
    AlVerwezen,
}

impl Warning {
    /// The wire code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Vol => "vol",
            Self::AlVerwezen => "al-verwezen",
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

/// A target that was found, with who receives it.
pub(crate) struct Chosen {
    pub target: Target,
    pub receiver: Receiver,
    pub receiver_name: String,
    pub closures: Vec<domain::calendar::Closure>,
    pub full: bool,
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
    let now = bridge.now();
    let key = guard.map(|guard| {
        let secrets = bridge.store().secrets();
        RequestKey::new(secrets, &sender.key_owner, guard.key, guard.meaning)
    });
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
    if let Some(key) = &key
        && let Some(earlier) = idempotency::earlier(&mut tx, key).await?
    {
        return replay(earlier);
    }
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
    let already = already_referred(&mut tx, caller, home, &known).await?;

    let order = Order {
        id: ReferralId::new(fresh_uuid(now)),
        number,
        resident,
        municipality: home,
        referrer: sender.organisation,
        referrer_role: sender.hand.role,
        referrer_user: sender.user,
        target: chosen.target,
        receiver: chosen.receiver,
        consent,
    };
    let (referral, entry) = Referral::send(order, sender.hand, now, &rules);

    let mut warnings = Vec::new();
    if chosen.full {
        warnings.push(Warning::Vol);
    }
    if already == Already::SeenByCaller {
        warnings.push(Warning::AlVerwezen);
    }
    let owner = owner_name(&referral, &chosen, &municipality);
    if let Some(key) = &key {
        let kept = kept_answer(&referral, owner.as_ref(), &warnings);
        if !idempotency::claim(&mut tx, key, referral.id, &kept, now).await? {
            // Another request with this key was first and is on disk by now.
            return match idempotency::earlier(&mut tx, key).await? {
                Some(earlier) => replay(earlier),
                None => Err(ActionError::KeyReused),
            };
        }
    }
    residents::insert(&mut tx, home, resident, &resident_key, &client, now).await?;
    let sealed = match notes.is_empty() {
        true => None,
        false => Some(vault::seal_notes(&resident_key, resident, &notes)?),
    };
    referrals::insert(&mut tx, &referral, &entry, sealed).await?;
    let receiver = Some(referral.receiver.organisation);
    let expires = now.checked_add(LINKS_WORK).unwrap_or(Timestamp::MAX);
    let new_links = [
        Link::new(Purpose::Answer, home, referral.id, receiver, expires),
        Link::new(Purpose::Mine, home, referral.id, None, expires),
    ];
    links::insert(&mut tx, &new_links, now).await?;
    let mut notices = notices_after(
        &referral,
        municipality.settings.service_point,
        client.email.is_some(),
    );
    if already == Already::Hidden {
        let desk = municipality.settings.service_point;
        notices.push((
            domain::notice::Recipient::ServicePoint(desk),
            domain::notice::Notice::AlreadyReferred,
        ));
    }
    outbox::insert(
        &mut tx,
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
        on_behalf: None,
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
    access_log::write(&mut tx, &lines).await?;
    tx.commit().await?;
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

/// The municipality of the offer that was chosen, from memory.
fn offered_in(bridge: &Bridge, draft: &ReferralDraft) -> Option<MunicipalityId> {
    let by_session = draft
        .session
        .trim()
        .parse()
        .ok()
        .and_then(|id| bridge.finder().session(&id));
    if let Some((offer, _)) = by_session {
        return Some(offer.municipality);
    }
    let id: OfferId = draft.offer.trim().parse().ok()?;
    bridge.finder().offer(&id).map(|offer| offer.municipality)
}

/// Whether somebody with this phone number or address has an open referral already.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Already {
    No,
    /// And the caller may see it: the caller is warned.
    SeenByCaller,
    /// And the caller may not know: the service point is told.
    Hidden,
}

async fn already_referred(
    tx: &mut Tx,
    caller: &Caller,
    home: MunicipalityId,
    known: &[domain::ids::ResidentId],
) -> Result<Already, ActionError> {
    let mut already = Already::No;
    for resident in known.iter().take(20) {
        for id in referrals::open_of_resident(tx, home, *resident).await? {
            if matches!(caller.actor, Actor::Member(_))
                && referrals::find(tx, &store::Scope::of(&caller.actor), id)
                    .await?
                    .is_some()
            {
                return Ok(Already::SeenByCaller);
            }
            already = Already::Hidden;
        }
    }
    Ok(already)
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
    let lives_in = client
        .postcode
        .and_then(|postcode| bridge.municipality_of(postcode));
    let home = lives_in.unwrap_or(member.municipality);
    let now = bridge.now();
    let mut tx = bridge.store().begin().await?;
    let known = residents::known(&mut tx, home, client).await?;
    let already = already_referred(&mut tx, caller, home, &known).await?;
    let lines: Vec<Line> = known
        .iter()
        .map(|found| Line {
            municipality: home,
            at: now,
            user: Some(member.user),
            role: caller.role(),
            organisation: Some(member.organisation),
            on_behalf: None,
            origin: caller.origin.clone(),
            action: Action::Search,
            resident: Some(*found),
            referral: None,
            consent: None,
        })
        .collect();
    access_log::write(&mut tx, &lines).await?;
    tx.commit().await?;
    Ok(already == Already::SeenByCaller)
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

/// Reads everything that can be judged without the store. `wijze` is `mondeling` when it is left
/// out: a referral is made with the client beside you.
fn read_draft(
    draft: &ReferralDraft,
    now: Timestamp,
) -> Result<(Client, CaseNotes, Consent), ActionError> {
    let this_year = domain::calendar::day_of(now).year();
    let mut faults = Vec::new();
    let client = match draft.client.read(this_year, "client") {
        Ok(client) => Some(client),
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

/// Medical background goes to a coach or care professional only, with its own consent.
fn judge_consent(receiver: Role, consent: Consent, notes: &CaseNotes, faults: &mut Vec<Fault>) {
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

/// Finds what was chosen and who receives it.
pub(crate) async fn choose(
    bridge: &Bridge,
    tx: &mut Tx,
    home: MunicipalityId,
    (session, offer, coach, care): (&str, &str, bool, &str),
) -> Result<Chosen, ActionError> {
    let unknown = |place: &str, code| ActionError::fault(Fault::body(place, code));
    if !session.trim().is_empty() {
        let id: SessionId = session
            .trim()
            .parse()
            .map_err(|_| unknown("sessieId", "onbekende-sessie"))?;
        let Some((offer, position)) = bridge.finder().session(&id) else {
            return Err(unknown("sessieId", "onbekende-sessie"));
        };
        let full = offer.sessions[position].places_left == Some(0);
        let target = Target::Session {
            offer: offer.id,
            session: id,
        };
        return of_provider(tx, &offer, target, full).await;
    }
    if !offer.trim().is_empty() {
        let id: OfferId = offer
            .trim()
            .parse()
            .map_err(|_| unknown("aanbodId", "onbekend-aanbod"))?;
        let Some(offer) = bridge.finder().offer(&id) else {
            return Err(unknown("aanbodId", "onbekend-aanbod"));
        };
        let full = !offer.sessions.is_empty()
            && offer
                .sessions
                .iter()
                .all(|session| session.places_left == Some(0));
        return of_provider(tx, &offer, Target::Offer(id), full).await;
    }
    if coach {
        let municipality = bridge.municipality(home)?;
        let team = organisations::find(tx, municipality.settings.coach_team).await?;
        let Some(team) = team else {
            return Err(unknown("beweegcoach", "geen-coach"));
        };
        return Ok(Chosen {
            target: Target::Coach,
            receiver: Receiver {
                organisation: team.organisation.id,
                role: Role::Coach,
            },
            receiver_name: team.organisation.name,
            closures: team.closures,
            full: false,
        });
    }
    let id: UserId = care
        .trim()
        .parse()
        .map_err(|_| unknown("zorgverlenerId", "onbekende-zorgverlener"))?;
    let professionals = accounts::with_role(tx, home, Role::CareProfessional).await?;
    let Some(found) = professionals.into_iter().find(|member| member.user == id) else {
        return Err(unknown("zorgverlenerId", "onbekende-zorgverlener"));
    };
    Ok(Chosen {
        target: Target::CareProfessional(id),
        receiver: Receiver {
            organisation: found.organisation,
            role: Role::CareProfessional,
        },
        receiver_name: found.organisation_name,
        closures: Vec::new(),
        full: false,
    })
}

async fn of_provider(
    tx: &mut Tx,
    offer: &domain::offer::Offer,
    target: Target,
    full: bool,
) -> Result<Chosen, ActionError> {
    let provider = organisations::find(tx, offer.provider).await?;
    let Some(provider) = provider else {
        return Err(ActionError::NotFound);
    };
    Ok(Chosen {
        target,
        receiver: Receiver {
            organisation: offer.provider,
            role: Role::Provider,
        },
        receiver_name: provider.organisation.name,
        closures: provider.closures,
        full,
    })
}

/// An offer as it was when it is no longer shown; for pages about referrals to it.
pub(crate) async fn offer_of(
    bridge: &Bridge,
    tx: &mut Tx,
    target: Target,
) -> Result<Option<domain::offer::Offer>, ActionError> {
    let Some(id) = target.offer() else {
        return Ok(None);
    };
    match bridge.finder().offer(&id) {
        Some(offer) => Ok(Some((*offer).clone())),
        None => Ok(offers::find(tx, id).await?),
    }
}
