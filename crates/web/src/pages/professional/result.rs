//! A search result as its card shows it: time, reasons, price, and why it stands there.

use actions::search::{
    RelaxedValue, ShownHit, ShownMoment, ShownPair, ShownReason, ShownRelaxation,
    after_schemes_text,
};
use documents::{Texts, dutch, moments, prices};
use domain::offer::{ConfirmedBy, Offer};

use super::choices::capital;
use super::voice::Voice;
use crate::pages::open::picture::Seen;

/// One reason as a bar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bar {
    /// The reason.
    pub words: String,
    /// The class of its width, `w-0` to `w-100`.
    pub width: String,
    /// How much it counts, in words.
    pub weight: String,
}

/// Another moment of the lesson that fits as well: a line on its card.
#[derive(Clone, Debug)]
pub struct Moment {
    /// Its session, for the forms.
    pub session: String,
    /// "wo 10.00–11.00"
    pub short: String,
    /// "woensdag 10.00–11.00 uur": as it is read aloud.
    pub spoken: String,
    /// Its places, and on which days it is left out.
    pub notes: Vec<String>,
    /// Whether it is ticked to be laid beside others.
    pub compared: bool,
}

/// A result.
#[derive(Clone, Debug)]
pub struct Card {
    /// The session, for the form behind the button.
    pub session: String,
    /// Its offer's public page.
    pub href: String,
    /// The page of who organises it.
    pub provider_href: String,
    /// Who organises it.
    pub provider: String,
    /// The offer's first picture.
    pub picture: Option<Seen>,
    /// "Dinsdag"
    pub day: String,
    /// "10.00–11.00 uur"
    pub hours: String,
    /// The offer.
    pub title: String,
    /// Who organises it, and where.
    pub place: String,
    /// The strongest reasons.
    pub ticks: Vec<String>,
    /// That only a list told it; empty when somebody who knows said so.
    pub listed: String,
    /// What to mind.
    pub attention: Vec<String>,
    /// All reasons.
    pub bars: Vec<Bar>,
    /// "€ 2,00"
    pub price: String,
    /// What goes with the price: per what, the first time, places.
    pub price_lines: Vec<String>,
    /// Its first other moments that fit.
    pub also: Vec<Moment>,
    /// Those after them, which are folded.
    pub more: Vec<Moment>,
    /// Whether it is ticked to be laid beside others.
    pub compared: bool,
    /// Whether the wished words are in no lesson from here on, where they were in one before.
    pub begins_others: bool,
}

impl Card {
    /// Its other moments.
    pub fn moments(&self) -> impl Iterator<Item = &Moment> {
        self.also.iter().chain(&self.more)
    }

    /// Ticks what was ticked before.
    pub fn tick(&mut self, compared: &[String]) {
        let is_ticked = |session: &String| compared.contains(session);
        self.compared = is_ticked(&self.session);
        for moment in self.also.iter_mut().chain(&mut self.more) {
            moment.compared = is_ticked(&moment.session);
        }
    }

    /// What is ticked stays in sight.
    #[must_use]
    pub fn opens_more(&self) -> bool {
        self.more.iter().any(|moment| moment.compared)
    }

    /// The words of the fold: "Nog 2 momenten".
    #[must_use]
    pub fn more_words(&self, say: &Voice) -> String {
        say.n("zoek-nog-momenten", "aantal", self.more.len() as u64)
    }
}

/// So many other moments are told unfolded.
const MOMENTS: usize = 3;
/// How many reasons stand beside ticks.
const TICKS: usize = 4;
/// What is nearer is told as that, in metres.
const AROUND_THE_CORNER_M: u32 = 100;

