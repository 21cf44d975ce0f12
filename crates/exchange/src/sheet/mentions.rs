//! What the words of a row say of days, hours, money, ages and whom to reach beside what was read of
//! them: "ook op zaterdag", "leden € 3", "vanaf 16 jaar", "vervalt in juni". What a text mentions and no
//! field holds is asked, whichever column the text stands in. For [`super::account`].
//!
//! Nothing is filled in from a mention: a text may speak of last year, or of somebody else.

use domain::offer::Trial;
use domain::price::Cents;
use jiff::civil::{Date, Time, Weekday};

use super::account::keeps_the_books;
use super::columns::Column;
use super::refusals::beginning;
use super::{contacts, dates, moments, periods};
use crate::amount::cents;
use crate::draft::OfferDraft;
use crate::wording::{fold, line, spaced, words};

/// Whether a text speaks of a day, an hour, money or an age: then it is of an offer.
pub(super) fn speaks_of_an_offer(text: &str) -> bool {
    let told = Told::by(text);
    let speaks_of_money = told.money.is_spoken_of();
    !told.days.is_empty() || told.hours.is_some() || speaks_of_money || !told.ages.is_empty()
}

/// Asks about every mention that no field holds.
pub(super) fn ask(draft: &mut OfferDraft) {
    for text in texts_of(draft) {
        ask_about(draft, &text);
    }
    for text in texts_of(draft) {
        ask_whom_to_reach(draft, &text);
    }
}

/// Asks about a number or an address of mail in a row that reaches nobody. A second one beside the one that
/// is known stays a note, and so does one in a heading: it is of all the rows below.
fn ask_whom_to_reach(draft: &mut OfferDraft, text: &str) {
    let contact = &draft.contact;
    let reaches_nobody = contact.phone.is_none() && contact.email.is_none();
    let is_own = !text.starts_with(HEADING);
    if reaches_nobody && is_own && says_whom_to_reach(text) {
        let reach = contacts::read(line(text).unwrap_or_default());
        if reach.phone.is_some() != reach.email.is_some() {
            // "Aanmelden: els@club.example" says itself what it is for.
            draft.contact.phone = reach.phone;
            draft.contact.email = reach.email;
            return;
        }
    }
    let contact = &draft.contact;
    let reaches_nobody = contact.phone.is_none() && contact.email.is_none();
    if reaches_nobody && is_own && !contact_fits(draft, text) && !asks(draft, &["contact"]) {
        draft.doubt(Column::Contact.name(), &shortened(text), "which-contact");
    }
}

/// Whether a text says that one enrols or asks there.
fn says_whom_to_reach(text: &str) -> bool {
    const STARTS: [&str; 7] = [
        "aanmeld",
        "opgave",
        "opgeven",
        "reserver",
        "inschrijv",
        "vragen",
        "intake",
    ];
    let told = words(text);
    told.iter()
        .any(|word| STARTS.iter().any(|start| word.starts_with(start)))
}

/// Under this name the heading above a row stands among its notes.
pub(super) const HEADING: &str = "Tussenkop";

/// As much of a text as a question shows.
fn shortened(text: &str) -> String {
    text.chars().take(300).collect()
}

/// Asks about what the notes mention where no field was told. Whoever filled in our own sheet was asked
/// for each field; what else they wrote is a description.
pub(super) fn ask_where_open(draft: &mut OfferDraft) {
    let notes = draft.notes.clone();
    for note in notes
        .iter()
        .filter(|note| note.name != Column::Price.name())
    {
        let text = format!("{}: {}", note.name, note.text);
        ask_beside(draft, &text);
        ask_whom_to_reach(draft, &text);
    }
}

/// Asks about what a line beside the rows says ("alle lessen € 3"), where the row itself tells nothing
/// of it.
pub(super) fn ask_beside(draft: &mut OfferDraft, remark: &str) {
    let told = Told::by(remark);
    let knows_day = draft.sessions.iter().any(|one| one.day.is_some());
    let knows_hour = draft.sessions.iter().any(|one| one.from.is_some());
    let knows_age = draft.ages != domain::offer::Ages::default();
    if told.money.is_spoken_of() && draft.price.is_none() && !asks(draft, &["prijs"]) {
        draft.doubt("prijs", &beginning(remark), "which-price");
    }
    let when = (!told.days.is_empty() && !knows_day) || (told.hours.is_some() && !knows_hour);
    if when && !asks(draft, &WHEN) {
        draft.doubt("dag", &beginning(remark), "which-day");
    }
    if !told.ages.is_empty() && !knows_age && !asks(draft, &AGES) {
        draft.doubt("leeftijd", &beginning(remark), "which-ages");
    }
}

