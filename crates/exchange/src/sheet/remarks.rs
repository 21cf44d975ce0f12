//! What a remark says that its column does not: "1x per maand", "laatste zondag van de maand". Such a
//! lesson is not there every week, whatever the column of the day says, so the day is asked. For
//! [`super::rows`], once everything else of a row is read.

use domain::offer::Ages;

use super::columns::Column;
use super::refusals::beginning;
use super::{ages, dates};
use crate::draft::{Note, OfferDraft, SessionDraft};
use crate::wording::{fold, spaced, words};

/// An age that the name tells ("Gym 55+"), or a remark of nothing else, where no column did.
pub(super) fn fill_ages(draft: &mut OfferDraft) {
    let is_asked = draft.doubts.iter().any(|doubt| doubt.column == "leeftijd");
    if is_asked || draft.ages != Ages::default() {
        return;
    }
    let whole = |note: &Note| {
        let (ages, rest) = ages::inside(&note.text)?;
        (rest.is_empty() || fold(&rest) == "voor").then_some(ages)
    };
    let found = ages::inside(&draft.title).map(|(ages, _)| ages);
    if let Some(ages) = found.or_else(|| draft.notes.iter().find_map(whole)) {
        draft.ages = ages;
    }
}

/// "Lunchpauze, zalen gesloten" in the column of names may be no lesson at all.
pub(super) fn ask_when_closed(draft: &mut OfferDraft) {
    let told = words(&draft.title);
    let is_pause = told
        .first()
        .is_some_and(|word| matches!(word.as_str(), "lunchpauze" | "pauze"));
    if is_pause || told.iter().any(|word| word == "gesloten") {
        let title = draft.title.clone();
        draft.doubt(Column::Status.name(), &title, "still-runs");
    }
}

/// A remark that is no more than a part of the year ("sept t/m april") is the season, where no column told it.
pub(super) fn fill_season(draft: &mut OfferDraft) {
    if draft.season.is_none() {
        let mut remarks = draft.notes.iter().map(|note| &note.text);
        draft.season = remarks.find(|text| is_part_of_year(text)).cloned();
    }
}

fn is_part_of_year(text: &str) -> bool {
    let told = words(text);
    let told: Vec<&str> = told.iter().map(String::as_str).collect();
    let (first, last) = match told.as_slice() {
        ["van" | "vanaf", first, "t", "m", last]
        | [first, "t", "m", last]
        | ["van" | "vanaf", first, "tot" | "tm", last]
        | [first, "tm", last] => (first, last),
        _ => return false,
    };
    dates::is_month(first) && dates::is_month(last)
}

/// A remark that it is not there every week makes the days uncertain, whichever column it stands in.
pub(super) fn ask_when_not_weekly(draft: &mut OfferDraft) {
    let is_asked = draft.doubts.iter().any(|doubt| doubt.column == "dag");
    if is_asked || draft.sessions.iter().all(|session| session.day.is_none()) {
        return;
    }
    let texts = [
        &draft.description,
        &draft.season,
        &Some(draft.title.clone()),
    ];
    let texts = texts.into_iter().flatten();
    let remark = draft
        .notes
        .iter()
        .map(|note| &note.text)
        .chain(texts)
        .find(|text| is_not_weekly(text))
        .or(Some(&draft.title).filter(|title| is_for_once(title)));
    let mut days: Vec<_> = draft.sessions.iter().filter_map(|one| one.day).collect();
    days.sort_by_key(|day| day.to_monday_zero_offset());
    days.dedup();
    let once = draft
        .notes
        .iter()
        .map(|note| &note.text)
        .chain(asked_texts(draft));
    let once = once
        .filter(|_| days.len() > 1)
        .find(|text| is_once_a_week(text));
    let remark = remark.or(once);
    let Some(remark) = remark else { return };
    let moments: Vec<&str> = draft.sessions.iter().map(|one| one.key.as_str()).collect();
    let asked = format!("{}: {}", moments.join(", "), beginning(remark));
    draft.doubt(Column::Day.name(), &asked, "which-day");
    for session in std::mem::take(&mut draft.sessions) {
        let mut unsure = SessionDraft::weekly(None, session.from, session.to);
        unsure.places_left = session.places_left;
        draft.add_session(unsure);
    }
}

fn asked_texts(draft: &OfferDraft) -> impl Iterator<Item = &String> {
    draft.doubts.iter().map(|doubt| &doubt.text)
}

/// "1x per week" beside two days: one of them, and which is not told.
fn is_once_a_week(text: &str) -> bool {
    let told = words(&spaced(&fold(text)));
    let told: Vec<&str> = told.iter().map(String::as_str).collect();
    told.windows(4).any(|four| {
        matches!(
            four,
            [
                "1" | "een" | "eens",
                "x" | "keer" | "les",
                "per" | "p",
                "week" | "w"
            ]
        )
    })
}

