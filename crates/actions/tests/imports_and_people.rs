//! Lists that tell an offer anew after people put it right: what people said stays, what only the list
//! changed is taken over, and where both changed a field somebody is asked.

#![allow(clippy::unwrap_used, reason = "a story that cannot go on must stop")]

mod support;

use actions::Caller;
use actions::answer_alike::questions;
use actions::import_offers::{ImportReport, import_sheet};
use actions::submit_offer::{self, Keeper};
use actions::undo_import::undo_import;
use domain::ids::OfferId;
use domain::offer::{ConfirmedBy, Offer, OfferStatus};
use domain::offer_draft::OfferDraft;
use support::{SHEET, World, as_caller, on_both_engines};

const WALK: &str = "Rustig wandelen door De Tuinen";

async fn take(world: &World, sheet: &str) -> ImportReport {
    world.later(1);
    import(world, sheet, false).await
}

async fn import(world: &World, sheet: &str, dry_run: bool) -> ImportReport {
    let bytes = sheet.as_bytes();
    import_sheet(&world.bridge, world.home, "brugdam", bytes, dry_run)
        .await
        .unwrap()
}

fn walk(world: &World) -> Offer {
    let all = actions::catalogue::catalogue(&world.bridge, &Default::default()).unwrap();
    let found = all.offers.iter().find(|one| one.offer.title == WALK);
    (*found.unwrap().offer).clone()
}

fn hours(offer: &Offer) -> Vec<i8> {
    let shown = offer.sessions.iter();
    let shown = shown.filter(|session| session.status == OfferStatus::Visible);
    shown.map(|session| session.from.unwrap().hour()).collect()
}

/// Column and text of what is asked about the list.
async fn asked(world: &World) -> Vec<(String, String)> {
    let desk = as_caller(&world.desk);
    let (all, _) = questions(&world.bridge, &desk, 0).await.unwrap();
    all.into_iter()
        .map(|one| (one.column, one.original))
        .collect()
}

async fn put_right(world: &World, keeper: &Keeper, id: OfferId, change: impl Fn(&mut OfferDraft)) {
    world.later(1);
    let mut draft = submit_offer::open(&world.bridge, keeper, id)
        .await
        .unwrap()
        .draft;
    change(&mut draft);
    submit_offer::change(&world.bridge, keeper, id, &draft)
        .await
        .unwrap();
}

async fn at_desk(world: &World, id: OfferId) -> Keeper {
    let desk: Caller = as_caller(&world.desk);
    Keeper::at_desk(&world.bridge, &desk, id).await.unwrap()
}

#[test]
fn what_the_service_point_put_right_stays_when_the_list_changes_another_field() {
    on_both_engines(async |world| {
        let id = walk(&world).id;
        let desk = at_desk(&world, id).await;
        put_right(&world, &desk, id, |draft| {
            draft.price = "2,50".to_owned();
            draft.contact_phone = "06 5550 0099".to_owned();
        })
        .await;
        let later = SHEET.replace("dinsdag;10:00;11:00", "dinsdag;15:00;16:00");
        let seen = import(&world, &later, true).await;
        assert_eq!((seen.changed, seen.unchanged, seen.review), (1, 2, 0));
        assert_eq!(seen.differences.len(), 1, "{:?}", seen.differences);
        assert!(seen.differences[0].contains("session: di-10:00"));

        let done = take(&world, &later).await;
        assert_eq!((done.changed, done.unchanged, done.review), (1, 2, 0));
        assert!(done.differences.is_empty(), "only a dry run tells them");
        let now = walk(&world);
        assert_eq!(now.price.unwrap().cents, 250);
        assert_eq!(now.contact.phone.as_deref(), Some("06 5550 0099"));
        assert_eq!(hours(&now), [15]);
        assert_eq!(now.confirmed_by, Some(ConfirmedBy::ServicePoint));
        assert_eq!(asked(&world).await, []);

        // Taking the list back takes only the list's own words back.
        world.later(1);
        undo_import(&world.bridge, world.home, "brugdam", "Anouk")
            .await
            .unwrap();
        let back = walk(&world);
        assert_eq!(back.price.unwrap().cents, 250);
        assert_eq!(hours(&back), [10]);
        world.all_invariants_hold().await;
    });
}

