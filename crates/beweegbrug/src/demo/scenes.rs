//! What is going on with the offers on the day the demo is shown: something waits for the service
//! point, a lesson is left out, a coach looks for somebody, a wish of a while ago was met. Done by
//! the same actions that people use, on the evenings before, on a clock of their own that only goes
//! forward: a bridge does not look for changes from before it began. The same seed gives the same.

use std::pin::Pin;

use actions::change_schemes::{SchemeDraft, change_schemes};
use actions::check_websites::{Probe, check_websites};
use actions::close_for_a_while::close_for_a_while;
use actions::import_offers::import_sheet;
use actions::judge_offers::{self, CHECKS};
use actions::list_referrals::{Row, work_list};
use actions::meet_demand::meet_demand;
use actions::pictures::{self, Hand, PictureDraft};
use actions::report_unmet_demand::report_unmet_demand;
use actions::saved_wishes::{save, tell_coaches};
use actions::search::WishesDraft;
use actions::submit_offer::{self, Keeper};
use actions::synonyms::change_synonyms;
use actions::{ActionError, Bridge, Caller, cancel_lesson, duplicates};
use domain::calendar::{Closure, day_of, moment_of};
use domain::ids::OfferId;
use domain::offer::Offer;
use domain::offer_draft::{MomentDraft, OfferDraft};
use domain::organisation::Role;
use domain::referral::Status;
use jiff::civil::{Weekday, time};
use jiff::{Timestamp, ToSpan};

use super::geography::{DEMO_POSTCODE, Geography};
use super::plan::minus_days;
use super::year::Town;
use super::{DemoError, pictures as drawn};

const ORIGIN: &str = "192.0.2.12";
/// A second source that tells of an offer that is there already.
const OTHER_SOURCE: &str = "sportkrant";
const WORDS: &str = "bejaardengym, ouderengym\nkuieren, wandelen";

/// The offers' own story, up to `now`.
pub struct Scenes<'a> {
    town: &'a Town,
    now: Timestamp,
    provider: Caller,
    desk: Caller,
    administrator: Caller,
    keeper: Keeper,
}

/// Invented, as everything here.
fn schemes() -> [SchemeDraft; 2] {
    let scheme = |name: &str, monthly| SchemeDraft {
        name: name.to_owned(),
        monthly: Some(monthly),
    };
    [
        scheme("Brugdams Sportfonds", 2_000),
        scheme("Meedoenpas", 1_000),
    ]
}

impl<'a> Scenes<'a> {
    /// Of a town that lived its year.
    ///
    /// # Errors
    /// When the demo's provider may not keep its offers.
    pub fn of(town: &'a Town, now: Timestamp) -> Result<Self, ActionError> {
        let by = |member: &domain::actor::Member| Caller::member(member.clone(), ORIGIN.to_owned());
        let provider = by(&town.staff.provider);
        // Who runs the service point sets up the municipality too.
        let mut administrator = town.staff.desk.clone();
        administrator.roles = [Role::Administrator].into_iter().collect();
        Ok(Self {
            town,
            now,
            keeper: Keeper::of(&provider)?,
            provider,
            desk: by(&town.staff.desk),
            administrator: by(&administrator),
        })
    }

    /// What happens in the evening of a day, so many days before the last.
    ///
    /// # Errors
    /// When an action is refused, or the store cannot be written.
    pub async fn on(&self, days_ago: i32) -> Result<(), DemoError> {
        let day = minus_days(day_of(self.now), days_ago);
        let evening = || {
            self.town
                .evenings
                .clock
                .set(moment_of(day, time(18, 30, 0, 0)))
        };
        match days_ago {
            40 => {
                evening();
                self.looked_at().await
            }
            20 => {
                evening();
                Ok(self.missed().await?)
            }
            9 => {
                evening();
                check_websites(self.bridge(), &TwoAreGone, "demo").await?;
                change_synonyms(self.bridge(), &self.desk, WORDS).await?;
                Ok(change_schemes(self.bridge(), &self.administrator, &schemes()).await?)
            }
            4 => {
                evening();
                self.wished().await?;
                self.new_offers().await?;
                self.told_twice().await
            }
            1 => {
                evening();
                check_websites(self.bridge(), &TwoAreGone, "demo").await?;
                self.approve_all().await?;
                meet_demand(self.bridge(), "demo").await?;
                tell_coaches(self.bridge()).await?;
                self.waiting().await?;
                Ok(self.pauses().await?)
            }
            _ => Ok(()),
        }
    }

    fn bridge(&self) -> &Bridge {
        &self.town.evenings.bridge
    }

    /// The offers of the provider whose account the demo shows, in the plan's order.
    fn own_offers(&self) -> Vec<&Offer> {
        let shown = self.town.staff.provider.organisation;
        let all = self.town.offers.iter();
        all.filter(|offer| offer.provider == shown).collect()
    }

    /// The provider told something more of its first offers, and the service point looked at them.
    async fn looked_at(&self) -> Result<(), DemoError> {
        for offer in self.own_offers().into_iter().take(4) {
            let mut draft = self.form_of(offer.id).await?;
            draft
                .description
                .push_str(" U mag altijd eerst komen kijken.");
            submit_offer::change(self.bridge(), &self.keeper, offer.id, &draft).await?;
        }
        Ok(self.approve_all().await?)
    }

