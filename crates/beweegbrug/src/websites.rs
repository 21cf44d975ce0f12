//! Looking at providers' websites, behind the guard of calls to the outside: a name that leads to a
//! private network is not called, nobody sends us on, and nothing of the answer is read but its
//! status.

use std::future::Future;
use std::pin::Pin;
use std::time::Duration;

use actions::check_websites::Probe;
use http::{StatusCode, Uri};

use crate::outgoing::agent_for;

/// A website that says nothing for so long does not work.
const AT_MOST: Duration = Duration::from_secs(15);

/// Looks at websites of the open internet.
pub struct Websites;

impl Probe for Websites {
    fn look<'a>(
        &'a self,
        address: &'a str,
    ) -> Pin<Box<dyn Future<Output = Result<(), String>> + Send + 'a>> {
        Box::pin(async move {
            let address = fit(address)?;
            let looked = tokio::task::spawn_blocking(move || look(address)).await;
            looked.unwrap_or_else(|_| Err("er kwam geen antwoord".to_owned()))
        })
    }
}

/// The address, when it is one of the web at its usual port, without a name or password in it.
fn fit(address: &str) -> Result<Uri, String> {
    let wrong = || "dit is geen adres van een website".to_owned();
    let address: Uri = address.parse().map_err(|_| wrong())?;
    let authority = address.authority().ok_or_else(wrong)?;
    let usual = matches!(
        (address.scheme_str(), authority.port_u16()),
        (Some("https"), None | Some(443)) | (Some("http"), None | Some(80))
    );
    if usual && !authority.as_str().contains('@') {
        Ok(address)
    } else {
        Err(wrong())
    }
}

fn look(address: Uri) -> Result<(), String> {
    match agent_for(false, AT_MOST).get(address).call() {
        Ok(answer) => judge(answer.status()),
        // What the library says may name addresses of our own network.
        Err(_) => Err("er kwam geen antwoord".to_owned()),
    }
}

/// A website that refuses programs, or leads on to another page, is there.
fn judge(status: StatusCode) -> Result<(), String> {
    match status {
        StatusCode::NOT_FOUND | StatusCode::GONE => Err("de pagina bestaat niet meer".to_owned()),
        status if status.is_server_error() => {
            Err(format!("de website geeft fout {}", status.as_u16()))
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_usual_ports_of_the_web_are_called() {
        for fitting in [
            "https://club.example/les",
            "http://club.example:80",
            "https://club.example:443",
        ] {
            assert!(fit(fitting).is_ok(), "{fitting}");
        }
        for other in [
            "https://club.example:5432/",
            "http://club.example:443/",
            "ftp://club.example/",
            "https://naam:geheim@club.example/",
            "file:///etc/passwd",
            "club.example",
            "",
        ] {
            assert!(fit(other).is_err(), "{other}");
        }
    }

    #[tokio::test]
    async fn nothing_of_our_own_network_is_called() {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        listener.set_nonblocking(true).unwrap();
        for close_by in ["http://127.0.0.1/", "http://localhost/", "http://[::1]/"] {
            assert!(Websites.look(close_by).await.is_err(), "{close_by}");
        }
        assert!(listener.accept().is_err());
    }

    #[test]
    fn a_page_that_is_gone_is_broken_and_one_that_refuses_programs_is_not() {
        for (status, fine) in [
            (200, true),
            (301, true),
            (403, true),
            (429, true),
            (404, false),
            (410, false),
            (503, false),
        ] {
            let status = StatusCode::from_u16(status).unwrap();
            assert_eq!(judge(status).is_ok(), fine, "{status}");
        }
    }
}
