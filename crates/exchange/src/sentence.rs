//! What somebody types about a client in one sentence: "72, wandelt graag, dinsdagochtend, 20 euro
//! per maand, om de hoek". Called by the search page, which shows in its form what was read, so that
//! it can be seen and changed.
//!
//! Only what is certain is taken out; every other word stays, in its order. In a part of the
//! sentence with "niet", "geen" or the like nothing is read: what is not wished is the search's own
//! matter.

use domain::codes::{Accessibility, Activity, Group, Guidance, Listed};
use jiff::civil::Weekday;

use crate::activity_words::{ActivityReading, read_activity};
use crate::wording::fold;

/// Longer texts are cut off here.
const MOST_SIGNS: usize = 400;
/// A bare number is an age from here on: a smaller one may be anything.
const AGES: std::ops::RangeInclusive<u32> = 16..=110;
/// Around the corner, in metres as the crow flies.
const AT_THE_CORNER_KM: u32 = 1;
/// Near, but not around the corner.
const NEAR_KM: u32 = 3;

/// What a sentence tells, in the codes of a search.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sentence {
    /// Where it starts: a postcode.
    pub postcode: Option<String>,
    /// How old, in years.
    pub age: Option<u32>,
    /// How far, in kilometres.
    pub max_distance_km: Option<u32>,
    /// How far on foot or on wheels, in metres.
    pub max_way_m: Option<u32>,
    /// At most so many euros a month.
    pub max_price_euros: Option<u32>,
    /// Whether it must be quiet.
    pub quiet: bool,
    /// `di-ochtend`
    pub dayparts: Vec<String>,
    /// What to do.
    pub activities: Vec<&'static str>,
    /// For whom the group is.
    pub groups: Vec<&'static str>,
    /// Help during the lesson.
    pub guidance: Vec<&'static str>,
    /// What it must be fit for.
    pub accessibility: Vec<&'static str>,
    /// Words that tell how somebody is: no offer tells of them.
    pub about: Vec<String>,
    /// Every other word.
    pub rest: String,
}

const DAYS: [(&str, Weekday); 7] = [
    ("ma", Weekday::Monday),
    ("di", Weekday::Tuesday),
    ("wo", Weekday::Wednesday),
    ("do", Weekday::Thursday),
    ("vr", Weekday::Friday),
    ("za", Weekday::Saturday),
    ("zo", Weekday::Sunday),
];
const FULL_DAYS: [&str; 7] = [
    "maandag",
    "dinsdag",
    "woensdag",
    "donderdag",
    "vrijdag",
    "zaterdag",
    "zondag",
];
const PARTS: [(&[&str], &str); 3] = [
    (
        &[
            "ochtend",
            "ochtends",
            "ochtenden",
            "morgen",
            "morgens",
            "voormiddag",
        ],
        "ochtend",
    ),
    (&["middag", "middags", "middagen", "namiddag"], "middag"),
    (&["avond", "avonds", "avonden"], "avond"),
];
const NOT: [&str; 7] = ["niet", "geen", "nooit", "behalve", "zonder", "nee", "hekel"];
/// A number after these is an age.
const SOMEBODY: [&str; 7] = [
    "van", "man", "vrouw", "mevrouw", "meneer", "client", "patient",
];
/// A number before these counts something else.
const COUNTED: [&str; 14] = [
    "minuten", "min", "uur", "keer", "x", "kg", "kilo", "weken", "maanden", "mensen", "stappen",
    "dagen", "procent", "plus",
];
/// These tell of somebody, and no offer tells of them.
const OF_SOMEBODY: [&str; 12] = [
    "verlegen",
    "onzeker",
    "onzekere",
    "eenzaam",
    "eenzame",
    "angstig",
    "bang",
    "stil",
    "somber",
    "teruggetrokken",
    "gespannen",
    "spannend",
];
/// These tell of a limit that follows, and nothing by themselves.
const AT_MOST: [&str; 8] = [
    "hooguit",
    "hoogstens",
    "maximaal",
    "max",
    "tot",
    "binnen",
    "ongeveer",
    "circa",
];
/// These tell nothing about an offer.
const EMPTY: [&str; 38] = [
    "een", "de", "het", "en", "of", "op", "in", "om", "te", "met", "per", "is", "er", "wil",
    "graag", "van", "voor", "die", "dat", "heeft", "kan", "mag", "moet", "zoekt", "mevrouw",
    "meneer", "man", "vrouw", "hij", "zij", "ze", "wat", "wel", "ook", "s", "mijn", "client",
    "patient",
];
/// Forms of a verb that name what somebody does.
const DOES: [(&str, Activity); 9] = [
    ("wandelt", Activity::Walking),
    ("wandelaar", Activity::Walking),
    ("zwemt", Activity::Swimming),
    ("fietst", Activity::Cycling),
    ("danst", Activity::Dancing),
    ("tuiniert", Activity::Gardening),
    ("tennist", Activity::Tennis),
    ("voetbalt", Activity::Football),
    ("bokst", Activity::Boxing),
];

