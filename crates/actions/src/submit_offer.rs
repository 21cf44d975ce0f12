//! A provider's own hand on its offers, by account or by the link in a mail, and a coach's who
//! begins a group: a new offer waits for the service point; of a change to one that is shown, some fields go live at once and are looked
//! at afterwards, others wait (decision 0027). What is sent in is confirmed with it.

use domain::actor::Member;
use domain::calendar::day_of;
use domain::codes::Activity;
use domain::fault::Fault;
use domain::ids::{MunicipalityId, OfferId, OrganisationId, SessionId, UserId};
use domain::offer::{ConfirmedBy, Offer, OfferStatus};
use domain::offer_draft::{Field, OfferDraft};
use domain::organisation::Role;
use domain::policy::{Verb, may};
use exchange::sheet::bare_amount;
use jiff::Timestamp;
use store::key_store::fresh_uuid;
use store::offer_changes::{self, Change, ChangeState};
use store::{Tx, feed, offer_links, offers, reviews};

use crate::{ActionError, Bridge, Caller, PostcodeProblem, as_seen, keep_fresh};

/// More offers than any provider keeps by hand.
const MOST_OFFERS: usize = 200;

/// A provider that keeps its own offers.
#[derive(Clone, Debug)]
pub struct Keeper {
    /// Whose service point curates.
    municipality: MunicipalityId,
    /// Which provider.
    organisation: OrganisationId,
    /// Who; none by link.
    user: Option<UserId>,
    /// Whose hand it is.
    hand: Hand,
}

/// Whose hand is on an offer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Hand {
    /// The provider's own.
    Provider,
    /// The service point's, for a provider that called.
    Desk,
    /// A coach's, for a provider that will hold the group.
    Coach,
}

impl Keeper {
    /// Who is signed in for a provider.
    ///
    /// # Errors
    /// [`ActionError::Forbidden`] for everybody else.
    pub fn of(caller: &Caller) -> Result<Self, ActionError> {
        match caller.as_member() {
            Some(member) if member.roles.has(Role::Provider) => Ok(Self {
                municipality: member.municipality,
                organisation: member.organisation,
                user: Some(member.user),
                hand: Hand::Provider,
            }),
            _ => Err(ActionError::Forbidden),
        }
    }

    /// The service point, for the provider of one of its municipality's offers.
    ///
    /// # Errors
    /// [`ActionError::Forbidden`] when the caller is no service point; [`ActionError::NotFound`]
    /// when its municipality has no such offer.
    pub async fn at_desk(
        bridge: &Bridge,
        caller: &Caller,
        id: OfferId,
    ) -> Result<Self, ActionError> {
        let member = caller.as_member().ok_or(ActionError::Forbidden)?;
        if !may(&caller.actor, Verb::Curate) {
            return Err(ActionError::Forbidden);
        }
        let mut reading = bridge.store().read().await?;
        let found = offers::find(&mut reading, id).await?;
        let offer = found.filter(|offer| offer.municipality == member.municipality);
        let offer = offer.ok_or(ActionError::NotFound)?;
        Ok(Self {
            municipality: offer.municipality,
            organisation: offer.provider,
            user: Some(member.user),
            hand: Hand::Desk,
        })
    }

    /// A coach who begins a group, with the organisation that holds it: the coach's own, or a
    /// provider. Who may, and which, is asked by [`crate::begin_group`].
    pub(crate) fn of_coach(member: &Member, host: OrganisationId) -> Self {
        Self {
            municipality: member.municipality,
            organisation: host,
            user: Some(member.user),
            hand: match host == member.organisation {
                true => Hand::Provider,
                false => Hand::Coach,
            },
        }
    }

    /// Whose service point curates.
    #[must_use]
    pub const fn municipality(&self) -> MunicipalityId {
        self.municipality
    }

    /// Whose service point, which provider, and who; nobody by link.
    pub(crate) const fn parts(&self) -> (MunicipalityId, OrganisationId, Option<UserId>) {
        (self.municipality, self.organisation, self.user)
    }

