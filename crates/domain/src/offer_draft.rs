//! An offer as its provider writes it in a form: text that nobody believes yet. Read whole; every
//! fault is told at once. And which of its fields are shown at once, and which wait until the
//! service point has looked (decision 0027).

mod field;

use std::str::FromStr;

use jiff::civil::{Date, Time};
use serde::{Deserialize, Serialize};

use crate::client::written_text;
use crate::codes::{Activity, Codes, Listed};
use crate::contact::{Email, Phone, Postcode};
use crate::fault::Fault;
use crate::ids::SessionId;
use crate::offer::{Level, Offer, OfferStatus, Session, Trial};
use crate::price::{Cents, LARGEST_CARD, LONGEST_SEASON, Per, Price};
use crate::website;
use crate::week::{day_code, day_coded};

pub use field::Field;

/// Longest line, in characters.
const LINE_MAX: usize = 120;
/// Longest text in the provider's own words, in characters.
const TEXT_MAX: usize = 4000;
/// More weekly moments than anybody organises under one name.
const MOMENTS_MAX: usize = 30;
/// What stands for a day when a moment is by appointment.
pub const BY_APPOINTMENT: &str = "afspraak";
/// What stands for per what when the price is told to who asks.
pub const ON_REQUEST: &str = "aanvraag";

/// One weekly moment as it was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct MomentDraft {
    /// The session it is; empty for a new one.
    pub id: String,
    /// `ma` to `zo`, or [`BY_APPOINTMENT`]; empty is not known.
    pub day: String,
    /// `10:00`
    pub from: String,
    /// `11:00`
    pub to: String,
    /// Places left; empty when the provider does not say.
    pub places: String,
}

/// An offer as it was typed. Codes stand as they do on the wire.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct OfferDraft {
    /// What it is called.
    pub title: String,
    /// The code of what people do.
    pub activity: String,
    /// In the provider's own words.
    pub description: String,
    /// Street and number.
    pub address: String,
    /// The postcode.
    pub postcode: String,
    /// The town.
    pub town: String,
    /// From this age on.
    pub age_min: String,
    /// Up to this age.
    pub age_max: String,
    /// 1, 2 or 3.
    pub level: String,
    /// Codes.
    pub guidance: Vec<String>,
    /// Codes.
    pub self_reliance: Vec<String>,
    /// Codes.
    pub accessibility: Vec<String>,
    /// Codes.
    pub groups: Vec<String>,
    /// Codes.
    pub languages: Vec<String>,
    /// Euros, such as `3,50`; nought is free.
    pub price: String,
    /// Per what, as [`Per::code`]: `les`, `maand`, `kaart 10`, `cursus 12`; or [`ON_REQUEST`], with
    /// no amount.
    pub per: String,
    /// Euros for the first lesson; nought is free, empty is none.
    pub trial: String,
    /// The code of how long somebody waits for a place.
    pub wait: String,
    /// When in the year.
    pub season: String,
    /// The last day.
    pub ends_on: String,
    /// What to bring.
    pub bring: String,
    /// Where the host stands.
    pub meeting_point: String,
    /// Who should not come.
    pub not_for: String,
    /// Why the trainer can do it.
    pub trainer: String,
    /// What a client may be told beforehand.
    pub tell_client: String,
    /// The host's name.
    pub contact_name: String,
    /// What the host does there.
    pub contact_function: String,
    /// Phone.
    pub contact_phone: String,
    /// E-mail.
    pub contact_email: String,
    /// Website.
    pub contact_website: String,
    /// The weekly moments.
    pub moments: Vec<MomentDraft>,
}

