//! Suggestions while somebody types: activities, titles of offers and places. From memory, for
//! everybody; what was typed is kept nowhere.

use documents::texts::Texts;
use domain::fault::Fault;
use domain::ids::MunicipalityId;

use crate::{ActionError, Bridge};

/// A suggestion takes no more than this was typed.
const LONGEST: usize = 60;
/// At most so many of each kind.
const MOST: usize = 8;

/// What may be meant.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Suggested {
    /// Activities: code and Dutch name.
    pub activities: Vec<(&'static str, String)>,
    /// Titles of offers.
    pub titles: Vec<String>,
    /// Places; names that two towns share each with a postcode.
    pub places: Vec<String>,
}

/// What may be meant by what was typed so far, among the offers of one municipality or of all.
///
/// # Errors
/// [`ActionError::Faults`] when it is too long or the municipality's code is none.
pub fn suggest(bridge: &Bridge, typed: &str, municipality: &str) -> Result<Suggested, ActionError> {
    let mut faults = Vec::new();
    if typed.chars().count() > LONGEST {
        faults.push(Fault::query("q", "te-lang").with(LONGEST.to_string()));
    }
    let municipality: Option<MunicipalityId> = match municipality.trim() {
        "" => None,
        code => {
            let read = code.parse().ok();
            if read.is_none() {
                faults.push(Fault::query("gemeente", "gemeentecode"));
            }
            read
        }
    };
    if !faults.is_empty() {
        return Err(ActionError::Faults(faults));
    }
    let found = bridge.finder().suggest(typed, municipality);
    let t = Texts::dutch();
    let activities = found
        .activities
        .iter()
        .map(|activity| (activity.code(), t.code("activiteit", activity.code())));
    // Towns with an offer first; then other towns somebody may live in.
    let mut places = found.places;
    for name in bridge.places_beginning_with(typed.trim()) {
        if places.len() < MOST && !places.contains(&name) {
            places.push(name);
        }
    }
    Ok(Suggested {
        activities: activities.collect(),
        titles: found.titles,
        places,
    })
}
