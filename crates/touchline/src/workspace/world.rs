//! Everything that a workspace knows of its things, and the facts that decisions ask of it.

use super::findings::Findings;
use super::index::{BundleIndex, Entry, Place, Section, SortKey, TrainingIndex, place};
use super::reporting::ReportingLines;
use super::table::{Table, TableFull};
use crate::bundle::{self, Bundle, BundleId};
use crate::calls::{self, Call, CallId};
use crate::disposition::{self, Disposition};
use crate::duties;
use crate::facts::{
    BundleMark, DispositionId, Duties, FactKey, Facts, ItemStanding, Kept, Known, Own, Refusal, ThingKind, ThingRef,
    TrainingItemId,
};
use crate::kernel::aggregate::Recorded;
use crate::kernel::command::PersonId;
use crate::kernel::event::Event;
use crate::kernel::id::Id;
use crate::kernel::time::Instant;
use crate::law::{Change, Source, State, Thing};
use crate::people::{self, Person};
use crate::policy;
use crate::recorded;
use crate::training::{self, TrainingItem};

#[derive(Debug, Default)]
pub(super) struct World {
    pub(super) people: Table<PersonId, Recorded<Person>>,
    pub(super) calls: Table<CallId, Recorded<Call>>,
    pub(super) bundles: Table<BundleId, Bundle>,
    pub(super) bundle_index: BundleIndex,
    pub(super) dispositions: Table<DispositionId, Disposition>,
    pub(super) training_items: Table<TrainingItemId, TrainingItem>,
    pub(super) training_index: TrainingIndex,
    pub(super) findings: Findings,
    /// The policy that was adopted last.
    pub(super) policy: Option<policy::InForce>,
    lines: ReportingLines,
}

/// The event cannot have happened to this state.
#[derive(Clone, Copy, Debug)]
pub(super) struct DoesNotFit;

