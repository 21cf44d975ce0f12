use domain::codes::Language;

use super::*;
use crate::texts::{RESIDENT_LANGUAGES, keys_of};

/// Everything that a letter may tell, of an invented resident and club.
fn fatma() -> Facts {
    let fact = |text: &str| Some(text.to_owned());
    Facts {
        municipality: fact("Brugdam"),
        service_point: fact("Servicepunt Brugdam"),
        service_phone: fact("073 555 01 00"),
        number: fact("2026-0123"),
        first_name: fact("Fatma"),
        offer: fact("Wandelen langs de dam"),
        provider: fact("Wandelclub De Brug"),
        session: fact("dinsdag 10.00–11.00 uur"),
        address: fact("Damstraat 4, Brugdam"),
        meeting_point: fact("bij de gele bank"),
        host: fact("Tineke"),
        contact_person: fact("Samira, beweegcoach"),
        bring: fact("Stevige schoenen"),
        price: fact("€ 2,00 per keer"),
        trial: fact("dinsdag 1 december om 10.00 uur"),
        due: fact("vrijdag 27 november om 17.00 uur"),
        link: fact("https://brugdam.example/v/abc"),
        outcome: fact("Beweegt nu zelf verder"),
        reason: fact("De groep is vol"),
        closed_as: Some(Status::Completed),
        cannot_come: false,
        code: fact("KLMN-4321"),
    }
}

fn letters(facts: &Facts) -> Vec<(Notice, Language, Letter)> {
    let mut letters = Vec::new();
    for notice in Notice::ALL {
        for language in RESIDENT_LANGUAGES {
            let letter = compose(notice, facts, Texts::of(language));
            letters.push((notice, language, letter));
        }
    }
    letters
}

#[test]
fn every_notice_reads_whole_in_every_language_with_and_without_facts() {
    for facts in [fatma(), Facts::default()] {
        for (notice, language, letter) in letters(&facts) {
            let whole = format!("{}\n{}", letter.subject, letter.text);
            assert!(
                !whole.contains(['⟦', '{', '}']) && !whole.contains("  "),
                "{notice:?} in {language}:\n{whole}"
            );
            assert!(letter.subject.chars().count() > 10 && !letter.subject.contains('\n'));
            assert!(letter.text.lines().filter(|line| !line.is_empty()).count() >= 2);
        }
    }
}

#[test]
fn the_invitation_asks_one_thing() {
    let letter = compose(Notice::Invitation, &fatma(), Texts::dutch());
    assert_eq!(
        letter.subject,
        "Fatma wil graag meedoen: Wandelen langs de dam"
    );
    assert_eq!(
        letter.text,
        "Dag Wandelclub De Brug,\n\n\
         Fatma wil graag meedoen met: Wandelen langs de dam, dinsdag 10.00–11.00 uur.\n\n\
         Kunt u bellen? Antwoord met deze link. U hoeft niet in te loggen.\n\n\
         https://brugdam.example/v/abc\n\n\
         Zegt u ja? Dan ziet u de hele naam en het telefoonnummer. Lukt het nu niet? Zeg het \
         gerust, dan zoeken wij iets anders.\n\n\
         Graag uiterlijk vrijdag 27 november om 17.00 uur.\n\n\
         Verwijzing 2026-0123\n\n\
         Dit bericht komt van Beweegbrug in Brugdam.\n\
         Vragen? Bel Servicepunt Brugdam: 073 555 01 00.\n"
    );
}

#[test]
fn the_confirmation_tells_a_turkish_reader_what_when_and_where() {
    let letter = compose(Notice::Confirmation, &fatma(), Texts::of(Language::Turkish));
    assert_eq!(letter.subject, "Hareket etmek istemeniz çok güzel");
    assert_eq!(
        letter.text,
        "Merhaba Fatma,\n\n\
         Hareket etmek istemeniz çok güzel. Başvurunuz gönderildi. Sizi arayacak veya size \
         yazacak olan: Wandelclub De Brug.\n\n\
         Ne: Wandelen langs de dam\n\
         Ne zaman: dinsdag 10.00–11.00 uur\n\
         Nerede: Damstraat 4, Brugdam\n\
         Buluşma yeri: bij de gele bank\n\
         Sizi karşılayacak kişi: Tineke\n\
         Yanınızda getirin: Stevige schoenen\n\
         Ücret: € 2,00 per keer\n\
         İrtibat kişiniz: Samira, beweegcoach\n\n\
         Kendi sayfanızda her şeyi takip edebilirsiniz. Orada şunları da söyleyebilirsiniz: \
         geliyorum, gelemiyorum veya beni arayın.\n\n\
         https://brugdam.example/v/abc\n\n\
         Kodunuz: KLMN-4321. Bu kod ve doğum yılınızla sayfayı bu bağlantı olmadan da \
         açabilirsiniz.\n\n\
         Bu sayfa yalnızca sizin içindir. Vazgeçtiniz mi? Bunu da orada söyleyebilirsiniz.\n\n\
         Bu mesaj Beweegbrug’dan geliyor (Brugdam).\n\
         Sorunuz mu var? Bizi arayın. Servicepunt Brugdam: 073 555 01 00.\n"
    );
}

