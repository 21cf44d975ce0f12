//! `match`: one search from the shell, by the same code as the page and the API.

use std::process::ExitCode;

use actions::ActionError;
use documents::texts::Texts;

use crate::arguments::Match;
use crate::commands::open;
use crate::failure::Failure;
use crate::say;

/// Searches and tells the best.
///
/// # Errors
/// When the file cannot be read, or its wishes have faults.
pub async fn run(options: Match) -> Result<ExitCode, Failure> {
    let file = options.profile.display();
    let text = std::fs::read_to_string(&options.profile)
        .map_err(|error| Failure::Environment(format!("cannot open {file}: {error}.")))?;
    let mut body: serde_json::Value = serde_json::from_str(&text)
        .map_err(|error| Failure::Finding(format!("{file} is no JSON: {error}.")))?;
    if let (Some(top), Some(fields)) = (options.top, body.as_object_mut()) {
        fields.insert("aantal".to_owned(), top.into());
    }
    let bridge = open(&options.place).await?;
    // What a running service has counted already is a part of every score.
    actions::learn::learn(&bridge).await?;
    let answer = match web::api::search_from_json(&bridge, body.to_string().as_bytes()) {
        Ok(answer) => answer,
        Err(ActionError::Faults(faults)) => {
            let texts = Texts::dutch();
            let lines: Vec<String> = faults
                .iter()
                .map(|fault| format!("{}: {}", fault.location, texts.fault(fault)))
                .collect();
            return Err(Failure::Finding(lines.join("\n")));
        }
        Err(other) => return Err(other.into()),
    };
    if options.json {
        say::answer(&web::api::search_answer_json(answer).to_string());
    } else {
        say::answer(&format!("{} lessen passen", answer.total));
        for hit in &answer.hits {
            let reasons: Vec<&str> = hit
                .reasons
                .iter()
                .map(|reason| reason.text.as_str())
                .collect();
            say::answer(&format!(
                "{:>3}  {} ({})\n     {}",
                hit.score,
                hit.offer.title,
                hit.offer.provider_name,
                reasons.join(" · ")
            ));
            for attention in &hit.attention {
                say::answer(&format!("     let op: {attention}"));
            }
        }
        for relaxation in &answer.relaxations {
            say::answer(&format!("  → {}", relaxation.text));
        }
        for pair in &answer.relaxed_pairs {
            say::answer(&format!("  → {}", pair.text));
        }
    }
    bridge.close().await;
    Ok(ExitCode::SUCCESS)
}
