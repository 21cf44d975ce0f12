//! `bench pages`: how many pages a second, how long somebody waits for one, and what one costs the
//! processor. The whole service in this very program, with the worker beside it; callers on threads
//! of their own ask for different things, over lines that stay open.

use std::fmt::Write;
use std::net::SocketAddr;
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use actions::import_offers::import_sheet;
use actions::set_up::{self, KnownPostcode};
use actions::{Bridge, accounts};
use domain::geo::Point;
use domain::organisation::{OrganisationKind, Role};
use tokio::sync::watch;
use web::Web;

use super::caller::{Caller, header};
use super::{Folder, bridge_on, home, municipality, share};
use crate::arguments::Pages;
use crate::connections::{self, Reception};
use crate::demo::country::{A_TOWN, SESSIONS, Town, sheet};
use crate::demo::dice::Dice;
use crate::failure::Failure;
use crate::mailer::NoMailer;
use crate::{say, serving, worker};

const EMAIL: &str = "meter@brugdam.example";
const PASSWORD: &str = "meten-over-de-brug";
/// Different requests of a page.
const REQUESTS: usize = 512;
/// So long a page is asked for before anything counts.
const WARM_UP: Duration = Duration::from_secs(1);

/// A page that is measured.
#[derive(Clone, Copy, Debug)]
struct Page {
    name: &'static str,
    /// Whether the caller asks for it compressed, as browsers do.
    compressed: bool,
}

/// `wrk` and a proxy that compresses itself ask for plain pages.
const PAGES: [Page; 4] = [
    page("zoeken", false),
    page("zoeken", true),
    page("aanbod", false),
    page("aanbod", true),
];

const fn page(name: &'static str, compressed: bool) -> Page {
    Page { name, compressed }
}

/// Measures each page, and prints a line for each.
///
/// # Errors
/// When the store will not do, no port is free, or the service answers other than it should.
pub async fn measure(wanted: Pages) -> Result<(), Failure> {
    let folder = Folder::of(wanted.data);
    let clients = wanted.clients.max(1);
    let span = Duration::from_secs(wanted.seconds.max(1));
    // As in the demo: a password is enough to sign in.
    let bridge = bridge_on(&folder, wanted.database, true).await?;
    let sheets = wanted.offers.div_ceil(SESSIONS).max(1);
    fill(&bridge, wanted.seed, sheets).await?;
    let (stop, stopped) = watch::channel(false);
    let work = worker::start(
        bridge.clone(),
        Arc::new(NoMailer),
        None,
        "bench".to_owned(),
        stopped.clone(),
    );
    let (listener, address) = serving::listen("127.0.0.1:0").await?;
    let setup = web::Setup {
        metrics_beside: true,
        ..web::Setup::default()
    };
    let reception = Reception {
        router: web::router(Web::new(bridge.clone(), setup)),
        tls: None,
        proxies: Default::default(),
        at_once: 1024,
    };
    let server = tokio::spawn(connections::receive(listener, reception, stopped));
    let visit = aside(move || sign_in(address)).await?;
    for page in PAGES {
        let requests: Vec<Vec<u8>> = (0..REQUESTS)
            .map(|number| written(page, &visit, wanted.seed, sheets, number))
            .collect();
        let figures = aside(move || ask_all(address, &requests, clients, span)).await?;
        say::answer(&line(&bridge, page, clients, &figures));
    }
    stop.send(true).ok();
    server.await.ok();
    work.await.ok();
    bridge.close().await;
    Ok(())
}

/// Does what blocks on a thread of its own.
async fn aside<T: Send + 'static>(
    what: impl FnOnce() -> std::io::Result<T> + Send + 'static,
) -> Result<T, Failure> {
    let done = tokio::task::spawn_blocking(what).await;
    let done = done.map_err(|error| Failure::Environment(error.to_string()))?;
    done.map_err(|error| Failure::Environment(format!("the service did not answer: {error}")))
}

/// The country's offers, a postcode for each of its towns, and somebody who refers. What is there
/// already stays, so that two programs can be measured on the same folder.
async fn fill(bridge: &Bridge, seed: u64, sheets: usize) -> Result<(), Failure> {
    if !bridge.municipalities().is_empty() {
        return Ok(());
    }
    municipality(bridge).await?;
    let home = home()?;
    let towns: Vec<KnownPostcode> = (0..sheets * SESSIONS / A_TOWN)
        .map(|number| {
            let town = town(seed, number);
            KnownPostcode {
                code: postcode(number),
                point: Point {
                    lat: town.corner.lat + 0.025,
                    lon: town.corner.lon + 0.04,
                },
                place: Some(town.name),
                municipality: None,
            }
        })
        .collect();
    set_up::postcodes(bridge, &towns).await?;
    for number in 0..sheets {
        let sheet = sheet(seed, number);
        let source = format!("overland-{}", number + 1);
        import_sheet(bridge, home, &source, sheet.as_bytes(), false).await?;
    }
    let care = set_up::organisation(bridge, home, OrganisationKind::Care, "Praktijk", None, None);
    let roles = [Role::CareProfessional].into_iter().collect();
    accounts::add(bridge, EMAIL, "Meter", PASSWORD, care.await?, roles).await?;
    Ok(())
}

