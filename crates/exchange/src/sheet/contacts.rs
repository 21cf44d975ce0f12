//! A contact in one cell: "Tineke Verzonnen, 073-5550101, info@club.example". Each part goes to its
//! own field when there is exactly one of it; what is left and is no name is kept as it stood.

use domain::contact::Email;

use crate::wording::line;

/// What a cell tells of whom to reach.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Reach {
    /// Somebody's name.
    pub name: Option<String>,
    /// The one phone number in it.
    pub phone: Option<String>,
    /// The one e-mail address in it.
    pub email: Option<String>,
    /// The whole text, when not all of it found a field.
    pub rest: Option<String>,
}

/// Reads the cell `contact`, already one line.
pub(crate) fn read(text: String) -> Reach {
    let emails: Vec<&str> = text
        .split([' ', ',', ';', '/', '(', ')', '<', '>', '|'])
        .filter(|word| word.contains('@'))
        .collect();
    let phones = phones_in(&text);
    if emails.is_empty() && phones.is_empty() {
        return Reach {
            name: line(&text),
            ..Reach::default()
        };
    }
    let email = match emails.as_slice() {
        [one] => {
            let bare = one.trim_start_matches("mailto:").trim_matches([':', '.']);
            bare.parse::<Email>()
                .ok()
                .map(|email| (*one, email.as_str().to_owned()))
        }
        _ => None,
    };
    let phone = match phones.as_slice() {
        [one] => Some(one.clone()),
        _ => None,
    };
    let mut left = text.clone();
    if let Some((word, _)) = &email {
        left = left.replacen(*word, " ", 1);
    }
    if let Some(phone) = &phone {
        left = left.replacen(phone.as_str(), " ", 1);
    }
    let words: Vec<&str> = left
        .split([' ', ',', ';', '/', ':', '|', '(', ')', '<', '>'])
        .filter(|word| !word.is_empty() && !is_label(word))
        .collect();
    let is_name = !words.is_empty()
        && words.len() <= 5
        && words.iter().all(|word| {
            word.chars()
                .all(|sign| sign.is_alphabetic() || matches!(sign, '.' | '-' | '\''))
        });
    let all_found = (is_name || words.is_empty())
        && (emails.is_empty() || email.is_some())
        && (phones.is_empty() || phone.is_some());
    Reach {
        name: is_name.then(|| words.join(" ")),
        phone,
        email: email.map(|(_, email)| email),
        rest: (!all_found).then_some(text),
    }
}

/// Whether a text is a number or an address of mail, or one with somebody's name, and no more. A small
/// letter begins a sentence: "bel 073-5550101".
pub(super) fn are_alone(text: String) -> bool {
    let begins_small = text.starts_with(char::is_lowercase) && !text.contains('@');
    let says_mail = text.split(' ').count() > 1 && text.starts_with(char::is_lowercase);
    let reach = read(text);
    let finds_one = reach.phone.is_some() != reach.email.is_some();
    finds_one && reach.rest.is_none() && !begins_small && !says_mail
}

/// Whether a cell holds first names and no more: "Ingrid", "Fenna / Tom". A word that may be what
/// somebody is ("Vrijwilliger", "Coach") is none.
pub(super) fn are_first_names(cell: &str) -> bool {
    const ROLES: [&str; 13] = [
        "er", "ers", "ster", "peut", "coach", "eur", "eurs", "groep", "docent", "maatje", "loos",
        "heid", "en",
    ];
    let is_name = |word: &str| {
        let mut signs = word.chars();
        let low = word.to_lowercase();
        signs.next().is_some_and(char::is_uppercase)
            && word.chars().count() > 1
            && signs.all(char::is_lowercase)
            && !ROLES.iter().any(|end| low.ends_with(end))
    };
    let names = cell
        .split(['/', '&', ','])
        .flat_map(|part| part.split(" en "));
    let names: Vec<&str> = names.map(str::trim).collect();
    names.len() <= 3 && names.into_iter().all(is_name)
}

/// A phone number as it can be dialled. A workbook that took it for a number dropped its first
/// nought: nine digits without one, or `31` and nine more, are a Dutch number all the same.
pub(crate) fn phone(text: String) -> String {
    let is_number = text.bytes().all(|sign| sign.is_ascii_digit());
    match (text.len(), text.as_bytes().first()) {
        (9, Some(b'1'..=b'9')) if is_number => format!("0{text}"),
        (11, Some(b'3')) if is_number && text.starts_with("31") => format!("+{text}"),
        _ => text,
    }
}

/// Whether a text holds a number: at least as many digits as the short numbers of municipalities.
pub(super) fn can_be_dialled(text: &str) -> bool {
    const SHORTEST: usize = 5;
    text.chars().filter(char::is_ascii_digit).count() >= SHORTEST
}

