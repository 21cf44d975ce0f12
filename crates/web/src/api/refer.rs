//! `POST /verwijzingen`: sending a referral, once for each key.

use actions::Caller;
use actions::refer::{ConsentDraft, ReferralDraft, Referred, RepeatGuard, Warning, refer as send};
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use axum::{Extension, Json};
use documents::Texts;
use domain::client::{ClientDraft, ContactPersonDraft};
use domain::fault::Fault;
use domain::ids::ReferralId;
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use jiff::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;

use super::body::{Fields, JsonBody};
use super::views::{CodeView, OwnerView};
use crate::Web;
use crate::problem::Problem;

/// The header with the key of a request.
const KEY: &str = "Idempotency-Key";
/// Longest key.
const KEY_MAX: usize = 255;

/// Een verwijzing. Kies precies één van `sessieId`, `aanbodId`, `beweegcoach` en `zorgverlenerId`.
#[derive(ToSchema)]
#[schema(as = NieuweVerwijzing, rename_all = "camelCase")]
#[expect(dead_code, reason = "describes the body, which is read by hand")]
pub(crate) struct ReferralRequest {
    #[schema(format = "uuid")]
    sessie_id: Option<String>,
    #[schema(format = "uuid")]
    aanbod_id: Option<String>,
    beweegcoach: Option<bool>,
    /// Fysiotherapeut, fysiocheck of specialist: een id uit /zorgverleners.
    #[schema(format = "uuid")]
    zorgverlener_id: Option<String>,
    client: ClientRequest,
    /// Codes uit de lijst aanleiding.
    aanleiding: Option<Vec<String>>,
    /// Voor een coach of zorgverlener; nooit voor een aanbieder.
    #[schema(max_length = 2000)]
    bijzonderheden: Option<String>,
    /// Waar de begeleider op moet letten. Dit ziet de aanbieder.
    #[schema(max_length = 2000)]
    aandachtspunten: Option<String>,
    /// Alleen naar een coach of zorgverlener, met eigen toestemming.
    #[schema(max_length = 2000)]
    medische_achtergrond: Option<String>,
    toestemming: ConsentRequest,
}

/// Om wie het gaat. Een naam en een telefoonnummer, e-mailadres of adres; geen van deze drie bij
/// contact via de verwijzer.
#[derive(ToSchema)]
#[schema(as = NieuweClient)]
#[expect(dead_code, reason = "describes the body, which is read by hand")]
struct ClientRequest {
    #[schema(max_length = 120)]
    naam: String,
    telefoon: Option<String>,
    email: Option<String>,
    adres: Option<String>,
    postcode: Option<String>,
    geboortejaar: Option<i16>,
    /// Code uit de lijst taal.
    taal: Option<String>,
    /// bellen, sms, e-mail, brief of via-verwijzer.
    contactvoorkeur: Option<String>,
    contactpersoon: Option<ContactPersonRequest>,
}

/// Iemand die dichtbij staat en gebeld mag worden.
#[derive(ToSchema)]
#[schema(as = NieuweContactpersoon)]
#[expect(dead_code, reason = "describes the body, which is read by hand")]
struct ContactPersonRequest {
    naam: String,
    telefoon: String,
    relatie: Option<String>,
}

/// Waar de persoon mee instemt. Wat niet genoemd is, is een nee.
#[derive(ToSchema)]
#[schema(as = NieuweToestemming, rename_all = "camelCase")]
#[expect(dead_code, reason = "describes the body, which is read by hand")]
struct ConsentRequest {
    /// Nodig voor een aanbieder.
    delen_met_aanbieder: Option<bool>,
    terugkoppeling: Option<bool>,
    /// Nodig voor een beweegcoach of zorgverlener.
    begeleiding: Option<bool>,
    medische_achtergrond: Option<bool>,
    vergoeding: Option<bool>,
    cijfers: Option<bool>,
    /// mondeling, schriftelijk of zelf; zonder deze mondeling.
    wijze: Option<String>,
}

/// Wat er is verstuurd.
#[derive(Serialize, ToSchema)]
#[schema(as = VerstuurdeVerwijzing)]
pub(crate) struct ReferredView {
    #[schema(value_type = String, format = "uuid")]
    id: ReferralId,
    /// Het nummer dat mensen noemen.
    nummer: String,
    status: String,
    eigenaar: Option<OwnerView>,
    /// Voor wanneer de eigenaar aan zet is.
    #[schema(value_type = Option<String>, format = DateTime)]
    uiterlijk: Option<Timestamp>,
    versie: u32,
    /// Wat de afzender moet weten: vol (wachtlijst) of al-verwezen.
    waarschuwingen: Vec<CodeView>,
}

/// Verwijzen
///
/// Dezelfde sleutel met dezelfde inhoud geeft dezelfde verwijzing; met andere inhoud 422. Naar een
/// aanbieder is `delenMetAanbieder` nodig, naar een coach of zorgverlener `begeleiding`.
#[utoipa::path(
    post, path = "/verwijzingen", operation_id = "verwijzingMaken", tag = "Verwijzingen",
    params(("Idempotency-Key" = String, Header, description = "Een eigen sleutel voor elke verwijzing: hoogstens 255 zichtbare ASCII-tekens. Geldt 30 dagen, per account.")),
    request_body(content = ReferralRequest, description = "De verwijzing."),
    responses(
        (status = 201, description = "De verwijzing is verstuurd, of was dat al met deze sleutel.", body = ReferredView,
            headers(
                ("Location" = String, description = "Het adres van de verwijzing."),
                ("Idempotency-Replayed" = bool, description = "true als dit het antwoord op een eerder verzoek met deze sleutel is."),
            )),
        (status = 422, description = "Deze sleutel is al gebruikt voor een ander verzoek."),
    )
)]
pub(crate) async fn refer(
    State(web): State<Web>,
    Extension(caller): Extension<Caller>,
    headers: HeaderMap,
    body: JsonBody,
) -> Result<Response, Problem> {
    let mut draft = read_referral(&body);
    let key = read_key(&headers);
    if let Err(fault) = &key {
        draft.type_faults.push(fault.clone());
    }
    let meaning = body.meaning();
    let guard = key.ok().map(|key| RepeatGuard {
        key,
        meaning: &meaning,
    });
    let referred = send(&web.bridge, &caller, &draft, guard).await?;
    Ok(answer(referred))
}

