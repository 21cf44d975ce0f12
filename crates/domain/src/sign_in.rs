//! The rules of signing in: what a password must be, who needs a second step, how long a
//! confirmation stays fresh, and how long somebody waits after failures. Pure; asked by the actions
//! that sign people in and change how they do.
//!
//! A password has no rules of composition (NIST SP 800-63B, OWASP ASVS 6.2): only a length, and not
//! being one that attackers try first. The list of common ones beside this file is that of the
//! crate zxcvbn 3.1.1 (© Joshua Holmer and Dropbox, Inc., MIT licence), those of eight characters
//! and more, in lower case and sorted.

use std::net::IpAddr;

use jiff::{SignedDuration, Timestamp};

use crate::fault::Fault;
use crate::organisation::{Role, Roles};

/// Shortest password of who signs in with nothing else, in characters.
pub const PASSWORD_MIN: usize = 15;
/// Shortest password of who also has a second step, in characters.
pub const PASSWORD_MIN_WITH_SECOND: usize = 8;
/// Longest password, in characters: hashing a longer one only costs time.
pub const PASSWORD_MAX: usize = 1024;
/// So long after a second step nobody is asked for another.
pub const STAYS_FRESH: SignedDuration = SignedDuration::from_mins(10);
/// How many recovery codes somebody gets.
pub const RECOVERY_CODES: usize = 10;

const COMMON: &str = include_str!("sign_in/common_passwords.txt");

/// What Dutch people take first and add a year to.
const DUTCH_FIRST: [&str; 34] = [
    "welkom",
    "wachtwoord",
    "geheim",
    "hallo",
    "zomer",
    "winter",
    "lente",
    "herfst",
    "voorjaar",
    "najaar",
    "januari",
    "februari",
    "maart",
    "april",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
    "maandag",
    "dinsdag",
    "woensdag",
    "donderdag",
    "vrijdag",
    "voetbal",
    "sporten",
    "bewegen",
    "fietsen",
    "feyenoord",
    "nederland",
    "huisarts",
    "gemeente",
];

/// Shortest word about the person or the place that counts as known; shorter ones are in anything.
const KNOWN_WORD_MIN: usize = 4;
/// So much must be left of a password when the known words are taken out.
const OWN_MIN: usize = PASSWORD_MIN_WITH_SECOND;

/// What an attacker knows of somebody: their password must be more than that.
#[derive(Clone, Copy, Debug, Default)]
pub struct Known<'a> {
    /// The address they sign in with.
    pub email: &'a str,
    /// Their name.
    pub name: &'a str,
    /// The names of municipality and organisation.
    pub places: &'a [String],
}

/// Judges a new password, for the field `location` of a form. `second_step` tells whether its owner
/// also has a second step, or cannot go on without setting one up.
///
/// # Errors
/// The one fault it has: `te-kort`, `te-lang` or `te-bekend`.
pub fn judge_password(
    location: &str,
    password: &str,
    second_step: bool,
    known: Known<'_>,
) -> Result<(), Fault> {
    let least = if second_step {
        PASSWORD_MIN_WITH_SECOND
    } else {
        PASSWORD_MIN
    };
    let length = password.chars().count();
    if length < least {
        return Err(Fault::body(location, "te-kort").with(least.to_string()));
    }
    if length > PASSWORD_MAX {
        return Err(Fault::body(location, "te-lang").with(PASSWORD_MAX.to_string()));
    }
    if is_common(password) || is_mostly_known(password, known) {
        return Err(Fault::body(location, "te-bekend"));
    }
    Ok(())
}

/// Whether a password is among those that are tried first: from the list, a word that many take
/// with a year or sign around it, one thing over and over, or a row.
fn is_common(password: &str) -> bool {
    let lower = password.to_lowercase();
    let core = lower.trim_matches(|sign: char| !sign.is_alphabetic());
    let letters: Vec<char> = lower.chars().collect();
    let unit = shortest_unit(&letters);
    let unit_text: String = letters[..unit].iter().collect();
    listed(&lower)
        || listed(core)
        || DUTCH_FIRST.contains(&core)
        || (unit < letters.len() && (unit < PASSWORD_MIN_WITH_SECOND || listed(&unit_text)))
        || is_row(&letters)
}

fn listed(text: &str) -> bool {
    // The list is sorted: each half of it is, too.
    let (mut low, mut high) = (0, COMMON.len());
    while low < high {
        let middle = usize::midpoint(low, high);
        let begins = COMMON[..middle].rfind('\n').map_or(0, |at| at + 1);
        let ends = COMMON[middle..]
            .find('\n')
            .map_or(COMMON.len(), |at| middle + at);
        match COMMON[begins..ends].cmp(text) {
            std::cmp::Ordering::Equal => return true,
            std::cmp::Ordering::Less => low = ends + 1,
            std::cmp::Ordering::Greater => high = begins,
        }
    }
    false
}

