//! An offer's pictures in the hands of who keeps them: by account (`/mijn-aanbod/{id}/fotos`), by the
//! link in a mail (`/klopt/{token}/{id}/fotos`), and by the service point (`/aanbod/{id}/fotos`), which
//! says yes or no.

use actions::ActionError;
use actions::pictures::{self, Hand, PictureDraft};
use actions::submit_offer::Keeper;
use askama::Template;
use axum::extract::{FromRequest, Path, Request, State};
use axum::response::{IntoResponse, Redirect};
use documents::dutch;
use domain::calendar::day_of;
use domain::fault::Fault;
use domain::ids::OfferId;
use domain::picture::{PictureDeed, PictureState};
use http::StatusCode;
use serde::Deserialize;

use super::form_faults::FormFaults;
use super::voice::Voice;
use crate::Web;
use crate::intake::{TooLarge, Whole};
use crate::mishap::{Answer, Mishap};
use crate::multipart::parts;
use crate::pages::open::link_gone::{Whose, link_gone};
use crate::pages::open::picture::{Which, jpeg};
use crate::pages::{Form, Query};
use crate::sessions::Visitor;
use crate::view::{Base, render};

/// The order in which the form asks.
const FIELDS: [&str; 4] = ["foto", "beschrijving", "akkoord", "woorden"];

/// A picture in the list.
struct Line {
    number: u8,
    /// Which picture it is, whatever its number.
    version: String,
    src: String,
    alt: String,
    /// Its state in words.
    state: String,
    /// The class of its state.
    class: &'static str,
    /// Why the service point said no; empty when it did not.
    words: String,
    /// When somebody said that everybody in it agrees.
    consent: String,
    is_removed: bool,
    /// What the service point may still say.
    may_approve: bool,
    may_refuse: bool,
}

#[derive(Template)]
#[template(path = "professional/offer_pictures.html")]
struct PicturesPage {
    base: Base,
    say: Voice,
    /// Where the forms go.
    action: String,
    home: String,
    title: String,
    is_desk: bool,
    has_room: bool,
    pictures: Vec<Line>,
    alt: String,
    done: String,
    faults: FormFaults,
}

/// How somebody comes in.
enum Door {
    Account,
    Link(String),
    Desk,
}

impl Door {
    fn home(&self) -> String {
        match self {
            Self::Account => "/mijn-aanbod".to_owned(),
            Self::Link(token) => format!("/klopt/{token}"),
            Self::Desk => "/aanbod-bijhouden".to_owned(),
        }
    }

    fn address(&self, id: OfferId) -> String {
        match self {
            Self::Desk => format!("/aanbod/{id}/fotos"),
            _ => format!("{}/{id}/fotos", self.home()),
        }
    }
}

/// The query: what was just done.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(in crate::pages) struct Done {
    klaar: String,
}

/// What the buttons at a picture send.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(in crate::pages) struct Said {
    besluit: String,
    woorden: String,
    /// The picture that was seen.
    versie: String,
    /// `bijhouden` when it was said on the list of what waits.
    terug: String,
}

async fn page(
    web: &Web,
    base: Base,
    door: &Door,
    hand: &Hand,
    id: OfferId,
) -> Result<PicturesPage, Mishap> {
    let gallery = pictures::gallery(&web.bridge, hand, id).await?;
    let say = Voice::to(None);
    let today = day_of(web.bridge.now());
    let action = door.address(id);
    let is_desk = hand.is_desk();
    let lines = gallery.pictures.into_iter().map(|one| {
        let given = dutch::date_long(day_of(one.consent_at), today);
        let after = |deed: PictureDeed| deed.after(one.state, is_desk).is_some();
        Line {
            number: one.slot,
            src: format!("{action}/{}?v={}", one.slot, one.digest),
            version: one.digest,
            state: say.s(&format!("fotos-staat-{}", one.state.code())),
            class: match one.state {
                PictureState::Waiting => "status-wacht",
                PictureState::Shown => "status-loopt",
                PictureState::Refused | PictureState::Removed => "status-letop",
            },
            words: one.words.unwrap_or_default(),
            consent: say.w("fotos-akkoord-gegeven", "dag", &given),
            is_removed: one.state == PictureState::Removed,
            may_approve: after(PictureDeed::Approve),
            may_refuse: after(PictureDeed::Refuse),
            alt: one.alt,
        }
    });
    let pictures = lines.collect();
    Ok(PicturesPage {
        base: base.titled(say.w("fotos-titel", "les", &gallery.title)),
        home: door.home(),
        action,
        title: gallery.title,
        is_desk,
        has_room: gallery.has_room,
        pictures,
        alt: String::new(),
        done: String::new(),
        faults: FormFaults::default(),
        say,
    })
}

async fn show(web: &Web, base: Base, door: &Door, hand: &Hand, id: &str, done: &Done) -> Answer {
    let mut page = page(web, base, door, hand, key(id)?).await?;
    if let word @ ("wacht" | "getoond" | "geweigerd" | "weg") = done.klaar.as_str() {
        page.done = page.say.s(&format!("fotos-klaar-{word}"));
    }
    render(&page)
}

