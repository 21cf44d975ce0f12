//! Postcodes, phone numbers, e-mail addresses, and the number that must not be written anywhere.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A Dutch postcode: four digits, and two letters when they are known.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Postcode {
    digits: u16,
    letters: Option<[u8; 2]>,
}

/// The text is no Dutch postcode.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a postcode is four digits, with or without two letters, such as 5211 AB")]
pub struct NotAPostcode;

impl Postcode {
    /// The four digits, 1000 to 9999.
    #[must_use]
    pub const fn digits(self) -> u16 {
        self.digits
    }

    /// The two letters, when they are known.
    #[must_use]
    pub fn letters(self) -> Option<String> {
        self.letters
            .map(|pair| pair.iter().map(|letter| char::from(*letter)).collect())
    }

    /// The postcode without its letters.
    #[must_use]
    pub const fn area(self) -> Self {
        Self {
            digits: self.digits,
            letters: None,
        }
    }
}

impl FromStr for Postcode {
    type Err = NotAPostcode;

    /// Reads `5211AB`, `5211 ab`, `5211  AB`, `5211` and the same with hard spaces or tabs.
    fn from_str(text: &str) -> Result<Self, NotAPostcode> {
        let mut signs = [0u8; 6];
        let mut length = 0;
        for sign in text.chars().filter(|sign| !sign.is_whitespace()) {
            let (true, Some(place)) = (sign.is_ascii_alphanumeric(), signs.get_mut(length)) else {
                return Err(NotAPostcode);
            };
            *place = sign.to_ascii_uppercase() as u8;
            length += 1;
        }
        let number = |part: &[u8]| {
            part.iter().try_fold(0u16, |sum, sign| {
                sign.is_ascii_digit()
                    .then(|| sum * 10 + u16::from(sign - b'0'))
            })
        };
        let digits = number(&signs[..4])
            .filter(|digits| *digits >= 1000)
            .ok_or(NotAPostcode)?;
        match (length, [signs[4], signs[5]]) {
            (4, _) => Ok(Self {
                digits,
                letters: None,
            }),
            (6, letters) if letters.iter().all(u8::is_ascii_uppercase) => Ok(Self {
                digits,
                letters: Some(letters),
            }),
            _ => Err(NotAPostcode),
        }
    }
}

impl fmt::Display for Postcode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.letters() {
            Some(letters) => write!(f, "{} {letters}", self.digits),
            None => write!(f, "{}", self.digits),
        }
    }
}

impl Serialize for Postcode {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Postcode {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

impl fmt::Debug for Postcode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Six signs and a house number point at one door: logs get the area only.
        write!(f, "{}..", self.digits)
    }
}

/// A phone number in international notation, such as `+31612345678`.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Phone(String);

/// The text is no phone number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a phone number has 10 digits, or starts with + and a country's number")]
pub struct NotAPhone;

impl Phone {
    /// In international notation.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// As the Dutch write it: `06 12 34 56 78`, `073 555 01 01`; foreign numbers as they are.
    #[must_use]
    pub fn spoken(&self) -> String {
        let Some(national) = self.0.strip_prefix("+31") else {
            return self.0.clone();
        };
        let digits = format!("0{national}");
        let head = if digits.starts_with("06") { 2 } else { 3 };
        let (area, rest) = digits.split_at(head.min(digits.len()));
        let odd = rest.len() % 2;
        let mut out = area.to_owned();
        let mut at = 0;
        while at < rest.len() {
            let step = if at == 0 && odd == 1 {
                3.min(rest.len())
            } else {
                2
            };
            out.push(' ');
            out.push_str(&rest[at..(at + step).min(rest.len())]);
            at += step;
        }
        out
    }
}

impl FromStr for Phone {
    type Err = NotAPhone;

