//! A sentence in clauses, and those in words: what one denial reaches.

use domain::denial::{ends_clause, join_answers};

/// In other words: a limit is no denial of what it limits.
const LIMITS: [&[&str]; 5] = [
    &["niet", "duurder", "dan"],
    &["niet", "meer", "dan"],
    &["niet", "verder", "dan"],
    &["niet", "boven", "de"],
    &["niet", "boven"],
];
/// In other words: an hour that is denied is the other side of it.
const NOT_BEFORE: [&[&str]; 2] = [&["niet", "voor"], &["niet", "eerder", "dan"]];
const NOT_AFTER: [&[&str]; 2] = [&["niet", "na"], &["niet", "later", "dan"]];
const NOT_FAR: [&[&str]; 4] = [
    &["niet", "te", "ver", "weg"],
    &["niet", "te", "ver"],
    &["niet", "ver", "weg"],
    &["niet", "ver"],
];
const NOT_HEAVY: [&[&str]; 6] = [
    &["niet", "te", "zwaar"],
    &["niet", "zwaar"],
    &["niet", "te", "inspannend"],
    &["niet", "te", "intensief"],
    &["niet", "te", "snel"],
    &["niet", "te", "fanatiek"],
];
/// Beside these "niet ver" tells of somebody's legs.
const OF_LEGS: [&str; 8] = [
    "kan", "loopt", "lopen", "komt", "wandelt", "wandelen", "fietst", "fietsen",
];
/// Longer words before a point end a sentence; "dhr." does not.
const LONGEST_ABBREVIATION: usize = 4;

/// The words of each clause of a folded text. A number parts from what stands against it ("€20",
/// "400m"), but keeps its decimals; "65+" is "65 plus".
pub(super) fn clauses(folded: &str) -> Vec<Vec<String>> {
    let mut clauses = Vec::new();
    let mut clause: Vec<String> = Vec::new();
    let mut word = String::new();
    let signs: Vec<char> = folded.chars().collect();
    for (at, &sign) in signs.iter().enumerate() {
        let last = word.chars().last();
        if is_decimal(&signs, at) || is_clock(&signs, at) {
            word.push(if sign == ':' { '.' } else { sign });
            continue;
        }
        if sign.is_alphanumeric() || sign == '€' {
            let turns = last.is_some_and(|last| {
                let was_number = last.is_ascii_digit() || matches!(last, ',' | '.');
                sign == '€' || last == '€' || sign.is_ascii_digit() != was_number
            });
            if turns {
                put(&mut clauses, &mut clause, &mut word);
            }
            word.push(sign);
            continue;
        }
        let is_number = last.is_some_and(|last| last.is_ascii_digit());
        let ends = match sign {
            ',' | ';' | '!' | '?' | '(' | ')' | '\n' => true,
            '.' => {
                let closes = signs.get(at + 1).is_none_or(|next| next.is_whitespace());
                closes && (is_number || word.chars().count() > LONGEST_ABBREVIATION)
            }
            _ => false,
        };
        put(&mut clauses, &mut clause, &mut word);
        if sign == '+' && is_number {
            clause.push("plus".to_owned());
        }
        if ends {
            clauses.push(std::mem::take(&mut clause));
        }
    }
    put(&mut clauses, &mut clause, &mut word);
    clauses.push(clause);
    clauses.retain(|clause| !clause.is_empty());
    join_answers(&mut clauses);
    clauses.into_iter().map(|clause| plainly(&clause)).collect()
}

/// Adds a word to its clause, or ends the clause with it.
fn put(clauses: &mut Vec<Vec<String>>, clause: &mut Vec<String>, word: &mut String) {
    let word = std::mem::take(word);
    if word.is_empty() {
        return;
    }
    if ends_clause(clause, &word) {
        clauses.push(std::mem::take(clause));
    } else {
        clause.push(word);
    }
}

/// Whether the sign stands within a number: "12,50", "19.30", "1.000". After a comma come two digits
/// at most: "72,5211" is two numbers.
fn is_decimal(signs: &[char], at: usize) -> bool {
    let digit = |at: usize| signs.get(at).is_some_and(char::is_ascii_digit);
    let is_short = signs[at] == '.' || !(digit(at + 2) && digit(at + 3));
    matches!(signs[at], ',' | '.') && at > 0 && digit(at - 1) && digit(at + 1) && is_short
}

/// Whether the sign stands between hours and minutes: "13:30".
fn is_clock(signs: &[char], at: usize) -> bool {
    let digit = |at: usize| signs.get(at).is_some_and(char::is_ascii_digit);
    let minutes = digit(at + 1) && digit(at + 2) && !digit(at + 3);
    signs[at] == ':' && at > 0 && digit(at - 1) && minutes
}

/// The clause with its limits said without a denial.
fn plainly(words: &[String]) -> Vec<String> {
    let mut plain: Vec<String> = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let here = &words[at..];
        let begins = |phrase: &&&[&str]| {
            phrase.len() <= here.len() && phrase.iter().zip(here).all(|(one, word)| one == word)
        };
        let limit = LIMITS.iter().find(begins).filter(|phrase| {
            let next = here.get(phrase.len());
            next.is_some_and(|next| {
                next.starts_with(|sign: char| sign.is_ascii_digit() || sign == '€')
            })
        });
        let not_far = NOT_FAR.iter().find(begins).filter(|phrase| {
            let beside = [plain.last(), here.get(phrase.len())];
            let mut beside = beside.into_iter().flatten();
            !beside.any(|word| OF_LEGS.contains(&word.as_str()))
        });
        let hour = |sides: &[&'static [&'static str]]| {
            let mut sides = sides.iter().filter(|phrase| begins(phrase));
            let is_hour = |at: usize| {
                let says = |word: &String| matches!(word.as_str(), "uur" | "u");
                here.get(at + 1).is_some_and(says)
            };
            sides
                .find(|phrase| is_hour(phrase.len()))
                .map(|phrase| phrase.len())
        };
        let (early, late) = (hour(&NOT_BEFORE), hour(&NOT_AFTER));
        if let Some(length) = early.or(late) {
            let side = if early.is_some() { "vanaf" } else { "voor" };
            plain.push(side.to_owned());
            at += length;
            continue;
        }
        match (limit, not_far) {
            (Some(phrase), _) => {
                plain.push("hooguit".to_owned());
                at += phrase.len();
            }
            (None, Some(phrase)) => {
                plain.push("dichtbij".to_owned());
                at += phrase.len();
            }
            (None, None) if let Some(phrase) = NOT_HEAVY.iter().find(begins) => {
                plain.push("rustig".to_owned());
                at += phrase.len();
            }
            (None, None) => {
                plain.push(words[at].clone());
                at += 1;
            }
        }
    }
    plain
}
