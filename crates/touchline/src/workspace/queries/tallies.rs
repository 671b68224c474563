//! Counts added up through access: a cell at a time, each as any bundle in it may be seen.

use super::Asked;
use crate::access::{Coached, Sight, Staff, Standing, see_count};
use crate::bundle::{Bundle, SeenTally, Tally};
use crate::facts::Refusal;
use crate::kernel::command::PersonId;

/// What the viewer prepares and follows.
pub(super) fn followed(asked: &Asked<'_>) -> Result<SeenTally<Staff>, Refusal> {
    let counts = &asked.world.bundle_index.counts;
    let viewer = asked.viewing.viewer;
    let mut seen = SeenTally::default();
    let others = counts.all.without(&counts.by_agent.get(&viewer).copied().unwrap_or_default());
    if add(&mut seen, &others, &asked.towards_others()?) {
        return Ok(seen);
    }
    for agent in asked.world.everybody_below(viewer) {
        if let Some(tally) = counts.by_agent.get(&agent) {
            add(&mut seen, tally, &asked.standing(agent, None)?);
        }
    }
    for (agent, _, tally) in counts.by_author.of(viewer) {
        if !whole(asked, agent, tally)? {
            add(&mut seen, tally, &asked.standing(agent, Some(viewer))?);
        }
    }
    Ok(seen)
}

/// What the viewer released to others and they have answered.
pub(super) fn answered(asked: &Asked<'_>) -> Result<SeenTally<Staff>, Refusal> {
    let counts = &asked.world.bundle_index.counts;
    let viewer = asked.viewing.viewer;
    let mut seen = SeenTally::default();
    let others = counts.answered.get(&viewer).copied().unwrap_or_default();
    if add(&mut seen, &others, &asked.towards_others()?) {
        return Ok(seen);
    }
    for (agent, made, tally) in counts.answered_by_agent.of(viewer) {
        add(&mut seen, tally, &asked.standing(agent, made.then_some(viewer))?);
    }
    Ok(seen)
}

/// What the viewer was given.
pub(super) fn given(asked: &Asked<'_>) -> Result<SeenTally<Coached>, Refusal> {
    let viewer = asked.viewing.viewer;
    let mut seen = SeenTally::default();
    let Some(tally) = asked.world.bundle_index.counts.shown_to.get(&viewer) else { return Ok(seen) };
    if let Some(Sight::Coached(tally)) = see_count::<Bundle, _>(tally, true, &asked.standing(viewer, None)?) {
        seen.add(&tally);
    }
    Ok(seen)
}

/// Adds a tally if whoever prepares and follows what it counts may see it; says whether they may.
fn add(seen: &mut SeenTally<Staff>, tally: &Tally, standing: &Standing<'_>) -> bool {
    match see_count::<Bundle, _>(tally, false, standing) {
        Some(Sight::Staff(tally)) => {
            seen.add(&tally);
            true
        }
        Some(Sight::Coached(_)) | None => false,
    }
}

/// Whether the viewer sees all that coaches this agent, whoever made it, so that it was counted already.
fn whole(asked: &Asked<'_>, agent: PersonId, tally: &Tally) -> Result<bool, Refusal> {
    Ok(matches!(see_count::<Bundle, _>(tally, false, &asked.standing(agent, None)?), Some(Sight::Staff(_))))
}
