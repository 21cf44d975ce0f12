//! Who calls an action, and from where.

use domain::actor::{Actor, Member};
use domain::organisation::Role;
use domain::referral::{Hand, OnBehalf, Party, Referral};

/// From where a command of the operator comes, as the log tells it.
pub(crate) const CONSOLE: &str = "opdrachtregel";

/// Who calls, and from where: both stand in the access log.
#[derive(Clone, Debug)]
pub struct Caller {
    /// Who asks.
    pub actor: Actor,
    /// A network address, `link`, or `werker`.
    pub origin: String,
}

impl Caller {
    /// A member, calling from a network address.
    #[must_use]
    pub const fn member(member: Member, origin: String) -> Self {
        Self {
            actor: Actor::Member(member),
            origin,
        }
    }

    /// The program itself.
    #[must_use]
    pub fn system() -> Self {
        Self {
            actor: Actor::System,
            origin: "werker".to_owned(),
        }
    }

    /// The member who calls, when it is one.
    #[must_use]
    pub const fn as_member(&self) -> Option<&Member> {
        match &self.actor {
            Actor::Member(member) => Some(member),
            _ => None,
        }
    }

    /// The hand with which the caller acts as `party` on a referral.
    #[must_use]
    pub fn hand(&self, party: Party, referral: &Referral) -> Hand {
        Hand {
            role: party.role(referral.receiver.role, referral.referrer_role),
            organisation: self.actor.organisation(),
            user: self.actor.user(),
        }
    }

    /// On whose behalf the caller acts, as it stands in the log: a colleague's account, the party
    /// for whom a step is taken, or both.
    #[must_use]
    pub fn on_behalf(&self, party: Option<OnBehalf>) -> Option<String> {
        let account = self.actor.mandate();
        let account = account.map(|mandate| format!("account:{}", mandate.delegator));
        let words: Vec<String> = account
            .into_iter()
            .chain(party.map(|party| party.code().to_owned()))
            .collect();
        (!words.is_empty()).then(|| words.join(" "))
    }

    /// The role that stands in the log when no referral says in which one the caller acts.
    #[must_use]
    pub fn role(&self) -> Role {
        match &self.actor {
            Actor::Member(member) => member.roles.first().unwrap_or(Role::System),
            Actor::ReceiverByLink { .. } => Role::Provider,
            Actor::Resident { .. } => Role::Resident,
            Actor::System => Role::System,
        }
    }
}
