//! `/dossiers`: files that may be of one person, side by side, to merge or tell apart; and undoing
//! a merge.

use actions::merge_residents;
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Redirect;
use domain::client::Client;
use domain::ids::ResidentId;
use serde::Deserialize;

use super::{Fact, facts};
use crate::Web;
use crate::mishap::{Answer, Mishap};
use crate::pages::professional::{Voice, moment_short};
use crate::pages::{Form, Query};
use crate::sessions::Visitor;
use crate::view::{Base, render};

/// The query: what was just done.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    gedaan: String,
}

/// Two files in the list.
struct PairLine {
    href: String,
    first: String,
    second: String,
    /// What tells the second from the first: years of birth, postcodes.
    first_meta: String,
    second_meta: String,
    /// "Hetzelfde: naam, telefoon"
    same: String,
    /// "Anders: postcode"; empty when nothing that both tell differs.
    other: String,
}

/// A merge that can be undone.
struct MergeLine {
    id: String,
    name: String,
    meta: String,
}

#[derive(Template)]
#[template(path = "incidents/files.html")]
struct ListPage {
    base: Base,
    say: Voice,
    pairs: Vec<PairLine>,
    merges: Vec<MergeLine>,
    done: String,
}

/// A file beside the other.
struct Side {
    id: String,
    name: String,
    /// Each with whether the other file says something else.
    facts: Vec<(Fact, bool)>,
    referrals: Vec<String>,
}

#[derive(Template)]
#[template(path = "incidents/compare.html")]
struct ComparePage {
    base: Base,
    say: Voice,
    sides: Vec<Side>,
}

/// The form: which is kept, or that these are two people.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Decision {
    besluit: String,
}

/// `GET /dossiers`
pub(super) async fn list(
    State(web): State<Web>,
    visitor: Visitor,
    base: Base,
    Query(asked): Query<Asked>,
) -> Answer {
    let say = Voice::to(Some(&visitor.member));
    let now = web.bridge.now();
    let found = merge_residents::proposals(&web.bridge, &visitor.caller).await?;
    let pairs = found.pairs.into_iter().map(|pair| PairLine {
        same: told_of_both(&say, &pair.first.1, &pair.second.1, true),
        other: told_of_both(&say, &pair.first.1, &pair.second.1, false),
        href: format!("/dossiers/{}_{}", pair.first.0, pair.second.0),
        first_meta: marks(&say, &pair.first.1),
        second_meta: marks(&say, &pair.second.1),
        first: pair.first.1.name.clone(),
        second: pair.second.1.name.clone(),
    });
    let merges = found.merges.into_iter().map(|merge| {
        let mut meta = vec![moment_short(merge.at, now)];
        meta.extend(merge.person);
        MergeLine {
            id: merge.id,
            name: merge.client.name.clone(),
            meta: meta.join(" · "),
        }
    });
    let done = match asked.gedaan.as_str() {
        done @ ("samen" | "apart" | "ongedaan") => say.s(&format!("dossier-gedaan-{done}")),
        _ => String::new(),
    };
    render(&ListPage {
        base: base.titled(say.s("dossiers-titel")),
        pairs: pairs.collect(),
        merges: merges.collect(),
        done,
        say,
    })
}

/// `GET /dossiers/{id}`: the two files' keys with a line between
pub(super) async fn compare(
    State(web): State<Web>,
    visitor: Visitor,
    base: Base,
    Path(files): Path<String>,
) -> Answer {
    let say = Voice::to(Some(&visitor.member));
    let now = web.bridge.now();
    let files = read(&files)?;
    let (first, second) = merge_residents::compare(&web.bridge, &visitor.caller, files).await?;
    let told = [&first, &second].map(|file| facts(&say, &file.client));
    let [in_first, in_second] = [differing(&told, 0), differing(&told, 1)];
    let [of_first, of_second] = told;
    let marked = [(first, of_first, in_first), (second, of_second, in_second)];
    let sides = marked.map(|(file, facts, differs)| Side {
        id: file.id.to_string(),
        name: file.client.name.clone(),
        facts: facts.into_iter().zip(differs).collect(),
        referrals: file
            .referrals
            .iter()
            .map(|own| {
                let status = say.texts().status_short(own.status);
                format!(
                    "{} · {} · {status}",
                    own.number,
                    moment_short(own.sent_at, now)
                )
            })
            .collect(),
    });
    render(&ComparePage {
        base: base.titled(say.s("dossier-vergelijk")),
        sides: sides.into(),
        say,
    })
}