async fn add(web: &Web, base: Base, door: &Door, hand: &Hand, id: &str, sent: Sent) -> Answer {
    let id = key(id)?;
    let draft = match sent {
        Sent::Whole(draft) => draft,
        Sent::TooLarge(bytes) => {
            let megabytes = bytes.div_ceil(1024 * 1024).to_string();
            let fault = Fault::body("foto", "foto-zwaar").with(megabytes);
            let page = page(web, base, door, hand, id).await?;
            let mut response = refused(page, vec![fault])?;
            *response.status_mut() = StatusCode::PAYLOAD_TOO_LARGE;
            return Ok(response);
        }
    };
    let alt = draft.alt.clone();
    match pictures::add(&web.bridge, hand, id, draft).await {
        Ok(state) => Ok(done(door, id, state)),
        Err(ActionError::Faults(faults)) => {
            let mut page = page(web, base, door, hand, id).await?;
            page.alt = alt;
            refused(page, faults)
        }
        Err(error) => Err(error.into()),
    }
}

async fn act(
    web: &Web,
    base: Base,
    door: &Door,
    hand: &Hand,
    (id, number): (&str, &str),
    said: &Said,
) -> Answer {
    let id = key(id)?;
    let slot = number.parse().map_err(|_| Mishap::NotFound)?;
    // Whose it is comes first; then what was said.
    let gallery = pictures::gallery(&web.bridge, hand, id).await?;
    let deed = PictureDeed::from_code(&said.besluit).ok_or(Mishap::BadRequest)?;
    // What was seen may have been replaced since: nobody says yes to a picture they did not see.
    let there = gallery.pictures.iter().find(|one| one.slot == slot);
    if there.is_some_and(|one| !said.versie.is_empty() && one.digest != said.versie) {
        let fault = Fault::body("foto", "foto-vervangen");
        return refused(page(web, base, door, hand, id).await?, vec![fault]);
    }
    match pictures::act(&web.bridge, hand, (id, slot), deed, &said.woorden).await {
        Ok(_) if said.terug == "bijhouden" => {
            Ok(Redirect::to("/aanbod-bijhouden?klaar=foto#fotos").into_response())
        }
        Ok(state) => Ok(done(door, id, state)),
        Err(ActionError::Faults(faults)) => refused(page(web, base, door, hand, id).await?, faults),
        Err(error) => Err(error.into()),
    }
}

fn done(door: &Door, id: OfferId, state: PictureState) -> axum::response::Response {
    let to = format!("{}?klaar={}", door.address(id), state.code());
    Redirect::to(&to).into_response()
}

fn refused(mut page: PicturesPage, faults: Vec<Fault>) -> Answer {
    page.faults = FormFaults::of(faults).in_order(&FIELDS);
    let mut response = render(&page)?;
    *response.status_mut() = StatusCode::BAD_REQUEST;
    Ok(response)
}

async fn bytes(web: &Web, hand: &Hand, (id, number): (&str, &str), which: &Which) -> Answer {
    let slot = number.parse().map_err(|_| Mishap::NotFound)?;
    let picture = (key(id)?, slot);
    let (_, bytes) = pictures::kept_bytes(&web.bridge, hand, picture, which.size()).await?;
    Ok(jpeg(bytes))
}

/// The form as it was sent: a file, what is seen, and the tick. Without a file it is an empty one.
pub(in crate::pages) enum Sent {
    /// All of it.
    Whole(PictureDraft),
    /// So many bytes that nothing of it was kept.
    TooLarge(usize),
}

impl<S: Send + Sync> FromRequest<S> for Sent {
    type Rejection = Mishap;

    async fn from_request(request: Request, _: &S) -> Result<Self, Mishap> {
        if let Some(TooLarge { bytes: Some(bytes) }) = request.extensions().get() {
            return Ok(Self::TooLarge(*bytes));
        }
        let Some(Whole(body)) = request.extensions().get() else {
            return Err(Mishap::BadRequest);
        };
        // A form without any file is sent by programs only.
        let parts = parts(request.headers(), body).unwrap_or_default();
        let mut draft = PictureDraft::default();
        for part in parts {
            match part.name {
                "foto" => draft.bytes = part.bytes.to_vec(),
                "beschrijving" => {
                    draft.alt = part.text().ok_or(Mishap::BadRequest)?.to_owned();
                }
                "akkoord" => draft.agreed = part.bytes == b"ja",
                _ => {}
            }
        }
        Ok(Self::Whole(draft))
    }
}

fn key(id: &str) -> Result<OfferId, Mishap> {
    id.parse().map_err(|_| Mishap::NotFound)
}

fn own(visitor: &Visitor) -> Result<Hand, Mishap> {
    Ok(Hand::of_keeper(&Keeper::of(&visitor.caller)?))
}

