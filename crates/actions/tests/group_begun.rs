//! Stories about a coach who begins a group for what is missed: it goes by the service point, and
//! whoever missed it hears.

#![allow(clippy::unwrap_used, reason = "a story that cannot be told must stop")]

mod support;

use actions::answer_by_link::receiver;
use actions::begin_group::{begin_group, hosts};
use actions::judge_offers::{self, CHECKS};
use actions::list_referrals::unmet_demand;
use actions::meet_demand::meet_demand;
use actions::refer::ReferralDraft;
use actions::report_unmet_demand::report_unmet_demand;
use actions::search::WishesDraft;
use actions::suspend_provider::suspend;
use actions::{ActionError, catalogue, provider_page};
use domain::ids::OrganisationId;
use domain::offer::{ConfirmedBy, Offer};
use domain::offer_draft::{MomentDraft, OfferDraft};
use domain::organisation::{OrganisationKind, Role};
use support::{World, as_caller, on_both_engines, step, token_in};

const GROUP: &str = "Samen het water in";

fn swimming() -> OfferDraft {
    OfferDraft {
        title: GROUP.to_owned(),
        activity: "zwemmen".to_owned(),
        postcode: "5299".to_owned(),
        contact_phone: "073 123 45 67".to_owned(),
        moments: vec![MomentDraft {
            day: "ma".to_owned(),
            from: "10:00".to_owned(),
            to: "11:00".to_owned(),
            ..MomentDraft::default()
        }],
        ..OfferDraft::default()
    }
}

async fn miss_it(world: &World) {
    let wish = WishesDraft {
        postcode: "5299 AB".to_owned(),
        activities: vec!["zwemmen".to_owned()],
        dayparts: vec!["ma-ochtend".to_owned()],
        ..WishesDraft::default()
    };
    let nurse = as_caller(&world.nurse);
    report_unmet_demand(&world.bridge, &nurse, &wish, "Niets in het water")
        .await
        .unwrap();
    meet_demand(&world.bridge, "a").await.unwrap();
}

async fn begin(world: &World, host: OrganisationId) -> Result<(), ActionError> {
    world.later(1);
    let coach = as_caller(&world.coach);
    let begun = begin_group(&world.bridge, &coach, &host.to_string(), &swimming()).await;
    begun.map(|_| ())
}

async fn approve(world: &World) {
    world.later(1);
    let desk = as_caller(&world.desk);
    let waiting = judge_offers::list(&world.bridge, &desk).await.unwrap();
    assert_eq!(waiting.len(), 1);
    assert_eq!(waiting[0].title, GROUP);
    let checks = CHECKS.map(str::to_owned);
    judge_offers::approve(&world.bridge, &desk, &[waiting[0].id], &checks)
        .await
        .unwrap();
}

fn shown(world: &World) -> Option<std::sync::Arc<Offer>> {
    let page = catalogue::catalogue(&world.bridge, &Default::default()).unwrap();
    let found = page.offers.into_iter().find(|one| one.offer.title == GROUP);
    found.map(|one| one.offer)
}

#[test]
fn whoever_missed_it_hears_once_the_service_point_said_yes() {
    on_both_engines(async |world| {
        miss_it(&world).await;
        begin(&world, world.coach.organisation).await.unwrap();
        // Sent in is not shown: nobody hears yet.
        assert!(shown(&world).is_none());
        assert_eq!(meet_demand(&world.bridge, "a").await.unwrap(), 0);
        approve(&world).await;
        assert_eq!(meet_demand(&world.bridge, "a").await.unwrap(), 1);
        let mails = world.mail().await;
        let told: Vec<_> = mails
            .iter()
            .filter(|mail| mail.subject == "Uw gemiste vraag is nu aanbod")
            .map(|mail| mail.to.as_str())
            .collect();
        assert_eq!(told, ["marieke@linde.example"]);
        let coach = as_caller(&world.coach);
        let open = unmet_demand(&world.bridge, &coach).await.unwrap();
        assert!(open.is_empty());
        let group = shown(&world).unwrap();
        assert_eq!(group.provider_name, "Beweegcoaches Brugdam");
        assert_eq!(group.confirmed_by, Some(ConfirmedBy::Provider));
        // The team has a page of its own, as every offer's organiser has.
        let page = provider_page::provider(&world.bridge, group.provider).unwrap();
        assert_eq!(page.provider.name, "Beweegcoaches Brugdam");
        let offers: Vec<_> = page.offers.iter().map(|one| one.id).collect();
        assert_eq!(offers, [group.id]);
    });
}

#[test]
fn a_coach_who_works_at_a_club_finds_that_club_once_and_first() {
    on_both_engines(async |world| {
        let mut at_club = world.club.clone();
        at_club.roles = [Role::Coach].into_iter().collect();
        let all = hosts(&world.bridge, &as_caller(&at_club)).await.unwrap();
        let names: Vec<_> = all.iter().map(|host| host.name.as_str()).collect();
        assert_eq!(
            names,
            [
                "Wandelclub De Brug",
                "Buurthuis 't Kompas",
                "Sportcentrum De Kade"
            ]
        );
    });
}

