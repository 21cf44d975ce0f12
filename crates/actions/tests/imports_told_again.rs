//! Lists that tell a row anew: what was asked about it goes when it is clear, who organises it stays
//! when the list does not tell, and after ninety days nothing is taken back.

#![allow(clippy::unwrap_used, reason = "a story that cannot go on must stop")]

mod support;

use actions::import_offers::{ImportReport, import_hsds, import_sheet};
use actions::list_referrals::desk;
use actions::undo_import::{UndoProblem, undo_import};
use domain::organisation::OrganisationKind;
use store::Store;
use support::{World, as_caller, on_both_engines};

const HEAD: &str = "naam;aanbieder;dag;van;prijs;email;bron_id\n";
/// A list that does not tell who organises.
const WITHOUT: &str = "naam;dag;van;prijs;email;bron_id\n";

async fn take(world: &World, rows: &str) -> ImportReport {
    take_sheet(world, &format!("{HEAD}{rows}")).await
}

async fn take_sheet(world: &World, sheet: &str) -> ImportReport {
    world.later(1);
    import_sheet(&world.bridge, world.home, "lijst", sheet.as_bytes(), false)
        .await
        .unwrap()
}

/// What the service point is asked about, in the words of the list.
async fn asked(world: &World) -> Vec<String> {
    let desk = desk(&world.bridge, &as_caller(&world.desk)).await.unwrap();
    let asked = desk.doubtful.into_iter();
    asked.map(|one| one.original).collect()
}

/// Who organises an offer that is shown; none when it is not.
fn organiser(world: &World, title: &str) -> Option<String> {
    let page = actions::catalogue::catalogue(&world.bridge, &Default::default()).unwrap();
    let found = page.offers.iter().find(|one| one.offer.title == title);
    found.map(|one| one.offer.provider_name.clone())
}

#[test]
fn what_was_asked_about_a_row_goes_when_the_list_tells_it_clearly_or_no_more() {
    on_both_engines(async |world| {
        take(
            &world,
            "Yoga;Club A;ma;10.00;duur;;1\nJudo;Club A;di;10.00;ook duur;;2\n",
        )
        .await;
        let mut both = asked(&world).await;
        both.sort();
        assert_eq!(both, ["duur", "ook duur"]);
        // The same again asks nothing twice.
        take(
            &world,
            "Yoga;Club A;ma;10.00;duur;;1\nJudo;Club A;di;10.00;ook duur;;2\n",
        )
        .await;
        assert_eq!(asked(&world).await.len(), 2);
        take(
            &world,
            "Yoga;Club A;ma;10.00;€ 5 per les;;1\nJudo;Club A;di;10.00;ook duur;;2\n",
        )
        .await;
        assert_eq!(asked(&world).await, ["ook duur"]);
        take(&world, "Yoga;Club A;ma;10.00;€ 5 per les;;1\n").await;
        assert!(asked(&world).await.is_empty());
    });
}

#[test]
fn what_two_rows_of_an_offer_share_is_asked_in_one_text_and_both_rows_end() {
    on_both_engines(async |world| {
        let judo = "Judo;Club A;di;10.00;€ 5 per les;;2\n";
        let yoga = "Yoga;Club A;ma;10.00;best duur;;1\nYoga;Club A;wo;10.00;duur;;1\n";
        let both = take(&world, &format!("{yoga}{judo}")).await;
        assert_eq!((both.read, both.new), (3, 3));
        assert_eq!(asked(&world).await, ["best duur"]);
        assert_eq!(take(&world, judo).await.ended, 2);
    });
}

#[test]
fn who_organises_it_stays_when_a_later_list_does_not_tell() {
    on_both_engines(async |world| {
        take(
            &world,
            "Yoga;Club A;ma;10.00;€ 5 per les;club@a.example;1\n",
        )
        .await;
        assert_eq!(organiser(&world, "Yoga").as_deref(), Some("Club A"));
        let later = format!("{WITHOUT}Yoga;ma;11.00;€ 5 per les;;1\n");
        let report = take_sheet(&world, &later).await;
        assert_eq!((report.changed, report.new), (1, 0));
        assert_eq!(organiser(&world, "Yoga").as_deref(), Some("Club A"));
    });
}

