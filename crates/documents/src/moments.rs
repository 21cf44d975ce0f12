//! Days and hours in the reader's language. Called by pages and mails; [`crate::dutch`] holds the
//! same for Dutch readers.
//!
//! A day carries its year only when that is not this year: people do not say it either.

use domain::offer::Session;
use domain::referral::TrialMoment;
use jiff::civil::{Date, Time, Weekday};

use crate::texts::Texts;

/// A day in full: "dinsdag 1 december"; with the year when it is not that of `today`.
#[must_use]
pub fn date_long(t: &Texts, day: Date, today: Date) -> String {
    let key = if day.year() == today.year() {
        "dag-lang"
    } else {
        "dag-lang-jaar"
    };
    date(t, key, day, "")
}

/// A day in full with its year, for what is kept: "dinsdag 1 december 2026".
#[must_use]
pub fn date_with_year(t: &Texts, day: Date) -> String {
    date(t, "dag-lang-jaar", day, "")
}

/// A day in short: "di 1 dec".
#[must_use]
pub fn date_short(t: &Texts, day: Date) -> String {
    date(t, "dag-kort", day, "-kort")
}

fn date(t: &Texts, key: &str, day: Date, form: &str) -> String {
    let weekday = weekday_in(t, day.weekday(), form);
    let month = t.s(&format!("maand-{}{form}", day.month()));
    t.w(
        key,
        &[
            ("weekdag", &weekday),
            ("dag", &day.day().to_string()),
            ("maand", &month),
            ("jaar", &day.year().to_string()),
        ],
    )
}

/// A day of the week: "dinsdag".
#[must_use]
pub fn weekday(t: &Texts, day: Weekday) -> String {
    weekday_in(t, day, "")
}

fn weekday_in(t: &Texts, day: Weekday, form: &str) -> String {
    t.s(&format!("weekdag-{}{form}", day.to_monday_one_offset()))
}

fn clock(t: &Texts, time: Time) -> String {
    format!("{}{}{:02}", time.hour(), t.s("tijd-teken"), time.minute())
}

/// An hour: "10.00 uur".
#[must_use]
pub fn time(t: &Texts, at: Time) -> String {
    t.w("tijd-om", &[("van", &clock(t, at))])
}

/// From when to when: "10.00–11.00 uur"; only the beginning when the end is not known.
#[must_use]
pub fn time_span(t: &Texts, from: Time, to: Option<Time>) -> String {
    match to {
        Some(to) => t.w(
            "tijd-van-tot",
            &[("van", &clock(t, from)), ("tot", &clock(t, to))],
        ),
        None => time(t, from),
    }
}

/// A weekly moment: "dinsdag 10.00–11.00 uur"; "op afspraak" where somebody said so, and "dag en tijd
/// niet bekend" where nobody said anything.
#[must_use]
pub fn weekly(t: &Texts, session: &Session) -> String {
    let (from, to) = (session.from, session.to);
    let Some(day) = session.day else {
        return match from {
            _ if session.by_appointment => t.s("moment-afspraak"),
            Some(from) => t.w("moment-uur", &[("tijd", &time_span(t, from, to))]),
            None => t.s("moment-onbekend"),
        };
    };
    let day = weekday(t, day);
    match from {
        Some(from) => t.w(
            "moment-week",
            &[("weekdag", &day), ("tijd", &time_span(t, from, to))],
        ),
        None => day,
    }
}

/// The same in short, without the end: "di 10.00".
#[must_use]
pub fn weekly_short(t: &Texts, session: &Session) -> String {
    let Some(day) = session.day else {
        return weekly(t, session);
    };
    let day = weekday_in(t, day, "-kort");
    match session.from {
        Some(from) => format!("{day} {}", clock(t, from)),
        None => day,
    }
}

/// The same in short, with the end when it is known: "di 10.00–11.00".
#[must_use]
pub fn weekly_span_short(t: &Texts, session: &Session) -> String {
    let begins = weekly_short(t, session);
    match (session.day, session.from, session.to) {
        (Some(_), Some(_), Some(to)) => format!("{begins}–{}", clock(t, to)),
        _ => begins,
    }
}

