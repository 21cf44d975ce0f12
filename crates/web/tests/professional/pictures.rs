//! Pictures of a lesson and the page of who organises it, as people without script meet them.

use std::io::Cursor;

use actions::keep_fresh;
use axum::body::Body;
use axum::extract::Request;
use domain::organisation::Role;
use http::header;
use jiff::SignedDuration;

use crate::Story;
use crate::speaking::browser::{Browser, Seen};
use crate::support::token_in;

fn png() -> Vec<u8> {
    let image = image::RgbImage::from_pixel(640, 480, image::Rgb([200, 30, 30]));
    let mut bytes = Cursor::new(Vec::new());
    image.write_to(&mut bytes, image::ImageFormat::Png).unwrap();
    bytes.into_inner()
}

/// Sends a form with a file, as browsers do.
async fn send_file(browser: &Browser, path: &str, fields: &[(&str, &str)], file: &[u8]) -> Seen {
    let mut body = Vec::new();
    for (name, value) in fields {
        let head = "--grens-1\r\nContent-Disposition: form-data; name=";
        body.extend(format!("{head}\"{name}\"\r\n\r\n{value}\r\n").bytes());
    }
    let head = "--grens-1\r\nContent-Disposition: form-data; name=\"foto\"; filename=\"IMG.php\"";
    body.extend(format!("{head}\r\nContent-Type: image/png\r\n\r\n").bytes());
    body.extend(file);
    body.extend(b"\r\n--grens-1--\r\n");
    let request = Request::post(path)
        .header(
            header::CONTENT_TYPE,
            "multipart/form-data; boundary=grens-1",
        )
        .body(Body::from(body))
        .unwrap();
    browser.ask(request).await
}

const SEEN: &str = "Mensen <wandelen> door een park";

fn walk(story: &Story) -> String {
    let all = actions::catalogue::catalogue(&story.world.bridge, &Default::default()).unwrap();
    let found = all
        .offers
        .iter()
        .find(|one| one.offer.title.starts_with("Rustig"));
    found.unwrap().offer.id.to_string()
}

#[tokio::test]
async fn a_picture_goes_from_the_club_to_the_service_point_to_everybody() {
    let story = Story::begin().await;
    let world = &story.world;
    let club = story
        .signed_in(world.club.organisation, Role::Provider)
        .await;
    let desk = story
        .signed_in(world.desk.organisation, Role::ServicePoint)
        .await;
    let id = walk(&story);
    let address = format!("/mijn-aanbod/{id}/fotos");
    let page = club.open(&address).await;
    assert_eq!(page.status, 200);
    let csrf = page.field("csrf");
    let filled = [
        ("csrf", csrf.as_str()),
        ("beschrijving", SEEN),
        ("akkoord", "ja"),
    ];
    // Without the token of the form nothing is done.
    let forged = send_file(&club, &address, &filled[1..], &png()).await;
    assert_eq!(forged.status, 403);
    let empty = send_file(&club, &address, &filled[..1], b"PK\x03\x04").await;
    assert_eq!(empty.status, 400);
    for words in [
        "Dit is geen JPEG, PNG of WebP",
        "Schrijf wat er te zien is",
        "Vraag of iedereen op de foto het goed vindt",
    ] {
        assert!(empty.has(words), "{words}");
    }
    let sent = send_file(&club, &address, &filled, &png()).await;
    assert_eq!(
        sent.location,
        format!("{address}?klaar=wacht"),
        "{}",
        sent.html
    );
    assert!(
        club.open(&sent.location)
            .await
            .has("Wacht op het servicepunt")
    );
    let stranger = story.stranger();
    let before = stranger.open(&format!("/aanbod/{id}")).await;
    assert!(!before.has("<img"));
    let hidden = stranger.open(&format!("/aanbod/{id}/foto/1")).await;
    assert_eq!(hidden.status, 404);
    // The service point sees it first, and says yes.
    let list = desk.open("/aanbod-bijhouden").await;
    assert!(list.has(&format!("/aanbod/{id}/fotos/1?v=")));
    let look = desk.open(&format!("/aanbod/{id}/fotos/1")).await;
    assert_eq!(
        (look.status, look.header("content-type")),
        (200, "image/jpeg")
    );
    assert_eq!(look.header("cache-control"), "no-store");
    let unwilling = [("besluit", "weiger"), ("woorden", "")];
    let refused = desk
        .send(&format!("/aanbod/{id}/fotos/1"), &unwilling)
        .await;
    assert_eq!(refused.status, 400);
    let yes = desk
        .send(&format!("/aanbod/{id}/fotos/1"), &[("besluit", "goed")])
        .await;
    assert_eq!(yes.status, 303);
    let after = stranger.open(&format!("/aanbod/{id}")).await;
    assert!(after.has("alt=\"Mensen &#60;wandelen&#62; door een park\""));
    let (_, rest) = after
        .html
        .split_once("<img class=\"picture picture-large\" src=\"")
        .unwrap();
    let src = rest.split('"').next().unwrap().replace("&#38;", "&");
    let picture = stranger.open(&src).await;
    assert_eq!(picture.status, 200);
    assert_eq!(picture.body[..2], [0xff, 0xd8]);
    assert_eq!(picture.header("content-type"), "image/jpeg");
    assert_eq!(picture.header("x-content-type-options"), "nosniff");
    assert_eq!(
        picture.header("content-security-policy"),
        "default-src 'none'; sandbox"
    );
    let for_good = "public, max-age=31536000, immutable";
    assert_eq!(picture.header("cache-control"), for_good);
    let tag = picture.header("etag").to_owned();
    assert!(
        tag.starts_with('"') && tag.ends_with("-g\""),
        "a strong tag: {tag}"
    );
    let request = Request::get(&src).header(header::IF_NONE_MATCH, &tag);
    let known = stranger.ask(request.body(Body::empty()).unwrap()).await;
    assert_eq!((known.status, known.body.len()), (304, 0));
    let other = stranger.open(&format!("/aanbod/{id}/foto/1?v=oud")).await;
    assert_eq!(other.header("cache-control"), "public, no-cache");
    assert!(other.body.len() < picture.body.len(), "the small one");
    for path in ["/aanbod", "/aanbod?q=wandelen"] {
        assert!(
            stranger
                .open(path)
                .await
                .has("<img class=\"picture picture-small\"")
        );
    }
}