impl Sentence {
    /// Reads a sentence.
    #[must_use]
    pub fn read(text: &str) -> Self {
        let start: String = text.chars().take(MOST_SIGNS).collect();
        let mut sentence = Self::default();
        let mut rest: Vec<String> = Vec::new();
        for clause in clauses(&fold(&start)) {
            if clause.iter().any(|word| NOT.contains(&word.as_str())) {
                rest.push(clause.join(" "));
                continue;
            }
            let left = sentence.take(&clause);
            if !left.is_empty() {
                rest.push(left.join(" "));
            }
        }
        sentence.rest = rest.join(", ");
        sentence
    }

    /// Takes what is certain out of a clause; gives the words that tell something else.
    fn take(&mut self, words: &[String]) -> Vec<String> {
        let mut left = Vec::new();
        let mut at = 0;
        while at < words.len() {
            let here = &words[at..];
            let taken = self
                .take_number(here, at, &mut left)
                .or_else(|| self.take_near(here))
                .or_else(|| self.take_days(here))
                .or_else(|| self.take_words(here));
            match taken {
                Some(length) => at += length,
                None => {
                    left.push(words[at].clone());
                    at += 1;
                }
            }
        }
        left.retain(|word| {
            if OF_SOMEBODY.contains(&word.as_str()) {
                self.about.push(word.clone());
                return false;
            }
            !EMPTY.contains(&word.as_str())
        });
        left
    }

    /// A number with what it counts.
    fn take_number(
        &mut self,
        words: &[String],
        at: usize,
        left: &mut Vec<String>,
    ) -> Option<usize> {
        let is = |at: usize, any: &[&str]| {
            let word = words.get(at).map(String::as_str);
            word.is_some_and(|word| any.contains(&word))
        };
        let sign = usize::from(is(0, &["€", "eur", "euro"]));
        let number: u32 = words.get(sign)?.parse().ok()?;
        let mut length = sign + 1;
        let is_money = sign == 1 || is(length, &["€", "eur", "euro", "euros"]);
        if is_money {
            length += usize::from(sign == 0);
            let per = usize::from(is(length, &["per", "p", "in", "de", "elke"]));
            // What a lesson may cost says nothing certain of a month.
            if is(
                length + per,
                &["les", "keer", "week", "jaar", "kwartaal", "seizoen"],
            ) {
                return None;
            }
            if is(length + per, &["maand", "m", "mnd"]) {
                length += per + 1;
            } else if is(length, &["pm"]) {
                length += 1;
            }
            self.max_price_euros = Some(number);
        } else if is(length, &["km", "kilometer"]) {
            (length, self.max_distance_km) = (length + 1, Some(number));
        } else if is(length, &["m", "meter", "mtr"]) {
            (length, self.max_way_m) = (length + 1, Some(number));
        } else if is(length, &["jaar", "jr", "jarige", "jarig"]) {
            (length, self.age) = (length + 1, Some(number));
            length += usize::from(is(length, &["oud"]));
        } else if (1000..=9999).contains(&number) && self.postcode.is_none() {
            let letters = words.get(length).filter(|word| {
                word.len() == 2 && word.chars().all(|sign| sign.is_ascii_alphabetic())
            });
            // "5211 di ochtend" has no letters.
            let letters = letters.filter(|word| DAYS.iter().all(|(day, _)| day != word));
            let letters = letters.filter(|word| !EMPTY.contains(&word.as_str()));
            length += usize::from(letters.is_some());
            let letters = letters.map(|word| word.to_uppercase()).unwrap_or_default();
            self.postcode = Some(format!("{number}{letters}"));
        } else if AGES.contains(&number)
            && self.age.is_none()
            && (at == 0
                || left
                    .last()
                    .is_some_and(|word| SOMEBODY.contains(&word.as_str())))
            && words.get(1).is_none_or(|next| {
                !COUNTED.contains(&next.as_str())
                    && !next.starts_with(|sign: char| sign.is_ascii_digit())
            })
        {
            self.age = Some(number);
        } else {
            return None;
        }
        while left
            .last()
            .is_some_and(|word| AT_MOST.contains(&word.as_str()))
        {
            left.pop();
        }
        Some(length)
    }

