//! What the page behind a receiver's link shows, from a referral that is already narrowed to what
//! the receiver may see. Asked little and at the right moment: which answers stand in front
//! depends on where the referral is; all others that are possible stand folded below.

use actions::{Municipality, ShownReferral, ShownStep};
use documents::texts::{Arg, Texts};
use documents::{dutch, moments};
use domain::calendar::{AMSTERDAM, day_of};
use domain::client::Client;
use domain::codes::{ContactPreference, Language};
use domain::fault::Fault;
use domain::organisation::Role;
use domain::referral::{Deed, Status, Step, TrialMoment};
use jiff::Timestamp;

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
    Refused(&'a Sent, &'a [Fault]),
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
        Shown::Refused(sent, faults) => Some((sent, faults)),
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
    let first: Vec<StepForm> = in_front
        .iter()
        .enumerate()
        .map(|(at, step)| desk.form(*step, at == 0 && moment.hopes_for_the_first()))
        .collect();
    let more: Vec<StepForm> = ORDER
        .iter()
        .filter(|step| allowed(step) && !in_front.contains(step))
        .map(|step| desk.form(*step, false))
        .collect();
    let faults: Vec<(String, String)> = refused
        .map(|(sent, faults)| fault_lines(t, sent, faults))
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

/// The order of the answers that stand folded.
const ORDER: [Step; 13] = [
    Step::Contact,
    Step::NotReached,
    Step::PlanTrial,
    Step::AttendTrial,
    Step::NoShow,
    Step::Start,
    Step::Pause,
    Step::Resume,
    Step::Complete,
    Step::Stop,
    Step::GiveUp,
    Step::Decline,
    Step::Accept,
];

/// What is asked now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Moment {
    Answer,
    Call,
    Plan,
    BeforeTrial,
    AfterTrial,
    GoesOn,
    HowGoesIt,
    Paused,
    Nothing,
}

impl Moment {
    fn of(shown: &ShownReferral, now: Timestamp) -> Self {
        match shown.status {
            Status::Sent => Self::Answer,
            Status::Accepted => Self::Call,
            Status::Contacted => Self::Plan,
            Status::TrialPlanned => match shown.trial {
                Some(trial) if is_ahead(trial, now) => Self::BeforeTrial,
                _ => Self::AfterTrial,
            },
            Status::TrialAttended => Self::GoesOn,
            Status::Started => Self::HowGoesIt,
            Status::Paused => Self::Paused,
            _ => Self::Nothing,
        }
    }

    const fn answers(self) -> &'static [Step] {
        match self {
            Self::Answer => &[Step::Accept, Step::Contact, Step::PlanTrial, Step::Decline],
            Self::Call => &[Step::Contact, Step::NotReached, Step::PlanTrial],
            Self::Plan => &[Step::PlanTrial, Step::Start, Step::NotReached],
            Self::BeforeTrial => &[Step::NoShow],
            Self::AfterTrial => &[Step::AttendTrial, Step::Start, Step::NoShow],
            Self::GoesOn => &[Step::Start, Step::GiveUp],
            Self::HowGoesIt => &[Step::Complete, Step::Pause, Step::Stop],
            Self::Paused => &[Step::Resume, Step::Complete, Step::Stop],
            Self::Nothing => &[],
        }
    }

    /// Whether the first answer is the one that is hoped for; before a call, that is the call.
    const fn hopes_for_the_first(self) -> bool {
        !matches!(self, Self::Call | Self::BeforeTrial | Self::HowGoesIt)
    }

    fn question(self, t: &Texts) -> String {
        let end = match self {
            Self::Answer => "verstuurd",
            Self::Call => "aanvaard",
            Self::Plan => "contact-gelegd",
            Self::BeforeTrial => "proefles-gepland",
            Self::AfterTrial => "na-de-proefles",
            Self::GoesOn => "proefles-gevolgd",
            Self::HowGoesIt => "gestart",
            Self::Paused => "gepauzeerd",
            Self::Nothing => return String::new(),
        };
        t.s(&format!("antwoord-vraag-{end}"))
    }
}