const WHEN: [&str; 3] = ["dag", "van", "tot"];
const AGES: [&str; 4] = [
    "leeftijd",
    "leeftijd_vanaf",
    "leeftijd_tot_en_met",
    "doelgroep",
];

fn asks(draft: &OfferDraft, columns: &[&str]) -> bool {
    let mut doubts = draft.doubts.iter();
    doubts.any(|doubt| columns.contains(&doubt.column.as_ref()))
}

/// The texts of an offer that people wrote in words of their own.
fn texts_of(draft: &OfferDraft) -> Vec<String> {
    let own = [
        &draft.activity_word,
        &draft.description,
        &draft.season,
        &draft.bring,
        &draft.meeting_point,
        &draft.venue.address,
    ];
    let own = own.into_iter().flatten().chain([&draft.title]);
    let mut texts: Vec<String> = own.cloned().collect();
    let notes = draft.notes.iter();
    // The first day of a season falls on any day of the week.
    let is_bound = |name: &str, text: &str| periods::bound(name, text).is_some();
    let notes = notes.filter(|note| {
        !keeps_the_books(&note.name, &note.text) && !is_bound(&note.name, &note.text)
    });
    texts.extend(notes.map(|note| format!("{}: {}", note.name, note.text)));
    texts
}

fn ask_about(draft: &mut OfferDraft, text: &str) {
    let told = Told::by(text);
    let shown = shortened(text);
    let is_day = |day: &Weekday| draft.sessions.iter().any(|one| one.day == Some(*day));
    let is_hour = |hour: &Time| {
        let mut ends = draft.sessions.iter().flat_map(|one| [one.from, one.to]);
        ends.any(|end| end == Some(*hour))
    };
    let hours_fit = match &told.hours {
        None => true,
        Some(hours) => !hours.is_empty() && hours.iter().all(is_hour),
    };
    let when_fits = hours_fit && told.days.iter().all(is_day);
    if !when_fits && !asks(draft, &WHEN) {
        draft.doubt(Column::Day.name(), &shown, "which-day");
    }
    let is_other_day = |day: &Weekday| {
        let mut days = draft.sessions.iter().filter_map(|one| one.day).peekable();
        days.peek().is_some() && days.all(|own| own != *day)
    };
    if told.dates.iter().any(is_other_day) && !asks(draft, &WHEN) {
        draft.doubt(Column::Day.name(), &shown, "which-day");
    }
    let knows_day = draft.sessions.iter().any(|one| one.day.is_some());
    if told.part_of_year && knows_day && draft.season.is_none() && !asks(draft, &WHEN) {
        draft.doubt(Column::Day.name(), &shown, "which-day");
    }
    let has_no_end = draft
        .sessions
        .iter()
        .any(|one| one.from.is_some() && one.to.is_none());
    if told.tells_length && has_no_end && !asks(draft, &WHEN) {
        draft.doubt(Column::To.name(), &shown, "which-time");
    }
    if !money_fits(draft, &told.money) && !asks(draft, &["prijs"]) {
        draft.doubt(Column::Price.name(), &shown, "which-price");
    }
    let ends = [
        draft.ages.min,
        draft.ages.max,
        draft.ages.max.map(|age| age.saturating_add(1)),
    ];
    if !told.ages.iter().all(|age| ends.contains(&Some(*age))) && !asks(draft, &AGES) {
        draft.doubt(Column::Ages.name(), &shown, "which-ages");
    }
    let is_full = draft.sessions.iter().all(|one| one.places_left == Some(0));
    let may_have_ended = told.may_have_ended && !(told.only_waits && is_full);
    if may_have_ended && !asks(draft, &["status"]) {
        draft.doubt(Column::Status.name(), &shown, "still-runs");
    }
}

fn money_fits(draft: &OfferDraft, money: &Money) -> bool {
    let price = draft.price.map(|price| price.cents);
    let trial = draft.trial.map(|trial| match trial {
        Trial::Free => 0,
        Trial::Paid(cents) => cents,
    });
    let known = [price, trial];
    match money {
        Money::Silent => true,
        Money::Unclear => false,
        Money::Amounts(amounts) => amounts.iter().all(|one| known.contains(&Some(*one))),
    }
}

