//! Pictures of offers, with who said that everybody in them agrees.

use data_encoding::BASE64;
use domain::ids::{MunicipalityId, OfferId, UserId};
use domain::picture::{PictureSize, PictureState};
use jiff::Timestamp;
use sqlx::any::AnyRow;
use sqlx::query;

use crate::StoreError;
use crate::engine::{Connected, Tx};
use crate::rows::{get, moment, number, parsed};

/// A picture without its bytes.
#[derive(Clone, Debug)]
pub struct Picture {
    /// Whose service point looks at it.
    pub municipality: MunicipalityId,
    /// Of which offer.
    pub offer: OfferId,
    /// Its place among the offer's pictures, from 1.
    pub slot: u8,
    /// What is seen, for people who do not see it.
    pub alt: String,
    /// How far it is.
    pub state: PictureState,
    /// The hash of its bytes, in hexadecimal.
    pub digest: String,
    /// Who said that everybody in it agrees; none by link.
    pub consent_by: Option<UserId>,
    /// When.
    pub consent_at: Timestamp,
    /// Why the service point said no.
    pub words: Option<String>,
}

/// A picture that waits, with whose it is.
#[derive(Clone, Debug)]
pub struct WaitingPicture {
    /// The picture.
    pub picture: Picture,
    /// What the offer is called.
    pub title: String,
    /// Who organises it.
    pub provider: String,
}

/// What the service point said.
#[derive(Clone, Debug)]
pub struct Judged<'a> {
    /// What it is now.
    pub state: PictureState,
    /// Who said so; none when nobody of the service point did.
    pub by: Option<UserId>,
    /// Why not.
    pub words: Option<&'a str>,
    /// When.
    pub at: Timestamp,
}

const CLEAR_SLOT: &str = "DELETE FROM offer_picture WHERE municipality_id = $1 AND offer_id = $2 \
    AND slot = $3 AND state = 'weg'";
const INSERT: &str = "INSERT INTO offer_picture (municipality_id, offer_id, slot, alt, state, small, \
    large, digest, consent_by, consent_at, changed_at) \
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10)";
const OF_OFFER: &str = "SELECT municipality_id, offer_id, slot, alt, state, digest, consent_by, \
    consent_at, words FROM offer_picture WHERE offer_id = $1 ORDER BY slot";
const SHOWN: &str = "SELECT p.municipality_id, p.offer_id, p.slot, p.alt, p.state, p.digest, \
    p.consent_by, p.consent_at, p.words FROM offer_picture p \
    JOIN offer o ON o.municipality_id = p.municipality_id AND o.id = p.offer_id \
    AND o.status = 'zichtbaar' WHERE p.state = 'getoond' ORDER BY p.offer_id, p.slot";
const WAITING: &str = "SELECT p.municipality_id, p.offer_id, p.slot, p.alt, p.state, p.digest, \
    p.consent_by, p.consent_at, p.words, o.title, g.name AS provider FROM offer_picture p \
    JOIN offer o ON o.municipality_id = p.municipality_id AND o.id = p.offer_id \
    AND o.status <> 'beeindigd' JOIN organisation g ON g.id = o.provider_id \
    WHERE p.municipality_id = $1 AND p.state = 'wacht' \
    ORDER BY p.changed_at, p.offer_id, p.slot LIMIT 200";
const SMALL: &str = "SELECT small AS bytes FROM offer_picture WHERE offer_id = $1 AND slot = $2 \
    AND digest = $3";
const LARGE: &str = "SELECT large AS bytes FROM offer_picture WHERE offer_id = $1 AND slot = $2 \
    AND digest = $3";
const JUDGE: &str = "UPDATE offer_picture SET state = $1, words = $2, judged_by = $3, \
    judged_at = $4, changed_at = $5 WHERE municipality_id = $6 AND offer_id = $7 AND slot = $8 \
    AND state = $9 AND digest = $10";
const SWEEP: &str = "DELETE FROM offer_picture WHERE state = 'weg' AND changed_at < $1";
const SWEEP_ENDED: &str = "DELETE FROM offer_picture WHERE offer_id IN (SELECT id FROM offer \
    WHERE status = 'beeindigd' AND changed_at < $1)";

/// Keeps a picture, in the place of a removed one if there is one.
///
/// # Errors
/// When the database cannot be written; also when the slot is taken.
pub async fn insert(
    tx: &mut Tx,
    picture: &Picture,
    (small, large): (&[u8], &[u8]),
) -> Result<(), StoreError> {
    let (municipality, offer) = (picture.municipality.to_string(), picture.offer.to_string());
    query(CLEAR_SLOT)
        .bind(municipality.clone())
        .bind(offer.clone())
        .bind(i64::from(picture.slot))
        .execute(tx.connection())
        .await?;
    query(INSERT)
        .bind(municipality)
        .bind(offer)
        .bind(i64::from(picture.slot))
        .bind(picture.alt.clone())
        .bind(picture.state.code())
        .bind(BASE64.encode(small))
        .bind(BASE64.encode(large))
        .bind(picture.digest.clone())
        .bind(picture.consent_by.map(|id| id.to_string()))
        .bind(picture.consent_at.as_microsecond())
        .execute(tx.connection())
        .await?;
    Ok(())
}

