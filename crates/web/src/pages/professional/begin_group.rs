//! `/groep-beginnen`: a coach begins a group for what is missed, with the form for an offer. What
//! was wished stands in the address as codes, and is filled in.

use actions::{ActionError, begin_group};
use axum::extract::State;
use axum::response::{IntoResponse, Redirect};
use http::StatusCode;

use super::choices::{Choice, one_of};
use super::form_faults::FormFaults;
use super::offer_form::{Around, Door, OfferForm, page};
use super::voice::Voice;
use super::wish_codes::WishCodes;
use crate::Web;
use crate::mishap::{Answer, Mishap};
use crate::pages::{Form, Query};
use crate::sessions::Visitor;
use crate::view::{Base, render};

/// `GET /groep-beginnen`
pub(super) async fn form(
    State(web): State<Web>,
    visitor: Visitor,
    base: Base,
    Query(wish): Query<WishCodes>,
) -> Answer {
    let wish = wish.known();
    let keeper = begin_group::keeper(&visitor.caller)?;
    let draft = wish.draft();
    let door = door(&web, &visitor, wish, "").await?;
    let none = FormFaults::default();
    let around = Around::default();
    render(&page(
        &web,
        base,
        (&door, &keeper),
        None,
        draft,
        around,
        none,
    ))
}

/// `POST /groep-beginnen`
pub(super) async fn send(
    State(web): State<Web>,
    visitor: Visitor,
    base: Base,
    Query(wish): Query<WishCodes>,
    Form(form): Form<OfferForm>,
) -> Answer {
    let host = form.aanbieder.clone();
    let draft = form.draft();
    let caller = &visitor.caller;
    match begin_group::begin_group(&web.bridge, caller, &host, &draft).await {
        Ok(_) => Ok(Redirect::to("/te-doen?gedaan=groep").into_response()),
        Err(ActionError::Faults(faults)) => {
            let keeper = begin_group::keeper(caller)?;
            let door = door(&web, &visitor, wish.known(), &host).await?;
            let faults = FormFaults::of(faults);
            let around = Around::default();
            let page = page(&web, base, (&door, &keeper), None, draft, around, faults);
            let mut response = render(&page)?;
            *response.status_mut() = StatusCode::BAD_REQUEST;
            Ok(response)
        }
        Err(error) => Err(error.into()),
    }
}

async fn door(web: &Web, visitor: &Visitor, wish: WishCodes, chosen: &str) -> Result<Door, Mishap> {
    let hosts = begin_group::hosts(&web.bridge, &visitor.caller).await?;
    let choice = |host: begin_group::Host| {
        let id = host.id.to_string();
        let is_chosen = id == chosen;
        Choice::new(&id, host.name, is_chosen)
    };
    let hosts = hosts.into_iter().map(choice).collect();
    let say = Voice::to(Some(&visitor.member));
    Ok(Door::Coach(wish, one_of(hosts, say.s("aanbodform-kies"))))
}
