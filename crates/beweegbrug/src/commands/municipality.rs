//! `municipality`: what a municipality that leaves gets, and the proof that nothing of it stays.

use std::fs::{File, OpenOptions};
use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

use actions::destroy_municipality::{
    Order, Proof, Refused, ReliesOn, destroy_municipality, verify_proof,
};
use actions::export_municipality::{MANIFEST, export_municipality};
use actions::{ActionError, Bridge};
use domain::ids::MunicipalityId;
use store::{Place as At, Store};

use crate::arguments::{MunicipalityOf, MunicipalityVerb, Place};
use crate::commands::open;
use crate::failure::Failure;
use crate::say;
use crate::settings::{place_and_key, store_place};

/// Nodes that serve look every second at what changed; so long they get to drop a municipality.
const OTHERS_HEAR: Duration = Duration::from_secs(3);
/// A proof is small; what is larger is none.
const LARGEST_PROOF: u64 = 1024 * 1024;

/// Exports, destroys or verifies.
///
/// # Errors
/// When a value will not do, a file cannot be written, or it is refused: the text says what to do.
pub async fn run(options: MunicipalityOf) -> Result<ExitCode, Failure> {
    match options.verb {
        MunicipalityVerb::Export { code, out, by } => {
            let home = code_of(&code)?;
            let bridge = bridge_of(&options.place).await?;
            let done = export_municipality(&bridge, home, &by, &out, &mut say::remark).await;
            bridge.close().await;
            let manifest = done.map_err(|error| match error {
                ActionError::NotFound => told(Refused::Unknown(home)),
                other => told(other.into()),
            })?;
            say::answer(&format!(
                "{} rows in {} tables are in {}. {MANIFEST} holds their sums. What residents \
                 entrusted stands there readable: keep it sealed, and hand it to the municipality \
                 alone.",
                manifest.rows(),
                manifest.tables.len(),
                out.display()
            ));
            Ok(ExitCode::SUCCESS)
        }
        MunicipalityVerb::Destroy {
            code,
            proof,
            by,
            export,
            without_export,
            yes,
        } => {
            let home = code_of(&code)?;
            confirmed(home, yes.as_deref())?;
            let relies_on = match (&export, &without_export) {
                (Some(folder), _) => ReliesOn::Export(folder),
                (None, Some(reason)) => ReliesOn::NoExport(reason),
                (None, None) => ReliesOn::Nothing,
            };
            let order = Order {
                home,
                by: &by,
                relies_on,
                others_hear: OTHERS_HEAR,
            };
            destroy(&options.place, order, &proof).await
        }
        MunicipalityVerb::VerifyProof { file } => verify(&options.place, &file).await,
    }
}

/// The service on data that are there: a slip in a name makes no new installation.
async fn bridge_of(place: &Place) -> Result<Bridge, Failure> {
    if let At::Folder(folder) = store_place(place)
        && !folder.join("beweegbrug.db").exists()
    {
        return Err(Failure::Environment(format!(
            "there is no beweegbrug.db in {}.",
            folder.display()
        )));
    }
    open(place).await
}

fn code_of(code: &str) -> Result<MunicipalityId, Failure> {
    let read = code.parse();
    read.map_err(|_| Failure::WrongUse(format!("{code} is no code such as GM0796.")))
}

/// Asks for the code once more: there is no way back.
fn confirmed(home: MunicipalityId, yes: Option<&str>) -> Result<(), Failure> {
    let typed = match yes {
        Some(code) => code.to_owned(),
        None if std::io::stdin().is_terminal() => {
            say::remark(&format!(
                "Everything of {home} will be destroyed: residents, referrals, offers, people and \
                 its access log. This cannot be undone. Type the code to go on."
            ));
            let mut line = String::new();
            let read = std::io::stdin().read_line(&mut line);
            read.map_err(|error| Failure::Environment(format!("nothing could be read: {error}.")))?;
            line
        }
        None => {
            return Err(Failure::WrongUse(format!(
                "there is no terminal to ask on. When you are sure, add --yes {home}."
            )));
        }
    };
    match typed.trim() == home.as_str() {
        true => Ok(()),
        false => Err(Failure::WrongUse(format!(
            "nothing was destroyed: that is not {home}."
        ))),
    }
}

