use jiff::civil::{Weekday, time};
use rstest::rstest;
use uuid::Uuid;

use super::*;
use crate::codes::Guidance;
use crate::offer::{Ages, ForReferrers, OfferContact, Venue};

fn id<T>(number: u128, make: impl Fn(Uuid) -> T) -> T {
    make(Uuid::from_u128(number))
}

fn walk() -> Offer {
    Offer {
        id: id(1, crate::ids::OfferId::new),
        municipality: "GM9001".parse().unwrap(),
        provider: id(2, crate::ids::OrganisationId::new),
        provider_name: "Wandelclub De Brug".to_owned(),
        title: "Rustig wandelen".to_owned(),
        activity: "wandelen".parse().unwrap(),
        description: None,
        venue: Venue {
            postcode: "5299AB".parse().ok(),
            ..Venue::default()
        },
        ages: Ages::default(),
        level: Some(Level::Gentle),
        guidance: Codes::NONE,
        self_reliance: Codes::NONE,
        accessibility: Codes::NONE,
        groups: Codes::NONE,
        languages: Codes::NONE,
        price: Some(Price {
            cents: 200,
            per: Per::Lesson,
        }),
        price_on_request: false,
        trial: Some(Trial::Free),
        paid_weeks: Some(16),
        recognition: None,
        wait: None,
        season: None,
        bring: None,
        meeting_point: None,
        contact: OfferContact {
            phone: Some("073 123 45 67".to_owned()),
            ..OfferContact::default()
        },
        confirmed_on: None,
        confirmed_by: None,
        not_for: None,
        for_referrers: ForReferrers::default(),
        ends_on: None,
        status: OfferStatus::Visible,
        sessions: vec![Session {
            id: id(3, SessionId::new),
            day: Some(Weekday::Tuesday),
            by_appointment: false,
            from: Some(time(10, 0, 0, 0)),
            to: Some(time(11, 0, 0, 0)),
            places_left: Some(4),
            status: OfferStatus::Visible,
        }],
    }
}

fn read(draft: &OfferDraft) -> Result<Offer, Vec<Fault>> {
    let mut next = 100;
    draft.read(&walk(), || {
        next += 1;
        id(next, SessionId::new)
    })
}

fn faults(draft: &OfferDraft) -> Vec<(String, &'static str)> {
    let faults = read(draft).unwrap_err();
    let told = faults.into_iter();
    told.map(|fault| (fault.location.to_string(), fault.code))
        .collect()
}

#[test]
fn a_form_that_nobody_touched_changes_nothing() {
    let draft = OfferDraft::of(&walk());
    assert_eq!(read(&draft).unwrap(), walk());
    assert_eq!(Field::changed(&walk(), &walk()), []);
}

#[test]
fn what_changed_is_told_by_field_and_what_draws_people_in_waits() {
    let mut draft = OfferDraft::of(&walk());
    draft.price = "2,50".to_owned();
    draft.guidance = vec![Guidance::ALL[0].code().to_owned()];
    draft.moments[0].from = "10.30".to_owned();
    draft.not_for = "Niet in een rolstoel".to_owned();
    let after = read(&draft).unwrap();
    let changed = Field::changed(&walk(), &after);
    let expected = [Field::Moments, Field::Price, Field::Guidance, Field::NotFor];
    assert_eq!(changed, expected);
    let waiting: Vec<_> = changed
        .iter()
        .filter(|field| !field.goes_live_at_once())
        .collect();
    assert_eq!(waiting, [&Field::Guidance]);
    let mut shown = walk();
    Field::Price.take(&mut shown, &after);
    assert_eq!(Field::changed(&walk(), &shown), [Field::Price]);
    assert_eq!(
        Field::read_all("prijs onzin momenten"),
        [Field::Price, Field::Moments]
    );
}

