//! The person a referral is about, as written down by whoever refers.
//!
//! These types hold personal data. They have no `Debug` that shows it and no `Serialize`: only
//! the vault seals them, and only a view that says why may show them.

use std::fmt;

use crate::codes::{ContactPreference, Language, OTHER, Representation};
use crate::contact::{Email, Phone, Postcode, holds_citizen_number};
use crate::fault::Fault;

/// Somebody close who may be called instead.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct ContactPerson {
    /// Name.
    pub name: String,
    /// Phone number.
    pub phone: Phone,
    /// In their own words: daughter, neighbour, mentor.
    pub relation: Option<String>,
    /// In which capacity they decide for or with the resident; `None` when they only help.
    pub representation: Option<Representation>,
}

/// Who agrees to what happens with somebody's data. Twelve and sixteen are the ages of the Dutch
/// law on medical treatment (BW 7:447 and 7:450), and sixteen that of the law on personal data
/// (UAVG, article 5); which of them a municipality follows is for its own lawyer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Decides {
    /// Younger than twelve: the parents.
    Parents,
    /// From twelve to sixteen: child and parents together.
    Both,
    /// From sixteen on: themselves.
    Themselves,
}

/// Who decides for somebody born in `birth_year`. Only the year is known: until the year is over
/// somebody counts as the younger of the two ages that they may have.
#[must_use]
pub const fn who_decides(birth_year: i16, this_year: i16) -> Decides {
    let at_least = this_year.saturating_sub(birth_year).saturating_sub(1);
    match at_least {
        ..12 => Decides::Parents,
        12..16 => Decides::Both,
        _ => Decides::Themselves,
    }
}

/// A resident's name and how to reach them.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Client {
    /// Full name, as they say it.
    pub name: String,
    /// Phone number.
    pub phone: Option<Phone>,
    /// E-mail address.
    pub email: Option<Email>,
    /// Street and number, for a letter.
    pub address: Option<String>,
    /// Postcode.
    pub postcode: Option<Postcode>,
    /// Year of birth.
    pub birth_year: Option<i16>,
    /// The language they speak best.
    pub language: Option<Language>,
    /// How they wish to be reached.
    pub preference: Option<ContactPreference>,
    /// Somebody close.
    pub contact_person: Option<ContactPerson>,
}

impl Client {
    /// The first name: all that a provider sees before its answer.
    #[must_use]
    pub fn first_name(&self) -> &str {
        self.name.split_whitespace().next().unwrap_or_default()
    }

    /// Whether a parent or guardian has to be named, and is not.
    #[must_use]
    pub fn lacks_parent(&self, this_year: i16) -> bool {
        let named = self.contact_person.as_ref();
        let named = named.and_then(|person| person.representation);
        let young = self
            .birth_year
            .is_some_and(|year| who_decides(year, this_year) != Decides::Themselves);
        young
            && !matches!(
                named,
                Some(Representation::Parent | Representation::Guardian)
            )
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Client(…)")
    }
}

impl fmt::Debug for ContactPerson {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ContactPerson(…)")
    }
}

/// What the referrer writes beside the contact details.
#[derive(Clone, Default, PartialEq, Eq, Hash)]
pub struct CaseNotes {
    /// What the person wants, by code (`aanleiding`).
    pub motives: Vec<String>,
    /// Particulars for a coach or care professional (`bijzonderheden`).
    pub particulars: Option<String>,
    /// What whoever guides must mind (`aandachtspunten`): the provider sees this.
    pub attention: Option<String>,
    /// To a coach or care professional with its own consent; never to a provider.
    pub medical_background: Option<String>,
}

impl fmt::Debug for CaseNotes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("CaseNotes(…)")
    }
}

/// Longest name, in characters.
pub const NAME_MAX: usize = 120;
/// Longest free text, in characters.
pub const TEXT_MAX: usize = 2000;

/// A client as it comes in: text in every field, nothing believed yet.
#[derive(Clone, Default)]
pub struct ClientDraft {
    /// `naam`
    pub name: String,
    /// `telefoon`
    pub phone: String,
    /// `email`
    pub email: String,
    /// `adres`
    pub address: String,
    /// `postcode`
    pub postcode: String,
    /// `geboortejaar`
    pub birth_year: Option<i64>,
    /// `taal`
    pub language: String,
    /// `contactvoorkeur`
    pub preference: String,
    /// `contactpersoon`
    pub contact_person: Option<ContactPersonDraft>,
}

/// A contact person as it comes in.
#[derive(Clone, Default)]
pub struct ContactPersonDraft {
    /// `naam`
    pub name: String,
    /// `telefoon`
    pub phone: String,
    /// `relatie`
    pub relation: String,
    /// `grondslag`
    pub representation: String,
}