/// When a trial lesson is: "dinsdag 1 december om 10.00 uur"; only the day when that is known.
#[must_use]
pub fn trial_moment(t: &Texts, moment: TrialMoment, today: Date) -> String {
    let day = date_long(t, moment.day, today);
    match moment.time {
        Some(at) => t.w("moment-dag", &[("dag", &day), ("tijd", &time(t, at))]),
        None => day,
    }
}

#[cfg(test)]
mod tests {
    use domain::codes::Language;
    use domain::offer::OfferStatus;
    use jiff::civil::{date, time as hour};

    use super::*;
    use crate::texts::{RESIDENT_LANGUAGES, keys_of};

    const TODAY: Date = date(2026, 11, 24);

    #[test]
    fn a_trial_lesson_is_told_in_every_language() {
        let moment = TrialMoment {
            day: date(2026, 12, 1),
            time: Some(hour(10, 0, 0, 0)),
        };
        let told =
            RESIDENT_LANGUAGES.map(|language| trial_moment(Texts::of(language), moment, TODAY));
        let expected = [
            "dinsdag 1 december om 10.00 uur",
            "Tuesday 1 December at 10:00",
            "1 Aralık Salı, saat 10.00",
            "الثلاثاء 1 ديسمبر، الساعة 10:00",
            "wtorek 1 grudnia, godz. 10:00",
            "вівторок, 1 грудня, о 10:00",
            "djamars 1 di desèmber, 10:00 or",
        ];
        assert_eq!(told, expected);
    }

    #[test]
    fn a_weekly_moment_tells_what_is_known_of_it() {
        let t = Texts::dutch();
        let (from, to) = (Some(hour(10, 0, 0, 0)), Some(hour(11, 0, 0, 0)));
        let tuesday = Some(Weekday::Tuesday);
        let told = |day, from, to| weekly(t, &session(day, from, to));
        let short = |day, from| weekly_short(t, &session(day, from, to));
        assert_eq!(told(tuesday, from, to), "dinsdag 10.00–11.00 uur");
        assert_eq!(told(tuesday, from, None), "dinsdag 10.00 uur");
        assert_eq!(told(tuesday, None, to), "dinsdag");
        assert_eq!(short(tuesday, from), "di 10.00");
        assert_eq!(short(tuesday, None), "di");
        let english = weekly_short(Texts::of(Language::English), &session(tuesday, from, to));
        assert_eq!(english, "Tue 10:00");
    }

    #[test]
    fn by_appointment_is_told_only_where_somebody_said_so() {
        let t = Texts::dutch();
        let from = Some(hour(10, 0, 0, 0));
        let untold = session(None, None, None);
        assert_eq!(weekly(t, &untold), "dag en tijd niet bekend");
        assert_eq!(weekly_short(t, &untold), "dag en tijd niet bekend");
        let hours = session(None, from, None);
        assert_eq!(weekly(t, &hours), "10.00 uur, dag niet bekend");
        let by_appointment = Session {
            by_appointment: true,
            ..session(None, from, None)
        };
        assert_eq!(weekly(t, &by_appointment), "op afspraak");
        assert_eq!(weekly_short(t, &by_appointment), "op afspraak");
        for language in RESIDENT_LANGUAGES {
            let t = Texts::of(language);
            assert_ne!(weekly(t, &untold), weekly(t, &by_appointment), "{language}");
        }
    }

    fn session(day: Option<Weekday>, from: Option<Time>, to: Option<Time>) -> Session {
        Session {
            id: "00000000-0000-0000-0000-000000000000".parse().unwrap(),
            day,
            by_appointment: false,
            from,
            to,
            places_left: None,
            status: OfferStatus::Visible,
        }
    }

    #[test]
    fn every_language_names_all_days_and_months() {
        let mut dutch = keys_of(Language::Dutch, "moments");
        dutch.sort();
        assert_eq!(dutch.len(), 2 * 7 + 2 * 12 + 13);
        for language in RESIDENT_LANGUAGES {
            let mut keys = keys_of(language, "moments");
            keys.sort();
            assert_eq!(keys, dutch, "{language}");
        }
    }
}
