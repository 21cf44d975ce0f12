//! Calls to the outside, and what guards them: a feed could otherwise lead us to machines that
//! only we can reach. `import` calls out, and signing in by a provider (`openid`).
//!
//! What the operator typed is trusted as typed: an address of this network, or `localhost`, may be
//! read when it stands there in so many words. A public name may not turn out to be a private
//! address, nobody sends us on elsewhere, and every answer has a limit of time and size.

use std::io::Read;
use std::net::{IpAddr, Ipv6Addr};
use std::time::Duration;

use http::Uri;
use ureq::Agent;
use ureq::config::Config;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{DefaultConnector, NextTimeout};

use crate::failure::Failure;

/// A whole answer takes at most so long.
const AT_MOST: Duration = Duration::from_secs(60);
/// Largest page of a feed, unpacked: 256 MiB.
pub const MOST_BYTES: u64 = 256 * 1024 * 1024;

/// A feed, by the address that the operator typed.
#[derive(Clone, Debug)]
pub struct Feed {
    start: Uri,
    may_be_local: bool,
}

impl Feed {
    /// A feed that begins at this address.
    ///
    /// # Errors
    /// [`Failure::WrongUse`] when it is no web address.
    pub fn typed(address: &str) -> Result<Self, Failure> {
        let wrong = || Failure::WrongUse(format!("{} is no address of a feed.", shown(address)));
        let start: Uri = address.parse().map_err(|_| wrong())?;
        let is_web = matches!(start.scheme_str(), Some("http" | "https"));
        let authority = start.authority().ok_or_else(wrong)?;
        // Names and passwords in addresses end up in logs and lists of processes.
        if !is_web || authority.as_str().contains('@') {
            return Err(wrong());
        }
        Ok(Self {
            may_be_local: is_said_to_be_local(authority.host()),
            start,
        })
    }

    /// The host, with its port when one was typed.
    #[must_use]
    pub fn host(&self) -> String {
        let authority = self.start.authority().map(|authority| authority.as_str());
        authority.unwrap_or_default().to_lowercase()
    }

    /// A page of the feed.
    ///
    /// # Errors
    /// [`Failure::Finding`] when the address is not the feed's own; [`Failure::Environment`] when
    /// it cannot be read, leads elsewhere, or is too large.
    pub async fn page(&self, address: &str) -> Result<Vec<u8>, Failure> {
        let wanted = self.own(address)?;
        let agent = self.agent();
        let shown = shown(address);
        match tokio::task::spawn_blocking(move || read(&agent, wanted)).await {
            Ok(Ok(bytes)) => Ok(bytes),
            Ok(Err(why)) => Err(Failure::Environment(format!(
                "cannot read the feed {shown}: {why}."
            ))),
            Err(error) => Err(Failure::Environment(format!(
                "cannot read the feed {shown}: {error}."
            ))),
        }
    }

    /// Whether an address lies where the feed began, so that it will be read.
    #[must_use]
    pub fn is_own(&self, address: &str) -> bool {
        self.own(address).is_ok()
    }

    /// The whole address of the page that the one at `here` names as the next: some feeds leave
    /// out the host, or all before the question mark.
    ///
    /// # Errors
    /// [`Failure::Finding`] when it lies elsewhere; the text says what to do.
    pub fn next(&self, here: &str, told: &str) -> Result<String, Failure> {
        let whole = whole(here, told.trim());
        match self.own(&whole) {
            Ok(_) => Ok(whole),
            Err(failure) => Err(Failure::Finding(format!(
                "{failure} What came before it is kept. Ask who publishes the feed to mend its \
                 `next`; the same command then goes on where it was."
            ))),
        }
    }

    /// The address, when it lies where the feed began.
    fn own(&self, address: &str) -> Result<Uri, Failure> {
        let elsewhere = |host: &str| {
            Failure::Finding(format!(
                "the feed points to another host, {}: not followed.",
                shown(host)
            ))
        };
        // Some read a backslash as a slash, and would call another host.
        if address.contains('\\') {
            return Err(elsewhere(address));
        }
        let wanted: Uri = address.parse().map_err(|_| elsewhere(address))?;
        if place(&wanted) == place(&self.start) && place(&wanted).is_some() {
            Ok(wanted)
        } else {
            Err(elsewhere(
                wanted.authority().map_or(address, |found| found.as_str()),
            ))
        }
    }

    fn agent(&self) -> Agent {
        agent_for(self.may_be_local, AT_MOST)
    }
}

/// Who makes the calls: behind the guard, following nobody elsewhere, within a limit of time. Any
/// answer is an answer, whatever its status.
pub(crate) fn agent_for(may_be_local: bool, at_most: Duration) -> Agent {
    let config = Config::builder()
        .timeout_global(Some(at_most))
        .max_redirects(0)
        .max_redirects_will_error(false)
        .http_status_as_error(false)
        .max_response_header_size(16 * 1024)
        .build();
    let resolver = Guarded {
        may_be_local,
        inner: DefaultResolver::default(),
    };
    Agent::with_parts(config, DefaultConnector::default(), resolver)
}

