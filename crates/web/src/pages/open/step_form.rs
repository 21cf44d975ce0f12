//! One form a step: a button whose value is the step, with the fields that the step needs. Used by
//! the page behind a receiver's link; the same step has the same form wherever it stands.

use documents::texts::{Arg, Texts};
use domain::codes::{OUTCOMES, OpenList};
use domain::referral::{Status, Step};

use super::answer_page::Refused;

/// Longest text that is shown again in a field: longer ones are refused and not repeated.
const SHOWN_MAX: usize = 2100;

/// A form with one button.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepForm {
    /// The step: the button's value. What is no step has a path of its own instead.
    pub step: &'static str,
    /// What comes behind the link's address; empty for a step.
    pub path: &'static str,
    /// The icon before the words.
    pub icon: &'static str,
    /// The classes of the button, or of what unfolds the fields.
    pub class: &'static str,
    /// What happened, in the words of who answers.
    pub title: String,
    /// What follows from it; empty for nothing.
    pub hint: String,
    /// What has to be filled in; mostly nothing.
    pub fields: Vec<Field>,
    /// The words on the button below the fields.
    pub button: String,
    /// Whether the fields are unfolded: there is something to mend.
    pub open: bool,
}

/// Something to fill in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// Unique on the page.
    pub id: String,
    /// The name it is sent under.
    pub name: &'static str,
    /// The label.
    pub label: String,
    /// What to know beforehand; empty for nothing.
    pub hint: String,
    /// What is wrong with it; empty for nothing.
    pub fault: String,
    /// What was typed or chosen.
    pub value: String,
    /// What kind of field.
    pub kind: FieldKind,
}

/// What kind of field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FieldKind {
    /// A day.
    Day,
    /// An hour.
    Hour,
    /// Words.
    Words,
    /// One of these codes.
    OneOf(Vec<(String, String)>),
}

/// What the forms of a page have in common.
#[derive(Clone, Copy)]
pub struct Desk<'a> {
    /// The texts.
    pub t: &'static Texts,
    /// The resident's first name.
    pub name: &'a str,
    /// Where the referral is.
    pub status: Status,
    /// After how many attempts the service point helps.
    pub attempts: u16,
    /// Whether a coach or care professional answers, who guides rather than teaches.
    pub guides: bool,
    /// The trial is still to come.
    pub before_trial: bool,
    /// What was sent and refused, with why.
    pub refused: Option<Refused<'a>>,
}

/// The form that moves a planned trial: no step, but two in one act.
pub const ANOTHER_DAY: &str = "andere-dag";

/// The reasons that a receiver does not choose: they tell what the program or others noticed.
const NOT_TO_CHOOSE: [&str; 1] = ["geen-antwoord"];

