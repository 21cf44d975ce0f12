//! Links in messages. A link that works is derived when a message leaves, from purpose, subject
//! and nonce; the database keeps its hash only.

use std::sync::LazyLock;

use domain::ids::{MunicipalityId, OrganisationId, ReferralId};
use jiff::Timestamp;
use sqlx::any::AnyRow;
use sqlx::{AssertSqlSafe, query};

use crate::StoreError;
use crate::batch::{Write, Writing};
use crate::engine::{Connected, Tx};
use crate::rows::{PAGE, get, moment, multi_row, parsed, parsed_opt, twenty_from};
use crate::secrets::{link_subject, random_nonce, token_hash};

/// What a link is for. A link serves one purpose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// `/v/{token}`: the receiver answers.
    Answer,
    /// `/mijn/{token}`: the resident's page.
    Mine,
}

impl Purpose {
    /// As kept.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Answer => "antwoord",
            Self::Mine => "mijn",
        }
    }
}

/// A link that was made.
#[derive(Clone, Debug)]
pub struct Link {
    /// What it is for.
    pub purpose: Purpose,
    /// The municipality of its referral.
    pub municipality: MunicipalityId,
    /// The only referral it opens.
    pub referral: ReferralId,
    /// For whom; none for the resident.
    pub organisation: Option<OrganisationId>,
    /// What its token follows from.
    pub nonce: String,
    /// Until when it works.
    pub expires_at: Timestamp,
}

const HEAD: &str = "INSERT INTO link (token_hash, purpose, municipality_id, referral_id, \
    organisation_id, nonce, made_at, expires_at, code_hash)";
static INSERTS: LazyLock<[&'static str; 2]> = LazyLock::new(|| {
    [
        multi_row(HEAD, 9, 1, "").leak(),
        multi_row(HEAD, 9, 2, "").leak(),
    ]
});
const BY_TOKEN: &str = "SELECT purpose, municipality_id, referral_id, organisation_id, nonce, \
    expires_at FROM link WHERE referral_id = $1 AND purpose = $2 AND token_hash = $3";
const BY_CODE: &str = "SELECT purpose, municipality_id, referral_id, organisation_id, nonce, \
    expires_at FROM link WHERE code_hash = $1 LIMIT 20";
const OF_REFERRAL: &str = "SELECT purpose, municipality_id, referral_id, organisation_id, nonce, \
    expires_at FROM link WHERE referral_id = $1 AND purpose = $2 \
    ORDER BY made_at DESC, nonce LIMIT 20";
static OF_REFERRALS: LazyLock<&'static str> = LazyLock::new(|| {
    format!(
        "SELECT purpose, municipality_id, referral_id, organisation_id, nonce, expires_at FROM link \
         WHERE purpose = $1 AND referral_id IN ({}) ORDER BY made_at DESC, nonce",
        twenty_from(2)
    )
    .leak()
});
const RESTORE: &str = "UPDATE link SET expires_at = $1 WHERE referral_id = $2 AND nonce = $3";
const REVOKE: &str = "UPDATE link SET expires_at = 0 WHERE referral_id = $1";

impl Link {
    /// A new link.
    #[must_use]
    pub fn new(
        purpose: Purpose,
        municipality: MunicipalityId,
        referral: ReferralId,
        organisation: Option<OrganisationId>,
        expires_at: Timestamp,
    ) -> Self {
        let nonce = random_nonce();
        Self {
            purpose,
            municipality,
            referral,
            organisation,
            nonce,
            expires_at,
        }
    }

    /// The token that works, for the address in a message.
    #[must_use]
    pub fn token(&self, secrets: &crate::secrets::Secrets) -> String {
        secrets.link_token(self.purpose.code(), self.referral.uuid(), &self.nonce)
    }

    /// The code on paper, for the same page.
    #[must_use]
    pub fn printed_code(&self, secrets: &crate::secrets::Secrets) -> String {
        secrets.printed_code(&self.referral.to_string(), &self.nonce)
    }
}

/// Keeps one or two new links.
///
/// # Errors
/// When the database cannot be written.
pub async fn insert(
    on: &mut impl Writing,
    links: &[Link],
    now: Timestamp,
) -> Result<(), StoreError> {
    for pair in links.chunks(2) {
        let mut statement = Write::new(INSERTS[pair.len() - 1]);
        for link in pair {
            statement = statement
                .bind(token_hash(&link.token(on.secrets())))
                .bind(link.purpose.code())
                .bind(link.municipality.to_string())
                .bind(link.referral.to_string())
                .bind(link.organisation.map(|id| id.to_string()))
                .bind(link.nonce.clone())
                .bind(now.as_microsecond())
                .bind(link.expires_at.as_microsecond())
                .bind(code_hash(on.secrets(), link));
        }
        on.put(statement).await?;
    }
    Ok(())
}

