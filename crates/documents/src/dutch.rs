//! Days, hours, distances and prices as the Dutch write them. Called by pages, mails and the API.
//!
//! Pure: what depends on today or now takes it as an argument. For other languages see
//! [`crate::moments`] and [`crate::prices`].

use domain::calendar::{AMSTERDAM, day_of};
use domain::offer::{ConfirmedBy, Offer, Session, Trial};
use domain::price::Cents;
use domain::referral::TrialMoment;
use jiff::Timestamp;
use jiff::civil::{Date, Time};

use crate::texts::Texts;
use crate::{moments, prices};

/// The same words with a capital in front: a line's beginning.
#[must_use]
pub fn capital(words: &str) -> String {
    Texts::dutch().capital(words)
}

/// "dinsdag 1 december"; with the year when it is not that of `today`.
#[must_use]
pub fn date_long(day: Date, today: Date) -> String {
    moments::date_long(Texts::dutch(), day, today)
}

/// "di 1 dec"
#[must_use]
pub fn date_short(day: Date) -> String {
    moments::date_short(Texts::dutch(), day)
}

/// "10.00 uur"
#[must_use]
pub fn time(at: Time) -> String {
    moments::time(Texts::dutch(), at)
}

/// "10.00–11.00 uur"; only the beginning when the end is not known.
#[must_use]
pub fn time_span(from: Time, to: Option<Time>) -> String {
    moments::time_span(Texts::dutch(), from, to)
}

/// "dinsdag 10.00–11.00 uur", "op afspraak", "dag en tijd niet bekend"
#[must_use]
pub fn weekly(session: &Session) -> String {
    moments::weekly(Texts::dutch(), session)
}

/// "dinsdag 1 december om 10.00 uur"
#[must_use]
pub fn trial_moment(moment: TrialMoment, today: Date) -> String {
    moments::trial_moment(Texts::dutch(), moment, today)
}

/// The day and hour of a moment in Amsterdam: "dinsdag 1 december om 17.00 uur".
#[must_use]
pub fn moment(at: Timestamp, today: Date) -> String {
    let local = AMSTERDAM.to_datetime(at);
    let moment = TrialMoment {
        day: local.date(),
        time: Some(local.time()),
    };
    trial_moment(moment, today)
}

/// How far: "minder dan 100 meter", "900 meter", "1,2 km", "12 km". Rounded to tens of metres,
/// then hundreds, and whole kilometres from ten on: a postcode knows no better.
#[must_use]
pub fn distance(metres: u32) -> String {
    let tens = (metres.saturating_add(5)) / 10 * 10;
    let hundreds = metres.saturating_add(50) / 100;
    let kilometres = metres.saturating_add(500) / 1000;
    match (tens, hundreds) {
        (0..100, _) => "minder dan 100 meter".to_owned(),
        (100..1000, _) => format!("{tens} meter"),
        (_, 0..100) if hundreds.is_multiple_of(10) => format!("{} km", hundreds / 10),
        (_, 0..100) => format!("{},{} km", hundreds / 10, hundreds % 10),
        _ => format!("{kilometres} km"),
    }
}

/// "€ 20,00"
#[must_use]
pub fn cents(amount: Cents) -> String {
    prices::cents(Texts::dutch(), amount)
}

/// "€ 2,00 per keer", "gratis", "prijs op aanvraag", "prijs niet bekend"
#[must_use]
pub fn price(offer: &Offer) -> String {
    prices::asked(Texts::dutch(), offer)
}

/// "eerste 16 weken gratis, daarna € 2,00 per keer"
#[must_use]
pub fn price_after_deal(offer: &Offer) -> String {
    prices::price_after_deal(Texts::dutch(), offer)
}

/// "€ 5,50 per keer, ongeveer € 24 per maand"
#[must_use]
pub fn price_with_month(offer: &Offer) -> String {
    let asked = price_after_deal(offer);
    let about = prices::about_a_month(Texts::dutch(), offer);
    about.map_or_else(|| asked.clone(), |about| format!("{asked}, {about}"))
}

/// "€ 8,67 per maand"
#[must_use]
pub fn per_month(amount: Cents) -> String {
    prices::per_month(Texts::dutch(), amount)
}

/// "eerste keer gratis"
#[must_use]
pub fn trial(first: Trial) -> String {
    prices::trial(Texts::dutch(), first)
}

