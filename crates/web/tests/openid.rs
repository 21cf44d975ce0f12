//! Signing in by the provider of a municipality: a real provider on a socket, a browser without
//! script, and every way in which what comes back may be wrong.

#![allow(clippy::unwrap_used, reason = "a story that cannot go on must stop")]

mod speaking;
#[path = "../../actions/tests/support/mod.rs"]
mod support;
#[path = "speaking/town_hall.rs"]
mod town_hall;

use domain::federation::{Federation, WorksFor};
use domain::organisation::Role;
use jiff::SignedDuration;
use serde_json::json;
use speaking::browser::Seen;
use testkit::openid_provider::{Lie, Person};
use town_hall::{DOOR, Town, visit};

const SAM: &str = "sam@brugdam.example";

/// Sam of the town hall, who took a second step there.
fn sam(groups: &[&str]) -> Person {
    Person::with_email("sam-1", SAM, groups).telling("amr", json!(["pwd", "mfa"]))
}

fn why(seen: &Seen) -> &str {
    assert_eq!(seen.status, 303, "{}", seen.html);
    let (_, rest) = seen
        .location
        .split_once("waarom=")
        .unwrap_or_else(|| panic!("let in, to {}", seen.location));
    rest.split('&').next().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn who_was_invited_comes_in_by_the_button_above_the_password() {
    let town = Town::open().await;
    town.invite(SAM, Role::LogKeeper).await;
    let browser = town.browser();
    let page = browser.open("/inloggen?naar=/account").await;
    let button = format!("href=\"{DOOR}?naar=/account\"");
    let (at, words) = (page.html.find(&button), "Inloggen met gemeente Brugdam");
    assert!(at < page.html.find("name=\"wachtwoord\"") && page.has(words));
    town.provider.person(Some(sam(&["coaches"])));
    let back = town
        .to_provider(&browser, &format!("{DOOR}?naar=/account"))
        .await;
    let before = browser.cookie("__Host-beweegbrug").unwrap();
    let seen = browser.open(&back).await;
    assert_eq!((seen.status, seen.location.as_str()), (303, "/account"));
    let after = browser.cookie("__Host-beweegbrug").unwrap();
    assert_ne!(
        before, after,
        "a session id that was planted is worth nothing"
    );
    let account = browser.open("/account").await;
    assert!(account.has("Sam de Boer"));
    let again = town.browser();
    assert_eq!(
        town.come_in(&again, &sam(&["coaches"])).await.location,
        "/te-doen"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_trusted_second_step_there_ours_is_asked() {
    let town = Town::open().await;
    town.invite(SAM, Role::LogKeeper).await;
    let browser = town.browser();
    let only_password = Person::with_email("sam-1", SAM, &["coaches"]);
    let seen = town.come_in(&browser, &only_password).await;
    assert_eq!(seen.location, "/inloggen/tweede-stap");
    assert_eq!(browser.open("/te-doen").await.location, "/inloggen/code");
    assert!(browser.set_up().await.has("Bewaar uw herstelcodes"));
    assert_eq!(browser.open("/te-doen").await.status, 200);
    let elsewhere = town.browser();
    let seen = town.come_in(&elsewhere, &only_password).await;
    assert_eq!(seen.location, "/inloggen/code");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_that_is_wrong_in_any_one_way_lets_nobody_in() {
    let town = Town::open().await;
    town.invite(SAM, Role::LogKeeper).await;
    let lies = [
        Lie::WrongNonce,
        Lie::NoNonce,
        Lie::WrongAudience,
        Lie::TwoAudiences,
        Lie::WrongIssuer,
        Lie::Expired,
        Lie::FromTheFuture,
        Lie::MadeLongAgo,
        Lie::NotYetValid,
        Lie::Unsigned,
        Lie::SignedWithSecret,
        Lie::ForeignKey,
        Lie::Altered,
    ];
    for (number, lie) in (1..).zip(lies) {
        town.provider.lie(Some(lie));
        let browser = town.browser();
        let seen = town.come_in(&browser, &sam(&["coaches"])).await;
        assert_eq!(why(&seen), "niet-gelukt", "{lie:?}");
        assert_eq!(
            browser.open("/te-doen").await.location,
            "/inloggen?naar=/te-doen",
            "{lie:?}"
        );
        let told = browser.open(&seen.location).await;
        assert!(told.has("Inloggen met gemeente Brugdam is niet gelukt"));
        assert_eq!(town.failures().await, number, "{lie:?}");
    }
    town.provider.lie(None);
    let seen = town.come_in(&town.browser(), &sam(&["coaches"])).await;
    assert_eq!(seen.location, "/te-doen", "the truth is let in");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_provider_that_signs_with_rsa_is_believed_and_its_lies_are_not() {
    let town = Town::open().await;
    town.invite(SAM, Role::LogKeeper).await;
    town.provider.sign_with_rsa();
    for lie in [
        Lie::ForeignKey,
        Lie::Altered,
        Lie::SignedWithSecret,
        Lie::Unsigned,
        Lie::Expired,
    ] {
        town.provider.lie(Some(lie));
        let seen = town.come_in(&town.browser(), &sam(&["coaches"])).await;
        assert_eq!(why(&seen), "niet-gelukt", "{lie:?}");
    }
    town.provider.lie(None);
    let browser = town.browser();
    let seen = town.come_in(&browser, &sam(&["coaches"])).await;
    assert_eq!(seen.location, "/te-doen");
    // Its message that somebody signed out is signed the same way.
    let told = town.provider.message_of_signing_out("sam-1");
    let fields = [("logout_token", told.as_str())];
    let address = "/openid/gemeente-brugdam/uitloggen";
    assert_eq!(town.browser().post(address, &fields).await.status, 200);
    assert_eq!(browser.open("/te-doen").await.status, 303);
}

#[tokio::test(flavor = "multi_thread")]
async fn clocks_may_be_a_minute_apart_and_no_more() {
    let town = Town::open().await;
    town.invite(SAM, Role::LogKeeper).await;
    let now = town.world.bridge.now().as_second();
    for (ahead, expected) in [(55, true), (-355, true), (65, false), (-365, false)] {
        town.provider.set_clock(now + ahead);
        let seen = town.come_in(&town.browser(), &sam(&["coaches"])).await;
        assert_eq!(
            seen.location == "/te-doen",
            expected,
            "{ahead}: {}",
            seen.location
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_key_of_the_provider_is_fetched_and_a_forged_one_does_not_make_us_ask_on() {
    let town = Town::open().await;
    town.invite(SAM, Role::LogKeeper).await;
    let sam = sam(&["coaches"]);
    assert_eq!(
        town.come_in(&town.browser(), &sam).await.location,
        "/te-doen"
    );
    town.pass(SignedDuration::from_mins(5));
    town.provider.change_key();
    assert_eq!(
        town.come_in(&town.browser(), &sam).await.location,
        "/te-doen"
    );
    assert_eq!(town.provider.keys_asked(), 2);
    town.provider.lie(Some(Lie::ForeignKey));
    for _ in 0..5 {
        let seen = town.come_in(&town.browser(), &sam).await;
        assert_eq!(why(&seen), "niet-gelukt");
    }
    assert_eq!(
        town.provider.keys_asked(),
        2,
        "once in half a minute at most"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn the_way_back_serves_once_in_time_and_in_this_browser() {
    let town = Town::open().await;
    town.invite(SAM, Role::LogKeeper).await;
    town.provider.person(Some(sam(&["coaches"])));
    let (victim, attacker) = (town.browser(), town.browser());
    let back = town.to_provider(&victim, DOOR).await;
    // Another browser, that never left or left for itself.
    assert_eq!(why(&attacker.open(&back).await), "verlopen");
    let own = town.to_provider(&attacker, DOOR).await;
    assert_eq!(why(&attacker.open(&back).await), "verlopen");
    // The victim's code under the attacker's own state: the provider asks for its verifier.
    let code = |path: &str| path.split(['=', '&']).nth(1).unwrap().to_owned();
    let injected = own.replace(&code(&own), &code(&back));
    assert_ne!(injected, own);
    assert_eq!(why(&attacker.open(&injected).await), "niet-gelukt");
    // A failed guess cost the victim the code, and nothing else.
    assert_eq!(why(&victim.open(&back).await), "niet-gelukt");
    let back = town.to_provider(&victim, DOOR).await;
    assert_eq!(victim.open(&back).await.location, "/te-doen");
    assert_eq!(why(&victim.open(&back).await), "verlopen", "it served");
    // Too late.
    let late = town.browser();
    let back = town.to_provider(&late, DOOR).await;
    town.pass(SignedDuration::from_secs(601));
    let seen = late.open(&back).await;
    assert_eq!(why(&seen), "verlopen");
    assert!(late.open(&seen.location).await.has("Begin opnieuw"));
}

#[tokio::test(flavor = "multi_thread")]
async fn only_a_verified_address_of_its_own_of_somebody_who_was_invited_is_linked() {
    let town = Town::open().await;
    town.invite(SAM, Role::LogKeeper).await;
    town.invite("sam@elders.example", Role::LogKeeper).await;
    let of = |subject, email| Person::with_email(subject, email, &["coaches"]);
    let strangers = [
        of("a", SAM).telling("email_verified", json!(false)),
        of("b", SAM).telling("email_verified", json!(null)),
        of("c", "sam@elders.example"),
        of("d", "sam@zorg.brugdam.example"),
        of("e", "niet-uitgenodigd@brugdam.example"),
        of("f", "marieke@linde.example"),
        of("g", SAM).telling("email", json!(null)),
    ];
    for person in strangers {
        let browser = town.browser();
        let seen = town.come_in(&browser, &person).await;
        assert_eq!(why(&seen), "onbekend", "{person:?}");
        let told = browser.open(&seen.location).await;
        assert!(told.has("Vraag uw beheerder om een uitnodiging"));
    }
    assert_eq!(
        town.come_in(&town.browser(), &sam(&[])).await.location,
        "/te-doen"
    );
    // Sam left, and the address went to somebody else.
    let heir = Person::with_email("sam-2", SAM, &["coaches"]);
    assert_eq!(why(&town.come_in(&town.browser(), &heir).await), "onbekend");
    // Sam's own address may change.
    let renamed = Person::with_email("sam-1", "s.boer@brugdam.example", &[]);
    let renamed = renamed.telling("amr", json!(["mfa"]));
    assert_eq!(
        town.come_in(&town.browser(), &renamed).await.location,
        "/te-doen"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lost_group_takes_its_role_at_once_in_every_browser() {
    let town = Town::open().await;
    town.invite(SAM, Role::Coach).await;
    let first = town.browser();
    town.come_in(&first, &sam(&["coaches"])).await;
    assert_eq!(first.open("/bel").await.status, 200);
    let second = town.browser();
    assert_eq!(
        town.come_in(&second, &sam(&["beleid"])).await.location,
        "/te-doen"
    );
    assert_eq!(
        first.open("/bel").await.status,
        403,
        "a policy officer phones nobody"
    );
    assert_eq!(second.open("/bel").await.status, 403);
    // Without any group nothing is left, and everybody is out.
    let seen = town.come_in(&town.browser(), &sam(&[])).await;
    assert_eq!(why(&seen), "zonder-rol");
    assert_eq!(
        first.open("/te-doen").await.location,
        "/inloggen?naar=/te-doen"
    );
    // And a group that comes back brings its role back.
    let third = town.browser();
    assert_eq!(
        town.come_in(&third, &sam(&["coaches"])).await.location,
        "/te-doen"
    );
    assert_eq!(third.open("/bel").await.status, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_matters_is_confirmed_at_the_provider_by_signing_in_there_again() {
    let town = Town::open().await;
    town.invite(SAM, Role::Administrator).await;
    let browser = town.browser();
    let mut early = sam(&["beheer"]);
    early.signed_in_ago = 3600;
    town.come_in(&browser, &early).await;
    let shut = browser.open("/account/passkeys").await;
    assert_eq!(
        shut.location, "/bevestigen?naar=/account/passkeys",
        "an hour is long ago"
    );
    let page = browser.open(&shut.location).await;
    let start = "/bevestigen/bij/gemeente-brugdam?naar=/account/passkeys";
    assert!(page.has("Bevestig bij gemeente Brugdam") && page.has(start));
    assert!(!page.has("name=\"wachtwoord\""), "Sam has none");
    // Somebody else at the provider confirms nothing.
    town.provider.person(Some(Person {
        subject: "kees".to_owned(),
        ..early.clone()
    }));
    let back = town.to_provider(&browser, start).await;
    let seen = browser.open(&back).await;
    assert_eq!(why(&seen), "bevestig-mislukt");
    assert!(
        browser
            .open(&seen.location)
            .await
            .has("U bent niet bevestigd")
    );
    town.provider.person(Some(early));
    let back = town.to_provider(&browser, start).await;
    let seen = browser.open(&back).await;
    assert_eq!(seen.location, "/account/passkeys");
    assert_eq!(browser.open("/account/passkeys").await.status, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn signing_out_leads_on_to_the_provider_without_telling_who_it_was() {
    let town = Town::open().await;
    town.invite(SAM, Role::LogKeeper).await;
    let browser = town.browser();
    town.come_in(&browser, &sam(&["coaches"])).await;
    let page = browser.send("/uitloggen", &[]).await;
    assert_eq!(page.status, 200);
    assert!(page.has("U wordt nu ook uitgelogd bij gemeente Brugdam"));
    assert_eq!(
        browser.open("/te-doen").await.location,
        "/inloggen?naar=/te-doen"
    );
    let (_, rest) = page.html.split_once("class=\"button\" href=\"").unwrap();
    let address = rest
        .split('"')
        .next()
        .unwrap()
        .replace("&#38;", "&")
        .replace("&amp;", "&");
    let back = visit(&address).await;
    assert_eq!(
        back.header("location"),
        Some("https://brugdam.example/inloggen?uit=ja")
    );
    let [query] = &town.provider.ways_out()[..] else {
        panic!("{:?}", town.provider.ways_out());
    };
    assert!(query.contains("client_id=beweegbrug") && query.contains("logout_hint=sessie-sam-1"));
    assert!(
        !query.contains("id_token_hint") && !query.contains("sam%40"),
        "{query}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn who_signs_out_at_the_provider_is_out_here_and_no_other_message_does_that() {
    let town = Town::open().await;
    town.invite(SAM, Role::LogKeeper).await;
    let browser = town.browser();
    let sam = sam(&["coaches"]);
    town.come_in(&browser, &sam).await;
    let place = "/openid/gemeente-brugdam/uitloggen";
    let server = town.browser();
    let token = town.provider.token_of(&sam, "");
    let message = town.provider.message_of_signing_out("sam-1");
    // The last letter of a signature holds two bits: another one, in its middle.
    let (before, after) = message.split_at(message.len() - 20);
    let other_letter = if after.starts_with('A') { "B" } else { "A" };
    let altered = format!("{before}{other_letter}{}", &after[1..]);
    for wrong in [token.as_str(), "", "a.b.c", altered.as_str()] {
        let told = server.post(place, &[("logout_token", wrong)]).await;
        assert_eq!(told.status, 400, "{wrong}");
    }
    let other = town.provider.message_of_signing_out("iemand-anders");
    assert_eq!(
        server.post(place, &[("logout_token", &other)]).await.status,
        200
    );
    assert_eq!(browser.open("/te-doen").await.status, 200);
    let told = server.post(place, &[("logout_token", &message)]).await;
    assert_eq!(told.status, 200);
    assert_eq!(
        browser.open("/te-doen").await.location,
        "/inloggen?naar=/te-doen"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_provider_that_is_down_says_so_in_dutch_and_the_password_still_works() {
    let mut town = Town::open().await;
    town.provider.stop();
    let browser = town.browser();
    let seen = browser.open(&format!("{DOOR}?naar=/zoeken")).await;
    assert_eq!(why(&seen), "storing");
    let page = browser.open(&seen.location).await;
    assert_eq!(page.status, 200);
    assert!(page.has("Inloggen met gemeente Brugdam werkt nu niet. Dat ligt niet aan u."));
    assert_eq!(page.field("naar"), "/zoeken", "the way on is kept");
    browser
        .sign_in("marieke@linde.example", "een heel lang wachtwoord")
        .await;
    assert_eq!(browser.open("/te-doen").await.status, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_provider_that_fails_in_the_middle_and_a_person_who_stops_are_told_apart() {
    let mut town = Town::open().await;
    let browser = town.browser();
    town.provider.person(None);
    let back = town.to_provider(&browser, DOOR).await;
    let seen = browser.open(&back).await;
    assert_eq!(why(&seen), "afgebroken");
    assert!(
        browser
            .open(&seen.location)
            .await
            .has("U bent niet ingelogd bij gemeente Brugdam")
    );
    town.provider.person(Some(sam(&[])));
    let back = town.to_provider(&browser, DOOR).await;
    town.provider.stop();
    assert_eq!(why(&browser.open(&back).await), "storing");
}

#[tokio::test(flavor = "multi_thread")]
async fn only_providers_of_the_settings_are_gone_to_and_no_other_site_afterwards() {
    let town = Town::open().await;
    town.invite(SAM, Role::LogKeeper).await;
    let browser = town.browser();
    for path in [
        "/inloggen/bij/elders",
        "/inloggen/bij/elders/terug?code=a&state=b",
    ] {
        assert_eq!(browser.open(path).await.status, 404, "{path}");
    }
    town.provider.person(Some(sam(&["coaches"])));
    let back = town
        .to_provider(&browser, &format!("{DOOR}?naar=//elders.example"))
        .await;
    // Another provider's answer under our state (RFC 9207).
    let mixed = format!("{back}&iss=https://elders.example");
    assert_eq!(why(&browser.open(&mixed).await), "niet-gelukt");
    let back = town
        .to_provider(&browser, &format!("{DOOR}?naar=//elders.example"))
        .await;
    assert_eq!(browser.open(&back).await.location, "/te-doen");
    let page = browser
        .open("/inloggen?bij=elders&waarom=%3Cscript%3E")
        .await;
    assert!(!page.has("<script>"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_claim_says_for_whom_somebody_works_and_a_move_ends_the_old_place() {
    let town = Town::with(|federation| Federation {
        works_for: WorksFor::ByClaim(
            [
                ("stadhuis".to_owned(), "Gemeente Brugdam".to_owned()),
                ("coaches".to_owned(), "Beweegcoaches Brugdam".to_owned()),
            ]
            .into(),
        ),
        ..federation
    })
    .await;
    town.invite(SAM, Role::Policy).await;
    let at = |place: &str, group: &str| sam(&[group]).telling("werkt_voor", json!(place));
    let browser = town.browser();
    town.come_in(&browser, &at("stadhuis", "beleid")).await;
    assert!(browser.open("/te-doen").await.has("Gemeente Brugdam"));
    let moved = town.browser();
    town.come_in(&moved, &at("coaches", "coaches")).await;
    assert_eq!(moved.open("/bel").await.status, 200);
    assert!(moved.open("/te-doen").await.has("Beweegcoaches Brugdam"));
    assert_eq!(
        browser.open("/te-doen").await.location,
        "/inloggen?naar=/te-doen"
    );
    // A place that the settings do not name gives nothing, whatever it is called.
    let seen = town
        .come_in(&town.browser(), &at("Servicepunt Brugdam", "beheer"))
        .await;
    assert_eq!(why(&seen), "zonder-rol");
}
