//! What the page behind a receiver's link shows, from a referral that is already narrowed to what
//! the receiver may see. Asked little and at the right moment: which answers stand in front
//! depends on where the referral is; all others that are possible stand folded below.

use actions::{Municipality, ShownReferral, ShownStep};
use documents::dutch;
use documents::texts::{Arg, Texts};
use domain::calendar::day_of;
use domain::client::Client;
use domain::fault::Fault;
use domain::organisation::Role;
use domain::referral::{Deed, Status, Step};
use jiff::Timestamp;

use super::answer_facts::{pairs, weekly};
use super::asked_now::{Moment, ORDER};
use super::sent::Sent;
use super::step_form::{Desk, StepForm, field_id};

/// How the page came to be shown.
#[derive(Clone, Copy)]
pub enum Shown<'a> {
    /// Somebody opened it.
    Opened,
    /// An answer was given that is already true.
    AlreadySo,
    /// An answer was given, but something changed in between; it was not kept.
    ChangedBetween,
    /// An answer was given that has faults.
    Refused(Refused<'a>),
}

/// A form that came back with its faults.
#[derive(Clone, Copy)]
pub struct Refused<'a> {
    /// Which form: a step, or [`super::step_form::ANOTHER_DAY`].
    pub form: &'a str,
    /// What was sent.
    pub sent: &'a Sent,
    /// What is wrong with it.
    pub faults: &'a [Fault],
}

/// A notice at the top: classes, icon, words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// The classes.
    pub class: &'static str,
    /// The icon.
    pub icon: &'static str,
    /// The words.
    pub words: String,
}

/// A phone number that may be called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Call {
    /// The number as an address.
    pub href: String,
    /// As people say it.
    pub words: String,
}

/// What the page shows.
#[derive(Clone, Debug)]
pub struct AnswerPage {
    /// For which organisation.
    pub receiver: String,
    /// The heading.
    pub heading: String,
    /// What just happened.
    pub notice: Option<Notice>,
    /// What it is about.
    pub offer: String,
    /// When that is.
    pub weekly: String,
    /// The number to call, once it may be known.
    pub call: Option<Call>,
    /// Whether calling is what is asked now.
    pub call_first: bool,
    /// Labels and what is known.
    pub pairs: Vec<(String, String)>,
    /// Whom to call instead.
    pub contact_person: Option<(String, Call)>,
    /// The question above the answers; empty when there is none.
    pub question: String,
    /// By when, and who helps; a line each.
    pub remarks: Vec<Remark>,
    /// The answers that stand in front.
    pub first: Vec<StepForm>,
    /// Those that are possible too.
    pub more: Vec<StepForm>,
    /// Whether those are unfolded.
    pub more_open: bool,
    /// Taking the last answer back.
    pub undo: Option<StepForm>,
    /// The version the page was made of.
    pub version: u32,
    /// What is wrong with what was sent: field and words.
    pub faults: Vec<(String, String)>,
    /// What stands above the faults.
    pub faults_title: String,
    /// Whether an answer is still asked: then the page tells what a yes shows.
    pub before_yes: bool,
    /// Whether there is still something to come.
    pub is_open: bool,
}

/// A line below the question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// The icon.
    pub icon: &'static str,
    /// The words.
    pub words: String,
}

/// Makes the page.
#[must_use]
pub fn answer_page(
    shown: &ShownReferral,
    home: &Municipality,
    how: Shown<'_>,
    now: Timestamp,
) -> AnswerPage {
    let t = Texts::dutch();
    let client = shown.client.as_ref();
    let someone = t.s("antwoord-iemand");
    let first_name = client
        .map_or(someone.as_str(), Client::first_name)
        .to_owned();
    let moment = Moment::of(shown, now);
    let refused = match how {
        Shown::Refused(refused) => Some(refused),
        _ => None,
    };
    let desk = Desk {
        t,
        name: &first_name,
        status: shown.status,
        attempts: home.settings.deadlines.attempts,
        guides: shown.receiver.role != Role::Provider,
        before_trial: moment == Moment::BeforeTrial,
        refused,
    };
    let allowed = |step: &Step| shown.allowed.contains(step);
    let in_front: Vec<Step> = moment.answers().iter().copied().filter(allowed).collect();
    let mut first: Vec<StepForm> = in_front
        .iter()
        .enumerate()
        .map(|(at, step)| desk.form(*step, at == 0 && moment.hopes_for_the_first()))
        .collect();
    // One act for what would be two steps: the day is called off and a new one is chosen.
    if shown.status == Status::TrialPlanned && allowed(&Step::NoShow) {
        first.push(desk.another_day());
    }
    let more: Vec<StepForm> = ORDER
        .iter()
        .filter(|step| allowed(step) && !in_front.contains(step))
        .map(|step| desk.form(*step, false))
        .collect();
    let faults: Vec<(String, String)> = refused
        .map(|refused| fault_lines(t, refused))
        .unwrap_or_default();
    let count = i64::try_from(faults.len()).unwrap_or(i64::MAX);
    AnswerPage {
        receiver: shown.receiver_name.clone(),
        heading: heading(t, shown, moment, &first_name),
        notice: notice(t, shown, how, &first_name),
        offer: shown
            .offer
            .as_ref()
            .map_or_else(|| t.s("antwoord-bij-coach"), |offer| offer.title.clone()),
        weekly: weekly(t, shown),
        call: client
            .and_then(|client| client.phone.as_ref())
            .map(|phone| Call {
                href: format!("tel:{}", phone.as_str()),
                words: phone.spoken(),
            }),
        pairs: pairs(t, shown, now),
        contact_person: client
            .and_then(|client| client.contact_person.as_ref())
            .map(|person| {
                let relation = person.relation.as_ref();
                let name = relation.map_or_else(
                    || person.name.clone(),
                    |relation| format!("{} ({relation})", person.name),
                );
                let call = Call {
                    href: format!("tel:{}", person.phone.as_str()),
                    words: person.phone.spoken(),
                };
                (name, call)
            }),
        question: if first.is_empty() && more.is_empty() {
            String::new()
        } else {
            moment.question(t)
        },
        remarks: remarks(t, shown, moment, now),
        more_open: more.iter().any(|form| form.open),
        undo: allowed(&Step::Undo).then(|| desk.form(Step::Undo, false)),
        version: shown.version,
        faults_title: t.n("antwoord-fout", "aantal", count),
        before_yes: shown.status == Status::Sent && !shown.sight.contact,
        is_open: shown.status.is_open(),
        call_first: moment == Moment::Call,
        first,
        more,
        faults,
    }
}

