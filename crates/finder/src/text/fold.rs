//! From text to words: folding, cutting, stemming.

use rust_stemmers::{Algorithm, Stemmer};

/// Words that are everywhere and tell nothing, folded.
const EMPTY_WORDS: &[&str] = &[
    "aan", "al", "als", "bij", "dat", "de", "den", "der", "die", "dit", "door", "een", "en", "er",
    "geen", "graag", "heb", "heeft", "het", "hou", "houd", "houden", "houdt", "hun", "iets", "ik",
    "in", "is", "je", "kan", "kunnen", "liefst", "liever", "maar", "mag", "me", "met", "mijn",
    "moet", "moeten", "mogen", "naar", "niet", "nog", "nooit", "of", "om", "onder", "ook", "op",
    "over", "te", "ten", "ter", "tot", "uit", "uw", "van", "via", "voor", "wat", "we", "wel",
    "wij", "wil", "willen", "wilt", "worden", "ze", "zich", "zijn", "zo", "zonder",
];

/// Longer words are cut off: nobody types them, and hostile input must stay cheap.
const LONGEST: usize = 40;

/// Writes `text` into `folded` in small letters without accents.
pub(crate) fn fold_into(text: &str, folded: &mut String) {
    folded.clear();
    for sign in text.chars() {
        if sign.is_ascii() {
            folded.push(sign.to_ascii_lowercase());
        } else {
            for small in sign.to_lowercase() {
                push_plain(small, folded);
            }
        }
    }
}

/// `text` in small letters without accents.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    fold_into(text, &mut folded);
    folded
}

/// Accented Latin letters become their base; other scripts stay as they are.
fn push_plain(sign: char, folded: &mut String) {
    let plain = match sign {
        'à'..='å' | 'ā' | 'ă' | 'ą' => "a",
        'æ' => "ae",
        'ç' | 'ć' | 'č' | 'ĉ' | 'ċ' => "c",
        'ď' | 'đ' | 'ð' => "d",
        'è'..='ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' => "e",
        'ğ' | 'ĝ' | 'ġ' | 'ģ' => "g",
        'ì'..='ï' | 'ī' | 'ĭ' | 'į' | 'ı' | 'ĩ' => "i",
        'ĳ' => "ij",
        'ł' | 'ĺ' | 'ļ' | 'ľ' => "l",
        'ñ' | 'ń' | 'ņ' | 'ň' => "n",
        'ò'..='ö' | 'ø' | 'ō' | 'ŏ' | 'ő' => "o",
        'œ' => "oe",
        'ŕ' | 'ř' => "r",
        'ś' | 'ş' | 'š' | 'ș' => "s",
        'ß' => "ss",
        'ţ' | 'ť' | 'ț' => "t",
        'ù'..='ü' | 'ū' | 'ŭ' | 'ů' | 'ű' | 'ų' => "u",
        'ý' | 'ÿ' => "y",
        'ź' | 'ż' | 'ž' => "z",
        // Accents that are written as a sign of their own, and soft hyphens.
        '\u{300}'..='\u{36f}' | '\u{ad}' => "",
        other => {
            folded.push(other);
            return;
        }
    };
    folded.push_str(plain);
}

/// Calls `each` for every word of a folded text that tells something. `55+` is `55plus`.
pub(crate) fn each_word(folded: &str, mut each: impl FnMut(&str)) {
    each_any_word(folded, |word| {
        if tells(word) {
            each(word);
        }
    });
}

/// Whether a folded word tells something.
pub(crate) fn tells(word: &str) -> bool {
    word.len() > 1 && EMPTY_WORDS.binary_search(&word).is_err()
}

/// As [`each_word`], with the words that tell nothing.
pub(crate) fn each_any_word(folded: &str, mut each: impl FnMut(&str)) {
    let mut rest = folded;
    let mut with_plus = String::new();
    loop {
        let Some(start) = rest.find(char::is_alphanumeric) else {
            return;
        };
        rest = &rest[start..];
        let end = rest
            .find(|sign: char| !sign.is_alphanumeric())
            .unwrap_or(rest.len());
        let (word, after) = rest.split_at(end);
        rest = after;
        let is_number = word.bytes().all(|sign| sign.is_ascii_digit());
        if is_number && rest.starts_with('+') {
            with_plus.clear();
            with_plus.push_str(shortened(word));
            with_plus.push_str("plus");
            each(&with_plus);
        } else {
            each(shortened(word));
        }
    }
}

