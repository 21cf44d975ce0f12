//! Words that stand for a code: what to do, with whom, in which language, what it must be fit for.

use domain::codes::{Accessibility, Activity, Group, Guidance, Language};
use domain::denial::Denial;

use super::{Nearness, Reader, begins_with};
use crate::activity_words::{ActivityReading, read_activity};
use crate::language_words::LANGUAGES;

/// Longer phrases stand before those they begin with.
const NEAR: [(&str, Nearness); 12] = [
    ("om de hoek", Nearness::AroundTheCorner),
    ("op loopafstand", Nearness::AroundTheCorner),
    ("loopafstand", Nearness::AroundTheCorner),
    ("vlakbij", Nearness::AroundTheCorner),
    ("vlak bij", Nearness::AroundTheCorner),
    ("in de wijk", Nearness::Near),
    ("in de buurt", Nearness::Near),
    ("zo dichtbij mogelijk", Nearness::Near),
    ("dichtbij huis", Nearness::Near),
    ("dichtbij", Nearness::Near),
    ("dicht bij huis", Nearness::Near),
    ("dicht bij", Nearness::Near),
];
const GROUPS: [(&str, Group); 5] = [
    ("alleen vrouwen", Group::Women),
    ("met vrouwen", Group::Women),
    ("vrouwengroep", Group::Women),
    ("alleen mannen", Group::Men),
    ("lotgenoten", Group::Peers),
];
const GUIDANCE: [(&str, &[Guidance]); 8] = [
    ("maatje", &[Guidance::Buddy]),
    ("een op een", &[Guidance::OneOnOne]),
    ("1 op 1", &[Guidance::OneOnOne]),
    ("met een trainer", &[Guidance::Trainer]),
    ("met trainer", &[Guidance::Trainer]),
    ("met begeleiding", GUIDED),
    ("onder begeleiding", GUIDED),
    ("begeleid", GUIDED),
];
/// Wherever somebody leads.
const GUIDED: &[Guidance] = &[
    Guidance::Trainer,
    Guidance::SpeciallyTrained,
    Guidance::OneOnOne,
];
const FIT_FOR: [(&str, Accessibility); 19] = [
    ("zit in een rolstoel", Accessibility::Wheelchair),
    ("in een rolstoel", Accessibility::Wheelchair),
    ("rolstoel", Accessibility::Wheelchair),
    ("rolstoelgebruiker", Accessibility::Wheelchair),
    ("scootmobiel", Accessibility::Wheelchair),
    ("loopt met een rollator", Accessibility::Walker),
    ("loopt met rollator", Accessibility::Walker),
    ("achter de rollator", Accessibility::Walker),
    ("rollator", Accessibility::Walker),
    ("slechthorend", Accessibility::Hearing),
    ("slechthorende", Accessibility::Hearing),
    ("doof", Accessibility::Hearing),
    ("dove", Accessibility::Hearing),
    ("slechtziend", Accessibility::Sight),
    ("slechtziende", Accessibility::Sight),
    ("blind", Accessibility::Sight),
    ("blinde", Accessibility::Sight),
    ("prikkelarm", Accessibility::LowStimulus),
    ("prikkelarme", Accessibility::LowStimulus),
];
const SPEAKS: [&str; 3] = ["spreekt", "praat", "spreken"];
/// Between "spreekt" and the language; "slecht" and "een beetje" are not certain.
const MOSTLY: [&str; 7] = [
    "alleen", "enkel", "slechts", "vooral", "meestal", "het", "liefst",
];
/// These tell of somebody, and no offer tells of them.
const OF_SOMEBODY: [&str; 18] = [
    "loopt slecht",
    "loopt moeilijk",
    "slecht ter been",
    "moeilijk ter been",
    "snel moe",
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
    "spannende",
];
/// These tell of somebody too, and hold a denial.
const UNABLE: [&str; 10] = [
    "niet lang staan",
    "niet lang zitten",
    "niet lang lopen",
    "niet goed staan",
    "niet goed lopen",
    "niet goed zien",
    "niet ver lopen",
    "niet veel lopen",
    "geen trap",
    "geen trappen",
];
/// The words around those that belong to them.
const ABLE: [&str; 8] = [
    "kan", "kunnen", "mag", "durft", "loopt", "lopen", "op", "meer",
];
/// What is free at first is not free.
const AT_FIRST: [&str; 6] = [
    "proefles",
    "proeflessen",
    "eerste",
    "keer",
    "les",
    "kennismaking",
];
const FREE: [&str; 3] = ["gratis", "kosteloos", "mag niets kosten"];
/// Forms of a verb that name what somebody does.
const DOES: [(&str, Activity); 10] = [
    ("wandelt", Activity::Walking),
    ("wandelaar", Activity::Walking),
    ("hardloopt", Activity::Running),
    ("zwemt", Activity::Swimming),
    ("fietst", Activity::Cycling),
    ("danst", Activity::Dancing),
    ("tuiniert", Activity::Gardening),
    ("tennist", Activity::Tennis),
    ("voetbalt", Activity::Football),
    ("bokst", Activity::Boxing),
];

