//! What providers offer: an offer is what is organised, a session is one weekly moment of it.
//!
//! What a source does not tell stays `None` or empty: it is never guessed (surface.md, section 9).

use jiff::civil::{Date, Time, Weekday};
use serde::{Deserialize, Serialize};

use crate::codes::{
    Accessibility, Activity, Codes, Group, Guidance, Language, Recognition, SelfReliance, Wait,
};
use crate::contact::Postcode;
use crate::daypart::Daypart;
use crate::geo::Point;
use crate::ids::{MunicipalityId, OfferId, OrganisationId, SessionId};
use crate::price::{Cents, Per, Price};
use crate::season::Season;

/// How stiff it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Level {
    /// `1`, rustig.
    Gentle = 1,
    /// `2`, gewoon.
    Regular = 2,
    /// `3`, stevig.
    Vigorous = 3,
}

impl Level {
    /// From the wire's 1, 2 or 3.
    #[must_use]
    pub const fn from_number(number: u8) -> Option<Self> {
        match number {
            1 => Some(Self::Gentle),
            2 => Some(Self::Regular),
            3 => Some(Self::Vigorous),
            _ => None,
        }
    }
}

/// For which ages, both ends included.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Ages {
    /// From this age on.
    pub min: Option<u8>,
    /// Up to this age.
    pub max: Option<u8>,
}

/// Where it is.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Venue {
    /// Street and number, or the name of the place, as the source wrote it.
    pub address: Option<String>,
    /// The postcode.
    pub postcode: Option<Postcode>,
    /// Town.
    pub town: Option<String>,
    /// The point, from the source or from the postcode.
    pub point: Option<Point>,
}

impl Venue {
    /// The town, when nothing nearer is told: a point is then somewhere in it.
    #[must_use]
    pub fn only_town(&self) -> Option<&str> {
        match (&self.address, self.postcode) {
            (None, None) => self.town.as_deref(),
            _ => None,
        }
    }
}

/// Whom to reach at the provider about this offer. Work contacts, published by the provider.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfferContact {
    /// The host or contact person's name.
    pub name: Option<String>,
    /// Phone number as written.
    pub phone: Option<String>,
    /// E-mail address.
    pub email: Option<String>,
    /// Website.
    pub website: Option<String>,
}

/// What helps a referrer to trust an offer, in the provider's own words.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ForReferrers {
    /// What the contact person does there, such as "trainer" or "secretaris".
    pub contact_function: Option<String>,
    /// Why the trainer can do this with vulnerable people.
    pub trainer: Option<String>,
    /// What a client may be told beforehand: how the first time goes.
    pub tell_client: Option<String>,
}

/// What the first lesson costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Trial {
    /// There is one, free of charge.
    Free,
    /// There is one, at this price.
    Paid(Cents),
}

/// Whether people may see and choose it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum OfferStatus {
    /// A provider sent it in; the service point has not judged it yet (ingediend).
    Submitted,
    /// The service point asked the provider to change something first (teruggestuurd).
    SentBack,
    /// Everybody sees it (zichtbaar).
    Visible,
    /// The service point took it out of sight; it can come back (verborgen).
    Hidden,
    /// The last day that the provider named has passed (verlopen).
    Expired,
    /// The source no longer has it (beeindigd). Kept, because referrals point to it.
    Ended,
}

impl OfferStatus {
    /// Every status, in the order of an offer's life.
    pub const ALL: [Self; 6] = [
        Self::Submitted,
        Self::SentBack,
        Self::Visible,
        Self::Hidden,
        Self::Expired,
        Self::Ended,
    ];

    /// From what is stored.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.code() == code)
    }

    /// As stored and shown on the wire.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Submitted => "ingediend",
            Self::SentBack => "teruggestuurd",
            Self::Visible => "zichtbaar",
            Self::Hidden => "verborgen",
            Self::Expired => "verlopen",
            Self::Ended => "beeindigd",
        }
    }
}

/// Who said last that an offer is right.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum ConfirmedBy {
    /// Who organises it.
    Provider,
    /// The service point that curates it.
    ServicePoint,
    /// The list or feed it came from.
    Source,
}

impl ConfirmedBy {
    /// Every one.
    pub const ALL: [Self; 3] = [Self::Provider, Self::ServicePoint, Self::Source];

    /// As stored and shown on the wire.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Provider => "aanbieder",
            Self::ServicePoint => "servicepunt",
            Self::Source => "bron",
        }
    }

    /// From what is stored.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|by| by.code() == code)
    }
}