/// The key of a request: visible ASCII, at most 255 characters.
fn read_key(headers: &HeaderMap) -> Result<&str, Fault> {
    let Some(key) = headers.get(KEY).filter(|key| !key.is_empty()) else {
        return Err(Fault::header(KEY, "sleutel-ontbreekt"));
    };
    if key.len() > KEY_MAX {
        return Err(Fault::header(KEY, "sleutel-te-lang").with(KEY_MAX.to_string()));
    }
    let text = key.to_str().ok();
    text.filter(|text| text.bytes().all(|byte| byte.is_ascii_graphic()))
        .ok_or_else(|| Fault::header(KEY, "tekens"))
}

fn read_referral(body: &JsonBody) -> ReferralDraft {
    let (draft, type_faults) = body.fields(|fields| ReferralDraft {
        session: fields.text("sessieId"),
        offer: fields.text("aanbodId"),
        coach: fields.yes("beweegcoach").unwrap_or(false),
        care_professional: fields.text("zorgverlenerId"),
        client: read_client(&fields.part("client")),
        motives: fields.texts("aanleiding"),
        particulars: fields.text("bijzonderheden"),
        attention: fields.text("aandachtspunten"),
        medical_background: fields.text("medischeAchtergrond"),
        consent: read_consent(&fields.part("toestemming")),
        asks_parent: false,
        answers: None,
        type_faults: Vec::new(),
    });
    ReferralDraft {
        type_faults,
        ..draft
    }
}

fn read_client(fields: &Fields<'_>) -> ClientDraft {
    let close = fields.part("contactpersoon");
    ClientDraft {
        name: fields.text("naam"),
        phone: fields.text("telefoon"),
        email: fields.text("email"),
        address: fields.text("adres"),
        postcode: fields.text("postcode"),
        birth_year: fields.whole("geboortejaar"),
        language: fields.text("taal"),
        preference: fields.text("contactvoorkeur"),
        contact_person: close.is_given().then(|| ContactPersonDraft {
            name: close.text("naam"),
            phone: close.text("telefoon"),
            relation: close.text("relatie"),
            representation: close.text("grondslag"),
        }),
    }
}

fn read_consent(fields: &Fields<'_>) -> ConsentDraft {
    ConsentDraft {
        share_with_provider: fields.yes("delenMetAanbieder"),
        feedback: fields.yes("terugkoppeling"),
        guidance: fields.yes("begeleiding"),
        medical_background: fields.yes("medischeAchtergrond"),
        funding: fields.yes("vergoeding"),
        figures: fields.yes("cijfers"),
        text_messages: fields.yes("berichtenPerSms"),
        manner: fields.text("wijze"),
    }
}

fn answer(referred: Referred) -> Response {
    let texts = Texts::dutch();
    let warning = |warning: Warning| CodeView {
        code: warning.code().to_owned(),
        tekst: texts.s(&format!("waarschuwing-{}", warning.code())),
    };
    let address = format!("/api/v1/verwijzingen/{}", referred.id);
    let view = ReferredView {
        id: referred.id,
        nummer: referred.number,
        status: referred.status,
        eigenaar: referred.owner.map(OwnerView::from),
        uiterlijk: referred.due,
        versie: referred.version,
        waarschuwingen: referred.warnings.into_iter().map(warning).collect(),
    };
    let mut response = (StatusCode::CREATED, Json(view)).into_response();
    let headers = response.headers_mut();
    if let Ok(address) = HeaderValue::from_str(&address) {
        headers.insert(header::LOCATION, address);
    }
    if referred.replayed {
        let name = HeaderName::from_static("idempotency-replayed");
        headers.insert(name, HeaderValue::from_static("true"));
    }
    response
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case(None, Some("sleutel-ontbreekt"))]
    #[case(Some(""), Some("sleutel-ontbreekt"))]
    #[case(Some("met spatie"), Some("tekens"))]
    #[case(Some("01JH-a_b.c~"), None)]
    fn a_key_is_visible_ascii(#[case] key: Option<&str>, #[case] fault: Option<&str>) {
        let mut headers = HeaderMap::new();
        if let Some(key) = key {
            headers.insert(KEY, key.parse().unwrap());
        }
        assert_eq!(read_key(&headers).err().map(|fault| fault.code), fault);
    }

    #[test]
    fn a_key_of_255_characters_is_taken_and_one_more_is_not() {
        for (length, fault) in [(255, None), (256, Some("sleutel-te-lang"))] {
            let mut headers = HeaderMap::new();
            headers.insert(KEY, "k".repeat(length).parse().unwrap());
            assert_eq!(read_key(&headers).err().map(|fault| fault.code), fault);
        }
    }

    #[test]
    fn every_warning_has_words() {
        for warning in Warning::ALL {
            let key = format!("waarschuwing-{}", warning.code());
            assert!(Texts::dutch().has(&key), "{key}");
        }
    }
}
