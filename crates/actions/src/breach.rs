//! A data breach: the register of incidents with the clock of seventy-two hours, and what the log
//! tells of a leak. Numbers of referrals and names of accounts; no name of a resident, so that who
//! guards privacy need not see clients.

use domain::actor::Member;
use domain::fault::Fault;
use domain::organisation::Role;
use domain::policy::{Verb, may};
use jiff::{SignedDuration, Timestamp};
use store::access_log::{self, Action, Line, browse, csv_cell};
use store::{Tx, incidents};

pub use store::incidents::{Facts, Incident, Leak, Touched, Words};

use crate::colleagues::runs_the_municipality;
use crate::{ActionError, Bridge, Caller};

/// Within so long of its discovery a breach is told to the Autoriteit Persoonsgegevens (article 33
/// of the GDPR).
pub const TELL_WITHIN: SignedDuration = SignedDuration::from_hours(72);
/// Longest text, in characters.
const WORDS_MAX: usize = 5000;

/// A key and a name.
pub type Named = (String, String);

/// Until when the authority must be told; none when it was, or need not be.
#[must_use]
pub fn tell_before(facts: &Facts) -> Option<Timestamp> {
    let settled = facts.told_authority_at.or(facts.no_need_at);
    match settled {
        Some(_) => None,
        None => facts.discovered_at.checked_add(TELL_WITHIN).ok(),
    }
}

/// The register, open ones first.
///
/// # Errors
/// [`ActionError::Forbidden`] for who keeps no register.
pub async fn register(bridge: &Bridge, caller: &Caller) -> Result<Vec<Incident>, ActionError> {
    let member = keeper(bridge, caller)?;
    let mut tx = bridge.store().begin().await?;
    let all = incidents::list(&mut tx, member.municipality, None).await?;
    tx.commit().await?;
    Ok(all)
}

/// One incident.
///
/// # Errors
/// [`ActionError::Forbidden`] for who keeps no register; [`ActionError::NotFound`] when there is
/// none.
pub async fn incident(bridge: &Bridge, caller: &Caller, id: &str) -> Result<Incident, ActionError> {
    let member = keeper(bridge, caller)?;
    let mut tx = bridge.store().begin().await?;
    one(&mut tx, member, id).await
}

async fn one(tx: &mut Tx, member: &Member, id: &str) -> Result<Incident, ActionError> {
    if id.is_empty() {
        return Err(ActionError::NotFound);
    }
    let found = incidents::list(tx, member.municipality, Some(id)).await?;
    found.into_iter().next().ok_or(ActionError::NotFound)
}

/// Writes an incident down, or with an `id` writes it anew. Gives its key.
///
/// # Errors
/// [`ActionError::Forbidden`] for who keeps no register; [`ActionError::NotFound`] when there is
/// none with this key; [`ActionError::Faults`] for all that is wrong.
pub async fn write_down(
    bridge: &Bridge,
    caller: &Caller,
    id: Option<&str>,
    words: Words,
    facts: Facts,
) -> Result<String, ActionError> {
    let member = keeper(bridge, caller)?;
    let now = bridge.now();
    judge(&words, &facts, now)?;
    let mut tx = bridge.store().begin().await?;
    let home = member.municipality;
    let key = match id {
        None => incidents::insert(&mut tx, home, member.user, &words, facts, now).await?,
        Some(id) => {
            let before = one(&mut tx, member, id).await?;
            let after = Incident {
                words,
                facts,
                ..before
            };
            incidents::update(&mut tx, home, &after, now).await?;
            after.id
        }
    };
    tx.commit().await?;
    Ok(key)
}

fn judge(words: &Words, facts: &Facts, now: Timestamp) -> Result<(), ActionError> {
    let mut faults = Vec::new();
    let mut say = |place: &str, code| faults.push(Fault::body(place, code));
    if words.what.trim().is_empty() {
        say("wat", "ontbreekt");
    }
    if facts.discovered_at > now {
        say("ontdekt", "in-de-toekomst");
    }
    if facts.happened_at.is_some_and(|at| at > facts.discovered_at) {
        say("gebeurd", "in-de-toekomst");
    }
    let later = [
        ("gemeld", facts.told_authority_at),
        ("verteldOp", facts.told_people_at),
    ];
    for (place, at) in later {
        if at.is_some_and(|at| at > now) {
            say(place, "in-de-toekomst");
        }
    }
    if facts.closed_at.is_some() && tell_before(facts).is_some() {
        say("gesloten", "nog-niet-gemeld");
    }
    let texts = [
        ("wat", &words.what),
        ("maatregelen", &words.measures),
        ("verteld", &words.told),
    ];
    for (place, text) in texts {
        if text.chars().count() > WORDS_MAX {
            faults.push(Fault::body(place, "te-lang").with(WORDS_MAX.to_string()));
        }
    }
    match faults.is_empty() {
        true => Ok(()),
        false => Err(ActionError::Faults(faults)),
    }
}

