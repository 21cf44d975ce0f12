//! How a municipality, its service point and its coach team are called and reached. Mails and pages
//! show the new words at once; a mail that left stays as it was.

use domain::contact::{Email, Phone};
use domain::fault::Fault;
use store::{feed, municipalities, organisations};

use crate::change_settings::administered;
use crate::{ActionError, Bridge, Caller};

/// The longest name, in characters.
const LONGEST: usize = 120;

/// A name, an e-mail address and a phone number, as they were typed.
#[derive(Clone, Debug, Default)]
pub struct Reach {
    /// How it is called.
    pub name: String,
    /// Where its mail goes.
    pub email: String,
    /// Who wants to talk calls this.
    pub phone: String,
}

impl Reach {
    /// Without what stands around the words.
    pub(crate) fn trimmed(&self) -> Self {
        Self {
            name: self.name.trim().to_owned(),
            email: self.email.trim().to_owned(),
            phone: self.phone.trim().to_owned(),
        }
    }

    /// What is wrong with it. `fields` are the names of name, address and phone number.
    pub(crate) fn judge(&self, fields: [&'static str; 3]) -> Vec<Fault> {
        let [name, email, phone] = fields;
        let mut faults = Vec::new();
        faults.extend(judge_name(name, &self.name));
        if self.email.trim().parse::<Email>().is_err() {
            faults.push(Fault::body(email, "email"));
        }
        if self.phone.parse::<Phone>().is_err() {
            faults.push(Fault::body(phone, "telefoon"));
        }
        faults
    }
}

/// What is wrong with a name.
pub(crate) fn judge_name(field: &'static str, text: &str) -> Option<Fault> {
    if text.trim().is_empty() {
        Some(Fault::body(field, "ontbreekt"))
    } else if text.chars().count() > LONGEST {
        Some(Fault::body(field, "te-lang").with(LONGEST.to_string()))
    } else {
        None
    }
}

/// What can be changed.
#[derive(Clone, Debug, Default)]
pub struct Contacts {
    /// `gemeente`: the municipality's name.
    pub municipality: String,
    /// `servicepunt`, `servicepuntEmail`, `servicepuntTelefoon`
    pub desk: Reach,
    /// `team`, `teamEmail`, `teamTelefoon`
    pub team: Reach,
}

/// What is known of the caller's municipality now.
///
/// # Errors
/// [`ActionError::Forbidden`] when the caller is no administrator.
pub fn contacts(bridge: &Bridge, caller: &Caller) -> Result<Contacts, ActionError> {
    let home = bridge.municipality(administered(bridge, caller)?)?;
    let reach = |id| {
        let found = bridge.organisation(id);
        found.map_or_else(Reach::default, |found| Reach {
            name: found.organisation.name.clone(),
            email: found.organisation.email.clone().unwrap_or_default(),
            phone: found.organisation.phone.clone().unwrap_or_default(),
        })
    };
    Ok(Contacts {
        municipality: home.settings.name.clone(),
        desk: reach(home.settings.service_point),
        team: reach(home.settings.coach_team),
    })
}

/// Changes them.
///
/// # Errors
/// [`ActionError::Forbidden`] when the caller is no administrator; [`ActionError::Faults`] with
/// every fault at once.
pub async fn change_contacts(
    bridge: &Bridge,
    caller: &Caller,
    contacts: &Contacts,
) -> Result<(), ActionError> {
    let id = administered(bridge, caller)?;
    let home = bridge.municipality(id)?;
    let mut faults: Vec<Fault> = judge_name("gemeente", &contacts.municipality)
        .into_iter()
        .collect();
    let desk = ["servicepunt", "servicepuntEmail", "servicepuntTelefoon"];
    faults.extend(contacts.desk.judge(desk));
    faults.extend(contacts.team.judge(["team", "teamEmail", "teamTelefoon"]));
    if !faults.is_empty() {
        return Err(ActionError::Faults(faults));
    }
    let mut tx = bridge.store().begin().await?;
    municipalities::rename(&mut tx, id, contacts.municipality.trim()).await?;
    let parts = [
        (home.settings.service_point, contacts.desk.trimmed()),
        (home.settings.coach_team, contacts.team.trimmed()),
    ];
    for (organisation, reach) in &parts {
        let reach = (&*reach.name, &*reach.email, &*reach.phone);
        organisations::set_reach(&mut tx, id, *organisation, reach).await?;
    }
    feed::add(&mut tx, "instellingen", id.as_str(), bridge.now()).await?;
    // An offer shows the name of who organises it.
    for (organisation, _) in parts {
        feed::add(
            &mut tx,
            feed::OFFERS,
            &organisation.to_string(),
            bridge.now(),
        )
        .await?;
    }
    tx.commit().await?;
    bridge.refresh().await?;
    Ok(())
}
