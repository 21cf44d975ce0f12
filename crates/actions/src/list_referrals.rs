//! Lists of referrals: the list itself, the work list, and the service point's overview.

use domain::actor::Member;
use domain::calendar::end_of_week;
use domain::ids::ReferralId;
use domain::organisation::Role;
use domain::policy::{Verb, may};
use domain::referral::Status;
use domain::visibility::{shown_status, sight_from};
use jiff::{SignedDuration, Timestamp};
use store::access_log::{self, Action, Line};
use store::lists::{self, Listed, Overview, Which};
use store::outbox::{self, Parked};
use store::reviews::{self, Doubtful};
use store::unmet::{self, Wish};
use store::{Scope, Tx};

use crate::shown::ShownOwner;
use crate::{ActionError, Bridge, Caller, refused};

pub use store::lists::Which as WhichReferrals;

/// A referral in a list, narrowed to what the viewer may see.
#[derive(Clone)]
pub struct Row {
    /// Its key.
    pub id: ReferralId,
    /// The number people say.
    pub number: String,
    /// The name as the viewer may see it; `None` when forgotten.
    pub name: Option<String>,
    /// The phone number, when the viewer may have it.
    pub phone: Option<String>,
    /// Where it is, as the viewer may know.
    pub status: Status,
    /// Whose turn it is.
    pub owner: Option<ShownOwner>,
    /// By when.
    pub due: Option<Timestamp>,
    /// The offer's title, or nothing when it goes to a coach or care professional.
    pub title: Option<String>,
    /// Who receives.
    pub receiver_name: String,
    /// In which role.
    pub receiver_role: Role,
    /// Who referred.
    pub referrer_name: Option<String>,
    /// The planned trial, as kept.
    pub trial: Option<String>,
    /// When it was sent.
    pub sent_at: Timestamp,
    /// When it last changed.
    pub changed_at: Timestamp,
    /// Its version.
    pub version: u32,
    /// Whether the viewer's organisation sent it.
    pub mine: bool,
}

/// A page of a list.
pub struct Page {
    /// The rows.
    pub rows: Vec<Row>,
    /// How many there are in all.
    pub total: u64,
    /// Whether there is a page after this one.
    pub has_next: bool,
}

/// A page of what the caller has to do with.
///
/// # Errors
/// [`ActionError::Forbidden`] when the caller's role has no referrals.
pub async fn list_referrals(
    bridge: &Bridge,
    caller: &Caller,
    which: Which,
    status: Option<Status>,
    page: u32,
) -> Result<Page, ActionError> {
    if !may(&caller.actor, Verb::ListReferrals) {
        refused::note_of_nobody(bridge, caller).await?;
        return Err(ActionError::Forbidden);
    }
    let Some(member) = caller.as_member() else {
        return Err(ActionError::Forbidden);
    };
    let mut tx = bridge.store().begin().await?;
    let page = read_page(bridge, &mut tx, caller, member, which, status, page).await?;
    tx.commit().await?;
    Ok(page)
}

async fn read_page(
    bridge: &Bridge,
    tx: &mut Tx,
    caller: &Caller,
    member: &Member,
    which: Which,
    status: Option<Status>,
    page: u32,
) -> Result<Page, ActionError> {
    let now = bridge.now();
    let scope = Scope::of(&caller.actor);
    let (listed, total) = lists::page(tx, &scope, which, status, page).await?;
    let mut rows = Vec::with_capacity(listed.len());
    let mut lines = Vec::with_capacity(listed.len());
    for item in listed {
        let Some(row) = narrow(caller, member, &item, now) else {
            continue;
        };
        lines.push(Line {
            municipality: item.standing.municipality,
            at: now,
            user: Some(member.user),
            role: caller.role(),
            organisation: Some(member.organisation),
            on_behalf: caller.on_behalf(None),
            origin: caller.origin.clone(),
            action: Action::List,
            resident: Some(item.resident),
            referral: Some(item.standing.id),
            consent: None,
        });
        rows.push(row);
    }
    access_log::write(tx, &lines).await?;
    let has_next = u64::from(page.max(1)) * 20 < total;
    Ok(Page {
        rows,
        total,
        has_next,
    })
}

