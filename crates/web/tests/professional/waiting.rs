//! How long somebody waits for a place, and how well they must manage alone: what a lesson tells of
//! it stands in the search, on its own page, beside others, and in what a coach saves.

use actions::import_offers::import_sheet;
use domain::organisation::Role;

use crate::speaking::browser::Seen;
use crate::{Story, wishes};

const POOL: &str = "naam;aanbieder;activiteit;dag;van;tot;postcode;wachttijd;zelfstandigheid;bron_id\n\
    Baantjes;Wandelclub De Brug;zwemmen;maandag;09:00;10:00;5299 AC;geen;met wat hulp;z1\n\
    Duiken;Wandelclub De Brug;zwemmen;dinsdag;09:00;10:00;5299 AC;2 weken;zelfstandig;z2\n\
    Hangen;Wandelclub De Brug;zwemmen;woensdag;09:00;10:00;5299 AC;3 maanden;met wat hulp;z3\n";

async fn with_a_pool() -> Story {
    let story = Story::begin().await;
    let world = &story.world;
    import_sheet(&world.bridge, world.home, "golf", POOL.as_bytes(), false)
        .await
        .unwrap();
    story
}

/// The lessons of the pool on a page of results.
fn found(page: &Seen) -> Vec<&'static str> {
    let all = ["Baantjes", "Duiken", "Hangen"].into_iter();
    all.filter(|title| page.has(&format!(">{title}</")))
        .collect()
}

fn offer(story: &Story, title: &str) -> domain::ids::OfferId {
    let page = actions::catalogue::catalogue(&story.world.bridge, &Default::default()).unwrap();
    let found = page.offers.iter().find(|one| one.offer.title == title);
    found.unwrap().offer.id
}

#[tokio::test(flavor = "multi_thread")]
async fn who_cannot_wait_asks_so_in_the_form_and_lets_it_go_with_a_button() {
    let story = with_a_pool().await;
    let nurse = story.nurse().await;
    let first = nurse.open("/zoeken").await;
    let select = first.html.split("name=\"maxWachttijd\"").nth(1).unwrap();
    let select = select.split("</select>").next().unwrap();
    // Who can wait for a month or longer asks nothing.
    let codes: Vec<&str> = select.split("<option value=\"").skip(1).collect();
    let codes: Vec<&str> = codes
        .iter()
        .map(|one| one.split('"').next().unwrap())
        .collect();
    assert_eq!(codes, ["", "geen", "korter-dan-een-maand"]);
    assert!(select.contains("<option value=\"\" selected>Maakt niet uit"));

    let at_once = [
        ("postcode", "5299"),
        ("activiteiten", "zwemmen"),
        ("maxWachttijd", "geen"),
    ];
    let page = nurse.send("/zoeken", &at_once).await;
    assert_eq!(found(&page), ["Baantjes"], "{}", page.html);
    assert!(page.has("<option value=\"geen\" selected>Geen wachttijd</option>"));
    // What lies folded and is wished lies open, and is told in the line above the results.
    assert!(page.has("<details class=\"why\" open>"));
    assert_eq!(wishes(&page), "5299 · zwemmen · geen wachttijd");
    assert!(page.has("value=\"maxWachttijd=\""));
    let mut relaxed = at_once.to_vec();
    relaxed.push(("versoepel", "maxWachttijd="));
    let page = nurse.send("/zoeken", &relaxed).await;
    assert_eq!(found(&page), ["Baantjes", "Duiken", "Hangen"]);
    assert!(page.has("<option value=\"\" selected>Maakt niet uit"));
    // Who does not ask is warned of a long wait only, and reads of no other.
    assert_eq!(page.html.matches("Een maand of langer").count(), 1);
    assert!(!page.has("Geen wachttijd</li>") && !page.has("Minder dan een maand wachten</li>"));
    let mut odd = at_once;
    odd[2].1 = "morgen";
    assert_eq!(nurse.send("/zoeken", &odd).await.status, 400);
}

