//! Mails to people with an account, or who are invited to have one. None is about a resident.

use domain::notice::AccountNotice;

use super::{Letter, SUBJECT_MAX, one_line, shown};
use crate::texts::Texts;

/// What a mail to an account's person may tell.
#[derive(Clone, Debug, Default)]
pub struct AccountFacts {
    /// The municipality's name.
    pub municipality: String,
    /// The service point's name.
    pub service_point: String,
    /// The service point's phone number; may be empty.
    pub service_phone: String,
    /// For whom somebody is invited to work.
    pub organisation: Option<String>,
    /// The link to go on with.
    pub link: Option<String>,
}

/// Words the mail for `notice`, in Dutch.
#[must_use]
pub fn compose_for_account(notice: AccountNotice, facts: &AccountFacts) -> Letter {
    let t = Texts::dutch();
    let organisation = shown(facts.organisation.as_ref()).unwrap_or_default();
    let municipality = one_line(&facts.municipality, super::FACT_MAX);
    let part = |part: &str| {
        let words = [
            ("organisatie", organisation.as_str()),
            ("gemeente", municipality.as_str()),
        ];
        t.w(&format!("mail-{}-{part}", notice.code()), &words)
    };
    let mut paragraphs = vec![t.s("mail-groet-zonder-naam"), part("begin")];
    paragraphs.extend(facts.link.clone());
    paragraphs.push(part("uitleg"));
    let mut footer = t.w("mail-van", &[("gemeente", &municipality)]);
    let name = one_line(&facts.service_point, super::FACT_MAX);
    let phone = one_line(&facts.service_phone, super::FACT_MAX);
    footer.push('\n');
    footer.push_str(&if phone.is_empty() {
        t.w("mail-vragen-zonder-telefoon", &[("servicepunt", &name)])
    } else {
        t.w(
            "mail-vragen",
            &[("servicepunt", &name), ("telefoon", &phone)],
        )
    });
    paragraphs.push(footer);
    Letter {
        subject: one_line(&part("onderwerp"), SUBJECT_MAX),
        text: paragraphs.join("\n\n") + "\n",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_mail_to_an_account_has_words_and_its_link_on_a_line_of_its_own() {
        for notice in AccountNotice::ALL {
            let facts = AccountFacts {
                municipality: "Brugdam".to_owned(),
                service_point: "Servicepunt Brugdam".to_owned(),
                service_phone: "088 000 00 00".to_owned(),
                organisation: Some("Wandelclub\nDe Brug".to_owned()),
                link: Some("https://brugdam.example/x/abc".to_owned()),
            };
            let letter = compose_for_account(notice, &facts);
            assert!(!letter.text.contains('⟦') && !letter.subject.contains('⟦'));
            assert!(
                letter
                    .text
                    .contains("\n\nhttps://brugdam.example/x/abc\n\n")
            );
            assert!(!letter.subject.contains('\n'));
        }
    }
}
