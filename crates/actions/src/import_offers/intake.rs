//! One import under way: what is new is made, what changed is renewed, what is told no more ends.
//! A chunk of rows costs a handful of queries, however many rows it has; all chunks of a file or of
//! a feed's page stand in one transaction.

use std::collections::{HashMap, HashSet};

use domain::ids::{MunicipalityId, OfferId, OrganisationId, SessionId};
use domain::offer::{ConfirmedBy, ForReferrers, Offer, OfferStatus, Session};
use domain::organisation::{Organisation, OrganisationKind};
use domain::price::{Per, Price};
use exchange::draft::OfferDraft;
use store::imports::{self, Position, Run};
use store::key_store::{IdsInOrder, fresh_uuid};
use store::offer_intake::{self, KnownOffer, Sourced};
use store::reviews::{self, Answer, Asked};
use store::{Tx, feed, organisations};

use super::difference::{TellingRow, difference, differing};
use super::{ImportProblem, ImportReport};
use crate::Bridge;
use crate::public_imports::counts_of;

/// An offer with the rows that told of it.
pub(super) struct Told {
    /// What it is.
    pub draft: OfferDraft,
    /// The rows.
    pub rows: Vec<TellingRow>,
    /// Where the first of them stands, from 1.
    pub line: usize,
}

/// Between the rows of one offer in the kept words: a sign that no text holds.
const BETWEEN_ROWS: &str = "\u{1e}";

/// So many offers are compared and written at a time.
const AT_A_TIME: usize = 500;

/// Who organises what a source did not tell. Nobody is reached there, so that no message about a
/// resident can go to a club that has nothing to do with it.
const UNKNOWN_PROVIDER: &str = "Aanbieder nog niet bekend";

/// So many lines of what would change are told.
const DIFFERENCES: usize = 1_000;

/// What happens at the end of a transaction to where a feed goes on.
pub(super) enum GoesOn {
    /// It is no feed, or one file of it.
    Nowhere,
    /// At this page.
    At(Position),
    /// It reached its end.
    Ended,
}

/// One import under way.
pub(super) struct Intake<'a> {
    bridge: &'a Bridge,
    tx: Tx,
    run: Run,
    dry_run: bool,
    /// The keys of the file, to know which are missing; only kept for a whole list.
    seen: HashSet<String>,
    providers: HashMap<String, Organisation>,
    ids: IdsInOrder,
    /// The offers that were written.
    changed: Vec<OfferId>,
    /// Whether a provider came along, or something was learned of one.
    learned: bool,
    report: ImportReport,
}

impl<'a> Intake<'a> {
    /// Opens the transaction. The first of a run writes down that it begins.
    pub async fn begin(
        bridge: &'a Bridge,
        run: Run,
        is_first: bool,
        dry_run: bool,
        report: ImportReport,
    ) -> Result<Self, ImportProblem> {
        let mut tx = bridge.store().begin_large().await?;
        let kind = OrganisationKind::Provider;
        let providers = organisations::of_kind(&mut tx, run.municipality, kind).await?;
        let providers = providers
            .into_iter()
            .map(|found| {
                let name = organisations::folded(&found.organisation.name);
                (name, found.organisation)
            })
            .collect();
        let mut intake = Self {
            bridge,
            tx,
            run,
            dry_run,
            seen: HashSet::new(),
            providers,
            ids: IdsInOrder::at(bridge.now()),
            changed: Vec::new(),
            learned: false,
            report,
        };
        if is_first {
            let (municipality, source) = (intake.run.municipality, intake.run.source.clone());
            let knows = offer_intake::knows_source(&mut intake.tx, municipality, &source).await?;
            // The pages of a run that broke off are there, and nobody was told of their source.
            let on = &mut intake.tx;
            let broken_off = imports::position(on, municipality, &source).await?;
            intake.report.new_source = !knows || broken_off.is_some_and(|one| one.is_new);
            imports::begin(&mut intake.tx, &intake.run).await?;
        }
        Ok(intake)
    }