#[test]
fn the_team_answers_by_link_who_is_referred_to_its_group() {
    on_both_engines(async |world| {
        begin(&world, world.coach.organisation).await.unwrap();
        approve(&world).await;
        world.mail().await;
        let draft = ReferralDraft {
            session: world.session(GROUP),
            ..world.fatma()
        };
        let sent = world.refer(&draft).await;
        let mails = world.mail().await;
        let to_team = mails.iter().find(|mail| mail.text.contains("/v/")).unwrap();
        assert_eq!(to_team.to, "coaches@brugdam.example");
        let link = token_in(to_team, "/v/");
        let team = receiver(&world.bridge, &link, "127.0.0.1".to_owned())
            .await
            .unwrap();
        let version = world.step(&team, sent.id, step("aanvaard")).await.unwrap();
        assert_eq!(version, 2);
    });
}

#[test]
fn a_group_at_a_club_is_the_clubs_and_not_confirmed_by_it() {
    on_both_engines(async |world| {
        begin(&world, world.other_club.organisation).await.unwrap();
        approve(&world).await;
        let group = shown(&world).unwrap();
        assert_eq!(group.provider, world.other_club.organisation);
        assert_eq!(group.confirmed_by, Some(ConfirmedBy::ServicePoint));
        let mails = world.mail().await;
        let club: Vec<_> = mails.iter().map(|mail| mail.to.as_str()).collect();
        assert_eq!(club, ["kompas@brugdam.example"]);
    });
}

#[test]
fn nobody_but_a_coach_begins_a_group_and_only_with_who_may_hold_it() {
    on_both_engines(async |world| {
        let bridge = &world.bridge;
        let coach = as_caller(&world.coach);
        let names = |hosts: Vec<actions::begin_group::Host>| -> Vec<String> {
            hosts.into_iter().map(|host| host.name).collect()
        };
        let all = names(hosts(bridge, &coach).await.unwrap());
        assert_eq!(
            all,
            [
                "Beweegcoaches Brugdam",
                "Buurthuis 't Kompas",
                "Sportcentrum De Kade",
                "Wandelclub De Brug"
            ]
        );
        let desk = as_caller(&world.desk);
        let club = world.other_club.organisation;
        suspend(bridge, &desk, club, "Er gebeurde iets")
            .await
            .unwrap();
        let all = names(hosts(bridge, &coach).await.unwrap());
        assert_eq!(all.len(), 3);
        assert!(!all.iter().any(|name| name.contains("Kompas")));
        // Suspended, of another kind, of another municipality, made up, or none: told beside what
        // else is wrong with the form.
        let next_door = "GM9002".parse().unwrap();
        let elsewhere = set_up_elsewhere(&world, next_door).await;
        let hostile = [
            club.to_string(),
            world.nurse.organisation.to_string(),
            elsewhere.to_string(),
            "' OR 1=1".to_owned(),
            String::new(),
        ];
        let untitled = OfferDraft {
            title: String::new(),
            ..swimming()
        };
        for host in hostile {
            let Err(ActionError::Faults(faults)) =
                begin_group(bridge, &coach, &host, &untitled).await
            else {
                panic!("{host} holds a group");
            };
            let places: Vec<_> = faults.iter().map(|fault| fault.location.as_str()).collect();
            assert_eq!(places, ["aanbieder", "titel"], "{host}");
        }
        let own = world.coach.organisation.to_string();
        for role in Role::OF_ACCOUNTS
            .into_iter()
            .filter(|one| *one != Role::Coach)
        {
            let other = world.with_role(role);
            let refused = begin_group(bridge, &other, &own, &swimming()).await;
            assert!(matches!(refused, Err(ActionError::Forbidden)), "{role}");
            assert!(matches!(
                hosts(bridge, &other).await,
                Err(ActionError::Forbidden)
            ));
        }
        let waiting = judge_offers::list(bridge, &desk).await.unwrap();
        assert!(waiting.is_empty());
    });
}

async fn set_up_elsewhere(world: &World, id: domain::ids::MunicipalityId) -> OrganisationId {
    let reach = |name: &str| {
        (
            name.to_owned(),
            "n@elders.example".to_owned(),
            String::new(),
        )
    };
    let next_door = actions::set_up::NewMunicipality {
        id,
        name: "Elders".to_owned(),
        service_point: reach("Servicepunt Elders"),
        coach_team: reach("Coaches Elders"),
    };
    actions::set_up::municipality(&world.bridge, &next_door)
        .await
        .unwrap();
    let kind = OrganisationKind::Provider;
    actions::set_up::organisation(&world.bridge, id, kind, "Club Elders", None, None)
        .await
        .unwrap()
}
