//! Stories about what makes a referrer trust an offer: pictures, which the service point sees first;
//! how quickly its provider answers; and what the provider tells who refers.

#![allow(clippy::unwrap_used, reason = "a story that cannot be told must stop")]

mod support;

use std::io::Cursor;

use actions::judge_offers::{self, CHECKS};
use actions::pictures::{self, Hand, PictureDraft};
use actions::provider_page::{self, LookedAt};
use actions::submit_offer::{self, Keeper};
use actions::{ActionError, catalogue, sweep};
use domain::answering::AnswerPace;
use domain::ids::{OfferId, OrganisationId};
use domain::offer_draft::OfferDraft;
use domain::picture::{PictureDeed, PictureSize, PictureState};
use store::Store;
use support::{World, as_caller, on_both_engines, step};
use uuid::Uuid;

const WALK: &str = "Rustig wandelen door De Tuinen";

fn walk(world: &World) -> OfferId {
    let page = catalogue::catalogue(&world.bridge, &Default::default()).unwrap();
    let found = page.offers.iter().find(|one| one.offer.title == WALK);
    found.unwrap().offer.id
}

fn png() -> Vec<u8> {
    let image = image::RgbImage::from_pixel(640, 480, image::Rgb([200, 30, 30]));
    let mut bytes = Cursor::new(Vec::new());
    image.write_to(&mut bytes, image::ImageFormat::Png).unwrap();
    bytes.into_inner()
}

fn a_picture() -> PictureDraft {
    PictureDraft {
        bytes: png(),
        alt: "Vijf mensen wandelen door een park".to_owned(),
        agreed: true,
    }
}

fn of_club(world: &World) -> Hand {
    Hand::of_keeper(&Keeper::of(&as_caller(&world.club)).unwrap())
}

fn of_desk(world: &World) -> Hand {
    Hand::of_desk(&as_caller(&world.desk)).unwrap()
}

#[test]
fn a_providers_picture_is_seen_by_nobody_until_the_service_point_says_yes() {
    on_both_engines(async |world| {
        let (bridge, id) = (&world.bridge, walk(&world));
        let (club, desk) = (of_club(&world), of_desk(&world));
        let state = pictures::add(bridge, &club, id, a_picture()).await.unwrap();
        assert_eq!(state, PictureState::Waiting);
        assert_eq!(pictures::shown(bridge, id), []);
        let list = pictures::waiting(bridge, &as_caller(&world.desk)).await;
        let list = list.unwrap();
        assert_eq!(list.len(), 1);
        assert_eq!(list[0].provider, "Wandelclub De Brug");
        let picture = &list[0].picture;
        assert_eq!(picture.alt, "Vijf mensen wandelen door een park");
        assert_eq!(picture.consent_by, Some(world.club.user));
        assert_eq!(picture.consent_at, bridge.now());
        let other = world.another_node().await;
        let yes = PictureDeed::Approve;
        // Its provider cannot say yes for the service point.
        let own_yes = pictures::act(bridge, &club, (id, 1), yes, "").await;
        assert!(matches!(own_yes, Err(ActionError::NotFound)));
        let said = pictures::act(bridge, &desk, (id, 1), yes, "").await;
        assert_eq!(said.unwrap(), PictureState::Shown);
        let twice = pictures::act(bridge, &desk, (id, 1), yes, "").await;
        assert!(matches!(twice, Err(ActionError::NotFound)));
        other.refresh().await.unwrap();
        for node in [bridge, &other] {
            let shown = pictures::shown(node, id);
            assert_eq!(shown.len(), 1);
            let mut sizes = Vec::new();
            for size in [PictureSize::Small, PictureSize::Large] {
                let bytes = pictures::shown_bytes(node, (id, &shown[0]), size).await;
                let bytes = bytes.unwrap();
                assert_eq!(bytes[..2], [0xff, 0xd8]);
                sizes.push(bytes.len());
            }
            assert!(sizes[0] < sizes[1]);
        }
        // An offer that is out of sight takes its pictures along.
        submit_offer::stop(bridge, &Keeper::of(&as_caller(&world.club)).unwrap(), id)
            .await
            .unwrap();
        assert_eq!(pictures::shown(bridge, id), []);
    });
}

