//! Pages as they come, old and new, right and wrong.

use domain::codes::{Activity, Group};
use domain::offer::Ages;
use domain::price::{Per, Price};
use jiff::civil::{Weekday, time};
use serde_json::json;

use super::*;
use crate::draft::Doubt;

fn page(items: &Value) -> RpdePage {
    read_rpde(
        json!({ "items": items, "next": "https://feed.example/2" })
            .to_string()
            .as_bytes(),
    )
    .unwrap()
}

/// The draft of a single event, of which only the telling parts are given.
fn draft(data: Value) -> OfferDraft {
    let mut whole = json!({
        "@type": "Event",
        "name": "Rustig wandelen",
        "organizer": { "@type": "Organization", "name": "Wandelclub De Verzonnen Pas" },
    });
    let (Some(whole_map), Value::Object(data)) = (whole.as_object_mut(), data) else {
        panic!("an event is an object")
    };
    whole_map.extend(data);
    let page = page(&json!([{ "id": "1", "state": "updated", "modified": 1, "data": whole }]));
    match page.items.into_iter().next().unwrap().state {
        RpdeState::Updated(draft) => *draft,
        other => panic!("{other:?}"),
    }
}

fn codes(state: &RpdeState) -> Vec<(&str, &str)> {
    match state {
        RpdeState::Rejected(faults) => faults
            .iter()
            .map(|fault| (fault.column.as_str(), fault.code))
            .collect(),
        RpdeState::Updated(_) | RpdeState::Deleted => Vec::new(),
    }
}

#[test]
fn a_dutch_event_is_read_whole() {
    let draft = draft(json!({
        "activity": [{ "@type": "Concept", "prefLabel": "Nordic walking" }],
        "startDate": "2026-11-03T18:00:00Z",
        "endDate": "2026-11-03T19:30:00Z",
        "remainingAttendeeCapacity": 7,
        "ageRange": { "minValue": 55 },
        "genderRestriction": "https://openactive.io/FemaleOnly",
        "offers": [{ "price": 5.5, "priceCurrency": "EUR" }],
        "location": {
            "name": "Het Verzonnen Bos",
            "address": {
                "streetAddress": "Fictiefweg 1",
                "addressLocality": "Verzonnendam",
                "postalCode": "5211ZZ",
                "addressCountry": "NL"
            },
            "geo": { "latitude": "51.69", "longitude": 5.3 }
        },
        "url": "https://wandelclub.example/nw"
    }));
    assert_eq!(draft.activity, Activity::NordicWalking);
    assert_eq!(
        draft.ages,
        Ages {
            min: Some(55),
            max: None
        }
    );
    assert_eq!(draft.groups.iter().collect::<Vec<_>>(), [Group::Women]);
    assert_eq!(
        draft.price,
        Some(Price {
            cents: 550,
            per: Per::Lesson
        })
    );
    assert_eq!(
        draft.venue.address.as_deref(),
        Some("Het Verzonnen Bos, Fictiefweg 1")
    );
    assert_eq!(draft.venue.postcode.unwrap().to_string(), "5211 ZZ");
    let [session] = draft.sessions.as_slice() else {
        panic!("{:?}", draft.sessions)
    };
    // Six in the evening in UTC is seven in a Dutch winter.
    assert_eq!(session.day, Some(Weekday::Tuesday));
    assert_eq!(session.from, Some(time(19, 0, 0, 0)));
    assert_eq!(session.to, Some(time(20, 30, 0, 0)));
    assert_eq!(session.places_left, Some(7));
    assert_eq!(draft.season.as_deref(), Some("2026-11-03"));
    assert_eq!(draft.doubts, []);
}

#[test]
fn an_offset_keeps_its_own_local_time() {
    let draft = draft(json!({ "startDate": "2026-07-06T10:00:00+02:00", "duration": "PT1H30M" }));
    assert_eq!(draft.sessions[0].key, "ma-10:00");
    assert_eq!(draft.sessions[0].to, Some(time(11, 30, 0, 0)));
}

#[test]
fn a_place_without_a_point_lies_where_the_rest_of_its_feed_lies() {
    let event = |id: &str, place: Value| {
        json!({ "id": id, "state": "updated", "data": {
            "@type": "Event", "name": "Yoga", "organizer": { "name": "Club" },
            "startDate": "2026-11-03T18:00:00Z", "location": place
        }})
    };
    let hall = json!({ "name": "The Imagined Hall", "geo": { "latitude": null } });
    let at = |lat: f64, lon: f64| json!({ "geo": { "latitude": lat, "longitude": lon } });
    for (elsewhere, key) in [(at(51.5, 0.03), "di-18:00"), (at(52.1, 5.1), "di-19:00")] {
        let page = page(&json!([event("1", hall.clone()), event("2", elsewhere)]));
        let RpdeState::Updated(draft) = &page.items[0].state else {
            panic!("{page:?}")
        };
        assert_eq!(draft.sessions[0].key, key);
    }
}

