//! From the words by which sources name an activity to our list. Our own table, Dutch and
//! English. Called by the sheet and the OpenActive reader.
//!
//! Words match whole ("yoga" in "hot yoga", not in "yogabar"), and a longer phrase beats the
//! shorter one inside it: "nordic walking" is not also "walking". A slip of the pen is not mended,
//! but seen: "walking footbal" is not walking.

use domain::codes::Activity;

use crate::wording::{fold, words};

/// What the words say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ActivityReading {
    /// This activity.
    One(Activity),
    /// Several: which one is meant is not certain.
    Several,
    /// None of our list.
    Unknown,
}

/// Reads the activity out of a text that somebody typed.
#[must_use]
pub fn read_activity(text: &str) -> ActivityReading {
    match read_activities(std::iter::once(text)) {
        ActivityReading::One(activity) if nearly_names_another(text, activity) => {
            ActivityReading::Several
        }
        reading => reading,
    }
}

/// Whether a word that is not on our list looks like one that belongs to another activity.
fn nearly_names_another(text: &str, activity: Activity) -> bool {
    words(text)
        .iter()
        .filter(|word| word.len() >= SLIP_SIGNS && !is_listed(word))
        .any(|word| {
            let looks_like = |one: &str| {
                one.len() >= SLIP_SIGNS && strsim::osa_distance(one, word) <= one.len() / 4
            };
            let own = phrases().filter(|(_, its)| *its == activity);
            let mut others = phrases().filter(|(_, its)| *its != activity);
            !own.flat_map(|(phrase, _)| parts(phrase)).any(looks_like)
                && others.any(|(phrase, _)| parts(phrase).any(looks_like))
        })
}

/// Whether a folded word is one of ours, or part of a phrase that is.
pub(crate) fn is_listed(word: &str) -> bool {
    phrases().any(|(phrase, _)| parts(phrase).any(|one| one == word))
}

/// Our phrases of one word.
pub(crate) fn listed_words() -> impl Iterator<Item = &'static str> {
    let all = phrases().map(|(phrase, _)| phrase);
    all.filter(|phrase| !phrase.contains(['-', ' ']))
}

/// In a shorter word every other word is a slip away.
const SLIP_SIGNS: usize = 5;

/// Our phrases, and the codes of our own list: "tai-chi", "jeu-de-boules".
fn phrases() -> impl Iterator<Item = (&'static str, Activity)> {
    let own = Activity::ALL
        .iter()
        .filter(|activity| **activity != Activity::Other)
        .map(|activity| (activity.code(), *activity));
    PHRASES.iter().copied().chain(own)
}

fn parts(phrase: &str) -> std::str::Split<'_, [char; 2]> {
    phrase.split(['-', ' '])
}

/// Whether the words say that it is none of a list: then there is nothing to ask.
pub(crate) fn is_none_in_particular(word: &str) -> bool {
    let sayings = [
        "overig",
        "overige",
        "anders",
        "divers",
        "diverse",
        "diversen",
        "groepsles",
    ];
    sayings.contains(&fold(word).as_str())
}

/// Whether "gym" is all that says fitness: as often it is gymnastics.
pub(crate) fn may_be_gymnastics(text: &str, activity: Activity) -> bool {
    let told = words(text);
    activity == Activity::Fitness
        && told.iter().any(|word| word == "gym")
        && !told.iter().any(|word| word.contains("fit"))
}

/// Reads the activity out of several texts that name it together.
pub(crate) fn read_activities<'a>(texts: impl Iterator<Item = &'a str>) -> ActivityReading {
    let mut found: Vec<Activity> = Vec::new();
    for text in texts {
        let words = words(text);
        let mut at = 0;
        while at < words.len() {
            match longest_at(&words[at..]) {
                Some((length, activity)) => {
                    if !found.contains(&activity) {
                        found.push(activity);
                    }
                    at += length;
                }
                None => at += 1,
            }
        }
    }
    match found.as_slice() {
        [] => ActivityReading::Unknown,
        [one] => ActivityReading::One(*one),
        _ => ActivityReading::Several,
    }
}

