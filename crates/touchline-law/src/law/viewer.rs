//! What one viewer is shown of things: the only place where views are made from things, for a workspace's
//! queries and for a host that keeps its things itself.

use schemars::JsonSchema;
use serde::Serialize;

use super::State;
use crate::access::{Action, Gathered as _, Sight, Standing, Subject, see, see_team};
use crate::facts::{FactKey, Facts, GoalStanding, ObservedKey, Refusal, TeamObservedKey};
use crate::ground::GoalId;
use crate::ground::calls::Call;
use crate::ground::people::Person;
use crate::policy::Policy;
use crate::things::bundle::{AgentBundle, Bundle, BundleGoal, StaffBundle};
use crate::things::disposition::{Disposition, StaffDisposition};
use crate::things::escalation::{AgentEscalation, Escalation, StaffEscalation};
use crate::things::goal::{AgentGoal, Goal, StaffGoal};
use crate::things::metric_day::MetricDay;
use crate::things::notification_settings::{NotificationSettings, OwnSettings};
use crate::things::review_queue::{ReviewEntry, SampledIn, WaitingCall};
use crate::things::sampling::Sampling;
use crate::things::skill_report::{AgentSkillReport, SkillReport, StaffSkillReport};
use crate::things::team_goal::{self, StaffTeamGoal, TeamGoal};
use crate::things::training_item::{StaffTrainingItem, TrainingItem};
use touchline_calculators::progress::{Aim, Progress};
use touchline_kernel::command::{Actor, PersonId};
use touchline_kernel::time::{DaySpan, Instant, Zone};

/// A bundle, by the audience that the viewer belongs to.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[serde(tag = "type", content = "body", rename_all = "snake_case")]
pub enum BundleSight {
    /// For its agent.
    Agent(AgentBundle),
    /// For those who prepare and follow it.
    Staff(StaffBundle),
}

/// An escalation, by the audience that the viewer belongs to.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[serde(tag = "type", content = "body", rename_all = "snake_case")]
pub enum EscalationSight {
    /// For its agent.
    Agent(AgentEscalation),
    /// For those who raise and follow it.
    Staff(StaffEscalation),
}

/// A goal, by the audience that the viewer belongs to.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[serde(tag = "type", content = "body", rename_all = "snake_case")]
pub enum GoalSight {
    /// For whose it is.
    Agent(AgentGoal),
    /// For those who set and follow it.
    Staff(StaffGoal),
}

/// A skill report, by the audience that the viewer belongs to.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[serde(tag = "type", content = "body", rename_all = "snake_case")]
pub enum SkillReportSight {
    /// For whose scores they are.
    Agent(AgentSkillReport),
    /// For those who see somebody else's scores.
    Staff(StaffSkillReport),
}

/// A thing, as the viewer sees it.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[serde(tag = "type", content = "body", rename_all = "snake_case")]
pub enum View {
    /// A bundle.
    Bundle(Box<BundleSight>),
    /// A call.
    Call(Call),
    /// A disposition.
    Disposition(StaffDisposition),
    /// The viewer's own settings of notifications.
    NotificationSettings(OwnSettings),
    /// An escalation.
    Escalation(Box<EscalationSight>),
    /// A goal.
    Goal(Box<GoalSight>),
    /// What a metric counted on a day.
    MetricDay(MetricDay),
    /// A person.
    Person(Person),
    /// The policy.
    Policy(Policy),
    /// A sampling.
    Sampling(Sampling),
    /// A skill report.
    SkillReport(Box<SkillReportSight>),
    /// A team's goal.
    TeamGoal(Box<StaffTeamGoal>),
    /// A training item.
    TrainingItem(StaffTrainingItem),
}

/// Who looks, when, under which policy, and what is known.
pub struct Viewer<'a, F> {
    /// Who looks.
    pub person: PersonId,
    /// When: ages are counted up to here.
    pub at: Instant,
    /// The policy in force.
    pub policy: &'a Policy,
    /// What is known.
    pub facts: &'a F,
}