/// Whether every number and address of mail in a text is one that the offer already has.
fn contact_fits(draft: &OfferDraft, text: &str) -> bool {
    let digits = |text: &str| -> String {
        let digits: String = text.chars().filter(char::is_ascii_digit).collect();
        digits.chars().rev().take(9).collect()
    };
    let contact = &draft.contact;
    let phone = contact.phone.as_deref().map(digits);
    let all = line(text).unwrap_or_default();
    // A house number at the end of a line is no part of the number below it.
    let lines = text.lines().filter_map(line);
    let phones: Vec<String> = lines.flat_map(|one| contacts::phones_in(&one)).collect();
    let phones_fit = phones.iter().all(|found| {
        phone
            .as_deref()
            .is_some_and(|own| own.contains(&digits(found)))
    });
    let email = contact.email.as_deref().unwrap_or_default().to_lowercase();
    let mails_fit = all
        .split_whitespace()
        .filter(|word| word.contains('@') && word.contains('.'))
        .all(|word| !email.is_empty() && word.to_lowercase().contains(&email));
    phones_fit && mails_fit
}

/// What a text says of money.
#[derive(Debug, Default, PartialEq)]
enum Money {
    #[default]
    Silent,
    Amounts(Vec<Cents>),
    /// It speaks of money, and of how much is not certain.
    Unclear,
}

impl Money {
    const fn is_spoken_of(&self) -> bool {
        !matches!(self, Self::Silent)
    }
}

/// What a text mentions.
#[derive(Debug, Default, PartialEq)]
struct Told {
    days: Vec<Weekday>,
    /// Hours; empty when one is named that may be two ("half acht").
    hours: Option<Vec<Time>>,
    money: Money,
    ages: Vec<u8>,
    /// On which days its dates fall.
    dates: Vec<Weekday>,
    /// Whether it says how long a lesson takes.
    tells_length: bool,
    may_have_ended: bool,
    /// Whether no more than a waiting list says so.
    only_waits: bool,
    /// Whether it is for a part of the year.
    part_of_year: bool,
}

impl Told {
    fn by(text: &str) -> Self {
        let folded = spaced(&fold(text));
        let words = words_of(&folded);
        Self {
            days: days(&words),
            hours: hours(&words),
            money: money(&words),
            ages: ages(&words),
            dates: folded
                .split(' ')
                .filter_map(dates::whole)
                .map(Date::weekday)
                .collect(),
            tells_length: tells_length(&words),
            may_have_ended: may_have_ended(&words),
            only_waits: !may_have_ended(&without_waiting(&words)),
            part_of_year: names_part_of_year(&words),
        }
    }
}

/// Words and numbers, each sign of meaning a word of its own; a number keeps its point or comma.
fn words_of(folded: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let signs: Vec<char> = folded.chars().collect();
    let mut at = 0;
    while at < signs.len() {
        let start = at;
        let sign = signs[at];
        if sign.is_ascii_digit() {
            let goes_on = |at: usize| {
                signs.get(at).is_some_and(char::is_ascii_digit)
                    || (matches!(signs.get(at), Some('.' | ',' | ':'))
                        && signs.get(at + 1).is_some_and(char::is_ascii_digit))
            };
            while goes_on(at) {
                at += 1;
            }
            // "5,-" is five euros.
            if signs.get(at) == Some(&',') && matches!(signs.get(at + 1), Some('-' | '=')) {
                at += 2;
            }
        } else if sign.is_alphabetic() {
            while signs.get(at).is_some_and(|sign| sign.is_alphabetic()) {
                at += 1;
            }
        } else {
            at += 1;
            if sign.is_whitespace() {
                continue;
            }
        }
        words.push(signs[start..at].iter().collect());
    }
    words
}

/// Whole names count wherever they stand; "ma" and "zo" only before an hour or beside another day.
fn days(words: &[String]) -> Vec<Weekday> {
    let mut found = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let Some(day) = moments::named_day(word) else {
            if matches!(
                word.as_str(),
                "dagelijks" | "doordeweeks" | "werkdagen" | "weekend"
            ) {
                // All of these days: one of them missing is enough to ask.
                found.extend([Weekday::Tuesday, Weekday::Saturday]);
            }
            continue;
        };
        let beside = words[at + 1..].iter().take(3).find(|next| {
            !matches!(
                next.as_str(),
                "." | "/" | "," | "&" | "+" | "-" | "en" | "om" | "van" | ":"
            )
        });
        let is_sure = word.len() > 5
            || beside.is_some_and(|next| {
                next.starts_with(|sign: char| sign.is_ascii_digit())
                    || moments::named_day(next).is_some()
            });
        // "Do" and "zo" are words too, so a day is between days or before an hour.
        if is_sure {
            found.push(day);
        }
    }
    found
}

