//! Which coach is still to hear what was found, and the mail that tells it: at once, and for the
//! same wishes once a day. The key of that mail follows from who it is for, the day and the first
//! of the wishes that it is made for, so that two nodes at once make one mail.

use std::sync::LazyLock;

use domain::ids::{MessageId, MunicipalityId, OrganisationId, ReferralId, UserId};
use domain::notice::AccountNotice;
use jiff::Timestamp;
use jiff::civil::Date;
use sha2::{Digest, Sha256};
use sqlx::{AssertSqlSafe, query};
use uuid::Uuid;

use crate::StoreError;
use crate::engine::{Connected, Tx};
use crate::rows::{PAGE, get, multi_row, parsed, twenty_from};

/// A coach who is to hear what was found for wishes they saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Coach {
    /// The municipality of the wishes.
    pub municipality: MunicipalityId,
    /// The account.
    pub user: UserId,
    /// The first of the wishes of which no mail told today.
    pub first_wish: Uuid,
}

const UNTOLD: &str = "SELECT w.municipality_id, w.account_id, MIN(w.id) AS first_wish \
    FROM saved_wish_offer f JOIN saved_wish w ON w.municipality_id = f.municipality_id \
    AND w.id = f.saved_wish_id AND w.status = 'actief' \
    WHERE f.mail_id IS NULL AND f.set_aside_at IS NULL \
    AND NOT EXISTS (SELECT 1 FROM saved_wish_offer g JOIN outbox o \
    ON o.municipality_id = g.municipality_id AND o.id = g.mail_id AND o.made_at >= $1 \
    WHERE g.municipality_id = w.municipality_id AND g.saved_wish_id = w.id) \
    GROUP BY w.municipality_id, w.account_id \
    ORDER BY w.municipality_id, w.account_id LIMIT 20";
const MAIL_HEAD: &str = "INSERT INTO outbox (municipality_id, id, notice, recipient, \
    recipient_id, attempts, status, next_at, made_at)";
const MAIL_TAIL: &str = " ON CONFLICT (municipality_id, id) DO NOTHING RETURNING id";
static MAILS: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    (1..=PAGE)
        .map(|rows| &*multi_row(MAIL_HEAD, 9, rows, MAIL_TAIL).leak())
        .collect()
});
/// Ties what no mail told yet to the mails that were made just now.
static ATTACH: LazyLock<&'static str> = LazyLock::new(|| {
    let mails = twenty_from(1);
    format!(
        "UPDATE saved_wish_offer SET mail_id = (SELECT o.id FROM saved_wish w JOIN outbox o \
         ON o.municipality_id = w.municipality_id AND o.recipient_id = w.account_id \
         AND o.id IN ({mails}) WHERE w.municipality_id = saved_wish_offer.municipality_id \
         AND w.id = saved_wish_offer.saved_wish_id) \
         WHERE mail_id IS NULL AND set_aside_at IS NULL AND EXISTS (SELECT 1 FROM saved_wish w \
         JOIN outbox o ON o.municipality_id = w.municipality_id \
         AND o.recipient_id = w.account_id AND o.id IN ({mails}) \
         WHERE w.municipality_id = saved_wish_offer.municipality_id \
         AND w.id = saved_wish_offer.saved_wish_id AND w.status = 'actief')"
    )
    .leak()
});
/// The address is that of who still coaches there; without one, the coach left.
const TOLD_BY: &str = "SELECT DISTINCT w.organisation_id, w.referral_id, a.email \
    FROM saved_wish_offer f JOIN saved_wish w ON w.municipality_id = f.municipality_id \
    AND w.id = f.saved_wish_id AND w.status = 'actief' \
    JOIN referral r ON r.municipality_id = w.municipality_id AND r.id = w.referral_id \
    AND r.owner_id IS NOT NULL AND r.guided \
    JOIN offer o ON o.id = f.offer_id AND o.status = 'zichtbaar' \
    LEFT JOIN membership m ON m.organisation_id = w.organisation_id \
    AND m.account_id = w.account_id AND m.ended_at IS NULL \
    AND ' ' || m.roles || ' ' LIKE '% beweegcoach %' \
    LEFT JOIN account a ON a.id = m.account_id AND a.disabled_at IS NULL \
    WHERE f.municipality_id = $1 AND f.mail_id = $2 AND f.set_aside_at IS NULL \
    ORDER BY w.organisation_id, w.referral_id";

