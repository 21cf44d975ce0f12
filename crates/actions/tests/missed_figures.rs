//! Stories about what a policy officer sees of what is missed: counts, and nothing of a few.

#![allow(clippy::unwrap_used, reason = "a story that cannot be told must stop")]

mod support;

use actions::import_areas::import_areas;
use actions::import_offers::import_sheet;
use actions::meet_demand::meet_demand;
use actions::missed_figures::{Beside, Kind, MissedFigures, Period, as_csv, missed_figures};
use actions::report_unmet_demand::report_unmet_demand;
use actions::search::WishesDraft;
use actions::{ActionError, list_referrals, set_up};
use domain::activity_family::ActivityFamily;
use domain::codes::Activity;
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

async fn miss(world: &World, times: usize, postcode: &str, activity: &str, group: &str) {
    let codes = |codes: &str| codes.split_whitespace().map(str::to_owned).collect();
    let wish = WishesDraft {
        postcode: postcode.to_owned(),
        activities: codes(activity),
        groups: codes(group),
        ..WishesDraft::default()
    };
    report(world, times, &wish).await;
}

/// Reported once a day, so that each counts.
async fn report(world: &World, times: usize, wish: &WishesDraft) {
    for _ in 0..times {
        world.later(24);
        // A button is easily pressed twice.
        for _ in 0..2 {
            let nurse = as_caller(&world.nurse);
            report_unmet_demand(&world.bridge, &nurse, wish, "Mevrouw Quispelbeek")
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
        // After a year the first six are no longer counted.
        world.later(24 * 300);
        assert_eq!(figures(&world, Period::Year).await.total, None);
    });
}

