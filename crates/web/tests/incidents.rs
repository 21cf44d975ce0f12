//! The pages for when something is wrong, as a browser without script meets them.

#![allow(clippy::unwrap_used, reason = "a story that cannot go on must stop")]

mod speaking;
#[path = "../../actions/tests/support/mod.rs"]
mod support;

use domain::ids::OrganisationId;
use domain::organisation::Role;
use speaking::Doors;
use speaking::browser::Browser;
use support::token_in;

const PASSWORD: &str = "een heel lang wachtwoord";

/// A new account of an organisation, signed in.
async fn signed_in(doors: &Doors, organisation: OrganisationId, role: Role) -> Browser {
    let email = format!("{role}@brugdam.example");
    let roles = [role].into_iter().collect();
    let bridge = &doors.world.bridge;
    actions::accounts::add(bridge, &email, "Sam de Boer", PASSWORD, organisation, roles)
        .await
        .unwrap();
    let browser = Browser::new(&doors.web);
    browser.sign_in(&email, PASSWORD).await;
    browser
}

#[tokio::test(flavor = "multi_thread")]
async fn a_club_that_is_signed_in_is_out_the_moment_it_is_suspended() {
    let doors = Doors::open().await;
    let world = &doors.world;
    let sent = world.refer(&world.fatma()).await;
    let mails = world.mail().await;
    let invitation = mails.iter().find(|mail| mail.text.contains("/v/")).unwrap();
    let link = format!("/v/{}", token_in(invitation, "/v/"));
    let club = signed_in(&doors, world.club.organisation, Role::Provider).await;
    let own = format!("/verwijzingen/{}", sent.id);
    assert!(club.open(&own).await.has("Fatma"));
    let desk = signed_in(&doors, world.desk.organisation, Role::ServicePoint).await;
    let id = world.club.organisation.to_string();
    let empty = desk.send("/schorsingen", &[("aanbieder", &id)]).await;
    assert!(empty.status == 400 && empty.has("href=\"#reden\""));
    let fields = [
        ("aanbieder", id.as_str()),
        ("reden", "Melding van <b>ouders</b>"),
    ];
    let done = desk.send("/schorsingen", &fields).await;
    assert_eq!(
        (done.status, &*done.location),
        (303, "/schorsingen?gedaan=geschorst")
    );
    let page = desk.open("/schorsingen").await;
    assert!(page.has("Wandelclub De Brug") && !page.has("<b>ouders"));
    let out = club.open(&own).await;
    assert_eq!(out.status, 303);
    assert!(out.location.starts_with("/inloggen"));
    let stranger = Browser::new(&doors.web);
    let gone = stranger.open(&link).await;
    assert!(gone.status == 410 && !gone.has("Fatma"));
    assert!(!stranger.open("/aanbod").await.has("Rustig wandelen"));
    let lift = format!("/schorsingen/{id}/opheffen");
    assert_eq!(desk.send(&lift, &[]).await.status, 303);
    assert!(stranger.open("/aanbod").await.has("Rustig wandelen"));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_emergency_is_a_page_for_an_hour_that_the_log_keeper_looks_at() {
    let doors = Doors::open().await;
    let world = &doors.world;
    let mut draft = world.fatma();
    draft.consent.guidance = Some(false);
    let sent = world.refer(&draft).await;
    let coach = signed_in(&doors, world.coach.organisation, Role::Coach).await;
    assert!(coach.open("/verwijzingen").await.has("href=\"/nood\""));
    let reason = ("reden", "Zij is onwel geworden op de markt");
    let unknown = coach.send("/nood", &[("wie", "B-9999"), reason]).await;
    assert!(unknown.status == 404 && unknown.has("href=\"#wie\""));
    let opened = coach.send("/nood", &[("wie", &sent.number), reason]).await;
    assert_eq!(opened.status, 303);
    let page = coach.open(&opened.location).await;
    assert!(page.has("Fatma Yıldız") && page.has("06 12 34 56 78") && page.has("Rust na 10"));
    let keeper = signed_in(&doors, world.desk.organisation, Role::LogKeeper).await;
    let list = keeper.open("/inzage/nood").await;
    assert!(list.has("onwel geworden") && list.has(&sent.number) && !list.has("Fatma"));
    world.clock.advance(jiff::SignedDuration::from_mins(29));
    coach.open("/te-doen").await;
    world.clock.advance(jiff::SignedDuration::from_mins(29));
    coach.open("/te-doen").await;
    world.clock.advance(jiff::SignedDuration::from_mins(3));
    let over = coach.open(&opened.location).await;
    assert!(over.status == 410 && !over.has("Fatma"));
}

#[tokio::test(flavor = "multi_thread")]
async fn two_files_stand_side_by_side_and_the_resident_finds_both_referrals() {
    let doors = Doors::open().await;
    let world = &doors.world;
    world.refer(&world.fatma()).await;
    let second = world.refer(&world.fatma()).await;
    let mails = world.mail().await;
    let mail = mails
        .iter()
        .find(|mail| mail.text.contains("/mijn/"))
        .unwrap();
    let desk = signed_in(&doors, world.desk.organisation, Role::ServicePoint).await;
    let list = desk.open("/dossiers").await;
    let same = "Hetzelfde: naam, telefoon, e-mail, geboortejaar, postcode.";
    assert!(list.has(same) && !list.has("Anders: "));
    let at = list.html.find("href=\"/dossiers/").unwrap() + 6;
    let href = list.html[at..].split('"').next().unwrap().to_owned();
    let page = desk.open(&href).await;
    assert!(page.has("Tuinlaan 3") && page.has(&second.number));
    let kept = href["/dossiers/".len()..].split('_').next().unwrap();
    let odd = desk.send(&href, &[("besluit", "alles")]).await;
    assert_eq!(odd.status, 400);
    let done = desk.send(&href, &[("besluit", kept)]).await;
    assert_eq!(
        (done.status, &*done.location),
        (303, "/dossiers?gedaan=samen")
    );
    assert_eq!(desk.open(&href).await.status, 404);
    let resident = Browser::new(&doors.web);
    let mine = format!("/mijn/{}", token_in(mail, "/mijn/"));
    let own = resident.open(&mine).await;
    assert!(own.has("Diğer başvurularınız"), "{}", own.html);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_incident_shows_its_clock_and_a_leak_its_numbers() {
    let doors = Doors::open().await;
    let world = &doors.world;
    let sent = world.refer(&world.fatma()).await;
    world.mail().await;
    let desk = world.desk.organisation;
    let keeper = signed_in(&doors, desk, Role::LogKeeper).await;
    let wrong = keeper
        .send("/incidenten/nieuw", &[("ontdekt", "gisteren")])
        .await;
    assert!(wrong.status == 400 && wrong.has("href=\"#ontdekt\""));
    let fields = [
        ("wat", "Mail naar een verkeerd adres"),
        ("ontdekt", "2026-11-24T09:00"),
    ];
    assert_eq!(keeper.send("/incidenten/nieuw", &fields).await.status, 303);
    let list = keeper.open("/incidenten").await;
    assert!(
        list.has("Mail naar een verkeerd adres") && list.has("27 nov"),
        "{}",
        list.html
    );
    let days = [("van", "2026-11-24"), ("tot", "2026-11-24")];
    let leak = keeper.send("/incidenten/lek", &days).await;
    assert!(
        leak.has(&sent.number) && leak.has("Eén persoon"),
        "{}",
        leak.html
    );
    let [from, until] = days;
    let file = keeper
        .send("/incidenten/lek", &[from, until, ("vorm", "bestand")])
        .await;
    assert!(file.html.contains("verwijzing;naam;organisatie"));
    for page in [leak, file] {
        assert!(!page.has("Fatma") && !page.has("12 34 56 78"));
    }
}