/// The card of a hit that was searched from a `place`: "huis", "5299 AB".
#[must_use]
pub fn card(say: &Voice, hit: &ShownHit, place: &str) -> Card {
    let t = say.texts();
    let session = hit.session();
    let offer = &hit.offer;
    let day = session.day.map_or_else(
        || capital(&moments::weekly(t, session)),
        |day| capital(&moments::weekday(t, day)),
    );
    let hours = session
        .day
        .and(session.from)
        .map(|from| dutch::time_span(from, session.to))
        .unwrap_or_default();
    // The day, the price and the places stand on the card already; that little is known yet is
    // told among the reasons, and is nothing to tick. Whether it is still right is always told.
    let unknown = t.s("reden-ervaring-weinig");
    let told = |reason: &&ShownReason| {
        !matches!(reason.code, "prijs" | "dagdeel" | "plekken" | "bevestigd")
            && reason.text != unknown
    };
    let confirmed = hit.reasons.iter().find(|reason| reason.code == "bevestigd");
    // What is warned of is told there, and once.
    let confirmed = confirmed.filter(|_| !hit.confirmed_long_ago);
    // A list confirms nothing: no tick for that.
    let (listed, confirmed) = match offer.confirmed_by {
        Some(ConfirmedBy::Source) => (confirmed, None),
        _ => (None, confirmed),
    };
    let words = |reason: &ShownReason| match (reason.code, hit.distance_m) {
        ("afstand", Some(metres)) => way_words(say, hit, metres, place),
        _ => reason.text.clone(),
    };
    let ticks = hit
        .reasons
        .iter()
        .filter(told)
        .take(TICKS - 1)
        .chain(confirmed)
        .map(|reason| capital(&words(reason)))
        .collect();
    let (price, mut price_lines) = price_lines(say, offer);
    price_lines.extend(hit.after_schemes.map(|left| after_schemes_text(t, left)));
    if let Some(left) = session.places_left {
        price_lines.push(say.n("plekken-vrij", "aantal", u64::from(left)));
    }
    let mut also: Vec<Moment> = hit.also.iter().map(|one| moment(say, offer, one)).collect();
    let more = also.split_off(also.len().min(MOMENTS));
    Card {
        session: hit.session_id.to_string(),
        also,
        more,
        href: format!("/aanbod/{}", hit.offer_id),
        day,
        hours,
        title: offer.title.clone(),
        provider_href: format!("/aanbieders/{}", offer.provider),
        provider: offer.provider_name.clone(),
        picture: None,
        place: whereabouts(offer),
        ticks,
        listed: listed.map_or_else(String::new, |reason| capital(&reason.text)),
        attention: hit.attention.iter().map(|words| capital(words)).collect(),
        bars: bars(say, &hit.reasons),
        price,
        price_lines,
        compared: false,
        begins_others: false,
    }
}

fn moment(say: &Voice, offer: &Offer, shown: &ShownMoment) -> Moment {
    let (t, session) = (say.texts(), &offer.sessions[shown.position]);
    let places = session
        .places_left
        .map(|left| say.n("plekken-vrij", "aantal", u64::from(left)));
    Moment {
        session: shown.session_id.to_string(),
        short: moments::weekly_span_short(t, session),
        spoken: moments::weekly(t, session),
        notes: places.into_iter().chain(shown.left_out.clone()).collect(),
        compared: false,
    }
}

/// How far it is, and how long that takes; around the corner nobody counts minutes.
fn way_words(say: &Voice, hit: &ShownHit, metres: u32, place: &str) -> String {
    let place = ("plek", place);
    match hit.walking_minutes.zip(hit.cycling_minutes) {
        Some((on_foot, by_bicycle)) if metres >= AROUND_THE_CORNER_M => say.texts().w(
            "van-huis-minuten",
            &[
                place,
                ("afstand", &dutch::distance(metres)),
                ("minuten", &minutes_words(say, on_foot, by_bicycle)),
            ],
        ),
        _ => say.texts().w("om-de-hoek", &[place]),
    }
}

/// "21 minuten lopen, 7 minuten fietsen"; a walk of more than an hour is no walk to advise.
fn minutes_words(say: &Voice, on_foot: u32, by_bicycle: u32) -> String {
    let cycling = say.n("minuten-fietsen", "aantal", u64::from(by_bicycle));
    if on_foot > 60 {
        return cycling;
    }
    let walking = say.n("minuten-lopen", "aantal", u64::from(on_foot));
    format!("{walking}, {cycling}")
}

/// Who organises it, and where.
#[must_use]
pub fn place_of(offer: &Offer) -> String {
    let mut parts = vec![offer.provider_name.clone()];
    parts.extend(Some(whereabouts(offer)).filter(|words| !words.is_empty()));
    parts.join(" · ")
}

/// Where it is; empty when nobody told.
pub(super) fn whereabouts(offer: &Offer) -> String {
    let venue = &offer.venue;
    if let Some(town) = venue.only_town() {
        return Texts::dutch().w("plek-ergens-in", &[("plaats", town)]);
    }
    let parts: Vec<String> = [venue.address.clone(), venue.town.clone()]
        .into_iter()
        .flatten()
        .collect();
    parts.join(" · ")
}

/// The price in large letters, and what goes with it. After paid weeks the price that follows
/// stands there too: nobody may be surprised by it.
#[must_use]
pub fn price_lines(say: &Voice, offer: &Offer) -> (String, Vec<String>) {
    let asked = dutch::price(offer);
    // "€ 2,00 per keer", "€ 45,00 voor 10 keer": the amount large, what it is for below it.
    let (amount, per) = match (offer.price, asked.match_indices(' ').nth(1)) {
        (Some(price), Some((at, _))) if price.cents > 0 => {
            (asked[..at].to_owned(), vec![asked[at + 1..].to_owned()])
        }
        _ => (capital(&asked), Vec::new()),
    };
    let paid = offer.paid_weeks.filter(|weeks| *weeks > 0);
    let costs = offer.price.is_some_and(|price| price.cents > 0);
    let (large, mut lines) = match paid {
        Some(weeks) if costs => (
            say.s("gratis"),
            vec![
                say.n("eerste-weken", "weken", u64::from(weeks)),
                say.w("daarna-prijs", "prijs", &asked),
            ],
        ),
        _ => {
            let month = prices::about_a_month(Texts::dutch(), offer);
            (amount, per.into_iter().chain(month).collect())
        }
    };
    lines.extend(offer.trial.map(dutch::trial));
    (large, lines)
}

