//! `/verwijzingen/{id}/brief`: one A4 for the resident, to print and take along. What, when, where,
//! whom to call, and two ways to their own page: a code to scan and one to type over. Never a
//! reason, never a diagnosis.

use actions::{answer_by_link, show_referral};
use askama::Template;
use axum::extract::{Path, State};
use documents::dutch;
use domain::calendar::day_of;
use domain::ids::ReferralId;

use super::choices::capital;
use super::referral_view::session_words;
use super::result::{place_of, price_lines};
use super::turn::first_name;
use super::voice::Voice;
use crate::Web;
use crate::mishap::{Answer, Mishap};
use crate::qr_code::{self, Drawing};
use crate::sessions::Visitor;
use crate::view::{Base, dial, render};

/// A fact with its pictogram.
struct Fact {
    icon: &'static str,
    label: String,
    value: String,
    more: String,
}

#[derive(Template)]
#[template(path = "professional/paper.html")]
struct PaperPage {
    base: Base,
    say: Voice,
    id: String,
    heading: String,
    lead: String,
    facts: Vec<Fact>,
    /// The link to the resident's own page, to scan; none when the page is no more.
    scan: Option<Drawing>,
    /// The code to type over, when it can be used.
    code: Option<String>,
    address: String,
    printed: String,
}

/// `GET /verwijzingen/{id}/brief`
pub(super) async fn letter(
    State(web): State<Web>,
    visitor: Visitor,
    base: Base,
    Path(id): Path<String>,
) -> Answer {
    let key: ReferralId = id.parse().map_err(|_| Mishap::NotFound)?;
    let caller = &visitor.caller;
    let shown = show_referral::copy_referral(&web.bridge, caller, key).await?;
    let link = answer_by_link::for_paper(&web.bridge, caller, key).await?;
    let say = Voice::to(Some(&visitor.member));
    let now = web.bridge.now();
    let client = shown.client.as_ref().ok_or(Mishap::Gone)?;
    let public_url = &web.bridge.settings().public_url;
    let scan = link
        .as_ref()
        .and_then(|(token, _)| qr_code::draw(&format!("{public_url}/mijn/{token}")));
    // Without a year of birth the code opens nothing.
    let code = link
        .filter(|_| client.birth_year.is_some())
        .map(|(_, code)| spaced(&code));
    let address = public_url
        .trim_start_matches("https://")
        .trim_start_matches("http://");
    let heading = match &shown.offer {
        Some(offer) => offer.title.clone(),
        None => say.s("brief-coach-titel"),
    };
    render(&PaperPage {
        heading,
        base: base
            .titled(say.s("brief-titel"))
            .of_municipality(&web, visitor.member.municipality),
        id: shown.id.to_string(),
        lead: say.w("brief-voor", "naam", &client.name),
        facts: facts(&say, &shown, now),
        scan,
        code,
        address: format!("{address}/mijn"),
        printed: say.w2(
            "brief-onderaan",
            ("nummer", &shown.number),
            ("dag", &dutch::date_long(day_of(now), day_of(now))),
        ),
        say,
    })
}

fn facts(say: &Voice, shown: &actions::ShownReferral, now: jiff::Timestamp) -> Vec<Fact> {
    let first = first_name(say, shown);
    let mut facts = Vec::new();
    let mut add = |icon, key: &str, value: String, more: String| {
        if !value.is_empty() {
            facts.push(Fact {
                icon,
                label: say.s(key),
                value: capital(&value),
                more,
            });
        }
    };
    let Some(offer) = &shown.offer else {
        let words = say.w("brief-wie-belt", "naam", &first);
        add(
            "phone-call",
            "brief-wie",
            shown.receiver_name.clone(),
            words,
        );
        let phone = shown.receiver_phone.clone().unwrap_or_default();
        add("phone", "brief-telefoon", phone, String::new());
        return facts;
    };
    let trial = shown
        .trial
        .map(|trial| dutch::trial_moment(trial, day_of(now)));
    let weekly = session_words(shown).unwrap_or_else(|| say.s("brief-in-overleg"));
    match trial {
        Some(trial) => add("calendar-event", "brief-proefles", trial, weekly),
        None => add("calendar-event", "brief-wanneer", weekly, String::new()),
    }
    let words = |parts: [Option<String>; 2], between: &str| {
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        (!parts.is_empty()).then(|| parts.join(between))
    };
    let postcode = offer.venue.postcode.map(|postcode| postcode.to_string());
    let town = words([postcode, offer.venue.town.clone()], " ");
    let place = words([offer.venue.address.clone(), town], ", ");
    let meeting = offer.meeting_point.clone().unwrap_or_default();
    let place = place.unwrap_or_else(|| place_of(offer));
    add("map-pin", "brief-waar", place, meeting);
    let host = offer.contact.name.clone();
    let club = shown.receiver_name.clone();
    match host {
        Some(host) => add("user", "brief-wie", host, club),
        None => add("user", "brief-wie", club, String::new()),
    }
    let phone = offer
        .contact
        .phone
        .clone()
        .or_else(|| shown.receiver_phone.clone());
    add(
        "phone",
        "brief-telefoon",
        phone.unwrap_or_default(),
        String::new(),
    );
    let bring = offer.bring.clone().unwrap_or_default();
    add("shoe", "brief-meenemen", bring, String::new());
    let (price, lines) = price_lines(say, offer);
    add("coin-euro", "brief-kosten", price, lines.join(", "));
    facts
}

/// A code in groups of four: easier to type over.
fn spaced(code: &str) -> String {
    let digits: Vec<char> = code.chars().filter(char::is_ascii_digit).collect();
    digits
        .chunks(4)
        .map(|group| group.iter().collect::<String>())
        .collect::<Vec<_>>()
        .join(" ")
}

impl PaperPage {
    fn desk(&self) -> String {
        dial(&self.base.desk_phone)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_printed_in_groups_of_four() {
        assert_eq!(spaced("12345678"), "1234 5678");
        assert_eq!(spaced("1234-5678"), "1234 5678");
    }
}
