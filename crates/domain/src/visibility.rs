//! What each party sees of a referral (surface.md, section 10, "Who sees what").

use jiff::Timestamp;

use crate::actor::Actor;
use crate::calendar::day_of;
use crate::organisation::Role;
use crate::referral::{Party, Referral, Standing, Status};

/// The fields of a referral's resident that may be shown. Everything not named here is not shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sight {
    /// First name and language.
    pub first_name: bool,
    /// Full name, phone, e-mail and contact person.
    pub contact: bool,
    /// Street and number.
    pub address: bool,
    /// Points of attention for whoever guides.
    pub attention: bool,
    /// Motives and particulars.
    pub reasons: bool,
    /// Medical background.
    pub medical: bool,
    /// How it goes between sending and closing.
    pub progress: bool,
}

/// What `actor` sees of `referral` at `now`, or `None` when to them it does not exist.
///
/// A receiver who declined keeps first name and link for that day or until a new choice; one from
/// whom consent was taken back sees nothing at once. With `feedback` refused, the referrer sees no more than sent and closed.
#[must_use]
pub fn sight_of(actor: &Actor, referral: &Referral, now: Timestamp) -> Option<Sight> {
    sight_from(actor, &referral.standing(), now)
}

/// The same, from a row of a list.
#[must_use]
pub fn sight_from(actor: &Actor, standing: &Standing, now: Timestamp) -> Option<Sight> {
    let mut sight: Option<Sight> = None;
    for party in standing.parties(actor) {
        let Some(more) = sight_as(party, standing, now) else {
            continue;
        };
        let so_far = sight.unwrap_or_default();
        sight = Some(Sight {
            first_name: so_far.first_name || more.first_name,
            contact: so_far.contact || more.contact,
            address: so_far.address || more.address,
            attention: so_far.attention || more.attention,
            reasons: so_far.reasons || more.reasons,
            medical: so_far.medical || more.medical,
            progress: so_far.progress || more.progress,
        });
    }
    sight
}

fn sight_as(party: Party, referral: &Standing, now: Timestamp) -> Option<Sight> {
    let agreed_medical = referral.consent.medical_background;
    match party {
        // Whoever the resident took their consent back from sees nothing, also afterwards.
        Party::Receiver if !referral.consent.allows_receiver(referral.receiver.role) => None,
        Party::Receiver => {
            if let Some(moment) = referral.let_go_at {
                return (day_of(now) <= day_of(moment)).then_some(Sight {
                    first_name: true,
                    progress: true,
                    ..Sight::default()
                });
            }
            let yes = referral.receiver_said_yes;
            let guides = referral.receiver.role != Role::Provider;
            // A coach or care professional is asked by name; only a provider answers blind.
            let contact = yes || guides;
            Some(Sight {
                first_name: true,
                contact,
                address: guides && contact,
                attention: true,
                reasons: guides,
                medical: guides && agreed_medical,
                progress: true,
            })
        }
        Party::Referrer => Some(Sight {
            first_name: true,
            contact: true,
            address: true,
            attention: true,
            reasons: true,
            medical: referral.referrer_role == Role::CareProfessional,
            progress: referral.consent.feedback,
        }),
        Party::Coach => Some(Sight {
            first_name: true,
            contact: true,
            address: true,
            attention: true,
            reasons: true,
            medical: agreed_medical && referral.receiver.role == Role::Coach,
            progress: true,
        }),
        Party::ServicePoint => Some(Sight {
            first_name: true,
            contact: true,
            address: true,
            attention: true,
            reasons: false,
            medical: false,
            progress: true,
        }),
        Party::Resident => Some(Sight {
            first_name: true,
            contact: true,
            address: true,
            attention: true,
            reasons: true,
            medical: true,
            progress: true,
        }),
        Party::System => None,
    }
}

/// The status as somebody may see it: without sight on progress, an open referral is `sent`.
#[must_use]
pub fn shown_status(sight: Sight, status: Status) -> Status {
    if sight.progress || !status.is_open() {
        status
    } else {
        Status::Sent
    }
}
