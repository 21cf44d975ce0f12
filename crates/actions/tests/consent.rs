//! The stories of consent and the resident's rights, on both engines: each purpose taken back with
//! what follows from it, details corrected, data taken along, an objection answered.

#![allow(clippy::unwrap_used, reason = "a story that cannot go on must stop")]

mod support;

use actions::change_consent::{ConsentRequest, change_consent};
use actions::correct_details::correct_details;
use actions::refer::{ConsentDraft, ReferralDraft, Warning};
use actions::show_referral::{export_own, show_referral, who_looked};
use actions::{ActionError, Caller, answer_by_link, erase_resident, object};
use domain::client::{ClientDraft, ContactPersonDraft};
use domain::consent::{ConsentManner, Purpose};
use domain::ids::ReferralId;
use domain::organisation::Role;
use domain::referral::{OnBehalf, Status};
use store::{Place, Store};
use support::{World, as_caller, on_both_engines, step, token_in};

fn says(purpose: &str, given: bool) -> ConsentRequest {
    ConsentRequest {
        purpose: purpose.to_owned(),
        given: Some(given),
        ..ConsentRequest::default()
    }
}

fn resident(id: ReferralId) -> Caller {
    Caller {
        actor: domain::actor::Actor::Resident { referral: id },
        origin: "link ::1".to_owned(),
    }
}

async fn told(world: &World, id: ReferralId, purpose: &str, given: bool) -> u32 {
    let request = says(purpose, given);
    let done = change_consent(&world.bridge, &resident(id), id, &request).await;
    done.unwrap()
}

/// Fatma at a coach, with a medical background that she agreed to.
fn to_coach(world: &World) -> ReferralDraft {
    ReferralDraft {
        session: String::new(),
        coach: true,
        medical_background: "Hoge bloeddruk".to_owned(),
        consent: ConsentDraft {
            medical_background: Some(true),
            ..world.fatma().consent
        },
        ..world.fatma()
    }
}

#[test]
fn a_club_that_loses_consent_loses_name_phone_list_and_link_at_once_and_hears_it_without_a_name() {
    on_both_engines(async |world| {
        let club = as_caller(&world.club);
        let id = world.refer(&world.fatma()).await.id;
        world.step(&club, id, step("aanvaard")).await.unwrap();
        let mails = world.mail().await;
        let invitation = mails.iter().find(|mail| mail.text.contains("/v/")).unwrap();
        let token = token_in(invitation, "/v/");

        told(&world, id, "delenMetAanbieder", false).await;
        let seen = show_referral(&world.bridge, &club, id).await;
        assert!(matches!(seen, Err(ActionError::NotFound)));
        let link = answer_by_link::receiver(&world.bridge, &token, "::1".to_owned()).await;
        assert!(matches!(link, Err(ActionError::Gone)));
        let stepped = world.step(&club, id, step("contact-gelegd")).await;
        assert!(matches!(stepped, Err(ActionError::NotFound)));
        let list = actions::list_referrals::work_list(&world.bridge, &club).await;
        let list = list.unwrap();
        assert!(list.mine.rows.is_empty() && list.others.rows.is_empty());

        // Guidance is still agreed to: the service point can look for another way.
        let desk = as_caller(&world.desk);
        let shown = show_referral(&world.bridge, &desk, id).await.unwrap();
        assert_eq!(shown.status, Status::Seeking);
        assert_eq!(shown.owner.unwrap().role, Role::ServicePoint);
        let mut mails = world.mail().await;
        mails.sort_by(|a, b| a.to.cmp(&b.to));
        let to: Vec<&str> = mails.iter().map(|mail| mail.to.as_str()).collect();
        assert_eq!(to, ["servicepunt@brugdam.example", "tineke@debrug.example"]);
        for mail in &mails {
            let whole = format!("{} {}", mail.subject, mail.text);
            for secret in ["Fatma", "Yıldız", "12 34 56 78", "/v/"] {
                assert!(!whole.contains(secret), "{whole}");
            }
        }
        // Another club cannot be chosen without consent, a coach can.
        let rechoose = actions::take_step::StepRequest {
            session: world.walk(),
            ..step("opnieuw-gekozen")
        };
        let refused = world.step(&desk, id, rechoose).await;
        assert!(matches!(refused, Err(ActionError::Faults(_))));
        let coach = actions::take_step::StepRequest {
            coach: true,
            ..step("opnieuw-gekozen")
        };
        world.step(&desk, id, coach).await.unwrap();
        // The resident's own link outlived it all.
        let own = show_referral(&world.bridge, &resident(id), id)
            .await
            .unwrap();
        assert_eq!(own.status, Status::Sent);
        world.all_invariants_hold().await;
    });
}

