//! Referrals and their history: loading by scope, inserting, and saving guarded by a version.

use std::sync::LazyLock;

use domain::age_band::AgeBand;
use domain::client::CaseNotes;
use domain::consent::Consent;
use domain::ids::{MunicipalityId, OrganisationId, ReferralId, ResidentId, UserId};
use domain::organisation::Role;
use domain::referral::{
    Deed, Entry, Hand, OnBehalf, Order, Owner, Receiver, Referral, Status, Target, TrialMoment,
};
use domain::saved_wish;
use jiff::Timestamp;
use sqlx::any::AnyRow;
use sqlx::{AssertSqlSafe, query};

use crate::batch::{Write, Writing};
use crate::engine::Tx;
use crate::rows::{PAGE, get, moment, moment_opt, number, parsed, parsed_opt, twenty_from};
use crate::scope::{bind_scope, scope_condition};
use crate::vault::ResidentKey;
use crate::{Scope, StoreError, saved_wishes, vault};

const INSERT: &str = "INSERT INTO referral (municipality_id, id, number, resident_id, referrer_id, \
    referrer_role, referrer_account, target, offer_id, session_id, receiver_id, receiver_role, \
    status, consent, guided, attempts, owner_role, owner_id, due_at, remind_at, trial, sealed, \
    sent_at, changed_at, version, let_go_at, said_yes, age_band) VALUES ($1, $2, $3, $4, $5, $6, \
    $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, \
    $26, $27, $28)";
const UPDATE: &str = "UPDATE referral SET target = $1, offer_id = $2, session_id = $3, \
    receiver_id = $4, receiver_role = $5, status = $6, consent = $7, guided = $8, attempts = $9, \
    owner_role = $10, owner_id = $11, due_at = $12, remind_at = $13, trial = $14, \
    changed_at = $15, version = $16, let_go_at = $17, said_yes = $18 \
    WHERE municipality_id = $19 AND id = $20 AND version = $21";
const INSERT_ENTRY: &str = "INSERT INTO referral_history (municipality_id, referral_id, number, \
    deed, from_status, to_status, at, by_role, by_organisation, by_account, on_behalf, reason, \
    outcome, trial, until_day, target, receiver_id, receiver_role, owner_role, owner_id, due_at, \
    sealed_note) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, \
    $17, $18, $19, $20, $21, $22)";
const FIND: &str = concat!(
    "SELECT r.municipality_id, r.id, r.number, r.resident_id, r.referrer_id, r.referrer_role, \
     r.referrer_account, r.target, r.receiver_id, r.receiver_role, r.consent, r.sealed \
     FROM referral r WHERE r.id = $8 AND ",
    scope_condition!()
);
const BY_NUMBER: &str = "SELECT id FROM referral WHERE municipality_id = $1 AND number = $2";
const HISTORY: &str = "SELECT number, deed, from_status, to_status, at, by_role, by_organisation, \
    by_account, on_behalf, reason, outcome, trial, until_day, target, receiver_id, receiver_role, \
    owner_role, owner_id, due_at, sealed_note FROM referral_history WHERE municipality_id = $1 \
    AND referral_id = $2 ORDER BY number";
static ALREADY_OPEN: LazyLock<&'static str> = LazyLock::new(|| {
    format!(
        "SELECT CAST(CASE WHEN {} THEN 1 ELSE 0 END AS BIGINT) AS seen FROM referral r \
         WHERE r.municipality_id = $8 AND r.resident_id IN ({}) AND r.owner_id IS NOT NULL \
         ORDER BY seen DESC LIMIT 1",
        scope_condition!(),
        twenty_from(9)
    )
    .leak()
});
const LOOK_AGAIN: &str = "UPDATE referral SET remind_at = $1 WHERE municipality_id = $2 \
    AND id = $3 AND version = $4";
