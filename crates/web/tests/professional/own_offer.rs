//! A provider keeps its offer by link and by account, and the service point says yes, without
//! script.

use actions::keep_fresh;
use domain::organisation::Role;
use jiff::SignedDuration;

use crate::Story;
use crate::support::token_in;

fn chair_yoga() -> Vec<(&'static str, &'static str)> {
    vec![
        ("titel", "Stoelyoga <b>"),
        ("activiteit", "yoga"),
        ("postcode", "5299 AC"),
        ("prijs", "3,50"),
        ("per", "les"),
        ("contactTelefoon", "073 123 45 67"),
        ("moment", ""),
        ("dag", "wo"),
        ("van", "10:00"),
        ("tot", "11:00"),
        ("plekken", "8"),
    ]
}

#[tokio::test]
async fn opening_the_link_changes_nothing_and_one_click_confirms() {
    let story = Story::begin().await;
    let world = &story.world;
    world.clock.advance(SignedDuration::from_hours(24 * 42));
    keep_fresh::ask_providers(&world.bridge, "a").await.unwrap();
    let mails = world.mail().await;
    let address = format!("/klopt/{}", token_in(&mails[0], "/klopt/"));
    let club = story.stranger();
    let opened = club.open(&address).await;
    for _ in 0..3 {
        let page = club.open(&address).await;
        assert_eq!(page.status, 200);
        assert!(page.html.contains("Fit &#38; Rustig") || page.html.contains("Fit &amp; Rustig"));
        assert!(
            page.html
                .contains("zo in een lijst; de aanbieder heeft het nog niet zelf bevestigd")
        );
    }
    let wrong = club.post(&address, &[("stap", "iets")]).await;
    assert_eq!(wrong.status, 400);
    // One lesson alone, and nobody else's.
    let (_, after) = opened.html.split_once("name=\"aanbod\" value=\"").unwrap();
    let id = after.split('"').next().unwrap().to_owned();
    let one = [("stap", "klopt"), ("aanbod", id.as_str())];
    let done = club.post(&address, &one).await;
    assert_eq!(done.status, 303);
    let page = club.open(&done.location).await;
    let thanks = "Bedankt. Iedereen ziet dat Fit &#38; Rustig klopt.";
    assert!(page.html.contains(thanks), "{}", page.html);
    assert!(
        !page.html.contains("value=\"alles-klopt\""),
        "nothing is left to confirm"
    );
    let made_up = [
        ("stap", "klopt"),
        ("aanbod", "019a0000-0000-7000-8000-000000000001"),
    ];
    for hostile in [made_up, [("stap", "klopt"), ("aanbod", "x")]] {
        assert_eq!(club.post(&address, &hostile).await.status, 404);
    }
    let done = club.post(&address, &[("stap", "alles-klopt")]).await;
    assert_eq!(done.status, 303);
    let page = club.open(&format!("{address}?klaar=ja")).await;
    assert!(page.html.contains("Vandaag bevestigd door de aanbieder"));
    // An empty form is told what is missing; nothing of another club opens.
    let refused = club.post(&format!("{address}/nieuw"), &[]).await;
    assert_eq!(refused.status, 400);
    assert!(refused.html.contains("Vul in hoe het heet") && !refused.html.contains('⟦'));
    let offers = actions::catalogue::catalogue(&world.bridge, &Default::default()).unwrap();
    let walk = offers
        .offers
        .iter()
        .find(|one| one.offer.title.starts_with("Rustig"));
    let elsewhere = format!("{address}/{}", walk.unwrap().offer.id);
    assert_eq!(club.open(&elsewhere).await.status, 404);
    assert_eq!(club.open("/klopt/zomaar").await.status, 404);
}

