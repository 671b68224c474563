//! Reactions: what one thing's event causes in another, as the system's own follow-up within the same record.
//!
//! They all stand in this table. A follow-up is decided like any command, by its own thing's lifecycle; where
//! it is refused, the command that caused it is refused with it.
//!
//! Rules: BUN-14, CRT-01, GOL-04, GOL-07, GOL-08, JOB-01, ORG-08, PLN-05, PLN-13, REV-03, REV-13, REV-20, REV-23, SCO-01,
//! SES-02, SES-04, SES-06, TRN-02, TRN-03, WSP-01.

use core::marker::PhantomData;

use serde::Serialize;
use touchline_kernel::{Actor, Event};

use super::following::decide_follow_up;
use super::joined::{Act, Change, Happening, Joined as _, after_hand_over, after_leaving};
use super::order::{self, Ordered};
use super::source::Source;
use crate::facts::{NewGoal, Refusal};
use crate::ground::{GoalId, PlanId, ThingRef, TrainingItemId};
use crate::life::Told as _;
use crate::policy::Policy;
use crate::things::action_item::{self, ActionItem};
use crate::things::disposition::{self, Given, Ruling};
use crate::things::plan_proposal::{self, PlanProposal};
use crate::things::review::{self, Review};
use crate::things::session::{self, OfSeries, RecordHeldSession, Recurring, Session};
use crate::things::session_note::{self, NotedDown};
use crate::things::session_series::{self, SessionSeries};
use crate::things::training_item::{Fate, Finding, TrainingItem, after_disposition, after_fate};
use crate::things::{assessment, bundle, calibration, duties, goal, plan, plan_template, review_assignment, scorecard};

/// One line of the table.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reaction<S> {
    /// What causes something.
    on: Happening,
    /// What it causes.
    follows: fn(&Caused<'_, S>) -> Result<Vec<Change>, Refusal>,
    /// The events that may follow; which one, if any, is a matter of where the other thing stands.
    pub causes: &'static [&'static str],
    /// The rule that demands it.
    pub rule: &'static str,
    /// Why, for people.
    pub because: &'static str,
}

/// A line of the table, as it is printed.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct ReactionRow {
    /// The event that causes something.
    pub event: &'static str,
    /// The events that may follow.
    pub causes: &'static [&'static str],
    /// The rule that demands it.
    pub rule: &'static str,
    /// Why, for people.
    pub because: &'static str,
}

/// An event, of what was sent it came, under which policy it happened, and what is known.
struct Caused<'a, S> {
    act: &'a Act,
    event: &'a Event<Change>,
    policy: &'a Policy,
    source: &'a S,
}

/// The table, over whatever facts are learned from.
struct Table<S>(PhantomData<S>);

