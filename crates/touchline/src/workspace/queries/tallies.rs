//! Counts added up through access: a cell at a time, each as any bundle in it may be seen.

use super::Asked;
use crate::access::{Bearing, Coached, Sight, Staff, see_count};
use crate::bundle::{Bundle, SeenTally, Tally};
use crate::facts::Refusal;
use crate::kernel::command::PersonId;
use crate::workspace::counts::BundleCounts;

/// What the viewer prepares and follows.
pub(super) fn followed(asked: &Asked<'_>) -> Result<SeenTally<Staff>, Refusal> {
    of_others(asked, BundleCounts::followed)
}

/// What the viewer released to others and they have answered.
pub(super) fn answered(asked: &Asked<'_>) -> Result<SeenTally<Staff>, Refusal> {
    of_others(asked, BundleCounts::answered)
}

/// What the viewer was given.
pub(super) fn given(asked: &Asked<'_>) -> Result<SeenTally<Coached>, Refusal> {
    let tally = asked.world.bundle_index.counts.shown_to(asked.viewing.viewer);
    let mut seen = SeenTally::default();
    let standing = asked.viewer()?.bearing(Bearing::COACHED);
    if let Some(Sight::Coached(tally)) = see_count::<Bundle, _>(&tally, true, &standing) {
        seen.add(&tally);
    }
    Ok(seen)
}

/// Adds up what coaches others: a cell for each thing that the viewer can be to it.
fn of_others(
    asked: &Asked<'_>,
    cell: impl Fn(&BundleCounts, PersonId, Bearing) -> Tally,
) -> Result<SeenTally<Staff>, Refusal> {
    let mut seen = SeenTally::default();
    let viewer = asked.viewer()?;
    for bearing in Bearing::TOWARDS_OTHERS {
        let tally = cell(&asked.world.bundle_index.counts, asked.viewing.viewer, bearing);
        if let Some(Sight::Staff(tally)) = see_count::<Bundle, _>(&tally, false, &viewer.bearing(bearing)) {
            seen.add(&tally);
        }
    }
    Ok(seen)
}
