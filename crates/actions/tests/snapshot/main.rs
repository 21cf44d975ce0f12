//! Stories about the file of offers that a start reads: whatever happened since it was written, the
//! start shows what reading every row shows; and a file that gives any doubt is not believed.

#![allow(clippy::unwrap_used, reason = "a story that cannot be told must stop")]

mod not_believed;
#[path = "../support/mod.rs"]
mod support;

use std::path::Path;
use std::sync::Arc;

use actions::answer_alike::{self, Said};
use actions::catalogue::{CatalogueDraft, catalogue};
use actions::change_contacts::{change_contacts, contacts};
use actions::destroy_municipality::{Order, ReliesOn, destroy_municipality};
use actions::duplicates::{self, Verdict};
use actions::import_offers::import_sheet;
use actions::judge_offers::{self, CHECKS};
use actions::keep_offers::{ByRows, Started, keep_offers};
use actions::submit_offer::{self, Keeper};
use actions::undo_import::undo_import;
use actions::{
    Bridge, Settings, curate, decide_on_offers, keep_fresh, provider_page, set_up, suspend_provider,
};
use domain::freshness::Decision;
use domain::ids::{OfferId, OrganisationId};
use domain::offer::Offer;
use domain::offer_draft::OfferDraft;
use domain::organisation::Role;
use domain::price::Per;
use jiff::SignedDuration;
use store::kept_offers::NotBelieved;
use store::{Place, Store};
use support::{SHEET, World, as_caller, on_both_engines, token_in};
use tempfile::TempDir;

const WALK: &str = "Rustig wandelen door De Tuinen";
const DANCE: &str = "Bewegen op muziek";
const FIT: &str = "Fit & Rustig";

async fn node_at(world: &World, place: &Place, file: Option<&Path>) -> (Bridge, Started) {
    let store = Store::open(place, &world.key).await.unwrap();
    let settings = Settings {
        public_url: "https://brugdam.example".to_owned(),
        demo: false,
    };
    let file = file.map(Path::to_path_buf);
    let started = Bridge::start_from(store, world.clock.clone(), settings, file).await;
    started.unwrap()
}

async fn start(world: &World, file: &Path) -> (Bridge, Started) {
    node_at(world, &world.place, Some(file)).await
}

/// A folder with the file of offers as they are now.
async fn kept(world: &World) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let (node, _) = start(world, &folder.path().join("aanbod")).await;
    assert!(keep_offers(&node).await.unwrap());
    node.close().await;
    folder
}

type Lists = Vec<(OrganisationId, Vec<OfferId>)>;

/// Everything that is shown, in the order of the catalogue, and each provider's own list.
fn everything(bridge: &Bridge) -> (Vec<Arc<Offer>>, Lists) {
    let mut all = Vec::new();
    for page in 1.. {
        let draft = CatalogueDraft {
            page,
            ..CatalogueDraft::default()
        };
        let page = catalogue(bridge, &draft).unwrap();
        all.extend(page.offers.into_iter().map(|listed| listed.offer));
        if !page.has_next {
            break;
        }
    }
    let providers = provider_page::first(bridge, usize::MAX).into_iter();
    let lists = providers.map(|provider| {
        let page = provider_page::provider(bridge, provider).unwrap();
        let offers = page.offers.iter().map(|offer| offer.id).collect();
        (provider, offers)
    });
    (all, lists.collect())
}

fn offer(bridge: &Bridge, title: &str) -> Arc<Offer> {
    let (all, _) = everything(bridge);
    all.into_iter().find(|offer| offer.title == title).unwrap()
}

/// What a start out of the file is like after `change`: the same as reading every row, and as what a
/// node shows that ran on.
async fn after(world: &World, change: impl AsyncFnOnce(&World)) -> Started {
    let folder = kept(world).await;
    let file = folder.path().join("aanbod");
    let (running, _) = start(world, &file).await;
    change(world).await;
    let (node, started) = start(world, &file).await;
    let (by_rows, _) = node_at(world, &world.place, None).await;
    assert_eq!(everything(&node), everything(&by_rows));
    running.refresh().await.unwrap();
    assert_eq!(everything(&running), everything(&by_rows));
    world.bridge.refresh().await.unwrap();
    assert_eq!(everything(&world.bridge), everything(&by_rows));
    for bridge in [running, node, by_rows] {
        bridge.close().await;
    }
    started
}