/// The length of what a text repeats; its own length when it repeats nothing.
fn shortest_unit(letters: &[char]) -> usize {
    (1..letters.len())
        .find(|unit| {
            letters
                .iter()
                .zip(letters.iter().skip(*unit))
                .all(|(one, other)| one == other)
        })
        .unwrap_or(letters.len())
}

/// Whether each sign follows the one before it, up or down: `abcdefgh`, `98765432`.
fn is_row(letters: &[char]) -> bool {
    let follows = |up: bool| {
        letters.windows(2).all(|pair| {
            let (one, other) = (pair[0] as u32, pair[1] as u32);
            let (low, high) = if up { (one, other) } else { (other, one) };
            high == low + 1 || (low == u32::from('9') && high == u32::from('0'))
        })
    };
    follows(true) || follows(false)
}

/// Whether little is left when the words that everybody knows are taken out.
fn is_mostly_known(password: &str, known: Known<'_>) -> bool {
    let mut left = password.to_lowercase();
    let email = known.email.to_lowercase();
    let name = known.name.to_lowercase();
    let places: Vec<String> = known
        .places
        .iter()
        .map(|place| place.to_lowercase())
        .collect();
    let mut words: Vec<&str> = vec!["beweegbrug"];
    for text in [&email, &name].into_iter().chain(&places) {
        words.push(text);
        words.extend(text.split(|sign: char| !sign.is_alphanumeric()));
    }
    words.retain(|word| word.chars().count() >= KNOWN_WORD_MIN);
    // Longest first, so that a whole address goes before its parts.
    words.sort_by_key(|word| std::cmp::Reverse(word.len()));
    let whole = left.len();
    for word in words {
        left = left.replace(word, "");
    }
    let own = left.chars().filter(|sign| sign.is_alphanumeric()).count();
    left.len() < whole && own < OWN_MIN
}

/// Whether people in these roles cannot sign in without a second step: they see residents, or the
/// log, or decide who does.
#[must_use]
pub fn needs_second_step(roles: Roles) -> bool {
    roles
        .iter()
        .any(|role| role.sees_residents() || matches!(role, Role::Administrator | Role::LogKeeper))
}

/// Whether a second step at `confirmed` still counts.
#[must_use]
pub fn is_fresh(confirmed: Option<Timestamp>, now: Timestamp) -> bool {
    confirmed.is_some_and(|at| at <= now && now.duration_since(at) <= STAYS_FRESH)
}

/// Whose failed attempts are counted together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Counted {
    /// One account, tried from one network.
    AccountFromNetwork,
    /// Everything tried from one network.
    Network,
    /// One account, tried from a device it signed in from before. An attacker elsewhere does not
    /// touch this one.
    KnownDevice,
    /// Codes after the right password, of one account from one network or known device.
    Code,
    /// Codes of one account from wherever: who knows the password may not guess from everywhere.
    CodeAnywhere,
}

impl Counted {
    /// As part of the key under which they are counted.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::AccountFromNetwork => "account",
            Self::Network => "netwerk",
            Self::KnownDevice => "toestel",
            Self::Code => "code",
            Self::CodeAnywhere => "code-overal",
        }
    }

    /// How many failures are free, and the longest pause after one more.
    const fn budget(self) -> (u32, SignedDuration) {
        match self {
            Self::AccountFromNetwork | Self::KnownDevice | Self::Code => {
                (5, SignedDuration::from_mins(15))
            }
            // A whole practice signs in from one address.
            Self::Network | Self::CodeAnywhere => (50, SignedDuration::from_mins(5)),
        }
    }

    /// The pause after so many failures in a row: none at first, then fifteen seconds, and twice as
    /// long each time.
    #[must_use]
    pub fn pause_after(self, failures: u32) -> SignedDuration {
        let (free, most) = self.budget();
        let Some(over) = failures.checked_sub(free) else {
            return SignedDuration::ZERO;
        };
        SignedDuration::from_secs(15 << over.min(20)).min(most)
    }
}

/// Failures are forgotten after so long without one.
pub const FAILURES_KEPT: SignedDuration = SignedDuration::from_hours(24);

