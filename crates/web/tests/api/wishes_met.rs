//! What a program asks beside where and what: how long somebody waits, from which point, what to give
//! up; and in which order the catalogue answers programs and people.

use actions::change_settings::change_settings;
use actions::import_offers::import_sheet;
use domain::deadlines::Deadlines;
use domain::organisation::Role;
use jiff::SignedDuration;
use serde_json::{Value, json};

use crate::fault;
use crate::speaking::Doors;

const POOL: &str = "naam;aanbieder;activiteit;dag;van;tot;postcode;wachttijd;toegankelijkheid;bron_id\n\
    Baantjes;Zwembad De Golf;zwemmen;maandag;09:00;10:00;5299 AC;geen;;z1\n\
    Duiken;Zwembad De Golf;zwemmen;dinsdag;09:00;10:00;5299 AC;2 weken;;z2\n\
    Hangen;Zwembad De Golf;zwemmen;woensdag;09:00;10:00;5299 AC;3 maanden;;z3\n\
    Drijven;Zwembad De Golf;zwemmen;donderdag;09:00;10:00;5299 AC;;;z4\n";

async fn with_a_pool() -> Doors {
    let doors = Doors::open().await;
    let world = &doors.world;
    import_sheet(&world.bridge, world.home, "golf", POOL.as_bytes(), false)
        .await
        .unwrap();
    doors
}

async fn search(doors: &Doors, wish: &Value) -> Value {
    doors.post("/api/v1/zoekvragen", "", wish).await.json()
}

