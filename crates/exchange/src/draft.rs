//! What one source tells about one offer, whatever the source's format. Made by every reader of
//! this crate; the importer compares it with what is stored and writes the difference.
//!
//! A field that was not told for certain is empty here, and its text stands among the doubts.

use std::borrow::Cow;
use std::fmt::Write;

use domain::codes::{
    Accessibility, Activity, Codes, Group, Guidance, Language, Recognition, SelfReliance, Wait,
};
use domain::contact::holds_citizen_number;
use domain::offer::{Ages, Level, OfferContact, Trial, Venue};
use domain::price::{Per, Price};
use domain::week::day_code;
use jiff::civil::{Date, Time, Weekday};

use crate::table::CELL_SIGNS;

/// An offer as one source tells it.
#[derive(Clone, Debug, PartialEq)]
pub struct OfferDraft {
    /// The source's own key for it. The same source with the same key means the same offer.
    pub source_id: String,
    /// The provider's name; empty when the source does not tell it. Such an offer is shown to
    /// nobody before a person has filled it in.
    pub provider: String,
    /// Whom to reach, as the provider published it.
    pub contact: OfferContact,
    /// What it is called.
    pub title: String,
    /// What people do; [`Activity::Other`] when the source's word is not on our list.
    pub activity: Activity,
    /// The source's own word or words for the activity.
    pub activity_word: Option<String>,
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
    /// What it costs.
    pub price: Option<Price>,
    /// Whether the source says that the price is told to who asks.
    pub price_on_request: bool,
    /// The first lesson.
    pub trial: Option<Trial>,
    /// Level among the recognised interventions.
    pub recognition: Option<Recognition>,
    /// How long somebody waits for a place.
    pub wait: Option<Wait>,
    /// When in the year, as written; for a feed the first and last date told.
    pub season: Option<String>,
    /// What to bring.
    pub bring: Option<String>,
    /// Where the host stands.
    pub meeting_point: Option<String>,
    /// The day somebody last confirmed it.
    pub confirmed_on: Option<Date>,
    /// Its weekly moments, in the source's order.
    pub sessions: Vec<SessionDraft>,
    /// What was not certain: for the review queue.
    pub doubts: Vec<Doubt>,
    /// What has no field of its own: unknown columns, a level in the source's own terms.
    pub notes: Vec<Note>,
}

/// One weekly moment as the source tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionDraft {
    /// Unique within the offer and the same at each reading: day and hour, such as `di-19:00`.
    pub key: String,
    /// The day; `None` when by appointment or not known.
    pub day: Option<Weekday>,
    /// Whether the source says that it is by appointment.
    pub by_appointment: bool,
    /// When it begins.
    pub from: Option<Time>,
    /// When it ends.
    pub to: Option<Time>,
    /// Places left; 0 is full, `None` is not told or without limit.
    pub places_left: Option<u16>,
}

/// What was not certain: a field that was left empty, or one that another text of the row contradicts.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Doubt {
    /// The sheet's name for the field (surface.md, section 9), for feeds too; the source's own name for
    /// a column that is none of ours.
    pub column: Cow<'static, str>,
    /// The text as it stood in the source.
    pub text: String,
    /// The question to ask: one of [`QUESTIONS`].
    pub question: &'static str,
}

/// A text from the source that has no field of its own.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Note {
    /// The source's name for it.
    pub name: String,
    /// The text.
    pub text: String,
}

/// Every question a [`Doubt`] can ask; each has a Dutch text in the locale files.
pub const QUESTIONS: &[&str] = &[
    "list-and-here",
    "per-what-price",
    "row-complete",
    "rows-differ",
    "still-runs",
    "trial-price",
    "which-accessibility",
    "which-activity",
    "which-address",
    "which-ages",
    "which-contact",
    "which-currency",
    "which-date",
    "which-day",
    "which-email",
    "which-field",
    "which-group",
    "which-guidance",
    "which-language",
    "which-level",
    "which-name",
    "which-places",
    "which-point",
    "which-postcode",
    "which-price",
    "which-provider",
    "which-recognition",
    "which-self-reliance",
    "which-time",
    "which-trial",
    "which-wait",
    "which-website",
];