/// The price in one line: "€ 2,00 per keer, eerste keer gratis".
#[must_use]
pub fn price_line(offer: &Offer) -> String {
    let mut parts = vec![actions::search::price_text(offer)];
    parts.extend(offer.trial.map(dutch::trial));
    capital(&parts.join(", "))
}

/// Bars as long as their share of the heaviest, in steps of five.
fn bars(say: &Voice, reasons: &[ShownReason]) -> Vec<Bar> {
    let most = reasons
        .iter()
        .map(|reason| u32::from(reason.contribution))
        .max()
        .unwrap_or(0)
        .max(1);
    reasons
        .iter()
        .filter(|reason| reason.contribution > 0)
        .map(|reason| {
            let share = u32::from(reason.contribution) * 100 / most;
            let weight = match share {
                66.. => "telt-zwaar",
                33..66 => "telt-mee",
                _ => "telt-iets",
            };
            Bar {
                words: capital(&reason.text),
                width: format!("w-{}", (share + 2) / 5 * 5),
                weight: say.s(weight),
            }
        })
        .collect()
}

/// A relaxation as a button: the words on it and what it sends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RelaxButton {
    /// `field=value`; of two wishes with a `;` between them.
    pub value: String,
    /// The words.
    pub words: String,
    /// An icon's name.
    pub icon: &'static str,
}

/// The button of a relaxation.
#[must_use]
pub fn relax_button(relaxation: &ShownRelaxation) -> RelaxButton {
    RelaxButton {
        value: sent(relaxation.field, &relaxation.value),
        words: relaxation.text.clone(),
        icon: icon(relaxation.field),
    }
}

/// The button of two wishes that are relaxed together.
#[must_use]
pub fn pair_button(pair: &ShownPair) -> RelaxButton {
    let [one, other] = &pair.wishes;
    RelaxButton {
        value: format!("{};{}", sent(one.0, &one.1), sent(other.0, &other.1)),
        words: pair.text.clone(),
        icon: icon(one.0),
    }
}

fn icon(field: &str) -> &'static str {
    match field {
        "maxAfstandKm" => "map-pin",
        "dagdelen" => "calendar",
        "maxPrijsInCenten" => "coin-euro",
        _ => "adjustments-horizontal",
    }
}

/// `maxAfstandKm=5`
fn sent(field: &str, value: &RelaxedValue) -> String {
    let to = match value {
        RelaxedValue::Number(number) => number.to_string(),
        RelaxedValue::Remaining(codes) => codes.join(" "),
        // Without the wish about distance, the widest that the search allows.
        RelaxedValue::Nothing if field == "maxAfstandKm" => "200".to_owned(),
        RelaxedValue::Nothing => String::new(),
    };
    format!("{field}={to}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reason(text: &str, contribution: u8) -> ShownReason {
        ShownReason {
            code: "afstand",
            text: text.to_owned(),
            contribution,
        }
    }

    #[test]
    fn the_heaviest_reason_fills_the_bar_and_others_follow_in_steps() {
        let say = Voice::to(None);
        let reasons = [
            reason("1,2 km", 31),
            reason("rustig", 12),
            reason("taal", 0),
        ];
        let widths: Vec<String> = bars(&say, &reasons).into_iter().map(|b| b.width).collect();
        assert_eq!(widths, ["w-100", "w-40"]);
    }

    #[test]
    fn a_relaxation_says_what_the_form_becomes() {
        let relaxation = ShownRelaxation {
            field: "maxAfstandKm",
            value: RelaxedValue::Number(5.0),
            extra: 12,
            unknown: 0,
            text: "Zoek tot 5 km (12 meer)".into(),
        };
        assert_eq!(relax_button(&relaxation).value, "maxAfstandKm=5");
    }

    #[test]
    fn two_wishes_are_sent_together() {
        let pair = ShownPair {
            wishes: [
                ("dagdelen", RelaxedValue::Nothing),
                ("maxPrijsInCenten", RelaxedValue::Number(3_500.0)),
            ],
            extra: 6,
            text: "Ook op andere momenten en tot € 35,00 per maand (6 meer)".into(),
        };
        let button = pair_button(&pair);
        assert_eq!(button.value, "dagdelen=;maxPrijsInCenten=3500");
        assert_eq!(button.icon, "calendar");
    }
}
