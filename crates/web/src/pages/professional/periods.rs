//! `/instellingen/bewaren`: how long each kind of record is kept. First what is typed is rehearsed,
//! and how much would go is shown; only from there it is saved. Behind a second step taken just now:
//! what is removed does not come back.

use actions::ActionError;
use actions::choose_periods::{self, Period};
use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect};
use domain::fault::Fault;
use domain::retention::RecordKind;
use http::StatusCode;
use serde::Deserialize;

use super::form_faults::FormFaults;
use super::timeline::moment_short;
use super::voice::Voice;
use crate::Web;
use crate::mishap::{Answer, Mishap};
use crate::pages::{Form, Query};
use crate::sessions::Visitor;
use crate::view::{Base, render};

/// What the form sends: a number of days a kind, as it was typed, and whether to save.
#[derive(Clone, Default, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub(super) struct PeriodsForm {
    clientgegevens: String,
    links: String,
    berichten: String,
    inzagelog: String,
    gemist_aanbod: String,
    bewaarde_wensen: String,
    controle: String,
    bewaarverslagen: String,
    bewaar: String,
}

impl PeriodsForm {
    fn typed(&self, kind: RecordKind) -> Option<&str> {
        Some(match kind {
            RecordKind::ClientDetails => &self.clientgegevens,
            RecordKind::Links => &self.links,
            RecordKind::Messages => &self.berichten,
            RecordKind::AccessLog => &self.inzagelog,
            RecordKind::UnmetDemand => &self.gemist_aanbod,
            RecordKind::SavedWishes => &self.bewaarde_wensen,
            RecordKind::Reviews => &self.controle,
            RecordKind::Reports => &self.bewaarverslagen,
            RecordKind::RequestKeys | RecordKind::WebSessions | RecordKind::ChangeFeed => {
                return None;
            }
        })
    }

    /// What is wanted; what is no number is no period that may be chosen.
    fn wanted(&self) -> Vec<(RecordKind, u16)> {
        let kinds = RecordKind::ALL.into_iter();
        kinds
            .filter_map(|kind| Some((kind, self.typed(kind)?)))
            .map(|(kind, typed)| (kind, typed.trim().parse().unwrap_or(0)))
            .collect()
    }
}

/// The query: whether it was just saved.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    bewaard: Option<String>,
}

/// A period in the form.
struct PeriodLine {
    id: &'static str,
    label: String,
    hint: String,
    value: String,
    goes: String,
}

#[derive(Template)]
#[template(path = "professional/periods.html")]
struct PeriodsPage {
    base: Base,
    say: Voice,
    periods: Vec<PeriodLine>,
    /// Whether these numbers are of what was typed, and can be saved.
    rehearsed: bool,
    saved: bool,
    faults: FormFaults,
}

/// `GET /instellingen/bewaren`
pub(super) async fn show(
    State(web): State<Web>,
    visitor: Visitor,
    base: Base,
    Query(asked): Query<Asked>,
) -> Answer {
    let periods = choose_periods::show(&web.bridge, &visitor.caller).await?;
    render(&PeriodsPage {
        saved: asked.bewaard.is_some(),
        ..page(&web, &visitor, base, &periods)
    })
}

/// `POST /instellingen/bewaren`
pub(super) async fn choose(
    State(web): State<Web>,
    visitor: Visitor,
    base: Base,
    Form(form): Form<PeriodsForm>,
) -> Answer {
    let (bridge, caller) = (&web.bridge, &visitor.caller);
    let wanted = form.wanted();
    if form.bewaar == "ja" {
        match choose_periods::choose(bridge, caller, &wanted).await {
            Ok(()) => return Ok(Redirect::to("/instellingen/bewaren?bewaard=ja").into_response()),
            Err(ActionError::Faults(faults)) => {
                return refused(&web, &visitor, base, &form, faults).await;
            }
            Err(error) => return Err(error.into()),
        }
    }
    match choose_periods::rehearse(bridge, caller, &wanted).await {
        Ok(periods) => render(&PeriodsPage {
            rehearsed: true,
            ..page(&web, &visitor, base, &periods)
        }),
        Err(ActionError::Faults(faults)) => refused(&web, &visitor, base, &form, faults).await,
        Err(error) => Err(error.into()),
    }
}

/// The form again, with what was typed and what is wrong in it.
async fn refused(
    web: &Web,
    visitor: &Visitor,
    base: Base,
    form: &PeriodsForm,
    faults: Vec<Fault>,
) -> Answer {
    let periods = choose_periods::show(&web.bridge, &visitor.caller).await?;
    let mut page = page(web, visitor, base, &periods);
    for (line, period) in page.periods.iter_mut().zip(&periods) {
        form.typed(period.kind)
            .unwrap_or_default()
            .clone_into(&mut line.value);
        line.goes.clear();
    }
    page.faults = FormFaults::of(faults);
    let mut response = render(&page)?;
    *response.status_mut() = StatusCode::BAD_REQUEST;
    Ok::<_, Mishap>(response)
}

fn page(web: &Web, visitor: &Visitor, base: Base, periods: &[Period]) -> PeriodsPage {
    let say = Voice::to(Some(&visitor.member));
    let now = web.bridge.now();
    let line = |period: &Period| {
        let code = period.kind.code();
        let goes = say.n("bewaar-weg", "aantal", period.past.count.unsigned_abs());
        let since = period
            .past
            .oldest
            .map(|at| say.w("bewaar-oudste", "moment", &moment_short(at, now)));
        let what = say.s(&format!("bewaar-wat-{code}"));
        let range = say.w2(
            "bewaar-grens",
            ("van", &period.range.start().to_string()),
            ("tot", &period.range.end().to_string()),
        );
        let ours = say.w(
            "instel-onze-standaard",
            "aantal",
            &period.kind.default_days().to_string(),
        );
        PeriodLine {
            id: code,
            label: say.s(&format!("bewaar-soort-{code}")),
            hint: format!("{what} {range} {ours}"),
            value: period.days.to_string(),
            goes: [Some(goes), since]
                .into_iter()
                .flatten()
                .collect::<Vec<_>>()
                .join(" "),
        }
    };
    PeriodsPage {
        base: base.titled(say.s("bewaar-titel")),
        periods: periods.iter().map(line).collect(),
        rehearsed: false,
        saved: false,
        faults: FormFaults::default(),
        say,
    }
}
