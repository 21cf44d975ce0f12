//! What the resident meets behind their own link or printed code.

use std::collections::BTreeSet;

use domain::referral::Status;

use crate::support::as_caller;
use crate::{Story, forms, steps};

#[tokio::test(flavor = "multi_thread")]
async fn the_resident_reads_when_where_who_and_what_it_costs_in_seven_languages() {
    let story = Story::begin().await;
    let (_, club, mine) = story.fatma().await;
    let plan = [
        ("stap", "proefles-gepland"),
        ("op", "2026-12-01"),
        ("tijd", "10:00"),
    ];
    assert_eq!(story.send(&club, &plan).await.status, 303);
    let own = story.open(&mine).await;
    assert!(
        own.has("<html lang=\"tr\" dir=\"ltr\">"),
        "the language she speaks best"
    );
    let dutch = story.open(&format!("{mine}?taal=nl")).await;
    for words in [
        "Dag Fatma",
        "Dinsdag 1 december",
        "10.00–11.00 uur",
        "Tuinlaan 12",
        "Wandelclub De Brug",
        "Eerste keer gratis",
        "€ 2,00 per keer",
        "Komt u?",
        "data-read-aloud=\"#voorlezen\"",
    ] {
        assert!(dutch.has(words), "{words}");
    }
    let all = [
        "bel-mij",
        "ik-kan-niet",
        "ik-kom",
        "ik-stop",
        "verwijder-gegevens",
    ];
    assert!(steps(&dutch, &mine).iter().map(String::as_str).eq(all));
    for (buttons, _) in forms(&dutch.html, &mine) {
        assert_eq!(buttons.len(), 1);
    }
    for language in ["nl", "en", "tr", "ar", "pl", "uk", "pap"] {
        let page = story.open(&format!("{mine}?taal={language}")).await;
        let dir = if language == "ar" { "rtl" } else { "ltr" };
        let html = format!("<html lang=\"{language}\" dir=\"{dir}\">");
        assert!(page.has(&html), "{language}");
        assert_eq!(steps(&page, &mine).len(), 5);
    }
    assert!(
        story
            .open(&format!("{mine}?taal=klingon"))
            .await
            .has("lang=\"tr\"")
    );
    let came = story
        .send(&mine, &[("stap", "ik-kom"), ("taal", "nl")])
        .await;
    assert_eq!(came.location, format!("{mine}?taal=nl"));
    let thanks = story.open(&came.location).await;
    assert!(thanks.has("Fijn dat u komt. Wij geven het door."));
    assert!(story.open(&club).await.has("Fatma laat weten: ik kom."));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_resident_reads_who_looked_and_what_they_agreed_to() {
    let story = Story::begin().await;
    let (_, club, mine) = story.fatma().await;
    story.open(&club).await;
    let page = story.open(&format!("{mine}?taal=nl")).await;
    assert!(page.has("Wie heeft mijn gegevens bekeken?"));
    assert!(page.has("De club of trainer") && page.has("Wandelclub De Brug"));
    assert!(page.has("Uw zorgverlener") && page.has("Schreef uw gegevens op"));
    assert!(page.has("Een beweegcoach mag mij bellen en helpen."));
    assert!(
        !page.has("127.0.0.1"),
        "an address says nothing to a resident"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn who_stops_says_so_once_and_may_say_why() {
    let story = Story::begin().await;
    let (id, club, mine) = story.fatma().await;
    let stop = [("stap", "ik-stop"), ("reden", "gezondheid"), ("taal", "nl")];
    for _ in 0..2 {
        assert_eq!(story.send(&mine, &stop).await.status, 303);
    }
    let now = story.now(id).await;
    assert_eq!((now.status, now.version), (Status::Withdrawn, 2));
    let page = story.open(&format!("{mine}?taal=nl")).await;
    assert!(page.has("Bedankt dat u het zei"));
    let left = BTreeSet::from(["verwijder-gegevens".to_owned()]);
    assert_eq!(steps(&page, &mine), left);
    assert!(story.open(&club).await.has("Fatma komt niet"));
    assert_eq!(story.send(&mine, &[("stap", "vlieg")]).await.status, 400);
}

#[tokio::test(flavor = "multi_thread")]
async fn until_somebody_called_the_page_says_to_wait_and_calls_nothing_an_appointment() {
    let story = Story::begin().await;
    let (_, club, mine) = story.fatma().await;
    let wait = "De club belt u eerst. Wacht daarop voordat u gaat.";
    let dutch = format!("{mine}?taal=nl");
    for step in ["", "aanvaard"] {
        if !step.is_empty() {
            assert_eq!(story.send(&club, &[("stap", step)]).await.status, 303);
        }
        let page = story.open(&dutch).await;
        assert!(page.has(wait) && page.has("Uw aanmelding om te bewegen"));
        assert!(!page.has("Uw afspraak"));
    }
    assert_eq!(
        story
            .send(&club, &[("stap", "contact-gelegd")])
            .await
            .status,
        303
    );
    let page = story.open(&dutch).await;
    assert!(!page.has(wait) && page.has("Uw afspraak om te bewegen"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_that_knows_nobody_yet_speaks_what_the_browser_reads() {
    let story = Story::begin().await;
    let open = async |path: &str, reads: &str| {
        let request = http::Request::get(path)
            .header("accept-language", reads)
            .body(axum::body::Body::empty());
        story.browser.ask(request.unwrap()).await
    };
    for path in ["/mijn", "/aanmelden"] {
        let page = open(path, "fa,ar-SY;q=0.8,en;q=0.5").await;
        assert!(page.has("<html lang=\"ar\" dir=\"rtl\">"), "{path}");
        assert_eq!(page.header("vary"), "accept-language", "{path}");
        assert!(open(path, "fa, de").await.has("<html lang=\"nl\""));
        // What was picked goes before.
        let picked = open(&format!("{path}?taal=pl"), "ar").await;
        assert!(picked.has("<html lang=\"pl\""), "{path}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_typed_code_keeps_the_residents_language_unless_one_was_picked() {
    let story = Story::begin().await;
    let (id, _, mine) = story.fatma().await;
    let nurse = as_caller(&story.world.nurse);
    let paper = actions::answer_by_link::for_paper(&story.world.bridge, &nurse, id).await;
    let (_, code) = paper.unwrap().unwrap();
    let form = story.open("/mijn").await;
    assert!(!form.has("name=\"taal\""));
    let fields = [("code", code.as_str()), ("geboortejaar", "1954")];
    let opened = story.send("/mijn", &fields).await;
    assert_eq!((opened.status, &opened.location), (303, &mine));
    assert!(story.open(&mine).await.has("<html lang=\"tr\""));
    let picked = story.open("/mijn?taal=ar").await;
    assert_eq!(picked.field("taal"), "ar");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_forgotten_is_said_goodbye_and_both_links_are_gone() {
    let story = Story::begin().await;
    let (_, club, mine) = story.fatma().await;
    let goodbye = story
        .send(&mine, &[("stap", "verwijder-gegevens"), ("taal", "nl")])
        .await;
    assert_eq!(goodbye.status, 200);
    assert!(goodbye.has("Wij hebben uw gegevens verwijderd.") && goodbye.has("Tot ziens"));
    for path in [&mine, &club] {
        let page = story.open(path).await;
        assert_eq!(page.status, 410);
        assert!(page.has("088 000 00 00") && !page.has("Fatma"));
        let again = story.send(path, &[("stap", "verwijder-gegevens")]).await;
        assert_eq!(again.status, 410);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_code_on_paper_opens_the_page_and_a_guess_learns_nothing() {
    let story = Story::begin().await;
    let (id, _, mine) = story.fatma().await;
    let nurse = as_caller(&story.world.nurse);
    let paper = actions::answer_by_link::for_paper(&story.world.bridge, &nurse, id).await;
    let (_, code) = paper.unwrap().unwrap();
    let ask = async |code: &str, year: &str| {
        let fields = [("code", code), ("geboortejaar", year), ("taal", "ar")];
        story.send("/mijn", &fields).await
    };
    let right = ask(&code, "1954").await;
    assert_eq!(
        (right.status, right.location),
        (303, format!("{mine}?taal=ar"))
    );
    let wrong_year = ask(&code, "1955").await;
    let wrong_code = ask("0000-0000", "1954").await;
    assert_eq!((wrong_year.status, wrong_code.status), (400, 400));
    let same = wrong_year.html.replace(&code, "").replace("1955", "");
    assert_eq!(
        same,
        wrong_code.html.replace("0000-0000", "").replace("1954", "")
    );
    for year in ["", "negentien", "99999999"] {
        assert_eq!(ask(&code, year).await.status, 400);
    }
    for _ in 0..14 {
        ask("1111-1111", "1954").await;
    }
    assert_eq!(ask(&code, "1954").await.status, 429);
}
