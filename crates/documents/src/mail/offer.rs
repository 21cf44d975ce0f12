//! Mails to providers about their offers. None is about a resident.

use domain::notice::OfferNotice;

use super::{FACT_MAX, Letter, SUBJECT_MAX, one_line, shown};
use crate::texts::Texts;

/// What a mail about an offer may tell.
#[derive(Clone, Debug, Default)]
pub struct OfferFacts {
    /// The municipality's name.
    pub municipality: String,
    /// The service point's name.
    pub service_point: String,
    /// The service point's phone number; may be empty.
    pub service_phone: String,
    /// The provider's name.
    pub provider: String,
    /// What the offer is called, when it is about one.
    pub offer: Option<String>,
    /// What the service point says about it.
    pub words: Option<String>,
    /// Where it goes on.
    pub link: String,
}

/// Words the mail for `notice`, in Dutch.
#[must_use]
pub fn compose_for_provider(notice: OfferNotice, facts: &OfferFacts) -> Letter {
    let t = Texts::dutch();
    let line = |text: &str| one_line(text, FACT_MAX);
    let offer = shown(facts.offer.as_ref()).unwrap_or_else(|| t.s("mail-aanbod-zonder-naam"));
    let names = [
        ("aanbieder", line(&facts.provider)),
        ("gemeente", line(&facts.municipality)),
        ("servicepunt", line(&facts.service_point)),
        ("aanbod", offer),
    ];
    let names = names.each_ref().map(|(name, word)| (*name, word.as_str()));
    let part = |part: &str| t.w(&format!("mail-{}-{part}", notice.code()), &names);
    let mut paragraphs = vec![t.w("mail-groet-aanbieder", &names), part("begin")];
    paragraphs.extend(shown(facts.words.as_ref()).map(|words| format!("“{words}”")));
    paragraphs.push(part("vraag"));
    paragraphs.push(facts.link.clone());
    paragraphs.push(part("uitleg"));
    let phone = line(&facts.service_phone);
    let help = if phone.is_empty() {
        t.w("mail-vragen-zonder-telefoon", &names)
    } else {
        let (name, phone) = (line(&facts.service_point), phone);
        t.w(
            "mail-vragen",
            &[("servicepunt", &name), ("telefoon", &phone)],
        )
    };
    paragraphs.push(format!("{}\n{help}", t.w("mail-van", &names)));
    Letter {
        subject: one_line(&part("onderwerp"), SUBJECT_MAX),
        text: paragraphs.join("\n\n") + "\n",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_mail_to_a_provider_has_words_and_its_link_on_a_line_of_its_own() {
        for notice in OfferNotice::ALL {
            let facts = OfferFacts {
                municipality: "Brugdam".to_owned(),
                service_point: "Servicepunt Brugdam".to_owned(),
                service_phone: "088 000 00 00".to_owned(),
                provider: "Wandelclub\nBcc: x@y.example".to_owned(),
                offer: Some("Rustig wandelen".to_owned()),
                words: Some("Noem de prijs\nper keer".to_owned()),
                link: "https://brugdam.example/klopt/abc".to_owned(),
            };
            let letter = compose_for_provider(notice, &facts);
            assert!(!letter.text.contains('⟦') && !letter.subject.contains('⟦'));
            let link = "\n\nhttps://brugdam.example/klopt/abc\n\n";
            assert!(letter.text.contains(link), "{}", letter.text);
            assert!(letter.text.contains("“Noem de prijs per keer”"));
            assert!(!letter.text.contains("\nBcc") && !letter.subject.contains('\n'));
        }
    }
}