/// Why a row or item was left out.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct RowFault {
    /// The column or property it lies in.
    pub column: String,
    /// The text as it stood there; empty when it may not be kept (a citizen service number).
    pub text: String,
    /// What is wrong: one of [`FAULTS`].
    pub code: &'static str,
}

/// Every code a [`RowFault`] can have; each has a text in the locale files.
pub const FAULTS: &[&str] = &[
    "citizen-number",
    "double",
    "ended",
    "missing",
    "no-border",
    "no-data",
    "no-number",
    "no-offer",
    "no-session-kind",
    "not-a-municipality",
    "not-an-area",
    "not-a-postcode",
    "off-the-globe",
    "series-not-in-file",
    "too-long",
    "too-many-cells",
    "unknown-state",
];

impl SessionDraft {
    /// A moment whose key is its day and hour.
    #[must_use]
    pub fn weekly(day: Option<Weekday>, from: Option<Time>, to: Option<Time>) -> Self {
        Self {
            key: moment_key(day, from),
            day,
            by_appointment: false,
            from,
            to,
            places_left: None,
        }
    }
}

pub(crate) fn clock(time: Time) -> String {
    format!("{:02}:{:02}", time.hour(), time.minute())
}

fn moment_key(day: Option<Weekday>, from: Option<Time>) -> String {
    format!(
        "{}-{}",
        day.map_or("x", day_code),
        from.map_or_else(|| "x".to_owned(), clock)
    )
}

impl OfferDraft {
    /// A draft of which nothing is known but its key, provider and title.
    #[must_use]
    pub fn new(source_id: String, provider: String, title: String) -> Self {
        Self {
            source_id,
            provider,
            contact: OfferContact::default(),
            title,
            activity: Activity::Other,
            activity_word: None,
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
            recognition: None,
            wait: None,
            season: None,
            bring: None,
            meeting_point: None,
            confirmed_on: None,
            sessions: Vec::new(),
            doubts: Vec::new(),
            notes: Vec::new(),
        }
    }

    /// Keeps what was not certain for the review queue, once.
    pub(crate) fn doubt(
        &mut self,
        column: impl Into<Cow<'static, str>>,
        text: &str,
        question: &'static str,
    ) {
        let doubt = Doubt {
            column: column.into(),
            text: text.trim().to_owned(),
            question,
        };
        if !self.doubts.contains(&doubt) {
            self.doubts.push(doubt);
        }
    }

    /// Keeps a text that has no field, once.
    pub(crate) fn note(&mut self, name: &str, text: &str) {
        let note = Note {
            name: name.trim().to_owned(),
            text: text.trim().to_owned(),
        };
        if !self.notes.contains(&note) {
            self.notes.push(note);
        }
    }

    /// Adds a moment. One that is there already is told once; two that begin at the same hour
    /// and end at different ones are told apart by their end.
    pub(crate) fn add_session(&mut self, mut session: SessionDraft) {
        if let Some(same) = self.sessions.iter_mut().find(|known| {
            (known.day, known.from, known.to) == (session.day, session.from, session.to)
        }) {
            same.places_left = same.places_left.or(session.places_left);
            same.by_appointment |= session.by_appointment;
            return;
        }
        if self.sessions.iter().any(|known| known.key == session.key) {
            let end = session.to.map_or_else(|| "x".to_owned(), clock);
            session.key = format!("{}-{end}", session.key);
        }
        self.sessions.push(session);
    }