impl OfferDraft {
    /// The form of an offer as it is.
    #[must_use]
    pub fn of(offer: &Offer) -> Self {
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        let contact = &offer.contact;
        Self {
            title: offer.title.clone(),
            activity: offer.activity.code().to_owned(),
            description: text(&offer.description),
            address: text(&offer.venue.address),
            postcode: offer
                .venue
                .postcode
                .map_or_else(String::new, |code| code.to_string()),
            town: text(&offer.venue.town),
            age_min: offer
                .ages
                .min
                .map_or_else(String::new, |age| age.to_string()),
            age_max: offer
                .ages
                .max
                .map_or_else(String::new, |age| age.to_string()),
            level: offer
                .level
                .map_or_else(String::new, |level| (level as u8).to_string()),
            guidance: codes(offer.guidance),
            self_reliance: codes(offer.self_reliance),
            accessibility: codes(offer.accessibility),
            groups: codes(offer.groups),
            languages: codes(offer.languages),
            price: offer
                .price
                .map_or_else(String::new, |price| euros(price.cents)),
            per: match offer.price {
                Some(price) => price.per.code(),
                None if offer.price_on_request => ON_REQUEST.to_owned(),
                None => String::new(),
            },
            trial: match offer.trial {
                Some(Trial::Free) => euros(0),
                Some(Trial::Paid(cents)) => euros(cents),
                None => String::new(),
            },
            wait: offer
                .wait
                .map_or_else(String::new, |wait| wait.code().to_owned()),
            season: text(&offer.season),
            ends_on: offer
                .ends_on
                .map_or_else(String::new, |day| day.to_string()),
            bring: text(&offer.bring),
            meeting_point: text(&offer.meeting_point),
            not_for: text(&offer.not_for),
            trainer: text(&offer.for_referrers.trainer),
            tell_client: text(&offer.for_referrers.tell_client),
            contact_function: text(&offer.for_referrers.contact_function),
            contact_name: text(&contact.name),
            contact_phone: text(&contact.phone),
            contact_email: text(&contact.email),
            contact_website: text(&contact.website),
            moments: field::shown_sessions(offer).map(moment).collect(),
        }
    }

    /// Reads the draft as the offer that `base` becomes, or names every fault. What no form asks
    /// (whose it is, what a deal pays) stays. Sessions that the draft lacks end; `fresh` gives keys
    /// for new ones. A point on the map is for who knows postcodes.
    ///
    /// # Errors
    /// Every fault, at the name of its field.
    pub fn read(
        &self,
        base: &Offer,
        mut fresh: impl FnMut() -> SessionId,
    ) -> Result<Offer, Vec<Fault>> {
        let mut faults = Vec::new();
        let mut offer = base.clone();
        let (line, text) = (LINE_MAX, TEXT_MAX);
        let f = &mut faults;
        match written_text(&self.title, line, "titel", f) {
            Some(title) => offer.title = title,
            None if self.title.trim().is_empty() => f.push(Fault::body("titel", "ontbreekt")),
            None => {}
        }
        match self.activity.parse::<Activity>() {
            Ok(activity) => offer.activity = activity,
            Err(_) if self.activity.is_empty() => f.push(Fault::body("activiteit", "ontbreekt")),
            Err(_) => f.push(Fault::body("activiteit", "onbekende-code")),
        }
        offer.description = written_text(&self.description, text, "omschrijving", f);
        let venue = &mut offer.venue;
        venue.address = written_text(&self.address, line, "adres", f);
        venue.town = written_text(&self.town, line, "plaats", f);
        let postcode = parsed::<Postcode>(&self.postcode, "postcode", "postcode", f);
        if postcode.is_none() && self.postcode.trim().is_empty() {
            f.push(Fault::body("postcode", "ontbreekt"));
        }
        if postcode != venue.postcode {
            venue.point = None;
            venue.postcode = postcode;
        }
        offer.ages.min = age(&self.age_min, "leeftijdVan", f);
        offer.ages.max = age(&self.age_max, "leeftijdTot", f);
        if offer
            .ages
            .min
            .zip(offer.ages.max)
            .is_some_and(|(min, max)| min > max)
        {
            f.push(Fault::body("leeftijdTot", "leeftijd-volgorde"));
        }
        offer.level = match self.level.trim() {
            "" => None,
            word => {
                let level = word.parse().ok().and_then(Level::from_number);
                if level.is_none() {
                    f.push(Fault::body("niveau", "onbekende-code"));
                }
                level
            }
        };
        offer.guidance = code_set(&self.guidance, "begeleiding", f);
        offer.self_reliance = code_set(&self.self_reliance, "zelfstandigheid", f);
        offer.accessibility = code_set(&self.accessibility, "toegankelijkheid", f);
        offer.groups = code_set(&self.groups, "groep", f);
        offer.languages = code_set(&self.languages, "taal", f);
        offer.price = match (self.read_price(f), base.price) {
            // Free is free, per whatever it was said to be.
            (Some(price), Some(was)) if price.cents == 0 && was.cents == 0 => Some(was),
            (price, _) => price,
        };
        offer.price_on_request = self.price.trim().is_empty() && self.per.trim() == ON_REQUEST;
        offer.trial = cents(&self.trial, "proefles", f).map(|cents| match cents {
            0 => Trial::Free,
            cents => Trial::Paid(cents),
        });
        offer.wait = match self.wait.trim() {
            "" => None,
            code => {
                let wait = code.parse().ok();
                if wait.is_none() {
                    f.push(Fault::body("wachttijd", "onbekende-code"));
                }
                wait
            }
        };
        offer.season = written_text(&self.season, line, "seizoen", f);
        offer.ends_on = parsed::<Date>(&self.ends_on, "looptTot", "datum", f);
        offer.bring = written_text(&self.bring, text, "meenemen", f);
        offer.meeting_point = written_text(&self.meeting_point, text, "trefpunt", f);
        offer.not_for = written_text(&self.not_for, text, "nietVoor", f);
        let told = &mut offer.for_referrers;
        told.trainer = written_text(&self.trainer, text, "begeleider", f);
        told.tell_client = written_text(&self.tell_client, text, "vertellen", f);
        told.contact_function = written_text(&self.contact_function, line, "contactFunctie", f);
        let contact = &mut offer.contact;
        contact.name = written_text(&self.contact_name, line, "contactNaam", f);
        contact.phone = written_text(&self.contact_phone, line, "contactTelefoon", f);
        if contact
            .phone
            .as_ref()
            .is_some_and(|phone| phone.parse::<Phone>().is_err())
        {
            f.push(Fault::body("contactTelefoon", "telefoon"));
        }
        contact.email = written_text(&self.contact_email, line, "contactEmail", f);
        if contact
            .email
            .as_ref()
            .is_some_and(|email| email.parse::<Email>().is_err())
        {
            f.push(Fault::body("contactEmail", "email"));
        }
        contact.website = written_text(&self.contact_website, 300, "contactWebsite", f);
        // What an older list had stays; what is typed must be an address of the web.
        let typed = contact.website.as_deref();
        if typed.is_some_and(|site| website::address(site).is_none())
            && contact.website != base.contact.website
        {
            f.push(Fault::body("contactWebsite", "website"));
        }
        if contact.phone.is_none() && contact.email.is_none() {
            f.push(Fault::body("contactTelefoon", "ontbreekt"));
        }
        offer.sessions = self.read_moments(base, &mut fresh, f);
        if faults.is_empty() {
            Ok(offer)
        } else {
            Err(faults)
        }
    }

