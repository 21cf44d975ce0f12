//! `bench`: the product's own figures, on data it makes itself; one line of JSON.

mod caller;
mod pages;

use std::io::{BufReader, stdin, stdout};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::{Duration, Instant};

use actions::refer::{ConsentDraft, ReferralDraft, RepeatGuard, refer};
use actions::{Bridge, Caller, Settings, import_offers, set_up};
use domain::actor::Member;
use domain::client::ClientDraft;
use domain::ids::{MunicipalityId, UserId};
use domain::organisation::{OrganisationKind, Role};
use store::key_service::KeyFile;
use store::{Place, Store};

use crate::arguments::{Bench, BenchKind};
use crate::clock::MachineClock;
use crate::failure::Failure;
use crate::say;

/// Measures.
///
/// # Errors
/// When a file or the store will not do.
pub async fn run(options: Bench) -> Result<ExitCode, Failure> {
    match options.what {
        BenchKind::Match {
            sessions,
            queries,
            seed,
            json: _,
            sessions_file,
            queries_file,
            serve,
        } => {
            let io = |error: std::io::Error| match error.kind() {
                std::io::ErrorKind::InvalidInput => Failure::WrongUse(error.to_string()),
                _ => Failure::Environment(error.to_string()),
            };
            let figures = match (sessions_file, queries_file) {
                (Some(sessions), Some(queries)) if serve => {
                    let input = BufReader::new(stdin());
                    finder::bench::serve(&sessions, &queries, input, stdout()).map_err(io)?;
                    return Ok(ExitCode::SUCCESS);
                }
                (Some(sessions), Some(queries)) => {
                    finder::bench::measure_files(&sessions, &queries).map_err(io)?
                }
                _ => finder::bench::measure(sessions, queries, seed),
            };
            let line = serde_json::to_string(&figures)
                .map_err(|error| Failure::Environment(error.to_string()))?;
            say::answer(&line);
        }
        BenchKind::Replay {
            months,
            people,
            clubs,
            seed,
            json: _,
        } => {
            let figures = finder::bench::replay(months, people, clubs, seed);
            let line = serde_json::to_string(&figures)
                .map_err(|error| Failure::Environment(error.to_string()))?;
            say::answer(&line);
        }
        BenchKind::Refer {
            clients,
            seconds,
            json: _,
            data,
            database,
        } => {
            measure_refer(
                clients.max(1),
                Duration::from_secs(seconds.max(1)),
                data,
                database,
            )
            .await?;
        }
        BenchKind::Import {
            items,
            json: _,
            data,
            database,
        } => measure_import(items, data, database).await?,
        BenchKind::Pages(wanted) => pages::measure(wanted).await?,
    }
    Ok(ExitCode::SUCCESS)
}

/// A folder for this run: the one that was named, or a new one that is removed afterwards.
struct Folder {
    path: PathBuf,
    ours: bool,
}

impl Folder {
    fn of(named: Option<PathBuf>) -> Self {
        match named {
            Some(path) => Self { path, ours: false },
            None => {
                let name = format!("beweegbrug-bench-{}", std::process::id());
                Self {
                    path: std::env::temp_dir().join(name),
                    ours: true,
                }
            }
        }
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        if self.ours {
            std::fs::remove_dir_all(&self.path).ok();
        }
    }
}

async fn bridge_on(
    folder: &Folder,
    database: Option<String>,
    demo: bool,
) -> Result<Bridge, Failure> {
    let place = match database {
        Some(address) => Place::Address(address),
        None => Place::Folder(folder.path.clone()),
    };
    std::fs::create_dir_all(&folder.path)
        .map_err(|error| Failure::Environment(format!("{}: {error}", folder.path.display())))?;
    let key = KeyFile::made_at(folder.path.join("master.key"))?;
    let store = Store::open(&place, &key).await?;
    let settings = Settings {
        public_url: "http://127.0.0.1".to_owned(),
        demo,
    };
    Ok(Bridge::start(store, Arc::new(MachineClock::default()), settings).await?)
}

fn home() -> Result<MunicipalityId, Failure> {
    "GM9999"
        .parse()
        .map_err(|_| Failure::WrongUse("GM9999".to_owned()))
}

