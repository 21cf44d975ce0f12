//! A referral as one viewer may see it. What the viewer may not see is left out.

use actions::{ShownConsent, ShownReferral, ShownStep};
use domain::calendar::{AMSTERDAM, moment_of};
use domain::client::{Client, ContactPerson};
use domain::codes::{ContactPreference, Language, Representation};
use domain::consent::Consent;
use domain::ids::{OfferId, OrganisationId, ReferralId, SessionId, UserId};
use domain::referral::{Deed, OnBehalf, Status, Step, Target, TrialMoment};
use domain::week::day_code;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;
use utoipa::ToSchema;

use super::views::{OwnerView, clock};

/// Een verwijzing, zoals de lezer haar mag zien. Wat de lezer niet mag zien ontbreekt.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Verwijzing)]
pub(crate) struct ReferralView {
    #[schema(value_type = String, format = "uuid")]
    id: ReferralId,
    nummer: String,
    status: &'static str,
    eigenaar: Option<OwnerView>,
    /// Voor wanneer de eigenaar aan zet is.
    #[schema(value_type = Option<String>, format = DateTime)]
    uiterlijk: Option<Timestamp>,
    versie: u32,
    /// Hoe vaak vergeefs contact is gezocht.
    pogingen: u16,
    #[schema(value_type = String, format = DateTime)]
    verstuurd_op: Timestamp,
    #[schema(value_type = String, format = DateTime)]
    gewijzigd_op: Timestamp,
    doel: TargetView,
    /// Wie de verwijzing kreeg.
    ontvanger: PartyView,
    #[serde(skip_serializing_if = "Option::is_none")]
    verwijzer: Option<PartyView>,
    #[serde(skip_serializing_if = "Option::is_none")]
    proefles: Option<PlannedView>,
    #[serde(skip_serializing_if = "Option::is_none")]
    client: Option<ClientView>,
    #[serde(skip_serializing_if = "Option::is_none")]
    aanleiding: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    bijzonderheden: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    aandachtspunten: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    medische_achtergrond: Option<String>,
    toestemming: ConsentView,
    /// Wat is toegestaan en ingetrokken, het oudste eerst. Een ontvanger leest dit niet.
    toestemmingsverloop: Vec<ConsentLineView>,
    /// Hoe het ging, het oudste eerst.
    verloop: Vec<EntryView>,
    /// Wat de lezer nu kan doen.
    toegestane_stappen: Vec<&'static str>,
}

/// Waar de verwijzing heen gaat.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Doel)]
struct TargetView {
    /// sessie, aanbod, beweegcoach of zorgverlener.
    soort: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = "uuid")]
    sessie_id: Option<SessionId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = "uuid")]
    aanbod_id: Option<OfferId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = "uuid")]
    zorgverlener_id: Option<UserId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    titel: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    aanbieder: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    dag: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    van: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    tot: Option<String>,
}

/// Een organisatie die meedoet aan een verwijzing.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Partij)]
struct PartyView {
    #[serde(skip_serializing_if = "Option::is_none")]
    rol: Option<&'static str>,
    #[schema(value_type = String, format = "uuid")]
    organisatie_id: OrganisationId,
    naam: String,
}

/// De afgesproken proefles.
#[derive(Serialize, ToSchema)]
#[schema(as = AfgesprokenProefles)]
struct PlannedView {
    /// De dag, met het tijdstip als dat bekend is.
    op: String,
}

/// Om wie het gaat, zover de lezer dat mag weten: vóór een ja alleen de voornaam en de taal.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Client)]
struct ClientView {
    naam: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    telefoon: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    email: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    adres: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    postcode: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    geboortejaar: Option<i16>,
    #[serde(skip_serializing_if = "Option::is_none")]
    taal: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    contactvoorkeur: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    contactpersoon: Option<ContactPersonView>,
}

