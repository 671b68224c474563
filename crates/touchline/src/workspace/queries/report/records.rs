//! What the workspace holds of somebody's coaching, as the calculators of insight take it: of what the viewer sees alone.
//!
//! A delivery is a review that was delivered or a bundle that was released, as far as neither was taken back; what is found is what
//! lost points in a review's scorecard, and areas of skill reports under the level that is expected. Scores are those of calls.
//!
//! Rules: INS-03, INS-04, INS-06, INS-14, INS-16, SCO-11.

use std::collections::BTreeSet;

use strum::VariantArray as _;

use crate::workspace::index::lists::Section as _;
use crate::workspace::index::moments::{self, Moments};
use crate::workspace::queries::Asked;
use crate::workspace::things::{bundle, review};
use crate::workspace::{Ordered, SortKey, Tabled};
use touchline_calculators::insight::{
    CoachingItem, CoachingRecords, DeliveredCoaching, Drawn, Finding, FindingKind, PersonScore,
};
use touchline_calculators::recommendation::{Bounds, RecommendationPolicy};
use touchline_calculators::skill::{Level, PublishedScore};
use touchline_kernel::look_up::Seen;
use touchline_kernel::{Actor, DaySpan, Instant, Key, PersonId};
use touchline_law::facts::{Facts as _, Known, Refusal};
use touchline_law::ground::ActionItemId;
use touchline_law::ground::calls::CallId;
use touchline_law::things::action_item::{self, ActionItem, ActionItemSight, Source, TurnKind};
use touchline_law::things::bundle::{Bundle, BundleSight};
use touchline_law::things::review::{EntryKind, EntryView, Improvement, Review, ReviewSight, score_of_call};
use touchline_law::things::review_assignment::{Origin, ReviewAssignment};
use touchline_law::things::skill_report::{self, SkillReport, SkillReportSight};

/// A person or a thing, as the calculators name them.
pub(in crate::workspace) fn key(id: impl ToString) -> Key {
    Key::new(&id.to_string())
}

/// Whoever did something; what the host itself did is nobody's.
fn of_actor(actor: Actor) -> Key {
    actor.person().map_or_else(|| Key::new("system"), key)
}

/// What becomes of what the viewer sees and not everybody whom a report may reach is to: what whom it is about was not shown yet,
/// and what stands under plans, of which some is confidential.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::workspace) enum Reserved {
    /// It is left out.
    LeftOut,
    /// It is told as the rest is.
    Told,
}

/// Whether it is told with a score how its call came to be looked at, which takes the draws of each call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::workspace) enum Draws {
    /// It is of no matter.
    LeftOut,
    /// It is told.
    Told,
}

/// Adds what the viewer sees of somebody's coaching between two moments.
pub(in crate::workspace) fn add(
    records: &mut CoachingRecords,
    asked: &Asked<'_>,
    (person, reserved, draws): (PersonId, Reserved, Draws),
    moments: Moments,
) -> Result<(), Refusal> {
    let whose = key(person);
    let world = asked.world;
    add_reviews(records, asked, person, moments)?;
    add_scores(records, asked, (person, draws), moments)?;
    let keys =
        bundle::index::Section::ALL.iter().filter_map(|section| world.bundle_index.shown_to.of(person, *section));
    for bundle in between::<Bundle>(asked, keys, moments)? {
        records.deliveries.extend(of_bundle(&whose, bundle));
    }
    let items = between::<ActionItem>(asked, world.action_item_index.received.of(person, ()), moments)?;
    add_items(records, &whose, items.into_iter().filter(|item| reserved == Reserved::Told || !item.is_under_plan()));
    let states = match reserved {
        Reserved::LeftOut => &[skill_report::State::Released],
        Reserved::Told => skill_report::State::VARIANTS,
    };
    let keys = states.iter().filter_map(|state| world.skill_report_index.by_person.of(person, *state));
    let mut reports = newest_first::<SkillReport>(asked, keys, moments)?;
    reports.reverse();
    for (at, report) in reports {
        add_gaps(records, &whose, (at, report), &asked.policy.recommendation);
    }
    Ok(())
}

