//! One import under way: what is new is made, what changed is renewed, what is told no more ends.
//! A chunk of rows costs a handful of queries, however many rows it has; all chunks of a file or of
//! a feed's page stand in one transaction.

use std::collections::{HashMap, HashSet};

use domain::ids::{MunicipalityId, OfferId, OrganisationId, SessionId};
use domain::offer::{ConfirmedBy, ForReferrers, Offer, OfferStatus, Session};
use domain::organisation::{Organisation, OrganisationKind};
use exchange::draft::{Doubt, OfferDraft, price_text};
use store::import_rejections::{self, Reason};
use store::imports::{self, Position, Run};
use store::key_store::{IdsInOrder, fresh_uuid};
use store::offer_intake::{self, KnownOffer, Sourced};
use store::reviews::{self, Asked};
use store::{Tx, feed, offers, organisations};

use super::asked::located;
use super::difference::{Difference, Fields, TellingRow, difference, differing_fields, fields_in};
use super::kept::{price_of, questions, sessions_of, status_of};
use super::said_here::{LIST_AND_HERE, Merged, Sides, keep_what_people_said, told_and_here};
use super::{ImportProblem, ImportReport, TOLD};
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
    /// Whether another row of it was not kept: then none of its moments ends.
    pub is_partly_refused: bool,
}

/// An offer that its source tells otherwise than last time, and what is known of it.
struct Renewed {
    told: Told,
    known: Option<KnownOffer>,
    difference: Difference,
    /// Whether it is known and has not ended by being left out.
    is_there: bool,
}

/// Between the rows of one offer in the kept words: a sign that no text holds.
const BETWEEN_ROWS: &str = "\u{1e}";

/// So many offers are compared and written at a time.
const AT_A_TIME: usize = 500;

/// Who organises what a source did not tell. Nobody is reached there, so that no message about a
/// resident can go to a club that has nothing to do with it.
const UNKNOWN_PROVIDER: &str = "Aanbieder nog niet bekend";

