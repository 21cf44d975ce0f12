//! Lessons side by side, the map, and the sheet to hand over.

use crate::Story;
use crate::speaking::browser::Seen;

/// The keys of the lessons on a page of results, in its order.
fn lessons(seen: &Seen) -> Vec<String> {
    seen.html
        .split("name=\"vergelijk\" value=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .map(str::to_owned)
        .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn ticked_lessons_stand_side_by_side_with_what_nobody_told_named_as_such() {
    let story = Story::begin().await;
    let nurse = story.nurse().await;
    nurse.open("/zoeken").await;
    let found = nurse
        .send("/zoeken", &[("postcode", "5299"), ("taal", "tr")])
        .await;
    let lessons = lessons(&found);
    assert_eq!(lessons.len(), 3);
    let both = [
        ("postcode", "5299"),
        ("taal", "tr"),
        ("vergelijk", &lessons[0]),
        ("vergelijk", &lessons[1]),
    ];
    let page = nurse.send("/vergelijken", &both).await;
    assert_eq!(page.status, 200);
    assert_eq!(page.html.matches("<dt>Hoe ver</dt>").count(), 2);
    assert!(page.has("van huis") && page.has("Niet bekend"));
    assert_eq!(page.html.matches("name=\"sessieId\"").count(), 2);
    let sheet = format!(
        "/keuze?les={}&#38;les={}&#38;taal=tr",
        lessons[0], lessons[1]
    );
    assert!(page.has(&sheet), "{}", page.html);
    // What was ticked is still ticked on the way back.
    let back = nurse.open("/zoeken?vorige=ja").await;
    assert_eq!(back.html.matches("data-still checked").count(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_ticked_too_much_ticked_or_nonsense_breaks_nothing() {
    let story = Story::begin().await;
    let nurse = story.nurse().await;
    nurse.open("/zoeken").await;
    let none = nurse.send("/vergelijken", &[("postcode", "5299")]).await;
    assert!(none.status == 200 && none.has("U vinkte nog geen les aan"));
    let odd = [
        ("postcode", "geen"),
        ("vergelijk", "<script>"),
        ("vergelijk", "1"),
    ];
    let odd = nurse.send("/vergelijken", &odd).await;
    assert!(odd.status == 200 && odd.has("U vinkte nog geen les aan"));
    assert!(!odd.has("<script>1") && !odd.has("<script>\""));
    let found = nurse.send("/zoeken", &[("postcode", "5299")]).await;
    let known = lessons(&found);
    let gone = "019a0000-0000-7000-8000-000000000000";
    let four = [
        ("vergelijk", known[0].as_str()),
        ("vergelijk", &known[0]),
        ("vergelijk", &known[1]),
        ("vergelijk", &known[2]),
        ("vergelijk", gone),
    ];
    let four = nurse.send("/vergelijken", &four).await;
    assert_eq!(four.html.matches("name=\"sessieId\"").count(), 3);
    assert!(four.has("meer dan drie"));
    // The distance needs a postcode; the lessons do not.
    assert!(!four.has("van huis"));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_sheet_speaks_the_clients_language_and_knows_nobody() {
    let story = Story::begin().await;
    let nurse = story.nurse().await;
    nurse.open("/zoeken").await;
    let found = nurse.send("/zoeken", &[("postcode", "5299")]).await;
    let lessons = lessons(&found);
    // Without an account, as the client opens it at home.
    let stranger = story.stranger();
    let address = format!("/keuze?les={}&les={}", lessons[0], lessons[1]);
    for (language, dir, title) in [
        ("nl", "ltr", "Hier kunt u bewegen"),
        ("en", "ltr", "Here you can be active"),
        ("tr", "ltr", "Burada hareket edebilirsiniz"),
        ("ar", "rtl", "هنا يمكنك أن تتحرك"),
        ("pl", "ltr", "Tutaj można się ruszać"),
        ("uk", "ltr", "Тут ви можете рухатися"),
        ("pap", "ltr", "Akinan bo por move"),
    ] {
        let sheet = stranger.open(&format!("{address}&taal={language}")).await;
        assert_eq!(sheet.status, 200);
        let html = format!("<html lang=\"{language}\" dir=\"{dir}\">");
        assert!(sheet.has(&html) && sheet.has(title), "{language}");
        assert!(!sheet.has("5299\"") && sheet.has("mailto:?subject="));
        // Another language keeps the lessons.
        assert!(sheet.has(&format!("les={}&#38;taal=ar", lessons[1])));
    }
    let half = stranger
        .open(&format!(
            "/keuze?les={}&les=019a0000-0000-7000-8000-000000000000",
            lessons[0]
        ))
        .await;
    assert!(half.status == 200 && half.has("Eén les is er niet meer."));
    let none = stranger.open("/keuze?les=onzin&taal=%3Cscript%3E").await;
    assert!(none.status == 404 && none.has("Deze lessen zijn er niet meer"));
    assert!(!none.has("mailto:") && !none.has("<script>"));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_map_shows_each_lesson_by_its_number_in_the_list() {
    let story = Story::begin().await;
    let nurse = story.nurse().await;
    nurse.open("/zoeken").await;
    let found = nurse.send("/zoeken", &[("postcode", "5299")]).await;
    assert!(found.has("class=\"near-home\"") && found.has("class=\"near-number\""));
    assert_eq!(found.html.matches("class=\"near-mark\"").count(), 3);
    assert!(!found.has("style="), "the content policy refuses it");
}
