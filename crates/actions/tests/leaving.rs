//! A municipality leaves: it takes everything along, nothing of it stays, and who stays notices
//! nothing. On both engines.

#![allow(clippy::unwrap_used, reason = "a story that cannot go on must stop")]

mod support;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Duration;

use actions::destroy_municipality::{
    self, Order, Proof, Refused, ReliesOn, destroy_municipality, verify_proof,
};
use actions::export_municipality::{self, Manifest, export_municipality};
use actions::show_referral::show_referral;
use actions::{Bridge, Caller, accounts, import_offers, seal_log, set_up, sign_in};
use domain::actor::Member;
use domain::ids::{MunicipalityId, ReferralId};
use domain::organisation::{OrganisationKind, Role};
use sqlx::any::AnyPoolOptions;
use sqlx::{AnyPool, AssertSqlSafe, Row};
use store::access_log;
use store::schema::{self, Kind};
use store::{Place, Store};
use support::{SHEET, World, as_caller, on_both_engines, step};

const KADE: &str = "GM9002";
const PASSWORD: &str = "een heel lang wachtwoord";
const REASON: &str = "de raad besloot ertoe";

/// A second municipality in the same installation, with a referral of its own.
struct Neighbour {
    home: MunicipalityId,
    nurse: Caller,
    referral: ReferralId,
    store: Store,
    raw: AnyPool,
}

impl Neighbour {
    async fn of(world: &World) -> Self {
        let bridge = &world.bridge;
        let home: MunicipalityId = KADE.parse().unwrap();
        let desk = |name: &str| {
            let email = format!("{}@kade.example", name.to_lowercase());
            (format!("{name} Kade"), email, "088 111 11 11".to_owned())
        };
        let new = set_up::NewMunicipality {
            id: home,
            name: "Kade".to_owned(),
            service_point: desk("Servicepunt"),
            coach_team: desk("Coaches"),
        };
        set_up::municipality(bridge, &new).await.unwrap();
        let known = set_up::KnownPostcode {
            code: "5298AB".to_owned(),
            point: domain::geo::Point::new(51.72, 5.32).unwrap(),
            place: Some("Kade".to_owned()),
            municipality: Some(KADE.to_owned()),
        };
        set_up::postcodes(bridge, &[known]).await.unwrap();
        let sheet = SHEET.replace("De Tuinen", "De Kade");
        import_offers::import_sheet(bridge, home, "kade", sheet.as_bytes(), false)
            .await
            .unwrap();
        let care = OrganisationKind::Care;
        let practice = set_up::organisation(bridge, home, care, "Praktijk Kade", None, None);
        let practice = practice.await.unwrap();
        let roles = [Role::CareProfessional].into_iter().collect();
        let email = "nina@kade.example";
        let user = accounts::add(bridge, email, "Nina Kade", PASSWORD, practice, roles)
            .await
            .unwrap();
        let member = Member {
            user,
            name: "Nina Kade".to_owned(),
            organisation: practice,
            organisation_name: "Praktijk Kade".to_owned(),
            municipality: home,
            roles,
            mandate: None,
        };
        let nurse = as_caller(&member);
        let mut draft = world.fatma();
        draft.client.name = "Gerda Kade".to_owned();
        draft.client.postcode = "5298 AB".to_owned();
        draft.session = world.session("Rustig wandelen door De Kade");
        let sent = actions::refer::refer(bridge, &nurse, &draft, None).await;
        seal_log::seal_log(bridge).await.unwrap();
        let store = Store::open(&world.place, &world.key).await.unwrap();
        sqlx::any::install_default_drivers();
        let url = match &world.place {
            Place::Folder(folder) => format!("sqlite:{}", folder.join("beweegbrug.db").display()),
            Place::Address(address) => address.clone(),
        };
        let raw = AnyPoolOptions::new().max_connections(2).connect(&url).await;
        Self {
            home,
            nurse,
            referral: sent.unwrap().id,
            store,
            raw: raw.unwrap(),
        }
    }

