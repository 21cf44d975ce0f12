//! `/ingelezen`: what was imported, taking a whole import back, and offers of two sources that may
//! be one. For the service point.

use std::collections::HashSet;

use actions::catalogue;
use actions::duplicates::{self, Side, Verdict};
use actions::import_offers::BY_COMMAND;
use actions::import_remarks::{self, Counts, OpenOfSource, Question, Reason};
use actions::undo_import::{self, AtStake, TouchedSince, UndoProblem};
use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use documents::dutch;
use domain::calendar::day_of;
use domain::ids::OfferId;
use domain::offer::OfferStatus;
use http::StatusCode;
use serde::Deserialize;

use super::choices::capital;
use super::result::{price_line, whereabouts};
use super::voice::Voice;
use crate::Web;
use crate::mishap::{Answer, Mishap};
use crate::pages::{Form, Query};
use crate::sessions::Visitor;
use crate::view::{Base, render};

/// Of what stays when an import is taken back so many are named beforehand.
const NAMED: usize = 10;

/// What the service point says of two offers.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct VerdictForm {
    een: String,
    ander: String,
    oordeel: String,
}

/// Which import is taken back.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct UndoForm {
    id: String,
}

/// The query: what was just done.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    gedaan: String,
}

/// One of two offers.
struct SideView {
    id: String,
    title: String,
    provider: String,
    address: String,
    /// "Dinsdag 10.00–11.00 uur"
    moments: Vec<String>,
    price: String,
    source: String,
    /// The name of that source.
    source_name: String,
}

/// Two offers that may be one.
struct PairView {
    first: SideView,
    second: SideView,
}

/// An import.
struct RunView {
    id: String,
    title: String,
    meta: String,
    counts: String,
    can_be_undone: bool,
    /// What goes when it is taken back; empty when nothing does.
    stake: String,
    /// What stays when it is taken back, since people changed it.
    kept: Vec<KeptView>,
    /// How many more of these there are; empty when these are all.
    more_kept: String,
    /// Whether it ended more than half of many.
    ends_most: bool,
    /// What is asked about it, and what was not read.
    told: Vec<ToldView>,
}

/// An offer that somebody, or a later list, changed after an import.
struct KeptView {
    title: String,
    /// Where the service point looks at it; empty for what has ended.
    href: String,
}

/// Lines of a list that somebody should know of.
struct ToldView {
    summary: String,
    lines: Vec<String>,
    /// How many more there are; empty when these are all.
    more: String,
    /// Whether they can be answered.
    is_asked: bool,
}

#[derive(Template)]
#[template(path = "professional/imported.html")]
struct ImportedPage {
    base: Base,
    say: Voice,
    done: Option<String>,
    /// What stayed of an import that was just taken back, since people changed it.
    kept: Vec<KeptView>,
    /// Why an import was not taken back, and the offers that stand in the way.
    refused: Option<(String, Vec<KeptView>)>,
    pairs: Vec<PairView>,
    runs: Vec<RunView>,
}

/// `GET /ingelezen`
pub(super) async fn show(
    State(web): State<Web>,
    visitor: Visitor,
    base: Base,
    Query(asked): Query<Asked>,
) -> Answer {
    let say = Voice::to(Some(&visitor.member));
    let done = match asked.gedaan.as_str() {
        "oordeel" => Some(say.s("ingelezen-geoordeeld")),
        "terug" => Some(say.s("ingelezen-teruggedraaid")),
        _ => None,
    };
    page(&web, &visitor, base, done, Told::default()).await
}

/// `POST /ingelezen/oordeel`
pub(super) async fn judge(
    State(web): State<Web>,
    visitor: Visitor,
    Form(form): Form<VerdictForm>,
) -> Answer {
    let id = |text: &str| text.parse::<OfferId>().map_err(|_| Mishap::NotFound);
    let (one, other) = (id(&form.een)?, id(&form.ander)?);
    let verdict = match form.oordeel.as_str() {
        "twee" => Verdict::Two,
        "houd-een" => Verdict::OneKeep(one),
        "houd-ander" => Verdict::OneKeep(other),
        _ => return Err(Mishap::NotFound),
    };
    duplicates::judge(&web.bridge, &visitor.caller, (one, other), verdict).await?;
    Ok(Redirect::to("/ingelezen?gedaan=oordeel").into_response())
}

