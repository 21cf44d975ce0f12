//! Delivering messages: worded when they leave, with links derived at that moment; tried again
//! with growing pauses; parked for the service point when it will not work (I7).

mod offer;
mod wishes;

use std::future::Future;
use std::pin::Pin;

use documents::mail::{AccountFacts, Facts, compose, compose_for_account};
use documents::texts::Texts;
use documents::{dutch, moments, prices};
use domain::client::Client;
use domain::codes::Language;
use domain::notice::{AccountNotice, OfferNotice};
use domain::organisation::Role;
use domain::referral::{Closed, Entry, State, Target};
use jiff::{SignedDuration, Timestamp};
use store::access_log::{self, Action, Line};
use store::links::{self, Purpose};
use store::outbox::{self, About, Message, OfReferral};
use store::{
    Scope, Tx, accounts, invitations, leases, memberships, organisations, referrals, residents,
    unmet,
};
use uuid::Uuid;

use crate::bridge::Municipality;
use crate::choose::offer_of;
use crate::{ActionError, Bridge, invite, reset_password};

/// A mail, ready to leave.
#[derive(Clone)]
pub struct Mail {
    /// A stable id: the same message never leaves under two.
    pub id: String,
    /// To whom.
    pub to: String,
    /// The sender's name: the municipality's service point.
    pub from_name: String,
    /// The subject.
    pub subject: String,
    /// The text.
    pub text: String,
}

impl std::fmt::Debug for Mail {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Mail({})", self.id)
    }
}

/// Why a mail did not leave.
#[derive(Clone, Debug)]
pub struct MailProblem {
    /// Whether trying again makes no sense: no such address.
    pub permanent: bool,
    /// The cause, without personal data.
    pub cause: String,
}

/// Something that sends mail: SMTP, or files in the demo.
pub trait Mailer: Send + Sync {
    /// Sends one mail; returns when the other side has taken it.
    fn send<'a>(
        &'a self,
        mail: &'a Mail,
    ) -> Pin<Box<dyn Future<Output = Result<(), MailProblem>> + Send + 'a>>;
}

/// The lease of who delivers.
const LEASE: &str = "post";
/// After so many attempts a message is parked: about a day, by the pauses below.
const ATTEMPTS: u16 = 8;

/// The pause before the next attempt.
fn pause_after(attempts: u16) -> SignedDuration {
    let minutes = match attempts {
        0 => 1,
        1 => 5,
        2 => 15,
        3 => 60,
        4 => 180,
        5 => 360,
        _ => 720,
    };
    SignedDuration::from_mins(minutes)
}

/// Delivers what is due. Gives how many messages were handled. Of all nodes, one delivers at a
/// time; a node that stops hands over within a minute.
///
/// # Errors
/// When the store cannot be read or written; a mail that does not leave is no error.
pub async fn deliver(
    bridge: &Bridge,
    mailer: &dyn Mailer,
    node: &str,
) -> Result<usize, ActionError> {
    let mut handled = 0;
    loop {
        let now = bridge.now();
        let due = {
            let mut reading = bridge.store().read().await?;
            outbox::due(&mut reading, now).await?
        };
        if due.is_empty() {
            return Ok(handled);
        }
        let mut tx = bridge.store().begin().await?;
        let until = now
            .checked_add(SignedDuration::from_secs(60))
            .unwrap_or(now);
        let ours = leases::take(&mut tx, LEASE, node, until, now).await?;
        tx.commit().await?;
        if !ours {
            return Ok(handled);
        }
        for message in &due {
            deliver_one(bridge, mailer, message).await?;
            handled += 1;
        }
    }
}

/// Lets another node deliver at once: for one that stops.
///
/// # Errors
/// When the database cannot be written; then others wait for the lease to end.
pub async fn hand_over(bridge: &Bridge, node: &str) -> Result<(), ActionError> {
    let mut tx = bridge.store().begin().await?;
    leases::give_back(&mut tx, LEASE, node).await?;
    tx.commit().await?;
    Ok(())
}