/// Of a source with so many offers it is told when one import ends more than half of them.
const MANY: usize = 10;

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
        let mut renewed: Vec<Renewed> = Vec::new();
        for told in chunk {
            self.report.review += told.rows.iter().filter(|row| row.doubtful).count();
            let line = told.line;
            self.report.asked.add(line, &told.draft.doubts);
            let known = known.remove(&told.draft.source_id);
            // What a person ended comes back when its source tells it differently, not by the same words.
            let there = known
                .as_ref()
                .filter(|known| known.status != OfferStatus::Ended || known.ended_by_hand);
            let before: Vec<&str> = there.map_or_else(Vec::new, rows_of);
            let mut difference = difference(&before, &told.rows);
            if told.is_partly_refused {
                difference.ended = 0;
            }
            self.report.unchanged += difference.unchanged;
            if !difference.is_nothing() {
                renewed.push(Renewed {
                    is_there: there.is_some(),
                    told,
                    known,
                    difference,
                });
            }
        }
        self.seen.extend(keys);
        self.keep(renewed).await
    }

    /// Counts the rows of an offer that is told otherwise than last time. Where nothing is other than
    /// it stands here, a row that differs changed nothing.
    fn count(&mut self, difference: &Difference, known: bool, is_there: bool, changes: bool) {
        let report = &mut self.report;
        match changes {
            true => report.changed += difference.changed,
            false => report.unchanged += difference.changed,
        }
        report.ended += difference.ended;
        // What ended and is there again was known: it changed.
        match known && !is_there {
            true => report.changed += difference.new,
            false => report.new += difference.new,
        }
    }

    /// Tells what would change, in a dry run.
    fn preview(&mut self, lines: Vec<String>) {
        if self.dry_run && self.report.differences.len() < DIFFERENCES {
            self.report.differences.extend(lines);
        }
    }

    /// Writes what is new or changed, and the questions for the service point.
    async fn keep(&mut self, renewed: Vec<Renewed>) -> Result<(), ImportProblem> {
        if renewed.is_empty() {
            return Ok(());
        }
        let municipality = self.run.municipality;
        let of_before: Vec<&KnownOffer> = renewed
            .iter()
            .filter_map(|one| one.known.as_ref())
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
        let standing = offers::many(&mut self.tx, &ids).await?;
        let mut learned: HashMap<OrganisationId, Organisation> = HashMap::new();
        let mut rows = Vec::with_capacity(renewed.len());
        let (mut asked, mut cleared) = (Vec::new(), Vec::new());
        let told_again = renewed.iter().filter(|one| one.known.is_some());
        let told_again: Vec<String> = told_again
            .map(|one| one.told.draft.source_id.clone())
            .collect();
        let source = self.run.source.clone();
        let judged = reviews::judged(&mut self.tx, municipality, &source, &told_again).await?;
        let about = (source.as_str(), LIST_AND_HERE);
        let held = reviews::asked(&mut self.tx, municipality, about, &told_again).await?;
        let never = HashSet::new();
        for one in renewed {
            let Renewed {
                mut told,
                known,
                difference,
                is_there,
            } = one;
            let provider = self.provider(&told.draft, known.as_ref(), &mut learned);
            let own = known.as_ref().and_then(|known| sessions.remove(&known.id));
            let line = told.line;
            let key = told.draft.source_id.clone();
            if known.is_some() {
                cleared.push(key.clone());
            }
            let mut doubts = told.draft.doubts.clone();
            let was_doubtful = !doubts.is_empty();
            let answered = |one: &Asked| {
                let key = (one.source_id.clone(), one.column.to_string());
                let answer = judged.get(&key)?;
                (answer.original == one.original && answer.question == one.question)
                    .then(|| answer.clone())
            };
            for one in questions(&key, &doubts, line) {
                if let Some(price) = answered(&one).as_ref().and_then(price_of) {
                    told.draft.price = Some(price);
                    told.draft.price_on_request = false;
                }
            }
            let mut before = known.as_ref().map_or_else(Fields::new, |known| {
                fields_in(known.content.split(BETWEEN_ROWS))
            });
            // What somebody answered stands as if the list had told it.
            let answer = judged.get(&(key.clone(), "prijs".to_owned()));
            if let Some(price) = answer.and_then(price_of) {
                let told = before.entry("price".to_owned()).or_default();
                told.push(price_text(price));
            }
            let now = fields_in(told.rows.iter().map(|row| row.content.as_str()));
            let here = known.as_ref().and_then(|known| standing.get(&known.id));
            let name = format!("{} ({})", told.draft.title, told.draft.provider);
            let is_known = known.is_some();
            let mut row = self.sourced(told, known, provider, own.unwrap_or_default());
            let mut merged = Merged::default();
            if let Some(here) = here {
                let sides = Sides {
                    before: &before,
                    now: &now,
                    here,
                    asked: held.get(&key).unwrap_or(&never),
                };
                merged = keep_what_people_said(&mut row, &sides);
            }
            let changes = merged.changes || !is_there || here.is_none();
            self.count(&difference, is_known, is_there, changes);
            self.preview(match here.filter(|_| is_there) {
                None => vec![format!("+ {name}")],
                Some(here) if changes => {
                    let (old, new) = told_and_here(&merged, (here, &before), (&row.offer, &now));
                    differing_fields(&name, &old, &new)
                }
                Some(_) => Vec::new(),
            });
            self.report.review += usize::from(!was_doubtful && !merged.doubts.is_empty());
            self.report.asked.add(line, &merged.doubts);
            // Where the list itself is not certain, that is asked already.
            let is_asked = |doubt: &Doubt| doubts.iter().any(|one| one.column == doubt.column);
            merged.doubts.retain(|doubt| !is_asked(doubt));
            doubts.append(&mut merged.doubts);
            for mut one in questions(&key, &doubts, line) {
                one.answer = answered(&one);
                asked.push(one);
            }
            rows.push(row);
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
        venue.point = located(self.bridge, &venue);
        let (mut sessions, mut session_keys) = sessions_of(&draft, &sessions, &mut self.ids);
        if told.is_partly_refused {
            let goes_on = |session: &Session| session.status == OfferStatus::Visible;
            let on = sessions.iter().filter(|session| goes_on(session)).count();
            // Those that ended stand behind those that are told.
            sessions.truncate(on);
            session_keys.truncate(on);
        }
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
                price_on_request: draft.price_on_request,
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

    /// Ends what this source had and this file lacks; `refused` are the keys of rows that it holds
    /// and that were not kept.
    pub async fn end_missing(&mut self, refused: &HashSet<String>) -> Result<(), ImportProblem> {
        let (municipality, source) = (self.run.municipality, self.run.source.clone());
        let mut keys = offer_intake::keys(&mut self.tx, municipality, &source).await?;
        let before = keys.len();
        keys.retain(|key| !self.seen.contains(key) && !refused.contains(key));
        if before >= MANY && keys.len() * 2 > before {
            self.report.ends_most = Some((keys.len(), before));
        }
        self.end(&keys).await
    }

    /// Commits, unless this is a dry run. Gives what was done, and whether anything changed.
    pub async fn finish(mut self, goes_on: GoesOn) -> Result<(ImportReport, bool), ImportProblem> {
        if self.dry_run {
            return Ok((self.report, false));
        }
        let counts = counts_of(&self.report);
        imports::count(&mut self.tx, &self.run, counts).await?;
        let refused = reasons_of(&self.report);
        import_rejections::add(&mut self.tx, &self.run, &refused).await?;
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

/// The rows that told of an offer last time.
fn rows_of(known: &KnownOffer) -> Vec<&str> {
    known.content.split(BETWEEN_ROWS).collect()
}

/// Why the first rows were not kept.
fn reasons_of(report: &ImportReport) -> Vec<Reason> {
    let rows = report.rejections.iter().take(TOLD);
    let reasons = rows.flat_map(|row| {
        row.faults.iter().map(|(column, code)| Reason {
            line: u64::try_from(row.line).unwrap_or(u64::MAX),
            column: column.clone(),
            code: (*code).to_owned(),
        })
    });
    reasons.collect()
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
