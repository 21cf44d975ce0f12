//! Pages without sign-in: public, behind a provider's link, behind a resident's link.

use crate::policy::Routes;

/// The routes of the open pages.
pub(crate) fn router() -> Routes {
    Routes::new()
}