impl<S: Source> Table<S> {
    const ROWS: &'static [Reaction<S>] = &[
        Reaction {
            on: Happening::Disposition(disposition::Happening::Given),
            follows: shows_need,
            causes: &[
                "training_item.raised",
                "training_item.reinstated",
                "training_item.withdrawn",
                "training_item.superseded",
            ],
            rule: "TRN-02",
            because: "a disposition that asks for training makes an item, and one that no longer does takes it back",
        },
        Reaction {
            on: Happening::Bundle(bundle::Happening::Released),
            follows: |caused| moves_items(caused, Fate::Released),
            causes: &["training_item.started"],
            rule: "BUN-14",
            because: "a released bundle takes its items up, and no other can",
        },
        Reaction {
            on: Happening::Bundle(bundle::Happening::Concluded),
            follows: |caused| moves_items(caused, Fate::Concluded),
            causes: &["training_item.resolved", "training_item.let_go"],
            rule: "BUN-14",
            because: "a concluded bundle has answered its items",
        },
        Reaction {
            on: Happening::Bundle(bundle::Happening::Cancelled),
            follows: |caused| moves_items(caused, Fate::Cancelled),
            causes: &["training_item.returned", "training_item.let_go"],
            rule: "TRN-03",
            because: "a cancelled bundle gives its items back to the queue",
        },
        Reaction {
            on: Happening::Bundle(bundle::Happening::Released),
            follows: sets_goals,
            causes: &["goal.set"],
            rule: "GOL-07",
            because: "what a released bundle asks the agent to reach is a goal of theirs, measured from then on",
        },
        Reaction {
            on: Happening::Bundle(bundle::Happening::Cancelled),
            follows: calls_goals_off,
            causes: &["goal.cancelled"],
            rule: "GOL-04",
            because: "a cancelled bundle asks for nothing more; what came of goals that are over stands",
        },
        Reaction {
            on: Happening::Ordered(order::Happening::DutiesHandedOver),
            follows: hands_over,
            causes: &[
                "bundle.handed_over",
                "bundle.cancelled",
                "escalation.handed_over",
                "escalation.withdrawn",
                "action_item.handed_over",
                "action_item.cancelled",
                "calibration.handed_over",
                "plan.handed_over",
                "review_assignment.handed_over",
                "review_assignment.recalled",
            ],
            rule: "ORG-08",
            because: "what somebody kept is kept by whoever takes it over, and what was for a leaver is called off",
        },
        Reaction {
            on: Happening::Scorecard(scorecard::Happening::Published),
            follows: takes_place,
            causes: &["scorecard.replaced"],
            rule: "SCO-01",
            because: "a version that was drafted in the place of another takes it when it is published",
        },
        Reaction {
            on: Happening::PlanTemplate(plan_template::Happening::Published),
            follows: takes_place_of_template,
            causes: &["plan_template.replaced"],
            rule: "PLN-02",
            because: "a version of a template that was drafted in the place of another takes it when it is published",
        },
        Reaction {
            on: Happening::Review(review::Happening::Delivered),
            follows: assigns_items,
            causes: &["action_item.assigned"],
            rule: "REV-03",
            because: "what a review gives to do is assigned when it is delivered",
        },
        Reaction {
            on: Happening::Review(review::Happening::Retracted),
            follows: calls_items_off,
            causes: &["action_item.cancelled"],
            rule: "REV-23",
            because: "a review that is taken back asks for nothing more; what was done stays done",
        },
        Reaction {
            on: Happening::Review(review::Happening::Voided),
            follows: calls_items_off,
            causes: &["action_item.cancelled"],
            rule: "REV-09",
            because: "a review of a call that was not theirs asks for nothing more",
        },
        Reaction {
            on: Happening::Calibration(calibration::Happening::Submitted),
            follows: ends_scoring,
            causes: &["calibration.scoring_ended"],
            rule: "REV-13",
            because: "where everybody has scored there is nothing left to be blind to",
        },
        Reaction {
            on: Happening::Calibration(calibration::Happening::RaterWithdrawn),
            follows: ends_scoring,
            causes: &["calibration.scoring_ended"],
            rule: "REV-13",
            because: "where everybody who is left has scored there is nothing left to be blind to",
        },
        Reaction {
            on: Happening::Review(review::Happening::Delivered),
            follows: finishes_assignments,
            causes: &["review_assignment.finished"],
            rule: "REV-20",
            because: "who was to review a call has done so when the review is delivered; and who asked for feedback has it",
        },
        Reaction {
            on: Happening::Session(session::Happening::Held),
            follows: takes_notes_down,
            causes: &["session_note.written"],
            rule: "SES-06",
            because: "what is noted down of a session is a paragraph each, by itself, since not everybody may see all of them",
        },
        Reaction {
            on: Happening::Session(session::Happening::Held),
            follows: assigns_agreed_items,
            causes: &["action_item.assigned"],
            rule: "SES-06",
            because: "what was agreed on in a session is assigned when it is recorded",
        },
        Reaction {
            on: Happening::Session(session::Happening::Held),
            follows: moves_milestones,
            causes: &["plan.milestone_progressed"],
            rule: "SES-06",
            because: "how far a session brought milestones is recorded in the plan, by the plan's own rule",
        },
        Reaction {
            on: Happening::Plan(plan::Happening::Completed),
            follows: calls_sessions_off,
            causes: &["session.called_off"],
            rule: "SES-04",
            because: "what is still ahead of a plan that is completed takes place no more",
        },
        Reaction {
            on: Happening::Plan(plan::Happening::Cancelled),
            follows: calls_sessions_off,
            causes: &["session.called_off"],
            rule: "SES-04",
            because: "what is still ahead of a plan that is called off is called off with it",
        },
        Reaction {
            on: Happening::Plan(plan::Happening::Resumed),
            follows: moves_sessions,
            causes: &["session.rescheduled", "session.taken_up"],
            rule: "PLN-05",
            because: "what was scheduled moves by the days on hold, where that is asked for, and what is near or overdue is told of",
        },
        Reaction {
            on: Happening::Plan(plan::Happening::CoachAdded),
            follows: has_coach_join,
            causes: &["session.coach_joined"],
            rule: "JOB-01",
            because: "whoever comes to coach takes part in what is ahead and was scheduled for all who do, and is told of it",
        },
        Reaction {
            on: Happening::Plan(plan::Happening::HandedOver),
            follows: has_successor_join,
            causes: &["session.coach_joined"],
            rule: "ORG-08",
            because: "whoever takes over a plan takes part in what is ahead of it and was scheduled for all who coach",
        },
        Reaction {
            on: Happening::SessionSeries(session_series::Happening::Started),
            follows: schedules_sessions,
            causes: &["session.scheduled"],
            rule: "SES-02",
            because: "each session of a series is one by itself, which is moved, called off and recorded alone",
        },
        Reaction {
            on: Happening::SessionSeries(session_series::Happening::Ended),
            follows: drops_sessions,
            causes: &["session.dropped"],
            rule: "SES-02",
            because: "what is still ahead of a series that is ended takes place no more",
        },
        Reaction {
            on: Happening::PlanProposal(plan_proposal::Happening::Accepted),
            follows: makes_plan,
            causes: &["plan.created"],
            rule: "PLN-13",
            because: "what somebody proposed for themselves is a draft of whoever accepts it",
        },
        Reaction {
            on: Happening::Assessment(assessment::Happening::OwnRated),
            follows: completes_assessment,
            causes: &["assessment.completed"],
            rule: "CRT-01",
            because: "where both sides are in there is nothing left to be blind to",
        },
        Reaction {
            on: Happening::Assessment(assessment::Happening::Rated),
            follows: completes_assessment,
            causes: &["assessment.completed"],
            rule: "CRT-01",
            because: "where both sides are in there is nothing left to be blind to",
        },
    ];
}

