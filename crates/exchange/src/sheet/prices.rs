//! Prices as the Dutch write them: "€ 5,50 per les", "€ 35 voor 12 lessen", "gratis". A bare
//! amount is asked: a lesson or a month makes a difference of four times.

use domain::offer::Trial;
use domain::price::{Cents, LARGEST_CARD, LONGEST_SEASON, Per, Price};

use super::trials;
use crate::amount::cents;
use crate::reading::Reading;
use crate::wording::{fold, is_untold, spaced, swap};

const WHICH_PRICE: &str = "which-price";
const PER_WHAT: &str = "per-what-price";

/// Reads the cell `prijs`.
pub(crate) fn read(text: &str) -> Reading<Price> {
    let folded = fold(text);
    if is_untold(&folded) {
        return Reading::Untold;
    }
    if is_free(&folded) || is_free_and_more(&folded) {
        return Reading::Told(Price::FREE);
    }
    let Some(words) = words(&folded) else {
        return Reading::Doubtful(WHICH_PRICE);
    };
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match price(&words) {
        Some(price) if is_beyond_belief(price) => Reading::Doubtful(WHICH_PRICE),
        Some(price) if may_be_a_quarter(&folded, price) => Reading::Doubtful(PER_WHAT),
        Some(price) => Reading::Told(price),
        None if words.iter().filter(|word| cents(word).is_some()).count() == 1 => {
            match words.as_slice() {
                // Nothing is nothing, per lesson and per year.
                [amount] if cents(amount) == Some(0) => Reading::Told(Price::FREE),
                [_] | [_, "per", ..] => Reading::Doubtful(PER_WHAT),
                _ => Reading::Doubtful(WHICH_PRICE),
            }
        }
        None => Reading::Doubtful(WHICH_PRICE),
    }
}

/// Whether a text says no more than that the price is told to who asks.
pub(crate) fn is_on_request(text: &str) -> bool {
    matches!(
        fold(text).trim_end_matches('.'),
        "op aanvraag"
            | "prijs op aanvraag"
            | "tarief op aanvraag"
            | "tarieven op aanvraag"
            | "kosten op aanvraag"
            | "contributie op aanvraag"
            | "prijs: op aanvraag"
    )
}

/// Reads a cell that tells of the first lesson too: "1e les gratis, daarna € 6,50 per les". Each of the
/// two parts must be whole.
pub(crate) fn with_trial(text: &str) -> Option<(Price, Trial)> {
    let folded = fold(text).replace("daarna", ",");
    let folded = folded
        .replace(['(', ')', ';', '!'], ", ")
        .replace(". ", ", ");
    let parts = folded
        .split(", ")
        .map(|part| part.trim_matches([',', ' ', '.', ':']));
    let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
    let trial = |part: &str| match trials::read(part) {
        Reading::Told(Some(trial)) if part.contains("les") || part.contains("keer") => Some(trial),
        _ => None,
    };
    let price = |part: &str| match read(part) {
        Reading::Told(price) if price.cents > 0 => Some(price),
        _ => None,
    };
    match parts.as_slice() {
        [one, other] => price(other)
            .zip(trial(one))
            .or_else(|| price(one).zip(trial(other))),
        _ => None,
    }
}

/// Whether nobody asks so much: "€ 6500,- p.m." lost its comma.
const fn is_beyond_belief(price: Price) -> bool {
    let most: Cents = match price.per {
        Per::Lesson => 25_000,
        Per::Month => 60_000,
        Per::Quarter => 150_000,
        Per::Year | Per::Season(_) | Per::Course(_) | Per::Card(_) | Per::Once => 500_000,
    };
    price.cents > most
}

/// Whether "p.k." may be a quarter: nearly always it is a lesson, but no group asks € 15 for one.
fn may_be_a_quarter(folded: &str, price: Price) -> bool {
    const MOST_OF_A_LESSON: Cents = 1_000;
    let is_short = ["p.k", "p/k", "pk"].iter().any(|unit| {
        let mut after = folded.match_indices(unit);
        after.any(|(at, _)| !folded[at + unit.len()..].starts_with(char::is_alphabetic))
    });
    is_short && price.per == Per::Lesson && price.cents > MOST_OF_A_LESSON
}