#[test]
fn a_moment_that_is_called_off_is_left_out() {
    let draft = draft(json!({ "subEvent": [
        { "startDate": "2026-11-03T19:00:00+01:00", "eventStatus": "schema:EventCancelled" },
        { "startDate": "2026-11-04T19:00:00+01:00", "remainingAttendeeCapacity": "3" }
    ]}));
    let keys: Vec<&str> = draft
        .sessions
        .iter()
        .map(|session| session.key.as_str())
        .collect();
    assert_eq!(keys, ["wo-19:00"]);
    assert_eq!(draft.sessions[0].places_left, Some(3));
}

#[test]
fn a_weekly_schedule_gives_its_days_and_another_rhythm_is_asked() {
    let weekly = draft(json!({ "eventSchedule": {
        "repeatFrequency": "P1W", "startTime": "08:30", "endTime": "09:30",
        "byDay": ["https://schema.org/Tuesday", "schema:Sunday"],
        "startDate": "2026-10-01", "endDate": "2026-12-20"
    }}));
    let keys: Vec<&str> = weekly
        .sessions
        .iter()
        .map(|session| session.key.as_str())
        .collect();
    assert_eq!(keys, ["di-08:30", "zo-08:30"]);
    assert_eq!(weekly.season.as_deref(), Some("2026-10-01 t/m 2026-12-20"));
    let monthly = draft(json!({ "eventSchedule": [{
        "repeatFrequency": "P1M", "startTime": "08:30", "byDay": ["2TU"]
    }]}));
    assert_eq!(monthly.sessions[0].day, None);
    assert_eq!(monthly.doubts[0].question, "which-day");
}

#[test]
fn prices_are_read_where_they_are_certain() {
    let price = |data| {
        let draft = draft(data);
        (
            draft.price,
            draft.doubts.first().map(|doubt| doubt.question),
        )
    };
    let euros = |cents, per| (Some(Price { cents, per }), None);
    let offer = |price: Value| json!({ "offer": { "price": price, "priceCurrency": "EUR" } });
    assert_eq!(price(offer(json!("7.60"))), euros(760, Per::Lesson));
    assert_eq!(price(offer(json!(3.3))), euros(330, Per::Lesson));
    assert_eq!(
        price(json!({ "isAccessibleForFree": true })),
        euros(0, Per::Lesson)
    );
    assert_eq!(
        price(json!({ "offers": [{ "price": 0 }] })),
        euros(0, Per::Lesson)
    );
    assert_eq!(price(json!({})), (None, None));
    let pounds = json!({ "offers": [{ "price": 5, "priceCurrency": "GBP" }] });
    assert_eq!(price(pounds), (None, Some("which-currency")));
    let two = json!({ "offers": [
        { "name": "Lid", "price": 4, "priceCurrency": "EUR" },
        { "name": "Geen lid", "price": 6, "priceCurrency": "EUR" }
    ]});
    assert_eq!(price(two.clone()), (None, Some("which-price")));
    assert_eq!(draft(two).doubts[0].text, "Lid 4 EUR / Geen lid 6 EUR");
    let course = json!({
        "@type": "CourseInstance",
        "offers": [{ "price": 60, "priceCurrency": "EUR" }],
        "eventSchedule": { "repeatFrequency": "P1W", "repeatCount": 12, "startDate": "2026-10-06" }
    });
    assert_eq!(price(course), euros(6000, Per::Card(12)));
    let endless = json!({
        "@type": "CourseInstance", "offers": [{ "price": 60, "priceCurrency": "EUR" }]
    });
    assert_eq!(price(endless), (None, Some("per-what-price")));
    let dated = |first: &str, last: &str| {
        json!({
            "@type": "CourseInstance", "offers": [{ "price": 60, "priceCurrency": "EUR" }],
            "startDate": first, "endDate": last
        })
    };
    let ten_weeks = dated("2026-10-06", "2026-12-08T11:00:00+01:00");
    assert_eq!(price(ten_weeks), euros(6000, Per::Course(Some(10))));
    for (first, last) in [
        ("2026-10-06", "2026-10-06"),
        ("2026-10-06", "2026-09-06"),
        ("2026-10-06", "2036-10-06"),
        ("-999999999-01-01", "9999-12-31"),
        ("2026-10-06", "binnenkort €€€"),
    ] {
        let course = dated(first, last);
        assert_eq!(price(course), (None, Some("per-what-price")));
    }
}

#[test]
fn several_activities_are_asked_and_an_unknown_one_keeps_its_word() {
    let several = draft(json!({ "activity": ["Yoga", "Pilates"] }));
    let doubt = Doubt {
        column: "activiteit".into(),
        text: "Yoga, Pilates".to_owned(),
        question: "which-activity",
    };
    assert_eq!(
        (several.activity, several.doubts),
        (Activity::Other, vec![doubt])
    );
    let unknown = draft(json!({ "activity": "Netball" }));
    assert_eq!(unknown.activity, Activity::Other);
    assert_eq!(unknown.activity_word.as_deref(), Some("Netball"));
    assert_eq!(unknown.doubts, []);
}

