//! `/instellingen`: how the municipality's own people are called and reached, how long each step
//! may take, and when everybody is closed. The defaults are ours and are named so.

use actions::change_class_words::change_class_words;
use actions::change_contacts::{self, Contacts, Reach};
use actions::{ActionError, as_seen, change_schemes, change_settings, learn};
use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect};
use documents::Texts;
use domain::calendar::Closure;
use domain::codes::SelfReliance;
use domain::deadlines::Deadlines;
use domain::fault::Fault;
use http::StatusCode;
use serde::Deserialize;

use super::closures_form::{self, ClosureRow};
use super::form_faults::FormFaults;
use super::schemes_form::{self, SchemeRow, SchemesForm};
use super::voice::Voice;
use crate::Web;
use crate::embedding::FRAMED;
use crate::mishap::{Answer, Mishap};
use crate::pages::{Form, Query};
use crate::sessions::Visitor;
use crate::view::{Base, render};

/// What the form sends: every number as it was typed, and the closures as two lists of days.
#[derive(Clone, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(super) struct SettingsForm {
    eerste_antwoord: String,
    contact: String,
    proefles: String,
    na_proefles: String,
    start: String,
    hulp: String,
    uitloop: String,
    weken: String,
    pogingen: String,
    bevestigen: String,
    bevestigen_uitloop: String,
    sluiting_van: Vec<String>,
    sluiting_tot: Vec<String>,
    /// What the form showed; see [`actions::as_seen`].
    versie: String,
}

/// What the form about names and addresses sends.
#[derive(Clone, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(super) struct ContactsForm {
    gemeente: String,
    servicepunt: String,
    servicepunt_email: String,
    servicepunt_telefoon: String,
    team: String,
    team_email: String,
    team_telefoon: String,
    versie: String,
}

/// What somebody else saved while a form was open.
struct TheirsLine {
    label: String,
    now: String,
}

/// What each of the forms shows; see [`actions::as_seen`].
#[derive(Default)]
struct Marks {
    deadlines: String,
    contacts: String,
    schemes: String,
    classes: String,
}

/// What stands in each of the forms.
#[derive(Default)]
struct Now {
    deadlines: Parts,
    contacts: Parts,
    schemes: Parts,
    classes: Parts,
}

/// What stands in a form, each part with its name.
type Parts = Vec<(String, String)>;

fn marks_of(parts: &Parts) -> String {
    as_seen::marks(&values(parts))
}

fn values(parts: &Parts) -> Vec<String> {
    parts.iter().map(|(_, value)| value.clone()).collect()
}

/// What somebody else saved since a form was opened and is another than what was typed.
fn theirs(marks: &str, typed: &Parts, now: &Parts) -> Vec<TheirsLine> {
    as_seen::changed_since(marks, &values(now))
        .into_iter()
        .filter_map(|at| Some((typed.get(at), now.get(at)?)))
        .filter(|(typed, now)| typed.is_none_or(|typed| typed.1.trim() != now.1))
        .map(|(_, (label, now))| TheirsLine {
            label: label.clone(),
            now: now.clone(),
        })
        .collect()
}

/// A number that can be set.
struct Setting {
    id: &'static str,
    label: String,
    value: String,
    hint: String,
    unit: String,
}

/// A class of self-reliance.
struct ClassRow {
    id: String,
    /// What we call it.
    ours: String,
    /// What the municipality does; empty where it has our words.
    word: String,
}

/// The query: which of the two forms was just saved, if any.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    bewaard: Option<Saved>,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Saved {
    Gegevens,
    Leren,
    Regelingen,
    Klassen,
    #[serde(other)]
    Ja,
}

