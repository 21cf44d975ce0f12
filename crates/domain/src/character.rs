//! What an offer is like, as far as it tells: where, with whom, with music, in water, with or
//! without a contest, and whether somebody may begin in any week.
//!
//! Drawn from the kind of activity, the guidance and certain phrases in title and description.
//! Nothing is guessed: walking is outdoors, a gym class may be anywhere. The finder ranks by it.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind};

use crate::codes::{Activity, Codes, Delight, Guidance};
use crate::offer::Offer;

/// When somebody may begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Beginning {
    /// In any week.
    AnyTime,
    /// With a course or a season.
    WithCourse,
}

/// What a phrase tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Told {
    Delight(Delight),
    /// Whatever else it tells, nobody plays for points.
    WithoutContest,
    Beginning(Beginning),
}

const PHRASES: &[(Told, &[&str])] = &[
    (
        Told::Delight(Delight::Outdoors),
        &[
            "buitenlucht",
            "buiten sporten",
            "buiten bewegen",
            "buiten trainen",
            "in het park",
            "in het bos",
            "in de natuur",
            "op het strand",
        ],
    ),
    (
        Told::Delight(Delight::Indoors),
        &["sporthal", "gymzaal", "sportzaal", "binnen sporten"],
    ),
    (
        Told::Delight(Delight::Music),
        &["op muziek", "met muziek", "met live muziek"],
    ),
    (
        Told::Delight(Delight::Water),
        &["zwembad", "in het water", "in warm water"],
    ),
    (
        Told::Delight(Delight::Together),
        &[
            "in een groep",
            "in groepsverband",
            "gezamenlijk",
            "met elkaar",
        ],
    ),
    (
        Told::Delight(Delight::Contest),
        &[
            "competitie",
            "wedstrijd",
            "wedstrijden",
            "toernooi",
            "toernooien",
        ],
    ),
    (
        Told::WithoutContest,
        &[
            "zonder competitie",
            "zonder wedstrijden",
            "zonder wedstrijd",
            "geen competitie",
            "geen wedstrijden",
            "geen wedstrijd",
            "zonder prestatiedruk",
        ],
    ),
    (
        Told::Beginning(Beginning::AnyTime),
        &[
            "instromen kan altijd",
            "altijd instromen",
            "instroom is altijd mogelijk",
            "doorlopende instroom",
            "starten kan altijd",
            "elk moment instromen",
            "elk moment starten",
            "u kunt altijd beginnen",
            "je kunt altijd beginnen",
        ],
    ),
    (
        Told::Beginning(Beginning::WithCourse),
        &[
            "start van de cursus",
            "nieuwe cursus start",
            "cursus start",
            "tussentijds instromen is niet mogelijk",
            "tussentijds instromen kan niet",
        ],
    ),
];

/// All phrases as one automaton, which reads a text once, and what each of them tells.
struct Phrases {
    automaton: AhoCorasick,
    told: Vec<Told>,
}

static ALL_PHRASES: LazyLock<Option<Phrases>> = LazyLock::new(|| {
    let mut told = Vec::new();
    let mut texts = Vec::new();
    for (tells, phrases) in PHRASES {
        for phrase in *phrases {
            told.push(*tells);
            texts.push(format!(" {phrase} "));
        }
    }
    // Only a list far larger than memory is refused.
    let automaton = AhoCorasick::builder()
        .kind(Some(AhoCorasickKind::DFA))
        .build(texts)
        .ok()?;
    Some(Phrases { automaton, told })
});

/// What an offer tells of its character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Character {
    /// What there is to like about it, or not.
    pub delights: Codes<Delight>,
    /// When somebody may begin, where it tells.
    pub beginning: Option<Beginning>,
}

/// What an offer is like.
#[must_use]
pub fn character_of(offer: &Offer) -> Character {
    let description = offer.description.as_deref().unwrap_or_default();
    let text = words([offer.title.as_str(), description]);
    told_character(offer.activity, offer.guidance, &text)
}

fn told_character(activity: Activity, guided: Codes<Guidance>, text: &str) -> Character {
    let mut delights = of_activity(activity);
    if guided.contains(Guidance::Group) {
        delights.insert(Delight::Together);
    } else if guided.contains(Guidance::Unguided) || guided.contains(Guidance::OneOnOne) {
        delights.insert(Delight::Alone);
    }
    let (mut contest, mut no_contest) = (false, false);
    let (mut any_time, mut with_course) = (false, false);
    each_told(text, |told| match told {
        Told::Delight(Delight::Contest) => contest = true,
        Told::Delight(delight) => delights.insert(delight),
        Told::WithoutContest => no_contest = true,
        Told::Beginning(Beginning::AnyTime) => any_time = true,
        Told::Beginning(Beginning::WithCourse) => with_course = true,
    });
    if no_contest {
        delights.insert(Delight::NoContest);
    } else if contest {
        delights = delights
            .iter()
            .filter(|delight| *delight != Delight::NoContest)
            .chain([Delight::Contest])
            .collect();
    }
    let beginning = match (any_time, with_course) {
        (true, false) => Some(Beginning::AnyTime),
        (false, true) => Some(Beginning::WithCourse),
        _ => None,
    };
    Character {
        delights,
        beginning,
    }
}

