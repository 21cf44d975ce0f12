//! What people said of an imported offer since its source told of it: by the form of its provider, of the
//! service point, or by an answer. A field is written anew only when its source tells it anew. Where
//! people changed it too, what people said stays, and somebody is asked which of the two holds.

use std::collections::{BTreeSet, HashSet};

use documents::offer_words::of_field;
use documents::texts::Texts;
use domain::class_words::ClassWords;
use domain::offer::{Offer, OfferStatus, Session};
use domain::offer_draft::{Field, OfferDraft as Form};
use exchange::draft::{Doubt, OfferDraft, SessionDraft};
use store::offer_intake::Sourced;
use store::organisations::folded;

use super::difference::{Fields, fields_in};

/// What is asked when the list and people both changed a field.
pub(super) const LIST_AND_HERE: &str = "list-and-here";
/// Of each of two values so many signs are told.
const SHOWN_SIGNS: usize = 300;

/// The fields of an offer as it stands, in the same words.
pub(super) fn fields_of(offer: &Offer) -> Fields {
    let mut told = OfferDraft::new(
        String::new(),
        offer.provider_name.clone(),
        offer.title.clone(),
    );
    told.contact.clone_from(&offer.contact);
    told.activity = offer.activity;
    told.description.clone_from(&offer.description);
    told.venue.clone_from(&offer.venue);
    told.ages = offer.ages;
    told.level = offer.level;
    told.guidance = offer.guidance;
    told.self_reliance = offer.self_reliance;
    told.accessibility = offer.accessibility;
    told.groups = offer.groups;
    told.languages = offer.languages;
    told.price = offer.price;
    told.price_on_request = offer.price_on_request;
    told.trial = offer.trial;
    told.recognition = offer.recognition;
    told.wait = offer.wait;
    told.season.clone_from(&offer.season);
    told.bring.clone_from(&offer.bring);
    told.meeting_point.clone_from(&offer.meeting_point);
    for session in shown(offer) {
        let mut moment = SessionDraft::weekly(session.day, session.from, session.to);
        moment.by_appointment = session.by_appointment;
        moment.places_left = session.places_left;
        told.sessions.push(moment);
    }
    fields_in([told.canonical().as_str()])
}

/// What only the source tells, and what this file does not compare.
const BESIDE: [&str; 4] = ["activity_word", "confirmed_on", "doubt", "note"];

/// How an offer stands and how it is to be, for a preview: the source's own remarks beside both.
pub(super) fn told_and_here(
    merged: &Merged,
    (here, before): (&Offer, &Fields),
    (wanted, now): (&Offer, &Fields),
) -> (Fields, Fields) {
    let (mut old, mut new) = (fields_of(here), fields_of(wanted));
    if merged.keeps_moments {
        let sessions = old.get("session").cloned();
        new.extend(sessions.map(|sessions| ("session".to_owned(), sessions)));
    }
    if before.get("point") == now.get("point") {
        old.remove("point");
        new.remove("point");
    }
    for name in BESIDE {
        let told = |fields: &Fields| {
            fields
                .get(name)
                .map(|values| (name.to_owned(), values.clone()))
        };
        old.extend(told(before));
        new.extend(told(now));
    }
    (old, new)
}

fn shown(offer: &Offer) -> impl Iterator<Item = &Session> {
    let all = offer.sessions.iter();
    all.filter(|session| session.status == OfferStatus::Visible)
}

/// A part of an offer that a source tells and people can change.
struct Part {
    /// Its fields in canonical words, by which it is compared.
    names: &'static [&'static str],
    /// The columns of a sheet that tell it; the first is the one that is asked about.
    columns: &'static [&'static str],
    /// Takes it over from how the offer stands.
    keep: fn(&mut Offer, &Offer),
    /// As people read it.
    shown: fn(&Offer) -> String,
}

/// A part that is one field of the form.
macro_rules! form_field {
    ($field:ident, $names:expr, $columns:expr) => {
        Part {
            names: &$names,
            columns: &$columns,
            keep: |to, from| Field::$field.take(to, from),
            shown: |offer| in_words(Field::$field, offer),
        }
    };
}

/// A part that is a text of one's contact.
macro_rules! contact {
    ($field:ident, $name:literal, $column:literal) => {
        Part {
            names: &[$name],
            columns: &[$column],
            keep: |to, from| to.contact.$field.clone_from(&from.contact.$field),
            shown: |offer| offer.contact.$field.clone().unwrap_or_default(),
        }
    };
}

