//! Numbers, and what they count: an age, a price, a distance, a way on foot, a postcode.

use std::ops::RangeInclusive;

use domain::price::{Per, Price};
use domain::travel;
use domain::week::day_coded;

use super::{EMPTY, Reader, ToldPrice};

/// A bare number is an age from here on: a smaller one may be anything.
const AGES: RangeInclusive<u32> = 16..=110;
/// Where the sentence says that it is one.
const TOLD_AGES: RangeInclusive<u32> = 1..=115;
/// Longer walks are no way to a lesson.
const WALKS: RangeInclusive<u32> = 1..=120;

/// A number after these is an age, also with "van" or "is" between.
const SOMEBODY: [&str; 24] = [
    "man",
    "vrouw",
    "mevrouw",
    "mw",
    "meneer",
    "dhr",
    "heer",
    "dame",
    "client",
    "patient",
    "deelnemer",
    "inwoner",
    "bewoner",
    "iemand",
    "kind",
    "jongen",
    "meisje",
    "jongere",
    "zoon",
    "dochter",
    "kleinkind",
    "hij",
    "zij",
    "ze",
];
/// A number before these counts something else.
const COUNTED: [&str; 30] = [
    "minuten",
    "minuut",
    "min",
    "uur",
    "uren",
    "keer",
    "maal",
    "x",
    "kg",
    "kilo",
    "cm",
    "week",
    "weken",
    "maand",
    "maanden",
    "mensen",
    "personen",
    "kinderen",
    "kleinkinderen",
    "stappen",
    "dag",
    "dagen",
    "procent",
    "graden",
    "punten",
    "lessen",
    "les",
    "e",
    "hoog",
    "etage",
];
/// Years before or after these are no age.
const SINCE: [&str; 8] = [
    "al",
    "sinds",
    "na",
    "over",
    "afgelopen",
    "laatste",
    "komende",
    "elke",
];
const AGO: [&str; 4] = ["geleden", "lang", "ervaring", "niet"];
/// These tell of a limit that follows, and nothing by themselves.
const AT_MOST: [&str; 9] = [
    "hooguit",
    "hoogstens",
    "maximaal",
    "max",
    "tot",
    "binnen",
    "onder",
    "ongeveer",
    "circa",
];
/// Of those, what sets a limit.
const LIMIT: [&str; 6] = ["hooguit", "hoogstens", "maximaal", "max", "tot", "binnen"];
const EURO: [&str; 4] = ["€", "eur", "euro", "euros"];

fn is(words: &[String], at: usize, any: &[&str]) -> bool {
    words
        .get(at)
        .is_some_and(|word| any.contains(&word.as_str()))
}

/// Euros and cents, in cents: "20", "12,50", "1.000".
fn cents(word: &str) -> Option<u32> {
    let thousands = word
        .split_once('.')
        .filter(|(euros, rest)| rest.len() == 3 && !euros.starts_with('0'));
    if let Some((thousands, rest)) = thousands {
        return cents(&format!("{thousands}{rest}"));
    }
    let (euros, cents) = word.split_once([',', '.']).unwrap_or((word, "00"));
    if cents.len() != 2 {
        return None;
    }
    let euros: u32 = euros.parse().ok()?;
    euros.checked_mul(100)?.checked_add(cents.parse().ok()?)
}

/// Whether the word there says what the number before it counts: no years, then.
pub(super) fn counts_other(words: &[String], at: usize) -> bool {
    is(words, at, &COUNTED) || is(words, at, &["jaren", "km", "kilometer", "meter", "m"])
}