/// Only the resident's link has a code for on paper; it is found again by its keyed hash.
fn code_hash(secrets: &crate::secrets::Secrets, link: &Link) -> Option<String> {
    (link.purpose == Purpose::Mine).then(|| {
        let code: String = link
            .printed_code(secrets)
            .chars()
            .filter(char::is_ascii_digit)
            .collect();
        secrets.lookup_hash("code", &code)
    })
}

/// The resident's links that a printed code belongs to: mostly one.
///
/// # Errors
/// When the database cannot be read.
pub async fn by_code(tx: &mut Tx, hash: &str) -> Result<Vec<Link>, StoreError> {
    let rows = query(BY_CODE)
        .bind(hash.to_owned())
        .fetch_all(tx.connection())
        .await?;
    rows.iter().map(read).collect()
}

/// The link that a token opens, expired or not.
///
/// # Errors
/// When the database cannot be read.
pub async fn by_token(
    on: &mut impl Connected,
    purpose: Purpose,
    token: &str,
) -> Result<Option<Link>, StoreError> {
    // The first part says where to look, so that links lie in the order they were made.
    let Some(referral) = link_subject(token) else {
        return Ok(None);
    };
    let row = query(BY_TOKEN)
        .bind(referral.to_string())
        .bind(purpose.code())
        .bind(token_hash(token))
        .fetch_optional(on.connected())
        .await?;
    row.map(|row| read(&row)).transpose()
}

/// The links of a referral for one purpose, newest first.
///
/// # Errors
/// When the database cannot be read.
pub async fn of_referral(
    tx: &mut Tx,
    referral: ReferralId,
    purpose: Purpose,
) -> Result<Vec<Link>, StoreError> {
    let rows = query(OF_REFERRAL)
        .bind(referral.to_string())
        .bind(purpose.code())
        .fetch_all(tx.connection())
        .await?;
    rows.iter().map(read).collect()
}

/// The links of several referrals for one purpose, newest first.
///
/// # Errors
/// When the database cannot be read.
pub async fn of_referrals(
    tx: &mut Tx,
    referrals: &[ReferralId],
    purpose: Purpose,
) -> Result<Vec<Link>, StoreError> {
    let mut all = Vec::new();
    for page in referrals.chunks(PAGE) {
        let Some(last) = page.last() else { continue };
        let mut statement = query(AssertSqlSafe(*OF_REFERRALS)).bind(purpose.code());
        for id in page.iter().chain(std::iter::repeat(last)).take(PAGE) {
            statement = statement.bind(id.to_string());
        }
        for row in &statement.fetch_all(tx.connection()).await? {
            all.push(read(row)?);
        }
    }
    Ok(all)
}

/// Makes every link of a referral expire.
///
/// # Errors
/// When the database cannot be written.
pub async fn revoke(tx: &mut Tx, referral: ReferralId) -> Result<(), StoreError> {
    query(REVOKE)
        .bind(referral.to_string())
        .execute(tx.connection())
        .await?;
    Ok(())
}

/// Makes links work again that [`revoke`] ended, until the moment they had.
///
/// # Errors
/// When the database cannot be written.
pub async fn restore(tx: &mut Tx, links: &[Link]) -> Result<(), StoreError> {
    for link in links {
        query(RESTORE)
            .bind(link.expires_at.as_microsecond())
            .bind(link.referral.to_string())
            .bind(link.nonce.clone())
            .execute(tx.connection())
            .await?;
    }
    Ok(())
}

fn read(row: &AnyRow) -> Result<Link, StoreError> {
    let purpose = match get::<String>(row, "purpose")?.as_str() {
        "antwoord" => Purpose::Answer,
        "mijn" => Purpose::Mine,
        _ => return Err(StoreError::Unreadable("link.purpose")),
    };
    Ok(Link {
        purpose,
        municipality: parsed(row, "municipality_id")?,
        referral: parsed(row, "referral_id")?,
        organisation: parsed_opt(row, "organisation_id")?,
        nonce: get(row, "nonce")?,
        expires_at: moment(row, "expires_at")?,
    })
}
