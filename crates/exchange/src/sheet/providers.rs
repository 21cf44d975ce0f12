//! The name of whoever gives the lessons, in a cell that says more of them: their address and number on
//! the lines below it. For [`super::rows`], which keeps the whole cell.

use crate::wording::line;

/// The name in a cell: its first lines, as far as they are words. A line with a number or an address of
/// mail or the web tells where they are, and ends it.
pub(super) fn name_in(cell: &str) -> Option<String> {
    let tells_where = |text: &&str| {
        text.contains(|sign: char| sign.is_ascii_digit() || sign == '@') || text.contains("www.")
    };
    let lines = cell.split(['\n', '\r']).map(str::trim);
    let mut lines = lines.filter(|text| !text.is_empty());
    // A first line with a number is a name too: "Fysio 2000".
    let first = lines.next()?;
    let more = lines.take_while(|text| !tells_where(text));
    let name: Vec<&str> = std::iter::once(first).chain(more).collect();
    line(&name.join(" "))
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("Fysio 2000", Some("Fysio 2000"))]
    #[case(
        "Stichting De Verzinsel\nKade 1\n073-5550101",
        Some("Stichting De Verzinsel")
    )]
    #[case(
        "Stichting\r\n De Verzinsel \n\nMail: a@b.example\nna 9 uur",
        Some("Stichting De Verzinsel")
    )]
    #[case(" \n ", None)]
    fn a_name_ends_where_their_address_begins(#[case] cell: &str, #[case] name: Option<&str>) {
        assert_eq!(name_in(cell).as_deref(), name);
    }
}
