use super::*;

fn record(cells: &[&str]) -> Record {
    Record {
        line: 1,
        cells: cells.iter().map(|cell| (*cell).to_owned()).collect(),
    }
}

#[test]
fn the_template_is_the_header_of_the_surface() {
    let expected = "naam;aanbieder;activiteit;omschrijving;dag;van;tot;seizoen;adres;postcode;\
        plaats;lat;lon;leeftijd;niveau;begeleiding;zelfstandigheid;doelgroep;toegankelijkheid;\
        taal;prijs;proefles;plaatsen;contact;telefoon;email;website;erkende_interventie;\
        bevestigd_op;bron_id";
    assert_eq!(template(), expected);
}

#[test]
fn a_price_column_may_say_per_what() {
    let (header, _) = Header::find(&[record(&["naam", "aanbieder", "Prijs per les"])]).unwrap();
    assert_eq!(header.price_per.as_deref(), Some("per les"));
}

#[test]
fn a_title_above_the_names_is_passed_over() {
    let records = [
        record(&["Beweegaanbod in onze gemeente"]),
        record(&["Naam", "Aanbieder", "Dag"]),
        record(&["Yoga", "Club", "ma"]),
    ];
    assert_eq!(Header::find(&records).unwrap().1, 2);
}

#[test]
fn the_second_of_two_columns_of_one_name_and_a_variant_beside_it_are_notes() {
    let double = Header::find(&[record(&["naam", "aanbieder", "Prijs", "prijs "])]);
    let header = double.unwrap().0;
    assert_eq!(header.doubled, [3]);
    assert_eq!(header.unknown, [(3, "prijs (kolom 4)".to_owned())]);
    let beside = Header::find(&[record(&["titel", "naam", "aanbieder", "mobiel", "tel"])]);
    let header = beside.unwrap().0;
    assert_eq!(
        header.unknown,
        [(0, "titel".to_owned()), (4, "tel".to_owned())]
    );
}

#[test]
fn two_lines_of_names_are_read_as_one_and_a_first_row_is_no_second_line() {
    let upper = record(&["Activiteit", "Wanneer", "", "", "Leeftijd", "", "Waar"]);
    let lower = record(&["", "dag", "start", "eind", "van", "t/m"]);
    let row = record(&["Judo", "ma", "17:00", "18:00", "6", "12", "Dojo"]);
    let (header, start) = Header::find(&[upper.clone(), lower, row.clone()]).unwrap();
    assert_eq!(start, 2);
    let told = [
        (Column::Day, "ma"),
        (Column::From, "17:00"),
        (Column::To, "18:00"),
        (Column::AgeFrom, "6"),
        (Column::AgeTo, "12"),
        (Column::Address, "Dojo"),
    ];
    for (column, cell) in told {
        assert_eq!(header.cell(column, &row.cells), cell, "{column:?}");
    }
    let (_, start) = Header::find(&[upper, row]).unwrap();
    assert_eq!(start, 1);
}

#[test]
fn a_letter_is_no_sheet() {
    let records = [record(&["Beste mevrouw", " hierbij de naam en het adres"])];
    assert!(matches!(
        Header::find(&records),
        Err(SheetProblem::NoHeader { line: 1, .. })
    ));
    assert!(Header::find(&[record(&["postcode", "lat", "lon"])]).is_err());
    assert!(Header::find(&[record(&["naam"])]).is_err());
    assert!(Header::find(&[]).is_err());
}
