//! What people type and what they should find.
#![allow(clippy::unwrap_used)]

mod support;

use domain::codes::Activity;
use domain::offer::Offer;
use domain::wishes::Wishes;
use finder::{Attention, CatalogueQuery, Fact, Finder, OwnSynonyms};
use support::{TODAY, an_offer};

/// A finder with an offer for each title, described by the text after the bar.
fn a_town_of(titles: &[&str]) -> Finder {
    let finder = Finder::default();
    let offers = titles.iter().enumerate().map(|(number, title)| {
        let (title, description) = title.split_once('|').unwrap_or((title, ""));
        Offer {
            title: title.to_owned(),
            activity: Activity::Other,
            description: Some(description.to_owned()),
            ..an_offer(number)
        }
    });
    finder.replace_all(offers.collect());
    finder
}

/// Titles in which any of the words is found, best first.
fn found(finder: &Finder, text: &str) -> Vec<String> {
    let wishes = Wishes {
        text: Some(text.to_owned()),
        take: 100,
        ..Wishes::default()
    };
    let hits = finder.search(&wishes, TODAY).hits;
    hits.iter()
        .filter(|hit| hit.reasons.iter().any(|reason| reason.code() == "tekst"))
        .map(|hit| hit.offer.title.clone())
        .collect()
}

#[test]
fn forms_of_a_word_find_each_other() {
    let finder = a_town_of(&["Rustige wandeling", "Schilderen", "Zwem mee", "Café-yoga"]);
    assert_eq!(found(&finder, "wandelen"), ["Rustige wandeling"]);
    assert_eq!(found(&finder, "ZWEMMEN"), ["Zwem mee"]);
    assert_eq!(found(&finder, "cafe"), ["Café-yoga"]);
}

#[test]
fn what_an_offer_says_is_not_there_is_not_found() {
    let finder = a_town_of(&[
        "Yoga|Rustig, zonder wedstrijden of muziek, met thee",
        "Darts|Wie wil speelt wedstrijden",
        "Spel|Geen wedstrijd, wel muziek",
    ]);
    assert_eq!(found(&finder, "wedstrijden"), ["Darts"]);
    assert_eq!(found(&finder, "muziek"), ["Spel"]);
    assert_eq!(found(&finder, "thee"), ["Yoga"]);
    // Nor does a small word find anything: "u mag altijd eerst komen kijken".
    let finder = a_town_of(&["Yoga|U mag altijd eerst komen kijken"]);
    assert!(found(&finder, "mag moet kunnen").is_empty());
}

#[test]
fn a_compound_is_found_by_its_parts_and_the_parts_by_the_compound() {
    let finder = a_town_of(&["Ouderengym", "Gym voor ouderen", "Yoga", "Stoelen maken"]);
    assert_eq!(found(&finder, "gym"), ["Gym voor ouderen", "Ouderengym"]);
    assert_eq!(
        found(&finder, "ouderengym"),
        ["Ouderengym", "Gym voor ouderen"]
    );
    let finder = a_town_of(&["Water en gym", "Yoga"]);
    assert_eq!(found(&finder, "watergym"), ["Water en gym"]);
    let finder = a_town_of(&["Wandelgroep Oost", "Zwemles", "Yoga"]);
    assert_eq!(found(&finder, "wandelen"), ["Wandelgroep Oost"]);
    assert_eq!(found(&finder, "zwemmen"), ["Zwemles"]);
}

#[test]
fn what_people_call_differently_is_found_below_what_they_typed() {
    let finder = a_town_of(&[
        "Nordic walking",
        "Aquajoggen",
        "Stoelgym",
        "Koersbal 55+",
        "Wandelen",
        "Schaken",
    ]);
    assert_eq!(found(&finder, "wandelen"), ["Wandelen", "Nordic walking"]);
    assert_eq!(
        found(&finder, "nordic walking"),
        ["Nordic walking", "Wandelen"]
    );
    assert_eq!(found(&finder, "zwemmen"), ["Aquajoggen"]);
    assert_eq!(found(&finder, "zittend bewegen"), ["Stoelgym"]);
    assert_eq!(found(&finder, "senioren"), ["Koersbal 55+"]);
    assert_eq!(found(&finder, "65 plus"), ["Koersbal 55+"]);
}

