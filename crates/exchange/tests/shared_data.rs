//! Real files of others, read whole. They lie beside the repository and not in it; without them
//! each test says so and passes.

#![allow(clippy::print_stdout, reason = "a test that cannot run says so")]

use std::path::{Path, PathBuf};

use domain::geo::Point;
use exchange::draft::OfferDraft;
use exchange::hsds::{HsdsItem, HsdsProblem, HsdsRow, HsdsTable, read_hsds, read_hsds_tables};
use exchange::openactive::{RpdeItem, RpdePage, RpdeProblem, RpdeState, read_rpde};
use exchange::postcodes::read_postcodes;
use exchange::sheet::{RowOutcome, SheetKind, read_sheet};
use jiff::civil::Weekday;

/// The folder with shared data, or `None` (with a word about it) when it is not there.
fn shared(part: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../../shared/data")
        .join(part);
    if path.exists() {
        return Some(path);
    }
    println!("not tested: {} is missing", path.display());
    None
}

fn rejections(page: &RpdePage) -> Vec<(&str, &str)> {
    page.items
        .iter()
        .filter_map(|item| match &item.state {
            RpdeState::Rejected(faults) => Some((item.id.as_str(), faults[0].code)),
            RpdeState::Updated(_) | RpdeState::Deleted => None,
        })
        .collect()
}

fn drafts(page: &RpdePage) -> impl Iterator<Item = &OfferDraft> {
    page.items.iter().filter_map(|item| match &item.state {
        RpdeState::Updated(draft) => Some(draft.as_ref()),
        RpdeState::Rejected(_) | RpdeState::Deleted => None,
    })
}

#[test]
fn the_newham_feed_is_read_without_a_single_rejection() {
    let Some(path) = shared("openactive-sample-feeds/newham_20200102.json") else {
        return;
    };
    let page = read_rpde(&std::fs::read(path).unwrap()).unwrap();
    assert_eq!(page.items.len(), 269);
    assert_eq!(rejections(&page), []);
    assert_eq!(drafts(&page).count(), 198);
    let deleted = page
        .items
        .iter()
        .filter(|item| item.state == RpdeState::Deleted)
        .count();
    assert_eq!(deleted, 71);
    let license = "https://creativecommons.org/licenses/by/4.0/";
    assert_eq!(page.license.as_deref(), Some(license));
    assert!(
        page.next
            .as_deref()
            .is_some_and(|next| next.starts_with("https://activenewham"))
    );

    // Every session has a day and an hour, and a place that tells its point keeps it.
    assert_eq!(
        drafts(&page)
            .filter(|draft| draft.venue.point.is_none())
            .count(),
        5
    );
    for draft in drafts(&page) {
        assert_eq!(draft.venue.postcode, None);
        for session in &draft.sessions {
            assert!(
                session.day.is_some() && session.from.is_some(),
                "{}",
                draft.source_id
            );
        }
    }
    let full: usize = drafts(&page)
        .filter(|draft| {
            draft
                .sessions
                .iter()
                .any(|session| session.places_left == Some(0))
        })
        .count();
    assert_eq!(full, 4);

    let open_box = drafts(&page)
        .find(|draft| draft.source_id == "N1CLXFT17000819")
        .unwrap();
    assert_eq!(open_box.title, "Crossfit Open Box");
    assert_eq!(open_box.provider, "Active Newham");
    assert_eq!(open_box.venue.point, Point::new(51.51872, 0.036_202));
    assert_eq!(open_box.sessions[0].day, Some(Weekday::Monday));
    assert_eq!(open_box.sessions[0].key, "ma-17:00");
    assert_eq!(open_box.doubts, []);
    assert_eq!(open_box.price.map(|price| price.cents), Some(0));
}

#[test]
fn reading_the_feed_twice_tells_the_same() {
    let Some(path) = shared("openactive-sample-feeds/newham_20200102.json") else {
        return;
    };
    let bytes = std::fs::read(path).unwrap();
    let texts = || -> Vec<String> {
        drafts(&read_rpde(&bytes).unwrap())
            .map(OfferDraft::canonical)
            .collect()
    };
    assert_eq!(texts(), texts());
}

/// A file, how many drafts it gives, and what is refused of it.
type Example = (&'static str, usize, &'static [(&'static str, &'static str)]);

