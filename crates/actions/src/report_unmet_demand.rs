//! Gemist aanbod: nothing fitted. The wish is kept without the person.

use domain::client::written_text;
use domain::codes::Listed;
use domain::contact::Postcode;
use domain::fault::Fault;
use domain::policy::{Verb, may};
use domain::wishes::{Aversions, Wishes};

use crate::search::{WishesDraft, read_wishes};
use crate::{ActionError, Bridge, Caller};

/// Keeps the wishes for which nothing fitted. Gives the report's id.
///
/// # Errors
/// [`ActionError::Forbidden`] when the caller does not refer; [`ActionError::Faults`] with every
/// fault at once.
pub async fn report_unmet_demand(
    bridge: &Bridge,
    caller: &Caller,
    draft: &WishesDraft,
    reason: &str,
) -> Result<String, ActionError> {
    if !may(&caller.actor, Verb::ReportUnmetDemand) {
        return Err(ActionError::Forbidden);
    }
    let Some(member) = caller.as_member() else {
        return Err(ActionError::Forbidden);
    };
    let mut faults: Vec<Fault> = Vec::new();
    let reason = written_text(reason, 300, "reden", &mut faults);
    let wishes = match read_wishes(bridge, draft) {
        Ok(wishes) => wishes,
        Err(ActionError::Faults(mut found)) => {
            found.append(&mut faults);
            return Err(ActionError::Faults(found));
        }
        Err(other) => return Err(other),
    };
    if !faults.is_empty() {
        return Err(ActionError::Faults(faults));
    }
    let area = area_of(bridge, draft, &wishes).map(|area| area.digits().to_string());
    let now = bridge.now();
    let mut tx = bridge.store().begin().await?;
    let by = (member.organisation, member.user);
    let wish = (area, wish_text(&wishes), reason);
    let id = store::unmet::insert(&mut tx, member.municipality, by, wish, now).await?;
    store::feed::add(&mut tx, "gemist-aanbod", &id, now).await?;
    tx.commit().await?;
    Ok(id)
}

/// Where it is missed. Four digits are enough to know that, and too few to find a door; of a town or
/// a place on the map they are those of the nearest postcode.
fn area_of(bridge: &Bridge, draft: &WishesDraft, wishes: &Wishes) -> Option<Postcode> {
    match draft.postcode.parse::<Postcode>() {
        Ok(postcode) if draft.point.is_none() => Some(postcode.area()),
        _ => bridge.area_at(wishes.start?),
    }
}

/// The wishes as JSON: codes and numbers, no free words, no exact age.
fn wish_text(wishes: &Wishes) -> String {
    fn codes<T: Listed>(set: domain::codes::Codes<T>) -> Vec<&'static str> {
        set.iter().map(Listed::code).collect()
    }
    let aversions = |of: Aversions| [codes(of.delights), codes(of.activities)].concat();
    let dayparts: Vec<String> = wishes
        .dayparts
        .iter()
        .map(|daypart| daypart.code())
        .collect();
    let decade = wishes.age.map(|age| age / 10 * 10);
    serde_json::json!({
        "maxAfstandKm": f64::from(wishes.radius_m) / 1000.0,
        "leeftijdVanaf": decade,
        "dagdelen": dayparts,
        "maxNiveau": wishes.max_level.map(|level| level as u8),
        "zelfstandigheid": wishes.self_reliance.map(domain::codes::SelfReliance::code),
        "begeleiding": codes(wishes.guidance),
        "toegankelijkheid": codes(wishes.accessibility),
        "groep": codes(wishes.groups),
        "taal": wishes.language.map(domain::codes::Language::code),
        // As a provider would ask it: what schemes pay comes on top.
        "maxPrijsInCenten": wishes
            .max_price
            .map(|cents| cents.saturating_add(wishes.schemes_pay)),
        "activiteiten": codes(wishes.activities),
        "maxMeters": wishes.max_way_m,
        "alleenVrijePlekken": wishes.free_places,
        "erkendeInterventie": wishes.recognised.map(domain::codes::Recognition::code),
        "maxWachttijd": wishes.max_wait.map(domain::codes::Wait::code),
        "altijdInstromen": wishes.any_time,
        "plezier": codes(wishes.likes),
        "lieverNiet": aversions(wishes.rather_not),
        "niet": aversions(wishes.never),
    })
    .to_string()
}
