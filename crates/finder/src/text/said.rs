//! What somebody says they do not want: "geen voetbal", "liever niet in het water", "zwemmen
//! absoluut niet". It is taken out of the words that are looked for, and ranks lower instead; only
//! what is said as hard, and is an activity or a delight that we know, is left out.
//!
//! Small rules, no grammar: a clause ends at a comma, a point, "maar", "wel", "want" or "graag".
//! In a clause, what follows "geen", "niet", "zonder" or "nooit" is unwished; when nothing telling
//! follows, what stands before it is ("in het water liever niet"). "Niet te ver" and "maakt niet
//! uit" say nothing about an activity.

use domain::codes::{Activity, Delight, Listed};
use domain::wishes::Aversions;

use super::fold;

/// What was typed, parted into what is wished and what is not.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Said {
    /// Words to look for.
    pub wished: String,
    /// Kinds of thing that are rather not wished.
    pub rather_not: Aversions,
    /// Words that are rather not wished.
    pub unwished: String,
    /// What is said as hard.
    pub never: Aversions,
}

/// Longer texts are cut off, as in `question`.
const MOST_SIGNS: usize = 400;
const NOT: [&str; 5] = ["geen", "niet", "zonder", "nooit", "hekel"];
const CLAUSE_ENDS: [&str; 5] = ["maar", "wel", "want", "graag", "omdat"];
/// Before a "not" they make it hard.
const HARD: [&str; 7] = [
    "absoluut",
    "beslist",
    "echt",
    "pertinent",
    "zeker",
    "geval",
    "beding",
];
/// After a "not" these say that it does not matter.
const NO_MATTER: [&str; 7] = [
    "uit", "erg", "bezwaar", "probleem", "voorkeur", "last", "nodig",
];
/// Telling words elsewhere, but nothing to dislike.
const BESIDE_THE_POINT: [&str; 20] = [
    "auto",
    "been",
    "duur",
    "erg",
    "geld",
    "goed",
    "heel",
    "hekel",
    "kunnen",
    "lang",
    "meer",
    "rijbewijs",
    "sporten",
    "staan",
    "tijd",
    "veel",
    "ver",
    "willen",
    "zin",
    "zitten",
];
const DELIGHTS: [(&[&str], Delight); 7] = [
    (&["water", "zwembad", "bad"], Delight::Water),
    (
        &["groep", "groepen", "groepje", "groepsverband", "samen"],
        Delight::Together,
    ),
    (&["alleen"], Delight::Alone),
    (&["buiten", "buitenlucht"], Delight::Outdoors),
    (&["binnen"], Delight::Indoors),
    (&["muziek"], Delight::Music),
    (
        &["wedstrijd", "wedstrijden", "competitie", "prestatie"],
        Delight::Contest,
    ),
];

impl Said {
    /// Reads what was typed.
    pub(crate) fn read(text: &str) -> Self {
        let start: String = text.chars().take(MOST_SIGNS).collect();
        let folded = fold::fold(&start);
        let mut said = Self::default();
        if !has_not(&folded) {
            said.wished = folded;
            return said;
        }
        let mut clause: Vec<String> = Vec::new();
        for part in folded.split([',', '.', ';', ':', '!', '?', '(', ')', '\n']) {
            fold::each_any_word(part, |word| {
                if CLAUSE_ENDS.contains(&word) {
                    said.take(&clause);
                    clause.clear();
                } else {
                    clause.push(word.to_owned());
                }
            });
            said.take(&clause);
            clause.clear();
        }
        said
    }

    fn take(&mut self, clause: &[String]) {
        let Some(at) = clause.iter().position(|word| NOT.contains(&word.as_str())) else {
            return self.wish(clause);
        };
        let (before, rest) = clause.split_at(at);
        let after = &rest[1..];
        let is = |word: Option<&String>, one: &str| word.is_some_and(|word| word == one);
        if is(after.first(), "te") {
            // "Niet te ver lopen": a measure, no aversion.
            self.wish(before);
            return self.wish(after.get(2..).unwrap_or_default());
        }
        let both = rest.iter().any(|word| word == "ook") && is(after.first(), "alleen");
        if both || after.iter().any(|word| NO_MATTER.contains(&word.as_str())) {
            return self.wish(before);
        }
        let hard = |word: &String| HARD.contains(&word.as_str());
        let is_hard = rest[0] == "nooit" || before.last().is_some_and(hard) || {
            after.first().is_some_and(hard)
        };
        if after.iter().any(|word| tells_aversion(word)) {
            self.wish(before);
            self.reject(after, is_hard);
        } else {
            self.reject(before, is_hard);
        }
    }