#[test]
fn a_no_has_a_reason_and_what_is_taken_away_can_be_put_back_for_a_day() {
    on_both_engines(async |world| {
        let (bridge, id) = (&world.bridge, walk(&world));
        let (club, desk) = (of_club(&world), of_desk(&world));
        let shown = pictures::add(bridge, &desk, id, a_picture()).await;
        assert_eq!(shown.unwrap(), PictureState::Shown);
        let silent = pictures::act(bridge, &desk, (id, 1), PictureDeed::Refuse, " ").await;
        let Err(ActionError::Faults(faults)) = silent else {
            panic!("{silent:?}")
        };
        assert_eq!(
            (faults[0].location.as_ref(), faults[0].code),
            ("woorden", "ontbreekt")
        );
        let no = "Een kind is goed te herkennen";
        let refused = pictures::act(bridge, &desk, (id, 1), PictureDeed::Refuse, no).await;
        assert_eq!(refused.unwrap(), PictureState::Refused);
        assert_eq!(pictures::shown(bridge, id), []);
        let seen = pictures::gallery(bridge, &club, id).await.unwrap();
        assert_eq!(seen.pictures[0].words.as_deref(), Some(no));
        for (deed, state) in [
            (PictureDeed::Remove, PictureState::Removed),
            (PictureDeed::PutBack, PictureState::Waiting),
            (PictureDeed::Remove, PictureState::Removed),
        ] {
            let now = pictures::act(bridge, &club, (id, 1), deed, "").await;
            assert_eq!(now.unwrap(), state);
        }
        world.later(23);
        sweep::sweep(bridge).await.unwrap();
        let left = pictures::gallery(bridge, &club, id).await.unwrap();
        assert_eq!(left.pictures.len(), 1);
        world.later(2);
        sweep::sweep(bridge).await.unwrap();
        let left = pictures::gallery(bridge, &club, id).await.unwrap();
        assert!(left.pictures.is_empty());
    });
}

#[test]
fn three_is_enough_and_all_that_is_wrong_is_told_at_once() {
    on_both_engines(async |world| {
        let (bridge, id) = (&world.bridge, walk(&world));
        let club = of_club(&world);
        let told = |sent: Result<PictureState, ActionError>| -> Vec<(String, &'static str)> {
            let Err(ActionError::Faults(faults)) = sent else {
                panic!("{sent:?}")
            };
            let faults = faults.into_iter();
            faults
                .map(|fault| (fault.location.to_string(), fault.code))
                .collect()
        };
        let wrong = PictureDraft {
            bytes: b"<svg onload='alert(1)'/>".to_vec(),
            alt: " ".to_owned(),
            agreed: false,
        };
        let faults = told(pictures::add(bridge, &club, id, wrong).await);
        let expected = [
            ("foto", "foto-soort"),
            ("beschrijving", "ontbreekt"),
            ("akkoord", "ontbreekt"),
        ];
        assert_eq!(faults, expected.map(|(at, code)| (at.to_owned(), code)));
        for _ in 0..3 {
            pictures::add(bridge, &club, id, a_picture()).await.unwrap();
        }
        let full = told(pictures::add(bridge, &club, id, a_picture()).await);
        assert_eq!(full, [("foto".to_owned(), "te-veel")]);
        // The place of one that is taken away is free.
        pictures::act(bridge, &club, (id, 2), PictureDeed::Remove, "")
            .await
            .unwrap();
        pictures::add(bridge, &club, id, a_picture()).await.unwrap();
        let slots: Vec<u8> = pictures::gallery(bridge, &club, id)
            .await
            .unwrap()
            .pictures
            .iter()
            .map(|one| one.slot)
            .collect();
        assert_eq!(slots, [1, 2, 3]);
    });
}

#[test]
fn pictures_of_an_offer_that_ended_are_out_of_reach_and_destroyed_after_ninety_days() {
    on_both_engines(async |world| {
        let (bridge, id) = (&world.bridge, walk(&world));
        let club = of_club(&world);
        pictures::add(bridge, &club, id, a_picture()).await.unwrap();
        let keeper = Keeper::of(&as_caller(&world.club)).unwrap();
        submit_offer::stop(bridge, &keeper, id).await.unwrap();
        for hand in [&club, &of_desk(&world)] {
            let look = pictures::gallery(bridge, hand, id).await;
            assert!(matches!(look, Err(ActionError::NotFound)));
            let added = pictures::add(bridge, hand, id, a_picture()).await;
            assert!(matches!(added, Err(ActionError::NotFound)));
        }
        let left = async || {
            sweep::sweep(bridge).await.unwrap();
            let store = Store::open_to_check(&world.place).await.unwrap();
            let mut reading = store.read().await.unwrap();
            store::pictures::of_offer(&mut reading, id)
                .await
                .unwrap()
                .len()
        };
        world.later(24 * 90 - 1);
        assert_eq!(left().await, 1);
        world.later(2);
        assert_eq!(left().await, 0);
    });
}

#[test]
fn nobody_else_reaches_an_offers_pictures() {
    on_both_engines(async |world| {
        let (bridge, id) = (&world.bridge, walk(&world));
        pictures::add(bridge, &of_club(&world), id, a_picture())
            .await
            .unwrap();
        assert!(Hand::of_desk(&as_caller(&world.club)).is_err());
        assert!(Hand::of_desk(&as_caller(&world.nurse)).is_err());
        assert!(Keeper::of(&as_caller(&world.nurse)).is_err());
        let stranger = Hand::of_keeper(&Keeper::of(&as_caller(&world.other_club)).unwrap());
        let picture = (id, 1);
        assert!(pictures::gallery(bridge, &stranger, id).await.is_err());
        assert!(
            pictures::add(bridge, &stranger, id, a_picture())
                .await
                .is_err()
        );
        let size = PictureSize::Small;
        let look = pictures::kept_bytes(bridge, &stranger, picture, size).await;
        assert!(matches!(look, Err(ActionError::NotFound)));
        let remove = PictureDeed::Remove;
        let taken = pictures::act(bridge, &stranger, picture, remove, "").await;
        assert!(matches!(taken, Err(ActionError::NotFound)));
        let none = pictures::waiting(bridge, &as_caller(&world.club)).await;
        assert!(matches!(none, Err(ActionError::Forbidden)));
        // Its own keeper does, before anybody else sees it.
        let own = pictures::kept_bytes(bridge, &of_club(&world), picture, size).await;
        assert_eq!(own.unwrap().1[..2], [0xff, 0xd8]);
    });
}