    /// "Om de hoek".
    fn take_near(&mut self, words: &[String]) -> Option<usize> {
        const NEAR: [(&str, u32); 9] = [
            ("om de hoek", AT_THE_CORNER_KM),
            ("op loopafstand", AT_THE_CORNER_KM),
            ("loopafstand", AT_THE_CORNER_KM),
            ("vlakbij", AT_THE_CORNER_KM),
            ("vlak bij", AT_THE_CORNER_KM),
            ("in de wijk", NEAR_KM),
            ("in de buurt", NEAR_KM),
            ("dichtbij", NEAR_KM),
            ("dicht bij huis", NEAR_KM),
        ];
        let (length, km) = NEAR
            .iter()
            .find_map(|(phrase, km)| Some((begins_with(words, phrase)?, *km)))?;
        self.max_distance_km.get_or_insert(km);
        Some(length)
    }

    /// Days and the parts of them: "dinsdag- en donderdagochtend", "di/do middag", "'s avonds".
    fn take_days(&mut self, words: &[String]) -> Option<usize> {
        let mut days: Vec<Weekday> = Vec::new();
        let (mut length, mut certain, mut part) = (0, false, None);
        while let Some(word) = words.get(length) {
            if let Some((day, its_part)) = day_and_part(word) {
                certain |= word.len() > 2;
                days.push(day);
                length += 1;
                if its_part.is_some() {
                    (part, certain) = (its_part, true);
                    break;
                }
            } else if let Some(its_part) = part_called(word) {
                (part, certain) = (Some(its_part), true);
                length += 1;
                break;
            } else if days.is_empty() && matches!(word.as_str(), "doordeweeks" | "werkdagen") {
                days = DAYS[..5].iter().map(|(_, day)| *day).collect();
                (length, certain) = (length + 1, true);
            } else if days.is_empty() && matches!(word.as_str(), "weekend" | "weekenden") {
                days = DAYS[5..].iter().map(|(_, day)| *day).collect();
                (length, certain) = (length + 1, true);
            } else if !days.is_empty()
                && matches!(word.as_str(), "en" | "of" | "in" | "de" | "s")
                && words.get(length + 1).is_some_and(|next| {
                    day_and_part(next).is_some() || part_called(next).is_some() || next == "de"
                })
            {
                length += 1;
            } else {
                break;
            }
        }
        // "Zo" and "ma" are words of their own; two of them, or one with a part, are days.
        if !certain && days.len() < 2 {
            return None;
        }
        if days.is_empty() {
            days = DAYS.iter().map(|(_, day)| *day).collect();
        }
        let parts = PARTS.iter().map(|(_, code)| *code);
        let parts: Vec<&str> = parts
            .filter(|code| part.is_none_or(|part| part == *code))
            .collect();
        for day in days {
            let short = DAYS[usize::try_from(day.to_monday_zero_offset()).unwrap_or(0)].0;
            for part in &parts {
                let code = format!("{short}-{part}");
                if !self.dayparts.contains(&code) {
                    self.dayparts.push(code);
                }
            }
        }
        Some(length)
    }

