//! What a municipality calls the classes of self-reliance. Without words of its own it has ours.

use documents::texts::Texts;
use domain::class_words::{ClassWords, LONGEST};
use domain::codes::SelfReliance;
use domain::fault::Fault;
use domain::ids::MunicipalityId;
use store::{feed, municipalities};

use crate::change_settings::administered;
use crate::{ActionError, Bridge, Caller};

/// What the classes are called in a municipality; from memory. One that does not take part has our
/// words.
#[must_use]
pub fn class_words(bridge: &Bridge, municipality: MunicipalityId) -> ClassWords {
    let home = bridge.municipality(municipality);
    home.map_or_else(
        |_| ClassWords::default(),
        |home| home.settings.class_words.clone(),
    )
}

/// Puts these words in the place of the municipality's own, in the order of the list; an empty one
/// is ours.
///
/// # Errors
/// [`ActionError::Forbidden`] when the caller is no administrator of the municipality itself;
/// [`ActionError::Faults`] with every fault at once: a word that is too long, or that two classes
/// would share.
pub async fn change_class_words(
    bridge: &Bridge,
    caller: &Caller,
    words: &[String],
) -> Result<(), ActionError> {
    let home = administered(bridge, caller)?;
    let ours = Texts::dutch();
    let typed = |at: usize| {
        words
            .get(at)
            .map(|word| word.trim())
            .filter(|word| !word.is_empty())
    };
    let shown: Vec<String> = SelfReliance::ALL
        .iter()
        .enumerate()
        .map(|(at, class)| match typed(at) {
            Some(word) => word.to_owned(),
            None => ours.code(SelfReliance::LIST, class.code()),
        })
        .collect();
    let mut faults = Vec::new();
    for (at, word) in shown.iter().enumerate() {
        let field = format!("klasse-{}", at + 1);
        let same = |other: &String| other.to_lowercase() == word.to_lowercase();
        if word.chars().count() > LONGEST {
            faults.push(Fault::body(field, "te-lang").with(LONGEST.to_string()));
        } else if shown[..at].iter().any(same) {
            faults.push(Fault::body(field, "klasse-dubbel"));
        }
    }
    if !faults.is_empty() {
        return Err(ActionError::Faults(faults));
    }
    let own = |at: usize| typed(at).map(str::to_owned);
    let now = bridge.now();
    let mut tx = bridge.store().begin().await?;
    municipalities::set_class_words(&mut tx, home, &ClassWords::new([own(0), own(1), own(2)]))
        .await?;
    feed::add(&mut tx, "instellingen", home.as_str(), now).await?;
    tx.commit().await?;
    bridge.refresh().await?;
    Ok(())
}
