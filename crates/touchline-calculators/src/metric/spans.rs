//! Windows cut where any of them begins or ends, into spans that do not overlap: what is counted once for its span is
//! then there for every window, however many there are and however they overlap. Where facts fall into parts, each part has
//! spans of its own.

use std::ops::Range;

use super::window::WindowMoments;
use touchline_kernel::time::Instant;
use touchline_kernel::widen::widen;

/// Some windows, and the spans that they are cut into.
pub(super) struct Spans {
    /// Where spans begin and end, in order. A span's number is the place of its end.
    bounds: Vec<Instant>,
    /// Of which spans each window is made.
    windows: Vec<Range<usize>>,
    /// Whether each span is in any window.
    in_any: Vec<bool>,
    /// Into how many parts facts fall.
    parts: usize,
    /// Moments are asked for by the million: which bounds lie in each of some stretches of equal length, after the first one.
    stretches: Stretches,
}

/// Stretches of a power of two of milliseconds each, so that few bounds lie in each.
#[derive(Default)]
struct Stretches {
    first: i64,
    length_log2: u32,
    /// How many bounds lie before each, and at last how many there are.
    before: Vec<usize>,
}

/// The greatest number of stretches: their counts stay in near memory.
const MOST_STRETCHES: i64 = 1 << 12;

impl Stretches {
    fn of(bounds: &[Instant]) -> Self {
        let (Some(first), Some(last)) = (bounds.first(), bounds.last()) else { return Stretches::default() };
        let length = last.millis().saturating_sub(first.millis());
        let fits = |log2: &u32| length >> log2 < MOST_STRETCHES;
        let length_log2 = (0..i64::BITS).find(fits).unwrap_or_default();
        let count = (length >> length_log2).saturating_add(1);
        let begin = |stretch: i64| first.millis().saturating_add(stretch << length_log2);
        let before = |stretch| bounds.partition_point(|bound| bound.millis() < begin(stretch));
        let before = (0..count).map(before).chain([bounds.len()]).collect();
        Stretches { first: first.millis(), length_log2, before }
    }

    /// How many of the bounds lie at a moment or before it.
    #[inline]
    fn up_to(&self, bounds: &[Instant], at: Instant) -> usize {
        let since = at.millis().saturating_sub(self.first);
        let Ok(stretch) = usize::try_from(since >> self.length_log2) else { return 0 };
        let (Some(begin), Some(end)) = (self.before.get(stretch), self.before.get(stretch.saturating_add(1))) else {
            return bounds.len();
        };
        let within = bounds.get(*begin..*end).unwrap_or_default();
        begin.saturating_add(within.partition_point(|bound| *bound <= at))
    }
}

impl Spans {
    pub(super) fn of(windows: impl Iterator<Item = WindowMoments> + Clone) -> Self {
        let mut bounds: Vec<Instant> = windows.clone().flat_map(|window| [window.since, window.until]).collect();
        bounds.sort_unstable();
        bounds.dedup();
        let after = |moment: Instant| bounds.partition_point(|bound| *bound <= moment);
        let windows: Vec<Range<usize>> = windows.map(|window| after(window.since)..after(window.until)).collect();
        let mut in_any = vec![false; bounds.len()];
        for window in &windows {
            in_any.get_mut(window.clone()).into_iter().flatten().for_each(|span| *span = true);
        }
        let stretches = Stretches::of(&bounds);
        Spans { bounds, windows, in_any, parts: 1, stretches }
    }

    /// The same of so many parts.
    pub(super) fn of_parts(self, parts: usize) -> Self {
        Spans { parts, ..self }
    }

    /// How many spans there are, with those before the first of each part, in which nothing is counted.
    pub(super) fn len(&self) -> usize {
        self.bounds.len().saturating_mul(self.parts)
    }

    /// The span of a part that a moment is in; nothing where it is in no window.
    #[inline]
    pub(super) fn place(&self, at: Instant, part: u32) -> Option<usize> {
        let place = self.stretches.up_to(&self.bounds, at);
        let is_in = self.in_any.get(place).is_some_and(|is_in| *is_in);
        is_in.then_some(self.begin(widen(part)).saturating_add(place))
    }

    /// The spans of each window, part by part.
    pub(super) fn windows(&self) -> impl Iterator<Item = Range<usize>> {
        (0..self.parts).map(|part| self.begin(part)).flat_map(|begin| {
            self.windows.iter().map(move |spans| begin.saturating_add(spans.start)..begin.saturating_add(spans.end))
        })
    }

    /// Where the spans of a part begin.
    fn begin(&self, part: usize) -> usize {
        part.saturating_mul(self.bounds.len())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn at(millis: i64) -> Instant {
        Instant::from_millis(millis).unwrap()
    }

    proptest! {
        #[test]
        fn a_moment_is_in_those_windows_that_have_its_span(
            windows in prop::collection::vec((0_i64..40, 1_i64..40), 0..12), moment in -5_i64..90, apart in 0_usize..3,
            beside in -1_i64..2,
        ) {
            // Bounds that lie next to one another, and such as have stretches of many between them.
            let apart = [1, 1_000, 86_400_000 * 365].get(apart).copied().unwrap_or_default();
            let bound = |step: i64| step.saturating_mul(apart);
            let moment = bound(moment).saturating_add(beside);
            let windows: Vec<WindowMoments> = windows
                .into_iter()
                .map(|(since, long)| WindowMoments { since: at(bound(since)), until: at(bound(since.saturating_add(long))) })
                .collect();
            let spans = Spans::of(windows.iter().copied());
            let place = spans.place(at(moment), 0);
            prop_assert!(place.is_none_or(|place| place < spans.len()));
            for (window, of) in windows.iter().zip(spans.windows()) {
                let is_in = window.since <= at(moment) && at(moment) < window.until;
                prop_assert_eq!(place.is_some_and(|place| of.contains(&place)), is_in);
            }
            let in_none = windows.iter().all(|window| at(moment) < window.since || window.until <= at(moment));
            prop_assert_eq!(place.is_none(), in_none);
            // Of three parts the last begins behind two of all windows.
            let behind = |place: usize| spans.len().saturating_mul(2).saturating_add(place);
            let moved: Vec<_> = spans.windows().map(|of| behind(of.start)..behind(of.end)).collect();
            let found = place.map(behind);
            let spans = Spans::of(windows.iter().copied()).of_parts(3);
            prop_assert_eq!(spans.place(at(moment), 2), found);
            let of_parts: Vec<_> = spans.windows().skip(windows.len().saturating_mul(2)).collect();
            prop_assert_eq!(of_parts, moved);
        }
    }
}