impl Reader<'_> {
    /// A number from `at` with what it counts: how many words that takes.
    pub(super) fn take_number(
        &mut self,
        words: &[String],
        at: usize,
        left: &mut Vec<String>,
    ) -> Option<usize> {
        let here = &words[at..];
        let length = if is(here, 0, &EURO) || is(here, 1, &EURO) {
            self.take_price(here)?
        } else {
            let number: u32 = here.first()?.parse().ok()?;
            let limited = at > 0 && is(words, at - 1, &LIMIT);
            self.take_way(here, number, limited)
                .or_else(|| self.take_age(words, at, number, left))
                .or_else(|| self.take_postcode(words, at, number))?
        };
        while left
            .last()
            .is_some_and(|word| AT_MOST.contains(&word.as_str()))
        {
            left.pop();
        }
        Some(length)
    }

    fn take_price(&mut self, here: &[String]) -> Option<usize> {
        let cents = cents(here.get(usize::from(is(here, 0, &EURO)))?)?;
        let mut length = 2;
        let per = usize::from(is(here, length, &["per", "p", "in", "de", "elke", "een"]));
        let is_lesson = is(here, length + per, &["les", "keer"]);
        if is_lesson || is(here, length + per, &["week"]) {
            // A lesson counts once a week; the page says so.
            let weekly = Price {
                cents,
                per: Per::Lesson,
            };
            self.sentence.max_price_cents = weekly.per_month(1, None);
            length += per + 1;
            let said = here[..length].join(" ");
            self.sentence.told_price = Some(ToldPrice { said, is_lesson });
            return Some(length);
        }
        // What a season may cost says nothing certain of a month.
        if is(
            here,
            length + per,
            &["jaar", "kwartaal", "seizoen", "kaart"],
        ) {
            return None;
        }
        if is(here, length + per, &["maand", "m", "mnd"]) {
            length += per + 1;
        } else if is(here, length, &["pm"]) {
            length += 1;
        }
        self.sentence.max_price_cents = Some(cents);
        Some(length)
    }

    /// Kilometres, metres, or so many minutes on foot.
    fn take_way(&mut self, here: &[String], number: u32, limited: bool) -> Option<usize> {
        let walks = ["lopen", "loopafstand", "voet"];
        if is(here, 1, &["km", "kilometer"]) {
            self.sentence.max_distance_km = Some(number);
            return Some(2);
        }
        if is(here, 1, &["m", "meter", "mtr"]) {
            self.sentence.max_way_m = Some(number);
            return Some(2 + usize::from(is(here, 2, &["lopen"])));
        }
        let te = usize::from(is(here, 2, &["te"]));
        let on_foot = is(here, 2 + te, &walks) && (limited || is(here, 2, &["loopafstand"]));
        if !is(here, 1, &["min", "minuut", "minuten"]) || !on_foot || !WALKS.contains(&number) {
            return None;
        }
        self.sentence.max_way_m = Some(travel::way_of_walking(number));
        Some(3 + te)
    }

    fn take_age(
        &mut self,
        words: &[String],
        at: usize,
        number: u32,
        left: &mut Vec<String>,
    ) -> Option<usize> {
        let here = &words[at..];
        let link = usize::from(at > 0 && is(words, at - 1, &["van", "is"]));
        let of_somebody = match at - link {
            0 => link == 1,
            before => is(words, before - 1, &SOMEBODY),
        };
        let length = if is(here, 1, &["jaar", "jr", "jarige", "jarig"]) {
            let of_time = at > 0 && is(words, at - 1, &SINCE) || is(here, 2, &AGO);
            if of_time || !TOLD_AGES.contains(&number) {
                return None;
            }
            2 + usize::from(is(here, 2, &["oud"]))
        } else if self.sentence.age.is_some() {
            return None;
        } else if is(here, 1, &["plus", "plusser", "plussers"]) && AGES.contains(&number) {
            2
        } else {
            let counts = is(here, 1, &COUNTED)
                || here
                    .get(1)
                    .is_some_and(|next| next.starts_with(|sign: char| sign.is_ascii_digit()));
            let fits = match of_somebody {
                true => TOLD_AGES.contains(&number),
                false => at == 0 && AGES.contains(&number),
            };
            if counts || !fits {
                return None;
            }
            1
        };
        self.sentence.age = Some(number);
        // Whose age it is, is no word to look for.
        while left.last().is_some_and(|word| {
            SOMEBODY.contains(&word.as_str()) || matches!(word.as_str(), "van" | "is")
        }) {
            left.pop();
        }
        Some(length)
    }

    fn take_postcode(&mut self, words: &[String], at: usize, number: u32) -> Option<usize> {
        let here = &words[at..];
        let is_year = words.iter().any(|word| word == "geboren");
        let since = at > 0 && is(words, at - 1, &["in", "sinds", "vanaf", "jaar"]);
        let lives = at > 1 && is(words, at - 2, &["woont", "wonend"]);
        let may_be_year = since && !lives && (1900..=2099).contains(&number);
        if !(1000..=9999).contains(&number)
            || self.sentence.postcode.is_some()
            || is_year
            || may_be_year
            || is(here, 1, &COUNTED)
        {
            return None;
        }
        let letters = here.get(1).filter(|word| {
            // "5211 di ochtend" has no letters.
            word.len() == 2
                && word.chars().all(|sign| sign.is_ascii_alphabetic())
                && day_coded(word).is_none()
                && !EMPTY.contains(&word.as_str())
        });
        let length = 1 + usize::from(letters.is_some());
        let letters = letters.map(|word| word.to_uppercase()).unwrap_or_default();
        self.sentence.postcode = Some(format!("{number}{letters}"));
        Some(length)
    }
}