    /// All it tells as one stable text: two drafts with the same text say the same. The importer
    /// hashes it to see what changed.
    #[must_use]
    pub fn canonical(&self) -> String {
        let mut out = String::new();
        let mut put = |name: &str, value: &str| {
            if !value.is_empty() {
                // Backslashes and line ends are escaped, so that no text can pose as a field.
                let value = value.replace('\\', "\\\\").replace('\n', "\\n");
                let _ = writeln!(out, "{name}={value}");
            }
        };
        let text = |value: &Option<String>| value.clone().unwrap_or_default();
        put("source_id", &self.source_id);
        put("provider", &self.provider);
        put("title", &self.title);
        put("contact", &text(&self.contact.name));
        put("phone", &text(&self.contact.phone));
        put("email", &text(&self.contact.email));
        put("website", &text(&self.contact.website));
        put("activity", self.activity.code());
        put("activity_word", &text(&self.activity_word));
        put("description", &text(&self.description));
        put("address", &text(&self.venue.address));
        put(
            "postcode",
            &self
                .venue
                .postcode
                .map(|code| code.to_string())
                .unwrap_or_default(),
        );
        put("town", &text(&self.venue.town));
        let point = self
            .venue
            .point
            .map(|point| format!("{:.6} {:.6}", point.lat, point.lon));
        put("point", &point.unwrap_or_default());
        put(
            "min_age",
            &self.ages.min.map(|age| age.to_string()).unwrap_or_default(),
        );
        put(
            "max_age",
            &self.ages.max.map(|age| age.to_string()).unwrap_or_default(),
        );
        put(
            "level",
            &self
                .level
                .map(|level| (level as u8).to_string())
                .unwrap_or_default(),
        );
        put("guidance", &self.guidance.to_stored());
        put("self_reliance", &self.self_reliance.to_stored());
        put("accessibility", &self.accessibility.to_stored());
        put("groups", &self.groups.to_stored());
        put("languages", &self.languages.to_stored());
        let price = match self.price {
            Some(price) => price_text(price),
            None if self.price_on_request => ON_REQUEST.to_owned(),
            None => String::new(),
        };
        put("price", &price);
        let trial = match self.trial {
            Some(Trial::Free) => "free".to_owned(),
            Some(Trial::Paid(cents)) => cents.to_string(),
            None => String::new(),
        };
        put("trial", &trial);
        put(
            "recognition",
            self.recognition.map_or("", Recognition::code),
        );
        put("wait", self.wait.map_or("", Wait::code));
        put("season", &text(&self.season));
        put("bring", &text(&self.bring));
        put("meeting_point", &text(&self.meeting_point));
        put(
            "confirmed_on",
            &self
                .confirmed_on
                .map(|day| day.to_string())
                .unwrap_or_default(),
        );
        for session in &self.sessions {
            let moment = format!(
                "{} {} {} {} {}",
                session.key,
                match session.day {
                    Some(day) => day_code(day),
                    None if session.by_appointment => BY_APPOINTMENT,
                    None => "",
                },
                session.from.map(clock).unwrap_or_default(),
                session.to.map(clock).unwrap_or_default(),
                session
                    .places_left
                    .map(|left| left.to_string())
                    .unwrap_or_default(),
            );
            put("session", &moment);
        }
        for doubt in &self.doubts {
            put(
                "doubt",
                &format!("{} {} {}", doubt.column, doubt.question, doubt.text),
            );
        }
        for note in &self.notes {
            put("note", &format!("{}: {}", note.name, note.text));
        }
        out
    }
}

/// Names are no longer than this.
const NAME_SIGNS: usize = 200;

