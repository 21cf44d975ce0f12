//! `/zoeken`: search with the client beside you. The wishes go by POST and never stand in an
//! address. Nothing about the client is kept, but the wishes of the last search for a quarter of an
//! hour in memory, so that Back and "kies iets anders" lead to the results again.

use actions::ActionError;
use askama::Template;
use axum::extract::State;
use documents::Texts;
use domain::fault::Fault;
use domain::organisation::Role;
use http::StatusCode;
use serde::Deserialize;

use super::choices::Choice;
use super::form_faults::FormFaults;
use super::referral;
use super::results::{Results, heading};
use super::search_choices::SearchChoices;
use super::search_form::SearchForm;
use super::sentence_told::{Remark, Told, at_the_sentence, told, too_long};
use super::voice::Voice;
use super::wish_words::WishWord;
use crate::Web;
use crate::mishap::{Answer, Mishap};
use crate::pages::wish_words::place_meant;
use crate::pages::{Form, Query};
use crate::sessions::Visitor;
use crate::view::{Base, render};

#[derive(Template)]
#[template(path = "professional/search.html")]
struct SearchPage {
    base: Base,
    say: Voice,
    form: SearchForm,
    choices: SearchChoices,
    faults: FormFaults,
    heading: String,
    lead: String,
    /// What was understood.
    wishes: Vec<WishWord>,
    /// What is said about it.
    remarks: Vec<Remark>,
    results: Option<Results>,
    /// A coach does not ask for a coach.
    to_coach: bool,
    /// Where a coach saves the wishes for the client who is searched for.
    saves_at: Option<String>,
}

/// The query: `vorige` asks for the results of the last search, `verwijzing` is the key of the
/// referral with whose client in mind is searched.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    vorige: String,
    verwijzing: String,
}

/// What is known of a client already need not be typed again; but for the age, which would leave out
/// every lesson that does not tell for whom it is. A key of no referral, or of one that
/// is not for the reader, is not there.
async fn begun_for(web: &Web, visitor: &Visitor, asked: &Asked) -> Result<SearchForm, Mishap> {
    if asked.verwijzing.is_empty() {
        return Ok(SearchForm::default());
    }
    let shown = referral::find(web, visitor, &asked.verwijzing).await?;
    let client = shown.client.as_ref();
    let home = client.and_then(|client| client.postcode);
    let language = client.and_then(|client| client.language);
    Ok(SearchForm {
        verwijzing: shown.id.to_string(),
        postcode: home.map(|home| home.to_string()).unwrap_or_default(),
        language: language
            .map(|language| language.code().to_owned())
            .unwrap_or_default(),
        ..SearchForm::default()
    })
}

/// Where the wishes of a form are saved; only for who guides somebody.
fn saves_at(visitor: &Visitor, form: &SearchForm) -> Option<String> {
    let id = form
        .on_behalf_of()
        .filter(|_| visitor.member.roles.has(Role::Coach))?;
    Some(format!("/verwijzingen/{id}/wensen"))
}

/// `GET /zoeken`
pub(super) async fn form(
    State(web): State<Web>,
    visitor: Visitor,
    base: Base,
    Query(asked): Query<Asked>,
) -> Answer {
    if asked.vorige == "ja"
        && let Some(form) = web.recall.last_search(&base.csrf, web.bridge.now())
    {
        let typed = form.clone();
        return found(&web, &visitor, base, Told::nothing(form), typed);
    }
    let say = Voice::to(Some(&visitor.member));
    let form = begun_for(&web, &visitor, &asked).await?;
    let home = settings(&web, &visitor)?;
    let choices = SearchChoices::of(&form, &say, &[], &home);
    let heading = say.s("zoek-titel");
    render(&SearchPage {
        base: base.titled(heading.clone()),
        lead: say.s("zoek-uitleg"),
        heading,
        wishes: Vec::new(),
        remarks: Vec::new(),
        faults: FormFaults::default(),
        results: None,
        to_coach: !visitor.member.roles.has(Role::Coach),
        saves_at: saves_at(&visitor, &form),
        choices,
        form,
        say,
    })
}

