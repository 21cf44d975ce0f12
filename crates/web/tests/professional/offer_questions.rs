//! The service point answers what an imported list left open: one row, or every row that asks the same.

use actions::import_offers::import_sheet;
use domain::organisation::Role;

use crate::Story;

async fn with_questions(count: usize) -> Story {
    let story = Story::begin().await;
    let mut sheet = "naam;aanbieder;dag;van;prijs;bron_id\n".to_owned();
    for n in 0..count {
        sheet.push_str(&format!("Les {n} <b>;Club A;ma;10.00;{n},50;{n}\n"));
    }
    let world = &story.world;
    import_sheet(&world.bridge, world.home, "lijst", sheet.as_bytes(), false)
        .await
        .unwrap();
    story
}

#[tokio::test]
async fn the_desk_links_to_all_questions_and_one_answer_holds_for_every_row() {
    let story = with_questions(30).await;
    let desk = story
        .signed_in(story.world.desk.organisation, Role::ServicePoint)
        .await;
    let list = desk.open("/te-doen").await;
    assert!(list.has("href=\"/aanbod-nakijken\"") && list.has("En nog 24 andere"));
    let first = desk.open("/aanbod-nakijken").await;
    assert_eq!(first.status, 200);
    assert!(first.has("Per keer, per maand of per jaar?"));
    assert!(first.has("Geldt voor alle 30 regels met deze vraag"));
    assert!(first.has("/aanbod-nakijken?pagina=2") && !first.html.contains("Les 0 <b>"));
    let second = desk.open("/aanbod-nakijken?pagina=2").await;
    assert!(second.has("rel=\"prev\"") && !second.has("rel=\"next\""));

    let start = first.html.find("/aanbod-nakijken/").unwrap();
    let rest = &first.html[start..];
    let path = rest[..rest.find('"').unwrap()].to_owned();
    let all = format!("{path}/alle");
    let nonsense = desk.send(&all, &[("antwoord", "per eeuw")]).await;
    assert_eq!(nonsense.status, 404);
    let done = desk
        .send(&all, &[("antwoord", "maand"), ("terug", "lijst")])
        .await;
    assert_eq!(
        (done.status, done.location.as_str()),
        (303, "/aanbod-nakijken?gedaan=alle")
    );
    let after = desk.open(&done.location).await;
    assert!(after.has("Ingevuld.") && after.has("Er is niets om na te kijken."));
    let page = actions::catalogue::catalogue(&story.world.bridge, &Default::default()).unwrap();
    let mut lessons = page
        .offers
        .iter()
        .filter(|one| one.offer.title.starts_with("Les "));
    let first = lessons.next().unwrap();
    let number: u32 = first
        .offer
        .title
        .split(' ')
        .nth(1)
        .unwrap()
        .parse()
        .unwrap();
    assert_eq!(first.offer.price.unwrap().cents, number * 100 + 50);
}

#[tokio::test]
async fn one_question_is_looked_at_from_the_list_and_others_do_not_come_in() {
    let story = with_questions(2).await;
    let desk = story
        .signed_in(story.world.desk.organisation, Role::ServicePoint)
        .await;
    let list = desk.open("/aanbod-nakijken").await;
    let start = list.html.find("/aanbod-nakijken/").unwrap();
    let rest = &list.html[start..];
    let path = rest[..rest.find('"').unwrap()].to_owned();
    let seen = desk.send(&path, &[("terug", "lijst")]).await;
    assert_eq!(seen.location, "/aanbod-nakijken?gedaan=gezien");
    let left = desk.open("/aanbod-nakijken").await;
    assert!(!left.html.contains(&path) && left.has("Vul in"));
    let club = story
        .signed_in(story.world.club.organisation, Role::Provider)
        .await;
    assert_eq!(club.open("/aanbod-nakijken").await.status, 403);
}