#[tokio::test]
async fn a_new_lesson_goes_from_the_clubs_form_to_the_service_points_list_and_to_everybody() {
    let story = Story::begin().await;
    let world = &story.world;
    let club = story
        .signed_in(world.club.organisation, Role::Provider)
        .await;
    let desk = story
        .signed_in(world.desk.organisation, Role::ServicePoint)
        .await;
    let form = club.open("/mijn-aanbod/nieuw").await;
    assert_eq!(form.status, 200);
    assert!(!form.html.contains('⟦'), "a text is missing");
    assert_eq!(
        club.send("/mijn-aanbod/nieuw", &chair_yoga()).await.status,
        303
    );
    let own = club.open("/mijn-aanbod?klaar=ingediend").await;
    assert!(own.html.contains("Wacht op het servicepunt") && !own.html.contains('⟦'));
    let list = desk.open("/aanbod-bijhouden").await;
    assert!(list.html.contains("Stoelyoga") && !list.html.contains("Stoelyoga <b>"));
    assert!(
        list.html
            .contains("woensdag 10.00–11.00 uur (8 plekken vrij)")
    );
    assert!(!list.html.contains('⟦'), "a text is missing");
    let id = list.field("keuze");
    let id = id.as_str();
    let unchecked = desk.send("/aanbod-bijhouden/goed", &[("keuze", id)]).await;
    assert_eq!(unchecked.status, 400);
    assert!(unchecked.html.contains("Vink alle vier de punten aan"));
    // What was ticked is ticked still.
    let first = actions::judge_offers::CHECKS[0];
    let some = [("keuze", id), ("nagekeken", first)];
    let some = desk.send("/aanbod-bijhouden/goed", &some).await;
    for ticked in [
        format!("value=\"{id}\" id=\"keuze\" checked"),
        format!("value=\"{first}\" id=\"nagekeken\" checked"),
    ] {
        assert!(some.html.contains(&ticked), "{ticked}");
    }
    assert_eq!(some.html.matches(" checked").count(), 2);
    let mut yes = vec![("keuze", id)];
    yes.extend(actions::judge_offers::CHECKS.map(|check| ("nagekeken", check)));
    assert_eq!(desk.send("/aanbod-bijhouden/goed", &yes).await.status, 303);
    let public = story.stranger().open("/aanbod?q=stoelyoga").await;
    assert!(public.html.contains("Stoelyoga"));
}

#[tokio::test]
async fn a_club_leaves_out_a_lesson_in_two_clicks_and_holds_it_after_all() {
    let story = Story::begin().await;
    let world = &story.world;
    let club = story
        .signed_in(world.club.organisation, Role::Provider)
        .await;
    let own = club.open("/mijn-aanbod").await;
    let (before, after) = own.html.split_once("/niet-door\"").unwrap();
    let address = format!("{}/niet-door", before.rsplit('"').next().unwrap());
    let lessons = after.split("</select>").next().unwrap();
    let codes: Vec<&str> = lessons.split("<option value=\"").skip(1).collect();
    // None is chosen beforehand, and choosing none changes nothing.
    assert!(codes[0].starts_with("\" selected"), "{}", codes[0]);
    assert_eq!(lessons.matches("selected").count(), 1);
    let none = club.send(&address, &[("les", "")]).await;
    assert_eq!(
        (none.status, none.location.as_str()),
        (303, "/mijn-aanbod?klaar=kies-dag")
    );
    assert!(
        club.open(&none.location)
            .await
            .html
            .contains("Er is niets veranderd")
    );
    let lesson = codes[2].split('"').next().unwrap();
    let sent = club.send(&address, &[("les", lesson)]).await;
    assert_eq!(sent.status, 303);
    let page = club.open(&sent.location).await;
    assert!(
        page.html
            .contains("gaat niet door op dinsdag 1 december. Niemand had dan een proefles.")
    );
    assert!(
        page.html
            .contains("Gaat niet door op dinsdag 1 december, 10.00 uur"),
        "{}",
        page.html
    );
    assert!(!page.html.contains('⟦'), "a text is missing");
    let back = club
        .send(&address, &[("les", lesson), ("toch", "ja")])
        .await;
    assert_eq!(back.status, 303);
    let page = club.open(&back.location).await;
    assert!(page.html.contains("gaat toch door op dinsdag 1 december"));
    assert!(!page.html.contains("Gaat niet door op dinsdag 1 december"));
    // What is made up in the address is not said.
    let odd = club
        .open("/mijn-aanbod?klaar=niet-door&les=019a0000-0000-7000-8000-000000000000+2026-12-01")
        .await;
    assert!(odd.status == 200 && !odd.html.contains("gaat niet door op"));
}

