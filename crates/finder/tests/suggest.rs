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