/// Whether a folded text says "free of charge" and no more.
fn is_free(folded: &str) -> bool {
    matches!(
        folded.trim_end_matches(['.', '!']),
        "gratis"
            | "kosteloos"
            | "geen kosten"
            | "geen"
            | "gratis deelname"
            | "deelname gratis"
            | "deelname is gratis"
            | "zonder kosten"
            | "kosten: gratis"
            | "geen kosten aan verbonden"
            | "er zijn geen kosten aan verbonden"
            | "vrij toegankelijk"
            | "free"
            | "niks"
            | "niets"
    )
}

/// Whether a folded text says that it is free, and beside it only what costs nobody anything: "gratis,
/// aanmelden niet nodig", "meelopen is gratis". "Gratis met de pas" and "leden gratis" are for some.
fn is_free_and_more(folded: &str) -> bool {
    const MORE: [&str; 22] = [
        "aanmelden",
        "niet",
        "nodig",
        "ook",
        "voor",
        "niet-leden",
        "inloop",
        "vrije",
        "gewoon",
        "komen",
        "welkom",
        "iedereen",
        "is",
        "na",
        "afloop",
        "consumpties",
        "koffie",
        "thee",
        "eigen",
        "rekening",
        "en",
        "opgeven",
    ];
    let deed = folded
        .trim_end_matches(['.', '!'])
        .strip_suffix(" is gratis");
    if let Some("meelopen" | "meedoen" | "meefietsen" | "deelnemen" | "toegang") = deed {
        return true;
    }
    let Some((first, more)) = folded.split_once(',') else {
        return false;
    };
    // "Niks, alleen je koffie zelf betalen": who pays for coffee pays for no lesson.
    const OWN_COFFEE: [&str; 6] = ["alleen", "je", "uw", "zelf", "betalen", "drankje"];
    let more: Vec<&str> = more.split([' ', ',', '.', '!', '/']).collect();
    let names_drinks = more
        .iter()
        .any(|word| matches!(*word, "koffie" | "thee" | "consumpties" | "drankje"));
    is_free(first.trim())
        && more.iter().all(|word| {
            word.is_empty() || MORE.contains(word) || names_drinks && OWN_COFFEE.contains(word)
        })
}

fn price(words: &[&str]) -> Option<Price> {
    let told = |amount: &str, per: Per| {
        Some(Price {
            cents: cents(amount)?,
            per,
        })
    };
    match words {
        [amount, "per", unit] | ["per", unit, amount] => told(amount, per(unit)?),
        [amount, adverb @ ("maandelijks" | "jaarlijks")]
        | [adverb @ ("maandelijks" | "jaarlijks"), amount] => told(amount, per(adverb)?),
        [amount, "eenmalig"]
        | ["eenmalig" | "eenmalige", amount]
        | ["eenmalige", "van", amount] => told(amount, Per::Once),
        [amount, "per" | "voor", "hele", unit] | [amount, "hele", unit] => {
            told(amount, whole(unit, None)?)
        }
        [amount, unit] | [amount, "voor", unit] if is_whole(unit) => {
            told(amount, whole(unit, None)?)
        }
        [amount, "per" | "voor", unit, "van", size, "weken"]
        | [unit, "van", size, "weken", amount] => told(amount, whole(unit, Some(weeks(size)?))?),
        [amount, "per" | "voor", unit, "van", size, lessons]
            if is_whole(unit) && is_lessons(lessons) =>
        {
            told(amount, card(size)?)
        }
        // "Cursus van 12 lessen 90 euro", "€ 85 per cursus (10 lessen)".
        [unit, "van", size, lessons, amount] | [amount, "per", unit, size, lessons]
            if is_whole(unit) && is_lessons(lessons) =>
        {
            told(amount, card(size)?)
        }
        [amount, "per", unit, size, "weken"] => told(amount, whole(unit, Some(weeks(size)?))?),
        [name, size, "x", amount] if is_card(name) => told(amount, card(size)?),
        [amount, "voor" | "per", size, lessons] if is_lessons(lessons) => told(amount, card(size)?),
        [size, name, amount] if is_lessons(name) || is_card(name) => told(amount, card(size)?),
        [size, name, "voor", amount] if is_lessons(name) => told(amount, card(size)?),
        [amount, "voor" | "per", size, name] | [amount, size, name] if is_card(name) => {
            told(amount, card(size)?)
        }
        // "€ 110 (10 lessen)": an amount and what it is for.
        [amount, size, lessons] if is_lessons(lessons) && *lessons != "x" => {
            told(amount, card(size)?)
        }
        ["per", size, lessons, amount] if is_lessons(lessons) => told(amount, card(size)?),
        _ => None,
    }
}

