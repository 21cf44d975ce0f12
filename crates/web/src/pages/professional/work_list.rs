//! `/te-doen`: what waits for the reader, earliest due first; and in a second list what waits for
//! others. The service point finds its desk here, and roles without residents what they can do.

use actions::list_referrals::{self, Page, Row};
use actions::{colleagues, decide_on_offers};
use askama::Template;
use axum::extract::State;
use documents::dutch;
use domain::calendar::day_of;
use domain::organisation::Role;
use jiff::Timestamp;
use serde::Deserialize;

use super::choices::capital;
use super::desk::{self, DeskView};
use super::missed;
use super::unmet::{self, WishLine};
use super::voice::Voice;
use super::work_row::{Urgency, WorkRow, work_row};
use crate::Web;
use crate::mishap::{Answer, Mishap};
use crate::pages::Query;
use crate::sessions::Visitor;
use crate::view::{Base, render};

/// The query of the page.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    /// `anderen` for what waits for others.
    lijst: String,
    /// What the desk just did.
    gedaan: String,
}

/// Rows that are equally pressing.
struct RowGroup {
    id: &'static str,
    title: String,
    count: u64,
    rows: Vec<WorkRow>,
    /// Whether it is folded away: what is due after this week, beside what is not.
    folded: bool,
}

