//! The rules of signing in by somebody else's provider (OpenID Connect): which addresses are its
//! own, which roles its groups give and take, and whether its second step will do. Pure; the
//! operator writes them in the settings, and the action that lets people in asks them.

use std::collections::BTreeMap;

use crate::ids::MunicipalityId;
use crate::organisation::{Role, Roles};

/// What a provider may say about the people it signs in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Federation {
    /// The provider, as it names itself: `iss` of its tokens.
    pub issuer: String,
    /// The municipality in which it may give roles.
    pub municipality: MunicipalityId,
    /// For which organisation its people work.
    pub works_for: WorksFor,
    /// The domains of its addresses: only an address of these is linked to an account.
    pub domains: Vec<String>,
    /// Its groups, and the role each gives. Empty: roles are given here, and it only says who
    /// somebody is.
    pub groups: BTreeMap<String, Role>,
    /// The values of `acr` and `amr` that tell of a second step; empty when ours is asked always.
    pub second_step: Vec<String>,
}

/// For which organisation a provider's people work: its name, or its key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WorksFor {
    /// All for this one.
    One(String),
    /// For the one that belongs to what a claim says.
    ByClaim(BTreeMap<String, String>),
}

impl Federation {
    /// Whether an address belongs to the provider. Only whole domains count: `a@x.brugdam.example`
    /// is not at `brugdam.example`.
    #[must_use]
    pub fn owns(&self, email: &str) -> bool {
        let Some((_, domain)) = email.rsplit_once('@') else {
            return false;
        };
        self.domains
            .iter()
            .any(|own| own.eq_ignore_ascii_case(domain))
    }

    /// The roles that somebody in these groups has by the provider's word.
    #[must_use]
    pub fn roles_of(&self, groups: &[String]) -> Roles {
        groups
            .iter()
            .filter_map(|group| self.groups.get(group))
            .copied()
            .collect()
    }

    /// The roles that somebody has in the provider's organisation after it spoke: `before` without
    /// what it gave earlier and without whatever it decides about, and with what it gives now. What
    /// it does not decide about stays.
    #[must_use]
    pub fn roles_after(&self, before: Roles, given_earlier: Roles, gives_now: Roles) -> Roles {
        let decided: Roles = self.groups.values().copied().collect();
        before
            .iter()
            .filter(|role| !given_earlier.has(*role) && !decided.has(*role))
            .chain(gives_now.iter())
            .collect()
    }

    /// The organisation, by name or key, of somebody about whom the claim says this. `None` when
    /// the settings do not know what it says.
    #[must_use]
    pub fn organisation_of(&self, said: Option<&str>) -> Option<&str> {
        match &self.works_for {
            WorksFor::One(organisation) => Some(organisation),
            WorksFor::ByClaim(known) => known.get(said?).map(String::as_str),
        }
    }

    /// Whether what the provider says of the way somebody signed in tells of a second step.
    #[must_use]
    pub fn took_second_step(&self, acr: Option<&str>, amr: &[String]) -> bool {
        let trusted = |said: &str| self.second_step.iter().any(|value| value == said);
        acr.is_some_and(trusted) || amr.iter().any(|said| trusted(said))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn federation() -> Federation {
        Federation {
            issuer: "https://login.brugdam.example".to_owned(),
            municipality: "GM9001".parse().unwrap(),
            works_for: WorksFor::One("Gemeente Brugdam".to_owned()),
            domains: vec!["brugdam.example".to_owned()],
            groups: [
                ("coaches".to_owned(), Role::Coach),
                ("beleid".to_owned(), Role::Policy),
            ]
            .into(),
            second_step: vec!["mfa".to_owned()],
        }
    }

    fn roles(all: &[Role]) -> Roles {
        all.iter().copied().collect()
    }

    #[test]
    fn only_a_whole_domain_of_its_own_belongs_to_a_provider() {
        let federation = federation();
        assert!(federation.owns("sam@brugdam.example"));
        assert!(federation.owns("Sam@BRUGDAM.example"));
        for strange in [
            "sam@elders.example",
            "sam@zorg.brugdam.example",
            "sam@nietbrugdam.example",
            "sam@brugdam.example@elders.example",
            "brugdam.example",
            "",
        ] {
            assert!(!federation.owns(strange), "{strange}");
        }
    }

    #[test]
    fn a_group_gives_its_role_and_an_unknown_one_gives_nothing() {
        let groups = ["coaches".to_owned(), "beheerders".to_owned()];
        assert_eq!(federation().roles_of(&groups), roles(&[Role::Coach]));
        assert_eq!(federation().roles_of(&[]), Roles::default());
    }

    #[test]
    fn a_lost_group_takes_its_role_whoever_gave_it_and_other_roles_stay() {
        let before = roles(&[Role::Coach, Role::LogKeeper]);
        let after = federation().roles_after(before, Roles::default(), Roles::default());
        assert_eq!(after, roles(&[Role::LogKeeper]));
    }

    #[test]
    fn what_was_given_earlier_goes_also_when_the_settings_no_longer_name_it() {
        let earlier = roles(&[Role::ServicePoint]);
        let now = roles(&[Role::Policy]);
        let before = roles(&[Role::ServicePoint, Role::Administrator]);
        let after = federation().roles_after(before, earlier, now);
        assert_eq!(after, roles(&[Role::Policy, Role::Administrator]));
    }

    #[test]
    fn a_second_step_counts_only_by_the_values_that_the_operator_trusts() {
        let federation = federation();
        assert!(federation.took_second_step(None, &["pwd".to_owned(), "mfa".to_owned()]));
        assert!(federation.took_second_step(Some("mfa"), &[]));
        assert!(!federation.took_second_step(Some("1"), &["pwd".to_owned()]));
        let nobody = Federation {
            second_step: Vec::new(),
            ..federation
        };
        assert!(!nobody.took_second_step(Some("mfa"), &["mfa".to_owned()]));
        assert!(!nobody.took_second_step(Some(""), &[String::new()]));
    }

    #[test]
    fn a_claim_names_an_organisation_that_the_settings_know_or_none() {
        let by_claim = Federation {
            works_for: WorksFor::ByClaim(
                [("linde".to_owned(), "Huisartsenpraktijk De Linde".to_owned())].into(),
            ),
            ..federation()
        };
        let linde = Some("Huisartsenpraktijk De Linde");
        assert_eq!(by_claim.organisation_of(Some("linde")), linde);
        assert_eq!(by_claim.organisation_of(Some("Servicepunt Brugdam")), None);
        assert_eq!(by_claim.organisation_of(None), None);
        let fixed = federation();
        assert_eq!(fixed.organisation_of(None), Some("Gemeente Brugdam"));
    }
}
