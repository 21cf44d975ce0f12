//! What people call differently and mean alike. Each line is one concept; a word or phrase of it
//! finds the others a little below itself.
//!
//! Ours, from the words on Dutch offers and in referrals; a line says what may stand in for what
//! when somebody looks for something to do, not what is the same sport.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock};

use domain::ids::MunicipalityId;

use super::{fold, slip};

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

/// Words of the field that count as known in a compound too, by themselves or beside a building
/// word: "stoelgymnastiek", "wandelvoetbal".
pub(crate) const FIELD_WORDS: &[&str] = &[
    "aqua",
    "balans",
    "dames",
    "dans",
    "fiets",
    "gymnastiek",
    "heren",
    "hockey",
    "kinder",
    "kracht",
    "loop",
    "ouderen",
    "rolstoel",
    "senioren",
    "stoel",
    "tennis",
    "voetbal",
    "vrouwen",
    "water",
    "yoga",
];

/// Words that a service point says mean alike, for the offers of its municipality.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnSynonyms {
    /// For the offers of this municipality.
    pub municipality: MunicipalityId,
    /// Words or short phrases; each finds the others.
    pub words: Vec<String>,
}

/// A phrase of stems after its first, and the concept it belongs to.
#[derive(Debug)]
struct Phrase {
    rest: Vec<String>,
    concept: usize,
    /// Only for the offers of this municipality.
    only: Option<MunicipalityId>,
}

/// Every phrase by its first stem: ours and those of service points.
#[derive(Debug)]
pub(crate) struct Synonyms {
    phrases: HashMap<String, Vec<Phrase>>,
    /// Stems that are a concept's word by themselves, and their letters.
    words: Vec<(String, slip::Letters, usize)>,
}

static OURS: LazyLock<Arc<Synonyms>> = LazyLock::new(|| Arc::new(Synonyms::with(&[])));

impl Synonyms {
    /// Ours alone.
    pub(crate) fn ours() -> Arc<Self> {
        Arc::clone(&OURS)
    }

    /// Ours, and those of service points.
    pub(crate) fn with(own: &[OwnSynonyms]) -> Self {
        let mut all = Self {
            phrases: HashMap::new(),
            words: Vec::new(),
        };
        for (concept, words) in CONCEPTS.iter().enumerate() {
            for phrase in *words {
                all.add(phrase, concept, None);
            }
        }
        for (at, own) in own.iter().enumerate() {
            for phrase in &own.words {
                all.add(phrase, CONCEPTS.len() + at, Some(own.municipality));
            }
        }
        all
    }

    fn add(&mut self, phrase: &str, concept: usize, only: Option<MunicipalityId>) {
        let mut stems = Vec::new();
        fold::each_word(&fold::fold(phrase), |word| stems.push(fold::stem(word)));
        if stems.is_empty() {
            return;
        }
        let first = stems.remove(0);
        if stems.is_empty() {
            let letters = slip::Letters::of(&first);
            self.words.push((first.clone(), letters, concept));
        }
        self.phrases.entry(first).or_default().push(Phrase {
            rest: stems,
            concept,
            only,
        });
    }

    /// The concepts with a word that is `slips` slips of the pen from `stem` and no fewer: nobody
    /// offers what was meant under that name, but perhaps under another.
    pub(crate) fn near(&self, stem: &str, slips: u8) -> Vec<usize> {
        let typed = slip::Typed::of(stem);
        self.words
            .iter()
            .filter(|(word, letters, _)| {
                typed.may_be(*letters, slips) && typed.slips_to(word, slips) == Some(slips)
            })
            .map(|(_, _, concept)| *concept)
            .collect()
    }

    /// Whether a word or phrase of a concept begins with this stem.
    pub(crate) fn begins_phrase(&self, stem: &str) -> bool {
        self.phrases.contains_key(stem)
    }

    /// Calls `each` with every concept whose word or phrase begins at `at` in `stems`, and with how
    /// many stems it takes up. For an offer only those that hold in its municipality; without one
    /// all of them.
    pub(crate) fn concepts_at(
        &self,
        stems: &[&str],
        at: usize,
        municipality: Option<MunicipalityId>,
        mut each: impl FnMut(usize, usize),
    ) {
        let Some(phrases) = stems.get(at).and_then(|first| self.phrases.get(*first)) else {
            return;
        };
        for phrase in phrases {
            let after = &stems[at + 1..];
            let holds =
                phrase.only.is_none() || municipality.is_none_or(|_| phrase.only == municipality);
            let fits = holds
                && after.len() >= phrase.rest.len()
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
}

/// The term by which the vocabulary knows a concept. No word can look like it.
pub(crate) fn concept_term(concept: usize) -> String {
    format!("={concept}")
}
