//! The resident's rights over HTTP: their data, consent, corrections, objections and a file to take
//! along, without script; and consent for programs.

#![allow(clippy::unwrap_used, reason = "a story that cannot go on must stop")]

mod speaking;
#[path = "../../actions/tests/support/mod.rs"]
mod support;

use domain::ids::ReferralId;
use domain::organisation::Role;
use http::header;
use serde_json::json;
use speaking::Doors;
use speaking::browser::Browser;
use support::{as_caller, step, token_in};

/// Fatma was referred and the club said yes: her page, and the club's.
async fn fatma(doors: &Doors) -> (ReferralId, String, String) {
    let sent = doors.world.refer(&doors.world.fatma()).await;
    let mails = doors.world.mail().await;
    let path = |start: &str| {
        let mail = mails.iter().find(|mail| mail.text.contains(start)).unwrap();
        format!("{start}{}", token_in(mail, start))
    };
    let club = as_caller(&doors.world.club);
    doors
        .world
        .step(&club, sent.id, step("aanvaard"))
        .await
        .unwrap();
    doors.world.mail().await;
    (sent.id, path("/mijn/"), path("/v/"))
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_of_rights_shows_all_that_is_kept_and_opening_changes_nothing() {
    let doors = Doors::open().await;
    let (id, mine, _) = fatma(&doors).await;
    let browser = Browser::new(&doors.web);
    let page = browser.open(&format!("{mine}/gegevens?taal=nl")).await;
    assert_eq!(page.status, 200);
    for kept in [
        "Fatma Yıldız",
        "06 12 34 56 78",
        "fatma@voorbeeld.example",
        "Tuinlaan 3",
        "5299 AB",
        "1954",
        "Meer bewegen",
        "Weduwe sinds kort",
        "Rust na 10 minuten",
        "Een beweegcoach mag mij bellen en helpen.",
        "Dan stopt het bij Wandelclub De Brug.",
    ] {
        assert!(page.has(kept), "{kept}");
    }
    for query in ["?nee=delenMetAanbieder", "?ja=cijfers", "?bezwaar=Nee"] {
        let seen = browser.open(&format!("{mine}/gegevens{query}")).await;
        assert_eq!(seen.status, 200);
    }
    let desk = as_caller(&doors.world.desk);
    let shown = actions::show_referral::show_referral(&doors.world.bridge, &desk, id).await;
    let shown = shown.unwrap();
    assert_eq!((shown.version, shown.objections.len()), (2, 0));
    assert!(doors.world.mail().await.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn one_button_takes_consent_back_and_the_clubs_link_says_so() {
    let doors = Doors::open().await;
    let (_, mine, club) = fatma(&doors).await;
    let browser = Browser::new(&doors.web);
    assert!(browser.open(&club).await.has("Fatma Yıldız"));
    let to = format!("{mine}/toestemming");
    for _ in 0..2 {
        let sent = browser
            .post(&to, &[("nee", "delenMetAanbieder"), ("taal_pagina", "ar")])
            .await;
        assert_eq!(sent.status, 303);
        let expected = format!("{mine}/gegevens?gedaan=ja&taal=ar#toestemming");
        assert_eq!(sent.location, expected);
    }
    let gone = browser.open(&club).await;
    assert_eq!(gone.status, 410);
    assert!(!gone.has("Fatma") && !gone.has("12 34 56 78"));
    let page = browser.open(&format!("{mine}/gegevens?taal=nl")).await;
    let button = "name=\"ja\" value=\"delenMetAanbieder\"";
    assert!(page.has(button), "it can be given again");
    let again = browser.post(&to, &[("ja", "delenMetAanbieder")]).await;
    assert_eq!(again.status, 303);
    for nonsense in [&[("nee", "alles")][..], &[("", "")], &[]] {
        assert_eq!(browser.post(&to, nonsense).await.status, 400);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn details_are_corrected_and_faults_come_back_with_what_was_typed() {
    let doors = Doors::open().await;
    let (_, mine, club) = fatma(&doors).await;
    let browser = Browser::new(&doors.web);
    let to = format!("{mine}/gegevens");
    let mut fields = vec![
        ("naam", "Fatma Demir"),
        ("telefoon", "12"),
        ("email", "fatma@voorbeeld.example"),
        ("geboortejaar", "vierenvijftig"),
        ("taal", "nl"),
        ("taal_pagina", "nl"),
    ];
    let refused = browser.post(&to, &fields).await;
    assert_eq!(refused.status, 400);
    assert!(refused.has("value=\"Fatma Demir\"") && refused.has("value=\"vierenvijftig\""));
    assert!(refused.has("href=\"#telefoon\"") && refused.has("href=\"#geboortejaar\""));
    fields[1].1 = "06 99 88 77 66";
    fields[3].1 = "1955";
    let saved = browser.post(&to, &fields).await;
    let expected = format!("{mine}/gegevens?gedaan=ja&taal=nl#gegevens");
    assert_eq!((saved.status, saved.location), (303, expected));
    let seen = browser.open(&club).await;
    assert!(seen.has("Fatma Demir") && seen.has("06 99 88 77 66"));
    let hostile = [
        ("naam", "<script>alert(1)</script>"),
        ("telefoon", "06 99 88 77 66"),
    ];
    browser.post(&to, &hostile).await;
    let page = browser.open(&to).await;
    assert!(!page.has("<script>alert"));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_objection_and_its_answer_go_to_and_fro() {
    let doors = Doors::open().await;
    let (id, mine, _) = fatma(&doors).await;
    let browser = Browser::new(&doors.web);
    let to = format!("{mine}/bezwaar");
    let empty = browser
        .post(&to, &[("bezwaar", " "), ("taal_pagina", "nl")])
        .await;
    assert_eq!(empty.status, 400);
    assert!(empty.has("Schrijf een paar woorden"));
    let words = [("bezwaar", "Niet naar mijn neef"), ("taal_pagina", "nl")];
    assert_eq!(browser.post(&to, &words).await.status, 303);
    let page = browser.open(&format!("{mine}/gegevens?taal=nl")).await;
    assert!(page.has("Niet naar mijn neef") && page.has("donderdag 24 december"));
    let desk = as_caller(&doors.world.desk);
    let shown = actions::show_referral::show_referral(&doors.world.bridge, &desk, id).await;
    let key = shown.unwrap().objections[0].id;
    actions::object::answer(&doors.world.bridge, &desk, id, key, "Dat regelen wij")
        .await
        .unwrap();
    let page = browser.open(&format!("{mine}/gegevens?taal=nl")).await;
    assert!(page.has("Dat regelen wij") && page.has("Ons antwoord"));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_file_holds_all_of_it_is_a_download_and_is_never_stored_on_the_way() {
    let doors = Doors::open().await;
    let (_, mine, club) = fatma(&doors).await;
    let answer = doors.get(&format!("{mine}/gegevens.json"), "").await;
    assert_eq!(answer.status, 200);
    assert_eq!(answer.header("cache-control"), "no-store");
    assert_eq!(answer.header("content-type"), "application/json");
    let name = "attachment; filename=\"mijn-gegevens.json\"";
    assert_eq!(answer.header(header::CONTENT_DISPOSITION.as_str()), name);
    let file = answer.json();
    assert_eq!(file["nummer"], "B-1001");
    assert_eq!(file["gegevens"]["naam"], "Fatma Yıldız");
    assert_eq!(file["gegevens"]["telefoon"], "+31612345678");
    assert_eq!(file["opgeschreven"]["bijzonderheden"], "Weduwe sinds kort");
    assert_eq!(file["toestemmingsverloop"].as_array().unwrap().len(), 4);
    let looked = file["inzage"].as_array().unwrap();
    assert!(looked.iter().any(|line| line["handeling"] == "exporteren"));
    let strange = club.replace("/v/", "/mijn/");
    for path in [strange.as_str(), "/mijn/AAAAAAAAAAAAAAAAAAAAAAAA"] {
        let refused = doors.get(&format!("{path}/gegevens.json"), "").await;
        assert_eq!(refused.status, 404, "{path}");
        let refused = doors.get(&format!("{path}/gegevens"), "").await;
        assert_eq!(refused.status, 404, "{path}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_program_sees_consent_and_writes_down_what_the_resident_says() {
    let doors = Doors::open().await;
    let nurse = doors
        .token(&doors.world.nurse, Role::CareProfessional)
        .await;
    let club = doors.token(&doors.world.club, Role::Provider).await;
    let coach = doors.token(&doors.world.coach, Role::Coach).await;
    let other = doors
        .token(&doors.world.other_nurse, Role::CareProfessional)
        .await;
    let sent = doors.refer(&nurse, "sleutel-1", &doors.fatma()).await;
    let at = sent.header("location").to_owned();
    let seen = doors.get(&at, &nurse).await.json();
    assert_eq!(seen["toestemming"]["berichtenPerSms"], false);
    assert_eq!(seen["toestemmingsverloop"].as_array().unwrap().len(), 4);
    let for_club = doors.get(&at, &club).await.json();
    assert_eq!(for_club["toestemmingsverloop"], json!([]));

    let to = format!("{at}/toestemmingen");
    let no = json!({"doel": "cijfers", "gegeven": false, "wijze": "schriftelijk"});
    doors.post(&to, &other, &no).await.is_problem(404);
    doors.post(&to, &club, &no).await.is_problem(403);
    let faults = doors
        .post(&to, &nurse, &json!({"gegeven": "nee"}))
        .await
        .faults();
    let told: Vec<(&str, &str)> = faults
        .iter()
        .map(|(_, location, code)| (location.as_str(), code.as_str()))
        .collect();
    assert_eq!(told, [("gegeven", "verkeerd-type"), ("doel", "ontbreekt")]);
    let changed = doors.post(&to, &nurse, &no).await;
    assert_eq!(changed.status, 200);
    let view = changed.json();
    assert_eq!(view["toestemming"]["cijfers"], false);
    let last = view["toestemmingsverloop"]
        .as_array()
        .unwrap()
        .last()
        .unwrap()
        .clone();
    assert_eq!(last["doel"], "cijfers");
    assert_eq!(
        (&last["wijze"], &last["namens"]),
        (&json!("schriftelijk"), &json!("inwoner"))
    );
    let stale = json!({"doel": "cijfers", "gegeven": true, "versie": 1});
    doors.post(&to, &nurse, &stale).await.is_problem(409);
    // Whoever writes down that guidance ends does not see it afterwards.
    let guidance = json!({"doel": "begeleiding", "gegeven": false});
    let ended = doors.post(&to, &coach, &guidance).await;
    assert_eq!((ended.status, ended.text.as_str()), (204, ""));
    doors.get(&at, &coach).await.is_problem(404);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_childs_parent_is_asked_for_where_it_applies_and_kept() {
    let doors = Doors::open().await;
    let nurse = doors
        .token(&doors.world.nurse, Role::CareProfessional)
        .await;
    let mut body = doors.fatma();
    body["client"]["geboortejaar"] = json!(2014);
    let sent = doors.refer(&nurse, "kind-1", &body).await;
    let warnings = sent.json()["waarschuwingen"].clone();
    assert_eq!(warnings[0]["code"], "ouder-ontbreekt");
    body["client"]["contactpersoon"] = json!({
        "naam": "Elif Yıldız", "telefoon": "0612345679", "relatie": "moeder", "grondslag": "ouder"
    });
    let sent = doors.refer(&nurse, "kind-2", &body).await;
    let warnings = sent.json()["waarschuwingen"].clone();
    let codes: Vec<_> = warnings
        .as_array()
        .unwrap()
        .iter()
        .map(|w| &w["code"])
        .collect();
    assert!(!codes.contains(&&json!("ouder-ontbreekt")));
    let seen = doors.get(sent.header("location"), &nurse).await.json();
    assert_eq!(seen["client"]["contactpersoon"]["grondslag"], "ouder");
    body["client"]["contactpersoon"]["grondslag"] = json!("buurman");
    let refused = doors.refer(&nurse, "kind-3", &body).await.faults();
    assert_eq!(refused[0].1, "client.contactpersoon.grondslag");

    // On the page where a child asks for help, the parent is asked for.
    let browser = Browser::new(&doors.web);
    let fields = [
        ("naam", "Sem"),
        ("telefoon", "0612345680"),
        ("geboortejaar", "2014"),
        ("begeleiding", "ja"),
        ("taal", "nl"),
    ];
    let asked = browser.post("/aanmelden", &fields).await;
    assert_eq!(asked.status, 400);
    assert!(asked.has("Vul in wie de ouder of voogd is") && asked.has("value=\"voogd\""));
    let grown = [
        ("naam", "Sem"),
        ("telefoon", "0612345680"),
        ("geboortejaar", "1984"),
        ("begeleiding", "ja"),
        ("taal", "nl"),
    ];
    assert!(
        !browser
            .open("/aanmelden")
            .await
            .has("contactpersoonGrondslag")
    );
    assert_eq!(browser.post("/aanmelden", &grown).await.status, 200);
}