/// What the viewer may see of a row: the same judgement as of a referral itself.
fn narrow(caller: &Caller, member: &Member, item: &Listed, now: Timestamp) -> Option<Row> {
    let standing = &item.standing;
    let sight = sight_from(&caller.actor, standing, now)?;
    let blind = !sight.progress && item.status.is_open();
    let name = item
        .client
        .as_ref()
        .filter(|_| sight.first_name)
        .map(|client| {
            if sight.contact {
                client.name.clone()
            } else {
                client.first_name().to_owned()
            }
        });
    let phone = item
        .client
        .as_ref()
        .filter(|_| sight.contact)
        .and_then(|client| client.phone.as_ref().map(|phone| phone.spoken()));
    Some(Row {
        id: standing.id,
        number: item.number.clone(),
        name,
        phone,
        status: shown_status(sight, item.status),
        owner: item
            .owner
            .filter(|_| !blind)
            .map(|(role, organisation)| ShownOwner {
                role,
                organisation,
                name: item.owner_name.clone().unwrap_or_default(),
            }),
        due: item.due.filter(|_| !blind),
        title: item.title.clone(),
        receiver_name: item.receiver_name.clone().unwrap_or_default(),
        receiver_role: standing.receiver.role,
        referrer_name: item.referrer_name.clone(),
        trial: item.trial.clone().filter(|_| !blind),
        sent_at: item.sent_at,
        changed_at: if blind { item.sent_at } else { item.changed_at },
        version: item.version,
        mine: standing.referrer == Some(member.organisation),
    })
}

/// What waits for the caller, and for others.
pub struct WorkList {
    /// Waiting for the caller's organisation, earliest due first.
    pub mine: Page,
    /// Of these, what is late or due this week.
    pub pressing: u64,
    /// Waiting for others, earliest due first.
    pub others: Page,
    /// Now, to tell what is late.
    pub now: Timestamp,
}

/// The caller's work list. Roles that see no residents get an empty one.
///
/// # Errors
/// [`ActionError::Forbidden`] when the caller has no account.
pub async fn work_list(bridge: &Bridge, caller: &Caller) -> Result<WorkList, ActionError> {
    let Some(member) = caller.as_member() else {
        return Err(ActionError::Forbidden);
    };
    let now = bridge.now();
    let empty = || Page {
        rows: Vec::new(),
        total: 0,
        has_next: false,
    };
    if !may(&caller.actor, Verb::ListReferrals) {
        return Ok(WorkList {
            mine: empty(),
            pressing: 0,
            others: empty(),
            now,
        });
    }
    let mut tx = bridge.store().begin().await?;
    let mine = read_page(
        bridge,
        &mut tx,
        caller,
        member,
        Which::WaitingForMe,
        None,
        1,
    )
    .await?;
    let others = read_page(
        bridge,
        &mut tx,
        caller,
        member,
        Which::WaitingForOthers,
        None,
        1,
    )
    .await?;
    let scope = Scope::of(&caller.actor);
    let pressing = lists::count_pressing(&mut tx, &scope, end_of_week(now)).await?;
    tx.commit().await?;
    Ok(WorkList {
        mine,
        pressing,
        others,
        now,
    })
}

/// How many referrals wait for the caller's organisation and are late or due this week: the number
/// beside the menu.
///
/// # Errors
/// When the store cannot be read.
pub async fn count_waiting(bridge: &Bridge, caller: &Caller) -> Result<u64, ActionError> {
    if !may(&caller.actor, Verb::ListReferrals) {
        return Ok(0);
    }
    // Every page asks: it must not stand in line with what is written.
    let mut reading = bridge.store().read().await?;
    let scope = Scope::of(&caller.actor);
    let week_ends = end_of_week(bridge.now());
    Ok(lists::count_pressing(&mut reading, &scope, week_ends).await?)
}

