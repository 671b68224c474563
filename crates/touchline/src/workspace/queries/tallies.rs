//! Counts added up through access: a cell at a time, each as any bundle in it may be seen.

use crate::workspace::queries::Asked;
use touchline_kernel::tally::Tally;
use touchline_kernel::{Key, Names, PersonId};
use touchline_law::access::{Bearing, Coached, SeenTally, Sight, Staff, Subject, see_count};
use touchline_law::facts::Refusal;
use touchline_law::things::bundle::{self, Bundle};
use touchline_law::things::disposition::{self, Disposition};
use touchline_law::things::escalation::{self, Escalation};
use touchline_law::things::review::{self, Review};
use touchline_law::things::review_queue::{self, WaitingCall};
use touchline_law::things::training_item::{self, TrainingItem};

/// What the viewer prepares and follows.
pub(in crate::workspace) fn followed(asked: &Asked<'_>) -> Result<bundle::SeenTally<Staff>, Refusal> {
    let counts = &asked.world.bundle_index.counts;
    of_others::<Bundle, _, _>(asked, |viewer, bearing| counts.followed(viewer, bearing))
}

/// What the viewer keeps, for others, while it is live.
pub(in crate::workspace) fn bundles_kept(asked: &Asked<'_>) -> Result<bundle::SeenTally<Staff>, Refusal> {
    let counts = &asked.world.bundle_index.counts;
    of_others::<Bundle, _, _>(asked, |viewer, bearing| counts.kept(viewer, bearing))
}

/// What the viewer was given.
pub(in crate::workspace) fn given(asked: &Asked<'_>) -> Result<bundle::SeenTally<Coached>, Refusal> {
    let tally = asked.world.bundle_index.counts.shown_to(asked.viewing.viewer);
    let mut seen = bundle::SeenTally::default();
    let standing = asked.viewer()?.bearing(Bearing::COACHED);
    if let Some(Sight::Coached(tally)) = see_count::<Bundle, _>(&tally, true, &standing) {
        seen.add(&tally);
    }
    Ok(seen)
}

/// The training items that the viewer keeps.
pub(in crate::workspace) fn kept(asked: &Asked<'_>) -> Result<training_item::SeenTally<Staff>, Refusal> {
    of_others::<TrainingItem, _, _>(asked, |viewer, bearing| asked.world.training_index.counts.seen(viewer, bearing))
}

/// What was looked at of those whose queue the viewer keeps: who reviews may see more of it.
pub(in crate::workspace) fn looked_at(asked: &Asked<'_>) -> Result<disposition::SeenTally<Staff>, Refusal> {
    let (alone, looked) = (asked.viewer()?, &asked.world.looked);
    of_calls::<Disposition, _, _>(asked, |campaign, viewer, bearing| {
        let keeps_queue = alone.bearing(bearing).may(TrainingItem::SEE).is_ok();
        looked.of(campaign).filter(|_| keeps_queue).map(|looked| looked.seen(viewer, bearing))
    })
}

/// The escalations that the viewer follows.
pub(in crate::workspace) fn escalations_followed(asked: &Asked<'_>) -> Result<escalation::SeenTally<Staff>, Refusal> {
    let index = &asked.world.escalation_index.asked;
    of_calls::<Escalation, _, _>(asked, |campaign, viewer, bearing| {
        index.of(campaign).map(|asked| asked.counts.followed(viewer, bearing))
    })
}

/// The escalations that the viewer keeps, for others.
pub(in crate::workspace) fn escalations_kept(asked: &Asked<'_>) -> Result<escalation::SeenTally<Staff>, Refusal> {
    let index = &asked.world.escalation_index.asked;
    of_calls::<Escalation, _, _>(asked, |campaign, viewer, bearing| {
        index.of(campaign).map(|asked| asked.counts.kept(viewer, bearing))
    })
}

/// What is asked of the viewer.
pub(in crate::workspace) fn escalations_given(asked: &Asked<'_>) -> Result<escalation::SeenTally<Coached>, Refusal> {
    let tally = asked.world.escalation_index.asked.all.counts.of_agent(asked.viewing.viewer);
    let mut seen = escalation::SeenTally::default();
    let standing = asked.viewer()?.bearing(Bearing::COACHED);
    if let Some(Sight::Coached(tally)) = see_count::<Escalation, _>(&tally, true, &standing) {
        seen.add(&tally);
    }
    Ok(seen)
}

/// The reviews of others' calls that the viewer sees.
pub(in crate::workspace) fn reviews_followed(asked: &Asked<'_>) -> Result<review::SeenTally<Staff>, Refusal> {
    let counts = &asked.world.review_index.counts;
    of_others::<Review, _, _>(asked, |viewer, bearing| counts.followed(viewer, bearing))
}