/// Per what an amount is paid, by the word for it.
pub(super) fn per(unit: &str) -> Option<Per> {
    Some(match unit {
        "les" | "keer" | "training" | "bijeenkomst" | "bezoek" | "deelname" | "sessie"
        | "beurt" | "lesuur" | "lesson" | "ochtend" | "middag" | "avond" => Per::Lesson,
        "maand" | "mnd" | "maandelijks" | "month" | "maandabonnement" => Per::Month,
        "kwartaal" | "kw" | "kwart" | "kwartaalabonnement" => Per::Quarter,
        "jaar" | "jr" | "jaarlijks" | "year" | "jaarabonnement" => Per::Year,
        _ => return whole(unit, None),
    })
}

/// What stands beside an amount, as one says it behind "per": "losse les" is a lesson.
pub(super) fn unit_of(cell: &str) -> &str {
    match fold(cell).as_str() {
        "losse les" | "les los" => "les",
        "los bad" | "losse keer" | "los bezoek" | "losse training" | "los kaartje" => "keer",
        _ => cell,
    }
}

fn is_whole(unit: &str) -> bool {
    whole(unit, None).is_some()
}

/// What is paid for as a whole: a season or a course, of so many weeks when they are told.
fn whole(unit: &str, weeks: Option<u16>) -> Option<Per> {
    match unit {
        "seizoen" => Some(Per::Season(weeks)),
        "cursus" | "reeks" | "lessenreeks" => Some(Per::Course(weeks)),
        _ => None,
    }
}

fn weeks(size: &str) -> Option<u16> {
    let size = size.parse().ok();
    size.filter(|weeks| (2..=LONGEST_SEASON).contains(weeks))
}

fn is_lessons(word: &str) -> bool {
    matches!(
        word,
        "lessen"
            | "keer"
            | "x"
            | "beurten"
            | "baden"
            | "ritten"
            | "trainingen"
            | "bijeenkomsten"
            | "sessies"
    )
}

fn is_card(word: &str) -> bool {
    matches!(
        word,
        "rittenkaart"
            | "badenkaart"
            | "strippenkaart"
            | "lessenkaart"
            | "beurtenkaart"
            | "badenabonnement"
    )
}

fn card(size: &str) -> Option<Per> {
    let size = size.parse::<u16>().ok()?;
    (2..=LARGEST_CARD)
        .contains(&size)
        .then_some(Per::Card(size))
}

