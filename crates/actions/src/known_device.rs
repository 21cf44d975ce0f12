//! Devices that somebody signed in from before. The browser keeps a cookie with a number of its own
//! and a keyed hash for each account that got in; it tells nothing and opens nothing. It only gives
//! its owners a count of wrong passwords that nobody elsewhere can use up.

use domain::calendar::day_of;
use jiff::civil::Date;
use store::secrets::random_nonce;

use crate::Bridge;

/// So many people on one device are remembered; the first of them is forgotten for one more.
const MOST: usize = 8;
/// After so many days a device is a stranger again.
const DAYS: i32 = 365;

/// The device's own number, when this account signed in from it before.
pub(crate) fn of(bridge: &Bridge, cookie: &str, email: &str) -> Option<String> {
    let (device, marks) = read(bridge, cookie)?;
    let mark = mark_of(bridge, &device, email);
    marks.contains(&mark.as_str()).then_some(device)
}

/// The cookie's new value, after somebody signed in: their account added.
#[must_use]
pub fn remember(bridge: &Bridge, cookie: Option<&str>, email: &str) -> String {
    let email = email.trim().to_lowercase();
    let known = cookie.and_then(|cookie| read(bridge, cookie));
    let (device, mut marks) = known.unwrap_or_else(|| {
        let fresh = format!("{}.{}", day_of(bridge.now()), random_nonce());
        (fresh, Vec::new())
    });
    let mark = mark_of(bridge, &device, &email);
    marks.retain(|other| *other != mark);
    let skipped = (marks.len() + 1).saturating_sub(MOST);
    let mut all: Vec<&str> = marks.into_iter().skip(skipped).collect();
    all.push(&mark);
    format!("{device}.{}", all.join("."))
}

/// The device's number (its first day and a random part) and its marks.
fn read<'a>(bridge: &Bridge, cookie: &'a str) -> Option<(String, Vec<&'a str>)> {
    if cookie.len() > 1024 {
        return None;
    }
    let mut parts = cookie.split('.');
    let (day, number) = (parts.next()?, parts.next()?);
    let first: Date = day.parse().ok()?;
    let age = day_of(bridge.now()).since(first).ok()?.get_days();
    if !(0..=DAYS).contains(&age) || number.len() != 22 {
        return None;
    }
    let marks = parts.take(MOST).collect();
    Some((format!("{day}.{number}"), marks))
}

fn mark_of(bridge: &Bridge, device: &str, email: &str) -> String {
    let secrets = bridge.store().secrets();
    secrets.sign_in_hash("known device", &[device, email])
}
