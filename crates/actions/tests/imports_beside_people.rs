//! What a list tells beside what people said of the same offer, field by field: who said it last, what is
//! asked, and what is asked again.

#![allow(clippy::unwrap_used, reason = "a story that cannot go on must stop")]

mod support;

use actions::answer_alike::questions;
use actions::import_offers::{ImportReport, import_sheet};
use actions::set_up;
use actions::submit_offer::{self, Keeper};
use domain::geo::Point;
use domain::offer::{Offer, OfferStatus};
use domain::offer_draft::OfferDraft;
use support::{SHEET, World, as_caller, on_both_engines};

const WALK: &str = "Rustig wandelen door De Tuinen";

async fn import(world: &World, sheet: &str, dry_run: bool) -> ImportReport {
    world.later(1);
    let bytes = sheet.as_bytes();
    import_sheet(&world.bridge, world.home, "brugdam", bytes, dry_run)
        .await
        .unwrap()
}

fn offer(world: &World, title: &str) -> Offer {
    let all = actions::catalogue::catalogue(&world.bridge, &Default::default()).unwrap();
    let found = all.offers.iter().find(|one| one.offer.title == title);
    (*found.unwrap().offer).clone()
}

/// When it begins, and the places left, of each moment that goes on.
fn moments(offer: &Offer) -> Vec<(i8, Option<u16>)> {
    let shown = offer.sessions.iter();
    let shown = shown.filter(|session| session.status == OfferStatus::Visible);
    shown
        .map(|session| (session.from.unwrap().hour(), session.places_left))
        .collect()
}

/// The columns that are asked about.
async fn asked(world: &World) -> Vec<String> {
    let desk = as_caller(&world.desk);
    let (all, _) = questions(&world.bridge, &desk, 0).await.unwrap();
    all.into_iter().map(|one| one.column).collect()
}

async fn put_right(world: &World, change: impl Fn(&mut OfferDraft)) {
    world.later(1);
    let desk = as_caller(&world.desk);
    let id = offer(world, WALK).id;
    let keeper = Keeper::at_desk(&world.bridge, &desk, id).await.unwrap();
    let editing = submit_offer::open(&world.bridge, &keeper, id).await;
    let mut draft = editing.unwrap().draft;
    change(&mut draft);
    submit_offer::change(&world.bridge, &keeper, id, &draft)
        .await
        .unwrap();
}

#[test]
fn a_field_that_people_emptied_stays_empty_and_is_asked() {
    on_both_engines(async |world| {
        put_right(&world, |draft| draft.level.clear()).await;
        let stiffer = SHEET.replace("debrug.example;rustig", "debrug.example;stevig");
        import(&world, &stiffer, false).await;
        assert_eq!(offer(&world, WALK).level, None);
        assert_eq!(asked(&world).await, ["niveau"]);
    });
}

#[test]
fn a_club_in_capitals_is_the_same_club_and_the_list_may_name_another_one() {
    on_both_engines(async |world| {
        let capitals = SHEET.replace("Wandelclub De Brug", "WANDELCLUB DE BRUG");
        import(&world, &capitals, false).await;
        assert_eq!(offer(&world, WALK).provider_name, "Wandelclub De Brug");
        let other = SHEET.replace("Wandelclub De Brug", "Buurthuis 't Kompas");
        import(&world, &other, false).await;
        assert_eq!(offer(&world, WALK).provider_name, "Buurthuis 't Kompas");
        assert_eq!(asked(&world).await, [""; 0]);
    });
}

#[test]
fn a_moment_that_differs_is_asked_until_list_and_people_agree() {
    on_both_engines(async |world| {
        put_right(&world, |draft| {
            draft.moments[0].from = "13:00".to_owned();
            draft.moments[0].to = "14:00".to_owned();
        })
        .await;
        let later = SHEET.replace("dinsdag;10:00;11:00", "dinsdag;15:00;16:00");
        import(&world, &later, false).await;
        assert_eq!(asked(&world).await, ["dag"]);
        let dearer = later.replace("€ 2,00 per keer", "€ 3,00 per keer");
        import(&world, &dearer, false).await;
        assert_eq!(asked(&world).await, ["dag"]);
        assert_eq!(moments(&offer(&world, WALK)), [(13, Some(4))]);
    });
}

#[test]
fn a_moment_that_people_moved_first_goes_on_when_the_list_moves_it_there_too() {
    on_both_engines(async |world| {
        put_right(&world, |draft| {
            draft.moments[0].from = "15:00".to_owned();
            draft.moments[0].to = "16:00".to_owned();
        })
        .await;
        let own = world.session(WALK);
        let later = SHEET.replace("dinsdag;10:00;11:00", "dinsdag;15:00;16:00");
        import(&world, &later, false).await;
        assert_eq!(moments(&offer(&world, WALK)), [(15, Some(4))]);
        // Who was referred to it still is.
        assert_eq!(world.session(WALK), own);
        assert_eq!(asked(&world).await, [""; 0]);
    });
}