/// Amounts and the words that matter. `None` when something in it is not known, or makes the
/// amount uncertain ("vanaf", "ca.", a range).
pub(crate) fn words(folded: &str) -> Option<Vec<String>> {
    let text = without_what_is_included(folded);
    let text = swap(
        &spaced(&text),
        &[
            ("p.p.", ""),
            ("p/p", ""),
            ("pp", ""),
            ("per persoon", ""),
            ("per deelnemer", ""),
            ("p.l.", "per les"),
            ("p/l", "per les"),
            ("p/les", "per les"),
            ("pl", "per les"),
            ("p.k.", "per keer"),
            ("p/k", "per keer"),
            ("pk", "per keer"),
            ("p/keer", "per keer"),
            ("p. mnd", "per maand"),
            ("p. maand", "per maand"),
            ("p. jaar", "per jaar"),
            ("p. seizoen", "per seizoen"),
            ("per losse les", "per les"),
            ("losse les", "per les"),
            ("p. keer", "per keer"),
            ("p. les", "per les"),
            ("p.mnd.", "per maand"),
            ("p.mnd", "per maand"),
            ("p/mnd", "per maand"),
            ("p/maand", "per maand"),
            ("p.m.", "per maand"),
            ("p/m", "per maand"),
            ("pm", "per maand"),
            ("p.jr.", "per jaar"),
            ("p.jr", "per jaar"),
            ("p/jr", "per jaar"),
            ("p/jaar", "per jaar"),
            ("p.j.", "per jaar"),
            ("p/j", "per jaar"),
            ("p/kwartaal", "per kwartaal"),
            ("p. kwartaal", "per kwartaal"),
            ("p kwartaal", "per kwartaal"),
            ("p/kw", "per kwartaal"),
            ("p/seizoen", "per seizoen"),
            ("p seizoen", "per seizoen"),
            ("p keer", "per keer"),
            ("p les", "per les"),
            ("p maand", "per maand"),
            ("p mnd", "per maand"),
            ("p jaar", "per jaar"),
            ("pj", "per jaar"),
            ("per x", "per keer"),
            ("onbeperkt sporten", ""),
            ("onbeperkt", ""),
            ("v.a.", "vanaf"),
        ],
    );
    let mut words: Vec<String> = Vec::new();
    let mut signs = text.chars().peekable();
    while let Some(sign) = signs.next() {
        if sign.is_ascii_digit() {
            let mut number = String::from(sign);
            while let Some(next) = signs.peek().copied() {
                let goes_on = next.is_ascii_digit()
                    || matches!(next, '.' | ',')
                    || (matches!(next, '-' | '=') && number.ends_with([',', '.']))
                    || (next == '-' && number.ends_with(",-"));
                if !goes_on {
                    break;
                }
                number.push(next);
                signs.next();
            }
            // A full stop or comma at the end belongs to the sentence.
            let number = number.trim_end_matches(['.', ',']);
            words.push(number.to_owned());
        } else if sign.is_alphabetic() {
            let mut word = String::from(sign);
            while let Some(next) = signs.peek().copied().filter(|next| next.is_alphabetic()) {
                word.push(next);
                signs.next();
            }
            match word.as_str() {
                "euro" | "eur" | "prijs" | "kosten" | "eigen" | "bijdrage" | "contributie"
                | "lidmaatschap" | "slechts" | "de" | "het" | "een" => {}
                _ => words.push(word),
            }
        } else {
            match sign {
                ' ' | '€' | '(' | ')' | ':' | '.' | ',' => {}
                '/' => words.push("per".to_owned()),
                // "10-rittenkaart": the dash binds number and card, it is no range.
                '-' if signs.peek().is_some_and(|next| next.is_alphabetic()) => {}
                _ => return None,
            }
        }
    }
    Some(words)
}

/// In words: "inclusief koffie, thee en wat lekkers" is a sentence already.
const MOST_INCLUDED: usize = 6;

/// What is included does not change the price: "(incl. koffie)".
fn without_what_is_included(folded: &str) -> String {
    let Some(start) = ["incl.", "inclusief", "incl "]
        .iter()
        .filter_map(|word| folded.find(word))
        .min()
    else {
        return folded.to_owned();
    };
    let end = folded[start..]
        .find(')')
        .map_or(folded.len(), |at| start + at);
    // "Incl. koffie, leden € 3" goes on about the price.
    let included = &folded[start..end];
    let is_plain = |sign: char| sign.is_alphabetic() || matches!(sign, ' ' | '.' | '/' | '&' | '-');
    if !included.chars().all(is_plain) || included.split(' ').count() > MOST_INCLUDED {
        return folded.to_owned();
    }
    format!("{}{}", &folded[..start], &folded[end..])
}

/// The amount in cents of a cell that tells nothing else: the question about it, per what it is paid, has
/// an answer of one word.
#[must_use]
pub fn bare_amount(text: &str) -> Option<Cents> {
    lone_amount(&fold(text))
}

