//! The JSON API over a real service on a fresh database: who may, what is answered, and that every
//! fault is told at once.

#![allow(clippy::unwrap_used, reason = "a story that cannot go on must stop")]

mod speaking;
#[path = "../../actions/tests/support/mod.rs"]
mod support;

use axum::body::Body;
use axum::extract::Request;
use domain::organisation::Role;
use http::header;
use serde_json::{Value, json};
use speaking::Doors;

fn fault(place: &str, location: &str, code: &str) -> (String, String, String) {
    (place.to_owned(), location.to_owned(), code.to_owned())
}

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

#[tokio::test]
async fn a_search_needs_no_sign_in_and_its_reasons_add_up() {
    let doors = Doors::open().await;
    let wishes = json!({
        "postcode": "5299ab", "dagdelen": ["di-ochtend", "do-middag"],
        "tekst": "rustig wandelen",
    });
    let answer = doors.post("/api/v1/zoekvragen", "", &wishes).await;
    assert_eq!(answer.status, 200, "{}", answer.text);
    let body = answer.json();
    let hits = body["resultaten"].as_array().unwrap();
    assert_eq!(body["aantal"], hits.len());
    assert!(hits.len() >= 2);
    for hit in hits {
        let hundredths = |value: &Value| (value.as_f64().unwrap() * 100.0).round() as i64;
        let reasons = hit["redenen"].as_array().unwrap();
        let sum: i64 = reasons
            .iter()
            .map(|reason| hundredths(&reason["bijdrage"]))
            .sum();
        assert_eq!(sum, hundredths(&hit["score"]), "{hit}");
        assert!(hit["afstandInMeters"].is_u64() && hit["prijsTekst"].is_string());
        assert!(hit["letOp"].is_array());
    }
    let walk = hits
        .iter()
        .find(|hit| hit["titel"] == "Rustig wandelen door De Tuinen");
    let walk = walk.unwrap();
    assert_eq!(
        (&walk["dag"], &walk["van"], &walk["tot"]),
        (&json!("di"), &json!("10:00"), &json!("11:00"))
    );
    assert_eq!(walk["prijsInCenten"], 867);
    assert_eq!(walk["sessieId"], doors.world.walk());
    let counts = body["facetten"]["activiteit"].as_array().unwrap();
    assert!(
        counts.contains(&json!({"waarde": "wandelen", "aantal": 1})),
        "{counts:?}"
    );
    let strict = json!({"postcode": "5299 AB", "maxNiveau": 1, "toegankelijkheid": ["rolstoel"]});
    let strict = doors.post("/api/v1/zoekvragen", "", &strict).await.json();
    assert_eq!(strict["aantal"], 0);
    let relaxed = &strict["versoepelingen"][0];
    assert_eq!(relaxed["veld"], "toegankelijkheid");
    assert!(relaxed["extra"].as_u64().unwrap() > 0, "{relaxed}");
    assert!(relaxed["onbekend"].is_u64() && relaxed["tekst"].is_string());
}

#[tokio::test]
async fn every_fault_of_a_search_comes_at_once() {
    let doors = Doors::open().await;
    let wishes = json!({
        "postcode": "9999 ZZ", "maxAfstandKm": "ver", "leeftijd": 300, "dagdelen": ["di-nacht"],
        "begeleiding": "groep", "tekst": 111_222_333,
    });
    let mut faults = doors.post("/api/v1/zoekvragen", "", &wishes).await.faults();
    faults.sort();
    let expected = [
        fault("body", "begeleiding", "verkeerd-type"),
        fault("body", "dagdelen[0]", "onbekende-code"),
        fault("body", "leeftijd", "leeftijd"),
        fault("body", "maxAfstandKm", "verkeerd-type"),
        fault("body", "postcode", "onbekende-postcode"),
        fault("body", "tekst", "verkeerd-type"),
    ];
    assert_eq!(faults, expected);
    let empty = doors.post("/api/v1/zoekvragen", "", &json!({})).await;
    assert_eq!(empty.faults(), [fault("body", "postcode", "ontbreekt")]);
}

#[tokio::test]
async fn who_searches_without_end_has_to_wait() {
    let doors = Doors::open().await;
    let wishes = json!({"postcode": "5299 AB"});
    for _ in 0..120 {
        assert_eq!(
            doors.post("/api/v1/zoekvragen", "", &wishes).await.status,
            200
        );
    }
    let refused = doors.post("/api/v1/zoekvragen", "", &wishes).await;
    refused.is_problem(429);
    assert_eq!(refused.header("retry-after"), "1");
}

