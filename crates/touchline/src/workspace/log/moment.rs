//! Where a command that is not in a log belongs among the records of its moment: as late as it is refused there. A place
//! where it would have been accepted is not the one where it was refused, and what came of it there would be told as a
//! difference that no policy has made.
//!
//! Rules: WSP-08.

use std::collections::BTreeMap;

use crate::workspace::log::fate::Fate;
use touchline_kernel::{Command, Instant};
use touchline_law::ground::ThingRef;
use touchline_law::law::Act;

/// How many records of its moment a command is looked at after: whoever may choose both would have each looked at after each.
pub(super) const MOST_RECORDS: u32 = 100;

/// It is looked at before the first of them, and once all have passed.
const MOST_LOOKS: u32 = MOST_RECORDS + 2;

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
    /// Which of those that wait are about a thing.
    about: BTreeMap<ThingRef, Vec<usize>>,
}

/// A command that waits for its place: how it stands where it was last looked at in vain or refused.
#[derive(Debug)]
struct Waiting {
    command: Command<Act>,
    found: Option<(usize, Step)>,
    looked: u32,
}

/// More records of a moment could change what becomes of a command than it is looked at after.
#[derive(Debug)]
pub(super) struct TooManyRecords;

impl Moment {
    pub(super) fn new(at: Instant, waiting: Vec<Command<Act>>) -> Self {
        let mut about: BTreeMap<ThingRef, Vec<usize>> = BTreeMap::new();
        for (nth, command) in waiting.iter().enumerate() {
            about.entry(command.act.target()).or_default().push(nth);
        }
        let waits = |command| Waiting { command, found: None, looked: 0 };
        Moment { at, recorded: Vec::new(), waiting: waiting.into_iter().map(waits).collect(), about }
    }

    /// Takes in the next record.
    pub(super) fn record(&mut self, step: Step) {
        self.recorded.push(step);
    }

    /// Looks what comes here of those commands that wait, which are all of them or those about a thing. What is refused stands
    /// here, until it is refused later; and so does what was refused nowhere yet.
    pub(super) fn look(
        &mut self,
        changed: Option<ThingRef>,
        stands: impl Fn(&Command<Act>) -> Step,
    ) -> Result<(), TooManyRecords> {
        let Some(thing) = changed else {
            return self.waiting.iter_mut().try_for_each(|waiting| waiting.look(self.recorded.len(), &stands));
        };
        for nth in self.about.get(&thing).into_iter().flatten() {
            let waiting = self.waiting.get_mut(*nth);
            waiting.into_iter().try_for_each(|waiting| waiting.look(self.recorded.len(), &stands))?;
        }
        Ok(())
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

impl Waiting {
    fn look(&mut self, place: usize, stands: impl Fn(&Command<Act>) -> Step) -> Result<(), TooManyRecords> {
        self.looked = self.looked.saturating_add(1);
        if self.looked > MOST_LOOKS {
            return Err(TooManyRecords);
        }
        let step = stands(&self.command);
        let was_refused = self.found.as_ref().is_some_and(|(_, found)| found.before.code.is_some());
        if step.before.code.is_some() || !was_refused {
            self.found = Some((place, step));
        }
        Ok(())
    }
}
