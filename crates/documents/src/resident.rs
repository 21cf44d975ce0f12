//! The words of the resident's own page (`/mijn`) and of asking for help (`/aanmelden`), in seven
//! languages. Called by those pages; plain labels are read by key (`mijn-…`, `aanmelden-…`).

use domain::codes::{Language, OTHER};
use domain::organisation::Role;
use domain::referral::Status;

use crate::texts::Texts;

impl Texts {
    /// Where the referral is, said to the resident: "Wandelclub De Brug heeft plaats voor u. …"
    #[must_use]
    pub fn resident_status(&self, status: Status, receiver: &str) -> String {
        let key = format!("mijn-status-{}", status.code());
        self.w(&key, &[("aanbieder", receiver)])
    }

    /// A reason as a resident would say it: "Het is te duur voor mij". Reasons that a resident
    /// does not choose read as [`Texts::code`] words them for `list`.
    #[must_use]
    pub fn resident_reason(&self, list: &str, code: &str) -> String {
        let key = format!("mijn-reden-{code}");
        if Self::dutch().has(&key) {
            self.s(&key)
        } else {
            self.code(list, code)
        }
    }

    /// The reasons of a list that a resident may choose, in the list's order: those with words of
    /// their own.
    pub fn resident_reasons<'a>(
        &self,
        codes: &'a [&'a str],
    ) -> impl Iterator<Item = (&'a str, String)> {
        codes
            .iter()
            .map(|code| (*code, format!("mijn-reden-{code}")))
            .filter(|(_, key)| Self::dutch().has(key))
            .map(|(code, key)| (code, self.s(&key)))
    }

    /// A purpose of consent by its wire name, as a sentence that the resident agrees to.
    #[must_use]
    pub fn resident_purpose(&self, name: &str) -> String {
        self.s(&format!("mijn-doel-{name}"))
    }

    /// Who looked, said to the resident: "Uw zorgverlener".
    #[must_use]
    pub fn resident_role(&self, role: Role) -> String {
        self.s(&format!("mijn-rol-{role}"))
    }
}

/// A language's name in that language, for the language picker: "Türkçe". Languages without pages
/// of their own have their Dutch name.
#[must_use]
pub fn own_name(language: Language) -> String {
    let key = format!("taal-eigen-{language}");
    if Texts::dutch().has(&key) {
        Texts::dutch().s(&key)
    } else {
        Texts::dutch().code(Language::LIST, language.code())
    }
}

/// Whether a reason asks the resident for words beside it.
#[must_use]
pub fn asks_for_words(code: &str) -> bool {
    code == OTHER
}

#[cfg(test)]
mod tests {
    use domain::codes::{STOP_REASONS, WITHDRAW_REASONS};
    use domain::consent::{Consent, ConsentManner};

    use super::*;
    use crate::texts::{RESIDENT_LANGUAGES, keys_of};

    #[test]
    fn every_language_has_every_text_of_the_residents_pages() {
        let mut dutch = keys_of(Language::Dutch, "resident");
        dutch.sort();
        assert_eq!(dutch.len(), 228);
        for language in RESIDENT_LANGUAGES {
            let mut keys = keys_of(language, "resident");
            keys.sort();
            assert_eq!(keys, dutch, "{language}");
        }
    }

    #[test]
    fn every_language_has_every_text_of_the_papers_to_take_home() {
        for (file, many) in [("choice", 11), ("letter", 11)] {
            let keys = |language| {
                let mut keys = keys_of(language, file);
                keys.sort();
                keys
            };
            assert_eq!(keys(Language::Dutch).len(), many, "{file}");
            for language in RESIDENT_LANGUAGES {
                assert_eq!(keys(language), keys(Language::Dutch), "{language} {file}");
            }
        }
    }