    /// What to do, with whom, and what it must be fit for.
    fn take_words(&mut self, words: &[String]) -> Option<usize> {
        const GROUPS: [(&str, Group); 5] = [
            ("alleen vrouwen", Group::Women),
            ("met vrouwen", Group::Women),
            ("vrouwengroep", Group::Women),
            ("alleen mannen", Group::Men),
            ("lotgenoten", Group::Peers),
        ];
        const GUIDANCE: [(&str, Guidance); 3] = [
            ("maatje", Guidance::Buddy),
            ("een op een", Guidance::OneOnOne),
            ("1 op 1", Guidance::OneOnOne),
        ];
        const FIT_FOR: [(&str, Accessibility); 4] = [
            ("rolstoel", Accessibility::Wheelchair),
            ("scootmobiel", Accessibility::Wheelchair),
            ("rollator", Accessibility::Walker),
            ("prikkelarm", Accessibility::LowStimulus),
        ];
        if let Some((length, code)) = one_of(words, &GROUPS) {
            return add(&mut self.groups, code, length);
        }
        if let Some((length, code)) = one_of(words, &GUIDANCE) {
            return add(&mut self.guidance, code, length);
        }
        if let Some((length, code)) = one_of(words, &FIT_FOR) {
            return add(&mut self.accessibility, code, length);
        }
        let first = words.first()?;
        if matches!(first.as_str(), "rustig" | "rustige") {
            self.quiet = true;
            return Some(1);
        }
        if let Some((_, activity)) = DOES.iter().find(|(word, _)| word == first) {
            return add(&mut self.activities, activity.code(), 1);
        }
        // The longer name first: "nordic walking" is not "walking".
        (1..=words.len().min(3)).rev().find_map(|length| {
            let named = |words: &[String]| match read_activity(&words.join(" ")) {
                ActivityReading::One(activity) if activity != Activity::Other => Some(activity),
                _ => None,
            };
            let whole = &words[..length];
            let activity = named(whole)?;
            // Every word of it is needed, or the name is a shorter one.
            let needed = length == 1
                || (named(&whole[1..]) != Some(activity)
                    && named(&whole[..length - 1]) != Some(activity));
            needed.then(|| add(&mut self.activities, activity.code(), length))?
        })
    }
}

fn add(list: &mut Vec<&'static str>, code: &'static str, length: usize) -> Option<usize> {
    if !list.contains(&code) {
        list.push(code);
    }
    Some(length)
}

fn one_of<T: Listed + Copy>(
    words: &[String],
    table: &[(&str, T)],
) -> Option<(usize, &'static str)> {
    let mut found = table.iter();
    found.find_map(|(phrase, one)| Some((begins_with(words, phrase)?, one.code())))
}

/// How many words a phrase takes, when the words begin with it.
fn begins_with(words: &[String], phrase: &str) -> Option<usize> {
    let mut length = 0;
    for part in phrase.split(' ') {
        if words.get(length)? != part {
            return None;
        }
        length += 1;
    }
    Some(length)
}

/// A day, with the part that is written to it: "dinsdagochtend".
fn day_and_part(word: &str) -> Option<(Weekday, Option<&'static str>)> {
    for ((short, day), full) in DAYS.iter().zip(FULL_DAYS) {
        if word == *short {
            return Some((*day, None));
        }
        if let Some(tail) = word.strip_prefix(full) {
            return match tail {
                "" | "s" | "en" => Some((*day, None)),
                tail => Some((*day, Some(part_called(tail)?))),
            };
        }
    }
    None
}

fn part_called(word: &str) -> Option<&'static str> {
    let mut parts = PARTS.iter();
    parts
        .find(|(words, _)| words.contains(&word))
        .map(|(_, code)| *code)
}

