//! What an offer is like, as far as it tells: where, with whom, with music, in water, with or
//! without a contest, and whether somebody may begin in any week.
//!
//! Drawn from the kind of activity, the guidance and certain phrases in title and description.
//! Nothing is guessed: walking is outdoors, a gym class may be anywhere. The finder ranks by it.

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

const OUTDOORS: &[&str] = &[
    "buitenlucht",
    "buiten sporten",
    "buiten bewegen",
    "buiten trainen",
    "in het park",
    "in het bos",
    "in de natuur",
    "op het strand",
];
const INDOORS: &[&str] = &["sporthal", "gymzaal", "sportzaal", "binnen sporten"];
const MUSIC: &[&str] = &["op muziek", "met muziek", "met live muziek"];
const WATER: &[&str] = &["zwembad", "in het water", "in warm water"];
const TOGETHER: &[&str] = &[
    "in een groep",
    "in groepsverband",
    "gezamenlijk",
    "met elkaar",
];
const CONTEST: &[&str] = &[
    "competitie",
    "wedstrijd",
    "wedstrijden",
    "toernooi",
    "toernooien",
];
const NO_CONTEST: &[&str] = &[
    "zonder competitie",
    "zonder wedstrijden",
    "zonder wedstrijd",
    "geen competitie",
    "geen wedstrijden",
    "geen wedstrijd",
    "zonder prestatiedruk",
];
const ANY_TIME: &[&str] = &[
    "instromen kan altijd",
    "altijd instromen",
    "instroom is altijd mogelijk",
    "doorlopende instroom",
    "starten kan altijd",
    "elk moment instromen",
    "elk moment starten",
    "u kunt altijd beginnen",
    "je kunt altijd beginnen",
];
const WITH_COURSE: &[&str] = &[
    "start van de cursus",
    "nieuwe cursus start",
    "cursus start",
    "tussentijds instromen is niet mogelijk",
    "tussentijds instromen kan niet",
];

/// What there is to like about an offer, or not.
#[must_use]
pub fn delights_of(offer: &Offer) -> Codes<Delight> {
    told_delights(offer.activity, offer.guidance, &words_of(offer))
}

fn told_delights(activity: Activity, guided: Codes<Guidance>, text: &str) -> Codes<Delight> {
    let mut delights = of_activity(activity);
    if guided.contains(Guidance::Group) {
        delights.insert(Delight::Together);
    } else if guided.contains(Guidance::Unguided) || guided.contains(Guidance::OneOnOne) {
        delights.insert(Delight::Alone);
    }
    for (phrases, delight) in [
        (OUTDOORS, Delight::Outdoors),
        (INDOORS, Delight::Indoors),
        (MUSIC, Delight::Music),
        (WATER, Delight::Water),
        (TOGETHER, Delight::Together),
    ] {
        if says(text, phrases) {
            delights.insert(delight);
        }
    }
    if says(text, NO_CONTEST) {
        delights.insert(Delight::NoContest);
    } else if says(text, CONTEST) {
        delights = delights
            .iter()
            .filter(|delight| *delight != Delight::NoContest)
            .chain([Delight::Contest])
            .collect();
    }
    delights
}

/// When somebody may begin, where the offer tells.
#[must_use]
pub fn beginning_of(offer: &Offer) -> Option<Beginning> {
    told_beginning(&words_of(offer))
}

fn told_beginning(text: &str) -> Option<Beginning> {
    match (says(text, ANY_TIME), says(text, WITH_COURSE)) {
        (true, false) => Some(Beginning::AnyTime),
        (false, true) => Some(Beginning::WithCourse),
        _ => None,
    }
}

fn of_activity(activity: Activity) -> Codes<Delight> {
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

/// Title and description in small letters, words parted by one space, with one at both ends.
fn words_of(offer: &Offer) -> String {
    let description = offer.description.as_deref().unwrap_or_default();
    words([offer.title.as_str(), description])
}

fn words(parts: [&str; 2]) -> String {
    let mut text = String::from(" ");
    for word in parts
        .iter()
        .flat_map(|part| part.split(|sign: char| !sign.is_alphanumeric()))
        .filter(|word| !word.is_empty())
    {
        text.extend(word.chars().flat_map(char::to_lowercase));
        text.push(' ');
    }
    text
}

fn says(text: &str, phrases: &[&str]) -> bool {
    phrases.iter().any(|phrase| {
        text.match_indices(phrase).any(|(at, _)| {
            text[..at].ends_with(' ')
                && text[at + phrase.len()..].starts_with(' ')
                && !["geen", "niet", "zonder"]
                    .iter()
                    .any(|no| text[..at].trim_end().ends_with(no))
        })
    })
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
        let told = told_delights(activity, Codes::NONE, &words([title, ""]));
        assert_eq!(told.to_stored(), delights);
    }

    #[test]
    fn a_group_is_together_even_where_one_may_go_alone() {
        let mut guidance: Codes<Guidance> = [Guidance::Unguided].into_iter().collect();
        let told = |guidance| told_delights(Activity::Fitness, guidance, "").to_stored();
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
        assert_eq!(told_beginning(&words([title, ""])), beginning);
    }
}
