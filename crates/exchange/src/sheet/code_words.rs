//! The words by which people mean a code: "alleen dames", "rolstoelvriendelijk", "Nederlands".
//! A cell counts when every part of it is known; otherwise the whole cell is asked.

use domain::codes::{
    Accessibility, Codes, Group, Guidance, Language, Listed, Recognition, SelfReliance, Wait,
};
use domain::offer::Level;

use crate::language_words::LANGUAGES;
use crate::reading::Reading;
use crate::wording::{fold, is_untold};

type Table<T> = &'static [(&'static str, T)];

const GUIDANCE: Table<Guidance> = &[
    ("geen", Guidance::Unguided),
    ("geen begeleiding", Guidance::Unguided),
    ("zonder begeleiding", Guidance::Unguided),
    ("zelfstandig", Guidance::Unguided),
    ("groep", Guidance::Group),
    ("groepsles", Guidance::Group),
    ("in een groep", Guidance::Group),
    ("trainer", Guidance::Trainer),
    ("docent", Guidance::Trainer),
    ("instructeur", Guidance::Trainer),
    ("begeleid door trainer", Guidance::Trainer),
    ("speciaal opgeleid", Guidance::SpeciallyTrained),
    ("speciaal-opgeleid", Guidance::SpeciallyTrained),
    ("speciaal opgeleide trainer", Guidance::SpeciallyTrained),
    ("fysiotherapeut", Guidance::SpeciallyTrained),
    ("een op een", Guidance::OneOnOne),
    ("een-op-een", Guidance::OneOnOne),
    ("1-op-1", Guidance::OneOnOne),
    ("1 op 1", Guidance::OneOnOne),
    ("individueel", Guidance::OneOnOne),
    ("maatje", Guidance::Buddy),
    ("maatjes", Guidance::Buddy),
];

const SELF_RELIANCE: Table<SelfReliance> = &[
    ("zelfstandig", SelfReliance::Independent),
    ("met wat hulp", SelfReliance::SomeHelp),
    ("met-wat-hulp", SelfReliance::SomeHelp),
    ("wat hulp", SelfReliance::SomeHelp),
    ("beetje hulp", SelfReliance::SomeHelp),
    ("met veel hulp", SelfReliance::MuchHelp),
    ("met-veel-hulp", SelfReliance::MuchHelp),
    ("veel hulp", SelfReliance::MuchHelp),
];

const ACCESSIBILITY: Table<Accessibility> = &[
    ("rolstoel", Accessibility::Wheelchair),
    ("rolstoeltoegankelijk", Accessibility::Wheelchair),
    ("rolstoelvriendelijk", Accessibility::Wheelchair),
    ("toegankelijk voor rolstoel", Accessibility::Wheelchair),
    ("toegankelijk voor rolstoelen", Accessibility::Wheelchair),
    ("geschikt voor rolstoel", Accessibility::Wheelchair),
    ("rollator", Accessibility::Walker),
    ("rollatortoegankelijk", Accessibility::Walker),
    ("geschikt voor rollator", Accessibility::Walker),
    ("aangepast toilet", Accessibility::AccessibleToilet),
    ("aangepast-toilet", Accessibility::AccessibleToilet),
    ("invalidentoilet", Accessibility::AccessibleToilet),
    ("mindervalidentoilet", Accessibility::AccessibleToilet),
    ("rolstoeltoilet", Accessibility::AccessibleToilet),
    ("slechthorend", Accessibility::Hearing),
    ("slechthorenden", Accessibility::Hearing),
    ("ringleiding", Accessibility::Hearing),
    ("slechtziend", Accessibility::Sight),
    ("slechtzienden", Accessibility::Sight),
    ("verstandelijke beperking", Accessibility::Cognitive),
    ("verstandelijke-beperking", Accessibility::Cognitive),
    ("lvb", Accessibility::Cognitive),
    ("prikkelarm", Accessibility::LowStimulus),
    ("vervoer mogelijk", Accessibility::Transport),
    ("vervoer-mogelijk", Accessibility::Transport),
    ("met vervoer", Accessibility::Transport),
];