/// Whether a name is that of something of a few times, whatever day it is on.
fn is_for_once(title: &str) -> bool {
    const NAMES: [&str; 10] = [
        "avondvierdaagse",
        "vierdaagse",
        "proefles",
        "proeflessen",
        "workshop",
        "workshops",
        "clinic",
        "clinics",
        "toernooi",
        "try",
    ];
    words(title)
        .iter()
        .any(|word| NAMES.contains(&word.as_str()))
}

/// Whether a text tells that it is not every week.
pub(crate) fn is_not_weekly(text: &str) -> bool {
    let folded = spaced(&fold(text)).replace(['.', '(', ')', ',', '-'], " ");
    let words: Vec<&str> = folded.split(' ').filter(|word| !word.is_empty()).collect();
    (0..words.len()).any(|at| starts_a_rhythm(&words[at..]) && !ends_a_term(&words[..at]))
}

/// Whether what comes is a day before which something is to be done: "wijzigingen vóór de 1e van de maand
/// doorgeven" says nothing of the lessons.
fn ends_a_term(before: &[&str]) -> bool {
    let before = before.strip_suffix(&["de"]).unwrap_or(before);
    matches!(before, [.., "voor" | "uiterlijk"])
}

fn starts_a_rhythm(words: &[&str]) -> bool {
    let is_number = |word: &str| word.parse::<u8>().is_ok_and(|number| number > 1);
    match words {
        ["om", "de", "week" | "weken" | "maand" | "beurt", ..]
        | [
            "om",
            "de" | "den",
            "twee" | "andere",
            "weken" | "week" | "dag",
            ..,
        ]
        | [
            "tweewekelijks" | "tweewekelijkse" | "veertiendaags" | "veertiendaagse" | "eenmalig",
            ..,
        ]
        | ["oneven" | "even", "week" | "weken", ..]
        | [
            "eens" | "een" | "1",
            "keer" | "x",
            "per" | "in" | "p",
            "de" | "maand" | "kwartaal" | "jaar",
            ..,
        ]
        | ["eens", "per" | "in", "de" | "maand" | "kwartaal", ..]
        | ["niet", "elke" | "iedere", "week", ..]
        | ["every" | "per", "2" | "two", "weeks", ..]
        | ["monthly" | "biweekly" | "fortnightly" | "once", ..] => true,
        [
            number,
            "keer" | "x",
            "per" | "p",
            "maand" | "kwartaal" | "jaar",
            ..,
        ]
        | ["elke" | "iedere" | "per", number, "weken" | "dagen", ..]
        | ["elke" | "iedere", "de", number, "weken", ..]
            if is_number(number) || *number == "twee" =>
        {
            true
        }
        [number, "wekelijks" | "wekelijkse", ..] => is_number(number),
        ["elke" | "iedere", "twee" | "drie" | "vier", "weken", ..] => true,
        // "1e en 3e woensdag vd maand", "laatste zondag van de maand".
        [ordinal, ..] if is_ordinal(words, ordinal) => {
            let rest = words.iter().take(9).copied().collect::<Vec<_>>().join(" ");
            [
                "van de maand",
                "vd maand",
                "v d maand",
                "van elke maand",
                "van iedere maand",
                "in de maand",
                "per maand",
                "van het kwartaal",
            ]
            .iter()
            .any(|tail| rest.contains(tail))
        }
        _ => false,
    }
}

/// "1e" falls apart into a number and its ending.
fn is_ordinal(words: &[&str], first: &str) -> bool {
    matches!(first, "eerste" | "tweede" | "derde" | "vierde" | "laatste")
        || (first
            .parse::<u8>()
            .is_ok_and(|number| (1..=5).contains(&number))
            && matches!(words.get(1), Some(&("e" | "ste" | "de"))))
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("1x per maand")]
    #[case("1e zondag v.d. maand")]
    #[case("alleen op de 1e en 3e woensdag vd maand")]
    #[case("laatste zondag van de maand")]
    #[case("om de week")]
    #[case("in de oneven weken")]
    #[case("2-wekelijks")]
    #[case("elke 2 weken op vrijdag")]
    #[case("Eén keer per maand")]
    #[case("eenmalig")]
    #[case("per 14 dagen")]
    #[case("twee keer per maand")]
    fn what_is_not_every_week_is_seen(#[case] text: &str) {
        assert!(is_not_weekly(text));
    }

    #[rstest]
    #[case("sept t/m april", true)]
    #[case("van oktober tot mei", true)]
    #[case("sept t/m april, daarna buiten", false)]
    #[case("september", false)]
    #[case("ma t/m vr", false)]
    fn a_remark_of_two_months_is_a_season(#[case] text: &str, #[case] is_so: bool) {
        assert_eq!(is_part_of_year(text), is_so);
    }

    #[rstest]
    #[case("elke week")]
    #[case("2x per week")]
    #[case("1x per week")]
    #[case("maandelijks opzegbaar")]
    #[case("de eerste les is gratis")]
    #[case("betalen per maand")]
    #[case("wijzigingen graag vóór de 1e van de maand doorgeven")]
    #[case("8 weken")]
    #[case("laatste keer op 12 juni")]
    #[case("")]
    fn what_says_nothing_of_it_is_left_alone(#[case] text: &str) {
        assert!(!is_not_weekly(text));
    }
}