fn titles(answer: &Value) -> Vec<&str> {
    let all = answer["resultaten"].as_array().unwrap().iter();
    all.map(|one| one["titel"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn the_longest_wait_is_a_wish_that_filters_and_is_told_with_its_reason() {
    let doors = with_a_pool().await;
    let wish =
        |wait: &str| json!({"postcode": "5299", "activiteiten": ["zwemmen"], "maxWachttijd": wait});
    let answer = search(&doors, &wish("geen")).await;
    assert_eq!(titles(&answer), ["Baantjes"]);
    let reasons = answer["resultaten"][0]["redenen"].as_array().unwrap();
    let told = json!({"code": "wachttijd", "tekst": "geen wachttijd", "bijdrage": 0.0});
    assert!(reasons.contains(&told), "{reasons:?}");
    let relaxed = answer["versoepelingen"].as_array().unwrap().iter();
    let mut relaxed = relaxed.filter(|one| one["veld"] == "maxWachttijd");
    let relaxed = relaxed.next().unwrap();
    // Of the three others one does not tell.
    assert_eq!(
        (&relaxed["waarde"], &relaxed["extra"], &relaxed["onbekend"]),
        (&Value::Null, &json!(3), &json!(1))
    );
    let mut within = titles(&search(&doors, &wish("korter-dan-een-maand")).await)
        .into_iter()
        .map(str::to_owned)
        .collect::<Vec<_>>();
    within.sort_unstable();
    assert_eq!(within, ["Baantjes", "Duiken"]);
    let faults = doors.post("/api/v1/zoekvragen", "", &wish("morgen")).await;
    let expected = [fault("body", "maxWachttijd", "onbekende-code")];
    assert_eq!(faults.faults(), expected);
    // Whoever does not ask is told of a long wait only.
    let anything = json!({"postcode": "5299", "activiteiten": ["zwemmen"]});
    let answer = search(&doors, &anything).await;
    for hit in answer["resultaten"].as_array().unwrap() {
        let minds = hit["letOp"].as_array().unwrap().iter();
        let mut minds = minds.filter_map(Value::as_str);
        let warned = minds.any(|words| words.starts_with("Een maand of langer"));
        assert_eq!(warned, hit["titel"] == "Hangen", "{hit}");
    }
    // The offer itself tells it by its code.
    let listed = doors
        .get("/api/v1/aanbod?activiteit=zwemmen", "")
        .await
        .json();
    let listed = listed["resultaten"].as_array().unwrap();
    for (title, code) in [
        ("Baantjes", json!("geen")),
        ("Duiken", json!("korter-dan-een-maand")),
        ("Hangen", json!("een-maand-of-langer")),
        ("Drijven", Value::Null),
    ] {
        let mut of_list = listed.iter();
        let offer = of_list.find(|one| one["titel"] == title).unwrap();
        assert_eq!(offer["wachttijd"], code, "{title}");
    }
}

#[tokio::test]
async fn of_a_point_and_a_postcode_the_point_is_where_the_search_begins() {
    let doors = Doors::open().await;
    let walk = "Rustig wandelen door De Tuinen";
    let metres = async |wish: Value| {
        let answer = search(&doors, &wish).await;
        let hits = answer["resultaten"].as_array().unwrap().iter();
        let mut walks = hits.filter(|hit| hit["titel"] == walk);
        walks.next().unwrap()["afstandInMeters"].as_u64().unwrap()
    };
    assert_eq!(metres(json!({"postcode": "5299"})).await, 222);
    let point = json!({"lat": 51.712, "lon": 5.3});
    let north = metres(json!({"punt": point})).await;
    assert_eq!(north, 1112);
    let both = json!({"postcode": "5299", "plaats": "Brugdam", "punt": point});
    assert_eq!(metres(both).await, north);
    // East is not north.
    let east = json!({"punt": {"lat": 51.702, "lon": 5.316}});
    assert_eq!(metres(east).await, 1103);
    for odd in [
        json!({"lon": 5.3}),
        json!({"lat": 95, "lon": 5.3}),
        json!({}),
    ] {
        let wish = json!({"postcode": "5299", "punt": odd});
        let refused = doors.post("/api/v1/zoekvragen", "", &wish).await;
        assert_eq!(refused.faults(), [fault("body", "punt", "punt")], "{odd}");
    }
}

#[tokio::test]
async fn what_to_give_up_is_told_as_the_wish_that_remains() {
    let doors = Doors::open().await;
    let near = json!({"postcode": "5299", "maxAfstandKm": 0.1, "activiteiten": ["wandelen"]});
    let answer = search(&doors, &near).await;
    let first = &answer["versoepelingen"][0];
    assert_eq!(
        (&first["veld"], &first["waarde"]),
        (&json!("maxAfstandKm"), &json!(1))
    );
    // The walk tells of neither: only without both is it found, and nothing is left of the wish.
    let both = json!({"postcode": "5299", "activiteiten": ["wandelen"],
        "toegankelijkheid": ["rolstoel", "rollator"]});
    let answer = search(&doors, &both).await;
    assert_eq!(answer["versoepelingen"], json!([]));
    let pair = &answer["versoepelingenSamen"][0];
    let nothing = json!({"veld": "toegankelijkheid", "waarde": []});
    assert_eq!(pair["wensen"], json!([nothing, nothing]));
    assert_eq!(pair["extra"], 1);
}

/// The titles on the public page, in its order.
fn on_page(html: &str) -> Vec<&str> {
    let rows = html.split("<h3 class=\"row-title\">").skip(1);
    let title = |row| {
        let row: &str = row;
        row.split_once("\">").unwrap().1.split('<').next().unwrap()
    };
    rows.map(title).collect()
}

#[tokio::test]
async fn late_offers_drop_for_people_by_the_municipalitys_own_limit_and_programs_get_the_nearest() {
    let doors = Doors::open().await;
    let (fit, dance) = ("Fit & Rustig", "Bewegen op muziek");
    let walk = "Rustig wandelen door De Tuinen";
    let near = "postcode=5299AD";
    let page = async || doors.get(&format!("/aanbod?{near}"), "").await.text;
    let fit_there = "Fit &#38; Rustig";
    assert_eq!(on_page(&page().await), [fit_there, dance, walk]);
    // The first of October is more than thirteen weeks ago by now.
    doors
        .world
        .clock
        .advance(SignedDuration::from_hours(24 * 42));
    assert_eq!(on_page(&page().await), [dance, walk, fit_there]);
    let listed = doors
        .get(&format!("/api/v1/aanbod?{near}"), "")
        .await
        .json();
    assert_eq!(titles(&listed), [fit, dance, walk]);
    // Where half a year is in time nothing is late.
    let admin = doors.world.with_role(Role::Administrator);
    let deadlines = Deadlines {
        confirm_weeks: 26,
        ..Deadlines::default()
    };
    change_settings(&doors.world.bridge, &admin, deadlines, Vec::new())
        .await
        .unwrap();
    assert_eq!(on_page(&page().await), [fit_there, dance, walk]);
}

#[tokio::test]
async fn a_full_last_page_of_the_catalogue_leads_nowhere() {
    let doors = Doors::open().await;
    let head = "naam;aanbieder;activiteit;dag;van;tot;postcode;bron_id\n".to_owned();
    // Three there are: with seventeen more the first page is full.
    let rows = (0..17).map(|n| format!("Les {n};Club A;yoga;maandag;10:00;11:00;5299 AB;y{n}\n"));
    let sheet = rows.fold(head, |sheet, row| sheet + &row);
    let world = &doors.world;
    import_sheet(&world.bridge, world.home, "yoga", sheet.as_bytes(), false)
        .await
        .unwrap();
    let all = doors.get("/api/v1/aanbod", "").await.json();
    assert_eq!(
        (&all["aantal"], &all["volgende"]),
        (&json!(20), &Value::Null)
    );
    assert_eq!(titles(&all).len(), 20);
    let page = doors.get("/aanbod", "").await.text;
    assert!(!page.contains("rel=\"next\"") && !page.contains("pagina=2"));
    let beyond = doors.get("/api/v1/aanbod?pagina=2", "").await.json();
    assert_eq!((titles(&beyond).len(), &beyond["aantal"]), (0, &json!(20)));
}
