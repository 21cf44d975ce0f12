//! What is missed in a municipality, counted: how often, where, what, and what was asked beside it.
//! For who sees counts and never persons: small numbers, and what would tell them, are left out
//! ([`domain::small_numbers`]). Beside it stands what there is, which everybody may know.

use std::collections::HashSet;
use std::fmt::Write as _;

use documents::texts::Texts;
use domain::activity_family::ActivityFamily;
use domain::codes::{Activity, Codes};
use domain::contact::Postcode;
use domain::daypart::Daypart;
use domain::geo::Point;
use domain::policy::{Verb, may};
use domain::small_numbers::{parts, share, told};
use exchange::areas::Outline;
use jiff::{SignedDuration, Timestamp};
use serde_json::Value;
use store::access_log::csv_cell;
use store::shown_offers;
use store::unmet::{self, MissedWish};

use crate::{ActionError, Bridge, Caller};

/// How far back is counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Period {
    /// Three months.
    #[default]
    Quarter,
    /// Twelve months.
    Year,
}

impl Period {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Quarter, Self::Year];

    /// How many months.
    #[must_use]
    pub const fn months(self) -> u32 {
        match self {
            Self::Quarter => 3,
            Self::Year => 12,
        }
    }

    /// The one of so many months, as it stands in an address.
    #[must_use]
    pub fn of_months(months: &str) -> Option<Self> {
        let all = Self::ALL.into_iter();
        all.into_iter()
            .find(|one| one.months().to_string() == months)
    }

    fn from(self, now: Timestamp) -> Timestamp {
        let days: i64 = match self {
            Self::Quarter => 91,
            Self::Year => 365,
        };
        let from = now.checked_sub(SignedDuration::from_hours(24 * days));
        from.unwrap_or(Timestamp::MIN)
    }
}

/// A wijk.
#[derive(Clone, Debug, PartialEq)]
pub struct WijkFigures {
    /// Its name.
    pub name: String,
    /// Its border.
    pub outline: Outline,
    /// At least so often something was missed there, in tens; `None` is too few to tell.
    pub missed: Option<u32>,
    /// How many offers there are.
    pub offers: u32,
}

/// What was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Activities of one family.
    Family(ActivityFamily),
    /// Of several families.
    Several,
    /// No matter what.
    Anything,
}

/// A kind of activity that is told of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KindFigures {
    /// Which.
    pub kind: Kind,
    /// At least so often it was missed, in tens.
    pub missed: u32,
    /// How many offers of it there are in the municipality.
    pub offers: u32,
    /// The activities of it that may be told by themselves: how often missed, and how many offers.
    pub activities: Vec<(Activity, u32, u32)>,
}

/// What is asked beside what people do and where.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Beside {
    /// In the morning.
    Morning,
    /// In the afternoon.
    Afternoon,
    /// In the evening.
    Evening,
    /// On Saturday or Sunday.
    Weekend,
    /// A place or lesson fit for a handicap.
    Accessible,
    /// A group of one's own: women, seniors.
    Group,
    /// A certain guidance.
    Guidance,
    /// A language.
    Language,
    /// For no more than a price.
    Price,
}

impl Beside {
    /// All of it.
    pub const ALL: [Self; 9] = [
        Self::Morning,
        Self::Afternoon,
        Self::Evening,
        Self::Weekend,
        Self::Accessible,
        Self::Group,
        Self::Guidance,
        Self::Language,
        Self::Price,
    ];

    /// The code under which its words stand.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Morning => "ochtend",
            Self::Afternoon => "middag",
            Self::Evening => "avond",
            Self::Weekend => "weekend",
            Self::Accessible => "toegankelijkheid",
            Self::Group => "groep",
            Self::Guidance => "begeleiding",
            Self::Language => "taal",
            Self::Price => "prijs",
        }
    }
}

