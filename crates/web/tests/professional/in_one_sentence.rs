//! What a professional types in one sentence stands in the form afterwards, to be seen and changed.

use crate::Story;

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
        "tot 3 km",
        "dinsdagochtend",
        "wandelen",
        "€ 20",
        "U schreef ook: verlegen.",
        "id=\"leeftijd\" name=\"leeftijd\" inputmode=\"numeric\" value=\"72\"",
    ] {
        assert!(none.has(words), "{words}: {}", none.html);
    }
    for ticked in [
        "name=\"maxAfstandKm\" value=\"3\" checked",
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
    assert!(found.has("5299 · tot 5 km") && found.has("liever niet in het water"));
    assert!(!found.has("6211") && !found.has("<script>\""));
    let shut = nurse.send("/zoeken", &[("zin", "wandelen")]).await;
    assert!(shut.status == 400, "{}", shut.status);
}
