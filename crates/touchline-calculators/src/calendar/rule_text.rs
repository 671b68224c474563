//! Rules, days and times as a calendar file writes them (RFC 5545, 3.3).
//!
//! Rules: SES-02, SES-03.

use touchline_kernel::rejection::{Code, DetailKey, Reason};
use touchline_kernel::time::{Instant, LocalDate, LocalDateTime, Weekday, Zone};

use super::rule::{Frequency, PARTS, RecurrenceRule, RuleDay};

const WEEKDAYS: [(&str, Weekday); 7] = [
    ("MO", Weekday::Monday),
    ("TU", Weekday::Tuesday),
    ("WE", Weekday::Wednesday),
    ("TH", Weekday::Thursday),
    ("FR", Weekday::Friday),
    ("SA", Weekday::Saturday),
    ("SU", Weekday::Sunday),
];

/// A day, or a day and time with or without a zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stamp {
    /// A day.
    Date(LocalDate),
    /// A day and time as clocks on the wall show them.
    Local(LocalDateTime),
    /// A moment.
    Utc(Instant),
}

fn expected(actual: &str, expected: &str) -> Reason {
    Reason::new(Code::InvalidRecurrence).with(DetailKey::Actual, actual).with(DetailKey::Expected, expected)
}

/// Digits, as a number.
fn digits(text: &str) -> Option<u32> {
    text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok())?
}

impl Stamp {
    /// Reads `20260302`, `20260302T090000` or `20260302T090000Z`.
    pub(super) fn read(text: &str) -> Option<Self> {
        let date =
            |text: &str| LocalDate::new(digits(text.get(..4)?)?, digits(text.get(4..6)?)?, digits(text.get(6..8)?)?);
        match text.len() {
            8 => date(text).map(Stamp::Date),
            15 | 16 => {
                let time = text.get(8..)?.strip_prefix(['T', 't'])?;
                let (hour, minute) = (digits(time.get(..2)?)?, digits(time.get(2..4)?)?);
                let second = digits(time.get(4..6)?)?;
                // A leap second counts as the one before it.
                let is_shown = hour < 24 && minute < 60 && second <= 60;
                let minutes = i64::from(hour).saturating_mul(60).saturating_add(minute.into());
                let seconds = minutes.saturating_mul(60).saturating_add(second.min(59).into());
                let wall = LocalDateTime::new(date(text)?, seconds).filter(|_| is_shown)?;
                match time.get(6..)? {
                    "" => Some(Stamp::Local(wall)),
                    "Z" | "z" => Some(Stamp::Utc(Zone::default().meant(wall))),
                    _ => None,
                }
            }
            _ => None,
        }
    }
}

/// A day and time as a file writes them.
pub(super) fn local(wall: LocalDateTime) -> String {
    wall.to_string().replace(['-', ':'], "")
}

/// A moment as a file writes it, to the second.
pub(super) fn utc(instant: Instant) -> String {
    format!("{}Z", local(Zone::default().shown(instant)))
}

impl RecurrenceRule {
    /// The rule as a file writes it, such as `FREQ=WEEKLY;BYDAY=TU`.
    #[must_use]
    pub fn text(&self) -> String {
        let mut parts = vec![format!("FREQ={}", <&str>::from(self.frequency))];
        if self.interval != 1 {
            parts.push(format!("INTERVAL={}", self.interval));
        }
        parts.extend(self.count.map(|count| format!("COUNT={count}")));
        parts.extend(self.until.map(|until| format!("UNTIL={}", utc(until))));
        for part in PARTS {
            let numbers: Vec<String> = (part.of)(self).iter().map(ToString::to_string).collect();
            if !numbers.is_empty() {
                parts.push(format!("{}={}", part.name, numbers.join(",")));
            }
        }
        let days: Vec<String> = self.by_day.iter().map(day_text).collect();
        if !days.is_empty() {
            parts.push(format!("BYDAY={}", days.join(",")));
        }
        if self.week_starts_on != Weekday::Monday {
            parts.push(format!("WKST={}", weekday_text(self.week_starts_on)));
        }
        parts.join(";")
    }
}

fn weekday_text(weekday: Weekday) -> &'static str {
    WEEKDAYS.iter().find(|(_, day)| *day == weekday).map_or("MO", |(name, _)| *name)
}

fn day_text(day: &RuleDay) -> String {
    format!("{}{}", day.nth.map(|nth| nth.to_string()).unwrap_or_default(), weekday_text(day.weekday))
}

fn weekday(text: &str) -> Result<Weekday, Reason> {
    let named = WEEKDAYS.iter().find(|(name, _)| name.eq_ignore_ascii_case(text));
    named.map(|(_, day)| *day).ok_or_else(|| expected(text, "a weekday such as MO"))
}

