//! One row of the sheet to one draft, or to the reasons why not. A row is refused only when it
//! cannot be kept at all; a field that is not certain becomes a doubt.

mod money;
mod people;
mod sessions;

use std::borrow::Cow;

use domain::contact::holds_citizen_number;
use domain::offer::Ages;

use self::sessions::add;
use super::above::Above;
use super::account::Account;
use super::columns::{Column, Header};
use super::markup::without_markup;
use super::{code_words, dates, mentions, one_cell, providers, refusals, remarks, whereabouts};
use crate::activity_words::{
    ActivityReading, is_none_in_particular, may_be_gymnastics, read_activity,
};
use crate::draft::{OfferDraft, RowFault, SessionDraft};
use crate::reading::Reading;
use crate::table::{CELL_SIGNS, Record};
use crate::wording::{fold, is_untold, line, prose, squeeze, words};

/// What says that it goes on, and needs no note.
const RUNS: [&str; 13] = [
    "active",
    "open",
    "gepubliceerd",
    "published",
    "actief",
    "ja",
    "j",
    "x",
    "loopt",
    "lopend",
    "doorlopend",
    "actueel",
    "definitief",
];

/// Names and keys are no longer than this.
pub(super) const NAME_SIGNS: usize = 200;

/// Reads one row.
pub(crate) fn read(
    header: &Header,
    record: &Record,
    above: &Above,
) -> Result<OfferDraft, Vec<RowFault>> {
    read_plain(header, &plain(record), above)
}

/// The key that the offer of a row has, also when the row cannot be kept. None when that could only be
/// made of what may not be kept: a cell that is too long, or a citizen service number.
pub(crate) fn key(header: &Header, record: &Record, above: &Above) -> Option<String> {
    let own = header.cell(Column::SourceId, &record.cells);
    if own.len() > CELL_SIGNS {
        return None;
    }
    if let Some(own) = line(own).filter(|text| !is_untold(&fold(text))) {
        return Some(own);
    }
    if record.cells.iter().any(|cell| cell.len() > CELL_SIGNS) {
        return None;
    }
    let record = plain(record);
    let row = Row {
        header,
        cells: &record.cells,
        account: Account::default(),
        day_above: above.day().unwrap_or_default(),
    };
    let address = row
        .address()
        .or_else(|| row.found_in_one_cell().address.clone())
        .or_else(|| above.address(header));
    let title = title(header, &record.cells);
    let provider = row.provider().unwrap_or_default();
    let key = row.key(&provider, title.as_deref(), address.as_deref(), above);
    (!holds_citizen_number(&key)).then_some(key)
}

/// A row without the marks of a web page in its cells.
fn plain(record: &Record) -> Cow<'_, Record> {
    if !record.cells.iter().any(|cell| cell.contains(['&', '<'])) {
        return Cow::Borrowed(record);
    }
    let cells = record
        .cells
        .iter()
        .map(|cell| without_markup(cell).into_owned());
    Cow::Owned(Record {
        line: record.line,
        cells: cells.collect(),
    })
}