/// The one amount in a text that holds nothing else but a currency.
pub(crate) fn lone_amount(folded: &str) -> Option<Cents> {
    match words(folded)?.as_slice() {
        [amount] => cents(amount),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("€ 5,50 per les", 550, Per::Lesson)]
    #[case("€5,50 per les", 550, Per::Lesson)]
    #[case("5,50 p.l.", 550, Per::Lesson)]
    #[case("€ 30,- p/kwartaal", 3_000, Per::Quarter)]
    #[case("gratis, aanmelden niet nodig", 0, Per::Lesson)]
    #[case("meelopen is gratis", 0, Per::Lesson)]
    #[case("niks, alleen je koffie zelf betalen", 0, Per::Lesson)]
    #[case("€ 30 per kwart.", 3_000, Per::Quarter)]
    #[case("€ 35,00 cursus", 3_500, Per::Course(None))]
    #[case("€ 140 p. seizoen", 14_000, Per::Season(None))]
    #[case("€ 9 losse les", 900, Per::Lesson)]
    #[case("Er zijn geen kosten aan verbonden", 0, Per::Lesson)]
    #[case("49,50 per maandabonnement", 4_950, Per::Month)]
    #[case("onbeperkt sporten € 34,95 per maand", 3_495, Per::Month)]
    #[case("geen kosten, ook voor niet-leden", 0, Per::Lesson)]
    #[case("€ 95,- hele cursus", 9_500, Per::Course(None))]
    #[case("€ 45,- voor de hele cursus", 4_500, Per::Course(None))]
    #[case("cursus van 12 lessen 90 euro", 9_000, Per::Card(12))]
    #[case("€ 85,- per cursus (10 lessen)", 8_500, Per::Card(10))]
    #[case("€ 75,- per cursus (5 weken)", 7_500, Per::Course(Some(5)))]
    #[case("strippenkaart 10x: € 40,00", 4_000, Per::Card(10))]
    #[case("€ 1,50 per avond", 150, Per::Lesson)]
    #[case("3,50 pk", 350, Per::Lesson)]
    #[case("5,50p.l.", 550, Per::Lesson)]
    #[case("5.50 euro per keer", 550, Per::Lesson)]
    #[case("€ 5,50/les", 550, Per::Lesson)]
    #[case("€ 5 p/l", 500, Per::Lesson)]
    #[case("per les € 5,50", 550, Per::Lesson)]
    #[case("€ 5,50 per les (incl. koffie)", 550, Per::Lesson)]
    #[case("€ 5,50 per les inclusief koffie en thee", 550, Per::Lesson)]
    #[case("€ 2,- p.p. per keer", 200, Per::Lesson)]
    #[case("Eigen bijdrage: € 3 per bijeenkomst", 300, Per::Lesson)]
    #[case("€24 per maand", 2400, Per::Month)]
    #[case("24,- p/m", 2400, Per::Month)]
    #[case("€ 24,50 p.m.", 2450, Per::Month)]
    #[case("24 euro p/mnd", 2400, Per::Month)]
    #[case("€ 24 maandelijks", 2400, Per::Month)]
    #[case("€ 60 per kwartaal", 6000, Per::Quarter)]
    #[case("120,- per jaar", 12_000, Per::Year)]
    #[case("€ 1.250,00 per seizoen", 125_000, Per::Season(None))]
    #[case("contributie € 120 p.j.", 12_000, Per::Year)]
    #[case("€ 35 voor 12 lessen", 3500, Per::Card(12))]
    #[case("€ 35,00 per 12 lessen", 3500, Per::Card(12))]
    #[case("12 lessen € 35", 3500, Per::Card(12))]
    #[case("10-rittenkaart € 45", 4500, Per::Card(10))]
    #[case("10 rittenkaart: 45,-", 4500, Per::Card(10))]
    #[case("€ 45 per 10-badenkaart", 4500, Per::Card(10))]
    #[case("10x € 45", 4500, Per::Card(10))]
    #[case("€ 110,- (10 lessen)", 11_000, Per::Card(10))]
    #[case("€ 20 p mnd", 2000, Per::Month)]
    #[case("€ 55 p/seizoen", 5500, Per::Season(None))]
    #[case("free", 0, Per::Lesson)]
    #[case("niks", 0, Per::Lesson)]
    #[case("€ 5 per lesson", 500, Per::Lesson)]
    #[case("12,50 p. mnd", 1250, Per::Month)]
    #[case("€ 95 pj", 9500, Per::Year)]
    #[case("gratis", 0, Per::Lesson)]
    #[case("GRATIS!", 0, Per::Lesson)]
    #[case("geen kosten", 0, Per::Lesson)]
    #[case("€ 0", 0, Per::Lesson)]
    #[case("0,00", 0, Per::Lesson)]
    fn prices_are_read_where_they_are_certain(
        #[case] text: &str,
        #[case] cents: Cents,
        #[case] per: Per,
    ) {
        assert_eq!(read(text), Reading::Told(Price { cents, per }));
    }

    #[rstest]
    #[case("5,50", PER_WHAT)]
    #[case("€ 5,50", PER_WHAT)]
    #[case("5,5", PER_WHAT)]
    #[case("€ 5,50 per week", PER_WHAT)]
    #[case("€ 12 per half jaar", PER_WHAT)]
    #[case("v.a. €5", WHICH_PRICE)]
    #[case("vanaf € 5 per les", WHICH_PRICE)]
    #[case("ca. € 5 per les", WHICH_PRICE)]
    #[case("op aanvraag", WHICH_PRICE)]
    #[case("€ 5 - € 10 per les", WHICH_PRICE)]
    #[case("€ 5 of € 10 per les", WHICH_PRICE)]
    #[case("leden gratis, anders € 5", WHICH_PRICE)]
    #[case("gratis met stadspas", WHICH_PRICE)]
    #[case("gratis, leden van de club", WHICH_PRICE)]
    #[case("gratis, alleen voor niet-leden", WHICH_PRICE)]
    #[case("Losse les € 11,- / 10-rittenkaart € 95,-", WHICH_PRICE)]
    #[case("€ 12,50 onbeperkt", PER_WHAT)]
    #[case("gratis, daarna € 5 per les", WHICH_PRICE)]
    #[case("wie er is mag gratis mee", WHICH_PRICE)]
    #[case("vrijwillige bijdrage", WHICH_PRICE)]
    #[case("€ -5 per les", WHICH_PRICE)]
    #[case("€ 35 voor 1 lessen", WHICH_PRICE)]
    #[case("€ 35 voor 12 weken", WHICH_PRICE)]
    #[case("£ 5 per les", WHICH_PRICE)]
    #[case("$5", WHICH_PRICE)]
    #[case("=5*2", WHICH_PRICE)]
    #[case("€ 99999999 per les", WHICH_PRICE)]
    #[case("€ 6500,- p.m.", WHICH_PRICE)]
    #[case("€ 450 per les", WHICH_PRICE)]
    #[case("zie website", WHICH_PRICE)]
    #[case("€ 15,- p.k.", PER_WHAT)]
    #[case("€ 36 p/k", PER_WHAT)]
    fn prices_that_are_not_certain_are_asked(#[case] text: &str, #[case] question: &'static str) {
        assert_eq!(read(text), Reading::Doubtful(question));
    }

    #[rstest]
    #[case(
        "1e les gratis, daarna € 6,50 per les",
        Some((650, Per::Lesson, Trial::Free))
    )]
    #[case("€ 25 per maand (eerste les gratis)", Some((2500, Per::Month, Trial::Free)))]
    #[case("Proefles € 5,00. € 60 per kwartaal", Some((6000, Per::Quarter, Trial::Paid(500))))]
    #[case("gratis, daarna € 5 per les", None)]
    #[case("1e les gratis, daarna € 5 of € 7 per les", None)]
    #[case("1e les gratis, leden € 5 per les, anders € 7 per les", None)]
    fn a_first_lesson_beside_the_price_is_read_where_both_are_certain(
        #[case] text: &str,
        #[case] expected: Option<(Cents, Per, Trial)>,
    ) {
        let expected = expected.map(|(cents, per, trial)| (Price { cents, per }, trial));
        assert_eq!(with_trial(text), expected);
    }

    #[test]
    fn nothing_told_is_no_question() {
        assert_eq!(read(" "), Reading::Untold);
        assert_eq!(read("onbekend"), Reading::Untold);
    }
}