/// Reads an answer's body, unpacked, up to a limit.
pub(crate) fn read_at_most(mut body: ureq::Body, most: u64) -> Result<Vec<u8>, String> {
    // The library's own limit counts what comes over the line, before it is unpacked.
    let mut bytes = Vec::new();
    let mut reader = body.as_reader().take(most + 1);
    reader
        .read_to_end(&mut bytes)
        .map_err(|error| error.to_string())?;
    if bytes.len() as u64 > most {
        return Err(format!("an answer of more than {} KiB", most / 1024));
    }
    Ok(bytes)
}

/// An address as the page at `here` means it: one without scheme is told from there.
fn whole(here: &str, told: &str) -> String {
    let first = told.split(['/', '?', '#']).next().unwrap_or_default();
    let base = here.parse::<Uri>().ok();
    let place = base.as_ref().and_then(|base| {
        let authority = base.authority()?;
        Some((base.scheme_str()?, authority.as_str(), base.path()))
    });
    match place {
        Some((scheme, authority, path)) if !first.contains(':') => {
            let above = path.rsplit_once('/').map_or("", |(above, _)| above);
            if told.is_empty() {
                here.to_owned()
            } else if told.starts_with("//") {
                format!("{scheme}:{told}")
            } else if told.starts_with('/') {
                format!("{scheme}://{authority}{told}")
            } else if told.starts_with('?') {
                format!("{scheme}://{authority}{path}{told}")
            } else {
                format!("{scheme}://{authority}{above}/{told}")
            }
        }
        _ => told.to_owned(),
    }
}

fn read(agent: &Agent, wanted: Uri) -> Result<Vec<u8>, String> {
    let answer = agent
        .get(wanted)
        .call()
        .map_err(|error| error.to_string())?;
    if answer.status().is_redirection() {
        return Err("it sends us on to another address; give that one, if you trust it".to_owned());
    }
    if !answer.status().is_success() {
        return Err(format!("it answers {}", answer.status()));
    }
    read_at_most(answer.into_body(), MOST_BYTES)
}

/// Scheme, host and port: what must not change on the way.
pub(crate) fn place(address: &Uri) -> Option<(String, String, u16)> {
    let scheme = address.scheme_str()?.to_lowercase();
    let authority = address.authority()?;
    if authority.as_str().contains('@') {
        return None;
    }
    let port = authority.port_u16();
    let port = port.unwrap_or(if scheme == "https" { 443 } else { 80 });
    Some((scheme, authority.host().to_lowercase(), port))
}

/// An address from outside, fit to be shown: one line, not too long.
fn shown(address: &str) -> String {
    let plain = address.chars().filter(|sign| !sign.is_control());
    plain.take(200).collect()
}

/// Whether somebody who typed this meant a machine close by.
pub(crate) fn is_said_to_be_local(host: &str) -> bool {
    let host = host.trim_matches(['[', ']']).to_lowercase();
    match host.parse::<IpAddr>() {
        Ok(address) => !is_public(address),
        Err(_) => host == "localhost" || host.ends_with(".localhost"),
    }
}

/// Whether an address belongs to the open internet, and to nobody's own network.
fn is_public(address: IpAddr) -> bool {
    match address.to_canonical() {
        IpAddr::V4(address) => {
            let [first, second, third, _] = address.octets();
            let is_special = address.is_private()
                || address.is_loopback()
                || address.is_link_local()
                || address.is_broadcast()
                || address.is_multicast()
                || address.is_documentation()
                || first == 0
                || first >= 240
                // Shared by customers of one provider (RFC 6598), protocols, and benchmarks.
                || (first == 100 && (64..128).contains(&second))
                || (first, second, third) == (192, 0, 0)
                || (first == 198 && (second == 18 || second == 19));
            !is_special
        }
        IpAddr::V6(address) => {
            let begin = address.segments();
            // Inside these an old address is written in the new form.
            let carried = match begin {
                [0x64, 0xff9b, 0, 0, 0, 0, high, low] => Some((high, low)),
                [0x2002, high, low, ..] => Some((high, low)),
                _ => None,
            };
            if let Some((high, low)) = carried {
                let [[a, b], [c, d]] = [high.to_be_bytes(), low.to_be_bytes()];
                return is_public(IpAddr::from([a, b, c, d]));
            }
            is_global_v6(address)
        }
    }
}

fn is_global_v6(address: Ipv6Addr) -> bool {
    let begin = address.segments();
    // Only 2000::/3 is given out; documentation and Teredo lie inside it.
    begin[0] & 0xe000 == 0x2000
        && !(begin[0] == 0x2001 && (begin[1] == 0xdb8 || begin[1] == 0))
        && begin[0] != 0x3fff
}

/// Looks names up, and refuses those that turn out to lie close by. It judges the very addresses
/// that are called afterwards: a name that changes in between gains nothing.
#[derive(Debug)]
struct Guarded {
    may_be_local: bool,
    inner: DefaultResolver,
}

