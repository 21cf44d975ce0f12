//! A list that keeps everything in one cell: "di en do 10-11u, € 5 p/k, 55+, gymzaal De Hoek, Kerkstr
//! 12", or "Waar en wanneer?". The cell falls into pieces at its commas and line ends; a piece counts
//! when it can be read whole. Where one piece about a field cannot, the field is asked with all of them.
//! For [`super::rows`], which keeps the whole text whatever is found.

use domain::offer::{Ages, Trial};
use domain::price::Price;

use super::moments::{self, Moment};
use super::remarks::is_not_weekly;
use super::{ages, contacts, prices, trials};
use crate::reading::Reading;
use crate::wording::{fold, line, spaced, words};

/// What is looked for: what the sheet has a column for stands there, and not here.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Wants {
    pub when: bool,
    pub price: bool,
    pub ages: bool,
    pub place: bool,
    pub contact: bool,
    /// Whether the column's name says that it tells where: then what is no time is the place.
    pub rest_is_place: bool,
}

/// What was found for certain, and what is to be asked.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Found {
    pub moments: Vec<Moment>,
    pub price: Option<Price>,
    pub trial: Option<Trial>,
    pub ages: Option<Ages>,
    pub season: Option<String>,
    pub address: Option<String>,
    pub phone: Option<String>,
    pub email: Option<String>,
    /// Column, text and question.
    pub doubts: Vec<(&'static str, String, &'static str)>,
}

/// A piece of more words than this is a story.
const MOST_WORDS: usize = 24;

/// More pieces than this are no list of facts.
const MOST_PIECES: usize = 40;

/// Reads such a cell.
pub(crate) fn read(text: &str, wants: Wants) -> Found {
    let mut found = Found::default();
    let pieces = pieces_of(text);
    if pieces.len() > MOST_PIECES {
        return found;
    }
    let mut reader = Reader::default();
    for piece in &pieces {
        reader.take(piece, wants);
    }
    if wants.when {
        reader.tell_when(text, &mut found);
    }
    if wants.price {
        reader.tell_price(&mut found);
    }
    if wants.ages {
        match reader.ages.as_slice() {
            [one] => found.ages = Some(*one),
            [] => {}
            _ => found
                .doubts
                .push(("leeftijd", shortened(text), "which-ages")),
        }
    }
    if wants.contact {
        let reach = contacts::read(line(text).unwrap_or_default());
        (found.phone, found.email) = (reach.phone, reach.email);
    }
    if wants.place {
        found.address = reader.place(wants.rest_is_place);
        if found.address.is_none() {
            found
                .doubts
                .push(("adres", shortened(text), "which-address"));
        }
    }
    if let [one] = reader.seasons.as_slice() {
        found.season = Some(one.clone());
    }
    found
}

/// As much of a text as a question shows; the whole stands in the description or the notes.
fn shortened(text: &str) -> String {
    const MOST: usize = 300;
    let text = line(text).unwrap_or_default();
    if text.chars().count() <= MOST {
        return text;
    }
    text.chars().take(MOST).chain("…".chars()).collect()
}

/// Falls apart at line ends, bars, semicolons and commas, and at the end of a sentence.
fn pieces_of(text: &str) -> Vec<String> {
    let signs: Vec<char> = text.chars().collect();
    let mut pieces = vec![String::new()];
    for (at, sign) in signs.iter().enumerate() {
        let next = signs.get(at + 1).copied().unwrap_or(' ');
        let after = signs.get(at + 2).copied().unwrap_or('a');
        let last = pieces.last().map_or("", String::as_str);
        let word: usize = last
            .chars()
            .rev()
            .take_while(|sign| sign.is_alphabetic())
            .count();
        let ends = match sign {
            '\n' | '\r' | '|' | ';' | '•' => true,
            ',' | '!' => next.is_whitespace(),
            '/' => next == '/' || signs.get(at.wrapping_sub(1)) == Some(&'/'),
            // "Do. 13.30" and "Kerkstr. 12" go on; a sentence ends before a capital.
            '.' => next.is_whitespace() && word > 2 && after.is_uppercase(),
            _ => false,
        };
        if ends {
            pieces.push(String::new());
        } else if let Some(piece) = pieces.last_mut() {
            piece.push(*sign);
        }
    }
    pieces.iter().filter_map(|piece| line(piece)).collect()
}