/// `GET /mijn-aanbod/{id}/fotos`
pub(super) async fn list(
    State(web): State<Web>,
    visitor: Visitor,
    base: Base,
    Path(id): Path<String>,
    Query(said): Query<Done>,
) -> Answer {
    show(&web, base, &Door::Account, &own(&visitor)?, &id, &said).await
}

/// `POST /mijn-aanbod/{id}/fotos`
pub(super) async fn send(
    State(web): State<Web>,
    visitor: Visitor,
    base: Base,
    Path(id): Path<String>,
    sent: Sent,
) -> Answer {
    add(&web, base, &Door::Account, &own(&visitor)?, &id, sent).await
}

/// `GET /mijn-aanbod/{id}/fotos/{nr}`
pub(super) async fn look(
    State(web): State<Web>,
    visitor: Visitor,
    Path((id, number)): Path<(String, String)>,
    Query(which): Query<Which>,
) -> Answer {
    bytes(&web, &own(&visitor)?, (&id, &number), &which).await
}

/// `POST /mijn-aanbod/{id}/fotos/{nr}`
pub(super) async fn decide(
    State(web): State<Web>,
    visitor: Visitor,
    base: Base,
    Path((id, number)): Path<(String, String)>,
    Form(said): Form<Said>,
) -> Answer {
    let hand = own(&visitor)?;
    act(&web, base, &Door::Account, &hand, (&id, &number), &said).await
}

/// `GET /aanbod/{id}/fotos`
pub(super) async fn desk_list(
    State(web): State<Web>,
    visitor: Visitor,
    base: Base,
    Path(id): Path<String>,
    Query(said): Query<Done>,
) -> Answer {
    let hand = Hand::of_desk(&visitor.caller)?;
    show(&web, base, &Door::Desk, &hand, &id, &said).await
}

/// `POST /aanbod/{id}/fotos`
pub(super) async fn desk_send(
    State(web): State<Web>,
    visitor: Visitor,
    base: Base,
    Path(id): Path<String>,
    sent: Sent,
) -> Answer {
    let hand = Hand::of_desk(&visitor.caller)?;
    add(&web, base, &Door::Desk, &hand, &id, sent).await
}

/// `GET /aanbod/{id}/fotos/{nr}`
pub(super) async fn desk_look(
    State(web): State<Web>,
    visitor: Visitor,
    Path((id, number)): Path<(String, String)>,
    Query(which): Query<Which>,
) -> Answer {
    let hand = Hand::of_desk(&visitor.caller)?;
    bytes(&web, &hand, (&id, &number), &which).await
}

/// `POST /aanbod/{id}/fotos/{nr}`
pub(super) async fn desk_decide(
    State(web): State<Web>,
    visitor: Visitor,
    base: Base,
    Path((id, number)): Path<(String, String)>,
    Form(said): Form<Said>,
) -> Answer {
    let hand = Hand::of_desk(&visitor.caller)?;
    act(&web, base, &Door::Desk, &hand, (&id, &number), &said).await
}

async fn by_link(web: &Web, token: &str) -> Result<Hand, ActionError> {
    Ok(Hand::of_keeper(&Keeper::by_link(&web.bridge, token).await?))
}

/// `GET /klopt/{token}/{id}/fotos`
pub(in crate::pages) async fn list_by_link(
    State(web): State<Web>,
    base: Base,
    Path((token, id)): Path<(String, String)>,
    Query(said): Query<Done>,
) -> Answer {
    match by_link(&web, &token).await {
        Ok(hand) => show(&web, base, &Door::Link(token), &hand, &id, &said).await,
        Err(error) => link_gone(base, Whose::Receiver, error.into()),
    }
}

/// `POST /klopt/{token}/{id}/fotos`
pub(in crate::pages) async fn send_by_link(
    State(web): State<Web>,
    base: Base,
    Path((token, id)): Path<(String, String)>,
    sent: Sent,
) -> Answer {
    match by_link(&web, &token).await {
        Ok(hand) => add(&web, base, &Door::Link(token), &hand, &id, sent).await,
        Err(error) => link_gone(base, Whose::Receiver, error.into()),
    }
}

/// `GET /klopt/{token}/{id}/fotos/{nr}`
pub(in crate::pages) async fn look_by_link(
    State(web): State<Web>,
    base: Base,
    Path((token, id, number)): Path<(String, String, String)>,
    Query(which): Query<Which>,
) -> Answer {
    match by_link(&web, &token).await {
        Ok(hand) => bytes(&web, &hand, (&id, &number), &which).await,
        Err(error) => link_gone(base, Whose::Receiver, error.into()),
    }
}

/// `POST /klopt/{token}/{id}/fotos/{nr}`
pub(in crate::pages) async fn decide_by_link(
    State(web): State<Web>,
    base: Base,
    Path((token, id, number)): Path<(String, String, String)>,
    Form(said): Form<Said>,
) -> Answer {
    match by_link(&web, &token).await {
        Ok(hand) => {
            let door = Door::Link(token);
            act(&web, base, &door, &hand, (&id, &number), &said).await
        }
        Err(error) => link_gone(base, Whose::Receiver, error.into()),
    }
}
