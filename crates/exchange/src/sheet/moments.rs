//! Days and hours as the Dutch write them: "ma/wo 19.00-20.30 uur", "elke dinsdag", "ma t/m vr".
//!
//! A bare "7 uur" may be morning or evening, and "ma-wo" may be two days or three: those are
//! asked, not guessed.

use jiff::civil::{Time, Weekday};

use crate::wording::{fold, is_untold, spaced, swap};

/// One weekly moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Moment {
    /// The day; `None` when by appointment or not told.
    pub day: Option<Weekday>,
    /// When it begins.
    pub from: Option<Time>,
    /// When it ends.
    pub to: Option<Time>,
}

/// What the three cells `dag`, `van` and `tot` say together.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Moments {
    /// At least one; a row is at least one session.
    pub moments: Vec<Moment>,
    /// Column and question of what was not certain.
    pub doubts: Vec<(&'static str, &'static str)>,
    /// Whether the cell says "by appointment", which is certain and no day.
    pub by_appointment: bool,
}

mod spoken;

const WEEK: [Weekday; 7] = [
    Weekday::Monday,
    Weekday::Tuesday,
    Weekday::Wednesday,
    Weekday::Thursday,
    Weekday::Friday,
    Weekday::Saturday,
    Weekday::Sunday,
];

const WHICH_DAY: &str = "which-day";
const WHICH_TIME: &str = "which-time";

/// Reads the three cells.
pub(crate) fn read(day: &str, from: &str, to: &str) -> Moments {
    let mut found = Moments::default();
    let folded = fold(day);
    let mut groups = Vec::new();
    if matches!(
        folded.as_str(),
        "op afspraak" | "in overleg" | "in overleg met docent"
    ) {
        found.by_appointment = true;
    } else if !is_untold(&folded) {
        match groups_of(&folded, Place::Days) {
            Ok(read) => groups = read,
            Err(question) => found.doubts.push(("dag", question)),
        }
    }
    let mut hours: Vec<Span> = Vec::new();
    let from_folded = fold(from);
    if !is_untold(&from_folded) {
        match groups_of(&from_folded, Place::Hours).as_deref() {
            // "10 uur 's avonds" is no morning, and "'s ochtends" is no hour.
            Ok([one]) if one.contradicts() => found.doubts.push(("van", WHICH_TIME)),
            Ok([one]) if one.days.is_empty() => hours.clone_from(&one.spans),
            // Days in this column count when the day column is empty.
            Ok(read) if groups.is_empty() && is_untold(&folded) => groups = read.to_vec(),
            // "Maandag, donderdag" beside "ma 13.00-14.00 en do 9.00-10.00": each day with its own hours.
            Ok(read) if are_of_the_same_days(&groups, read) => groups = read.to_vec(),
            Ok(_) => found.doubts.push(("van", WHICH_TIME)),
            Err(question) => found.doubts.push(("van", question)),
        }
    }
    let to_folded = fold(to);
    if !is_untold(&to_folded)
        && !ends_at(
            &mut hours,
            &groups_of(&to_folded, Place::Hours).unwrap_or_default(),
        )
    {
        found.doubts.push(("tot", WHICH_TIME));
    }
    if let [(Some(begin), Some(end))] = hours.as_slice()
        && end <= begin
    {
        hours.clear();
        found.doubts.push(("tot", WHICH_TIME));
    }
    for group in &mut groups {
        if group.spans.is_empty() {
            group.spans.clone_from(&hours);
        } else if !hours.is_empty() && group.spans != hours {
            group.spans.clear();
            found.doubts.push(("van", WHICH_TIME));
        }
        // "dinsdagochtend" without an hour: the day is certain, the hour is to be asked. And of
        // two days with two hours nobody can tell whether each day has both.
        if group.contradicts() || (group.days.len() > 1 && group.spans.len() > 1) {
            group.spans.clear();
            found.doubts.push(("dag", WHICH_TIME));
        }
        for day in &group.days {
            found.moments.extend(moments_of(Some(*day), &group.spans));
        }
    }
    if found.moments.is_empty() {
        found.moments = moments_of(None, &hours);
    }
    found.doubts.dedup();
    found
}

