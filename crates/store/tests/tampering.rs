//! Somebody with the whole database in hand, and without the log's key, changes the access log.
//! Every way is found, on both engines, and the row is named.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on must stop")]

use domain::ids::MunicipalityId;
use domain::organisation::Role;
use jiff::{SignedDuration, Timestamp};
use sqlx::any::AnyPoolOptions;
use sqlx::{AnyPool, AssertSqlSafe, Row, query};
use store::access_log::{self, Action, Finding, Line, Proof, anchors};
use store::secrets::MasterKey;
use store::{Place, Store};
use testkit::engine::{Engine, FreshDatabase};

const HOME: &str = "GM9001";

/// A log with ten rows in three seals, and the database behind it.
struct Log {
    store: Store,
    raw: AnyPool,
    key: MasterKey,
    place: Place,
    _database: FreshDatabase,
}

fn home() -> MunicipalityId {
    HOME.parse().unwrap()
}

fn moment() -> Timestamp {
    "2026-11-24T08:42:00Z".parse().unwrap()
}

fn line(second: i64) -> Line {
    Line {
        municipality: home(),
        at: moment() + SignedDuration::from_secs(second),
        user: None,
        role: Role::Coach,
        organisation: None,
        on_behalf: None,
        origin: "127.0.0.1".to_owned(),
        action: Action::Read,
        resident: None,
        referral: None,
        consent: None,
    }
}

impl Log {
    async fn on(engine: Engine) -> Self {
        let database = engine.fresh();
        let place = match engine {
            Engine::Sqlite => Place::Folder(database.folder().to_owned()),
            Engine::Postgres => Place::Address(database.url().to_owned()),
        };
        let key = MasterKey::random();
        let store = Store::open(&place, &key).await.unwrap();
        sqlx::any::install_default_drivers();
        let raw = AnyPoolOptions::new()
            .max_connections(2)
            .connect(database.url())
            .await
            .unwrap();
        let log = Self {
            store,
            raw,
            key,
            place,
            _database: database,
        };
        for seconds in [0..3, 3..4, 4..10] {
            for second in seconds {
                log.tell(second).await;
            }
            access_log::seal(&log.store).await.unwrap();
        }
        log
    }

    async fn tell(&self, second: i64) {
        let mut tx = self.store.begin().await.unwrap();
        access_log::write(&mut tx, &[line(second)]).await.unwrap();
        tx.commit().await.unwrap();
    }

    async fn proof(&self) -> Proof {
        access_log::verify(&self.store, &[]).await.unwrap()
    }

    /// The findings as they are printed, without the name of the node and the moment.
    async fn findings(&self) -> Vec<String> {
        let findings = self.proof().await.findings;
        findings.iter().map(short).collect()
    }

    async fn sql(&self, statement: &str) {
        query(AssertSqlSafe(statement.to_owned()))
            .execute(&self.raw)
            .await
            .unwrap();
    }

    async fn count(&self, statement: &'static str) -> i64 {
        let row = query(statement).fetch_one(&self.raw).await.unwrap();
        row.get(0)
    }
}

fn short(finding: &Finding) -> String {
    match finding {
        Finding::Altered(row) => format!("altered {}", row.number),
        Finding::Removed(row) => format!("removed {}", row.number),
        Finding::Inserted(row) => format!("inserted {}", row.number),
        Finding::SealsRemoved(_, first, last) => format!("seals {first}-{last} removed"),
        Finding::SealAltered(_, number) => format!("seal {number} altered"),
        Finding::EndAltered(_) => "end altered".to_owned(),
        Finding::NotAsAnchored(_, number, _) => format!("seal {number} not as anchored"),
        Finding::AnchorForged(_, number) => format!("anchor {number} forged"),
    }
}

/// On a fresh log of each engine, what is found after these statements.
fn after(statements: &[&str]) -> Vec<Vec<String>> {
    let mut all = Vec::new();
    on_both_engines(async |log| {
        for statement in statements {
            log.sql(statement).await;
        }
        all.push(log.findings().await);
    });
    all
}

