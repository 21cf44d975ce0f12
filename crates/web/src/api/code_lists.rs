//! `GET /keuzelijsten`: every code list with its Dutch texts.

use std::collections::BTreeMap;

use axum::Json;
use documents::Texts;
use domain::codes::{
    Accessibility, Activity, ContactPreference, Delight, Group, Guidance, Language, Listed,
    OPEN_LISTS, Recognition, Representation, SelfReliance, Wait,
};
use domain::consent::{Consent, ConsentManner};
use domain::daypart::Daypart;
use domain::organisation::Role;
use domain::referral::{OnBehalf, Status, Step};

use super::views::CodeView;

/// The lists by their key.
type Lists = BTreeMap<&'static str, Vec<CodeView>>;

/// Alle keuzelijsten
///
/// Elke lijst onder haar sleutel, zoals `reden.gestopt`; elke code met de Nederlandse tekst. Bij
/// `anders` hoort altijd een toelichting.
#[utoipa::path(
    get, path = "/keuzelijsten", operation_id = "keuzelijsten", tag = "Keuzelijsten", security(()),
    responses((status = 200, description = "Alle lijsten.", body = BTreeMap<String, Vec<CodeView>>))
)]
pub(crate) async fn code_lists() -> Json<Lists> {
    Json(lists())
}

fn lists() -> Lists {
    let t = Texts::dutch();
    let view = |code: &str, tekst: String| CodeView {
        code: code.to_owned(),
        tekst,
    };
    let mut lists = Lists::new();
    for list in OPEN_LISTS {
        let codes = list.codes.iter();
        let items = codes.map(|code| view(code, t.code(list.key, code)));
        lists.insert(list.key, items.collect());
    }
    closed::<Activity>(t, &mut lists, Activity::LIST);
    closed::<Guidance>(t, &mut lists, Guidance::LIST);
    closed::<SelfReliance>(t, &mut lists, SelfReliance::LIST);
    closed::<Accessibility>(t, &mut lists, Accessibility::LIST);
    closed::<Group>(t, &mut lists, Group::LIST);
    closed::<Language>(t, &mut lists, Language::LIST);
    closed::<ContactPreference>(t, &mut lists, ContactPreference::LIST);
    closed::<Recognition>(t, &mut lists, Recognition::LIST);
    closed::<Wait>(t, &mut lists, Wait::LIST);
    closed::<Delight>(t, &mut lists, Delight::LIST);
    closed::<Representation>(t, &mut lists, Representation::LIST);
    let dayparts = Daypart::all().map(|part| view(&part.code(), t.daypart(part)));
    lists.insert("dagdeel", dayparts.collect());
    let levels = ["1", "2", "3"].map(|level| view(level, t.code("niveau", level)));
    lists.insert("niveau", levels.into());
    let statuses = Status::ALL.map(|status| view(status.code(), t.status(status)));
    lists.insert("status", statuses.into());
    let steps = Step::ALL.map(|step| view(step.code(), t.step(step)));
    lists.insert("stap", steps.into());
    let behalf = [OnBehalf::Provider, OnBehalf::Resident];
    let behalf = behalf.map(|who| view(who.code(), t.on_behalf(who)));
    lists.insert("namens", behalf.into());
    let roles = Role::OF_ACCOUNTS.map(|role| view(role.code(), t.role(role)));
    lists.insert("rol", roles.into());
    let purposes = Consent::none(ConsentManner::Spoken).purposes();
    let purposes = purposes.map(|(name, _)| view(name, t.purpose(name)));
    lists.insert("toestemming", purposes.into());
    let manners = [
        ConsentManner::Spoken,
        ConsentManner::Written,
        ConsentManner::Self_,
    ];
    let manners = manners.map(|manner| view(manner.code(), t.consent_manner(manner)));
    lists.insert("toestemming.wijze", manners.into());
    lists
}

fn closed<T: Listed>(t: &Texts, lists: &mut Lists, key: &'static str) {
    let items = T::ALL.iter().map(|item| CodeView {
        code: item.code().to_owned(),
        tekst: t.code(key, item.code()),
    });
    lists.insert(key, items.collect());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_list_that_others_rely_on_is_there_and_every_code_has_words() {
        let lists = lists();
        let needed = [
            "aanleiding",
            "reden.past-nu-niet",
            "reden.gepauzeerd",
            "reden.gestopt",
            "reden.niet-gestart",
            "reden.ingetrokken",
            "uitkomst",
            "toegankelijkheid",
            "begeleiding",
            "groep",
            "zelfstandigheid",
            "activiteit",
            "dagdeel",
        ];
        for key in needed {
            assert!(!lists[key].is_empty(), "{key}");
        }
        for item in lists.values().flatten() {
            assert!(
                !item.tekst.is_empty() && !item.tekst.contains('⟦'),
                "{}",
                item.code
            );
        }
        assert_eq!(lists["dagdeel"].len(), 21);
        assert_eq!(lists["dagdeel"][0].tekst, "maandagochtend");
    }
}
