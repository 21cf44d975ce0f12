//! What people call differently and mean alike. Each line is one concept; a word or phrase of it
//! finds the others a little below itself.
//!
//! Ours, from the words on Dutch offers and in referrals; a line says what may stand in for what
//! when somebody looks for something to do, not what is the same sport.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::fold;

const CONCEPTS: &[&[&str]] = &[
    &[
        "wandelen",
        "nordic walking",
        "wandeltocht",
        "wandelclub",
        "wandelgroep",
        "lopen",
        "ommetje",
    ],
    &[
        "hardlopen",
        "joggen",
        "rennen",
        "running",
        "trimmen",
        "start to run",
    ],
    &[
        "fietsen",
        "wielrennen",
        "toerfietsen",
        "e-bike",
        "mountainbike",
        "mtb",
    ],
    &[
        "zwemmen",
        "aquajoggen",
        "aquagym",
        "aquafit",
        "aquarobics",
        "zwemles",
        "banenzwemmen",
        "zwembad",
    ],
    &[
        "aquajoggen",
        "aquagym",
        "aquafit",
        "aquarobics",
        "watergymnastiek",
        "bewegen in water",
        "hydrotherapie",
    ],
    &[
        "zittend bewegen",
        "stoelgym",
        "stoelgymnastiek",
        "stoelyoga",
        "gym op de stoel",
        "zitgymnastiek",
        "zitfit",
    ],
    &[
        "senioren",
        "ouderen",
        "50plus",
        "50 plus",
        "55plus",
        "55 plus",
        "60plus",
        "60 plus",
        "65plus",
        "65 plus",
        "70plus",
        "70 plus",
        "75plus",
        "75 plus",
        "vijftigplussers",
        "bejaarden",
        "pensionado",
    ],
    &[
        "ouderengym",
        "seniorengym",
        "gym voor ouderen",
        "meer bewegen voor ouderen",
        "mbvo",
        "galm",
    ],
    &["gymnastiek", "gym", "gymles", "turnen"],
    &[
        "valpreventie",
        "in balans",
        "vallen verleden tijd",
        "zicht op evenwicht",
        "otago",
        "valtraining",
        "balanstraining",
    ],
    &[
        "fitness",
        "sportschool",
        "krachttraining",
        "medische fitness",
        "fysiofitness",
    ],
    &[
        "krachttraining",
        "spierversterkend",
        "spierkracht",
        "gewichten",
        "powertraining",
    ],
    &[
        "ontspanning",
        "mindfulness",
        "meditatie",
        "ademhaling",
        "stress",
    ],
    &["tai chi", "taichi", "qigong", "chi kung", "chi neng"],
    &["yoga", "hatha", "yin yoga", "stoelyoga"],
    &[
        "dansen",
        "lijndansen",
        "stijldansen",
        "volksdansen",
        "zumba",
        "salsa",
        "dansles",
        "bewegen op muziek",
    ],
    &[
        "voetbal",
        "voetballen",
        "walking football",
        "oldstars voetbal",
        "wandelvoetbal",
    ],
    &["hockey", "hockeyen", "walking hockey", "fithockey"],
    &["jeu de boules", "petanque", "boules"],
    &["koersbal", "bowls", "carpet bowls"],
    &["tafeltennis", "pingpong", "ping pong", "tafeltennissen"],
    &[
        "rolstoelsport",
        "rolstoel",
        "rolstoelbasketbal",
        "rolstoeltennis",
        "aangepast sporten",
        "gehandicaptensport",
    ],
    &[
        "bootcamp",
        "buitentraining",
        "buiten trainen",
        "outdoor",
        "buitensport",
    ],
    &[
        "vechtsport",
        "judo",
        "karate",
        "boksen",
        "kickboksen",
        "zelfverdediging",
        "taekwondo",
    ],
    &["paardrijden", "manege", "ponyrijden"],
    &[
        "tuinieren",
        "moestuin",
        "volkstuin",
        "buurttuin",
        "tuinclub",
    ],
    &["vrouwen", "dames", "meiden"],
    &["mannen", "heren"],
    &[
        "beginners",
        "instap",
        "kennismaking",
        "starters",
        "nieuwelingen",
    ],
    &[
        "rustig",
        "laagdrempelig",
        "ontspannen",
        "rustig tempo",
        "kalm",
    ],
    &["diabetes", "suikerziekte", "diabetici"],
    &[
        "afvallen",
        "gezonder gewicht",
        "overgewicht",
        "leefstijl",
        "gli",
    ],
    &["buurt", "wijk", "om de hoek"],
];

/// Short words that people build compounds with; they count as known when a compound is split,
/// whether or not the index holds them by themselves.
pub(crate) const BUILDING_WORDS: &[&str] = &[
    "bad",
    "bal",
    "club",
    "fit",
    "groep",
    "gym",
    "les",
    "sport",
    "training",
    "tocht",
    "uur",
    "vereniging",
    "wandel",
    "zwem",
];

/// A phrase of stems after its first, and the concept it belongs to.
#[derive(Debug)]
struct Phrase {
    rest: Vec<String>,
    concept: usize,
}

static PHRASES: LazyLock<HashMap<String, Vec<Phrase>>> = LazyLock::new(|| {
    let mut phrases: HashMap<String, Vec<Phrase>> = HashMap::new();
    for (concept, words) in CONCEPTS.iter().enumerate() {
        for phrase in *words {
            let mut stems = Vec::new();
            fold::each_word(&fold::fold(phrase), |word| stems.push(fold::stem(word)));
            if stems.is_empty() {
                continue;
            }
            let first = stems.remove(0);
            phrases.entry(first).or_default().push(Phrase {
                rest: stems,
                concept,
            });
        }
    }
    phrases
});

/// Whether a word or phrase of a concept begins with this stem.
pub(crate) fn begins_phrase(stem: &str) -> bool {
    PHRASES.contains_key(stem)
}

/// Calls `each` with every concept whose word or phrase begins at `at` in `stems`, and with how
/// many stems it takes up.
pub(crate) fn concepts_at(stems: &[&str], at: usize, mut each: impl FnMut(usize, usize)) {
    let Some(phrases) = stems.get(at).and_then(|first| PHRASES.get(*first)) else {
        return;
    };
    for phrase in phrases {
        let after = &stems[at + 1..];
        let fits = after.len() >= phrase.rest.len()
            && phrase
                .rest
                .iter()
                .zip(after)
                .all(|(wanted, stem)| wanted == stem);
        if fits {
            each(phrase.concept, phrase.rest.len() + 1);
        }
    }
}

/// The term by which the vocabulary knows a concept. No word can look like it.
pub(crate) fn concept_term(concept: usize) -> String {
    format!("={concept}")
}