    fn from_str(text: &str) -> Result<Self, NotAPhone> {
        let mut digits = String::new();
        let text = text.trim().replace("(0)", "");
        for (at, sign) in text.char_indices() {
            match sign {
                '0'..='9' => digits.push(sign),
                '+' if at == 0 => digits.push('+'),
                ' ' | '-' | '.' | '/' | '(' | ')' | '\u{a0}' | '\t' | '\u{2011}' | '\u{2013}' => {}
                _ => return Err(NotAPhone),
            }
        }
        let international = if let Some(rest) = digits.strip_prefix("00") {
            format!("+{rest}")
        } else if digits.starts_with('+') {
            digits
        } else if let (Some(rest), 10) = (digits.strip_prefix('0'), digits.len()) {
            format!("+31{rest}")
        } else {
            return Err(NotAPhone);
        };
        // A trunk zero after the country code is a common way of writing: +31 06 …
        let international = match international.strip_prefix("+310") {
            Some(rest) => format!("+31{rest}"),
            None => international,
        };
        let length = international.len() - 1;
        let right = if international.starts_with("+31") {
            length == 11
        } else {
            (8..=15).contains(&length)
        };
        right.then_some(Self(international)).ok_or(NotAPhone)
    }
}

impl fmt::Debug for Phone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Phone(…)")
    }
}

/// An e-mail address, its domain in lower case.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Email(String);

/// The text is no e-mail address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("an e-mail address looks like naam@voorbeeld.nl")]
pub struct NotAnEmail;

impl Email {
    /// The address.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Email {
    type Err = NotAnEmail;

    fn from_str(text: &str) -> Result<Self, NotAnEmail> {
        let text = text.trim();
        let (local, host) = text.rsplit_once('@').ok_or(NotAnEmail)?;
        let local_right = !local.is_empty()
            && local.len() <= 64
            && local.split('.').all(|part| !part.is_empty())
            && local
                .chars()
                .all(|sign| sign.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.".contains(sign));
        let host_right = host.len() <= 253
            && host.contains('.')
            && host.split('.').all(|label| {
                (1..=63).contains(&label.len())
                    && !label.starts_with('-')
                    && !label.ends_with('-')
                    && label
                        .chars()
                        .all(|sign| sign.is_alphanumeric() || sign == '-')
            });
        if local_right && host_right {
            Ok(Self(format!("{local}@{}", host.to_lowercase())))
        } else {
            Err(NotAnEmail)
        }
    }
}

impl fmt::Debug for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Email(…)")
    }
}

/// Whether the text holds a nine-digit number that passes the eleven-test, as a citizen service
/// number (BSN) does: weights 9 to 2 and −1, sum divisible by 11. Such a number is refused
/// everywhere, since a sport club may not hold one. Spaces, dots and dashes inside count as nothing,
/// and a date is none of it: "8-10-2026 21:30" is no number.
#[must_use]
pub fn holds_citizen_number(text: &str) -> bool {
    let pieces = text.split_inclusive([' ', '\u{a0}']);
    let text: String = pieces
        .map(|piece| if is_date(piece) { "/" } else { piece })
        .collect();
    let mut run: Vec<u32> = Vec::new();
    let mut signs = text.chars().peekable();
    let mut before_run = None;
    while let Some(sign) = signs.next() {
        if let Some(digit) = sign.to_digit(10) {
            run.push(digit);
            if signs.peek().is_some() {
                continue;
            }
        } else if matches!(sign, ' ' | '.' | '-' | '\u{a0}')
            && !run.is_empty()
            && signs.peek().is_some_and(char::is_ascii_digit)
        {
            continue;
        }
        if run.len() == 9 && before_run != Some('+') && passes_eleven_test(&run) {
            return true;
        }
        run.clear();
        before_run = Some(sign);
    }
    false
}

