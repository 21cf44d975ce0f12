//! `/incidenten`: the register of incidents, each with its clock of seventy-two hours, to fill in
//! and to print.

use actions::ActionError;
use actions::breach::{self, Facts, Incident, Words};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect};
use domain::calendar::{AMSTERDAM, moment_of};
use domain::fault::Fault;
use http::StatusCode;
use jiff::Timestamp;
use jiff::civil::DateTime;
use serde::Deserialize;

use crate::Web;
use crate::mishap::{Answer, Mishap};
use crate::pages::professional::{FormFaults, Voice, moment_short};
use crate::pages::{Form, Query};
use crate::sessions::Visitor;
use crate::view::{Base, render};

/// The form, as it was typed.
#[derive(Clone, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(super) struct IncidentForm {
    wat: String,
    ontdekt: String,
    gebeurd: String,
    mensen: String,
    maatregelen: String,
    verteld: String,
    verteld_op: String,
    gemeld: String,
    niet_nodig: String,
    gesloten: String,
}

/// An incident in the list.
struct Line {
    href: String,
    what: String,
    meta: String,
    clock: Clock,
}

/// Where the seventy-two hours stand, in words.
struct Clock {
    words: String,
    urgency: Urgency,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Urgency {
    /// Told, or not needed.
    Settled,
    Runs,
    Over,
}

impl Clock {
    fn late(&self) -> bool {
        self.urgency == Urgency::Over
    }

    fn icon(&self) -> &'static str {
        match self.urgency {
            Urgency::Settled => "circle-check",
            Urgency::Runs => "clock",
            Urgency::Over => "alert-triangle",
        }
    }

    /// The kind of notice that says so.
    fn notice(&self) -> &'static str {
        match self.urgency {
            Urgency::Settled => "notice-good",
            Urgency::Runs => "notice-attention",
            Urgency::Over => "notice-late",
        }
    }
}

/// The query: whether something was just kept.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    gedaan: String,
}

#[derive(Template)]
#[template(path = "incidents/register.html")]
struct RegisterPage {
    base: Base,
    say: Voice,
    lines: Vec<Line>,
    done: bool,
}

#[derive(Template)]
#[template(path = "incidents/incident.html")]
struct IncidentPage {
    base: Base,
    say: Voice,
    typed: IncidentForm,
    clock: Clock,
    meta: String,
    faults: FormFaults,
}

/// `GET /incidenten`
pub(super) async fn list(
    State(web): State<Web>,
    visitor: Visitor,
    base: Base,
    Query(asked): Query<Asked>,
) -> Answer {
    let say = Voice::to(Some(&visitor.member));
    let now = web.bridge.now();
    let all = breach::register(&web.bridge, &visitor.caller).await?;
    let lines = all
        .iter()
        .map(|one| {
            let mut meta = vec![moment_short(one.facts.discovered_at, now)];
            meta.extend(one.person.clone());
            let closed = one.facts.closed_at.map(|_| say.s("incident-gesloten"));
            meta.extend(closed);
            Line {
                href: format!("/incidenten/{}", one.id),
                what: one.words.what.chars().take(120).collect(),
                meta: meta.join(" · "),
                clock: clock(&say, &one.facts, now),
            }
        })
        .collect();
    render(&RegisterPage {
        base: base.titled(say.s("incidenten-titel")),
        lines,
        done: !asked.gedaan.is_empty(),
        say,
    })
}

/// `GET /incidenten/nieuw`
pub(super) async fn fresh(State(web): State<Web>, visitor: Visitor, base: Base) -> Answer {
    keeps(&web, &visitor)?;
    let typed = IncidentForm {
        ontdekt: written(Some(web.bridge.now())),
        ..IncidentForm::default()
    };
    page(
        &visitor,
        base,
        typed,
        None,
        FormFaults::default(),
        web.bridge.now(),
    )
}

/// `POST /incidenten/nieuw`
pub(super) async fn add(
    State(web): State<Web>,
    visitor: Visitor,
    base: Base,
    Form(form): Form<IncidentForm>,
) -> Answer {
    keeps(&web, &visitor)?;
    keep(&web, &visitor, base, None, form).await
}

/// Whoever keeps no register gets no form for it either: a club's administrator has the role, and
/// not the municipality.
fn keeps(web: &Web, visitor: &Visitor) -> Result<(), Mishap> {
    match breach::keeps_register(&web.bridge, &visitor.caller) {
        true => Ok(()),
        false => Err(Mishap::Forbidden),
    }
}

/// `GET /incidenten/{id}`
pub(super) async fn show(
    State(web): State<Web>,
    visitor: Visitor,
    base: Base,
    Path(id): Path<String>,
) -> Answer {
    let found = breach::incident(&web.bridge, &visitor.caller, &id).await?;
    let facts = found.facts;
    let tick = |at: Option<Timestamp>| at.map(|_| "ja".to_owned()).unwrap_or_default();
    let typed = IncidentForm {
        wat: found.words.what.clone(),
        ontdekt: written(Some(facts.discovered_at)),
        gebeurd: written(facts.happened_at),
        mensen: match facts.people {
            0 => String::new(),
            people => people.to_string(),
        },
        maatregelen: found.words.measures.clone(),
        verteld: found.words.told.clone(),
        verteld_op: written(facts.told_people_at),
        gemeld: written(facts.told_authority_at),
        niet_nodig: tick(facts.no_need_at),
        gesloten: tick(facts.closed_at),
    };
    let now = web.bridge.now();
    page(
        &visitor,
        base,
        typed,
        Some(&found),
        FormFaults::default(),
        now,
    )
}

