//! The loop's story: searched, referred, invited, started, heard back; and silence, rescue, a closed club, a mistake.

use actions::ActionError;
use actions::answer_by_link;
use actions::find_by_number::find_by_number;
use actions::move_trial::move_trial;
use actions::refer::refer;
use actions::resident_answer::{Answer, answer};
use actions::search::WishesDraft;
use actions::show_referral::{show_referral, who_looked};
use actions::take_step::StepRequest;
use domain::organisation::Role;
use domain::referral::{Status, StepDraft};

use crate::support::{as_caller, on_both_engines, step, token_in};

#[test]
fn a_trial_is_moved_in_one_act_with_two_entries_and_the_resident_hears_the_new_day() {
    on_both_engines(async |world| {
        let club = as_caller(&world.club);
        let id = world.refer(&world.fatma()).await.id;
        let day = |on: &str| StepDraft {
            on: on.to_owned(),
            ..StepDraft::default()
        };
        let early = move_trial(&world.bridge, &club, id, &day("2026-12-03"), None).await;
        assert!(matches!(early, Err(ActionError::Conflict { .. })));
        let plan = StepRequest {
            words: day("2026-12-01T10:00"),
            ..step("proefles-gepland")
        };
        let planned = world.step(&club, id, plan).await.unwrap();
        world.mail().await;
        let bad = move_trial(&world.bridge, &club, id, &day("morgen"), Some(planned)).await;
        assert!(matches!(bad, Err(ActionError::Faults(faults)) if faults[0].location == "op"));
        let elsewhere = as_caller(&world.other_club);
        let strange = move_trial(&world.bridge, &elsewhere, id, &day("2026-12-03"), None).await;
        assert!(matches!(strange, Err(ActionError::NotFound)));
        let nurse = as_caller(&world.nurse);
        let forbidden = move_trial(&world.bridge, &nurse, id, &day("2026-12-03"), None).await;
        assert!(matches!(forbidden, Err(ActionError::Forbidden)));
        let stale = move_trial(&world.bridge, &club, id, &day("2026-12-03"), Some(1)).await;
        assert!(matches!(stale, Err(ActionError::Conflict { .. })));

        let to = day("2026-12-03T10:00");
        let after = move_trial(&world.bridge, &club, id, &to, Some(planned)).await;
        assert_eq!(after.unwrap(), planned + 2);
        let shown = show_referral(&world.bridge, &club, id).await.unwrap();
        assert_eq!(shown.status, Status::TrialPlanned);
        assert_eq!(shown.trial.unwrap().day.to_string(), "2026-12-03");
        let deeds: Vec<_> = shown
            .history
            .iter()
            .map(|one| one.entry.deed.code())
            .collect();
        let two = ["niet-gekomen", "proefles-gepland"];
        assert_eq!(deeds[deeds.len() - 2..], two);
        let mails = world.mail().await;
        assert_eq!(mails.len(), 1, "one mail, of the new day");
        assert!(mails[0].text.contains("3 Aralık"), "{}", mails[0].text);
        world.all_invariants_hold().await;
    });
}

#[test]
fn a_number_leads_the_log_keeper_to_the_referral_and_nobody_else() {
    on_both_engines(async |world| {
        let sent = world.refer(&world.fatma()).await;
        let mut keeper = world.desk.clone();
        keeper.roles = [Role::LogKeeper].into_iter().collect();
        let keeper = as_caller(&keeper);
        let found = find_by_number(&world.bridge, &keeper, &sent.number).await;
        assert_eq!(found.unwrap(), sent.id);
        let unknown = find_by_number(&world.bridge, &keeper, "B-9999").await;
        assert!(matches!(unknown, Err(ActionError::NotFound)));
        let nurse = as_caller(&world.nurse);
        let refused = find_by_number(&world.bridge, &nurse, &sent.number).await;
        assert!(matches!(refused, Err(ActionError::Forbidden)));
    });
}

