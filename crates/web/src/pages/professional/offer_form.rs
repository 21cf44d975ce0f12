//! A provider's form for one offer: new, to change, to stop. Reached by account
//! (`/mijn-aanbod/…`) and by the link in a mail (`/klopt/{token}/…`). A coach who begins a group has
//! it too (`begin_group`).

use actions::ActionError;
use actions::cancel_lesson;
use actions::change_class_words::class_words;
use actions::submit_offer::{self, Editing, Keeper, Overtaken};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect};
use documents::Texts;
use domain::codes::{Accessibility, Activity, Group, Guidance, Language, Wait};
use domain::ids::OfferId;
use domain::offer::OfferStatus;
use domain::offer_draft::{BY_APPOINTMENT, Field, MomentDraft, ON_REQUEST, OfferDraft};
use http::StatusCode;
use serde::Deserialize;

use super::choices::{Choice, of_classes, of_codes, one_of};
use super::form_faults::FormFaults;
pub use super::offer_typed::OfferForm;
use super::voice::Voice;
use super::wish_codes::WishCodes;
use crate::Web;
use crate::mishap::{Answer, Mishap};
use crate::pages::Form;
use crate::pages::lessons_off::{LessonDone, read_lesson};
use crate::pages::open::link_gone::{Whose, link_gone};
use crate::sessions::Visitor;
use crate::view::{Base, render};
use documents::offer_words::of_field;

/// Per what a price can be asked; see [`domain::price::Per::word`].
const PER: [&str; 9] = [
    "les", "maand", "kaart", "cursus", "seizoen", "kwartaal", "jaar", "eenmalig", ON_REQUEST,
];
/// Empty rows for new moments.
const SPARE: usize = 2;

/// A part of the offer that somebody else changed while the form was open.
pub(super) struct TheirsLine {
    label: String,
    /// How it stands now.
    now: String,
    /// What was typed here; empty when nothing was.
    typed: String,
}

/// A weekly moment in the form.
struct MomentRow {
    number: String,
    moment: MomentDraft,
    days: Vec<Choice>,
    /// Empty, for one more moment: folded away below the others.
    spare: bool,
}

#[derive(Template)]
#[template(path = "professional/offer_form.html")]
pub(super) struct OfferFormPage {
    base: Base,
    say: Voice,
    /// Where the form goes.
    action: String,
    /// Where the way back leads.
    home: String,
    is_new: bool,
    at_desk: bool,
    /// Who may hold it; empty when that is known.
    hosts: Vec<Choice>,
    /// What was missed; empty when nothing is said of it.
    wished: String,
    /// What the service point asks; empty when it asks nothing.
    asks: String,
    /// What waits for the service point, in words; empty when nothing does.
    waiting: String,
    /// What the form shows, for who saves it later.
    marks: String,
    /// What somebody else saved meanwhile; then nothing of this form is kept yet.
    theirs: Vec<TheirsLine>,
    draft: OfferDraft,
    activities: Vec<Choice>,
    levels: Vec<Choice>,
    guidance: Vec<Choice>,
    self_reliance: Vec<Choice>,
    accessibility: Vec<Choice>,
    groups: Vec<Choice>,
    languages: Vec<Choice>,
    per: Vec<Choice>,
    waits: Vec<Choice>,
    /// The lessons of a card, the weeks of a course or season.
    count: String,
    moments: Vec<MomentRow>,
    faults: FormFaults,
}

/// How somebody comes in.
pub(super) enum Door {
    Account,
    Link(String),
    /// The service point, for a provider that called.
    Desk,
    /// A coach, with what was missed and who may hold a group for it.
    Coach(WishCodes, Vec<Choice>),
}

impl Door {
    fn home(&self) -> String {
        match self {
            Self::Account => "/mijn-aanbod".to_owned(),
            Self::Link(token) => format!("/klopt/{token}"),
            Self::Desk => "/aanbod-bijhouden".to_owned(),
            Self::Coach(..) => "/te-doen".to_owned(),
        }
    }