const GROUPS: Table<Group> = &[
    ("vrouwen", Group::Women),
    ("dames", Group::Women),
    ("vrouw", Group::Women),
    ("mannen", Group::Men),
    ("heren", Group::Men),
    ("man", Group::Men),
    ("gemengd", Group::Mixed),
    ("m/v", Group::Mixed),
    ("mannen en vrouwen", Group::Mixed),
    ("vrouwen en mannen", Group::Mixed),
    ("dames en heren", Group::Mixed),
    ("heren en dames", Group::Mixed),
    ("senioren", Group::Seniors),
    ("ouderen", Group::Seniors),
    ("lotgenoten", Group::Peers),
    ("jongeren", Group::Youth),
    ("jeugd", Group::Youth),
    ("gezinnen", Group::Families),
    ("gezin", Group::Families),
    ("ouder en kind", Group::Families),
    ("ouders en kinderen", Group::Families),
    ("met ouder", Group::Families),
    ("met een ouder", Group::Families),
];

/// Reads the cell `begeleiding`.
pub(crate) fn guidance(text: &str) -> Reading<Codes<Guidance>> {
    codes(text, GUIDANCE, &[], "which-guidance")
}

/// Reads the cell `zelfstandigheid`.
pub(crate) fn self_reliance(text: &str) -> Reading<Codes<SelfReliance>> {
    codes(text, SELF_RELIANCE, &[], "which-self-reliance")
}

/// Reads the cell `toegankelijkheid`.
pub(crate) fn accessibility(text: &str) -> Reading<Codes<Accessibility>> {
    codes(
        text,
        ACCESSIBILITY,
        &["nee", "geen", "niet"],
        "which-accessibility",
    )
}

/// What a column asks yes or no about, when its name is something an offer can be fit for:
/// "Rolstoeltoegankelijk", "Invalidentoilet", "Geschikt voor rollators?".
pub(crate) fn fitness(name: &str) -> Option<Accessibility> {
    let folded = fold(name);
    let asked = folded
        .trim_end_matches(['?', '.', ':', ' '])
        .replace(['.', '_'], " ");
    let words: Vec<&str> = asked
        .split(' ')
        .filter(|word| !word.is_empty() && !matches!(*word, "is" | "het" | "ja" | "nee" | "ja/nee"))
        .filter(|word| !matches!(*word, "(ja/nee)" | "(j/n)" | "j/n" | "aanwezig"))
        .collect();
    let asked = words.join(" ");
    match asked.as_str() {
        "rolst toeg"
        | "rolstoel toeg"
        | "rolstoel toegankelijk"
        | "rolstoelgeschikt"
        | "rolstoel geschikt"
        | "geschikt voor rolstoelen"
        | "met rolstoel"
        | "wheelchair"
        | "wheelchair accessible" => Some(Accessibility::Wheelchair),
        "verstandelijk" => Some(Accessibility::Cognitive),
        "visueel" => Some(Accessibility::Sight),
        "auditief" => Some(Accessibility::Hearing),
        "geschikt voor rollators" | "toegankelijk voor rollator" | "met rollator" => {
            Some(Accessibility::Walker)
        }
        asked => ACCESSIBILITY
            .iter()
            .find(|(phrase, _)| *phrase == asked)
            .map(|(_, fit)| *fit),
    }
}

/// The group that a column asks yes or no about: "Women only?", "Alleen dames".
pub(crate) fn only_for(name: &str) -> Option<Group> {
    let folded = fold(name);
    let asked = folded.trim_end_matches(['?', '.', ':', ' ']);
    match asked {
        "women only" | "alleen vrouwen" | "alleen dames" | "alleen voor vrouwen" => {
            Some(Group::Women)
        }
        "men only" | "alleen mannen" | "alleen heren" | "alleen voor mannen" => Some(Group::Men),
        _ => None,
    }
}

/// Reads a cell of a column that asks yes or no.
pub(crate) fn yes_or_no(text: &str) -> Reading<bool> {
    match fold(text).trim_end_matches(['.', '!']) {
        "ja" | "j" | "x" | "v" | "1" | "waar" | "yes" | "y" | "true" | "✓" | "✔" => {
            Reading::Told(true)
        }
        "nee" | "n" | "0" | "onwaar" | "no" | "neen" | "niet" | "false" => Reading::Told(false),
        folded if is_untold(folded) => Reading::Untold,
        _ => Reading::Doubtful("which-accessibility"),
    }
}

