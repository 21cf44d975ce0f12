//! Random lives: up to thirty deeds by anybody, in any order, with any time between them.

use domain::actor::Actor;
use domain::calendar::{Closure, WorkCalendar};
use domain::deadlines::Deadlines;
use domain::policy::may_take;
use domain::referral::{Deed, Rules, Step};
use jiff::SignedDuration;
use jiff::civil::date;
use proptest::prelude::*;

use crate::follow::Follow;
use crate::world;

/// Something that somebody tries.
#[derive(Clone, Debug)]
enum Try {
    Step(Step, u8),
    Note(Deed),
    Erase,
}

fn anybody() -> impl Strategy<Value = Actor> {
    prop_oneof![
        4 => Just(world::host()),
        2 => Just(world::link()),
        2 => Just(world::next_host()),
        2 => Just(world::nurse()),
        2 => Just(world::coach()),
        3 => Just(world::service_point()),
        2 => Just(world::resident()),
        1 => Just(world::member(world::OTHER_CLUB, world::HERE, &[domain::organisation::Role::Provider])),
        2 => Just(Actor::System),
    ]
}

fn anything() -> impl Strategy<Value = Try> {
    let step = (proptest::sample::select(Step::ALL.to_vec()), any::<u8>())
        .prop_map(|(step, variant)| Try::Step(step, variant));
    let undo = Just(Try::Step(Step::Undo, 0));
    let note = proptest::sample::select(vec![
        Deed::Sent,
        Deed::Reminded,
        Deed::TakenOver,
        Deed::Unanswered,
        Deed::Coming,
        Deed::CannotCome,
        Deed::CallMe,
        Deed::ConsentChanged,
        Deed::Suspended,
        Deed::Reinstated,
    ])
    .prop_map(Try::Note);
    prop_oneof![60 => step, 12 => undo, 27 => note, 1 => Just(Try::Erase)]
}

/// Around the edges that matter: at once, a day less or more a second, and long silences.
fn later() -> impl Strategy<Value = SignedDuration> {
    const DAY: i64 = 24 * 3600;
    proptest::sample::select(vec![
        0,
        1,
        3600,
        8 * 3600,
        DAY - 1,
        DAY,
        DAY + 1,
        3 * DAY,
        12 * DAY,
        45 * DAY,
        200 * DAY,
    ])
    .prop_map(SignedDuration::from_secs)
}

/// The settings a municipality may choose, a careless nought among them.
fn settings() -> impl Strategy<Value = Rules> {
    let deadlines = proptest::array::uniform9(0_u16..20).prop_map(|days| Deadlines {
        answer: days[0],
        contact: days[1],
        trial: days[2],
        trial_report: days[3],
        start: days[4],
        rescue: days[5],
        grace: days[6],
        check_in_weeks: days[7],
        attempts: days[8] % 5,
        ..Deadlines::default()
    });
    let closures = prop_oneof![
        Just(Vec::new()),
        Just(vec![Closure {
            from: date(2026, 12, 19),
            to: date(2027, 1, 31)
        }]),
    ];
    let anything = (deadlines, closures).prop_map(|(deadlines, closures)| Rules {
        deadlines,
        calendar: WorkCalendar { closures },
        service_point: world::organisation(world::SERVICE_POINT),
    });
    prop_oneof![2 => Just(world::rules()), 1 => anything]
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 3000,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    /// I2, I3, I4, I5 and I8, whatever people and the program do.
    #[test]
    fn no_sequence_of_deeds_by_anybody_at_any_time_breaks_a_promise(
        rules in settings(),
        tries in proptest::collection::vec((anybody(), anything(), later()), 1..=30),
    ) {
        let mut follow = Follow::sent_under(rules);
        let mut now = world::monday();
        for (actor, what, wait) in tries {
            now += wait;
            follow.check_never_stuck(now);
            match what {
                // As the actions do it: who may not is told so before the step is judged.
                Try::Step(step, variant) => {
                    if may_take(&actor, step, &follow.referral).is_some() {
                        let by = world::hand_for(&actor, step, &follow.referral);
                        follow.take(world::command(step, now, variant), by, now);
                    }
                }
                Try::Note(deed) => {
                    follow.note(deed, world::hand_of(&actor), now);
                }
                Try::Erase => {
                    follow.erase(world::hand_of(&actor), now);
                }
            }
        }
    }

    /// The same without asking who may: the state machine stands on its own.
    #[test]
    fn the_steps_hold_even_when_nobody_asks_who_may(
        tries in proptest::collection::vec((anybody(), anything(), later()), 1..=30),
    ) {
        let mut follow = Follow::sent();
        let mut now = world::monday();
        for (actor, what, wait) in tries {
            now += wait;
            let by = world::hand_of(&actor);
            match what {
                Try::Step(step, variant) => follow.take(world::command(step, now, variant), by, now),
                Try::Note(deed) => follow.note(deed, by, now),
                Try::Erase => follow.erase(by, now),
            };
            follow.check_never_stuck(now);
        }
    }
}