#[test]
fn every_example_page_is_read_as_it_should_be() {
    let expected: &[Example] = &[
        ("courseinstance_event_example_1.json", 1, &[]),
        ("courseinstance_example_1.json", 1, &[]),
        ("event_eventseries_example_1.json", 1, &[]),
        ("event_example_1.json", 1, &[]),
        (
            "facilityuse_example_1.json",
            0,
            &[("009SQUASH2018-07-17T06:20:00Z", "no-session-kind")],
        ),
        (
            "ondemandevent_example_1.json",
            0,
            &[("151175", "no-session-kind")],
        ),
        (
            "place_example_1.json",
            0,
            &[("1402CBP20150217", "no-session-kind")],
        ),
        (
            "scheduledsession-split-virtual_example_1.json",
            0,
            &[("C5EE1E55-2DE6-44F7-A865-42F268A82C63", "series-not-in-file")],
        ),
        (
            "scheduledsession-split_example_1.json",
            0,
            &[("C5EE1E55-2DE6-44F7-A865-42F268A82C63", "series-not-in-file")],
        ),
        ("scheduledsession_example_1.json", 1, &[]),
        ("sessionseries-eventseries-split_example_1.json", 1, &[]),
        ("sessionseries-split-virtual_example_1.json", 1, &[]),
        ("sessionseries-split_example_1.json", 1, &[]),
        ("sessionseries_example_1.json", 1, &[]),
        (
            "slot_example_1.json",
            0,
            &[("009/2018-03-01T10:00:00Z", "no-session-kind")],
        ),
    ];
    let Some(folder) = shared("openactive-examples") else {
        return;
    };
    let mut seen = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if !name.ends_with(".json") {
            continue;
        }
        let reading = read_rpde(&std::fs::read(&path).unwrap());
        if name == "example_list.json" {
            assert_eq!(reading, Err(RpdeProblem::NotAPage));
            continue;
        }
        let page = reading.unwrap();
        let (_, count, rejected) = expected
            .iter()
            .find(|(file, ..)| *file == name)
            .expect("every example is listed");
        assert_eq!(rejections(&page), *rejected, "{name}");
        assert_eq!(drafts(&page).count(), *count, "{name}");
        seen += 1;
    }
    assert_eq!(seen, expected.len());
}

#[test]
fn bookings_are_no_offers() {
    let Some(folder) = shared("openactive-examples/booking_spec_examples") else {
        return;
    };
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let reading = read_rpde(&std::fs::read(&path).unwrap());
        if path.ends_with("order_feed_example_1.json") {
            let page = reading.unwrap();
            let id = "e11429ea-467f-4270-ab62-e47368996fe8";
            assert_eq!(rejections(&page)[0], (id, "no-session-kind"));
            assert_eq!(rejections(&page).len(), page.items.len());
        } else {
            assert_eq!(reading, Err(RpdeProblem::NotAPage), "{}", path.display());
        }
    }
}

#[test]
fn a_split_feed_is_joined_when_both_halves_are_in_the_file() {
    let Some(folder) = shared("openactive-examples") else {
        return;
    };
    let items = |name: &str| -> serde_json::Value {
        let bytes = std::fs::read(folder.join(name)).unwrap();
        serde_json::from_slice::<serde_json::Value>(&bytes).unwrap()["items"][0].clone()
    };
    let page = serde_json::json!({ "items": [
        items("scheduledsession-split_example_1.json"),
        items("sessionseries-split_example_1.json"),
    ]});
    let page = read_rpde(page.to_string().as_bytes()).unwrap();
    let session: &RpdeItem = &page.items[0];
    let RpdeState::Updated(draft) = &session.state else {
        panic!("{session:?}")
    };
    assert_eq!(draft.source_id, "C5EE1E55-2DE6-44F7-A865-42F268A82C63");
    assert_eq!(draft.title, "Virtual BODYPUMP");
    assert_eq!(draft.sessions[0].key, "ma-18:15");
    assert_eq!(draft.sessions[0].places_left, Some(0));
}

#[test]
fn the_three_provider_sheets_are_read_alike_in_every_encoding() {
    let Some(folder) = shared("nl-address-formats") else {
        return;
    };
    let mut tellings = Vec::new();
    for name in [
        "aanbieders_excel_cp1252.csv",
        "aanbieders_excel_utf8bom.csv",
        "aanbieders_komma_utf8.csv",
    ] {
        let bytes = std::fs::read(folder.join(name)).unwrap();
        // They list providers without what they offer: every row lacks the same.
        let reading = read_sheet(&bytes, SheetKind::Csv).unwrap();
        let missing: Vec<(usize, &str, &str)> = reading
            .rejected()
            .map(|(line, faults)| (line, faults[0].column.as_str(), faults[0].code))
            .collect();
        let expected: Vec<(usize, &str, &str)> =
            (2..=7).map(|line| (line, "naam", "missing")).collect();
        assert_eq!(missing, expected, "{name}");

        // With a column more they are offers, and the three files tell the same.
        let with_title = add_title(&bytes);
        let reading = read_sheet(&with_title, SheetKind::Csv).unwrap();
        let drafts: Vec<String> = reading
            .rows
            .iter()
            .map(|row| match &row.outcome {
                RowOutcome::Draft(draft) => draft.canonical(),
                RowOutcome::Rejected(faults) => panic!("{name}: {faults:?}"),
            })
            .collect();
        assert!(
            drafts[1].contains("provider=Stichting Café Beweegé\n"),
            "{}",
            drafts[1]
        );
        assert!(
            drafts[2].contains("provider=Wandelgroep \"De Ölifant\"\n"),
            "{}",
            drafts[2]
        );
        assert!(drafts[4].contains("postcode=8701 ZZ\n"), "{}", drafts[4]);
        assert!(drafts[5].contains("provider==SOM(1+1)\n"), "{}", drafts[5]);
        tellings.push(drafts);
    }
    assert_eq!(tellings[0], tellings[1]);
    assert_eq!(tellings[0], tellings[2]);
}