fn on_both_engines<F: AsyncFnMut(Log)>(mut story: F) {
    for engine in Engine::under_test() {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .enable_all()
            .build()
            .unwrap();
        runtime.block_on(async {
            let log = Log::on(*engine).await;
            story(log).await;
        });
    }
}

fn each_finds(found: Vec<Vec<String>>, expected: &[&str]) {
    assert!(!found.is_empty());
    for findings in found {
        assert_eq!(findings, expected);
    }
}

#[test]
fn an_untouched_log_is_whole() {
    on_both_engines(async |log| {
        let proof = log.proof().await;
        assert_eq!(proof.findings, []);
        assert_eq!((proof.rows, proof.seals, proof.waiting), (10, 3, 0));
    });
}

#[test]
fn a_changed_row_is_found() {
    let change = "UPDATE access_log SET origin = '10.0.0.9' WHERE seq = 5";
    each_finds(after(&[change]), &["altered 5"]);
    let moment = "UPDATE access_log SET at = at + 1 WHERE seq = 10";
    each_finds(after(&[moment]), &["altered 10"]);
    let emptied = "UPDATE access_log SET account_id = '' WHERE seq = 1";
    each_finds(after(&[emptied]), &["altered 1"]);
}

#[test]
fn a_changed_row_is_named_with_municipality_number_and_moment() {
    on_both_engines(async |log| {
        log.sql("UPDATE access_log SET action = 'lijst' WHERE seq = 2")
            .await;
        let proof = log.proof().await;
        let [Finding::Altered(row)] = proof.findings.as_slice() else {
            panic!("{:?}", proof.findings);
        };
        assert_eq!((row.municipality.as_str(), row.number), (HOME, 2));
        assert_eq!(row.at, Some(moment() + SignedDuration::from_secs(1)));
    });
}

#[test]
fn a_removed_row_is_found_in_the_middle_and_at_either_end() {
    for number in ["1", "4", "7", "10"] {
        let remove = format!("DELETE FROM access_log WHERE seq = {number}");
        let expected = format!("removed {number}");
        each_finds(after(&[&remove]), &[&expected]);
    }
    each_finds(
        after(&["DELETE FROM access_log WHERE seq IN (2, 9)"]),
        &["removed 2", "removed 9"],
    );
}

#[test]
fn the_newest_rows_cannot_go_together_with_their_seal() {
    let tail = "DELETE FROM access_log WHERE seq > 4";
    let seal = "DELETE FROM access_log_seal WHERE number = 3";
    each_finds(after(&[tail, seal]), &["seals 3-3 removed"]);
    let head = "UPDATE access_log_head SET number = 2, link = \
        (SELECT link FROM access_log_seal WHERE number = 2)";
    each_finds(after(&[tail, seal, head]), &["end altered"]);
    let no_head = "DELETE FROM access_log_head";
    each_finds(after(&[tail, seal, no_head]), &["end altered"]);
}

#[test]
fn a_seal_cannot_go_from_the_middle_with_its_rows() {
    let rows = "DELETE FROM access_log WHERE seq = 4";
    let seal = "DELETE FROM access_log_seal WHERE number = 2";
    each_finds(after(&[rows, seal]), &["seals 2-2 removed"]);
}

#[test]
fn rows_that_change_places_are_found() {
    let swap = [
        "UPDATE access_log SET seq = 1000 WHERE seq = 5",
        "UPDATE access_log SET seq = 5 WHERE seq = 6",
        "UPDATE access_log SET seq = 6 WHERE seq = 1000",
    ];
    each_finds(after(&swap), &["altered 5", "altered 6"]);
    let seals = [
        "UPDATE access_log_seal SET number = 1000 WHERE number = 1",
        "UPDATE access_log_seal SET number = 1 WHERE number = 2",
        "UPDATE access_log_seal SET number = 2 WHERE number = 1000",
    ];
    each_finds(
        after(&seals),
        &["seal 1 altered", "seal 2 altered", "seal 3 altered"],
    );
}

