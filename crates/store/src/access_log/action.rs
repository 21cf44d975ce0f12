//! What can be done with somebody's data: the codes of the log (NEN 7513).

use std::str::FromStr;

use domain::codes::UnknownCode;

/// What was done with somebody's data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Action {
    /// Written down for the first time.
    Create,
    /// Read.
    Read,
    /// Shown in a list.
    List,
    /// Looked up by phone number or address.
    Search,
    /// Changed, by a step or an answer.
    Change,
    /// Sent in a message.
    Send,
    /// Printed or copied.
    Copy,
    /// Taken out as a file.
    Export,
    /// Asked for, and refused.
    Refused,
    /// Consent was given or taken back.
    Consent,
    /// Opened in an emergency, beyond what the role allows.
    Emergency,
    /// Removed.
    Erase,
    /// The log itself was read.
    ReadLog,
    /// Signed in.
    SignIn,
    /// Signed out.
    SignOut,
    /// Tried to sign in, in vain.
    SignInFailed,
    /// A password, second step or passkey was set, changed or taken away.
    SignInChanged,
    /// Somebody was invited, or their access changed.
    AccessChanged,
    /// The master key of the installation was changed.
    KeysChanged,
}

impl Action {
    /// Every action, in the order in which people are shown them.
    pub const ALL: [Self; 19] = [
        Self::Create,
        Self::Read,
        Self::List,
        Self::Search,
        Self::Change,
        Self::Send,
        Self::Copy,
        Self::Export,
        Self::Refused,
        Self::Consent,
        Self::Emergency,
        Self::Erase,
        Self::ReadLog,
        Self::SignIn,
        Self::SignOut,
        Self::SignInFailed,
        Self::SignInChanged,
        Self::AccessChanged,
        Self::KeysChanged,
    ];

    /// As kept.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Create => "invoeren",
            Self::Read => "inzien",
            Self::List => "lijst",
            Self::Search => "zoeken",
            Self::Change => "wijzigen",
            Self::Send => "versturen",
            Self::Copy => "afdrukken",
            Self::Export => "exporteren",
            Self::Refused => "geweigerd",
            Self::Consent => "toestemming",
            Self::Emergency => "noodtoegang",
            Self::Erase => "verwijderen",
            Self::ReadLog => "logboek",
            Self::SignIn => "inloggen",
            Self::SignOut => "uitloggen",
            Self::SignInFailed => "inloggen-mislukt",
            Self::SignInChanged => "inlogmiddel",
            Self::AccessChanged => "toegang",
            Self::KeysChanged => "sleutels",
        }
    }
}

impl FromStr for Action {
    type Err = UnknownCode;

    fn from_str(text: &str) -> Result<Self, UnknownCode> {
        let found = Self::ALL.into_iter().find(|action| action.code() == text);
        found.ok_or(UnknownCode)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_back_and_told_to_operators() {
        let told = include_str!("../../../../docs/operate/access-log.md");
        for action in Action::ALL {
            let code = action.code();
            assert_eq!(code.parse(), Ok(action));
            assert!(told.contains(&format!("| `{code}` |")), "{code}");
        }
        assert!("alles".parse::<Action>().is_err());
    }
}
