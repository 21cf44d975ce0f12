//! The JSON API, `/api/v1`: one file an endpoint.

use crate::policy::Routes;

/// The routes of the API.
pub(crate) fn router() -> Routes {
    Routes::new()
}
