//! Opening what is sealed, column by column: with whose key, and into which fields.

use std::collections::HashMap;

use domain::client::{CaseNotes, Client};
use domain::ids::{ResidentId, UserId};

use super::reading::Cell;
use crate::StoreError;
use crate::key_store::KeyStore;
use crate::secrets::Secrets;
use crate::vault::{self, ResidentKey};
use crate::{alarms, emergencies, incidents, suspensions, unmet};

/// With whose key, and what lies in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// A resident's contact details.
    Client,
    /// What the referrer wrote.
    Notes,
    /// A text about a resident.
    Text,
    /// A text of an account, sealed for this purpose.
    OfAccount(&'static str),
    /// The texts of an incident, sealed for the account that wrote it down.
    Incident,
}

/// A sealed column, and how it is opened.
pub(super) struct Opening {
    pub table: &'static str,
    pub column: &'static str,
    /// An expression for whose key it is: a resident's or an account's.
    pub whose: &'static str,
    pub shape: Shape,
    /// The fields it opens into.
    pub fields: &'static [&'static str],
}

const OF_HISTORY: &str = "(SELECT r.resident_id FROM referral r \
    WHERE r.municipality_id = referral_history.municipality_id \
    AND r.id = referral_history.referral_id)";
const OF_OBJECTION: &str = "(SELECT r.resident_id FROM referral r \
    WHERE r.municipality_id = objection.municipality_id AND r.id = objection.referral_id)";

const OF_SAVED_WISH: &str = "(SELECT r.resident_id FROM referral r \
    WHERE r.municipality_id = saved_wish.municipality_id AND r.id = saved_wish.referral_id)";

static OPENINGS: [Opening; 11] = [
    Opening {
        table: "resident",
        column: "sealed",
        whose: "id",
        shape: Shape::Client,
        fields: &[
            "naam",
            "telefoon",
            "email",
            "adres",
            "postcode",
            "geboortejaar",
            "taal",
            "contactvoorkeur",
            "contactpersoon_naam",
            "contactpersoon_telefoon",
            "contactpersoon_relatie",
            "contactpersoon_vertegenwoordigt_als",
        ],
    },
    Opening {
        table: "referral",
        column: "sealed",
        whose: "resident_id",
        shape: Shape::Notes,
        fields: &[
            "aanleiding",
            "bijzonderheden",
            "aandachtspunten",
            "medische_achtergrond",
        ],
    },
    Opening {
        table: "referral_history",
        column: "sealed_note",
        whose: OF_HISTORY,
        shape: Shape::Text,
        fields: &["toelichting"],
    },
    Opening {
        table: "objection",
        column: "sealed_words",
        whose: OF_OBJECTION,
        shape: Shape::Text,
        fields: &["bezwaar"],
    },
    Opening {
        table: "objection",
        column: "sealed_answer",
        whose: OF_OBJECTION,
        shape: Shape::Text,
        fields: &["antwoord"],
    },
    Opening {
        table: "saved_wish",
        column: "sealed_wishes",
        whose: OF_SAVED_WISH,
        shape: Shape::Text,
        fields: &["wensen"],
    },
    Opening {
        table: "access_alarm",
        column: "sealed_answer",
        whose: "account_id",
        shape: Shape::OfAccount(alarms::SEALED_FOR),
        fields: &["antwoord"],
    },
    Opening {
        table: "suspension",
        column: "sealed_reason",
        whose: "account_id",
        shape: Shape::OfAccount(suspensions::SEALED_FOR),
        fields: &["reden"],
    },
    Opening {
        table: "emergency_access",
        column: "sealed_reason",
        whose: "account_id",
        shape: Shape::OfAccount(emergencies::SEALED_FOR),
        fields: &["reden"],
    },
    Opening {
        table: "unmet_demand",
        column: "sealed_reason",
        whose: "account_id",
        shape: Shape::OfAccount(unmet::SEALED_FOR),
        fields: &["reden"],
    },
    Opening {
        table: "incident",
        column: "sealed_words",
        whose: "made_by",
        shape: Shape::Incident,
        fields: &["wat", "maatregelen", "verteld"],
    },
];

/// How a sealed column is opened.
pub(super) fn of(table: &str, column: &str) -> Option<&'static Opening> {
    let mut all = OPENINGS.iter();
    all.find(|one| one.table == table && one.column == column)
}

/// A sealed value, and whose key opens it.
pub(super) struct Sealed {
    pub opening: &'static Opening,
    pub whose: Option<String>,
    pub bytes: Option<Vec<u8>>,
}

