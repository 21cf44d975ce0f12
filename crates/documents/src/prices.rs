//! What it costs, in the reader's language. Called by pages and mails; [`crate::dutch`] holds the
//! same for Dutch readers.

use domain::codes::Language;
use domain::offer::{Offer, Trial};
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

/// A price as it is asked: "€ 2,00 per keer", "gratis", "prijs niet bekend".
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
        Per::Season(None) => "prijs-seizoen",
        Per::Season(Some(_)) => "prijs-seizoen-weken",
        Per::Course(None) => "prijs-cursus",
        Per::Course(Some(_)) => "prijs-cursus-weken",
        Per::Card(_) => "prijs-kaart",
        Per::Once => "prijs-eenmalig",
    };
    let args = [
        ("bedrag", Arg::Text(&amount)),
        (
            "aantal",
            Arg::Number(price.per.number().unwrap_or(0).into()),
        ),
    ];
    t.with(key, &args)
}

/// What an offer costs: its price, "prijs op aanvraag" where its provider or its list says so, and
/// "prijs niet bekend" where nobody said anything.
#[must_use]
pub fn asked(t: &Texts, offer: &Offer) -> String {
    if offer.price.is_none() && offer.price_on_request {
        return t.s("prijs-aanvraag");
    }
    price(t, offer.price)
}

/// About what the price comes to a month, where that can be known and says more than the price
/// itself: "ongeveer € 24 per maand".
#[must_use]
pub fn about_a_month(t: &Texts, offer: &Offer) -> Option<String> {
    let asked = offer.price.filter(|price| price.per != Per::Month)?;
    let month = offer.month_price().filter(|_| asked.cents > 0)?;
    Some(t.w("prijs-ongeveer", &[("bedrag", &about(t, month))]))
}

/// An amount in whole euros, since it is not exact; what is less than one in cents.
fn about(t: &Texts, amount: Cents) -> String {
    match amount.saturating_add(50) / 100 {
        0 => cents(t, amount),
        euros => {
            let whole = cents(t, euros * 100);
            whole[..whole.len() - 3].to_owned()
        }
    }
}

/// The price with the weeks that a collective deal pays, and what it costs afterwards: "eerste 16
/// weken gratis, daarna € 2,00 per keer".
#[must_use]
pub fn price_after_deal(t: &Texts, offer: &Offer) -> String {
    let after = asked(t, offer);
    match (offer.paid_weeks, offer.price) {
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
    use domain::codes::Activity;

    use super::*;
    use crate::texts::{RESIDENT_LANGUAGES, keys_of};

    #[test]
    fn the_deal_and_the_price_after_it_are_told_together() {
        let price = Price {
            cents: 200,
            per: Per::Lesson,
        };
        let asked = offer(Some(price), Some(16));
        let told: Vec<_> = [Language::Dutch, Language::English, Language::Turkish]
            .map(|language| price_after_deal(Texts::of(language), &asked))
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
        let told = |price, weeks| price_after_deal(t, &offer(price, weeks));
        assert_eq!(told(Some(Price::FREE), Some(16)), "gratis");
        assert_eq!(told(None, None), "prijs niet bekend");
        assert_eq!(told(None, Some(0)), "prijs niet bekend");
    }

    #[test]
    fn on_request_is_told_only_where_somebody_said_so() {
        let untold = offer(None, None);
        let mut on_request = offer(None, None);
        on_request.price_on_request = true;
        let t = Texts::dutch();
        assert_eq!(price_after_deal(t, &on_request), "prijs op aanvraag");
        for language in RESIDENT_LANGUAGES {
            let t = Texts::of(language);
            assert_ne!(asked(t, &untold), asked(t, &on_request), "{language}");
        }
    }

    fn offer(price: Option<Price>, paid_weeks: Option<u8>) -> Offer {
        let nil = "00000000-0000-0000-0000-000000000000";
        let (id, club) = (nil.parse().unwrap(), nil.parse().unwrap());
        let home = "GM9001".parse().unwrap();
        Offer {
            price,
            paid_weeks,
            ..Offer::untold(id, home, club, Activity::Walking)
        }
    }

    #[test]
    fn every_way_to_ask_has_its_words() {
        let told = |per: Per| price(Texts::dutch(), Some(Price { cents: 12_000, per }));
        assert_eq!(told(Per::Season(None)), "€ 120,00 per seizoen");
        assert_eq!(
            told(Per::Season(Some(36))),
            "€ 120,00 per seizoen van 36 weken"
        );
        assert_eq!(told(Per::Course(None)), "€ 120,00 voor de hele cursus");
        assert_eq!(
            told(Per::Course(Some(8))),
            "€ 120,00 voor de hele cursus van 8 weken"
        );
        assert_eq!(told(Per::Once), "€ 120,00 eenmalig");
        let english = Texts::of(Language::English);
        let course = Price {
            cents: 6000,
            per: Per::Course(Some(12)),
        };
        assert_eq!(
            price(english, Some(course)),
            "€ 60.00 for the whole course of 12 weeks"
        );
    }

    #[test]
    fn what_is_not_exact_is_told_in_whole_euros() {
        let t = Texts::dutch();
        let told: Vec<String> = [2383, 150, 49, 126_749]
            .map(|amount| about(t, amount))
            .into();
        assert_eq!(told, ["€ 24", "€ 2", "€ 0,49", "€ 1.267"]);
    }

    #[test]
    fn every_language_tells_every_price() {
        let mut dutch = keys_of(Language::Dutch, "prices");
        dutch.sort();
        assert_eq!(dutch.len(), 18);
        for language in RESIDENT_LANGUAGES {
            let mut keys = keys_of(language, "prices");
            keys.sort();
            assert_eq!(keys, dutch, "{language}");
        }
    }
}