    /// Keeps what is new or changed, and counts.
    pub async fn take_in(&mut self, told: Vec<Told>) -> Result<(), ImportProblem> {
        let mut chunk: Vec<Told> = Vec::new();
        let mut keys: HashSet<String> = HashSet::new();
        for offer in told {
            // A key that comes again must find what was written of it before.
            if chunk.len() == AT_A_TIME || keys.contains(&offer.draft.source_id) {
                self.take_chunk(std::mem::take(&mut chunk)).await?;
                keys.clear();
            }
            keys.insert(offer.draft.source_id.clone());
            chunk.push(offer);
        }
        self.take_chunk(chunk).await
    }

    async fn take_chunk(&mut self, chunk: Vec<Told>) -> Result<(), ImportProblem> {
        let keys: Vec<String> = chunk
            .iter()
            .map(|told| told.draft.source_id.clone())
            .collect();
        let (municipality, source) = (self.run.municipality, self.run.source.clone());
        let mut known = offer_intake::known(&mut self.tx, municipality, &source, &keys).await?;
        let mut renewed: Vec<(Told, Option<KnownOffer>)> = Vec::new();
        for offer in chunk {
            self.report.review += offer.rows.iter().filter(|row| row.doubtful).count();
            let known = known.remove(&offer.draft.source_id);
            if !self.is_as_it_was(&offer, known.as_ref()) {
                renewed.push((offer, known));
            }
        }
        self.seen.extend(keys);
        self.keep(renewed).await
    }

    /// Counts the rows of an offer; `true` when every one is as it was.
    fn is_as_it_was(&mut self, offer: &Told, known: Option<&KnownOffer>) -> bool {
        // What a person ended comes back when its source tells it differently, not by the same words.
        let there = known.filter(|known| known.status != OfferStatus::Ended || known.ended_by_hand);
        let before: Vec<&str> = match there {
            Some(known) => known.content.split(BETWEEN_ROWS).collect(),
            None => Vec::new(),
        };
        let difference = difference(&before, &offer.rows);
        let report = &mut self.report;
        report.unchanged += difference.unchanged;
        report.changed += difference.changed;
        report.ended += difference.ended;
        // What ended and is there again was known: it changed.
        match (known, there) {
            (Some(_), None) => report.changed += difference.new,
            _ => report.new += difference.new,
        }
        let is_as_it_was = difference.is_nothing();
        if self.dry_run && !is_as_it_was && report.differences.len() < DIFFERENCES {
            let name = format!("{} ({})", offer.draft.title, offer.draft.provider);
            let after: Vec<&str> = offer.rows.iter().map(|row| row.content.as_str()).collect();
            report.differences.extend(differing(&name, &before, &after));
        }
        is_as_it_was
    }

