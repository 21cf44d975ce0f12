//! How a page speaks to its reader: the same texts, with the resident called what this reader
//! calls them (surface.md, section 3). Used by the templates of professionals' pages.

use documents::texts::{Arg, Texts};
use domain::actor::Member;
use domain::organisation::Role;

/// The Dutch texts, for one reader.
#[derive(Clone, Debug)]
pub struct Voice {
    texts: &'static Texts,
    person: String,
}

impl Voice {
    /// The voice for somebody signed in; for a visitor without an account, `None`.
    #[must_use]
    pub fn to(member: Option<&Member>) -> Self {
        let texts = Texts::dutch();
        let role = member.and_then(|member| member.roles.first());
        let key = match role {
            Some(Role::CareProfessional) => "persoon-patient",
            Some(Role::SocialReferrer) => "persoon-client",
            _ => "persoon-deelnemer",
        };
        Self {
            texts,
            person: texts.s(key),
        }
    }

    /// What the reader calls the resident: patiënt, cliënt, deelnemer.
    #[must_use]
    pub fn person(&self) -> &str {
        &self.person
    }

    /// The text of `key`, in which `$persoon` may stand.
    #[must_use]
    pub fn s(&self, key: &str) -> String {
        self.texts.w(key, &[("persoon", &self.person)])
    }

    /// The same with one word in it.
    #[must_use]
    pub fn w(&self, key: &str, name: &str, word: &str) -> String {
        self.texts
            .w(key, &[("persoon", &self.person), (name, word)])
    }

    /// The same with two words in it.
    #[must_use]
    pub fn w2(&self, key: &str, first: (&str, &str), second: (&str, &str)) -> String {
        self.texts
            .w(key, &[("persoon", &self.person), first, second])
    }

    /// The same with a number that chooses singular or plural.
    #[must_use]
    pub fn n(&self, key: &str, name: &str, number: u64) -> String {
        let number = Arg::Number(i64::try_from(number).unwrap_or(i64::MAX));
        let person = ("persoon", Arg::Text(&self.person));
        self.texts.with(key, &[person, (name, number)])
    }

    /// The texts themselves, for codes, statuses and days.
    #[must_use]
    pub const fn texts(&self) -> &'static Texts {
        self.texts
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_visitor_without_an_account_reads_of_a_participant() {
        assert_eq!(Voice::to(None).person(), "deelnemer");
    }
}
