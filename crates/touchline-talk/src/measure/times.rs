//! Speaking time: whoever speaks, in two segments at once or in one, speaks once; where two speak, it counts for each.
//!
//! Rules: TRS-03, TRS-06.

use std::collections::BTreeSet;

use super::heard::Heard;
use super::runs::Who;
use crate::transcript::Role;

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
    /// The times of those who are heard, in the order in which that begins.
    pub(super) fn of(heard: &[Heard]) -> Self {
        let mut times = Times::default();
        let mut present = Present::default();
        for one in heard {
            times.spoken.add(one.role, one.length());
            present.until(one.from, &mut times);
            present.ends.insert((one.to, one.who));
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
}
