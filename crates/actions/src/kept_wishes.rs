//! Wishes as text, to be sealed and read back: the fields of a search by their names on the wire,
//! without how many hits were asked.

use serde::{Deserialize, Serialize};

use domain::ids::MunicipalityId;
use domain::scheme;

use crate::Bridge;
use crate::wishes_draft::{WishesDraft, schemes_for};

#[derive(Default, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct Kept {
    #[serde(skip_serializing_if = "String::is_empty")]
    postcode: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    plaats: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    punt: Option<KeptPoint>,
    #[serde(skip_serializing_if = "Option::is_none")]
    max_meters: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    max_afstand_km: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    leeftijd: Option<i64>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    dagdelen: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    max_niveau: Option<i64>,
    #[serde(skip_serializing_if = "String::is_empty")]
    zelfstandigheid: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    begeleiding: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    toegankelijkheid: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    groep: Vec<String>,
    #[serde(skip_serializing_if = "String::is_empty")]
    taal: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    max_prijs_in_centen: Option<i64>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    regelingen: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    activiteiten: Vec<String>,
    #[serde(skip_serializing_if = "is_no")]
    alleen_vrije_plekken: bool,
    #[serde(skip_serializing_if = "String::is_empty")]
    erkende_interventie: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    max_wachttijd: String,
    #[serde(skip_serializing_if = "is_no")]
    altijd_instromen: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    bevestigd_binnen_dagen: Option<i64>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    plezier: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    liever_niet: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    niet: Vec<String>,
    #[serde(skip_serializing_if = "String::is_empty")]
    tekst: String,
}

#[derive(Clone, Copy, Serialize, Deserialize)]
struct KeptPoint {
    lat: f64,
    lon: f64,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "as serde hands it")]
const fn is_no(flag: &bool) -> bool {
    !*flag
}

/// The wishes as text. Equal wishes give equal text.
pub(crate) fn to_text(wishes: &WishesDraft) -> String {
    let point = wishes.point.and_then(|(lat, lon)| {
        let (lat, lon) = lat.zip(lon)?;
        Some(KeptPoint { lat, lon })
    });
    let list = |words: &[String]| -> Vec<String> {
        let words = words.iter().map(|word| word.trim().to_owned());
        let mut words: Vec<String> = words.filter(|word| !word.is_empty()).collect();
        words.sort_unstable();
        words.dedup();
        words
    };
    let text = |word: &str| word.trim().to_owned();
    let kept = Kept {
        postcode: text(&wishes.postcode),
        plaats: text(&wishes.place),
        punt: point,
        max_meters: wishes.max_way_m,
        max_afstand_km: wishes.max_distance_km,
        leeftijd: wishes.age,
        dagdelen: list(&wishes.dayparts),
        max_niveau: wishes.max_level,
        zelfstandigheid: text(&wishes.self_reliance),
        begeleiding: list(&wishes.guidance),
        toegankelijkheid: list(&wishes.accessibility),
        groep: list(&wishes.groups),
        taal: text(&wishes.language),
        max_prijs_in_centen: wishes.max_price,
        regelingen: list(&wishes.schemes),
        activiteiten: list(&wishes.activities),
        alleen_vrije_plekken: wishes.free_places,
        erkende_interventie: text(&wishes.recognised),
        max_wachttijd: text(&wishes.max_wait),
        altijd_instromen: wishes.any_time,
        bevestigd_binnen_dagen: wishes.confirmed_within_days,
        plezier: list(&wishes.likes),
        liever_niet: list(&wishes.rather_not),
        niet: list(&wishes.never),
        tekst: text(&wishes.text),
    };
    serde_json::to_string(&kept).unwrap_or_default()
}

/// Reads what [`to_text`] wrote; what is no such text gives wishes that nobody made.
pub(crate) fn from_text(text: &str) -> WishesDraft {
    let kept: Kept = serde_json::from_str(text).unwrap_or_default();
    WishesDraft {
        postcode: kept.postcode,
        place: kept.plaats,
        point: kept.punt.map(|point| (Some(point.lat), Some(point.lon))),
        max_way_m: kept.max_meters,
        max_distance_km: kept.max_afstand_km,
        age: kept.leeftijd,
        dayparts: kept.dagdelen,
        max_level: kept.max_niveau,
        self_reliance: kept.zelfstandigheid,
        guidance: kept.begeleiding,
        accessibility: kept.toegankelijkheid,
        groups: kept.groep,
        language: kept.taal,
        max_price: kept.max_prijs_in_centen,
        schemes: kept.regelingen,
        activities: kept.activiteiten,
        free_places: kept.alleen_vrije_plekken,
        recognised: kept.erkende_interventie,
        max_wait: kept.max_wachttijd,
        any_time: kept.altijd_instromen,
        confirmed_within_days: kept.bevestigd_binnen_dagen,
        likes: kept.plezier,
        rather_not: kept.liever_niet,
        never: kept.niet,
        text: kept.tekst,
        ..WishesDraft::default()
    }
}

/// As [`from_text`], for a client of this municipality. A scheme that it names no more is left out:
/// what somebody wishes does not end with it.
pub(crate) fn for_home(bridge: &Bridge, text: &str, home: MunicipalityId) -> WishesDraft {
    let mut wishes = from_text(text);
    wishes.home = Some(home);
    let known = schemes_for(bridge, &wishes);
    wishes
        .schemes
        .retain(|name| scheme::called(&known, name).is_some());
    wishes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_wish_is_read_back() {
        let words = |word: &str| vec![word.to_owned()];
        let wishes = WishesDraft {
            postcode: "5299 AB".to_owned(),
            place: "Brugdam".to_owned(),
            point: Some((Some(51.7), Some(5.3))),
            max_way_m: Some(800),
            max_distance_km: Some(2.5),
            age: Some(72),
            dayparts: words("di-ochtend"),
            max_level: Some(1),
            self_reliance: "zelfstandig".to_owned(),
            guidance: words("groep"),
            accessibility: words("rolstoel"),
            groups: words("vrouwen"),
            language: "tr".to_owned(),
            max_price: Some(2000),
            schemes: words("Volwassenenfonds"),
            activities: words("wandelen"),
            free_places: true,
            recognised: "effectief".to_owned(),
            max_wait: "geen".to_owned(),
            any_time: true,
            confirmed_within_days: Some(90),
            likes: words("buiten"),
            rather_not: words("water"),
            never: words("voetbal"),
            text: "rustig \"wandelen\"".to_owned(),
            ..WishesDraft::default()
        };
        let back = from_text(&to_text(&wishes));
        assert_eq!(format!("{back:?}"), format!("{wishes:?}"));
        assert_eq!(to_text(&back), to_text(&wishes));
    }

    #[test]
    fn the_order_of_ticks_makes_no_other_wishes() {
        let with = |codes: &[&str]| WishesDraft {
            activities: codes.iter().map(|&code| code.to_owned()).collect(),
            ..WishesDraft::default()
        };
        assert_eq!(
            to_text(&with(&["zwemmen", "wandelen", ""])),
            to_text(&with(&["wandelen", "zwemmen"]))
        );
        assert_eq!(to_text(&WishesDraft::default()), "{}");
    }

    #[test]
    fn what_is_no_text_of_ours_is_no_wish() {
        for text in ["", "geen json", "[]", "{\"postcode\":5}"] {
            assert_eq!(to_text(&from_text(text)), "{}", "{text}");
        }
    }
}
