//! What people do by hand outlives the lists of others: what somebody ended stays ended, two that are
//! one stay one until somebody says otherwise, and nothing of a picture is left behind.

#![allow(clippy::unwrap_used, reason = "a story that cannot be told must stop")]

mod support;

use std::io::Cursor;

use actions::decide_on_offers::decide;
use actions::duplicates::{self, Verdict};
use actions::import_offers::{ImportReport, import_sheet};
use actions::pictures::{self, Hand, PictureDraft};
use actions::submit_offer::{self, Keeper};
use actions::undo_import::undo_import;
use actions::{Bridge, catalogue, suspend_provider};
use domain::freshness::Decision;
use domain::ids::OfferId;
use domain::offer::OfferStatus;
use store::Store;
use support::{SHEET, World, as_caller, on_both_engines};

const WALK: &str = "Rustig wandelen door De Tuinen";
const MUSIC: &str = "Bewegen op muziek";

fn id_of(bridge: &Bridge, title: &str) -> Option<OfferId> {
    let page = catalogue::catalogue(bridge, &Default::default()).unwrap();
    let found = page.offers.iter().find(|one| one.offer.title == title);
    found.map(|one| one.offer.id)
}

async fn import(world: &World, source: &str, sheet: &str) -> ImportReport {
    world.later(1);
    import_sheet(&world.bridge, world.home, source, sheet.as_bytes(), false)
        .await
        .unwrap()
}

fn a_picture() -> PictureDraft {
    let image = image::RgbImage::from_pixel(640, 480, image::Rgb([200, 30, 30]));
    let mut bytes = Cursor::new(Vec::new());
    image.write_to(&mut bytes, image::ImageFormat::Png).unwrap();
    PictureDraft {
        bytes: bytes.into_inner(),
        alt: "Vijf mensen wandelen door een park".to_owned(),
        agreed: true,
    }
}

#[test]
fn what_a_person_ended_does_not_come_back_while_its_source_tells_the_same() {
    on_both_engines(async |world| {
        let bridge = &world.bridge;
        let (walk, music) = (id_of(bridge, WALK).unwrap(), id_of(bridge, MUSIC).unwrap());
        world.later(1);
        let club = Keeper::of(&as_caller(&world.club)).unwrap();
        submit_offer::stop(bridge, &club, walk).await.unwrap();
        decide(bridge, &as_caller(&world.desk), music, Decision::End)
            .await
            .unwrap();
        for _ in 0..2 {
            let report = import(&world, "brugdam", SHEET).await;
            assert_eq!(
                (report.unchanged, report.changed, report.ended),
                (3, 0, 0),
                "nothing is new"
            );
            assert_eq!(id_of(bridge, WALK), None);
            assert_eq!(id_of(bridge, MUSIC), None);
        }
        // A list that leaves it out and tells it again tells no more than before.
        let without: String = SHEET
            .lines()
            .filter(|line| !line.starts_with(WALK))
            .map(|line| format!("{line}\n"))
            .collect();
        assert_eq!(import(&world, "brugdam", &without).await.ended, 0);
        assert_eq!(import(&world, "brugdam", SHEET).await.changed, 0);
        assert_eq!(id_of(bridge, WALK), None);
        // Told otherwise it is on again, under the key it had; and that can be taken back.
        let anew = SHEET.replace("dinsdag;10:00;11:00", "woensdag;10:00;11:00");
        assert_eq!(import(&world, "brugdam", &anew).await.changed, 1);
        assert_eq!(id_of(bridge, WALK), Some(walk));
        world.later(1);
        undo_import(bridge, world.home, "brugdam", "Anouk")
            .await
            .unwrap();
        assert_eq!(id_of(bridge, WALK), None);
        assert_eq!(import(&world, "brugdam", SHEET).await.changed, 0);
        assert_eq!(id_of(bridge, WALK), None);
    });
}

#[test]
fn what_its_source_left_out_comes_back_when_the_source_tells_it_again() {
    on_both_engines(async |world| {
        let walk = id_of(&world.bridge, WALK);
        let without: String = SHEET
            .lines()
            .filter(|line| !line.starts_with(WALK))
            .map(|line| format!("{line}\n"))
            .collect();
        assert_eq!(import(&world, "brugdam", &without).await.ended, 1);
        assert_eq!(id_of(&world.bridge, WALK), None);
        assert_eq!(import(&world, "brugdam", SHEET).await.changed, 1);
        assert_eq!(id_of(&world.bridge, WALK), walk);
    });
}