#[tokio::test]
async fn the_catalogue_is_for_everybody() {
    let doors = Doors::open().await;
    let all = doors.get("/api/v1/aanbod", "").await.json();
    assert_eq!(all["aantal"], 3);
    let near = doors
        .get(
            "/api/v1/aanbod?postcode=5299AB&activiteit=wandelen&dagdeel=di-ochtend",
            "",
        )
        .await
        .json();
    let offer = &near["resultaten"][0];
    assert_eq!(near["aantal"], 1);
    assert_eq!(offer["aanbieder"], "Wandelclub De Brug");
    assert_eq!(offer["niveau"], 1);
    assert_eq!(offer["begeleiding"], json!(["groep"]));
    assert_eq!(offer["bevestigdOp"], "2026-11-20");
    assert_eq!(offer["prijsInCenten"], 867);
    assert_eq!(offer["proefles"]["prijsInCenten"], 0);
    assert_eq!(offer["sessies"][0]["plaatsenVrij"], 4);
    assert!(offer["afstandInMeters"].is_u64());
    let id = offer["id"].as_str().unwrap();
    let one = doors.get(&format!("/api/v1/aanbod/{id}"), "").await.json();
    assert_eq!(one["titel"], "Rustig wandelen door De Tuinen");
    assert_eq!(one["sessies"][0]["id"], doors.world.walk());
    let odd = "/api/v1/aanbod?maxAfstandKm=ver&pagina=-1&activiteit=zweven&dagdeel=nooit";
    let faults = doors.get(odd, "").await.faults();
    assert_eq!(faults.len(), 4);
    assert!(
        faults.iter().all(|(place, ..)| place == "query"),
        "{faults:?}"
    );
    let gone = "/api/v1/aanbod/0193ad7e-0000-7000-8000-000000000000";
    doors.get(gone, "").await.is_problem(404);
}

#[tokio::test]
async fn what_is_missing_is_reported_without_the_person() {
    let doors = Doors::open().await;
    let nurse = doors
        .token(&doors.world.nurse, Role::CareProfessional)
        .await;
    let desk = doors.token(&doors.world.desk, Role::ServicePoint).await;
    let wish = json!({
        "postcode": "5299 AB", "leeftijd": 47, "activiteiten": ["boksen"],
        "tekst": "voor mevrouw Jansen", "reden": "niets in de avond",
    });
    let made = doors.post("/api/v1/gemist-aanbod", &nurse, &wish).await;
    assert_eq!(made.status, 201, "{}", made.text);
    doors
        .get("/api/v1/gemist-aanbod", &nurse)
        .await
        .is_problem(403);
    let list = doors.get("/api/v1/gemist-aanbod", &desk).await;
    let item = &list.json()["resultaten"][0];
    assert_eq!(item["id"], made.json()["id"]);
    assert_eq!(item["postcode"], "5299");
    assert_eq!(item["wens"]["leeftijdVanaf"], 40);
    assert_eq!(item["reden"], "niets in de avond");
    assert!(!list.text.contains("Jansen") && !list.text.contains("5299 AB"));
    let faults = doors
        .post(
            "/api/v1/gemist-aanbod",
            &nurse,
            &json!({"reden": 5, "leeftijd": -1}),
        )
        .await
        .faults();
    assert_eq!(faults.len(), 3, "{faults:?}");
    let club = doors.token(&doors.world.club, Role::Provider).await;
    doors
        .post("/api/v1/gemist-aanbod", &club, &json!({}))
        .await
        .is_problem(403);
}

#[tokio::test]
async fn a_care_professional_is_found_and_referred_to() {
    let doors = Doors::open().await;
    let nurse = doors
        .token(&doors.world.nurse, Role::CareProfessional)
        .await;
    let list = doors.get("/api/v1/zorgverleners", &nurse).await.json();
    let id = list["resultaten"][0]["id"].as_str().unwrap().to_owned();
    let mut body = doors.fatma();
    body.as_object_mut().unwrap().remove("sessieId");
    body["zorgverlenerId"] = id.into();
    body["medischeAchtergrond"] = "Artrose in beide knieën".into();
    let refused = doors.refer(&nurse, "k", &body).await.faults();
    let expected = [fault(
        "body",
        "toestemming.medischeAchtergrond",
        "toestemming-medisch",
    )];
    assert_eq!(refused, expected);
    body["toestemming"]["medischeAchtergrond"] = true.into();
    let sent = doors.refer(&nurse, "k", &body).await;
    assert_eq!(sent.status, 201, "{}", sent.text);
    let seen = doors.get(sent.header("location"), &nurse).await.json();
    assert_eq!(seen["doel"]["soort"], "zorgverlener");
    assert_eq!(seen["medischeAchtergrond"], "Artrose in beide knieën");
    let coach = doors.token(&doors.world.coach, Role::Coach).await;
    let coach_sees = doors.get(sent.header("location"), &coach).await;
    assert!(!coach_sees.text.contains("Artrose"), "{}", coach_sees.text);
    let club = doors.token(&doors.world.club, Role::Provider).await;
    doors
        .get("/api/v1/zorgverleners", &club)
        .await
        .is_problem(403);
}

