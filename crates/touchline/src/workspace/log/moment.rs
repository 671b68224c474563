//! Where a command that is not in a log belongs among the records of its moment: as late as it is refused there. A place
//! where it would have been accepted is not the one where it was refused, and what came of it there would be told as a
//! difference that no policy has made.
//!
//! Rules: WSP-08.

use crate::workspace::log::fate::Fate;
use touchline_kernel::{Command, Instant};
use touchline_law::law::Act;

/// A command at its place, with what came of it there.
#[derive(Debug)]
pub(super) struct Step {
    pub command: Command<Act>,
    pub before: Fate,
    /// What comes of it there under the policy that is tried, where that is known yet.
    pub of_itself: Option<Fate>,
    /// The place of its record, if it has one.
    pub seq: Option<u64>,
}

/// The records of one moment, and the commands of that moment that have none.
#[derive(Debug)]
pub(super) struct Moment {
    pub at: Instant,
    recorded: Vec<Step>,
    waiting: Vec<Waiting>,
}

/// A command that waits for its place: how it stands where it was last looked at in vain or refused.
#[derive(Debug)]
struct Waiting {
    command: Command<Act>,
    found: Option<(usize, Step)>,
}

impl Moment {
    pub(super) fn new(at: Instant, waiting: Vec<Command<Act>>) -> Self {
        let waiting = waiting.into_iter().map(|command| Waiting { command, found: None }).collect();
        Moment { at, recorded: Vec::new(), waiting }
    }

    /// Takes in the next record.
    pub(super) fn record(&mut self, step: Step) {
        self.recorded.push(step);
    }

    /// Looks what comes here of those commands that wait. What is refused stands here, until it is refused later; and so
    /// does what was refused nowhere yet.
    pub(super) fn look(&mut self, which: impl Fn(&Command<Act>) -> bool, stands: impl Fn(&Command<Act>) -> Step) {
        let place = self.recorded.len();
        for waiting in self.waiting.iter_mut().filter(|waiting| which(&waiting.command)) {
            let step = stands(&waiting.command);
            let was_refused = waiting.found.as_ref().is_some_and(|(_, found)| found.before.code.is_some());
            if step.before.code.is_some() || !was_refused {
                waiting.found = Some((place, step));
            }
        }
    }

    /// All of them in their order: before the record of a place stand those that belong there, as they were handed in.
    pub(super) fn in_order(self) -> Vec<Step> {
        let waiting = self.waiting.into_iter().filter_map(|waiting| waiting.found);
        let mut steps: Vec<((usize, bool), Step)> = waiting.map(|(place, step)| ((place, false), step)).collect();
        steps.extend(self.recorded.into_iter().enumerate().map(|(place, step)| ((place, true), step)));
        steps.sort_by_key(|(place, _)| *place);
        steps.into_iter().map(|(_, step)| step).collect()
    }
}
