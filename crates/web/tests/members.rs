//! The pages about who may what, as a browser without script meets them: roles, leaving, standing
//! in, and choosing for whom one acts.

#![allow(clippy::unwrap_used, reason = "a story that cannot go on must stop")]

mod speaking;
#[path = "../../actions/tests/support/mod.rs"]
mod support;

use domain::ids::{OrganisationId, UserId};
use domain::organisation::{OrganisationKind, Role};
use speaking::Doors;
use speaking::browser::Browser;

const PASSWORD: &str = "een heel lang wachtwoord";

async fn account(doors: &Doors, email: &str, home: OrganisationId, role: Role) -> UserId {
    let roles = [role].into_iter().collect();
    let bridge = &doors.world.bridge;
    actions::accounts::add(bridge, email, "Sam de Boer", PASSWORD, home, roles)
        .await
        .unwrap()
}

async fn signed_in(doors: &Doors, email: &str) -> Browser {
    let browser = Browser::new(&doors.web);
    browser.sign_in(email, PASSWORD).await;
    browser
}

async fn administrator(doors: &Doors) -> Browser {
    let (bridge, home) = (&doors.world.bridge, doors.world.home);
    let kind = OrganisationKind::Municipality;
    let hall = actions::set_up::organisation(bridge, home, kind, "Gemeente Brugdam", None, None)
        .await
        .unwrap();
    account(doors, "beheer@brugdam.example", hall, Role::Administrator).await;
    signed_in(doors, "beheer@brugdam.example").await
}

