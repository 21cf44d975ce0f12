//! Stories about lessons that are left out and clubs that close: who had a trial lesson then hears
//! of it, once.

#![allow(clippy::unwrap_used, reason = "a story that cannot be told must stop")]

mod support;

use actions::cancel_lesson::{cancel, coming, hold_after_all, next_day, pauses};
use actions::search::{WishesDraft, search};
use actions::submit_offer::Keeper;
use actions::{
    ActionError, catalogue, close_for_a_while, decide_on_offers, import_offers, submit_offer,
};
use domain::calendar::Closure;
use domain::offer::Offer;
use jiff::SignedDuration;
use jiff::civil::date;
use support::{World, as_caller, on_both_engines, step};

fn walk(world: &World) -> std::sync::Arc<Offer> {
    let page = catalogue::catalogue(&world.bridge, &Default::default()).unwrap();
    let mut offers = page.offers.into_iter().map(|one| one.offer);
    offers
        .find(|offer| offer.title.starts_with("Rustig wandelen"))
        .unwrap()
}

/// Fatma and Piet both have a trial lesson on Tuesday the first of December.
async fn two_trials(world: &World) {
    let club = as_caller(&world.club);
    for draft in [world.fatma(), world.piet()] {
        let id = world.refer(&draft).await.id;
        world.step(&club, id, step("aanvaard")).await.unwrap();
        let mut plan = step("proefles-gepland");
        plan.words.on = "2026-12-01T10:00".to_owned();
        world.step(&club, id, plan).await.unwrap();
    }
    world.mail().await;
}

#[test]
fn who_has_a_trial_lesson_on_a_day_that_is_left_out_hears_it_in_their_own_language_and_once() {
    on_both_engines(async |world| {
        two_trials(&world).await;
        let offer = walk(&world);
        let session = offer.sessions[0].id;
        let lessons = coming(&world.bridge, &offer);
        let days: Vec<_> = lessons.iter().map(|one| one.day).take(2).collect();
        assert_eq!(days, [date(2026, 11, 24), date(2026, 12, 1)]);
        let club = Keeper::of(&as_caller(&world.club)).unwrap();
        let day = date(2026, 12, 1);
        let told = cancel(&world.bridge, &club, offer.id, session, day)
            .await
            .unwrap();
        assert_eq!(told, 2);
        let again = cancel(&world.bridge, &club, offer.id, session, day)
            .await
            .unwrap();
        assert_eq!(again, 0);
        let mails = world.mail().await;
        let subjects: Vec<_> = mails.iter().map(|mail| mail.subject.as_str()).collect();
        assert_eq!(subjects, ["Deneme dersiniz iptal edildi"]);
        assert_eq!(mails[0].to, "fatma@voorbeeld.example");
        assert_eq!(pauses(&world.bridge, &walk(&world)).days, [day]);
        // Piet has no address for mail: the service point sees that he was not told.
        let desk = actions::list_referrals::desk(&world.bridge, &as_caller(&world.desk)).await;
        assert_eq!(desk.unwrap().parked.len(), 1);
        assert!(coming(&world.bridge, &walk(&world))[1].cancelled);
        world.all_invariants_hold().await;
    });
}

#[test]
fn who_searches_reads_which_day_is_left_out_and_the_next_day_skips_it() {
    on_both_engines(async |world| {
        let offer = walk(&world);
        let session = offer.sessions[0].id;
        let club = Keeper::of(&as_caller(&world.club)).unwrap();
        let wishes = WishesDraft {
            postcode: "5299".to_owned(),
            ..WishesDraft::default()
        };
        let hit = || {
            let answer = search(&world.bridge, &wishes).unwrap();
            let mut hits = answer.hits.into_iter();
            hits.find(|hit| hit.session_id == session).unwrap()
        };
        let (today, next) = (date(2026, 11, 24), date(2026, 12, 1));
        assert_eq!((hit().left_out, hit().next_on), (vec![], Some(today)));
        for day in [next, today] {
            cancel(&world.bridge, &club, offer.id, session, day)
                .await
                .unwrap();
        }
        let found = hit();
        assert_eq!(found.left_out, [today, next]);
        assert_eq!(found.next_on, Some(date(2026, 12, 8)));
        assert_eq!(
            found.attention[0],
            "Gaat niet door op dinsdag 24 november en dinsdag 1 december. De volgende les is op \
             dinsdag 8 december"
        );
        // Another lesson is on, and says nothing of it.
        let answer = search(&world.bridge, &wishes).unwrap();
        let others = answer.hits.iter().filter(|hit| hit.session_id != session);
        assert!(others.clone().count() == 2);
        for other in others {
            assert!(other.left_out.is_empty(), "{:?}", other.attention);
            assert!(!other.attention.join(" ").contains("Gaat niet door"));
        }
        // A day later what is over is no longer told.
        world.clock.advance(SignedDuration::from_hours(24));
        assert_eq!(hit().left_out, [next]);
        // On the day itself, from its hour on, the next one counts.
        world.clock.advance(SignedDuration::from_hours(24 * 13));
        assert_eq!(hit().next_on, Some(date(2026, 12, 8)));
        world.clock.advance(SignedDuration::from_mins(18));
        assert_eq!(hit().next_on, Some(date(2026, 12, 15)));
    });
}