/// Makes the municipality that is measured in.
async fn municipality(bridge: &Bridge) -> Result<(), Failure> {
    let part = |name: &str| {
        (
            name.to_owned(),
            "bench@brugdam.example".to_owned(),
            String::new(),
        )
    };
    let new = set_up::NewMunicipality {
        id: home()?,
        name: "Meetstad".to_owned(),
        service_point: part("Servicepunt"),
        coach_team: part("Beweegcoaches"),
    };
    set_up::municipality(bridge, &new).await?;
    Ok(())
}

/// Within how many milliseconds this share of a list was done; the shortest come first.
fn share(taken: &[Duration], share: f64) -> f64 {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::cast_precision_loss,
        reason = "a place in a list"
    )]
    let place = ((taken.len() as f64 * share) as usize).min(taken.len().saturating_sub(1));
    taken
        .get(place)
        .map_or(0.0, |span| (span.as_secs_f64() * 100_000.0).round() / 100.0)
}

async fn measure_refer(
    clients: usize,
    span: Duration,
    data: Option<PathBuf>,
    database: Option<String>,
) -> Result<(), Failure> {
    let folder = Folder::of(data);
    let bridge = bridge_on(&folder, database, false).await?;
    let home = home()?;
    municipality(&bridge).await?;
    let sheet = "naam;aanbieder;activiteit;dag;van;tot;email;lat;lon;bron_id\n\
        Rustig wandelen;Wandelclub De Meter;wandelen;di;10:00;11:00;club@brugdam.example;51.7;5.3;1\n";
    import_offers::import_sheet(&bridge, home, "bench", sheet.as_bytes(), false).await?;
    let offer =
        actions::catalogue::catalogue(&bridge, &actions::catalogue::CatalogueDraft::default())?;
    let session = offer
        .offers
        .first()
        .and_then(|entry| entry.offer.sessions.first())
        .map(|session| session.id.to_string())
        .unwrap_or_default();
    let care = set_up::organisation(
        &bridge,
        home,
        OrganisationKind::Care,
        "Praktijk",
        None,
        None,
    )
    .await?;
    let member = Member {
        user: UserId::new(store::key_store::fresh_uuid(bridge.now())),
        name: "Meter".to_owned(),
        organisation: care,
        organisation_name: "Praktijk".to_owned(),
        municipality: home,
        roles: [Role::CareProfessional].into_iter().collect(),
        mandate: None,
    };
    let begin = Instant::now();
    let mut working = tokio::task::JoinSet::new();
    for client in 0..clients {
        let (bridge, session, member) = (bridge.clone(), session.clone(), member.clone());
        working.spawn(async move {
            let caller = Caller::member(member, "127.0.0.1".to_owned());
            let mut taken = Vec::new();
            for turn in 0u64.. {
                if begin.elapsed() >= span {
                    break;
                }
                let draft = draft_of(client, turn, &session);
                let key = format!("{client}-{turn}-{}", begin.elapsed().as_nanos());
                let guard = RepeatGuard {
                    key: &key,
                    meaning: &key,
                };
                let started = Instant::now();
                refer(&bridge, &caller, &draft, Some(guard)).await?;
                taken.push(started.elapsed());
            }
            Ok::<_, actions::ActionError>(taken)
        });
    }
    let mut taken: Vec<Duration> = Vec::new();
    while let Some(done) = working.join_next().await {
        let done = done.map_err(|error| Failure::Environment(error.to_string()))?;
        taken.extend(done?);
    }
    let elapsed = begin.elapsed().as_secs_f64();
    taken.sort_unstable();
    #[expect(clippy::cast_precision_loss, reason = "counts are small")]
    let per_second = (taken.len() as f64 / elapsed).round();
    say::answer(
        &serde_json::json!({
            "bench": "refer", "database": bridge.engine(), "clients": clients,
            "per_second": per_second, "p50_ms": share(&taken, 0.5), "p99_ms": share(&taken, 0.99),
            "referrals": taken.len(),
        })
        .to_string(),
    );
    bridge.close().await;
    Ok(())
}

