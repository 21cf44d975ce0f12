//! What the name above a column means: a name of the list, two of them in one ("Dag en locatie"), or
//! a question ("Waar verzamelen we?"). For [`super::columns`]. A name of which nobody can be sure
//! means nothing, and its cells are kept as notes.

use super::column::Column;
use super::column_names::NAMES;
use super::prices;
use crate::wording::{fold, squeeze, words};

/// In bytes; the longest name of the list has a fifth of it.
const LONGEST_NAME: usize = 100;

/// What a column's name means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Meaning {
    /// Which column.
    pub column: Column,
    /// Whether it is the template's own name.
    pub is_own: bool,
    /// Per what the amounts in it are paid ("Prijs per les").
    pub price_per: Option<String>,
}

impl Meaning {
    const fn of(column: Column) -> Self {
        Self {
            column,
            is_own: false,
            price_per: None,
        }
    }
}

/// What a column name means.
pub(super) fn meaning(name: &str) -> Option<Meaning> {
    // A cell as long as a story is no name, and folding it would take long.
    if name.len() > LONGEST_NAME {
        return None;
    }
    let squeezed = squeeze(name);
    if name.trim() == "€" {
        return Some(Meaning::of(Column::Price));
    }
    if squeezed.is_empty() {
        return None;
    }
    listed(&squeezed)
        .or_else(|| price_of_each(name))
        .or_else(|| {
            let unit = ["prijsper", "kostenper", "tariefper"]
                .iter()
                .find_map(|head| squeezed.strip_prefix(head))?;
            Some(Meaning {
                price_per: Some(format!("per {unit}")),
                ..Meaning::of(Column::Price)
            })
        })
        .or_else(|| first_of_several(&squeezed))
        .or_else(|| in_brackets(name))
        .or_else(|| composed(name).map(Meaning::of))
        .or_else(|| question(&words(name)).map(Meaning::of))
        .or_else(|| asked_by_a_form(name).map(Meaning::of))
        .or_else(|| bare(&words(name)))
}

/// "Dag 1" beside "Dag 2": the first moment. The others are asked where they are told.
fn first_of_several(squeezed: &str) -> Option<Meaning> {
    let name = squeezed.strip_suffix('1')?;
    if matches!(name, "training" | "les" | "moment") {
        return Some(Meaning::of(Column::Day));
    }
    let meaning = listed(name)?;
    matches!(meaning.column, Column::Day | Column::From | Column::To)
        .then(|| Meaning::of(meaning.column))
}

/// What a name that nobody knows says in brackets behind it: "tekst website (wanneer)".
fn in_brackets(name: &str) -> Option<Meaning> {
    let (head, inside) = name.trim().strip_suffix(')')?.rsplit_once('(')?;
    let is_known = listed(&squeeze(head)).is_some();
    let told = listed(&squeeze(inside)).filter(|_| !is_known)?;
    matches!(
        told.column,
        Column::Day | Column::From | Column::Price | Column::Ages | Column::Address
    )
    .then(|| Meaning::of(told.column))
}

/// What a line says of all prices: "Lesrooster 2026 - contributie per maand, 10 maanden".
pub(super) fn prices_of_each(text: &str) -> Option<String> {
    let told = words(text);
    let found = told.windows(3).find_map(|three| {
        let [price, per, unit] = three else {
            return None;
        };
        let is_price = ["contributie", "prijs", "prijzen", "tarieven", "kosten"];
        (is_price.contains(&price.as_str()) && per == "per" && prices::per(unit).is_some())
            .then(|| format!("per {unit}"))
    });
    found.filter(|_| text.len() <= LONGEST_NAME * 2)
}

/// A price and per what it is paid, as people write that in a cell: "Kosten p.k.", "Contributie
/// p/kwartaal *".
fn price_of_each(name: &str) -> Option<Meaning> {
    const PRICES: [&str; 7] = [
        "prijs",
        "kosten",
        "tarief",
        "contributie",
        "bijdrage",
        "lesgeld",
        "bedrag",
    ];
    let named = words(name);
    if !named.iter().any(|word| PRICES.contains(&word.as_str())) {
        return None;
    }
    let told = prices::words(&fold(name).replace(['*', '?'], " "))?;
    let told = told.iter().map(String::as_str);
    let told: Vec<&str> = told.filter(|word| !PRICES.contains(word)).collect();
    match told.as_slice() {
        ["per", unit] if prices::per(unit).is_some() => Some(Meaning {
            price_per: Some(format!("per {unit}")),
            ..Meaning::of(Column::Price)
        }),
        _ => None,
    }
}

