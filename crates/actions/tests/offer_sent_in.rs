//! Stories about what providers send in: a new offer, a change that is shown at once, one that
//! waits, a question back; and the service point that says yes to one or to many.

#![allow(clippy::unwrap_used, reason = "a story that cannot be told must stop")]

mod support;

use actions::judge_offers::{self, CHECKS, ToJudge};
use actions::submit_offer::{self, Keeper, Submitted};
use actions::{ActionError, Caller, catalogue, decide_on_offers, import_offers};
use domain::freshness::Decision;
use domain::ids::OfferId;
use domain::offer::{ConfirmedBy, Offer, OfferStatus};
use domain::offer_draft::{Field, MomentDraft, OfferDraft};
use domain::price::{Per, Price};
use jiff::civil::date;
use support::{World, as_caller, on_both_engines, token_in};

fn yoga() -> OfferDraft {
    OfferDraft {
        title: "Stoelyoga".to_owned(),
        activity: "yoga".to_owned(),
        postcode: "5299 AC".to_owned(),
        price: "3,50".to_owned(),
        per: "les".to_owned(),
        contact_phone: "073 123 45 67".to_owned(),
        moments: vec![MomentDraft {
            day: "wo".to_owned(),
            from: "10:00".to_owned(),
            to: "11:00".to_owned(),
            places: "8".to_owned(),
            ..MomentDraft::default()
        }],
        ..OfferDraft::default()
    }
}

fn keeper(caller: &Caller) -> Keeper {
    Keeper::of(caller).unwrap()
}

fn shown(world: &World, title: &str) -> Option<std::sync::Arc<Offer>> {
    let page = catalogue::catalogue(&world.bridge, &Default::default()).unwrap();
    let found = page.offers.into_iter().find(|one| one.offer.title == title);
    found.map(|one| one.offer)
}

async fn waiting(world: &World) -> Vec<ToJudge> {
    judge_offers::list(&world.bridge, &as_caller(&world.desk))
        .await
        .unwrap()
}

fn checked() -> Vec<String> {
    CHECKS.map(str::to_owned).to_vec()
}

const WALK: &str = "Rustig wandelen door De Tuinen";

async fn form(world: &World, keeper: &Keeper, id: OfferId) -> OfferDraft {
    submit_offer::open(&world.bridge, keeper, id)
        .await
        .unwrap()
        .draft
}

#[test]
fn a_new_offer_is_seen_by_nobody_until_the_service_point_looked_at_all_four_points() {
    on_both_engines(async |world| {
        let club = keeper(&as_caller(&world.club));
        let desk = as_caller(&world.desk);
        let id = submit_offer::submit_new(&world.bridge, &club, &yoga())
            .await
            .unwrap();
        assert!(shown(&world, "Stoelyoga").is_none());
        assert!(catalogue::offer(&world.bridge, id).is_err());
        let list = waiting(&world).await;
        assert_eq!(list.len(), 1);
        assert_eq!((list[0].title.as_str(), list[0].live), ("Stoelyoga", false));
        assert_eq!(list[0].provider, "Wandelclub De Brug");
        let ids = [list[0].id];
        for checks in [vec![], checked()[..3].to_vec()] {
            let said = judge_offers::approve(&world.bridge, &desk, &ids, &checks).await;
            let Err(ActionError::Faults(faults)) = said else {
                panic!("{said:?}")
            };
            assert_eq!(faults[0].location, "nagekeken");
        }
        assert!(shown(&world, "Stoelyoga").is_none());
        let count = judge_offers::approve(&world.bridge, &desk, &ids, &checked())
            .await
            .unwrap();
        assert_eq!(count, 1);
        let offer = shown(&world, "Stoelyoga").unwrap();
        assert_eq!(offer.confirmed_on, Some(date(2026, 11, 24)));
        assert_eq!(offer.confirmed_by, Some(ConfirmedBy::Provider));
        assert_eq!(offer.sessions[0].places_left, Some(8));
        assert!(offer.venue.point.is_some());
        let mails = world.mail().await;
        assert_eq!(mails.len(), 1);
        assert_eq!(mails[0].subject, "Uw aanbod staat erin: Stoelyoga");
        assert_eq!(mails[0].to, "tineke@debrug.example");
        // A second yes is nothing new.
        let again = judge_offers::approve(&world.bridge, &desk, &ids, &checked())
            .await
            .unwrap();
        assert_eq!(again, 0);
        assert!(world.mail().await.is_empty());
    });
}