async fn deliver_one(
    bridge: &Bridge,
    mailer: &dyn Mailer,
    message: &Message,
) -> Result<(), ActionError> {
    let mut tx = bridge.store().begin().await?;
    let worded = word(bridge, &mut tx, message).await?;
    let mail = match worded {
        Worded::Ready(mail) => mail,
        Worded::Senseless => {
            outbox::drop_message(&mut tx, message).await?;
            return Ok(tx.commit().await?);
        }
        Worded::NoAddress => {
            outbox::park(&mut tx, message, "geen e-mailadres bekend").await?;
            return Ok(tx.commit().await?);
        }
    };
    // What leaves stands in the log, also when the other side refuses it.
    tx.commit().await?;
    let outcome = mailer.send(&mail).await;
    let now = bridge.now();
    let mut tx = bridge.store().begin().await?;
    match outcome {
        Ok(()) => outbox::mark_sent(&mut tx, message, now).await?,
        Err(problem) if problem.permanent || message.attempts + 1 >= ATTEMPTS => {
            outbox::park(&mut tx, message, &problem.cause).await?;
        }
        Err(problem) => {
            let next = now
                .checked_add(pause_after(message.attempts))
                .unwrap_or(Timestamp::MAX);
            outbox::try_again(&mut tx, message, next, &problem.cause).await?;
        }
    }
    Ok(tx.commit().await?)
}

enum Worded {
    Ready(Mail),
    /// The person was forgotten, or the link no longer works.
    Senseless,
    NoAddress,
}

async fn word(bridge: &Bridge, tx: &mut Tx, message: &Message) -> Result<Worded, ActionError> {
    match &message.about {
        About::Referral(about) => word_of_referral(bridge, tx, message, about).await,
        About::Account(notice, subject) => {
            word_for_account(bridge, tx, message, *notice, *subject).await
        }
        About::Offer(notice, subject) => offer::word(bridge, tx, message, *notice, *subject).await,
    }
}

/// A mail to the person of an account, or to somebody who is invited. Its link is derived now, and
/// a mail whose link no longer works does not leave.
async fn word_for_account(
    bridge: &Bridge,
    tx: &mut Tx,
    message: &Message,
    notice: AccountNotice,
    subject: Uuid,
) -> Result<Worded, ActionError> {
    let now = bridge.now();
    let user = domain::ids::UserId::new;
    let municipality = bridge.municipality(message.municipality)?;
    let mut facts = AccountFacts {
        municipality: municipality.settings.name.clone(),
        service_point: municipality.service_point_name.clone(),
        service_phone: municipality.service_point_phone.clone(),
        ..AccountFacts::default()
    };
    let to = match notice {
        AccountNotice::Invited => {
            let found = invitations::by_id(tx, subject).await?;
            let found = found.filter(|one| one.taken_at.is_none() && one.expires_at > now);
            let Some(found) = found else {
                return Ok(Worded::Senseless);
            };
            let home = bridge.organisation(found.organisation);
            facts.organisation = home.map(|home| home.organisation.name);
            facts.link = Some(invite::link_of(bridge, &found));
            Some(found.email)
        }
        AccountNotice::PasswordForgotten => {
            let found = invitations::reset_by_id(tx, subject).await?;
            let found = found.filter(|one| one.used_at.is_none() && one.expires_at > now);
            let Some(found) = found else {
                return Ok(Worded::Senseless);
            };
            facts.link = Some(reset_password::link_of(bridge, &found));
            accounts::address_of(tx, found.user)
                .await?
                .map(|(email, _)| email)
        }
        AccountNotice::DemandMet => {
            let found = unmet::reported(tx, subject).await?;
            let Some((found, offer)) = found.and_then(|found| Some((found.clone(), found.offer?)))
            else {
                return Ok(Worded::Senseless);
            };
            facts.link = Some(format!("{}/aanbod/{offer}", bridge.settings().public_url));
            memberships::address_of(tx, found.organisation, found.user).await?
        }
        AccountNotice::WishFitted => {
            let told = wishes::told(bridge, tx, message).await?;
            told.map(|told| {
                facts.link = Some(told.links);
                told.to
            })
        }
        AccountNotice::EmergencyOpened => {
            facts.link = Some(format!("{}/inzage/nood", bridge.settings().public_url));
            accounts::address_of(tx, user(subject))
                .await?
                .map(|(email, _)| email)
        }
        AccountNotice::PasswordChanged
        | AccountNotice::SecondStepReset
        | AccountNotice::SessionsEnded
        | AccountNotice::ProviderLinked => {
            facts.link = Some(format!("{}/inloggen", bridge.settings().public_url));
            accounts::address_of(tx, user(subject))
                .await?
                .map(|(email, _)| email)
        }
    };
    let Some(to) = to else {
        return Ok(Worded::Senseless);
    };
    let letter = compose_for_account(notice, &facts);
    Ok(Worded::Ready(Mail {
        id: message.id.to_string(),
        to,
        from_name: municipality.service_point_name,
        subject: letter.subject,
        text: letter.text,
    }))
}