/// What an empty list says, and where it leads.
struct Empty {
    title: String,
    text: String,
    /// Address and words of the way on; none when there is nothing to do.
    link: Option<(&'static str, String)>,
}

#[derive(Template)]
#[template(path = "professional/work_list.html")]
struct WorkListPage {
    base: Base,
    say: Voice,
    heading: String,
    lead: String,
    tabs: [(String, &'static str, bool); 2],
    groups: Vec<RowGroup>,
    more: Option<(String, String)>,
    empty: Empty,
    can_refer: bool,
    desk: Option<DeskView>,
    /// Objections that wait for the service point: address and words.
    objections: Vec<(String, String)>,
    /// Offers that fit saved wishes, for a coach: address and words.
    fitting: Vec<(String, String)>,
    /// What is missed here, for a coach.
    missed: Vec<WishLine>,
    done: String,
    /// Whether the log keeper asked something.
    asked: bool,
    several_organisations: bool,
}

#[derive(Template)]
#[template(path = "professional/without_residents.html")]
struct WithoutResidentsPage {
    base: Base,
    say: Voice,
    text: String,
    link: Option<(&'static str, String)>,
    /// How often something was missed, for who sees figures.
    missed: Option<String>,
    asked: bool,
    several_organisations: bool,
}

/// `GET /te-doen`
pub(super) async fn show(
    State(web): State<Web>,
    visitor: Visitor,
    base: Base,
    Query(asked): Query<Asked>,
) -> Answer {
    let say = Voice::to(Some(&visitor.member));
    let memberships = actions::sign_in::memberships(&web.bridge, visitor.member.user).await?;
    let several = memberships.len() > 1;
    if !visitor.member.roles.iter().any(Role::sees_residents) {
        return without_residents(&web, &visitor, base, say, several).await;
    }
    let list = list_referrals::work_list(&web.bridge, &visitor.caller).await?;
    let has = |role| visitor.member.roles.has(role);
    let desk = if has(Role::ServicePoint) {
        let desk = list_referrals::desk(&web.bridge, &visitor.caller).await?;
        let offers = decide_on_offers::how_many_wait(&web.bridge, &visitor.caller).await?;
        Some(desk::view(&say, &desk, (list.pressing, offers), list.now))
    } else {
        None
    };
    let objections = match has(Role::ServicePoint) {
        true => objections(&web, &visitor, &say, list.now).await?,
        false => Vec::new(),
    };
    let mine = asked.lijst != "anderen";
    let page = if mine { &list.mine } else { &list.others };
    let mut groups = grouped(&say, &page.rows, mine, list.now);
    if mine {
        fold_later(
            &say,
            &mut groups,
            list.mine.total.saturating_sub(list.pressing),
        );
    }
    let late = late_of(&list.mine, list.now);
    let first_name = visitor.member.name.split_whitespace().next();
    let heading = match &desk {
        Some(_) => say.n("balie-titel", "aantal", list.pressing),
        None => greeting(&say, first_name.unwrap_or_default(), list.pressing, late),
    };
    let today = capital(&dutch::date_long(day_of(list.now), day_of(list.now)));
    let counts = say.w2(
        "te-doen-telling",
        ("mijn", &list.pressing.to_string()),
        ("ander", &list.others.total.to_string()),
    );
    let tab = |key: &str, page: &Page| say.w(key, "aantal", &page.total.to_string());
    let tabs = [
        (tab("te-doen-wacht-op-mij", &list.mine), "/te-doen", mine),
        (
            tab("te-doen-wacht-op-anderen", &list.others),
            "/te-doen?lijst=anderen",
            !mine,
        ),
    ];
    let more = page.has_next.then(|| {
        let which = if mine { "mij" } else { "anderen" };
        let words = say.w("te-doen-meer", "aantal", &page.total.to_string());
        (format!("/verwijzingen?wacht={which}"), words)
    });
    let empty = if mine {
        empty_mine(&say, &visitor)
    } else {
        Empty {
            title: say.s("te-doen-leeg-anderen"),
            text: say.s("te-doen-leeg-anderen-uitleg"),
            link: None,
        }
    };
    render(&WorkListPage {
        base: base.titled(heading.clone()),
        heading,
        lead: format!("{today} · {counts}"),
        tabs,
        groups,
        more,
        empty,
        can_refer: !has(Role::Provider) && !has(Role::ServicePoint),
        desk: desk.filter(|_| mine),
        objections,
        fitting: fitting(&web, &visitor, &say).await?,
        missed: match has(Role::Coach) && !has(Role::ServicePoint) {
            true => missed(&web, &visitor, &say).await?,
            false => Vec::new(),
        },
        done: done_words(&say, &asked.gedaan),
        asked: is_asked(&web, &visitor).await?,
        several_organisations: several,
        say,
    })
}

async fn objections(
    web: &Web,
    visitor: &Visitor,
    say: &Voice,
    now: Timestamp,
) -> Result<Vec<(String, String)>, Mishap> {
    let waiting = actions::object::waiting(&web.bridge, &visitor.caller).await?;
    let line = |one: actions::object::Waiting| {
        let day = dutch::date_long(day_of(one.made_at), day_of(now));
        let words = say.w2("balie-bezwaar", ("nummer", &one.number), ("dag", &day));
        (format!("/verwijzingen/{}", one.referral), words)
    };
    Ok(waiting.into_iter().map(line).collect())
}

async fn fitting(
    web: &Web,
    visitor: &Visitor,
    say: &Voice,
) -> Result<Vec<(String, String)>, Mishap> {
    let waiting = actions::saved_wishes::waiting(&web.bridge, &visitor.caller).await?;
    let line = |one: actions::saved_wishes::Waiting| {
        let count = say.n("te-doen-wens-past", "aantal", one.offers);
        let words = say.w2(
            "te-doen-wens-regel",
            ("nummer", &one.number),
            ("aanbod", &count),
        );
        (format!("/verwijzingen/{}#wensen", one.referral), words)
    };
    Ok(waiting.into_iter().map(line).collect())
}

/// What was missed most, for who could begin something.
async fn missed(web: &Web, visitor: &Visitor, say: &Voice) -> Result<Vec<WishLine>, Mishap> {
    const SHOWN: usize = 8;
    let wishes = list_referrals::unmet_demand(&web.bridge, &visitor.caller).await?;
    let told = wishes.iter();
    let mut lines = unmet::counted(
        say,
        told.map(|wish| (wish.wish.as_str(), wish.postcode.as_deref())),
    );
    lines.truncate(SHOWN);
    Ok(lines)
}

async fn is_asked(web: &Web, visitor: &Visitor) -> Result<bool, Mishap> {
    let asked = actions::alarms::questions(&web.bridge, &visitor.caller).await?;
    Ok(!asked.is_empty())
}

fn done_words(say: &Voice, done: &str) -> String {
    match done {
        "post" => say.s("balie-post-verstuurd"),
        "gezien" => say.s("balie-aanbod-klaar"),
        "groep" => say.s("groep-klaar"),
        _ => String::new(),
    }
}

fn late_of(page: &Page, now: Timestamp) -> usize {
    let late = |row: &&Row| row.due.is_some_and(|due| due < now);
    page.rows.iter().filter(late).count()
}

fn greeting(say: &Voice, name: &str, total: u64, late: usize) -> String {
    match (total, late) {
        (0, _) => say.w("te-doen-groet-niets", "naam", name),
        (_, 0) => say.w("te-doen-groet", "naam", name),
        (_, 1) => say.w("te-doen-groet-een", "naam", name),
        (_, late) => say.w2(
            "te-doen-groet-laat",
            ("naam", name),
            ("aantal", &late.to_string()),
        ),
    }
}

fn grouped(say: &Voice, rows: &[Row], mine: bool, now: Timestamp) -> Vec<RowGroup> {
    Urgency::ALL
        .into_iter()
        .map(|urgency| {
            let rows: Vec<WorkRow> = rows
                .iter()
                .filter(|row| Urgency::of(row.due.unwrap_or(row.changed_at), now) == urgency)
                .map(|row| work_row(say, row, mine, now))
                .collect();
            RowGroup {
                id: urgency.code(),
                title: say.s(&format!("te-doen-groep-{}", urgency.code())),
                count: rows.len() as u64,
                rows,
                folded: false,
            }
        })
        .filter(|group| !group.rows.is_empty())
        .collect()
}

/// Folds away what is due after this week, with how many there are, the next pages among them.
fn fold_later(say: &Voice, groups: &mut [RowGroup], later: u64) {
    let alone = groups.len() == 1;
    let group = groups.last_mut();
    if let Some(group) = group.filter(|group| group.id == Urgency::Later.code()) {
        group.title = say.w("te-doen-later", "aantal", &later.to_string());
        group.count = later;
        group.folded = !alone;
    }
}

fn empty_mine(say: &Voice, visitor: &Visitor) -> Empty {
    let has = |role| visitor.member.roles.has(role);
    let (key, link) = if has(Role::ServicePoint) {
        ("servicepunt", None)
    } else if has(Role::Coach) {
        ("coach", Some(("/zoeken", "te-doen-zoek")))
    } else if has(Role::Provider) {
        (
            "aanbieder",
            Some(("/mijn-aanbod", "te-doen-leeg-aanbieder-knop")),
        )
    } else {
        ("verwijzer", Some(("/zoeken", "te-doen-zoek")))
    };
    Empty {
        title: say.s(&format!("te-doen-leeg-{key}")),
        text: say.s(&format!("te-doen-leeg-{key}-uitleg")),
        link: link.map(|(href, words)| (href, say.s(words))),
    }
}

async fn without_residents(
    web: &Web,
    visitor: &Visitor,
    base: Base,
    say: Voice,
    several_organisations: bool,
) -> Answer {
    let role = visitor.member.roles.first().unwrap_or(Role::Insurer);
    // An administrator of a club or practice decides on their own people, and on nothing else.
    let own_only = role == Role::Administrator
        && !colleagues::runs_the_municipality(&web.bridge, &visitor.member);
    let words = match own_only {
        true => "eigen-beheerder".to_owned(),
        false => role.to_string(),
    };
    let link = match role {
        Role::Administrator if own_only => Some(("/toegang", say.s("rol-eigen-beheerder-knop"))),
        Role::Administrator => Some(("/instellingen", say.s("rol-beheerder-knop"))),
        Role::LogKeeper => Some(("/inzage", say.s("rol-logbeheerder-knop"))),
        _ => None,
    };
    let missed = match visitor.member.roles.has(Role::Policy) {
        true => Some(missed::in_a_sentence(web, visitor, &say).await?),
        false => None,
    };
    render(&WithoutResidentsPage {
        base: base.titled(say.s(&format!("rol-{words}-titel"))),
        text: say.s(&format!("rol-{words}-uitleg")),
        link,
        missed,
        asked: is_asked(web, visitor).await?,
        several_organisations,
        say,
    })
}