#[tokio::test]
async fn a_course_is_asked_as_a_whole_and_a_card_needs_its_lessons() {
    let story = Story::begin().await;
    let world = &story.world;
    let club = story
        .signed_in(world.club.organisation, Role::Provider)
        .await;
    let asked = |price: &'static str, per: &'static str, count: &'static str| {
        let mut form = chair_yoga();
        form.retain(|(name, _)| !matches!(*name, "prijs" | "per"));
        form.extend([("prijs", price), ("per", per), ("aantal", count)]);
        form
    };
    for (per, count, range) in [
        ("kaart", "", "1-200"),
        ("kaart", "tien", "1-200"),
        ("kaart", "201", "1-200"),
        ("cursus", "60", "1-52"),
        ("seizoen", "0", "1-52"),
    ] {
        let form = asked("45", per, count);
        let refused = club.send("/mijn-aanbod/nieuw", &form).await;
        assert_eq!(refused.status, 400, "{per} {count}");
        let why = format!("Kies een getal: {range}");
        assert!(refused.html.contains(&why) && refused.html.contains("id=\"aantal\""));
        // What was typed stands there still.
        assert!(
            refused
                .html
                .contains(&format!("<option value=\"{per}\" selected"))
        );
    }
    let form = asked("60", "cursus", "12");
    assert_eq!(club.send("/mijn-aanbod/nieuw", &form).await.status, 303);
    let own = club.open("/mijn-aanbod").await;
    assert!(own.html.contains("voor de hele cursus van 12 weken"));
}

#[tokio::test]
async fn the_service_point_puts_an_offer_right_for_a_club_that_called_and_for_no_other_town() {
    let story = Story::begin().await;
    let world = &story.world;
    let desk = story
        .signed_in(world.desk.organisation, Role::ServicePoint)
        .await;
    let nurse = story.nurse().await;
    let page = actions::catalogue::catalogue(&world.bridge, &Default::default()).unwrap();
    let found = page
        .offers
        .iter()
        .find(|one| one.offer.provider == world.club.organisation);
    let offer = &found.unwrap().offer;
    let address = format!("/aanbod/{}/wijzig", offer.id);
    assert_eq!(nurse.open(&address).await.status, 403);
    let form = desk.open(&address).await;
    assert_eq!(form.status, 200);
    assert!(form.has("U past dit aan voor de aanbieder"));
    assert!(form.has(&format!("action=\"{address}\"")));
    let mut fields = chair_yoga();
    fields.retain(|(name, _)| *name != "titel");
    fields.push(("titel", "Stoelyoga aan het water"));
    fields.push(("zelfstandigheid", "met-wat-hulp"));
    let wrong = desk.send(&address, &[("titel", "")]).await;
    assert_eq!(wrong.status, 400);
    let sent = desk.send(&address, &fields).await;
    assert_eq!(
        (sent.status, sent.location.as_str()),
        (303, "/aanbod-bijhouden?klaar=gewijzigd")
    );
    let list = desk.open(&sent.location).await;
    assert!(list.has("Het staat er meteen zo in"));
    // Nothing of it waits for the service point itself.
    assert!(!list.has("name=\"keuze\""));
    let seen = story
        .stranger()
        .open(&format!("/aanbod/{}", offer.id))
        .await;
    assert!(seen.has("Stoelyoga aan het water") && seen.has("bevestigd door het servicepunt"));
    let nothing = "/aanbod/019a0000-0000-7000-8000-000000000000/wijzig";
    assert_eq!(desk.open(nothing).await.status, 404);
}

#[tokio::test]
async fn whoever_has_the_mail_says_when_they_are_closed_in_two_clicks() {
    let story = Story::begin().await;
    let world = &story.world;
    world.clock.advance(SignedDuration::from_hours(24 * 42));
    keep_fresh::ask_providers(&world.bridge, "a").await.unwrap();
    let mails = world.mail().await;
    let address = format!("/klopt/{}", token_in(&mails[0], "/klopt/"));
    let close = format!("{address}/dicht");
    let club = story.stranger();
    let page = club.open(&address).await;
    assert!(page.has("Wanneer bent u dicht?") && !page.html.contains('⟦'));
    // What else is confirmed stands there too, also when it was never told.
    assert!(page.has("Leeftijd") && page.has("niet ingevuld"));
    let closed = club.post(&close, &[("keuze", "kerst")]).await;
    assert_eq!(
        (closed.status, closed.location),
        (303, format!("{address}?klaar=dicht"))
    );
    let kept = club.open(&format!("{address}?klaar=dicht")).await;
    assert!(kept.has("value=\"2026-12-24\"") || kept.has("value=\"2027-12-24\""));
    // The wrong way round: told above, in the right words, with days as people write them.
    let wrong = [("sluitingVan", "24-12-2027"), ("sluitingTot", "1-12-2027")];
    let refused = club.post(&close, &wrong).await;
    assert_eq!(refused.status, 400);
    assert!(refused.has("href=\"#sluiting\""));
    let told = "De laatste dag ligt voor de eerste dag: vrijdag 24 december – woensdag 1 december.";
    assert!(refused.has(told));
    assert!(refused.has("value=\"24-12-2027\""));
    let half = [("sluitingVan", "2027-12-24"), ("sluitingTot", "")];
    let refused = club.post(&close, &half).await;
    assert!(refused.has("Vul bij elke sluiting twee dagen in"));
    assert_eq!(
        club.post("/klopt/zomaar/dicht", &[("keuze", "kerst")])
            .await
            .status,
        404
    );
}

