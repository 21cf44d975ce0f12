//! Sheets of habits that nobody here tuned to: names of columns that are questions or of two lines,
//! everything in one cell, blocks under a provider's name, a timetable on the wall. What is certain is
//! read, all else is asked with its text, and nothing is wrong in silence.

#![allow(clippy::unwrap_used, reason = "a sheet that cannot be read must stop")]

use domain::codes::Accessibility;
use domain::price::{Per, Price};
use exchange::draft::OfferDraft;
use exchange::sheet::{SheetKind, SheetReading, read_sheet};

fn read(text: &str) -> SheetReading {
    read_sheet(text.as_bytes(), SheetKind::Csv).unwrap()
}

fn offers(text: &str) -> Vec<OfferDraft> {
    let offers = read(text).offers();
    offers.into_iter().map(|offer| offer.draft).collect()
}

fn rejected(text: &str) -> Vec<(usize, String, String)> {
    let reading = read(text);
    let told = reading.rejected().map(|(line, faults)| {
        let fault = &faults[0];
        (line, fault.code.to_owned(), fault.text.clone())
    });
    told.collect()
}

fn titles(offers: &[OfferDraft]) -> Vec<&str> {
    offers.iter().map(|offer| offer.title.as_str()).collect()
}

fn moments(draft: &OfferDraft) -> Vec<&str> {
    draft.sessions.iter().map(|one| one.key.as_str()).collect()
}

fn asked(draft: &OfferDraft) -> Vec<(&str, &str)> {
    let doubts = draft.doubts.iter();
    doubts
        .map(|doubt| (&*doubt.column, doubt.text.as_str()))
        .collect()
}

fn notes(draft: &OfferDraft) -> Vec<(&str, &str)> {
    let notes = draft.notes.iter();
    notes
        .map(|note| (note.name.as_str(), note.text.as_str()))
        .collect()
}

fn price(cents: u32, per: Per) -> Option<Price> {
    Some(Price { cents, per })
}

const ONE_CELL: &str = include_str!("messy/alles_in_een_cel.csv");
const BLOCKS: &str = include_str!("messy/blokken_per_club.csv");
const SHORTENED: &str = include_str!("messy/export_afkortingen.csv");
const WHERE_AND_WHEN: &str = include_str!("messy/waar_en_wanneer.csv");
const WALL: &str = include_str!("messy/weekrooster.csv");
const TWO_LINES: &str = include_str!("messy/twee_regels_namen.csv");
const UNKNOWN: &str = include_str!("messy/namen_onbekend.csv");

#[test]
fn a_list_copied_from_a_page_with_all_in_one_cell_falls_into_its_fields() {
    let all = offers(ONE_CELL);
    let gym = &all[0];
    assert_eq!(moments(gym), ["di-10:00", "do-10:00"]);
    assert_eq!(gym.price, price(500, Per::Lesson));
    assert_eq!((gym.ages.min, gym.ages.max), (Some(55), None));
    let place = Some("gymzaal De Verzinsel, Kerkstr 12");
    assert_eq!(gym.venue.address.as_deref(), place);
    assert_eq!(asked(gym), [("aanbieder", "")]);
    let walk = &all[1];
    assert_eq!(moments(walk), ["ma-10:00"]);
    assert_eq!(walk.price, Some(Price::FREE));
    assert_eq!(walk.contact.phone.as_deref(), Some("06-55500101"));
    assert_eq!(walk.venue.address.as_deref(), Some("de bieb"));
    // The second hour is the children's: nobody can tell whose the first is, so both are asked.
    let tennis = &all[2];
    assert_eq!(moments(tennis), ["x-x"]);
    let both = "dinsdag 19.30-22.00 uur, jeugd woensdag 18.00-19.00 uur";
    assert!(asked(tennis).contains(&("dag", both)));
    let camp = &all[3];
    assert_eq!((moments(camp), camp.price), (vec!["ma-19:00"], None));
    let money = "Eerste les gratis, Daarna € 7,50 per keer of € 25 per maand";
    assert!(asked(camp).contains(&("prijs", money)));
    // The whole text stays, whatever was found in it.
    assert!(all.iter().all(|offer| offer.description.is_some()));
}

