//! The law as a whole: decide and available, handed on to the thing that they are about.

use super::reactions::react;
use super::{Act, Change, State, duties as open_duties};
use crate::facts::{FactKey, Facts, Known, Refusal};
use crate::ground::calls::Call;
use crate::ground::people::Person;
use crate::ground::{ThingKind, ThingRef};
use crate::life::recorded;
use crate::life::recorded::Document as _;
use crate::life::{Availability, Decided};
use crate::policy::Policy;
use crate::things::metric_day::MetricDay;
use crate::things::{
    bundle, call, disposition, duties, escalation, goal, metric_day, notification_settings, person, policy, redaction,
    sampling, skill_report, team_goal, training_item,
};
use touchline_kernel::aggregate::Recorded;
use touchline_kernel::command::{Actor, Command};
use touchline_kernel::id::Id;
use touchline_kernel::time::Instant;
use touchline_kernel::warning::WarningCode;

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
pub fn decide_about<S: Source>(
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
        Act::Call(call::Act::Record(call)) => {
            let state = state_of(target, command.actor, call.rests_on(), source)?;
            let event = recorded::decide(state.call().map(Recorded::last), &command.with_act(call), policy, source)?;
            Ok(Decided::one(event.map(|call| Change::Call(call::Change::Recorded(call)))))
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
            let state = state_of(target, command.actor, notification_settings::asks(act, command.actor), source)?;
            let decided =
                notification_settings::decide(state.notification_settings(), &command.with_act(act), policy, source)?;
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
        Act::Person(person::Act::Record(person)) => {
            let asks = person.rests_on().into_iter().chain(open_duties::asks_when_deactivated(person, command.actor));
            let known = state_of(target, command.actor, asks, source)?.person();
            let event = recorded::decide(known.map(Recorded::last), &command.with_act(person), policy, source)?;
            let leaves = !person.active && known.is_some_and(|known| known.document.active);
            let has_open = || open_duties::has_open(person.person, command.actor, command.at, policy, source);
            let warnings = if leaves && has_open()? { vec![WarningCode::OpenDuties.into()] } else { Vec::new() };
            let decided = Decided::one(event.map(|person| Change::Person(person::Change::Recorded(person))));
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
        ThingKind::TrainingItem => training_item::available(state.training_item(), actor, policy, source),
        ThingKind::NotificationSettings => {
            let id = Id::new(thing.id.uuid());
            notification_settings::available(id, state.notification_settings(), actor, at, policy, source)
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