impl From<TableFull> for DoesNotFit {
    fn from(_: TableFull) -> Self {
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
            ThingKind::Person => self.people.get(Id::new(id)).map(State::Person),
            ThingKind::Policy => self.policy.as_ref().filter(|_| thing == policy::reference()).map(State::Policy),
            ThingKind::TrainingItem => self.training_items.get(Id::new(id)).map(State::TrainingItem),
        };
        found.unwrap_or(State::Absent)
    }

    /// Folds one event in.
    pub(super) fn apply(&mut self, event: Event<Change>) -> Result<(), DoesNotFit> {
        let (change, event) = event.split();
        match change {
            Change::Bundle(change) => self.change_bundle(event.with(change)),
            Change::Call(calls::Change::Recorded(call)) => self.record_call(event.with(call)),
            Change::Disposition(change) => self.give_disposition(event.with(change)),
            Change::Duties(duties::Change::DutiesHandedOver(body)) => {
                self.people.replace(body.person, |known| duties::evolve(known, &event).ok_or(DoesNotFit))?;
                Ok(())
            }
            Change::Person(people::Change::Recorded(person)) => self.record_person(event.with(person)),
            Change::Policy(change) => {
                self.policy = Some(policy::evolve(self.policy.as_ref(), event.with(change)));
                Ok(())
            }
            Change::TrainingItem(change) => self.move_training_item(event.with(change)),
        }
    }

    /// Puts a thing where there was none: what a snapshot holds.
    pub(super) fn put(&mut self, thing: Thing) -> Result<(), DoesNotFit> {
        match thing {
            Thing::Bundle(bundle) => {
                let (entry, agent) = (Entry::of(&bundle), bundle.agent);
                self.bundles.replace(bundle.bundle, |before| before.is_none().then_some(bundle).ok_or(DoesNotFit))?;
                self.index_bundle(None, &entry, agent);
            }
            Thing::Call(call) => {
                let id = call.document.call;
                self.calls.replace(id, |before| before.is_none().then_some(call).ok_or(DoesNotFit))?;
            }
            Thing::Disposition(disposition) => {
                let (id, began) = (disposition.disposition, self.began(disposition.call)?);
                let made = |before: Option<_>| before.is_none().then_some(disposition).ok_or(DoesNotFit);
                let disposition = self.dispositions.replace(id, made)?;
                self.findings.change(None, disposition, began);
            }
            Thing::TrainingItem(item) => {
                let id = item.training_item;
                let (agent, after) = (item.agent, place(&item));
                self.training_items.replace(id, |before| before.is_none().then_some(item).ok_or(DoesNotFit))?;
                self.index_training_item(None, agent, after);
            }
            Thing::Policy(policy) => match self.policy {
                None if policy.policy == policy::id() => self.policy = Some(policy),
                _ => return Err(DoesNotFit),
            },
            Thing::Person(person) => {
                let (id, manager) = (person.document.person, person.document.manager);
                self.refuse_cycle(id, manager)?;
                self.people.replace(id, |before| before.is_none().then_some(person).ok_or(DoesNotFit))?;
                self.report_to(id, manager);
            }
        }
        Ok(())
    }

    fn change_bundle(&mut self, event: Event<bundle::Change>) -> Result<(), DoesNotFit> {
        let id = event.change.bundle();
        let before = self.bundles.get(id).map(Entry::of);
        let bundle = self.bundles.replace(id, |bundle| bundle::evolve(bundle, event).ok_or(DoesNotFit))?;
        let (entry, agent) = (Entry::of(bundle), bundle.agent);
        self.index_bundle(before, &entry, agent);
        Ok(())
    }

    fn give_disposition(&mut self, event: Event<disposition::Change>) -> Result<(), DoesNotFit> {
        let disposition::Change::Given(given) = &event.change;
        let (id, began) = (given.disposition, self.began(given.call)?);
        let before = self.dispositions.get(id).map(|disposition| disposition.agent);
        let made = |known: Option<Disposition>| Ok::<_, DoesNotFit>(disposition::evolve(known.as_ref(), event));
        let disposition = self.dispositions.replace(id, made)?;
        self.findings.change(before, disposition, began);
        Ok(())
    }

    /// When a call began; there is no disposition of a call that nobody knows.
    fn began(&self, call: CallId) -> Result<Instant, DoesNotFit> {
        self.calls.get(call).map(|call| call.document.started_at).ok_or(DoesNotFit)
    }

    fn record_call(&mut self, event: Event<Call>) -> Result<(), DoesNotFit> {
        let (id, after) = (event.change.call, event.change.started_at);
        let before = self.began(id).ok().filter(|before| *before != after);
        self.calls.replace(id, |known| Ok::<_, DoesNotFit>(recorded::evolve(known.as_ref(), event)))?;
        let Some(before) = before else { return Ok(()) };
        let moved: Vec<DispositionId> = self.findings.of_call(id).collect();
        for disposition in moved.into_iter().filter_map(|id| self.dispositions.get(id)) {
            self.findings.began(disposition, before, after);
        }
        Ok(())
    }

    fn move_training_item(&mut self, event: Event<training::Change>) -> Result<(), DoesNotFit> {
        let id = event.change.item();
        let before = self.training_items.get(id).map(|item| (item.agent, place(item)));
        let item = self.training_items.replace(id, |item| training::evolve(item, event).ok_or(DoesNotFit))?;
        let (agent, after) = (item.agent, place(item));
        self.index_training_item(before, agent, after);
        Ok(())
    }

    fn index_bundle(&mut self, before: Option<Entry>, after: &Entry, agent: PersonId) {
        let managers: Vec<PersonId> = self.lines.managers(agent).collect();
        self.bundle_index.change(before, after, &managers);
    }

    fn index_training_item(&mut self, before: Option<(PersonId, Place)>, agent: PersonId, after: Place) {
        let managers: Vec<PersonId> = self.lines.managers(agent).collect();
        let before = match before {
            Some((former, before)) if former != agent => {
                let managers: Vec<PersonId> = self.lines.managers(former).collect();
                self.training_index.leave(former, before, &managers);
                None
            }
            before => before.map(|(_, before)| before),
        };
        self.training_index.change(before, agent, after, &managers);
    }

    fn record_person(&mut self, event: Event<Person>) -> Result<(), DoesNotFit> {
        let (id, manager) = (event.change.person, event.change.manager);
        self.refuse_cycle(id, manager)?;
        self.people.replace(id, |known| Ok::<_, DoesNotFit>(recorded::evolve(known.as_ref(), event)))?;
        self.report_to(id, manager);
        Ok(())
    }

    /// Nobody may come to stand above themselves, whatever a log says: every walk along the reporting lines
    /// ends because they form a forest.
    fn refuse_cycle(&self, person: PersonId, manager: Option<PersonId>) -> Result<(), DoesNotFit> {
        if self.lines.has_room(person, manager) { Ok(()) } else { Err(DoesNotFit) }
    }

    fn report_to(&mut self, person: PersonId, manager: Option<PersonId>) {
        if let Some(moved) = self.lines.place(person, manager) {
            self.bundle_index.moved(&moved);
            self.training_index.moved(&moved);
        }
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

    fn training_item(&self, item: TrainingItemId) -> Known<ItemStanding<'_>> {
        self.training_items.get(item).map(TrainingItem::standing).into()
    }

    fn duties(&self, person: PersonId) -> Known<Duties> {
        let thing =
            |(_, bundle): &SortKey<BundleMark>| (ThingRef::new(ThingKind::Bundle, *bundle), self.bundles.get(*bundle));
        let kept = self.bundle_index.kept_by.get(&person).into_iter().flatten().filter_map(|key| {
            let (thing, bundle) = thing(key);
            bundle.map(|bundle| Kept { coached: bundle.agent, thing })
        });
        let own = self.bundle_index.shown_to.of(person, Section::Active).into_iter().flatten().filter_map(|key| {
            let (thing, bundle) = thing(key);
            let item = |item: &TrainingItemId| ThingRef::new(ThingKind::TrainingItem, *item);
            bundle.map(|bundle| Own { moves: bundle.content.training_items.iter().map(item).collect(), thing })
        });
        Known::Present(Duties { kept: kept.collect(), own: own.collect() })
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
