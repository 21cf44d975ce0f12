//! Whoever gives the lessons, where the list says it elsewhere than in a column of its own: in the title
//! ("Lesrooster S.V. De Verzinsel"), in the heading of a block, or in a cell with their address below the
//! name. For [`super::rows`] and [`super::above`].
//!
//! A title counts only when it is of one organisation's own programme. The title of an overview ("gids",
//! "overzicht", "gemeente") names who made it, and a row that names another organisation is asked.

use super::one_cell::is_street;
use crate::wording::{fold, line};

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

/// Whose programme it is, by the lines above the column names.
pub(super) fn of_titles(titles: &[String]) -> Option<String> {
    let labelled = titles.iter().find_map(|title| after_label(title));
    if labelled.is_some() {
        return labelled;
    }
    let all = fold(&titles.join(" / "));
    let is_overview = OVERVIEWS.iter().any(|word| all.contains(word));
    let is_programme = PROGRAMMES.iter().any(|word| all.contains(word));
    if is_overview || !is_programme {
        return None;
    }
    let parts = titles.iter().flat_map(|title| parts_of(title));
    let mut names: Vec<String> = parts.filter_map(organisation).collect();
    names.dedup();
    (names.len() == 1).then(|| names.pop()).flatten()
}

/// The organisation that a heading between the rows names: "TENNISCLUB 'T NETJE", "Zwembad De Verzinsel,
/// Kade 1".
pub(super) fn of_heading(heading: &str) -> Option<String> {
    let first = *parts_of(heading).first()?;
    kind_of(first.split_whitespace().next()?)?;
    organisation(first)
}

/// Whether a row names another organisation than this: "door Fysiotherapie De Verzinsel", "via vereniging".
pub(super) fn is_of_another(cells: &[String], name: &str) -> bool {
    let own = fold(name);
    cells.iter().any(|cell| {
        let words: Vec<&str> = cell.split_whitespace().collect();
        let names_one = (0..words.len()).any(|at| {
            let kind = kind_of(words[at].trim_start_matches(['(', '"', '\'']));
            let mut behind = words[at + 1..].iter().take_while(|word| is_in_name(word));
            let named = behind.find(|word| !is_small(word));
            kind == Some(Kind::Giver) && named.is_some_and(|word| !own.contains(&fold(word)))
        });
        let says_so = words.iter().any(|word| {
            let word = fold(word);
            let word = word.trim_matches(|sign: char| !sign.is_alphanumeric());
            matches!(
                word,
                "i.s.m" | "ism" | "samenwerking" | "vereniging" | "kbo" | "pcob"
            ) || word.starts_with("georganiseerd")
        });
        names_one || says_so
    })
}

/// Where it is, by a line with one street and number: "Zwembad De Verzinsel, Kade 1".
pub(super) fn address_in(text: &str) -> Option<String> {
    let groups = split_at_dashes(text);
    let mut found: Vec<String> = Vec::new();
    for group in groups {
        let parts: Vec<&str> = group.split(',').map(str::trim).collect();
        for (at, part) in parts.iter().enumerate() {
            if is_street(part) {
                let hall = at.checked_sub(1).map(|at| without_programme(parts[at]));
                let hall = hall.filter(|hall| !hall.is_empty());
                found.push(match hall {
                    Some(hall) => format!("{hall}, {part}"),
                    None => (*part).to_owned(),
                });
            }
        }
    }
    (found.len() == 1).then(|| found.pop()).flatten()
}

/// Words of a title that is of many organisations.
const OVERVIEWS: [&str; 14] = [
    "overzicht van",
    "gids",
    "kalender",
    "samengesteld",
    "samegesteld",
    "dorpsraad",
    "gemeente",
    "sociale kaart",
    "overgenomen",
    "krant",
    "regio",
    "sportaanbod",
    "beweegaanbod",
    "omstreken",
];

/// Words of a title that is of somebody's own lessons.
const PROGRAMMES: [&str; 7] = [
    "rooster",
    "programma",
    "schema",
    "groepen",
    "groepsaanbod",
    "cursus",
    "lessen",
];

