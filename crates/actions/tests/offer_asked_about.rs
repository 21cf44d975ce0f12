//! Whom the worker asks whether all is still right and whom not, what of it leaves as a mail, and what
//! the service point hears when mail or a website does not work. On both engines.

#![allow(clippy::unwrap_used, reason = "a story that cannot be told must stop")]

mod support;

use std::pin::Pin;

use actions::check_websites::{Probe, check_websites};
use actions::decide_on_offers::{decide, how_many_wait, list};
use actions::deliver::{Mail, MailProblem};
use actions::{ActionError, catalogue, curate, import_offers, keep_fresh, suspend_provider};
use domain::freshness::Decision;
use domain::ids::{OfferId, OrganisationId};
use domain::offer::{ConfirmedBy, Offer};
use jiff::SignedDuration;
use jiff::civil::date;
use support::{World, as_caller, on_both_engines, token_in};

const FIT: &str = "Fit & Rustig";
const WALK: &str = "Rustig wandelen door De Tuinen";

fn days(count: i64) -> SignedDuration {
    SignedDuration::from_hours(24 * count)
}

fn offer(world: &World, title: &str) -> std::sync::Arc<Offer> {
    let page = catalogue::catalogue(&world.bridge, &Default::default()).unwrap();
    let found = page.offers.into_iter().find(|one| one.offer.title == title);
    found.unwrap().offer
}

fn id_of(world: &World, title: &str) -> OfferId {
    offer(world, title).id
}

async fn ask(world: &World) -> usize {
    keep_fresh::ask_providers(&world.bridge, "a").await.unwrap()
}

/// To whom the mails went that ask.
fn asked(mails: &[Mail]) -> Vec<&str> {
    let question = |mail: &&Mail| mail.subject == "Klopt uw aanbod nog?";
    let mut to: Vec<&str> = mails
        .iter()
        .filter(question)
        .map(|mail| mail.to.as_str())
        .collect();
    to.sort_unstable();
    to
}

async fn take(world: &World, source: &str, sheet: &str) {
    import_offers::import_sheet(&world.bridge, world.home, source, sheet.as_bytes(), false)
        .await
        .unwrap();
}

async fn suspend(world: &World, provider: OrganisationId) {
    let desk = as_caller(&world.desk);
    suspend_provider::suspend(&world.bridge, &desk, provider, "Er gebeurde iets")
        .await
        .unwrap();
}

async fn say(world: &World, id: OfferId, decision: Decision) {
    let desk = as_caller(&world.desk);
    decide(&world.bridge, &desk, id, decision).await.unwrap();
}

#[test]
fn on_the_last_day_that_a_confirmation_holds_nobody_is_asked_and_on_the_next_working_day_they_are()
{
    on_both_engines(async |world| {
        // Thirteen weeks after the first of October it is the last of December, a Thursday.
        world.clock.advance(days(37));
        assert_eq!(ask(&world).await, 0);
        // New year's day, and a weekend.
        for _ in 0..3 {
            world.clock.advance(days(1));
            assert_eq!(ask(&world).await, 0);
        }
        world.clock.advance(days(1));
        assert_eq!(ask(&world).await, 1);
        assert_eq!(asked(&world.mail().await), ["kade@brugdam.example"]);
    });
}

#[test]
fn what_nobody_ever_confirmed_is_asked_about_a_quarter_after_it_came() {
    on_both_engines(async |world| {
        take(
            &world,
            "zon",
            "naam;aanbieder;activiteit;dag;van;tot;postcode;email;bron_id\n\
             Yoga;Studio Zon;yoga;maandag;10:00;11:00;5299 AB;zon@voorbeeld.example;z1\n",
        )
        .await;
        world.clock.advance(days(42));
        ask(&world).await;
        assert_eq!(asked(&world.mail().await), ["kade@brugdam.example"]);
        // Wednesday 24 February.
        world.clock.advance(days(50));
        assert_eq!(ask(&world).await, 3);
        assert_eq!(
            asked(&world.mail().await),
            [
                "kompas@brugdam.example",
                "tineke@debrug.example",
                "zon@voorbeeld.example"
            ]
        );
    });
}

#[test]
fn about_what_is_hidden_or_of_who_is_suspended_nobody_is_asked() {
    on_both_engines(async |world| {
        let fit = id_of(&world, FIT);
        say(&world, fit, Decision::Hide).await;
        world.clock.advance(days(42));
        assert_eq!(ask(&world).await, 0);
        // The dance of the first of November is late by then, and its organiser suspended.
        suspend(&world, world.other_club.organisation).await;
        world.clock.advance(days(50));
        assert_eq!(ask(&world).await, 1);
        assert_eq!(asked(&world.mail().await), ["tineke@debrug.example"]);
    });
}

