//! What a rule gives as seconds on the wall, one after another, in order and without a look at any zone: days as whole
//! numbers, a bit each, and the times of each day.
//!
//! Rules: SES-02.

use touchline_kernel::time::{LocalDate, LocalDateTime};

use super::day_pattern::{Day, DayPattern, Month, ordered, weekday};
use super::rule::{Frequency, RecurrenceRule};

const DAY: i64 = 86_400;
const HOUR: i64 = 3_600;
const MINUTE: i64 = 60;

/// 9999-12-31, the last day that can be written, counted from 1970.
const LAST_DAY: i64 = 2_932_896;

/// How many steps a call may take for a series, or for a file: as many as there are days until the year 9999, and more.
pub(super) const MOST_STEPS: u64 = 3_000_000;

/// What a look at the days of a year costs, in steps.
const STEPS_OF_YEAR: u64 = 12;

/// How many places are picked in a step.
const PICKED_IN_STEP: usize = 16;

/// The days of a unit of time, a bit each, as many words as a year needs.
#[derive(Clone, Copy, Debug, Default)]
struct Days {
    words: [u64; 6],
}

impl Days {
    fn add(&mut self, offset: i64) {
        let word = usize::try_from(offset.div_euclid(64)).ok().and_then(|word| self.words.get_mut(word));
        let bit = u32::try_from(offset.rem_euclid(64)).ok().and_then(|bit| 1_u64.checked_shl(bit));
        if let (Some(word), Some(bit)) = (word, bit) {
            *word |= bit;
        }
    }

    fn count(&self) -> i64 {
        self.words.iter().map(|word| i64::from(word.count_ones())).sum()
    }

    /// The place of the nth, from 0.
    fn nth(&self, mut nth: i64) -> Option<i64> {
        for (word, base) in self.words.iter().zip((0_i64..).step_by(64)) {
            let ones = i64::from(word.count_ones());
            if nth >= ones {
                nth = nth.saturating_sub(ones);
                continue;
            }
            let mut word = *word;
            for _ in 0..nth {
                word &= word.wrapping_sub(1);
            }
            return Some(base.saturating_add(word.trailing_zeros().into()));
        }
        None
    }
}

/// Seconds on the wall that a rule gives.
#[derive(Clone, Debug)]
pub(super) struct Walls {
    frequency: Frequency,
    interval: i64,
    days: DayPattern,
    hours: u32,
    minutes: u64,
    seconds: u64,
    positions: Vec<i64>,
    /// The times of a day, or of an hour or a minute where the rule goes on by these, in seconds.
    times: Vec<i64>,
    /// The one time, where there is no more than one.
    only_time: Option<i64>,
    start: i64,
    /// The unit of time that comes next: a day, the first of a week, a month counted from the year 0, a year, a second.
    next_unit: i64,
    /// The last unit of time that is looked at.
    last_unit: i64,
    /// What is left of the unit of time that it stands in: a word of days, the second on the wall that its first bit begins
    /// with, the words behind it.
    word: u64,
    base: i64,
    rest: Days,
    rest_at: usize,
    /// The day or shorter unit that it stands in, and which of its times comes next.
    current: i64,
    time_at: usize,
    /// Where the rule picks some of a unit of time: those that it picked, and which comes next.
    picked: Vec<i64>,
    picked_at: usize,
    /// How many more it gives.
    left: u64,
    /// How many more steps it may take.
    steps: u64,
    /// How many of them a unit of time costs.
    steps_of_unit: u64,
}

/// Numbers as bits, or the one that holds where there are none.
fn bits(numbers: &[i64], or: i64, most: i64) -> u64 {
    let bit = |number: &i64| u32::try_from((*number).min(most)).ok().and_then(|bit| 1_u64.checked_shl(bit));
    if numbers.is_empty() {
        bit(&or).unwrap_or(1)
    } else {
        numbers.iter().filter_map(bit).fold(0, |all, one| all | one)
    }
}

/// What a unit of time costs, in steps.
fn steps_of_unit(rule: &RecurrenceRule) -> u64 {
    let days = if rule.frequency == Frequency::Yearly { STEPS_OF_YEAR } else { 1 };
    let picked = rule.by_set_position.len().div_euclid(PICKED_IN_STEP);
    days.saturating_add(u64::try_from(picked).unwrap_or(u64::MAX))
}

