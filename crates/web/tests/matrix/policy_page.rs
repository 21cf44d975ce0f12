//! `docs/policy.md` is made from the code: who may what, as people read it. Out of date, the test
//! fails; `BEWEEGBRUG_WRITE=1 cargo test -p web --test matrix policy_page` writes it anew.

use std::fmt::Write as _;

use domain::actor::{Actor, Member};
use domain::consent::{Consent, ConsentManner};
use domain::ids::{OrganisationId, ReferralId, UserId};
use domain::organisation::Role;
use domain::policy::Verb;
use domain::referral::{Party, Receiver, Standing, Step};
use domain::visibility::{Sight, sight_from};
use uuid::Uuid;
use web::policy::{Policy, Reach};
use web::throttle::Guard;

const WRITE: &str = "BEWEEGBRUG_WRITE";

const BEGIN: &str = "\
# Who may what
This page is made from the code by a test; do not edit it. When the rules change, the test
`policy_page` fails until it is made anew:

    BEWEEGBRUG_WRITE=1 cargo test -p web --test matrix policy_page

Four questions stand between somebody and a referral: may they come in at this door, may they do
this at all, which rows may come back, and which fields of those do they see
([ARCHITECTURE.md](../ARCHITECTURE.md)). The tables below are the answers. The expected answer of
every address to every role, from its own organisation, another one, one that was left and another
municipality, is written down a second time by hand in `crates/web/tests/matrix` and asked in full
on both databases.
";

const END: &str = "
## What holds beside the tables
- Each request asks anew who somebody is: a role that was taken, or a membership that ended, is gone
  with the next request. Ending a membership ends sessions, tokens, open links and delegations in
  one transaction, and hands the open referrals that person sent to a colleague.
- A token for a program is bound to one organisation, to a scope (`lezen` only reads) and to the
  roles its maker had when it was made. It works for a year, for two at most. It never gains a role,
  and loses what its maker loses.
- Who stands in for a colleague acts for the colleague's organisation, in those of the colleague's
  roles that refer by name, with the verbs that were left to them, in the municipality where they
  work themselves. Both names stand in the access log.
- Nobody decides on their own roles, and nobody resets their own second step.
- An administrator of a club, practice or team decides on its own people, in the roles of that kind
  of organisation; the municipality gives every other role. Settings, suspensions and the register
  of incidents are for administrators of the municipality and of the service point.

## Broken on purpose
`cargo mutants` changes these rules one at a time; a test must notice each change
(`.cargo/mutants.toml`):

    cargo install cargo-mutants --locked
    cargo mutants -p domain --jobs 1
    cargo mutants -p store -p web --jobs 1
";

#[test]
fn the_page_about_who_may_what_is_what_the_code_does() {
    let page = page();
    let file = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/policy.md");
    if std::env::var_os(WRITE).is_some() {
        std::fs::write(&file, &page).unwrap();
    }
    let kept = std::fs::read_to_string(&file).unwrap_or_default();
    assert!(
        kept == page,
        "docs/policy.md is out of date: {WRITE}=1 cargo test -p web --test matrix policy_page"
    );
}

fn page() -> String {
    let mut page = BEGIN.to_owned();
    page.push_str("\n## Who may do what at all\n");
    head(&mut page, "what", Role::OF_ACCOUNTS.map(Role::code));
    for verb in Verb::ALL {
        let marks = Role::OF_ACCOUNTS.map(|role| mark(verb.roles().contains(&role)));
        row(&mut page, verb.words(), &marks);
    }
    page.push_str("\n## Who may take which step on a referral\n");
    page.push_str(
        "The receiver is the provider, coach or care professional it was sent to, by account or by \
         the link in the mail. `herstel` is for who set the last step.\n",
    );
    head(&mut page, "step", PARTIES.map(|(_, name)| name));
    for step in Step::ALL {
        let marks = PARTIES.map(|(party, _)| mark(party.may(step)));
        row(&mut page, &format!("`{}`", step.code()), &marks);
    }
    sights(&mut page);
    doors(&mut page);
    page.push_str(END);
    page
}

const PARTIES: [(Party, &str); 5] = [
    (Party::Referrer, "referrer"),
    (Party::Receiver, "receiver"),
    (Party::Coach, "coach who guides"),
    (Party::ServicePoint, "service point"),
    (Party::Resident, "resident"),
];

fn head<const N: usize>(page: &mut String, first: &str, columns: [&str; N]) {
    row(page, first, &columns);
    row(page, "---", &["---"; N]);
}

fn row(page: &mut String, first: &str, cells: &[&str]) {
    let _ = writeln!(page, "| {first} | {} |", cells.join(" | "));
}

const fn mark(yes: bool) -> &'static str {
    if yes { "yes" } else { "" }
}

