//! The service point's desk on `/te-doen`: what is stuck, post that does not arrive, doubtful
//! fields of imports, what was asked and not found, and where the open referrals are.

use actions::list_referrals::{self, Desk};
use axum::extract::{Path, State};
use axum::response::Redirect;
use documents::dutch;
use domain::calendar::day_of;
use domain::ids::MessageId;
use jiff::Timestamp;

use super::offer_questions::{QuestionLine, question_of};
use super::unmet::{self, WishLine};
use super::voice::Voice;
use crate::Web;
use crate::mishap::Mishap;
use crate::sessions::Visitor;

/// A message that could not be delivered.
pub(super) struct ParkedLine {
    pub id: String,
    pub title: String,
    pub meta: String,
    pub href: String,
}

/// A status with its bar.
pub(super) struct StatusBar {
    pub words: String,
    pub href: String,
    pub in_time: String,
    pub late: String,
    pub total: String,
    pub late_words: String,
}

/// A figure with what it counts.
pub(super) struct Figure {
    pub label: String,
    pub value: String,
}

/// What the desk shows.
pub(super) struct DeskView {
    pub stuck: u64,
    /// What about offers waits for a decision.
    pub offers: u64,
    pub doubtful_total: u64,
    pub running: u64,
    pub parked: Vec<ParkedLine>,
    pub doubtful: Vec<QuestionLine>,
    pub doubtful_more: Option<String>,
    pub wishes: Vec<WishLine>,
    pub bars: Vec<StatusBar>,
    pub figures: Vec<Figure>,
}

/// How many doubtful fields stand on the page at once.
const DOUBTFUL: usize = 6;
/// How many wishes.
const WISHES: usize = 8;

/// The desk as its page shows it. `stuck` is how many referrals wait for the service point and are
/// late or due this week, `offers` how much about offers does.
pub(super) fn view(
    say: &Voice,
    desk: &Desk,
    (stuck, offers): (u64, u64),
    now: Timestamp,
) -> DeskView {
    let open: Vec<_> = desk
        .overview
        .by_status
        .iter()
        .filter(|(status, ..)| status.is_open())
        .collect();
    let late: u64 = open.iter().map(|(_, _, late)| late).sum();
    let total: u64 = open.iter().map(|(_, total, _)| total).sum();
    let most = open.iter().map(|(_, total, _)| *total).max().unwrap_or(0);
    let t = say.texts();
    let bars = open
        .iter()
        .map(|(status, total, late)| StatusBar {
            words: t.status_short(*status),
            href: format!("/verwijzingen?status={}", status.code()),
            in_time: width(total.saturating_sub(*late), most),
            late: width(*late, most),
            total: total.to_string(),
            late_words: match late {
                0 => String::new(),
                late => say.w("balie-te-laat", "aantal", &late.to_string()),
            },
        })
        .collect();
    let doubtful = desk
        .doubtful
        .iter()
        .take(DOUBTFUL)
        .map(|field| question_of(say, field))
        .collect();
    let rest = desk.doubtful_total.saturating_sub(DOUBTFUL as u64);
    let wishes = desk.unmet.iter();
    let mut wishes = unmet::counted(
        say,
        wishes.map(|wish| (wish.wish.as_str(), wish.postcode.as_deref())),
    );
    wishes.truncate(WISHES);
    DeskView {
        stuck,
        offers,
        doubtful_total: desk.doubtful_total,
        // What waits for the desk itself this week stands in the other number.
        running: total.saturating_sub(late + desk.overview.soon),
        parked: parked(say, desk, now),
        doubtful,
        doubtful_more: (rest > 0).then(|| say.w("balie-aanbod-meer", "aantal", &rest.to_string())),
        wishes,
        bars,
        figures: figures(say, desk),
    }
}

fn parked(say: &Voice, desk: &Desk, now: Timestamp) -> Vec<ParkedLine> {
    desk.parked
        .iter()
        .map(|message| {
            let to = say.s(&format!("balie-post-{}", message.recipient));
            let day = dutch::date_long(day_of(message.made_at), day_of(now));
            ParkedLine {
                id: message.id.to_string(),
                title: to,
                meta: format!("{} · {day}", message.number),
                href: format!("/verwijzingen/{}", message.referral),
            }
        })
        .collect()
}

fn figures(say: &Voice, desk: &Desk) -> Vec<Figure> {
    let overview = &desk.overview;
    vec![
        Figure {
            label: say.s("balie-verstuurd"),
            value: overview.sent.to_string(),
        },
        Figure {
            label: say.s("balie-op-tijd"),
            value: say.w2(
                "balie-op-tijd-van",
                ("deel", &overview.answered_in_time.to_string()),
                ("geheel", &overview.answered.to_string()),
            ),
        },
        Figure {
            label: say.s("balie-gestart"),
            value: overview.started.to_string(),
        },
    ]
}

/// The class of a bar: its share of the longest in steps of five; what is there is seen.
fn width(part: u64, most: u64) -> String {
    let share = (part * 100).checked_div(most).unwrap_or(0);
    let steps = (share + 2) / 5 * 5;
    format!("w-{}", if part > 0 { steps.max(5) } else { 0 })
}

/// `POST /post/{id}/opnieuw`
pub(super) async fn again(
    State(web): State<Web>,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Result<Redirect, Mishap> {
    let id: MessageId = id.parse().map_err(|_| Mishap::NotFound)?;
    list_referrals::send_again(&web.bridge, &visitor.caller, id).await?;
    Ok(Redirect::to("/te-doen?gedaan=post#post"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_is_its_share_of_the_longest_and_never_vanishes() {
        let widths = [(0, 40), (1, 400), (20, 40), (40, 40), (0, 0)].map(|(a, b)| width(a, b));
        assert_eq!(widths, ["w-0", "w-5", "w-50", "w-100", "w-0"]);
    }
}
