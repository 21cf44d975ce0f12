//! The service point reads what a list brought, what is asked of it and what was refused, and takes it
//! back; and what the list did not tell is shown as not told.

use actions::decide_on_offers::decide;
use actions::import_offers::import_sheet;
use domain::freshness::Decision;
use domain::ids::OfferId;
use domain::organisation::Role;
use jiff::SignedDuration;

use crate::Story;
use crate::speaking::browser::{Browser, Seen};
use crate::support::{World, as_caller};

const HEAD: &str = "naam;aanbieder;dag;van;prijs;email;bron_id\n";

/// Not so long that whoever is signed in has to do so again.
fn a_little_later(world: &World) {
    world.clock.advance(SignedDuration::from_mins(3));
}

async fn take(world: &World, source: &str, rows: &str) {
    a_little_later(world);
    let sheet = format!("{HEAD}{rows}");
    import_sheet(&world.bridge, world.home, source, sheet.as_bytes(), false)
        .await
        .unwrap();
}

fn offer(world: &World, title: &str) -> OfferId {
    let found = actions::catalogue::catalogue(&world.bridge, &Default::default()).unwrap();
    let mut all = found.offers.iter().map(|entry| &entry.offer);
    all.find(|offer| offer.title == title).unwrap().id
}

async fn at_desk(story: &Story) -> Browser {
    let desk = story.world.desk.organisation;
    story.signed_in(desk, Role::ServicePoint).await
}

/// The part of the page about one import, by its source.
fn run_of<'a>(page: &'a Seen, source: &str) -> &'a str {
    let heading = format!("<h3 class=\"row-title\">{source}</h3>");
    let (_, rest) = page.html.split_once(&heading).unwrap();
    rest.split("<h3 class=\"row-title\">").next().unwrap()
}

fn key_of(run: &str) -> String {
    let (_, rest) = run.split_once("name=\"id\" value=\"").unwrap();
    rest.split('"').next().unwrap().to_owned()
}

#[tokio::test]
async fn what_was_read_in_what_is_asked_and_what_was_refused_stand_at_their_list() {
    let story = Story::begin().await;
    let world = &story.world;
    take(
        world,
        "stadslijst",
        "Yoga;Club A;ma;10.00;duur;;1\nDansen;Club A;di;10.00;;;2\n;;wo;10.00;;;3\n",
    )
    .await;
    take(
        world,
        "buurtlijst",
        "Boksen;Club B;vr;10.00;€ 5 per les;;1\n",
    )
    .await;
    let desk = at_desk(&story).await;
    let page = desk.open("/ingelezen").await;
    assert_eq!(page.status, 200);
    assert!(!page.html.contains('⟦'));
    let run = run_of(&page, "stadslijst");
    assert!(run.contains("2 nieuw · 1 niet ingelezen"), "{run}");
    assert!(run.contains("door de technisch beheerder"));
    assert!(run.contains("1 vraag over deze lijst"));
    assert!(run.contains("Regel 2, prijs:") && run.contains("duur"));
    assert!(run.contains("Wat kost het?") && run.contains("href=\"/aanbod-nakijken\""));
    assert!(run.contains("1 regel is niet ingelezen"));
    assert!(run.contains("Regel 4, naam: dit is leeg."), "{run}");
    assert!(run.contains("Dat is 2 keer aanbod. Er loopt geen verwijzing naartoe."));
    let other = run_of(&page, "buurtlijst");
    assert!(other.contains("1 nieuw") && !other.contains("vraag over deze lijst"));
    assert!(!other.contains("niet ingelezen"));
    // The newest stands first.
    let at = |source: &str| page.html.find(&format!(">{source}</h3>")).unwrap();
    assert!(at("buurtlijst") < at("stadslijst"));

    // A newer list of the same source is asked about in its place.
    take(
        world,
        "stadslijst",
        "Yoga;Club A;ma;11.00;duur;;1\nDansen;Club A;di;10.00;;;2\n",
    )
    .await;
    let page = desk.open("/ingelezen").await;
    assert_eq!(page.html.matches("1 vraag over deze lijst").count(), 1);
    assert!(run_of(&page, "stadslijst").contains("1 vraag over deze lijst"));
    assert!(run_of(&page, "stadslijst").contains("1 veranderd · 1 gelijk"));
}

