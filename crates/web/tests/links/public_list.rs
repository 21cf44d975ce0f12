//! The public list: from a place by its name, by what people choose, and in the reader's language.

use actions::cancel_lesson::cancel;
use actions::import_offers::import_sheet;
use actions::set_up::{self, KnownPostcode};
use actions::submit_offer::{self, Keeper};
use domain::geo::Point;
use jiff::SignedDuration;
use jiff::civil::date;

use crate::Story;
use crate::speaking::browser::Seen;
use crate::support::as_caller;

/// Where the link with these words leads; the words stand at its end.
fn link(page: &Seen, words: &str) -> String {
    let (before, _) = page.html.split_once(words).unwrap_or_else(|| {
        panic!("no {words} in {}", page.html);
    });
    let (_, link) = before.rsplit_once("<a ").unwrap();
    let (_, href) = link.split_once("href=\"").unwrap();
    href.split('"').next().unwrap().replace("&#38;", "&")
}

/// The part of the page behind a heading's id.
fn after<'a>(page: &'a Seen, id: &str) -> &'a str {
    let (_, rest) = page.html.split_once(&format!("id=\"{id}\"")).unwrap();
    rest
}

async fn two_towns_of_one_name(story: &Story) {
    let town = |code: &str, lat, municipality: &str| KnownPostcode {
        code: code.to_owned(),
        point: Point::new(lat, 5.3).unwrap(),
        place: Some("Molenend".to_owned()),
        municipality: Some(municipality.to_owned()),
    };
    let towns = [town("5290", 51.701, "GM9001"), town("7802", 52.8, "GM9002")];
    set_up::postcodes(&story.world.bridge, &towns)
        .await
        .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn the_list_starts_at_a_place_by_its_name() {
    let story = Story::begin().await;
    two_towns_of_one_name(&story).await;
    let near = story.open("/aanbod?postcode=BRUGDAM&maxAfstandKm=3").await;
    assert!(near.status == 200 && near.has("3 lessen gevonden"));
    assert!(near.has(" van BRUGDAM") && near.has("value=\"BRUGDAM\""));
    // A slip is asked about; nothing is shown meanwhile.
    let slip = story
        .open("/aanbod?postcode=Brugdma&maxAfstandKm=3&q=wandelen")
        .await;
    assert_eq!(slip.status, 400);
    assert!(slip.has("Bedoelde u een van deze?") && slip.has("href=\"#postcode\""));
    assert!(!slip.has("li class=\"result\"") && slip.has("value=\"Brugdma\""));
    let meant = story.open(&link(&slip, "<bdi>Brugdam</bdi>")).await;
    assert!(meant.has("1 les gevonden") && meant.has(" van Brugdam"));
    // And so is a name that two towns have, with their municipalities.
    let which = story.open("/aanbod?postcode=molenend&taal=en").await;
    assert_eq!(which.status, 400);
    assert!(which.has("Choose which place you mean") && which.has("Molenend (7802)"));
    let here = link(&which, "Molenend (5290), municipality of Brugdam");
    assert_eq!(here, "/aanbod?postcode=Molenend%20%285290%29&taal=en");
    let here = story.open(&here).await;
    assert!(here.status == 200 && here.has("3 lessons found"));
    let nowhere = story.open("/aanbod?postcode=Elders").await;
    assert!(nowhere.status == 400 && nowhere.has("Controleer de naam"));
    assert!(!nowhere.has("Bedoelde u"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_choice_is_a_link_with_its_count_and_can_be_taken_back() {
    let story = Story::begin().await;
    let all = story.open("/aanbod").await;
    let choices = after(&all, "gevonden");
    for (words, count) in [
        ("Ochtend", 1),
        ("Middag", 2),
        ("Rustig", 2),
        ("Gewoon", 1),
        ("Tot € 10 per maand", 1),
        ("Tot € 20 per maand", 2),
        ("Met een proefles", 2),
    ] {
        let expected = format!("<span>{words}</span> <span class=\"number soft\">({count})</span>");
        assert!(choices.contains(&expected), "{words} {choices}");
    }
    // What would leave nothing cannot be chosen.
    assert!(!choices.contains("<span>Weekend</span>") && !choices.contains("rolstoel"));
    let quiet = story.open(&link(&all, "<span>Rustig</span>")).await;
    assert!(quiet.has("2 lessen gevonden") && quiet.has("name=\"niveau\" value=\"1\""));
    let cheap = story
        .open(&link(&quiet, "<span>Tot € 10 per maand</span>"))
        .await;
    assert!(cheap.has("1 les gevonden") && cheap.has("Rustig wandelen door De Tuinen"));
    let without = link(&cheap, "Haal weg: </span>Rustig");
    assert_eq!(without, "/aanbod?maxPrijs=10");
    // A part of the week ticks its dayparts and is taken away whole.
    let mornings = story.open("/aanbod?dagdeel=ochtend").await;
    assert!(mornings.has("value=\"zo-ochtend\" checked"));
    assert!(!mornings.has("value=\"zo-avond\" checked"));
    assert_eq!(link(&mornings, "Haal weg: </span>Ochtend"), "/aanbod");
    let wrong = story.open("/aanbod?leeftijd=67&spreekt=xx").await;
    assert!(wrong.status == 400 && wrong.has("href=\"#wensen\""));
}

#[tokio::test(flavor = "multi_thread")]
async fn where_nothing_is_left_the_wish_to_let_go_is_a_link() {
    let story = Story::begin().await;
    let none = story
        .open("/aanbod?q=wandelen&dagdeel=ochtend&niveau=2")
        .await;
    assert!(none.has("Niets gevonden"));
    let left = link(&none, "Laat weg: Gewoon");
    assert_eq!(left, "/aanbod?q=wandelen&dagdeel=ochtend");
    assert!(story.open(&left).await.has("1 les gevonden"));
    // Two wishes that each stand in the way: no one of them helps, and all can be let go.
    let both = story.open("/aanbod?q=zeilen&niveau=3").await;
    assert!(!both.has("Laat weg") && both.has("Begin opnieuw"));
}

#[tokio::test(flavor = "multi_thread")]
async fn search_engines_keep_the_whole_list_in_each_language_and_nothing_chosen_from_it() {
    let story = Story::begin().await;
    let all = story.open("/aanbod").await;
    assert_eq!(all.header("x-robots-tag"), "");
    assert!(all.has("<link rel=\"canonical\" href=\"https://brugdam.example/aanbod\">"));
    assert!(all.has("hreflang=\"x-default\" href=\"https://brugdam.example/aanbod\""));
    assert!(all.has("hreflang=\"tr\" href=\"https://brugdam.example/aanbod?taal=tr\""));
    assert_eq!(all.html.matches("rel=\"alternate\"").count(), 8);
    let turkish = story.open("/aanbod?taal=tr").await;
    assert_eq!(turkish.header("x-robots-tag"), "");
    assert!(turkish.has("rel=\"canonical\" href=\"https://brugdam.example/aanbod?taal=tr\""));
    for chosen in [
        "?niveau=1",
        "?q=wandelen",
        "?postcode=5299",
        "?postcode=Elders",
    ] {
        let page = story.open(&format!("/aanbod{chosen}")).await;
        assert_eq!(page.header("x-robots-tag"), "noindex, follow", "{chosen}");
        assert!(!page.has("rel=\"canonical\"") && !page.has("rel=\"alternate\""));
    }
    let id = link(&all, "Fit &#38; Rustig</a>");
    let offer = story.open(&format!("{id}?taal=ar")).await;
    let here = format!("https://brugdam.example{id}");
    assert!(offer.has(&format!("rel=\"canonical\" href=\"{here}?taal=ar\"")));
    assert!(offer.has(&format!("hreflang=\"nl\" href=\"{here}\"")));
    // What search engines read about the lesson is one and the same in each language.
    assert!(offer.has(&format!("\"url\":\"{here}\"")));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_provider_is_read_in_seven_languages_as_its_lessons_are() {
    let story = Story::begin().await;
    let club = format!("/aanbieders/{}", story.world.club.organisation);
    let here = format!("https://brugdam.example{club}");
    for (code, dir, words, walking) in [
        ("nl", "ltr", "1 les in Brugdam", "Wandelen."),
        ("en", "ltr", "1 lesson in Brugdam", "Walking."),
        ("tr", "ltr", "1 ders (Brugdam)", "Yürüyüş."),
        ("ar", "rtl", "درس واحد في Brugdam", "المشي."),
        ("pl", "ltr", "Zajęcia: 1 (Brugdam)", "Spacer."),
        ("uk", "ltr", "1 заняття (Brugdam)", "Прогулянки."),
        ("pap", "ltr", "1 lès na Brugdam", "Kaminata."),
    ] {
        let page = story.open(&format!("{club}?taal={code}")).await;
        let language = format!("lang=\"{code}\" dir=\"{dir}\">");
        assert!(
            page.has(&language) && page.has(words),
            "{code} {}",
            page.html
        );
        assert!(page.has(walking), "{code} {}", page.html);
        assert!(page.has("class=\"languages\"") && !page.has("⟦"), "{code}");
        // Only what the club wrote is Dutch, and marked so.
        let dutch = [
            ">Wandelen<",
            "De volgende keren",
            "Wat er te doen is",
            "per keer",
        ];
        let left: Vec<_> = dutch.iter().filter(|words| page.has(words)).collect();
        let marked = page.has("<bdi lang=\"nl\" dir=\"ltr\">Rustig wandelen door De Tuinen</bdi>");
        assert!(
            code == "nl" || (left.is_empty() && marked),
            "{code} {left:?}"
        );
        // Every link goes on in the language that was asked for.
        let listed = story.open(&format!("/aanbod?taal={code}")).await;
        let lesson = link(&listed, "Rustig wandelen door De Tuinen");
        let of_club = format!("{club}?taal={code}");
        assert!(lesson.ends_with(&format!("?taal={code}")), "{lesson}");
        assert!(listed.has(&of_club) && page.has(&lesson));
        assert!(story.open(&lesson).await.has(&of_club));
        assert!(page.has(&format!("hreflang=\"{code}\" href=\"{here}")));
    }
    let turkish = story.open(&format!("{club}?taal=tr")).await;
    assert!(turkish.has(&format!("rel=\"canonical\" href=\"{here}?taal=tr\"")));
    assert!(turkish.has(&format!("\"url\":\"{here}\"")));
    // What a browser says its reader reads, and for who keeps pages that it differs by that.
    let plain = story.open(&club).await;
    assert!(plain.has("lang=\"nl\" dir=\"ltr\">"));
    assert!(plain.header("vary").contains("accept-language"));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_list_and_a_lesson_are_read_in_seven_languages_and_stay_dutch_where_the_club_wrote() {
    let story = Story::begin().await;
    let dutch = story.open("/aanbod").await;
    assert!(
        dutch.has("lang=\"nl\" dir=\"ltr\">") && !dutch.has("<bdi lang=\"nl\" dir=\"ltr\">Rustig")
    );
    let id = link(&dutch, "Rustig wandelen door De Tuinen</a>");
    for (code, title, walking, price, when) in [
        (
            "en",
            "Get moving near you",
            "Walking",
            "€ 2.00 each time",
            "Tuesday 10:00–11:00",
        ),
        (
            "tr",
            "Yakınınızda hareket edin",
            "Yürüyüş",
            "Her sefer € 2,00",
            "Salı, saat 10.00–11.00",
        ),
        ("ar", "الحركة بالقرب منكم", "المشي", "€ 2,00", "الثلاثاء"),
        ("pl", "Ruch w Twojej okolicy", "Spacer", "€ 2,00", "Wtorek"),
        (
            "uk",
            "Рух поруч із вами",
            "Прогулянки",
            "€ 2,00",
            "Вівторок",
        ),
        ("pap", "Move den bo bario", "Kaminata", "€ 2,00", "Djamars"),
    ] {
        let page = story
            .open(&format!("/aanbod?taal={code}&postcode=5299AB"))
            .await;
        assert_eq!(page.status, 200);
        assert!(page.has(&format!("<html lang=\"{code}\"")), "{code}");
        assert_eq!(page.has("dir=\"rtl\">\n<head>"), code == "ar");
        assert!(
            page.has(title) && page.has(walking) && page.has(price),
            "{code} {}",
            page.html
        );
        assert!(page.has("<bdi lang=\"nl\" dir=\"ltr\">Rustig wandelen door De Tuinen</bdi>"));
        for dutch in [
            "lessen gevonden",
            "bevestigd",
            "per keer",
            "Dinsdag",
            "Kies ",
            "rustig tempo",
        ] {
            assert!(!page.has(dutch), "{code} {dutch}");
        }
        // The language goes along, also with the form.
        let lesson = link(&page, "<bdi lang=\"nl\" dir=\"ltr\">Rustig wandelen");
        assert_eq!(lesson, format!("{id}?taal={code}"));
        assert!(page.has(&format!("name=\"taal\" value=\"{code}\"")));
        assert!(page.has(&format!("href=\"?postcode=5299AB&#38;taal={code}\"")));
        let lesson = story.open(&lesson).await;
        assert!(
            lesson.has(walking) && lesson.has(when),
            "{code} {}",
            lesson.html
        );
        assert!(
            lesson
                .has("<h1><bdi lang=\"nl\" dir=\"ltr\">Rustig wandelen door De Tuinen</bdi></h1>")
        );
        assert!(lesson.has(&format!("href=\"/aanbod?taal={code}\"")));
        for dutch in ["Wanneer", "Kosten", "bevestigd", "Verwijst u"] {
            assert!(!lesson.has(dutch), "{code} {dutch}");
        }
        let gone = story.open(&format!("/aanbod/onzin?taal={code}")).await;
        assert!(gone.status == 404 && !gone.has("Dit aanbod is er niet meer"));
    }
    // What is offered to type in is found, though no club wrote it so.
    let typed = story
        .open("/aanbod?taal=tr&q=y%C3%BCr%C3%BCy%C3%BC%C5%9F")
        .await;
    assert!(typed.has("1 ders bulundu") && typed.has("Rustig wandelen door De Tuinen"));
    // Where nobody asked, the browser tells what its reader reads.
    let asked = http::Request::get("/aanbod")
        .header("accept-language", "pl-PL,pl;q=0.9")
        .body(axum::body::Body::empty())
        .unwrap();
    let page = story.browser.ask(asked).await;
    assert!(page.has("Ruch w Twojej okolicy"));
}

/// Takes in a list of lessons of the same club, with another day or hour each.
async fn lessons(story: &Story, rows: &str) {
    let head = "naam;aanbieder;activiteit;dag;van;postcode;bevestigd_op;bron_id";
    let sheet = format!("{head}\n{rows}");
    let world = &story.world;
    import_sheet(&world.bridge, world.home, "meer", sheet.as_bytes(), false)
        .await
        .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_and_faults_stay_in_the_readers_language() {
    let story = Story::begin().await;
    let rows: String = (0..40)
        .map(|n| format!("Les {n:02};Club;yoga;ma;10:00;5299 AB;2026-11-20;{n}\n"))
        .collect();
    lessons(&story, &rows).await;
    let second = story.open("/aanbod?taal=tr&pagina=2").await;
    assert_eq!(
        link(&second, "Önceki"),
        "/aanbod?taal=tr&pagina=1",
        "{}",
        second.html
    );
    assert_eq!(link(&second, "Sonraki"), "/aanbod?taal=tr&pagina=3");
    let own = "rel=\"canonical\" href=\"https://brugdam.example/aanbod?taal=tr&#38;pagina=2\"";
    assert!(second.has(own), "{}", second.html);
    assert!(second.header("vary").contains("accept-language"));
    // A language that is none is not taken along.
    let dutch = story.open("/aanbod?taal=xx").await;
    assert!(dutch.has("43 lessen gevonden") && !dutch.has("value=\"xx\""));
    let wrong = story
        .open("/aanbod?taal=en&maxAfstandKm=ver&pagina=0")
        .await;
    assert!(wrong.status == 400 && wrong.has("That did not work yet"));
    for dutch in ["Vul ", "Kies ", "bijvoorbeeld", "getal"] {
        assert!(!wrong.has(dutch), "{dutch}: {}", wrong.html);
    }
    assert!(!wrong.has("href=\"#leeftijd\""));
}

#[tokio::test(flavor = "multi_thread")]
async fn parts_of_the_week_stand_beside_each_other_and_a_level_takes_the_others_place() {
    let story = Story::begin().await;
    let mornings = story.open("/aanbod?dagdeel=ochtend").await;
    let both = link(&mornings, "<span>Middag</span>");
    assert_eq!(both, "/aanbod?dagdeel=ochtend&dagdeel=middag");
    let quiet = story.open("/aanbod?niveau=1").await;
    assert_eq!(link(&quiet, "<span>Gewoon</span>"), "/aanbod?niveau=2");
    // Ticked one by one, a part of the week is taken away whole, and a single daypart by itself.
    let ticked: String = ["ma", "di", "wo", "do", "vr", "za", "zo"]
        .map(|day| format!("dagdeel={day}-ochtend&"))
        .concat();
    let week = story
        .open(&format!("/aanbod?{ticked}dagdeel=di-middag"))
        .await;
    assert_eq!(
        link(&week, "Haal weg: </span>Ochtend"),
        "/aanbod?dagdeel=di-middag"
    );
    let without = link(&week, "Haal weg: </span>Dinsdagmiddag");
    assert!(without.contains("zo-ochtend") && !without.contains("di-middag"));
}

#[tokio::test(flavor = "multi_thread")]
async fn whichever_wish_leaves_nothing_can_be_let_go() {
    let story = Story::begin().await;
    two_towns_of_one_name(&story).await;
    for (asked, words, left) in [
        (
            "q=wandelen&dagdeel=zo-avond",
            "Laat weg: Wanneer",
            "q=wandelen",
        ),
        (
            "q=wandelen&postcode=7802&maxAfstandKm=5",
            "Laat weg: 5 km",
            "q=wandelen&postcode=7802",
        ),
        ("q=y%C3%BCzme&niveau=1&taal=tr", "Yüzme", "niveau=1&taal=tr"),
    ] {
        let none = story.open(&format!("/aanbod?{asked}")).await;
        let button = after(&none, "gevonden");
        assert!(button.contains(words), "{words} {button}");
        let (_, href) = button.split_once("class=\"button\" href=\"").unwrap();
        let href = href.split('"').next().unwrap().replace("&#38;", "&");
        assert_eq!(href, format!("/aanbod?{left}"));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_only_a_list_told_or_was_confirmed_long_ago_is_no_tick() {
    let story = Story::begin().await;
    let listed = "Stood in a list on";
    let new = story.open("/aanbod?q=wandelen&taal=en").await;
    assert!(new.has(listed) && new.has("easy pace") && !new.has("class=\"attention\""));
    let year = SignedDuration::from_hours(24 * 365);
    story.world.clock.advance(year);
    let old = story.open("/aanbod?q=wandelen&taal=en").await;
    assert!(old.has("class=\"attention\"") && old.has("easy pace"));
    // A club that only tells the day, and one with two moments.
    let rows = "Dagje;Club;yoga;ma;;5299 AB;2027-11-20;1\n\
        Tweemaal;Club;judo;di;10:00;5299 AB;2027-11-20;2\n\
        Tweemaal;Club;judo;do;10:00;5299 AB;2027-11-20;2\n";
    lessons(&story, rows).await;
    let day = story.open("/aanbod?activiteit=yoga").await;
    let when = "<span class=\"result-day\">Maandag</span> <span class=\"number\"></span>";
    assert!(day.has(when), "{}", day.html);
    let twice = story.open("/aanbod?activiteit=judo").await;
    assert!(
        twice.has("1 les gevonden") && twice.has("en nog 1 ander moment"),
        "{}",
        twice.html
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_typed_and_what_is_to_be_minded_is_told_in_the_readers_language() {
    let story = Story::begin().await;
    let rows = "Kogels;Club;koersbal;ma;10:00;5299 AB;2026-11-20;1\n\
        Na het wandelen;Club;yoga;ma;10:00;5299 AB;2026-11-20;2\n";
    lessons(&story, rows).await;
    // The whole word in Dutch, and what an activity is called by others, in capitals or in short.
    let dutch = story.open("/aanbod?q=wandelen").await;
    assert!(dutch.has("2 lessen gevonden") && !dutch.has("class=\"kicker\""));
    let english = story.open("/aanbod?taal=en&q=WALKING").await;
    assert!(english.has("1 lesson found") && english.has("<p class=\"kicker\">Walking</p>"));
    let polish = story
        .open("/aanbod?taal=pl&q=toczenie%20kul%20w%20sali")
        .await;
    assert!(polish.has(">Kogels</bdi>"), "{}", polish.html);
    let chosen = story
        .open("/aanbod?taal=tr&activiteit=wandelen&postcode=5299AB&maxAfstandKm=5")
        .await;
    assert!(chosen.has("<strong>yürüyüş · 5299 AB · 5 km</strong>"));
    assert!(chosen.has("value=\"5\" selected"));
    let near = story
        .open("/aanbod?postcode=5299AB&maxAfstandKm=2%2C5")
        .await;
    assert_eq!(near.status, 200);
    assert_eq!(story.open("/aanbod?pagina=0").await.status, 400);
    let nothing = story.open("/aanbod?taal=en&q=xyzxyz").await;
    assert!(nothing.has("Nothing found that fits"));
    // The club leaves out a lesson.
    let world = &story.world;
    let club = Keeper::of(&as_caller(&world.club)).unwrap();
    let all = submit_offer::all(&world.bridge, &club).await.unwrap();
    let day = date(2026, 12, 1);
    let (offer, session) = (all[0].id, all[0].sessions[0].id);
    cancel(&world.bridge, &club, offer, session, day)
        .await
        .unwrap();
    let english = story.open("/aanbod?taal=en&q=walking").await;
    assert!(english.has("Not on "), "{}", english.html);
}
