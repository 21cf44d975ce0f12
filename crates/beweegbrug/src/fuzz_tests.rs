//! Whatever an operator's settings file holds, the program starts or says what is wrong.

use std::path::Path;

use testkit::fuzz::fuzz;

use crate::settings;

#[test]
fn any_settings_file_is_read_or_refused_in_words() {
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/corpus/settings");
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("beweegbrug.toml");
    fuzz(&examples, |bytes| {
        std::fs::write(&file, bytes).unwrap();
        let refused = match settings::read(Some(&file), None) {
            Ok(read) => {
                let (tls, proxies) = (read.tls().err(), read.proxies().err());
                tls.into_iter().chain(proxies).collect()
            }
            Err(refused) => vec![refused],
        };
        for why in refused {
            assert!(!why.to_string().is_empty());
        }
    });
}
