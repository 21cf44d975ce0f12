//! Which pages each role finds, signing in, and the settings.

use domain::organisation::Role;

use crate::{PASSWORD, Story, fatma};

#[tokio::test(flavor = "multi_thread")]
async fn every_page_of_every_role_is_whole() {
    let story = Story::begin().await;
    let sent = story.world.refer(&story.world.fatma()).await;
    let hall = story.town_hall().await;
    let world = &story.world;
    let roles = [
        (world.nurse.organisation, Role::CareProfessional),
        (world.nurse.organisation, Role::SocialReferrer),
        (world.club.organisation, Role::Provider),
        (world.coach.organisation, Role::Coach),
        (world.desk.organisation, Role::ServicePoint),
        (hall, Role::Policy),
        (hall, Role::Insurer),
        (hall, Role::Administrator),
        (hall, Role::LogKeeper),
    ];
    let pages = [
        "/te-doen",
        "/te-doen?lijst=anderen",
        "/zoeken",
        "/verwijzen",
        "/verwijzen?coach=1",
        "/bel",
        "/verwijzingen",
        "/verwijzingen?status=verstuurd&pagina=2",
        "/verwijzingen?wacht=mij",
        "/mijn-aanbod",
        "/instellingen",
        "/inzage",
        "/organisatie",
    ];
    let detail = format!("/verwijzingen/{}", sent.id);
    let letter = format!("{detail}/brief");
    let confirmation = format!("{detail}/verstuurd");
    let log = format!("/inzage/{}", sent.id);
    for (organisation, role) in roles {
        let browser = story.signed_in(organisation, role).await;
        let own = [&detail, &letter, &confirmation, &log];
        for page in pages.into_iter().chain(own.map(String::as_str)) {
            let seen = browser.open(page).await;
            assert!(
                matches!(seen.status, 200 | 403 | 404),
                "{role} on {page}: {}",
                seen.status
            );
            if seen.status == 200 && !role.sees_residents() {
                assert!(!seen.has("Fatma"), "{role} sees a resident on {page}");
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn each_role_finds_its_own_doors_and_no_others() {
    let story = Story::begin().await;
    let sent = story.world.refer(&story.world.fatma()).await;
    let club = story
        .signed_in(story.world.club.organisation, Role::Provider)
        .await;
    for closed in ["/zoeken", "/bel", "/instellingen", "/inzage", "/verwijzen"] {
        assert_eq!(club.open(closed).await.status, 403, "{closed}");
    }
    let other = story
        .signed_in(story.world.other_club.organisation, Role::Provider)
        .await;
    let path = format!("/verwijzingen/{}", sent.id);
    assert_eq!(other.open(&path).await.status, 404);
    let fields = [("stap", "aanvaard"), ("versie", "1")];
    assert_eq!(
        other.send(&format!("{path}/stappen"), &fields).await.status,
        404
    );
    let nurse = story.nurse().await;
    assert_eq!(
        nurse.send(&format!("{path}/stappen"), &fields).await.status,
        403
    );
    assert_eq!(nurse.open("/verwijzingen/geen-kenmerk").await.status, 404);
    let hall = story.town_hall().await;
    let admin = story.signed_in(hall, Role::Administrator).await;
    assert_eq!(admin.open(&path).await.status, 403);
    let stranger = story.stranger();
    let seen = stranger.open(&path).await;
    assert_eq!(
        (seen.status, seen.location),
        (303, format!("/inloggen?naar={path}"))
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_password_and_an_unknown_address_get_the_same_answer() {
    let story = Story::begin().await;
    let stranger = story.stranger();
    let answer = async |email: &str, password: &str| {
        let fields = [("email", email), ("wachtwoord", password)];
        let seen = stranger.post("/inloggen", &fields).await;
        (seen.status, seen.html.replace(email, ""))
    };
    let wrong = answer("marieke@linde.example", "een verkeerd wachtwoord").await;
    let unknown = answer("niemand@nergens.example", "een verkeerd wachtwoord").await;
    assert_eq!(wrong.0, 401);
    assert_eq!(wrong, unknown);
    let fields = [
        ("email", "marieke@linde.example"),
        ("wachtwoord", PASSWORD),
        ("naar", "//elders.example"),
    ];
    let seen = stranger.post("/inloggen", &fields).await;
    let asked = (seen.status, seen.location.as_str());
    assert_eq!(asked, (303, "/inloggen/tweede-stap"));
    assert!(stranger.set_up().await.has("href=\"/te-doen\""));
    let out = stranger.send("/uitloggen", &[]).await;
    assert_eq!(out.location, "/inloggen?uit=ja");
    assert_eq!(stranger.open("/te-doen").await.status, 303);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_without_the_sessions_token_changes_nothing() {
    let story = Story::begin().await;
    let nurse = story.nurse().await;
    let session = story.world.walk();
    let seen = nurse.post("/verwijzen", &fatma(&session, "abc")).await;
    assert_eq!(seen.status, 403);
    assert!(seen.has("Stuur het formulier nog een keer"));
    assert!(
        nurse
            .open("/verwijzingen")
            .await
            .has("Hier staat nog niets")
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn an_administrator_changes_how_long_an_answer_may_take() {
    let story = Story::begin().await;
    let hall = story.town_hall().await;
    let admin = story.signed_in(hall, Role::Administrator).await;
    let page = admin.open("/instellingen").await;
    assert!(page.has("Onze standaard: 3"));
    let mut fields = vec![
        ("eersteAntwoord", "vijf"),
        ("contact", "5"),
        ("proefles", "15"),
        ("naProefles", "2"),
        ("start", "10"),
        ("hulp", "3"),
        ("uitloop", "2"),
        ("weken", "16"),
        ("pogingen", "3"),
        ("bevestigen", "26"),
        ("bevestigenUitloop", "4"),
        ("sluitingVan", "2026-12-24"),
        ("sluitingTot", "2027-01-03"),
        ("sluitingVan", ""),
        ("sluitingTot", ""),
    ];
    let refused = admin.send("/instellingen", &fields).await;
    assert_eq!(refused.status, 400);
    assert!(refused.has("href=\"#eersteAntwoord\"") && refused.has("value=\"vijf\""));
    fields[0].1 = "5";
    let saved = admin.send("/instellingen", &fields).await;
    assert_eq!(saved.status, 303);
    let home = story.world.bridge.municipality(story.world.home).unwrap();
    assert_eq!(home.settings.deadlines.answer, 5);
    assert_eq!(home.settings.closures.len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_administrator_corrects_the_service_points_phone_number() {
    let story = Story::begin().await;
    let hall = story.town_hall().await;
    let admin = story.signed_in(hall, Role::Administrator).await;
    let page = admin.open("/instellingen").await;
    assert_eq!(page.field("csrf").len(), 43);
    assert!(page.has("value=\"088 000 00 00\"") && page.has("value=\"Brugdam\""));
    let mut fields = vec![
        ("gemeente", "Brugdam"),
        ("servicepunt", "Beweegloket & meer"),
        ("servicepuntEmail", "loket@brugdam.example"),
        ("servicepuntTelefoon", "112"),
        ("team", "Beweegcoaches Brugdam"),
        ("teamEmail", "coaches@brugdam.example"),
        ("teamTelefoon", "088 000 00 01"),
    ];
    let refused = admin.send("/instellingen/gegevens", &fields).await;
    assert_eq!(refused.status, 400);
    assert!(refused.has("href=\"#servicepuntTelefoon\"") && refused.has("value=\"112\""));
    // The other form keeps what it had.
    assert!(refused.has("name=\"eersteAntwoord\" inputmode=\"numeric\" value=\"3\""));
    fields[3].1 = "088 765 43 21";
    let saved = admin.send("/instellingen/gegevens", &fields).await;
    assert_eq!(saved.location, "/instellingen?bewaard=gegevens");
    let page = admin.open(&saved.location).await;
    assert!(page.has("De namen en adressen zijn bewaard"));
    assert!(page.has("value=\"088 765 43 21\"") && page.has("Beweegloket &#38; meer"));
    let nurse = story.nurse().await;
    let tried = nurse.send("/instellingen/gegevens", &fields).await;
    assert_eq!(tried.status, 403);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_log_keeper_reads_who_looked_and_nothing_of_the_resident() {
    let story = Story::begin().await;
    let sent = story.world.refer(&story.world.fatma()).await;
    let hall = story.town_hall().await;
    let keeper = story.signed_in(hall, Role::LogKeeper).await;
    let id = sent.id.to_string();
    for asked in [id.as_str(), "B-1001", " b1001 "] {
        let found = keeper.send("/inzage", &[("verwijzing", asked)]).await;
        assert_eq!(
            (found.status, found.location),
            (303, format!("/inzage/{id}")),
            "{asked}"
        );
    }
    let page = keeper.open(&format!("/inzage/{id}")).await;
    assert!(page.has("Opgeschreven") && page.has("Huisartsenpraktijk De Linde"));
    assert!(!page.has("Fatma"));
    for unknown in ["B-1002", "Fatma", "' OR 1=1 --", ""] {
        let unknown = keeper.send("/inzage", &[("verwijzing", unknown)]).await;
        assert_eq!(unknown.status, 404);
        assert!(unknown.has("Deze verwijzing kennen wij niet"));
    }
    // The number leads nobody else anywhere.
    let nurse = story.nurse().await;
    let refused = nurse.send("/inzage", &[("verwijzing", "B-1001")]).await;
    assert_eq!(refused.status, 403);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_scheme_that_the_administrator_names_can_be_ticked_in_the_search() {
    let story = Story::begin().await;
    let nurse = story.nurse().await;
    let page = nurse.open("/zoeken").await;
    assert!(!page.has("Krijgt de cliënt hulp bij de kosten?"));
    let hall = story.town_hall().await;
    let admin = story.signed_in(hall, Role::Administrator).await;
    let page = admin.open("/instellingen").await;
    assert!(page.has("id=\"regelingNaam-2\"") && !page.has("id=\"regelingNaam-3\""));
    let mut fields = [
        ("regelingNaam", "Volwassenenfonds & meer"),
        ("regelingBedrag", "veel"),
        ("regelingNaam", ""),
        ("regelingBedrag", ""),
    ];
    let refused = admin.send("/instellingen/regelingen", &fields).await;
    assert_eq!(refused.status, 400);
    assert!(refused.has("href=\"#regelingBedrag-1\"") && refused.has("value=\"veel\""));
    fields[1].1 = "20,50";
    let saved = admin.send("/instellingen/regelingen", &fields).await;
    assert_eq!(saved.location, "/instellingen?bewaard=regelingen");
    let page = admin.open(&saved.location).await;
    assert!(page.has("De regelingen zijn bewaard") && page.has("value=\"20,50\""));
    let tried = nurse.send("/instellingen/regelingen", &fields).await;
    assert_eq!(tried.status, 403);

    let page = nurse.open("/zoeken").await;
    assert!(page.has("Krijgt de cliënt hulp bij de kosten?"));
    assert!(page.has("Volwassenenfonds &#38; meer (tot € 20,50 per maand)"));
    let wishes = [
        ("postcode", "5299"),
        ("regelingen", "Volwassenenfonds & meer"),
    ];
    let found = nurse.send("/zoeken", &wishes).await;
    assert!(
        found.status == 200 && found.has("met regeling"),
        "{}",
        found.html
    );
    assert!(found.has("value=\"Volwassenenfonds &#38; meer\" id=\"regelingen\" checked"));
    let odd = [("postcode", "5299"), ("regelingen", "Bestaat niet")];
    let odd = nurse.send("/zoeken", &odd).await;
    assert_eq!(odd.status, 400);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_words_that_the_administrator_gives_classes_stand_in_search_form_and_offer() {
    let story = Story::begin().await;
    let nurse = story.nurse().await;
    let hall = story.town_hall().await;
    let admin = story.signed_in(hall, Role::Administrator).await;
    let page = admin.open("/instellingen").await;
    assert!(page.has("Redt zich alleen</label>") && page.has("id=\"klasse-3\""));
    let mut fields = [
        ("klasse", "Groen <i>"),
        ("klasse", "groen <i>"),
        ("klasse", ""),
    ];
    let refused = admin.send("/instellingen/klassen", &fields).await;
    assert_eq!(refused.status, 400);
    assert!(refused.has("href=\"#klasse-2\"") && refused.has("value=\"groen &#60;i&#62;\""));
    assert!(!nurse.open("/zoeken").await.has("Groen"));
    fields[1].1 = "";
    let saved = admin.send("/instellingen/klassen", &fields).await;
    assert_eq!(saved.location, "/instellingen?bewaard=klassen");
    assert!(
        admin
            .open(&saved.location)
            .await
            .has("De woorden zijn bewaard")
    );
    let page = nurse.open("/zoeken").await;
    assert!(page.has(">Groen &#60;i&#62;</option>") && page.has(">Met een beetje hulp</option>"));
    let club = story
        .signed_in(story.world.club.organisation, Role::Provider)
        .await;
    assert!(
        club.open("/mijn-aanbod/nieuw")
            .await
            .has("Groen &#60;i&#62;")
    );
    let tried = nurse.send("/instellingen/klassen", &fields).await;
    assert_eq!(tried.status, 403);
}
