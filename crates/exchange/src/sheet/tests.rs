//! Whole sheets: the mess that people send in, and what becomes of it.

use domain::codes::{Activity, Group};
use domain::offer::{Ages, Level, Trial};
use domain::price::{Per, Price};
use jiff::civil::{Weekday, date};

use super::*;
use crate::draft::Doubt;

fn csv(text: &str) -> SheetReading {
    read_sheet(text.as_bytes(), SheetKind::Csv).unwrap()
}

fn faults(reading: &SheetReading) -> Vec<(usize, String, &'static str)> {
    reading
        .rejected()
        .flat_map(|(line, faults)| {
            faults
                .iter()
                .map(move |fault| (line, fault.column.clone(), fault.code))
        })
        .collect()
}

#[test]
fn a_full_row_is_read_to_the_last_column() {
    let row = "Rustig wandelen;Wandelclub De Verzonnen Pas;wandelen;Samen een rondje;di/do;19.00;20.30;\
        hele jaar;Fictiefstraat 12;5211 AB;Verzonnendam;51,6906;5,3037;55+;rustig;groep;\
        met wat hulp;alleen dames;rolstoel;Nederlands, Turks;€ 5,50 per les;1e les gratis;4;\
        Tineke Verzonnen;073-5550101;info@wandelclub.example;www.wandelclub.example;\
        goed onderbouwd;1-11-2026;W1";
    let reading = csv(&format!("{}\r\n{row}\r\n", template()));
    let [offer] = reading.offers().try_into().unwrap();
    assert_eq!(offer.lines, [2]);
    let draft = offer.draft;
    assert_eq!(draft.doubts, []);
    assert_eq!(draft.notes, []);
    assert_eq!(draft.source_id, "W1");
    assert_eq!(draft.activity, Activity::Walking);
    assert_eq!(
        draft.ages,
        Ages {
            min: Some(55),
            max: None
        }
    );
    assert_eq!(draft.level, Some(Level::Gentle));
    assert_eq!(draft.groups.iter().collect::<Vec<_>>(), [Group::Women]);
    assert_eq!(draft.languages.to_stored(), "nl tr");
    assert_eq!(
        draft.price,
        Some(Price {
            cents: 550,
            per: Per::Lesson
        })
    );
    assert_eq!(draft.trial, Some(Trial::Free));
    assert_eq!(draft.confirmed_on, Some(date(2026, 11, 1)));
    assert_eq!(
        draft.contact.website.as_deref(),
        Some("https://www.wandelclub.example")
    );
    let keys: Vec<&str> = draft
        .sessions
        .iter()
        .map(|session| session.key.as_str())
        .collect();
    assert_eq!(keys, ["di-19:00", "do-19:00"]);
    assert!(
        draft
            .sessions
            .iter()
            .all(|session| session.places_left == Some(4))
    );
}

#[test]
fn what_is_not_certain_stays_empty_and_keeps_its_text() {
    let reading = csv("naam;aanbieder;dag;van;leeftijd;prijs;bijzonder\n\
         Yoga;Club;om de week;half acht;volwassenen;5,50;kom op tijd\n");
    let [offer] = reading.offers().try_into().unwrap();
    let doubt = |column: &'static str, text: &str, question| Doubt {
        column: column.into(),
        text: text.to_owned(),
        question,
    };
    let expected = [
        doubt("leeftijd", "volwassenen", "which-ages"),
        doubt("prijs", "5,50", "per-what-price"),
        doubt("dag", "om de week", "which-day"),
        doubt("van", "half acht", "which-time"),
    ];
    assert_eq!(offer.draft.doubts, expected);
    assert_eq!(offer.draft.price, None);
    assert_eq!(offer.draft.sessions.len(), 1);
    assert_eq!(offer.draft.sessions[0].day, None);
    assert_eq!(offer.draft.notes[0].name, "bijzonder");
    assert_eq!(offer.draft.notes[0].text, "kom op tijd");
    assert_eq!(reading.unknown_columns, ["bijzonder"]);
}

