//! The wishes of one person as they come in, and how they are read: whole, with every fault at
//! once. Used by the search, by what compares, and by the report that nothing fits.

use domain::codes::{
    Accessibility, Activity, Codes, Delight, Group, Guidance, Language, Listed, Recognition,
    SelfReliance, Wait,
};
use domain::contact::{Postcode, holds_citizen_number};
use domain::daypart::{Daypart, Dayparts};
use domain::fault::Fault;
use domain::geo::Point;
use domain::ids::MunicipalityId;
use domain::offer::Level;
use domain::price::Cents;
use domain::scheme::{self, Scheme};
use domain::wishes::{Aversions, DEFAULT_RADIUS_M, Wishes};

use crate::places::{PlaceProblem, postcode_in};
use crate::refer::with_type_faults;
use crate::{ActionError, Bridge, PostcodeProblem};

/// The wishes as they come in: nothing believed yet.
#[derive(Clone, Debug, Default)]
pub struct WishesDraft {
    /// `postcode`: where the search starts. This, `plaats` or `punt` must be there; of several the
    /// most exact one counts: the point, then the postcode.
    pub postcode: String,
    /// `plaats`: the name of a town.
    pub place: String,
    /// `punt`: latitude and longitude in degrees, either of which may be missing.
    pub point: Option<(Option<f64>, Option<f64>)>,
    /// `maxMeters`: the longest way on foot, along the street.
    pub max_way_m: Option<i64>,
    /// `maxAfstandKm`
    pub max_distance_km: Option<f64>,
    /// `leeftijd`
    pub age: Option<i64>,
    /// `dagdelen`
    pub dayparts: Vec<String>,
    /// `maxNiveau`
    pub max_level: Option<i64>,
    /// `zelfstandigheid`
    pub self_reliance: String,
    /// `begeleiding`
    pub guidance: Vec<String>,
    /// `toegankelijkheid`
    pub accessibility: Vec<String>,
    /// `groep`
    pub groups: Vec<String>,
    /// `taal`
    pub language: String,
    /// `maxPrijsInCenten`
    pub max_price: Option<i64>,
    /// `regelingen`: names of schemes that the person can use.
    pub schemes: Vec<String>,
    /// Whose schemes are meant, and for how long a confirmation holds; without it those of the
    /// municipality in which the postcode lies, or of the only one there is.
    pub home: Option<MunicipalityId>,
    /// `activiteiten`
    pub activities: Vec<String>,
    /// `alleenVrijePlekken`
    pub free_places: bool,
    /// `erkendeInterventie`: this level or higher.
    pub recognised: String,
    /// `maxWachttijd`: this long at most.
    pub max_wait: String,
    /// `altijdInstromen`
    pub any_time: bool,
    /// `bevestigdBinnenDagen`
    pub confirmed_within_days: Option<i64>,
    /// `plezier`
    pub likes: Vec<String>,
    /// `lieverNiet`: codes of `plezier` and of `activiteit`.
    pub rather_not: Vec<String>,
    /// `niet`: codes of `plezier` and of `activiteit`.
    pub never: Vec<String>,
    /// `tekst`
    pub text: String,
    /// `aantal`: 1 to 100, 20 when left out.
    pub count: Option<i64>,
    /// How many of the best to skip.
    pub skip: usize,
    /// What could not even be read as text or number: told with all other faults.
    pub type_faults: Vec<Fault>,
}

