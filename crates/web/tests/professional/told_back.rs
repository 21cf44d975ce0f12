//! What the page answers to a sentence: what was understood as words that go with one click, what
//! is asked instead of guessed, and which of two counts.

use actions::change_schemes::{SchemeDraft, change_schemes};
use actions::import_areas::import_areas;
use actions::import_offers::import_sheet;
use domain::organisation::Role;

use crate::speaking::browser::{Browser, Seen};
use crate::{Story, wishes};

const SHEET: &str = "\
naam;aanbieder;activiteit;omschrijving;dag;van;tot;postcode;plaats;leeftijd;prijs;bevestigd_op;bron_id
Samen om de plas;Wandelclub De Brug;wandelen;Gezellig met koffie na;dinsdag;10:00;11:00;5299 AB;Brugdam;55+;€ 2,00 per keer;2026-11-20;t1
Avondrondje;Wandelclub De Brug;wandelen;Stevig doorstappen;dinsdag;19:00;20:00;5299 AB;Brugdam;18+;€ 8,00 per keer;2026-11-20;t2
";
const AREAS: &str = r#"{"type":"FeatureCollection","features":[
    {"type":"Feature","properties":{"statcode":"WK900103","statnaam":"Wijk 03 Molenwijk"},
     "geometry":{"type":"Polygon","coordinates":[[[5.29,51.69],[5.31,51.69],[5.31,51.705],[5.29,51.705]]]}}]}"#;

async fn a_nurse(story: &Story) -> Browser {
    let (bridge, home) = (&story.world.bridge, story.world.home);
    import_sheet(bridge, home, "rondjes", SHEET.as_bytes(), false)
        .await
        .unwrap();
    let nurse = story.nurse().await;
    nurse.open("/zoeken").await;
    nurse
}

async fn told(nurse: &Browser, sentence: &str) -> Seen {
    let fields = [("postcode", "5299"), ("zin", sentence)];
    let page = nurse.send("/zoeken", &fields).await;
    assert_eq!(page.status, 200, "{}", page.html);
    page
}