/// What a leak touched: lines by referral, account and action, and how many people in all. Asking
/// stands in the log.
///
/// # Errors
/// [`ActionError::Forbidden`] for who keeps no register.
pub async fn touched(
    bridge: &Bridge,
    caller: &Caller,
    leak: Leak,
) -> Result<(Vec<Touched>, u64), ActionError> {
    told(bridge, caller, leak, Action::ReadLog).await
}

/// The same as a CSV file, header first.
///
/// # Errors
/// As [`touched`].
pub async fn as_csv(bridge: &Bridge, caller: &Caller, leak: Leak) -> Result<String, ActionError> {
    let (lines, _) = told(bridge, caller, leak, Action::Export).await?;
    let mut text =
        String::from("verwijzing;naam;organisatie;rol;handeling;keer;eerste;laatste\r\n");
    for line in lines {
        let (times, first, last) = (
            line.times.to_string(),
            line.first_at.to_string(),
            line.last_at.to_string(),
        );
        let cells = [
            line.number.as_deref().unwrap_or_default(),
            line.person.as_deref().unwrap_or_default(),
            line.organisation.as_deref().unwrap_or_default(),
            &line.role,
            &line.action,
            &times,
            &first,
            &last,
        ];
        let cells: Vec<String> = cells.into_iter().map(csv_cell).collect();
        text.push_str(&cells.join(";"));
        text.push_str("\r\n");
    }
    Ok(text)
}

/// Accounts and organisations of the municipality to choose from: key and name.
///
/// # Errors
/// [`ActionError::Forbidden`] for who keeps no register.
pub async fn who_works_here(
    bridge: &Bridge,
    caller: &Caller,
) -> Result<(Vec<Named>, Vec<Named>), ActionError> {
    let member = keeper(bridge, caller)?;
    let mut tx = bridge.store().begin().await?;
    let people = browse::people(&mut tx, member.municipality).await?;
    let people = people
        .into_iter()
        .map(|(id, name, organisation)| (id.to_string(), format!("{name}, {organisation}")));
    let mut organisations = Vec::new();
    for found in store::organisations::of_municipality(&mut tx, member.municipality).await? {
        let organisation = found.organisation;
        organisations.push((organisation.id.to_string(), organisation.name));
    }
    Ok((people.collect(), organisations))
}

async fn told(
    bridge: &Bridge,
    caller: &Caller,
    leak: Leak,
    action: Action,
) -> Result<(Vec<Touched>, u64), ActionError> {
    let member = keeper(bridge, caller)?;
    let mut tx = bridge.store().begin().await?;
    let found = incidents::touched(&mut tx, member.municipality, leak).await?;
    let roles = Verb::KeepIncidents.roles().iter();
    let role = roles.copied().find(|role| member.roles.has(*role));
    let line = Line {
        municipality: member.municipality,
        at: bridge.now(),
        user: Some(member.user),
        role: role.unwrap_or(Role::LogKeeper),
        organisation: Some(member.organisation),
        on_behalf: None,
        origin: caller.origin.clone(),
        action,
        resident: None,
        referral: None,
        consent: None,
    };
    access_log::write(&mut tx, &[line]).await?;
    tx.commit().await?;
    Ok(found)
}

/// Whether the caller keeps the register of incidents.
#[must_use]
pub fn keeps_register(bridge: &Bridge, caller: &Caller) -> bool {
    keeper(bridge, caller).is_ok()
}

/// Who keeps the register: the service point, the log keeper, and an administrator of the
/// municipality itself. What went wrong at others is not for a club.
fn keeper<'a>(bridge: &Bridge, caller: &'a Caller) -> Result<&'a Member, ActionError> {
    let member = caller
        .as_member()
        .filter(|_| may(&caller.actor, Verb::KeepIncidents))
        .ok_or(ActionError::Forbidden)?;
    let by_role = member.roles.has(Role::ServicePoint) || member.roles.has(Role::LogKeeper);
    match by_role || runs_the_municipality(bridge, member) {
        true => Ok(member),
        false => Err(ActionError::Forbidden),
    }
}
