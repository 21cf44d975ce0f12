//! Offers and their sessions, by the source they came from.

mod columns;
mod rewriting;
mod shown;

use std::collections::HashMap;
use std::sync::LazyLock;

use domain::codes::Codes;
use domain::ids::{MunicipalityId, OfferId, OrganisationId};
use domain::offer::{
    Ages, ConfirmedBy, ForReferrers, Level, Offer, OfferContact, OfferStatus, Session, Trial, Venue,
};
use domain::offer_draft::ON_REQUEST;
use domain::price::{Per, Price};
use jiff::Timestamp;
use jiff::civil::Weekday;
use sqlx::any::AnyRow;
use sqlx::{AssertSqlSafe, query};

use crate::StoreError;
use crate::engine::{Connected, Tx};
use crate::many_rows::{full_pages, keys_from};
use crate::rows::{PAGE, get, multi_row, number_opt, parsed, parsed_opt, twenty_from};

pub(crate) use self::columns::{day_to_stored, price_to_stored};
pub use self::rewriting::{rewrite, rewrite_all};
pub use self::shown::{Part, parts, visible, visible_in, visible_of};

const COLUMNS: usize = 46;
/// Rows in one statement: few round trips, and far below both engines' limits on placeholders.
const BLOCK: usize = 25;
static UPSERT: LazyLock<[&'static str; 2]> = LazyLock::new(|| [upserts(1), upserts(BLOCK)]);

fn upserts(rows: usize) -> &'static str {
    let names = "municipality_id, id, provider_id, source, source_id, title, activity, description, \
        address, postcode, town, lat, lon, age_min, age_max, level, guidance, self_reliance, \
        accessibility, audience, languages, price_cents, price_per, trial_cents, paid_weeks, \
        recognition, season, bring, meeting_point, contact_name, contact_phone, contact_email, \
        contact_website, confirmed_on, confirmed_by, not_for, ends_on, notes, status, content, \
        fresh_at, changed_at, contact_function, trainer, tell_client, wait";
    // A deal's weeks are the municipality's. Whom it is not for and what referrers read are the
    // provider's.
    let kept = "municipality_id id source source_id paid_weeks not_for ends_on contact_function \
        trainer tell_client";
    let kept: Vec<&str> = kept.split_whitespace().collect();
    let renewed: Vec<String> = names
        .split(", ")
        .map(str::trim)
        .filter(|name| !kept.contains(name))
        .map(|name| match name {
            // What a source tells anew does not take back what somebody said since.
            "confirmed_on" | "confirmed_by" => format!(
                "{name} = CASE WHEN offer.confirmed_by IS NULL OR offer.confirmed_by = 'bron' \
                 OR excluded.confirmed_on >= offer.confirmed_on \
                 THEN excluded.{name} ELSE offer.{name} END"
            ),
            _ => format!("{name} = excluded.{name}"),
        })
        .collect();
    let head = format!("INSERT INTO offer ({names})");
    let tail = format!(
        " ON CONFLICT (municipality_id, id) DO UPDATE SET {}",
        renewed.join(", ")
    );
    multi_row(&head, COLUMNS, rows, &tail).leak()
}
const SESSION_HEAD: &str = "INSERT INTO offer_session (municipality_id, id, offer_id, source_key, \
    weekday, begins, ends, places_left, status)";
const SESSION_TAIL: &str = " ON CONFLICT (municipality_id, id) DO UPDATE SET \
    weekday = excluded.weekday, begins = excluded.begins, ends = excluded.ends, \
    places_left = excluded.places_left, status = excluded.status";