/// Words before a name that only say what the list is.
const BEFORE: [&str; 12] = [
    "bewegen",
    "sporten",
    "van",
    "bij",
    "in",
    "de",
    "het",
    "aanbod",
    "activiteiten",
    "sport",
    "ons",
    "onze",
];

fn is_before(word: &str) -> bool {
    let word = fold(word);
    BEFORE.contains(&word.as_str()) || PROGRAMMES.iter().any(|end| word.ends_with(end))
}

fn without_programme(text: &str) -> &str {
    let mut rest = text.trim();
    while let Some((first, more)) = rest.split_once(' ')
        && is_before(first)
    {
        rest = more.trim_start();
    }
    rest
}

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    /// Its members or staff give the lessons.
    Giver,
    /// It gives lessons, and others may hire it.
    Venue,
}

/// What kind of organisation a word names.
fn kind_of(word: &str) -> Option<Kind> {
    const GIVERS: [&str; 26] = [
        "stichting",
        "st.",
        "fysiotherapie",
        "fysiotherapiepraktijk",
        "welzijn",
        "sv",
        "s.v.",
        "vv",
        "v.v.",
        "tc",
        "t.c.",
        "av",
        "a.v.",
        "hv",
        "h.v.",
        "bc",
        "b.c.",
        "zc",
        "z.c.",
        "ttv",
        "t.t.v.",
        "sc",
        "s.c.",
        "fc",
        "zwemschool",
        "dansschool",
    ];
    const VENUES: [&str; 5] = [
        "zwembad",
        "sportcentrum",
        "sportschool",
        "fitnesscentrum",
        "yogastudio",
    ];
    let word = fold(word);
    if VENUES.contains(&word.as_str()) {
        return Some(Kind::Venue);
    }
    let is_giver = GIVERS.contains(&word.as_str())
        || word.ends_with("vereniging")
        || word.ends_with("club")
        || word.starts_with("fysiotherap");
    is_giver.then_some(Kind::Giver)
}

fn split_at_dashes(text: &str) -> Vec<&str> {
    let at_hyphens = text.split(" - ");
    let at_dashes = at_hyphens.flat_map(|part| part.split(" \u{2013} "));
    at_dashes
        .flat_map(|part| part.split(" \u{2014} "))
        .collect()
}

/// The pieces of a line between its dashes, commas and brackets.
fn parts_of(text: &str) -> Vec<&str> {
    let groups = split_at_dashes(text).into_iter();
    let parts = groups.flat_map(|group| group.split([',', '|', '(', ')']));
    parts
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect()
}

/// What stands behind "Organisatie:" and the like.
fn after_label(title: &str) -> Option<String> {
    let (label, name) = title.split_once(':')?;
    let is_label = matches!(
        fold(label).trim(),
        "organisatie" | "aanbieder" | "organisator" | "vereniging"
    );
    let name = line(parts_of(name).first()?)?;
    (is_label && name.split(' ').count() <= LONGEST).then_some(name)
}

/// In words.
const LONGEST: usize = 6;

/// The name of an organisation, when a piece of a line is one, behind words that say what the list is. A
/// kind in small letters before the name of a club is no part of it: "gymnastiekvereniging DOS".
fn organisation(part: &str) -> Option<String> {
    let part = without_programme(part);
    let words: Vec<&str> = part.split_whitespace().collect();
    let (kind, rest) = words.split_first()?;
    kind_of(kind)?;
    let first = rest.first()?;
    let has_capital = rest.iter().any(|word| word.starts_with(char::is_uppercase));
    let goes_on = matches!(fold(first).as_str(), "en" | "&" | "in" | "van");
    if goes_on || !has_capital || !rest.iter().all(|word| is_in_name(word)) || rest.len() > LONGEST
    {
        return None;
    }
    let is_common = kind.starts_with(char::is_lowercase)
        && (kind.ends_with("vereniging") || kind.ends_with("club"));
    let name = if is_common { rest } else { words.as_slice() };
    line(&name.join(" "))
}