    /// Where the form goes.
    fn action(&self, id: Option<OfferId>) -> String {
        match (self, id) {
            (Self::Desk, Some(id)) => format!("/aanbod/{id}/wijzig"),
            (Self::Coach(wish, _), _) => wish.address(),
            (_, Some(id)) => format!("{}/{id}", self.home()),
            (_, None) => format!("{}/nieuw", self.home()),
        }
    }
}

/// What is shown around a form.
#[derive(Default)]
pub(super) struct Around {
    asks: Option<String>,
    waiting: Vec<Field>,
    marks: String,
    theirs: Vec<TheirsLine>,
}

impl Around {
    fn of(editing: &Editing) -> Self {
        let waits = editing.status != OfferStatus::SentBack && editing.asks.is_none();
        Self {
            asks: editing.asks.clone(),
            waiting: match waits {
                true => editing.waiting.clone(),
                false => Vec::new(),
            },
            marks: editing.marks(),
            theirs: Vec::new(),
        }
    }
}

pub(super) fn page(
    web: &Web,
    base: Base,
    (door, keeper): (&Door, &Keeper),
    id: Option<OfferId>,
    draft: OfferDraft,
    around: Around,
    faults: FormFaults,
) -> OfferFormPage {
    let say = Voice::to(None);
    let t = say.texts();
    let waiting: Vec<String> = around
        .waiting
        .iter()
        .map(|field| t.s(&format!("aanbodveld-{}", field.code())).to_lowercase())
        .collect();
    let title = match (id, door) {
        (Some(_), _) => "aanbodform-wijzig",
        (None, Door::Coach(..)) => "groep-titel",
        (None, _) => "aanbodform-nieuw",
    };
    let (hosts, wished) = match door {
        Door::Coach(wish, hosts) if !wish.is_empty() => (hosts.clone(), wish.words(t)),
        Door::Coach(_, hosts) => (hosts.clone(), String::new()),
        _ => (Vec::new(), String::new()),
    };
    let activities = of_codes(
        Activity::LIST,
        Activity::ALL,
        std::slice::from_ref(&draft.activity),
    );
    let chosen = |code: &str, sent: &str| Choice::new(code, String::new(), code == sent);
    let levels = ["1", "2", "3"].map(|code| Choice {
        words: t.s(&format!("code-niveau-{code}")),
        ..chosen(code, &draft.level)
    });
    let (word, count) = draft.per.split_once(' ').unwrap_or((&draft.per, ""));
    let count = count.to_owned();
    let per = PER
        .map(|code| Choice {
            words: t.s(&format!("aanbodform-per-{code}")),
            ..chosen(code, word)
        })
        .into();
    OfferFormPage {
        base: base.titled(say.s(title)),
        action: door.action(id),
        at_desk: matches!(door, Door::Desk),
        home: door.home(),
        is_new: id.is_none(),
        hosts,
        wished,
        asks: around.asks.unwrap_or_default(),
        waiting: waiting.join(", "),
        marks: around.marks,
        theirs: around.theirs,
        activities: one_of(activities, say.s("aanbodform-kies")),
        levels: one_of(levels.into(), say.s("aanbodform-onbekend")),
        guidance: of_codes(Guidance::LIST, Guidance::ALL, &draft.guidance),
        self_reliance: of_classes(
            &class_words(&web.bridge, keeper.municipality()),
            &draft.self_reliance,
        ),
        accessibility: of_codes(
            Accessibility::LIST,
            Accessibility::ALL,
            &draft.accessibility,
        ),
        groups: of_codes(Group::LIST, Group::ALL, &draft.groups),
        languages: of_codes(Language::LIST, Language::ALL, &draft.languages),
        waits: one_of(
            of_codes(Wait::LIST, Wait::ALL, std::slice::from_ref(&draft.wait)),
            say.s("aanbodform-onbekend"),
        ),
        per: one_of(per, say.s("aanbodform-kies")),
        count,
        moments: moment_rows(&say, &draft.moments),
        draft,
        faults,
        say,
    }
}

