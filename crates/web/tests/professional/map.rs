//! The map beside the results: from where is searched, where the lessons lie, and who shares a door.

use actions::import_areas::import_areas;
use actions::import_offers::import_sheet;
use documents::dutch;
use domain::geo::Point;

use crate::speaking::browser::Seen;
use crate::{Story, wishes};

/// Two neighbourhoods: that of the postcode, and the one to the north of it.
const AREAS: &str = r#"{"type":"FeatureCollection","features":[
    {"type":"Feature","properties":{"statcode":"BU90010000","statnaam":"Kolkbuurt"},
     "geometry":{"type":"Polygon","coordinates":[[[5.29,51.69],[5.31,51.69],[5.31,51.705],[5.29,51.705]]]}},
    {"type":"Feature","properties":{"statcode":"BU90010001","statnaam":"Noorderpark"},
     "geometry":{"type":"Polygon","coordinates":[[[5.305,51.705],[5.325,51.705],[5.325,51.715],[5.305,51.715]]]}}]}"#;

async fn with_areas() -> Story {
    let story = Story::begin().await;
    let bridge = &story.world.bridge;
    import_areas(bridge, "buurten", AREAS.as_bytes(), Some(2026), false)
        .await
        .unwrap();
    story
}

/// What the buttons for another start send.
fn starts(page: &Seen) -> Vec<String> {
    let buttons = page.html.split("name=\"punt\" value=\"").skip(1);
    buttons
        .map(|rest| rest.split('"').next().unwrap().to_owned())
        .collect()
}

/// How far the walk is from a point, as a page tells it.
fn to_the_walk(story: &Story, start: Point) -> String {
    let id = story.world.walk().parse().unwrap();
    let (walk, _) = actions::catalogue::session(&story.world.bridge, id).unwrap();
    let metres = start.metres_to(walk.venue.point.unwrap());
    dutch::distance(metres as u32)
}

#[tokio::test(flavor = "multi_thread")]
async fn from_a_place_on_the_map_every_distance_is_told_on_the_page_the_map_and_beside_others() {
    let story = with_areas().await;
    let nurse = story.nurse().await;
    let found = nurse.send("/zoeken", &[("postcode", "5299")]).await;
    let starts = starts(&found);
    assert_eq!(starts.len(), 1, "{starts:?}");
    let (at, name) = starts[0].split_once(' ').unwrap();
    assert_eq!(name, "Noorderpark");
    let (lat, lon) = at.split_once(',').unwrap();
    // To a metre: five decimals.
    let decimals = |text: &str| text.split_once('.').unwrap().1.len();
    assert_eq!((decimals(lat), decimals(lon)), (5, 5));
    let point = Point::new(lat.parse().unwrap(), lon.parse().unwrap()).unwrap();
    assert!((51.705..51.715).contains(&point.lat) && (5.305..5.325).contains(&point.lon));
    assert!(found.has("<text class=\"near-name is-home\""));
    let home_is = |page: &Seen, name: &str| {
        let (_, rest) = page.html.split_once("near-name is-home\"").unwrap();
        rest.split("</text>")
            .next()
            .unwrap()
            .ends_with(&format!(">{name}"))
    };
    assert!(home_is(&found, "Kolkbuurt"));

    let far = to_the_walk(&story, point);
    let there = [("postcode", "5299"), ("punt", starts[0].as_str())];
    let moved = nurse.send("/zoeken", &there).await;
    assert!(
        moved.has(&format!("{far} van Noorderpark: ongeveer")),
        "{far}: {}",
        moved.html
    );
    assert!(!moved.has(" van huis") && home_is(&moved, "Noorderpark"));
    // The line above the results says so, and a tick takes it away again.
    let value = &starts[0];
    let walking = [there[0], there[1], ("activiteiten", "wandelen")];
    let page = nurse.send("/zoeken", &walking).await;
    assert_eq!(wishes(&page), "vanuit Noorderpark · wandelen");
    assert!(moved.has(&format!("name=\"punt\" value=\"{value}\"")));
    assert!(moved.has("Zoek vanuit Noorderpark, een plek op de kaart"));

    // Of two places the last one that was pressed counts.
    let other = "51.70200,5.30000 Kolkbuurt";
    let twice = [("postcode", "5299"), ("punt", other), ("punt", value)];
    let page = nurse.send("/zoeken", &twice).await;
    assert!(page.has(&format!("{far} van Noorderpark: ongeveer")));
    let back = [("postcode", "5299"), ("punt", value), ("punt", other)];
    let page = nurse.send("/zoeken", &back).await;
    assert!(!page.has(" van Noorderpark") && page.has("meter van Kolkbuurt"));

    let walk = story.world.walk();
    let beside = [
        ("postcode", "5299"),
        ("punt", value),
        ("vergelijk", walk.as_str()),
    ];
    let page = nurse.send("/vergelijken", &beside).await;
    assert!(page.has(&format!("{far} van Noorderpark")), "{}", page.html);
}

/// The titles of the lessons in the order of the list.
fn titles(page: &Seen) -> Vec<String> {
    let cards = page.html.split("class=\"near-mark\"").skip(1);
    let title = |rest: &str| {
        let (_, link) = rest.split_once("<a href=\"").unwrap();
        let (_, words) = link.split_once('>').unwrap();
        words.split('<').next().unwrap().to_owned()
    };
    cards.map(title).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mark_says_to_which_lesson_it_leads_and_which_others_share_its_door() {
    let story = Story::begin().await;
    let world = &story.world;
    // Two more at the door of the dance; the others are at doors of their own, far enough away.
    let sheet = "naam;aanbieder;activiteit;dag;van;tot;lat;lon;bron_id\n\
        Zang;Buurthuis 't Kompas;dansen;maandag;10:00;11:00;51.74;5.30;d1\n\
        Tango;Buurthuis 't Kompas;dansen;dinsdag;10:00;11:00;51.74;5.30;d2\n\
        Salsa;Buurthuis 't Kompas;dansen;woensdag;10:00;11:00;51.66;5.30;d3\n";
    import_sheet(&world.bridge, world.home, "kompas", sheet.as_bytes(), false)
        .await
        .unwrap();
    let nurse = story.nurse().await;
    let dancing = [("postcode", "5299"), ("activiteiten", "dansen")];
    let page = nurse.send("/zoeken", &dancing).await;
    let titles = titles(&page);
    assert_eq!(titles.len(), 4, "{titles:?}");
    let number = |title: &str| titles.iter().position(|one| one == title).unwrap() + 1;
    let (zang, tango) = (number("Zang"), number("Tango"));
    let (first, second) = (zang.min(tango), zang.max(tango));
    let together = format!(
        "href=\"#les-{first}\" aria-label=\"Naar les {first}. Op deze plek, of er vlak naast, zijn \
         de lessen {first}, {second}\""
    );
    assert!(page.has(&together), "{together}: {}", page.html);
    assert!(page.has(&format!(">{first} · {second}</text>")));
    for alone in ["Salsa", "Bewegen op muziek"] {
        let number = number(alone);
        let mark = format!("href=\"#les-{number}\" aria-label=\"Naar les {number}: {alone}\"");
        assert!(page.has(&mark), "{mark}: {}", page.html);
    }
    assert_eq!(page.html.matches("class=\"near-link\"").count(), 3);
}