/// Whether the hours name exactly the days of the column beside them, and that one tells no hour.
fn are_of_the_same_days(days: &[Group], hours: &[Group]) -> bool {
    let all = |groups: &[Group]| -> Vec<i8> {
        let days = groups.iter().flat_map(|group| &group.days);
        let mut days: Vec<i8> = days.map(|day| day.to_monday_zero_offset()).collect();
        days.sort_unstable();
        days
    };
    !days.is_empty()
        && days.iter().all(|group| group.spans.is_empty())
        && hours.iter().all(|group| group.spans.len() == 1)
        && all(days) == all(hours)
}

/// Takes the end that the column `tot` tells; `false` when it is no end, or contradicts.
fn ends_at(hours: &mut Vec<Span>, told: &[Group]) -> bool {
    let [group] = told else {
        return false;
    };
    let sure = group.days.is_empty() && !group.contradicts();
    let ([(Some(end), None)], true) = (group.spans.as_slice(), sure) else {
        return false;
    };
    match hours.as_mut_slice() {
        [] => hours.push((None, Some(*end))),
        [(_, known @ None)] => *known = Some(*end),
        [(_, Some(known))] => return known == end,
        _ => return false,
    }
    true
}

/// A moment for every span of a day, and one without hours when there is none.
fn moments_of(day: Option<Weekday>, spans: &[Span]) -> Vec<Moment> {
    let moment = |(from, to)| Moment { day, from, to };
    if spans.is_empty() {
        return vec![moment((None, None))];
    }
    spans.iter().copied().map(moment).collect()
}

/// When it begins and ends.
type Span = (Option<Time>, Option<Time>);

/// Days with the hours that hold for all of them.
#[derive(Clone, Debug, Default, PartialEq)]
struct Group {
    days: Vec<Weekday>,
    part: Option<Part>,
    spans: Vec<Span>,
}

impl Group {
    /// Whether a part of the day is named that the hours do not lie in, or that has no hour.
    fn contradicts(&self) -> bool {
        let mut begins = self.spans.iter().filter_map(|span| span.0).peekable();
        self.part
            .is_some_and(|part| begins.peek().is_none() || !begins.all(|begin| part.holds(begin)))
    }
}

/// A part of a day, when a word names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Morning,
    Afternoon,
    Evening,
}

impl Part {
    fn holds(self, begin: Time) -> bool {
        match self {
            Self::Morning => begin.hour() < 13,
            Self::Afternoon => (11..19).contains(&begin.hour()),
            Self::Evening => begin.hour() >= 16,
        }
    }
}

/// In which column a text stands: a bare number is an hour only where hours are expected.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Days,
    Hours,
}

impl Place {
    const fn question(self) -> &'static str {
        match self {
            Self::Days => WHICH_DAY,
            Self::Hours => WHICH_TIME,
        }
    }
}

#[derive(Clone, Debug, PartialEq)]
enum Token {
    Days(Vec<Weekday>, Option<Part>),
    Part(Part),
    Time(Time),
    BareHour(i8),
    HourMark,
    Through,
    Dash,
    Until,
    And,
    /// A choice: each side must be whole by itself.
    Or,
    /// One more: "9.00 + 19.00" begins twice.
    Plus,
}

