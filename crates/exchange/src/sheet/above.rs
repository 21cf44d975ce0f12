//! What stands around a row and may belong to it: the title of the sheet, the heading between the rows,
//! the cells above it that it leaves empty, and lines beside the list. It is asked and not taken for the
//! row's own, but for what can only mean one thing: the heading "MAANDAG", the name of the one organisation
//! whose programme it is, and its street. For [`super::rows`].

use super::columns::{Column, Header};
use super::refusals::heading;
use super::remarks::is_not_weekly;
use super::{mentions, moments, price_for_all, providers};
use domain::price::Price;

use crate::draft::OfferDraft;
use crate::table::Record;
use crate::wording::{fold, is_untold, line, words};

/// What stands around a row.
#[derive(Clone, Debug, Default)]
pub(crate) struct Above {
    /// The lines above the column names, where no column tells the provider.
    title: Vec<String>,
    /// The heading between the rows that comes last before it.
    pub heading: Option<String>,
    /// Lines above the names and below the last row, which may hold for every row.
    beside: Vec<String>,
    /// The last that each column told.
    last: Vec<String>,
    /// Whose programme the whole list is, by its title.
    whose_list: Option<String>,
    /// Whether the headings between the rows name organisations: then the title is of none of them.
    by_organisation: bool,
    /// Whether the headings tell where, each for its own rows.
    by_place: bool,
    /// What every row costs that tells no other price.
    price_of_each: Option<Price>,
    /// Whether the names are those of pages of websites: "Wandelen | Stichting De Verzinsel".
    of_pages: bool,
}

/// Between the name of a page and that of its website.
const PAGE_OF: &str = " | ";

/// More lines than these are a story, and no remark.
const MOST_BESIDE: usize = 20;

impl Above {
    /// Before the first row of a list: `before` stands above the names, `rows` below them.
    pub fn of(header: &Header, before: &[Record], rows: &[Record]) -> Self {
        let lines = |records: &[Record]| -> Vec<String> {
            let alone = records.iter().filter(|one| told(&one.cells) == 1);
            let words = alone
                .flat_map(|one| one.cells.iter())
                .filter_map(|cell| line(cell));
            words.take(MOST_BESIDE).collect()
        };
        let below = rows
            .iter()
            .rev()
            .take_while(|one| told(&one.cells) < 2)
            .count();
        let mut beside = Vec::new();
        if !header.is_ours {
            beside = lines(before);
            beside.extend(lines(&rows[rows.len() - below..]));
        }
        let names_nobody = !header.has(Column::Provider);
        let title = before.iter().filter(|_| names_nobody);
        let title: Vec<String> = title.filter_map(|record| heading(header, record)).collect();
        let headings = rows.iter().filter_map(|record| heading(header, record));
        let headings: Vec<String> = headings.collect();
        let names = rows
            .iter()
            .map(|one| header.cell(Column::Title, &one.cells));
        let names: Vec<&str> = names.filter(|name| !name.trim().is_empty()).collect();
        let pages = names.iter().filter(|name| name.contains(PAGE_OF));
        Self {
            whose_list: providers::of_titles(&title).filter(|_| !header.names_are_guessed),
            by_organisation: headings
                .iter()
                .any(|one| providers::of_heading(one).is_some()),
            by_place: headings
                .iter()
                .any(|one| providers::address_in(one).is_some()),
            of_pages: pages.count() * 2 > names.len(),
            title,
            // "Maandag" right above the names is of the rows below them.
            heading: before
                .last()
                .and_then(|record| heading(header, record))
                .filter(|text| names_day(text)),
            price_of_each: price_for_all::told(&beside),
            beside,
            last: Vec::new(),
        }
    }

    /// Whose a row is where no column tells it: of the organisation in the heading, in the title, or
    /// behind the bar in the name of a page. A row that names another organisation is asked.
    pub fn provider(&self, header: &Header, cells: &[String]) -> Option<String> {
        if header.has(Column::Provider) {
            return None;
        }
        if self.of_pages {
            let (_, site) = header.cell(Column::Title, cells).rsplit_once(PAGE_OF)?;
            return line(site);
        }
        let of_heading = self.heading.as_deref().and_then(providers::of_heading);
        let of_list = || self.whose_list.clone().filter(|_| !self.by_organisation);
        let name = of_heading.or_else(of_list)?;
        (!providers::is_of_another(cells, &name)).then_some(name)
    }

