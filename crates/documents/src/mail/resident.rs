//! The letters to residents: warm, short, in their language, with the link to their own page.

use super::{Draft, Parts, shown};

/// What was sent, and the link to follow it.
pub(super) fn confirmation(d: &Draft<'_>) -> Parts {
    let provider = d.facts.provider.as_ref();
    let body = vec![
        Some(d.part_either(provider, "begin", "begin-zonder-aanbieder")),
        summary(d, d.facts.session.as_ref()),
        Some(d.part("pagina")),
        d.link(),
        code(d),
        Some(d.part("slot")),
    ];
    (d.part("onderwerp"), body)
}

/// The trial lesson: when, where and whom.
pub(super) fn trial_agreed(d: &Draft<'_>) -> Parts {
    let when = d.facts.trial.as_ref().or(d.facts.session.as_ref());
    let body = vec![
        Some(d.part("begin")),
        summary(d, when),
        Some(d.part("vraag")),
        d.link(),
        code(d),
        Some(d.part("slot")),
    ];
    (d.part("onderwerp"), body)
}

/// The lesson is left out that day: nothing to do but wait for another.
pub(super) fn lesson_cancelled(d: &Draft<'_>) -> Parts {
    let begin = d.part_either(d.facts.trial.as_ref(), "begin-met-moment", "begin");
    let body = vec![
        Some(begin),
        Some(d.part("hulp")),
        Some(d.part("pagina")),
        d.link(),
        code(d),
    ];
    (d.part("onderwerp"), body)
}

/// It cannot go on there: no reason and no blame, only that nobody is left alone.
pub(super) fn provider_stopped(d: &Draft<'_>) -> Parts {
    let provider = d.facts.provider.as_ref();
    let body = vec![
        Some(d.part_either(provider, "begin", "begin-zonder-aanbieder")),
        Some(d.part("hulp")),
        Some(d.part("pagina")),
        d.link(),
        code(d),
    ];
    (d.part("onderwerp"), body)
}

/// What, when, where, who: a line for each that is known.
fn summary(d: &Draft<'_>, when: Option<&String>) -> Option<String> {
    let facts = d.facts;
    let lines: Vec<String> = [
        ("mail-wat", facts.offer.as_ref()),
        ("mail-wanneer", when),
        ("mail-waar", facts.address.as_ref()),
        ("mail-trefpunt", facts.meeting_point.as_ref()),
        ("mail-wie", facts.host.as_ref()),
        ("mail-meenemen", facts.bring.as_ref()),
        ("mail-kosten", facts.price.as_ref()),
        ("mail-contactpersoon", facts.contact_person.as_ref()),
    ]
    .into_iter()
    .filter_map(|(key, fact)| d.line(key, fact))
    .collect();
    (!lines.is_empty()).then(|| lines.join("\n"))
}

fn code(d: &Draft<'_>) -> Option<String> {
    let code = shown(d.facts.code.as_ref())?;
    Some(d.t.w("mail-code", &[("code", &code)]))
}
