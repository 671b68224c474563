//! The moments of a rule: what it gives on the wall, read in its zone, in the order of time and none of them twice.
//!
//! A time that the clocks are put forward over is read with the offset before, so that it comes after times that stand
//! behind it on the wall; one that they show twice is the first of the two (RFC 5545, 3.3.5).
//!
//! Rules: SES-02.

use std::collections::VecDeque;

use touchline_kernel::time::WallClock;

use super::walls::Walls;

/// No clock was ever put forward over more than a day, so what lies so far behind comes later.
const REACH: i64 = 172_800;

/// A second of UTC, counted from 1970, and what the rule gave on the wall.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Moment {
    pub(super) second: i64,
    pub(super) wall: i64,
}

/// The moments of a rule.
#[derive(Clone, Debug)]
pub(super) struct Moments {
    walls: Walls,
    clock: WallClock,
    last: i64,
    until: i64,
    /// Where a gap was met: what is to be put in order.
    queue: VecDeque<Moment>,
}

impl Moments {
    /// What is given on the wall, as these clocks have it, up to a second of UTC.
    pub(super) fn new(mut walls: Walls, clock: WallClock, until: i64) -> Self {
        walls.stop_after(until.saturating_add(REACH));
        Moments { walls, clock, last: i64::MIN, until, queue: VecDeque::new() }
    }

    /// Leaves out what lies well before a second of UTC.
    pub(super) fn beginning_near(mut self, second: i64) -> Self {
        self.walls.skip_to(second.saturating_sub(REACH));
        self
    }

    /// Leaves out what lies at a second of UTC or later.
    pub(super) fn ending_before(mut self, second: i64) -> Self {
        self.until = self.until.min(second.saturating_sub(1));
        self.walls.stop_after(self.until.saturating_add(REACH));
        self
    }

    /// How many steps are left.
    pub(super) const fn steps_left(&self) -> u64 {
        self.walls.steps_left()
    }

    /// The next moment; nothing where there is none, or the steps are used up.
    #[inline]
    pub(super) fn next(&mut self) -> Option<Moment> {
        if !self.queue.is_empty() {
            return self.next_in_order();
        }
        let wall = self.walls.next()?;
        let second = self.clock.meant(wall);
        if self.clock.skips(wall) || second <= self.last {
            self.queue.push_back(Moment { second, wall });
            return self.next_in_order();
        }
        self.gives(Moment { second, wall })
    }

    #[inline]
    fn gives(&mut self, moment: Moment) -> Option<Moment> {
        if moment.second > self.until {
            return None;
        }
        self.last = moment.second;
        Some(moment)
    }

    /// Looks so far ahead that nothing can come before what is first.
    fn next_in_order(&mut self) -> Option<Moment> {
        loop {
            let first = self.queue.front().map_or(i64::MAX, |moment| moment.wall);
            let is_far = |moment: &Moment| moment.wall.saturating_sub(first) > REACH;
            while !self.queue.iter().next_back().is_some_and(is_far) {
                let Some(wall) = self.walls.next() else { break };
                let moment = Moment { second: self.clock.meant(wall), wall };
                let place = self.queue.partition_point(|one| *one <= moment);
                self.queue.insert(place, moment);
            }
            // Of two that are the same moment the one that stands there on the wall was put behind, and is as good.
            let moment = self.queue.pop_front()?;
            if moment.second > self.last {
                return self.gives(moment);
            }
        }
    }
}