/// The network an address belongs to: itself, or the first half of an IPv6 address, since a
/// household or an attacker has all of the other half.
#[must_use]
pub fn network_of(address: &str) -> String {
    match address.parse::<IpAddr>() {
        Ok(IpAddr::V6(six)) => match six.to_ipv4_mapped() {
            Some(four) => four.to_string(),
            None => {
                let [a, b, c, d, ..] = six.segments();
                format!("{a:x}:{b:x}:{c:x}:{d:x}::/64")
            }
        },
        _ => address.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    fn judged(password: &str, second_step: bool) -> Result<(), &'static str> {
        let places = [
            "Brugdam".to_owned(),
            "Huisartsenpraktijk De Linde".to_owned(),
        ];
        let known = Known {
            email: "marieke.vos@delinde.example",
            name: "Marieke Vos",
            places: &places,
        };
        judge_password("wachtwoord", password, second_step, known).map_err(|fault| fault.code)
    }

    #[rstest]
    #[case("zeven77", true, Err("te-kort"))]
    #[case("kwikstaart", false, Err("te-kort"))]
    #[case("kwikstaart", true, Ok(()))]
    #[case("veertien lang.", false, Err("te-kort"))]
    #[case("vijftien lang..", false, Ok(()))]
    #[case("ééééüüüü aldoor", false, Ok(()))]
    #[case("      een spatie mag", false, Ok(()))]
    fn length_is_counted_in_characters_and_depends_on_a_second_step(
        #[case] password: &str,
        #[case] second_step: bool,
        #[case] expected: Result<(), &str>,
    ) {
        assert_eq!(judged(password, second_step), expected);
    }

    #[rstest]
    #[case("password")]
    #[case("PassWord1")]
    #[case("!password2024!")]
    #[case("Welkom2026!")]
    #[case("zomer2026")]
    #[case("12345678")]
    #[case("987654321")]
    #[case("abcdefghijklmnop")]
    #[case("aaaaaaaaaaaaaaaa")]
    #[case("ajaxajaxajaxajax")]
    #[case("passwordpassword")]
    #[case("Beweegbrug2026!")]
    #[case("brugdam-1234")]
    #[case("Marieke.Vos1980")]
    #[case("marieke.vos@delinde.example")]
    #[case("delinde2026")]
    fn what_is_tried_first_is_refused_however_it_is_dressed(#[case] password: &str) {
        assert_eq!(judged(password, true), Err("te-bekend"), "{password}");
    }

    #[rstest]
    #[case("marieke fietst graag bergop")]
    #[case("correct horse battery staple")]
    #[case("alleen kleine letters")]
    #[case("brugdam heeft drie bruggen")]
    fn a_long_sentence_is_taken_without_capitals_figures_or_signs(#[case] password: &str) {
        assert_eq!(judged(password, false), Ok(()), "{password}");
    }

    #[test]
    fn a_password_past_the_longest_is_refused_before_it_costs_anything() {
        let long: String = "ab c".repeat(300);
        assert_eq!(judged(&long, true), Err("te-lang"));
    }

    #[test]
    fn every_line_of_the_list_is_found_and_what_lies_between_is_not() {
        assert_eq!(COMMON.lines().count(), 11_611);
        for line in COMMON.lines() {
            assert!(listed(line), "{line}");
            assert!(!listed(&format!("{line}~~")), "{line}");
        }
        assert!(!listed("") && !listed("~") && !listed("!"));
    }

    #[test]
    fn whoever_sees_residents_or_the_log_or_lets_others_in_needs_a_second_step() {
        let needed: Vec<Role> = Role::OF_ACCOUNTS
            .into_iter()
            .filter(|role| needs_second_step([*role].into_iter().collect()))
            .collect();
        use Role::{
            Administrator, CareProfessional, Coach, LogKeeper, Provider, ServicePoint,
            SocialReferrer,
        };
        let expected = [
            CareProfessional,
            SocialReferrer,
            Provider,
            Coach,
            ServicePoint,
            Administrator,
            LogKeeper,
        ];
        assert_eq!(needed, expected);
        let both = [Role::Policy, Role::Coach].into_iter().collect();
        assert!(needs_second_step(both), "one such role is enough");
    }

    #[test]
    fn pauses_begin_after_five_and_double_up_to_a_quarter_of_an_hour() {
        let pauses: Vec<i64> = (3..14)
            .map(|failures| Counted::AccountFromNetwork.pause_after(failures).as_secs())
            .collect();
        assert_eq!(pauses, [0, 0, 15, 30, 60, 120, 240, 480, 900, 900, 900]);
        assert_eq!(Counted::Network.pause_after(49), SignedDuration::ZERO);
        assert_eq!(Counted::Network.pause_after(u32::MAX).as_secs(), 300);
    }

    #[test]
    fn a_confirmation_counts_for_ten_minutes_and_never_from_the_future() {
        let at: Timestamp = "2026-11-24T11:00:00Z".parse().unwrap();
        let after = |secs| at + SignedDuration::from_secs(secs);
        assert!(is_fresh(Some(at), after(600)));
        assert!(!is_fresh(Some(at), after(601)));
        assert!(!is_fresh(Some(after(1)), at));
        assert!(!is_fresh(None, at));
    }

    #[rstest]
    #[case("192.0.2.7", "192.0.2.7")]
    #[case("::ffff:192.0.2.7", "192.0.2.7")]
    #[case("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64")]
    #[case("onbekend", "onbekend")]
    fn half_of_an_ipv6_address_is_one_network(#[case] address: &str, #[case] network: &str) {
        assert_eq!(network_of(address), network);
    }
}
