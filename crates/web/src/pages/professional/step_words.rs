//! A step's form as it was filled in, and the request that the action takes.

use actions::take_step::StepRequest;
use domain::referral::StepDraft;
use serde::Deserialize;

/// What a step's form sends. Every form of the page has these names.
#[derive(Clone, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct StepWordsForm {
    /// The button that was pressed.
    pub stap: String,
    /// The version the viewer saw.
    pub versie: String,
    /// The reason.
    pub reden: String,
    /// The outcome.
    pub uitkomst: String,
    /// The day of the trial lesson.
    pub op: String,
    /// Its hour.
    pub tijd: String,
    /// The last day of a pause.
    pub tot: String,
    /// Words beside it.
    pub toelichting: String,
    /// For whom.
    pub namens: String,
    /// A new choice: a session.
    pub sessie_id: String,
    /// A new choice: an offer.
    pub aanbod_id: String,
    /// A new choice: a coach.
    pub beweegcoach: String,
}

impl StepWordsForm {
    /// The request that the action judges.
    #[must_use]
    pub fn request(&self) -> StepRequest {
        let hour = self.tijd.trim();
        let on = match (self.op.trim(), hour) {
            (day, "") => day.to_owned(),
            (day, hour) => format!("{day}T{hour}"),
        };
        StepRequest {
            step: self.stap.clone(),
            words: StepDraft {
                reason: self.reden.clone(),
                outcome: self.uitkomst.clone(),
                on,
                until: self.tot.clone(),
                on_behalf: self.namens.clone(),
                note: self.toelichting.clone(),
            },
            session: self.sessie_id.clone(),
            offer: self.aanbod_id.clone(),
            coach: !self.beweegcoach.is_empty(),
            version: self.versie.trim().parse().ok(),
            ..StepRequest::default()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn day_and_hour_become_one_moment() {
        let form: StepWordsForm =
            serde_html_form::from_str("stap=proefles-gepland&op=2026-12-01&tijd=10%3A00&versie=3")
                .unwrap();
        let request = form.request();
        assert_eq!(request.words.on, "2026-12-01T10:00");
        assert_eq!(request.version, Some(3));
    }
}