#[test]
fn a_dozen_new_offers_are_approved_at_once_each_as_it_was_sent_in() {
    on_both_engines(async |world| {
        let club = keeper(&as_caller(&world.club));
        let desk = as_caller(&world.desk);
        for number in 0..12 {
            let mut draft = yoga();
            draft.title = format!("Les {number}");
            // Some tell more than others.
            if number % 3 == 0 {
                draft.price = format!("{number},50");
                draft.season = "winter".to_owned();
            }
            if number % 4 == 0 {
                draft.not_for = "niet bij hoge bloeddruk".to_owned();
            }
            submit_offer::submit_new(&world.bridge, &club, &draft)
                .await
                .unwrap();
        }
        let before: Vec<_> = waiting(&world).await;
        let ids: Vec<_> = before.iter().map(|one| one.id).collect();
        assert_eq!(ids.len(), 12);
        let unknown = [ids.clone(), vec![uuid::Uuid::nil()]].concat();
        let said = judge_offers::approve(&world.bridge, &desk, &unknown, &checked()).await;
        assert!(matches!(said, Err(ActionError::NotFound)));
        assert_eq!(waiting(&world).await.len(), 12);

        let count = judge_offers::approve(&world.bridge, &desk, &ids, &checked())
            .await
            .unwrap();
        assert_eq!(count, 12);
        assert!(waiting(&world).await.is_empty());
        for number in 0..12u32 {
            let offer = shown(&world, &format!("Les {number}")).unwrap();
            let told = number % 3 == 0;
            let cents = if told { number * 100 + 50 } else { 350 };
            assert_eq!(offer.price.unwrap().cents, cents);
            assert_eq!(offer.season.is_some(), told);
            assert_eq!(offer.not_for.is_some(), number % 4 == 0);
            assert_eq!(offer.sessions.len(), 1);
            assert_eq!(offer.confirmed_by, Some(ConfirmedBy::Provider));
        }
        assert_eq!(world.mail().await.len(), 12);
    });
}

#[test]
fn a_new_price_is_shown_at_once_and_for_whom_it_is_waits() {
    on_both_engines(async |world| {
        let club = keeper(&as_caller(&world.club));
        let id = shown(&world, WALK).unwrap().id;
        let mut draft = form(&world, &club, id).await;
        draft.price = "2,50".to_owned();
        draft.accessibility = vec!["rolstoel".to_owned()];
        let outcome = submit_offer::change(&world.bridge, &club, id, &draft)
            .await
            .unwrap();
        assert_eq!(outcome, Submitted::Waits);
        let offer = shown(&world, WALK).unwrap();
        let price = Price {
            cents: 250,
            per: Per::Lesson,
        };
        assert_eq!(offer.price, Some(price));
        assert!(offer.accessibility.is_empty());
        let list = waiting(&world).await;
        let told: Vec<_> = list
            .iter()
            .map(|one| (one.live, one.fields.clone()))
            .collect();
        let expected = [
            (true, vec![Field::Price]),
            (false, vec![Field::Accessibility]),
        ];
        assert!(expected.iter().all(|one| told.contains(one)), "{told:?}");
        let before = list.iter().find(|one| one.live).unwrap().before.clone();
        assert_eq!(before.unwrap().price, "2,00");
        // The form tells what waits, and sends it in anew.
        let editing = submit_offer::open(&world.bridge, &club, id).await.unwrap();
        assert_eq!(editing.waiting, [Field::Accessibility]);
        assert_eq!(editing.draft.accessibility, ["rolstoel"]);
        // Many at once.
        let ids: Vec<_> = list.iter().map(|one| one.id).collect();
        let desk = as_caller(&world.desk);
        let count = judge_offers::approve(&world.bridge, &desk, &ids, &checked())
            .await
            .unwrap();
        assert_eq!(count, 2);
        assert!(!shown(&world, WALK).unwrap().accessibility.is_empty());
        assert_eq!(shown(&world, WALK).unwrap().price, Some(price));
        assert!(waiting(&world).await.is_empty());
        // Its list, with the row as it was, does not take that back.
        let sheet = support::SHEET.as_bytes();
        import_offers::import_sheet(&world.bridge, world.home, "brugdam", sheet, false)
            .await
            .unwrap();
        assert_eq!(shown(&world, WALK).unwrap().price, Some(price));
    });
}

