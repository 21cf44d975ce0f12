//! Ten cards are ten lessons: one card each, its other moments as lines on it, each of which can be
//! chosen, compared and handed over.

use actions::import_offers::import_sheet;

use crate::Story;
use crate::speaking::browser::Seen;

const SWIM: &str = "Samen zwemmen";

async fn import(story: &Story, rows: &str) {
    let sheet = format!(
        "naam;aanbieder;activiteit;dag;van;tot;adres;postcode;plaats;plaatsen;bevestigd_op;bron_id\n{rows}"
    );
    let world = &story.world;
    import_sheet(&world.bridge, world.home, "golf", sheet.as_bytes(), false)
        .await
        .unwrap();
}

/// A lesson on so many of the days of a week.
fn swimming(days: &[&str]) -> String {
    let row = |day: &&str| {
        format!(
            "{SWIM};Zwembad De Golf;zwemmen;{day};10:00;11:00;Golfweg 3;5299 AC;Brugdam;3;2026-11-20;g1\n"
        )
    };
    days.iter().map(row).collect()
}

async fn swims(story: &Story) -> (crate::Browser, Seen) {
    let nurse = story.nurse().await;
    let asked = [("postcode", "5299"), ("activiteiten", "zwemmen")];
    let found = nurse.send("/zoeken", &asked).await;
    (nurse, found)
}

