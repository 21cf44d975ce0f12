//! Gemist aanbod: reporting that nothing fitted, and the reports counted. The wish without the
//! person: what is shown here never tells of anybody.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::State;
use domain::daypart::Dayparts;
use domain::organisation::Role;
use serde_json::Value;

use super::choices::capital;
use super::search_form::SearchForm;
use super::voice::Voice;
use crate::Web;
use crate::mishap::Answer;
use crate::pages::Form;
use crate::sessions::Visitor;
use crate::view::{Base, render};

/// A wish, and how often it was reported.
pub(super) struct WishLine {
    /// "Zwemmen, alleen vrouwen, dinsdagavond"
    pub words: String,
    /// "3 keer"
    pub times: String,
}

/// Equal wishes counted, most first. Each is the wish's JSON and its four digits.
pub(super) fn counted<'a>(
    say: &Voice,
    wishes: impl Iterator<Item = (&'a str, Option<&'a str>)>,
) -> Vec<WishLine> {
    let mut counts: BTreeMap<String, u32> = BTreeMap::new();
    for (wish, postcode) in wishes {
        *counts.entry(words_of(say, wish, postcode)).or_default() += 1;
    }
    let mut lines: Vec<(String, u32)> = counts.into_iter().collect();
    lines.sort_by_key(|(_, times)| std::cmp::Reverse(*times));
    lines
        .into_iter()
        .map(|(words, times)| WishLine {
            words,
            times: say.w("balie-keer", "aantal", &times.to_string()),
        })
        .collect()
}

/// The same for who may see no small numbers: by activity only, and below ten no figure
/// (quality.md, section 3).
pub(super) fn counted_coarsely<'a>(
    say: &Voice,
    wishes: impl Iterator<Item = &'a str>,
) -> Vec<WishLine> {
    const SMALL: u32 = 10;
    let mut counts: BTreeMap<String, u32> = BTreeMap::new();
    for wish in wishes {
        let wish: Value = serde_json::from_str(wish).unwrap_or_default();
        let codes = wish.get("activiteiten").and_then(Value::as_array);
        let first = codes.and_then(|codes| codes.first()?.as_str());
        let words = first.map_or_else(
            || say.s("wens-iets"),
            |code| say.texts().code("activiteit", code),
        );
        *counts.entry(words).or_default() += 1;
    }
    let mut lines: Vec<(String, u32)> = counts.into_iter().collect();
    // Small ones are listed by name: their order must not tell what is hidden.
    lines.sort_by_key(|(_, times)| std::cmp::Reverse(if *times < SMALL { 0 } else { *times }));
    lines
        .into_iter()
        .map(|(words, times)| WishLine {
            words,
            times: if times < SMALL {
                say.s("balie-minder-dan-tien")
            } else {
                say.w("balie-keer", "aantal", &times.to_string())
            },
        })
        .collect()
}

fn words_of(say: &Voice, wish: &str, postcode: Option<&str>) -> String {
    let t = say.texts();
    let wish: Value = serde_json::from_str(wish).unwrap_or_default();
    let mut parts = Vec::new();
    let codes_of = |key: &str| {
        let codes = wish.get(key).and_then(Value::as_array);
        codes.into_iter().flatten().filter_map(Value::as_str)
    };
    for (key, list) in [
        ("activiteiten", "activiteit"),
        ("groep", "groep"),
        ("begeleiding", "begeleiding"),
        ("toegankelijkheid", "toegankelijkheid"),
    ] {
        parts.extend(codes_of(key).map(|code| t.code(list, code).to_lowercase()));
    }
    let dayparts: Dayparts = codes_of("dagdelen")
        .filter_map(|code| code.parse().ok())
        .collect();
    parts.extend(t.dayparts(dayparts));
    if let Some(language) = wish.get("taal").and_then(Value::as_str) {
        parts.push(t.code("taal", language));
    }
    if parts.is_empty() {
        parts.push(say.s("wens-iets"));
    }
    parts.extend(postcode.map(|digits| say.w("wens-postcode", "cijfers", digits)));
    capital(&parts.join(", "))
}

#[derive(Template)]
#[template(path = "professional/unmet.html")]
struct ReportedPage {
    base: Base,
    say: Voice,
    to_coach: bool,
}

/// `POST /gemist-aanbod`
pub(super) async fn report(
    State(web): State<Web>,
    visitor: Visitor,
    base: Base,
    Form(form): Form<SearchForm>,
) -> Answer {
    let reported = actions::report_unmet_demand::report_unmet_demand(
        &web.bridge,
        &visitor.caller,
        &form.draft(visitor.member.municipality),
        &form.reason,
    )
    .await;
    let say = Voice::to(Some(&visitor.member));
    match reported {
        Ok(_) => render(&ReportedPage {
            base: base.titled(say.s("gemist-titel")),
            to_coach: !visitor.member.roles.has(Role::Coach),
            say,
        }),
        Err(actions::ActionError::Faults(faults)) => {
            super::search::refused(&web, &visitor, base, form, faults)
        }
        Err(error) => Err(error.into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_policy_officer_sees_no_small_number_and_no_place() {
        let say = Voice::to(None);
        let swim = r#"{"activiteiten":["zwemmen"],"groep":["vrouwen"]}"#;
        let wishes = std::iter::repeat_n(swim, 10).chain(["{}"]);
        let lines = counted_coarsely(&say, wishes);
        let told: Vec<_> = lines
            .iter()
            .map(|line| (line.words.as_str(), line.times.as_str()))
            .collect();
        let expected = [
            ("Zwemmen", "10 keer"),
            ("Iets om te doen", "minder dan 10 keer"),
        ];
        assert_eq!(told, expected);
    }

    #[test]
    fn equal_wishes_are_counted_together_and_the_most_asked_comes_first() {
        let say = Voice::to(None);
        let swim = r#"{"activiteiten":["zwemmen"],"groep":["vrouwen"],"leeftijdVanaf":70}"#;
        let any = "{}";
        let wishes = [
            (any, Some("5299")),
            (swim, Some("5299")),
            (swim, Some("5299")),
            ("geen json", None),
        ];
        let lines = counted(&say, wishes.into_iter());
        let told: Vec<_> = lines
            .iter()
            .map(|line| (line.words.as_str(), line.times.as_str()))
            .collect();
        assert_eq!(
            told,
            [
                ("Zwemmen, alleen vrouwen, postcode 5299", "2 keer"),
                ("Iets om te doen", "1 keer"),
                ("Iets om te doen, postcode 5299", "1 keer"),
            ]
        );
    }
}