#[test]
fn a_row_without_a_name_or_provider_is_refused_with_its_line() {
    let reading = csv("naam,aanbieder,dag\nYoga,,ma\n\n,Club,di\nPilates,Club,wo\n");
    let expected = [
        (2, "aanbieder".to_owned(), "missing"),
        (4, "naam".to_owned(), "missing"),
    ];
    assert_eq!(faults(&reading), expected);
    assert_eq!(reading.offers().len(), 1);
}

#[test]
fn a_citizen_number_refuses_its_row_and_is_not_repeated() {
    let reading = csv("naam;aanbieder;omschrijving;telefoon;bron_id;extra\n\
         Yoga;Club;bel 1112.22.333;;;\n\
         Yoga;Club;;111222333;111222333;\n\
         Yoga;Club;;;;123456782\n");
    let expected = [
        (2, "omschrijving".to_owned(), "citizen-number"),
        (4, "extra".to_owned(), "citizen-number"),
    ];
    assert_eq!(faults(&reading), expected);
    let shown = format!("{reading:?}");
    assert!(
        !shown.contains("123456782") && !shown.contains("1112.22.333"),
        "{shown}"
    );
}

#[test]
fn rows_of_one_key_are_sessions_of_one_offer() {
    let reading = csv("naam;aanbieder;dag;van;tot;prijs;bron_id\n\
         Yoga;Club;ma;19.00;20.00;€ 5 per les;Y\n\
         Yoga;Club;wo;10.00;11.00;;Y\n\
         Yoga;Club;wo;10.00;11.00;€ 5 per les;Y\n");
    let [offer] = reading.offers().try_into().unwrap();
    assert_eq!(offer.lines, [2, 3, 4]);
    assert_eq!(
        offer.draft.price,
        Some(Price {
            cents: 500,
            per: Per::Lesson
        })
    );
    let days: Vec<_> = offer
        .draft
        .sessions
        .iter()
        .map(|session| session.day)
        .collect();
    assert_eq!(days, [Some(Weekday::Monday), Some(Weekday::Wednesday)]);
    assert_eq!(offer.draft.doubts, []);
}

#[test]
fn without_a_key_provider_title_and_address_make_the_offer() {
    let reading = csv("naam;aanbieder;adres;postcode;dag\n\
         Yoga;Club;Fictiefweg 1;5211 ZZ;ma\nYOGA;club ; Fictiefweg 1;5211zz;di\nYoga;Club;Fictiefweg 2;5211 ZZ;wo\n");
    let lines: Vec<_> = reading
        .offers()
        .into_iter()
        .map(|offer| offer.lines)
        .collect();
    assert_eq!(lines, [vec![2, 3], vec![4]]);
}

#[test]
fn rows_that_contradict_each_other_are_asked_and_a_third_does_not_outvote_them() {
    let reading = csv("naam;aanbieder;dag;prijs;bron_id\n\
         Yoga;Club;ma;€ 5 per les;Y\nYoga;Club;di;€ 6 per les;Y\nYoga;Club;wo;€ 6 per les;Y\n");
    let [offer] = reading.offers().try_into().unwrap();
    assert_eq!(offer.draft.price, None);
    let expected = Doubt {
        column: "prijs".into(),
        text: "€ 5,00 per les / € 6,00 per les".to_owned(),
        question: "rows-differ",
    };
    assert_eq!(offer.draft.doubts, [expected]);
}

#[test]
fn of_several_days_of_confirmation_the_oldest_holds() {
    let reading = csv("naam;aanbieder;dag;bevestigd_op;bron_id\n\
         Yoga;Club;ma;1-11-2026;Y\nYoga;Club;di;1-9-2026;Y\n\
         Pilates;Club;ma;1-11-2026;P\nPilates;Club;di;;P\n");
    let days: Vec<_> = reading
        .offers()
        .iter()
        .map(|offer| offer.draft.confirmed_on)
        .collect();
    assert_eq!(days, [Some(date(2026, 9, 1)), None]);
}