#[test]
fn an_invitation_that_still_waits_does_not_leave_after_consent_was_taken_back() {
    on_both_engines(async |world| {
        let mut draft = world.fatma();
        draft.consent.guidance = None;
        let id = world.refer(&draft).await.id;
        told(&world, id, "delenMetAanbieder", false).await;
        let mails = world.mail().await;
        let to_club: Vec<_> = mails
            .iter()
            .filter(|mail| mail.to == "tineke@debrug.example")
            .collect();
        assert_eq!(to_club.len(), 1);
        let subject = &to_club[0].subject;
        assert!(subject.contains("toestemming ingetrokken"), "{subject}");
        // Nobody could be asked any more: it closed, and the referrer was told.
        let desk = as_caller(&world.desk);
        let shown = show_referral(&world.bridge, &desk, id).await.unwrap();
        assert_eq!(shown.status, Status::Withdrawn);
        assert!(mails.iter().any(|mail| mail.to == "marieke@linde.example"));
        let again = told(&world, id, "delenMetAanbieder", false).await;
        assert_eq!(again, shown.version, "a second click changes nothing");
        assert!(world.mail().await.is_empty());
        world.all_invariants_hold().await;
    });
}

#[test]
fn after_the_start_it_stops() {
    on_both_engines(async |world| {
        let club = as_caller(&world.club);
        let id = world.refer(&world.fatma()).await.id;
        world.step(&club, id, step("gestart")).await.unwrap();
        told(&world, id, "delenMetAanbieder", false).await;
        let shown = show_referral(&world.bridge, &resident(id), id)
            .await
            .unwrap();
        assert_eq!(shown.status, Status::Stopped);
        let last = shown.history.last().unwrap();
        let reason = last.entry.reason.as_deref();
        assert_eq!(reason, Some("toestemming-ingetrokken"));
        world.all_invariants_hold().await;
    });
}

#[test]
fn without_feedback_the_referrer_sees_sent_and_hears_nothing_even_what_waited() {
    on_both_engines(async |world| {
        let nurse = as_caller(&world.nurse);
        let club = as_caller(&world.club);
        let id = world.refer(&world.fatma()).await.id;
        world.mail().await;
        world.step(&club, id, step("gestart")).await.unwrap();
        told(&world, id, "terugkoppeling", false).await;
        let mails = world.mail().await;
        assert!(mails.iter().all(|mail| mail.to != "marieke@linde.example"));
        let shown = show_referral(&world.bridge, &nurse, id).await.unwrap();
        assert_eq!((shown.status, shown.history.len()), (Status::Sent, 1));
        // Given again: she sees it, and hears of the end.
        told(&world, id, "terugkoppeling", true).await;
        let shown = show_referral(&world.bridge, &nurse, id).await.unwrap();
        assert_eq!(shown.status, Status::Started);
    });
}