/// Reads a line of text that people wrote: trimmed, or `None` when nothing is left.
/// Faults: longer than `max` characters (`te-lang`), a citizen service number (`bsn`), control
/// characters (`tekens`).
pub fn written_text(
    text: &str,
    max: usize,
    location: &str,
    faults: &mut Vec<Fault>,
) -> Option<String> {
    let text = text.trim();
    if text.is_empty() {
        return None;
    }
    if text.chars().count() > max {
        faults.push(Fault::body(location, "te-lang").with(max.to_string()));
        return None;
    }
    if text
        .chars()
        .any(|sign| sign.is_control() && !matches!(sign, '\n' | '\r' | '\t'))
    {
        faults.push(Fault::body(location, "tekens"));
        return None;
    }
    if holds_citizen_number(text) {
        faults.push(Fault::body(location, "bsn"));
        return None;
    }
    Some(text.to_owned())
}

impl ClientDraft {
    /// Reads the draft as a client, or names every fault. `this_year` bounds the year of birth
    /// (0 to 120 years ago); `prefix` is the path of the client in the request, such as `client`.
    ///
    /// # Errors
    /// Every fault at once: a missing name, none of phone, e-mail and address (unless the referrer
    /// passes messages on), and each field that cannot be read.
    pub fn read(&self, this_year: i16, prefix: &str) -> Result<Client, Vec<Fault>> {
        let mut faults = Vec::new();
        let at = |field: &str| {
            if prefix.is_empty() {
                field.to_owned()
            } else {
                format!("{prefix}.{field}")
            }
        };
        let had_faults = faults.len();
        let name = written_text(&self.name, NAME_MAX, &at("naam"), &mut faults);
        if name.is_none() && faults.len() == had_faults {
            faults.push(Fault::body(at("naam"), "ontbreekt"));
        }
        let phone = parsed::<Phone>(&self.phone, &at("telefoon"), "telefoon", &mut faults);
        let email = parsed::<Email>(&self.email, &at("email"), "email", &mut faults);
        let postcode = parsed::<Postcode>(&self.postcode, &at("postcode"), "postcode", &mut faults);
        let address = written_text(&self.address, 200, &at("adres"), &mut faults);
        let birth_year = self.birth_year.and_then(|year| match i16::try_from(year) {
            Ok(year) if (this_year - 120..=this_year).contains(&year) => Some(year),
            _ => {
                faults.push(
                    Fault::body(at("geboortejaar"), "geboortejaar")
                        .with(format!("{}-{this_year}", this_year - 120)),
                );
                None
            }
        });
        let language = coded(&self.language, &at("taal"), &mut faults);
        let preference: Option<ContactPreference> =
            coded(&self.preference, &at("contactvoorkeur"), &mut faults);
        let contact_person = self
            .contact_person
            .as_ref()
            .and_then(|person| person.read(&at("contactpersoon"), &mut faults));
        let tried = [&self.phone, &self.email, &self.address]
            .into_iter()
            .any(|field| !field.trim().is_empty());
        if !tried && preference != Some(ContactPreference::ViaReferrer) {
            faults.push(Fault::body(at("telefoon"), "geen-contact"));
        }
        match name {
            Some(name) if faults.is_empty() => Ok(Client {
                name,
                phone,
                email,
                address,
                postcode,
                birth_year,
                language,
                preference,
                contact_person,
            }),
            _ => Err(faults),
        }
    }
}

impl ContactPersonDraft {
    fn read(&self, prefix: &str, faults: &mut Vec<Fault>) -> Option<ContactPerson> {
        let fields = [
            &self.name,
            &self.phone,
            &self.relation,
            &self.representation,
        ];
        let all_empty = fields.into_iter().all(|field| field.trim().is_empty());
        if all_empty {
            return None;
        }
        let before = faults.len();
        let name = written_text(&self.name, NAME_MAX, &format!("{prefix}.naam"), faults);
        if name.is_none() && faults.len() == before {
            faults.push(Fault::body(format!("{prefix}.naam"), "ontbreekt"));
        }
        let before = faults.len();
        let phone = parsed::<Phone>(
            &self.phone,
            &format!("{prefix}.telefoon"),
            "telefoon",
            faults,
        );
        if phone.is_none() && faults.len() == before {
            faults.push(Fault::body(format!("{prefix}.telefoon"), "ontbreekt"));
        }
        let relation = written_text(&self.relation, 60, &format!("{prefix}.relatie"), faults);
        let representation = coded(&self.representation, &format!("{prefix}.grondslag"), faults);
        Some(ContactPerson {
            name: name?,
            phone: phone?,
            relation,
            representation,
        })
    }
}

fn parsed<T: std::str::FromStr>(
    text: &str,
    location: &str,
    code: &'static str,
    faults: &mut Vec<Fault>,
) -> Option<T> {
    if text.trim().is_empty() {
        return None;
    }
    let read = text.parse().ok();
    if read.is_none() {
        let code = if holds_citizen_number(text) {
            "bsn"
        } else {
            code
        };
        faults.push(Fault::body(location, code));
    }
    read
}

fn coded<T: crate::codes::Listed + std::str::FromStr>(
    text: &str,
    location: &str,
    faults: &mut Vec<Fault>,
) -> Option<T> {
    let text = text.trim();
    if text.is_empty() {
        return None;
    }
    let read = text.parse().ok();
    if read.is_none() {
        let allowed: Vec<&str> = T::ALL.iter().map(|item| item.code()).collect();
        faults.push(Fault::body(location, "onbekende-code").with(allowed.join(", ")));
    }
    read
}