    /// Who holds a provider's link.
    ///
    /// # Errors
    /// [`ActionError::NotFound`] or [`ActionError::Gone`] when it opens nothing (any more).
    pub async fn by_link(bridge: &Bridge, token: &str) -> Result<Self, ActionError> {
        let link = keep_fresh::open(bridge, token).await?;
        Ok(Self {
            municipality: link.municipality,
            organisation: link.organisation,
            user: None,
            hand: Hand::Provider,
        })
    }
}

/// An offer in its provider's hands.
#[derive(Clone, Debug)]
pub struct Editing {
    /// How it stands.
    pub status: OfferStatus,
    /// The form, with what waits for the service point filled in.
    pub draft: OfferDraft,
    /// What the service point asks; none when it asks nothing.
    pub asks: Option<String>,
    /// The fields that wait for the service point.
    pub waiting: Vec<Field>,
}

impl Editing {
    /// What the form carries, so that it is told when somebody else saved meanwhile.
    #[must_use]
    pub fn marks(&self) -> String {
        as_seen::marks(&parts(&self.draft))
    }
}

/// Somebody else saved an offer while the form was open: nothing was kept of what was sent.
#[derive(Clone, Debug)]
pub struct Overtaken {
    /// How it stands now.
    pub now: Editing,
    /// What was typed, on top of how it stands now.
    pub draft: OfferDraft,
    /// What both of them changed: there the draft has what was typed.
    pub both: Vec<Field>,
    /// What only the other changed: there the draft has how it stands now.
    pub theirs: Vec<Field>,
}

/// What is told in each field, for the marks of a form.
fn parts(draft: &OfferDraft) -> Vec<String> {
    let all = Field::ALL.iter();
    all.map(|field| json(&field.typed(draft))).collect()
}

/// What became of what was sent in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Submitted {
    /// Nothing was different; it counts as confirming.
    Confirmed,
    /// All of it is shown.
    Shown,
    /// It, or a part of it, waits for the service point.
    Waits,
}

impl Submitted {
    /// As addresses name it.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Confirmed => "bevestigd",
            Self::Shown => "getoond",
            Self::Waits => "ingediend",
        }
    }
}

/// Every offer of the provider that has not ended, whether shown or not, by title.
///
/// # Errors
/// When the store cannot be read.
pub async fn all(bridge: &Bridge, keeper: &Keeper) -> Result<Vec<Offer>, ActionError> {
    let mut reading = bridge.store().read().await?;
    let all = offers::of_provider(&mut reading, keeper.municipality, keeper.organisation).await?;
    Ok(all)
}

/// Opens an offer of the provider's own; that changes nothing.
///
/// # Errors
/// [`ActionError::NotFound`] when the provider has no such offer, or it has ended.
pub async fn open(bridge: &Bridge, keeper: &Keeper, id: OfferId) -> Result<Editing, ActionError> {
    let mut tx = bridge.store().begin().await?;
    let offer = own(&mut tx, keeper, id).await?;
    editing(&mut tx, keeper, &offer).await
}

async fn editing(tx: &mut Tx, keeper: &Keeper, offer: &Offer) -> Result<Editing, ActionError> {
    // What waits is judged on the service point's own list, and not here.
    let pending = match keeper.hand {
        Hand::Desk => None,
        _ => offer_changes::pending(tx, offer.id).await?,
    };
    let mut shown = offer.clone();
    let mut waiting = Vec::new();
    if let Some(change) = &pending
        && let Some(after) = meant(change, offer)
    {
        waiting = Field::read_all(&change.fields);
        for field in &waiting {
            field.take(&mut shown, &after);
        }
    }
    let sent_back = pending.filter(|change| change.state == ChangeState::SentBack);
    Ok(Editing {
        status: offer.status,
        draft: OfferDraft::of(&shown),
        asks: sent_back.and_then(|change| change.words),
        waiting,
    })
}

/// The offer as a change means it, on top of how it is now.
pub(crate) fn meant(change: &Change, now: &Offer) -> Option<Offer> {
    let draft: OfferDraft = serde_json::from_str(&change.after).ok()?;
    let at = change.made_at;
    draft.read(now, || SessionId::new(fresh_uuid(at))).ok()
}

