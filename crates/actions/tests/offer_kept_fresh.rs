//! Stories about offers that stay true: who confirmed them, who is asked and when, and what the
//! service point decides about what nobody confirms.

#![allow(clippy::unwrap_used, reason = "a story that cannot be told must stop")]

mod support;

use std::pin::Pin;
use std::sync::Mutex;

use actions::check_websites::{Probe, check_websites};
use actions::decide_on_offers::{decide, decide_all, list};
use actions::deliver::MailProblem;
use actions::undo_import::undo_import;
use actions::{
    ActionError, close_for_a_while, curate, import_offers, keep_fresh, suspend_provider,
};
use domain::calendar::Closure;
use domain::freshness::Decision;
use domain::ids::OfferId;
use domain::offer::{ConfirmedBy, Offer};
use jiff::SignedDuration;
use jiff::civil::date;
use support::{World, as_caller, on_both_engines, token_in};

fn days(count: i64) -> SignedDuration {
    SignedDuration::from_hours(24 * count)
}

fn offer(world: &World, title: &str) -> std::sync::Arc<Offer> {
    let page = actions::catalogue::catalogue(&world.bridge, &Default::default()).unwrap();
    let found = page.offers.into_iter().find(|one| one.offer.title == title);
    found.unwrap().offer
}

fn id_of(world: &World, title: &str) -> OfferId {
    offer(world, title).id
}

/// The token of the one mail that asks.
async fn asked(world: &World, to: &str) -> String {
    let mails = world.mail().await;
    let mail = mails.iter().find(|mail| mail.to == to).unwrap();
    assert_eq!(mail.subject, "Klopt uw aanbod nog?");
    token_in(mail, "/klopt/")
}

#[test]
fn a_provider_is_asked_once_for_all_its_offers_and_says_with_one_click_that_they_are_right() {
    on_both_engines(async |world| {
        let fit = offer(&world, "Fit & Rustig");
        assert_eq!(fit.confirmed_on, Some(date(2026, 10, 1)));
        assert_eq!(fit.confirmed_by, Some(ConfirmedBy::Source));
        // Confirmed eight weeks ago: nothing is asked.
        assert_eq!(
            keep_fresh::ask_providers(&world.bridge, "a").await.unwrap(),
            0
        );
        world.clock.advance(days(42));
        // The fifth of January, a Tuesday: the first of October is more than thirteen weeks ago.
        assert_eq!(
            keep_fresh::ask_providers(&world.bridge, "a").await.unwrap(),
            1
        );
        assert_eq!(
            keep_fresh::ask_providers(&world.bridge, "a").await.unwrap(),
            0
        );
        let token = asked(&world, "kade@brugdam.example").await;
        let shown = keep_fresh::show(&world.bridge, &token).await.unwrap();
        assert_eq!(shown.provider, "Sportcentrum De Kade");
        assert_eq!(shown.offers.len(), 1);
        assert_eq!(
            offer(&world, "Fit & Rustig").confirmed_by,
            Some(ConfirmedBy::Source)
        );
        keep_fresh::all_right(&world.bridge, &token).await.unwrap();
        keep_fresh::all_right(&world.bridge, &token).await.unwrap();
        let fit = offer(&world, "Fit & Rustig");
        assert_eq!(fit.confirmed_on, Some(date(2027, 1, 5)));
        assert_eq!(fit.confirmed_by, Some(ConfirmedBy::Provider));
        let other = offer(&world, "Bewegen op muziek");
        assert_eq!(other.confirmed_on, Some(date(2026, 11, 1)));
    });
}

#[test]
fn nobody_is_asked_at_night_at_the_weekend_or_in_the_summer() {
    on_both_engines(async |world| {
        // The ninth of January is a Saturday; the sixth of July a Tuesday.
        for wait in [days(46), days(178)] {
            world.clock.advance(wait);
            assert_eq!(
                keep_fresh::ask_providers(&world.bridge, "a").await.unwrap(),
                0
            );
        }
        // The first of September.
        world.clock.advance(days(57));
        assert_eq!(
            keep_fresh::ask_providers(&world.bridge, "a").await.unwrap(),
            3
        );
    });
}