/// Every reaction.
#[must_use]
pub fn reactions() -> Vec<ReactionRow> {
    let printed = |row: &Reaction<super::Loaded>| {
        let Reaction { on, causes, rule, because, .. } = *row;
        ReactionRow { event: on.name(), causes, rule, because }
    };
    Table::ROWS.iter().map(printed).collect()
}

/// Decides on everything that follows from these events, and from what follows in turn, and appends it.
pub(super) fn react<S: Source>(
    act: &Act,
    events: &mut Vec<Event<Change>>,
    policy: &Policy,
    source: &S,
) -> Result<(), Refusal> {
    let mut place = 0;
    while let Some(event) = events.get(place) {
        let at = event.at;
        let caused = caused_by(&Caused { act, event, policy, source })?;
        for change in caused {
            events.push(decide_follow_up(change, at, policy, source)?);
        }
        place = place.saturating_add(1);
    }
    Ok(())
}

fn caused_by<S: Source>(caused: &Caused<'_, S>) -> Result<Vec<Change>, Refusal> {
    let happening = caused.event.change.happening();
    let mut changes = Vec::new();
    for reaction in Table::<S>::ROWS.iter().filter(|reaction| reaction.on == happening) {
        changes.extend((reaction.follows)(caused)?);
    }
    Ok(changes)
}

