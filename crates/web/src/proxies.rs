//! Which proxies are ours, and so whom a request comes from. Anybody can write `X-Forwarded-For`;
//! only what a proxy of ours wrote there is believed.
//!
//! Called by [`crate::watch::address`]. The list comes from the operator's settings.

use std::net::IpAddr;
use std::str::FromStr;

use http::HeaderMap;

/// A network, such as `10.0.0.0/8` or `fd00::/8`; an address alone is a network of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Network {
    first: IpAddr,
    bits: u32,
}

/// Why a text is no network.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no network: write an address or one with its bits, such as 10.0.0.0/8")]
pub struct NoNetwork(String);

impl FromStr for Network {
    type Err = NoNetwork;

    fn from_str(text: &str) -> Result<Self, NoNetwork> {
        let wrong = || NoNetwork(text.chars().filter(|sign| !sign.is_control()).collect());
        let (address, bits) = match text.trim().split_once('/') {
            Some((address, bits)) => (address, Some(bits)),
            None => (text.trim(), None),
        };
        let first: IpAddr = address.parse().map_err(|_| wrong())?;
        let all = width(first);
        let bits = match bits {
            Some(bits) => bits.parse().map_err(|_| wrong())?,
            None => all,
        };
        if bits > all {
            return Err(wrong());
        }
        Ok(Self { first, bits })
    }
}

impl Network {
    /// Whether an address lies in it.
    #[must_use]
    pub fn holds(&self, address: IpAddr) -> bool {
        let address = address.to_canonical();
        let first = self.first.to_canonical();
        // `::ffff:10.0.0.0/104` says the same as `10.0.0.0/8`.
        let bits = self.bits - (width(self.first) - width(first)).min(self.bits);
        if address.is_ipv4() != first.is_ipv4() {
            return false;
        }
        let rest = width(first) - bits;
        number(address).checked_shr(rest) == number(first).checked_shr(rest)
    }
}

const fn width(address: IpAddr) -> u32 {
    match address {
        IpAddr::V4(_) => 32,
        IpAddr::V6(_) => 128,
    }
}

fn number(address: IpAddr) -> u128 {
    match address {
        IpAddr::V4(address) => u128::from(u32::from(address)),
        IpAddr::V6(address) => u128::from(address),
    }
}

/// The networks of our own proxies.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TrustedProxies(Vec<Network>);

impl TrustedProxies {
    /// Reads the networks of a setting.
    ///
    /// # Errors
    /// [`NoNetwork`] at the first text that is none.
    pub fn read(texts: &[String]) -> Result<Self, NoNetwork> {
        let networks: Result<_, _> = texts.iter().map(|text| text.parse()).collect();
        networks.map(Self)
    }

    /// Whether this is a proxy of ours.
    #[must_use]
    pub fn holds(&self, address: IpAddr) -> bool {
        self.0.iter().any(|network| network.holds(address))
    }

    /// Whom a request comes from: the nearest address that is no proxy of ours. A caller who
    /// writes the header is not believed, and what a caller wrote before our proxy's own word
    /// neither.
    #[must_use]
    pub fn caller(&self, peer: IpAddr, headers: &HeaderMap) -> IpAddr {
        let mut nearest = peer.to_canonical();
        if !self.holds(nearest) {
            return nearest;
        }
        // Several headers of one name are one list; the last proxy wrote last.
        let lists = headers.get_all("x-forwarded-for");
        let lists: Vec<&str> = lists.iter().filter_map(|list| list.to_str().ok()).collect();
        for word in lists.iter().rev().flat_map(|list| list.rsplit(',')) {
            let Some(address) = address_in(word) else {
                return nearest;
            };
            nearest = address;
            if !self.holds(nearest) {
                return nearest;
            }
        }
        nearest
    }
}