fn groups_of(folded: &str, place: Place) -> Result<Vec<Group>, &'static str> {
    let tokens = tokens_of(folded, place)?;
    // "Do 9-10.15": what ends at an hour begins at one.
    let begins_bare = |three: &[Token]| {
        let [Token::BareHour(_), joint, Token::Time(_)] = three else {
            return false;
        };
        matches!(joint, Token::Dash | Token::Until)
    };
    let marked = place == Place::Hours
        || tokens.contains(&Token::HourMark)
        || tokens.windows(3).any(begins_bare);
    let question = place.question();
    let mut pluses = 0;
    let mut groups = vec![Group::default()];
    let mut before: Option<Token> = None;
    for token in tokens {
        if token == Token::HourMark {
            continue;
        }
        // "Maandag of dinsdag" is one of the two; "ma 9-10 of di 9-10" are two lessons.
        if token == Token::Or {
            let is_whole = |group: &Group| {
                !group.spans.is_empty() && group.spans.iter().all(|span| span.1.is_some())
            };
            if !groups.last().is_some_and(is_whole) {
                return Err(question);
            }
        }
        let group = groups.last_mut().ok_or(WHICH_DAY)?;
        match &token {
            Token::Days(days, part) => {
                if !group.spans.is_empty() {
                    groups.push(Group::default());
                }
                let group = groups.last_mut().ok_or(WHICH_DAY)?;
                let joined = matches!(before, Some(Token::Through | Token::Dash));
                match (joined, group.days.last().copied(), days.as_slice()) {
                    (true, Some(first), [last]) => {
                        let sure = before == Some(Token::Through)
                            || (first == Weekday::Monday
                                && matches!(
                                    last,
                                    Weekday::Friday | Weekday::Saturday | Weekday::Sunday
                                ));
                        if !sure {
                            return Err(WHICH_DAY);
                        }
                        let mut day = first;
                        while day != *last {
                            day = day.next();
                            group.days.push(day);
                        }
                    }
                    (true, ..) => return Err(WHICH_DAY),
                    (false, ..) => group.days.extend(days),
                }
                if let Some(part) = part {
                    if group.part.is_some_and(|told| told != *part) {
                        return Err(WHICH_TIME);
                    }
                    group.part = Some(*part);
                }
            }
            Token::Part(part) => {
                if group.part.is_some_and(|told| told != *part) {
                    return Err(WHICH_TIME);
                }
                group.part = Some(*part);
            }
            Token::Time(_) | Token::BareHour(_) => {
                let time = match token {
                    Token::Time(time) => time,
                    // Nine in the evening is written "21 uur"; seven is said of both.
                    Token::BareHour(hour @ 9..=23) if marked => Time::constant(hour, 0, 0, 0),
                    _ => return Err(WHICH_TIME),
                };
                if before == Some(Token::Or) {
                    // "Zondag 8.15-9.00 of 9.15-10.00": one of the two, and which is not told.
                    return Err(WHICH_TIME);
                }
                if matches!(before, Some(Token::Dash | Token::Until | Token::Through)) {
                    match group.spans.last_mut() {
                        Some((Some(begin), end @ None)) if time > *begin => *end = Some(time),
                        _ => return Err(WHICH_TIME),
                    }
                } else {
                    group.spans.push((Some(time), None));
                }
            }
            Token::Plus => pluses += 1,
            Token::Through
            | Token::Dash
            | Token::Until
            | Token::And
            | Token::Or
            | Token::HourMark => {}
        }
        before = Some(token);
    }
    if matches!(before, Some(Token::Through | Token::Until | Token::Or)) {
        return Err(WHICH_DAY);
    }
    let timed = groups
        .iter()
        .filter(|group| !group.spans.is_empty())
        .count();
    if timed != 0 && timed != groups.len() {
        return Err(WHICH_DAY);
    }
    let has_one_group = groups.len() == 1;
    for group in &mut groups {
        // "10.00 en 14.00" may be two lessons, or one that begins and ends.
        let all_begin = has_one_group
            && pluses + 1 == group.spans.len()
            && group.spans.iter().all(|span| span.1.is_none());
        if group.spans.len() > 1 && !all_begin && group.spans.iter().any(|span| span.1.is_none()) {
            return Err(WHICH_TIME);
        }
        let mut seen = Vec::new();
        group.days.retain(|day| {
            let new = !seen.contains(day);
            seen.push(*day);
            new
        });
    }
    Ok(groups)
}

