//! Checks the licence of every crate that is built against the list in deny.toml.
//! `cargo deny` does more, but is not everywhere; this needs nothing but cargo.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::workspace;

/// Whether each crate may be used under a licence of the list; otherwise which may not.
pub fn verdict() -> Result<(), String> {
    let path = workspace::root().join("deny.toml");
    let text =
        std::fs::read_to_string(&path).map_err(|fault| format!("{}: {fault}", path.display()))?;
    let allowed = allowed(&text);
    if allowed.is_empty() {
        return Err(
            "deny.toml allows no licence at all: is its `allow = [` still there?".to_owned(),
        );
    }
    let metadata = workspace::metadata(true)?;
    let packages = metadata["packages"]
        .as_array()
        .ok_or("cargo metadata lists no packages")?;
    let refused: Vec<String> = packages
        .iter()
        .filter_map(|package| refusal(package, &allowed))
        .collect();
    println!(
        "{} crates, {} licences allowed",
        packages.len(),
        allowed.len()
    );
    if refused.is_empty() {
        Ok(())
    } else {
        Err(refused.join("\n"))
    }
}

fn refusal(package: &Value, allowed: &BTreeSet<String>) -> Option<String> {
    let name = package["name"].as_str().unwrap_or("?");
    let version = package["version"].as_str().unwrap_or("?");
    match package["license"].as_str() {
        Some(expression) if is_allowed(expression, allowed) => None,
        Some(expression) => Some(format!(
            "{name} {version}: {expression} is not allowed by deny.toml"
        )),
        None => Some(format!("{name} {version} tells no licence expression")),
    }
}

/// The quoted names in deny.toml's `allow = [ … ]`; comments give the reasons.
fn allowed(deny_toml: &str) -> BTreeSet<String> {
    let lines = deny_toml.lines().map(str::trim);
    let list = lines
        .skip_while(|line| !line.starts_with("allow = ["))
        .take_while(|line| *line != "]");
    list.filter_map(|line| {
        line.strip_prefix('"')?
            .split_once('"')
            .map(|(name, _)| name.to_owned())
    })
    .collect()
}

/// Judges an SPDX expression. The old spelling `MIT/Apache-2.0` means OR.
fn is_allowed(expression: &str, allowed: &BTreeSet<String>) -> bool {
    let spaced = expression
        .replace('(', " ( ")
        .replace(')', " ) ")
        .replace('/', " OR ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let mut rest = words.as_slice();
    // Words that are left over mean that the expression was not understood.
    any_of(&mut rest, allowed) == Some(true) && rest.is_empty()
}

/// Each of these three eats its words and gives its verdict, or nothing when it makes no sense.
fn any_of(words: &mut &[&str], allowed: &BTreeSet<String>) -> Option<bool> {
    let mut verdict = all_of(words, allowed)?;
    while take(words, "OR") {
        verdict |= all_of(words, allowed)?;
    }
    Some(verdict)
}

fn all_of(words: &mut &[&str], allowed: &BTreeSet<String>) -> Option<bool> {
    let mut verdict = one(words, allowed)?;
    while take(words, "AND") {
        verdict &= one(words, allowed)?;
    }
    Some(verdict)
}

fn one(words: &mut &[&str], allowed: &BTreeSet<String>) -> Option<bool> {
    if take(words, "(") {
        let verdict = any_of(words, allowed)?;
        return take(words, ")").then_some(verdict);
    }
    let name = next(words)?;
    if take(words, "WITH") {
        let exception = next(words)?;
        // An exception only widens what the plain licence allows.
        return Some(
            allowed.contains(name) || allowed.contains(&format!("{name} WITH {exception}")),
        );
    }
    Some(allowed.contains(name))
}

fn next<'a>(words: &mut &[&'a str]) -> Option<&'a str> {
    let (first, rest) = words.split_first()?;
    *words = rest;
    Some(first)
}

fn take(words: &mut &[&str], word: &str) -> bool {
    let is_next = words.first() == Some(&word);
    if is_next {
        *words = &words[1..];
    }
    is_next
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(names: &[&str]) -> BTreeSet<String> {
        names.iter().map(|name| (*name).to_owned()).collect()
    }

    #[test]
    fn the_list_in_deny_toml_is_read_without_its_reasons() {
        let text = "[licenses]\nallow = [\n  # why\n  \"MIT\", # plain\n  \"ISC\",\n]\nother = [\n \"GPL\",\n]\n";
        assert_eq!(allowed(text), list(&["ISC", "MIT"]));
    }

    #[test]
    fn one_good_alternative_is_enough_and_both_halves_of_an_and_must_be_good() {
        let allowed = list(&["MIT", "Unicode-3.0"]);
        for good in [
            "MIT",
            "GPL-2.0 OR MIT",
            "Apache-2.0/MIT",
            "(GPL-2.0 OR MIT) AND Unicode-3.0",
            "MIT WITH anything",
        ] {
            assert!(is_allowed(good, &allowed), "{good}");
        }
        for bad in [
            "GPL-2.0",
            "MIT AND GPL-2.0",
            "(MIT OR GPL-2.0) AND ISC",
            "Apache-2.0 WITH LLVM-exception",
        ] {
            assert!(!is_allowed(bad, &allowed), "{bad}");
        }
    }

    #[test]
    fn an_expression_that_makes_no_sense_is_not_allowed() {
        let allowed = list(&["MIT"]);
        for odd in ["", "(MIT", "MIT)", "MIT MIT", "OR", "MIT OR", "MIT WITH"] {
            assert!(!is_allowed(odd, &allowed), "{odd}");
        }
    }

    #[test]
    fn a_crate_without_a_licence_is_named() {
        let package =
            serde_json::json!({ "name": "secretive", "version": "1.0.0", "license": null });
        assert_eq!(
            refusal(&package, &list(&["MIT"])),
            Some("secretive 1.0.0 tells no licence expression".to_owned())
        );
    }
}
