//! Hours as people say them: "maandagochtend half 10 tot half 11", "woensdagmiddag van 2 tot 4". Twelve
//! hours have two meanings, so they count only where the text names one part of the day. For
//! [`super::read`].

use jiff::civil::Time;

use crate::wording::spaced;

/// The same folded text with its spoken hours in digits; as it was where nobody can be sure.
pub(super) fn in_digits(folded: &str) -> String {
    let Some(part) = only_part(folded) else {
        return folded.to_owned();
    };
    let text = spaced(folded).replace(" - ", "-").replace('-', " - ");
    let words: Vec<&str> = text.split(' ').filter(|word| !word.is_empty()).collect();
    let mut out: Vec<String> = Vec::with_capacity(words.len());
    let mut at = 0;
    while at < words.len() {
        let found = match &words[at..] {
            ["half", hour, ..] => clock(hour, part, -30).map(|time| (vec![time], 2)),
            ["kwart", "voor", hour, ..] => clock(hour, part, -15).map(|time| (vec![time], 3)),
            ["kwart", "over", hour, ..] => clock(hour, part, 15).map(|time| (vec![time], 3)),
            [from, join @ ("tot" | "-"), to, ..] => {
                let both = clock(from, part, 0).zip(clock(to, part, 0));
                both.map(|(from, to)| (vec![from, (*join).to_owned(), to], 3))
            }
            _ => None,
        };
        let (said, taken) = found.unwrap_or_else(|| (vec![words[at].to_owned()], 1));
        out.extend(said);
        at += taken;
    }
    out.join(" ")
}

#[derive(Clone, Copy, PartialEq)]
enum Half {
    Morning,
    Afternoon,
    Evening,
}

/// The part of the day that a text names, when it names one.
fn only_part(folded: &str) -> Option<Half> {
    const NAMES: [(&str, Half); 4] = [
        ("ochtend", Half::Morning),
        ("morgen", Half::Morning),
        ("middag", Half::Afternoon),
        ("avond", Half::Evening),
    ];
    let mut found = NAMES.iter().filter(|(name, _)| folded.contains(name));
    let (_, part) = found.next()?;
    found.all(|(_, other)| other == part).then_some(*part)
}

/// The hour that is said in a part of the day, moved by minutes: "half 10" is thirty before ten.
fn clock(hour: &str, part: Half, minutes: i64) -> Option<String> {
    const NUMBERS: [&str; 12] = [
        "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf",
        "twaalf",
    ];
    let said = NUMBERS.iter().position(|number| *number == hour);
    let said = said.and_then(|at| i8::try_from(at + 1).ok());
    let said = said.or_else(|| hour.parse().ok())?;
    let of_day = match (part, said) {
        (Half::Morning, 6..=12) | (Half::Afternoon, 12) => said,
        (Half::Afternoon, 1..=6) | (Half::Evening, 6..=11) => said + 12,
        _ => return None,
    };
    let minute = i64::from(of_day) * 60 + minutes;
    let time = Time::new(
        i8::try_from(minute / 60).ok()?,
        i8::try_from(minute % 60).ok()?,
        0,
        0,
    );
    time.ok().map(|time| time.strftime("%H:%M").to_string())
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("maandagochtend half 10 tot half 11", "maandagochtend 09:30 tot 10:30")]
    #[case(
        "di van half tien tot kwart voor 11 's ochtends",
        "di van 09:30 tot 10:45 's ochtends"
    )]
    #[case(
        "ma- en wo-middag van 2 tot 4",
        "ma - en wo - middag van 14:00 tot 16:00"
    )]
    #[case("dinsdagavond half 8", "dinsdagavond 19:30")]
    // Without a part of the day, with two of them, or at an hour that is not in it.
    #[case("maandag half 8", "maandag half 8")]
    #[case("ochtend of avond half 8", "ochtend of avond half 8")]
    #[case("dinsdagmiddag half 9", "dinsdagmiddag half 9")]
    #[case("10 uur 's avonds", "10 uur 's avonds")]
    fn spoken_hours_count_in_one_part_of_the_day(#[case] said: &str, #[case] digits: &str) {
        assert_eq!(in_digits(said), digits);
    }
}
