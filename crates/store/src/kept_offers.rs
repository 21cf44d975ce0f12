//! The offers that are shown, kept as one file beside the database, so that a start need not read
//! them row by row. For `actions::keep_offers`, which decides whether a file is still right.
//!
//! Offers are public: a provider's contact in them is a work contact that it publishes itself. There
//! is nothing of residents here, nor of what anybody wishes. The file is a copy that may go at any
//! time. What is read is the whole of what one program wrote, or nothing ([`NotBelieved`]): every
//! byte stands under a sum, and only the very build that wrote a file reads it.
//!
//! It lies so: a magic word and the format; blocks of offers; the head, which tells the blocks and
//! where they came from; the head's length and sum.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::num::NonZero;
use std::os::unix::fs::{FileExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use domain::offer::Offer;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::feed::Told;
use crate::secrets::random_nonce;

/// How a file begins: what it is, and the format of its frame.
const BEGINNING: &[u8; 12] = b"BBaanbod\x01\0\0\0";
const WORD: usize = 8;
/// Offers in a block: enough to decode at one go, and many blocks for each core.
const OFFERS_IN_BLOCK: usize = 1024;
/// After the head: its length and its sum.
const END: usize = 8 + SUM;
const SUM: usize = 32;
/// Memory that is there already for what a block or the head becomes.
const BLOCK_BYTES: usize = 512 * OFFERS_IN_BLOCK;
/// What is only half written after so long was left behind by a program that was cut off.
const LEFT_BEHIND: Duration = Duration::from_secs(3600);

/// Which program this is: its version, and what decides how it reads offers (`build.rs`).
const BUILD: &str = concat!(env!("CARGO_PKG_VERSION"), "-", env!("OFFERS_AS_BUILT"));

/// Why a file is not what the start reads.
#[derive(Debug, thiserror::Error)]
pub enum NotBelieved {
    /// There is none yet, or it was taken away.
    #[error("there is no file of offers")]
    Missing,
    /// The disk does not give it.
    #[error("the file of offers cannot be read: {0}")]
    Unreadable(io::Error),
    /// It was cut short, or something in it changed.
    #[error("the file of offers is damaged")]
    Damaged,
    /// Another version or build of the program wrote it.
    #[error("another build of the program wrote the file of offers")]
    OtherBuild,
    /// It was made from the data of another installation.
    #[error("the file of offers belongs to another database")]
    OtherDatabase,
}

#[derive(Serialize, Deserialize)]
struct Head {
    build: String,
    database: String,
    told: Told,
    blocks: Vec<Block>,
}

#[derive(Clone, Copy, Serialize, Deserialize)]
struct Block {
    bytes: u64,
    offers: u64,
    sum: [u8; SUM],
}

fn sum_of(bytes: &[u8]) -> [u8; SUM] {
    Sha256::digest(bytes).into()
}

/// Writes offers to `path`, whole or not at all, for its owner alone. `database` names the
/// installation they are of, and `told` what of the feed they hold. Nodes may share the folder: the
/// last to finish wins.
///
/// # Errors
/// When the disk is full or the folder not writable; what lay there before lies there still.
pub fn write(path: &Path, database: &str, told: Told, offers: &[Arc<Offer>]) -> io::Result<()> {
    clear_left_behind(path);
    let fresh = beside(path, &random_nonce());
    let done = write_to(&fresh, database, told, offers).and_then(|()| fs::rename(&fresh, path));
    if done.is_err() {
        fs::remove_file(&fresh).ok();
    }
    done?;
    // The new name lasts as well. Where folders cannot be synced the old file may come back: it is
    // judged like any other.
    path.parent()
        .and_then(|folder| File::open(folder).ok())
        .map(|folder| folder.sync_all());
    Ok(())
}

fn write_to(path: &Path, database: &str, told: Told, offers: &[Arc<Offer>]) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true).mode(0o600);
    let mut out = BufWriter::new(options.open(path)?);
    out.write_all(BEGINNING)?;
    let mut blocks = Vec::new();
    for chunk in offers.chunks(OFFERS_IN_BLOCK) {
        let bytes = postcard::to_extend(chunk, Vec::with_capacity(BLOCK_BYTES));
        let bytes = bytes.map_err(io::Error::other)?;
        blocks.push(Block {
            bytes: bytes.len() as u64,
            offers: chunk.len() as u64,
            sum: sum_of(&bytes),
        });
        out.write_all(&bytes)?;
    }
    let head = Head {
        build: BUILD.to_owned(),
        database: database.to_owned(),
        told,
        blocks,
    };
    let head = postcard::to_stdvec(&head).map_err(io::Error::other)?;
    out.write_all(&head)?;
    out.write_all(&(head.len() as u64).to_le_bytes())?;
    out.write_all(&sum_of(&head))?;
    out.into_inner()?.sync_all()
}