fn moment_rows(say: &Voice, moments: &[MomentDraft]) -> Vec<MomentRow> {
    let t = say.texts();
    let spare = std::iter::repeat_n(MomentDraft::default(), SPARE);
    moments
        .iter()
        .cloned()
        .chain(spare)
        .enumerate()
        .map(|(at, moment)| {
            let codes = ["ma", "di", "wo", "do", "vr", "za", "zo"]
                .iter()
                .enumerate();
            let by_appointment = Choice::new(
                BY_APPOINTMENT,
                t.s("aanbodform-geen-dag"),
                moment.day == BY_APPOINTMENT,
            );
            let days = codes
                .map(|(day, code)| {
                    let words = t.s(&format!("weekdag-{}", day + 1));
                    Choice::new(code, words, moment.day == *code)
                })
                .chain([by_appointment])
                .collect();
            MomentRow {
                number: (at + 1).to_string(),
                days: one_of(days, say.s("aanbodform-kies-dag")),
                spare: at > 0 && moment.is_empty(),
                moment,
            }
        })
        .collect()
}

async fn show(web: &Web, base: Base, door: &Door, keeper: &Keeper, id: Option<OfferId>) -> Answer {
    let Some(key) = id else {
        let draft = OfferDraft::default();
        return render(&page(
            web,
            base,
            (door, keeper),
            None,
            draft,
            Around::default(),
            FormFaults::default(),
        ));
    };
    let editing = submit_offer::open(&web.bridge, keeper, key).await?;
    let around = Around::of(&editing);
    render(&page(
        web,
        base,
        (door, keeper),
        id,
        editing.draft,
        around,
        FormFaults::default(),
    ))
}

async fn send(
    web: &Web,
    base: Base,
    door: &Door,
    keeper: &Keeper,
    id: Option<OfferId>,
    form: OfferForm,
) -> Answer {
    let marks = form.versie.clone();
    let draft = form.draft();
    let bridge = &web.bridge;
    let sent = match id {
        Some(id) => match submit_offer::change_as_seen(bridge, keeper, id, &draft, &marks).await {
            Ok(Ok(outcome)) => Ok(outcome),
            Ok(Err(overtaken)) => {
                return overtaken_page(web, base, (door, keeper), id, *overtaken, &draft);
            }
            Err(error) => Err(error),
        },
        None => submit_offer::submit_new(bridge, keeper, &draft)
            .await
            .map(|_| submit_offer::Submitted::Waits),
    };
    match sent {
        Ok(outcome) => {
            let done = match door {
                Door::Desk => "gewijzigd",
                _ => outcome.code(),
            };
            let to = format!("{}?klaar={done}", door.home());
            Ok(Redirect::to(&to).into_response())
        }
        Err(ActionError::Faults(faults)) => {
            let page = page(
                web,
                base,
                (door, keeper),
                id,
                draft,
                Around {
                    marks,
                    ..Around::default()
                },
                FormFaults::of(faults),
            );
            let mut response = render(&page)?;
            *response.status_mut() = StatusCode::BAD_REQUEST;
            Ok(response)
        }
        Err(error) => Err(error.into()),
    }
}

/// The form again with what was typed, and what somebody else saved meanwhile beside it.
fn overtaken_page(
    web: &Web,
    base: Base,
    by: (&Door, &Keeper),
    id: OfferId,
    overtaken: Overtaken,
    typed: &OfferDraft,
) -> Answer {
    let t = Texts::dutch();
    let called = class_words(&web.bridge, by.1.municipality());
    let line = |field: &Field, typed: Option<&OfferDraft>| TheirsLine {
        label: t.s(&format!("aanbodveld-{}", field.code())),
        now: of_field(t, &called, *field, &overtaken.now.draft),
        typed: typed.map_or_else(String::new, |typed| of_field(t, &called, *field, typed)),
    };
    let both = overtaken.both.iter().map(|field| line(field, Some(typed)));
    let theirs = overtaken.theirs.iter().map(|field| line(field, None));
    let around = Around {
        theirs: both.chain(theirs).collect(),
        ..Around::of(&overtaken.now)
    };
    let page = page(
        web,
        base,
        by,
        Some(id),
        overtaken.draft,
        around,
        FormFaults::default(),
    );
    let mut response = render(&page)?;
    *response.status_mut() = StatusCode::CONFLICT;
    Ok(response)
}

