//! Saved wishes: `GET` and `POST /verwijzingen/{id}/wensen`, and ending them.

use actions::import_offers;
use actions::meet_demand::meet_demand;
use axum::body::Body;
use axum::extract::Request;
use domain::organisation::Role;
use http::header;
use serde_json::{Value, json};

use crate::fault;
use crate::speaking::{Answer, Doors};

async fn end(doors: &Doors, path: &str, token: &str) -> Answer {
    let request = Request::delete(path).header(header::AUTHORIZATION, format!("Bearer {token}"));
    doors.send(request.body(Body::empty()).unwrap()).await
}

fn wishes() -> Value {
    json!({"postcode": "5299 AB", "activiteiten": ["zwemmen"], "dagdelen": ["ma-ochtend"]})
}

#[tokio::test]
async fn a_coach_saves_wishes_reads_what_was_found_and_ends_them() {
    let doors = Doors::open().await;
    let world = &doors.world;
    let nurse = doors.token(&world.nurse, Role::CareProfessional).await;
    let coach = doors.token(&world.coach, Role::Coach).await;
    let sent = doors.refer(&nurse, "k", &doors.fatma()).await.json();
    let id = sent["id"].as_str().unwrap();
    let path = format!("/api/v1/verwijzingen/{id}/wensen");
    let none = doors.get(&path, &coach).await;
    assert_eq!(
        none.json(),
        json!({"aantal": 0, "resultaten": [], "volgende": null})
    );

    let saved = doors.post(&path, &coach, &wishes()).await;
    assert_eq!(saved.status, 201, "{}", saved.text);
    let wish = saved.json()["id"].as_str().unwrap().to_owned();
    let own = format!("{path}/{wish}");
    assert_eq!(saved.header("location"), own);
    let again = doors.post(&path, &coach, &wishes()).await;
    assert_eq!(again.json()["id"], wish.as_str());

    meet_demand(&world.bridge, "a").await.unwrap();
    world.later(1);
    let sheet = "naam;aanbieder;activiteit;dag;van;tot;postcode;bron_id\n\
        Rustig zwemmen;Zwembad De Golf;zwemmen;maandag;09:00;10:00;5299 AC;z1\n";
    import_offers::import_sheet(&world.bridge, world.home, "golf", sheet.as_bytes(), false)
        .await
        .unwrap();
    meet_demand(&world.bridge, "a").await.unwrap();
    let list = doors.get(&path, &coach).await.json();
    assert_eq!(list["aantal"], 1);
    let one = &list["resultaten"][0];
    assert_eq!(one["wensen"], wishes());
    assert_eq!(one["gevonden"][0]["titel"], "Rustig zwemmen");
    assert!(one["gevonden"][0]["redenen"][0]["bijdrage"].is_number());

    // Who refers sees the referral, and none of it.
    let seen = doors.get(&path, &nurse).await;
    assert_eq!(
        (seen.status, seen.json()["aantal"].clone()),
        (200, json!(0))
    );
    doors.post(&path, &nurse, &wishes()).await.is_problem(403);
    end(&doors, &own, &nurse).await.is_problem(403);
    let reads = doors
        .token_of_scope(&world.coach, Role::Coach, "lezen")
        .await;
    doors.post(&path, &reads, &wishes()).await.is_problem(403);
    end(&doors, &own, &reads).await.is_problem(403);
    end(&doors, &own, "zomaar").await.is_problem(401);

    for _ in 0..2 {
        assert_eq!(end(&doors, &own, &coach).await.status, 204);
    }
    assert_eq!(doors.get(&path, &coach).await.json()["aantal"], 0);
}

#[tokio::test]
async fn every_fault_comes_at_once_and_what_is_not_there_is_not_found() {
    let doors = Doors::open().await;
    let nurse = doors
        .token(&doors.world.nurse, Role::CareProfessional)
        .await;
    let coach = doors.token(&doors.world.coach, Role::Coach).await;
    let sent = doors.refer(&nurse, "k", &doors.fatma()).await.json();
    let path = format!(
        "/api/v1/verwijzingen/{}/wensen",
        sent["id"].as_str().unwrap()
    );
    let wrong = json!({"activiteiten": ["heksen"], "leeftijd": "oud", "maxNiveau": 9});
    let refused = doors.post(&path, &coach, &wrong).await;
    refused.is_problem(400);
    let mut faults = refused.faults();
    faults.sort();
    assert_eq!(
        faults,
        [
            fault("body", "activiteiten", "onbekende-code"),
            fault("body", "leeftijd", "verkeerd-type"),
            fault("body", "maxNiveau", "onbekende-code"),
            fault("body", "postcode", "ontbreekt"),
        ]
    );
    for activity in ["wandelen", "yoga", "dansen"] {
        let one = json!({"postcode": "5299", "activiteiten": [activity]});
        assert_eq!(doors.post(&path, &coach, &one).await.status, 201);
    }
    let full = doors.post(&path, &coach, &wishes()).await;
    full.is_problem(400);
    assert_eq!(full.faults(), [fault("body", "wensen", "te-veel-wensen")]);
    for key in ["x", "%00", "0193ad7e-0000-7000-8000-000000000000"] {
        end(&doors, &format!("{path}/{key}"), &coach)
            .await
            .is_problem(404);
        let other = format!("/api/v1/verwijzingen/{key}/wensen");
        doors.get(&other, &coach).await.is_problem(404);
        doors.post(&other, &coach, &wishes()).await.is_problem(404);
    }
}
