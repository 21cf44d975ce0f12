//! The language of a resident's page: asked for by `?taal=`, otherwise the one they speak best,
//! otherwise Dutch. Where nobody is known yet, the browser tells what its reader reads. Seven
//! languages have pages of their own.

use std::convert::Infallible;

use axum::extract::FromRequestParts;
use axum::response::Response;
use documents::Texts;
use documents::resident::own_name;
use documents::texts::RESIDENT_LANGUAGES;
use domain::codes::Language;
use http::request::Parts;
use http::{HeaderValue, header};

use super::sent::Asked;
use crate::view::Base;

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

/// The language that a browser says its reader likes best, among those that have pages
/// (`Accept-Language`, RFC 9110, 12.5.4); `None` when it names none of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reads(pub Option<Language>);

/// More languages than this nobody reads: the rest of the header is not looked at.
const READ_MAX: usize = 20;

impl Reads {
    fn told(header: &str) -> Self {
        let mut best: Option<(f32, Language)> = None;
        for part in header.split(',').take(READ_MAX) {
            let (tag, weight) = part.split_once(';').unwrap_or((part, "q=1"));
            let primary = tag.trim().split('-').next().unwrap_or_default();
            let weight = weight.trim().strip_prefix("q=").unwrap_or_default();
            let Some(language) = asked(&primary.to_ascii_lowercase()) else {
                continue;
            };
            let weight = weight.parse().unwrap_or(0.0);
            // Of two liked as much, the one that is named first.
            if weight > best.map_or(0.0, |(most, _)| most) {
                best = Some((weight, language));
            }
        }
        Self(best.map(|(_, language)| language))
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Reads {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        let header = parts.headers.get(header::ACCEPT_LANGUAGE);
        let words = header.and_then(|value| value.to_str().ok());
        Ok(Self::told(words.unwrap_or_default()))
    }
}

/// The page, with a word to whoever keeps pages: it differs by what its reader reads.
#[must_use]
pub fn by_reader(mut page: Response) -> Response {
    let name = HeaderValue::from_static("accept-language");
    page.headers_mut().append(header::VARY, name);
    page
}

/// The texts of a page for everybody: what was asked for, otherwise what the browser reads. Who is
/// signed in works in Dutch.
#[must_use]
pub fn of_page(base: &Base, asked: &Asked, reads: Reads) -> &'static Texts {
    let reads = reads.0.filter(|_| base.visitor.is_none());
    texts(&asked.text("taal"), reads)
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
    fn a_browser_tells_what_its_reader_likes_best() {
        let told = |header| Reads::told(header).0;
        assert_eq!(told("ar-SY,ar;q=0.9,en;q=0.8"), Some(Language::Arabic));
        assert_eq!(told("de-DE, de;q=0.9, tr;q=0.7"), Some(Language::Turkish));
        assert_eq!(told("en;q=0.5, PL ; q=0.8"), Some(Language::Polish));
        assert_eq!(told("nl,uk"), Some(Language::Dutch));
        assert_eq!(told("uk;q=0, pap;q=0.1"), Some(Language::Papiamento));
        for nothing in [
            "",
            "*",
            "de,fr;q=0.9",
            ";;;,,,q=",
            "tr;q=0",
            "tr;q=veel",
            "tr;q=NaN",
        ] {
            assert_eq!(told(nothing), None, "{nothing}");
        }
        let many = "de,".repeat(READ_MAX) + "tr";
        assert_eq!(Reads::told(&many).0, None);
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