#[test]
fn a_link_of_somebody_else_an_old_one_or_a_made_up_one_opens_nothing() {
    on_both_engines(async |world| {
        world.clock.advance(days(42));
        keep_fresh::ask_providers(&world.bridge, "a").await.unwrap();
        let token = asked(&world, "kade@brugdam.example").await;
        for made_up in ["x", &token[..20], &"a".repeat(500)] {
            let shown = keep_fresh::show(&world.bridge, made_up).await;
            assert!(matches!(shown, Err(ActionError::NotFound)), "{made_up}");
        }
        world.clock.advance(days(92));
        let shown = keep_fresh::show(&world.bridge, &token).await;
        assert!(matches!(shown, Err(ActionError::Gone)));
        let said = keep_fresh::all_right(&world.bridge, &token).await;
        assert!(matches!(said, Err(ActionError::Gone)));
        // Asked anew, the old link is nobody's.
        keep_fresh::ask_providers(&world.bridge, "a").await.unwrap();
        let shown = keep_fresh::show(&world.bridge, &token).await;
        assert!(matches!(shown, Err(ActionError::NotFound)));
    });
}

#[test]
fn one_click_confirms_what_its_own_provider_shows_and_nothing_else() {
    on_both_engines(async |world| {
        let sheet = "naam;aanbieder;activiteit;dag;van;tot;postcode;bevestigd_op;bron_id\n\
            Zaalhockey;Sportcentrum De Kade;hockey;maandag;10:00;11:00;5299 AB;2026-10-01;h1\n";
        import_offers::import_sheet(&world.bridge, world.home, "hal", sheet.as_bytes(), false)
            .await
            .unwrap();
        let hockey = id_of(&world, "Zaalhockey");
        let desk = as_caller(&world.desk);
        decide(&world.bridge, &desk, hockey, Decision::Hide)
            .await
            .unwrap();
        world.clock.advance(days(42));
        keep_fresh::ask_providers(&world.bridge, "a").await.unwrap();
        let token = asked(&world, "kade@brugdam.example").await;
        let seen = keep_fresh::show(&world.bridge, &token).await.unwrap();
        let shown: Vec<_> = seen.shown().map(|one| one.title.as_str()).collect();
        assert_eq!((seen.offers.len(), shown), (2, vec!["Fit & Rustig"]));
        let said = keep_fresh::one_right(&world.bridge, &token, hockey).await;
        assert!(matches!(said, Err(ActionError::NotFound)));
        keep_fresh::all_right(&world.bridge, &token).await.unwrap();
        let answered = keep_fresh::show(&world.bridge, &token).await.unwrap();
        assert_eq!(answered.answered_at, Some(world.bridge.now()));
        // As the database has it: what another node reads.
        let node = world.another_node().await;
        let page = actions::catalogue::catalogue(&node, &Default::default()).unwrap();
        let mut confirmed: Vec<_> = page
            .offers
            .iter()
            .map(|one| (one.offer.title.as_str(), one.offer.confirmed_on.unwrap()))
            .collect();
        confirmed.sort_unstable();
        let expected = [
            ("Bewegen op muziek", date(2026, 11, 1)),
            ("Fit & Rustig", date(2027, 1, 5)),
            ("Rustig wandelen door De Tuinen", date(2026, 11, 20)),
        ];
        assert_eq!(confirmed, expected);
        // What is hidden was not seen by who clicked: it is shown with the day it had.
        let hidden = list(&node, &desk).await.unwrap().hidden;
        assert_eq!(hidden[0].confirmed_on, Some(date(2026, 10, 1)));
        node.close().await;
    });
}

#[test]
fn a_club_that_is_closed_is_asked_when_it_is_open_again() {
    on_both_engines(async |world| {
        let mut kade = world.club.clone();
        kade.organisation = offer(&world, "Fit & Rustig").provider;
        let closed = Closure {
            from: date(2027, 1, 1),
            to: date(2027, 1, 10),
        };
        close_for_a_while::close_for_a_while(&world.bridge, &as_caller(&kade), &[closed])
            .await
            .unwrap();
        world.clock.advance(days(42));
        let asked = async || keep_fresh::ask_providers(&world.bridge, "a").await.unwrap();
        assert_eq!(asked().await, 0, "the fifth of January");
        world.clock.advance(days(6));
        assert_eq!(asked().await, 1, "the eleventh, a Monday");
    });
}

