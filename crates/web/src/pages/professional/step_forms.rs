//! The steps a viewer can take, each as a form of its own: the likely ones in sight, the others
//! folded. Which steps there are is decided by the action ([`ShownReferral::allowed`]).

use actions::ShownReferral;
use domain::codes::OUTCOMES;
use domain::organisation::Role;
use domain::referral::{Party, Status, Step};

use super::choices::{Choice, of_open_list, one_of};
use super::form_faults::FormFaults;
use super::step_words::StepWordsForm;
use super::voice::Voice;

/// One step as a form.
pub struct StepForm {
    /// The step's word, or [`ANOTHER_DAY`]; also the beginning of its fields' ids.
    pub code: &'static str,
    /// The last word of the address it is sent to.
    pub path: &'static str,
    /// The words on its button.
    pub words: String,
    /// The button's classes.
    pub button: &'static str,
    /// Whether there is something to fill in: then it lies in a fold of its own.
    pub asks: bool,
    /// Whether the fold stands open.
    pub open: bool,
    /// Asks for the day and hour of a trial lesson.
    pub asks_moment: bool,
    /// Asks until which day.
    pub asks_until: bool,
    /// Reasons to choose from; empty when none is asked.
    pub reasons: Vec<Choice>,
    /// Outcomes to choose from; empty when none is asked.
    pub outcomes: Vec<Choice>,
    /// For whom it is done; empty when the viewer does it for themselves.
    pub behalf: Vec<Choice>,
    /// A reason that is sent along without asking.
    pub fixed_reason: &'static str,
    /// What was typed before, when this form was refused.
    pub typed: StepWordsForm,
    /// Its faults.
    pub faults: FormFaults,
}

/// The form that moves a planned trial: no step, but two in one act.
pub const ANOTHER_DAY: &str = "andere-dag";

/// All forms of a page.
pub struct StepForms {
    /// In sight.
    pub likely: Vec<StepForm>,
    /// Folded.
    pub others: Vec<StepForm>,
    /// Whether the viewer acts for somebody who phoned or wrote.
    pub for_others: bool,
    /// Whether a new offer can be chosen.
    pub rechoose: bool,
}

/// The steps of a referral as forms; `refused` is the form that came back with its faults.
#[must_use]
pub fn step_forms(
    say: &Voice,
    shown: &ShownReferral,
    refused: Option<(&StepWordsForm, &FormFaults)>,
) -> StepForms {
    let has = |party| shown.parties.contains(&party);
    let receives = has(Party::Receiver);
    let for_others = !receives && (has(Party::Coach) || has(Party::ServicePoint));
    let rescues = shown
        .owner
        .as_ref()
        .is_some_and(|owner| owner.role == Role::ServicePoint)
        && has(Party::ServicePoint);
    let likely_steps = likely(shown.status, receives, rescues);
    let mut forms = StepForms {
        likely: Vec::new(),
        others: Vec::new(),
        for_others,
        rechoose: shown.allowed.contains(&Step::Rechoose),
    };
    let rest = shown
        .allowed
        .iter()
        .copied()
        .filter(|step| !likely_steps.contains(step));
    let ordered: Vec<Step> = likely_steps
        .iter()
        .copied()
        .filter(|step| shown.allowed.contains(step))
        .chain(rest)
        .filter(|step| *step != Step::Rechoose)
        .collect();
    for step in ordered {
        let in_sight = likely_steps.contains(&step);
        let first = in_sight && forms.likely.is_empty();
        let mut form = step_form(say, step, for_others, refused);
        if step == Step::Accept && shown.receiver.role != Role::Provider {
            form.words = say.s("stap-pak-op");
        }
        form.button = if first {
            "button button-primary button-wide"
        } else {
            "button button-wide"
        };
        if rescues && step == Step::Decline && shown.status == Status::Sent {
            form.words = say.s("stap-geen-antwoord");
            form.asks = false;
            form.reasons = Vec::new();
            form.fixed_reason = "geen-antwoord";
        }
        if in_sight {
            forms.likely.push(form);
        } else {
            forms.others.push(form);
        }
    }
    if shown.status == Status::TrialPlanned && shown.allowed.contains(&Step::NoShow) {
        let form = another_day(say, for_others, refused);
        match receives {
            true => forms.likely.push(form),
            false => forms.others.insert(0, form),
        }
    }
    forms
}

