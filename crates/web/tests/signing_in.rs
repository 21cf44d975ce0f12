//! Signing in over the pages, outside the demo: password, second step, sessions, throttling with a
//! moved clock, invitation and a forgotten password.

#![allow(clippy::unwrap_used, reason = "a story that cannot go on must stop")]

mod speaking;
#[path = "../../actions/tests/support/mod.rs"]
mod support;

use actions::deliver::MailProblem;
use domain::organisation::{OrganisationKind, Role};
use jiff::SignedDuration;
use speaking::Doors;
use speaking::browser::{Browser, Seen};
use support::token_in;

const EMAIL: &str = "marieke@linde.example";
const PASSWORD: &str = "een heel lang wachtwoord";
const WRONG: &str = "een verkeerd wachtwoord";

fn to(seen: &Seen) -> (u16, &str) {
    (seen.status, seen.location.as_str())
}

/// Sends the form of a page that stands at its own address.
async fn fill(browser: &Browser, path: &str, fields: &[(&str, &str)]) -> Seen {
    let page = browser.open(path).await;
    assert_eq!(page.status, 200, "{path} leads to {}", page.location);
    let csrf = page.field("csrf");
    let mut all = vec![("csrf", csrf.as_str())];
    all.extend_from_slice(fields);
    browser.post(path, &all).await
}

async fn give_code(browser: &Browser, code: &str) -> Seen {
    fill(browser, "/inloggen/code", &[("code", code)]).await
}

/// The recovery codes that a page shows.
fn codes_of(seen: &Seen) -> Vec<String> {
    seen.html
        .split("<strong class=\"number\">")
        .skip(1)
        .map(|rest| rest.split('<').next().unwrap().to_owned())
        .collect()
}

/// A world with its nurse set up, and her browser and recovery codes.
async fn with_second_step() -> (Doors, Browser, Vec<String>) {
    let doors = Doors::open().await;
    let browser = Browser::new(&doors.web);
    browser.give_password(EMAIL, PASSWORD).await;
    let codes = codes_of(&browser.set_up().await);
    (doors, browser, codes)
}

/// The same person with the same telephone, in another browser elsewhere.
fn elsewhere(doors: &Doors, at: &'static str, like: &Browser) -> Browser {
    let mut browser = Browser::new(&doors.web);
    browser.address = at;
    browser.secret = like.secret.clone();
    browser
}