#[tokio::test]
async fn what_somebody_changed_is_named_before_and_after_a_list_is_taken_back() {
    let story = Story::begin().await;
    let world = &story.world;
    let rows = "Yoga;Club A;ma;10.00;€ 5 per les;;1\nDansen;Club A;di;10.00;;;2\n";
    take(world, "stadslijst", rows).await;
    let yoga = offer(world, "Yoga");
    a_little_later(world);
    decide(&world.bridge, &as_caller(&world.desk), yoga, Decision::Hide)
        .await
        .unwrap();
    let desk = at_desk(&story).await;
    let page = desk.open("/ingelezen").await;
    let run = run_of(&page, "stadslijst");
    let link = format!("<a href=\"/aanbod/{yoga}/wijzig\">Yoga</a>");
    assert!(
        run.contains("Het blijft zoals het nu is") && run.contains(&link),
        "{run}"
    );
    assert!(run.contains("Dat is één aanbod.") && !run.contains("Dansen"));
    assert_eq!(
        desk.open(&format!("/aanbod/{yoga}/wijzig")).await.status,
        200
    );

    let key = key_of(run);
    let done = desk.send("/ingelezen/terug", &[("id", &key)]).await;
    assert_eq!(done.status, 200);
    assert!(done.has("De lijst is teruggedraaid.") && done.has(&link));
    assert!(!run_of(&done, "stadslijst").contains("Ja, draai dit terug"));
    assert!(run_of(&done, "stadslijst").contains("Teruggedraaid door"));
    let again = desk.send("/ingelezen/terug", &[("id", &key)]).await;
    assert_eq!(again.status, 409);
    assert!(again.has("Deze lijst was al teruggedraaid."));
    let unknown = desk.send("/ingelezen/terug", &[("id", "geen")]).await;
    assert_eq!(unknown.status, 404);

    // Where nobody changed anything all is as it was.
    take(world, "buurtlijst", "Boksen;Club B;vr;10.00;;;1\n").await;
    let page = desk.open("/ingelezen").await;
    let run = run_of(&page, "buurtlijst");
    assert!(!run.contains("Het blijft zoals het nu is"));
    let done = desk.send("/ingelezen/terug", &[("id", &key_of(run))]).await;
    assert_eq!(
        (done.status, done.location.as_str()),
        (303, "/ingelezen?gedaan=terug")
    );
    let after = desk.open("/ingelezen?gedaan=terug").await;
    assert!(after.has("Alles is weer zoals het was."));
}

#[tokio::test]
async fn of_many_refused_rows_the_first_are_told_and_how_many_more_there_are() {
    let story = Story::begin().await;
    let mut rows = "Yoga;Club A;ma;10.00;;;1\n".to_owned();
    for n in 2..27 {
        rows.push_str(&format!(";;ma;10.00;;;{n}\n"));
    }
    take(&story.world, "stadslijst", &rows).await;
    let page = at_desk(&story).await.open("/ingelezen").await;
    let run = run_of(&page, "stadslijst");
    assert!(run.contains("25 regels zijn niet ingelezen"));
    assert!(
        run.contains("Regel 22, naam:") && !run.contains("Regel 23, naam:"),
        "{run}"
    );
    assert!(run.contains("En nog 5."));
}

#[tokio::test]
async fn a_newer_list_is_taken_back_before_the_older_one() {
    let story = Story::begin().await;
    let world = &story.world;
    take(world, "stadslijst", "Yoga;Club A;ma;10.00;;;1\n").await;
    let desk = at_desk(&story).await;
    let older = key_of(run_of(&desk.open("/ingelezen").await, "stadslijst"));
    take(world, "stadslijst", "Yoga;Club A;ma;12.00;;;1\n").await;
    let refused = desk.send("/ingelezen/terug", &[("id", &older)]).await;
    assert_eq!(refused.status, 409);
    assert!(refused.has("Draai die eerst terug.") && refused.has(">Yoga</a>"));
}

