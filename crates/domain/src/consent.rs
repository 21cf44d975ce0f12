//! What the resident agreed to, per purpose. Nothing is agreed to by silence, and what was given
//! can be taken back. What follows from a change: [`crate::referral::Referral::change_consent`].

use jiff::Timestamp;

use crate::organisation::Role;

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
    /// Every manner.
    pub const ALL: [Self; 3] = [Self::Spoken, Self::Written, Self::Self_];

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
        Self::ALL.into_iter().find(|manner| manner.code() == code)
    }
}

/// One purpose that a resident agrees to, or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Purpose {
    /// `delenMetAanbieder`
    ShareWithProvider,
    /// `terugkoppeling`
    Feedback,
    /// `begeleiding`
    Guidance,
    /// `medischeAchtergrond`
    MedicalBackground,
    /// `vergoeding`
    Funding,
    /// `cijfers`
    Figures,
    /// `berichtenPerSms`
    TextMessages,
}

impl Purpose {
    /// Every purpose, in the order people are asked.
    pub const ALL: [Self; 7] = [
        Self::ShareWithProvider,
        Self::Feedback,
        Self::Guidance,
        Self::MedicalBackground,
        Self::Funding,
        Self::Figures,
        Self::TextMessages,
    ];

    /// The wire name.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::ShareWithProvider => "delenMetAanbieder",
            Self::Feedback => "terugkoppeling",
            Self::Guidance => "begeleiding",
            Self::MedicalBackground => "medischeAchtergrond",
            Self::Funding => "vergoeding",
            Self::Figures => "cijfers",
            Self::TextMessages => "berichtenPerSms",
        }
    }

    /// From the wire name.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|purpose| purpose.code() == code)
    }

    /// What a receiver in this role must have been agreed to, to have the referral at all
    /// (surface.md, section 10): a coach or care professional guides, a provider is shared with.
    #[must_use]
    pub const fn needed_by(receiver: Role) -> Self {
        match receiver {
            Role::Coach | Role::CareProfessional => Self::Guidance,
            _ => Self::ShareWithProvider,
        }
    }
}

/// The versions of the words in which consent is asked, with the day from which each held (UTC),
/// oldest first. Whoever changes those words adds a line: what was agreed to can be read back then.
const WORDINGS: [(&str, Option<jiff::civil::Date>); 1] = [("2026-11", None)];

/// The version of the words in which consent was asked at a moment.
#[must_use]
pub fn wording_at(at: Timestamp) -> &'static str {
    let day = crate::calendar::day_of(at);
    let held = WORDINGS.into_iter().rev();
    let mut held = held.filter(|(_, from)| from.is_none_or(|from| from <= day));
    held.next().map_or(WORDINGS[0].0, |(version, _)| version)
}

/// One purpose given or taken back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ConsentChange {
    /// For what.
    pub purpose: Purpose,
    /// Given, or taken back.
    pub given: bool,
    /// How the resident said so.
    pub manner: ConsentManner,
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
    /// Text messages may be sent (`berichtenPerSms`).
    pub text_messages: bool,
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
            text_messages: false,
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
            text_messages: has("berichtenPerSms"),
            manner,
        }
    }

    /// Each purpose by its wire name, in the order people are asked.
    #[must_use]
    pub fn purposes(self) -> [(&'static str, bool); 7] {
        Purpose::ALL.map(|purpose| (purpose.code(), self.allows(purpose)))
    }

    /// Whether the resident agrees to `purpose`.
    #[must_use]
    pub const fn allows(self, purpose: Purpose) -> bool {
        match purpose {
            Purpose::ShareWithProvider => self.share_with_provider,
            Purpose::Feedback => self.feedback,
            Purpose::Guidance => self.guidance,
            Purpose::MedicalBackground => self.medical_background,
            Purpose::Funding => self.funding,
            Purpose::Figures => self.figures,
            Purpose::TextMessages => self.text_messages,
        }
    }

    /// The same with one purpose given or taken back.
    #[must_use]
    pub const fn with(mut self, purpose: Purpose, given: bool) -> Self {
        let answer = match purpose {
            Purpose::ShareWithProvider => &mut self.share_with_provider,
            Purpose::Feedback => &mut self.feedback,
            Purpose::Guidance => &mut self.guidance,
            Purpose::MedicalBackground => &mut self.medical_background,
            Purpose::Funding => &mut self.funding,
            Purpose::Figures => &mut self.figures,
            Purpose::TextMessages => &mut self.text_messages,
        };
        *answer = given;
        self
    }

    /// Whether a receiver in this role may have the referral.
    #[must_use]
    pub const fn allows_receiver(self, receiver: Role) -> bool {
        self.allows(Purpose::needed_by(receiver))
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

    #[test]
    fn a_purpose_is_taken_back_without_touching_the_others() {
        let all = Purpose::ALL
            .into_iter()
            .fold(Consent::none(ConsentManner::Self_), |so_far, purpose| {
                so_far.with(purpose, true)
            });
        for purpose in Purpose::ALL {
            assert_eq!(Purpose::from_code(purpose.code()), Some(purpose));
            let less = all.with(purpose, false);
            for other in Purpose::ALL {
                assert_eq!(
                    less.allows(other),
                    other != purpose,
                    "{purpose:?} {other:?}"
                );
            }
            assert_eq!(Consent::from_stored(&less.to_stored()), less);
        }
    }

    #[test]
    fn a_provider_needs_sharing_and_a_coach_or_care_professional_guidance() {
        let shares = Consent::none(ConsentManner::Spoken).with(Purpose::ShareWithProvider, true);
        let guides = Consent::none(ConsentManner::Spoken).with(Purpose::Guidance, true);
        for role in [Role::Coach, Role::CareProfessional] {
            assert!(guides.allows_receiver(role) && !shares.allows_receiver(role));
        }
        assert!(shares.allows_receiver(Role::Provider) && !guides.allows_receiver(Role::Provider));
    }
}
