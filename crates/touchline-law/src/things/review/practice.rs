//! A review held against the five habits of good practice: each is met, or what it lacks is told. It never keeps a review
//! from being delivered.
//!
//! Rules: REV-10.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use strum::{IntoStaticStr, VariantArray};

use super::comment::CommentKind;
use super::low_answers::low_answers;
use super::{Review, State};
use crate::access::visible_call;
use crate::facts::{ActionItemKind, Facts, FollowUp, FollowUpKey, NewActionItem, Refusal};
use crate::life::Viewer;
use crate::policy::{Policy, PracticePolicy};
use touchline_kernel::{Actor, Code, Instant, Key, LocalDate, PersonId};

/// A habit of good practice.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema, IntoStaticStr, VariantArray,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[schemars(rename = "ReviewHabit")]
pub enum Habit {
    /// It comes soon after the call.
    Timely,
    /// It points at moments of the call.
    Specific,
    /// It has praise as well as what to improve.
    Balanced,
    /// It gives something to do, by a day, and with what helps.
    Actionable,
    /// It is by the scorecard that is used, in rhythm, and after what was given earlier was followed up.
    Consistent,
}

/// What a review lacks for a habit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "ReviewPracticeLack")]
pub enum Lacking {
    /// More hours went by since the call than there may be.
    InTime,
    /// A comment, which is on a moment.
    Moment,
    /// Praise.
    Praise,
    /// A comment that coaches or warns.
    Improvement,
    /// Something to do.
    Item,
    /// Something to read, to take or to listen to, for a check for which there is such a thing.
    Resource,
    /// The scorecard that is used, in a version in use.
    Scorecard,
    /// More days went by since the reviewer's last review of a call of theirs than there may be.
    Rhythm,
    /// Something that the reviewer gave them to do is overdue.
    Overdue,
    /// Something that the reviewer gave them to do awaits the reviewer's decision.
    Decision,
}

impl Lacking {
    const fn habit(self) -> Habit {
        match self {
            Lacking::InTime => Habit::Timely,
            Lacking::Moment => Habit::Specific,
            Lacking::Praise | Lacking::Improvement => Habit::Balanced,
            Lacking::Item | Lacking::Resource => Habit::Actionable,
            Lacking::Scorecard | Lacking::Rhythm | Lacking::Overdue | Lacking::Decision => Habit::Consistent,
        }
    }
}

/// What the verdicts rest on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "ReviewPracticeFigures")]
pub struct Figures {
    /// How many of the things that the reviewer gave them earlier await a decision of the reviewer's.
    pub awaiting: u64,
    /// How many comments it has, each of which is on a moment.
    pub comments: u64,
    /// How many days went by since the reviewer's last review of a call of theirs, where they are; null where this is the first.
    pub days_since_last: Option<i64>,
    /// How many hours have begun since the end of the call.
    pub hours: u64,
    /// How many answers of its scorecard lost points, and how many comments coach or warn.
    pub improvements: u64,
    /// How many things it gives to do, each with a due date.
    pub items: u64,
    /// How many of the things that the reviewer gave them earlier are still to be done.
    pub open: u64,
    /// How many of those are overdue.
    pub overdue: u64,
    /// How many comments praise.
    pub praise: u64,
    /// How many of the things to do name something to read, to take or to listen to.
    pub resources: u64,
    /// How many days there may be between two reviews, by the policy in force then.
    pub rhythm_days: u32,
    /// The key of its scorecard; null where it has none.
    pub scorecard: Option<Key>,
    /// The key of the scorecard by which calls are judged, by the policy in force then; null where any will do.
    pub scorecard_used: Option<Key>,
    /// Within how many hours it is timely, by the policy in force then.
    pub timely_hours: u32,
}

/// How a review stands to the five habits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "ReviewPractice")]
pub struct Practice {
    /// The day of the delivery, where the reviewer was.
    pub day: LocalDate,
    /// What the verdicts rest on.
    pub figures: Figures,
    /// What it lacks, in the order of the habits.
    #[schemars(length(max = 10))]
    pub lacks: Vec<Lacking>,
}

/// One habit, and whether a review meets it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(rename = "ReviewHabitVerdict")]
pub struct Verdict {
    /// The habit.
    pub habit: Habit,
    /// What it lacks; nothing where the habit is met.
    pub lacks: Vec<Lacking>,
    /// Whether it is met.
    pub met: bool,
}