    /// Every row that is not the leaving municipality's own, byte for byte, by table.
    async fn rows(&self) -> BTreeMap<String, Vec<String>> {
        let mut all = BTreeMap::new();
        for table in schema::tables() {
            let condition = match table.name.as_str() {
                // What is written for the whole installation, and of accounts the neighbour's.
                "change_feed" | "access_log_node" | "lease" | "municipality_leaving" => continue,
                "municipality" => format!("id = '{KADE}'"),
                "account" => {
                    format!(
                        "id IN (SELECT account_id FROM membership \
                         WHERE municipality_id = '{KADE}')"
                    )
                }
                _ if table.is_tenants() => format!("municipality_id = '{KADE}'"),
                _ => "1 = 0".to_owned(),
            };
            let columns: Vec<String> = table
                .columns
                .iter()
                .map(|column| match column.kind {
                    Kind::Flag => format!("CASE WHEN {} THEN 1 ELSE 0 END", column.name),
                    _ => column.name.clone(),
                })
                .collect();
            let sql = format!(
                "SELECT {} FROM {} WHERE {condition} ORDER BY {}",
                columns.join(", "),
                table.name,
                table.key.join(", ")
            );
            let rows = sqlx::query(AssertSqlSafe(sql)).fetch_all(&self.raw).await;
            let rows = rows.unwrap();
            let told = rows.iter().map(|row| {
                let cells =
                    table
                        .columns
                        .iter()
                        .enumerate()
                        .map(|(at, column)| match column.kind {
                            Kind::Text => format!("{:?}", row.get::<Option<String>, _>(at)),
                            Kind::Whole => format!("{:?}", row.get::<Option<i64>, _>(at)),
                            Kind::Real => format!("{:?}", row.get::<Option<f64>, _>(at)),
                            Kind::Bytes => format!("{:?}", row.get::<Option<Vec<u8>>, _>(at)),
                            Kind::Flag => match row.try_get::<i32, _>(at) {
                                Ok(flag) => flag.to_string(),
                                Err(_) => row.get::<i64, _>(at).to_string(),
                            },
                        });
                cells.collect::<Vec<_>>().join("|")
            });
            all.insert(table.name.clone(), told.collect());
        }
        all
    }

    /// Lets somebody who works in Brugdam work here too.
    async fn employs(&self, world: &World) {
        let nurse = self.nurse.as_member().unwrap();
        let roles = [Role::CareProfessional].into_iter().collect();
        let user = accounts::add(
            &world.bridge,
            "joris@beide.example",
            "Joris Beide",
            PASSWORD,
            world.coach.organisation,
            [Role::Coach].into_iter().collect(),
        );
        let user = user.await.unwrap();
        let mut tx = self.store.begin().await.unwrap();
        store::accounts::join(&mut tx, self.home, nurse.organisation, user, roles)
            .await
            .unwrap();
        tx.commit().await.unwrap();
    }
}

async fn exported(world: &World, folder: &Path) -> Manifest {
    export_municipality(
        &world.bridge,
        world.home,
        "K. de Vries",
        folder,
        &mut |_| {},
    )
    .await
    .unwrap()
}

fn order<'a>(world: &World, relies_on: ReliesOn<'a>) -> Order<'a> {
    Order {
        home: world.home,
        by: "K. de Vries",
        relies_on,
        others_hear: Duration::ZERO,
    }
}

async fn destroyed(world: &World, relies_on: ReliesOn<'_>) -> Result<Proof, Refused> {
    destroy_municipality(&world.bridge, order(world, relies_on), &mut |_| {}).await
}

async fn signs_in(bridge: &Bridge, email: &str) -> bool {
    let attempt = sign_in::Attempt {
        email,
        password: PASSWORD,
        origin: "127.0.0.1",
        device: None,
    };
    let tried = sign_in::try_password(bridge, attempt).await;
    matches!(tried, Ok(sign_in::Tried::Right(..)))
}

