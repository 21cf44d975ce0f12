//! By what people choose on the public list: features as links, each with how many lessons it
//! leaves; what was chosen as links that take it away; and, when nothing is left, the one wish to
//! let go.

use actions::catalogue::{CatalogueDraft, CataloguePage, LetGo};
use documents::{Texts, offer_facts};
use domain::codes::{Accessibility, Activity, Language};
use domain::daypart::Daypart;
use domain::feature::{Feature, FeatureKind, PartOfWeek};

use super::offers_address::Address;

/// A link that chooses something or takes it away.
pub struct Chip {
    /// Where it leads.
    pub href: String,
    /// What people read.
    pub words: String,
    /// How many lessons there are then; nothing where that is not told.
    pub count: Option<usize>,
}

/// The features of a kind that can be chosen.
pub struct Group {
    /// What it is about.
    pub title: String,
    /// Those that leave something.
    pub chips: Vec<Chip>,
}

/// What can be chosen, and what was.
#[derive(Default)]
pub struct Choices {
    /// What was chosen, each to be taken away.
    pub chosen: Vec<Chip>,
    /// What can be chosen beside that.
    pub groups: Vec<Group>,
    /// What the form sends along: keys and codes.
    pub along: Vec<(&'static str, &'static str)>,
    /// What to let go when nothing is left.
    pub let_go: Option<Chip>,
}

/// What can be chosen on a page of the list.
#[must_use]
pub fn choices(
    t: &Texts,
    address: &Address,
    draft: &CatalogueDraft,
    page: &CataloguePage,
) -> Choices {
    let Some(counted) = &page.counted else {
        return Choices::default();
    };
    let in_week = |part: PartOfWeek| part.dayparts().without(page.dayparts).is_empty();
    let is_chosen = |feature: Feature| match feature {
        Feature::Part(part) => in_week(part),
        feature => page.features.contains(feature),
    };
    let all = || FeatureKind::ALL.into_iter().flat_map(FeatureKind::features);
    let mut chosen: Vec<Chip> = all()
        .filter(|feature| is_chosen(*feature))
        .map(|feature| Chip {
            href: without(address, feature).href(),
            words: words(t, feature),
            count: None,
        })
        .collect();
    let parts = PartOfWeek::ALL.into_iter().filter(|part| in_week(*part));
    let whole = parts.fold(domain::daypart::Dayparts::NONE, |all, part| {
        all.or(part.dayparts())
    });
    let single = page.dayparts.without(whole);
    chosen.extend(single.iter().map(|one| Chip {
        href: address.without("dagdeel", |code| code == one.code()).href(),
        words: t.capital(&offer_facts::daypart(t, one)),
        count: None,
    }));
    let groups = FeatureKind::ALL.into_iter().map(|kind| Group {
        title: t.s(&format!("openbaar-kies-{}", kind.key())),
        chips: kind
            .features()
            .filter(|feature| !is_chosen(*feature) && counted.with(*feature) > 0)
            .map(|feature| Chip {
                href: with(address, feature).href(),
                words: words(t, feature),
                count: Some(counted.with(feature)),
            })
            .collect(),
    });
    let groups = groups.filter(|group| !group.chips.is_empty()).collect();
    let let_go = counted.let_go().filter(|_| page.total == 0);
    Choices {
        chosen,
        groups,
        along: page
            .features
            .iter()
            .map(|one| (one.kind().key(), one.code()))
            .collect(),
        let_go: let_go.map(|(wish, count)| let_go_chip(t, address, draft, wish, count)),
    }
}

fn with(address: &Address, feature: Feature) -> Address {
    let (key, code) = (feature.kind().key(), feature.code());
    match feature.kind() {
        FeatureKind::Access | FeatureKind::Part => address.clone().and(key, code),
        _ => address.with(key, code),
    }
}

fn without(address: &Address, feature: Feature) -> Address {
    address.without(feature.kind().key(), |code| match feature {
        // Its dayparts may have been ticked one by one.
        Feature::Part(part) => {
            let daypart = code.parse::<Daypart>();
            code == part.code() || daypart.is_ok_and(|one| part.dayparts().contains(one))
        }
        feature => code == feature.code(),
    })
}

fn let_go_chip(
    t: &Texts,
    address: &Address,
    draft: &CatalogueDraft,
    wish: LetGo,
    count: usize,
) -> Chip {
    let all = |key: &str| address.without(key, |_| true);
    let (left, words) = match wish {
        LetGo::Words => (all("q"), format!("“{}”", draft.q)),
        LetGo::Distance => {
            let km = draft.max_distance_km.unwrap_or_default().to_string();
            let km = t.w("openbaar-afstand-km", &[("km", &km)]);
            (all("maxAfstandKm"), km)
        }
        LetGo::Activities => {
            let names = draft.activities.iter();
            let names: Vec<String> = names.map(|code| t.code(Activity::LIST, code)).collect();
            // Named in the reader's own language, it stands among the words.
            let left = all("activiteit");
            let left = match draft.q.as_str() {
                "" => left.without("q", |_| true),
                _ => left,
            };
            (left, names.join(offer_facts::comma(t)))
        }
        LetGo::Dayparts => (all("dagdeel"), t.s("openbaar-kies-dagdeel")),
        LetGo::Feature(feature) => (without(address, feature), words(t, feature)),
    };
    Chip {
        href: left.href(),
        words: t.w("openbaar-laat-weg", &[("wens", &words)]),
        count: Some(count),
    }
}

/// A feature as people read it.
fn words(t: &Texts, feature: Feature) -> String {
    let code = feature.code();
    match feature {
        Feature::Part(_) => t.s(&format!("openbaar-{code}")),
        Feature::Access(_) => t.code(Accessibility::LIST, code),
        Feature::Women => t.code("groep", code),
        Feature::Ages(_) => t.s(&format!("openbaar-leeftijd-{code}")),
        Feature::Price(_) => t.s(&format!("openbaar-prijs-{code}")),
        Feature::Level(_) => t.code("niveau", code),
        Feature::Speaks(_) => t.code(Language::LIST, code),
        Feature::Trial => t.s("openbaar-proefles"),
    }
}

#[cfg(test)]
mod tests {
    use documents::RESIDENT_LANGUAGES;

    use super::*;

    #[test]
    fn every_feature_and_kind_has_words_in_every_language() {
        for language in RESIDENT_LANGUAGES {
            let t = Texts::of(language);
            for kind in FeatureKind::ALL {
                let title = format!("openbaar-kies-{}", kind.key());
                assert!(t.has(&title), "{language} {title}");
                for feature in kind.features() {
                    let words = words(t, feature);
                    assert!(!words.contains('⟦'), "{language} {words}");
                }
            }
        }
    }
}