impl Practice {
    /// Whether a habit is met.
    #[must_use]
    pub fn meets(&self, habit: Habit) -> bool {
        self.lacks.iter().all(|lack| lack.habit() != habit)
    }

    /// Every habit, in order.
    #[must_use]
    pub fn verdicts(&self) -> Vec<Verdict> {
        let lacks_of = |habit: Habit| self.lacks.iter().copied().filter(|lack| lack.habit() == habit).collect();
        let verdict = |habit: &Habit| Verdict { habit: *habit, lacks: lacks_of(*habit), met: self.meets(*habit) };
        Habit::VARIANTS.iter().map(verdict).collect()
    }
}

impl Review {
    /// Who wrote it, whose practice it shows.
    #[must_use]
    pub fn writer(&self) -> Option<PersonId> {
        self.created.by.person()
    }

    /// What has to be known of the past of the two.
    pub(super) fn follow_up_key(&self) -> Option<FollowUpKey> {
        Some(FollowUpKey { person: self.agent, reviewer: self.writer()? })
    }

    /// How it stands to the habits: as it was delivered, or as a draft would be that is delivered now. Nothing of one that was
    /// delivered before that was kept, of a draft that was dropped, and of one on a call that the viewer sees no more: how old
    /// that is would tell of it.
    pub fn practice_now<F: Facts>(&self, viewer: &Viewer<'_, F>) -> Result<Option<Practice>, Refusal> {
        match self.state {
            State::Draft => {
                let access = &viewer.policy.access;
                let call = visible_call(self.call, Actor::Person(viewer.person), access, viewer.facts)?;
                call.map(|_| practice(self, viewer.policy, viewer.facts, viewer.at)).transpose()
            }
            _ => Ok(self.practice.as_deref().cloned()),
        }
    }

    /// What its delivery counts for in its writer's figures: nothing of what was taken back or is void.
    #[must_use]
    pub fn practised(&self) -> Option<(PersonId, &Practice)> {
        let counts = !matches!(self.state, State::Retracted | State::Voided);
        Some((self.writer()?, self.practice.as_deref().filter(|_| counts)?))
    }
}

/// How a draft stands to the habits at a moment.
pub(super) fn practice<F: Facts>(
    review: &Review,
    policy: &Policy,
    facts: &F,
    at: Instant,
) -> Result<Practice, Refusal> {
    let asked = &policy.review.practice;
    let call = facts.call(review.call).present()?.ok_or(Code::NotFound)?;
    let zone = policy.organisation.zone_of(review.agent, facts)?;
    let agent = facts.person(review.agent).present()?;
    let team = agent.and_then(|agent| agent.team.as_ref());
    let past = follow_up(review, facts)?;
    let today = zone.day_of(at);
    let scorecard = scorecard_of(review, facts)?;
    let low = scorecard.as_ref().map_or(0, |scorecard| scorecard.low);
    let figures = Figures {
        awaiting: past.awaiting,
        comments: count(&review.comments, |_| true),
        days_since_last: past.last_delivered.map(|last| zone.days_between(last, at)),
        hours: hours_begun(call.started_at.millis().saturating_add_unsigned(call.length_ms), at),
        improvements: low.saturating_add(count(&review.comments, |comment| comment.kind.urgency().is_some())),
        items: count(&review.items, |_| true),
        open: past.open,
        overdue: count(&past.due, |due| *due < today),
        praise: count(&review.comments, |comment| comment.kind == CommentKind::Praise),
        resources: count(&review.items, has_resource),
        rhythm_days: asked.rhythm_days,
        scorecard: scorecard.as_ref().map(|scorecard| scorecard.key.clone()),
        scorecard_used: asked.scorecard_of(team).cloned(),
        timely_hours: asked.timely_hours,
    };
    let in_use = scorecard.is_some_and(|scorecard| scorecard.in_use);
    let lacks = lacks(&figures, in_use, is_without_resource(&review.items, asked));
    let writer = review.writer().unwrap_or(review.agent);
    Ok(Practice { day: policy.organisation.zone_of(writer, facts)?.day_of(at), figures, lacks })
}

fn follow_up<F: Facts>(review: &Review, facts: &F) -> Result<FollowUp, Refusal> {
    let Some(key) = review.follow_up_key() else { return Ok(FollowUp::default()) };
    Ok(facts.follow_up(key).present()?.unwrap_or_default())
}

/// The scorecard of a review.
struct Card {
    in_use: bool,
    key: Key,
    /// How many answers lost points.
    low: u64,
}