fn read(folder: &Path, name: &str) -> String {
    std::fs::read_to_string(folder.join(name)).unwrap()
}

/// Two people referred, one of them accepted with words beside it.
async fn busy(world: &World) {
    let mut fatma = world.fatma();
    fatma.particulars = "=HYPERLINK(\"x\")".to_owned();
    let sent = world.refer(&fatma).await;
    world.refer(&world.piet()).await;
    let mut request = step("niet-bereikt");
    request.words.note = "Haar zus Aylin nam op".to_owned();
    world
        .step(&as_caller(&world.club), sent.id, step("aanvaard"))
        .await
        .unwrap();
    world
        .step(&as_caller(&world.club), sent.id, request)
        .await
        .unwrap();
    world.mail().await;
}

#[test]
fn everything_leaves_with_the_municipality_readable_and_sealed_for_nobody_else() {
    on_both_engines(async |world| {
        busy(&world).await;
        let neighbour = Neighbour::of(&world).await;
        let folder = world.folder().join("uitvoer");
        let manifest = exported(&world, &folder).await;

        let residents = read(&folder, "resident.csv");
        assert!(residents.contains("Fatma Yıldız") && residents.contains("Piet Jansen"));
        assert!(residents.contains("Tuinlaan 3") && !residents.contains("Gerda"));
        let row: serde_json::Value = read(&folder, "resident.jsonl")
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .find(|row: &serde_json::Value| row["naam"] == "Fatma Yıldız")
            .unwrap();
        assert_eq!(row["telefoon"], "+31612345678");
        assert_eq!(row["geboortejaar"], 1954);
        assert!(row.get("phone_hash").is_none() && row.get("sealed").is_none());
        assert_eq!(row["erased_at"], serde_json::Value::Null);
        let referrals = read(&folder, "referral.csv");
        assert!(
            referrals.contains("\"'=HYPERLINK(\"\"x\"\")\""),
            "{referrals}"
        );
        assert!(referrals.contains("Rust na 10 minuten"));
        assert!(read(&folder, "referral.jsonl").contains("\"guided\":true"));
        assert!(read(&folder, "referral_history.csv").contains("Haar zus Aylin nam op"));
        assert!(read(&folder, "account.csv").contains("marieke@linde.example"));
        // The log has the export in it, for the municipality and for each resident, and its seals.
        let log = read(&folder, "access_log.csv");
        assert_eq!(
            log.matches("opdrachtregel K. de Vries;exporteren").count(),
            3
        );
        assert!(manifest.log_seal > 0);
        assert!(read(&folder, "access_log_head.csv").contains(&manifest.log_link));
        let readme = read(&folder, "README.txt");
        assert!(
            readme.contains("Brugdam (GM9001)") && !readme.contains('⟦'),
            "{readme}"
        );
        for name in ["passkey", "web_session", "one_time_code"] {
            assert!(!folder.join(format!("{name}.csv")).exists(), "{name}");
        }
        // Nobody else of this machine opens it.
        use std::os::unix::fs::PermissionsExt;
        let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(&folder), 0o700);
        for entry in std::fs::read_dir(&folder).unwrap() {
            assert_eq!(mode(&entry.unwrap().path()), 0o600);
        }
        // Every file is as its mark says.
        let (kept, _) = export_municipality::read(&folder, neighbour.store.secrets()).unwrap();
        assert_eq!(kept, manifest);
        assert_eq!(
            manifest.rows(),
            kept.tables.iter().map(|one| one.rows).sum::<u64>()
        );

        // Into a folder with something in it nothing is written, nor without a name.
        let again = |by: &'static str, folder: PathBuf| {
            let bridge = world.bridge.clone();
            let home = world.home;
            async move { export_municipality(&bridge, home, by, &folder, &mut |_| {}).await }
        };
        let full = again("K. de Vries", folder.clone()).await.unwrap_err();
        assert!(full.to_string().contains("is not empty"), "{full}");
        let nobody = again(" ", world.folder().join("leeg")).await.unwrap_err();
        assert!(nobody.to_string().contains("--by"), "{nobody}");
    });
}