#[test]
fn a_coach_who_guides_beside_a_club_is_told_to_stop_and_sees_nothing_more() {
    on_both_engines(async |world| {
        let coach = as_caller(&world.coach);
        let id = world.refer(&world.fatma()).await.id;
        world.mail().await;
        show_referral(&world.bridge, &coach, id).await.unwrap();
        told(&world, id, "begeleiding", false).await;
        let seen = show_referral(&world.bridge, &coach, id).await;
        assert!(matches!(seen, Err(ActionError::NotFound)));
        let mails = world.mail().await;
        assert_eq!(mails.len(), 1);
        assert_eq!(mails[0].to, "coaches@brugdam.example");
        assert!(!mails[0].text.contains("Fatma"));
        // The club goes on as it was.
        let club = as_caller(&world.club);
        let shown = show_referral(&world.bridge, &club, id).await.unwrap();
        assert_eq!(shown.status, Status::Sent);
        told(&world, id, "begeleiding", true).await;
        show_referral(&world.bridge, &coach, id).await.unwrap();
    });
}

#[test]
fn a_coach_who_received_it_loses_it_with_guidance() {
    on_both_engines(async |world| {
        let coach = as_caller(&world.coach);
        let id = world.refer(&to_coach(&world)).await.id;
        world
            .step(&coach, id, step("contact-gelegd"))
            .await
            .unwrap();
        told(&world, id, "begeleiding", false).await;
        let seen = show_referral(&world.bridge, &coach, id).await;
        assert!(matches!(seen, Err(ActionError::NotFound)));
        let own = show_referral(&world.bridge, &resident(id), id)
            .await
            .unwrap();
        assert_eq!(own.status, Status::Seeking);
        world.all_invariants_hold().await;
    });
}

#[test]
fn medical_background_is_destroyed_and_does_not_come_back() {
    on_both_engines(async |world| {
        let id = world.refer(&to_coach(&world)).await.id;
        world.mail().await;
        let coach = as_caller(&world.coach);
        let shown = show_referral(&world.bridge, &coach, id).await.unwrap();
        let medical = shown.notes.medical_background.as_deref();
        assert_eq!(medical, Some("Hoge bloeddruk"));
        told(&world, id, "medischeAchtergrond", false).await;
        told(&world, id, "medischeAchtergrond", true).await;
        let readers = [coach, as_caller(&world.nurse), resident(id)];
        for reader in readers {
            let shown = show_referral(&world.bridge, &reader, id).await.unwrap();
            assert_eq!(shown.notes.medical_background, None);
            // What else was written stays.
            let particulars = shown.notes.particulars.as_deref();
            assert_eq!(particulars, Some("Weduwe sinds kort"));
        }
        let mails = world.mail().await;
        assert_eq!(mails.len(), 1);
        assert_eq!(mails[0].to, "coaches@brugdam.example");
        assert!(!mails[0].text.contains("bloeddruk") && !mails[0].text.contains("Fatma"));
    });
}

#[test]
fn who_does_not_count_in_figures_is_left_out_of_them_and_still_worked_for() {
    on_both_engines(async |world| {
        let desk = as_caller(&world.desk);
        let id = world.refer(&world.fatma()).await.id;
        let club = as_caller(&world.club);
        world.step(&club, id, step("gestart")).await.unwrap();
        let figures = async || {
            let desk = actions::list_referrals::desk(&world.bridge, &desk).await;
            let overview = desk.unwrap().overview;
            let open: u64 = overview.by_status.iter().map(|(_, total, _)| total).sum();
            (overview.sent, overview.answered, overview.started, open)
        };
        assert_eq!(figures().await, (1, 1, 1, 1));
        told(&world, id, "cijfers", false).await;
        assert_eq!(figures().await, (0, 0, 0, 1));
        told(&world, id, "cijfers", true).await;
        assert_eq!(figures().await, (1, 1, 1, 1));
    });
}

#[test]
fn whoever_wants_text_messages_agrees_to_them_and_can_take_that_back() {
    on_both_engines(async |world| {
        let mut draft = world.fatma();
        draft.client.preference = "sms".to_owned();
        let id = world.refer(&draft).await.id;
        let own = resident(id);
        let shown = show_referral(&world.bridge, &own, id).await.unwrap();
        assert!(shown.consent.text_messages);
        told(&world, id, "berichtenPerSms", false).await;
        let shown = show_referral(&world.bridge, &own, id).await.unwrap();
        assert!(!shown.consent.text_messages);
        assert_eq!(shown.client.unwrap().preference, None);
    });
}

