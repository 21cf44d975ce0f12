//! What we promise and how to reach us: `/privacy`, `/toegankelijkheid` and `/api`.

use askama::Template;
use axum::extract::State;
use documents::Texts;

use crate::Web;
use crate::mishap::Answer;
use crate::view::{Base, render};

/// A page of texts under keys with one beginning, as `privacy-bewaren-1`.
macro_rules! page_of_texts {
    ($name:ident, $path:literal, $call:literal) => {
        #[derive(Template)]
        #[template(path = $path)]
        struct $name {
            base: Base,
            t: &'static Texts,
        }

        impl $name {
            fn part(&self, start: &str, part: &str) -> String {
                self.t.s(&format!("{start}-{part}"))
            }

            fn call_key(&self) -> &'static str {
                $call
            }
        }
    };
}

page_of_texts!(PrivacyView, "open/privacy.html", "privacy-vragen-tekst");
page_of_texts!(
    AccessibilityView,
    "open/accessibility.html",
    "toegankelijk-melden-tekst"
);

impl PrivacyView {
    fn part_text(&self, start: &str, part: &str) -> String {
        self.t.s(&format!("{start}-{part}-tekst"))
    }
}

#[derive(Template)]
#[template(path = "open/api.html")]
struct ApiView {
    base: Base,
    t: &'static Texts,
    address: String,
}

impl ApiView {
    fn part(&self, start: &str, part: &str) -> String {
        self.t.s(&format!("{start}-{part}"))
    }
}

/// What is stored, who sees it, for how long, and what people can do.
pub async fn privacy(base: Base) -> Answer {
    let t = Texts::dutch();
    render(&PrivacyView {
        base: base.titled(t.s("privacy-titel")),
        t,
    })
}

/// How accessible this is, how that was tested, and what is not right yet.
pub async fn accessibility(base: Base) -> Answer {
    let t = Texts::dutch();
    render(&AccessibilityView {
        base: base.titled(t.s("toegankelijk-titel")),
        t,
    })
}

/// For who builds a program: where the description is, and how to get a token.
pub async fn api(State(web): State<Web>, base: Base) -> Answer {
    let t = Texts::dutch();
    render(&ApiView {
        base: base.titled(t.s("api-titel")),
        t,
        address: web.bridge.settings().public_url.clone(),
    })
}