    /// Writes what is new or changed, and the questions for the service point.
    async fn keep(
        &mut self,
        renewed: Vec<(Told, Option<KnownOffer>)>,
    ) -> Result<(), ImportProblem> {
        if renewed.is_empty() {
            return Ok(());
        }
        let municipality = self.run.municipality;
        let of_before: Vec<&KnownOffer> = renewed
            .iter()
            .filter_map(|(_, known)| known.as_ref())
            .collect();
        let ids: Vec<OfferId> = of_before.iter().map(|known| known.id).collect();
        // What this same import wrote on an earlier page was not there before it.
        let from_before: Vec<OfferId> = of_before
            .iter()
            .filter(|known| known.written_by.as_ref() != Some(&self.run.id))
            .map(|known| known.id)
            .collect();
        offer_intake::keep_before(&mut self.tx, &self.run, &from_before).await?;
        let mut sessions = offer_intake::known_sessions(&mut self.tx, municipality, &ids).await?;
        let mut learned: HashMap<OrganisationId, Organisation> = HashMap::new();
        let mut rows = Vec::with_capacity(renewed.len());
        let (mut asked, mut cleared) = (Vec::new(), Vec::new());
        let told_again = renewed.iter().filter(|(_, known)| known.is_some());
        let told_again: Vec<String> = told_again
            .map(|(told, _)| told.draft.source_id.clone())
            .collect();
        let source = self.run.source.clone();
        let judged = reviews::judged(&mut self.tx, municipality, &source, &told_again).await?;
        for (mut told, known) in renewed {
            let provider = self.provider(&told.draft, known.as_ref(), &mut learned);
            let own = known.as_ref().and_then(|known| sessions.remove(&known.id));
            let line = u32::try_from(told.line).unwrap_or(u32::MAX);
            for mut one in questions(&told.draft, line) {
                let key = (one.source_id.clone(), one.column.to_string());
                let same = judged.get(&key).filter(|answer| {
                    answer.original == one.original && answer.question == one.question
                });
                one.answer = same.cloned();
                if let Some(price) = same.and_then(price_of) {
                    told.draft.price = Some(price);
                }
                asked.push(one);
            }
            if known.is_some() {
                cleared.push(told.draft.source_id.clone());
            }
            rows.push(self.sourced(told, known, provider, own.unwrap_or_default()));
        }
        let learned: Vec<Organisation> = learned.into_values().collect();
        organisations::learn(&mut self.tx, &learned).await?;
        self.learned |= !learned.is_empty();
        self.changed.extend(rows.iter().map(|row| row.offer.id));
        offer_intake::write(&mut self.tx, &self.run, &rows).await?;
        reviews::clear_rows(&mut self.tx, municipality, &source, &cleared).await?;
        reviews::add(&mut self.tx, municipality, &source, &asked, self.run.at).await?;
        Ok(())
    }

    /// The offer as it is written.
    fn sourced(
        &mut self,
        told: Told,
        known: Option<KnownOffer>,
        provider: OrganisationId,
        sessions: HashMap<String, SessionId>,
    ) -> Sourced {
        let id = match &known {
            Some(known) => known.id,
            None => OfferId::new(self.ids.fresh()),
        };
        let mut rows = told.rows.into_iter().map(|row| row.content);
        let mut content = rows.next().unwrap_or_default();
        for row in rows {
            content.push_str(BETWEEN_ROWS);
            content.push_str(&row);
        }
        let draft = told.draft;
        let mut venue = draft.venue.clone();
        if venue.point.is_none() {
            venue.point = venue
                .postcode
                .and_then(|postcode| self.bridge.locate(postcode).ok());
        }
        let (sessions, session_keys) = sessions_of(&draft, &sessions, &mut self.ids);
        let notes: Vec<String> = draft
            .notes
            .iter()
            .map(|note| format!("{}: {}", note.name, note.text))
            .collect();
        let status = status_of(&draft, known.as_ref());
        Sourced {
            offer: Offer {
                id,
                municipality: self.run.municipality,
                provider,
                provider_name: draft.provider,
                title: draft.title,
                activity: draft.activity,
                description: draft.description,
                venue,
                ages: draft.ages,
                level: draft.level,
                guidance: draft.guidance,
                self_reliance: draft.self_reliance,
                accessibility: draft.accessibility,
                groups: draft.groups,
                languages: draft.languages,
                price: draft.price,
                trial: draft.trial,
                paid_weeks: None,
                recognition: draft.recognition,
                wait: draft.wait,
                season: draft.season,
                bring: draft.bring,
                meeting_point: draft.meeting_point,
                contact: draft.contact,
                confirmed_on: draft.confirmed_on,
                confirmed_by: draft.confirmed_on.map(|_| ConfirmedBy::Source),
                not_for: None,
                for_referrers: ForReferrers::default(),
                ends_on: None,
                status,
                sessions,
            },
            source_id: draft.source_id,
            session_keys,
            notes: notes.join("\n"),
            content,
        }
    }