#[test]
fn the_history_of_consent_tells_who_wrote_it_down_how_and_in_which_words() {
    on_both_engines(async |world| {
        let id = world.refer(&world.fatma()).await.id;
        let nurse = as_caller(&world.nurse);
        let before = show_referral(&world.bridge, &nurse, id).await.unwrap();
        let given: Vec<&str> = before
            .consent_history
            .iter()
            .map(|line| line.change.purpose.code())
            .collect();
        let agreed = [
            "delenMetAanbieder",
            "terugkoppeling",
            "begeleiding",
            "cijfers",
        ];
        assert_eq!(given, agreed);
        world.later(1);
        let on_paper = ConsentRequest {
            manner: "schriftelijk".to_owned(),
            ..says("cijfers", false)
        };
        let desk = as_caller(&world.desk);
        change_consent(&world.bridge, &desk, id, &on_paper)
            .await
            .unwrap();
        told(&world, id, "cijfers", true).await;
        let shown = show_referral(&world.bridge, &nurse, id).await.unwrap();
        let lines = &shown.consent_history;
        assert_eq!(lines.len(), agreed.len() + 2);
        assert_eq!(lines[..agreed.len()], before.consent_history);
        let paper = &lines[agreed.len()];
        assert_eq!(paper.change.purpose, Purpose::Figures);
        assert_eq!(paper.change.manner, ConsentManner::Written);
        assert_eq!(paper.organisation.as_deref(), Some("Servicepunt Brugdam"));
        assert_eq!(paper.on_behalf, Some(OnBehalf::Resident));
        assert_eq!(paper.wording, "2026-11");
        let own = &lines[agreed.len() + 1];
        assert_eq!(own.change.manner, ConsentManner::Self_);
        assert_eq!((own.role, own.on_behalf), (Role::Resident, None));
        assert!(own.change.given);
        // A club does not read what else somebody agreed to.
        let club = show_referral(&world.bridge, &as_caller(&world.club), id).await;
        assert!(club.unwrap().consent_history.is_empty());
        let log = who_looked(&world.bridge, &resident(id), id).await.unwrap();
        let changes = log.iter().filter(|line| line.action == "toestemming");
        assert_eq!(changes.count(), 2);
        world.all_invariants_hold().await;
    });
}

#[test]
fn consent_is_refused_to_who_may_not_write_it_down_and_with_every_fault() {
    on_both_engines(async |world| {
        let id = world.refer(&world.fatma()).await.id;
        let change = async |caller: &Caller, request: &ConsentRequest| {
            change_consent(&world.bridge, caller, id, request).await
        };
        let no = says("cijfers", false);
        let club = change(&as_caller(&world.club), &no).await;
        assert!(matches!(club, Err(ActionError::Forbidden)));
        for stranger in [&world.other_nurse, &world.other_club] {
            let refused = change(&as_caller(stranger), &no).await;
            assert!(matches!(refused, Err(ActionError::NotFound)));
        }
        let nurse = as_caller(&world.nurse);
        let stale = ConsentRequest {
            version: Some(9),
            ..no.clone()
        };
        let stale = change(&nurse, &stale).await;
        assert!(matches!(
            stale,
            Err(ActionError::Conflict { version: 1, .. })
        ));
        let hostile = ConsentRequest {
            purpose: "alles'; DROP TABLE referral; --".to_owned(),
            manner: "zelf".to_owned(),
            ..ConsentRequest::default()
        };
        let Err(ActionError::Faults(faults)) = change(&nurse, &hostile).await else {
            panic!("it was believed");
        };
        let told: Vec<_> = faults
            .iter()
            .map(|fault| (fault.location.as_str(), fault.code))
            .collect();
        let expected = [
            ("doel", "onbekende-code"),
            ("gegeven", "ontbreekt"),
            ("wijze", "onbekende-code"),
        ];
        assert_eq!(told, expected);
    });
}

