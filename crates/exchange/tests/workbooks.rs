//! XLSX sheets as spreadsheet programs write them, made on the spot.

#![allow(clippy::unwrap_used, reason = "a test's failure is its message")]

use exchange::draft::OfferDraft;
use exchange::sheet::{RowOutcome, SheetKind, SheetProblem, SheetReading, read_sheet};
use jiff::civil::{date, time};
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook, Worksheet};

fn read(fill: impl FnOnce(&mut Worksheet)) -> Result<SheetReading, SheetProblem> {
    let mut book = Workbook::new();
    fill(book.add_worksheet());
    // A second sheet, which is not read.
    book.add_worksheet().write(0, 0, "naam").unwrap();
    read_sheet(&book.save_to_buffer().unwrap(), SheetKind::Xlsx)
}

fn header(sheet: &mut Worksheet, names: &[&str]) {
    for (at, name) in names.iter().enumerate() {
        sheet.write(0, u16::try_from(at).unwrap(), *name).unwrap();
    }
}

fn draft(reading: &SheetReading, at: usize) -> &OfferDraft {
    match &reading.rows[at].outcome {
        RowOutcome::Draft(draft) => draft,
        RowOutcome::Rejected(faults) => panic!("{faults:?}"),
    }
}

#[test]
fn numbers_dates_and_times_are_read_as_people_see_them() {
    let day = Format::new().set_num_format("d-m-yyyy");
    let hour = Format::new().set_num_format("hh:mm");
    let names = [
        "Naam",
        "Aanbieder",
        "Dag",
        "Van",
        "Tot",
        "Bevestigd op",
        "Lat",
        "Lon",
        "Plaatsen",
        "Prijs per les",
        "Postcode",
        "Niveau",
        "Leeftijd",
    ];
    let reading = read(|sheet| {
        header(sheet, &names);
        sheet.write(1, 0, "Yoga").unwrap();
        sheet.write(1, 1, "Club").unwrap();
        sheet.write(1, 2, "di").unwrap();
        let from = ExcelDateTime::from_hms(19, 0, 0).unwrap();
        sheet.write_with_format(1, 3, &from, &hour).unwrap();
        let to = ExcelDateTime::from_hms(20, 30, 0).unwrap();
        sheet.write_with_format(1, 4, &to, &hour).unwrap();
        let confirmed = ExcelDateTime::from_ymd(2026, 11, 1).unwrap();
        sheet.write_with_format(1, 5, &confirmed, &day).unwrap();
        sheet.write(1, 6, 52.371_791).unwrap();
        sheet.write(1, 7, 4.906_451).unwrap();
        sheet.write(1, 8, 4).unwrap();
        sheet.write(1, 9, 5.5).unwrap();
        sheet.write(1, 10, 5211).unwrap();
        sheet.write(1, 11, 2).unwrap();
        // A spreadsheet took "4-12" for the fourth of December.
        let slip = ExcelDateTime::from_ymd(2026, 12, 4).unwrap();
        sheet.write_with_format(1, 12, &slip, &day).unwrap();
    })
    .unwrap();
    let draft = draft(&reading, 0);
    assert_eq!(reading.rows[0].line, 2);
    assert_eq!(draft.sessions[0].from, Some(time(19, 0, 0, 0)));
    assert_eq!(draft.sessions[0].to, Some(time(20, 30, 0, 0)));
    assert_eq!(draft.sessions[0].places_left, Some(4));
    assert_eq!(draft.confirmed_on, Some(date(2026, 11, 1)));
    assert_eq!(
        draft.venue.point,
        domain::geo::Point::new(52.371_791, 4.906_451)
    );
    assert_eq!(draft.venue.postcode.unwrap().to_string(), "5211");
    assert_eq!(draft.price.map(|price| price.cents), Some(550));
    assert_eq!(draft.level, Some(domain::offer::Level::Regular));
    let doubts: Vec<(&str, &str)> = draft
        .doubts
        .iter()
        .map(|doubt| (&*doubt.column, doubt.text.as_str()))
        .collect();
    assert_eq!(doubts, [("leeftijd", "4-12-2026")]);
}

#[test]
fn a_workbook_and_a_text_sheet_tell_the_same() {
    let rows = [
        ["naam", "aanbieder", "dag", "van", "prijs"],
        [
            "Yoga",
            "Café Beweegé",
            "ma/wo 19.00-20.30 uur",
            "",
            "€ 5,50 per les",
        ],
        ["Wandelen; rustig", "Club", "do", "10 uur", "gratis"],
    ];
    let book = read(|sheet| {
        for (at, row) in rows.iter().enumerate() {
            for (column, cell) in row.iter().enumerate() {
                sheet
                    .write(
                        u32::try_from(at).unwrap(),
                        u16::try_from(column).unwrap(),
                        *cell,
                    )
                    .unwrap();
            }
        }
    })
    .unwrap();
    let mut text = String::new();
    for row in rows {
        text.push_str(&row.map(|cell| format!("\"{cell}\"")).join(";"));
        text.push('\n');
    }
    assert_eq!(book, read_sheet(text.as_bytes(), SheetKind::Csv).unwrap());
}

