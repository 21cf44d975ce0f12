//! What a municipality calls the classes of self-reliance (zelfstandigheid). No published names were
//! found, so ours are a proposal: where the Wmo desk and the clubs have words of their own, those
//! stand wherever an offer of that municipality tells its class.

use serde::{Deserialize, Serialize};

use crate::codes::SelfReliance;

/// A longer name does not fit on a button.
pub const LONGEST: usize = 40;

/// The words for each class, in the order of the list; `None` where ours are used.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ClassWords([Option<String>; 3]);

const _: () = assert!(SelfReliance::ALL.len() == 3);

impl ClassWords {
    /// These words, in the order of the list.
    #[must_use]
    pub const fn new(words: [Option<String>; 3]) -> Self {
        Self(words)
    }

    /// What this class is called here, when it has a name of its own.
    #[must_use]
    pub fn of(&self, class: SelfReliance) -> Option<&str> {
        self.0.get(class.index() as usize)?.as_deref()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_class_has_its_own_name_or_none() {
        let words = ClassWords::new([None, Some("Geel".to_owned()), None]);
        let told: Vec<_> = SelfReliance::ALL
            .iter()
            .map(|class| words.of(*class))
            .collect();
        assert_eq!(told, [None, Some("Geel"), None]);
        assert_eq!(ClassWords::default().of(SelfReliance::SomeHelp), None);
    }
}