#[test]
fn places_that_people_counted_stay_and_are_asked_until_the_moment_is_gone() {
    on_both_engines(async |world| {
        put_right(&world, |draft| draft.moments[0].places = "1".to_owned()).await;
        let more = SHEET.replace("1e les gratis;4;tineke", "1e les gratis;7;tineke");
        import(&world, &more, false).await;
        assert_eq!(moments(&offer(&world, WALK)), [(10, Some(1))]);
        assert_eq!(asked(&world).await, ["plaatsen"]);
        let dearer = more.replace("€ 2,00 per keer", "€ 3,00 per keer");
        import(&world, &dearer, false).await;
        assert_eq!(asked(&world).await, ["plaatsen"]);
        // Of a moment that the list moved the old places are nobody's question any more.
        let moved = dearer.replace("dinsdag;10:00;11:00", "dinsdag;15:00;16:00");
        import(&world, &moved, false).await;
        assert_eq!(moments(&offer(&world, WALK)), [(15, Some(7))]);
        assert_eq!(asked(&world).await, [""; 0]);
    });
}

#[test]
fn a_point_is_the_lists_own_and_otherwise_found_as_soon_as_postcodes_are_known() {
    on_both_engines(async |world| {
        let row = |id: &str, lat: &str, price: &str| {
            format!("Les {id};Club A;ma;10.00;5288 AB;{lat};{price};a@a.example;{id}\n")
        };
        let sheet = |lat: &str, price: &str| {
            let head = "naam;aanbieder;dag;van;postcode;lat;lon;prijs;email;bron_id\n";
            let (told, untold) = (format!("{lat};5.31"), ";".to_owned());
            format!(
                "{head}{}{}",
                row("1", &told, price),
                row("2", &untold, price)
            )
        };
        let take = async |sheet: &str, dry_run| {
            world.later(1);
            import_sheet(
                &world.bridge,
                world.home,
                "punten",
                sheet.as_bytes(),
                dry_run,
            )
            .await
            .unwrap()
        };
        let lat = |id: &str| {
            offer(&world, &format!("Les {id}"))
                .venue
                .point
                .map(|one| one.lat)
        };
        take(&sheet("51.71", "€ 2 per les"), false).await;
        assert_eq!((lat("1"), lat("2")), (Some(51.71), None));
        take(&sheet("51.72", "€ 2 per les"), false).await;
        assert_eq!((lat("1"), lat("2")), (Some(51.72), None));

        let known = set_up::KnownPostcode {
            code: "5288".to_owned(),
            point: Point::new(51.80, 5.40).unwrap(),
            place: None,
            municipality: None,
        };
        set_up::postcodes(&world.bridge, &[known]).await.unwrap();
        let dearer = sheet("51.72", "€ 3 per les");
        // No list moved it: a preview does not tell of it.
        let seen = take(&dearer, true).await;
        assert!(
            seen.differences
                .iter()
                .any(|line| line.contains(": price: "))
        );
        assert!(
            !seen
                .differences
                .iter()
                .any(|line| line.contains(": point: "))
        );
        take(&dearer, false).await;
        assert_eq!((lat("1"), lat("2")), (Some(51.72), Some(51.80)));
    });
}

#[test]
fn a_preview_does_not_tell_that_moments_go_which_people_keep() {
    on_both_engines(async |world| {
        put_right(&world, |draft| {
            draft.moments[0].from = "13:00".to_owned();
            draft.moments[0].to = "14:00".to_owned();
        })
        .await;
        let dearer = SHEET.replace("€ 2,00 per keer", "€ 3,00 per keer");
        let seen = import(&world, &dearer, true).await;
        assert_eq!(seen.differences.len(), 1, "{:?}", seen.differences);
        assert!(seen.differences[0].contains(": price: 200 lesson → 300 lesson"));
    });
}

#[test]
fn of_two_long_texts_a_question_shows_the_beginning() {
    on_both_engines(async |world| {
        put_right(&world, |draft| draft.bring = "x".repeat(900)).await;
        let with = |text: &str| {
            let mut lines: Vec<String> = SHEET.lines().map(str::to_owned).collect();
            lines[0].push_str(";meenemen");
            lines[1].push_str(&format!(";{text}"));
            lines.join("\n")
        };
        import(&world, &with(&"y".repeat(900)), false).await;
        let desk = as_caller(&world.desk);
        let (all, _) = questions(&world.bridge, &desk, 0).await.unwrap();
        assert_eq!(all.len(), 1);
        let text = &all[0].original;
        assert!(text.contains(&"y".repeat(300)) && text.contains(&"x".repeat(300)));
        assert!(text.len() < 700, "{}", text.len());
    });
}