/// Whether a word is a day of our time, day or year first: "8-10-2026", "2026-10-08".
fn is_date(word: &str) -> bool {
    let word = word.trim_matches([' ', '\u{a0}', ',']);
    let parts: Vec<&str> = word.split(['-', '.', '/']).collect();
    let [first, month, last] = parts.as_slice() else {
        return false;
    };
    let (day, year) = if first.len() == 4 {
        (last, first)
    } else {
        (first, last)
    };
    let lies = |part: &str, most: usize, range: std::ops::RangeInclusive<u16>| {
        part.len() <= most && part.parse().is_ok_and(|number| range.contains(&number))
    };
    lies(day, 2, 1..=31) && lies(month, 2, 1..=12) && lies(year, 4, 1900..=2099)
}

fn passes_eleven_test(digits: &[u32]) -> bool {
    let weights = [9i64, 8, 7, 6, 5, 4, 3, 2, -1];
    let sum: i64 = digits
        .iter()
        .zip(weights)
        .map(|(digit, weight)| i64::from(*digit) * weight)
        .sum();
    sum % 11 == 0 && digits.iter().any(|digit| *digit != 0)
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("5211AB", "5211 AB")]
    #[case("5211 ab", "5211 AB")]
    #[case("8701  ZZ", "8701 ZZ")]
    #[case("5211\u{a0}AB", "5211 AB")]
    #[case("5211", "5211")]
    fn a_postcode_is_read_as_people_write_it(#[case] written: &str, #[case] read: &str) {
        assert_eq!(written.parse::<Postcode>().unwrap().to_string(), read);
    }

    #[rstest]
    #[case("")]
    #[case("0999 AA")]
    #[case("521")]
    #[case("52111")]
    #[case("5211A")]
    #[case("5211 A1")]
    #[case("AB5211")]
    #[case("5211 ABC")]
    #[case("５２１１")]
    fn what_is_no_postcode_is_refused(#[case] written: &str) {
        assert_eq!(written.parse::<Postcode>(), Err(NotAPostcode));
    }

    #[rstest]
    #[case("06 12345678", "06 12 34 56 78")]
    #[case("073-5550101", "073 555 01 01")]
    #[case("0031205550102", "020 555 01 02")]
    #[case("+31 (0)344 555 103", "034 455 51 03")]
    #[case("(0344) 555104", "034 455 51 04")]
    #[case("+32 470 12 34 56", "+32470123456")]
    fn a_phone_number_is_read_as_people_write_it(#[case] written: &str, #[case] spoken: &str) {
        assert_eq!(written.parse::<Phone>().unwrap().spoken(), spoken);
    }

    #[rstest]
    #[case("12345")]
    #[case("061234567")]
    #[case("bel mij")]
    #[case("06 1234 5678 9")]
    fn what_is_no_phone_number_is_refused(#[case] written: &str) {
        assert_eq!(written.parse::<Phone>(), Err(NotAPhone));
    }

    #[rstest]
    #[case("Tineke@Wandelclub.Example", Some("Tineke@wandelclub.example"))]
    #[case("a.b+c@sub.voorbeeld.nl ", Some("a.b+c@sub.voorbeeld.nl"))]
    #[case("a@b", None)]
    #[case("a b@voorbeeld.nl", None)]
    #[case("a@voorbeeld.nl\r\nBcc: x@y.nl", None)]
    fn an_email_address_is_told_from_other_text(#[case] written: &str, #[case] read: Option<&str>) {
        assert_eq!(
            written.parse::<Email>().ok().as_ref().map(Email::as_str),
            read
        );
    }

    #[rstest]
    #[case("111222333", true)]
    #[case("bsn 1112.22.333 graag", true)]
    #[case("123456782", true)]
    #[case("123456789", false)]
    #[case("0612345678", false)]
    #[case("+31111222333", false)]
    #[case("000000000", false)]
    #[case("kamer 12", false)]
    #[case("8-10-2026 21:30:07", false)]
    #[case("van 8-10-2026, 21 uur", false)]
    #[case("2026-10-08 1 uur", false)]
    #[case("8-10-2026 111222333", true)]
    #[case("111 222\u{a0}333", true)]
    fn a_citizen_number_is_recognised(#[case] text: &str, #[case] holds: bool) {
        assert_eq!(holds_citizen_number(text), holds);
    }
}
