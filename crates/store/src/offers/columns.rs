//! How a day and a price lie in their columns, so that what somebody said without naming one is told
//! from what nobody said (decision 0044). For whoever in this crate writes offers.

use domain::offer::{Offer, Session};
use domain::offer_draft::ON_REQUEST;

/// After the seven days: the moment is by appointment. Empty is a day that nobody told.
pub(super) const BY_APPOINTMENT: i64 = 7;

/// A session's day as it is stored.
pub(crate) fn day_to_stored(session: &Session) -> Option<i64> {
    match session.day {
        Some(day) => Some(i64::from(day.to_monday_zero_offset())),
        None => session.by_appointment.then_some(BY_APPOINTMENT),
    }
}

/// An offer's price as it is stored: the amount, and per what. A price that is told to who asks has no
/// amount; one that nobody told has neither.
pub(crate) fn price_to_stored(offer: &Offer) -> (Option<i64>, Option<String>) {
    match offer.price {
        Some(price) => (Some(i64::from(price.cents)), Some(price.per.code())),
        None => (None, offer.price_on_request.then(|| ON_REQUEST.to_owned())),
    }
}
