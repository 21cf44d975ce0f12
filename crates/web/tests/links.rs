//! The pages behind links and without sign-in, over a real service on a fresh database: what they
//! show and never show, that opening changes nothing, and that a second click is no error.

#![allow(clippy::unwrap_used, reason = "a story that cannot go on must stop")]

mod speaking;
#[path = "../../actions/tests/support/mod.rs"]
mod support;

use std::collections::BTreeSet;

use actions::refer::ReferralDraft;
use actions::show_referral::show_referral;
use actions::{Caller, ShownReferral};
use domain::ids::ReferralId;
use domain::referral::Status;
use speaking::Doors;
use speaking::browser::{Browser, Seen};
use support::{World, as_caller, step, token_in};
use testkit::engine::Engine;
use web::{Setup, Web};

/// Somebody with a browser, in Brugdam.
struct Story {
    world: World,
    browser: Browser,
}

impl Story {
    async fn begin() -> Self {
        let Doors { world, web } = Doors::open().await;
        let browser = Browser::new(&web);
        Self { world, browser }
    }

    async fn open(&self, path: &str) -> Seen {
        self.browser.open(path).await
    }

    async fn send(&self, path: &str, fields: &[(&str, &str)]) -> Seen {
        self.browser.post(path, fields).await
    }

    /// Refers and gives the referral's key with the paths of the club's and the resident's pages.
    async fn refer(&self, draft: &ReferralDraft) -> (ReferralId, String, String) {
        let sent = self.world.refer(draft).await;
        let mails = self.world.mail().await;
        let path = |start: &str| {
            let mail = mails.iter().find(|mail| mail.text.contains(start)).unwrap();
            format!("{start}{}", token_in(mail, start))
        };
        (sent.id, path("/v/"), path("/mijn/"))
    }

    async fn fatma(&self) -> (ReferralId, String, String) {
        self.refer(&self.world.fatma()).await
    }

    async fn now(&self, id: ReferralId) -> ShownReferral {
        let nurse: Caller = as_caller(&self.world.nurse);
        show_referral(&self.world.bridge, &nurse, id).await.unwrap()
    }
}

/// The forms of a page that lead to `action`: the values of their step buttons, and their fields.
fn forms(html: &str, action: &str) -> Vec<(Vec<String>, BTreeSet<String>)> {
    let start = format!("action=\"{action}\"");
    html.split("<form")
        .skip(1)
        .filter_map(|rest| rest.split("</form>").next())
        .filter(|form| form.contains(&start))
        .map(|form| {
            let buttons: Vec<String> = form
                .split("name=\"stap\" value=\"")
                .skip(1)
                .map(|rest| rest.split('"').next().unwrap().to_owned())
                .collect();
            let names = form
                .split(" name=\"")
                .skip(1)
                .map(|rest| rest.split('"').next().unwrap().to_owned())
                .filter(|name| name != "stap")
                .collect();
            (buttons, names)
        })
        .collect()
}

fn steps(seen: &Seen, action: &str) -> BTreeSet<String> {
    forms(&seen.html, action)
        .into_iter()
        .flat_map(|(buttons, _)| buttons)
        .collect()
}

fn version(seen: &Seen) -> String {
    seen.field("versie")
}

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

