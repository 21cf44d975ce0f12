//! Puts the rows of one offer together. Rows differ in their sessions; where they differ about
//! the offer itself, nobody can tell which row is right, so the field is emptied and asked.

use std::collections::HashMap;

use domain::codes::{Activity, Codes, Listed};
use domain::offer::{Ages, Trial};
use domain::price::{Per, Price};

use super::{Row, RowOutcome, SheetOffer};
use crate::draft::{OfferDraft, SessionDraft};

const DIFFER: &str = "rows-differ";

/// The offers of all rows, in the order of their first row.
pub(crate) fn offers(rows: &[Row]) -> Vec<SheetOffer> {
    let mut groups: Vec<(Vec<usize>, Vec<&OfferDraft>)> = Vec::new();
    let mut places: HashMap<&str, usize> = HashMap::new();
    for row in rows {
        let RowOutcome::Draft(draft) = &row.outcome else {
            continue;
        };
        let at = *places.entry(&draft.source_id).or_insert_with(|| {
            groups.push((Vec::new(), Vec::new()));
            groups.len() - 1
        });
        groups[at].0.push(row.line);
        groups[at].1.push(draft);
    }
    groups
        .into_iter()
        .filter_map(|(lines, drafts)| {
            Some(SheetOffer {
                draft: together(&drafts)?,
                lines,
            })
        })
        .collect()
}

/// One offer from what each of its rows tells. What one row tells and another leaves out is told.
fn together(rows: &[&OfferDraft]) -> Option<OfferDraft> {
    let (first, others) = rows.split_first()?;
    let mut offer = (*first).clone();
    if others.is_empty() {
        return Some(offer);
    }
    for row in others {
        for session in &row.sessions {
            // The key is made anew: within this offer it may be taken.
            let mut fresh = SessionDraft::weekly(session.day, session.from, session.to);
            fresh.by_appointment = session.by_appointment;
            fresh.places_left = session.places_left;
            offer.add_session(fresh);
        }
        for doubt in &row.doubts {
            offer.doubt(doubt.column.clone(), &doubt.text, doubt.question);
        }
        for note in &row.notes {
            offer.note(&note.name, &note.text);
        }
        // An offer needs a title and a provider: the first row's stay, and the difference is asked.
        if offer.title != row.title {
            offer.doubt("naam", &row.title, DIFFER);
        }
        if offer.provider != row.provider {
            offer.doubt("aanbieder", &row.provider, DIFFER);
        }
    }
    let mut one = Agreement {
        rows,
        doubts: Vec::new(),
    };
    let text = |text: &String| text.clone();
    offer.description = one.on("omschrijving", |row| row.description.clone(), text);
    offer.season = one.on("seizoen", |row| row.season.clone(), text);
    offer.bring = one.on("meenemen", |row| row.bring.clone(), text);
    offer.meeting_point = one.on("verzamelpunt", |row| row.meeting_point.clone(), text);
    offer.venue.address = one.on("adres", |row| row.venue.address.clone(), text);
    offer.venue.town = one.on("plaats", |row| row.venue.town.clone(), text);
    offer.venue.postcode = one.on("postcode", |row| row.venue.postcode, ToString::to_string);
    offer.venue.point = one.on(
        "lat",
        |row| row.venue.point,
        |point| format!("lat {} lon {}", point.lat, point.lon),
    );
    offer.contact.name = one.on("contact", |row| row.contact.name.clone(), text);
    offer.contact.phone = one.on("telefoon", |row| row.contact.phone.clone(), text);
    offer.contact.email = one.on("email", |row| row.contact.email.clone(), text);
    offer.contact.website = one.on("website", |row| row.contact.website.clone(), text);
    offer.level = one.on(
        "niveau",
        |row| row.level,
        |level| (*level as u8).to_string(),
    );
    let asked = |row: &OfferDraft| match row.price {
        None => row.price_on_request.then_some(None),
        price => Some(price),
    };
    let shown = |price: &Option<Price>| {
        let on_request = || "op aanvraag".to_owned();
        price.as_ref().map_or_else(on_request, price_shown)
    };
    let price = one.on("prijs", asked, shown);
    offer.price = price.flatten();
    offer.price_on_request = price == Some(None);
    offer.trial = one.on("proefles", |row| row.trial, trial_shown);
    offer.recognition = one.on(
        "erkende_interventie",
        |row| row.recognition,
        |level| level.code().to_owned(),
    );
    offer.wait = one.on("wachttijd", |row| row.wait, |wait| wait.code().to_owned());
    let ages = |row: &OfferDraft| (row.ages != Ages::default()).then_some(row.ages);
    offer.ages = one.on("leeftijd", ages, ages_shown).unwrap_or_default();
    offer.guidance = one.codes("begeleiding", |row| row.guidance);
    offer.self_reliance = one.codes("zelfstandigheid", |row| row.self_reliance);
    offer.accessibility = one.codes("toegankelijkheid", |row| row.accessibility);
    offer.groups = one.codes("doelgroep", |row| row.groups);
    offer.languages = one.codes("taal", |row| row.languages);
    let activity = |row: &OfferDraft| {
        let is_told = row.activity_word.is_some() || row.activity != Activity::Other;
        is_told.then_some(row.activity)
    };
    offer.activity = one
        .on("activiteit", activity, |activity| {
            activity.code().to_owned()
        })
        .unwrap_or(Activity::Other);
    offer.activity_word = rows.iter().find_map(|row| row.activity_word.clone());
    // A row confirmed later does not make the others so: the oldest day holds for the offer.
    let confirmed: Option<Vec<_>> = rows.iter().map(|row| row.confirmed_on).collect();
    offer.confirmed_on = confirmed.and_then(|days| days.into_iter().min());
    for (column, text) in one.doubts {
        offer.doubt(column, &text, DIFFER);
    }
    Some(offer)
}