/// An address, also with a port or in brackets, as some proxies write it.
fn address_in(word: &str) -> Option<IpAddr> {
    let word = word.trim();
    let bare = word.trim_start_matches('[').trim_end_matches(']');
    let found = bare.parse::<IpAddr>().ok();
    let found = found.or_else(|| Some(word.parse::<std::net::SocketAddr>().ok()?.ip()));
    found.map(|address| address.to_canonical())
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    fn proxies(texts: &[&str]) -> TrustedProxies {
        let texts: Vec<String> = texts.iter().map(|text| (*text).to_owned()).collect();
        TrustedProxies::read(&texts).unwrap()
    }

    #[rstest]
    #[case("10.0.0.0/8", "10.255.0.1", true)]
    #[case("10.0.0.0/8", "11.0.0.1", false)]
    #[case("10.0.0.0/8", "::ffff:10.1.2.3", true)]
    #[case("::ffff:10.0.0.0/104", "10.1.2.3", true)]
    #[case("192.0.2.7", "192.0.2.7", true)]
    #[case("192.0.2.7", "192.0.2.8", false)]
    #[case("0.0.0.0/0", "203.0.113.9", true)]
    #[case("0.0.0.0/0", "2001:db8::1", false)]
    #[case("fd00::/8", "fd12:3456::1", true)]
    #[case("fd00::/8", "fe80::1", false)]
    fn a_network_holds_its_own_addresses_and_no_other(
        #[case] network: &str,
        #[case] address: &str,
        #[case] holds: bool,
    ) {
        let network: Network = network.parse().unwrap();
        assert_eq!(network.holds(address.parse().unwrap()), holds);
    }

    #[rstest]
    #[case("")]
    #[case("10.0.0.0/33")]
    #[case("10.0.0.0/-1")]
    #[case("10.0.0/8")]
    #[case("proxy.example")]
    #[case("::1/129")]
    fn what_is_no_network_is_refused_by_name(#[case] text: &str) {
        let refused = text.parse::<Network>().unwrap_err().to_string();
        assert!(
            refused.starts_with(&format!("`{text}` is no network")),
            "{refused}"
        );
    }

    /// Who calls, with these proxies of ours, from this peer, with this header.
    #[rstest]
    // Nobody is trusted: the header is air.
    #[case(&[], "203.0.113.9", &["198.51.100.1"], "203.0.113.9")]
    // Our proxy says who called.
    #[case(&["10.0.0.0/8"], "10.0.0.2", &["198.51.100.1"], "198.51.100.1")]
    // What the caller wrote first is not believed.
    #[case(&["10.0.0.0/8"], "10.0.0.2", &["127.0.0.1, 198.51.100.1"], "198.51.100.1")]
    #[case(&["10.0.0.0/8"], "10.0.0.2", &["127.0.0.1", "198.51.100.1"], "198.51.100.1")]
    // Two proxies of ours in a row.
    #[case(&["10.0.0.0/8"], "10.0.0.2", &["198.51.100.1, 10.0.0.3"], "198.51.100.1")]
    // A proxy that says nothing, or nonsense, is the nearest we know.
    #[case(&["10.0.0.0/8"], "10.0.0.2", &[], "10.0.0.2")]
    #[case(&["10.0.0.0/8"], "10.0.0.2", &["198.51.100.1, <script>"], "10.0.0.2")]
    // A stranger who is not behind our proxy writes what they like in vain.
    #[case(&["10.0.0.0/8"], "203.0.113.9", &["10.0.0.2"], "203.0.113.9")]
    #[case(&["::1"], "::1", &["[2001:db8::7]:4711"], "2001:db8::7")]
    #[case(&["::1"], "::1", &["198.51.100.1:4711"], "198.51.100.1")]
    fn only_our_own_proxies_say_where_a_caller_comes_from(
        #[case] ours: &[&str],
        #[case] peer: &str,
        #[case] forwarded: &[&str],
        #[case] expected: &str,
    ) {
        let mut headers = HeaderMap::new();
        for list in forwarded {
            headers.append("x-forwarded-for", list.parse().unwrap());
        }
        let caller = proxies(ours).caller(peer.parse().unwrap(), &headers);
        assert_eq!(caller, expected.parse::<IpAddr>().unwrap());
    }
}
