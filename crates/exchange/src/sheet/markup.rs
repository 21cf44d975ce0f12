//! What web pages leave behind in scraped cells: entities (`&euro;`) and tags (`<br>`). Only what is
//! certain goes: a sign that opens no known tag stays as it is ("< 55 jaar").

use std::borrow::Cow;

/// The text as the page showed it. Line breaks stay line breaks; the tag of a paragraph or of an
/// item in a list ends a line.
pub(crate) fn without_markup(text: &str) -> Cow<'_, str> {
    if !text.contains(['&', '<']) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['&', '<']) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let read = if rest.starts_with('&') {
            entity(rest)
        } else {
            tag(rest)
        };
        if let Some((sign, length)) = read {
            out.extend(sign);
            rest = &rest[length..];
        } else {
            out.push_str(&rest[..1]);
            rest = &rest[1..];
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// The sign an entity stands for, and its length in bytes.
fn entity(text: &str) -> Option<(Option<char>, usize)> {
    let end = text.bytes().take(12).position(|byte| byte == b';')?;
    let name = text.get(1..end)?;
    let sign = if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        };
        // A control sign is no text, however it is written.
        char::from_u32(code).filter(|sign| !sign.is_control())?
    } else {
        ENTITIES.iter().find(|(known, _)| *known == name)?.1
    };
    Some((Some(sign), end + 1))
}

/// A line break or nothing for a tag that pages use for text, and its length in bytes.
fn tag(text: &str) -> Option<(Option<char>, usize)> {
    let end = text.bytes().take(300).position(|byte| byte == b'>')?;
    let inside = text.get(1..end)?.trim_end_matches('/').trim();
    let closes = inside.starts_with('/');
    let name = inside
        .trim_start_matches('/')
        .split(|sign: char| sign.is_whitespace())
        .next()?
        .to_ascii_lowercase();
    let sign = match name.as_str() {
        "br" => Some('\n'),
        "p" | "li" | "div" | "tr" if closes => Some('\n'),
        "p" | "li" | "div" | "tr" | "td" | "ul" | "ol" | "b" | "i" | "u" | "em" | "strong"
        | "span" | "a" | "font" | "small" | "h1" | "h2" | "h3" | "h4" => None,
        _ => return None,
    };
    Some((sign, end + 1))
}

const ENTITIES: &[(&str, char)] = &[
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("nbsp", ' '),
    ("euro", '€'),
    ("ndash", '–'),
    ("mdash", '—'),
    ("shy", '\u{ad}'),
    ("hellip", '…'),
    ("bull", '•'),
    ("middot", '·'),
    ("lsquo", '‘'),
    ("rsquo", '’'),
    ("ldquo", '“'),
    ("rdquo", '”'),
    ("laquo", '«'),
    ("raquo", '»'),
    ("deg", '°'),
    ("frac12", '½'),
    ("copy", '©'),
    ("reg", '®'),
    ("trade", '™'),
    ("eacute", 'é'),
    ("egrave", 'è'),
    ("ecirc", 'ê'),
    ("euml", 'ë'),
    ("iuml", 'ï'),
    ("iacute", 'í'),
    ("ouml", 'ö'),
    ("oacute", 'ó'),
    ("ocirc", 'ô'),
    ("uuml", 'ü'),
    ("uacute", 'ú'),
    ("aacute", 'á'),
    ("agrave", 'à'),
    ("acirc", 'â'),
    ("auml", 'ä'),
    ("ccedil", 'ç'),
    ("Eacute", 'É'),
];

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("Fit &amp; Vitaal", "Fit & Vitaal")]
    #[case("&euro;&nbsp;5,50 per les", "€ 5,50 per les")]
    #[case("caf&eacute; &#8364; &#x20AC;", "café € €")]
    #[case("ma 10.00<br/>wo 11.00", "ma 10.00\nwo 11.00")]
    #[case("<p>een</p><p>twee</p>", "een\ntwee\n")]
    #[case("<a href=\"https://x.example\">site</a>", "site")]
    #[case("&amp;euro;", "&euro;")]
    fn a_page_s_signs_are_read(#[case] text: &str, #[case] expected: &str) {
        assert_eq!(without_markup(text), expected);
    }

    #[rstest]
    #[case("< 55 jaar")]
    #[case("Bed & Breakfast")]
    #[case("&onbekend;")]
    #[case("<script>alert(1)</script>")]
    #[case("&#0;&#7;")]
    #[case("&")]
    #[case("a&é<é")]
    fn what_is_no_markup_stays(#[case] text: &str) {
        assert_eq!(without_markup(text), text);
    }
}
