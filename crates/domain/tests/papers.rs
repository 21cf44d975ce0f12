//! The templates for privacy officers say what the program does: every period of keeping, every
//! purpose of consent.
#![allow(clippy::unwrap_used, reason = "a test may be blunt")]

use std::path::Path;

use domain::consent::{Consent, ConsentManner};
use domain::retention::RecordKind;

fn paper(name: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/operate");
    std::fs::read_to_string(folder.join(name)).unwrap()
}

#[test]
fn the_register_tells_the_period_of_every_kind_of_record() {
    let text = paper("processing-register-template.md");
    for kind in RecordKind::ALL {
        let told = format!("| `{}` | {} dagen |", kind.code(), kind.default_days());
        assert!(text.contains(&told), "{told}");
    }
}

#[test]
fn the_dpia_tells_the_period_of_client_details_and_every_purpose_of_consent() {
    let text = paper("dpia-template.md");
    let days = RecordKind::ClientDetails.default_days();
    assert!(text.contains(&format!("Standaard {days} dagen na de laatste verwijzing")));
    for (code, _) in Consent::none(ConsentManner::Spoken).purposes() {
        assert!(text.contains(&format!("`{code}`")), "{code}");
    }
}