/// A name with words around it that change nothing: "Contributie 2026", "Toelichting kosten".
fn bare(words: &[String]) -> Option<Meaning> {
    const HARMLESS: [&str; 18] = [
        "client",
        "patient",
        "text",
        "tekst",
        "toelichting",
        "activiteit",
        "aanbod",
        "les",
        "lessen",
        "deelnemer",
        "deelnemers",
        "indicatie",
        "gegevens",
        "de",
        "het",
        "van",
        "seizoen",
        "veld",
    ];
    let is_year = |word: &str| word.len() == 4 && word.starts_with("20");
    let left: Vec<&str> = words
        .iter()
        .map(String::as_str)
        .filter(|word| !HARMLESS.contains(word) && !is_year(word))
        .collect();
    (left.len() < words.len() && !left.is_empty())
        .then(|| listed(&left.concat()))
        .flatten()
        .map(|meaning| Meaning::of(meaning.column))
}

/// The name of a column that has two lines of them: "Leeftijd" above "van" and "t/m". `upper` is what
/// stands above it, or above a column to its left where the cell goes on over it.
pub(super) fn of_two_lines(upper: &str, is_above: bool, lower: &str) -> String {
    let both = format!("{upper} {lower}");
    let column = |name: &str| meaning(name).map(|meaning| meaning.column);
    let tells_when = matches!(column(upper), Some(Column::Day | Column::From));
    match words(lower).join(" ").as_str() {
        "start" | "begin" | "van" | "vanaf" | "aanvang" if tells_when => return "van".to_owned(),
        "eind" | "einde" | "tot" | "stop" if tells_when => return "tot".to_owned(),
        _ => {}
    }
    if listed(&squeeze(&both)).is_some() {
        both
    } else if column(lower).is_some() {
        lower.to_owned()
    } else if is_above && column(upper).is_some() {
        upper.to_owned()
    } else {
        both
    }
}

fn listed(squeezed: &str) -> Option<Meaning> {
    NAMES.iter().find_map(|(column, own, others)| {
        let is_own = squeeze(own) == squeezed;
        (is_own || others.contains(&squeezed)).then_some(Meaning {
            is_own,
            ..Meaning::of(*column)
        })
    })
}

/// Two or more names in one: "Cursus / activiteit", "Dag, tijd en plaats", "Waar en wanneer?".
fn composed(name: &str) -> Option<Column> {
    let folded = fold(name)
        .replace(" en ", "/")
        .replace(" of ", "/")
        .replace(" - ", "/");
    let parts: Option<Vec<Column>> = folded
        .split(['/', '&', '+', ',', '(', ')'])
        .map(squeeze)
        .filter(|part| !part.is_empty())
        .map(|part| listed(&part).map(|meaning| meaning.column))
        .collect();
    let parts = parts.filter(|parts| parts.len() > 1)?;
    let all_in = |columns: &[Column]| parts.iter().all(|part| columns.contains(part));
    let any_in = |columns: &[Column]| parts.iter().any(|part| columns.contains(part));
    const WHEN: [Column; 3] = [Column::Day, Column::From, Column::To];
    const WHERE: [Column; 5] = [
        Column::Address,
        Column::HouseNumber,
        Column::Postcode,
        Column::Town,
        Column::MeetingPoint,
    ];
    let is_one = parts.iter().all(|part| part == &parts[0]);
    Some(match &parts {
        parts if is_one => parts[0],
        _ if all_in(&[Column::Title, Column::Activity, Column::Description]) => {
            if any_in(&[Column::Title]) {
                Column::Title
            } else {
                Column::Activity
            }
        }
        // "Team / groep" names who trains together.
        _ if all_in(&[Column::Title, Column::Groups]) => Column::Title,
        // "Hoe laat? (begin- en eindtijd)" names hours and no day.
        _ if all_in(&[Column::From, Column::To]) => Column::From,
        _ if all_in(&WHEN) => Column::Day,
        _ if all_in(&WHERE) => Column::Address,
        _ if parts
            .iter()
            .all(|part| WHEN.contains(part) || WHERE.contains(part)) =>
        {
            Column::WhereWhen
        }
        _ if all_in(&[Column::Ages, Column::Groups]) => Column::Groups,
        _ if all_in(&[
            Column::Contact,
            Column::Phone,
            Column::Email,
            Column::Website,
        ]) =>
        {
            Column::Contact
        }
        _ => return None,
    })
}