    async fn form_of(&self, id: OfferId) -> Result<OfferDraft, ActionError> {
        let editing = submit_offer::open(self.bridge(), &self.keeper, id).await?;
        Ok(editing.draft)
    }

    /// Approves what waits, with the whole checklist.
    async fn approve_all(&self) -> Result<(), ActionError> {
        let list = judge_offers::list(self.bridge(), &self.desk).await?;
        let ids: Vec<_> = list.iter().map(|one| one.id).collect();
        if !ids.is_empty() {
            let checks = CHECKS.map(str::to_owned);
            judge_offers::approve(self.bridge(), &self.desk, &ids, &checks).await?;
        }
        Ok(())
    }

    /// The demo's care professional found no tai chi on a Sunday.
    async fn missed(&self) -> Result<(), ActionError> {
        let nurse = Caller::member(self.town.staff.referrers[0].clone(), ORIGIN.to_owned());
        let wish = wish_for("tai-chi", "zo-middag");
        let reason = "Op zondag is er nergens tai chi.";
        report_unmet_demand(self.bridge(), &nurse, &wish, reason).await?;
        Ok(())
    }

    /// A coach looks for two clients: for one something comes, for the other nothing yet.
    async fn wished(&self) -> Result<(), ActionError> {
        let coach = Caller::member(self.town.staff.coaches[0].clone(), ORIGIN.to_owned());
        let mut rows = work_list(self.bridge(), &coach).await?.mine.rows;
        // Whoever is on the way is still there at the end of the year.
        let on_the_way = |row: &Row| matches!(row.status, Status::Started | Status::Paused);
        rows.sort_by(|one, other| {
            (!on_the_way(one), &one.number).cmp(&(!on_the_way(other), &other.number))
        });
        let mut wishes = vec![
            wish_for("aquagym", "za-ochtend"),
            wish_for("wandelen", "di-ochtend"),
        ];
        for row in rows {
            let Some(wish) = wishes.last() else { break };
            // Who did not agree to be guided, or is done, has no wishes to keep.
            if save(self.bridge(), &coach, row.id, wish).await.is_ok() {
                wishes.pop();
            }
        }
        Ok(())
    }

    /// Two new offers of the provider, for what was missed and what is looked for.
    async fn new_offers(&self) -> Result<(), ActionError> {
        let walk = self.new_offer(&NewOffer {
            title: "Wandelen en bijpraten",
            activity: "wandelen",
            about: "Een rustig rondje door de buurt. Wij stoppen bij elk bankje.",
            moment: ("di", "10:00", "11:00"),
            group: &[],
        });
        // It begins around the corner of where the demo searches.
        let map = Geography::draw();
        let mut streets = map.streets.iter();
        let near = streets.find(|street| street.postcode == DEMO_POSTCODE);
        let walk = OfferDraft {
            postcode: DEMO_POSTCODE.to_owned(),
            address: near.map_or_else(String::new, |street| format!("{} 2", street.name)),
            ..walk
        };
        let tai_chi = self.new_offer(&NewOffer {
            title: "Tai chi op zondag",
            activity: "tai-chi",
            about: "Langzaam bewegen in een kleine groep, met thee na afloop.",
            moment: ("zo", "14:00", "15:00"),
            group: &["gemengd"],
        });
        for (draft, (bytes, seen)) in [(walk, drawn::walking()), (tai_chi, drawn::calm())] {
            let id = submit_offer::submit_new(self.bridge(), &self.keeper, &draft).await?;
            let picture = picture_of(bytes, seen);
            pictures::add(self.bridge(), &Hand::of_desk(&self.desk)?, id, picture).await?;
        }
        Ok(())
    }

    fn new_offer(&self, new: &NewOffer) -> OfferDraft {
        let (day, from, to) = new.moment;
        let codes = |list: &[&str]| list.iter().map(|code| (*code).to_owned()).collect();
        let first = self.own_offers().first().map(|offer| OfferDraft::of(offer));
        OfferDraft {
            title: new.title.to_owned(),
            activity: new.activity.to_owned(),
            description: new.about.to_owned(),
            level: "1".to_owned(),
            guidance: codes(&["groep"]),
            self_reliance: codes(&["zelfstandig", "met-wat-hulp"]),
            accessibility: codes(&["rollator"]),
            groups: codes(new.group),
            languages: codes(&["nl"]),
            age_min: "50".to_owned(),
            age_max: String::new(),
            price: "1,50".to_owned(),
            per: "les".to_owned(),
            trial: "0".to_owned(),
            season: "hele jaar".to_owned(),
            bring: "Makkelijke schoenen".to_owned(),
            trainer: "Begeleidt al jaren groepen waarin mensen elkaar nog niet kennen.".to_owned(),
            tell_client: "De eerste keer loopt er iemand naast u die u alles vertelt.".to_owned(),
            moments: vec![MomentDraft {
                day: day.to_owned(),
                from: from.to_owned(),
                to: to.to_owned(),
                places: "8".to_owned(),
                ..MomentDraft::default()
            }],
            ..first.unwrap_or_default()
        }
    }