    fn wish(&mut self, words: &[String]) {
        let beside = |word: &&String| HARD.contains(&word.as_str()) || *word == "maakt";
        for word in words.iter().filter(|word| !beside(word)) {
            self.wished.push_str(word);
            self.wished.push(' ');
        }
    }

    fn reject(&mut self, words: &[String], is_hard: bool) {
        for word in words.iter().filter(|word| tells_aversion(word)) {
            let known = DELIGHTS
                .iter()
                .find(|(words, _)| words.contains(&word.as_str()));
            match (known, activity_called(word)) {
                (Some((_, delight)), _) if is_hard => self.never.delights.insert(*delight),
                (Some((_, delight)), _) => self.rather_not.delights.insert(*delight),
                (None, Some(activity)) if is_hard => self.never.activities.insert(activity),
                _ => {
                    self.unwished.push_str(word);
                    self.unwished.push(' ');
                }
            }
        }
    }
}

fn has_not(folded: &str) -> bool {
    let mut found = false;
    fold::each_any_word(folded, |word| found |= NOT.contains(&word));
    found
}

fn tells_aversion(word: &str) -> bool {
    let is_delight = DELIGHTS.iter().any(|(words, _)| words.contains(&word));
    is_delight
        || (fold::tells(word)
            && !BESIDE_THE_POINT.contains(&word)
            && !HARD.contains(&word)
            && !NOT.contains(&word))
}

/// The activity of which the code is this word, in any of its forms.
fn activity_called(word: &str) -> Option<Activity> {
    let stem = fold::stem(word);
    let mut all = Activity::ALL.iter().copied();
    all.find(|activity| fold::stem(Listed::code(*activity)) == stem)
}

#[cfg(test)]
mod tests {
    use domain::codes::Codes;
    use rstest::rstest;

    use super::*;

    fn stored(aversions: Aversions) -> String {
        let both = [
            Codes::to_stored(aversions.delights),
            Codes::to_stored(aversions.activities),
        ];
        both.join(" ").trim().to_owned()
    }

    #[rstest]
    #[case("rustig wandelen", "rustig wandelen", "", "", "")]
    #[case("liever niet in het water", "", "water", "", "")]
    #[case("In het water liever niet", "", "water", "", "")]
    #[case("geen voetbal", "", "", "voetbal", "")]
    #[case(
        "geen voetbal of tennis, graag buiten",
        "buiten",
        "",
        "voetbal tennis",
        ""
    )]
    #[case("niet in een groep", "", "samen", "", "")]
    #[case("wandelen maar niet alleen", "wandelen", "alleen", "", "")]
    #[case("absoluut geen voetbal", "", "", "", "voetbal")]
    #[case("zwemmen beslist niet", "", "", "", "zwemmen")]
    #[case("nooit meer zwemmen", "", "", "", "zwemmen")]
    #[case("in geen geval in het water", "", "", "", "water")]
    #[case("wandelen, niet te ver", "wandelen", "", "", "")]
    #[case("muziek maakt niet uit", "muziek", "", "", "")]
    #[case("niet alleen yoga ook dansen", "", "", "", "")]
    #[case("zonder wedstrijden", "", "wedstrijd", "", "")]
    #[case("heeft geen auto", "", "", "", "")]
    fn what_is_not_wished_is_told_apart(
        #[case] text: &str,
        #[case] wished: &str,
        #[case] delights: &str,
        #[case] unwished: &str,
        #[case] never: &str,
    ) {
        let said = Said::read(text);
        let mut telling = Vec::new();
        fold::each_word(&said.wished, |word| telling.push(word.to_owned()));
        assert_eq!(telling.join(" "), wished);
        assert_eq!(stored(said.rather_not), delights);
        let mut words = Vec::new();
        fold::each_word(&said.unwished, |word| words.push(word.to_owned()));
        assert_eq!(words.join(" "), unwished);
        assert_eq!(stored(said.never), never);
    }
}
