//! Pages about who may what: one member's roles, ending a membership, and standing in for a
//! colleague. The list of members stands on `/toegang`.

mod member;
mod stand_in;

use domain::organisation::Role;

use crate::policy::{Policy, Routes};

/// Who decides on members, after a second step just now.
const DECIDES: Policy = Policy::Fresh(&[Role::Administrator, Role::ServicePoint]);
/// Who lets a colleague stand in, after a second step just now.
const LETS_STAND_IN: Policy =
    Policy::Fresh(&[Role::CareProfessional, Role::SocialReferrer, Role::Coach]);

/// The routes about members.
pub(crate) fn router() -> Routes {
    use Policy::SignedIn;
    Routes::new()
        .get("/toegang/{organisatie}/{id}", DECIDES, member::show)
        .post("/toegang/{organisatie}/{id}", DECIDES, member::change)
        .get("/namens", SignedIn, stand_in::list)
        .post("/namens", SignedIn, stand_in::end)
        .get("/namens/geven", LETS_STAND_IN, stand_in::ask)
        .post("/namens/geven", LETS_STAND_IN, stand_in::give)
}