/// A name that asks, or tells what to do: "Waar is het?", "Hoe laat begint het", "Bellen met".
fn question(words: &[String]) -> Option<Column> {
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let has = |word: &str| words.contains(&word);
    match words.as_slice() {
        _ if words.iter().any(|word| word.starts_with("verzamel")) => Some(Column::MeetingPoint),
        ["waar", ..] if has("wanneer") || has("laat") => Some(Column::WhereWhen),
        ["wanneer", ..] if has("waar") => Some(Column::WhereWhen),
        ["waar", ..] => Some(Column::Address),
        ["wanneer", ..] | ["welke", "dag" | "dagen", ..] => Some(Column::Day),
        ["hoe", "laat", ..] => Some(Column::From),
        ["voor", "wie", ..] => Some(Column::Groups),
        ["wie", "bellen" | "mailen", ..] => Some(Column::Contact),
        ["wat", "kost" | "kosten", ..] => Some(Column::Price),
        ["wie", "organiseert" | "geeft", ..] | ["door", "wie", ..] => Some(Column::Provider),
        [
            "aanmelden" | "aanmelding" | "aanmeldingen" | "opgeven" | "opgave" | "bellen"
            | "inlichtingen" | "informatie" | "info" | "inschrijven",
            "via" | "bij" | "met",
        ] => Some(Column::Contact),
        _ => None,
    }
}