/// `POST /zoeken`
pub(super) async fn results(
    State(web): State<Web>,
    visitor: Visitor,
    base: Base,
    Form(form): Form<SearchForm>,
) -> Answer {
    let typed = form.relaxed();
    if let Some(fault) = too_long(&typed) {
        return refused(&web, &visitor, base, typed, vec![fault]);
    }
    let say = Voice::to(Some(&visitor.member));
    let home = settings(&web, &visitor)?;
    let mut told = told(&web, &say, &home, typed.clone());
    // What the sentence told may be what is taken away.
    told.form = told.form.without_wish();
    web.recall
        .searched(&base.csrf, &told.form, web.bridge.now());
    found(&web, &visitor, base, told, typed)
}

/// What the visitor's municipality set: its schemes, and what it calls things.
fn settings(web: &Web, visitor: &Visitor) -> Result<actions::Municipality, Mishap> {
    Ok(web.bridge.municipality(visitor.member.municipality)?)
}

/// What was told finds; where it has a fault, the page shows the sentence as it was typed.
fn found(web: &Web, visitor: &Visitor, base: Base, told: Told, typed: SearchForm) -> Answer {
    let draft = told.form.draft(visitor.member.municipality);
    let answer = match actions::search::search_lessons(&web.bridge, &draft) {
        Ok(answer) => answer,
        Err(ActionError::Faults(mut faults)) => {
            at_the_sentence(&mut faults, &typed);
            return refused(web, visitor, base, told.form.untold(typed), faults);
        }
        Err(error) => return Err(error.into()),
    };
    let say = Voice::to(Some(&visitor.member));
    let meant = told.meant(&say, &answer);
    let Told {
        form, mut remarks, ..
    } = told;
    remarks.extend(meant);
    let home = settings(web, visitor)?;
    let choices = SearchChoices::of(&form, &say, &answer.facets, &home);
    let (heading, lead) = heading(&say, &answer);
    let results = Results::of(web, &say, &answer, &form);
    render(&SearchPage {
        base: base.titled(heading.clone()),
        heading,
        lead,
        wishes: form.wish_words(&say, &home.settings.class_words),
        remarks,
        faults: FormFaults::default(),
        results: Some(results),
        to_coach: !visitor.member.roles.has(Role::Coach),
        saves_at: saves_at(visitor, &form),
        choices,
        form,
        say,
    })
}

/// The form with its faults, and what was typed still there.
pub(super) fn refused(
    web: &Web,
    visitor: &Visitor,
    base: Base,
    form: SearchForm,
    mut faults: Vec<Fault>,
) -> Answer {
    let place = faults.iter().any(|fault| fault.location == "plaats");
    // Town and postcode are typed in one field.
    for fault in faults.iter_mut().filter(|fault| fault.location == "plaats") {
        "postcode".clone_into(&mut fault.location);
    }
    // People type euros, and no number of cents.
    for fault in &mut faults {
        if fault.location == "maxPrijsInCenten" {
            "maxPrijs".clone_into(&mut fault.location);
            fault.detail = None;
        }
    }
    let say = Voice::to(Some(&visitor.member));
    let home = settings(web, visitor)?;
    let mut choices = SearchChoices::of(&form, &say, &[], &home);
    if place {
        let meant = actions::places::meant(&web.bridge, &form.postcode);
        choices.meant = meant
            .iter()
            .map(|one| Choice::new(&one.ask, place_meant(Texts::dutch(), one), false))
            .collect();
    }
    // A fault may lie in what is folded.
    choices.more_is_wished = true;
    let heading = say.s("zoek-titel");
    let page = SearchPage {
        base: base.titled(heading.clone()),
        lead: say.s("zoek-uitleg"),
        heading,
        wishes: Vec::new(),
        remarks: Vec::new(),
        faults: FormFaults::of(faults),
        results: None,
        to_coach: !visitor.member.roles.has(Role::Coach),
        saves_at: saves_at(visitor, &form),
        choices,
        form,
        say,
    };
    let mut response = render(&page)?;
    *response.status_mut() = StatusCode::BAD_REQUEST;
    Ok(response)
}
