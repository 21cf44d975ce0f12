//! `/aanbod`: the public catalogue, for everybody, by an address that may be shared: nothing in it
//! is personal.

use std::fmt::Write;

use actions::catalogue::{self, CatalogueDraft, CataloguePage, Listed};
use actions::{ActionError, Bridge, cancel_lesson};
use askama::Template;
use axum::extract::State;
use documents::dutch::capital;
use documents::{Texts, dutch};
use domain::calendar::day_of;
use domain::codes::Activity;
use domain::contact::Postcode;
use domain::daypart::Daypart;
use domain::fault::Fault;
use domain::offer::{ConfirmedBy, Offer, Session};
use http::StatusCode;
use jiff::civil::Date;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::offer::provider_href;
use super::picture::{Seen, first_seen};
use super::sent::Asked;
use crate::Web;
use crate::mishap::{Answer, Mishap};
use crate::view::{Base, render};

/// How far people may choose to look, in kilometres.
const DISTANCES: [&str; 6] = ["1", "2", "3", "5", "10", "25"];
/// A confirmation older than this is something to mind, as in the search for professionals.
const FRESH_DAYS: i32 = 180;
/// Further nobody leafs: the search gets better words instead.
const PAGE_MAX: u32 = 10_000;

/// One thing to choose.
pub struct Choice {
    /// What the form sends.
    pub code: String,
    /// What people read.
    pub words: String,
    /// Whether it is chosen.
    pub chosen: bool,
}

/// A day with its dayparts.
pub struct Day {
    /// "Di"
    pub name: String,
    /// Morning, afternoon, evening.
    pub parts: Vec<Choice>,
}

/// An offer as a line of the list.
pub struct Row {
    /// Where it leads.
    pub href: String,
    /// "Dinsdag"; empty when it is by appointment.
    pub day: String,
    /// "10.00–11.00 uur"
    pub hours: String,
    /// How many other moments there are, in words; empty for none.
    pub more: String,
    /// The offer's title.
    pub title: String,
    /// The provider.
    pub provider: String,
    /// The provider's own page.
    pub provider_href: String,
    /// Where it is; empty when nobody told.
    pub place: String,
    /// What is good to know.
    pub facts: Vec<String>,
    /// That only a list told it; empty when somebody who knows said so.
    pub listed: String,
    /// What to mind.
    pub minds: Vec<String>,
    /// The offer's first picture.
    pub picture: Option<Seen>,
    /// The price, and what it is after the paid weeks.
    pub price: String,
    /// What the first time costs; empty when there is none.
    pub trial: String,
}

/// The list within a page of another site: no menu, no filters beyond the three that matter, and
/// every link opens the whole page beside it.
#[derive(Template)]
#[template(path = "open/framed.html")]
struct FramedView {
    base: Base,
    t: &'static Texts,
    q: String,
    postcode: String,
    activities: Vec<Choice>,
    faults: Vec<(String, String, String)>,
    found: Option<String>,
    rows: Vec<Row>,
    empty: String,
    whole: String,
}

#[derive(Template)]
#[template(path = "open/offers.html")]
struct OffersView {
    base: Base,
    t: &'static Texts,
    summary: String,
    q: String,
    postcode: String,
    distances: Vec<Choice>,
    activities: Vec<Choice>,
    days: Vec<Day>,
    faults: Vec<(String, String, String)>,
    found: Option<String>,
    rows: Vec<Row>,
    empty: String,
    page: u32,
    previous: Option<String>,
    next: Option<String>,
}

impl OffersView {
    /// What to do at a field.
    fn fault(&self, id: &str) -> Option<&str> {
        self.faults
            .iter()
            .find(|(field, ..)| field == id)
            .map(|(_, _, short)| short.as_str())
    }
}