#[test]
fn what_is_sent_back_comes_with_a_sentence_and_a_link_with_which_it_is_mended() {
    on_both_engines(async |world| {
        let club = keeper(&as_caller(&world.club));
        let desk = as_caller(&world.desk);
        let id = submit_offer::submit_new(&world.bridge, &club, &yoga())
            .await
            .unwrap();
        let change = waiting(&world).await[0].id;
        let said = judge_offers::send_back(&world.bridge, &desk, change, "  ").await;
        assert!(matches!(said, Err(ActionError::Faults(_))));
        let sentence = "Is de docent gewend aan mensen met een beperking?";
        judge_offers::send_back(&world.bridge, &desk, change, sentence)
            .await
            .unwrap();
        let again = judge_offers::send_back(&world.bridge, &desk, change, sentence).await;
        assert!(matches!(again, Err(ActionError::NotFound)));
        let mails = world.mail().await;
        assert!(mails[0].text.contains(sentence));
        let token = token_in(&mails[0], "/klopt/");
        let by_link = Keeper::by_link(&world.bridge, &token).await.unwrap();
        let editing = submit_offer::open(&world.bridge, &by_link, id)
            .await
            .unwrap();
        assert_eq!(editing.status, OfferStatus::SentBack);
        assert_eq!(editing.asks.as_deref(), Some(sentence));
        let mut draft = editing.draft;
        draft.description = "De docent is fysiotherapeut.".to_owned();
        let outcome = submit_offer::change(&world.bridge, &by_link, id, &draft)
            .await
            .unwrap();
        assert_eq!(outcome, Submitted::Waits);
        let list = waiting(&world).await;
        assert_eq!(list.len(), 1);
        judge_offers::approve(&world.bridge, &desk, &[list[0].id], &checked())
            .await
            .unwrap();
        assert!(shown(&world, "Stoelyoga").is_some());
    });
}

#[test]
fn a_question_back_comes_with_a_link_that_works_though_the_last_one_expired() {
    on_both_engines(async |world| {
        let club = keeper(&as_caller(&world.club));
        let desk = as_caller(&world.desk);
        submit_offer::submit_new(&world.bridge, &club, &yoga())
            .await
            .unwrap();
        let mut tokens = Vec::new();
        for _ in 0..2 {
            world.later(24 * 93);
            let change = waiting(&world).await[0].id;
            judge_offers::send_back(&world.bridge, &desk, change, "Hoeveel kost het?")
                .await
                .unwrap();
            let mails = world.mail().await;
            let token = token_in(&mails[0], "/klopt/");
            assert!(Keeper::by_link(&world.bridge, &token).await.is_ok());
            tokens.push(token);
            submit_offer::submit_new(&world.bridge, &club, &yoga())
                .await
                .unwrap();
        }
        assert_ne!(tokens[0], tokens[1]);
    });
}

#[test]
fn what_was_sent_back_is_not_shown_by_a_list_that_tells_it_whole() {
    on_both_engines(async |world| {
        let club = keeper(&as_caller(&world.club));
        let desk = as_caller(&world.desk);
        let take = async |moment: &str| {
            world.later(1);
            let head = "naam;aanbieder;dag;van;telefoon;bron_id";
            let sheet = format!("{head}\nte;Wandelclub De Brug;{moment};1\n");
            import_offers::import_sheet(&world.bridge, world.home, "te", sheet.as_bytes(), false)
                .await
                .unwrap();
        };
        // Next to nothing is told, so nobody sees it; its club tells more, and is asked about that.
        take(";;").await;
        let all = submit_offer::all(&world.bridge, &club).await.unwrap();
        let id = all.iter().find(|one| one.title == "te").unwrap().id;
        let mut draft = form(&world, &club, id).await;
        draft.activity = "wandelen".to_owned();
        draft.postcode = "5299 AC".to_owned();
        draft.contact_phone = "073 123 45 67".to_owned();
        submit_offer::change(&world.bridge, &club, id, &draft)
            .await
            .unwrap();
        let change = waiting(&world).await[0].id;
        judge_offers::send_back(&world.bridge, &desk, change, "Wanneer is het?")
            .await
            .unwrap();
        take("ma;10:00;073 123 45 67").await;
        assert!(shown(&world, "te").is_none());
        let editing = submit_offer::open(&world.bridge, &club, id).await.unwrap();
        assert_eq!(editing.status, OfferStatus::SentBack);
    });
}

#[test]
fn a_price_that_was_shown_already_goes_back_when_the_service_point_asks_about_it() {
    on_both_engines(async |world| {
        let club = keeper(&as_caller(&world.club));
        let id = shown(&world, WALK).unwrap().id;
        let mut draft = form(&world, &club, id).await;
        draft.price = "200,00".to_owned();
        let outcome = submit_offer::change(&world.bridge, &club, id, &draft)
            .await
            .unwrap();
        assert_eq!(outcome, Submitted::Shown);
        let change = waiting(&world).await[0].id;
        let desk = as_caller(&world.desk);
        judge_offers::send_back(&world.bridge, &desk, change, "Klopt die komma?")
            .await
            .unwrap();
        assert_eq!(shown(&world, WALK).unwrap().price.unwrap().cents, 200);
    });
}

