//! What of a missed wish is told to others, and filled in when a group begins for it: codes of known
//! lists and the four digits of a postcode. The same keys stand in the wish as it is kept and in an
//! address; what is no code of ours is left out, so that an address cannot put words on a page.

use std::collections::BTreeSet;

use documents::texts::Texts;
use domain::codes::{Accessibility, Activity, Group, Guidance, Language};
use domain::contact::Postcode;
use domain::daypart::{Daypart, Dayparts};
use domain::offer_draft::{MomentDraft, OfferDraft};
use domain::week::DAYS;
use serde::Deserialize;

use super::choices::capital;

/// A wish about more days than this says nothing about the day of a group.
const FEW_DAYS: usize = 2;

/// The codes of a missed wish.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct WishCodes {
    activiteiten: Vec<String>,
    groep: Vec<String>,
    begeleiding: Vec<String>,
    toegankelijkheid: Vec<String>,
    dagdelen: Vec<String>,
    taal: Option<String>,
    postcode: Option<String>,
}

impl WishCodes {
    /// Of a wish as it is kept, with its four digits. What cannot be read is a wish for anything.
    pub(super) fn of(wish: &str, postcode: Option<&str>) -> Self {
        let read: Self = serde_json::from_str(wish).unwrap_or_default();
        Self {
            postcode: postcode.map(str::to_owned),
            ..read
        }
        .known()
    }

    /// Without what is no code of ours.
    pub(super) fn known(mut self) -> Self {
        self.activiteiten
            .retain(|code| code.parse::<Activity>().is_ok());
        self.groep.retain(|code| code.parse::<Group>().is_ok());
        self.begeleiding
            .retain(|code| code.parse::<Guidance>().is_ok());
        self.toegankelijkheid
            .retain(|code| code.parse::<Accessibility>().is_ok());
        self.dagdelen.retain(|code| code.parse::<Daypart>().is_ok());
        self.taal = self.taal.filter(|code| code.parse::<Language>().is_ok());
        let area = |text: String| Some(text.parse::<Postcode>().ok()?.digits().to_string());
        self.postcode = self.postcode.and_then(area);
        self
    }

    /// "Zwemmen, alleen vrouwen, dinsdagavond, postcode 5299"
    pub(super) fn words(&self, t: &Texts) -> String {
        let mut parts = Vec::new();
        for (codes, list) in [
            (&self.activiteiten, Activity::LIST),
            (&self.groep, Group::LIST),
            (&self.begeleiding, Guidance::LIST),
            (&self.toegankelijkheid, Accessibility::LIST),
        ] {
            parts.extend(codes.iter().map(|code| t.code(list, code).to_lowercase()));
        }
        let dayparts: Dayparts = self.dayparts().collect();
        parts.extend(t.dayparts(dayparts));
        let language = self.taal.as_ref();
        parts.extend(language.map(|code| t.code(Language::LIST, code)));
        if parts.is_empty() {
            parts.push(t.s("wens-iets"));
        }
        let digits = self.postcode.as_ref();
        parts.extend(digits.map(|digits| t.w("wens-postcode", &[("cijfers", digits)])));
        capital(&parts.join(", "))
    }

    /// Whether it tells nothing.
    pub(super) fn is_empty(&self) -> bool {
        self.pairs().next().is_none()
    }

    /// Where a group begins for it.
    pub(super) fn address(&self) -> String {
        let pairs: Vec<String> = self
            .pairs()
            .map(|(key, code)| format!("{key}={code}"))
            .collect();
        format!("/groep-beginnen?{}", pairs.join("&"))
    }

    /// The form for a group, with what was wished filled in: of a few days the days, and of hours
    /// nothing, since nobody told them.
    pub(super) fn draft(&self) -> OfferDraft {
        let days: BTreeSet<usize> = self.dayparts().map(Daypart::day_index).collect();
        let told = days.iter().filter_map(|day| DAYS.get(*day));
        let moments: Vec<MomentDraft> = told
            .map(|(code, _)| MomentDraft {
                day: (*code).to_owned(),
                ..MomentDraft::default()
            })
            .collect();
        OfferDraft {
            activity: self.activiteiten.first().cloned().unwrap_or_default(),
            groups: self.groep.clone(),
            guidance: self.begeleiding.clone(),
            accessibility: self.toegankelijkheid.clone(),
            languages: self.taal.clone().into_iter().collect(),
            postcode: self.postcode.clone().unwrap_or_default(),
            moments: match moments.len() {
                ..=FEW_DAYS => moments,
                _ => Vec::new(),
            },
            ..OfferDraft::default()
        }
    }

    fn dayparts(&self) -> impl Iterator<Item = Daypart> {
        self.dagdelen.iter().filter_map(|code| code.parse().ok())
    }

    fn pairs(&self) -> impl Iterator<Item = (&'static str, &str)> {
        [
            ("activiteiten", &self.activiteiten),
            ("groep", &self.groep),
            ("begeleiding", &self.begeleiding),
            ("toegankelijkheid", &self.toegankelijkheid),
            ("dagdelen", &self.dagdelen),
        ]
        .into_iter()
        .flat_map(|(key, codes)| codes.iter().map(move |code| (key, code.as_str())))
        .chain(self.taal.iter().map(|code| ("taal", code.as_str())))
        .chain(self.postcode.iter().map(|code| ("postcode", code.as_str())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SWIM: &str = r#"{"activiteiten":["zwemmen"],"groep":["vrouwen"],"leeftijdVanaf":70,
        "dagdelen":["di-avond","di-middag"],"taal":null}"#;

    #[test]
    fn what_was_wished_leads_to_a_form_with_it_filled_in() {
        let wish = WishCodes::of(SWIM, Some("5299"));
        assert_eq!(
            wish.address(),
            "/groep-beginnen?activiteiten=zwemmen&groep=vrouwen&dagdelen=di-avond\
             &dagdelen=di-middag&postcode=5299"
        );
        let draft = wish.draft();
        assert_eq!(draft.activity, "zwemmen");
        assert_eq!(draft.groups, ["vrouwen"]);
        assert_eq!(draft.postcode, "5299");
        let days: Vec<_> = draft.moments.iter().map(|one| one.day.as_str()).collect();
        assert_eq!(days, ["di"]);
        assert!(draft.title.is_empty() && draft.moments[0].from.is_empty());
    }

    #[test]
    fn a_wish_for_any_day_fills_in_no_day() {
        let week = r#"{"dagdelen":["ma-avond","di-avond","wo-avond"]}"#;
        assert!(WishCodes::of(week, None).draft().moments.is_empty());
    }

    #[test]
    fn an_address_puts_no_words_of_its_own_on_a_page() {
        let asked: WishCodes = serde_html_form::from_str(
            "activiteiten=bel+nu+0900&groep=%3Cb%3E&dagdelen=di-nacht&taal=x&postcode=5299AB",
        )
        .unwrap();
        let asked = asked.known();
        assert_eq!(
            asked.words(Texts::dutch()),
            "Iets om te doen, postcode 5299"
        );
        assert_eq!(asked.address(), "/groep-beginnen?postcode=5299");
        assert!(WishCodes::of("geen json", None).is_empty());
    }
}
