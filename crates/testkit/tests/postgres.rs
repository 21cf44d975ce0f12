//! The throw-away cluster keeps its promises: ordinary account, UTF-8, durable, and gone at the end.
#![allow(clippy::unwrap_used, reason = "a test may be blunt")]

// In a module of this name, so that `cargo xtask test --quick` leaves them out.
mod postgres {
    use std::thread::sleep;
    use std::time::{Duration, Instant};

    use testkit::{Engine, PostgresCluster};

    #[test]
    fn each_fresh_database_is_empty_and_apart_from_the_others() {
        let cluster = PostgresCluster::shared();
        let (first, second) = (cluster.fresh_database(), cluster.fresh_database());
        assert_ne!(first, second);
        cluster.ask(&first, "CREATE TABLE offers (name TEXT)");
        let tables = "SELECT count(*) FROM information_schema.tables WHERE table_schema = 'public'";
        assert_eq!(cluster.ask(&first, tables), "1");
        assert_eq!(cluster.ask(&second, tables), "0");
    }

    #[test]
    fn text_is_utf_8_in_the_order_of_its_bytes_and_a_commit_is_on_disk() {
        let database = Engine::Postgres.fresh();
        let cluster = PostgresCluster::shared();
        let ask = |statement| cluster.ask(database.url(), statement);
        assert_eq!(ask("SHOW server_encoding"), "UTF8");
        assert_eq!(ask("SELECT 'Z' < 'a', 'z' < 'é'"), "t|t");
        assert_eq!(ask("SHOW fsync"), "on");
        assert_eq!(ask("SHOW synchronous_commit"), "on");
    }

    #[test]
    fn databases_can_be_made_from_many_threads_at_once() {
        let urls: Vec<String> = std::thread::scope(|scope| {
            let threads: Vec<_> = (0..6)
                .map(|_| scope.spawn(|| Engine::Postgres.fresh().url().to_owned()))
                .collect();
            threads
                .into_iter()
                .map(|thread| thread.join().unwrap())
                .collect()
        });
        let mut different = urls.clone();
        different.sort();
        different.dedup();
        assert_eq!(different.len(), urls.len());
    }

    #[test]
    fn a_cluster_takes_its_folder_and_its_server_along() {
        let cluster = PostgresCluster::start();
        let (folder, port) = (cluster.folder().to_owned(), cluster.port());
        assert!(folder.exists());
        drop(cluster);
        let patience = Instant::now() + Duration::from_secs(20);
        while folder.exists() && Instant::now() < patience {
            sleep(Duration::from_millis(20));
        }
        assert!(!folder.exists(), "{}", folder.display());
        assert!(std::net::TcpStream::connect(("127.0.0.1", port)).is_err());
    }
}