static ALL_OF_RESIDENTS: LazyLock<&'static str> = LazyLock::new(|| {
    format!(
        "SELECT id FROM referral WHERE municipality_id = $1 AND resident_id IN ({}) \
         ORDER BY sent_at",
        twenty_from(2)
    )
    .leak()
});
const PUT_NOTES: &str = "UPDATE referral SET sealed = $1 WHERE municipality_id = $2 AND id = $3";
const DROP_NOTES: &str = "UPDATE referral SET sealed = NULL WHERE municipality_id = $1 AND id = $2";
const DROP_WORDS: &str = "UPDATE referral_history SET sealed_note = NULL \
    WHERE municipality_id = $1 AND referral_id = $2";

/// A referral with what belongs to it.
pub struct Found {
    /// The referral, replayed from its history.
    pub referral: Referral,
    /// Its history, oldest first.
    pub history: Vec<Entry>,
    /// What the referrer wrote, still sealed.
    pub sealed_notes: Option<Vec<u8>>,
    /// The words beside each entry, still sealed, in the order of `history`.
    pub sealed_words: Vec<Option<Vec<u8>>>,
}

impl Found {
    /// What the referrer wrote; empty when it was removed.
    ///
    /// # Errors
    /// When it cannot be opened.
    pub fn notes(&self, key: &ResidentKey) -> Result<CaseNotes, StoreError> {
        match &self.sealed_notes {
            Some(sealed) => vault::open_notes(key, self.referral.resident, sealed),
            None => Ok(CaseNotes::default()),
        }
    }
}

/// How a target is kept: the word, and ids beside it.
#[must_use]
pub fn target_text(target: Target) -> String {
    match target {
        Target::Session { offer, session } => format!("sessie {offer} {session}"),
        Target::Offer(offer) => format!("aanbod {offer}"),
        Target::Coach => "beweegcoach".to_owned(),
        Target::CareProfessional(user) => format!("zorgverlener {user}"),
    }
}

/// Reads what [`target_text`] wrote.
pub(crate) fn read_target(text: &str) -> Result<Target, StoreError> {
    let unreadable = || StoreError::Unreadable("target");
    let mut words = text.split(' ');
    let kind = words.next().unwrap_or_default();
    let mut id = || words.next().ok_or_else(unreadable);
    Ok(match kind {
        "sessie" => Target::Session {
            offer: id()?.parse().map_err(|_| unreadable())?,
            session: id()?.parse().map_err(|_| unreadable())?,
        },
        "aanbod" => Target::Offer(id()?.parse().map_err(|_| unreadable())?),
        "beweegcoach" => Target::Coach,
        "zorgverlener" => Target::CareProfessional(id()?.parse().map_err(|_| unreadable())?),
        _ => return Err(unreadable()),
    })
}

/// Keeps a new referral and its first entry.
///
/// # Errors
/// When the database says no.
pub async fn insert(
    on: &mut impl Writing,
    referral: &Referral,
    entry: &Entry,
    sealed_notes: Option<Vec<u8>>,
    age_band: Option<AgeBand>,
) -> Result<(), StoreError> {
    let micros = |at: Timestamp| at.as_microsecond();
    let statement = Write::new(INSERT)
        .bind(referral.municipality.to_string())
        .bind(referral.id.to_string())
        .bind(referral.number.clone())
        .bind(referral.resident.to_string())
        .bind(referral.referrer.map(|id| id.to_string()))
        .bind(referral.referrer_role.code())
        .bind(referral.referrer_user.map(|id| id.to_string()))
        .bind(target_text(referral.target))
        .bind(referral.target.offer().map(|id| id.to_string()))
        .bind(referral.target.session().map(|id| id.to_string()))
        .bind(referral.receiver.organisation.to_string())
        .bind(referral.receiver.role.code())
        .bind(referral.state.status().code())
        .bind(referral.consent.to_stored())
        .bind(referral.consent.guidance)
        .bind(i64::from(referral.attempts))
        .bind(referral.owner.map(|owner| owner.role.code()))
        .bind(referral.owner.map(|owner| owner.organisation.to_string()))
        .bind(referral.due.map(micros))
        .bind(referral.due.map(micros))
        .bind(referral.trial().map(|trial| trial.to_string()))
        .bind(sealed_notes)
        .bind(micros(referral.sent_at))
        .bind(micros(referral.changed_at))
        .bind(i64::from(referral.version))
        .bind(referral.let_go_at().map(micros))
        .bind(i64::from(referral.receiver_said_yes()))
        .bind(age_band.map(AgeBand::code));
    on.put(statement).await?;
    insert_entry(on, referral, entry, None).await
}

