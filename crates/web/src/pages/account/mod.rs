//! Pages about signing in and one's own account: the second step, invitations, a forgotten
//! password, passkeys, "Mijn account", and who lets whom in. `/inloggen` itself stands with the
//! professionals' pages.

mod code;
mod colleagues;
mod enter;
mod forgotten;
mod invitation;
mod own;
mod passkey;
mod recovery;
mod sessions;
mod set_up;

pub(crate) use enter::{By, after_password, enter_by, waiting};

use domain::organisation::Role;

use crate::policy::{Policy, Routes};
use crate::throttle::Guard;

/// Who lets others in, after a second step just now.
const LETS_IN: Policy = Policy::Fresh(&[Role::Administrator, Role::ServicePoint]);
/// Anybody signed in, after a second step just now.
const FRESH: Policy = Policy::Fresh(&[]);

/// The routes of signing in and of one's own account.
pub(crate) fn router() -> Routes {
    use Policy::{Guarded, Link, Public, SignedIn};
    Routes::new()
        .get("/inloggen/code", Public, code::ask)
        .post("/inloggen/code", Public, code::check)
        .get("/inloggen/tweede-stap", Public, set_up::begin)
        .post("/inloggen/tweede-stap", Public, set_up::confirm)
        .get("/bevestigen", SignedIn, code::ask_again)
        .post("/bevestigen", SignedIn, code::check_again)
        .post("/passkey/begin", Guarded(Guard::SignIn), passkey::begin)
        .post("/passkey", Guarded(Guard::SignIn), passkey::finish)
        .get("/wachtwoord-vergeten", Public, forgotten::ask)
        .post("/wachtwoord-vergeten", Guarded(Guard::Ask), forgotten::send)
        .get("/wachtwoord/{token}", Link, forgotten::choose)
        .post("/wachtwoord/{token}", Link, forgotten::set)
        .get("/uitnodiging/{token}", Link, invitation::show)
        .post("/uitnodiging/{token}", Link, invitation::accept)
        .get("/account", SignedIn, own::show)
        .post("/account", SignedIn, own::change)
        .get("/account/tweede-stap", FRESH, set_up::begin_again)
        .post("/account/tweede-stap", FRESH, set_up::confirm_again)
        .get("/account/herstelcodes", FRESH, recovery::ask)
        .post("/account/herstelcodes", FRESH, recovery::renew)
        .get("/account/passkeys", FRESH, own::passkeys)
        .post("/account/passkeys", FRESH, own::remove_passkey)
        .get("/account/sessies", FRESH, sessions::show)
        .post("/account/sessies", FRESH, sessions::end)
        .get("/toegang", LETS_IN, colleagues::show)
        .post("/toegang", LETS_IN, colleagues::change)
}