#[test]
fn how_quickly_a_provider_answers_is_told_from_ten_referrals_on_and_to_who_refers() {
    on_both_engines(async |world| {
        let (bridge, club) = (&world.bridge, as_caller(&world.club));
        let nurse = as_caller(&world.nurse);
        let page = provider_page::provider(bridge, world.club.organisation).unwrap();
        let pace = async || {
            let told = provider_page::for_referrers(bridge, &nurse, &page.provider).await;
            told.unwrap().pace
        };
        // Half of them did not agree to be counted, and are not.
        for number in 0..20 {
            assert_eq!(pace().await, None);
            let mut draft = world.piet();
            draft.client.phone = format!("06 98 76 54 {number:02}");
            draft.consent.figures = Some(number % 2 == 1);
            let sent = world.refer(&draft).await;
            world.later(30);
            world.step(&club, sent.id, step("aanvaard")).await.unwrap();
        }
        assert_eq!(pace().await, Some(AnswerPace::Within(2)));
        // One that waits says nothing yet.
        world.refer(&world.piet()).await;
        assert_eq!(pace().await, Some(AnswerPace::Within(2)));
        let refused = provider_page::for_referrers(bridge, &club, &page.provider).await;
        assert!(matches!(refused, Err(ActionError::Forbidden)));
    });
}

#[test]
fn what_a_provider_tells_who_refers_is_looked_at_first() {
    on_both_engines(async |world| {
        let (bridge, desk) = (&world.bridge, as_caller(&world.desk));
        let club = Keeper::of(&as_caller(&world.club)).unwrap();
        let yoga = OfferDraft {
            title: "Stoelyoga".to_owned(),
            activity: "yoga".to_owned(),
            postcode: "5299 AC".to_owned(),
            contact_name: "Tineke".to_owned(),
            contact_function: "trainer".to_owned(),
            contact_phone: "073 123 45 67".to_owned(),
            trainer: "Fysiotherapeut".to_owned(),
            tell_client: "Eerst kijken mag.".to_owned(),
            ..OfferDraft::default()
        };
        let id = submit_offer::submit_new(bridge, &club, &yoga)
            .await
            .unwrap();
        let titles = || -> Vec<String> {
            let page = provider_page::provider(bridge, world.club.organisation).unwrap();
            let offers = page.offers.iter();
            offers.map(|offer| offer.title.clone()).collect()
        };
        assert_eq!(titles(), [WALK]);
        let list = judge_offers::list(bridge, &desk).await.unwrap();
        let checks: Vec<String> = CHECKS.map(str::to_owned).to_vec();
        judge_offers::approve(bridge, &desk, &[list[0].id], &checks)
            .await
            .unwrap();
        assert_eq!(titles(), [WALK, "Stoelyoga"]);
        let page = provider_page::provider(bridge, world.club.organisation).unwrap();
        let told = provider_page::for_referrers(bridge, &desk, &page.provider).await;
        let looked = LookedAt {
            at: bridge.now(),
            points: CHECKS.to_vec(),
        };
        assert_eq!(told.unwrap().looked_at, [(id, looked)].into());
        let offer = &page.offers[1].for_referrers;
        assert_eq!(offer.trainer.as_deref(), Some("Fysiotherapeut"));
        assert_eq!(offer.contact_function.as_deref(), Some("trainer"));
        // A change of what draws people in waits; what stood there is shown meanwhile.
        let mut draft = submit_offer::open(bridge, &club, id).await.unwrap().draft;
        draft.tell_client = "U krijgt koffie.".to_owned();
        submit_offer::change(bridge, &club, id, &draft)
            .await
            .unwrap();
        let page = provider_page::provider(bridge, world.club.organisation).unwrap();
        let tell = page.offers[1].for_referrers.tell_client.as_deref();
        assert_eq!(tell, Some("Eerst kijken mag."));
    });
}

#[test]
fn only_a_provider_with_something_to_show_has_a_page() {
    on_both_engines(async |world| {
        let bridge = &world.bridge;
        let made_up = OrganisationId::new(Uuid::from_u128(7));
        for id in [made_up, world.desk.organisation, world.nurse.organisation] {
            let page = provider_page::provider(bridge, id);
            assert!(matches!(page, Err(ActionError::NotFound)));
        }
        let club = Keeper::of(&as_caller(&world.club)).unwrap();
        submit_offer::stop(bridge, &club, walk(&world))
            .await
            .unwrap();
        let page = provider_page::provider(bridge, world.club.organisation);
        assert!(matches!(page, Err(ActionError::NotFound)));
    });
}
