//! Schemes (regelingen): who has little money gets help with what sport costs, from a fund or from
//! the municipality. Each municipality names its own; a search counts with what they pay.
//!
//! What a scheme pays is what the service point knows of it, and no promise: whether somebody gets
//! it is decided by the fund.

use serde::{Deserialize, Serialize};

use crate::price::Cents;

/// More schemes than this nobody needs to choose from.
pub const MOST_SCHEMES: usize = 8;
/// A longer name does not fit beside a tick box.
pub const LONGEST_NAME: usize = 60;
/// The most a scheme may be said to pay a month, in cents.
pub const MOST_A_MONTH: Cents = 50_000;

/// A scheme of a municipality.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scheme {
    /// What people call it, such as "Volwassenenfonds"; different names within a municipality.
    pub name: String,
    /// What it pays a month at most, in cents.
    pub monthly: Cents,
}

/// What is left of a month's price when schemes pay so much, in cents.
#[must_use]
pub const fn after(month_price: Cents, schemes_pay: Cents) -> Cents {
    month_price.saturating_sub(schemes_pay)
}

/// The scheme that is called so, capitals and spaces around it aside.
#[must_use]
pub fn called<'a>(schemes: &'a [Scheme], name: &str) -> Option<&'a Scheme> {
    let wanted = name.trim().to_lowercase();
    schemes
        .iter()
        .find(|scheme| scheme.name.trim().to_lowercase() == wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scheme_pays_no_more_than_it_costs() {
        assert_eq!(after(2_500, 2_000), 500);
        assert_eq!(after(1_500, 2_000), 0);
    }

    #[test]
    fn a_scheme_is_found_however_its_name_is_typed() {
        let fund = Scheme {
            name: "Volwassenenfonds".to_owned(),
            monthly: 2_000,
        };
        let schemes = [fund.clone()];
        assert_eq!(called(&schemes, " volwassenenFonds "), Some(&fund));
        assert_eq!(called(&schemes, "Jeugdfonds"), None);
    }
}