/// What is missed in a municipality.
#[derive(Clone, Debug, PartialEq)]
pub struct MissedFigures {
    /// At least so often, in tens; `None` is too few to tell.
    pub total: Option<u32>,
    /// Of these there is an offer by now.
    pub met: Option<u32>,
    /// The wijken, by name; none when no areas were imported.
    pub wijken: Vec<WijkFigures>,
    /// At least so often outside the municipality.
    pub elsewhere: Option<u32>,
    /// The wijken that may not be told by themselves, together.
    pub other_wijken: Option<u32>,
    /// The kinds that may be told, most missed first.
    pub kinds: Vec<KindFigures>,
    /// The other kinds together.
    pub other_kinds: Option<u32>,
    /// What was asked beside it, most first.
    pub beside: Vec<(Beside, u32)>,
}

/// One wish as it is counted.
struct Missed {
    point: Option<Point>,
    activities: Vec<Activity>,
    beside: Vec<Beside>,
    met: bool,
}

impl Missed {
    fn of(bridge: &Bridge, wish: &MissedWish, met: bool) -> Self {
        let kept: Value = serde_json::from_str(&wish.wish).unwrap_or_default();
        let words = |key: &str| {
            let list = kept.get(key).and_then(Value::as_array);
            list.into_iter().flatten().filter_map(Value::as_str)
        };
        let dayparts: Vec<Daypart> = words("dagdelen")
            .filter_map(|word| word.parse().ok())
            .collect();
        let told = |key: &str| kept.get(key).is_some_and(|value| !value.is_null());
        let asks = |one: &Beside| match one {
            Beside::Morning => dayparts.iter().any(|part| part.part_index() == 0),
            Beside::Afternoon => dayparts.iter().any(|part| part.part_index() == 1),
            Beside::Evening => dayparts.iter().any(|part| part.part_index() == 2),
            Beside::Weekend => dayparts.iter().any(|part| part.day_index() > 4),
            Beside::Accessible => words("toegankelijkheid").next().is_some(),
            Beside::Group => words("groep").next().is_some(),
            Beside::Guidance => words("begeleiding").next().is_some(),
            Beside::Language => told("taal"),
            Beside::Price => told("maxPrijsInCenten"),
        };
        let area = wish.postcode.as_deref();
        let area = area.and_then(|digits| digits.parse::<Postcode>().ok());
        Self {
            point: area.and_then(|area| bridge.locate(area).ok()),
            activities: words("activiteiten")
                .filter_map(|word| word.parse().ok())
                .collect(),
            beside: Beside::ALL.into_iter().filter(asks).collect(),
            met,
        }
    }

    fn kind(&self) -> Kind {
        let activities: Codes<Activity> = self.activities.iter().copied().collect();
        match ActivityFamily::of_all(activities) {
            Some(family) => Kind::Family(family),
            None if self.activities.is_empty() => Kind::Anything,
            None => Kind::Several,
        }
    }
}

/// Counts what was missed in the caller's municipality. The same wish that somebody reported twice
/// on a day counts once.
///
/// # Errors
/// [`ActionError::Forbidden`] for who may not see figures.
pub async fn missed_figures(
    bridge: &Bridge,
    caller: &Caller,
    period: Period,
) -> Result<MissedFigures, ActionError> {
    if !may(&caller.actor, Verb::SeeFigures) {
        return Err(ActionError::Forbidden);
    }
    let member = caller.as_member().ok_or(ActionError::Forbidden)?;
    let home = member.municipality;
    let mut reading = bridge.store().read().await?;
    let wishes = unmet::of_period(&mut reading, home, period.from(bridge.now())).await?;
    let offers = shown_offers::of_municipality(&mut reading, home).await?;
    drop(reading);
    let mut seen = HashSet::new();
    let once = wishes.iter().filter(|(wish, _)| {
        let day = domain::calendar::day_of(wish.made_at);
        seen.insert((wish.reporter, day, &wish.postcode, &wish.wish))
    });
    let missed: Vec<Missed> = once
        .map(|(wish, met)| Missed::of(bridge, wish, *met))
        .collect();
    let wijken = bridge.neighbourhoods().wijken_of(home.as_str());
    Ok(count(&missed, &offers, wijken))
}

