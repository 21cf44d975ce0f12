//! `/gemist-aanbod`: what is missed in the municipality, in figures for who sees no persons, with a
//! map; and the same as a file.

use actions::missed_figures::{self, Kind, KindFigures, MissedFigures, Period};
use askama::Template;
use axum::extract::State;
use axum::response::IntoResponse;
use domain::activity_family::ActivityFamily;
use domain::codes::Activity;
use http::header;
use serde::Deserialize;

use super::missed_map::{MissedMap, missed_map};
use super::voice::Voice;
use crate::Web;
use crate::mishap::{Answer, Mishap};
use crate::pages::Query;
use crate::sessions::Visitor;
use crate::view::{Base, render};

/// A line of a table: what it is, how often missed, how much there is, and where to see that.
struct Line {
    number: usize,
    words: String,
    /// "minstens 20 keer", or that it is too few to tell.
    missed: String,
    offers: String,
    /// Where that is shown; empty when nowhere.
    href: String,
    /// Whether it is part of the line above.
    part: bool,
}

#[derive(Template)]
#[template(path = "professional/missed.html")]
struct MissedPage {
    base: Base,
    say: Voice,
    /// Address, words, and whether it is shown.
    periods: Vec<(String, String, bool)>,
    /// That the page looks further back, since of the last months too little can be told; empty when
    /// it does not.
    widened: String,
    /// What to do when nothing can be told of this period; empty when something can.
    empty: String,
    /// The words of the longer period, where there is one; empty when this is the longest.
    longer: String,
    file: String,
    /// "Minstens 30 keer gemist"; empty when there are too few to tell.
    total: String,
    /// How often there is an offer by now; empty when that may not be told.
    met: String,
    map: Option<MissedMap>,
    wijken: Vec<Line>,
    kinds: Vec<Line>,
    beside: Vec<Line>,
    desk_email: String,
}

/// The query: how many months.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    maanden: String,
}

impl Asked {
    /// The period that was named; `None` when none was.
    fn period(&self) -> Result<Option<Period>, Mishap> {
        match self.maanden.as_str() {
            "" => Ok(None),
            months => match Period::of_months(months) {
                Some(period) => Ok(Some(period)),
                None => Err(Mishap::BadRequest),
            },
        }
    }
}

/// `GET /gemist-aanbod`
pub(super) async fn show(
    State(web): State<Web>,
    visitor: Visitor,
    base: Base,
    Query(asked): Query<Asked>,
) -> Answer {
    let named = asked.period()?;
    let (period, figures) = match named {
        Some(period) => {
            let figures = missed_figures::missed_figures(&web.bridge, &visitor.caller, period);
            (period, figures.await?)
        }
        None => missed_figures::latest_figures(&web.bridge, &visitor.caller).await?,
    };
    let say = Voice::to(Some(&visitor.member));
    let home = web.bridge.municipality(visitor.member.municipality)?;
    render(&MissedPage {
        base: base.titled(say.s("rol-beleid-titel")),
        periods: Period::ALL
            .into_iter()
            .map(|one| {
                let href = format!("/gemist-aanbod?maanden={}", one.months());
                (href, period_words(&say, one), one == period)
            })
            .collect(),
        widened: match (named, period, figures.total) {
            (None, Period::Year, Some(_)) => say.s("gemist-verder-terug"),
            _ => String::new(),
        },
        empty: match (figures.total, period) {
            (Some(_), _) => String::new(),
            (None, Period::Quarter) => say.s("gemist-weinig-kwartaal"),
            (None, Period::Year) => say.s("gemist-weinig-jaar"),
        },
        longer: match (figures.total, period) {
            (None, Period::Quarter) => period_words(&say, Period::Year),
            _ => String::new(),
        },
        file: format!("/gemist-aanbod/bestand?maanden={}", period.months()),
        total: total_words(&say, &figures, period),
        met: figures.met.map_or_else(String::new, |met| {
            say.w("gemist-waarvan-aanbod", "aantal", &met.to_string())
        }),
        map: missed_map(&figures.wijken),
        wijken: wijken(&say, &figures),
        kinds: kinds(&say, &figures),
        beside: figures
            .beside
            .iter()
            .map(|(beside, count)| Line {
                words: say.s(&format!("gemist-erbij-{}", beside.code())),
                ..line(&say, Some(*count))
            })
            .collect(),
        desk_email: home.service_point_email.unwrap_or_default(),
        say,
    })
}

