//! Two municipalities with the same kind of offers in one installation: each service point reads and
//! decides about its own alone. On both engines.

#![allow(clippy::unwrap_used, reason = "a story that cannot be told must stop")]

mod support;

use std::future::Future;
use std::pin::Pin;

use actions::check_websites::{Probe, check_websites};
use actions::decide_on_offers::{self, decide};
use actions::deliver::MailProblem;
use actions::duplicates::{self, Verdict};
use actions::import_offers::import_sheet;
use actions::judge_offers::{self, CHECKS};
use actions::pictures::{self, Hand, PictureDraft};
use actions::search::WishesDraft;
use actions::submit_offer::{self, Keeper};
use actions::undo_import::{UndoProblem, imports_for, undo_for};
use actions::{
    ActionError, Bridge, Caller, catalogue, curate, keep_fresh, list_referrals,
    report_unmet_demand, set_up,
};
use domain::actor::Member;
use domain::freshness::Decision;
use domain::ids::{MunicipalityId, OfferId};
use domain::offer_draft::OfferDraft;
use domain::picture::{PictureDeed, PictureState};
use jiff::SignedDuration;
use support::{SHEET, World, as_caller, on_both_engines};

/// What is told of one municipality: its service point, its club, and who refers there.
struct Side {
    desk: Caller,
    club: Caller,
    nurse: Caller,
    /// What the walk of its club is called.
    walk: &'static str,
}

const OURS: &str = "Rustig wandelen door De Tuinen";
const THEIRS: &str = "Rustig wandelen langs De Kade";

/// No website answers.
struct Silence;

impl Probe for Silence {
    fn look<'a>(
        &'a self,
        _address: &'a str,
    ) -> Pin<Box<dyn Future<Output = Result<(), String>> + Send + 'a>> {
        Box::pin(async { Err("geen antwoord".to_owned()) })
    }
}

fn id_of(bridge: &Bridge, title: &str) -> OfferId {
    let page = catalogue::catalogue(bridge, &Default::default()).unwrap();
    let found = page.offers.iter().find(|one| one.offer.title == title);
    found.unwrap().offer.id
}

/// The next municipality, with the same sheet under other names.
async fn next_door(world: &World) -> Side {
    let bridge = &world.bridge;
    let home: MunicipalityId = "GM9002".parse().unwrap();
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
    let (desk, _) = set_up::municipality(bridge, &new).await.unwrap();
    let sheet = SHEET
        .replace(OURS, THEIRS)
        .replace("Bewegen op", "Dansen op");
    let sheet = sheet.replace("Fit & Rustig", "Fit & Vlug");
    import_sheet(bridge, home, "brugdam", sheet.as_bytes(), false)
        .await
        .unwrap();
    let page = catalogue::catalogue(bridge, &Default::default()).unwrap();
    let walk = page.offers.iter().find(|one| one.offer.title == THEIRS);
    let club = walk.unwrap().offer.provider;
    let of = |member: &Member, organisation| {
        as_caller(&Member {
            municipality: home,
            organisation,
            ..member.clone()
        })
    };
    Side {
        desk: of(&world.desk, desk),
        club: of(&world.club, club),
        nurse: of(&world.nurse, world.nurse.organisation),
        walk: THEIRS,
    }
}

/// Everything a service point looks after, in one municipality.
async fn fill(world: &World, side: &Side) {
    let bridge = &world.bridge;
    let home = side.desk.as_member().unwrap().municipality;
    let walk = id_of(bridge, side.walk);
    let second = format!(
        "naam;aanbieder;activiteit;dag;van;tot;adres;postcode;website;bron_id\n\
         {};De Brug;wandelen;dinsdag;10:00;11:00;Tuinlaan 12;5299 AB;www.{home}.example;x1\n",
        side.walk
    );
    import_sheet(bridge, home, "tweede", second.as_bytes(), false)
        .await
        .unwrap();
    assert_eq!(duplicates::propose(bridge, home).await.unwrap(), 1);
    let club = Keeper::of(&side.club).unwrap();
    let draft = OfferDraft {
        title: format!("Nieuw in {home}"),
        activity: "yoga".to_owned(),
        postcode: "5299 AC".to_owned(),
        contact_name: "Tineke".to_owned(),
        contact_phone: "073 123 45 67".to_owned(),
        ..OfferDraft::default()
    };
    submit_offer::submit_new(bridge, &club, &draft)
        .await
        .unwrap();
    let image = image::RgbImage::from_pixel(640, 480, image::Rgb([200, 30, 30]));
    let mut bytes = std::io::Cursor::new(Vec::new());
    image.write_to(&mut bytes, image::ImageFormat::Png).unwrap();
    let picture = PictureDraft {
        bytes: bytes.into_inner(),
        alt: format!("Wandelaars in {home}"),
        agreed: true,
    };
    pictures::add(bridge, &Hand::of_keeper(&club), walk, picture)
        .await
        .unwrap();
    let wishes = WishesDraft {
        postcode: "5299".to_owned(),
        ..WishesDraft::default()
    };
    let why = format!("Niets in {home}");
    report_unmet_demand::report_unmet_demand(bridge, &side.nurse, &wishes, &why)
        .await
        .unwrap();
}