fn draft_of(client: usize, turn: u64, session: &str) -> ReferralDraft {
    ReferralDraft {
        session: session.to_owned(),
        client: ClientDraft {
            name: format!("Meting {client} {turn}"),
            phone: format!(
                "06{:08}",
                (client as u64 * 1_000_003 + turn * 17) % 100_000_000
            ),
            ..ClientDraft::default()
        },
        attention: "Rust na 10 minuten.".to_owned(),
        consent: ConsentDraft {
            share_with_provider: Some(true),
            feedback: Some(true),
            guidance: Some(true),
            figures: Some(true),
            ..ConsentDraft::default()
        },
        ..ReferralDraft::default()
    }
}

async fn measure_import(
    items: usize,
    data: Option<PathBuf>,
    database: Option<String>,
) -> Result<(), Failure> {
    let folder = Folder::of(data);
    let bridge = bridge_on(&folder, database, false).await?;
    let home = home()?;
    municipality(&bridge).await?;
    let pages: Vec<Arc<[u8]>> = (0..items)
        .step_by(FEED_PAGE)
        .map(|first| {
            feed_page(first..items.min(first + FEED_PAGE))
                .into_bytes()
                .into()
        })
        .collect();
    let started = Instant::now();
    let first = take_in(&bridge, home, &pages).await?;
    let seconds = started.elapsed().as_secs_f64();
    let (read, new) = (first.read, first.new);
    let again = Instant::now();
    let unchanged = take_in(&bridge, home, &pages).await?.unchanged;
    let again = again.elapsed().as_secs_f64();
    #[expect(clippy::cast_precision_loss, reason = "counts are small")]
    let (per_second, again_per_second) = (
        (new as f64 / seconds).round(),
        (unchanged as f64 / again).round(),
    );
    say::answer(
        &serde_json::json!({
            "bench": "import", "database": bridge.engine(), "items": read, "new": new,
            "page": FEED_PAGE, "per_second": per_second, "unchanged": unchanged,
            "unchanged_per_second": again_per_second,
        })
        .to_string(),
    );
    bridge.close().await;
    Ok(())
}

/// Takes in a feed as `import` does: a page is read while those before it are written.
async fn take_in(
    bridge: &Bridge,
    home: MunicipalityId,
    pages: &[Arc<[u8]>],
) -> Result<import_offers::ImportReport, Failure> {
    let (ready, coming) = tokio::sync::mpsc::channel(import_offers::PAGES_AHEAD);
    let reading = async move {
        for page in pages {
            let bytes = Arc::clone(page);
            let read = move || import_offers::FeedPage::read(&bytes, None);
            let page = tokio::task::spawn_blocking(read).await;
            let page = page.map_err(|error| Failure::Environment(error.to_string()))??;
            if ready.send(page).await.is_err() {
                break;
            }
        }
        Ok::<(), Failure>(())
    };
    let mut feed = import_offers::FeedImport::new(bridge, home, "bench", false);
    let (read, taken) = tokio::join!(reading, feed.take_in(coming));
    let report = taken?;
    read?;
    Ok(report)
}

/// Items on a page, as publishers of feeds choose it.
const FEED_PAGE: usize = 1_000;

/// One RPDE page of weekly sessions spread over a town.
fn feed_page(items: std::ops::Range<usize>) -> String {
    let items: Vec<serde_json::Value> = items
        .map(|n| {
            let (lat, lon) = (
                51.6 + (n % 100) as f64 / 1000.0,
                5.2 + (n / 100 % 100) as f64 / 1000.0,
            );
            serde_json::json!({
                "state": "updated", "kind": "SessionSeries", "id": format!("s{n}"), "modified": n,
                "data": {
                    "@type": "SessionSeries", "@id": format!("https://feed.example/{n}"),
                    "name": format!("Wandelgroep {n}"), "activity": ["Walking"],
                    "organizer": {"@type": "Organization", "name": format!("Club {}", n % 200)},
                    "location": {"@type": "Place", "name": "Buurthuis",
                        "geo": {"@type": "GeoCoordinates", "latitude": lat, "longitude": lon}},
                    "eventSchedule": [{"@type": "Schedule", "byDay": ["https://schema.org/Tuesday"],
                        "startTime": "10:00", "endTime": "11:00"}],
                    "offers": [{"@type": "Offer", "price": 2.5, "priceCurrency": "EUR"}],
                }
            })
        })
        .collect();
    serde_json::json!({"items": items, "next": "", "license": "https://creativecommons.org/licenses/by/4.0/"})
        .to_string()
}
