//! The professionals' pages over a real service on a fresh database, as a browser without script
//! meets them: forms and links only.

#![allow(clippy::unwrap_used, reason = "a story that cannot go on must stop")]

mod speaking;
#[path = "../../actions/tests/support/mod.rs"]
mod support;

use domain::ids::OrganisationId;
use domain::organisation::{OrganisationKind, Role};
use speaking::Doors;
use speaking::browser::Browser;
use support::{World, as_caller, step};

const PASSWORD: &str = "een heel lang wachtwoord";

/// Brugdam with its doors open.
struct Story {
    world: World,
    web: web::Web,
}

impl Story {
    async fn begin() -> Self {
        let Doors { world, web } = Doors::open().await;
        Self { world, web }
    }

    fn stranger(&self) -> Browser {
        Browser::new(&self.web)
    }

    /// Signs in a new account of an organisation.
    async fn signed_in(&self, organisation: OrganisationId, role: Role) -> Browser {
        let email = format!("{role}-{organisation}@brugdam.example");
        let roles = [role].into_iter().collect();
        let bridge = &self.world.bridge;
        actions::accounts::add(bridge, &email, "Sam de Boer", PASSWORD, organisation, roles)
            .await
            .unwrap();
        let browser = self.stranger();
        browser.sign_in(&email, PASSWORD).await;
        browser
    }

    /// A second account of the practice.
    async fn nurse_named(&self, name: &str) -> Browser {
        let email = format!("{name}@delinde.example");
        let roles = [Role::CareProfessional].into_iter().collect();
        let practice = self.world.nurse.organisation;
        let bridge = &self.world.bridge;
        actions::accounts::add(bridge, &email, "Els Mulder", PASSWORD, practice, roles)
            .await
            .unwrap();
        let browser = self.stranger();
        browser.sign_in(&email, PASSWORD).await;
        browser
    }

    async fn nurse(&self) -> Browser {
        let practice = self.world.nurse.organisation;
        self.signed_in(practice, Role::CareProfessional).await
    }

    async fn town_hall(&self) -> OrganisationId {
        let kind = OrganisationKind::Municipality;
        let (bridge, home) = (&self.world.bridge, self.world.home);
        actions::set_up::organisation(bridge, home, kind, "Gemeente Brugdam", None, None)
            .await
            .unwrap()
    }
}

/// Fatma on the form, everything agreed.
fn fatma<'a>(session: &'a str, key: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("sessieId", session),
        ("sleutel", key),
        ("naam", "Fatma Yıldız"),
        ("telefoon", "06 12 34 56 78"),
        ("geboortejaar", "1954"),
        ("taal", "tr"),
        ("aandachtspunten", "Rust na 10 minuten"),
        ("delenMetAanbieder", "ja"),
        ("terugkoppeling", "ja"),
        ("begeleiding", "ja"),
        ("cijfers", "nee"),
    ]
}

