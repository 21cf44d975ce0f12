//! One import under way: what is new is made, what changed is renewed, what is told no more ends.
//! All in one transaction.

use std::collections::{HashMap, HashSet};

use domain::ids::{MunicipalityId, OfferId, OrganisationId, SessionId};
use domain::offer::{ConfirmedBy, Offer, OfferStatus, Session};
use domain::organisation::{Organisation, OrganisationKind};
use exchange::draft::OfferDraft;
use jiff::Timestamp;
use store::key_store::fresh_uuid;
use store::offers::{KnownOffer, Sourced};
use store::{Tx, feed, offers, organisations, reviews};

use super::difference::{TellingRow, difference};
use super::{ImportProblem, ImportReport};
use crate::Bridge;

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

/// So many offers are written at a time.
const AT_A_TIME: usize = 500;

/// One import under way.
pub(super) struct Intake {
    tx: Tx,
    municipality: MunicipalityId,
    source: String,
    now: Timestamp,
    known: HashMap<String, KnownOffer>,
    seen: HashSet<String>,
    providers: HashMap<String, Organisation>,
    changed_something: bool,
    /// Taken in and not written yet.
    fresh: Vec<Sourced>,
}

impl Intake {
    /// Opens the transaction, and reads what is known of the source.
    pub async fn begin(
        bridge: &Bridge,
        municipality: MunicipalityId,
        source: &str,
    ) -> Result<Self, ImportProblem> {
        let mut tx = bridge.store().begin().await?;
        let known = offers::of_source(&mut tx, municipality, source).await?;
        let kind = OrganisationKind::Provider;
        let providers = organisations::of_kind(&mut tx, municipality, kind).await?;
        let providers = providers
            .into_iter()
            .map(|found| {
                (
                    organisations::folded(&found.organisation.name),
                    found.organisation,
                )
            })
            .collect();
        Ok(Self {
            tx,
            municipality,
            source: source.to_owned(),
            now: bridge.now(),
            known,
            seen: HashSet::new(),
            providers,
            changed_something: false,
            fresh: Vec::new(),
        })
    }

    /// Keeps what is new or changed, and counts.
    pub async fn take_in(
        &mut self,
        bridge: &Bridge,
        told: Vec<Told>,
        report: &mut ImportReport,
    ) -> Result<(), ImportProblem> {
        report.new_source = self.known.is_empty();
        for offer in told {
            report.review += offer.rows.iter().filter(|row| row.doubtful).count();
            let source_id = offer.draft.source_id.clone();
            let known = self.known.get(&source_id).cloned();
            self.seen.insert(source_id);
            let shown = known
                .as_ref()
                .filter(|known| known.status != OfferStatus::Ended);
            let before: Vec<&str> = match &shown {
                Some(known) => known.content.split(BETWEEN_ROWS).collect(),
                None => Vec::new(),
            };
            let difference = difference(&before, &offer.rows);
            report.unchanged += difference.unchanged;
            report.changed += difference.changed;
            report.ended += difference.ended;
            // What ended and is there again was known: it changed.
            match (&known, &shown) {
                (Some(_), None) => report.changed += difference.new,
                _ => report.new += difference.new,
            }
            if difference.is_nothing() {
                continue;
            }
            self.keep(bridge, offer, known).await?;
        }
        self.write().await
    }

    /// Makes of it what is written, and the questions for the service point.
    async fn keep(
        &mut self,
        bridge: &Bridge,
        told: Told,
        known: Option<KnownOffer>,
    ) -> Result<(), ImportProblem> {
        self.changed_something = true;
        let provider = self.provider(&told.draft).await?;
        let content: Vec<&str> = told.rows.iter().map(|row| row.content.as_str()).collect();
        let content = content.join(BETWEEN_ROWS);
        let draft = told.draft;
        let id = match &known {
            Some(known) => known.id,
            None => OfferId::new(fresh_uuid(self.now)),
        };
        let mut venue = draft.venue.clone();
        if venue.point.is_none() {
            venue.point = venue
                .postcode
                .and_then(|postcode| bridge.locate(postcode).ok());
        }
        let (sessions, session_keys) = sessions_of(&draft, known.as_ref(), self.now);
        let notes: Vec<String> = draft
            .notes
            .iter()
            .map(|note| format!("{}: {}", note.name, note.text))
            .collect();
        let sourced = Sourced {
            offer: Offer {
                id,
                municipality: self.municipality,
                provider,
                provider_name: draft.provider.clone(),
                title: draft.title.clone(),
                activity: draft.activity,
                description: draft.description.clone(),
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
                season: draft.season.clone(),
                bring: draft.bring.clone(),
                meeting_point: draft.meeting_point.clone(),
                contact: draft.contact.clone(),
                confirmed_on: draft.confirmed_on,
                confirmed_by: draft.confirmed_on.map(|_| ConfirmedBy::Source),
                not_for: None,
                ends_on: None,
                status: status_of(known.as_ref()),
                sessions,
            },
            source: self.source.clone(),
            source_id: draft.source_id.clone(),
            session_keys,
            notes: notes.join("\n"),
            content,
        };
        self.fresh.push(sourced);
        if self.fresh.len() >= AT_A_TIME {
            self.write().await?;
        }
        if known.is_some() {
            reviews::clear_row(
                &mut self.tx,
                self.municipality,
                &self.source,
                &draft.source_id,
            )
            .await?;
        }
        let line = u32::try_from(told.line).unwrap_or(u32::MAX);
        for doubt in &draft.doubts {
            let row = (self.source.as_str(), draft.source_id.as_str(), line);
            let field = (doubt.column, doubt.text.as_str(), doubt.question);
            reviews::add(&mut self.tx, self.municipality, row, field, self.now).await?;
        }
        Ok(())
    }