fn shortened(word: &str) -> &str {
    word.char_indices()
        .nth(LONGEST)
        .map_or(word, |(end, _)| &word[..end])
}

/// The stem of a folded word: Snowball's, with a double consonant at the end made single, which
/// Snowball leaves in "zwemm(en)" and "ball(en)".
pub(crate) fn stem(word: &str) -> String {
    thread_local! {
        static DUTCH: Stemmer = Stemmer::create(Algorithm::Dutch);
    }
    let mut stem = DUTCH.with(|stemmer| stemmer.stem(word).into_owned());
    if let [.., last, end] = stem.as_bytes()
        && last == end
        && end.is_ascii_lowercase()
        && !b"aeiou".contains(end)
    {
        stem.pop();
    }
    stem
}

/// How a folded word sounds when it is written by another custom: "ph" as f, "ij" and a "j" before
/// a vowel as y, hard "c" as k, "x" as ks, "th" as t. Only words that nobody knows are compared by
/// it, so that two known words are never mistaken for each other.
pub(crate) fn sound(word: &str) -> String {
    let letters: Vec<char> = word.chars().collect();
    let mut sound = String::with_capacity(word.len());
    let mut at = 0;
    while let Some(&letter) = letters.get(at) {
        let next = letters.get(at + 1).copied();
        let (plain, length) = match (letter, next) {
            ('p', Some('h')) => ("f", 2),
            ('t', Some('h')) => ("t", 2),
            ('c', Some('h')) => ("ch", 2),
            ('i', Some('j')) => ("y", 2),
            ('c', Some('e' | 'i' | 'y')) => ("c", 1),
            ('c' | 'q', _) => ("k", 1),
            ('x', _) => ("ks", 1),
            ('j', Some('a' | 'e' | 'o' | 'u')) if at == 0 => ("y", 1),
            (other, _) => {
                sound.push(other);
                at += 1;
                continue;
            }
        };
        sound.push_str(plain);
        at += length;
    }
    sound
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        let mut words = Vec::new();
        each_word(&fold(text), |word| words.push(word.to_owned()));
        words
    }

    #[test]
    fn the_empty_words_are_sorted_for_searching() {
        assert!(EMPTY_WORDS.is_sorted());
    }

    #[test]
    fn capitals_and_accents_do_not_matter() {
        assert_eq!(words("Café-Één, ĲSBAAN!"), ["cafe", "ijsbaan"]);
        assert_eq!(words("e\u{301}e\u{301}n ga\u{308}st"), ["gast"]);
    }

    #[test]
    fn an_age_with_a_plus_is_one_word() {
        assert_eq!(words("Gym 55+ en 65 plus"), ["gym", "55plus", "65", "plus"]);
    }

    #[test]
    fn other_scripts_are_words_too() {
        assert_eq!(words("плавання, سباحة"), ["плавання", "سباحة"]);
    }

    #[test]
    fn an_endless_word_is_cut() {
        assert_eq!(words(&"é".repeat(100_000)), ["e".repeat(40)]);
    }

    #[test]
    fn words_that_sound_alike_are_told_alike() {
        for (one, other) in [
            ("physio", "fysio"),
            ("joga", "yoga"),
            ("konditie", "conditie"),
            ("cyclo", "cyklo"),
            ("boxen", "boksen"),
            ("ijsbaan", "ysbaan"),
            ("ritme", "rithme"),
        ] {
            assert_eq!(sound(one), sound(other), "{one} and {other}");
        }
        for (one, other) in [("centrum", "kentrum"), ("lach", "lak"), ("judo", "jodo")] {
            assert_ne!(sound(one), sound(other), "{one} and {other}");
        }
    }

    #[test]
    fn forms_of_a_word_share_a_stem() {
        for (one, other) in [
            ("wandelen", "wandeling"),
            ("zwemmen", "zwem"),
            ("ouderen", "ouder"),
            ("ballen", "bal"),
        ] {
            assert_eq!(stem(one), stem(other), "{one} and {other}");
        }
    }
}
