//! `/account/herstelcodes`: new recovery codes. They are shown once, to print or write down.

use actions::second_step;
use askama::Template;
use axum::extract::State;

use crate::Web;
use crate::mishap::Answer;
use crate::pages::professional::Voice;
use crate::sessions::Visitor;
use crate::view::{Base, render};

/// Recovery codes, shown once, and the way on.
#[derive(Template)]
#[template(path = "account/recovery_codes.html")]
pub(super) struct CodesPage {
    base: Base,
    say: Voice,
    codes: Vec<String>,
    onward: String,
}

impl CodesPage {
    /// The page with these codes.
    pub(super) fn new(base: Base, codes: &[String], onward: &str) -> Self {
        let say = Voice::to(None);
        Self {
            base: base.titled(say.s("herstel-titel")),
            say,
            codes: codes
                .iter()
                .map(|code| second_step::grouped(code))
                .collect(),
            onward: onward.to_owned(),
        }
    }
}

#[derive(Template)]
#[template(path = "account/recovery_ask.html")]
struct AskPage {
    base: Base,
    say: Voice,
}

/// `GET /account/herstelcodes`
pub(super) async fn ask(base: Base) -> Answer {
    let say = Voice::to(None);
    render(&AskPage {
        base: base.titled(say.s("herstel-nieuw-titel")),
        say,
    })
}

/// `POST /account/herstelcodes`
pub(super) async fn renew(State(web): State<Web>, visitor: Visitor, base: Base) -> Answer {
    let origin = &visitor.caller.origin;
    let codes = second_step::new_recovery_codes(&web.bridge, &visitor.member, origin).await?;
    render(&CodesPage::new(base, &codes, "/account"))
}
