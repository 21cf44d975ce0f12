//! One answer of the service point for rows that ask the same about the same column of a list, each of
//! which it saw: "per les" for amounts without a word, or "gezien". For the page of questions.
//!
//! An answer can be taken back while nobody changed the offer since. Taking the import back takes the
//! answers along, and a later import of the same text takes them over.

use domain::ids::{MunicipalityId, OfferId};
use domain::policy::{Verb, may};
use domain::price::Per;
use exchange::sheet::bare_amount;
use jiff::{SignedDuration, Timestamp};
use store::feed;
use store::reviews::{self, Alike, Answer, Asked};

pub use store::reviews::{Doubtful, Judged};

use crate::{ActionError, Bridge, Caller};

/// The question that one word answers for many rows.
pub const PER_WHAT: &str = "per-what-price";

/// So many questions stand on a page.
pub const A_PAGE: u32 = 25;

/// So many rows with the same question are shown, and answered, at once.
pub const AT_ONCE: usize = 20;

/// So long what was looked at can be seen again.
pub const SEEN_DAYS: i64 = 30;

/// So many of those are shown.
const SEEN: u32 = 50;

/// A row that asks the same as another.
#[derive(Clone, Debug)]
pub struct Row {
    /// Its question's id.
    pub id: String,
    /// The line in its source.
    pub line: u32,
    /// The offer it belongs to, when the row came in.
    pub title: Option<String>,
    /// Which that is.
    pub offer: Option<OfferId>,
    /// The text as it stood there.
    pub original: String,
    /// Whether one word answers it: it is an amount and nothing else.
    pub is_bare: bool,
    /// Whether it has the same text as the question it is the same as.
    pub is_same: bool,
}

/// The rows that ask the same, as one page shows them.
#[derive(Clone, Debug)]
pub struct Rows {
    /// The source they came from.
    pub source: String,
    /// The column.
    pub column: String,
    /// The question, by code.
    pub question: String,
    /// At most [`AT_ONCE`]: the one that was asked about, those with the same text, the others.
    pub rows: Vec<Row>,
    /// How many more there are.
    pub more: usize,
}

/// What came of taking an answer back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TakenBack {
    /// So many questions are open again.
    pub open: usize,
    /// So many are not, since their offer was changed after the answer.
    pub left: usize,
}

/// Whether one word answers a question: what is paid is asked, and the text is an amount alone.
#[must_use]
pub fn is_answered_by_a_word(question: &str, original: &str) -> bool {
    question == PER_WHAT && bare_amount(original).is_some()
}

/// What is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Said {
    /// Each amount is paid per this.
    Per(Per),
    /// They were looked at; what was not certain stays empty.
    Seen,
}

/// A page of what is asked about imported rows, from 0, and how many there are in all.
///
/// # Errors
/// [`ActionError::Forbidden`] when the caller is no service point.
pub async fn questions(
    bridge: &Bridge,
    caller: &Caller,
    page: u32,
) -> Result<(Vec<Doubtful>, u64), ActionError> {
    let home = desk_of(caller)?;
    let mut tx = bridge.store().begin().await?;
    let found = reviews::open(&mut tx, home, page.saturating_mul(A_PAGE), A_PAGE).await?;
    tx.commit().await?;
    Ok(found)
}

/// What was answered or looked at in the last [`SEEN_DAYS`] days, newest first.
///
/// # Errors
/// [`ActionError::Forbidden`] when the caller is no service point.
pub async fn seen(bridge: &Bridge, caller: &Caller) -> Result<Vec<Judged>, ActionError> {
    let home = desk_of(caller)?;
    let since = SignedDuration::from_hours(24 * SEEN_DAYS);
    let since = bridge.now().checked_sub(since).unwrap_or(Timestamp::MIN);
    let mut reading = bridge.store().read().await?;
    Ok(reviews::seen_since(&mut reading, home, since, SEEN).await?)
}

/// The open questions that are the same as this one; no rows when it was answered already.
///
/// # Errors
/// [`ActionError::Forbidden`] when the caller is no service point; [`ActionError::NotFound`] when there
/// is no such question.
pub async fn rows(bridge: &Bridge, caller: &Caller, id: &str) -> Result<Rows, ActionError> {
    let home = desk_of(caller)?;
    let mut reading = bridge.store().read().await?;
    let found = reviews::alike(&mut reading, home, id).await?;
    let (source, mut alike) = found.ok_or(ActionError::NotFound)?;
    let asked = alike.iter().find(|one| one.id == id);
    let asked = asked.map(|one| one.asked.clone());
    let text = asked.as_ref().map_or("", |one| one.original.trim());
    let is_same = |one: &Alike| one.asked.original.trim() == text;
    alike.sort_by_key(|one| (one.id != id, !is_same(one), one.asked.line));
    Ok(Rows {
        source,
        more: alike.len().saturating_sub(AT_ONCE),
        rows: alike
            .iter()
            .take(AT_ONCE)
            .map(|one| Row {
                id: one.id.clone(),
                line: one.asked.line,
                title: one.title.clone(),
                offer: one.offer,
                original: one.asked.original.clone(),
                is_bare: is_answered_by_a_word(&one.asked.question, &one.asked.original),
                is_same: is_same(one),
            })
            .collect(),
        column: asked
            .as_ref()
            .map_or_else(String::new, |one| one.column.to_string()),
        question: asked.map_or_else(String::new, |one| one.question.into_owned()),
    })
}

