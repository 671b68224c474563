//! A session or a series of them: when it begins, by which rule it occurs again, and which occurrences were added, skipped
//! or moved. Wall-clock time stays put across daylight-saving changes.
//!
//! Rules: SES-02.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use touchline_kernel::rejection::{Code, DetailKey, Faults, Reason};
use touchline_kernel::time::{Instant, LocalDateTime, WallClock, Zone};

use super::moments::{Moment, Moments};
use super::rule::{Frequency, RecurrenceRule};
use super::walls::{MOST_STEPS, Walls};

/// The longest that an occurrence may take: a year.
pub(super) const LONGEST: u64 = 31_622_400;

/// An occurrence that was moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct MovedOccurrence {
    /// How long it takes now, in seconds; null where it takes as long as the others.
    #[serde(default)]
    #[schemars(range(max = LONGEST))]
    pub length_seconds: Option<u64>,
    /// When it would have begun, in the series' zone: by this it is known.
    pub recurrence_id: LocalDateTime,
    /// When it begins now, in the series' zone.
    pub starts: LocalDateTime,
}

/// A session or a series of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Series {
    /// Occurrences beside those of the rule, as the clocks of the zone show them.
    #[serde(default)]
    pub added: Vec<LocalDateTime>,
    /// How long each takes, in seconds.
    #[serde(default)]
    #[schemars(range(max = LONGEST))]
    pub length_seconds: u64,
    /// Occurrences that were moved, each of those that the rule gives or that were added.
    #[serde(default)]
    pub moved: Vec<MovedOccurrence>,
    /// By which rule it occurs again; null where it occurs once.
    #[serde(default)]
    pub rule: Option<RecurrenceRule>,
    /// Occurrences that are left out.
    #[serde(default)]
    pub skipped: Vec<LocalDateTime>,
    /// When the first begins, as the clocks of the zone show it. Where the rule does not give it, it is none.
    pub start: LocalDateTime,
    /// The zone by whose clocks it takes place.
    pub zone: Zone,
}

/// An occurrence of a series.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct Occurrence {
    /// When it begins.
    pub starts_at: Instant,
    /// When it would have begun by the rule, in the series' zone: by this it is known, wherever it is moved.
    pub recurrence_id: LocalDateTime,
    /// When it ends.
    pub ends_at: Instant,
    /// Whether it was moved.
    pub is_moved: bool,
    /// When it begins, as the clocks of the series' zone show it.
    pub starts: LocalDateTime,
}

/// A moment that no rule gave, or that was moved: told by its second, then by when it would have been.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Extra {
    moment: Moment,
    length: u64,
    is_moved: bool,
}

/// The second of UTC that a moment begins with.
fn second_of(instant: Instant) -> i64 {
    instant.millis().div_euclid(1_000)
}

impl Series {
    /// Tells what is wrong with it, all at once.
    pub(super) fn check(&self, path: &str, faults: &mut Faults) {
        if let Some(rule) = &self.rule {
            rule.check(&format!("{path}/rule"), faults);
        }
        self.check_times(path, faults);
        self.check_moved(path, faults);
        let lengths = self.moved.iter().enumerate().filter_map(|(nth, moved)| {
            moved.length_seconds.map(|length| (format!("{path}/moved/{nth}/length_seconds"), length))
        });
        for (path, length) in lengths.chain([(format!("{path}/length_seconds"), self.length_seconds)]) {
            if length > LONGEST {
                faults.add(path, Reason::out_of_range(length, 0, LONGEST));
            }
        }
    }

    /// Tells what would begin before the first moment that there is, or after the last.
    fn check_times(&self, path: &str, faults: &mut Faults) {
        let added = self.added.iter().enumerate().map(|(nth, wall)| (format!("{path}/added/{nth}"), *wall));
        let moved =
            self.moved.iter().enumerate().map(|(nth, moved)| (format!("{path}/moved/{nth}/starts"), moved.starts));
        let mut clock = WallClock::new(self.zone);
        for (path, wall) in added.chain(moved).chain([(format!("{path}/start"), self.start)]) {
            if Instant::from_millis(clock.meant(wall.seconds()).saturating_mul(1_000)).is_none() {
                faults.add(path, Reason::new(Code::OutsideCalendar).with(DetailKey::Actual, wall.to_string()));
            }
        }
    }

