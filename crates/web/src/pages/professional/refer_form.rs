//! The referral form as it was filled in: words, so that what was typed is still there when a
//! fault is shown. Makes the draft that the action judges, and the text by which a request is
//! known again.

use actions::ShownReferral;
use actions::refer::{ConsentDraft, ReferralDraft};
use domain::client::{ClientDraft, ContactPersonDraft};
use domain::ids::ReferralId;
use serde::Deserialize;
use uuid::Uuid;

/// What the form sends. `sleutel` is absent when only a choice was made on the search page.
#[derive(Clone, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ReferForm {
    /// The session that was chosen.
    pub sessie_id: String,
    /// The offer that was chosen, its moment still open.
    pub aanbod_id: String,
    /// `1` for a coach.
    pub beweegcoach: String,
    /// The care professional that was chosen.
    pub zorgverlener_id: String,
    /// Made when the form was shown: one form gives one referral.
    pub sleutel: String,
    /// The key of the referral of the client for whom this was chosen.
    pub verwijzing: String,
    /// The key of the saved wishes that this answers.
    pub wens: String,
    /// `ja` when the sender was told that the person is referred already, and goes on.
    pub toch: String,
    /// Full name.
    pub naam: String,
    /// Phone number.
    pub telefoon: String,
    /// E-mail address.
    pub email: String,
    /// Street and number.
    pub adres: String,
    /// Postcode.
    pub postcode: String,
    /// Year of birth.
    pub geboortejaar: String,
    /// Language.
    pub taal: String,
    /// How to be reached.
    pub contactvoorkeur: String,
    /// Somebody close: name.
    pub contactpersoon_naam: String,
    /// Somebody close: phone number.
    pub contactpersoon_telefoon: String,
    /// Somebody close: who it is.
    pub contactpersoon_relatie: String,
    /// `contactpersoonGrondslag`
    pub contactpersoon_grondslag: String,
    /// What the person wants.
    pub aanleiding: Vec<String>,
    /// For a coach or care professional.
    pub bijzonderheden: String,
    /// For whoever guides.
    pub aandachtspunten: String,
    /// For a coach or care professional, with its own consent.
    pub medische_achtergrond: String,
    /// `ja` or `nee`, or nothing yet.
    #[serde(rename = "delenMetAanbieder")]
    pub delen: String,
    /// `ja` or `nee`.
    pub terugkoppeling: String,
    /// `ja` or `nee`.
    pub begeleiding: String,
    /// `ja` or `nee`.
    #[serde(rename = "toestemmingMedisch")]
    pub medisch: String,
    /// `ja` or `nee`.
    pub vergoeding: String,
    /// `ja` or `nee`.
    pub cijfers: String,
}

impl ReferForm {
    /// Whether it was filled in, rather than only come from a result.
    #[must_use]
    pub fn is_sent(&self) -> bool {
        !self.sleutel.is_empty()
    }

    /// Whether it goes to a coach.
    #[must_use]
    pub fn to_coach(&self) -> bool {
        !self.beweegcoach.is_empty()
    }

    /// The draft that the action judges.
    #[must_use]
    pub fn draft(&self) -> ReferralDraft {
        ReferralDraft {
            session: self.sessie_id.clone(),
            offer: self.aanbod_id.clone(),
            coach: self.to_coach(),
            care_professional: self.zorgverlener_id.clone(),
            client: self.client(),
            motives: self.aanleiding.clone(),
            particulars: self.bijzonderheden.clone(),
            attention: self.aandachtspunten.clone(),
            medical_background: self.medische_achtergrond.clone(),
            consent: ConsentDraft {
                share_with_provider: answer(&self.delen),
                feedback: answer(&self.terugkoppeling),
                guidance: answer(&self.begeleiding),
                medical_background: answer(&self.medisch),
                funding: answer(&self.vergoeding),
                figures: answer(&self.cijfers),
                text_messages: None,
                manner: "mondeling".to_owned(),
            },
            asks_parent: true,
            answers: self.answers(),
            ..ReferralDraft::default()
        }
    }

    /// The referral of the client for whom this was chosen.
    #[must_use]
    pub fn on_behalf_of(&self) -> Option<ReferralId> {
        self.verwijzing.parse().ok()
    }

    /// The saved wishes that this answers, and the referral they were saved with.
    #[must_use]
    pub fn answers(&self) -> Option<(ReferralId, Uuid)> {
        self.on_behalf_of().zip(self.wens.parse().ok())
    }

    /// The form of somebody who is known: their details as the viewer may see them, nothing agreed.
    #[must_use]
    pub fn filled_in(self, shown: &ShownReferral) -> Self {
        let Some(client) = &shown.client else {
            return self;
        };
        let text = |text: Option<String>| text.unwrap_or_default();
        let person = client.contact_person.as_ref();
        Self {
            naam: client.name.clone(),
            telefoon: text(client.phone.as_ref().map(|phone| phone.spoken())),
            email: text(client.email.as_ref().map(|one| one.as_str().to_owned())),
            adres: text(client.address.clone()),
            postcode: text(client.postcode.map(|one| one.to_string())),
            geboortejaar: text(client.birth_year.map(|year| year.to_string())),
            taal: text(client.language.map(|one| one.code().to_owned())),
            contactvoorkeur: text(client.preference.map(|one| one.code().to_owned())),
            contactpersoon_naam: text(person.map(|one| one.name.clone())),
            contactpersoon_telefoon: text(person.map(|one| one.phone.spoken())),
            contactpersoon_relatie: text(person.and_then(|one| one.relation.clone())),
            contactpersoon_grondslag: text(
                person.and_then(|one| Some(one.representation?.code().to_owned())),
            ),
            aandachtspunten: text(shown.notes.attention.clone()),
            ..self
        }
    }

