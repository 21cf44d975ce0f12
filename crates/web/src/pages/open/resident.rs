//! `/mijn/{token}`: the resident's own page, behind a link or a printed code. Opening changes
//! nothing but the access log; each answer is a form of its own.

use actions::resident_answer::{self, Answer as Said};
use actions::{
    ActionError, Caller, ShownReferral, answer_by_link, erase_resident, merge_residents,
    show_referral,
};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect};
use documents::Texts;
use domain::actor::Actor;
use domain::ids::ReferralId;

use super::language::{self, Picker};
use super::link_gone::{Whose, link_gone};
use super::resident_page::{LogLine, ResidentPage, resident_page};
use super::sent::{Asked, Origin, Sent};
use crate::Web;
use crate::mishap::{Answer, Mishap};
use crate::view::{Base, render};

#[derive(Template)]
#[template(path = "open/resident.html")]
struct ResidentView {
    base: Base,
    t: &'static Texts,
    picker: Picker,
    action: String,
    page: ResidentPage,
    /// Other referrals that are the resident's too: number, and their own page.
    others: Vec<(String, String)>,
}

#[derive(Template)]
#[template(path = "open/forgotten.html")]
struct ForgottenView {
    base: Base,
    t: &'static Texts,
}

/// The button that makes us forget.
const FORGET: &str = "verwijder-gegevens";

/// Shows the page.
pub async fn open(
    State(web): State<Web>,
    base: Base,
    Path(token): Path<String>,
    Origin(origin): Origin,
    asked: Asked,
) -> Answer {
    let word = asked.text("taal");
    let seen = async {
        let caller = answer_by_link::resident(&web.bridge, &token, origin).await?;
        let id = referral_of(&caller)?;
        let shown = show_referral::show_referral(&web.bridge, &caller, id).await?;
        let log = show_referral::who_looked(&web.bridge, &caller, id).await?;
        let others = merge_residents::own_others(&web.bridge, &caller).await?;
        Ok::<_, ActionError>((shown, log, others))
    };
    let (shown, log, others) = match seen.await {
        Ok(found) => found,
        Err(error) => {
            let base = base.in_language(language::texts(&word, None));
            return link_gone(base, Whose::Resident, error.into());
        }
    };
    let t = language::texts(&word, spoken(&shown));
    let seen: Vec<LogLine> = log
        .into_iter()
        .map(|line| LogLine {
            at: line.at,
            role: line.role,
            organisation: line.organisation_name,
            action: line.action,
        })
        .collect();
    let page = resident_page(t, &shown, &seen, web.bridge.now());
    let base = base
        .of_municipality(&web, shown.municipality)
        .in_language(t)
        .titled(page.title.clone());
    render(&ResidentView {
        base,
        t,
        picker: Picker::of(t),
        action: format!("/mijn/{token}"),
        page,
        others: others
            .into_iter()
            .filter_map(|own| Some((own.referral.number, format!("/mijn/{}", own.token?))))
            .collect(),
    })
}

/// Takes an answer. The same answer twice, or one that no longer makes sense, is no error.
pub async fn answer(
    State(web): State<Web>,
    base: Base,
    Path(token): Path<String>,
    Origin(origin): Origin,
    sent: Sent,
) -> Answer {
    let word = sent.text("taal");
    let t = language::texts(&word, None);
    let caller = match answer_by_link::resident(&web.bridge, &token, origin).await {
        Ok(caller) => caller,
        Err(error) => return link_gone(base.in_language(t), Whose::Resident, error.into()),
    };
    let step = sent.text("stap");
    if step == FORGET {
        erase_resident::forget_me(&web.bridge, &caller).await?;
        let base = base.in_language(t).titled(t.s("mijn-vergeten-titel"));
        return render(&ForgottenView { base, t });
    }
    let Some(said) = Said::from_code(&step) else {
        return Err(Mishap::BadRequest);
    };
    let reason = Some(sent.text("reden")).filter(|reason| !reason.is_empty());
    resident_answer::answer(&web.bridge, &caller, said, reason).await?;
    Ok(Redirect::to(&address(&token, &word)).into_response())
}

fn spoken(shown: &ShownReferral) -> Option<domain::codes::Language> {
    shown.client.as_ref().and_then(|client| client.language)
}

fn referral_of(caller: &Caller) -> Result<ReferralId, ActionError> {
    match caller.actor {
        Actor::Resident { referral } => Ok(referral),
        _ => Err(ActionError::NotFound),
    }
}

/// The page's address, in the language that was picked.
fn address(token: &str, word: &str) -> String {
    match language::asked(word) {
        Some(language) => format!("/mijn/{token}?taal={language}"),
        None => format!("/mijn/{token}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_picked_language_stays_and_nothing_else_comes_along() {
        assert_eq!(address("abc", "ar"), "/mijn/abc?taal=ar");
        assert_eq!(address("abc", "ar&x=1"), "/mijn/abc");
        assert_eq!(address("abc", ""), "/mijn/abc");
    }
}
