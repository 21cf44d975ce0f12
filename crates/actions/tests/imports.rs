//! Imports, on both engines: many rows in one file, the same file again, what a feed tells page by
//! page, and taking a whole import back.

#![allow(clippy::unwrap_used, reason = "a story that cannot go on must stop")]

mod support;

use std::fmt::Write;

use actions::ActionError;
use actions::duplicates::{Verdict, judge, waiting};
use actions::import_offers::{
    FeedImport, FeedPage, PAGES_AHEAD, import_hsds, import_rpde, import_sheet,
};
use actions::undo_import::{UndoProblem, imports_for, undo_for, undo_import};
use domain::offer::OfferStatus;
use exchange::hsds::read_hsds;
use support::{World, as_caller, on_both_engines};
use tokio::sync::mpsc;

const HEAD: &str = "naam;aanbieder;dag;van;prijs;email;bron_id\n";

fn titles(world: &World) -> Vec<String> {
    let found = actions::catalogue::catalogue(&world.bridge, &Default::default()).unwrap();
    let mut titles: Vec<String> = found
        .offers
        .iter()
        .map(|entry| entry.offer.title.clone())
        .collect();
    titles.sort();
    titles
}

async fn take(world: &World, source: &str, rows: &str) -> actions::import_offers::ImportReport {
    world.later(1);
    let sheet = format!("{HEAD}{rows}");
    import_sheet(&world.bridge, world.home, source, sheet.as_bytes(), false)
        .await
        .unwrap()
}

#[test]
fn more_rows_than_fit_a_chunk_come_in_once_and_change_nothing_the_second_time() {
    on_both_engines(async |world| {
        let mut rows = String::new();
        for n in 0..1_203 {
            // Every seventh is asked; clubs come back.
            let price = if n % 7 == 0 { "duur" } else { "€ 5 per les" };
            writeln!(rows, "Les {n};Club {};ma;10.00;{price};;{n}", n % 40).unwrap();
        }
        let first = take(&world, "groot", &rows).await;
        assert_eq!((first.read, first.new, first.review), (1_203, 1_203, 172));
        assert!(first.new_source);
        let again = take(&world, "groot", &rows).await;
        assert_eq!((again.unchanged, again.review), (1_203, 172));
        assert_eq!((again.new, again.changed, again.ended), (0, 0, 0));
        assert!(!again.new_source);

        // Half of them gone, one changed, one back again later.
        let half: String = rows
            .lines()
            .take(600)
            .map(|line| format!("{line}\n"))
            .collect();
        let half = half.replace("Les 3;", "Les drie;");
        let less = take(&world, "groot", &half).await;
        assert_eq!((less.unchanged, less.changed, less.ended), (599, 1, 603));
        let back = take(&world, "groot", &rows).await;
        assert_eq!((back.new, back.changed, back.unchanged), (0, 604, 599));
        let shown = actions::catalogue::catalogue(&world.bridge, &Default::default()).unwrap();
        assert_eq!(shown.total, 1_203 + 3);
        world.all_invariants_hold().await;
    });
}

