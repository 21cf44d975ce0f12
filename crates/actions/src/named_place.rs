//! A place that is named within a sentence: a town of the stored postcodes, or a wijk or buurt of
//! the municipality. Called by the search page; only a name that is one place, letter by letter, is
//! found, for every other word of the sentence is asked for too.

use domain::geo::Point;
use domain::ids::MunicipalityId;
use store::organisations::folded;

use crate::Bridge;

/// A place by its name.
#[derive(Clone, Debug, PartialEq)]
pub struct NamedPlace {
    /// As it is written.
    pub name: String,
    /// Its middle; `None` for a town, which is looked up by its name.
    pub middle: Option<Point>,
}

/// The place of this name, in small letters without accents. Of a town and a neighbourhood of the
/// same name the town; a town that shares its name with another is found too: the search asks which
/// one is meant.
#[must_use]
pub fn named_place(bridge: &Bridge, home: MunicipalityId, words: &str) -> Option<NamedPlace> {
    // "'s-Hertogenbosch" and "Sint-Oedenrode" come in without their signs.
    let spelled = [
        words.to_owned(),
        words.replace(' ', "-"),
        format!("'{}", words.replacen(' ', "-", 1)),
    ];
    let town = spelled.iter().find_map(|name| town_called(bridge, name));
    if let Some(name) = town {
        return Some(NamedPlace { name, middle: None });
    }
    let areas = bridge.neighbourhoods();
    let area = spelled
        .iter()
        .find_map(|name| areas.called(home.as_str(), name));
    area.map(|(name, middle)| NamedPlace {
        name,
        middle: Some(middle),
    })
}

/// The town whose name is this, and not one that begins with it.
fn town_called(bridge: &Bridge, name: &str) -> Option<String> {
    let wanted = folded(name);
    let beginning = bridge.places_beginning_with(&wanted).into_iter();
    beginning
        .map(|found| match found.split_once(" (") {
            // Those that share a name each have a postcode behind it.
            Some((plain, _)) => plain.to_owned(),
            None => found,
        })
        .find(|found| folded(found) == wanted)
}
