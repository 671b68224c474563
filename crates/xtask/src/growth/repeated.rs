//! `cargo xtask test repeated`: no text that is handed in once is told for each entry of a list, without an end to it.
//!
//! A family of growth lengthens one place or all lists; what multiplies is a long text times a long list. Each text of each
//! input that the cases hand to an operation is lengthened beside lists that are long: by how much more then comes out it is seen how
//! often it is told. What is told for every entry must be refused, with a limit, before too much of it is made.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::Value;
use touchline::waist::{self, Status};

use super::grown::{Copies, grown_everywhere};
use super::sources::{self, Source};
use crate::{Result, parallel};

/// How many entries lists have for each that they had.
const TIMES: usize = 48;
/// By how many letters a text is lengthened: by more than a name may have where no policy says otherwise, and than a word of a report.
const LETTERS: usize = 4_000;
/// Told so often, it is told for each entry of some list.
const OFTEN: usize = TIMES / 2;

/// The most letters that a title may have, but for some.
const MOST_LETTERS: usize = 9_000;
/// As many bytes are handed in at most.
const MOST_BYTES: usize = 15 << 20;
const MOST_TIMES: usize = 40_000;
/// What may come out whatever goes in, and for each byte that goes in.
const ALWAYS: usize = 64 << 20;
const PER_BYTE: usize = 8;

/// `test repeated`: every text of every input.
pub(crate) fn run() -> Result {
    let _ = waist::warm_up();
    let mut sources: BTreeMap<(String, String), Arc<Source>> = BTreeMap::new();
    for (_, source) in sources::all()?.into_values().flat_map(BTreeMap::into_values) {
        if source.is_call() {
            sources.insert((source.of.clone(), source.document.to_string()), source);
        }
    }
    let sources: Vec<Arc<Source>> = sources.into_values().collect();
    let told = parallel::each(&sources, |source| Ok(looked_at(source)))?;
    let (texts, repeated): (Vec<usize>, Vec<Vec<Repeated>>) = told.into_iter().unzip();
    let mut repeated: Vec<Repeated> = repeated.into_iter().flatten().collect();
    repeated.sort();
    repeated.dedup_by(|a, b| (&a.of, &a.at, a.ends) == (&b.of, &b.at, b.ends));
    for one in &repeated {
        println!(
            "{} {}: told {} times for {TIMES} entries{}",
            one.of,
            one.at,
            one.times,
            if one.ends { ", and refused in time" } else { "" }
        );
    }
    println!(
        "{} inputs, {} texts that may be long, {} of them told for each entry",
        sources.len(),
        texts.iter().sum::<usize>(),
        repeated.len()
    );
    match repeated.iter().filter(|one| !one.ends).count() {
        0 => Ok(()),
        endless => Err(format!("{endless} texts are told for each entry of a list without an end")),
    }
}

/// A text that is told for each entry of a list.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Repeated {
    of: String,
    at: String,
    /// Whether it is refused before too much comes of it.
    ends: bool,
    times: usize,
}

/// How many texts of an input may be long, and those that are told for each entry.
fn looked_at(source: &Source) -> (usize, Vec<Repeated>) {
    let mut repeated = Vec::new();
    let mut long = 0;
    for copies in [Copies::Same, Copies::Fresh] {
        let whole = grown_everywhere(&source.document, TIMES, copies);
        let Some(before) = out(source, &whole) else { continue };
        for at in texts(&whole) {
            let Some(after) = out(source, &lengthened(&whole, &at, LETTERS)) else { continue };
            long += 1;
            let times = after.saturating_sub(before) / LETTERS;
            if times >= OFTEN {
                let ends = ends(source, copies, &at);
                repeated.push(Repeated { of: source.of.clone(), at, ends, times });
            }
        }
    }
    (long, repeated)
}

/// Whether what comes out of as much as may be handed in stays within a multiple of it, if it is not refused.
fn ends(source: &Source, copies: Copies, at: &str) -> bool {
    let length = |times: usize| grown_everywhere(&source.document, times, copies).to_string().len();
    let per_time = (length(3) - length(1)) / 2;
    let times = MOST_TIMES.min(MOST_BYTES / per_time.max(1));
    let whole = lengthened(&grown_everywhere(&source.document, times, copies), at, MOST_LETTERS);
    out(source, &whole).is_none_or(|out| out <= ALWAYS + PER_BYTE * whole.to_string().len())
}

/// How much comes out; nothing where it is refused.
fn out(source: &Source, document: &Value) -> Option<usize> {
    let answer = waist::call(&source.of, document.to_string().as_bytes());
    (answer.status == Status::Ok).then_some(answer.json.len())
}

/// The place of every text, of entries of a list the first one's.
fn texts(document: &Value) -> Vec<String> {
    let mut found = Vec::new();
    collect(document, String::new(), &mut found);
    found
}

fn collect(value: &Value, at: String, found: &mut Vec<String>) {
    match value {
        Value::String(_) => found.push(at),
        Value::Array(entries) => {
            if let Some(first) = entries.first() {
                collect(first, format!("{at}/0"), found);
            }
        }
        Value::Object(members) => {
            for (key, member) in members {
                collect(member, format!("{at}/{}", key.replace('~', "~0").replace('/', "~1")), found);
            }
        }
        _ => {}
    }
}

fn lengthened(document: &Value, at: &str, by: usize) -> Value {
    let mut document = document.clone();
    if let Some(Value::String(text)) = document.pointer_mut(at) {
        text.push_str(&" and".repeat(by / 4));
    }
    document
}
