//! The parts of an offer that can change, and which of them are shown at once.

use super::{MomentDraft, OfferDraft};
use crate::offer::{Offer, OfferStatus, Session};

/// One part of an offer that can change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// What it is called.
    Title,
    /// What people do.
    Activity,
    /// In the provider's own words.
    Description,
    /// Street, postcode and town.
    Place,
    /// For which ages.
    Ages,
    /// How stiff.
    Level,
    /// Help during the lesson.
    Guidance,
    /// How well one must manage by oneself.
    SelfReliance,
    /// What it is fit for.
    Accessibility,
    /// For whom the group is.
    Groups,
    /// Languages spoken.
    Languages,
    /// What it costs.
    Price,
    /// What the first lesson costs.
    Trial,
    /// How long somebody waits for a place.
    Wait,
    /// When in the year, and until when.
    Season,
    /// What to bring.
    Bring,
    /// Where the host stands.
    MeetingPoint,
    /// Who should not come.
    NotFor,
    /// Why the trainer can do it.
    Trainer,
    /// What a client may be told beforehand.
    TellClient,
    /// Whom to reach, and what they do there.
    Contact,
    /// The weekly moments, with the places left.
    Moments,
}

impl Field {
    /// Every field, in the order of the form.
    pub const ALL: [Self; 22] = [
        Self::Title,
        Self::Activity,
        Self::Description,
        Self::Moments,
        Self::Wait,
        Self::Place,
        Self::Price,
        Self::Trial,
        Self::Ages,
        Self::Level,
        Self::Guidance,
        Self::SelfReliance,
        Self::Accessibility,
        Self::Groups,
        Self::Languages,
        Self::NotFor,
        Self::Trainer,
        Self::TellClient,
        Self::Season,
        Self::Bring,
        Self::MeetingPoint,
        Self::Contact,
    ];

