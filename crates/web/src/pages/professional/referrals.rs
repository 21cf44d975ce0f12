//! `/verwijzingen`: the referrals the reader has to do with, newest change first, by status.

use actions::list_referrals::{self, WhichReferrals};
use askama::Template;
use axum::extract::State;
use documents::dutch;
use domain::calendar::day_of;
use domain::referral::Status;
use serde::Deserialize;

use super::badge::{Badge, badge};
use super::choices::{Choice, one_of};
use super::voice::Voice;
use super::work_row::{WorkRow, work_row};
use crate::Web;
use crate::mishap::Answer;
use crate::pages::Query;
use crate::sessions::Visitor;
use crate::view::{Base, render};

/// The query of the list.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    status: String,
    pagina: String,
    /// `mij` or `anderen`: the work list with more pages.
    wacht: String,
}

/// A row of the list.
struct ListRow {
    href: String,
    name: String,
    meta: String,
    badge: Badge,
    changed: String,
}

#[derive(Template)]
#[template(path = "professional/referrals.html")]
struct ListPage {
    base: Base,
    say: Voice,
    heading: String,
    statuses: Vec<Choice>,
    rows: Vec<ListRow>,
    work: Vec<WorkRow>,
    total: String,
    previous: Option<String>,
    next: Option<String>,
    filtered: bool,
    can_refer: bool,
}

/// `GET /verwijzingen`
pub(super) async fn list(
    State(web): State<Web>,
    visitor: Visitor,
    base: Base,
    Query(asked): Query<Asked>,
) -> Answer {
    let say = Voice::to(Some(&visitor.member));
    let status = Status::from_code(&asked.status);
    let page = asked.pagina.parse::<u32>().unwrap_or(1).clamp(1, 100_000);
    let which = match asked.wacht.as_str() {
        "mij" => WhichReferrals::WaitingForMe,
        "anderen" => WhichReferrals::WaitingForOthers,
        _ => WhichReferrals::All,
    };
    let caller = &visitor.caller;
    let found = list_referrals::list_referrals(&web.bridge, caller, which, status, page).await?;
    let now = web.bridge.now();
    let waits = which != WhichReferrals::All;
    let mine = which == WhichReferrals::WaitingForMe;
    let rows = found.rows.iter().filter(|_| !waits).map(|row| ListRow {
        href: format!("/verwijzingen/{}", row.id),
        name: row.name.clone().unwrap_or_else(|| say.s("zonder-naam")),
        meta: [
            row.title.as_deref(),
            Some(row.receiver_name.as_str()),
            Some(row.number.as_str()),
        ]
        .into_iter()
        .flatten()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" · "),
        badge: badge(&say, row.status, row.receiver_role),
        changed: dutch::date_long(day_of(row.changed_at), day_of(now)),
    });
    let work = found.rows.iter().filter(|_| waits);
    let address = |page: u32| {
        let mut address = format!("/verwijzingen?pagina={page}");
        if let Some(status) = status {
            address.push_str(&format!("&status={}", status.code()));
        }
        match which {
            WhichReferrals::WaitingForMe => address.push_str("&wacht=mij"),
            WhichReferrals::WaitingForOthers => address.push_str("&wacht=anderen"),
            _ => {}
        }
        address
    };
    let statuses = Status::ALL
        .into_iter()
        .map(|item| {
            let words = say.texts().status_short(item);
            Choice::new(item.code(), words, status == Some(item))
        })
        .collect();
    let heading = say.s(match which {
        WhichReferrals::WaitingForMe => "lijst-titel-mij",
        WhichReferrals::WaitingForOthers => "lijst-titel-anderen",
        _ => "lijst-titel",
    });
    render(&ListPage {
        base: base.titled(heading.clone()),
        heading,
        statuses: one_of(statuses, say.s("lijst-alle")),
        rows: rows.collect(),
        work: work.map(|row| work_row(&say, row, mine, now)).collect(),
        total: say.n("lijst-aantal", "aantal", found.total),
        previous: (page > 1).then(|| address(page - 1)),
        next: found.has_next.then(|| address(page + 1)),
        filtered: status.is_some() || waits,
        can_refer: domain::policy::may(&caller.actor, domain::policy::Verb::Refer),
        say,
    })
}
