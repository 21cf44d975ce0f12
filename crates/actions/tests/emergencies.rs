//! What happens when it goes wrong, told on both engines: a club that is not safe, a referral that
//! must be opened at once, and a leak of what people entrusted.

#![allow(clippy::unwrap_used, reason = "a story that cannot go on must stop")]

mod support;

use actions::break_glass::{self, Opened};
use actions::refer::{ReferralDraft, Referred};
use actions::show_referral::{show_referral, who_looked};
use actions::{ActionError, accounts, answer_by_link, sign_in};
use actions::{breach, suspend_provider};
use domain::organisation::Role;
use domain::referral::Status;
use support::{World, as_caller, on_both_engines, step, token_in};
use uuid::Uuid;

const UNSAFE: &str = "Melding van grensoverschrijdend gedrag";

async fn shown_titles(bridge: &actions::Bridge) -> Vec<String> {
    let found = actions::catalogue::catalogue(bridge, &Default::default()).unwrap();
    let offers = found.offers.into_iter();
    offers.map(|one| one.offer.title.clone()).collect()
}

async fn status_of(world: &World, sent: &Referred) -> (Status, String, Vec<&'static str>) {
    let desk = as_caller(&world.desk);
    let shown = show_referral(&world.bridge, &desk, sent.id).await.unwrap();
    let deeds = shown.history.iter().map(|one| one.entry.deed.code());
    let owner = shown.owner.map(|owner| owner.name).unwrap_or_default();
    (shown.status, owner, deeds.collect())
}

#[test]
fn a_suspended_club_sees_nothing_any_more_and_its_people_are_told_and_helped_on() {
    on_both_engines(async |world| {
        let bridge = &world.bridge;
        let club = world.club.organisation;
        let roles = [Role::Provider].into_iter().collect();
        let password = "een heel lang wachtwoord";
        let email = "tineke@debrug.example";
        let tineke = accounts::add(bridge, email, "Tineke", password, club, roles).await;
        let tineke = tineke.unwrap();
        let (token, _) = accounts::make_token(bridge, email, None, "alles")
            .await
            .unwrap();
        let (session, piet_again) = (world.walk(), world.piet());
        let waiting = world.refer(&world.fatma()).await;
        let mails = world.mail().await;
        let invitation = mails.iter().find(|mail| mail.to == email).unwrap();
        let link = token_in(invitation, "/v/");
        let started = world.refer(&world.piet()).await;
        let by_club = as_caller(&world.club);
        world
            .step(&by_club, started.id, step("gestart"))
            .await
            .unwrap();
        world.mail().await;
        let other = bridge.clone();
        let node = world.another_node().await;

        let desk = as_caller(&world.desk);
        suspend_provider::suspend(bridge, &desk, club, UNSAFE)
            .await
            .unwrap();

        // At once, on this node and the other.
        let opened = answer_by_link::receiver(&other, &link, "::1".to_owned()).await;
        assert!(matches!(opened, Err(ActionError::Gone)));
        let elsewhere = answer_by_link::receiver(&node, &link, "::1".to_owned()).await;
        assert!(matches!(elsewhere, Err(ActionError::Gone)));
        assert!(
            sign_in::acting_for(&node, tineke, club)
                .await
                .unwrap()
                .is_none()
        );
        let program = sign_in::with_token(&node, &token, "::1".to_owned())
            .await
            .unwrap();
        assert!(program.is_none(), "the club's token opens nothing");
        assert_eq!(
            shown_titles(bridge).await,
            ["Bewegen op muziek", "Fit & Rustig"]
        );
        node.refresh().await.unwrap();
        assert_eq!(shown_titles(&node).await.len(), 2);

        let (status, owner, deeds) = status_of(&world, &waiting).await;
        assert_eq!(status, Status::Seeking);
        assert_eq!(owner, "Servicepunt Brugdam");
        assert_eq!(deeds, ["verstuurd", "aanbieder-geschorst"]);
        let (status, owner, _) = status_of(&world, &started).await;
        assert_eq!(status, Status::Started, "who had started did not stop");
        assert_eq!(owner, "Servicepunt Brugdam");

        let mails = world.mail().await;
        assert_eq!(mails.len(), 1, "Fatma hears, and nobody writes to the club");
        assert_eq!(mails[0].to, "fatma@voorbeeld.example");
        assert!(
            mails[0].text.contains("Birlikte size uygun"),
            "{}",
            mails[0].text
        );
        let all = suspend_provider::overview(bridge, &desk).await.unwrap();
        assert_eq!(all.all[0].reason, UNSAFE);
        assert_eq!((all.all[0].touched, all.all[0].to_call), (2, 1));
        let calls: Vec<_> = all
            .to_call
            .iter()
            .map(|one| one.client.name.as_str())
            .collect();
        assert_eq!(calls, ["Piet Jansen"]);
        suspend_provider::called(bridge, &desk, started.id)
            .await
            .unwrap();
        let again = suspend_provider::called(bridge, &desk, started.id).await;
        assert!(matches!(again, Err(ActionError::NotFound)));

        // A page that was open still holds the club's session: it cannot be chosen.
        let late = ReferralDraft {
            session: session.clone(),
            ..piet_again
        };
        let refused = actions::refer::refer(bridge, &as_caller(&world.nurse), &late, None).await;
        assert!(matches!(refused, Err(ActionError::Faults(_))));
        world.all_invariants_hold().await;

        suspend_provider::lift(bridge, &desk, club).await.unwrap();
        assert_eq!(shown_titles(bridge).await.len(), 3);
        assert!(
            sign_in::acting_for(bridge, tineke, club)
                .await
                .unwrap()
                .is_some()
        );
        let (status, owner, _) = status_of(&world, &started).await;
        assert_eq!(
            (status, owner.as_str()),
            (Status::Started, "Wandelclub De Brug")
        );
        let (status, owner, _) = status_of(&world, &waiting).await;
        assert_eq!(
            (status, owner.as_str()),
            (Status::Seeking, "Servicepunt Brugdam")
        );
        let twice = suspend_provider::lift(bridge, &desk, club).await;
        assert!(matches!(twice, Err(ActionError::NotFound)));
        world.all_invariants_hold().await;
    });
}