#[test]
fn nobody_is_written_to_for_a_row_whose_provider_is_not_known() {
    on_both_engines(async |world| {
        let sheet = format!("{WITHOUT}Koersbal;ma;10.00;€ 5 per les;club@a.example;1\n");
        take_sheet(&world, &sheet).await;
        assert_eq!(organiser(&world, "Koersbal"), None);
        let store = Store::open_to_check(&world.place).await.unwrap();
        let mut tx = store.begin().await.unwrap();
        let kind = OrganisationKind::Provider;
        let all = store::organisations::of_kind(&mut tx, world.home, kind).await;
        let unknown: Vec<_> = all
            .unwrap()
            .into_iter()
            .map(|found| found.organisation)
            .filter(|one| one.name.contains("nog niet bekend"))
            .map(|one| (one.email, one.phone))
            .collect();
        assert_eq!(unknown, [(None, None)]);
        drop(tx);
        store.close().await;
    });
}

#[test]
fn after_ninety_days_an_import_is_no_longer_taken_back() {
    on_both_engines(async |world| {
        take(&world, "Yoga;Club A;ma;10.00;€ 5 per les;;1\n").await;
        world.later(24 * 90 + 1);
        let late = undo_import(&world.bridge, world.home, "lijst", "Anouk").await;
        assert!(matches!(late, Err(UndoProblem::TooOld)));
        assert!(organiser(&world, "Yoga").is_some());
        take(&world, "Yoga;Club A;ma;10.00;€ 6 per les;;1\n").await;
        world.later(24 * 90);
        undo_import(&world.bridge, world.home, "lijst", "Anouk")
            .await
            .unwrap();
        assert!(organiser(&world, "Yoga").is_some());
    });
}

#[test]
fn how_a_club_is_reached_is_learned_from_a_later_row_and_never_overwritten() {
    on_both_engines(async |world| {
        let row = |mail: &str, phone: &str| {
            let head = "naam;aanbieder;dag;van;email;telefoon;bron_id";
            format!("{head}\nYoga;Club A;ma;10.00;{mail};{phone};1\n")
        };
        for (mail, phone) in [
            ("", ""),
            ("", "06 5550 0001"),
            ("club@a.example", "06 5550 0002"),
            ("ander@a.example", ""),
        ] {
            take_sheet(&world, &row(mail, phone)).await;
        }
        let store = Store::open_to_check(&world.place).await.unwrap();
        let mut tx = store.begin().await.unwrap();
        let kind = OrganisationKind::Provider;
        let all = store::organisations::of_kind(&mut tx, world.home, kind);
        let all = all
            .await
            .unwrap()
            .into_iter()
            .map(|found| found.organisation);
        let reached: Vec<_> = all
            .filter(|one| one.name == "Club A")
            .map(|one| (one.email, one.phone))
            .collect();
        let expected = (
            Some("club@a.example".to_owned()),
            Some("06 5550 0001".to_owned()),
        );
        assert_eq!(reached, [expected]);
        drop(tx);
        store.close().await;
    });
}

#[test]
fn a_service_that_a_list_tells_twice_is_one_offer() {
    on_both_engines(async |world| {
        let service = |name: &str| {
            serde_json::json!({"id": "a", "name": name, "status": "active",
                "email": "pas@club.example",
                "organization": {"id": "o", "name": "Wandelclub De Pas"}})
        };
        let list = serde_json::json!([service("Yoga"), service("Yoga voor u")]);
        let reading = exchange::hsds::read_hsds(list.to_string().as_bytes()).unwrap();
        let report = import_hsds(&world.bridge, world.home, "hsds", reading, false).await;
        let report = report.unwrap();
        assert_eq!((report.new, report.changed), (1, 1));
        assert_eq!(organiser(&world, "Yoga"), None);
        assert!(organiser(&world, "Yoga voor u").is_some());
    });
}
