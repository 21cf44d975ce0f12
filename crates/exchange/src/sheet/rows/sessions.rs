//! When a row's offer is: by its cells of days and hours, or by columns named after the days. For
//! [`super`].

use super::Row;
use crate::draft::{OfferDraft, SessionDraft};
use crate::sheet::account::EVERY_WEEK;
use crate::sheet::columns::Column;
use crate::sheet::{moments, places};
use crate::wording::{fold, is_untold, spaced, words};

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
        self.agree_on_length(draft);
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
        let waiting = self.people_waiting();
        if full.is_empty() && waiting.is_none() && !places::names_full(&draft.title) {
            return;
        }
        if waiting.is_some() {
            self.read_whole(Column::Wait);
            draft.note("wachtlijst", self.cell(Column::Wait));
        }
        for session in &mut draft.sessions {
            session.places_left = Some(0);
        }
        for at in full {
            self.account.read(at);
            draft.note(&self.header.name_at(at).0, &self.cells[at]);
        }
    }

    /// How many people wait, where the column is named after the list and holds no more than a number.
    pub(super) fn people_waiting(&self) -> Option<u16> {
        let number = self.cell(Column::Wait).trim().parse().ok();
        number.filter(|people| *people > 0 && self.header.is_named(Column::Wait, "wachtlijst"))
    }

    /// "45" in a column of minutes: the hours say it too, or it tells when a lesson ends. A length that is
    /// another one than theirs is asked.
    fn agree_on_length(&self, draft: &mut OfferDraft) {
        for (at, name) in &self.header.unknown {
            let cell = self.cells.get(*at).map_or("", String::as_str);
            let Some(minutes) = length_in_minutes(name, cell) else {
                continue;
            };
            let is_as_long = |one: &SessionDraft| match (one.from, one.to) {
                (Some(from), Some(to)) => from.until(to).is_ok_and(|span| {
                    i64::from(span.get_hours()) * 60 + span.get_minutes() == i64::from(minutes)
                }),
                _ => false,
            };
            if !draft.sessions.is_empty() && draft.sessions.iter().all(is_as_long) {
                self.account.read(*at);
                draft.note(name, cell);
            }
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

/// How long a lesson takes by a column that tells no more: "duur_min" with "45", "Duur" with "60 min".
fn length_in_minutes(name: &str, cell: &str) -> Option<u16> {
    let named = words(name);
    let is_length = named
        .first()
        .is_some_and(|word| matches!(word.as_str(), "duur" | "lesduur" | "tijdsduur"));
    let told = words(&spaced(&fold(cell)));
    let is_unit = |word: &String| matches!(word.as_str(), "min" | "minuten");
    let minutes = match told.as_slice() {
        [number] if named.iter().skip(1).any(is_unit) => number,
        [number, unit] if is_unit(unit) => number,
        _ => return None,
    };
    minutes.parse().ok().filter(|_| is_length)
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
