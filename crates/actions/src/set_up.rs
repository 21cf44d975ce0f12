//! Making a municipality take part: itself, its service point, its coach team, its organisations.

use domain::class_words::ClassWords;
use domain::deadlines::Deadlines;
use domain::fault::Fault;
use domain::ids::{MunicipalityId, OfferId, OrganisationId};
use domain::offer::Offer;
use domain::organisation::{Organisation, OrganisationKind};
use domain::picture::PictureState;
use store::key_store::fresh_uuid;
use store::{feed, municipalities, offers, organisations, pictures, postcodes};

use crate::pictures::{Picture, decode, digest};
use crate::{ActionError, Bridge};

/// What is needed to begin.
#[derive(Clone, Debug)]
pub struct NewMunicipality {
    /// Its CBS code.
    pub id: MunicipalityId,
    /// Its name.
    pub name: String,
    /// The service point's name, address and phone number.
    pub service_point: (String, String, String),
    /// The coach team's name, address and phone number.
    pub coach_team: (String, String, String),
}

/// Makes a municipality with its service point and coach team. One that is there stays as it is; one
/// that left begins anew.
/// Gives the organisations' ids: service point and coach team.
///
/// # Errors
/// When the store cannot be written.
pub async fn municipality(
    bridge: &Bridge,
    new: &NewMunicipality,
) -> Result<(OrganisationId, OrganisationId), ActionError> {
    if let Ok(there) = bridge.municipality(new.id) {
        return Ok((there.settings.service_point, there.settings.coach_team));
    }
    crate::destroy_municipality::let_return(bridge, new.id).await?;
    let now = bridge.now();
    let desk = OrganisationId::new(fresh_uuid(now));
    let team = OrganisationId::new(fresh_uuid(now));
    let mut tx = bridge.store().begin().await?;
    let parts = [
        (desk, OrganisationKind::ServicePoint, &new.service_point),
        (team, OrganisationKind::CoachTeam, &new.coach_team),
    ];
    for (id, kind, (name, email, phone)) in parts {
        let organisation = Organisation {
            id,
            municipality: new.id,
            kind,
            name: name.clone(),
            email: Some(email.clone()),
            phone: Some(phone.clone()),
        };
        organisations::insert(&mut tx, &organisation).await?;
    }
    let settings = municipalities::Municipality {
        id: new.id,
        name: new.name.clone(),
        service_point: desk,
        coach_team: team,
        deadlines: Deadlines::default(),
        closures: Vec::new(),
        schemes: Vec::new(),
        class_words: ClassWords::default(),
    };
    municipalities::insert(&mut tx, &settings).await?;
    feed::add(&mut tx, "instellingen", new.id.as_str(), now).await?;
    tx.commit().await?;
    bridge.refresh().await?;
    Ok((desk, team))
}

/// Makes an organisation.
///
/// # Errors
/// When the store cannot be written.
pub async fn organisation(
    bridge: &Bridge,
    municipality: MunicipalityId,
    kind: OrganisationKind,
    name: &str,
    email: Option<&str>,
    phone: Option<&str>,
) -> Result<OrganisationId, ActionError> {
    let id = OrganisationId::new(fresh_uuid(bridge.now()));
    let mut tx = bridge.store().begin().await?;
    let organisation = Organisation {
        id,
        municipality,
        kind,
        name: name.to_owned(),
        email: email.map(str::to_owned),
        phone: phone.map(str::to_owned),
    };
    organisations::insert(&mut tx, &organisation).await?;
    feed::add(&mut tx, "instellingen", &id.to_string(), bridge.now()).await?;
    tx.commit().await?;
    bridge.refresh().await?;
    Ok(id)
}

/// Whose postcodes these are, beside those of files.
const POSTCODES: &str = "set-up";