#[test]
fn a_nurse_refers_the_club_invites_fatma_starts_and_the_nurse_hears_it() {
    on_both_engines(async |world| {
        let nurse = as_caller(&world.nurse);
        let wishes = WishesDraft {
            postcode: "5299AB".to_owned(),
            dayparts: vec!["di-ochtend".to_owned()],
            text: "rustig wandelen".to_owned(),
            ..WishesDraft::default()
        };
        let found = actions::search::search(&world.bridge, &wishes).unwrap();
        let best = &found.hits[0];
        assert_eq!(best.offer.title, "Rustig wandelen door De Tuinen");
        let sum: u32 = best
            .reasons
            .iter()
            .map(|reason| u32::from(reason.contribution))
            .sum();
        assert_eq!(sum, u32::from(best.score));

        let sent = world.refer(&world.fatma()).await;
        assert_eq!(sent.status, "verstuurd");
        assert_eq!(sent.number, "B-1001");
        assert_eq!(sent.owner.as_ref().unwrap().name, "Wandelclub De Brug");
        let mails = world.mail().await;
        assert_eq!(mails.len(), 2);
        let invitation = mails
            .iter()
            .find(|mail| mail.to == "tineke@debrug.example")
            .unwrap();
        assert!(!invitation.text.contains("Yıldız") && !invitation.text.contains("12 34 56 78"));
        let confirmation = mails
            .iter()
            .find(|mail| mail.to == "fatma@voorbeeld.example")
            .unwrap();

        let token = token_in(invitation, "/v/");
        let club = answer_by_link::receiver(&world.bridge, &token, "::1".to_owned())
            .await
            .unwrap();
        let before = show_referral(&world.bridge, &club, sent.id).await.unwrap();
        let client = before.client.unwrap();
        assert_eq!(client.name, "Fatma");
        assert_eq!((client.phone, client.address), (None, None));
        assert_eq!(
            before.notes.attention.as_deref(),
            Some("Rust na 10 minuten")
        );
        assert!(before.notes.particulars.is_none() && before.notes.motives.is_empty());
        assert_eq!(before.version, 1, "opening a link changes nothing");

        world.step(&club, sent.id, step("aanvaard")).await.unwrap();
        let after = show_referral(&world.bridge, &club, sent.id).await.unwrap();
        let client = after.client.unwrap();
        assert_eq!(client.name, "Fatma Yıldız");
        assert_eq!(client.phone.unwrap().spoken(), "06 12 34 56 78");
        assert_eq!(client.address, None);

        let trial = StepRequest {
            step: "proefles-gepland".to_owned(),
            words: StepDraft {
                on: "2026-12-01T10:00".to_owned(),
                ..StepDraft::default()
            },
            ..StepRequest::default()
        };
        world.step(&club, sent.id, trial).await.unwrap();
        let mails = world.mail().await;
        assert_eq!(mails.len(), 1, "the resident hears when the trial is");
        assert_eq!(mails[0].to, "fatma@voorbeeld.example");

        let mine = token_in(confirmation, "/mijn/");
        let fatma = answer_by_link::resident(&world.bridge, &mine, "::1".to_owned())
            .await
            .unwrap();
        answer(&world.bridge, &fatma, Answer::Coming, None)
            .await
            .unwrap();
        answer(&world.bridge, &fatma, Answer::Coming, None)
            .await
            .unwrap();

        world.later(24 * 7);
        world
            .step(&club, sent.id, step("proefles-gevolgd"))
            .await
            .unwrap();
        world.step(&club, sent.id, step("gestart")).await.unwrap();
        let mails = world.mail().await;
        let report = mails
            .iter()
            .find(|mail| mail.to == "marieke@linde.example")
            .unwrap();
        assert!(report.subject.contains("B-1001") || report.text.contains("B-1001"));
        assert!(!report.text.contains("Fatma") && !report.text.contains("Yıldız"));

        let shown = show_referral(&world.bridge, &nurse, sent.id).await.unwrap();
        assert_eq!(shown.status, Status::Started);
        let deeds: Vec<&str> = shown
            .history
            .iter()
            .map(|line| line.entry.deed.code())
            .collect();
        assert_eq!(
            deeds,
            [
                "verstuurd",
                "aanvaard",
                "proefles-gepland",
                "ik-kom",
                "proefles-gevolgd",
                "gestart"
            ]
        );
        let looked = who_looked(&world.bridge, &fatma, sent.id).await.unwrap();
        assert!(looked.iter().any(|seen| seen.action == "inzien"));
        assert!(looked.iter().any(|seen| seen.action == "versturen"));
        world.all_invariants_hold().await;
    });
}

#[test]
fn silence_is_reminded_then_rescued_and_the_next_club_is_one_click_away() {
    on_both_engines(async |world| {
        let sent = world.refer(&world.fatma()).await;
        world.mail().await;
        world.later(24 * 4);
        actions::escalate::escalate(&world.bridge).await.unwrap();
        let mails = world.mail().await;
        assert_eq!(mails.len(), 1);
        assert_eq!(mails[0].to, "tineke@debrug.example");
        world.later(24 * 4);
        actions::escalate::escalate(&world.bridge).await.unwrap();
        let desk = as_caller(&world.desk);
        let shown = show_referral(&world.bridge, &desk, sent.id).await.unwrap();
        assert_eq!(shown.status, Status::Sent);
        assert_eq!(shown.owner.unwrap().organisation, world.desk.organisation);
        assert_eq!(world.mail().await[0].to, "servicepunt@brugdam.example");
        for _ in 0..6 {
            world.later(24 * 3);
            actions::escalate::escalate(&world.bridge).await.unwrap();
        }
        let shown = show_referral(&world.bridge, &desk, sent.id).await.unwrap();
        assert_eq!(
            shown.status,
            Status::Seeking,
            "silence never expires unseen"
        );
        let again = StepRequest {
            session: world.session("Bewegen op muziek"),
            ..step("opnieuw-gekozen")
        };
        world.step(&desk, sent.id, again).await.unwrap();
        let shown = show_referral(&world.bridge, &desk, sent.id).await.unwrap();
        assert_eq!(
            (shown.status, shown.receiver_name.as_str()),
            (Status::Sent, "Buurthuis 't Kompas")
        );
        let mails = world.mail().await;
        assert!(mails.iter().any(|mail| mail.to == "kompas@brugdam.example"));
        let old = as_caller(&world.club);
        let gone = show_referral(&world.bridge, &old, sent.id).await;
        assert!(matches!(gone, Err(ActionError::NotFound)));
        world.all_invariants_hold().await;
    });
}

