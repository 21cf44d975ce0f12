//! A municipality set up by the command line alone, as an operator would.

#![allow(dead_code, reason = "each test uses a part of it")]
#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot arrange its world must stop"
)]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::{Value, json};
use testkit::{FreshDatabase, Running, Visitor};

pub const PROGRAM: &str = env!("CARGO_BIN_EXE_beweegbrug");

pub const SHEET: &str = "\
naam;aanbieder;activiteit;dag;van;tot;adres;postcode;plaats;prijs;proefles;plaatsen;email;niveau;bron_id
Rustig wandelen;Wandelclub De Brug;wandelen;dinsdag;10:00;11:00;Tuinlaan 12;5299 AB;Brugdam;€ 2,00 per keer;1e les gratis;4;club@debrug.example;rustig;w1
Bewegen op muziek;Buurthuis 't Kompas;dansen;donderdag;13:30;14:30;Tuinlaan 30;5299 AC;Brugdam;€ 3,50 per keer;1e les gratis;6;kompas@brugdam.example;rustig;k1
";
pub const POSTCODES: &str = "postcode,lat,lon,plaats\n5299,51.70,5.30,Brugdam\n";

/// Runs the program and gives what came of it.
pub fn run(database: &FreshDatabase, words: &[&str]) -> Output {
    Command::new(PROGRAM)
        .args(words)
        .args(database.arguments())
        .output()
        .unwrap()
}

/// Runs the program; it must succeed. Gives its standard output.
pub fn run_well(database: &FreshDatabase, words: &[&str]) -> String {
    let output = run(database, words);
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{words:?}: {errors}");
    String::from_utf8(output.stdout).unwrap()
}

pub fn written(folder: &Path, name: &str, text: &str) -> PathBuf {
    let file = folder.join(name);
    std::fs::write(&file, text).unwrap();
    file
}

/// Makes a municipality with two offers and accounts, and gives the tokens of nurse, club and
/// service point.
pub struct Town {
    pub nurse: String,
    pub desk: String,
}

pub fn set_up(database: &FreshDatabase, files: &Path) -> Town {
    let sheet = written(files, "aanbod.csv", SHEET);
    let postcodes = written(files, "pc4.csv", POSTCODES);
    run_well(
        database,
        &["import", "postcodes", postcodes.to_str().unwrap()],
    );
    let sheet = sheet.to_str().unwrap();
    run_well(
        database,
        &["import", "offers", sheet, "--municipality", "GM9001"],
    );
    let account = |email: &str, name: &str, role: &str, organisation: &str| {
        let words = [
            "user",
            "add",
            email,
            "--name",
            name,
            "--role",
            role,
            "--organisation",
            organisation,
        ];
        let added = Command::new(PROGRAM)
            .args(words)
            .args(database.arguments())
            .env("BEWEEGBRUG_PASSWORD", "een heel lang wachtwoord")
            .status();
        assert!(added.unwrap().success());
        run_well(database, &["token", "create", "--user", email])
            .trim()
            .to_owned()
    };
    Town {
        nurse: account(
            "marieke@linde.example",
            "Marieke Vos",
            "zorgprofessional",
            "De Linde",
        ),
        desk: account(
            "anouk@brugdam.example",
            "Anouk de Wit",
            "servicepunt",
            "Servicepunt GM9001",
        ),
    }
}

/// A session to refer to.
pub fn session(visitor: &Visitor) -> String {
    let offers = visitor
        .get("/api/v1/aanbod?q=wandelen")
        .expect_status(200)
        .json();
    offers["resultaten"][0]["sessies"][0]["id"]
        .as_str()
        .unwrap()
        .to_owned()
}

/// The body of a referral for somebody with this name and phone number.
pub fn referral(session: &str, name: &str, phone: &str) -> Value {
    json!({
        "sessieId": session,
        "client": {"naam": name, "telefoon": phone},
        "aandachtspunten": "Rust na 10 minuten",
        "toestemming": {"delenMetAanbieder": true, "terugkoppeling": true, "wijze": "mondeling"},
    })
}

pub fn serve(database: &FreshDatabase, more: &[&str]) -> Running {
    let arguments = database.arguments();
    let mut words: Vec<&str> = arguments.iter().skip(2).map(String::as_str).collect();
    words.extend_from_slice(more);
    Running::serve(PROGRAM, database.folder(), &words)
}
