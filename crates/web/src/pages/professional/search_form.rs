//! The wishes as the search form holds them: words, so that what was typed is still there when a
//! fault is shown. Used by the search page and by the report of what is missing.

use actions::search::WishesDraft;
use domain::contact::Postcode;
use domain::geo::Point;
use domain::ids::{MunicipalityId, ReferralId};
use exchange::sentence::Home;
use serde::Deserialize;

use super::voice::Voice;

/// Hits on a page of results.
pub const PAGE: usize = 10;

/// What the form sends.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct SearchForm {
    /// `postcode`
    pub postcode: String,
    /// `plaatskeuze`: the place that was meant, where what was typed could be several.
    #[serde(rename = "plaatskeuze")]
    pub place_meant: String,
    /// `punt`: a place on the map to search from instead, as `lat,lon name`; the last one counts.
    #[serde(rename = "punt")]
    pub points: Vec<String>,
    /// `maxAfstandKm`
    #[serde(rename = "maxAfstandKm")]
    pub max_distance_km: String,
    /// `leeftijd`
    #[serde(rename = "leeftijd")]
    pub age: String,
    /// `dagdelen`
    #[serde(rename = "dagdelen")]
    pub dayparts: Vec<String>,
    /// `maxNiveau`
    #[serde(rename = "maxNiveau")]
    pub max_level: String,
    /// `zelfstandigheid`
    #[serde(rename = "zelfstandigheid")]
    pub self_reliance: String,
    /// `begeleiding`
    #[serde(rename = "begeleiding")]
    pub guidance: Vec<String>,
    /// `toegankelijkheid`
    #[serde(rename = "toegankelijkheid")]
    pub accessibility: Vec<String>,
    /// `groep`
    #[serde(rename = "groep")]
    pub groups: Vec<String>,
    /// `taal`
    #[serde(rename = "taal")]
    pub language: String,
    /// `maxPrijs`: whole euros or euros and cents, as people type them.
    #[serde(rename = "maxPrijs")]
    pub max_price: String,
    /// `regelingen`: schemes that the person can use, by name.
    #[serde(rename = "regelingen")]
    pub schemes: Vec<String>,
    /// `activiteiten`
    #[serde(rename = "activiteiten")]
    pub activities: Vec<String>,
    /// `maxMeters`
    #[serde(rename = "maxMeters")]
    pub max_way_m: String,
    /// `plezier`
    #[serde(rename = "plezier")]
    pub likes: Vec<String>,
    /// `lieverNiet`
    #[serde(rename = "lieverNiet")]
    pub rather_not: Vec<String>,
    /// `alleenVrijePlekken`: `ja`.
    #[serde(rename = "alleenVrijePlekken")]
    pub free_places: String,
    /// `altijdInstromen`: `ja`.
    #[serde(rename = "altijdInstromen")]
    pub any_time: String,
    /// `maxWachttijd`
    #[serde(rename = "maxWachttijd")]
    pub max_wait: String,
    /// `erkendeInterventie`
    #[serde(rename = "erkendeInterventie")]
    pub recognised: String,
    /// `tekst`
    #[serde(rename = "tekst")]
    pub text: String,
    /// `zin`: what is wished, in one sentence; taken over into the other fields by `sentence_told`.
    #[serde(rename = "zin")]
    pub sentence: String,
    /// `over`: words of the sentence that tell of somebody and of no offer; they go along from page
    /// to page of one search and are kept nowhere.
    #[serde(rename = "over")]
    pub about: String,
    /// `versoepel`: a wish and to what it is relaxed, `maxAfstandKm=5`; of several with a `;`
    /// between them.
    #[serde(rename = "versoepel")]
    pub relax: String,
    /// `weg`: a wish that is taken away, as its field and its code: `dagdelen=di-ochtend`.
    #[serde(rename = "weg")]
    pub away: String,
    /// `pagina`: from 1.
    #[serde(rename = "pagina")]
    pub page: String,
    /// `vergelijk`: the lessons that are ticked to be laid side by side.
    #[serde(rename = "vergelijk")]
    pub compared: Vec<String>,
    /// `reden`: why nothing fitted.
    #[serde(rename = "reden")]
    pub reason: String,
    /// `verwijzing`: the referral with whose client in mind is searched; its key, and nothing else.
    pub verwijzing: String,
}

impl SearchForm {
    /// The same wishes with the pressed relaxation carried out and from the place that was chosen, so
    /// that the form shows it.
    #[must_use]
    pub fn relaxed(mut self) -> Self {
        let meant = std::mem::take(&mut self.place_meant);
        if !meant.trim().is_empty() {
            self.postcode = meant;
        }
        for relax in std::mem::take(&mut self.relax).split(';') {
            if let Some((field, value)) = relax.split_once('=') {
                self.relax_one(field, value);
            }
        }
        self
    }