#[test]
fn a_citizen_number_is_not_repeated_by_another_fault_either() {
    let name = format!("Yoga 111222333 {}", "x".repeat(200));
    let reading = csv(&format!("naam;aanbieder;dag\n{name};Club;ma\n"));
    let codes: Vec<_> = faults(&reading)
        .into_iter()
        .map(|(.., code)| code)
        .collect();
    assert_eq!(codes, ["too-long", "citizen-number"]);
    assert!(!format!("{reading:?}").contains("111222333"));
}

#[test]
fn a_longer_row_is_refused_and_a_shorter_one_is_not() {
    let reading = csv("naam;aanbieder;dag\nYoga;Club;ma;wo\nPilates;Club\n\"a;b\";Club;di;;;\n");
    assert_eq!(
        faults(&reading),
        [(2, "kolom 4".to_owned(), "too-many-cells")]
    );
    let titles: Vec<_> = reading
        .offers()
        .into_iter()
        .map(|offer| offer.draft.title)
        .collect();
    assert_eq!(titles, ["Pilates", "a;b"]);
}

#[test]
fn a_cell_of_ten_megabytes_refuses_its_row_only() {
    let huge = "x".repeat(10 << 20);
    let reading = csv(&format!(
        "naam;aanbieder;omschrijving\nYoga;Club;{huge}\nPilates;Club;\n"
    ));
    assert_eq!(
        faults(&reading),
        [(2, "omschrijving".to_owned(), "too-long")]
    );
    assert_eq!(reading.offers().len(), 1);
}

#[test]
fn a_cell_that_looks_like_a_formula_stays_text() {
    let reading = csv("naam;aanbieder;adres\n=SOM(1+1);+31@cmd;-1+1\n");
    let [offer] = reading.offers().try_into().unwrap();
    assert_eq!(offer.draft.title, "=SOM(1+1)");
    assert_eq!(offer.draft.provider, "+31@cmd");
    assert_eq!(offer.draft.venue.address.as_deref(), Some("-1+1"));
}

#[test]
fn the_column_name_may_say_per_what_the_price_is() {
    let reading = csv("naam;aanbieder;kosten per maand\nYoga;Club;24\nZumba;Club;€ 5 per les\n");
    let prices: Vec<_> = reading
        .offers()
        .into_iter()
        .map(|offer| offer.draft.price)
        .collect();
    let price = |cents, per| Some(Price { cents, per });
    assert_eq!(prices, [price(2400, Per::Month), price(500, Per::Lesson)]);
}

#[test]
fn reading_twice_tells_the_same() {
    let text = "naam;aanbieder;dag;prijs\nYoga;Club;ma/wo 19.00-20.30 uur;op aanvraag\n";
    let canonical = |reading: SheetReading| reading.offers()[0].draft.canonical();
    assert_eq!(canonical(csv(text)), canonical(csv(text)));
}

#[test]
fn what_is_no_sheet_imports_nothing() {
    for (bytes, code) in [
        (&b""[..], "empty"),
        (b"naam;aanbieder\nYoga;Cl\0ub\n", "not-text"),
        (b"Beste lezer,\nhierbij ons aanbod.\n", "no-header"),
        (b"naam;aanbieder\n\"Yoga;Club\n", "unclosed-quote"),
        (b"{\"naam\": 1}", "is-json"),
        (b"PK\x03\x04", "is-workbook"),
    ] {
        let problem = read_sheet(bytes, SheetKind::Csv).unwrap_err();
        assert_eq!(problem.code(), code, "{problem}");
    }
}

#[test]
fn a_day_of_confirmation_to_come_is_asked() {
    let sheet = "naam;aanbieder;bevestigd_op\nYoga;Club;1-9-2026\nJudo;Club;9-1-2027\n";
    let reading = read_sheet(sheet.as_bytes(), SheetKind::Csv).unwrap();
    let offers = reading.asking_about_days_after(date(2026, 11, 22)).offers();
    assert_eq!(offers[0].draft.confirmed_on, Some(date(2026, 9, 1)));
    assert_eq!(offers[0].draft.doubts, []);
    let asked = &offers[1].draft;
    assert_eq!(asked.confirmed_on, None);
    assert_eq!(asked.doubts[0].column, "bevestigd_op");
    assert_eq!(asked.doubts[0].text, "2027-01-09");
}