static UPSERT_SESSION: LazyLock<[&'static str; 2]> = LazyLock::new(|| {
    [1, BLOCK].map(|rows| &*multi_row(SESSION_HEAD, 9, rows, SESSION_TAIL).leak())
});
const SELECT: &str = "SELECT o.municipality_id, o.id, o.provider_id, o.title, o.activity, \
    o.description, o.address, o.postcode, o.town, o.lat, o.lon, o.age_min, o.age_max, o.level, \
    o.guidance, o.self_reliance, o.accessibility, o.audience, o.languages, o.price_cents, \
    o.price_per, o.trial_cents, o.paid_weeks, o.recognition, o.season, o.bring, o.meeting_point, \
    o.contact_name, o.contact_phone, o.contact_email, o.contact_website, o.confirmed_on, \
    o.confirmed_by, o.not_for, o.ends_on, o.contact_function, o.trainer, o.tell_client, \
    o.wait, o.status, p.name AS provider_name \
    FROM offer o JOIN organisation p ON p.id = o.provider_id";
static SELECT_ONE: LazyLock<&'static str> =
    LazyLock::new(|| format!("{SELECT} WHERE o.id = $1").leak());
static SELECT_MANY: LazyLock<&'static str> =
    LazyLock::new(|| format!("{SELECT} WHERE o.id IN ({})", keys_from(1)).leak());
static SESSIONS_MANY: LazyLock<&'static str> = LazyLock::new(|| {
    format!(
        "SELECT id, offer_id, weekday, begins, ends, places_left, status FROM offer_session \
         WHERE offer_id IN ({}) ORDER BY offer_id, weekday, begins, id",
        keys_from(1)
    )
    .leak()
});
static SELECT_OF_PROVIDER: LazyLock<&'static str> = LazyLock::new(|| {
    format!(
        "{SELECT} WHERE o.provider_id = $1 AND o.municipality_id = $2 \
         AND o.status <> 'beeindigd' ORDER BY o.title, o.id"
    )
    .leak()
});
const SESSIONS_OF_PROVIDER: &str = "SELECT s.id, s.offer_id, s.weekday, s.begins, s.ends, \
    s.places_left, s.status FROM offer_session s JOIN offer o ON o.id = s.offer_id \
    WHERE o.provider_id = $1 AND o.municipality_id = $2 AND o.status <> 'beeindigd' \
    AND s.status = 'zichtbaar' ORDER BY s.offer_id, s.weekday, s.begins, s.id";
const SESSIONS_ONE: &str = "SELECT id, offer_id, weekday, begins, ends, places_left, status \
    FROM offer_session WHERE offer_id = $1 ORDER BY weekday, begins, id";
const END: &str = "UPDATE offer SET status = 'beeindigd', changed_at = $1 \
    WHERE municipality_id = $2 AND id = $3 AND status <> 'beeindigd'";
const SOURCES: &str = "SELECT DISTINCT source FROM offer WHERE municipality_id = $1";
static COVER: LazyLock<&'static str> = LazyLock::new(|| {
    let twenty = twenty_from(3);
    format!("UPDATE offer SET paid_weeks = $1, changed_at = $2 WHERE id IN ({twenty})").leak()
});
/// What a person left as an import wrote it is still so after a mere confirmation, so that the
/// import can be taken back.
macro_rules! confirmed_at {
    ($moment:literal) => {
        concat!(
            "changed_at = ",
            $moment,
            ", written_at = CASE WHEN written_at = changed_at THEN ",
            $moment,
            " ELSE written_at END"
        )
    };
}
const CONFIRM: &str = concat!(
    "UPDATE offer SET confirmed_on = $1, confirmed_by = $2, ",
    confirmed_at!("$3"),
    " WHERE id IN "
);
static CONFIRM_THESE: LazyLock<&'static str> =
    LazyLock::new(|| format!("{CONFIRM}({})", keys_from(4)).leak());
const CONFIRM_ALL: &str = concat!(
    "UPDATE offer SET confirmed_on = $1, confirmed_by = 'aanbieder', ",
    confirmed_at!("$2"),
    " WHERE provider_id = $3 AND municipality_id = $4 AND status = 'zichtbaar'"
);

/// An offer as its source gave it.
#[derive(Clone, Debug)]
pub struct Sourced {
    /// The offer, with its sessions.
    pub offer: Offer,
    /// The source's name.
    pub source: String,
    /// The source's own key for it.
    pub source_id: String,
    /// The source's own key for each session, in the order of `offer.sessions`.
    pub session_keys: Vec<String>,
    /// Unknown columns, as `name: text` lines.
    pub notes: String,
    /// What the source told, in canonical words: tells changed from unchanged.
    pub content: String,
}

