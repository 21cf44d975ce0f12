//! Which tables hold something of a municipality, by which condition, and which stay.

use crate::schema::{self, Column, Table};

/// Accounts of whom every membership, also one that ended, is in this municipality.
macro_rules! only_here {
    ($column:literal) => {
        concat!(
            $column,
            " IN (SELECT m.account_id FROM membership m WHERE m.municipality_id = $1 \
             AND NOT EXISTS (SELECT 1 FROM membership o WHERE o.account_id = m.account_id \
             AND o.municipality_id <> $1))"
        )
    };
}

const OWN: &str = "municipality_id = $1";
const ITSELF: &str = "id = $1";
const OF_ACCOUNT: &str = only_here!("account_id");
pub(super) const ACCOUNT: &str = concat!(
    only_here!("id"),
    " AND id NOT IN (SELECT account_id FROM access_log WHERE municipality_id <> $1 \
     AND account_id IN (SELECT account_id FROM membership WHERE municipality_id = $1))"
);
pub(super) const ACCOUNT_ONLY_HERE: &str = only_here!("id");
const OF_MEMBER: &str =
    "account_id IN (SELECT account_id FROM membership WHERE municipality_id = $1)";
const OF_ORGANISATION: &str =
    "organisation_id IN (SELECT id FROM organisation WHERE municipality_id = $1)";
const OF_REFERRAL: &str = "referral_id IN (SELECT id FROM referral WHERE municipality_id = $1)";
/// Whoever works here, and whoever stands in its log: the log would name nobody otherwise.
const KNOWN_HERE: &str = "id IN (SELECT account_id FROM membership WHERE municipality_id = $1 \
    UNION SELECT account_id FROM access_log WHERE municipality_id = $1)";

/// Tables whose rows are a municipality's without saying so.
const BY_ANOTHER_WAY: [(&str, &str); 10] = [
    ("municipality", ITSELF),
    ("account", ACCOUNT),
    ("token", OF_ORGANISATION),
    ("web_session", OF_MEMBER),
    ("one_time_code", OF_ACCOUNT),
    ("recovery_code", OF_ACCOUNT),
    ("passkey", OF_ACCOUNT),
    ("password_reset", OF_ACCOUNT),
    ("federated_identity", OF_ACCOUNT),
    ("idempotency", OF_REFERRAL),
];

/// Tables that stay as they are, and why.
pub const KEPT: [(&str, &str); 10] = [
    (
        "municipality_leaving",
        "tells that it left, what was there, and where its log ended",
    ),
    (
        "postcode",
        "public: where a postcode lies, also one of who left",
    ),
    (
        "area",
        "public: names and borders of the whole country, which no municipality owns",
    ),
    (
        "area_figures",
        "public: figures of the whole country, which no municipality owns",
    ),
    (
        "public_import",
        "public: which data of the whole country came in, and when",
    ),
    (
        "installation",
        "belongs to the installation, and names no municipality",
    ),
    (
        "access_log_node",
        "running numbers of processes, which write for all",
    ),
    ("lease", "which process holds a job; goes by itself"),
    (
        "change_feed",
        "ids for an hour, so that other nodes look again; goes by itself",
    ),
    (
        "sign_in_attempt",
        "keyed hashes of who failed to sign in, for a day; goes by itself",
    ),
];

/// Tables that are destroyed and never exported, and why.
pub const NOT_EXPORTED: [(&str, &str); 8] = [
    ("web_session", "sessions: keys, no records"),
    ("one_time_code", "second steps of signing in"),
    ("recovery_code", "second steps of signing in"),
    ("passkey", "second steps of signing in"),
    ("password_reset", "links to set a password"),
    ("federated_identity", "keys of another sign-in service"),
    ("idempotency", "keys of requests"),
    ("retention_mark", "how far the nightly removal came"),
];

/// Tables that change by themselves, each night: they make no export older.
const TICKS: [&str; 1] = ["retention_report"];

