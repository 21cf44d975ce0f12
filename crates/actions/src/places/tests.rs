use super::*;

fn known(code: &str, place: &str, municipality: &str, lat: f64) -> (Postcode, Known) {
    let known = Known {
        code: code.to_owned(),
        point: Point { lat, lon: 5.0 },
        place: Some(place.to_owned()),
        municipality: Some(municipality.to_owned()),
    };
    (code.parse().unwrap(), known)
}

fn area(name: &str, municipality: &str, is_municipality: bool, lat: f64) -> NamedArea {
    NamedArea {
        name: name.to_owned(),
        municipality: municipality.to_owned(),
        is_municipality,
        middle: Point { lat, lon: 5.0 },
    }
}

fn some_places() -> Places {
    let all = [
        known("1861", "Bergen", "GM0373", 52.67),
        known("1862", "Bergen", "GM0373", 52.69),
        known("5854", "Bergen", "GM0893", 51.60),
        known("5299", "Zónderdam", "GM9001", 51.70),
        known("5299AB", "Zónderdam", "GM9001", 50.00),
        known("5298", "Zonderdam", "GM9002", 51.72),
        known("5211", "'s-Hertogenbosch", "GM0796", 51.68),
        known("2511", "'s-Gravenhage", "GM0518", 52.08),
        known("5491", "Sint-Oedenrode", "GM1948", 51.56),
        known("2401", "Alphen aan den Rijn", "GM0484", 52.13),
        known("3721", "De Bilt", "GM0310", 52.11),
    ];
    let areas = vec![
        area("Bergen (NH.)", "GM0373", true, 52.65),
        area("Bergen (L.)", "GM0893", true, 51.61),
        area("Meierijstad", "GM1948", true, 51.6),
        area("Zonderdam", "GM9001", true, 51.75),
        area("Wijk 01 Centrum", "GM9001", false, 51.701),
        area("Centrum", "GM9001", false, 51.702),
        area("Centrum", "GM0796", false, 51.69),
        area("De Kolken", "GM9001", false, 51.703),
        area("Bergen", "GM9001", false, 51.704),
    ];
    Places::of(&all.into_iter().collect(), areas)
}

fn asks(problem: Result<Point, PlaceProblem>) -> Vec<String> {
    let choices = problem.unwrap_err().choices();
    choices.into_iter().map(|choice| choice.ask).collect()
}

#[test]
fn a_name_that_two_towns_share_asks_which_and_names_their_municipalities() {
    let found = some_places().called(" bergen", &[]);
    let choice = |ask: &str, municipality: &str| PlaceChoice {
        ask: ask.to_owned(),
        name: "Bergen".to_owned(),
        municipality: Some(municipality.to_owned()),
    };
    let both = vec![
        choice("Bergen (1861)", "Bergen (NH.)"),
        choice("Bergen (5854)", "Bergen (L.)"),
    ];
    assert_eq!(found, Err(PlaceProblem::Several(both)));
    // Whoever names the municipality needs not be asked.
    for told in ["Bergen (L.)", "bergen, Bergen L", "Bergen L."] {
        let point = some_places().called(told, &[]).unwrap();
        assert!((51.59..51.62).contains(&point.lat), "{told}");
    }
}

#[test]
fn a_town_in_two_municipalities_is_one() {
    let point = some_places().called("zonderdam", &[]).unwrap();
    assert!((51.69..51.73).contains(&point.lat), "{point:?}");
}

#[test]
fn a_name_is_read_as_people_write_it() {
    for (typed, lat) in [
        ("ZÓNDERDAM", 51.70),
        ("den bosch", 51.68),
        ("Den-Bosch", 51.68),
        ("'s-Hertogenbosch", 51.68),
        ("’s hertogenbosch", 51.68),
        ("s hertogenbosch", 51.68),
        ("Den Haag", 52.08),
        ("st. oedenrode", 51.56),
        ("St Oedenrode", 51.56),
        ("Alphen a/d Rijn", 52.13),
        ("alphen aan de rijn", 52.13),
        ("gemeente Meierijstad", 51.6),
        ("de kolken", 51.703),
    ] {
        let point = some_places().called(typed, &[]).unwrap();
        assert!((point.lat - lat).abs() < 0.001, "{typed} {point:?}");
    }
}

#[test]
fn an_area_that_several_municipalities_have_is_asked_with_them() {
    let places = some_places();
    let found = asks(places.called("Centrum", &[]));
    assert_eq!(found, ["Centrum (GM0796)", "Centrum (Zonderdam)"]);
    for told in [
        "Centrum (Zonderdam)",
        "centrum, zonderdam",
        "centrum zonderdam",
    ] {
        let point = places.called(told, &[]).unwrap();
        assert!((point.lat - 51.701).abs() < 0.0001, "{told} {point:?}");
    }
    assert!(places.called("Centrum (GM0796)", &[]).is_ok());
}