type Statement = sqlx::query::Query<'static, sqlx::Any, sqlx::any::AnyArguments>;

/// Keeps offers and their sessions; known ones are renewed.
///
/// # Errors
/// When the database cannot be written.
pub async fn upsert(tx: &mut Tx, all: &[Sourced], now: Timestamp) -> Result<(), StoreError> {
    for block in all.chunks(BLOCK) {
        let whole = block.len() == BLOCK;
        for rows in block.chunks(if whole { BLOCK } else { 1 }) {
            let mut statement = query(AssertSqlSafe(UPSERT[usize::from(whole)]));
            for sourced in rows {
                statement = bind_offer(statement, sourced, now);
            }
            statement.execute(tx.connection()).await?;
        }
    }
    let sessions: Vec<(&Offer, &Session, &String)> = all
        .iter()
        .flat_map(|sourced| {
            let offer = &sourced.offer;
            let keyed = offer.sessions.iter().zip(&sourced.session_keys);
            keyed.map(move |(session, key)| (offer, session, key))
        })
        .collect();
    write_sessions(tx, &sessions).await
}

async fn write_sessions(
    tx: &mut Tx,
    sessions: &[(&Offer, &Session, &String)],
) -> Result<(), StoreError> {
    for block in sessions.chunks(BLOCK) {
        let whole = block.len() == BLOCK;
        for rows in block.chunks(if whole { BLOCK } else { 1 }) {
            let mut statement = query(AssertSqlSafe(UPSERT_SESSION[usize::from(whole)]));
            for (offer, session, key) in rows {
                statement = bind_session(statement, offer, session, key);
            }
            statement.execute(tx.connection()).await?;
        }
    }
    Ok(())
}

/// The source of what providers send in themselves.
pub const OWN_SOURCE: &str = "aanbieder";

/// Keeps an offer that its provider sent in.
///
/// # Errors
/// When the database cannot be written.
pub async fn insert_own(tx: &mut Tx, offer: &Offer, now: Timestamp) -> Result<(), StoreError> {
    let sourced = Sourced {
        offer: offer.clone(),
        source: OWN_SOURCE.to_owned(),
        source_id: offer.id.to_string(),
        session_keys: own_keys(offer),
        notes: String::new(),
        content: String::new(),
    };
    upsert(tx, &[sourced], now).await
}

/// Keys for sessions that have none of a source; one that has keeps it.
fn own_keys(offer: &Offer) -> Vec<String> {
    let all = offer.sessions.iter();
    all.map(|session| format!("eigen-{}", session.id)).collect()
}

fn bind_session(statement: Statement, offer: &Offer, session: &Session, key: &str) -> Statement {
    let hour =
        |time: Option<jiff::civil::Time>| time.map(|time| time.strftime("%H:%M").to_string());
    statement
        .bind(offer.municipality.to_string())
        .bind(session.id.to_string())
        .bind(offer.id.to_string())
        .bind(key.to_owned())
        .bind(day_to_stored(session))
        .bind(hour(session.from))
        .bind(hour(session.to))
        .bind(session.places_left.map(i64::from))
        .bind(session.status.code())
}

