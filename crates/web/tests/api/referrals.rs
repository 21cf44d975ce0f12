//! Tokens, referrals and their steps.

use axum::body::Body;
use axum::extract::Request;
use domain::organisation::Role;
use http::header;
use serde_json::{Value, json};

use crate::fault;
use crate::speaking::Doors;

#[tokio::test]
async fn without_a_token_that_works_nobody_comes_in_and_the_answer_says_how() {
    let doors = Doors::open().await;
    let paths = [
        "/api/v1/verwijzingen",
        "/api/v1/verwijzingen/0193ad7e-0000-7000-8000-000000000000",
        "/api/v1/verwijzingen/geen-id/verwijstekst",
        "/api/v1/zorgverleners",
        "/api/v1/gemist-aanbod",
        "/api/v1/inzage/geen-id",
    ];
    for path in paths {
        for token in ["", "zomaar", &"x".repeat(4000)] {
            let answer = doors.get(path, token).await;
            answer.is_problem(401);
            assert!(answer.header("www-authenticate").starts_with("Bearer"));
        }
    }
    let sent = doors.refer("zomaar", "sleutel", &json!({})).await;
    sent.is_problem(401);
    let basic = Request::get("/api/v1/verwijzingen")
        .header(header::AUTHORIZATION, "Basic YTpi")
        .body(Body::empty());
    doors.send(basic.unwrap()).await.is_problem(401);
}

#[tokio::test]
async fn a_token_that_only_reads_changes_nothing() {
    let doors = Doors::open().await;
    let nurse = doors.world.nurse.clone();
    let role = Role::CareProfessional;
    let token = doors.token_of_scope(&nurse, role, "lezen").await;
    doors
        .refer(&token, "k", &doors.fatma())
        .await
        .is_problem(403);
    assert_eq!(doors.get("/api/v1/verwijzingen", &token).await.status, 200);
}

#[tokio::test]
async fn a_referral_is_sent_and_everybody_sees_no_more_of_it_than_they_may() {
    let doors = Doors::open().await;
    let nurse = doors
        .token(&doors.world.nurse, Role::CareProfessional)
        .await;
    let sent = doors.refer(&nurse, "k1", &doors.fatma()).await;
    assert_eq!(sent.status, 201, "{}", sent.text);
    let body = sent.json();
    assert_eq!(body["status"], "verstuurd");
    assert_eq!(body["eigenaar"]["rol"], "aanbieder");
    assert_eq!(body["eigenaar"]["naam"], "Wandelclub De Brug");
    assert_eq!(body["uiterlijk"], "2026-11-27T16:00:00Z");
    assert_eq!(body["versie"], 1);
    assert_eq!(body["waarschuwingen"], json!([]));
    let path = sent.header("location").to_owned();
    assert_eq!(
        path,
        format!("/api/v1/verwijzingen/{}", body["id"].as_str().unwrap())
    );
    assert_eq!(sent.header("idempotency-replayed"), "");
    assert_eq!(sent.header("cache-control"), "no-store");

    let seen = doors.get(&path, &nurse).await.json();
    assert_eq!(seen["client"]["naam"], "Fatma Yıldız");
    assert_eq!(seen["client"]["adres"], "Tuinlaan 3");
    assert_eq!(seen["doel"]["soort"], "sessie");
    assert_eq!(seen["doel"]["dag"], "di");
    assert_eq!(seen["pogingen"], 0);
    assert_eq!(seen["toegestaneStappen"], json!(["ingetrokken"]));
    let first = &seen["verloop"][0];
    assert_eq!(first["nr"], 1);
    assert_eq!(first["stap"], "verstuurd");
    assert_eq!(first["van"], Value::Null);
    assert_eq!(first["rol"], "zorgprofessional");
    assert_eq!(first["organisatie"], "Huisartsenpraktijk De Linde");

    let club = doors.token(&doors.world.club, Role::Provider).await;
    let before = doors.get(&path, &club).await;
    assert_eq!(
        before.json()["client"],
        json!({"naam": "Fatma", "taal": "tr"})
    );
    assert_eq!(before.json()["aandachtspunten"], "Rust na 10 minuten");
    for hidden in [
        "Yıldız",
        "612345678",
        "Tuinlaan 3",
        "5299",
        "1954",
        "Weduwe",
        "meer-bewegen",
    ] {
        assert!(!before.text.contains(hidden), "{hidden}: {}", before.text);
    }
    let steps = format!("{path}/stappen");
    let yes = doors
        .post(&steps, &club, &json!({"stap": "aanvaard", "versie": 1}))
        .await;
    assert_eq!(yes.status, 200, "{}", yes.text);
    assert_eq!(yes.json()["status"], "aanvaard");
    assert_eq!(yes.json()["versie"], 2);
    assert_eq!(yes.json()["client"]["naam"], "Fatma Yıldız");
    assert_eq!(yes.json()["client"]["telefoon"], "+31612345678");
    for hidden in ["Tuinlaan 3", "Weduwe", "meer-bewegen"] {
        assert!(!yes.text.contains(hidden), "{hidden}: {}", yes.text);
    }

    let other_club = doors.token(&doors.world.other_club, Role::Provider).await;
    doors.get(&path, &other_club).await.is_problem(404);
    doors
        .post(&steps, &other_club, &json!({"stap": "onzin"}))
        .await
        .is_problem(404);
    let officer = doors.token(&doors.world.desk, Role::Policy).await;
    doors
        .get("/api/v1/verwijzingen?pagina=x", &officer)
        .await
        .is_problem(403);
    doors.get(&path, &officer).await.is_problem(404);
}

