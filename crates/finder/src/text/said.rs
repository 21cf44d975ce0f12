//! What somebody says they do not want: "geen voetbal", "liever niet in het water", "zwemmen
//! absoluut niet". It is taken out of the words that are looked for, and ranks lower instead; only
//! what is said as hard, and is an activity or a delight that we know, is left out.
//!
//! Small rules, no grammar: a clause ends at a comma, a point, "maar", "wel", "want" or "graag".
//! In a clause, what follows a denial ([`domain::denial`]) is unwished; when nothing telling
//! follows, what stands before it is ("in het water liever niet"). "Niet te ver" and "maakt niet
//! uit" say nothing about an activity, and neither do days: no title promises to be on no Monday.

use domain::codes::{Activity, Listed};
use domain::denial::{delight_called, denies, ends_clause, first_denial, join_answers};
use domain::week::tells_when;
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
const BESIDE_THE_POINT: [&str; 28] = [
    "alle",
    "alles",
    "auto",
    "been",
    "dag",
    "dagen",
    "duur",
    "elke",
    "erg",
    "geld",
    "goed",
    "heel",
    "hekel",
    "iedere",
    "kunnen",
    "lang",
    "meer",
    "rijbewijs",
    "sporten",
    "staan",
    "tijd",
    "vallen",
    "veel",
    "ver",
    "week",
    "willen",
    "zin",
    "zitten",
];

impl Said {
    /// Reads what was typed.
    pub(crate) fn read(text: &str) -> Self {
        let start: String = text.chars().take(MOST_SIGNS).collect();
        let folded = fold::fold(&start);
        let mut said = Self::default();
        if !has_denial(&folded) {
            said.wished = folded;
            return said;
        }
        let mut clauses: Vec<Vec<String>> = Vec::new();
        for part in folded.split([',', '.', ';', '!', '?', '(', ')', '\n']) {
            let mut clause: Vec<String> = Vec::new();
            fold::each_any_word(part, |word| {
                if ends_clause(&clause, word) {
                    clauses.push(std::mem::take(&mut clause));
                } else {
                    clause.push(word.to_owned());
                }
            });
            clauses.push(clause);
        }
        clauses.retain(|clause| !clause.is_empty());
        join_answers(&mut clauses);
        for clause in &clauses {
            said.take(clause);
        }
        said
    }

    fn take(&mut self, clause: &[String]) {
        let Some(denial) = first_denial(clause) else {
            return self.wish(clause);
        };
        let (before, rest) = clause.split_at(denial.at);
        let mut after = &clause[denial.end..];
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
        // "Niets in het water behalve zwemmen": what is left out of what is not wished, is.
        if let Some(but) = after.iter().position(|word| word == "behalve") {
            self.wish(&after[but + 1..]);
            after = &after[..but];
        }
        let hard = |word: &String| HARD.contains(&word.as_str());
        let is_hard = rest[0] == "nooit" || before.last().is_some_and(hard) || {
            after.first().is_some_and(hard)
        };
        let tells = |word: &String| tells_aversion(word) || tells_when(word);
        if after.iter().any(tells) {
            self.wish(before);
            self.reject(after, is_hard);
        } else if denial.looks_back {
            self.reject(before, is_hard);
        } else {
            self.wish(before);
        }
    }

    fn wish(&mut self, words: &[String]) {
        let beside = |word: &&String| {
            HARD.contains(&word.as_str()) || matches!(word.as_str(), "maakt" | "alles" | "houdt")
        };
        for word in words.iter().filter(|word| !beside(word)) {
            self.wished.push_str(word);
            self.wished.push(' ');
        }
    }

    fn reject(&mut self, words: &[String], is_hard: bool) {
        for word in words.iter().filter(|word| tells_aversion(word)) {
            match (delight_called(word), activity_called(word)) {
                (Some(delight), _) if is_hard => self.never.delights.insert(delight),
                (Some(delight), _) => self.rather_not.delights.insert(delight),
                (None, Some(activity)) if is_hard => self.never.activities.insert(activity),
                _ => {
                    self.unwished.push_str(word);
                    self.unwished.push(' ');
                }
            }
        }
    }
}

/// Whether anything in it may be a denial; most questions have none.
fn has_denial(folded: &str) -> bool {
    let mut found = false;
    fold::each_any_word(folded, |word| {
        found |= denies(word) || word == "voor";
    });
    found
}

fn tells_aversion(word: &str) -> bool {
    delight_called(word).is_some()
        || (fold::tells(word)
            && !BESIDE_THE_POINT.contains(&word)
            && !HARD.contains(&word)
            && !denies(word)
            && !tells_when(word))
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
    #[case("alles behalve zwemmen", "", "", "zwemmen", "")]
    #[case("behalve zwemmen alles", "", "", "zwemmen", "")]
    #[case("zwemmen: nee, dansen", "dansen", "", "zwemmen", "")]
    #[case("zwemmen? Nee, nooit", "", "", "zwemmen", "")]
    #[case("nee, liever wandelen", "wandelen", "", "", "")]
    #[case("niet graag in het water", "", "water", "", "")]
    #[case("is bang voor water, gym", "gym", "water", "", "")]
    #[case("wandelen, bang voor vallen", "wandelen bang vallen", "", "", "")]
    #[case("wil niet vallen", "", "", "", "")]
    #[case("geen balsport behalve tennis", "tennis", "", "balsport", "")]
    #[case("yoga niet op maandag", "yoga", "", "", "")]
    #[case("elke dag behalve maandag, yoga", "elke dag yoga", "", "", "")]
    #[case("niet op maandag in het water", "", "water", "", "")]
    #[case("liever niet in het water, zwemmen", "zwemmen", "water", "", "")]
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