#[test]
fn a_whole_import_is_taken_back_and_everything_is_as_it_was() {
    on_both_engines(async |world| {
        let before = titles(&world);
        take(
            &world,
            "lijst",
            "Yoga;Club A;ma;10.00;€ 5 per les;;1\nDansen;Club A;di;10.00;duur;;2\n",
        )
        .await;
        let first = titles(&world);
        let changed = take(
            &world,
            "lijst",
            "Yoga voor u;Club A;wo;11.00;duur;;1\nBoksen;Club B;vr;10.00;;;3\n",
        )
        .await;
        assert_eq!((changed.new, changed.changed, changed.ended), (1, 1, 1));
        let desk = as_caller(&world.desk);
        let runs = imports_for(&world.bridge, &desk).await.unwrap();
        assert_eq!(runs[0].run.source, "lijst");
        let counts = runs[0].counts;
        assert_eq!((counts.new, counts.changed, counts.ended), (1, 1, 1));

        world.later(1);
        let undone = undo_for(&world.bridge, &desk, &runs[0].run.id)
            .await
            .unwrap();
        let undone = undone.unwrap();
        assert_eq!(undone.past.run.id, runs[0].run.id);
        assert!(undone.kept.is_empty());
        assert_eq!(titles(&world), first);
        let found = actions::catalogue::catalogue(&world.bridge, &Default::default()).unwrap();
        let yoga = found
            .offers
            .iter()
            .find(|one| one.offer.title == "Yoga")
            .unwrap();
        let sessions: Vec<_> = yoga
            .offer
            .sessions
            .iter()
            .filter(|one| one.status == OfferStatus::Visible)
            .map(|one| (one.day.unwrap(), one.from.unwrap().hour()))
            .collect();
        assert_eq!(sessions, [(jiff::civil::Weekday::Monday, 10)]);
        assert_eq!(yoga.offer.price.unwrap().cents, 500);

        // And the one before it, by the source's name; then there is none left.
        world.later(1);
        undo_import(&world.bridge, world.home, "lijst", "Anouk")
            .await
            .unwrap();
        assert_eq!(titles(&world), before);
        let none = undo_import(&world.bridge, world.home, "lijst", "Anouk").await;
        assert!(matches!(none, Err(UndoProblem::NotFound)));
        let twice = undo_import(&world.bridge, world.home, &runs[0].run.id, "Anouk").await;
        assert!(matches!(twice, Err(UndoProblem::AlreadyUndone)));
        // What was taken back comes in as new.
        let again = take(&world, "lijst", "Yoga;Club A;ma;10.00;€ 5 per les;;1\n").await;
        assert_eq!(again.new, 1);
    });
}

#[test]
fn what_somebody_was_referred_to_stays_when_its_import_is_taken_back() {
    on_both_engines(async |world| {
        take(
            &world,
            "lijst",
            "Yoga;Club A;ma;10.00;;club@a.example;1\nDansen;Club A;di;10.00;;;2\n",
        )
        .await;
        let mut draft = world.fatma();
        draft.session = world.session("Yoga");
        let referral = world.refer(&draft).await;
        undo_import(&world.bridge, world.home, "lijst", "Anouk")
            .await
            .unwrap();
        assert!(!titles(&world).contains(&"Yoga".to_owned()));
        let shown = actions::show_referral::show_referral(
            &world.bridge,
            &as_caller(&world.nurse),
            referral.id,
        )
        .await;
        assert!(shown.is_ok());
        world.all_invariants_hold().await;
    });
}

#[test]
fn a_row_whose_provider_nobody_knows_is_shown_to_nobody_and_reaches_nobody() {
    on_both_engines(async |world| {
        let before = titles(&world);
        let sheet = "Activiteit;Wanneer;E-mail;Locatie\nKoersbal;ma 10.00;club@a.example;Laan 1\n\
            Sjoelen;di 10.00;club@b.example;Laan 2\n";
        let report = import_sheet(&world.bridge, world.home, "wijzer", sheet.as_bytes(), false)
            .await
            .unwrap();
        assert_eq!((report.new, report.review, report.rejected), (2, 2, 0));
        assert_eq!(titles(&world), before);
        let again = import_sheet(&world.bridge, world.home, "wijzer", sheet.as_bytes(), false)
            .await
            .unwrap();
        assert_eq!(again.unchanged, 2);
        let desk = actions::list_referrals::desk(&world.bridge, &as_caller(&world.desk))
            .await
            .unwrap();
        let asked: Vec<&str> = desk
            .doubtful
            .iter()
            .map(|one| one.question.as_str())
            .collect();
        assert_eq!(
            asked.iter().filter(|one| **one == "which-provider").count(),
            2
        );
    });
}