/// Answers these questions, which are the same as this one about the same column of its source; what is
/// not the same, or was answered already, is passed over. An amount with more words beside it stays
/// asked: one word is no answer to it. Gives how many were answered; answering twice changes nothing.
///
/// # Errors
/// [`ActionError::Forbidden`] when the caller is no service point; [`ActionError::NotFound`] when there
/// is no such question.
pub async fn answer(
    bridge: &Bridge,
    caller: &Caller,
    id: &str,
    these: &[String],
    said: Said,
) -> Result<usize, ActionError> {
    let home = desk_of(caller)?;
    let now = bridge.now();
    let mut tx = bridge.store().begin().await?;
    let found = reviews::alike(&mut tx, home, id).await?;
    let (source, alike) = found.ok_or(ActionError::NotFound)?;
    let chosen = alike.into_iter().filter(|one| these.contains(&one.id));
    let mut asked: Vec<Asked> = chosen.map(|one| one.asked).collect();
    for one in &mut asked {
        let (word, cents) = match said {
            Said::Seen => (None, None),
            Said::Per(_) if one.question != PER_WHAT => continue,
            Said::Per(per) => match bare_amount(&one.original) {
                Some(cents) => (Some(per.code()), Some(cents)),
                None => continue,
            },
        };
        one.answer = Some(Answer {
            original: one.original.clone(),
            question: one.question.to_string(),
            word,
            cents,
            at: Some(now),
        });
    }
    asked.retain(|one| one.answer.is_some());
    if asked.is_empty() {
        return Ok(0);
    }
    reviews::add(&mut tx, home, &source, &asked, now).await?;
    let changed = match said {
        Said::Per(per) => {
            let per = per.code();
            reviews::price_as_answered(&mut tx, home, &source, &per, now).await?
        }
        Said::Seen => Vec::new(),
    };
    feed::add_offers(&mut tx, &changed, now).await?;
    tx.commit().await?;
    if !changed.is_empty() {
        bridge.refresh().await?;
    }
    Ok(asked.len())
}

/// Takes an answer back, and with `together` all that was answered in one go with it: the questions are
/// open again, and the offers have no price. Where somebody changed the offer since, the answer stays.
/// Taking back twice changes nothing.
///
/// # Errors
/// [`ActionError::Forbidden`] when the caller is no service point; [`ActionError::NotFound`] when there
/// is no such question.
pub async fn take_back(
    bridge: &Bridge,
    caller: &Caller,
    id: &str,
    together: bool,
) -> Result<TakenBack, ActionError> {
    let home = desk_of(caller)?;
    let now = bridge.now();
    let mut tx = bridge.store().begin().await?;
    if reviews::alike(&mut tx, home, id).await?.is_none() {
        return Err(ActionError::NotFound);
    }
    let mut given = reviews::given_with(&mut tx, home, id).await?;
    given.retain(|one| together || one.id == id);
    let all = given.len();
    // What was only looked at changed nothing, so nothing stands in its way.
    given
        .retain(|one| one.word.is_none() || one.changed_at.is_none_or(|changed| changed <= one.at));
    let Some(at) = given.first().map(|one| one.at) else {
        return Ok(TakenBack { open: 0, left: all });
    };
    let priced = given.iter().filter(|one| one.word.is_some());
    let priced: Vec<OfferId> = priced.filter_map(|one| one.offer).collect();
    let changed = reviews::take_price_back(&mut tx, home, &priced, at, now).await?;
    let ids: Vec<String> = given.into_iter().map(|one| one.id).collect();
    let open = reviews::reopen(&mut tx, home, &ids).await?;
    feed::add_offers(&mut tx, &changed, now).await?;
    tx.commit().await?;
    if !changed.is_empty() {
        bridge.refresh().await?;
    }
    Ok(TakenBack {
        open,
        left: all - open,
    })
}

fn desk_of(caller: &Caller) -> Result<MunicipalityId, ActionError> {
    match caller.as_member() {
        Some(member) if may(&caller.actor, Verb::Curate) => Ok(member.municipality),
        _ => Err(ActionError::Forbidden),
    }
}
