//! An offer as `/aanbod` shows it.

use actions::search::price_text;
use actions::{Bridge, cancel_lesson};
use documents::dutch;
use domain::codes::{Codes, Listed, Recognition, Wait};
use domain::ids::{OfferId, SessionId};
use domain::offer::{ConfirmedBy, Offer, Session, Trial};
use domain::week::day_code;
use jiff::civil::Date;
use serde::Serialize;
use utoipa::ToSchema;

use super::views::clock;

/// Een aanbod: wat een aanbieder organiseert. Wat de bron niet vertelt is null of leeg.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Aanbod)]
pub(crate) struct OfferView {
    #[schema(value_type = String, format = "uuid")]
    id: OfferId,
    titel: String,
    /// De naam van de aanbieder.
    aanbieder: String,
    /// Code uit de lijst activiteit.
    activiteit: &'static str,
    omschrijving: Option<String>,
    adres: Option<String>,
    postcode: Option<String>,
    plaats: Option<String>,
    lat: Option<f64>,
    lon: Option<f64>,
    /// Vanaf de gevraagde postcode, hemelsbreed.
    afstand_in_meters: Option<u32>,
    /// 1 rustig, 2 gewoon, 3 stevig.
    niveau: Option<u8>,
    begeleiding: Vec<&'static str>,
    zelfstandigheid: Vec<&'static str>,
    toegankelijkheid: Vec<&'static str>,
    groep: Vec<&'static str>,
    taal: Vec<&'static str>,
    leeftijd_van: Option<u8>,
    leeftijd_tot: Option<u8>,
    /// Prijs per maand; null als die niet te berekenen is.
    prijs_in_centen: Option<u32>,
    /// De prijs zoals de aanbieder hem vraagt; null als die niet bekend is.
    gevraagde_prijs: Option<AskedPriceView>,
    /// Prijs zoals mensen hem zeggen.
    prijs_tekst: String,
    /// De aanbieder of zijn lijst zegt dat de prijs op aanvraag is.
    prijs_op_aanvraag: bool,
    /// De eerste les, als die er is.
    proefles: Option<TrialView>,
    /// Weken die een regeling betaalt.
    betaalde_weken: Option<u8>,
    /// Niveau in de databank van erkende interventies.
    erkende_interventie: Option<&'static str>,
    /// Hoe lang iemand wacht op een plek; een code uit wachttijd.
    wachttijd: Option<&'static str>,
    seizoen: Option<String>,
    /// De dag waarop iemand voor het laatst bevestigde dat dit klopt.
    #[schema(value_type = Option<String>, format = Date)]
    bevestigd_op: Option<Date>,
    /// Wie dat was: aanbieder, servicepunt of bron.
    bevestigd_door: Option<&'static str>,
    /// Voor wie het niet is, in de woorden van de aanbieder.
    niet_voor: Option<String>,
    /// De laatste dag van een cursus of seizoen.
    #[schema(value_type = Option<String>, format = Date)]
    loopt_tot_en_met: Option<Date>,
    /// zichtbaar of beeindigd.
    status: &'static str,
    sessies: Vec<SessionView>,
    website: Option<String>,
}

/// Een prijs zoals de aanbieder hem vraagt: een bedrag, en waarvoor.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = GevraagdePrijs)]
pub(crate) struct AskedPriceView {
    bedrag_in_centen: u32,
    /// les, maand, kwartaal, jaar, seizoen, cursus, kaart of eenmalig.
    per: &'static str,
    /// Het aantal keer van een kaart, of het aantal weken van een seizoen of cursus als dat
    /// bekend is.
    aantal: Option<u16>,
}

/// De eerste les.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Proefles)]
pub(crate) struct TrialView {
    prijs_in_centen: u32,
    tekst: String,
}