/// When an offer was last confirmed, as people say it: "vandaag bevestigd", "bevestigd 3 dagen
/// geleden", "bevestigd in maart", "nog niet bevestigd". A list confirms nothing: what only a list
/// told is told as such. A day ahead, which only a mistaken source gives, counts as today.
#[must_use]
pub fn days_ago(confirmed: Option<Date>, by: Option<ConfirmedBy>, today: Date) -> String {
    let Some(confirmed) = confirmed else {
        return "nog niet bevestigd".to_owned();
    };
    let days = (today - confirmed).get_days();
    let ago = match days {
        ..=0 => "vandaag".to_owned(),
        1 => "gisteren".to_owned(),
        days @ 2..=13 => format!("{days} dagen geleden"),
        days @ 14..=60 => format!("{} weken geleden", days / 7),
        _ => in_month(confirmed, today),
    };
    match (by, days) {
        (Some(ConfirmedBy::Source), _) => Texts::dutch().w("bevestigd-door-bron", &[("dag", &ago)]),
        (_, ..=1) => format!("{ago} bevestigd"),
        _ => format!("bevestigd {ago}"),
    }
}

/// "in maart"; with the year when it is not this one.
fn in_month(day: Date, today: Date) -> String {
    let t = Texts::dutch();
    let month = t.s(&format!("maand-{}", day.month()));
    match day.year() == today.year() {
        true => t.w("bevestigd-in-maand", &[("maand", &month)]),
        false => t.w(
            "bevestigd-in-jaar",
            &[("maand", &month), ("jaar", &day.year().to_string())],
        ),
    }
}

/// The same with who said so: "bevestigd 3 dagen geleden door de aanbieder".
#[must_use]
pub fn confirmed(on: Option<Date>, by: Option<ConfirmedBy>, today: Date) -> String {
    let when = days_ago(on, by, today);
    match by.filter(|_| on.is_some()) {
        Some(ConfirmedBy::Source) | None => when,
        Some(by) => {
            let who = Texts::dutch().s(&format!("bevestigd-door-{}", by.code()));
            format!("{when} {who}")
        }
    }
}

/// How a due moment stands: "3 dagen te laat", "vandaag voor 17.00 uur", "over 2 dagen". Days are
/// days on the calendar in Amsterdam.
#[must_use]
pub fn overdue(due: Timestamp, now: Timestamp) -> String {
    let days = (day_of(due) - day_of(now)).get_days();
    let hour = time(AMSTERDAM.to_datetime(due).time());
    match days {
        ..=-2 => format!("{} dagen te laat", -days),
        -1 => "1 dag te laat".to_owned(),
        0 if now > due => format!("te laat sinds {hour}"),
        0 => format!("vandaag voor {hour}"),
        1 => "morgen".to_owned(),
        _ => format!("over {days} dagen"),
    }
}

#[cfg(test)]
mod tests {
    use domain::calendar::moment_of;
    use domain::price::{Per, Price};
    use jiff::civil::{date, time as hour};
    use rstest::rstest;

    use super::*;

    const TODAY: Date = date(2026, 11, 24);

    #[test]
    fn a_day_carries_its_year_only_when_it_is_another() {
        assert_eq!(date_long(date(2026, 12, 1), TODAY), "dinsdag 1 december");
        assert_eq!(date_long(date(2027, 1, 4), TODAY), "maandag 4 januari 2027");
        assert_eq!(date_short(date(2026, 12, 1)), "di 1 dec");
    }

    #[test]
    fn hours_are_written_with_a_point() {
        assert_eq!(time(hour(9, 5, 0, 0)), "9.05 uur");
        let span = time_span(hour(10, 0, 0, 0), Some(hour(11, 30, 0, 0)));
        assert_eq!(span, "10.00–11.30 uur");
        assert_eq!(time_span(hour(10, 0, 0, 0), None), "10.00 uur");
    }

    #[rstest]
    #[case(0, "minder dan 100 meter")]
    #[case(94, "minder dan 100 meter")]
    #[case(95, "100 meter")]
    #[case(896, "900 meter")]
    #[case(994, "990 meter")]
    #[case(995, "1 km")]
    #[case(1_000, "1 km")]
    #[case(1_249, "1,2 km")]
    #[case(1_250, "1,3 km")]
    #[case(9_949, "9,9 km")]
    #[case(9_950, "10 km")]
    #[case(12_499, "12 km")]
    #[case(u32::MAX, "4294967 km")]
    fn a_distance_is_no_more_exact_than_it_is(#[case] metres: u32, #[case] text: &str) {
        assert_eq!(distance(metres), text);
    }

