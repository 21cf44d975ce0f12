//! The organisations and people of Brugdam who work with the bridge, and their accounts.

use actions::{ActionError, Bridge, accounts, set_up, sign_in};
use domain::actor::Member;
use domain::ids::{MunicipalityId, OrganisationId};
use domain::organisation::{OrganisationKind, Role};
use tokio::task::JoinSet;

use super::dice::Dice;
use super::names;
use super::{DemoAccount, DemoError, PASSWORD};

/// An organisation with people in one role.
struct Post {
    organisation: &'static str,
    kind: OrganisationKind,
    role: Role,
    people: usize,
    /// How many of them, the last ones, referrals can go to.
    therapists: usize,
}

const fn post(
    organisation: &'static str,
    kind: OrganisationKind,
    role: Role,
    people: usize,
    therapists: usize,
) -> Post {
    Post {
        organisation,
        kind,
        role,
        people,
        therapists,
    }
}

/// The first care and the first social organisation hold the demo's accounts.
const POSTS: [Post; 16] = [
    post(
        "Gezondheidscentrum De Bron",
        OrganisationKind::Care,
        Role::CareProfessional,
        4,
        1,
    ),
    post(
        "Wijkteam Brugdam-West",
        OrganisationKind::SocialDomain,
        Role::SocialReferrer,
        3,
        0,
    ),
    post(
        "Huisartsenpraktijk Sluisweg",
        OrganisationKind::Care,
        Role::CareProfessional,
        2,
        0,
    ),
    post(
        "Huisartsenpraktijk Hoge Donk",
        OrganisationKind::Care,
        Role::CareProfessional,
        2,
        0,
    ),
    post(
        "Fysiotherapie De Wielen",
        OrganisationKind::Care,
        Role::CareProfessional,
        2,
        2,
    ),
    post(
        "Diëtistenpraktijk Vierstromen",
        OrganisationKind::Care,
        Role::CareProfessional,
        1,
        0,
    ),
    post(
        "Leefstijlpoli Elzenbroek",
        OrganisationKind::Care,
        Role::CareProfessional,
        2,
        1,
    ),
    post(
        "Thuiszorg Brugdam",
        OrganisationKind::Care,
        Role::CareProfessional,
        2,
        0,
    ),
    post(
        "Wmo-loket Brugdam",
        OrganisationKind::SocialDomain,
        Role::SocialReferrer,
        2,
        0,
    ),
    post(
        "Werkplein Brugdam",
        OrganisationKind::SocialDomain,
        Role::SocialReferrer,
        2,
        0,
    ),
    post(
        "Schuldhulp De Stap",
        OrganisationKind::SocialDomain,
        Role::SocialReferrer,
        1,
        0,
    ),
    post(
        "Taalhuis Brugdam",
        OrganisationKind::SocialDomain,
        Role::SocialReferrer,
        2,
        0,
    ),
    post(
        "Gemeente Brugdam, Sport en Gezondheid",
        OrganisationKind::Municipality,
        Role::Policy,
        1,
        0,
    ),
    post(
        "Zorgverzekeraar De Dijk",
        OrganisationKind::Insurer,
        Role::Insurer,
        1,
        0,
    ),
    post(
        "Gemeente Brugdam, Functioneel beheer",
        OrganisationKind::Municipality,
        Role::Administrator,
        1,
        0,
    ),
    post(
        "Gemeente Brugdam, Toezicht op inzage",
        OrganisationKind::Municipality,
        Role::LogKeeper,
        1,
        0,
    ),
];

/// How many coaches the team has.
const COACHES: usize = 6;

/// Who work here.
#[derive(Debug)]
pub struct Staff {
    /// Who refer: the demo's care professional first, its social referrer second.
    pub referrers: Vec<Member>,
    /// Care professionals to whom referrals go; the first works beside the demo's account.
    pub therapists: Vec<Member>,
    /// The coaches; the demo's account first.
    pub coaches: Vec<Member>,
    /// The service point's account.
    pub desk: Member,
    /// The demo's provider account.
    pub provider: Member,
    /// One account a role, for demo.json.
    pub accounts: Vec<DemoAccount>,
}

/// One account to make.
struct Opening {
    organisation: OrganisationId,
    role: Role,
    email: String,
    name: String,
    therapist: bool,
    demo: bool,
}