#[test]
fn what_is_said_to_be_by_appointment_or_on_request_is_told_and_what_is_empty_is_not() {
    let text = "naam;aanbieder;dag;prijs;bron_id\nYoga;Club;op afspraak;op aanvraag;1\n\
        Dansen;Club;;;2\nJudo;Club;ma 10.00;op aanvraag;3\nJudo;Club;di 10.00;;3\n\
        Boksen;Club;ma 10.00;op aanvraag;4\nBoksen;Club;di 10.00;€ 5 per les;4\n";
    let reading = read_sheet(text.as_bytes(), SheetKind::Csv).unwrap();
    let told: Vec<_> = reading
        .offers()
        .into_iter()
        .map(|offer| offer.draft)
        .collect();
    let said = |draft: &OfferDraft| (draft.sessions[0].by_appointment, draft.price_on_request);
    assert_eq!(
        told.iter().map(said).collect::<Vec<_>>()[..3],
        [(true, true), (false, false), (false, true)]
    );
    assert!(told[..3].iter().all(|draft| draft.doubts.is_empty()));
    // Of an amount and no amount nobody can tell which holds.
    let boxing = &told[3];
    assert_eq!((boxing.price, boxing.price_on_request), (None, false));
    assert_eq!(boxing.doubts[0].text, "op aanvraag / € 5,00 per les");
    // Both are told by the words that are kept, so that a list that says something else is changed.
    assert!(
        told[0]
            .canonical()
            .contains("price=on-request\nsession=x-x by-appointment")
    );
    assert!(!told[1].canonical().contains("on-request"));
}

#[test]
fn the_questions_of_a_form_are_known_and_each_day_may_have_its_own_hours() {
    let text = "Tijdstempel,Naam organisatie,Welke activiteit bied je aan?,Op welke dag(en)?,\
        Hoe laat? (begin- en eindtijd),Wat kost het?,E-mail voor aanmelden,Mag dit op de website?\n\
        18-9-2026 22:03:49,De Verzinsel,Valpreventie,\"Maandag, Donderdag\",ma 13.00-14.00 en do 9.00-10.00,gratis,\
        info@verzinsel.example,Ja\n\
        18-9-2026 22:04:10,De Verzinsel,Judo,\"Maandag, Donderdag\",ma 13.00-14.00 en vr 9.00-10.00,gratis,,\"Nee, bel eerst\"\n";
    let reading = csv(text);
    let told: Vec<_> = reading
        .offers()
        .into_iter()
        .map(|offer| offer.draft)
        .collect();
    let moments = |draft: &OfferDraft| -> Vec<String> {
        let sessions = draft.sessions.iter();
        sessions.map(|one| one.key.clone()).collect()
    };
    assert_eq!(told[0].doubts, []);
    assert_eq!(moments(&told[0]), ["ma-13:00", "do-09:00"]);
    assert_eq!(
        told[0].contact.email.as_deref(),
        Some("info@verzinsel.example")
    );
    // Friday is no Thursday, and who does not want to be shown is asked.
    let asked: Vec<_> = told[1].doubts.iter().map(|one| &*one.column).collect();
    assert_eq!(asked, ["van", "Mag dit op de website?"]);
}

