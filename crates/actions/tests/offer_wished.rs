//! Stories about wishes for which nothing fitted, and the offer that meets them later.

#![allow(clippy::unwrap_used, reason = "a story that cannot be told must stop")]

mod support;

use actions::import_offers;
use actions::list_referrals::unmet_demand;
use actions::meet_demand::meet_demand;
use actions::report_unmet_demand::report_unmet_demand;
use actions::search::WishesDraft;
use store::Store;
use support::{World, as_caller, on_both_engines};

fn swimming() -> WishesDraft {
    WishesDraft {
        postcode: "5299 AB".to_owned(),
        activities: vec!["zwemmen".to_owned()],
        dayparts: vec!["ma-ochtend".to_owned()],
        ..WishesDraft::default()
    }
}

async fn report(world: &World) {
    report_unmet_demand(
        &world.bridge,
        &as_caller(&world.nurse),
        &swimming(),
        "Niets gevonden",
    )
    .await
    .unwrap();
}

async fn offer(world: &World, activity: &str, day: &str) {
    world.later(1);
    let sheet = format!(
        "naam;aanbieder;activiteit;dag;van;tot;postcode;bron_id\n\
         Iets nieuws;Zwembad De Golf;{activity};{day};09:00;10:00;5299 AC;n1\n"
    );
    let bytes = sheet.as_bytes();
    import_offers::import_sheet(&world.bridge, world.home, "golf", bytes, false)
        .await
        .unwrap();
}

async fn open(world: &World) -> usize {
    let open = unmet_demand(&world.bridge, &as_caller(&world.desk)).await;
    open.unwrap().len()
}

#[test]
fn whoever_reported_it_hears_once_when_something_fits() {
    on_both_engines(async |world| {
        meet_demand(&world.bridge, "a").await.unwrap();
        report(&world).await;
        assert_eq!(meet_demand(&world.bridge, "a").await.unwrap(), 0);
        // Swimming, on another morning.
        offer(&world, "zwemmen", "dinsdag").await;
        assert_eq!(meet_demand(&world.bridge, "a").await.unwrap(), 0);
        // Monday morning, and something else.
        offer(&world, "yoga", "maandag").await;
        assert_eq!(meet_demand(&world.bridge, "a").await.unwrap(), 0);
        assert_eq!(open(&world).await, 1);
        // A change of the same offer: now it fits.
        offer(&world, "zwemmen", "maandag").await;
        assert_eq!(meet_demand(&world.bridge, "a").await.unwrap(), 1);
        assert_eq!(meet_demand(&world.bridge, "b").await.unwrap(), 0);
        let mails = world.mail().await;
        assert_eq!(mails.len(), 1);
        assert_eq!(mails[0].to, "marieke@linde.example");
        assert_eq!(mails[0].subject, "Uw gemiste vraag is nu aanbod");
        assert!(mails[0].text.contains("https://brugdam.example/aanbod/"));
        assert_eq!(open(&world).await, 0);
        // Another that fits is no second message.
        offer(&world, "zwemmen", "dinsdag").await;
        meet_demand(&world.bridge, "a").await.unwrap();
        offer(&world, "zwemmen", "maandag").await;
        assert_eq!(meet_demand(&world.bridge, "a").await.unwrap(), 0);
        assert!(world.mail().await.is_empty());
    });
}

#[test]
fn what_was_there_when_it_was_reported_is_no_news() {
    on_both_engines(async |world| {
        offer(&world, "zwemmen", "maandag").await;
        world.later(1);
        report(&world).await;
        assert_eq!(meet_demand(&world.bridge, "a").await.unwrap(), 0);
        assert!(world.mail().await.is_empty());
        assert_eq!(open(&world).await, 1);
    });
}

#[test]
fn what_came_before_the_report_is_no_news_though_nobody_had_compared_it_yet() {
    on_both_engines(async |world| {
        meet_demand(&world.bridge, "a").await.unwrap();
        offer(&world, "zwemmen", "maandag").await;
        world.later(1);
        report(&world).await;
        // Something newer that does not fit wakes the comparison.
        world.later(1);
        let sheet = "naam;aanbieder;activiteit;dag;van;tot;postcode;bron_id\n\
            Yoga;Studio Zon;yoga;vrijdag;09:00;10:00;5299 AC;y1\n";
        import_offers::import_sheet(&world.bridge, world.home, "zon", sheet.as_bytes(), false)
            .await
            .unwrap();
        assert_eq!(meet_demand(&world.bridge, "a").await.unwrap(), 0);
        assert_eq!(open(&world).await, 1);
    });
}

#[test]
fn what_is_too_dear_or_cannot_be_reached_in_a_wheelchair_meets_no_wish_for_that() {
    on_both_engines(async |world| {
        let wish = WishesDraft {
            max_price: Some(1_500),
            accessibility: vec!["rolstoel".to_owned()],
            ..swimming()
        };
        let nurse = as_caller(&world.nurse);
        report_unmet_demand(&world.bridge, &nurse, &wish, "")
            .await
            .unwrap();
        let mut met = Vec::new();
        for (access, price) in [
            ("rolstoel", "€ 6,00 per keer"),
            ("rolstoel", ""),
            ("", "€ 3,00 per keer"),
            ("rolstoel", "€ 3,00 per keer"),
        ] {
            world.later(1);
            let sheet = format!(
                "naam;aanbieder;activiteit;dag;van;tot;postcode;toegankelijkheid;prijs;bron_id\n\
                 Banen;Zwembad De Golf;zwemmen;maandag;09:00;10:00;5299 AC;{access};{price};n1\n"
            );
            import_offers::import_sheet(&world.bridge, world.home, "golf", sheet.as_bytes(), false)
                .await
                .unwrap();
            met.push(meet_demand(&world.bridge, "a").await.unwrap());
        }
        assert_eq!(met, [0, 0, 0, 1]);
    });
}

#[test]
fn who_works_there_no_more_is_not_written_to() {
    on_both_engines(async |world| {
        report(&world).await;
        let store = Store::open(&world.place, &world.key).await.unwrap();
        let mut tx = store.begin().await.unwrap();
        let (practice, now) = (world.nurse.organisation, world.bridge.now());
        store::memberships::end(&mut tx, world.home, practice, world.nurse.user, now)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        store.close().await;
        offer(&world, "zwemmen", "maandag").await;
        assert_eq!(meet_demand(&world.bridge, "a").await.unwrap(), 1);
        assert!(world.mail().await.is_empty());
    });
}