#[tokio::test]
async fn the_same_key_gives_the_same_referral_and_another_body_is_refused() {
    let doors = Doors::open().await;
    let nurse = doors
        .token(&doors.world.nurse, Role::CareProfessional)
        .await;
    let mut body = doors.fatma();
    let first = doors.refer(&nurse, "sleutel-1", &body).await;
    body["client"]["naam"] = "  Fatma Yıldız ".into();
    body["client"]["contactpersoon"] = Value::Null;
    body["medischeAchtergrond"] = "".into();
    body["beweegcoach"] = false.into();
    let again = doors.refer(&nurse, "sleutel-1", &body).await;
    assert_eq!((again.status, again.text), (201, first.text));
    assert_eq!(again.headers["idempotency-replayed"], "true");
    assert_eq!(again.headers["location"], first.headers["location"]);
    body["client"]["naam"] = "Fatima Yıldız".into();
    doors
        .refer(&nurse, "sleutel-1", &body)
        .await
        .is_problem(422);
    let list = doors.get("/api/v1/verwijzingen", &nurse).await.json();
    assert_eq!(list["aantal"], 1);
    // Another account's keys are its own.
    let other = doors
        .token(&doors.world.nurse, Role::CareProfessional)
        .await;
    let theirs = doors.refer(&other, "sleutel-1", &doors.fatma()).await;
    assert_eq!(theirs.status, 201);
    assert_ne!(theirs.json()["id"], list["resultaten"][0]["id"]);
    assert_eq!(theirs.json()["waarschuwingen"][0]["code"], "al-verwezen");
}

#[tokio::test]
async fn a_full_session_is_a_warning_and_no_refusal() {
    let doors = Doors::open().await;
    let nurse = doors
        .token(&doors.world.nurse, Role::CareProfessional)
        .await;
    let mut body = doors.fatma();
    body["sessieId"] = doors.world.session("Fit & Rustig").into();
    let sent = doors.refer(&nurse, "k", &body).await;
    assert_eq!(sent.status, 201);
    assert_eq!(sent.json()["waarschuwingen"][0]["code"], "vol");
}

#[tokio::test]
async fn every_fault_of_a_referral_comes_at_once_with_its_place() {
    let doors = Doors::open().await;
    let nurse = doors
        .token(&doors.world.nurse, Role::CareProfessional)
        .await;
    let body = json!({
        "sessieId": 5,
        "client": {
            "naam": "", "telefoon": true, "geboortejaar": "1954", "taal": "klingon",
            "contactpersoon": "mijn dochter",
        },
        "aanleiding": ["meer-bewegen", 3, "zomaar"],
        "bijzonderheden": "haar nummer is 111222333",
        "toestemming": {"begeleiding": "ja"},
        "onbekend": {"veld": []},
    });
    let answer = doors.post("/api/v1/verwijzingen", &nurse, &body).await;
    answer.is_problem(400);
    let mut found = answer.faults();
    found.sort();
    let mut expected = vec![
        fault("header", "Idempotency-Key", "sleutel-ontbreekt"),
        fault("body", "sessieId", "verkeerd-type"),
        fault("body", "client.naam", "ontbreekt"),
        fault("body", "client.telefoon", "verkeerd-type"),
        fault("body", "client.geboortejaar", "verkeerd-type"),
        fault("body", "client.taal", "onbekende-code"),
        fault("body", "client.contactpersoon", "verkeerd-type"),
        fault("body", "aanleiding[1]", "verkeerd-type"),
        fault("body", "aanleiding[2]", "onbekende-code"),
        fault("body", "bijzonderheden", "bsn"),
        fault("body", "toestemming.begeleiding", "verkeerd-type"),
    ];
    expected.sort();
    assert_eq!(found, expected);
}