    /// The provider of this name in the municipality; a new one is made. Where the source names
    /// none, the one that somebody filled in stays.
    fn provider(
        &mut self,
        draft: &OfferDraft,
        known: Option<&KnownOffer>,
        learned: &mut HashMap<OrganisationId, Organisation>,
    ) -> OrganisationId {
        let is_told = !draft.provider.is_empty();
        if let (false, Some(known)) = (is_told, known) {
            return known.provider;
        }
        let shown = if is_told {
            draft.provider.as_str()
        } else {
            UNKNOWN_PROVIDER
        };
        let (email, phone) = if is_told {
            (draft.contact.email.clone(), draft.contact.phone.clone())
        } else {
            (None, None)
        };
        let municipality = self.run.municipality;
        let ids = &mut self.ids;
        let mut is_new = false;
        let provider = self
            .providers
            .entry(organisations::folded(shown))
            .or_insert_with(|| {
                is_new = true;
                Organisation {
                    id: OrganisationId::new(ids.fresh()),
                    municipality,
                    kind: OrganisationKind::Provider,
                    name: shown.to_owned(),
                    email: email.clone(),
                    phone: phone.clone(),
                }
            });
        let learns = (provider.email.is_none() && email.is_some())
            || (provider.phone.is_none() && phone.is_some());
        if learns {
            provider.email = provider.email.take().or(email);
            provider.phone = provider.phone.take().or(phone);
        }
        if learns || is_new {
            learned.insert(provider.id, provider.clone());
        }
        provider.id
    }

    /// Ends offers of this source, by their keys in it.
    pub async fn end(&mut self, source_ids: &[String]) -> Result<(), ImportProblem> {
        let (municipality, source) = (self.run.municipality, self.run.source.clone());
        let known = offer_intake::known(&mut self.tx, municipality, &source, source_ids).await?;
        let mut there: Vec<(String, KnownOffer)> = known
            .into_iter()
            .filter(|(_, known)| known.status != OfferStatus::Ended)
            .collect();
        if there.is_empty() {
            return Ok(());
        }
        there.sort_unstable_by(|one, other| one.0.cmp(&other.0));
        let rows = there
            .iter()
            .map(|(_, known)| known.content.split(BETWEEN_ROWS).count());
        self.report.ended += rows.sum::<usize>();
        if self.dry_run {
            let ended = there.iter().map(|(key, _)| format!("- {key}"));
            let room = DIFFERENCES.saturating_sub(self.report.differences.len());
            self.report.differences.extend(ended.take(room));
        }
        let ids: Vec<OfferId> = there.iter().map(|(_, known)| known.id).collect();
        self.changed.extend(&ids);
        let from_before: Vec<OfferId> = there
            .iter()
            .filter(|(_, known)| known.written_by.as_ref() != Some(&self.run.id))
            .map(|(_, known)| known.id)
            .collect();
        offer_intake::keep_before(&mut self.tx, &self.run, &from_before).await?;
        offer_intake::end(&mut self.tx, &self.run, &ids).await?;
        let keys: Vec<String> = there.into_iter().map(|(key, _)| key).collect();
        reviews::clear_rows(&mut self.tx, municipality, &source, &keys).await?;
        Ok(())
    }

    /// What the file names and could not be read: it is there, so it does not end.
    pub fn spare(&mut self, source_ids: Vec<String>) {
        self.seen.extend(source_ids);
    }

    /// Ends what this source had and this file lacks.
    pub async fn end_missing(&mut self) -> Result<(), ImportProblem> {
        let (municipality, source) = (self.run.municipality, self.run.source.clone());
        let mut keys = offer_intake::keys(&mut self.tx, municipality, &source).await?;
        keys.retain(|key| !self.seen.contains(key));
        self.end(&keys).await
    }

