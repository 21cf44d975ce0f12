//! Days and the parts of them: "dinsdag- en donderdagochtend", "ma t/m vr", "'s avonds".

use domain::daypart::Dayparts;
use domain::week::{DAYS, day_and_part, part_called};
use jiff::civil::Weekday;

use super::{begins_with, hours};

/// These ask for no day in particular.
const ANY_DAY: [&str; 5] = [
    "elke dag",
    "iedere dag",
    "alle dagen",
    "de hele week",
    "hele week",
];
/// What may stand between two days, or a day and its part.
const LINKS: [&str; 5] = ["en", "of", "in", "de", "s"];
/// What may stand before a day that is denied.
const BEFORE: [&str; 17] = [
    "op", "in", "de", "het", "s", "en", "of", "iedere", "elke", "liever", "kan", "mag", "wil",
    "komt", "alleen", "hij", "zij",
];
/// Of those, what makes it another thing after the denial: "niet alleen op maandag".
const NOT_AFTER: &str = "alleen";

/// Other words for parts of a day.
const PARTS: [(&str, &[usize]); 10] = [
    ("overdag", &[0, 1]),
    ("na schooltijd", &[1]),
    ("na school", &[1]),
    ("na het werk", &[2]),
    ("na haar werk", &[2]),
    ("na zijn werk", &[2]),
    ("na mijn werk", &[2]),
    ("na werktijd", &[2]),
    ("na kantoortijd", &[2]),
    ("na werk", &[2]),
];

/// When, as far as a search holds it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct When {
    /// How many words tell it.
    pub length: usize,
    /// The dayparts.
    pub dayparts: Dayparts,
    /// Whether they tell all: of "vanaf 10 uur" they tell more.
    pub is_exact: bool,
}

/// The dayparts that the words from `at` name. None in particular for "elke dag".
pub(super) fn read(words: &[String], at: usize) -> Option<When> {
    let here = &words[at..];
    if let Some(length) = ANY_DAY.iter().find_map(|phrase| begins_with(here, phrase)) {
        return Some(When {
            length,
            dayparts: Dayparts::NONE,
            is_exact: true,
        });
    }
    let before = at.checked_sub(1).map(|before| words[before].as_str());
    let mut days: Vec<Weekday> = Vec::new();
    let mut parts: Vec<usize> = Vec::new();
    // "Zo" and "ma" are words of their own; two of them, one with a part or "op ma" are days.
    let (mut is_exact, mut is_of_school) = (true, false);
    let mut certain = before == Some("op") && here.first()? != "zo";
    let mut length = 0;
    while let Some(word) = here.get(length) {
        let next = here.get(length + 1);
        if let Some((day, part)) = day_and_part(word) {
            certain |= word.len() > 2;
            days.push(day);
            length += 1;
            if let Some(part) = part {
                parts.push(part);
                break;
            }
        } else if let Some((span, last)) = until(&here[length..]).filter(|_| !days.is_empty()) {
            let mut day = *days.last()?;
            while day != last {
                day = day.next();
                days.push(day);
            }
            (length, certain) = (length + span, true);
        } else if let Some(told) = parts_at(&here[length..]) {
            // "Morgen" by itself is tomorrow.
            if days.is_empty() && word == "morgen" && before != Some("de") {
                break;
            }
            parts.extend(told.parts);
            is_exact = told.is_exact;
            is_of_school = word == "na" && here[length + 1].starts_with("school");
            length += told.length;
            break;
        } else if let Some((span, named)) = several(&here[length..]).filter(|_| days.is_empty()) {
            days.extend(named.iter().map(|(_, day)| *day));
            (length, certain) = (length + span, true);
        } else if !days.is_empty()
            && LINKS.contains(&word.as_str())
            && next.is_some_and(|next| {
                day_and_part(next).is_some() || part_called(next).is_some() || next == "de"
            })
        {
            length += 1;
        } else {
            break;
        }
    }
    while let Some((span, part)) = another_part(&here[length..]).filter(|_| !parts.is_empty()) {
        parts.push(part);
        length += span;
    }
    certain |= !parts.is_empty();
    if length == 0 || (!certain && days.len() < 2) {
        return None;
    }
    if days.is_empty()
        && let Some((span, behind)) = days_behind(&here[length..])
    {
        (length, days) = (length + span, behind);
    }
    if days.is_empty() && parts.len() == 3 {
        // At any hour of any day: nothing that a search would hold.
        return Some(When {
            length,
            dayparts: Dayparts::NONE,
            is_exact,
        });
    }
    if days.is_empty() {
        let all = if is_of_school { &DAYS[..5] } else { &DAYS[..] };
        days = all.iter().map(|(_, day)| *day).collect();
    }
    let mut all = Dayparts::NONE;
    for day in days {
        if parts.is_empty() {
            all = all.or(Dayparts::of_day(day, None));
        }
        for part in &parts {
            all = all.or(Dayparts::of_day(day, Some(*part)));
        }
    }
    Some(When {
        length,
        dayparts: all,
        is_exact,
    })
}

