//! The loop over HTTP and SMTP, on both engines: what a program and a mail reader see.

#![allow(clippy::unwrap_used, reason = "a story that cannot go on must stop")]

mod support;

use std::time::Duration;

use serde_json::json;
use support::{referral, serve, session, set_up, written};
use testkit::{Engine, SmtpCatcher, Visitor};

const PATIENCE: Duration = Duration::from_secs(10);

#[test]
fn a_referral_goes_round_by_api_mail_and_link() {
    for engine in Engine::under_test() {
        let database = engine.fresh();
        let files = tempfile::tempdir().unwrap();
        let town = set_up(&database, files.path());
        let catcher = SmtpCatcher::start();
        let settings = format!(
            "[mail]\nhost = \"127.0.0.1\"\nport = {}\ntls = \"none\"\nfrom = \"post@brugdam.example\"\n",
            catcher.address().port()
        );
        let config = written(files.path(), "beweegbrug.toml", &settings);
        let server = serve(&database, &["--config", config.to_str().unwrap()]);
        let nurse = Visitor::of(server.url()).with_token(&town.nurse);
        let body = referral(&session(&nurse), "Fatma Yıldız", "06 12345678");
        let sent = nurse.post_json("/api/v1/verwijzingen", &[("Idempotency-Key", "s1")], &body);
        let sent = sent.expect_status(201);
        let id = sent.json()["id"].as_str().unwrap().to_owned();
        assert_eq!(
            sent.header("Location"),
            Some(format!("/api/v1/verwijzingen/{id}").as_str())
        );

        let mails = catcher.wait_for(1, PATIENCE);
        let invitation = mails[0].letter();
        assert!(!invitation.text().contains("Yıldız"));
        let link = invitation
            .links()
            .into_iter()
            .find(|link| link.contains("/v/"))
            .unwrap();
        let path = link
            .split_once("/v/")
            .map(|(_, token)| format!("/v/{token}"))
            .unwrap();
        let club = server.visitor();
        let page = club.get(&path).expect_status(200).text();
        assert!(page.contains("Fatma") && !page.contains("Yıldız"));
        let answered = club.post_form(&path, &[("stap", "aanvaard")]);
        let page = club.follow(answered).text();
        assert!(page.contains("Yıldız") && page.contains("12 34 56 78"));
        club.follow(club.post_form(&path, &[("stap", "gestart")]));

        let found = nurse
            .get(&format!("/api/v1/verwijzingen/{id}"))
            .expect_status(200)
            .json();
        assert_eq!(found["status"], "gestart");
        let mails = catcher.wait_for(2, PATIENCE);
        let report = mails
            .iter()
            .find(|mail| mail.to.iter().any(|to| to.contains("marieke")))
            .unwrap();
        assert!(!report.letter().text().contains("Fatma"));

        let stale = nurse.post_json(
            &format!("/api/v1/verwijzingen/{id}/stappen"),
            &[],
            &json!({"stap": "ingetrokken", "reden": "op-verzoek", "versie": 1}),
        );
        assert_eq!(stale.status, 409);
        assert_eq!(stale.json()["huidigeStatus"], "gestart");
        assert!(server.stop().success());
    }
}