#[test]
fn the_link_of_a_suspended_provider_opens_nothing_until_the_suspension_is_lifted() {
    on_both_engines(async |world| {
        let (bridge, desk) = (&world.bridge, as_caller(&world.desk));
        world.clock.advance(days(42));
        keep_fresh::ask_providers(bridge, "a").await.unwrap();
        let token = asked(&world, "kade@brugdam.example").await;
        world.clock.advance(days(29));
        let unconfirmed = async || list(bridge, &desk).await.unwrap().unconfirmed.len();
        assert_eq!(unconfirmed().await, 1);
        let kade = offer(&world, "Fit & Rustig").provider;
        suspend_provider::suspend(bridge, &desk, kade, "Onveilige zaal")
            .await
            .unwrap();
        let shown = keep_fresh::show(bridge, &token).await;
        assert!(matches!(shown, Err(ActionError::Gone)));
        let said = keep_fresh::all_right(bridge, &token).await;
        assert!(matches!(said, Err(ActionError::Gone)));
        assert_eq!(unconfirmed().await, 0, "nobody finds it anyway");
        suspend_provider::lift(bridge, &desk, kade).await.unwrap();
        assert!(keep_fresh::show(bridge, &token).await.is_ok());
        assert_eq!(unconfirmed().await, 1);
    });
}

#[test]
fn an_import_whose_offers_were_only_confirmed_since_can_be_taken_back() {
    on_both_engines(async |world| {
        world.clock.advance(days(42));
        keep_fresh::ask_providers(&world.bridge, "a").await.unwrap();
        let token = asked(&world, "kade@brugdam.example").await;
        let dearer = support::SHEET.replace("€ 24,00 per maand", "€ 42,00 per maand");
        import_offers::import_sheet(
            &world.bridge,
            world.home,
            "brugdam",
            dearer.as_bytes(),
            false,
        )
        .await
        .unwrap();
        world.clock.advance(days(1));
        keep_fresh::all_right(&world.bridge, &token).await.unwrap();
        let id = id_of(&world, "Fit & Rustig");
        world.later(1);
        curate::confirm_offer(&world.bridge, &as_caller(&world.desk), id)
            .await
            .unwrap();
        world.later(1);
        decide(&world.bridge, &as_caller(&world.desk), id, Decision::Keep)
            .await
            .unwrap();
        let fit = offer(&world, "Fit & Rustig");
        assert_eq!(fit.price.unwrap().cents, 4_200);
        assert_eq!(fit.confirmed_by, Some(ConfirmedBy::ServicePoint));

        undo_import(&world.bridge, world.home, "brugdam", "Anouk")
            .await
            .unwrap();
        // What was confirmed is no more, and what was confirmed of the older text holds again.
        let fit = offer(&world, "Fit & Rustig");
        assert_eq!(fit.price.unwrap().cents, 2_400);
        assert_eq!(fit.confirmed_on, Some(date(2026, 10, 1)));
        assert_eq!(fit.confirmed_by, Some(ConfirmedBy::Source));

        // A change by hand stays when the list before it is taken back.
        world.later(1);
        decide(&world.bridge, &as_caller(&world.desk), id, Decision::Hide)
            .await
            .unwrap();
        let undone = undo_import(&world.bridge, world.home, "brugdam", "Anouk").await;
        let kept = undone.unwrap().kept;
        assert_eq!((kept.len(), kept[0].id, kept[0].by_hand), (1, id, true));
    });
}

