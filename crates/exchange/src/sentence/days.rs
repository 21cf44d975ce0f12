//! Days and the parts of them: "dinsdag- en donderdagochtend", "ma t/m vr", "'s avonds".

use domain::daypart::Dayparts;
use domain::week::{DAYS, day_and_part, part_called};
use jiff::civil::Weekday;

use super::begins_with;

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

/// The dayparts that the words from `at` name, and how many words that takes. None in particular
/// for "elke dag".
pub(super) fn read(words: &[String], at: usize) -> Option<(usize, Dayparts)> {
    let here = &words[at..];
    if let Some(length) = ANY_DAY.iter().find_map(|phrase| begins_with(here, phrase)) {
        return Some((length, Dayparts::NONE));
    }
    let before = at.checked_sub(1).map(|before| words[before].as_str());
    let mut days: Vec<Weekday> = Vec::new();
    let mut parts: Vec<usize> = Vec::new();
    // "Zo" and "ma" are words of their own; two of them, one with a part or "op ma" are days.
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
        } else if let Some(part) = part_called(word) {
            // "Morgen" by itself is tomorrow.
            if days.is_empty() && word == "morgen" && before != Some("de") {
                break;
            }
            parts.push(part);
            length += 1;
            break;
        } else if let Some(named) = several(word).filter(|_| days.is_empty()) {
            days.extend(named.iter().map(|(_, day)| *day));
            (length, certain) = (length + 1, true);
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
    if days.is_empty() {
        days = DAYS.iter().map(|(_, day)| *day).collect();
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
    Some((length, all))
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

fn several(word: &str) -> Option<&'static [(&'static str, Weekday)]> {
    match word {
        "doordeweeks" | "werkdagen" => Some(&DAYS[..5]),
        "weekend" | "weekenden" => Some(&DAYS[5..]),
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
            Some((length, days)) => {
                all = all.or(days);
                at += length;
            }
            None if BEFORE.contains(&words[at].as_str()) => at += 1,
            None => return None,
        }
    }
    (!all.is_empty()).then_some(all)
}