/// Where reports about a referral go: to who referred, as long as they work there; afterwards to
/// the organisation's own address, and to the service point when it has none, since it helps on.
async fn referrer_address(
    bridge: &Bridge,
    tx: &mut Tx,
    referral: &domain::referral::Referral,
    user: Option<domain::ids::UserId>,
) -> Result<Option<String>, ActionError> {
    let Some(home) = referral.referrer else {
        return Ok(None);
    };
    if let Some(user) = user
        && let Some(email) = memberships::address_of(tx, home, user).await?
    {
        return Ok(Some(email));
    }
    let found = organisations::find(tx, home).await?;
    let own = found.and_then(|found| found.organisation.email);
    if own.is_some() {
        return Ok(own);
    }
    Ok(bridge
        .municipality(referral.municipality)?
        .service_point_email)
}

async fn word_of_referral(
    bridge: &Bridge,
    tx: &mut Tx,
    message: &Message,
    about: &OfReferral,
) -> Result<Worded, ActionError> {
    let now = bridge.now();
    let found = referrals::find(tx, &Scope::Worker, about.referral).await?;
    let Some(found) = found else {
        return Ok(Worded::Senseless);
    };
    let referral = &found.referral;
    let municipality = bridge.municipality(referral.municipality)?;
    let known = residents::read(tx, referral.municipality, referral.resident).await?;
    let client = known.map(|(client, _)| client);
    let receiver = organisations::find(tx, referral.receiver.organisation).await?;
    let receiver = receiver.map(|found| found.organisation);
    let personal = matches!(about.recipient.as_str(), "ontvanger" | "inwoner");
    if personal && client.is_none() && !about.notice.is_farewell() {
        return Ok(Worded::Senseless);
    }
    let (to, language, purpose) = match about.recipient.as_str() {
        "inwoner" => {
            let language = client.as_ref().and_then(|client| client.language);
            let email = client.as_ref().and_then(|client| client.email.as_ref());
            (
                email.map(|email| email.as_str().to_owned()),
                language,
                Some(Purpose::Mine),
            )
        }
        "ontvanger" => {
            let email = receiver_address(tx, about, referral, receiver.as_ref()).await?;
            (email, None, Some(Purpose::Answer))
        }
        "verwijzer" => {
            let user = about.recipient_id.map(domain::ids::UserId::new);
            (
                referrer_address(bridge, tx, referral, user).await?,
                None,
                None,
            )
        }
        _ => (municipality.service_point_email.clone(), None, None),
    };
    let Some(to) = to else {
        return Ok(Worded::NoAddress);
    };
    let link = match purpose {
        Some(purpose) => {
            let links = links::of_referral(tx, referral.id, purpose).await?;
            let link = links.iter().find(|link| {
                link.expires_at > now
                    && (purpose == Purpose::Mine
                        || link.organisation.map(|id| id.uuid()) == about.recipient_id)
            });
            let path = if purpose == Purpose::Mine {
                "mijn"
            } else {
                "v"
            };
            match link {
                Some(link) => {
                    let token = link.token(bridge.store().secrets());
                    Some(format!("{}/{path}/{token}", bridge.settings().public_url))
                }
                None if about.notice.is_farewell() => None,
                None => return Ok(Worded::Senseless),
            }
        }
        None => Some(format!(
            "{}/verwijzingen/{}",
            bridge.settings().public_url,
            referral.id
        )),
    };
    let texts = Texts::of(language.unwrap_or(Language::Dutch));
    let offer = offer_of(bridge, tx, referral.target).await?;
    let entry = found
        .history
        .iter()
        .find(|entry| entry.number == about.version);
    let facts = facts_of(
        texts,
        &municipality,
        referral,
        entry,
        client.as_ref().filter(|_| personal),
        offer.as_ref(),
        receiver.as_ref().map(|receiver| receiver.name.clone()),
        link,
        now,
    );
    let letter = compose(about.notice, &facts, texts);
    if personal && client.is_some() {
        let line = Line {
            municipality: referral.municipality,
            at: now,
            user: None,
            role: Role::System,
            organisation: None,
            on_behalf: None,
            origin: "werker".to_owned(),
            action: Action::Send,
            resident: Some(referral.resident),
            referral: Some(referral.id),
            consent: Some(referral.consent.to_stored()),
        };
        access_log::write(tx, &[line]).await?;
    }
    Ok(Worded::Ready(Mail {
        id: message.id.to_string(),
        to,
        from_name: municipality.service_point_name.clone(),
        subject: letter.subject,
        text: letter.text,
    }))
}

