//! The access log as the log keeper goes through it: by period, person, referral and action, on
//! the screen or as a file. Reading the log stands in the log as well. No resident's data.

use domain::actor::Member;
use domain::calendar::{day_of, moment_of};
use domain::ids::{ReferralId, UserId};
use domain::policy::{Verb, may};
use jiff::civil::{Date, time};
use store::Tx;
use store::access_log::browse::{self, Asked};
use store::access_log::{self, Line, csv_cell};

pub use store::access_log::Action;
pub use store::access_log::browse::Entry;

use crate::{ActionError, Bridge, Caller};

/// Lines on one page.
const PAGE: i64 = 50;
/// Most lines in one file; a longer period is taken out in parts.
const FILE: i64 = 50_000;

/// What the log keeper asks for.
#[derive(Clone, Debug)]
pub struct LogQuestion {
    /// The first day.
    pub from: Date,
    /// The last day.
    pub until: Date,
    /// Done by this account.
    pub user: Option<UserId>,
    /// About this referral.
    pub referral: Option<ReferralId>,
    /// Of this sort.
    pub action: Option<Action>,
}

/// A page of the log.
pub struct LogPage {
    /// The lines, newest first.
    pub entries: Vec<Entry>,
    /// How many there are in all.
    pub total: u64,
    /// Whether there is a page after this one.
    pub has_next: bool,
}

/// A page of the municipality's log.
///
/// # Errors
/// [`ActionError::Forbidden`] for who keeps no log.
pub async fn page(
    bridge: &Bridge,
    caller: &Caller,
    question: &LogQuestion,
    page: u32,
) -> Result<LogPage, ActionError> {
    let member = keeper(caller)?;
    let offset = i64::from(page.max(1) - 1) * PAGE;
    let mut tx = bridge.store().begin().await?;
    let (entries, total) = browse::page(&mut tx, &asked(member, question), PAGE, offset).await?;
    noted(bridge, &mut tx, caller, member, question, Action::ReadLog).await?;
    tx.commit().await?;
    let shown = u64::try_from(offset + PAGE).unwrap_or_default();
    Ok(LogPage {
        entries,
        total,
        has_next: shown < total,
    })
}

/// The same as a CSV file, header first, with everything at once.
///
/// # Errors
/// [`ActionError::Forbidden`] for who keeps no log.
pub async fn as_csv(
    bridge: &Bridge,
    caller: &Caller,
    question: &LogQuestion,
) -> Result<String, ActionError> {
    let member = keeper(caller)?;
    let mut tx = bridge.store().begin().await?;
    let (entries, _) = browse::page(&mut tx, &asked(member, question), FILE, 0).await?;
    noted(bridge, &mut tx, caller, member, question, Action::Export).await?;
    tx.commit().await?;
    let mut text = String::from(
        "moment;handeling;naam;rol;organisatie;namens;verwijzing;herkomst;toestemming\r\n",
    );
    for entry in entries {
        let at = entry.at.to_string();
        let cells = [
            at.as_str(),
            &entry.action,
            entry.user_name.as_deref().unwrap_or_default(),
            entry.role.code(),
            entry.organisation.as_deref().unwrap_or_default(),
            entry.on_behalf.as_deref().unwrap_or_default(),
            entry.number.as_deref().unwrap_or_default(),
            &entry.origin,
            entry.consent.as_deref().unwrap_or_default(),
        ];
        let cells: Vec<String> = cells.into_iter().map(csv_cell).collect();
        text.push_str(&cells.join(";"));
        text.push_str("\r\n");
    }
    Ok(text)
}

/// The people with an account in the municipality: id, name, one of their organisations.
///
/// # Errors
/// [`ActionError::Forbidden`] for who keeps no log.
pub async fn people(
    bridge: &Bridge,
    caller: &Caller,
) -> Result<Vec<(UserId, String, String)>, ActionError> {
    let member = keeper(caller)?;
    let mut tx = bridge.store().begin().await?;
    let people = browse::people(&mut tx, member.municipality).await?;
    tx.commit().await?;
    Ok(people)
}

/// The week until today: what the page shows first.
#[must_use]
pub fn last_week(bridge: &Bridge) -> LogQuestion {
    let today = day_of(bridge.now());
    LogQuestion {
        from: today
            .checked_sub(jiff::Span::new().days(6))
            .unwrap_or(today),
        until: today,
        user: None,
        referral: None,
        action: None,
    }
}

pub(crate) fn keeper(caller: &Caller) -> Result<&Member, ActionError> {
    let member = caller.as_member();
    member
        .filter(|_| may(&caller.actor, Verb::SeeAccessLog))
        .ok_or(ActionError::Forbidden)
}

fn asked(member: &Member, question: &LogQuestion) -> Asked {
    let midnight = time(0, 0, 0, 0);
    let after = question.until.tomorrow().unwrap_or(question.until);
    Asked {
        municipality: member.municipality,
        from: moment_of(question.from, midnight),
        until: moment_of(after, midnight),
        user: question.user,
        referral: question.referral,
        action: question.action,
    }
}

async fn noted(
    bridge: &Bridge,
    tx: &mut Tx,
    caller: &Caller,
    member: &Member,
    question: &LogQuestion,
    action: Action,
) -> Result<(), ActionError> {
    let line = Line {
        municipality: member.municipality,
        at: bridge.now(),
        user: Some(member.user),
        role: domain::organisation::Role::LogKeeper,
        organisation: Some(member.organisation),
        on_behalf: caller.on_behalf(None),
        origin: caller.origin.clone(),
        action,
        resident: None,
        referral: question.referral,
        consent: None,
    };
    Ok(access_log::write(tx, &[line]).await?)
}