#[test]
fn where_list_and_provider_both_changed_a_price_the_providers_stays_and_it_is_asked() {
    on_both_engines(async |world| {
        let id = walk(&world).id;
        let club = Keeper::of(&as_caller(&world.club)).unwrap();
        put_right(&world, &club, id, |draft| draft.price = "2,50".to_owned()).await;
        let dearer = SHEET.replace("€ 2,00 per keer", "€ 3,00 per keer");
        let seen = import(&world, &dearer, true).await;
        assert_eq!((seen.unchanged, seen.changed, seen.review), (3, 0, 1));
        assert_eq!(seen.asked.count, 1);
        assert_eq!(seen.asked.first[0].line, 2);

        let done = take(&world, &dearer).await;
        assert_eq!((done.unchanged, done.changed, done.review), (3, 0, 1));
        assert_eq!(walk(&world).price.unwrap().cents, 250);
        let question = [(
            "prijs".to_owned(),
            "In de lijst staat nu: € 3,00 per keer. Hier staat: € 2,50 per keer.".to_owned(),
        )];
        assert_eq!(asked(&world).await, question);
        // Not asked twice, and not forgotten when the list changes something else.
        take(&world, &dearer).await;
        let moved = dearer.replace("dinsdag;10:00;11:00", "dinsdag;15:00;16:00");
        take(&world, &moved).await;
        assert_eq!(asked(&world).await, question);
        assert_eq!(hours(&walk(&world)), [15]);
        // The list says the same at last: nothing is left to ask, and nothing changes.
        let agreed = moved.replace("€ 3,00 per keer", "€ 2,50 per keer");
        let done = take(&world, &agreed).await;
        assert_eq!((done.unchanged, done.changed), (3, 0));
        assert_eq!(asked(&world).await, []);
        assert_eq!(walk(&world).confirmed_by, Some(ConfirmedBy::Provider));
    });
}

#[test]
fn moments_and_places_that_people_changed_stay_where_the_list_tells_them_otherwise() {
    on_both_engines(async |world| {
        let id = walk(&world).id;
        let club = Keeper::of(&as_caller(&world.club)).unwrap();
        put_right(&world, &club, id, |draft| {
            draft.moments[0].places = "1".to_owned();
        })
        .await;
        let renamed = SHEET.replace(WALK, "Wandelen voor iedereen");
        take(&world, &renamed).await;
        take(&world, SHEET).await;
        assert_eq!(walk(&world).sessions[0].places_left, Some(1));
        put_right(&world, &club, id, |draft| {
            draft.moments[0].from = "13:00".to_owned();
            draft.moments[0].to = "14:00".to_owned();
        })
        .await;
        let later = SHEET.replace("dinsdag;10:00;11:00", "dinsdag;15:00;16:00");
        take(&world, &later).await;
        assert_eq!(hours(&walk(&world)), [13]);
        let asked = asked(&world).await;
        assert_eq!(asked.len(), 1, "{asked:?}");
        assert_eq!(asked[0].0, "dag");
        assert!(asked[0].1.contains("15.00–16.00") && asked[0].1.contains("13.00–14.00"));
    });
}

#[test]
fn a_field_that_nobody_changed_is_the_lists() {
    on_both_engines(async |world| {
        let id = walk(&world).id;
        let desk = at_desk(&world, id).await;
        put_right(&world, &desk, id, |draft| draft.price = "2,50".to_owned()).await;
        let other = SHEET
            .replace("rustig;groep", "stevig;groep")
            .replace("tineke@debrug.example", "anders@debrug.example");
        let done = take(&world, &other).await;
        assert_eq!((done.changed, done.review), (2, 0));
        let now = walk(&world);
        assert_eq!(now.contact.email.as_deref(), Some("anders@debrug.example"));
        assert_eq!(now.level.map(|level| level as u8), Some(3));
        assert_eq!(now.price.unwrap().cents, 250);
        assert_eq!(asked(&world).await, []);
    });
}

#[test]
fn what_the_list_itself_is_not_certain_of_is_asked_once_in_its_own_words() {
    on_both_engines(async |world| {
        let id = walk(&world).id;
        let club = Keeper::of(&as_caller(&world.club)).unwrap();
        put_right(&world, &club, id, |draft| draft.price = "2,50".to_owned()).await;
        let vague = SHEET.replace("€ 2,00 per keer", "duur");
        let seen = import(&world, &vague, true).await;
        let done = take(&world, &vague).await;
        assert_eq!((seen.review, done.review), (1, 1));
        assert_eq!(walk(&world).price.unwrap().cents, 250);
        let question = [("prijs".to_owned(), "duur".to_owned())];
        assert_eq!(asked(&world).await, question);
    });
}
