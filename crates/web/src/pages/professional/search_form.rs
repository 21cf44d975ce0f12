//! The wishes as the search form holds them: words, so that what was typed is still there when a
//! fault is shown. Used by the search page and by the report of what is missing.

use actions::search::WishesDraft;
use documents::dutch;
use documents::texts::Texts;
use domain::codes::{
    Accessibility, Activity, Codes, Delight, Group, Guidance, Language, Recognition, SelfReliance,
};
use domain::ids::{MunicipalityId, ReferralId};
use domain::scheme::{self, Scheme};
use exchange::sentence::Sentence;
use serde::Deserialize;

use super::choices::{Choice, DayRow, of_codes, one_of, week};
use super::voice::Voice;

/// Hits on a page of results.
pub const PAGE: usize = 10;

/// What the form sends.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct SearchForm {
    /// `postcode`
    pub postcode: String,
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
    /// `erkendeInterventie`
    #[serde(rename = "erkendeInterventie")]
    pub recognised: String,
    /// `tekst`
    #[serde(rename = "tekst")]
    pub text: String,
    /// `zin`: what is wished, in one sentence; taken over into the other fields.
    #[serde(rename = "zin")]
    pub sentence: String,
    /// Words of the sentence that tell of somebody and of no offer.
    #[serde(skip)]
    pub about: String,
    /// `versoepel`: a wish and to what it is relaxed, `maxAfstandKm=5`.
    #[serde(rename = "versoepel")]
    pub relax: String,
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
    /// The same wishes with the pressed relaxation carried out, so that the form shows it.
    #[must_use]
    pub fn relaxed(mut self) -> Self {
        let relax = std::mem::take(&mut self.relax);
        let Some((field, value)) = relax.split_once('=') else {
            return self;
        };
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
            _ => {}
        }
        self
    }

    /// The same wishes with what the sentence tells in the fields, so that it can be seen and
    /// changed; a field that was filled in stays as it is.
    #[must_use]
    pub fn told(mut self) -> Self {
        let told = Sentence::read(&std::mem::take(&mut self.sentence));
        let fill = |field: &mut String, told: Option<String>| {
            if let Some(told) = told.filter(|_| typed(field).is_none()) {
                *field = told;
            }
        };
        let number = |told: Option<u32>| told.map(|number| number.to_string());
        fill(&mut self.postcode, told.postcode);
        fill(&mut self.age, number(told.age));
        fill(&mut self.max_distance_km, number(told.max_distance_km));
        fill(&mut self.max_way_m, number(told.max_way_m));
        fill(&mut self.max_price, number(told.max_price_euros));
        fill(&mut self.max_level, told.quiet.then(|| "1".to_owned()));
        let add = |field: &mut Vec<String>, codes: Vec<&str>| {
            for code in codes {
                if !field.iter().any(|one| one == code) {
                    field.push(code.to_owned());
                }
            }
        };
        add(
            &mut self.dayparts,
            told.dayparts.iter().map(String::as_str).collect(),
        );
        add(&mut self.activities, told.activities);
        add(&mut self.groups, told.groups);
        add(&mut self.guidance, told.guidance);
        add(&mut self.accessibility, told.accessibility);
        let words = [self.text.trim(), told.rest.as_str()];
        let words: Vec<&str> = words.into_iter().filter(|text| !text.is_empty()).collect();
        self.text = words.join(", ");
        self.about = told.about.join(", ");
        self
    }

    /// Whether a town is named instead of a postcode.
    fn names_place(&self) -> bool {
        let first = self.postcode.trim().chars().next();
        first.is_some_and(char::is_alphabetic)
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
            max_way_m: typed(&self.max_way_m).map(whole),
            likes: self.likes.clone(),
            rather_not: self.rather_not.clone(),
            free_places: self.free_places == "ja",
            any_time: self.any_time == "ja",
            recognised: self.recognised.clone(),
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

    /// The wishes in a line, for above the results on a phone.
    #[must_use]
    pub fn summary(&self, say: &Voice) -> String {
        let t = Texts::dutch();
        let mut parts = vec![self.postcode.trim().to_owned()];
        if let Some(age) = typed(&self.age) {
            parts.push(say.w("zoek-jaar", "leeftijd", age));
        }
        if let Some(metres) = typed(&self.max_way_m) {
            parts.push(say.w("zoek-tot-meter", "meter", metres));
        }
        if let Some(km) = typed(&self.max_distance_km) {
            parts.push(say.w("zoek-tot-km", "km", km));
        }
        if let Some(level) = typed(&self.max_level) {
            parts.push(t.code("niveau", level).to_lowercase());
        }
        let dayparts = self.dayparts.iter();
        parts.extend(dayparts.filter_map(|code| Some(t.daypart(code.parse().ok()?))));
        let lists = [
            ("activiteit", &self.activities),
            ("begeleiding", &self.guidance),
            ("groep", &self.groups),
            ("toegankelijkheid", &self.accessibility),
            ("plezier", &self.likes),
        ];
        for (list, codes) in lists {
            parts.extend(codes.iter().map(|code| t.code(list, code).to_lowercase()));
        }
        if let Some(price) = typed(&self.max_price) {
            parts.push(format!("€ {price}"));
        }
        parts.extend(self.schemes.iter().map(|name| name.trim().to_owned()));
        let rather_not = self.rather_not.iter();
        parts.extend(rather_not.map(|code| {
            say.w(
                "zoek-liever-niet-dit",
                "wat",
                &t.code("plezier", code).to_lowercase(),
            )
        }));
        parts.extend(typed(&self.text).map(|text| format!("“{text}”")));
        parts.retain(|part| !part.is_empty());
        parts.join(" · ")
    }
}