/// What a form asks of whoever fills it in, with what stands in brackets behind it left out: "Op welke
/// dag(en) en tijden? (bijv. maandag 10.00 uur)".
fn asked_by_a_form(name: &str) -> Option<Column> {
    let asked = name.split_once(" (").map_or(name, |(asked, _)| asked);
    let words = words(asked);
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let has = |any: &[&str]| words.iter().any(|word| any.contains(word));
    let ends = |end: &str| words.iter().any(|word| word.ends_with(end));
    let offers = || ends("activiteit") || ends("activiteiten") || has(&["aanbod", "les", "lessen"]);
    let organises = || {
        has(&[
            "organisatie",
            "vereniging",
            "club",
            "aanbieder",
            "stichting",
        ])
    };
    match words.as_slice() {
        // Only where a question continues: a name of two words may mean many things.
        [] | [_] | [_, _] => None,
        ["op", "welke", ..] if has(&["dag", "dagen"]) => Some(Column::Day),
        ["vanaf", "welke", "leeftijd", ..] => Some(Column::AgeFrom),
        [
            "voor",
            "welke",
            "leeftijd" | "leeftijden" | "leeftijdsgroep",
            ..,
        ] => Some(Column::Ages),
        ["voor", "welke", "doelgroep" | "doelgroepen", ..] => Some(Column::Groups),
        ["welke", ..] | ["wat", "voor", ..]
            if offers()
                && has(&[
                    "bied",
                    "biedt",
                    "bieden",
                    "organiseer",
                    "organiseert",
                    "organiseren",
                    "geef",
                    "geeft",
                    "geven",
                    "heeft",
                ]) =>
        {
            Some(Column::Title)
        }
        ["wat" | "hoe", "is" | "heet", ..] if has(&["naam", "heet"]) && organises() => {
            Some(Column::Provider)
        }
        ["wat" | "hoe", "is" | "heet", ..] if has(&["naam", "heet"]) && offers() => {
            Some(Column::Title)
        }
        ["wat", "is" | "zijn", ..] if has(&["prijs", "kosten", "contributie"]) => {
            Some(Column::Price)
        }
        ["wie", "is" | "zijn", ..] if has(&["contactpersoon", "contactpersonen"]) => {
            Some(Column::Contact)
        }
        ["telefoon" | "telefoonnummer", "voor" | "waarop", ..] => Some(Column::Phone),
        // "E-mail" falls apart into two words.
        [
            "emailadres" | "mailadres" | "email" | "mail",
            "voor" | "waarop",
            ..,
        ]
        | ["e", "mail" | "mailadres", "voor" | "waarop", ..] => Some(Column::Email),
        ["hoe" | "waar" | "bij" | "met", ..]
            if has(&["aanmelden", "opgeven", "inschrijven"]) || has(&["contact"]) =>
        {
            Some(Column::Contact)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("Naam aanbieder", Column::Provider)]
    #[case("NAAM", Column::Title)]
    #[case("Tel.", Column::Phone)]
    #[case("E-mail", Column::Email)]
    #[case("e-mailadres", Column::Email)]
    #[case("Straat + nr", Column::Address)]
    #[case(" Erkende interventie ", Column::Recognition)]
    #[case("BRON_ID", Column::SourceId)]
    #[case("Bevestigd op:", Column::ConfirmedOn)]
    #[case("Leeftijd(en)", Column::Ages)]
    #[case("Dg", Column::Day)]
    #[case("Lft_min", Column::AgeFrom)]
    #[case("Eenh.", Column::PriceUnit)]
    fn a_column_is_known_by_its_variants(#[case] name: &str, #[case] column: Column) {
        assert_eq!(meaning(name).map(|meaning| meaning.column), Some(column));
    }

    #[rstest]
    #[case(
        "Lesrooster 2026 - contributie per maand, 10 maanden",
        Some("per maand")
    )]
    #[case("contributie per half jaar", None)]
    #[case("betalen per maand", None)]
    fn a_line_may_say_per_what_all_prices_are(#[case] text: &str, #[case] per: Option<&str>) {
        assert_eq!(prices_of_each(text).as_deref(), per);
    }

    #[rstest]
    #[case("Wanneer", true, "dag", "dag")]
    #[case("Wanneer", false, "start", "van")]
    #[case("Leeftijd", true, "van", "Leeftijd van")]
    #[case("Leeftijd", false, "t/m", "Leeftijd t/m")]
    #[case("Kosten", true, "bedrag", "Kosten")]
    #[case("Kosten", false, "per", "Kosten per")]
    #[case("Kosten", false, "leden", "Kosten leden")]
    fn two_lines_of_names_are_one(
        #[case] upper: &str,
        #[case] is_above: bool,
        #[case] lower: &str,
        #[case] name: &str,
    ) {
        assert_eq!(of_two_lines(upper, is_above, lower), name);
    }

    #[rstest]
    #[case("Contributie 2026", Some(Column::Price))]
    #[case("Kosten toelichting", Some(Column::Price))]
    #[case("Prijs kinderen", None)]
    #[case("Kosten p.k.", Some(Column::Price))]
    #[case("Dag 1", Some(Column::Day))]
    #[case("Training 1", Some(Column::Day))]
    #[case("Team / groep", Some(Column::Title))]
    #[case("€", Some(Column::Price))]
    #[case("Dag 2", None)]
    #[case("tekst website (wanneer)", Some(Column::Day))]
    #[case("price text", Some(Column::Price))]
    #[case("Contributie p/kwartaal *", Some(Column::Price))]
    #[case("Cursus / activiteit", Some(Column::Title))]
    #[case("Sport of activiteit", Some(Column::Activity))]
    #[case("Dag, tijd", Some(Column::Day))]
    #[case("Waar en wanneer?", Some(Column::WhereWhen))]
    #[case("Plaats / tijd", Some(Column::WhereWhen))]
    #[case("Locatie en plaats", Some(Column::Address))]
    #[case("Doelgroep (leeftijd)", Some(Column::Groups))]
    #[case("Telefoon / e-mail", Some(Column::Contact))]
    #[case("Day / dag", Some(Column::Day))]
    #[case("Waar verzamelen we?", Some(Column::MeetingPoint))]
    #[case("Bellen met", Some(Column::Contact))]
    #[case("Hoe laat begint het?", Some(Column::From))]
    #[case("Op welke dag(en) en tijden? (bijv. ma 10.00 uur)", Some(Column::Day))]
    #[case("Welke sport- of beweegactiviteit biedt u aan?", Some(Column::Title))]
    #[case("Wat is de naam van uw organisatie?", Some(Column::Provider))]
    #[case("Hoe heet de activiteit?", Some(Column::Title))]
    #[case("Voor welke leeftijd?", Some(Column::Ages))]
    #[case("Vanaf welke leeftijd?", Some(Column::AgeFrom))]
    #[case("Wat zijn de kosten voor de deelnemer?", Some(Column::Price))]
    #[case("Telefoonnummer voor aanmelding (niet verplicht)", Some(Column::Phone))]
    #[case("Hoe kunnen mensen zich aanmelden?", Some(Column::Contact))]
    #[case("Welke activiteit bied je aan?", Some(Column::Title))]
    #[case("Hoe laat? (begin- en eindtijd)", Some(Column::From))]
    #[case("Op welke dag(en)?", Some(Column::Day))]
    #[case("E-mail voor aanmelden", Some(Column::Email))]
    #[case("Telefoon voor aanmelden", Some(Column::Phone))]
    #[case("Van wie", Some(Column::Provider))]
    #[case(
        "Wie is de contactpersoon en hoe is die te bereiken?",
        Some(Column::Contact)
    )]
    #[case("Bellen/mailen", Some(Column::Contact))]
    #[case("tariefsoort", Some(Column::PriceUnit))]
    #[case("Welke activiteit vindt u leuk?", None)]
    #[case("Is de locatie toegankelijk voor rolstoelen?", None)]
    // Of whom, and for what: nobody can tell.
    #[case("Organisatie / telefoon", None)]
    #[case("Aanmelden nodig", None)]
    #[case("Prijs / dag", None)]
    fn a_name_of_two_names_or_a_question_is_read_where_it_is_certain(
        #[case] name: &str,
        #[case] column: Option<Column>,
    ) {
        assert_eq!(meaning(name).map(|meaning| meaning.column), column);
    }
}