/// Keeps postcodes.
///
/// # Errors
/// When the store cannot be written.
pub async fn postcodes(bridge: &Bridge, rows: &[postcodes::Known]) -> Result<(), ActionError> {
    let now = bridge.now();
    let mut tx = bridge.store().begin().await?;
    postcodes::upsert(&mut tx, POSTCODES, rows, now).await?;
    feed::add(&mut tx, "postcodes", "", now).await?;
    tx.commit().await?;
    bridge.refresh().await?;
    Ok(())
}

/// Writes down that a collective deal pays the first weeks of these offers; `None` ends that.
///
/// # Errors
/// When the store cannot be written.
pub async fn paid_weeks(
    bridge: &Bridge,
    ids: &[OfferId],
    weeks: Option<u8>,
) -> Result<(), ActionError> {
    let now = bridge.now();
    let mut tx = bridge.store().begin().await?;
    offers::cover(&mut tx, ids, weeks, now).await?;
    feed::add_offers(&mut tx, ids, now).await?;
    tx.commit().await?;
    bridge.refresh().await?;
    Ok(())
}

/// Writes offers anew, all at once.
///
/// # Errors
/// When the store cannot be written.
pub async fn told_anew(bridge: &Bridge, all: &[Offer]) -> Result<(), ActionError> {
    let now = bridge.now();
    let mut tx = bridge.store().begin().await?;
    offers::rewrite_all(&mut tx, all, now).await?;
    let ids: Vec<OfferId> = all.iter().map(|offer| offer.id).collect();
    feed::add_offers(&mut tx, &ids, now).await?;
    tx.commit().await?;
    bridge.refresh().await?;
    Ok(())
}

/// A drawing with nobody in it who has to agree, and the offers that have it.
#[derive(Clone, Debug)]
pub struct Drawing {
    /// The file.
    pub bytes: &'static [u8],
    /// What is seen.
    pub alt: &'static str,
    /// The offers, each with its municipality.
    pub on: Vec<(MunicipalityId, OfferId)>,
}

/// Shows drawings as the first pictures of offers.
///
/// # Errors
/// [`ActionError::Faults`] when a drawing cannot be read; when the store cannot be written.
pub async fn drawings(bridge: &Bridge, all: &[Drawing]) -> Result<(), ActionError> {
    let now = bridge.now();
    let mut tx = bridge.store().begin().await?;
    for drawing in all {
        let decoded = decode(drawing.bytes.to_vec()).await;
        let decoded =
            decoded.map_err(|problem| ActionError::fault(Fault::body("foto", problem.code())))?;
        for (municipality, offer) in &drawing.on {
            let kept = Picture {
                municipality: *municipality,
                offer: *offer,
                slot: 1,
                alt: drawing.alt.to_owned(),
                state: PictureState::Shown,
                digest: digest(&decoded),
                consent_by: None,
                consent_at: now,
                words: None,
            };
            pictures::insert(&mut tx, &kept, (&decoded.small, &decoded.large)).await?;
        }
    }
    let shown: Vec<OfferId> = all
        .iter()
        .flat_map(|one| one.on.iter().map(|on| on.1))
        .collect();
    feed::add_offers(&mut tx, &shown, now).await?;
    tx.commit().await?;
    bridge.refresh().await?;
    Ok(())
}

pub use store::postcodes::Known as KnownPostcode;

/// The organisation of this name in a municipality; one that is not there is made.
///
/// # Errors
/// When the store cannot be written.
pub async fn organisation_named(
    bridge: &Bridge,
    municipality: MunicipalityId,
    kind: OrganisationKind,
    name: &str,
) -> Result<OrganisationId, ActionError> {
    let known = {
        let mut reading = bridge.store().read().await?;
        organisations::of_kind(&mut reading, municipality, kind).await?
    };
    let wanted = organisations::folded(name);
    let found = known
        .into_iter()
        .find(|found| organisations::folded(&found.organisation.name) == wanted);
    match found {
        Some(found) => Ok(found.organisation.id),
        None => organisation(bridge, municipality, kind, name, None, None).await,
    }
}