#[test]
fn a_trainers_competence_waits_and_what_the_contact_person_does_is_shown_at_once() {
    let mut draft = OfferDraft::of(&walk());
    draft.trainer = "Fysiotherapeut, werkt al tien jaar met ouderen".to_owned();
    draft.tell_client = "Er is altijd koffie. U mag eerst kijken.".to_owned();
    draft.contact_function = "trainer".to_owned();
    let after = read(&draft).unwrap();
    assert_eq!(OfferDraft::of(&after), draft);
    let changed = Field::changed(&walk(), &after);
    assert_eq!(changed, [Field::Trainer, Field::TellClient, Field::Contact]);
    let live: Vec<bool> = changed.iter().map(|one| one.goes_live_at_once()).collect();
    assert_eq!(live, [false, false, true]);
    let mut taken = walk();
    for field in changed {
        field.take(&mut taken, &after);
    }
    assert_eq!(taken, after);
    draft.contact_function = "x".repeat(121);
    let too_long = ("contactFunctie".to_owned(), "te-lang");
    assert_eq!(faults(&draft), [too_long]);
}

#[test]
fn split_hours_are_two_moments_and_one_that_is_taken_out_ends() {
    let mut draft = OfferDraft::of(&walk());
    draft.moments = vec![
        MomentDraft {
            day: "di".to_owned(),
            from: "9".to_owned(),
            to: "10:00".to_owned(),
            ..MomentDraft::default()
        },
        MomentDraft::default(),
        MomentDraft {
            day: "di".to_owned(),
            from: "14:00".to_owned(),
            to: "15:00".to_owned(),
            places: "0".to_owned(),
            ..MomentDraft::default()
        },
    ];
    let after = read(&draft).unwrap();
    let told: Vec<_> = after
        .sessions
        .iter()
        .map(|one| (one.from.unwrap().hour(), one.places_left, one.status.code()))
        .collect();
    let expected = [
        (9, None, "zichtbaar"),
        (14, Some(0), "zichtbaar"),
        (10, Some(4), "beeindigd"),
    ];
    assert_eq!(told, expected);
    assert_ne!(after.sessions[0].id, walk().sessions[0].id);
}

#[test]
fn a_session_of_another_offer_is_not_taken_over_and_one_not_twice() {
    let mut draft = OfferDraft::of(&walk());
    let mut twin = draft.moments[0].clone();
    draft.moments.push(twin.clone());
    twin.id = Uuid::from_u128(999).to_string();
    draft.moments.push(twin);
    let ids: Vec<_> = read(&draft)
        .unwrap()
        .sessions
        .iter()
        .map(|one| one.id)
        .collect();
    assert_eq!(ids, [3, 101, 102].map(|number| id(number, SessionId::new)));
}

#[test]
fn an_empty_form_is_told_all_that_is_missing_at_once() {
    let told = faults(&OfferDraft::default());
    let expected = [
        ("titel", "ontbreekt"),
        ("activiteit", "ontbreekt"),
        ("postcode", "ontbreekt"),
        ("contactTelefoon", "ontbreekt"),
    ];
    assert_eq!(told, expected.map(|(field, code)| (field.to_owned(), code)));
}

#[rstest]
#[case("titel", "x\u{0}y", "tekens")]
#[case("prijs", "gratis", "prijs")]
#[case("prijs", "10001", "prijs")]
#[case("prijs", "-3", "prijs")]
#[case("prijs", "3,505", "prijs")]
#[case("postcode", "niets", "postcode")]
#[case("contactEmail", "a@", "email")]
#[case("looptTot", "morgen", "datum")]
#[case("leeftijdVan", "300", "leeftijd")]
#[case("nietVoor", "bsn 123456782", "bsn")]
#[case("momenten", "25:00", "uur")]
fn hostile_or_mistaken_words_are_named_at_their_field(
    #[case] field: &str,
    #[case] words: &str,
    #[case] code: &str,
) {
    let mut draft = OfferDraft::of(&walk());
    let words = words.to_owned();
    match field {
        "titel" => draft.title = words,
        "prijs" => draft.price = words,
        "postcode" => draft.postcode = words,
        "contactEmail" => draft.contact_email = words,
        "looptTot" => draft.ends_on = words,
        "leeftijdVan" => draft.age_min = words,
        "nietVoor" => draft.not_for = words,
        _ => draft.moments[0].from = words,
    }
    let told = faults(&draft);
    assert!(
        told.iter().any(|(at, fault)| at == field && *fault == code),
        "{told:?}"
    );
}