    fn read_price(&self, faults: &mut Vec<Fault>) -> Option<Price> {
        let cents = cents(&self.price, "prijs", faults)?;
        if cents == 0 {
            return Some(Price::FREE);
        }
        let told = self.per.trim();
        if let Some(per) = Per::from_code(told) {
            return Some(Price { cents, per });
        }
        let most = |most: u16| Fault::body("aantal", "getal").with(format!("1-{most}"));
        faults.push(match told.split(' ').next() {
            Some("kaart") => most(LARGEST_CARD),
            Some("seizoen" | "cursus") => most(LONGEST_SEASON),
            _ => Fault::body("per", "onbekende-code"),
        });
        None
    }

    fn read_moments(
        &self,
        base: &Offer,
        fresh: &mut impl FnMut() -> SessionId,
        faults: &mut Vec<Fault>,
    ) -> Vec<Session> {
        let mut sessions: Vec<Session> = Vec::new();
        let told = self.moments.iter().filter(|moment| !moment.is_empty());
        for (at, moment) in told.enumerate() {
            if at == MOMENTS_MAX {
                faults.push(Fault::body("momenten", "te-veel").with(MOMENTS_MAX.to_string()));
                break;
            }
            let day = day_coded(moment.day.trim());
            let by_appointment = moment.day.trim() == BY_APPOINTMENT;
            if day.is_none() && !by_appointment && !moment.day.trim().is_empty() {
                faults.push(Fault::body("momenten", "onbekende-code"));
            }
            let from = hour(&moment.from, faults);
            let to = hour(&moment.to, faults);
            if day.is_some() && from.is_none() || from.zip(to).is_some_and(|(from, to)| from >= to)
            {
                faults.push(Fault::body("momenten", "uur"));
            }
            let places = match moment.places.trim() {
                "" => None,
                word => {
                    let places = word.parse().ok().filter(|places: &u16| *places <= 1000);
                    if places.is_none() {
                        faults.push(Fault::body("momenten", "getal").with("0-1000"));
                    }
                    places
                }
            };
            let known = moment.id.parse::<SessionId>().ok();
            let known = known.filter(|id| {
                base.sessions.iter().any(|session| session.id == *id)
                    && !sessions.iter().any(|session| session.id == *id)
            });
            sessions.push(Session {
                id: known.unwrap_or_else(&mut *fresh),
                day,
                by_appointment,
                from,
                to,
                places_left: places,
                status: OfferStatus::Visible,
            });
        }
        faults.dedup();
        let gone = base
            .sessions
            .iter()
            .filter(|one| !sessions.iter().any(|session| session.id == one.id));
        let gone: Vec<Session> = gone
            .map(|session| Session {
                status: OfferStatus::Ended,
                ..session.clone()
            })
            .collect();
        sessions.extend(gone);
        sessions
    }
}