/// Who sees which fields: asked of the code, for a referral with every consent and for one with
/// none beyond what is needed to send it.
fn sights(page: &mut String) {
    let id = |number: u128| OrganisationId::new(Uuid::from_u128(number));
    let member = |number: u128, role: Role| {
        Actor::Member(Member {
            user: UserId::new(Uuid::from_u128(100 + number)),
            name: String::new(),
            organisation: id(number),
            organisation_name: String::new(),
            municipality: "GM9001".parse().unwrap(),
            roles: [role].into_iter().collect(),
            mandate: None,
        })
    };
    let needed = Consent {
        share_with_provider: true,
        ..Consent::none(ConsentManner::Spoken)
    };
    let all = Consent {
        feedback: true,
        guidance: true,
        medical_background: true,
        ..needed
    };
    let standing = |consent: Consent, receiver_said_yes: bool| Standing {
        id: ReferralId::new(Uuid::from_u128(9)),
        municipality: "GM9001".parse().unwrap(),
        referrer: Some(id(1)),
        referrer_role: Role::CareProfessional,
        receiver: Receiver {
            organisation: id(2),
            role: Role::Provider,
        },
        consent,
        let_go_at: None,
        receiver_said_yes,
    };
    let resident = Actor::Resident {
        referral: ReferralId::new(Uuid::from_u128(9)),
    };
    let rows = [
        (
            "care professional who referred, feedback agreed",
            member(1, Role::CareProfessional),
            standing(all, true),
        ),
        (
            "the same, feedback not agreed",
            member(1, Role::CareProfessional),
            standing(needed, true),
        ),
        (
            "provider before its answer",
            member(2, Role::Provider),
            standing(all, false),
        ),
        (
            "provider after its yes",
            member(2, Role::Provider),
            standing(all, true),
        ),
        (
            "another provider",
            member(3, Role::Provider),
            standing(all, true),
        ),
        (
            "coach, guidance agreed",
            member(4, Role::Coach),
            standing(all, true),
        ),
        (
            "coach, guidance not agreed",
            member(4, Role::Coach),
            standing(needed, true),
        ),
        (
            "service point",
            member(5, Role::ServicePoint),
            standing(all, true),
        ),
        (
            "administrator",
            member(1, Role::Administrator),
            standing(all, true),
        ),
        (
            "policy officer",
            member(1, Role::Policy),
            standing(all, true),
        ),
        (
            "log keeper",
            member(1, Role::LogKeeper),
            standing(all, true),
        ),
        ("insurer", member(1, Role::Insurer), standing(all, true)),
        ("resident, by their link", resident, standing(all, true)),
    ];
    page.push_str("\n## Who sees what of a resident\nOf a referral to a provider. An empty row: to them it does not exist.\n");
    let fields = [
        "first name",
        "name, phone, e-mail",
        "address",
        "attention",
        "reasons",
        "medical",
        "how it goes",
    ];
    head(page, "who", fields);
    let now = "2026-11-24T08:42:00Z".parse().unwrap();
    for (who, actor, standing) in rows {
        let Sight {
            first_name,
            contact,
            address,
            attention,
            reasons,
            medical,
            progress,
        } = sight_from(&actor, &standing, now).unwrap_or_default();
        let marks = [
            first_name, contact, address, attention, reasons, medical, progress,
        ]
        .map(mark);
        row(page, who, &marks);
    }
}

fn doors(page: &mut String) {
    page.push_str("\n## Who comes in at which address\n");
    head(page, "address", ["method", "who"]);
    let mut table = web::route_table();
    table.sort_by_key(|route| (route.path, route.method));
    for route in table {
        let who = words(route.policy);
        row(page, &format!("`{}`", route.path), &[route.method, &who]);
    }
}

fn words(policy: Policy) -> String {
    let named = |roles: &[Role]| {
        let codes: Vec<&str> = roles.iter().map(|role| role.code()).collect();
        codes.join(", ")
    };
    match policy {
        Policy::Public => "everybody".to_owned(),
        Policy::Guarded(guard) => match guard {
            Guard::SignIn => "everybody, not too often: attempts to sign in".to_owned(),
            _ => "everybody, not too often".to_owned(),
        },
        Policy::SignedIn => "whoever is signed in".to_owned(),
        Policy::Roles(roles) => named(roles),
        Policy::Fresh(&[]) => "whoever is signed in and confirmed just now".to_owned(),
        Policy::Fresh(roles) => format!("{}; confirmed just now", named(roles)),
        Policy::Link => "who has the link".to_owned(),
        Policy::Token(Reach::Read) => "a program with a token".to_owned(),
        Policy::Token(Reach::Write) => "a program with a token that does not only read".to_owned(),
    }
}