fn tokens_of(folded: &str, place: Place) -> Result<Vec<Token>, &'static str> {
    let text = swap(
        &spoken::in_digits(folded),
        &[
            ("tot en met", "tm"),
            ("t/m", "tm"),
            ("t.m.", "tm"),
            ("t / m", "tm"),
            ("'s", ""),
        ],
    );
    let text = spaced(&text);
    let question = place.question();
    let signs: Vec<char> = text.chars().collect();
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(sign) = signs.get(at).copied() {
        if sign.is_ascii_digit() {
            let (token, after) = time_at(&signs, at)?;
            tokens.push(token);
            at = after;
        } else if sign.is_alphabetic() {
            let end = signs[at..].iter().position(|sign| !sign.is_alphabetic());
            let after = end.map_or(signs.len(), |length| at + length);
            let word: String = signs[at..after].iter().collect();
            match token_of(&word) {
                Some(Some(token)) => tokens.push(token),
                Some(None) => {}
                None => return Err(question),
            }
            at = after;
        } else {
            match sign {
                '-' => tokens.push(Token::Dash),
                '+' => tokens.push(Token::Plus),
                '/' | ',' | '&' | ';' | '|' => tokens.push(Token::And),
                ' ' | '.' | ':' | '(' | ')' => {}
                _ => return Err(question),
            }
            at += 1;
        }
    }
    Ok(tokens)
}

/// The time that starts at a digit: `19.00`, `19:00:00`, `19 u 30`, `1900`, or a bare hour.
fn time_at(signs: &[char], at: usize) -> Result<(Token, usize), &'static str> {
    let (digits, mut after) = digits_at(signs, at);
    let number = |digits: &str| digits.parse::<i8>().ok();
    let time = |hour: Option<i8>, minute: Option<i8>| {
        Time::new(hour.unwrap_or(-1), minute.unwrap_or(-1), 0, 0).map_err(|_| WHICH_TIME)
    };
    if digits.len() == 4 {
        return Ok((
            Token::Time(time(number(&digits[..2]), number(&digits[2..]))?),
            after,
        ));
    }
    if digits.len() > 2 {
        return Err(WHICH_TIME);
    }
    if matches!(signs.get(after), Some('.' | ':')) {
        let (minutes, end) = digits_at(signs, after + 1);
        match minutes.len() {
            2 => {
                // Workbooks add seconds; a lesson has none.
                let seconds: String = signs[end..].iter().take(3).collect();
                let after = if seconds == ":00" { end + 3 } else { end };
                return Ok((Token::Time(time(number(&digits), number(&minutes))?), after));
            }
            0 => {}
            _ => return Err(WHICH_TIME),
        }
    }
    if signs.get(after..after + 2) == Some(&[' ', 'u'])
        || signs.get(after..after + 2) == Some(&[' ', 'h'])
    {
        let mut next = after + 2;
        while matches!(signs.get(next), Some(' ' | '.')) {
            next += 1;
        }
        let (minutes, end) = digits_at(signs, next);
        if minutes.len() == 2 {
            return Ok((Token::Time(time(number(&digits), number(&minutes))?), end));
        }
    }
    let hour = number(&digits)
        .filter(|hour| (0..24).contains(hour))
        .ok_or(WHICH_TIME)?;
    if signs.get(after) == Some(&'.') {
        after += 1;
    }
    Ok((Token::BareHour(hour), after))
}

fn digits_at(signs: &[char], at: usize) -> (String, usize) {
    let digits: String = signs
        .iter()
        .skip(at)
        .take_while(|sign| sign.is_ascii_digit())
        .collect();
    let end = at + digits.len();
    (digits, end)
}

