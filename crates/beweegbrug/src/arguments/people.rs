//! What is typed about people: accounts, and the tokens of their programs.

use clap::{Args, Subcommand};

use super::Place;

/// `user`
#[derive(Debug, Args)]
pub struct User {
    /// What to do with accounts.
    #[command(subcommand)]
    pub verb: UserVerb,
    /// Where the data are.
    #[command(flatten)]
    pub place: Place,
}

/// What to do with accounts.
#[derive(Debug, Subcommand)]
pub enum UserVerb {
    /// Invite somebody: a link is shown, once, and mailed. It works once, for a week, and leads to a
    /// name, a password and a second step. With BEWEEGBRUG_PASSWORD the account is made at once.
    Add {
        /// The address to sign in with.
        email: String,
        /// The person's name, for an account with BEWEEGBRUG_PASSWORD; whoever gets a link types it.
        #[arg(long)]
        name: Option<String>,
        /// A role, by its Dutch code; may be repeated.
        #[arg(long = "role", required = true)]
        roles: Vec<String>,
        /// The organisation's name; made when it is not there.
        #[arg(long)]
        organisation: String,
        /// The municipality's code; needed when there are several.
        #[arg(long, value_name = "GMxxxx")]
        municipality: Option<String>,
    },
    /// List the accounts.
    List,
    /// Take the password away, with all sessions and tokens: a link is shown, once, with which its
    /// owner chooses another. It works once, for a day. With BEWEEGBRUG_PASSWORD that is set at once.
    Reset {
        /// The address to sign in with.
        email: String,
    },
}

/// `token`
#[derive(Debug, Args)]
pub struct Token {
    /// What to do with tokens.
    #[command(subcommand)]
    pub verb: TokenVerb,
    /// Where the data are.
    #[command(flatten)]
    pub place: Place,
}

/// What to do with tokens.
#[derive(Debug, Subcommand)]
pub enum TokenVerb {
    /// Make a token; it is shown once.
    Create {
        /// The account it acts for.
        #[arg(long, value_name = "EMAIL")]
        user: String,
        /// What it may be used for; with `lezen` it only reads.
        #[arg(long, default_value = "api")]
        scope: String,
        /// How many days it works, at most 731.
        #[arg(long, default_value_t = actions::accounts::TOKEN_DAYS, value_name = "DAYS")]
        days: u16,
    },
    /// The tokens of an account that work: key, scope, organisation, until when.
    List {
        /// The account.
        #[arg(long, value_name = "EMAIL")]
        user: String,
    },
    /// End a token at once.
    Revoke {
        /// The account.
        #[arg(long, value_name = "EMAIL")]
        user: String,
        /// The beginning of its key, as `token list` shows it: enough to name one.
        #[arg(long, value_name = "KEY")]
        key: String,
    },
}