#[test]
fn only_the_service_point_and_the_municipality_suspend_and_never_without_a_reason() {
    on_both_engines(async |world| {
        let bridge = &world.bridge;
        let club = world.club.organisation;
        let mut rival = world.other_club.clone();
        rival.roles.insert(Role::Administrator);
        for caller in [&world.nurse, &world.club, &world.coach, &rival] {
            let tried = suspend_provider::suspend(bridge, &as_caller(caller), club, UNSAFE).await;
            assert!(
                matches!(tried, Err(ActionError::Forbidden)),
                "{}",
                caller.name
            );
        }
        for role in [Role::Policy, Role::Insurer, Role::LogKeeper] {
            let caller = world.with_role(role);
            let tried = suspend_provider::suspend(bridge, &caller, club, UNSAFE).await;
            assert!(matches!(tried, Err(ActionError::Forbidden)), "{role}");
        }
        let desk = as_caller(&world.desk);
        for (reason, code) in [(" ", "leeg"), (&"x".repeat(2001), "te-lang")] {
            let tried = suspend_provider::suspend(bridge, &desk, club, reason).await;
            assert!(matches!(tried, Err(ActionError::Faults(all)) if all[0].code == code));
        }
        // A coach team or practice is no provider, and what does not exist cannot be suspended.
        for other in [world.coach.organisation, world.nurse.organisation] {
            let tried = suspend_provider::suspend(bridge, &desk, other, UNSAFE).await;
            assert!(matches!(tried, Err(ActionError::NotFound)));
        }
        world.refer(&world.piet()).await;
        let admin = world.with_role(Role::Administrator);
        suspend_provider::suspend(bridge, &admin, club, UNSAFE)
            .await
            .unwrap();
        let again = suspend_provider::suspend(bridge, &desk, club, UNSAFE).await;
        assert!(matches!(again, Err(ActionError::NotFound)));
        let seen = suspend_provider::overview(bridge, &admin).await.unwrap();
        assert_eq!(seen.all[0].to_call, 1);
        assert!(seen.to_call.is_empty(), "an administrator sees no client");
        let tried =
            suspend_provider::called(bridge, &admin, domain::ids::ReferralId::new(Uuid::nil()))
                .await;
        assert!(matches!(tried, Err(ActionError::Forbidden)));
    });
}