/// Takes the file away.
///
/// # Errors
/// When it is there and cannot be removed.
pub fn remove(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// The name under which a file is written before it is whole.
fn beside(path: &Path, mark: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".half-");
    name.push(mark);
    PathBuf::from(name)
}

/// Removes what a program that was cut off left half written.
fn clear_left_behind(path: &Path) {
    let half = beside(path, "");
    let (Some(folder), Some(half)) = (path.parent(), half.file_name()) else {
        return;
    };
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    for entry in entries {
        let ours = entry
            .file_name()
            .as_encoded_bytes()
            .starts_with(half.as_encoded_bytes());
        let changed = || entry.metadata().ok()?.modified().ok()?.elapsed().ok();
        if ours && changed().is_some_and(|age| age > LEFT_BEHIND) {
            fs::remove_file(entry.path()).ok();
        }
    }
}

/// Reads the offers that this very build wrote for `database`, and what was told when it did. Whether
/// more was told since, the caller asks the database. Decodes on every core there is.
///
/// # Errors
/// When there is any doubt; then the rows are read.
pub fn read(path: &Path, database: &str) -> Result<(Told, Vec<Offer>), NotBelieved> {
    let file = File::open(path).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => NotBelieved::Missing,
        _ => NotBelieved::Unreadable(error),
    })?;
    let head = read_head(&file)?;
    if head.build != BUILD {
        return Err(NotBelieved::OtherBuild);
    }
    if head.database != database {
        return Err(NotBelieved::OtherDatabase);
    }
    let mut from = BEGINNING.len() as u64;
    let mut places = Vec::with_capacity(head.blocks.len());
    for block in &head.blocks {
        places.push((from, *block));
        from += block.bytes;
    }
    let offers = decode_all(&file, &places)?;
    Ok((head.told, offers))
}

/// The head, when the frame is whole: the blocks it tells of fill exactly what lies before it.
fn read_head(file: &File) -> Result<Head, NotBelieved> {
    let length = file.metadata().map_err(NotBelieved::Unreadable)?.len();
    let beginning: Vec<u8> = piece(file, 0, BEGINNING.len() as u64, length)?;
    if beginning != BEGINNING {
        let ours = beginning.starts_with(&BEGINNING[..WORD]);
        return Err(if ours {
            NotBelieved::OtherBuild
        } else {
            NotBelieved::Damaged
        });
    }
    let inside = length.checked_sub((BEGINNING.len() + END) as u64);
    let inside = inside.ok_or(NotBelieved::Damaged)?;
    let end = piece(file, length - END as u64, END as u64, length)?;
    let (head_length, sum) = end.split_at(8);
    let head_length = u64::from_le_bytes(head_length.try_into().unwrap_or_default());
    if head_length > inside {
        return Err(NotBelieved::Damaged);
    }
    let bytes = piece(file, length - END as u64 - head_length, head_length, length)?;
    if sum_of(&bytes) != sum {
        return Err(NotBelieved::Damaged);
    }
    let head: Head = postcard::from_bytes(&bytes).map_err(|_| NotBelieved::OtherBuild)?;
    let told = head.blocks.iter();
    let filled = told.fold(0u64, |all, block| all.saturating_add(block.bytes));
    (filled == inside - head_length)
        .then_some(head)
        .ok_or(NotBelieved::Damaged)
}