/// Whether the trial is still to come: by its hour, or until its day is over.
fn is_ahead(trial: TrialMoment, now: Timestamp) -> bool {
    let local = AMSTERDAM.to_datetime(now);
    match trial.time {
        Some(time) => trial.day.to_datetime(time) > local,
        None => trial.day > local.date(),
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
        Shown::Refused(..) => return None,
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

fn weekly(t: &Texts, shown: &ShownReferral) -> String {
    let Some(offer) = &shown.offer else {
        return String::new();
    };
    let chosen = shown.target.session();
    let session = offer.sessions.iter().find(|one| Some(one.id) == chosen);
    match session {
        Some(one) => capital(&moments::weekly(t, one.day, one.from, one.to)),
        None => t.s("antwoord-les-in-overleg"),
    }
}

fn pairs(t: &Texts, shown: &ShownReferral, now: Timestamp) -> Vec<(String, String)> {
    let today = day_of(now);
    let mut pairs = Vec::new();
    let mut add = |label: &str, words: Option<String>| {
        if let Some(words) = words.filter(|words| !words.trim().is_empty()) {
            pairs.push((t.s(&format!("antwoord-{label}")), words));
        }
    };
    add(
        "proefles",
        shown
            .trial
            .map(|trial| capital(&dutch::trial_moment(trial, today))),
    );
    let pause = shown.history.iter().rev().find_map(|step| step.entry.until);
    add(
        "pauze-tot",
        pause
            .filter(|_| shown.status == Status::Paused)
            .map(|day| capital(&dutch::date_long(day, today))),
    );
    if let Some(client) = &shown.client {
        let silent = shown.sight.contact && client.phone.is_none();
        add("telefoon", silent.then(|| t.s("antwoord-zonder-telefoon")));
        add(
            "email",
            client.email.as_ref().map(|email| email.as_str().to_owned()),
        );
        add("adres", address(client));
        let preferred = |way: ContactPreference| t.code(ContactPreference::LIST, way.code());
        add("voorkeur", client.preference.map(preferred));
        let spoken = |language: Language| t.code(Language::LIST, language.code());
        add("taal", client.language.map(spoken));
    }
    add("let-op", shown.notes.attention.clone());
    let wishes = shown
        .notes
        .motives
        .iter()
        .map(|code| t.code("aanleiding", code));
    add("wens", Some(wishes.collect::<Vec<_>>().join(", ")));
    add("bijzonderheden", shown.notes.particulars.clone());
    add("medisch", shown.notes.medical_background.clone());
    let referrer = shown.referrer_name.clone();
    add(
        "van",
        Some(referrer.unwrap_or_else(|| t.s("antwoord-van-zelf"))),
    );
    add("nummer", Some(shown.number.clone()));
    pairs
}

fn address(client: &Client) -> Option<String> {
    let street = client.address.clone();
    let postcode = client.postcode.map(|postcode| postcode.to_string());
    let parts: Vec<String> = [street, postcode].into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join(", "))
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

fn fault_lines(t: &Texts, sent: &Sent, faults: &[Fault]) -> Vec<(String, String)> {
    let step = sent.text("stap");
    faults
        .iter()
        .map(|fault| (field_id(&step, &fault.location), t.fault(fault)))
        .collect()
}

/// The same words with a capital in front: a line's beginning.
#[must_use]
pub fn capital(words: &str) -> String {
    let mut signs = words.chars();
    signs.next().map_or_else(String::new, |first| {
        first.to_uppercase().collect::<String>() + signs.as_str()
    })
}

#[cfg(test)]
mod tests {
    use domain::calendar::moment_of;
    use jiff::civil::{date, time};

    use super::*;

    #[test]
    fn a_trial_is_ahead_until_its_hour_or_the_end_of_its_day() {
        let day = date(2026, 12, 1);
        let at_ten = TrialMoment {
            day,
            time: Some(time(10, 0, 0, 0)),
        };
        let some_time = TrialMoment { day, time: None };
        let nine = moment_of(day, time(9, 59, 0, 0));
        let ten = moment_of(day, time(10, 0, 0, 0));
        assert!(is_ahead(at_ten, nine) && !is_ahead(at_ten, ten));
        assert!(!is_ahead(some_time, nine));
        assert!(is_ahead(
            some_time,
            moment_of(date(2026, 11, 30), time(23, 59, 0, 0))
        ));
    }

    #[test]
    fn every_moment_has_its_question_and_every_status_its_heading() {
        let t = Texts::dutch();
        let all = [
            Moment::Answer,
            Moment::Call,
            Moment::Plan,
            Moment::BeforeTrial,
            Moment::AfterTrial,
            Moment::GoesOn,
            Moment::HowGoesIt,
            Moment::Paused,
        ];
        for moment in all {
            assert!(!moment.question(t).contains('⟦'), "{moment:?}");
        }
        for status in Status::ALL {
            let key = format!("antwoord-kop-{}", status.code());
            assert!(!t.s(&key).contains('⟦'), "{key}");
        }
        for step in ORDER.into_iter().chain([Step::Undo]) {
            let key = format!("antwoord-gedaan-{}", step.code());
            assert!(!t.s(&key).contains('⟦'), "{key}");
        }
    }
}
