//! Windows that lie over one another: each counts what they share once more, so that a few facts in many of them would come to far
//! more than both together.
//!
//! Rules: MET-05.

use touchline_calculators::metric::{Facts, Rows, Window};
use touchline_kernel::look_up::Seen;
use touchline_kernel::rejection::BadInput;
use touchline_kernel::text::Key;
use touchline_kernel::time::Instant;

use super::plain::Shown;
use crate::fault::Faults;

/// The greatest number of owners of whom windows that overlap count something, those of each window and part counted.
const MOST_OWNERS: usize = 4_000_000;

/// Refuses windows that overlap where what they count would be of more owners than that: at most each fact's in as many windows as
/// lie over one another, and each owner's in every window and part.
pub(super) fn check(
    windows: &[Window],
    parts: usize,
    (facts, shown): (&Facts, &[Shown<'_>]),
    rows: usize,
) -> Result<(), BadInput> {
    let (mut faults, depth) = (Faults::default(), depth(windows));
    let of_facts = rows.saturating_mul(depth);
    if depth > 1 && of_facts > MOST_OWNERS {
        let owners = owners(facts, shown).len().saturating_add(1);
        let counted = owners.saturating_mul(windows.len()).saturating_mul(parts).min(of_facts);
        if counted > MOST_OWNERS {
            faults.too_many("windows", counted as i128, MOST_OWNERS as i128);
        }
    }
    faults.told()
}

/// How many windows lie over one another at most.
fn depth(windows: &[Window]) -> usize {
    let moments = windows.iter().map(|window| window.moments());
    // What begins as another ends does not lie over it: of one moment ends come first.
    let mut bounds: Vec<(Instant, bool)> =
        moments.flat_map(|window| [(window.since, true), (window.until, false)]).collect();
    bounds.sort_unstable();
    let depths = bounds.iter().scan(0_usize, |depth, (_, begins)| {
        *depth = if *begins { depth.saturating_add(1) } else { depth.saturating_sub(1) };
        Some(*depth)
    });
    depths.max().unwrap_or_default()
}

/// Everybody to whom a fact belongs, or a deal did.
fn owners<'a>(facts: &'a Facts, shown: &'a [Shown<'_>]) -> Seen<&'a Key> {
    let deals = facts.deals.iter().flat_map(|deal| {
        deal.handovers.iter().map(|handover| handover.owner.as_ref()).chain(std::iter::once(deal.owner.as_ref()))
    });
    let of_records = deals
        .chain(facts.calls.iter().map(|call| call.owner.as_ref()))
        .chain(facts.contracts.iter().map(|contract| contract.owner.as_ref()))
        .chain(facts.emails.iter().map(|email| email.owner.as_ref()))
        .chain(facts.meetings.iter().map(|meeting| meeting.owner.as_ref()));
    of_records.flatten().chain(shown.iter().flat_map(|rows| rows.owners())).collect()
}

#[cfg(test)]
mod tests {
    use touchline_calculators::metric::WindowMoments;

    use super::*;

    fn over(windows: &[(i64, i64)]) -> usize {
        let at = |millis| Instant::from_millis(millis).unwrap();
        let window =
            |(since, until): &(i64, i64)| Window::Moments(WindowMoments { since: at(*since), until: at(*until) });
        let windows: Vec<Window> = windows.iter().map(window).collect();
        depth(&windows)
    }

    #[test]
    fn met_05_windows_that_follow_one_another_do_not_overlap() {
        assert_eq!(over(&[]), 0);
        assert_eq!(over(&[(2, 4), (0, 2), (4, 9)]), 1);
        assert_eq!(over(&[(0, 5), (4, 9), (1, 2), (8, 9)]), 2);
        assert_eq!(over(&[(3, 5); 7]), 7);
    }
}
