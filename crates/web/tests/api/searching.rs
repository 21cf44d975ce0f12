//! Searching, the catalogue, the lists and the description of the API.

use domain::organisation::Role;
use serde_json::{Value, json};

use crate::fault;
use crate::speaking::Doors;

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
    assert_eq!(strict["versoepelingenSamen"], json!([]));
    assert_eq!(strict["metWoorden"], json!(null));
}

#[tokio::test]
async fn what_helps_by_two_and_what_lies_just_beyond_is_told_beside_the_rest() {
    let doors = Doors::open().await;
    // The walk is on a Tuesday morning, of € 8,67 a month.
    let two = json!({"postcode": "5299", "activiteiten": ["wandelen"], "dagdelen": ["za-avond"],
        "maxPrijsInCenten": 500, "tekst": "wandelen"});
    let answer = doors.post("/api/v1/zoekvragen", "", &two).await.json();
    assert_eq!(
        (&answer["aantal"], &answer["versoepelingen"]),
        (&json!(0), &json!([]))
    );
    let pair = &answer["versoepelingenSamen"][0];
    assert_eq!(
        pair["wensen"],
        json!([{"veld": "dagdelen", "waarde": null}, {"veld": "maxPrijsInCenten", "waarde": 1000}])
    );
    assert_eq!(pair["extra"], 1);
    assert!(pair["tekst"].is_string() && answer["dichtstbij"].is_null());
    assert_eq!(answer["metWoorden"], 0);

    let near = json!({"postcode": "5299", "maxAfstandKm": 0.1, "activiteiten": ["wandelen"]});
    let answer = doors.post("/api/v1/zoekvragen", "", &near).await.json();
    assert_eq!(answer["aantal"], 0, "{answer}");
    let nearest = &answer["dichtstbij"];
    assert_eq!(nearest["sessieId"], doors.world.walk());
    assert_eq!(nearest["afstandInMeters"], 222);
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
async fn what_makes_somebody_glad_ranks_and_what_is_refused_falls_off() {
    let doors = Doors::open().await;
    let glad = json!({"plaats": "brugdam", "plezier": ["muziek"], "lieverNiet": ["buiten"]});
    let body = doors.post("/api/v1/zoekvragen", "", &glad).await.json();
    let hits = body["resultaten"].as_array().unwrap();
    assert_eq!(hits[0]["titel"], "Bewegen op muziek");
    let codes = |hit: &Value| -> Vec<String> {
        let reasons = hit["redenen"].as_array().unwrap().iter();
        let codes = reasons.map(|reason| reason["code"].as_str().unwrap().to_owned());
        codes.collect()
    };
    assert!(codes(&hits[0]).contains(&"plezier".to_owned()));
    assert!(codes(&hits[0]).contains(&"liever-niet".to_owned()));
    assert!(hits[0]["loopMinuten"].is_u64() && hits[0]["fietsMinuten"].is_u64());
    assert_eq!(hits[0]["weerVanaf"], Value::Null);
    let walk = hits
        .iter()
        .find(|hit| hit["titel"] == "Rustig wandelen door De Tuinen");
    let minded = &walk.unwrap()["letOp"];
    assert_eq!(minded[0], "Wel: buiten. Dat was liever niet");

    let all = body["aantal"].as_u64().unwrap();
    let never = json!({"postcode": "5299", "niet": ["wandelen"]});
    let never = doors.post("/api/v1/zoekvragen", "", &never).await.json();
    assert_eq!(never["aantal"].as_u64().unwrap(), all - 1);
    let said = json!({"postcode": "5299", "tekst": "absoluut niet wandelen"});
    let said = doors.post("/api/v1/zoekvragen", "", &said).await.json();
    assert_eq!(said["aantal"].as_u64().unwrap(), all - 1);
    let faults = json!({"niet": ["knikkeren"], "plezier": ["yoga"], "maxMeters": 0,
        "punt": {"lat": 51.7}, "erkendeInterventie": "top", "altijdInstromen": "ja"});
    let mut faults = doors.post("/api/v1/zoekvragen", "", &faults).await.faults();
    faults.sort();
    let expected = [
        fault("body", "altijdInstromen", "verkeerd-type"),
        fault("body", "erkendeInterventie", "onbekende-code"),
        fault("body", "maxMeters", "getal"),
        fault("body", "niet[0]", "onbekende-code"),
        fault("body", "plezier", "onbekende-code"),
        fault("body", "punt", "punt"),
    ];
    assert_eq!(faults, expected);
}

#[tokio::test]
async fn suggestions_come_while_somebody_types() {
    let doors = Doors::open().await;
    let found = doors.get("/api/v1/suggesties?q=Rust", "").await.json();
    assert_eq!(
        found["titels"],
        json!(["Rustig wandelen door De Tuinen", "Fit & Rustig"])
    );
    let found = doors.get("/api/v1/suggesties?q=dans", "").await.json();
    assert_eq!(
        found["activiteiten"],
        json!([{"code": "dansen", "tekst": "Dansen"}])
    );
    let none = doors.get("/api/v1/suggesties", "").await.json();
    assert_eq!(
        none,
        json!({"activiteiten": [], "titels": [], "plaatsen": []})
    );
    let long = doors
        .get(&format!("/api/v1/suggesties?q={}", "w".repeat(61)), "")
        .await;
    assert_eq!(long.faults(), [fault("query", "q", "te-lang")]);
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
    let asked = json!({ "bedragInCenten": 200, "per": "les", "aantal": null });
    assert_eq!(offer["gevraagdePrijs"], asked);
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
async fn a_group_that_may_come_is_told_from_ten_on_and_smaller_numbers_never() {
    let doors = Doors::open().await;
    let nurse = doors
        .token(&doors.world.nurse, Role::CareProfessional)
        .await;
    let wish = json!({"postcode": "5299 AB", "activiteiten": ["zwemmen"], "maxAfstandKm": 3});
    for times in 1..=10 {
        let before = doors.post("/api/v1/zoekvragen", "", &wish).await.json();
        assert_eq!(before["groepInWording"], Value::Null, "after {times}");
        // Another age is another wish: the same one counts once a day.
        let mut told = wish.clone();
        told["leeftijd"] = (times * 10).into();
        let made = doors.post("/api/v1/gemist-aanbod", &nurse, &told).await;
        assert_eq!(made.status, 201, "{}", made.text);
        doors.world.bridge.refresh().await.unwrap();
    }
    let answer = doors.post("/api/v1/zoekvragen", "", &wish).await.json();
    assert_eq!(
        answer["groepInWording"],
        json!({
            "activiteit": "zwemmen", "minstens": 10, "binnenKm": 5,
            "tekst": "Meer mensen zoeken dit. Binnen 5 km is zwemmen het afgelopen jaar minstens \
                10 keer gemist.",
        })
    );
}

#[tokio::test]
async fn a_lesson_that_is_left_out_says_so_and_the_next_day_skips_it() {
    let doors = Doors::open().await;
    let session = doors.world.walk().parse().unwrap();
    let bridge = &doors.world.bridge;
    let (offer, _) = actions::catalogue::session(bridge, session).unwrap();
    let caller = crate::support::as_caller(&doors.world.club);
    let club = actions::submit_offer::Keeper::of(&caller).unwrap();
    let day = jiff::civil::date(2026, 11, 24);
    actions::cancel_lesson::cancel(bridge, &club, offer.id, session, day)
        .await
        .unwrap();
    let wishes = json!({"postcode": "5299", "activiteiten": ["wandelen"]});
    let body = doors.post("/api/v1/zoekvragen", "", &wishes).await.json();
    let hit = &body["resultaten"][0];
    assert_eq!(hit["gaatNietDoorOp"], json!(["2026-11-24"]));
    assert_eq!(hit["eerstvolgende"], "2026-12-01");
    let one = format!("/api/v1/aanbod/{}", offer.id);
    let shown = doors.get(&one, "").await.json();
    let session = &shown["sessies"][0];
    assert_eq!(session["gaatNietDoorOp"], json!(["2026-11-24"]));
    assert_eq!(session["eerstvolgende"], "2026-12-01");
    let all = doors.get("/api/v1/aanbod", "").await.json();
    let left_out = |offer: &Value| offer["sessies"][0]["gaatNietDoorOp"].clone();
    let days: Vec<Value> = all["resultaten"]
        .as_array()
        .unwrap()
        .iter()
        .map(left_out)
        .collect();
    assert_eq!(days.iter().filter(|days| **days == json!([])).count(), 2);
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