impl MomentDraft {
    /// Whether nothing was typed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        [&self.day, &self.from, &self.to, &self.places]
            .iter()
            .all(|text| text.trim().is_empty())
    }
}

fn moment(session: &Session) -> MomentDraft {
    let clock = |time: Option<Time>| {
        time.map_or_else(String::new, |time| {
            format!("{:02}:{:02}", time.hour(), time.minute())
        })
    };
    MomentDraft {
        id: session.id.to_string(),
        day: match session.day {
            Some(day) => day_code(day).to_owned(),
            None if session.by_appointment => BY_APPOINTMENT.to_owned(),
            None => String::new(),
        },
        from: clock(session.from),
        to: clock(session.to),
        places: session
            .places_left
            .map_or_else(String::new, |left| left.to_string()),
    }
}

fn codes<T: Listed>(set: Codes<T>) -> Vec<String> {
    set.iter().map(|item| item.code().to_owned()).collect()
}

fn code_set<T: Listed>(words: &[String], field: &str, faults: &mut Vec<Fault>) -> Codes<T> {
    let mut set = Codes::NONE;
    for word in words.iter().filter(|word| !word.is_empty()) {
        match T::ALL.iter().find(|item| item.code() == word) {
            Some(item) => set.insert(*item),
            None => faults.push(Fault::body(field, "onbekende-code")),
        }
    }
    set
}

fn parsed<T: FromStr>(
    text: &str,
    field: &str,
    fault: &'static str,
    faults: &mut Vec<Fault>,
) -> Option<T> {
    let text = text.trim();
    if text.is_empty() {
        return None;
    }
    let read = text.parse().ok();
    if read.is_none() {
        faults.push(Fault::body(field, fault));
    }
    read
}

/// `65`, `65+` or `65 jaar`.
fn age(text: &str, field: &str, faults: &mut Vec<Fault>) -> Option<u8> {
    let bare = text.trim().trim_end_matches("jaar").trim_end();
    let bare = bare.strip_suffix('+').unwrap_or(bare);
    let age = parsed::<u8>(bare, field, "leeftijd", faults)?;
    if age > 120 {
        faults.push(Fault::body(field, "leeftijd"));
    }
    Some(age)
}

/// `10:00`, `10.00`, `10` or `10.00 uur`.
fn hour(text: &str, faults: &mut Vec<Fault>) -> Option<Time> {
    let text = text.trim();
    let text = text.strip_suffix("uur").unwrap_or(text).trim_end();
    if text.is_empty() {
        return None;
    }
    let (hours, minutes) = text.split_once([':', '.']).unwrap_or((text, "0"));
    let read = || Time::new(hours.parse().ok()?, minutes.parse().ok()?, 0, 0).ok();
    let time = read();
    if time.is_none() {
        faults.push(Fault::body("momenten", "uur"));
    }
    time
}

/// Euros as people write them, in cents; at most ten thousand euros, as in a list.
fn cents(text: &str, field: &str, faults: &mut Vec<Fault>) -> Option<Cents> {
    let text = text.trim().trim_start_matches('€').trim();
    if text.is_empty() {
        return None;
    }
    let read = || -> Option<Cents> {
        let (whole, rest) = text.split_once([',', '.']).unwrap_or((text, "00"));
        let rest = match rest.len() {
            _ if rest == "-" => "00".to_owned(),
            1 => format!("{rest}0"),
            2 => rest.to_owned(),
            _ => return None,
        };
        let digits = |text: &str| text.bytes().all(|sign| sign.is_ascii_digit());
        if whole.is_empty() || !digits(whole) || !digits(&rest) {
            return None;
        }
        let euros: Cents = whole.parse().ok().filter(|euros| *euros <= 10_000)?;
        Some(euros * 100 + rest.parse::<Cents>().ok()?)
    };
    let read = read();
    if read.is_none() {
        faults.push(Fault::body(field, "prijs"));
    }
    read
}

fn euros(cents: Cents) -> String {
    format!("{},{:02}", cents / 100, cents % 100)
}

#[cfg(test)]
mod tests;
