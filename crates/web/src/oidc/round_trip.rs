//! There and back: `/inloggen/bij/{provider}` sends somebody to their provider, and
//! `/inloggen/bij/{provider}/terug` takes them in again. `/bevestigen/bij/{provider}` asks the
//! provider once more who is there. What ties the way back to this browser stays in its session,
//! whose cookie is `SameSite=Lax`, and serves once. The way there is a link and no form: the content
//! policy lets no form lead to another site.

use actions::federated_sign_in::{self, Outcome};
use actions::second_step;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect};
use domain::sign_in::is_fresh;
use http::{HeaderMap, HeaderValue};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use tower_sessions::Session;

use super::provider::{Arrival, Departure, Known, Trouble};
use super::{CAME_BY, CameBy, Reason, back_address};
use crate::Web;
use crate::csrf::same;
use crate::entrance::Place;
use crate::mishap::{Answer, Mishap};
use crate::pages::Query;
use crate::pages::account::{By, enter_by};
use crate::sessions::{self, Visitor, escaped, local_path};

/// Under this key the session keeps what was sent along.
pub(super) const TRIP: &str = "heenreis";
/// So long somebody may take at their provider.
const AT_MOST: SignedDuration = SignedDuration::from_mins(10);
/// Longest code that is carried on, in bytes.
const CODE_MAX: usize = 4096;

/// Somebody under way.
#[derive(Serialize, Deserialize)]
struct Trip {
    provider: String,
    departure: Departure,
    /// Where to go afterwards: a path of ours, or nothing.
    to: String,
    /// Whether somebody who is signed in shows once more who they are.
    again: bool,
    /// When they left, in microseconds.
    since: i64,
}

/// The query of the way there.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    naar: String,
}

/// The query of the way back.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Returned {
    code: String,
    state: String,
    error: Option<String>,
    iss: Option<String>,
}

/// `GET /inloggen/bij/{provider}`
pub(super) async fn depart(
    State(web): State<Web>,
    visitor: Option<Visitor>,
    session: Session,
    headers: HeaderMap,
    Path(key): Path<String>,
    Query(asked): Query<Asked>,
) -> Answer {
    let known = web.setup.openid.find(&key).ok_or(Mishap::NotFound)?;
    if visitor.is_some() {
        let to = local_path(&asked.naar).unwrap_or("/te-doen");
        return Ok(Redirect::to(to).into_response());
    }
    // Another site signs nobody in behind their back: they press the button themselves.
    let from = headers.get("sec-fetch-site").map(HeaderValue::as_bytes);
    if matches!(from, Some(b"cross-site" | b"same-site")) {
        return Ok(Redirect::to("/inloggen").into_response());
    }
    leave(&web, &session, &known, &asked.naar, false).await
}

/// `GET /bevestigen/bij/{provider}`
pub(super) async fn depart_again(
    State(web): State<Web>,
    _: Visitor,
    session: Session,
    Path(key): Path<String>,
    Query(asked): Query<Asked>,
) -> Answer {
    let known = web.setup.openid.find(&key).ok_or(Mishap::NotFound)?;
    leave(&web, &session, &known, &asked.naar, true).await
}

async fn leave(web: &Web, session: &Session, known: &Known, to: &str, again: bool) -> Answer {
    let back = back_address(web, known);
    let (address, departure) = match known.departure(&web.bridge, &back, again).await {
        Ok(found) => found,
        Err(trouble) => return failed(known, &trouble, to, again),
    };
    let trip = Trip {
        provider: known.key.clone(),
        departure,
        to: local_path(to).unwrap_or_default().to_owned(),
        again,
        since: web.bridge.now().as_microsecond(),
    };
    sessions::put(session, TRIP, trip).await?;
    Ok(Redirect::to(&address).into_response())
}

/// `GET /inloggen/bij/{provider}/terug`
pub(super) async fn arrive(
    State(web): State<Web>,
    visitor: Option<Visitor>,
    place: Place,
    session: Session,
    Path(key): Path<String>,
    Query(returned): Query<Returned>,
) -> Answer {
    let known = web.setup.openid.find(&key).ok_or(Mishap::NotFound)?;
    let Some(trip) = trip_of(&web, &session, &known, &returned.state).await? else {
        return back_to(&known, Reason::Expired, "", false);
    };
    if let Some(error) = returned.error {
        let error: String = error
            .chars()
            .filter(char::is_ascii_graphic)
            .take(60)
            .collect();
        tracing::info!(provider = %known.key, %error, "a sign-in ended at the provider");
        return back_to(&known, Reason::Stopped, &trip.to, trip.again);
    }
    let issuer = &known.set.federation.issuer;
    if returned.iss.is_some_and(|iss| iss != *issuer) || returned.code.len() > CODE_MAX {
        let trouble = Trouble::NotBelieved("another provider sent this back".to_owned());
        return refused(&web, &known, &trouble, &place, &trip).await;
    }
    let back = back_address(&web, &known);
    let arrival = known
        .arrival(&web.bridge, &back, trip.departure.clone(), &returned.code)
        .await;
    match arrival {
        Ok(arrival) if trip.again => confirm(&web, &session, visitor, &known, arrival, &trip).await,
        Ok(arrival) => take_in(&web, &session, &place, &known, arrival, &trip).await,
        Err(trouble @ Trouble::Down(_)) => failed(&known, &trouble, &trip.to, trip.again),
        Err(trouble) => refused(&web, &known, &trouble, &place, &trip).await,
    }
}

