//! The last step through the door, however somebody came: written down, a session made, the device
//! remembered, and on to where they wanted to go.

use actions::sign_in::NextStep;
use actions::{known_device, my_account};
use axum::response::{IntoResponse, Redirect, Response};
use domain::ids::UserId;
use jiff::SignedDuration;
use tower_sessions::Session;

use crate::Web;
use crate::entrance::{Place, Remember};
use crate::mishap::Mishap;
use crate::sessions::{self, local_path};

/// How somebody got in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum By {
    /// A password alone: their role asks no more, or this is the demo.
    Password,
    /// A code after the password.
    Code,
    /// A passkey.
    Passkey,
    /// The provider of who they work for.
    Provider {
        /// Whether they took a trusted second step there just now.
        fresh: bool,
    },
}

impl By {
    /// Whether a second step was taken just now.
    const fn is_confirmed(self) -> bool {
        match self {
            Self::Password => false,
            Self::Code | Self::Passkey => true,
            Self::Provider { fresh } => fresh,
        }
    }
}

/// What waiting is called: whole seconds, at least one.
pub(crate) fn waiting(wait: SignedDuration) -> Mishap {
    Mishap::TooMany(u32::try_from(wait.as_secs().max(1)).unwrap_or(u32::MAX))
}

/// Where to go after signing in.
pub(super) fn onward(to: &str, several: bool) -> &str {
    match local_path(to) {
        _ if several => "/organisatie",
        Some(path) => path,
        None => "/te-doen",
    }
}

/// Goes on after the right password. `email` is to be remembered on this device, forgotten when it
/// is empty.
///
/// # Errors
/// [`Mishap::Forbidden`] when nobody is acted for any more; [`Mishap::Broken`] when the session
/// cannot be kept.
pub(crate) async fn after_password(
    web: &Web,
    session: &Session,
    place: &Place,
    (user, next): (UserId, NextStep),
    to: &str,
    email: &str,
) -> Result<Response, Mishap> {
    let mut response = enter_by(web, session, place, (user, next), By::Password, to).await?;
    let remember = Remember {
        email: Some(email.to_owned()),
        ..Remember::default()
    };
    remember.write(web, response.headers_mut());
    Ok(response)
}

/// Goes on after a first step that was right: in, or to the second step.
///
/// # Errors
/// As [`after_password`].
pub(crate) async fn enter_by(
    web: &Web,
    session: &Session,
    place: &Place,
    (user, next): (UserId, NextStep),
    by: By,
    to: &str,
) -> Result<Response, Mishap> {
    match next {
        NextStep::Enter => let_in(web, session, place, user, by, to).await,
        NextStep::Confirm | NextStep::SetUp => {
            let to = local_path(to).unwrap_or_default();
            sessions::go_halfway(web, session, user, next, to).await?;
            let path = match next {
                NextStep::SetUp => "/inloggen/tweede-stap",
                _ => "/inloggen/code",
            };
            Ok(Redirect::to(path).into_response())
        }
    }
}

/// Lets somebody in and leads them on.
pub(super) async fn let_in(
    web: &Web,
    session: &Session,
    place: &Place,
    user: UserId,
    by: By,
    to: &str,
) -> Result<Response, Mishap> {
    let several = open(web, session, place, user, by).await?;
    let mut response = Redirect::to(onward(to, several)).into_response();
    remembered(web, place, user, by)
        .await?
        .write(web, response.headers_mut());
    Ok(response)
}

/// Makes the session. Gives whether they act for several organisations.
pub(super) async fn open(
    web: &Web,
    session: &Session,
    place: &Place,
    user: UserId,
    by: By,
) -> Result<bool, Mishap> {
    let entered = actions::sign_in::entered(&web.bridge, user, &place.origin).await?;
    let (member, several) = entered.ok_or(Mishap::Forbidden)?;
    let who = (user, member.organisation);
    sessions::sign_in(web, session, who, place, by.is_confirmed()).await?;
    Ok(several)
}

/// What this device keeps from now on.
pub(super) async fn remembered(
    web: &Web,
    place: &Place,
    user: UserId,
    by: By,
) -> Result<Remember, Mishap> {
    let email = my_account::email_of(&web.bridge, user).await?;
    let mark = known_device::remember(&web.bridge, place.mark.as_deref(), &email);
    Ok(Remember {
        mark: Some(mark),
        passkey: by == By::Passkey,
        email: None,
    })
}