#[tokio::test]
async fn a_club_without_an_account_sends_a_picture_by_its_link_and_takes_it_away() {
    let story = Story::begin().await;
    let world = &story.world;
    world.clock.advance(SignedDuration::from_hours(24 * 42));
    keep_fresh::ask_providers(&world.bridge, "a").await.unwrap();
    let mails = world.mail().await;
    let club = story.stranger();
    let home = format!("/klopt/{}", token_in(&mails[0], "/klopt/"));
    let page = club.open(&home).await;
    let (_, rest) = page
        .html
        .split_once("/fotos\"")
        .map(|(before, _)| before.rsplit_once('"').unwrap())
        .unwrap();
    let address = format!("{rest}/fotos");
    let filled = [("beschrijving", SEEN), ("akkoord", "ja")];
    let sent = send_file(&club, &address, &filled, &png()).await;
    assert_eq!(sent.status, 303, "{}", sent.html);
    let look = club.open(&format!("{address}/1")).await;
    assert_eq!(
        (look.status, look.header("content-type")),
        (200, "image/jpeg")
    );
    // Another club's lesson does not open.
    let walk = walk(&story);
    assert_eq!(club.open(&format!("{home}/{walk}/fotos")).await.status, 404);
    assert_eq!(
        club.open(&format!("{home}/{walk}/fotos/1")).await.status,
        404
    );
    let away = club
        .post(&format!("{address}/1"), &[("besluit", "weg")])
        .await;
    assert_eq!(away.location, format!("{address}?klaar=weg"));
    let page = club.open(&away.location).await;
    assert!(page.has("Vandaag kunt u hem nog terugzetten") && page.has("Zet terug"));
    let back = club
        .post(&format!("{address}/1"), &[("besluit", "terug")])
        .await;
    assert_eq!(back.location, format!("{address}?klaar=wacht"));
    assert_eq!(
        club.post(&format!("{address}/1"), &[("besluit", "goed")])
            .await
            .status,
        404
    );
    assert_eq!(
        club.post(&format!("{address}/1"), &[("besluit", "x")])
            .await
            .status,
        400
    );
}

#[tokio::test]
async fn a_body_as_large_as_a_picture_is_taken_for_pictures_only() {
    let story = Story::begin().await;
    let club = story
        .signed_in(story.world.club.organisation, Role::Provider)
        .await;
    let id = walk(&story);
    let csrf = club.open("/te-doen").await.field("csrf");
    let fields = [
        ("csrf", csrf.as_str()),
        ("beschrijving", SEEN),
        ("akkoord", "ja"),
    ];
    let heavy = vec![b'x'; 8 * 1024 * 1024 + 1];
    let told = send_file(&club, &format!("/mijn-aanbod/{id}/fotos"), &fields, &heavy).await;
    assert_eq!(told.status, 400);
    assert!(told.has("De foto is groter dan 8 MB"));
    let too_heavy = vec![b'x'; 10 * 1024 * 1024];
    let address = format!("/mijn-aanbod/{id}/fotos");
    let refused = send_file(&club, &address, &fields, &too_heavy).await;
    assert_eq!(refused.status, 413);
    // The form is there again, with the fault beside the picture.
    assert!(refused.has("De foto is te groot (11 MB). Hooguit 8 MB."));
    assert!(refused.has("href=\"#foto\"") && refused.has("id=\"foto-fout\""));
    assert!(!refused.has("te veel tekst"));
    // A stranger learns nothing by it.
    let stranger = story.stranger();
    let theirs = send_file(&stranger, &address, &fields, &too_heavy).await;
    assert_eq!(theirs.status, 303);
    let nowhere = "/klopt/zomaar/019a0000-0000-7000-8000-000000000001/fotos";
    assert_eq!(
        send_file(&stranger, nowhere, &fields, &too_heavy)
            .await
            .status,
        404
    );
    let elsewhere = format!("/mijn-aanbod/{id}");
    assert_eq!(
        send_file(&club, &elsewhere, &fields, &heavy).await.status,
        413
    );
}