fn hours(words: &[String]) -> Option<Vec<Time>> {
    let mut found: Option<Vec<Time>> = None;
    let word = |at: Option<usize>| at.and_then(|at| words.get(at)).map_or("", String::as_str);
    for at in 0..words.len() {
        let (before, own, next) = (word(at.checked_sub(1)), word(Some(at)), word(Some(at + 1)));
        let clock = own.split_once(['.', ':']).and_then(|(hour, minute)| {
            let is_clock = minute.len() == 2 && hour.len() < 3;
            let time = Time::new(hour.parse().ok()?, minute.parse().ok()?, 0, 0).ok()?;
            (is_clock && before != "€" && !matches!(next, "euro" | "eur" | "km")).then_some(time)
        });
        if let Some(time) = clock {
            found.get_or_insert_default().push(time);
        }
        // "Half acht" and "om 7 uur" may be two hours; "1 uur" is as often how long it takes.
        let says_when = matches!(before, "om" | "vanaf" | "tot" | "-" | "van" | "rond");
        let is_hour = matches!(next, "uur" | "u" | "h");
        match own.parse::<i8>() {
            Ok(hour @ 9..=23) if is_hour => {
                let minutes = word(Some(at + 2))
                    .parse::<i8>()
                    .ok()
                    .filter(|_| next == "u");
                if let Ok(time) = Time::new(hour, minutes.unwrap_or(0), 0, 0) {
                    found.get_or_insert_default().push(time);
                }
            }
            Ok(1..=8) if is_hour && says_when => return Some(Vec::new()),
            _ => {}
        }
        let number_follows = [
            "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf",
            "twaalf",
        ]
        .contains(&next)
            || next.parse::<u8>().is_ok_and(|hour| hour < 13);
        let is_part =
            matches!(own, "half") || (own == "over" || own == "voor") && before == "kwart";
        if is_part && number_follows {
            return Some(Vec::new());
        }
    }
    found
}

fn money(words: &[String]) -> Money {
    let mut amounts = Vec::new();
    let mut unclear = false;
    for (at, word) in words.iter().enumerate() {
        let before = at.checked_sub(1).map_or("", |at| words[at].as_str());
        let next = words.get(at + 1).map_or("", String::as_str);
        match word.as_str() {
            "€" | "euro" | "eur" => {
                let number = [next, before].into_iter().find_map(cents);
                match number {
                    Some(number) => amounts.push(number),
                    None => unclear = true,
                }
            }
            // "Geen kosten" and "gratis parkeren" are told of other things than of the lesson.
            "gratis" | "kosteloos" => amounts.push(0),
            "gift" | "donatie" | "contributie" | "lidmaatschap" | "korting" | "bijdrage" => {
                unclear |= !words.iter().any(|word| word == "€");
            }
            // What comes beside the price, and of how much is not told.
            word if is_beside_the_price(word) && !matches!(before, "geen" | "zonder") => {
                unclear |= !words.iter().any(|word| word == "€");
            }
            // "Wordt 27,50 na de zomer": two figures behind a comma are cents.
            number
                if is_in_cents(number)
                    && before != "€"
                    && !matches!(next, "km" | "m" | "kg" | "uur" | "jaar" | "euro" | "eur") =>
            {
                amounts.extend(cents(number));
            }
            number if number.ends_with(",-") || number.ends_with(",=") => match cents(number) {
                Some(number) => amounts.push(number),
                None => unclear = true,
            },
            _ => {}
        }
    }
    match amounts.as_slice() {
        _ if unclear => Money::Unclear,
        [] => Money::Silent,
        _ => Money::Amounts(amounts),
    }
}

fn is_in_cents(word: &str) -> bool {
    let figures = |text: &str| !text.is_empty() && text.bytes().all(|sign| sign.is_ascii_digit());
    word.split_once(',')
        .is_some_and(|(euros, cents)| figures(euros) && figures(cents) && cents.len() == 2)
}