/// What a provider organises.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Offer {
    /// Its key.
    pub id: OfferId,
    /// The municipality whose service point curates it.
    pub municipality: MunicipalityId,
    /// Who organises it.
    pub provider: OrganisationId,
    /// The provider's name, as shown.
    pub provider_name: String,
    /// What it is called.
    pub title: String,
    /// What people do.
    pub activity: Activity,
    /// In the provider's own words.
    pub description: Option<String>,
    /// Where.
    pub venue: Venue,
    /// For which ages.
    pub ages: Ages,
    /// How stiff.
    pub level: Option<Level>,
    /// Help during the lesson.
    pub guidance: Codes<Guidance>,
    /// How well one must manage by oneself.
    pub self_reliance: Codes<SelfReliance>,
    /// What it is fit for.
    pub accessibility: Codes<Accessibility>,
    /// For whom the group is.
    pub groups: Codes<Group>,
    /// Languages spoken.
    pub languages: Codes<Language>,
    /// What it costs; `None` when nobody told, or when the provider tells it to who asks.
    pub price: Option<Price>,
    /// Whether the provider or its list says that the price is told to who asks; then there is none.
    pub price_on_request: bool,
    /// The first lesson.
    pub trial: Option<Trial>,
    /// Weeks paid for by a collective deal, when one covers it.
    pub paid_weeks: Option<u8>,
    /// Level in the national database of recognised interventions.
    pub recognition: Option<Recognition>,
    /// How long somebody waits for a place, when the provider says so.
    pub wait: Option<Wait>,
    /// When in the year, as the source wrote it.
    pub season: Option<String>,
    /// What to bring, for the resident's page.
    pub bring: Option<String>,
    /// Where the host stands, for the resident's page.
    pub meeting_point: Option<String>,
    /// Whom to reach.
    pub contact: OfferContact,
    /// The day somebody last confirmed that all this is right.
    pub confirmed_on: Option<Date>,
    /// Who that was; known when the day is.
    pub confirmed_by: Option<ConfirmedBy>,
    /// Who should not come, in the provider's own words.
    pub not_for: Option<String>,
    /// What helps a referrer to trust it.
    pub for_referrers: ForReferrers,
    /// The last day of a course or season; `None` when it goes on.
    pub ends_on: Option<Date>,
    /// Whether it is shown.
    pub status: OfferStatus,
    /// Its weekly moments; empty when the source tells none.
    pub sessions: Vec<Session>,
}

impl Offer {
    /// An offer of which nothing is told yet but whose it is and what people do; nobody sees it.
    #[must_use]
    pub fn untold(
        id: OfferId,
        municipality: MunicipalityId,
        provider: OrganisationId,
        activity: Activity,
    ) -> Self {
        Self {
            id,
            municipality,
            provider,
            provider_name: String::new(),
            title: String::new(),
            activity,
            description: None,
            venue: Venue::default(),
            ages: Ages::default(),
            level: None,
            guidance: Codes::NONE,
            self_reliance: Codes::NONE,
            accessibility: Codes::NONE,
            groups: Codes::NONE,
            languages: Codes::NONE,
            price: None,
            price_on_request: false,
            trial: None,
            paid_weeks: None,
            recognition: None,
            wait: None,
            season: None,
            bring: None,
            meeting_point: None,
            contact: OfferContact::default(),
            confirmed_on: None,
            confirmed_by: None,
            not_for: None,
            for_referrers: ForReferrers::default(),
            ends_on: None,
            status: OfferStatus::Submitted,
            sessions: Vec::new(),
        }
    }
}

/// One weekly moment of an offer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Session {
    /// Its key.
    pub id: SessionId,
    /// The day of the week; `None` when it is by appointment or not known.
    #[serde(with = "weekday")]
    pub day: Option<Weekday>,
    /// Whether the provider or its list says that it is by appointment; then there is no day.
    pub by_appointment: bool,
    /// When it begins.
    pub from: Option<Time>,
    /// When it ends.
    pub to: Option<Time>,
    /// Places left, when the provider says so; 0 is full.
    pub places_left: Option<u16>,
    /// Whether it is shown.
    pub status: OfferStatus,
}

impl Session {
    /// The daypart it falls in, when day and hour are known.
    #[must_use]
    pub fn daypart(&self) -> Option<Daypart> {
        Some(Daypart::of(self.day?, self.from?))
    }
}

impl Offer {
    /// The price a month. Each session is one lesson a week that somebody chooses, so one lesson
    /// a week is counted. Free of charge when the price is nil; `None` when it cannot be known.
    #[must_use]
    pub fn month_price(&self) -> Option<Cents> {
        let season = || self.season.as_deref().and_then(Season::read);
        let price = self.price?;
        match price.per {
            // Only these depend on it.
            Per::Season(None) | Per::Course(None) => price.per_month(1, season()),
            _ => price.per_month(1, None),
        }
    }
}

/// A day of the week as serde has it: 0 is Monday.
mod weekday {
    use jiff::civil::Weekday;
    use serde::de::Error;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    pub fn serialize<S: Serializer>(day: &Option<Weekday>, to: S) -> Result<S::Ok, S::Error> {
        day.map(Weekday::to_monday_zero_offset).serialize(to)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Weekday>, D::Error> {
        Option::<i8>::deserialize(from)?
            .map(|offset| Weekday::from_monday_zero_offset(offset).map_err(D::Error::custom))
            .transpose()
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::price::Price;

    #[test]
    fn a_month_is_one_lesson_a_week_however_many_moments_there_are_to_choose_from() {
        let moment = |number| Session {
            id: SessionId::new(Uuid::from_u128(number)),
            day: None,
            by_appointment: false,
            from: None,
            to: None,
            places_left: None,
            status: OfferStatus::Visible,
        };
        let id = OfferId::new(Uuid::from_u128(1));
        let club = OrganisationId::new(Uuid::from_u128(2));
        let home = "GM9001".parse().expect("a code");
        let mut offer = Offer {
            price: Some(Price {
                cents: 300,
                per: Per::Lesson,
            }),
            ..Offer::untold(id, home, club, Activity::Walking)
        };
        for number in 0..3 {
            offer.sessions.push(moment(number));
            assert_eq!(offer.month_price(), Some(1_300));
        }
        offer.price = None;
        assert_eq!(offer.month_price(), None);
    }
}