async fn destroy(place: &Place, order: Order<'_>, file: &Path) -> Result<ExitCode, Failure> {
    // Before anything goes: a proof that cannot be written would come too late.
    let beside = readable_beside(file);
    let (json, text) = (begun(file)?, begun(&beside)?);
    let bridge = bridge_of(place).await?;
    let done = destroy_municipality(&bridge, order, &mut say::remark).await;
    bridge.close().await;
    let proof = match done {
        Ok(proof) => proof,
        Err(refused) => {
            // Empty files that prove nothing are not left behind.
            for path in [file, &beside] {
                std::fs::remove_file(path).ok();
            }
            return Err(told(refused));
        }
    };
    written(json, file, &proof.to_json()?)?;
    written(text, &beside, &proof.to_text())?;
    say::answer(&format!(
        "{} rows and {} residents' keys of {} are destroyed. The proof is in {} and {}.",
        rows_of(&proof),
        proof.keys_destroyed,
        proof.municipality,
        file.display(),
        beside.display()
    ));
    say::remark(
        "Now replace the master key (key rotate, key retire), and let backups from before expire: \
         docs/operate/leaving.md.",
    );
    Ok(ExitCode::SUCCESS)
}

fn rows_of(proof: &Proof) -> i64 {
    proof.tables.iter().map(|table| table.before).sum()
}

fn readable_beside(file: &Path) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(".txt");
    PathBuf::from(name)
}

/// A proof's file, empty: one with something in it is never overwritten.
fn begun(path: &Path) -> Result<File, Failure> {
    let full = std::fs::metadata(path).is_ok_and(|found| found.len() > 0);
    if full {
        return Err(Failure::WrongUse(format!(
            "{} exists already. Choose another name: a proof is never overwritten.",
            path.display()
        )));
    }
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map_err(|error| unwritten(path, &error))
}

fn unwritten(path: &Path, error: &std::io::Error) -> Failure {
    Failure::Environment(format!("cannot write {}: {error}.", path.display()))
}

fn written(mut file: File, path: &Path, text: &str) -> Result<(), Failure> {
    let done = file.write_all(text.as_bytes());
    done.and_then(|()| file.sync_all())
        .map_err(|error| unwritten(path, &error))
}

async fn verify(place: &Place, file: &Path) -> Result<ExitCode, Failure> {
    let unread = |error: std::io::Error| {
        Failure::Environment(format!("cannot read {}: {error}.", file.display()))
    };
    let size = std::fs::metadata(file).map_err(unread)?.len();
    let text = match size <= LARGEST_PROOF {
        true => std::fs::read_to_string(file).map_err(unread)?,
        false => String::new(),
    };
    let (at, key) = place_and_key(place, false)?;
    let store = Store::open(&at, &key).await?;
    let proof = verify_proof(&text, store.secrets());
    store.close().await;
    match proof? {
        Some(proof) => {
            say::answer(&format!(
                "ok: {} was destroyed, {} rows and {} keys, begun {}, ended {}, asked for by {}.",
                proof.municipality,
                rows_of(&proof),
                proof.keys_destroyed,
                proof.begun_at,
                proof.ended_at,
                proof.by
            ));
            Ok(ExitCode::SUCCESS)
        }
        None => {
            say::answer("broken: this installation did not sign this, or it was altered since.");
            Ok(ExitCode::from(1))
        }
    }
}

fn told(refused: Refused) -> Failure {
    match refused {
        Refused::Action(error) => error.into(),
        Refused::Unknown(_) | Refused::NoExport | Refused::OtherExport(_) => {
            Failure::WrongUse(refused.to_string())
        }
        Refused::Older(_) | Refused::OpenElsewhere(_) | Refused::Busy => {
            Failure::Finding(refused.to_string())
        }
    }
}
