//! Everything that a workspace knows of its things, and the facts that decisions ask of it.

use std::collections::BTreeSet;

use crate::workspace::index::lists::SortKey;
use crate::workspace::index::looked::LookedAt;
use crate::workspace::index::reporting::ReportingLines;
use crate::workspace::index::responses::Responses;
use crate::workspace::kept::{Kept, TABLES};
use crate::workspace::notices::Notices;
use crate::workspace::table::places::Full;
use crate::workspace::table::{LookUp, Table};
use crate::workspace::things::bundle::index::{BundleIndex, Section};
use crate::workspace::things::call::begun::Begun;
use crate::workspace::things::disposition::findings::Findings;
use crate::workspace::things::escalation::index::EscalationIndex;
use crate::workspace::things::goal::index::GoalIndex;
use crate::workspace::things::review_queue::index::ReviewQueue;
use crate::workspace::things::skill_report::index::SkillReportIndex;
use crate::workspace::things::team_goal::index::TeamGoalIndex;
use crate::workspace::things::training_item::coached::Coached;
use crate::workspace::things::training_item::index::TrainingIndex;
use crate::workspace::things::training_item::pool_index::Pool;
use crate::workspace::things::training_item::proposals_index::{self, Proposals};
use touchline_calculators::progress::Observed;
use touchline_kernel::aggregate::Recorded;
use touchline_kernel::command::PersonId;
use touchline_kernel::event::Event;
use touchline_kernel::id::Id;
use touchline_kernel::packed::Misfit;
use touchline_kernel::redaction::Redaction;
use touchline_kernel::time::{Instant, Zone};
use touchline_law::facts::{
    self, BegunCall, BundleStanding, CallsBegunKey, CoachedBefore, Duties, FactKey, Facts, GoalStanding, ItemStanding,
    Known, ObservedKey, Own, Refusal, TeamObservedKey,
};
use touchline_law::ground::calls::{Call, CallId};
use touchline_law::ground::people::Person;
use touchline_law::ground::{
    BundleMark, EscalationMark, GoalId, NotificationSettingsId, ThingKind, ThingRef, TrainingItemId,
};
use touchline_law::law::{Change, Source, State};
use touchline_law::life::recorded::{self, Document};
use touchline_law::notify::Choices;
use touchline_law::things::bundle::{self, Bundle, BundleId};
use touchline_law::things::call;
use touchline_law::things::disposition::{self, Disposition};
use touchline_law::things::duties;
use touchline_law::things::escalation::{self, Escalation};
use touchline_law::things::goal::{self, Goal};
use touchline_law::things::metric_day::{self, MetricDay};
use touchline_law::things::notification_settings;
use touchline_law::things::notification_settings::NotificationSettings;
use touchline_law::things::person;
use touchline_law::things::policy;
use touchline_law::things::redaction;
use touchline_law::things::sampling::{self, Sampling};
use touchline_law::things::skill_report::{self, SkillReport};
use touchline_law::things::team_goal::{self, TeamGoal};
use touchline_law::things::training_item::{self, TrainingItem};

#[derive(Debug, Default)]
pub(super) struct World {
    pub(super) people: Table<Recorded<Person>>,
    pub(super) calls: Table<Recorded<Call>>,
    pub(super) bundles: Table<Bundle>,
    pub(super) bundle_index: BundleIndex,
    pub(super) dispositions: Table<Disposition>,
    pub(super) training_items: Table<TrainingItem>,
    pub(super) training_index: TrainingIndex,
    pub(super) findings: Findings,
    pub(super) looked: LookedAt,
    pub(super) pool: Pool,
    pub(super) proposals: Proposals,
    pub(super) coached: Coached,
    pub(super) settings: Table<NotificationSettings>,
    /// "How does this person want to be told?"
    pub(super) settings_of: LookUp<PersonId, NotificationSettingsId>,
    /// What was told, and is to be told.
    pub(super) notices: Notices,
    pub(super) escalations: Table<Escalation>,
    pub(super) escalation_index: EscalationIndex,
    pub(super) responses: Responses,
    pub(super) goals: Table<Goal>,
    pub(super) goal_index: GoalIndex,
    pub(super) metric_days: Table<Recorded<MetricDay>>,
    pub(super) skill_reports: Table<SkillReport>,
    pub(super) skill_report_index: SkillReportIndex,
    pub(super) team_goals: Table<TeamGoal>,
    pub(super) team_goal_index: TeamGoalIndex,
    /// The organisation's zone until a policy is adopted.
    pub(super) first_zone: Zone,
    pub(super) begun: Begun,
    pub(super) samplings: Table<Sampling>,
    pub(super) review_queue: ReviewQueue,
    /// The policy that was adopted last.
    pub(super) policy: Option<policy::InForce>,
    pub(super) lines: ReportingLines,
}