#[test]
fn a_suspension_that_was_cut_short_is_finished_by_the_worker() {
    on_both_engines(async |world| {
        let sent = world.refer(&world.piet()).await;
        let store = store::Store::open(&world.place, &world.key).await.unwrap();
        let mut tx = store.begin().await.unwrap();
        let desk = &world.desk;
        let by = (desk.user, desk.organisation, Role::ServicePoint);
        let club = world.club.organisation;
        let now = world.bridge.now();
        let done = store::suspensions::insert(&mut tx, world.home, club, by, UNSAFE, now).await;
        assert!(done.unwrap());
        tx.commit().await.unwrap();
        store.close().await;
        assert_eq!(suspend_provider::help_on(&world.bridge).await.unwrap(), 1);
        assert_eq!(suspend_provider::help_on(&world.bridge).await.unwrap(), 0);
        assert_eq!(status_of(&world, &sent).await.0, Status::Seeking);
        world.all_invariants_hold().await;
    });
}

#[test]
fn in_an_emergency_a_coach_opens_what_they_may_not_see_for_an_hour_and_everybody_hears() {
    on_both_engines(async |world| {
        let bridge = &world.bridge;
        let keeper = "toezicht@brugdam.example";
        let roles = [Role::LogKeeper].into_iter().collect();
        let password = "een heel lang wachtwoord";
        let home = world.desk.organisation;
        accounts::add(bridge, keeper, "Kim", password, home, roles)
            .await
            .unwrap();
        let mut draft = world.fatma();
        draft.consent.guidance = Some(false);
        let sent = world.refer(&draft).await;
        let mails = world.mail().await;
        let confirmation = mails
            .iter()
            .find(|mail| mail.to.starts_with("fatma"))
            .unwrap();
        let mine = token_in(confirmation, "/mijn/");
        let coach = as_caller(&world.coach);
        let closed = show_referral(bridge, &coach, sent.id).await;
        assert!(matches!(closed, Err(ActionError::NotFound)));

        let reason = "Zij is onwel geworden op de markt";
        let opened = break_glass::open(bridge, &coach, "06-12345678", reason)
            .await
            .unwrap();
        let Opened::ForAnHour(key) = opened else {
            panic!("a coach without consent may not see it as usual")
        };
        let (shown, until) = break_glass::show(bridge, &coach, key).await.unwrap();
        let client = shown.client.unwrap();
        assert_eq!(client.name, "Fatma Yıldız");
        assert_eq!(shown.notes.attention.as_deref(), Some("Rust na 10 minuten"));
        assert!(shown.notes.particulars.is_none(), "a coach sees no reasons");
        assert!(shown.allowed.is_empty(), "it is to read only");
        assert_eq!(until.duration_since(bridge.now()), break_glass::OPEN_FOR);
        let still = show_referral(bridge, &coach, sent.id).await;
        assert!(
            matches!(still, Err(ActionError::NotFound)),
            "nothing else opens"
        );

        let mails = world.mail().await;
        assert_eq!(mails.len(), 1);
        assert_eq!(mails[0].to, keeper);
        assert!(mails[0].text.contains("/inzage/nood"));
        assert!(!mails[0].text.contains("Fatma") && !mails[0].text.contains("markt"));
        let log = world.with_role(Role::LogKeeper);
        let listed = break_glass::list(bridge, &log).await.unwrap();
        assert_eq!(listed[0].reason, reason);
        assert_eq!(listed[0].number.as_deref(), Some(sent.number.as_str()));
        break_glass::looked(bridge, &log, &listed[0].id)
            .await
            .unwrap();
        let again = break_glass::looked(bridge, &log, &listed[0].id).await;
        assert!(matches!(again, Err(ActionError::NotFound)));
        let resident = answer_by_link::resident(bridge, &mine, "::1".to_owned())
            .await
            .unwrap();
        let seen = who_looked(bridge, &resident, sent.id).await.unwrap();
        let looks = seen.iter().filter(|line| line.action == "noodtoegang");
        assert_eq!(looks.count(), 2, "opening and looking");

        // Nobody else may use the key, and it ends by itself.
        for stranger in [&world.desk, &world.nurse] {
            let tried = break_glass::show(bridge, &as_caller(stranger), key).await;
            assert!(
                matches!(tried, Err(ActionError::NotFound)),
                "{}",
                stranger.name
            );
        }
        world.later(1);
        let over = break_glass::show(bridge, &coach, key).await;
        assert!(matches!(over, Err(ActionError::Gone)));
        world.all_invariants_hold().await;
    });
}