    #[rstest]
    #[case(200, Per::Lesson, "€ 2,00 per keer")]
    #[case(2_400, Per::Month, "€ 24,00 per maand")]
    #[case(6_005, Per::Quarter, "€ 60,05 per 3 maanden")]
    #[case(125_000, Per::Year, "€ 1.250,00 per jaar")]
    #[case(3_500, Per::Card(12), "€ 35,00 voor 12 keer")]
    #[case(0, Per::Year, "gratis")]
    fn a_price_is_told_as_it_is_asked(#[case] cents: Cents, #[case] per: Per, #[case] text: &str) {
        let asked = Some(Price { cents, per });
        assert_eq!(prices::price(Texts::dutch(), asked), text);
    }

    #[test]
    fn a_price_that_nobody_told_is_not_guessed() {
        assert_eq!(prices::price(Texts::dutch(), None), "prijs niet bekend");
        assert_eq!(cents(u32::MAX), "€ 42.949.672,95");
        assert_eq!(per_month(867), "€ 8,67 per maand");
        assert_eq!(trial(Trial::Free), "eerste keer gratis");
        assert_eq!(trial(Trial::Paid(250)), "eerste keer € 2,50");
    }

    #[rstest]
    #[case(date(2026, 11, 25), "vandaag bevestigd")]
    #[case(date(2026, 11, 24), "vandaag bevestigd")]
    #[case(date(2026, 11, 23), "gisteren bevestigd")]
    #[case(date(2026, 11, 21), "bevestigd 3 dagen geleden")]
    #[case(date(2026, 11, 10), "bevestigd 2 weken geleden")]
    #[case(date(2026, 9, 25), "bevestigd 8 weken geleden")]
    #[case(date(2026, 9, 24), "bevestigd in september")]
    #[case(date(2026, 1, 1), "bevestigd in januari")]
    #[case(date(2025, 11, 24), "bevestigd in november 2025")]
    fn people_see_how_fresh_an_offer_is(#[case] day: Date, #[case] text: &str) {
        assert_eq!(days_ago(Some(day), None, TODAY), text);
        assert_eq!(days_ago(None, None, TODAY), "nog niet bevestigd");
        assert_eq!(
            confirmed(Some(day), Some(ConfirmedBy::Provider), TODAY),
            format!("{text} door de aanbieder")
        );
        assert_eq!(
            confirmed(None, Some(ConfirmedBy::Source), TODAY),
            "nog niet bevestigd"
        );
    }

    #[test]
    fn what_only_a_list_told_is_not_told_as_confirmed() {
        let told = |day| confirmed(Some(day), Some(ConfirmedBy::Source), TODAY);
        assert_eq!(
            told(date(2026, 10, 20)),
            "stond 5 weken geleden zo in een lijst; de aanbieder heeft het nog niet zelf bevestigd"
        );
        assert!(told(TODAY).starts_with("stond vandaag zo in een lijst"));
    }

    #[rstest]
    #[case(date(2026, 11, 21), "3 dagen te laat")]
    #[case(date(2026, 11, 23), "1 dag te laat")]
    #[case(date(2026, 11, 24), "vandaag voor 17.00 uur")]
    #[case(date(2026, 11, 25), "morgen")]
    #[case(date(2026, 11, 26), "over 2 dagen")]
    fn people_see_how_late_it_is(#[case] due: Date, #[case] text: &str) {
        let now = moment_of(TODAY, hour(9, 42, 0, 0));
        assert_eq!(overdue(moment_of(due, hour(17, 0, 0, 0)), now), text);
    }

    #[test]
    fn after_five_it_is_late_the_same_day() {
        let due = moment_of(TODAY, hour(17, 0, 0, 0));
        let now = moment_of(TODAY, hour(18, 0, 0, 0));
        assert_eq!(overdue(due, now), "te laat sinds 17.00 uur");
        assert_eq!(moment(due, TODAY), "dinsdag 24 november om 17.00 uur");
    }
}