    /// Tells what is moved twice, skipped as well, or never occurs.
    fn check_moved(&self, path: &str, faults: &mut Faults) {
        let mut clock = WallClock::new(self.zone);
        let mut known: BTreeSet<i64> = self.skipped.iter().map(|wall| clock.meant(wall.seconds())).collect();
        let walls: Vec<LocalDateTime> = self.moved.iter().map(|moved| moved.recurrence_id).collect();
        let is_sound = self.rule.as_ref().is_none_or(RecurrenceRule::is_sound);
        let mut steps = MOST_STEPS;
        let planned = if is_sound && !walls.is_empty() { self.planned(&walls, &mut steps) } else { None };
        if is_sound && steps == 0 {
            faults.add(format!("{path}/rule"), Reason::new(Code::TooRare).with(DetailKey::Limit, MOST_STEPS));
        }
        for (nth, wall) in walls.iter().enumerate() {
            let path = format!("{path}/moved/{nth}/recurrence_id");
            if !known.insert(clock.meant(wall.seconds())) {
                faults.add(path, Reason::twice(&wall.to_string()));
            } else if planned.as_ref().is_some_and(|planned| !planned.contains(&self.zone.meant(*wall))) {
                faults.add(path, Reason::new(Code::NoSuchOccurrence).with(DetailKey::Actual, wall.to_string()));
            }
        }
    }

    /// What the rule alone gives on the wall, with so many steps.
    pub(super) fn walls(&self, steps: u64) -> Walls {
        let once = RecurrenceRule { count: Some(1), ..RecurrenceRule::every(Frequency::Daily) };
        let mut walls = Walls::of(self.rule.as_ref().unwrap_or(&once), self.start);
        walls.give_steps(steps);
        walls
    }

    /// The last second at which its rule can occur.
    pub(super) fn last_second_of_rule(&self) -> i64 {
        self.rule.as_ref().and_then(|rule| rule.until).map_or(i64::MAX, second_of)
    }

    /// What the rule alone gives, with so many steps.
    pub(super) fn moments(&self, steps: u64) -> Moments {
        Moments::new(self.walls(steps), WallClock::new(self.zone), self.last_second_of_rule())
    }

    /// Whether its rule gives its start.
    pub(super) fn starts_with_rule(&self) -> bool {
        self.moments(MOST_STEPS).next().is_some_and(|moment| moment.wall == self.start.seconds())
    }

    /// The seconds of UTC at which the rule occurs: without what was added, skipped or moved.
    pub fn rule_seconds(&self) -> impl Iterator<Item = i64> {
        let mut moments = self.moments(MOST_STEPS);
        std::iter::from_fn(move || moments.next().map(|moment| moment.second))
    }

