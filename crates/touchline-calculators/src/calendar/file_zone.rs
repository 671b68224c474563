//! The zones that a calendar file names: one of the IANA database wherever the name leads to one, else the rules that the
//! file itself gives (VTIMEZONE), whatever they are.
//!
//! Rules: SES-08.

use touchline_kernel::time::{Instant, LocalDateTime, WallClock, Zone};

use super::component::Component;
use super::moments::Moments;
use super::rule::{Frequency, RecurrenceRule};
use super::rule_text::{Stamp, rule};
use super::walls::Walls;
use super::windows_zones::named_by_windows;

/// How many changes of a zone a file may give for each of its rules, by lists and by what recurs. One with more of them is not
/// understood; of what recurs for ever so many are looked at.
const MOST_CHANGES: usize = 512;

/// How many rules of such a zone are looked at.
const MOST_RULES: usize = 64;

/// How many names with slashes between them the name of a zone is made of.
const MOST_SEGMENTS: usize = 3;

/// A change of a zone's clocks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Change {
    /// When, in seconds of UTC.
    second: i64,
    before: i64,
    after: i64,
}

/// The clocks that a file means by a name.
#[derive(Clone, Debug)]
pub(super) enum FileZone {
    /// Those of a known zone.
    Known(Zone),
    /// Those that the file gives itself.
    Given(Vec<Onset>),
}

/// From when on the wall shows clocks that a file gives itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Onset {
    /// The first second on the wall from which this change, or a later one, holds: so they rise, and are searched by halves.
    first: i64,
    before: i64,
    after: i64,
}

/// Changes in order, to be searched.
fn onsets(changes: &[Change]) -> Vec<Onset> {
    let mut first = i64::MAX;
    let onset = |change: &Change| {
        // A gap belongs to what was before, and so does the first time of what is shown twice.
        first = first.min(change.second.saturating_add(change.before.max(change.after)));
        Onset { first, before: change.before, after: change.after }
    };
    let mut onsets: Vec<Onset> = changes.iter().rev().map(onset).collect();
    onsets.reverse();
    onsets
}

impl FileZone {
    /// What a file means by a name for which it gives these rules.
    pub(super) fn of(name: &str, given: Option<&Component>, steps: &mut u64) -> Option<Self> {
        let located = given.and_then(|given| given.line("X-LIC-LOCATION")).map(|line| line.value.trim());
        known(name).or_else(|| located.and_then(known)).map(FileZone::Known).or_else(|| {
            let changes = changes(given?, steps)?;
            (!changes.is_empty()).then(|| FileZone::Given(onsets(&changes)))
        })
    }

    /// The moment that a day and time mean: where clocks are put forward over it, with the offset before; where they show it
    /// twice, the first. Nothing where it lies outside the calendar.
    pub(super) fn meant(&self, wall: LocalDateTime) -> Option<Instant> {
        let wall = wall.seconds();
        let second = match self {
            FileZone::Known(zone) => WallClock::new(*zone).meant(wall),
            FileZone::Given(onsets) => {
                let behind = onsets.partition_point(|onset| onset.first <= wall);
                let east = match behind.checked_sub(1).and_then(|last| onsets.get(last)) {
                    Some(onset) => onset.after,
                    None => onsets.first().map_or(0, |onset| onset.before),
                };
                wall.saturating_sub(east)
            }
        };
        Instant::from_millis(second.saturating_mul(1_000))
    }
}

/// The zone of the database that a name leads to: by itself, by its end where a producer put its own before it, or by the
/// name of Windows.
fn known(name: &str) -> Option<Zone> {
    let plain = name.trim().trim_matches('"');
    let of_any_case = |name: &str| Zone::names().find(|zone| zone.eq_ignore_ascii_case(name));
    let exact = |name: &str| Zone::named(name).or_else(|| of_any_case(name).and_then(Zone::named));
    let slashes: Vec<usize> = plain.rmatch_indices('/').take(MOST_SEGMENTS).map(|(at, _)| at).collect();
    let mut ends = slashes.iter().rev().filter_map(|at| plain.get(at.saturating_add(1)..));
    exact(plain).or_else(|| named_by_windows(plain).and_then(Zone::named)).or_else(|| ends.find_map(exact))
}