#[test]
fn a_lesson_that_goes_on_after_all_is_on_everywhere_and_its_club_hears_whom_to_call() {
    on_both_engines(async |world| {
        two_trials(&world).await;
        let offer = walk(&world);
        let session = offer.sessions[0].id;
        let club = Keeper::of(&as_caller(&world.club)).unwrap();
        let day = date(2026, 12, 1);
        let bridge = &world.bridge;
        let told = cancel(bridge, &club, offer.id, session, day).await.unwrap();
        world.mail().await;
        let other = world.another_node().await;
        let again = hold_after_all(bridge, &club, offer.id, session, day).await;
        assert_eq!((told, again.unwrap()), (2, 2));
        other.refresh().await.unwrap();
        for node in [bridge, &other] {
            assert_eq!(pauses(node, &offer).days, []);
        }
        assert!(world.mail().await.is_empty());
        let twice = hold_after_all(bridge, &club, offer.id, session, day).await;
        assert_eq!(twice.unwrap(), 0);
        let past = date(2026, 11, 17);
        let said = hold_after_all(bridge, &club, offer.id, session, past).await;
        assert!(matches!(said, Err(ActionError::Faults(_))), "{said:?}");
        let elsewhere = Keeper::of(&as_caller(&world.other_club)).unwrap();
        let said = hold_after_all(bridge, &elsewhere, offer.id, session, day).await;
        assert!(matches!(said, Err(ActionError::NotFound)), "{said:?}");
    });
}

#[test]
fn a_lesson_in_a_closure_is_not_the_next_one() {
    on_both_engines(async |world| {
        let closed = Closure {
            from: date(2026, 11, 24),
            to: date(2026, 12, 6),
        };
        close_for_a_while::close_for_a_while(&world.bridge, &as_caller(&world.club), &[closed])
            .await
            .unwrap();
        let offer = walk(&world);
        let next = next_day(&world.bridge, &offer, &offer.sessions[0]);
        assert_eq!(next, Some(date(2026, 12, 8)));
    });
}

#[test]
fn only_its_own_club_leaves_out_a_lesson_and_only_one_that_is_there() {
    on_both_engines(async |world| {
        let offer = walk(&world);
        let session = offer.sessions[0].id;
        let day = date(2026, 12, 1);
        let other = Keeper::of(&as_caller(&world.other_club)).unwrap();
        let said = cancel(&world.bridge, &other, offer.id, session, day).await;
        assert!(matches!(said, Err(ActionError::NotFound)));
        let club = Keeper::of(&as_caller(&world.club)).unwrap();
        for wrong in [date(2026, 12, 2), date(2026, 11, 17), date(2028, 12, 5)] {
            let said = cancel(&world.bridge, &club, offer.id, session, wrong).await;
            assert!(matches!(said, Err(ActionError::Faults(_))), "{wrong}");
        }
        assert!(pauses(&world.bridge, &offer).days.is_empty());
    });
}

#[test]
fn a_club_that_closes_tells_who_has_a_trial_lesson_then_and_nobody_twice() {
    on_both_engines(async |world| {
        two_trials(&world).await;
        let closed = Closure {
            from: date(2026, 11, 30),
            to: date(2026, 12, 6),
        };
        let club = as_caller(&world.club);
        let close = async |closures: &[Closure]| {
            close_for_a_while::close_for_a_while(&world.bridge, &club, closures)
                .await
                .unwrap();
        };
        close(&[closed]).await;
        assert_eq!(world.mail().await.len(), 1);
        let later = Closure {
            from: date(2027, 7, 1),
            to: date(2027, 8, 31),
        };
        close(&[closed, later]).await;
        assert!(world.mail().await.is_empty());
        assert_eq!(
            pauses(&world.bridge, &walk(&world)).closures,
            [closed, later]
        );
        let care = decide_on_offers::list(&world.bridge, &as_caller(&world.desk)).await;
        assert!(care.unwrap().unconfirmed.is_empty());
    });
}

