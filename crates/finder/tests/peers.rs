//! The question put to the peers gets the answer of a search that looks at every session.
#![allow(clippy::unwrap_used)]

use std::io::ErrorKind;
use std::path::PathBuf;

use finder::bench::{
    PeerFacets, PeerIndex, PeerQuestion, PeerSession, made_questions, made_sessions, measure, serve,
};

fn passes(question: &PeerQuestion, session: &PeerSession) -> bool {
    let (dx, dy) = (
        i64::from(session.x - question.x),
        i64::from(session.y - question.y),
    );
    dx * dx + dy * dy <= i64::from(question.radius).pow(2)
        && session.slots & question.slots != 0
        && session.youngest <= question.age
        && question.age <= session.oldest
        && session.level <= question.level
        && session.accessibility & question.accessibility == question.accessibility
        && session.price <= question.price
        && session.days_ago <= question.days
        && session.places > 0
}

fn score(question: &PeerQuestion, session: &PeerSession) -> f64 {
    let (dx, dy) = (
        f64::from(session.x - question.x),
        f64::from(session.y - question.y),
    );
    let part = |a: f64, b: f64| 1.0 - a / b;
    0.30 * part((dx * dx + dy * dy).sqrt(), f64::from(question.radius))
        + 0.15 * f64::from((session.slots & question.slots).count_ones())
            / f64::from(session.slots.count_ones())
        + 0.15 * part(f64::from(question.level - session.level), 4.0)
        + 0.10 * part(f64::from(session.price), f64::from(question.price))
        + 0.10 * part(f64::from(session.days_ago), f64::from(question.days))
        + 0.20 * f64::from(session.retention) / 100.0
}

#[test]
fn the_index_answers_as_looking_at_everything_does() {
    let sessions: Vec<_> = made_sessions(20_000, 3).collect();
    let index = PeerIndex::build(sessions.clone());
    let mut hits = 0;
    for mut question in made_questions(600, 3)
        .into_iter()
        .filter(|asked| asked.text.is_empty())
    {
        question.radius *= 4;
        let mut facets = PeerFacets::default();
        let mut ranked = Vec::new();
        for session in sessions.iter().filter(|session| passes(&question, session)) {
            facets.activities[usize::from(session.activity)] += 1;
            let shared = session.slots & question.slots;
            for part in 0..3 {
                let of_part = (0..7).fold(0, |bits, day| bits | 1 << (day * 3 + part));
                facets.parts[part] += u32::from(shared & of_part != 0);
            }
            let band = match session.price {
                0 => 0,
                1..=1000 => 1,
                1001..=2000 => 2,
                2001..=3500 => 3,
                _ => 4,
            };
            facets.prices[band] += 1;
            for bit in 0..8 {
                facets.accessibility[bit] += u32::from(session.accessibility >> bit & 1);
            }
            ranked.push((score(&question, session), session.id));
        }
        ranked.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1)));
        let top: Vec<_> = ranked.iter().take(20).map(|held| held.1).collect();
        hits += ranked.len();
        let answer = index.answer(&question, true);
        assert_eq!(
            (answer.count, &answer.top),
            (ranked.len(), &top),
            "{question:?}"
        );
        assert_eq!(answer.facets, facets, "{question:?}");
    }
    assert!(hits > 1_000, "the questions must find something: {hits}");
}

#[test]
fn with_words_only_sessions_that_hold_one_count() {
    let index = PeerIndex::build(made_sessions(5_000, 5));
    let wide = PeerQuestion {
        radius: 400_000,
        age: 60,
        slots: 0x1F_FFFF,
        level: 5,
        price: 10_000,
        days: 400,
        ..PeerQuestion::default()
    };
    let all = index.answer(&wide, false).count;
    let with = |text: &str| {
        index.answer(
            &PeerQuestion {
                text: text.into(),
                ..wide.clone()
            },
            false,
        )
    };
    assert_eq!(with("onbestaanbaar").count, 0);
    assert!((1..all).contains(&with("yoga").count));
    let meant = with("badminton").count;
    assert_eq!(
        with("badmington").count,
        meant,
        "a slip finds what was meant"
    );
}