#[tokio::test(flavor = "multi_thread")]
async fn who_sees_residents_sets_a_second_step_up_before_anything_else_opens() {
    let doors = Doors::open().await;
    let browser = Browser::new(&doors.web);
    let fields = [
        ("email", EMAIL),
        ("wachtwoord", PASSWORD),
        ("naar", "/zoeken"),
    ];
    let seen = browser.post("/inloggen", &fields).await;
    assert_eq!(to(&seen), (303, "/inloggen/tweede-stap"));
    for path in [
        "/te-doen",
        "/zoeken",
        "/account",
        "/verwijzingen",
        "/organisatie",
    ] {
        let shut = browser.open(path).await;
        assert_eq!(to(&shut), (303, "/inloggen/code"), "{path}");
    }
    let page = browser.open("/inloggen/tweede-stap").await;
    assert!(page.has("<svg class=\"qr\"") && page.has("autocomplete=\"one-time-code\""));
    let again = browser.open("/inloggen/tweede-stap").await;
    let secret = |seen: &Seen| seen.html.split("?secret=").nth(1).unwrap()[..32].to_owned();
    assert_eq!(secret(&page), secret(&again), "one scan is enough");
    let wrong = fill(&browser, "/inloggen/tweede-stap", &[("code", "000000")]).await;
    assert_eq!(wrong.status, 400);
    assert!(wrong.has("Deze code klopt niet"));
    let done = browser.set_up().await;
    assert_eq!(codes_of(&done).len(), 10);
    assert!(
        done.has("href=\"/zoeken\""),
        "on to where they wanted to go"
    );
    assert_eq!(browser.open("/zoeken").await.status, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_second_step_is_asked_each_time_and_a_code_works_once() {
    let (doors, first, _) = with_second_step().await;
    let used = first.code();
    let second = elsewhere(&doors, "192.0.2.2", &first);
    let seen = second.give_password(EMAIL, PASSWORD).await;
    assert_eq!(to(&seen), (303, "/inloggen/code"));
    assert_eq!(second.open("/te-doen").await.location, "/inloggen/code");
    let replayed = give_code(&second, &used).await;
    assert_eq!(replayed.status, 401, "it was used to set up");
    assert!(replayed.has("of is al gebruikt"));
    doors.world.clock.advance(SignedDuration::from_secs(30));
    let fresh = second.code();
    let seen = give_code(&second, &fresh).await;
    assert_eq!(to(&seen), (303, "/te-doen"));
    // Within the same half minute, elsewhere.
    let third = elsewhere(&doors, "192.0.2.3", &first);
    third.give_password(EMAIL, PASSWORD).await;
    assert_eq!(give_code(&third, &fresh).await.status, 401);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_telephone_may_be_half_a_minute_off_and_no_more() {
    let (doors, first, _) = with_second_step().await;
    let clock = &doors.world.clock;
    clock.advance(SignedDuration::from_mins(10));
    let behind = first.code();
    clock.advance(SignedDuration::from_secs(60));
    let browser = elsewhere(&doors, "192.0.2.2", &first);
    browser.give_password(EMAIL, PASSWORD).await;
    assert_eq!(give_code(&browser, &behind).await.status, 401);
    let late = browser.code();
    clock.advance(SignedDuration::from_secs(30));
    assert_eq!(to(&give_code(&browser, &late).await), (303, "/te-doen"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_recovery_code_works_once_and_new_ones_end_the_old() {
    let (doors, first, codes) = with_second_step().await;
    for (at, expected) in [(0, 303), (0, 401), (1, 303)] {
        let browser = elsewhere(&doors, "192.0.2.2", &first);
        browser.give_password(EMAIL, PASSWORD).await;
        assert_eq!(give_code(&browser, &codes[at]).await.status, expected);
    }
    assert!(first.open("/account").await.has("Nog 8 over"));
    let fresh = codes_of(&fill(&first, "/account/herstelcodes", &[]).await);
    assert_eq!(fresh.len(), 10);
    let browser = elsewhere(&doors, "192.0.2.2", &first);
    browser.give_password(EMAIL, PASSWORD).await;
    assert_eq!(give_code(&browser, &codes[2]).await.status, 401);
    assert_eq!(give_code(&browser, &fresh[0]).await.status, 303);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_that_owes_the_second_step_ends_after_a_quarter_of_an_hour() {
    let (doors, first, _) = with_second_step().await;
    let browser = elsewhere(&doors, "192.0.2.2", &first);
    browser.give_password(EMAIL, PASSWORD).await;
    let page = browser.open("/inloggen/code").await;
    doors.world.clock.advance(SignedDuration::from_mins(16));
    let (csrf, code) = (page.field("csrf"), browser.code());
    let fields = [("csrf", csrf.as_str()), ("code", code.as_str())];
    assert_eq!(browser.post("/inloggen/code", &fields).await.status, 403);
    assert_eq!(browser.open("/inloggen/code").await.location, "/inloggen");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_attacker_elsewhere_cannot_lock_the_owner_out() {
    let (doors, owner, _) = with_second_step().await;
    let mut attacker = Browser::new(&doors.web);
    attacker.address = "203.0.113.9";
    let mut refused = 0;
    for _ in 0..30 {
        let seen = attacker.give_password(EMAIL, WRONG).await;
        refused += usize::from(seen.status == 429);
    }
    assert_eq!(
        refused, 25,
        "five are free, and after the fifth comes a pause"
    );
    // Nor does the right password help during the pause.
    assert_eq!(attacker.give_password(EMAIL, PASSWORD).await.status, 429);
    // The owner signs out, and in again from the known device.
    owner.send("/uitloggen", &[]).await;
    doors.world.clock.advance(SignedDuration::from_secs(30));
    let seen = owner.give_password(EMAIL, PASSWORD).await;
    assert_eq!(to(&seen), (303, "/inloggen/code"));
    let code = owner.code();
    assert_eq!(to(&give_code(&owner, &code).await), (303, "/te-doen"));
    // From a network the attacker is not in, a strange device gets in too.
    let colleague = elsewhere(&doors, "198.51.100.4", &owner);
    assert_eq!(colleague.give_password(EMAIL, PASSWORD).await.status, 303);
}

#[tokio::test(flavor = "multi_thread")]
async fn even_in_the_attackers_own_network_a_known_device_gets_in() {
    let (doors, owner, _) = with_second_step().await;
    let attacker = Browser::new(&doors.web);
    for _ in 0..10 {
        attacker.give_password(EMAIL, WRONG).await;
    }
    assert_eq!(attacker.give_password(EMAIL, PASSWORD).await.status, 429);
    owner.send("/uitloggen", &[]).await;
    assert_eq!(owner.give_password(EMAIL, PASSWORD).await.status, 303);
    // A mark that somebody made up, or copied for another account, is no known device.
    let mark = owner.cookie("__Host-beweegbrug-toestel").unwrap();
    let other = Browser::new(&doors.web);
    let made_up = format!("{}x", &mark[..mark.len() - 1]);
    other.keep("__Host-beweegbrug-toestel", &made_up);
    assert_eq!(other.give_password(EMAIL, PASSWORD).await.status, 429);
}

#[tokio::test(flavor = "multi_thread")]
async fn pauses_grow_are_the_same_for_nobody_and_pass() {
    let doors = Doors::open().await;
    let browser = Browser::new(&doors.web);
    for email in [EMAIL, "niemand@nergens.example"] {
        for _ in 0..5 {
            assert_eq!(browser.give_password(email, WRONG).await.status, 401);
        }
        // Each pause is twice the one before.
        for pause in [15, 30, 60] {
            let clock = &doors.world.clock;
            assert_eq!(browser.give_password(email, WRONG).await.status, 429);
            clock.advance(SignedDuration::from_secs(pause - 1));
            assert_eq!(browser.give_password(email, WRONG).await.status, 429);
            clock.advance(SignedDuration::from_secs(1));
            assert_eq!(browser.give_password(email, WRONG).await.status, 401);
        }
    }
    doors.world.clock.advance(SignedDuration::from_mins(15));
    assert_eq!(browser.give_password(EMAIL, PASSWORD).await.status, 303);
}

#[tokio::test(flavor = "multi_thread")]
async fn codes_cannot_be_guessed_not_even_with_the_password() {
    let (doors, first, _) = with_second_step().await;
    let thief = elsewhere(&doors, "203.0.113.9", &first);
    thief.give_password(EMAIL, PASSWORD).await;
    for _ in 0..5 {
        assert_eq!(give_code(&thief, "123456").await.status, 401);
    }
    assert_eq!(give_code(&thief, "123457").await.status, 429);
    doors.world.clock.advance(SignedDuration::from_secs(30));
    let seen = first.open("/account").await;
    assert_eq!(seen.status, 200, "the owner works on");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_matters_asks_for_a_fresh_second_step_and_comes_back() {
    let doors = Doors::open().await;
    let hall = actions::set_up::organisation(
        &doors.world.bridge,
        doors.world.home,
        OrganisationKind::Municipality,
        "Gemeente Brugdam",
        None,
        None,
    )
    .await
    .unwrap();
    let roles = [Role::Administrator].into_iter().collect();
    let (bridge, email) = (&doors.world.bridge, "beheer@brugdam.example");
    actions::accounts::add(bridge, email, "Bea Heer", PASSWORD, hall, roles)
        .await
        .unwrap();
    let browser = Browser::new(&doors.web);
    browser.sign_in(email, PASSWORD).await;
    assert_eq!(
        browser.open("/toegang").await.status,
        200,
        "just now is fresh"
    );
    doors.world.clock.advance(SignedDuration::from_mins(11));
    let stale = browser.open("/toegang").await;
    assert_eq!(to(&stale), (303, "/bevestigen?naar=/toegang"));
    let session = browser.cookie("__Host-beweegbrug");
    assert!(session.is_some());
    let page = browser.open("/bevestigen?naar=/toegang").await;
    let (csrf, code) = (page.field("csrf"), browser.code());
    let fields = [
        ("csrf", csrf.as_str()),
        ("code", code.as_str()),
        ("naar", "/toegang"),
    ];
    let back = browser.post("/bevestigen", &fields).await;
    assert_eq!(to(&back), (303, "/toegang"));
    assert_ne!(browser.cookie("__Host-beweegbrug"), session, "a new id");
    assert_eq!(browser.open("/toegang").await.status, 200);
    // No way out of our own site.
    doors.world.clock.advance(SignedDuration::from_secs(30));
    let code = browser.code();
    let fields = [("code", code.as_str()), ("naar", "//elders.example")];
    let page = browser.open("/bevestigen").await;
    let csrf = page.field("csrf");
    let all = [&[("csrf", csrf.as_str())][..], &fields[..]].concat();
    assert_eq!(browser.post("/bevestigen", &all).await.location, "/account");
}

#[tokio::test(flavor = "multi_thread")]
async fn signing_out_stands_in_the_log() {
    let (doors, browser, _) = with_second_step().await;
    let desk = doors.world.desk.organisation;
    let roles = [Role::LogKeeper].into_iter().collect();
    let (bridge, email) = (&doors.world.bridge, "log@brugdam.example");
    actions::accounts::add(bridge, email, "Lo Geer", PASSWORD, desk, roles)
        .await
        .unwrap();
    let keeper = Browser::new(&doors.web);
    keeper.sign_in(email, PASSWORD).await;
    let said = "data-label=\"Wat\">Uitgelogd</td>";
    assert!(!keeper.open("/inzage/logboek").await.has(said));
    let out = browser.send("/uitloggen", &[]).await;
    assert_eq!(to(&out), (303, "/inloggen?uit=ja"));
    let (_, after) = keeper
        .open("/inzage/logboek")
        .await
        .html
        .split_once(said)
        .map(|(before, after)| (before.to_owned(), after.to_owned()))
        .unwrap();
    let (line, _) = after.split_once("</tr>").unwrap();
    assert!(line.contains("Marieke Vos") && line.contains("192.0.2.1"));
    // Whoever was not signed in leaves no line.
    let out = browser.post("/uitloggen", &[]).await;
    assert_eq!(to(&out), (303, "/inloggen?uit=ja"));
    let log = keeper.open("/inzage/logboek").await.html;
    assert_eq!(log.matches(said).count(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mail_about_a_password_that_did_not_arrive_is_seen_and_sent_again() {
    let doors = Doors::open().await;
    let (world, bridge) = (&doors.world, &doors.world.bridge);
    let kind = OrganisationKind::Municipality;
    let hall = actions::set_up::organisation_named(bridge, world.home, kind, "Gemeente Brugdam");
    let hall = hall.await.unwrap();
    let admin = async |organisation, email: &str| {
        let roles = [Role::Administrator].into_iter().collect();
        actions::accounts::add(bridge, email, "Bea Heer", PASSWORD, organisation, roles)
            .await
            .unwrap();
        let browser = Browser::new(&doors.web);
        browser.sign_in(email, PASSWORD).await;
        browser
    };
    let bea = admin(hall, "bea@brugdam.example").await;
    let neighbour = admin(world.club.organisation, "bas@debrug.example").await;
    let unknown = MailProblem {
        permanent: true,
        cause: "550 no such user".to_owned(),
    };
    world.post.refuse(Some(unknown.clone()));
    actions::reset_password::ask(bridge, EMAIL).await.unwrap();
    assert!(world.mail().await.is_empty());
    world.post.refuse(None);

    let said = "Deze mails kwamen niet aan";
    assert!(!neighbour.open("/toegang").await.has(said));
    let page = bea.open("/toegang").await;
    assert!(page.has(said) && page.has("Wachtwoord vergeten") && page.has(EMAIL));
    let (_, rest) = page.html.split_once("value=\"opnieuw\">").unwrap();
    let (_, rest) = rest.split_once("name=\"id\" value=\"").unwrap();
    let id = rest.split('"').next().unwrap().to_owned();
    let again = [("wat", "opnieuw"), ("id", id.as_str())];
    assert_eq!(neighbour.send("/toegang", &again).await.status, 404);
    assert_eq!(
        to(&bea.send("/toegang", &again).await),
        (303, "/toegang?klaar=opnieuw")
    );
    let mails = world.mail().await;
    assert_eq!((mails.len(), mails[0].to.as_str()), (1, EMAIL));
    assert!(!bea.open("/toegang").await.has(said));
    assert_eq!(bea.send("/toegang", &again).await.status, 404);

    // An invitation that was handed over by other means is no matter any more.
    world.post.refuse(Some(unknown));
    let practice = world.nurse.organisation;
    let roles = [Role::CareProfessional].into_iter().collect();
    let (joost, invite) = ("joost@linde.example", actions::invite::invite_from_console);
    let link = invite(bridge, joost, practice, roles).await.unwrap();
    assert!(world.mail().await.is_empty());
    assert!(bea.open("/toegang").await.has(said));
    let path = link.strip_prefix("https://brugdam.example").unwrap();
    let fields = [("naam", "Joost Bos"), ("wachtwoord", "kwikstaart")];
    let taken = Browser::new(&doors.web).post(path, &fields).await;
    assert_eq!(to(&taken), (303, "/inloggen?nieuw=ja"));
    assert!(!bea.open("/toegang").await.has(said));
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_sees_their_sessions_and_ends_the_others() {
    let (doors, here, codes) = with_second_step().await;
    let there = elsewhere(&doors, "198.51.100.4", &here);
    there.give_password(EMAIL, PASSWORD).await;
    give_code(&there, &codes[0]).await;
    assert!(here.open("/account").await.has("op 2 apparaten ingelogd"));
    let page = here.open("/account/sessies").await;
    assert!(page.has("Dit apparaat, nu") && page.has("198.51.100.4"));
    let nothing = here.send("/account/sessies", &[]).await;
    assert_eq!(nothing.status, 400);
    let strange = here
        .send("/account/sessies", &[("id", "van een ander")])
        .await;
    assert_eq!(strange.status, 404);
    let done = here.send("/account/sessies", &[("alle", "ja")]).await;
    assert_eq!(to(&done), (303, "/account/sessies?klaar=ja"));
    assert_eq!(
        there.open("/te-doen").await.location,
        "/inloggen?naar=/te-doen"
    );
    assert_eq!(here.open("/te-doen").await.status, 200);
    // Changing the password does the same.
    let again = elsewhere(&doors, "198.51.100.4", &here);
    again.give_password(EMAIL, PASSWORD).await;
    give_code(&again, &codes[1]).await;
    assert_eq!(again.open("/te-doen").await.status, 200);
    let change = |old: &'static str, new: &'static str| {
        [("wat", "wachtwoord"), ("oud", old), ("nieuw", new)]
    };
    let wrong = here
        .send("/account", &change(WRONG, "kwikstaart op het wad"))
        .await;
    assert!(wrong.status == 400 && wrong.has("Dit wachtwoord klopt niet"));
    let weak = here
        .send("/account", &change(PASSWORD, "Welkom2026!"))
        .await;
    assert!(weak.status == 400 && weak.has("makkelijk te raden"));
    let done = here
        .send("/account", &change(PASSWORD, "kwikstaart op het wad"))
        .await;
    assert_eq!(to(&done), (303, "/account?klaar=ja"));
    assert_eq!(again.open("/te-doen").await.status, 303);
    assert_eq!(here.open("/te-doen").await.status, 200);
    let mails = doors.world.mail().await;
    assert_eq!(mails.last().unwrap().subject, "Uw wachtwoord is gewijzigd");
}

#[tokio::test(flavor = "multi_thread")]
async fn ending_ones_other_sessions_asks_for_a_fresh_second_step() {
    let (doors, here, codes) = with_second_step().await;
    let there = elsewhere(&doors, "198.51.100.4", &here);
    there.give_password(EMAIL, PASSWORD).await;
    give_code(&there, &codes[0]).await;
    doors.world.clock.advance(SignedDuration::from_mins(11));
    let asked = (303, "/bevestigen?naar=/account/sessies");
    assert_eq!(to(&here.open("/account/sessies").await), asked);
    let sent = here.send("/account/sessies", &[("alle", "ja")]).await;
    assert_eq!(to(&sent), asked);
    assert_eq!(there.open("/te-doen").await.status, 200, "nothing ended");
    let code = here.code();
    let fields = [("code", code.as_str()), ("naar", "/account/sessies")];
    let back = fill(&here, "/bevestigen", &fields).await;
    assert_eq!(to(&back), (303, "/account/sessies"));
    let sent = here.send("/account/sessies", &[("alle", "ja")]).await;
    assert_eq!(to(&sent), (303, "/account/sessies?klaar=ja"));
    assert_eq!(there.open("/te-doen").await.status, 303);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_invited_provider_comes_in_by_the_link_and_only_once() {
    let (doors, _, _) = with_second_step().await;
    let bridge = &doors.world.bridge;
    let desk = doors.world.desk.organisation;
    let roles = [Role::ServicePoint].into_iter().collect();
    actions::accounts::add(
        bridge,
        "anouk@brugdam.example",
        "Anouk",
        PASSWORD,
        desk,
        roles,
    )
    .await
    .unwrap();
    let anouk = Browser::new(&doors.web);
    anouk.sign_in("anouk@brugdam.example", PASSWORD).await;
    let club = doors.world.club.organisation.to_string();
    let practice = doors.world.nurse.organisation.to_string();
    let invite = |organisation: &str, role: &str| {
        vec![
            ("wat".to_owned(), "uitnodigen".to_owned()),
            ("email".to_owned(), "tineke@debrug.example".to_owned()),
            ("organisatie".to_owned(), organisation.to_owned()),
            ("rol".to_owned(), role.to_owned()),
        ]
    };
    for (organisation, role, expected) in [
        (&practice, "zorgprofessional", 403),
        (&club, "beheerder", 403),
        (&practice, "aanbieder", 403),
        (&club, "aanbieder", 303),
    ] {
        let fields = invite(organisation, role);
        let fields: Vec<(&str, &str)> = fields
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        let seen = anouk.send("/toegang", &fields).await;
        assert_eq!(seen.status, expected, "{role}");
    }
    assert!(anouk.open("/toegang").await.has("tineke@debrug.example"));
    let mails = doors.world.mail().await;
    let mail = mails.iter().find(|mail| mail.to == "tineke@debrug.example");
    let path = format!("/uitnodiging/{}", token_in(mail.unwrap(), "/uitnodiging/"));
    let tineke = Browser::new(&doors.web);
    let page = tineke.open(&path).await;
    assert!(page.has("Wandelclub De Brug") && page.has("Minstens 8 tekens"));
    let weak = [("naam", "Tineke Smit"), ("wachtwoord", "tineke-debrug")];
    assert_eq!(tineke.post(&path, &weak).await.status, 400);
    let fine = [("naam", "Tineke Smit"), ("wachtwoord", "kwikstaart")];
    assert_eq!(
        to(&tineke.post(&path, &fine).await),
        (303, "/inloggen?nieuw=ja")
    );
    assert_eq!(tineke.post(&path, &fine).await.status, 410);
    assert_eq!(tineke.open(&path).await.status, 410);
    tineke.sign_in("tineke@debrug.example", "kwikstaart").await;
    assert!(tineke.open("/te-doen").await.has("Tineke Smit"));
    assert_eq!(tineke.open("/toegang").await.status, 403);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_forgotten_password_tells_nobody_who_has_an_account() {
    let (doors, browser, codes) = with_second_step().await;
    let stranger = Browser::new(&doors.web);
    let answer = async |email: &str| {
        let seen = stranger
            .post("/wachtwoord-vergeten", &[("email", email)])
            .await;
        (seen.status, seen.html)
    };
    let known = answer(EMAIL).await;
    assert_eq!(known.0, 200);
    assert_eq!(known, answer("niemand@nergens.example").await);
    let mut mails = Vec::new();
    // The page did not wait for it; nor does it take long.
    for _ in 0..100 {
        mails.extend(doors.world.mail().await);
        if !mails.is_empty() {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    let mail = mails.first().unwrap();
    assert_eq!((mails.len(), mail.to.as_str()), (1, EMAIL));
    let path = format!("/wachtwoord/{}", token_in(mail, "/wachtwoord/"));
    assert_eq!(stranger.open(&path).await.status, 200);
    let fields = [("wachtwoord", "kwikstaart op het wad")];
    let done = stranger.post(&path, &fields).await;
    assert_eq!(to(&done), (303, "/inloggen?nieuw=ja"));
    assert_eq!(stranger.post(&path, &fields).await.status, 410);
    assert_eq!(
        browser.open("/te-doen").await.status,
        303,
        "every session ended"
    );
    let seen = stranger.give_password(EMAIL, "kwikstaart op het wad").await;
    assert_eq!(to(&seen), (303, "/inloggen/code"), "the second step stays");
    assert_eq!(give_code(&stranger, &codes[0]).await.status, 303);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_is_remembered_only_when_that_is_asked() {
    let doors = Doors::open().await;
    let browser = Browser::new(&doors.web);
    browser.give_password(EMAIL, PASSWORD).await;
    assert_eq!(browser.cookie("__Host-beweegbrug-email"), None);
    let browser = Browser::new(&doors.web);
    let fields = [
        ("email", EMAIL),
        ("wachtwoord", PASSWORD),
        ("onthoud", "ja"),
    ];
    browser.post("/inloggen", &fields).await;
    assert!(browser.cookie("__Host-beweegbrug-email").is_some());
    let next_time = Browser::new(&doors.web);
    next_time.keep(
        "__Host-beweegbrug-email",
        &browser.cookie("__Host-beweegbrug-email").unwrap(),
    );
    assert!(
        next_time
            .open("/inloggen")
            .await
            .has("value=\"marieke@linde.example\"")
    );
}