#[test]
fn an_inserted_row_is_found() {
    let columns = "municipality_id, at, account_id, role, organisation_id, on_behalf, origin, \
        action, resident_id, referral_id, consent";
    let forged = format!(
        "INSERT INTO access_log ({columns}, id, node, seq, mac) \
         SELECT {columns}, 'x' || id, node, 11, mac FROM access_log WHERE seq = 10"
    );
    each_finds(after(&[&forged]), &["altered 11"]);
    // A genuine row from the log of another place does not fit here either.
    let moved = format!(
        "INSERT INTO access_log ({columns}, id, node, seq, mac) \
         SELECT {columns}, id || 'x', 'elsewhere', seq, mac FROM access_log WHERE seq = 10"
    );
    each_finds(after(&[&moved]), &["altered 10"]);
}

#[test]
fn a_genuine_row_that_comes_back_after_it_was_pruned_is_found() {
    on_both_engines(async |log| {
        log.sql("CREATE TABLE kept AS SELECT * FROM access_log WHERE seq = 2")
            .await;
        let mut tx = log.store.begin().await.unwrap();
        let before = moment() + SignedDuration::from_secs(3);
        assert_eq!(access_log::prune(&mut tx, home(), before).await.unwrap(), 3);
        tx.commit().await.unwrap();
        assert_eq!(log.findings().await, [""; 0]);
        log.sql("INSERT INTO access_log SELECT * FROM kept").await;
        assert_eq!(log.findings().await, ["inserted 2"]);
    });
}

#[test]
fn whoever_recomputes_what_needs_no_key_is_found() {
    // The seal is made to name what is left; its link needs the key.
    let statements = [
        "DELETE FROM access_log WHERE seq = 6",
        "UPDATE access_log_seal SET numbers = '5,7-10' WHERE number = 3",
    ];
    each_finds(after(&statements), &["seal 3 altered"]);
    let rows = "UPDATE access_log SET mac = (SELECT mac FROM access_log WHERE seq = 1) \
        WHERE seq = 3";
    each_finds(after(&[rows]), &["altered 3"]);
    let floor = [
        "DELETE FROM access_log WHERE seq <= 3",
        "DELETE FROM access_log_seal WHERE number = 1",
        "UPDATE access_log_head SET floor_number = 1",
    ];
    each_finds(after(&floor), &["end altered", "seal 2 altered"]);
}

#[test]
fn a_database_put_back_to_an_earlier_day_is_found_by_its_anchor() {
    on_both_engines(async |log| {
        for table in [
            "access_log",
            "access_log_seal",
            "access_log_head",
            "access_log_node",
        ] {
            log.sql(&format!(
                "CREATE TABLE old_{table} AS SELECT * FROM {table}"
            ))
            .await;
        }
        let early = anchors::now(&log.store, moment()).await.unwrap();
        log.tell(20).await;
        access_log::seal(&log.store).await.unwrap();
        let kept = anchors::now(&log.store, moment()).await.unwrap();
        let file: String = early
            .iter()
            .chain(&kept)
            .map(|anchor| anchor.to_line().unwrap() + "\n")
            .collect();
        let read = anchors::read(&file).unwrap();
        let proof = access_log::verify(&log.store, &read).await.unwrap();
        assert_eq!((proof.anchors, proof.findings), (2, Vec::new()));

        for table in [
            "access_log",
            "access_log_seal",
            "access_log_head",
            "access_log_node",
        ] {
            log.sql(&format!("DELETE FROM {table}")).await;
            log.sql(&format!("INSERT INTO {table} SELECT * FROM old_{table}"))
                .await;
        }
        assert_eq!(log.findings().await, [""; 0], "by itself it is whole");
        let proof = access_log::verify(&log.store, &read).await.unwrap();
        let found: Vec<String> = proof.findings.iter().map(short).collect();
        assert_eq!(found, ["seal 4 not as anchored"]);

        log.sql("DELETE FROM access_log_seal").await;
        log.sql("DELETE FROM access_log").await;
        log.sql("DELETE FROM access_log_head").await;
        let proof = access_log::verify(&log.store, &read).await.unwrap();
        let found: Vec<String> = proof.findings.iter().map(short).collect();
        assert_eq!(found, ["seal 3 not as anchored", "seal 4 not as anchored"]);
    });
}

