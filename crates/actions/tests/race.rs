//! Two people do the same step at the same moment, ten thousand times: one wins, and the other is
//! told how it stands now. On PostgreSQL the two sit at different nodes.

#![allow(clippy::unwrap_used, reason = "a story that cannot go on must stop")]

mod support;

use actions::take_step::{StepRequest, take_step};
use actions::{ActionError, Bridge, Caller};
use domain::ids::ReferralId;
use domain::referral::{Status, StepDraft};
use support::{World, as_caller, step};
use testkit::engine::Engine;
use tokio::task::JoinSet;

/// So many referrals at once, each with so many races after one another.
const REFERRALS: usize = 250;
const RACES: usize = 40;

/// Somebody at a node.
#[derive(Clone)]
struct Runner {
    bridge: Bridge,
    caller: Caller,
}

impl Runner {
    /// Takes the step, a little earlier or later: where the two cross is different each time.
    async fn run(self, id: ReferralId, request: StepRequest) -> Result<u32, ActionError> {
        for _ in 0..rand::random::<u8>() % 8 {
            tokio::task::yield_now().await;
        }
        take_step(&self.bridge, &self.caller, id, &request).await
    }
}

/// The step of a race: to and fro for ever.
fn next_step(round: usize, version: u32) -> (StepRequest, Status) {
    let (code, leads_to) = match round % 2 {
        0 => ("gepauzeerd", Status::Paused),
        _ => ("hervat", Status::Started),
    };
    let words = StepDraft {
        reason: if round.is_multiple_of(2) {
            "vakantie"
        } else {
            ""
        }
        .to_owned(),
        until: if round.is_multiple_of(2) {
            "2026-12-24"
        } else {
            ""
        }
        .to_owned(),
        ..StepDraft::default()
    };
    let request = StepRequest {
        step: code.to_owned(),
        words,
        version: Some(version),
        ..StepRequest::default()
    };
    (request, leads_to)
}

/// All races of one referral. Gives how often each of the two won.
async fn races(id: ReferralId, mut version: u32, runners: [Runner; 2]) -> [usize; 2] {
    let mut won = [0, 0];
    for round in 0..RACES {
        let (request, leads_to) = next_step(round, version);
        let [one, other] = runners.clone();
        let one = tokio::spawn(one.run(id, request.clone()));
        let other = tokio::spawn(other.run(id, request));
        let (winner, loser) = match (one.await.unwrap(), other.await.unwrap()) {
            (Ok(now), Err(refused)) => ((0, now), refused),
            (Err(refused), Ok(now)) => ((1, now), refused),
            (one, other) => panic!("round {round} of {id}: {one:?} and {other:?}"),
        };
        won[winner.0] += 1;
        assert_eq!(winner.1, version + 1, "round {round} of {id}");
        version = winner.1;
        match loser {
            ActionError::Conflict {
                status,
                version: told,
                ..
            } => assert_eq!((status, told), (leads_to, version), "round {round} of {id}"),
            other => panic!("round {round} of {id}: {other:?}"),
        }
    }
    won
}

/// A referral that has started, and its version.
async fn started(world: &World) -> (ReferralId, u32) {
    let sent = world.refer(&world.fatma()).await;
    let desk = as_caller(&world.desk);
    let version = world.step(&desk, sent.id, step("gestart")).await.unwrap();
    (sent.id, version)
}

async fn ten_thousand_races(world: World, elsewhere: Bridge) {
    let runners = [
        Runner {
            bridge: world.bridge.clone(),
            caller: as_caller(&world.club),
        },
        Runner {
            bridge: elsewhere,
            caller: as_caller(&world.desk),
        },
    ];
    let mut all = JoinSet::new();
    for _ in 0..REFERRALS {
        let (id, version) = started(&world).await;
        all.spawn(races(id, version, runners.clone()));
    }
    let won = all.join_all().await;
    let [club, desk] = won
        .into_iter()
        .fold([0, 0], |sum, won| [sum[0] + won[0], sum[1] + won[1]]);
    assert_eq!(club + desk, REFERRALS * RACES);
    // Both win now and then: else these were no races.
    assert!(club > 100 && desk > 100, "{club} against {desk}");
    world.all_invariants_hold().await;
}

fn on(engine: Engine) {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(async {
        let world = World::on(&engine).await;
        let elsewhere = match engine {
            Engine::Sqlite => world.bridge.clone(),
            Engine::Postgres => world.another_node().await,
        };
        ten_thousand_races(world, elsewhere).await;
    });
}

#[test]
fn of_two_who_do_the_same_at_once_one_wins_and_the_other_hears_how_it_stands() {
    on(Engine::Sqlite);
}

mod postgres {
    use super::*;

    #[test]
    fn of_two_at_different_nodes_one_wins_and_the_other_hears_how_it_stands() {
        on(Engine::Postgres);
    }
}
