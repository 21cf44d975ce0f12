//! Reads the demo's own mail: the few forms in which this very program writes a message to a file.
//! What it does not understand it shows as it stands. No message from elsewhere comes here.

use data_encoding::{BASE64, BASE64_MIME};

/// A message of the demo.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    /// To whom.
    pub to: String,
    /// What about.
    pub subject: String,
    /// The `Date` line as it was written.
    pub date: String,
    /// The plain text.
    pub text: String,
}

impl Letter {
    /// Reads the bytes of a message.
    #[must_use]
    pub fn read(raw: &[u8]) -> Self {
        let message = String::from_utf8_lossy(raw).replace("\r\n", "\n");
        let (headers, body) = split(&message);
        let header = |name: &str| value_of(&headers, name).map(words).unwrap_or_default();
        Self {
            to: header("To"),
            subject: header("Subject"),
            date: header("Date"),
            text: plain_text(&headers, body).unwrap_or_default(),
        }
    }

    /// The text as pieces: words, and addresses that may be clicked.
    #[must_use]
    pub fn pieces(&self) -> Vec<Piece<'_>> {
        let mut pieces = Vec::new();
        let mut rest = self.text.trim_end();
        while let Some(at) = start_of_address(rest) {
            let (before, after) = rest.split_at(at);
            let ends = |sign: char| sign.is_whitespace() || matches!(sign, '<' | '>' | '"');
            let end = after.find(ends).unwrap_or(after.len());
            let address = after[..end].trim_end_matches(['.', ',', ')', ';']);
            pieces.push(Piece::Words(before));
            pieces.push(Piece::Address(address));
            rest = &after[address.len()..];
        }
        pieces.push(Piece::Words(rest));
        pieces
    }
}

/// A piece of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece<'a> {
    /// Words, with their line ends.
    Words(&'a str),
    /// A web address.
    Address(&'a str),
}

fn start_of_address(text: &str) -> Option<usize> {
    ["http://", "https://"]
        .iter()
        .filter_map(|scheme| text.find(scheme))
        .min()
}

type Headers = Vec<(String, String)>;

fn split(message: &str) -> (Headers, &str) {
    let (head, body) = message.split_once("\n\n").unwrap_or((message, ""));
    let unfolded = head.replace("\n ", " ").replace("\n\t", " ");
    let headers = unfolded
        .lines()
        .filter_map(|line| line.split_once(':'))
        .map(|(name, value)| (name.to_owned(), value.trim().to_owned()))
        .collect();
    (headers, body)
}

fn value_of<'a>(headers: &'a Headers, name: &str) -> Option<&'a str> {
    headers
        .iter()
        .find(|(other, _)| other.eq_ignore_ascii_case(name))
        .map(|(_, value)| value.as_str())
}

/// The first plain text in a message. Parts within parts are not looked into: we send none.
fn plain_text(headers: &Headers, body: &str) -> Option<String> {
    let kind = value_of(headers, "Content-Type").unwrap_or("text/plain");
    if kind.to_ascii_lowercase().starts_with("multipart/") {
        let (_, named) = kind.split_once("boundary=")?;
        let boundary = named.split(';').next()?.trim().trim_matches('"');
        let fence = format!("--{boundary}");
        return body.split(&fence).skip(1).find_map(|part| {
            let (headers, body) = split(part.strip_prefix('\n')?);
            let kind = value_of(&headers, "Content-Type")?.to_ascii_lowercase();
            kind.starts_with("text/plain")
                .then(|| decoded(&headers, body))
        });
    }
    Some(decoded(headers, body))
}