    /// What waits on the day itself: a new offer with its picture, and a change of each sort.
    async fn waiting(&self) -> Result<(), ActionError> {
        let (bridge, keeper, own) = (self.bridge(), &self.keeper, self.own_offers());
        let draft = self.new_offer(&NewOffer {
            title: "Stoelyoga in de huiskamer",
            activity: "yoga",
            about: "Rustige houdingen op de stoel, voor wie de mat te laag is.",
            moment: ("do", "13:30", "14:30"),
            group: &["senioren"],
        });
        let id = submit_offer::submit_new(bridge, keeper, &draft).await?;
        let (bytes, seen) = drawn::seated();
        let picture = picture_of(bytes, seen);
        pictures::add(bridge, &Hand::of_keeper(keeper), id, picture).await?;
        if let Some(offer) = own.first() {
            let mut draft = self.form_of(offer.id).await?;
            draft.title.push_str(", met koffie");
            submit_offer::change(bridge, keeper, offer.id, &draft).await?;
        }
        if let Some(offer) = own.get(1) {
            let mut draft = self.form_of(offer.id).await?;
            draft.bring = "Een handdoek en een flesje water".to_owned();
            submit_offer::change(bridge, keeper, offer.id, &draft).await?;
        }
        Ok(())
    }

    /// A lesson that is left out, and two weeks in which the provider is closed.
    async fn pauses(&self) -> Result<(), ActionError> {
        let (bridge, own) = (self.bridge(), self.own_offers());
        let lessons = own.get(2).map(|offer| cancel_lesson::coming(bridge, offer));
        if let Some((offer, lesson)) = own.get(2).zip(lessons.and_then(|all| all.get(1).cloned())) {
            let of = (lesson.session, lesson.day);
            cancel_lesson::cancel(bridge, &self.keeper, offer.id, of.0, of.1).await?;
        }
        let from = minus_days(day_of(self.now), -28).nth_weekday(1, Weekday::Monday);
        let from = from.map_err(|_| ActionError::NotFound)?;
        let closure = Closure {
            from,
            to: from.saturating_add(13.days()),
        };
        close_for_a_while(bridge, &self.provider, &[closure]).await
    }

    /// The local paper's list tells of an offer that is there already, under another name.
    async fn told_twice(&self) -> Result<(), DemoError> {
        let bridge = self.bridge();
        let shown = self.town.staff.provider.organisation;
        let all = self.town.offers.iter();
        let mut found = all.filter_map(|offer| {
            let session = offer.sessions.first()?;
            (offer.provider != shown).then_some((offer, session.day?, session.from?, session.to?))
        });
        let Some((offer, day, from, to)) = found.find(|(offer, ..)| offer.venue.point.is_some())
        else {
            return Ok(());
        };
        let (provider, activity) = (&offer.provider_name, offer.activity.code());
        let day = ["ma", "di", "wo", "do", "vr", "za", "zo"]
            .get(usize::try_from(day.to_monday_zero_offset()).unwrap_or_default())
            .copied()
            .unwrap_or_default();
        let point = offer.venue.point.map(|point| (point.lat, point.lon));
        let (lat, lon) = point.unwrap_or_default();
        let sheet = format!(
            "naam;aanbieder;activiteit;dag;van;tot;lat;lon;prijs;bron_id\n\
             {} (uit de krant);{provider};{activity};{day};{};{};{lat};{lon};zie website;K-1\n",
            offer.title,
            from.strftime("%H:%M"),
            to.strftime("%H:%M"),
        );
        let home = self.town.municipality;
        import_sheet(bridge, home, OTHER_SOURCE, sheet.as_bytes(), false).await?;
        duplicates::propose(bridge, home).await?;
        Ok(())
    }
}

/// What differs from one new offer to the next.
struct NewOffer<'a> {
    title: &'a str,
    activity: &'a str,
    about: &'a str,
    moment: (&'a str, &'a str, &'a str),
    group: &'a [&'a str],
}

fn picture_of(bytes: &[u8], seen: &str) -> PictureDraft {
    PictureDraft {
        bytes: bytes.to_vec(),
        alt: seen.to_owned(),
        agreed: true,
    }
}

fn wish_for(activity: &str, daypart: &str) -> WishesDraft {
    WishesDraft {
        postcode: DEMO_POSTCODE.to_owned(),
        max_distance_km: Some(5.0),
        activities: vec![activity.to_owned()],
        dayparts: vec![daypart.to_owned()],
        ..WishesDraft::default()
    }
}

/// The websites of Brugdam, all but two of which answer: no call goes out.
struct TwoAreGone;

impl Probe for TwoAreGone {
    fn look<'a>(
        &'a self,
        address: &'a str,
    ) -> Pin<Box<dyn Future<Output = Result<(), String>> + Send + 'a>> {
        let gone = address.contains("fitclubdebroek") || address.contains("yogastudiodelinde");
        Box::pin(async move {
            if gone {
                return Err("er is geen website met deze naam".to_owned());
            }
            Ok(())
        })
    }
}