/// The same for who names no period: of the shortest one of which something can be told, and of the
/// longest where nothing can.
///
/// # Errors
/// [`ActionError::Forbidden`] for who may not see figures.
pub async fn latest_figures(
    bridge: &Bridge,
    caller: &Caller,
) -> Result<(Period, MissedFigures), ActionError> {
    let quarter = missed_figures(bridge, caller, Period::Quarter).await?;
    if quarter.total.is_some() {
        return Ok((Period::Quarter, quarter));
    }
    let year = missed_figures(bridge, caller, Period::Year).await?;
    Ok((Period::Year, year))
}

fn how_many<T>(all: &[T], is: impl Fn(&T) -> bool) -> u32 {
    let count = all.iter().filter(|one| is(one)).count();
    u32::try_from(count).unwrap_or(u32::MAX)
}

fn count(
    missed: &[Missed],
    offers: &[(Activity, Option<Point>)],
    mut wijken: Vec<(String, Outline)>,
) -> MissedFigures {
    wijken.sort_by(|(one, _), (other, _)| one.cmp(other));
    let whole = how_many(missed, |_| true);
    // Which wijk a point is in: of two that overlap, the first.
    let wijk_of = |point: Option<Point>| {
        let point = point?;
        wijken.iter().position(|(_, outline)| outline.holds(point))
    };
    let homes: Vec<Option<usize>> = missed.iter().map(|one| wijk_of(one.point)).collect();
    let places: Vec<Option<usize>> = offers.iter().map(|(_, point)| wijk_of(*point)).collect();
    let mut counts: Vec<u32> = (0..wijken.len())
        .map(|at| how_many(&homes, |home| *home == Some(at)))
        .collect();
    counts.push(how_many(&homes, Option::is_none));
    let by_wijk = parts(&counts);
    let (elsewhere, told_wijken) = match by_wijk.told.split_last() {
        Some((last, told)) if !wijken.is_empty() => (*last, told.to_vec()),
        _ => (None, Vec::new()),
    };
    let other_wijken = by_wijk.rest.filter(|_| !wijken.is_empty());
    let wijken = wijken
        .into_iter()
        .zip(told_wijken)
        .enumerate()
        .map(|(at, ((name, outline), missed))| WijkFigures {
            name,
            outline,
            missed,
            offers: how_many(&places, |place| *place == Some(at)),
        })
        .collect();
    let (kinds, other_kinds) = by_kind(missed, offers);
    let mut beside: Vec<(Beside, u32)> = Beside::ALL
        .into_iter()
        .filter_map(|one| {
            let count = how_many(missed, |wish| wish.beside.contains(&one));
            Some((one, share(count, whole)?))
        })
        .collect();
    beside.sort_by_key(|(_, times)| std::cmp::Reverse(*times));
    MissedFigures {
        total: told(whole),
        met: share(how_many(missed, |one| one.met), whole),
        wijken,
        elsewhere,
        other_wijken,
        kinds,
        other_kinds,
        beside,
    }
}

fn by_kind(
    missed: &[Missed],
    offers: &[(Activity, Option<Point>)],
) -> (Vec<KindFigures>, Option<u32>) {
    let families = ActivityFamily::ALL.into_iter().map(Kind::Family);
    let kinds: Vec<Kind> = families.chain([Kind::Several, Kind::Anything]).collect();
    let counts: Vec<u32> = kinds
        .iter()
        .map(|kind| how_many(missed, |one| one.kind() == *kind))
        .collect();
    let by_kind = parts(&counts);
    let mut told: Vec<KindFigures> = kinds
        .into_iter()
        .zip(by_kind.told)
        .filter_map(|(kind, times)| {
            Some(KindFigures {
                kind,
                missed: times?,
                offers: match kind {
                    Kind::Family(family) => how_many(offers, |(activity, _)| {
                        ActivityFamily::of(*activity) == family
                    }),
                    _ => how_many(offers, |_| true),
                },
                activities: of_family(kind, missed, offers),
            })
        })
        .collect();
    told.sort_by_key(|one| std::cmp::Reverse(one.missed));
    (told, by_kind.rest)
}

