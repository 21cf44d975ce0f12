//! From what rows tell of an offer to what is kept of it: its state, its sessions, and the questions
//! about it. Called by the intake.

use std::collections::HashMap;

use domain::ids::SessionId;
use domain::offer::{OfferStatus, Session};
use domain::price::{Per, Price};
use exchange::draft::{Doubt, OfferDraft};
use store::key_store::IdsInOrder;
use store::offer_intake::KnownOffer;
use store::reviews::{Answer, Asked};

use super::asked::is_incomplete;

/// The questions about an offer, one a column: a column of which several texts are asked shows them all.
pub(super) fn questions(source_id: &str, doubts: &[Doubt], line: usize) -> Vec<Asked> {
    let mut asked: Vec<Asked> = Vec::new();
    for doubt in doubts {
        match asked.iter_mut().find(|one| one.column == doubt.column) {
            Some(one) if doubt.text.is_empty() || one.original.contains(&doubt.text) => {}
            Some(one) => one.original = format!("{}\n{}", one.original, doubt.text),
            None => asked.push(Asked {
                source_id: source_id.to_owned(),
                line: u32::try_from(line).unwrap_or(u32::MAX),
                column: doubt.column.clone(),
                original: doubt.text.clone(),
                question: doubt.question.into(),
                answer: None,
            }),
        }
    }
    asked
}

/// The price that was answered to a question about it.
pub(super) fn price_of(answer: &Answer) -> Option<Price> {
    Some(Price {
        cents: answer.cents?,
        per: Per::from_code(answer.word.as_deref()?)?,
    })
}

/// What the service point hid or sent back stays so, whatever its source tells. Of whom nobody knows
/// the provider, and of which next to nothing is told, is not shown before a person looked at it.
pub(super) fn status_of(draft: &OfferDraft, known: Option<&KnownOffer>) -> OfferStatus {
    match known.map(|known| known.status) {
        Some(OfferStatus::Hidden) => OfferStatus::Hidden,
        Some(OfferStatus::Visible) => OfferStatus::Visible,
        Some(OfferStatus::SentBack) => OfferStatus::SentBack,
        _ if draft.provider.is_empty() || is_incomplete(draft) => OfferStatus::Submitted,
        _ => OfferStatus::Visible,
    }
}

/// The sessions of a draft, known ones under the id they have; known ones that are told no more
/// end.
pub(super) fn sessions_of(
    draft: &OfferDraft,
    known: &HashMap<String, SessionId>,
    ids: &mut IdsInOrder,
) -> (Vec<Session>, Vec<String>) {
    let mut sessions = Vec::new();
    let mut keys = Vec::new();
    for session in &draft.sessions {
        sessions.push(Session {
            id: known
                .get(&session.key)
                .copied()
                .unwrap_or_else(|| SessionId::new(ids.fresh())),
            day: session.day,
            by_appointment: session.by_appointment,
            from: session.from,
            to: session.to,
            places_left: session.places_left,
            status: OfferStatus::Visible,
        });
        keys.push(session.key.clone());
    }
    for (key, id) in known {
        if draft.sessions.iter().any(|session| session.key == *key) {
            continue;
        }
        sessions.push(Session {
            id: *id,
            day: None,
            by_appointment: false,
            from: None,
            to: None,
            places_left: None,
            status: OfferStatus::Ended,
        });
        keys.push(key.clone());
    }
    (sessions, keys)
}
