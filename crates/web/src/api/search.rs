//! `POST /zoekvragen`: the personal search. Nothing of it is stored, and nothing stands in an
//! address.

use std::collections::BTreeMap;

use actions::search::{RelaxedValue, SearchAnswer, ShownHit, ShownPair, WishesDraft, search};
use actions::{ActionError, Bridge};
use axum::Json;
use axum::extract::State;
use domain::ids::{OfferId, SessionId};
use domain::week::day_code;
use serde::Serialize;
use utoipa::ToSchema;

use super::body::{Fields, JsonBody};
use super::views::{clock, hundredths};
use crate::Web;
use crate::problem::Problem;

/// De wensen van één persoon. Alleen een beginpunt is nodig: `postcode`, `plaats` of `punt`. Van
/// meer dan één telt het precieste: eerst het punt, dan de postcode.
#[derive(ToSchema)]
#[schema(as = Zoekvraag, rename_all = "camelCase")]
#[expect(dead_code, reason = "describes the body, which is read by hand")]
pub(crate) struct SearchRequest {
    /// Vier cijfers, of vier cijfers en twee letters.
    #[schema(example = "5299 AB")]
    postcode: Option<String>,
    /// De naam van een plaats. Zijn er meer met die naam? Dan vraagt het antwoord welke.
    plaats: Option<String>,
    punt: Option<PointRequest>,
    /// Hoe ver iemand kan lopen of rijden over straat, in meters. Geschat: hemelsbreed maal 1,3.
    #[schema(minimum = 1, maximum = 100_000)]
    max_meters: Option<u32>,
    /// Zonder deze wens geldt 10 km.
    #[schema(maximum = 200)]
    max_afstand_km: Option<f64>,
    #[schema(minimum = 0, maximum = 120)]
    leeftijd: Option<u8>,
    /// Codes uit de lijst dagdeel; een van deze.
    #[schema(example = json!(["di-ochtend", "do-middag"]))]
    dagdelen: Option<Vec<String>>,
    /// 1 rustig, 2 gewoon, 3 stevig.
    #[schema(minimum = 1, maximum = 3)]
    max_niveau: Option<u8>,
    zelfstandigheid: Option<String>,
    begeleiding: Option<Vec<String>>,
    /// Moet helemaal kloppen.
    toegankelijkheid: Option<Vec<String>>,
    groep: Option<Vec<String>>,
    /// Telt mee in de volgorde, sluit niets uit.
    taal: Option<String>,
    /// Per maand, na regelingen.
    max_prijs_in_centen: Option<u32>,
    /// Namen van regelingen van de gemeente waar de postcode ligt. Wat zij per maand betalen, gaat
    /// van de prijs af.
    #[schema(example = json!(["Volwassenenfonds"]))]
    regelingen: Option<Vec<String>>,
    activiteiten: Option<Vec<String>>,
    /// Alleen waar nu een plek vrij is.
    alleen_vrije_plekken: Option<bool>,
    /// Alleen erkende interventies van dit niveau of hoger; een code uit erkende-interventie.
    erkende_interventie: Option<String>,
    /// Alleen waar iemand zo lang of korter wacht op een plek; een code uit wachttijd.
    max_wachttijd: Option<String>,
    /// Alleen waar iemand elke week kan beginnen.
    altijd_instromen: Option<bool>,
    /// Liefst in zoveel dagen bevestigd. Telt mee in de volgorde, sluit niets uit.
    #[schema(minimum = 1, maximum = 3650)]
    bevestigd_binnen_dagen: Option<u16>,
    /// Wat iemand fijn vindt; codes uit plezier. Telt mee in de volgorde, sluit niets uit.
    #[schema(example = json!(["buiten", "samen"]))]
    plezier: Option<Vec<String>>,
    /// Wat iemand liever niet wil; codes uit plezier of activiteit. Sluit niets uit.
    #[schema(example = json!(["water"]))]
    liever_niet: Option<Vec<String>>,
    /// Wat iemand echt niet wil; codes uit plezier of activiteit. Valt af.
    #[schema(example = json!(["voetbal"]))]
    niet: Option<Vec<String>>,
    /// Telt mee in de volgorde. Ook "liever niet in het water" en "geen voetbal" worden
    /// begrepen. Alleen wat hard is gezegd ("absoluut geen voetbal") valt af.
    #[schema(max_length = 200)]
    tekst: Option<String>,
    /// Hoeveel er hoogstens terugkomen; zonder deze 20.
    #[schema(minimum = 1, maximum = 100)]
    aantal: Option<u8>,
}