#[tokio::test]
async fn a_day_and_a_price_that_nobody_told_are_shown_as_not_known() {
    let story = Story::begin().await;
    let world = &story.world;
    let sheet = "naam;aanbieder;dag;prijs;postcode;email;bron_id\n\
        Yoga;Club A;op afspraak;op aanvraag;5299 AB;club@a.example;1\n\
        Dansen;Club A;;;5299 AB;club@a.example;2\n";
    let (bridge, home) = (&world.bridge, world.home);
    import_sheet(bridge, home, "stadslijst", sheet.as_bytes(), false)
        .await
        .unwrap();
    let said = offer(world, "Yoga");
    let untold = offer(world, "Dansen");
    let anybody = story.stranger();

    let page = anybody.open(&format!("/aanbod/{said}")).await;
    assert!(page.has("Op afspraak") && page.has("Prijs op aanvraag"));
    assert!(!page.has("niet bekend") && !page.has("wanneer het is"));
    let page = anybody.open(&format!("/aanbod/{untold}")).await;
    assert!(page.has("Dag en tijd niet bekend") && page.has("Prijs niet bekend"));
    assert!(page.has("Vraag de aanbieder wanneer het is."));
    assert!(page.has("Vraag de aanbieder wat het kost."));
    assert!(!page.has("Op afspraak") && !page.has("op aanvraag"));
    let list = anybody.open("/aanbod?tekst=dansen").await;
    assert!(list.has("Dag en tijd niet bekend") && list.has("Prijs niet bekend"));

    let told = |page: &Seen| -> serde_json::Value { serde_json::from_str(&page.html).unwrap() };
    let api = told(&anybody.open(&format!("/api/v1/aanbod/{said}")).await);
    assert_eq!(api["prijsTekst"], "prijs op aanvraag");
    assert_eq!(
        (&api["prijsOpAanvraag"], &api["gevraagdePrijs"]),
        (&true.into(), &().into())
    );
    assert_eq!(api["sessies"][0]["opAfspraak"], true);
    let api = told(&anybody.open(&format!("/api/v1/aanbod/{untold}")).await);
    assert_eq!(api["prijsTekst"], "prijs niet bekend");
    assert_eq!(api["prijsOpAanvraag"], false);
    assert_eq!(api["sessies"][0]["opAfspraak"], false);

    // The form of the service point shows what was said, and sends it back the same.
    let desk = at_desk(&story).await;
    let form = desk.open(&format!("/aanbod/{said}/wijzig")).await;
    assert!(form.has("<option value=\"afspraak\" selected>Op afspraak</option>"));
    assert!(form.has("<option value=\"aanvraag\" selected>"));
    let form = desk.open(&format!("/aanbod/{untold}/wijzig")).await;
    assert!(form.has("<option value=\"\" selected>Kies de dag</option>"));
    assert!(!form.has("<option value=\"afspraak\" selected>"));

    // The sheet of what was chosen together says whom to ask, in the reader's language.
    let session = world.session("Dansen");
    let sheet = anybody.open(&format!("/keuze?les={session}&taal=en")).await;
    assert!(sheet.has("Day and time not known") && sheet.has("Ask the club when it is."));
    assert!(sheet.has("Price not known") && sheet.has("Ask the club what it costs."));

    // So do the results of a search, which say what to be aware of.
    let nurse = story.nurse().await;
    let found = nurse
        .send("/zoeken", &[("postcode", "5299 AB"), ("maxAfstandKm", "5")])
        .await;
    assert_eq!(found.status, 200, "{}", found.html);
    for words in [
        "Op afspraak",
        "Dag en tijd gaan op afspraak",
        "Prijs op aanvraag",
        "Dag en tijd niet bekend",
        "Dag of tijd is niet bekend",
        "Prijs niet bekend",
    ] {
        assert!(found.has(words), "{words}");
    }
}