/// Shows a page of the catalogue.
pub async fn list(State(web): State<Web>, base: Base, asked: Asked) -> Answer {
    let t = Texts::dutch();
    let Sought {
        draft,
        found,
        faults,
    } = seek(&web, &asked)?;
    let refused = !faults.is_empty();
    let today = day_of(web.bridge.now());
    let next = found.as_ref().is_some_and(|page| page.has_next);
    let view = OffersView {
        base: base.titled(t.s("openbaar-titel")),
        t,
        summary: summary(t, &draft),
        q: draft.q.chars().take(200).collect(),
        postcode: draft.postcode.chars().take(20).collect(),
        distances: distances(t, &asked.text("maxAfstandKm")),
        activities: activities(t, &draft.activities),
        days: days(t, &draft.dayparts),
        faults: faults.iter().map(|fault| fault_line(t, fault)).collect(),
        found: found.as_ref().map(|page| found_words(t, page)),
        rows: rows(t, &web.bridge, found.as_ref(), &draft, today),
        empty: empty_words(t, &web, found.as_ref()),
        page: draft.page,
        previous: (draft.page > 1).then(|| address(&asked, draft.page - 1)),
        next: next.then(|| address(&asked, draft.page + 1)),
    };
    let mut response = render(&view)?;
    if refused {
        *response.status_mut() = StatusCode::BAD_REQUEST;
    }
    Ok(response)
}

/// The same list for a frame on another site (`crate::embedding`). Without a site that may frame
/// it there is no such page.
pub async fn framed(State(web): State<Web>, base: Base, asked: Asked) -> Answer {
    if !web.setup.embedded_by.any() {
        return Err(Mishap::NotFound);
    }
    let t = Texts::dutch();
    let Sought {
        draft,
        found,
        faults,
    } = seek(&web, &asked)?;
    let today = day_of(web.bridge.now());
    let view = FramedView {
        base: base.titled(t.s("openbaar-titel")),
        t,
        q: draft.q.chars().take(200).collect(),
        postcode: draft.postcode.chars().take(20).collect(),
        activities: activities(t, &draft.activities),
        faults: faults.iter().map(|fault| fault_line(t, fault)).collect(),
        found: found.as_ref().map(|page| found_words(t, page)),
        rows: rows(t, &web.bridge, found.as_ref(), &draft, today),
        empty: empty_words(t, &web, found.as_ref()),
        whole: address(&asked, 1),
    };
    render(&view)
}

/// What somebody asked of the catalogue, and what it has.
struct Sought {
    draft: CatalogueDraft,
    /// None when the question has faults.
    found: Option<CataloguePage>,
    faults: Vec<Fault>,
}

fn seek(web: &Web, asked: &Asked) -> Result<Sought, Mishap> {
    let (draft, mut faults) = read(asked);
    let found = match catalogue::catalogue(&web.bridge, &draft) {
        Ok(found) => Some(found).filter(|_| faults.is_empty()),
        Err(ActionError::Faults(more)) => {
            faults.extend(more);
            None
        }
        Err(error) => return Err(error.into()),
    };
    Ok(Sought {
        draft,
        found,
        faults,
    })
}

fn rows(
    t: &'static Texts,
    bridge: &Bridge,
    page: Option<&CataloguePage>,
    draft: &CatalogueDraft,
    today: Date,
) -> Vec<Row> {
    let listed = page.into_iter().flat_map(|page| &page.offers);
    listed
        .map(|one| row(t, bridge, one, draft, today))
        .collect()
}

fn read(asked: &Asked) -> (CatalogueDraft, Vec<Fault>) {
    let mut faults = Vec::new();
    let km = asked.text("maxAfstandKm");
    let max_distance_km = match km.replace(',', ".").parse::<f64>() {
        _ if km.is_empty() => None,
        Ok(km) => Some(km),
        Err(_) => {
            faults.push(Fault::query("maxAfstandKm", "afstand"));
            None
        }
    };
    let page = asked.text("pagina");
    let page = match page.parse::<u32>() {
        _ if page.is_empty() => 1,
        Ok(page @ 1..=PAGE_MAX) => page,
        _ => {
            faults.push(Fault::query("pagina", "getal"));
            1
        }
    };
    let draft = CatalogueDraft {
        q: asked.text("q"),
        postcode: asked.text("postcode"),
        max_distance_km,
        activities: asked.all("activiteit"),
        dayparts: asked.all("dagdeel"),
        page,
        late_drops: true,
    };
    (draft, faults)
}