#[tokio::test]
async fn without_consent_nothing_goes_to_a_provider() {
    let doors = Doors::open().await;
    let nurse = doors
        .token(&doors.world.nurse, Role::CareProfessional)
        .await;
    let mut body = doors.fatma();
    body["toestemming"]["delenMetAanbieder"] = false.into();
    let answer = doors.refer(&nurse, "k", &body).await;
    let expected = [fault(
        "body",
        "toestemming.delenMetAanbieder",
        "toestemming-delen",
    )];
    assert_eq!(answer.faults(), expected);
    let list = doors.get("/api/v1/verwijzingen", &nurse).await.json();
    assert_eq!(list["aantal"], 0);
}

#[tokio::test]
async fn who_may_not_refer_is_told_so_before_the_body_is_judged() {
    let doors = Doors::open().await;
    let club = doors.token(&doors.world.club, Role::Provider).await;
    let answer = doors
        .post_text("/api/v1/verwijzingen", &club, "geen json")
        .await;
    answer.is_problem(403);
}

#[tokio::test]
async fn what_cannot_be_read_is_said_and_nothing_breaks() {
    let doors = Doors::open().await;
    let nurse = doors
        .token(&doors.world.nurse, Role::CareProfessional)
        .await;
    let path = "/api/v1/verwijzingen";
    for (text, code) in [
        ("{", "geen-json"),
        ("", "geen-json"),
        ("[1]", "verkeerd-type"),
    ] {
        let faults = doors.post_text(path, &nurse, text).await.faults();
        assert!(
            faults.contains(&fault("body", "", code)),
            "{text}: {faults:?}"
        );
        assert!(
            !faults
                .iter()
                .any(|(place, at, _)| place == "body" && !at.is_empty())
        );
    }
    let form = Request::post(path)
        .header(header::AUTHORIZATION, format!("Bearer {nurse}"))
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from("naam=Fatma"));
    doors.send(form.unwrap()).await.is_problem(415);
    let large = format!("{{\"a\":\"{}\"}}", "x".repeat(2_000_000));
    doors
        .post_text(path, &nurse, large.clone())
        .await
        .is_problem(413);
    doors.post_text(path, "", large).await.is_problem(401);
    let method = Request::delete(path).body(Body::empty()).unwrap();
    let answer = doors.send(method).await;
    answer.is_problem(405);
    assert!(
        answer.header("allow").contains("POST"),
        "{:?}",
        answer.headers
    );
    doors
        .get("/api/v1/bestaat-niet", &nurse)
        .await
        .is_problem(404);
    doors.get("/api/", "").await.is_problem(404);
    doors
        .get("/api/v1/aanbod/geen-id", "")
        .await
        .is_problem(404);
    doors
        .get("/api/v1/verwijzingen/geen-id", &nurse)
        .await
        .is_problem(404);
}

#[tokio::test]
async fn a_step_is_judged_in_the_agreed_order() {
    let doors = Doors::open().await;
    let nurse = doors
        .token(&doors.world.nurse, Role::CareProfessional)
        .await;
    let club = doors.token(&doors.world.club, Role::Provider).await;
    let sent = doors.refer(&nurse, "k", &doors.fatma()).await;
    let steps = format!("{}/stappen", sent.header("location"));
    let faulty = json!({"stap": "afgerond", "uitkomst": 5, "versie": 7});
    // The nurse may not, though the step, the version and the fields are wrong as well.
    doors.post(&steps, &nurse, &faulty).await.is_problem(403);
    let unknown = doors
        .post(&steps, &club, &json!({"stap": "vliegen", "versie": 7}))
        .await;
    assert_eq!(unknown.faults(), [fault("body", "stap", "onbekende-code")]);
    let nothing = doors.post(&steps, &club, &json!({})).await;
    assert_eq!(nothing.faults(), [fault("body", "stap", "ontbreekt")]);
    let no_json = doors.post_text(&steps, &club, "{{").await;
    assert_eq!(no_json.faults(), [fault("body", "", "geen-json")]);
    let early = doors.post(&steps, &club, &faulty).await;
    early.is_problem(409);
    assert_eq!(early.json()["huidigeStatus"], "verstuurd");
    assert_eq!(early.json()["versie"], 1);
    let allowed = early.json()["toegestaneStappen"].clone();
    assert!(allowed.as_array().unwrap().contains(&"aanvaard".into()));
    let stale = doors
        .post(&steps, &club, &json!({"stap": "aanvaard", "versie": 7}))
        .await;
    stale.is_problem(409);
    let fields =
        json!({"stap": "past-nu-niet", "reden": "zomaar", "toelichting": 5, "namens": "x"});
    let mut faults = doors.post(&steps, &club, &fields).await.faults();
    faults.sort();
    let expected = [
        fault("body", "namens", "onbekende-code"),
        fault("body", "reden", "onbekende-code"),
        fault("body", "toelichting", "verkeerd-type"),
    ];
    assert_eq!(faults, expected);
    let still = doors.get(sent.header("location"), &nurse).await.json();
    assert_eq!(still["versie"], 1);
}