/// The scores of people's calls that began between two moments, by the reviews of them that the viewer sees.
pub(in crate::workspace) fn scores(
    asked: &Asked<'_>,
    (people, draws): (&[PersonId], Draws),
    moments: Moments,
) -> Result<Vec<PersonScore>, Refusal> {
    let mut records = CoachingRecords::default();
    for person in people {
        add_scores(&mut records, asked, (*person, draws), moments)?;
    }
    Ok(records.scores)
}

/// A score belongs to its call: to when that began, and once however often it was reviewed.
fn add_scores(
    records: &mut CoachingRecords,
    asked: &Asked<'_>,
    (person, draws): (PersonId, Draws),
    moments: Moments,
) -> Result<(), Refusal> {
    let (whose, disputed) = (key(person), asked.policy.review.disputed_scores);
    for call in asked.world.goal_index.calls_of(person, moments) {
        let (known, reviews) = (asked.world.tables.calls.get(call), asked.reviews_counted(person, call)?);
        let first = reviews.iter().map(|review| review.created.at).min();
        let score = score_of_call(reviews.into_iter(), disputed);
        if let (Some(known), Some(first), Some(score)) = (known, first, score) {
            let (at, is_told) = (known.document.started_at, draws == Draws::Told);
            let drawn = if is_told { drawn(asked, person, call, first) } else { None };
            records.scores.push(PersonScore { at, drawn, person: whose.clone(), score });
        }
    }
    Ok(())
}

fn add_reviews(
    records: &mut CoachingRecords,
    asked: &Asked<'_>,
    person: PersonId,
    moments: Moments,
) -> Result<(), Refusal> {
    for review in between::<Review>(asked, asked.world.review_index.received.of(person, ()), moments)? {
        add_review(records, asked, person, review);
    }
    Ok(())
}

/// The reviews that were delivered before a moment and are still to be acknowledged. They are listed by since when that is, which
/// may be since they were amended.
fn awaiting(asked: &Asked<'_>, person: PersonId, before: Instant) -> Result<Vec<ReviewSight>, Refusal> {
    let keys = asked.world.review_index.delivered.own(person, review::index::Section::Awaiting);
    let reviews = keys.into_iter().flatten().filter_map(|(_, id)| asked.world.tables.reviews.get(*id));
    let delivered = reviews.filter(|review| review.delivered.is_some_and(|done| done.at < before));
    let seen = delivered.map(|review| asked.show(review));
    Ok(seen.collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect())
}

/// Adds what was given to somebody before a moment and is not over: what still waits for them, and what they were to do by some days.
pub(in crate::workspace) fn add_earlier(
    records: &mut CoachingRecords,
    asked: &Asked<'_>,
    (person, reserved): (PersonId, Reserved),
    (since, days): (Instant, DaySpan),
) -> Result<(), Refusal> {
    let (whose, world, earlier) = (key(person), asked.world, Moments { since: Instant::MIN, until: since });
    for review in awaiting(asked, person, since)? {
        add_review(records, asked, person, review);
    }
    let live = bundle::index::Section::OPEN.into_iter();
    let keys = live.filter_map(|section| world.bundle_index.shown_to.of(person, section));
    for bundle in between::<Bundle>(asked, keys, earlier)? {
        records.deliveries.extend(of_bundle(&whose, bundle).filter(|one| one.acknowledged_at.is_none()));
    }
    let index = &world.action_item_index;
    let to_do: BTreeSet<ActionItemId> = index.open_of(person).chain(index.due_of(person, days)).collect();
    let to_do = to_do.into_iter().filter_map(|id| world.tables.action_items.get(id));
    let seen = to_do.filter(|item| item.assigned.at < since).map(|item| asked.show(item));
    let items = seen.collect::<Result<Vec<_>, _>>()?.into_iter().flatten();
    add_items(records, &whose, items.filter(|item| reserved == Reserved::Told || !item.is_under_plan()));
    Ok(())
}