#[test]
fn who_leaves_is_gone_with_proof_and_who_stays_notices_nothing() {
    on_both_engines(async |world| {
        let bridge = &world.bridge;
        busy(&world).await;
        let neighbour = Neighbour::of(&world).await;
        neighbour.employs(&world).await;
        let (token, _) = accounts::make_token(bridge, "marieke@linde.example", None, "api")
            .await
            .unwrap();
        seal_log::seal_log(bridge).await.unwrap();
        let anchors = seal_log::anchors(bridge).await.unwrap();
        let node = world.another_node().await;
        let folder = world.folder().join("uitvoer");
        exported(&world, &folder).await;
        let before = neighbour.rows().await;
        assert_eq!(before["referral"].len(), 1);
        let mut tx = neighbour.store.begin().await.unwrap();
        let page = store::leaving::removing::residents(&mut tx, world.home, None).await;
        drop(tx);
        let residents = page.unwrap();
        let keys = neighbour.store.keys();
        assert_eq!(keys.count(&residents).await.unwrap(), 2);

        let proof = destroyed(&world, ReliesOn::Export(&folder)).await.unwrap();
        assert!(proof.tables.iter().all(|table| table.now == 0), "{proof:?}");
        let rows = |name: &str| {
            let mut found = proof.tables.iter().filter(|table| table.table == name);
            found.next().unwrap().before
        };
        assert_eq!(
            (rows("referral"), rows("resident"), rows("offer")),
            (2, 2, 3)
        );
        assert_eq!(
            (rows("municipality"), rows("account"), rows("token")),
            (1, 1, 1)
        );
        assert_eq!((proof.keys_destroyed, proof.names_kept), (2, 0));
        assert!(proof.log_seal > 0 && proof.export.is_some());
        assert_eq!(keys.count(&residents).await.unwrap(), 0);
        let stones = keys.tombstones(None).await.unwrap();
        let stones: Vec<_> = stones.iter().map(|stone| stone.resident).collect();
        assert_eq!(stones, residents);
        let secrets = neighbour.store.secrets();
        let text = proof.to_json().unwrap();
        assert_eq!(verify_proof(&text, secrets).unwrap(), Some(proof.clone()));
        let forged = text.replace("\"before\": 2", "\"before\": 3");
        assert!(forged != text && verify_proof(&forged, secrets).unwrap().is_none());
        let told = proof.to_text();
        assert!(
            told.contains("- referral: 2 → 0") && !told.contains('⟦'),
            "{told}"
        );

        assert_eq!(
            neighbour.rows().await,
            before,
            "the neighbour's rows, byte for byte"
        );
        let shown = show_referral(bridge, &neighbour.nurse, neighbour.referral).await;
        assert_eq!(shown.unwrap().client.unwrap().name, "Gerda Kade");
        // Who worked here alone cannot come in; who works there too goes on there alone.
        assert!(!signs_in(bridge, "marieke@linde.example").await);
        assert!(
            sign_in::with_token(bridge, &token, "::1".to_owned())
                .await
                .unwrap()
                .is_none()
        );
        assert!(signs_in(bridge, "nina@kade.example").await);
        let all = accounts::list(bridge).await.unwrap();
        let joris: Vec<_> = all.iter().filter(|one| one.name == "Joris Beide").collect();
        assert_eq!(joris.len(), 1);
        assert_eq!(joris[0].organisation.as_deref(), Some("Praktijk Kade"));
        assert!(all.iter().all(|one| one.name != "Marieke Vos"));
        // Another node drops the offers and knows it no more.
        node.refresh().await.unwrap();
        let offers = actions::catalogue::catalogue(&node, &Default::default()).unwrap();
        assert!(
            offers
                .offers
                .iter()
                .all(|one| one.offer.municipality == neighbour.home)
        );
        assert!(node.municipality(world.home).is_err());
        world.all_invariants_hold().await;
        let log = access_log::verify(&neighbour.store, &anchors)
            .await
            .unwrap();
        assert_eq!(log.findings, []);

        // Asked for again, the proof is the same; and who left begins anew when it wants to.
        let again = destroyed(&world, ReliesOn::Nothing).await.unwrap();
        assert_eq!(again, proof);
        let new = set_up::NewMunicipality {
            id: world.home,
            name: "Brugdam".to_owned(),
            service_point: ("S".to_owned(), "s@b.example".to_owned(), "088".to_owned()),
            coach_team: ("C".to_owned(), "c@b.example".to_owned(), "088".to_owned()),
        };
        set_up::municipality(bridge, &new).await.unwrap();
        assert_eq!(
            destroy_municipality::destroy_again(bridge).await.unwrap(),
            []
        );
        assert!(bridge.municipality(world.home).is_ok());
        let none = destroyed(&world, ReliesOn::Nothing).await;
        assert!(matches!(none, Err(Refused::NoExport)));
    });
}