#[test]
fn who_finds_that_two_offers_were_not_one_shows_the_hidden_one_again() {
    on_both_engines(async |world| {
        let (bridge, desk) = (&world.bridge, as_caller(&world.desk));
        let second = SHEET.replace("Wandelclub De Brug", "De Brug");
        import(&world, "loket", &second).await;
        // Nothing is hidden before somebody said so.
        assert_eq!(duplicates::propose(bridge, world.home).await.unwrap(), 3);
        let shown = || {
            catalogue::catalogue(bridge, &Default::default())
                .unwrap()
                .total
        };
        assert_eq!(shown(), 6);
        let pairs = duplicates::waiting(bridge, &desk).await.unwrap();
        let pair = pairs.iter().find(|pair| pair.first.title == WALK).unwrap();
        let both = (pair.first.id, pair.second.id);
        let keep = Verdict::OneKeep(pair.second.id);
        duplicates::judge(bridge, &desk, both, keep).await.unwrap();
        assert!(catalogue::offer(bridge, pair.first.id).is_err());
        assert!(catalogue::offer(bridge, pair.second.id).is_ok());
        assert_eq!(shown(), 5);
        world.later(1);
        decide(bridge, &desk, pair.first.id, Decision::Show)
            .await
            .unwrap();
        assert!(catalogue::offer(bridge, pair.first.id).is_ok());
        assert_eq!(shown(), 6);
        // They are not asked about again, and both stay when their sources tell them otherwise.
        let later = second.replace("10:00;11:00", "10:00;11:30");
        import(&world, "loket", &later).await;
        duplicates::propose(bridge, world.home).await.unwrap();
        let pairs = duplicates::waiting(bridge, &desk).await.unwrap();
        assert!(pairs.iter().all(|pair| pair.first.title != WALK));
        assert_eq!(shown(), 6);
    });
}

#[test]
fn a_picture_goes_with_the_offer_that_an_import_had_made() {
    on_both_engines(async |world| {
        let (bridge, desk) = (&world.bridge, as_caller(&world.desk));
        let pool = "naam;aanbieder;activiteit;dag;van;tot;postcode;bron_id\n\
            Baantjes;Zwembad De Golf;zwemmen;maandag;09:00;10:00;5299 AC;z1\n";
        import(&world, "golf", pool).await;
        let hand = Hand::of_desk(&desk).unwrap();
        let (pool, walk) = (
            id_of(bridge, "Baantjes").unwrap(),
            id_of(bridge, WALK).unwrap(),
        );
        for id in [pool, walk] {
            pictures::add(bridge, &hand, id, a_picture()).await.unwrap();
        }
        undo_import(bridge, world.home, "golf", "Anouk")
            .await
            .unwrap();
        let store = Store::open_to_check(&world.place).await.unwrap();
        let mut tx = store.begin().await.unwrap();
        let left = store::pictures::of_offer(&mut tx, pool).await.unwrap();
        assert!(left.is_empty(), "people may be seen in it");
        let left = store::pictures::of_offer(&mut tx, walk).await.unwrap();
        assert_eq!(left.len(), 1, "another offer keeps its own");
        drop(tx);
        store.close().await;
    });
}

#[test]
fn a_suspended_provider_shows_no_pictures_and_a_reinstated_one_does() {
    on_both_engines(async |world| {
        let (bridge, desk) = (&world.bridge, as_caller(&world.desk));
        let walk = id_of(bridge, WALK).unwrap();
        let hand = Hand::of_desk(&desk).unwrap();
        pictures::add(bridge, &hand, walk, a_picture())
            .await
            .unwrap();
        assert_eq!(pictures::shown(bridge, walk).len(), 1);
        let club = world.club.organisation;
        suspend_provider::suspend(bridge, &desk, club, "Klachten over een trainer")
            .await
            .unwrap();
        assert_eq!(pictures::shown(bridge, walk), []);
        suspend_provider::lift(bridge, &desk, club).await.unwrap();
        assert_eq!(pictures::shown(bridge, walk).len(), 1);
        let offer = catalogue::offer(bridge, walk).unwrap();
        assert_eq!(offer.status, OfferStatus::Visible);
    });
}