/// What goes first, so that nobody comes in and nothing leaves while the rest goes. The sessions of
/// members come before the memberships they are found by, and so on.
const FIRST: [&str; 20] = [
    "web_session",
    "token",
    "link",
    "invitation",
    "outbox",
    "offer_session",
    "offer_picture",
    "offer",
    "delegation",
    "one_time_code",
    "recovery_code",
    "passkey",
    "password_reset",
    "federated_identity",
    "federated_role",
    "account",
    "membership",
    "idempotency",
    "referral_history",
    "consent_change",
];
/// What goes last: what others are found by, and the log.
const LAST: [&str; 7] = [
    "referral",
    "resident",
    "organisation",
    "access_log",
    "access_log_seal",
    "access_log_head",
    "municipality",
];

/// The condition under which rows of a table are a municipality's (`$1`); none for what is kept.
#[must_use]
pub fn condition(table: &Table) -> Option<&'static str> {
    if KEPT.iter().any(|(name, _)| *name == table.name) {
        return None;
    }
    let named = BY_ANOTHER_WAY.iter().find(|(name, _)| *name == table.name);
    match named {
        Some((_, condition)) => Some(condition),
        None => table.is_tenants().then_some(OWN),
    }
}

/// The condition under which rows leave with an export.
pub(super) fn exported_when(table: &Table) -> Option<&'static str> {
    if NOT_EXPORTED.iter().any(|(name, _)| *name == table.name) {
        return None;
    }
    match table.name.as_str() {
        "account" => Some(KNOWN_HERE),
        _ => condition(table),
    }
}

/// Every table that holds something of a municipality, in the order in which they go.
#[must_use]
pub fn to_destroy() -> Vec<&'static Table> {
    let place = |table: &Table| {
        let named = |list: &[&str]| list.iter().position(|name| *name == table.name);
        match (named(&FIRST), named(&LAST)) {
            (Some(at), _) => (0, at),
            (_, Some(at)) => (2, at),
            _ => (1, 0),
        }
    };
    let mut all: Vec<&Table> = schema::tables()
        .iter()
        .filter(|table| condition(table).is_some())
        .collect();
    all.sort_by_key(|table| place(table));
    all
}

/// Every table that is exported, in the order of the migrations.
#[must_use]
pub fn to_export() -> Vec<&'static Table> {
    let all = schema::tables().iter();
    all.filter(|table| exported_when(table).is_some()).collect()
}

/// The columns of a table that are exported: hashes and nonces are keys, no records.
#[must_use]
pub fn columns(table: &Table) -> Vec<&Column> {
    let secret = |name: &str| name.ends_with("_hash") || name == "nonce";
    let all = table.columns.iter();
    all.filter(|column| !secret(&column.name)).collect()
}

/// Whether a change of this table makes an export older.
#[must_use]
pub fn counts_as_change(table: &Table) -> bool {
    !TICKS.contains(&table.name.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_table_is_forgotten() {
        for table in schema::tables() {
            let kept = KEPT.iter().any(|(name, _)| *name == table.name);
            assert!(
                kept || condition(table).is_some(),
                "{}: say which of its rows are a municipality's, or why it is kept",
                table.name
            );
            assert!(
                !(table.is_tenants() && kept)
                    || ["municipality_leaving", "postcode"].contains(&table.name.as_str()),
                "{} belongs to a municipality: it cannot stay",
                table.name
            );
        }
    }

    #[test]
    fn every_table_that_is_named_is_there() {
        let named = KEPT
            .iter()
            .chain(&NOT_EXPORTED)
            .map(|(name, _)| *name)
            .chain(BY_ANOTHER_WAY.iter().map(|(name, _)| *name))
            .chain(FIRST)
            .chain(LAST)
            .chain(TICKS);
        for name in named {
            assert!(
                schema::tables().iter().any(|table| table.name == name),
                "{name}"
            );
        }
    }

    #[test]
    fn what_others_are_found_by_goes_after_them() {
        let order: Vec<&str> = to_destroy()
            .iter()
            .map(|table| table.name.as_str())
            .collect();
        let at = |name: &str| order.iter().position(|one| *one == name);
        for (earlier, later) in [
            ("web_session", "membership"),
            ("account", "membership"),
            ("passkey", "account"),
            ("token", "organisation"),
            ("idempotency", "referral"),
            ("referral", "resident"),
            ("access_log", "municipality"),
        ] {
            assert!(at(earlier) < at(later), "{earlier} before {later}");
        }
    }
}
