//! `user` and `token`: accounts for people, tokens for programs.

use std::process::ExitCode;

use actions::{ActionError, accounts, invite};
use domain::organisation::{OrganisationKind, Role, Roles};

use crate::arguments::{Token, TokenVerb, User, UserVerb};
use crate::commands::{municipality, open, open_at};
use crate::failure::Failure;
use crate::{say, settings};

/// A password from the environment. Never from an argument: those are seen by all.
fn given_password() -> Option<String> {
    let given = std::env::var("BEWEEGBRUG_PASSWORD").ok();
    given.filter(|given| !given.is_empty())
}

/// Adds, lists or resets.
///
/// # Errors
/// When a value will not do: the text names it.
pub async fn user(options: User) -> Result<ExitCode, Failure> {
    let served = settings::read(options.place.config.as_deref(), None)?;
    let bridge = open_at(&options.place, served.address(&served.listen)).await?;
    match options.verb {
        UserVerb::Add {
            email,
            name,
            roles,
            organisation,
            municipality: named,
        } => {
            let mut set = Roles::default();
            for word in &roles {
                match word.parse::<Role>() {
                    Ok(role) if Role::OF_ACCOUNTS.contains(&role) => set.insert(role),
                    _ => {
                        let known: Vec<&str> =
                            Role::OF_ACCOUNTS.iter().map(|role| role.code()).collect();
                        return Err(Failure::WrongUse(format!(
                            "--role: {word} is no role. Choose from {}.",
                            known.join(", ")
                        )));
                    }
                }
            }
            let home = municipality(&bridge, named.as_deref(), false).await?;
            let kind = kind_for(set);
            let id =
                actions::set_up::organisation_named(&bridge, home, kind, &organisation).await?;
            match given_password() {
                Some(secret) => {
                    let Some(name) = name else {
                        return Err(Failure::WrongUse(
                            "--name: an account that is made at once needs the person's name."
                                .to_owned(),
                        ));
                    };
                    accounts::add(&bridge, &email, &name, &secret, id, set).await?;
                    say::answer(&format!("{email} can sign in."));
                }
                None => {
                    let link = invite::invite_from_console(&bridge, &email, id, set).await?;
                    say::remark(&format!(
                        "{email} is invited. This link is shown once and works once, for a week. \
                         It is mailed too."
                    ));
                    say::answer(&link);
                }
            }
        }
        UserVerb::List => {
            for account in accounts::list(&bridge).await? {
                say::answer(&format!(
                    "{:<40} {:<28} {:<34} {}",
                    account.email,
                    account.name,
                    account.organisation.unwrap_or_default(),
                    account.roles
                ));
            }
        }
        UserVerb::Reset { email } => {
            if let Some(secret) = given_password() {
                let reset = accounts::reset(&bridge, &email, &secret).await;
                reset.map_err(|error| no_account(error, &email))?;
                say::answer(&format!("{email} has a new password."));
            } else {
                let link = accounts::reset_by_link(&bridge, &email).await;
                let link = link.map_err(|error| no_account(error, &email))?;
                say::remark(&format!(
                    "The old password of {email} works no more, and all sessions and tokens \
                     ended. With this link they choose another. It is shown once and works \
                     once, for a day. It is not mailed: make sure whom you hand it to."
                ));
                say::answer(&link);
            }
        }
    }
    bridge.close().await;
    Ok(ExitCode::SUCCESS)
}

/// The sort of organisation people in these roles work for.
fn kind_for(roles: Roles) -> OrganisationKind {
    match roles.first() {
        Some(Role::SocialReferrer) => OrganisationKind::SocialDomain,
        Some(Role::Provider) => OrganisationKind::Provider,
        Some(Role::Coach) => OrganisationKind::CoachTeam,
        Some(Role::ServicePoint) => OrganisationKind::ServicePoint,
        Some(Role::Policy | Role::Administrator | Role::LogKeeper) => {
            OrganisationKind::Municipality
        }
        Some(Role::Insurer) => OrganisationKind::Insurer,
        _ => OrganisationKind::Care,
    }
}

/// Signs of a token's key that are shown: enough to tell them apart.
const KEY_SHOWN: usize = 12;

/// Says which account is not there, and where to see those that are.
fn no_account(error: ActionError, email: &str) -> Failure {
    match error {
        ActionError::NotFound => Failure::WrongUse(format!(
            "there is no account {email}. `beweegbrug user list` shows them."
        )),
        other => other.into(),
    }
}

/// Makes, lists and ends tokens.
///
/// # Errors
/// When there is no such account, or no such token.
pub async fn token(options: Token) -> Result<ExitCode, Failure> {
    let bridge = open(&options.place).await?;
    let day = domain::calendar::day_of;
    match options.verb {
        TokenVerb::Create { user, scope, days } => {
            let made = accounts::make_token_for(&bridge, &user, None, &scope, days).await;
            let (token, expires) = made.map_err(|error| no_account(error, &user))?;
            say::remark(&format!(
                "This token is shown once and works until {}.",
                day(expires)
            ));
            // Any word may name what a token is for; a slip of the pen must not pass unseen.
            if scope != "lezen" && scope != "api" {
                say::remark(&format!(
                    "With \"{scope}\" it may do all that its account may. With \"lezen\" it only reads."
                ));
            }
            say::answer(&token);
        }
        TokenVerb::List { user } => {
            let all = accounts::tokens_of(&bridge, &user).await;
            for token in all.map_err(|error| no_account(error, &user))? {
                let key = token.hash.get(..KEY_SHOWN).unwrap_or(&token.hash);
                say::answer(&format!(
                    "{key}  {:<12} {:<34} until {}",
                    token.scope,
                    token.organisation,
                    day(token.expires_at)
                ));
            }
        }
        TokenVerb::Revoke { user, key } => {
            let revoked = accounts::revoke_token(&bridge, &user, &key).await;
            revoked.map_err(|error| match error {
                ActionError::NotFound => Failure::WrongUse(format!(
                    "{user} has no token, or several, whose key begins with {key}. `beweegbrug \
                     token list --user {user}` shows them."
                )),
                other => other.into(),
            })?;
            say::answer("That token works no more.");
        }
    }
    bridge.close().await;
    Ok(ExitCode::SUCCESS)
}
