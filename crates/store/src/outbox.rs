//! Messages that are to leave, written in the transaction of what caused them. Delivery is at
//! least once, with a stable id; what cannot be delivered is parked for the service point (I7).

use std::sync::LazyLock;

use domain::ids::{MessageId, MunicipalityId, OrganisationId, ReferralId, UserId};
use domain::notice::{AccountNotice, Notice, OfferNotice, Recipient};
use jiff::Timestamp;
use sqlx::any::AnyRow;
use sqlx::query;
use uuid::Uuid;

use crate::StoreError;
use crate::batch::{Value, Write, Writing};
use crate::engine::{Connected, Tx};
use crate::key_store::fresh_uuid;
use crate::many_rows::ManyRows;
use crate::rows::{get, moment, multi_row, number, parsed, parsed_opt};

/// A message on its way.
#[derive(Clone, Debug)]
pub struct Message {
    /// Its stable id, also in the mail's Message-ID.
    pub id: MessageId,
    /// The municipality.
    pub municipality: MunicipalityId,
    /// What it is about.
    pub about: About,
    /// How often delivery was tried.
    pub attempts: u16,
    /// When it was caused.
    pub made_at: Timestamp,
}

/// What a message is about.
#[derive(Clone, Debug)]
pub enum About {
    /// A referral.
    Referral(OfReferral),
    /// Somebody's account. The id is that of the account, the invitation or the request.
    Account(AccountNotice, Uuid),
    /// A provider's offer. The id is that of the link, or of what was sent in.
    Offer(OfferNotice, Uuid),
}

/// A message about a referral.
#[derive(Clone, Debug)]
pub struct OfReferral {
    /// What of it.
    pub notice: Notice,
    /// For whom: `ontvanger`, `verwijzer`, `inwoner`, `servicepunt`.
    pub recipient: String,
    /// The organisation or account it goes to, when it has one.
    pub recipient_id: Option<Uuid>,
    /// The referral.
    pub referral: ReferralId,
    /// The referral's version when it was caused.
    pub version: u32,
}

const HEAD: &str = "INSERT INTO outbox (municipality_id, id, notice, recipient, recipient_id, \
    referral_id, referral_version, attempts, status, next_at, made_at)";
const MOST: usize = 4;
static INSERTS: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    (1..=MOST)
        .map(|rows| &*multi_row(HEAD, 11, rows, "").leak())
        .collect()
});
const DUE: &str = "SELECT municipality_id, id, notice, recipient, recipient_id, referral_id, \
    referral_version, attempts, made_at FROM outbox WHERE status = 'wacht' AND next_at <= $1 \
    ORDER BY next_at, id LIMIT 50";
const SENT: &str = "UPDATE outbox SET status = 'verstuurd', sent_at = $1, attempts = attempts + 1, \
    last_error = NULL WHERE municipality_id = $2 AND id = $3";
const AGAIN: &str = "UPDATE outbox SET next_at = $1, attempts = attempts + 1, last_error = $2 \
    WHERE municipality_id = $3 AND id = $4";
const PARK: &str = "UPDATE outbox SET status = 'geparkeerd', attempts = attempts + 1, \
    last_error = $1 WHERE municipality_id = $2 AND id = $3";
const PARKED: &str = "SELECT o.id, o.notice, o.recipient, o.referral_id, o.attempts, o.last_error, \
    o.made_at, r.number FROM outbox o LEFT JOIN referral r ON r.id = o.referral_id \
    WHERE o.municipality_id = $1 AND o.status = 'geparkeerd' AND o.referral_id IS NOT NULL \
    ORDER BY o.made_at LIMIT 50";
/// For messages of which there may be many at once.
static MANY: LazyLock<ManyRows> = LazyLock::new(|| ManyRows::new(HEAD, 11, ""));
const PARKED_FOR_ACCOUNTS: &str = "SELECT o.id, o.notice, o.made_at, \
    COALESCE(i.email, a.email, b.email) AS email FROM outbox o \
    LEFT JOIN invitation i ON i.id = o.recipient_id LEFT JOIN account a ON a.id = o.recipient_id \
    LEFT JOIN password_reset p ON p.id = o.recipient_id LEFT JOIN account b ON b.id = p.account_id \
    WHERE o.municipality_id = $1 AND o.status = 'geparkeerd' AND o.recipient = 'account' \
    AND i.taken_at IS NULL \
    ORDER BY o.made_at LIMIT 50";
