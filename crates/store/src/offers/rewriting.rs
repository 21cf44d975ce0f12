//! Offers as their provider or service point rewrites them, one or many in a statement.

use std::sync::LazyLock;

use domain::offer::{ConfirmedBy, Offer, Trial};
use jiff::Timestamp;

use super::{own_keys, price_to_stored, write_sessions};
use crate::StoreError;
use crate::batch::Value;
use crate::engine::Tx;
use crate::many_rows::ManyRows;

/// What a person may rewrite of an offer.
const REWRITTEN: [&str; 35] = [
    "title",
    "activity",
    "description",
    "address",
    "postcode",
    "town",
    "lat",
    "lon",
    "age_min",
    "age_max",
    "level",
    "guidance",
    "self_reliance",
    "accessibility",
    "audience",
    "languages",
    "price_cents",
    "price_per",
    "trial_cents",
    "season",
    "bring",
    "meeting_point",
    "contact_name",
    "contact_phone",
    "contact_email",
    "contact_website",
    "confirmed_on",
    "confirmed_by",
    "not_for",
    "ends_on",
    "status",
    "contact_function",
    "trainer",
    "tell_client",
    "wait",
];
static REWRITE: LazyLock<ManyRows> = LazyLock::new(|| {
    // The columns of a list of values have these names on both engines; the first are the keys.
    let set: Vec<String> = (3..)
        .zip(REWRITTEN)
        .map(|(at, name)| format!("{name} = wanted.column{at}"))
        .collect();
    let at = 3 + REWRITTEN.len();
    let head = format!(
        "UPDATE offer SET {}, fresh_at = wanted.column{at}, changed_at = wanted.column{at} FROM (",
        set.join(", ")
    );
    let tail =
        ") wanted WHERE offer.municipality_id = wanted.column1 AND offer.id = wanted.column2";
    ManyRows::new(&head, at, tail)
});
/// Writes an offer anew as its provider or service point has it; its source and what that told last
/// stay, so that a later list is compared with what it told itself.
///
/// # Errors
/// When the database cannot be written.
pub async fn rewrite(tx: &mut Tx, offer: &Offer, now: Timestamp) -> Result<(), StoreError> {
    rewrite_all(tx, std::slice::from_ref(offer), now).await
}

/// Writes offers anew, as [`rewrite`] does one. No offer may stand twice among them.
///
/// # Errors
/// When the database cannot be written.
pub async fn rewrite_all(tx: &mut Tx, all: &[Offer], now: Timestamp) -> Result<(), StoreError> {
    let rows = all.iter().map(|offer| rewritten(offer, now));
    REWRITE.put(tx, rows.collect()).await?;
    let keys: Vec<Vec<String>> = all.iter().map(own_keys).collect();
    let sessions: Vec<_> = all
        .iter()
        .zip(&keys)
        .flat_map(|(offer, keys)| {
            let keyed = offer.sessions.iter().zip(keys);
            keyed.map(move |(session, key)| (offer, session, key))
        })
        .collect();
    write_sessions(tx, &sessions).await
}

/// An offer's keys, what of it is rewritten, and when.
fn rewritten(offer: &Offer, now: Timestamp) -> Vec<Value> {
    let venue = &offer.venue;
    let contact = &offer.contact;
    let (price_cents, price_per) = price_to_stored(offer);
    let trial = offer.trial.map(|trial| match trial {
        Trial::Free => 0,
        Trial::Paid(cents) => i64::from(cents),
    });
    vec![
        offer.municipality.to_string().into(),
        offer.id.to_string().into(),
        offer.title.clone().into(),
        offer.activity.code().into(),
        offer.description.clone().into(),
        venue.address.clone().into(),
        venue.postcode.map(|postcode| postcode.to_string()).into(),
        venue.town.clone().into(),
        venue.point.map(|point| point.lat).into(),
        venue.point.map(|point| point.lon).into(),
        offer.ages.min.map(i64::from).into(),
        offer.ages.max.map(i64::from).into(),
        offer.level.map(|level| level as i64).into(),
        offer.guidance.to_stored().into(),
        offer.self_reliance.to_stored().into(),
        offer.accessibility.to_stored().into(),
        offer.groups.to_stored().into(),
        offer.languages.to_stored().into(),
        price_cents.into(),
        price_per.into(),
        trial.into(),
        offer.season.clone().into(),
        offer.bring.clone().into(),
        offer.meeting_point.clone().into(),
        contact.name.clone().into(),
        contact.phone.clone().into(),
        contact.email.clone().into(),
        contact.website.clone().into(),
        offer.confirmed_on.map(|day| day.to_string()).into(),
        offer.confirmed_by.map(ConfirmedBy::code).into(),
        offer.not_for.clone().into(),
        offer.ends_on.map(|day| day.to_string()).into(),
        offer.status.code().into(),
        offer.for_referrers.contact_function.clone().into(),
        offer.for_referrers.trainer.clone().into(),
        offer.for_referrers.tell_client.clone().into(),
        offer.wait.map(domain::codes::Wait::code).into(),
        now.as_microsecond().into(),
    ]
}