/// Saves a referral after one deed. `look_again` is when the worker must look at it next; `words`
/// are the sealed words beside the deed.
///
/// # Errors
/// [`StoreError::Stale`] when somebody else was first.
pub async fn save(
    tx: &mut Tx,
    referral: &Referral,
    entry: &Entry,
    look_again: Option<Timestamp>,
    words: Option<Vec<u8>>,
) -> Result<(), StoreError> {
    let micros = |at: Timestamp| at.as_microsecond();
    let done = query(UPDATE)
        .bind(target_text(referral.target))
        .bind(referral.target.offer().map(|id| id.to_string()))
        .bind(referral.target.session().map(|id| id.to_string()))
        .bind(referral.receiver.organisation.to_string())
        .bind(referral.receiver.role.code())
        .bind(referral.state.status().code())
        .bind(referral.consent.to_stored())
        .bind(referral.consent.guidance)
        .bind(i64::from(referral.attempts))
        .bind(referral.owner.map(|owner| owner.role.code()))
        .bind(referral.owner.map(|owner| owner.organisation.to_string()))
        .bind(referral.due.map(micros))
        .bind(look_again.map(micros))
        .bind(referral.trial().map(|trial| trial.to_string()))
        .bind(micros(referral.changed_at))
        .bind(i64::from(referral.version))
        .bind(referral.let_go_at().map(micros))
        .bind(i64::from(referral.receiver_said_yes()))
        .bind(referral.municipality.to_string())
        .bind(referral.id.to_string())
        .bind(i64::from(entry.number) - 1)
        .execute(tx.connection())
        .await?;
    if done.rows_affected() != 1 {
        return Err(StoreError::Stale);
    }
    // Every deed comes by here: none can leave wishes behind that nobody may look for any more.
    if let Some(to) = saved_wish::after(referral, entry) {
        let of = (referral.municipality, referral.id);
        saved_wishes::close_all(tx, of, None, to, entry.at).await?;
    }
    insert_entry(tx, referral, entry, words).await
}

async fn insert_entry(
    on: &mut impl Writing,
    referral: &Referral,
    entry: &Entry,
    words: Option<Vec<u8>>,
) -> Result<(), StoreError> {
    let statement = Write::new(INSERT_ENTRY)
        .bind(referral.municipality.to_string())
        .bind(referral.id.to_string())
        .bind(i64::from(entry.number))
        .bind(entry.deed.code())
        .bind(entry.from.map(Status::code))
        .bind(entry.to.code())
        .bind(entry.at.as_microsecond())
        .bind(entry.by.role.code())
        .bind(entry.by.organisation.map(|id| id.to_string()))
        .bind(entry.by.user.map(|id| id.to_string()))
        .bind(entry.on_behalf.map(OnBehalf::code))
        .bind(entry.reason.clone())
        .bind(entry.outcome.clone())
        .bind(entry.trial.map(|trial| trial.to_string()))
        .bind(entry.until.map(|day| day.to_string()))
        .bind(entry.target.map(target_text))
        .bind(
            entry
                .receiver
                .map(|receiver| receiver.organisation.to_string()),
        )
        .bind(entry.receiver.map(|receiver| receiver.role.code()))
        .bind(entry.owner.map(|owner| owner.role.code()))
        .bind(entry.owner.map(|owner| owner.organisation.to_string()))
        .bind(entry.due.map(|due| due.as_microsecond()))
        .bind(words);
    on.put(statement).await
}

