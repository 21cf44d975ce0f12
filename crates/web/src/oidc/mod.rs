//! Signing in by the provider of a municipality or care group (OpenID Connect): a button above the
//! password, a round trip, and a way out again. Each provider stands in the settings; a visitor can
//! name no other. Works without script.

mod provider;
mod round_trip;
mod sign_out;
mod wire;

use std::fmt;
use std::sync::Arc;

pub use provider::Provider;
pub(crate) use sign_out::{lead_on, way_out};
pub use wire::{Answer, NoAnswer, Request, Wire};

use provider::Known;
use serde::{Deserialize, Serialize};
use tower_sessions::Session;

use crate::Web;
use crate::mishap::Mishap;
use crate::pages::professional::Voice;
use crate::policy::{Policy, Routes};
use crate::sessions;
use crate::throttle::Guard;

/// Under this key a session keeps by which provider it came in.
const CAME_BY: &str = "bij";

/// The routes of the round trip.
pub(crate) fn router() -> Routes {
    let guarded = Policy::Guarded(Guard::SignIn);
    Routes::new()
        .get("/inloggen/bij/{provider}", guarded, round_trip::depart)
        .get(
            "/inloggen/bij/{provider}/terug",
            guarded,
            round_trip::arrive,
        )
        .get(
            "/bevestigen/bij/{provider}",
            Policy::SignedIn,
            round_trip::depart_again,
        )
        .post("/openid/{provider}/uitloggen", guarded, sign_out::told)
}

/// The providers of this installation; by default there are none.
#[derive(Clone, Default)]
pub struct Providers {
    all: Vec<Arc<Known>>,
}

impl fmt::Debug for Providers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list()
            .entries(self.all.iter().map(|known| &known.set))
            .finish()
    }
}

impl Providers {
    /// These providers, reached over this line.
    #[must_use]
    pub fn new(all: Vec<Provider>, wire: &Arc<dyn Wire>) -> Self {
        let known = |set| Arc::new(Known::new(set, Arc::clone(wire)));
        Self {
            all: all.into_iter().map(known).collect(),
        }
    }

    /// The provider with this key.
    fn find(&self, key: &str) -> Option<Arc<Known>> {
        self.all.iter().find(|known| known.key == key).cloned()
    }

    /// A button for each, on the sign-in page; `to` is where to go afterwards.
    pub(crate) fn buttons(&self, to: &str) -> Vec<Button> {
        self.all
            .iter()
            .map(|known| Button {
                name: known.set.name.clone(),
                address: round_trip::way_there("/inloggen", &known.key, to),
            })
            .collect()
    }

    /// Why somebody came back from a provider without being let in, in words; nothing when the page
    /// was asked for in another way.
    pub(crate) fn reason(&self, say: &Voice, key: &str, why: &str) -> Option<String> {
        let known = self.find(key)?;
        let reason = Reason::ALL.into_iter().find(|one| one.code() == why)?;
        let text = format!("openid-{}", reason.code());
        Some(say.w(&text, "naam", &known.set.name))
    }
}

/// A button that leads to a provider.
pub(crate) struct Button {
    /// The provider, as people call it.
    pub name: String,
    /// Where it leads.
    pub address: String,
}

/// The provider by which a session came in.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct CameBy {
    provider: String,
    /// The session's number there, when the provider names it.
    session: Option<String>,
}

/// The button to confirm at the provider by which this session came in, if it came in by one.
///
/// # Errors
/// [`Mishap::Broken`] when the session cannot be read.
pub(crate) async fn confirm_button(
    web: &Web,
    session: &Session,
    to: &str,
) -> Result<Option<Button>, Mishap> {
    let came_by: Option<CameBy> = sessions::peek(session, CAME_BY).await?;
    let known = came_by.and_then(|came_by| web.setup.openid.find(&came_by.provider));
    Ok(known.map(|known| Button {
        name: known.set.name.clone(),
        address: round_trip::way_there("/bevestigen", &known.key, to),
    }))
}

/// Whether this browser is under way to a provider, or came back without being let in.
///
/// # Errors
/// [`Mishap::Broken`] when the session cannot be read.
pub(crate) async fn is_under_way(session: &Session) -> Result<bool, Mishap> {
    let trip: Option<serde_json::Value> = sessions::peek(session, round_trip::TRIP).await?;
    Ok(trip.is_some())
}

/// Where a provider sends people back to.
fn back_address(web: &Web, known: &Known) -> String {
    let home = &web.bridge.settings().public_url;
    format!("{home}/inloggen/bij/{}/terug", known.key)
}

/// Why somebody was not let in by their provider.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reason {
    /// It does not work now.
    Down,
    /// What it said is not believed.
    NotBelieved,
    /// Too late, or begun in another browser.
    Expired,
    /// They, or the provider, broke off.
    Stopped,
    /// They were not invited.
    Stranger,
    /// They have no role any more.
    WithoutRole,
    /// They did not show once more who they are.
    NotConfirmed,
}

impl Reason {
    const ALL: [Self; 7] = [
        Self::Down,
        Self::NotBelieved,
        Self::Expired,
        Self::Stopped,
        Self::Stranger,
        Self::WithoutRole,
        Self::NotConfirmed,
    ];

    /// As it stands in the address, and in the key of its text.
    const fn code(self) -> &'static str {
        match self {
            Self::Down => "storing",
            Self::NotBelieved => "niet-gelukt",
            Self::Expired => "verlopen",
            Self::Stopped => "afgebroken",
            Self::Stranger => "onbekend",
            Self::WithoutRole => "zonder-rol",
            Self::NotConfirmed => "bevestig-mislukt",
        }
    }
}