/// The form that moves a planned trial to another day.
fn another_day(
    say: &Voice,
    for_others: bool,
    refused: Option<(&StepWordsForm, &FormFaults)>,
) -> StepForm {
    let refused = refused.filter(|(form, _)| form.stap == ANOTHER_DAY);
    let mut form = step_form(say, Step::PlanTrial, for_others, None);
    form.code = ANOTHER_DAY;
    form.path = ANOTHER_DAY;
    form.words = say.s("stap-andere-dag");
    form.button = "button button-wide";
    if let Some((typed, faults)) = refused {
        form.open = true;
        form.typed = typed.clone();
        form.faults = faults.clone().in_form(ANOTHER_DAY);
        for choice in &mut form.behalf {
            choice.chosen = choice.code == typed.namens;
        }
    }
    form
}

/// What people mostly do from here, likeliest first.
const fn likely(status: Status, receives: bool, rescues: bool) -> &'static [Step] {
    if rescues && matches!(status, Status::Sent) {
        return &[Step::Decline];
    }
    if !receives {
        return &[Step::Undo];
    }
    match status {
        Status::Sent => &[Step::Accept, Step::Decline],
        Status::Accepted => &[Step::Contact, Step::NotReached, Step::PlanTrial],
        Status::Contacted => &[Step::PlanTrial, Step::Start, Step::NotReached],
        Status::TrialPlanned => &[Step::AttendTrial, Step::NoShow],
        Status::TrialAttended => &[Step::Start],
        Status::Started => &[Step::Complete, Step::Pause, Step::Stop],
        Status::Paused => &[Step::Resume, Step::Stop],
        _ => &[Step::Undo],
    }
}

fn step_form(
    say: &Voice,
    step: Step,
    for_others: bool,
    refused: Option<(&StepWordsForm, &FormFaults)>,
) -> StepForm {
    let refused = refused.filter(|(form, _)| form.stap == step.code());
    let typed = refused.map(|(form, _)| form.clone()).unwrap_or_default();
    let faults = refused.map(|(_, faults)| faults.clone().in_form(step.code()));
    let empty = say.s("kies");
    let reasons = step.reasons().map_or_else(Vec::new, |list| {
        let chosen = [typed.reden.clone()];
        one_of(of_open_list(list, &chosen), empty.clone())
    });
    let outcomes = if step == Step::Complete {
        let chosen = [typed.uitkomst.clone()];
        one_of(of_open_list(OUTCOMES, &chosen), empty)
    } else {
        Vec::new()
    };
    let behalf = if for_others && step != Step::Undo {
        ["aanbieder", "inwoner"]
            .into_iter()
            .map(|who| {
                let words = say.s(&format!("namens-keuze-{who}"));
                Choice::new(who, words, typed.namens == who)
            })
            .collect()
    } else {
        Vec::new()
    };
    StepForm {
        code: step.code(),
        path: "stappen",
        words: say.texts().step(step),
        button: "button",
        asks: !reasons.is_empty()
            || !outcomes.is_empty()
            || !behalf.is_empty()
            || step == Step::PlanTrial,
        open: refused.is_some(),
        asks_moment: step == Step::PlanTrial,
        asks_until: step == Step::Pause,
        reasons,
        outcomes,
        behalf,
        fixed_reason: "",
        typed,
        faults: faults.unwrap_or_default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_open_status_has_a_likely_step_for_its_receiver() {
        for status in Status::ALL.into_iter().filter(|status| status.is_open()) {
            assert!(!likely(status, true, false).is_empty(), "{}", status.code());
        }
    }

    #[test]
    fn a_pause_asks_a_reason_and_a_day_and_opens_again_when_it_was_refused() {
        let say = Voice::to(None);
        let sent = StepWordsForm {
            stap: "gepauzeerd".into(),
            reden: "vakantie".into(),
            ..StepWordsForm::default()
        };
        let fault = domain::fault::Fault::body("tot", "ontbreekt");
        let faults = FormFaults::of(vec![fault]);
        let form = step_form(&say, Step::Pause, false, Some((&sent, &faults)));
        assert!(form.asks && form.asks_until && form.open);
        assert!(form.faults.has("gepauzeerd-tot"));
        assert!(
            form.reasons
                .iter()
                .any(|reason| reason.chosen && reason.code == "vakantie")
        );
        let other = step_form(&say, Step::Stop, false, Some((&sent, &faults)));
        assert!(!other.open && !other.faults.any());
    }
}