    /// As stored, and in the keys of its texts.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Title => "titel",
            Self::Activity => "activiteit",
            Self::Description => "omschrijving",
            Self::Place => "plaats",
            Self::Ages => "leeftijd",
            Self::Level => "niveau",
            Self::Guidance => "begeleiding",
            Self::SelfReliance => "zelfstandigheid",
            Self::Accessibility => "toegankelijkheid",
            Self::Groups => "groep",
            Self::Languages => "taal",
            Self::Price => "prijs",
            Self::Trial => "proefles",
            Self::Wait => "wachttijd",
            Self::Season => "seizoen",
            Self::Bring => "meenemen",
            Self::MeetingPoint => "trefpunt",
            Self::NotFor => "niet-voor",
            Self::Trainer => "begeleider",
            Self::TellClient => "vertellen",
            Self::Contact => "contact",
            Self::Moments => "momenten",
        }
    }

    /// Whether a change is shown at once and looked at afterwards. What people would stand before a
    /// closed door for must not wait; nor what keeps somebody away who should not come. What draws
    /// vulnerable people in waits for the service point.
    #[must_use]
    pub const fn goes_live_at_once(self) -> bool {
        matches!(
            self,
            Self::Place
                | Self::Price
                | Self::Trial
                | Self::Wait
                | Self::Season
                | Self::Bring
                | Self::MeetingPoint
                | Self::NotFor
                | Self::Contact
                | Self::Moments
        )
    }

    fn differs(self, one: &Offer, other: &Offer) -> bool {
        match self {
            Self::Title => one.title != other.title,
            Self::Activity => one.activity != other.activity,
            Self::Description => one.description != other.description,
            Self::Place => {
                let told = |offer: &Offer| {
                    let venue = &offer.venue;
                    (venue.address.clone(), venue.postcode, venue.town.clone())
                };
                told(one) != told(other)
            }
            Self::Ages => one.ages != other.ages,
            Self::Level => one.level != other.level,
            Self::Guidance => one.guidance != other.guidance,
            Self::SelfReliance => one.self_reliance != other.self_reliance,
            Self::Accessibility => one.accessibility != other.accessibility,
            Self::Groups => one.groups != other.groups,
            Self::Languages => one.languages != other.languages,
            Self::Price => {
                (one.price, one.price_on_request) != (other.price, other.price_on_request)
            }
            Self::Trial => one.trial != other.trial,
            Self::Wait => one.wait != other.wait,
            Self::Season => (&one.season, one.ends_on) != (&other.season, other.ends_on),
            Self::Bring => one.bring != other.bring,
            Self::MeetingPoint => one.meeting_point != other.meeting_point,
            Self::NotFor => one.not_for != other.not_for,
            Self::Trainer => one.for_referrers.trainer != other.for_referrers.trainer,
            Self::TellClient => one.for_referrers.tell_client != other.for_referrers.tell_client,
            Self::Contact => {
                let told = |offer: &Offer| {
                    let function = offer.for_referrers.contact_function.clone();
                    (offer.contact.clone(), function)
                };
                told(one) != told(other)
            }
            Self::Moments => shown_sessions(one).ne(shown_sessions(other)),
        }
    }

    /// Takes this field over from another version of the offer.
    pub fn take(self, to: &mut Offer, from: &Offer) {
        match self {
            Self::Title => to.title.clone_from(&from.title),
            Self::Activity => to.activity = from.activity,
            Self::Description => to.description.clone_from(&from.description),
            Self::Place => to.venue.clone_from(&from.venue),
            Self::Ages => to.ages = from.ages,
            Self::Level => to.level = from.level,
            Self::Guidance => to.guidance = from.guidance,
            Self::SelfReliance => to.self_reliance = from.self_reliance,
            Self::Accessibility => to.accessibility = from.accessibility,
            Self::Groups => to.groups = from.groups,
            Self::Languages => to.languages = from.languages,
            Self::Price => {
                to.price = from.price;
                to.price_on_request = from.price_on_request;
            }
            Self::Trial => to.trial = from.trial,
            Self::Wait => to.wait = from.wait,
            Self::Season => {
                to.season.clone_from(&from.season);
                to.ends_on = from.ends_on;
            }
            Self::Bring => to.bring.clone_from(&from.bring),
            Self::MeetingPoint => to.meeting_point.clone_from(&from.meeting_point),
            Self::NotFor => to.not_for.clone_from(&from.not_for),
            Self::Trainer => {
                let told = &from.for_referrers.trainer;
                to.for_referrers.trainer.clone_from(told);
            }
            Self::TellClient => {
                let told = &from.for_referrers.tell_client;
                to.for_referrers.tell_client.clone_from(told);
            }
            Self::Contact => {
                to.contact.clone_from(&from.contact);
                let function = &from.for_referrers.contact_function;
                to.for_referrers.contact_function.clone_from(function);
            }
            Self::Moments => to.sessions.clone_from(&from.sessions),
        }
    }

    /// Takes what was typed for this field over from another draft.
    pub fn take_typed(self, to: &mut OfferDraft, from: &OfferDraft) {
        let from = from.clone();
        match self {
            Self::Title => to.title = from.title,
            Self::Activity => to.activity = from.activity,
            Self::Description => to.description = from.description,
            Self::Place => {
                to.address = from.address;
                to.postcode = from.postcode;
                to.town = from.town;
            }
            Self::Ages => {
                to.age_min = from.age_min;
                to.age_max = from.age_max;
            }
            Self::Level => to.level = from.level,
            Self::Guidance => to.guidance = from.guidance,
            Self::SelfReliance => to.self_reliance = from.self_reliance,
            Self::Accessibility => to.accessibility = from.accessibility,
            Self::Groups => to.groups = from.groups,
            Self::Languages => to.languages = from.languages,
            Self::Price => {
                to.price = from.price;
                to.per = from.per;
            }
            Self::Trial => to.trial = from.trial,
            Self::Wait => to.wait = from.wait,
            Self::Season => {
                to.season = from.season;
                to.ends_on = from.ends_on;
            }
            Self::Bring => to.bring = from.bring,
            Self::MeetingPoint => to.meeting_point = from.meeting_point,
            Self::NotFor => to.not_for = from.not_for,
            Self::Trainer => to.trainer = from.trainer,
            Self::TellClient => to.tell_client = from.tell_client,
            Self::Contact => {
                to.contact_name = from.contact_name;
                to.contact_function = from.contact_function;
                to.contact_phone = from.contact_phone;
                to.contact_email = from.contact_email;
                to.contact_website = from.contact_website;
            }
            Self::Moments => to.moments = from.moments,
        }
    }

    /// What a draft tells in this field and in no other: two drafts tell the same when these are equal.
    /// Whose session a moment is, in which order the moments stand, and how a browser ends a line do
    /// not matter.
    #[must_use]
    pub fn typed(self, draft: &OfferDraft) -> OfferDraft {
        let mut only = OfferDraft::default();
        self.take_typed(&mut only, draft);
        only.moments.retain(|moment| !moment.is_empty());
        for moment in &mut only.moments {
            moment.id.clear();
        }
        let key = |one: &MomentDraft| (one.day.clone(), one.from.clone(), one.to.clone());
        only.moments
            .sort_by_key(|one| (key(one), one.places.clone()));
        let texts = [
            &mut only.description,
            &mut only.bring,
            &mut only.meeting_point,
            &mut only.not_for,
            &mut only.trainer,
            &mut only.tell_client,
        ];
        for text in texts {
            *text = text.trim().replace("\r\n", "\n");
        }
        only
    }

    /// The fields in which two versions of an offer differ.
    #[must_use]
    pub fn changed(before: &Offer, after: &Offer) -> Vec<Self> {
        let all = Self::ALL.into_iter();
        all.filter(|field| field.differs(before, after)).collect()
    }

    /// Reads codes with spaces between; what is no field is left out.
    #[must_use]
    pub fn read_all(codes: &str) -> Vec<Self> {
        let known = |code: &str| Self::ALL.into_iter().find(|field| field.code() == code);
        codes.split_whitespace().filter_map(known).collect()
    }
}

pub(super) fn shown_sessions(offer: &Offer) -> impl Iterator<Item = &Session> {
    let all = offer.sessions.iter();
    all.filter(|session| session.status == OfferStatus::Visible)
}