fn heading(t: &Texts, shown: &ShownReferral, moment: Moment, first_name: &str) -> String {
    let full = shown
        .client
        .as_ref()
        .map_or(first_name, |client| client.name.as_str());
    let (end, name) = match (shown.status, moment) {
        (Status::Sent, _) if shown.receiver.role != Role::Provider => ("hulp", full),
        (Status::Accepted, _) => ("aanvaard", full),
        (_, Moment::AfterTrial) => ("na-de-proefles", first_name),
        (status, _) => (status.code(), first_name),
    };
    t.w(&format!("antwoord-kop-{end}"), &[("naam", name)])
}

fn notice(t: &Texts, shown: &ShownReferral, how: Shown<'_>, name: &str) -> Option<Notice> {
    match how {
        Shown::Refused(_) => return None,
        Shown::AlreadySo => {
            return Some(Notice {
                class: "notice",
                icon: "info-circle",
                words: t.s("antwoord-al-gedaan"),
            });
        }
        Shown::ChangedBetween => {
            return Some(Notice {
                class: "notice notice-attention",
                icon: "alert-triangle",
                words: t.s("antwoord-intussen"),
            });
        }
        Shown::Opened => {}
    }
    let last = shown.history.last()?;
    match last.entry.deed {
        Deed::Step(step) => after_step(t, shown, last, step, name),
        Deed::CannotCome | Deed::CallMe | Deed::Coming => {
            let coming = last.entry.deed == Deed::Coming;
            let key = format!("antwoord-gedaan-{}", last.entry.deed.code());
            Some(Notice {
                class: if coming {
                    "notice notice-good"
                } else {
                    "notice notice-attention"
                },
                icon: if coming { "message" } else { "phone-call" },
                words: t.w(&key, &[("naam", name)]),
            })
        }
        _ => None,
    }
}

fn after_step(
    t: &Texts,
    shown: &ShownReferral,
    last: &ShownStep,
    step: Step,
    name: &str,
) -> Option<Notice> {
    let own = last.entry.by.organisation == Some(shown.receiver.organisation);
    if !own {
        let who = last.organisation.as_ref()?;
        return Some(Notice {
            class: "notice",
            icon: "info-circle",
            words: t.w("antwoord-gedaan-door", &[("wie", who)]),
        });
    }
    let neutral = matches!(
        step,
        Step::NotReached | Step::NoShow | Step::Undo | Step::Decline | Step::Stop | Step::GiveUp
    );
    let args = [
        ("naam", Arg::Text(name)),
        ("keer", Arg::Number(shown.attempts.into())),
    ];
    Some(Notice {
        class: if neutral {
            "notice"
        } else {
            "notice notice-good"
        },
        icon: "circle-check",
        words: t.with(&format!("antwoord-gedaan-{}", step.code()), &args),
    })
}

fn remarks(t: &Texts, shown: &ShownReferral, moment: Moment, now: Timestamp) -> Vec<Remark> {
    let mut remarks = Vec::new();
    let mut add = |icon, words| remarks.push(Remark { icon, words });
    let own_turn = shown
        .owner
        .as_ref()
        .is_some_and(|owner| owner.organisation == shown.receiver.organisation);
    match moment {
        Moment::BeforeTrial => add("calendar-check", t.s("antwoord-wacht-proefles")),
        Moment::HowGoesIt => add("thumb-up", t.s("antwoord-goed-zo")),
        Moment::Nothing if !shown.status.is_open() => {
            add("circle-check", t.s("antwoord-klaar"));
        }
        _ => {
            if let Some(due) = shown.due.filter(|_| own_turn) {
                let day = dutch::date_long(day_of(due), day_of(now));
                let key = if due < now {
                    "antwoord-te-laat"
                } else {
                    "antwoord-voor-dag"
                };
                let icon = if due < now {
                    "clock-exclamation"
                } else {
                    "clock"
                };
                add(icon, t.w(key, &[("dag", &day)]));
            }
        }
    }
    if let Some(owner) = shown.owner.as_ref().filter(|_| !own_turn) {
        add("users", t.w("antwoord-bij-ander", &[("wie", &owner.name)]));
    }
    remarks
}

fn fault_lines(t: &Texts, refused: Refused<'_>) -> Vec<(String, String)> {
    refused
        .faults
        .iter()
        .map(|fault| (field_id(refused.form, &fault.location), t.fault(fault)))
        .collect()
}
