//! Where a lesson is and how to reach the provider: degrees, postcode, e-mail, website.

use domain::contact::{Email, Postcode};
use domain::geo::Point;

use crate::reading::Reading;
use crate::wording::{fold, is_untold, line};

/// Reads the cells `lat` and `lon`, with a decimal point or comma.
pub(crate) fn point(lat: &str, lon: &str) -> Reading<Point> {
    let (lat, lon) = (fold(lat), fold(lon));
    if is_untold(&lat) && is_untold(&lon) {
        return Reading::Untold;
    }
    let (Some(lat), Some(lon)) = (degrees(&lat), degrees(&lon)) else {
        return Reading::Doubtful("which-point");
    };
    // Two ways in which sheets go wrong: nothing filled in as zero, and the two swapped. Swapped
    // Dutch degrees lie in the sea off Somalia, where nobody organises a lesson.
    let nowhere = lat == 0.0 && lon == 0.0;
    let swapped = (50.0..54.0).contains(&lon) && (3.0..8.0).contains(&lat);
    match Point::new(lat, lon) {
        Some(point) if !nowhere && !swapped => Reading::Told(point),
        _ => Reading::Doubtful("which-point"),
    }
}

/// Degrees with a decimal point or comma; no exponents, no thousands.
pub(crate) fn degrees(text: &str) -> Option<f64> {
    let text = text.trim().replace(',', ".");
    let digits = text.strip_prefix('-').unwrap_or(&text);
    let right = digits
        .bytes()
        .all(|sign| sign.is_ascii_digit() || sign == b'.')
        && digits.bytes().any(|sign| sign.is_ascii_digit());
    right.then(|| text.parse::<f64>().ok()).flatten()
}

/// Reads the cell `postcode`.
pub(crate) fn postcode(text: &str) -> Reading<Postcode> {
    if is_untold(&fold(text)) {
        return Reading::Untold;
    }
    text.parse()
        .map_or(Reading::Doubtful("which-postcode"), Reading::Told)
}

/// An address that holds its postcode.
#[derive(Debug, PartialEq)]
pub(crate) struct AddressParts {
    /// What stands before the postcode: a hall's name, a street and number.
    pub before: Option<String>,
    /// The postcode.
    pub postcode: Postcode,
    /// What stands behind it, when that can be a town.
    pub town: Option<String>,
}

/// Takes an address apart at its postcode with letters, when there is exactly one.
pub(crate) fn parts_of(text: &str) -> Option<AddressParts> {
    let words: Vec<&str> = text.split([' ', '\u{a0}', '\n', ',', ';']).collect();
    let mut found = None;
    for at in 0..words.len() {
        let pair = words.get(at..at + 2).map(|pair| pair.join(" "));
        let candidates = [(Some(words[at].to_owned()), 1), (pair, 2)];
        for (candidate, taken) in candidates {
            let Some(candidate) = candidate else { continue };
            let code = candidate.parse::<Postcode>().ok();
            if let Some(code) = code.filter(|code| code.letters().is_some())
                && !candidate.chars().any(|sign| sign.is_ascii_lowercase())
            {
                if found.is_some() {
                    return None;
                }
                found = Some((at, taken, code));
            }
        }
    }
    let (at, taken, postcode) = found?;
    let shown = |words: &[&str]| {
        let text = words.join(" ");
        let text = line(text.trim_matches(|sign: char| !sign.is_alphanumeric() && sign != ')'));
        text.filter(|text| !text.is_empty())
    };
    // Where the words stood: commas between them are part of the address.
    let start = offset_of(text, words[at]);
    let before = line(
        text.get(..start)?
            .trim_matches([' ', ',', ';', '-', '\n', '\u{a0}']),
    );
    let town = shown(&words[at + taken..]).filter(|town| {
        town.chars().count() <= 40
            && town
                .chars()
                .all(|sign| sign.is_alphabetic() || matches!(sign, ' ' | '-' | '\''))
    });
    Some(AddressParts {
        before,
        postcode,
        town,
    })
}

/// Where a piece of a text begins in it.
fn offset_of(text: &str, piece: &str) -> usize {
    (piece.as_ptr() as usize).saturating_sub(text.as_ptr() as usize)
}

/// Reads the cell `email`.
pub(crate) fn email(text: &str) -> Reading<String> {
    if is_untold(&fold(text)) {
        return Reading::Untold;
    }
    let text = text.trim();
    let text = text.strip_prefix("mailto:").unwrap_or(text);
    text.parse::<Email>()
        .map_or(Reading::Doubtful("which-email"), |email| {
            Reading::Told(email.as_str().to_owned())
        })
}