fn day(text: &str) -> Result<RuleDay, Reason> {
    let split = text.len().checked_sub(2).and_then(|at| text.split_at_checked(at));
    let (nth, name) = split.ok_or_else(|| expected(text, "a weekday such as MO or -1FR"))?;
    let nth = if nth.is_empty() { None } else { Some(number(nth)?) };
    Ok(RuleDay { nth, weekday: weekday(name)? })
}

fn number(text: &str) -> Result<i64, Reason> {
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    let read = digits(unsigned).map(i64::from).filter(|_| !unsigned.is_empty());
    let number = read.ok_or_else(|| expected(text, "a whole number"))?;
    Ok(if text.starts_with('-') { number.saturating_neg() } else { number })
}

fn list<T>(text: &str, read: impl Fn(&str) -> Result<T, Reason>) -> Result<Vec<T>, Reason> {
    text.split(',').map(|one| read(one.trim())).collect()
}

/// Reads a rule, and what it says of its end as it is written.
pub(super) fn rule(text: &str) -> Result<(RecurrenceRule, Option<Stamp>), Reason> {
    let mut rule = RecurrenceRule::every(Frequency::Daily);
    let (mut frequency, mut until, mut known) = (None, None, Vec::new());
    for part in text.split(';').map(str::trim).filter(|part| !part.is_empty()) {
        let (name, value) = part.split_once('=').ok_or_else(|| expected(part, "a part such as INTERVAL=2"))?;
        let name = name.trim().to_ascii_uppercase();
        if known.contains(&name) {
            return Err(expected(part, "each part once"));
        }
        match name.as_str() {
            "FREQ" => {
                let named: Option<Frequency> = value.trim().to_ascii_uppercase().parse().ok();
                frequency = Some(named.ok_or_else(|| expected(value, "a unit of time such as WEEKLY"))?);
            }
            "INTERVAL" => rule.interval = u32::try_from(number(value)?).map_err(|_| expected(value, "1 or more"))?,
            "COUNT" => rule.count = Some(u64::try_from(number(value)?).map_err(|_| expected(value, "1 or more"))?),
            "UNTIL" => {
                until = Some(Stamp::read(value).ok_or_else(|| expected(value, "a moment such as 20260302T090000Z"))?)
            }
            "WKST" => rule.week_starts_on = weekday(value)?,
            "BYDAY" => rule.by_day = list(value, day)?,
            _ => {
                let part = PARTS.iter().find(|part| part.name == name);
                let part = part.ok_or_else(|| expected(&name, "a part of a rule such as BYDAY"))?;
                *(part.of_mut)(&mut rule) = list(value, number)?;
            }
        }
        known.push(name);
    }
    rule.frequency = frequency.ok_or_else(|| expected(text, "FREQ"))?;
    Ok((rule, until))
}

/// A length of time such as `PT1H30M`, `P1D` or `P2W`, in seconds: a day has 24 hours.
pub(super) fn duration(text: &str) -> Option<i64> {
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    let mut rest = unsigned.strip_prefix(['P', 'p'])?;
    let (mut seconds, mut is_time, mut says) = (0_i64, false, false);
    while !rest.is_empty() {
        if let Some(time) = rest.strip_prefix(['T', 't']) {
            (rest, is_time) = (time, true);
            continue;
        }
        let end = rest.find(|character: char| !character.is_ascii_digit())?;
        let (count, behind) = rest.split_at_checked(end)?;
        let unit = match (behind.chars().next()?.to_ascii_uppercase(), is_time) {
            ('W', false) => 604_800,
            ('D', false) => 86_400,
            ('H', true) => 3_600,
            ('M', true) => 60,
            ('S', true) => 1,
            _ => return None,
        };
        seconds = seconds.saturating_add(i64::from(digits(count).filter(|_| !count.is_empty())?).saturating_mul(unit));
        (rest, says) = (behind.get(1..)?, true);
    }
    says.then(|| if text.starts_with('-') { seconds.saturating_neg() } else { seconds })
}

/// A length of time as a file writes it.
pub(super) fn duration_text(seconds: u64) -> String {
    let (hours, minutes, rest) = (seconds / 3_600, seconds / 60 % 60, seconds % 60);
    let part = |count: u64, unit: &str| if count == 0 { String::new() } else { format!("{count}{unit}") };
    let parts = format!("{}{}{}", part(hours, "H"), part(minutes, "M"), part(rest, "S"));
    if parts.is_empty() { "PT0S".to_owned() } else { format!("PT{parts}") }
}
