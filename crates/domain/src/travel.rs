//! How long the way is: from a straight line to streets and minutes.
//!
//! Streets make a way longer than the straight line. We count 1.3 times, a round figure within the
//! 1.2 to 1.4 that studies of street networks find for towns; it is an estimate and is shown as
//! one ("ongeveer"). Pace: 4.5 km an hour on foot, which an older person keeps up, and 15 km an
//! hour by bicycle. The figures are ours; a river or a railway without a bridge makes them wrong.

/// Metres along the street for ten metres in a straight line.
const STREET_PER_TEN: u64 = 13;
/// Metres a minute on foot: 4.5 km an hour.
const WALKING: u64 = 75;
/// Metres a minute by bicycle: 15 km an hour.
const CYCLING: u64 = 250;

/// Metres along the street for a straight line of `metres`.
#[must_use]
pub fn way(metres: u32) -> u32 {
    u32::try_from((u64::from(metres) * STREET_PER_TEN).div_ceil(10)).unwrap_or(u32::MAX)
}

/// The longest straight line whose way along the street is at most `way` metres.
#[must_use]
pub fn straight_of_way(way: u32) -> u32 {
    u32::try_from(u64::from(way) * 10 / STREET_PER_TEN).unwrap_or(u32::MAX)
}

/// Whole minutes on foot for a straight line of `metres`, rounded up.
#[must_use]
pub fn walking_minutes(metres: u32) -> u32 {
    minutes(metres, WALKING)
}

/// Metres along the street in so many minutes on foot.
#[must_use]
pub fn way_of_walking(minutes: u32) -> u32 {
    u32::try_from(u64::from(minutes) * WALKING).unwrap_or(u32::MAX)
}

/// Whole minutes by bicycle for a straight line of `metres`, rounded up.
#[must_use]
pub fn cycling_minutes(metres: u32) -> u32 {
    minutes(metres, CYCLING)
}

fn minutes(metres: u32, a_minute: u64) -> u32 {
    u32::try_from(u64::from(way(metres)).div_ceil(a_minute)).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case(0, 0, 0)]
    #[case(1, 1, 1)]
    #[case(577, 11, 4)]
    #[case(1_000, 18, 6)]
    #[case(10_000, 174, 52)]
    #[case(u32::MAX, 57_266_231, 17_179_870)]
    fn a_straight_line_takes_so_many_minutes(
        #[case] metres: u32,
        #[case] on_foot: u32,
        #[case] by_bicycle: u32,
    ) {
        assert_eq!(walking_minutes(metres), on_foot);
        assert_eq!(cycling_minutes(metres), by_bicycle);
    }

    #[test]
    fn who_walks_so_long_comes_so_far() {
        for minutes in [1, 20, 90] {
            let line = straight_of_way(way_of_walking(minutes));
            assert_eq!(walking_minutes(line), minutes);
        }
        assert_eq!(way_of_walking(20), 1_500);
    }

    #[test]
    fn what_lies_within_the_straight_line_of_a_way_is_no_further_than_that_way() {
        for limit in [0, 1, 13, 99, 250, 500, 1_000, 65_536] {
            assert!(way(straight_of_way(limit)) <= limit, "{limit}");
            assert!(way(straight_of_way(limit) + 1) > limit, "{limit}");
        }
    }
}
