//! The law as a whole: decide, evolve and available, handed on to the thing that they are about.

use super::reactions::react;
use super::{Act, Availability, Change, Decided, Thing, duties as open_duties};
use crate::bundle::Bundle;
use crate::calls::Call;
use crate::disposition::Disposition;
use crate::escalation::Escalation;
use crate::facts::{FactKey, Facts, Known, Refusal, ThingKind, ThingRef};
use crate::goal::Goal;
use crate::kernel::aggregate::Recorded;
use crate::kernel::command::{Actor, Command};
use crate::kernel::event::Event;
use crate::kernel::id::Id;
use crate::kernel::lifecycle::Names as _;
use crate::kernel::time::Instant;
use crate::kernel::warning::WarningCode;
use crate::metric_day::MetricDay;
use crate::notify::NotificationSettings;
use crate::people::Person;
use crate::policy::Policy;
use crate::recorded::Document as _;
use crate::sampling::Sampling;
use crate::skill_report::SkillReport;
use crate::team_goal::TeamGoal;
use crate::training::TrainingItem;
use crate::{
    bundle, calls, disposition, duties, escalation, goal, metric_day, notify, people, policy, recorded, redaction,
    sampling, skill_report, team_goal, training,
};

/// The state that a decision starts from, wherever it is kept.
#[derive(Clone, Copy, Debug)]
pub enum State<'a> {
    /// There is no such thing.
    Absent,
    /// A bundle.
    Bundle(&'a Bundle),
    /// A call.
    Call(&'a Recorded<Call>),
    /// A disposition.
    Disposition(&'a Disposition),
    /// Somebody's settings of notifications.
    NotificationSettings(&'a NotificationSettings),
    /// An escalation.
    Escalation(&'a Escalation),
    /// A goal.
    Goal(&'a Goal),
    /// What a metric counted on a day.
    MetricDay(&'a Recorded<MetricDay>),
    /// A person.
    Person(&'a Recorded<Person>),
    /// The policy.
    Policy(&'a policy::InForce),
    /// A sampling.
    Sampling(&'a Sampling),
    /// A skill report.
    SkillReport(&'a SkillReport),
    /// A team's goal.
    TeamGoal(&'a TeamGoal),
    /// A training item.
    TrainingItem(&'a TrainingItem),
}

impl<'a> From<Option<&'a Thing>> for State<'a> {
    fn from(thing: Option<&'a Thing>) -> Self {
        match thing {
            None => State::Absent,
            Some(Thing::Bundle(bundle)) => State::Bundle(bundle),
            Some(Thing::Call(call)) => State::Call(call),
            Some(Thing::Disposition(disposition)) => State::Disposition(disposition),
            Some(Thing::NotificationSettings(settings)) => State::NotificationSettings(settings),
            Some(Thing::Escalation(escalation)) => State::Escalation(escalation),
            Some(Thing::Goal(goal)) => State::Goal(goal),
            Some(Thing::MetricDay(day)) => State::MetricDay(day),
            Some(Thing::Person(person)) => State::Person(person),
            Some(Thing::Policy(policy)) => State::Policy(policy),
            Some(Thing::Sampling(sampling)) => State::Sampling(sampling),
            Some(Thing::SkillReport(report)) => State::SkillReport(report),
            Some(Thing::TeamGoal(goal)) => State::TeamGoal(goal),
            Some(Thing::TrainingItem(item)) => State::TrainingItem(item),
        }
    }
}

impl<'a> State<'a> {
    pub(super) fn bundle(self) -> Option<&'a Bundle> {
        match self {
            State::Bundle(bundle) => Some(bundle),
            _ => None,
        }
    }

    fn call(self) -> Option<&'a Recorded<Call>> {
        match self {
            State::Call(call) => Some(call),
            _ => None,
        }
    }

    fn metric_day(self) -> Option<&'a Recorded<MetricDay>> {
        match self {
            State::MetricDay(day) => Some(day),
            _ => None,
        }
    }

    fn disposition(self) -> Option<&'a Disposition> {
        match self {
            State::Disposition(disposition) => Some(disposition),
            _ => None,
        }
    }

    pub(super) fn goal(self) -> Option<&'a Goal> {
        match self {
            State::Goal(goal) => Some(goal),
            _ => None,
        }
    }

    pub(super) fn escalation(self) -> Option<&'a Escalation> {
        match self {
            State::Escalation(escalation) => Some(escalation),
            _ => None,
        }
    }

    fn sampling(self) -> Option<&'a Sampling> {
        match self {
            State::Sampling(sampling) => Some(sampling),
            _ => None,
        }
    }

    fn skill_report(self) -> Option<&'a SkillReport> {
        match self {
            State::SkillReport(report) => Some(report),
            _ => None,
        }
    }

    fn team_goal(self) -> Option<&'a TeamGoal> {
        match self {
            State::TeamGoal(goal) => Some(goal),
            _ => None,
        }
    }

    pub(super) fn training_item(self) -> Option<&'a TrainingItem> {
        match self {
            State::TrainingItem(item) => Some(item),
            _ => None,
        }
    }

    fn notification_settings(self) -> Option<&'a NotificationSettings> {
        match self {
            State::NotificationSettings(settings) => Some(settings),
            _ => None,
        }
    }

    /// Where the thing stands in its lifecycle, if it has one, and its version as this actor counts it.
    pub(super) fn standing_for(self, actor: Actor) -> (Option<&'static str>, u64) {
        match self {
            State::Absent => (None, 0),
            State::Bundle(bundle) => (Some(bundle.state.name()), bundle.version_for(actor)),
            State::Call(call) => (None, call.version),
            State::Disposition(disposition) => (Some(disposition.state.name()), disposition.version),
            State::Escalation(known) => (Some(known.state.name()), known.version_for(actor)),
            State::NotificationSettings(settings) => (Some(settings.state.name()), settings.version),
            State::Goal(goal) => (Some(goal.state.name()), goal.version),
            State::MetricDay(day) => (None, day.version),
            State::Person(person) => (None, person.version),
            State::Policy(policy) => (None, policy.version),
            State::Sampling(sampling) => (Some(sampling.state.name()), sampling.version),
            State::SkillReport(report) => (Some(report.state.name()), report.version),
            State::TeamGoal(goal) => (Some(goal.state.name()), goal.version),
            State::TrainingItem(item) => (Some(item.state.name()), item.version),
        }
    }

    fn person(self) -> Option<&'a Recorded<Person>> {
        match self {
            State::Person(person) => Some(person),
            _ => None,
        }
    }

    fn policy(self) -> Option<&'a policy::InForce> {
        match self {
            State::Policy(policy) => Some(policy),
            _ => None,
        }
    }
}

