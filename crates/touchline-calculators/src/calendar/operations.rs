//! Series expanded, checked, and told as data.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::walls::MOST_STEPS;
use super::{
    CalendarFile, FileBytes, Invitation, KnownEvent, Occurrence, Page, Series, Window, page, read_calendar, read_series,
};
use touchline_kernel::operation::Failure;
use touchline_kernel::rejection::{Code, DetailKey, Faults, Reason, Rejection};
use touchline_kernel::text::Key;
use touchline_kernel::time::Instant;

/// How many occurrences a page holds where nothing is said.
const USUAL: usize = 1_000;

/// How many occurrences a page may hold.
const MOST: usize = 100_000;

/// How many series a call may have. Each has steps of its own, so that this bounds them all.
const MOST_SERIES: usize = 1_000;

touchline_kernel::operations! {
    /// What a series comes to, so that a screen can show it: its first occurrence and its last, how many there are, whether it
    /// ever ends. What is wrong with it is told all at once; one that never occurs is refused.
    "calendar.check": calendar_check;
    /// The occurrences of a series that begin within a window, page by page: in the order in which they begin, with what was
    /// added, skipped and moved.
    "calendar.expand": calendar_expand;
    /// The occurrences of many series that begin within a window, as of a team in a year: in the order in which they begin.
    "calendar.expand_all": calendar_expand_all;
    /// Read a calendar file of any producer: its events as data, what it asks to be done (replies, moved and cancelled events,
    /// new times) beside what is known already, and every line that was not understood.
    "calendar.read_file": calendar_read_file;
    /// Read a recurrence as calendar files write it (DTSTART, DURATION or DTEND, RRULE, RDATE, EXDATE, a line each) as a series,
    /// with what was moved (from a RECURRENCE-ID on the lines are of that occurrence). Whatever RFC 5545 does not write so is
    /// refused.
    "calendar.read_series": calendar_read_series;
    /// Write a calendar file of a session or a series, as an invitation or called off, with its time zone. What is said in a
    /// session has no place in it.
    "calendar.write_file": calendar_write_file;
    /// Write a series as calendar files do: DTSTART, DURATION, RRULE, RDATE and EXDATE, a line each; then RECURRENCE-ID, DTSTART
    /// and DURATION of each occurrence that was moved. `calendar.read_series` reads it back, to the second.
    "calendar.write_series": calendar_write_series;
}

const fn usual() -> usize {
    USUAL
}

/// A series, and which of its occurrences are wanted.
#[derive(Deserialize, JsonSchema)]
pub(super) struct ExpandInput {
    /// How many at most. Those that begin at the same moment as the last are given with it.
    #[serde(default = "usual")]
    #[schemars(range(min = 1, max = MOST))]
    pub(super) limit: usize,
    /// The series.
    pub(super) series: Series,
    /// Those that begin at this moment or later; null for all from the first.
    #[serde(default)]
    pub(super) since: Option<Instant>,
    /// Those that begin before this moment; null for all to the last.
    #[serde(default)]
    pub(super) until: Option<Instant>,
}

/// Occurrences of a series.
#[derive(Serialize, JsonSchema)]
pub(super) struct Expansion {
    /// When the first begins that was left out for the limit, to be asked for next; null where none was.
    pub(super) next: Option<Instant>,
    /// The occurrences, in the order in which they begin.
    pub(super) occurrences: Vec<Occurrence>,
}

fn calendar_expand(input: ExpandInput) -> Result<Expansion, Failure> {
    let ExpandInput { limit, series, since, until } = input;
    checked(&series)?;
    let refused = |(_, reason): (usize, Reason)| Rejection::from(reason).at("/series/rule");
    let Page { occurrences, next } = page(&[&series], Window { since, until, limit }).map_err(refused)?;
    Ok(Expansion { next, occurrences: occurrences.into_iter().map(|(occurrence, _)| occurrence).collect() })
}