fn piece(file: &File, from: u64, bytes: u64, length: u64) -> Result<Vec<u8>, NotBelieved> {
    // Never more memory than there is file.
    if from.checked_add(bytes).is_none_or(|end| end > length) {
        return Err(NotBelieved::Damaged);
    }
    let mut read = vec![0; usize::try_from(bytes).map_err(|_| NotBelieved::Damaged)?];
    file.read_exact_at(&mut read, from)
        .map_err(|error| match error.kind() {
            io::ErrorKind::UnexpectedEof => NotBelieved::Damaged,
            _ => NotBelieved::Unreadable(error),
        })?;
    Ok(read)
}

fn decode_all(file: &File, places: &[(u64, Block)]) -> Result<Vec<Offer>, NotBelieved> {
    let hands = thread::available_parallelism().map_or(1, NonZero::get);
    let next = AtomicUsize::new(0);
    let take = || {
        let mut done = Vec::new();
        while let Some((from, block)) = places.get(next.fetch_add(1, Ordering::Relaxed)) {
            done.push((*from, decode(file, *from, *block)?));
        }
        Ok(done)
    };
    let mut parts: Vec<(u64, Vec<Offer>)> = thread::scope(|scope| {
        let hands: Vec<_> = (0..hands.min(places.len()))
            .map(|_| scope.spawn(take))
            .collect();
        let mut parts = Vec::with_capacity(places.len());
        for hand in hands {
            parts.extend(hand.join().map_err(|_| NotBelieved::Damaged)??);
        }
        Ok::<_, NotBelieved>(parts)
    })?;
    parts.sort_unstable_by_key(|(from, _)| *from);
    let mut offers = Vec::with_capacity(parts.iter().map(|(_, part)| part.len()).sum());
    for (_, part) in parts {
        offers.extend(part);
    }
    Ok(offers)
}