#[test]
fn corrected_details_reach_the_club_and_the_look_up_by_phone() {
    on_both_engines(async |world| {
        let club = as_caller(&world.club);
        let id = world.refer(&world.fatma()).await.id;
        world.step(&club, id, step("aanvaard")).await.unwrap();
        let mut draft = world.fatma().client;
        draft.name = "Fatma Demir".to_owned();
        draft.phone = "06 99 88 77 66".to_owned();
        draft.language = "nl".to_owned();
        correct_details(&world.bridge, &resident(id), &draft, &[])
            .await
            .unwrap();
        let seen = show_referral(&world.bridge, &club, id).await.unwrap();
        let client = seen.client.unwrap();
        assert_eq!(client.name, "Fatma Demir");
        assert_eq!(client.phone.unwrap().as_str(), "+31699887766");
        // She is found by the new number and address, and by the old number no more.
        let mut other = world.fatma();
        other.client.email = String::new();
        let by_old = world.refer(&other).await;
        assert!(!by_old.warnings.contains(&Warning::AlVerwezen));
        other.client.phone = "0699887766".to_owned();
        let by_new = world.refer(&other).await;
        assert!(by_new.warnings.contains(&Warning::AlVerwezen));
        // Faults change nothing, and the club may not correct.
        draft.phone = "12".to_owned();
        let refused = correct_details(&world.bridge, &resident(id), &draft, &[]).await;
        let Err(ActionError::Faults(faults)) = refused else {
            panic!("it was believed");
        };
        assert_eq!(faults[0].location, "client.telefoon");
        let refused = correct_details(&world.bridge, &club, &draft, &[]).await;
        assert!(matches!(refused, Err(ActionError::Forbidden)));
    });
}

#[test]
fn an_objection_is_read_and_answered_by_the_service_point_alone() {
    on_both_engines(async |world| {
        let id = world.refer(&world.fatma()).await.id;
        world.mail().await;
        let own = resident(id);
        let words = "Mijn buurvrouw werkt bij de club";
        object::object(&world.bridge, &own, words).await.unwrap();
        object::object(&world.bridge, &own, words).await.unwrap();
        let empty = object::object(&world.bridge, &own, "  ").await;
        assert!(matches!(empty, Err(ActionError::Faults(_))));
        let mails = world.mail().await;
        assert_eq!(mails.len(), 1, "a second click is the same objection");
        assert_eq!(mails[0].to, "servicepunt@brugdam.example");
        assert!(!mails[0].text.contains("buurvrouw") && !mails[0].text.contains("Fatma"));

        let desk = as_caller(&world.desk);
        let waiting = object::waiting(&world.bridge, &desk).await.unwrap();
        assert_eq!(waiting.len(), 1);
        assert_eq!(
            (waiting[0].referral, waiting[0].number.as_str()),
            (id, "B-1001")
        );
        let nurse = as_caller(&world.nurse);
        let refused = object::waiting(&world.bridge, &nurse).await;
        assert!(matches!(refused, Err(ActionError::Forbidden)));
        for other in [&nurse, &as_caller(&world.club), &as_caller(&world.coach)] {
            let shown = show_referral(&world.bridge, other, id).await.unwrap();
            assert!(shown.objections.is_empty());
        }
        let shown = show_referral(&world.bridge, &desk, id).await.unwrap();
        let objection = &shown.objections[0];
        assert_eq!(objection.words.as_deref(), Some(words));
        let key = objection.id;
        let refused = object::answer(&world.bridge, &nurse, id, key, "Nee").await;
        assert!(matches!(refused, Err(ActionError::NotFound)));
        let sorry = "Wij zoeken een andere club";
        for _ in 0..2 {
            object::answer(&world.bridge, &desk, id, key, sorry)
                .await
                .unwrap();
        }
        let shown = show_referral(&world.bridge, &own, id).await.unwrap();
        assert_eq!(shown.objections[0].answer.as_deref(), Some(sorry));
        let waiting = object::waiting(&world.bridge, &desk).await.unwrap();
        assert!(waiting.is_empty());
    });
}

