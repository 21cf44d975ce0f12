//! Who gets which answer at which address, written down by hand from surface.md (sections 3, 5, 6
//! and 10). Nothing here is asked of the code under test: the policies and the domain have rules of
//! their own, and this table must say the same.

use super::people::Role;

/// What an address is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum About {
    /// Nothing in particular.
    Nothing,
    /// A referral.
    Referral,
    /// An offer.
    Offer,
    /// An offer that the service point of its municipality decides about.
    Curated,
    /// A doubtful field of an imported offer.
    Doubt,
    /// A message that could not be delivered.
    Parked,
    /// An alarm of the access log.
    Alarm,
    /// A question that somebody was asked.
    Question,
    /// The link of a receiver.
    ReceiverLink,
    /// The link of a resident.
    ResidentLink,
    /// A link of which every one here is made up.
    NoLink,
    /// The link of an invitation.
    InvitationLink,
    /// The link to choose a new password.
    PasswordLink,
    /// Somebody who works somewhere.
    Member,
    /// A provider.
    Provider,
    /// A provider that is suspended.
    Suspension,
    /// A referral whose resident must be called about a suspension.
    ToCall,
    /// The phone number of somebody, asked for in an emergency.
    Phone,
    /// A referral that somebody holds open in an emergency.
    Opening,
    /// An emergency, as the log keeper looks at it.
    Emergency,
    /// Two files that may be of one person.
    Pair,
    /// Two files that were merged.
    Merge,
    /// An incident of the register.
    Incident,
    /// A referral with an objection of its resident.
    Objection,
    /// Wishes that a coach saved with a referral.
    SavedWish,
    /// That a colleague stands in for somebody.
    Delegation,
    /// Something of which there is none here: whoever may come in finds nothing.
    NotThere,
}

/// How somebody comes in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Door {
    /// Without being asked who they are.
    Open,
    /// Signed in; nobody is led to the sign-in page.
    SignedIn,
    /// Signed in and confirmed just now; who did not is led to the confirmation.
    Fresh,
    /// A program, with any token.
    Read,
    /// A program, with a token that does not only read.
    Write,
}

/// One address and its rule.
pub struct Rule {
    pub method: &'static str,
    pub path: &'static str,
    pub about: About,
    pub door: Door,
    /// The roles for which the door is; others are refused.
    pub roles: &'static [Role],
    /// The answer to who comes in and to whom what it is about is known.
    pub answer: u16,
    /// The answer to the same question asked again, when the first one changed something.
    pub again: u16,
    /// What the form holds beside its token; `{id}` is what it is about.
    pub sends: &'static str,
}

use About::{
    Alarm, Curated, Delegation, Doubt, Emergency, Incident, InvitationLink, Member, Merge, NoLink,
    NotThere, Nothing, Objection, Offer, Opening, Pair, Parked, PasswordLink, Phone, Question,
    ReceiverLink, Referral, ResidentLink, SavedWish, Suspension, ToCall,
};
use Door::{Fresh, Open, Read, SignedIn, Write};
use Role::{
    Administrator, CareProfessional, ClubAdministrator, Coach, LogKeeper, Policy, Provider,
    ServicePoint, SocialReferrer,
};

const ALL: &[Role] = &Role::ALL;
const REFERS: &[Role] = &[CareProfessional, SocialReferrer, Coach, ServicePoint];
const MEETS: &[Role] = &[
    CareProfessional,
    SocialReferrer,
    Provider,
    Coach,
    ServicePoint,
];
const GUIDES: &[Role] = &[Coach];
const DESK: &[Role] = &[ServicePoint];
const REGISTERS: &[Role] = &[ServicePoint, Administrator, LogKeeper];
pub const KEEPER: &[Role] = &[LogKeeper];
const SETS: &[Role] = &[Administrator];
const BY_NAME: &[Role] = &[CareProfessional, SocialReferrer, Coach];
const OPENS: &[Role] = &[CareProfessional, Coach, ServicePoint];
/// Everybody's administrator decides on people; the municipality's on all else.
const LETS_IN: &[Role] = &[Administrator, ClubAdministrator, ServicePoint];
const SUSPENDS: &[Role] = &[Administrator, ServicePoint];
const COUNTS: &[Role] = &[Policy, ServicePoint];
const COMPARES: &[Role] = &[Coach, ServicePoint];

