//! Feeds that break their own order or break off, services without a name, and rehearsing to take
//! an import back, on both engines.

#![allow(clippy::unwrap_used, reason = "a story that cannot go on must stop")]

mod support;

use actions::import_offers::{
    FeedImport, FeedPage, ImportReport, import_hsds, import_rpde, import_sheet,
};
use actions::undo_import::{UndoProblem, list_imports, rehearse_undo, undo_import};
use exchange::hsds::read_hsds;
use serde_json::{Value, json};
use support::{World, on_both_engines};

fn titles(world: &World) -> Vec<String> {
    let found = actions::catalogue::catalogue(&world.bridge, &Default::default()).unwrap();
    let titles = found.offers.iter().map(|entry| entry.offer.title.clone());
    let mut titles: Vec<String> = titles.collect();
    titles.sort();
    titles
}

fn counts(report: &ImportReport) -> [usize; 6] {
    [
        report.read,
        report.new,
        report.changed,
        report.unchanged,
        report.ended,
        report.rejected,
    ]
}

/// A page with an item a key, a moment and a name; without a name it is gone.
fn page(items: &[(&str, i64, &str)], next: &str) -> Vec<u8> {
    let items = items.iter().map(|(id, modified, name)| {
        json!({"state": if name.is_empty() { "deleted" } else { "updated" },
            "kind": "SessionSeries", "id": id, "modified": modified,
            "data": {"@type": "SessionSeries", "name": name,
                "organizer": {"@type": "Organization", "name": "Club F"}}})
    });
    let items: Vec<Value> = items.collect();
    json!({"items": items, "next": next})
        .to_string()
        .into_bytes()
}

#[test]
fn to_rehearse_taking_back_tells_what_would_go_and_changes_nothing() {
    on_both_engines(async |world| {
        let before = titles(&world);
        world.later(1);
        let sheet = b"naam;aanbieder;dag;van\nYoga;Club A;ma;10.00\n";
        import_sheet(&world.bridge, world.home, "lijst", sheet, false)
            .await
            .unwrap();
        let with = titles(&world);
        assert_eq!(with.len(), before.len() + 1);
        for _ in 0..2 {
            let told = rehearse_undo(&world.bridge, world.home, "lijst").await;
            let told = told.unwrap().past;
            assert_eq!((told.run.source.as_str(), told.counts.new), ("lijst", 1));
        }
        world.bridge.refresh().await.unwrap();
        assert_eq!(titles(&world), with);
        let listed = list_imports(&world.bridge, world.home).await.unwrap();
        assert!(listed.iter().all(|past| past.undone.is_none()));
        let done = undo_import(&world.bridge, world.home, "lijst", "Anouk").await;
        assert_eq!(done.unwrap().past.counts.new, 1);
        assert_eq!(titles(&world), before);
        let none = rehearse_undo(&world.bridge, world.home, "lijst").await;
        assert!(matches!(none, Err(UndoProblem::NotFound)));
    });
}

#[test]
fn the_highest_moment_of_an_id_counts_and_the_same_page_again_changes_nothing() {
    on_both_engines(async |world| {
        let take = async |page: &[u8]| {
            world.later(1);
            import_rpde(&world.bridge, world.home, "feed", page, false)
                .await
                .unwrap()
        };
        let older_last = page(
            &[("a", 5, "Nieuwer"), ("b", 1, "Yoga"), ("a", 3, "Ouder")],
            "",
        );
        assert_eq!(counts(&take(&older_last).await), [3, 2, 0, 1, 0, 0]);
        assert!(titles(&world).contains(&"Nieuwer".to_owned()));
        assert!(!titles(&world).contains(&"Ouder".to_owned()));
        for _ in 0..2 {
            assert_eq!(counts(&take(&older_last).await), [3, 0, 0, 3, 0, 0]);
        }
        // Gone at nine; what was told of it at eight is no news.
        let gone = page(&[("a", 9, ""), ("a", 8, "Terug")], "");
        assert_eq!(counts(&take(&gone).await), [2, 0, 0, 1, 1, 0]);
        for _ in 0..2 {
            assert_eq!(counts(&take(&gone).await), [2, 0, 0, 1, 0, 0]);
        }
        assert!(!titles(&world).contains(&"Terug".to_owned()));
    });
}

