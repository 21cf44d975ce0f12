//! Gemist aanbod: reporting that nothing fitted, and the reports counted. The wish without the
//! person: what is shown here never tells of anybody.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::State;
use domain::organisation::Role;

use super::search_form::SearchForm;
use super::voice::Voice;
use super::wish_codes::WishCodes;
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
    /// Where a group begins for it.
    pub begin: String,
}

/// Equal wishes counted, most first. Each is the wish's JSON and its four digits.
pub(super) fn counted<'a>(
    say: &Voice,
    wishes: impl Iterator<Item = (&'a str, Option<&'a str>)>,
) -> Vec<WishLine> {
    let mut counts: BTreeMap<String, (String, u32)> = BTreeMap::new();
    for (wish, postcode) in wishes {
        let codes = WishCodes::of(wish, postcode);
        let words = codes.words(say.texts());
        let line = counts.entry(words).or_insert((codes.address(), 0));
        line.1 += 1;
    }
    let mut lines: Vec<(String, (String, u32))> = counts.into_iter().collect();
    lines.sort_by_key(|(_, (_, times))| std::cmp::Reverse(*times));
    lines
        .into_iter()
        .map(|(words, (begin, times))| WishLine {
            words,
            times: say.w("balie-keer", "aantal", &times.to_string()),
            begin,
        })
        .collect()
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