/// Een wekelijks moment van een aanbod.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Sessie)]
pub(crate) struct SessionView {
    #[schema(value_type = String, format = "uuid")]
    id: SessionId,
    /// ma, di, wo, do, vr, za of zo; null is op afspraak, of niet bekend.
    dag: Option<&'static str>,
    /// De aanbieder of zijn lijst zegt dat het op afspraak is.
    op_afspraak: bool,
    /// Bijvoorbeeld 10:00.
    van: Option<String>,
    tot: Option<String>,
    /// 0 is vol, null is onbekend.
    plaatsen_vrij: Option<u16>,
    /// De komende dagen waarop deze les niet doorgaat.
    #[schema(value_type = Vec<String>, format = "date", example = json!(["2026-11-24"]))]
    gaat_niet_door_op: Vec<Date>,
    /// De eerste dag waarop de les er is. Null: op afspraak, of er is geen les of dag bekend.
    #[schema(value_type = Option<String>, format = "date")]
    eerstvolgende: Option<Date>,
}

impl SessionView {
    fn of(bridge: &Bridge, offer: &Offer, session: &Session) -> Self {
        Self {
            id: session.id,
            dag: session.day.map(day_code),
            op_afspraak: session.by_appointment,
            van: session.from.map(clock),
            tot: session.to.map(clock),
            plaatsen_vrij: session.places_left,
            gaat_niet_door_op: cancel_lesson::left_out(bridge, session.id),
            eerstvolgende: cancel_lesson::next_day(bridge, offer, session),
        }
    }
}

fn codes<T: Listed>(set: Codes<T>) -> Vec<&'static str> {
    set.iter().map(Listed::code).collect()
}

impl OfferView {
    /// An offer with these of its sessions, so far from where was asked.
    pub(crate) fn of<'a>(
        bridge: &Bridge,
        offer: &Offer,
        sessions: impl IntoIterator<Item = &'a Session>,
        distance_m: Option<u32>,
    ) -> Self {
        Self {
            id: offer.id,
            titel: offer.title.clone(),
            aanbieder: offer.provider_name.clone(),
            activiteit: offer.activity.code(),
            omschrijving: offer.description.clone(),
            adres: offer.venue.address.clone(),
            postcode: offer.venue.postcode.map(|postcode| postcode.to_string()),
            plaats: offer.venue.town.clone(),
            lat: offer.venue.point.map(|point| point.lat),
            lon: offer.venue.point.map(|point| point.lon),
            afstand_in_meters: distance_m,
            niveau: offer.level.map(|level| level as u8),
            begeleiding: codes(offer.guidance),
            zelfstandigheid: codes(offer.self_reliance),
            toegankelijkheid: codes(offer.accessibility),
            groep: codes(offer.groups),
            taal: codes(offer.languages),
            leeftijd_van: offer.ages.min,
            leeftijd_tot: offer.ages.max,
            prijs_in_centen: offer.month_price(),
            gevraagde_prijs: offer.price.map(|price| AskedPriceView {
                bedrag_in_centen: price.cents,
                per: price.per.word(),
                aantal: price.per.number(),
            }),
            prijs_tekst: price_text(offer),
            prijs_op_aanvraag: offer.price_on_request,
            proefles: offer.trial.map(|trial| TrialView {
                prijs_in_centen: match trial {
                    Trial::Free => 0,
                    Trial::Paid(cents) => cents,
                },
                tekst: dutch::trial(trial),
            }),
            betaalde_weken: offer.paid_weeks,
            erkende_interventie: offer.recognition.map(Recognition::code),
            wachttijd: offer.wait.map(Wait::code),
            seizoen: offer.season.clone(),
            bevestigd_op: offer.confirmed_on,
            bevestigd_door: offer.confirmed_by.map(ConfirmedBy::code),
            niet_voor: offer.not_for.clone(),
            loopt_tot_en_met: offer.ends_on,
            status: offer.status.code(),
            sessies: sessions
                .into_iter()
                .map(|session| SessionView::of(bridge, offer, session))
                .collect(),
            website: offer.contact.website.clone(),
        }
    }
}