fn town(seed: u64, number: usize) -> Town {
    let row = number * A_TOWN;
    Town::of(seed, row / SESSIONS, row % SESSIONS)
}

fn postcode(town: usize) -> String {
    (1000 + town % 9000).to_string()
}

/// Somebody who is signed in.
struct Visit {
    cookie: String,
    /// The token of their forms.
    csrf: String,
}

fn sign_in(address: SocketAddr) -> std::io::Result<Visit> {
    let mut caller = Caller::to(address)?;
    let body = format!("email={}&wachtwoord={PASSWORD}", EMAIL.replace('@', "%40"));
    caller.ask(&post("/inloggen", "", &body, false))?;
    let cookie = header(caller.answer(), b"set-cookie: beweegbrug=").and_then(|value| {
        let value = std::str::from_utf8(value).ok()?;
        value.split(';').next().map(str::to_owned)
    });
    let cookie = cookie.ok_or_else(|| std::io::Error::other("nobody could sign in"))?;
    caller.ask(&get("/zoeken", &cookie, false))?;
    let csrf = String::from_utf8_lossy(caller.answer())
        .split_once("name=\"csrf\" value=\"")
        .and_then(|(_, rest)| Some(rest.split_once('"')?.0.to_owned()));
    let csrf = csrf.ok_or_else(|| std::io::Error::other("the form has no token"))?;
    Ok(Visit { cookie, csrf })
}

fn get(path: &str, cookie: &str, compressed: bool) -> Vec<u8> {
    request(&format!("GET {path}"), cookie, "", compressed)
}

fn post(path: &str, cookie: &str, body: &str, compressed: bool) -> Vec<u8> {
    request(&format!("POST {path}"), cookie, body, compressed)
}

/// A request as browsers send it.
fn request(asked: &str, cookie: &str, body: &str, compressed: bool) -> Vec<u8> {
    let mut out = format!(
        "{asked} HTTP/1.1\r\nHost: 127.0.0.1\r\nUser-Agent: Mozilla/5.0 (X11; Linux x86_64)\r\n\
         Accept: text/html\r\nAccept-Language: nl\r\n"
    );
    if compressed {
        out.push_str("Accept-Encoding: gzip, deflate\r\n");
    }
    if !cookie.is_empty() {
        let _ = write!(out, "Cookie: beweegbrug={cookie}\r\n");
    }
    if !body.is_empty() {
        let length = body.len();
        let _ = write!(
            out,
            "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {length}\r\n"
        );
    }
    let _ = write!(out, "\r\n{body}");
    out.into_bytes()
}

/// One of the requests for a page: another place and other wishes each time.
fn written(page: Page, visit: &Visit, seed: u64, sheets: usize, number: usize) -> Vec<u8> {
    let mut dice = Dice::new(seed, page.name, number);
    let near = dice.below(sheets * SESSIONS / A_TOWN);
    let from = postcode(near);
    if page.name == "aanbod" {
        let activity = dice.pick(&["", "wandelen", "zwemmen", "yoga", "fitness"]);
        let words = dice.pick(&["", "", "rustig", "senioren"]);
        let km = dice.pick(&["", "5", "10", "25"]);
        let path =
            format!("/aanbod?q={words}&postcode={from}&maxAfstandKm={km}&activiteit={activity}");
        return get(&path, "", page.compressed);
    }
    let place = match dice.below(4) {
        0 => format!("{}+%28{from}%29", town(seed, near).name),
        _ => from,
    };
    let mut body = format!("csrf={}&postcode={place}", visit.csrf);
    let mut wish = |share: usize, field: &str, values: &[&str]| {
        if dice.below(100) < share {
            let _ = write!(body, "&{field}={}", dice.pick(values));
        }
    };
    wish(70, "maxAfstandKm", &["3", "5", "10", "20"]);
    wish(40, "dagdelen", &["ma-ochtend", "di-ochtend", "wo-middag"]);
    wish(30, "dagdelen", &["do-ochtend", "vr-middag", "do-avond"]);
    wish(40, "maxNiveau", &["1", "2"]);
    wish(40, "activiteiten", &["wandelen", "zwemmen", "fitness"]);
    wish(20, "maxPrijs", &["10", "20", "35"]);
    wish(20, "begeleiding", &["groep", "trainer"]);
    wish(15, "groep", &["senioren", "vrouwen"]);
    wish(10, "toegankelijkheid", &["rolstoel", "rollator"]);
    wish(20, "leeftijd", &["58", "67", "72", "80"]);
    wish(15, "tekst", &["rustig+wandelen", "ouderengym", "zwemmen"]);
    wish(10, "pagina", &["2", "3"]);
    post("/zoeken", &visit.cookie, &body, page.compressed)
}