    /// Whether somebody said in which capacity the contact person decides. Otherwise it is asked
    /// only of who may be a child: the action tells.
    #[must_use]
    pub fn asks_ground(&self) -> bool {
        !self.contactpersoon_grondslag.trim().is_empty()
    }

    /// The client of the draft.
    #[must_use]
    pub fn client(&self) -> ClientDraft {
        // A year that is no number is handed on as one that cannot be, so that it is named.
        let year = Some(self.geboortejaar.trim()).filter(|text| !text.is_empty());
        ClientDraft {
            name: self.naam.clone(),
            phone: self.telefoon.clone(),
            email: self.email.clone(),
            address: self.adres.clone(),
            postcode: self.postcode.clone(),
            birth_year: year.map(|text| text.parse().unwrap_or(-1)),
            language: self.taal.clone(),
            preference: self.contactvoorkeur.clone(),
            contact_person: Some(ContactPersonDraft {
                name: self.contactpersoon_naam.clone(),
                phone: self.contactpersoon_telefoon.clone(),
                relation: self.contactpersoon_relatie.clone(),
                representation: self.contactpersoon_grondslag.clone(),
            }),
        }
    }

    /// The form's meaning in one text: a second click sends the same, a changed word does not.
    #[must_use]
    pub fn meaning(&self) -> String {
        let fields = [
            &self.sessie_id,
            &self.aanbod_id,
            &self.beweegcoach,
            &self.zorgverlener_id,
            &self.naam,
            &self.telefoon,
            &self.email,
            &self.adres,
            &self.postcode,
            &self.geboortejaar,
            &self.taal,
            &self.contactvoorkeur,
            &self.contactpersoon_naam,
            &self.contactpersoon_telefoon,
            &self.contactpersoon_relatie,
            &self.contactpersoon_grondslag,
            &self.bijzonderheden,
            &self.aandachtspunten,
            &self.medische_achtergrond,
            &self.delen,
            &self.terugkoppeling,
            &self.begeleiding,
            &self.medisch,
            &self.vergoeding,
            &self.cijfers,
        ];
        let mut words: Vec<&str> = fields.iter().map(|field| field.trim()).collect();
        let mut motives: Vec<&str> = self.aanleiding.iter().map(String::as_str).collect();
        motives.sort_unstable();
        words.extend(motives);
        // A sign that no field can hold keeps the words apart.
        words.join("\u{1f}")
    }

    /// Whether something is filled in that lies folded, so that the fold opens.
    #[must_use]
    pub fn says_more(&self) -> bool {
        let folded = [
            &self.email,
            &self.adres,
            &self.contactvoorkeur,
            &self.contactpersoon_naam,
            &self.contactpersoon_telefoon,
            &self.contactpersoon_relatie,
            &self.contactpersoon_grondslag,
            &self.bijzonderheden,
            &self.medische_achtergrond,
        ];
        !self.aanleiding.is_empty() || folded.into_iter().any(|text| !text.trim().is_empty())
    }
}

fn answer(word: &str) -> Option<bool> {
    match word {
        "ja" => Some(true),
        "nee" => Some(false),
        _ => None,
    }
}

/// A key for a form that is shown now: nobody can guess it, and a second click sends it again.
#[must_use]
pub fn fresh_key() -> String {
    data_encoding::BASE64URL_NOPAD.encode(&rand::random::<[u8; 24]>())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(body: &str) -> ReferForm {
        serde_html_form::from_str(body).unwrap()
    }

    #[test]
    fn a_choice_from_the_results_is_not_yet_a_referral() {
        assert!(!read("sessieId=0190&postcode=5299").is_sent());
        assert!(read("sessieId=0190&sleutel=abc").is_sent());
    }

    #[test]
    fn what_was_not_answered_is_not_agreed() {
        let draft = read("delenMetAanbieder=ja&terugkoppeling=nee").draft();
        assert_eq!(draft.consent.share_with_provider, Some(true));
        assert_eq!(draft.consent.feedback, Some(false));
        assert_eq!(draft.consent.guidance, None);
    }

    #[test]
    fn the_same_words_mean_the_same_and_other_words_do_not() {
        let first = read("naam=Fatma+Y&telefoon=06&aanleiding=diabetes&aanleiding=anders");
        let again = read("naam=+Fatma+Y&telefoon=06+&aanleiding=anders&aanleiding=diabetes");
        let other = read("naam=Fatma&telefoon=Y06&aanleiding=diabetes&aanleiding=anders");
        assert_eq!(first.meaning(), again.meaning());
        assert_ne!(first.meaning(), other.meaning());
    }

    #[test]
    fn a_year_that_is_no_number_is_named_as_a_fault() {
        assert_eq!(read("geboortejaar=oud").client().birth_year, Some(-1));
        assert_eq!(read("geboortejaar=+").client().birth_year, None);
    }
}
