//! From a row that was found to what is told about it: its facts, each with the part of the score
//! it stands for, and what to mind.

use domain::codes::{Codes, Delight, Wait};
use domain::offer::{Offer, Session};
use domain::scheme;
use domain::wishes::{Aversions, Wishes};

use crate::experience::Known;
use crate::reason::{Attention, CONFIRMATION_FADES_AFTER_DAYS, Fact, Unwished};
use crate::score::Part;

/// What was found out about a hit beside its offer.
pub(crate) struct Found {
    /// Whole metres in a straight line.
    pub distance_m: Option<u32>,
    /// What there is to like about it, or not.
    pub delights: Codes<Delight>,
    /// Days since it was confirmed.
    pub confirmed_days: Option<u32>,
    /// The wished words that are in it, when words were wished.
    pub words: Option<Vec<String>>,
    /// The unwished words that are in its title or activity.
    pub unwished_words: Vec<String>,
    /// The words that are unwished at all.
    pub all_unwished_words: Vec<String>,
    /// How earlier referrals went, when that counts.
    pub known: Option<Known>,
}

impl Found {
    /// What of the aversions is in an offer.
    fn unwished(&self, wishes: &Wishes, offer: &Offer) -> Unwished {
        let rather_not = wishes.rather_not;
        let delights = common(rather_not.delights, self.delights);
        let activities = rather_not.activities.iter();
        Unwished {
            things: Aversions {
                delights,
                activities: activities.filter(|one| *one == offer.activity).collect(),
            },
            words: self.unwished_words.clone(),
        }
    }

    fn all_unwished(&self, wishes: &Wishes) -> Unwished {
        Unwished {
            things: wishes.rather_not,
            words: self.all_unwished_words.clone(),
        }
    }
}

fn common(one: Codes<Delight>, other: Codes<Delight>) -> Codes<Delight> {
    one.iter().filter(|code| other.contains(*code)).collect()
}

/// What there is to tell, each with the part of the score it stands for. Every part that can add
/// to the score has its fact here: the contributions must add up.
pub(crate) fn facts(
    wishes: &Wishes,
    offer: &Offer,
    session: &Session,
    found: &Found,
) -> Vec<(Option<Part>, Fact)> {
    let mut facts = Vec::with_capacity(16);
    let mut tell = |part: Option<Part>, fact: Option<Fact>| {
        facts.extend(fact.map(|fact| (part, fact)));
    };
    tell(
        Some(Part::Distance),
        found.distance_m.map(|metres| Fact::Distance { metres }),
    );
    let moment = session.day.zip(session.from);
    tell(
        Some(Part::Dayparts),
        moment.map(|(day, from)| Fact::When {
            day,
            from,
            to: session.to,
        }),
    );
    let level = offer.level.filter(|_| wishes.max_level.is_some());
    tell(Some(Part::Level), level.map(Fact::Level));
    let guidance = if wishes.guidance.is_empty() {
        offer.guidance
    } else {
        wishes
            .guidance
            .iter()
            .filter(|wish| offer.guidance.contains(*wish))
            .collect()
    };
    tell(
        None,
        (!guidance.is_empty()).then_some(Fact::Guidance(guidance)),
    );
    tell(None, wishes.self_reliance.map(Fact::SelfReliance));
    let needed = wishes.accessibility;
    tell(
        None,
        (!needed.is_empty()).then_some(Fact::Accessibility(needed)),
    );
    let groups: Codes<_> = wishes
        .groups
        .iter()
        .filter(|wish| offer.groups.contains(*wish))
        .collect();
    tell(None, (!groups.is_empty()).then_some(Fact::Group(groups)));
    tell(Some(Part::Age), wishes.age.map(|_| Fact::Age(offer.ages)));
    let activity = (!wishes.activities.is_empty()).then_some(offer.activity);
    tell(None, activity.map(Fact::Activity));
    let liked = common(wishes.likes, found.delights);
    tell(
        Some(Part::Delight),
        (!liked.is_empty()).then_some(Fact::Delight(liked)),
    );
    let all_unwished = found.all_unwished(wishes);
    let is_disliked = !found.unwished(wishes, offer).is_empty();
    let spared = !all_unwished.is_empty() && !is_disliked;
    tell(
        Some(Part::Aversion),
        spared.then_some(Fact::Spared(all_unwished)),
    );
    let recognised = offer.recognition.filter(|_| wishes.recognised.is_some());
    tell(None, recognised.map(Fact::Recognised));
    let wait = offer.wait.filter(|_| wishes.max_wait.is_some());
    tell(None, wait.map(Fact::Wait));
    tell(None, wishes.any_time.then_some(Fact::AnyTime));
    let price = offer.month_price();
    tell(
        Some(Part::Price),
        price.map(|cents_month| Fact::Price {
            cents_month,
            paid_weeks: offer.paid_weeks,
            after_schemes: (wishes.schemes_pay > 0 && cents_month > 0)
                .then(|| scheme::after(cents_month, wishes.schemes_pay)),
        }),
    );
    let language = wishes
        .language
        .filter(|language| offer.languages.contains(*language));
    tell(Some(Part::Language), language.map(Fact::Language));
    // Words count for nothing where something disliked is in it.
    let words = found.words.as_ref();
    let words = words.filter(|words| !words.is_empty() && !is_disliked);
    tell(
        Some(Part::Text),
        words.map(|words| Fact::Text {
            words: words.clone(),
        }),
    );
    let has_room = session.places_left != Some(0) && !waits_long(offer, session);
    tell(
        Some(Part::Places),
        has_room.then_some(Fact::Places {
            left: session.places_left,
        }),
    );
    tell(
        Some(Part::Freshness),
        found.confirmed_days.map(|days| Fact::Confirmed { days }),
    );
    // What others did comes after what the lesson is.
    tell(
        Some(Part::Experience),
        found.known.map(|known| Fact::Experience {
            started_of_ten: known.started_of_ten,
        }),
    );
    let has_quiet = has_room && found.known.is_some_and(|known| known.quiet > 0.0);
    tell(Some(Part::Quiet), has_quiet.then_some(Fact::Quiet));
    facts
}

