//! Gives the program a sum of everything that decides how an offer is read and how it lies in the
//! file of offers (`src/kept_offers.rs`), as `OFFERS_AS_BUILT`. A file that a program with another
//! sum wrote is not believed. So nobody can forget to raise a number when `Offer` changes, a code is
//! added, a table is read in another way, or a dependency writes its bytes differently.

use std::fs;
use std::hash::{DefaultHasher, Hasher};
use std::path::{Path, PathBuf};

/// Files and folders, seen from this crate.
const DECIDES: [&str; 7] = [
    "../domain/src",
    "migrations",
    "src/kept_offers.rs",
    "src/offers.rs",
    "src/offers",
    "src/rows.rs",
    "../../Cargo.lock",
];

fn main() {
    let mut sum = DefaultHasher::new();
    for place in DECIDES {
        println!("cargo:rerun-if-changed={place}");
        add(Path::new(place), &mut sum);
    }
    println!("cargo:rustc-env=OFFERS_AS_BUILT={:016x}", sum.finish());
}

fn add(place: &Path, sum: &mut DefaultHasher) {
    sum.write(place.to_string_lossy().as_bytes());
    if place.is_dir() {
        let mut inside: Vec<PathBuf> = fs::read_dir(place)
            .expect("a folder of this workspace can be read")
            .map(|entry| entry.expect("its entries can be read").path())
            .collect();
        inside.sort();
        inside.iter().for_each(|entry| add(entry, sum));
    } else {
        let text = fs::read(place).expect("a file of this workspace can be read");
        sum.write_usize(text.len());
        sum.write(&text);
    }
}