fn has(bits: u64, number: i64) -> bool {
    u32::try_from(number).ok().and_then(|number| bits.checked_shr(number)).unwrap_or_default() & 1 == 1
}

fn ones(bits: u64) -> impl Iterator<Item = i64> {
    (0..64).filter(move |number| has(bits, *number))
}

impl Walls {
    /// What a rule that is checked gives from the start of its series on.
    pub(super) fn of(rule: &RecurrenceRule, start: LocalDateTime) -> Self {
        let second = start.second_of_day();
        let (hour, minute, second) = (second.div_euclid(HOUR), second.div_euclid(MINUTE) % 60, second % 60);
        // A part that is finer than the rule's unit, and that it leaves open, comes from the start; one that is not is open.
        let open = |numbers: &[i64], unit: Frequency, or: i64, most: i64| {
            if numbers.is_empty() && rule.frequency <= unit { u64::MAX } else { bits(numbers, or, most) }
        };
        let mut walls = Walls {
            frequency: rule.frequency,
            interval: rule.interval.into(),
            days: DayPattern::of(rule, start.date()),
            hours: u32::try_from(open(&rule.by_hour, Frequency::Hourly, hour, 23) & 0xff_ffff).unwrap_or_default(),
            minutes: open(&rule.by_minute, Frequency::Minutely, minute, 59),
            seconds: open(&rule.by_second, Frequency::Secondly, second, 59),
            positions: ordered(&rule.by_set_position),
            times: Vec::new(),
            only_time: None,
            start: start.seconds(),
            next_unit: 0,
            last_unit: i64::MAX,
            word: 0,
            base: 0,
            rest: Days::default(),
            rest_at: 6,
            current: 0,
            time_at: usize::MAX,
            picked: Vec::new(),
            picked_at: 0,
            left: rule.count.unwrap_or(u64::MAX),
            steps: MOST_STEPS,
            steps_of_unit: steps_of_unit(rule),
        };
        walls.times = walls.times_of_unit();
        walls.only_time = if let [only] = *walls.times { Some(only) } else { None };
        walls.next_unit = walls.unit_of(walls.start);
        if walls.days.is_impossible() {
            walls.left = 0;
        }
        walls
    }

    /// The times of a day or of a shorter unit, in order.
    fn times_of_unit(&self) -> Vec<i64> {
        let sum = |hour: i64, minute: i64, second: i64| {
            hour.saturating_mul(HOUR).saturating_add(minute.saturating_mul(MINUTE)).saturating_add(second)
        };
        let hours = if self.frequency <= Frequency::Hourly { 1 } else { u64::from(self.hours) };
        let minutes = if self.frequency <= Frequency::Minutely { 1 } else { self.minutes };
        let seconds = if self.frequency == Frequency::Secondly { 1 } else { self.seconds };
        let minutes_of = |hour| ones(minutes).map(move |minute| (hour, minute));
        let hours_and_minutes = ones(hours).flat_map(minutes_of);
        hours_and_minutes
            .flat_map(|(hour, minute)| ones(seconds).map(move |second| sum(hour, minute, second)))
            .collect()
    }

    /// How many steps are left.
    pub(super) const fn steps_left(&self) -> u64 {
        self.steps
    }

    /// Goes on with so many steps.
    pub(super) const fn give_steps(&mut self, steps: u64) {
        self.steps = steps;
    }

    /// Looks at nothing that lies wholly behind a second on the wall.
    pub(super) fn stop_after(&mut self, wall: i64) {
        self.last_unit = self.unit_of(wall.min(LAST_DAY.saturating_mul(DAY)).max(self.start));
    }

    /// The unit of time that a second on the wall lies in.
    fn unit_of(&self, wall: i64) -> i64 {
        let day = wall.div_euclid(DAY);
        let date = || LocalDate::from_days(day);
        match self.frequency {
            Frequency::Secondly => wall,
            Frequency::Minutely => wall.saturating_sub(wall.rem_euclid(MINUTE)),
            Frequency::Hourly => wall.saturating_sub(wall.rem_euclid(HOUR)),
            Frequency::Daily => day,
            Frequency::Weekly => day.saturating_sub(weekday(day).saturating_sub(self.days.week_start()).rem_euclid(7)),
            Frequency::Monthly => date().map_or(-1, LocalDate::month_number),
            Frequency::Yearly => date().map_or(0, |date| date.year_and_month().0.into()),
        }
    }

