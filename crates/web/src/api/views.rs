//! Shapes that several endpoints answer with.

use actions::ShownOwner;
use domain::ids::OrganisationId;
use jiff::civil::Time;
use serde::Serialize;
use utoipa::ToSchema;

/// Wie er aan zet is.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Eigenaar)]
pub(crate) struct OwnerView {
    /// De rol waarin.
    pub(crate) rol: &'static str,
    /// De organisatie.
    #[schema(value_type = String, format = "uuid")]
    pub(crate) organisatie_id: OrganisationId,
    /// De naam van de organisatie.
    pub(crate) naam: String,
}

impl From<ShownOwner> for OwnerView {
    fn from(owner: ShownOwner) -> Self {
        Self {
            rol: owner.role.code(),
            organisatie_id: owner.organisation,
            naam: owner.name,
        }
    }
}

/// Een code met de Nederlandse tekst erbij.
#[derive(Serialize, ToSchema)]
#[schema(as = Code)]
pub(crate) struct CodeView {
    /// De code.
    pub(crate) code: String,
    /// De tekst.
    pub(crate) tekst: String,
}

/// An hour as the wire has it: `10:00`.
pub(crate) fn clock(time: Time) -> String {
    format!("{:02}:{:02}", time.hour(), time.minute())
}

/// Hundredths as a decimal number: 87 is 0.87.
pub(crate) fn hundredths(count: u8) -> f64 {
    f64::from(count) / 100.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hundredths_print_as_people_write_them() {
        let printed: Vec<String> = (0..=100_u8)
            .map(|count| serde_json::to_string(&hundredths(count)).unwrap())
            .collect();
        assert!(printed.iter().all(|text| text.len() <= 4), "{printed:?}");
        assert_eq!(printed[87], "0.87");
    }
}