impl Sealed {
    /// The resident whose key is needed; none for what is an account's, or empty.
    pub fn resident(&self) -> Option<ResidentId> {
        let of_account = matches!(self.opening.shape, Shape::OfAccount(_) | Shape::Incident);
        match (&self.bytes, &self.whose) {
            (Some(_), Some(whose)) if !of_account => whose.parse().ok(),
            _ => None,
        }
    }

    /// The fields, in the order of the opening. `None` when the key is gone: then nobody can read
    /// it any more.
    pub fn open(
        &self,
        keys: &HashMap<ResidentId, ResidentKey>,
        secrets: &Secrets,
    ) -> Result<Option<Vec<Cell>>, StoreError> {
        let empty = || vec![Cell::Nothing; self.opening.fields.len()];
        let (Some(bytes), Some(whose)) = (&self.bytes, &self.whose) else {
            return Ok(Some(empty()));
        };
        let account = || {
            let read: Result<UserId, _> = whose.parse();
            read.map_err(|_| StoreError::Unreadable(self.opening.column))
        };
        let text = |clear: &[u8]| {
            let read = String::from_utf8(clear.to_vec());
            read.map_err(|_| StoreError::Unreadable(self.opening.column))
        };
        Ok(Some(match self.opening.shape {
            Shape::OfAccount(purpose) => {
                let clear = vault::open_for_account(secrets, purpose, account()?, bytes)?;
                vec![Cell::Text(text(&clear)?)]
            }
            Shape::Incident => {
                let words = incidents::open_words(secrets, account()?, bytes)?;
                [&words.what, &words.measures, &words.told]
                    .map(|words| Cell::Text(words.clone()))
                    .into()
            }
            Shape::Client | Shape::Notes | Shape::Text => {
                let Some(resident) = self.resident() else {
                    return Ok(None);
                };
                let Some(key) = keys.get(&resident) else {
                    return Ok(None);
                };
                match self.opening.shape {
                    Shape::Client => of_client(&vault::open_client(key, resident, bytes)?),
                    Shape::Notes => of_notes(&vault::open_notes(key, resident, bytes)?),
                    _ => vec![Cell::Text(vault::open_text(key, resident, bytes)?)],
                }
            }
        }))
    }
}

/// The keys of the residents of these values.
pub(super) async fn keys_of<'a>(
    store: &KeyStore,
    values: impl Iterator<Item = &'a Sealed>,
) -> Result<HashMap<ResidentId, ResidentKey>, StoreError> {
    let mut residents: Vec<ResidentId> = values.filter_map(Sealed::resident).collect();
    residents.sort_unstable();
    residents.dedup();
    store.of(&residents).await
}

fn of_client(client: &Client) -> Vec<Cell> {
    let person = client.contact_person.as_ref();
    vec![
        Cell::Text(client.name.clone()),
        Cell::words(client.phone.as_ref().map(|phone| phone.as_str())),
        Cell::words(client.email.as_ref().map(|email| email.as_str())),
        Cell::words(client.address.as_deref()),
        Cell::words(client.postcode.map(|code| code.to_string()).as_deref()),
        client
            .birth_year
            .map_or(Cell::Nothing, |year| Cell::Whole(year.into())),
        Cell::words(client.language.map(|language| language.code())),
        Cell::words(client.preference.map(|preference| preference.code())),
        Cell::words(person.map(|person| person.name.as_str())),
        Cell::words(person.map(|person| person.phone.as_str())),
        Cell::words(person.and_then(|person| person.relation.as_deref())),
        Cell::words(
            person
                .and_then(|person| person.representation)
                .map(|ground| ground.code()),
        ),
    ]
}

fn of_notes(notes: &CaseNotes) -> Vec<Cell> {
    let motives = notes.motives.join(" ");
    vec![
        Cell::words(Some(motives.as_str()).filter(|text| !text.is_empty())),
        Cell::words(notes.particulars.as_deref()),
        Cell::words(notes.attention.as_deref()),
        Cell::words(notes.medical_background.as_deref()),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::leaving::tables;
    use crate::schema::Kind;

    #[test]
    fn every_sealed_column_that_is_exported_can_be_opened() {
        for table in tables::to_export() {
            for column in tables::columns(table) {
                assert!(
                    column.kind != Kind::Bytes || of(&table.name, &column.name).is_some(),
                    "{}.{}: say how it is opened, and into which fields",
                    table.name,
                    column.name
                );
            }
        }
    }
}