/// Words as they are told back: "16 tot 18 uur ’s middags".
pub(super) fn said(words: &[String]) -> String {
    let is_number = |word: &str| word.starts_with(|sign: char| sign.is_ascii_digit());
    let mut said = String::new();
    let mut before = "";
    for word in words {
        if !said.is_empty() {
            said.push_str(match is_number(before) && is_number(word) {
                true => " tot ",
                false => " ",
            });
        }
        said.push_str(if word == "s" { "’s" } else { word });
        before = word;
    }
    said
}

/// The parts of a day that the words begin with.
fn parts_at(words: &[String]) -> Option<hours::Hours> {
    let exact = |length: usize, parts: &[usize]| hours::Hours {
        length,
        parts: parts.to_vec(),
        is_exact: true,
    };
    if let Some(part) = part_called(words.first()?) {
        return Some(exact(1, &[part]));
    }
    let phrase = PARTS
        .iter()
        .find_map(|(phrase, parts)| Some(exact(begins_with(words, phrase)?, parts)));
    phrase.or_else(|| hours::read(words))
}

/// "Op maandag en dinsdag" behind a part of a day: how many words, and which days.
fn days_behind(words: &[String]) -> Option<(usize, Vec<Weekday>)> {
    let links = ["op", "in", "het", "de", "elke", "iedere"];
    let linked = words.iter();
    let linked = linked
        .take_while(|word| links.contains(&word.as_str()))
        .count();
    let behind = &words[linked..];
    if let Some((span, named)) = several(behind) {
        return Some((linked + span, named.iter().map(|(_, day)| *day).collect()));
    }
    let day_at = |at: usize| {
        let word = behind.get(at)?;
        let certain = word.len() > 2 || (linked > 0 && word != "zo");
        let (day, part) = day_and_part(word).filter(|_| certain)?;
        part.is_none().then_some(day)
    };
    let mut days = vec![day_at(0)?];
    let mut length = 1;
    loop {
        if let Some((span, last)) = until(&behind[length..]) {
            while let Some(day) = days.last().copied().filter(|day| *day != last) {
                days.push(day.next());
            }
            length += span;
        }
        let is_link = |word: &String| matches!(word.as_str(), "en" | "of");
        match day_at(length + 1).filter(|_| is_link(&behind[length])) {
            Some(day) => days.push(day),
            None => return Some((linked + length, days)),
        }
        length += 2;
    }
}

/// "T/m vrijdag": how many words, and until when.
fn until(words: &[String]) -> Option<(usize, Weekday)> {
    let phrases = ["t m", "tot en met", "tot"];
    let length = phrases
        .iter()
        .find_map(|phrase| begins_with(words, phrase))?;
    let (day, part) = day_and_part(words.get(length)?)?;
    part.is_none().then_some((length + 1, day))
}

/// "Of 's middags" behind a part: how many words, and which.
fn another_part(words: &[String]) -> Option<(usize, usize)> {
    let link = words
        .first()
        .filter(|word| matches!(word.as_str(), "en" | "of"));
    let at = 1 + usize::from(words.get(1)? == "s");
    link.and(Some((at + 1, part_called(words.get(at)?)?)))
}

/// Several days by one name: how many words, and which.
fn several(words: &[String]) -> Option<(usize, &'static [(&'static str, Weekday)])> {
    let workdays = ["door de weeks", "door de week"];
    if let Some(length) = workdays.iter().find_map(|name| begins_with(words, name)) {
        return Some((length, &DAYS[..5]));
    }
    match words.first()?.as_str() {
        "doordeweeks" | "werkdagen" | "werkdag" | "weekdagen" => Some((1, &DAYS[..5])),
        "weekend" | "weekenden" => Some((1, &DAYS[5..])),
        _ => None,
    }
}

/// The days that a denial takes out, and how many words before it still tell of something else.
/// Nothing when it denies anything but days.
pub(super) fn denied(before: &[String], after: &[String]) -> Option<(Dayparts, usize)> {
    if after.is_empty() {
        return Some((only_days(before)?, 0));
    }
    let mut all = Dayparts::NONE;
    for part in after.split(|word| domain::denial::denies(word)) {
        if part.first().is_some_and(|word| word == NOT_AFTER) {
            return None;
        }
        all = all.or(only_days(part)?);
    }
    Some((all, before.len()))
}

/// The days, when the words tell of nothing else.
fn only_days(words: &[String]) -> Option<Dayparts> {
    let mut all = Dayparts::NONE;
    let mut at = 0;
    while at < words.len() {
        match read(words, at) {
            // Of a part of an afternoon the whole would go.
            Some(when) if !when.is_exact => return None,
            Some(when) => {
                all = all.or(when.dayparts);
                at += when.length;
            }
            None if BEFORE.contains(&words[at].as_str()) => at += 1,
            None => return None,
        }
    }
    (!all.is_empty()).then_some(all)
}