/// What the service point must know at a glance.
pub struct Desk {
    /// Counts by status, and of the last ninety days.
    pub overview: Overview,
    /// Messages that could not be delivered.
    pub parked: Vec<Parked>,
    /// Doubtful fields of imported rows, the first of them.
    pub doubtful: Vec<Doubtful>,
    /// How many doubtful fields there are in all.
    pub doubtful_total: u64,
    /// Wishes for which nothing fitted, of the last ninety days.
    pub unmet: Vec<Wish>,
}

/// So many doubtful fields are read for the desk.
const SHOWN: u32 = 50;

/// How far back the overview looks.
const OVERVIEW_DAYS: i64 = 90;

/// The service point's overview. Counts only; no resident's data.
///
/// # Errors
/// [`ActionError::Forbidden`] when the caller is no service point.
pub async fn desk(bridge: &Bridge, caller: &Caller) -> Result<Desk, ActionError> {
    if !may(&caller.actor, Verb::SeeOverview) {
        return Err(ActionError::Forbidden);
    }
    let Some(member) = caller.as_member() else {
        return Err(ActionError::Forbidden);
    };
    let now = bridge.now();
    let from = now
        .checked_sub(SignedDuration::from_hours(24 * OVERVIEW_DAYS))
        .unwrap_or(now);
    let mut tx = bridge.store().begin().await?;
    let here = (member.municipality, member.organisation);
    let overview = lists::overview(&mut tx, here, (now, end_of_week(now)), from).await?;
    let parked = outbox::parked(&mut tx, member.municipality).await?;
    let (doubtful, doubtful_total) = reviews::open(&mut tx, member.municipality, 0, SHOWN).await?;
    let unmet = unmet::since(&mut tx, member.municipality, from).await?;
    tx.commit().await?;
    Ok(Desk {
        overview,
        parked,
        doubtful,
        doubtful_total,
        unmet,
    })
}

/// The wishes for which nothing fitted, of the last ninety days; the wish without the person.
///
/// # Errors
/// [`ActionError::Forbidden`] when the caller may not see them.
pub async fn unmet_demand(bridge: &Bridge, caller: &Caller) -> Result<Vec<Wish>, ActionError> {
    if !may(&caller.actor, Verb::SeeUnmetDemand) {
        return Err(ActionError::Forbidden);
    }
    let Some(member) = caller.as_member() else {
        return Err(ActionError::Forbidden);
    };
    let now = bridge.now();
    let from = now
        .checked_sub(SignedDuration::from_hours(24 * OVERVIEW_DAYS))
        .unwrap_or(now);
    let mut tx = bridge.store().begin().await?;
    let wishes = unmet::since(&mut tx, member.municipality, from).await?;
    tx.commit().await?;
    Ok(wishes)
}

/// Sends an undeliverable message after all, once the address was put right.
///
/// # Errors
/// [`ActionError::Forbidden`] when the caller is no service point; [`ActionError::NotFound`] when
/// there is no such message.
pub async fn send_again(
    bridge: &Bridge,
    caller: &Caller,
    id: domain::ids::MessageId,
) -> Result<(), ActionError> {
    if !may(&caller.actor, Verb::Curate) {
        return Err(ActionError::Forbidden);
    }
    let Some(member) = caller.as_member() else {
        return Err(ActionError::Forbidden);
    };
    let mut tx = bridge.store().begin().await?;
    let released = outbox::release(&mut tx, member.municipality, id, bridge.now()).await?;
    tx.commit().await?;
    bridge.ring();
    if released {
        Ok(())
    } else {
        Err(ActionError::NotFound)
    }
}