/// A number, or one that is out of every range: so that it is judged and named as a fault.
fn whole(text: &str) -> i64 {
    text.parse().unwrap_or(-1)
}

/// Euros as people type them, in cents.
pub(super) fn cents(text: &str) -> i64 {
    let text = text.trim_start_matches('€').trim().replace(',', ".");
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

fn typed(text: &str) -> Option<&str> {
    Some(text.trim()).filter(|text| !text.is_empty())
}

/// The form's choices, with the count of what is found beside those that have one.
pub struct SearchChoices {
    /// How far.
    pub distances: Vec<Choice>,
    /// When.
    pub week: Vec<DayRow>,
    /// How stiff.
    pub levels: Vec<Choice>,
    /// What is often wished beside it: the field's name and the choice.
    pub handy: Vec<(&'static str, Choice)>,
    /// Help during the lesson.
    pub guidance: Vec<Choice>,
    /// For whom the group is.
    pub groups: Vec<Choice>,
    /// What it must be fit for.
    pub accessibility: Vec<Choice>,
    /// What to do: the activities people ask for most.
    pub activities: Vec<Choice>,
    /// What else there is to do.
    pub more_activities: Vec<Choice>,
    /// Languages.
    pub languages: Vec<Choice>,
    /// How well one manages alone.
    pub self_reliance: Vec<Choice>,
    /// What somebody likes.
    pub likes: Vec<Choice>,
    /// What somebody would rather not.
    pub rather_not: Vec<Choice>,
    /// Levels of recognition.
    pub recognised: Vec<Choice>,
    /// Schemes of the municipality.
    pub schemes: Vec<Choice>,
    /// Every activity by name, as suggestions for the words.
    pub names: Vec<String>,
    /// Whether something is wished that lies folded.
    pub more_is_wished: bool,
}

/// Asked for most often by people who begin to move: these stand in sight.
const OFTEN: [Activity; 8] = [
    Activity::Walking,
    Activity::Swimming,
    Activity::Fitness,
    Activity::Gymnastics,
    Activity::SeatedExercise,
    Activity::Yoga,
    Activity::Cycling,
    Activity::Dancing,
];

/// Counts by facet, as the search answers them.
pub type Facets = [(&'static str, Vec<(String, u32)>)];

impl SearchChoices {
    /// The choices for a form as it stands; `facets` are empty before the first search.
    #[must_use]
    pub fn of(form: &SearchForm, say: &Voice, facets: &Facets, schemes: &[Scheme]) -> Self {
        let one = |text: &str| vec![text.trim().to_owned()];
        let counted = |choices: Vec<Choice>, facet: &str| with_counts(choices, facet, facets);
        let often: Codes<Activity> = OFTEN.into_iter().collect();
        let rest: Vec<Activity> = Activity::ALL
            .iter()
            .copied()
            .filter(|activity| !often.contains(*activity))
            .collect();
        // What was said in a sentence may be another distance.
        let mut kilometres = vec!["1", "3", "5", "10", "20"];
        let said = form.max_distance_km.trim();
        if let Ok(km) = said.parse::<u32>()
            && !kilometres.contains(&said)
            && (1..=100).contains(&km)
        {
            let nearer = |one: &&str| one.parse::<u32>().is_ok_and(|one| one < km);
            kilometres.insert(kilometres.iter().filter(|one| nearer(one)).count(), said);
        }
        let distances = kilometres
            .into_iter()
            .map(|km| {
                let words = say.w("zoek-km", "km", km);
                Choice::new(km, words, form.max_distance_km.trim() == km)
            })
            .collect();
        let levels = ["1", "2", "3"]
            .into_iter()
            .map(|level| {
                let words = say.texts().code("niveau", level);
                Choice::new(level, words, form.max_level.trim() == level)
            })
            .collect();
        let activities = of_codes("activiteit", &OFTEN, &form.activities);
        let more = of_codes("activiteit", &rest, &form.activities);
        let folded = [
            &form.text,
            &form.age,
            &form.language,
            &form.self_reliance,
            &form.max_way_m,
            &form.free_places,
            &form.any_time,
            &form.recognised,
        ];
        let likes = of_codes("plezier", Delight::ALL, &form.likes);
        let rather_not = of_codes("plezier", Delight::ALL, &form.rather_not);
        let names = Activity::ALL.iter();
        let names = names.filter(|activity| **activity != Activity::Other);
        let names = names.map(|activity| say.texts().code("activiteit", activity.code()));
        let (guidance, groups, accessibility) = (
            counted(
                of_codes("begeleiding", Guidance::ALL, &form.guidance),
                "begeleiding",
            ),
            counted(of_codes("groep", Group::ALL, &form.groups), "groep"),
            counted(
                of_codes("toegankelijkheid", Accessibility::ALL, &form.accessibility),
                "toegankelijkheid",
            ),
        );
        let mut handy = Vec::new();
        let guidance = split(guidance, "begeleiding", &mut handy);
        let groups = split(groups, "groep", &mut handy);
        let accessibility = split(accessibility, "toegankelijkheid", &mut handy);
        let lists = [
            &more,
            &guidance,
            &groups,
            &accessibility,
            &likes,
            &rather_not,
        ];
        let more_is_wished = folded.into_iter().any(|text| typed(text).is_some())
            || lists.into_iter().flatten().any(|choice| choice.chosen);
        Self {
            distances,
            week: week(&form.dayparts),
            levels,
            handy,
            guidance,
            groups,
            accessibility,
            activities: counted(activities, "activiteit"),
            more_activities: counted(more, "activiteit"),
            languages: one_of(
                of_codes("taal", Language::ALL, &one(&form.language)),
                say.s("zoek-taal-leeg"),
            ),
            self_reliance: one_of(
                of_codes(
                    "zelfstandigheid",
                    SelfReliance::ALL,
                    &one(&form.self_reliance),
                ),
                say.s("zoek-zelfstandigheid-leeg"),
            ),
            likes,
            rather_not,
            recognised: one_of(
                of_codes(
                    "erkende-interventie",
                    Recognition::ALL,
                    &one(&form.recognised),
                ),
                say.s("zoek-erkend-leeg"),
            ),
            schemes: schemes
                .iter()
                .map(|scheme| {
                    let monthly = dutch::per_month(scheme.monthly);
                    let words = [("naam", scheme.name.as_str()), ("bedrag", &monthly)];
                    let used = called(std::slice::from_ref(scheme), &form.schemes);
                    Choice::new(&scheme.name, say.texts().w("zoek-regeling", &words), used)
                })
                .collect(),
            names: names.collect(),
            more_is_wished,
        }
    }
}

/// Whether the one scheme is among those that are ticked.
fn called(scheme: &[Scheme], ticked: &[String]) -> bool {
    ticked
        .iter()
        .any(|name| scheme::called(scheme, name).is_some())
}

/// Wished so often that they stand in sight.
const HANDY: [&str; 6] = [
    "groep", "trainer", "vrouwen", "senioren", "rolstoel", "rollator",
];

/// Takes what is handy out of a list; gives the rest.
fn split(
    choices: Vec<Choice>,
    field: &'static str,
    handy: &mut Vec<(&'static str, Choice)>,
) -> Vec<Choice> {
    let (near, rest): (Vec<Choice>, Vec<Choice>) = choices
        .into_iter()
        .partition(|choice| HANDY.contains(&choice.code.as_str()));
    handy.extend(near.into_iter().map(|choice| (field, choice)));
    rest
}

fn with_counts(mut choices: Vec<Choice>, facet: &str, facets: &Facets) -> Vec<Choice> {
    let counts = facets.iter().find(|(name, _)| *name == facet);
    for choice in &mut choices {
        let count = counts
            .and_then(|(_, counts)| counts.iter().find(|(code, _)| *code == choice.code))
            .map_or(0, |(_, count)| *count);
        if count > 0 {
            choice.words = format!("{} ({count})", choice.words);
        }
    }
    choices
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("20", 2000)]
    #[case("€ 12,50", 1250)]
    #[case("7,5", 750)]
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
        let odd = SearchForm {
            relax: "naam=Fatma".into(),
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
