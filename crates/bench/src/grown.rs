//! Tenants of several sizes, made by their commands and asked the same in turn: how much longer an answer takes in a large one.

use std::time::Duration;

use touchline::waist::{Answer, Status, Workspace};

use crate::dice::Dice;
use crate::table::{Bar, Bound};
use crate::timing::{Samples, timed};

/// A tenant in memory, by its commands.
///
/// # Errors
/// A command that was not accepted.
pub fn grow(policy: &str, commands: impl Iterator<Item = String>) -> Result<Workspace, String> {
    let mut workspace = Workspace::open(policy.as_bytes()).map_err(|answer| answer.json)?;
    for command in commands {
        let answer = workspace.execute(command.as_bytes());
        if answer.record.is_none() {
            return Err(format!("a command of the bench was not accepted: {}", answer.json));
        }
    }
    Ok(workspace)
}

/// How long one answer takes, and what it is.
///
/// # Errors
/// A question that was not answered.
pub fn ask(workspace: &Workspace, question: &str) -> Result<(Duration, Answer), String> {
    let (time, answer) = timed(|| workspace.ask(question.as_bytes()));
    match answer.status {
        Status::Ok => Ok((time, answer)),
        _ => Err(format!("a question of the bench was not answered: {}", answer.json)),
    }
}

/// Asks so many questions in each of so many rounds: all tenants take their turn in each, so that noise meets them alike. Each
/// question is about another place.
///
/// # Errors
/// A question that was not answered.
pub fn in_turns<T: Copy>(
    grown: &[(T, Workspace)],
    (rounds, questions): (usize, usize),
    ask: impl Fn(&Workspace, T, usize) -> Result<Duration, String>,
) -> Result<Vec<Samples>, String> {
    let mut samples: Vec<Samples> = grown.iter().map(|_| Samples::default()).collect();
    let mut dice = Dice::new(1);
    for _ in 0..rounds {
        for ((tenant, workspace), samples) in grown.iter().zip(&mut samples) {
            for _ in 0..questions {
                samples.add_nanos(ask(workspace, *tenant, dice.below(usize::MAX))?);
            }
        }
    }
    Ok(samples)
}

/// A row of what was asked: for each tenant the median in microseconds, and below what nine in ten stay.
#[must_use]
pub fn row(what: &str, samples: &[Samples]) -> Vec<String> {
    let figure = |samples: &Samples| format!("{:.2} ({:.2})", samples.median() / 1e3, samples.at(0.9) / 1e3);
    std::iter::once(what.to_owned()).chain(samples.iter().map(figure)).collect()
}

/// The bar of what must not take longer in a larger tenant.
#[must_use]
pub fn flat(what: &str, samples: &[Samples]) -> Option<Bar> {
    let (small, large) = samples.first().zip(samples.last())?;
    let what = format!("{what}: largest tenant against smallest");
    Some(Bar::new(what, large.median() / small.median(), Bound::AtMost(2.0), "×"))
}