    /// Its occurrences from a moment on and before another, found within so many steps.
    pub(super) fn occurrences(
        &self,
        (from, until): (Option<Instant>, Option<Instant>),
        steps: u64,
    ) -> Result<Occurrences<'_>, Reason> {
        let mut first = self.moments(steps);
        let found = first.next();
        let steps = first.steps_left();
        if steps == 0 {
            return Err(Reason::new(Code::TooRare).with(DetailKey::Limit, MOST_STEPS));
        }
        if found.is_none() && self.added.is_empty() {
            return Err(Code::NeverOccurs.into());
        }
        let mut clock = WallClock::new(self.zone);
        let mut hidden: Vec<i64> = self.skipped.iter().map(|wall| clock.meant(wall.seconds())).collect();
        hidden.extend(self.moved.iter().map(|moved| clock.meant(moved.recurrence_id.seconds())));
        hidden.sort_unstable();
        let second_from = |instant: Instant| instant.millis().saturating_add(999).div_euclid(1_000);
        let (from, until) = (from.map_or(i64::MIN, second_from), until.map_or(i64::MAX, second_from));
        let mut occurrences = Occurrences {
            series: self,
            moments: self.moments(steps).beginning_near(from).ending_before(until),
            clock,
            extras: self.extras(&hidden),
            extra_at: 0,
            hidden,
            hidden_at: 0,
            held: None,
            given: i64::MIN,
            from,
            until,
        };
        occurrences.held = occurrences.next_of_rule();
        Ok(occurrences)
    }

    /// What was added and what was moved, in order.
    fn extras(&self, hidden: &[i64]) -> Vec<Extra> {
        let mut clock = WallClock::new(self.zone);
        let added = self.added.iter().map(|wall| {
            let moment = Moment { second: clock.meant(wall.seconds()), wall: wall.seconds() };
            Extra { moment, length: self.length_seconds, is_moved: false }
        });
        let mut extras: Vec<Extra> =
            added.filter(|extra| hidden.binary_search(&extra.moment.second).is_err()).collect();
        extras.sort_unstable();
        extras.dedup_by_key(|extra| extra.moment.second);
        extras.extend(self.moved.iter().map(|moved| Extra {
            moment: Moment { second: clock.meant(moved.starts.seconds()), wall: moved.recurrence_id.seconds() },
            length: moved.length_seconds.unwrap_or(self.length_seconds),
            is_moved: true,
        }));
        extras.sort_unstable();
        extras
    }
}

/// The occurrences of a series, in the order in which they begin.
#[derive(Clone, Debug)]
pub(super) struct Occurrences<'a> {
    series: &'a Series,
    moments: Moments,
    clock: WallClock,
    extras: Vec<Extra>,
    extra_at: usize,
    hidden: Vec<i64>,
    hidden_at: usize,
    /// What the rule gives next.
    held: Option<Moment>,
    /// The second of what the rule gave last.
    given: i64,
    from: i64,
    until: i64,
}

impl Occurrences<'_> {
    /// How many steps are left; none where it stopped for want of them.
    pub(super) const fn steps_left(&self) -> u64 {
        self.moments.steps_left()
    }

    /// The next that the rule gives, and that nobody skipped or moved.
    fn next_of_rule(&mut self) -> Option<Moment> {
        loop {
            let moment = self.moments.next()?;
            while self.hidden.get(self.hidden_at).is_some_and(|hidden| *hidden < moment.second) {
                self.hidden_at = self.hidden_at.saturating_add(1);
            }
            if moment.second >= self.from && self.hidden.get(self.hidden_at) != Some(&moment.second) {
                return Some(moment);
            }
        }
    }

    fn of_rule(&mut self) -> Option<Occurrence> {
        let moment = self.held?;
        self.given = moment.second;
        self.held = self.next_of_rule();
        self.occurrence(moment, self.series.length_seconds, false)
    }

    fn occurrence(&mut self, moment: Moment, length: u64, is_moved: bool) -> Option<Occurrence> {
        let starts_at = Instant::from_millis(moment.second.saturating_mul(1_000))?;
        let length = i64::try_from(length).unwrap_or(i64::MAX).saturating_mul(1_000);
        Some(Occurrence {
            starts_at,
            recurrence_id: LocalDateTime::from_seconds(moment.wall)?,
            ends_at: starts_at.checked_add_millis(length).unwrap_or(Instant::MAX),
            is_moved,
            starts: self.clock.shown(moment.second)?,
        })
    }
}

impl Iterator for Occurrences<'_> {
    type Item = Occurrence;

    fn next(&mut self) -> Option<Occurrence> {
        loop {
            let Some(extra) = self.extras.get(self.extra_at).copied() else { return self.of_rule() };
            if let Some(held) = self.held
                && held.second <= extra.moment.second
            {
                return self.of_rule();
            }
            self.extra_at = self.extra_at.saturating_add(1);
            // What was added where the rule has one already is that one.
            let is_there = extra.moment.second == self.given && !extra.is_moved;
            if !is_there && (self.from..self.until).contains(&extra.moment.second) {
                return self.occurrence(extra.moment, extra.length, extra.is_moved);
            }
        }
    }
}