const RELEASE: &str = "UPDATE outbox SET status = 'wacht', attempts = 0, next_at = $1 \
    WHERE municipality_id = $2 AND id = $3 AND status = 'geparkeerd'";
const ALL_SENT: &str = "UPDATE outbox SET status = 'verstuurd', sent_at = $1 \
    WHERE status = 'wacht' AND id NOT IN \
    (SELECT w.id FROM outbox w WHERE w.status = 'wacht' AND w.notice = $2 \
    ORDER BY w.id DESC LIMIT $3)";
const DROP: &str = "UPDATE outbox SET status = 'vervallen' WHERE municipality_id = $1 AND id = $2";
const CANCEL_TO: &str = "UPDATE outbox SET status = 'vervallen' WHERE referral_id = $1 \
    AND status IN ('wacht', 'geparkeerd') AND recipient = $2";
const CANCEL: &str = "UPDATE outbox SET status = 'vervallen' WHERE referral_id = $1 \
    AND status = 'wacht' AND recipient <> 'verwijzer' AND recipient <> 'servicepunt'";

/// Lets messages fall that wait for one recipient of a referral: `ontvanger` or `verwijzer`, who
/// may not have them any more.
///
/// # Errors
/// When the database cannot be written.
pub async fn cancel_to(
    tx: &mut Tx,
    referral: ReferralId,
    recipient: &'static str,
) -> Result<(), StoreError> {
    query(CANCEL_TO)
        .bind(referral.to_string())
        .bind(recipient)
        .execute(tx.connection())
        .await?;
    Ok(())
}

/// Keeps messages to be sent. `referrer` is the account that reports go to.
///
/// # Errors
/// When the database cannot be written.
pub async fn insert(
    on: &mut impl Writing,
    municipality: MunicipalityId,
    referral: (ReferralId, u32),
    referrer: Option<UserId>,
    notices: &[(Recipient, Notice)],
    now: Timestamp,
) -> Result<(), StoreError> {
    for page in notices.chunks(MOST) {
        let mut statement = Write::new(INSERTS[page.len() - 1]);
        for (recipient, notice) in page {
            let (word, id) = recipient_words(*recipient, referrer);
            statement = statement
                .bind(municipality.to_string())
                .bind(fresh_uuid(now).to_string())
                .bind(notice.code())
                .bind(word)
                .bind(id)
                .bind(referral.0.to_string())
                .bind(i64::from(referral.1))
                .bind(0i64)
                .bind("wacht")
                .bind(now.as_microsecond())
                .bind(now.as_microsecond());
        }
        on.put(statement).await?;
    }
    Ok(())
}

fn recipient_words(
    recipient: Recipient,
    referrer: Option<UserId>,
) -> (&'static str, Option<String>) {
    let text = |id: OrganisationId| Some(id.to_string());
    match recipient {
        Recipient::Receiver(id) => ("ontvanger", text(id)),
        Recipient::Referrer => ("verwijzer", referrer.map(|id| id.to_string())),
        Recipient::Resident => ("inwoner", None),
        Recipient::ServicePoint(id) => ("servicepunt", text(id)),
    }
}

/// The messages whose time has come, oldest first, at most fifty.
///
/// # Errors
/// When the database cannot be read.
pub async fn due(on: &mut impl Connected, now: Timestamp) -> Result<Vec<Message>, StoreError> {
    let rows = query(DUE)
        .bind(now.as_microsecond())
        .fetch_all(on.connected())
        .await?;
    rows.iter().map(read).collect()
}

fn read(row: &AnyRow) -> Result<Message, StoreError> {
    let code = get::<String>(row, "notice")?;
    let unreadable = StoreError::Unreadable("outbox.notice");
    let about = if let Some(notice) = AccountNotice::from_code(&code) {
        About::Account(notice, parsed(row, "recipient_id")?)
    } else if let Some(notice) = OfferNotice::from_code(&code) {
        About::Offer(notice, parsed(row, "recipient_id")?)
    } else {
        let version: Option<u32> = crate::rows::number_opt(row, "referral_version")?;
        About::Referral(OfReferral {
            notice: Notice::from_code(&code).ok_or(unreadable)?,
            recipient: get(row, "recipient")?,
            recipient_id: parsed_opt(row, "recipient_id")?,
            referral: parsed(row, "referral_id")?,
            version: version.unwrap_or_default(),
        })
    };
    Ok(Message {
        id: parsed(row, "id")?,
        municipality: parsed(row, "municipality_id")?,
        about,
        attempts: number(row, "attempts")?,
        made_at: moment(row, "made_at")?,
    })
}