/// Field, what is wrong, and what to do in a few words.
fn fault_line(t: &Texts, fault: &Fault) -> (String, String, String) {
    let field = fault.location.split('[').next().unwrap_or_default();
    (field.to_owned(), t.fault(fault), t.fault_short(fault))
}

fn found_words(t: &Texts, page: &CataloguePage) -> String {
    t.n(
        "openbaar-gevonden",
        "aantal",
        i64::try_from(page.total).unwrap_or(i64::MAX),
    )
}

fn empty_words(t: &Texts, web: &Web, page: Option<&CataloguePage>) -> String {
    match page {
        Some(page) if page.offers.is_empty() => {
            let nothing_at_all = catalogue::offer_count(&web.bridge) == 0;
            t.s(if nothing_at_all {
                "openbaar-leeg-alles"
            } else {
                "openbaar-leeg"
            })
        }
        _ => String::new(),
    }
}

/// What was asked, in a line: on a phone it stands for the folded form.
fn summary(t: &Texts, draft: &CatalogueDraft) -> String {
    let mut parts: Vec<String> = Vec::new();
    parts.extend(Some(draft.q.clone()).filter(|q| !q.is_empty()));
    let activities = draft.activities.iter();
    parts.extend(activities.map(|code| t.code(Activity::LIST, code).to_lowercase()));
    parts.extend(Some(draft.postcode.to_uppercase()).filter(|postcode| !postcode.is_empty()));
    if let Some(km) = draft.max_distance_km {
        parts.push(t.w("openbaar-afstand-km", &[("km", &km.to_string())]));
    }
    let dayparts = draft.dayparts.iter().filter_map(|code| code.parse().ok());
    parts.extend(dayparts.map(|daypart| t.daypart(daypart)));
    if parts.is_empty() {
        t.s("openbaar-alles")
    } else {
        parts.join(" · ")
    }
}

fn distances(t: &Texts, chosen: &str) -> Vec<Choice> {
    let any = Choice {
        code: String::new(),
        words: t.s("openbaar-afstand-alle"),
        chosen: chosen.is_empty(),
    };
    let mut all = vec![any];
    all.extend(DISTANCES.iter().map(|km| Choice {
        code: (*km).to_owned(),
        words: t.w("openbaar-afstand-km", &[("km", km)]),
        chosen: *km == chosen,
    }));
    all
}

fn activities(t: &Texts, chosen: &[String]) -> Vec<Choice> {
    let any = Choice {
        code: String::new(),
        words: t.s("openbaar-activiteit-alle"),
        chosen: chosen.is_empty(),
    };
    let mut all: Vec<Choice> = Activity::ALL
        .iter()
        .map(|activity| Choice {
            code: activity.code().to_owned(),
            words: t.code(Activity::LIST, activity.code()),
            chosen: chosen.iter().any(|code| code == activity.code()),
        })
        .collect();
    all.sort_by(|one, other| one.words.cmp(&other.words));
    all.insert(0, any);
    all
}

fn days(t: &Texts, chosen: &[String]) -> Vec<Day> {
    let all: Vec<Daypart> = Daypart::all().collect();
    all.chunks(3)
        .enumerate()
        .map(|(day, parts)| Day {
            name: capital(&t.s(&format!("weekdag-{}-kort", day + 1))),
            parts: parts
                .iter()
                .map(|part| Choice {
                    code: part.code(),
                    words: t.daypart(*part),
                    chosen: chosen.contains(&part.code()),
                })
                .collect(),
        })
        .collect()
}