/// Where a decision learns of facts and of the states of things.
pub trait Source: Facts {
    /// The state of a thing, which may be that there is none.
    fn state(&self, thing: ThingRef) -> Known<State<'_>>;

    /// The state of a thing; what is not loaded stops the decision.
    fn found(&self, thing: ThingRef) -> Result<State<'_>, Refusal> {
        Ok(self.state(thing).present()?.unwrap_or(State::Absent))
    }
}

/// The state of the thing that a command or a question is about. Whatever can be asked for besides, without
/// knowing it, is asked for in the same round.
fn state_of<'s, S: Source>(
    thing: ThingRef,
    actor: Actor,
    besides: impl IntoIterator<Item = FactKey>,
    source: &'s S,
) -> Result<State<'s>, Refusal> {
    source.gather([FactKey::Thing(thing)].into_iter().chain(FactKey::actor(actor)).chain(besides))?;
    source.found(thing)
}

/// Decides on a command, and on everything that follows from it in other things.
pub fn decide<S: Source>(command: &Command<Act>, policy: &Policy, source: &S) -> Result<Decided<Change>, Refusal> {
    decide_about(command.act.target(), command, policy, source)
}

/// The same for who knows already what the command is about, since an id may cost a digest.
pub(crate) fn decide_about<S: Source>(
    target: ThingRef,
    command: &Command<Act>,
    policy: &Policy,
    source: &S,
) -> Result<Decided<Change>, Refusal> {
    let mut decided = decide_alone(target, command, policy, source)?;
    react(&mut decided.events, policy, source)?;
    Ok(decided)
}