/// Keeps messages to providers about their offers; each with the id of what it is about.
///
/// # Errors
/// When the database cannot be written.
pub async fn insert_for_providers(
    tx: &mut Tx,
    municipality: MunicipalityId,
    messages: &[(OfferNotice, Uuid)],
    now: Timestamp,
) -> Result<(), StoreError> {
    let rows = messages.iter().map(|(notice, subject)| {
        let to = ("aanbieder", Some(subject.to_string()));
        waiting(municipality, notice.code(), to, None, now)
    });
    MANY.put(tx, rows.collect()).await
}

/// A message that waits to leave, in the order of [`HEAD`]. `to` is whom it is for and its id.
fn waiting(
    municipality: MunicipalityId,
    notice: &'static str,
    to: (&'static str, Option<String>),
    referral: Option<(ReferralId, u32)>,
    now: Timestamp,
) -> Vec<Value> {
    vec![
        municipality.to_string().into(),
        fresh_uuid(now).to_string().into(),
        notice.into(),
        to.0.into(),
        to.1.into(),
        referral.map(|(id, _)| id.to_string()).into(),
        referral.map(|(_, version)| i64::from(version)).into(),
        0i64.into(),
        "wacht".into(),
        now.as_microsecond().into(),
        now.as_microsecond().into(),
    ]
}

/// Keeps the same message to the residents of many referrals; each with its municipality and its
/// version now.
///
/// # Errors
/// When the database cannot be written.
pub async fn insert_for_residents(
    tx: &mut Tx,
    notice: Notice,
    referrals: impl IntoIterator<Item = (MunicipalityId, ReferralId, u32)>,
    now: Timestamp,
) -> Result<(), StoreError> {
    let rows = referrals.into_iter().map(|(home, id, version)| {
        let to = ("inwoner", None);
        waiting(home, notice.code(), to, Some((id, version)), now)
    });
    MANY.put(tx, rows.collect()).await
}

/// Keeps a message to the person of an account. `subject` is the account, the invitation or the
/// request that the message is about.
///
/// # Errors
/// When the database cannot be written.
pub async fn insert_for_account(
    tx: &mut Tx,
    municipality: MunicipalityId,
    notice: AccountNotice,
    subject: Uuid,
    now: Timestamp,
) -> Result<(), StoreError> {
    insert_for_accounts(tx, notice, &[(municipality, subject)], now).await
}

/// Keeps the same message about many subjects, each with its municipality.
///
/// # Errors
/// When the database cannot be written.
pub async fn insert_for_accounts(
    tx: &mut Tx,
    notice: AccountNotice,
    subjects: &[(MunicipalityId, Uuid)],
    now: Timestamp,
) -> Result<(), StoreError> {
    let rows = subjects.iter().map(|(home, subject)| {
        let to = ("account", Some(subject.to_string()));
        waiting(*home, notice.code(), to, None, now)
    });
    MANY.put(tx, rows.collect()).await
}

/// A message to somebody's account that could not be delivered.
#[derive(Clone, Debug)]
pub struct ParkedForAccount {
    /// Its id.
    pub id: MessageId,
    /// What it is about.
    pub notice: AccountNotice,
    /// To which address; none when the account is gone.
    pub email: Option<String>,
    /// When it was caused.
    pub made_at: Timestamp,
}

/// What could not be delivered to people with an account or invitation, oldest first; an invitation
/// that was taken up or withdrawn is no matter any more.
///
/// # Errors
/// When the database cannot be read.
pub async fn parked_for_accounts(
    on: &mut impl Connected,
    municipality: MunicipalityId,
) -> Result<Vec<ParkedForAccount>, StoreError> {
    let rows = query(PARKED_FOR_ACCOUNTS)
        .bind(municipality.to_string())
        .fetch_all(on.connected())
        .await?;
    rows.iter()
        .map(|row| {
            let notice = AccountNotice::from_code(&get::<String>(row, "notice")?);
            Ok(ParkedForAccount {
                id: parsed(row, "id")?,
                notice: notice.ok_or(StoreError::Unreadable("outbox.notice"))?,
                email: get(row, "email")?,
                made_at: moment(row, "made_at")?,
            })
        })
        .collect()
}

/// Marks a message as sent.
///
/// # Errors
/// When the database cannot be written.
pub async fn mark_sent(tx: &mut Tx, message: &Message, now: Timestamp) -> Result<(), StoreError> {
    query(SENT)
        .bind(now.as_microsecond())
        .bind(message.municipality.to_string())
        .bind(message.id.to_string())
        .execute(tx.connection())
        .await?;
    Ok(())
}

/// Puts a message back, to be tried at `next`. `cause` tells the operator why, without personal
/// data.
///
/// # Errors
/// When the database cannot be written.
pub async fn try_again(
    tx: &mut Tx,
    message: &Message,
    next: Timestamp,
    cause: &str,
) -> Result<(), StoreError> {
    query(AGAIN)
        .bind(next.as_microsecond())
        .bind(cause)
        .bind(message.municipality.to_string())
        .bind(message.id.to_string())
        .execute(tx.connection())
        .await?;
    Ok(())
}

/// Gives up on a message: it stands on the service point's work list from now on.
///
/// # Errors
/// When the database cannot be written.
pub async fn park(tx: &mut Tx, message: &Message, cause: &str) -> Result<(), StoreError> {
    query(PARK)
        .bind(cause)
        .bind(message.municipality.to_string())
        .bind(message.id.to_string())
        .execute(tx.connection())
        .await?;
    Ok(())
}

/// A message that could not be delivered.
#[derive(Clone, Debug)]
pub struct Parked {
    /// Its id.
    pub id: MessageId,
    /// What it is about.
    pub notice: Notice,
    /// For whom.
    pub recipient: String,
    /// The referral.
    pub referral: ReferralId,
    /// The referral's number.
    pub number: String,
    /// Why, for the operator.
    pub cause: Option<String>,
    /// When it was caused.
    pub made_at: Timestamp,
}

/// What could not be delivered in a municipality, oldest first.
///
/// # Errors
/// When the database cannot be read.
pub async fn parked(tx: &mut Tx, municipality: MunicipalityId) -> Result<Vec<Parked>, StoreError> {
    let rows = query(PARKED)
        .bind(municipality.to_string())
        .fetch_all(tx.connection())
        .await?;
    let mut out = Vec::with_capacity(rows.len());
    for row in &rows {
        let notice = Notice::from_code(&get::<String>(row, "notice")?);
        out.push(Parked {
            id: parsed(row, "id")?,
            notice: notice.ok_or(StoreError::Unreadable("outbox.notice"))?,
            recipient: get(row, "recipient")?,
            referral: parsed(row, "referral_id")?,
            number: get::<Option<String>>(row, "number")?.unwrap_or_default(),
            cause: get(row, "last_error")?,
            made_at: moment(row, "made_at")?,
        });
    }
    Ok(out)
}

/// Sends a parked message after all. Gives whether there was one.
///
/// # Errors
/// When the database cannot be written.
pub async fn release(
    tx: &mut Tx,
    municipality: MunicipalityId,
    id: MessageId,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let done = query(RELEASE)
        .bind(now.as_microsecond())
        .bind(municipality.to_string())
        .bind(id.to_string())
        .execute(tx.connection())
        .await?;
    Ok(done.rows_affected() == 1)
}

/// Drops waiting messages that hold or lead to client data of a referral that was erased; reports
/// without client data still leave.
///
/// # Errors
/// When the database cannot be written.
pub async fn cancel_personal(tx: &mut Tx, referral: ReferralId) -> Result<(), StoreError> {
    query(CANCEL)
        .bind(referral.to_string())
        .execute(tx.connection())
        .await?;
    Ok(())
}

/// Marks what waits as sent, without sending it: for a past that is made, not lived. The last
/// messages of one kind still leave, so many of them. Gives how many were marked.
///
/// # Errors
/// When the database cannot be written.
pub async fn mark_all_sent(
    tx: &mut Tx,
    (but, many): (OfferNotice, u32),
    now: Timestamp,
) -> Result<u64, StoreError> {
    let done = query(ALL_SENT)
        .bind(now.as_microsecond())
        .bind(but.code())
        .bind(i64::from(many))
        .execute(tx.connection())
        .await?;
    Ok(done.rows_affected())
}

/// Drops a message that has lost its sense, such as one to a resident who was forgotten.
///
/// # Errors
/// When the database cannot be written.
pub async fn drop_message(tx: &mut Tx, message: &Message) -> Result<(), StoreError> {
    query(DROP)
        .bind(message.municipality.to_string())
        .bind(message.id.to_string())
        .execute(tx.connection())
        .await?;
    Ok(())
}
