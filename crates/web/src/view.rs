//! What every page has around it: title, menu, who is signed in, the service point's phone number.
//! Handlers take a [`Base`], put it in their template's context, and [`render`] it.

use askama::Template;
use axum::extract::{FromRequestParts, OriginalUri};
use axum::response::{Html, IntoResponse, Response};
use documents::Texts;
use domain::ids::MunicipalityId;
use domain::organisation::Role;
use domain::policy::{Verb, may};
use http::request::Parts;
use http::{HeaderValue, header};

use crate::csrf::CsrfToken;
use crate::mishap::{Answer, Mishap};
use crate::sessions::Visitor;
use crate::{Web, assets};

/// A line of the menu.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MenuItem {
    /// Where it leads.
    pub href: &'static str,
    /// What it says.
    pub label: String,
    /// Whether it is where the visitor is.
    pub current: bool,
    /// How many things wait there; nothing is shown for none.
    pub count: u64,
}

/// What every template needs, as its field `base`.
#[derive(Clone)]
pub struct Base {
    /// The title of the page, without the program's name.
    pub title: String,
    /// The texts of the page's language.
    pub t: &'static Texts,
    /// Who is signed in.
    pub visitor: Option<Visitor>,
    /// The menu of who is signed in; empty for others.
    pub menu: Vec<MenuItem>,
    /// The municipality's name.
    pub municipality: String,
    /// The municipality, when one takes part.
    pub municipality_id: Option<MunicipalityId>,
    /// The service point's name.
    pub desk_name: String,
    /// The service point's phone number; may be empty.
    pub desk_phone: String,
    /// The token of the visitor's forms; empty when nobody is signed in. Field `csrf`.
    pub csrf: String,
    /// Whether this is the demo: a banner says so.
    pub demo: bool,
    /// The path of this page, such as `/te-doen`.
    pub path: String,
}

impl Base {
    /// The same, with a title: words, not a key.
    #[must_use]
    pub fn titled(mut self, title: impl Into<String>) -> Self {
        self.title = title.into();
        self
    }

    /// The same, in the reader's language.
    #[must_use]
    pub fn in_language(mut self, texts: &'static Texts) -> Self {
        self.t = texts;
        self
    }

    /// The same, in the name of another municipality: that of a referral behind a link.
    #[must_use]
    pub fn of_municipality(mut self, web: &Web, id: MunicipalityId) -> Self {
        if let Ok(found) = web.bridge.municipality(id) {
            self.municipality = found.settings.name;
            self.municipality_id = Some(id);
            self.desk_name = found.service_point_name;
            self.desk_phone = found.service_point_phone;
        }
        self
    }

    /// Whether who is signed in may do something at all: for the links of a page.
    #[must_use]
    pub fn may(&self, verb: Verb) -> bool {
        let visitor = self.visitor.as_ref();
        visitor.is_some_and(|visitor| may(&visitor.caller.actor, verb))
    }

    /// The page's language, for `<html lang>`.
    #[must_use]
    pub fn lang(&self) -> &'static str {
        self.t.lang()
    }

    /// The page's direction, for `<html dir>`.
    #[must_use]
    pub fn dir(&self) -> &'static str {
        self.t.dir()
    }

    /// The address of a file under `/static`, with its hash.
    #[must_use]
    pub fn asset(&self, name: &str) -> String {
        assets::asset(name).to_owned()
    }

    /// The service point's number for a `tel:` link: digits and a leading plus only.
    #[must_use]
    pub fn desk_dial(&self) -> String {
        dial(&self.desk_phone)
    }

    /// A friendly page for something that went wrong.
    #[must_use]
    pub fn mishap_page(self, mishap: Mishap) -> Response {
        let title = self.t.s(&format!("misgaan-{}-titel", mishap.code()));
        let text = self.t.s(&format!("misgaan-{}-tekst", mishap.code()));
        let page = MishapPage {
            base: self.titled(title),
            text,
        };
        let mut response = match render(&page) {
            Ok(response) => response,
            Err(_) => return bare_page(mishap),
        };
        *response.status_mut() = mishap.status();
        if let Mishap::TooMany(seconds) = mishap {
            let value = HeaderValue::from(seconds);
            response.headers_mut().insert(header::RETRY_AFTER, value);
        }
        response
    }
}

impl FromRequestParts<Web> for Base {
    type Rejection = Mishap;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, Mishap> {
        let visitor = parts.extensions.get::<Visitor>().cloned();
        let csrf = parts.extensions.get::<CsrfToken>();
        let csrf = csrf.map(|token| token.as_str().to_owned());
        let path = match parts.extensions.get::<OriginalUri>() {
            Some(OriginalUri(uri)) => uri.path().to_owned(),
            None => parts.uri.path().to_owned(),
        };
        let t = Texts::dutch();
        let menu = match &visitor {
            Some(visitor) => menu_of(web, visitor, t, &path).await?,
            None => Vec::new(),
        };
        let all = web.bridge.municipalities();
        let home = match &visitor {
            Some(visitor) => all
                .iter()
                .find(|one| one.settings.id == visitor.member.municipality),
            None => all.first(),
        };
        Ok(Self {
            title: String::new(),
            t,
            visitor,
            menu,
            municipality: home.map_or_else(String::new, |one| one.settings.name.clone()),
            municipality_id: home.map(|one| one.settings.id),
            desk_name: home.map_or_else(String::new, |one| one.service_point_name.clone()),
            desk_phone: home.map_or_else(String::new, |one| one.service_point_phone.clone()),
            csrf: csrf.unwrap_or_default(),
            demo: web.bridge.settings().demo,
            path,
        })
    }
}