impl Reader<'_> {
    /// A word or phrase from `at`: how many words that takes.
    pub(super) fn take_words(&mut self, words: &[String], at: usize) -> Option<usize> {
        let here = &words[at..];
        self.take_near(here)
            .or_else(|| self.take_language(here))
            .or_else(|| self.take_scheme(here))
            .or_else(|| self.take_little_money(here))
            .or_else(|| self.take_phrase(here))
            .or_else(|| self.take_free(words, here))
            .or_else(|| self.take_activity(here))
    }

    fn take_near(&mut self, here: &[String]) -> Option<usize> {
        let (length, near) = one_of(here, &NEAR)?;
        self.sentence.near.get_or_insert(near);
        Some(length)
    }

    /// "Kan niet lang staan": what somebody cannot do is no word that an offer would hold.
    pub(super) fn take_limit_of_somebody(&mut self, clause: &[String], denial: Denial) -> bool {
        let length = UNABLE
            .iter()
            .find_map(|phrase| begins_with(&clause[denial.at..], phrase));
        let Some(length) = length else {
            return false;
        };
        let able = |word: &&String| ABLE.contains(&word.as_str());
        let first = denial.at - clause[..denial.at].iter().rev().take_while(able).count();
        let end = denial.at + length;
        let last = end + clause[end..].iter().take_while(able).count();
        self.sentence.about.push(clause[first..last].join(" "));
        for wished in [&clause[..first], &clause[last..]] {
            self.read_wish(wished);
        }
        true
    }

    /// "Spreekt geen Nederlands": another language is wished, and nothing is unwished.
    pub(super) fn take_other_language(&mut self, before: &[String], after: &[String]) -> bool {
        let is_dutch = after.first().is_some_and(|word| word == "nederlands");
        let Some((speaks, wished)) = before.split_last().filter(|_| is_dutch) else {
            return false;
        };
        if !SPEAKS.contains(&speaks.as_str()) {
            return false;
        }
        self.sentence
            .about
            .push(format!("{speaks} geen nederlands"));
        self.speaks_other = true;
        self.read_wish(wished);
        self.read_wish(&after[1..]);
        true
    }

    /// "Spreekt alleen Arabisch". Of two languages the one that fewer people speak.
    fn take_language(&mut self, here: &[String]) -> Option<usize> {
        let speaks = usize::from(SPEAKS.contains(&here.first()?.as_str()));
        if speaks == 0 && !self.speaks_other {
            return None;
        }
        let mostly = here[speaks..].iter();
        let mostly = mostly
            .take_while(|word| MOSTLY.contains(&word.as_str()))
            .count();
        let mut at = speaks + mostly;
        let mut spoken = vec![one_of(&here[at..], LANGUAGES)?.1];
        at += 1;
        while matches!(here.get(at).map(String::as_str), Some("en" | "of"))
            && let Some((_, another)) = one_of(&here[at + 1..], LANGUAGES)
        {
            spoken.push(another);
            at += 2;
        }
        let mut foreign = spoken.iter().filter(|one| **one != Language::Dutch);
        let chosen = foreign.next().or(spoken.first())?;
        self.sentence.language.get_or_insert(chosen.code());
        Some(at)
    }

    /// With whom, with which help, what it must be fit for, and what tells of somebody.
    fn take_phrase(&mut self, here: &[String]) -> Option<usize> {
        if let Some((length, code)) = one_of(here, &GROUPS) {
            return add(&mut self.sentence.groups, code.code(), length);
        }
        if let Some((length, codes)) = one_of(here, &GUIDANCE) {
            for code in codes {
                add(&mut self.sentence.guidance, code.code(), length);
            }
            return Some(length);
        }
        if let Some((length, code)) = one_of(here, &FIT_FOR) {
            return add(&mut self.sentence.accessibility, code.code(), length);
        }
        if matches!(here.first()?.as_str(), "rustig" | "rustige") {
            self.sentence.quiet = true;
            return Some(1);
        }
        OF_SOMEBODY.iter().find_map(|phrase| {
            let length = begins_with(here, phrase)?;
            self.sentence.about.push((*phrase).to_owned());
            Some(length)
        })
    }

    fn take_free(&mut self, words: &[String], here: &[String]) -> Option<usize> {
        let length = FREE.iter().find_map(|phrase| begins_with(here, phrase))?;
        let at_first = words.iter().any(|word| AT_FIRST.contains(&word.as_str()));
        (!at_first).then(|| {
            self.sentence.max_price_cents.get_or_insert(0);
            length
        })
    }

    fn take_activity(&mut self, here: &[String]) -> Option<usize> {
        let mut wish = |activity: Activity, length: usize| {
            if self.activities.iter().all(|(known, _)| *known != activity) {
                self.activities.push((activity, here[..length].join(" ")));
            }
            length
        };
        let first = here.first()?;
        if let Some((_, activity)) = DOES.iter().find(|(word, _)| word == first) {
            return Some(wish(*activity, 1));
        }
        // The longer name first: "nordic walking" is not "walking".
        (1..=here.len().min(3)).rev().find_map(|length| {
            let named = |words: &[String]| match read_activity(&words.join(" ")) {
                ActivityReading::One(activity) if activity != Activity::Other => Some(activity),
                _ => None,
            };
            let whole = &here[..length];
            let activity = named(whole)?;
            // Every word of it is needed, or the name is a shorter one.
            let needed = length == 1
                || (named(&whole[1..]) != Some(activity)
                    && named(&whole[..length - 1]) != Some(activity));
            needed.then(|| wish(activity, length))
        })
    }
}

fn add(list: &mut Vec<&'static str>, code: &'static str, length: usize) -> Option<usize> {
    if !list.contains(&code) {
        list.push(code);
    }
    Some(length)
}

fn one_of<T: Copy>(words: &[String], table: &[(&str, T)]) -> Option<(usize, T)> {
    let mut found = table.iter();
    found.find_map(|(phrase, one)| Some((begins_with(words, phrase)?, *one)))
}