#[test]
fn rows_under_the_name_of_an_organisation_are_its_own() {
    let all = offers(BLOCKS);
    assert_eq!(
        titles(&all),
        ["Ouderengym", "Disco", "Ouderengym", "Aquafit"]
    );
    let givers: Vec<&str> = all.iter().map(|offer| offer.provider.as_str()).collect();
    let (club, pool) = ("Gymvereniging De Verzonnen Rol", "Zwembad Het Verzinsel");
    assert_eq!(givers, [club, club, pool, pool]);
    assert_eq!(asked(&all[0]), []);
    // Another heading is asked, and so is a row that names another organisation.
    let sheet = BLOCKS.replace(pool, "In het water");
    let water = offers(&sheet).pop().unwrap();
    let text = "In het water / Beweegaanbod Verzonnendam";
    assert!(asked(&water).contains(&("aanbieder", text)));
    let sheet = BLOCKS.replace("voor leden", "via vereniging");
    let guest = offers(&sheet).pop().unwrap();
    assert!(
        asked(&guest)
            .iter()
            .any(|(column, _)| *column == "aanbieder")
    );
    assert_eq!(notes(&all[0])[1].1, "Gymvereniging De Verzonnen Rol");
    // The same name in the same hall under another heading is another offer.
    assert_ne!(all[0].source_id, all[2].source_id);
    let of_heading = |line, text: &str| (line, "no-offer".to_owned(), text.to_owned());
    let expected = [
        of_heading(3, "Gymvereniging De Verzonnen Rol"),
        of_heading(6, "totaal"),
        of_heading(7, "Zwembad Het Verzinsel"),
        of_heading(10, "Totaal generaal"),
    ];
    assert_eq!(rejected(BLOCKS), expected);
}

#[test]
fn a_key_does_not_change_with_the_line_above_the_names() {
    let later = BLOCKS.replace(
        "Beweegaanbod Verzonnendam",
        "Beweegaanbod Verzonnendam, mei",
    );
    let keys = |text: &str| -> Vec<String> {
        offers(text)
            .into_iter()
            .map(|offer| offer.source_id)
            .collect()
    };
    assert_eq!(keys(BLOCKS), keys(&later));
}

#[test]
fn a_number_that_a_workbook_cut_short_can_be_dialled_again() {
    let all = offers(BLOCKS);
    assert_eq!(all[0].contact.phone.as_deref(), Some("0735550101"));
    assert_eq!(all[2].contact.phone.as_deref(), Some("0655500202"));
}

#[test]
fn a_remark_that_it_is_not_every_week_makes_the_day_a_question() {
    let all = offers(BLOCKS);
    let disco = &all[1];
    assert_eq!(moments(disco), ["x-19:30"]);
    assert!(asked(disco).contains(&("dag", "vr-19:30: 1x per maand")));
}

#[test]
fn an_age_or_a_price_that_only_a_remark_tells_is_taken_or_asked() {
    let all = offers(BLOCKS);
    assert_eq!(all[2].ages.min, Some(55));
    let aquafit = &all[3];
    assert_eq!(aquafit.price, None);
    let remark = "opmerkingen: € 7 per keer voor leden";
    assert!(asked(aquafit).contains(&("prijs", remark)));
}

