//! A coach saves what a client wishes, finds on the work list that something fits, and refers on.

use actions::meet_demand::meet_demand;
use actions::refer::ReferralDraft;
use actions::{import_offers, saved_wishes};
use domain::organisation::Role;
use jiff::SignedDuration;

use crate::Story;
use crate::speaking::browser::Browser;
use crate::support::as_caller;

const WISHES: [(&str, &str); 3] = [
    ("postcode", "5299 AB"),
    ("activiteiten", "zwemmen"),
    ("dagdelen", "ma-ochtend"),
];

/// A coach, signed in, and somebody whom the coaches guide.
async fn guided(story: &Story) -> (Browser, String) {
    let coach = story
        .signed_in(story.world.coach.organisation, Role::Coach)
        .await;
    let draft = ReferralDraft {
        session: String::new(),
        coach: true,
        ..story.world.fatma()
    };
    let id = story.world.refer(&draft).await.id;
    (coach, format!("/verwijzingen/{id}"))
}

async fn pool_opens(story: &Story) {
    let world = &story.world;
    meet_demand(&world.bridge, "a").await.unwrap();
    // A session does not outlive an hour of doing nothing.
    world.clock.advance(SignedDuration::from_mins(1));
    let sheet = "naam;aanbieder;activiteit;dag;van;tot;postcode;prijs;bron_id\n\
        Rustig zwemmen;Zwembad De Golf;zwemmen;maandag;09:00;10:00;5299 AC;€ 3,00 per keer;z1\n";
    import_offers::import_sheet(&world.bridge, world.home, "golf", sheet.as_bytes(), false)
        .await
        .unwrap();
    meet_demand(&world.bridge, "a").await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_coach_saves_wishes_finds_what_is_new_and_refers_with_the_form_filled_in() {
    let story = Story::begin().await;
    let (coach, path) = guided(&story).await;
    let id = path.rsplit('/').next().unwrap().to_owned();
    let page = coach.open(&path).await;
    let search = format!("/zoeken?verwijzing={id}");
    assert!(page.has("Bewaarde wensen") && page.has(&format!("href=\"{search}\"")));

    // What is known of her is filled in already.
    let form = coach.open(&search).await;
    assert!(form.has("value=\"5299 AB\"") && form.has("U zoekt voor iemand die u begeleidt."));
    let fields = [&WISHES[..], &[("verwijzing", id.as_str())]].concat();
    let found = coach.send("/zoeken", &fields).await;
    assert!(found.has("Bewaar deze wensen; wij mailen u als er iets past"));
    assert!(found.has(&format!("formaction=\"{path}/wensen\"")));
    let saved = coach.send(&format!("{path}/wensen"), &fields).await;
    let back = format!("{path}#wensen");
    assert_eq!(
        (saved.status, saved.location.as_str()),
        (303, back.as_str())
    );
    let page = coach.open(&path).await;
    assert!(page.has("Zwemmen, maandagochtend, rond 5299 AB"));
    assert!(page.has("Er is nog niets nieuws dat past."));
    assert!(
        !coach
            .open("/te-doen")
            .await
            .has("Nieuw aanbod bij bewaarde wensen")
    );

    pool_opens(&story).await;
    let list = coach.open("/te-doen").await;
    assert!(list.has("Nieuw aanbod bij bewaarde wensen") && list.has("er past iets nieuws"));
    assert!(list.has(&format!("href=\"{back}\"")));
    let page = coach.open(&path).await;
    assert!(page.has("Er is nieuw aanbod dat past") && page.has("Rustig zwemmen"));
    assert!(page.has("Verwijs hierheen") && page.has("Past niet"));

    // Choosing leads to the form, by keys alone; her name stands in it, and nothing is agreed.
    let session = story.world.session("Rustig zwemmen");
    let wish = page.field("wens");
    let chosen = [
        ("sessieId", session.as_str()),
        ("verwijzing", &id),
        ("wens", &wish),
    ];
    let to_form = coach.send("/verwijzen", &chosen).await;
    assert_eq!(to_form.status, 303);
    assert_eq!(to_form.location, format!("/verwijzen?sessie={session}"));
    let form = coach.open(&to_form.location).await;
    assert!(form.has("value=\"Fatma Yıldız\"") && form.has("value=\"06 12 34 56 78\""));
    let key = form.field("sleutel");
    let sent = [
        ("sessieId", session.as_str()),
        ("sleutel", &key),
        ("verwijzing", &form.field("verwijzing")),
        ("wens", &form.field("wens")),
        ("naam", "Fatma Yıldız"),
        ("telefoon", "06 12 34 56 78"),
        ("geboortejaar", "1954"),
        ("delenMetAanbieder", "ja"),
        ("terugkoppeling", "ja"),
        ("begeleiding", "ja"),
        ("cijfers", "nee"),
        ("toch", "ja"),
    ];
    let done = coach.send("/verwijzen", &sent).await;
    assert_eq!(done.status, 303, "{}", done.html);
    // They are answered: nothing of them is left on the page or the work list.
    let page = coach.open(&path).await;
    assert!(!page.has("Zwemmen, maandagochtend"));
    assert!(
        !coach
            .open("/te-doen")
            .await
            .has("Nieuw aanbod bij bewaarde wensen")
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn an_offer_is_put_aside_wishes_are_stopped_and_a_word_that_is_none_changes_nothing() {
    let story = Story::begin().await;
    let (coach, path) = guided(&story).await;
    coach.send(&format!("{path}/wensen"), &WISHES).await;
    pool_opens(&story).await;
    let page = coach.open(&path).await;
    let at = page.html.find(&format!("{path}/wensen/")).unwrap();
    let wish: String = page.html[at..]
        .chars()
        .take_while(|sign| *sign != '"')
        .collect();
    for odd in [
        &[][..],
        &[("wat", "weg")],
        &[("wat", "past-niet")],
        &[("wat", "past-niet"), ("aanbodId", "'; --")],
    ] {
        assert_eq!(coach.send(&wish, odd).await.status, 400);
    }
    for hostile in ["x", "..%2F..", "01930000-0000-7000-8000-000000000000"] {
        let address = format!("{path}/wensen/{hostile}");
        assert_eq!(coach.send(&address, &[("wat", "stop")]).await.status, 404);
    }
    assert!(coach.open(&path).await.has("Rustig zwemmen"));
    let offer = page.field("aanbodId");
    let aside = [("wat", "past-niet"), ("aanbodId", offer.as_str())];
    assert_eq!(coach.send(&wish, &aside).await.status, 303);
    let page = coach.open(&path).await;
    assert!(!page.has("Rustig zwemmen") && page.has("Zwemmen, maandagochtend"));
    assert_eq!(coach.send(&wish, &[("wat", "stop")]).await.status, 303);
    assert!(!coach.open(&path).await.has("Zwemmen, maandagochtend"));
}

#[tokio::test(flavor = "multi_thread")]
async fn faults_come_back_on_the_search_form_with_what_was_ticked() {
    let story = Story::begin().await;
    let (coach, path) = guided(&story).await;
    let fields = [("postcode", "0000 XX"), ("activiteiten", "zwemmen")];
    let refused = coach.send(&format!("{path}/wensen"), &fields).await;
    assert_eq!(refused.status, 400);
    assert!(refused.has("value=\"0000 XX\"") && refused.has("href=\"#postcode\""));
    let id = path.rsplit('/').next().unwrap();
    assert!(refused.has(&format!("name=\"verwijzing\" value=\"{id}\"")));
    for activity in ["zwemmen", "yoga", "dansen"] {
        let fields = [("postcode", "5299"), ("activiteiten", activity)];
        let saved = coach.send(&format!("{path}/wensen"), &fields).await;
        assert_eq!(saved.status, 303);
    }
    let full = coach.send(&format!("{path}/wensen"), &WISHES).await;
    assert!(full.status == 400 && full.has("U bewaarde al drie keer wensen"));
}

#[tokio::test(flavor = "multi_thread")]
async fn who_does_not_guide_sees_and_finds_nothing_of_it() {
    let story = Story::begin().await;
    let (coach, path) = guided(&story).await;
    coach.send(&format!("{path}/wensen"), &WISHES).await;
    let nurse = story.nurse().await;
    assert!(!nurse.open(&path).await.has("Bewaarde wensen"));
    let id = path.rsplit('/').next().unwrap();
    let search = nurse.open(&format!("/zoeken?verwijzing={id}")).await;
    assert!(search.status == 200 && !search.has("iemand die u begeleidt"));
    let refused = nurse.send(&format!("{path}/wensen"), &WISHES).await;
    assert_eq!(refused.status, 403);
    let other = story.nurse_named("els").await;
    let hidden = story.signed_in(story.world.other_nurse.organisation, Role::CareProfessional);
    let hidden = hidden.await;
    assert_eq!(
        other.open(&path).await.status,
        200,
        "a colleague of who referred"
    );
    let search = format!("/zoeken?verwijzing={id}");
    assert_eq!(hidden.open(&search).await.status, 404);
    assert_eq!(hidden.open("/zoeken?verwijzing=x").await.status, 404);
    let list = saved_wishes::waiting(&story.world.bridge, &as_caller(&story.world.nurse)).await;
    assert!(list.unwrap().is_empty());
}