#[test]
fn nothing_is_destroyed_without_a_whole_export_that_is_as_new_as_the_data() {
    on_both_engines(async |world| {
        busy(&world).await;
        let neighbour = Neighbour::of(&world).await;
        let before = world.bridge.municipalities().len();
        let none = destroyed(&world, ReliesOn::Nothing).await.unwrap_err();
        assert!(matches!(none, Refused::NoExport));
        assert!(none.to_string().contains("--without-export"));
        let empty = destroyed(&world, ReliesOn::NoExport(" "))
            .await
            .unwrap_err();
        assert!(empty.to_string().contains("say why"), "{empty}");
        let folder = world.folder().join("uitvoer");
        let nothing = destroyed(&world, ReliesOn::Export(&folder))
            .await
            .unwrap_err();
        assert!(nothing.to_string().contains("no manifest"), "{nothing}");

        // A file that was altered, a manifest that was.
        exported(&world, &folder).await;
        let file = folder.join("resident.csv");
        let whole = read(&folder, "resident.csv");
        std::fs::write(&file, whole.replace("Fatma", "Fatima")).unwrap();
        let altered = destroyed(&world, ReliesOn::Export(&folder))
            .await
            .unwrap_err();
        assert!(
            altered.to_string().contains("not as it was exported"),
            "{altered}"
        );
        std::fs::write(&file, &whole).unwrap();
        let manifest = read(&folder, "manifest.json");
        let forged = manifest.replace("K. de Vries", "iemand anders");
        std::fs::write(folder.join("manifest.json"), forged).unwrap();
        let forged = destroyed(&world, ReliesOn::Export(&folder))
            .await
            .unwrap_err();
        assert!(forged.to_string().contains("altered"), "{forged}");
        std::fs::write(folder.join("manifest.json"), manifest).unwrap();

        // Another's export; and then somebody looks at a referral.
        let other = Order {
            home: neighbour.home,
            ..order(&world, ReliesOn::Export(&folder))
        };
        let other = destroy_municipality(&world.bridge, other, &mut |_| {}).await;
        assert!(matches!(other, Err(Refused::OtherExport(home)) if home == "GM9001"));
        world.refer(&world.piet()).await;
        let older = destroyed(&world, ReliesOn::Export(&folder))
            .await
            .unwrap_err();
        let Refused::Older(tables) = &older else {
            panic!("{older}")
        };
        for name in ["referral", "resident", "access_log"] {
            assert!(tables.iter().any(|table| table == name), "{tables:?}");
        }
        assert!(older.to_string().contains("make a new export"));
        assert_eq!(world.bridge.municipalities().len(), before);
        world.all_invariants_hold().await;

        let unknown = Order {
            home: "GM0001".parse().unwrap(),
            ..order(&world, ReliesOn::NoExport(REASON))
        };
        let unknown = destroy_municipality(&world.bridge, unknown, &mut |_| {}).await;
        assert!(matches!(unknown, Err(Refused::Unknown(_))));
    });
}