#[tokio::test]
async fn a_referral_is_followed_to_its_end() {
    let doors = Doors::open().await;
    let nurse = doors
        .token(&doors.world.nurse, Role::CareProfessional)
        .await;
    let club = doors.token(&doors.world.club, Role::Provider).await;
    let sent = doors.refer(&nurse, "k", &doors.fatma()).await;
    let path = sent.header("location").to_owned();
    let steps = format!("{path}/stappen");
    let trial = json!({"stap": "proefles-gepland", "op": "2026-12-01T10:00"});
    let planned = doors.post(&steps, &club, &trial).await.json();
    assert_eq!(planned["proefles"]["op"], "2026-12-01T10:00:00+01:00");
    doors.post(&steps, &club, &json!({"stap": "gestart"})).await;
    let end = json!({"stap": "afgerond", "uitkomst": "blijft-hier"});
    let done = doors.post(&steps, &club, &end).await.json();
    assert_eq!(done["status"], "afgerond");
    assert_eq!(done["eigenaar"], Value::Null);
    assert_eq!(done["uiterlijk"], Value::Null);
    let seen = doors.get(&path, &nurse).await.json();
    let words: Vec<&str> = seen["verloop"]
        .as_array()
        .unwrap()
        .iter()
        .map(|line| line["stap"].as_str().unwrap())
        .collect();
    assert_eq!(
        words,
        ["verstuurd", "proefles-gepland", "gestart", "afgerond"]
    );
    let text = doors.get(&format!("{path}/verwijstekst"), &nurse).await;
    assert_eq!(text.header("content-type"), "text/plain; charset=utf-8");
    assert!(
        text.text.contains("Naar: Wandelclub De Brug\n"),
        "{}",
        text.text
    );
    assert!(!text.text.contains("Fatma"), "{}", text.text);
    let closed = doors
        .get("/api/v1/verwijzingen?status=afgerond", &nurse)
        .await
        .json();
    assert_eq!(closed["aantal"], 1);
    assert_eq!(
        closed["resultaten"][0]["client"]["telefoon"],
        "+31612345678"
    );
    assert_eq!(closed["volgende"], Value::Null);
    let odd = doors
        .get("/api/v1/verwijzingen?status=af&pagina=0", &nurse)
        .await;
    let expected = [
        fault("query", "pagina", "getal"),
        fault("query", "status", "onbekende-code"),
    ];
    assert_eq!(odd.faults(), expected);
}

#[tokio::test]
async fn lists_come_twenty_a_page_with_the_way_to_the_next() {
    let doors = Doors::open().await;
    let nurse = doors
        .token(&doors.world.nurse, Role::CareProfessional)
        .await;
    let mut body = doors.fatma();
    for number in 0..21 {
        body["client"]["telefoon"] = format!("06 12 34 50 {number:02}").into();
        let sent = doors.refer(&nurse, &format!("k{number}"), &body).await;
        assert_eq!(sent.status, 201, "{}", sent.text);
    }
    let first = doors.get("/api/v1/verwijzingen", &nurse).await.json();
    assert_eq!(first["aantal"], 21);
    assert_eq!(first["resultaten"].as_array().unwrap().len(), 20);
    let next = first["volgende"].as_str().unwrap();
    assert_eq!(next, "/api/v1/verwijzingen?pagina=2");
    let second = doors.get(next, &nurse).await.json();
    assert_eq!(second["resultaten"].as_array().unwrap().len(), 1);
    assert_eq!(second["volgende"], Value::Null);
}
