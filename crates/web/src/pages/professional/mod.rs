//! Pages for who is signed in: search with the client, refer, follow, answer, and the work list of
//! each role. One file a page; each handler reads the request, calls one action and renders.

mod access;
mod badge;
mod begin_group;
mod call;
pub(in crate::pages) mod choices;
pub(in crate::pages) mod closures_form;
mod compare;
mod consent;
mod desk;
mod first_start;
mod form_faults;
mod imported;
mod log_keeper;
mod missed;
mod missed_map;
mod near_areas;
mod near_map;
mod offer_desk;
pub(in crate::pages) mod offer_form;
pub(in crate::pages) mod offer_pictures;
mod offer_questions;
mod offer_typed;
mod own_offers;
mod paper;
mod periods;
mod recall;
mod refer;
mod refer_form;
mod refer_target;
mod referral;
mod referral_view;
mod referrals;
mod result;
mod results;
mod saved_wishes;
mod schemes_form;
mod search;
mod search_choices;
mod search_form;
mod search_words;
mod sentence_told;
mod settings;
mod sign_in;
mod step_forms;
mod step_words;
mod steps;
mod timeline;
mod turn;
mod unmet;
mod voice;
mod wish_codes;
mod wish_words;
mod work_list;
mod work_row;

pub use choices::{Choice, capital};
pub use form_faults::FormFaults;
pub use recall::Recall;
pub(crate) use timeline::moment_short;
pub use voice::Voice;

use domain::organisation::Role;

use crate::policy::{Policy, Routes};
use crate::throttle::Guard;

/// Who refers.
const REFERS: Policy = Policy::Roles(&[
    Role::CareProfessional,
    Role::SocialReferrer,
    Role::Coach,
    Role::ServicePoint,
]);
/// Who meets residents.
const MEETS: Policy = Policy::Roles(&[
    Role::CareProfessional,
    Role::SocialReferrer,
    Role::Provider,
    Role::Coach,
    Role::ServicePoint,
]);
const DESK: Policy = Policy::Roles(&[Role::ServicePoint]);
/// Who guides.
const GUIDES: Policy = Policy::Roles(&[Role::Coach]);
const CONFIRMS: Policy = Policy::Roles(&[Role::Provider, Role::ServicePoint]);
/// Who sees counts and never persons by them.
const COUNTS: Policy = Policy::Roles(&[Role::Policy, Role::ServicePoint]);
const PROVIDES: Policy = Policy::Roles(&[Role::Provider]);
const SETS: Policy = Policy::Roles(&[Role::Administrator]);
const KEEPS_LOG: Policy = Policy::Roles(&[Role::LogKeeper]);
/// Who chooses how long things are kept, after a second step just now.
const CHOOSES_PERIODS: Policy = Policy::Fresh(&[Role::Administrator]);
/// Who takes the log along as a file, after a second step just now.
const TAKES_LOG: Policy = Policy::Fresh(&[Role::LogKeeper]);

