//! What tells of money without an amount: "weinig geld", "heeft het niet breed", "bijstand", and
//! the names of schemes. No amount is guessed; the page offers what there is.

use domain::denial::Denial;

use super::{Reader, begins_with};
use crate::wording::words as folded_words;

/// Longer phrases stand before those they begin with.
const LITTLE: [&str; 24] = [
    "weinig geld",
    "weinig te besteden",
    "kan weinig betalen",
    "weinig kosten",
    "krap bij kas",
    "kleine beurs",
    "smalle beurs",
    "klein budget",
    "beperkt budget",
    "laag inkomen",
    "klein inkomen",
    "minimum inkomen",
    "minimuminkomen",
    "minima",
    "in de bijstand",
    "bijstandsuitkering",
    "bijstand",
    "uitkering",
    "schuldsanering",
    "schuldhulp",
    "schulden",
    "voedselbank",
    "zo goedkoop mogelijk",
    "goedkoop",
];
/// These hold a denial.
const DENIED: [&str; 11] = [
    "geen geld",
    "geen cent",
    "geen inkomen",
    "niet breed",
    "niet te duur",
    "niet duur",
    "niet veel geld",
    "niet veel kosten",
    "niet te veel kosten",
    "niet veel betalen",
    "niet betalen",
];
/// The words around those that belong to them.
const AROUND: [&str; 11] = [
    "heeft", "hebben", "het", "kan", "kunnen", "mag", "zijn", "wil", "liefst", "dat", "ook",
];
/// What schemes are called here and there; longer names first.
const SCHEMES: [&str; 18] = [
    "jeugdfonds sport en cultuur",
    "jeugdfonds sport cultuur",
    "jeugdfonds sport",
    "jeugdfonds",
    "volwassenenfonds sport en cultuur",
    "volwassenenfonds sport cultuur",
    "volwassenenfonds",
    "stichting leergeld",
    "leergeld",
    "meedoenpas",
    "meedoenregeling",
    "stadspas",
    "u pas",
    "upas",
    "ooievaarspas",
    "rotterdampas",
    "gelrepas",
    "minimaregeling",
];

impl Reader<'_> {
    /// "Weinig geld" from where the words begin: how many words that takes.
    pub(super) fn take_little_money(&mut self, here: &[String]) -> Option<usize> {
        let length = LITTLE.iter().find_map(|phrase| begins_with(here, phrase))?;
        self.sentence.little_money.push(here[..length].join(" "));
        Some(length)
    }

    /// "Heeft het niet breed": nothing is unwished, but it may not cost much.
    pub(super) fn take_money_denied(&mut self, clause: &[String], denial: Denial) -> bool {
        let length = DENIED
            .iter()
            .find_map(|phrase| begins_with(&clause[denial.at..], phrase));
        let Some(length) = length else {
            return false;
        };
        let around = |word: &&String| AROUND.contains(&word.as_str());
        let first = denial.at - clause[..denial.at].iter().rev().take_while(around).count();
        let end = denial.at + length;
        let last = end + clause[end..].iter().take_while(around).count();
        let said = clause[first..last].join(" ");
        self.sentence.little_money.push(said);
        for wished in [&clause[..first], &clause[last..]] {
            self.read_wish(wished);
        }
        true
    }

    /// The name of a scheme. One that the municipality does not have is told by itself.
    pub(super) fn take_scheme(&mut self, here: &[String]) -> Option<usize> {
        let schemes = self.known.schemes;
        let whole = schemes.iter().filter_map(|name| {
            let length = begins_with(here, &folded_words(name).join(" "))?;
            Some((length, name))
        });
        if let Some((length, name)) = whole.max_by_key(|(length, _)| *length) {
            add(&mut self.sentence.schemes, name);
            return Some(length);
        }
        let length = SCHEMES.iter().find_map(|name| begins_with(here, name))?;
        let said = &here[..length];
        let holds = |name: &&String| {
            let name = folded_words(name);
            let mut telling = said.iter().filter(|word| *word != "en");
            telling.all(|word| name.contains(word))
        };
        let mut alike = schemes.iter().filter(holds);
        match (alike.next(), alike.next()) {
            (Some(one), None) => add(&mut self.sentence.schemes, one),
            _ => add(&mut self.sentence.unknown_schemes, &said.join(" ")),
        }
        Some(length)
    }
}

fn add(list: &mut Vec<String>, name: &str) {
    if !list.iter().any(|one| one == name) {
        list.push(name.to_owned());
    }
}
