//! The lessons of `/keuze` in words: what to know before choosing one, the mail and the text
//! message. Called by the sheet alone; pure, in the reader's language.
//!
//! What is full or not on is told in all three: nobody travels to a closed door.

use std::sync::Arc;

use documents::{Texts, moments, prices};
use domain::calendar::Closure;
use domain::offer::{Offer, Session};
use jiff::civil::Date;

use super::facts::{activity, what};

/// A lesson that was chosen.
pub(super) struct Chosen {
    /// What is organised.
    pub offer: Arc<Offer>,
    /// The weekly moment of it.
    pub session: Session,
    /// Its first day, when that is later than people would expect.
    pub first: Option<Date>,
    /// When it is not on, in the weeks to come.
    pub not_on: Vec<Closure>,
}

impl Chosen {
    fn is_full(&self) -> bool {
        self.session.places_left == Some(0)
    }
}

/// What to know before choosing it; nothing for most lessons.
pub(super) fn attention(t: &Texts, chosen: &Chosen, today: Date) -> Vec<String> {
    let long = |day: Date| moments::date_long(t, day, today);
    let mut lines = Vec::new();
    if chosen.is_full() {
        lines.push(t.s("keuze-vol"));
    }
    if let Some(day) = chosen.first {
        lines.push(t.w("keuze-eerste", &[("dag", &long(day))]));
    }
    let gaps: Vec<String> = chosen
        .not_on
        .iter()
        .map(|gap| match gap.from == gap.to {
            true => long(gap.from),
            false => {
                let [from, to] = [gap.from, gap.to].map(|day| moments::date_short(t, day));
                format!("{from} – {to}")
            }
        })
        .collect();
    if !gaps.is_empty() {
        lines.push(t.w("keuze-niet-op", &[("dagen", &gaps.join(" · "))]));
    }
    lines
}

/// The sheet as a mail: a few lines a lesson, and the way back to the sheet.
pub(super) fn mail(t: &Texts, lessons: &[Chosen], today: Date, here: &str) -> String {
    let mut words = String::new();
    for chosen in lessons {
        let (offer, session) = (&chosen.offer, &chosen.session);
        let what = what(t, offer);
        let mut lines = vec![what.strong, what.rest, offer.provider_name.clone()];
        lines.push(t.capital(&moments::weekly(t, session)));
        lines.extend(attention(t, chosen, today));
        let venue = [offer.venue.address.clone(), offer.venue.town.clone()];
        lines.push(venue.into_iter().flatten().collect::<Vec<_>>().join(", "));
        lines.extend(offer.trial.map(|trial| t.capital(&prices::trial(t, trial))));
        let price = prices::price_after_deal(t, offer);
        lines.push(t.capital(&price));
        let phone = offer.contact.phone.as_ref();
        lines.extend(phone.map(|number| t.phone_number(number)));
        lines.retain(|line| !line.is_empty());
        words.push_str(&lines.join("\n"));
        words.push_str("\n\n");
    }
    words + here
}

/// The sheet as a text message, which is paid by its length: what, when and where in a line a
/// lesson, whether one can come, and the way to all the rest.
pub(super) fn text_message(t: &Texts, lessons: &[Chosen], here: &str) -> String {
    let mut words = String::new();
    for chosen in lessons {
        let (offer, session) = (&chosen.offer, &chosen.session);
        let what = activity(t, offer).unwrap_or_else(|| offer.title.clone());
        let when = moments::weekly_short(t, session);
        let mut line = format!("{what}: {when}");
        let venue = &offer.venue;
        if let Some(place) = venue.address.as_ref().or(venue.town.as_ref()) {
            line.push_str(&format!(", {place}"));
        }
        if chosen.is_full() {
            line.push_str(&format!(". {}", t.capital(&t.s("keuze-vol-kort"))));
        }
        if let Some(day) = chosen.first {
            let day = moments::date_short(t, day);
            line.push_str(&format!(". {}", t.w("keuze-eerste", &[("dag", &day)])));
        }
        words.push_str(&line);
        words.push('\n');
    }
    words + here
}

#[cfg(test)]
mod tests {
    use documents::RESIDENT_LANGUAGES;
    use domain::codes::{Activity, Language};
    use domain::ids::{OfferId, OrganisationId, SessionId};
    use domain::offer::{OfferStatus, Trial};
    use domain::price::{Per, Price};
    use jiff::civil::{Weekday, date, time};
    use uuid::Uuid;

    use super::*;

    const TODAY: Date = date(2026, 11, 24);
    const HERE: &str = "https://brug.example/keuze?les=AZrwAAAAcACAAAAAAAAAAA";

