//! What somebody is looking for: the question of `POST /zoekvragen`. It lives as long as the
//! request and is never stored.

use crate::codes::{Accessibility, Activity, Codes, Group, Guidance, Language, SelfReliance};
use crate::daypart::Dayparts;
use crate::geo::Point;
use crate::offer::Level;
use crate::price::Cents;

/// Without a wish about distance, so far is looked (surface.md, section 10).
pub const DEFAULT_RADIUS_M: u32 = 10_000;

/// The wishes of one person. An empty set or `None` is no wish.
///
/// `text` and `language` rank; all else filters. `accessibility` must hold in full, other lists
/// by any of theirs; what a session does not tell does not pass a wish about it.
#[derive(Clone, Debug)]
pub struct Wishes {
    /// Where the search starts; without it every distance passes and distance does not rank.
    pub start: Option<Point>,
    /// How far at most, in metres, both ends included.
    pub radius_m: u32,
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
    /// The price a month at most.
    pub max_price: Option<Cents>,
    /// Wanted activities, any of these.
    pub activities: Codes<Activity>,
    /// Words, as typed.
    pub text: Option<String>,
    /// How many of the best hits to skip.
    pub skip: usize,
    /// How many hits to return.
    pub take: usize,
}

impl Default for Wishes {
    fn default() -> Self {
        Self {
            start: None,
            radius_m: DEFAULT_RADIUS_M,
            age: None,
            dayparts: Dayparts::NONE,
            max_level: None,
            self_reliance: None,
            guidance: Codes::NONE,
            accessibility: Codes::NONE,
            groups: Codes::NONE,
            language: None,
            max_price: None,
            activities: Codes::NONE,
            text: None,
            skip: 0,
            take: 20,
        }
    }
}
