//! Which occurrences a series has of those that somebody names: by its rule and by what was added, whatever was skipped or
//! moved. However many are named, what is counted is counted once.
//!
//! Rules: SES-02, SES-08.

use std::collections::{BTreeMap, BTreeSet};

use touchline_kernel::time::{Instant, LocalDate, LocalDateTime, WallClock};

use super::series::Series;

const DAY: i64 = 86_400;

impl Series {
    /// The moments at which it has one of these occurrences; nothing where that was not found within the steps.
    pub(super) fn planned(&self, walls: &[LocalDateTime], steps: &mut u64) -> Option<BTreeSet<Instant>> {
        let mut clock = WallClock::new(self.zone);
        let named: BTreeSet<i64> = walls.iter().map(|wall| clock.meant(wall.seconds())).collect();
        // Where clocks are put forward, two times on the wall are one moment, and either may be the one that is named.
        let mut ranges: BTreeSet<(i64, i64)> = BTreeSet::new();
        for second in &named {
            let change = self.zone.change_before(*second);
            let easts = change.into_iter().flat_map(|change| [change.before, change.after]);
            let shown = clock.shown(*second).map(LocalDateTime::seconds);
            let walls = easts.map(|east| second.saturating_add(east)).chain(shown);
            ranges.extend(walls.filter(|wall| clock.meant(*wall) == *second).map(|wall| (wall, wall)));
        }
        let found = self.walls_within(&ranges, steps)?;
        let of_rule = found.into_iter().map(|wall| clock.meant(wall));
        let all: BTreeSet<i64> = of_rule.chain(self.added.iter().map(|wall| self.second_of_wall(*wall))).collect();
        Some(all.intersection(&named).filter_map(|second| Instant::from_millis(second.saturating_mul(1_000))).collect())
    }

    /// The occurrences that it has on each of these days; nothing where they were not found within the steps.
    pub(super) fn planned_on(
        &self,
        days: &BTreeSet<LocalDate>,
        steps: &mut u64,
    ) -> Option<BTreeMap<LocalDate, Vec<LocalDateTime>>> {
        let range = |day: &LocalDate| {
            let first = day.days().saturating_mul(DAY);
            (first, first.saturating_add(DAY).saturating_sub(1))
        };
        let found = self.walls_within(&days.iter().map(range).collect(), steps)?;
        let of_rule = found.into_iter().filter_map(LocalDateTime::from_seconds);
        let all: BTreeSet<LocalDateTime> = of_rule.chain(self.added.iter().copied()).collect();
        let mut planned: BTreeMap<LocalDate, Vec<LocalDateTime>> = BTreeMap::new();
        for wall in all.into_iter().filter(|wall| days.contains(&wall.date())) {
            planned.entry(wall.date()).or_default().push(wall);
        }
        Some(planned)
    }

    fn second_of_wall(&self, wall: LocalDateTime) -> i64 {
        WallClock::new(self.zone).meant(wall.seconds())
    }

    /// What its rule gives on the wall within these stretches, which do not overlap.
    fn walls_within(&self, stretches: &BTreeSet<(i64, i64)>, steps: &mut u64) -> Option<Vec<i64>> {
        let (mut clock, until) = (WallClock::new(self.zone), self.last_second_of_rule());
        let (mut walls, mut held, mut found) = (self.walls(*steps), None, Vec::new());
        for (first, last) in stretches {
            walls.skip_to(*first);
            while let Some(wall) = held.take().or_else(|| walls.next()) {
                if wall > *last {
                    held = Some(wall);
                    break;
                }
                if wall >= *first && clock.meant(wall) <= until {
                    found.push(wall);
                }
            }
        }
        *steps = walls.steps_left();
        (*steps > 0).then_some(found)
    }
}