/// Iemand die dichtbij staat.
#[derive(Serialize, ToSchema)]
#[schema(as = Contactpersoon)]
struct ContactPersonView {
    naam: String,
    telefoon: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    relatie: Option<String>,
    /// Of deze persoon meebeslist: ouder, voogd, curator, mentor of gemachtigde.
    #[serde(skip_serializing_if = "Option::is_none")]
    grondslag: Option<&'static str>,
}

/// Waar de persoon mee instemt.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Toestemming)]
struct ConsentView {
    delen_met_aanbieder: bool,
    terugkoppeling: bool,
    begeleiding: bool,
    medische_achtergrond: bool,
    vergoeding: bool,
    cijfers: bool,
    berichten_per_sms: bool,
    wijze: &'static str,
}

/// Eén keer ja of nee op één doel.
#[derive(Serialize, ToSchema)]
#[schema(as = Toestemmingsregel)]
struct ConsentLineView {
    /// Het doel, zoals delenMetAanbieder.
    doel: &'static str,
    gegeven: bool,
    /// mondeling, schriftelijk of zelf.
    wijze: &'static str,
    /// De versie van de woorden waarin het is gevraagd.
    tekstversie: String,
    #[schema(value_type = String, format = DateTime)]
    op: Timestamp,
    /// Wie het opschreef.
    rol: &'static str,
    organisatie: Option<String>,
    namens: Option<&'static str>,
}

impl From<ShownConsent> for ConsentLineView {
    fn from(shown: ShownConsent) -> Self {
        Self {
            doel: shown.change.purpose.code(),
            gegeven: shown.change.given,
            wijze: shown.change.manner.code(),
            tekstversie: shown.wording,
            op: shown.at,
            rol: shown.role.code(),
            organisatie: shown.organisation,
            namens: shown.on_behalf.map(OnBehalf::code),
        }
    }
}

/// Eén regel van het verloop.
#[derive(Serialize, ToSchema)]
#[schema(as = Verloopregel)]
struct EntryView {
    nr: u32,
    stap: &'static str,
    van: Option<&'static str>,
    naar: &'static str,
    #[schema(value_type = String, format = DateTime)]
    op: Timestamp,
    rol: &'static str,
    organisatie: Option<String>,
    namens: Option<&'static str>,
    reden: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    uitkomst: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    toelichting: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    proefles: Option<PlannedView>,
    /// Tot welke dag een pauze duurt.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = Date)]
    tot: Option<Date>,
}

impl From<ShownReferral> for ReferralView {
    fn from(shown: ShownReferral) -> Self {
        let sight = shown.sight;
        Self {
            id: shown.id,
            nummer: shown.number.clone(),
            status: shown.status.code(),
            uiterlijk: shown.due,
            versie: shown.version,
            pogingen: shown.attempts,
            verstuurd_op: shown.sent_at,
            gewijzigd_op: shown.changed_at,
            doel: target_view(&shown),
            ontvanger: PartyView {
                rol: Some(shown.receiver.role.code()),
                organisatie_id: shown.receiver.organisation,
                naam: shown.receiver_name,
            },
            verwijzer: shown.referrer.map(|organisation| PartyView {
                rol: None,
                organisatie_id: organisation,
                naam: shown.referrer_name.unwrap_or_default(),
            }),
            proefles: shown.trial.map(planned),
            client: shown.client.map(ClientView::from),
            aanleiding: sight.reasons.then_some(shown.notes.motives),
            bijzonderheden: shown.notes.particulars,
            aandachtspunten: shown.notes.attention,
            medische_achtergrond: shown.notes.medical_background,
            toestemming: consent_view(shown.consent),
            toestemmingsverloop: shown
                .consent_history
                .into_iter()
                .map(ConsentLineView::from)
                .collect(),
            verloop: shown.history.into_iter().map(EntryView::from).collect(),
            toegestane_stappen: shown.allowed.into_iter().map(Step::code).collect(),
            eigenaar: shown.owner.map(OwnerView::from),
        }
    }
}

