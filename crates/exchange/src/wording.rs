//! Folding of written words, so that "Café", "CAFE" and " café " are one. Used by every reader
//! of this crate; what people see is never folded, only what is compared.

/// Lower case, without accents, one plain space between words, plain dashes and quotes.
pub(crate) fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut gap = false;
    for sign in text.chars().flat_map(char::to_lowercase) {
        if sign.is_whitespace() || sign.is_control() || sign == '\u{200b}' || sign == '\u{feff}' {
            gap = !out.is_empty();
            continue;
        }
        // A combining accent follows its letter: leaving it out is all that is needed.
        if ('\u{300}'..='\u{36f}').contains(&sign) {
            continue;
        }
        if gap {
            out.push(' ');
            gap = false;
        }
        match plain(sign) {
            Some(plain) => out.push_str(plain),
            None => out.push(sign),
        }
    }
    out
}

fn plain(sign: char) -> Option<&'static str> {
    Some(match sign {
        'à'..='å' | 'ā' | 'ă' | 'ą' => "a",
        'ç' | 'ć' | 'č' => "c",
        'è'..='ë' | 'ē' | 'ė' | 'ę' | 'ě' => "e",
        'ì'..='ï' | 'ī' | 'ı' | 'į' => "i",
        'ñ' | 'ń' | 'ň' => "n",
        'ò'..='ö' | 'ø' | 'ō' | 'ő' => "o",
        'ù'..='ü' | 'ū' | 'ů' | 'ű' => "u",
        'ý' | 'ÿ' => "y",
        'š' | 'ś' | 'ş' | 'ș' => "s",
        'ğ' => "g",
        'ł' => "l",
        'ž' | 'ź' | 'ż' => "z",
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ĳ' => "ij",
        '\u{2010}'..='\u{2015}' | '\u{2212}' => "-",
        '‘' | '’' | '´' | '`' => "'",
        '“' | '”' | '„' => "\"",
        '…' => "...",
        _ => return None,
    })
}

/// The words of a text: folded, everything between letters and digits left out.
pub(crate) fn words(text: &str) -> Vec<String> {
    fold(text)
        .split(|sign: char| !sign.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// A column's name as it is compared: folded, letters and digits only.
pub(crate) fn squeeze(text: &str) -> String {
    fold(text)
        .chars()
        .filter(|sign| sign.is_alphanumeric())
        .collect()
}

/// One line as people see it: outer white space off, inner white space single, control signs
/// out. `None` when nothing is left.
pub(crate) fn line(text: &str) -> Option<String> {
    let mut out = String::with_capacity(text.len());
    for word in text.split(|sign: char| sign.is_whitespace() || sign.is_control()) {
        if !word.is_empty() {
            if !out.is_empty() {
                out.push(' ');
            }
            out.push_str(word);
        }
    }
    (!out.is_empty()).then_some(out)
}

/// Text of several lines: each line as by [`line`], empty lines at both ends left out.
pub(crate) fn prose(text: &str) -> Option<String> {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let lines: Vec<String> = text
        .split('\n')
        .map(|part| line(part).unwrap_or_default())
        .collect();
    let out = lines.join("\n");
    let out = out.trim();
    (!out.is_empty()).then(|| out.to_owned())
}

/// Whether a folded text is one of the ways to write that nothing is told.
pub(crate) fn is_untold(folded: &str) -> bool {
    matches!(
        folded,
        "" | "-"
            | "--"
            | "."
            | "?"
            | "n.v.t."
            | "n.v.t"
            | "nvt"
            | "onbekend"
            | "n/a"
            | "nnb"
            | "n.n.b."
    )
}

/// Puts a space between a digit and a letter, so that `19u30` and `55jaar` fall into words.
pub(crate) fn spaced(folded: &str) -> String {
    let mut out = String::with_capacity(folded.len() + 4);
    let mut before: Option<char> = None;
    for sign in folded.chars() {
        if before.is_some_and(|before| {
            (before.is_ascii_digit() && sign.is_alphabetic())
                || (before.is_alphabetic() && sign.is_ascii_digit())
        }) {
            out.push(' ');
        }
        out.push(sign);
        before = Some(sign);
    }
    out
}

/// Replaces phrases where they stand by themselves, not inside a word. The first phrase of the
/// table that fits at a place wins, so longer ones come first.
pub(crate) fn swap(text: &str, table: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    let mut before: Option<char> = None;
    while let Some(sign) = rest.chars().next() {
        let starts_word = !before.is_some_and(char::is_alphanumeric);
        let found = table.iter().find(|(from, _)| {
            starts_word
                && rest.strip_prefix(from).is_some_and(|after| {
                    !(from.ends_with(char::is_alphanumeric)
                        && after.starts_with(char::is_alphanumeric))
                })
        });
        if let Some((from, to)) = found {
            out.push_str(to);
            before = from.chars().next_back();
            rest = &rest[from.len()..];
        } else {
            out.push(sign);
            before = Some(sign);
            rest = &rest[sign.len_utf8()..];
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_case_and_odd_spaces_do_not_matter() {
        assert_eq!(fold("  Café\u{a0}BEWEEGÉ \n"), "cafe beweege");
        assert_eq!(fold("cafe\u{301}"), "cafe");
        assert_eq!(squeeze("Straat + nr"), "straatnr");
        assert_eq!(words("Body Pump™ (60 min)"), ["body", "pump", "60", "min"]);
    }

    #[test]
    fn a_phrase_inside_a_word_is_left_alone() {
        assert_eq!(
            swap("pm en pmx", &[("pm", "per maand")]),
            "per maand en pmx"
        );
        assert_eq!(
            swap("p.l. of p.l.", &[("p.l.", "per les")]),
            "per les of per les"
        );
    }

    #[test]
    fn lines_lose_control_signs_and_double_spaces() {
        assert_eq!(line(" a\u{7} \t b\n").as_deref(), Some("a b"));
        assert_eq!(line(" \n\t "), None);
        assert_eq!(prose("\r\n a  b \r\n\r\nc\r").as_deref(), Some("a b\n\nc"));
    }
}
