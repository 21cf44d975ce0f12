//! The texts of one language, from the Fluent files under `locales/`. Called by every page and
//! mail.
//!
//! A text that a language lacks comes in Dutch; a key that Dutch lacks comes as `⟦key⟧`, so that
//! it is seen. All files of a language's folder are read: a new file needs no registration.

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt;
use std::sync::OnceLock;

use domain::codes::Language;
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

/// The languages of residents' pages and letters, Dutch first.
pub const RESIDENT_LANGUAGES: [Language; 7] = [
    Language::Dutch,
    Language::English,
    Language::Turkish,
    Language::Arabic,
    Language::Polish,
    Language::Ukrainian,
    Language::Papiamento,
];

/// Language, file name and content of every text file; made by `build.rs`.
const FILES: &[(&str, &str, &str)] = include!(concat!(env!("OUT_DIR"), "/locales.rs"));

static LOADED: [OnceLock<Texts>; RESIDENT_LANGUAGES.len()] =
    [const { OnceLock::new() }; RESIDENT_LANGUAGES.len()];

/// The texts of one language.
pub struct Texts {
    language: Language,
    bundle: FluentBundle<FluentResource>,
    /// Those that name nothing, as they are read: most of a page.
    plain: HashMap<&'static str, Box<str>>,
    mistakes: Vec<String>,
}

/// What a text may name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arg<'a> {
    /// Words, put in as they are; a page still has to escape the result.
    Text(&'a str),
    /// A number, by which the text may choose singular or plural.
    Number(i64),
}

impl<'a> From<&'a str> for Arg<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(text)
    }
}

impl From<i64> for Arg<'_> {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

/// What is put into a text under these names has groups of digits: a telephone number, a code to
/// type over. [`Texts::phone_number`] tells why that matters.
const KEPT_IN_ORDER: [&str; 2] = ["telefoon", "code"];