    /// Where a row is, in a list without any column that tells it.
    pub fn address(&self, header: &Header) -> Option<String> {
        let tells_where = [Column::Address, Column::MeetingPoint, Column::WhereWhen];
        if tells_where.map(|column| header.has(column)) != [false; 3] {
            return None;
        }
        if let Some(heading) = self.heading.as_deref().filter(|_| self.by_place) {
            return providers::address_in(heading);
        }
        let mut all = self
            .title
            .iter()
            .filter_map(|text| providers::address_in(text));
        all.next().filter(|_| all.next().is_none())
    }

    /// Goes below a heading: what stood above it is of another part of the list.
    pub fn go_below(&mut self, heading: String) {
        self.heading = Some(heading);
        self.last.clear();
    }

    /// Goes past a row.
    pub fn pass(&mut self, cells: &[String]) {
        if self.last.len() < cells.len() {
            self.last.resize(cells.len(), String::new());
        }
        for (last, cell) in self.last.iter_mut().zip(cells) {
            // Below "idem" another "idem" speaks of the same.
            if !is_untold(&fold(cell)) && !refers_up(cell) {
                last.clone_from(cell);
            }
        }
    }

    /// The heading, when it is the name of a day and no more.
    pub fn day(&self) -> Option<&str> {
        let heading = self.heading.as_deref()?;
        names_day(heading).then_some(heading)
    }

    /// What a line beside the list says of every row, where this one tells no price.
    pub fn fill_price(&self, header: &Header, cells: &[String], draft: &mut OfferDraft) {
        let tells_none = is_untold(&fold(header.cell(Column::Price, cells)))
            && is_untold(&fold(header.cell(Column::PriceUnit, cells)));
        if tells_none && draft.price.is_none() {
            draft.price = self.price_of_each;
        }
    }

    /// What a column told last.
    pub fn last(&self, header: &Header, column: Column) -> Option<String> {
        let at = header.place(column)?;
        self.last.get(at).and_then(|cell| line(cell))
    }

    /// Every name around the row that may be the provider's.
    pub fn whose(&self, header: &Header) -> String {
        let above = self.last(header, Column::Provider);
        let lines = self.heading.iter().chain(&self.title).chain(&above);
        shortened(&lines.map(String::as_str).collect::<Vec<_>>().join(" / "))
    }

    /// Asks about what the row leaves open and what stands around it may tell.
    pub fn ask(&self, header: &Header, cells: &[String], draft: &mut OfferDraft) {
        for remark in &self.beside {
            mentions::ask_beside(draft, remark);
        }
        if !self.beside.is_empty() {
            // What holds for the whole list stands with each of its offers.
            draft.note("Bij de lijst", &shortened(&self.beside.join("\n")));
            let tells_where = [Column::Address, Column::MeetingPoint, Column::WhereWhen];
            let asks_where = draft.doubts.iter().any(|doubt| doubt.column == "adres");
            if draft.venue.address.is_none()
                && !asks_where
                && tells_where.map(|column| header.has(column)) == [false; 3]
            {
                let lines = shortened(&self.beside.join(" / "));
                draft.doubt(Column::Address.name(), &lines, "which-address");
            }
        }
        let knows_day = draft.sessions.iter().any(|one| one.day.is_some());
        let asks_when = |draft: &OfferDraft| {
            let mut doubts = draft.doubts.iter();
            doubts.any(|doubt| matches!(doubt.column.as_ref(), "dag" | "van" | "tot"))
        };
        let by_appointment = draft
            .notes
            .iter()
            .any(|note| note.name == Column::Day.name());
        if !knows_day && !header.is_ours && !by_appointment && !asks_when(draft) {
            // A day in the row above may hold for this one too.
            let above = self.last(header, Column::Day);
            let above = above.filter(|_| is_untold(&fold(header.cell(Column::Day, cells))));
            let heading = self.heading.iter().cloned();
            let text: Vec<String> = above.into_iter().chain(heading).collect();
            draft.doubt(Column::Day.name(), &text.join(" / "), "which-day");
        }
        let holds_here = |text: &&String| legend(text).is_none_or(|signs| bears(cells, &signs));
        let mut rhythms = self.beside.iter().filter(|text| is_not_weekly(text));
        if let Some(rhythm) = rhythms.find(holds_here)
            && knows_day
            && !asks_when(draft)
        {
            draft.doubt(Column::Day.name(), rhythm, "which-day");
        }
        // "Zelfde zaal" and "idem" speak of the row above.
        for (at, cell) in cells.iter().enumerate() {
            if let Some(last) = self.last.get(at).and_then(|last| line(last))
                && refers_up(cell)
            {
                let (name, _) = header.name_at(at);
                draft.note(&format!("Hierboven bij {name}"), &last);
                draft.doubt(name, cell, "which-field");
            }
        }
        let is_guessed = header.names_are_guessed;
        if is_guessed {
            self.ask_all(header, cells, draft);
        }
        // A row that leaves its name or day open may leave its place open too.
        let open = |column| header.has(column) && is_untold(&fold(header.cell(column, cells)));
        if open(Column::Address)
            && draft.venue.address.is_none()
            && [Column::Title, Column::Provider, Column::Day]
                .into_iter()
                .any(open)
            && let Some(place) = self.last(header, Column::Address)
        {
            draft.doubt(Column::Address.name(), &place, "which-address");
        }
    }
}

