//! Amounts of money as people write them: `5,50`, `5.50`, `1.250,00`, `120,-`.

use domain::price::Cents;

/// More than this for a lesson, card or year is taken for a slip of the pen.
const MOST: u64 = 1_000_000;

/// Cents, when the text is one amount and nothing else. Three digits after a dot are thousands;
/// three after a comma are not an amount in Dutch or English alike, so they are refused.
pub(crate) fn cents(text: &str) -> Option<Cents> {
    let text = text.trim();
    let text = [",--", ",-", ".-", ",="]
        .iter()
        .find_map(|tail| text.strip_suffix(tail))
        .unwrap_or(text);
    let last = text.rfind(['.', ',']);
    let (whole, fraction) = match last {
        None => (text, ""),
        Some(at) => {
            let fraction = &text[at + 1..];
            match (fraction.len(), text.as_bytes().get(at)) {
                (1 | 2, _) => (&text[..at], fraction),
                (3, Some(b'.')) => (text, ""),
                _ => return None,
            }
        }
    };
    let euros = whole_number(whole)?;
    let part: u64 = match fraction.len() {
        0 => 0,
        1 => fraction.parse::<u64>().ok()? * 10,
        _ => fraction.parse().ok()?,
    };
    if !fraction.bytes().all(|sign| sign.is_ascii_digit()) {
        return None;
    }
    let cents = euros.checked_mul(100)?.checked_add(part)?;
    (cents <= MOST)
        .then(|| Cents::try_from(cents).ok())
        .flatten()
}

/// Digits, with groups of three parted by dots or commas (one kind).
fn whole_number(text: &str) -> Option<u64> {
    let separator = text.chars().find(|sign| !sign.is_ascii_digit());
    let digits = match separator {
        None => text.to_owned(),
        Some(mark @ ('.' | ',')) => {
            let mut groups = text.split(mark);
            let first = groups.next()?;
            let right =
                (1..=3).contains(&first.len()) && groups.clone().all(|group| group.len() == 3);
            if !right {
                return None;
            }
            std::iter::once(first).chain(groups).collect()
        }
        Some(_) => return None,
    };
    digits
        .bytes()
        .all(|sign| sign.is_ascii_digit())
        .then(|| digits.parse().ok())
        .flatten()
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("5,50", Some(550))]
    #[case("5.50", Some(550))]
    #[case("5,5", Some(550))]
    #[case("5", Some(500))]
    #[case("120,-", Some(12_000))]
    #[case("120,--", Some(12_000))]
    #[case("1.250,00", Some(125_000))]
    #[case("1,250.00", Some(125_000))]
    #[case("1.250", Some(125_000))]
    #[case("1,250", None)]
    #[case("12.34,5", None)]
    #[case("", None)]
    #[case(",", None)]
    #[case("5,+1", None)]
    #[case("-5", None)]
    #[case("99999999999999999999", None)]
    #[case("10001", None)]
    fn an_amount_is_read_or_refused(#[case] written: &str, #[case] read: Option<Cents>) {
        assert_eq!(cents(written), read);
    }
}