/// `POST /dossiers/{id}`
pub(super) async fn decide(
    State(web): State<Web>,
    visitor: Visitor,
    Path(files): Path<String>,
    Form(form): Form<Decision>,
) -> Result<Redirect, Mishap> {
    let (one, other) = read(&files)?;
    let (bridge, caller) = (&web.bridge, &visitor.caller);
    if form.besluit == "apart" {
        merge_residents::keep_apart(bridge, caller, (one, other)).await?;
        return Ok(Redirect::to("/dossiers?gedaan=apart"));
    }
    let kept: ResidentId = form.besluit.parse().map_err(|_| Mishap::BadRequest)?;
    let merged = match kept {
        kept if kept == one => other,
        kept if kept == other => one,
        _ => return Err(Mishap::BadRequest),
    };
    merge_residents::merge(bridge, caller, kept, merged).await?;
    Ok(Redirect::to("/dossiers?gedaan=samen"))
}

/// `POST /dossiers/{id}/ongedaan`: the id is that of the merge.
pub(super) async fn undo(
    State(web): State<Web>,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Result<Redirect, Mishap> {
    merge_residents::undo(&web.bridge, &visitor.caller, &id).await?;
    Ok(Redirect::to("/dossiers?gedaan=ongedaan"))
}

/// What tells somebody from a namesake, in a line.
fn marks(say: &Voice, client: &Client) -> String {
    let year = client.birth_year.map(|year| year.to_string());
    let year = year.map(|year| say.w("dossier-geboren", "jaar", &year));
    let postcode = client.postcode.map(|postcode| postcode.to_string());
    let marks: Vec<String> = [year, postcode].into_iter().flatten().collect();
    marks.join(" · ")
}

/// In what two files agree, or do not, as far as both tell it.
fn told_of_both(say: &Voice, one: &Client, other: &Client, alike: bool) -> String {
    fn same<T: PartialEq>(one: Option<T>, other: Option<T>) -> Option<bool> {
        one.zip(other).map(|(one, other)| one == other)
    }
    let name = |client: &Client| Some(client.name.to_lowercase());
    let phone = |client: &Client| client.phone.as_ref().map(|phone| phone.spoken());
    let told = [
        ("dossier-naam", same(name(one), name(other))),
        ("dossier-telefoon", same(phone(one), phone(other))),
        (
            "dossier-email",
            same(one.email.as_ref(), other.email.as_ref()),
        ),
        (
            "dossier-geboortejaar",
            same(one.birth_year, other.birth_year),
        ),
        ("dossier-postcode", same(one.postcode, other.postcode)),
    ];
    let words: Vec<String> = told
        .into_iter()
        .filter(|(_, same)| *same == Some(alike))
        .map(|(key, _)| say.s(key).to_lowercase())
        .collect();
    match (words.is_empty(), alike) {
        (true, _) => String::new(),
        (_, true) => say.w("dossier-hetzelfde", "wat", &words.join(", ")),
        (_, false) => say.w("dossier-anders", "wat", &words.join(", ")),
    }
}

/// Which facts of a side the other side does not tell, or tells otherwise.
fn differing(told: &[Vec<Fact>; 2], side: usize) -> Vec<bool> {
    let other = &told[1 - side];
    let same = |one: &Fact| {
        let mut alike = other.iter().filter(|fact| fact.label == one.label);
        alike.any(|fact| fact.value == one.value)
    };
    told[side].iter().map(|fact| !same(fact)).collect()
}

fn read(files: &str) -> Result<(ResidentId, ResidentId), Mishap> {
    let (one, other) = files.split_once('_').ok_or(Mishap::NotFound)?;
    let id = |text: &str| text.parse::<ResidentId>().map_err(|_| Mishap::NotFound);
    Ok((id(one)?, id(other)?))
}