fn follows(started: &Started) -> usize {
    match started {
        Started::FromFile { followed } => *followed,
        Started::ByRows(why) => panic!("{why}"),
    }
}

fn by_rows(started: &Started) -> &ByRows {
    match started {
        Started::ByRows(why) => why,
        Started::FromFile { .. } => panic!("{started}"),
    }
}

async fn import(world: &World, source: &str, sheet: &str) {
    let done = import_sheet(&world.bridge, world.home, source, sheet.as_bytes(), false).await;
    done.unwrap();
}

fn club(world: &World) -> Keeper {
    Keeper::of(&as_caller(&world.club)).unwrap()
}

fn checked() -> Vec<String> {
    CHECKS.map(str::to_owned).to_vec()
}

#[test]
fn a_start_out_of_the_file_shows_every_change_that_one_offer_went_through() {
    on_both_engines(async |world| {
        let nothing = after(&world, async |_| {}).await;
        assert_eq!(follows(&nothing), 0);

        let confirmed = after(&world, async |world| {
            let id = offer(&world.bridge, FIT).id;
            let desk = as_caller(&world.desk);
            curate::confirm_offer(&world.bridge, &desk, id)
                .await
                .unwrap();
        });
        assert_eq!(follows(&confirmed.await), 1);

        let dearer = after(&world, async |world| {
            let id = offer(&world.bridge, WALK).id;
            let club = club(world);
            let mut draft = submit_offer::open(&world.bridge, &club, id)
                .await
                .unwrap()
                .draft;
            draft.price = "2,75".to_owned();
            draft.moments[0].places = "1".to_owned();
            submit_offer::change(&world.bridge, &club, id, &draft)
                .await
                .unwrap();
        });
        assert_eq!(follows(&dearer.await), 1);

        let approved = after(&world, async |world| {
            let club = club(world);
            let mut ids = Vec::new();
            for title in ["Stoelyoga", "Avondyoga"] {
                let draft = OfferDraft {
                    title: title.to_owned(),
                    activity: "yoga".to_owned(),
                    postcode: "5299 AC".to_owned(),
                    contact_phone: "073 123 45 67".to_owned(),
                    ..OfferDraft::default()
                };
                submit_offer::submit_new(&world.bridge, &club, &draft)
                    .await
                    .unwrap();
            }
            let desk = as_caller(&world.desk);
            let waiting = judge_offers::list(&world.bridge, &desk).await.unwrap();
            ids.extend(waiting.iter().map(|one| one.id));
            let said = judge_offers::approve(&world.bridge, &desk, &ids, &checked()).await;
            assert!(said.unwrap() >= 2);
        });
        assert!(follows(&approved.await) >= 2);

        let hidden = after(&world, async |world| {
            let (desk, id) = (as_caller(&world.desk), offer(&world.bridge, DANCE).id);
            let said = decide_on_offers::decide(&world.bridge, &desk, id, Decision::Hide);
            said.await.unwrap();
        });
        assert_eq!(follows(&hidden.await), 1);

        let stopped = after(&world, async |world| {
            let id = offer(&world.bridge, "Stoelyoga").id;
            submit_offer::stop(&world.bridge, &club(world), id)
                .await
                .unwrap();
        });
        assert_eq!(follows(&stopped.await), 1);
    });
}