/// The meaning of a word; `Some(None)` when it adds nothing, `None` when it is not known.
fn token_of(word: &str) -> Option<Option<Token>> {
    Some(match word {
        "elke" | "iedere" | "op" | "om" | "van" | "de" | "wekelijks" | "vanaf" | "vertrek"
        | "aanvang" | "training" | "trainingen" => None,
        "uur" | "u" | "h" => Some(Token::HourMark),
        "tm" => Some(Token::Through),
        "tot" => Some(Token::Until),
        "en" => Some(Token::And),
        "of" => Some(Token::Or),
        "ochtend" | "ochtends" | "morgen" | "morgens" => Some(Token::Part(Part::Morning)),
        "middag" | "middags" => Some(Token::Part(Part::Afternoon)),
        "avond" | "avonds" => Some(Token::Part(Part::Evening)),
        "dagelijks" | "dag" => Some(Token::Days(WEEK.to_vec(), None)),
        "werkdag" | "werkdagen" | "doordeweeks" => Some(Token::Days(WEEK[..5].to_vec(), None)),
        _ => {
            let (day, rest) = day_of(word)?;
            let part = match rest {
                "" | "s" | "en" => None,
                "ochtend" | "ochtenden" | "ochtends" | "morgen" | "morgens" => Some(Part::Morning),
                "middag" | "middagen" | "middags" => Some(Part::Afternoon),
                "avond" | "avonden" | "avonds" => Some(Part::Evening),
                _ => return None,
            };
            Some(Token::Days(vec![day], part))
        }
    })
}

/// Whether a folded word names a day, with or without a part of it: "di", "dinsdagochtend".
pub(crate) fn is_day(word: &str) -> bool {
    matches!(token_of(word), Some(Some(Token::Days(_, None)))) && word != "dag"
        || day_of(word).is_some()
}

/// The day that a folded word is, or begins with and goes on with a part of the day.
pub(crate) fn named_day(word: &str) -> Option<Weekday> {
    let (day, rest) = day_of(word)?;
    let goes_on = [
        "",
        "s",
        "en",
        "ochtend",
        "ochtends",
        "ochtenden",
        "morgen",
        "morgens",
    ];
    let goes_on = goes_on
        .into_iter()
        .chain(["middag", "middags", "middagen", "avond", "avonds"]);
    goes_on
        .chain(["avonden"])
        .any(|part| part == rest)
        .then_some(day)
}

/// The day a word begins with, and the rest of the word.
fn day_of(word: &str) -> Option<(Weekday, &str)> {
    const NAMES: [(&str, &[&str]); 7] = [
        ("maandag", &["ma"]),
        ("dinsdag", &["di", "din"]),
        ("woensdag", &["wo", "woe"]),
        ("donderdag", &["do", "don"]),
        ("vrijdag", &["vr", "vrij"]),
        ("zaterdag", &["za", "zat"]),
        ("zondag", &["zo", "zon"]),
    ];
    // Lists for newcomers name the days in English too.
    const ENGLISH: [&[&str]; 7] = [
        &["monday", "mondays", "mon"],
        &["tuesday", "tuesdays", "tue", "tues"],
        &["wednesday", "wednesdays", "wed"],
        &["thursday", "thursdays", "thu", "thurs"],
        &["friday", "fridays", "fri"],
        &["saturday", "saturdays", "sat"],
        &["sunday", "sundays", "sun"],
    ];
    let english = WEEK
        .into_iter()
        .zip(ENGLISH)
        .find(|(_, names)| names.contains(&word));
    if let Some((day, _)) = english {
        return Some((day, ""));
    }
    WEEK.into_iter()
        .zip(NAMES)
        .find_map(|(day, (name, short))| {
            if short.contains(&word) {
                return Some((day, ""));
            }
            word.strip_prefix(name).map(|rest| (day, rest)).or_else(|| {
                // "di-avond" falls apart by itself; "diavond" is how some write it.
                short
                    .iter()
                    .find_map(|short| word.strip_prefix(short))
                    .filter(|rest| matches!(*rest, "ochtend" | "middag" | "avond" | "morgen"))
                    .map(|rest| (day, rest))
            })
        })
}

#[cfg(test)]
mod tests;
