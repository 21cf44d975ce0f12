//! Towns by name, from the postcodes: so that a search can start at a place. The same name in two
//! parts of the country is told apart by asking.

use std::collections::{BTreeMap, HashMap};

use domain::contact::Postcode;
use domain::geo::Point;
use store::organisations::folded;
use store::postcodes::Known;

/// Towns of one name that lie nearer than this are one town in two municipalities.
const ONE_TOWN_M: f64 = 10_000.0;
/// At most so many names are suggested.
const SUGGESTED: usize = 8;

/// Why a name has no place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PlaceProblem {
    /// No postcodes were imported yet.
    NoneKnown,
    /// No town is called so.
    Unknown,
    /// Several are, each with a postcode of it: "Bergen (1861)".
    Several(Vec<String>),
}

/// A town.
#[derive(Clone, Debug)]
struct Town {
    name: String,
    /// The lowest of its postcodes.
    first: u16,
    middle: Point,
}

/// The postcodes of a town, as they are gathered.
struct Gathered<'a> {
    points: Vec<Point>,
    /// As written with the lowest postcode.
    name: &'a str,
    /// The lowest postcode.
    first: u16,
}

/// Every town by its folded name.
#[derive(Debug, Default)]
pub(crate) struct Places {
    towns: BTreeMap<String, Vec<Town>>,
}

impl Places {
    /// From the postcodes of four digits; a town's middle is the mean of theirs.
    pub(crate) fn of(postcodes: &HashMap<Postcode, Known>) -> Self {
        let mut areas: Vec<(&Postcode, &Known)> = postcodes
            .iter()
            .filter(|(postcode, _)| **postcode == postcode.area())
            .collect();
        areas.sort_unstable_by_key(|(postcode, _)| postcode.digits());
        // By name and municipality.
        let mut found: BTreeMap<(String, Option<&str>), Gathered<'_>> = BTreeMap::new();
        for (postcode, known) in areas {
            let Some(name) = known.place.as_deref().map(str::trim) else {
                continue;
            };
            let key = (folded(name), known.municipality.as_deref());
            let town = found.entry(key).or_insert_with(|| Gathered {
                points: Vec::new(),
                name,
                first: postcode.digits(),
            });
            town.points.push(known.point);
        }
        let mut towns: BTreeMap<String, Vec<Town>> = BTreeMap::new();
        for ((key, _), town) in found {
            let Gathered {
                points,
                name,
                first,
            } = town;
            let count = points.len() as f64;
            let town = Town {
                name: name.to_owned(),
                first,
                middle: Point {
                    lat: points.iter().map(|point| point.lat).sum::<f64>() / count,
                    lon: points.iter().map(|point| point.lon).sum::<f64>() / count,
                },
            };
            let same = towns.entry(key).or_default();
            let is_new = same
                .iter()
                .all(|other| other.middle.metres_to(town.middle) > ONE_TOWN_M);
            if is_new {
                same.push(town);
            }
        }
        Self { towns }
    }

    /// Where a town is.
    pub(crate) fn called(&self, name: &str) -> Result<Point, PlaceProblem> {
        if self.towns.is_empty() {
            return Err(PlaceProblem::NoneKnown);
        }
        match self.towns.get(&folded(name)).map(Vec::as_slice) {
            None | Some([]) => Err(PlaceProblem::Unknown),
            Some([town]) => Ok(town.middle),
            Some(several) => Err(PlaceProblem::Several(
                several.iter().map(told_apart).collect(),
            )),
        }
    }

    /// Towns whose name begins so; those that share a name each with a postcode.
    pub(crate) fn beginning_with(&self, typed: &str) -> Vec<String> {
        let typed = folded(typed);
        if typed.is_empty() {
            return Vec::new();
        }
        let after = self.towns.range(typed.clone()..);
        after
            .take_while(|(name, _)| name.starts_with(&typed))
            .flat_map(|(_, towns)| {
                let alone = towns.len() == 1;
                towns.iter().map(move |town| {
                    if alone {
                        town.name.clone()
                    } else {
                        told_apart(town)
                    }
                })
            })
            .take(SUGGESTED)
            .collect()
    }
}

fn told_apart(town: &Town) -> String {
    format!("{} ({})", town.name, town.first)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known(code: &str, place: &str, municipality: &str, lat: f64) -> (Postcode, Known) {
        let known = Known {
            code: code.to_owned(),
            point: Point { lat, lon: 5.0 },
            place: Some(place.to_owned()),
            municipality: Some(municipality.to_owned()),
        };
        (code.parse().unwrap(), known)
    }

    fn some_places() -> Places {
        let all = [
            known("1861", "Bergen", "GM0373", 52.67),
            known("1862", "Bergen", "GM0373", 52.69),
            known("5854", "Bergen", "GM0893", 51.60),
            known("5299", "Zónderdam", "GM9001", 51.70),
            known("5299AB", "Zónderdam", "GM9001", 50.00),
            known("5298", "Zonderdam", "GM9002", 51.72),
        ];
        Places::of(&all.into_iter().collect())
    }

    #[test]
    fn a_name_that_two_towns_share_asks_which() {
        assert_eq!(
            some_places().called(" bergen"),
            Err(PlaceProblem::Several(vec![
                "Bergen (1861)".to_owned(),
                "Bergen (5854)".to_owned()
            ]))
        );
    }

    #[test]
    fn a_town_in_two_municipalities_is_one() {
        let point = some_places().called("zonderdam").unwrap();
        assert!((51.69..51.73).contains(&point.lat), "{point:?}");
    }

    #[test]
    fn an_unknown_name_is_told_from_none_known() {
        assert_eq!(some_places().called("Elders"), Err(PlaceProblem::Unknown));
        let none = Places::default();
        assert_eq!(none.called("Bergen"), Err(PlaceProblem::NoneKnown));
    }

    #[test]
    fn names_are_suggested_by_their_beginning() {
        let places = some_places();
        assert_eq!(
            places.beginning_with("Be"),
            ["Bergen (1861)", "Bergen (5854)"]
        );
        assert_eq!(places.beginning_with("ZON").len(), 1);
        assert_eq!(places.beginning_with(""), [""; 0]);
    }
}
