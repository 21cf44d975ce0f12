//! Stories about what a policy officer sees of what is missed: counts, and nothing of a few.

#![allow(clippy::unwrap_used, reason = "a story that cannot be told must stop")]

mod support;

use actions::import_areas::import_areas;
use actions::missed_figures::{MissedFigures, Period, as_csv, missed_figures};
use actions::report_unmet_demand::report_unmet_demand;
use actions::search::WishesDraft;
use actions::{ActionError, list_referrals, set_up};
use domain::geo::Point;
use domain::organisation::Role;
use support::{World, as_caller, on_both_engines};

/// Two wijken side by side, one of them called as no spreadsheet likes it.
const WIJKEN: &str = r#"{"type":"FeatureCollection","features":[
    {"type":"Feature","properties":{"statcode":"WK900101","statnaam":"De Tuinen"},
     "geometry":{"type":"Polygon","coordinates":[[[5.25,51.65],[5.35,51.65],[5.35,51.75],[5.25,51.75],[5.25,51.65]]]}},
    {"type":"Feature","properties":{"statcode":"WK900102","statnaam":"=De Kolk"},
     "geometry":{"type":"Polygon","coordinates":[[[5.35,51.65],[5.45,51.65],[5.45,51.75],[5.35,51.75],[5.35,51.65]]]}}]}"#;

async fn with_wijken(world: &World) {
    let kolk = set_up::KnownPostcode {
        code: "5288".to_owned(),
        point: Point::new(51.70, 5.40).unwrap(),
        place: Some("Brugdam".to_owned()),
        municipality: Some("GM9001".to_owned()),
    };
    set_up::postcodes(&world.bridge, &[kolk]).await.unwrap();
    let bytes = WIJKEN.as_bytes();
    import_areas(&world.bridge, "wijken", bytes, Some(2026), false)
        .await
        .unwrap();
}

/// Reported once a day, so that each counts.
async fn miss(world: &World, times: usize, postcode: &str, activity: &str, group: &str) {
    let wish = WishesDraft {
        postcode: postcode.to_owned(),
        activities: vec![activity.to_owned()],
        groups: group.split_whitespace().map(str::to_owned).collect(),
        ..WishesDraft::default()
    };
    for _ in 0..times {
        world.later(24);
        // A button is easily pressed twice.
        for _ in 0..2 {
            let nurse = as_caller(&world.nurse);
            report_unmet_demand(&world.bridge, &nurse, &wish, "Mevrouw Quispelbeek")
                .await
                .unwrap();
        }
    }
}

async fn figures(world: &World, period: Period) -> MissedFigures {
    let policy = world.with_role(Role::Policy);
    missed_figures(&world.bridge, &policy, period)
        .await
        .unwrap()
}

#[test]
fn a_policy_officer_sees_where_and_what_is_missed_in_tens() {
    on_both_engines(async |world| {
        with_wijken(&world).await;
        miss(&world, 13, "5299", "zwemmen", "vrouwen").await;
        miss(&world, 12, "5288", "zwemmen", "mannen").await;
        miss(&world, 11, "5288", "yoga", "mannen").await;
        let told = figures(&world, Period::Quarter).await;
        assert_eq!(told.total, Some(30));
        let wijken: Vec<_> = told
            .wijken
            .iter()
            .map(|one| (one.name.as_str(), one.missed, one.offers))
            .collect();
        // Nobody missed anything elsewhere: that follows from the whole, so the smaller wijk is
        // not told either. The offers of the sheet all lie there.
        assert_eq!(wijken, [("=De Kolk", Some(20), 0), ("De Tuinen", None, 3)]);
        assert_eq!((told.other_wijken, told.elsewhere), (Some(10), None));
        let kinds: Vec<_> = told
            .kinds
            .iter()
            .map(|one| (one.missed, one.offers))
            .collect();
        assert_eq!(kinds, [(20, 0)]);
        // Everybody asked for a group of their own: that nobody did not is a small number too.
        assert!(told.beside.is_empty(), "{:?}", told.beside);
        let csv = as_csv(
            &world.bridge,
            &world.with_role(Role::Policy),
            Period::Quarter,
        )
        .await
        .unwrap();
        let lines: Vec<&str> = csv.lines().collect();
        assert_eq!(
            lines,
            [
                "onderdeel;naam;minstens gemist;aanbod",
                "totaal;Alle meldingen;30;",
                "wijk;'=De Kolk;20;0",
                "wijk;De Tuinen;te weinig om te tonen;3",
                "wijk;Wijken met te weinig bij elkaar;10;",
                "soort;In of op het water;20;0",
                "soort;Al het andere samen;10;",
            ]
        );
    });
}

#[test]
fn of_fewer_than_ten_nothing_is_told_and_a_longer_period_tells_more() {
    on_both_engines(async |world| {
        with_wijken(&world).await;
        miss(&world, 6, "5299", "zwemmen", "").await;
        world.later(24 * 100);
        miss(&world, 9, "5299", "zwemmen", "").await;
        let quarter = figures(&world, Period::Quarter).await;
        assert_eq!(quarter.total, None);
        assert!(quarter.kinds.is_empty() && quarter.beside.is_empty());
        assert!(quarter.wijken.iter().all(|one| one.missed.is_none()));
        assert_eq!(figures(&world, Period::Year).await.total, Some(10));
    });
}

#[test]
fn figures_are_for_who_may_see_them_and_the_wishes_themselves_are_not_for_a_policy_officer() {
    on_both_engines(async |world| {
        let bridge = &world.bridge;
        for role in Role::OF_ACCOUNTS {
            let caller = world.with_role(role);
            let figures = missed_figures(bridge, &caller, Period::Year).await;
            let may = matches!(role, Role::Policy | Role::ServicePoint);
            assert_eq!(figures.is_ok(), may, "{role}");
            assert_eq!(as_csv(bridge, &caller, Period::Year).await.is_ok(), may);
        }
        miss(&world, 1, "5299", "zwemmen", "").await;
        let policy = world.with_role(Role::Policy);
        let wishes = list_referrals::unmet_demand(bridge, &policy).await;
        assert!(matches!(wishes, Err(ActionError::Forbidden)));
    });
}