/// A small word inside a name.
fn is_small(word: &str) -> bool {
    matches!(
        fold(word).as_str(),
        "de" | "het" | "van" | "'t" | "in" | "en" | "&" | "der" | "den"
    )
}

fn is_in_name(word: &str) -> bool {
    is_small(word) || word.starts_with(|sign: char| sign.is_uppercase() || sign.is_ascii_digit())
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

    #[rstest]
    #[case(
        "Lesrooster S.V. De Verzinsel, seizoen 2025/2026",
        Some("S.V. De Verzinsel")
    )]
    #[case(
        "Lesrooster gymnastiekvereniging DOS Verzinsel – 2026",
        Some("DOS Verzinsel")
    )]
    #[case("Weekprogramma bewegen Welzijn Verzinsel", Some("Welzijn Verzinsel"))]
    #[case(
        "Groepen – Fysiotherapie De Verzinsel",
        Some("Fysiotherapie De Verzinsel")
    )]
    #[case("Rooster Zwembad De Verzinsel, Kade 1", Some("Zwembad De Verzinsel"))]
    #[case("Aanbod blok 2 / Organisatie: Sportcoaches Verzinsel", None)]
    #[case("Organisatie: Sportcoaches Verzinsel", Some("Sportcoaches Verzinsel"))]
    // Who made it, where it is, and what it is about.
    #[case("Overzicht van Stichting De Verzinsel, alle lessen", None)]
    #[case("Weekrooster Dorpshuis De Verzinsel", None)]
    #[case("Programma welzijn en gezondheid", None)]
    #[case("Rooster Stichting De Verzinsel – Fysiotherapie De Kade", None)]
    #[case("Stichting De Verzinsel", None)]
    fn a_title_names_whose_programme_it_is(#[case] title: &str, #[case] name: Option<&str>) {
        assert_eq!(of_titles(&[title.to_owned()]).as_deref(), name);
    }

    #[rstest]
    #[case("TENNISCLUB 'T NETJE", Some("TENNISCLUB 'T NETJE"))]
    #[case(
        "Zwembad De Verzinsel, Kade 1, tel. 073-5550101",
        Some("Zwembad De Verzinsel")
    )]
    #[case("DORPSHUIS DE VERZINSEL, Kade 1", None)]
    #[case("WELZIJN EN GEZONDHEID", None)]
    #[case("Volleybal", None)]
    #[case("Rooster Zwembad De Verzinsel", None)]
    fn a_heading_names_an_organisation_when_it_begins_with_one(
        #[case] heading: &str,
        #[case] name: Option<&str>,
    ) {
        assert_eq!(of_heading(heading).as_deref(), name);
    }

    #[rstest]
    #[case("Valpreventie door Fysiotherapie De Kade", true)]
    #[case("Waterpolo Z.C. De Kade", true)]
    #[case("via vereniging", true)]
    #[case("i.s.m. de gemeente", true)]
    #[case("Zwembad De Plons", false)]
    #[case("turnclub De Verzinsel", false)]
    #[case("beginners club", false)]
    fn a_row_of_another_organisation_is_seen(#[case] cell: &str, #[case] is_of_another: bool) {
        assert_eq!(
            super::is_of_another(&[cell.to_owned()], "S.V. De Verzinsel"),
            is_of_another
        );
    }

    #[rstest]
    #[case(
        "Rooster Zwembad De Verzinsel, Havenweg 2",
        Some("Zwembad De Verzinsel, Havenweg 2")
    )]
    #[case("LOCATIE CENTRUM – Molenstraat 14", Some("Molenstraat 14"))]
    #[case("Molenstraat 14, Kerkstraat 2", None)]
    #[case("Geldig vanaf 1 september", None)]
    fn a_line_with_one_street_tells_where(#[case] text: &str, #[case] address: Option<&str>) {
        assert_eq!(address_in(text).as_deref(), address);
    }
}