/// `GET /gemist-aanbod/bestand`
pub(super) async fn file(
    State(web): State<Web>,
    visitor: Visitor,
    Query(asked): Query<Asked>,
) -> Answer {
    let period = asked.period()?.unwrap_or_default();
    let text = missed_figures::as_csv(&web.bridge, &visitor.caller, period).await?;
    let name = format!(
        "attachment; filename=\"gemist-aanbod-{}-maanden.csv\"",
        period.months()
    );
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, name),
    ];
    // The mark at the beginning lets spreadsheets read the letters right.
    Ok((headers, format!("\u{feff}{text}")).into_response())
}

/// The total in a sentence, for the work list of who sees figures only.
pub(super) async fn in_a_sentence(
    web: &Web,
    visitor: &Visitor,
    say: &Voice,
) -> Result<String, Mishap> {
    let period = Period::Year;
    let figures = missed_figures::missed_figures(&web.bridge, &visitor.caller, period).await?;
    Ok(match total_words(say, &figures, period) {
        words if words.is_empty() => say.s("gemist-weinig-kort"),
        words => words,
    })
}

fn period_words(say: &Voice, period: Period) -> String {
    say.w("gemist-maanden", "aantal", &period.months().to_string())
}

fn total_words(say: &Voice, figures: &MissedFigures, period: Period) -> String {
    figures.total.map_or_else(String::new, |total| {
        say.w2(
            "gemist-aantal",
            ("aantal", &total.to_string()),
            ("maanden", &period.months().to_string()),
        )
    })
}

fn line(say: &Voice, missed: Option<u32>) -> Line {
    Line {
        number: 0,
        words: String::new(),
        missed: match missed {
            Some(times) => say.w("gemist-minstens", "aantal", &times.to_string()),
            None => say.s("gemist-te-weinig"),
        },
        offers: String::new(),
        href: String::new(),
        part: false,
    }
}

fn wijken(say: &Voice, figures: &MissedFigures) -> Vec<Line> {
    let own = figures.wijken.iter().enumerate().map(|(at, wijk)| Line {
        number: at + 1,
        words: wijk.name.clone(),
        offers: wijk.offers.to_string(),
        ..line(say, wijk.missed)
    });
    let others = [
        ("gemist-elders", figures.elsewhere),
        ("gemist-andere-wijken", figures.other_wijken),
    ];
    let others = others.into_iter().filter(|(_, count)| count.is_some());
    own.chain(others.map(|(key, count)| Line {
        words: say.s(key),
        ..line(say, count)
    }))
    .collect()
}

fn kinds(say: &Voice, figures: &MissedFigures) -> Vec<Line> {
    let mut lines = Vec::new();
    for one in &figures.kinds {
        lines.push(of_kind(say, one));
        let t = say.texts();
        lines.extend(
            one.activities
                .iter()
                .map(|(activity, missed, offers)| Line {
                    words: t.code(Activity::LIST, activity.code()),
                    offers: offers.to_string(),
                    href: offers_of(&[*activity]),
                    part: true,
                    ..line(say, Some(*missed))
                }),
        );
    }
    if figures.other_kinds.is_some() {
        lines.push(Line {
            words: say.s("gemist-andere-soorten"),
            ..line(say, figures.other_kinds)
        });
    }
    lines
}

fn of_kind(say: &Voice, one: &KindFigures) -> Line {
    let activities: Vec<Activity> = match one.kind {
        Kind::Family(family) => Activity::ALL
            .iter()
            .copied()
            .filter(|activity| ActivityFamily::of(*activity) == family)
            .collect(),
        _ => Vec::new(),
    };
    Line {
        words: one.kind.words(say.texts()),
        offers: one.offers.to_string(),
        href: offers_of(&activities),
        ..line(say, Some(one.missed))
    }
}

/// Where everybody sees the offers of these activities, and who organises them.
fn offers_of(activities: &[Activity]) -> String {
    let keys: Vec<String> = activities
        .iter()
        .map(|activity| format!("activiteit={}", activity.code()))
        .collect();
    match keys.is_empty() {
        true => "/aanbod".to_owned(),
        false => format!("/aanbod?{}", keys.join("&")),
    }
}