#[tokio::test(flavor = "multi_thread")]
async fn how_long_somebody_waits_stands_on_the_lessons_page_and_beside_others() {
    let story = with_a_pool().await;
    let nurse = story.nurse().await;
    for (title, words) in [
        ("Baantjes", "Geen wachttijd"),
        ("Duiken", "Minder dan een maand wachten"),
        ("Hangen", "Een maand of langer wachten"),
    ] {
        let page = nurse
            .open(&format!("/aanbod/{}", offer(&story, title)))
            .await;
        assert!(
            page.has("Wachttijd</") && page.has(words),
            "{title}: {}",
            page.html
        );
    }
    let (one, other) = (
        story.world.session("Baantjes"),
        story.world.session("Hangen"),
    );
    let both = [
        ("postcode", "5299"),
        ("vergelijk", one.as_str()),
        ("vergelijk", other.as_str()),
    ];
    let page = nurse.send("/vergelijken", &both).await;
    assert!(page.has("<span>Geen wachttijd</span>"), "{}", page.html);
    assert!(page.has("<span>Een maand of langer wachten</span>"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_club_tells_how_long_somebody_waits_and_it_is_found_at_once() {
    let story = with_a_pool().await;
    let club = story
        .signed_in(story.world.club.organisation, Role::Provider)
        .await;
    let id = offer(&story, "Baantjes");
    let path = format!("/mijn-aanbod/{id}");
    let form = club.open(&path).await;
    assert!(
        form.has("<option value=\"geen\" selected>"),
        "{}",
        form.html
    );
    let now = [
        ("titel", "Baantjes"),
        ("activiteit", "zwemmen"),
        ("postcode", "5299 AC"),
        ("zelfstandigheid", "met-wat-hulp"),
        ("contactTelefoon", "073 123 45 67"),
        ("wachttijd", "een-maand-of-langer"),
        ("moment", ""),
        ("dag", "ma"),
        ("van", "09:00"),
        ("tot", "10:00"),
        ("plekken", ""),
    ];
    let sent = club.send(&path, &now).await;
    assert_eq!(sent.status, 303, "{}", sent.html);
    let shown = actions::catalogue::offer(&story.world.bridge, id).unwrap();
    assert_eq!(shown.wait, Some(domain::codes::Wait::AMonthOrMore));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_municipalitys_word_for_a_class_stands_wherever_the_class_is_told() {
    let story = with_a_pool().await;
    let world = &story.world;
    let admin = world.with_role(Role::Administrator);
    let words = ["", "Klasse <i>Geel", ""].map(str::to_owned);
    actions::change_class_words::change_class_words(&world.bridge, &admin, &words)
        .await
        .unwrap();
    let nurse = story.nurse().await;
    let page = nurse
        .open(&format!("/aanbod/{}", offer(&story, "Baantjes")))
        .await;
    assert!(page.has("lasse &#60;i&#62;Geel"), "{}", page.html);
    assert!(!page.has("een beetje hulp"));
    let (one, other) = (world.session("Baantjes"), world.session("Duiken"));
    let both = [("vergelijk", one.as_str()), ("vergelijk", other.as_str())];
    let page = nurse.send("/vergelijken", &both).await;
    assert!(page.has("klasse &#60;i&#62;geel") || page.has("Klasse &#60;i&#62;geel"));
    // Who asks for the class reads the word in the line above the results, and as a reason.
    let asked = [
        ("postcode", "5299"),
        ("activiteiten", "zwemmen"),
        ("zelfstandigheid", "met-wat-hulp"),
    ];
    let page = nurse.send("/zoeken", &asked).await;
    assert_eq!(found(&page), ["Baantjes", "Hangen"]);
    assert_eq!(wishes(&page), "5299 · zwemmen · klasse &#60;i&#62;geel");
    assert!(!page.has("een beetje hulp"));
    // The administrator finds the word to change, and the service point reads it of what was sent in.
    let hall = story.town_hall().await;
    let page = story.signed_in(hall, Role::Administrator).await;
    let page = page.open("/instellingen").await;
    assert!(
        page.has("value=\"Klasse &#60;i&#62;Geel\""),
        "{}",
        page.html
    );
    let club = story
        .signed_in(world.club.organisation, Role::Provider)
        .await;
    let group = [
        ("titel", "Drijven"),
        ("activiteit", "zwemmen"),
        ("postcode", "5299 AC"),
        ("zelfstandigheid", "met-wat-hulp"),
        ("contactTelefoon", "073 123 45 67"),
    ];
    assert_eq!(club.send("/mijn-aanbod/nieuw", &group).await.status, 303);
    let desk = story
        .signed_in(world.desk.organisation, Role::ServicePoint)
        .await;
    let list = desk.open("/aanbod-bijhouden").await;
    assert!(
        list.has("Drijven") && list.has("lasse &#60;i&#62;"),
        "{}",
        list.html
    );
    assert!(!list.has("een beetje hulp"));
}
