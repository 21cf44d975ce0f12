//! `/verwijzingen/{id}/brief`: one A4 for the resident, to print and take along, in the language
//! they speak best or one picked on the page. What their own page tells, and two ways to it: a
//! code to scan and one to type over. Never a reason, never a diagnosis.
//!
//! The page around the letter is the professional's and stays Dutch.

use actions::{answer_by_link, show_referral};
use askama::Template;
use axum::extract::{Path, State};
use documents::{Texts, moments};
use domain::calendar::day_of;
use domain::codes::Language;
use domain::ids::ReferralId;

use super::voice::Voice;
use crate::Web;
use crate::mishap::{Answer, Mishap};
use crate::pages::open::facts::Fact;
use crate::pages::open::language::{self, Picker};
use crate::pages::open::resident_page;
use crate::pages::open::sent::Asked;
use crate::qr_code::{self, Drawing};
use crate::sessions::Visitor;
use crate::view::{Base, render};

#[derive(Template)]
#[template(path = "professional/paper.html")]
struct PaperPage {
    base: Base,
    say: Voice,
    /// The texts of the letter.
    t: &'static Texts,
    picker: Picker,
    id: String,
    heading: String,
    lead: String,
    /// That the receiver calls first, or where it stands.
    standing: String,
    /// Whether nothing is fixed yet, so that `standing` asks to wait.
    waits: bool,
    facts: Vec<Fact>,
    /// The link to the resident's own page, to scan; none when the page is no more.
    scan: Option<Drawing>,
    /// The code to type over, when it can be used.
    code: Option<String>,
    address: String,
    printed: String,
}

/// `GET /verwijzingen/{id}/brief`
pub(super) async fn letter(
    State(web): State<Web>,
    visitor: Visitor,
    base: Base,
    Path(id): Path<String>,
    asked: Asked,
) -> Answer {
    let key: ReferralId = id.parse().map_err(|_| Mishap::NotFound)?;
    let caller = &visitor.caller;
    let shown = show_referral::copy_referral(&web.bridge, caller, key).await?;
    let link = answer_by_link::for_paper(&web.bridge, caller, key).await?;
    let say = Voice::to(Some(&visitor.member));
    let now = web.bridge.now();
    let client = shown.client.as_ref().ok_or(Mishap::Gone)?;
    let picked = language::asked(&asked.text("taal"));
    let t = Texts::of(picked.or(client.language).unwrap_or(Language::Dutch));
    let public_url = &web.bridge.settings().public_url;
    let scan = link.as_ref().and_then(|(token, _)| {
        let way = in_picked_language(picked, client.language);
        qr_code::draw(&format!("{public_url}/mijn/{token}{way}"))
    });
    // Without a year of birth the code opens nothing.
    let code = link
        .filter(|_| client.birth_year.is_some())
        .map(|(_, code)| spaced(&code));
    let address = public_url
        .trim_start_matches("https://")
        .trim_start_matches("http://");
    let today = day_of(now);
    let printed = moments::date_long(t, today, today);
    let waits = resident_page::first_word(t, &shown);
    render(&PaperPage {
        base: base
            .titled(say.s("brief-titel"))
            .of_municipality(&web, visitor.member.municipality),
        say,
        t,
        picker: Picker::of(t),
        id: shown.id.to_string(),
        heading: resident_page::title(t, &shown),
        lead: t.w("brief-voor", &[("naam", &client.name)]),
        waits: waits.is_some(),
        standing: waits.unwrap_or_else(|| resident_page::standing(t, &shown, now)),
        facts: resident_page::facts(t, &shown, now),
        scan,
        code,
        address: format!("{address}/mijn"),
        printed: t.w(
            "brief-onderaan",
            &[("nummer", &shown.number), ("dag", &printed)],
        ),
    })
}

/// What the scanned address needs to open in the letter's language: nothing when that is the
/// language the resident speaks best.
fn in_picked_language(picked: Option<Language>, spoken: Option<Language>) -> String {
    match picked.filter(|_| picked != spoken) {
        Some(language) => format!("?taal={language}"),
        None => String::new(),
    }
}

/// A code in groups of four: easier to type over.
fn spaced(code: &str) -> String {
    let digits: Vec<char> = code.chars().filter(char::is_ascii_digit).collect();
    digits
        .chunks(4)
        .map(|group| group.iter().collect::<String>())
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_printed_in_groups_of_four() {
        assert_eq!(spaced("12345678"), "1234 5678");
        assert_eq!(spaced("1234-5678"), "1234 5678");
    }

    #[test]
    fn only_a_language_that_the_resident_does_not_speak_best_stands_in_the_code() {
        let (tr, ar) = (Some(Language::Turkish), Some(Language::Arabic));
        assert_eq!(in_picked_language(ar, tr), "?taal=ar");
        assert_eq!(in_picked_language(tr, tr), "");
        assert_eq!(in_picked_language(None, tr), "");
    }
}
