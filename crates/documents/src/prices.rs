//! What it costs, in the reader's language. Called by pages and mails; [`crate::dutch`] holds the
//! same for Dutch readers.

use domain::codes::Language;
use domain::offer::Trial;
use domain::price::{Cents, Per, Price};

use crate::texts::{Arg, Texts};

/// An amount as it stands on a Dutch bill: "€ 20,00"; with a point for readers of English.
#[must_use]
pub fn cents(t: &Texts, cents: Cents) -> String {
    let (decimal, thousands) = match t.language() {
        Language::English => ('.', ','),
        _ => (',', '.'),
    };
    let digits = (cents / 100).to_string();
    let mut euros = String::new();
    for (at, digit) in digits.char_indices() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            euros.push(thousands);
        }
        euros.push(digit);
    }
    format!("€ {euros}{decimal}{:02}", cents % 100)
}

/// A price as the provider asks it: "€ 2,00 per keer", "gratis", "prijs op aanvraag".
#[must_use]
pub fn price(t: &Texts, price: Option<Price>) -> String {
    let Some(price) = price else {
        return t.s("prijs-onbekend");
    };
    if price.cents == 0 {
        return t.s("prijs-gratis");
    }
    let amount = cents(t, price.cents);
    let key = match price.per {
        Per::Lesson => "prijs-keer",
        Per::Month => "prijs-maand",
        Per::Quarter => "prijs-kwartaal",
        Per::Year => "prijs-jaar",
        Per::Card(size) => {
            let args = [
                ("bedrag", Arg::Text(&amount)),
                ("aantal", Arg::Number(size.into())),
            ];
            return t.with("prijs-kaart", &args);
        }
    };
    t.w(key, &[("bedrag", &amount)])
}

/// The price with the weeks that a collective deal pays, and what it costs afterwards: "eerste 16
/// weken gratis, daarna € 2,00 per keer".
#[must_use]
pub fn price_after_deal(t: &Texts, asked: Option<Price>, paid_weeks: Option<u8>) -> String {
    let after = price(t, asked);
    match (paid_weeks, asked) {
        (None | Some(0), _) | (_, Some(Price { cents: 0, .. })) => after,
        (Some(weeks), _) => {
            let args = [
                ("weken", Arg::Number(weeks.into())),
                ("prijs", Arg::Text(&after)),
            ];
            t.with("prijs-vergoed", &args)
        }
    }
}

/// A price a month, as search results are compared: "€ 8,67 per maand", "gratis".
#[must_use]
pub fn per_month(t: &Texts, amount: Cents) -> String {
    price(
        t,
        Some(Price {
            cents: amount,
            per: Per::Month,
        }),
    )
}

/// The first lesson: "eerste keer gratis".
#[must_use]
pub fn trial(t: &Texts, trial: Trial) -> String {
    match trial {
        Trial::Free | Trial::Paid(0) => t.s("proefles-gratis"),
        Trial::Paid(amount) => t.w("proefles-betaald", &[("bedrag", &cents(t, amount))]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::texts::{RESIDENT_LANGUAGES, keys_of};

    #[test]
    fn the_deal_and_the_price_after_it_are_told_together() {
        let asked = Some(Price {
            cents: 200,
            per: Per::Lesson,
        });
        let told: Vec<_> = [Language::Dutch, Language::English, Language::Turkish]
            .map(|language| price_after_deal(Texts::of(language), asked, Some(16)))
            .into();
        let expected = [
            "eerste 16 weken gratis, daarna € 2,00 per keer",
            "first 16 weeks free, then € 2.00 each time",
            "ilk 16 hafta ücretsiz, sonra her sefer € 2,00",
        ];
        assert_eq!(told, expected);
    }

    #[test]
    fn what_is_free_needs_no_deal() {
        let t = Texts::dutch();
        assert_eq!(price_after_deal(t, Some(Price::FREE), Some(16)), "gratis");
        assert_eq!(price_after_deal(t, None, None), "prijs op aanvraag");
        assert_eq!(price_after_deal(t, None, Some(0)), "prijs op aanvraag");
    }

    #[test]
    fn every_language_tells_every_price() {
        let mut dutch = keys_of(Language::Dutch, "prices");
        dutch.sort();
        assert_eq!(dutch.len(), 10);
        for language in RESIDENT_LANGUAGES {
            let mut keys = keys_of(language, "prices");
            keys.sort();
            assert_eq!(keys, dutch, "{language}");
        }
    }
}