/// What every offer of this activity is like.
#[must_use]
pub fn of_activity(activity: Activity) -> Codes<Delight> {
    use Activity as A;
    use Delight as D;
    let all: &[Delight] = match activity {
        A::Walking | A::NordicWalking | A::Gardening => &[D::Outdoors, D::NoContest],
        A::Running | A::Cycling | A::OutdoorTraining | A::InlineSkating | A::Golf => &[D::Outdoors],
        A::Rowing | A::Canoeing | A::Sailing => &[D::Outdoors, D::Water],
        A::Swimming => &[D::Water],
        A::AquaJogging | A::AquaGym => &[D::Water, D::NoContest],
        A::Dancing => &[D::Music],
        A::Zumba => &[D::Music, D::NoContest],
        A::Football | A::Hockey | A::Korfball | A::Handball | A::Basketball | A::Volleyball => {
            &[D::Together]
        }
        A::WalkingFootball | A::WalkingHockey | A::Cricket | A::Rugby => &[D::Together],
        A::Spinning | A::TableTennis | A::Squash | A::Bowling | A::Billiards | A::Darts => {
            &[D::Indoors]
        }
        A::SeatedExercise | A::SeniorsGym | A::FallPrevention | A::Yoga | A::Pilates => {
            &[D::NoContest]
        }
        A::TaiChi | A::Mindfulness => &[D::NoContest],
        _ => &[],
    };
    all.iter().copied().collect()
}

/// The parts in small letters, words parted by one space, with one at both ends.
fn words(parts: [&str; 2]) -> String {
    let longest = parts.iter().map(|part| part.len() + 1).sum::<usize>() + 1;
    let mut text = String::with_capacity(longest);
    text.push(' ');
    for word in parts
        .iter()
        .flat_map(|part| part.split(|sign: char| !sign.is_alphanumeric()))
        .filter(|word| !word.is_empty())
    {
        if word.is_ascii() {
            text.extend(
                word.bytes()
                    .map(|sign| char::from(sign.to_ascii_lowercase())),
            );
        } else {
            text.extend(word.chars().flat_map(char::to_lowercase));
        }
        text.push(' ');
    }
    text
}

/// Calls `each` with what every phrase in the text tells, unless "geen", "niet" or "zonder" stands
/// before it.
fn each_told(text: &str, mut each: impl FnMut(Told)) {
    let Some(phrases) = ALL_PHRASES.as_ref() else {
        return;
    };
    for found in phrases.automaton.find_overlapping_iter(text) {
        let before = &text[..found.start()];
        if !["geen", "niet", "zonder"]
            .iter()
            .any(|no| before.ends_with(no))
        {
            each(phrases.told[found.pattern().as_usize()]);
        }
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case(Activity::Walking, "Wandelen", "buiten zonder-wedstrijd")]
    #[case(Activity::Walking, "Wandelen met toernooi", "buiten wedstrijd")]
    #[case(Activity::Gymnastics, "Gym op muziek in de gymzaal", "binnen muziek")]
    #[case(Activity::Gymnastics, "Gym zonder muziek", "")]
    #[case(Activity::Tennis, "Tennis zonder competitie", "zonder-wedstrijd")]
    #[case(Activity::Tennis, "Voor mensen van buiten de stad", "")]
    #[case(Activity::Football, "Voetbal, competitie", "samen wedstrijd")]
    #[case(Activity::AquaGym, "Aquagym", "water zonder-wedstrijd")]
    fn an_offer_is_like_what_it_certainly_tells(
        #[case] activity: Activity,
        #[case] title: &str,
        #[case] delights: &str,
    ) {
        let told = told_character(activity, Codes::NONE, &words([title, ""]));
        assert_eq!(told.delights.to_stored(), delights);
    }

    #[test]
    fn a_group_is_together_even_where_one_may_go_alone() {
        let mut guidance: Codes<Guidance> = [Guidance::Unguided].into_iter().collect();
        let told = |guidance| {
            let character = told_character(Activity::Fitness, guidance, "");
            character.delights.to_stored()
        };
        assert_eq!(told(guidance), "alleen");
        guidance.insert(Guidance::Group);
        assert_eq!(told(guidance), "samen");
    }

    #[rstest]
    #[case("Yoga. Instromen kan altijd!", Some(Beginning::AnyTime))]
    #[case("Yoga. Nieuwe cursus start in mei", Some(Beginning::WithCourse))]
    #[case("Yoga. Niet altijd instromen", None)]
    #[case("Yoga", None)]
    fn a_beginning_is_told_or_not(#[case] title: &str, #[case] beginning: Option<Beginning>) {
        let told = told_character(Activity::Yoga, Codes::NONE, &words([title, ""]));
        assert_eq!(told.beginning, beginning);
    }
}