fn scorecard_of<F: Facts>(review: &Review, facts: &F) -> Result<Option<Card>, Refusal> {
    let Some(filled) = review.filled.as_deref() else { return Ok(None) };
    let version = facts.scorecard(filled.scorecard).present()?;
    Ok(version.map(|version| {
        let score = filled.score(version.template);
        let low = score.map(|score| low_answers(&score, version.template)).unwrap_or_default();
        let in_use = version.is_published && !version.is_retired;
        Card { in_use, key: version.key.clone(), low: count(&low, |_| true) }
    }))
}

const HOUR_MS: u64 = 3_600_000;

/// How many hours have begun since a moment, so that a whole number of them is within as many.
fn hours_begun(since_ms: i64, at: Instant) -> u64 {
    u64::try_from(at.millis().saturating_sub(since_ms)).unwrap_or(0).div_ceil(HOUR_MS)
}

fn count<T>(of: &[T], is: impl Fn(&T) -> bool) -> u64 {
    let counted = of.iter().filter(|one| is(one)).count();
    u64::try_from(counted).unwrap_or(u64::MAX)
}

/// Whether there is something to read, to take or to listen to in it.
fn has_resource(item: &NewActionItem) -> bool {
    matches!(item.kind, ActionItemKind::Call(_) | ActionItemKind::Course(_) | ActionItemKind::Reading)
}

/// Whether it gives something to do for the sake of a check for which there are resources, and none of these.
fn is_without_resource(items: &[NewActionItem], asked: &PracticePolicy) -> bool {
    let bettered: BTreeSet<&Key> = items.iter().filter_map(|item| item.check.as_ref()).collect();
    let helped: BTreeSet<&Key> =
        items.iter().filter(|item| has_resource(item)).filter_map(|item| item.check.as_ref()).collect();
    bettered.difference(&helped).any(|check| asked.resources.contains(check))
}

/// What is lacking, in the order of the habits.
fn lacks(figures: &Figures, scorecard_in_use: bool, without_resource: bool) -> Vec<Lacking> {
    let used = figures.scorecard_used.as_ref();
    let another = used.is_some() && (figures.scorecard.as_ref() != used || !scorecard_in_use);
    let too_long = figures.days_since_last.is_some_and(|days| days > i64::from(figures.rhythm_days));
    let lacking = [
        (figures.hours > u64::from(figures.timely_hours), Lacking::InTime),
        (figures.comments == 0, Lacking::Moment),
        (figures.praise == 0, Lacking::Praise),
        (figures.improvements == 0, Lacking::Improvement),
        (figures.items == 0, Lacking::Item),
        (without_resource, Lacking::Resource),
        (another, Lacking::Scorecard),
        (too_long, Lacking::Rhythm),
        (figures.overdue > 0, Lacking::Overdue),
        (figures.awaiting > 0, Lacking::Decision),
    ];
    lacking.into_iter().filter(|(lacks, _)| *lacks).map(|(_, lack)| lack).collect()
}

/// How many reviews somebody delivered, and how many of them met each habit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(rename = "ReviewPracticeCounts")]
pub struct PracticeCounts {
    /// How many met the habit of that name.
    pub actionable: u64,
    /// How many met the habit of that name.
    pub balanced: u64,
    /// How many met the habit of that name.
    pub consistent: u64,
    /// How many were delivered, and were neither taken back nor found void since.
    pub delivered: u64,
    /// How many met the habit of that name.
    pub specific: u64,
    /// How many met the habit of that name.
    pub timely: u64,
}

impl PracticeCounts {
    /// What one review counts for.
    #[must_use]
    pub fn one(practice: &Practice) -> Self {
        let counts = |habit| u64::from(practice.meets(habit));
        PracticeCounts {
            actionable: counts(Habit::Actionable),
            balanced: counts(Habit::Balanced),
            consistent: counts(Habit::Consistent),
            delivered: 1,
            specific: counts(Habit::Specific),
            timely: counts(Habit::Timely),
        }
    }

    /// Each count, made of that of this and of the other.
    #[must_use]
    pub fn with(self, other: &Self, join: fn(u64, u64) -> u64) -> Self {
        PracticeCounts {
            actionable: join(self.actionable, other.actionable),
            balanced: join(self.balanced, other.balanced),
            consistent: join(self.consistent, other.consistent),
            delivered: join(self.delivered, other.delivered),
            specific: join(self.specific, other.specific),
            timely: join(self.timely, other.timely),
        }
    }
}