fn is_label(word: &str) -> bool {
    let word = word.trim_end_matches('.').to_lowercase();
    matches!(
        word.as_str(),
        "tel"
            | "telefoon"
            | "mob"
            | "mobiel"
            | "mail"
            | "e-mail"
            | "email"
            | "via"
            | "of"
            | "en"
            | "t"
            | "e"
            | "m"
            | "-"
            | "\u{2013}"
            | ""
    )
}

/// Runs of ten digits that begin with a nought, and the same with `+31`, as they are written.
pub(super) fn phones_in(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut run = String::new();
    for sign in text.chars().chain(std::iter::once('|')) {
        let goes_on = sign.is_ascii_digit()
            || (sign == '+' && run.is_empty())
            || (matches!(sign, ' ' | '-' | '(' | ')' | '\u{a0}' | '\u{2013}') && !run.is_empty());
        if goes_on {
            run.push(sign);
            continue;
        }
        let shown = run.trim_end_matches(|sign: char| !sign.is_ascii_digit());
        let digits: String = shown.chars().filter(char::is_ascii_digit).collect();
        let is_dutch = (digits.len() == 10 && digits.starts_with('0'))
            || (shown.starts_with('+')
                && digits.starts_with("31")
                && (11..=12).contains(&digits.len()));
        if is_dutch {
            found.push(shown.to_owned());
        }
        run.clear();
    }
    found
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    fn told(name: &str, phone: &str, email: &str) -> Reach {
        let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        Reach {
            name: some(name),
            phone: some(phone),
            email: some(email),
            rest: None,
        }
    }

    #[rstest]
    #[case("Tineke Verzonnen", "Tineke Verzonnen", "", "")]
    #[case("Tineke Verzonnen, 073-5550101", "Tineke Verzonnen", "073-5550101", "")]
    #[case(
        "Tineke (06 55 50 01 01) tineke@club.example",
        "Tineke",
        "06 55 50 01 01",
        "tineke@club.example"
    )]
    #[case(
        "tel. 073-5550101 / mail: info@club.example",
        "",
        "073-5550101",
        "info@club.example"
    )]
    #[case("mailto:info@club.example", "", "", "info@club.example")]
    #[case("+31 73 555 01 01", "", "+31 73 555 01 01", "")]
    fn the_parts_of_a_contact_find_their_fields(
        #[case] text: &str,
        #[case] name: &str,
        #[case] phone: &str,
        #[case] email: &str,
    ) {
        assert_eq!(read(text.to_owned()), told(name, phone, email));
    }

    #[rstest]
    #[case("14 0571", true)]
    #[case("06-55500101 (Els)", true)]
    #[case("bel Jan", false)]
    #[case("12", false)]
    fn a_number_has_digits_enough(#[case] text: &str, #[case] is_number: bool) {
        assert_eq!(can_be_dialled(text), is_number);
    }

    #[rstest]
    #[case("Ingrid", true)]
    #[case("Fenna / Tom", true)]
    #[case("Anouk en Bente", true)]
    #[case("Vrijwilliger", false)]
    #[case("Coach", false)]
    #[case("wisselend", false)]
    #[case("Ingrid en een trainer", false)]
    fn first_names_are_told_from_what_somebody_is(#[case] cell: &str, #[case] are: bool) {
        assert_eq!(are_first_names(cell), are);
    }

    #[rstest]
    #[case("Frits Verzonnen (06-55500101)", true)]
    #[case("info@club.example", true)]
    #[case("bel 06-55500101", false)]
    #[case("mail info@club.example", false)]
    #[case("Els 06-55500101 of 06-55500102", false)]
    #[case("Els", false)]
    fn a_number_or_an_address_with_no_more_than_a_name_is_whom_to_reach(
        #[case] cell: &str,
        #[case] is_alone: bool,
    ) {
        assert_eq!(are_alone(cell.to_owned()), is_alone);
    }

    #[rstest]
    #[case("612345678", "0612345678")]
    #[case("512443311", "0512443311")]
    #[case("31612345678", "+31612345678")]
    #[case("0612345678", "0612345678")]
    #[case("06-12345678", "06-12345678")]
    #[case("61234567", "61234567")]
    #[case("14 0571", "14 0571")]
    #[case("+49 612345678", "+49 612345678")]
    fn a_number_that_lost_its_nought_gets_it_back(#[case] written: &str, #[case] shown: &str) {
        assert_eq!(phone(written.to_owned()), shown);
    }

    #[rstest]
    #[case("a@club.example of b@club.example")]
    #[case("073-5550101 of 06-55500202")]
    #[case("Bel na 19 uur: 073-5550101")]
    fn what_finds_no_field_is_kept_whole(#[case] text: &str) {
        assert_eq!(read(text.to_owned()).rest.as_deref(), Some(text));
    }
}