/// Tells all that is wrong with the series of an input.
fn checked(series: &Series) -> Result<(), Failure> {
    let mut faults = Faults::default();
    series.check("/series", &mut faults);
    faults.told().map_err(Failure::BadInput)
}

/// A series, and what the host calls it.
#[derive(Deserialize, JsonSchema)]
pub(super) struct KeyedSeries {
    /// What it is called.
    pub(super) key: Key,
    /// The series.
    pub(super) series: Series,
}

/// Many series, and which of their occurrences are wanted.
#[derive(Deserialize, JsonSchema)]
pub(super) struct ExpandAllInput {
    /// How many at most. Those that begin at the same moment as the last are given with it.
    #[serde(default = "usual")]
    #[schemars(range(min = 1, max = MOST))]
    pub(super) limit: usize,
    /// The series.
    #[schemars(length(max = MOST_SERIES))]
    pub(super) series: Vec<KeyedSeries>,
    /// Those that begin at this moment or later; null for all from the first.
    #[serde(default)]
    pub(super) since: Option<Instant>,
    /// Those that begin before this moment; null for all to the last.
    #[serde(default)]
    pub(super) until: Option<Instant>,
}

/// An occurrence, and which series it is of.
#[derive(Serialize, JsonSchema)]
pub(super) struct KeyedOccurrence {
    /// The occurrence.
    pub(super) occurrence: Occurrence,
    /// What the series is called.
    pub(super) series: Key,
}

/// Occurrences of many series.
#[derive(Serialize, JsonSchema)]
pub(super) struct ExpansionOfAll {
    /// When the first begins that was left out for the limit, to be asked for next; null where none was.
    pub(super) next: Option<Instant>,
    /// The occurrences, in the order in which they begin.
    pub(super) occurrences: Vec<KeyedOccurrence>,
}

fn calendar_expand_all(input: ExpandAllInput) -> Result<ExpansionOfAll, Failure> {
    let mut faults = Faults::default();
    let mut known = BTreeSet::new();
    for (nth, one) in input.series.iter().enumerate() {
        if !known.insert(&one.key) {
            faults.add(format!("/series/{nth}/key"), Reason::twice(one.key.as_str()));
        }
        one.series.check(&format!("/series/{nth}/series"), &mut faults);
    }
    faults.told().map_err(Failure::BadInput)?;
    let series: Vec<&Series> = input.series.iter().map(|one| &one.series).collect();
    let refused = |(nth, reason): (usize, Reason)| Rejection::from(reason).at(format!("/series/{nth}/series/rule"));
    let window = Window { since: input.since, until: input.until, limit: input.limit };
    let Page { occurrences, next } = page(&series, window).map_err(refused)?;
    let keyed = occurrences.into_iter().filter_map(|(occurrence, nth)| {
        input.series.get(nth).map(|one| KeyedOccurrence { occurrence, series: one.key.clone() })
    });
    Ok(ExpansionOfAll { next, occurrences: keyed.collect() })
}

/// A series.
#[derive(Deserialize, JsonSchema)]
pub(super) struct CheckInput {
    /// The series.
    pub(super) series: Series,
}

/// What a series comes to.
#[derive(Serialize, JsonSchema)]
pub(super) struct SeriesFacts {
    /// How many occurrences it has, with what was added, skipped and moved; null where it never ends.
    pub(super) count: Option<u64>,
    /// Its first occurrence; null where all of them are skipped.
    pub(super) first: Option<Occurrence>,
    /// Whether it never ends.
    pub(super) is_endless: bool,
    /// Its last occurrence; null where it never ends, or all are skipped.
    pub(super) last: Option<Occurrence>,
    /// Whether its start is one of what its rule gives. Where it is not, nothing occurs at its start.
    pub(super) starts_with_rule: bool,
}

