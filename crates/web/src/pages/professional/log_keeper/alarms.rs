//! `/inzage/signalen`: what was odd, what was asked and answered, and from how many on a rule
//! speaks.

use actions::{ActionError, alarms};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect};
use domain::alarm::{AlarmState, Rule};
use http::StatusCode;
use serde::Deserialize;

use super::super::form_faults::FormFaults;
use super::super::voice::Voice;
use super::{seen_words, when_words};
use crate::Web;
use crate::mishap::{Answer, Mishap};
use crate::pages::{Form, Query};
use crate::sessions::Visitor;
use crate::view::{Base, render};

/// The query: what was just done.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(in super::super) struct Asked {
    gedaan: String,
}

/// The limits, as they were typed.
#[derive(Default, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub(in super::super) struct LimitsForm {
    veel_gezocht: String,
    veel_bekeken: String,
    veel_geweigerd: String,
    in_de_nacht: String,
    andere_gemeente: String,
}

impl LimitsForm {
    fn typed(&self, rule: Rule) -> &str {
        match rule {
            Rule::ManySearches => &self.veel_gezocht,
            Rule::ManyReads => &self.veel_bekeken,
            Rule::ManyRefusals => &self.veel_geweigerd,
            Rule::AtNight => &self.in_de_nacht,
            Rule::OtherRegion => &self.andere_gemeente,
        }
    }
}

/// An alarm.
struct AlarmLine {
    id: String,
    title: String,
    sentence: String,
    who: String,
    when: String,
    state: String,
    answer: String,
    can_ask: bool,
    can_close: bool,
}

/// A limit.
struct Limit {
    id: &'static str,
    label: String,
    value: String,
    hint: String,
}

#[derive(Template)]
#[template(path = "professional/alarms.html")]
struct AlarmsPage {
    base: Base,
    say: Voice,
    alarms: Vec<AlarmLine>,
    limits: Vec<Limit>,
    faults: FormFaults,
    done: String,
}

/// `GET /inzage/signalen`
pub(in super::super) async fn show(
    State(web): State<Web>,
    visitor: Visitor,
    base: Base,
    Query(asked): Query<Asked>,
) -> Answer {
    let done = match asked.gedaan.as_str() {
        done @ ("gevraagd" | "gesloten" | "bewaard") => format!("signaal-gedaan-{done}"),
        _ => String::new(),
    };
    page(&web, &visitor, base, None, FormFaults::default(), &done).await
}

/// `POST /inzage/signalen/{id}/vraag`
pub(in super::super) async fn ask(
    State(web): State<Web>,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Result<Redirect, Mishap> {
    alarms::ask(&web.bridge, &visitor.caller, &id).await?;
    Ok(Redirect::to("/inzage/signalen?gedaan=gevraagd"))
}

/// `POST /inzage/signalen/{id}/sluit`
pub(in super::super) async fn close(
    State(web): State<Web>,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Result<Redirect, Mishap> {
    alarms::close(&web.bridge, &visitor.caller, &id).await?;
    Ok(Redirect::to("/inzage/signalen?gedaan=gesloten"))
}

/// `POST /inzage/grenzen`
pub(in super::super) async fn set_limits(
    State(web): State<Web>,
    visitor: Visitor,
    base: Base,
    Form(form): Form<LimitsForm>,
) -> Answer {
    // What is no number becomes one that is out of range, so that the action names it.
    let limits = Rule::ALL.map(|rule| (rule, form.typed(rule).trim().parse().unwrap_or(0)));
    match alarms::set_limits(&web.bridge, &visitor.caller, &limits).await {
        Ok(()) => Ok(Redirect::to("/inzage/signalen?gedaan=bewaard").into_response()),
        Err(ActionError::Faults(faults)) => {
            let faults = FormFaults::of(faults);
            let mut response = page(&web, &visitor, base, Some(&form), faults, "").await?;
            *response.status_mut() = StatusCode::BAD_REQUEST;
            Ok(response)
        }
        Err(error) => Err(error.into()),
    }
}

async fn page(
    web: &Web,
    visitor: &Visitor,
    base: Base,
    typed: Option<&LimitsForm>,
    faults: FormFaults,
    done: &str,
) -> Answer {
    let say = Voice::to(Some(&visitor.member));
    let now = web.bridge.now();
    let all = alarms::list(&web.bridge, &visitor.caller).await?;
    let limits = alarms::limits(&web.bridge, &visitor.caller).await?;
    let lines = all
        .iter()
        .map(|alarm| {
            let own = alarm.user == visitor.member.user;
            let person = alarm.person.clone().unwrap_or_default();
            let who = match &alarm.organisation {
                Some(organisation) => format!("{person}, {organisation}"),
                None => person,
            };
            AlarmLine {
                id: alarm.id.clone(),
                title: say.s(&format!("signaal-{}", alarm.rule.code())),
                sentence: seen_words(&say, alarm),
                who,
                when: when_words(alarm, now),
                state: say.s(&format!("signaal-stand-{}", alarm.state.code())),
                answer: alarm.answer.clone().unwrap_or_default(),
                can_ask: alarm.state == AlarmState::Open && !own,
                can_close: alarm.state != AlarmState::Closed && !own,
            }
        })
        .collect();
    let limits = limits
        .into_iter()
        .map(|(rule, limit)| Limit {
            id: rule.code(),
            label: say.s(&format!("signaal-{}", rule.code())),
            value: typed.map_or_else(|| limit.to_string(), |form| form.typed(rule).to_owned()),
            hint: say.w(
                &format!("signaal-{}-hint", rule.code()),
                "aantal",
                &rule.default_limit().to_string(),
            ),
        })
        .collect();
    render(&AlarmsPage {
        base: base.titled(say.s("signalen-titel")),
        alarms: lines,
        limits,
        faults,
        done: if done.is_empty() {
            String::new()
        } else {
            say.s(done)
        },
        say,
    })
}