#[test]
fn several_changes_are_one_difference_and_a_question_takes_back_what_they_left() {
    on_both_engines(async |world| {
        let club = keeper(&as_caller(&world.club));
        let desk = as_caller(&world.desk);
        let id = shown(&world, WALK).unwrap().id;
        for (price, phone) in [
            ("4,50", "073 111 11 11"),
            ("3,5", "073 111 11 11"),
            ("40", "073 222 22 22"),
        ] {
            let mut draft = form(&world, &club, id).await;
            draft.price = price.to_owned();
            draft.contact_phone = phone.to_owned();
            submit_offer::change(&world.bridge, &club, id, &draft)
                .await
                .unwrap();
            world.later(1);
        }
        let list = waiting(&world).await;
        assert_eq!(list.len(), 1);
        assert_eq!(list[0].fields, [Field::Price, Field::Contact]);
        assert_eq!(list[0].before.as_ref().unwrap().price, "2,00");
        assert_eq!(list[0].after.price, "40");
        let first = list[0].id;
        // One more change of the price: the question is about what was seen, and the newest price stays.
        let mut draft = form(&world, &club, id).await;
        draft.price = "0".to_owned();
        submit_offer::change(&world.bridge, &club, id, &draft)
            .await
            .unwrap();
        judge_offers::send_back(&world.bridge, &desk, first, "Klopt dit nummer?")
            .await
            .unwrap();
        let offer = shown(&world, WALK).unwrap();
        assert_eq!(offer.price, Some(Price::FREE));
        assert_ne!(offer.contact.phone.as_deref(), Some("073 222 22 22"));
        let left = waiting(&world).await;
        assert_eq!(left.len(), 1);
        assert_eq!(
            (left[0].fields.clone(), left[0].after.price.as_str()),
            (vec![Field::Price], "0")
        );
        // A yes is about all that led there.
        let yes = judge_offers::approve(&world.bridge, &desk, &[left[0].id], &[]).await;
        assert_eq!(yes.unwrap(), 1);
        assert!(waiting(&world).await.is_empty());
        world.all_invariants_hold().await;
    });
}

#[test]
fn a_yes_to_the_last_of_several_changes_is_a_yes_to_all() {
    on_both_engines(async |world| {
        let club = keeper(&as_caller(&world.club));
        let desk = as_caller(&world.desk);
        let id = shown(&world, WALK).unwrap().id;
        for price in ["4,50", "2,00"] {
            let mut draft = form(&world, &club, id).await;
            draft.price = price.to_owned();
            submit_offer::change(&world.bridge, &club, id, &draft)
                .await
                .unwrap();
            world.later(1);
        }
        // There and back again is no difference, but it is told.
        let list = waiting(&world).await;
        assert_eq!((list.len(), list[0].fields.len()), (1, 0));
        let yes = judge_offers::approve(&world.bridge, &desk, &[list[0].id], &[]).await;
        assert_eq!(yes.unwrap(), 1);
        assert!(waiting(&world).await.is_empty());
    });
}

#[test]
fn a_form_that_somebody_overtook_changes_nothing_and_keeps_what_was_typed() {
    on_both_engines(async |world| {
        let club = keeper(&as_caller(&world.club));
        let desk = as_caller(&world.desk);
        let id = shown(&world, WALK).unwrap().id;
        let bridge = &world.bridge;
        let first = submit_offer::open(bridge, &club, id).await.unwrap();
        let at_desk = Keeper::at_desk(bridge, &desk, id).await.unwrap();
        let second = submit_offer::open(bridge, &at_desk, id).await.unwrap();
        let mut phone = first.draft.clone();
        phone.contact_phone = "073 999 99 99".to_owned();
        phone.price = "2,50".to_owned();
        let saved = submit_offer::change_as_seen(bridge, &club, id, &phone, &first.marks()).await;
        assert_eq!(saved.unwrap().unwrap(), Submitted::Shown);
        // The same form once more is no other's doing.
        let again = submit_offer::change_as_seen(bridge, &club, id, &phone, &first.marks()).await;
        assert_eq!(again.unwrap().unwrap(), Submitted::Confirmed);

        let mut price = second.draft.clone();
        price.price = "3,00".to_owned();
        let sent =
            submit_offer::change_as_seen(bridge, &at_desk, id, &price, &second.marks()).await;
        let overtaken = sent.unwrap().unwrap_err();
        assert_eq!(
            (overtaken.both.clone(), overtaken.theirs.clone()),
            (vec![Field::Price], vec![Field::Contact])
        );
        assert_eq!(overtaken.now.draft.price, "2,50");
        assert_eq!(overtaken.draft.price, "3,00");
        assert_eq!(overtaken.draft.contact_phone, "073 999 99 99");
        assert_eq!(shown(&world, WALK).unwrap().price.unwrap().cents, 250);
        // Sent again after it was seen, it holds; and nothing of the other is lost.
        let seen = overtaken.now.marks();
        let sent =
            submit_offer::change_as_seen(bridge, &at_desk, id, &overtaken.draft, &seen).await;
        assert_eq!(sent.unwrap().unwrap(), Submitted::Shown);
        let offer = shown(&world, WALK).unwrap();
        assert_eq!(offer.price.unwrap().cents, 300);
        assert_eq!(offer.contact.phone.as_deref(), Some("073 999 99 99"));
    });
}