/// What the form to leave out a lesson sends: the session and the day; `toch` to hold it after all.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct CancelForm {
    les: String,
    toch: String,
}

async fn leave_out(web: &Web, door: &Door, keeper: &Keeper, id: &str, form: &CancelForm) -> Answer {
    let id = key(id)?;
    // Whose it is comes first; then what was chosen.
    submit_offer::open(&web.bridge, keeper, id).await?;
    if form.les.is_empty() {
        return Ok(Redirect::to(&format!("{}?klaar=kies-dag", door.home())).into_response());
    }
    let (session, day) = read_lesson(&form.les).ok_or(Mishap::BadRequest)?;
    let held = form.toch == "ja";
    let done = if held {
        cancel_lesson::hold_after_all(&web.bridge, keeper, id, session, day).await
    } else {
        cancel_lesson::cancel(&web.bridge, keeper, id, session, day).await
    };
    match done {
        Ok(people) => {
            let query = LessonDone::query(held, session, day, people);
            Ok(Redirect::to(&format!("{}?{query}", door.home())).into_response())
        }
        Err(ActionError::Faults(_)) => Err(Mishap::BadRequest),
        Err(error) => Err(error.into()),
    }
}

async fn end(web: &Web, door: &Door, keeper: &Keeper, id: &str) -> Answer {
    submit_offer::stop(&web.bridge, keeper, key(id)?).await?;
    let to = format!("{}?klaar=gestopt", door.home());
    Ok(Redirect::to(&to).into_response())
}

fn key(id: &str) -> Result<OfferId, Mishap> {
    id.parse().map_err(|_| Mishap::NotFound)
}

/// `GET /mijn-aanbod/nieuw`
pub(super) async fn new(State(web): State<Web>, visitor: Visitor, base: Base) -> Answer {
    let keeper = Keeper::of(&visitor.caller)?;
    show(&web, base, &Door::Account, &keeper, None).await
}

/// `POST /mijn-aanbod/nieuw`
pub(super) async fn create(
    State(web): State<Web>,
    visitor: Visitor,
    base: Base,
    Form(form): Form<OfferForm>,
) -> Answer {
    let keeper = Keeper::of(&visitor.caller)?;
    send(&web, base, &Door::Account, &keeper, None, form).await
}

/// `GET /mijn-aanbod/{id}`
pub(super) async fn edit(
    State(web): State<Web>,
    visitor: Visitor,
    base: Base,
    Path(id): Path<String>,
) -> Answer {
    let keeper = Keeper::of(&visitor.caller)?;
    show(&web, base, &Door::Account, &keeper, Some(key(&id)?)).await
}

/// `POST /mijn-aanbod/{id}`
pub(super) async fn save(
    State(web): State<Web>,
    visitor: Visitor,
    base: Base,
    Path(id): Path<String>,
    Form(form): Form<OfferForm>,
) -> Answer {
    let keeper = Keeper::of(&visitor.caller)?;
    send(&web, base, &Door::Account, &keeper, Some(key(&id)?), form).await
}

/// `GET /aanbod/{id}/wijzig`
pub(super) async fn edit_at_desk(
    State(web): State<Web>,
    visitor: Visitor,
    base: Base,
    Path(id): Path<String>,
) -> Answer {
    let id = key(&id)?;
    let keeper = Keeper::at_desk(&web.bridge, &visitor.caller, id).await?;
    show(&web, base, &Door::Desk, &keeper, Some(id)).await
}

