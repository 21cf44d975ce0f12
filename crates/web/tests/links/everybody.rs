//! The pages that need no link and no account.

use std::collections::BTreeSet;

use testkit::engine::Engine;
use web::{Setup, Web};

use crate::Story;
use crate::speaking::browser::Browser;
use crate::support::{World, as_caller, token_in};

const HELP: [(&str, &str); 6] = [
    ("sleutel", "abcdefghijklmnopqrst"),
    ("taal", "pl"),
    ("naam", "Halina Nowak"),
    ("telefoon", "06 22 33 44 55"),
    ("postcode", "5299 AB"),
    ("begeleiding", "ja"),
];

#[tokio::test(flavor = "multi_thread")]
async fn who_asks_for_help_is_called_and_two_clicks_are_one_request() {
    let story = Story::begin().await;
    let form = story.open("/aanmelden?taal=ar").await;
    assert!(form.has("dir=\"rtl\"") && form.has("name=\"sleutel\""));
    let first = story.send("/aanmelden", &HELP).await;
    assert_eq!(first.status, 200);
    assert!(first.has("B-1001") && first.has("lang=\"pl\""));
    let again = story.send("/aanmelden", &HELP).await;
    assert!(again.has("B-1001"));
    // Other words are another request, also from the same page.
    let mut other = HELP;
    other[2] = ("naam", "Jan Nowak");
    let other = story.send("/aanmelden", &other).await;
    assert!(other.status == 200 && !other.has("B-1001"));
    let coach = as_caller(&story.world.coach);
    let work = actions::list_referrals::work_list(&story.world.bridge, &coach)
        .await
        .unwrap();
    let names: BTreeSet<_> = work
        .mine
        .rows
        .iter()
        .filter_map(|row| row.name.clone())
        .collect();
    assert_eq!(
        names,
        BTreeSet::from(["Halina Nowak".into(), "Jan Nowak".into()])
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn asking_for_somebody_else_needs_who_asks_and_that_they_know() {
    let story = Story::begin().await;
    let mut fields = vec![
        ("voorWie", "ander"),
        ("taal", "nl"),
        ("telefoon", "bel maar"),
    ];
    let refused = story.send("/aanmelden", &fields).await;
    assert_eq!(refused.status, 400);
    for field in [
        "naam",
        "telefoon",
        "contactpersoonNaam",
        "contactpersoonTelefoon",
        "weetHet",
        "begeleiding",
    ] {
        assert!(refused.has(&format!("href=\"#{field}\"")), "{field}");
        assert!(refused.has(&format!("id=\"{field}\"")), "{field}");
    }
    assert!(
        refused.has("value=\"bel maar\""),
        "what was typed is still there"
    );
    fields[2] = ("telefoon", "06 22 33 44 55");
    fields.extend([
        ("naam", "Halina Nowak"),
        ("contactpersoonNaam", "Ewa Nowak"),
        ("contactpersoonTelefoon", "06 33 44 55 66"),
        ("contactpersoonRelatie", "dochter"),
        ("weetHet", "ja"),
        ("begeleiding", "ja"),
        ("aanleiding", "meer-bewegen"),
        ("aanleiding", "meer-contact"),
    ]);
    assert_eq!(story.send("/aanmelden", &fields).await.status, 200);
    let mails = story.world.mail().await;
    let to_coach = mails.iter().find(|mail| mail.text.contains("/v/")).unwrap();
    let page = story
        .open(&format!("/v/{}", token_in(to_coach, "/v/")))
        .await;
    assert!(page.has("Ewa Nowak (dochter)") && page.has("Meer contact met mensen"));
    assert!(page.has("Vroeg het zelf"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_citizen_number_is_refused_wherever_it_is_typed() {
    let story = Story::begin().await;
    let (_, club, _) = story.fatma().await;
    let mut fields = HELP.to_vec();
    fields.push(("bijzonderheden", "mijn bsn is 111222333"));
    assert_eq!(story.send("/aanmelden", &fields).await.status, 400);
    let no = [
        ("stap", "past-nu-niet"),
        ("reden", "anders"),
        ("toelichting", "111222333"),
    ];
    let answer = story.send(&club, &no).await;
    assert_eq!(answer.status, 400);
    assert!(answer.has("burgerservicenummer"));
}

#[tokio::test(flavor = "multi_thread")]
async fn everybody_may_look_at_what_there_is() {
    let story = Story::begin().await;
    let home = story.open("/").await;
    assert_eq!(home.status, 200);
    assert!(home.has("Er staan nu 3 lessen in."));
    let all = story.open("/aanbod").await;
    assert!(all.has("3 lessen gevonden") && all.has("Fit &#38; Rustig"));
    let near = story
        .open("/aanbod?q=wandelen&postcode=5299ab&maxAfstandKm=3&dagdeel=di-ochtend&activiteit=")
        .await;
    assert!(near.has("1 les gevonden") && near.has("Rustig wandelen door De Tuinen"));
    assert!(near.has("van 5299 AB") && near.has("€ 2,00 per keer"));
    assert!(near.has("value=\"di-ochtend\" checked") && near.has("value=\"5299ab\""));
    let nothing = story.open("/aanbod?q=zeilen").await;
    assert!(nothing.has("Niets gevonden") && nothing.has("/aanmelden"));
    let wrong = story
        .open("/aanbod?postcode=99&maxAfstandKm=ver&activiteit=vliegen&dagdeel=di-nacht&pagina=0")
        .await;
    assert_eq!(wrong.status, 400);
    for field in ["postcode", "maxAfstandKm", "activiteit", "dagdeel"] {
        assert!(wrong.has(&format!("href=\"#{field}\"")), "{field}");
    }
    let far = story.open("/aanbod?pagina=9999").await;
    assert_eq!(far.status, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_offer_has_its_own_page_and_one_that_is_gone_a_way_on() {
    let story = Story::begin().await;
    let all = story.open("/aanbod").await;
    let (_, rest) = all.html.split_once("href=\"/aanbod/").unwrap();
    let id = rest.split('"').next().unwrap();
    let page = story.open(&format!("/aanbod/{id}")).await;
    assert_eq!(page.status, 200);
    assert!(page.has("<h1>") && page.has("/aanmelden") && page.has("per"));
    for unknown in [
        "/aanbod/019a0000-0000-7000-8000-000000000000",
        "/aanbod/onzin",
    ] {
        let page = story.open(unknown).await;
        assert_eq!(page.status, 404);
        assert!(page.has("Dit aanbod is er niet meer") && page.has("href=\"/aanbod\""));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_we_promise_stands_on_pages_of_its_own() {
    let story = Story::begin().await;
    for (path, words) in [
        ("/privacy", "Vergeet mij"),
        ("/toegankelijkheid", "WCAG 2.2"),
        ("/api", "https://brugdam.example/api/v1/openapi.json"),
        ("/mijn", "name=\"geboortejaar\""),
        (
            "/.well-known/security.txt",
            "Canonical: https://brugdam.example/.well-known/security.txt",
        ),
    ] {
        let page = story.open(path).await;
        assert_eq!(page.status, 200, "{path}");
        assert!(page.has(words), "{path}: {words}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_demos_post_shows_its_own_letters_and_no_other_file() {
    let folder = tempfile::tempdir().unwrap();
    let mail = folder.path().join("mail");
    std::fs::create_dir(&mail).unwrap();
    std::fs::write(
        folder.path().join("geheim.eml"),
        "Subject: geheim\n\ngeheim",
    )
    .unwrap();
    std::fs::write(mail.join(".019b.part"), "Subject: half\n\nhalf").unwrap();
    let letter = "Date: Tue, 24 Nov 2026 08:42:00 +0000\r\nTo: tineke@debrug.example\r\n\
        Subject: Fatma <b>wil</b>\r\n\r\nOpen https://brugdam.example/v/abc.\r\n";
    std::fs::write(mail.join("019a.eml"), letter).unwrap();
    let world = World::on(&Engine::Sqlite).await;
    let setup = || Setup {
        demo_mail: Some(mail.clone()),
        ..Setup::default()
    };
    let web = Web::new(world.bridge.clone(), setup());
    let story = Story {
        world,
        browser: Browser::new(&web),
    };
    // A folder alone makes no demo.
    for path in ["/demo/post", "/demo/post/019a.eml"] {
        assert_eq!(story.open(path).await.status, 404);
    }
    let store = store::Store::open(&story.world.place, &story.world.key)
        .await
        .unwrap();
    let settings = actions::Settings {
        public_url: "https://brugdam.example".to_owned(),
        demo: true,
    };
    let demo = actions::Bridge::start(store, story.world.clock.clone(), settings)
        .await
        .unwrap();
    let story = Story {
        browser: Browser::new(&Web::new(demo, setup())),
        ..story
    };
    let list = story.open("/demo/post").await;
    assert!(list.has("Fatma &#60;b&#62;wil&#60;/b&#62;") && list.has("1 bericht"));
    assert!(list.has("dinsdag 24 november om 9.42 uur") && !list.has("half"));
    let letter = story.open("/demo/post/019a.eml").await;
    assert!(letter.has("<a href=\"https://brugdam.example/v/abc\">"));
    for trick in [
        "..%2Fgeheim.eml",
        ".019b.part",
        "%2Fetc%2Fpasswd",
        "019a.eml%00",
        "geheim.eml",
    ] {
        let page = story.open(&format!("/demo/post/{trick}")).await;
        assert_eq!(page.status, 404, "{trick}");
    }
    assert_eq!(story.open("/demo/post?q=kees").await.status, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn search_engines_read_the_catalogue_and_are_sent_away_from_the_rest() {
    let story = Story::begin().await;
    let (_, club, mine) = story.fatma().await;
    let robots = story.open("/robots.txt").await;
    assert!(robots.has("Sitemap: https://brugdam.example/sitemap.xml"));
    let map = story.open("/sitemap.xml").await;
    assert_eq!(map.html.matches("<url>").count(), 3 + 3 + 3);
    let (_, rest) = map.html.split_once("brugdam.example/aanbod/").unwrap();
    let id = rest.split('<').next().unwrap();
    let offer = story.open(&format!("/aanbod/{id}")).await;
    assert!(offer.has(&format!(
        "<link rel=\"canonical\" href=\"https://brugdam.example/aanbod/{id}\">"
    )));
    let (_, data) = offer.html.split_once("application/ld+json\">").unwrap();
    let data: serde_json::Value =
        serde_json::from_str(data.split("</script>").next().unwrap()).unwrap();
    assert_eq!(data["@type"], "Event");
    assert_eq!(data["location"]["address"]["addressCountry"], "NL");
    assert_eq!(data["eventSchedule"][0]["repeatFrequency"], "P1W");
    // What search engines want of an event before they show it.
    let begins: jiff::Timestamp = data["startDate"].as_str().unwrap().parse().unwrap();
    let ends: jiff::Timestamp = data["endDate"].as_str().unwrap().parse().unwrap();
    assert!(story.world.bridge.now() < begins && begins < ends);
    assert_eq!(data["eventStatus"], "https://schema.org/EventScheduled");
    // What is asked, and beside it what is free at first.
    let asked = match data["offers"].as_array() {
        Some(several) => &several[0],
        None => &data["offers"],
    };
    assert_eq!(asked["priceCurrency"], "EUR");
    let price = asked["price"].as_str().unwrap();
    assert!(price.parse::<f64>().unwrap() > 0.0);
    assert_eq!(asked["priceSpecification"]["price"], price);
    assert_eq!(asked["url"], data["url"]);
    assert_eq!(offer.header("x-robots-tag"), "");
    for path in [
        club.as_str(),
        &mine,
        "/inloggen",
        "/mijn",
        "/te-doen",
        "/keuze",
    ] {
        let seen = story.open(path).await;
        assert_eq!(seen.header("x-robots-tag"), "noindex, nofollow", "{path}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn another_site_may_frame_the_catalogue_when_the_operator_named_it_and_nothing_else() {
    let story = Story::begin().await;
    assert_eq!(story.open("/insluiten/aanbod").await.status, 404);
    let site = "https://www.gemeente.example";
    let setup = Setup {
        embedded_by: web::embedding::EmbeddedBy::read(&[site.to_owned()]).unwrap(),
        ..Setup::default()
    };
    let named = Browser::new(&Web::new(story.world.bridge.clone(), setup));
    let framed = named.open("/insluiten/aanbod?q=wandelen").await;
    assert_eq!(framed.status, 200);
    assert!(framed.has("Rustig wandelen door De Tuinen") && !framed.has("name=\"csrf\""));
    let policy = framed.header("content-security-policy");
    assert!(
        policy.contains(&format!("frame-ancestors {site};")),
        "{policy}"
    );
    assert!(policy.contains("script-src 'self'"));
    assert_eq!(framed.header("x-frame-options"), "");
    assert_eq!(framed.header("set-cookie"), "");
    for path in ["/", "/aanbod", "/inloggen", "/insluiten/aanbod/"] {
        let other = named.open(path).await;
        assert_eq!(other.header("x-frame-options"), "DENY", "{path}");
        assert!(
            other
                .header("content-security-policy")
                .contains("frame-ancestors 'none'")
        );
    }
    let wrong = named.open("/insluiten/aanbod?postcode=%3Cscript%3E").await;
    assert!(wrong.has("field-error") && !wrong.has("<script>"));
}