#[test]
fn what_was_asked_most_stands_first_on_the_page_and_in_the_file() {
    on_both_engines(async |world| {
        let swimming = WishesDraft {
            postcode: "5299".to_owned(),
            activities: vec!["zwemmen".to_owned()],
            dayparts: vec!["wo-middag".to_owned()],
            guidance: vec!["trainer".to_owned()],
            accessibility: vec!["rolstoel".to_owned()],
            language: "tr".to_owned(),
            ..WishesDraft::default()
        };
        report(&world, 12, &swimming).await;
        miss(&world, 24, "5299", "yoga", "vrouwen").await;
        miss(&world, 11, "5299", "", "").await;
        let told = figures(&world, Period::Quarter).await;
        assert_eq!(
            told.beside,
            [
                (Beside::Group, 20),
                (Beside::Afternoon, 10),
                (Beside::Accessible, 10),
                (Beside::Guidance, 10),
                (Beside::Language, 10),
            ]
        );
        // Where nobody told which wijken there are, nothing lies elsewhere.
        assert_eq!((told.elsewhere, told.other_wijken), (None, None));
        let kinds: Vec<_> = told.kinds.iter().map(|one| one.kind).collect();
        let family = Kind::Family;
        assert_eq!(
            kinds,
            [
                family(ActivityFamily::Gentle),
                family(ActivityFamily::Water)
            ]
        );
        let policy = world.with_role(Role::Policy);
        let csv = as_csv(&world.bridge, &policy, Period::Quarter).await;
        let csv = csv.unwrap();
        for line in [
            "erbij gevraagd;\"Een eigen groep, zoals alleen vrouwen\";20;",
            "erbij gevraagd;In de middag;10;",
        ] {
            assert!(csv.lines().any(|one| one == line), "{line} {csv}");
        }
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

#[test]
fn kinds_are_told_by_family_and_in_a_family_by_the_first_that_was_wished() {
    on_both_engines(async |world| {
        // Twelve of the water wish two things; five and five more another one.
        miss(&world, 12, "5299", "zwemmen aquajoggen", "").await;
        miss(&world, 5, "5299", "aquajoggen", "").await;
        miss(&world, 5, "5299", "aquagym", "").await;
        miss(&world, 11, "5299", "", "").await;
        miss(&world, 14, "5299", "zwemmen yoga", "").await;
        miss(&world, 6, "5299", "yoga", "").await;
        miss(&world, 6, "5299", "golf", "").await;
        let told = figures(&world, Period::Quarter).await;
        let kinds: Vec<_> = told
            .kinds
            .iter()
            .map(|one| (one.kind, one.missed, one.activities.as_slice()))
            .collect();
        let swimming = [(Activity::Swimming, 10, 0)];
        assert_eq!(
            kinds,
            [
                (Kind::Family(ActivityFamily::Water), 20, &swimming[..]),
                (Kind::Several, 10, &[][..]),
                (Kind::Anything, 10, &[][..]),
            ]
        );
        assert_eq!(told.other_kinds, Some(10));
        // Whoever wished no matter what may go to any of the three there are.
        assert_eq!(told.kinds[2].offers, 3);
        let policy = world.with_role(Role::Policy);
        let csv = as_csv(&world.bridge, &policy, Period::Quarter).await;
        assert!(csv.unwrap().contains("\r\nactiviteit;Zwemmen;10;0\r\n"));
    });
}

#[test]
fn what_was_asked_beside_it_and_what_there_is_by_now_is_told_where_neither_is_few() {
    on_both_engines(async |world| {
        meet_demand(&world.bridge, "a").await.unwrap();
        let saturday = WishesDraft {
            postcode: "5299".to_owned(),
            activities: vec!["zwemmen".to_owned()],
            dayparts: vec!["za-ochtend".to_owned()],
            max_price: Some(2_000),
            ..WishesDraft::default()
        };
        report(&world, 12, &saturday).await;
        // That all of them asked it tells of few who did not.
        let told = figures(&world, Period::Quarter).await;
        assert_eq!((told.beside, told.met), (vec![], None));
        miss(&world, 11, "5299", "yoga", "").await;
        let told = figures(&world, Period::Quarter).await;
        assert_eq!((told.total, told.met), (Some(20), None));
        assert_eq!(
            told.beside,
            [
                (Beside::Morning, 10),
                (Beside::Weekend, 10),
                (Beside::Price, 10)
            ]
        );
        world.later(1);
        let sheet = "naam;aanbieder;activiteit;dag;van;tot;postcode;prijs;bron_id\n\
            Baantjes;Zwembad De Golf;zwemmen;zaterdag;09:00;10:00;5299 AC;€ 10 per maand;z1\n";
        import_sheet(&world.bridge, world.home, "golf", sheet.as_bytes(), false)
            .await
            .unwrap();
        // Each was reported twice on its day.
        assert_eq!(meet_demand(&world.bridge, "a").await.unwrap(), 24);
        let told = figures(&world, Period::Quarter).await;
        assert_eq!((told.total, told.met), (Some(20), Some(10)));
        let policy = world.with_role(Role::Policy);
        let csv = as_csv(&world.bridge, &policy, Period::Quarter).await;
        let of_all = csv.unwrap().matches("\r\ntotaal;").count();
        assert_eq!(of_all, 2, "all, and what there is by now");
        // When all of it is there, that none is missed any more is a small number.
        world.later(1);
        let sheet = "naam;aanbieder;activiteit;dag;van;tot;postcode;bron_id\n\
            Yoga;Studio Zon;yoga;maandag;09:00;10:00;5299 AC;y1\n";
        import_sheet(&world.bridge, world.home, "zon", sheet.as_bytes(), false)
            .await
            .unwrap();
        assert_eq!(meet_demand(&world.bridge, "a").await.unwrap(), 22);
        let told = figures(&world, Period::Quarter).await;
        assert_eq!((told.total, told.met), (Some(20), None));
    });
}

#[test]
fn what_lies_in_no_wijk_is_told_as_elsewhere_and_of_two_that_overlap_the_first_counts() {
    on_both_engines(async |world| {
        with_wijken(&world).await;
        // Drawn over the first wijk, and before it by name.
        let over = r#""features":[
            {"type":"Feature","properties":{"statcode":"WK900103","statnaam":"Aanwas"},
             "geometry":{"type":"Polygon","coordinates":[[[5.28,51.68],[5.32,51.68],[5.32,51.72],[5.28,51.72],[5.28,51.68]]]}},"#;
        let all = WIJKEN.replace("\"features\":[", over);
        import_areas(&world.bridge, "wijken", all.as_bytes(), Some(2026), false)
            .await
            .unwrap();
        let far = set_up::KnownPostcode {
            code: "5111".to_owned(),
            point: Point::new(51.50, 4.90).unwrap(),
            place: Some("Elders".to_owned()),
            municipality: Some("GM9002".to_owned()),
        };
        set_up::postcodes(&world.bridge, &[far]).await.unwrap();
        miss(&world, 12, "5299", "zwemmen", "").await;
        miss(&world, 22, "5288", "zwemmen", "").await;
        miss(&world, 13, "5111", "zwemmen", "").await;
        let told = figures(&world, Period::Quarter).await;
        let wijken: Vec<_> = told
            .wijken
            .iter()
            .map(|one| (one.name.as_str(), one.missed))
            .collect();
        // Nobody missed anything in De Tuinen: with it the smallest other goes.
        assert_eq!(
            wijken,
            [
                ("=De Kolk", Some(20)),
                ("Aanwas", None),
                ("De Tuinen", None)
            ]
        );
        assert_eq!((told.other_wijken, told.elsewhere), (Some(10), Some(10)));
    });
}

#[test]
fn what_is_missed_next_door_is_counted_next_door() {
    on_both_engines(async |world| {
        miss(&world, 12, "5299", "zwemmen", "").await;
        let mut officer = world.desk.clone();
        officer.municipality = "GM9002".parse().unwrap();
        officer.roles = [Role::Policy].into_iter().collect();
        let there = missed_figures(&world.bridge, &as_caller(&officer), Period::Year).await;
        assert_eq!(there.unwrap().total, None);
        assert_eq!(figures(&world, Period::Year).await.total, Some(10));
    });
}