const fn rule(
    method: &'static str,
    path: &'static str,
    about: About,
    door: Door,
    roles: &'static [Role],
    answer: u16,
) -> Rule {
    Rule {
        method,
        path,
        about,
        door,
        roles,
        answer,
        again: answer,
        sends: "",
    }
}

/// A rule of which the first answer changes something, so that a second question finds it done.
const fn once(
    path: &'static str,
    about: About,
    roles: &'static [Role],
    answer: u16,
    again: u16,
) -> Rule {
    Rule {
        method: "POST",
        path,
        about,
        door: SignedIn,
        roles,
        answer,
        again,
        sends: "",
    }
}

impl Rule {
    /// The same, with a form that is filled in.
    const fn sending(self, sends: &'static str) -> Self {
        Self { sends, ..self }
    }
}

/// Forms are sent empty, but for the token that all forms carry: who may come in is told what is
/// missing (400), before anything changes. A form that names a thing is filled in.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    // For everybody.
    rule("GET", "/", Nothing, Open, ALL, 200),
    rule("GET", "/healthz", Nothing, Open, ALL, 200),
    rule("GET", "/readyz", Nothing, Open, ALL, 200),
    rule("GET", "/.well-known/security.txt", Nothing, Open, ALL, 200),
    rule("GET", "/static/{*name}", Nothing, Open, ALL, 200),
    rule("GET", "/aanbod", Nothing, Open, ALL, 200),
    rule("GET", "/aanbod/{id}", Offer, Open, ALL, 200),
    // Nobody here gives lessons under a made-up key, or has a picture.
    rule("GET", "/aanbieders/{id}", NotThere, Open, ALL, 404),
    rule("GET", "/aanbod/{id}/foto/{nr}", NotThere, Open, ALL, 404),
    rule("GET", "/robots.txt", Nothing, Open, ALL, 200),
    rule("GET", "/sitemap.xml", Nothing, Open, ALL, 200),
    // No site may frame it here.
    rule("GET", "/insluiten/aanbod", Nothing, Open, ALL, 404),
    // The lessons stand in the query; without any there is no sheet.
    rule("GET", "/keuze", Nothing, Open, ALL, 404),
    rule("GET", "/privacy", Nothing, Open, ALL, 200),
    rule("GET", "/toegankelijkheid", Nothing, Open, ALL, 200),
    rule("GET", "/api", Nothing, Open, ALL, 200),
    rule("GET", "/aanmelden", Nothing, Open, ALL, 200),
    rule("POST", "/aanmelden", Nothing, Open, ALL, 400),
    // The demo's mail is nobody's outside the demo.
    rule("GET", "/demo/post", Nothing, Open, ALL, 404),
    rule("GET", "/demo/post/{name}", NoLink, Open, ALL, 404),
    // Signing in.
    rule("GET", "/inloggen", Nothing, Open, ALL, 200),
    rule("POST", "/inloggen", Nothing, Open, ALL, 401),
    rule("GET", "/inloggen/code", Nothing, Open, ALL, 303),
    rule("POST", "/inloggen/code", Nothing, Open, ALL, 403),
    rule("GET", "/inloggen/tweede-stap", Nothing, Open, ALL, 303),
    rule("POST", "/inloggen/tweede-stap", Nothing, Open, ALL, 403),
    rule("POST", "/passkey/begin", Nothing, Open, ALL, 400),
    rule("POST", "/passkey", Nothing, Open, ALL, 403),
    rule("GET", "/wachtwoord-vergeten", Nothing, Open, ALL, 200),
    rule("POST", "/wachtwoord-vergeten", Nothing, Open, ALL, 200),
    rule("GET", "/wachtwoord/{token}", PasswordLink, Open, ALL, 200),
    rule("POST", "/wachtwoord/{token}", PasswordLink, Open, ALL, 400),
    rule("GET", "/uitnodiging/{token}", InvitationLink, Open, ALL, 200),
    rule("POST", "/uitnodiging/{token}", InvitationLink, Open, ALL, 400),
    rule("GET", "/opzetten/{token}", NoLink, Open, ALL, 404),
    rule("POST", "/opzetten/{token}", NoLink, Open, ALL, 404),
    // Links: who has it, has it.
    rule("GET", "/v/{token}", ReceiverLink, Open, ALL, 200),
    rule("POST", "/v/{token}", ReceiverLink, Open, ALL, 400),
    rule("POST", "/v/{token}/andere-dag", ReceiverLink, Open, ALL, 200),
    rule("GET", "/mijn", Nothing, Open, ALL, 200),
    rule("POST", "/mijn", Nothing, Open, ALL, 400),
    rule("GET", "/mijn/{token}", ResidentLink, Open, ALL, 200),
    rule("POST", "/mijn/{token}", ResidentLink, Open, ALL, 400),
    rule("GET", "/mijn/{token}/gegevens", ResidentLink, Open, ALL, 200),
    rule("POST", "/mijn/{token}/gegevens", ResidentLink, Open, ALL, 400),
    rule("GET", "/mijn/{token}/gegevens.json", ResidentLink, Open, ALL, 200),
    rule("POST", "/mijn/{token}/bezwaar", ResidentLink, Open, ALL, 400),
    rule("POST", "/mijn/{token}/toestemming", ResidentLink, Open, ALL, 400),
    rule("GET", "/klopt/{token}", NoLink, Open, ALL, 404),
    rule("POST", "/klopt/{token}", NoLink, Open, ALL, 404),
    rule("POST", "/klopt/{token}/dicht", NoLink, Open, ALL, 404),
    rule("GET", "/klopt/{token}/nieuw", NoLink, Open, ALL, 404),
    rule("POST", "/klopt/{token}/nieuw", NoLink, Open, ALL, 404),
    rule("GET", "/klopt/{token}/{id}", NoLink, Open, ALL, 404),
    rule("POST", "/klopt/{token}/{id}", NoLink, Open, ALL, 404),
    rule("POST", "/klopt/{token}/{id}/stoppen", NoLink, Open, ALL, 404),
    rule("POST", "/klopt/{token}/{id}/niet-door", NoLink, Open, ALL, 404),
    rule("GET", "/klopt/{token}/{id}/fotos", NoLink, Open, ALL, 404),
    rule("POST", "/klopt/{token}/{id}/fotos", NoLink, Open, ALL, 404),
    rule("GET", "/klopt/{token}/{id}/fotos/{nr}", NoLink, Open, ALL, 404),
    rule("POST", "/klopt/{token}/{id}/fotos/{nr}", NoLink, Open, ALL, 404),
    // Providers of sign-ins: there are none here.
    rule("GET", "/inloggen/bij/{provider}", NoLink, Open, ALL, 404),
    rule("GET", "/inloggen/bij/{provider}/terug", NoLink, Open, ALL, 404),
    rule("GET", "/bevestigen/bij/{provider}", NotThere, SignedIn, ALL, 404),
    rule("POST", "/openid/{provider}/uitloggen", NoLink, Open, ALL, 404),
    // Whoever is signed in.
    rule("GET", "/te-doen", Nothing, SignedIn, ALL, 200),
    rule("GET", "/organisatie", Nothing, SignedIn, ALL, 200),
    rule("POST", "/organisatie", Nothing, SignedIn, ALL, 400),
    rule("GET", "/bevestigen", Nothing, SignedIn, ALL, 200),
    rule("POST", "/bevestigen", Nothing, SignedIn, ALL, 404),
    rule("GET", "/account", Nothing, SignedIn, ALL, 200),
    rule("POST", "/account", Nothing, SignedIn, ALL, 400),
    rule("GET", "/account/tweede-stap", Nothing, Fresh, ALL, 200),
    rule("POST", "/account/tweede-stap", Nothing, Fresh, ALL, 400),
    rule("GET", "/account/herstelcodes", Nothing, Fresh, ALL, 200),
    rule("POST", "/account/herstelcodes", Nothing, Fresh, ALL, 200),
    rule("GET", "/account/passkeys", Nothing, Fresh, ALL, 200),
    rule("POST", "/account/passkeys", Nothing, Fresh, ALL, 404),
    rule("GET", "/account/sessies", Nothing, Fresh, ALL, 200),
    rule("POST", "/account/sessies", Nothing, Fresh, ALL, 400),
    rule("GET", "/vragen", Nothing, SignedIn, ALL, 200),
    rule("POST", "/vragen/{id}", Question, SignedIn, ALL, 400),
    // Who refers.
    rule("GET", "/zoeken", Nothing, SignedIn, REFERS, 200),
    rule("POST", "/zoeken", Nothing, SignedIn, REFERS, 400),
    rule("POST", "/vergelijken", Nothing, SignedIn, REFERS, 200),
    rule("POST", "/gemist-aanbod", Nothing, SignedIn, REFERS, 400),
    rule("GET", "/gemist-aanbod", Nothing, SignedIn, COUNTS, 200),
    rule("GET", "/gemist-aanbod/bestand", Nothing, SignedIn, COUNTS, 200),
    rule("GET", "/verwijzen", Nothing, SignedIn, REFERS, 200),
    rule("POST", "/verwijzen", Nothing, SignedIn, REFERS, 200),
    rule("GET", "/bel", Nothing, SignedIn, REFERS, 200),
    rule("POST", "/bel", Nothing, SignedIn, REFERS, 400),
    // Who meets residents.
    rule("GET", "/verwijzingen", Nothing, SignedIn, MEETS, 200),
    rule("GET", "/verwijzingen/{id}", Referral, SignedIn, MEETS, 200),
    rule("GET", "/verwijzingen/{id}/verstuurd", Referral, SignedIn, REFERS, 200),
    rule("GET", "/verwijzingen/{id}/brief", Referral, SignedIn, REFERS, 200),
    rule("POST", "/verwijzingen/{id}/stappen", Referral, SignedIn, MEETS, 400),
    rule("POST", "/verwijzingen/{id}/andere-dag", Referral, SignedIn, MEETS, 409),
    rule("POST", "/verwijzingen/{id}/toestemmingen", Referral, SignedIn, REFERS, 400),
    rule("POST", "/verwijzingen/{id}/wensen", Referral, SignedIn, GUIDES, 400),
    once("/verwijzingen/{id}/wensen/{wens}", SavedWish, GUIDES, 303, 303).sending("wat=stop"),
    once("/verwijzingen/{id}/bezwaar/{bezwaar}", Objection, DESK, 303, 303)
        .sending("antwoord=Wij+passen+het+aan."),
    // Providers, and the service point that curates.
    rule("GET", "/mijn-aanbod", Nothing, SignedIn, &[Provider], 200),
    rule("POST", "/mijn-aanbod/dicht", Nothing, SignedIn, &[Provider], 303),
    rule("POST", "/aanbod/{id}/bevestigen", Offer, SignedIn, &[Provider, ServicePoint], 303),
    rule("GET", "/groep-beginnen", Nothing, SignedIn, GUIDES, 200),
    rule("POST", "/groep-beginnen", Nothing, SignedIn, GUIDES, 400),
    rule("GET", "/mijn-aanbod/nieuw", Nothing, SignedIn, &[Provider], 200),
    rule("POST", "/mijn-aanbod/nieuw", Nothing, SignedIn, &[Provider], 400),
    rule("POST", "/mijn-aanbod/klopt", Nothing, SignedIn, &[Provider], 303),
    rule("GET", "/mijn-aanbod/{id}", NotThere, SignedIn, &[Provider], 404),
    rule("POST", "/mijn-aanbod/{id}", NotThere, SignedIn, &[Provider], 404),
    rule("POST", "/mijn-aanbod/{id}/stoppen", NotThere, SignedIn, &[Provider], 404),
    rule("POST", "/mijn-aanbod/{id}/niet-door", NotThere, SignedIn, &[Provider], 404),
    rule("GET", "/mijn-aanbod/{id}/fotos", NotThere, SignedIn, &[Provider], 404),
    rule("POST", "/mijn-aanbod/{id}/fotos", NotThere, SignedIn, &[Provider], 404),
    rule("GET", "/mijn-aanbod/{id}/fotos/{nr}", NotThere, SignedIn, &[Provider], 404),
    rule("POST", "/mijn-aanbod/{id}/fotos/{nr}", NotThere, SignedIn, &[Provider], 404),
    rule("GET", "/aanbod/{id}/wijzig", Curated, SignedIn, DESK, 200),
    rule("POST", "/aanbod/{id}/wijzig", Curated, SignedIn, DESK, 400),
    rule("GET", "/aanbod/{id}/fotos", Curated, SignedIn, DESK, 200),
    rule("POST", "/aanbod/{id}/fotos", Curated, SignedIn, DESK, 400),
    rule("GET", "/aanbod/{id}/fotos/{nr}", NotThere, SignedIn, DESK, 404),
    rule("POST", "/aanbod/{id}/fotos/{nr}", NotThere, SignedIn, DESK, 404),
    rule("GET", "/aanbod-bijhouden", Nothing, SignedIn, DESK, 200),
    rule("POST", "/aanbod-bijhouden/goed", Nothing, SignedIn, DESK, 400),
    rule("POST", "/aanbod-bijhouden/samen", Nothing, SignedIn, DESK, 400),
    rule("POST", "/aanbod-bijhouden/{id}/terug", NotThere, SignedIn, DESK, 404),
    rule("POST", "/aanbod/{id}/besluit", Curated, SignedIn, DESK, 303).sending("besluit=houden"),
    rule("GET", "/aanbod-nakijken", Nothing, SignedIn, DESK, 200),
    rule("POST", "/aanbod-nakijken/{id}", Doubt, SignedIn, DESK, 303),
    rule("GET", "/aanbod-nakijken/{id}/alle", Doubt, SignedIn, DESK, 200),
    rule("POST", "/aanbod-nakijken/{id}/alle", Doubt, SignedIn, DESK, 303).sending("antwoord=gezien&keuze={id}"),
    rule("POST", "/aanbod-nakijken/{id}/terug", Doubt, SignedIn, DESK, 303),
    once("/post/{id}/opnieuw", Parked, DESK, 303, 404),
    // Who decides how it works here, and who works here.
    rule("GET", "/instellingen", Nothing, SignedIn, SETS, 200),
    rule("POST", "/instellingen", Nothing, SignedIn, SETS, 400),
    rule("POST", "/instellingen/gegevens", Nothing, SignedIn, SETS, 400),
    rule("POST", "/instellingen/leren", Nothing, SignedIn, SETS, 303),
    rule("POST", "/instellingen/regelingen", Nothing, SignedIn, SETS, 303),
    rule("POST", "/instellingen/klassen", Nothing, SignedIn, SETS, 303),
    rule("GET", "/ingelezen", Nothing, SignedIn, DESK, 200),
    rule("POST", "/ingelezen/oordeel", Nothing, SignedIn, DESK, 404),
    rule("POST", "/ingelezen/terug", Nothing, SignedIn, DESK, 404),
    rule("GET", "/zoekwoorden", Nothing, SignedIn, DESK, 200),
    rule("POST", "/zoekwoorden", Nothing, SignedIn, DESK, 303),
    rule("GET", "/instellingen/bewaren", Nothing, Fresh, SETS, 200),
    rule("POST", "/instellingen/bewaren", Nothing, Fresh, SETS, 400),
    rule("GET", "/toegang", Nothing, Fresh, LETS_IN, 200),
    rule("POST", "/toegang", Nothing, Fresh, LETS_IN, 400),
    rule("GET", "/toegang/{organisatie}/{id}", Member, Fresh, LETS_IN, 200),
    rule("POST", "/toegang/{organisatie}/{id}", Member, Fresh, LETS_IN, 400),
    // Standing in for a colleague: everybody looks at their own, who refers by name gives.
    rule("GET", "/namens", Nothing, SignedIn, ALL, 200),
    once("/namens", Delegation, ALL, 303, 404).sending("id={id}"),
    rule("GET", "/namens/geven", Nothing, Fresh, BY_NAME, 200),
    rule("POST", "/namens/geven", Nothing, Fresh, BY_NAME, 400),
    // When something is wrong.
    rule("GET", "/schorsingen", Nothing, SignedIn, SUSPENDS, 200),
    once("/schorsingen", About::Provider, SUSPENDS, 303, 404)
        .sending("aanbieder={id}&reden=De+vloer+is+niet+veilig"),
    once("/schorsingen/{id}/gebeld", ToCall, DESK, 303, 404),
    once("/schorsingen/{id}/opheffen", Suspension, SUSPENDS, 303, 404),
    rule("GET", "/nood", Nothing, SignedIn, OPENS, 200),
    rule("POST", "/nood", Phone, SignedIn, OPENS, 303)
        .sending("wie={id}&reden=Gevallen+in+de+zaal+en+antwoordt+niet"),
    rule("GET", "/nood/{id}", Opening, SignedIn, OPENS, 200),
    rule("GET", "/inzage/nood", Nothing, SignedIn, KEEPER, 200),
    once("/inzage/nood/{id}/gezien", Emergency, KEEPER, 303, 404),
    rule("GET", "/dossiers", Nothing, SignedIn, COMPARES, 200),
    rule("GET", "/dossiers/{id}", Pair, SignedIn, COMPARES, 200),
    once("/dossiers/{id}", Pair, COMPARES, 303, 404).sending("besluit=apart"),
    once("/dossiers/{id}/ongedaan", Merge, COMPARES, 303, 404),
    rule("GET", "/incidenten", Nothing, SignedIn, REGISTERS, 200),
    rule("GET", "/incidenten/nieuw", Nothing, SignedIn, REGISTERS, 200),
    rule("POST", "/incidenten/nieuw", Nothing, SignedIn, REGISTERS, 400),
    rule("GET", "/incidenten/{id}", Incident, SignedIn, REGISTERS, 200),
    rule("POST", "/incidenten/{id}", Incident, SignedIn, REGISTERS, 400),
    rule("GET", "/incidenten/lek", Nothing, Fresh, REGISTERS, 200),
    rule("POST", "/incidenten/lek", Nothing, Fresh, REGISTERS, 400),
    // Who keeps the log: of each referral in the municipality, and of no other.
    rule("GET", "/inzage", Nothing, SignedIn, KEEPER, 200),
    rule("POST", "/inzage", Nothing, SignedIn, KEEPER, 404),
    rule("GET", "/inzage/{id}", Referral, SignedIn, KEEPER, 200),
    rule("GET", "/inzage/logboek", Nothing, SignedIn, KEEPER, 200),
    rule("POST", "/inzage/logboek", Nothing, SignedIn, KEEPER, 400),
    rule("GET", "/inzage/logboek/bestand", Nothing, Fresh, KEEPER, 200),
    rule("POST", "/inzage/logboek/bestand", Nothing, Fresh, KEEPER, 400),
    rule("GET", "/inzage/signalen", Nothing, SignedIn, KEEPER, 200),
    once("/inzage/signalen/{id}/vraag", Alarm, KEEPER, 303, 404),
    once("/inzage/signalen/{id}/sluit", Alarm, KEEPER, 303, 404),
    rule("POST", "/inzage/grenzen", Nothing, SignedIn, KEEPER, 400),
    // Programs.
    rule("GET", "/api/v1/openapi.json", Nothing, Open, ALL, 200),
    rule("GET", "/api/v1/openapi.yaml", Nothing, Open, ALL, 200),
    rule("GET", "/api/v1/aanbod", Nothing, Open, ALL, 200),
    rule("GET", "/api/v1/aanbod/{id}", Offer, Open, ALL, 200),
    rule("POST", "/api/v1/zoekvragen", Nothing, Open, ALL, 400),
    rule("GET", "/api/v1/keuzelijsten", Nothing, Open, ALL, 200),
    rule("GET", "/api/v1/suggesties", Nothing, Open, ALL, 200),
    rule("GET", "/api/v1/programmas", Nothing, Open, ALL, 200),
    rule("GET", "/api/v1/verwijzingen", Nothing, Read, MEETS, 200),
    rule("POST", "/api/v1/verwijzingen", Nothing, Write, REFERS, 400),
    rule("GET", "/api/v1/verwijzingen/{id}", Referral, Read, MEETS, 200),
    rule("POST", "/api/v1/verwijzingen/{id}/stappen", Referral, Write, MEETS, 400),
    rule("POST", "/api/v1/verwijzingen/{id}/toestemmingen", Referral, Write, REFERS, 400),
    rule("GET", "/api/v1/verwijzingen/{id}/wensen", Referral, Read, MEETS, 200),
    rule("POST", "/api/v1/verwijzingen/{id}/wensen", Referral, Write, GUIDES, 400),
    rule("DELETE", "/api/v1/verwijzingen/{id}/wensen/{wensId}", SavedWish, Write, GUIDES, 204),
    rule("GET", "/api/v1/verwijzingen/{id}/verwijstekst", Referral, Read, MEETS, 200),
    rule("GET", "/api/v1/zorgverleners", Nothing, Read, REFERS, 200),
    rule("GET", "/api/v1/gemist-aanbod", Nothing, Read, &[Coach, ServicePoint], 200),
    rule("POST", "/api/v1/gemist-aanbod", Nothing, Write, REFERS, 400),
    rule("GET", "/api/v1/inzage/{verwijzingId}", Referral, Read, KEEPER, 200),
    // Last, since nobody is signed in afterwards.
    rule("POST", "/uitloggen", Nothing, Open, ALL, 303),
];
