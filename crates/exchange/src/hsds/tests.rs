//! Services in every form, and what becomes of what is not certain.

use domain::price::{Per, Price};
use serde_json::json;

use super::*;

fn read(value: &Value) -> Vec<HsdsRow> {
    let reading = read_hsds(value.to_string().as_bytes()).unwrap();
    reading.rows.into_iter().map(|item| item.row).collect()
}

fn drafts(value: &Value) -> Vec<OfferDraft> {
    let rows = read(value).into_iter().filter_map(|row| match row {
        HsdsRow::Offer(draft) => Some(*draft),
        _ => None,
    });
    rows.collect()
}

fn walking() -> Value {
    json!({
        "id": "s1", "name": "Rustig wandelen", "status": "active",
        "description": "Samen een rondje.", "email": "club@pas.example",
        "minimum_age": 55, "url": "https://pas.example",
        "organization": {"id": "o1", "name": "Wandelclub De Verzonnen Pas"},
        "cost_options": [{"id": "c", "currency": "EUR", "amount": 2.5, "amount_description": "per keer"}],
        "languages": [{"id": "l", "code": "nl"}],
        "service_at_locations": [
            {"id": "p1", "location": {"id": "x", "name": "Buurthuis", "latitude": 51.7, "longitude": 5.3,
                "addresses": [{"address_1": "Bronstraat 1", "city": "Verzonnendam", "postal_code": "5299 AB",
                    "country": "NL", "address_type": "physical"}]},
             "schedules": [{"freq": "WEEKLY", "byday": "TU,TH", "opens_at": "10:00", "closes_at": "11:00:00"}]},
            {"id": "p2", "location": {"id": "y", "name": "Park"}}
        ]
    })
}

#[test]
fn a_service_is_a_row_at_each_of_its_places() {
    let drafts = drafts(&walking());
    let ids: Vec<&str> = drafts.iter().map(|one| one.source_id.as_str()).collect();
    assert_eq!(ids, ["p1", "p2"]);
    let first = &drafts[0];
    assert_eq!(first.provider, "Wandelclub De Verzonnen Pas");
    assert_eq!(
        first.venue.address.as_deref(),
        Some("Buurthuis, Bronstraat 1")
    );
    assert_eq!(first.venue.postcode.unwrap().to_string(), "5299 AB");
    let keys: Vec<&str> = first.sessions.iter().map(|one| one.key.as_str()).collect();
    assert_eq!(keys, ["di-10:00", "do-10:00"]);
    assert_eq!(
        first.price,
        Some(Price {
            cents: 250,
            per: Per::Lesson
        })
    );
    assert_eq!(first.ages.min, Some(55));
    assert_eq!(first.activity, domain::codes::Activity::Walking);
    assert_eq!(first.doubts, []);
}

#[test]
fn a_list_an_organization_and_a_service_at_location_tell_the_same_service() {
    let mut alone = walking();
    alone
        .as_object_mut()
        .unwrap()
        .remove("service_at_locations");
    let page = json!({"total_items": 1, "page_number": 1, "contents": [alone.clone()]});
    assert_eq!(drafts(&page), drafts(&alone));
    let mut inside = alone.clone();
    inside.as_object_mut().unwrap().remove("organization");
    let organization =
        json!({"id": "o1", "name": "Wandelclub De Verzonnen Pas", "services": [inside]});
    assert_eq!(drafts(&organization), drafts(&alone));
    let place = walking()["service_at_locations"][0].clone();
    let mut at = place;
    at["service"] = alone;
    let at = drafts(&at);
    assert_eq!(at, drafts(&walking())[..1]);
}