fn bind_offer(statement: Statement, sourced: &Sourced, now: Timestamp) -> Statement {
    let offer = &sourced.offer;
    let stored = |level: Level| level as i64;
    let (price_cents, price_per) = price_to_stored(offer);
    let trial = offer.trial.map(|trial| match trial {
        Trial::Free => 0,
        Trial::Paid(cents) => i64::from(cents),
    });
    statement
        .bind(offer.municipality.to_string())
        .bind(offer.id.to_string())
        .bind(offer.provider.to_string())
        .bind(sourced.source.clone())
        .bind(sourced.source_id.clone())
        .bind(offer.title.clone())
        .bind(offer.activity.code())
        .bind(offer.description.clone())
        .bind(offer.venue.address.clone())
        .bind(offer.venue.postcode.map(|postcode| postcode.to_string()))
        .bind(offer.venue.town.clone())
        .bind(offer.venue.point.map(|point| point.lat))
        .bind(offer.venue.point.map(|point| point.lon))
        .bind(offer.ages.min.map(i64::from))
        .bind(offer.ages.max.map(i64::from))
        .bind(offer.level.map(stored))
        .bind(offer.guidance.to_stored())
        .bind(offer.self_reliance.to_stored())
        .bind(offer.accessibility.to_stored())
        .bind(offer.groups.to_stored())
        .bind(offer.languages.to_stored())
        .bind(price_cents)
        .bind(price_per)
        .bind(trial)
        .bind(offer.paid_weeks.map(i64::from))
        .bind(offer.recognition.map(domain::codes::Recognition::code))
        .bind(offer.season.clone())
        .bind(offer.bring.clone())
        .bind(offer.meeting_point.clone())
        .bind(offer.contact.name.clone())
        .bind(offer.contact.phone.clone())
        .bind(offer.contact.email.clone())
        .bind(offer.contact.website.clone())
        .bind(offer.confirmed_on.map(|day| day.to_string()))
        .bind(offer.confirmed_by.map(ConfirmedBy::code))
        .bind(offer.not_for.clone())
        .bind(offer.ends_on.map(|day| day.to_string()))
        .bind(sourced.notes.clone())
        .bind(offer.status.code())
        .bind(sourced.content.clone())
        .bind(now.as_microsecond())
        .bind(now.as_microsecond())
        .bind(offer.for_referrers.contact_function.clone())
        .bind(offer.for_referrers.trainer.clone())
        .bind(offer.for_referrers.tell_client.clone())
        .bind(offer.wait.map(domain::codes::Wait::code))
}

/// The names of the sources a municipality's offers came from.
///
/// # Errors
/// When the database cannot be read.
pub async fn sources(
    on: &mut impl Connected,
    municipality: MunicipalityId,
) -> Result<Vec<String>, StoreError> {
    let rows = query(SOURCES)
        .bind(municipality.to_string())
        .fetch_all(on.connected())
        .await?;
    rows.iter().map(|row| get(row, "source")).collect()
}

/// Marks an offer as ended. Gives whether it was shown before.
///
/// # Errors
/// When the database cannot be written.
pub async fn end(
    tx: &mut Tx,
    municipality: MunicipalityId,
    id: OfferId,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let done = query(END)
        .bind(now.as_microsecond())
        .bind(municipality.to_string())
        .bind(id.to_string())
        .execute(tx.connection())
        .await?;
    Ok(done.rows_affected() == 1)
}

/// Writes down that an offer was confirmed on a day, and by whom.
///
/// # Errors
/// When the database cannot be written.
pub async fn confirm(
    tx: &mut Tx,
    id: OfferId,
    by: ConfirmedBy,
    day: jiff::civil::Date,
    now: Timestamp,
) -> Result<(), StoreError> {
    confirm_these(tx, &[id], by, day, now).await
}

/// Writes down the same of several offers.
///
/// # Errors
/// When the database cannot be written.
pub async fn confirm_these(
    tx: &mut Tx,
    ids: &[OfferId],
    by: ConfirmedBy,
    day: jiff::civil::Date,
    now: Timestamp,
) -> Result<(), StoreError> {
    let ids: Vec<String> = ids.iter().map(ToString::to_string).collect();
    for page in full_pages(&ids) {
        let mut statement = query(AssertSqlSafe(*CONFIRM_THESE))
            .bind(day.to_string())
            .bind(by.code())
            .bind(now.as_microsecond());
        for id in page {
            statement = statement.bind(id);
        }
        statement.execute(tx.connection()).await?;
    }
    Ok(())
}

/// Writes down that a provider confirmed all its offers that are shown.
///
/// # Errors
/// When the database cannot be written.
pub async fn confirm_all(
    tx: &mut Tx,
    provider: (MunicipalityId, OrganisationId),
    day: jiff::civil::Date,
    now: Timestamp,
) -> Result<(), StoreError> {
    query(CONFIRM_ALL)
        .bind(day.to_string())
        .bind(now.as_microsecond())
        .bind(provider.1.to_string())
        .bind(provider.0.to_string())
        .execute(tx.connection())
        .await?;
    Ok(())
}