#[test]
fn services_come_in_as_a_whole_list_and_a_page_of_several_ends_nothing() {
    on_both_engines(async |world| {
        let service = |id: &str, status: &str| {
            serde_json::json!({"id": id, "name": format!("Wandelen {id}"), "status": status,
                "email": "pas@club.example",
                "organization": {"id": "o", "name": "Wandelclub De Pas"}})
        };
        let take = async |file: serde_json::Value| {
            let reading = read_hsds(file.to_string().as_bytes()).unwrap();
            import_hsds(&world.bridge, world.home, "hsds", reading, false)
                .await
                .unwrap()
        };
        let both = serde_json::json!([service("a", "active"), service("b", "active")]);
        assert_eq!(take(both.clone()).await.new, 2);
        assert_eq!(take(both).await.unchanged, 2);
        let page = serde_json::json!({"total_pages": 2, "page_number": 1, "contents": [service("c", "active")]});
        let report = take(page).await;
        assert_eq!((report.new, report.ended), (1, 0));
        let gone = serde_json::json!([service("a", "active"), service("b", "inactive")]);
        let report = take(gone).await;
        assert_eq!((report.unchanged, report.ended, report.rejected), (1, 2, 0));
        assert!(titles(&world).contains(&"Wandelen a".to_owned()));
        assert!(!titles(&world).contains(&"Wandelen b".to_owned()));
    });
}

fn feed_page(items: &[(&str, &str)], next: &str) -> String {
    let items: Vec<serde_json::Value> = items
        .iter()
        .map(|(id, name)| {
            serde_json::json!({"state": if name.is_empty() { "deleted" } else { "updated" },
                "kind": "SessionSeries", "id": id, "modified": 1,
                "data": {"@type": "SessionSeries", "name": name,
                    "organizer": {"@type": "Organization", "name": "Club F"}}})
        })
        .collect();
    serde_json::json!({"items": items, "next": next}).to_string()
}

#[test]
fn a_feed_that_was_broken_off_goes_on_where_it_was_and_is_one_import() {
    on_both_engines(async |world| {
        let start = "http://127.0.0.1/feed";
        let mut feed = FeedImport::new(&world.bridge, world.home, "feed", false);
        assert_eq!(feed.goes_on_at(start).await.unwrap(), None);
        let one = feed_page(&[("1", "Yoga"), ("2", "Dansen")], "http://127.0.0.1/feed?2");
        let report = feed
            .page(one.as_bytes(), Some((start, start)))
            .await
            .unwrap();
        assert_eq!(report.new, 2);
        // Here it was broken off.
        let mut feed = FeedImport::new(&world.bridge, world.home, "feed", false);
        let next = feed.goes_on_at(start).await.unwrap().unwrap();
        assert_eq!(next, "http://127.0.0.1/feed?2");
        assert_eq!(
            feed.goes_on_at("http://127.0.0.1/other").await.unwrap(),
            None
        );
        let two = feed_page(&[("3", "Boksen"), ("1", "")], "http://127.0.0.1/feed?3");
        let report = feed
            .page(two.as_bytes(), Some((start, &next)))
            .await
            .unwrap();
        assert_eq!((report.new, report.ended), (1, 1));
        let end = feed_page(&[], "http://127.0.0.1/feed?3");
        feed.page(end.as_bytes(), Some((start, "http://127.0.0.1/feed?3")))
            .await
            .unwrap();
        assert_eq!(feed.goes_on_at(start).await.unwrap(), None);
        let runs = imports_for(&world.bridge, &as_caller(&world.desk))
            .await
            .unwrap();
        let feeds = runs.iter().filter(|past| past.run.source == "feed");
        assert_eq!(feeds.count(), 2);
    });
}