const PARTS: [Part; 23] = [
    Part {
        names: &["provider"],
        columns: &["aanbieder"],
        keep: |to, from| {
            to.provider = from.provider;
            to.provider_name.clone_from(&from.provider_name);
        },
        shown: |offer| offer.provider_name.clone(),
    },
    form_field!(Title, ["title"], ["naam"]),
    form_field!(Activity, ["activity"], ["activiteit"]),
    form_field!(Description, ["description"], ["omschrijving"]),
    form_field!(
        Place,
        ["address", "postcode", "town"],
        ["adres", "postcode", "plaats", "lat"]
    ),
    form_field!(Ages, ["min_age", "max_age"], ["leeftijd"]),
    form_field!(Level, ["level"], ["niveau"]),
    form_field!(Guidance, ["guidance"], ["begeleiding"]),
    form_field!(SelfReliance, ["self_reliance"], ["zelfstandigheid"]),
    form_field!(Accessibility, ["accessibility"], ["toegankelijkheid"]),
    form_field!(Groups, ["groups"], ["doelgroep"]),
    form_field!(Languages, ["languages"], ["taal"]),
    form_field!(Price, ["price"], ["prijs"]),
    form_field!(Trial, ["trial"], ["proefles"]),
    form_field!(Wait, ["wait"], ["wachttijd"]),
    form_field!(Season, ["season"], ["seizoen"]),
    form_field!(Bring, ["bring"], ["meenemen"]),
    form_field!(MeetingPoint, ["meeting_point"], ["verzamelpunt"]),
    contact!(name, "contact", "contact"),
    contact!(phone, "phone", "telefoon"),
    contact!(email, "email", "email"),
    contact!(website, "website", "website"),
    Part {
        names: &["recognition"],
        columns: &["erkende_interventie"],
        keep: |to, from| to.recognition = from.recognition,
        shown: |offer| {
            let level = offer.recognition.map(|level| level.code().to_owned());
            level.unwrap_or_default()
        },
    },
];

fn in_words(field: Field, offer: &Offer) -> String {
    of_field(
        Texts::dutch(),
        &ClassWords::default(),
        field,
        &Form::of(offer),
    )
}

/// What a source told of an offer, and how the offer stands.
pub(super) struct Sides<'a> {
    /// What the source told last time.
    pub before: &'a Fields,
    /// What it tells now.
    pub now: &'a Fields,
    /// How the offer stands.
    pub here: &'a Offer,
    /// The columns that were asked about before because list and people differ.
    pub asked: &'a HashSet<String>,
}

/// What came of the source's words.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Merged {
    /// The fields in which list and people differ, with both values.
    pub doubts: Vec<Doubt>,
    /// Whether anything is other than it was.
    pub changes: bool,
    /// Whether the weekly moments stay as they stand: then none is written.
    pub keeps_moments: bool,
}

/// Gives `wanted`, the offer as its source tells it, what people said of it since.
pub(super) fn keep_what_people_said(wanted: &mut Sourced, told: &Sides<'_>) -> Merged {
    let (here, there) = (fields_of(told.here), fields_of(&wanted.offer));
    let mut anew: BTreeSet<&str> = told
        .before
        .keys()
        .chain(told.now.keys())
        .map(String::as_str)
        .filter(|name| told.before.get(*name) != told.now.get(*name))
        .collect();
    let mut merged = Merged::default();
    for part in &PARTS {
        let is_same = part.names.iter().all(|name| same(name, &here, &there));
        let has_moved = part.columns.contains(&"lat") && anew.contains("point");
        if is_same && !has_moved {
            // As it stands, to the letter.
            let point = wanted.offer.venue.point;
            (part.keep)(&mut wanted.offer, told.here);
            wanted.offer.venue.point = wanted.offer.venue.point.or(point);
            anew.retain(|name| !part.names.contains(name));
            continue;
        }
        let is_told_anew = has_moved
            || part.names.iter().any(|name| anew.contains(name))
            || doubts(told.before, part.columns) != doubts(told.now, part.columns);
        let by_people = part
            .names
            .iter()
            .any(|name| was_changed(name, told.before, &here));
        if is_told_anew && !by_people {
            continue;
        }
        let column = part.columns[0];
        if is_told_anew || told.asked.contains(column) {
            let (list, own) = ((part.shown)(&wanted.offer), (part.shown)(told.here));
            merged.doubts.push(doubt(column, &list, &own));
        }
        (part.keep)(&mut wanted.offer, told.here);
        anew.retain(|name| !(part.names.contains(name) || has_moved && *name == "point"));
    }
    keep_moments(wanted, told, &mut merged, &mut anew);
    merged.changes = !anew.is_empty();
    merged
}

/// Whether a field has the same value; a provider's name however written.
fn same(name: &str, one: &Fields, other: &Fields) -> bool {
    match (one.get(name), other.get(name)) {
        (Some(one), Some(other)) if name == "provider" => {
            let all = |values: &[String]| -> Vec<String> {
                values.iter().map(|one| folded(one)).collect()
            };
            all(one) == all(other)
        }
        (one, other) => one == other,
    }
}