/// What a service point reads, a list each.
async fn read(bridge: &Bridge, desk: &Caller) -> Vec<Vec<String>> {
    let care = decide_on_offers::list(bridge, desk).await.unwrap();
    assert_eq!(
        care.still_asked, 0,
        "what is late in one place is late there alone"
    );
    let titles = |all: Vec<decide_on_offers::Undecided>| all.into_iter().map(|one| one.title);
    let to_judge = judge_offers::list(bridge, desk).await.unwrap();
    let waiting = pictures::waiting(bridge, desk).await.unwrap();
    let pairs = duplicates::waiting(bridge, desk).await.unwrap();
    let missed = list_referrals::unmet_demand(bridge, desk).await.unwrap();
    let imports = imports_for(bridge, desk).await.unwrap();
    vec![
        titles(care.unconfirmed).collect(),
        titles(care.hidden).collect(),
        care.unreached.into_iter().map(|one| one.name).collect(),
        care.broken.into_iter().map(|one| one.website).collect(),
        to_judge.into_iter().map(|one| one.title).collect(),
        waiting.into_iter().map(|one| one.picture.alt).collect(),
        pairs.into_iter().map(|one| one.first.title).collect(),
        missed.into_iter().filter_map(|one| one.reason).collect(),
        imports
            .into_iter()
            .map(|one| one.run.municipality.to_string())
            .collect(),
    ]
}

#[test]
fn a_service_point_reads_and_decides_about_its_own_municipality_alone() {
    on_both_engines(async |world| {
        let bridge = &world.bridge;
        let ours = Side {
            desk: as_caller(&world.desk),
            club: as_caller(&world.club),
            nurse: as_caller(&world.nurse),
            walk: OURS,
        };
        let theirs = next_door(&world).await;
        let walk = id_of(bridge, OURS);
        for side in [&ours, &theirs] {
            fill(&world, side).await;
        }
        for (side, title) in [(&ours, "Bewegen op muziek"), (&theirs, "Dansen op muziek")] {
            let id = id_of(bridge, title);
            decide(bridge, &side.desk, id, Decision::Hide)
                .await
                .unwrap();
        }
        // Both clubs are asked and not reached; websites fail twice; four weeks go by.
        world.clock.advance(SignedDuration::from_hours(24 * 42));
        assert_eq!(keep_fresh::ask_providers(bridge, "a").await.unwrap(), 2);
        world.post.refuse(Some(MailProblem {
            permanent: true,
            cause: "550".to_owned(),
        }));
        assert!(world.mail().await.is_empty());
        check_websites(bridge, &Silence, "a").await.unwrap();
        world.clock.advance(SignedDuration::from_hours(24 * 29));
        check_websites(bridge, &Silence, "a").await.unwrap();

        let expected = |home: &str, fit: &str, music: &str, walk: &str| -> Vec<Vec<String>> {
            let one = |text: &str| vec![text.to_owned()];
            vec![
                one(fit),
                one(music),
                one("Sportcentrum De Kade"),
                one(&format!("https://www.{home}.example")),
                one(&format!("Nieuw in {home}")),
                one(&format!("Wandelaars in {home}")),
                one(walk),
                one(&format!("Niets in {home}")),
                vec![home.to_owned(); 2],
            ]
        };
        let of_ours = expected("GM9001", "Fit & Rustig", "Bewegen op muziek", OURS);
        let of_theirs = expected("GM9002", "Fit & Vlug", "Dansen op muziek", THEIRS);
        assert_eq!(read(bridge, &ours.desk).await, of_ours);
        assert_eq!(read(bridge, &theirs.desk).await, of_theirs);

        // Nothing of ours is theirs to decide about, though they know its key.
        let desk = &theirs.desk;
        let hidden = decide_on_offers::list(bridge, &ours.desk).await.unwrap();
        let hidden = hidden.hidden[0].id;
        for (id, decision) in [
            (walk, Decision::Keep),
            (walk, Decision::Hide),
            (walk, Decision::End),
            (hidden, Decision::Show),
        ] {
            let said = decide(bridge, desk, id, decision).await;
            assert!(matches!(said, Err(ActionError::NotFound)), "{decision:?}");
        }
        let said = curate::confirm_offer(bridge, desk, walk).await;
        assert!(matches!(said, Err(ActionError::Forbidden)));
        let change = judge_offers::list(bridge, &ours.desk).await.unwrap()[0].id;
        let checks = CHECKS.map(str::to_owned);
        let said = judge_offers::approve(bridge, desk, &[change], &checks).await;
        assert!(matches!(said, Err(ActionError::NotFound)));
        let said = judge_offers::send_back(bridge, desk, change, "Wat kost het?").await;
        assert!(matches!(said, Err(ActionError::NotFound)));
        let hand = Hand::of_desk(desk).unwrap();
        assert!(pictures::gallery(bridge, &hand, walk).await.is_err());
        let said = pictures::act(bridge, &hand, (walk, 1), PictureDeed::Approve, "").await;
        assert!(matches!(said, Err(ActionError::NotFound)));
        let pair = &duplicates::waiting(bridge, &ours.desk).await.unwrap()[0];
        let both = (pair.first.id, pair.second.id);
        for verdict in [Verdict::Two, Verdict::OneKeep(pair.first.id)] {
            let said = duplicates::judge(bridge, desk, both, verdict).await;
            assert!(matches!(said, Err(ActionError::NotFound)));
        }
        let run = imports_for(bridge, &ours.desk).await.unwrap()[0]
            .run
            .id
            .clone();
        let said = undo_for(bridge, desk, &run).await.unwrap();
        assert!(matches!(said, Err(UndoProblem::NotFound)));
        assert_eq!(read(bridge, &ours.desk).await, of_ours);
        // Its own service point is not refused.
        let own = Hand::of_desk(&ours.desk).unwrap();
        let said = pictures::act(bridge, &own, (walk, 1), PictureDeed::Approve, "").await;
        assert_eq!(said.unwrap(), PictureState::Shown);
    });
}