impl Texts {
    /// The texts in `language`; Dutch for a language that residents' pages do not have.
    #[must_use]
    pub fn of(language: Language) -> &'static Self {
        let place = RESIDENT_LANGUAGES
            .iter()
            .position(|known| *known == language)
            .unwrap_or_default();
        LOADED[place].get_or_init(|| Self::load(RESIDENT_LANGUAGES[place]))
    }

    /// The Dutch texts.
    #[must_use]
    pub fn dutch() -> &'static Self {
        Self::of(Language::Dutch)
    }

    /// The text of `key`.
    #[must_use]
    pub fn s(&self, key: &str) -> String {
        self.with(key, &[])
    }

    /// The text of `key`, with words in it: `t.w("mijn-groet", &[("naam", "Fatma")])`.
    #[must_use]
    pub fn w(&self, key: &str, words: &[(&str, &str)]) -> String {
        if let Some(text) = self.plain.get(key) {
            return text.to_string();
        }
        let args: Vec<_> = words
            .iter()
            .map(|(name, word)| (*name, Arg::Text(word)))
            .collect();
        self.with(key, &args)
    }

    /// The text of `key`, with one number in it that may choose singular or plural.
    #[must_use]
    pub fn n(&self, key: &str, name: &str, number: impl Into<i64>) -> String {
        self.with(key, &[(name, Arg::Number(number.into()))])
    }

    /// The text of `key`, with words and numbers in it.
    #[must_use]
    pub fn with(&self, key: &str, args: &[(&str, Arg<'_>)]) -> String {
        self.of_key(key, args).unwrap_or_else(|| format!("⟦{key}⟧"))
    }

    /// The same; `None` when Dutch has no such text either.
    pub(crate) fn of_key(&self, key: &str, args: &[(&str, Arg<'_>)]) -> Option<String> {
        self.find(key, args)
            .or_else(|| Self::dutch().find(key, args))
    }

    /// Whether this language has a text of its own for `key`.
    #[must_use]
    pub fn has(&self, key: &str) -> bool {
        self.bundle
            .get_message(key)
            .is_some_and(|message| message.value().is_some())
    }

    /// The language's code, for the `lang` attribute.
    #[must_use]
    pub const fn lang(&self) -> &'static str {
        self.language.code()
    }

    /// The language.
    #[must_use]
    pub const fn language(&self) -> Language {
        self.language
    }

    /// The direction it is written in, for the `dir` attribute.
    #[must_use]
    pub const fn dir(&self) -> &'static str {
        match self.language {
            Language::Arabic => "rtl",
            _ => "ltr",
        }
    }

    /// The same words with a capital in front, as a line begins in this language: "İlk" for
    /// "ilk" in Turkish, "IJs" for "ijs" in Dutch.
    #[must_use]
    pub fn capital(&self, words: &str) -> String {
        let begin: &[(&str, &str)] = match self.language {
            Language::Turkish => &[("i", "İ")],
            Language::Dutch => &[("ij", "IJ")],
            _ => &[],
        };
        for (small, great) in begin {
            if let Some(rest) = words.strip_prefix(small) {
                return format!("{great}{rest}");
            }
        }
        let mut signs = words.chars();
        signs.next().map_or_else(String::new, |first| {
            first.to_uppercase().collect::<String>() + signs.as_str()
        })
    }

    /// A telephone number among words of this language. Where people read from right to left, its
    /// groups would change places without the mark before it, and another number would stand there.
    /// A text that takes a `telefoon` or a `code` does this by itself.
    #[must_use]
    pub fn phone_number(&self, number: &str) -> String {
        match self.dir() {
            "rtl" => format!("\u{200e}{number}"),
            _ => number.to_owned(),
        }
    }

    /// What is wrong in the files of this language: a line that cannot be read, a key that stands
    /// there twice. Empty, or a test fails.
    #[must_use]
    pub fn mistakes(&self) -> &[String] {
        &self.mistakes
    }

    fn load(language: Language) -> Self {
        let id: LanguageIdentifier = language.code().parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![id]);
        // Isolation marks show up in plain-text mail and in what people copy.
        bundle.set_use_isolating(false);
        let (mut mistakes, mut keys) = (Vec::new(), Vec::new());
        for (_, file, content) in FILES.iter().filter(|(code, ..)| *code == language.code()) {
            keys.extend(keys_in(content));
            let resource = match FluentResource::try_new((*content).to_owned()) {
                Ok(resource) => resource,
                Err((resource, errors)) => {
                    mistakes.extend(errors.iter().map(|error| format!("{file}: {error}")));
                    resource
                }
            };
            if let Err(errors) = bundle.add_resource(resource) {
                mistakes.extend(errors.iter().map(|error| format!("{file}: {error}")));
            }
        }
        let plain = keys
            .into_iter()
            .filter_map(|key| Some((key, plain_text(&bundle, key)?)))
            .collect();
        Self {
            language,
            bundle,
            plain,
            mistakes,
        }
    }

    fn find(&self, key: &str, args: &[(&str, Arg<'_>)]) -> Option<String> {
        if let Some(text) = self.plain.get(key) {
            return Some(text.to_string());
        }
        let pattern = self.bundle.get_message(key)?.value()?;
        let fluent: FluentArgs<'_> = args
            .iter()
            .map(|(name, arg)| {
                let value = match *arg {
                    Arg::Text(text) if KEPT_IN_ORDER.contains(name) => {
                        FluentValue::String(Cow::Owned(self.phone_number(text)))
                    }
                    Arg::Text(text) => FluentValue::String(Cow::Borrowed(text)),
                    Arg::Number(number) => FluentValue::from(number),
                };
                (*name, value)
            })
            .collect();
        // A word that was not handed in shows as {$naam}; the tests look for those.
        let mut ignored = Vec::new();
        let text = self
            .bundle
            .format_pattern(pattern, Some(&fluent), &mut ignored);
        Some(text.into_owned())
    }
}

impl fmt::Debug for Texts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Texts({})", self.lang())
    }
}

/// The text of a key that names nothing; `None` for one that does, or that has no text.
fn plain_text(bundle: &FluentBundle<FluentResource>, key: &str) -> Option<Box<str>> {
    let pattern = bundle.get_message(key)?.value()?;
    let mut missed = Vec::new();
    let text = bundle.format_pattern(pattern, None, &mut missed);
    missed.is_empty().then(|| text.into())
}

