//! Offers as an import writes them: what is known of a chunk's rows is read in one query, and what
//! is new or changed is written with many rows a trip. For `actions::import_offers`.
//!
//! Whatever is about to change is copied first ([`keep_before`]), so that the import can be undone.

use std::collections::HashMap;
use std::sync::LazyLock;

use domain::ids::{MunicipalityId, OfferId, OrganisationId, SessionId};
use domain::offer::{ConfirmedBy, Offer, OfferStatus, Session, Trial};
use jiff::Timestamp;
use sqlx::{AssertSqlSafe, query};

use crate::StoreError;
use crate::batch::Value;
use crate::engine::Tx;
use crate::imports::Run;
use crate::many_rows::{self, ManyRows, full_pages, key_by_key, keys_from};
use crate::offers::{day_to_stored, price_to_stored};
use crate::rows::{get, parsed};

/// What an import writes of an offer, beside its keys and who wrote it. Each of these is copied
/// before it changes; a deal's weeks, for whom it is not and its last day are not the source's.
pub(crate) const WRITTEN: &str = "provider_id, title, activity, description, address, postcode, \
    town, lat, lon, age_min, age_max, level, guidance, self_reliance, accessibility, audience, \
    languages, price_cents, price_per, trial_cents, recognition, wait, season, bring, meeting_point, \
    contact_name, contact_phone, contact_email, contact_website, confirmed_on, confirmed_by, \
    notes, status, content, fresh_at, changed_at, written_by_run, written_at";
/// What it writes of a session.
pub(crate) const WRITTEN_OF_SESSION: &str = "weekday, begins, ends, places_left, status";

static OFFERS: LazyLock<ManyRows> = LazyLock::new(|| {
    let renewed: Vec<String> = WRITTEN
        .split(", ")
        .map(|name| match name {
            // What a source tells anew does not take back what somebody said since.
            "confirmed_on" | "confirmed_by" => format!(
                "{name} = CASE WHEN offer.confirmed_by IS NULL OR offer.confirmed_by = 'bron' \
                 OR excluded.confirmed_on > offer.confirmed_on \
                 THEN excluded.{name} ELSE offer.{name} END"
            ),
            _ => format!("{name} = excluded.{name}"),
        })
        .collect();
    let head = format!(
        "INSERT INTO offer (municipality_id, id, source, source_id, made_by_run, {WRITTEN})"
    );
    let tail = format!(
        " ON CONFLICT (municipality_id, id) DO UPDATE SET {}",
        renewed.join(", ")
    );
    ManyRows::new(&head, 5 + WRITTEN.split(", ").count(), &tail)
});
static SESSIONS: LazyLock<ManyRows> = LazyLock::new(|| {
    let head = format!(
        "INSERT INTO offer_session (municipality_id, id, offer_id, source_key, {WRITTEN_OF_SESSION})"
    );
    let tail = " ON CONFLICT (municipality_id, id) DO UPDATE SET weekday = excluded.weekday, \
        begins = excluded.begins, ends = excluded.ends, places_left = excluded.places_left, \
        status = excluded.status";
    ManyRows::new(&head, 9, tail)
});
static KNOWN: LazyLock<&'static str> = LazyLock::new(|| {
    let one = "SELECT id, source_id, provider_id, content, status, written_by_run, \
        CAST(CASE WHEN status = 'beeindigd' AND changed_at <> written_at THEN 1 ELSE 0 END \
        AS BIGINT) AS ended_by_hand FROM offer \
        WHERE municipality_id = $1 AND source = $2 AND source_id = ";
    key_by_key(one, 3).leak()
});
static KNOWN_SESSIONS: LazyLock<&'static str> = LazyLock::new(|| {
    let one = "SELECT id, offer_id, source_key FROM offer_session \
        WHERE municipality_id = $1 AND offer_id = ";
    key_by_key(one, 2).leak()
});
const ANY_OF_SOURCE: &str =
    "SELECT id FROM offer WHERE municipality_id = $1 AND source = $2 LIMIT 1";
const KEYS: &str = "SELECT source_id FROM offer WHERE municipality_id = $1 \
    AND source = $2 AND status <> 'beeindigd' ORDER BY source_id";