#[tokio::test(flavor = "multi_thread")]
async fn the_resident_reads_when_where_who_and_what_it_costs_in_seven_languages() {
    let story = Story::begin().await;
    let (_, club, mine) = story.fatma().await;
    let plan = [
        ("stap", "proefles-gepland"),
        ("op", "2026-12-01"),
        ("tijd", "10:00"),
    ];
    assert_eq!(story.send(&club, &plan).await.status, 303);
    let own = story.open(&mine).await;
    assert!(
        own.has("<html lang=\"tr\" dir=\"ltr\">"),
        "the language she speaks best"
    );
    let dutch = story.open(&format!("{mine}?taal=nl")).await;
    for words in [
        "Dag Fatma",
        "Dinsdag 1 december",
        "10.00–11.00 uur",
        "Tuinlaan 12",
        "Wandelclub De Brug",
        "Eerste keer gratis",
        "€ 2,00 per keer",
        "Komt u?",
        "data-read-aloud=\"#voorlezen\"",
    ] {
        assert!(dutch.has(words), "{words}");
    }
    let all = [
        "bel-mij",
        "ik-kan-niet",
        "ik-kom",
        "ik-stop",
        "verwijder-gegevens",
    ];
    assert!(steps(&dutch, &mine).iter().map(String::as_str).eq(all));
    for (buttons, _) in forms(&dutch.html, &mine) {
        assert_eq!(buttons.len(), 1);
    }
    for language in ["nl", "en", "tr", "ar", "pl", "uk", "pap"] {
        let page = story.open(&format!("{mine}?taal={language}")).await;
        let dir = if language == "ar" { "rtl" } else { "ltr" };
        let html = format!("<html lang=\"{language}\" dir=\"{dir}\">");
        assert!(page.has(&html), "{language}");
        assert_eq!(steps(&page, &mine).len(), 5);
    }
    assert!(
        story
            .open(&format!("{mine}?taal=klingon"))
            .await
            .has("lang=\"tr\"")
    );
    let came = story
        .send(&mine, &[("stap", "ik-kom"), ("taal", "nl")])
        .await;
    assert_eq!(came.location, format!("{mine}?taal=nl"));
    let thanks = story.open(&came.location).await;
    assert!(thanks.has("Fijn dat u komt. Wij geven het door."));
    assert!(story.open(&club).await.has("Fatma laat weten: ik kom."));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_resident_reads_who_looked_and_what_they_agreed_to() {
    let story = Story::begin().await;
    let (_, club, mine) = story.fatma().await;
    story.open(&club).await;
    let page = story.open(&format!("{mine}?taal=nl")).await;
    assert!(page.has("Wie heeft mijn gegevens bekeken?"));
    assert!(page.has("De club of trainer") && page.has("Wandelclub De Brug"));
    assert!(page.has("Uw zorgverlener") && page.has("Schreef uw gegevens op"));
    assert!(page.has("Een beweegcoach mag mij bellen en helpen."));
    assert!(
        !page.has("127.0.0.1"),
        "an address says nothing to a resident"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn who_stops_says_so_once_and_may_say_why() {
    let story = Story::begin().await;
    let (id, club, mine) = story.fatma().await;
    let stop = [("stap", "ik-stop"), ("reden", "gezondheid"), ("taal", "nl")];
    for _ in 0..2 {
        assert_eq!(story.send(&mine, &stop).await.status, 303);
    }
    let now = story.now(id).await;
    assert_eq!((now.status, now.version), (Status::Withdrawn, 2));
    let page = story.open(&format!("{mine}?taal=nl")).await;
    assert!(page.has("Bedankt dat u het zei"));
    let left = BTreeSet::from(["verwijder-gegevens".to_owned()]);
    assert_eq!(steps(&page, &mine), left);
    assert!(story.open(&club).await.has("Fatma komt niet"));
    assert_eq!(story.send(&mine, &[("stap", "vlieg")]).await.status, 400);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_forgotten_is_said_goodbye_and_both_links_are_gone() {
    let story = Story::begin().await;
    let (_, club, mine) = story.fatma().await;
    let goodbye = story
        .send(&mine, &[("stap", "verwijder-gegevens"), ("taal", "nl")])
        .await;
    assert_eq!(goodbye.status, 200);
    assert!(goodbye.has("Wij hebben uw gegevens verwijderd.") && goodbye.has("Tot ziens"));
    for path in [&mine, &club] {
        let page = story.open(path).await;
        assert_eq!(page.status, 410);
        assert!(page.has("088 000 00 00") && !page.has("Fatma"));
        let again = story.send(path, &[("stap", "verwijder-gegevens")]).await;
        assert_eq!(again.status, 410);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_code_on_paper_opens_the_page_and_a_guess_learns_nothing() {
    let story = Story::begin().await;
    let (id, _, mine) = story.fatma().await;
    let nurse = as_caller(&story.world.nurse);
    let paper = actions::answer_by_link::for_paper(&story.world.bridge, &nurse, id).await;
    let (_, code) = paper.unwrap().unwrap();
    let ask = async |code: &str, year: &str| {
        let fields = [("code", code), ("geboortejaar", year), ("taal", "ar")];
        story.send("/mijn", &fields).await
    };
    let right = ask(&code, "1954").await;
    assert_eq!(
        (right.status, right.location),
        (303, format!("{mine}?taal=ar"))
    );
    let wrong_year = ask(&code, "1955").await;
    let wrong_code = ask("0000-0000", "1954").await;
    assert_eq!((wrong_year.status, wrong_code.status), (400, 400));
    let same = wrong_year.html.replace(&code, "").replace("1955", "");
    assert_eq!(
        same,
        wrong_code.html.replace("0000-0000", "").replace("1954", "")
    );
    for year in ["", "negentien", "99999999"] {
        assert_eq!(ask(&code, year).await.status, 400);
    }
    for _ in 0..14 {
        ask("1111-1111", "1954").await;
    }
    assert_eq!(ask(&code, "1954").await.status, 429);
}

const HELP: [(&str, &str); 6] = [
    ("sleutel", "abcdefghijklmnopqrst"),
    ("taal", "pl"),
    ("naam", "Halina Nowak"),
    ("telefoon", "06 22 33 44 55"),
    ("postcode", "5299 AB"),
    ("begeleiding", "ja"),
];

#[tokio::test(flavor = "multi_thread")]
async fn who_asks_for_help_is_called_and_two_clicks_are_one_request() {
    let story = Story::begin().await;
    let form = story.open("/aanmelden?taal=ar").await;
    assert!(form.has("dir=\"rtl\"") && form.has("name=\"sleutel\""));
    let first = story.send("/aanmelden", &HELP).await;
    assert_eq!(first.status, 200);
    assert!(first.has("B-1001") && first.has("lang=\"pl\""));
    let again = story.send("/aanmelden", &HELP).await;
    assert!(again.has("B-1001"));
    // Other words are another request, also from the same page.
    let mut other = HELP;
    other[2] = ("naam", "Jan Nowak");
    let other = story.send("/aanmelden", &other).await;
    assert!(other.status == 200 && !other.has("B-1001"));
    let coach = as_caller(&story.world.coach);
    let work = actions::list_referrals::work_list(&story.world.bridge, &coach)
        .await
        .unwrap();
    let names: BTreeSet<_> = work
        .mine
        .rows
        .iter()
        .filter_map(|row| row.name.clone())
        .collect();
    assert_eq!(
        names,
        BTreeSet::from(["Halina Nowak".into(), "Jan Nowak".into()])
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn asking_for_somebody_else_needs_who_asks_and_that_they_know() {
    let story = Story::begin().await;
    let mut fields = vec![
        ("voorWie", "ander"),
        ("taal", "nl"),
        ("telefoon", "bel maar"),
    ];
    let refused = story.send("/aanmelden", &fields).await;
    assert_eq!(refused.status, 400);
    for field in [
        "naam",
        "telefoon",
        "contactpersoonNaam",
        "contactpersoonTelefoon",
        "weetHet",
        "begeleiding",
    ] {
        assert!(refused.has(&format!("href=\"#{field}\"")), "{field}");
        assert!(refused.has(&format!("id=\"{field}\"")), "{field}");
    }
    assert!(
        refused.has("value=\"bel maar\""),
        "what was typed is still there"
    );
    fields[2] = ("telefoon", "06 22 33 44 55");
    fields.extend([
        ("naam", "Halina Nowak"),
        ("contactpersoonNaam", "Ewa Nowak"),
        ("contactpersoonTelefoon", "06 33 44 55 66"),
        ("contactpersoonRelatie", "dochter"),
        ("weetHet", "ja"),
        ("begeleiding", "ja"),
        ("aanleiding", "meer-bewegen"),
        ("aanleiding", "meer-contact"),
    ]);
    assert_eq!(story.send("/aanmelden", &fields).await.status, 200);
    let mails = story.world.mail().await;
    let to_coach = mails.iter().find(|mail| mail.text.contains("/v/")).unwrap();
    let page = story
        .open(&format!("/v/{}", token_in(to_coach, "/v/")))
        .await;
    assert!(page.has("Ewa Nowak (dochter)") && page.has("Meer contact met mensen"));
    assert!(page.has("Vroeg het zelf"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_citizen_number_is_refused_wherever_it_is_typed() {
    let story = Story::begin().await;
    let (_, club, _) = story.fatma().await;
    let mut fields = HELP.to_vec();
    fields.push(("bijzonderheden", "mijn bsn is 111222333"));
    assert_eq!(story.send("/aanmelden", &fields).await.status, 400);
    let no = [
        ("stap", "past-nu-niet"),
        ("reden", "anders"),
        ("toelichting", "111222333"),
    ];
    let answer = story.send(&club, &no).await;
    assert_eq!(answer.status, 400);
    assert!(answer.has("burgerservicenummer"));
}

#[tokio::test(flavor = "multi_thread")]
async fn everybody_may_look_at_what_there_is() {
    let story = Story::begin().await;
    let home = story.open("/").await;
    assert_eq!(home.status, 200);
    assert!(home.has("Er staan nu 3 lessen in."));
    let all = story.open("/aanbod").await;
    assert!(all.has("3 activiteiten gevonden") && all.has("Fit &#38; Rustig"));
    let near = story
        .open("/aanbod?q=wandelen&postcode=5299ab&maxAfstandKm=3&dagdeel=di-ochtend&activiteit=")
        .await;
    assert!(near.has("1 activiteit gevonden") && near.has("Rustig wandelen door De Tuinen"));
    assert!(near.has("van 5299 AB") && near.has("€ 2,00 per keer"));
    assert!(near.has("value=\"di-ochtend\" checked") && near.has("value=\"5299ab\""));
    let nothing = story.open("/aanbod?q=zeilen").await;
    assert!(nothing.has("Niets gevonden") && nothing.has("/aanmelden"));
    let wrong = story
        .open("/aanbod?postcode=99&maxAfstandKm=ver&activiteit=vliegen&dagdeel=di-nacht&pagina=0")
        .await;
    assert_eq!(wrong.status, 400);
    for field in ["postcode", "maxAfstandKm", "activiteit", "dagdeel"] {
        assert!(wrong.has(&format!("href=\"#{field}\"")), "{field}");
    }
    let far = story.open("/aanbod?pagina=9999").await;
    assert_eq!(far.status, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_offer_has_its_own_page_and_one_that_is_gone_a_way_on() {
    let story = Story::begin().await;
    let all = story.open("/aanbod").await;
    let (_, rest) = all.html.split_once("href=\"/aanbod/").unwrap();
    let id = rest.split('"').next().unwrap();
    let page = story.open(&format!("/aanbod/{id}")).await;
    assert_eq!(page.status, 200);
    assert!(page.has("<h1>") && page.has("/aanmelden") && page.has("per"));
    for unknown in [
        "/aanbod/019a0000-0000-7000-8000-000000000000",
        "/aanbod/onzin",
    ] {
        let page = story.open(unknown).await;
        assert_eq!(page.status, 404);
        assert!(page.has("Dit aanbod is er niet meer") && page.has("href=\"/aanbod\""));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_we_promise_stands_on_pages_of_its_own() {
    let story = Story::begin().await;
    for (path, words) in [
        ("/privacy", "Vergeet mij"),
        ("/toegankelijkheid", "WCAG 2.2"),
        ("/api", "https://brugdam.example/api/v1/openapi.json"),
        ("/mijn", "name=\"geboortejaar\""),
        (
            "/.well-known/security.txt",
            "Canonical: https://brugdam.example/.well-known/security.txt",
        ),
    ] {
        let page = story.open(path).await;
        assert_eq!(page.status, 200, "{path}");
        assert!(page.has(words), "{path}: {words}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_demos_post_shows_its_own_letters_and_no_other_file() {
    let folder = tempfile::tempdir().unwrap();
    let mail = folder.path().join("mail");
    std::fs::create_dir(&mail).unwrap();
    std::fs::write(
        folder.path().join("geheim.eml"),
        "Subject: geheim\n\ngeheim",
    )
    .unwrap();
    std::fs::write(mail.join(".019b.part"), "Subject: half\n\nhalf").unwrap();
    let letter = "Date: Tue, 24 Nov 2026 08:42:00 +0000\r\nTo: tineke@debrug.example\r\n\
        Subject: Fatma <b>wil</b>\r\n\r\nOpen https://brugdam.example/v/abc.\r\n";
    std::fs::write(mail.join("019a.eml"), letter).unwrap();
    let world = World::on(&Engine::Sqlite).await;
    let setup = || Setup {
        demo_mail: Some(mail.clone()),
        ..Setup::default()
    };
    let web = Web::new(world.bridge.clone(), setup());
    let story = Story {
        world,
        browser: Browser::new(&web),
    };
    // A folder alone makes no demo.
    for path in ["/demo/post", "/demo/post/019a.eml"] {
        assert_eq!(story.open(path).await.status, 404);
    }
    let store = store::Store::open(&story.world.place, &story.world.key)
        .await
        .unwrap();
    let settings = actions::Settings {
        public_url: "https://brugdam.example".to_owned(),
        demo: true,
    };
    let demo = actions::Bridge::start(store, story.world.clock.clone(), settings)
        .await
        .unwrap();
    let story = Story {
        browser: Browser::new(&Web::new(demo, setup())),
        ..story
    };
    let list = story.open("/demo/post").await;
    assert!(list.has("Fatma &#60;b&#62;wil&#60;/b&#62;") && list.has("1 bericht"));
    assert!(list.has("dinsdag 24 november om 9.42 uur") && !list.has("half"));
    let letter = story.open("/demo/post/019a.eml").await;
    assert!(letter.has("<a href=\"https://brugdam.example/v/abc\">"));
    for trick in [
        "..%2Fgeheim.eml",
        ".019b.part",
        "%2Fetc%2Fpasswd",
        "019a.eml%00",
        "geheim.eml",
    ] {
        let page = story.open(&format!("/demo/post/{trick}")).await;
        assert_eq!(page.status, 404, "{trick}");
    }
    assert_eq!(story.open("/demo/post?q=kees").await.status, 200);
}
