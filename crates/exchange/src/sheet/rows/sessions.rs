//! When a row's offer is: by its cells of days and hours, or by columns named after the days. For
//! [`super`].

use super::Row;
use crate::draft::{OfferDraft, SessionDraft};
use crate::sheet::columns::Column;
use crate::sheet::{moments, places};
use crate::wording::{fold, is_untold};

/// With one of these in the column of a day, it is on that day.
const CROSSES: [&str; 6] = ["x", "ja", "v", "*", "✓", "✔"];

impl Row<'_> {
    pub(super) fn fill_sessions(&self, draft: &mut OfferDraft) {
        let (day, from, to) = (
            self.cell(Column::Day),
            self.cell(Column::From),
            self.cell(Column::To),
        );
        let places = places::read(self.cell(Column::Places));
        let places_left = self.take(draft, Column::Places, places).flatten();
        let is_blank = |cell: &str| is_untold(&fold(cell));
        if is_blank(day) && self.days().next().is_some() {
            return self.fill_days(draft, (from, to), places_left);
        }
        let read = moments::read(day, from, to);
        if read.by_appointment {
            draft.note(Column::Day.name(), day);
        }
        for (column, name) in [
            (Column::Day, "dag"),
            (Column::From, "van"),
            (Column::To, "tot"),
        ] {
            if read.doubts.iter().all(|(asked, _)| *asked != name) {
                self.read_whole(column);
            }
        }
        for (column, question) in &read.doubts {
            let text = match *column {
                "dag" => day,
                "van" => from,
                _ => to,
            };
            draft.doubt(*column, text, question);
        }
        add(draft, read.moments, places_left);
    }

    /// The columns of days that say something in this row: place, day and cell.
    fn days(&self) -> impl Iterator<Item = (usize, &'static str, &str)> {
        let cell = |at: usize| self.cells.get(at).map_or("", String::as_str);
        let all = self
            .header
            .days
            .iter()
            .map(move |(at, day)| (*at, *day, cell(*at)));
        all.filter(|(_, _, cell)| !is_untold(&fold(cell)))
    }

    /// A column for each day: with an hour in it, or a cross and the hours elsewhere.
    fn fill_days(
        &self,
        draft: &mut OfferDraft,
        (from, to): (&str, &str),
        places_left: Option<u16>,
    ) {
        for (at, day, cell) in self.days() {
            // Beside a column of hours a 1 is a cross and a 0 is none.
            let has_hours = !is_untold(&fold(from));
            if has_hours && cell.trim() == "0" {
                self.account.read(at);
                continue;
            }
            let is_cross =
                CROSSES.contains(&fold(cell).as_str()) || (has_hours && cell.trim() == "1");
            let read = if is_cross {
                moments::read(day, from, to)
            } else {
                moments::read(day, cell, "")
            };
            if read.doubts.is_empty() {
                self.account.read(at);
                if is_cross {
                    self.read_whole(Column::From);
                    self.read_whole(Column::To);
                }
            } else {
                let text = if is_cross {
                    format!("{day}: {from} {to}")
                } else {
                    format!("{day}: {cell}")
                };
                draft.doubt(Column::From.name(), text.trim(), "which-time");
            }
            add(draft, read.moments, places_left);
        }
    }
}

/// Adds the moments to an offer.
pub(super) fn add(draft: &mut OfferDraft, moments: Vec<moments::Moment>, places_left: Option<u16>) {
    for moment in moments {
        let mut session = SessionDraft::weekly(moment.day, moment.from, moment.to);
        session.places_left = places_left;
        draft.add_session(session);
    }
}