/// `POST /ingelezen/terug`
pub(super) async fn undo(
    State(web): State<Web>,
    visitor: Visitor,
    base: Base,
    Form(form): Form<UndoForm>,
) -> Answer {
    let say = Voice::to(Some(&visitor.member));
    let undone = undo_import::undo_for(&web.bridge, &visitor.caller, &form.id).await?;
    let (why, names) = match undone {
        Ok(undone) if undone.kept.is_empty() => {
            return Ok(Redirect::to("/ingelezen?gedaan=terug").into_response());
        }
        Ok(undone) => {
            let done = say.n("ingelezen-deels-terug", "aantal", undone.kept.len() as u64);
            let told = Told {
                kept: undone.kept.into_iter().map(kept_view).collect(),
                refused: None,
            };
            return page(&web, &visitor, base, Some(done), told).await;
        }
        Err(UndoProblem::NotFound | UndoProblem::Public | UndoProblem::Store(_)) => {
            return Err(Mishap::NotFound);
        }
        Err(UndoProblem::AlreadyUndone) => ("ingelezen-al-terug", Vec::new()),
        Err(UndoProblem::TooOld) => ("ingelezen-te-oud", Vec::new()),
        Err(UndoProblem::Touched(touched)) => (
            "ingelezen-gewijzigd",
            touched.into_iter().map(kept_view).collect(),
        ),
    };
    let told = Told {
        kept: Vec::new(),
        refused: Some((say.s(why), names)),
    };
    let mut response: Response = page(&web, &visitor, base, None, told).await?;
    *response.status_mut() = StatusCode::CONFLICT;
    Ok(response)
}

/// What came of taking an import back.
#[derive(Default)]
struct Told {
    /// What stayed.
    kept: Vec<KeptView>,
    /// Why nothing was taken back.
    refused: Option<(String, Vec<KeptView>)>,
}

fn kept_view(one: TouchedSince) -> KeptView {
    KeptView {
        href: match one.status {
            OfferStatus::Ended => String::new(),
            _ => format!("/aanbod/{}/wijzig", one.id),
        },
        title: one.title,
    }
}

fn side_view(web: &Web, say: &Voice, side: Side) -> SideView {
    // Both are shown, and so in memory.
    let offer = catalogue::offer(&web.bridge, side.id).ok();
    let offer = offer.as_deref();
    let sessions = offer.map(|offer| offer.sessions.as_slice());
    let moments = sessions.unwrap_or_default().iter();
    SideView {
        id: side.id.to_string(),
        title: side.title,
        provider: side.provider,
        address: offer.map_or(side.address, whereabouts),
        moments: moments.map(|one| capital(&dutch::weekly(one))).collect(),
        price: offer.map_or_else(String::new, price_line),
        source: say.w("ingelezen-uit", "bron", &side.source),
        source_name: side.source,
    }
}

fn stake_words(say: &Voice, stake: AtStake) -> String {
    if stake.offers == 0 {
        return String::new();
    }
    let offers = say.n("ingelezen-verdwijnt", "aantal", stake.offers);
    let referrals = say.n("ingelezen-lopen", "aantal", stake.referrals);
    format!("{offers} {referrals}")
}

/// What is still asked about a list.
fn asked_view(say: &Voice, open: &OpenOfSource) -> ToldView {
    let line = |one: &Question| {
        let (line, column) = (one.line.to_string(), one.column.replace('_', " "));
        let question = say.s(&format!("vraag-{}", one.question));
        let words = [
            ("regel", line.as_str()),
            ("kolom", column.as_str()),
            ("tekst", one.original.as_str()),
            ("vraag", question.as_str()),
        ];
        let key = match one.original.is_empty() {
            true => "regel-vraag-leeg",
            false => "regel-vraag",
        };
        say.texts().w(key, &words)
    };
    ToldView {
        summary: say.n("ingelezen-vragen", "aantal", open.count),
        lines: open.first.iter().map(line).collect(),
        more: more(say, open.count, open.first.len()),
        is_asked: true,
    }
}