    /// From one unit of time of the rule to its next.
    const fn stride(&self) -> i64 {
        match self.frequency {
            Frequency::Minutely => self.interval.saturating_mul(MINUTE),
            Frequency::Hourly => self.interval.saturating_mul(HOUR),
            Frequency::Weekly => self.interval.saturating_mul(7),
            _ => self.interval,
        }
    }

    /// Leaves out the units of time that lie before a second on the wall. Who counts its occurrences leaves none out.
    pub(super) fn skip_to(&mut self, wall: i64) {
        if self.left == u64::MAX && wall > self.start {
            let last = LAST_DAY.saturating_mul(DAY);
            let ahead = self.unit_of(wall.min(last)).saturating_sub(self.next_unit);
            self.leap(ahead.div_euclid(self.stride()));
        }
    }

    /// Leaves out so many units of time of the rule.
    fn leap(&mut self, units: i64) {
        self.next_unit = self.next_unit.saturating_add(units.max(0).saturating_mul(self.stride()));
    }

    /// Goes on to the first unit that begins at a second on the wall or later.
    fn leap_to(&mut self, wall: i64) {
        let ahead = wall.saturating_sub(self.next_unit);
        self.leap(ahead.saturating_add(self.stride()).saturating_sub(1).div_euclid(self.stride()));
    }

    /// Takes steps, as long as there are any.
    fn walk(&mut self, steps: u64) -> Option<()> {
        self.steps = self.steps.saturating_sub(steps);
        (self.steps > 0).then_some(())
    }

    /// The next second on the wall; nothing where there is none, or the steps are used up.
    #[inline]
    pub(super) fn next(&mut self) -> Option<i64> {
        loop {
            let wall = self.next_of_all()?;
            if wall >= self.start {
                self.left = self.left.checked_sub(1)?;
                return Some(wall);
            }
        }
    }

    #[inline]
    fn next_of_all(&mut self) -> Option<i64> {
        loop {
            if self.word != 0
                && let Some(time) = self.only_time
            {
                return Some(self.next_day().saturating_add(time));
            }
            if let Some(time) = self.times.get(self.time_at).copied() {
                self.time_at = self.time_at.saturating_add(1);
                self.walk(1)?;
                return Some(self.current.saturating_add(time));
            }
            if let Some(picked) = self.picked.get(self.picked_at).copied() {
                self.picked_at = self.picked_at.saturating_add(1);
                return Some(picked);
            }
            if self.word != 0 {
                self.current = self.next_day();
                self.time_at = 0;
            } else if let Some(word) = self.rest.words.get(self.rest_at) {
                self.word = *word;
                self.rest_at = self.rest_at.saturating_add(1);
                self.base = self.base.saturating_add(DAY.saturating_mul(64));
            } else {
                self.next_unit()?;
            }
        }
    }

    /// Where the next day of the word begins.
    #[inline]
    fn next_day(&mut self) -> i64 {
        let day = i64::from(self.word.trailing_zeros());
        self.word &= self.word.wrapping_sub(1);
        self.base.wrapping_add(day.wrapping_mul(DAY))
    }

    /// Enters the next unit of time.
    #[inline]
    fn next_unit(&mut self) -> Option<()> {
        if self.left == 0 || self.next_unit > self.last_unit {
            return None;
        }
        self.walk(self.steps_of_unit)?;
        match self.frequency {
            Frequency::Secondly | Frequency::Minutely | Frequency::Hourly => self.next_short_unit(),
            Frequency::Daily => self.next_single_day(),
            Frequency::Weekly => self.next_week(),
            Frequency::Monthly => self.next_month(),
            Frequency::Yearly => self.next_year(),
        }
    }

    /// Stands at the beginning of a unit with these days of it.
    fn enter(&mut self, first_day: i64, days: Days) {
        let base = first_day.saturating_mul(DAY);
        if !self.positions.is_empty() {
            return self.pick(&days, base);
        }
        let [word, ..] = days.words;
        (self.word, self.base, self.rest, self.rest_at) = (word, base, days, 1);
    }