/// What the rows of one offer say about its fields, and where they disagree.
struct Agreement<'a> {
    rows: &'a [&'a OfferDraft],
    doubts: Vec<(&'static str, String)>,
}

impl Agreement<'_> {
    /// The value all rows that tell one agree on.
    fn on<T: PartialEq>(
        &mut self,
        column: &'static str,
        told: impl Fn(&OfferDraft) -> Option<T>,
        shown: impl Fn(&T) -> String,
    ) -> Option<T> {
        let mut values: Vec<T> = Vec::new();
        for value in self.rows.iter().filter_map(|row| told(row)) {
            if !values.contains(&value) {
                values.push(value);
            }
        }
        if values.len() > 1 {
            let all: Vec<String> = values.iter().map(shown).collect();
            self.doubts.push((column, all.join(" / ")));
            return None;
        }
        values.pop()
    }

    fn codes<T: Listed>(
        &mut self,
        column: &'static str,
        told: impl Fn(&OfferDraft) -> Codes<T>,
    ) -> Codes<T> {
        let some = |row: &OfferDraft| Some(told(row)).filter(|codes| !codes.is_empty());
        self.on(column, some, |codes| codes.to_stored())
            .unwrap_or_default()
    }
}

fn euros(cents: u32) -> String {
    format!("€ {},{:02}", cents / 100, cents % 100)
}

fn price_shown(price: &Price) -> String {
    let amount = euros(price.cents);
    match price.per {
        Per::Lesson => format!("{amount} per les"),
        Per::Month => format!("{amount} per maand"),
        Per::Quarter => format!("{amount} per kwartaal"),
        Per::Year => format!("{amount} per jaar"),
        Per::Season(None) => format!("{amount} per seizoen"),
        Per::Season(Some(weeks)) => format!("{amount} per seizoen van {weeks} weken"),
        Per::Course(None) => format!("{amount} per cursus"),
        Per::Course(Some(weeks)) => format!("{amount} per cursus van {weeks} weken"),
        Per::Card(size) => format!("{amount} voor {size} lessen"),
        Per::Once => format!("eenmalig {amount}"),
    }
}

fn trial_shown(trial: &Trial) -> String {
    match trial {
        Trial::Free => "gratis".to_owned(),
        Trial::Paid(cents) => euros(*cents),
    }
}

fn ages_shown(ages: &Ages) -> String {
    match (ages.min, ages.max) {
        (Some(min), Some(max)) => format!("{min} t/m {max}"),
        (Some(min), None) => format!("{min}+"),
        (None, Some(max)) => format!("t/m {max}"),
        (None, None) => String::new(),
    }
}