#[test]
fn a_start_out_of_the_file_shows_what_happened_to_a_whole_provider_or_by_a_deal() {
    on_both_engines(async |world| {
        let paid = after(&world, async |world| {
            let id = offer(&world.bridge, FIT).id;
            set_up::paid_weeks(&world.bridge, &[id], Some(16))
                .await
                .unwrap();
        });
        assert_eq!(follows(&paid.await), 1);
        assert_eq!(offer(&world.bridge, FIT).paid_weeks, Some(16));

        let suspended = after(&world, async |world| {
            let desk = as_caller(&world.desk);
            let club = world.club.organisation;
            let said = suspend_provider::suspend(&world.bridge, &desk, club, "onveilig");
            said.await.unwrap();
        });
        assert_eq!(follows(&suspended.await), 1);
        assert_eq!(everything(&world.bridge).0.len(), 2);

        let lifted = after(&world, async |world| {
            let desk = as_caller(&world.desk);
            let said = suspend_provider::lift(&world.bridge, &desk, world.club.organisation);
            said.await.unwrap();
        });
        assert_eq!(follows(&lifted.await), 1);
        assert_eq!(everything(&world.bridge).0.len(), 3);

        world.clock.advance(SignedDuration::from_hours(24 * 42));
        let all_right = after(&world, async |world| {
            keep_fresh::ask_providers(&world.bridge, "a").await.unwrap();
            let mails = world.mail().await;
            let asked = mails.iter().find(|mail| mail.to == "kade@brugdam.example");
            let token = token_in(asked.unwrap(), "/klopt/");
            keep_fresh::all_right(&world.bridge, &token).await.unwrap();
        });
        assert_eq!(follows(&all_right.await), 1);

        let renamed = after(&world, async |world| {
            let mut member = world.nurse.clone();
            member.organisation = world.desk.organisation;
            member.roles = [Role::Administrator].into_iter().collect();
            let admin = as_caller(&member);
            let mut now = contacts(&world.bridge, &admin).unwrap();
            now.desk.name = "Beweegloket".to_owned();
            change_contacts(&world.bridge, &admin, &now).await.unwrap();
        });
        assert_eq!(follows(&renamed.await), 2);
    });
}

#[test]
fn a_start_out_of_the_file_shows_what_imports_brought_and_what_was_taken_back() {
    on_both_engines(async |world| {
        let changed = after(&world, async |world| {
            let sheet = SHEET.replace("€ 24,00 per maand", "€ 42,00 per maand");
            import(world, "brugdam", &sheet).await;
        });
        assert_eq!(follows(&changed.await), 1);

        let ended = after(&world, async |world| {
            let walk_alone: Vec<&str> = SHEET.lines().take(2).collect();
            import(world, "brugdam", &walk_alone.join("\n")).await;
        });
        assert_eq!(follows(&ended.await), 2);

        let new = after(&world, async |world| {
            let twin = SHEET.lines().take(2).collect::<Vec<_>>().join("\n");
            let club = twin.replace("Wandelclub De Brug", "Wandelclub de brug!");
            import(world, "andere lijst", &club).await;
        });
        assert_eq!(follows(&new.await), 1);

        let undone = after(&world, async |world| {
            let done = undo_import(&world.bridge, world.home, "andere lijst", "Anouk").await;
            done.unwrap();
        });
        assert!(matches!(by_rows(&undone.await), ByRows::MuchChanged));

        let many = after(&world, async |world| {
            let row = SHEET.lines().nth(1).unwrap();
            let mut sheet = vec![SHEET.lines().next().unwrap().to_owned()];
            sheet.extend((0..101).map(|n| row.replace(";w1", &format!(";w{n}x"))));
            import(world, "lange lijst", &sheet.join("\n")).await;
        });
        assert!(matches!(by_rows(&many.await), ByRows::MuchChanged));

        let merged = after(&world, async |world| {
            let desk = as_caller(&world.desk);
            duplicates::propose(&world.bridge, world.home)
                .await
                .unwrap();
            let pairs = duplicates::waiting(&world.bridge, &desk).await.unwrap();
            let both = (pairs[0].first.id, pairs[0].second.id);
            let keep = Verdict::OneKeep(both.0);
            duplicates::judge(&world.bridge, &desk, both, keep)
                .await
                .unwrap();
        });
        assert_eq!(follows(&merged.await), 1);

        let bare = "naam;aanbieder;dag;van;prijs;bron_id\nYoga;Club A;ma;10.00;5,50;1\n";
        import(&world, "zonder woord", bare).await;
        let answered = after(&world, async |world| {
            let desk = as_caller(&world.desk);
            let (open, _) = answer_alike::questions(&world.bridge, &desk, 0)
                .await
                .unwrap();
            let amount = open.iter().find(|one| one.original == "5,50").unwrap();
            let said = Said::Per(Per::Lesson);
            let these = [amount.id.clone()];
            let done = answer_alike::answer(&world.bridge, &desk, &amount.id, &these, said).await;
            assert_eq!(done.unwrap(), 1);
        });
        assert_eq!(follows(&answered.await), 1);
    });
}