/// Writes down how many weeks a collective deal pays of offers; `None` when none does.
///
/// # Errors
/// When the database cannot be written.
pub async fn cover(
    tx: &mut Tx,
    ids: &[OfferId],
    weeks: Option<u8>,
    now: Timestamp,
) -> Result<(), StoreError> {
    for page in ids.chunks(PAGE) {
        let mut statement = query(AssertSqlSafe(*COVER))
            .bind(weeks.map(i64::from))
            .bind(now.as_microsecond());
        for id in page
            .iter()
            .chain(page.last().into_iter().cycle())
            .take(PAGE)
        {
            statement = statement.bind(id.to_string());
        }
        statement.execute(tx.connection()).await?;
    }
    Ok(())
}

/// The offers of a provider that have not ended, whether shown or not, by title; with the sessions
/// that go on.
///
/// # Errors
/// When the database cannot be read.
pub async fn of_provider(
    on: &mut impl Connected,
    municipality: MunicipalityId,
    provider: OrganisationId,
) -> Result<Vec<Offer>, StoreError> {
    let keys = (provider.to_string(), municipality.to_string());
    let mut sessions: HashMap<String, Vec<Session>> = HashMap::new();
    let rows = query(SESSIONS_OF_PROVIDER)
        .bind(keys.0.clone())
        .bind(keys.1.clone())
        .fetch_all(on.connected())
        .await?;
    for row in &rows {
        sessions
            .entry(get(row, "offer_id")?)
            .or_default()
            .push(read_session(row)?);
    }
    let rows = query(AssertSqlSafe(*SELECT_OF_PROVIDER))
        .bind(keys.0)
        .bind(keys.1)
        .fetch_all(on.connected())
        .await?;
    let mut offers = Vec::with_capacity(rows.len());
    for row in &rows {
        let id: String = get(row, "id")?;
        offers.push(read_offer(row, sessions.remove(&id).unwrap_or_default())?);
    }
    Ok(offers)
}

/// One offer, shown or ended.
///
/// # Errors
/// When the database cannot be read.
pub async fn find(on: &mut impl Connected, id: OfferId) -> Result<Option<Offer>, StoreError> {
    let row = query(AssertSqlSafe(*SELECT_ONE))
        .bind(id.to_string())
        .fetch_optional(on.connected())
        .await?;
    let Some(row) = row else { return Ok(None) };
    let rows = query(SESSIONS_ONE)
        .bind(id.to_string())
        .fetch_all(on.connected())
        .await?;
    let sessions: Result<Vec<Session>, StoreError> = rows.iter().map(read_session).collect();
    read_offer(&row, sessions?).map(Some)
}

/// These offers, shown or ended; what is not there is left out.
///
/// # Errors
/// When the database cannot be read.
pub async fn many(
    on: &mut impl Connected,
    ids: &[OfferId],
) -> Result<HashMap<OfferId, Offer>, StoreError> {
    let ids: Vec<String> = ids.iter().map(ToString::to_string).collect();
    let mut offers = HashMap::new();
    for page in full_pages(&ids) {
        let mut sessions: HashMap<String, Vec<Session>> = HashMap::new();
        for row in &rows_of(on, *SESSIONS_MANY, &page).await? {
            let own = sessions.entry(get(row, "offer_id")?).or_default();
            own.push(read_session(row)?);
        }
        for row in &rows_of(on, *SELECT_MANY, &page).await? {
            let id: String = get(row, "id")?;
            let offer = read_offer(row, sessions.remove(&id).unwrap_or_default())?;
            offers.insert(offer.id, offer);
        }
    }
    Ok(offers)
}

async fn rows_of(
    on: &mut impl Connected,
    sql: &'static str,
    keys: &[String],
) -> Result<Vec<AnyRow>, StoreError> {
    let mut statement = query(AssertSqlSafe(sql));
    for key in keys {
        statement = statement.bind(key.clone());
    }
    Ok(statement.fetch_all(on.connected()).await?)
}

