//! What a referral goes to, as the form and the confirmation name it. Found again at each request:
//! the form sends only an id.

use actions::catalogue;
use documents::dutch;
use domain::ids::{OfferId, SessionId, UserId};
use domain::offer::Offer;
use domain::organisation::Role;

use super::choices::capital;
use super::refer_form::ReferForm;
use super::result::price_line;
use super::voice::Voice;
use crate::Web;
use crate::mishap::Mishap;
use crate::sessions::Visitor;

/// What sort of receiver it is: decides which consent is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A club, gym or welfare group.
    Provider,
    /// A coach.
    Coach,
    /// A care professional.
    Care,
}

/// What was chosen.
pub(super) struct TargetView {
    /// Where the form for it is found: ids only.
    pub address: String,
    pub kind: Kind,
    /// Who receives, by name.
    pub receiver: String,
    /// What it is: the offer's title, or who the receiver works for.
    pub title: String,
    /// When, and what it costs: also after the paid weeks.
    pub line: String,
    /// What to mind before sending.
    pub attention: Option<String>,
    /// Whether a collective deal pays the first weeks.
    pub paid: bool,
    /// Within how many working days an answer is due.
    pub answer_days: String,
}

/// What was chosen, or `None` when nothing was, or it is there no more.
pub(super) async fn target_of(
    web: &Web,
    visitor: &Visitor,
    form: &ReferForm,
) -> Result<Option<TargetView>, Mishap> {
    let say = Voice::to(Some(&visitor.member));
    let home = web.bridge.municipality(visitor.member.municipality)?;
    let answer_days = home.settings.deadlines.answer.to_string();
    if let Ok(id) = form.sessie_id.trim().parse::<SessionId>() {
        let found = catalogue::session(&web.bridge, id).ok();
        let address = format!("/verwijzen?sessie={id}");
        return Ok(found.map(|(offer, at)| of_offer(&say, &offer, Some(at), address, answer_days)));
    }
    if let Ok(id) = form.aanbod_id.trim().parse::<OfferId>() {
        let found = catalogue::offer(&web.bridge, id).ok();
        let address = format!("/verwijzen?aanbod={id}");
        return Ok(found.map(|offer| of_offer(&say, &offer, None, address, answer_days)));
    }
    if form.to_coach() {
        return Ok(Some(TargetView {
            address: "/verwijzen?coach=1".to_owned(),
            kind: Kind::Coach,
            receiver: say.s("verwijs-een-coach"),
            title: say.s("verwijs-coach-titel"),
            line: say.s("verwijs-coach-uitleg"),
            attention: None,
            paid: false,
            answer_days,
        }));
    }
    let Ok(id) = form.zorgverlener_id.trim().parse::<UserId>() else {
        return Ok(None);
    };
    let all = actions::sign_in::care_professionals(&web.bridge, &visitor.caller).await?;
    let found = all.into_iter().find(|member| member.user == id);
    Ok(found.map(|member| TargetView {
        address: format!("/verwijzen?zorgverlener={id}"),
        kind: Kind::Care,
        receiver: member.name,
        title: member.organisation_name,
        line: say.texts().role(Role::CareProfessional),
        attention: None,
        paid: false,
        answer_days,
    }))
}

fn of_offer(
    say: &Voice,
    offer: &Offer,
    at: Option<usize>,
    address: String,
    answer_days: String,
) -> TargetView {
    let session = at.and_then(|at| offer.sessions.get(at));
    let when = session.map(dutch::weekly);
    let mut parts: Vec<String> = when.iter().map(|when| capital(when)).collect();
    parts.push(price_line(offer));
    let full = session.is_some_and(|session| session.places_left == Some(0));
    TargetView {
        address,
        kind: Kind::Provider,
        receiver: offer.provider_name.clone(),
        title: offer.title.clone(),
        line: parts.join(" · "),
        attention: full.then(|| say.s("verwijs-vol")),
        paid: offer.paid_weeks.is_some_and(|weeks| weeks > 0),
        answer_days,
    }
}