/// An offer of the provider's own that has not ended.
pub(crate) async fn own(tx: &mut Tx, keeper: &Keeper, id: OfferId) -> Result<Offer, ActionError> {
    let found = offers::find(tx, id).await?;
    let own = found.filter(|offer| {
        offer.provider == keeper.organisation
            && offer.municipality == keeper.municipality
            && offer.status != OfferStatus::Ended
    });
    own.ok_or(ActionError::NotFound)
}

/// Sends in a new offer: the service point looks at it before anybody sees it. Gives its key.
///
/// # Errors
/// [`ActionError::Faults`] with every fault of the form at once.
pub async fn submit_new(
    bridge: &Bridge,
    keeper: &Keeper,
    draft: &OfferDraft,
) -> Result<OfferId, ActionError> {
    let now = bridge.now();
    let empty = nothing_yet(bridge, keeper, draft, now)?;
    let offer = read(bridge, draft, &empty)?;
    let mut tx = bridge.store().begin().await?;
    let known = offers::of_provider(&mut tx, keeper.municipality, keeper.organisation).await?;
    if known.len() >= MOST_OFFERS {
        let fault = Fault::body("titel", "te-veel").with(MOST_OFFERS.to_string());
        return Err(ActionError::fault(fault));
    }
    offers::insert_own(&mut tx, &offer, now).await?;
    let change = change_of(keeper, &offer, draft, now);
    offer_changes::insert(&mut tx, &change).await?;
    tx.commit().await?;
    Ok(offer.id)
}

/// The faults of a form for a new offer; none when it could be sent in.
pub(crate) fn faults_of_new(
    bridge: &Bridge,
    keeper: &Keeper,
    draft: &OfferDraft,
) -> Result<Vec<Fault>, ActionError> {
    let empty = nothing_yet(bridge, keeper, draft, bridge.now())?;
    match read(bridge, draft, &empty) {
        Ok(_) => Ok(Vec::new()),
        Err(ActionError::Faults(faults)) => Ok(faults),
        Err(error) => Err(error),
    }
}

/// Sends in an offer of one's own as it is to be, whatever stands there now. What the service point
/// changes of an offer that is shown, for a provider that called, is shown at once.
///
/// # Errors
/// [`ActionError::NotFound`] when the provider has no such offer; [`ActionError::Faults`] with
/// every fault of the form at once.
pub async fn change(
    bridge: &Bridge,
    keeper: &Keeper,
    id: OfferId,
    draft: &OfferDraft,
) -> Result<Submitted, ActionError> {
    let mut tx = bridge.store().begin().await?;
    let before = own(&mut tx, keeper, id).await?;
    write(bridge, tx, keeper, before, draft).await
}

/// The same from a form that was opened before: it is refused when what that showed, by its
/// [`Editing::marks`], is not how the offer stands now. Then nothing changes.
///
/// # Errors
/// As [`change`].
pub async fn change_as_seen(
    bridge: &Bridge,
    keeper: &Keeper,
    id: OfferId,
    draft: &OfferDraft,
    marks: &str,
) -> Result<Result<Submitted, Box<Overtaken>>, ActionError> {
    let mut tx = bridge.store().begin().await?;
    let before = own(&mut tx, keeper, id).await?;
    let now = editing(&mut tx, keeper, &before).await?;
    let changed = as_seen::changed_since(marks, &parts(&now.draft));
    // What both changed to the same needs no question; nor does a form that is sent twice.
    let read = draft.read(&before, || SessionId::new(fresh_uuid(bridge.now())));
    let told = read.map_or_else(|_| draft.clone(), |offer| OfferDraft::of(&offer));
    let differs = |at: usize| {
        let field = Field::ALL.get(at).copied();
        field.filter(|field| field.typed(&told) != field.typed(&now.draft))
    };
    let changed: Vec<Field> = changed.into_iter().filter_map(differs).collect();
    if changed.is_empty() {
        return Ok(Ok(write(bridge, tx, keeper, before, draft).await?));
    }
    let typed = as_seen::changed_since(marks, &parts(draft));
    let typed_too = |field: &Field| {
        let at = Field::ALL.iter().position(|one| one == field);
        at.is_some_and(|at| typed.contains(&at))
    };
    let (both, theirs): (Vec<Field>, Vec<Field>) = changed.into_iter().partition(typed_too);
    let mut merged = draft.clone();
    for field in &theirs {
        field.take_typed(&mut merged, &now.draft);
    }
    Ok(Err(Box::new(Overtaken {
        now,
        draft: merged,
        both,
        theirs,
    })))
}