#[derive(Template)]
#[template(path = "professional/settings.html")]
struct SettingsPage {
    base: Base,
    say: Voice,
    settings: Vec<Setting>,
    closures: Vec<ClosureRow>,
    contacts: ContactsForm,
    learns: bool,
    schemes: Vec<SchemeRow>,
    classes: Vec<ClassRow>,
    /// What stands in each form now.
    now: Now,
    /// What each form shows, for who saves it later.
    marks: Marks,
    /// What somebody else saved while a form was open; then nothing of it is kept yet.
    theirs: Vec<TheirsLine>,
    /// What a site of the municipality's own puts in its page to show the catalogue.
    frame: String,
    /// The sites that may; empty when nobody may yet.
    frame_sites: String,
    faults: FormFaults,
    saved: Option<String>,
}

impl ContactsForm {
    fn of(contacts: Contacts) -> Self {
        Self {
            gemeente: contacts.municipality,
            servicepunt: contacts.desk.name,
            servicepunt_email: contacts.desk.email,
            servicepunt_telefoon: contacts.desk.phone,
            team: contacts.team.name,
            team_email: contacts.team.email,
            team_telefoon: contacts.team.phone,
            versie: String::new(),
        }
    }

    fn parts(&self, say: &Voice) -> Parts {
        let parts = [
            ("instel-gemeente", &self.gemeente),
            ("instel-servicepunt", &self.servicepunt),
            ("instel-servicepunt-email", &self.servicepunt_email),
            ("instel-servicepunt-telefoon", &self.servicepunt_telefoon),
            ("instel-team", &self.team),
            ("instel-team-email", &self.team_email),
            ("instel-team-telefoon", &self.team_telefoon),
        ];
        parts.map(|(key, value)| (say.s(key), value.clone())).into()
    }

    fn contacts(&self) -> Contacts {
        Contacts {
            municipality: self.gemeente.clone(),
            desk: Reach {
                name: self.servicepunt.clone(),
                email: self.servicepunt_email.clone(),
                phone: self.servicepunt_telefoon.clone(),
            },
            team: Reach {
                name: self.team.clone(),
                email: self.team_email.clone(),
                phone: self.team_telefoon.clone(),
            },
        }
    }
}

impl SettingsForm {
    fn of(deadlines: &Deadlines, closures: &[Closure]) -> Self {
        Self {
            eerste_antwoord: deadlines.answer.to_string(),
            contact: deadlines.contact.to_string(),
            proefles: deadlines.trial.to_string(),
            na_proefles: deadlines.trial_report.to_string(),
            start: deadlines.start.to_string(),
            hulp: deadlines.rescue.to_string(),
            uitloop: deadlines.grace.to_string(),
            weken: deadlines.check_in_weeks.to_string(),
            pogingen: deadlines.attempts.to_string(),
            bevestigen: deadlines.confirm_weeks.to_string(),
            bevestigen_uitloop: deadlines.confirm_grace_weeks.to_string(),
            sluiting_van: closures_form::days(closures, |closure| closure.from),
            sluiting_tot: closures_form::days(closures, |closure| closure.to),
            versie: String::new(),
        }
    }

    fn parts(&self, say: &Voice) -> Parts {
        let days = self.sluiting_van.iter().zip(&self.sluiting_tot);
        let days = days.filter(|(from, to)| !from.is_empty() || !to.is_empty());
        let closed: Vec<String> = days.map(|(from, to)| format!("{from} – {to}")).collect();
        let numbers = settings(say, self).into_iter();
        let numbers = numbers.map(|one| (one.label, one.value));
        numbers
            .chain([(say.s("instel-sluiting"), closed.join(", "))])
            .collect()
    }

    /// What is no number becomes one that is out of range, so that the action names it.
    fn deadlines(&self) -> Deadlines {
        let number = |text: &str| text.trim().parse().unwrap_or(0);
        Deadlines {
            answer: number(&self.eerste_antwoord),
            contact: number(&self.contact),
            trial: number(&self.proefles),
            trial_report: number(&self.na_proefles),
            start: number(&self.start),
            rescue: number(&self.hulp),
            grace: number(&self.uitloop),
            check_in_weeks: number(&self.weken),
            attempts: number(&self.pogingen),
            confirm_weeks: number(&self.bevestigen),
            confirm_grace_weeks: number(&self.bevestigen_uitloop),
        }
    }
}