/// A word for something that is paid beside the price: "excl.", "inschrijfgeld", "startvergunning".
fn is_beside_the_price(word: &str) -> bool {
    const ENDS: [&str; 5] = ["geld", "kosten", "vergunning", "contributie", "licentie"];
    let word = word.trim_end_matches('.');
    matches!(word, "excl" | "exclusief" | "entree" | "borg" | "toeslag")
        || word != "kosten" && ENDS.iter().any(|end| word.ends_with(end))
}

/// Ages that say themselves what they are: "55+", "vanaf 16 jaar", "60-plussers".
fn ages(words: &[String]) -> Vec<u8> {
    let mut found = Vec::new();
    let word = |at: usize| words.get(at).map_or("", String::as_str);
    for at in 0..words.len() {
        let Some(age) = word(at)
            .parse::<u8>()
            .ok()
            .filter(|age| (2..=110).contains(age))
        else {
            continue;
        };
        let (next, after) = match word(at + 1) {
            "-" | "'" => (word(at + 2), word(at + 3)),
            next => (next, word(at + 2)),
        };
        let is_age = match next {
            "jaar" | "jr" | "jarigen" | "jarige" => {
                !matches!(after, "bestaan" | "geleden" | "ervaring" | "lid")
            }
            "plus" | "plusser" | "plussers" => true,
            "+" => age > 11 && !after.starts_with(|sign: char| sign.is_ascii_digit()),
            // "Mannen en vrouwen, vanaf 55": most likely of those who come.
            "" | "," | ";" | ")" | "." => at > 0 && word(at - 1) == "vanaf",
            _ => false,
        };
        if !is_age {
            continue;
        }
        found.push(age);
        // "4-12 jaar" names two.
        let joins = ["-", "tot", "/", "m"];
        let first = (1..=4).find_map(|back| {
            let place = at.checked_sub(back)?;
            words[place + 1..at]
                .iter()
                .all(|word| {
                    joins.contains(&word.as_str()) || word == "t" || word == "en" || word == "met"
                })
                .then(|| word(place).parse::<u8>().ok())
                .flatten()
                .filter(|_| back > 1)
        });
        found.extend(first);
    }
    found
}

fn tells_length(words: &[String]) -> bool {
    let is_minutes = |word: &str| matches!(word, "min" | "minuten" | "minuut" | "mins" | "minutes");
    words
        .windows(2)
        .any(|pair| pair[0].parse::<u16>().is_ok() && is_minutes(&pair[1]))
        || words
            .iter()
            .any(|word| matches!(word.as_str(), "lesduur" | "duur" | "duurt"))
}

fn without_waiting(words: &[String]) -> Vec<String> {
    let others = words
        .iter()
        .filter(|word| !matches!(word.as_str(), "wachtlijst" | "volgeboekt"));
    others.cloned().collect()
}

fn may_have_ended(words: &[String]) -> bool {
    const SAYINGS: [&str; 16] = [
        "vervallen",
        "vervalt",
        "gestopt",
        "stopt",
        "beeindigd",
        "opgeheven",
        "geannuleerd",
        "afgelast",
        "verplaatst",
        "verhuisd",
        "tijdelijk",
        "concept",
        "voorbehoud",
        "volgeboekt",
        "wachtlijst",
        "gepauzeerd",
    ];
    // "Gaat door bij genoeg aanmeldingen": it may not.
    let needs_more = words.windows(2).any(|pair| {
        matches!(pair[0].as_str(), "genoeg" | "voldoende")
            && ["aanmeld", "deelne", "belangst"]
                .iter()
                .any(|start| pair[1].starts_with(start))
    });
    needs_more || words.iter().any(|word| SAYINGS.contains(&word.as_str()))
}

/// Whether it names a part of the year: "april t/m oktober".
fn names_part_of_year(words: &[String]) -> bool {
    const MONTHS: [&str; 12] = [
        "jan", "feb", "maart", "apr", "mei", "juni", "juli", "aug", "sep", "okt", "nov", "dec",
    ];
    let is_month = |word: &String| {
        MONTHS.iter().any(|month| word.starts_with(month)) && word.len() < 10 || word == "mrt"
    };
    let joins = ["-", "/", "t", "m", "tm", "tot", "en", "met", "."];
    (0..words.len()).any(|at| {
        let behind = words[at + 1..].iter().take(5);
        let mut behind = behind.skip_while(|word| joins.contains(&word.as_str()));
        let goes_on = words
            .get(at + 1)
            .is_some_and(|word| joins.contains(&word.as_str()));
        is_month(&words[at]) && goes_on && behind.next().is_some_and(is_month)
    })
}

#[cfg(test)]
mod tests;