#[test]
fn a_slip_of_the_pen_is_forgiven_in_long_words_that_are_unknown() {
    let finder = a_town_of(&["Badminton", "Tennis", "Judo", "Krachttraining"]);
    assert_eq!(found(&finder, "badmington"), ["Badminton"]);
    assert_eq!(found(&finder, "tenis"), ["Tennis"]);
    assert_eq!(found(&finder, "krachttraning"), ["Krachttraining"]);
    assert_eq!(
        found(&finder, "jud"),
        [""; 0],
        "short words are not corrected"
    );
    assert_eq!(
        found(&finder, "bedmington"),
        ["Badminton"],
        "two slips in a long word"
    );
    assert_eq!(found(&finder, "krahcttraninig"), ["Krachttraining"]);
    assert_eq!(
        found(&finder, "tnenes"),
        [""; 0],
        "two slips in a short word are too many"
    );
    assert_eq!(
        found(&finder, "bedmingtam"),
        [""; 0],
        "nor are three forgiven"
    );
}

#[test]
fn what_is_not_wished_ranks_lower_and_is_told() {
    let finder = a_town_of(&["Voetbal", "Yoga", "Walking football"]);
    let wishes = Wishes {
        text: Some("geen voetbal".to_owned()),
        ..Wishes::default()
    };
    let answer = finder.search(&wishes, TODAY);
    assert_eq!(
        answer.total, 3,
        "a wish that is not hard leaves nothing out"
    );
    assert_eq!(answer.hits[0].offer.title, "Yoga");
    let spared = &answer.hits[0].reasons[0];
    assert_eq!(spared.code(), "liever-niet");
    // 20 of 50: the aversion, freshness and places count.
    assert_eq!(spared.contribution, 40);
    let minded = &answer.hits[1].attention;
    assert!(
        matches!(&minded[0], Attention::Unwished(what) if what.words == ["voetbal"]),
        "{minded:?}"
    );
}

/// Wishes of words alone, and what is liked or not beside them.
fn titles(finder: &Finder, text: &str) -> Vec<String> {
    let wishes = Wishes {
        text: Some(text.to_owned()),
        ..Wishes::default()
    };
    let hits = finder.search(&wishes, TODAY).hits;
    hits.iter().map(|hit| hit.offer.title.clone()).collect()
}

#[test]
fn what_somebody_does_not_want_never_stands_first() {
    let finder = Finder::default();
    let of = |number, activity, title: &str| Offer {
        activity,
        title: title.to_owned(),
        ..an_offer(number)
    };
    finder.replace_all(vec![
        of(1, Activity::Swimming, "Banen zwemmen"),
        of(2, Activity::AquaGym, "Aquagym"),
        of(3, Activity::Swimming, "Zwemles"),
        of(4, Activity::Yoga, "Yoga"),
    ]);
    for text in [
        "alles behalve zwemmen",
        "liever niet in het water, zwemmen",
        "zwemmen, bang voor water",
        "zwemmen: nee",
        "wil zwemmen, niet graag in het water",
    ] {
        assert_eq!(titles(&finder, text)[0], "Yoga", "{text}");
    }
    // A word does not speak for what is disliked, and is not said to be missing there either.
    let wishes = Wishes {
        text: Some("liever niet in het water, zwemmen".to_owned()),
        ..Wishes::default()
    };
    let last = finder.search(&wishes, TODAY).hits.pop().unwrap();
    assert!(last.reasons.iter().all(|reason| reason.code() != "tekst"));
    assert!(!last.attention.contains(&Attention::WordsNotFound));
    assert!(
        matches!(&last.attention[0], Attention::Unwished(_)),
        "{last:?}"
    );
    // Who does not say so still finds swimming first.
    assert!(titles(&finder, "zwemmen")[0].contains("wem"));
}

#[test]
fn a_day_that_is_not_wished_is_no_word_to_avoid() {
    let finder = a_town_of(&["Yoga op maandag", "Yoga", "Schaken"]);
    let wishes = Wishes {
        text: Some("yoga niet op maandag".to_owned()),
        ..Wishes::default()
    };
    let answer = finder.search(&wishes, TODAY);
    assert_eq!(answer.hits[2].offer.title, "Schaken");
    let codes = |hit: &finder::Hit| hit.reasons.iter().any(|one| one.code() == "liever-niet");
    assert!(!answer.hits.iter().any(codes), "no title promises a day");
}

#[test]
fn a_word_that_was_taken_for_another_is_told() {
    let finder = a_town_of(&["Gezellig wandelen", "Schaken"]);
    let mended = |text: &str| -> Vec<(String, Option<String>)> {
        let wishes = Wishes {
            text: Some(text.to_owned()),
            ..Wishes::default()
        };
        let all = finder.search(&wishes, TODAY).mended.into_iter();
        all.map(|one| (one.typed, one.meant)).collect()
    };
    // Both have one stem: nothing was mended.
    assert!(mended("Gezelig").is_empty());
    let wandelen = Some("wandelen".to_owned());
    assert_eq!(
        mended("schaken wandlen"),
        [("wandlen".to_owned(), wandelen)]
    );
    assert!(mended("gezellige wandeling, flubberen").is_empty());
}

