//! Who may take which step: the "who may" column of surface.md, section 4, party by party.

use domain::actor::Actor;
use domain::organisation::Role;
use domain::policy::may_take;
use domain::referral::{Party, Step, parties_of};

use crate::world::{self, after, order};

/// The steps of each party. The coach and the service point may take any step, for a provider or
/// resident who phoned or wrote; `herstel` is for whoever set the last step, so for all of them.
const WHO_MAY: [(&str, &[Party]); 16] = {
    use Party::{Coach, Receiver, Referrer, Resident, ServicePoint};
    [
        ("aanvaard", &[Receiver, Coach, ServicePoint]),
        ("contact-gelegd", &[Receiver, Coach, ServicePoint]),
        ("proefles-gepland", &[Receiver, Coach, ServicePoint]),
        ("proefles-gevolgd", &[Receiver, Coach, ServicePoint]),
        ("gestart", &[Receiver, Coach, ServicePoint]),
        ("gepauzeerd", &[Receiver, Coach, ServicePoint, Resident]),
        ("hervat", &[Receiver, Coach, ServicePoint, Resident]),
        ("afgerond", &[Receiver, Coach, ServicePoint]),
        ("gestopt", &[Receiver, Coach, ServicePoint, Resident]),
        ("niet-gestart", &[Receiver, Coach, ServicePoint, Resident]),
        ("past-nu-niet", &[Receiver, Coach, ServicePoint]),
        ("opnieuw-gekozen", &[Referrer, Coach, ServicePoint]),
        ("ingetrokken", &[Referrer, Coach, ServicePoint, Resident]),
        ("niet-bereikt", &[Receiver, Coach, ServicePoint]),
        ("niet-gekomen", &[Receiver, Coach, ServicePoint]),
        (
            "herstel",
            &[Referrer, Receiver, Coach, ServicePoint, Resident],
        ),
    ]
};

fn people(party: Party) -> Vec<Actor> {
    match party {
        Party::Referrer => vec![world::nurse()],
        Party::Receiver => vec![world::host(), world::link()],
        Party::Coach => vec![world::coach()],
        Party::ServicePoint => vec![world::service_point()],
        Party::Resident => vec![world::resident()],
        Party::System => vec![Actor::System],
    }
}

#[test]
fn each_party_may_take_its_own_steps_and_no_others() {
    let mut order = order();
    order.consent.guidance = true;
    let referral = after(order, &[]);
    assert_eq!(WHO_MAY.len(), Step::ALL.len());
    for (code, who) in WHO_MAY {
        let step = Step::from_code(code).unwrap();
        for party in world::PARTIES {
            let allowed = who.contains(&party);
            assert_eq!(party.may(step), allowed, "{party:?} {code}");
            for actor in people(party) {
                let expected = allowed.then_some(party);
                assert_eq!(
                    may_take(&actor, step, &referral),
                    expected,
                    "{party:?} {code}"
                );
            }
        }
    }
}

#[test]
fn a_stranger_may_take_no_step_at_all() {
    let referral = after(order(), &[]);
    for (who, actor) in world::strangers() {
        assert_eq!(parties_of(&actor, &referral), [], "{who}");
        for step in Step::ALL {
            assert_eq!(may_take(&actor, step, &referral), None, "{who} {step:?}");
        }
    }
}

#[test]
fn the_program_takes_no_steps() {
    let referral = after(order(), &[]);
    for step in Step::ALL {
        assert_eq!(may_take(&Actor::System, step, &referral), None, "{step:?}");
    }
}

#[test]
fn a_coach_needs_consent_for_guidance_unless_coaches_sent_it() {
    let coach = world::coach();
    assert_eq!(parties_of(&coach, &after(order(), &[])), []);

    let mut guided = order();
    guided.consent.guidance = true;
    assert_eq!(parties_of(&coach, &after(guided, &[])), [Party::Coach]);

    let mut to_coach = order();
    to_coach.receiver = world::receiver(world::COACHES, Role::Coach);
    to_coach.consent.guidance = true;
    assert_eq!(
        parties_of(&coach, &after(to_coach, &[])),
        [Party::Receiver, Party::Coach]
    );

    let mut by_coach = order();
    by_coach.referrer = Some(world::organisation(world::COACHES));
    by_coach.referrer_role = Role::Coach;
    assert_eq!(
        parties_of(&coach, &after(by_coach, &[])),
        [Party::Referrer, Party::Coach]
    );
}