/// The pictures of an offer by slot, removed ones included.
///
/// # Errors
/// When the database cannot be read.
pub async fn of_offer(on: &mut impl Connected, offer: OfferId) -> Result<Vec<Picture>, StoreError> {
    let rows = query(OF_OFFER)
        .bind(offer.to_string())
        .fetch_all(on.connected())
        .await?;
    rows.iter().map(read).collect()
}

/// Every picture that everybody sees, by offer and slot.
///
/// # Errors
/// When the database cannot be read.
pub async fn shown(on: &mut impl Connected) -> Result<Vec<Picture>, StoreError> {
    let rows = query(SHOWN).fetch_all(on.connected()).await?;
    rows.iter().map(read).collect()
}

/// What waits for a municipality's service point, oldest first, at most 200.
///
/// # Errors
/// When the database cannot be read.
pub async fn waiting(
    on: &mut impl Connected,
    municipality: MunicipalityId,
) -> Result<Vec<WaitingPicture>, StoreError> {
    let rows = query(WAITING)
        .bind(municipality.to_string())
        .fetch_all(on.connected())
        .await?;
    rows.iter()
        .map(|row| {
            Ok(WaitingPicture {
                picture: read(row)?,
                title: get(row, "title")?,
                provider: get(row, "provider")?,
            })
        })
        .collect()
}

/// The bytes of exactly this picture, as JPEG.
///
/// # Errors
/// When the database cannot be read.
pub async fn bytes(
    on: &mut impl Connected,
    picture: (OfferId, u8),
    digest: &str,
    size: PictureSize,
) -> Result<Option<Vec<u8>>, StoreError> {
    let sql = match size {
        PictureSize::Small => SMALL,
        PictureSize::Large => LARGE,
    };
    let row = query(sql)
        .bind(picture.0.to_string())
        .bind(i64::from(picture.1))
        .bind(digest.to_owned())
        .fetch_optional(on.connected())
        .await?;
    let Some(row) = row else { return Ok(None) };
    let text: String = get(&row, "bytes")?;
    let bytes = BASE64.decode(text.as_bytes());
    let bytes = bytes.map_err(|_| StoreError::Unreadable("offer_picture.bytes"))?;
    Ok(Some(bytes))
}

/// Writes down what became of a picture. Gives whether it was still as it was read.
///
/// # Errors
/// When the database cannot be written.
pub async fn judge(
    tx: &mut Tx,
    picture: &Picture,
    judged: &Judged<'_>,
) -> Result<bool, StoreError> {
    let at = judged.at.as_microsecond();
    let done = query(JUDGE)
        .bind(judged.state.code())
        .bind(judged.words.map(str::to_owned))
        .bind(judged.by.map(|id| id.to_string()))
        .bind(judged.by.map(|_| at))
        .bind(at)
        .bind(picture.municipality.to_string())
        .bind(picture.offer.to_string())
        .bind(i64::from(picture.slot))
        .bind(picture.state.code())
        .bind(picture.digest.clone())
        .execute(tx.connection())
        .await?;
    Ok(done.rows_affected() == 1)
}

/// Destroys what was taken away before `removed`, and pictures of offers that ended before `ended`.
///
/// # Errors
/// When the database cannot be written.
pub async fn sweep(tx: &mut Tx, removed: Timestamp, ended: Timestamp) -> Result<(), StoreError> {
    query(SWEEP)
        .bind(removed.as_microsecond())
        .execute(tx.connection())
        .await?;
    query(SWEEP_ENDED)
        .bind(ended.as_microsecond())
        .execute(tx.connection())
        .await?;
    Ok(())
}

fn read(row: &AnyRow) -> Result<Picture, StoreError> {
    let state = PictureState::from_code(&get::<String>(row, "state")?);
    let consent_by: Option<String> = get(row, "consent_by")?;
    Ok(Picture {
        municipality: parsed(row, "municipality_id")?,
        offer: parsed(row, "offer_id")?,
        slot: number(row, "slot")?,
        alt: get(row, "alt")?,
        state: state.ok_or(StoreError::Unreadable("offer_picture.state"))?,
        digest: get(row, "digest")?,
        consent_by: consent_by.and_then(|id| id.parse().ok()),
        consent_at: moment(row, "consent_at")?,
        words: get(row, "words")?,
    })
}
