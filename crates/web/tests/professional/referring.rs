//! Searching, choosing and referring.

use domain::organisation::Role;

use crate::{Story, fatma};

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
    assert!(found.has(
        "<strong>€ 2,00</strong> <span>per keer</span> \
             <span>ongeveer € 9 per maand</span> <span>eerste keer gratis</span>"
    ));
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
    assert!(search.has("Schrijf het bedrag in cijfers, zoals 20 of 7,50."));
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
    assert!(seen.has("U krijgt bericht als er iets komt.") && seen.has("Vraag een beweegcoach"));
    let coach = story
        .signed_in(story.world.coach.organisation, Role::Coach)
        .await;
    let seen = coach.send("/gemist-aanbod", &fields).await;
    assert!(seen.has("U krijgt bericht als er iets komt."));
    assert!(!seen.has("beweegcoach meedenken"), "{}", seen.html);
    let desk = story
        .signed_in(story.world.desk.organisation, Role::ServicePoint)
        .await;
    let page = desk.open("/te-doen").await;
    assert!(page.has("Zwemmen, alleen vrouwen, postcode 5299"));
    let hall = story.town_hall().await;
    let policy = story.signed_in(hall, Role::Policy).await;
    let page = policy.open("/te-doen").await;
    assert!(page.has("te weinig meldingen om te tonen") && page.has("href=\"/gemist-aanbod"));
    let figures = policy.open("/gemist-aanbod").await;
    assert!(figures.status == 200 && !figures.html.contains('⟦'));
    assert!(figures.has("Er zijn nog geen wijken ingelezen"));
    for page in [page, figures] {
        assert!(!page.has("5299") && !page.has("alleen vrouwen") && !page.has("Geen bad"));
    }
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
async fn a_place_that_could_be_several_is_asked_about_and_the_wishes_stay() {
    let story = Story::begin().await;
    let town = |code: &str, lat, municipality: &str| actions::set_up::KnownPostcode {
        code: code.to_owned(),
        point: domain::geo::Point::new(lat, 5.3).unwrap(),
        place: Some("'s-Molenend".to_owned()),
        municipality: Some(municipality.to_owned()),
    };
    let towns = [town("5290", 51.701, "GM9001"), town("7802", 52.8, "GM9002")];
    actions::set_up::postcodes(&story.world.bridge, &towns)
        .await
        .unwrap();
    let nurse = story.nurse().await;
    let fields = [("postcode", "'s-molenend"), ("maxNiveau", "1")];
    let asked = nurse.send("/zoeken", &fields).await;
    assert_eq!(asked.status, 400);
    assert!(asked.has("Bedoelde u een van deze?"));
    assert!(asked.has("&#39;s-Molenend (5290), gemeente Brugdam"));
    let meant = [fields[0], fields[1], ("plaatskeuze", "'s-Molenend (5290)")];
    let found = nurse.send("/zoeken", &meant).await;
    assert_eq!(found.status, 200);
    assert!(found.has("Rustig wandelen door De Tuinen"));
    assert!(
        found.has("value=\"&#39;s-Molenend (5290)\""),
        "it stands in the form"
    );
    let slip = nurse.send("/zoeken", &[("postcode", "Brugdma")]).await;
    assert!(slip.has("name=\"plaatskeuze\" value=\"Brugdam\""));
}