/// Reads the cell `doelgroep`.
pub(crate) fn groups(text: &str) -> Reading<Codes<Group>> {
    codes(
        text,
        GROUPS,
        &["iedereen", "alle", "geen", "voor iedereen"],
        "which-group",
    )
}

/// Reads the cell `taal`.
pub(crate) fn languages(text: &str) -> Reading<Codes<Language>> {
    codes(text, LANGUAGES, &[], "which-language")
}

/// Reads the cell `niveau`.
pub(crate) fn level(text: &str) -> Reading<Level> {
    let folded = fold(text);
    if is_untold(&folded) {
        return Reading::Untold;
    }
    let word = folded
        .trim_start_matches("niveau")
        .trim_start_matches(':')
        .trim_end_matches("tempo")
        .trim();
    match word {
        "rustig" | "1" | "1 (rustig)" | "rustige" | "1 rustig" => Reading::Told(Level::Gentle),
        "gewoon" | "2" | "2 (gewoon)" | "2 gewoon" => Reading::Told(Level::Regular),
        "stevig" | "3" | "3 (stevig)" | "stevige" | "3 stevig" => Reading::Told(Level::Vigorous),
        _ => Reading::Doubtful("which-level"),
    }
}

/// Reads the cell `erkende_interventie`; `Told(None)` when it is none.
pub(crate) fn recognition(text: &str) -> Reading<Option<Recognition>> {
    let folded = fold(text).replace('-', " ");
    if is_untold(&folded) || folded.trim().is_empty() {
        return Reading::Untold;
    }
    match folded.trim() {
        "nee" | "geen" => Reading::Told(None),
        "goed beschreven" => Reading::Told(Some(Recognition::WellDescribed)),
        "goed onderbouwd" => Reading::Told(Some(Recognition::WellFounded)),
        "effectief" => Reading::Told(Some(Recognition::Effective)),
        _ => Reading::Doubtful("which-recognition"),
    }
}

/// A month has at least so many days, and at most so many weeks are shorter than one.
const DAYS_OF_MONTH: u32 = 28;

/// Reads the cell `wachttijd`: "geen", "3 weken", "ca. 2 maanden". That there is a list does not say
/// how long it takes, so "ja" is asked.
pub(crate) fn wait(text: &str) -> Reading<Wait> {
    let folded = fold(text).replace('-', " ");
    if is_untold(&folded) || folded.trim().is_empty() {
        return Reading::Untold;
    }
    let told = folded.trim().trim_end_matches('.');
    match told {
        "nee" | "geen" | "nvt" | "0" | "geen wachttijd" | "geen wachtlijst" | "direct"
        | "meteen" | "direct plek" | "meteen plek" => return Reading::Told(Wait::AtOnce),
        "korter dan een maand" | "binnen een maand" | "minder dan een maand" => {
            return Reading::Told(Wait::UnderAMonth);
        }
        "een maand of langer" | "langer dan een maand" | "meer dan een maand" => {
            return Reading::Told(Wait::AMonthOrMore);
        }
        _ => {}
    }
    let told = ["circa ", "ca. ", "ca ", "ongeveer ", "+/ "]
        .iter()
        .find_map(|about| told.strip_prefix(about))
        .unwrap_or(told);
    let days = told.split_once(' ').and_then(|(number, unit)| {
        let number: u32 = match number {
            "een" => 1,
            number => number.parse().ok()?,
        };
        let unit = match unit.trim() {
            "dag" | "dagen" => 1,
            "week" | "weken" => 7,
            "maand" | "maanden" => DAYS_OF_MONTH,
            _ => return None,
        };
        number.checked_mul(unit)
    });
    match days {
        Some(0) => Reading::Told(Wait::AtOnce),
        Some(days) if days < DAYS_OF_MONTH => Reading::Told(Wait::UnderAMonth),
        Some(_) => Reading::Told(Wait::AMonthOrMore),
        None => Reading::Doubtful("which-wait"),
    }
}

