//! `cargo xtask bench conversations [CALLS]`: calls measured in one pass, beside the phrases alone in Node's `RegExp` and in an
//! automaton; WebVTT beside `subtitle`, JSON beside `orjson.loads`; a model's quotes checked; the same calls as a column of Arrow
//! from Python.
//!
//! It is handed the programs in Node and Python, ready to run; each takes its turn in every round, and all have to find the same.

mod here;
mod material;

use std::path::PathBuf;
use std::process::ExitCode;

use touchline_bench::table::{Bar, Bound, number, print_bars, print_rows};
use touchline_bench::turns::{Contender, Found};
use touchline_bench::{program, scored};

const ROUNDS: usize = 3;
const CALLS: usize = 200;

/// Who takes part.
const OURS: &str = "Rust";
const NODE: &str = "Node";
const PYTHON: &str = "Python";

/// How quick each is, in megabytes a second: whose figure, its name, and what it is.
const RATES: [(&str, &str, &str); 9] = [
    (OURS, "measured", "all measures of calls, each hit with its moment and quote"),
    (OURS, "counted", "their figures alone"),
    (PYTHON, "table", "the same of a column of Arrow, from Python"),
    (OURS, "automaton", "the phrases alone, by an automaton"),
    (NODE, "regexp", "the phrases alone, by Node's RegExp"),
    (OURS, "vtt", "WebVTT read"),
    (NODE, "vtt", "the same by `subtitle`"),
    (OURS, "json", "a JSON transcript read"),
    (PYTHON, "json", "the same parsed by `orjson.loads`, and not read"),
];

/// Whose figure, and its name.
type Told = (&'static str, &'static str);

/// What is held against what: both figures, what it is, and how many times as quick it has to be.
const AGAINST: [(Told, Told, &str, f64); 5] = [
    ((OURS, "measured"), (NODE, "regexp"), "all measures, against the phrases alone in Node's RegExp", 2.3),
    ((OURS, "measured"), (OURS, "automaton"), "all measures, against an automaton of the phrases alone", 1.1),
    ((OURS, "vtt"), (NODE, "vtt"), "WebVTT, against Node's `subtitle`", 3.5),
    ((OURS, "json"), (PYTHON, "json"), "a JSON transcript, against `orjson.loads`", 1.5),
    ((PYTHON, "table"), (OURS, "counted"), "figures from Python over a column of Arrow, against Rust", 0.8),
];

/// By what this library is held against the others.
const FINDINGS: [(Told, Told); 8] = [
    ((OURS, "hits"), (NODE, "hits")),
    ((OURS, "hits"), (OURS, "automaton_hits")),
    ((OURS, "hits"), (PYTHON, "hits")),
    ((OURS, "questions"), (PYTHON, "questions")),
    ((OURS, "cues"), (NODE, "cues")),
    ((OURS, "starts"), (NODE, "starts")),
    ((OURS, "ends"), (NODE, "ends")),
    ((OURS, "words"), (PYTHON, "words")),
];

fn main() -> ExitCode {
    program::with_arguments(run)
}

/// `FOLDER NODE PYTHON [CALLS]`, or `FOLDER` alone for the part that is Rust's.
fn run(arguments: &[String]) -> Result<usize, String> {
    let [folder, rest @ ..] = arguments else { return Err("bench-conversations FOLDER …".to_owned()) };
    let folder = PathBuf::from(folder);
    let [node, python, rest @ ..] = rest else { return here::measure(&folder).map(|()| 0) };
    let calls = scored::rows(rest.first(), CALLS)?;
    material::prepare(&folder, calls)?;
    let contenders = [
        Contender::itself(OURS)?,
        Contender::named(&format!("{NODE}={node}"))?,
        Contender::named(&format!("{PYTHON}={python}"))?,
    ];
    let found = Found::in_turns(&contenders, ROUNDS, &folder)?;
    println!("{} calls of an hour; median of {ROUNDS} rounds", number(calls as f64));
    Ok(report(&found) + disagreements(&found))
}

fn report(found: &Found) -> usize {
    let mut rows = vec![["megabytes a second", "whose", ""].map(str::to_owned).to_vec()];
    for (whose, figure, what) in RATES {
        let rate = found.median(whose, figure).map_or_else(|| "-".to_owned(), number);
        rows.push(vec![what.to_owned(), whose.to_owned(), rate]);
    }
    print_rows(&rows);
    let of = |(whose, figure): (&str, &str)| found.median(whose, figure);
    let mut bars: Vec<Bar> = AGAINST
        .iter()
        .filter_map(|(one, other, what, least)| {
            Some(Bar::new(*what, of(*one)? / of(*other)?, Bound::AtLeast(*least), "×"))
        })
        .collect();
    if let Some(nanos) = found.median(OURS, "quotes") {
        bars.push(Bar::new(
            "an answer with 40 quotes against a call of an hour",
            nanos / 1e6,
            Bound::AtMost(2.0),
            "ms",
        ));
    }
    print_bars(&bars)
}

/// Prints where one found something else than the other.
fn disagreements(found: &Found) -> usize {
    let of = |(whose, figure): (&str, &str)| found.median(whose, figure).unwrap_or(f64::NAN);
    let differ: Vec<_> = FINDINGS.iter().filter(|(one, other)| of(*one) != of(*other)).collect();
    for (one, other) in &differ {
        println!("{}: {} has {}, and {} has {}", one.1, one.0, of(*one), other.0, of(*other));
    }
    differ.len()
}