/// What stands between two moments of what the viewer sees, the earliest first of each list.
fn between<'a, T: Tabled>(
    asked: &Asked<'_>,
    keys: impl IntoIterator<Item = &'a Ordered<SortKey<T::Mark>>>,
    moments: Moments,
) -> Result<Vec<T::View>, Refusal> {
    let seen = newest_first::<T>(asked, keys, moments)?;
    Ok(seen.into_iter().rev().map(|(_, view)| view).collect())
}

/// The same with the moments, the newest first.
fn newest_first<'a, T: Tabled>(
    asked: &Asked<'_>,
    keys: impl IntoIterator<Item = &'a Ordered<SortKey<T::Mark>>>,
    moments: Moments,
) -> Result<Vec<(Instant, T::View)>, Refusal> {
    let mut all: Vec<SortKey<T::Mark>> =
        keys.into_iter().flat_map(|keys| keys.range(moments::between(moments)).copied()).collect();
    all.sort_unstable_by(|one, other| other.cmp(one));
    let mut seen = Vec::new();
    for (at, id) in all {
        seen.extend(asked.shown::<T>(id)?.map(|view| (at, view)));
    }
    Ok(seen)
}

/// How a call came to be looked at, which was reviewed first at a moment: it was drawn, whoever handled it asked, or somebody chose it.
/// Who sees no draws is told of none: one of one's own calls was looked at, and why is not said.
fn drawn(asked: &Asked<'_>, person: PersonId, call: CallId, first: Instant) -> Option<Drawn> {
    if asked.viewing.viewer == person {
        return None;
    }
    let is_asked = |known: &ReviewAssignment| {
        known.origin == Origin::Requested && known.agent == person && known.asked.at <= first
    };
    // Managers see no draws: whoever loads no more than its viewer sees is asked for those of the call.
    let is_drawn = matches!(asked.world.sampled(call), Known::Present(draws) if !draws.is_empty());
    Some(if is_drawn {
        Drawn::Random
    } else if asked.world.assignments_of(call).any(is_asked) {
        Drawn::Asked
    } else {
        Drawn::Chosen
    })
}

fn add_review(records: &mut CoachingRecords, asked: &Asked<'_>, person: PersonId, review: ReviewSight) {
    let (whose, acknowledged_at) = (key(person), review.acknowledged_at());
    let (call, awaits) = match &review {
        ReviewSight::Agent(of) => (of.call, of.awaits_acknowledgement),
        ReviewSight::Staff(of) => (of.call, of.awaits_acknowledgement),
    };
    let (id, delivered, by, read_at, thread, improvements) = match review {
        ReviewSight::Agent(of) => (of.review, of.delivered, of.reviewer, of.reviewed_at, of.thread, of.improvements),
        ReviewSight::Staff(of) => (of.review, of.delivered, of.created.by, of.reviewed_at, of.thread, of.improvements),
    };
    let Some(at) = delivered.map(|delivered| delivered.at) else { return };
    let is_answer = |entry: &&EntryView| entry.kind != EntryKind::Reply;
    let asks = |entry: &&EntryView| matches!(entry.kind, EntryKind::Clarification | EntryKind::ExampleRequest);
    records.deliveries.push(DeliveredCoaching {
        acknowledged_at,
        acknowledgement_asked: awaits || acknowledged_at.is_some(),
        by: of_actor(by),
        clarification_open: thread.iter().any(|entry| entry.open),
        delivered_at: at,
        delivery: key(id),
        person: whose.clone(),
        questions: u32::try_from(thread.iter().filter(asks).count()).unwrap_or(u32::MAX),
        read_at,
        reading_known: true,
        responded_at: thread.iter().find(is_answer).map(|entry| entry.done.at),
    });
    let failed = improvements.into_iter().filter_map(|improvement| match improvement {
        Improvement::Answer(answer) => Some(answer.question),
        Improvement::Comment(_) => None,
    });
    // What a call says that turned out to be another's says nothing of them.
    let is_theirs = asked.world.tables.calls.get(call).is_none_or(|call| call.document.handler == person);
    let finding = |what| Finding { at, kind: FindingKind::FailedCheck, person: whose.clone(), what };
    records.findings.extend(failed.filter(|_| is_theirs).map(finding));
}

