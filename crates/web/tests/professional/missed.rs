//! A policy officer reads what is missed, on a map and as a file.

use actions::import_areas::import_areas;
use actions::report_unmet_demand::report_unmet_demand;
use actions::search::WishesDraft;
use documents::Texts;
use domain::organisation::Role;
use jiff::SignedDuration;

use crate::support::as_caller;
use crate::{PASSWORD, Story};

const WIJKEN: &str = r#"{"type":"FeatureCollection","features":[
    {"type":"Feature","properties":{"statcode":"WK900101","statnaam":"De Tuinen"},
     "geometry":{"type":"Polygon","coordinates":[[[5.25,51.65],[5.35,51.65],[5.35,51.75],[5.25,51.75],[5.25,51.65]]]}},
    {"type":"Feature","properties":{"statcode":"WK900102","statnaam":"De Kolk"},
     "geometry":{"type":"Polygon","coordinates":[[[5.35,51.65],[5.45,51.65],[5.45,51.75],[5.35,51.75],[5.35,51.65]]]}}]}"#;

#[tokio::test(flavor = "multi_thread")]
async fn a_policy_officer_reads_what_is_missed_on_a_map_and_takes_it_along() {
    let story = Story::begin().await;
    let world = &story.world;
    let bridge = &world.bridge;
    import_areas(bridge, "wijken", WIJKEN.as_bytes(), Some(2026), false)
        .await
        .unwrap();
    for (activity, times) in [("zwemmen", 14), ("yoga", 3)] {
        let wish = WishesDraft {
            postcode: "5299 AB".to_owned(),
            activities: vec![activity.to_owned()],
            ..WishesDraft::default()
        };
        for _ in 0..times {
            world.clock.advance(SignedDuration::from_hours(24));
            let nurse = as_caller(&world.nurse);
            report_unmet_demand(bridge, &nurse, &wish, "Mevrouw Jansen wil niet")
                .await
                .unwrap();
        }
    }
    let hall = story.town_hall().await;
    let policy = story.signed_in(hall, Role::Policy).await;
    let work = policy.open("/te-doen").await;
    assert!(work.has("Minstens 10 keer gemist in 12 maanden."));
    let page = policy.open("/gemist-aanbod?maanden=12").await;
    assert_eq!(page.status, 200);
    assert!(page.has("Minstens 10 keer gemist in 12 maanden.") && !page.html.contains('⟦'));
    assert!(page.has("De Kolk") && page.has("Hoe donkerder, hoe vaker gemist"));
    // Three of yoga are too few, and follow from the rest: no kind is told at all.
    assert_eq!(page.html.matches("missed-area too-few").count(), 2);
    assert!(!page.has("In of op het water") && !page.has("Jansen"));
    assert!(page.has("088 000 00 00") && page.has("Neem mee als bestand"));
    assert!(page.has("href=\"/gemist-aanbod/bestand?maanden=12\""));
    // Whoever names no period reads of three months, while there is something to tell of these.
    let quarter = policy.open("/gemist-aanbod").await;
    assert!(quarter.has("Minstens 10 keer gemist in 3 maanden."));
    assert!(!quarter.has("U ziet de laatste 12 maanden."));
    let file = policy.open("/gemist-aanbod/bestand?maanden=12").await;
    assert_eq!(file.status, 200);
    assert!(
        file.html
            .starts_with("\u{feff}onderdeel;naam;minstens gemist;aanbod\r\n")
    );
    assert!(
        file.html
            .contains("wijk;De Tuinen;te weinig om te tonen;3\r\n")
    );
    for refused in [
        "/gemist-aanbod?maanden=1",
        "/gemist-aanbod/bestand?maanden=x",
    ] {
        assert_eq!(policy.open(refused).await.status, 400, "{refused}");
    }
    // Months later nothing can be told of the last three: the page looks further back, and says so.
    world.clock.advance(SignedDuration::from_hours(24 * 100));
    let policy = story.stranger();
    let email = format!("{}-{hall}@brugdam.example", Role::Policy);
    policy.sign_in(&email, PASSWORD).await;
    let latest = policy.open("/gemist-aanbod").await;
    assert!(latest.has("Minstens 10 keer gemist in 12 maanden."));
    assert!(latest.has("U ziet de laatste 12 maanden. Over de laatste 3 maanden"));
    let year = "href=\"/gemist-aanbod?maanden=12\" aria-current=\"page\"";
    assert!(latest.html.contains(year), "{}", latest.html);
    // Who asks for these three gets them, with the way to more.
    let quarter = policy.open("/gemist-aanbod?maanden=3").await;
    assert!(quarter.has("In de laatste 3 maanden zijn er minder dan tien."));
    let button = "class=\"button\" href=\"/gemist-aanbod?maanden=12\"";
    assert!(quarter.html.contains(button));
    // The desk sees the same; a coach and a club do not.
    let desk = world.desk.organisation;
    let desk = story.signed_in(desk, Role::ServicePoint).await;
    assert_eq!(desk.open("/gemist-aanbod").await.status, 200);
    let coach = story.signed_in(world.coach.organisation, Role::Coach).await;
    assert_eq!(coach.open("/gemist-aanbod").await.status, 403);
}

#[tokio::test(flavor = "multi_thread")]
async fn where_nothing_can_be_told_the_page_says_what_to_do_next() {
    let story = Story::begin().await;
    let hall = story.town_hall().await;
    let policy = story.signed_in(hall, Role::Policy).await;
    let work = policy.open("/te-doen").await;
    let few = Texts::dutch().s("gemist-weinig-kort");
    assert!(work.has(&few), "{few} {}", work.html);
    let page = policy.open("/gemist-aanbod").await;
    assert!(page.has("In de laatste 12 maanden zijn er minder dan tien. Vraag verwijzers"));
    assert!(!page.has("U ziet de laatste 12 maanden.") && !page.has("Kijk verder terug"));
    let year = "href=\"/gemist-aanbod?maanden=12\" aria-current=\"page\"";
    assert!(page.html.contains(year));
    assert!(
        !page
            .html
            .contains("class=\"button\" href=\"/gemist-aanbod?")
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn each_kind_and_activity_that_is_missed_leads_to_what_there_is_of_it() {
    let story = Story::begin().await;
    let world = &story.world;
    for (activity, times) in [("zwemmen", 24), ("aquajoggen", 12), ("yoga", 12)] {
        let wish = WishesDraft {
            postcode: "5299 AB".to_owned(),
            activities: vec![activity.to_owned()],
            ..WishesDraft::default()
        };
        for _ in 0..times {
            world.clock.advance(SignedDuration::from_hours(24));
            let nurse = as_caller(&world.nurse);
            report_unmet_demand(&world.bridge, &nurse, &wish, "")
                .await
                .unwrap();
        }
    }
    let hall = story.town_hall().await;
    let policy = story.signed_in(hall, Role::Policy).await;
    let page = policy.open("/gemist-aanbod").await;
    assert!(page.has("In of op het water"), "{}", page.html);
    for href in [
        "href=\"/aanbod?activiteit=zwemmen\"",
        "href=\"/aanbod?activiteit=zwemmen&#38;activiteit=aquajoggen",
    ] {
        assert!(page.html.contains(href), "{href} {}", page.html);
    }
    // Without a period the file is of the last three months.
    let file = policy.open("/gemist-aanbod/bestand").await;
    let name = file.header("content-disposition");
    assert!(name.contains("gemist-aanbod-3-maanden.csv"), "{name}");
}
