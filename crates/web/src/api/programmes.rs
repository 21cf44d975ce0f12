//! `GET /programmas`: programmes with their phases and contact moments. What no source tells is
//! null: no length or rhythm is made up here.

use axum::Json;
use documents::Texts;
use http::Uri;
use serde::Serialize;
use utoipa::ToSchema;

use super::listing::{Keys, Listing};
use crate::problem::Problem;

/// A phase: its code, its length in weeks when it is known, and the contact moments in it with
/// their week when that is known.
type Phase = (
    &'static str,
    Option<u16>,
    &'static [(&'static str, Option<u16>)],
);

struct Programme {
    code: &'static str,
    weeks: Option<u16>,
    phases: &'static [Phase],
}

const PROGRAMMES: [Programme; 6] = [
    // A broker phones, meets outside the practice, chooses together, and follows up.
    Programme {
        code: "beweegmakelaar",
        weeks: None,
        phases: &[
            ("aanmelding", None, &[("belafspraak", None)]),
            ("intake", None, &[("intakegesprek", None)]),
            ("samen-kiezen", None, &[("keuzegesprek", None)]),
            ("uitproberen", None, &[("eerste-keer", None)]),
            ("volgen", None, &[("opvolggesprek", None)]),
        ],
    },
    // Intake, twelve weeks in a group or with a coach at a distance, then a year of tapering off.
    Programme {
        code: "twaalf-weken-begeleiding",
        weeks: Some(64),
        phases: &[
            ("intake", None, &[("intakegesprek", None)]),
            ("begeleiding", Some(12), &[("evaluatie", Some(12))]),
            ("afbouw", Some(52), &[("opvolggesprek", None)]),
        ],
    },
    // About twenty weekly walks, with a festival at the end.
    Programme {
        code: "wandeluitdaging",
        weeks: Some(20),
        phases: &[
            ("aanmelding", None, &[("persoonlijke-uitnodiging", None)]),
            ("wandelen", Some(20), &[("wekelijkse-wandeling", None)]),
            ("afsluiting", None, &[("festival", None)]),
        ],
    },
    // 24 months in a row; it starts with the first contact after the intake.
    Programme {
        code: "gli",
        weeks: Some(104),
        phases: &[
            ("verwijzing", None, &[("verwijzing-arts", None)]),
            ("intake", None, &[("intakegesprek", None)]),
            (
                "behandelfase",
                None,
                &[("eerste-contact", None), ("bericht-start", None)],
            ),
            ("onderhoudsfase", None, &[("bericht-einde", None)]),
        ],
    },
    // Three questions, an analysis by a professional, and an offer that goes on afterwards.
    Programme {
        code: "valpreventie",
        weeks: None,
        phases: &[
            ("inschatting", None, &[("drie-vragen", None)]),
            ("valanalyse", None, &[("gesprek-professional", None)]),
            ("vervolgaanbod", None, &[("overstap", None)]),
        ],
    },
    // Sport as a means: what comes of it may lie outside sport.
    Programme {
        code: "sport-als-middel",
        weeks: None,
        phases: &[
            ("kennismaking", None, &[("intakegesprek", None)]),
            (
                "meedoen",
                None,
                &[("eerste-keer", None), ("opvolggesprek", None)],
            ),
            ("vervolg", None, &[("keuzegesprek", None)]),
        ],
    },
];

/// Een programma.
#[derive(Serialize, ToSchema)]
#[schema(as = Programma)]
pub(crate) struct ProgrammeView {
    code: &'static str,
    naam: String,
    omschrijving: String,
    /// Hoe lang het duurt, als dat vaststaat.
    weken: Option<u16>,
    fasen: Vec<PhaseView>,
}

/// Een fase van een programma.
#[derive(Serialize, ToSchema)]
#[schema(as = Fase)]
struct PhaseView {
    code: &'static str,
    naam: String,
    weken: Option<u16>,
    contactmomenten: Vec<MomentView>,
}

/// Een contactmoment in een fase.
#[derive(Serialize, ToSchema)]
#[schema(as = Contactmoment)]
struct MomentView {
    code: &'static str,
    naam: String,
    /// In welke week van de fase, als dat vaststaat.
    week: Option<u16>,
}

/// Programma's
///
/// Elk met zijn fasen en contactmomenten.
#[utoipa::path(
    get, path = "/programmas", operation_id = "programmas", tag = "Programma's", security(()),
    params(("pagina" = Option<u32>, Query, minimum = 1, maximum = 1_000_000, description = "Welke bladzijde, vanaf 1.")),
    responses((status = 200, description = "Een bladzijde.", body = Listing<ProgrammeView>))
)]
pub(crate) async fn programmes(uri: Uri) -> Result<Json<Listing<ProgrammeView>>, Problem> {
    let mut keys = Keys::of(&uri);
    let page = keys.page();
    if !keys.faults().is_empty() {
        return Err(Problem::faults(keys.faults()));
    }
    let views = PROGRAMMES.iter().map(programme_view);
    Ok(Json(keys.page_of(views.collect(), page)))
}

fn programme_view(programme: &Programme) -> ProgrammeView {
    let t = Texts::dutch();
    let phase = |(code, weeks, moments): &Phase| PhaseView {
        code,
        naam: t.s(&format!("fase-{code}")),
        weken: *weeks,
        contactmomenten: moments
            .iter()
            .map(|(code, week)| MomentView {
                code,
                naam: t.s(&format!("contactmoment-{code}")),
                week: *week,
            })
            .collect(),
    };
    ProgrammeView {
        code: programme.code,
        naam: t.s(&format!("programma-{}-naam", programme.code)),
        omschrijving: t.s(&format!("programma-{}-omschrijving", programme.code)),
        weken: programme.weeks,
        fasen: programme.phases.iter().map(phase).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_programme_has_phases_contact_moments_and_words() {
        for programme in &PROGRAMMES {
            let view = programme_view(programme);
            assert!(!view.fasen.is_empty());
            assert!(
                view.fasen
                    .iter()
                    .all(|phase| !phase.contactmomenten.is_empty())
            );
            let text = serde_json::to_string(&view).unwrap();
            assert!(!text.contains('⟦'), "{text}");
        }
    }
}