fn row(t: &Texts, bridge: &Bridge, listed: &Listed, draft: &CatalogueDraft, today: Date) -> Row {
    let offer = &listed.offer;
    let sessions: Vec<&Session> = listed
        .sessions
        .iter()
        .filter_map(|at| offer.sessions.get(*at))
        .collect();
    let first = sessions.first().copied();
    let others = i64::try_from(sessions.len().saturating_sub(1)).unwrap_or_default();
    let mut facts = Vec::new();
    if let Some(metres) = listed.distance_m {
        let postcode = draft
            .postcode
            .parse::<Postcode>()
            .map_or_else(|_| draft.postcode.clone(), |postcode| postcode.to_string());
        facts.push(t.w(
            "openbaar-afstand-van",
            &[
                ("afstand", &dutch::distance(metres)),
                ("postcode", &postcode),
            ],
        ));
    }
    if let Some(level) = offer.level {
        facts.push(t.s(&format!("reden-niveau-{}", level as u8)));
    }
    let confirmed = dutch::days_ago(offer.confirmed_on, offer.confirmed_by, today);
    let fresh = offer
        .confirmed_on
        .is_some_and(|day| (today - day).get_days() <= FRESH_DAYS);
    // A list confirms nothing: no tick for that.
    let by_list = offer.confirmed_by == Some(ConfirmedBy::Source);
    let mut minds: Vec<String> = first
        .and_then(|session| left_out_words(t, bridge, session, today))
        .into_iter()
        .collect();
    if !fresh {
        minds.push(capital(&confirmed));
    }
    let listed = match fresh && by_list {
        true => capital(&confirmed),
        false => String::new(),
    };
    facts.extend(Some(confirmed).filter(|_| fresh && !by_list));
    Row {
        href: format!("/aanbod/{}", offer.id),
        day: first
            .and_then(|session| session.day)
            .map(|day| capital(&documents::moments::weekday(t, day)))
            .unwrap_or_default(),
        hours: hours(t, first),
        more: if others > 0 {
            t.n("openbaar-meer-momenten", "aantal", others)
        } else {
            String::new()
        },
        title: offer.title.clone(),
        provider: offer.provider_name.clone(),
        provider_href: provider_href(offer),
        place: place(offer),
        picture: first_seen(bridge, offer.id),
        facts,
        listed,
        minds,
        price: capital(&dutch::price_with_month(offer)),
        trial: offer
            .trial
            .map(|trial| capital(&dutch::trial(trial)))
            .unwrap_or_default(),
    }
}

/// "Gaat niet door op dinsdag 24 november"; `None` when the lesson always is.
fn left_out_words(t: &Texts, bridge: &Bridge, session: &Session, today: Date) -> Option<String> {
    let days = cancel_lesson::left_out(bridge, session.id);
    let days = cancel_lesson::left_out_days(&days, today)?;
    Some(t.w("let-op-niet-door", &[("dagen", &days)]))
}

/// From when to when; nothing when only the day is known.
fn hours(t: &Texts, session: Option<&Session>) -> String {
    match session {
        Some(Session {
            day: Some(_),
            from: Some(from),
            to,
            ..
        }) => dutch::time_span(*from, *to),
        Some(Session { day: Some(_), .. }) => String::new(),
        Some(session) => capital(&documents::moments::weekly(t, session)),
        None => capital(&t.s("moment-onbekend")),
    }
}

fn place(offer: &Offer) -> String {
    let venue = &offer.venue;
    let place = venue.address.clone().or_else(|| venue.town.clone());
    place.unwrap_or_default()
}

/// What may stand in an address as it is (RFC 3986, section 2.3).
const UNRESERVED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'_')
    .remove(b'.')
    .remove(b'~');

/// The same question on another page.
fn address(asked: &Asked, page: u32) -> String {
    let mut query = String::new();
    for name in ["q", "postcode", "maxAfstandKm", "activiteit", "dagdeel"] {
        for value in asked.all(name) {
            let value = utf8_percent_encode(&value, UNRESERVED);
            let _ = write!(query, "{name}={value}&");
        }
    }
    format!("/aanbod?{query}pagina={page}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_come_back_in_the_address_without_breaking_it() {
        assert_eq!(
            utf8_percent_encode("rustig wandelen&x=1#é", UNRESERVED).to_string(),
            "rustig%20wandelen%26x%3D1%23%C3%A9"
        );
    }

    #[test]
    fn activities_stand_in_the_order_of_the_alphabet_after_everything() {
        let words: Vec<String> = activities(Texts::dutch(), &["wandelen".to_owned()])
            .into_iter()
            .map(|choice| choice.words)
            .collect();
        assert_eq!(words[0], "Alles");
        assert!(words[1..].is_sorted());
    }
}