impl<'a, F: Facts> Viewer<'a, F> {
    /// The viewer towards nothing in particular. Who may ask nothing is told so by this.
    pub fn alone(&self) -> Result<Standing<'a>, Refusal> {
        Standing::alone(Actor::Person(self.person), &self.policy.access, self.facts)
    }

    /// The viewer towards something that coaches `coached`.
    pub fn towards(&self, coached: PersonId, author: Option<PersonId>) -> Result<Standing<'a>, Refusal> {
        Standing::towards(Actor::Person(self.person), coached, author, &self.policy.access, self.facts)
    }

    /// What must be known of a thing before it can be shown, as far as it can be told without any fact.
    pub fn asks_of(&self, thing: State<'_>) -> Vec<FactKey> {
        let about = |coached| FactKey::towards(Actor::Person(self.person), coached);
        let mut keys = Vec::new();
        match thing {
            State::Bundle(bundle) => {
                keys.extend(about(bundle.agent));
                keys.extend(bundle.content.training_items.iter().copied().map(FactKey::training_item));
                // Whom it coaches is not told what came again.
                let others = bundle.content.training_items.iter().filter(|_| self.person != bundle.agent);
                keys.extend(others.copied().map(FactKey::coached_before));
                let released = bundle.was_shown();
                keys.extend(bundle.goals().filter(|_| released).map(|(goal, _)| FactKey::goal(goal)));
            }
            State::Call(call) => keys.extend(about(call.document.handler)),
            State::Disposition(disposition) => keys.extend(about(disposition.agent)),
            State::NotificationSettings(settings) => keys.extend(about(settings.person)),
            State::Escalation(known) => {
                keys.extend(about(known.agent));
                keys.push(known.about.asks());
            }
            State::Goal(goal) => keys.extend(about(goal.person)),
            State::SkillReport(report) => keys.extend(about(report.person)),
            State::TeamGoal(goal) => keys.extend(about(goal.manager)),
            State::TrainingItem(item) => {
                keys.extend(about(item.agent));
                let may_repeat = item.check.is_some() && self.person != item.agent;
                keys.extend(may_repeat.then(|| FactKey::coached_before(item.training_item)));
            }
            State::MetricDay(_) | State::Person(_) | State::Policy(_) | State::Sampling(_) | State::Absent => {}
        }
        keys
    }

    /// What must be known besides, once what a thing names is: those whose that is, and the lines to them.
    pub fn asks_of_named(&self, thing: State<'_>) -> Vec<FactKey> {
        let towards = |agent| FactKey::towards(Actor::Person(self.person), agent);
        match thing {
            State::Bundle(bundle) => {
                let items = bundle.content.training_items.iter();
                let known = items.filter_map(|item| self.facts.training_item(*item).present().ok().flatten());
                let goals = bundle.goals().filter_map(|(goal, _)| {
                    let known = self.facts.goal(goal).present().ok().flatten()?;
                    self.observed_of(goal, known.days, bundle.agent)
                });
                known.flat_map(|item| towards(item.agent)).chain(goals).collect()
            }
            State::Escalation(known) => {
                known.about.whose(self.facts).map(|whose| FactKey::manages(self.person, whose)).into_iter().collect()
            }
            State::Goal(goal) => self.observed_of(goal.goal, goal.days, goal.person).into_iter().collect(),
            State::TeamGoal(goal) => {
                let zone = self.zone_of(goal.manager).ok();
                let key = |zone| FactKey::TeamObserved(TeamObservedKey::of_days(goal.team_goal, goal.days, zone));
                zone.map(key).into_iter().collect()
            }
            _ => Vec::new(),
        }
    }

    /// The viewer towards the team of a manager, or what is about it.
    pub fn of_team(&self, manager: PersonId, author: Option<PersonId>) -> Result<Standing<'a>, Refusal> {
        Standing::of_team(Actor::Person(self.person), manager, author, &self.policy.access, self.facts)
    }

    /// A thing as the viewer sees it; nothing where they do not.
    pub fn view(&self, thing: State<'_>) -> Result<Option<View>, Refusal> {
        Ok(match thing {
            State::Absent => None,
            State::Bundle(bundle) => self.bundle(bundle)?.map(Box::new).map(View::Bundle),
            State::Call(call) => {
                let standing = self.towards(call.document.handler, None)?;
                // What it was flagged for is the reviewers' alone.
                let flag = call.document.flag.clone().filter(|_| standing.may(Action::GiveDisposition).is_ok());
                let allowed = standing.may(Action::SeeCall).is_ok();
                allowed.then(|| View::Call(Call { flag, ..call.document.clone() }))
            }
            State::Disposition(disposition) => self.disposition(disposition)?.map(View::Disposition),
            State::NotificationSettings(settings) => self.settings(settings)?.map(View::NotificationSettings),
            State::Escalation(escalation) => self.escalation(escalation)?.map(Box::new).map(View::Escalation),
            State::Goal(goal) => self.goal(goal)?.map(Box::new).map(View::Goal),
            State::MetricDay(day) => {
                let allowed = self.alone()?.may(Action::RecordMetricDay).is_ok();
                allowed.then(|| View::MetricDay(day.document.clone()))
            }
            State::Person(person) => {
                let allowed = self.alone()?.may(Action::RecordPerson).is_ok();
                allowed.then(|| View::Person(person.document.clone()))
            }
            State::Policy(policy) => {
                let allowed = self.alone()?.may(Action::AdoptPolicy).is_ok();
                allowed.then(|| View::Policy(policy.settings.clone()))
            }
            State::Sampling(sampling) => self.sampling(sampling)?.map(View::Sampling),
            State::SkillReport(report) => self.skill_report(report)?.map(Box::new).map(View::SkillReport),
            State::TeamGoal(goal) => self.team_goal(goal)?.map(Box::new).map(View::TeamGoal),
            State::TrainingItem(item) => self.training_item(item)?.map(View::TrainingItem),
        })
    }

    /// Whether the viewer sees a thing as one of those who prepare and follow it.
    pub fn follows(&self, thing: State<'_>) -> Result<bool, Refusal> {
        match thing {
            State::Bundle(bundle) => self.follows_this(bundle),
            State::Escalation(escalation) => self.follows_this(escalation),
            _ => Ok(false),
        }
    }

    fn follows_this<T: Subject>(&self, thing: &T) -> Result<bool, Refusal> {
        Ok(matches!(see(thing, &self.towards(thing.coached(), thing.author())?), Some(Sight::Staff(_))))
    }

    /// Whether the viewer sees a thing that coaches somebody, in whatever way.
    pub fn sees(&self, thing: State<'_>) -> Result<bool, Refusal> {
        match thing {
            State::Bundle(bundle) => self.sees_this(bundle),
            State::Escalation(escalation) => self.sees_this(escalation),
            _ => Ok(false),
        }
    }

    fn sees_this<T: Subject>(&self, thing: &T) -> Result<bool, Refusal> {
        Ok(see(thing, &self.towards(thing.coached(), thing.author())?).is_some())
    }

    /// A bundle as the viewer sees it.
    pub fn bundle(&self, bundle: &Bundle) -> Result<Option<BundleSight>, Refusal> {
        let standing = self.towards(bundle.agent, bundle.author())?;
        Ok(match see(bundle, &standing) {
            Some(Sight::Coached(seen)) => {
                Some(BundleSight::Agent(AgentBundle::of(&seen, self.goals_of(bundle, &standing)?, self.facts)?))
            }
            Some(Sight::Staff(seen)) => {
                let sees_queue = |agent| {
                    let sees = self.towards(agent, None)?.may(Action::SeeTrainingItem).is_ok();
                    if sees { self.zone_of(agent).map(Some) } else { Ok(None) }
                };
                let zone = self.zone_of(bundle.agent)?;
                Some(BundleSight::Staff(StaffBundle::of(
                    &seen,
                    self.at,
                    zone,
                    (self.goals_of(bundle, &standing)?, &sees_queue),
                    self.facts,
                )?))
            }
            None => None,
        })
    }

    /// An escalation as the viewer sees it.
    pub fn escalation(&self, escalation: &Escalation) -> Result<Option<EscalationSight>, Refusal> {
        let sight = match see(escalation, &self.towards(escalation.agent, escalation.author())?) {
            Some(sight) => sight,
            None => return Ok(None),
        };
        let viewer = Actor::Person(self.person);
        let titles = escalation.about.seen_by(viewer, &self.policy.access, self.facts)?.unwrap_or_default();
        Ok(Some(match sight {
            Sight::Coached(seen) => EscalationSight::Agent(AgentEscalation::of(&seen, titles)),
            Sight::Staff(seen) => {
                let zone = self.zone_of(escalation.agent)?;
                EscalationSight::Staff(StaffEscalation::of(&seen, self.at, zone, titles))
            }
        }))
    }

    /// A disposition as the viewer sees it.
    pub fn disposition(&self, disposition: &Disposition) -> Result<Option<StaffDisposition>, Refusal> {
        Ok(match see(disposition, &self.towards(disposition.agent, None)?) {
            Some(Sight::Staff(seen)) => Some(StaffDisposition::of(&seen)),
            Some(Sight::Coached(_)) | None => None,
        })
    }

    /// Settings of notifications as the viewer sees them: their own.
    pub fn settings(&self, settings: &NotificationSettings) -> Result<Option<OwnSettings>, Refusal> {
        Ok(match see(settings, &self.towards(settings.person, None)?) {
            Some(Sight::Coached(seen)) => Some(OwnSettings::of(&seen)),
            Some(Sight::Staff(_)) | None => None,
        })
    }

    /// A training item as the viewer sees it.
    pub fn training_item(&self, item: &TrainingItem) -> Result<Option<StaffTrainingItem>, Refusal> {
        Ok(match see(item, &self.towards(item.agent, None)?) {
            Some(Sight::Staff(seen)) => {
                let before = match item.check {
                    Some(_) => self.facts.coached_before(item.training_item).present()?,
                    None => None,
                };
                Some(StaffTrainingItem::of(&seen, before, self.at, self.zone_of(item.agent)?))
            }
            Some(Sight::Coached(_)) | None => None,
        })
    }

    /// The goals of a bundle, with how far its agent has come for those who see that.
    fn goals_of(&self, bundle: &Bundle, standing: &Standing<'_>) -> Result<Vec<BundleGoal>, Refusal> {
        let sees = standing.may(Action::SeeGoal).is_ok();
        let view = |(goal, aim): (GoalId, &Aim)| {
            let known = if bundle.was_shown() { self.facts.goal(goal).present()? } else { None };
            let progress = known.filter(|_| sees).map(|known| self.progress(aim, (goal, known), bundle.agent));
            let days = known.map(|known| known.days);
            Ok(BundleGoal { aim: aim.clone(), days, goal, progress: progress.transpose()? })
        };
        bundle.goals().map(view).collect()
    }

    /// A goal as the viewer sees it.
    pub fn goal(&self, goal: &Goal) -> Result<Option<GoalSight>, Refusal> {
        let standing = self.towards(goal.person, goal.author())?;
        let progress = || self.progress(&goal.aim, (goal.goal, goal.standing()), goal.person);
        Ok(match see(goal, &standing) {
            Some(Sight::Coached(seen)) => Some(GoalSight::Agent(AgentGoal::of(&seen, progress()?))),
            Some(Sight::Staff(seen)) => Some(GoalSight::Staff(StaffGoal::of(&seen, progress()?))),
            None => None,
        })
    }

    /// A skill report as the viewer sees it: whose scores they are, once it is released.
    pub fn skill_report(&self, report: &SkillReport) -> Result<Option<SkillReportSight>, Refusal> {
        Ok(match see(report, &self.towards(report.person, report.author())?) {
            Some(Sight::Coached(seen)) => Some(SkillReportSight::Agent(AgentSkillReport::of(&seen))),
            Some(Sight::Staff(seen)) => Some(SkillReportSight::Staff(StaffSkillReport::of(&seen))),
            None => None,
        })
    }

    /// A team's goal as the viewer sees it.
    pub fn team_goal(&self, goal: &TeamGoal) -> Result<Option<StaffTeamGoal>, Refusal> {
        match see_team(goal, &self.of_team(goal.manager, goal.author())?) {
            Some(seen) => Ok(Some(StaffTeamGoal::of(&seen, self.team_progress(goal)?))),
            None => Ok(None),
        }
    }

    /// How far a team has come with a goal.
    pub(super) fn team_progress(&self, goal: &TeamGoal) -> Result<Progress, Refusal> {
        let zone = self.zone_of(goal.manager)?;
        let key = TeamObservedKey::of_days(goal.team_goal, goal.days, zone);
        let observed = self.facts.team_observed(key).present()?.unwrap_or_default();
        let cancelled = goal.state == team_goal::State::Cancelled;
        Ok(Progress::of(&goal.aim, goal.days, &observed, (zone.day_of(self.at), zone), cancelled))
    }

    /// How far a person has come with a goal.
    pub(super) fn progress(
        &self,
        aim: &Aim,
        (goal, standing): (GoalId, GoalStanding),
        person: PersonId,
    ) -> Result<Progress, Refusal> {
        let zone = self.zone_of(person)?;
        let GoalStanding { cancelled, days } = standing;
        let observed = self.facts.observed(ObservedKey::of_days(goal, days, zone)).present()?.unwrap_or_default();
        Ok(Progress::of(aim, days, &observed, (zone.day_of(self.at), zone), cancelled))
    }

    /// The key of what was observed of a goal, once it is known where its days begin and end.
    fn observed_of(&self, goal: GoalId, days: DaySpan, person: PersonId) -> Option<FactKey> {
        let zone = self.zone_of(person).ok()?;
        Some(FactKey::Observed(ObservedKey::of_days(goal, days, zone)))
    }

    /// A sampling as the viewer sees it: as it is, for whoever may set what is sampled.
    pub fn sampling(&self, sampling: &Sampling) -> Result<Option<Sampling>, Refusal> {
        let allowed = self.alone()?.may(Action::SetSampling).is_ok();
        Ok(allowed.then(|| sampling.clone()))
    }

    /// A call that waits for review, as the viewer sees it.
    pub fn waiting_call(&self, call: &Call, drawn: &[SampledIn]) -> Result<Option<ReviewEntry>, Refusal> {
        let waiting = WaitingCall { call, drawn };
        Ok(match see(&waiting, &self.towards(call.handler, None)?) {
            Some(Sight::Staff(seen)) => Some(ReviewEntry::of(&seen)),
            Some(Sight::Coached(_)) | None => None,
        })
    }

    /// The zone that a person's days are counted in.
    pub fn zone_of(&self, person: PersonId) -> Result<Zone, Refusal> {
        self.policy.organisation.zone_of(person, self.facts)
    }
}