#[test]
fn a_link_that_expired_before_its_mail_left_is_sent_to_nobody_and_the_question_is_asked_anew() {
    on_both_engines(async |world| {
        world.clock.advance(days(42));
        assert_eq!(ask(&world).await, 1);
        // The mail server was away for longer than a link works.
        world.clock.advance(days(93));
        assert_eq!(asked(&world.mail().await), [""; 0]);
        assert_eq!(ask(&world).await, 3);
        let mails = world.mail().await;
        let new = mails.iter().find(|mail| mail.to == "kade@brugdam.example");
        let token = token_in(new.unwrap(), "/klopt/");
        let shown = keep_fresh::show(&world.bridge, &token).await.unwrap();
        assert_eq!(shown.provider, "Sportcentrum De Kade");
    });
}

#[test]
fn what_the_service_point_confirmed_meanwhile_is_no_answer_of_the_provider() {
    on_both_engines(async |world| {
        take(
            &world,
            "kade",
            "naam;aanbieder;activiteit;dag;van;tot;postcode;bevestigd_op;bron_id\n\
             Kracht;Sportcentrum De Kade;fitness;maandag;09:00;10:00;5299 AD;2026-10-01;f2\n",
        )
        .await;
        world.clock.advance(days(42));
        ask(&world).await;
        let mails = world.mail().await;
        let token = token_in(&mails[0], "/klopt/");
        say(&world, id_of(&world, "Kracht"), Decision::Keep).await;
        let fit = id_of(&world, FIT);
        keep_fresh::one_right(&world.bridge, &token, fit)
            .await
            .unwrap();
        let shown = keep_fresh::show(&world.bridge, &token).await.unwrap();
        assert_eq!(shown.answered_at, None);
        let by = offer(&world, "Kracht").confirmed_by;
        assert_eq!(by, Some(ConfirmedBy::ServicePoint));
    });
}

#[test]
fn what_a_provider_confirmed_before_it_was_asked_is_no_answer() {
    on_both_engines(async |world| {
        take(
            &world,
            "kade",
            "naam;aanbieder;activiteit;dag;van;tot;postcode;bevestigd_op;bron_id\n\
             Kracht;Sportcentrum De Kade;fitness;maandag;09:00;10:00;5299 AD;2026-10-01;f2\n",
        )
        .await;
        let mut club = world.club.clone();
        club.organisation = offer(&world, "Kracht").provider;
        let strong = id_of(&world, "Kracht");
        curate::confirm_offer(&world.bridge, &as_caller(&club), strong)
            .await
            .unwrap();
        world.clock.advance(days(42));
        ask(&world).await;
        let token = token_in(&world.mail().await[0], "/klopt/");
        let fit = id_of(&world, FIT);
        keep_fresh::one_right(&world.bridge, &token, fit)
            .await
            .unwrap();
        let shown = keep_fresh::show(&world.bridge, &token).await.unwrap();
        assert_eq!(shown.answered_at, None);
        let by = offer(&world, "Kracht").confirmed_by;
        assert_eq!(by, Some(ConfirmedBy::Provider));
    });
}

#[test]
fn a_provider_whom_no_mail_about_a_client_reaches_is_told_while_it_has_something_to_show() {
    on_both_engines(async |world| {
        let desk = as_caller(&world.desk);
        let unreached = async || -> Vec<String> {
            let care = list(&world.bridge, &desk).await.unwrap();
            care.unreached.into_iter().map(|one| one.name).collect()
        };
        world.refer(&world.piet()).await;
        let before = how_many_wait(&world.bridge, &desk).await.unwrap();
        world.post.refuse(Some(MailProblem {
            permanent: true,
            cause: "550".to_owned(),
        }));
        assert!(world.mail().await.is_empty());
        assert_eq!(unreached().await, ["Wandelclub De Brug"]);
        let waits = how_many_wait(&world.bridge, &desk).await.unwrap();
        assert_eq!(waits, before + 1);
        // With nothing to show nobody is sent to it; whoever is suspended is called anyway.
        let walk = id_of(&world, WALK);
        say(&world, walk, Decision::Hide).await;
        assert_eq!(unreached().await, [""; 0]);
        say(&world, walk, Decision::Show).await;
        assert_eq!(unreached().await, ["Wandelclub De Brug"]);
        suspend(&world, world.club.organisation).await;
        assert_eq!(unreached().await, [""; 0]);
    });
}

