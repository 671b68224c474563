//! The state of any thing, wherever it is kept.

use super::Thing;
use crate::ground::calls::Call;
use crate::ground::people::Person;
use crate::things::bundle::Bundle;
use crate::things::disposition::Disposition;
use crate::things::escalation::Escalation;
use crate::things::goal::Goal;
use crate::things::metric_day::MetricDay;
use crate::things::notification_settings::NotificationSettings;
use crate::things::policy;
use crate::things::sampling::Sampling;
use crate::things::skill_report::SkillReport;
use crate::things::team_goal::TeamGoal;
use crate::things::training_item::TrainingItem;
use touchline_kernel::aggregate::Recorded;
use touchline_kernel::command::Actor;
use touchline_kernel::lifecycle::Names as _;

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

macro_rules! known_as {
    ($($name:ident: $kind:ident($of:ty),)*) => {
        $(
            /// What is known of it, where it is of this kind.
            pub(super) fn $name(self) -> Option<&'a $of> {
                match self {
                    State::$kind(known) => Some(known),
                    _ => None,
                }
            }
        )*
    };
}

impl<'a> State<'a> {
    known_as! {
        bundle: Bundle(Bundle),
        call: Call(Recorded<Call>),
        disposition: Disposition(Disposition),
        escalation: Escalation(Escalation),
        goal: Goal(Goal),
        metric_day: MetricDay(Recorded<MetricDay>),
        notification_settings: NotificationSettings(NotificationSettings),
        person: Person(Recorded<Person>),
        policy: Policy(policy::InForce),
        sampling: Sampling(Sampling),
        skill_report: SkillReport(SkillReport),
        team_goal: TeamGoal(TeamGoal),
        training_item: TrainingItem(TrainingItem),
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
}
