//! Identifiers. Keys are UUIDv7, made outside this crate and handed in; a municipality is known
//! by its CBS code.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(Uuid);

        impl $name {
            /// Wraps a UUID that was made or read elsewhere.
            #[must_use]
            pub const fn new(id: Uuid) -> Self {
                Self(id)
            }

            /// The UUID itself.
            #[must_use]
            pub const fn uuid(self) -> Uuid {
                self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Uuid::parse_str(text).map(Self)
            }
        }
    };
}

id!(
    /// A referral (verwijzing).
    ReferralId
);
id!(
    /// A resident (inwoner): the person a referral is about.
    ResidentId
);
id!(
    /// An offer (aanbod): what a provider organises, with one or more sessions.
    OfferId
);
id!(
    /// A session (sessie): one weekly moment of an offer.
    SessionId
);
id!(
    /// An organisation (organisatie): practice, club, coach team, service point, municipality.
    OrganisationId
);
id!(
    /// A person with an account.
    UserId
);
id!(
    /// An outgoing message.
    MessageId
);

/// A municipality by its CBS code, such as `GM0796`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MunicipalityId([u8; 6]);

impl MunicipalityId {
    /// The code as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        // The constructor admits ASCII only.
        std::str::from_utf8(&self.0).unwrap_or("GM0000")
    }
}

impl FromStr for MunicipalityId {
    type Err = NotAMunicipality;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text.as_bytes() {
            [b'G', b'M', digits @ ..]
                if digits.len() == 4 && digits.iter().all(u8::is_ascii_digit) =>
            {
                let mut code = *b"GM0000";
                code[2..].copy_from_slice(digits);
                Ok(Self(code))
            }
            _ => Err(NotAMunicipality),
        }
    }
}

/// The text is no CBS municipality code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a municipality code is GM and four digits, such as GM0796")]
pub struct NotAMunicipality;

impl fmt::Display for MunicipalityId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for MunicipalityId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Serialize for MunicipalityId {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for MunicipalityId {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}