#[test]
fn pages_that_come_together_are_kept_together_with_where_the_feed_goes_on() {
    on_both_engines(async |world| {
        let start = "http://127.0.0.1/feed";
        let at = |page: usize| format!("{start}?{page}");
        let pages = [
            feed_page(&[("1", "Yoga"), ("2", "Dansen")], &at(1)),
            feed_page(&[("3", "Boksen"), ("2", "")], &at(2)),
            feed_page(&[("1", "Yoga"), ("4", "Judo")], &at(3)),
        ];
        let (ready, coming) = mpsc::channel(PAGES_AHEAD);
        for (number, page) in pages.iter().enumerate() {
            let here = if number == 0 {
                start.to_owned()
            } else {
                at(number)
            };
            let page = FeedPage::read(page.as_bytes(), Some((start, &here))).unwrap();
            assert_eq!(page.next(), Some(at(number + 1).as_str()));
            assert!(ready.send(page).await.is_ok());
        }
        // The feed breaks off here.
        drop(ready);
        let mut feed = FeedImport::new(&world.bridge, world.home, "feed", false);
        let told = feed.take_in(coming).await.unwrap();
        assert_eq!((told.read, told.new, told.unchanged), (6, 4, 1));
        assert_eq!((told.changed, told.ended, told.rejected), (0, 1, 0));
        assert_eq!(feed.goes_on_at(start).await.unwrap(), Some(at(3)));
        let desk = as_caller(&world.desk);
        let runs = imports_for(&world.bridge, &desk).await.unwrap();
        let mut runs = runs.iter().filter(|one| one.run.source == "feed");
        let counts = runs.next().unwrap().counts;
        assert_eq!((counts.read, counts.new, counts.ended), (6, 4, 1));
        assert!(runs.next().is_none());

        // A rehearsal goes page by page, as when they come one by one: nothing of the one before
        // is there.
        let (ready, coming) = mpsc::channel(PAGES_AHEAD);
        for _ in 0..2 {
            let page = feed_page(&[("9", "Schaken")], &at(9));
            let page = FeedPage::read(page.as_bytes(), None).unwrap();
            assert!(ready.send(page).await.is_ok());
        }
        drop(ready);
        let mut feed = FeedImport::new(&world.bridge, world.home, "feed", true);
        assert_eq!(feed.take_in(coming).await.unwrap().new, 2);

        // Taken back, all of them at once.
        world.later(1);
        undo_import(&world.bridge, world.home, "feed", "Anouk")
            .await
            .unwrap();
        world.bridge.refresh().await.unwrap();
        assert_eq!(titles(&world).len(), 3);
        world.all_invariants_hold().await;
    });
}

#[test]
fn a_key_that_comes_twice_on_a_page_at_one_moment_counts_as_it_comes_last() {
    on_both_engines(async |world| {
        let page = feed_page(&[("1", "Yoga"), ("1", "Yoga voor u"), ("2", "Dansen")], "");
        let report = import_rpde(&world.bridge, world.home, "feed", page.as_bytes(), false)
            .await
            .unwrap();
        assert_eq!((report.new, report.changed, report.unchanged), (2, 0, 1));
        assert!(titles(&world).contains(&"Yoga voor u".to_owned()));
        undo_import(&world.bridge, world.home, "feed", "Anouk")
            .await
            .unwrap();
        assert!(!titles(&world).iter().any(|title| title.starts_with("Yoga")));
    });
}

#[test]
fn a_rehearsal_tells_what_would_differ_and_writes_nothing_down() {
    on_both_engines(async |world| {
        take(
            &world,
            "lijst",
            "Yoga;Club A;ma;10.00;€ 5 per les;;1\nDansen;Club A;di;10.00;;;2\n",
        )
        .await;
        let runs = imports_for(&world.bridge, &as_caller(&world.desk))
            .await
            .unwrap()
            .len();
        let sheet =
            format!("{HEAD}Yoga;Club A;ma;10.00;€ 6 per les;;1\nBoksen;Club B;vr;10.00;;;3\n");
        let report = import_sheet(&world.bridge, world.home, "lijst", sheet.as_bytes(), true)
            .await
            .unwrap();
        let expected = [
            "~ Yoga (Club A): price: 500 lesson → 600 lesson",
            "+ Boksen (Club B)",
            "- 2",
        ];
        assert_eq!(report.differences, expected);
        let after = imports_for(&world.bridge, &as_caller(&world.desk))
            .await
            .unwrap()
            .len();
        assert_eq!(after, runs);
    });
}

