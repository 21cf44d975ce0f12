//! Suggestions while somebody types.
#![allow(clippy::unwrap_used)]

mod support;

use domain::codes::Activity;
use domain::offer::{Offer, Venue};
use finder::Finder;
use support::{an_offer, offer_id};

fn a_town() -> Finder {
    let finder = Finder::default();
    let offers = [
        ("Wandelen in het park", "Zonderdam"),
        ("Rustig wandelen", "Zonderdam"),
        ("Rustig wandelen", "Zonder-Elst"),
        ("Walking football", "Élst"),
    ];
    let offers = offers
        .iter()
        .enumerate()
        .map(|(number, (title, town))| Offer {
            title: (*title).to_owned(),
            venue: Venue {
                town: Some((*town).to_owned()),
                ..Venue::default()
            },
            municipality: if number == 3 { "GM9002" } else { "GM9001" }
                .parse()
                .unwrap(),
            ..an_offer(number)
        });
    finder.replace_all(offers.collect());
    finder
}

#[test]
fn what_begins_so_comes_first_and_later_words_after() {
    let found = a_town().suggest("Wa", None);
    assert_eq!(
        found.activities,
        [
            Activity::Walking,
            Activity::NordicWalking,
            Activity::WalkingFootball,
            Activity::WalkingHockey
        ]
    );
    assert_eq!(
        found.titles,
        [
            "Walking football",
            "Wandelen in het park",
            "Rustig wandelen"
        ]
    );
    assert_eq!(found.places, [""; 0]);
}

#[test]
fn places_are_found_without_their_accents() {
    let finder = a_town();
    assert_eq!(finder.suggest("els", None).places, ["Élst"]);
    assert_eq!(
        finder.suggest("zond", None).places,
        ["Zonder-Elst", "Zonderdam"]
    );
}

#[test]
fn another_municipality_suggests_nothing_of_ours() {
    let other = Some("GM9002".parse().unwrap());
    let found = a_town().suggest("wa", other);
    assert_eq!(found.titles, ["Walking football"]);
    assert_eq!(a_town().suggest("zond", other).places, [""; 0]);
}

#[test]
fn what_was_removed_is_not_suggested() {
    let finder = a_town();
    finder.remove(&[offer_id(0)]);
    assert_eq!(finder.suggest("wandelen i", None).titles, [""; 0]);
    finder.upsert(vec![Offer {
        title: "Wandelen in Oost".to_owned(),
        ..an_offer(9)
    }]);
    assert_eq!(
        finder.suggest("wandelen i", None).titles,
        ["Wandelen in Oost"]
    );
}

#[test]
fn what_was_removed_from_a_large_index_is_not_suggested_either() {
    let finder = Finder::default();
    // So many that those that stay are not laid anew.
    let lessons = (0..2_000).map(|number| Offer {
        title: format!("Les {number:04}"),
        ..an_offer(number)
    });
    finder.replace_all(lessons.collect());
    finder.remove(&[offer_id(150)]);
    assert_eq!(finder.suggest("les 0150", None).titles, [""; 0]);
    assert_eq!(finder.suggest("les 0151", None).titles, ["Les 0151"]);
    let home = Some(an_offer(150).municipality);
    assert_eq!(finder.suggest("les 0150", home).titles, [""; 0]);
}

#[test]
fn a_title_is_suggested_once_as_long_as_anyone_has_it() {
    let finder = a_town();
    let titled = |number, title: &str, home: &str| Offer {
        title: title.to_owned(),
        municipality: home.parse().unwrap(),
        ..an_offer(number)
    };
    finder.replace_all(vec![
        titled(1, "Yoga", "GM9001"),
        titled(2, "yoga", "GM9001"),
        titled(3, "Yoga", "GM9002"),
        titled(4, "Stoelyoga en yoga", "GM9002"),
    ]);
    let (first, second) = (Some("GM9001".parse().unwrap()), "GM9002".parse().ok());
    assert_eq!(
        finder.suggest("yo", None).titles,
        ["Yoga", "Stoelyoga en yoga"]
    );
    assert_eq!(finder.suggest("yo", first).titles, ["Yoga"]);
    finder.remove(&[offer_id(1), offer_id(3)]);
    assert_eq!(
        finder.suggest("yo", None).titles,
        ["yoga", "Stoelyoga en yoga"]
    );
    assert_eq!(finder.suggest("yo", first).titles, ["yoga"]);
    assert_eq!(finder.suggest("yo", second).titles, ["Stoelyoga en yoga"]);
    finder.remove(&[offer_id(2)]);
    assert_eq!(finder.suggest("yo", None).titles, ["Stoelyoga en yoga"]);
    assert_eq!(finder.suggest("yo", first).titles, [""; 0]);
}

#[test]
fn nothing_and_nonsense_suggest_nothing() {
    let finder = a_town();
    for typed in ["", "  ", "%", "=0", "\u{202e}wa", "-"] {
        assert_eq!(
            finder.suggest(typed, None),
            finder::Suggestions::default(),
            "{typed}"
        );
    }
    assert_eq!(
        finder.suggest(&"w".repeat(1_000_000), None),
        finder::Suggestions::default()
    );
}