static END: LazyLock<&'static str> = LazyLock::new(|| {
    format!(
        "UPDATE offer SET status = 'beeindigd', changed_at = $1, written_at = $1, \
         written_by_run = $2 WHERE municipality_id = $3 AND status <> 'beeindigd' AND id IN ({})",
        keys_from(4)
    )
    .leak()
});
static BEFORE: LazyLock<[&'static str; 3]> = LazyLock::new(|| {
    let offers = format!(
        "INSERT INTO offer_before (municipality_id, run_id, id, {WRITTEN}) \
         SELECT municipality_id, $1, id, {WRITTEN} FROM offer \
         WHERE municipality_id = $2 AND id IN ({}) ON CONFLICT DO NOTHING",
        keys_from(3)
    );
    let sessions = format!(
        "INSERT INTO offer_session_before (municipality_id, run_id, id, offer_id, \
         {WRITTEN_OF_SESSION}) SELECT municipality_id, $1, id, offer_id, {WRITTEN_OF_SESSION} \
         FROM offer_session WHERE municipality_id = $2 AND offer_id IN ({}) ON CONFLICT DO NOTHING",
        keys_from(3)
    );
    let reviews = format!(
        "INSERT INTO review_before (municipality_id, run_id, id, source, source_id, line, \
         column_name, original, question, status, made_at, answer, answer_cents, answered_at) \
         SELECT v.municipality_id, $1, v.id, v.source, v.source_id, v.line, v.column_name, \
         v.original, v.question, v.status, v.made_at, v.answer, v.answer_cents, v.answered_at \
         FROM review v JOIN offer o ON o.municipality_id = v.municipality_id \
         AND o.source = v.source AND o.source_id = v.source_id \
         WHERE v.municipality_id = $2 AND o.id IN ({}) ON CONFLICT DO NOTHING",
        keys_from(3)
    );
    [offers.leak(), sessions.leak(), reviews.leak()]
});

/// An offer as its source gave it.
#[derive(Clone, Debug)]
pub struct Sourced {
    /// The offer, with its sessions.
    pub offer: Offer,
    /// The source's own key for it.
    pub source_id: String,
    /// The source's own key for each session, in the order of `offer.sessions`.
    pub session_keys: Vec<String>,
    /// Unknown columns, as `name: text` lines.
    pub notes: String,
    /// What the source told, in canonical words: tells changed from unchanged, and what changed.
    pub content: String,
}

/// What is known of a source's offer already.
#[derive(Clone, Debug)]
pub struct KnownOffer {
    /// Its id here.
    pub id: OfferId,
    /// Who organises it, as it stands now.
    pub provider: OrganisationId,
    /// What the source told last time.
    pub content: String,
    /// Whether it is shown.
    pub status: OfferStatus,
    /// Whether a person ended it, and not the source by leaving it out.
    pub ended_by_hand: bool,
    /// Which import wrote it last.
    pub written_by: Option<String>,
}

/// What is known of these keys of a source.
///
/// # Errors
/// When the database cannot be read.
pub async fn known(
    tx: &mut Tx,
    municipality: MunicipalityId,
    source: &str,
    source_ids: &[String],
) -> Result<HashMap<String, KnownOffer>, StoreError> {
    let mut known = HashMap::new();
    for page in source_ids.chunks(many_rows::KEYS) {
        let mut statement = query(AssertSqlSafe(*KNOWN))
            .bind(municipality.to_string())
            .bind(source.to_owned());
        for at in 0..many_rows::KEYS {
            statement = statement.bind(page.get(at).cloned());
        }
        for row in &statement.fetch_all(tx.connection()).await? {
            let status: String = get(row, "status")?;
            let offer = KnownOffer {
                id: parsed(row, "id")?,
                provider: parsed(row, "provider_id")?,
                content: get(row, "content")?,
                status: OfferStatus::from_code(&status)
                    .ok_or(StoreError::Unreadable("offer.status"))?,
                ended_by_hand: get::<i64>(row, "ended_by_hand")? == 1,
                written_by: get(row, "written_by_run")?,
            };
            known.insert(get(row, "source_id")?, offer);
        }
    }
    Ok(known)
}

/// The ids of the sessions of these offers, by offer and by the source's own key.
///
/// # Errors
/// When the database cannot be read.
pub async fn known_sessions(
    tx: &mut Tx,
    municipality: MunicipalityId,
    offers: &[OfferId],
) -> Result<HashMap<OfferId, HashMap<String, SessionId>>, StoreError> {
    let mut known: HashMap<OfferId, HashMap<String, SessionId>> = HashMap::new();
    for page in offers.chunks(many_rows::KEYS) {
        let mut statement = query(AssertSqlSafe(*KNOWN_SESSIONS)).bind(municipality.to_string());
        for at in 0..many_rows::KEYS {
            statement = statement.bind(page.get(at).map(ToString::to_string));
        }
        for row in &statement.fetch_all(tx.connection()).await? {
            let sessions = known.entry(parsed(row, "offer_id")?).or_default();
            sessions.insert(get(row, "source_key")?, parsed(row, "id")?);
        }
    }
    Ok(known)
}

/// Whether a source was ever seen.
///
/// # Errors
/// When the database cannot be read.
pub async fn knows_source(
    tx: &mut Tx,
    municipality: MunicipalityId,
    source: &str,
) -> Result<bool, StoreError> {
    let row = query(ANY_OF_SOURCE)
        .bind(municipality.to_string())
        .bind(source.to_owned())
        .fetch_optional(tx.connection())
        .await?;
    Ok(row.is_some())
}