/// Puts a column "Naam" with a title before the others, byte by byte, whatever the encoding.
fn add_title(bytes: &[u8]) -> Vec<u8> {
    let (mark, body) = match bytes.strip_prefix(b"\xef\xbb\xbf") {
        Some(body) => (&b"\xef\xbb\xbf"[..], body),
        None => (&b""[..], bytes),
    };
    let separator = if body.starts_with(b"Naam aanbieder;") {
        b';'
    } else {
        b','
    };
    let mut out = mark.to_vec();
    for (at, row) in body.split(|byte| *byte == b'\n').enumerate() {
        if !row.is_empty() {
            out.extend_from_slice(if at == 0 { b"Naam" } else { b"Wandelen" });
            out.push(separator);
            out.extend_from_slice(row);
            out.push(b'\n');
        }
    }
    out
}

#[test]
fn the_pc4_table_comes_in_whole() {
    let Some(path) = shared("geo-nl-pc4/pc4.csv") else {
        return;
    };
    let reading = read_postcodes(&std::fs::read(path).unwrap(), SheetKind::Csv).unwrap();
    assert_eq!(reading.rejected, []);
    assert_eq!(reading.rows.len(), 4067);
    let first = &reading.rows[0];
    assert_eq!(first.postcode.to_string(), "1011");
    assert_eq!(
        first.point,
        Point {
            lat: 52.371_791,
            lon: 4.906_451
        }
    );
    assert_eq!(
        first.municipality.map(|code| code.to_string()).as_deref(),
        Some("GM0363")
    );
    assert_eq!(first.area.as_deref(), Some("WK036304"));
    assert_eq!(first.area_name.as_deref(), Some("Nieuwmarkt/Lastage"));
}

#[test]
fn the_labels_of_the_activity_list_are_read_without_stumbling() {
    let Some(path) = shared("openactive-activity-list/activity-list.jsonld") else {
        return;
    };
    let list: serde_json::Value = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
    let concepts = list["concept"].as_array().unwrap();
    assert_eq!(concepts.len(), 768);
    let known = concepts
        .iter()
        .filter_map(|concept| concept["prefLabel"].as_str())
        .filter(|label| {
            matches!(
                exchange::activity_words::read_activity(label),
                exchange::activity_words::ActivityReading::One(_)
            )
        })
        .count();
    // Our own table is Dutch first; what it does not know keeps the feed's word.
    assert!(known >= 150, "{known}");
}

#[test]
fn the_examples_of_hsds_are_one_service_in_every_form() {
    let Some(folder) = shared("hsds-examples") else {
        return;
    };
    let offers = |name: &str| -> Vec<OfferDraft> {
        let bytes = std::fs::read(folder.join(name)).unwrap();
        let rows = read_hsds(&bytes).unwrap().rows;
        let rows = rows.into_iter().map(|item| match item.row {
            HsdsRow::Offer(draft) => *draft,
            other => panic!("{name}: {other:?}"),
        });
        rows.collect()
    };
    for name in [
        "service_full.json",
        "service_list.json",
        "service_at_location_full.json",
        "service_at_location_list.json",
        "organization_full.json",
        "tabular.json",
    ] {
        let all = offers(name);
        assert_eq!(all.len(), 1, "{name}");
        assert_eq!(all[0].title, "Community Counselling", "{name}");
        assert_eq!(all[0].provider, "Example Organization Inc.", "{name}");
        assert_eq!(all[0].ages.min, Some(12), "{name}");
        // Pounds are no price here, and no latitude is a hundred.
        assert_eq!((all[0].price, all[0].venue.point), (None, None), "{name}");
    }
    let full = &offers("service_full.json")[0];
    let keys: Vec<&str> = full.sessions.iter().map(|one| one.key.as_str()).collect();
    assert_eq!(keys, ["do-10:00", "vr-10:00"]);
    assert_eq!(full.source_id, offers("tabular.json")[0].source_id);
    for name in ["base.json", "taxonomy.json", "location.json"] {
        let bytes = std::fs::read(folder.join(name)).unwrap();
        assert_eq!(read_hsds(&bytes), Err(HsdsProblem::NoServices), "{name}");
    }
    let tables: Vec<HsdsTable> = std::fs::read_dir(folder.join("csv"))
        .unwrap()
        .map(|file| file.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ext| ext == "csv"))
        .map(|path| HsdsTable {
            name: path.file_stem().unwrap().to_string_lossy().into_owned(),
            bytes: std::fs::read(&path).unwrap(),
        })
        .collect();
    assert_eq!(tables.len(), 21);
    let rows = read_hsds_tables(&tables).unwrap().rows;
    let [
        HsdsItem {
            row: HsdsRow::Offer(draft),
            ..
        },
    ] = rows.as_slice()
    else {
        panic!("{rows:?}")
    };
    assert_eq!(draft.sessions, full.sessions);
    assert_eq!(draft.contact.phone.as_deref(), Some("+44 1234 234567"));
}
