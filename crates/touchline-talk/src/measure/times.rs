//! Speaking time: whoever speaks, in two segments at once or in one, speaks once; where two speak, it counts for each.
//!
//! Rules: TRS-03, TRS-06.

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
        let mut pieces: Vec<(Who, Role, u64, u64)> = Vec::new();
        for run in &speech.runs {
            let segments = run.segments.iter().filter_map(|place| transcript.segments.get(*place));
            pieces.extend(segments.filter_map(|segment| Some((run.who, run.role, segment.start_ms?, segment.end_ms?))));
        }
        pieces.sort_unstable_by_key(|(who, _, from, to)| (*who, *from, *to));
        let mut times = Times::default();
        // Where somebody begins to speak and stops; stopping comes first.
        let mut changes: Vec<(u64, i32)> = Vec::new();
        for of_one in pieces.chunk_by(|a, b| a.0 == b.0) {
            let mut heard_until = 0_u64;
            for (_, role, from, to) in of_one {
                let from = heard_until.max(*from);
                if from < *to {
                    times.spoken.add(*role, to.saturating_sub(from));
                    changes.extend([(from, 1), (*to, -1)]);
                    heard_until = *to;
                }
            }
        }
        changes.sort_unstable();
        let (mut speaking, mut since) = (0_i32, 0_u64);
        for (at, change) in changes {
            let length = at.saturating_sub(since);
            if speaking > 0 {
                times.anybody = times.anybody.saturating_add(length);
            }
            if speaking > 1 {
                times.overlap = times.overlap.saturating_add(length);
            }
            (speaking, since) = (speaking.saturating_add(change), at);
        }
        times
    }
}