/// The activities of a family, each wish counted with its first.
fn of_family(
    kind: Kind,
    missed: &[Missed],
    offers: &[(Activity, Option<Point>)],
) -> Vec<(Activity, u32, u32)> {
    let Kind::Family(family) = kind else {
        return Vec::new();
    };
    let members: Vec<Activity> = Activity::ALL
        .iter()
        .copied()
        .filter(|activity| ActivityFamily::of(*activity) == family)
        .collect();
    let first = |one: &Missed, activity: Activity| {
        one.kind() == kind && one.activities.first() == Some(&activity)
    };
    let counts: Vec<u32> = members
        .iter()
        .map(|activity| how_many(missed, |one| first(one, *activity)))
        .collect();
    let told = parts(&counts).told;
    let offered = |activity: Activity| how_many(offers, |(one, _)| *one == activity);
    let mut told: Vec<(Activity, u32, u32)> = members
        .into_iter()
        .zip(told)
        .filter_map(|(activity, times)| Some((activity, times?, offered(activity))))
        .collect();
    told.sort_by_key(|(_, times, _)| std::cmp::Reverse(*times));
    told
}

impl Kind {
    /// As a page and a file say it.
    #[must_use]
    pub fn words(self, t: &Texts) -> String {
        match self {
            Self::Family(family) => t.s(&format!("soort-{}", family.code())),
            Self::Several => t.s("soort-verschillende"),
            Self::Anything => t.s("wens-iets"),
        }
    }
}