/// Decides on a command, as far as its own thing goes.
fn decide_alone<S: Source>(
    target: ThingRef,
    command: &Command<Act>,
    policy: &Policy,
    source: &S,
) -> Result<Decided<Change>, Refusal> {
    match &command.act {
        Act::Bundle(act) => {
            let state = state_of(target, command.actor, bundle::asks(act, command.actor), source)?;
            let decided = bundle::decide(state.bundle(), &command.with_act(act), policy, source)?;
            Ok(decided.map(Change::Bundle))
        }
        Act::Call(calls::Act::Record(call)) => {
            let state = state_of(target, command.actor, call.rests_on(), source)?;
            let event = recorded::decide(state.call().map(Recorded::last), &command.with_act(call), policy, source)?;
            Ok(Decided::one(event.map(|call| Change::Call(calls::Change::Recorded(call)))))
        }
        Act::MetricDay(metric_day::Act::Record(counted)) => {
            let day = MetricDay::of(counted.clone());
            let state = state_of(target, command.actor, day.rests_on(), source)?;
            let last = state.metric_day().map(Recorded::last);
            let event = recorded::decide(last, &command.with_act(&day), policy, source)?;
            Ok(Decided::one(event.map(|day| Change::MetricDay(metric_day::Change::Recorded(day)))))
        }
        Act::Disposition(act) => {
            let state = state_of(target, command.actor, disposition::asks(act), source)?;
            let known = (Id::new(target.id.uuid()), state.disposition());
            let decided = disposition::decide(known, &command.with_act(act), policy, source)?;
            Ok(decided.map(Change::Disposition))
        }
        Act::NotificationSettings(act) => {
            let state = state_of(target, command.actor, notify::asks(act, command.actor), source)?;
            let decided = notify::decide(state.notification_settings(), &command.with_act(act), policy, source)?;
            Ok(decided.map(Change::NotificationSettings))
        }
        Act::Escalation(act) => {
            let state = state_of(target, command.actor, escalation::asks(act, command.actor), source)?;
            let decided = escalation::decide(state.escalation(), &command.with_act(act), policy, source)?;
            Ok(decided.map(Change::Escalation))
        }
        Act::Goal(act) => {
            let state = state_of(target, command.actor, goal::asks(act, command.actor), source)?;
            let decided = goal::decide(state.goal(), &command.with_act(act), policy, source)?;
            Ok(decided.map(Change::Goal))
        }
        Act::Person(people::Act::Record(person)) => {
            let asks = person.rests_on().into_iter().chain(open_duties::asks_when_deactivated(person, command.actor));
            let known = state_of(target, command.actor, asks, source)?.person();
            let event = recorded::decide(known.map(Recorded::last), &command.with_act(person), policy, source)?;
            let leaves = !person.active && known.is_some_and(|known| known.document.active);
            let has_open = || open_duties::has_open(person.person, command.actor, command.at, policy, source);
            let warnings = if leaves && has_open()? { vec![WarningCode::OpenDuties.into()] } else { Vec::new() };
            let decided = Decided::one(event.map(|person| Change::Person(people::Change::Recorded(person))));
            Ok(Decided { warnings, ..decided })
        }
        Act::Duties(duties::Act::HandOver(act)) => {
            let state = state_of(target, command.actor, open_duties::asks(act), source)?;
            let decided = open_duties::decide(state.person(), &command.with_act(act), policy, source)?;
            Ok(decided.map(Change::Duties))
        }
        Act::Redaction(redaction::Act::Redact(act)) => {
            let state = state_of(target, command.actor, [], source)?;
            let decided = redaction::decide(state.person(), &command.with_act(act), policy, source)?;
            Ok(decided.map(Change::Redaction))
        }
        Act::Sampling(act) => {
            let state = state_of(target, command.actor, sampling::asks(act, policy), source)?;
            let decided = sampling::decide(state.sampling(), &command.with_act(act), policy, source)?;
            Ok(decided.map(Change::Sampling))
        }
        Act::SkillReport(act) => {
            let state = state_of(target, command.actor, skill_report::asks(act, command.actor), source)?;
            let decided = skill_report::decide(state.skill_report(), &command.with_act(act), policy, source)?;
            Ok(decided.map(Change::SkillReport))
        }
        Act::TeamGoal(act) => {
            let state = state_of(target, command.actor, team_goal::asks(act, command.actor), source)?;
            let decided = team_goal::decide(state.team_goal(), &command.with_act(act), policy, source)?;
            Ok(decided.map(Change::TeamGoal))
        }
        Act::Policy(policy::Act::Adopt(adopted)) => {
            let state = state_of(target, command.actor, adopted.rests_on(), source)?;
            let event = recorded::decide(
                state.policy().map(policy::InForce::last),
                &command.with_act(adopted),
                policy,
                source,
            )?;
            Ok(Decided::one(event.map(|policy| Change::Policy(policy::Change::Adopted(policy)))))
        }
    }
}

