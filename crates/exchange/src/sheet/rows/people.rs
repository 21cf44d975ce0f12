//! Whom a row reaches and whom it is for: contact, ages, groups, guidance, languages. For [`super`].

use domain::offer::Ages;

use super::Row;
use crate::draft::OfferDraft;
use crate::reading::Reading;
use crate::sheet::columns::Column;
use crate::sheet::{ages, code_words, contacts, whereabouts};
use crate::wording::{fold, is_untold, line, words};

impl Row<'_> {
    pub(super) fn fill_people(&self, draft: &mut OfferDraft) {
        let reach = contacts::read(self.told_line(Column::Contact).unwrap_or_default());
        draft.contact.name = reach.name;
        if let Some(rest) = reach.rest {
            draft.doubt(Column::Contact.name(), &rest, "which-contact");
        }
        let told = self.told_line(Column::Phone);
        let (phone, no_number) = match told {
            Some(text) if contacts::can_be_dialled(&text) => (Some(contacts::phone(text)), None),
            text => (None, text),
        };
        if let Some(text) = no_number {
            // "Bel Jan" is no number.
            draft.doubt(Column::Phone.name(), &text, "which-contact");
        }
        draft.contact.phone = phone.or(reach.phone);
        let email = whereabouts::email(self.cell(Column::Email));
        draft.contact.email = self.take(draft, Column::Email, email).or(reach.email);
        let website = whereabouts::website(self.cell(Column::Website));
        draft.contact.website = self.take(draft, Column::Website, website);
        self.fill_contact_from_notes(draft);
        self.fill_ages(draft);
        let level = code_words::level(self.cell(Column::Level));
        draft.level = self.take(draft, Column::Level, level);
        let guidance = self.cell(Column::Guidance);
        if contacts::are_first_names(guidance) {
            // "Ingrid" guides: worth knowing, and no kind of guidance.
            self.read_whole(Column::Guidance);
            draft.note(Column::Guidance.name(), guidance);
        } else {
            let guidance = code_words::guidance(guidance);
            draft.guidance = self
                .take(draft, Column::Guidance, guidance)
                .unwrap_or_default();
        }
        let self_reliance = code_words::self_reliance(self.cell(Column::SelfReliance));
        draft.self_reliance = self
            .take(draft, Column::SelfReliance, self_reliance)
            .unwrap_or_default();
        let cell = self.cell(Column::Groups);
        let is_about_age = is_untold(&fold(self.cell(Column::Ages)));
        match ages::read(cell) {
            // "55+" and "alle leeftijden" among the groups are ages, and no group.
            Reading::Told(ages) if is_about_age => {
                self.read_whole(Column::Groups);
                draft.ages = ages;
            }
            Reading::Doubtful(_) if is_about_age && ages::inside(cell).is_some() => {
                // "Dames 50+" is a group and an age.
                let (ages, rest) = ages::inside(cell).unwrap_or_default();
                draft.ages = ages;
                match code_words::groups(&rest) {
                    // "Kleuters 4-6 jr" says the age twice.
                    _ if ages::is_word_of_age(&rest) => self.read_whole(Column::Groups),
                    Reading::Told(groups) => {
                        self.read_whole(Column::Groups);
                        draft.groups = groups;
                    }
                    Reading::Untold => self.read_whole(Column::Groups),
                    Reading::Doubtful(question) => {
                        draft.doubt(Column::Groups.name(), cell, question);
                    }
                }
            }
            _ if self.says_nothing_new(cell, draft.ages) => {
                self.read_whole(Column::Groups);
                draft.note(Column::Groups.name(), cell);
            }
            _ => {
                let groups = code_words::groups(cell);
                draft.groups = self.take(draft, Column::Groups, groups).unwrap_or_default();
            }
        }
        self.fill_groups_asked(draft);
        let languages = code_words::languages(self.cell(Column::Languages));
        draft.languages = self
            .take(draft, Column::Languages, languages)
            .unwrap_or_default();
    }

    /// "Volwassenen" beside "18" says the age twice, and "Groep 2" in a column of groups of grown people
    /// only tells two lessons apart. Of children it may be a class of their school.
    fn says_nothing_new(&self, cell: &str, told: Ages) -> bool {
        const GROWN: u8 = 16;
        let is_grown = told.min.is_some_and(|age| age >= GROWN);
        let is_young = told.max.is_some_and(|age| age < 18);
        if ages::is_word_of_age(cell) {
            let is_of_grown = matches!(fold(cell).trim(), "volwassenen" | "masters");
            return if is_of_grown { is_grown } else { is_young };
        }
        let label = words(cell);
        let is_label = match label.as_slice() {
            [group, sign] => {
                group == "groep"
                    && (sign.len() == 1 || sign.bytes().all(|sign| sign.is_ascii_digit()))
            }
            [one] => matches!(one.as_str(), "ochtend" | "middag" | "avond"),
            _ => false,
        };
        is_label && is_grown && self.header.is_named(Column::Groups, "groep")
    }

    /// "Women only?" with a yes: the group is told.
    fn fill_groups_asked(&self, draft: &mut OfferDraft) {
        for (at, name) in &self.header.unknown {
            let group = code_words::only_for(name);
            let cell = self.cells.get(*at).map_or("", String::as_str);
            if let (Some(group), Reading::Told(true)) = (group, code_words::yes_or_no(cell)) {
                self.account.read(*at);
                draft.groups.insert(group);
            }
        }
    }

    /// In a sheet without columns for it, "Meer weten" or "Aanmelden" may hold a number or an address
    /// of mail. The cell stays a note; of several such columns none is taken.
    fn fill_contact_from_notes(&self, draft: &mut OfferDraft) {
        if [Column::Contact, Column::Phone, Column::Email].map(|column| self.header.has(column))
            != [false; 3]
        {
            return;
        }
        let is_contact = |name: &str| {
            let folded = fold(name);
            let stems = [
                "weten",
                "aanmeld",
                "opgeven",
                "opgave",
                "informatie",
                "contact",
                "vragen",
            ];
            stems.iter().any(|stem| folded.contains(stem))
        };
        // "Frits Verzonnen (06-55500101)" is whom to reach, whatever stands above it.
        let is_nothing_else = |at: usize| {
            let text = self.cells.get(at).and_then(|cell| line(cell));
            text.is_some_and(contacts::are_alone)
        };
        let columns = self
            .header
            .unknown
            .iter()
            .filter(|(at, name)| is_contact(name) || is_nothing_else(*at));
        let cells = columns.filter_map(|(at, _)| Some((*at, line(self.cells.get(*at)?)?)));
        let found: Vec<(usize, contacts::Reach)> = cells
            .map(|(at, text)| (at, contacts::read(text)))
            .filter(|(_, reach)| reach.phone.is_some() || reach.email.is_some())
            .collect();
        if let [(at, reach)] = found.as_slice() {
            if reach.rest.is_none() {
                draft.note(&self.header.name_at(*at).0, &self.cells[*at]);
                self.account.read(*at);
            }
            draft.contact.name = draft.contact.name.take().or_else(|| reach.name.clone());
            draft.contact.phone.clone_from(&reach.phone);
            draft.contact.email.clone_from(&reach.email);
        }
    }

    fn fill_ages(&self, draft: &mut OfferDraft) {
        let ages = ages::read(self.cell(Column::Ages));
        draft.ages = self.take(draft, Column::Ages, ages).unwrap_or_default();
        for (column, head) in [(Column::AgeFrom, "vanaf"), (Column::AgeTo, "t/m")] {
            let cell = self.cell(column);
            if is_untold(&fold(cell)) {
                continue;
            }
            // The column's name says which end it is.
            let ages = match ages::read(&format!("{head} {cell}")) {
                Reading::Untold => Reading::Doubtful("which-ages"),
                reading => reading,
            };
            if let Some(read) = self.take(draft, column, ages) {
                draft.ages.min = draft.ages.min.or(read.min);
                draft.ages.max = draft.ages.max.or(read.max);
            }
        }
    }
}