#[tokio::test(flavor = "multi_thread")]
async fn who_leaves_is_out_with_the_next_click_and_a_colleague_is_named() {
    let doors = Doors::open().await;
    let practice = doors.world.nurse.organisation;
    doors.world.refer(&doors.world.fatma()).await;
    let leaver = signed_in(&doors, "marieke@linde.example").await;
    let heir = account(
        &doors,
        "els@linde.example",
        practice,
        Role::CareProfessional,
    )
    .await;
    let admin = administrator(&doors).await;
    let page = format!("/toegang/{practice}/{}", doors.world.nurse.user);
    assert!(admin.open("/toegang").await.has(&page));
    let shown = admin.open(&page).await;
    assert!(shown.has("Deze persoon verwees iemand die nog bezig is"));
    assert!(
        !shown.has("Fatma") && !shown.has("Yıldız"),
        "an administrator sees no residents"
    );
    let without = admin.send(&page, &[("wat", "beeindig")]).await;
    assert_eq!(without.status, 400);
    assert!(without.has("Kies een collega die het overneemt"));
    assert_eq!(leaver.open("/verwijzingen").await.status, 200);
    let fields = [("wat", "beeindig"), ("collega", &heir.to_string())];
    let done = admin.send(&page, &fields).await;
    assert_eq!(
        (done.status, done.location.as_str()),
        (303, "/toegang?klaar=beeindigd")
    );
    let next = leaver.open("/verwijzingen").await;
    assert_eq!(
        (next.status, next.location.as_str()),
        (303, "/inloggen?naar=/verwijzingen")
    );
    assert_eq!(admin.open(&page).await.status, 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_role_that_is_taken_is_gone_with_the_next_click() {
    let doors = Doors::open().await;
    let practice = doors.world.nurse.organisation;
    let nurse = signed_in(&doors, "marieke@linde.example").await;
    let admin = administrator(&doors).await;
    let page = format!("/toegang/{practice}/{}", doors.world.nurse.user);
    assert_eq!(nurse.open("/verwijzingen").await.status, 200);
    let none = admin.send(&page, &[("wat", "rollen")]).await;
    assert!(none.status == 400 && none.has("Kies een rol"));
    let policy = admin
        .send(&page, &[("wat", "rollen"), ("rol", "beleid")])
        .await;
    assert_eq!(policy.status, 303);
    assert_eq!(nurse.open("/verwijzingen").await.status, 403);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_assistant_works_in_a_colleagues_name_under_a_new_session() {
    let doors = Doors::open().await;
    let other = doors.world.other_nurse.organisation;
    account(&doors, "els@eik.example", other, Role::CareProfessional).await;
    let nurse = signed_in(&doors, "marieke@linde.example").await;
    let fields = [
        ("email", "els@eik.example"),
        ("begin", "2026-11-24"),
        ("eind", "2026-11-30"),
        ("mag", "verwijzen"),
    ];
    let wrong = nurse.send("/namens/geven", &fields[..3]).await;
    assert!(wrong.status == 400 && wrong.has("Kies wat uw collega mag"));
    assert_eq!(
        nurse.send("/namens/geven", &fields).await.location,
        "/namens?klaar=ja"
    );
    assert!(
        nurse
            .open("/namens")
            .await
            .has("Sam de Boer werkt namens u")
    );
    let els = signed_in(&doors, "els@eik.example").await;
    let list = els.open("/namens").await;
    assert!(list.has("U werkt namens Marieke Vos") && list.has("zoeken en verwijzen"));
    assert!(els.open("/organisatie").await.has("namens Marieke Vos"));
    let before = els.cookie("__Host-beweegbrug").unwrap();
    let practice = doors.world.nurse.organisation.to_string();
    let marieke = doors.world.nurse.user.to_string();
    let chosen = [("organisatie", practice.as_str()), ("namens", &marieke)];
    assert_eq!(els.send("/organisatie", &chosen).await.location, "/te-doen");
    assert_ne!(
        els.cookie("__Host-beweegbrug").unwrap(),
        before,
        "a new session id"
    );
    let page = els.open("/zoeken").await;
    assert!(page.status == 200 && page.has("namens Marieke Vos") && page.has("Wissel"));
    assert_eq!(els.open("/namens/geven").await.status, 403);
    // The nurse ends it: the assistant is out with the next click.
    let page = nurse.open("/namens").await;
    let id = page.field("id");
    assert_eq!(nurse.send("/namens", &[("id", &id)]).await.status, 303);
    assert_eq!(els.open("/zoeken").await.status, 303);
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_acts_for_a_colleague_or_an_organisation_that_is_not_theirs() {
    let doors = Doors::open().await;
    let nurse = signed_in(&doors, "marieke@linde.example").await;
    let own = doors.world.nurse.organisation.to_string();
    let club = doors.world.club.organisation.to_string();
    let somebody = doors.world.other_nurse.user.to_string();
    for (organisation, namens, status) in [
        (club.as_str(), "", 404),
        (own.as_str(), somebody.as_str(), 404),
        (own.as_str(), "x", 400),
        ("x", "", 400),
    ] {
        let fields = [("organisatie", organisation), ("namens", namens)];
        assert_eq!(nurse.send("/organisatie", &fields).await.status, status);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_administrator_sees_devices_and_no_addresses_and_signs_a_lost_telephone_out() {
    let doors = Doors::open().await;
    let practice = doors.world.nurse.organisation;
    let mut telephone = Browser::new(&doors.web);
    telephone.address = "198.51.100.4";
    telephone.sign_in("marieke@linde.example", PASSWORD).await;
    let admin = administrator(&doors).await;
    let page = format!("/toegang/{practice}/{}", doors.world.nurse.user);
    let shown = admin.open(&page).await;
    assert!(shown.has("Waar deze persoon is ingelogd") && shown.has("laatst gebruikt"));
    assert!(!shown.has("198.51.100.4"));
    let done = admin.send(&page, &[("wat", "sessies")]).await;
    assert_eq!(
        (done.status, done.location.as_str()),
        (303, "/toegang?klaar=uitgelogd")
    );
    assert_eq!(
        telephone.open("/te-doen").await.location,
        "/inloggen?naar=/te-doen"
    );
    assert!(admin.open(&page).await.has("nu nergens ingelogd"));
    // A service point decides on its providers, and sees nothing of where they are signed in.
    let club = doors.world.club.organisation;
    let tineke = account(&doors, "tineke@debrug.example", club, Role::Provider).await;
    let provider = signed_in(&doors, "tineke@debrug.example").await;
    let desk = doors.world.desk.organisation;
    account(&doors, "anouk@brugdam.example", desk, Role::ServicePoint).await;
    let anouk = signed_in(&doors, "anouk@brugdam.example").await;
    let page = format!("/toegang/{club}/{tineke}");
    assert!(!anouk.open(&page).await.has("Waar deze persoon is ingelogd"));
    assert_eq!(anouk.send(&page, &[("wat", "sessies")]).await.status, 403);
    assert_eq!(provider.open("/te-doen").await.status, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn periods_are_rehearsed_before_they_are_saved() {
    let doors = Doors::open().await;
    let admin = administrator(&doors).await;
    let page = "/instellingen/bewaren";
    assert!(admin.open("/instellingen").await.has(page));
    let shown = admin.open(page).await;
    assert!(shown.has("U kunt kiezen van 1827 tot 7300 dagen."));
    assert!(shown.has("De komende nacht gaat er niets weg.") && !shown.has("Bewaar deze"));
    let fields = |log: &'static str| {
        [
            ("clientgegevens", "365"),
            ("links", "365"),
            ("berichten", "365"),
            ("inzagelog", log),
            ("gemist-aanbod", "730"),
            ("bewaarde-wensen", "365"),
            ("controle", "365"),
            ("bewaarverslagen", "1827"),
        ]
    };
    for wrong in ["1826", "veel", ""] {
        let refused = admin.send(page, &fields(wrong)).await;
        assert!(refused.status == 400 && refused.has("href=\"#inzagelog\""));
    }
    let dry = admin.send(page, &fields("2000")).await;
    assert!(dry.status == 200 && dry.has("Er is nog niets gewijzigd."));
    assert!(dry.has("2000 dagen") && dry.has("Bewaar deze termijnen"));
    assert!(
        admin
            .open(page)
            .await
            .has("id=\"inzagelog\" name=\"inzagelog\" inputmode=\"numeric\" value=\"1827\"")
    );
    let mut all = fields("2000").to_vec();
    all.push(("bewaar", "ja"));
    let saved = admin.send(page, &all).await;
    assert_eq!(
        (saved.status, saved.location.as_str()),
        (303, "/instellingen/bewaren?bewaard=ja")
    );
    let after = admin.open("/instellingen/bewaren?bewaard=ja").await;
    assert!(after.has("value=\"2000\"") && after.has("De termijnen zijn bewaard."));
    doors
        .world
        .clock
        .advance(jiff::SignedDuration::from_mins(11));
    let stale = admin.send(page, &all).await;
    assert_eq!(stale.location, "/bevestigen?naar=/instellingen/bewaren");
}