#[test]
fn after_a_long_standstill_the_service_point_has_it_at_once() {
    on_both_engines(async |world| {
        let sent = world.refer(&world.fatma()).await;
        world.later(24 * 10);
        actions::escalate::escalate(&world.bridge).await.unwrap();
        let desk = as_caller(&world.desk);
        let shown = show_referral(&world.bridge, &desk, sent.id).await.unwrap();
        assert_eq!(shown.owner.unwrap().organisation, world.desk.organisation);
        let deeds: Vec<&str> = shown
            .history
            .iter()
            .map(|line| line.entry.deed.code())
            .collect();
        assert_eq!(deeds, ["verstuurd", "herinnerd", "overgenomen"]);
        assert!(shown.due.unwrap() > world.bridge.now());
        world.all_invariants_hold().await;
    });
}

#[test]
fn a_club_in_its_summer_stop_is_waited_for() {
    on_both_engines(async |world| {
        use actions::close_for_a_while::close_for_a_while;
        use domain::calendar::{Closure, day_of};
        let day = |text: &str| text.parse::<jiff::civil::Date>().unwrap();
        let stop = [Closure {
            from: day("2026-11-23"),
            to: day("2026-12-06"),
        }];
        let nurse = as_caller(&world.nurse);
        let refused = close_for_a_while(&world.bridge, &nurse, &stop).await;
        assert!(matches!(refused, Err(ActionError::Forbidden)));
        let club = as_caller(&world.club);
        let backwards = [Closure {
            from: stop[0].to,
            to: stop[0].from,
        }];
        let refused = close_for_a_while(&world.bridge, &club, &backwards).await;
        assert!(matches!(refused, Err(ActionError::Faults(_))));
        close_for_a_while(&world.bridge, &club, &stop)
            .await
            .unwrap();
        let sent = world.refer(&world.fatma()).await;
        assert_eq!(day_of(sent.due.unwrap()), day("2026-12-09"));
        let mut elsewhere = world.fatma();
        elsewhere.session = world.session("Bewegen op muziek");
        let open = world.refer(&elsewhere).await;
        assert_eq!(day_of(open.due.unwrap()), day("2026-11-27"));
    });
}

#[test]
fn somebody_who_is_referred_already_is_a_warning_to_who_may_know() {
    on_both_engines(async |world| {
        world.refer(&world.fatma()).await;
        let again = world.refer(&world.fatma()).await;
        assert_eq!(again.warnings.len(), 1);
        assert_eq!(again.warnings[0].code(), "al-verwezen");
        world.mail().await;
        let elsewhere = as_caller(&world.other_nurse);
        let theirs = refer(&world.bridge, &elsewhere, &world.fatma(), None)
            .await
            .unwrap();
        assert!(theirs.warnings.is_empty(), "another practice may not know");
        let mails = world.mail().await;
        assert!(
            mails
                .iter()
                .any(|mail| mail.to == "servicepunt@brugdam.example")
        );
    });
}

#[test]
fn a_full_group_has_a_waiting_list_and_says_so() {
    on_both_engines(async |world| {
        let mut draft = world.fatma();
        draft.session = world.session("Fit & Rustig");
        let sent = world.refer(&draft).await;
        assert_eq!(sent.warnings[0].code(), "vol");
    });
}

#[test]
fn a_mistake_is_taken_back_within_a_day_by_the_same_side() {
    on_both_engines(async |world| {
        let sent = world.refer(&world.fatma()).await;
        let club = as_caller(&world.club);
        world.step(&club, sent.id, step("gestart")).await.unwrap();
        let desk = as_caller(&world.desk);
        let others = world.step(&desk, sent.id, step("herstel")).await;
        assert!(matches!(others, Err(ActionError::Conflict { .. })));
        world.step(&club, sent.id, step("herstel")).await.unwrap();
        let shown = show_referral(&world.bridge, &club, sent.id).await.unwrap();
        assert_eq!(shown.status, Status::Sent);
        world.all_invariants_hold().await;
    });
}