#[test]
fn what_is_taken_along_is_all_of_it_and_stands_in_the_log() {
    on_both_engines(async |world| {
        let id = world.refer(&to_coach(&world)).await.id;
        let own = resident(id);
        let file = export_own(&world.bridge, &own).await.unwrap();
        let client = file.client.unwrap();
        assert_eq!(client.name, "Fatma Yıldız");
        assert_eq!(client.address.as_deref(), Some("Tuinlaan 3"));
        let medical = file.notes.medical_background.as_deref();
        assert_eq!(medical, Some("Hoge bloeddruk"));
        assert_eq!(file.notes.particulars.as_deref(), Some("Weduwe sinds kort"));
        assert_eq!(file.consent_history.len(), 5);
        let log = who_looked(&world.bridge, &own, id).await.unwrap();
        assert!(log.iter().any(|line| line.action == "exporteren"));
        let nurse = as_caller(&world.nurse);
        let refused = export_own(&world.bridge, &nurse).await;
        assert!(matches!(refused, Err(ActionError::Forbidden)));
    });
}

#[test]
fn forgetting_leaves_no_objection_and_consent_stands_as_proof_without_a_person() {
    on_both_engines(async |world| {
        let id = world.refer(&world.fatma()).await.id;
        let own = resident(id);
        object::object(&world.bridge, &own, "Ik wil dit niet")
            .await
            .unwrap();
        told(&world, id, "cijfers", false).await;
        erase_resident::forget_me(&world.bridge, &own)
            .await
            .unwrap();
        let desk = as_caller(&world.desk);
        let shown = show_referral(&world.bridge, &desk, id).await.unwrap();
        assert!(shown.objections.is_empty() && shown.client.is_none());
        let waiting = object::waiting(&world.bridge, &desk).await.unwrap();
        assert!(waiting.is_empty(), "nobody is left to answer");
        let changed = change_consent(&world.bridge, &desk, id, &says("cijfers", true)).await;
        assert!(matches!(changed, Err(ActionError::Gone)));
        let mut tx = Store::open_to_check(&world.place)
            .await
            .unwrap()
            .begin()
            .await
            .unwrap();
        let kept = store::objections::of_referral(&mut tx, world.home, id).await;
        let kept = kept.unwrap();
        assert!(kept[0].sealed_words.is_none() && kept[0].sealed_answer.is_none());
        drop(tx);
        world.all_invariants_hold().await;
        let _: &Place = &world.place;
    });
}

#[test]
fn a_child_without_a_parent_is_a_warning_to_a_program_and_a_fault_on_a_page() {
    on_both_engines(async |world| {
        let mut draft = world.fatma();
        draft.client.birth_year = Some(2015);
        let sent = world.refer(&draft).await;
        assert!(sent.warnings.contains(&Warning::OuderOntbreekt));
        draft.asks_parent = true;
        let nurse = as_caller(&world.nurse);
        let refused = actions::refer::refer(&world.bridge, &nurse, &draft, None).await;
        let Err(ActionError::Faults(faults)) = refused else {
            panic!("a child decided alone");
        };
        assert_eq!(faults[0].location, "client.contactpersoon.grondslag");
        draft.client.contact_person = Some(ContactPersonDraft {
            name: "Elif Yıldız".to_owned(),
            phone: "0612345679".to_owned(),
            relation: "moeder".to_owned(),
            representation: "ouder".to_owned(),
        });
        let sent = world.refer(&draft).await;
        assert!(!sent.warnings.contains(&Warning::OuderOntbreekt));
        // She cannot take her mother off the file by correcting it.
        let without = ClientDraft {
            contact_person: None,
            ..draft.client
        };
        let refused = correct_details(&world.bridge, &resident(sent.id), &without, &[]).await;
        assert!(matches!(refused, Err(ActionError::Faults(_))));
    });
}