impl Resolver for Guarded {
    fn resolve(
        &self,
        uri: &Uri,
        config: &Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let found = self.inner.resolve(uri, config, timeout)?;
        if !self.may_be_local && found.iter().any(|address| !is_public(address.ip())) {
            return Err(ureq::Error::Io(std::io::Error::other(
                "this name leads to a private network; type the address itself, if you trust it",
            )));
        }
        Ok(found)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn feed(address: &str) -> Feed {
        Feed::typed(address).unwrap()
    }

    #[test]
    fn private_addresses_are_known_in_every_form() {
        for private in [
            "127.0.0.1",
            "10.1.2.3",
            "172.16.0.1",
            "192.168.1.1",
            "169.254.169.254",
            "0.0.0.0",
            "100.64.0.1",
            "192.0.0.8",
            "198.18.0.1",
            "224.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "::ffff:127.0.0.1",
            "::ffff:169.254.169.254",
            "fe80::1",
            "fc00::1",
            "fd12::1",
            "ff02::1",
            "64:ff9b::a00:1",
            "2002:7f00:1::",
            "2001:db8::1",
            "2001::1",
        ] {
            assert!(!is_public(private.parse().unwrap()), "{private}");
        }
        for public in [
            "93.184.216.34",
            "2a02:898:146::2",
            "172.32.0.1",
            "100.128.0.1",
        ] {
            assert!(is_public(public.parse().unwrap()), "{public}");
        }
    }

    #[test]
    fn a_feed_goes_on_at_its_own_place_only() {
        let feed = feed("https://feed.example/rpde?a=b");
        for own in [
            "https://feed.example/rpde?afterTimestamp=1",
            "https://FEED.example:443/other",
        ] {
            assert!(feed.own(own).is_ok(), "{own}");
        }
        for elsewhere in [
            "http://feed.example/rpde",
            "https://feed.example:8443/rpde",
            "https://elders.example/rpde",
            "https://feed.example@elders.example/",
            "https://x@feed.example/",
            "https://feed.example.elders.example/",
            "https://feed.example\\@elders.example/",
            "//elders.example/rpde",
            "/rpde",
            "file:///etc/passwd",
            "",
        ] {
            assert!(feed.own(elsewhere).is_err(), "{elsewhere}");
        }
    }

    #[test]
    fn a_next_without_its_host_is_told_from_its_own_page() {
        let feed = feed("https://feed.example/rpde/sessions?a=b");
        let here = "https://feed.example/rpde/sessions?a=b";
        for (told, whole) in [
            ("/feed?p=10", "https://feed.example/feed?p=10"),
            ("?p=10", "https://feed.example/rpde/sessions?p=10"),
            ("more?p=10", "https://feed.example/rpde/more?p=10"),
            ("//feed.example/x", "https://feed.example/x"),
            (" https://feed.example/x ", "https://feed.example/x"),
            ("", here),
        ] {
            assert_eq!(feed.next(here, told).unwrap(), whole, "{told}");
        }
        for elsewhere in [
            "//elders.example/rpde",
            "https://elders.example/rpde",
            "file:///etc/passwd",
            "mailto:x@feed.example",
            "http://feed.example/rpde",
            "\\\\elders.example\\x",
        ] {
            let refused = feed.next(here, elsewhere).unwrap_err().to_string();
            assert!(refused.contains("not followed"), "{elsewhere}: {refused}");
        }
    }

    #[test]
    fn only_what_was_typed_as_local_may_be_local() {
        for local in [
            "http://127.0.0.1:8080/",
            "http://localhost/",
            "http://[::1]:80/x",
            "http://10.0.0.8/",
        ] {
            assert!(feed(local).may_be_local, "{local}");
        }
        for name in [
            "https://feed.example/",
            "http://localhost.example/",
            "http://93.184.216.34/",
        ] {
            assert!(!feed(name).may_be_local, "{name}");
        }
        for wrong in [
            "ftp://feed.example/",
            "https://",
            "feed.example",
            "https://u:p@feed.example/",
            "file:///etc",
        ] {
            assert!(Feed::typed(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_public_name_that_leads_home_is_refused_when_it_is_looked_up() {
        // The machine's own hosts file plays the part of a name server that lies.
        let guarded = |may_be_local| Guarded {
            may_be_local,
            inner: DefaultResolver::default(),
        };
        let look = |may_be_local| {
            let forever = NextTimeout::default();
            let name: Uri = "http://localhost:9/".parse().unwrap();
            guarded(may_be_local).resolve(&name, &Config::default(), forever)
        };
        let refused = look(false).unwrap_err().to_string();
        assert!(refused.contains("leads to a private network"), "{refused}");
        assert!(look(true).is_ok());
    }

    #[test]
    fn what_a_feed_says_cannot_write_lines_of_its_own() {
        let refused = feed("https://feed.example/")
            .own("https://x\r\ninvented line")
            .unwrap_err();
        assert!(!refused.to_string().contains(['\r', '\n']));
    }
}