    /// Picks those that the rule wants of all that lie in a unit of time.
    fn pick(&mut self, days: &Days, base: i64) {
        let of_day = i64::try_from(self.times.len()).unwrap_or(i64::MAX);
        let all = days.count().saturating_mul(of_day);
        let place =
            |position: &i64| if *position > 0 { position.saturating_sub(1) } else { all.saturating_add(*position) };
        let mut places: Vec<i64> = self.positions.iter().map(place).filter(|place| (0..all).contains(place)).collect();
        places.sort_unstable();
        places.dedup();
        let wall = |place: &i64| {
            let day = days.nth(place.div_euclid(of_day))?;
            let time = self.times.get(usize::try_from(place.rem_euclid(of_day)).ok()?)?;
            Some(base.saturating_add(day.saturating_mul(DAY)).saturating_add(*time))
        };
        self.picked = places.iter().filter_map(wall).collect();
        self.picked_at = 0;
    }

    fn next_single_day(&mut self) -> Option<()> {
        let day = self.next_unit;
        let standing = Day::of(day)?;
        self.leap(1);
        let year = LocalDate::from_days(day)?.year_and_month().0;
        let mut days = Days::default();
        if self.days.fits(&standing, year.into()) {
            days.add(0);
        }
        self.enter(day, days);
        Some(())
    }

    #[inline]
    fn next_week(&mut self) -> Option<()> {
        let first = self.next_unit;
        if first > LAST_DAY {
            return None;
        }
        self.leap(1);
        let mut days = Days::default();
        if self.days.is_of_weekdays() && first <= LAST_DAY.saturating_sub(7) {
            days.words = [self.days.week_bits(), 0, 0, 0, 0, 0];
            if self.positions.is_empty() {
                (self.word, self.base, self.rest_at) = (self.days.week_bits(), first.saturating_mul(DAY), 6);
                return Some(());
            }
        } else {
            for offset in 0..7 {
                let Some(date) = LocalDate::from_days(first.saturating_add(offset)) else { continue };
                let fits = |day: Day| self.days.fits(&day, date.year_and_month().0.into());
                if Day::of(date.days()).is_some_and(fits) {
                    days.add(offset);
                }
            }
        }
        self.enter(first, days);
        Some(())
    }

    fn next_month(&mut self) -> Option<()> {
        let (year, month) = (self.next_unit.div_euclid(12), self.next_unit.rem_euclid(12).saturating_add(1));
        let standing = Month::of(year, month)?;
        self.leap(1);
        let mut days = Days::default();
        if self.days.has_month(month) {
            self.add_days(&mut days, &standing, standing.first, year);
        }
        self.enter(standing.first, days);
        Some(())
    }

    fn next_year(&mut self) -> Option<()> {
        let year = self.next_unit;
        let first = Month::of(year, 1)?.first;
        self.leap(1);
        let mut days = Days::default();
        for month in (1..=12).filter(|month| self.days.has_month(*month)) {
            self.add_days(&mut days, &Month::of(year, month)?, first, year);
        }
        self.enter(first, days);
        Some(())
    }

    /// Adds the days of a month that the rule means.
    fn add_days(&self, days: &mut Days, month: &Month, from: i64, year: i64) {
        let before = month.first.saturating_sub(from);
        for offset in (0..month.length).filter(|offset| self.days.fits(&month.day(*offset), year)) {
            days.add(before.saturating_add(offset));
        }
    }

    /// Finds the next hour, minute or second on a day that the rule means.
    fn next_short_unit(&mut self) -> Option<()> {
        let unit = loop {
            let unit = self.next_unit;
            let (day, second) = (unit.div_euclid(DAY), unit.rem_euclid(DAY));
            let date = LocalDate::from_days(day)?;
            let (hour, minute) = (second.div_euclid(HOUR), second.div_euclid(MINUTE) % 60);
            if !self.days.fits(&Day::of(day)?, date.year_and_month().0.into()) {
                self.leap_to(day.saturating_add(1).saturating_mul(DAY));
            } else if !has(self.hours.into(), hour) {
                self.leap_to(unit.saturating_sub(second % HOUR).saturating_add(HOUR));
            } else if self.frequency < Frequency::Hourly && !has(self.minutes, minute) {
                self.leap_to(unit.saturating_sub(second % MINUTE).saturating_add(MINUTE));
            } else if self.frequency == Frequency::Secondly && !has(self.seconds, second % 60) {
                self.leap(1);
            } else {
                break unit;
            }
            self.walk(1)?;
        };
        self.leap(1);
        if self.positions.is_empty() {
            (self.current, self.time_at) = (unit, 0);
        } else {
            let mut days = Days::default();
            days.add(0);
            self.pick(&days, unit);
        }
        Some(())
    }
}