/// A care professional gets the mail in person; a provider or coach team at its own address.
async fn receiver_address(
    tx: &mut Tx,
    about: &OfReferral,
    referral: &domain::referral::Referral,
    receiver: Option<&domain::organisation::Organisation>,
) -> Result<Option<String>, ActionError> {
    // A withdrawal goes to the receiver that was, which may be another by now.
    let wanted = about
        .recipient_id
        .map(domain::ids::OrganisationId::new)
        .filter(|id| *id != referral.receiver.organisation);
    if let Some(id) = wanted {
        let found = organisations::find(tx, id).await?;
        return Ok(found.and_then(|found| found.organisation.email));
    }
    if let Target::CareProfessional(user) = referral.target
        && let Some((email, _)) = accounts::address_of(tx, user).await?
    {
        return Ok(Some(email));
    }
    Ok(receiver.and_then(|receiver| receiver.email.clone()))
}

#[expect(
    clippy::too_many_arguments,
    reason = "a letter's facts come from many places"
)]
fn facts_of(
    texts: &Texts,
    municipality: &Municipality,
    referral: &domain::referral::Referral,
    entry: Option<&Entry>,
    client: Option<&Client>,
    offer: Option<&domain::offer::Offer>,
    receiver: Option<String>,
    link: Option<String>,
    now: Timestamp,
) -> Facts {
    let today = domain::calendar::day_of(now);
    let session = offer
        .zip(referral.target.session())
        .and_then(|(offer, id)| {
            let session = offer.sessions.iter().find(|session| session.id == id)?;
            Some(moments::weekly(texts, session))
        });
    let (outcome, reason) = match entry {
        Some(entry) => (entry.outcome.clone(), entry.reason.clone()),
        None => (None, None),
    };
    let closed_as = match &referral.state {
        State::Closed(_) => Some(referral.state.status()),
        _ => None,
    };
    let reason_list = match &referral.state {
        State::Closed(Closed::Stopped { .. }) => "reden.gestopt",
        State::Closed(Closed::NotStarted { .. }) => "reden.niet-gestart",
        State::Closed(Closed::Withdrawn { .. }) => "reden.ingetrokken",
        _ => "reden.past-nu-niet",
    };
    // A report leaves by mail and is read without signing in: it does not tell of somebody's
    // health, nor that somebody died or had their data removed.
    let kept_quiet = ["gezondheid", "overleden", domain::codes::ERASED];
    Facts {
        municipality: Some(municipality.settings.name.clone()),
        service_point: Some(municipality.service_point_name.clone()),
        service_phone: Some(municipality.service_point_phone.clone()),
        number: Some(referral.number.clone()),
        first_name: client.map(|client| client.first_name().to_owned()),
        offer: offer.map(|offer| offer.title.clone()),
        provider: receiver,
        session,
        address: offer.and_then(|offer| offer.venue.address.clone()),
        meeting_point: offer.and_then(|offer| offer.meeting_point.clone()),
        host: offer.and_then(|offer| offer.contact.name.clone()),
        contact_person: None,
        bring: offer.and_then(|offer| offer.bring.clone()),
        price: offer.map(|offer| prices::price_after_deal(texts, offer)),
        trial: referral
            .trial()
            .map(|trial| moments::trial_moment(texts, trial, today)),
        due: referral
            .due
            .map(|due| dutch::date_long(domain::calendar::day_of(due), today)),
        link,
        outcome: outcome.map(|code| texts.code("uitkomst", &code)),
        reason: reason
            .filter(|code| !kept_quiet.contains(&code.as_str()))
            .map(|code| texts.code(reason_list, &code)),
        closed_as,
        cannot_come: entry.is_some_and(|entry| entry.deed == domain::referral::Deed::CannotCome),
        code: None,
    }
}

/// Marks what waits as sent, without sending it, but for so many questions to providers whether
/// their offers are right: for the demo's past. Gives how many were marked.
///
/// # Errors
/// When the store cannot be written.
pub async fn mark_all_sent(bridge: &Bridge, questions: u32) -> Result<u64, ActionError> {
    let mut tx = bridge.store().begin().await?;
    let count =
        outbox::mark_all_sent(&mut tx, (OfferNotice::Question, questions), bridge.now()).await?;
    tx.commit().await?;
    Ok(count)
}
