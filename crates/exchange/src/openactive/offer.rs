//! One event of a feed to one draft. An event needs a name and an organiser, its own or those of
//! the series it belongs to; everything else may be missing.

use domain::codes::{Accessibility, Activity, Group, Guidance, Language};
use domain::offer::{Ages, Trial};
use serde_json::Value;

use super::nodes::{Layers, each, label, text_of};
use super::{InFile, moments, price, venue};
use crate::activity_words::{ActivityReading, read_activities};
use crate::draft::{OfferDraft, RowFault, unfit_texts};
use crate::reading::Reading;
use crate::sheet::website;
use crate::wording::{fold, prose};

/// Reads one event.
pub(super) fn read(
    id: &str,
    kind: &str,
    data: &Value,
    in_file: &InFile<'_>,
) -> Result<OfferDraft, Vec<RowFault>> {
    let event = Layers::of(data, in_file);
    let organizer = ["organizer", "provider"]
        .iter()
        .find_map(|name| event.get(name));
    let organizer = organizer.and_then(|all| each(all).first());
    let (title, provider) = (event.line("name"), organizer.and_then(label));
    let (title, provider) = match (title, provider) {
        (Some(title), Some(provider)) => (title, provider),
        (title, provider) => return Err(missing(&event, title.is_none(), provider.is_none())),
    };
    let mut draft = OfferDraft::new(id.to_owned(), provider, title);
    draft.description = event
        .get("description")
        .and_then(text_of)
        .and_then(|text| prose(&text));
    draft.meeting_point = event.line("meetingPoint");
    draft.bring = event.line("attendeeInstructions");
    fill_contact(&mut draft, &event, organizer);
    fill_activity(&mut draft, &event);
    fill_people(&mut draft, &event);
    let is_dutch = venue::fill(&mut draft, &event, in_file.is_dutch);
    price::fill(&mut draft, &event, kind);
    if event.is("beta:isFirstSessionAccessibleForFree") {
        draft.trial = Some(Trial::Free);
    }
    moments::fill(&mut draft, &event, is_dutch);
    let faults = unfit_texts(&draft);
    if faults.is_empty() {
        Ok(draft)
    } else {
        Err(faults)
    }
}

fn missing(event: &Layers<'_>, title: bool, provider: bool) -> Vec<RowFault> {
    let fault = |column: &str, code: &'static str| RowFault {
        column: column.to_owned(),
        text: String::new(),
        code,
    };
    if event.series_missing {
        return vec![fault("superEvent", "series-not-in-file")];
    }
    [("name", title), ("organizer", provider)]
        .into_iter()
        .filter(|(_, is_missing)| *is_missing)
        .map(|(column, _)| fault(column, "missing"))
        .collect()
}

fn fill_contact(draft: &mut OfferDraft, event: &Layers<'_>, organizer: Option<&Value>) {
    let told = |name: &str| organizer.and_then(|one| one.get(name)).and_then(text_of);
    draft.contact.phone = told("telephone");
    if let Some(text) = told("email") {
        match text.parse::<domain::contact::Email>() {
            Ok(email) => draft.contact.email = Some(email.as_str().to_owned()),
            Err(_) => draft.doubt("email", &text, "which-email"),
        }
    }
    let urls = [event.get("url").and_then(text_of), told("url")];
    draft.contact.website = urls
        .into_iter()
        .flatten()
        .find_map(|url| match website(&url) {
            Reading::Told(url) => Some(url),
            Reading::Untold | Reading::Doubtful(_) => None,
        });
}

fn fill_activity(draft: &mut OfferDraft, event: &Layers<'_>) {
    let labels: Vec<String> = event
        .get("activity")
        .map_or(&[][..], each)
        .iter()
        .filter_map(label)
        .collect();
    if labels.is_empty() {
        return;
    }
    let all = labels.join(", ");
    match read_activities(labels.iter().map(String::as_str)) {
        ActivityReading::One(activity) => draft.activity = activity,
        ActivityReading::Several => draft.doubt("activiteit", &all, "which-activity"),
        ActivityReading::Unknown => draft.activity = Activity::Other,
    }
    draft.activity_word = Some(all);
}

fn fill_people(draft: &mut OfferDraft, event: &Layers<'_>) {
    if let Some(range) = event.get("ageRange") {
        let age = |name: &str| {
            let text = range.get(name).and_then(text_of)?;
            text.parse::<u8>().ok().filter(|age| *age <= 120)
        };
        let ages = Ages {
            min: age("minValue"),
            max: age("maxValue"),
        };
        if ages.min.unwrap_or(0) <= ages.max.unwrap_or(u8::MAX) {
            draft.ages = ages;
        } else {
            draft.doubt("leeftijd", &range.to_string(), "which-ages");
        }
    }
    let restriction = event.line("genderRestriction").map(|text| fold(&text));
    let restriction = restriction
        .as_deref()
        .and_then(|text| text.rsplit(['/', ':', '#']).next());
    match restriction {
        Some("femaleonly" | "female" | "women") => draft.groups.insert(Group::Women),
        Some("maleonly" | "male" | "men") => draft.groups.insert(Group::Men),
        Some("norestriction" | "none" | "mixed") => draft.groups.insert(Group::Mixed),
        Some(other) => draft.note("genderRestriction", other),
        None => {}
    }
    if event.is("isCoached") {
        draft.guidance.insert(Guidance::Trainer);
    }
    for level in event
        .get("level")
        .map_or(&[][..], each)
        .iter()
        .filter_map(label)
    {
        // A beginner's level is skill, and ours is effort: no translation is certain.
        draft.note("level", &level);
    }
    for support in event
        .get("accessibilitySupport")
        .map_or(&[][..], each)
        .iter()
        .filter_map(label)
    {
        match fold(&support).as_str() {
            "visual impairment" => draft.accessibility.insert(Accessibility::Sight),
            "hearing impairment" => draft.accessibility.insert(Accessibility::Hearing),
            "learning disability" => draft.accessibility.insert(Accessibility::Cognitive),
            "wheelchair" | "wheelchair accessible" => {
                draft.accessibility.insert(Accessibility::Wheelchair);
            }
            _ => draft.note("accessibilitySupport", &support),
        }
    }
    for code in event
        .get("inLanguage")
        .map_or(&[][..], each)
        .iter()
        .filter_map(text_of)
    {
        let short = fold(&code);
        let short = short.split(['-', '_']).next().unwrap_or_default();
        match short.parse::<Language>() {
            Ok(language) => draft.languages.insert(language),
            Err(_) => draft.note("inLanguage", &code),
        }
    }
}