/// `POST /incidenten/{id}`
pub(super) async fn change(
    State(web): State<Web>,
    visitor: Visitor,
    base: Base,
    Path(id): Path<String>,
    Form(form): Form<IncidentForm>,
) -> Answer {
    let before = breach::incident(&web.bridge, &visitor.caller, &id).await?;
    keep(&web, &visitor, base, Some(before), form).await
}

async fn keep(
    web: &Web,
    visitor: &Visitor,
    base: Base,
    before: Option<Incident>,
    form: IncidentForm,
) -> Answer {
    let now = web.bridge.now();
    let id = before.as_ref().map(|before| before.id.clone());
    let faults = match read(&form, before.as_ref(), now) {
        Ok((words, facts)) => {
            let (bridge, caller) = (&web.bridge, &visitor.caller);
            match breach::write_down(bridge, caller, id.as_deref(), words, facts).await {
                Ok(_) => return Ok(Redirect::to("/incidenten?gedaan=bewaard").into_response()),
                Err(ActionError::Faults(faults)) => faults,
                Err(error) => return Err(error.into()),
            }
        }
        Err(faults) => faults,
    };
    let faults = FormFaults::of(faults);
    let mut response = page(visitor, base, form, before.as_ref(), faults, now)?;
    *response.status_mut() = StatusCode::BAD_REQUEST;
    Ok(response)
}

fn read(
    form: &IncidentForm,
    before: Option<&Incident>,
    now: Timestamp,
) -> Result<(Words, Facts), Vec<Fault>> {
    let mut faults = Vec::new();
    let mut at = |place: &'static str, typed: &str| match moment(typed) {
        Ok(at) => at,
        Err(Mishap::BadRequest) => {
            faults.push(Fault::body(place, "datum"));
            None
        }
        Err(_) => None,
    };
    let discovered = at("ontdekt", &form.ontdekt);
    let happened = at("gebeurd", &form.gebeurd);
    let told_people = at("verteldOp", &form.verteld_op);
    let told_authority = at("gemeld", &form.gemeld);
    if discovered.is_none() && faults.is_empty() {
        faults.push(Fault::body("ontdekt", "ontbreekt"));
    }
    let people = match form.mensen.trim() {
        "" => 0,
        typed => typed.parse().unwrap_or_else(|_| {
            faults.push(Fault::body("mensen", "getal").with("0-1000000"));
            0
        }),
    };
    if !faults.is_empty() {
        return Err(faults);
    }
    // What was decided keeps the moment at which it was.
    let since = |ticked: &str, before: Option<Timestamp>| {
        (!ticked.is_empty()).then(|| before.unwrap_or(now))
    };
    let earlier = before.map(|before| before.facts);
    let facts = Facts {
        happened_at: happened,
        discovered_at: discovered.unwrap_or(now),
        people,
        told_authority_at: told_authority,
        no_need_at: since(&form.niet_nodig, earlier.and_then(|facts| facts.no_need_at)),
        told_people_at: told_people,
        closed_at: since(&form.gesloten, earlier.and_then(|facts| facts.closed_at)),
    };
    let words = Words {
        what: form.wat.trim().to_owned(),
        measures: form.maatregelen.trim().to_owned(),
        told: form.verteld.trim().to_owned(),
    };
    Ok((words, facts))
}

/// A moment as the browser's field gives it, in Amsterdam.
fn moment(typed: &str) -> Result<Option<Timestamp>, Mishap> {
    if typed.trim().is_empty() {
        return Ok(None);
    }
    let read: DateTime = typed.trim().parse().map_err(|_| Mishap::BadRequest)?;
    Ok(Some(moment_of(read.date(), read.time())))
}

fn written(at: Option<Timestamp>) -> String {
    let local = at.map(|at| AMSTERDAM.to_datetime(at));
    local.map_or_else(String::new, |local| {
        local.strftime("%Y-%m-%dT%H:%M").to_string()
    })
}

fn clock(say: &Voice, facts: &Facts, now: Timestamp) -> Clock {
    let (words, urgency) = match breach::tell_before(facts) {
        Some(until) if until <= now => (say.s("incident-klok-voorbij"), Urgency::Over),
        Some(until) => {
            let until = moment_short(until, now);
            (say.w("incident-klok", "moment", &until), Urgency::Runs)
        }
        None if facts.told_authority_at.is_some() => (say.s("incident-gemeld"), Urgency::Settled),
        None => (say.s("incident-niet-nodig"), Urgency::Settled),
    };
    Clock { words, urgency }
}

fn page(
    visitor: &Visitor,
    base: Base,
    typed: IncidentForm,
    found: Option<&Incident>,
    faults: FormFaults,
    now: Timestamp,
) -> Answer {
    let say = Voice::to(Some(&visitor.member));
    let (title, clock) = match found {
        Some(found) => ("incident-titel", clock(&say, &found.facts, now)),
        None => {
            let words = say.s("incident-klok-uitleg");
            let urgency = Urgency::Runs;
            ("incidenten-nieuw", Clock { words, urgency })
        }
    };
    let meta = found.map(|found| {
        let mut meta = vec![say.w(
            "incident-opgeschreven",
            "moment",
            &moment_short(found.made_at, now),
        )];
        meta.extend(found.person.clone());
        meta.push(say.w(
            "incident-gewijzigd",
            "moment",
            &moment_short(found.changed_at, now),
        ));
        meta.join(" · ")
    });
    render(&IncidentPage {
        base: base.titled(say.s(title)),
        typed,
        clock,
        meta: meta.unwrap_or_default(),
        faults,
        say,
    })
}
