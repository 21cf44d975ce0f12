//! What a row's offer costs, with the first lesson: by the cells of the price, per what it is paid, and
//! the trial. For [`super`].

use domain::price::Price;

use super::Row;
use crate::draft::OfferDraft;
use crate::reading::Reading;
use crate::sheet::columns::Column;
use crate::sheet::{code_words, prices, trials};
use crate::wording::{fold, is_untold, words};

impl Row<'_> {
    pub(super) fn fill_money(&self, draft: &mut OfferDraft) {
        let cell = self.cell(Column::Price);
        if prices::is_on_request(cell) {
            // What is said here is certain, and no amount.
            self.read_whole(Column::Price);
            draft.note(Column::Price.name(), cell);
            draft.price_on_request = true;
            let trial = trials::read(self.cell(Column::Trial));
            draft.trial = self.take(draft, Column::Trial, trial).flatten();
            return;
        }
        let mut price = prices::read(cell);
        if let (Reading::Doubtful("per-what-price"), Some(per)) = (&price, &self.header.price_per) {
            // The column's name says what the cell leaves out.
            price = prices::read(&format!("{cell} {per}"));
        }
        // In our own sheet "€ 0,-" is what somebody filled in.
        let says_money = cell.contains('€') || cell.contains(",-");
        let may_be_blank = !self.header.is_ours || !says_money;
        if price == Reading::Told(Price::FREE) && may_be_blank && self.is_bare_nought(cell) {
            // Nothing to pay, or nothing filled in?
            price = Reading::Doubtful("which-price");
        }
        let unit = self.cell(Column::PriceUnit);
        let is_amount = matches!(price, Reading::Doubtful("per-what-price"));
        if !is_untold(&fold(unit)) {
            let said = prices::unit_of(unit);
            let both = [format!("{cell} {said}"), format!("{cell} per {said}")];
            let together = both.iter().map(|text| prices::read(text));
            match together
                .into_iter()
                .find(|read| matches!(read, Reading::Told(_)))
            {
                Some(read) if is_amount || price == Reading::Untold => {
                    self.read_whole(Column::PriceUnit);
                    price = read;
                }
                // "Gratis" beside a nought says the same.
                _ if price == Reading::Told(Price::FREE) => {
                    if prices::read(unit) == price {
                        self.read_whole(Column::PriceUnit);
                    }
                }
                // An amount per lesson beside "per maand": nobody can tell which.
                _ => {
                    draft.doubt(Column::Price.name(), &both[0], "which-price");
                    price = Reading::Untold;
                }
            }
        }
        let trial = trials::read(self.cell(Column::Trial));
        draft.trial = self.take(draft, Column::Trial, trial).flatten();
        if let (Reading::Doubtful(_), Some((amount, trial)), true) = (
            &price,
            prices::with_trial(cell),
            is_untold(&fold(self.cell(Column::Trial))),
        ) {
            price = Reading::Told(amount);
            draft.trial = Some(trial);
        }
        let is_free = price == Reading::Told(Price::FREE) && words(cell).len() > 2;
        if is_free || matches!(price, Reading::Told(_)) && fold(cell).contains("incl") {
            // What is included, or costs nothing beside it, changes no price, and is worth knowing.
            draft.note(Column::Price.name(), cell);
        }
        draft.price = self.take(draft, Column::Price, price);
        self.agree_whether_free(draft);
        self.fill_trial_from_remarks(draft);
    }

    /// "Eerste les gratis" among the remarks, and no more in that cell: the first lesson is told.
    fn fill_trial_from_remarks(&self, draft: &mut OfferDraft) {
        if draft.trial.is_some() || !is_untold(&fold(self.cell(Column::Trial))) {
            return;
        }
        for (at, name) in &self.header.unknown {
            let cell = self.cells.get(*at).map_or("", String::as_str);
            // "Gratis les" may be every lesson, and "€ 5 les" is the price of one.
            let names_first = words(cell).iter().any(|word| {
                matches!(
                    word.as_str(),
                    "eerste" | "1e" | "proefles" | "proeflessen" | "kennismakingsles"
                )
            });
            if let (true, Reading::Told(Some(trial))) = (names_first, trials::read(cell)) {
                self.account.read(*at);
                draft.note(name, cell);
                draft.trial = Some(trial);
                return;
            }
        }
    }

    /// A column "Gratis (j/n)" that says of a price what it says itself needs no question.
    fn agree_whether_free(&self, draft: &OfferDraft) {
        for (at, name) in &self.header.unknown {
            let asks = words(name).first().is_some_and(|word| word == "gratis");
            let cell = self.cells.get(*at).map_or("", String::as_str);
            if let (true, Reading::Told(is_free), Some(price)) =
                (asks, code_words::yes_or_no(cell), draft.price)
                && is_free == (price.cents == 0)
            {
                self.account.read(*at);
            }
        }
    }

    /// Whether a price is no more than a nought, and no other cell says that it is free.
    fn is_bare_nought(&self, cell: &str) -> bool {
        // "€ 0,00" is what a system prints where nothing was filled in.
        let is_bare = cell
            .trim()
            .chars()
            .all(|sign| sign.is_ascii_digit() || ",.-= €\u{a0}".contains(sign));
        let says_free = |cell: &String| words(cell).iter().any(|word| word == "gratis");
        is_bare && !self.cells.iter().any(says_free)
    }
}