    fn walk() -> Chosen {
        let nobody = Uuid::nil();
        let mut offer = Offer {
            title: "Samen buiten".to_owned(),
            provider_name: "Wandelclub De Brug".to_owned(),
            price: Some(Price {
                cents: 200,
                per: Per::Lesson,
            }),
            trial: Some(Trial::Free),
            ..Offer::untold(
                OfferId::new(nobody),
                "GM9001".parse().unwrap(),
                OrganisationId::new(nobody),
                Activity::Walking,
            )
        };
        offer.venue.address = Some("Dorpsstraat 12".to_owned());
        offer.venue.town = Some("Brugdam".to_owned());
        offer.contact.phone = Some("06 12345678".to_owned());
        Chosen {
            offer: Arc::new(offer),
            session: Session {
                id: SessionId::new(nobody),
                day: Some(Weekday::Tuesday),
                by_appointment: false,
                from: Some(time(10, 0, 0, 0)),
                to: Some(time(11, 0, 0, 0)),
                places_left: Some(3),
                status: OfferStatus::Visible,
            },
            first: None,
            not_on: Vec::new(),
        }
    }

    fn full_and_later() -> Chosen {
        let mut chosen = walk();
        chosen.session.places_left = Some(0);
        chosen.first = Some(date(2026, 12, 8));
        chosen.not_on = vec![
            Closure {
                from: date(2026, 12, 1),
                to: date(2026, 12, 1),
            },
            Closure {
                from: date(2026, 12, 21),
                to: date(2027, 1, 3),
            },
        ];
        chosen
    }

    #[test]
    fn a_mail_tells_what_when_where_and_that_the_first_time_is_free() {
        let told = mail(Texts::dutch(), &[walk()], TODAY, HERE);
        let expected = format!(
            "Samen buiten\nWandelen\nWandelclub De Brug\nDinsdag 10.00–11.00 uur\n\
             Dorpsstraat 12, Brugdam\nEerste keer gratis\n€ 2,00 per keer\n06 12345678\n\n{HERE}"
        );
        assert_eq!(told, expected);
        let told = mail(Texts::of(Language::Turkish), &[walk()], TODAY, HERE);
        let expected = format!(
            "Yürüyüş\nSamen buiten\nWandelclub De Brug\nSalı, saat 10.00–11.00\n\
             Dorpsstraat 12, Brugdam\nİlk sefer ücretsiz\nHer sefer € 2,00\n06 12345678\n\n{HERE}"
        );
        assert_eq!(told, expected);
    }

    #[test]
    fn a_text_message_is_a_line_a_lesson() {
        let told = |language| text_message(Texts::of(language), &[walk(), full_and_later()], HERE);
        assert_eq!(
            told(Language::Dutch),
            format!(
                "Wandelen: di 10.00, Dorpsstraat 12\nWandelen: di 10.00, Dorpsstraat 12. \
                 Nu vol: wachtlijst. Eerste les: di 8 dec\n{HERE}"
            )
        );
        assert_eq!(
            told(Language::Turkish),
            format!(
                "Yürüyüş: Sal 10.00, Dorpsstraat 12\nYürüyüş: Sal 10.00, Dorpsstraat 12. \
                 Şu an dolu: bekleme listesi. İlk ders: 8 Ara Sal\n{HERE}"
            )
        );
    }

    #[test]
    fn what_is_full_or_not_on_is_told_first_and_in_every_language() {
        let told = attention(Texts::dutch(), &full_and_later(), TODAY);
        let expected = [
            "Nu vol: u komt op de wachtlijst",
            "Eerste les: dinsdag 8 december",
            "Niet op: dinsdag 1 december · ma 21 dec – zo 3 jan",
        ];
        assert_eq!(told, expected);
        for language in RESIDENT_LANGUAGES {
            let t = Texts::of(language);
            let lines = attention(t, &full_and_later(), TODAY);
            let mail = mail(t, &[full_and_later()], TODAY, HERE);
            assert!(lines.iter().all(|line| mail.contains(line)), "{language}");
            let short = text_message(t, &[full_and_later()], HERE);
            assert!(short.contains(&t.capital(&t.s("keuze-vol-kort"))));
            for key in ["keuze-vol", "keuze-vol-kort", "keuze-eerste"] {
                assert!(t.has(key), "{language} {key}");
            }
            assert!(attention(t, &walk(), TODAY).is_empty());
        }
    }

    #[test]
    fn what_nobody_told_leaves_no_gap() {
        let mut bare = walk();
        let mut offer = Offer::clone(&bare.offer);
        (offer.venue.address, offer.venue.town) = (None, None);
        (offer.trial, offer.contact.phone, offer.price) = (None, None, None);
        offer.activity = Activity::Other;
        bare.offer = Arc::new(offer);
        bare.session.day = None;
        let t = Texts::of(Language::English);
        assert_eq!(
            mail(t, &[bare], TODAY, HERE),
            format!(
                "Samen buiten\nWandelclub De Brug\n10:00–11:00, day not known\n\
                 Price not known\n\n{HERE}"
            )
        );
    }
}
