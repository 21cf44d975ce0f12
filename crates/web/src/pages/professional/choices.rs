//! Choices that a form offers: code lists as lists, chips and the week of dayparts.

pub use documents::dutch::capital;
use documents::texts::Texts;
use domain::class_words::ClassWords;
use domain::codes::{Listed, OpenList, SelfReliance};
use domain::daypart::Daypart;

/// One thing to choose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// What the form sends.
    pub code: String,
    /// What people read.
    pub words: String,
    /// Whether it is chosen.
    pub chosen: bool,
}

impl Choice {
    /// A choice with these words.
    #[must_use]
    pub fn new(code: &str, words: String, chosen: bool) -> Self {
        Self {
            code: code.to_owned(),
            words,
            chosen,
        }
    }
}

/// These codes of a closed list, in this order; `chosen` are the codes that were sent.
pub fn of_codes<T: Listed>(list: &str, codes: &[T], chosen: &[String]) -> Vec<Choice> {
    codes
        .iter()
        .map(|item| of_code(list, item.code(), chosen))
        .collect()
}

/// The classes of self-reliance, as a municipality calls them.
pub fn of_classes(words: &ClassWords, chosen: &[String]) -> Vec<Choice> {
    SelfReliance::ALL
        .iter()
        .map(|class| {
            let is_chosen = chosen.iter().any(|word| word == class.code());
            Choice::new(
                class.code(),
                Texts::dutch().self_reliance(words, *class),
                is_chosen,
            )
        })
        .collect()
}

/// Every code of an open list.
pub fn of_open_list(list: OpenList, chosen: &[String]) -> Vec<Choice> {
    list.codes
        .iter()
        .map(|code| of_code(list.key, code, chosen))
        .collect()
}

/// A list to choose one from, which begins with nothing chosen under the words of `empty`.
pub fn one_of(mut choices: Vec<Choice>, empty: String) -> Vec<Choice> {
    let none = choices.iter().all(|choice| !choice.chosen);
    choices.insert(0, Choice::new("", empty, none));
    choices
}

fn of_code(list: &str, code: &str, chosen: &[String]) -> Choice {
    let words = Texts::dutch().code(list, code);
    Choice::new(code, words, chosen.iter().any(|word| word == code))
}

/// A day with its three dayparts.
#[derive(Clone, Debug)]
pub struct DayRow {
    /// "Di"
    pub day: String,
    /// Morning, afternoon, evening.
    pub parts: Vec<Choice>,
}

/// The week of dayparts, Monday first.
#[must_use]
pub fn week(chosen: &[String]) -> Vec<DayRow> {
    let t = Texts::dutch();
    let all: Vec<Daypart> = Daypart::all().collect();
    all.chunks(3)
        .enumerate()
        .map(|(day, parts)| DayRow {
            day: capital(&t.s(&format!("weekdag-{}-kort", day + 1))),
            parts: parts
                .iter()
                .map(|part| {
                    let code = part.code();
                    let chosen = chosen.contains(&code);
                    Choice::new(&code, t.daypart(*part), chosen)
                })
                .collect(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_week_has_seven_days_of_three_parts() {
        let rows = week(&["di-ochtend".to_owned()]);
        assert_eq!(rows.len(), 7);
        assert_eq!(rows[1].day, "Di");
        assert_eq!(rows[1].parts[0].words, "dinsdagochtend");
        let chosen = rows.iter().flat_map(|row| &row.parts);
        assert_eq!(chosen.filter(|part| part.chosen).count(), 1);
    }
}