/// A disposition shows a need for training, or takes it back.
fn shows_need<S: Source>(caused: &Caused<'_, S>) -> Result<Vec<Change>, Refusal> {
    let Change::Disposition(disposition::Change::Given(given)) = &caused.event.change else { return Ok(Vec::new()) };
    let known = item_of(given.training_item, caused.source)?;
    let follows = after_disposition(known, given.training_item, finding(given, caused.event.by));
    Ok(follows.into_iter().map(Change::TrainingItem).collect())
}

/// A bundle moves every training item that it names.
fn moves_items<S: Source>(caused: &Caused<'_, S>, fate: Fate) -> Result<Vec<Change>, Refusal> {
    let Change::Bundle(change) = &caused.event.change else { return Ok(Vec::new()) };
    let moved = change.items().iter().map(|item| {
        let known = item_of(*item, caused.source)?;
        Ok(Change::TrainingItem(after_fate(known, *item, change.thing(), fate)))
    });
    moved.collect()
}

/// A bundle sets the goals that it names.
fn sets_goals<S: Source>(caused: &Caused<'_, S>) -> Result<Vec<Change>, Refusal> {
    let Change::Bundle(change) = &caused.event.change else { return Ok(Vec::new()) };
    let set = |goal: &NewGoal| Change::Goal(goal::taken_up(goal.clone(), change.thing(), caused.event.by));
    Ok(change.goals_set().iter().map(set).collect())
}

/// A bundle calls off the goals that it names, as far as they are not over.
fn calls_goals_off<S: Source>(caused: &Caused<'_, S>) -> Result<Vec<Change>, Refusal> {
    let Caused { event, policy, source, .. } = *caused;
    let Change::Bundle(change) = &event.change else { return Ok(Vec::new()) };
    let Some((goals, reason, said_by)) = change.goals_called_off() else { return Ok(Vec::new()) };
    let said = (reason, said_by.map_or(event.by, Actor::Person));
    let called_off = |goal: &GoalId| {
        let known = goal::Goal::known(source.found(ThingRef::of(*goal))?);
        goal::called_off(known, said, event.at, policy, source)
    };
    let called_off: Vec<Option<goal::Change>> = goals.iter().map(called_off).collect::<Result<_, Refusal>>()?;
    Ok(called_off.into_iter().flatten().map(Change::Goal).collect())
}

/// A hand-over hands over what it names as handed over, and calls off what it names as cancelled.
fn hands_over<S: Source>(caused: &Caused<'_, S>) -> Result<Vec<Change>, Refusal> {
    let Change::Ordered(Ordered::Duties(duties::Change::DutiesHandedOver(body))) = &caused.event.change else {
        return Ok(Vec::new());
    };
    let mut changes: Vec<Change> =
        body.handed_over.iter().filter_map(|thing| after_hand_over(*thing, (body.person, body.to))).collect();
    let Some(reason) = &body.reason else { return Ok(changes) };
    for thing in &body.cancelled {
        changes.extend(after_leaving(*thing, caused.source.found(*thing)?, (reason, caused.event.by)));
    }
    Ok(changes)
}

/// A version of a scorecard takes the place of the one before.
fn takes_place<S: Source>(caused: &Caused<'_, S>) -> Result<Vec<Change>, Refusal> {
    let Change::Scorecard(change) = &caused.event.change else { return Ok(Vec::new()) };
    Ok(scorecard::replaced(change).map(Change::Scorecard).into_iter().collect())
}

/// A version of a template of plans takes the place of the one before.
fn takes_place_of_template<S: Source>(caused: &Caused<'_, S>) -> Result<Vec<Change>, Refusal> {
    let Change::PlanTemplate(change) = &caused.event.change else { return Ok(Vec::new()) };
    Ok(plan_template::replaced(change).map(Change::PlanTemplate).into_iter().collect())
}

/// A delivered review assigns what it gives to do.
fn assigns_items<S: Source>(caused: &Caused<'_, S>) -> Result<Vec<Change>, Refusal> {
    let Change::Review(change) = &caused.event.change else { return Ok(Vec::new()) };
    let Some(review) = review_of(caused)? else { return Ok(Vec::new()) };
    let assigned = review.items.iter().cloned();
    let by = change.ordered_by().map_or(caused.event.by, Actor::Person);
    let assigned = assigned.map(|item| action_item::taken_up(item, review.review, review.agent, by));
    Ok(assigned.map(Change::ActionItem).collect())
}