fn target_view(shown: &ShownReferral) -> TargetView {
    let session_id = shown.target.session();
    let session = shown.offer.as_ref().and_then(|offer| {
        let mut sessions = offer.sessions.iter();
        sessions.find(|session| Some(session.id) == session_id)
    });
    TargetView {
        soort: match shown.target {
            Target::Session { .. } => "sessie",
            Target::Offer(_) => "aanbod",
            Target::Coach => "beweegcoach",
            Target::CareProfessional(_) => "zorgverlener",
        },
        sessie_id: session_id,
        aanbod_id: shown.target.offer(),
        zorgverlener_id: match shown.target {
            Target::CareProfessional(user) => Some(user),
            _ => None,
        },
        titel: shown.offer.as_ref().map(|offer| offer.title.clone()),
        aanbieder: shown.offer.as_ref().map(|_| shown.receiver_name.clone()),
        dag: session.and_then(|session| session.day).map(day_code),
        van: session.and_then(|session| session.from).map(clock),
        tot: session.and_then(|session| session.to).map(clock),
    }
}

/// A day, or a moment with the offset that holds then: `2026-12-01T10:00:00+01:00`.
fn planned(trial: TrialMoment) -> PlannedView {
    PlannedView {
        op: match trial.time {
            None => trial.day.to_string(),
            Some(time) => moment_of(trial.day, time)
                .to_zoned(AMSTERDAM)
                .strftime("%Y-%m-%dT%H:%M:%S%:z")
                .to_string(),
        },
    }
}

impl From<Client> for ClientView {
    fn from(client: Client) -> Self {
        Self {
            naam: client.name,
            telefoon: client.phone.map(|phone| phone.as_str().to_owned()),
            email: client.email.map(|email| email.as_str().to_owned()),
            adres: client.address,
            postcode: client.postcode.map(|postcode| postcode.to_string()),
            geboortejaar: client.birth_year,
            taal: client.language.map(Language::code),
            contactvoorkeur: client.preference.map(ContactPreference::code),
            contactpersoon: client.contact_person.map(ContactPersonView::from),
        }
    }
}

impl From<ContactPerson> for ContactPersonView {
    fn from(person: ContactPerson) -> Self {
        Self {
            naam: person.name,
            telefoon: person.phone.as_str().to_owned(),
            relatie: person.relation,
            grondslag: person.representation.map(Representation::code),
        }
    }
}

const fn consent_view(consent: Consent) -> ConsentView {
    ConsentView {
        delen_met_aanbieder: consent.share_with_provider,
        terugkoppeling: consent.feedback,
        begeleiding: consent.guidance,
        medische_achtergrond: consent.medical_background,
        vergoeding: consent.funding,
        cijfers: consent.figures,
        berichten_per_sms: consent.text_messages,
        wijze: consent.manner.code(),
    }
}

impl From<ShownStep> for EntryView {
    fn from(shown: ShownStep) -> Self {
        let entry = shown.entry;
        Self {
            nr: entry.number,
            stap: Deed::code(entry.deed),
            van: entry.from.map(Status::code),
            naar: entry.to.code(),
            op: entry.at,
            rol: entry.by.role.code(),
            organisatie: shown.organisation,
            namens: entry.on_behalf.map(OnBehalf::code),
            reden: entry.reason,
            uitkomst: entry.outcome,
            toelichting: shown.words,
            proefles: entry.trial.map(planned),
            tot: entry.until,
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::{date, time};

    use super::*;

    #[test]
    fn a_trial_is_told_in_the_hour_of_its_own_season() {
        let at = |day, time| planned(TrialMoment { day, time }).op;
        let ten = Some(time(10, 0, 0, 0));
        assert_eq!(at(date(2026, 12, 1), ten), "2026-12-01T10:00:00+01:00");
        assert_eq!(at(date(2026, 7, 1), ten), "2026-07-01T10:00:00+02:00");
        assert_eq!(at(date(2026, 7, 1), None), "2026-07-01");
    }
}
