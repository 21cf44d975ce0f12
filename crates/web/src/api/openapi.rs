//! `openapi.json` and `openapi.yaml`: the API described, made from the code. Without sign-in, for
//! every site.

use std::sync::LazyLock;

use axum::response::{IntoResponse, Response};
use http::{HeaderName, HeaderValue, header};
use utoipa::openapi::header::HeaderBuilder;
use utoipa::openapi::path::{Operation, PathItem};
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::openapi::{ContentBuilder, ObjectBuilder, Ref, RefOr, Response as Described, Type};
use utoipa::{Modify, OpenApi, ToSchema};

use super::{
    care_professionals, change_consent, code_lists, list_offers, list_referrals, list_unmet_demand,
    programmes, refer, referral_text, report_unmet_demand, saved_wishes, search, show_offer,
    show_referral, suggest, take_step, who_looked,
};
use crate::headers::API_VERSION;
use crate::problem::MEDIA_TYPE;

/// Wat er misging (RFC 9457).
#[derive(ToSchema)]
#[schema(as = Probleem, rename_all = "camelCase")]
#[expect(dead_code, reason = "describes what problem.rs writes")]
struct ProblemShape {
    /// Altijd about:blank: de status zegt wat voor probleem het is.
    #[schema(rename = "type")]
    kind: String,
    #[schema(minimum = 400, maximum = 599)]
    status: u16,
    title: String,
    /// Wat er is en wat u kunt doen.
    detail: String,
    /// Bij 400: elke fout.
    errors: Option<Vec<FaultShape>>,
    /// Bij 409: waar de verwijzing nu is.
    huidige_status: Option<String>,
    /// Bij 409: wat u nu kunt doen.
    toegestane_stappen: Option<Vec<String>>,
    /// Bij 409: de versie van nu.
    versie: Option<u32>,
}

/// Eén fout in een verzoek.
#[derive(ToSchema)]
#[schema(as = Fout)]
#[expect(dead_code, reason = "describes what problem.rs writes")]
struct FaultShape {
    /// body, query, header of path.
    #[schema(rename = "in")]
    place: String,
    /// Het pad van het veld, zoals client.naam.
    location: String,
    code: String,
    /// Wat er is en wat u kunt doen.
    detail: String,
}

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Beweegbrug",
        description = "De brug van zorg naar sport: zoeken, verwijzen, en horen hoe het ging.\n\nFouten volgen RFC 9457; een 400 noemt elke fout met zijn plaats. Lijsten hebben twintig regels per bladzijde. Persoonsgegevens staan nooit in een adres.",
        contact(name = "Beweegbrug", email = "api@beweegbrug.example", url = "https://beweegbrug.example/api"),
        license(name = "EUPL-1.2", identifier = "EUPL-1.2"),
    ),
    servers((url = "/api/v1", description = "Deze installatie.")),
    tags(
        (name = "Aanbod", description = "Het aanbod, voor iedereen."),
        (name = "Verwijzingen", description = "Verwijzen, stappen zetten en volgen."),
        (name = "Gemist aanbod", description = "Wensen waar niets bij past, zonder de persoon."),
        (name = "Keuzelijsten", description = "Codes en hun teksten."),
        (name = "Programma's", description = "Programma's met fasen en contactmomenten."),
        (name = "Inzage", description = "Wie naar gegevens keek."),
    ),
    paths(
        list_offers::list_offers,
        show_offer::show_offer,
        search::ask,
        suggest::suggestions,
        refer::refer,
        list_referrals::list_referrals,
        show_referral::show_referral,
        take_step::take_step,
        change_consent::change_consent,
        saved_wishes::list_wishes,
        saved_wishes::save_wishes,
        saved_wishes::end_wishes,
        referral_text::referral_text,
        code_lists::code_lists,
        report_unmet_demand::report_unmet_demand,
        list_unmet_demand::list_unmet_demand,
        care_professionals::care_professionals,
        who_looked::who_looked,
        programmes::programmes,
        json,
        yaml,
    ),
    components(schemas(ProblemShape)),
    security(("token" = [])),
    modifiers(&Completed)
)]
struct Description;

/// What holds for every endpoint is said once, here.
struct Completed;