#[rstest]
#[case("65+")]
#[case("65")]
#[case("65 jaar")]
fn an_age_and_an_hour_are_read_as_people_write_them(#[case] age: &str) {
    let mut draft = OfferDraft::of(&walk());
    draft.age_min = age.to_owned();
    draft.moments[0].to = "11.30 uur".to_owned();
    let offer = read(&draft).unwrap();
    assert_eq!(offer.ages.min, Some(65));
    assert_eq!(offer.sessions[0].to, Some(time(11, 30, 0, 0)));
}

#[rstest]
#[case("javascript:alert(1)")]
#[case("soms")]
#[case("data:text/html,a.b")]
fn what_is_no_address_of_the_web_is_a_fault_at_its_field(#[case] website: &str) {
    let mut draft = OfferDraft::of(&walk());
    draft.contact_website = website.to_owned();
    let expected = vec![("contactWebsite".to_owned(), "website")];
    assert_eq!(faults(&draft), expected);
    draft.contact_website = "www.wandelclub.example".to_owned();
    assert!(read(&draft).is_ok());
    draft.contact_website.clear();
    assert_eq!(read(&draft).unwrap().contact.website, None);
}

#[test]
fn ages_the_wrong_way_round_are_told_as_that() {
    let mut draft = OfferDraft::of(&walk());
    (draft.age_min, draft.age_max) = ("80".to_owned(), "60".to_owned());
    let expected = vec![("leeftijdTot".to_owned(), "leeftijd-volgorde")];
    assert_eq!(faults(&draft), expected);
}

#[test]
fn what_was_typed_in_a_field_is_compared_without_what_a_browser_does_to_it() {
    let mut one = OfferDraft::of(&walk());
    let mut other = one.clone();
    other.moments[0].id.clear();
    other.moments.push(MomentDraft::default());
    one.description = "Rustig\naan".to_owned();
    other.description = "Rustig\r\naan ".to_owned();
    for field in Field::ALL {
        assert_eq!(field.typed(&one), field.typed(&other), "{field:?}");
    }
    other.moments[0].places = "3".to_owned();
    let differs: Vec<Field> = Field::ALL
        .into_iter()
        .filter(|field| field.typed(&one) != field.typed(&other))
        .collect();
    assert_eq!(differs, [Field::Moments]);
}

#[test]
fn by_appointment_and_on_request_are_what_somebody_chose_and_no_empty_field() {
    let base = walk();
    let mut draft = OfferDraft::of(&base);
    draft.moments[0].day = String::new();
    (draft.price, draft.per) = (String::new(), String::new());
    let read = |draft: &OfferDraft| draft.read(&base, || id(9, SessionId::new)).unwrap();
    let told = |offer: &Offer| {
        let one = &offer.sessions[0];
        (
            one.day.is_some(),
            one.by_appointment,
            offer.price_on_request,
        )
    };
    let untold = read(&draft);
    assert_eq!(told(&untold), (false, false, false));
    draft.moments[0].day = BY_APPOINTMENT.to_owned();
    draft.per = ON_REQUEST.to_owned();
    let chosen = read(&draft);
    assert_eq!((told(&chosen), chosen.price), ((false, true, true), None));
    // Opened again the form shows what was chosen, and it is a change of both fields.
    let again = OfferDraft::of(&chosen);
    let first = &again.moments[0];
    assert_eq!(
        (first.day.as_str(), again.per.as_str()),
        ("afspraak", "aanvraag")
    );
    let both = [Field::Moments, Field::Price];
    assert_eq!(Field::changed(&untold, &chosen), both);
    let mut taken = untold.clone();
    Field::Price.take(&mut taken, &chosen);
    assert!(taken.price_on_request);
    // An amount cannot be on request too: which of the two holds is asked.
    draft.price = "3,50".to_owned();
    let faults = draft.read(&base, || id(9, SessionId::new)).unwrap_err();
    let fields: Vec<&str> = faults.iter().map(|fault| fault.location.as_str()).collect();
    assert_eq!(fields, ["per"]);
}
