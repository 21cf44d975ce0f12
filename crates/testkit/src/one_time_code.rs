//! The app with one-time codes on somebody's telephone (RFC 6238): six digits, half a minute each.

use totp_rs::{Algorithm, Builder, Secret};

/// The code that the app shows at a moment, for the secret as a page shows it: base32 in groups.
/// `seconds` are counted from 1970, on the service's own clock.
pub fn one_time_code(typed: &str, seconds: i64) -> String {
    let text: String = typed.chars().filter(|sign| !sign.is_whitespace()).collect();
    let secret = Secret::try_from_base32(text).expect("a page shows a secret in base32");
    let app = Builder::new()
        .with_algorithm(Algorithm::SHA1)
        .with_digits(6)
        .with_step_duration(30)
        .with_secret(secret)
        .build_noncompliant();
    let seconds = u64::try_from(seconds).expect("tests play after 1970");
    app.generate(seconds).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_codes_are_those_of_the_standard() {
        // RFC 6238, appendix B, the last six digits of its eight.
        let secret = "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ";
        assert_eq!(one_time_code(secret, 59), "287082");
        assert_eq!(one_time_code(secret, 1_111_111_109), "081804");
        assert_eq!(one_time_code(secret, 2_000_000_000), "279037");
    }
}
