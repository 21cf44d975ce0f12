//! A provider leaves out one lesson, or holds it after all. Whoever had their trial lesson then hears of it; whom no mail
//! reaches stands on the service point's list.

use documents::dutch;
use domain::calendar::{AMSTERDAM, Closure, day_of};
use domain::fault::Fault;
use domain::ids::{OfferId, SessionId};
use domain::notice::Notice;
use domain::offer::{Offer, OfferStatus, Session};
use domain::season::{self, Season};
use jiff::civil::Date;
use jiff::{Span, Timestamp};
use store::cancelled_lessons::{self, Trial};
use store::{Tx, feed, outbox};

use crate::submit_offer::{Keeper, own};
use crate::{ActionError, Bridge};

/// So far ahead the next lessons are offered to choose from.
const WEEKS_AHEAD: i64 = 8;

/// A lesson on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lesson {
    /// The weekly moment.
    pub session: SessionId,
    /// The day.
    pub day: Date,
    /// Whether it is left out already.
    pub cancelled: bool,
}

/// The lessons of an offer in the weeks to come, first ones first.
#[must_use]
pub fn coming(bridge: &Bridge, offer: &Offer) -> Vec<Lesson> {
    let today = day_of(bridge.now());
    let mut lessons = Vec::new();
    let shown = offer.sessions.iter();
    for session in shown.filter(|session| session.status == OfferStatus::Visible) {
        let Some(weekday) = session.day else { continue };
        let out = bridge.cancelled_days(session.id);
        let first = today.saturating_sub(Span::new().days(1));
        let Ok(first) = first.nth_weekday(1, weekday) else {
            continue;
        };
        for week in 0..WEEKS_AHEAD {
            let day = first.saturating_add(Span::new().weeks(week));
            lessons.push(Lesson {
                session: session.id,
                day,
                cancelled: out.contains(&day),
            });
        }
    }
    lessons.sort_by_key(|lesson| lesson.day);
    lessons
}

/// The days from today on, first ones first, on which a lesson is left out; from memory.
#[must_use]
pub fn left_out(bridge: &Bridge, session: SessionId) -> Vec<Date> {
    let today = day_of(bridge.now());
    let mut days = bridge.cancelled_days(session);
    days.retain(|day| *day >= today);
    days
}

/// "dinsdag 24 november en dinsdag 1 december"; `None` for no day.
#[must_use]
pub fn left_out_days(left_out: &[Date], today: Date) -> Option<String> {
    let long = |day: &Date| dutch::date_long(*day, today);
    let (last, others) = left_out.split_last()?;
    let others: Vec<String> = others.iter().map(long).collect();
    Some(if others.is_empty() {
        long(last)
    } else {
        format!("{} en {}", others.join(", "), long(last))
    })
}

/// The first day on which a weekly lesson of an offer is held, from this moment on: what is left
/// out, closed or out of season is skipped. `None` without a fixed day, or when it is more than a
/// year away. From memory.
#[must_use]
pub fn next_day(bridge: &Bridge, offer: &Offer, session: &Session) -> Option<Date> {
    let now = AMSTERDAM.to_datetime(bridge.now());
    // What began this morning is no next time.
    let begun = session.from.is_some_and(|from| from <= now.time());
    let first = now
        .date()
        .saturating_add(Span::new().days(i64::from(begun)));
    season::next_lesson(
        session.day?,
        first,
        offer.season.as_deref().and_then(Season::read),
        &bridge.closures_of(offer.provider),
        &bridge.cancelled_days(session.id),
        offer.ends_on,
    )
}

/// The days within half a year, from today on, on which a weekly lesson of an offer is not held:
/// left out, closed or out of season. None without a fixed day. From memory.
#[must_use]
pub fn days_off(bridge: &Bridge, offer: &Offer, session: &Session) -> Vec<Date> {
    let Some(weekday) = session.day else {
        return Vec::new();
    };
    season::lessons_not_held(
        weekday,
        day_of(bridge.now()),
        offer.season.as_deref().and_then(Season::read),
        &bridge.closures_of(offer.provider),
        &bridge.cancelled_days(session.id),
        offer.ends_on,
    )
}