/// Texts that may not be kept: a citizen service number, or more than fits a field.
pub(crate) fn unfit_texts(draft: &OfferDraft) -> Vec<RowFault> {
    let mut faults = Vec::new();
    let mut check = |column: &str, text: &str, most: usize| {
        let code = if text.chars().count() > most {
            "too-long"
        } else if holds_citizen_number(text) {
            "citizen-number"
        } else {
            return;
        };
        let text = String::new();
        faults.push(RowFault {
            column: column.to_owned(),
            text,
            code,
        });
    };
    check("name", &draft.title, NAME_SIGNS);
    check("organizer", &draft.provider, NAME_SIGNS);
    let texts = [
        ("description", &draft.description),
        ("address", &draft.venue.address),
        ("addressLocality", &draft.venue.town),
        ("activity", &draft.activity_word),
        ("meetingPoint", &draft.meeting_point),
        ("attendeeInstructions", &draft.bring),
        ("email", &draft.contact.email),
    ];
    for (column, text) in texts {
        check(column, text.as_deref().unwrap_or_default(), CELL_SIGNS);
    }
    for note in &draft.notes {
        check(&note.name, &note.text, CELL_SIGNS);
    }
    for doubt in &draft.doubts {
        check(&doubt.column, &doubt.text, CELL_SIGNS);
    }
    // A phone number is kept as written, and a key may be any number: only their length counts.
    for (column, text) in [
        (
            "telephone",
            draft.contact.phone.as_deref().unwrap_or_default(),
        ),
        ("url", draft.contact.website.as_deref().unwrap_or_default()),
        ("id", draft.source_id.as_str()),
    ] {
        if text.chars().count() > CELL_SIGNS {
            let (column, text) = (column.to_owned(), String::new());
            faults.push(RowFault {
                column,
                text,
                code: "too-long",
            });
        }
    }
    faults
}

/// In canonical words: a price that is told to who asks, and a moment by appointment.
const ON_REQUEST: &str = "on-request";
const BY_APPOINTMENT: &str = "by-appointment";

/// A price in canonical words.
#[must_use]
pub fn price_text(price: Price) -> String {
    let per = match price.per {
        Per::Lesson => "lesson".to_owned(),
        Per::Month => "month".to_owned(),
        Per::Quarter => "quarter".to_owned(),
        Per::Year => "year".to_owned(),
        Per::Season(None) => "season".to_owned(),
        Per::Season(Some(weeks)) => format!("season {weeks}"),
        Per::Course(None) => "course".to_owned(),
        Per::Course(Some(weeks)) => format!("course {weeks}"),
        Per::Card(size) => format!("card {size}"),
        Per::Once => "once".to_owned(),
    };
    format!("{} {per}", price.cents)
}

#[cfg(test)]
mod tests {
    use jiff::civil::time;

    use super::*;

    fn a_draft() -> OfferDraft {
        OfferDraft::new(
            "7".into(),
            "Club De Verzonnen Bal".into(),
            "Rustig wandelen".into(),
        )
    }

    #[test]
    fn the_same_words_give_the_same_text_and_other_words_another() {
        let mut other = a_draft();
        assert_eq!(other.canonical(), a_draft().canonical());
        other.price = Some(Price {
            cents: 550,
            per: Per::Lesson,
        });
        assert_ne!(other.canonical(), a_draft().canonical());
        assert!(other.canonical().contains("price=550 lesson\n"));
    }

    #[test]
    fn a_text_cannot_pose_as_another_field() {
        let mut sly = a_draft();
        sly.description = Some("a\ntown=Tiel".into());
        let mut plain = a_draft();
        plain.description = Some("a".into());
        plain.venue.town = Some("Tiel".into());
        assert_ne!(sly.canonical(), plain.canonical());
        assert!(sly.canonical().contains("description=a\\ntown=Tiel\n"));
    }

    #[test]
    fn a_backslash_is_told_from_a_line_end() {
        let (mut one, mut other) = (a_draft(), a_draft());
        one.description = Some("a\nb".into());
        other.description = Some("a\\nb".into());
        assert_ne!(one.canonical(), other.canonical());
    }

    #[test]
    fn a_moment_told_twice_is_one_session() {
        let mut draft = a_draft();
        let (seven, eight, nine) = (time(19, 0, 0, 0), time(20, 0, 0, 0), time(21, 0, 0, 0));
        let tuesday = Some(Weekday::Tuesday);
        draft.add_session(SessionDraft::weekly(tuesday, Some(seven), Some(eight)));
        draft.add_session(SessionDraft::weekly(tuesday, Some(seven), Some(eight)));
        draft.add_session(SessionDraft::weekly(tuesday, Some(seven), Some(nine)));
        let keys: Vec<&str> = draft.sessions.iter().map(|one| one.key.as_str()).collect();
        assert_eq!(keys, ["di-19:00", "di-19:00-21:00"]);
    }
}
