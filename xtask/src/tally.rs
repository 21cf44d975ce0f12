//! Counts what test runners print at their end: `cargo test` and Node's `node --test`.

use std::ops::AddAssign;

/// How many tests passed, failed and were left out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Tests that ran and held.
    pub passed: u64,
    /// Tests that ran and did not hold, or could not run.
    pub failed: u64,
    /// Tests that say themselves that they did not run.
    pub skipped: u64,
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.skipped += other.skipped;
    }
}

impl Tally {
    /// One failure that no runner counted: it crashed, or could not be built.
    pub const ONE_FAILURE: Self = Self {
        passed: 0,
        failed: 1,
        skipped: 0,
    };

    /// The counts in a line such as `test result: ok. 3 passed; 0 failed; 1 ignored; …`.
    pub fn of_cargo_line(line: &str) -> Option<Self> {
        let counts = line
            .trim()
            .strip_prefix("test result: ")?
            .split_once(". ")?
            .1;
        let count = |noun: &str| {
            counts
                .split("; ")
                .find_map(|part| part.strip_suffix(noun)?.trim().parse().ok())
        };
        Some(Self {
            passed: count("passed")?,
            failed: count("failed")?,
            skipped: count("ignored")?,
        })
    }

    /// The count in one closing line of Node's runner, such as `ℹ pass 3` or `# fail 0`.
    ///
    /// Cancelled tests count as failed: they were meant to run. Skipped and todo count as skipped.
    pub fn of_node_line(line: &str) -> Option<Self> {
        let (kind, count) = line
            .strip_prefix("ℹ ")
            .or_else(|| line.strip_prefix("# "))?
            .split_once(' ')?;
        let count = count.trim().parse().ok()?;
        let mut tally = Self::default();
        match kind {
            "pass" => tally.passed = count,
            "fail" | "cancelled" => tally.failed = count,
            "skipped" | "todo" => tally.skipped = count,
            _ => return None,
        }
        Some(tally)
    }

    /// The plain closing line that every reader of logs understands.
    pub fn closing_line(&self) -> String {
        let Self {
            passed,
            failed,
            skipped,
        } = self;
        match skipped {
            0 => format!("{passed} passed, {failed} failed"),
            _ => format!("{passed} passed, {failed} failed, {skipped} skipped"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Tally;

    #[test]
    fn a_closing_line_of_cargo_is_counted() {
        let line = "test result: FAILED. 12 passed; 2 failed; 3 ignored; 0 measured; 4 filtered out; finished in 0.10s";
        assert_eq!(
            Tally::of_cargo_line(line),
            Some(Tally {
                passed: 12,
                failed: 2,
                skipped: 3
            })
        );
    }

    #[test]
    fn other_lines_of_cargo_count_nothing() {
        for line in [
            "",
            "running 3 tests",
            "test a ... ok",
            "test result: ",
            "test result: ok. many passed",
        ] {
            assert_eq!(Tally::of_cargo_line(line), None, "{line}");
        }
    }

    #[test]
    fn closing_lines_of_node_add_up_and_a_cancelled_test_is_a_failure() {
        let mut sum = Tally::default();
        for line in [
            "ℹ tests 7",
            "ℹ pass 3",
            "# fail 1",
            "ℹ cancelled 1",
            "ℹ skipped 1",
            "ℹ todo 1",
            "ℹ duration_ms 12.5",
        ] {
            sum += Tally::of_node_line(line).unwrap_or_default();
        }
        assert_eq!(
            sum,
            Tally {
                passed: 3,
                failed: 2,
                skipped: 2
            }
        );
    }

    #[test]
    fn the_closing_line_names_skipped_tests_only_when_there_are_any() {
        let mut tally = Tally {
            passed: 5,
            failed: 0,
            skipped: 0,
        };
        assert_eq!(tally.closing_line(), "5 passed, 0 failed");
        tally.skipped = 2;
        assert_eq!(tally.closing_line(), "5 passed, 0 failed, 2 skipped");
    }
}
