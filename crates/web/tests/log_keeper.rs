//! The log keeper's pages as a browser without script meets them, and the question that somebody
//! finds on their work list.

#![allow(clippy::unwrap_used, reason = "a story that cannot go on must stop")]

mod speaking;
#[path = "../../actions/tests/support/mod.rs"]
mod support;

use actions::show_referral::show_referral;
use domain::ids::{OrganisationId, UserId};
use domain::organisation::Role;
use jiff::SignedDuration;
use speaking::Doors;
use speaking::browser::Browser;
use store::access_log::Action;
use support::as_caller;

const PASSWORD: &str = "een heel lang wachtwoord";

/// A new account of an organisation, signed in.
async fn signed_in(doors: &Doors, organisation: OrganisationId, role: Role) -> (Browser, UserId) {
    let email = format!("{role}@brugdam.example");
    let roles = [role].into_iter().collect();
    let bridge = &doors.world.bridge;
    let user = actions::accounts::add(bridge, &email, "Sam de Boer", PASSWORD, organisation, roles)
        .await
        .unwrap();
    let browser = Browser::new(&doors.web);
    browser.sign_in(&email, PASSWORD).await;
    (browser, user)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refusal_stands_in_the_log_once_whoever_it_was_about() {
    let doors = Doors::open().await;
    let world = &doors.world;
    let sent = world.refer(&world.fatma()).await;
    let practice = world.other_nurse.organisation;
    let (stranger, whose) = signed_in(&doors, practice, Role::CareProfessional).await;
    let token = doors
        .token_of_scope(&world.nurse, Role::CareProfessional, "lezen")
        .await;
    let logged = async |user| world.logged(user, Action::Refused).await;
    // By role, by a second step that is not theirs to take, by form, by organisation, inside.
    let closed = format!("/verwijzingen/{}", sent.id);
    for (path, status) in [
        ("/instellingen", 403),
        ("/toegang", 403),
        ("/mijn-aanbod", 403),
        (closed.as_str(), 404),
        ("/verwijzingen/0194b2a0-0000-7000-8000-000000000000", 404),
        ("/bevestigen/bij/niemand", 404),
    ] {
        let before = logged(Some(whose)).await;
        assert_eq!(stranger.open(path).await.status, status, "{path}");
        assert_eq!(logged(Some(whose)).await, before + 1, "{path}");
    }
    let forged = [("csrf", "verzonnen"), ("wat", "naam"), ("naam", "Kwaad")];
    assert_eq!(stranger.post("/account", &forged).await.status, 403);
    assert_eq!(logged(Some(whose)).await, 7);
    // What is public refuses nobody, nor does what is typed wrong.
    assert_eq!(stranger.open("/bestaat-niet").await.status, 404);
    assert_eq!(stranger.open("/aanbod/niets").await.status, 404);
    assert_eq!(stranger.send("/account", &[]).await.status, 400);
    assert_eq!(logged(Some(whose)).await, 7);
    // Programs are no other.
    let before = logged(None).await;
    let wish = serde_json::json!({});
    let refused = doors.post("/api/v1/gemist-aanbod", &token, &wish).await;
    assert_eq!(refused.status, 403);
    let listed = doors.get("/api/v1/gemist-aanbod", &token).await;
    assert_eq!(listed.status, 403);
    assert_eq!(logged(None).await, before + 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_log_keeper_reads_how_large_a_flood_of_refusals_was() {
    let doors = Doors::open().await;
    let world = &doors.world;
    for _ in 0..12 {
        let nurse = as_caller(&world.nurse);
        actions::refused::note_of_nobody(&world.bridge, &nurse)
            .await
            .unwrap();
    }
    let (keeper, _) = signed_in(&doors, world.desk.organisation, Role::LogKeeper).await;
    let log = keeper.open("/inzage/logboek").await;
    assert_eq!(log.html.matches("12 keer in deze minuut").count(), 10);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_log_is_searched_paged_and_taken_out_without_a_resident() {
    let doors = Doors::open().await;
    let world = &doors.world;
    let sent = world.refer(&world.fatma()).await;
    for _ in 0..60 {
        show_referral(&world.bridge, &as_caller(&world.coach), sent.id)
            .await
            .unwrap();
    }
    let (keeper, _) = signed_in(&doors, world.desk.organisation, Role::LogKeeper).await;
    let week = keeper.open("/inzage/logboek").await;
    assert_eq!(week.status, 200);
    assert!(week.has("B-1001") && week.has("Oudere regels") && !week.has("Nieuwere regels"));
    let days = [("van", "2026-11-20"), ("tot", "2026-11-24")];
    let ask = async |more: &[(&str, &str)]| {
        let fields: Vec<(&str, &str)> = days.iter().chain(more).copied().collect();
        keeper.send("/inzage/logboek", &fields).await
    };
    let second = ask(&[("bladzijde", "2"), ("nummer", "b1001")]).await;
    assert!(second.has("Nieuwere regels") && second.has("Opgeschreven"));
    let made = ask(&[("handeling", "invoeren")]).await;
    assert!(made.has("Eén regel") && made.has("Marieke Vos"));
    let nurse = world.nurse.user.to_string();
    assert!(ask(&[("wie", &nurse)]).await.has("Eén regel"));
    let wanted = [days[0], days[1], ("handeling", "invoeren")];
    let file = keeper.send("/inzage/logboek/bestand", &wanted).await;
    assert!(file.html.starts_with("\u{feff}moment;handeling;naam;rol;"));
    assert!(file.has(";invoeren;Marieke Vos;zorgprofessional;Huisartsenpraktijk De Linde;"));
    for page in [week, second, made, file] {
        assert!(!page.has("Fatma") && !page.has("Yıldız") && !page.has("12 34 56 78"));
    }
    for (field, value) in [
        ("nummer", "B-9999"),
        ("van", "gisteren"),
        ("tot", "2020-01-01"),
    ] {
        let fields = [("van", "2026-11-20"), ("tot", "2026-11-24"), (field, value)];
        let fields: Vec<_> = fields
            .into_iter()
            .filter(|(name, given)| *name != field || *given == value)
            .collect();
        let wrong = keeper.send("/inzage/logboek", &fields).await;
        assert_eq!(wrong.status, 400, "{field}");
        assert!(wrong.has(&format!("href=\"#{field}\"")), "{}", wrong.html);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_file_is_had_after_a_fresh_second_step_only() {
    let doors = Doors::open().await;
    let desk = doors.world.desk.organisation;
    let (keeper, _) = signed_in(&doors, desk, Role::LogKeeper).await;
    let address = "/inzage/logboek/bestand";
    let button = format!("formaction=\"{address}\"");
    let days = [("van", "2026-11-20"), ("tot", "2026-11-24")];
    assert!(keeper.open("/inzage/logboek").await.has(&button));
    doors.world.clock.advance(SignedDuration::from_mins(11));
    let page = keeper.open("/inzage/logboek").await;
    assert!(!page.has(&button) && page.has(&format!("href=\"{address}\"")));
    let refused = keeper.send(address, &days).await;
    let confirm = "/bevestigen?naar=/inzage/logboek/bestand";
    assert_eq!((refused.status, refused.location.as_str()), (303, confirm));
    let (csrf, code) = (keeper.open(confirm).await.field("csrf"), keeper.code());
    let fields = [("csrf", &*csrf), ("code", &*code), ("naar", address)];
    let back = keeper.post("/bevestigen", &fields).await;
    assert_eq!((back.status, back.location.as_str()), (303, address));
    assert!(keeper.open(address).await.has(&button));
    let file = keeper.send(address, &days).await;
    assert!(file.html.starts_with("\u{feff}moment;handeling;naam;rol;"));
    let wrong = keeper.send(address, &[("van", "gisteren")]).await;
    assert!(wrong.status == 400 && wrong.has("href=\"#van\""));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_question_is_found_on_the_work_list_and_answered_in_words() {
    let doors = Doors::open().await;
    let world = &doors.world;
    let sent = world.refer(&world.fatma()).await;
    let (coach, user) = signed_in(&doors, world.coach.organisation, Role::Coach).await;
    let mut member = world.coach.clone();
    member.user = user;
    for _ in 0..60 {
        show_referral(&world.bridge, &as_caller(&member), sent.id)
            .await
            .unwrap();
    }
    actions::alarms::watch(&world.bridge).await.unwrap();
    let (keeper, _) = signed_in(&doors, world.desk.organisation, Role::LogKeeper).await;
    let alarms = keeper.open("/inzage/signalen").await;
    assert!(alarms.has("Sam de Boer") && alarms.has("Opende 60 keer gegevens in een uur."));
    assert!(alarms.has("9.00–10.00 uur") && !alarms.has("Fatma"));
    assert!(
        !coach
            .open("/te-doen")
            .await
            .has("De logbeheerder vraagt u iets")
    );
    let (_, rest) = alarms.html.split_once("/inzage/signalen/").unwrap();
    let (_, rest) = rest.split_once("/inzage/signalen/").unwrap_or(("", rest));
    let id = rest.split('/').next().unwrap().to_owned();
    let asked = keeper
        .send(&format!("/inzage/signalen/{id}/vraag"), &[])
        .await;
    assert_eq!(asked.location, "/inzage/signalen?gedaan=gevraagd");

    assert!(
        coach
            .open("/te-doen")
            .await
            .has("De logbeheerder vraagt u iets")
    );
    let question = coach.open("/vragen").await;
    assert!(question.has("Wat was de reden?"));
    let empty = coach
        .send(&format!("/vragen/{id}"), &[("antwoord", " ")])
        .await;
    assert_eq!(empty.status, 400);
    assert!(empty.has(&format!("href=\"#{id}-antwoord\"")));
    let words = [("antwoord", "<b>Inloopdag</b>")];
    let answered = coach.send(&format!("/vragen/{id}"), &words).await;
    assert_eq!(answered.location, "/vragen?gedaan=ja");
    assert_eq!(
        coach.send(&format!("/vragen/{id}"), &words).await.status,
        404
    );
    let alarms = keeper.open("/inzage/signalen").await;
    assert!(alarms.has("Uitleg gekregen") && !alarms.has("<b>Inloopdag"));
    let closed = keeper
        .send(&format!("/inzage/signalen/{id}/sluit"), &[])
        .await;
    assert_eq!(closed.location, "/inzage/signalen?gedaan=gesloten");
}

#[tokio::test(flavor = "multi_thread")]
async fn limits_are_changed_and_what_is_no_number_is_named() {
    let doors = Doors::open().await;
    let desk = doors.world.desk.organisation;
    let (keeper, _) = signed_in(&doors, desk, Role::LogKeeper).await;
    let fields = |reads| {
        [
            ("veel-gezocht", "30"),
            ("veel-bekeken", reads),
            ("veel-geweigerd", "10"),
            ("in-de-nacht", "10"),
            ("andere-gemeente", "20"),
        ]
    };
    let wrong = keeper.send("/inzage/grenzen", &fields("veel")).await;
    assert_eq!(wrong.status, 400);
    assert!(wrong.has("href=\"#veel-bekeken\"") && wrong.has("value=\"veel\""));
    let saved = keeper.send("/inzage/grenzen", &fields("75")).await;
    assert_eq!(saved.location, "/inzage/signalen?gedaan=bewaard");
    assert!(keeper.open("/inzage/signalen").await.has("value=\"75\""));
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_else_comes_in_and_asking_for_a_referral_is_written_down() {
    let doors = Doors::open().await;
    let world = &doors.world;
    let sent = world.refer(&world.fatma()).await;
    let (desk, _) = signed_in(&doors, world.desk.organisation, Role::ServicePoint).await;
    for page in [
        "/inzage/logboek",
        "/inzage/logboek/bestand",
        "/inzage/signalen",
    ] {
        assert_eq!(desk.open(page).await.status, 403, "{page}");
    }
    assert_eq!(desk.send("/inzage/grenzen", &[]).await.status, 403);
    assert_eq!(desk.open("/vragen").await.status, 200);
    let (policy, _) = signed_in(&doors, world.desk.organisation, Role::Policy).await;
    let path = format!("/verwijzingen/{}", sent.id);
    assert_eq!(policy.open(&path).await.status, 403);
    let (keeper, _) = signed_in(&doors, world.desk.organisation, Role::LogKeeper).await;
    let log = keeper.open(&format!("/inzage/{}", sent.id)).await;
    assert!(log.has("Gevraagd en geweigerd") && log.has("Beleid"));
}