/// Een punt op de kaart (WGS84).
#[derive(ToSchema)]
#[schema(as = Punt)]
#[expect(dead_code, reason = "describes the body, which is read by hand")]
struct PointRequest {
    #[schema(example = 51.69)]
    lat: f64,
    #[schema(example = 5.30)]
    lon: f64,
}

/// Wat er past, het beste eerst.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Zoekresultaat)]
pub(crate) struct SearchView {
    /// Hoeveel momenten er passen.
    aantal: usize,
    resultaten: Vec<HitView>,
    /// Per kenmerk hoeveel er van elke waarde zijn.
    facetten: BTreeMap<&'static str, Vec<CountView>>,
    /// Wat er bij komt als één wens ruimer wordt.
    versoepelingen: Vec<RelaxationView>,
    /// Helpt geen enkele wens alleen? Dan twee wensen die samen ruimer worden, hooguit drie keer.
    versoepelingen_samen: Vec<PairView>,
    /// Past er niets en staat alleen de afstand in de weg? Dan de les die het dichtst daarbuiten is.
    dichtstbij: Option<HitView>,
    /// Hoeveel van `aantal` een gevraagd woord hebben. Null: er is geen woord gevraagd.
    met_woorden: Option<usize>,
    /// Past er weinig? Dan de groep die het eerst kan ontstaan. Null: die is er niet, of te weinig
    /// mensen misten hetzelfde om het te vertellen.
    groep_in_wording: Option<FormingView>,
}

/// Een groep in wording: anderen misten dit ook, hier in de buurt, in het afgelopen jaar.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = GroepInWording)]
struct FormingView {
    /// Code uit de lijst activiteit.
    activiteit: &'static str,
    /// Zo vaak is het ten minste gemist: een tiental, nooit minder dan tien.
    minstens: u32,
    /// Binnen zoveel kilometer.
    binnen_km: u32,
    /// Zoals een scherm het zegt.
    tekst: String,
}

/// Een moment dat past.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Treffer)]
pub(crate) struct HitView {
    #[schema(value_type = String, format = "uuid")]
    sessie_id: SessionId,
    #[schema(value_type = String, format = "uuid")]
    aanbod_id: OfferId,
    titel: String,
    aanbieder: String,
    /// Hemelsbreed.
    afstand_in_meters: Option<u32>,
    /// Ongeveer zoveel minuten lopen: 4,5 km per uur over een weg die 1,3 keer zo lang is.
    loop_minuten: Option<u32>,
    /// Ongeveer zoveel minuten fietsen: 15 km per uur over een weg die 1,3 keer zo lang is.
    fiets_minuten: Option<u32>,
    /// Is het er nu niet? Dan de eerste dag dat het er weer is. Null: het is er nu, of de dag is
    /// niet bekend en dat staat bij letOp.
    #[schema(value_type = Option<String>, format = "date")]
    weer_vanaf: Option<jiff::civil::Date>,
    /// De komende dagen waarop deze les niet doorgaat. Leeg: er is niets bekend.
    #[schema(value_type = Vec<String>, format = "date", example = json!(["2026-11-24"]))]
    gaat_niet_door_op: Vec<jiff::civil::Date>,
    /// De eerste dag waarop de les er is. Dagen waarop zij niet doorgaat tellen niet. Null: op
    /// afspraak, of er is geen les of dag bekend.
    #[schema(value_type = Option<String>, format = "date")]
    eerstvolgende: Option<jiff::civil::Date>,
    /// ma, di, wo, do, vr, za of zo; null is op afspraak, of niet bekend.
    dag: Option<&'static str>,
    /// De aanbieder of zijn lijst zegt dat het op afspraak is.
    op_afspraak: bool,
    van: Option<String>,
    tot: Option<String>,
    /// Prijs per maand; null is onbekend.
    prijs_in_centen: Option<u32>,
    /// Wat daarvan per maand overblijft na de regelingen die zijn genoemd; null als er geen is
    /// genoemd, het niets kost of de prijs onbekend is.
    prijs_na_regeling_in_centen: Option<u32>,
    /// Prijs zoals mensen hem zeggen.
    prijs_tekst: String,
    /// De aanbieder of zijn lijst zegt dat de prijs op aanvraag is.
    prijs_op_aanvraag: bool,
    /// Zoveel weken betaalt een regeling; daarna geldt de prijs.
    betaalde_weken: Option<u8>,
    /// Van 0 tot 1; de som van alle bijdragen.
    score: f64,
    redenen: Vec<ReasonView>,
    /// Waar op te letten is.
    let_op: Vec<String>,
}