#[test]
fn a_formula_counts_by_its_last_result_and_blank_rows_by_nothing() {
    let reading = read(|sheet| {
        header(sheet, &["naam", "aanbieder", "plaatsen"]);
        sheet.write(4, 0, "=SOM(1+1)").unwrap();
        sheet.write(4, 1, "Club").unwrap();
        sheet
            .write(4, 2, Formula::new("=2+2").set_result("4"))
            .unwrap();
        sheet.write(5, 0, " ").unwrap();
    })
    .unwrap();
    assert_eq!(reading.rows.len(), 1);
    assert_eq!(reading.rows[0].line, 5);
    assert_eq!(draft(&reading, 0).title, "=SOM(1+1)");
    assert_eq!(draft(&reading, 0).sessions[0].places_left, Some(4));
}

#[test]
fn a_sheet_wider_than_the_limit_is_refused_with_its_row() {
    let problem = read(|sheet| {
        header(sheet, &["naam", "aanbieder"]);
        sheet.write(2, 200, "x").unwrap();
    });
    assert_eq!(
        problem,
        Err(SheetProblem::TooManyColumns {
            line: 3,
            limit: 200
        })
    );
}

#[test]
fn an_empty_workbook_a_torn_one_and_no_workbook_at_all_are_refused() {
    assert_eq!(read(|_| {}), Err(SheetProblem::Empty));
    let mut book = Workbook::new();
    book.add_worksheet().write(0, 0, "naam").unwrap();
    let bytes = book.save_to_buffer().unwrap();
    for broken in [
        &bytes[..bytes.len() / 2],
        b"naam;aanbieder\n",
        b"PK\x03\x04",
    ] {
        let problem = read_sheet(broken, SheetKind::Xlsx).unwrap_err();
        assert_eq!(problem.code(), "broken-workbook", "{problem}");
    }
    assert_eq!(read_sheet(b"", SheetKind::Xlsx), Err(SheetProblem::Empty));
    let old = read_sheet(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", SheetKind::Xlsx);
    assert_eq!(old, Err(SheetProblem::IsOldWorkbook));
}

/// A workbook whose sheet is this XML, with everything else as it should be.
fn with_sheet(xml: &str) -> Vec<u8> {
    use std::io::{Read, Write};
    let mut book = Workbook::new();
    book.add_worksheet();
    let bytes = book.save_to_buffer().unwrap();
    let mut from = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut to = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for at in 0..from.len() {
        let mut part = from.by_index(at).unwrap();
        let name = part.name().unwrap().into_owned();
        let mut content = Vec::new();
        part.read_to_end(&mut content).unwrap();
        if name.contains("worksheets/sheet1.xml") {
            content = xml.as_bytes().to_vec();
        }
        to.start_file(name, zip::write::SimpleFileOptions::default())
            .unwrap();
        to.write_all(&content).unwrap();
    }
    to.finish().unwrap().into_inner()
}

#[test]
fn a_made_up_cell_reference_is_refused_and_takes_nothing_down() {
    for reference in ["B5:A1", "A99999999999", "ZZZZZZZZZZ1"] {
        let xml = format!(
            "<worksheet><dimension ref=\"{reference}\"/><sheetData><row r=\"1\">\
             <c r=\"A1\" t=\"inlineStr\"><is><t>naam</t></is></c></row></sheetData></worksheet>"
        );
        // Whether the reference or the lonely column name is the problem: there is one.
        assert!(
            read_sheet(&with_sheet(&xml), SheetKind::Xlsx).is_err(),
            "{reference}"
        );
    }
    let far = "<worksheet><sheetData><row r=\"1\"><c r=\"XFD1\"><v>1</v></c></row></sheetData></worksheet>";
    let problem = read_sheet(&with_sheet(far), SheetKind::Xlsx);
    assert_eq!(
        problem,
        Err(SheetProblem::TooManyColumns {
            line: 1,
            limit: 200
        })
    );
}

#[test]
fn a_small_file_that_unpacks_to_gigabytes_is_refused() {
    use std::io::Write;
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default()
        .compression_method(zip::CompressionMethod::Deflated);
    zip.start_file("xl/sharedStrings.xml", options).unwrap();
    let piece = vec![b' '; 1 << 20];
    for _ in 0..70 {
        zip.write_all(&piece).unwrap();
    }
    let bytes = zip.finish().unwrap().into_inner();
    assert!(bytes.len() < 1 << 20);
    let expected = SheetProblem::TooLarge {
        place: "xl/sharedStrings.xml".into(),
        megabytes: 64,
    };
    assert_eq!(read_sheet(&bytes, SheetKind::Xlsx), Err(expected));
}

#[test]
fn what_a_file_is_named_does_not_matter() {
    assert_eq!(SheetKind::of(b"PK\x03\x04..."), SheetKind::Xlsx);
    assert_eq!(SheetKind::of(b"naam;aanbieder"), SheetKind::Csv);
}

#[test]
fn the_sheet_with_the_column_names_is_read_and_not_the_explanation_before_it() {
    let mut book = Workbook::new();
    let explanation = book.add_worksheet();
    explanation
        .write(0, 0, "Toelichting bij deze lijst")
        .unwrap();
    explanation
        .write(2, 0, "Vul per les een regel in.")
        .unwrap();
    let sheet = book.add_worksheet();
    header(sheet, &["Activiteit", "Organisatie", "Wanneer"]);
    sheet.write(1, 0, "Yoga").unwrap();
    sheet.write(1, 1, "Club De Verzonnen Bal").unwrap();
    sheet.write(1, 2, "ma 10.00-11.00").unwrap();
    let bytes = book.save_to_buffer().unwrap();
    let reading = read_sheet(&bytes, SheetKind::Xlsx).unwrap();
    assert_eq!(draft(&reading, 0).title, "Yoga");
    assert_eq!(reading.rows.len(), 1);
}

#[test]
fn a_cell_merged_over_rows_tells_the_same_in_each_of_them() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    header(sheet, &["Organisatie", "Activiteit", "Dag"]);
    let plain = rust_xlsxwriter::Format::new();
    sheet
        .merge_range(1, 0, 3, 0, "Club De Verzonnen Bal", &plain)
        .unwrap();
    for (row, (name, day)) in [("Yoga", "ma"), ("Pilates", "di"), ("Dansen", "wo")]
        .into_iter()
        .enumerate()
    {
        let row = u32::try_from(row).unwrap() + 1;
        sheet.write(row, 1, name).unwrap();
        sheet.write(row, 2, day).unwrap();
    }
    sheet.write(4, 1, "Boksen").unwrap();
    sheet.write(4, 2, "do").unwrap();
    let bytes = book.save_to_buffer().unwrap();
    let reading = read_sheet(&bytes, SheetKind::Xlsx).unwrap();
    let providers: Vec<&str> = (0..4)
        .map(|at| draft(&reading, at).provider.as_str())
        .collect();
    let club = "Club De Verzonnen Bal";
    assert_eq!(providers, [club, club, club, ""]);
}

