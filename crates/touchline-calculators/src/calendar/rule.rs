//! A recurrence rule as plain data: the whole of RFC 5545's RRULE, refused where that gives a part no meaning.
//!
//! Rules: SES-02.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr};

use touchline_kernel::rejection::{Code, DetailKey, Faults, Reason};
use touchline_kernel::time::{Instant, Weekday};

/// How many units of time an interval may have at most.
const MOST_INTERVAL: u32 = 1_000_000;

/// How many weeks, at most, a year is counted to have.
const WEEKS: i64 = 53;

/// The unit of time that a rule goes on by.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema, EnumString, IntoStaticStr,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "SCREAMING_SNAKE_CASE")]
#[expect(missing_docs, reason = "the names say it all")]
pub enum Frequency {
    Secondly,
    Minutely,
    Hourly,
    Daily,
    Weekly,
    Monthly,
    Yearly,
}

/// A day of the week that a rule names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct RuleDay {
    /// Which of those of the month, or of the year: the first is 1, the last is -1. Null for all of them.
    #[serde(default)]
    pub nth: Option<i64>,
    /// The day of the week.
    pub weekday: Weekday,
}

/// When something occurs again, as RFC 5545 has it (RRULE). A list that is empty says nothing. What the rule leaves open is
/// taken from the start of its series.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct RecurrenceRule {
    /// Days of the week.
    #[serde(default)]
    pub by_day: Vec<RuleDay>,
    /// Hours, from 0 to 23.
    #[serde(default)]
    pub by_hour: Vec<i64>,
    /// Minutes, from 0 to 59.
    #[serde(default)]
    pub by_minute: Vec<i64>,
    /// Months, from 1 to 12.
    #[serde(default)]
    pub by_month: Vec<i64>,
    /// Days of the month: 1 is the first, -1 the last.
    #[serde(default)]
    pub by_month_day: Vec<i64>,
    /// Seconds, from 0 to 60; a leap second counts as the one before it.
    #[serde(default)]
    pub by_second: Vec<i64>,
    /// Which of what the rest of the rule gives in each unit of time: 1 is the first, -1 the last.
    #[serde(default)]
    pub by_set_position: Vec<i64>,
    /// Weeks of the year, of which the first has four days of it at least: 1 is the first, -1 the last.
    #[serde(default)]
    pub by_week_number: Vec<i64>,
    /// Days of the year: 1 is the first, -1 the last.
    #[serde(default)]
    pub by_year_day: Vec<i64>,
    /// After how many occurrences it ends; null where it does not end so.
    #[serde(default)]
    #[schemars(range(min = 1))]
    pub count: Option<u64>,
    /// The unit of time that it goes on by.
    pub frequency: Frequency,
    /// How many units it goes on by.
    #[serde(default = "one")]
    #[schemars(range(min = 1, max = MOST_INTERVAL))]
    pub interval: u32,
    /// The last moment at which it can occur; null where it does not end so.
    #[serde(default)]
    pub until: Option<Instant>,
    /// The day that weeks begin on.
    #[serde(default = "monday")]
    pub week_starts_on: Weekday,
}

const fn one() -> u32 {
    1
}

const fn monday() -> Weekday {
    Weekday::Monday
}

/// A part of a rule that is a list of numbers.
pub(super) struct Part {
    /// Its field.
    pub(super) field: &'static str,
    /// Its name in a calendar file.
    pub(super) name: &'static str,
    /// Its numbers.
    pub(super) of: fn(&RecurrenceRule) -> &Vec<i64>,
    /// The same, to be changed.
    pub(super) of_mut: fn(&mut RecurrenceRule) -> &mut Vec<i64>,
    /// The smallest and the greatest number.
    bounds: (i64, i64),
    /// Whether it counts from the end, too, as negative numbers.
    counts_back: bool,
    /// The units of time in which RFC 5545 gives it no meaning.
    never: &'static [Frequency],
}

macro_rules! part {
    ($field:ident, $name:literal, $bounds:expr, $counts_back:literal, $never:expr) => {
        Part {
            field: stringify!($field),
            name: $name,
            of: |rule| &rule.$field,
            of_mut: |rule| &mut rule.$field,
            bounds: $bounds,
            counts_back: $counts_back,
            never: $never,
        }
    };
}

use Frequency::{Daily, Hourly, Minutely, Monthly, Secondly, Weekly};