/// `GET /instellingen`
pub(super) async fn show(
    State(web): State<Web>,
    visitor: Visitor,
    base: Base,
    Query(asked): Query<Asked>,
) -> Answer {
    let mut page = kept(&web, &visitor, base).await?;
    page.saved = asked.bewaard.map(|saved| {
        page.say.s(match saved {
            Saved::Gegevens => "instel-gegevens-bewaard",
            Saved::Leren => "instel-leren-bewaard",
            Saved::Regelingen => "instel-regelingen-bewaard",
            Saved::Klassen => "instel-klassen-bewaard",
            Saved::Ja => "instel-bewaard",
        })
    });
    render(&page)
}

/// `POST /instellingen`
pub(super) async fn save(
    State(web): State<Web>,
    visitor: Visitor,
    base: Base,
    Form(form): Form<SettingsForm>,
) -> Answer {
    let mut page = kept(&web, &visitor, base).await?;
    let theirs = theirs(&form.versie, &form.parts(&page.say), &page.now.deadlines);
    if !theirs.is_empty() {
        page.settings = settings(&page.say, &form);
        page.closures = closures_form::rows(&form.sluiting_van, &form.sluiting_tot);
        return overtaken(page, theirs);
    }
    let mut faults = Vec::new();
    let closures = closures_form::read(&form.sluiting_van, &form.sluiting_tot, &mut faults);
    if faults.is_empty() {
        let deadlines = form.deadlines();
        let caller = &visitor.caller;
        let changed =
            change_settings::change_settings(&web.bridge, caller, deadlines, closures).await;
        match changed {
            Ok(()) => return Ok(Redirect::to("/instellingen?bewaard=ja").into_response()),
            Err(ActionError::Faults(found)) => faults = found,
            Err(error) => return Err(error.into()),
        }
    }
    page.settings = settings(&page.say, &form);
    page.closures = closures_form::rows(&form.sluiting_van, &form.sluiting_tot);
    refused(page, faults)
}

/// `POST /instellingen/gegevens`
pub(super) async fn save_contacts(
    State(web): State<Web>,
    visitor: Visitor,
    base: Base,
    Form(form): Form<ContactsForm>,
) -> Answer {
    let contacts = form.contacts();
    let mut page = kept(&web, &visitor, base).await?;
    let theirs = theirs(&form.versie, &form.parts(&page.say), &page.now.contacts);
    if !theirs.is_empty() {
        page.contacts = form;
        return overtaken(page, theirs);
    }
    match change_contacts::change_contacts(&web.bridge, &visitor.caller, &contacts).await {
        Ok(()) => Ok(Redirect::to("/instellingen?bewaard=gegevens").into_response()),
        Err(ActionError::Faults(faults)) => {
            page.contacts = form;
            refused(page, faults)
        }
        Err(error) => Err(error.into()),
    }
}

/// What the switch sends.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct LearningForm {
    leren: String,
}

/// `POST /instellingen/leren`
pub(super) async fn switch_learning(
    State(web): State<Web>,
    visitor: Visitor,
    Form(form): Form<LearningForm>,
) -> Answer {
    let learns = form.leren == "aan";
    learn::switch_learning(&web.bridge, &visitor.caller, learns).await?;
    Ok(Redirect::to("/instellingen?bewaard=leren").into_response())
}

