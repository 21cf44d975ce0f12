//! Municipalities: their settings, their service point, and the numbers of their referrals.

use domain::calendar::Closure;
use domain::class_words::ClassWords;
use domain::deadlines::Deadlines;
use domain::ids::{MunicipalityId, OrganisationId};
use domain::scheme::Scheme;
use sqlx::any::AnyRow;
use sqlx::query;

use crate::StoreError;
use crate::engine::{Connected, Tx};
use crate::rows::{get, parsed};

/// A municipality and its settings.
#[derive(Clone, Debug)]
pub struct Municipality {
    /// Its CBS code.
    pub id: MunicipalityId,
    /// Its name.
    pub name: String,
    /// Who rescues referrals.
    pub service_point: OrganisationId,
    /// Who receives what goes to "a coach".
    pub coach_team: OrganisationId,
    /// How long each step may take.
    pub deadlines: Deadlines,
    /// Its summer stops.
    pub closures: Vec<Closure>,
    /// Schemes that pay part of what sport costs.
    pub schemes: Vec<Scheme>,
    /// What it calls the classes of self-reliance.
    pub class_words: ClassWords,
}

const INSERT: &str = "INSERT INTO municipality (id, name, service_point, coach_team, deadlines, \
    closures, schemes, class_words, next_number) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) \
    ON CONFLICT (id) DO NOTHING";
const ALL: &str = "SELECT id, name, service_point, coach_team, deadlines, closures, \
    schemes, class_words FROM municipality ORDER BY id";
const SET: &str = "UPDATE municipality SET deadlines = $1, closures = $2 WHERE id = $3";
const SET_SCHEMES: &str = "UPDATE municipality SET schemes = $1 WHERE id = $2";
const SET_CLASS_WORDS: &str = "UPDATE municipality SET class_words = $1 WHERE id = $2";
const RENAME: &str = "UPDATE municipality SET name = $1 WHERE id = $2";
const LEASE_NUMBERS: &str = "UPDATE municipality SET next_number = next_number + $1 \
    WHERE id = $2 RETURNING next_number";

/// Closures as kept: `from/to` with spaces between.
#[must_use]
pub fn closures_text(closures: &[Closure]) -> String {
    let words: Vec<String> = closures
        .iter()
        .map(|closure| format!("{}/{}", closure.from, closure.to))
        .collect();
    words.join(" ")
}

/// Reads what [`closures_text`] wrote; what cannot be read is left out.
#[must_use]
pub fn read_closures(text: &str) -> Vec<Closure> {
    text.split_whitespace()
        .filter_map(|word| {
            let (from, to) = word.split_once('/')?;
            Some(Closure {
                from: from.parse().ok()?,
                to: to.parse().ok()?,
            })
        })
        .collect()
}

/// Keeps a new municipality; one that is there stays as it is. Referral numbers begin at 1001.
///
/// # Errors
/// When the database cannot be written.
pub async fn insert(tx: &mut Tx, municipality: &Municipality) -> Result<(), StoreError> {
    query(INSERT)
        .bind(municipality.id.to_string())
        .bind(municipality.name.clone())
        .bind(municipality.service_point.to_string())
        .bind(municipality.coach_team.to_string())
        .bind(deadlines_text(&municipality.deadlines)?)
        .bind(closures_text(&municipality.closures))
        .bind(schemes_text(&municipality.schemes)?)
        .bind(class_words_text(&municipality.class_words)?)
        .bind(1001i64)
        .execute(tx.connection())
        .await?;
    Ok(())
}

fn deadlines_text(deadlines: &Deadlines) -> Result<String, StoreError> {
    serde_json::to_string(deadlines).map_err(|_| StoreError::Unreadable("deadlines"))
}

fn schemes_text(schemes: &[Scheme]) -> Result<String, StoreError> {
    serde_json::to_string(schemes).map_err(|_| StoreError::Unreadable("schemes"))
}

fn class_words_text(words: &ClassWords) -> Result<String, StoreError> {
    serde_json::to_string(words).map_err(|_| StoreError::Unreadable("class words"))
}

/// Every municipality that takes part here.
///
/// # Errors
/// When the database cannot be read.
pub async fn all(on: &mut impl Connected) -> Result<Vec<Municipality>, StoreError> {
    let rows = query(ALL).fetch_all(on.connected()).await?;
    rows.iter().map(read).collect()
}

fn read(row: &AnyRow) -> Result<Municipality, StoreError> {
    let deadlines = serde_json::from_str(&get::<String>(row, "deadlines")?);
    let schemes = serde_json::from_str(&get::<String>(row, "schemes")?);
    let class_words = serde_json::from_str(&get::<String>(row, "class_words")?);
    Ok(Municipality {
        class_words: class_words.map_err(|_| StoreError::Unreadable("municipality.class_words"))?,
        schemes: schemes.map_err(|_| StoreError::Unreadable("municipality.schemes"))?,
        id: parsed(row, "id")?,
        name: get(row, "name")?,
        service_point: parsed(row, "service_point")?,
        coach_team: parsed(row, "coach_team")?,
        deadlines: deadlines.map_err(|_| StoreError::Unreadable("municipality.deadlines"))?,
        closures: read_closures(&get::<String>(row, "closures")?),
    })
}

/// Changes a municipality's settings.
///
/// # Errors
/// When the database cannot be written.
pub async fn set(
    tx: &mut Tx,
    id: MunicipalityId,
    deadlines: &Deadlines,
    closures: &[Closure],
) -> Result<(), StoreError> {
    query(SET)
        .bind(deadlines_text(deadlines)?)
        .bind(closures_text(closures))
        .bind(id.to_string())
        .execute(tx.connection())
        .await?;
    Ok(())
}

/// Puts these schemes in the place of a municipality's own.
///
/// # Errors
/// When the database cannot be written.
pub async fn set_schemes(
    tx: &mut Tx,
    id: MunicipalityId,
    schemes: &[Scheme],
) -> Result<(), StoreError> {
    query(SET_SCHEMES)
        .bind(schemes_text(schemes)?)
        .bind(id.to_string())
        .execute(tx.connection())
        .await?;
    Ok(())
}

/// Puts these words for the classes of self-reliance in the place of a municipality's own.
///
/// # Errors
/// When the database cannot be written.
pub async fn set_class_words(
    tx: &mut Tx,
    id: MunicipalityId,
    words: &ClassWords,
) -> Result<(), StoreError> {
    query(SET_CLASS_WORDS)
        .bind(class_words_text(words)?)
        .bind(id.to_string())
        .execute(tx.connection())
        .await?;
    Ok(())
}

/// Gives a municipality another name.
///
/// # Errors
/// When the database cannot be written.
pub async fn rename(tx: &mut Tx, id: MunicipalityId, name: &str) -> Result<(), StoreError> {
    query(RENAME)
        .bind(name.to_owned())
        .bind(id.to_string())
        .execute(tx.connection())
        .await?;
    Ok(())
}

/// Takes `count` referral numbers for this node alone and gives the first: referrals then need not
/// wait for each other's number. Numbers not used leave a gap, which harms nobody.
///
/// # Errors
/// When the database cannot be written.
pub async fn lease_numbers(tx: &mut Tx, id: MunicipalityId, count: i64) -> Result<i64, StoreError> {
    let row = query(LEASE_NUMBERS)
        .bind(count)
        .bind(id.to_string())
        .fetch_one(tx.connection())
        .await?;
    Ok(get::<i64>(&row, "next_number")? - count)
}