    #[test]
    fn every_language_names_the_same_facts_in_each_text() {
        let args: Vec<(&str, &str)> = [
            "naam",
            "aanbieder",
            "dag",
            "servicepunt",
            "telefoon",
            "nummer",
            "wie",
        ]
        .map(|name| (name, "¤"))
        .into();
        for language in RESIDENT_LANGUAGES {
            let letter = keys_of(Language::Dutch, "letter");
            for key in keys_of(Language::Dutch, "resident")
                .into_iter()
                .chain(letter)
            {
                if key == "aanmelden-klaar-wanneer" {
                    continue;
                }
                let count = |t: &Texts| t.w(&key, &args).matches('¤').count();
                let text = Texts::of(language).w(&key, &args);
                assert_eq!(
                    count(Texts::of(language)),
                    count(Texts::dutch()),
                    "{language} {key}"
                );
                assert!(
                    !text.contains(['⟦', '{', '}', '$']),
                    "{language} {key}: {text}"
                );
            }
        }
    }

    #[test]
    fn a_promise_of_days_knows_one_and_many_in_every_language() {
        for language in RESIDENT_LANGUAGES {
            let t = Texts::of(language);
            let [one, three] = [1, 3].map(|days| t.n("aanmelden-klaar-wanneer", "dagen", days));
            assert_ne!(one, three, "{language}");
            assert!(three.contains('3'), "{language}: {three}");
        }
        assert_eq!(
            Texts::dutch().n("aanmelden-klaar-wanneer", "dagen", 1),
            "Een beweegcoach belt u binnen 1 werkdag."
        );
    }

    #[test]
    fn the_faults_of_a_residents_form_are_told_in_every_language() {
        let mut english = keys_of(Language::English, "faults");
        english.sort();
        assert_eq!(english.len(), 21);
        for language in RESIDENT_LANGUAGES {
            for key in &english {
                assert!(Texts::of(language).has(key), "{language} {key}");
            }
            if language != Language::Dutch {
                let mut keys = keys_of(language, "faults");
                keys.sort();
                assert_eq!(keys, english, "{language}");
            }
        }
    }

    #[test]
    fn every_status_purpose_and_role_has_words_for_the_resident() {
        for language in RESIDENT_LANGUAGES {
            let t = Texts::of(language);
            let mut texts: Vec<String> = Status::ALL
                .map(|status| t.resident_status(status, "De Brug"))
                .into();
            let purposes = Consent::none(ConsentManner::Spoken).purposes();
            texts.extend(purposes.map(|(name, _)| t.resident_purpose(name)));
            let others = [Role::Resident, Role::System];
            let roles = Role::OF_ACCOUNTS.into_iter().chain(others);
            texts.extend(roles.map(|role| t.resident_role(role)));
            assert!(texts.iter().all(|text| !text.contains('⟦')), "{language}");
        }
    }

    #[test]
    fn a_language_is_picked_by_the_name_its_speakers_give_it() {
        let names = RESIDENT_LANGUAGES.map(own_name);
        let expected = [
            "Nederlands",
            "English",
            "Türkçe",
            "العربية",
            "Polski",
            "Українська",
            "Papiamentu",
        ];
        assert_eq!(names, expected);
        assert_eq!(own_name(Language::Farsi), "Farsi");
    }

    #[test]
    fn a_resident_chooses_among_reasons_of_their_own() {
        let turkish = Texts::of(Language::Turkish);
        let stop: Vec<_> = turkish.resident_reasons(STOP_REASONS.codes).collect();
        let codes: Vec<_> = stop.iter().map(|(code, _)| *code).collect();
        assert!(!codes.contains(&"overleden"));
        assert_eq!(codes.len(), STOP_REASONS.codes.len() - 1);
        assert_eq!(stop[4], ("te-duur", "Benim için çok pahalı".to_owned()));
        let withdraw = Texts::dutch().resident_reasons(WITHDRAW_REASONS.codes);
        assert_eq!(withdraw.count(), WITHDRAW_REASONS.codes.len());
        assert_eq!(
            turkish.resident_reason("reden.gestopt", "overleden"),
            "Overleden"
        );
        assert!(asks_for_words("anders") && !asks_for_words("te-duur"));
    }
}
