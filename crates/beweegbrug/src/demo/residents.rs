//! The invented residents of Brugdam and what is written down when they are referred.

use domain::client::{ClientDraft, ContactPersonDraft};
use domain::codes::Group;
use domain::offer::Offer;

use actions::refer::{ConsentDraft, ReferralDraft};

use super::dice::Dice;
use super::geography::Geography;
use super::names::{self, Given, Person};

const MOTIVES: [(usize, &str); 10] = [
    (26, "meer-bewegen"),
    (14, "gezonder-gewicht"),
    (9, "diabetes"),
    (17, "meer-contact"),
    (12, "zekerder-lopen"),
    (8, "minder-stress"),
    (9, "minder-pijn"),
    (4, "beter-slapen"),
    (6, "meer-energie"),
    (5, "revalidatie"),
];

const ATTENTION: [&str; 10] = [
    "Loopt met een rollator.",
    "Knie doet snel pijn: liever niet springen.",
    "Vindt een volle zaal spannend en komt graag iets eerder.",
    "Hoort slecht aan de linkerkant.",
    "Wordt snel moe en rust graag tussendoor.",
    "Spreekt rustig Nederlands; langzaam praten helpt.",
    "Vindt de eerste keer spannend. Een bekend gezicht bij de deur helpt.",
    "Kan niet lang staan.",
    "Ziet slecht in het donker, komt liever overdag.",
    "Gaat graag met de buurvrouw mee.",
];

const PARTICULARS: [&str; 6] = [
    "Woont sinds kort alleen en wil graag nieuwe mensen leren kennen.",
    "Zorgt voor haar man en kan alleen op dinsdag en donderdag weg.",
    "Heeft vroeger veel gezwommen en denkt daar met plezier aan terug.",
    "Werkt in ploegen; bellen kan het best na drie uur.",
    "Komt net uit de revalidatie en wil het ritme vasthouden.",
    "Heeft weinig geld over; graag samen kijken naar een regeling.",
];

/// Who is referred, and with what words; the target is still open.
#[derive(Clone)]
pub struct Resident {
    /// What is written down.
    pub draft: ReferralDraft,
    /// Whether messages reach them by e-mail.
    pub has_email: bool,
}

/// Invents a resident for an offer, or for a coach or care professional when there is none.
/// `number` tells residents apart: it decides the phone number.
pub fn resident(
    dice: &mut Dice,
    map: &Geography,
    offer: Option<&Offer>,
    number: usize,
    year: i16,
) -> Resident {
    let given = given(dice, offer);
    let Person { name, language } = names::person(dice, given);
    let street = &map.streets[dice.below(map.streets.len())];
    let has_email = dice.chance(48);
    let address = format!("{}.{number}@post.example", names::in_address(&name));
    let phone = names::mobile(number);
    let by_letter = dice.chance(4);
    let contact_person = dice.chance(9).then(|| ContactPersonDraft {
        name: names::colleague(dice),
        phone: names::mobile(50_000 + number),
        relation: dice
            .pick(&["dochter", "zoon", "buurvrouw", "mentor", "partner"])
            .to_owned(),
        representation: String::new(),
    });
    let client = ClientDraft {
        name,
        phone: if by_letter { String::new() } else { phone },
        email: if has_email { address } else { String::new() },
        address: if by_letter || dice.chance(30) {
            format!("{} {}", street.name, dice.between(1, 160))
        } else {
            String::new()
        },
        postcode: street.postcode.clone(),
        birth_year: Some(i64::from(year) - i64::from(age(dice, offer))),
        language: language
            .filter(|_| dice.chance(60))
            .map_or_else(String::new, |language| language.code().to_owned()),
        preference: match (by_letter, has_email) {
            (true, _) => "brief",
            (false, true) => dice.pick(&["", "bellen", "e-mail"]),
            (false, false) => dice.pick(&["", "bellen", "sms"]),
        }
        .to_owned(),
        contact_person,
    };
    let first = dice.weighted(&MOTIVES);
    let second = dice.weighted(&MOTIVES);
    let mut motives = vec![first.to_owned()];
    if second != first && dice.chance(45) {
        motives.push(second.to_owned());
    }
    let draft = ReferralDraft {
        client,
        motives,
        particulars: some(dice, 30, &PARTICULARS),
        attention: some(dice, 55, &ATTENTION),
        consent: ConsentDraft {
            share_with_provider: Some(true),
            feedback: Some(dice.chance(90)),
            guidance: Some(offer.is_none() || dice.chance(45)),
            medical_background: Some(false),
            funding: Some(dice.chance(30)),
            figures: Some(dice.chance(93)),
            text_messages: Some(false),
            manner: dice
                .weighted(&[(85, "mondeling"), (15, "schriftelijk")])
                .to_owned(),
        },
        ..ReferralDraft::default()
    };
    Resident { draft, has_email }
}

fn some(dice: &mut Dice, percent: usize, texts: &[&'static str]) -> String {
    if dice.chance(percent) {
        dice.pick(texts).to_owned()
    } else {
        String::new()
    }
}

fn given(dice: &mut Dice, offer: Option<&Offer>) -> Given {
    let only = |group| offer.is_some_and(|offer| offer.groups.contains(group));
    if only(Group::Women) || (!only(Group::Men) && dice.chance(60)) {
        Given::Hers
    } else {
        Given::His
    }
}

/// Referred people are rather old than young, and fit the offer's ages.
fn age(dice: &mut Dice, offer: Option<&Offer>) -> i32 {
    let ages = offer.map(|offer| offer.ages).unwrap_or_default();
    let youngest = i32::from(ages.min.unwrap_or(0)).max(16);
    let oldest = i32::from(ages.max.unwrap_or(91)).min(91).max(youngest);
    let (one, other) = (
        dice.between(youngest, oldest),
        dice.between(youngest, oldest),
    );
    i32::midpoint(one.max(other), oldest.min(72).max(youngest))
}