/// The event cannot have happened to this state.
#[derive(Clone, Copy, Debug)]
pub(super) struct DoesNotFit;

impl From<Misfit> for DoesNotFit {
    fn from(_: Misfit) -> Self {
        DoesNotFit
    }
}

impl From<Full> for DoesNotFit {
    fn from(_: Full) -> Self {
        DoesNotFit
    }
}

impl World {
    /// The state of one thing.
    pub(super) fn state_of(&self, thing: ThingRef) -> State<'_> {
        let id = thing.id.uuid();
        let found = match thing.kind {
            ThingKind::Bundle => self.bundles.get(Id::new(id)).map(State::Bundle),
            ThingKind::Call => self.calls.get(Id::new(id)).map(State::Call),
            ThingKind::Disposition => self.dispositions.get(Id::new(id)).map(State::Disposition),
            ThingKind::NotificationSettings => self.settings.get(Id::new(id)).map(State::NotificationSettings),
            ThingKind::Escalation => self.escalations.get(Id::new(id)).map(State::Escalation),
            ThingKind::Goal => self.goals.get(Id::new(id)).map(State::Goal),
            ThingKind::MetricDay => self.metric_days.get(Id::new(id)).map(State::MetricDay),
            ThingKind::Person => self.people.get(Id::new(id)).map(State::Person),
            ThingKind::Policy => self.policy.as_ref().filter(|_| thing == policy::reference()).map(State::Policy),
            ThingKind::Sampling => self.samplings.get(Id::new(id)).map(State::Sampling),
            ThingKind::SkillReport => self.skill_reports.get(Id::new(id)).map(State::SkillReport),
            ThingKind::TeamGoal => self.team_goals.get(Id::new(id)).map(State::TeamGoal),
            ThingKind::TrainingItem => self.training_items.get(Id::new(id)).map(State::TrainingItem),
        };
        found.unwrap_or(State::Absent)
    }

    /// Folds one event in.
    pub(super) fn apply(&mut self, event: Event<Change>) -> Result<(), DoesNotFit> {
        let (change, event) = event.split();
        match change {
            Change::Bundle(change) => self.change(change.bundle(), |known| bundle::evolve(known, event.with(change))),
            Change::Call(call::Change::Recorded(call)) => self.record(call.call, event.with(call)),
            Change::Disposition(change) => {
                let disposition::Change::Given(given) = &change;
                self.change(given.disposition, |known| Some(disposition::evolve(known.as_ref(), event.with(change))))
            }
            Change::Duties(duties::Change::DutiesHandedOver(body)) => {
                self.change(body.person, |known| duties::evolve(known, &event))
            }
            Change::Redaction(redaction::Change::Redacted(body)) => {
                let redaction = body.redaction();
                self.change(body.person, |known| redaction::evolve(known, &redaction, &event))?;
                self.redact(&redaction);
                Ok(())
            }
            Change::NotificationSettings(change) => {
                let notification_settings::Change::Changed(body) = &change;
                self.change(body.notification_settings, |known| {
                    Some(notification_settings::evolve(known.as_ref(), event.with(change)))
                })
            }
            Change::Escalation(change) => {
                self.change(change.escalation(), |known| escalation::evolve(known, event.with(change)))
            }
            Change::MetricDay(metric_day::Change::Recorded(day)) => self.record(day.metric_day, event.with(day)),
            Change::Person(person::Change::Recorded(person)) => self.record(person.person, event.with(person)),
            Change::Goal(change) => self.change(change.goal(), |known| goal::evolve(known, event.with(change))),
            Change::Policy(change) => {
                let before = self.organisation_zone();
                let adopted = policy::evolve(self.policy.as_ref(), event.with(change));
                proposals_index::adopt(self, &adopted.settings.training.suggestions);
                self.policy = Some(adopted);
                if self.organisation_zone() != before {
                    self.measure_all();
                }
                Ok(())
            }
            Change::Sampling(change) => {
                self.change(change.sampling(), |known| sampling::evolve(known.as_ref(), event.with(change)))
            }
            Change::SkillReport(change) => {
                self.change(change.skill_report(), |known| skill_report::evolve(known, event.with(change)))
            }
            Change::TeamGoal(change) => {
                self.change(change.team_goal(), |known| team_goal::evolve(known, event.with(change)))
            }
            Change::TrainingItem(change) => {
                self.change(change.item(), |known| training_item::evolve(known, event.with(change)))
            }
        }
    }

    /// Puts a thing where there was none: what a snapshot holds.
    pub(super) fn put<T: Kept>(&mut self, thing: T) -> Result<(), DoesNotFit> {
        if !thing.fits(self) {
            return Err(DoesNotFit);
        }
        let after = thing.entry();
        T::table_mut(self).add(thing)?;
        T::index(self, None, after);
        Ok(())
    }

    /// Puts the policy where none was adopted.
    pub(super) fn put_policy(&mut self, policy: policy::InForce) -> Result<(), DoesNotFit> {
        if self.policy.is_some() || policy.policy != policy::id() {
            return Err(DoesNotFit);
        }
        proposals_index::adopt(self, &policy.settings.training.suggestions);
        self.policy = Some(policy);
        Ok(())
    }

    /// Takes away what a redaction takes, from all there is: it is ordered seldom, and no index says who wrote what.
    pub(super) fn redact(&mut self, redaction: &Redaction) {
        for table in TABLES {
            (table.redact)(self, redaction);
        }
    }

    fn record<D: Document>(&mut self, id: <Recorded<D> as Kept>::Id, event: Event<D>) -> Result<(), DoesNotFit>
    where
        Recorded<D>: Kept,
    {
        self.change(id, |known: Option<Recorded<D>>| Some(recorded::evolve(known.as_ref(), event)))
    }

    /// Puts what a change makes of a thing in its place, and brings the indexes after it. Where nothing can be made
    /// of it, or what is made has no place here, the thing is gone, and with it whatever was being folded.
    fn change<T: Kept>(&mut self, id: T::Id, change: impl FnOnce(Option<T>) -> Option<T>) -> Result<(), DoesNotFit> {
        let (place, known) = T::table_mut(self).take(id)?;
        let before = known.as_ref().map(T::entry);
        let made = change(known).ok_or(DoesNotFit)?;
        if !made.fits(self) {
            return Err(DoesNotFit);
        }
        let after = made.entry();
        T::table_mut(self).fill(place, made);
        T::index(self, before, after);
        Ok(())
    }

    /// When a call began; there is no disposition of a call that nobody knows.
    pub(super) fn began(&self, call: CallId) -> Option<Instant> {
        self.calls.get(call).map(|call| call.document.started_at)
    }
}