#[test]
fn an_export_with_shortened_names_is_read_to_the_last_column() {
    let all = offers(SHORTENED);
    // The sport is the same; the description is what tells two offers apart.
    assert_eq!(titles(&all), ["55+ gym", "Peutergym", "Judo"]);
    assert_eq!(moments(&all[0]), ["di-09:30"]);
    assert_eq!(all[0].price, price(450, Per::Lesson));
    assert_eq!(all[1].price, price(1250, Per::Month));
    assert_eq!((all[1].ages.min, all[1].ages.max), (Some(2), Some(4)));
    let place = Some("Gymzaal Verzinsel, Verzinlaan 12");
    assert_eq!(all[0].venue.address.as_deref(), place);
    // Per lesson in one cell and per month in the next.
    assert_eq!(all[2].price, None);
    assert!(asked(&all[2]).contains(&("prijs", "4,50 per keer per maand")));
    let over = (5, "ended".to_owned(), "vervallen".to_owned());
    assert_eq!(rejected(SHORTENED), [over]);
}

#[test]
fn a_column_that_asks_yes_or_no_is_what_it_is_fit_for() {
    let all = offers(SHORTENED);
    let fits = |draft: &OfferDraft| draft.accessibility.contains(Accessibility::Wheelchair);
    assert_eq!(
        all.iter().map(fits).collect::<Vec<_>>(),
        [true, false, false]
    );
    assert!(notes(&all[1]).contains(&("Rolst.toeg.", "N")));
    assert!(asked(&all[2]).contains(&("toegankelijkheid", "Rolst.toeg.: deels")));
}

#[test]
fn place_and_time_in_one_cell_are_told_apart_where_both_are_certain() {
    let all = offers(WHERE_AND_WHEN);
    assert_eq!(titles(&all), ["Boccia", "Dansen", "Wandelen"]);
    assert_eq!(moments(&all[0]), ["do-19:00"]);
    assert_eq!(all[0].venue.address.as_deref(), Some("Sporthal De Kade"));
    assert_eq!(all[0].contact.phone.as_deref(), Some("073-5550101"));
    // A choice of two lessons is two lessons.
    assert_eq!(moments(&all[1]), ["di-14:00", "do-10:30"]);
    assert_eq!(all[1].venue.address.as_deref(), Some("Huize Fictie"));
    assert_eq!(moments(&all[2]), ["x-x"]);
    let cell = "elke 1e dinsdag van de maand om 10.00 bij de kerk";
    assert!(asked(&all[2]).contains(&("dag", cell)));
    assert!(asked(&all[2]).contains(&("adres", cell)));
    // Nothing is named above the first column: that it holds the names is asked.
    assert!(asked(&all[0]).contains(&("naam", "Boccia")));
}

#[test]
fn each_cell_of_a_timetable_is_a_lesson() {
    let all = offers(WALL);
    assert_eq!(titles(&all), ["Yoga", "Pilates", "Gym 55+"]);
    assert_eq!(moments(&all[0]), ["ma-09:00", "wo-19:00"]);
    assert_eq!(moments(&all[2]), ["ma-19:00"]);
    assert_eq!(all[2].ages.min, Some(55));
    let hall = ("aanbieder", "Weekrooster Dorpshuis De Fictie");
    assert!(all.iter().all(|offer| asked(offer).contains(&hall)));
    let remark = (
        5,
        "no-offer".to_owned(),
        "In de zomer zijn we dicht".to_owned(),
    );
    assert_eq!(rejected(WALL), [remark]);
}

#[test]
fn names_of_two_lines_are_one_name() {
    let all = offers(TWO_LINES);
    assert_eq!(titles(&all), ["Turnen", "Judo"]);
    assert_eq!(moments(&all[0]), ["ma-16:00"]);
    assert_eq!((all[0].ages.min, all[0].ages.max), (Some(4), Some(8)));
    assert_eq!(all[0].price, price(1250, Per::Month));
    assert_eq!(all[1].price, price(4500, Per::Quarter));
    assert_eq!(rejected(TWO_LINES), []);
}