/// The routes of professionals' pages.
pub(crate) fn router() -> Routes {
    use Policy::{Guarded, Public, SignedIn};
    Routes::new()
        .get("/inloggen", Public, sign_in::show)
        .post("/inloggen", Guarded(Guard::SignIn), sign_in::enter)
        .post("/uitloggen", Public, sign_in::leave)
        .get("/organisatie", SignedIn, sign_in::organisations)
        .post("/organisatie", SignedIn, sign_in::choose)
        .get("/te-doen", SignedIn, work_list::show)
        .get("/aanbod-nakijken", DESK, offer_questions::list)
        .post("/aanbod-nakijken/{id}", DESK, offer_questions::seen)
        .get("/aanbod-nakijken/{id}/alle", DESK, offer_questions::alike)
        .post("/aanbod-nakijken/{id}/alle", DESK, offer_questions::answer)
        .post(
            "/aanbod-nakijken/{id}/terug",
            DESK,
            offer_questions::take_back,
        )
        .post("/post/{id}/opnieuw", DESK, desk::again)
        .get("/zoeken", REFERS, search::form)
        .post("/zoeken", REFERS, search::results)
        .post("/vergelijken", REFERS, compare::compare)
        .get("/gemist-aanbod", COUNTS, missed::show)
        .get("/gemist-aanbod/bestand", COUNTS, missed::file)
        .post("/gemist-aanbod", REFERS, unmet::report)
        .get("/groep-beginnen", GUIDES, begin_group::form)
        .post("/groep-beginnen", GUIDES, begin_group::send)
        .get("/verwijzen", REFERS, refer::form)
        .post("/verwijzen", REFERS, refer::send)
        .get("/bel", REFERS, call::form)
        .post("/bel", REFERS, call::send)
        .get("/verwijzingen", MEETS, referrals::list)
        .get("/verwijzingen/{id}", MEETS, referral::show)
        .get("/verwijzingen/{id}/verstuurd", REFERS, referral::sent)
        .get("/verwijzingen/{id}/brief", REFERS, paper::letter)
        .post("/verwijzingen/{id}/stappen", MEETS, steps::take)
        .post("/verwijzingen/{id}/toestemmingen", REFERS, consent::change)
        .post(
            "/verwijzingen/{id}/bezwaar/{bezwaar}",
            DESK,
            consent::answer,
        )
        .post("/verwijzingen/{id}/wensen", GUIDES, saved_wishes::save)
        .post(
            "/verwijzingen/{id}/wensen/{wens}",
            GUIDES,
            saved_wishes::say,
        )
        .post("/verwijzingen/{id}/andere-dag", MEETS, steps::another_day)
        .get("/mijn-aanbod", PROVIDES, own_offers::list)
        .post("/mijn-aanbod/dicht", PROVIDES, own_offers::close)
        .post("/mijn-aanbod/klopt", PROVIDES, own_offers::confirm_all)
        .get("/mijn-aanbod/nieuw", PROVIDES, offer_form::new)
        .post("/mijn-aanbod/nieuw", PROVIDES, offer_form::create)
        .get("/mijn-aanbod/{id}", PROVIDES, offer_form::edit)
        .post("/mijn-aanbod/{id}", PROVIDES, offer_form::save)
        .post("/mijn-aanbod/{id}/stoppen", PROVIDES, offer_form::stop)
        .post("/mijn-aanbod/{id}/niet-door", PROVIDES, offer_form::cancel)
        .get("/mijn-aanbod/{id}/fotos", PROVIDES, offer_pictures::list)
        .post("/mijn-aanbod/{id}/fotos", PROVIDES, offer_pictures::send)
        .get(
            "/mijn-aanbod/{id}/fotos/{nr}",
            PROVIDES,
            offer_pictures::look,
        )
        .post(
            "/mijn-aanbod/{id}/fotos/{nr}",
            PROVIDES,
            offer_pictures::decide,
        )
        .get("/aanbod/{id}/wijzig", DESK, offer_form::edit_at_desk)
        .post("/aanbod/{id}/wijzig", DESK, offer_form::save_at_desk)
        .get("/aanbod/{id}/fotos", DESK, offer_pictures::desk_list)
        .post("/aanbod/{id}/fotos", DESK, offer_pictures::desk_send)
        .get("/aanbod/{id}/fotos/{nr}", DESK, offer_pictures::desk_look)
        .post("/aanbod/{id}/fotos/{nr}", DESK, offer_pictures::desk_decide)
        .post("/aanbod/{id}/bevestigen", CONFIRMS, own_offers::confirm)
        .get("/aanbod-bijhouden", DESK, offer_desk::list)
        .post("/aanbod-bijhouden/goed", DESK, offer_desk::approve)
        .post("/aanbod-bijhouden/samen", DESK, offer_desk::decide_together)
        .post("/aanbod-bijhouden/{id}/terug", DESK, offer_desk::send_back)
        .post("/aanbod/{id}/besluit", DESK, offer_desk::decide)
        .get("/ingelezen", DESK, imported::show)
        .post("/ingelezen/oordeel", DESK, imported::judge)
        .post("/ingelezen/terug", DESK, imported::undo)
        .get("/zoekwoorden", DESK, search_words::show)
        .post("/zoekwoorden", DESK, search_words::save)
        .get("/instellingen", SETS, settings::show)
        .post("/instellingen", SETS, settings::save)
        .post("/instellingen/gegevens", SETS, settings::save_contacts)
        .post("/instellingen/leren", SETS, settings::switch_learning)
        .post("/instellingen/regelingen", SETS, settings::save_schemes)
        .post("/instellingen/klassen", SETS, settings::save_classes)
        .get("/instellingen/bewaren", CHOOSES_PERIODS, periods::show)
        .post("/instellingen/bewaren", CHOOSES_PERIODS, periods::choose)
        .get("/opzetten/{token}", Policy::Link, first_start::ask)
        .post("/opzetten/{token}", Policy::Link, first_start::begin)
        .get("/inzage", KEEPS_LOG, access::ask)
        .post("/inzage", KEEPS_LOG, access::find)
        .get("/inzage/{id}", KEEPS_LOG, access::show)
        .get("/inzage/logboek", KEEPS_LOG, log_keeper::log::show)
        .post("/inzage/logboek", KEEPS_LOG, log_keeper::log::ask)
        .get("/inzage/logboek/bestand", TAKES_LOG, log_keeper::log::show)
        .post("/inzage/logboek/bestand", TAKES_LOG, log_keeper::log::take)
        .get("/inzage/signalen", KEEPS_LOG, log_keeper::alarms::show)
        .post(
            "/inzage/signalen/{id}/vraag",
            KEEPS_LOG,
            log_keeper::alarms::ask,
        )
        .post(
            "/inzage/signalen/{id}/sluit",
            KEEPS_LOG,
            log_keeper::alarms::close,
        )
        .post("/inzage/grenzen", KEEPS_LOG, log_keeper::alarms::set_limits)
        .get("/vragen", SignedIn, log_keeper::question::show)
        .post("/vragen/{id}", SignedIn, log_keeper::question::answer)
}
