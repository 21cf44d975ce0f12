//! Reads an e-mail message as its receiver would: subject, plain text, and the links in it.
//!
//! Understands what the product sends (headers with encoded words, multipart, quoted-printable)
//! and refuses a base64 text part, since people read the demo's messages as files.

use data_encoding::BASE64;

/// A message, taken apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    headers: Vec<(String, String)>,
    text: String,
}

impl Letter {
    /// Reads the bytes of a message or an `.eml` file.
    ///
    /// Panics when the plain-text part is in base64: surface.md promises that it is not.
    pub fn read(raw: &[u8]) -> Self {
        let message = String::from_utf8_lossy(raw).replace("\r\n", "\n");
        let (headers, body) = split(&message);
        let text = plain_text(&headers, body).unwrap_or_default();
        Self { headers, text }
    }

    /// The first header of that name, whatever its capitals, with encoded words decoded.
    pub fn header(&self, name: &str) -> Option<String> {
        value_of(&self.headers, name).map(decode_words)
    }

    /// The subject; empty when there is none.
    pub fn subject(&self) -> String {
        self.header("Subject").unwrap_or_default()
    }

    /// The plain-text part; empty when there is none.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The web addresses in the text, in their order.
    pub fn links(&self) -> Vec<&str> {
        let ends = |letter: char| letter.is_whitespace() || matches!(letter, '<' | '>' | '"');
        let words = self.text.split(ends);
        let links =
            words.filter(|word| word.starts_with("http://") || word.starts_with("https://"));
        links
            .map(|link| link.trim_end_matches(['.', ',', ')']))
            .collect()
    }
}

fn split(message: &str) -> (Vec<(String, String)>, &str) {
    let (head, body) = message.split_once("\n\n").unwrap_or((message, ""));
    let unfolded = head.replace("\n ", " ").replace("\n\t", " ");
    let headers = unfolded.lines().filter_map(|line| line.split_once(':'));
    let headers = headers
        .map(|(name, value)| (name.to_owned(), value.trim().to_owned()))
        .collect();
    (headers, body)
}

fn value_of<'a>(headers: &'a [(String, String)], name: &str) -> Option<&'a str> {
    let found = headers
        .iter()
        .find(|(other, _)| other.eq_ignore_ascii_case(name))?;
    Some(&found.1)
}

fn plain_text(headers: &[(String, String)], body: &str) -> Option<String> {
    let kind = value_of(headers, "Content-Type").unwrap_or("text/plain");
    if kind.to_ascii_lowercase().starts_with("multipart/") {
        let boundary = kind
            .split_once("boundary=")?
            .1
            .split(';')
            .next()?
            .trim()
            .trim_matches('"');
        let fence = format!("--{boundary}");
        let mut parts = body
            .split(&fence)
            .skip(1)
            .take_while(|part| !part.starts_with("--"));
        return parts.find_map(|part| {
            let (headers, body) = split(part.trim_start_matches([' ', '\t']).strip_prefix('\n')?);
            plain_text(&headers, body)
        });
    }
    if !kind.to_ascii_lowercase().starts_with("text/plain") {
        return None;
    }
    let encoding = value_of(headers, "Content-Transfer-Encoding").unwrap_or("7bit");
    match encoding.to_ascii_lowercase().as_str() {
        "base64" => panic!("the plain-text part is base64, which surface.md rules out"),
        "quoted-printable" => Some(quoted_printable(body)),
        _ => Some(body.to_owned()),
    }
}

fn quoted_printable(text: &str) -> String {
    let joined = text.replace("=\n", "");
    let mut bytes = Vec::with_capacity(joined.len());
    let mut rest = joined.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let code = after.get(..2).and_then(|hex| std::str::from_utf8(hex).ok());
        match code.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(byte) if first == b'=' => {
                bytes.push(byte);
                rest = &after[2..];
            }
            _ => {
                bytes.push(first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Decodes `=?utf-8?Q?…?=` and `=?utf-8?B?…?=`; what is not understood stays as it is.
fn decode_words(value: &str) -> String {
    let mut decoded = String::new();
    let mut rest = value;
    while let Some((before, after)) = rest.split_once("=?") {
        let Some((word, length)) = encoded_word(after) else {
            break;
        };
        // White space between two encoded words is not part of the text.
        if decoded.is_empty() || !before.trim().is_empty() {
            decoded.push_str(before);
        }
        decoded.push_str(&word);
        rest = &after[length..];
    }
    decoded + rest
}

fn encoded_word(text: &str) -> Option<(String, usize)> {
    let (charset, rest) = text.split_once('?')?;
    let (kind, rest) = rest.split_once('?')?;
    let (content, _) = rest.split_once("?=")?;
    if !charset.eq_ignore_ascii_case("utf-8") {
        return None;
    }
    let word = match kind {
        "B" | "b" => String::from_utf8(BASE64.decode(content.as_bytes()).ok()?).ok()?,
        "Q" | "q" => quoted_printable(&content.replace('_', " ")),
        _ => return None,
    };
    Some((word, charset.len() + 1 + kind.len() + 1 + content.len() + 2))
}

#[cfg(test)]
mod tests {
    use super::Letter;

    const MESSAGE: &str = "To: =?utf-8?Q?Caf=C3=A9_De_Bocht?= <club@example.org>\r\n\
        Subject: Nieuwe =?utf-8?B?YWFubWVsZA==?=\r\n =?utf-8?B?aW5n?=\r\n\
        Content-Type: multipart/alternative; boundary=\"grens\"\r\n\r\n\
        --grens\r\nContent-Type: text/plain; charset=utf-8\r\n\
        Content-Transfer-Encoding: quoted-printable\r\n\r\n\
        Zie http://127.0.0.1:1234/v/abc=\r\ndef=3D.\r\nPrijs: =E2=82=AC 5\r\n\
        --grens\r\nContent-Type: text/html\r\n\r\n<p>anders</p>\r\n--grens--\r\n";

    #[test]
    fn a_message_is_read_by_its_plain_text_with_its_links_whole() {
        let letter = Letter::read(MESSAGE.as_bytes());
        assert_eq!(
            letter.header("to").as_deref(),
            Some("Café De Bocht <club@example.org>")
        );
        assert_eq!(letter.subject(), "Nieuwe aanmelding");
        assert_eq!(
            letter.text(),
            "Zie http://127.0.0.1:1234/v/abcdef=.\nPrijs: € 5\n"
        );
        assert_eq!(letter.links(), ["http://127.0.0.1:1234/v/abcdef="]);
    }

    #[test]
    #[should_panic(expected = "base64")]
    fn a_plain_text_in_base64_is_refused() {
        Letter::read(b"Content-Transfer-Encoding: BASE64\n\nSGFsbG8=");
    }

    #[test]
    fn odd_bytes_and_half_codes_are_kept_as_they_are() {
        let raw = b"Subject: =?latin1?Q?x?= =?\nContent-Transfer-Encoding: quoted-printable\n\n=ZZ =4 \xff";
        let letter = Letter::read(raw);
        assert_eq!(letter.subject(), "=?latin1?Q?x?= =?");
        assert_eq!(letter.text(), "=ZZ =4 \u{fffd}");
        assert_eq!(Letter::read(b"").text(), "");
    }
}