#[test]
fn a_list_whose_names_nobody_knows_lands_and_asks_what_it_says() {
    let all = offers(UNKNOWN);
    assert_eq!(titles(&all), ["Yoga", "Judo"]);
    let expected = [
        ("aanbieder", ""),
        ("naam", "Yoga"),
        ("dag", "Lesblok: dinsdag 10.00 uur"),
        ("prijs", "Bedrag: € 5 per keer"),
        (
            "leeftijd",
            "Yoga | dinsdag 10.00 uur | De Bron | € 5 per keer",
        ),
    ];
    assert_eq!(asked(&all[0]), expected);
    assert!(notes(&all[0]).contains(&("Zaaltje", "De Bron")));
}

#[test]
fn a_list_of_people_is_no_list_of_offers() {
    let people = "Voornaam;Lesgroep;Geboortedatum\nPiet;A;1-1-1950\nJet;B;2-2-1960\n";
    assert!(read_sheet(people.as_bytes(), SheetKind::Csv).is_err());
}

#[test]
fn what_stands_under_no_name_is_kept() {
    let sheet = "Activiteit;;Dag;Kosten;Waar\nYoga;neem een mat mee;ma;gratis;De Bron\n";
    assert_eq!(notes(&offers(sheet)[0]), [("kolom 2", "neem een mat mee")]);
}

#[test]
fn a_row_whose_cells_look_like_names_of_columns_is_an_offer() {
    let sheet = "Naam;Aanbieder;Kosten;Eenheid;Status\nYoga;Club;120;per seizoen;actief\n";
    let all = offers(sheet);
    assert_eq!(titles(&all), ["Yoga"]);
    assert_eq!(all[0].price, price(12_000, Per::Season(None)));
}

#[test]
fn a_price_of_one_digit_is_asked_though_its_digit_stands_in_another_question() {
    let sheet = "Naam;Aanbieder;Dag;Voor wie;Toegift\n\
        Dans;Club De Verzinsel;di;15 van 20;5\nJudo;Club De Verzinsel;di;dames;5\n";
    for draft in offers(sheet) {
        assert!(asked(&draft).contains(&("Toegift", "5")), "{draft:?}");
    }
}

#[test]
fn below_idem_another_idem_speaks_of_what_stands_above_both() {
    let sheet = "Naam;Aanbieder;Dag;Locatie\nDans;Club De Verzinsel;di;Zaal De Kade\n\
        Judo;Club De Verzinsel;wo;idem\nGym;Club De Verzinsel;do;idem\n";
    let gym = offers(sheet).pop().unwrap();
    assert!(notes(&gym).contains(&("Hierboven bij adres", "Zaal De Kade")));
}

#[test]
fn nothing_to_pay_in_the_list_of_a_stranger_is_asked_unless_it_says_free() {
    let sheet = "Naam;Aanbieder;Dag;Kosten p.k.\nDans;Club De Verzinsel;di;€ 0,00\n\
        Judo;Club De Verzinsel;wo;gratis\nGym;Club De Verzinsel;do;2,5\n";
    let found = offers(sheet);
    let prices: Vec<Option<Price>> = found.iter().map(|draft| draft.price).collect();
    assert_eq!(prices, [None, Some(Price::FREE), price(250, Per::Lesson)]);
    assert!(asked(&found[0]).contains(&("prijs", "€ 0,00")));
}

#[test]
fn a_provider_with_an_address_in_the_same_cell_has_a_name_and_keeps_the_rest() {
    let sheet = "Naam;Organisatie;Dag\nDans;\"Club De Verzinsel\nKade 1\n073-5550101\";di\n";
    let dans = offers(sheet).pop().unwrap();
    assert_eq!(dans.provider, "Club De Verzinsel");
    assert_eq!(
        notes(&dans),
        [("aanbieder", "Club De Verzinsel\nKade 1\n073-5550101")]
    );
    assert_eq!(asked(&dans)[0].0, "contact");
}