#[test]
fn what_was_stopped_by_a_slip_is_put_back_as_it_was_within_a_month() {
    on_both_engines(async |world| {
        let desk = as_caller(&world.desk);
        let id = id_of(&world, "Fit & Rustig");
        let before = offer(&world, "Fit & Rustig");
        let stopped = async || {
            let care = list(&world.bridge, &as_caller(&world.desk)).await.unwrap();
            care.stopped
                .into_iter()
                .map(|one| one.id)
                .collect::<Vec<_>>()
        };
        // Nothing is put back that was not stopped here.
        assert!(stopped().await.is_empty());
        for was in [Decision::End, Decision::End] {
            decide(&world.bridge, &desk, id, was).await.unwrap();
        }
        assert_eq!(stopped().await, [id]);
        let found = actions::catalogue::offer(&world.bridge, id);
        assert!(matches!(found, Err(ActionError::NotFound)));
        world.clock.advance(days(29));
        let other = decide(
            &world.bridge,
            &as_caller(&world.club),
            id,
            Decision::PutBack,
        )
        .await;
        assert!(matches!(other, Err(ActionError::Forbidden)));
        decide(&world.bridge, &desk, id, Decision::PutBack)
            .await
            .unwrap();
        let after = offer(&world, "Fit & Rustig");
        // Putting back is not confirming.
        assert_eq!(*after, *before);
        assert!(stopped().await.is_empty());
        // What was hidden is hidden again, and after a month it is over.
        decide(&world.bridge, &desk, id, Decision::Hide)
            .await
            .unwrap();
        decide(&world.bridge, &desk, id, Decision::End)
            .await
            .unwrap();
        decide(&world.bridge, &desk, id, Decision::PutBack)
            .await
            .unwrap();
        let care = list(&world.bridge, &desk).await.unwrap();
        assert_eq!(care.hidden.len(), 1);
        decide(&world.bridge, &desk, id, Decision::End)
            .await
            .unwrap();
        world.clock.advance(days(31));
        assert!(stopped().await.is_empty());
        let late = decide(&world.bridge, &desk, id, Decision::PutBack).await;
        assert!(matches!(late, Err(ActionError::NotFound)));
    });
}

#[test]
fn one_answer_is_for_all_that_is_named_and_for_no_other_municipality() {
    on_both_engines(async |world| {
        let desk = as_caller(&world.desk);
        let ids = [
            id_of(&world, "Fit & Rustig"),
            id_of(&world, "Rustig wandelen door De Tuinen"),
        ];
        world.later(1);
        let kept = decide_all(&world.bridge, &desk, &ids, Decision::Keep).await;
        assert_eq!(kept.unwrap(), 2);
        for title in ["Fit & Rustig", "Rustig wandelen door De Tuinen"] {
            assert_eq!(
                offer(&world, title).confirmed_by,
                Some(ConfirmedBy::ServicePoint)
            );
        }
        let made_up: OfferId = "019a0000-0000-7000-8000-000000000001".parse().unwrap();
        let with_stranger = [ids[0], made_up];
        let refused = decide_all(&world.bridge, &desk, &with_stranger, Decision::End).await;
        assert!(matches!(refused, Err(ActionError::NotFound)));
        let nothing = decide_all(&world.bridge, &desk, &[], Decision::End).await;
        assert!(matches!(nothing, Err(ActionError::Faults(_))));
        let many = [ids[0]; 201];
        let too_many = decide_all(&world.bridge, &desk, &many, Decision::End).await;
        assert!(matches!(too_many, Err(ActionError::Faults(_))));
        assert!(actions::catalogue::offer(&world.bridge, ids[0]).is_ok());
        let gone = decide_all(&world.bridge, &desk, &ids, Decision::End).await;
        assert_eq!(gone.unwrap(), 2);
        let back = decide_all(&world.bridge, &desk, &ids, Decision::PutBack).await;
        assert_eq!(back.unwrap(), 2);
    });
}

