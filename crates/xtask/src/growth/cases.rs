//! The cases whose inputs grow: for each operation, command and table call one for every place that can grow, and for each
//! query the one that tells most. Only these are performed.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use serde_json::Value;

use super::grown::{self, Kind};
use crate::conformance::case::{Act, Case, Then};
use crate::conformance::stage::Performance;
use crate::conformance::suite::Suite;
use crate::{Result, parallel};

/// No larger input is made to grow: what does not grow of it would hide what does.
pub(crate) const MOST_BYTES: usize = 16_000;

/// The cases as they went, performed once in a run of this program.
pub(crate) fn performed() -> Result<&'static [Performance]> {
    static PERFORMED: OnceLock<Result<Vec<Performance>>> = OnceLock::new();
    let perform = || {
        let suite = Suite::read()?;
        let titles: Vec<String> = titles(&suite).into_iter().collect();
        parallel::each(&titles, |title| suite.perform_titled(title))
    };
    PERFORMED.get_or_init(perform).as_deref().map_err(String::clone)
}

/// What a case is the one for, and how good it is for that.
type Wanted = ((String, String), usize);

fn titles(suite: &Suite) -> BTreeSet<String> {
    let mut best: BTreeMap<(String, String), (usize, String)> = BTreeMap::new();
    for (file, case) in suite.cases() {
        for (key, weight) in wanted(case) {
            let known = best.entry(key).or_default();
            if known.0 < weight {
                *known = (weight, format!("{file}: {}", case.description));
            }
        }
    }
    best.into_values().map(|(_, title)| title).collect()
}

/// What a case is good for: the step that it is about, and the commands before that.
fn wanted(case: &Case) -> Vec<Wanted> {
    let mut wanted = wanted_of_its_act(case);
    for (nth, step) in case.given.steps.iter().enumerate() {
        if let Act::Execute(command) = &step.act {
            wanted.extend(by_place(named(command), command, usize::MAX - nth));
        }
    }
    wanted
}

fn wanted_of_its_act(case: &Case) -> Vec<Wanted> {
    let accepted = matches!(case.then, Then::Accepted(_) | Then::Ok(_) | Then::Table(_));
    let said = format!("{:?}", case.then).len();
    let table = |of: String| vec![((of, format!("rows, {accepted}")), said)];
    match &case.when.act {
        Act::Call { operation, input, .. } if accepted => by_place(operation, input, said),
        Act::Open { policy } if accepted => by_place("open", policy, said),
        // The fewer steps make its world, the sooner that is made anew.
        Act::Execute(command) if accepted => by_place(named(command), command, usize::MAX - case.given.steps.len()),
        Act::Ask(query) if accepted => vec![((named(query).to_owned(), String::new()), said)],
        Act::Table { operation, options, .. } => {
            let of = format!("table {operation}");
            let mut wanted = options.iter().flat_map(|options| by_place(&of, options, said)).collect::<Vec<_>>();
            wanted.retain(|_| accepted);
            wanted.extend(table(of));
            wanted
        }
        Act::Metrics { .. } => table("metrics".to_owned()),
        Act::Effects { .. } => table("effects".to_owned()),
        _ => Vec::new(),
    }
}

fn named(document: &Value) -> &str {
    document["type"].as_str().unwrap_or_default()
}

fn by_place(of: &str, document: &Value, weight: usize) -> Vec<Wanted> {
    let weight = if document.to_string().len() > MOST_BYTES { 1 } else { weight };
    let places = grown::places(document).into_iter();
    // Whether the keys of an object are free is seen when it grows.
    let places = places.filter(|place| place.kind != Kind::Object || place.at.is_empty());
    places.map(|place| ((of.to_owned(), place.shape), weight)).collect()
}