/// The thing after an event, or nothing where the event cannot have happened to this state.
#[must_use]
pub fn evolve(thing: Option<Thing>, event: Event<Change>) -> Option<Thing> {
    if thing.as_ref().is_some_and(|thing| thing.reference() != event.change.target()) {
        return None;
    }
    let (change, event) = event.split();
    match (change, thing) {
        (Change::Bundle(change), None) => bundle::evolve(None, event.with(change)).map(Thing::Bundle),
        (Change::Bundle(change), Some(Thing::Bundle(bundle))) => {
            bundle::evolve(Some(bundle), event.with(change)).map(Thing::Bundle)
        }
        (Change::Call(calls::Change::Recorded(call)), None) => {
            Some(Thing::Call(recorded::evolve(None, event.with(call))))
        }
        (Change::Call(calls::Change::Recorded(call)), Some(Thing::Call(known))) => {
            Some(Thing::Call(recorded::evolve(Some(&known), event.with(call))))
        }
        (Change::MetricDay(metric_day::Change::Recorded(day)), None) => {
            Some(Thing::MetricDay(recorded::evolve(None, event.with(day))))
        }
        (Change::MetricDay(metric_day::Change::Recorded(day)), Some(Thing::MetricDay(known))) => {
            Some(Thing::MetricDay(recorded::evolve(Some(&known), event.with(day))))
        }
        (Change::Duties(duties::Change::DutiesHandedOver(_)), Some(Thing::Person(known))) => {
            duties::evolve(Some(known), &event).map(Thing::Person)
        }
        (Change::Redaction(redaction::Change::Redacted(body)), Some(Thing::Person(known))) => {
            redaction::evolve(Some(known), &body.redaction(), &event).map(Thing::Person)
        }
        (Change::Disposition(change), None) => Some(Thing::Disposition(disposition::evolve(None, event.with(change)))),
        (Change::Disposition(change), Some(Thing::Disposition(known))) => {
            Some(Thing::Disposition(disposition::evolve(Some(&known), event.with(change))))
        }
        (Change::NotificationSettings(change), None) => {
            Some(Thing::NotificationSettings(notify::evolve(None, event.with(change))))
        }
        (Change::NotificationSettings(change), Some(Thing::NotificationSettings(known))) => {
            Some(Thing::NotificationSettings(notify::evolve(Some(&known), event.with(change))))
        }
        (Change::Escalation(change), None) => escalation::evolve(None, event.with(change)).map(Thing::Escalation),
        (Change::Escalation(change), Some(Thing::Escalation(known))) => {
            escalation::evolve(Some(known), event.with(change)).map(Thing::Escalation)
        }
        (Change::Goal(change), None) => goal::evolve(None, event.with(change)).map(Thing::Goal),
        (Change::Goal(change), Some(Thing::Goal(known))) => {
            goal::evolve(Some(known), event.with(change)).map(Thing::Goal)
        }
        (Change::Sampling(change), None) => sampling::evolve(None, event.with(change)).map(Thing::Sampling),
        (Change::Sampling(change), Some(Thing::Sampling(known))) => {
            sampling::evolve(Some(&known), event.with(change)).map(Thing::Sampling)
        }
        (Change::SkillReport(change), None) => skill_report::evolve(None, event.with(change)).map(Thing::SkillReport),
        (Change::SkillReport(change), Some(Thing::SkillReport(known))) => {
            skill_report::evolve(Some(known), event.with(change)).map(Thing::SkillReport)
        }
        (Change::TeamGoal(change), None) => team_goal::evolve(None, event.with(change)).map(Thing::TeamGoal),
        (Change::TeamGoal(change), Some(Thing::TeamGoal(known))) => {
            team_goal::evolve(Some(known), event.with(change)).map(Thing::TeamGoal)
        }
        (Change::TrainingItem(change), None) => training::evolve(None, event.with(change)).map(Thing::TrainingItem),
        (Change::TrainingItem(change), Some(Thing::TrainingItem(item))) => {
            training::evolve(Some(item), event.with(change)).map(Thing::TrainingItem)
        }
        (Change::Person(people::Change::Recorded(person)), None) => {
            Some(Thing::Person(recorded::evolve(None, event.with(person))))
        }
        (Change::Person(people::Change::Recorded(person)), Some(Thing::Person(known))) => {
            Some(Thing::Person(recorded::evolve(Some(&known), event.with(person))))
        }
        (Change::Policy(change), None) => Some(Thing::Policy(policy::evolve(None, event.with(change)))),
        (Change::Policy(change), Some(Thing::Policy(known))) => {
            Some(Thing::Policy(policy::evolve(Some(&known), event.with(change))))
        }
        _ => None,
    }
}