async fn write(
    bridge: &Bridge,
    mut tx: Tx,
    keeper: &Keeper,
    before: Offer,
    draft: &OfferDraft,
) -> Result<Submitted, ActionError> {
    let now = bridge.now();
    let id = before.id;
    let after = read(bridge, draft, &before)?;
    let fields = Field::changed(&before, &after);
    let shown_now = matches!(before.status, OfferStatus::Visible | OfferStatus::Hidden);
    let codes = |fields: &[Field]| {
        let words: Vec<&str> = fields.iter().map(|field| field.code()).collect();
        words.join(" ")
    };
    let mut offer = before.clone();
    let mut outcome = Submitted::Confirmed;
    let judged = keeper.hand == Hand::Desk && shown_now;
    if !judged {
        offer_changes::supersede(&mut tx, id).await?;
    }
    let base = change_of(keeper, &before, draft, now);
    let was = json(&OfferDraft::of(&before));
    if shown_now {
        let (live, waiting): (Vec<Field>, Vec<Field>) = fields
            .iter()
            .partition(|field| judged || field.goes_live_at_once());
        for field in &live {
            field.take(&mut offer, &after);
        }
        if !live.is_empty() {
            outcome = Submitted::Shown;
            let change = Change {
                fields: codes(&live),
                before: Some(was.clone()),
                state: match judged {
                    true => ChangeState::Approved,
                    false => ChangeState::Live,
                },
                ..base.clone()
            };
            offer_changes::insert(&mut tx, &change).await?;
        }
        if !waiting.is_empty() {
            outcome = Submitted::Waits;
            let change = Change {
                id: fresh_uuid(now),
                fields: codes(&waiting),
                before: Some(was),
                ..base
            };
            offer_changes::insert(&mut tx, &change).await?;
        }
    } else {
        // Nobody sees it: it is sent in (again) as a whole.
        outcome = Submitted::Waits;
        offer = after;
        offer.status = OfferStatus::Submitted;
        offer_changes::insert(&mut tx, &base).await?;
    }
    let by = match keeper.hand {
        Hand::Desk => ConfirmedBy::ServicePoint,
        _ => ConfirmedBy::Provider,
    };
    offer.confirmed_on = Some(day_of(now));
    offer.confirmed_by = Some(by);
    if outcome == Submitted::Confirmed {
        offers::confirm(&mut tx, id, by, day_of(now), now).await?;
    } else {
        offers::rewrite(&mut tx, &offer, now).await?;
    }
    let told: Vec<&str> = fields
        .iter()
        .flat_map(|field| columns(*field))
        .copied()
        .collect();
    reviews::told(&mut tx, (before.municipality, id), &told, now).await?;
    if keeper.hand != Hand::Desk {
        offer_links::answered(&mut tx, keeper.municipality, keeper.organisation, now).await?;
    }
    feed::add(&mut tx, feed::OFFERS, &id.to_string(), now).await?;
    tx.commit().await?;
    bridge.refresh().await?;
    Ok(outcome)
}

/// The columns of a list of which somebody who fills in this field tells what was asked.
const fn columns(field: Field) -> &'static [&'static str] {
    match field {
        Field::Title => &["naam"],
        Field::Activity => &["activiteit"],
        Field::Moments => &["dag", "van", "tot", "plaatsen"],
        Field::Place => &["adres", "postcode", "plaats"],
        Field::Price => &["prijs"],
        Field::Trial => &["proefles"],
        Field::Ages => &["leeftijd"],
        Field::Level => &["niveau"],
        Field::Guidance => &["begeleiding"],
        Field::SelfReliance => &["zelfstandigheid"],
        Field::Accessibility => &["toegankelijkheid"],
        Field::Groups => &["doelgroep"],
        Field::Languages => &["taal"],
        Field::Season => &["seizoen"],
        Field::Contact => &["contact", "telefoon", "email", "website"],
        Field::Description
        | Field::Wait
        | Field::Bring
        | Field::MeetingPoint
        | Field::NotFor
        | Field::Trainer
        | Field::TellClient => &[],
    }
}