fn read_plain(
    header: &Header,
    record: &Record,
    above: &Above,
) -> Result<OfferDraft, Vec<RowFault>> {
    let faults = refusals::of(header, record);
    if !faults.is_empty() {
        return Err(faults);
    }
    let row = Row {
        header,
        cells: &record.cells,
        account: Account::default(),
        day_above: above.day().unwrap_or_default(),
    };
    if refusals::is_shifted(header, record) {
        return Ok(unsure(&row));
    }
    let provider = row.provider().unwrap_or_default();
    let own_name = title(header, &record.cells);
    let is_nameless = own_name.is_none();
    let found = row.found_in_one_cell();
    let address = row.address().or_else(|| found.address.clone());
    let address = address.or_else(|| above.address(header));
    let source_id = row.key(&provider, own_name.as_deref(), address.as_deref(), above);
    let title = own_name.unwrap_or_else(|| row.name_from(above));
    let around = || above.provider(header, &record.cells).unwrap_or_default();
    let provider = if provider.is_empty() {
        around()
    } else {
        provider
    };
    let mut draft = OfferDraft::new(source_id, provider, title);
    draft.venue.address = address;
    if draft.provider.is_empty() {
        let told = row.cell(Column::Provider);
        let text = if told.trim().is_empty() {
            above.whose(header)
        } else {
            told.to_owned()
        };
        draft.doubt(Column::Provider.name(), &text, "which-provider");
    }
    if header.names_are_guessed || is_nameless {
        let asked = if is_nameless {
            row.whole()
        } else {
            draft.title.clone()
        };
        draft.doubt(Column::Title.name(), &asked, "which-name");
    }
    row.fill_words(&mut draft);
    row.fill_place(&mut draft);
    row.fill_people(&mut draft);
    row.fill_money(&mut draft);
    row.fill_sessions(&mut draft);
    for (at, name) in &header.unknown {
        if let Some(text) = record.cells.get(*at).and_then(|text| prose(text)) {
            draft.note(name, &text);
        }
    }
    for at in &header.unnamed {
        if let Some(text) = record.cells.get(*at).and_then(|text| prose(text)) {
            draft.note(&format!("kolom {}", at + 1), &text);
        }
    }
    if let Some(heading) = &above.heading {
        draft.note(mentions::HEADING, heading);
    }
    found.fill(&mut draft);
    above.fill_price(header, &record.cells, &mut draft);
    if draft.sessions.is_empty() {
        draft.add_session(SessionDraft::weekly(None, None, None));
    }
    if !header.tells_ages(&record.cells) {
        remarks::fill_ages(&mut draft);
    }
    remarks::fill_season(&mut draft);
    remarks::ask_when_closed(&mut draft);
    remarks::ask_when_not_weekly(&mut draft);
    row.fill_full(&mut draft);
    row.account.settle(header, &record.cells, &mut draft);
    above.ask(header, &record.cells, &mut draft);
    Ok(draft)
}

/// A row with more cells than there are names: which cell is which nobody can tell, so nothing of it
/// is believed and all of it is asked.
fn unsure(row: &Row) -> OfferDraft {
    let whole = row.whole();
    let title = row.name_from(&Above::default());
    let mut draft = OfferDraft::new(squeeze(&whole), String::new(), title);
    draft.doubt(
        Column::Title.name(),
        &refusals::beginning(&whole),
        "which-name",
    );
    draft.doubt(Column::Provider.name(), "", "which-provider");
    draft.doubt(
        Column::Day.name(),
        &refusals::beginning(&whole),
        "which-day",
    );
    draft.add_session(SessionDraft::weekly(None, None, None));
    for (at, cell) in row.cells.iter().enumerate() {
        if let Some(text) = prose(cell) {
            draft.note(&format!("kolom {}", at + 1), &text);
        }
    }
    mentions::ask(&mut draft);
    draft
}

/// The key of an offer whose source gives none: provider, title and address, however spelled.
fn natural_key(provider: &str, title: &str, address: Option<&str>, postcode: &str) -> String {
    let address: String = address
        .unwrap_or_default()
        .chars()
        .take(NAME_SIGNS)
        .collect();
    let parts = [
        words(provider),
        words(title),
        words(&address),
        vec![squeeze(postcode)],
    ];
    parts.map(|part| part.join(" ")).join(" | ")
}

/// What it is called: many a list has a column for the activity and none for a name.
pub(super) fn title(header: &Header, cells: &[String]) -> Option<String> {
    let told = |column| line(header.cell(column, cells)).filter(|text| !is_untold(&fold(text)));
    told(Column::Title).or_else(|| told(Column::Activity))
}

struct Row<'a> {
    header: &'a Header,
    cells: &'a [String],
    account: Account,
    /// The day that the heading above names, and no more; empty when it names none.
    day_above: &'a str,
}