#[test]
fn consent_for_guidance_does_not_reach_the_next_towns_coaches() {
    let mut order = order();
    order.consent.guidance = true;
    let far = world::member(world::OTHER_CLUB, world::ELSEWHERE, &[Role::Coach]);
    assert_eq!(parties_of(&far, &after(order, &[])), []);
}

#[test]
fn the_next_towns_coaches_have_to_do_with_what_was_sent_to_them_as_coaches_and_nothing_else() {
    let far = world::member(world::COACHES, world::ELSEWHERE, &[Role::Coach]);
    let mut order = order();
    order.consent.guidance = true;
    order.receiver = world::receiver(world::COACHES, Role::Coach);
    let to_them = after(order.clone(), &[]);
    assert_eq!(parties_of(&far, &to_them), [Party::Receiver, Party::Coach]);
    let mut without = order.clone();
    without.consent.guidance = false;
    assert_eq!(parties_of(&far, &after(without, &[])), [Party::Receiver]);
    let mut to_others = order.clone();
    to_others.receiver = world::receiver(world::OTHER_CLUB, Role::Coach);
    assert_eq!(parties_of(&far, &after(to_others, &[])), []);
    let mut as_carers = order;
    as_carers.receiver = world::receiver(world::COACHES, Role::CareProfessional);
    assert_eq!(parties_of(&far, &after(as_carers, &[])), []);
}

#[test]
fn what_coaches_sent_is_theirs_and_not_that_of_every_coach_or_of_a_practice_with_one() {
    let mut by_coach = order();
    by_coach.referrer = Some(world::organisation(world::COACHES));
    by_coach.referrer_role = Role::Coach;
    let other = world::member(world::OTHER_CLUB, world::HERE, &[Role::Coach]);
    assert_eq!(parties_of(&other, &after(by_coach, &[])), []);
    let at_practice = world::member(world::PRACTICE, world::HERE, &[Role::Coach]);
    assert_eq!(
        parties_of(&at_practice, &after(order(), &[])),
        [Party::Referrer]
    );
}

#[test]
fn a_coach_at_the_club_that_received_it_as_a_club_is_no_coach_of_it() {
    let coach_there = world::member(world::CLUB, world::HERE, &[Role::Coach]);
    assert_eq!(parties_of(&coach_there, &after(order(), &[])), []);
}

#[test]
fn somebody_with_two_roles_acts_in_the_nearest() {
    let both = world::member(
        world::CLUB,
        world::HERE,
        &[Role::Provider, Role::ServicePoint],
    );
    let referral = after(order(), &[]);
    assert_eq!(
        may_take(&both, Step::Accept, &referral),
        Some(Party::Receiver)
    );
    assert_eq!(
        may_take(&both, Step::Withdraw, &referral),
        Some(Party::ServicePoint)
    );
}

#[test]
fn a_club_that_let_it_go_can_take_that_back_but_not_close_it() {
    let referral = after(order(), &[Step::Decline]);
    for actor in [world::host(), world::link()] {
        assert_eq!(
            may_take(&actor, Step::Undo, &referral),
            Some(Party::Receiver)
        );
        assert_eq!(may_take(&actor, Step::GiveUp, &referral), None);
    }
    assert_eq!(
        may_take(&world::service_point(), Step::GiveUp, &referral),
        Some(Party::ServicePoint)
    );
    assert_eq!(
        may_take(&world::resident(), Step::GiveUp, &referral),
        Some(Party::Resident)
    );
}

#[test]
fn a_club_that_was_replaced_has_nothing_to_do_with_it_any_more() {
    let referral = after(order(), &[Step::Decline, Step::Rechoose]);
    for actor in [world::host(), world::link()] {
        assert_eq!(parties_of(&actor, &referral), []);
    }
    assert_eq!(
        parties_of(&world::next_host(), &referral),
        [Party::Receiver]
    );
}
