//! `/aanbod`: the public catalogue, for everybody, by an address that may be shared: nothing in it
//! is personal.

use actions::ActionError;
use actions::catalogue::{self, CatalogueDraft, CataloguePage};
use actions::places::{PlaceChoice, meant, names_place};
use askama::Template;
use axum::extract::State;
use documents::{RESIDENT_LANGUAGES, Texts, offer_facts};
use domain::calendar::day_of;
use domain::codes::{Activity, Language};
use domain::daypart::Daypart;
use domain::fault::Fault;
use domain::feature::{Feature, FeatureKind};
use http::{HeaderName, HeaderValue, StatusCode};

use super::language::{Picker, Reads, by_reader, of_page};
use super::offers_address::Address;
use super::offers_choices::{Chip, Choices, choices};
use super::offers_row::{Reading, Row, start};
use super::sent::Asked;
use crate::Web;
use crate::mishap::{Answer, Mishap};
use crate::pages::wish_words::place_meant;
use crate::view::{Base, render};

/// How far people may choose to look, in kilometres.
const DISTANCES: [&str; 6] = ["1", "2", "3", "5", "10", "25"];
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
    picker: Picker,
    /// Takes the language along: `?taal=tr`; mostly empty.
    language: String,
    /// The language alone, for the form; empty when none was asked.
    taal: String,
    /// Where search engines keep the list in this language; nothing for what was chosen from it.
    canonical: String,
    /// The same list in each language, first that for who reads none of them.
    alternates: Vec<(&'static str, String)>,
    summary: String,
    /// The places that may be meant.
    meant: Vec<Chip>,
    choices: Choices,
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
pub async fn list(State(web): State<Web>, base: Base, reads: Reads, asked: Asked) -> Answer {
    let t = of_page(&base, &asked, reads);
    let address = Address::of(&asked);
    let Sought {
        draft,
        found,
        faults,
    } = seek(&web, &asked, Some(t))?;
    let refused = !faults.is_empty();
    let next = found.as_ref().is_some_and(|page| page.has_next);
    let reading = Reading {
        t,
        bridge: &web.bridge,
        draft: &draft,
        language: address.language(),
        today: day_of(web.bridge.now()),
    };
    let home = &web.bridge.settings().public_url;
    let whole = address.is_whole_list();
    let view = OffersView {
        base: base.in_language(t).titled(t.s("openbaar-titel")),
        t,
        picker: Picker::of(t).keeping(address.kept()),
        language: address.language(),
        taal: address.values("taal").next().unwrap_or_default().to_owned(),
        canonical: match whole {
            true => format!("{home}{}", in_language(t.language(), draft.page)),
            false => String::new(),
        },
        alternates: alternates(home, draft.page, whole),
        summary: summary(t, &draft),
        meant: match faults.iter().any(|fault| fault.location == "plaats") {
            true => meant_chips(t, &address, &meant(&web.bridge, &draft.place)),
            false => Vec::new(),
        },
        choices: match &found {
            Some(page) => choices(t, &address, &draft, page),
            None => Choices::default(),
        },
        q: asked.text("q").chars().take(200).collect(),
        postcode: typed_place(&draft),
        distances: distances(t, &asked.text("maxAfstandKm")),
        activities: activities(t, &draft.activities),
        days: days(t, found.as_ref(), &draft.dayparts),
        faults: faults.iter().map(|fault| fault_line(t, fault)).collect(),
        found: found.as_ref().map(|page| found_words(t, page)),
        rows: reading.rows(found.as_ref()),
        empty: empty_words(t, &web, found.as_ref()),
        page: draft.page,
        previous: (draft.page > 1).then(|| address.page(draft.page - 1)),
        next: next.then(|| address.page(draft.page + 1)),
    };
    let mut response = render(&view).map(by_reader)?;
    if refused {
        *response.status_mut() = StatusCode::BAD_REQUEST;
    }
    if !whole {
        // There are endless ways to choose, and all of them are parts of one list.
        response.headers_mut().insert(
            HeaderName::from_static("x-robots-tag"),
            HeaderValue::from_static("noindex, follow"),
        );
    }
    Ok(response)
}

/// The whole list in a language, from the front door of the site.
fn in_language(language: Language, page: u32) -> String {
    let mut keys = Vec::new();
    if language != Language::Dutch {
        keys.push(format!("taal={}", language.code()));
    }
    if page > 1 {
        keys.push(format!("pagina={page}"));
    }
    match keys.is_empty() {
        true => "/aanbod".to_owned(),
        false => format!("/aanbod?{}", keys.join("&")),
    }
}

fn alternates(home: &str, page: u32, whole: bool) -> Vec<(&'static str, String)> {
    if !whole {
        return Vec::new();
    }
    let own = RESIDENT_LANGUAGES.into_iter();
    let own = own.map(|language| (language.code(), in_language(language, page)));
    std::iter::once(("x-default", in_language(Language::Dutch, page)))
        .chain(own)
        .map(|(code, path)| (code, format!("{home}{path}")))
        .collect()
}

/// The places that may be meant, each as the same question from there.
fn meant_chips(t: &Texts, address: &Address, places: &[PlaceChoice]) -> Vec<Chip> {
    let chip = |place: &PlaceChoice| Chip {
        href: address.with("postcode", &place.ask).href(),
        words: place_meant(t, place),
        count: None,
    };
    places.iter().map(chip).collect()
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
    } = seek(&web, &asked, None)?;
    let reading = Reading {
        t,
        bridge: &web.bridge,
        draft: &draft,
        language: String::new(),
        today: day_of(web.bridge.now()),
    };
    let view = FramedView {
        base: base.titled(t.s("openbaar-titel")),
        t,
        q: draft.q.chars().take(200).collect(),
        postcode: typed_place(&draft),
        activities: activities(t, &draft.activities),
        faults: faults.iter().map(|fault| fault_line(t, fault)).collect(),
        found: found.as_ref().map(|page| found_words(t, page)),
        rows: reading.rows(found.as_ref()),
        empty: empty_words(t, &web, found.as_ref()),
        whole: Address::of(&asked).href(),
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

/// With texts, what each further choice would leave is counted for a reader of them.
fn seek(web: &Web, asked: &Asked, reader: Option<&Texts>) -> Result<Sought, Mishap> {
    let (mut draft, mut faults) = read(asked);
    draft.counted = reader.is_some();
    let named = reader.and_then(|t| activity_called(t, &draft.q));
    if let Some(activity) = named {
        draft.q.clear();
        draft.activities = vec![activity.code().to_owned()];
    }
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
    // Town and postcode are typed in one field.
    let (place, postcode) = match asked.text("postcode") {
        typed if names_place(&typed) => (typed, String::new()),
        typed => (String::new(), typed),
    };
    let (parts, dayparts): (Vec<String>, Vec<String>) = asked
        .all("dagdeel")
        .into_iter()
        .partition(|code| Feature::read(FeatureKind::Part, code).is_some());
    let kinds = FeatureKind::ALL.into_iter();
    let others = kinds.filter(|kind| *kind != FeatureKind::Part);
    let features = others.flat_map(|kind| {
        asked
            .all(kind.key())
            .into_iter()
            .map(move |code| (kind, code))
    });
    let parts = parts.into_iter().map(|code| (FeatureKind::Part, code));
    let draft = CatalogueDraft {
        q: asked.text("q"),
        postcode,
        place,
        max_distance_km,
        activities: asked.all("activiteit"),
        dayparts,
        features: features.chain(parts).collect(),
        counted: false,
        page,
        late_drops: true,
    };
    (draft, faults)
}

/// Where was typed to search from.
fn typed_place(draft: &CatalogueDraft) -> String {
    let typed = match draft.place.as_str() {
        "" => &draft.postcode,
        place => place,
    };
    typed.chars().take(80).collect()
}

/// Field, what is wrong, and what to do in a few words. Only Dutch tells more than these.
fn fault_line(t: &Texts, fault: &Fault) -> (String, String, String) {
    let field = match fault.location.split('[').next().unwrap_or_default() {
        "plaats" => "postcode",
        // Chosen by a link: no field has it.
        key if FeatureKind::ALL
            .iter()
            .any(|kind| kind.key() == key && key != "dagdeel") =>
        {
            "wensen"
        }
        field => field,
    };
    let short = t.fault_short(fault);
    let whole = match t.language() {
        Language::Dutch => t.fault(fault),
        _ => short.clone(),
    };
    (field.to_owned(), whole, short)
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
    parts.extend(Some(start(draft)).filter(|start| !start.is_empty()));
    if let Some(km) = draft.max_distance_km {
        parts.push(t.w("openbaar-afstand-km", &[("km", &km.to_string())]));
    }
    let dayparts = draft.dayparts.iter().filter_map(|code| code.parse().ok());
    parts.extend(dayparts.map(|daypart| offer_facts::daypart(t, daypart)));
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

/// The activity that is called so in another language than that of the offers, whose words would
/// find nothing.
fn activity_called(t: &Texts, typed: &str) -> Option<Activity> {
    if t.language() == Language::Dutch || typed.is_empty() {
        return None;
    }
    let typed = typed.to_lowercase();
    let called = |one: &&Activity| {
        let name = t.code(Activity::LIST, one.code()).to_lowercase();
        let short = name.split(" (").next();
        name == typed || short == Some(typed.as_str())
    };
    Activity::ALL.iter().find(called).copied()
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

fn days(t: &Texts, page: Option<&CataloguePage>, typed: &[String]) -> Vec<Day> {
    let all: Vec<Daypart> = Daypart::all().collect();
    // A part of the week ticks its dayparts.
    let chosen = |part: &Daypart| match page {
        Some(page) => page.dayparts.contains(*part),
        None => typed.contains(&part.code()),
    };
    all.chunks(3)
        .enumerate()
        .map(|(day, parts)| Day {
            name: t.capital(&t.s(&format!("weekdag-{}-kort", day + 1))),
            parts: parts
                .iter()
                .map(|part| Choice {
                    code: part.code(),
                    words: offer_facts::daypart(t, *part),
                    chosen: chosen(part),
                })
                .collect(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

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
