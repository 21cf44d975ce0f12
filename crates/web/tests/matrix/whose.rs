//! Whose things are, and who gets where an address leads. Written down by hand like the rules beside
//! it, and asked of nothing under test.

use super::people::{Person, Place, Role};
use super::rules::{About, Door, KEEPER, Rule};

use About::{
    Alarm, Curated, Delegation, Doubt, Emergency, Incident, InvitationLink, Member, Merge, NoLink,
    NotThere, Nothing, Objection, Offer, Opening, Pair, Parked, PasswordLink, Phone, Question,
    ReceiverLink, Referral, ResidentLink, SavedWish, Suspension, ToCall,
};
use Door::{Fresh, Open, Read, SignedIn, Write};
use Role::{
    Administrator, CareProfessional, ClubAdministrator, Coach, LogKeeper, Provider, ServicePoint,
    SocialReferrer,
};

/// Something an address can be about, by whose it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Subject {
    /// De Linde referred to De Brug; coaches may guide.
    Guided,
    /// The neighbourhood team referred to 't Kompas, which could not, and then to De Brug. Nobody
    /// agreed to coaches.
    Moved,
    /// De Linde asked the coaches.
    ToCoaches,
    /// De Linde's too; of one of two nobody agreed to coaches.
    Half,
    /// The next municipality's own.
    Far,
    /// An offer of De Brug, or a thing of Brugdam.
    Own,
    /// An offer of 't Kompas.
    Others,
    /// A link of who has it now.
    Working,
    /// A link of who had it before.
    Former,
    /// A link that was made for something else.
    OfAnotherKind,
    /// Nobody's.
    MadeUp,
}

/// What an address can be about.
pub fn subjects(about: About) -> &'static [Subject] {
    use Subject::{
        Far, Former, Guided, Half, MadeUp, Moved, OfAnotherKind, Others, Own, ToCoaches, Working,
    };
    match about {
        Nothing => &[Own],
        Referral => &[Guided, Moved, ToCoaches, Far, MadeUp],
        Offer | Curated => &[Own, Others, Far, MadeUp],
        Doubt | Parked | Alarm | Question | Incident | Emergency => &[Far, MadeUp, Own],
        ReceiverLink => &[Working, Former, OfAnotherKind, Far, MadeUp],
        ResidentLink => &[Working, OfAnotherKind, Far, MadeUp],
        NoLink | NotThere => &[MadeUp],
        InvitationLink | PasswordLink => &[Working, Former, OfAnotherKind, MadeUp],
        Member | Opening => &[Own, Others, Former, Far, MadeUp],
        Delegation => &[Own, Others, Far, MadeUp],
        About::Provider => &[Own, OfAnotherKind, Far, MadeUp],
        Suspension | ToCall => &[Own, Others, Far, MadeUp],
        Phone => &[Own, Far, MadeUp],
        Pair => &[Guided, Half, Moved, Far, MadeUp],
        Merge => &[Guided, Moved, Far, MadeUp],
        Objection => &[Guided, Moved, Far, MadeUp],
        SavedWish => &[ToCoaches, Far, MadeUp],
    }
}

/// Whether a referral exists for somebody who acts in this role from this place.
fn knows_referral(role: Role, place: Place, subject: Subject) -> bool {
    use Subject::{Far, Guided, Moved, ToCoaches};
    let known: &[Subject] = match (role, place) {
        (_, Place::Left) => &[],
        (CareProfessional, Place::Own) => &[Guided, ToCoaches],
        (SocialReferrer, Place::Own) => &[Moved],
        // De Brug has both; 't Kompas had one once.
        (Provider, Place::Own) => &[Guided, Moved],
        // Consent for guidance reaches every coach of the municipality.
        (Coach, Place::Own | Place::Other | Place::Former) => &[Guided, ToCoaches],
        (ServicePoint, Place::Own | Place::Other | Place::Former) => &[Guided, Moved, ToCoaches],
        (CareProfessional | Provider | Coach | ServicePoint, Place::Elsewhere) => &[Far],
        _ => &[],
    };
    known.contains(&subject)
}

/// Whether the access log of a referral is for this log keeper.
fn keeps_log_of(place: Place, subject: Subject) -> bool {
    match subject {
        Subject::MadeUp => false,
        Subject::Far => place == Place::Elsewhere,
        _ => place != Place::Elsewhere,
    }
}

/// The answer somebody must get; `asked_before` tells whether somebody did this already.
pub fn expected(rule: &Rule, person: &Person, subject: Subject, asked_before: bool) -> u16 {
    match judged(rule, person, subject) {
        Judged::Refused(status) => status,
        Judged::Done if asked_before => rule.again,
        Judged::Done => answer(rule, person),
    }
}

/// What somebody gets who may.
fn answer(rule: &Rule, person: &Person) -> u16 {
    let in_force = person.role.filter(|_| person.place != Place::Left);
    match (rule.path, rule.method, in_force) {
        // Who is signed in needs no sign-in page.
        ("/inloggen", "GET", Some(_)) => 303,
        // Who refers sees it, and leaves the trial's day to who receives.
        ("/verwijzingen/{id}/andere-dag", _, Some(CareProfessional | SocialReferrer)) => 403,
        _ => rule.answer,
    }
}

/// Whether somebody gets to where the address leads.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Judged {
    /// No: with this answer.
    Refused(u16),
    /// Yes.
    Done,
}

