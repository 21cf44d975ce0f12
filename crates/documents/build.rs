//! Lists the text files under `locales/{language}/`, so that a new file is found at compile time
//! without being named anywhere.

use std::path::Path;
use std::{env, fs, io};

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=locales");
    let variable = |name: &str| env::var(name).map_err(io::Error::other);
    let root = Path::new(&variable("CARGO_MANIFEST_DIR")?).join("locales");
    let mut list = String::from("&[\n");
    for language in sorted(&root)? {
        for file in sorted(&root.join(&language))? {
            if file.ends_with(".ftl") {
                let path = root.join(&language).join(&file);
                list += &format!("({language:?}, {file:?}, include_str!({path:?})),\n");
            }
        }
    }
    list += "]\n";
    fs::write(Path::new(&variable("OUT_DIR")?).join("locales.rs"), list)
}

/// The names in a folder, in order, so that the same texts give the same build.
fn sorted(folder: &Path) -> io::Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder)? {
        names.extend(entry?.file_name().into_string().ok());
    }
    names.sort();
    Ok(names)
}
