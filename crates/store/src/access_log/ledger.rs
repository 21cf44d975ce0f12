//! The running numbers of this process, and which of them are decided.
//!
//! Every row of the log gets the next number of its node. A transaction that is rolled back takes
//! its numbers with it, and PostgreSQL commits out of order; so a number that is missing says
//! nothing until it is decided. The ledger knows: a number is under way from the moment it was
//! given until its transaction ended. What lies below everything under way is decided, and only
//! that is sealed.

use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use data_encoding::HEXLOWER;

/// How long a number waits whose commit was asked for without hearing how it went: longer than a
/// database takes to end what it was told.
const DOUBT: Duration = Duration::from_secs(30);

/// How long rows of another node may wait for their seal before this one seals them: then that
/// node is gone.
const PATIENCE: Duration = Duration::from_secs(30);

/// The numbers of one process.
pub(crate) struct Ledger(Mutex<Book>);

struct Book {
    node: String,
    issued: i64,
    /// Whether a committed transaction told the database of this node.
    registered: bool,
    /// Up to which number everything is sealed or was never kept.
    sealed: i64,
    under_way: BTreeSet<i64>,
    doubtful: Vec<(i64, Instant)>,
    /// Other nodes whose rows wait: their mark, and since when it stood there.
    strangers: HashMap<String, (i64, Instant)>,
}

/// The numbers one transaction took.
pub struct Taken {
    ledger: Arc<Ledger>,
    numbers: Vec<i64>,
    registers: bool,
    outcome: Outcome,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Outcome {
    RolledBack,
    Asked,
    Committed,
}

impl Ledger {
    pub(crate) fn new() -> Arc<Self> {
        Arc::new(Self(Mutex::new(Book {
            node: fresh_node(),
            issued: 0,
            registered: false,
            sealed: 0,
            under_way: BTreeSet::new(),
            doubtful: Vec::new(),
            strangers: HashMap::new(),
        })))
    }

    fn book(&self) -> MutexGuard<'_, Book> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// This process's name in the log.
    pub(crate) fn node(&self) -> String {
        self.book().node.clone()
    }

    /// Whether any row was ever written through this ledger.
    pub(crate) fn is_registered(&self) -> bool {
        self.book().registered
    }

    /// The highest number below which all are decided; `None` when all of those are sealed.
    pub(crate) fn to_seal(&self) -> Option<i64> {
        let mut book = self.book();
        book.doubtful.retain(|(_, since)| since.elapsed() < DOUBT);
        let doubtful = book.doubtful.iter().map(|(number, _)| *number).min();
        let open = book.under_way.first().copied().into_iter().chain(doubtful);
        let decided = open.min().map_or(book.issued, |number| number - 1);
        (decided > book.sealed).then_some(decided)
    }

    /// Everything up to `number` is sealed, or was never kept.
    pub(crate) fn mark_sealed(&self, number: i64) {
        let mut book = self.book();
        book.sealed = book.sealed.max(number);
    }

    /// Another node took this one for gone and sealed its rows: from now on this process writes
    /// under another name.
    pub(crate) fn rename(&self) {
        let mut book = self.book();
        book.node = fresh_node();
        book.registered = false;
        book.sealed = book.issued;
    }

    /// Whether rows of another node have waited at this mark for so long, by `now`, that it must be
    /// gone.
    pub(crate) fn is_gone(&self, node: &str, mark: i64, now: Instant) -> bool {
        let mut book = self.book();
        let seen = book
            .strangers
            .entry(node.to_owned())
            .or_insert_with(|| (mark, now));
        if seen.0 != mark {
            *seen = (mark, now);
        }
        now.saturating_duration_since(seen.1) >= PATIENCE
    }
}

fn fresh_node() -> String {
    HEXLOWER.encode(&rand::random::<[u8; 8]>())
}

impl Taken {
    pub(crate) const fn none(ledger: Arc<Ledger>) -> Self {
        Self {
            ledger,
            numbers: Vec::new(),
            registers: false,
            outcome: Outcome::RolledBack,
        }
    }

    /// None yet, for writes that are carried out with these but counted apart.
    pub(crate) fn beside(&self) -> Self {
        Self::none(self.ledger.clone())
    }

    /// Takes `count` numbers. Gives the node, the first of them, and when the database does not
    /// know the node yet, after which number it begins.
    pub(crate) fn take(&mut self, count: usize) -> (String, i64, Option<i64>) {
        let mut book = self.ledger.book();
        let first = book.issued + 1;
        let begins_after = (!book.registered && !self.registers).then_some(book.sealed);
        for _ in 0..count {
            book.issued += 1;
            let number = book.issued;
            book.under_way.insert(number);
            self.numbers.push(number);
        }
        self.registers |= begins_after.is_some();
        (book.node.clone(), first, begins_after)
    }

    /// The commit is asked for: from now on only the database knows how it ends.
    pub(crate) const fn ask(&mut self) {
        self.outcome = Outcome::Asked;
    }

    /// The commit is on disk.
    pub(crate) const fn committed(&mut self) {
        self.outcome = Outcome::Committed;
    }
}

impl Drop for Taken {
    fn drop(&mut self) {
        if self.numbers.is_empty() {
            return;
        }
        let mut book = self.ledger.book();
        for number in &self.numbers {
            book.under_way.remove(number);
        }
        match self.outcome {
            Outcome::RolledBack => {}
            Outcome::Asked => {
                let now = Instant::now();
                let numbers = self.numbers.iter().map(|number| (*number, now));
                book.doubtful.extend(numbers);
            }
            Outcome::Committed => book.registered |= self.registers,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_lies_below_everything_under_way_is_sealed() {
        let ledger = Ledger::new();
        let mut early = Taken::none(ledger.clone());
        let mut late = Taken::none(ledger.clone());
        assert_eq!(early.take(2).1, 1);
        assert_eq!(late.take(1).1, 3);
        late.committed();
        drop(late);
        assert_eq!(ledger.to_seal(), None, "1 and 2 may still come");
        drop(early);
        assert_eq!(ledger.to_seal(), Some(3), "a rolled-back number is decided");
        ledger.mark_sealed(3);
        assert_eq!(ledger.to_seal(), None);
    }

    #[test]
    fn a_commit_of_which_nobody_heard_the_end_is_waited_for() {
        let ledger = Ledger::new();
        let mut taken = Taken::none(ledger.clone());
        taken.take(1);
        taken.ask();
        drop(taken);
        assert_eq!(ledger.to_seal(), None);
    }

    #[test]
    fn the_node_is_told_until_one_that_told_it_is_on_disk() {
        let ledger = Ledger::new();
        let mut lost = Taken::none(ledger.clone());
        assert_eq!(lost.take(1).2, Some(0));
        drop(lost);
        let mut kept = Taken::none(ledger.clone());
        assert_eq!(kept.take(1).2, Some(0));
        kept.committed();
        drop(kept);
        let mut next = Taken::none(ledger.clone());
        assert_eq!(next.take(1).2, None);
    }
}