    fn relax_one(&mut self, field: &str, value: &str) {
        let list = || -> Vec<String> { value.split_whitespace().map(str::to_owned).collect() };
        match field {
            "maxAfstandKm" => value.clone_into(&mut self.max_distance_km),
            "dagdelen" => self.dayparts = list(),
            "maxNiveau" => value.clone_into(&mut self.max_level),
            "maxPrijsInCenten" => self.max_price = euros(value),
            "toegankelijkheid" => self.accessibility = list(),
            "groep" => self.groups = list(),
            "begeleiding" => self.guidance = list(),
            "activiteiten" => self.activities = list(),
            "leeftijd" => value.clone_into(&mut self.age),
            "zelfstandigheid" => value.clone_into(&mut self.self_reliance),
            "maxMeters" => value.clone_into(&mut self.max_way_m),
            "alleenVrijePlekken" => self.free_places.clear(),
            "altijdInstromen" => self.any_time.clear(),
            "erkendeInterventie" => self.recognised.clear(),
            "maxWachttijd" => self.max_wait.clear(),
            "over" => self.about.clear(),
            "taal" => value.clone_into(&mut self.language),
            "maxPrijs" => value.clone_into(&mut self.max_price),
            "regelingen" if !self.schemes.iter().any(|one| one == value) => {
                self.schemes.push(value.to_owned());
            }
            "punt" => self.points = vec![value.to_owned()],
            // Instead of the place on the map.
            "postcode" => {
                value.clone_into(&mut self.postcode);
                self.points.clear();
            }
            "woord" => {
                if let Some((typed, meant)) = value.split_once(' ') {
                    self.corrected(typed, meant);
                }
            }
            _ => {}
        }
    }

    /// The same wishes with the sentence as it was typed: where something else must be mended first,
    /// what it tells of somebody must not be lost. Reading it again adds nothing twice.
    #[must_use]
    pub fn untold(self, typed: Self) -> Self {
        Self {
            sentence: typed.sentence,
            text: typed.text,
            about: typed.about,
            ..self
        }
    }

    /// How exactly the start of the search is known.
    pub(super) fn known_home(&self) -> Home {
        match self.postcode.parse::<Postcode>() {
            Ok(postcode) if postcode.letters().is_some() => Home::Street,
            _ => Home::Area,
        }
    }

    /// Whether a town is named instead of a postcode.
    fn names_place(&self) -> bool {
        actions::places::names_place(&self.postcode)
    }

    /// The postcode, for who is referred; nothing when a town was named.
    #[must_use]
    pub fn home(&self) -> &str {
        if self.names_place() {
            ""
        } else {
            &self.postcode
        }
    }

    /// From where is searched, as distances are told from there: "huis", or the place that was named.
    #[must_use]
    pub fn start_words(&self, say: &Voice) -> String {
        match self.place_on_map() {
            Some((_, name)) if !name.is_empty() => name.to_owned(),
            _ if self.names_place() => self.postcode.trim().to_owned(),
            _ => say.s("huis"),
        }
    }

    /// The place on the map from which is searched, and what it is called; what is no such place is
    /// none.
    #[must_use]
    pub fn place_on_map(&self) -> Option<(Point, &str)> {
        let (at, name) = self.points.last()?.split_once(' ')?;
        let (lat, lon) = at.split_once(',')?;
        let point = Point::new(lat.parse().ok()?, lon.parse().ok()?)?;
        Some((point, name.trim()))
    }

    /// The form's value for a place on the map.
    #[must_use]
    pub fn value_of(point: Point, name: &str) -> String {
        format!("{:.5},{:.5} {name}", point.lat, point.lon)
    }

    /// The referral with whose client in mind is searched.
    #[must_use]
    pub fn on_behalf_of(&self) -> Option<ReferralId> {
        self.verwijzing.parse().ok()
    }

    /// Which page is asked, from 1.
    #[must_use]
    pub fn page(&self) -> usize {
        self.page.parse().unwrap_or(1).clamp(1, 1000)
    }

    /// The wishes as the search takes them, for a client of this municipality.
    #[must_use]
    pub fn draft(&self, home: MunicipalityId) -> WishesDraft {
        WishesDraft {
            home: Some(home),
            schemes: self.schemes.clone(),
            postcode: if self.names_place() {
                String::new()
            } else {
                self.postcode.clone()
            },
            place: if self.names_place() {
                self.postcode.clone()
            } else {
                String::new()
            },
            point: self
                .place_on_map()
                .map(|(point, _)| (Some(point.lat), Some(point.lon))),
            max_way_m: typed(&self.max_way_m).map(whole),
            likes: self.likes.clone(),
            rather_not: self.rather_not.clone(),
            free_places: self.free_places == "ja",
            any_time: self.any_time == "ja",
            recognised: self.recognised.clone(),
            max_wait: self.max_wait.clone(),
            max_distance_km: typed(&self.max_distance_km)
                .map(|text| text.replace(',', ".").parse().unwrap_or(-1.0)),
            age: typed(&self.age).map(whole),
            dayparts: self.dayparts.clone(),
            max_level: typed(&self.max_level).map(whole),
            self_reliance: self.self_reliance.clone(),
            guidance: self.guidance.clone(),
            accessibility: self.accessibility.clone(),
            groups: self.groups.clone(),
            language: self.language.clone(),
            max_price: typed(&self.max_price).map(cents),
            activities: self.activities.clone(),
            text: self.text.clone(),
            count: Some(i64::try_from(PAGE).unwrap_or(20)),
            skip: (self.page() - 1) * PAGE,
            ..WishesDraft::default()
        }
    }
}