#[test]
fn a_forged_anchor_says_nothing() {
    on_both_engines(async |log| {
        let mut anchors = anchors::now(&log.store, moment()).await.unwrap();
        anchors[0].number = 99;
        let proof = access_log::verify(&log.store, &anchors).await.unwrap();
        let found: Vec<String> = proof.findings.iter().map(short).collect();
        assert_eq!(found, ["anchor 99 forged"]);
        assert!(anchors::read("{\"municipality\":\"GM9001\"}").is_err());
    });
}

#[test]
fn a_rolled_back_deed_leaves_no_gap_that_looks_like_a_removed_row() {
    on_both_engines(async |log| {
        let mut tx = log.store.begin().await.unwrap();
        access_log::write(&mut tx, &[line(30), line(31)])
            .await
            .unwrap();
        drop(tx);
        log.tell(32).await;
        access_log::seal(&log.store).await.unwrap();
        let proof = log.proof().await;
        assert_eq!((proof.findings, proof.rows, proof.waiting), (vec![], 11, 0));
        let newest = "SELECT MAX(seq) FROM access_log";
        assert_eq!(log.count(newest).await, 13);
    });
}

#[test]
fn rows_that_wait_for_their_seal_are_genuine_or_found() {
    on_both_engines(async |log| {
        log.tell(40).await;
        assert_eq!(log.proof().await.waiting, 1);
        log.sql("UPDATE access_log SET role = 'systeem' WHERE seq = 11")
            .await;
        assert_eq!(log.findings().await, ["altered 11"]);
    });
}

#[test]
fn two_nodes_share_one_chain_and_the_end_of_each_seals_what_is_left() {
    on_both_engines(async |log| {
        let other = Store::open(&log.place, &log.key).await.unwrap();
        let both = [&log.store, &other];
        let mut tasks = Vec::new();
        for store in both {
            let store = store.clone();
            tasks.push(tokio::spawn(async move {
                for second in 50..80 {
                    let mut tx = store.begin().await.unwrap();
                    access_log::write(&mut tx, &[line(second)]).await.unwrap();
                    tx.commit().await.unwrap();
                    if second % 3 == 0 {
                        access_log::seal(&store).await.ok();
                    }
                }
            }));
        }
        for task in tasks {
            task.await.unwrap();
        }
        other.close().await;
        access_log::end(&log.store).await.unwrap();
        let proof = log.proof().await;
        assert_eq!((proof.findings, proof.rows, proof.waiting), (vec![], 70, 0));
        let open = "SELECT COUNT(*) FROM access_log_node WHERE ended = 0";
        assert_eq!(log.count(open).await, 0);
    });
}

#[test]
fn pruning_keeps_the_proof_green_and_never_takes_a_part_of_a_seal() {
    on_both_engines(async |log| {
        let mut tx = log.store.begin().await.unwrap();
        let before = moment() + SignedDuration::from_secs(6);
        let gone = access_log::prune(&mut tx, home(), before).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(gone, 4, "the third seal holds later rows too");
        let proof = log.proof().await;
        assert_eq!((proof.findings, proof.rows, proof.seals), (vec![], 6, 1));
        let mut tx = log.store.begin().await.unwrap();
        assert_eq!(access_log::prune(&mut tx, home(), before).await.unwrap(), 0);
        tx.commit().await.unwrap();
        log.tell(60).await;
        access_log::seal(&log.store).await.unwrap();
        let mut tx = log.store.begin().await.unwrap();
        let all = moment() + SignedDuration::from_hours(1);
        assert_eq!(access_log::prune(&mut tx, home(), all).await.unwrap(), 7);
        tx.commit().await.unwrap();
        log.tell(61).await;
        access_log::seal(&log.store).await.unwrap();
        assert_eq!(log.findings().await, [""; 0]);
    });
}