/// Waarom een moment op zijn plaats staat.
#[derive(Serialize, ToSchema)]
#[schema(as = Reden)]
struct ReasonView {
    code: &'static str,
    tekst: String,
    /// Wat het toevoegt aan de score.
    bijdrage: f64,
}

/// Hoe vaak een waarde voorkomt.
#[derive(Serialize, ToSchema)]
#[schema(as = Telling)]
struct CountView {
    waarde: String,
    aantal: u32,
}

/// Een wens die ruimer kan.
#[derive(Serialize, ToSchema)]
#[schema(as = Versoepeling)]
struct RelaxationView {
    /// Het veld van de wens.
    veld: &'static str,
    /// De ruimere waarde: een getal, de codes die blijven, of null (de wens vervalt).
    #[schema(value_type = Option<Value>)]
    waarde: serde_json::Value,
    /// Hoeveel er bij komen.
    extra: usize,
    /// Hoeveel daarvan niets over deze wens vertellen.
    onbekend: usize,
    /// Zoals een knop het zegt.
    tekst: String,
}

/// Twee wensen die alleen samen iets opleveren.
#[derive(Serialize, ToSchema)]
#[schema(as = VersoepelingSamen)]
struct PairView {
    /// De twee wensen.
    wensen: [RelaxedWishView; 2],
    /// Hoeveel er bij komen.
    extra: usize,
    /// Zoals een knop het zegt.
    tekst: String,
}

/// Een wens, ruimer.
#[derive(Serialize, ToSchema)]
#[schema(as = RuimereWens)]
struct RelaxedWishView {
    /// Het veld van de wens.
    veld: &'static str,
    /// De ruimere waarde: een getal, de codes die blijven, of null (de wens vervalt).
    #[schema(value_type = Option<Value>)]
    waarde: serde_json::Value,
}

/// Zoeken voor één persoon
///
/// De vraag wordt niet bewaard. Zonder inloggen; veel vragen achter elkaar geven 429.
#[utoipa::path(
    post, path = "/zoekvragen", operation_id = "zoekvraagStellen", tag = "Aanbod", security(()),
    request_body(content = SearchRequest, description = "De wensen."),
    responses((status = 200, description = "Wat er past, het beste eerst.", body = SearchView))
)]
pub(crate) async fn ask(
    State(web): State<Web>,
    body: JsonBody,
) -> Result<Json<SearchView>, Problem> {
    let draft = read_wishes(&body);
    let answer = search(&web.bridge, &draft)?;
    Ok(Json(view(answer)))
}

/// The same search for a body that did not come over the network, such as a file's.
///
/// # Errors
/// Every fault of the wishes at once.
pub fn search_from_json(bridge: &Bridge, body: &[u8]) -> Result<SearchAnswer, ActionError> {
    search(bridge, &read_wishes(&JsonBody::read(body)))
}

/// The answer as programs get it.
#[must_use]
pub fn search_answer_json(answer: SearchAnswer) -> serde_json::Value {
    serde_json::to_value(view(answer)).unwrap_or_default()
}

/// The wishes in a body: for the search and for a report that nothing fits.
pub(crate) fn read_wishes(body: &JsonBody) -> WishesDraft {
    let (draft, type_faults) = body.fields(wishes_of);
    WishesDraft {
        type_faults,
        ..draft
    }
}