#[test]
fn below_the_name_of_a_day_every_hour_is_on_that_day() {
    let sheet = "Aanbieder;Naam;Tijd;Locatie;Kosten\nMAANDAG;;;;\n\
        Club De Verzinsel;Judo;19.00-20.00;Zaal;gratis\nClub De Verzinsel;Gym;n.n.b.;Zaal;gratis\n\
        Wisselend;;;;\nClub De Verzinsel;Dans;19.00-20.00;Zaal;gratis\n";
    let found = offers(sheet);
    assert_eq!(moments(&found[0]), ["ma-19:00"]);
    assert_eq!(asked(&found[0]), []);
    // Without an hour nobody knows whether it is there at all.
    assert_eq!(moments(&found[1]), ["x-x"]);
    assert_eq!(asked(&found[1])[0].0, "dag");
    assert_eq!(asked(&found[2]), [("dag", "Wisselend")]);
}

#[test]
fn the_programme_of_one_organisation_is_its_own_and_where_it_says() {
    let sheet = "Lesrooster Zwembad De Verzinsel, Kade 1;;;;\nNaam les;Dag;Tijd;Kosten;Leeftijd\n\
        Aquajoggen;ma;19.00-20.00;€ 5 p.k.;18+\nWaterpolo Z.C. De Bries;di;19.00-20.00;€ 5 p.k.;18+\n";
    let found = offers(sheet);
    assert_eq!(found[0].provider, "Zwembad De Verzinsel");
    let address = found[0].venue.address.as_deref();
    assert_eq!(address, Some("Zwembad De Verzinsel, Kade 1"));
    assert_eq!(asked(&found[0]), []);
    assert_eq!(found[1].provider, "");
    assert_eq!(asked(&found[1])[0].0, "aanbieder");
    // The title of an overview is of who made it.
    let made = sheet.replace("Lesrooster", "Overzicht van de lessen:");
    assert_eq!(offers(&made)[0].provider, "");
}

#[test]
fn the_page_of_a_website_is_of_whom_stands_behind_its_bar() {
    let sheet = "title;url;price text;time text\n\
        Judo | Dojo De Verzinsel;www.dojo.example;€ 5 per keer;ma 19.00-20.00\n\
        Dans | Dans De Verzinsel;www.dans.example;€ 5 per keer;di 19.00-20.00\n\
        Gym;www.gym.example;€ 5 per keer;wo 19.00-20.00\n";
    let found = offers(sheet);
    let givers: Vec<&str> = found.iter().map(|one| one.provider.as_str()).collect();
    assert_eq!(givers, ["Dojo De Verzinsel", "Dans De Verzinsel", ""]);
    assert_eq!(price(500, Per::Lesson), found[0].price);
    assert_eq!(
        (asked(&found[0]), asked(&found[2])[0].0),
        (vec![], "aanbieder")
    );
}

#[test]
fn a_waiting_list_is_full_and_no_question_and_a_last_day_is_one() {
    let sheet = "Naam;Organisatie;Dag;Tijd;Opmerking;Einddatum\n\
        Judo;Club De Verzinsel;ma;19.00-20.00;WACHTLIJST;\n\
        Gym;Club De Verzinsel;di;19.00-20.00;wachtlijst, vervalt misschien;\n\
        Dans;Club De Verzinsel;wo;19.00-20.00;;25-06-2025\n";
    let found = offers(sheet);
    assert_eq!(found[0].sessions[0].places_left, Some(0));
    assert_eq!(asked(&found[0]), []);
    assert_eq!(asked(&found[1])[0].0, "status");
    assert_eq!(asked(&found[2]), [("status", "Einddatum: 25-06-2025")]);
}

#[test]
fn once_a_week_on_two_days_is_one_of_them_and_asked() {
    let sheet = "Naam;Organisatie;Dag;Tijd;Kosten\n\
        Fitness;Club De Verzinsel;di, vr;9.00-12.00;€ 30 per maand (1x per week)\n";
    let fitness = offers(sheet).pop().unwrap();
    assert_eq!(moments(&fitness), ["x-09:00"]);
    assert!(asked(&fitness).iter().any(|(column, _)| *column == "dag"));
}
