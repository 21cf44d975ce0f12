//! The matrix: every address of every door, asked by every role from its own organisation, another
//! one, one they left, and the next municipality, about things that are theirs and things that are
//! not. The expected answers stand in `rules.rs` and `whose.rs`, which know nothing of the code
//! under test.

#![allow(
    clippy::unwrap_used,
    reason = "a matrix that cannot be filled must stop"
)]

mod people;
mod policy_page;
mod rules;
#[path = "../../../actions/tests/support/mod.rs"]
mod support;
mod town;
mod whose;

use std::collections::BTreeSet;

use people::{Person, Place, everybody};
use rules::{Door, RULES};
use testkit::engine::Engine;
use town::{Town, call};
use whose::{Judged, expected, judged, subjects};

#[test]
fn every_route_has_a_rule_and_every_rule_a_route() {
    let routes: BTreeSet<_> = web::route_table()
        .into_iter()
        .map(|route| (route.path, route.method))
        .collect();
    let rules: BTreeSet<_> = RULES.iter().map(|rule| (rule.path, rule.method)).collect();
    let without: Vec<_> = routes.difference(&rules).collect();
    assert!(
        without.is_empty(),
        "write down in crates/web/tests/matrix/rules.rs who gets what at {without:?}"
    );
    let gone: Vec<_> = rules.difference(&routes).collect();
    assert!(gone.is_empty(), "these addresses are gone: {gone:?}");
    assert_eq!(rules.len(), RULES.len(), "one rule an address");
}

#[test]
fn everybody_gets_what_the_rules_say_and_nothing_else_on_sqlite() {
    matrix_on(Engine::Sqlite);
}

#[test]
fn everybody_gets_what_the_rules_say_and_nothing_else_on_postgresql() {
    if Engine::under_test().contains(&Engine::Postgres) {
        matrix_on(Engine::Postgres);
    }
}

/// A door that asks nobody who they are is tried by one of each role; who is not confirmed, or has
/// a token that only reads, where that matters.
fn is_asked(rule: &rules::Rule, person: &Person) -> bool {
    match rule.door {
        Door::Open => person.fresh && matches!(person.place, Place::Own | Place::Nowhere),
        Door::SignedIn | Door::Read => person.fresh,
        Door::Fresh | Door::Write => true,
    }
}

fn matrix_on(engine: Engine) {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(async {
        let mut town = Town::on(&engine).await;
        let people = everybody(&mut town).await;
        let mut asked = 0;
        let mut wrong = Vec::new();
        for rule in RULES {
            let mut done = BTreeSet::new();
            for person in people.iter().filter(|person| is_asked(rule, person)) {
                for subject in subjects(rule.about) {
                    let path = town.path(rule, *subject);
                    let inside = judged(rule, person, *subject) == Judged::Done;
                    let before = inside && !done.insert(*subject);
                    let wanted =
                        expected(rule, person, *subject, before && rule.again != rule.answer);
                    let sends = town.sends(rule, *subject);
                    let seen = call(&town.doors, person, rule.method, &path, &sends).await;
                    asked += 1;
                    if seen.status != wanted {
                        wrong.push(format!(
                            "{} {} about {subject:?}, asked by {}: {} instead of {wanted}",
                            rule.method,
                            rule.path,
                            person.name(),
                            seen.status
                        ));
                    }
                    let refused = matches!(seen.status, 303 | 401 | 403 | 404 | 410);
                    assert!(!refused || !seen.tells_of_residents(), "{path}");
                }
            }
        }
        assert!(
            wrong.is_empty(),
            "{} of {asked} answers on {engine:?} are wrong:\n{}",
            wrong.len(),
            wrong.join("\n")
        );
        assert!(asked > 4_000, "{asked}");
        town.world.all_invariants_hold().await;
    });
}