#[tokio::test]
async fn who_saves_over_a_newer_state_is_told_and_loses_nothing() {
    let story = Story::begin().await;
    let world = &story.world;
    let club = story
        .signed_in(world.club.organisation, Role::Provider)
        .await;
    let desk = story
        .signed_in(world.desk.organisation, Role::ServicePoint)
        .await;
    let offers = actions::catalogue::catalogue(&world.bridge, &Default::default()).unwrap();
    let walk = offers
        .offers
        .iter()
        .find(|one| one.offer.title.starts_with("Rustig"));
    let id = walk.unwrap().offer.id;
    let own = format!("/mijn-aanbod/{id}");
    let theirs = format!("/aanbod/{id}/wijzig");
    let first = club.open(&own).await;
    assert!(first.has("Wat klopt er niet?") && first.has("href=\"#kosten\""));
    let second = desk.open(&theirs).await;
    let seen = (first.field("versie"), second.field("versie"));
    let moment = first.field("moment");
    let form = |price: &'static str, phone: &'static str| -> Vec<(&'static str, String)> {
        let fixed = [
            ("titel", "Rustig wandelen door De Tuinen"),
            ("activiteit", "wandelen"),
            ("postcode", "5299 AC"),
            ("prijs", price),
            ("per", "les"),
            ("contactTelefoon", phone),
            ("dag", "di"),
            ("van", "10:00"),
            ("tot", "11:00"),
            ("plekken", ""),
        ];
        let mut form: Vec<_> = fixed.map(|(name, value)| (name, value.to_owned())).into();
        form.push(("moment", moment.clone()));
        form
    };
    let send = async |who: &crate::speaking::browser::Browser,
                      to: &str,
                      form: Vec<(&'static str, String)>,
                      marks: &str| {
        let mut fields: Vec<(&str, &str)> = form
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
            .collect();
        fields.push(("versie", marks));
        who.send(to, &fields).await
    };
    let saved = send(&club, &own, form("2,50", "073 999 99 99"), &seen.0).await;
    assert_eq!(saved.status, 303);
    let refused = send(&desk, &theirs, form("€ 3,-", "073 123 45 67"), &seen.1).await;
    assert_eq!(refused.status, 409);
    assert!(refused.has("Er is nog niets bewaard. Iemand anders was u net voor."));
    assert!(refused.has("€ 2,50 per keer") && refused.has("value=\"€ 3,-\""));
    assert!(!refused.html.contains('⟦'), "a text is missing");
    let again = refused.field("versie");
    assert_ne!(again, seen.1);
    let saved = send(&desk, &theirs, form("€ 3,-", "073 999 99 99"), &again).await;
    assert_eq!(saved.status, 303);
    let offer = actions::catalogue::offer(&world.bridge, id).unwrap();
    assert_eq!(offer.price.unwrap().cents, 300);
    assert_eq!(offer.contact.phone.as_deref(), Some("073 999 99 99"));
}

#[tokio::test(flavor = "multi_thread")]
async fn two_tabs_of_search_words_or_settings_do_not_put_each_other_back() {
    let story = Story::begin().await;
    let world = &story.world;
    let desk = story
        .signed_in(world.desk.organisation, Role::ServicePoint)
        .await;
    let seen = desk.open("/zoekwoorden").await.field("versie");
    let words = |words: &'static str| [("woorden", words), ("versie", seen.as_str())];
    let saved = desk
        .send("/zoekwoorden", &words("klotsen, jeu de boules"))
        .await;
    assert_eq!(saved.status, 303);
    let refused = desk.send("/zoekwoorden", &words("wandelen, kuieren")).await;
    assert_eq!(refused.status, 409);
    assert!(refused.has("klotsen, jeu de boules") && refused.has("wandelen, kuieren"));
    let both = "klotsen, jeu de boules\nwandelen, kuieren";
    let seen = refused.field("versie");
    let saved = desk
        .send("/zoekwoorden", &[("woorden", both), ("versie", &seen)])
        .await;
    assert_eq!(saved.status, 303);

    let hall = story.town_hall().await;
    let admin = story.signed_in(hall, Role::Administrator).await;
    let page = admin.open("/instellingen").await;
    let (_, form) = page.html.split_once("action=\"/instellingen\"").unwrap();
    let (_, rest) = form.split_once("name=\"versie\" value=\"").unwrap();
    let marks = rest.split('"').next().unwrap().to_owned();
    let settings = |contact: &'static str, trial: &'static str| {
        vec![
            ("eersteAntwoord", "3"),
            ("contact", contact),
            ("proefles", trial),
            ("naProefles", "2"),
            ("start", "10"),
            ("hulp", "3"),
            ("uitloop", "2"),
            ("weken", "16"),
            ("pogingen", "3"),
            ("bevestigen", "26"),
            ("bevestigenUitloop", "4"),
        ]
    };
    let mut first = settings("7", "15");
    first.push(("versie", &marks));
    assert_eq!(admin.send("/instellingen", &first).await.status, 303);
    let mut second = settings("5", "20");
    second.push(("versie", &marks));
    let refused = admin.send("/instellingen", &second).await;
    assert_eq!(refused.status, 409);
    assert!(refused.has("Er staat nu: 7") && refused.has("value=\"20\""));
    let home = world.bridge.municipality(world.home).unwrap();
    assert_eq!(
        (
            home.settings.deadlines.contact,
            home.settings.deadlines.trial
        ),
        (7, 15)
    );
}

#[tokio::test]
async fn the_late_lessons_of_one_provider_are_one_answer_and_a_slip_is_put_back() {
    let story = Story::begin().await;
    let world = &story.world;
    let mut sheet = "naam;aanbieder;dag;van;prijs;bron_id;bevestigd_op\n".to_owned();
    for n in 0..3 {
        sheet.push_str(&format!(
            "Les {n};Club A;ma;10.00;€ 5 per les;{n};2026-01-01\n"
        ));
    }
    actions::import_offers::import_sheet(
        &world.bridge,
        world.home,
        "lijst",
        sheet.as_bytes(),
        false,
    )
    .await
    .unwrap();
    let desk = story
        .signed_in(world.desk.organisation, Role::ServicePoint)
        .await;
    let list = desk.open("/aanbod-bijhouden").await;
    assert!(
        list.has("Alle 3 kloppen") && list.has("Alle zijn gestopt") && !list.html.contains('⟦')
    );
    let ids: Vec<String> = list
        .html
        .split("name=\"aanbod\" value=\"")
        .skip(1)
        .map(|rest| rest.split('"').next().unwrap().to_owned())
        .collect();
    assert_eq!(ids.len(), 3);
    let mut all: Vec<(&str, &str)> = ids.iter().map(|id| ("aanbod", id.as_str())).collect();
    all.push(("besluit", "houden"));
    let kept = desk.send("/aanbod-bijhouden/samen", &all).await;
    assert_eq!(kept.status, 303);
    assert!(!desk.open("/aanbod-bijhouden").await.has("Alle 3 kloppen"));
    let decide = format!("/aanbod/{}/besluit", ids[0]);
    let slip = desk.send(&decide, &[("besluit", "stoppen")]).await;
    let told = desk.open(&slip.location).await;
    assert!(told.has("U kunt het nog 30 dagen terugzetten.") && told.has("Terugzetten"));
    let public = format!("/aanbod/{}", ids[0]);
    assert_eq!(story.stranger().open(&public).await.status, 404);
    let back = desk.send(&decide, &[("besluit", "terugzetten")]).await;
    assert!(
        desk.open(&back.location)
            .await
            .has("Het aanbod staat er weer in zoals het was.")
    );
    assert_eq!(story.stranger().open(&public).await.status, 200);
}
