//! What a professional types in one sentence stands in the form afterwards, to be seen and changed.

use actions::{import_offers, set_up};
use domain::geo::Point;

use crate::{Story, wishes};

const SENTENCE: &str = "72, wandelt, verlegen, dinsdagochtend, € 20 per maand, in de buurt";

#[tokio::test(flavor = "multi_thread")]
async fn a_sentence_finds_the_lesson_and_is_told_back_in_the_fields() {
    let story = Story::begin().await;
    let nurse = story.nurse().await;
    let form = nurse.open("/zoeken").await;
    assert!(form.has("Vertel het in één zin"));
    let fields = [("postcode", "5299"), ("zin", SENTENCE)];
    // Where a lesson does not tell for which ages it is, the age leaves it out.
    let none = nurse.send("/zoeken", &fields).await;
    assert!(none.has("Niets gevonden"), "{}", none.html);
    for words in [
        "72 jaar",
        // "In de buurt" of the edge of what four digits tell.
        "tot 5 km",
        "dinsdagochtend",
        "wandelen",
        "€ 20",
        "U schreef ook: verlegen.",
        "id=\"leeftijd\" name=\"leeftijd\" inputmode=\"numeric\" value=\"72\"",
    ] {
        assert!(none.has(words), "{words}: {}", none.html);
    }
    for ticked in [
        "name=\"maxAfstandKm\" value=\"5\" checked",
        "name=\"dagdelen\" value=\"di-ochtend\" checked",
        "value=\"wandelen\" id=\"activiteiten\" checked",
    ] {
        assert!(none.has(ticked), "{ticked}");
    }
    // The sentence is used once: what is changed in the fields stays changed.
    assert!(!none.has(SENTENCE));

    let sentence = SENTENCE.replace("72, ", "");
    let found = nurse
        .send("/zoeken", &[("postcode", "5299"), ("zin", &sentence)])
        .await;
    assert!(found.has("1 les past") && found.has("Rustig wandelen door De Tuinen"));
    // One lesson has nothing to be compared with, and can be handed over all the same.
    assert!(found.has("Bekijk en geef mee") && !found.has("Zet naast elkaar"));
    // How somebody is, is kept nowhere, not for a quarter of an hour either.
    let back = nurse.open("/zoeken?vorige=ja").await;
    assert!(back.has("Rustig wandelen door De Tuinen") && !back.has("verlegen"));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_filled_in_wins_and_what_is_not_certain_stays_words() {
    let story = Story::begin().await;
    let nurse = story.nurse().await;
    nurse.open("/zoeken").await;
    let fields = [
        ("postcode", "5299"),
        ("maxAfstandKm", "5"),
        ("zin", "6211 om de hoek, liever niet in het water, <script>"),
    ];
    let found = nurse.send("/zoeken", &fields).await;
    assert_eq!(found.status, 200);
    let line = "5299 · tot 5 km · “liever niet in het water, script”";
    assert_eq!(wishes(&found), line);
    // What counts is told, and the other is a click away.
    for told in [
        "In uw zin staat: 6211. Bij de wensen staat: 5299. Wij zoeken met: 5299.",
        "name=\"versoepel\" value=\"postcode=6211\">Zoek met 6211<",
        "In uw zin staat: om de hoek. Bij de wensen staat: tot 5 km.",
    ] {
        assert!(found.has(told), "{told}: {}", found.html);
    }
    assert!(!found.has("<script>\""));
    // Where the postcode is forgotten, nothing of the sentence is lost.
    let shut = nurse.send("/zoeken", &[("zin", "wandelt, verlegen")]).await;
    assert!(shut.status == 400, "{}", shut.status);
    assert!(shut.has("wandelt, verlegen"), "{}", shut.html);
    let again = [("postcode", "5299"), ("zin", "wandelt, verlegen")];
    let found = nurse.send("/zoeken", &again).await;
    assert!(found.has("U schreef ook: verlegen."));
}

/// A lesson that tells for whom it is, 1.2 kilometres from the middle of the next four digits.
async fn a_walk_in_the_next_area(story: &Story) {
    const SHEET: &str = "\
naam;aanbieder;activiteit;dag;van;tot;postcode;plaats;leeftijd;prijs;begeleiding;bevestigd_op;bron_id
Samen om de plas;Wandelclub De Brug;wandelen;dinsdag;10:00;11:00;5299 AB;Brugdam;55+;€ 2,00 per keer;;2026-11-20;w2
Dinsdagzwemmen;Wandelclub De Brug;zwemmen;dinsdag;10:00;11:00;5299 AB;Brugdam;55+;€ 2,00 per keer;;2026-11-20;w3
Stoelyoga;Wandelclub De Brug;yoga;maandag;10:00;11:00;5299 AB;Brugdam;55+;€ 2,00 per keer;maatje;2026-11-20;w4
";
    let (bridge, home) = (&story.world.bridge, story.world.home);
    let next = ["5298", "5298AA"].map(|code| set_up::KnownPostcode {
        code: code.to_owned(),
        point: Point::new(51.7128, 5.30).unwrap(),
        place: Some("Hogebrug".to_owned()),
        municipality: Some("GM9001".to_owned()),
    });
    set_up::postcodes(bridge, &next).await.unwrap();
    import_offers::import_sheet(bridge, home, "plas", SHEET.as_bytes(), false)
        .await
        .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn around_the_corner_counts_from_the_edge_of_what_is_known() {
    let story = Story::begin().await;
    a_walk_in_the_next_area(&story).await;
    let nurse = story.nurse().await;
    nurse.open("/zoeken").await;
    let corner = "72, wandelt, verlegen, dinsdagochtend, € 20 per maand, om de hoek";
    for (from, km) in [("5298", "3"), (" 5298 ", "3"), ("Hogebrug", "3")] {
        let fields = [("postcode", from), ("zin", corner)];
        let found = nurse.send("/zoeken", &fields).await;
        assert!(found.has("1 les past"), "{from}: {}", found.html);
        assert!(found.has("Samen om de plas") && found.has(&format!("tot {km} km")));
    }
    // Who tells the street means the corner of that street; further away is offered, not shown.
    for exact in ["5298 AA", "5298aa"] {
        let fields = [("postcode", exact), ("zin", corner)];
        let none = nurse.send("/zoeken", &fields).await;
        assert!(
            none.has("Niets gevonden") && none.has("tot 1 km"),
            "{exact}"
        );
        assert!(
            none.has("Net iets verder: 1,2 km") && none.has("1,2 km van huis: ongeveer"),
            "{}",
            none.html
        );
        assert!(none.has("Samen om de plas") && none.has("name=\"sessieId\""));
    }
    // A number is a number, and what the form says already stays.
    let told = corner.replace("om de hoek", "hooguit 1 km");
    let none = nurse
        .send("/zoeken", &[("postcode", "5298"), ("zin", &told)])
        .await;
    assert!(none.has("Niets gevonden") && none.has("tot 1 km"));
    // The postcode may stand in the sentence itself.
    let all = format!("5298, {}", corner.replace("72,", "72 jaar,"));
    let found = nurse.send("/zoeken", &[("zin", &all)]).await;
    assert!(
        found.has("1 les past") && found.has("tot 3 km"),
        "{}",
        found.html
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn what_somebody_does_not_want_is_not_shown_first() {
    let story = Story::begin().await;
    a_walk_in_the_next_area(&story).await;
    let nurse = story.nurse().await;
    nurse.open("/zoeken").await;
    let first = |html: &str| {
        let title = html.split("class=\"row-title\"").nth(1).unwrap();
        let title = title.split("</a>").next().unwrap();
        title.rsplit('>').next().unwrap().to_owned()
    };
    for sentence in [
        "alles behalve zwemmen, om de hoek",
        "liever niet in het water, zwemmen",
        "is bang voor water, zwemt",
    ] {
        let fields = [("postcode", "5299"), ("zin", sentence)];
        let found = nurse.send("/zoeken", &fields).await;
        let results = found.html.split("id=\"resultaten\"").nth(1).unwrap();
        assert!(
            found.has("Dinsdagzwemmen"),
            "nothing is left out: {sentence}"
        );
        assert_ne!(first(results), "Dinsdagzwemmen", "{sentence}");
    }
    for sentence in ["niet op maandag", "elke dag behalve maandag, 72 jaar"] {
        let fields = [("postcode", "5299"), ("zin", sentence)];
        let found = nurse.send("/zoeken", &fields).await;
        assert!(found.has("Samen om de plas"), "{}", found.html);
        assert!(!found.has("Stoelyoga"), "{sentence}");
        assert!(found.has("niet: maandag"), "{sentence}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_read_as_nothing_is_said_once() {
    let story = Story::begin().await;
    a_walk_in_the_next_area(&story).await;
    let nurse = story.nurse().await;
    nurse.open("/zoeken").await;
    let sentence = "spreekt Turks, gratis of max 20 euro, flubberen";
    let found = nurse
        .send("/zoeken", &[("postcode", "5299"), ("zin", sentence)])
        .await;
    assert!(
        found.has("lessen passen bij uw andere wensen</h1>")
            && found.has("Bij geen van deze lessen staat “flubberen”. Typ een ander woord"),
        "{}",
        found.html
    );
    assert!(!found.has("Dit lazen we niet"), "the heading says so");
    assert_eq!(found.html.matches("staan niet in dit aanbod").count(), 0);
    assert!(found.has("value=\"tr\" selected"), "{}", found.html);
    let found = nurse
        .send("/zoeken", &[("postcode", "5299"), ("zin", "gratis")])
        .await;
    assert!(
        found.has("Niets gevonden")
            && found.has("name=\"maxPrijs\" inputmode=\"decimal\" value=\"0\"")
    );
    assert!(!found.has("Dit lazen we niet"));
    let found = nurse
        .send(
            "/zoeken",
            &[("postcode", "5299"), ("zin", "<b>x</b> flubb")],
        )
        .await;
    assert!(!found.has("<b>x"));
}

#[tokio::test(flavor = "multi_thread")]
async fn words_that_few_lessons_hold_are_counted_and_a_line_divides_them_from_the_others() {
    let story = Story::begin().await;
    a_walk_in_the_next_area(&story).await;
    let nurse = story.nurse().await;
    nurse.open("/zoeken").await;
    let found = nurse
        .send("/zoeken", &[("postcode", "5299"), ("tekst", "stoelyoga")])
        .await;
    assert!(found.has("1 les met deze woorden, "), "{}", found.html);
    let (with, others) = found
        .html
        .split_once("Hieronder staan uw woorden er niet bij")
        .unwrap();
    let list = with.split_once("<ol").unwrap().1;
    assert_eq!(
        list.matches("<li class=\"result").count(),
        1,
        "{}",
        found.html
    );
    assert!(list.contains("Stoelyoga") && list.contains("</ol>"));
    // The list goes on with the next number, and says of no single lesson what the line said.
    assert!(others.contains("start=\"2\"") && others.contains("id=\"les-2\""));
    assert!(!others.contains("staan niet in dit aanbod"));
    // Where every lesson holds them, and where nothing was typed, there is no line.
    let yoga = [
        ("postcode", "5299"),
        ("activiteiten", "yoga"),
        ("tekst", "yoga"),
    ];
    for fields in [&yoga[..], &yoga[..1]] {
        let page = nurse.send("/zoeken", fields).await;
        assert!(page.has("bij deze wensen"), "{}", page.html);
        assert!(!page.has("Hieronder staan uw woorden"), "{}", page.html);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_said_of_somebody_stays_on_the_page_and_can_be_taken_away() {
    let story = Story::begin().await;
    a_walk_in_the_next_area(&story).await;
    let nurse = story.nurse().await;
    nurse.open("/zoeken").await;
    let sentence = "verlegen <b>";
    let first = nurse
        .send("/zoeken", &[("postcode", "5299"), ("zin", sentence)])
        .await;
    assert!(first.has("U schreef ook: verlegen."), "{}", first.html);
    assert!(first.has("name=\"over\" value=\"verlegen\" form=\"wensen\""));
    let on = [
        ("postcode", "5299"),
        ("over", "verlegen"),
        ("versoepel", "maxAfstandKm=20"),
    ];
    let wider = nurse.send("/zoeken", &on).await;
    assert!(wider.has("U schreef ook: verlegen.") && wider.has("value=\"20\" checked"));
    let off = [
        ("postcode", "5299"),
        ("over", "verlegen"),
        ("versoepel", "over="),
    ];
    let away = nurse.send("/zoeken", &off).await;
    assert!(!away.has("verlegen"), "{}", away.html);
    // It is not remembered, also not by the page where lessons are compared.
    let both = [("postcode", "5299"), ("over", "verlegen")];
    nurse.send("/vergelijken", &both).await;
    let back = nurse.open("/zoeken?vorige=ja").await;
    assert!(back.has("lessen passen") && !back.has("verlegen"));
    let hostile = [("postcode", "5299"), ("over", "<script>1</script>")];
    let page = nurse.send("/zoeken", &hostile).await;
    assert!(!page.has("<script>1"), "{}", page.html);
}

#[tokio::test(flavor = "multi_thread")]
async fn where_one_wish_is_not_enough_two_are_offered_in_one_button() {
    let story = Story::begin().await;
    a_walk_in_the_next_area(&story).await;
    let nurse = story.nurse().await;
    nurse.open("/zoeken").await;
    let wishes = [
        ("postcode", "5299"),
        ("activiteiten", "yoga"),
        ("dagdelen", "di-avond"),
        ("maxPrijs", "0"),
    ];
    let none = nurse.send("/zoeken", &wishes).await;
    assert!(
        none.has("Eén wens loslaten is niet genoeg."),
        "{}",
        none.html
    );
    let button = "name=\"versoepel\" value=\"dagdelen=;maxPrijsInCenten=1000\"";
    assert!(none.has(button), "{}", none.html);
    assert!(none.has("Ook op andere momenten en tot € 10,00 per maand (1 meer)"));
    let relaxed = ("versoepel", "dagdelen=;maxPrijsInCenten=1000");
    let found = nurse
        .send("/zoeken", &[&wishes[..], &[relaxed]].concat())
        .await;
    assert!(
        found.has("1 les past") && found.has("Stoelyoga"),
        "{}",
        found.html
    );
    assert!(found.has("name=\"maxPrijs\" inputmode=\"decimal\" value=\"10\""));
    // One lesson is nothing to compare, and one page has no other.
    assert!(!found.has("Zet naast elkaar") && !found.has("Les 1–1 van 1"));
}
