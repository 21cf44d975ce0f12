//! The program as an operator sets it up with a provider: settings from a file, the guarded line,
//! a browser's way there and back, and what is said when a setting or the provider is wrong.

#![allow(clippy::unwrap_used, reason = "a story that cannot go on must stop")]

mod support;

use std::time::{SystemTime, UNIX_EPOCH};

use serde_json::json;
use support::{run_well, serve, set_up, written};
use testkit::openid_provider::{CLIENT_ID, CLIENT_SECRET, OpenIdProvider, Person};
use testkit::{Engine, Visitor};

const DOOR: &str = "/inloggen/bij/gemeente-brugdam";

#[expect(
    clippy::disallowed_methods,
    reason = "the program under test reads the machine's clock"
)]
fn now() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
    i64::try_from(since.as_secs()).unwrap()
}

/// Goes to the provider. Gives the path it sends us back to.
fn to_provider(visitor: &Visitor, home: &str) -> String {
    let left = visitor.get(DOOR).expect_status(303);
    let address = left.header("location").unwrap().to_owned();
    let back = Visitor::of("").get(&address);
    let location = back
        .header("location")
        .unwrap_or_else(|| panic!("{back:?}"));
    location.strip_prefix(home).unwrap().to_owned()
}

#[test]
fn an_operator_sets_a_provider_and_its_people_come_in() {
    for engine in Engine::under_test() {
        let database = engine.fresh();
        let files = tempfile::tempdir().unwrap();
        set_up(&database, files.path());
        let sam = "sam@brugdam.example";
        let organisation = "Gemeente Brugdam";
        let words = ["--role", "beleid", "--organisation", organisation];
        let mut add = vec!["user", "add", sam, "--name", "Sam de Boer"];
        add.extend(words);
        run_well(&database, &add);
        let mut provider = OpenIdProvider::start(now());
        let secret = written(files.path(), "geheim", &format!("{CLIENT_SECRET}\n"));
        let settings = format!(
            "[[openid]]\nname = \"gemeente Brugdam\"\nissuer = \"{}\"\n\
             client_id = \"{CLIENT_ID}\"\nclient_secret_file = \"{}\"\n\
             municipality = \"GM9001\"\norganisation = \"{organisation}\"\n\
             domains = [\"brugdam.example\"]\ngroups = {{ beleid = \"beleid\" }}\n\
             trust_second_factor = true\n",
            provider.issuer(),
            secret.display()
        );
        let config = written(files.path(), "beweegbrug.toml", &settings);
        let server = serve(&database, &["--config", config.to_str().unwrap()]);
        let visitor = server.visitor();
        let page = visitor.get("/inloggen").expect_status(200).text();
        assert!(page.contains("Inloggen met gemeente Brugdam"));
        let person = Person::with_email("sam-1", sam, &["beleid"]);
        provider.person(Some(person.telling("amr", json!(["mfa"]))));
        let back = to_provider(&visitor, server.url());
        let inside = visitor.get(&back).expect_status(303);
        assert_eq!(inside.header("location"), Some("/te-doen"));
        assert!(
            visitor
                .get("/account")
                .expect_status(200)
                .text()
                .contains("Sam de Boer")
        );
        // The code cannot be used again, and a stranger is told what to do.
        let again = visitor.get(&back).expect_status(303);
        assert!(
            again
                .header("location")
                .unwrap()
                .contains("waarom=verlopen")
        );
        let stranger = server.visitor();
        provider.person(Some(Person::with_email(
            "kees",
            "kees@brugdam.example",
            &["beleid"],
        )));
        let back = to_provider(&stranger, server.url());
        let page = stranger.follow(stranger.get(&back)).text();
        assert!(
            page.contains("Vraag uw beheerder om een uitnodiging"),
            "{page}"
        );
        provider.stop();
        let said = server.said();
        for hidden in [sam, "kees", "geheim van", "code-1", "Sam de Boer"] {
            assert!(!said.contains(hidden), "{hidden}: {said}");
        }
    }
}

#[test]
fn a_provider_that_is_away_at_the_start_stops_nobody() {
    let database = Engine::Sqlite.fresh();
    let files = tempfile::tempdir().unwrap();
    set_up(&database, files.path());
    // Nobody listens on this port.
    let settings = "[[openid]]\nname = \"gemeente Brugdam\"\nissuer = \"http://127.0.0.1:1\"\n\
        client_id = \"brug\"\nmunicipality = \"GM9001\"\norganisation = \"Gemeente Brugdam\"\n\
        domains = [\"brugdam.example\"]\n";
    let config = written(files.path(), "beweegbrug.toml", settings);
    let server = serve(&database, &["--config", config.to_str().unwrap()]);
    let visitor = server.visitor();
    let page = visitor.get_and_follow(DOOR).expect_status(200).text();
    assert!(
        page.contains("werkt nu niet. Dat ligt niet aan u."),
        "{page}"
    );
    assert!(page.contains("name=\"wachtwoord\""));
    assert!(server.said().contains("the provider does not work"));
}
