//! What somebody is looking for: the question of `POST /zoekvragen`. It lives as long as the
//! request and is never stored.

use crate::codes::{
    Accessibility, Activity, Codes, Delight, Group, Guidance, Language, Recognition, SelfReliance,
    Wait,
};
use crate::daypart::Dayparts;
use crate::geo::Point;
use crate::offer::Level;
use crate::price::Cents;
use crate::travel;

/// Without a wish about distance, so far is looked (surface.md, section 10).
pub const DEFAULT_RADIUS_M: u32 = 10_000;

/// The wishes of one person. An empty set or `None` is no wish.
///
/// `text`, `language`, `confirmed_within_days`, `likes` and `rather_not` rank; all else filters.
/// `accessibility` must hold in full, other lists by any of theirs; what a session does not tell
/// does not pass a wish about it, but for `never`: there only what is told speaks against it.
#[derive(Clone, Debug)]
pub struct Wishes {
    /// Where the search starts; without it every distance passes and distance does not rank.
    pub start: Option<Point>,
    /// How far at most, in metres, both ends included.
    pub radius_m: u32,
    /// The longest way that somebody can go on foot, in a wheelchair or behind a walker, in metres
    /// along the street; see [`travel`].
    pub max_way_m: Option<u32>,
    /// Age in whole years.
    pub age: Option<u8>,
    /// When the person can come.
    pub dayparts: Dayparts,
    /// How stiff at most.
    pub max_level: Option<Level>,
    /// How well the person manages alone.
    pub self_reliance: Option<SelfReliance>,
    /// Wanted guidance, any of these.
    pub guidance: Codes<Guidance>,
    /// Needed accessibility, all of these.
    pub accessibility: Codes<Accessibility>,
    /// Wanted group, any of these.
    pub groups: Codes<Group>,
    /// The language the person speaks.
    pub language: Option<Language>,
    /// The price a month at most, after schemes.
    pub max_price: Option<Cents>,
    /// What schemes pay of it a month, together; see [`crate::scheme`].
    pub schemes_pay: Cents,
    /// Wanted activities, any of these.
    pub activities: Codes<Activity>,
    /// Only with a place that is told to be free.
    pub free_places: bool,
    /// Only recognised interventions of this level or higher.
    pub recognised: Option<Recognition>,
    /// Only where the wait for a place is this long at most.
    pub max_wait: Option<Wait>,
    /// Only where somebody may start in any week.
    pub any_time: bool,
    /// Preferably confirmed within so many days.
    pub confirmed_within_days: Option<u16>,
    /// What makes the person glad.
    pub likes: Codes<Delight>,
    /// What the person would rather not: it ranks lower.
    pub rather_not: Aversions,
    /// What the person will not do at all: it is left out.
    pub never: Aversions,
    /// Words, as typed.
    pub text: Option<String>,
    /// How many of the best hits to skip.
    pub skip: usize,
    /// How many hits to return.
    pub take: usize,
}

/// What somebody does not like.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Aversions {
    /// Kinds of thing, such as being in the water.
    pub delights: Codes<Delight>,
    /// Activities.
    pub activities: Codes<Activity>,
}

impl Aversions {
    /// Whether there is none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.delights.is_empty() && self.activities.is_empty()
    }

    /// Both together.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self {
            delights: self.delights.iter().chain(other.delights.iter()).collect(),
            activities: self
                .activities
                .iter()
                .chain(other.activities.iter())
                .collect(),
        }
    }
}

impl Wishes {
    /// How far in a straight line somebody can come, in metres: the nearest of the two limits.
    #[must_use]
    pub fn reach_m(&self) -> u32 {
        let on_foot = self.max_way_m.map_or(u32::MAX, travel::straight_of_way);
        self.radius_m.min(on_foot)
    }
}

impl Default for Wishes {
    fn default() -> Self {
        Self {
            start: None,
            radius_m: DEFAULT_RADIUS_M,
            max_way_m: None,
            age: None,
            dayparts: Dayparts::NONE,
            max_level: None,
            self_reliance: None,
            guidance: Codes::NONE,
            accessibility: Codes::NONE,
            groups: Codes::NONE,
            language: None,
            max_price: None,
            schemes_pay: 0,
            activities: Codes::NONE,
            free_places: false,
            recognised: None,
            max_wait: None,
            any_time: false,
            confirmed_within_days: None,
            likes: Codes::NONE,
            rather_not: Aversions::default(),
            never: Aversions::default(),
            text: None,
            skip: 0,
            take: 20,
        }
    }
}