fn list(book: &mut Workbook, name: &str, titles: &[&str]) {
    let sheet = book.add_worksheet();
    sheet.set_name(name).unwrap();
    sheet
        .write(0, 0, "Sport- en beweegaanbod gemeente Zaltveen")
        .unwrap();
    for (at, title) in ["Activiteit", "Organisatie", "Dag(en)", "Tijd"]
        .iter()
        .enumerate()
    {
        sheet.write(2, u16::try_from(at).unwrap(), *title).unwrap();
    }
    for (row, title) in (3..).zip(titles) {
        sheet.write(row, 0, *title).unwrap();
        sheet.write(row, 1, "Club De Verzonnen Bal").unwrap();
        sheet.write(row, 2, "ma en do").unwrap();
        sheet.write(row, 3, "09.30 - 10.30 uur").unwrap();
    }
}

#[test]
fn a_sheet_for_each_neighbourhood_is_one_list_and_what_is_not_read_is_named() {
    let mut book = Workbook::new();
    list(&mut book, "Centrum", &["Wandelen", "Yoga"]);
    list(&mut book, "Wijk Noord", &["Boksen", "Zwemmen"]);
    list(&mut book, "Archief 2023", &["Badminton"]);
    list(&mut book, "Verborgen", &["Tennis"]);
    book.worksheet_from_name("Verborgen")
        .unwrap()
        .set_hidden(true);
    let other = book.add_worksheet();
    other.set_name("Verenigingen").unwrap();
    header(other, &["Organisatie", "Telefoon"]);
    other.write(1, 0, "Club De Verzonnen Bal").unwrap();
    book.add_worksheet()
        .write(0, 0, "Vragen? Bel ons.")
        .unwrap();
    let bytes = book.save_to_buffer().unwrap();
    let reading = read_sheet(&bytes, SheetKind::Xlsx).unwrap();
    let all = reading.offers();
    let told: Vec<(&str, &[usize])> = all
        .iter()
        .map(|one| (one.draft.title.as_str(), one.lines.as_slice()))
        .collect();
    // The first sheet ends on line 5; the next counts on.
    assert_eq!(
        told,
        [
            ("Wandelen", &[4][..]),
            ("Yoga", &[5][..]),
            ("Boksen", &[9][..]),
            ("Zwemmen", &[10][..])
        ]
    );
    assert_eq!(reading.unread_sheets, ["Archief 2023", "Verenigingen"]);
}
