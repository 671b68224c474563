//! Pages of occurrences, of one series or of many in the order of time.
//!
//! Rules: SES-02.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::collections::binary_heap::PeekMut;

use touchline_kernel::rejection::{Code, DetailKey, Reason};
use touchline_kernel::time::Instant;

use super::series::{Occurrence, Occurrences, Series};
use super::walls::MOST_STEPS;

/// What is asked for: occurrences that begin at a moment or later, before another, and so many of them at most.
#[derive(Clone, Copy, Debug)]
pub struct Window {
    /// The first moment; none for all from the beginning.
    pub since: Option<Instant>,
    /// The first moment behind it; none for all to the end.
    pub until: Option<Instant>,
    /// How many at most, without those that begin at the same moment as the last.
    pub limit: usize,
}

/// Some occurrences, each with the place of its series, and when the next one begins that was left out.
#[derive(Clone, Debug)]
pub struct Page {
    /// The occurrences, in the order in which they begin.
    pub occurrences: Vec<(Occurrence, usize)>,
    /// When the next page begins.
    pub next: Option<Instant>,
}

/// What comes next of a series: an occurrence, and the series' place. The earliest is the greatest, as a heap has it.
type Head = Reverse<(Occurrence, usize)>;

/// The occurrences of series that were checked. A refusal names the series by its place; each has steps of its own, so that
/// none is refused for its neighbours.
pub fn page(series: &[&Series], window: Window) -> Result<Page, (usize, Reason)> {
    let mut running: Vec<Occurrences<'_>> = Vec::new();
    let mut heads = BinaryHeap::new();
    for (place, one) in series.iter().enumerate() {
        let occurrences = one.occurrences((window.since, window.until), MOST_STEPS);
        let mut occurrences = occurrences.map_err(|reason| (place, reason))?;
        heads.extend(next_of(&mut occurrences, place)?);
        running.push(occurrences);
    }
    let mut found: Vec<(Occurrence, usize)> = Vec::new();
    let mut next = None;
    while let Some(mut head) = heads.peek_mut() {
        let Reverse((occurrence, place)) = *head;
        // Those of one moment stand on one page, since a page begins with a moment.
        let is_full = found.len() >= window.limit;
        if is_full && found.last().is_some_and(|(last, _)| last.starts_at != occurrence.starts_at) {
            next = Some(occurrence.starts_at);
            break;
        }
        match running.get_mut(place).map(|occurrences| next_of(occurrences, place)).transpose()?.flatten() {
            Some(next) => *head = next,
            None => drop(PeekMut::pop(head)),
        }
        found.push((occurrence, place));
    }
    Ok(Page { occurrences: found, next })
}

/// The next occurrence of a series; a refusal where it was sought in vain for too long.
fn next_of(occurrences: &mut Occurrences<'_>, place: usize) -> Result<Option<Head>, (usize, Reason)> {
    let next = occurrences.next();
    if occurrences.steps_left() == 0 {
        return Err((place, Reason::new(Code::TooRare).with(DetailKey::Limit, MOST_STEPS)));
    }
    Ok(next.map(|occurrence| Reverse((occurrence, place))))
}