/// A referral within `scope`, replayed from its history.
///
/// # Errors
/// When the database cannot be read.
pub async fn find(tx: &mut Tx, scope: &Scope, id: ReferralId) -> Result<Option<Found>, StoreError> {
    let bounds = scope.bounds();
    let row = bind_scope!(query(FIND), bounds)
        .bind(id.to_string())
        .fetch_optional(tx.connection())
        .await?;
    let Some(row) = row else { return Ok(None) };
    let order = order_of(&row)?;
    let sealed_notes = get(&row, "sealed")?;
    let rows = query(HISTORY)
        .bind(order.municipality.to_string())
        .bind(id.to_string())
        .fetch_all(tx.connection())
        .await?;
    let mut history = Vec::with_capacity(rows.len());
    let mut sealed_words = Vec::with_capacity(rows.len());
    for row in &rows {
        history.push(entry_of(row)?);
        sealed_words.push(get(row, "sealed_note")?);
    }
    let Some(referral) = Referral::replay(order, &history) else {
        return Err(StoreError::Unreadable("referral_history"));
    };
    Ok(Some(Found {
        referral,
        history,
        sealed_notes,
        sealed_words,
    }))
}

/// The key of the referral with this number, such as `B-1042`.
///
/// # Errors
/// When the database cannot be read.
pub async fn by_number(
    tx: &mut Tx,
    municipality: MunicipalityId,
    number: &str,
) -> Result<Option<ReferralId>, StoreError> {
    let row = query(BY_NUMBER)
        .bind(municipality.to_string())
        .bind(number)
        .fetch_optional(tx.connection())
        .await?;
    row.map(|row| parsed(&row, "id")).transpose()
}

/// Puts off when the worker looks at a referral again; nothing happened to the referral itself.
///
/// # Errors
/// When the database cannot be written.
pub async fn look_again(
    tx: &mut Tx,
    referral: &Referral,
    at: Option<Timestamp>,
) -> Result<(), StoreError> {
    query(LOOK_AGAIN)
        .bind(at.map(|at| at.as_microsecond()))
        .bind(referral.municipality.to_string())
        .bind(referral.id.to_string())
        .bind(i64::from(referral.version))
        .execute(tx.connection())
        .await?;
    Ok(())
}

/// Whether one of these residents, at most twenty, has an open referral, and whether the caller may
/// see it.
///
/// # Errors
/// When the database cannot be read.
pub async fn already_open(
    tx: &mut Tx,
    scope: &Scope,
    municipality: MunicipalityId,
    residents: &[ResidentId],
) -> Result<AlreadyOpen, StoreError> {
    let residents = &residents[..residents.len().min(PAGE)];
    let Some(last) = residents.last() else {
        return Ok(AlreadyOpen::No);
    };
    let bounds = scope.bounds();
    let mut statement =
        bind_scope!(query(AssertSqlSafe(*ALREADY_OPEN)), bounds).bind(municipality.to_string());
    for resident in residents.iter().chain(std::iter::repeat(last)).take(PAGE) {
        statement = statement.bind(resident.to_string());
    }
    Ok(match statement.fetch_optional(tx.connection()).await? {
        None => AlreadyOpen::No,
        Some(row) if get::<i64>(&row, "seen")? == 1 => AlreadyOpen::Seen,
        Some(_) => AlreadyOpen::Hidden,
    })
}

/// Whether somebody has an open referral already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AlreadyOpen {
    /// No.
    No,
    /// And the caller may see it.
    Seen,
    /// And the caller may not know.
    Hidden,
}

/// Every referral of these residents, open or closed.
///
/// # Errors
/// When the database cannot be read.
pub async fn all_of_residents(
    tx: &mut Tx,
    municipality: MunicipalityId,
    residents: &[ResidentId],
) -> Result<Vec<ReferralId>, StoreError> {
    let mut all = Vec::new();
    for page in residents.chunks(PAGE) {
        let Some(last) = page.last() else { continue };
        let mut statement = query(AssertSqlSafe(*ALL_OF_RESIDENTS)).bind(municipality.to_string());
        for id in page.iter().chain(std::iter::repeat(last)).take(PAGE) {
            statement = statement.bind(id.to_string());
        }
        for row in &statement.fetch_all(tx.connection()).await? {
            all.push(parsed(row, "id")?);
        }
    }
    Ok(all)
}