/// Whether somebody waits a month or longer. Where places are free there is no wait, whatever was
/// said of it before.
fn waits_long(offer: &Offer, session: &Session) -> bool {
    let has_places = session.places_left.is_some_and(|left| left > 0);
    offer.wait == Some(Wait::AMonthOrMore) && !has_places
}

/// What to mind about a hit.
pub(crate) fn attention(
    wishes: &Wishes,
    offer: &Offer,
    session: &Session,
    found: &Found,
) -> Vec<Attention> {
    let long_ago = wishes
        .confirmed_within_days
        .unwrap_or(CONFIRMATION_FADES_AFTER_DAYS);
    let confirmed = match found.confirmed_days {
        None => Some(Attention::NeverConfirmed),
        Some(days) if days > u32::from(long_ago) => Some(Attention::ConfirmedLongAgo { days }),
        Some(_) => None,
    };
    let language = wishes.language.and_then(|language| {
        match (
            offer.languages.is_empty(),
            offer.languages.contains(language),
        ) {
            (true, _) => Some(Attention::LanguageUnknown),
            (false, false) => Some(Attention::LanguageNotSpoken),
            (false, true) => None,
        }
    });
    let full = session.places_left == Some(0);
    let long_wait = waits_long(offer, session);
    let no_price = offer.price.is_none();
    let no_time = session.daypart().is_none();
    let no_words = found.words.as_ref().is_some_and(Vec::is_empty);
    let unwished = found.unwished(wishes, offer);
    [
        full.then_some(Attention::Full),
        long_wait.then_some(Attention::LongWait),
        (!unwished.is_empty()).then_some(Attention::Unwished(unwished)),
        no_time.then_some(Attention::TimeUnknown),
        no_price.then_some(Attention::PriceUnknown),
        language,
        no_words.then_some(Attention::WordsNotFound),
        confirmed,
    ]
    .into_iter()
    .flatten()
    .collect()
}