#[test]
fn words_that_tell_nothing_here_are_told_once() {
    let finder = a_town_of(&["Yoga", "Wandelen"]);
    let unread = |text: &str, activities: &[Activity]| {
        let wishes = Wishes {
            text: Some(text.to_owned()),
            activities: activities.iter().copied().collect(),
            ..Wishes::default()
        };
        finder.search(&wishes, TODAY).unread
    };
    assert_eq!(unread("yoga", &[]), [""; 0]);
    assert_eq!(unread("flubberen, yoga", &[]), ["flubberen"]);
    assert_eq!(unread("Flubberen zoef", &[]), ["flubberen", "zoef"]);
    assert_eq!(unread("geen flubberen", &[]), [""; 0]);
    // Where nothing fits at all, a word that is known elsewhere is not to blame.
    assert_eq!(unread("yoga flubberen", &[Activity::Judo]), ["flubberen"]);
    let elsewhere = a_town_of(&["Yoga", "Wandelen"]);
    let judo = Offer {
        activity: Activity::Judo,
        title: "Judo".to_owned(),
        ..an_offer(7)
    };
    elsewhere.upsert(vec![judo]);
    let wishes = Wishes {
        text: Some("yoga".to_owned()),
        activities: [Activity::Judo].into_iter().collect(),
        ..Wishes::default()
    };
    assert_eq!(elsewhere.search(&wishes, TODAY).unread, ["yoga"]);
}

#[test]
fn what_is_said_as_hard_is_left_out() {
    let finder = Finder::default();
    let of = |number, activity| Offer {
        activity,
        ..an_offer(number)
    };
    finder.replace_all(vec![
        of(1, Activity::Swimming),
        of(2, Activity::Yoga),
        of(3, Activity::Football),
    ]);
    let total = |text: &str| {
        let text = Some(text.to_owned());
        let wishes = Wishes {
            text,
            ..Wishes::default()
        };
        finder.search(&wishes, TODAY).total
    };
    assert_eq!(total("liever niet zwemmen"), 3);
    assert_eq!(total("absoluut niet zwemmen"), 2);
    let text = Some("absoluut niet zwemmen".to_owned());
    let answer = finder.search(
        &Wishes {
            text,
            ..Wishes::default()
        },
        TODAY,
    );
    assert_eq!(answer.relaxations, [], "words are relaxed by other words");
    assert_eq!(
        total("in geen geval in het water, en nooit meer voetballen"),
        1
    );
    assert_eq!(
        total("absoluut geen knikkeren"),
        3,
        "what we do not know cannot be left out"
    );
}

#[test]
fn what_an_offer_is_like_is_found_by_its_words() {
    let finder = Finder::default();
    finder.replace_all(vec![an_offer(1)]);
    assert_eq!(found(&finder, "buiten").len(), 1, "walking is outdoors");
    assert_eq!(found(&finder, "muziek").len(), 0);
}

#[test]
fn words_of_a_service_point_hold_for_its_own_offers() {
    let finder = Finder::default();
    let of = |number, municipality: &str, title: &str| Offer {
        municipality: municipality.parse().unwrap(),
        title: title.to_owned(),
        activity: Activity::Other,
        ..an_offer(number)
    };
    finder.replace_all(vec![
        of(1, "GM9001", "Klotsen"),
        of(2, "GM9002", "Klotsen in Elders"),
    ]);
    assert_eq!(found(&finder, "jeu de boules met bier"), [""; 0]);
    let own = |municipality: &str| OwnSynonyms {
        municipality: municipality.parse().unwrap(),
        words: vec!["Klotsen".to_owned(), "jeu de boules met bier".to_owned()],
    };
    finder.set_synonyms(&[own("GM9001")]);
    assert_eq!(found(&finder, "jeu de boules met bier"), ["Klotsen"]);
    assert_eq!(found(&finder, "klotsen").len(), 2);
    finder.upsert(vec![of(3, "GM9001", "Klotsclub")]);
    finder.set_synonyms(&[]);
    assert_eq!(found(&finder, "jeu de boules met bier"), [""; 0]);
    assert_eq!(finder.len(), 3, "what came between is still there");
}

#[test]
fn a_slip_in_a_word_that_nobody_offers_still_finds_what_means_alike() {
    let finder = a_town_of(&["Zwemmen voor ouderen", "Schilderen"]);
    assert_eq!(found(&finder, "aquajogen"), ["Zwemmen voor ouderen"]);
    assert_eq!(found(&finder, "banenzwemmne"), ["Zwemmen voor ouderen"]);
}

