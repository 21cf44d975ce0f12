//! An offer's pictures: how many, in what state, and what is said of them.

/// So many an offer has at most.
pub const MOST: u8 = 3;
/// Longest description of what is seen, in characters.
pub const ALT_MAX: usize = 200;

/// How far a picture is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PictureState {
    /// The service point looks first (wacht).
    Waiting,
    /// Everybody sees it (getoond).
    Shown,
    /// The service point said no, with a reason (geweigerd).
    Refused,
    /// Taken away; for a day it can be put back (weg).
    Removed,
}

impl PictureState {
    /// Every state.
    pub const ALL: [Self; 4] = [Self::Waiting, Self::Shown, Self::Refused, Self::Removed];

    /// As stored, and in the keys of its texts.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Waiting => "wacht",
            Self::Shown => "getoond",
            Self::Refused => "geweigerd",
            Self::Removed => "weg",
        }
    }

    /// From what is stored.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }
}

/// What somebody does with a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PictureDeed {
    /// Takes it away.
    Remove,
    /// Puts it back. It is looked at anew, unless the service point does so itself.
    PutBack,
    /// Says yes: the service point.
    Approve,
    /// Says no, with a reason: the service point.
    Refuse,
}

impl PictureDeed {
    /// From the value of a button.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Some(match code {
            "weg" => Self::Remove,
            "terug" => Self::PutBack,
            "goed" => Self::Approve,
            "weiger" => Self::Refuse,
            _ => return None,
        })
    }

    /// The state that follows on `now`, done by the service point or by who organises the lesson;
    /// `None` when it cannot be done.
    #[must_use]
    pub const fn after(self, now: PictureState, by_desk: bool) -> Option<PictureState> {
        use PictureState::{Refused, Removed, Shown, Waiting};
        match (self, now, by_desk) {
            (Self::Remove, Waiting | Shown | Refused, _) => Some(Removed),
            (Self::PutBack, Removed, false) => Some(Waiting),
            (Self::PutBack, Removed, true) | (Self::Approve, Waiting | Refused, true) => {
                Some(Shown)
            }
            (Self::Refuse, Waiting | Shown, true) => Some(Refused),
            _ => None,
        }
    }
}

/// Which of the two sizes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PictureSize {
    /// For a card: 320 by 240.
    Small,
    /// For a page: 960 by 720.
    Large,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_service_point_shows_and_refuses_and_what_is_put_back_is_looked_at_anew() {
        use PictureDeed::{Approve, PutBack, Refuse, Remove};
        use PictureState::{Refused, Removed, Shown, Waiting};
        let mut legal = Vec::new();
        for deed in [Remove, PutBack, Approve, Refuse] {
            for now in PictureState::ALL {
                for by_desk in [false, true] {
                    legal.extend(
                        deed.after(now, by_desk)
                            .map(|next| (deed, now, by_desk, next)),
                    );
                }
            }
        }
        let expected = [
            (Remove, Waiting, false, Removed),
            (Remove, Waiting, true, Removed),
            (Remove, Shown, false, Removed),
            (Remove, Shown, true, Removed),
            (Remove, Refused, false, Removed),
            (Remove, Refused, true, Removed),
            (PutBack, Removed, false, Waiting),
            (PutBack, Removed, true, Shown),
            (Approve, Waiting, true, Shown),
            (Approve, Refused, true, Shown),
            (Refuse, Waiting, true, Refused),
            (Refuse, Shown, true, Refused),
        ];
        assert_eq!(legal, expected);
    }
}
