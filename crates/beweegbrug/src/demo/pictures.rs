//! The pictures of the demo's offers: ten drawings of our own, each for the activities it suits. No
//! photo, so that nobody in it has to agree.

use actions::set_up::Drawing;
use domain::codes::Activity;
use domain::ids::OrganisationId;
use domain::offer::Offer;

use super::dice::Dice;

/// A drawing, what is seen in it, and the activities it suits.
struct Scene {
    bytes: &'static [u8],
    seen: &'static str,
    suits: &'static [Activity],
}

const SCENES: [Scene; 10] = [
    Scene {
        bytes: include_bytes!("pictures/wandelen.webp"),
        seen: "Tekening: twee mensen wandelen samen over een pad tussen de bomen. De zon schijnt.",
        suits: &[Activity::Walking, Activity::NordicWalking],
    },
    Scene {
        bytes: include_bytes!("pictures/water.webp"),
        seen: "Tekening: drie mensen staan tot hun middel in het zwembad, met hun armen omhoog.",
        suits: &[Activity::Swimming, Activity::AquaGym, Activity::AquaJogging],
    },
    Scene {
        bytes: include_bytes!("pictures/stoel.webp"),
        seen: "Tekening: drie mensen doen oefeningen op een stoel. Zij houden hun armen omhoog.",
        suits: &[
            Activity::SeatedExercise,
            Activity::SeniorsGym,
            Activity::FallPrevention,
        ],
    },
    Scene {
        bytes: include_bytes!("pictures/dansen.webp"),
        seen: "Tekening: twee mensen dansen hand in hand in een zaal met rode gordijnen.",
        suits: &[Activity::Dancing, Activity::Zumba],
    },
    Scene {
        bytes: include_bytes!("pictures/yoga.webp"),
        seen: "Tekening: twee mensen zitten rustig op een mat, met hun benen gekruist.",
        suits: &[
            Activity::Yoga,
            Activity::TaiChi,
            Activity::Pilates,
            Activity::Mindfulness,
        ],
    },
    Scene {
        bytes: include_bytes!("pictures/zaal.webp"),
        seen: "Tekening: twee mensen spelen met een bal in een sportzaal.",
        suits: &[
            Activity::Basketball,
            Activity::Korfball,
            Activity::Volleyball,
            Activity::Handball,
            Activity::MultiSport,
        ],
    },
    Scene {
        bytes: include_bytes!("pictures/fietsen.webp"),
        seen: "Tekening: iemand fietst langs het water. Op de achtergrond staat een molen.",
        suits: &[Activity::Cycling],
    },
    Scene {
        bytes: include_bytes!("pictures/kracht.webp"),
        seen: "Tekening: iemand tilt gewichten, en de trainer staat ernaast.",
        suits: &[
            Activity::Fitness,
            Activity::StrengthTraining,
            Activity::CircuitTraining,
        ],
    },
    Scene {
        bytes: include_bytes!("pictures/boules.webp"),
        seen: "Tekening: iemand speelt jeu de boules in het park.",
        suits: &[Activity::Bowls],
    },
    Scene {
        bytes: include_bytes!("pictures/tuin.webp"),
        seen: "Tekening: twee mensen werken in een moestuin, aan een bak op tafelhoogte.",
        suits: &[Activity::Gardening],
    },
];

/// The drawing of a walk, and what is seen in it.
#[must_use]
pub const fn walking() -> (&'static [u8], &'static str) {
    (SCENES[0].bytes, SCENES[0].seen)
}

/// The drawing of exercises on a chair, and what is seen in it.
#[must_use]
pub const fn seated() -> (&'static [u8], &'static str) {
    (SCENES[2].bytes, SCENES[2].seen)
}

/// The drawing of people at rest on a mat, and what is seen in it.
#[must_use]
pub const fn calm() -> (&'static [u8], &'static str) {
    (SCENES[4].bytes, SCENES[4].seen)
}

/// Which offers have which drawing: most of those that one suits, and all of the first provider's.
#[must_use]
pub fn hung(seed: u64, offers: &[Offer], all_of: OrganisationId) -> Vec<Drawing> {
    let mut out = Vec::new();
    for scene in &SCENES {
        let on = offers.iter().enumerate().filter(|(at, offer)| {
            scene.suits.contains(&offer.activity)
                && (offer.provider == all_of || Dice::new(seed, "tekening", *at).chance(70))
        });
        out.push(Drawing {
            bytes: scene.bytes,
            alt: scene.seen,
            on: on
                .map(|(_, offer)| (offer.municipality, offer.id))
                .collect(),
        });
    }
    out
}
