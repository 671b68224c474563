//! What came of a folder's changes: a row of figures, and each survivor.

use std::collections::{BTreeMap, BTreeSet};

use super::judge::Outcome;
use super::site::Mutant;

/// Of a hundred changes that compile and change something, so many must be caught.
const AT_LEAST: f64 = 95.0;

/// What is told of a folder.
pub(crate) struct Report<'a> {
    pub(crate) folder: &'a str,
    pub(crate) outcomes: &'a BTreeMap<u32, (Mutant, Outcome)>,
    pub(crate) equivalent: &'a BTreeSet<u32>,
    pub(crate) does_not_compile: usize,
    pub(crate) skipped: usize,
}

/// The words above the figures.
pub(crate) fn heading() -> String {
    "folder          compiled  by case  by test  timed out  survived  equivalent  caught %  no compile  skipped".into()
}

impl Report<'_> {
    fn count(&self, counts: impl Fn(&Outcome) -> bool) -> usize {
        self.outcomes.values().filter(|(_, outcome)| counts(outcome)).count()
    }

    fn survivors(&self) -> impl Iterator<Item = &(Mutant, Outcome)> {
        let all =
            self.outcomes.iter().filter(|(id, (_, outcome))| !outcome.is_caught() && !self.equivalent.contains(id));
        all.map(|(_, survivor)| survivor)
    }

    /// How many of a hundred are caught.
    fn caught(&self) -> f64 {
        let caught = self.count(Outcome::is_caught) as f64;
        let all = (self.outcomes.len() - self.equivalent.len()) as f64;
        if all == 0.0 { 100.0 } else { 100.0 * caught / all }
    }

    /// Whether enough is caught.
    pub(crate) fn holds(&self) -> bool {
        self.caught() >= AT_LEAST
    }

    /// The figures.
    pub(crate) fn row(&self) -> String {
        format!(
            "{:<14} {:>9} {:>8} {:>8} {:>10} {:>9} {:>11} {:>9.2} {:>11} {:>8}",
            self.folder,
            self.outcomes.len(),
            self.count(|outcome| matches!(outcome, Outcome::CaughtByCase(_))),
            self.count(|outcome| matches!(outcome, Outcome::CaughtByTest(_))),
            self.count(|outcome| matches!(outcome, Outcome::TimedOut(_))),
            self.survivors().count(),
            self.equivalent.len(),
            self.caught(),
            self.does_not_compile,
            self.skipped,
        )
    }

    /// Each survivor: where, in what, and what was changed.
    pub(crate) fn told(&self) -> Vec<String> {
        self.survivors().map(|(mutant, outcome)| told(mutant, outcome)).collect()
    }
}

/// One survivor.
pub(crate) fn told(mutant: &Mutant, outcome: &Outcome) -> String {
    let unseen = if *outcome == Outcome::NeverReached { " (never reached)" } else { "" };
    format!("{}:{}: {}: {}{unseen}", mutant.file, mutant.line, mutant.function, mutant.change)
}
