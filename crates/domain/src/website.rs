//! Websites as providers write them, and which of them may be clicked or looked at.

/// A website that may be clicked: an address of the web and nothing that runs.
#[must_use]
pub fn address(written: &str) -> Option<String> {
    let written = written.trim();
    let lower = written.to_ascii_lowercase();
    let plain = written.chars().all(|sign| sign.is_ascii_graphic());
    if !plain {
        return None;
    }
    if lower.starts_with("https://") || lower.starts_with("http://") {
        return Some(written.to_owned());
    }
    (!written.contains(':') && written.contains('.')).then(|| format!("https://{written}"))
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("www.wandelclub.example", Some("https://www.wandelclub.example"))]
    #[case(
        "http://wandelclub.example/a?b=c",
        Some("http://wandelclub.example/a?b=c")
    )]
    #[case("javascript:alert(1)", None)]
    #[case("JavaScript://x.nl/%0aalert(1)", None)]
    #[case("data:text/html,a.b", None)]
    #[case("geen website", None)]
    #[case("", None)]
    fn only_an_address_of_the_web_may_be_clicked(
        #[case] written: &str,
        #[case] expected: Option<&str>,
    ) {
        assert_eq!(address(written).as_deref(), expected);
    }
}