/// The keys behind `name`, in the order of the page.
fn keys(seen: &Seen, name: &str) -> Vec<String> {
    let begin = format!("name=\"{name}\" value=\"");
    let values = seen.html.split(&begin).skip(1);
    let values = values.filter_map(|rest| rest.split('"').next());
    values.map(str::to_owned).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lesson_on_three_days_is_one_card_and_each_moment_can_be_chosen_and_compared() {
    let story = Story::begin().await;
    import(&story, &swimming(&["maandag", "woensdag", "vrijdag"])).await;
    let (nurse, found) = swims(&story).await;
    assert!(found.has("1 les past bij deze wensen"), "{}", found.html);
    assert_eq!(found.html.matches("<li class=\"result ").count(), 1);
    assert!(found.has("Andere momenten die ook passen"));
    let (chosen, ticked) = (keys(&found, "sessieId"), keys(&found, "vergelijk"));
    assert_eq!(chosen.len(), 3);
    assert_eq!(chosen, ticked);
    // As a week goes, in short to see and in full to hear.
    let order = ["ma 10.00–11.00", "wo 10.00–11.00", "vr 10.00–11.00"];
    let seen: Vec<_> = order.iter().filter(|words| found.has(words)).collect();
    assert_eq!(seen.len(), 2, "the third one leads");
    let places = "<span class=\"meta\">3 plekken vrij</span>";
    assert_eq!(found.html.matches(places).count(), 2);
    for key in &chosen {
        let form = [("postcode", "5299"), ("sessieId", key.as_str())];
        let choice = nurse.send("/verwijzen", &form).await;
        assert_eq!(choice.location, format!("/verwijzen?sessie={key}"));
        let refer = nurse.open(&choice.location).await;
        assert!(refer.status == 200 && refer.has(SWIM), "{}", refer.html);
    }
    let asked = [
        ("postcode", "5299"),
        ("activiteiten", "zwemmen"),
        ("vergelijk", &ticked[0]),
        ("vergelijk", &ticked[2]),
    ];
    let beside = nurse.send("/vergelijken", &asked).await;
    assert_eq!(keys(&beside, "sessieId"), [&*ticked[0], &*ticked[2]]);
    // Two buttons of one lesson, told apart by who hears them and on a phone, where both are seen.
    let spoken = "<span class=\"visually-hidden\">: Samen zwemmen, ";
    let buttons: Vec<&str> = beside.html.split(spoken).skip(1).collect();
    let moments: Vec<&str> = buttons
        .iter()
        .filter_map(|one| one.split('<').next())
        .collect();
    assert_eq!(moments.len(), 2, "{}", beside.html);
    assert!(moments.iter().all(|one| one.ends_with(" 10.00–11.00 uur")));
    assert_ne!(moments[0], moments[1]);
    for (at, moment) in moments.iter().enumerate() {
        let seen = format!("{}. Samen zwemmen<span>, {moment}</span>", at + 1);
        assert!(beside.has(&seen), "{seen}: {}", beside.html);
    }
    // Both are still ticked on their lines on the way back, and stand nowhere else.
    let back = nurse.open("/zoeken?vorige=ja").await;
    assert_eq!(back.html.matches("data-still checked").count(), 2);
    assert_eq!(keys(&back, "vergelijk").len(), 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn many_moments_are_folded_and_what_is_ticked_among_them_stays_in_sight() {
    let story = Story::begin().await;
    let week = [
        "maandag",
        "dinsdag",
        "woensdag",
        "donderdag",
        "vrijdag",
        "zaterdag",
    ];
    import(&story, &swimming(&week)).await;
    let (nurse, found) = swims(&story).await;
    let (_, folded) = found.html.split_once("class=\"result-also\"").unwrap();
    assert!(folded.contains("<details class=\"why\">") && folded.contains("Nog 2 momenten"));
    let keys = keys(&found, "vergelijk");
    assert_eq!(keys.len(), 6);
    let asked = [
        ("postcode", "5299"),
        ("activiteiten", "zwemmen"),
        ("vergelijk", &keys[5]),
    ];
    let again = nurse.send("/zoeken", &asked).await;
    let (_, folded) = again.html.split_once("class=\"result-also\"").unwrap();
    assert!(folded.contains("<details class=\"why\" open>"), "{folded}");
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_show_each_lesson_once_lose_none_and_number_them_on() {
    let story = Story::begin().await;
    let rows: String = (1..=12)
        .flat_map(|number| {
            ["maandag", "donderdag"].map(|day| {
                format!(
                    "Baantjes {number};Zwembad De Golf;zwemmen;{day};10:00;11:00;Golfweg \
                     {number};5299 AC;Brugdam;3;2026-11-20;b{number}\n"
                )
            })
        })
        .collect();
    import(&story, &rows).await;
    let (nurse, first) = swims(&story).await;
    assert!(first.has("12 lessen passen bij deze wensen"));
    assert!(first.has("Les 1–10 van 12"));
    let asked = [
        ("postcode", "5299"),
        ("activiteiten", "zwemmen"),
        ("pagina", "2"),
    ];
    let second = nurse.send("/zoeken", &asked).await;
    assert!(second.has("Les 11–12 van 12") && second.has("id=\"les-11\""));
    let titles = |seen: &Seen| -> Vec<String> {
        let cards = seen.html.split("<h2 class=\"row-title\"><").skip(1);
        let title = |rest: &str| {
            let (_, words) = rest.split_once("/aanbod/").unwrap();
            let (_, words) = words.split_once('>').unwrap();
            words.split('<').next().unwrap().to_owned()
        };
        cards.map(title).collect()
    };
    let mut all = titles(&first);
    assert_eq!(all.len(), 10);
    all.extend(titles(&second));
    all.sort();
    all.dedup();
    assert_eq!(all.len(), 12);
    // Every moment of every lesson is on one of the pages, once.
    let mut moments = keys(&first, "sessieId");
    moments.extend(keys(&second, "sessieId"));
    assert_eq!(moments.len(), 24);
    moments.sort();
    moments.dedup();
    assert_eq!(moments.len(), 24);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_card_tells_once_when_it_was_confirmed() {
    let story = Story::begin().await;
    let long_ago = swimming(&["maandag"]).replace("2026-11-20", "2026-03-10");
    import(&story, &long_ago).await;
    let (_, found) = swims(&story).await;
    let told = "Let op: Stond in maart zo in een lijst";
    assert!(found.has(told), "{}", found.html);
    // Once on the card, and nothing of it among the reasons: it has no part in the score.
    assert_eq!(found.html.matches("in maart").count(), 1);
    assert!(!found.has("dagen geleden"));
}