fn wishes_of(fields: &Fields<'_>) -> WishesDraft {
    let point = fields.part("punt");
    WishesDraft {
        postcode: fields.text("postcode"),
        max_distance_km: fields.number("maxAfstandKm"),
        age: fields.whole("leeftijd"),
        dayparts: fields.texts("dagdelen"),
        max_level: fields.whole("maxNiveau"),
        self_reliance: fields.text("zelfstandigheid"),
        guidance: fields.texts("begeleiding"),
        accessibility: fields.texts("toegankelijkheid"),
        groups: fields.texts("groep"),
        language: fields.text("taal"),
        max_price: fields.whole("maxPrijsInCenten"),
        schemes: fields.texts("regelingen"),
        home: None,
        activities: fields.texts("activiteiten"),
        place: fields.text("plaats"),
        point: point
            .is_given()
            .then(|| (point.number("lat"), point.number("lon"))),
        max_way_m: fields.whole("maxMeters"),
        free_places: fields.yes("alleenVrijePlekken").unwrap_or(false),
        recognised: fields.text("erkendeInterventie"),
        max_wait: fields.text("maxWachttijd"),
        any_time: fields.yes("altijdInstromen").unwrap_or(false),
        confirmed_within_days: fields.whole("bevestigdBinnenDagen"),
        likes: fields.texts("plezier"),
        rather_not: fields.texts("lieverNiet"),
        never: fields.texts("niet"),
        text: fields.text("tekst"),
        count: fields.whole("aantal"),
        skip: 0,
        type_faults: Vec::new(),
    }
}

fn view(answer: SearchAnswer) -> SearchView {
    let facets = answer.facets.into_iter().map(|(name, counts)| {
        let counts = counts
            .into_iter()
            .map(|(value, count)| CountView {
                waarde: value,
                aantal: count,
            })
            .collect();
        (name, counts)
    });
    let relaxations = answer
        .relaxations
        .into_iter()
        .map(|relaxation| RelaxationView {
            veld: relaxation.field,
            waarde: relaxed_value(relaxation.value),
            extra: relaxation.extra,
            onbekend: relaxation.unknown,
            tekst: relaxation.text,
        });
    SearchView {
        aantal: answer.total,
        resultaten: answer.hits.into_iter().map(hit_view).collect(),
        facetten: facets.collect(),
        versoepelingen: relaxations.collect(),
        versoepelingen_samen: answer.relaxed_pairs.into_iter().map(pair_view).collect(),
        dichtstbij: answer.nearest.map(hit_view),
        met_woorden: answer.with_words.map(|with| with.total),
        groep_in_wording: answer.forming.map(|forming| FormingView {
            activiteit: forming.activity.code(),
            minstens: forming.at_least,
            binnen_km: forming.within_m / 1_000,
            tekst: forming.words(),
        }),
    }
}

fn pair_view(pair: ShownPair) -> PairView {
    PairView {
        wensen: pair.wishes.map(|(veld, value)| RelaxedWishView {
            veld,
            waarde: relaxed_value(value),
        }),
        extra: pair.extra,
        tekst: pair.text,
    }
}

fn relaxed_value(value: RelaxedValue) -> serde_json::Value {
    match value {
        RelaxedValue::Number(number) => plain_number(number),
        RelaxedValue::Remaining(codes) => codes.into(),
        RelaxedValue::Nothing => serde_json::Value::Null,
    }
}

/// `5`, not `5.0`.
fn plain_number(number: f64) -> serde_json::Value {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "kilometres, a level or cents, without decimals"
    )]
    if number.fract() == 0.0 && number.abs() < 1e15 {
        (number as i64).into()
    } else {
        number.into()
    }
}

/// A hit as programs get it.
pub(crate) fn hit_view(hit: ShownHit) -> HitView {
    let session = hit.session();
    let (day, from, to) = (session.day, session.from, session.to);
    let by_appointment = session.by_appointment;
    HitView {
        sessie_id: hit.session_id,
        aanbod_id: hit.offer_id,
        titel: hit.offer.title.clone(),
        aanbieder: hit.offer.provider_name.clone(),
        afstand_in_meters: hit.distance_m,
        loop_minuten: hit.walking_minutes,
        fiets_minuten: hit.cycling_minutes,
        weer_vanaf: hit.on_again.and_then(|again| again.from),
        gaat_niet_door_op: hit.left_out,
        eerstvolgende: hit.next_on,
        betaalde_weken: hit.offer.paid_weeks,
        dag: day.map(day_code),
        op_afspraak: by_appointment,
        van: from.map(clock),
        tot: to.map(clock),
        prijs_in_centen: hit.month_price,
        prijs_na_regeling_in_centen: hit.after_schemes,
        prijs_tekst: hit.price_text,
        prijs_op_aanvraag: hit.offer.price_on_request,
        score: hundredths(hit.score),
        redenen: hit
            .reasons
            .into_iter()
            .map(|reason| ReasonView {
                code: reason.code,
                tekst: reason.text,
                bijdrage: hundredths(reason.contribution),
            })
            .collect(),
        let_op: hit.attention,
    }
}
