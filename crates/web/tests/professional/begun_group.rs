//! A coach begins a group from what is missed, without script.

use actions::report_unmet_demand::report_unmet_demand;
use actions::search::WishesDraft;
use domain::organisation::Role;

use crate::Story;
use crate::support::as_caller;

#[tokio::test(flavor = "multi_thread")]
async fn what_is_missed_leads_a_coach_to_a_form_with_it_filled_in() {
    let story = Story::begin().await;
    let world = &story.world;
    let wish = WishesDraft {
        postcode: "5299 AB".to_owned(),
        activities: vec!["zwemmen".to_owned()],
        groups: vec!["vrouwen".to_owned()],
        dayparts: vec!["di-avond".to_owned()],
        ..WishesDraft::default()
    };
    let nurse = as_caller(&world.nurse);
    report_unmet_demand(&world.bridge, &nurse, &wish, "Mevrouw Jansen wil niet")
        .await
        .unwrap();
    let team = world.coach.organisation;
    let coach = story.signed_in(team, Role::Coach).await;
    let work = coach.open("/te-doen").await;
    assert!(work.has("Gevraagd, maar niet te vinden") && !work.has("Jansen"));
    let (_, after) = work.html.split_once("href=\"/groep-beginnen?").unwrap();
    let query = after.split('"').next().unwrap().replace("&amp;", "&");
    let query = query.replace("&#38;", "&");
    let address = format!("/groep-beginnen?{query}");
    assert_eq!(
        query,
        "activiteiten=zwemmen&groep=vrouwen&dagdelen=di-avond&postcode=5299"
    );
    let form = coach.open(&address).await;
    assert_eq!(form.status, 200);
    assert!(form.has("Zwemmen, alleen vrouwen, dinsdagavond, postcode 5299"));
    assert!(!form.html.contains('⟦'), "a text is missing");
    for filled in [
        "<option value=\"zwemmen\" selected>",
        "<option value=\"di\" selected>",
        "name=\"postcode\" type=\"text\" value=\"5299\"",
    ] {
        assert!(form.html.contains(filled), "{filled}");
    }
    // Sent empty, every fault is told and what was wished stays.
    let refused = coach.send(&address, &[("titel", "")]).await;
    assert_eq!(refused.status, 400);
    assert!(refused.has("Kies een aanbieder") && refused.has("Vul in hoe het heet"));
    assert!(refused.has("dinsdagavond") && !refused.html.contains('⟦'));
    let team = team.to_string();
    let filled = [
        ("aanbieder", team.as_str()),
        ("titel", "Vrouwenuur"),
        ("activiteit", "zwemmen"),
        ("postcode", "5299"),
        ("contactTelefoon", "073 123 45 67"),
        ("moment", ""),
        ("dag", "di"),
        ("van", "19:00"),
        ("tot", "20:00"),
        ("plekken", ""),
    ];
    let sent = coach.send(&address, &filled).await;
    assert_eq!(sent.status, 303);
    let work = coach.open("/te-doen?gedaan=groep").await;
    assert!(work.has("Ingestuurd. Het servicepunt kijkt naar uw groep."));
    let desk = story
        .signed_in(world.desk.organisation, Role::ServicePoint)
        .await;
    let list = desk.open("/aanbod-bijhouden").await;
    assert!(list.has("Vrouwenuur") && list.has("Beweegcoaches Brugdam"));
    assert!(list.has("door Sam de Boer"));
}
