//! Stories about wishes for which nothing fitted, and the offer that meets them later.

#![allow(clippy::unwrap_used, reason = "a story that cannot be told must stop")]

mod support;

use actions::import_offers;
use actions::list_referrals::unmet_demand;
use actions::meet_demand::meet_demand;
use actions::report_unmet_demand::report_unmet_demand;
use actions::search::WishesDraft;
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