/// What the pieces said.
#[derive(Default)]
struct Reader {
    moments: Vec<Moment>,
    /// Every piece about days and hours, and whether all of them were read.
    when: Vec<String>,
    when_is_unsure: bool,
    prices: Vec<Price>,
    trials: Vec<Trial>,
    money: Vec<String>,
    money_is_unsure: bool,
    ages: Vec<Ages>,
    seasons: Vec<String>,
    /// What stood behind a moment: "in Ons Huis".
    beside_moment: Vec<String>,
    /// Pieces about nothing known, each with its number.
    left: Vec<(usize, String)>,
    pieces: usize,
}

impl Reader {
    fn take(&mut self, piece: &str, wants: Wants) {
        self.pieces += 1;
        let (aged, rest) = match ages::inside(piece).filter(|_| wants.ages) {
            Some((ages, rest)) => {
                self.ages.push(ages);
                (true, rest)
            }
            None => (false, piece.to_owned()),
        };
        let folded = fold(&rest);
        let money = wants.price && says_money(&folded);
        let when = says_when(&folded, money);
        if money {
            self.take_money(piece, &rest);
        }
        if when && wants.when {
            self.when.push(piece.to_owned());
            match split_moment(&rest, wants.rest_is_place).filter(|_| !money) {
                Some((read, beside)) => {
                    self.moments.extend(read);
                    self.beside_moment.extend(beside);
                }
                None => self.when_is_unsure = true,
            }
        }
        if money || when {
            return;
        }
        let reach = contacts::read(piece.to_owned());
        if reach.phone.is_some() || reach.email.is_some() || piece.contains('@') {
            return;
        }
        if names_month(&folded) {
            self.seasons.push(piece.to_owned());
        } else if !aged {
            self.left.push((self.pieces, piece.to_owned()));
        }
    }

    fn take_money(&mut self, piece: &str, rest: &str) {
        // "1e les gratis, daarna € 5 per les" are two pieces of one sentence.
        let goes_on = rest
            .split_once(' ')
            .filter(|(first, _)| fold(first) == "daarna");
        let rest = match goes_on {
            Some((_, after)) if !self.trials.is_empty() => after,
            _ => rest,
        };
        let trial = trials::read(rest);
        let of_trial = fold(rest).contains("les") || fold(rest).contains("keer");
        match (prices::read(rest), prices::with_trial(rest), trial) {
            // Without a sign of money an amount may be anything.
            (Reading::Told(price), ..) if price.cents == 0 || says_currency(rest) => {
                self.prices.push(price);
            }
            (_, Some((price, trial)), _) => {
                self.prices.push(price);
                self.trials.push(trial);
            }
            (_, None, Reading::Told(Some(Trial::Free))) if of_trial => {
                self.trials.push(Trial::Free)
            }
            _ => self.money_is_unsure = true,
        }
        self.money.push(piece.to_owned());
    }

    fn tell_when(&mut self, text: &str, found: &mut Found) {
        if self.when_is_unsure || is_not_weekly(text) {
            let asked = if self.when.is_empty() {
                shortened(text)
            } else {
                shortened(&self.when.join(", "))
            };
            found.doubts.push(("dag", asked, "which-day"));
        } else {
            found.moments.append(&mut self.moments);
        }
    }

    fn tell_price(&self, found: &mut Found) {
        match (self.prices.as_slice(), self.trials.as_slice()) {
            ([price], trials) if !self.money_is_unsure && trials.len() < 2 => {
                found.price = Some(*price);
                found.trial = trials.first().copied();
            }
            ([], [trial]) if !self.money_is_unsure => found.trial = Some(*trial),
            ([], []) if !self.money_is_unsure => {}
            _ => {
                let asked = shortened(&self.money.join(", "));
                found.doubts.push(("prijs", asked, "which-price"));
            }
        }
    }