/// What was measured of a page.
struct Figures {
    /// How long each took, the shortest first.
    taken: Vec<Duration>,
    /// From the first to the last.
    span: Duration,
    /// What the service used of the processor, where the system tells.
    processor: Option<Duration>,
    /// Of all different requests together.
    bytes: usize,
}

fn ask_all(
    address: SocketAddr,
    requests: &[Vec<u8>],
    clients: usize,
    span: Duration,
) -> std::io::Result<Figures> {
    // Each once, to see that it is answered as it should.
    let mut caller = Caller::to(address)?;
    let mut bytes = 0;
    for request in requests {
        let answer = caller.ask(request)?;
        if answer.status != 200 {
            let text = format!("a page came with status {}", answer.status);
            return Err(std::io::Error::other(text));
        }
        bytes += answer.bytes;
    }
    drop(caller);
    let begin = Instant::now() + WARM_UP;
    let end = begin + span;
    let (mut taken, mut of_callers) = (Vec::new(), Some(Duration::ZERO));
    let mut processor = None;
    thread::scope(|scope| {
        let callers: Vec<_> = (0..clients)
            .map(|client| {
                // Each begins elsewhere in the list.
                let first = client * requests.len() / clients;
                let turns = requests.iter().cycle().skip(first);
                scope.spawn(move || ask_until(address, turns, begin, end))
            })
            .collect();
        thread::sleep(begin.saturating_duration_since(Instant::now()));
        let before = processor_of_all();
        thread::sleep(end.saturating_duration_since(Instant::now()));
        processor = processor_of_all()
            .zip(before)
            .map(|(after, before)| after.saturating_sub(before));
        for caller in callers {
            let ended = caller.join();
            let (more, own) = ended.map_err(|_| std::io::Error::other("a caller broke"))??;
            taken.extend(more);
            of_callers = of_callers.zip(own).map(|(all, own)| all + own);
        }
        Ok::<(), std::io::Error>(())
    })?;
    taken.sort_unstable();
    Ok(Figures {
        taken,
        span,
        processor: processor
            .zip(of_callers)
            .map(|(all, callers)| all.saturating_sub(callers)),
        bytes,
    })
}

/// How long each answer took that was asked for between `begin` and `end`, and what asking cost the
/// processor.
fn ask_until<'a>(
    address: SocketAddr,
    turns: impl Iterator<Item = &'a Vec<u8>>,
    begin: Instant,
    end: Instant,
) -> std::io::Result<(Vec<Duration>, Option<Duration>)> {
    let mut caller = Caller::to(address)?;
    let mut taken = Vec::new();
    let mut before = None;
    for request in turns {
        let asked = Instant::now();
        if asked >= end {
            break;
        }
        if asked >= begin && taken.is_empty() {
            before = processor_of_this_thread();
        }
        caller.ask(request)?;
        if asked >= begin {
            taken.push(asked.elapsed());
        }
    }
    let after = processor_of_this_thread();
    Ok((
        taken,
        after.zip(before).map(|(after, before)| after - before),
    ))
}

/// What this program used of the processor; in hundredths of a second, as Linux counts for others.
fn processor_of_all() -> Option<Duration> {
    let stat = std::fs::read_to_string("/proc/self/stat").ok()?;
    // The name, in brackets, may hold spaces.
    let (_, rest) = stat.rsplit_once(')')?;
    let mut fields = rest.split_whitespace().skip(11);
    let user: u64 = fields.next()?.parse().ok()?;
    let system: u64 = fields.next()?.parse().ok()?;
    Some(Duration::from_millis((user + system) * 10))
}

fn processor_of_this_thread() -> Option<Duration> {
    let stat = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    let nanoseconds = stat.split_whitespace().next()?.parse().ok()?;
    Some(Duration::from_nanos(nanoseconds))
}

fn line(bridge: &Bridge, page: Page, clients: usize, figures: &Figures) -> String {
    #[expect(clippy::cast_precision_loss, reason = "counts are small")]
    let pages = figures.taken.len() as f64;
    let cpu = figures
        .processor
        .map(|used| (used.as_secs_f64() * 1e6 / pages).round() / 1e3);
    serde_json::json!({
        "bench": "pages", "page": page.name, "compressed": page.compressed,
        "database": bridge.engine(), "offers": actions::catalogue::session_count(bridge),
        "clients": clients, "pages": figures.taken.len(),
        "per_second": (pages / figures.span.as_secs_f64()).round(),
        "p50_ms": share(&figures.taken, 0.5), "p99_ms": share(&figures.taken, 0.99),
        "max_ms": share(&figures.taken, 1.0),
        "cpu_ms_per_page": cpu, "bytes_per_page": figures.bytes / REQUESTS,
    })
    .to_string()
}