async fn menu_of(
    web: &Web,
    visitor: &Visitor,
    t: &Texts,
    path: &str,
) -> Result<Vec<MenuItem>, Mishap> {
    let actor = &visitor.caller.actor;
    let has = |role| visitor.member.roles.has(role);
    let runs_here = actions::colleagues::runs_the_municipality(&web.bridge, &visitor.member);
    let waiting = actions::list_referrals::count_waiting(&web.bridge, &visitor.caller).await?;
    let lines = [
        (true, "/te-doen", "menu-te-doen", waiting),
        (may(actor, Verb::Refer), "/zoeken", "menu-zoeken", 0),
        (
            may(actor, Verb::ListReferrals),
            "/verwijzingen",
            "menu-verwijzingen",
            0,
        ),
        (
            may(actor, Verb::Curate),
            "/aanbod-bijhouden",
            "menu-bijhouden",
            0,
        ),
        (may(actor, Verb::Curate), "/ingelezen", "menu-ingelezen", 0),
        (has(Role::Policy), "/gemist-aanbod", "menu-gemist", 0),
        (has(Role::Provider), "/mijn-aanbod", "menu-mijn-aanbod", 0),
        (
            may(actor, Verb::ChangeSettings) && runs_here,
            "/instellingen",
            "menu-instellingen",
            0,
        ),
        (may(actor, Verb::SeeAccessLog), "/inzage", "menu-inzage", 0),
        (
            actions::breach::keeps_register(&web.bridge, &visitor.caller),
            "/incidenten",
            "menu-incidenten",
            0,
        ),
        (runs_here, "/schorsingen", "menu-schorsingen", 0),
        (
            has(Role::Administrator) || has(Role::ServicePoint),
            "/toegang",
            "menu-toegang",
            0,
        ),
    ];
    Ok(lines
        .into_iter()
        .filter(|(shown, ..)| *shown)
        .map(|(_, href, key, count)| MenuItem {
            href,
            label: t.s(key),
            current: path == href || path.starts_with(&format!("{href}/")),
            count,
        })
        .collect())
}

/// A phone number as a `tel:` link dials it.
#[must_use]
pub fn dial(number: &str) -> String {
    number
        .chars()
        .filter(|sign| sign.is_ascii_digit() || *sign == '+')
        .collect()
}

/// An e-mail address in the pieces between which a line may break: after the `@` and each dot.
/// Other words are one piece.
#[must_use]
pub fn pieces(words: &str) -> Vec<&str> {
    match is_email(words) {
        true => words.split_inclusive(['@', '.']).collect(),
        false => vec![words],
    }
}

/// Whether these words are one e-mail address and nothing else.
#[must_use]
pub fn is_email(words: &str) -> bool {
    words.contains('@') && !words.contains(char::is_whitespace)
}

/// What most pages fit in, in bytes; a page of results is larger by a half.
const ROOM: usize = 40 * 1024;

/// Makes a page of a template.
///
/// # Errors
/// [`Mishap::Broken`] when the template cannot be filled.
pub fn render(template: &impl Template) -> Answer {
    // Room for most pages at once: what grows is copied each time.
    let mut html = String::with_capacity(ROOM);
    match template.render_into(&mut html) {
        Ok(()) => Ok(Html(html).into_response()),
        Err(error) => {
            tracing::error!(cause = %error, "a template could not be filled");
            Err(Mishap::Broken)
        }
    }
}

#[derive(Template)]
#[template(path = "mishap.html")]
struct MishapPage {
    base: Base,
    text: String,
}

/// A page without menu or styles of its own making: for when nothing else can be trusted.
#[must_use]
pub(crate) fn bare_page(mishap: Mishap) -> Response {
    #[derive(Template)]
    #[template(path = "bare.html")]
    struct BarePage {
        title: String,
        text: String,
        css: &'static str,
    }
    let t = Texts::dutch();
    let page = BarePage {
        title: t.s(&format!("misgaan-{}-titel", mishap.code())),
        text: t.s(&format!("misgaan-{}-tekst", mishap.code())),
        css: assets::asset("app.css"),
    };
    let html = page.render().unwrap_or(page.title);
    (mishap.status(), Html(html)).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_breaks_after_its_signs_and_nowhere_else() {
        let broken = pieces("fatma.yildiz@post.voorbeeld.example");
        let wanted = ["fatma.", "yildiz@", "post.", "voorbeeld.", "example"];
        assert_eq!(broken, wanted);
        assert_eq!(pieces("Rust. Mail a@b.nl"), ["Rust. Mail a@b.nl"]);
    }

    #[test]
    fn a_phone_number_is_dialled_without_its_spaces() {
        assert_eq!(dial("088 - 012 34 56"), "0880123456");
        assert_eq!(dial("+31 6 1234 5678"), "+31612345678");
    }
}