/// Those of them that the viewer answers for.
pub(in crate::workspace) fn reviews_kept(asked: &Asked<'_>) -> Result<review::SeenTally<Staff>, Refusal> {
    let counts = &asked.world.review_index.counts;
    of_others::<Review, _, _>(asked, |viewer, bearing| counts.kept(viewer, bearing))
}

/// The reviews of the viewer's own calls.
pub(in crate::workspace) fn reviews_given(asked: &Asked<'_>) -> Result<review::SeenTally<Coached>, Refusal> {
    let tally = asked.world.review_index.counts.of_agent(asked.viewing.viewer);
    let mut seen = review::SeenTally::default();
    let standing = asked.viewer()?.bearing_on(Review::SEE.about(), Bearing::COACHED);
    if let Some(Sight::Coached(tally)) = see_count::<Review, _>(&tally, true, &standing) {
        seen.add(&tally);
    }
    Ok(seen)
}

/// What coaches one agent, for a viewer who prepares and follows all of it.
pub(in crate::workspace) fn of_agent<T: Subject, S: Names, const N: usize>(
    asked: &Asked<'_>,
    agent: PersonId,
    tally: &Tally<S, N>,
) -> Result<SeenTally<S, N, Staff>, Refusal> {
    let mut seen = SeenTally::default();
    if let Some(Sight::Staff(tally)) = see_count::<T, _>(tally, false, &asked.standing(agent)?) {
        seen.add(&tally);
    }
    Ok(seen)
}

/// The calls that wait for review, of those that the viewer may review.
pub(in crate::workspace) fn to_review(asked: &Asked<'_>) -> Result<review_queue::SeenTally<Staff>, Refusal> {
    asked.world.look_for_draws();
    let waiting = &asked.world.review_queue.waits;
    of_calls::<WaitingCall<'static>, _, _>(asked, |campaign, viewer, bearing| {
        waiting.of(campaign).map(|waits| waits.seen(viewer, bearing))
    })
}

/// Those of them that were drawn for the viewer.
pub(in crate::workspace) fn mine_to_review(asked: &Asked<'_>) -> Result<review_queue::SeenTally<Staff>, Refusal> {
    asked.world.look_for_draws();
    let waiting = &asked.world.review_queue.waits;
    of_calls::<WaitingCall<'static>, _, _>(asked, |campaign, viewer, bearing| {
        waiting.of(campaign).map(|waits| waits.mine(viewer, bearing))
    })
}

/// Adds up what coaches others: a cell for each thing that the viewer can be to it.
fn of_others<T: Subject, S: Names, const N: usize>(
    asked: &Asked<'_>,
    cell: impl Fn(PersonId, Bearing) -> Tally<S, N>,
) -> Result<SeenTally<S, N, Staff>, Refusal> {
    let mut seen = SeenTally::default();
    let viewer = asked.viewer()?;
    for bearing in Bearing::TOWARDS_OTHERS {
        let tally = cell(asked.viewing.viewer, bearing);
        let standing = viewer.bearing_on(T::SEE.about(), bearing);
        if let Some(Sight::Staff(tally)) = see_count::<T, _>(&tally, false, &standing) {
            seen.add(&tally);
        }
    }
    Ok(seen)
}

/// The same of what is about calls: what the viewer sees of all campaigns, and in some of them besides.
fn of_calls<T: Subject, S: Names, const N: usize>(
    asked: &Asked<'_>,
    cell: impl Fn(Option<&Key>, PersonId, Bearing) -> Option<Tally<S, N>>,
) -> Result<SeenTally<S, N, Staff>, Refusal> {
    let mut seen = SeenTally::default();
    let campaigns = asked.viewer()?.campaigns();
    for bearing in Bearing::TOWARDS_OTHERS {
        let add = |seen: &mut SeenTally<S, N, Staff>, campaign: Option<&Key>| -> Result<bool, Refusal> {
            let tally = cell(campaign, asked.viewing.viewer, bearing).unwrap_or_default();
            let standing = asked.viewer()?.in_campaign(campaign).bearing(bearing);
            let Some(Sight::Staff(tally)) = see_count::<T, _>(&tally, false, &standing) else { return Ok(false) };
            seen.add(&tally);
            Ok(true)
        };
        if add(&mut seen, None)? {
            continue;
        }
        for campaign in &campaigns {
            add(&mut seen, Some(campaign))?;
        }
    }
    Ok(seen)
}
