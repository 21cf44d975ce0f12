//! What providers in Brugdam tell who refers: what their contact person does, why the trainer can
//! work with vulnerable people, and how the first time goes. Half of the offers tell it; real
//! providers do not all do so either. Who tells it looked at the offer too: that it is right is then
//! the provider's own word, and of the others only the list's.

use domain::codes::{Activity, Guidance};
use domain::ids::OrganisationId;
use domain::offer::{ConfirmedBy, Offer};

use super::dice::Dice;

const FUNCTIONS: [&str; 6] = [
    "trainer",
    "beheerder van de zaal",
    "vrijwilliger van de ontvangst",
    "coördinator",
    "secretaris",
    "docent",
];

const TRAINERS: [&str; 5] = [
    "Geeft dit al acht jaar. Kent mensen die lang niet hebben bewogen, en houdt het tempo laag.",
    "Opgeleid voor sport met ouderen. Let op wie stil wordt, en vraagt er rustig naar.",
    "Heeft een diploma voor reanimatie en de AED, en werkt elke week met mensen die snel moe zijn.",
    "Volgde de cursus omgaan met dementie en stress. Nieuwe mensen krijgen een vast maatje.",
    "Werkt samen met de fysiotherapeut in de buurt. Past elke oefening aan als dat nodig is.",
];
const SPECIALLY: &str =
    "Is opgeleid voor deze groep en heeft elke maand overleg met de praktijk in de buurt.";
const IN_WATER: &str =
    "Badmeester met een diploma voor zwemmen met ouderen. Blijft de hele les aan de kant.";
const BUDDY: &str =
    "Vaste vrijwilligers, met een gesprek vooraf. Wie iemand niet ligt, krijgt een ander maatje.";

const FIRST_TIMES: [&str; 5] = [
    "U wordt bij de deur opgewacht door iemand met een groene kaart. Meekijken mag de eerste keer.",
    "Er zijn ongeveer tien mensen. De eerste keer hoeft u niets te kunnen; u stopt wanneer u wilt.",
    "Kom een kwartier eerder: dan is er koffie en ziet u de ruimte voordat de anderen er zijn.",
    "U mag iemand meenemen. De trainer belt u de dag ervoor, zodat u elkaars stem al kent.",
    "Niemand vraagt waarom u komt. U vertelt alleen wat u zelf wilt vertellen.",
];
const FIRST_SWIM: &str = "Er zijn kleedhokjes met een deur op slot. In het water staat u tot uw middel; zwemmen hoeft niet.";
const FIRST_WALK: &str = "U loopt naast iemand die u kent van de koffie. Wie eerder terug wil, gaat samen met iemand terug.";

/// The offers that tell it, with what they tell; all of the first provider's do.
#[must_use]
pub fn told(seed: u64, offers: &[Offer], all_of: OrganisationId) -> Vec<Offer> {
    let mut out = Vec::new();
    for (at, offer) in offers.iter().enumerate() {
        let mut dice = Dice::new(seed, "verwijzers", at);
        if offer.provider != all_of && !dice.chance(50) {
            continue;
        }
        let wet = matches!(
            offer.activity,
            Activity::Swimming | Activity::AquaGym | Activity::AquaJogging
        );
        let trainer = if wet {
            IN_WATER
        } else if offer.guidance.contains(Guidance::Buddy) {
            BUDDY
        } else if offer.guidance.contains(Guidance::SpeciallyTrained) {
            SPECIALLY
        } else {
            dice.pick(&TRAINERS)
        };
        let first = match offer.activity {
            _ if wet => FIRST_SWIM,
            Activity::Walking | Activity::NordicWalking => FIRST_WALK,
            _ => dice.pick(&FIRST_TIMES),
        };
        let mut offer = offer.clone();
        offer.confirmed_by = offer.confirmed_on.map(|_| ConfirmedBy::Provider);
        offer.for_referrers.contact_function = Some(dice.pick(&FUNCTIONS).to_owned());
        offer.for_referrers.trainer = Some(trainer.to_owned());
        offer.for_referrers.tell_client = Some(first.to_owned());
        out.push(offer);
    }
    out
}