impl Row<'_> {
    fn cell(&self, column: Column) -> &str {
        self.header.cell(column, self.cells)
    }

    fn line(&self, column: Column) -> Option<String> {
        line(self.cell(column))
    }

    /// Every word of this column's cell was understood.
    fn read_whole(&self, column: Column) {
        if let Some(at) = self.header.place(column) {
            self.account.read(at);
        }
    }

    /// The source's own key, or one made of what the row says.
    fn key(
        &self,
        provider: &str,
        own_name: Option<&str>,
        address: Option<&str>,
        above: &Above,
    ) -> String {
        let title = own_name.map_or_else(|| self.name_from(above), str::to_owned);
        let key = self.told_line(Column::SourceId).unwrap_or_else(|| {
            // Without a provider's name the heading tells two groups of one name apart.
            let heading = above.heading.as_deref().unwrap_or_default();
            let whose = if provider.is_empty() {
                heading
            } else {
                provider
            };
            natural_key(whose, &title, address, self.cell(Column::Postcode))
        });
        if own_name.is_some() {
            return key;
        }
        // Whether a row without a name goes on with the offer above it, a person says.
        format!("{key} | {}", squeeze(&self.whole()))
    }

    /// All that the row says, in one line.
    fn whole(&self) -> String {
        let told = self.cells.iter().filter_map(|cell| line(cell));
        told.collect::<Vec<_>>().join(" | ")
    }

    /// What to call an offer that has no name of its own: as the one above it, or by its first words.
    fn name_from(&self, above: &Above) -> String {
        let above = above.last(self.header, Column::Title);
        let above = above.or_else(|| self.told_line(Column::Provider));
        let words = |cell: &String| line(cell).filter(|text| text.chars().any(char::is_alphabetic));
        let name = above.or_else(|| self.cells.iter().find_map(words));
        name.unwrap_or_else(|| self.whole())
            .chars()
            .take(NAME_SIGNS)
            .collect()
    }

    /// The cell as one line, when it says something.
    fn told_line(&self, column: Column) -> Option<String> {
        self.line(column).filter(|text| !is_untold(&fold(text)))
    }

    /// Whoever gives it, when the row says so itself.
    fn provider(&self) -> Option<String> {
        // "De Verzinsel (?)": whoever wrote it was not sure either.
        providers::name_in(self.cell(Column::Provider))
            .filter(|name| !is_untold(&fold(name)) && !name.contains('?'))
    }

    fn take<T>(&self, draft: &mut OfferDraft, column: Column, reading: Reading<T>) -> Option<T> {
        match reading {
            Reading::Told(value) => {
                self.read_whole(column);
                Some(value)
            }
            Reading::Untold => None,
            Reading::Doubtful(question) => {
                draft.doubt(column.name(), self.cell(column), question);
                None
            }
        }
    }

    fn address(&self) -> Option<String> {
        let told = self.header.whereabouts(self.cells);
        (!told.is_empty()).then(|| told.join(", "))
    }

    /// What a cell with everything in it tells: place and time in one, or a description in a sheet
    /// that has no columns for them.
    fn found_in_one_cell(&self) -> one_cell::Found {
        let header = self.header;
        let tells_when = !header.days.is_empty()
            || [Column::Day, Column::From].map(|column| header.has(column)) != [false; 2];
        let (cell, rest_is_place) = if header.has(Column::WhereWhen) {
            (self.cell(Column::WhereWhen), true)
        } else if tells_when {
            return one_cell::Found::default();
        } else {
            (self.cell(Column::Description), false)
        };
        if is_untold(&fold(cell)) {
            return one_cell::Found::default();
        }
        let lacks = |column: Column| !header.has(column);
        one_cell::read(
            cell,
            one_cell::Wants {
                when: !tells_when,
                price: lacks(Column::Price),
                ages: lacks(Column::Ages) && lacks(Column::AgeFrom),
                place: lacks(Column::Address) && lacks(Column::MeetingPoint),
                contact: lacks(Column::Phone) && lacks(Column::Email) && lacks(Column::Contact),
                rest_is_place,
            },
        )
    }

    fn fill_words(&self, draft: &mut OfferDraft) {
        draft.description = prose(self.cell(Column::Description));
        let place_and_time = self.cell(Column::WhereWhen);
        if !is_untold(&fold(place_and_time)) {
            draft.note(Column::WhereWhen.name(), place_and_time);
        }
        if RUNS.contains(&fold(self.cell(Column::Status)).as_str()) {
            self.read_whole(Column::Status);
        }
        draft.season = self.told_line(Column::Season);
        draft.bring = self.told_line(Column::Bring);
        draft.meeting_point = self.told_line(Column::MeetingPoint);
        draft.activity_word = self.told_line(Column::Activity);
        if let Some(word) = draft.activity_word.clone() {
            match read_activity(&word) {
                ActivityReading::One(activity) if !may_be_gymnastics(&word, activity) => {
                    draft.activity = activity;
                }
                ActivityReading::Unknown if is_none_in_particular(&word) => {}
                // The column of activities holds the names here, and a name need not be on our list.
                _ if !self.header.has(Column::Title) => {}
                _ => {
                    draft.doubt(Column::Activity.name(), &word, "which-activity");
                }
            }
        }
        if draft.activity_word.is_none()
            && let ActivityReading::One(activity) = read_activity(&draft.title)
            && !may_be_gymnastics(&draft.title, activity)
        {
            // The name alone says it: "Nordic walking op dinsdag".
            draft.activity = activity;
        }
        let confirmed = dates::read(self.cell(Column::ConfirmedOn));
        draft.confirmed_on = self.take(draft, Column::ConfirmedOn, confirmed);
        let recognition = code_words::recognition(self.cell(Column::Recognition));
        let wait = match self.people_waiting() {
            // How many wait does not say how long.
            Some(_) => Reading::Untold,
            None => code_words::wait(self.cell(Column::Wait)),
        };
        draft.wait = self.take(draft, Column::Wait, wait);
        draft.recognition = self.take(draft, Column::Recognition, recognition).flatten();
    }

    fn fill_place(&self, draft: &mut OfferDraft) {
        draft.venue.town = self.told_line(Column::Town);
        let cell = self.cell(Column::Postcode);
        let mut postcode = whereabouts::postcode(cell);
        if let (Reading::Doubtful(_), Some(parts)) = (&postcode, whereabouts::parts_of(cell))
            && parts.before.is_none()
        {
            // "5211 AB Verzonnendam" in one cell.
            postcode = Reading::Told(parts.postcode);
            draft.venue.town = draft.venue.town.take().or(parts.town);
        }
        draft.venue.postcode = self.take(draft, Column::Postcode, postcode);
        if draft.venue.postcode.is_none()
            && is_untold(&fold(cell))
            && let Some(parts) = draft
                .venue
                .address
                .as_deref()
                .and_then(whereabouts::parts_of)
        {
            // The whole address in one cell: what stands before the postcode is the street.
            draft.venue.postcode = Some(parts.postcode);
            draft.venue.address = parts.before.or(draft.venue.address.take());
            draft.venue.town = draft.venue.town.take().or(parts.town);
        }
        let (lat, lon) = (self.cell(Column::Lat), self.cell(Column::Lon));
        match whereabouts::point(lat, lon) {
            Reading::Told(point) => {
                self.read_whole(Column::Lat);
                self.read_whole(Column::Lon);
                draft.venue.point = Some(point);
            }
            Reading::Untold => {}
            Reading::Doubtful(question) => {
                let both = format!("lat {} lon {}", lat.trim(), lon.trim());
                draft.doubt(Column::Lat.name(), &both, question);
            }
        }
        let accessibility = code_words::accessibility(self.cell(Column::Accessibility));
        draft.accessibility = self
            .take(draft, Column::Accessibility, accessibility)
            .unwrap_or_default();
        for (at, fit, name) in &self.header.fitness {
            let cell = self.cells.get(*at).map_or("", String::as_str);
            match code_words::yes_or_no(cell) {
                Reading::Told(true) => {
                    self.account.read(*at);
                    draft.accessibility.insert(*fit);
                }
                // There is no field for what it is not fit for.
                Reading::Told(false) => {
                    self.account.read(*at);
                    draft.note(name, cell);
                }
                Reading::Untold => {}
                Reading::Doubtful(question) => {
                    let asked = format!("{name}: {}", cell.trim());
                    draft.doubt(Column::Accessibility.name(), &asked, question);
                }
            }
        }
    }
}

impl one_cell::Found {
    /// What no column told.
    fn fill(self, draft: &mut OfferDraft) {
        if !self.moments.is_empty() {
            draft.sessions.clear();
            add(draft, self.moments, None);
        }
        draft.price = draft.price.or(self.price);
        draft.trial = draft.trial.or(self.trial);
        if let Some(ages) = self.ages.filter(|_| draft.ages == Ages::default()) {
            draft.ages = ages;
        }
        draft.season = draft.season.take().or(self.season);
        draft.contact.phone = draft.contact.phone.take().or(self.phone);
        draft.contact.email = draft.contact.email.take().or(self.email);
        for (column, text, question) in self.doubts {
            draft.doubt(column, &text, question);
        }
    }
}