#[tokio::test]
async fn a_providers_page_tells_everybody_much_and_who_refers_more() {
    let story = Story::begin().await;
    let world = &story.world;
    let address = format!("/aanbieders/{}", world.club.organisation);
    let stranger = story.stranger();
    let page = stranger.open(&address).await;
    assert_eq!(page.status, 200);
    for words in [
        "Wandelclub De Brug",
        "1 les in Brugdam",
        "Dinsdag 10.00–11.00 uur",
        "De volgende keren",
        "€ 2,00 per keer, ongeveer € 9 per maand",
        "Stond 4 dagen geleden zo in een lijst",
        "\"@type\":\"SportsOrganization\"",
        "\"@type\":\"SportsActivityLocation\"",
    ] {
        assert!(page.has(words), "{words} in {}", page.html);
    }
    assert_eq!(page.header("x-robots-tag"), "");
    for words in [
        "Voor u als verwijzer",
        "Nog te weinig",
        "nagekeken",
        "/verwijzen?aanbod",
    ] {
        assert!(!page.has(words), "{words}");
    }
    let nurse = story.nurse().await.open(&address).await;
    for words in [
        "Voor u als verwijzer",
        "Nog te weinig verwijzingen",
        "Het servicepunt heeft deze les nog niet zelf nagekeken",
        "/verwijzen?aanbod=",
    ] {
        assert!(nurse.has(words), "{words}");
    }
    let club = story
        .signed_in(world.club.organisation, Role::Provider)
        .await;
    assert!(!club.open(&address).await.has("Voor u als verwijzer"));
    for known in ["/aanbod", "/sitemap.xml"] {
        assert!(stranger.open(known).await.has(&address), "{known}");
    }
    let offer = stranger.open(&format!("/aanbod/{}", walk(&story))).await;
    assert!(offer.has(&address));
    for nobody in [world.desk.organisation.to_string(), "x".to_owned()] {
        let gone = stranger.open(&format!("/aanbieders/{nobody}")).await;
        assert_eq!(gone.status, 404);
    }
}

#[tokio::test]
async fn nobody_says_yes_to_a_picture_that_took_the_place_of_the_one_they_saw() {
    let story = Story::begin().await;
    let world = &story.world;
    let club = story
        .signed_in(world.club.organisation, Role::Provider)
        .await;
    let desk = story
        .signed_in(world.desk.organisation, Role::ServicePoint)
        .await;
    let id = walk(&story);
    let (own, theirs) = (
        format!("/mijn-aanbod/{id}/fotos"),
        format!("/aanbod/{id}/fotos"),
    );
    let sent = async |alt: &str, red: u8| {
        let image = image::RgbImage::from_pixel(640, 480, image::Rgb([red, 30, 30]));
        let mut bytes = Cursor::new(Vec::new());
        image.write_to(&mut bytes, image::ImageFormat::Png).unwrap();
        let csrf = club.open(&own).await.field("csrf");
        let fields = [
            ("csrf", csrf.as_str()),
            ("beschrijving", alt),
            ("akkoord", "ja"),
        ];
        let done = send_file(&club, &own, &fields, &bytes.into_inner()).await;
        assert_eq!(done.status, 303);
    };
    for (alt, red) in [("Een", 10), ("Twee", 90), ("Drie", 170)] {
        sent(alt, red).await;
    }
    let version = async || -> String { desk.open(&theirs).await.field("versie") };
    let seen = version().await;
    // The first goes, and another comes in its place.
    club.send(&format!("{own}/1"), &[("besluit", "weg")]).await;
    sent("Vier", 250).await;
    let address = format!("{theirs}/1");
    let yes = async |version: &str| {
        let fields = [("besluit", "goed"), ("versie", version)];
        desk.send(&address, &fields).await
    };
    let late = yes(&seen).await;
    assert_eq!(late.status, 400);
    assert!(late.has("De foto is net vervangen door een andere"));
    let stranger = story.stranger();
    let hidden = format!("/aanbod/{id}/foto/1");
    assert_eq!(stranger.open(&hidden).await.status, 404);
    let fresh = version().await;
    assert_ne!(fresh, seen);
    assert_eq!(yes(&fresh).await.status, 303);
    assert_eq!(stranger.open(&hidden).await.status, 200);
}