/// Reads the wishes.
///
/// # Errors
/// Every fault at once.
pub fn read_wishes(bridge: &Bridge, draft: &WishesDraft) -> Result<Wishes, ActionError> {
    let mut faults = Vec::new();
    let start = read_any_start(bridge, draft, &mut faults);
    let max_way_m = whole(draft.max_way_m, 1..=100_000, "maxMeters", &mut faults);
    let confirmed_within_days = whole(
        draft.confirmed_within_days,
        1..=3650,
        "bevestigdBinnenDagen",
        &mut faults,
    );
    let radius_m = match draft.max_distance_km {
        None => DEFAULT_RADIUS_M,
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "the range was judged"
        )]
        Some(km) if km > 0.0 && km <= 200.0 => (km * 1000.0).round() as u32,
        Some(_) => {
            faults.push(Fault::body("maxAfstandKm", "afstand").with("200"));
            DEFAULT_RADIUS_M
        }
    };
    let age = draft.age.and_then(|age| match u8::try_from(age) {
        Ok(age) if age <= 120 => Some(age),
        _ => {
            faults.push(Fault::body("leeftijd", "leeftijd").with("0-120"));
            None
        }
    });
    let mut dayparts = Dayparts::NONE;
    for (at, code) in draft.dayparts.iter().enumerate() {
        match code.parse::<Daypart>() {
            Ok(daypart) => dayparts.insert(daypart),
            Err(()) => faults.push(
                Fault::body(format!("dagdelen[{at}]"), "onbekende-code")
                    .with("ma-ochtend … zo-avond"),
            ),
        }
    }
    let max_level = draft.max_level.and_then(|level| {
        let read = u8::try_from(level).ok().and_then(Level::from_number);
        if read.is_none() {
            faults.push(Fault::body("maxNiveau", "onbekende-code").with("1, 2, 3"));
        }
        read
    });
    let max_price = draft.max_price.and_then(|cents| {
        let read = Cents::try_from(cents).ok();
        if read.is_none() {
            faults.push(Fault::body("maxPrijsInCenten", "getal").with("0"));
        }
        read
    });
    let schemes_pay = schemes_pay(bridge, draft, &mut faults);
    let take = match draft.count {
        None => 20,
        Some(count) => usize::try_from(count)
            .ok()
            .filter(|count| (1..=100).contains(count))
            .unwrap_or_else(|| {
                faults.push(Fault::body("aantal", "getal").with("1-100"));
                20
            }),
    };
    if draft.text.chars().count() > 200 {
        faults.push(Fault::body("tekst", "te-lang").with("200"));
    } else if holds_citizen_number(&draft.text) {
        faults.push(Fault::body("tekst", "bsn"));
    }
    let self_reliance: Codes<SelfReliance> = codes(
        std::slice::from_ref(&draft.self_reliance),
        "zelfstandigheid",
        &mut faults,
    );
    let language: Codes<Language> =
        codes(std::slice::from_ref(&draft.language), "taal", &mut faults);
    let guidance: Codes<Guidance> = codes(&draft.guidance, "begeleiding", &mut faults);
    let accessibility: Codes<Accessibility> =
        codes(&draft.accessibility, "toegankelijkheid", &mut faults);
    let groups: Codes<Group> = codes(&draft.groups, "groep", &mut faults);
    let activities: Codes<Activity> = codes(&draft.activities, "activiteiten", &mut faults);
    let likes: Codes<Delight> = codes(&draft.likes, "plezier", &mut faults);
    let rather_not = aversions(&draft.rather_not, "lieverNiet", &mut faults);
    let never = aversions(&draft.never, "niet", &mut faults);
    let max_wait: Codes<Wait> = codes(
        std::slice::from_ref(&draft.max_wait),
        "maxWachttijd",
        &mut faults,
    );
    let recognised: Codes<Recognition> = codes(
        std::slice::from_ref(&draft.recognised),
        "erkendeInterventie",
        &mut faults,
    );
    if !faults.is_empty() || !draft.type_faults.is_empty() {
        let all = with_type_faults(&draft.type_faults, faults);
        return Err(ActionError::Faults(all));
    }
    let text = draft.text.trim();
    Ok(Wishes {
        start,
        radius_m,
        age,
        dayparts,
        max_level,
        self_reliance: self_reliance.iter().next(),
        guidance,
        accessibility,
        groups,
        language: language.iter().next(),
        max_price,
        schemes_pay,
        activities,
        max_way_m,
        free_places: draft.free_places,
        recognised: recognised.iter().next(),
        max_wait: max_wait.iter().next(),
        any_time: draft.any_time,
        confirmed_within_days: confirmed_within_days.or_else(|| confirmation_holds(bridge, draft)),
        likes,
        rather_not,
        never,
        text: (!text.is_empty()).then(|| text.to_owned()),
        skip: draft.skip.min(10_000),
        take,
    })
}

/// What the schemes pay together, in cents a month.
fn schemes_pay(bridge: &Bridge, draft: &WishesDraft, faults: &mut Vec<Fault>) -> Cents {
    if draft.schemes.iter().all(|name| name.trim().is_empty()) {
        return 0;
    }
    let known = schemes_for(bridge, draft);
    let mut used: Vec<&Scheme> = Vec::new();
    for (at, name) in draft.schemes.iter().enumerate() {
        match scheme::called(&known, name) {
            Some(scheme) if !used.contains(&scheme) => used.push(scheme),
            None if !name.trim().is_empty() => {
                let names: Vec<&str> = known.iter().map(|scheme| scheme.name.as_str()).collect();
                let fault = Fault::body(format!("regelingen[{at}]"), "onbekende-code");
                faults.push(fault.with(names.join(", ")));
            }
            _ => {}
        }
    }
    let pay = used.iter().map(|scheme| scheme.monthly);
    pay.fold(0, Cents::saturating_add)
}

/// The schemes that these wishes may name.
pub(crate) fn schemes_for(bridge: &Bridge, draft: &WishesDraft) -> Vec<Scheme> {
    let (all, home) = (bridge.municipalities(), home_of(bridge, draft));
    let found = all.iter().find(|one| Some(one.settings.id) == home);
    found.map_or_else(Vec::new, |home| home.settings.schemes.clone())
}

/// For how many days the municipality takes a confirmation as one; `None` when none is meant.
fn confirmation_holds(bridge: &Bridge, draft: &WishesDraft) -> Option<u16> {
    let (all, home) = (bridge.municipalities(), home_of(bridge, draft)?);
    let found = all.iter().find(|one| one.settings.id == home)?;
    Some(found.settings.deadlines.confirm_weeks.saturating_mul(7))
}