#[test]
fn words_are_found_in_every_session_that_holds_one_however_they_are_looked_for() {
    let mut sessions: Vec<_> = made_sessions(20_000, 11).collect();
    for session in sessions.iter_mut().filter(|session| session.id % 7 == 0) {
        session.description.push_str(" klotsbak");
    }
    let index = PeerIndex::build(sessions.clone());
    let (mut narrow, mut wide) = (0, 0);
    for (number, mut question) in made_questions(600, 11).into_iter().enumerate() {
        // A small circle is read session by session, a wide one by the word.
        question.radius *= [1, 20][number % 2];
        "klotsbak".clone_into(&mut question.text);
        let passing = sessions.iter().filter(|session| passes(&question, session));
        let expected = passing.filter(|session| session.id % 7 == 0).count();
        assert_eq!(index.answer(&question, true).count, expected);
        *[&mut narrow, &mut wide][number % 2] += expected;
    }
    assert!(narrow > 20 && wide > 1_000, "{narrow}, {wide}");
}

#[test]
fn figures_are_for_what_was_asked() {
    let figures = measure(2_000, 20, 1);
    assert_eq!(
        (figures.bench, figures.sessions, figures.queries),
        ("match", 2_000, 20)
    );
    assert!(figures.bytes_per_session > 0.0 && figures.scanned_bytes_per_session <= 40);
    let grown: Vec<_> = figures.growth.iter().map(|one| one.sessions).collect();
    assert_eq!(grown, [20, 200], "a hundredth and a tenth of the country");
    let whole = figures.whole.unwrap();
    assert_eq!(whole.answer_sessions, 2_000 / 3 * 3, "each offer has three");
    let costs: Vec<_> = whole.costs.iter().map(|cost| cost.wish).collect();
    assert_eq!(
        costs,
        [
            "filters",
            "by_offer",
            "word",
            "synonym",
            "slip",
            "rather_not",
            "likes",
            "two_in_the_way",
            "nothing_helps",
            "learned"
        ]
    );
    let none = measure(0, 0, 1);
    assert_eq!((none.sessions, none.whole.unwrap().answer_sessions), (0, 0));
}

fn file(name: &str, text: &str) -> PathBuf {
    let path = std::env::temp_dir().join(format!("finder-{}-{name}", std::process::id()));
    std::fs::write(&path, text).unwrap();
    path
}

#[test]
fn it_serves_the_files_of_the_peers() {
    let sessions = file(
        "s.tsv",
        "7\t1000\t1000\t52.0\t5.0\t3\t8\t0\t120\t2\t1\t500\t10\t3\t60\tYoga\tRustig.\n\
         8\t1400\t1000\t52.0\t5.0\t3\t8\t0\t120\t2\t1\t500\t10\t0\t60\tYoga\tVol.\n",
    );
    let queries = file(
        "q.tsv",
        "0\t1000\t1000\t1000\t60\t8\t3\t0\t1000\t30\t\n\
         1\t1000\t1000\t1000\t60\t8\t3\t0\t1000\t30\tyogga\n\
         2\t9000\t1000\t1000\t60\t8\t3\t0\t1000\t30\t\n",
    );
    let mut output = Vec::new();
    serve(
        &sessions,
        &queries,
        &b"counts\nrank\nfacets\n"[..],
        &mut output,
    )
    .unwrap();
    let output = String::from_utf8(output).unwrap();
    let lines: Vec<_> = output.lines().collect();
    assert_eq!(lines[0], "[1, 1, 0]");
    assert_eq!(lines.len(), 3);
    assert_eq!(lines[1].split(',').count(), 3);

    let refused = serve(&sessions, &queries, &b"counts please\n"[..], Vec::new()).unwrap_err();
    assert_eq!(
        refused.to_string(),
        "'counts please' is none of rank, facets, counts"
    );
    let swapped = serve(&queries, &sessions, &b""[..], Vec::new()).unwrap_err();
    assert_eq!(swapped.kind(), ErrorKind::InvalidData);
    assert!(
        swapped
            .to_string()
            .ends_with("q.tsv: line 1 is not in the format"),
        "{swapped}"
    );
    let missing = serve(
        &sessions.with_extension("no"),
        &queries,
        &b""[..],
        Vec::new(),
    );
    assert_eq!(missing.unwrap_err().kind(), ErrorKind::NotFound);
    std::fs::remove_file(sessions).unwrap();
    std::fs::remove_file(queries).unwrap();
}