#[test]
fn a_later_page_does_not_bring_back_what_an_earlier_one_renewed() {
    on_both_engines(async |world| {
        for (new, unchanged) in [(1, 1), (0, 2)] {
            world.later(1);
            let mut feed = FeedImport::new(&world.bridge, world.home, "feed", false);
            let first = feed.page(&page(&[("a", 5, "Nieuwer")], ""), None).await;
            let second = feed.page(&page(&[("a", 3, "Ouder")], ""), None).await;
            let (first, second) = (first.unwrap(), second.unwrap());
            assert_eq!(first.new + second.new, new);
            assert_eq!(first.unchanged + second.unchanged, unchanged);
            assert_eq!(first.changed + second.changed, 0);
            world.bridge.refresh().await.unwrap();
            assert!(titles(&world).contains(&"Nieuwer".to_owned()));
        }
    });
}

#[test]
fn a_feed_whose_next_is_not_followed_goes_on_from_its_last_good_page() {
    on_both_engines(async |world| {
        let start = "http://127.0.0.1/feed";
        let second = "http://127.0.0.1/feed?2";
        let feed = || FeedImport::new(&world.bridge, world.home, "feed", false);
        let mut first_run = feed();
        let one = page(&[("1", 1, "Yoga")], second);
        let told = first_run.page(&one, Some((start, start))).await.unwrap();
        assert!(told.new_source);
        let (ready, coming) = tokio::sync::mpsc::channel(1);
        let bytes = page(&[("2", 2, "Dansen")], "file:///etc/passwd");
        let read = FeedPage::read(&bytes, Some((start, second))).unwrap();
        assert_eq!(read.next(), Some("file:///etc/passwd"));
        assert!(ready.send(read.going_on_at(second, None)).await.is_ok());
        drop(ready);
        assert_eq!(first_run.take_in(coming).await.unwrap().new, 1);
        assert_eq!(
            feed().goes_on_at(start).await.unwrap().as_deref(),
            Some(second)
        );

        // Mended: the page that broke is read again, and its source is told of now.
        world.later(1);
        let mut again = feed();
        let mended = page(&[("2", 2, "Dansen")], "http://127.0.0.1/feed?3");
        let told = again.page(&mended, Some((start, second))).await.unwrap();
        assert!(told.new_source);
        assert_eq!(counts(&told), [1, 0, 0, 1, 0, 0]);
        let last = "http://127.0.0.1/feed?3";
        let told = again.page(&page(&[], last), Some((start, last))).await;
        assert!(!told.unwrap().new_source);
        assert_eq!(feed().goes_on_at(start).await.unwrap(), None);
        let told = feed().page(&one, Some((start, start))).await.unwrap();
        assert!(!told.new_source);
        // A page that names itself is the last.
        let read = FeedPage::read(&bytes, Some((start, second))).unwrap();
        assert_eq!(
            read.going_on_at(second, Some(second.to_owned())).next(),
            None
        );
    });
}

#[test]
fn a_service_without_a_name_is_told_of_by_its_place_and_does_not_end() {
    on_both_engines(async |world| {
        let service = |id: &str| {
            json!({"id": id, "name": format!("Wandelen {id}"), "status": "active",
                "email": "info@depas.example",
                "organization": {"id": "o", "name": "Wandelclub De Pas"}})
        };
        let without = |id: &str, part: &str| {
            let mut one = service(id);
            one.as_object_mut().unwrap().remove(part);
            one
        };
        let take = async |file: Value| {
            world.later(1);
            let reading = read_hsds(file.to_string().as_bytes()).unwrap();
            import_hsds(&world.bridge, world.home, "hsds", reading, false)
                .await
                .unwrap()
        };
        let all = json!([service("a"), service("b"), service("c")]);
        assert_eq!(counts(&take(all).await), [3, 3, 0, 0, 0, 0]);
        let broken = json!([service("a"), without("b", "name"), 7, without("c", "id")]);
        for ended in [1, 0] {
            let told = take(broken.clone()).await;
            assert_eq!(counts(&told), [4, 0, 0, 1, ended, 3]);
            let places: Vec<(usize, &str, &str)> = told
                .rejections
                .iter()
                .map(|one| (one.line, one.faults[0].0.as_str(), one.faults[0].1))
                .collect();
            let expected = [
                (2, "name", "missing"),
                (3, "id", "missing"),
                (4, "id", "missing"),
            ];
            assert_eq!(places, expected);
        }
        assert!(titles(&world).contains(&"Wandelen b".to_owned()));
        assert!(!titles(&world).contains(&"Wandelen c".to_owned()));
    });
}
