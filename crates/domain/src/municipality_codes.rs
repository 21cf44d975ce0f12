//! Municipalities that merged or were divided: which code took the place of which, and from what
//! year on. Figures keep the code and the year they were made for; whoever compares years asks here.
//!
//! After the lists of reorganisations of Statistics Netherlands (CBS), 1 January 2021 to 1 January
//! 2023. A municipality that was divided has several successors, and no figure of it may be given to
//! one of them.

/// Code, the first year without it, and what came in its place.
const CHANGES: &[(&str, i16, &[&str])] = &[
    ("GM0003", 2021, &["GM1979"]),
    ("GM0010", 2021, &["GM1979"]),
    ("GM0024", 2021, &["GM1979"]),
    // Haaren was divided among four neighbours.
    ("GM0788", 2021, &["GM0757", "GM0824", "GM0855", "GM0865"]),
    ("GM0370", 2022, &["GM0439"]),
    ("GM0398", 2022, &["GM1980"]),
    ("GM0416", 2022, &["GM1980"]),
    ("GM0756", 2022, &["GM1982"]),
    ("GM0786", 2022, &["GM1982"]),
    ("GM0815", 2022, &["GM1982"]),
    ("GM0856", 2022, &["GM1991"]),
    ("GM1684", 2022, &["GM1982"]),
    ("GM1685", 2022, &["GM1991"]),
    ("GM1702", 2022, &["GM1982"]),
    ("GM0457", 2023, &["GM0363"]),
    ("GM0501", 2023, &["GM1992"]),
    ("GM0530", 2023, &["GM1992"]),
    ("GM0614", 2023, &["GM1992"]),
];

/// What stands in the place of a municipality's code in a year: itself when it still was one, else
/// its successors. More than one means that it was divided.
#[must_use]
pub fn in_year(code: &str, year: i16) -> Vec<&str> {
    match CHANGES
        .iter()
        .find(|(old, gone, _)| *old == code && *gone <= year)
    {
        Some((_, _, successors)) => successors.to_vec(),
        None => vec![code],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_holds_until_the_year_it_went() {
        assert_eq!(in_year("GM0370", 2021), ["GM0370"]);
        assert_eq!(in_year("GM0370", 2022), ["GM0439"]);
        assert_eq!(in_year("GM0796", 2030), ["GM0796"]);
    }

    #[test]
    fn one_that_was_divided_has_several_successors() {
        assert_eq!(in_year("GM0788", 2022).len(), 4);
    }

    #[test]
    fn no_successor_is_gone_itself() {
        for (_, year, successors) in CHANGES {
            for successor in *successors {
                assert_eq!(in_year(successor, *year), [*successor]);
            }
        }
    }
}