/// What this browser left with, when it is back from there, in time and for the first time.
async fn trip_of(
    web: &Web,
    session: &Session,
    known: &Known,
    state: &str,
) -> Result<Option<Trip>, Mishap> {
    let kept: Option<Trip> = sessions::peek(session, TRIP).await?;
    let Some(trip) = kept.filter(|trip| same(trip.departure.state.as_bytes(), state.as_bytes()))
    else {
        return Ok(None);
    };
    let _: Option<Trip> = sessions::take(session, TRIP).await?;
    let left = Timestamp::from_microsecond(trip.since).unwrap_or(Timestamp::MIN);
    let in_time = web.bridge.now().duration_since(left) <= AT_MOST;
    Ok(Some(trip).filter(|trip| in_time && trip.provider == known.key))
}

/// Lets somebody in whom the provider named.
async fn take_in(
    web: &Web,
    session: &Session,
    place: &Place,
    known: &Known,
    arrival: Arrival,
    trip: &Trip,
) -> Answer {
    let now = web.bridge.now();
    let assertion = &arrival.assertion;
    let federation = &known.set.federation;
    let outcome =
        federated_sign_in::sign_in(&web.bridge, federation, assertion, &place.origin).await?;
    let (user, next) = match outcome {
        Outcome::Known(user, next) => (user, next),
        Outcome::Stranger => return back_to(known, Reason::Stranger, &trip.to, false),
        Outcome::WithoutRole => return back_to(known, Reason::WithoutRole, &trip.to, false),
    };
    // Its clock may be ahead of ours.
    let signed_in_at = arrival.signed_in_at.map(|at| at.min(now));
    let fresh = assertion.second_step && is_fresh(signed_in_at, now);
    let response = enter_by(
        web,
        session,
        place,
        (user, next),
        By::Provider { fresh },
        &trip.to,
    )
    .await?;
    let came_by = CameBy {
        provider: known.key.clone(),
        session: arrival.session,
    };
    sessions::put(session, CAME_BY, came_by).await?;
    Ok(response)
}

/// Somebody who is signed in showed the provider once more who they are.
async fn confirm(
    web: &Web,
    session: &Session,
    visitor: Option<Visitor>,
    known: &Known,
    arrival: Arrival,
    trip: &Trip,
) -> Answer {
    let visitor = visitor.ok_or(Mishap::Stale)?;
    let user = visitor.member.user;
    let now = web.bridge.now();
    let federation = &known.set.federation;
    let is_them =
        federated_sign_in::is_account(&web.bridge, federation, &arrival.assertion, user).await?;
    let just_now = is_fresh(arrival.signed_in_at.map(|at| at.min(now)), now);
    // Without a second step of ours, signing in at the provider is what a password is elsewhere.
    let enough =
        arrival.assertion.second_step || !second_step::standing(&web.bridge, user).await?.any();
    if !(is_them && just_now && enough) {
        return back_to(known, Reason::NotConfirmed, &trip.to, true);
    }
    sessions::confirm(web, session).await?;
    let to = local_path(&trip.to).unwrap_or("/account");
    Ok(Redirect::to(to).into_response())
}

/// The provider does not work: back to the sign-in page, where the password is.
fn failed(known: &Known, trouble: &Trouble, to: &str, again: bool) -> Answer {
    tracing::warn!(provider = %known.key, cause = %trouble, "somebody could not sign in");
    back_to(known, Reason::Down, to, again)
}

/// What the provider said is not believed: that stands in the access log.
async fn refused(
    web: &Web,
    known: &Known,
    trouble: &Trouble,
    place: &Place,
    trip: &Trip,
) -> Answer {
    tracing::warn!(provider = %known.key, cause = %trouble, "somebody was not let in");
    federated_sign_in::refused(&web.bridge, &place.origin).await?;
    back_to(known, Reason::NotBelieved, &trip.to, trip.again)
}

/// Back to the page where they began, with the reason in words.
fn back_to(known: &Known, reason: Reason, to: &str, again: bool) -> Answer {
    let page = if again { "/bevestigen" } else { "/inloggen" };
    let mut address = format!("{page}?bij={}&waarom={}", known.key, reason.code());
    if let Some(to) = local_path(to) {
        address.push_str("&naar=");
        address.push_str(&escaped(to));
    }
    Ok(Redirect::to(&address).into_response())
}

/// Where `key`'s button leads, with the way on from there.
pub(super) fn way_there(start: &str, key: &str, to: &str) -> String {
    match local_path(to) {
        Some(to) => format!("{start}/bij/{key}?naar={}", escaped(to)),
        None => format!("{start}/bij/{key}"),
    }
}