fn decode(file: &File, from: u64, block: Block) -> Result<Vec<Offer>, NotBelieved> {
    let bytes = piece(file, from, block.bytes, from.saturating_add(block.bytes))?;
    if sum_of(&bytes) != block.sum {
        return Err(NotBelieved::Damaged);
    }
    let read = postcard::take_from_bytes::<Vec<Offer>>(&bytes);
    let (offers, rest) = read.map_err(|_| NotBelieved::Damaged)?;
    (rest.is_empty() && offers.len() as u64 == block.offers)
        .then_some(offers)
        .ok_or(NotBelieved::Damaged)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use domain::codes::{Accessibility, Activity, Group, Guidance, Language, Recognition};
    use domain::codes::{Codes, SelfReliance, Wait};
    use domain::geo::Point;
    use domain::ids::{OfferId, OrganisationId, SessionId};
    use domain::offer::{
        Ages, ConfirmedBy, ForReferrers, Level, OfferContact, OfferStatus, Session, Trial, Venue,
    };
    use domain::price::{Per, Price};
    use jiff::civil::{Weekday, date, time};
    use uuid::Uuid;

    use super::*;

    fn told() -> Told {
        let line = ("een".to_owned(), "aanbod".to_owned());
        Told {
            counted: 3,
            lines: [line].into_iter().collect(),
        }
    }

    /// An offer of which everything is told; no two values are alike.
    fn full(number: u128) -> Offer {
        let some = |word: &str| Some(format!("{word} {number}"));
        let provider = OrganisationId::new(Uuid::from_u128(900 + number));
        let id = OfferId::new(Uuid::from_u128(number));
        let home = "GM9001".parse().unwrap();
        let mut session = Session {
            id: SessionId::new(Uuid::from_u128(300 + number)),
            day: Some(Weekday::Sunday),
            by_appointment: false,
            from: Some(time(9, 5, 0, 0)),
            to: Some(time(23, 59, 59, 0)),
            places_left: Some(0),
            status: OfferStatus::Visible,
        };
        let first = session.clone();
        session.day = None;
        session.status = OfferStatus::Ended;
        Offer {
            provider_name: "Café ‘t Hoekje".to_owned(),
            title: "Één, twee".to_owned(),
            description: some("omschrijving"),
            venue: Venue {
                address: some("adres"),
                postcode: Some("5299 AB".parse().unwrap()),
                town: some("plaats"),
                point: Point::new(51.7, 5.3),
            },
            ages: Ages {
                min: Some(0),
                max: Some(120),
            },
            level: Some(Level::Vigorous),
            guidance: Guidance::ALL.iter().copied().collect(),
            self_reliance: [SelfReliance::MuchHelp].into_iter().collect(),
            accessibility: Accessibility::ALL.iter().copied().collect(),
            groups: [Group::Families].into_iter().collect(),
            languages: Language::ALL.iter().copied().collect(),
            price: Some(Price {
                cents: 550,
                per: Per::Course(Some(12)),
            }),
            price_on_request: false,
            trial: Some(Trial::Paid(250)),
            paid_weeks: Some(16),
            recognition: Some(Recognition::Effective),
            wait: Some(Wait::AMonthOrMore),
            season: some("seizoen"),
            bring: some("meenemen"),
            meeting_point: some("ontvangst"),
            contact: OfferContact {
                name: some("naam"),
                phone: some("nummer"),
                email: some("mail"),
                website: some("website"),
            },
            confirmed_on: Some(date(2026, 11, 20)),
            confirmed_by: Some(ConfirmedBy::ServicePoint),
            not_for: some("niet voor"),
            for_referrers: ForReferrers {
                contact_function: some("functie"),
                trainer: some("trainer"),
                tell_client: some("vertel"),
            },
            ends_on: Some(date(2027, 6, 30)),
            status: OfferStatus::Visible,
            sessions: vec![first, session],
            ..Offer::untold(id, home, provider, Activity::Other)
        }
    }

    fn written(offers: &[Offer]) -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("aanbod");
        let offers: Vec<_> = offers.iter().cloned().map(Arc::new).collect();
        write(&path, "hier", told(), &offers).unwrap();
        (folder, path)
    }

    #[test]
    fn what_is_read_is_what_was_written_in_its_order() {
        let home = "GM0001".parse().unwrap();
        let provider = OrganisationId::new(Uuid::nil());
        let untold = |n| OfferId::new(Uuid::from_u128(n));
        let mut all = vec![full(1)];
        // More than some blocks of them, and every activity.
        all.extend((0..2_500).map(|n| {
            let activity = Activity::ALL[n as usize % Activity::ALL.len()];
            Offer::untold(untold(n), home, provider, activity)
        }));
        all.push(full(2));
        let (_folder, path) = written(&all);
        let (then, read) = read(&path, "hier").unwrap();
        assert_eq!(then, told());
        assert_eq!(read, all);
        let (_folder, path) = written(&[]);
        assert_eq!(super::read(&path, "hier").unwrap().1, []);
    }

    #[test]
    fn a_set_with_a_code_that_is_not_ours_is_refused() {
        let bytes = postcard::to_stdvec(&(1u64 << 63)).unwrap();
        assert!(postcard::from_bytes::<Codes<Guidance>>(&bytes).is_err());
        assert!(postcard::from_bytes::<Activity>(&[250]).is_err());
    }

    #[test]
    fn the_file_of_another_build_or_format_is_not_believed_though_it_is_whole() {
        let (_folder, path) = written(&[full(1)]);
        let bytes = fs::read(&path).unwrap();
        let mut later = bytes.clone();
        later[WORD] += 1;
        fs::write(&path, &later).unwrap();
        assert!(matches!(read(&path, "hier"), Err(NotBelieved::OtherBuild)));

        let head = read_head(&{
            fs::write(&path, &bytes).unwrap();
            File::open(&path).unwrap()
        });
        let mut head = head.unwrap();
        head.build.push('x');
        let blocks = BEGINNING.len() + usize::try_from(head.blocks[0].bytes).unwrap();
        let head = postcard::to_stdvec(&head).unwrap();
        let mut other = bytes[..blocks].to_vec();
        other.extend_from_slice(&head);
        other.extend_from_slice(&(head.len() as u64).to_le_bytes());
        other.extend_from_slice(&sum_of(&head));
        fs::write(&path, &other).unwrap();
        assert!(matches!(read(&path, "hier"), Err(NotBelieved::OtherBuild)));
    }

    #[test]
    fn what_lies_there_is_replaced_whole_and_stays_when_the_new_one_cannot_be_written() {
        let (folder, path) = written(&[full(1)]);
        let before = fs::read(&path).unwrap();
        let held = File::open(&path).unwrap();
        let names = || fs::read_dir(folder.path()).unwrap().count();
        write(&path, "hier", told(), &[Arc::new(full(2))]).unwrap();
        // Who was reading the old one reads it to its end: not a byte of it changed.
        let mut still = vec![0; before.len()];
        held.read_exact_at(&mut still, 0).unwrap();
        assert_eq!((still == before, names()), (true, 1));
        assert_eq!(read(&path, "hier").unwrap().1, [full(2)]);
        // A program that is killed leaves the half of a file beside it, which nobody reads.
        fs::write(beside(&path, "gedood"), &before[..before.len() / 2]).unwrap();
        assert_eq!(read(&path, "hier").unwrap().1, [full(2)]);
        // Where the file cannot get its name nothing is left lying about.
        let taken = folder.path().join("map");
        fs::create_dir(&taken).unwrap();
        fs::write(taken.join("vol"), "x").unwrap();
        let there = names();
        assert!(write(&taken, "hier", told(), &[Arc::new(full(3))]).is_err());
        assert_eq!(names(), there);
    }

    #[test]
    fn two_programs_that_write_at_once_leave_the_whole_file_of_one_of_them() {
        let (folder, path) = written(&[full(1)]);
        let lists = [1, 2].map(|first: u128| -> Vec<Arc<Offer>> {
            let numbers = first * 10_000..first * 10_000 + 1_500;
            numbers.map(|number| Arc::new(full(number))).collect()
        });
        thread::scope(|scope| {
            for list in &lists {
                let path = &path;
                scope.spawn(move || {
                    for _ in 0..5 {
                        write(path, "hier", told(), list).unwrap();
                    }
                });
            }
            // Whoever starts meanwhile reads one of them, or what was there before.
            for _ in 0..5 {
                let read = read(&path, "hier").unwrap().1.len();
                assert!(matches!(read, 1 | 1_500), "{read}");
            }
        });
        let (_, last) = read(&path, "hier").unwrap();
        let is_last = |list: &Vec<Arc<Offer>>| list.iter().map(|one| &**one).eq(&last);
        assert!(lists.iter().any(is_last));
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn what_was_left_half_written_goes_and_what_is_being_written_stays() {
        let (folder, path) = written(&[full(1)]);
        let half = |mark: &str| folder.path().join(format!("aanbod.half-{mark}"));
        for mark in ["oud", "nu"] {
            fs::write(half(mark), "x").unwrap();
        }
        let now = fs::metadata(half("nu")).unwrap().modified().unwrap();
        let old = File::options().write(true).open(half("oud")).unwrap();
        old.set_modified(now - 2 * LEFT_BEHIND).unwrap();
        write(&path, "hier", told(), &[]).unwrap();
        assert!(!half("oud").exists() && half("nu").exists());
    }
}