#[test]
fn who_comes_on_another_day_to_another_lesson_or_club_hears_nothing() {
    on_both_engines(async |world| {
        // The walking club has a second lesson, on Tuesday too.
        let sheet = "naam;aanbieder;activiteit;dag;van;tot;postcode;bron_id\n\
            Stevig wandelen;Wandelclub De Brug;wandelen;dinsdag;14:00;15:00;5299 AB;w2\n";
        import_offers::import_sheet(&world.bridge, world.home, "later", sheet.as_bytes(), false)
            .await
            .unwrap();
        let brisk = world.session("Stevig wandelen");
        let music = world.session("Bewegen op muziek");
        let trials = [
            (world.walk(), &world.club, "2026-12-01T10:00"),
            (world.walk(), &world.club, "2026-12-08T10:00"),
            (brisk, &world.club, "2026-12-01T14:00"),
            (music, &world.other_club, "2026-12-03T13:30"),
        ];
        for (number, (session, club, on)) in trials.iter().enumerate() {
            let mut draft = world.fatma();
            draft.session.clone_from(session);
            draft.client.phone = format!("06 12 34 56 {number:02}");
            draft.client.email = format!("nummer{number}@voorbeeld.example");
            let id = world.refer(&draft).await.id;
            let club = as_caller(club);
            world.step(&club, id, step("aanvaard")).await.unwrap();
            let mut plan = step("proefles-gepland");
            plan.words.on = (*on).to_owned();
            world.step(&club, id, plan).await.unwrap();
        }
        // One more would come too, and withdrew.
        let mut draft = world.fatma();
        draft.client.phone = "06 12 34 56 90".to_owned();
        let id = world.refer(&draft).await.id;
        let club = as_caller(&world.club);
        world.step(&club, id, step("aanvaard")).await.unwrap();
        let mut plan = step("proefles-gepland");
        plan.words.on = "2026-12-01T10:00".to_owned();
        world.step(&club, id, plan).await.unwrap();
        let mut stop = step("ingetrokken");
        stop.words.reason = "op-verzoek".to_owned();
        let desk = as_caller(&world.desk);
        world.step(&desk, id, stop).await.unwrap();
        world.mail().await;

        let offer = walk(&world);
        let keeper = Keeper::of(&club).unwrap();
        let (session, day) = (offer.sessions[0].id, date(2026, 12, 1));
        let told = cancel(&world.bridge, &keeper, offer.id, session, day).await;
        assert_eq!(told.unwrap(), 1);
        let to = async || -> Vec<String> {
            let mails = world.mail().await;
            let mut to: Vec<String> = mails.into_iter().map(|mail| mail.to).collect();
            to.sort();
            to
        };
        assert_eq!(to().await, ["nummer0@voorbeeld.example"]);
        // The club closes for the week of the first: the other club's people come as they would.
        let closed = Closure {
            from: date(2026, 11, 30),
            to: date(2026, 12, 6),
        };
        close_for_a_while::close_for_a_while(&world.bridge, &club, &[closed])
            .await
            .unwrap();
        let expected = ["nummer0@voorbeeld.example", "nummer2@voorbeeld.example"];
        assert_eq!(to().await, expected);
        let desk = actions::list_referrals::desk(&world.bridge, &as_caller(&world.desk)).await;
        assert!(desk.unwrap().parked.is_empty());
    });
}

#[test]
fn a_closure_that_is_over_is_told_no_more_and_after_its_last_day_there_is_no_next_lesson() {
    on_both_engines(async |world| {
        let club = as_caller(&world.club);
        let closed = Closure {
            from: date(2026, 11, 30),
            to: date(2026, 12, 6),
        };
        close_for_a_while::close_for_a_while(&world.bridge, &club, &[closed])
            .await
            .unwrap();
        let keeper = Keeper::of(&club).unwrap();
        let id = walk(&world).id;
        let mut draft = submit_offer::open(&world.bridge, &keeper, id)
            .await
            .unwrap()
            .draft;
        draft.ends_on = "2026-12-09".to_owned();
        submit_offer::change(&world.bridge, &keeper, id, &draft)
            .await
            .unwrap();
        let next = || {
            let offer = walk(&world);
            next_day(&world.bridge, &offer, &offer.sessions[0])
        };
        // Sunday the sixth, its last day.
        world.clock.advance(SignedDuration::from_hours(24 * 12));
        assert_eq!(pauses(&world.bridge, &walk(&world)).closures, [closed]);
        assert_eq!(next(), Some(date(2026, 12, 8)));
        world.clock.advance(SignedDuration::from_hours(24));
        assert_eq!(pauses(&world.bridge, &walk(&world)).closures, []);
        // The last lesson was on Tuesday; the offer ends on Wednesday.
        world.clock.advance(SignedDuration::from_hours(24 * 2));
        assert_eq!(next(), None);
    });
}