impl Facts for World {
    fn person(&self, person: PersonId) -> Known<&Person> {
        self.people.get(person).map(|person| &person.document).into()
    }

    fn manages(&self, manager: PersonId, report: PersonId) -> Known<u32> {
        self.lines.steps(manager, report).into()
    }

    fn call(&self, call: CallId) -> Known<&Call> {
        self.calls.get(call).map(|call| &call.document).into()
    }

    fn bundle(&self, bundle: BundleId) -> Known<BundleStanding<'_>> {
        self.bundles.get(bundle).map(Bundle::standing).into()
    }

    fn training_item(&self, item: TrainingItemId) -> Known<ItemStanding<'_>> {
        self.training_items.get(item).map(TrainingItem::standing).into()
    }

    fn calls_begun(&self, key: CallsBegunKey) -> Known<Vec<BegunCall>> {
        let begun = self.begun.between(key.earliest, key.latest).filter_map(|(began, id)| {
            let call = &self.calls.get(id)?.document;
            Some(BegunCall {
                began,
                call: id,
                call_type: call.call_type.clone(),
                campaign: call.campaign.clone(),
                handler: call.handler,
                length_ms: call.length_ms,
                reviewed: self.findings.of_call(id).next().is_some(),
            })
        });
        let mut begun: Vec<BegunCall> = begun.collect();
        begun.sort_unstable_by_key(|call| call.call);
        Known::Present(begun)
    }

    fn coached_before(&self, item: TrainingItemId) -> Known<CoachedBefore> {
        let before = self.training_items.get(item).and_then(|item| {
            let check = item.check.as_ref()?;
            self.coached.before(item.agent, check, item.raised.at, item.bundle)
        });
        before.into()
    }

    fn choices(&self, person: PersonId) -> Known<&Choices> {
        let settings = self.settings_of.get(&person).and_then(|settings| self.settings.get(*settings));
        settings.map(|settings| &settings.choices).into()
    }

    fn goal(&self, goal: GoalId) -> Known<GoalStanding> {
        self.goals.get(goal).map(Goal::standing).into()
    }

    fn observed(&self, key: ObservedKey) -> Known<Observed> {
        Known::Present(self.goal_index.observed(key.goal))
    }

    fn team_observed(&self, key: TeamObservedKey) -> Known<Observed> {
        Known::Present(self.team_goal_index.observed(key.team_goal))
    }

    fn duties(&self, person: PersonId) -> Known<Duties> {
        let thing =
            |(_, bundle): &SortKey<BundleMark>| (ThingRef::new(ThingKind::Bundle, *bundle), self.bundles.get(*bundle));
        let kept = self.bundle_index.kept_by.get(&person).into_iter().flatten().filter_map(|key| {
            let (thing, bundle) = thing(key);
            bundle.map(|bundle| facts::Kept { coached: bundle.agent, thing })
        });
        let own = self.bundle_index.shown_to.of(person, Section::Active).into_iter().flatten().filter_map(|key| {
            let (thing, bundle) = thing(key);
            let item = |item: &TrainingItemId| ThingRef::new(ThingKind::TrainingItem, *item);
            bundle.map(|bundle| {
                let goals: BTreeSet<GoalId> = bundle.goals().map(|(goal, _)| goal).collect();
                let goals = goals.into_iter().map(|goal| ThingRef::new(ThingKind::Goal, goal));
                Own { moves: bundle.content.training_items.iter().map(item).chain(goals).collect(), thing }
            })
        });
        let raised = self.escalation_index.kept_by.get(&person).into_iter().flatten();
        let raised = raised.filter_map(|(_, id): &SortKey<EscalationMark>| self.escalations.get(*id));
        let asked = self
            .escalation_index
            .by_agent
            .of(person, crate::workspace::things::escalation::index::Section::Active)
            .into_iter()
            .flatten();
        let mut asked: Vec<SortKey<EscalationMark>> = asked.map(|(_, at, id)| (*at, *id)).collect();
        asked.sort_unstable();
        let reference = |id| ThingRef::new(ThingKind::Escalation, id);
        Known::Present(Duties {
            kept: kept
                .chain(raised.map(|known| facts::Kept { coached: known.agent, thing: reference(known.escalation) }))
                .collect(),
            own: own.chain(asked.into_iter().map(|(_, id)| Own { moves: Vec::new(), thing: reference(id) })).collect(),
        })
    }

    fn gather(&self, _: impl IntoIterator<Item = FactKey>) -> Result<(), Refusal> {
        Ok(())
    }
}

impl Source for World {
    fn state(&self, thing: ThingRef) -> Known<State<'_>> {
        Known::Present(self.state_of(thing))
    }
}
