//! Speaking time: whoever speaks, in two segments at once or in one, speaks once; where two speak, it counts for each.
//!
//! Rules: TRS-03, TRS-06.

use std::collections::BTreeSet;

use super::runs::{Speech, Who};
use crate::transcript::{Role, Transcript};

/// How long was spoken, in milliseconds or in words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Amounts {
    pub(super) customer: u64,
    pub(super) other: u64,
    pub(super) rep: u64,
}

impl Amounts {
    pub(super) fn add(&mut self, role: Role, amount: u64) {
        let of_role = match role {
            Role::Customer => &mut self.customer,
            Role::Other => &mut self.other,
            Role::Rep => &mut self.rep,
        };
        *of_role = of_role.saturating_add(amount);
    }

    pub(super) fn all(&self) -> u64 {
        self.rep.saturating_add(self.customer).saturating_add(self.other)
    }
}

/// How long was spoken.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Times {
    /// In which anybody speaks.
    pub(super) anybody: u64,
    /// In which two or more speak.
    pub(super) overlap: u64,
    /// By side; where two speak, for each.
    pub(super) spoken: Amounts,
}

impl Times {
    /// The times of speech that has times.
    pub(super) fn of(transcript: &Transcript, speech: &Speech) -> Self {
        let mut pieces: Vec<(u64, u64, Who, Role)> = Vec::with_capacity(transcript.segments.len());
        for run in &speech.runs {
            let segments = speech.segments(run).filter_map(|place| Some((place, transcript.segments.get(place)?)));
            let timed = segments.filter_map(|(place, said)| Some((said.start_ms?, speech.ends.end(place)?, run)));
            pieces.extend(timed.map(|(from, to, run)| (from, to, run.who, run.role)));
        }
        // They nearly stand so already.
        pieces.sort_by_key(|(from, to, who, _)| (*from, *to, *who));
        let mut times = Times::default();
        let mut heard_until: Vec<u64> = vec![0; transcript.speakers.len().saturating_add(1)];
        let mut present = Present::default();
        for (from, to, who, role) in pieces {
            let Some(until) = heard_until.get_mut(who) else { continue };
            let new = to.saturating_sub(from.max(*until));
            if new == 0 {
                continue;
            }
            times.spoken.add(role, new);
            let before = core::mem::replace(until, to);
            present.until(from, &mut times);
            present.speaks(who, (before, to));
        }
        present.until(u64::MAX, &mut times);
        times
    }
}

/// Who speaks at a moment.
#[derive(Debug, Default)]
struct Present {
    /// Until when, and who.
    ends: BTreeSet<(u64, Who)>,
    since: u64,
}

impl Present {
    /// Goes on to a moment, and counts what passes.
    fn until(&mut self, moment: u64, times: &mut Times) {
        while let Some((end, who)) = self.ends.first().copied() {
            let stop = end.min(moment);
            let length = stop.saturating_sub(self.since);
            times.anybody = times.anybody.saturating_add(length);
            if self.ends.len() > 1 {
                times.overlap = times.overlap.saturating_add(length);
            }
            self.since = self.since.max(stop);
            if end > moment {
                return;
            }
            self.ends.remove(&(end, who));
        }
        self.since = self.since.max(moment);
    }

    /// Somebody who spoke until a moment speaks until a later one.
    fn speaks(&mut self, who: Who, (before, to): (u64, u64)) {
        self.ends.remove(&(before, who));
        self.ends.insert((to, who));
    }
}
