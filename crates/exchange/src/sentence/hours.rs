//! Hours in words: "tussen 13 en 16 uur", "vanaf 10 uur", "voor 12 uur". A search holds mornings,
//! afternoons and evenings; every lesson that fits lies in one of those that the hours touch.

use domain::week::part_called;

/// The parts of a day in minutes, as `domain::daypart` has them.
const PARTS: [(u32, u32); 3] = [(6 * 60, 12 * 60), (12 * 60, 18 * 60), (18 * 60, 24 * 60)];
const HOUR: [&str; 2] = ["uur", "u"];
const EURO: [&str; 4] = ["€", "eur", "euro", "euros"];

/// The hours of a day, as parts of it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Hours {
    /// How many words tell them.
    pub length: usize,
    /// The parts of the day that they touch.
    pub parts: Vec<usize>,
    /// Whether the hours are those parts and no less.
    pub is_exact: bool,
}

/// A time as it is written: nobody knows yet whether "7 uur" is early or late.
struct Clock {
    length: usize,
    hour: u32,
    minute: u32,
    says_hour: bool,
    has_minutes: bool,
}

enum Kind {
    Between,
    From,
    Until,
    At,
}

/// The hours that the words begin with.
pub(super) fn read(words: &[String]) -> Option<Hours> {
    let (kind, mut at) = match words.first()?.as_str() {
        "tussen" | "van" => (Kind::Between, 1),
        "vanaf" | "na" => (Kind::From, 1),
        "voor" | "tot" => (Kind::Until, 1),
        "om" | "rond" | "omstreeks" => (Kind::At, 1),
        _ => (Kind::Between, 0),
    };
    let first = clock(&words[at..])?;
    at += first.length;
    let mut last = None;
    if matches!(kind, Kind::Between) {
        at += usize::from(matches!(words.get(at)?.as_str(), "en" | "tot"));
        let second = clock(words.get(at..)?)?;
        at += second.length;
        last = Some(second);
    }
    let ends = last.as_ref().unwrap_or(&first);
    let is_money = |at: usize| {
        words
            .get(at)
            .is_some_and(|word| EURO.contains(&word.as_str()))
    };
    let is_written = first.has_minutes && ends.has_minutes && last.is_some() && !is_money(at);
    if !ends.says_hour && !is_written {
        return None;
    }
    let behind = at + usize::from(words.get(at).is_some_and(|word| word == "s"));
    let part = words.get(behind).and_then(|word| part_called(word));
    if part.is_some() {
        at = behind + 1;
    }
    let time = |clock: &Clock| certain(clock.hour, part).map(|hour| hour * 60 + clock.minute);
    let begins = time(&first)?;
    let (from, until) = match (kind, &last) {
        (Kind::Between, Some(last)) => (begins, time(last)?),
        (Kind::Between, None) => return None,
        (Kind::From, _) => (begins, PARTS[2].1),
        (Kind::Until, _) => (PARTS[0].0, begins),
        (Kind::At, _) => (begins, begins + 1),
    };
    let touched = (0..PARTS.len()).filter(|part| from < PARTS[*part].1 && until > PARTS[*part].0);
    let parts: Vec<usize> = touched.collect();
    let is_whole = |part: &usize| from <= PARTS[*part].0 && until >= PARTS[*part].1;
    (from < until && !parts.is_empty()).then(|| Hours {
        length: at,
        is_exact: parts.iter().all(is_whole),
        parts,
    })
}

/// "13", "13.30", "13 uur".
fn clock(words: &[String]) -> Option<Clock> {
    let word = words.first()?;
    let (hour, minute) = word.split_once('.').unwrap_or((word, ""));
    let has_minutes = minute.len() == 2;
    if !has_minutes && !minute.is_empty() {
        return None;
    }
    let says_hour = words
        .get(1)
        .is_some_and(|word| HOUR.contains(&word.as_str()));
    Some(Clock {
        length: 1 + usize::from(says_hour),
        hour: hour.parse().ok()?,
        minute: if has_minutes {
            minute.parse().ok().filter(|minute| *minute < 60)?
        } else {
            0
        },
        says_hour,
        has_minutes,
    })
}

/// The hour of the day: from 9 as it is written, a smaller one only with its part of the day beside
/// it.
fn certain(hour: u32, part: Option<usize>) -> Option<u32> {
    match (part, hour) {
        (None, 9..=24) | (Some(0), 5..=12) | (Some(1), 12..=18) | (Some(2), 17..=24) => Some(hour),
        (Some(1), 1..=6) | (Some(2), 5..=11) => Some(hour + 12),
        _ => None,
    }
}