fn codes<T: Listed>(
    text: &str,
    table: Table<T>,
    none: &[&str],
    question: &'static str,
) -> Reading<Codes<T>> {
    let folded = fold(text);
    if is_untold(&folded) {
        return Reading::Untold;
    }
    if none.contains(&folded.as_str()) {
        return Reading::Told(Codes::NONE);
    }
    if let Some(code) = code(&folded, table) {
        return Reading::Told([code].into_iter().collect());
    }
    let parts = folded.replace(" en ", ",").replace(" & ", ",");
    let found: Option<Codes<T>> = parts
        .split([',', ';', '/', '+', '&', '|'])
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .map(|part| code(part, table))
        .collect::<Option<Vec<T>>>()
        .map(|codes| codes.into_iter().collect());
    match found {
        Some(codes) if !codes.is_empty() => Reading::Told(codes),
        _ => Reading::Doubtful(question),
    }
}

/// The code of a phrase, of the wire's own word for it, or of either after "alleen" or "voor".
fn code<T: Listed>(phrase: &str, table: Table<T>) -> Option<T> {
    let bare = [
        "alleen voor ",
        "uitsluitend ",
        "alleen ",
        "speciaal voor ",
        "voor ",
        "ook ",
    ]
    .iter()
    .find_map(|head| phrase.strip_prefix(head))
    .unwrap_or(phrase);
    [phrase, bare].into_iter().find_map(|phrase| {
        table
            .iter()
            .find(|(word, _)| *word == phrase)
            .map(|(_, code)| *code)
            .or_else(|| T::ALL.iter().copied().find(|code| code.code() == phrase))
    })
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    fn stored<T: Listed>(reading: Reading<Codes<T>>) -> String {
        match reading {
            Reading::Told(codes) => codes.to_stored(),
            Reading::Untold => "untold".to_owned(),
            Reading::Doubtful(question) => format!("? {question}"),
        }
    }

    #[rstest]
    #[case("vrouwen", "vrouwen")]
    #[case("Alleen dames", "vrouwen")]
    #[case("mannen en vrouwen", "gemengd")]
    #[case("dames, senioren", "vrouwen senioren")]
    #[case("Ouder en kind", "gezinnen")]
    #[case("iedereen", "")]
    #[case("", "untold")]
    #[case("55+", "? which-group")]
    #[case("vrouwen, mensen met reuma", "? which-group")]
    #[case("kinderen", "? which-group")]
    fn groups_are_read_or_asked(#[case] text: &str, #[case] expected: &str) {
        assert_eq!(stored(groups(text)), expected);
    }

    #[rstest]
    #[case("rolstoel", "rolstoel")]
    #[case("Rolstoelvriendelijk / invalidentoilet", "rolstoel aangepast-toilet")]
    #[case("rollator en prikkelarm", "rollator prikkelarm")]
    #[case("geschikt voor rolstoel", "rolstoel")]
    #[case("nee", "")]
    #[case("niet rolstoeltoegankelijk", "? which-accessibility")]
    #[case("ja", "? which-accessibility")]
    #[case("goed bereikbaar", "? which-accessibility")]
    fn accessibility_is_read_or_asked(#[case] text: &str, #[case] expected: &str) {
        assert_eq!(stored(accessibility(text)), expected);
    }

    #[rstest]
    #[case("Rolstoeltoegankelijk", Some(Accessibility::Wheelchair))]
    #[case("Rolst.toeg.", Some(Accessibility::Wheelchair))]
    #[case("Geschikt voor rolstoel?", Some(Accessibility::Wheelchair))]
    #[case("Aangepast toilet (ja/nee)", Some(Accessibility::AccessibleToilet))]
    #[case("Met rollator?", Some(Accessibility::Walker))]
    #[case("Rolstoelbasketbal", None)]
    #[case("Bijzonderheden", None)]
    fn a_column_may_ask_about_one_thing(#[case] name: &str, #[case] fit: Option<Accessibility>) {
        assert_eq!(fitness(name), fit);
    }

    #[rstest]
    #[case("Ja", Reading::Told(true))]
    #[case("x", Reading::Told(true))]
    #[case("N", Reading::Told(false))]
    #[case("?", Reading::Untold)]
    #[case("", Reading::Untold)]
    #[case("deels", Reading::Doubtful("which-accessibility"))]
    #[case("ja, met hulp", Reading::Doubtful("which-accessibility"))]
    fn yes_and_no_are_read_and_all_between_is_asked(
        #[case] text: &str,
        #[case] read: Reading<bool>,
    ) {
        assert_eq!(yes_or_no(text), read);
    }

    #[rstest]
    #[case("Nederlands, Turks", "nl tr")]
    #[case("nl/en", "nl en")]
    #[case("Oekraïens", "uk")]
    #[case("Nederlands en Papiaments", "nl pap")]
    #[case("Chinees", "? which-language")]
    #[case("Nederlands, beetje Engels", "? which-language")]
    fn languages_are_read_or_asked(#[case] text: &str, #[case] expected: &str) {
        assert_eq!(stored(languages(text)), expected);
    }

    #[rstest]
    #[case("groep", "groep")]
    #[case("groepsles, docent", "groep trainer")]
    #[case("1-op-1", "een-op-een")]
    #[case("speciaal-opgeleid", "speciaal-opgeleid")]
    #[case("ja", "? which-guidance")]
    fn guidance_is_read_or_asked(#[case] text: &str, #[case] expected: &str) {
        assert_eq!(stored(guidance(text)), expected);
    }

    #[rstest]
    #[case("zelfstandig", "zelfstandig")]
    #[case("zelfstandig / met wat hulp", "zelfstandig met-wat-hulp")]
    #[case("licht", "? which-self-reliance")]
    fn self_reliance_is_read_or_asked(#[case] text: &str, #[case] expected: &str) {
        assert_eq!(stored(self_reliance(text)), expected);
    }

    #[rstest]
    #[case("rustig", Reading::Told(Level::Gentle))]
    #[case("Rustig tempo", Reading::Told(Level::Gentle))]
    #[case("1", Reading::Told(Level::Gentle))]
    #[case("niveau 2", Reading::Told(Level::Regular))]
    #[case("gewoon", Reading::Told(Level::Regular))]
    #[case("STEVIG", Reading::Told(Level::Vigorous))]
    #[case("3 (stevig)", Reading::Told(Level::Vigorous))]
    #[case("", Reading::Untold)]
    #[case("laag", Reading::Doubtful("which-level"))]
    #[case("beginners", Reading::Doubtful("which-level"))]
    #[case("rustig tot gewoon", Reading::Doubtful("which-level"))]
    #[case("1-2", Reading::Doubtful("which-level"))]
    #[case("4", Reading::Doubtful("which-level"))]
    fn a_level_is_read_or_asked(#[case] text: &str, #[case] expected: Reading<Level>) {
        assert_eq!(level(text), expected);
    }

    #[rstest]
    #[case("geen", Reading::Told(Wait::AtOnce))]
    #[case("0 weken", Reading::Told(Wait::AtOnce))]
    #[case("Ca. 3 weken", Reading::Told(Wait::UnderAMonth))]
    #[case("4 weken", Reading::Told(Wait::AMonthOrMore))]
    #[case("een maand", Reading::Told(Wait::AMonthOrMore))]
    #[case("Korter dan een maand", Reading::Told(Wait::UnderAMonth))]
    #[case("", Reading::Untold)]
    #[case("ja", Reading::Doubtful("which-wait"))]
    #[case("2 tot 6 weken", Reading::Doubtful("which-wait"))]
    #[case("99999999999 weken", Reading::Doubtful("which-wait"))]
    fn a_wait_is_read_or_asked(#[case] text: &str, #[case] expected: Reading<Wait>) {
        assert_eq!(wait(text), expected);
    }

    #[rstest]
    #[case("goed onderbouwd", Reading::Told(Some(Recognition::WellFounded)))]
    #[case("Goed-beschreven", Reading::Told(Some(Recognition::WellDescribed)))]
    #[case("effectief", Reading::Told(Some(Recognition::Effective)))]
    #[case("nee", Reading::Told(None))]
    #[case("-", Reading::Untold)]
    #[case("ja", Reading::Doubtful("which-recognition"))]
    fn recognition_is_read_or_asked(
        #[case] text: &str,
        #[case] expected: Reading<Option<Recognition>>,
    ) {
        assert_eq!(recognition(text), expected);
    }
}