/// Nothing tells when a bundle is read. One that was called off is no coaching.
fn of_bundle(whose: &Key, bundle: BundleSight) -> Option<DeliveredCoaching> {
    if bundle.is_called_off() {
        return None;
    }
    let (id, released, acknowledged, response) = match bundle {
        BundleSight::Agent(of) => (of.bundle, of.released, of.acknowledged, of.response),
        BundleSight::Staff(of) => (of.bundle, of.released, of.acknowledged, of.response),
    };
    let released = released?;
    let responded_at = response.map(|response| response.at);
    let acknowledged_at = acknowledged.map(|acknowledged| acknowledged.done.at).or(responded_at);
    Some(DeliveredCoaching {
        acknowledged_at,
        acknowledgement_asked: true,
        by: of_actor(released.by),
        clarification_open: false,
        delivered_at: released.at,
        delivery: key(id),
        person: whose.clone(),
        questions: 0,
        read_at: None,
        reading_known: false,
        responded_at,
    })
}

/// Items name the coaching that they came with where it is among the records.
fn add_items(records: &mut CoachingRecords, whose: &Key, items: impl Iterator<Item = ActionItemSight>) {
    let delivered: Seen<&Key> = records.deliveries.iter().map(|one| &one.delivery).collect();
    let items = items.map(|item| {
        let item = of_item(whose, item);
        let delivery = item.delivery.filter(|delivery| delivered.contains(delivery));
        CoachingItem { delivery, ..item }
    });
    records.items.extend(items);
}

/// The review or the bundle that an item came with.
fn delivery_of(source: Option<&Source>) -> Option<Key> {
    match source? {
        Source::Bundle(of) => Some(key(of.bundle)),
        Source::Review(of) => Some(key(of.review)),
        Source::CourseRecommendation(_) | Source::Session(_) => None,
    }
}

/// An item is complete when its assignee last said so, as long as nobody asked for more since.
fn of_item(whose: &Key, item: ActionItemSight) -> CoachingItem {
    let (id, assigned, days, history, source, state) = match item {
        ActionItemSight::Agent(of) => {
            (of.action_item, of.assigned, (of.completed_on, of.due_on), of.history, of.source, of.state)
        }
        ActionItemSight::Staff(of) => {
            (of.action_item, of.assigned, (of.completed_on, of.due_on), of.history, of.source, of.state)
        }
    };
    let (completed_on, due_on) = days;
    let is_done = matches!(state, action_item::State::Complete | action_item::State::Verified);
    let completion = history.iter().rev().find(|turn| turn.kind == TurnKind::Completion);
    CoachingItem {
        assigned_at: assigned.at,
        by: of_actor(assigned.by),
        cancelled: state == action_item::State::Cancelled,
        completed_at: completion.filter(|_| is_done).map(|turn| turn.done.at),
        completed_on: completed_on.filter(|_| is_done),
        delivery: delivery_of(source.as_ref()),
        due_on,
        item: key(id),
        person: whose.clone(),
        zone: None,
    }
}

/// The areas of a report that are gaps, as recommendations have them: by the level that is expected of the person, where one is.
fn add_gaps(
    records: &mut CoachingRecords,
    whose: &Key,
    (at, report): (Instant, SkillReportSight),
    policy: &RecommendationPolicy,
) {
    let content = report.into_content();
    let target = content.expected.map_or(Level::Proficient.entry().least, |expected| expected.score);
    let bounds = Bounds::of(policy, target);
    let is_gap = |score: PublishedScore| bounds.is_gap(score.0);
    let gaps = content.areas.into_iter().filter(|area| area.scored.score.is_some_and(is_gap));
    let finding = |what| Finding { at, kind: FindingKind::Gap, person: whose.clone(), what };
    records.findings.extend(gaps.map(|area| finding(area.area)));
}