#[tokio::test]
async fn the_log_keeper_reads_who_looked_and_no_client_data() {
    let doors = Doors::open().await;
    let nurse = doors
        .token(&doors.world.nurse, Role::CareProfessional)
        .await;
    let keeper = doors.token(&doors.world.desk, Role::LogKeeper).await;
    let sent = doors.refer(&nurse, "k", &doors.fatma()).await;
    doors.world.later(1);
    doors.get(sent.header("location"), &nurse).await;
    let id = sent.json()["id"].as_str().unwrap().to_owned();
    let log = doors.get(&format!("/api/v1/inzage/{id}"), &keeper).await;
    let body = log.json();
    assert_eq!(body["resultaten"][0]["handeling"], "inzien");
    assert_eq!(body["resultaten"][0]["rol"], "zorgprofessional");
    assert_eq!(
        body["resultaten"][0]["organisatie"],
        "Huisartsenpraktijk De Linde"
    );
    assert!(!log.text.contains("Fatma"));
    doors
        .get(&format!("/api/v1/inzage/{id}"), &nurse)
        .await
        .is_problem(404);
    doors
        .get(sent.header("location"), &keeper)
        .await
        .is_problem(404);
}

#[tokio::test]
async fn code_lists_and_programmes_are_for_everybody() {
    let doors = Doors::open().await;
    let lists = doors.get("/api/v1/keuzelijsten", "").await.json();
    let stop = lists["reden.gestopt"].as_array().unwrap();
    assert_eq!(stop.last().unwrap()["code"], "anders");
    assert_eq!(
        lists["dagdeel"][3],
        json!({"code": "di-ochtend", "tekst": "dinsdagochtend"})
    );
    let programmes = doors.get("/api/v1/programmas", "").await.json();
    let codes: Vec<&str> = programmes["resultaten"]
        .as_array()
        .unwrap()
        .iter()
        .map(|programme| programme["code"].as_str().unwrap())
        .collect();
    for code in [
        "beweegmakelaar",
        "twaalf-weken-begeleiding",
        "wandeluitdaging",
        "gli",
        "valpreventie",
        "sport-als-middel",
    ] {
        assert!(codes.contains(&code), "{code}");
    }
}

#[tokio::test]
async fn the_description_names_every_route_of_the_api_and_no_other() {
    let doors = Doors::open().await;
    let answer = doors.get("/api/v1/openapi.json", "").await;
    assert_eq!(answer.header("access-control-allow-origin"), "*");
    assert_eq!(answer.header("api-version"), "1.0.0");
    let api = answer.json();
    let mut described = Vec::new();
    for (path, item) in api["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            let method = method.to_uppercase();
            described.push((method, format!("/api/v1{path}")));
            assert!(operation["operationId"].is_string());
            for (status, response) in operation["responses"].as_object().unwrap() {
                assert!(
                    response["headers"]["API-Version"].is_object(),
                    "{path} {status}"
                );
                if status.starts_with(['4', '5']) {
                    assert!(response["content"]["application/problem+json"].is_object());
                }
            }
            let asks = operation["parameters"]
                .as_array()
                .is_some_and(|all| !all.is_empty());
            if asks || operation["requestBody"].is_object() {
                assert!(operation["responses"]["400"].is_object(), "{path}");
            }
        }
    }
    let mut routes: Vec<(String, String)> = web::route_table()
        .into_iter()
        .filter(|route| route.path.starts_with("/api/v1"))
        .map(|route| (route.method.to_owned(), route.path.to_owned()))
        .collect();
    routes.sort();
    described.sort();
    assert_eq!(described, routes);
    assert_eq!(api["info"]["version"], "1.0.0");
    assert_eq!(api["servers"][0]["url"], "/api/v1");
    let yaml = doors.get("/api/v1/openapi.yaml", "").await;
    assert!(yaml.text.starts_with("openapi:"), "{}", &yaml.text[..80]);
}