/// `POST /instellingen/regelingen`
pub(super) async fn save_schemes(
    State(web): State<Web>,
    visitor: Visitor,
    base: Base,
    Form(form): Form<SchemesForm>,
) -> Answer {
    let drafts = form.drafts();
    let mut page = kept(&web, &visitor, base).await?;
    let typed = scheme_parts(&page.say, &form.rows());
    let theirs = theirs(&form.versie, &typed, &page.now.schemes);
    if !theirs.is_empty() {
        page.schemes = form.rows();
        return overtaken(page, theirs);
    }
    match change_schemes::change_schemes(&web.bridge, &visitor.caller, &drafts).await {
        Ok(()) => Ok(Redirect::to("/instellingen?bewaard=regelingen").into_response()),
        Err(ActionError::Faults(faults)) => {
            page.schemes = form.rows();
            refused(page, faults)
        }
        Err(error) => Err(error.into()),
    }
}

/// What the form about classes sends: a word for each, in the order of the list.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct ClassesForm {
    klasse: Vec<String>,
    versie: String,
}

/// `POST /instellingen/klassen`
pub(super) async fn save_classes(
    State(web): State<Web>,
    visitor: Visitor,
    base: Base,
    Form(form): Form<ClassesForm>,
) -> Answer {
    let typed = classes(|at, _| form.klasse.get(at).cloned().unwrap_or_default());
    let mut page = kept(&web, &visitor, base).await?;
    let theirs = theirs(&form.versie, &class_parts(&typed), &page.now.classes);
    if !theirs.is_empty() {
        page.classes = typed;
        return overtaken(page, theirs);
    }
    let changed = change_class_words(&web.bridge, &visitor.caller, &form.klasse).await;
    match changed {
        Ok(()) => Ok(Redirect::to("/instellingen?bewaard=klassen").into_response()),
        Err(ActionError::Faults(faults)) => {
            page.classes = typed;
            refused(page, faults)
        }
        Err(error) => Err(error.into()),
    }
}

fn classes(word: impl Fn(usize, SelfReliance) -> String) -> Vec<ClassRow> {
    let t = Texts::dutch();
    let all = SelfReliance::ALL.iter().enumerate();
    all.map(|(at, class)| ClassRow {
        id: format!("klasse-{}", at + 1),
        ours: t.code(SelfReliance::LIST, class.code()),
        word: word(at, *class),
    })
    .collect()
}

/// The schemes are one part: who adds one puts all of them in their places.
fn scheme_parts(say: &Voice, rows: &[SchemeRow]) -> Parts {
    let told = rows.iter().filter(|row| !row.name.is_empty());
    let told: Vec<String> = told
        .map(|row| format!("{} (€ {})", row.name, row.amount))
        .collect();
    vec![(say.s("instel-regelingen"), told.join(", "))]
}

fn class_parts(rows: &[ClassRow]) -> Parts {
    let rows = rows.iter();
    rows.map(|row| (row.ours.clone(), row.word.clone()))
        .collect()
}

/// What was typed stays, and what stands there now is told; nothing is kept.
fn overtaken(mut page: SettingsPage, theirs: Vec<TheirsLine>) -> Answer {
    page.theirs = theirs;
    let mut response = render(&page)?;
    *response.status_mut() = StatusCode::CONFLICT;
    Ok(response)
}

fn refused(mut page: SettingsPage, faults: Vec<Fault>) -> Answer {
    page.faults = FormFaults::of(faults);
    let mut response = render(&page)?;
    *response.status_mut() = StatusCode::BAD_REQUEST;
    Ok(response)
}