#[test]
fn nobody_touches_the_offer_of_another_provider_or_judges_without_being_the_service_point() {
    on_both_engines(async |world| {
        let id = shown(&world, WALK).unwrap().id;
        let other = keeper(&as_caller(&world.other_club));
        let club = keeper(&as_caller(&world.club));
        let draft = form(&world, &club, id).await;
        let seen = submit_offer::open(&world.bridge, &other, id).await;
        assert!(matches!(seen, Err(ActionError::NotFound)));
        let sent = submit_offer::change(&world.bridge, &other, id, &draft).await;
        assert!(matches!(sent, Err(ActionError::NotFound)));
        let ended = submit_offer::stop(&world.bridge, &other, id).await;
        assert!(matches!(ended, Err(ActionError::NotFound)));
        submit_offer::submit_new(&world.bridge, &club, &yoga())
            .await
            .unwrap();
        let change = waiting(&world).await[0].id;
        for member in [&world.club, &world.nurse, &world.coach] {
            let caller = as_caller(member);
            let listed = judge_offers::list(&world.bridge, &caller).await;
            assert!(matches!(listed, Err(ActionError::Forbidden)));
            let said = judge_offers::approve(&world.bridge, &caller, &[change], &checked()).await;
            assert!(matches!(said, Err(ActionError::Forbidden)));
        }
        for member in [&world.nurse, &world.coach, &world.desk] {
            assert!(Keeper::of(&as_caller(member)).is_err());
        }
    });
}

#[test]
fn an_offer_that_stops_or_whose_last_day_has_passed_is_found_no_more() {
    on_both_engines(async |world| {
        let club = keeper(&as_caller(&world.club));
        let id = shown(&world, WALK).unwrap().id;
        let mut draft = form(&world, &club, id).await;
        draft.ends_on = "2026-11-01".to_owned();
        let past = submit_offer::change(&world.bridge, &club, id, &draft).await;
        assert!(matches!(past, Err(ActionError::Faults(_))));
        draft.ends_on = "2026-12-18".to_owned();
        submit_offer::change(&world.bridge, &club, id, &draft)
            .await
            .unwrap();
        world.later(24 * 24);
        actions::keep_fresh::ask_providers(&world.bridge, "a")
            .await
            .unwrap();
        world.bridge.refresh().await.unwrap();
        assert!(shown(&world, WALK).is_some());
        world.later(24);
        actions::keep_fresh::ask_providers(&world.bridge, "a")
            .await
            .unwrap();
        world.bridge.refresh().await.unwrap();
        assert!(shown(&world, WALK).is_none());
        let editing = submit_offer::open(&world.bridge, &club, id).await.unwrap();
        assert_eq!(editing.status, OfferStatus::Expired);
        submit_offer::stop(&world.bridge, &club, id).await.unwrap();
        let gone = submit_offer::open(&world.bridge, &club, id).await;
        assert!(matches!(gone, Err(ActionError::NotFound)));
    });
}

#[test]
fn what_the_service_point_hid_its_provider_can_mend_but_not_show() {
    on_both_engines(async |world| {
        let club = keeper(&as_caller(&world.club));
        let id = shown(&world, WALK).unwrap().id;
        let desk = as_caller(&world.desk);
        decide_on_offers::decide(&world.bridge, &desk, id, Decision::Hide)
            .await
            .unwrap();
        let mut draft = form(&world, &club, id).await;
        draft.price = "2,20".to_owned();
        submit_offer::change(&world.bridge, &club, id, &draft)
            .await
            .unwrap();
        assert!(shown(&world, WALK).is_none());
        let editing = submit_offer::open(&world.bridge, &club, id).await.unwrap();
        assert_eq!(editing.status, OfferStatus::Hidden);
    });
}
