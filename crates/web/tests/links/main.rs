//! The pages behind links and without sign-in, over a real service on a fresh database: what they
//! show and never show, that opening changes nothing, and that a second click is no error.

#![allow(clippy::unwrap_used, reason = "a story that cannot go on must stop")]

mod club;
mod everybody;
mod public_list;
mod resident;
#[path = "../speaking/mod.rs"]
mod speaking;
#[path = "../../../actions/tests/support/mod.rs"]
mod support;

use std::collections::BTreeSet;

use actions::refer::ReferralDraft;
use actions::show_referral::show_referral;
use actions::{Caller, ShownReferral};
use domain::ids::ReferralId;
use speaking::Doors;
use speaking::browser::{Browser, Seen};
use support::{World, as_caller, token_in};

/// Somebody with a browser, in Brugdam.
struct Story {
    world: World,
    browser: Browser,
}

impl Story {
    async fn begin() -> Self {
        let Doors { world, web } = Doors::open().await;
        let browser = Browser::new(&web);
        Self { world, browser }
    }

    async fn open(&self, path: &str) -> Seen {
        self.browser.open(path).await
    }

    async fn send(&self, path: &str, fields: &[(&str, &str)]) -> Seen {
        self.browser.post(path, fields).await
    }

    /// Refers and gives the referral's key with the paths of the club's and the resident's pages.
    async fn refer(&self, draft: &ReferralDraft) -> (ReferralId, String, String) {
        let sent = self.world.refer(draft).await;
        let mails = self.world.mail().await;
        let path = |start: &str| {
            let mail = mails.iter().find(|mail| mail.text.contains(start)).unwrap();
            format!("{start}{}", token_in(mail, start))
        };
        (sent.id, path("/v/"), path("/mijn/"))
    }

    async fn fatma(&self) -> (ReferralId, String, String) {
        self.refer(&self.world.fatma()).await
    }

    async fn now(&self, id: ReferralId) -> ShownReferral {
        let nurse: Caller = as_caller(&self.world.nurse);
        show_referral(&self.world.bridge, &nurse, id).await.unwrap()
    }
}

/// The forms of a page that lead to `action`: the values of their step buttons, and their fields.
fn forms(html: &str, action: &str) -> Vec<(Vec<String>, BTreeSet<String>)> {
    let start = format!("action=\"{action}\"");
    html.split("<form")
        .skip(1)
        .filter_map(|rest| rest.split("</form>").next())
        .filter(|form| form.contains(&start))
        .map(|form| {
            let buttons: Vec<String> = form
                .split("name=\"stap\" value=\"")
                .skip(1)
                .map(|rest| rest.split('"').next().unwrap().to_owned())
                .collect();
            let names = form
                .split(" name=\"")
                .skip(1)
                .map(|rest| rest.split('"').next().unwrap().to_owned())
                .filter(|name| name != "stap")
                .collect();
            (buttons, names)
        })
        .collect()
}

fn steps(seen: &Seen, action: &str) -> BTreeSet<String> {
    forms(&seen.html, action)
        .into_iter()
        .flat_map(|(buttons, _)| buttons)
        .collect()
}

fn version(seen: &Seen) -> String {
    seen.field("versie")
}
