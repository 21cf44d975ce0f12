//! Activities that are alike enough to be counted as one where single ones would be too few. For
//! figures only: who searches chooses activities.

use crate::codes::{Activity, Codes};

/// A family of activities. Every activity is of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ActivityFamily {
    /// In or on the water.
    Water,
    /// On foot or by bicycle.
    Outdoors,
    /// Gymnastics, yoga, and what keeps somebody steady.
    Gentle,
    /// Fitness and training.
    Training,
    /// To music.
    Dancing,
    /// With a ball or a racket.
    Balls,
    /// Aiming and throwing.
    Aiming,
    /// Whatever else people do.
    Others,
}

impl ActivityFamily {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::Water,
        Self::Outdoors,
        Self::Gentle,
        Self::Training,
        Self::Dancing,
        Self::Balls,
        Self::Aiming,
        Self::Others,
    ];

    /// The code under which its words stand.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Water => "water",
            Self::Outdoors => "lopen-fietsen",
            Self::Gentle => "rustig",
            Self::Training => "training",
            Self::Dancing => "dansen",
            Self::Balls => "bal",
            Self::Aiming => "mikken",
            Self::Others => "ander",
        }
    }

    /// Which family an activity is of.
    #[must_use]
    pub const fn of(activity: Activity) -> Self {
        use Activity as A;
        match activity {
            A::Swimming | A::AquaJogging | A::AquaGym | A::Rowing | A::Canoeing | A::Sailing => {
                Self::Water
            }
            A::Walking | A::NordicWalking | A::Running | A::Cycling => Self::Outdoors,
            A::Gymnastics
            | A::SeatedExercise
            | A::SeniorsGym
            | A::FallPrevention
            | A::Yoga
            | A::Pilates
            | A::TaiChi
            | A::Mindfulness => Self::Gentle,
            A::Fitness
            | A::StrengthTraining
            | A::Spinning
            | A::OutdoorTraining
            | A::CircuitTraining => Self::Training,
            A::Dancing | A::Zumba => Self::Dancing,
            A::Football
            | A::WalkingFootball
            | A::Hockey
            | A::WalkingHockey
            | A::Korfball
            | A::Handball
            | A::Basketball
            | A::Volleyball
            | A::Badminton
            | A::Tennis
            | A::TableTennis
            | A::Padel
            | A::Squash
            | A::Cricket
            | A::Rugby => Self::Balls,
            A::Golf
            | A::Bowls
            | A::CarpetBowls
            | A::Billiards
            | A::Darts
            | A::Bowling
            | A::Archery
            | A::Boccia => Self::Aiming,
            A::Athletics
            | A::Judo
            | A::MartialArts
            | A::Boxing
            | A::Climbing
            | A::HorseRiding
            | A::Skating
            | A::InlineSkating
            | A::WheelchairSport
            | A::MultiSport
            | A::Gardening
            | A::Other => Self::Others,
        }
    }

    /// The family of all of these; `None` when there are none, or of several.
    #[must_use]
    pub fn of_all(activities: Codes<Activity>) -> Option<Self> {
        let mut families = activities.iter().map(Self::of);
        let first = families.next()?;
        families.all(|family| family == first).then_some(first)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn several_activities_are_of_a_family_when_all_of_them_are() {
        let of =
            |activities: &[Activity]| ActivityFamily::of_all(activities.iter().copied().collect());
        let water = of(&[Activity::Swimming, Activity::AquaGym]);
        assert_eq!(water, Some(ActivityFamily::Water));
        assert_eq!(of(&[Activity::Swimming, Activity::Yoga]), None);
        assert_eq!(of(&[]), None);
    }

    #[test]
    fn no_family_is_without_activities() {
        for family in ActivityFamily::ALL {
            let members = Activity::ALL.iter().copied();
            assert!(
                members.map(ActivityFamily::of).any(|one| one == family),
                "{family:?}"
            );
        }
    }
}