    async fn write(&mut self) -> Result<(), ImportProblem> {
        offers::upsert(&mut self.tx, &self.fresh, self.now).await?;
        self.fresh.clear();
        Ok(())
    }

    /// The provider of this name in the municipality; a new one is made.
    async fn provider(&mut self, draft: &OfferDraft) -> Result<OrganisationId, ImportProblem> {
        let name = organisations::folded(&draft.provider);
        let email = draft.contact.email.as_deref();
        let phone = draft.contact.phone.as_deref();
        if let Some(known) = self.providers.get_mut(&name) {
            let learns = (known.email.is_none() && email.is_some())
                || (known.phone.is_none() && phone.is_some());
            if learns {
                organisations::fill_in(&mut self.tx, known, email, phone).await?;
                known.email = known.email.take().or_else(|| email.map(str::to_owned));
                known.phone = known.phone.take().or_else(|| phone.map(str::to_owned));
            }
            return Ok(known.id);
        }
        let organisation = Organisation {
            id: OrganisationId::new(fresh_uuid(self.now)),
            municipality: self.municipality,
            kind: OrganisationKind::Provider,
            name: draft.provider.clone(),
            email: email.map(str::to_owned),
            phone: phone.map(str::to_owned),
        };
        organisations::insert(&mut self.tx, &organisation).await?;
        let id = organisation.id;
        self.providers.insert(name, organisation);
        Ok(id)
    }

    /// Ends one offer of this source.
    pub async fn end(
        &mut self,
        source_id: &str,
        report: &mut ImportReport,
    ) -> Result<(), ImportProblem> {
        let Some(known) = self.known.get(source_id) else {
            return Ok(());
        };
        let rows = known.content.split(BETWEEN_ROWS).count();
        let id = known.id;
        if offers::end(&mut self.tx, self.municipality, id, self.now).await? {
            report.ended += rows;
            self.changed_something = true;
            reviews::clear_row(&mut self.tx, self.municipality, &self.source, source_id).await?;
        }
        Ok(())
    }

    /// Ends what this source had and this file lacks.
    pub async fn end_missing(&mut self, report: &mut ImportReport) -> Result<(), ImportProblem> {
        let mut missing: Vec<String> = self
            .known
            .keys()
            .filter(|key| !self.seen.contains(*key))
            .cloned()
            .collect();
        missing.sort_unstable();
        for source_id in missing {
            self.end(&source_id, report).await?;
        }
        Ok(())
    }

    /// Commits, unless this is a dry run or nothing changed.
    pub async fn finish(
        mut self,
        bridge: &Bridge,
        dry_run: bool,
        report: ImportReport,
    ) -> Result<ImportReport, ImportProblem> {
        if dry_run || !self.changed_something {
            return Ok(report);
        }
        feed::add(&mut self.tx, "aanbod", &self.source, bridge.now()).await?;
        self.tx.commit().await?;
        bridge.refresh().await?;
        Ok(report)
    }
}

/// What the service point hid stays hidden, whatever its source tells; all else is shown.
fn status_of(known: Option<&KnownOffer>) -> OfferStatus {
    match known {
        Some(known) if known.status == OfferStatus::Hidden => OfferStatus::Hidden,
        _ => OfferStatus::Visible,
    }
}

/// The sessions of a draft, known ones under the id they have; known ones that are told no more
/// end.
fn sessions_of(
    draft: &OfferDraft,
    known: Option<&KnownOffer>,
    now: Timestamp,
) -> (Vec<Session>, Vec<String>) {
    let mut sessions = Vec::new();
    let mut keys = Vec::new();
    for session in &draft.sessions {
        let known_id = known.and_then(|known| known.sessions.get(&session.key));
        sessions.push(Session {
            id: known_id
                .copied()
                .unwrap_or_else(|| SessionId::new(fresh_uuid(now))),
            day: session.day,
            from: session.from,
            to: session.to,
            places_left: session.places_left,
            status: OfferStatus::Visible,
        });
        keys.push(session.key.clone());
    }
    let gone = known.into_iter().flat_map(|known| &known.sessions);
    for (key, id) in gone.filter(|(key, _)| !draft.sessions.iter().any(|s| s.key == **key)) {
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