#[test]
fn an_emergency_is_for_who_treats_or_guides_and_asks_for_a_real_reason() {
    on_both_engines(async |world| {
        let bridge = &world.bridge;
        let sent = world.refer(&world.fatma()).await;
        let reason = "Zij is onwel geworden op de markt";
        for role in Role::OF_ACCOUNTS {
            let caller = world.with_role(role);
            let opened = break_glass::open(bridge, &caller, &sent.number, reason).await;
            match role {
                Role::CareProfessional => {
                    assert!(matches!(opened, Ok(Opened::ForAnHour(_))), "{role}");
                }
                // Guidance was agreed, and the service point sees all of its municipality.
                Role::Coach | Role::ServicePoint => {
                    assert!(
                        matches!(opened, Ok(Opened::AsUsual(id)) if id == sent.id),
                        "{role}"
                    );
                }
                _ => assert!(matches!(opened, Err(ActionError::Forbidden)), "{role}"),
            }
        }
        let other = as_caller(&world.other_nurse);
        for (words, code) in [("", "leeg"), ("nood", "te-kort")] {
            let opened = break_glass::open(bridge, &other, &sent.number, words).await;
            assert!(matches!(opened, Err(ActionError::Faults(all)) if all[0].code == code));
        }
        for who in ["B-9999", "06 00 00 00 00", "Fatma", "' OR 1=1 --", ""] {
            let opened = break_glass::open(bridge, &other, who, reason).await;
            assert!(matches!(opened, Err(ActionError::NotFound)), "{who}");
        }
        let mut elsewhere = world.other_nurse.clone();
        elsewhere.municipality = "GM9002".parse().unwrap();
        let tried = break_glass::open(bridge, &as_caller(&elsewhere), &sent.number, reason).await;
        assert!(
            matches!(tried, Err(ActionError::NotFound)),
            "not another municipality's"
        );
        let made_up = break_glass::show(bridge, &other, Uuid::max()).await;
        assert!(matches!(made_up, Err(ActionError::NotFound)));
    });
}