/// Reads the cell `website`: an address of the web and nothing that a browser would run.
pub(crate) fn website(text: &str) -> Reading<String> {
    let folded = fold(text);
    if is_untold(&folded) {
        return Reading::Untold;
    }
    let text = text.trim();
    let (scheme, rest) = match folded.split_once("://") {
        Some(("http", _)) => ("", &text["http://".len()..]),
        Some(("https", _)) => ("", &text["https://".len()..]),
        Some(_) => return Reading::Doubtful("which-website"),
        None => ("https://", text),
    };
    let host = rest.split(['/', '?', '#', ':']).next().unwrap_or("");
    let right = host.contains('.')
        && !host.starts_with('.')
        && !host.ends_with('.')
        && host
            .chars()
            .all(|sign| sign.is_alphanumeric() || matches!(sign, '-' | '.'))
        && !rest.chars().any(|sign| {
            sign.is_whitespace() || sign.is_control() || matches!(sign, '"' | '<' | '>' | '\\')
        });
    if right {
        Reading::Told(format!("{scheme}{text}"))
    } else {
        Reading::Doubtful("which-website")
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("52.371791", "4.906451")]
    #[case("52,371791", "4,906451")]
    #[case(" 52,371791 ", "4.906451")]
    fn degrees_are_read_with_a_point_or_a_comma(#[case] lat: &str, #[case] lon: &str) {
        assert_eq!(
            point(lat, lon),
            Reading::Told(Point {
                lat: 52.371_791,
                lon: 4.906_451
            })
        );
    }

    #[rstest]
    #[case("52,37", "")]
    #[case("", "4,9")]
    #[case("52371791", "4906451")]
    #[case("91", "5")]
    #[case("0", "0")]
    #[case("4,9", "52,37")]
    #[case("52.371.791", "4.906.451")]
    #[case("1e2", "5")]
    #[case("NaN", "inf")]
    #[case("52° N", "4° O")]
    fn a_point_that_is_not_certain_is_asked(#[case] lat: &str, #[case] lon: &str) {
        assert_eq!(point(lat, lon), Reading::Doubtful("which-point"));
    }

    #[rstest]
    #[case("5211 AB", Some("5211 AB"))]
    #[case("5211ab", Some("5211 AB"))]
    #[case("5211", Some("5211"))]
    #[case("E13 8SD", None)]
    #[case("52111 AB", None)]
    #[case("5211 AB Den Bosch", None)]
    fn a_postcode_is_read_or_asked(#[case] text: &str, #[case] expected: Option<&str>) {
        match (postcode(text), expected) {
            (Reading::Told(code), Some(expected)) => assert_eq!(code.to_string(), expected),
            (reading, None) => assert_eq!(reading, Reading::Doubtful("which-postcode")),
            (reading, Some(_)) => panic!("{reading:?}"),
        }
    }

    #[rstest]
    #[case(
        "Sporthal De Kade, Kade 1, 5299 AB Brugdam",
        Some((Some("Sporthal De Kade, Kade 1"), "5299 AB", Some("Brugdam")))
    )]
    #[case("Kade 1\n5299AB BRUGDAM", Some((Some("Kade 1"), "5299 AB", Some("BRUGDAM"))))]
    #[case("5299 AB 's-Brugdam", Some((None, "5299 AB", Some("s-Brugdam"))))]
    #[case("Kade 1, 5299 AB", Some((Some("Kade 1"), "5299 AB", None)))]
    #[case("Kade 1 Brugdam", None)]
    #[case("Kade 1, 5299", None)]
    #[case("5299 AB of 5299 AC", None)]
    #[case("in 2024 de zaal", None)]
    fn an_address_is_taken_apart_at_its_one_postcode(
        #[case] text: &str,
        #[case] expected: Option<(Option<&str>, &str, Option<&str>)>,
    ) {
        let parts = parts_of(text);
        let read = parts.as_ref().map(|parts| {
            (
                parts.before.as_deref(),
                parts.postcode.to_string(),
                parts.town.as_deref(),
            )
        });
        let expected = expected.map(|(before, code, town)| (before, code.to_owned(), town));
        assert_eq!(read, expected);
    }

    #[rstest]
    #[case("www.wandelclub.example", Some("https://www.wandelclub.example"))]
    #[case(
        "http://wandelclub.example/les?x=1",
        Some("http://wandelclub.example/les?x=1")
    )]
    #[case("HTTPS://Wandelclub.example", Some("HTTPS://Wandelclub.example"))]
    #[case("javascript:alert(1)", None)]
    #[case("ftp://wandelclub.example", None)]
    #[case("zie facebook", None)]
    #[case("https://a.example/\"onclick=x", None)]
    #[case("wandelclub", None)]
    fn a_website_is_read_or_asked(#[case] text: &str, #[case] expected: Option<&str>) {
        let expected = expected.map_or(Reading::Doubtful("which-website"), |url| {
            Reading::Told(url.to_owned())
        });
        assert_eq!(website(text), expected);
    }

    #[rstest]
    #[case("info@wandelclub.example", Some("info@wandelclub.example"))]
    #[case(" Info@Wandelclub.Example ", Some("Info@wandelclub.example"))]
    #[case("mailto:info@wandelclub.example", Some("info@wandelclub.example"))]
    #[case("info at wandelclub", None)]
    #[case("a@x.example; b@x.example", None)]
    fn an_email_is_read_or_asked(#[case] text: &str, #[case] expected: Option<&str>) {
        let expected = expected.map_or(Reading::Doubtful("which-email"), |mail| {
            Reading::Told(mail.to_owned())
        });
        assert_eq!(email(text), expected);
    }
}
