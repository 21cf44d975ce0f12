//! Problems of the JSON API (RFC 9457): what went wrong and what to do, in Dutch, with every fault
//! at once. One mapping for all endpoints; nothing of the inside leaks out.

use actions::ActionError;
use axum::response::{IntoResponse, Response};
use documents::Texts;
use domain::fault::Fault;
use http::{HeaderValue, StatusCode, header};
use serde_json::{Map, Value, json};

use crate::mishap::Mishap;

/// The media type of a problem.
pub const MEDIA_TYPE: &str = "application/problem+json";

/// An answer that says what went wrong.
#[derive(Debug)]
pub struct Problem {
    status: StatusCode,
    /// The key of its texts: `probleem-{code}-titel`, `probleem-{code}-tekst`.
    code: &'static str,
    members: Map<String, Value>,
    wait: Option<u32>,
    challenge: Option<&'static str>,
}

impl Problem {
    fn new(status: StatusCode, code: &'static str) -> Self {
        Self {
            status,
            code,
            members: Map::new(),
            wait: None,
            challenge: None,
        }
    }

    /// No token came along, or one that does not work.
    #[must_use]
    pub fn unauthorised(with_token: bool) -> Self {
        let challenge = match with_token {
            true => "Bearer realm=\"beweegbrug\", error=\"invalid_token\"",
            false => "Bearer realm=\"beweegbrug\"",
        };
        Self {
            challenge: Some(challenge),
            ..Self::new(StatusCode::UNAUTHORIZED, "geen-token")
        }
    }

    /// Every fault of a request at once.
    #[must_use]
    pub fn faults(faults: &[Fault]) -> Self {
        let texts = Texts::dutch();
        let errors: Vec<Value> = faults
            .iter()
            .map(|fault| {
                json!({
                    "in": fault.place.code(),
                    "location": fault.location,
                    "code": fault.code,
                    "detail": texts.fault(fault),
                })
            })
            .collect();
        let mut problem = Self::new(StatusCode::BAD_REQUEST, "fouten");
        problem.members.insert("errors".to_owned(), errors.into());
        problem
    }

    /// The body comes in a form we do not read.
    #[must_use]
    pub fn not_json() -> Self {
        Self::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "geen-json")
    }

    /// The status of the answer.
    #[must_use]
    pub const fn status(&self) -> StatusCode {
        self.status
    }

    fn body(&self) -> Value {
        let texts = Texts::dutch();
        let count = self
            .members
            .get("errors")
            .and_then(|errors| i64::try_from(errors.as_array()?.len()).ok());
        let detail = format!("probleem-{}-tekst", self.code);
        let mut body = Map::new();
        body.insert("type".to_owned(), "about:blank".into());
        body.insert("status".to_owned(), self.status.as_u16().into());
        body.insert(
            "title".to_owned(),
            texts.s(&format!("probleem-{}-titel", self.code)).into(),
        );
        body.insert(
            "detail".to_owned(),
            match count {
                Some(count) => texts.n(&detail, "aantal", count),
                None => texts.s(&detail),
            }
            .into(),
        );
        body.extend(self.members.clone());
        body.into()
    }
}

impl From<ActionError> for Problem {
    fn from(error: ActionError) -> Self {
        match error {
            ActionError::Faults(faults) => Self::faults(&faults),
            ActionError::Conflict {
                status,
                allowed,
                version,
            } => {
                let mut problem = Self::new(StatusCode::CONFLICT, "stand");
                let steps: Vec<&str> = allowed.iter().map(|step| step.code()).collect();
                let members = &mut problem.members;
                members.insert("huidigeStatus".to_owned(), status.code().into());
                members.insert("toegestaneStappen".to_owned(), steps.into());
                members.insert("versie".to_owned(), version.into());
                problem
            }
            ActionError::KeyReused => {
                Self::new(StatusCode::UNPROCESSABLE_ENTITY, "sleutel-hergebruikt")
            }
            other => Mishap::from(other).into(),
        }
    }
}

impl From<Mishap> for Problem {
    fn from(mishap: Mishap) -> Self {
        let mut problem = Self::new(mishap.status(), mishap.code());
        if let Mishap::TooMany(seconds) = mishap {
            problem.wait = Some(seconds);
        }
        problem
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let media = HeaderValue::from_static(MEDIA_TYPE);
        let body = self.body().to_string();
        let mut response = (self.status, [(header::CONTENT_TYPE, media)], body).into_response();
        let headers = response.headers_mut();
        if let Some(challenge) = self.challenge {
            let value = HeaderValue::from_static(challenge);
            headers.insert(header::WWW_AUTHENTICATE, value);
        }
        if let Some(seconds) = self.wait {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}

#[cfg(test)]
mod tests {
    use domain::referral::{Status, Step};
    use rstest::rstest;

    use super::*;

    #[test]
    fn every_fault_stands_in_the_problem_with_its_place_and_what_to_do() {
        let faults = vec![
            Fault::body("client.naam", "ontbreekt"),
            Fault::header("Idempotency-Key", "sleutel-ontbreekt"),
        ];
        let body = Problem::from(ActionError::Faults(faults)).body();
        assert_eq!(body["status"], 400);
        assert_eq!(body["type"], "about:blank");
        assert_eq!(
            body["errors"],
            json!([
                {"in": "body", "location": "client.naam", "code": "ontbreekt",
                 "detail": "Vul een naam in"},
                {"in": "header", "location": "Idempotency-Key", "code": "sleutel-ontbreekt",
                 "detail": "De kop Idempotency-Key ontbreekt. Stuur bij elke verwijzing een eigen sleutel mee."},
            ])
        );
    }

    #[test]
    fn a_conflict_tells_where_the_referral_is_and_what_can_be_done() {
        let body = Problem::from(ActionError::Conflict {
            status: Status::Accepted,
            allowed: vec![Step::Contact, Step::Start],
            version: 4,
        })
        .body();
        assert_eq!(body["status"], 409);
        assert_eq!(body["huidigeStatus"], "aanvaard");
        assert_eq!(
            body["toegestaneStappen"],
            json!(["contact-gelegd", "gestart"])
        );
        assert_eq!(body["versie"], 4);
    }

    #[rstest]
    #[case(Mishap::NotFound, 404)]
    #[case(Mishap::Gone, 410)]
    #[case(Mishap::Forbidden, 403)]
    #[case(Mishap::WrongMethod, 405)]
    #[case(Mishap::TooLarge, 413)]
    #[case(Mishap::TooMany(7), 429)]
    #[case(Mishap::TooSlow, 503)]
    #[case(Mishap::Broken, 500)]
    #[case(Mishap::BadRequest, 400)]
    #[case(Mishap::Conflict, 409)]
    #[case(Mishap::Stale, 403)]
    fn every_mishap_has_its_status_and_dutch_words(#[case] mishap: Mishap, #[case] status: u16) {
        let problem = Problem::from(mishap);
        let body = problem.body();
        assert_eq!(body["status"], status);
        for member in ["title", "detail"] {
            let text = body[member].as_str().unwrap();
            assert!(!text.is_empty() && !text.contains('⟦'), "{text}");
        }
    }

    #[test]
    fn the_other_problems_have_words_too() {
        for problem in [
            Problem::unauthorised(true),
            Problem::not_json(),
            ActionError::KeyReused.into(),
        ] {
            assert!(
                !problem.body().to_string().contains('⟦'),
                "{}",
                problem.code
            );
        }
    }
}