impl Above {
    /// Of a list whose names nobody knows: what no column tells is asked of each row, with all it says.
    fn ask_all(&self, header: &Header, cells: &[String], draft: &mut OfferDraft) {
        let whole = cells.iter().filter_map(|cell| line(cell));
        let whole = shortened(&whole.collect::<Vec<_>>().join(" | "));
        let asks = |draft: &OfferDraft, columns: &[Column]| {
            let mut doubts = draft.doubts.iter();
            doubts.any(|doubt| columns.iter().any(|column| column.name() == doubt.column))
        };
        let fields = [
            (Column::Price, &[Column::Price][..], "which-price"),
            (
                Column::Ages,
                &[Column::Ages, Column::AgeFrom, Column::AgeTo, Column::Groups],
                "which-ages",
            ),
        ];
        for (column, others, question) in fields {
            if !others.iter().any(|one| header.has(*one)) && !asks(draft, others) {
                draft.doubt(column.name(), &whole, question);
            }
        }
    }
}

/// The signs that a line explains: "* = om de week". It holds for the rows that bear one of them.
fn legend(text: &str) -> Option<String> {
    let (first, _) = text.split_once('=')?;
    let is_sign = |sign: char| !sign.is_alphanumeric() && !sign.is_whitespace();
    if first.trim().is_empty() || !first.trim().chars().all(is_sign) {
        return None;
    }
    let heads = text.split('=').map(str::trim_end);
    let signs = heads.flat_map(|head| head.chars().rev().take_while(|sign| is_sign(*sign)));
    Some(
        signs
            .filter(|sign| !matches!(sign, '.' | ',' | ';' | ':'))
            .collect(),
    )
}

fn bears(cells: &[String], signs: &str) -> bool {
    cells
        .iter()
        .any(|cell| cell.contains(|sign| signs.contains(sign)))
}

/// Whether a cell says no more than that it is as above.
fn refers_up(cell: &str) -> bool {
    let marks = ["\"", "''", "\"\"", ",,", "„"];
    let words = words(cell);
    marks.contains(&cell.trim())
        || words.windows(2).any(|pair| {
            pair[0] == "zie" && matches!(pair[1].as_str(), "boven" | "hierboven" | "vorige")
        })
        || words.iter().any(|word| {
            matches!(
                word.as_str(),
                "idem" | "dito" | "zelfde" | "dezelfde" | "hetzelfde" | "ditto"
            )
        })
}

/// As much of the lines as is kept with each row.
fn shortened(text: &str) -> String {
    const MOST: usize = 1_000;
    text.chars().take(MOST).collect()
}

/// Whether a heading is the name of a day and no more.
fn names_day(heading: &str) -> bool {
    let folded = fold(heading);
    let name = folded.trim_end_matches([':', '.']);
    name.len() > 5 && moments::named_day(name).is_some()
}

fn told(cells: &[String]) -> usize {
    cells.iter().filter(|cell| !cell.trim().is_empty()).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_legend_holds_for_the_rows_that_bear_its_signs() {
        let signs = legend("* = om de week () = alleen in de winter").unwrap();
        let row = |cell: &str| vec!["Yoga".to_owned(), cell.to_owned()];
        assert!(bears(&row("19.00*"), &signs) && bears(&row("(19.00)"), &signs));
        assert!(!bears(&row("19.00"), &signs));
        assert_eq!(legend("wij sporten om de week"), None);
        assert_eq!(legend("groen = nieuw"), None);
    }
}
