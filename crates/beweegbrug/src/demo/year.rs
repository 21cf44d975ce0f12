//! Carries the planned year out, through the same actions that people use, day by day on a clock
//! of its own. Referrals do not wait for each other: those of a day are dealt with at once, so
//! that they share their commits.

use std::collections::BTreeMap;
use std::sync::Arc;

use actions::refer::{ask_as_resident, refer};
use actions::report_unmet_demand::report_unmet_demand;
use actions::resident_answer::answer;
use actions::search::WishesDraft;
use actions::take_step::{StepRequest, take_step};
use actions::{ActionError, Bridge, Caller, FixedClock, escalate};
use domain::actor::Actor;
use domain::calendar::{day_of, moment_of};
use domain::ids::{MunicipalityId, ReferralId};
use domain::offer::Offer;
use jiff::civil::{Date, time};
use jiff::{Timestamp, ToSpan};
use tokio::task::JoinSet;

use super::DemoError;
use super::dice::Dice;
use super::geography::{DEMO_POSTCODE, Geography};
use super::life::{Deed, Doer, To, What};
use super::plan::{Sender, Sending};
use super::scenes::Scenes;
use super::staff::Staff;

/// How many clocks run side by side.
const LANES: usize = 12;

/// A bridge with a clock of its own, on the store that all share.
pub struct Lane {
    /// The bridge.
    pub bridge: Bridge,
    /// Its clock.
    pub clock: Arc<FixedClock>,
}

/// What came of the year.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Lived {
    /// Referrals sent.
    pub sent: usize,
    /// Deeds done.
    pub deeds: usize,
    /// Deeds that were no longer possible; the rest of that life was left out.
    pub refused: usize,
    /// Wishes for which nothing fitted.
    pub unmet: usize,
}

/// The people and places with which a plan is carried out.
pub struct Town {
    /// The municipality.
    pub municipality: MunicipalityId,
    /// Every offer, in the plan's order.
    pub offers: Arc<Vec<Offer>>,
    /// Who work here.
    pub staff: Arc<Staff>,
    /// The clock on which referrals are sent and the program looks around.
    pub main: Lane,
    /// The clock on which offers have their own story.
    pub evenings: Lane,
    /// The clocks on which deeds are done; several, so that a day's deeds go at once.
    pub lanes: Vec<Lane>,
}

/// A deed of one referral.
struct Due {
    referral: usize,
    id: ReferralId,
    deed: Deed,
    sender: Sender,
    receiver: To,
}

impl Town {
    /// How many lanes to make.
    #[must_use]
    pub const fn lanes() -> usize {
        LANES
    }

    /// Lives the plan up to `now`. `plan` stands in the order of sending.
    ///
    /// # Errors
    /// When the store cannot be written, or a planned referral is refused.
    pub async fn live(
        &self,
        plan: &[Sending],
        seed: u64,
        now: Timestamp,
    ) -> Result<Lived, DemoError> {
        let mut lived = Lived::default();
        let mut ids: Vec<Option<ReferralId>> = vec![None; plan.len()];
        let mut agenda = agenda(plan, now);
        let Some(first) = plan.first().map(|sending| day_of(sending.at)) else {
            return Ok(lived);
        };
        let unmet = unmet(seed, first, day_of(now));
        let scenes = Scenes::of(self, now)?;
        let (mut day, mut sent) = (first, 0);
        for id in self.send_until(plan, first).await? {
            ids[sent] = Some(id);
            sent += 1;
        }
        let mut over: Vec<bool> = vec![false; plan.len()];
        while day <= day_of(now) {
            self.main
                .clock
                .set(moment_of(day, time(7, 30, 0, 0)).min(now));
            escalate::escalate(&self.main.bridge).await?;
            for (at, wish, reason) in unmet
                .iter()
                .filter(|(at, ..)| day_of(*at) == day && *at < now)
            {
                self.main.clock.set(*at);
                let by = &self.staff.referrers[lived.unmet % self.staff.referrers.len()];
                let caller = Caller::member(by.clone(), "192.0.2.10".to_owned());
                report_unmet_demand(&self.main.bridge, &caller, wish, reason).await?;
                lived.unmet += 1;
            }
            // The referrals of this day are sent: what follows is later than all of them.
            scenes.on((day_of(now) - day).get_days()).await?;
            let todays = agenda.remove(&day).unwrap_or_default();
            let due = todays.into_iter().filter(|(referral, ..)| !over[*referral]);
            let due = due.filter_map(|(referral, deed, receiver)| {
                let sender = plan[referral].by;
                Some(Due {
                    referral,
                    id: ids[referral]?,
                    deed: deed.clone(),
                    sender,
                    receiver,
                })
            });
            // Tomorrow's referrals go out while today's deeds are done: they share their commits.
            let tomorrow = day.tomorrow().map_err(|_| DemoError::Interrupted)?;
            let due: Vec<Due> = due.collect();
            let (done, fresh) =
                tokio::join!(self.act(due), self.send_until(&plan[sent..], tomorrow));
            for (referral, done, refused) in done? {
                lived.deeds += done;
                lived.refused += refused;
                over[referral] |= refused > 0;
            }
            for id in fresh? {
                ids[sent] = Some(id);
                sent += 1;
            }
            day = tomorrow;
        }
        self.main.clock.set(now);
        escalate::escalate(&self.main.bridge).await?;
        lived.sent = sent;
        Ok(lived)
    }