/// Whose settings hold for a search: the municipality that is named, or that of the postcode, or the
/// only one there is.
fn home_of(bridge: &Bridge, draft: &WishesDraft) -> Option<MunicipalityId> {
    let of_postcode = || {
        let postcode = draft.postcode.trim().parse::<Postcode>().ok()?;
        bridge.municipality_of(postcode)
    };
    let only = || match bridge.municipalities().as_slice() {
        [only] => Some(only.settings.id),
        _ => None,
    };
    draft.home.or_else(of_postcode).or_else(only)
}

/// A whole number within its range, when one is given.
fn whole<T: TryFrom<i64>>(
    number: Option<i64>,
    range: std::ops::RangeInclusive<i64>,
    field: &str,
    faults: &mut Vec<Fault>,
) -> Option<T> {
    let number = number?;
    let read = Some(number).filter(|number| range.contains(number));
    let read = read.and_then(|number| T::try_from(number).ok());
    if read.is_none() {
        let allowed = format!("{}-{}", range.start(), range.end());
        faults.push(Fault::body(field, "getal").with(allowed));
    }
    read
}

/// Codes of two lists in one.
fn aversions(words: &[String], field: &str, faults: &mut Vec<Fault>) -> Aversions {
    let mut aversions = Aversions::default();
    for (at, word) in words.iter().enumerate() {
        let word = word.trim();
        match (word.parse::<Delight>(), word.parse::<Activity>()) {
            (Ok(delight), _) => aversions.delights.insert(delight),
            (_, Ok(activity)) => aversions.activities.insert(activity),
            _ if word.is_empty() => {}
            _ => {
                let delights = Delight::ALL.iter().map(|item| item.code());
                let activities = Activity::ALL.iter().map(|item| item.code());
                let allowed: Vec<&str> = delights.chain(activities).collect();
                let fault = Fault::body(format!("{field}[{at}]"), "onbekende-code");
                faults.push(fault.with(allowed.join(", ")));
            }
        }
    }
    aversions
}

/// Where the search starts: a point, a postcode or a place, whichever is the most exact.
fn read_any_start(bridge: &Bridge, draft: &WishesDraft, faults: &mut Vec<Fault>) -> Option<Point> {
    if let Some((lat, lon)) = draft.point {
        let point = lat.zip(lon).and_then(|(lat, lon)| Point::new(lat, lon));
        if point.is_none() {
            faults.push(Fault::body("punt", "punt"));
        }
        return point;
    }
    if !draft.postcode.trim().is_empty() {
        return read_start(bridge, &draft.postcode, "postcode", faults);
    }
    if !draft.place.trim().is_empty() {
        return read_place(bridge, &draft.place, faults);
    }
    faults.push(Fault::body("postcode", "ontbreekt"));
    None
}

/// Where the place of this name is; a postcode beside the name tells which one.
pub(crate) fn read_place(bridge: &Bridge, name: &str, faults: &mut Vec<Fault>) -> Option<Point> {
    if let Some(postcode) = postcode_in(name) {
        return read_start(bridge, &postcode.to_string(), "plaats", faults);
    }
    let (code, choices) = match bridge.place_called(name) {
        Ok(point) => return Some(point),
        Err(PlaceProblem::NoneKnown) => ("postcodes-ontbreken", Vec::new()),
        Err(PlaceProblem::Unknown(near)) => ("onbekende-plaats", near),
        Err(PlaceProblem::Several(which)) => ("welke-plaats", which),
    };
    let fault = Fault::body("plaats", code);
    let asks: Vec<String> = choices.into_iter().map(|choice| choice.ask).collect();
    faults.push(match asks.is_empty() {
        true => fault,
        false => fault.with(asks.join(", ")),
    });
    None
}

/// Where a postcode is.
pub(crate) fn read_start(
    bridge: &Bridge,
    postcode: &str,
    field: &str,
    faults: &mut Vec<Fault>,
) -> Option<Point> {
    if postcode.trim().is_empty() {
        return None;
    }
    let Ok(postcode) = postcode.parse::<Postcode>() else {
        faults.push(Fault::body(field, "postcode"));
        return None;
    };
    match bridge.locate(postcode) {
        Ok(point) => Some(point),
        Err(PostcodeProblem::Unknown) => {
            faults.push(Fault::body(field, "onbekende-postcode"));
            None
        }
        Err(PostcodeProblem::NoneKnown) => {
            faults.push(Fault::body(field, "postcodes-ontbreken"));
            None
        }
    }
}

fn codes<T: Listed + std::str::FromStr>(
    words: &[String],
    field: &str,
    faults: &mut Vec<Fault>,
) -> Codes<T> {
    let mut set = Codes::NONE;
    for (at, word) in words.iter().enumerate() {
        if word.trim().is_empty() {
            continue;
        }
        match word.trim().parse::<T>() {
            Ok(item) => set.insert(item),
            Err(_) => {
                let allowed: Vec<&str> = T::ALL.iter().map(|item| item.code()).collect();
                let place = if words.len() > 1 {
                    format!("{field}[{at}]")
                } else {
                    field.to_owned()
                };
                faults.push(Fault::body(place, "onbekende-code").with(allowed.join(", ")));
            }
        }
    }
    set
}