/// A review that is taken back calls off what it gave to do, as far as it is not done.
fn calls_items_off<S: Source>(caused: &Caused<'_, S>) -> Result<Vec<Change>, Refusal> {
    let Change::Review(change) = &caused.event.change else { return Ok(Vec::new()) };
    let (Some(reason), Some(review)) = (change.taken_back_for(), review_of(caused)?) else { return Ok(Vec::new()) };
    let items = review.items.iter().map(|item| {
        let known = ActionItem::known(caused.source.found(ThingRef::of(item.action_item))?);
        Ok(known.and_then(|known| action_item::withdrawn(known, (reason, caused.event.by))))
    });
    let called_off: Vec<Option<action_item::Change>> = items.collect::<Result<_, Refusal>>()?;
    Ok(called_off.into_iter().flatten().map(Change::ActionItem).collect())
}

/// A delivered review brings to their end the assignments that wanted it.
fn finishes_assignments<S: Source>(caused: &Caused<'_, S>) -> Result<Vec<Change>, Refusal> {
    let Some(review) = review_of(caused)? else { return Ok(Vec::new()) };
    let answered = caused.source.reviews_answered(review.review).present()?.unwrap_or_default();
    let finished = answered.into_iter().map(|assignment| review_assignment::finished(assignment, review.review));
    Ok(finished.map(Change::ReviewAssignment).collect())
}

/// A session that was held takes down what was noted of it, or why nothing was.
fn takes_notes_down<S: Source>(caused: &Caused<'_, S>) -> Result<Vec<Change>, Refusal> {
    let Some((body, held)) = session_held(caused)? else { return Ok(Vec::new()) };
    let Some(plan) = caused.source.plan(held.plan).present()? else { return Ok(Vec::new()) };
    let noted = NotedDown {
        notes: &body.notes,
        on_behalf_of: body.on_behalf_of.as_ref(),
        plan: held.plan,
        session: held.session,
        why_none: body.no_notes_because.as_ref(),
        written_by: caused.event.by,
    };
    Ok(session_note::noted_down(&noted, &plan).into_iter().map(Change::SessionNote).collect())
}

/// A session that was held assigns what was agreed on in it.
fn assigns_agreed_items<S: Source>(caused: &Caused<'_, S>) -> Result<Vec<Change>, Refusal> {
    let Some((body, held)) = session_held(caused)? else { return Ok(Vec::new()) };
    let of = (held.session, held.plan);
    let items = body.action_items.iter().cloned();
    let assigned = items.map(|item| action_item::agreed(item, of, held.coachee, caused.event.by));
    Ok(assigned.map(Change::ActionItem).collect())
}

/// A session that was held brings milestones of its plan as far as it says.
fn moves_milestones<S: Source>(caused: &Caused<'_, S>) -> Result<Vec<Change>, Refusal> {
    let Some((body, held)) = session_held(caused)? else { return Ok(Vec::new()) };
    let of = (held.session, held.plan);
    let progress = body.milestones.iter().cloned();
    // What is recorded while it goes on is of the moment that it is.
    let held_until = held.time.ends_at.min(caused.event.at);
    let moved = progress.map(|one| plan::progressed(one, of, held_until, body.on_behalf_of.clone(), caused.event.by));
    Ok(moved.map(Change::Plan).collect())
}

/// A plan that comes to its end calls off its sessions that have not begun.
fn calls_sessions_off<S: Source>(caused: &Caused<'_, S>) -> Result<Vec<Change>, Refusal> {
    let Caused { event, source, .. } = *caused;
    let Change::Plan(change) = &event.change else { return Ok(Vec::new()) };
    let Some((plan, ended)) = change.ended() else { return Ok(Vec::new()) };
    of_scheduled(source, plan, |session| Ok(session::called_off(session, ended, (event.at, event.by))))
}