#[tokio::test(flavor = "multi_thread")]
async fn each_wish_stands_above_the_results_and_goes_with_one_click() {
    let story = Story::begin().await;
    let nurse = a_nurse(&story).await;
    let found = told(&nurse, "60 jaar, wandelt, dinsdagochtend, met koffie").await;
    assert_eq!(
        wishes(&found),
        "5299 · 60 jaar · dinsdagochtend · wandelen · “koffie”"
    );
    assert!(found.has("1 les past"), "{}", found.html);
    // The form before it: Enter in a field must not take a wish away.
    let (before, after) = found.html.split_once("id=\"samenvatting\"").unwrap();
    assert!(before.contains("id=\"wensen\"") && after.contains("id=\"resultaten\""));
    let button = "name=\"weg\" value=\"dagdelen=di-ochtend\">dinsdagochtend";
    assert!(found.has(button), "{}", found.html);
    let all = [
        ("postcode", "5299"),
        ("leeftijd", "60"),
        ("activiteiten", "wandelen"),
        ("dagdelen", "di-ochtend"),
        ("weg", "dagdelen=di-ochtend"),
    ];
    let wider = nurse.send("/zoeken", &all).await;
    assert_eq!(wishes(&wider), "5299 · 60 jaar · wandelen");
    assert!(wider.has("2 lessen passen"), "{}", wider.html);
    // Also what a sentence that still stands in the form told.
    let both = [
        ("postcode", "5299"),
        ("zin", "60 jaar, wandelt"),
        ("weg", "leeftijd="),
    ];
    assert_eq!(
        wishes(&nurse.send("/zoeken", &both).await),
        "5299 · wandelen"
    );
    // Back finds what was left.
    let back = nurse.open("/zoeken?vorige=ja").await;
    assert_eq!(wishes(&back), "5299 · wandelen");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_field_counts_and_the_sentence_is_told() {
    let story = Story::begin().await;
    let nurse = a_nurse(&story).await;
    let fields = [("postcode", "5299"), ("leeftijd", "72"), ("zin", "80 jaar")];
    let found = nurse.send("/zoeken", &fields).await;
    assert_eq!(wishes(&found), "5299 · 72 jaar");
    let words = "In uw zin staat: 80 jaar. Bij de wensen staat: 72 jaar. Wij zoeken met: 72 jaar.";
    assert!(found.has(words), "{}", found.html);
    assert!(found.has("name=\"versoepel\" value=\"leeftijd=80\">Zoek met 80 jaar<"));
    let fields = [
        ("postcode", "5299"),
        ("leeftijd", "72"),
        ("versoepel", "leeftijd=80"),
    ];
    let found = nurse.send("/zoeken", &fields).await;
    assert_eq!(wishes(&found), "5299 · 80 jaar");
    assert!(!found.has("In uw zin staat"), "said once");
    // The same twice is nothing to tell.
    let fields = [
        ("postcode", "5299"),
        ("leeftijd", "72"),
        ("zin", "72 jaar, 5299 AB"),
    ];
    let found = nurse.send("/zoeken", &fields).await;
    assert!(!found.has("In uw zin staat"), "{}", found.html);
}

#[tokio::test(flavor = "multi_thread")]
async fn hours_and_ages_in_words_are_told_and_not_guessed() {
    let story = Story::begin().await;
    let nurse = a_nurse(&story).await;
    let found = told(
        &nurse,
        "begin zeventig, wandelt, dinsdag tussen 9 en 11 uur",
    )
    .await;
    assert_eq!(wishes(&found), "5299 · dinsdagochtend · wandelen");
    for words in [
        "In uw zin staat: begin zeventig. Wij raden geen leeftijd.",
        "name=\"versoepel\" value=\"leeftijd=70\">70 jaar<",
        "name=\"versoepel\" value=\"leeftijd=73\">73 jaar<",
        "In uw zin staat: dinsdag tussen 9 en 11 uur. Wij zoeken op ochtend, middag en avond",
    ] {
        assert!(found.has(words), "{words}: {}", found.html);
    }
    assert!(
        !found.has("Bij geen van deze lessen staat"),
        "{}",
        found.html
    );
    // An age that was filled in is known.
    let fields = [
        ("postcode", "5299"),
        ("leeftijd", "71"),
        ("zin", "begin zeventig"),
    ];
    let found = nurse.send("/zoeken", &fields).await;
    assert!(!found.has("In uw zin staat"), "{}", found.html);
}

#[tokio::test(flavor = "multi_thread")]
async fn little_money_is_no_amount_and_schemes_are_offered() {
    let story = Story::begin().await;
    let nurse = a_nurse(&story).await;
    let found = told(&nurse, "wandelt, heeft het niet breed").await;
    assert_eq!(wishes(&found), "5299 · wandelen");
    let words = "In uw zin staat: heeft het niet breed. Wij raden geen bedrag.";
    assert!(found.has(words), "{}", found.html);
    assert!(found.has("value=\"maxPrijsInCenten=0\">Alleen gratis<"));
    let found = told(&nurse, "wandelt, 5 euro per les, stadspas").await;
    assert_eq!(wishes(&found), "5299 · wandelen · € 21,67");
    assert!(found.has("5 euro per les. Bij één les per week is dat € 21,67 per maand."));
    assert!(found.has("In uw zin staat: stadspas. Die regeling kennen wij hier niet."));
    assert!(
        found.has("Samen om de plas") && !found.has("Avondrondje"),
        "{}",
        found.html
    );

    let desk = story.world.with_role(Role::Administrator);
    let scheme = SchemeDraft {
        name: "Meedoenpas Brugdam".to_owned(),
        monthly: Some(1_500),
    };
    change_schemes(&story.world.bridge, &desk, &[scheme])
        .await
        .unwrap();
    let found = told(&nurse, "weinig geld").await;
    assert!(
        found.has("value=\"regelingen=Meedoenpas Brugdam\">"),
        "{}",
        found.html
    );
    let found = told(&nurse, "weinig geld, heeft een meedoenpas").await;
    assert_eq!(wishes(&found), "5299 · Meedoenpas Brugdam");
    assert!(!found.has("Wij raden geen bedrag"), "{}", found.html);
    let away = [
        ("postcode", "5299"),
        ("regelingen", "Meedoenpas Brugdam"),
        ("weg", "regelingen=Meedoenpas Brugdam"),
    ];
    assert_eq!(wishes(&nurse.send("/zoeken", &away).await), "5299");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_postcode_is_shown_as_people_write_it_and_stays_in_its_field_as_it_was_typed() {
    let story = Story::begin().await;
    let nurse = a_nurse(&story).await;
    let found = nurse.send("/zoeken", &[("postcode", "5299ab")]).await;
    assert_eq!(wishes(&found), "5299 AB");
    assert!(
        found.has("name=\"postcode\" value=\"5299ab\""),
        "{}",
        found.html
    );
    let fields = [("postcode", "5299ab"), ("zin", "6211ab om de hoek")];
    let found = nurse.send("/zoeken", &fields).await;
    let words = "In uw zin staat: 6211 AB. Bij de wensen staat: 5299 AB. Wij zoeken met: 5299 AB.";
    assert!(found.has(words), "{}", found.html);
    let list = story.stranger().open("/aanbod?postcode=5299ab").await;
    assert!(list.has("<strong>5299 AB</strong>"), "{}", list.html);
    assert!(list.has("van 5299 AB") && list.has("postcode=5299ab&#38;"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_place_in_the_sentence_is_where_the_search_starts() {
    let story = Story::begin().await;
    let nurse = a_nurse(&story).await;
    let bridge = &story.world.bridge;
    import_areas(bridge, "wijken", AREAS.as_bytes(), Some(2026), false)
        .await
        .unwrap();
    let said = |sentence: &'static str| [("zin", sentence)];
    let found = nurse
        .send("/zoeken", &said("woont in Brugdam, wandelt"))
        .await;
    assert_eq!(wishes(&found), "Brugdam · wandelen");
    let found = nurse
        .send("/zoeken", &said("wandelt, in de buurt van de Molenwijk"))
        .await;
    assert_eq!(found.status, 200, "{}", found.html);
    assert_eq!(wishes(&found), "vanuit Molenwijk · tot 5 km · wandelen");
    assert!(found.has("Samen om de plas"), "{}", found.html);
    // Where a place was filled in, that counts; the other is a click away.
    let found = told(&nurse, "wandelt, in de Molenwijk").await;
    assert_eq!(wishes(&found), "5299 · wandelen");
    let words = "In uw zin staat: Molenwijk. Bij de wensen staat: 5299. Wij zoeken met: 5299.";
    assert!(found.has(words), "{}", found.html);
    let (_, rest) = found
        .html
        .split_once("name=\"versoepel\" value=\"punt=")
        .unwrap();
    let point = format!("punt={}", rest.split('"').next().unwrap());
    let fields = [("postcode", "5299"), ("versoepel", point.as_str())];
    let moved = nurse.send("/zoeken", &fields).await;
    assert_eq!(wishes(&moved), "vanuit Molenwijk");
    // And back to the postcode.
    let value = point.strip_prefix("punt=").unwrap();
    let fields = [("postcode", "5299"), ("punt", value), ("weg", "punt=")];
    assert_eq!(wishes(&nurse.send("/zoeken", &fields).await), "5299");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_place_with_a_slip_is_asked_about_as_in_the_field_and_told_no_more() {
    let story = Story::begin().await;
    let nurse = a_nurse(&story).await;
    let sentence = "wandelt, woont in Brugdma";
    let asked = nurse.send("/zoeken", &[("zin", sentence)]).await;
    assert_eq!(asked.status, 400, "{}", asked.html);
    let in_field = nurse.send("/zoeken", &[("postcode", "brugdma")]).await;
    let choice = "name=\"plaatskeuze\" value=\"Brugdam\"";
    assert!(asked.has(choice) && in_field.has(choice), "{}", asked.html);
    let fields = [
        ("postcode", "brugdma"),
        ("zin", sentence),
        ("plaatskeuze", "Brugdam"),
    ];
    let found = nurse.send("/zoeken", &fields).await;
    assert_eq!(wishes(&found), "Brugdam · wandelen");
    assert!(!found.has("In uw zin staat"), "{}", found.html);
    // What is no name of a place is no question either.
    let found = told(&nurse, "wandelt, woont in een flat").await;
    assert!(!found.has("In uw zin staat"), "{}", found.html);
    let found = told(&nurse, "woont in Brugdma").await;
    let words = "In uw zin staat: brugdma. Bij de wensen staat: 5299. Wij zoeken met: 5299.";
    assert!(found.has(words), "{}", found.html);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_slip_of_the_pen_is_shown_and_mended_with_one_click() {
    let story = Story::begin().await;
    let nurse = a_nurse(&story).await;
    // No lesson holds it and no search would find it: a day.
    let found = told(&nurse, "wandelt, dinsdagochtent").await;
    let words = "Bij geen les staat “dinsdagochtent”. Bedoelde u “dinsdagochtend”?";
    assert!(found.has(words), "{}", found.html);
    let button = "name=\"versoepel\" value=\"woord=dinsdagochtent dinsdagochtend\"";
    assert!(found.has(button), "{}", found.html);
    let mended = [
        ("postcode", "5299"),
        ("activiteiten", "wandelen"),
        ("tekst", "dinsdagochtent"),
        ("versoepel", "woord=dinsdagochtent dinsdagochtend"),
    ];
    let found = nurse.send("/zoeken", &mended).await;
    assert_eq!(wishes(&found), "5299 · dinsdagochtend · wandelen");
    assert!(!found.has("Bedoelde u"), "{}", found.html);
    // A word that the search corrected by itself.
    let found = told(&nurse, "wandelt, dorstappen").await;
    let words = "U schreef “dorstappen”. Wij zoeken ook naar “doorstappen”. Bedoelde u dat?";
    assert!(found.has(words), "{}", found.html);
    // What is denied stays denied.
    let denied = [
        ("postcode", "5299"),
        ("tekst", "geen wandlen"),
        ("versoepel", "woord=wandlen wandelen"),
    ];
    let found = nurse.send("/zoeken", &denied).await;
    assert_eq!(wishes(&found), "5299 · “geen wandelen”");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sentence_that_is_too_long_says_how_long_it_may_be_and_stays() {
    let story = Story::begin().await;
    let nurse = a_nurse(&story).await;
    let long = format!("wandelt, {}", "dinsdagochtend ".repeat(30));
    let fields = [
        ("postcode", "5299"),
        ("leeftijd", "72"),
        ("zin", long.as_str()),
    ];
    let refused = nurse.send("/zoeken", &fields).await;
    assert_eq!(refused.status, 400);
    for words in [
        "<a href=\"#zin\">Deze tekst is te lang. Gebruik hoogstens 400 tekens.</a>",
        "id=\"zin-fout\"",
        long.as_str(),
        "value=\"72\"",
    ] {
        assert!(refused.has(words), "{words}: {}", refused.html);
    }
    assert!(
        !refused.has("maxlength"),
        "a browser would cut it off in silence"
    );
    // Not too long, but more words than a search takes: the sentence is what must change.
    let strange = "flubberen zoefde ".repeat(20);
    let fields = [("postcode", "5299"), ("zin", strange.trim())];
    let refused = nurse.send("/zoeken", &fields).await;
    assert_eq!(refused.status, 400);
    assert!(refused.has("<a href=\"#zin\">Uw zin heeft veel woorden die wij niet kennen."));
    assert!(refused.has(strange.trim()), "{}", refused.html);
}
