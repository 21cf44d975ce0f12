//! A price above or below a list that holds for each row without one of its own: "Kosten: € 2,50 per keer,
//! tenzij anders vermeld". Only a line that says so itself, and only one of them. For [`super::above`].

use domain::price::Price;

use super::prices;
use crate::reading::Reading;
use crate::wording::{fold, words};

/// What says that a row may tell another price.
const UNLESS: [&str; 4] = [
    "tenzij anders vermeld",
    "tenzij anders aangegeven",
    "tenzij er een andere prijs bij staat",
    "tenzij er een ander bedrag bij staat",
];

/// The price that the lines beside a list tell for all of it; none when they tell two.
pub(super) fn told(lines: &[String]) -> Option<Price> {
    let mut found: Vec<Price> = lines.iter().filter_map(|text| of_line(text)).collect();
    found.dedup();
    (found.len() == 1).then(|| found.pop()).flatten()
}

fn of_line(text: &str) -> Option<Price> {
    let folded = fold(text);
    let (before, behind) = UNLESS.iter().find_map(|words| folded.split_once(words))?;
    let (label, price) = before.split_once(':')?;
    let is_price = matches!(
        label.trim(),
        "kosten" | "prijs" | "prijzen" | "tarief" | "tarieven" | "deelname" | "bijdrage"
    );
    let price = price.trim().trim_end_matches([',', '(', ';', '-', ' ']);
    match prices::read(price) {
        Reading::Told(price) if is_price && speaks_of_drinks_alone(behind) => Some(price),
        _ => None,
    }
}

/// Whether what follows speaks of no other money than that for coffee.
fn speaks_of_drinks_alone(text: &str) -> bool {
    let told = words(text);
    let has_money = text.contains('€')
        || told.iter().any(|word| {
            word == "euro" || ["korting", "pas", "leden", "gratis"].contains(&word.as_str())
        });
    const DRINKS: [&str; 9] = [
        "koffie",
        "thee",
        "en",
        "of",
        "kopje",
        "euro",
        "per",
        "kost",
        "consumpties",
    ];
    let is_number = |word: &String| word.bytes().all(|sign| sign.is_ascii_digit());
    !has_money
        || told
            .iter()
            .all(|word| DRINKS.contains(&word.as_str()) || is_number(word))
}

#[cfg(test)]
mod tests {
    use domain::price::Per;
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case(
        "Kosten: € 2,50 per keer, tenzij anders vermeld. Koffie en thee € 1,-",
        true
    )]
    #[case("Prijs: € 2,50 per les (tenzij anders aangegeven)", true)]
    // It does not say that it holds for each row.
    #[case("Kosten: € 2,50 per keer. Koffie en thee € 1,-", false)]
    #[case("Kosten: € 2,50, tenzij anders vermeld", false)]
    #[case("Kosten: € 2,50 per keer, tenzij anders vermeld. Leden € 1,-", false)]
    #[case("Zaalhuur: € 2,50 per keer, tenzij anders vermeld", false)]
    fn a_line_tells_the_price_of_all_where_it_says_so(#[case] text: &str, #[case] is_so: bool) {
        let price = Price {
            cents: 250,
            per: Per::Lesson,
        };
        assert_eq!(told(&[text.to_owned()]), is_so.then_some(price));
    }

    #[test]
    fn two_prices_for_all_are_none() {
        let line = |euros: u8| format!("Kosten: € {euros} per keer, tenzij anders vermeld");
        assert_eq!(told(&[line(2), line(3)]), None);
        assert!(told(&[line(2), line(2)]).is_some());
    }
}