/// RFC 5545, 3.3.10.
#[rustfmt::skip]
pub(super) const PARTS: &[Part] = &[
    part!(by_month,        "BYMONTH",    (1, 12),    false, &[]),
    part!(by_week_number,  "BYWEEKNO",   (1, WEEKS), true,  &[Secondly, Minutely, Hourly, Daily, Weekly, Monthly]),
    part!(by_year_day,     "BYYEARDAY",  (1, 366),   true,  &[Daily, Weekly, Monthly]),
    part!(by_month_day,    "BYMONTHDAY", (1, 31),    true,  &[Weekly]),
    part!(by_hour,         "BYHOUR",     (0, 23),    false, &[]),
    part!(by_minute,       "BYMINUTE",   (0, 59),    false, &[]),
    part!(by_second,       "BYSECOND",   (0, 60),    false, &[]),
    part!(by_set_position, "BYSETPOS",   (1, 366),   true,  &[]),
];

impl RecurrenceRule {
    /// A rule that says no more than its unit of time.
    #[must_use]
    pub const fn every(frequency: Frequency) -> Self {
        RecurrenceRule {
            by_day: Vec::new(),
            by_hour: Vec::new(),
            by_minute: Vec::new(),
            by_month: Vec::new(),
            by_month_day: Vec::new(),
            by_second: Vec::new(),
            by_set_position: Vec::new(),
            by_week_number: Vec::new(),
            by_year_day: Vec::new(),
            count: None,
            frequency,
            interval: one(),
            until: None,
            week_starts_on: monday(),
        }
    }

    /// Whether it never ends.
    #[must_use]
    pub const fn is_endless(&self) -> bool {
        self.count.is_none() && self.until.is_none()
    }

    /// Whether RFC 5545 gives all of it a meaning.
    pub(super) fn is_sound(&self) -> bool {
        let mut faults = Faults::default();
        self.check("", &mut faults);
        faults.told().is_ok()
    }

    /// Tells what RFC 5545 gives no meaning.
    pub(super) fn check(&self, path: &str, faults: &mut Faults) {
        for part in PARTS {
            self.check_part(part, &format!("{path}/{}", part.field), faults);
        }
        self.check_days(&format!("{path}/by_day"), faults);
        let others = PARTS.iter().filter(|part| part.field != "by_set_position");
        let says_nothing = others.map(|part| (part.of)(self).len()).sum::<usize>() == 0 && self.by_day.is_empty();
        if !self.by_set_position.is_empty() && says_nothing {
            let reason = Reason::new(Code::CompanionMissing);
            let reason = reason.with(DetailKey::Field, "by_set_position").with(DetailKey::Expected, "by_day");
            faults.add(format!("{path}/by_set_position"), reason);
        }
        if self.count.is_some() && self.until.is_some() {
            faults.add(format!("{path}/until"), Code::CountAndUntil);
        }
        if self.count == Some(0) {
            faults.add(format!("{path}/count"), Reason::out_of_range(0, 1, touchline_kernel::marks::MAX_INTEGER));
        }
        if !(1..=MOST_INTERVAL).contains(&self.interval) {
            faults.add(format!("{path}/interval"), Reason::out_of_range(self.interval, 1, MOST_INTERVAL));
        }
    }

    fn check_part(&self, part: &Part, path: &str, faults: &mut Faults) {
        let numbers = (part.of)(self);
        if !numbers.is_empty() && part.never.contains(&self.frequency) {
            faults.add(path, self.forbidden(part.field));
        }
        let (least, most) = part.bounds;
        let lowest = if part.counts_back { most.saturating_neg() } else { least };
        for (nth, number) in numbers.iter().enumerate() {
            let size = if part.counts_back { number.saturating_abs() } else { *number };
            if !(least..=most).contains(&size) {
                faults.add(format!("{path}/{nth}"), Reason::out_of_range(number, lowest, most));
            }
        }
    }

    fn check_days(&self, path: &str, faults: &mut Faults) {
        for (place, day) in self.by_day.iter().enumerate() {
            let Some(nth) = day.nth else { continue };
            let path = format!("{path}/{place}/nth");
            if !(1..=WEEKS).contains(&nth.saturating_abs()) {
                faults.add(path, Reason::out_of_range(nth, WEEKS.saturating_neg(), WEEKS));
            } else if !matches!(self.frequency, Monthly | Frequency::Yearly) {
                faults.add(path, self.forbidden("nth"));
            } else if !self.by_week_number.is_empty() {
                let reason = Reason::new(Code::RulePartForbidden).with(DetailKey::Field, "nth");
                faults.add(path, reason.with(DetailKey::Actual, "beside `by_week_number`"));
            }
        }
    }

    fn forbidden(&self, field: &str) -> Reason {
        let frequency: &str = self.frequency.into();
        let actual = format!("in a rule that is {}", frequency.to_ascii_lowercase());
        Reason::new(Code::RulePartForbidden).with(DetailKey::Field, field).with(DetailKey::Actual, actual)
    }
}