/// The provider stops with an offer. Referrals that run go on.
///
/// # Errors
/// [`ActionError::NotFound`] when the provider has no such offer.
pub async fn stop(bridge: &Bridge, keeper: &Keeper, id: OfferId) -> Result<(), ActionError> {
    let now = bridge.now();
    let mut tx = bridge.store().begin().await?;
    let offer = own(&mut tx, keeper, id).await?;
    offer_changes::supersede(&mut tx, id).await?;
    offers::end(&mut tx, offer.municipality, id, now).await?;
    feed::add(&mut tx, feed::OFFERS, &id.to_string(), now).await?;
    tx.commit().await?;
    bridge.refresh().await?;
    Ok(())
}

fn read(bridge: &Bridge, draft: &OfferDraft, base: &Offer) -> Result<Offer, ActionError> {
    let now = bridge.now();
    let fresh = || SessionId::new(fresh_uuid(now));
    let draft = as_lists_write(draft);
    let mut offer = draft.read(base, fresh).map_err(ActionError::Faults)?;
    let past = offer.ends_on.is_some_and(|last| last < day_of(now));
    if past && offer.ends_on != base.ends_on {
        return Err(ActionError::fault(Fault::body("looptTot", "datum-voorbij")));
    }
    if offer.venue.point.is_none()
        && let Some(postcode) = offer.venue.postcode
    {
        offer.venue.point = match bridge.locate(postcode) {
            Ok(point) => Some(point),
            // Without postcodes nothing is known to be wrong.
            Err(PostcodeProblem::NoneKnown) => None,
            Err(PostcodeProblem::Unknown) => {
                return Err(ActionError::fault(Fault::body(
                    "postcode",
                    "onbekende-postcode",
                )));
            }
        };
    }
    Ok(offer)
}

/// The same with its amounts as the form writes them: who types "€ 1.250,00" or "120,-" is read as a list
/// that says so.
fn as_lists_write(draft: &OfferDraft) -> OfferDraft {
    let amount = |text: &str| match bare_amount(text) {
        Some(cents) => format!("{},{:02}", cents / 100, cents % 100),
        None => text.to_owned(),
    };
    OfferDraft {
        price: amount(&draft.price),
        trial: amount(&draft.trial),
        ..draft.clone()
    }
}

fn change_of(keeper: &Keeper, offer: &Offer, draft: &OfferDraft, now: Timestamp) -> Change {
    Change {
        id: fresh_uuid(now),
        municipality: offer.municipality,
        offer: offer.id,
        fields: String::new(),
        before: None,
        after: json(draft),
        state: ChangeState::Waiting,
        made_by: keeper.user,
        made_at: now,
        words: None,
    }
}

fn json(draft: &OfferDraft) -> String {
    serde_json::to_string(draft).unwrap_or_default()
}

/// An offer of which nothing is told yet but whose it is.
fn nothing_yet(
    bridge: &Bridge,
    keeper: &Keeper,
    draft: &OfferDraft,
    now: Timestamp,
) -> Result<Offer, ActionError> {
    let provider = bridge.organisation(keeper.organisation);
    let provider = provider.ok_or(ActionError::NotFound)?.organisation;
    // Taken from the form, which is refused when it names none.
    let activity = draft.activity.parse().unwrap_or(Activity::ALL[0]);
    let id = OfferId::new(fresh_uuid(now));
    // What a coach writes for a club is not the club's word.
    let own = keeper.hand == Hand::Provider;
    Ok(Offer {
        provider_name: provider.name,
        confirmed_on: own.then(|| day_of(now)),
        confirmed_by: own.then_some(ConfirmedBy::Provider),
        ..Offer::untold(id, keeper.municipality, keeper.organisation, activity)
    })
}