/// The keys of a source that have not ended, in order.
///
/// # Errors
/// When the database cannot be read.
pub async fn keys(
    tx: &mut Tx,
    municipality: MunicipalityId,
    source: &str,
) -> Result<Vec<String>, StoreError> {
    let rows = query(KEYS)
        .bind(municipality.to_string())
        .bind(source.to_owned())
        .fetch_all(tx.connection())
        .await?;
    rows.iter().map(|row| get(row, "source_id")).collect()
}

/// Copies offers, their sessions and their doubts as they stand, under the import that is about to
/// change them. What was copied already stays as it was first.
///
/// # Errors
/// When the database cannot be written.
pub async fn keep_before(tx: &mut Tx, run: &Run, offers: &[OfferId]) -> Result<(), StoreError> {
    let ids: Vec<String> = offers.iter().map(ToString::to_string).collect();
    for page in full_pages(&ids) {
        for sql in *BEFORE {
            let mut statement = query(AssertSqlSafe(sql))
                .bind(run.id.clone())
                .bind(run.municipality.to_string());
            for key in &page {
                statement = statement.bind(key.clone());
            }
            statement.execute(tx.connection()).await?;
        }
    }
    Ok(())
}

/// Keeps offers and their sessions; known ones are renewed. No offer may stand twice among them.
///
/// # Errors
/// When the database cannot be written.
pub async fn write(tx: &mut Tx, run: &Run, all: &[Sourced]) -> Result<(), StoreError> {
    let rows = all.iter().map(|sourced| offer_row(run, sourced)).collect();
    OFFERS.put(tx, rows).await?;
    let sessions = all.iter().flat_map(|sourced| {
        let offer = &sourced.offer;
        let keyed = offer.sessions.iter().zip(&sourced.session_keys);
        keyed.map(move |(session, key)| session_row(offer, session, key))
    });
    SESSIONS.put(tx, sessions.collect()).await
}

/// Marks offers as ended.
///
/// # Errors
/// When the database cannot be written.
pub async fn end(tx: &mut Tx, run: &Run, offers: &[OfferId]) -> Result<(), StoreError> {
    let ids: Vec<String> = offers.iter().map(ToString::to_string).collect();
    for page in full_pages(&ids) {
        let mut statement = query(AssertSqlSafe(*END))
            .bind(run.at.as_microsecond())
            .bind(run.id.clone())
            .bind(run.municipality.to_string());
        for key in page {
            statement = statement.bind(key);
        }
        statement.execute(tx.connection()).await?;
    }
    Ok(())
}

fn session_row(offer: &Offer, session: &Session, key: &str) -> Vec<Value> {
    let hour =
        |time: Option<jiff::civil::Time>| time.map(|time| time.strftime("%H:%M").to_string());
    vec![
        offer.municipality.to_string().into(),
        session.id.to_string().into(),
        offer.id.to_string().into(),
        key.into(),
        day_to_stored(session).into(),
        hour(session.from).into(),
        hour(session.to).into(),
        session.places_left.map(i64::from).into(),
        session.status.code().into(),
    ]
}

/// The values of a row, in the order of [`WRITTEN`] behind its keys.
fn offer_row(run: &Run, sourced: &Sourced) -> Vec<Value> {
    let offer = &sourced.offer;
    let trial = offer.trial.map(|trial| match trial {
        Trial::Free => 0,
        Trial::Paid(cents) => i64::from(cents),
    });
    let (price_cents, price_per) = price_to_stored(offer);
    let now = Timestamp::as_microsecond(run.at);
    vec![
        offer.municipality.to_string().into(),
        offer.id.to_string().into(),
        run.source.clone().into(),
        sourced.source_id.clone().into(),
        run.id.clone().into(),
        offer.provider.to_string().into(),
        offer.title.clone().into(),
        offer.activity.code().into(),
        offer.description.clone().into(),
        offer.venue.address.clone().into(),
        offer
            .venue
            .postcode
            .map(|postcode| postcode.to_string())
            .into(),
        offer.venue.town.clone().into(),
        offer.venue.point.map(|point| point.lat).into(),
        offer.venue.point.map(|point| point.lon).into(),
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
        offer
            .recognition
            .map(domain::codes::Recognition::code)
            .into(),
        offer.wait.map(domain::codes::Wait::code).into(),
        offer.season.clone().into(),
        offer.bring.clone().into(),
        offer.meeting_point.clone().into(),
        offer.contact.name.clone().into(),
        offer.contact.phone.clone().into(),
        offer.contact.email.clone().into(),
        offer.contact.website.clone().into(),
        offer.confirmed_on.map(|day| day.to_string()).into(),
        offer.confirmed_by.map(ConfirmedBy::code).into(),
        sourced.notes.clone().into(),
        offer.status.code().into(),
        sourced.content.clone().into(),
        now.into(),
        now.into(),
        run.id.clone().into(),
        now.into(),
    ]
}