/// `+0130`, `-050000`, in seconds.
fn offset(text: &str) -> Option<i64> {
    let digits = text.strip_prefix(['+', '-'])?;
    let part = |from: usize| digits.get(from..from.saturating_add(2))?.parse::<i64>().ok();
    let seconds = if digits.len() == 6 { part(4)? } else { 0 };
    let size = part(0)?.saturating_mul(3_600).saturating_add(part(2)?.saturating_mul(60)).saturating_add(seconds);
    Some(if text.starts_with('-') { size.saturating_neg() } else { size })
}

/// All changes that a zone of a file tells of, in order; nothing where there are more than are read.
fn changes(zone: &Component, steps: &mut u64) -> Option<Vec<Change>> {
    let rules = zone.parts.iter().filter(|part| matches!(part.name.as_str(), "STANDARD" | "DAYLIGHT"));
    let mut changes = Vec::new();
    for part in rules.take(MOST_RULES) {
        let Some(rule) = ZoneRule::of(part) else { continue };
        changes.extend(rule.changes(part, steps)?);
    }
    changes.sort_unstable();
    changes.dedup();
    Some(changes)
}

/// A rule of a zone: from when on, and how far east before and after.
struct ZoneRule {
    start: LocalDateTime,
    before: i64,
    after: i64,
}

impl ZoneRule {
    fn of(part: &Component) -> Option<Self> {
        let offset_of = |name: &str| part.line(name).and_then(|line| offset(line.value.trim()));
        let (before, after) = (offset_of("TZOFFSETFROM")?, offset_of("TZOFFSETTO")?);
        let Stamp::Local(start) = Stamp::read(part.line("DTSTART")?.value.trim())? else { return None };
        Some(ZoneRule { start, before, after })
    }

    /// What clocks show before they are changed. Those who write a time of UTC here mean it.
    fn wall(&self, stamp: Stamp) -> Option<i64> {
        match stamp {
            Stamp::Local(wall) => Some(wall.seconds()),
            Stamp::Utc(instant) => Some(instant.millis().div_euclid(1_000).saturating_add(self.before)),
            Stamp::Date(_) => None,
        }
    }

    /// Its changes; nothing where there are more than are read.
    fn changes(&self, part: &Component, steps: &mut u64) -> Option<Vec<Change>> {
        let listed = part.all("RDATE").flat_map(|line| line.value.split(','));
        let mut walls: Vec<i64> = vec![self.start.seconds()];
        walls.extend(listed.take(MOST_CHANGES).filter_map(|one| self.wall(Stamp::read(one.trim())?)));
        *steps = steps.saturating_sub(u64::try_from(walls.len()).unwrap_or(u64::MAX));
        for line in part.all("RRULE") {
            let Ok((mut rule, until)) = rule(line.value.trim()) else { continue };
            let until = until.map_or(i64::MAX, |until| self.wall(until).unwrap_or(i64::MAX));
            rule.until = None;
            walls.extend(recurring(&rule, self.start, until, steps));
        }
        let change =
            |wall: i64| Change { second: wall.saturating_sub(self.before), before: self.before, after: self.after };
        let is_all = part.all("RDATE").flat_map(|line| line.value.split(',')).nth(MOST_CHANGES).is_none();
        (is_all && *steps > 0).then(|| walls.into_iter().map(change).collect())
    }
}

/// When a rule has clocks changed, as they show it before.
fn recurring(rule: &RecurrenceRule, start: LocalDateTime, until: i64, steps: &mut u64) -> Vec<i64> {
    if rule.frequency < Frequency::Daily {
        return Vec::new();
    }
    let mut walls = Walls::of(rule, start);
    walls.give_steps(*steps);
    let mut moments = Moments::new(walls, WallClock::new(Zone::default()), until);
    let walls = std::iter::from_fn(|| moments.next()).take(MOST_CHANGES).map(|moment| moment.wall).collect();
    *steps = moments.steps_left();
    walls
}