/// Whether a field stands here as no row told it last time.
fn was_changed(name: &str, before: &Fields, here: &Fields) -> bool {
    let told = before.get(name).map(Vec::as_slice).unwrap_or_default();
    match here.get(name) {
        // Of rows that differ nothing was taken over.
        None => told.len() == 1,
        Some(values) => values.iter().any(|value| {
            let is_it =
                |one: &String| one == value || (name == "provider" && folded(one) == folded(value));
            !told.iter().any(is_it)
        }),
    }
}

/// What was not certain about these columns.
fn doubts<'a>(told: &'a Fields, columns: &[&str]) -> Vec<&'a str> {
    let all = told.get("doubt").map(Vec::as_slice).unwrap_or_default();
    let about = |doubt: &&String| {
        let column = doubt.split(' ').next().unwrap_or_default();
        columns.contains(&column)
    };
    all.iter().filter(about).map(String::as_str).collect()
}

/// A weekly moment in canonical words: its key, when it is, and the places left.
fn moment(session: &str) -> (&str, &str, &str) {
    let (key, rest) = session.split_once(' ').unwrap_or((session, ""));
    let (when, places) = rest.rsplit_once(' ').unwrap_or((rest, ""));
    (key, when, places)
}

fn moments(told: &Fields) -> BTreeSet<&str> {
    let all = told.get("session").map(Vec::as_slice).unwrap_or_default();
    all.iter().map(|one| moment(one).1).collect()
}

fn places<'a>(told: &'a Fields, key: &str) -> Option<&'a str> {
    let all = told.get("session").map(Vec::as_slice).unwrap_or_default();
    let mut all = all.iter().map(|one| moment(one));
    all.find(|one| one.0 == key).map(|one| one.2)
}

/// The weekly moments, as one field; and the places left in each that goes on.
fn keep_moments(
    wanted: &mut Sourced,
    told: &Sides<'_>,
    merged: &mut Merged,
    anew: &mut BTreeSet<&str>,
) {
    let (here, there) = (fields_of(told.here), fields_of(&wanted.offer));
    let (own, list) = (moments(&here), moments(&there));
    let is_told_anew = moments(told.before) != moments(told.now)
        || doubts(told.before, &["dag", "van", "tot"]) != doubts(told.now, &["dag", "van", "tot"]);
    if own != list && !(is_told_anew && own == moments(told.before)) {
        if is_told_anew || told.asked.contains("dag") {
            let shown = |offer: &Offer| in_words(Field::Moments, offer);
            merged
                .doubts
                .push(doubt("dag", &shown(&wanted.offer), &shown(told.here)));
        }
        merged.keeps_moments = true;
        wanted.offer.sessions.clear();
        wanted.session_keys.clear();
        anew.remove("session");
        return;
    }
    let visible = |offer: &Offer| -> BTreeSet<_> { shown(offer).map(|one| one.id).collect() };
    if own == list && visible(told.here) != visible(&wanted.offer) {
        // The same moments, made anew by people: what points to them must go on.
        merged.keeps_moments = true;
        wanted.offer.sessions.clear();
        wanted.session_keys.clear();
        anew.remove("session");
        return;
    }
    let mut other_places = false;
    let keys = wanted.session_keys.iter();
    for (session, key) in wanted.offer.sessions.iter_mut().zip(keys) {
        let Some(stands) = told.here.sessions.iter().find(|one| one.id == session.id) else {
            continue;
        };
        let (before, now) = (places(told.before, key), places(told.now, key));
        let number = |left: Option<u16>| left.map(|left| left.to_string()).unwrap_or_default();
        let own = number(stands.places_left);
        let by_people = before.is_some_and(|before| before != own);
        let is_told_anew = before != now;
        if !is_told_anew || by_people {
            if session.status == OfferStatus::Visible
                && number(session.places_left) != own
                && (is_told_anew || told.asked.contains("plaatsen"))
            {
                let list = number(session.places_left);
                merged.doubts.push(doubt("plaatsen", &list, &own));
            }
            session.places_left = stands.places_left;
        }
        other_places |= session.places_left != stands.places_left;
    }
    if own == list && !other_places {
        anew.remove("session");
    }
}

/// Both values, for who knows which one holds.
fn doubt(column: &'static str, list: &str, here: &str) -> Doubt {
    let texts = Texts::dutch();
    let shown = |value: &str| match value.trim() {
        "" => texts.s("lijst-en-hier-niets"),
        value => value.chars().take(SHOWN_SIGNS).collect(),
    };
    Doubt {
        column: column.into(),
        text: texts.w(
            "lijst-en-hier",
            &[("lijst", &shown(list)), ("hier", &shown(here))],
        ),
        question: LIST_AND_HERE,
    }
}