#[test]
fn an_address_in_one_string_gives_its_postcode() {
    let location = json!({ "location": { "address": "Fictiefweg 1, 5211 ZZ Verzonnendam" } });
    assert_eq!(
        draft(location).venue.postcode.unwrap().to_string(),
        "5211 ZZ"
    );
    let abroad = draft(json!({ "location": {
        "address": { "streetAddress": "Rue Fictive 1", "postalCode": "2000", "addressCountry": "BE" },
        "geo": { "latitude": 51.2, "longitude": 4.4 }
    }}));
    assert_eq!(abroad.venue.postcode, None);
    assert_eq!(abroad.notes[0].text, "2000");
    assert!(abroad.venue.point.is_some());
}

#[test]
fn a_scheduled_session_is_joined_with_its_series_in_the_file() {
    let series = json!({ "id": "s", "state": "updated", "kind": "SessionSeries", "data": {
        "@type": "SessionSeries", "@id": "https://club.example/series/1", "name": "Yoga",
        "organizer": { "name": "Club De Verzonnen Bal" }, "activity": ["Yoga"]
    }});
    let session = |reference: Value| {
        json!({ "id": "t", "state": "updated", "kind": "ScheduledSession", "data": {
            "@type": "ScheduledSession", "superEvent": reference,
            "startDate": "2026-11-03T19:00:00+01:00"
        }})
    };
    let by_text = session(json!("https://club.example/series/1"));
    let by_object = session(json!({ "@id": "https://club.example/series/1" }));
    for reference in [by_text.clone(), by_object] {
        let page = page(&json!([reference, series]));
        let RpdeState::Updated(draft) = &page.items[0].state else {
            panic!("{page:?}")
        };
        assert_eq!(
            (draft.title.as_str(), draft.activity),
            ("Yoga", Activity::Yoga)
        );
        assert_eq!(draft.sessions[0].key, "di-19:00");
    }
    let alone = page(&json!([by_text]));
    assert_eq!(
        codes(&alone.items[0].state),
        [("superEvent", "series-not-in-file")]
    );
}

#[test]
fn a_series_that_refers_to_itself_ends() {
    let page = page(&json!([{ "id": "s", "state": "updated", "data": {
        "@type": "SessionSeries", "@id": "x", "superEvent": "x", "name": "Yoga",
        "organizer": { "name": "Club" }
    }}]));
    assert!(matches!(page.items[0].state, RpdeState::Updated(_)));
}

#[test]
fn what_cannot_be_kept_is_refused_by_name() {
    let item = |data: Value| json!({ "id": "1", "state": "updated", "data": data });
    let club = json!({ "name": "Club" });
    let cases = [
        (
            json!({ "id": "1", "state": "vanished" }),
            vec![("state", "unknown-state")],
        ),
        (json!({ "id": "1" }), vec![("state", "unknown-state")]),
        (json!({ "state": "updated" }), vec![("id", "missing")]),
        (
            json!({ "id": "1", "state": "updated" }),
            vec![("data", "no-data")],
        ),
        (json!("text"), vec![("id", "missing")]),
        (
            item(json!({ "@type": "Slot" })),
            vec![("kind", "no-session-kind")],
        ),
        (item(json!({})), vec![("kind", "no-session-kind")]),
        (
            item(json!({ "@type": "Event" })),
            vec![("name", "missing"), ("organizer", "missing")],
        ),
        (
            item(json!({ "@type": "Event", "name": "Yoga 111222333", "organizer": club })),
            vec![("name", "citizen-number")],
        ),
        (
            item(json!({ "@type": "Event", "name": "x".repeat(201), "organizer": club })),
            vec![("name", "too-long")],
        ),
    ];
    for (item, expected) in cases {
        let page = page(&json!([item]));
        assert_eq!(codes(&page.items[0].state), expected, "{item}");
    }
}

#[test]
fn an_event_that_is_called_off_is_gone() {
    let page = page(&json!([
        { "id": 7, "state": "updated", "modified": "12", "data": {
            "@type": "Event", "eventStatus": "https://schema.org/EventCancelled" } },
        { "id": 8, "state": "deleted", "modified": 13 }
    ]));
    assert_eq!(
        page.items,
        [
            RpdeItem {
                id: "7".into(),
                modified: Some(12),
                state: RpdeState::Deleted
            },
            RpdeItem {
                id: "8".into(),
                modified: Some(13),
                state: RpdeState::Deleted
            },
        ]
    );
    assert_eq!(page.next.as_deref(), Some("https://feed.example/2"));
}

#[test]
fn what_is_no_page_imports_nothing_and_says_where() {
    assert_eq!(read_rpde(b" \n"), Err(RpdeProblem::Empty));
    assert_eq!(read_rpde(b"[1]"), Err(RpdeProblem::NotAPage));
    assert_eq!(read_rpde(b"{\"items\": 1}"), Err(RpdeProblem::NotAPage));
    let cut = read_rpde(b"{\"items\": [\n{\"id\": ").unwrap_err();
    assert!(matches!(cut, RpdeProblem::NotJson { line: 2, .. }), "{cut}");
    let deep = format!("{{\"items\": {}", "[".repeat(100_000));
    assert_eq!(read_rpde(deep.as_bytes()).unwrap_err().code(), "not-json");
}