#[test]
fn offers_that_are_read_in_parts_are_all_offers_once() {
    on_both_engines(async |world| {
        let store = Store::open(&world.place, &world.key).await.unwrap();
        let mut reading = store.read().await.unwrap();
        let all = store::offers::visible(&mut reading).await.unwrap();
        assert_eq!(all.len(), 3);
        for (offers, count) in [(1, 4), (2, 2), (3, 2), (4, 1)] {
            let parts = store::offers::parts(&mut reading, offers).await.unwrap();
            assert_eq!(parts.len(), count);
            let mut read = Vec::new();
            for part in &parts {
                read.extend(store::offers::visible_in(&mut reading, part).await.unwrap());
            }
            assert_eq!(read, all);
        }
    });
}

#[test]
fn a_municipality_that_left_lives_on_in_no_file() {
    on_both_engines(async |world| {
        let folder = kept(&world).await;
        let file = folder.path().join("aanbod");
        let (node, _) = start(&world, &file).await;
        let order = Order {
            home: world.home,
            by: "Anouk",
            relies_on: ReliesOn::NoExport("proef"),
            others_hear: std::time::Duration::ZERO,
        };
        destroy_municipality(&node, order, &mut |_| {})
            .await
            .unwrap();
        assert!(!file.exists());
        assert_eq!(everything(&node).0.len(), 0);
        assert!(keep_offers(&node).await.unwrap());
        let bytes = std::fs::read(&file).unwrap();
        let name = b"Wandelclub";
        assert!(!bytes.windows(name.len()).any(|some| some == name));
        node.close().await;
        // Another node that serves takes its own away as soon as it hears.
        let elsewhere = folder.path().join("elders");
        std::fs::copy(&file, &elsewhere).unwrap();
        let (node, started) = start(&world, &elsewhere).await;
        assert_eq!(follows(&started), 0);
        node.close().await;
    });
}

#[test]
fn nodes_that_share_a_folder_leave_a_file_that_is_right() {
    on_both_engines(async |world| {
        let folder = kept(&world).await;
        let file = folder.path().join("aanbod");
        let (one, _) = start(&world, &file).await;
        let (other, _) = start(&world, &file).await;
        let id = offer(&world.bridge, FIT).id;
        let desk = as_caller(&world.desk);
        curate::confirm_offer(&world.bridge, &desk, id)
            .await
            .unwrap();
        for node in [&one, &other] {
            node.refresh().await.unwrap();
        }
        let (first, second) = tokio::join!(keep_offers(&one), keep_offers(&other));
        assert!(first.unwrap() && second.unwrap());
        let (node, started) = start(&world, &file).await;
        assert_eq!(follows(&started), 0);
        assert_eq!(everything(&node), everything(&world.bridge));
    });
}

#[test]
fn a_file_holds_no_changes_that_its_node_did_not_take_in() {
    on_both_engines(async |world| {
        let folder = kept(&world).await;
        let file = folder.path().join("aanbod");
        let (node, _) = start(&world, &file).await;
        let confirm = async |title| {
            let id = offer(&world.bridge, title).id;
            let desk = as_caller(&world.desk);
            curate::confirm_offer(&world.bridge, &desk, id)
                .await
                .unwrap();
        };
        // Nothing that it heard of is missing from the file.
        confirm(FIT).await;
        assert!(!keep_offers(&node).await.unwrap());
        // It heard of one change, and not of the next: it says nothing rather than what may be half
        // true.
        node.refresh().await.unwrap();
        confirm(DANCE).await;
        assert!(!keep_offers(&node).await.unwrap());
        let (_, started) = start(&world, &file).await;
        assert_eq!(follows(&started), 2);
        node.refresh().await.unwrap();
        assert!(keep_offers(&node).await.unwrap());
        let (_, started) = start(&world, &file).await;
        assert_eq!(follows(&started), 0);
    });
}