    /// Sends the first referrals of a plan, up to and with those of a day.
    async fn send_until(&self, plan: &[Sending], day: Date) -> Result<Vec<ReferralId>, DemoError> {
        let mut ids = Vec::new();
        for sending in plan.iter().take_while(|next| day_of(next.at) <= day) {
            ids.push(self.send(sending).await?);
        }
        Ok(ids)
    }

    async fn send(&self, sending: &Sending) -> Result<ReferralId, DemoError> {
        self.main.clock.set(sending.at);
        let mut draft = sending.draft.clone();
        match sending.to {
            To::Session(offer, session) => {
                draft.session = self.session(offer, session)?;
            }
            To::Coach => draft.coach = true,
            To::Therapist(at) => {
                draft.care_professional = self.staff.therapists[at].user.to_string();
            }
        }
        let origin = "192.0.2.11".to_owned();
        let member = match sending.by {
            Sender::Referrer(at) => &self.staff.referrers[at],
            Sender::Coach(at) => &self.staff.coaches[at],
            Sender::Resident => {
                let home = self.municipality;
                let asked = ask_as_resident(&self.main.bridge, home, origin, &draft, None).await?;
                return Ok(asked.id);
            }
        };
        let caller = Caller::member(member.clone(), origin);
        Ok(refer(&self.main.bridge, &caller, &draft, None).await?.id)
    }

    fn session(&self, offer: usize, session: usize) -> Result<String, DemoError> {
        let found = self
            .offers
            .get(offer)
            .and_then(|offer| offer.sessions.get(session));
        Ok(found.ok_or(ActionError::NotFound)?.id.to_string())
    }

    /// Does the deeds of a day, each lane its own referrals in order. Gives for each deed which
    /// referral it was of, and whether it was done or refused.
    async fn act(&self, due: Vec<Due>) -> Result<Vec<(usize, usize, usize)>, DemoError> {
        let mut shares: Vec<Vec<(Due, Caller, Option<String>)>> =
            (0..self.lanes.len()).map(|_| Vec::new()).collect();
        for due in due {
            let caller = self.caller(&due);
            let session = match due.deed.what {
                What::Rechoose(offer, session) => Some(self.session(offer, session)?),
                _ => None,
            };
            shares[due.referral % self.lanes.len()].push((due, caller, session));
        }
        let mut running = JoinSet::new();
        for (lane, share) in self.lanes.iter().zip(shares) {
            if share.is_empty() {
                continue;
            }
            let (bridge, clock) = (lane.bridge.clone(), lane.clock.clone());
            running.spawn(async move {
                let mut told = Vec::new();
                let mut over = Vec::new();
                for (due, caller, session) in share {
                    if over.contains(&due.referral) {
                        continue;
                    }
                    clock.set(due.deed.at);
                    match carry_out(&bridge, &caller, &due, session).await {
                        Ok(()) => told.push((due.referral, 1, 0)),
                        Err(ActionError::Conflict { status, .. }) => {
                            tracing::debug!(status = status.code(), "a planned deed came too late");
                            over.push(due.referral);
                            told.push((due.referral, 0, 1));
                        }
                        Err(error) => return Err(error),
                    }
                }
                Ok(told)
            });
        }
        let mut all = Vec::new();
        while let Some(done) = running.join_next().await {
            all.extend(done.map_err(|_| DemoError::Interrupted)??);
        }
        Ok(all)
    }

    fn caller(&self, due: &Due) -> Caller {
        let referral = due.id;
        let by_member = |member: &domain::actor::Member| {
            Caller::member(member.clone(), "192.0.2.12".to_owned())
        };
        match (due.deed.by, due.receiver) {
            (Doer::Desk, _) => by_member(&self.staff.desk),
            (Doer::Resident, _) => Caller {
                actor: Actor::Resident { referral },
                origin: "link 192.0.2.13".to_owned(),
            },
            (Doer::Receiver, To::Session(offer, _)) => Caller {
                actor: Actor::ReceiverByLink {
                    organisation: self.offers[offer].provider,
                    referral,
                },
                origin: "link 192.0.2.14".to_owned(),
            },
            (Doer::Receiver, To::Coach) => {
                by_member(&self.staff.coaches[due.referral % self.staff.coaches.len()])
            }
            (Doer::Receiver, To::Therapist(at)) => by_member(&self.staff.therapists[at]),
            (Doer::Referrer, _) => by_member(match due.sender {
                Sender::Referrer(at) => &self.staff.referrers[at],
                Sender::Coach(at) => &self.staff.coaches[at],
                // A resident who asked for help is helped by the service point.
                Sender::Resident => &self.staff.desk,
            }),
        }
    }
}

