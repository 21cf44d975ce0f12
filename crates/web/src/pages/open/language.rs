//! The language of a resident's page: asked for by `?taal=`, otherwise the one they speak best,
//! otherwise Dutch. Seven languages have pages of their own.

use documents::Texts;
use documents::resident::own_name;
use documents::texts::RESIDENT_LANGUAGES;
use domain::codes::Language;

/// The picker above a resident's page.
#[derive(Clone, Debug)]
pub struct Picker {
    /// The name of the page's language.
    pub name: String,
    /// How a few others call "language", for who cannot read this one: language code and word.
    pub hints: Vec<(&'static str, &'static str)>,
    /// Every language.
    pub choices: Vec<Pick>,
    /// What else stays in the address when another language is picked: `les=…&`; mostly empty.
    pub keep: String,
}

/// A language to pick.
#[derive(Clone, Debug)]
pub struct Pick {
    /// Its code: the value of `?taal=`.
    pub code: &'static str,
    /// Its name in that language.
    pub name: String,
    /// The direction it is written in.
    pub dir: &'static str,
    /// Whether the page is in it.
    pub current: bool,
}

const HINTS: [(&str, &str); 4] = [
    ("nl", "Taal"),
    ("en", "Language"),
    ("ar", "اللغة"),
    ("tr", "Dil"),
];

impl Picker {
    /// The picker of a page in the language of `t`.
    #[must_use]
    pub fn of(t: &Texts) -> Self {
        let code = t.lang();
        Self {
            name: own_name(t.language()),
            keep: String::new(),
            hints: HINTS
                .into_iter()
                .filter(|(lang, _)| *lang != code)
                .collect(),
            choices: RESIDENT_LANGUAGES
                .into_iter()
                .map(|language| Pick {
                    code: language.code(),
                    name: own_name(language),
                    dir: Texts::of(language).dir(),
                    current: language.code() == code,
                })
                .collect(),
        }
    }

    /// The same; these keys of the query stay when another language is picked.
    #[must_use]
    pub fn keeping(self, keep: String) -> Self {
        Self { keep, ..self }
    }
}

/// The language that was asked for, if there are pages in it.
#[must_use]
pub fn asked(word: &str) -> Option<Language> {
    RESIDENT_LANGUAGES
        .into_iter()
        .find(|language| language.code() == word)
}

/// The texts for who asked for `word` and speaks `spoken` best.
#[must_use]
pub fn texts(word: &str, spoken: Option<Language>) -> &'static Texts {
    Texts::of(asked(word).or(spoken).unwrap_or(Language::Dutch))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_language_asked_for_goes_before_the_one_spoken() {
        assert_eq!(texts("ar", Some(Language::Turkish)).lang(), "ar");
        assert_eq!(texts("", Some(Language::Turkish)).lang(), "tr");
        assert_eq!(texts("<script>", None).lang(), "nl");
        // Spoken, but without pages of its own.
        assert_eq!(texts("fa", Some(Language::Farsi)).lang(), "nl");
    }

    #[test]
    fn the_picker_offers_all_seven_and_marks_one() {
        let picker = Picker::of(Texts::of(Language::Arabic));
        let marked: Vec<_> = picker.choices.iter().filter(|pick| pick.current).collect();
        assert_eq!((picker.choices.len(), marked.len()), (7, 1));
        assert_eq!((marked[0].code, marked[0].dir), ("ar", "rtl"));
        assert_eq!(picker.hints.len(), 3);
    }
}
