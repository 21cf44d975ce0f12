//! A file that gives any doubt is not believed: the start reads every row.

use super::*;

#[test]
fn a_row_that_went_while_a_destruction_was_cut_short_is_missed() {
    on_both_engines(async |world| {
        let started = after(&world, async |world| {
            let bridge = world.bridge.clone();
            let home = world.home;
            let cut = tokio::spawn(async move {
                let order = Order {
                    home,
                    by: "Anouk",
                    relies_on: ReliesOn::NoExport("proef"),
                    others_hear: std::time::Duration::ZERO,
                };
                let mut tell = |text: &str| assert!(!text.starts_with("offer:"), "stops here");
                destroy_municipality(&bridge, order, &mut tell)
                    .await
                    .map(|_| ())
            });
            assert!(cut.await.is_err());
        });
        assert!(matches!(by_rows(&started.await), ByRows::MuchChanged));
    });
}

#[test]
fn a_file_that_is_cut_short_or_altered_anywhere_is_not_believed() {
    on_both_engines(async |world| {
        let folder = kept(&world).await;
        let file = folder.path().join("aanbod");
        let whole = std::fs::read(&file).unwrap();
        let judged = |bytes: &[u8]| {
            std::fs::write(&file, bytes).unwrap();
            store::kept_offers::read(&file, "")
        };
        for part in 0..20 {
            let cut = judged(&whole[..whole.len() * part / 20]);
            assert!(matches!(cut, Err(NotBelieved::Damaged)), "{part}");
        }
        let longer = [whole.as_slice(), b"\0"].concat();
        assert!(matches!(judged(&longer), Err(NotBelieved::Damaged)));
        // Every byte stands under a sum.
        let store = Store::open_to_check(&world.place).await.unwrap();
        let ours = ours(&store).await;
        for at in 0..whole.len() {
            let mut altered = whole.clone();
            altered[at] ^= 1 << (at % 8);
            std::fs::write(&file, &altered).unwrap();
            let read = store::kept_offers::read(&file, &ours);
            // A file of a later format says so before anything else.
            let later = (8..12).contains(&at) && matches!(read, Err(NotBelieved::OtherBuild));
            assert!(later || matches!(read, Err(NotBelieved::Damaged)), "{at}");
        }
        std::fs::write(&file, &whole).unwrap();
        assert_eq!(store::kept_offers::read(&file, &ours).unwrap().1.len(), 3);
        // And a start goes on all the same.
        std::fs::write(&file, &whole[..whole.len() / 2]).unwrap();
        let (node, started) = start(&world, &file).await;
        let why = by_rows(&started);
        assert!(matches!(why, ByRows::NotBelieved(NotBelieved::Damaged)));
        assert_eq!(everything(&node), everything(&world.bridge));
    });
}

/// The name of the installation, as its database keeps it.
async fn ours(store: &Store) -> String {
    let found = store::installation::read(store, "key-store").await;
    found.unwrap().unwrap()
}

#[test]
fn no_file_or_the_file_of_another_database_is_not_believed() {
    on_both_engines(async |world| {
        let folder = kept(&world).await;
        let file = folder.path().join("aanbod");
        let elsewhere = World::on(match &world.place {
            Place::Folder(_) => &testkit::engine::Engine::Sqlite,
            Place::Address(_) => &testkit::engine::Engine::Postgres,
        });
        let elsewhere = elsewhere.await;
        let (_, started) = start(&elsewhere, &file).await;
        let why = by_rows(&started);
        assert!(matches!(
            why,
            ByRows::NotBelieved(NotBelieved::OtherDatabase)
        ));
        let none = folder.path().join("geen");
        let (_, started) = start(&world, &none).await;
        let why = by_rows(&started);
        assert!(matches!(why, ByRows::NotBelieved(NotBelieved::Missing)));
    });
}

#[test]
fn older_data_under_a_newer_file_are_read_row_by_row() {
    on_both_engines(async |world| {
        // PostgreSQL is restored with its own tools; what is judged is the same there.
        let Place::Folder(folder) = &world.place else {
            return;
        };
        let aside = tempfile::tempdir().unwrap();
        let at = |name: &str| aside.path().join(name);
        store::backup::write(folder, &at("oud.db"), &at("oud.keys"))
            .await
            .unwrap();
        import(&world, "brugdam", &SHEET.replace("1e les gratis", "")).await;
        let kept = kept(&world).await;
        let file = kept.path().join("aanbod");
        store::backup::restore(&at("oud.db"), &at("oud.keys"), &at("terug"))
            .await
            .unwrap();
        let restored = Place::Folder(at("terug"));
        let (node, started) = node_at(&world, &restored, Some(&file)).await;
        assert!(matches!(by_rows(&started), ByRows::OtherPast));
        assert!(offer(&node, WALK).trial.is_some());
        assert!(offer(&world.bridge, WALK).trial.is_none());
        // As many changes as were lost do not make it the same past.
        let changed = SHEET.replace("€ 24,00 per maand", "€ 25,00 per maand");
        let done = import_sheet(&node, world.home, "brugdam", changed.as_bytes(), false).await;
        done.unwrap();
        let desk = as_caller(&world.desk);
        let id = offer(&node, DANCE).id;
        curate::confirm_offer(&node, &desk, id).await.unwrap();
        node.close().await;
        let (_, started) = node_at(&world, &restored, Some(&file)).await;
        assert!(matches!(by_rows(&started), ByRows::OtherPast));
    });
}

#[test]
fn offers_from_before_anybody_counted_are_kept_too() {
    on_both_engines(async |world| {
        let address = match &world.place {
            Place::Folder(folder) => format!("sqlite:{}", folder.join("beweegbrug.db").display()),
            Place::Address(address) => address.clone(),
        };
        let pool = sqlx::AnyPool::connect(&address).await.unwrap();
        for table in ["installation WHERE name = 'aanbod-geteld'", "change_feed"] {
            let sql = sqlx::AssertSqlSafe(format!("DELETE FROM {table}"));
            sqlx::query(sql).execute(&pool).await.unwrap();
        }
        let nothing = after(&world, async |_| {}).await;
        assert_eq!(follows(&nothing), 0);
        let confirmed = after(&world, async |world| {
            let (desk, id) = (as_caller(&world.desk), offer(&world.bridge, FIT).id);
            curate::confirm_offer(&world.bridge, &desk, id)
                .await
                .unwrap();
        });
        assert_eq!(follows(&confirmed.await), 1);
    });
}

#[test]
fn what_cannot_be_written_down_stops_nobody() {
    on_both_engines(async |world| {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("weg").join("aanbod");
        let (node, _) = start(&world, &file).await;
        assert!(!keep_offers(&node).await.unwrap());
        std::fs::create_dir(folder.path().join("weg")).unwrap();
        assert!(keep_offers(&node).await.unwrap());
        // Nothing changed: it is not written again.
        assert!(!keep_offers(&node).await.unwrap());
        let names = std::fs::read_dir(folder.path().join("weg")).unwrap();
        assert_eq!(names.count(), 1);
        use std::os::unix::fs::PermissionsExt;
        let rights = std::fs::metadata(&file).unwrap().permissions().mode();
        assert_eq!(rights & 0o777, 0o600);
    });
}