#[tokio::test(flavor = "multi_thread")]
async fn a_nurse_searches_chooses_and_refers_in_three_screens() {
    let story = Story::begin().await;
    let nurse = story.nurse().await;
    let form = nurse.open("/zoeken").await;
    assert!(form.has("Zoek samen met uw patiënt"));
    let found = nurse
        .send(
            "/zoeken",
            &[
                ("postcode", "5299"),
                ("dagdelen", "di-ochtend"),
                ("maxNiveau", "1"),
                ("taal", "tr"),
            ],
        )
        .await;
    assert_eq!(found.status, 200);
    assert!(found.has("1 les past bij deze wensen"));
    assert!(
        found.has("Rustig wandelen door De Tuinen") && found.has("Waarom staat deze bovenaan?")
    );
    assert!(
        found.has("<strong>€ 2,00</strong> <span>per keer</span> <span>eerste keer gratis</span>")
    );
    assert!(found.has("4 plekken vrij"));
    let session = story.world.walk();
    let chosen = [
        ("sessieId", session.as_str()),
        ("postcode", "5299"),
        ("taal", "tr"),
    ];
    let choice = nurse.send("/verwijzen", &chosen).await;
    assert_eq!(choice.status, 303);
    assert_eq!(choice.location, format!("/verwijzen?sessie={session}"));
    let form = nurse.open(&choice.location).await;
    assert!(form.has("Stap 2 van 3") && form.has("Verwijs naar Wandelclub De Brug"));
    assert!(form.has("<option value=\"tr\" selected>Turks</option>"));
    assert!(!form.has(" checked"), "nothing is agreed beforehand");
    let key = form.field("sleutel");
    let sent = nurse.send("/verwijzen", &fatma(&session, &key)).await;
    assert_eq!(sent.status, 303);
    let last = nurse.open(&sent.location).await;
    assert!(last.has("Fatma is verwezen") && last.has("nummer B-1001"));
    assert!(last.has("Wandelclub De Brug antwoordt uiterlijk vrijdag 27 november."));
    assert!(
        last.has("Verwezen via Beweegbrug"),
        "text for one's own system"
    );
    let list = nurse.open("/verwijzingen").await;
    assert!(list.has("Fatma Yıldız") && list.has("Wacht op antwoord"));
}