/// The same as the page shows, for a spreadsheet: what may not be told stands in it no more than
/// there.
///
/// # Errors
/// [`ActionError::Forbidden`] for who may not see figures.
pub async fn as_csv(
    bridge: &Bridge,
    caller: &Caller,
    period: Period,
) -> Result<String, ActionError> {
    let figures = missed_figures(bridge, caller, period).await?;
    let t = Texts::dutch();
    let mut text = format!("{}\r\n", t.s("gemist-bestand-kop"));
    let number = |count: Option<u32>| count.map_or_else(String::new, |count| count.to_string());
    let mut line = |part: &str, name: &str, missed: Option<u32>, offers: Option<u32>| {
        let (part, name) = (csv_cell(&t.s(part)), csv_cell(name));
        let missed = match missed {
            Some(times) => times.to_string(),
            None => t.s("gemist-te-weinig"),
        };
        // Writing to a text does not fail.
        let _ = write!(text, "{part};{name};{missed};{}\r\n", number(offers));
    };
    let all = t.s("gemist-totaal");
    line("gemist-deel-alles", &all, figures.total, None);
    if figures.met.is_some() {
        line(
            "gemist-deel-alles",
            &t.s("gemist-nu-aanbod"),
            figures.met,
            None,
        );
    }
    for wijk in &figures.wijken {
        line(
            "gemist-deel-wijk",
            &wijk.name,
            wijk.missed,
            Some(wijk.offers),
        );
    }
    for (key, count) in [
        ("gemist-elders", figures.elsewhere),
        ("gemist-andere-wijken", figures.other_wijken),
    ] {
        if count.is_some() {
            line("gemist-deel-wijk", &t.s(key), count, None);
        }
    }
    for one in &figures.kinds {
        let words = one.kind.words(t);
        line(
            "gemist-deel-soort",
            &words,
            Some(one.missed),
            Some(one.offers),
        );
        for (activity, missed, offers) in &one.activities {
            let words = t.code(Activity::LIST, activity.code());
            line(
                "gemist-deel-activiteit",
                &words,
                Some(*missed),
                Some(*offers),
            );
        }
    }
    if figures.other_kinds.is_some() {
        let words = t.s("gemist-andere-soorten");
        line("gemist-deel-soort", &words, figures.other_kinds, None);
    }
    for (beside, times) in &figures.beside {
        let words = t.s(&format!("gemist-erbij-{}", beside.code()));
        line("gemist-deel-erbij", &words, Some(*times), None);
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use exchange::areas::{Polygon, Ring};

    use super::*;

    /// A wijk of a degree to each side, from this longitude on.
    fn wijk(name: &str, west: f64) -> (String, Outline) {
        let points = vec![
            (west, 51.0),
            (west + 1.0, 51.0),
            (west + 1.0, 52.0),
            (west, 52.0),
        ];
        let ring = Ring::new(points).unwrap();
        let outline = Outline::new(vec![Polygon::new(vec![ring])]).unwrap();
        (name.to_owned(), outline)
    }

    fn at(lon: f64) -> Option<Point> {
        Point::new(51.5, lon)
    }

    fn missed(times: usize, lon: f64, activities: &[Activity]) -> Vec<Missed> {
        (0..times)
            .map(|number| Missed {
                point: at(lon),
                activities: activities.to_vec(),
                beside: vec![Beside::Evening; usize::from(number % 2 == 0)],
                met: false,
            })
            .collect()
    }

    #[test]
    fn a_small_wijk_is_not_told_and_does_not_follow_from_the_others() {
        let swim = [Activity::Swimming];
        let all: Vec<Missed> = [(25, 4.5), (4, 5.5), (13, 6.5), (31, 7.5)]
            .into_iter()
            .flat_map(|(times, lon)| missed(times, lon, &swim))
            .collect();
        let wijken = vec![
            wijk("D", 7.0),
            wijk("A", 4.0),
            wijk("B", 5.0),
            wijk("C", 6.0),
        ];
        let offers = [(Activity::Yoga, at(5.2)), (Activity::Yoga, None)];
        let figures = count(&all, &offers, wijken);
        assert_eq!(figures.total, Some(70));
        let told: Vec<_> = figures
            .wijken
            .iter()
            .map(|one| (one.name.as_str(), one.missed, one.offers))
            .collect();
        // Four there and none elsewhere are fewer than ten: the thirteen go with them.
        assert_eq!(
            told,
            [
                ("A", Some(20), 0),
                ("B", None, 1),
                ("C", None, 0),
                ("D", Some(30), 0)
            ]
        );
        assert_eq!((figures.other_wijken, figures.elsewhere), (Some(10), None));
    }

    #[test]
    fn what_is_too_small_by_itself_is_told_with_its_family() {
        let all: Vec<Missed> = [
            (6, &[Activity::Swimming][..]),
            (7, &[Activity::AquaGym]),
            (5, &[Activity::Yoga]),
            (8, &[Activity::Yoga, Activity::Football]),
            (9, &[]),
        ]
        .into_iter()
        .flat_map(|(times, activities)| missed(times, 4.5, activities))
        .collect();
        let offers = [(Activity::AquaGym, None), (Activity::Yoga, None)];
        let figures = count(&all, &offers, Vec::new());
        let water = KindFigures {
            kind: Kind::Family(ActivityFamily::Water),
            missed: 10,
            offers: 1,
            activities: Vec::new(),
        };
        assert_eq!(figures.kinds, [water]);
        assert_eq!(figures.other_kinds, Some(20));
        assert!(figures.wijken.is_empty() && figures.other_wijken.is_none());
        assert_eq!(figures.beside, [(Beside::Evening, 10)]);
    }

    #[test]
    fn of_few_nothing_is_told_at_all() {
        let figures = count(
            &missed(9, 4.5, &[Activity::Swimming]),
            &[],
            vec![wijk("A", 4.0), wijk("B", 5.0)],
        );
        assert_eq!((figures.total, figures.met), (None, None));
        assert!(figures.kinds.is_empty() && figures.beside.is_empty());
        assert!(figures.wijken.iter().all(|one| one.missed.is_none()));
        assert_eq!((figures.other_wijken, figures.other_kinds), (None, None));
    }
}
