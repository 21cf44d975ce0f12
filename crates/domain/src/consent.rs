//! What the resident agreed to, per purpose. Nothing is agreed to by silence.

/// How consent was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ConsentManner {
    /// Said aloud to the referrer.
    Spoken,
    /// On paper.
    Written,
    /// By the resident, in a form of their own.
    Self_,
}

impl ConsentManner {
    /// The wire code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Spoken => "mondeling",
            Self::Written => "schriftelijk",
            Self::Self_ => "zelf",
        }
    }

    /// From the wire code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Spoken, Self::Written, Self::Self_]
            .into_iter()
            .find(|manner| manner.code() == code)
    }
}

/// The purposes a resident agrees to, or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Consent {
    /// The provider may have name, contact and points of attention (`delenMetAanbieder`).
    pub share_with_provider: bool,
    /// The referrer hears of start and closing (`terugkoppeling`).
    pub feedback: bool,
    /// A coach may call and help along (`begeleiding`).
    pub guidance: bool,
    /// A coach or care professional may have the medical background.
    pub medical_background: bool,
    /// The funder of a collective deal may know that there was a start (`vergoeding`).
    pub funding: bool,
    /// Counted in figures without a name (`cijfers`).
    pub figures: bool,
    /// How it was given.
    pub manner: ConsentManner,
}

impl Consent {
    /// Agrees to nothing.
    #[must_use]
    pub const fn none(manner: ConsentManner) -> Self {
        Self {
            share_with_provider: false,
            feedback: false,
            guidance: false,
            medical_background: false,
            funding: false,
            figures: false,
            manner,
        }
    }

    /// The purposes agreed to, by their wire names with spaces between: how the store keeps them.
    #[must_use]
    pub fn to_stored(self) -> String {
        let mut words: Vec<&str> = self
            .purposes()
            .into_iter()
            .filter_map(|(name, agreed)| agreed.then_some(name))
            .collect();
        words.push(self.manner.code());
        words.join(" ")
    }

    /// Reads what [`Consent::to_stored`] wrote; a word that is missing is a no.
    #[must_use]
    pub fn from_stored(text: &str) -> Self {
        let has = |name: &str| text.split(' ').any(|word| word == name);
        let manner = text
            .split(' ')
            .find_map(ConsentManner::from_code)
            .unwrap_or(ConsentManner::Spoken);
        Self {
            share_with_provider: has("delenMetAanbieder"),
            feedback: has("terugkoppeling"),
            guidance: has("begeleiding"),
            medical_background: has("medischeAchtergrond"),
            funding: has("vergoeding"),
            figures: has("cijfers"),
            manner,
        }
    }

    /// Each purpose by its wire name, in the order people are asked.
    #[must_use]
    pub const fn purposes(self) -> [(&'static str, bool); 6] {
        [
            ("delenMetAanbieder", self.share_with_provider),
            ("terugkoppeling", self.feedback),
            ("begeleiding", self.guidance),
            ("medischeAchtergrond", self.medical_background),
            ("vergoeding", self.funding),
            ("cijfers", self.figures),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn consent_survives_being_stored() {
        let consent = Consent {
            share_with_provider: true,
            feedback: true,
            figures: true,
            ..Consent::none(ConsentManner::Written)
        };
        assert_eq!(Consent::from_stored(&consent.to_stored()), consent);
        assert_eq!(
            Consent::from_stored(""),
            Consent::none(ConsentManner::Spoken)
        );
    }
}
