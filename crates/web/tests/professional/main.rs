//! The professionals' pages over a real service on a fresh database, as a browser without script
//! meets them: forms and links only.

#![allow(clippy::unwrap_used, reason = "a story that cannot go on must stop")]

mod afterwards;
mod begun_group;
mod comparing;
mod doors;
mod imported;
mod in_one_sentence;
mod lessons;
mod map;
mod missed;
mod offer_questions;
mod own_offer;
mod pictures;
mod referring;
mod saved_wishes;
#[path = "../speaking/mod.rs"]
mod speaking;
#[path = "../../../actions/tests/support/mod.rs"]
mod support;
mod told_back;
mod waiting;

use domain::ids::OrganisationId;
use domain::organisation::{OrganisationKind, Role};
use speaking::Doors;
use speaking::browser::{Browser, Seen};
use support::World;

const PASSWORD: &str = "een heel lang wachtwoord";

/// Brugdam with its doors open.
struct Story {
    world: World,
    web: web::Web,
}

impl Story {
    async fn begin() -> Self {
        let Doors { world, web } = Doors::open().await;
        Self { world, web }
    }

    fn stranger(&self) -> Browser {
        Browser::new(&self.web)
    }

    /// Signs in a new account of an organisation.
    async fn signed_in(&self, organisation: OrganisationId, role: Role) -> Browser {
        let email = format!("{role}-{organisation}@brugdam.example");
        let roles = [role].into_iter().collect();
        let bridge = &self.world.bridge;
        actions::accounts::add(bridge, &email, "Sam de Boer", PASSWORD, organisation, roles)
            .await
            .unwrap();
        let browser = self.stranger();
        browser.sign_in(&email, PASSWORD).await;
        browser
    }

    /// A second account of the practice.
    async fn nurse_named(&self, name: &str) -> Browser {
        let email = format!("{name}@delinde.example");
        let roles = [Role::CareProfessional].into_iter().collect();
        let practice = self.world.nurse.organisation;
        let bridge = &self.world.bridge;
        actions::accounts::add(bridge, &email, "Els Mulder", PASSWORD, practice, roles)
            .await
            .unwrap();
        let browser = self.stranger();
        browser.sign_in(&email, PASSWORD).await;
        browser
    }

    async fn nurse(&self) -> Browser {
        let practice = self.world.nurse.organisation;
        self.signed_in(practice, Role::CareProfessional).await
    }

    async fn town_hall(&self) -> OrganisationId {
        let kind = OrganisationKind::Municipality;
        let (bridge, home) = (&self.world.bridge, self.world.home);
        actions::set_up::organisation(bridge, home, kind, "Gemeente Brugdam", None, None)
            .await
            .unwrap()
    }
}

/// The wishes as the page of results tells what was understood, in one line.
fn wishes(page: &Seen) -> String {
    let list = page.html.split("<ul class=\"chips wishes\">").nth(1);
    let list = list.unwrap_or_else(|| panic!("no wishes in {}", page.html));
    let list = list.split("</ul>").next().unwrap();
    let words = list.split("<li>").skip(1).map(|wish| {
        let wish = wish.replace("<span class=\"visually-hidden\">", "|");
        let mut words = String::new();
        let mut is_tag = false;
        for sign in wish.chars().take_while(|sign| *sign != '|') {
            match sign {
                '<' => is_tag = true,
                '>' => is_tag = false,
                sign if !is_tag => words.push(sign),
                _ => {}
            }
        }
        words.trim().to_owned()
    });
    words.collect::<Vec<_>>().join(" · ")
}

/// Fatma on the form, everything agreed.
fn fatma<'a>(session: &'a str, key: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("sessieId", session),
        ("sleutel", key),
        ("naam", "Fatma Yıldız"),
        ("telefoon", "06 12 34 56 78"),
        ("geboortejaar", "1954"),
        ("taal", "tr"),
        ("aandachtspunten", "Rust na 10 minuten"),
        ("delenMetAanbieder", "ja"),
        ("terugkoppeling", "ja"),
        ("begeleiding", "ja"),
        ("cijfers", "nee"),
    ]
}