/// Judges in the order of surface.md, section 10: the door, what exists for them, the rest.
pub fn judged(rule: &Rule, person: &Person, subject: Subject) -> Judged {
    use Judged::{Done, Refused};
    let page = matches!(rule.door, SignedIn | Fresh);
    let api = matches!(rule.door, Read | Write);
    if let Some(refused) = link(rule, subject) {
        return refused;
    }
    // At the door.
    let in_force = person.role.filter(|_| person.place != Place::Left);
    let Some(role) = in_force else {
        return match rule.door {
            Open => open(rule, subject),
            SignedIn | Fresh => Refused(303),
            Read | Write => Refused(401),
        };
    };
    if rule.door == Open {
        return open(rule, subject);
    }
    // The door knows roles; that a club's administrator is none of the municipality's is told inside.
    let at_door = match role {
        ClubAdministrator => rule.roles.contains(&Administrator),
        _ => rule.roles.contains(&role),
    };
    if page && !at_door {
        return Refused(403);
    }
    if rule.door == Fresh && !person.fresh {
        return Refused(303);
    }
    if page && !rule.roles.contains(&role) {
        return Refused(403);
    }
    if rule.door == Write && person.only_reads {
        return Refused(403);
    }
    // About something that is not theirs: as if it were not there.
    let known = match rule.about {
        Nothing => true,
        Referral if rule.roles == KEEPER => {
            role == LogKeeper && keeps_log_of(person.place, subject)
        }
        Referral => knows_referral(role, person.place, subject),
        Offer => match (role, person.place, subject) {
            (_, _, Subject::MadeUp) => false,
            // Offers are public: they exist for everybody, and are not everybody's to confirm.
            (Provider, Place::Own, Subject::Own)
            | (Provider, Place::Other | Place::Former, Subject::Others)
            | (Provider, Place::Elsewhere, Subject::Far)
            | (ServicePoint, Place::Elsewhere, Subject::Far) => true,
            (ServicePoint, Place::Own | Place::Other | Place::Former, subject) => {
                if subject == Subject::Far {
                    return Refused(403);
                }
                true
            }
            _ => return Refused(403),
        },
        // Things of a municipality: for its own people in that role.
        Doubt | Parked | Alarm | About::Provider | Suspension | ToCall | Emergency | Incident => {
            match subject {
                Subject::Own => person.place != Place::Elsewhere,
                Subject::Far => person.place == Place::Elsewhere,
                _ => false,
            }
        }
        Curated => match subject {
            Subject::Own | Subject::Others => person.place != Place::Elsewhere,
            Subject::Far => person.place == Place::Elsewhere,
            _ => false,
        },
        // In an emergency, whoever lives in the municipality.
        Phone => match subject {
            Subject::Own => person.place != Place::Elsewhere,
            Subject::Far => person.place == Place::Elsewhere,
            _ => false,
        },
        // Only who opened it, for the organisation for which it was opened: no colleague.
        Opening => (role, person.place, subject) == (CareProfessional, Place::Own, Subject::Own),
        Delegation => (role, person.place, subject) == (CareProfessional, Place::Own, Subject::Own),
        // A coach sees files of whom they guide: both, or the two are not compared.
        Pair | Merge => match (role, subject) {
            (_, Subject::Far) => person.place == Place::Elsewhere,
            (_, Subject::MadeUp) => false,
            (Coach, subject) => person.place != Place::Elsewhere && subject == Subject::Guided,
            _ => person.place != Place::Elsewhere,
        },
        Objection => knows_referral(role, person.place, subject),
        // They are the organisation's that saved them; another's coaches do not know of them.
        SavedWish => match (role, person.place) {
            (Coach, Place::Other | Place::Former) => false,
            _ => knows_referral(role, person.place, subject),
        },
        // An administrator of the municipality reaches everybody there; a service point its
        // providers.
        Member => match (role, person.place, subject) {
            (_, Place::Elsewhere, subject) => subject == Subject::Far,
            (Administrator, _, Subject::Own | Subject::Others) => true,
            (ServicePoint, _, subject) => subject == Subject::Own,
            // Another organisation's administrator reaches its own people.
            (ClubAdministrator, Place::Own, subject) => subject == Subject::Own,
            _ => false,
        },
        // Whoever answers with nothing is told so before it is looked up; nobody's question is
        // told by that.
        Question => true,
        ReceiverLink | ResidentLink | InvitationLink | PasswordLink | NoLink | NotThere => false,
    };
    if !known {
        return Refused(404);
    }
    if api && !rule.roles.contains(&role) {
        return Refused(403);
    }
    Done
}

fn open(rule: &Rule, subject: Subject) -> Judged {
    match (rule.about, subject) {
        (Offer, Subject::MadeUp) => Judged::Refused(404),
        _ => Judged::Done,
    }
}

/// A link asks for nobody: the same answer for all.
fn link(rule: &Rule, subject: Subject) -> Option<Judged> {
    let by_link = matches!(
        rule.about,
        ReceiverLink | ResidentLink | InvitationLink | PasswordLink
    );
    match (rule.about, subject) {
        (NoLink, _) => Some(Judged::Done),
        _ if !by_link => None,
        (_, Subject::Working | Subject::Far) => Some(Judged::Done),
        (_, Subject::Former) => Some(Judged::Refused(410)),
        _ => Some(Judged::Refused(404)),
    }
}