    fn place(&self, rest_is_place: bool) -> Option<String> {
        let mut told: Vec<&str> = self.beside_moment.iter().map(String::as_str).collect();
        // Two lessons in two places are no place for both.
        if told.len() > 1 {
            return None;
        }
        for (number, piece) in &self.left {
            let next = self.left.iter().find(|(other, _)| *other == number + 1);
            let before_street =
                is_proper_name(piece) && next.is_some_and(|(_, other)| is_street(other));
            if rest_is_place || is_hall(piece) || is_street(piece) || before_street {
                told.push(piece);
            }
        }
        (!told.is_empty()).then(|| told.join(", "))
    }
}

/// Whether a piece is about money.
fn says_money(folded: &str) -> bool {
    let by_words = [
        "gratis",
        "kosteloos",
        "euro",
        "kosten",
        "bijdrage",
        "contributie",
        "tarief",
        "prijs",
        "gift",
        "rittenkaart",
        "strippenkaart",
    ];
    says_currency(folded)
        || words(folded)
            .iter()
            .any(|word| by_words.contains(&word.as_str()))
        || [
            "p/m",
            "p/k",
            "p.m.",
            "p.k.",
            "per maand",
            "per keer",
            "per les",
            "per jaar",
            "/mnd",
        ]
        .iter()
        .any(|unit| folded.contains(unit))
}

fn says_currency(text: &str) -> bool {
    text.contains('€') || text.contains(",-") || text.to_lowercase().contains("euro")
}

/// Whether a piece is about days or hours.
fn says_when(folded: &str, money: bool) -> bool {
    let words = words(&spaced(folded));
    let names_day = words.iter().any(|word| {
        moments::is_day(word) || matches!(word.as_str(), "dagelijks" | "werkdagen" | "weekend")
    });
    let names_hour = words
        .windows(2)
        .any(|pair| pair[0].parse::<u8>().is_ok() && matches!(pair[1].as_str(), "u" | "uur"))
        || ["half ", "kwart "].iter().any(|head| folded.contains(head));
    let clock = words.windows(2).any(|pair| {
        let fits = |text: &str, most: u8| text.parse::<u8>().is_ok_and(|number| number < most);
        pair[1].len() == 2
            && fits(&pair[0], 24)
            && fits(&pair[1], 60)
            && [".", ":"]
                .iter()
                .any(|mark| folded.contains(&format!("{}{mark}{}", pair[0], pair[1])))
    });
    let range = folded
        .bytes()
        .all(|sign| sign.is_ascii_digit() || b" -.:/u".contains(&sign))
        && folded.contains('-');
    names_day || names_hour || (!money && (clock || range))
}

fn names_month(folded: &str) -> bool {
    const MONTHS: [&str; 27] = [
        "januari",
        "jan",
        "februari",
        "feb",
        "febr",
        "maart",
        "mrt",
        "april",
        "apr",
        "mei",
        "juni",
        "jun",
        "juli",
        "jul",
        "augustus",
        "aug",
        "september",
        "sept",
        "sep",
        "oktober",
        "okt",
        "november",
        "nov",
        "december",
        "dec",
        "zomer",
        "winter",
    ];
    words(folded)
        .iter()
        .any(|word| MONTHS.contains(&word.as_str()))
}

/// Words behind a moment that change it.
const CHANGES: [&str; 24] = [
    "behalve",
    "niet",
    "alleen",
    "vol",
    "even",
    "oneven",
    "week",
    "weken",
    "maand",
    "vakantie",
    "vakanties",
    "schoolvakanties",
    "zomer",
    "winter",
    "afspraak",
    "overleg",
    "of",
    "en",
    "tot",
    "daarna",
    "afwisselend",
    "jeugd",
    "beginners",
    "gevorderden",
];

const BEFORE_PLACE: [&str; 7] = ["in", "bij", "vanaf", "te", "op", "aan", "@"];