/// The page with what is kept; a form that was refused puts what was typed in its place.
async fn kept(web: &Web, visitor: &Visitor, base: Base) -> Result<SettingsPage, Mishap> {
    // Another node may have saved a moment ago.
    web.bridge.refresh().await.map_err(ActionError::from)?;
    let home = web.bridge.municipality(visitor.member.municipality)?;
    let form = SettingsForm::of(&home.settings.deadlines, &home.settings.closures);
    let contacts = change_contacts::contacts(&web.bridge, &visitor.caller)?;
    let learns = learn::learns(&web.bridge, visitor.member.municipality).await?;
    let say = Voice::to(Some(&visitor.member));
    let contacts = ContactsForm::of(contacts);
    let schemes = schemes_form::of(&home.settings.schemes);
    let words = &home.settings.class_words;
    let classes = classes(|_, class| words.of(class).unwrap_or_default().to_owned());
    let now = Now {
        deadlines: form.parts(&say),
        contacts: contacts.parts(&say),
        schemes: scheme_parts(&say, &schemes),
        classes: class_parts(&classes),
    };
    Ok(SettingsPage {
        base: base.titled(say.s("instel-pagina")),
        settings: settings(&say, &form),
        closures: closures_form::rows(&form.sluiting_van, &form.sluiting_tot),
        contacts,
        learns,
        schemes,
        classes,
        marks: Marks {
            deadlines: marks_of(&now.deadlines),
            contacts: marks_of(&now.contacts),
            schemes: marks_of(&now.schemes),
            classes: marks_of(&now.classes),
        },
        now,
        theirs: Vec::new(),
        frame: format!(
            "<iframe src=\"{}{FRAMED}\" title=\"{}\" width=\"100%\" height=\"800\"></iframe>",
            web.bridge.settings().public_url,
            say.s("instel-insluiten-naam")
        ),
        frame_sites: web.setup.embedded_by.words(),
        faults: FormFaults::default(),
        saved: None,
        say,
    })
}

fn settings(say: &Voice, form: &SettingsForm) -> Vec<Setting> {
    let ours = SettingsForm::of(&Deadlines::default(), &[]);
    [
        (
            "eersteAntwoord",
            &form.eerste_antwoord,
            &ours.eerste_antwoord,
        ),
        ("contact", &form.contact, &ours.contact),
        ("proefles", &form.proefles, &ours.proefles),
        ("naProefles", &form.na_proefles, &ours.na_proefles),
        ("start", &form.start, &ours.start),
        ("hulp", &form.hulp, &ours.hulp),
        ("uitloop", &form.uitloop, &ours.uitloop),
        ("weken", &form.weken, &ours.weken),
        ("pogingen", &form.pogingen, &ours.pogingen),
        ("bevestigen", &form.bevestigen, &ours.bevestigen),
        (
            "bevestigenUitloop",
            &form.bevestigen_uitloop,
            &ours.bevestigen_uitloop,
        ),
    ]
    .into_iter()
    .map(|(id, value, ours)| Setting {
        id,
        label: say.s(&format!("instel-{id}")),
        value: value.clone(),
        hint: say.w("instel-onze-standaard", "aantal", ours),
        unit: say.s(match id {
            "weken" | "bevestigen" | "bevestigenUitloop" => "instel-weken-eenheid",
            "pogingen" => "instel-keer-eenheid",
            _ => "instel-dagen-eenheid",
        }),
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_half_filled_closure_is_a_fault_and_an_empty_one_is_none() {
        let read = |body: &str| -> (usize, usize) {
            let form: SettingsForm = serde_html_form::from_str(body).unwrap();
            let mut faults = Vec::new();
            let read = closures_form::read(&form.sluiting_van, &form.sluiting_tot, &mut faults);
            (read.len(), faults.len())
        };
        let whole = "sluitingVan=2026-12-24&sluitingTot=2027-01-03&sluitingVan=&sluitingTot=";
        assert_eq!(read(whole), (1, 0));
        assert_eq!(read("sluitingVan=2026-12-24&sluitingTot="), (0, 1));
        assert_eq!(read("sluitingVan=kerst&sluitingTot=2027-01-03"), (0, 1));
    }

    #[test]
    fn what_is_no_number_is_out_of_range() {
        let form = SettingsForm {
            contact: "veel".into(),
            ..SettingsForm::of(&Deadlines::default(), &[])
        };
        assert_eq!(form.deadlines().contact, 0);
        assert_eq!(form.deadlines().answer, 3);
    }
}
