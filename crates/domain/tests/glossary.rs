//! GLOSSARY.md names every code that people and programs can meet.

#![allow(clippy::unwrap_used)]

use std::path::Path;

use domain::codes::{
    Accessibility, Activity, ContactPreference, Group, Guidance, Language, OPEN_LISTS, Recognition,
    Representation, SelfReliance, Wait,
};
use domain::consent::{Consent, ConsentManner};
use domain::notice::Notice;
use domain::organisation::Role;
use domain::referral::{Deed, Status, Step};

fn glossary() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../GLOSSARY.md");
    std::fs::read_to_string(path).unwrap()
}

/// The codes of `codes` that do not stand in `text` as a code.
fn missing<'a>(text: &str, codes: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    let known = |code: &&str| text.contains(&format!("`{code}`"));
    codes.into_iter().filter(|code| !known(code)).collect()
}

fn codes_of_the_life_of_a_referral() -> Vec<&'static str> {
    let notes = [
        Deed::Sent,
        Deed::Reminded,
        Deed::TakenOver,
        Deed::Unanswered,
        Deed::Coming,
        Deed::CannotCome,
        Deed::CallMe,
        Deed::ConsentChanged,
        Deed::Suspended,
        Deed::Reinstated,
    ];
    let roles = Role::OF_ACCOUNTS.map(Role::code);
    let purposes = Consent::none(ConsentManner::Spoken).purposes();
    Status::ALL
        .map(Status::code)
        .into_iter()
        .chain(Step::ALL.map(Step::code))
        .chain(notes.map(Deed::code))
        .chain(Notice::ALL.map(Notice::code))
        .chain(roles)
        .chain([Role::Resident.code(), Role::System.code()])
        .chain(purposes.map(|(name, _)| name))
        .collect()
}

fn codes_of_the_lists() -> Vec<&'static str> {
    let mut codes = Vec::new();
    codes.extend(Activity::ALL.iter().map(|item| item.code()));
    codes.extend(Guidance::ALL.iter().map(|item| item.code()));
    codes.extend(SelfReliance::ALL.iter().map(|item| item.code()));
    codes.extend(Accessibility::ALL.iter().map(|item| item.code()));
    codes.extend(Group::ALL.iter().map(|item| item.code()));
    codes.extend(Language::ALL.iter().map(|item| item.code()));
    codes.extend(ContactPreference::ALL.iter().map(|item| item.code()));
    codes.extend(Recognition::ALL.iter().map(|item| item.code()));
    codes.extend(Wait::ALL.iter().map(|item| item.code()));
    codes.extend(Representation::ALL.iter().map(|item| item.code()));
    for list in OPEN_LISTS {
        codes.push(list.key);
        codes.extend(list.codes);
    }
    codes
}

#[test]
fn the_glossary_explains_every_status_step_deed_message_role_and_purpose() {
    let missing = missing(&glossary(), codes_of_the_life_of_a_referral());
    assert!(missing.is_empty(), "add to GLOSSARY.md: {missing:?}");
}

#[test]
fn the_glossary_names_every_code_of_every_list() {
    let missing = missing(&glossary(), codes_of_the_lists());
    assert!(missing.is_empty(), "add to GLOSSARY.md: {missing:?}");
}

#[test]
fn a_code_without_its_marks_is_missing() {
    assert_eq!(
        missing("wij gaan `wandelen`", ["wandelen", "gaan"]),
        ["gaan"]
    );
}