/// The deeds of each day, in the order of their moments; what would lie ahead of `now` is left out.
/// Each knows who has the referral at that moment.
fn agenda(plan: &[Sending], now: Timestamp) -> BTreeMap<Date, Vec<(usize, &Deed, To)>> {
    let mut days: BTreeMap<Date, Vec<(usize, &Deed, To)>> = BTreeMap::new();
    for (at, sending) in plan.iter().enumerate() {
        let mut receiver = sending.to;
        for deed in sending.deeds.iter().take_while(|deed| deed.at < now) {
            days.entry(day_of(deed.at))
                .or_default()
                .push((at, deed, receiver));
            if let What::Rechoose(offer, session) = deed.what {
                receiver = To::Session(offer, session);
            }
        }
    }
    for todays in days.values_mut() {
        todays.sort_by_key(|(at, deed, _)| (deed.at, *at));
    }
    days
}

async fn carry_out(
    bridge: &Bridge,
    caller: &Caller,
    due: &Due,
    session: Option<String>,
) -> Result<(), ActionError> {
    let request = match &due.deed.what {
        What::Step(step, words) => StepRequest {
            step: (*step).to_owned(),
            words: (**words).clone(),
            ..StepRequest::default()
        },
        What::Rechoose(..) => StepRequest {
            step: "opnieuw-gekozen".to_owned(),
            session: session.unwrap_or_default(),
            ..StepRequest::default()
        },
        What::Answer(said) => return answer(bridge, caller, *said, None).await,
    };
    take_step(bridge, caller, due.id, &request)
        .await
        .map(|_| ())
}

/// What nobody had, over the year.
fn unmet(seed: u64, from: Date, to: Date) -> Vec<(Timestamp, WishesDraft, &'static str)> {
    const WISHES: [(&str, &str, &str, &str, &str); 10] = [
        (
            "zwemmen",
            "zo-ochtend",
            "vrouwen",
            "",
            "Op zondag is er geen zwemuur voor vrouwen.",
        ),
        (
            "dansen",
            "za-avond",
            "",
            "rolstoel",
            "Geen dansles waar een rolstoel bij kan.",
        ),
        (
            "wandelen",
            "wo-avond",
            "",
            "slechtziend",
            "Geen groep met een begeleider voor slechtzienden.",
        ),
        (
            "tai-chi",
            "zo-middag",
            "",
            "",
            "In het weekend is er niets.",
        ),
        (
            "fitness",
            "ma-avond",
            "vrouwen",
            "",
            "Alleen gemengde groepen in de avond.",
        ),
        (
            "yoga",
            "di-middag",
            "",
            "prikkelarm",
            "Alle zalen zijn te druk.",
        ),
        (
            "badminton",
            "vr-avond",
            "jongeren",
            "",
            "Geen groep voor jongeren van achttien.",
        ),
        (
            "aquagym",
            "za-ochtend",
            "",
            "rolstoel",
            "Het warme bad is op zaterdag dicht.",
        ),
        (
            "voetbal",
            "zo-ochtend",
            "mannen",
            "",
            "Geen groep die Pools spreekt.",
        ),
        (
            "tuinieren",
            "do-avond",
            "lotgenoten",
            "",
            "De tuin is in de avond niet open.",
        ),
    ];
    let whole = (to - from).get_days().max(1);
    // What many miss: with these a group can form.
    const ALIKE: std::ops::Range<usize> = 24..40;
    (0..ALIKE.end)
        .map(|number| {
            let mut dice = Dice::new(seed, "gemist", number);
            let day = from
                .checked_add(dice.between(0, whole).days())
                .unwrap_or(to);
            let (activity, daypart, group, access, reason) = if ALIKE.contains(&number) {
                WISHES[0]
            } else {
                dice.pick(&WISHES)
            };
            let listed = |word: &str| {
                if word.is_empty() {
                    vec![]
                } else {
                    vec![word.to_owned()]
                }
            };
            let map = Geography::draw();
            let postcode = if dice.chance(20) {
                DEMO_POSTCODE.to_owned()
            } else {
                map.streets[dice.below(map.streets.len())].postcode.clone()
            };
            let wishes = WishesDraft {
                postcode,
                max_distance_km: Some(f64::from(dice.between(1, 5))),
                age: Some(i64::from(dice.between(18, 85))),
                dayparts: listed(daypart),
                groups: listed(group),
                accessibility: listed(access),
                activities: listed(activity),
                ..WishesDraft::default()
            };
            (moment_of(day, time(14, 20, 0, 0)), wishes, reason)
        })
        .collect()
}
