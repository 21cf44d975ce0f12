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
    assert!(first.has("30 regels met deze vraag"));
    assert!(first.has("/aanbod-nakijken?pagina=2") && !first.html.contains("Les 0 <b>"));
    // No answer is chosen beforehand.
    assert!(!first.html.contains("selected"));
    let second = desk.open("/aanbod-nakijken?pagina=2").await;
    assert!(second.has("rel=\"prev\"") && !second.has("rel=\"next\""));

    let start = first.html.find("/aanbod-nakijken/").unwrap();
    let rest = &first.html[start..];
    let path = rest[..rest.find('"').unwrap()].to_owned();
    let all = path.clone();
    assert!(all.ends_with("/alle"), "{all}");
    let id = all.split('/').nth(2).unwrap().to_owned();
    let nonsense = desk
        .send(&all, &[("antwoord", "per eeuw"), ("keuze", &id)])
        .await;
    assert_eq!(nonsense.status, 404);
    // Every row is shown with its amount; only the same text is ticked.
    let page = desk.open(&all).await;
    assert!(page.has("Eén antwoord voor meer regels"));
    assert!(page.has("“0,50”") && page.has("“19,50”") && page.has("Er zijn nog 10 regels"));
    assert_eq!(page.html.matches(" checked").count(), 1);
    assert!(page.has("<option value=\"\" selected>") && !page.html.contains('⟦'));
    for (sent, fault) in [
        (vec![("keuze", id.as_str())], "Kies per wat dit bedrag is"),
        (vec![("antwoord", "maand")], "Vink ten minste één ding aan"),
    ] {
        let refused = desk.send(&all, &sent).await;
        assert_eq!(refused.status, 400);
        assert!(refused.has(fault), "{fault}");
    }
    let ids = |html: &str| -> Vec<String> {
        let mut all = html.split("name=\"keuze\" value=\"").skip(1);
        let ids = all
            .by_ref()
            .map(|rest| rest.split('"').next().unwrap().to_owned());
        ids.collect()
    };
    let ticked = ids(&page.html);
    assert_eq!(ticked.len(), 20);
    let mut sent: Vec<(&str, &str)> = ticked.iter().map(|id| ("keuze", id.as_str())).collect();
    sent.push(("antwoord", "maand"));
    let done = desk.send(&all, &sent).await;
    assert_eq!(
        (done.status, done.location),
        (
            303,
            format!("/aanbod-nakijken?gedaan=ingevuld&van={id}&aantal=20")
        )
    );
    let address = format!("/aanbod-nakijken?gedaan=ingevuld&van={id}&aantal=20");
    let after = desk.open(&address).await;
    assert!(after.has("Ingevuld bij 20 regels.") && after.has("Maak ongedaan"));
    assert!(after.has("10 regels met deze vraag") && after.has("per maand"));
    let back = desk
        .send(&format!("/aanbod-nakijken/{id}/terug"), &[("wat", "alle")])
        .await;
    assert_eq!(
        back.location,
        "/aanbod-nakijken?gedaan=terug&aantal=20&over=0"
    );
    let open = desk.open(&back.location).await;
    assert!(open.has("20 vragen staan weer open.") && open.has("30 regels met deze vraag"));
    assert_eq!(desk.send(&all, &sent).await.status, 303);
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
    let path = rest[..rest.find('"').unwrap()].replace("/alle", "");
    let seen = desk.send(&path, &[("terug", "lijst")]).await;
    let id = path.split('/').nth(2).unwrap();
    assert_eq!(
        seen.location,
        format!("/aanbod-nakijken?gedaan=gezien&van={id}&aantal=1")
    );
    let left = desk.open(&seen.location).await;
    assert!(left.has("Gezien. Er is niets ingevuld.") && left.has("Vul in"));
    // It keeps its text, and is asked again when somebody wants that.
    assert!(left.has("Gezien, de laatste 30 dagen") && left.has("Toch open"));
    assert!(!left.has("2 regels met deze vraag") && !left.html.contains('⟦'));
    let back = desk
        .send(&format!("/aanbod-nakijken/{id}/terug"), &[])
        .await;
    assert!(
        desk.open(&back.location)
            .await
            .has("De vraag staat weer open.")
    );
    let club = story
        .signed_in(story.world.club.organisation, Role::Provider)
        .await;
    assert_eq!(club.open("/aanbod-nakijken").await.status, 403);
}

#[tokio::test]
async fn where_no_word_is_an_answer_the_rows_are_only_looked_at_and_what_is_empty_is_said_so() {
    let story = Story::begin().await;
    let world = &story.world;
    let sheet = "naam;dag;van;bron_id\nGym;ma;10.00;1\nDans;di;10.00;2\n";
    import_sheet(&world.bridge, world.home, "lijst", sheet.as_bytes(), false)
        .await
        .unwrap();
    let desk = story
        .signed_in(world.desk.organisation, Role::ServicePoint)
        .await;
    let list = desk.open("/aanbod-nakijken").await;
    assert!(list.has("in de lijst staat niets"));
    let end = list.html.find("/alle\"").unwrap();
    let start = list.html[..end].rfind('"').unwrap() + 1;
    let all = desk.open(&list.html[start..end + 5]).await;
    assert!(all.has("Regels met dezelfde vraag") && all.has("in de lijst staat niets"));
    assert!(!all.has("“”") && !all.has("Vul in bij wat is aangevinkt"));
}