/// What follows for each of a plan's sessions that are scheduled.
fn of_scheduled<S: Source>(
    source: &S,
    plan: PlanId,
    follows: impl Fn(&Session) -> Result<Option<session::Change>, Refusal>,
) -> Result<Vec<Change>, Refusal> {
    let scheduled = source.sessions_scheduled(plan).present()?.unwrap_or_default();
    let changed = scheduled.into_iter().map(|session| {
        let known = Session::known(source.found(ThingRef::of(session))?);
        let change = known.map(&follows).transpose()?.flatten();
        Ok(change.map(Change::Session))
    });
    changed.filter_map(Result::transpose).collect()
}

/// A plan that goes on has its sessions take place later that had not begun as it came to rest, where that is asked for; and has those
/// told of what came near, or came to be overdue, while it rested, and did not move.
fn moves_sessions<S: Source>(caused: &Caused<'_, S>) -> Result<Vec<Change>, Refusal> {
    let Caused { event, policy, source, .. } = *caused;
    let Change::Plan(change) = &event.change else { return Ok(Vec::new()) };
    let Some(resumed) = change.resumed() else { return Ok(Vec::new()) };
    let Some(plan) = source.plan(resumed.plan).present()? else { return Ok(Vec::new()) };
    let days = resumed.sessions_shifted_days;
    of_scheduled(source, resumed.plan, |session| {
        if session::is_shifted(session, plan.course, days) {
            return session::shifted(session, days, (event.by, resumed.on_behalf_of.as_ref())).map(Some);
        }
        Ok(session::taken_up(session, plan.course, (event.at, &policy.session)))
    })
}

/// Whoever comes to coach under a plan, or to write for a coach, takes part in its sessions that are ahead.
fn has_coach_join<S: Source>(caused: &Caused<'_, S>) -> Result<Vec<Change>, Refusal> {
    let Caused { event, policy, source, .. } = *caused;
    let Change::Plan(change) = &event.change else { return Ok(Vec::new()) };
    let Some((id, coach)) = change.coach_added() else { return Ok(Vec::new()) };
    let Some(plan) = source.plan(id).present()? else { return Ok(Vec::new()) };
    of_scheduled(source, id, |session| Ok(session::joined(session, coach, &plan, (event.at, &policy.session))))
}

/// Whoever takes over a plan takes part in its sessions that are ahead, as a coach or as who writes for one.
fn has_successor_join<S: Source>(caused: &Caused<'_, S>) -> Result<Vec<Change>, Refusal> {
    let Caused { event, policy, source, .. } = *caused;
    let Change::Plan(plan::Change::HandedOver(body)) = &event.change else { return Ok(Vec::new()) };
    let Some(known) = source.plan(body.plan).present()? else { return Ok(Vec::new()) };
    let coaches = plan::taken_over(known.coaches, body);
    let joined = coaches.iter().map(|coach| {
        let joins = |session: &Session| Ok(session::joined(session, coach, &known, (event.at, &policy.session)));
        of_scheduled(source, body.plan, joins)
    });
    Ok(joined.collect::<Result<Vec<_>, Refusal>>()?.into_iter().flatten().collect())
}

/// A series that is started schedules its sessions.
fn schedules_sessions<S: Source>(caused: &Caused<'_, S>) -> Result<Vec<Change>, Refusal> {
    let Act::SessionSeries(session_series::Act::Start(body)) = caused.act else { return Ok(Vec::new()) };
    let Change::SessionSeries(session_series::Change::Started(started)) = &caused.event.change else {
        return Ok(Vec::new());
    };
    let recurring = Recurring {
        agenda: &body.agenda,
        coachee: started.coachee,
        coaches: &started.coaches,
        of_all: body.coaches.is_empty(),
        on_behalf_of: body.on_behalf_of.as_ref(),
        plan: started.plan,
        started_by: caused.event.by,
    };
    let scheduled = body.times(caused.policy).into_iter().map(|(one, time)| {
        let series = OfSeries { recurrence_id: one.recurrence_id, session_series: started.session_series };
        Change::Session(session::occurs(&recurring, (one.session, series), time))
    });
    Ok(scheduled.collect())
}