/// The keys of a file.
fn keys_in(content: &'static str) -> impl Iterator<Item = &'static str> {
    content
        .lines()
        .filter(|line| line.starts_with(|sign: char| sign.is_ascii_alphabetic()))
        .filter_map(|line| line.split_once(" ="))
        .map(|(key, _)| key)
}

/// The keys of a language's files whose name starts with `prefix`, for tests over all texts.
#[cfg(test)]
pub(crate) fn keys_of(language: Language, prefix: &str) -> Vec<String> {
    FILES
        .iter()
        .filter(|(code, file, _)| *code == language.code() && file.starts_with(prefix))
        .flat_map(|(.., content)| keys_in(content))
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_file_can_be_read_whole_and_no_key_stands_twice() {
        for language in RESIDENT_LANGUAGES {
            assert_eq!(Texts::of(language).mistakes(), [""; 0], "{language}");
        }
    }

    #[test]
    fn a_key_that_nobody_wrote_is_seen() {
        let key = "deze-sleutel-bestaat-niet";
        assert_eq!(
            Texts::of(Language::Polish).s(key),
            "⟦deze-sleutel-bestaat-niet⟧"
        );
        assert_eq!(Texts::dutch().s("<script>"), "⟦<script>⟧");
    }

    #[test]
    fn a_text_comes_the_same_whether_it_was_read_before_or_is_read_now() {
        let dutch = Texts::dutch();
        let (mut plain, mut naming) = (0, 0);
        for key in keys_of(Language::Dutch, "") {
            let message = dutch.bundle.get_message(&key).unwrap();
            let mut missed = Vec::new();
            let now = dutch
                .bundle
                .format_pattern(message.value().unwrap(), None, &mut missed);
            match dutch.plain.get(key.as_str()) {
                Some(text) => {
                    assert_eq!(**text, *now);
                    assert_eq!(dutch.w(&key, &[("persoon", "patiënt")]), now);
                    plain += 1;
                }
                None => {
                    assert!(!missed.is_empty(), "{key}");
                    naming += 1;
                }
            }
        }
        assert!(plain > 1_000 && naming > 100, "{plain} {naming}");
        assert_eq!(dutch.w("zoek-km", &[("km", "3")]), "3 km".to_owned());
    }

    #[test]
    fn a_text_that_a_language_lacks_comes_in_dutch() {
        let polish = Texts::of(Language::Polish);
        assert!(!polish.has("code-plezier-samen"));
        assert_eq!(polish.s("code-plezier-samen"), "Samen met anderen");
    }

    #[test]
    fn the_groups_of_a_telephone_number_keep_their_places_among_arabic_words() {
        let told = |language| Texts::of(language).phone_number("0415 555 100");
        assert_eq!(told(Language::Arabic), "\u{200e}0415 555 100");
        assert_eq!(told(Language::Turkish), "0415 555 100");
        let words = [("servicepunt", "Steunpunt"), ("telefoon", "0415 555 100")];
        for key in ["mail-vragen", "mijn-hulp-bel", "basis-hulp"] {
            let text = Texts::of(Language::Arabic).w(key, &words);
            assert!(text.contains(" \u{200e}0415 555 100"), "{text}");
            let text = Texts::of(Language::English).w(key, &words);
            assert!(text.contains(" 0415 555 100"), "{text}");
        }
        let code = Texts::of(Language::Arabic).w("mail-code", &[("code", "1234-5678")]);
        assert!(code.contains("\u{200e}1234-5678"), "{code}");
    }

    #[test]
    fn a_line_begins_as_its_language_writes_it() {
        let begins = |language, words| Texts::of(language).capital(words);
        assert_eq!(begins(Language::Turkish, "ilk sefer"), "İlk sefer");
        assert_eq!(begins(Language::Turkish, "ılık su"), "Ilık su");
        assert_eq!(begins(Language::Turkish, "şu an"), "Şu an");
        assert_eq!(begins(Language::English, "ice"), "Ice");
        assert_eq!(begins(Language::Dutch, "ijs"), "IJs");
        assert_eq!(begins(Language::Dutch, "ëen"), "Ëen");
        assert_eq!(begins(Language::Ukrainian, "їзда"), "Їзда");
        assert_eq!(begins(Language::Arabic, "المشي"), "المشي");
        assert_eq!(begins(Language::Dutch, ""), "");
    }

    #[test]
    fn a_language_without_pages_of_its_own_reads_dutch() {
        assert_eq!(Texts::of(Language::Farsi).lang(), "nl");
        assert_eq!(Texts::of(Language::Papiamento).lang(), "pap");
    }

    #[test]
    fn only_arabic_is_written_from_right_to_left() {
        let rtl: Vec<_> = RESIDENT_LANGUAGES
            .into_iter()
            .filter(|language| Texts::of(*language).dir() == "rtl")
            .collect();
        assert_eq!(rtl, [Language::Arabic]);
    }
}
