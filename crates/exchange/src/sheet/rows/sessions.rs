//! When a row's offer is: by its cells of days and hours, or by columns named after the days. For
//! [`super`].

use super::Row;
use crate::draft::{OfferDraft, SessionDraft};
use crate::sheet::account::EVERY_WEEK;
use crate::sheet::columns::Column;
use crate::sheet::{moments, places};
use crate::wording::{fold, is_untold, words};

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
        // Below the heading "MAANDAG" everything is on Monday.
        let has_hour = !is_blank(from) && moments::read("", from, to).doubts.is_empty();
        let day = if is_blank(day) && has_hour {
            self.day_above
        } else {
            day
        };
        // "Doorlopend" among the hours is that it goes on, and no hour.
        let from = if EVERY_WEEK.contains(&fold(from).as_str()) {
            draft.note(Column::From.name(), from);
            ""
        } else {
            from
        };
        let mut read = moments::read(day, from, to);
        let bare = [day, from].map(without_talk);
        if !read.doubts.is_empty() && bare != [day, from] {
            // "Wo. 9.30 uur, na afloop koffie": the coffee is worth knowing and changes nothing.
            let again = moments::read(bare[0], bare[1], to);
            if again.doubts.is_empty() {
                read = again;
                for (column, cell, bare) in
                    [(Column::Day, day, bare[0]), (Column::From, from, bare[1])]
                {
                    if cell != bare {
                        draft.note(column.name(), cell);
                    }
                }
            }
        }
        if read.by_appointment {
            draft.note(Column::Day.name(), day);
        }
        let by_appointment = read.by_appointment;
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
        if by_appointment {
            for session in draft.sessions.iter_mut().filter(|one| one.day.is_none()) {
                session.by_appointment = true;
            }
        }
    }

    /// "WACHTLIJST" among the remarks or as the state: it runs, and it is full.
    pub(super) fn fill_full(&self, draft: &mut OfferDraft) {
        let state = self.header.place(Column::Status);
        let remarks = self.header.unknown.iter().map(|(at, _)| *at).chain(state);
        let full = remarks.filter(|at| {
            let cell = self.cells.get(*at);
            cell.is_some_and(|cell| places::says_full(cell))
        });
        let full: Vec<usize> = full.collect();
        if full.is_empty() && !places::names_full(&draft.title) {
            return;
        }
        for session in &mut draft.sessions {
            session.places_left = Some(0);
        }
        for at in full {
            self.account.read(at);
            draft.note(&self.header.name_at(at).0, &self.cells[at]);
        }
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

/// A cell of days and hours without the talk at its end: ", na afloop koffie", "(incl. pauze)".
fn without_talk(cell: &str) -> &str {
    const TALK: [&str; 26] = [
        "na",
        "afloop",
        "koffie",
        "thee",
        "daarna",
        "incl",
        "inclusief",
        "pauze",
        "met",
        "en",
        "een",
        "kopje",
        "drinken",
        "gezellig",
        "het",
        "hele",
        "jaar",
        "door",
        "onder",
        "deskundige",
        "leiding",
        "wij",
        "spelen",
        "geen",
        "competitie",
        "rennen",
    ];
    let mut bare = cell;
    while let Some(at) = bare.rfind([',', '(', '!', '\n'])
        && words(&bare[at..])
            .iter()
            .all(|word| TALK.contains(&word.as_str()))
    {
        bare = bare[..at].trim_end();
    }
    bare
}

/// Adds the moments to an offer.
pub(super) fn add(draft: &mut OfferDraft, moments: Vec<moments::Moment>, places_left: Option<u16>) {
    for moment in moments {
        let mut session = SessionDraft::weekly(moment.day, moment.from, moment.to);
        session.places_left = places_left;
        draft.add_session(session);
    }
}