/// The rows that were not read.
fn refused_view(say: &Voice, rejected: u64, reasons: &[Reason]) -> ToldView {
    let line = |one: &Reason| {
        let (line, why) = (
            one.line.to_string(),
            say.s(&format!("afgekeurd-{}", one.code)),
        );
        let words = [
            ("regel", line.as_str()),
            ("kolom", one.column.as_str()),
            ("waarom", why.as_str()),
        ];
        say.texts().w("regel-afgekeurd", &words)
    };
    let mut rows: Vec<u64> = reasons.iter().map(|one| one.line).collect();
    rows.dedup();
    ToldView {
        summary: say.n("ingelezen-niet-gelezen", "aantal", rejected),
        lines: reasons.iter().map(line).collect(),
        more: more(say, rejected, rows.len()),
        is_asked: false,
    }
}

fn more(say: &Voice, count: u64, told: usize) -> String {
    match count.saturating_sub(told as u64) {
        0 => String::new(),
        more => say.w("regels-meer", "aantal", &more.to_string()),
    }
}

/// Whether an import ended more than half of what its source had, of ten or more.
fn ends_most(counts: Counts) -> bool {
    let before = counts.unchanged + counts.changed + counts.ended;
    before >= 10 && counts.ended * 2 > before
}

async fn page(
    web: &Web,
    visitor: &Visitor,
    base: Base,
    done: Option<String>,
    told: Told,
) -> Answer {
    let say = Voice::to(Some(&visitor.member));
    let today = day_of(web.bridge.now());
    let pairs = duplicates::waiting(&web.bridge, &visitor.caller).await?;
    let pairs = pairs.into_iter().map(|pair| PairView {
        first: side_view(web, &say, pair.first),
        second: side_view(web, &say, pair.second),
    });
    let stakes = undo_import::stakes_for(&web.bridge, &visitor.caller).await?;
    let mut kept = undo_import::kept_for(&web.bridge, &visitor.caller).await?;
    let runs = undo_import::imports_for(&web.bridge, &visitor.caller).await?;
    let remarks = import_remarks::remarks(&web.bridge, &visitor.caller).await?;
    // What is asked is asked about the last import of a source that still holds.
    let mut newest: HashSet<String> = HashSet::new();
    let named = |by: &str| match by {
        BY_COMMAND => say.s("ingelezen-door-beheer"),
        name => name.to_owned(),
    };
    let runs = runs.into_iter().map(|past| {
        let stake = stakes.get(&past.run.id).copied().unwrap_or_default();
        let mut stays = kept.remove(&past.run.id).unwrap_or_default();
        let more_kept = more(&say, stays.len() as u64, NAMED.min(stays.len()));
        stays.truncate(NAMED);
        let counts = past.counts;
        let numbers = [
            ("ingelezen-nieuw", counts.new),
            ("ingelezen-anders", counts.changed),
            ("ingelezen-gelijk", counts.unchanged),
            ("ingelezen-weg", counts.ended),
            ("ingelezen-geweigerd", counts.rejected),
        ];
        let told = numbers.iter().filter(|(_, count)| *count > 0);
        let told: Vec<String> = told
            .map(|(key, count)| say.w(key, "aantal", &count.to_string()))
            .collect();
        let when = dutch::moment(past.run.at, today);
        let changed = counts.new + counts.changed + counts.ended > 0;
        let holds = past.undone.is_none();
        let is_newest = holds && newest.insert(past.run.source.clone());
        let open = remarks.questions.get(&past.run.source);
        let asked = open
            .filter(|_| is_newest)
            .map(|open| asked_view(&say, open));
        let refused = remarks.rejections.get(&past.run.id);
        let refused = refused.map(|reasons| refused_view(&say, counts.rejected, reasons));
        RunView {
            id: past.run.id,
            title: past.run.source,
            meta: say.w2(
                "ingelezen-door",
                ("wanneer", &when),
                ("wie", &named(&past.run.by)),
            ),
            counts: match &past.undone {
                Some((_, by)) => say.w("ingelezen-is-terug", "wie", &named(by)),
                None if told.is_empty() => say.s("ingelezen-niets"),
                None => told.join(" · "),
            },
            can_be_undone: changed && past.undone.is_none(),
            stake: stake_words(&say, stake),
            kept: stays.into_iter().map(kept_view).collect(),
            more_kept,
            ends_most: holds && ends_most(counts),
            told: asked.into_iter().chain(refused).collect(),
        }
    });
    render(&ImportedPage {
        base: base.titled(say.s("ingelezen-titel")),
        done,
        kept: told.kept,
        refused: told.refused,
        pairs: pairs.collect(),
        runs: runs.collect(),
        say,
    })
}