/// `POST /aanbod/{id}/wijzig`
pub(super) async fn save_at_desk(
    State(web): State<Web>,
    visitor: Visitor,
    base: Base,
    Path(id): Path<String>,
    Form(form): Form<OfferForm>,
) -> Answer {
    let id = key(&id)?;
    let keeper = Keeper::at_desk(&web.bridge, &visitor.caller, id).await?;
    send(&web, base, &Door::Desk, &keeper, Some(id), form).await
}

/// `POST /mijn-aanbod/{id}/stoppen`
pub(super) async fn stop(
    State(web): State<Web>,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Answer {
    let keeper = Keeper::of(&visitor.caller)?;
    end(&web, &Door::Account, &keeper, &id).await
}

/// `POST /mijn-aanbod/{id}/niet-door`
pub(super) async fn cancel(
    State(web): State<Web>,
    visitor: Visitor,
    Path(id): Path<String>,
    Form(form): Form<CancelForm>,
) -> Answer {
    let keeper = Keeper::of(&visitor.caller)?;
    leave_out(&web, &Door::Account, &keeper, &id, &form).await
}

/// `POST /klopt/{token}/{id}/niet-door`
pub(in crate::pages) async fn cancel_by_link(
    State(web): State<Web>,
    base: Base,
    Path((token, id)): Path<(String, String)>,
    Form(form): Form<CancelForm>,
) -> Answer {
    match Keeper::by_link(&web.bridge, &token).await {
        Ok(keeper) => leave_out(&web, &Door::Link(token), &keeper, &id, &form).await,
        Err(error) => link_gone(base, Whose::Receiver, error.into()),
    }
}

/// `GET /klopt/{token}/nieuw`
pub(in crate::pages) async fn new_by_link(
    State(web): State<Web>,
    base: Base,
    Path(token): Path<String>,
) -> Answer {
    match Keeper::by_link(&web.bridge, &token).await {
        Ok(keeper) => show(&web, base, &Door::Link(token), &keeper, None).await,
        Err(error) => link_gone(base, Whose::Receiver, error.into()),
    }
}

/// `POST /klopt/{token}/nieuw`
pub(in crate::pages) async fn create_by_link(
    State(web): State<Web>,
    base: Base,
    Path(token): Path<String>,
    Form(form): Form<OfferForm>,
) -> Answer {
    match Keeper::by_link(&web.bridge, &token).await {
        Ok(keeper) => send(&web, base, &Door::Link(token), &keeper, None, form).await,
        Err(error) => link_gone(base, Whose::Receiver, error.into()),
    }
}

/// `GET /klopt/{token}/{id}`
pub(in crate::pages) async fn edit_by_link(
    State(web): State<Web>,
    base: Base,
    Path((token, id)): Path<(String, String)>,
) -> Answer {
    match Keeper::by_link(&web.bridge, &token).await {
        Ok(keeper) => show(&web, base, &Door::Link(token), &keeper, Some(key(&id)?)).await,
        Err(error) => link_gone(base, Whose::Receiver, error.into()),
    }
}

/// `POST /klopt/{token}/{id}`
pub(in crate::pages) async fn save_by_link(
    State(web): State<Web>,
    base: Base,
    Path((token, id)): Path<(String, String)>,
    Form(form): Form<OfferForm>,
) -> Answer {
    match Keeper::by_link(&web.bridge, &token).await {
        Ok(keeper) => {
            send(
                &web,
                base,
                &Door::Link(token),
                &keeper,
                Some(key(&id)?),
                form,
            )
            .await
        }
        Err(error) => link_gone(base, Whose::Receiver, error.into()),
    }
}

/// `POST /klopt/{token}/{id}/stoppen`
pub(in crate::pages) async fn stop_by_link(
    State(web): State<Web>,
    base: Base,
    Path((token, id)): Path<(String, String)>,
) -> Answer {
    match Keeper::by_link(&web.bridge, &token).await {
        Ok(keeper) => end(&web, &Door::Link(token), &keeper, &id).await,
        Err(error) => link_gone(base, Whose::Receiver, error.into()),
    }
}