/// Puts what the referrer wrote anew, sealed: a part of it was destroyed.
///
/// # Errors
/// When the database cannot be written.
pub async fn put_notes(
    tx: &mut Tx,
    referral: &Referral,
    sealed: Option<Vec<u8>>,
) -> Result<(), StoreError> {
    query(PUT_NOTES)
        .bind(sealed)
        .bind(referral.municipality.to_string())
        .bind(referral.id.to_string())
        .execute(tx.connection())
        .await?;
    Ok(())
}

/// Throws away every sealed word about a referral: what the referrer wrote, and what stands beside
/// the steps. The steps themselves stay.
///
/// # Errors
/// When the database cannot be written.
pub async fn drop_sealed(tx: &mut Tx, referral: &Referral) -> Result<(), StoreError> {
    for statement in [DROP_NOTES, DROP_WORDS] {
        query(statement)
            .bind(referral.municipality.to_string())
            .bind(referral.id.to_string())
            .execute(tx.connection())
            .await?;
    }
    Ok(())
}

pub(crate) fn order_of(row: &AnyRow) -> Result<Order, StoreError> {
    let municipality: MunicipalityId = parsed(row, "municipality_id")?;
    let referrer: Option<OrganisationId> = parsed_opt(row, "referrer_id")?;
    let referrer_user: Option<UserId> = parsed_opt(row, "referrer_account")?;
    Ok(Order {
        id: parsed(row, "id")?,
        number: get(row, "number")?,
        resident: parsed(row, "resident_id")?,
        municipality,
        referrer,
        referrer_role: parsed(row, "referrer_role")?,
        referrer_user,
        target: read_target(&get::<String>(row, "target")?)?,
        receiver: Receiver {
            organisation: parsed(row, "receiver_id")?,
            role: parsed(row, "receiver_role")?,
        },
        consent: Consent::from_stored(&get::<String>(row, "consent")?),
    })
}

pub(crate) fn entry_of(row: &AnyRow) -> Result<Entry, StoreError> {
    let status = |column: &'static str| -> Result<Option<Status>, StoreError> {
        match get::<Option<String>>(row, column)? {
            Some(code) => Status::from_code(&code)
                .map(Some)
                .ok_or(StoreError::Unreadable("status")),
            None => Ok(None),
        }
    };
    let deed = Deed::from_code(&get::<String>(row, "deed")?);
    let owner_role: Option<Role> = parsed_opt(row, "owner_role")?;
    let owner_id: Option<OrganisationId> = parsed_opt(row, "owner_id")?;
    let receiver_role: Option<Role> = parsed_opt(row, "receiver_role")?;
    let receiver_id: Option<OrganisationId> = parsed_opt(row, "receiver_id")?;
    let target = get::<Option<String>>(row, "target")?;
    let trial = get::<Option<String>>(row, "trial")?;
    let on_behalf = get::<Option<String>>(row, "on_behalf")?;
    Ok(Entry {
        number: number(row, "number")?,
        deed: deed.ok_or(StoreError::Unreadable("deed"))?,
        from: status("from_status")?,
        to: status("to_status")?.ok_or(StoreError::Unreadable("to_status"))?,
        at: moment(row, "at")?,
        by: Hand {
            role: parsed(row, "by_role")?,
            organisation: parsed_opt(row, "by_organisation")?,
            user: parsed_opt(row, "by_account")?,
        },
        on_behalf: on_behalf.as_deref().and_then(OnBehalf::from_code),
        reason: get(row, "reason")?,
        outcome: get(row, "outcome")?,
        trial: trial.as_deref().and_then(TrialMoment::read),
        until: parsed_opt(row, "until_day")?,
        target: target.as_deref().map(read_target).transpose()?,
        receiver: receiver_role
            .zip(receiver_id)
            .map(|(role, organisation)| Receiver { organisation, role }),
        owner: owner_role
            .zip(owner_id)
            .map(|(role, organisation)| Owner { role, organisation }),
        due: moment_opt(row, "due_at")?,
    })
}
