//! Lessons side by side, the map, and the sheet to hand over.

use crate::Story;
use crate::speaking::browser::Seen;
use crate::support::as_caller;

/// The keys of the lessons on a page of results, in its order.
fn lessons(seen: &Seen) -> Vec<String> {
    seen.html
        .split("name=\"vergelijk\" value=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .map(str::to_owned)
        .collect()
}

/// Their keys in a row, as the address of the sheet has them.
fn in_a_row(lessons: &[String]) -> String {
    let keys: Vec<u8> = lessons
        .iter()
        .flat_map(|lesson| lesson.parse::<uuid::Uuid>().unwrap().into_bytes())
        .collect();
    data_encoding::BASE64URL_NOPAD.encode(&keys)
}

/// What the mail or text message says that the page would open: `mailto:` or `sms:`.
fn message(sheet: &Seen, scheme: &str) -> String {
    let (_, rest) = sheet.html.split_once(&format!("href=\"{scheme}?")).unwrap();
    let (address, _) = rest.split_once('"').unwrap();
    let (_, body) = address.split_once("body=").unwrap();
    let bytes = percent_encoding::percent_decode_str(body);
    bytes.decode_utf8().unwrap().into_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn ticked_lessons_stand_side_by_side_with_what_nobody_told_named_as_such() {
    let story = Story::begin().await;
    let nurse = story.nurse().await;
    nurse.open("/zoeken").await;
    let found = nurse
        .send("/zoeken", &[("postcode", "5299"), ("taal", "tr")])
        .await;
    let lessons = lessons(&found);
    assert_eq!(lessons.len(), 3);
    let both = [
        ("postcode", "5299"),
        ("taal", "tr"),
        ("vergelijk", &lessons[0]),
        ("vergelijk", &lessons[1]),
    ];
    let page = nurse.send("/vergelijken", &both).await;
    assert_eq!(page.status, 200);
    // One question, with an answer a lesson.
    let question = "<th scope=\"row\" role=\"rowheader\">Hoe ver</th>";
    assert_eq!(page.html.matches(question).count(), 1);
    assert_eq!(page.html.matches("van huis").count(), 2);
    assert!(page.has("<th scope=\"col\" role=\"columnheader\">"));
    let (differs, same) = page.html.split_once("Voor allebei gelijk").unwrap();
    assert!(differs.contains(">Wanneer</th>"));
    assert!(same.contains("<dt>Begeleiding</dt><dd>In een groep</dd>"));
    assert!(same.contains("<dt>Niet bekend</dt><dd>Met wie, Voor wie"));
    assert_eq!(page.html.matches("name=\"sessieId\"").count(), 2);
    // Two lessons are told apart by their names; when they are is heard.
    assert_eq!(
        page.html
            .matches("<span class=\"visually-hidden\">, ")
            .count(),
        2
    );
    let sheet = format!("\"/keuze?les={}&#38;taal=tr\"", in_a_row(&lessons[..2]));
    assert!(page.has(&sheet), "{}", page.html);
    // What was ticked is still ticked on the way back.
    let back = nurse.open("/zoeken?vorige=ja").await;
    assert_eq!(back.html.matches("data-still checked").count(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_ticked_too_much_ticked_or_nonsense_breaks_nothing() {
    let story = Story::begin().await;
    let nurse = story.nurse().await;
    nurse.open("/zoeken").await;
    let none = nurse.send("/vergelijken", &[("postcode", "5299")]).await;
    assert!(none.status == 200 && none.has("U vinkte nog geen les aan"));
    let odd = [
        ("postcode", "geen"),
        ("vergelijk", "<script>"),
        ("vergelijk", "1"),
    ];
    let odd = nurse.send("/vergelijken", &odd).await;
    assert!(odd.status == 200 && odd.has("U vinkte nog geen les aan"));
    assert!(!odd.has("<script>1") && !odd.has("<script>\""));
    let found = nurse.send("/zoeken", &[("postcode", "5299")]).await;
    let known = lessons(&found);
    let gone = "019a0000-0000-7000-8000-000000000000";
    let four = [
        ("vergelijk", known[0].as_str()),
        ("vergelijk", &known[0]),
        ("vergelijk", &known[1]),
        ("vergelijk", &known[2]),
        ("vergelijk", gone),
    ];
    let four = nurse.send("/vergelijken", &four).await;
    assert_eq!(four.html.matches("name=\"sessieId\"").count(), 3);
    assert!(four.has("meer dan drie"));
    // The distance needs a postcode; the lessons do not.
    assert!(!four.has("van huis"));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_sheet_speaks_the_clients_language_and_knows_nobody() {
    let story = Story::begin().await;
    let nurse = story.nurse().await;
    nurse.open("/zoeken").await;
    let found = nurse.send("/zoeken", &[("postcode", "5299")]).await;
    let lessons = lessons(&found);
    // Without an account, as the client opens it at home.
    let stranger = story.stranger();
    let address = format!("/keuze?les={}&les={}", lessons[0], lessons[1]);
    for (language, dir, title) in [
        ("nl", "ltr", "Hier kunt u bewegen"),
        ("en", "ltr", "Here you can be active"),
        ("tr", "ltr", "Burada hareket edebilirsiniz"),
        ("ar", "rtl", "هنا يمكنكم أن تتحركوا"),
        ("pl", "ltr", "Tutaj można się ruszać"),
        ("uk", "ltr", "Тут ви можете рухатися"),
        ("pap", "ltr", "Akinan bo por move"),
    ] {
        let sheet = stranger.open(&format!("{address}&taal={language}")).await;
        // Without script nobody sees a button that does nothing, but reads what to do.
        assert!(sheet.has("hidden data-print") && sheet.has("<noscript><p>"));
        assert_eq!(sheet.status, 200);
        let html = format!("<html lang=\"{language}\" dir=\"{dir}\">");
        assert!(sheet.has(&html) && sheet.has(title), "{language}");
        assert!(!sheet.has("5299\"") && sheet.has("mailto:?subject="));
        // Another language keeps the lessons.
        let in_arabic = format!("?les={}&#38;taal=ar", in_a_row(&lessons[..2]));
        assert!(sheet.has(&in_arabic));
    }
    // The short address opens the same sheet.
    let short = format!("/keuze?les={}&taal=en", in_a_row(&lessons));
    let sheet = stranger.open(&short).await;
    assert_eq!(sheet.html.matches("class=\"card flow\"").count(), 3);
    let half = stranger
        .open(&format!(
            "/keuze?les={}&les=019a0000-0000-7000-8000-000000000000",
            lessons[0]
        ))
        .await;
    assert!(half.status == 200 && half.has("Eén les is er niet meer."));
    let none = stranger.open("/keuze?les=onzin&taal=%3Cscript%3E").await;
    assert!(none.status == 404 && none.has("Deze lessen zijn er niet meer"));
    assert!(!none.has("mailto:") && !none.has("<script>"));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_sheet_tells_what_people_do_in_the_clients_language_and_the_name_on_the_door() {
    let story = Story::begin().await;
    let walk = story.world.walk();
    let stranger = story.stranger();
    let name = "lang=\"nl\" dir=\"ltr\">Rustig wandelen door De Tuinen</bdi>";
    for (language, activity) in [
        ("en", "Walking"),
        ("tr", "Yürüyüş"),
        ("ar", "المشي"),
        ("pl", "Spacer"),
        ("uk", "Прогулянки"),
        ("pap", "Kaminata"),
    ] {
        let sheet = stranger
            .open(&format!("/keuze?les={walk}&taal={language}"))
            .await;
        assert!(sheet.has(&format!("<strong><bdi>{activity}</bdi></strong>")));
        assert!(sheet.has(name), "{language}: {}", sheet.html);
        let both = format!("{activity}\nRustig wandelen door De Tuinen\n");
        assert!(message(&sheet, "mailto:").starts_with(&both), "{language}");
        let sms = message(&sheet, "sms:");
        assert!(sms.starts_with(&format!("{activity}: ")) && !sms.contains("Rustig"));
    }
    let dutch = stranger.open(&format!("/keuze?les={walk}")).await;
    assert!(dutch.has(&format!("<strong><bdi {name}</strong>")) && !dutch.has("<bdi>Wandelen"));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_sheet_tells_when_where_who_what_to_bring_what_it_costs_and_whom_to_call() {
    let story = Story::begin().await;
    let world = &story.world;
    let sheet = "naam;aanbieder;activiteit;dag;van;tot;adres;postcode;plaats;prijs;proefles;\
        contact;telefoon;meenemen;verzamelpunt;bron_id\n\
        Baantjes;Zwembad De Golf;zwemmen;maandag;09:00;10:00;Golfweg 3;5299 AC;Brugdam;\
        € 7,50 per les;1e les gratis;Kees Smit;073 123 45 67;Een handdoek;Bij de kassa;g1\n";
    let bytes = sheet.as_bytes();
    actions::import_offers::import_sheet(&world.bridge, world.home, "golf", bytes, false)
        .await
        .unwrap();
    let pool = world.session("Baantjes");
    let stranger = story.stranger();
    for (language, words) in [
        (
            "nl",
            [
                "Maandag 9.00–10.00 uur",
                "Eerste keer gratis",
                "€ 7,50 per keer",
            ],
        ),
        (
            "tr",
            [
                "Pazartesi, saat 9.00–10.00",
                "İlk sefer ücretsiz",
                "Her sefer € 7,50",
            ],
        ),
    ] {
        let sheet = stranger
            .open(&format!("/keuze?les={pool}&taal={language}"))
            .await;
        let told = [
            "Zwembad De Golf",
            "Golfweg 3",
            "5299 AC Brugdam",
            "Kees Smit",
            "Bij de kassa",
            "Een handdoek",
            "href=\"tel:0731234567\"",
        ];
        for words in words.into_iter().chain(told) {
            assert!(sheet.has(words), "{language} {words}: {}", sheet.html);
        }
        // The mail and the text message lead back to the sheet in the same language.
        for scheme in ["mailto:", "sms:"] {
            let message = message(&sheet, scheme);
            let there = message.lines().last().unwrap();
            assert!(there.starts_with("https://brugdam.example/keuze?les="));
            assert_eq!(there.ends_with("&taal=tr"), language == "tr", "{there}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_full_lesson_is_said_to_be_full_on_the_sheet_in_the_mail_and_in_the_text_message() {
    let story = Story::begin().await;
    let stranger = story.stranger();
    let (full, free) = (story.world.session("Fit & Rustig"), story.world.walk());
    for (language, said, short) in [
        (
            "nl",
            "Nu vol: u komt op de wachtlijst",
            "Nu vol: wachtlijst",
        ),
        (
            "tr",
            "Şu an dolu: bekleme listesine alınırsınız",
            "Şu an dolu: bekleme listesi",
        ),
        (
            "ar",
            "ممتلئ الآن: ستكونون على قائمة الانتظار",
            "ممتلئ الآن: قائمة انتظار",
        ),
    ] {
        let sheet = stranger
            .open(&format!("/keuze?les={full}&les={free}&taal={language}"))
            .await;
        assert_eq!(sheet.html.matches(said).count(), 1, "{language}");
        assert_eq!(message(&sheet, "mailto:").matches(said).count(), 1);
        assert_eq!(message(&sheet, "sms:").matches(short).count(), 1);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_closed_for_weeks_tells_its_first_lesson_and_what_does_not_touch_it_is_not_told() {
    let story = Story::begin().await;
    let (world, stranger) = (&story.world, story.stranger());
    let day = jiff::civil::date;
    // The walk is on Tuesdays; a closed Monday takes nothing from it.
    let closed = [
        (day(2026, 11, 24), day(2026, 12, 13)),
        (day(2026, 12, 21), day(2026, 12, 21)),
    ]
    .map(|(from, to)| domain::calendar::Closure { from, to });
    actions::close_for_a_while::close_for_a_while(&world.bridge, &as_caller(&world.club), &closed)
        .await
        .unwrap();
    let address = format!("/keuze?les={}", world.walk());
    let sheet = stranger.open(&address).await;
    let first = "Eerste les: dinsdag 15 december";
    let gap = "Niet op: di 24 nov – zo 13 dec";
    assert!(
        sheet.has(first) && sheet.has(&format!("{gap}</span>")),
        "{}",
        sheet.html
    );
    let mail = message(&sheet, "mailto:");
    assert!(mail.contains(first) && mail.contains(gap));
    assert!(message(&sheet, "sms:").contains("Eerste les: di 15 dec\n"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_text_message_with_three_lessons_is_two_in_dutch_and_four_in_arabic_at_most() {
    let story = Story::begin().await;
    let world = &story.world;
    let three = [
        "Rustig wandelen door De Tuinen",
        "Bewegen op muziek",
        "Fit & Rustig",
    ]
    .map(|title| world.session(title));
    let address = format!("/keuze?les={}", three.join("&les="));
    // A long text message carries 153 signs of the usual letters a piece, of others 67.
    for (language, most) in [("nl", 2 * 153), ("en", 2 * 153), ("ar", 4 * 67)] {
        let sheet = story
            .stranger()
            .open(&format!("{address}&taal={language}"))
            .await;
        let sms = message(&sheet, "sms:");
        assert!(sms.encode_utf16().count() <= most, "{language}: {sms}");
        assert_eq!(sms.lines().count(), 4);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_map_shows_each_lesson_by_its_number_in_the_list() {
    let story = Story::begin().await;
    let nurse = story.nurse().await;
    nurse.open("/zoeken").await;
    let found = nurse.send("/zoeken", &[("postcode", "5299")]).await;
    assert!(found.has("class=\"near-home\"") && found.has("class=\"near-number\""));
    assert_eq!(found.html.matches("class=\"near-mark\"").count(), 3);
    assert!(!found.has("style="), "the content policy refuses it");
    // No areas were imported here: rings alone, and the marks lead to the list.
    assert!(!found.has("near-area") && !found.has("near-name"));
    let svg = found
        .html
        .split("<svg viewBox=\"0 0 320 320\"")
        .nth(1)
        .unwrap();
    let svg = svg.split("</svg>").next().unwrap();
    let links: Vec<&str> = svg
        .split("href=\"#")
        .skip(1)
        .map(|rest| rest.split('"').next().unwrap())
        .collect();
    assert!(!links.is_empty());
    for link in &links {
        assert!(found.has(&format!("id=\"{link}\"")), "{link}");
    }
    assert!(svg.contains("aria-label=\"Naar les 1") && !svg.contains("role=\"img\""));
}

/// Three neighbourhoods around the postcode, one with a name that is no markup.
const AREAS: &str = r#"{"type":"FeatureCollection","features":[
    {"type":"Feature","properties":{"statcode":"BU90010000","statnaam":"Kolkbuurt"},
     "geometry":{"type":"Polygon","coordinates":[[[5.29,51.69],[5.31,51.69],[5.31,51.705],[5.29,51.705]]]}},
    {"type":"Feature","properties":{"statcode":"BU90010001","statnaam":"<script>alert(1)</script>"},
     "geometry":{"type":"Polygon","coordinates":[[[5.29,51.705],[5.31,51.705],[5.31,51.75],[5.29,51.75]]]}},
    {"type":"Feature","properties":{"statcode":"BU90010002","statnaam":"Ver Weg"},
     "geometry":{"type":"Polygon","coordinates":[[[6.29,52.7],[6.31,52.7],[6.31,52.75],[6.29,52.75]]]}}]}"#;

#[tokio::test(flavor = "multi_thread")]
async fn below_the_marks_lie_the_neighbourhoods_around_and_no_others() {
    let story = Story::begin().await;
    let bridge = &story.world.bridge;
    actions::import_areas::import_areas(bridge, "buurten", AREAS.as_bytes(), Some(2026), false)
        .await
        .unwrap();
    let nurse = story.nurse().await;
    nurse.open("/zoeken").await;
    let found = nurse.send("/zoeken", &[("postcode", "5299")]).await;
    assert_eq!(found.html.matches("<path class=\"near-area").count(), 2);
    assert_eq!(found.html.matches("near-area is-home").count(), 1);
    assert!(found.has(">Kolkbuurt</text>") && !found.has("Ver Weg"));
    assert!(!found.has("<script>alert"));
    assert!(found.has("class=\"near-ring\"") && found.has("class=\"near-home\""));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_place_on_the_map_is_where_the_search_begins_until_it_is_ticked_off() {
    let story = Story::begin().await;
    let bridge = &story.world.bridge;
    actions::import_areas::import_areas(bridge, "buurten", AREAS.as_bytes(), Some(2026), false)
        .await
        .unwrap();
    let nurse = story.nurse().await;
    let found = nurse.send("/zoeken", &[("postcode", "5299")]).await;
    // Where the search begins already is no other place.
    let starts: Vec<&str> = found.html.split("name=\"punt\" value=\"").skip(1).collect();
    assert!(
        !starts.is_empty()
            && starts
                .iter()
                .all(|one| !one.contains(">Kolkbuurt</button>"))
    );
    let value = starts[0].split('"').next().unwrap();
    let (_, name) = value.split_once(' ').unwrap();
    let sent = value.replace("&#60;", "<").replace("&#62;", ">");
    let there = [("postcode", "5299"), ("punt", sent.as_str())];
    let moved = nurse.send("/zoeken", &there).await;
    assert!(moved.has(&format!("Zoek vanuit {name}, een plek op de kaart")));
    assert!(moved.has(&format!("vanuit {name}")) && moved.has("name=\"punt\""));
    let distance = |page: &str, place: &str| {
        page.split(&format!(" van {place}: ongeveer"))
            .next()
            .unwrap()
            .rsplit('>')
            .next()
            .unwrap()
            .to_owned()
    };
    assert_ne!(distance(&found.html, "huis"), distance(&moved.html, name));
    // Who is referred lives where the postcode says.
    assert!(moved.has("name=\"postcode\" value=\"5299\""));
    // The last place counts; nonsense is none.
    for odd in ["onzin", "91,5 X", "51.7,5.3", "nan,5 X"] {
        let page = nurse
            .send("/zoeken", &[("postcode", "5299"), ("punt", odd)])
            .await;
        let from_home = distance(&found.html, "huis");
        assert_eq!(distance(&page.html, "huis"), from_home, "{odd}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lesson_that_is_left_out_says_so_wherever_it_is_shown() {
    let story = Story::begin().await;
    let club = actions::submit_offer::Keeper::of(&as_caller(&story.world.club)).unwrap();
    let session = story.world.walk().parse().unwrap();
    let bridge = &story.world.bridge;
    let (offer, _) = actions::catalogue::session(bridge, session).unwrap();
    let day = jiff::civil::date(2026, 12, 1);
    actions::cancel_lesson::cancel(bridge, &club, offer.id, session, day)
        .await
        .unwrap();
    let nurse = story.nurse().await;
    nurse.open("/zoeken").await;
    let said = "Gaat niet door op dinsdag 1 december";
    let found = nurse.send("/zoeken", &[("postcode", "5299")]).await;
    assert_eq!(found.html.matches(said).count(), 1);
    let (id, walk) = (session.to_string(), format!("/aanbod/{}", offer.id));
    let beside = [("postcode", "5299"), ("vergelijk", id.as_str())];
    assert!(nurse.send("/vergelijken", &beside).await.has(said));
    let stranger = story.stranger();
    let listed = stranger.open("/aanbod").await;
    assert_eq!(listed.html.matches(said).count(), 1);
    let page = stranger.open(&walk).await;
    assert!(page.has("Gaat niet door") && page.has("Dinsdag 1 december"));
    for (language, said) in [
        ("nl", "Niet op: dinsdag 1 december"),
        ("en", "Not on: Tuesday 1 December"),
        ("tr", "Ders yok: 1 Aralık Salı"),
    ] {
        let sheet = stranger
            .open(&format!("/keuze?les={id}&taal={language}"))
            .await;
        assert!(sheet.has(said), "{language}: {}", sheet.html);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn where_little_fits_the_page_names_a_group_that_may_come_and_reports_with_one_button() {
    let story = Story::begin().await;
    let wish = actions::search::WishesDraft {
        postcode: "5299".to_owned(),
        activities: vec!["zwemmen".to_owned()],
        ..Default::default()
    };
    let (bridge, other) = (&story.world.bridge, as_caller(&story.world.nurse));
    for _ in 0..9 {
        actions::report_unmet_demand::report_unmet_demand(bridge, &other, &wish, "")
            .await
            .unwrap();
        // The same on the same day would count once.
        story
            .world
            .clock
            .advance(jiff::SignedDuration::from_hours(24));
    }
    bridge.refresh().await.unwrap();
    let nurse = story.nurse().await;
    let swim = [("postcode", "5299"), ("activiteiten", "zwemmen")];
    let group = "Misschien komt er een groep";
    nurse.open("/zoeken").await;
    assert!(!nurse.send("/zoeken", &swim).await.has(group));
    assert_eq!(nurse.send("/gemist-aanbod", &swim).await.status, 200);
    story.world.bridge.refresh().await.unwrap();
    let found = nurse.send("/zoeken", &swim).await;
    assert!(found.has(group) && found.has("minstens 10 keer gemist"));
    assert_eq!(
        found.html.matches("formaction=\"/gemist-aanbod\"").count(),
        2
    );
}
