//! What the search form lets people choose from, with how many are found beside it.

use actions::Municipality;
use documents::dutch;
use domain::codes::{
    Accessibility, Activity, Codes, Delight, Group, Guidance, Language, Recognition, Wait,
};
use domain::scheme::{self, Scheme};

use super::choices::{Choice, DayRow, of_classes, of_codes, one_of, week};
use super::search_form::{SearchForm, typed};
use super::voice::Voice;

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
    /// How long somebody may have to wait for a place.
    pub waits: Vec<Choice>,
    /// The places that may be meant by what was typed.
    pub meant: Vec<Choice>,
    /// The place on the map from which is searched, to be ticked off.
    pub on_map: Option<Choice>,
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
    pub fn of(form: &SearchForm, say: &Voice, facets: &Facets, home: &Municipality) -> Self {
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
            &form.max_wait,
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
                of_classes(&home.settings.class_words, &one(&form.self_reliance)),
                say.s("zoek-zelfstandigheid-leeg"),
            ),
            likes,
            rather_not,
            meant: Vec::new(),
            on_map: form.place_on_map().map(|(point, name)| {
                let words = say.w("zoek-vanuit-kaart", "plek", name);
                Choice::new(&SearchForm::value_of(point, name), words, true)
            }),
            waits: one_of(
                of_codes(
                    Wait::LIST,
                    &[Wait::AtOnce, Wait::UnderAMonth],
                    &one(&form.max_wait),
                ),
                say.s("zoek-wachttijd-leeg"),
            ),
            recognised: one_of(
                of_codes(
                    "erkende-interventie",
                    Recognition::ALL,
                    &one(&form.recognised),
                ),
                say.s("zoek-erkend-leeg"),
            ),
            schemes: home
                .settings
                .schemes
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