#[test]
fn a_service_that_is_no_longer_there_is_gone_and_one_without_a_name_is_refused() {
    for status in ["inactive", "defunct", "temporarily closed"] {
        let mut service = walking();
        service["status"] = json!(status);
        assert_eq!(read(&service)[0], HsdsRow::Gone("p1".to_owned()));
    }
    let mut service = walking();
    service["name"] = json!(" ");
    assert!(matches!(&read(&service)[0], HsdsRow::Rejected(faults) if faults[0].column == "name"));
    let mut service = walking();
    service["description"] = json!("bel 111222333");
    assert!(
        matches!(&read(&service)[0], HsdsRow::Rejected(faults) if faults[0].code == "citizen-number")
    );
}

#[test]
fn what_is_not_certain_is_asked_with_its_text() {
    let mut service = walking();
    service["cost_options"] = json!([{"option": "Under 18s", "currency": "gbp", "amount": 35}]);
    service["minimum_age"] = json!(70);
    service["maximum_age"] = json!(20);
    let place = &mut service["service_at_locations"][0];
    place["schedules"] = json!([{"freq": "MONTHLY", "byday": "2TU", "opens_at": "10:00"}]);
    place["location"]["latitude"] = json!(100);
    place["location"]["addresses"][0]["postal_code"] = json!("52111");
    let draft = &drafts(&service)[0];
    let asked: Vec<(&str, &str)> = draft
        .doubts
        .iter()
        .map(|doubt| (&*doubt.column, doubt.question))
        .collect();
    let expected = [
        ("leeftijd", "which-ages"),
        ("postcode", "which-postcode"),
        ("lat", "which-point"),
        ("prijs", "which-price"),
        ("dag", "which-day"),
    ];
    assert_eq!(asked, expected);
    assert_eq!(draft.sessions.len(), 1);
    service["service_at_locations"][0]["schedules"] =
        json!([{"freq": "WEEKLY", "interval": 2, "byday": "TU"}]);
    assert!(
        drafts(&service)[0]
            .doubts
            .iter()
            .any(|doubt| doubt.question == "which-day")
    );
}

#[test]
fn what_tells_of_no_services_is_refused() {
    let problem = |text: &str| read_hsds(text.as_bytes()).unwrap_err();
    assert_eq!(problem(" "), HsdsProblem::Empty);
    assert!(matches!(
        problem("{\"id\":"),
        HsdsProblem::NotJson { line: 1, .. }
    ));
    assert_eq!(problem("{}"), HsdsProblem::NoServices);
    assert_eq!(problem("[[[[[[{}]]]]]]"), HsdsProblem::NoServices);
    assert_eq!(
        problem("{\"id\":\"t\",\"name\":\"taxonomy\"}"),
        HsdsProblem::NoServices
    );
    let empty = json!({"contents": []});
    assert_eq!(read(&empty), []);
}

#[test]
fn tables_are_put_together_by_their_keys() {
    let table = |name: &str, text: &str| HsdsTable {
        name: name.to_owned(),
        bytes: text.as_bytes().to_vec(),
    };
    let files = [
        table(
            "services",
            "id,organization_id,name,status\ns1,o1,Rustig wandelen,active\n",
        ),
        table("organizations", "id,name\no1,Wandelclub De Verzonnen Pas\n"),
        table(
            "service_at_location",
            "id,service_id,location_id\np1,s1,x\n",
        ),
        table(
            "locations",
            "id,name,latitude,longitude\nx,Buurthuis,51.7,5.3\n",
        ),
        table(
            "schedules",
            "id,service_at_location_id,freq,byday,opens_at\nh,p1,WEEKLY,\"TU,TH\",10:00\n",
        ),
        table("funding", ""),
    ];
    let rows = read_hsds_tables(&files).unwrap().rows;
    let [
        HsdsItem {
            row: HsdsRow::Offer(draft),
            ..
        },
    ] = rows.as_slice()
    else {
        panic!("{rows:?}")
    };
    assert_eq!(draft.source_id, "p1");
    assert_eq!(draft.venue.address.as_deref(), Some("Buurthuis"));
    assert_eq!(draft.sessions.len(), 2);
    assert_eq!(
        read_hsds_tables(&files[1..]).unwrap_err(),
        HsdsProblem::NoServicesTable
    );
}