#[test]
fn an_export_tells_what_it_says_twice_and_only_what_is_not_certain_is_asked() {
    let text = "activiteit;aanbieder;groep;dag;starttijd;eindtijd;duur_min;leeftijd_min;tarief;tariefsoort;\
        ingeschreven;wachtlijst;status;startdatum;einddatum\n\
        Aquafit;De Plons;Groep 2;maandag;19:30;20:15;45;18;7,25;Losse les;24;6;Vol;1-9-2026;4-7-2027\n\
        Aquajog;De Plons;;dinsdag;19:30;20:15;60;18;75,00;10-badenkaart;8;0;Actief;4-1-2027;18-12-2026\n";
    let reading = csv(text).asking_about_days_after(date(2026, 11, 23));
    let told: Vec<_> = reading
        .offers()
        .into_iter()
        .map(|offer| offer.draft)
        .collect();
    let price = |draft: &OfferDraft| draft.price.map(|price| (price.cents, price.per));
    assert_eq!(told[0].doubts, []);
    assert_eq!(price(&told[0]), Some((725, Per::Lesson)));
    assert_eq!(told[0].sessions[0].places_left, Some(0));
    assert!(
        told[0]
            .notes
            .iter()
            .any(|note| (&*note.name, &*note.text) == ("wachtlijst", "6"))
    );
    assert_eq!(price(&told[1]), Some((7_500, Per::Card(10))));
    let mut asked: Vec<_> = told[1].doubts.iter().map(|one| &*one.text).collect();
    asked.sort_unstable();
    // Another length than its hours, a start to come, and an end that is near.
    assert_eq!(asked, ["4-1-2027", "60", "einddatum: 18-12-2026"]);
}

#[test]
fn a_price_above_the_list_is_that_of_the_rows_without_one_and_the_first_day_that_of_the_rows_below()
{
    let text = "Kosten: € 2,50 per keer, tenzij anders vermeld. Koffie en thee € 1,-;;;;;\n\
        Maandag;;;;;\n\
        Tijd;Activiteit;Organisatie;Ruimte;Voor wie;Kosten\n\
        9.00-10.00;Gym;De Verzinsel;zaal 1;iedereen;\n\
        10.00-11.00;Yoga;De Verzinsel;zaal 1;iedereen;€ 3,00 per keer\n\
        12.00-13.00;lunchpauze, zalen gesloten;;;;\n\
        Dinsdag;;;;;\n\
        9.00-10.00;Gym;De Verzinsel;zaal 1;iedereen;vrijwillige bijdrage\n";
    let reading = csv(text);
    let told: Vec<_> = reading
        .rows
        .iter()
        .filter_map(|row| match &row.outcome {
            RowOutcome::Draft(draft) => Some(draft),
            RowOutcome::Rejected(_) => None,
        })
        .collect();
    let prices: Vec<_> = told
        .iter()
        .map(|draft| draft.price.map(|price| price.cents))
        .collect();
    assert_eq!(prices, [Some(250), Some(300), Some(250), None]);
    assert_eq!(told[0].doubts, []);
    assert_eq!(told[0].sessions[0].day, Some(Weekday::Monday));
    assert!(
        told[2]
            .doubts
            .iter()
            .any(|doubt| doubt.question == "still-runs")
    );
    assert!(told[3].doubts.iter().any(|doubt| doubt.column == "prijs"));
}

#[test]
fn a_remark_of_a_first_lesson_and_of_a_season_is_read_and_a_course_that_began_is_asked() {
    let text = "activiteit;aanbieder;dag;van;prijs;startdatum;opmerkingen\n\
        Judo;Club;ma;19:00;€ 5 per les;1-9-2026;eerste les gratis\n\
        Yoga;Club;ma;19:00;€ 5 per les;1-9-2026;gratis les\n\
        Fit;Club;ma;19:00;€ 5 per les;1-9-2026;sept t/m april\n\
        Dans;Club;ma;19:00;€ 50 per cursus;1-9-2026;\n";
    let reading = csv(text).asking_about_days_after(date(2026, 11, 23));
    let told: Vec<_> = reading
        .offers()
        .into_iter()
        .map(|offer| offer.draft)
        .collect();
    assert_eq!(
        (told[0].trial, &*told[0].doubts),
        (Some(Trial::Free), &[][..])
    );
    assert_eq!(told[1].trial, None);
    assert_eq!(told[1].doubts[0].column, "prijs");
    assert_eq!(told[2].season.as_deref(), Some("sept t/m april"));
    assert_eq!(told[2].doubts, []);
    assert_eq!(told[3].doubts[0].column, "startdatum");
}