impl Desk<'_> {
    /// The form for a step. `first` is the answer that is hoped for: its button is filled.
    #[must_use]
    pub fn form(&self, step: Step, first: bool) -> StepForm {
        let code = step.code();
        let fields = self.fields(step);
        let button = if fields.is_empty() {
            String::new()
        } else {
            self.t.s(&format!("antwoord-knop-{code}"))
        };
        StepForm {
            step: code,
            path: "",
            icon: icon(step),
            class: match (first, step) {
                (true, _) => "answer answer-primary",
                (
                    _,
                    Step::Decline | Step::GiveUp | Step::Stop | Step::NoShow | Step::NotReached,
                ) => "answer answer-quiet",
                _ => "answer",
            },
            title: self.say(&self.title_key(step)),
            hint: self.hint(step),
            fields,
            button,
            open: self.came_back(code).is_some(),
        }
    }

    /// The form for another day.
    #[must_use]
    pub fn another_day(&self) -> StepForm {
        StepForm {
            step: ANOTHER_DAY,
            path: "/andere-dag",
            icon: "calendar-event",
            class: "answer",
            title: self.t.s("antwoord-andere-dag"),
            hint: self.say("antwoord-andere-dag-uitleg"),
            fields: vec![
                self.field(ANOTHER_DAY, "op", FieldKind::Day),
                self.field(ANOTHER_DAY, "tijd", FieldKind::Hour),
            ],
            button: self.t.s("antwoord-knop-andere-dag"),
            open: self.came_back(ANOTHER_DAY).is_some(),
        }
    }

    fn came_back(&self, form: &str) -> Option<Refused<'_>> {
        self.refused.filter(|refused| refused.form == form)
    }

    fn say(&self, key: &str) -> String {
        self.t.with(
            key,
            &[
                ("naam", Arg::Text(self.name)),
                ("keer", Arg::Number(self.attempts.into())),
            ],
        )
    }

    fn title_key(&self, step: Step) -> String {
        let variant = match (step, self.status) {
            (Step::Accept, _) if self.guides => "-hulp",
            (Step::Contact, Status::Sent) => "-al",
            (Step::NoShow, _) if self.before_trial => "-vooraf",
            _ => "",
        };
        format!("antwoord-stap-{}{variant}", step.code())
    }

    fn hint(&self, step: Step) -> String {
        match step {
            Step::Undo => String::new(),
            Step::NoShow if self.before_trial => {
                self.say("antwoord-stap-niet-gekomen-vooraf-uitleg")
            }
            _ => self.say(&format!("antwoord-stap-{}-uitleg", step.code())),
        }
    }

    fn fields(&self, step: Step) -> Vec<Field> {
        let code = step.code();
        let mut fields = Vec::new();
        if step == Step::PlanTrial {
            fields.push(self.field(code, "op", FieldKind::Day));
            fields.push(self.field(code, "tijd", FieldKind::Hour));
        }
        if let Some(list) = step.reasons() {
            fields.push(self.field(code, "reden", self.choices(list)));
        }
        if step == Step::Complete {
            fields.push(self.field(code, "uitkomst", self.choices(OUTCOMES)));
        }
        if step == Step::Pause {
            fields.push(self.field(code, "tot", FieldKind::Day));
        }
        if step.reasons().is_some() || step == Step::Complete {
            fields.push(self.field(code, "toelichting", FieldKind::Words));
        }
        fields
    }

    fn choices(&self, list: OpenList) -> FieldKind {
        let codes = list
            .codes
            .iter()
            .filter(|code| !NOT_TO_CHOOSE.contains(code));
        let choices = codes.map(|code| ((*code).to_owned(), self.t.code(list.key, code)));
        FieldKind::OneOf(choices.collect())
    }

    fn field(&self, form: &str, name: &'static str, kind: FieldKind) -> Field {
        let refused = self.came_back(form);
        let fault = refused
            .and_then(|refused| refused.faults.iter().find(|fault| fault.location == name))
            .map(|fault| self.t.fault_short(fault))
            .unwrap_or_default();
        let hint = match name {
            "tijd" => self.t.s("antwoord-veld-tijd-hint"),
            "toelichting" => self.t.s("antwoord-veld-toelichting-hint"),
            _ => String::new(),
        };
        Field {
            id: field_id(form, name),
            name,
            label: self.t.s(&format!("antwoord-veld-{name}")),
            hint,
            fault,
            value: refused
                .map(|refused| refused.sent.shown(name, SHOWN_MAX))
                .unwrap_or_default(),
            kind,
        }
    }
}

/// The id of a step's field: the same name stands in several forms of a page.
#[must_use]
pub fn field_id(step: &str, name: &str) -> String {
    format!("{step}-{name}")
}

const fn icon(step: Step) -> &'static str {
    match step {
        Step::Accept => "thumb-up",
        Step::Contact => "phone-check",
        Step::PlanTrial => "calendar-plus",
        Step::AttendTrial => "circle-check",
        Step::Start => "run",
        Step::Pause => "player-pause",
        Step::Resume => "player-play",
        Step::Complete => "flag",
        Step::Stop => "door-exit",
        Step::GiveUp => "circle-x",
        Step::Decline => "x",
        Step::NotReached => "phone-off",
        Step::NoShow => "calendar-off",
        Step::Undo => "arrow-back-up",
        Step::Rechoose => "refresh",
        Step::Withdraw => "ban",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn desk(status: Status) -> Desk<'static> {
        Desk {
            t: Texts::dutch(),
            name: "Fatma",
            status,
            attempts: 3,
            guides: false,
            before_trial: false,
            refused: None,
        }
    }

    #[test]
    fn a_yes_is_one_button_without_a_field() {
        let form = desk(Status::Sent).form(Step::Accept, true);
        assert_eq!(form.title, "Ja, Fatma is welkom");
        assert_eq!(form.class, "answer answer-primary");
        assert!(form.fields.is_empty() && form.button.is_empty());
    }

    #[test]
    fn a_no_asks_why_and_offers_no_reason_that_only_the_program_gives() {
        let form = desk(Status::Sent).form(Step::Decline, false);
        let names: Vec<_> = form.fields.iter().map(|field| field.name).collect();
        assert_eq!(names, ["reden", "toelichting"]);
        let FieldKind::OneOf(choices) = &form.fields[0].kind else {
            panic!("{form:?}")
        };
        assert!(choices.iter().any(|(code, _)| code == "anders"));
        assert!(choices.iter().all(|(code, _)| code != "geen-antwoord"));
    }

    #[test]
    fn every_step_of_a_receiver_has_all_its_words() {
        for step in Step::ALL {
            if matches!(step, Step::Rechoose | Step::Withdraw) {
                continue;
            }
            for status in Status::ALL {
                for before_trial in [false, true] {
                    let desk = Desk {
                        before_trial,
                        ..desk(status)
                    };
                    let shown = format!("{:?}", desk.form(step, false));
                    assert!(!shown.contains('⟦') && !shown.contains("{$"), "{shown}");
                }
            }
        }
    }
}
