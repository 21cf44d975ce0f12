//! Which two wishes to relax together, every pair by hand.

use domain::codes::Codes;
use domain::daypart::Dayparts;
use domain::offer::Level;
use domain::wishes::{Aversions, Wishes};
use finder::{RelaxedTo, WishField};

use crate::{Each, Town, count};

/// Two wishes with to what they are relaxed, and what that brings.
pub type Pair = ([(WishField, RelaxedTo); 2], usize);

/// Every wish that filters, in the order of the fields, with its steps from near to far.
fn made(w: &Wishes) -> Vec<(WishField, Vec<RelaxedTo>)> {
    let dropped = || vec![RelaxedTo::Dropped];
    let mut made = Vec::new();
    if !w.dayparts.is_empty() {
        made.push((WishField::Dayparts, dropped()));
    }
    if let Some(most) = w.max_level {
        let levels = [Level::Regular, Level::Vigorous].into_iter();
        let stiffer = levels.filter(|level| *level > most).map(RelaxedTo::Level);
        made.push((WishField::Level, stiffer.chain(dropped()).collect()));
    }
    if let Some(most) = w.max_price {
        let dearer = [1000, 2000, 3500].into_iter().filter(|cents| *cents > most);
        let steps = dearer.map(RelaxedTo::Price).chain(dropped());
        made.push((WishField::Price, steps.collect()));
    }
    for code in w.accessibility.iter() {
        made.push((WishField::Accessibility, vec![RelaxedTo::Without(code)]));
    }
    for (field, is_made) in [
        (WishField::Group, !w.groups.is_empty()),
        (WishField::Guidance, !w.guidance.is_empty()),
        (WishField::Activities, !w.activities.is_empty()),
        (WishField::Age, w.age.is_some_and(|age| age >= 18)),
        (WishField::SelfReliance, w.self_reliance.is_some()),
    ] {
        if is_made {
            made.push((field, dropped()));
        }
    }
    if let Some(way) = w.max_way_m
        && w.start.is_some()
    {
        let longer = [250, 500, 1_000, 2_000, 3_000].into_iter();
        let steps = longer.filter(|longer| *longer > way).map(RelaxedTo::Way);
        made.push((WishField::Way, steps.chain(dropped()).collect()));
    }
    for (field, is_made) in [
        (WishField::FreePlaces, w.free_places),
        (WishField::Recognition, w.recognised.is_some()),
        (WishField::Wait, w.max_wait.is_some()),
        (WishField::AnyTime, w.any_time),
        (WishField::Never, !w.never.is_empty()),
    ] {
        if is_made {
            made.push((field, dropped()));
        }
    }
    made
}

fn given_up(wishes: &Wishes, (field, to): (WishField, RelaxedTo)) -> Wishes {
    let mut w = wishes.clone();
    match to {
        RelaxedTo::Radius(metres) => w.radius_m = metres,
        RelaxedTo::Way(metres) => w.max_way_m = Some(metres),
        RelaxedTo::Level(level) => w.max_level = Some(level),
        RelaxedTo::Price(cents) => w.max_price = Some(cents),
        RelaxedTo::Without(code) => {
            w.accessibility = w
                .accessibility
                .iter()
                .filter(|kept| *kept != code)
                .collect();
        }
        RelaxedTo::Dropped => match field {
            WishField::Distance => w.start = None,
            WishField::Dayparts => w.dayparts = Dayparts::NONE,
            WishField::Level => w.max_level = None,
            WishField::Price => w.max_price = None,
            WishField::Accessibility => w.accessibility = Codes::NONE,
            WishField::Group => w.groups = Codes::NONE,
            WishField::Guidance => w.guidance = Codes::NONE,
            WishField::Activities => w.activities = Codes::NONE,
            WishField::Age => w.age = None,
            WishField::SelfReliance => w.self_reliance = None,
            WishField::Way => w.max_way_m = None,
            WishField::FreePlaces => w.free_places = false,
            WishField::Recognition => w.recognised = None,
            WishField::Wait => w.max_wait = None,
            WishField::AnyTime => w.any_time = false,
            WishField::Never => w.never = Aversions::default(),
        },
    }
    w
}

/// The three pairs that bring most, when no single wish brings anything.
pub fn pairs(town: &Town, wishes: &Wishes, each: Each) -> Vec<Pair> {
    let count = |wishes: &Wishes| count(town, wishes, each);
    let total = count(wishes);
    if total >= wishes.take.min(20) {
        return Vec::new();
    }
    let made = made(wishes);
    let mut found: Vec<Pair> = Vec::new();
    let extra = |one, other| count(&given_up(&given_up(wishes, one), other)) - total;
    for (at, (field, steps)) in made.iter().enumerate() {
        for (other, others) in &made[at + 1..] {
            // Where giving both up altogether brings nothing, no step does.
            let last = (steps.len() - 1, others.len() - 1);
            if extra((*field, steps[last.0]), (*other, others[last.1])) == 0 {
                continue;
            }
            let mut ways: Vec<(usize, usize)> = (0..=last.0)
                .flat_map(|one| (0..=last.1).map(move |other| (one, other)))
                .collect();
            ways.sort_by_key(|(one, other)| (one + other, *one));
            let pair = ways.into_iter().find_map(|(one, two)| {
                let pair = [(*field, steps[one]), (*other, others[two])];
                let extra = extra(pair[0], pair[1]);
                (extra > 0).then_some((pair, extra))
            });
            found.extend(pair);
        }
    }
    let further = [1_000, 2_000, 3_000, 5_000, 10_000, 20_000, 40_000].into_iter();
    for metres in further.filter(|metres| wishes.start.is_some() && *metres > wishes.radius_m) {
        if !found.is_empty() {
            break;
        }
        let away = (WishField::Distance, RelaxedTo::Radius(metres));
        for (field, steps) in &made {
            let pair = steps.iter().find_map(|to| {
                let extra = extra(away, (*field, *to));
                (extra > 0).then_some(([away, (*field, *to)], extra))
            });
            found.extend(pair);
        }
    }
    found.sort_by_key(|(_, extra)| std::cmp::Reverse(*extra));
    found.truncate(3);
    found
}
