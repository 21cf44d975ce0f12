//! The rows in which somebody writes when they are closed: for the municipality's settings and for
//! a provider's own summer stop, by account or by link.

use actions::submit_offer::Keeper;
use actions::{ActionError, close_for_a_while};
use domain::calendar::{Closure, day_of};
use domain::fault::Fault;
use jiff::civil::Date;
use serde::Deserialize;

use crate::Web;

/// Empty rows for new closures.
const SPARE: usize = 2;

/// A closure as the form shows it.
pub(in crate::pages) struct ClosureRow {
    /// 1, 2, 3 …
    pub number: String,
    /// The first day, as the browser's date field has it.
    pub from: String,
    /// The last day.
    pub to: String,
}

/// One side of each closure, as the form has it.
pub(super) fn days(closures: &[Closure], side: impl Fn(&Closure) -> Date) -> Vec<String> {
    closures
        .iter()
        .map(|closure| side(closure).to_string())
        .collect()
}

/// The closures; a row that is half filled in or no day is a fault, an empty one is none.
pub(super) fn read(from: &[String], to: &[String], faults: &mut Vec<Fault>) -> Vec<Closure> {
    let mut closures = Vec::new();
    for (from, to) in from.iter().zip(to) {
        if from.trim().is_empty() && to.trim().is_empty() {
            continue;
        }
        match (day(from), day(to)) {
            (Some(from), Some(to)) => closures.push(Closure { from, to }),
            _ => faults.push(Fault::body("sluiting", "sluiting-dagen")),
        }
    }
    faults.dedup();
    closures
}

/// A day as a date field sends it, or as people write it: `24-12-2026`.
fn day(typed: &str) -> Option<Date> {
    let typed = typed.trim();
    if let Ok(day) = typed.parse() {
        return Some(day);
    }
    let mut parts = typed.split(['-', '/', '.']);
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() {
        return None;
    }
    let year = year
        .parse()
        .ok()
        .filter(|year| (2000..2200).contains(year))?;
    Date::new(year, month.parse().ok()?, day.parse().ok()?).ok()
}

/// The rows to show: what was filled in, and a few empty ones.
pub(super) fn rows(from: &[String], to: &[String]) -> Vec<ClosureRow> {
    let spare = std::iter::repeat_n((String::new(), String::new()), SPARE);
    from.iter()
        .zip(to)
        .map(|(from, to)| (from.clone(), to.clone()))
        .filter(|(from, to)| !from.is_empty() || !to.is_empty())
        .chain(spare)
        .enumerate()
        .map(|(at, (from, to))| ClosureRow {
            number: (at + 1).to_string(),
            from,
            to,
        })
        .collect()
}

/// What the form about closures sends: two lists of days.
#[derive(Clone, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(in crate::pages) struct ClosedForm {
    sluiting_van: Vec<String>,
    sluiting_tot: Vec<String>,
    /// A closure that everybody knows, in one click: `zomer` or `kerst`.
    keuze: String,
}

impl ClosedForm {
    /// The form of what was said before.
    pub(in crate::pages) fn of(closures: &[Closure]) -> Self {
        Self {
            sluiting_van: days(closures, |closure| closure.from),
            sluiting_tot: days(closures, |closure| closure.to),
            keuze: String::new(),
        }
    }

    /// The rows to show.
    pub(in crate::pages) fn rows(&self) -> Vec<ClosureRow> {
        rows(&self.sluiting_van, &self.sluiting_tot)
    }

    /// Says that a provider is closed then.
    pub(in crate::pages) async fn close(
        &self,
        web: &Web,
        keeper: &Keeper,
    ) -> Result<(), ActionError> {
        let mut faults = Vec::new();
        let mut closures = read(&self.sluiting_van, &self.sluiting_tot, &mut faults);
        let chosen = usual(&self.keuze, day_of(web.bridge.now()));
        closures.extend(chosen.filter(|one| !closures.contains(one)));
        if !faults.is_empty() {
            return Err(ActionError::Faults(faults));
        }
        close_for_a_while::close(&web.bridge, keeper, &closures).await
    }
}

/// The next summer stop or Christmas holiday, as clubs usually have it.
fn usual(word: &str, today: Date) -> Option<Closure> {
    let (from, to, later) = match word {
        "zomer" => ((7, 1), (8, 31), 0),
        "kerst" => ((12, 24), (1, 1), 1),
        _ => return None,
    };
    let of = |year: i16| {
        Some(Closure {
            from: Date::new(year, from.0, from.1).ok()?,
            to: Date::new(year + later, to.0, to.1).ok()?,
        })
    };
    let years = [today.year() - 1, today.year(), today.year() + 1];
    let mut all = years.into_iter().filter_map(of);
    all.find(|closure| closure.to >= today)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_day_is_read_as_people_write_it() {
        let told = Some(date(2026, 12, 24));
        for typed in ["2026-12-24", "24-12-2026", "24/12/2026", " 24.12.2026 "] {
            assert_eq!(day(typed), told, "{typed}");
        }
        for typed in ["", "kerst", "24-12", "31-2-2026", "1-1-1-2026", "24-12-26"] {
            assert_eq!(day(typed), None, "{typed}");
        }
    }

    #[test]
    fn a_usual_closure_is_the_one_to_come_or_under_way() {
        let told = |word, today| usual(word, today).map(|one| (one.from, one.to));
        let summer = (date(2027, 7, 1), date(2027, 8, 31));
        assert_eq!(told("zomer", date(2026, 11, 24)), Some(summer));
        assert_eq!(told("zomer", date(2027, 8, 31)), Some(summer));
        let winter = (date(2026, 12, 24), date(2027, 1, 1));
        assert_eq!(told("kerst", date(2026, 11, 24)), Some(winter));
        assert_eq!(told("kerst", date(2027, 1, 1)), Some(winter));
        assert_eq!(told("altijd", date(2026, 11, 24)), None);
    }
}
