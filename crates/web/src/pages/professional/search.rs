//! `/zoeken`: search with the client beside you. The wishes go by POST and never stand in an
//! address. Nothing about the client is kept, but the wishes of the last search for a quarter of an
//! hour in memory, so that Back and "kies iets anders" lead to the results again.

use actions::ActionError;
use actions::search::SearchAnswer;
use askama::Template;
use axum::extract::State;
use domain::fault::Fault;
use domain::organisation::Role;
use http::StatusCode;
use serde::Deserialize;

use super::choices::capital;
use super::form_faults::FormFaults;
use super::near_map::{NearMap, near_map};
use super::referral;
use super::result::{Card, RelaxButton, card, relax_button};
use super::search_choices::SearchChoices;
use super::search_form::{PAGE, SearchForm};
use super::voice::Voice;
use crate::Web;
use crate::mishap::{Answer, Mishap};
use crate::pages::open::choice;
use crate::pages::open::picture::first_seen;
use crate::pages::{Form, Query};
use crate::sessions::Visitor;
use crate::view::{Base, render};

/// What was found.
struct Results {
    cards: Vec<Card>,
    first_page: bool,
    relaxations: Vec<RelaxButton>,
    range: String,
    next: Option<usize>,
    previous: Option<usize>,
    total: usize,
    /// What is ticked to compare and stands on another page of results.
    compared_elsewhere: Vec<String>,
    /// The number of the first card.
    first: usize,
    /// Where they are.
    map: Option<NearMap>,
    /// What was read as nothing, told once.
    unread: Option<String>,
    /// The group that is nearest to forming, in words.
    forming: Option<String>,
}

impl Results {
    /// Whether there is something to compare: one lesson alone has nothing beside it.
    const fn compares(&self) -> bool {
        self.total > 1 || !self.compared_elsewhere.is_empty()
    }
}

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
    summary: String,
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
        return found(&web, &visitor, base, form);
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
        summary: String::new(),
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
    let mut form = form.relaxed().told();
    // How somebody is, is told back once and kept nowhere.
    let about = std::mem::take(&mut form.about);
    web.recall.searched(&base.csrf, &form, web.bridge.now());
    form.about = about;
    found(&web, &visitor, base, form)
}

/// What the visitor's municipality set: its schemes, and what it calls things.
fn settings(web: &Web, visitor: &Visitor) -> Result<actions::Municipality, Mishap> {
    Ok(web.bridge.municipality(visitor.member.municipality)?)
}

fn found(web: &Web, visitor: &Visitor, base: Base, form: SearchForm) -> Answer {
    let draft = form.draft(visitor.member.municipality);
    let answer = match actions::search::search(&web.bridge, &draft) {
        Ok(answer) => answer,
        Err(ActionError::Faults(faults)) => return refused(web, visitor, base, form, faults),
        Err(error) => return Err(error.into()),
    };
    let say = Voice::to(Some(&visitor.member));
    let home = settings(web, visitor)?;
    let choices = SearchChoices::of(&form, &say, &answer.facets, &home);
    let heading = match answer.total {
        0 => say.s("zoek-niets"),
        total => say.n("zoek-gevonden", "aantal", total as u64),
    };
    let lead = match answer.total {
        0 => say.s("zoek-niets-uitleg"),
        _ => say.s("zoek-gevonden-uitleg"),
    };
    let results = results_of(web, &say, &answer, &form);
    render(&SearchPage {
        base: base.titled(heading.clone()),
        heading,
        lead,
        summary: form.summary(&say),
        faults: FormFaults::default(),
        results: Some(results),
        to_coach: !visitor.member.roles.has(Role::Coach),
        saves_at: saves_at(visitor, &form),
        choices,
        form,
        say,
    })
}

fn results_of(web: &Web, say: &Voice, answer: &SearchAnswer, form: &SearchForm) -> Results {
    let page = form.page();
    let from = (page - 1) * PAGE;
    let to = from + answer.hits.len();
    let range = say.w2(
        "zoek-reeks",
        ("reeks", &format!("{}–{to}", from + 1)),
        ("totaal", &answer.total.to_string()),
    );
    // Told once above the lessons; at each of them it would say nothing of that lesson.
    let not_found = capital(&say.texts().s("let-op-woorden-niet-gevonden"));
    let none_found = |card: &Card| card.attention.contains(&not_found);
    let mut cards: Vec<Card> = answer
        .hits
        .iter()
        .map(|hit| {
            let mut card = card(say, hit);
            card.picture = first_seen(&web.bridge, hit.offer_id);
            card.compared = form.compared.contains(&card.session);
            card
        })
        .collect();
    if cards.iter().all(none_found) && !answer.unread.is_empty() {
        for card in &mut cards {
            card.attention.retain(|words| *words != not_found);
        }
    }
    let unread = answer.unread.join(", ");
    let elsewhere = |id: &&String| cards.iter().all(|card| card.session != **id);
    Results {
        compared_elsewhere: form
            .compared
            .iter()
            .filter(elsewhere)
            .take(choice::MOST)
            .cloned()
            .collect(),
        cards,
        first: from + 1,
        map: near_map(
            &web.bridge,
            say,
            answer.wishes.start,
            &answer.hits,
            from + 1,
        ),
        unread: (!unread.is_empty()).then(|| say.w("zoek-niet-gelezen", "woorden", &unread)),
        forming: answer.forming.map(|forming| forming.words()),
        first_page: page == 1,
        relaxations: answer.relaxations.iter().map(relax_button).collect(),
        range,
        next: (to < answer.total).then_some(page + 1),
        previous: (page > 1).then_some(page - 1),
        total: answer.total,
    }
}

/// The form with its faults, and what was typed still there.
pub(super) fn refused(
    web: &Web,
    visitor: &Visitor,
    base: Base,
    form: SearchForm,
    mut faults: Vec<Fault>,
) -> Answer {
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
    // A fault may lie in what is folded.
    choices.more_is_wished = true;
    let heading = say.s("zoek-titel");
    let page = SearchPage {
        base: base.titled(heading.clone()),
        lead: say.s("zoek-uitleg"),
        heading,
        summary: String::new(),
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