#[test]
fn a_slip_is_asked_about_and_never_followed() {
    let cases: [(&str, &[&str]); 11] = [
        ("Zondrdam", &["Zónderdam"]),
        ("Zonderdma", &["Zónderdam"]),
        ("Hertogenbosch", &["'s-Hertogenbosch"]),
        ("sint odenrode", &["Sint-Oedenrode"]),
        ("Bilt", &["De Bilt"]),
        ("kolken", &["De Kolken"]),
        ("Berge", &["Bergen (1861)", "Bergen (5854)"]),
        ("Alphen", &["Alphen aan den Rijn"]),
        ("Elders", &[]),
        ("Xyz", &[]),
        ("", &[]),
    ];
    for (typed, near) in cases {
        let found = some_places().called(typed, &[]);
        assert!(
            matches!(found, Err(PlaceProblem::Unknown(_))),
            "{typed} {found:?}"
        );
        assert_eq!(asks(found), near, "{typed}");
    }
}

#[test]
fn every_choice_finds_its_place() {
    let places = some_places();
    for typed in ["Centrum", "Zondrdam", "Berge", "Bilt", "bergen"] {
        for ask in asks(places.called(typed, &[])) {
            let found = postcode_in(&ask).is_some() || places.called(&ask, &[]).is_ok();
            assert!(found, "{typed}: {ask}");
        }
    }
}

#[test]
fn in_a_sentence_an_area_is_known_in_its_municipality() {
    let mut areas = vec![
        area("Wijk 03 Molenwijk", "GM9001", false, 51.70),
        area("Noord", "GM9001", false, 51.71),
        area("Elders", "GM9002", false, 52.5),
        area("Verdam", "GM9002", true, 52.5),
        area("Beemster", "GM0370", false, 52.6),
    ];
    let places = |areas: &[NamedArea]| Places::of(&HashMap::new(), areas.to_vec());
    let named = |places: &Places, words: &str, home: &str| {
        let found = places.named(words, home, &[])?;
        assert_eq!(found.kind, NamedKind::Area);
        Some(found.name)
    };
    let all = places(&areas);
    for (words, home, name) in [
        ("molenwijk", "GM9001", Some("Molenwijk")),
        ("noord", "GM9001", Some("Noord")),
        ("verdam", "GM9001", Some("Verdam")),
        ("elders", "GM9002", Some("Elders")),
        // Of another municipality it may be any word.
        ("elders", "GM9001", None),
        ("elders verdam", "GM9001", None),
        ("molnwijk", "GM9001", None),
        // Where municipalities merged.
        ("beemster", "GM0439", Some("Beemster")),
    ] {
        assert_eq!(named(&all, words, home).as_deref(), name, "{words}");
    }
    let meant = |words: &str| all.meant(words, &[]).map(|found| (found.name, found.kind));
    let told = |name: &str, kind| Some((name.to_owned(), kind));
    assert_eq!(meant("elders"), told("Elders", NamedKind::Area));
    assert_eq!(meant("molnwijk"), told("molnwijk", NamedKind::Unsure));
    assert_eq!(meant("flat"), None);
    // One that another municipality has as well is asked about, and not guessed.
    areas.push(area("Molenwijk", "GM9002", false, 52.5));
    let all = places(&areas);
    assert_eq!(
        named(&all, "molenwijk", "GM9001").as_deref(),
        Some("Molenwijk")
    );
    assert_eq!(asks(all.called("Molenwijk", &[])).len(), 2);
    let with_municipality = named(&all, "molenwijk gm9001", "GM9001");
    assert_eq!(with_municipality.as_deref(), Some("Molenwijk (GM9001)"));
}

#[test]
fn an_unknown_name_is_told_from_none_known() {
    let none = Places::default();
    assert_eq!(none.called("Bergen", &[]), Err(PlaceProblem::NoneKnown));
    let long = "Zonderdam".repeat(20);
    let found = some_places().called(&long, &[]);
    assert_eq!(found, Err(PlaceProblem::Unknown(Vec::new())));
}

#[test]
fn names_are_suggested_by_their_beginning() {
    let places = some_places();
    assert_eq!(
        places.beginning_with("Be"),
        ["Bergen (1861)", "Bergen (5854)"]
    );
    assert_eq!(places.beginning_with("ZON").len(), 1);
    assert_eq!(places.beginning_with("den b"), ["'s-Hertogenbosch"]);
    assert_eq!(places.beginning_with("st oed"), ["Sint-Oedenrode"]);
    assert_eq!(places.beginning_with(""), [""; 0]);
}

#[test]
fn a_postcode_beside_a_name_tells_where_it_is() {
    let told = |typed| postcode_in(typed).map(|postcode| postcode.to_string());
    assert_eq!(told("Bergen (1861)").as_deref(), Some("1861"));
    assert_eq!(told("5299 AB Brugdam").as_deref(), Some("5299 AB"));
    assert_eq!(told("Brugdam 5299ab").as_deref(), Some("5299 AB"));
    assert_eq!(told("5299 Brugdam").as_deref(), Some("5299"));
    assert_eq!(told("Brugdam"), None);
    assert_eq!(told("Brugdam 12"), None);
}

#[test]
fn a_name_is_told_from_a_postcode_alone() {
    for name in ["Brugdam", "'s-Hertogenbosch", " 5299 AB Brugdam"] {
        assert!(names_place(name), "{name}");
    }
    for postcode in ["5299", "5299 AB", "5299ab", "99", "", "5299 A"] {
        assert!(!names_place(postcode), "{postcode}");
    }
}
