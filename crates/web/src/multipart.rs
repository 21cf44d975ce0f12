//! Reads a form that brings a file (`multipart/form-data`, RFC 7578) from a body that was taken in
//! whole. Read strictly: what a browser would not send is refused, and nothing is kept but names
//! and bytes. The name and kind that a file tells about itself are never looked at.

use http::{HeaderMap, header};

/// More parts than any form of ours has.
const PARTS_MAX: usize = 20;
/// Longest head of a part, in bytes.
const HEAD_MAX: usize = 1024;
/// Longest line between parts (RFC 2046, section 5.1.1).
const BOUNDARY_MAX: usize = 70;

/// One field of a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part<'a> {
    /// The field's name.
    pub name: &'a str,
    /// What it holds.
    pub bytes: &'a [u8],
}

impl Part<'_> {
    /// The field as text; `None` when it is none.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        std::str::from_utf8(self.bytes).ok()
    }
}

/// Whether a body comes as such a form.
#[must_use]
pub fn is_multipart(headers: &HeaderMap) -> bool {
    boundary(headers).is_some()
}

/// The fields of a form, in the order they were sent; `None` when it is no such form, or a broken
/// one.
#[must_use]
pub fn parts<'a>(headers: &HeaderMap, body: &'a [u8]) -> Option<Vec<Part<'a>>> {
    let line = format!("--{}", boundary(headers)?);
    let between = format!("\r\n{line}");
    let mut rest = body.strip_prefix(line.as_bytes())?;
    let mut parts = Vec::new();
    loop {
        if rest.starts_with(b"--") {
            return Some(parts);
        }
        if parts.len() == PARTS_MAX {
            return None;
        }
        rest = rest.strip_prefix(b"\r\n")?;
        let head_end = find(&rest[..rest.len().min(HEAD_MAX)], b"\r\n\r\n")?;
        let name = name(std::str::from_utf8(&rest[..head_end]).ok()?)?;
        let content = &rest[head_end + 4..];
        let end = find(content, between.as_bytes())?;
        parts.push(Part {
            name,
            bytes: &content[..end],
        });
        rest = &content[end + between.len()..];
    }
}

fn boundary(headers: &HeaderMap) -> Option<&str> {
    let kind = headers.get(header::CONTENT_TYPE)?.to_str().ok()?;
    let (kind, rest) = kind.split_once(';')?;
    if !kind.trim().eq_ignore_ascii_case("multipart/form-data") {
        return None;
    }
    let told = rest.trim().strip_prefix("boundary=")?.trim_matches('"');
    let fits = (1..=BOUNDARY_MAX).contains(&told.len()) && !told.contains([';', '"', ' ']);
    fits.then_some(told)
}

/// The name of a part, from `Content-Disposition: form-data; name="foto"; filename="…"`.
fn name(head: &str) -> Option<&str> {
    let mut lines = head.split("\r\n");
    let value = lines.find_map(|line| {
        let (field, value) = line.split_once(':')?;
        field
            .eq_ignore_ascii_case("content-disposition")
            .then_some(value.trim())
    })?;
    let rest = value.strip_prefix("form-data;")?.trim_start();
    let (name, _) = rest.strip_prefix("name=\"")?.split_once('"')?;
    Some(name)
}

fn find(within: &[u8], sought: &[u8]) -> Option<usize> {
    let first = *sought.first()?;
    let mut from = 0;
    while let Some(at) = within[from..].iter().position(|byte| *byte == first) {
        if within[from + at..].starts_with(sought) {
            return Some(from + at);
        }
        from += at + 1;
    }
    None
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;

    use super::*;

    const BODY: &[u8] = b"--xyz\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\nt-1\r\n\
        --xyz\r\nContent-Disposition: form-data; name=\"foto\"; filename=\"../../a.jpg\"\r\n\
        Content-Type: text/html\r\n\r\n\xff\xd8\r\n--xy\0\r\n--xyz--\r\n";

    fn headers(kind: &'static str) -> HeaderMap {
        let mut headers = HeaderMap::new();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
        headers
    }

    fn xyz() -> HeaderMap {
        headers("multipart/form-data; boundary=xyz")
    }

    #[test]
    fn fields_and_files_are_read_as_they_were_sent() {
        let read = parts(&xyz(), BODY).unwrap();
        let expected = [
            Part {
                name: "csrf",
                bytes: b"t-1",
            },
            Part {
                name: "foto",
                bytes: b"\xff\xd8\r\n--xy\0",
            },
        ];
        assert_eq!(read, expected);
        assert_eq!(read[0].text(), Some("t-1"));
        assert_eq!(read[1].text(), None);
        assert_eq!(parts(&xyz(), b"--xyz--"), Some(Vec::new()));
    }

    #[test]
    fn what_is_no_such_form_is_refused() {
        for kind in [
            "application/x-www-form-urlencoded",
            "multipart/mixed; boundary=xyz",
            "multipart/form-data",
            "multipart/form-data; boundary=",
            "multipart/form-data; boundary=a b",
            "multipart/form-data; boundary=yy; boundary=xyz",
            "multipart/form-data; charset=utf-8",
        ] {
            assert_eq!(parts(&headers(kind), BODY), None, "{kind}");
        }
        let nameless = b"--xyz\r\nContent-Disposition: form-data\r\n\r\nx\r\n--xyz--";
        assert_eq!(parts(&xyz(), nameless), None);
        let endless = b"--xyz\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nx";
        assert_eq!(parts(&xyz(), endless), None);
        let one = "--xyz\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nx\r\n";
        let many = format!("{}--xyz--", one.repeat(PARTS_MAX + 1));
        assert_eq!(parts(&xyz(), many.as_bytes()), None);
    }

    #[test]
    fn a_body_that_is_cut_or_changed_anywhere_gives_an_answer() {
        for end in 0..BODY.len() {
            assert!(parts(&xyz(), &BODY[..end]).is_none() || end >= BODY.len() - 2);
            let mut changed = BODY.to_vec();
            changed[end] ^= 0x20;
            let _ = parts(&xyz(), &changed);
        }
    }
}