/// A number, or one that is out of every range: so that it is judged and named as a fault.
fn whole(text: &str) -> i64 {
    text.parse().unwrap_or(-1)
}

/// Euros as people type them, in cents.
pub(super) fn cents(text: &str) -> i64 {
    let text = text.trim_start_matches('€').trim();
    // "1.000" and "1.250,00": a point before three digits parts thousands.
    let whole = text.split(',').next().unwrap_or_default();
    let in_thousands = whole.split('.').skip(1).all(|part| part.len() == 3);
    let text = match in_thousands && !whole.starts_with('0') {
        true => text.replace('.', "").replace(',', "."),
        false => text.replace(',', "."),
    };
    let (euros, rest) = text.split_once('.').unwrap_or((&text, "0"));
    let rest = match rest.len() {
        1 => format!("{rest}0"),
        _ => rest.to_owned(),
    };
    match (euros.parse::<u32>(), rest.parse::<u32>()) {
        (Ok(euros), Ok(cents)) if cents < 100 => i64::from(euros) * 100 + i64::from(cents),
        _ => -1,
    }
}

/// Cents as the form shows them.
pub(super) fn euros(cents: &str) -> String {
    match cents.parse::<u32>() {
        Ok(cents) if cents % 100 == 0 => (cents / 100).to_string(),
        Ok(cents) => format!("{},{:02}", cents / 100, cents % 100),
        Err(_) => String::new(),
    }
}

/// What was typed, when anything was.
pub(super) fn typed(text: &str) -> Option<&str> {
    Some(text.trim()).filter(|text| !text.is_empty())
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("20", 2000)]
    #[case("€ 12,50", 1250)]
    #[case("7,5", 750)]
    #[case("7.5", 750)]
    #[case("1.000", 100_000)]
    #[case("1.250,50", 125_050)]
    #[case("0.500", -1)]
    #[case("0", 0)]
    #[case("gratis", -1)]
    #[case("-3", -1)]
    #[case("99999999999", -1)]
    fn a_price_is_read_as_people_type_it(#[case] text: &str, #[case] in_cents: i64) {
        assert_eq!(cents(text), in_cents);
    }

    #[test]
    fn a_relaxation_changes_the_form_that_is_shown() {
        let form = SearchForm {
            max_distance_km: "3".into(),
            accessibility: vec!["rolstoel".into(), "vervoer-mogelijk".into()],
            ..SearchForm::default()
        };
        let further = SearchForm {
            relax: "maxAfstandKm=5".into(),
            ..form.clone()
        };
        assert_eq!(further.relaxed().max_distance_km, "5");
        let without = SearchForm {
            relax: "toegankelijkheid=rolstoel".into(),
            ..form.clone()
        };
        assert_eq!(without.relaxed().accessibility, ["rolstoel"]);
        let both = SearchForm {
            relax: "maxAfstandKm=10;toegankelijkheid=".into(),
            about: "verlegen".into(),
            ..form.clone()
        };
        let both = both.relaxed();
        assert_eq!(both.max_distance_km, "10");
        assert!(both.accessibility.is_empty());
        // What was said of somebody stays, until it is taken away.
        assert_eq!(both.about, "verlegen");
        let away = SearchForm {
            relax: "over=".into(),
            ..both
        };
        assert_eq!(away.relaxed().about, "");
        let odd = SearchForm {
            relax: "naam=Fatma;;=;".into(),
            ..form
        };
        assert_eq!(odd.relaxed().max_distance_km, "3");
    }

    fn home() -> MunicipalityId {
        "GM9001".parse().unwrap()
    }

    #[test]
    fn a_town_may_stand_where_the_postcode_is_asked() {
        let form = |postcode: &str| SearchForm {
            postcode: postcode.into(),
            ..SearchForm::default()
        };
        let draft = form("Bergen (1861)").draft(home());
        assert_eq!(
            (draft.postcode.as_str(), draft.place.as_str()),
            ("", "Bergen (1861)")
        );
        assert_eq!(form("Bergen").home(), "");
        let draft = form(" 5299 AB").draft(home());
        assert_eq!(
            (draft.postcode.as_str(), draft.place.as_str()),
            (" 5299 AB", "")
        );
    }

    #[test]
    fn what_is_no_number_is_handed_on_to_be_judged() {
        let form = SearchForm {
            age: "oud".into(),
            max_distance_km: "ver".into(),
            page: "-4".into(),
            ..SearchForm::default()
        };
        let draft = form.draft(home());
        assert_eq!(draft.age, Some(-1));
        assert_eq!(draft.max_distance_km, Some(-1.0));
        assert_eq!(draft.skip, 0);
    }
}
