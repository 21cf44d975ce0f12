//! Attacks by way of a victim's browser: forms from elsewhere, planted sessions, ways back that
//! lead away, and guessing who has an account.

use std::time::{Duration, Instant};

use crate::wire::{session_of, sign_in, target, token_of};

#[test]
fn a_form_without_the_victims_own_token_changes_nothing() {
    let target = target();
    let victim = target.signed_in("zorgprofessional");
    let attacker = target.signed_in("beweegcoach");
    let (own, stolen) = (token_of(&victim), token_of(&attacker));
    assert_ne!(own, stolen);
    for fields in [vec![], vec![("csrf", "")], vec![("csrf", stolen.as_str())]] {
        let answer = victim.post_form("/uitloggen", &fields);
        assert_eq!(answer.status, 403, "{fields:?}");
    }
    let elsewhere = [
        ("Origin", "https://elders.example"),
        ("Sec-Fetch-Site", "cross-site"),
        ("Sec-Fetch-Site", "same-site"),
    ];
    for header in elsewhere {
        let headers = [
            ("Content-Type", "application/x-www-form-urlencoded"),
            header,
        ];
        let body = format!("csrf={own}");
        let answer = victim.send("POST", "/uitloggen", &headers, Some(body.as_bytes()));
        assert_eq!(answer.status, 403, "{header:?}");
    }
    victim.get("/te-doen").expect_status(200);
    victim
        .post_form("/uitloggen", &[("csrf", &own)])
        .expect_status(303);
    victim.get("/te-doen").expect_status(303);
}

#[test]
fn a_signed_in_browser_opens_no_door_for_programs_and_a_token_no_page() {
    let target = target();
    let victim = target.signed_in("zorgprofessional");
    assert_eq!(victim.get("/api/v1/verwijzingen").status, 401);
    let program = target.server.program_of("zorgprofessional");
    assert_eq!(program.get("/te-doen").status, 303);
    assert_eq!(program.get("/api/v1/verwijzingen").status, 200);
}

#[test]
fn a_session_that_was_planted_is_worth_nothing_after_signing_in() {
    let target = target();
    // The attacker's own session, known to them, set in the victim's browser beforehand.
    let attacker = target.signed_in("beweegcoach");
    let (name, planted) = session_of(&attacker);
    attacker.forget_cookies();
    let victim = target.server.visitor();
    let cookie = format!("{name}={planted}");
    let page = victim
        .send("GET", "/te-doen", &[("Cookie", &cookie)], None)
        .text();
    let (_, token) = page.split_once(r#"name="csrf" value=""#).unwrap();
    let account = target.server.account("zorgprofessional");
    let body = format!(
        "csrf={}&email={}&wachtwoord={}",
        token.split('"').next().unwrap(),
        account["email"].as_str().unwrap().replace('@', "%40"),
        account["wachtwoord"].as_str().unwrap().replace(' ', "+"),
    );
    let headers = [
        ("Cookie", cookie.as_str()),
        ("Content-Type", "application/x-www-form-urlencoded"),
    ];
    let answer = victim.send("POST", "/inloggen", &headers, Some(body.as_bytes()));
    answer.expect_status(303);
    let (_, fresh) = session_of(&victim);
    assert_ne!(fresh, planted);
    let attacker = target.server.visitor();
    let answer = attacker.send("GET", "/te-doen", &[("Cookie", &cookie)], None);
    assert_eq!(answer.status, 303, "the planted session has ended");
    victim.get("/te-doen").expect_status(200);
    // An id that the server never gave out makes no session either.
    let invented = format!("{name}=AAAAAAAAAAAAAAAAAAAAAA");
    let visitor = target.server.visitor();
    visitor.send("GET", "/inloggen", &[("Cookie", &invented)], None);
    sign_in(&visitor, target.server.account("beleid"));
    assert_ne!(session_of(&visitor).1, "AAAAAAAAAAAAAAAAAAAAAA");
}

#[test]
fn the_way_back_after_signing_in_leads_nowhere_else() {
    let target = target();
    let account = target.server.account("zorgprofessional");
    for way in [
        "//elders.example",
        "/\\elders.example",
        "\\\\elders.example",
        "https://elders.example",
        "https:elders.example",
        "javascript:alert(1)",
        "/\t/elders.example",
        "/\r\nSet-Cookie: x=y",
        "/%0d%0aSet-Cookie:x=y",
        " //elders.example",
        "/@elders.example/..//elders.example",
    ] {
        let visitor = target.server.visitor();
        let answer = visitor.post_form(
            "/inloggen",
            &[
                ("email", account["email"].as_str().unwrap()),
                ("wachtwoord", account["wachtwoord"].as_str().unwrap()),
                ("naar", way),
            ],
        );
        assert_eq!(answer.status, 303, "{way:?}");
        let to = answer.header("location").unwrap();
        assert!(
            to.starts_with('/') && !to.starts_with("//"),
            "{way:?}: {to}"
        );
        assert!(!to.contains(['\\', '\r', '\n', '\t', ' ']), "{way:?}: {to}");
        assert_eq!(answer.header("x"), None);
        let asked = way
            .replace('%', "%25")
            .replace(' ', "%20")
            .replace('\\', "%5C");
        let asked = asked.replace(['\t', '\r', '\n'], "%0A");
        let page = visitor.get(&format!("/inloggen?naar={asked}"));
        if let Some(to) = page.header("location") {
            assert!(
                to.starts_with('/') && !to.starts_with("//"),
                "{way:?}: {to}"
            );
        }
    }
}

#[test]
fn an_unknown_account_costs_the_same_work_and_gets_the_same_words() {
    let target = target();
    let known = target.server.account("beheerder")["email"]
        .as_str()
        .unwrap();
    let visitor = target.server.visitor();
    let attempt = |email: &str| {
        let begun = Instant::now();
        let fields = [
            ("email", email),
            ("wachtwoord", "niet het goede wachtwoord"),
        ];
        let answer = visitor.post_form("/inloggen", &fields);
        // The field is filled in again; all else must be the same.
        let filled = format!("value=\"{email}\" autocomplete");
        let words = answer.text().replace(&filled, "");
        (begun.elapsed(), answer.status, words)
    };
    let (mut of_known, mut of_unknown) = (Vec::new(), Vec::new());
    for at in 0..5 {
        let unknown = format!("niemand-{at}@brugdam.example");
        let (one, other) = (attempt(known), attempt(&unknown));
        assert_eq!((one.1, other.1), (401, 401));
        assert_eq!(one.2, other.2);
        of_known.push(one.0);
        of_unknown.push(other.0);
    }
    // Hashing takes tens of milliseconds and everything else under one: without it the ratio
    // would be tens. Machines that are busy with other things get the benefit of the doubt.
    let (known, unknown) = (middle(of_known), middle(of_unknown));
    assert!(
        known < unknown * 4 && unknown < known * 4,
        "{known:?} {unknown:?}"
    );
    assert!(
        unknown > Duration::from_millis(5),
        "no work was done: {unknown:?}"
    );
}

fn middle(mut all: Vec<Duration>) -> Duration {
    all.sort();
    all[all.len() / 2]
}