#[test]
fn what_nobody_confirms_stands_on_the_service_points_list_which_decides() {
    on_both_engines(async |world| {
        let desk = as_caller(&world.desk);
        let titles = async || -> Vec<String> {
            let care = list(&world.bridge, &as_caller(&world.desk)).await.unwrap();
            care.unconfirmed.into_iter().map(|one| one.title).collect()
        };
        world.clock.advance(days(42));
        keep_fresh::ask_providers(&world.bridge, "a").await.unwrap();
        assert!(titles().await.is_empty());
        world.clock.advance(days(29));
        assert_eq!(titles().await, ["Fit & Rustig"]);
        let id = id_of(&world, "Fit & Rustig");
        // Who is no service point sees and decides nothing.
        for other in [&world.nurse, &world.club, &world.coach] {
            let seen = list(&world.bridge, &as_caller(other)).await;
            assert!(matches!(seen, Err(ActionError::Forbidden)));
            let said = decide(&world.bridge, &as_caller(other), id, Decision::Hide).await;
            assert!(matches!(said, Err(ActionError::Forbidden)));
        }
        decide(&world.bridge, &desk, id, Decision::Hide)
            .await
            .unwrap();
        decide(&world.bridge, &desk, id, Decision::Hide)
            .await
            .unwrap();
        let found = actions::catalogue::offer(&world.bridge, id);
        assert!(matches!(found, Err(ActionError::NotFound)));
        let care = list(&world.bridge, &desk).await.unwrap();
        assert!(care.unconfirmed.is_empty());
        assert_eq!(care.hidden.len(), 1);
        // A changed row of its source does not bring it back.
        let sheet = support::SHEET.replace("€ 24,00", "€ 26,00");
        import_offers::import_sheet(
            &world.bridge,
            world.home,
            "brugdam",
            sheet.as_bytes(),
            false,
        )
        .await
        .unwrap();
        assert!(actions::catalogue::offer(&world.bridge, id).is_err());
        decide(&world.bridge, &desk, id, Decision::Show)
            .await
            .unwrap();
        let shown = offer(&world, "Fit & Rustig");
        assert_eq!(shown.confirmed_on, Some(date(2027, 2, 3)));
        assert_eq!(shown.confirmed_by, Some(ConfirmedBy::ServicePoint));
        decide(&world.bridge, &desk, id, Decision::Keep)
            .await
            .unwrap();
        decide(&world.bridge, &desk, id, Decision::End)
            .await
            .unwrap();
        let said = decide(&world.bridge, &desk, id, Decision::Show).await;
        assert!(matches!(said, Err(ActionError::NotFound)));
        let nobodys: OfferId = "01920000-0000-7000-8000-000000000000".parse().unwrap();
        let said = decide(&world.bridge, &desk, nobodys, Decision::Keep).await;
        assert!(matches!(said, Err(ActionError::NotFound)));
    });
}

#[test]
fn a_mail_that_bounces_is_noticed_with_the_providers_phone_number() {
    on_both_engines(async |world| {
        world.clock.advance(days(42));
        keep_fresh::ask_providers(&world.bridge, "a").await.unwrap();
        // A mail that waits its turn is no mail that does not arrive.
        let care = list(&world.bridge, &as_caller(&world.desk)).await.unwrap();
        assert!(care.unreached.is_empty());
        world.post.refuse(Some(MailProblem {
            permanent: true,
            cause: "550".to_owned(),
        }));
        assert!(world.mail().await.is_empty());
        let care = list(&world.bridge, &as_caller(&world.desk)).await.unwrap();
        let names: Vec<_> = care.unreached.iter().map(|one| one.name.as_str()).collect();
        assert_eq!(names, ["Sportcentrum De Kade"]);
        assert_eq!(
            care.unreached[0].email.as_deref(),
            Some("kade@brugdam.example")
        );
    });
}

#[test]
fn a_provider_that_confirms_by_account_is_no_longer_asked_about() {
    on_both_engines(async |world| {
        let id = id_of(&world, "Rustig wandelen door De Tuinen");
        curate::confirm_offer(&world.bridge, &as_caller(&world.club), id)
            .await
            .unwrap();
        let found = offer(&world, "Rustig wandelen door De Tuinen");
        assert_eq!(found.confirmed_by, Some(ConfirmedBy::Provider));
        curate::confirm_offer(&world.bridge, &as_caller(&world.desk), id)
            .await
            .unwrap();
        let found = offer(&world, "Rustig wandelen door De Tuinen");
        assert_eq!(found.confirmed_by, Some(ConfirmedBy::ServicePoint));
        // An older day from its source does not take that back.
        let sheet = support::SHEET.replace("€ 2,00", "€ 2,50");
        import_offers::import_sheet(
            &world.bridge,
            world.home,
            "brugdam",
            sheet.as_bytes(),
            false,
        )
        .await
        .unwrap();
        let found = offer(&world, "Rustig wandelen door De Tuinen");
        assert_eq!(found.confirmed_on, Some(date(2026, 11, 24)));
        assert_eq!(found.confirmed_by, Some(ConfirmedBy::ServicePoint));
    });
}

/// A web in which one website is broken.
#[derive(Default)]
struct Web {
    broken: Mutex<Option<&'static str>>,
    looked: Mutex<Vec<String>>,
}

