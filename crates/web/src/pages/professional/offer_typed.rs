//! What the form for an offer sends, and the draft that it is. For each of its doors.

use domain::offer_draft::{MomentDraft, OfferDraft};
use serde::Deserialize;

/// What the form sends: every field as it was typed, the moments as lists side by side.
#[derive(Clone, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct OfferForm {
    /// What the form showed when it was opened; see [`actions::as_seen`].
    pub(super) versie: String,
    /// Who is to hold it: asked of a coach only.
    pub(super) aanbieder: String,
    titel: String,
    activiteit: String,
    omschrijving: String,
    adres: String,
    postcode: String,
    plaats: String,
    leeftijd_van: String,
    leeftijd_tot: String,
    niveau: String,
    begeleiding: Vec<String>,
    zelfstandigheid: Vec<String>,
    toegankelijkheid: Vec<String>,
    groep: Vec<String>,
    taal: Vec<String>,
    prijs: String,
    per: String,
    aantal: String,
    proefles: String,
    seizoen: String,
    wachttijd: String,
    loopt_tot: String,
    meenemen: String,
    trefpunt: String,
    niet_voor: String,
    begeleider: String,
    vertellen: String,
    contact_naam: String,
    contact_functie: String,
    contact_telefoon: String,
    contact_email: String,
    contact_website: String,
    moment: Vec<String>,
    dag: Vec<String>,
    van: Vec<String>,
    tot: Vec<String>,
    plekken: Vec<String>,
}

impl OfferForm {
    /// The draft that it is.
    pub(super) fn draft(self) -> OfferDraft {
        let at = |list: &[String], at: usize| list.get(at).cloned().unwrap_or_default();
        let moments = (0..self.dag.len())
            .map(|row| MomentDraft {
                id: at(&self.moment, row),
                day: at(&self.dag, row),
                from: at(&self.van, row),
                to: at(&self.tot, row),
                places: at(&self.plekken, row),
            })
            .filter(|moment| !moment.is_empty())
            .collect();
        OfferDraft {
            title: self.titel,
            activity: self.activiteit,
            description: self.omschrijving,
            address: self.adres,
            postcode: self.postcode,
            town: self.plaats,
            age_min: self.leeftijd_van,
            age_max: self.leeftijd_tot,
            level: self.niveau,
            guidance: self.begeleiding,
            self_reliance: self.zelfstandigheid,
            accessibility: self.toegankelijkheid,
            groups: self.groep,
            languages: self.taal,
            price: self.prijs,
            per: per(&self.per, &self.aantal),
            trial: self.proefles,
            wait: self.wachttijd,
            season: self.seizoen,
            ends_on: self.loopt_tot,
            bring: self.meenemen,
            meeting_point: self.trefpunt,
            not_for: self.niet_voor,
            trainer: self.begeleider,
            tell_client: self.vertellen,
            contact_function: self.contact_functie,
            contact_name: self.contact_naam,
            contact_phone: self.contact_telefoon,
            contact_email: self.contact_email,
            contact_website: self.contact_website,
            moments,
        }
    }
}

/// Per what, with its number where one belongs to it: `kaart` and `10` are `kaart 10`.
fn per(word: &str, count: &str) -> String {
    match (word, count.trim()) {
        ("kaart" | "cursus" | "seizoen", count) if !count.is_empty() => format!("{word} {count}"),
        _ => word.to_owned(),
    }
}
