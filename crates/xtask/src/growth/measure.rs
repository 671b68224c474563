//! How long an act takes by the size of its input: the least of several runs at n and at 2n.
//!
//! What is linear doubles; what is quadratic takes four times as long. Between them stands the bound, with room for
//! sorting and for memory that no longer fits a cache.

use std::time::Duration;

use rustix::time::{ClockId, clock_gettime};

use super::family::Family;
use crate::Result;

/// What 2n may take, in parts of what n takes.
pub(crate) const BOUND: f64 = 2.6;

/// What takes less says more of the clock than of the work.
const ENOUGH: Duration = Duration::from_micros(1_500);

/// How often more than with the smallest input, so that what does not grow weighs little.
const ABOVE_LEAST: u32 = 3;

/// Nothing larger is needed to see how it grows.
const PLENTY: Duration = Duration::from_millis(20);

/// What came of a family.
pub(crate) struct Measured {
    pub(crate) size: usize,
    pub(crate) at_size: Duration,
    /// What twice the size took; nothing where the largest input takes too little to be told.
    pub(crate) at_twice: Option<Duration>,
    /// Whether no larger input is admitted.
    pub(crate) limited: bool,
    /// Whether the input was refused for what is wrong with it, and not for its size.
    pub(crate) refused: bool,
}

impl Measured {
    /// How often as long twice the size takes.
    pub(crate) fn ratio(&self) -> Option<f64> {
        self.at_twice.map(|twice| twice.as_secs_f64() / self.at_size.as_secs_f64().max(f64::MIN_POSITIVE))
    }

    /// Whether it was too quick at the largest size that was tried, though larger ones may be admitted.
    pub(crate) fn is_untold(&self) -> bool {
        self.at_twice.is_none() && !self.limited
    }

    pub(crate) fn is_beyond(&self) -> bool {
        self.ratio().is_some_and(|ratio| ratio > BOUND)
    }
}

/// What came of one size.
struct Took {
    least: Duration,
    /// Whether the input was refused for its size.
    limited: bool,
    /// Whether it was refused for something else.
    refused: bool,
}

/// Finds a size that takes long enough, and times it and its double.
pub(crate) fn measure(family: &Family) -> Result<Measured> {
    let (size, took) = chosen(family)?;
    if doubled(family, size)?.is_some() {
        return at(family, size, 2);
    }
    let limited = took.limited || size.saturating_mul(2) <= family.most;
    // Half of the largest, or the least of which the double is still admitted.
    let half = (size / 2).max(family.least);
    if took.least < ENOUGH || doubled(family, half)?.is_none() {
        return Ok(Measured { size, at_size: took.least, at_twice: None, limited, refused: took.refused });
    }
    Ok(Measured { limited, ..at(family, half, 2)? })
}

/// Measures what was beyond the bound at twice the size, if that is admitted, and with more runs.
pub(crate) fn again(family: &Family, before: &Measured) -> Result<Measured> {
    let larger = doubled(family, before.size)?;
    let larger = larger.map(|size| doubled(family, size)).transpose()?.flatten().map(|size| size / 2);
    at(family, larger.unwrap_or(before.size), 7)
}

fn at(family: &Family, size: usize, runs: usize) -> Result<Measured> {
    let at_size = timed(family, size, runs)?.least;
    let Took { least, refused, .. } = timed(family, size.saturating_mul(2), runs)?;
    Ok(Measured { size, at_size, at_twice: Some(least).filter(|twice| *twice >= ENOUGH), limited: false, refused })
}

/// Twice the size, where it is admitted.
fn doubled(family: &Family, size: usize) -> Result<Option<usize>> {
    let twice = size.saturating_mul(2);
    if twice > family.most {
        return Ok(None);
    }
    Ok((!timed(family, twice, 1)?.limited).then_some(twice))
}

/// The size at which it takes long enough, or the largest that is admitted.
fn chosen(family: &Family) -> Result<(usize, Took)> {
    let mut size = family.least;
    let mut took = timed(family, size, if family.once { 1 } else { 2 })?;
    if took.limited {
        return Ok((size, took));
    }
    let least = took.least;
    let mut closed = family.most.saturating_add(1);
    loop {
        if took.least >= PLENTY || (took.least >= ENOUGH && took.least >= least.saturating_mul(ABOVE_LEAST)) {
            return Ok((size, Took { limited: closed <= family.most, ..took }));
        }
        let short = (ENOUGH.max(least.saturating_mul(ABOVE_LEAST))).as_secs_f64() / took.least.as_secs_f64().max(1e-9);
        let next = (size as f64 * short.clamp(2.0, 16.0)) as usize;
        let next = if next >= closed { size.midpoint(closed) } else { next };
        if next <= size || next - size < size / 8 {
            return Ok((size, Took { limited: closed <= family.most, ..took }));
        }
        let tried = timed(family, next, 1)?;
        if tried.limited {
            closed = next;
        } else {
            (size, took) = (next, tried);
        }
    }
}

fn timed(family: &Family, size: usize, runs: usize) -> Result<Took> {
    let mut act = (family.make)(size)?;
    let mut took = Took { least: Duration::MAX, limited: false, refused: false };
    for run in 0..runs {
        if run > 0 && family.once {
            act = (family.make)(size)?;
        }
        let start = worked();
        let said = act();
        took.least = took.least.min(worked().saturating_sub(start));
        took.limited |= is_limited(&said);
        took.refused |= is_refused(&said) && !took.limited;
    }
    Ok(took)
}

/// How long this thread has worked. Other programs take time on the clock, and none of this.
fn worked() -> Duration {
    let time = clock_gettime(ClockId::ThreadCPUTime);
    Duration::new(time.tv_sec.unsigned_abs(), u32::try_from(time.tv_nsec).unwrap_or_default())
}

/// Whether the input was refused for its size: what is larger is refused as well.
fn is_limited(said: &str) -> bool {
    said.get(..said.floor_char_boundary(2_000)).is_some_and(|start| start.contains("\"kind\":\"limit\""))
}

/// Whether the input was refused, for whatever reason: that says how long it takes to refuse it, and no more.
fn is_refused(said: &str) -> bool {
    const STARTS: &[&str] =
        &["bad_input", "failed", "rejected", "defect", "{\"faults\":", "{\"code\":", "Rejected(", "BadInput("];
    STARTS.iter().any(|start| said.starts_with(start))
}