#[test]
fn other_spellings_are_heard() {
    let finder = a_town_of(&["Yoga", "Fysiofit", "Conditietraining"]);
    assert_eq!(found(&finder, "joga"), ["Yoga"]);
    assert_eq!(found(&finder, "physiofit"), ["Fysiofit"]);
    assert_eq!(found(&finder, "konditietraining"), ["Conditietraining"]);
}

#[test]
fn a_known_word_is_not_taken_for_another() {
    let finder = a_town_of(&["Dansen", "Dammen voor damen", "Damen"]);
    assert_eq!(found(&finder, "dansen"), ["Dansen"]);
}

#[test]
fn the_title_weighs_more_than_the_description() {
    let finder = a_town_of(&["Samen bewegen|met yoga", "Yoga|samen bewegen"]);
    assert_eq!(found(&finder, "yoga"), ["Yoga", "Samen bewegen"]);
}

#[test]
fn the_activity_and_the_provider_are_words_too() {
    let finder = Finder::default();
    let offer = Offer {
        activity: Activity::AquaJogging,
        ..an_offer(1)
    };
    finder.replace_all(vec![offer]);
    assert_eq!(found(&finder, "aquajoggen").len(), 1);
    assert_eq!(found(&finder, "veerkracht").len(), 1);
}

#[test]
fn words_rank_and_do_not_filter_in_the_personal_search() {
    let finder = a_town_of(&["Yoga", "Schaken"]);
    let wishes = Wishes {
        text: Some("schaken".to_owned()),
        ..Wishes::default()
    };
    let answer = finder.search(&wishes, TODAY);
    assert_eq!(answer.total, 2);
    assert_eq!(answer.hits[0].offer.title, "Schaken");
    let text = answer.hits[0]
        .reasons
        .iter()
        .find(|reason| reason.code() == "tekst")
        .unwrap();
    assert_eq!(
        text.fact,
        Fact::Text {
            words: vec!["schaken".to_owned()]
        }
    );
    // 50 of 80: text, freshness and places count; places that nobody told are 16 hundredths.
    assert_eq!((text.contribution, answer.hits[0].score), (62, 78));
    assert!(answer.hits[1].attention.contains(&Attention::WordsNotFound));
    assert_eq!(answer.hits[1].score, 16);
}

#[test]
fn words_filter_in_the_catalogue() {
    let finder = a_town_of(&["Yoga", "Schaken", "Schaken en yoga"]);
    let titles = |q: &str| -> Vec<String> {
        let query = CatalogueQuery {
            q: Some(q.to_owned()),
            ..CatalogueQuery::default()
        };
        let page = finder.catalogue(&query);
        page.offers
            .iter()
            .map(|entry| entry.offer.title.clone())
            .collect()
    };
    assert_eq!(titles("schaken"), ["Schaken", "Schaken en yoga"]);
    assert_eq!(
        titles("schaken yoga"),
        ["Schaken en yoga", "Schaken", "Yoga"],
        "both words fit better than one"
    );
    assert_eq!(titles("parachutespringen"), [""; 0]);
    assert_eq!(
        titles("  ,de het! ").len(),
        3,
        "words that tell nothing ask nothing"
    );
}

#[test]
fn a_word_only_a_removed_offer_used_is_unknown_again() {
    let finder = a_town_of(&["Tennis", "Tenniz"]);
    assert_eq!(found(&finder, "tenniz"), ["Tenniz"]);
    finder.remove(&[support::offer_id(1)]);
    assert_eq!(
        found(&finder, "tenniz"),
        ["Tennis"],
        "it counts as a slip now"
    );
    finder.upsert(vec![Offer {
        title: "Tenniz".to_owned(),
        ..an_offer(2)
    }]);
    assert_eq!(found(&finder, "tenniz"), ["Tenniz"]);
    finder.upsert(vec![Offer {
        title: "Darten".to_owned(),
        ..an_offer(2)
    }]);
    assert_eq!(
        found(&finder, "tenniz"),
        ["Tennis"],
        "and so when it came and went"
    );
}

#[test]
fn hostile_text_is_cheap_and_harmless() {
    let finder = a_town_of(&["Yoga", "Wandelen"]);
    let endless = "a".repeat(2_000_000);
    let many: String = (0..100_000).map(|n| format!("woord{n} ")).collect();
    for text in [
        endless.as_str(),
        &many,
        "\0\u{202e}%_'\";--",
        "=0 =1",
        "💃🏽 🏊",
        "ĳ".repeat(90).as_str(),
    ] {
        assert_eq!(found(&finder, text), [""; 0], "{text:.40}");
    }
    let many_and_one = format!("yoga {many}");
    assert_eq!(found(&finder, &many_and_one), ["Yoga"]);
}