/// A web in which nothing answers.
struct Away;

impl Probe for Away {
    fn look<'a>(
        &'a self,
        _: &'a str,
    ) -> Pin<Box<dyn Future<Output = Result<(), String>> + Send + 'a>> {
        Box::pin(async { Err("geen antwoord".to_owned()) })
    }
}

#[test]
fn the_website_of_what_is_hidden_is_not_looked_at_nor_told_of_and_others_once_a_week() {
    on_both_engines(async |world| {
        take(
            &world,
            "zon",
            "naam;aanbieder;activiteit;dag;van;tot;postcode;website;bron_id\n\
             Yoga;Studio Zon;yoga;maandag;10:00;11:00;5299 AB;www.zon.example;z1\n",
        )
        .await;
        let look = async || check_websites(&world.bridge, &Away, "a").await.unwrap();
        let desk = as_caller(&world.desk);
        let broken = async || list(&world.bridge, &desk).await.unwrap().broken.len();
        assert_eq!(look().await, 1);
        world.later(2);
        assert_eq!(look().await, 0, "not before a week has passed");
        world.clock.advance(days(7));
        assert_eq!((look().await, broken().await), (1, 1));
        let yoga = id_of(&world, "Yoga");
        say(&world, yoga, Decision::Hide).await;
        assert_eq!(broken().await, 0);
        world.clock.advance(days(8));
        assert_eq!(look().await, 0);
        say(&world, yoga, Decision::Show).await;
        assert_eq!((look().await, broken().await), (1, 1));
    });
}

#[test]
fn the_service_point_decides_on_what_is_its_own_and_as_it_is() {
    on_both_engines(async |world| {
        let bridge = &world.bridge;
        let (desk, fit) = (as_caller(&world.desk), id_of(&world, FIT));
        let mut next_door = world.desk.clone();
        next_door.municipality = "GM9002".parse().unwrap();
        // A municipality of its own, as far as a caller is concerned; the offer is not in it.
        let next_door = as_caller(&next_door);
        for decision in [Decision::Keep, Decision::Hide, Decision::End] {
            let said = decide(bridge, &next_door, fit, decision).await;
            assert!(matches!(said, Err(ActionError::NotFound)), "{decision:?}");
        }
        assert_eq!(offer(&world, FIT).confirmed_on, Some(date(2026, 10, 1)));
        say(&world, fit, Decision::Hide).await;
        // What is hidden is shown or ended, and not kept.
        let kept = decide(bridge, &desk, fit, Decision::Keep).await;
        assert!(matches!(kept, Err(ActionError::NotFound)));
        assert_eq!(list(bridge, &desk).await.unwrap().hidden.len(), 1);
        say(&world, fit, Decision::End).await;
        assert_eq!(list(bridge, &desk).await.unwrap().hidden.len(), 0);
        let shown = decide(bridge, &desk, fit, Decision::Show).await;
        assert!(matches!(shown, Err(ActionError::NotFound)));
    });
}

#[test]
fn who_cannot_be_written_to_stands_on_the_service_points_list_without_being_asked() {
    on_both_engines(async |world| {
        take(
            &world,
            "zon",
            "naam;aanbieder;activiteit;dag;van;tot;postcode;telefoon;bevestigd_op;bron_id\n\
             Yoga;Studio Zon;yoga;maandag;10:00;11:00;5299 AB;073 123 45 67;2026-01-05;z1\n",
        )
        .await;
        assert_eq!(ask(&world).await, 0);
        let care = list(&world.bridge, &as_caller(&world.desk)).await.unwrap();
        let titles: Vec<_> = care
            .unconfirmed
            .iter()
            .map(|one| one.title.as_str())
            .collect();
        assert_eq!((titles, care.still_asked), (vec!["Yoga"], 0));
    });
}

#[test]
fn how_many_more_are_late_is_told_beside_those_to_decide_on() {
    on_both_engines(async |world| {
        let desk = as_caller(&world.desk);
        let counts = async || {
            let care = list(&world.bridge, &desk).await.unwrap();
            (care.unconfirmed.len(), care.still_asked)
        };
        world.clock.advance(days(42));
        ask(&world).await;
        assert_eq!(counts().await, (0, 1));
        // Fit was asked about for longer than four weeks; the two others are not asked about yet.
        world.clock.advance(days(50));
        assert_eq!(counts().await, (1, 2));
    });
}