/// Makes the organisations and everybody's account. `desk` and `team` are the service point and
/// the coach team, `provider` the organisation of the demo's provider account.
///
/// # Errors
/// When the store cannot be written.
pub async fn take_on(
    bridge: &Bridge,
    seed: u64,
    municipality: MunicipalityId,
    (desk, team): (OrganisationId, OrganisationId),
    provider: OrganisationId,
) -> Result<Staff, DemoError> {
    let openings = openings(bridge, seed, municipality, (desk, team), provider).await?;
    let mut hired = JoinSet::new();
    // Hashing a password is heavy on purpose: both cores do it.
    for (at, opening) in openings.into_iter().enumerate() {
        let bridge = bridge.clone();
        hired.spawn(async move {
            let member = hire(&bridge, &opening).await?;
            Ok::<_, ActionError>((at, opening, member))
        });
    }
    let mut members = Vec::new();
    while let Some(done) = hired.join_next().await {
        members.push(done.map_err(|_| DemoError::Interrupted)??);
    }
    members.sort_by_key(|(at, ..)| *at);
    let (mut referrers, mut therapists, mut coaches) = (Vec::new(), Vec::new(), Vec::new());
    let (mut at_desk, mut at_club, mut accounts) = (None, None, Vec::new());
    for (_, opening, member) in members {
        if opening.demo {
            accounts.push(DemoAccount {
                role: opening.role.code().to_owned(),
                name: opening.name,
                email: opening.email,
                password: PASSWORD.to_owned(),
                organisation_id: member.organisation.to_string(),
                organisation: member.organisation_name.clone(),
            });
        }
        match opening.role {
            Role::CareProfessional if opening.therapist => therapists.push(member),
            Role::CareProfessional | Role::SocialReferrer => referrers.push(member),
            Role::Coach => coaches.push(member),
            Role::ServicePoint => at_desk = Some(member),
            Role::Provider => at_club = Some(member),
            _ => {}
        }
    }
    // The second place belongs to the demo's social referrer.
    if let Some(social) = referrers
        .iter()
        .position(|one| one.roles.has(Role::SocialReferrer))
    {
        referrers.swap(1, social);
    }
    let desk = at_desk.ok_or(ActionError::NotFound)?;
    let provider = at_club.ok_or(ActionError::NotFound)?;
    Ok(Staff {
        referrers,
        therapists,
        coaches,
        desk,
        provider,
        accounts,
    })
}

async fn openings(
    bridge: &Bridge,
    seed: u64,
    municipality: MunicipalityId,
    (desk, team): (OrganisationId, OrganisationId),
    provider: OrganisationId,
) -> Result<Vec<Opening>, ActionError> {
    let mut out = Vec::new();
    let mut shown: Vec<Role> = Vec::new();
    let mut open = |organisation, role: Role, people, therapists, host: &str| {
        for at in 0..people {
            let demo = !shown.contains(&role);
            if demo {
                shown.push(role);
            }
            let number = out.len();
            let name = names::colleague(&mut Dice::new(seed, "medewerker", number));
            let email = if demo {
                format!("{}@brugdam.example", role.code())
            } else {
                format!("{}.{number}@{host}.example", names::in_address(&name))
            };
            let therapist = at + therapists >= people;
            out.push(Opening {
                organisation,
                role,
                email,
                name,
                therapist,
                demo,
            });
        }
    };
    for (at, post) in POSTS.iter().enumerate() {
        let host = names::in_host(post.organisation);
        let email = format!("post@{host}.example");
        let phone = names::landline(500 + at);
        let id = set_up::organisation(
            bridge,
            municipality,
            post.kind,
            post.organisation,
            Some(&email),
            Some(&phone),
        )
        .await?;
        open(id, post.role, post.people, post.therapists, &host);
    }
    open(provider, Role::Provider, 1, 0, "");
    open(team, Role::Coach, COACHES, 0, "beweegteambrugdam");
    open(desk, Role::ServicePoint, 1, 0, "");
    // In the order in which roles are told everywhere.
    out.sort_by_key(|opening| opening.role);
    Ok(out)
}

async fn hire(bridge: &Bridge, opening: &Opening) -> Result<Member, ActionError> {
    let roles = [opening.role].into_iter().collect();
    let (email, name) = (opening.email.as_str(), opening.name.as_str());
    let user = accounts::add(bridge, email, name, PASSWORD, opening.organisation, roles).await?;
    let member = sign_in::acting_for(bridge, user, opening.organisation).await?;
    member.ok_or(ActionError::NotFound)
}