#[tokio::test(flavor = "multi_thread")]
async fn two_clicks_on_the_same_button_make_one_referral() {
    let story = Story::begin().await;
    let nurse = story.nurse().await;
    let session = story.world.walk();
    let form = nurse.open(&format!("/verwijzen?sessie={session}")).await;
    let key = form.field("sleutel");
    let first = nurse.send("/verwijzen", &fatma(&session, &key)).await;
    let second = nurse.send("/verwijzen", &fatma(&session, &key)).await;
    assert_eq!((first.status, second.status), (303, 303));
    assert_eq!(first.location, second.location);
    assert!(nurse.open("/verwijzingen").await.has("1 verwijzing,"));
    let mut changed = fatma(&session, &key);
    changed[2].1 = "Iemand Anders";
    changed[3].1 = "06 98 76 54 32";
    let other = nurse.send("/verwijzen", &changed).await;
    assert_eq!(other.status, 409);
    assert!(other.has("U hebt dit formulier al verstuurd") && other.has("Iemand Anders"));
    assert_ne!(other.field("sleutel"), key);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_referred_already_is_asked_about_before_anything_is_sent() {
    let story = Story::begin().await;
    let nurse = story.nurse().await;
    let session = story.world.walk();
    let sent = nurse.send("/verwijzen", &fatma(&session, "eerste")).await;
    assert_eq!(sent.status, 303);
    let asked = nurse.send("/verwijzen", &fatma(&session, "tweede")).await;
    assert_eq!(asked.status, 200);
    assert!(asked.has("Fatma Yıldız is al verwezen") && asked.has("Verwijs Fatma Yıldız toch"));
    assert!(nurse.open("/verwijzingen").await.has("1 verwijzing,"));
    let mut anyway = fatma(&session, "tweede");
    anyway.push(("toch", "ja"));
    assert_eq!(nurse.send("/verwijzen", &anyway).await.status, 303);
    assert!(nurse.open("/verwijzingen").await.has("2 verwijzingen,"));
}

#[tokio::test(flavor = "multi_thread")]
async fn every_fault_stands_at_its_field_at_once_and_what_was_typed_is_still_there() {
    let story = Story::begin().await;
    let nurse = story.nurse().await;
    let session = story.world.walk();
    let fields = [
        ("sessieId", session.as_str()),
        ("sleutel", "abc"),
        ("naam", "<script>alert(1)</script>"),
        ("telefoon", "12"),
        ("geboortejaar", "oud"),
        ("aandachtspunten", "bsn 111222333"),
        ("delenMetAanbieder", "nee"),
    ];
    let seen = nurse.send("/verwijzen", &fields).await;
    assert_eq!(seen.status, 400);
    assert!(seen.has("Kijk nog even naar 4 antwoorden"));
    for id in [
        "telefoon",
        "geboortejaar",
        "aandachtspunten",
        "delenMetAanbieder",
    ] {
        assert!(
            seen.has(&format!("<a href=\"#{id}\">")),
            "{id} in the summary"
        );
        assert!(seen.has(&format!("id=\"{id}-fout\"")), "{id} at its field");
    }
    assert!(seen.has("value=\"12\"") && seen.has("value=\"oud\""));
    assert!(seen.has("bsn 111222333"));
    assert!(seen.has("value=\"nee\" checked"));
    assert!(!seen.has("<script>alert"));
    assert!(
        nurse
            .open("/verwijzingen")
            .await
            .has("Hier staat nog niets")
    );
    let search = nurse
        .send(
            "/zoeken",
            &[
                ("postcode", "9999 ZZ"),
                ("leeftijd", "300"),
                ("maxPrijs", "veel"),
            ],
        )
        .await;
    assert_eq!(search.status, 400);
    assert!(search.has("Kijk nog even naar 3 antwoorden"));
    assert!(search.has("href=\"#maxPrijs\"") && search.has("value=\"300\""));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_coach_is_asked_to_call_with_a_name_a_number_and_a_yes() {
    let story = Story::begin().await;
    let nurse = story.nurse().await;
    let key = nurse.open("/bel").await.field("sleutel");
    let fields = [
        ("sleutel", key.as_str()),
        ("naam", "Willem Dekker"),
        ("telefoon", "06 11 22 33 44"),
    ];
    let unanswered = nurse.send("/bel", &fields).await;
    assert_eq!(unanswered.status, 400);
    assert!(unanswered.has("href=\"#begeleiding\"") && unanswered.has("Willem Dekker"));
    let mut agreed = fields.to_vec();
    agreed.push(("begeleiding", "ja"));
    let sent = nurse.send("/bel", &agreed).await;
    assert_eq!(sent.status, 303);
    assert!(nurse.open(&sent.location).await.has("Willem is verwezen"));
    let coach = story
        .signed_in(story.world.coach.organisation, Role::Coach)
        .await;
    let list = coach.open("/te-doen").await;
    assert!(list.has("Maak kennis met Willem") && list.has("href=\"tel:0611223344\""));
}

#[tokio::test(flavor = "multi_thread")]
async fn who_comes_second_reads_who_was_first_and_how_it_stands_now() {
    let story = Story::begin().await;
    let sent = story.world.refer(&story.world.fatma()).await;
    let club = story
        .signed_in(story.world.club.organisation, Role::Provider)
        .await;
    let path = format!("/verwijzingen/{}", sent.id);
    let before = club.open(&path).await;
    assert!(before.has("Fatma") && !before.has("Yıldız") && !before.has("12 34 56"));
    assert!(before.has("U bent aan de beurt"));
    let version = before.field("versie");
    let yes = story.world.club.clone();
    let taken = story
        .world
        .step(&as_caller(&yes), sent.id, step("aanvaard"))
        .await;
    assert_eq!(taken.unwrap(), 2);
    let fields = [("stap", "aanvaard"), ("versie", version.as_str())];
    let late = club.send(&format!("{path}/stappen"), &fields).await;
    assert_eq!(late.status, 409);
    assert!(late.has("Wandelclub De Brug was u voor."));
    assert!(late.has("De aanbieder zegt ja en gaat bellen"));
    assert!(late.has("Fatma Yıldız") && !late.has("Tuinlaan 3"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_step_that_lacks_its_reason_comes_back_open_at_its_own_fields() {
    let story = Story::begin().await;
    let sent = story.world.refer(&story.world.fatma()).await;
    let club = story
        .signed_in(story.world.club.organisation, Role::Provider)
        .await;
    let path = format!("/verwijzingen/{}", sent.id);
    let fields = [
        ("stap", "past-nu-niet"),
        ("reden", "anders"),
        ("versie", "1"),
    ];
    let seen = club.send(&format!("{path}/stappen"), &fields).await;
    assert_eq!(seen.status, 400);
    assert!(seen.has("href=\"#past-nu-niet-toelichting\""));
    assert!(seen.has("id=\"past-nu-niet-toelichting-fout\""));
    assert!(seen.has("<option value=\"anders\" selected>"));
    let fields = [("stap", "past-nu-niet"), ("reden", "vol"), ("versie", "1")];
    let done = club.send(&format!("{path}/stappen"), &fields).await;
    assert_eq!((done.status, done.location), (303, path));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_service_point_chooses_again_with_one_click_when_a_club_does_not_answer() {
    let story = Story::begin().await;
    let sent = story.world.refer(&story.world.fatma()).await;
    let path = format!("/verwijzingen/{}", sent.id);
    story.world.later(24 * 14);
    for _ in 0..3 {
        actions::escalate::escalate(&story.world.bridge)
            .await
            .unwrap();
        story.world.later(24 * 7);
    }
    let desk = story
        .signed_in(story.world.desk.organisation, Role::ServicePoint)
        .await;
    let list = desk.open("/te-doen").await;
    assert!(list.has("1 verwijzing heeft u nodig"));
    assert!(
        list.has("Wandelclub De Brug antwoordt niet") || list.has("Kies iets anders voor Fatma")
    );
    let page = desk.open(&path).await;
    let page = if page.has("De club antwoordt niet: kies iets anders") {
        let version = page.field("versie");
        let fields = [
            ("stap", "past-nu-niet"),
            ("reden", "geen-antwoord"),
            ("namens", "aanbieder"),
            ("versie", version.as_str()),
        ];
        let done = desk.send(&format!("{path}/stappen"), &fields).await;
        assert_eq!(done.status, 303);
        desk.open(&path).await
    } else {
        page
    };
    assert!(page.has("Kies iets anders") && page.has("Bewegen op muziek"));
    let (version, session) = (page.field("versie"), page.field("sessieId"));
    let fields = [
        ("stap", "opnieuw-gekozen"),
        ("sessieId", session.as_str()),
        ("versie", version.as_str()),
    ];
    let chosen = desk.send(&format!("{path}/stappen"), &fields).await;
    assert_eq!(chosen.status, 303);
    let after = desk.open(&path).await;
    assert!(after.has("Wacht op antwoord") && after.has("Nieuwe keuze gemaakt"));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_missing_is_reported_without_the_person_and_seen_by_the_service_point() {
    let story = Story::begin().await;
    let nurse = story.nurse().await;
    let fields = [
        ("postcode", "5299 AB"),
        ("activiteiten", "zwemmen"),
        ("groep", "vrouwen"),
        ("leeftijd", "72"),
        ("reden", "Geen bad in de buurt"),
    ];
    let seen = nurse.send("/gemist-aanbod", &fields).await;
    assert!(seen.status == 200 && seen.has("Uw melding is binnen"));
    let desk = story
        .signed_in(story.world.desk.organisation, Role::ServicePoint)
        .await;
    let page = desk.open("/te-doen").await;
    assert!(page.has("Zwemmen, alleen vrouwen, postcode 5299"));
    let hall = story.town_hall().await;
    let policy = story.signed_in(hall, Role::Policy).await;
    let page = policy.open("/te-doen").await;
    assert!(page.has("Zwemmen") && page.has("minder dan 10 keer"));
    assert!(!page.has("5299") && !page.has("alleen vrouwen"));
}

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
async fn a_club_says_that_its_offer_is_still_right_and_nobody_elses() {
    let story = Story::begin().await;
    let club = story
        .signed_in(story.world.club.organisation, Role::Provider)
        .await;
    let page = club.open("/mijn-aanbod").await;
    assert!(page.has("Rustig wandelen door De Tuinen") && !page.has("Bewegen op muziek"));
    assert!(page.has("Bevestigd 4 dagen geleden"));
    let (_, rest) = page.html.split_once("action=\"/aanbod/").unwrap();
    let id = rest.split('/').next().unwrap().to_owned();
    let path = format!("/aanbod/{id}/bevestigen");
    let other = story
        .signed_in(story.world.other_club.organisation, Role::Provider)
        .await;
    assert_eq!(other.send(&path, &[]).await.status, 403);
    let done = club.send(&path, &[]).await;
    assert_eq!(done.location, "/mijn-aanbod?bevestigd=ja");
    assert!(club.open("/mijn-aanbod").await.has("Vandaag nagekeken"));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_letter_for_the_resident_carries_a_code_and_never_a_reason() {
    let story = Story::begin().await;
    let sent = story.world.refer(&story.world.fatma()).await;
    let nurse = story.nurse().await;
    let page = nurse
        .open(&format!("/verwijzingen/{}/brief", sent.id))
        .await;
    assert!(page.has("Voor Fatma Yıldız") && page.has("brugdam.example/mijn"));
    assert!(page.has("Dinsdag 10.00–11.00 uur") && page.has("Tuinlaan 12"));
    let (_, rest) = page.html.split_once("class=\"code\">").unwrap();
    let code = rest.split('<').next().unwrap();
    assert_eq!(code.len(), 9, "{code}");
    for hidden in [
        "Weduwe",
        "meer-bewegen",
        "Meer bewegen",
        "Rust na",
        "06 12 34 56 78",
    ] {
        assert!(!page.has(hidden), "{hidden}");
    }
    let bridge = &story.world.bridge;
    let token = actions::answer_by_link::by_printed_code(bridge, code, 1954).await;
    let link = format!("https://brugdam.example/mijn/{}", token.unwrap());
    let drawn = web::qr_code::draw(&link).unwrap();
    assert!(
        page.has(&format!("d=\"{}\"", drawn.path)),
        "the way to scan"
    );
    assert!(!page.has(&link), "and nowhere in words");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_letter_without_a_year_of_birth_says_whom_to_call_instead_of_a_code() {
    let story = Story::begin().await;
    let mut draft = story.world.fatma();
    draft.client.birth_year = None;
    let sent = story.world.refer(&draft).await;
    let nurse = story.nurse().await;
    let page = nurse
        .open(&format!("/verwijzingen/{}/brief", sent.id))
        .await;
    assert!(page.has("class=\"qr\"") && !page.has("class=\"code\""));
    assert!(page.has("Lukt het scannen niet?") && page.has("Bel dan 088 000 00 00."));
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
async fn back_after_sending_finds_an_empty_form_that_says_one_was_sent() {
    let story = Story::begin().await;
    let nurse = story.nurse().await;
    let session = story.world.walk();
    let chosen = [
        ("sessieId", session.as_str()),
        ("postcode", "5299"),
        ("taal", "tr"),
    ];
    let address = nurse.send("/verwijzen", &chosen).await.location;
    let form = nurse.open(&address).await;
    let faulty = [("sessieId", session.as_str()), ("sleutel", "abc")];
    let faulty = nurse.send("/verwijzen", &faulty).await;
    assert_eq!(faulty.status, 400);
    // With script the answer to a form takes the form's own address.
    assert!(faulty.has(&format!("data-address=\"{address}\"")));
    let key = form.field("sleutel");
    let sent = nurse.send("/verwijzen", &fatma(&session, &key)).await;
    assert_eq!(sent.status, 303);
    let back = nurse.open(&address).await;
    assert_eq!(back.status, 200);
    assert!(back.has("Uw verwijzing is verstuurd, met nummer B-1001"));
    assert!(!back.has("Fatma"));
    assert!(!back.has("<option value=\"tr\" selected>"));
    assert_ne!(back.field("sleutel"), key);
    // To a colleague, and for the next person, it says nothing of the kind.
    let colleague = story.nurse_named("els").await;
    assert!(
        !colleague
            .open(&address)
            .await
            .has("Uw verwijzing is verstuurd")
    );
    nurse.send("/verwijzen", &chosen).await;
    let next = nurse.open(&address).await;
    assert!(!next.has("Uw verwijzing is verstuurd"));
    assert!(next.has("<option value=\"tr\" selected>"));
}

#[tokio::test(flavor = "multi_thread")]
async fn back_to_the_results_asks_nothing_to_be_sent_again() {
    let story = Story::begin().await;
    let nurse = story.nurse().await;
    let wishes = [("postcode", "5299"), ("dagdelen", "di-ochtend")];
    let found = nurse.send("/zoeken", &wishes).await;
    assert!(found.has("data-address=\"/zoeken?vorige=ja\""));
    let again = nurse.open("/zoeken?vorige=ja").await;
    assert!(again.has("1 les past bij deze wensen") && again.has("value=\"5299\""));
    let empty = nurse.open("/zoeken").await;
    assert!(empty.has("Zoek samen met uw patiënt") && !empty.has("value=\"5299\""));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_care_professional_is_found_from_the_search_page() {
    let story = Story::begin().await;
    let nurse = story.nurse().await;
    let link = "href=\"/verwijzen#zorgverlener\"";
    assert!(nurse.open("/zoeken").await.has(link));
    let found = nurse.send("/zoeken", &[("postcode", "5299")]).await;
    assert!(found.has(link) && found.has("Verwijs naar een zorgverlener"));
    assert!(nurse.open("/verwijzen").await.has("id=\"zorgverlener\""));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_confirmation_tells_how_it_stands_when_it_is_opened_later() {
    let story = Story::begin().await;
    let sent = story.world.refer(&story.world.fatma()).await;
    let nurse = story.nurse().await;
    let address = format!("/verwijzingen/{}/verstuurd", sent.id);
    let first = nurse.open(&address).await;
    assert!(first.has("Wandelclub De Brug antwoordt uiterlijk vrijdag 27 november."));
    let club = as_caller(&story.world.club);
    story
        .world
        .step(&club, sent.id, step("gestart"))
        .await
        .unwrap();
    let later = nurse.open(&address).await;
    assert!(later.has("Zo staat het nu: Gestart."));
    assert!(!later.has("antwoordt uiterlijk") && !later.has("is aan de beurt."));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_club_moves_a_trial_from_the_referrals_page() {
    let story = Story::begin().await;
    let sent = story.world.refer(&story.world.fatma()).await;
    let club = story.world.club.organisation;
    let club = story.signed_in(club, Role::Provider).await;
    let page = format!("/verwijzingen/{}", sent.id);
    let other = format!("action=\"{page}/andere-dag\"");
    assert!(!club.open(&page).await.has(&other), "there is no day yet");
    let early = club
        .send(&format!("{page}/andere-dag"), &[("op", "2026-12-03")])
        .await;
    assert_eq!(early.status, 409);
    let first = [("stap", "proefles-gepland"), ("op", "2026-12-01")];
    club.send(&format!("{page}/stappen"), &first).await;
    let planned = club.open(&page).await;
    assert!(planned.has(&other) && planned.has("Spreek een andere dag af"));
    let faulty = club
        .send(&format!("{page}/andere-dag"), &[("op", "")])
        .await;
    assert_eq!(faulty.status, 400);
    assert!(faulty.has("href=\"#andere-dag-op\"") && faulty.has("id=\"andere-dag-op-fout\""));
    let version = planned.field("versie");
    let moved = [
        ("versie", version.as_str()),
        ("op", "2026-12-03"),
        ("tijd", "10:00"),
    ];
    let moved = club.send(&format!("{page}/andere-dag"), &moved).await;
    assert_eq!(
        (moved.status, moved.location.as_str()),
        (303, page.as_str())
    );
    let seen = club.open(&page).await;
    assert!(seen.has("De proefles ging niet door") && seen.has("donderdag 3 december"));
}
