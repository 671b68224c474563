//! Turns one change on and asks everything that reaches it: cases first, those of its area before others, then tests,
//! the quick before the slow. The first that fails has caught it.

use std::path::Path;
use std::time::Duration;

use super::process::{self, End};
use super::reach::{Check, Kind, command, scratch};
use super::site::Mutant;
use super::source::Folder;
use crate::{Result, repository};

/// How much longer a change may make something take.
const TIMES: u32 = 5;
const AT_LEAST: Duration = Duration::from_secs(10);

/// What came of a change.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub(crate) enum Outcome {
    /// This case failed.
    CaughtByCase(String),
    /// This test failed.
    CaughtByTest(String),
    /// It went on without end, in cases or in this test.
    TimedOut(String),
    /// All that reach it hold.
    Survived,
    /// Nothing reaches it.
    NeverReached,
}

impl Outcome {
    /// Whether it was noticed.
    pub(crate) fn is_caught(&self) -> bool {
        !matches!(self, Outcome::Survived | Outcome::NeverReached)
    }
}

/// What comes of a change in this folder.
pub(crate) fn judge(mutant: &Mutant, folder: &Folder, checks: &[Check], program: &Path) -> Result<Outcome> {
    let reaching: Vec<&Check> = checks.iter().filter(|check| check.reached.contains(&mutant.id)).collect();
    let (mut cases, mut tests): (Vec<&Check>, Vec<&Check>) =
        reaching.into_iter().partition(|check| matches!(check.kind, Kind::Case));
    if cases.is_empty() && tests.is_empty() {
        return Ok(Outcome::NeverReached);
    }
    let is_near = |check: &Check| folder.cases.iter().any(|area| check.name.starts_with(area));
    cases.sort_by_key(|check| (!is_near(check), check.takes));
    if let Some(outcome) = by_cases(mutant.id, &cases, program)? {
        return Ok(outcome);
    }
    tests.sort_by_key(|check| check.takes);
    for test in tests {
        match end(mutant.id, &test.kind, program, &test.name, test.takes)? {
            End::Passed => {}
            End::Failed(_) => return Ok(Outcome::CaughtByTest(test.name.clone())),
            End::TimedOut => return Ok(Outcome::TimedOut(test.name.clone())),
        }
    }
    Ok(Outcome::Survived)
}

fn by_cases(id: u32, cases: &[&Check], program: &Path) -> Result<Option<Outcome>> {
    if cases.is_empty() {
        return Ok(None);
    }
    let list = scratch("listed", id as usize);
    let titles: Vec<&str> = cases.iter().map(|check| check.name.as_str()).collect();
    repository::write(&list, titles.join("\n").as_bytes())?;
    let takes = cases.iter().map(|check| check.takes).sum();
    let end = end(id, &Kind::Case, program, &list.to_string_lossy(), takes)?;
    std::fs::remove_file(&list).map_err(|error| error.to_string())?;
    Ok(match end {
        End::Passed => None,
        End::Failed(title) => Some(Outcome::CaughtByCase(title)),
        End::TimedOut => Some(Outcome::TimedOut("cases".into())),
    })
}

fn end(id: u32, kind: &Kind, program: &Path, subject: &str, takes: Duration) -> Result<End> {
    let mut command = command(kind, program, subject);
    let limit = AT_LEAST.saturating_add(takes.saturating_mul(TIMES));
    Ok(process::ended(command.env("MUTANT", id.to_string()), limit)?.0)
}