#[test]
fn a_destruction_that_was_cut_short_goes_on_and_still_tells_what_there_was() {
    on_both_engines(async |world| {
        busy(&world).await;
        let neighbour = Neighbour::of(&world).await;
        let before = neighbour.rows().await;
        // It stops after each of the first messages in turn: keys, sessions, links, offers, …
        for stop in 1..8 {
            let (bridge, home) = (world.bridge.clone(), world.home);
            let cut = tokio::spawn(async move {
                let order = Order {
                    home,
                    by: "K. de Vries",
                    relies_on: ReliesOn::NoExport(REASON),
                    others_hear: Duration::ZERO,
                };
                let mut told = 0;
                let mut tell = |_: &str| {
                    told += 1;
                    assert!(told < stop, "the machine stops here");
                };
                destroy_municipality(&bridge, order, &mut tell)
                    .await
                    .map(|_| ())
            });
            if cut.await.is_ok() {
                break;
            }
        }
        // A node that serves ends it by itself.
        let node = world.another_node().await;
        destroy_municipality::destroy_again(&node).await.unwrap();
        let proof = destroyed(&world, ReliesOn::Nothing).await.unwrap();
        assert!(proof.tables.iter().all(|table| table.now == 0));
        let referrals = proof.tables.iter().find(|table| table.table == "referral");
        assert_eq!((referrals.unwrap().before, proof.keys_destroyed), (2, 2));
        assert_eq!(proof.without_export.as_deref(), Some(REASON));
        assert_eq!(neighbour.rows().await, before);
        world.all_invariants_hold().await;
    });
}

#[test]
fn open_referrals_of_others_are_helped_on_first_and_their_log_still_says_who_it_was() {
    on_both_engines(async |world| {
        let bridge = &world.bridge;
        let neighbour = Neighbour::of(&world).await;
        let roles = [Role::Provider].into_iter().collect();
        let club = world.club.organisation;
        let tineke = accounts::add(
            bridge,
            "t@brug.example",
            "Tineke Smit",
            PASSWORD,
            club,
            roles,
        )
        .await
        .unwrap();
        let mut member = world.club.clone();
        member.user = tineke;
        let tineke = as_caller(&member);
        // Somebody of Kade walks with a club of Brugdam.
        let mut draft = world.piet();
        draft.client.postcode = "5298 AB".to_owned();
        draft.session = world.walk();
        let sent = actions::refer::refer(bridge, &neighbour.nurse, &draft, None).await;
        let sent = sent.unwrap().id;
        world.step(&tineke, sent, step("aanvaard")).await.unwrap();
        let refused = destroyed(&world, ReliesOn::NoExport(REASON))
            .await
            .unwrap_err();
        let Refused::OpenElsewhere(found) = &refused else {
            panic!("{refused}")
        };
        assert_eq!(found, &[(KADE.to_owned(), 1)]);
        assert!(refused.to_string().contains("1 open referrals of GM9002"));

        let mut stop = step("niet-gestart");
        stop.words.reason = "anders".to_owned();
        stop.words.note = "Verhuisd".to_owned();
        world.step(&tineke, sent, stop).await.unwrap();
        let proof = destroyed(&world, ReliesOn::NoExport(REASON)).await.unwrap();
        assert_eq!(proof.names_kept, 1);
        let all = accounts::list(bridge).await.unwrap();
        let kept = all.iter().find(|one| one.name == "Tineke Smit").unwrap();
        assert!(
            kept.email.ends_with("@vertrokken.invalid"),
            "{}",
            kept.email
        );
        assert!(!signs_in(bridge, "t@brug.example").await);
        let shown = show_referral(bridge, &neighbour.nurse, sent).await.unwrap();
        assert_eq!(shown.client.unwrap().name, "Piet Jansen");
        world.all_invariants_hold().await;
    });
}