/// The longest phrase that the words begin with, and how many words it takes.
fn longest_at(words: &[String]) -> Option<(usize, Activity)> {
    let initial = words.first()?.as_bytes().first();
    phrases()
        // Most phrases begin with another letter: a feed has many items.
        .filter(|(phrase, _)| phrase.as_bytes().first() == initial)
        .filter_map(|(phrase, activity)| {
            let parts = parts(phrase);
            let length = parts.clone().count();
            let fits = length <= words.len() && parts.zip(words).all(|(part, word)| part == word);
            fits.then_some((length, activity))
        })
        .max_by_key(|(length, _)| *length)
}

/// Phrases in folded letters. One line an activity; the codes themselves need not stand here.
const PHRASES: &[(&str, Activity)] = &[
    ("wandeling", Activity::Walking),
    ("wandelingen", Activity::Walking),
    ("wandelgroep", Activity::Walking),
    ("wandelclub", Activity::Walking),
    ("wandelsport", Activity::Walking),
    ("wandel", Activity::Walking),
    ("sportief wandelen", Activity::Walking),
    ("walking", Activity::Walking),
    ("walk", Activity::Walking),
    ("walks", Activity::Walking),
    ("rambling", Activity::Walking),
    ("hiking", Activity::Walking),
    ("health walk", Activity::Walking),
    ("nordic walk", Activity::NordicWalking),
    ("running", Activity::Running),
    ("jogging", Activity::Running),
    ("joggen", Activity::Running),
    ("hardloop", Activity::Running),
    ("hardloopgroep", Activity::Running),
    ("loopgroep", Activity::Running),
    ("trail running", Activity::Running),
    ("fietstocht", Activity::Cycling),
    ("fietsgroep", Activity::Cycling),
    ("fietsles", Activity::Cycling),
    ("mtb", Activity::Cycling),
    ("wielrennen", Activity::Cycling),
    ("mountainbiken", Activity::Cycling),
    ("cycling", Activity::Cycling),
    ("road cycling", Activity::Cycling),
    ("mountain biking", Activity::Cycling),
    ("indoor cycling", Activity::Spinning),
    ("group cycling", Activity::Spinning),
    ("group cycle", Activity::Spinning),
    ("studio cycling", Activity::Spinning),
    ("spin", Activity::Spinning),
    ("swimming", Activity::Swimming),
    ("swim", Activity::Swimming),
    ("zwemles", Activity::Swimming),
    ("baantjes zwemmen", Activity::Swimming),
    ("banenzwemmen", Activity::Swimming),
    ("aqua jogging", Activity::AquaJogging),
    ("aqua joggen", Activity::AquaJogging),
    ("aquajogging", Activity::AquaJogging),
    ("aqua gym", Activity::AquaGym),
    ("aqua fit", Activity::AquaGym),
    ("aquafit", Activity::AquaGym),
    ("aqua aerobics", Activity::AquaGym),
    ("aquarobics", Activity::AquaGym),
    ("aquafitness", Activity::AquaGym),
    ("watergym", Activity::AquaGym),
    ("gym", Activity::Fitness),
    ("group gym", Activity::Fitness),
    ("gym session", Activity::Fitness),
    ("fitnessles", Activity::Fitness),
    ("medische fitness", Activity::Fitness),
    ("kracht training", Activity::StrengthTraining),
    ("strength training", Activity::StrengthTraining),
    ("weight training", Activity::StrengthTraining),
    ("weightlifting", Activity::StrengthTraining),
    ("body pump", Activity::StrengthTraining),
    ("bodypump", Activity::StrengthTraining),
    ("gymnastics", Activity::Gymnastics),
    ("gym en turnen", Activity::Gymnastics),
    ("turnen", Activity::Gymnastics),
    ("gymles", Activity::Gymnastics),
    ("stoelgym", Activity::SeatedExercise),
    ("stoelgymnastiek", Activity::SeatedExercise),
    ("stoelyoga", Activity::SeatedExercise),
    ("zitgym", Activity::SeatedExercise),
    ("zittende gymnastiek", Activity::SeatedExercise),
    ("chair based exercise", Activity::SeatedExercise),
    ("seated exercise", Activity::SeatedExercise),
    ("meer bewegen voor ouderen", Activity::SeniorsGym),
    ("mbvo", Activity::SeniorsGym),
    ("seniorengym", Activity::SeniorsGym),
    ("seniorengymnastiek", Activity::SeniorsGym),
    ("ouderengymnastiek", Activity::SeniorsGym),
    ("galm", Activity::SeniorsGym),
    ("val preventie", Activity::FallPrevention),
    ("in balans", Activity::FallPrevention),
    ("otago", Activity::FallPrevention),
    ("vallen verleden tijd", Activity::FallPrevention),
    ("falls prevention", Activity::FallPrevention),
    ("fall prevention", Activity::FallPrevention),
    ("pilates", Activity::Pilates),
    ("taichi", Activity::TaiChi),
    ("t ai chi", Activity::TaiChi),
    ("qigong", Activity::TaiChi),
    ("qi gong", Activity::TaiChi),
    ("chi kung", Activity::TaiChi),
    ("dans", Activity::Dancing),
    ("dansles", Activity::Dancing),
    ("stijldansen", Activity::Dancing),
    ("volksdansen", Activity::Dancing),
    ("lijndansen", Activity::Dancing),
    ("salsa", Activity::Dancing),
    ("ballet", Activity::Dancing),
    ("dance", Activity::Dancing),
    ("dancing", Activity::Dancing),
    ("afro dance", Activity::Dancing),
    ("bhangra", Activity::Dancing),
    ("bootcamp", Activity::OutdoorTraining),
    ("boot camp", Activity::OutdoorTraining),
    ("buiten training", Activity::OutdoorTraining),
    ("buitensport", Activity::OutdoorTraining),
    ("outdoor training", Activity::OutdoorTraining),
    ("circuit training", Activity::CircuitTraining),
    ("circuits", Activity::CircuitTraining),
    ("circuit", Activity::CircuitTraining),
    ("football", Activity::Football),
    ("soccer", Activity::Football),
    ("zaalvoetbal", Activity::Football),
    ("futsal", Activity::Football),
    ("wandelvoetbal", Activity::WalkingFootball),
    ("oldstars voetbal", Activity::WalkingFootball),
    ("wandelhockey", Activity::WalkingHockey),
    ("hockeyen", Activity::Hockey),
    ("korfballen", Activity::Korfball),
    ("korfbal", Activity::Korfball),
    ("handballen", Activity::Handball),
    ("handball", Activity::Handball),
    ("basketballen", Activity::Basketball),
    ("basketball", Activity::Basketball),
    ("volleyballen", Activity::Volleyball),
    ("volleyball", Activity::Volleyball),
    ("badmintonnen", Activity::Badminton),
    ("tennissen", Activity::Tennis),
    ("tafeltennissen", Activity::TableTennis),
    ("tafel tennis", Activity::TableTennis),
    ("pingpong", Activity::TableTennis),
    ("table tennis", Activity::TableTennis),
    ("padellen", Activity::Padel),
    ("golfen", Activity::Golf),
    ("petanque", Activity::Bowls),
    ("jeu de boule", Activity::Bowls),
    ("jeux de boules", Activity::Bowls),
    ("jeux de boule", Activity::Bowls),
    ("bowls", Activity::Bowls),
    ("koersballen", Activity::CarpetBowls),
    ("carpet bowls", Activity::CarpetBowls),
    ("biljarten", Activity::Billiards),
    ("snooker", Activity::Billiards),
    ("darten", Activity::Darts),
    ("bowlen", Activity::Bowling),
    ("tenpin bowling", Activity::Bowling),
    ("handboogschieten", Activity::Archery),
    ("archery", Activity::Archery),
    ("athletics", Activity::Athletics),
    ("karate", Activity::MartialArts),
    ("taekwondo", Activity::MartialArts),
    ("jiujitsu", Activity::MartialArts),
    ("jiu jitsu", Activity::MartialArts),
    ("aikido", Activity::MartialArts),
    ("zelfverdediging", Activity::MartialArts),
    ("vechtsporten", Activity::MartialArts),
    ("martial arts", Activity::MartialArts),
    ("kickboksen", Activity::Boxing),
    ("boxing", Activity::Boxing),
    ("kickboxing", Activity::Boxing),
    ("boulderen", Activity::Climbing),
    ("climbing", Activity::Climbing),
    ("bouldering", Activity::Climbing),
    ("paardrijles", Activity::HorseRiding),
    ("ponyrijden", Activity::HorseRiding),
    ("horse riding", Activity::HorseRiding),
    ("rowing", Activity::Rowing),
    ("kanovaren", Activity::Canoeing),
    ("kajakken", Activity::Canoeing),
    ("canoeing", Activity::Canoeing),
    ("kayaking", Activity::Canoeing),
    ("sailing", Activity::Sailing),
    ("ice skating", Activity::Skating),
    ("inline skating", Activity::InlineSkating),
    ("skaten", Activity::InlineSkating),
    ("rolstoelbasketbal", Activity::WheelchairSport),
    ("rolstoeltennis", Activity::WheelchairSport),
    ("rolstoelhockey", Activity::WheelchairSport),
    ("rolstoeldansen", Activity::WheelchairSport),
    ("rolstoel sport", Activity::WheelchairSport),
    ("wheelchair basketball", Activity::WheelchairSport),
    ("wheelchair tennis", Activity::WheelchairSport),
    ("sportinstuif", Activity::MultiSport),
    ("multi sport", Activity::MultiSport),
    ("multi sports", Activity::MultiSport),
    ("multisports", Activity::MultiSport),
    ("moestuin", Activity::Gardening),
    ("gardening", Activity::Gardening),
    ("mindfulness", Activity::Mindfulness),
    ("meditatie", Activity::Mindfulness),
    ("meditation", Activity::Mindfulness),
    ("ontspanningsles", Activity::Mindfulness),
];

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("Wandelen", Activity::Walking)]
    #[case("wandelgroep 55+", Activity::Walking)]
    #[case("Nordic Walking", Activity::NordicWalking)]
    #[case("nordic-walking", Activity::NordicWalking)]
    #[case("Walking football", Activity::WalkingFootball)]
    #[case("Hot Yoga", Activity::Yoga)]
    #[case("Stoelyoga", Activity::SeatedExercise)]
    #[case("Jeu de boules", Activity::Bowls)]
    #[case("Bodypump™", Activity::StrengthTraining)]
    #[case("Group Cycling", Activity::Spinning)]
    #[case("Road Cycling", Activity::Cycling)]
    #[case("Tai Chi", Activity::TaiChi)]
    #[case("Pétanque", Activity::Bowls)]
    #[case("Kanoën", Activity::Canoeing)]
    #[case("Afro Dance", Activity::Dancing)]
    fn an_activity_is_known_by_many_words(#[case] text: &str, #[case] activity: Activity) {
        assert_eq!(read_activity(text), ActivityReading::One(activity));
    }

    #[rstest]
    #[case("Netball")]
    #[case("yogabar")]
    #[case("Zumbafeest")]
    #[case("overig")]
    #[case("")]
    #[case("SYNRGY360")]
    fn a_word_that_is_not_on_the_list_is_not_guessed(#[case] text: &str) {
        assert_eq!(read_activity(text), ActivityReading::Unknown);
    }

    #[rstest]
    #[case("walking footbal")]
    #[case("walking volleybal")]
    #[case("Wandelen en badmington")]
    fn a_slip_of_the_pen_makes_no_other_activity(#[case] text: &str) {
        assert_eq!(read_activity(text), ActivityReading::Several);
    }

    #[rstest]
    #[case("Gezellig wandelen met senioren", Activity::Walking)]
    #[case("Zwemmen voor volwassenen", Activity::Swimming)]
    #[case("Badminton recreanten dinsdagavond", Activity::Badminton)]
    #[case("Fitnes en fitness", Activity::Fitness)]
    #[case("Voetbal, veteranen", Activity::Football)]
    #[case("Hatha yoga op dinsdag", Activity::Yoga)]
    fn words_of_no_activity_do_no_harm(#[case] text: &str, #[case] activity: Activity) {
        assert_eq!(read_activity(text), ActivityReading::One(activity));
    }

    #[test]
    fn two_activities_are_not_one() {
        assert_eq!(read_activity("yoga en pilates"), ActivityReading::Several);
        assert_eq!(
            read_activity("yoga of hatha yoga"),
            ActivityReading::One(Activity::Yoga)
        );
    }
}
