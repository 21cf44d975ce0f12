//! What a letter may tell, filled in by the actions.

use std::fmt;

use domain::referral::Status;

use super::one_line;

/// What a letter may tell. Every fact may be missing; words come ready for the reader: a day and
/// hour as [`crate::moments`] writes them, a reason as [`crate::Texts::code`] words it.
///
/// There is no place here for a full name, a phone number of the resident, or points of attention:
/// those never go by mail.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Facts {
    /// The municipality's name.
    pub municipality: Option<String>,
    /// The service point's name.
    pub service_point: Option<String>,
    /// The service point's phone number, as people say it.
    pub service_phone: Option<String>,
    /// The referral's number.
    pub number: Option<String>,
    /// The resident's first name; of several words only the first is used. Ignored in reports to
    /// the referrer and in letters to the service point about its own work.
    pub first_name: Option<String>,
    /// The offer's title.
    pub offer: Option<String>,
    /// The name of the provider, coach team or care professional who received it.
    pub provider: Option<String>,
    /// The weekly moment: "dinsdag 10.00–11.00 uur".
    pub session: Option<String>,
    /// Where it is: street, number and town.
    pub address: Option<String>,
    /// Where people meet.
    pub meeting_point: Option<String>,
    /// Who welcomes the resident.
    pub host: Option<String>,
    /// Who helps the resident along the way.
    pub contact_person: Option<String>,
    /// What to bring.
    pub bring: Option<String>,
    /// What it costs.
    pub price: Option<String>,
    /// When the trial lesson is: "dinsdag 1 december om 10.00 uur".
    pub trial: Option<String>,
    /// By when an answer is due: "vrijdag 27 november om 17.00 uur".
    pub due: Option<String>,
    /// The address to open: the receiver's, the resident's or the referral's page.
    pub link: Option<String>,
    /// How it ended, when it was completed.
    pub outcome: Option<String>,
    /// Why it was declined or closed.
    pub reason: Option<String>,
    /// How it was closed, for the report to the referrer.
    pub closed_as: Option<Status>,
    /// The resident said they cannot come, rather than asked for a call.
    pub cannot_come: bool,
    /// The code that opens the resident's page without a link.
    pub code: Option<String>,
}

impl Facts {
    /// The first word of the first name, so that a surname written beside it goes nowhere.
    pub(super) fn first_name_only(&self) -> Option<String> {
        let line = one_line(self.first_name.as_deref()?, 40);
        let first = line.split(' ').next()?;
        (!first.is_empty()).then(|| first.to_owned())
    }
}

impl fmt::Debug for Facts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Facts hold a first name and a link that works: neither belongs in a log.
        f.write_str("Facts(…)")
    }
}
