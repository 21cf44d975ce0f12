//! The service point's own words: lines of words that mean alike to people here. They hold for the
//! municipality's own offers, at once and without a restart.

use domain::fault::Fault;
use domain::policy::{Verb, may};
use store::{feed, synonyms};

use crate::{ActionError, Bridge, Caller};

/// The form's field.
const FIELD: &str = "woorden";
const MOST_LINES: usize = 200;
const MOST_WORDS: usize = 20;
const LONGEST: usize = 60;

/// The municipality's lines, as they were written.
///
/// # Errors
/// [`ActionError::Forbidden`] when the caller is no service point.
pub async fn own_synonyms(bridge: &Bridge, caller: &Caller) -> Result<String, ActionError> {
    let home = curator(caller)?;
    let mut reading = bridge.store().read().await?;
    let all = synonyms::all(&mut reading).await?;
    let lines: Vec<String> = all
        .into_iter()
        .filter(|(municipality, _)| *municipality == home)
        .map(|(_, words)| words.join(", "))
        .collect();
    Ok(lines.join("\n"))
}

/// Puts these lines in the place of the municipality's: one a line, words parted by commas.
///
/// # Errors
/// [`ActionError::Forbidden`] when the caller is no service point; [`ActionError::Faults`] when a
/// line has fewer than two words, or there is too much of something.
pub async fn change_synonyms(
    bridge: &Bridge,
    caller: &Caller,
    text: &str,
) -> Result<(), ActionError> {
    let home = curator(caller)?;
    let lines = read(text).map_err(|fault| ActionError::Faults(vec![fault]))?;
    let now = bridge.now();
    let mut tx = bridge.store().begin().await?;
    synonyms::replace(&mut tx, home, &lines).await?;
    feed::add(&mut tx, "zoekwoorden", home.as_str(), now).await?;
    tx.commit().await?;
    bridge.refresh().await?;
    Ok(())
}

fn curator(caller: &Caller) -> Result<domain::ids::MunicipalityId, ActionError> {
    match caller.as_member() {
        Some(member) if may(&caller.actor, Verb::Curate) => Ok(member.municipality),
        _ => Err(ActionError::Forbidden),
    }
}

fn read(text: &str) -> Result<Vec<Vec<String>>, Fault> {
    let mut lines = Vec::new();
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        let words: Vec<String> = line
            .split(',')
            .map(|word| word.split_whitespace().collect::<Vec<_>>().join(" "))
            .filter(|word| !word.is_empty())
            .collect();
        if words.len() < 2 {
            return Err(Fault::body(FIELD, "twee-woorden"));
        }
        if words.len() > MOST_WORDS || lines.len() == MOST_LINES {
            let most = if words.len() > MOST_WORDS {
                MOST_WORDS
            } else {
                MOST_LINES
            };
            return Err(Fault::body(FIELD, "te-veel").with(most.to_string()));
        }
        if words.iter().any(|word| word.chars().count() > LONGEST) {
            return Err(Fault::body(FIELD, "te-lang").with(LONGEST.to_string()));
        }
        lines.push(words);
    }
    Ok(lines)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_read_word_by_word() {
        let lines = read(" klotsen ,  jeu   de boules\n\n\nwandelen,kuieren,\r\n").unwrap();
        assert_eq!(lines[0], ["klotsen", "jeu de boules"]);
        assert_eq!(lines[1], ["wandelen", "kuieren"]);
        assert_eq!(lines.len(), 2);
    }

    #[test]
    fn too_little_or_too_much_is_a_fault() {
        let code = |text: &str| read(text).unwrap_err().code;
        assert_eq!(code("alleen"), "twee-woorden");
        assert_eq!(code(&"a,b\n".repeat(201)), "te-veel");
        assert_eq!(code(&"a,".repeat(21)), "te-veel");
        assert_eq!(code(&format!("{},b", "a".repeat(61))), "te-lang");
    }
}