/// Coaches for whom something was found that no mail told yet, for wishes of which no mail told
/// anything since the day began; at most twenty.
///
/// # Errors
/// When the database cannot be read.
pub async fn untold(
    on: &mut impl Connected,
    day_began: Timestamp,
) -> Result<Vec<Coach>, StoreError> {
    let rows = query(UNTOLD)
        .bind(day_began.as_microsecond())
        .fetch_all(on.connected())
        .await?;
    rows.iter()
        .map(|row| {
            Ok(Coach {
                municipality: parsed(row, "municipality_id")?,
                user: parsed(row, "account_id")?,
                first_wish: parsed(row, "first_wish")?,
            })
        })
        .collect()
}

/// Keeps a mail for each coach, at most twenty, unless another node was first, and
/// ties to it what it tells. Gives how many are new.
///
/// # Errors
/// When the database cannot be written.
pub async fn tell(
    tx: &mut Tx,
    coaches: &[Coach],
    day: Date,
    now: Timestamp,
) -> Result<usize, StoreError> {
    let coaches = &coaches[..coaches.len().min(PAGE)];
    let Some(insert) = coaches.len().checked_sub(1).map(|at| MAILS[at]) else {
        return Ok(0);
    };
    let mut statement = query(AssertSqlSafe(insert));
    for coach in coaches {
        statement = statement
            .bind(coach.municipality.to_string())
            .bind(mail_of(coach, day).to_string())
            .bind(AccountNotice::WishFitted.code())
            .bind("account")
            .bind(coach.user.to_string())
            .bind(0i64)
            .bind("wacht")
            .bind(now.as_microsecond())
            .bind(now.as_microsecond());
    }
    let made = statement.fetch_all(tx.connection()).await?;
    let mails: Vec<String> = made
        .iter()
        .map(|row| get(row, "id"))
        .collect::<Result<_, _>>()?;
    if let Some(last) = mails.last() {
        let mut statement = query(AssertSqlSafe(*ATTACH));
        for mail in mails.iter().chain(std::iter::repeat(last)).take(PAGE) {
            statement = statement.bind(mail.clone());
        }
        statement.execute(tx.connection()).await?;
    }
    Ok(mails.len())
}

fn mail_of(coach: &Coach, day: Date) -> Uuid {
    let Coach {
        municipality,
        user,
        first_wish,
    } = coach;
    let text = format!("{municipality} {user} {day} {first_wish}");
    let digest = Sha256::digest(text.as_bytes());
    let mut bytes = [0u8; 16];
    bytes.copy_from_slice(&digest[..16]);
    uuid::Builder::from_custom_bytes(bytes).into_uuid()
}

/// Something that a mail tells: a referral for which there is an offer that fits.
#[derive(Clone, PartialEq, Eq)]
pub struct Told {
    /// Whose wishes these are.
    pub organisation: OrganisationId,
    /// The address of the coach; `None` when they coach there no more.
    pub email: Option<String>,
    /// The referral.
    pub referral: ReferralId,
}

/// What a mail tells, as far as it still holds.
///
/// # Errors
/// When the database cannot be read.
pub async fn told_by(
    tx: &mut Tx,
    municipality: MunicipalityId,
    mail: MessageId,
) -> Result<Vec<Told>, StoreError> {
    let rows = query(TOLD_BY)
        .bind(municipality.to_string())
        .bind(mail.to_string())
        .fetch_all(tx.connection())
        .await?;
    rows.iter()
        .map(|row| {
            Ok(Told {
                organisation: parsed(row, "organisation_id")?,
                email: get(row, "email")?,
                referral: parsed(row, "referral_id")?,
            })
        })
        .collect()
}
