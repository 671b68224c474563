//! Changes that change nothing: a file lists each with the reason, and an entry that is none any more is a failure.

use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

use super::judge::Outcome;
use super::site::Mutant;
use crate::{Result, repository};

/// Where they are listed.
pub(crate) const LIST: &str = "docs/mutants.json";

/// One of them.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Equivalent {
    file: String,
    function: String,
    change: String,
    reason: String,
}

/// All that are listed.
pub(crate) fn listed() -> Result<Vec<Equivalent>> {
    serde_json::from_str(&repository::read(&repository::at(LIST))?).map_err(|error| format!("{LIST}: {error}"))
}

impl Equivalent {
    fn is(&self, mutant: &Mutant) -> bool {
        self.file == mutant.file && self.function == mutant.function && self.change == mutant.change
    }

    fn told(&self, fault: &str) -> String {
        format!("{LIST}: {} | {} | {}: {fault}", self.file, self.function, self.change)
    }
}

/// Which survivors are listed; a failure for each entry of these files that is none, is caught, or gives no reason.
pub(crate) fn among(
    outcomes: &BTreeMap<u32, (Mutant, Outcome)>,
    listed: &[Equivalent],
    is_of_these: impl Fn(&str) -> bool,
) -> (BTreeSet<u32>, Vec<String>) {
    let (mut found, mut faults) = (BTreeSet::new(), Vec::new());
    for entry in listed.iter().filter(|entry| is_of_these(&entry.file)) {
        match outcomes.iter().find(|(_, (mutant, _))| entry.is(mutant)) {
            _ if entry.reason.is_empty() => faults.push(entry.told("no reason is given")),
            None => faults.push(entry.told("there is no such change, or it does not compile")),
            Some((_, (_, outcome))) if outcome.is_caught() => faults.push(entry.told("it is caught")),
            Some((id, _)) => {
                found.insert(*id);
            }
        }
    }
    (found, faults)
}