/// The words of each clause; a number parts from what stands against it: "€20", "400m".
fn clauses(folded: &str) -> Vec<Vec<String>> {
    let mut clauses = Vec::new();
    for clause in folded.split([',', ';', '!', '?', '(', ')', '\n']) {
        let mut words: Vec<String> = vec![String::new()];
        let mut last = ' ';
        for sign in clause.chars() {
            let alone = sign == '€' || last == '€';
            let turns = sign.is_ascii_digit() != last.is_ascii_digit() && last.is_alphanumeric();
            if !sign.is_alphanumeric() && sign != '€' {
                words.push(String::new());
            } else {
                if alone || turns {
                    words.push(String::new());
                }
                if let Some(word) = words.last_mut() {
                    word.push(sign);
                }
            }
            last = sign;
        }
        words.retain(|word| !word.is_empty());
        for part in words.split(|word| word == "maar") {
            if !part.is_empty() {
                clauses.push(part.to_vec());
            }
        }
    }
    clauses
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    /// What was read, in one line.
    fn told(text: &str) -> String {
        let read = Sentence::read(text);
        let mut out = Vec::new();
        let mut put = |name: &str, value: String| {
            if !value.is_empty() {
                out.push(format!("{name} {value}"));
            }
        };
        let number = |number: Option<u32>| number.map(|one| one.to_string()).unwrap_or_default();
        put("pc", read.postcode.unwrap_or_default());
        put("jaar", number(read.age));
        put("km", number(read.max_distance_km));
        put("m", number(read.max_way_m));
        put("€", number(read.max_price_euros));
        put("rustig", if read.quiet { "ja" } else { "" }.to_owned());
        put("wanneer", read.dayparts.join(" "));
        let lists = [
            read.activities,
            read.groups,
            read.guidance,
            read.accessibility,
        ];
        put("codes", lists.concat().join(" "));
        put("over", read.about.join(" "));
        put("rest", read.rest);
        out.join(" | ")
    }

    #[rstest]
    #[case(
        "72, wandelt, verlegen, dinsdagochtend, € 20 per maand, om de hoek",
        "jaar 72 | km 1 | € 20 | wanneer di-ochtend | codes wandelen | over verlegen"
    )]
    #[case(
        "Mevrouw van 72 jaar oud wil rustig wandelen op di ochtend, hooguit 20 euro p/m",
        "jaar 72 | € 20 | rustig ja | wanneer di-ochtend | codes wandelen"
    )]
    #[case("5211 AB zwemmen, €15,-", "pc 5211AB | € 15 | codes zwemmen")]
    #[case("5211 di ochtend", "pc 5211 | wanneer di-ochtend")]
    #[case("rolstoel, hooguit 400 meter", "m 400 | codes rolstoel")]
    #[case("met de rollator tot 400m", "m 400 | codes rollator")]
    #[case(
        "dinsdag- en donderdagmiddag yoga",
        "wanneer di-middag do-middag | codes yoga"
    )]
    #[case(
        "di/do",
        "wanneer di-ochtend di-middag di-avond do-ochtend do-middag do-avond"
    )]
    #[case("in het weekend 's ochtends", "wanneer za-ochtend zo-ochtend")]
    #[case("alleen vrouwen, binnen 5 km", "km 5 | codes vrouwen")]
    #[case(
        "een maatje dat nordic walking doet",
        "codes nordic-walking maatje | rest doet"
    )]
    #[case(
        "72 wandelen dinsdagmiddag",
        "jaar 72 | wanneer di-middag | codes wandelen"
    )]
    // What is not certain stays words.
    #[case("20 minuten lopen", "rest 20 minuten lopen")]
    #[case("huisnummer 72", "rest huisnummer 72")]
    #[case("liever niet in het water", "rest liever niet in het water")]
    #[case("zwemmen, niet op maandag", "codes zwemmen | rest niet op maandag")]
    #[case("zo dichtbij mogelijk", "km 3 | rest zo mogelijk")]
    #[case("€ 5 per les", "rest € 5 les")]
    #[case("3 keer per week", "rest 3 keer week")]
    #[case("om 10 uur", "rest 10 uur")]
    #[case("", "")]
    #[case(
        "€€€ 99999999999 km -- 20 20 20 20",
        "rest € € € 99999999999 km 20 20 20 20"
    )]
    fn a_sentence_is_read_where_it_is_certain(#[case] text: &str, #[case] read: &str) {
        assert_eq!(told(text), read);
    }

    #[test]
    fn a_long_sentence_is_cut_off_and_nothing_makes_it_fall() {
        let long = "di ".repeat(10_000);
        assert_eq!(Sentence::read(&long).dayparts.len(), 3);
        for odd in [
            "\u{0}",
            "€",
            "'s",
            "(((",
            "½ jaar",
            "İ",
            "٧٢ jaar",
            "-",
            "72-",
        ] {
            let _ = Sentence::read(odd);
        }
    }
}