fn calendar_check(input: CheckInput) -> Result<SeriesFacts, Failure> {
    let CheckInput { series } = input;
    checked(&series)?;
    let is_endless = series.rule.as_ref().is_some_and(super::RecurrenceRule::is_endless);
    let refused = |reason: Reason| Rejection::from(reason).at("/series/rule");
    let mut occurrences = series.occurrences((None, None), MOST_STEPS).map_err(refused)?;
    let first = occurrences.next();
    let (mut count, mut last) = (u64::from(first.is_some()), first);
    if !is_endless {
        for occurrence in occurrences.by_ref() {
            (count, last) = (count.saturating_add(1), Some(occurrence));
        }
    }
    if occurrences.steps_left() == 0 {
        return Err(refused(Reason::new(Code::TooRare).with(DetailKey::Limit, MOST_STEPS)).into());
    }
    Ok(SeriesFacts {
        count: (!is_endless).then_some(count),
        first,
        is_endless,
        last: last.filter(|_| !is_endless),
        starts_with_rule: series.starts_with_rule(),
    })
}

/// A calendar file, and what is known already.
#[derive(Deserialize, JsonSchema)]
pub(super) struct ReadFileInput {
    /// The file.
    pub(super) file: FileBytes,
    /// The events that are known already: of these only what differs is asked to be done.
    #[serde(default)]
    pub(super) known: Vec<KnownEvent>,
}

fn calendar_read_file(input: ReadFileInput) -> Result<CalendarFile, Failure> {
    let mut faults = Faults::default();
    let mut uids = BTreeSet::new();
    for (nth, known) in input.known.iter().enumerate() {
        if !uids.insert(&known.uid) {
            faults.add(format!("/known/{nth}/uid"), Reason::twice(known.uid.as_str()));
        }
        known.series.check(&format!("/known/{nth}/series"), &mut faults);
    }
    faults.told().map_err(Failure::BadInput)?;
    let bytes = input.file.bytes().map_err(|reason| at("/file/body", reason))?;
    let known: BTreeMap<&str, &KnownEvent> = input.known.iter().map(|known| (known.uid.as_str(), known)).collect();
    let file = read_calendar(&bytes, |uid| known.get(uid).copied().cloned());
    Ok(file.map_err(|reason| Rejection::from(reason).at("/file/body"))?)
}

/// Broken input for one reason.
fn at(path: &str, reason: Reason) -> Failure {
    let mut faults = Faults::default();
    faults.add(path, reason);
    Failure::BadInput(faults.into())
}

/// A recurrence in words of calendar files.
#[derive(Deserialize, JsonSchema)]
pub(super) struct ReadSeriesInput {
    /// The lines.
    pub(super) text: String,
}

fn calendar_read_series(input: ReadSeriesInput) -> Result<Series, Failure> {
    let series = read_series(&input.text).map_err(|reason| Rejection::from(reason).at("/text"))?;
    let mut faults = Faults::default();
    series.check("", &mut faults);
    faults.told().map_err(|mut told| {
        // All of it stands in the one text.
        told.faults.iter_mut().for_each(|fault| "/text".clone_into(&mut fault.path));
        Failure::BadInput(told)
    })?;
    Ok(series)
}

/// A calendar file.
#[derive(Serialize, JsonSchema)]
pub(super) struct WrittenFile {
    /// The file, with CRLF as its line ends, of the type `text/calendar; charset=utf-8`.
    pub(super) text: String,
}

fn calendar_write_file(input: Invitation) -> Result<WrittenFile, Failure> {
    let mut faults = Faults::default();
    input.check(&mut faults);
    faults.told().map_err(Failure::BadInput)?;
    Ok(WrittenFile { text: input.file()? })
}

/// A series in words of calendar files.
#[derive(Serialize, JsonSchema)]
pub(super) struct WrittenSeries {
    /// The lines, without folds, with a newline between them.
    pub(super) text: String,
}

fn calendar_write_series(input: CheckInput) -> Result<WrittenSeries, Failure> {
    let CheckInput { series } = input;
    checked(&series)?;
    Ok(WrittenSeries { text: series.all_lines().join("\n") })
}