#[test]
fn a_resident_finds_every_fact_in_every_language() {
    for (notice, language, letter) in letters(&fatma()) {
        // When it cannot go on, there is nothing to bring.
        let without = [Notice::ProviderStopped, Notice::LessonCancelled];
        if !is_for_resident(notice) || without.contains(&notice) {
            continue;
        }
        let when = match notice {
            Notice::TrialAgreed => "dinsdag 1 december om 10.00 uur",
            _ => "dinsdag 10.00–11.00 uur",
        };
        let facts = [
            "Fatma",
            "Wandelen langs de dam",
            when,
            "Damstraat 4, Brugdam",
            "bij de gele bank",
            "Tineke",
            "Samira",
            "Stevige schoenen",
            "€ 2,00 per keer",
            "https://brugdam.example/v/abc",
            "KLMN-4321",
        ];
        for fact in facts {
            assert!(
                letter.text.contains(fact),
                "{notice:?} in {language}: {fact}"
            );
        }
        assert!(
            !letter.subject.contains("Fatma"),
            "{notice:?} in {language}"
        );
    }
}

#[test]
fn a_report_names_the_referral_by_number_and_no_client() {
    for notice in [Notice::StartReport, Notice::ClosingReport] {
        let letter = compose(notice, &fatma(), Texts::dutch());
        let whole = format!("{}\n{}", letter.subject, letter.text);
        assert!(letter.subject.starts_with("Verwijzing 2026-0123: "));
        for word in ["Fatma", "Wandelen langs", "Damstraat", "KLMN", "dinsdag"] {
            assert!(!whole.contains(word), "{notice:?} names {word}");
        }
    }
    let letter = compose(Notice::ClosingReport, &fatma(), Texts::dutch());
    assert_eq!(letter.subject, "Verwijzing 2026-0123: afgerond");
    assert!(
        letter
            .text
            .contains("Hoe het afliep: Beweegt nu zelf verder.")
    );
}

#[test]
fn no_letter_names_a_surname_even_when_it_was_written_beside_the_first_name() {
    let mut facts = fatma();
    facts.first_name = Some("Fatma Yıldız 06 12 34 56 78".into());
    for (notice, language, letter) in letters(&facts) {
        let whole = format!("{}\n{}", letter.subject, letter.text);
        for word in ["Yıldız", "06 12", "56 78"] {
            assert!(!whole.contains(word), "{notice:?} in {language}");
        }
    }
}

#[test]
fn a_club_hears_that_somebody_does_not_come_and_not_why() {
    let mut facts = fatma();
    facts.reason = Some("Het gaat niet door de gezondheid".into());
    let letter = compose(Notice::Withdrawn, &facts, Texts::dutch());
    assert_eq!(letter.subject, "Fatma komt niet");
    assert!(!letter.text.contains("gezondheid"));
}

#[test]
fn a_club_hears_whether_to_call_or_to_find_another_day() {
    let mut facts = fatma();
    let text = compose(Notice::PleaseCall, &facts, Texts::dutch()).text;
    assert!(text.contains("Fatma vraagt of u belt."));
    facts.cannot_come = true;
    let text = compose(Notice::PleaseCall, &facts, Texts::dutch()).text;
    assert!(text.contains("Fatma kan deze keer niet komen."));
}

#[test]
fn every_letter_ends_with_whom_to_call() {
    for (notice, language, letter) in letters(&fatma()) {
        let last = letter.text.trim_end().lines().last().unwrap();
        assert!(
            last.contains("Servicepunt Brugdam") && last.contains("073 555 01 00"),
            "{notice:?} in {language}: {last}"
        );
    }
}

#[test]
fn words_from_outside_cannot_add_a_line_or_a_header() {
    let mut facts = fatma();
    facts.first_name = Some("Fatma\r\nBcc: x@voorbeeld.nl".into());
    facts.offer = Some(format!(
        "Wandelen\r\n\r\nBel 0900 {}",
        "a".repeat(2_000_000)
    ));
    facts.session = Some("{ $naam }\u{0}\u{7}".into());
    let letter = compose(Notice::Invitation, &facts, Texts::dutch());
    assert!(
        letter
            .subject
            .starts_with("Fatma wil graag meedoen: Wandelen Bel 0900 aaa")
    );
    assert_eq!(letter.subject.chars().count(), 121);
    assert!(letter.text.len() < 2_000 && !letter.text.contains("\nBel 0900"));
    assert!(!letter.text.contains(['\r', '\u{0}', '\u{7}']));
}

#[test]
fn a_long_link_stays_whole() {
    let link = format!("https://brugdam.example/v/{}", "x".repeat(900));
    let facts = Facts {
        link: Some(link.clone()),
        ..fatma()
    };
    let letter = compose(Notice::Invitation, &facts, Texts::dutch());
    assert!(letter.text.contains(&format!("\n\n{link}\n\n")));
}

#[test]
fn every_language_has_every_text_of_the_residents_letters() {
    let mut dutch = keys_of(Language::Dutch, "mail-resident");
    dutch.sort();
    assert_eq!(dutch.len(), 33);
    for language in RESIDENT_LANGUAGES {
        let mut keys = keys_of(language, "mail-resident");
        keys.sort();
        assert_eq!(keys, dutch, "{language}");
    }
}