impl CaseNotes {
    /// Whether the words hold anything to keep.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self == &Self::default()
    }

    /// Whether the motive `anders` was named without any words beside it.
    #[must_use]
    pub fn other_without_words(&self) -> bool {
        self.motives.iter().any(|motive| motive == OTHER) && self.particulars.is_none()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fatma() -> ClientDraft {
        ClientDraft {
            name: "Fatma Yıldız".into(),
            phone: "06 12 34 56 78".into(),
            birth_year: Some(1954),
            language: "tr".into(),
            ..ClientDraft::default()
        }
    }

    fn codes(result: Result<Client, Vec<Fault>>) -> Vec<(String, &'static str)> {
        result
            .err()
            .unwrap_or_default()
            .into_iter()
            .map(|f| (f.location, f.code))
            .collect()
    }

    #[test]
    fn a_name_and_a_phone_number_are_enough() {
        let client = fatma().read(2026, "client").unwrap();
        assert_eq!(client.first_name(), "Fatma");
        assert_eq!(client.phone.unwrap().as_str(), "+31612345678");
    }

    #[test]
    fn every_fault_is_named_at_once() {
        let draft = ClientDraft {
            phone: "12".into(),
            email: "geen adres".into(),
            postcode: "99".into(),
            birth_year: Some(1726),
            language: "klingon".into(),
            ..ClientDraft::default()
        };
        let found = codes(draft.read(2026, "client"));
        let expected = [
            ("client.naam", "ontbreekt"),
            ("client.telefoon", "telefoon"),
            ("client.email", "email"),
            ("client.postcode", "postcode"),
            ("client.geboortejaar", "geboortejaar"),
            ("client.taal", "onbekende-code"),
        ];
        assert_eq!(
            found,
            expected.map(|(place, code)| (place.to_owned(), code))
        );
    }

    #[test]
    fn without_any_way_to_reach_somebody_there_is_no_referral_unless_the_referrer_passes_it_on() {
        let mut draft = ClientDraft {
            phone: String::new(),
            ..fatma()
        };
        assert_eq!(
            codes(draft.read(2026, "client")),
            [("client.telefoon".to_owned(), "geen-contact")]
        );
        draft.preference = "via-verwijzer".into();
        assert!(draft.read(2026, "client").is_ok());
    }

    #[test]
    fn a_citizen_number_is_refused_wherever_it_stands() {
        let draft = ClientDraft {
            name: "Fatma 111222333".into(),
            ..fatma()
        };
        assert_eq!(
            codes(draft.read(2026, "client")),
            [("client.naam".to_owned(), "bsn")]
        );
    }

    #[test]
    fn a_text_of_two_megabytes_is_refused_and_not_shown() {
        let draft = ClientDraft {
            name: "a".repeat(2_000_000),
            ..fatma()
        };
        assert_eq!(
            codes(draft.read(2026, "client")),
            [("client.naam".to_owned(), "te-lang")]
        );
        assert_eq!(
            format!("{:?}", fatma().read(2026, "client").unwrap()),
            "Client(…)"
        );
    }

    #[test]
    fn until_the_year_is_over_somebody_counts_as_the_younger_age() {
        let decides = |year| who_decides(year, 2026);
        // Born in 2014: eleven or twelve. Born in 2010: fifteen or sixteen.
        assert_eq!(decides(2020), Decides::Parents);
        assert_eq!(decides(2014), Decides::Parents);
        assert_eq!(decides(2013), Decides::Both);
        assert_eq!(decides(2010), Decides::Both);
        assert_eq!(decides(2009), Decides::Themselves);
        assert_eq!(decides(1954), Decides::Themselves);
    }

    #[test]
    fn a_child_needs_a_parent_or_guardian_and_a_grown_up_does_not() {
        let with = |birth_year, representation: &str| {
            let draft = ClientDraft {
                birth_year: Some(birth_year),
                contact_person: Some(ContactPersonDraft {
                    name: "Elif Yıldız".into(),
                    phone: "0612345679".into(),
                    relation: String::new(),
                    representation: representation.into(),
                }),
                ..fatma()
            };
            draft.read(2026, "client").unwrap().lacks_parent(2026)
        };
        assert!(with(2015, ""), "a neighbour may not decide");
        assert!(with(2015, "mentor"), "a mentor is for grown-ups");
        assert!(!with(2015, "ouder") && !with(2012, "voogd"));
        assert!(!with(1954, ""));
    }

    #[test]
    fn an_unknown_ground_is_a_fault() {
        let draft = ClientDraft {
            contact_person: Some(ContactPersonDraft {
                name: "Elif".into(),
                phone: "0612345679".into(),
                representation: "buurman".into(),
                ..ContactPersonDraft::default()
            }),
            ..fatma()
        };
        let found = codes(draft.read(2026, "client"));
        let at = "client.contactpersoon.grondslag".to_owned();
        assert_eq!(found, [(at, "onbekende-code")]);
    }
}