/// A series that is ended calls off what is ahead of it, as far as that was meant.
fn drops_sessions<S: Source>(caused: &Caused<'_, S>) -> Result<Vec<Change>, Refusal> {
    let Caused { event, source, .. } = *caused;
    let Change::SessionSeries(session_series::Change::Ended(body)) = &event.change else { return Ok(Vec::new()) };
    let Some(series) = SessionSeries::known(source.found(event.change.target())?) else { return Ok(Vec::new()) };
    let dropped = series.sessions.iter().map(|one| {
        let known = Session::known(source.found(ThingRef::of(one.session))?);
        Ok(known.and_then(|known| session::dropped(known, body.first, (event.at, event.by))))
    });
    let dropped: Vec<Option<session::Change>> = dropped.collect::<Result<_, Refusal>>()?;
    Ok(dropped.into_iter().flatten().map(Change::Session).collect())
}

/// What somebody proposed for themselves is a draft of a plan, coached by whoever accepted it.
fn makes_plan<S: Source>(caused: &Caused<'_, S>) -> Result<Vec<Change>, Refusal> {
    let Caused { event, source, .. } = *caused;
    let Change::PlanProposal(plan_proposal::Change::Accepted(body)) = &event.change else { return Ok(Vec::new()) };
    let known = PlanProposal::known(source.found(event.change.target())?);
    let made = known.map(|known| {
        let says = (known.content.clone(), known.milestones.clone());
        Change::Plan(plan::taken_up(body.plan, known.coachee, says, event.by))
    });
    Ok(made.into_iter().collect())
}

/// What is recorded of a session that was held, and the session as it stood before. The session itself is told nothing of what
/// not all may see who see it, so that this is taken from what was sent.
fn session_held<'a, S: Source>(
    caused: &Caused<'a, S>,
) -> Result<Option<(&'a RecordHeldSession, &'a Session)>, Refusal> {
    let Act::Session(session::Act::Record(body)) = caused.act else { return Ok(None) };
    let known = Session::known(caused.source.found(caused.event.change.target())?);
    Ok(known.map(|known| (body, known)))
}

/// The review that something happened to, as it stood before.
fn review_of<'a, S: Source>(caused: &Caused<'a, S>) -> Result<Option<&'a Review>, Refusal> {
    Ok(Review::known(caused.source.found(caused.event.change.target())?))
}

/// Whoever was awaited last in a calibration has scored, or is awaited no more.
fn ends_scoring<S: Source>(caused: &Caused<'_, S>) -> Result<Vec<Change>, Refusal> {
    let Change::Calibration(change) = &caused.event.change else { return Ok(Vec::new()) };
    let known = calibration::Calibration::known(caused.source.found(ThingRef::of(change.thing()))?);
    let ended = known.and_then(|known| calibration::ended(known, change, caused.event.by, caused.policy));
    Ok(ended.map(Change::Calibration).into_iter().collect())
}

/// The side of an assessment that was missing is in.
fn completes_assessment<S: Source>(caused: &Caused<'_, S>) -> Result<Vec<Change>, Refusal> {
    let Change::Assessment(change) = &caused.event.change else { return Ok(Vec::new()) };
    let known = assessment::Assessment::known(caused.source.found(ThingRef::of(change.thing()))?);
    let completed = known.and_then(|known| assessment::completed(known, change, caused.policy));
    Ok(completed.map(Change::Assessment).into_iter().collect())
}

/// The need that a disposition shows, if it shows one.
fn finding(given: &Given, found_by: Actor) -> Option<Finding> {
    (given.ruling == Ruling::PassWithTraining).then(|| Finding {
        agent: given.agent,
        call: given.call,
        check: given.check.clone(),
        found_by,
        training_item: given.training_item,
        note: given.note.clone(),
    })
}

fn item_of<S: Source>(item: TrainingItemId, source: &S) -> Result<Option<&TrainingItem>, Refusal> {
    Ok(TrainingItem::known(source.found(ThingRef::of(item))?))
}