impl Probe for Web {
    fn look<'a>(
        &'a self,
        address: &'a str,
    ) -> Pin<Box<dyn Future<Output = Result<(), String>> + Send + 'a>> {
        Box::pin(async move {
            self.looked.lock().unwrap().push(address.to_owned());
            match *self.broken.lock().unwrap() {
                Some(broken) if address.contains(broken) => Err("geen antwoord".to_owned()),
                _ => Ok(()),
            }
        })
    }
}

#[test]
fn a_website_is_looked_at_once_a_week_and_told_of_when_it_fails_twice_in_a_row() {
    on_both_engines(async |world| {
        let sheet = "\
naam;aanbieder;activiteit;dag;van;tot;postcode;website;bron_id
Yoga;Studio Zon;yoga;maandag;10:00;11:00;5299 AB;www.zon.example;z1
Judo;Dojo Maan;judo;maandag;19:00;20:00;5299 AB;https://maan.example/judo;m1
";
        import_offers::import_sheet(&world.bridge, world.home, "web", sheet.as_bytes(), false)
            .await
            .unwrap();
        let web = Web::default();
        *web.broken.lock().unwrap() = Some("maan");
        let broken = async || {
            let care = list(&world.bridge, &as_caller(&world.desk)).await.unwrap();
            care.broken
        };
        assert_eq!(check_websites(&world.bridge, &web, "a").await.unwrap(), 2);
        assert_eq!(check_websites(&world.bridge, &web, "a").await.unwrap(), 0);
        let mut looked = web.looked.lock().unwrap().clone();
        looked.sort();
        assert_eq!(
            looked,
            ["https://maan.example/judo", "https://www.zon.example"]
        );
        assert!(broken().await.is_empty());
        world.clock.advance(days(8));
        assert_eq!(check_websites(&world.bridge, &web, "a").await.unwrap(), 2);
        let told = broken().await;
        assert_eq!(told.len(), 1);
        assert_eq!(told[0].provider, "Dojo Maan");
        assert_eq!(
            (told[0].failures, told[0].cause.as_deref()),
            (2, Some("geen antwoord"))
        );
        *web.broken.lock().unwrap() = None;
        world.clock.advance(days(8));
        check_websites(&world.bridge, &web, "a").await.unwrap();
        assert!(broken().await.is_empty());
    });
}

#[test]
fn who_confirms_one_lesson_has_not_answered_about_the_others() {
    on_both_engines(async |world| {
        let bridge = &world.bridge;
        let second = "naam;aanbieder;activiteit;dag;van;tot;postcode;email;bevestigd_op;bron_id\n\
            Kracht;Sportcentrum De Kade;fitness;maandag;09:00;10:00;5299 AD;kade@brugdam.example;\
            2026-10-01;f2\n";
        import_offers::import_sheet(bridge, world.home, "kade", second.as_bytes(), false)
            .await
            .unwrap();
        world.clock.advance(days(42));
        keep_fresh::ask_providers(bridge, "a").await.unwrap();
        let token = asked(&world, "kade@brugdam.example").await;
        let (fit, strong) = (id_of(&world, "Fit & Rustig"), id_of(&world, "Kracht"));
        keep_fresh::one_right(bridge, &token, fit).await.unwrap();
        let shown = keep_fresh::show(bridge, &token).await.unwrap();
        assert_eq!(shown.answered_at, None);
        let by = |title| offer(&world, title).confirmed_by;
        assert_eq!(by("Fit & Rustig"), Some(ConfirmedBy::Provider));
        assert_eq!(by("Kracht"), Some(ConfirmedBy::Source));
        // What is not this provider's is not confirmed.
        let other = id_of(&world, "Bewegen op muziek");
        let said = keep_fresh::one_right(bridge, &token, other).await;
        assert!(matches!(said, Err(ActionError::NotFound)));
        assert_eq!(by("Bewegen op muziek"), Some(ConfirmedBy::Source));
        keep_fresh::one_right(bridge, &token, strong).await.unwrap();
        let shown = keep_fresh::show(bridge, &token).await.unwrap();
        assert_eq!(shown.answered_at, Some(bridge.now()));
    });
}