/// When an offer is not on, as far as is known now.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pauses {
    /// When its provider is closed, from today on.
    pub closures: Vec<Closure>,
    /// Days on which one of its lessons is left out, from today on.
    pub days: Vec<Date>,
}

/// When an offer is not on; from memory.
#[must_use]
pub fn pauses(bridge: &Bridge, offer: &Offer) -> Pauses {
    let today = day_of(bridge.now());
    let mut closures = bridge.closures_of(offer.provider);
    closures.retain(|closure| closure.to >= today);
    closures.sort_by_key(|closure| closure.from);
    let shown = offer.sessions.iter();
    let mut days: Vec<Date> = shown
        .filter(|session| session.status == OfferStatus::Visible)
        .flat_map(|session| left_out(bridge, session.id))
        .collect();
    days.sort_unstable();
    days.dedup();
    Pauses { closures, days }
}

/// Leaves out a lesson. Gives how many people had their trial lesson then. Doing it twice tells
/// nobody twice.
///
/// # Errors
/// [`ActionError::NotFound`] when the provider has no such offer; [`ActionError::Faults`] when it
/// has no lesson on that day, or the day has passed.
pub async fn cancel(
    bridge: &Bridge,
    keeper: &Keeper,
    id: OfferId,
    session: SessionId,
    day: Date,
) -> Result<usize, ActionError> {
    let now = bridge.now();
    let mut tx = bridge.store().begin().await?;
    let offer = own(&mut tx, keeper, id).await?;
    is_coming(bridge, &offer, session, day)?;
    let key = (offer.municipality, session);
    if !cancelled_lessons::add(&mut tx, key, day, now).await? {
        return Ok(0);
    }
    let trials = cancelled_lessons::trials_on(&mut tx, offer.provider, session, day).await?;
    tell(&mut tx, &trials, now).await?;
    feed::add(&mut tx, feed::OFFERS, &id.to_string(), now).await?;
    tx.commit().await?;
    bridge.ring();
    bridge.refresh().await?;
    Ok(trials.len())
}

/// Holds a lesson that was left out after all. Gives how many people have their trial lesson then:
/// they heard that it would not go on, and are the provider's to call, since two mails that say the
/// opposite leave somebody in doubt. Doing it twice changes nothing.
///
/// # Errors
/// [`ActionError::NotFound`] when the provider has no such offer; [`ActionError::Faults`] when it
/// has no lesson on that day, or the day has passed.
pub async fn hold_after_all(
    bridge: &Bridge,
    keeper: &Keeper,
    id: OfferId,
    session: SessionId,
    day: Date,
) -> Result<usize, ActionError> {
    let mut tx = bridge.store().begin().await?;
    let offer = own(&mut tx, keeper, id).await?;
    is_coming(bridge, &offer, session, day)?;
    if !cancelled_lessons::remove(&mut tx, (offer.municipality, session), day).await? {
        return Ok(0);
    }
    let trials = cancelled_lessons::trials_on(&mut tx, offer.provider, session, day).await?;
    feed::add(&mut tx, feed::OFFERS, &id.to_string(), bridge.now()).await?;
    tx.commit().await?;
    bridge.refresh().await?;
    Ok(trials.len())
}

fn is_coming(
    bridge: &Bridge,
    offer: &Offer,
    session: SessionId,
    day: Date,
) -> Result<(), ActionError> {
    let lessons = coming(bridge, offer);
    let there = |lesson: &Lesson| lesson.session == session && lesson.day == day;
    if lessons.iter().any(there) {
        return Ok(());
    }
    Err(ActionError::fault(Fault::body("les", "datum")))
}

/// Tells residents that their trial lesson does not go on.
pub(crate) async fn tell(tx: &mut Tx, trials: &[Trial], now: Timestamp) -> Result<(), ActionError> {
    let referrals = trials
        .iter()
        .map(|trial| (trial.municipality, trial.referral, trial.version));
    outbox::insert_for_residents(tx, Notice::LessonCancelled, referrals, now).await?;
    Ok(())
}