#[test]
fn what_two_sources_tell_is_proposed_and_never_merged_by_itself() {
    on_both_engines(async |world| {
        let row = |name: &str, club: &str, id: &str| {
            format!("{name};{club};wandelen;vr;10:00;11:00;5299 AB;{id}\n")
        };
        let head = "naam;aanbieder;activiteit;dag;van;tot;postcode;bron_id\n";
        let take = async |source: &str, rows: String| {
            world.later(1);
            let sheet = format!("{head}{rows}");
            import_sheet(&world.bridge, world.home, source, sheet.as_bytes(), false)
                .await
                .unwrap();
            actions::duplicates::propose(&world.bridge, world.home)
                .await
                .unwrap()
        };
        let desk = as_caller(&world.desk);
        let first = row("Wandelen in het park", "Wandelclub De Pas", "1")
            + &row("Rondje om de vijver", "Buurthuis Oost", "2");
        assert_eq!(take("welzijn", first.clone()).await, 0);
        let second =
            row("Wandelen in het park", "De Pas", "x") + &row("Rondje vijver", "Oost", "y");
        take("sportloket", second.clone()).await;
        let pairs = waiting(&world.bridge, &desk).await.unwrap();
        assert_eq!(pairs.len(), 2);
        assert!(
            titles(&world)
                .iter()
                .filter(|title| title.contains("Wandelen in"))
                .count()
                == 2
        );

        // The first are two; the second are one, and the one of "welzijn" stays.
        let park = pairs
            .iter()
            .find(|pair| pair.first.title.contains("park"))
            .unwrap();
        let pond = pairs
            .iter()
            .find(|pair| pair.first.title.contains("vijver"))
            .unwrap();
        let both = |pair: &store::duplicates::Pair| (pair.first.id, pair.second.id);
        judge(&world.bridge, &desk, both(park), Verdict::Two)
            .await
            .unwrap();
        let stranger = Verdict::OneKeep(park.first.id);
        let wrong = judge(&world.bridge, &desk, both(pond), stranger).await;
        assert!(matches!(wrong, Err(ActionError::NotFound)));
        let kept = Verdict::OneKeep(pond.first.id);
        judge(&world.bridge, &desk, both(pond), kept).await.unwrap();
        let twice = judge(&world.bridge, &desk, both(pond), kept).await;
        assert!(matches!(twice, Err(ActionError::NotFound)));
        assert!(waiting(&world.bridge, &desk).await.unwrap().is_empty());
        assert!(!titles(&world).contains(&pond.second.title));

        // Both verdicts last when the sources tell it again, also differently.
        let again = second.replace("10:00;11:00", "10:00;11:30");
        take("sportloket", again).await;
        assert!(waiting(&world.bridge, &desk).await.unwrap().is_empty());
        assert!(!titles(&world).contains(&pond.second.title));
        assert!(titles(&world).contains(&pond.first.title));
        let club = as_caller(&world.club);
        assert!(matches!(
            waiting(&world.bridge, &club).await,
            Err(ActionError::Forbidden)
        ));
        let forbidden = judge(&world.bridge, &club, both(park), Verdict::Two).await;
        assert!(matches!(forbidden, Err(ActionError::Forbidden)));
    });
}

#[test]
fn rows_with_and_without_a_place_may_stand_anywhere_in_a_list() {
    on_both_engines(async |world| {
        // The same row of each hundred has a place in one block and none in the next: PostgreSQL
        // keeps the types with which a statement was first prepared.
        let mut sheet = "naam;aanbieder;lat;lon;bron_id\n".to_owned();
        for n in 0..150 {
            let place = if (n / 50) % 2 == 0 { ";" } else { "51,7;5,3" };
            writeln!(sheet, "Les {n};Club;{place};{n}").unwrap();
        }
        let report = import_sheet(&world.bridge, world.home, "plek", sheet.as_bytes(), false)
            .await
            .unwrap();
        // A row of which only the name is told waits for a person.
        assert_eq!((report.new, report.rejected, report.review), (150, 0, 100));
    });
}
