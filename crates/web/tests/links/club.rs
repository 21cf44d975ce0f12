//! What a club or coach meets behind the link in its mail.

use std::collections::BTreeSet;

use actions::refer::ReferralDraft;
use actions::show_referral::show_referral;
use domain::referral::Status;

use crate::support::{as_caller, step};
use crate::{Story, forms, steps, version};

#[tokio::test(flavor = "multi_thread")]
async fn opening_a_link_changes_nothing_however_often_a_mail_scanner_does() {
    let story = Story::begin().await;
    let (id, club, mine) = story.fatma().await;
    let before = story.now(id).await;
    for _ in 0..3 {
        assert_eq!(story.open(&club).await.status, 200);
        assert_eq!(
            story.open(&format!("{club}?stap=aanvaard")).await.status,
            200
        );
        assert_eq!(story.open(&mine).await.status, 200);
        assert_eq!(
            story
                .open(&format!("{mine}?stap=verwijder-gegevens"))
                .await
                .status,
            200
        );
    }
    let after = story.now(id).await;
    assert_eq!(
        (before.version, before.status),
        (after.version, after.status)
    );
    assert_eq!(before.history.len(), after.history.len());
    assert!(story.world.mail().await.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn the_club_sees_the_full_name_and_the_number_only_after_its_yes_and_never_the_address() {
    let story = Story::begin().await;
    let (id, club, _) = story.fatma().await;
    let page = story.open(&club).await;
    assert!(page.has("Fatma wil graag meedoen"));
    assert!(page.has("Rust na 10 minuten") && page.has("Turks"));
    assert!(page.has("Huisartsenpraktijk De Linde") && page.has("B-1001"));
    assert!(page.has("Dinsdag 10.00–11.00 uur"));
    assert!(page.has("vrijdag 27 november"), "when an answer is due");
    for hidden in [
        "Yıldız",
        "12 34 56",
        "612345678",
        "fatma@",
        "Weduwe",
        "1954",
        "Tuinlaan 3",
    ] {
        assert!(!page.has(hidden), "{hidden} before the yes");
    }
    let answer = story
        .send(&club, &[("stap", "aanvaard"), ("versie", &version(&page))])
        .await;
    assert_eq!(
        (answer.status, answer.location.as_str()),
        (303, club.as_str())
    );
    let page = story.open(&club).await;
    assert!(page.has("Kunt u Fatma Yıldız bellen?") && page.has("U zei ja. Fijn!"));
    assert!(page.has("href=\"tel:+31612345678\"") && page.has("06 12 34 56 78"));
    for hidden in ["Weduwe", "Tuinlaan 3", "5299 AB", "1954"] {
        assert!(!page.has(hidden), "{hidden} after the yes");
    }
    assert_eq!(story.now(id).await.status, Status::Accepted);
}

#[tokio::test(flavor = "multi_thread")]
async fn every_step_that_is_possible_has_a_form_of_its_own() {
    let story = Story::begin().await;
    let (id, club, _) = story.fatma().await;
    let walk: [(&str, &[(&str, &str)]); 6] = [
        ("aanvaard", &[]),
        ("contact-gelegd", &[]),
        (
            "proefles-gepland",
            &[("op", "2026-12-01"), ("tijd", "10:00")],
        ),
        ("proefles-gevolgd", &[]),
        ("gestart", &[]),
        (
            "gepauzeerd",
            &[("reden", "vakantie"), ("tot", "2027-01-04")],
        ),
    ];
    for (walked, fields) in walk {
        let page = story.open(&club).await;
        for (buttons, _) in forms(&page.html, &club) {
            assert_eq!(buttons.len(), 1, "one form a step: {buttons:?}");
        }
        let caller = actions::answer_by_link::receiver(
            &story.world.bridge,
            club.strip_prefix("/v/").unwrap(),
            "test".to_owned(),
        );
        let shown = show_referral(&story.world.bridge, &caller.await.unwrap(), id)
            .await
            .unwrap();
        let allowed: BTreeSet<String> = shown
            .allowed
            .iter()
            .map(|step| step.code().to_owned())
            .collect();
        assert_eq!(steps(&page, &club), allowed, "before {walked}");
        let mut sent = vec![("stap", walked)];
        sent.extend_from_slice(fields);
        let answer = story.send(&club, &sent).await;
        assert_eq!(answer.status, 303, "{walked}: {}", answer.html);
    }
    let page = story.open(&club).await;
    assert!(page.has("Fatma doet even niet mee") && page.has("maandag 4 januari 2027"));
    let answer = story.send(&club, &[("stap", "hervat")]).await;
    assert_eq!(answer.status, 303);
    let ended = [("stap", "afgerond"), ("uitkomst", "zelf-verder")];
    assert_eq!(story.send(&club, &ended).await.status, 303);
    assert!(story.open(&club).await.has("Dit is afgerond"));
    assert_eq!(story.now(id).await.status, Status::Completed);
}

#[tokio::test(flavor = "multi_thread")]
async fn fields_stand_in_the_form_of_the_step_that_needs_them() {
    let story = Story::begin().await;
    let (_, club, _) = story.fatma().await;
    let page = story.open(&club).await;
    let needed = |step: &str| -> Vec<String> {
        let found = forms(&page.html, &club);
        let (_, names) = found
            .into_iter()
            .find(|(buttons, _)| buttons.iter().any(|button| button == step))
            .unwrap();
        names.into_iter().collect()
    };
    assert_eq!(needed("aanvaard"), ["versie"]);
    assert_eq!(needed("past-nu-niet"), ["reden", "toelichting", "versie"]);
    assert_eq!(needed("proefles-gepland"), ["op", "tijd", "versie"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_click_shows_how_things_stand_and_is_no_error() {
    let story = Story::begin().await;
    let (id, club, mine) = story.fatma().await;
    let first = story.open(&club).await;
    let seen = version(&first);
    let yes = [("stap", "aanvaard"), ("versie", seen.as_str())];
    assert_eq!(story.send(&club, &yes).await.status, 303);
    let second = story.send(&club, &yes).await;
    assert_eq!(second.status, 200);
    assert!(second.has("Dit was al gedaan. Zo staat het nu."));
    assert!(second.has("Kunt u Fatma Yıldız bellen?"));
    // The same attempt, sent twice from one page, counts once.
    let page = story.open(&club).await;
    let seen = version(&page);
    let no_answer = [("stap", "niet-bereikt"), ("versie", seen.as_str())];
    assert_eq!(story.send(&club, &no_answer).await.status, 303);
    assert_eq!(story.send(&club, &no_answer).await.status, 200);
    assert_eq!(story.now(id).await.attempts, 1);
    for _ in 0..2 {
        let answer = story
            .send(&mine, &[("stap", "bel-mij"), ("taal", "tr")])
            .await;
        assert_eq!(
            (answer.status, answer.location),
            (303, format!("{mine}?taal=tr"))
        );
    }
    let told = story.now(id).await.history;
    let asked = told
        .iter()
        .filter(|step| step.entry.deed.code() == "bel-mij");
    assert_eq!(asked.count(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_counts_though_the_resident_wrote_in_between_but_not_over_a_colleagues() {
    let story = Story::begin().await;
    let (id, club, mine) = story.fatma().await;
    let page = story.open(&club).await;
    assert_eq!(story.send(&mine, &[("stap", "ik-kom")]).await.status, 303);
    let seen = version(&page);
    let yes = [("stap", "aanvaard"), ("versie", seen.as_str())];
    assert_eq!(story.send(&club, &yes).await.status, 303);
    assert_eq!(story.now(id).await.status, Status::Accepted);
    // Tineke has the page open while her colleague calls.
    let page = story.open(&club).await;
    let colleague = as_caller(&story.world.club);
    story
        .world
        .step(&colleague, id, step("contact-gelegd"))
        .await
        .unwrap();
    let late = story
        .send(&club, &[("stap", "gestart"), ("versie", &version(&page))])
        .await;
    assert_eq!(late.status, 200);
    assert!(late.has("Uw antwoord is nog niet bewaard"));
    assert_eq!(story.now(id).await.status, Status::Contacted);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_no_without_a_reason_is_asked_again_with_what_was_typed() {
    let story = Story::begin().await;
    let (id, club, _) = story.fatma().await;
    let typed = "<b>vol</b> & dicht";
    let no = [("stap", "past-nu-niet"), ("toelichting", typed)];
    let answer = story.send(&club, &no).await;
    assert_eq!(answer.status, 400);
    assert!(answer.has("Kijk nog even naar 1 antwoord"));
    assert!(answer.has("href=\"#past-nu-niet-reden\"") && answer.has("id=\"past-nu-niet-reden\""));
    assert!(
        answer.has("&#60;b&#62;vol&#60;/b&#62; &#38; dicht"),
        "what was typed, escaped"
    );
    assert!(answer.has("<details class=\"flow\" open>"));
    let pause = [("stap", "proefles-gepland"), ("op", "2031-01-01")];
    assert_eq!(story.send(&club, &pause).await.status, 400);
    assert_eq!(
        story.send(&club, &[("stap", "ontploffen")]).await.status,
        400
    );
    assert_eq!(story.send(&club, &[]).await.status, 400);
    assert_eq!(
        story
            .send(&club, &[("stap", "opnieuw-gekozen")])
            .await
            .status,
        403
    );
    assert_eq!(story.now(id).await.version, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_no_can_be_taken_back_the_same_day_and_the_next_day_the_link_is_gone() {
    let story = Story::begin().await;
    let (id, club, _) = story.fatma().await;
    let no = [("stap", "past-nu-niet"), ("reden", "vol")];
    assert_eq!(story.send(&club, &no).await.status, 303);
    let page = story.open(&club).await;
    assert!(page.has("Dank u wel voor uw antwoord. Wij zoeken verder."));
    assert!(
        !page.has("Rust na 10 minuten"),
        "who said no needs no points of attention"
    );
    assert_eq!(steps(&page, &club), BTreeSet::from(["herstel".to_owned()]));
    let seen = version(&page);
    let undo = [("stap", "herstel"), ("versie", seen.as_str())];
    assert_eq!(story.send(&club, &undo).await.status, 303);
    assert_eq!(story.send(&club, &undo).await.status, 200);
    assert_eq!(story.now(id).await.status, Status::Sent);
    assert_eq!(story.send(&club, &no).await.status, 303);
    story.world.later(24);
    let gone = story.open(&club).await;
    assert_eq!(gone.status, 410);
    assert!(gone.has("088 000 00 00") && !gone.has("Fatma"));
    assert_eq!(story.send(&club, &[("stap", "herstel")]).await.status, 410);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_question_about_the_trial_comes_after_its_hour() {
    let story = Story::begin().await;
    let (_, club, _) = story.fatma().await;
    let plan = [
        ("stap", "proefles-gepland"),
        ("op", "2026-11-25"),
        ("tijd", "10:00"),
    ];
    assert_eq!(story.send(&club, &plan).await.status, 303);
    let before = story.open(&club).await;
    assert!(before.has("Fatma komt voor een proefles"));
    assert!(before.has("Woensdag 25 november om 10.00 uur"));
    story.world.later(26);
    let after = story.open(&club).await;
    assert!(after.has("Is Fatma gekomen?") && after.has("Ja, Fatma is gekomen"));
    assert_eq!(
        story.send(&club, &[("stap", "niet-gekomen")]).await.status,
        303
    );
    assert!(story.open(&club).await.has("Bel Fatma gerust"));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_club_moves_a_trial_in_one_act_also_after_the_resident_wrote() {
    let story = Story::begin().await;
    let (id, club, mine) = story.fatma().await;
    let other = format!("{club}/andere-dag");
    assert!(!story.open(&club).await.has(&other), "there is no day yet");
    let early = story.send(&other, &[("op", "2026-12-03")]).await;
    assert_eq!(early.status, 200);
    assert!(early.has("Uw antwoord is nog niet bewaard"));
    assert_eq!(story.now(id).await.version, 1);
    let plan = [("stap", "proefles-gepland"), ("op", "2026-12-01")];
    assert_eq!(story.send(&club, &plan).await.status, 303);
    let page = story.open(&club).await;
    assert!(page.has(&other) && page.has("Er is een andere dag afgesproken"));
    let seen = version(&page);
    let faulty = [("versie", seen.as_str()), ("op", "31 februari")];
    let faulty = story.send(&other, &faulty).await;
    assert_eq!(faulty.status, 400);
    assert!(faulty.has("href=\"#andere-dag-op\"") && faulty.has("31 februari"));
    assert_eq!(
        story.send(&mine, &[("stap", "ik-kan-niet")]).await.status,
        303
    );
    let moved = [
        ("versie", seen.as_str()),
        ("op", "2026-12-03"),
        ("tijd", "10:00"),
    ];
    assert_eq!(story.send(&other, &moved).await.status, 303);
    assert!(
        story
            .open(&club)
            .await
            .has("Donderdag 3 december om 10.00 uur")
    );
    let told = story.now(id).await;
    let deeds: Vec<_> = told
        .history
        .iter()
        .map(|one| one.entry.deed.code())
        .collect();
    let wanted = [
        "verstuurd",
        "proefles-gepland",
        "ik-kan-niet",
        "niet-gekomen",
        "proefles-gepland",
    ];
    assert_eq!(deeds, wanted);
    let twice = story.send(&other, &moved).await;
    assert!(twice.has("Dit was al gedaan. Zo staat het nu."));
    assert_eq!(story.now(id).await.version, told.version);
    let gone = format!("{}/andere-dag", &club[..club.len() - 1]);
    assert_eq!(story.send(&gone, &[("op", "2026-12-03")]).await.status, 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_that_was_never_made_or_altered_gets_a_friendly_page_with_a_number() {
    let story = Story::begin().await;
    let (_, club, mine) = story.fatma().await;
    let swapped = mine.replace("/mijn/", "/v/");
    let cut = &club[..club.len() - 1];
    for path in [
        cut,
        &swapped,
        "/v/onzin",
        "/mijn/onzin",
        &format!("/v/{}", "a".repeat(5000)),
    ] {
        let page = story.open(path).await;
        assert_eq!(page.status, 404, "{path}");
        assert!(page.has("088 000 00 00") && !page.has("Fatma"));
        assert_eq!(story.send(path, &[("stap", "aanvaard")]).await.status, 404);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_guesses_links_has_to_wait() {
    let story = Story::begin().await;
    let (_, club, _) = story.fatma().await;
    for number in 0..60 {
        assert_eq!(story.open(&format!("/v/raad-{number}")).await.status, 404);
    }
    assert_eq!(story.open("/v/raad-60").await.status, 429);
    story.world.later(1);
    assert_eq!(story.open(&club).await.status, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_coach_who_receives_sees_whom_to_call_at_once() {
    let story = Story::begin().await;
    let draft = ReferralDraft {
        session: String::new(),
        coach: true,
        ..story.world.fatma()
    };
    let (_, coach, mine) = story.refer(&draft).await;
    let page = story.open(&coach).await;
    assert!(page.has("Fatma Yıldız wil graag meer bewegen") && page.has("06 12 34 56 78"));
    assert!(page.has("Weduwe sinds kort") && page.has("Meer bewegen"));
    assert_eq!(
        story
            .send(&coach, &[("stap", "contact-gelegd")])
            .await
            .status,
        303
    );
    let page = story.open(&mine).await;
    assert!(page.has("Beweegcoaches Brugdam") && page.has("lang=\"tr\""));
}
