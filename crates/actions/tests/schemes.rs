//! Schemes that pay part of what sport costs: the municipality names them, a search counts what is
//! left to pay. Told on both engines.

#![allow(clippy::unwrap_used, reason = "a story that cannot go on must stop")]

mod support;

use actions::change_schemes::{SchemeDraft, change_schemes};
use actions::search::{SearchAnswer, ShownHit, WishesDraft, search};
use actions::{ActionError, Bridge, import_offers, set_up};
use domain::geo::Point;
use domain::ids::MunicipalityId;
use domain::organisation::Role;
use support::{World, as_caller, on_both_engines};

fn fund(name: &str, monthly: u32) -> SchemeDraft {
    SchemeDraft {
        name: name.to_owned(),
        monthly: Some(monthly),
    }
}

/// Swimming for € 25 a month, for € 40, and for nothing.
async fn pools(world: &World) {
    let sheet = "naam;aanbieder;activiteit;dag;van;tot;postcode;prijs;bron_id\n\
        Baantjes;Zwembad De Golf;zwemmen;maandag;09:00;10:00;5299 AC;€ 25 per maand;z1\n\
        Duiken;Zwembad De Golf;zwemmen;dinsdag;09:00;10:00;5299 AC;€ 40 per maand;z2\n\
        Hangen;Zwembad De Golf;zwemmen;woensdag;09:00;10:00;5299 AC;gratis;z3\n";
    import_offers::import_sheet(&world.bridge, world.home, "golf", sheet.as_bytes(), false)
        .await
        .unwrap();
}

fn wishes(schemes: &[&str]) -> WishesDraft {
    WishesDraft {
        postcode: "5299AB".to_owned(),
        activities: vec!["zwemmen".to_owned()],
        max_price: Some(1_000),
        schemes: schemes.iter().map(|name| (*name).to_owned()).collect(),
        ..WishesDraft::default()
    }
}

fn found(bridge: &Bridge, schemes: &[&str]) -> SearchAnswer {
    search(bridge, &wishes(schemes)).unwrap()
}

fn titles(answer: &SearchAnswer) -> Vec<&str> {
    let hits = answer.hits.iter();
    hits.map(|hit| hit.offer.title.as_str()).collect()
}

fn price(hit: &ShownHit) -> &str {
    let told = hit.reasons.iter().find(|reason| reason.code == "prijs");
    told.map_or("", |reason| reason.text.as_str())
}

#[test]
fn what_schemes_pay_goes_off_the_price_and_is_told() {
    on_both_engines(async |world| {
        pools(&world).await;
        let other = world.another_node().await;
        let admin = world.with_role(Role::Administrator);
        let schemes = [fund("Volwassenenfonds", 2_000), fund("Meedoenpas", 1_500)];
        change_schemes(&world.bridge, &admin, &schemes)
            .await
            .unwrap();
        other.refresh().await.unwrap();
        for bridge in [&world.bridge, &other] {
            assert_eq!(titles(&found(bridge, &[])), ["Hangen"]);
            let answer = found(bridge, &[" volwassenenfonds", "Volwassenenfonds"]);
            assert_eq!(titles(&answer), ["Hangen", "Baantjes"]);
            let free = &answer.hits[0];
            assert_eq!((free.after_schemes, price(free)), (None, "gratis"));
            let hit = &answer.hits[1];
            assert_eq!(
                (hit.month_price, hit.after_schemes),
                (Some(2_500), Some(500))
            );
            assert_eq!(
                price(hit),
                "€ 25,00 per maand, met regeling € 5,00 per maand"
            );
            let both = found(bridge, &["Volwassenenfonds", "Meedoenpas"]);
            let mut all = titles(&both);
            all.sort_unstable();
            assert_eq!(all, ["Baantjes", "Duiken", "Hangen"]);
            // What is paid whole counts as what costs nothing.
            let counts = |title: &str| {
                let hit = both.hits.iter().find(|hit| hit.offer.title == title);
                let told = hit.unwrap().reasons.iter();
                told.filter(|reason| reason.code == "prijs")
                    .map(|reason| reason.contribution)
                    .sum::<u8>()
            };
            assert_eq!(counts("Baantjes"), counts("Hangen"));
            assert!(counts("Duiken") < counts("Hangen"));
            let laps = both.hits.iter().find(|hit| hit.offer.title == "Baantjes");
            assert_eq!(
                price(laps.unwrap()),
                "€ 25,00 per maand, met regeling gratis"
            );
        }
    });
}

