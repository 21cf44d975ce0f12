//! What follows a referral: steps, a new choice, letters, going back.

use actions::import_offers::import_sheet;
use actions::refer::ReferralDraft;
use domain::organisation::Role;

use crate::support::{as_caller, step};
use crate::{Story, fatma};

/// A lesson every hour of the week, and one that was confirmed long ago and stands after it.
async fn open_all_day(story: &Story) {
    let mut sheet = String::from(
        "naam;aanbieder;activiteit;dag;van;tot;postcode;plaats;bevestigd_op;bron_id\n",
    );
    for day in domain::week::DAY_NAMES {
        for hour in 8..20 {
            let row = format!(
                "Wandelen in het zwembad;Zwembad De Golf;wandelen;{day};{hour}:00;{hour}:45;5299 AB;Brugdam;2026-11-20;g1\n"
            );
            sheet.push_str(&row);
        }
    }
    sheet.push_str("Wandelen langs de Golf;Zwembad De Golf;wandelen;maandag;9:00;9:45;5299 AB;Brugdam;2025-01-20;g2\n");
    let world = &story.world;
    import_sheet(&world.bridge, world.home, "golf", sheet.as_bytes(), false)
        .await
        .unwrap();
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
    // A pool with more hours than are looked at does not hide what comes after it.
    open_all_day(&story).await;
    let page = desk.open(&path).await;
    let stands = |title: &str| page.html.matches(&format!(">{title}</a></h3>")).count();
    assert_eq!(stands("Wandelen in het zwembad"), 1, "{}", page.html);
    assert_eq!(stands("Wandelen langs de Golf"), 1, "{}", page.html);
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
async fn a_club_says_that_its_offer_is_still_right_and_nobody_elses() {
    let story = Story::begin().await;
    let club = story
        .signed_in(story.world.club.organisation, Role::Provider)
        .await;
    let page = club.open("/mijn-aanbod").await;
    assert!(page.has("Rustig wandelen door De Tuinen") && !page.has("Bewegen op muziek"));
    assert!(page.has("Stond 4 dagen geleden zo in een lijst"));
    let (_, rest) = page.html.split_once("action=\"/aanbod/").unwrap();
    let id = rest.split('/').next().unwrap().to_owned();
    let path = format!("/aanbod/{id}/bevestigen");
    let other = story
        .signed_in(story.world.other_club.organisation, Role::Provider)
        .await;
    assert_eq!(other.send(&path, &[]).await.status, 403);
    // Others' lessons are not confirmed by saying that all of one's own are right.
    let all = other.send("/mijn-aanbod/klopt", &[]).await;
    assert_eq!(
        (all.status, &*all.location),
        (303, "/mijn-aanbod?bevestigd=alles")
    );
    let theirs = other.open(&all.location).await;
    assert!(theirs.has("Bedankt. Iedereen ziet dat uw aanbod klopt."));
    assert!(theirs.has("Vandaag bevestigd door de aanbieder"));
    assert!(
        club.open("/mijn-aanbod")
            .await
            .has("Stond 4 dagen geleden zo in een lijst")
    );
    let done = club.send(&path, &[]).await;
    assert_eq!(done.location, format!("/mijn-aanbod?bevestigd={id}"));
    let thanks = "Iedereen ziet dat Rustig wandelen door De Tuinen klopt.";
    assert!(club.open(&done.location).await.has(thanks));
    assert!(club.open("/mijn-aanbod").await.has("Vandaag nagekeken"));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_letter_for_the_resident_carries_a_code_and_never_a_reason() {
    let story = Story::begin().await;
    let sent = story.world.refer(&story.world.fatma()).await;
    let nurse = story.nurse().await;
    let page = nurse
        .open(&format!("/verwijzingen/{}/brief?taal=nl", sent.id))
        .await;
    assert!(page.has("Voor Fatma Yıldız") && page.has("brugdam.example/mijn"));
    assert!(page.has("Dinsdag 10.00–11.00 uur") && page.has("Tuinlaan 12"));
    let code = code_on(&page.html);
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
    let token = actions::answer_by_link::by_printed_code(bridge, &code, 1954).await;
    let link = format!("https://brugdam.example/mijn/{}", token.unwrap());
    // Picked, and not the language that she speaks best: so it stands in the code.
    assert!(page.has(&drawn(&format!("{link}?taal=nl"))), "to scan");
    assert!(!page.has(&link), "and nowhere in words");
    let own = nurse
        .open(&format!("/verwijzingen/{}/brief", sent.id))
        .await;
    assert!(own.has(&drawn(&link)), "her own language goes by itself");
}

fn code_on(html: &str) -> String {
    let (_, rest) = html.split_once("class=\"code\" dir=\"ltr\">").unwrap();
    rest.split('<').next().unwrap().to_owned()
}

fn drawn(link: &str) -> String {
    format!("d=\"{}\"", web::qr_code::draw(link).unwrap().path)
}

#[tokio::test(flavor = "multi_thread")]
async fn the_letter_speaks_the_residents_language_or_the_one_picked() {
    let story = Story::begin().await;
    let sent = story.world.refer(&story.world.fatma()).await;
    let nurse = story.nurse().await;
    let path = format!("/verwijzingen/{}/brief", sent.id);
    let own = nurse.open(&path).await;
    // The page is the nurse's, the letter is Fatma's.
    assert!(own.has("<html lang=\"nl\" dir=\"ltr\">"));
    assert!(own.has("<article class=\"paper stack\" lang=\"tr\" dir=\"ltr\">"));
    for words in [
        "Fatma Yıldız için",
        "Hareket başvurunuz",
        "Kulüp önce sizi arayacak. Gitmeden önce bunu bekleyin.",
        "Yürüyüş",
        "<bdi lang=\"nl\" dir=\"ltr\">Rustig wandelen door De Tuinen</bdi>",
        "Salı, saat 10.00–11.00",
        "<strong><bdi>İlk sefer ücretsiz</bdi></strong>",
    ] {
        assert!(own.has(words), "{words}");
    }
    for language in ["nl", "en", "tr", "ar", "pl", "uk", "pap"] {
        let page = nurse.open(&format!("{path}?taal={language}")).await;
        let dir = if language == "ar" { "rtl" } else { "ltr" };
        let letter = format!("class=\"paper stack\" lang=\"{language}\" dir=\"{dir}\"");
        assert!(page.has(&letter), "{language}");
        assert!(page.has(&format!("href=\"?taal={language}\"")));
        assert!(page.has("Terug naar de verwijzing"), "{language}");
        assert!(!page.html.contains('⟦'), "{language}");
    }
    let odd = nurse.open(&format!("{path}?taal=klingon")).await;
    assert!(odd.has("class=\"paper stack\" lang=\"tr\""));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_letter_says_to_wait_until_something_is_fixed() {
    let story = Story::begin().await;
    let mut draft = story.world.fatma();
    draft.client.phone = String::new();
    let sent = story.world.refer(&draft).await;
    let nurse = story.nurse().await;
    let path = format!("/verwijzingen/{}/brief?taal=nl", sent.id);
    let before = nurse.open(&path).await;
    assert!(before.has("Uw aanmelding om te bewegen"));
    // Nobody can call her.
    assert!(before.has("De club stuurt u eerst bericht. Wacht daarop voordat u gaat."));
    let mut plan = step("proefles-gepland");
    plan.words.on = "2026-12-01".to_owned();
    let club = as_caller(&story.world.club);
    story.world.step(&club, sent.id, plan).await.unwrap();
    let after = nurse.open(&path).await;
    assert!(after.has("Uw afspraak om te bewegen") && after.has("Dinsdag 1 december"));
    assert!(after.has("Uw proefles is afgesproken."));
    assert!(!after.has("Wacht daarop") && !after.has("Uw aanmelding om"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_letter_without_a_year_of_birth_says_whom_to_call_instead_of_a_code() {
    let story = Story::begin().await;
    let mut draft = story.world.fatma();
    draft.client.birth_year = None;
    let sent = story.world.refer(&draft).await;
    let nurse = story.nurse().await;
    let path = format!("/verwijzingen/{}/brief", sent.id);
    let page = nurse.open(&format!("{path}?taal=nl")).await;
    assert!(page.has("class=\"qr\"") && !page.has("class=\"code\""));
    assert!(page.has("Lukt het scannen niet? Bel dan 088 000 00 00."));
    let arabic = nurse.open(&format!("{path}?taal=ar")).await;
    assert!(arabic.has("اتصلوا إذن: \u{200e}088 000 00 00."));
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

#[tokio::test(flavor = "multi_thread")]
async fn what_is_due_after_this_week_is_counted_apart_and_folded_away() {
    let story = Story::begin().await;
    let world = &story.world;
    let coach = story.signed_in(world.coach.organisation, Role::Coach).await;
    let to_coach = ReferralDraft {
        session: String::new(),
        coach: true,
        ..world.fatma()
    };
    let first = world.refer(&to_coach).await;
    let page = coach.open("/te-doen").await;
    assert!(page.has("1 voor u (te laat of deze week)") && page.has(">Deze week"));
    // She is to be called within five working days: next Tuesday.
    let said_yes = step("aanvaard");
    world
        .step(&as_caller(&world.coach), first.id, said_yes)
        .await
        .unwrap();
    let page = coach.open("/te-doen").await;
    assert!(page.has("0 voor u (te laat of deze week)") && page.has("Later (1)"));
    assert!(
        !page.has("<details class=\"why\"><summary>"),
        "nothing else is there"
    );
    world.refer(&to_coach).await;
    let page = coach.open("/te-doen").await;
    assert!(page.has("1 voor u (te laat of deze week)"));
    let (_, folded) = page.html.split_once("<details class=\"why\">").unwrap();
    assert!(
        folded.contains("Later (1)") && folded.contains(&format!("/verwijzingen/{}", first.id))
    );
    // The service point's two numbers have nothing in common, and together are all that is open.
    let desk = story
        .signed_in(world.desk.organisation, Role::ServicePoint)
        .await;
    let page = desk.open("/te-doen").await;
    let numbers: Vec<&str> = page
        .html
        .split("stat-number\">")
        .skip(1)
        .filter_map(|rest| rest.split('<').next())
        .collect();
    // Waits for the desk, offers to decide on, rows to look at, runs by itself.
    assert_eq!(numbers, ["0", "0", "0", "2"]);
}