impl Modify for Completed {
    fn modify(&self, api: &mut utoipa::openapi::OpenApi) {
        API_VERSION.clone_into(&mut api.info.version);
        let scheme = HttpBuilder::new()
            .scheme(HttpAuthScheme::Bearer)
            .description(Some(
                "Een beheerder maakt tokens met de opdracht token create.",
            ))
            .build();
        let components = api.components.get_or_insert_default();
        components.add_security_scheme("token", SecurityScheme::Http(scheme));
        for (path, item) in &mut api.paths.paths {
            for (operation, writes) in operations(item) {
                complete(path, operation, writes);
            }
        }
    }
}

fn operations(item: &mut PathItem) -> impl Iterator<Item = (&mut Operation, bool)> {
    let reads = item.get.iter_mut().map(|operation| (operation, false));
    // A DELETE sends nothing that could be too large or no JSON.
    let ends = item.delete.iter_mut().map(|operation| (operation, false));
    reads
        .chain(ends)
        .chain(item.post.iter_mut().map(|operation| (operation, true)))
}

fn complete(path: &str, operation: &mut Operation, writes: bool) {
    let open = operation.security.is_some();
    let asks = writes
        || operation
            .parameters
            .as_ref()
            .is_some_and(|all| !all.is_empty());
    let mut always = vec![
        (429, "Te veel verzoeken. Zie de kop Retry-After."),
        (500, "Er ging iets mis bij ons."),
    ];
    if asks {
        always.push((400, "Het verzoek klopt niet. Alle fouten staan in errors."));
    }
    if writes {
        always.push((413, "De inhoud is groter dan 256 KB."));
        always.push((415, "De inhoud is geen JSON."));
    }
    if !open {
        always.push((401, "Er is geen geldig token meegestuurd."));
        always.push((403, "De rol van het token mag dit niet."));
    }
    if path.starts_with("/openapi") {
        always.retain(|(status, _)| *status == 500);
    }
    let responses = &mut operation.responses.responses;
    for (status, description) in always {
        responses
            .entry(status.to_string())
            .or_insert_with(|| RefOr::T(Described::new(description)));
    }
    for (status, response) in responses {
        let RefOr::T(response) = response else {
            continue;
        };
        if status.starts_with(['4', '5']) {
            let content = ContentBuilder::new().schema(Some(Ref::from_schema_name("Probleem")));
            let content = RefOr::T(content.build());
            response.content.insert(MEDIA_TYPE.to_owned(), content);
        }
        let text = ObjectBuilder::new().schema_type(Type::String);
        let version = HeaderBuilder::new()
            .schema(Some(text.examples([API_VERSION])))
            .description(Some("De volledige versie van de API."))
            .build();
        let headers = &mut response.headers;
        headers.insert("API-Version".to_owned(), RefOr::T(version));
    }
}

/// The description as JSON and as YAML, made once. The generator joins a list and what is in it
/// with a line below; names of schemas are one word (NLGov).
static TEXTS: LazyLock<(String, String)> = LazyLock::new(|| {
    let api = Description::openapi();
    let named = |text: String| text.replace("Listing_", "LijstVan");
    (
        named(api.to_pretty_json().unwrap_or_default()),
        named(api.to_yaml().unwrap_or_default()),
    )
});

/// Deze beschrijving als JSON
#[utoipa::path(
    get, path = "/openapi.json", operation_id = "openapiJson", tag = "Keuzelijsten", security(()),
    responses((status = 200, description = "De beschrijving van deze API.", content_type = "application/json", body = Object))
)]
pub(crate) async fn json() -> Response {
    for_everybody("application/json", &TEXTS.0)
}

/// Deze beschrijving als YAML
#[utoipa::path(
    get, path = "/openapi.yaml", operation_id = "openapiYaml", tag = "Keuzelijsten", security(()),
    responses((status = 200, description = "De beschrijving van deze API.", content_type = "application/yaml", body = Object))
)]
pub(crate) async fn yaml() -> Response {
    for_everybody("application/yaml", &TEXTS.1)
}

fn for_everybody(media: &'static str, text: &'static str) -> Response {
    let cross = HeaderName::from_static("cross-origin-resource-policy");
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(media)),
        (
            header::ACCESS_CONTROL_ALLOW_ORIGIN,
            HeaderValue::from_static("*"),
        ),
        (
            header::CACHE_CONTROL,
            HeaderValue::from_static("public, max-age=300"),
        ),
        (cross, HeaderValue::from_static("cross-origin")),
    ];
    (headers, text).into_response()
}