#[test]
fn a_scheme_that_is_unknown_is_a_fault_that_names_those_there_are() {
    on_both_engines(async |world| {
        let admin = world.with_role(Role::Administrator);
        change_schemes(&world.bridge, &admin, &[fund("Meedoenpas", 1_500)])
            .await
            .unwrap();
        let Err(ActionError::Faults(faults)) = search(&world.bridge, &wishes(&["Stadspas"])) else {
            panic!("an unknown scheme was believed");
        };
        assert_eq!(faults.len(), 1);
        assert_eq!(faults[0].location, "regelingen[0]");
        assert_eq!(faults[0].detail.as_deref(), Some("Meedoenpas"));
    });
}

#[test]
fn only_the_municipalitys_administrator_names_schemes_and_hears_every_fault() {
    on_both_engines(async |world| {
        let refused = change_schemes(&world.bridge, &as_caller(&world.nurse), &[]).await;
        assert!(matches!(refused, Err(ActionError::Forbidden)));
        let admin = world.with_role(Role::Administrator);
        let wrong = [
            fund("Fonds", 2_000),
            fund(" fonds ", 2_000),
            fund("", 2_000),
            fund(&"x".repeat(61), 50_001),
            SchemeDraft::default(),
        ];
        let Err(ActionError::Faults(faults)) = change_schemes(&world.bridge, &admin, &wrong).await
        else {
            panic!("faults were let through");
        };
        let told: Vec<_> = faults
            .iter()
            .map(|fault| (fault.location.as_str(), fault.code))
            .collect();
        assert_eq!(
            told,
            [
                ("regelingNaam-2", "regeling-dubbel"),
                ("regelingNaam-3", "ontbreekt"),
                ("regelingNaam-4", "te-lang"),
                ("regelingBedrag-4", "prijs"),
                ("regelingNaam-5", "ontbreekt"),
                ("regelingBedrag-5", "prijs"),
            ]
        );
        let home = world.bridge.municipality(world.home).unwrap();
        assert_eq!(home.settings.schemes, []);
    });
}

#[test]
fn the_scheme_of_another_municipality_pays_nothing_here() {
    on_both_engines(async |world| {
        let bridge = &world.bridge;
        let far: MunicipalityId = "GM9002".parse().unwrap();
        let post = |name: &str| {
            let email = format!("{name}@kade.example");
            (format!("{name} Kade"), email, "088 111 11 11".to_owned())
        };
        let new = set_up::NewMunicipality {
            id: far,
            name: "Kade".to_owned(),
            service_point: post("servicepunt"),
            coach_team: post("coaches"),
        };
        let (desk, _) = set_up::municipality(bridge, &new).await.unwrap();
        let known = set_up::KnownPostcode {
            code: "5298AB".to_owned(),
            point: Point::new(51.70, 5.30).unwrap(),
            place: Some("Kade".to_owned()),
            municipality: Some("GM9002".to_owned()),
        };
        set_up::postcodes(bridge, &[known]).await.unwrap();
        let mut theirs = world.desk.clone();
        (theirs.municipality, theirs.organisation) = (far, desk);
        theirs.roles = [Role::Administrator].into_iter().collect();
        let ours = world.with_role(Role::Administrator);
        change_schemes(bridge, &ours, &[fund("Brugpas", 2_000)])
            .await
            .unwrap();
        change_schemes(bridge, &as_caller(&theirs), &[fund("Kadepas", 2_000)])
            .await
            .unwrap();
        for (postcode, own, other) in [
            ("5299AB", "Brugpas", "Kadepas"),
            ("5298AB", "Kadepas", "Brugpas"),
        ] {
            let from = |scheme: &str| WishesDraft {
                postcode: postcode.to_owned(),
                ..wishes(&[scheme])
            };
            assert!(search(bridge, &from(own)).is_ok(), "{own}");
            let Err(ActionError::Faults(faults)) = search(bridge, &from(other)) else {
                panic!("{other} was believed at {postcode}");
            };
            assert_eq!(faults[0].detail.as_deref(), Some(own));
        }
    });
}

#[test]
fn who_reads_a_price_that_a_deal_pays_first_reads_for_how_many_weeks() {
    on_both_engines(async |world| {
        pools(&world).await;
        let dear = WishesDraft {
            max_price: None,
            ..wishes(&[])
        };
        let laps = || {
            let answer = search(&world.bridge, &dear).unwrap();
            let mut hits = answer.hits.into_iter();
            hits.find(|hit| hit.offer.title == "Baantjes").unwrap()
        };
        assert_eq!(laps().price_text, "€ 25,00 per maand");
        set_up::paid_weeks(&world.bridge, &[laps().offer_id], Some(16))
            .await
            .unwrap();
        world.bridge.refresh().await.unwrap();
        let told = documents::dutch::price_after_deal(&laps().offer);
        assert!(told.contains("16") && told.contains("€ 25,00"), "{told}");
        assert_eq!(laps().price_text, told);
    });
}