/// Each command on a thing, open or closed to this actor whatever the body.
pub fn available<S: Source>(
    thing: ThingRef,
    actor: Actor,
    at: Instant,
    policy: &Policy,
    source: &S,
) -> Result<Vec<Availability>, Refusal> {
    let state = state_of(thing, actor, [], source)?;
    match thing.kind {
        ThingKind::Bundle => bundle::available(state.bundle(), actor, at, policy, source),
        ThingKind::Call => {
            let last = state.call().map(Recorded::last);
            recorded::available::<Call, S>(last, &["call.record"], actor, at, policy, source)
        }
        ThingKind::MetricDay => {
            let last = state.metric_day().map(Recorded::last);
            recorded::available::<MetricDay, S>(last, &["metric_day.record"], actor, at, policy, source)
        }
        ThingKind::Disposition => disposition::available(state.disposition(), actor, at, policy, source),
        ThingKind::Escalation => escalation::available(state.escalation(), actor, at, policy, source),
        ThingKind::Goal => goal::available(state.goal(), actor, at, policy, source),
        ThingKind::Sampling => sampling::available(state.sampling(), actor, at, policy, source),
        ThingKind::SkillReport => skill_report::available(state.skill_report(), actor, at, policy, source),
        ThingKind::TeamGoal => team_goal::available(state.team_goal(), actor, at, policy, source),
        ThingKind::TrainingItem => training::available(state.training_item(), actor, policy, source),
        ThingKind::NotificationSettings => {
            let id = Id::new(thing.id.uuid());
            notify::available(id, state.notification_settings(), actor, at, policy, source)
        }
        ThingKind::Person => {
            let person = state.person();
            // Whoever may record a person may hand their duties over.
            let commands = &["person.record", "person.hand_over"];
            let last = person.map(Recorded::last);
            let others = recorded::available::<Person, S>(last, commands, actor, at, policy, source);
            redaction::available(person, others, commands, (actor, at), policy, source)
        }
        ThingKind::Policy => {
            // There always is a policy, though none may have been adopted yet.
            let first = (thing == policy::reference()).then_some(policy::UNADOPTED);
            let last = state.policy().map(policy::InForce::last).or(first);
            recorded::available::<Policy, S>(last, &["policy.adopt"], actor, at, policy, source)
        }
    }
}
