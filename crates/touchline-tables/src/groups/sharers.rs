//! How many people's each measure of a group is: what too few have counts for nothing in it, so that no score of the group, and no
//! two of them held against each other, tells of one person.
//!
//! Rules: ACC-15, BAT-03.

use arrow_array::RecordBatch;

use super::{Bound, Grouper};
use crate::column::is_measure;
use crate::kernel::ROWS;
use crate::keys::NULL;
use touchline_kernel::look_up::{LookUp, Seen};

/// Of whom which component was measured, by the places of group and component and the number of the person.
#[derive(Debug, Default)]
pub(super) struct Sharers {
    seen: Seen<(u32, u32, u32)>,
    people: LookUp<(u32, u32), u64>,
}

impl Sharers {
    fn add(&mut self, group: u32, component: u32, person: u32) {
        if person != NULL && self.seen.insert((group, component, person)) {
            *self.people.entry((group, component)).or_default() += 1;
        }
    }

    /// Of how many people it was measured, besides one of them.
    fn others(&self, group: u32, component: u32, besides: Option<u32>) -> u64 {
        let is_one = besides.is_some_and(|person| self.seen.contains(&(group, component, person)));
        self.people.get(&(group, component)).copied().unwrap_or_default() - u64::from(is_one)
    }
}

impl Grouper {
    /// Adds of whom what was measured, where too few can be.
    pub(super) fn add_sharers(
        &mut self,
        bound: &Bound,
        batch: &RecordBatch,
        (groups, people): (&[u32], Option<&[u32]>),
    ) {
        let Some(people) = people.filter(|_| self.options.least_people.is_some()) else { return };
        let mut raws = [0.0; ROWS];
        for (component, column) in (0..).zip(bound.scoring.columns(batch)) {
            let whose = groups.chunks(ROWS).zip(people.chunks(ROWS));
            for (first, (groups, people)) in (0..).step_by(ROWS).zip(whose) {
                let present = column.present(first, groups.len());
                column.copy(first, groups.len(), &mut raws);
                for (row, (group, person)) in groups.iter().zip(people).enumerate() {
                    if present[row / 64] >> (row % 64) & 1 == 1 && is_measure(raws[row]) {
                        self.sharers.add(*group, component, *person);
                    }
                }
            }
        }
    }

    /// Whether a component was measured of enough people in a group, besides the viewer, to count.
    pub(super) fn is_shared(&self, group: usize, component: usize) -> bool {
        let Some(least) = self.options.least_people else { return true };
        let place = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        self.sharers.others(place(group), place(component), self.viewer()) >= u64::from(least)
    }
}