/// The moments a piece tells, and the place it names beside them, if any.
fn split_moment(piece: &str, rest_is_place: bool) -> Option<(Vec<Moment>, Option<String>)> {
    let all: Vec<&str> = piece.split_whitespace().collect();
    if all.len() > MOST_WORDS {
        return None;
    }
    let read = |start: usize, end: usize| {
        // "vanaf de bieb" belongs to the place.
        let last = all.get(end - 1)?;
        if BEFORE_PLACE.contains(last) || matches!(*last, "de" | "het" | "om" | "van") {
            return None;
        }
        let phrase = all[start..end].join(" ");
        let phrase = phrase.trim_matches([',', ':', '(', ')']);
        let read = moments::read(phrase, "", "");
        let sure = read.doubts.is_empty() && !read.by_appointment;
        (sure && read.moments.iter().all(|one| one.day.is_some())).then_some(read.moments)
    };
    let lengths = (1..=all.len()).rev();
    let (start, end, moments) = lengths
        .flat_map(|length| (0..=all.len() - length).map(move |start| (start, start + length)))
        .find_map(|(start, end)| Some((start, end, read(start, end)?)))?;
    let is_harmless = |rest: &[&str]| {
        let folded = fold(&rest.join(" "));
        let said = words(&folded);
        !is_not_weekly(&folded)
            && !said
                .iter()
                .any(|word| CHANGES.contains(&word.as_str()) || moments::is_day(word))
            && (rest_is_place || !folded.contains(|sign: char| sign.is_ascii_digit()))
    };
    let (before, after) = (&all[..start], &all[end..]);
    let rest = match (before, after) {
        ([], []) => return Some((moments, None)),
        ([], after) => after,
        (before, []) if rest_is_place => before,
        _ => return None,
    };
    let first = rest.first()?;
    let opens = BEFORE_PLACE.contains(first);
    let capital = first.starts_with(char::is_uppercase);
    if !is_harmless(rest) || !(opens || capital || rest_is_place) {
        return None;
    }
    let place = rest[usize::from(opens && rest.len() > 1)..].join(" ");
    let place = place.trim_matches([',', ':', '-', ' ', '.', '(', ')']);
    Some((moments, line(place)))
}

/// A hall, by its kind: "gymzaal De Hoek".
fn is_hall(piece: &str) -> bool {
    const KINDS: [&str; 20] = [
        "zaal",
        "hal",
        "huis",
        "centrum",
        "kerk",
        "school",
        "park",
        "zwembad",
        "tennisbaan",
        "sportveld",
        "dojo",
        "studio",
        "bibliotheek",
        "bieb",
        "kantine",
        "mfc",
        "manege",
        "trefpunt",
        "accommodatie",
        "zorgcentrum",
    ];
    let said = words(piece);
    let names_kind = said.iter().take(2).any(|word| {
        KINDS.iter().any(|kind| word.ends_with(kind))
            && !matches!(word.as_str(), "thuis" | "allemaal")
    });
    let is_sentence = said.first().is_none_or(|word| {
        matches!(
            word.as_str(),
            "na" | "geen" | "ook" | "voor" | "met" | "per"
        )
    });
    names_kind && !is_sentence && said.len() <= 5
}

/// A street and a number: "Kerkstr. 12".
pub(super) fn is_street(piece: &str) -> bool {
    const ENDS: [&str; 19] = [
        "straat",
        "str",
        "weg",
        "laan",
        "plein",
        "kade",
        "pad",
        "dijk",
        "hof",
        "gracht",
        "singel",
        "steeg",
        "ring",
        "dreef",
        "plantsoen",
        "markt",
        "wal",
        "baan",
        "park",
    ];
    let said = words(piece);
    let Some((number, street)) = said.split_last() else {
        return false;
    };
    let is_number = number.starts_with(|sign: char| sign.is_ascii_digit()) && number.len() <= 5;
    let ends = street
        .last()
        .is_some_and(|word| ENDS.iter().any(|end| word.ends_with(end)));
    is_number && ends && said.len() <= 5
}

/// A name: each of its few words has a capital, but for an article.
fn is_proper_name(piece: &str) -> bool {
    let mut all = piece.split_whitespace();
    let has_capital =
        |word: &str| word.starts_with(char::is_uppercase) || matches!(word, "de" | "het");
    piece.split_whitespace().count() <= 4
        && piece.starts_with(char::is_uppercase)
        && all.all(has_capital)
}

#[cfg(test)]
mod tests;