    /// Commits, unless this is a dry run. Gives what was done, and whether anything changed.
    pub async fn finish(mut self, goes_on: GoesOn) -> Result<(ImportReport, bool), ImportProblem> {
        if self.dry_run {
            return Ok((self.report, false));
        }
        let counts = counts_of(&self.report);
        imports::count(&mut self.tx, &self.run, counts).await?;
        match goes_on {
            GoesOn::Nowhere => {}
            GoesOn::At(mut position) => {
                position.is_new = self.report.new_source;
                imports::keep_position(&mut self.tx, &self.run, &position).await?;
            }
            GoesOn::Ended => imports::clear_position(&mut self.tx, &self.run).await?,
        }
        let now = self.bridge.now();
        if self.learned {
            feed::add(&mut self.tx, "instellingen", &self.run.source, now).await?;
        }
        feed::add_offers(&mut self.tx, &self.changed, now).await?;
        self.tx.commit().await?;
        Ok((self.report, !self.changed.is_empty()))
    }
}

/// The questions about an offer, one a column: a column of which several texts are asked shows them all.
fn questions(draft: &OfferDraft, line: u32) -> Vec<Asked> {
    let mut asked: Vec<Asked> = Vec::new();
    for doubt in &draft.doubts {
        match asked.iter_mut().find(|one| one.column == doubt.column) {
            Some(one) if doubt.text.is_empty() || one.original.contains(&doubt.text) => {}
            Some(one) => one.original = format!("{}\n{}", one.original, doubt.text),
            None => asked.push(Asked {
                source_id: draft.source_id.clone(),
                line,
                column: doubt.column.clone(),
                original: doubt.text.clone(),
                question: doubt.question.into(),
                answer: None,
            }),
        }
    }
    asked
}

/// The price that was answered to a question about it.
fn price_of(answer: &Answer) -> Option<Price> {
    Some(Price {
        cents: answer.cents?,
        per: Per::from_code(answer.word.as_deref()?)?,
    })
}

/// A new run of an import, of a municipality and a source.
pub(super) fn a_run(
    bridge: &Bridge,
    municipality: MunicipalityId,
    kind: &str,
    source: &str,
) -> Run {
    let at = bridge.now();
    Run {
        municipality,
        id: fresh_uuid(at).to_string(),
        kind: kind.to_owned(),
        source: source.to_owned(),
        by: super::BY_COMMAND.to_owned(),
        at,
    }
}

/// What the service point hid stays hidden, whatever its source tells. Of whom nobody knows the
/// provider is not shown before a person said who it is.
fn status_of(draft: &OfferDraft, known: Option<&KnownOffer>) -> OfferStatus {
    match known.map(|known| known.status) {
        Some(OfferStatus::Hidden) => OfferStatus::Hidden,
        Some(OfferStatus::Visible) => OfferStatus::Visible,
        _ if draft.provider.is_empty() => OfferStatus::Submitted,
        _ => OfferStatus::Visible,
    }
}

/// The sessions of a draft, known ones under the id they have; known ones that are told no more
/// end.
fn sessions_of(
    draft: &OfferDraft,
    known: &HashMap<String, SessionId>,
    ids: &mut IdsInOrder,
) -> (Vec<Session>, Vec<String>) {
    let mut sessions = Vec::new();
    let mut keys = Vec::new();
    for session in &draft.sessions {
        sessions.push(Session {
            id: known
                .get(&session.key)
                .copied()
                .unwrap_or_else(|| SessionId::new(ids.fresh())),
            day: session.day,
            from: session.from,
            to: session.to,
            places_left: session.places_left,
            status: OfferStatus::Visible,
        });
        keys.push(session.key.clone());
    }
    for (key, id) in known {
        if draft.sessions.iter().any(|session| session.key == *key) {
            continue;
        }
        sessions.push(Session {
            id: *id,
            day: None,
            from: None,
            to: None,
            places_left: None,
            status: OfferStatus::Ended,
        });
        keys.push(key.clone());
    }
    (sessions, keys)
}