fn decoded(headers: &Headers, body: &str) -> String {
    let encoding = value_of(headers, "Content-Transfer-Encoding").unwrap_or("8bit");
    match encoding.to_ascii_lowercase().as_str() {
        "quoted-printable" => quoted_printable(&body.replace("=\n", "")),
        "base64" => match BASE64_MIME.decode(body.trim().as_bytes()) {
            Ok(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
            Err(_) => body.to_owned(),
        },
        _ => body.to_owned(),
    }
}

fn quoted_printable(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let code = (*first == b'=')
            .then(|| after.get(..2))
            .flatten()
            .and_then(|hex| std::str::from_utf8(hex).ok())
            .and_then(|hex| u8::from_str_radix(hex, 16).ok());
        bytes.push(code.unwrap_or(*first));
        rest = if code.is_some() { &after[2..] } else { after };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// A header's words, the encoded ones (RFC 2047) decoded; space between two of those is dropped.
fn words(value: &str) -> String {
    let mut out = String::new();
    let mut rest = value;
    let mut after_encoded = false;
    while let Some(at) = rest.find("=?") {
        let (before, from) = rest.split_at(at);
        let Some((word, left)) = encoded_word(from) else {
            out.push_str(&rest[..at + 2]);
            rest = &rest[at + 2..];
            after_encoded = false;
            continue;
        };
        if !(after_encoded && before.trim().is_empty()) {
            out.push_str(before);
        }
        out.push_str(&word);
        rest = left;
        after_encoded = true;
    }
    out.push_str(rest);
    out
}

/// The word at the start of `text`, and what comes after it.
fn encoded_word(text: &str) -> Option<(String, &str)> {
    let (charset, rest) = text.strip_prefix("=?")?.split_once('?')?;
    let (kind, rest) = rest.split_once('?')?;
    let (content, left) = rest.split_once("?=")?;
    if !charset.eq_ignore_ascii_case("utf-8") {
        return None;
    }
    let word = match kind {
        "B" | "b" => String::from_utf8_lossy(&BASE64.decode(content.as_bytes()).ok()?).into_owned(),
        "Q" | "q" => quoted_printable(&content.replace('_', " ")),
        _ => return None,
    };
    Some((word, left))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_with_two_parts_is_read_by_its_plain_one() {
        let raw = "Subject: =?utf-8?b?RmF0bWEgd2lsIGdyYWFn?=\r\n =?utf-8?q?_meedoen_=E2=82=AC?=\r\n\
            To: tineke@wandelclub.example\r\nContent-Type: multipart/alternative;\r\n boundary=\"x1\"\
            \r\n\r\n--x1\r\nContent-Type: text/html\r\n\r\n<p>nee</p>\r\n--x1\r\nContent-Type: \
            text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nOpen \
            http://127.0.0.1:8080/v/a=\r\nb-c. K=C3=A9s\r\n--x1--\r\n";
        let letter = Letter::read(raw.as_bytes());
        assert_eq!(letter.subject, "Fatma wil graag meedoen €");
        assert_eq!(letter.to, "tineke@wandelclub.example");
        let pieces = letter.pieces();
        assert_eq!(
            pieces,
            [
                Piece::Words("Open "),
                Piece::Address("http://127.0.0.1:8080/v/ab-c"),
                Piece::Words(". Kés")
            ]
        );
    }

    #[test]
    fn what_is_no_message_breaks_nothing() {
        for raw in [
            "",
            "\n\n",
            "Subject",
            "Subject: =?x",
            "Subject: =?utf-8?b?!?= a",
            "=\u{e9}",
        ] {
            let letter = Letter::read(raw.as_bytes());
            assert_eq!(letter.to, "", "{raw}");
        }
        assert_eq!(
            Letter::read(b"Subject: =?utf-8?b?!?= a").subject,
            "=?utf-8?b?!?= a"
        );
        assert_eq!(Letter::read(b"A: b\n\ntekst =").text, "tekst =");
    }

    #[test]
    fn an_address_that_would_run_script_is_no_address() {
        let letter = Letter::read(b"A: b\n\njavascript:alert(1) https://x.nl/<b>");
        assert_eq!(letter.pieces()[1], Piece::Address("https://x.nl/"));
        assert_eq!(letter.pieces()[0], Piece::Words("javascript:alert(1) "));
    }
}
