//! One answer of the service point for every row that asks the same about the same column of a list:
//! "per les" for all amounts without a word, or "gezien" for all of them. For the page of questions.
//!
//! Taking the import back takes the answers along, and a later import of the same text takes them over.

use domain::ids::MunicipalityId;
use domain::policy::{Verb, may};
use domain::price::Per;
use exchange::sheet::bare_amount;
use store::feed;
use store::reviews::{self, Answer};

pub use store::reviews::Doubtful;

use crate::{ActionError, Bridge, Caller};

/// The question that one word answers for many rows.
pub const PER_WHAT: &str = "per-what-price";

/// So many questions stand on a page.
pub const A_PAGE: u32 = 25;

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

/// Answers a question, and every one that is the same about the same column of its source. An amount
/// with more words beside it stays asked: one word is no answer to it. Gives how many were answered;
/// answering twice changes nothing.
///
/// # Errors
/// [`ActionError::Forbidden`] when the caller is no service point; [`ActionError::NotFound`] when there
/// is no such question.
pub async fn answer(
    bridge: &Bridge,
    caller: &Caller,
    id: &str,
    said: Said,
) -> Result<usize, ActionError> {
    let home = desk_of(caller)?;
    let now = bridge.now();
    let mut tx = bridge.store().begin().await?;
    let found = reviews::alike(&mut tx, home, id).await?;
    let (source, mut asked) = found.ok_or(ActionError::NotFound)?;
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

fn desk_of(caller: &Caller) -> Result<MunicipalityId, ActionError> {
    match caller.as_member() {
        Some(member) if may(&caller.actor, Verb::Curate) => Ok(member.municipality),
        _ => Err(ActionError::Forbidden),
    }
}
