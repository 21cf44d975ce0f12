//! Pages for who is signed in.

use crate::policy::Routes;

/// The routes of professionals' pages.
pub(crate) fn router() -> Routes {
    Routes::new()
}