#[test]
fn a_breach_is_written_down_with_its_clock_and_shows_whom_it_touched_without_a_name() {
    on_both_engines(async |world| {
        let bridge = &world.bridge;
        let sent = world.refer(&world.fatma()).await;
        let mails = world.mail().await;
        let invitation = mails
            .iter()
            .find(|mail| mail.to.starts_with("tineke"))
            .unwrap();
        let link = token_in(invitation, "/v/");
        let stranger = answer_by_link::receiver(bridge, &link, "::1".to_owned())
            .await
            .unwrap();
        show_referral(bridge, &stranger, sent.id).await.unwrap();
        world.later(2);
        let now = bridge.now();
        let day = jiff::SignedDuration::from_hours(24);
        let leak = breach::Leak {
            from: now.checked_sub(day).unwrap(),
            until: now,
            user: None,
            organisation: Some(world.club.organisation),
            by_link: true,
        };
        let keeper = world.with_role(Role::LogKeeper);
        let (lines, people) = breach::touched(bridge, &keeper, leak).await.unwrap();
        assert_eq!(people, 1);
        assert_eq!(lines.len(), 1, "the link opened it, and nothing else did");
        assert_eq!(lines[0].number.as_deref(), Some(sent.number.as_str()));
        assert_eq!((lines[0].action.as_str(), lines[0].times), ("inzien", 1));
        let all = breach::Leak {
            organisation: None,
            by_link: false,
            ..leak
        };
        let file = breach::as_csv(bridge, &keeper, all).await.unwrap();
        assert!(file.contains(&sent.number) && file.contains("Wandelclub De Brug"));
        for secret in [
            "Fatma",
            "Yıldız",
            "12 34 56 78",
            "+316",
            "Tuinlaan",
            "Weduwe",
        ] {
            assert!(!file.contains(secret), "{secret}");
        }

        let words = |what: &str| breach::Words {
            what: what.to_owned(),
            measures: String::new(),
            told: String::new(),
        };
        let facts = breach::Facts {
            happened_at: None,
            discovered_at: now,
            people: 1,
            told_authority_at: None,
            no_need_at: None,
            told_people_at: None,
            closed_at: None,
        };
        let what = words("Een mail ging naar een verkeerd adres");
        let id = breach::write_down(bridge, &keeper, None, what, facts)
            .await
            .unwrap();
        let kept = breach::incident(bridge, &keeper, &id).await.unwrap();
        let clock = breach::tell_before(&kept.facts).unwrap();
        assert_eq!(clock.duration_since(now).as_hours(), 72);
        let early = breach::Facts {
            closed_at: Some(now),
            ..facts
        };
        let closed = breach::write_down(bridge, &keeper, Some(&id), words("x"), early).await;
        assert!(matches!(closed, Err(ActionError::Faults(all)) if all[0].location == "gesloten"));
        let told = breach::Facts {
            told_authority_at: Some(now),
            ..early
        };
        breach::write_down(bridge, &keeper, Some(&id), words("x"), told)
            .await
            .unwrap();
        let kept = breach::register(bridge, &keeper).await.unwrap();
        assert_eq!(breach::tell_before(&kept[0].facts), None);
        let future = breach::Facts {
            discovered_at: now.checked_add(day).unwrap(),
            ..facts
        };
        let tried = breach::write_down(bridge, &keeper, None, words(""), future).await;
        assert!(matches!(tried, Err(ActionError::Faults(all)) if all.len() == 2));

        let mut elsewhere = world.desk.clone();
        elsewhere.municipality = "GM9002".parse().unwrap();
        let other = as_caller(&elsewhere);
        assert!(breach::register(bridge, &other).await.unwrap().is_empty());
        let tried = breach::incident(bridge, &other, &id).await;
        assert!(matches!(tried, Err(ActionError::NotFound)));
        for caller in [&world.nurse, &world.club, &world.coach] {
            let tried = breach::touched(bridge, &as_caller(caller), all).await;
            assert!(
                matches!(tried, Err(ActionError::Forbidden)),
                "{}",
                caller.name
            );
        }
    });
}

#[test]
fn support_sees_what_is_stuck_by_number_and_nothing_of_anybody() {
    on_both_engines(async |world| {
        let sent = world.refer(&world.fatma()).await;
        let problem = actions::deliver::MailProblem {
            permanent: true,
            cause: "geen postbus".to_owned(),
        };
        world.post.refuse(Some(problem));
        world.mail().await;
        let store = store::Store::open_to_check(&world.place).await.unwrap();
        let now = world.bridge.now();
        let report = actions::support_report::report(&store, now).await.unwrap();
        let stuck = format!("undelivered {}: uitnodiging tried 1", sent.number);
        assert!(report.contains(&stuck), "{report}");
        assert!(report.contains("organisations aanbieder: 3"), "{report}");
        assert!(report.contains("referrals verstuurd: 1"), "{report}");
        let personal = [
            "Fatma",
            "Yıldız",
            "12345678",
            "12 34 56 78",
            "@",
            "Tuinlaan",
            "5299",
            "Weduwe",
            "Marieke",
            "Linde",
            "De Brug",
            "https",
        ];
        for word in personal {
            assert!(!report.contains(word), "{word} in {report}");
        }
    });
}