fn read_status(row: &AnyRow) -> Result<OfferStatus, StoreError> {
    OfferStatus::from_code(&get::<String>(row, "status")?)
        .ok_or(StoreError::Unreadable("offer.status"))
}

fn read_session(row: &AnyRow) -> Result<Session, StoreError> {
    let weekday: Option<i8> = number_opt(row, "weekday")?;
    Ok(Session {
        id: parsed(row, "id")?,
        day: weekday.and_then(|offset| Weekday::from_monday_zero_offset(offset).ok()),
        by_appointment: weekday.map(i64::from) == Some(columns::BY_APPOINTMENT),
        from: parsed_opt(row, "begins")?,
        to: parsed_opt(row, "ends")?,
        places_left: number_opt(row, "places_left")?,
        status: read_status(row)?,
    })
}

fn read_offer(row: &AnyRow, sessions: Vec<Session>) -> Result<Offer, StoreError> {
    let (lat, lon): (Option<f64>, Option<f64>) = (get(row, "lat")?, get(row, "lon")?);
    let level: Option<u8> = number_opt(row, "level")?;
    let cents: Option<u32> = number_opt(row, "price_cents")?;
    let per = get::<Option<String>>(row, "price_per")?;
    let trial: Option<u32> = number_opt(row, "trial_cents")?;
    Ok(Offer {
        id: parsed(row, "id")?,
        municipality: parsed(row, "municipality_id")?,
        provider: parsed(row, "provider_id")?,
        provider_name: get(row, "provider_name")?,
        title: get(row, "title")?,
        activity: parsed(row, "activity")?,
        description: get(row, "description")?,
        venue: Venue {
            address: get(row, "address")?,
            postcode: parsed_opt(row, "postcode")?,
            town: get(row, "town")?,
            point: lat
                .zip(lon)
                .and_then(|(lat, lon)| domain::geo::Point::new(lat, lon)),
        },
        ages: Ages {
            min: number_opt(row, "age_min")?,
            max: number_opt(row, "age_max")?,
        },
        level: level.and_then(Level::from_number),
        guidance: Codes::from_stored(&get::<String>(row, "guidance")?),
        self_reliance: Codes::from_stored(&get::<String>(row, "self_reliance")?),
        accessibility: Codes::from_stored(&get::<String>(row, "accessibility")?),
        groups: Codes::from_stored(&get::<String>(row, "audience")?),
        languages: Codes::from_stored(&get::<String>(row, "languages")?),
        price: cents
            .zip(per.as_deref().and_then(Per::from_code))
            .map(|(cents, per)| Price { cents, per }),
        price_on_request: cents.is_none() && per.as_deref() == Some(ON_REQUEST),
        trial: trial.map(|cents| {
            if cents == 0 {
                Trial::Free
            } else {
                Trial::Paid(cents)
            }
        }),
        paid_weeks: number_opt(row, "paid_weeks")?,
        recognition: parsed_opt(row, "recognition")?,
        wait: parsed_opt(row, "wait")?,
        season: get(row, "season")?,
        bring: get(row, "bring")?,
        meeting_point: get(row, "meeting_point")?,
        contact: OfferContact {
            name: get(row, "contact_name")?,
            phone: get(row, "contact_phone")?,
            email: get(row, "contact_email")?,
            website: get(row, "contact_website")?,
        },
        confirmed_on: parsed_opt(row, "confirmed_on")?,
        confirmed_by: get::<Option<String>>(row, "confirmed_by")?
            .and_then(|code| ConfirmedBy::from_code(&code)),
        not_for: get(row, "not_for")?,
        for_referrers: ForReferrers {
            contact_function: get(row, "contact_function")?,
            trainer: get(row, "trainer")?,
            tell_client: get(row, "tell_client")?,
        },
        ends_on: parsed_opt(row, "ends_on")?,
        status: read_status(row)?,
        sessions,
    })
}
