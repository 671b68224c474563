//! Action items by who may want to list or count them: whose they are, and who decides on them.

use strum::VariantArray;

use super::due::DueByDay;
use crate::workspace::index::due::{DueKey, due_key};
use crate::workspace::index::lists::{Lists, ListsBy, SortKey, sections};
use crate::workspace::index::sums::Additive as _;
use crate::workspace::{Follows, LookUp, Moved, Ordered, World};
use touchline_kernel::{DaySpan, Id, LocalDate, PersonId};
use touchline_law::ground::{ActionItemId, ActionItemMark, PlanId};
use touchline_law::life::Thing as _;
use touchline_law::things::action_item::{ActionItem, Due, State};

/// Which of the lists an action item stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, VariantArray)]
pub(in crate::workspace) enum Section {
    /// Still to be done: by due date, and those without one by when they were assigned.
    Open,
    /// To be decided on: by since when.
    Awaiting,
    Verified,
    Cancelled,
    Archived,
}

sections!(Section);

/// The sort key: when it is due, or since when it stands there.
pub(in crate::workspace) type Key = DueKey<ActionItemMark>;

/// Whose items a list holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(in crate::workspace) enum Of {
    /// All.
    All,
    /// One person's.
    Assignee(PersonId),
    /// Those on which one person decides.
    Decider(PersonId),
    /// Those from sessions of a plan.
    Plan(PlanId),
    /// Those of the second person on which the first one decides.
    Between(PersonId, PersonId),
}

#[derive(Debug, Default)]
pub(in crate::workspace) struct ActionItemIndex {
    /// `action_item.list`, `action_item.mine`, `action_item.badge`: "What is there to be done, and by whom?"; `session.agenda`:
    /// "What is still to be done from the sessions of this plan?"
    pub(in crate::workspace) listed: ListsBy<Of, Section, Key>,
    /// `action_item.figures`: "What was due between two days, and what of it was done?"
    pub(in crate::workspace) due: DueByDay,
    /// `report.performance`: "What was this person to do by these days?", whatever became of it.
    due_of: ListsBy<PersonId, (), (LocalDate, ActionItemId)>,
    /// "What did this person assign, or take over?", by whether it is being worked on, by when it was assigned.
    pub(in crate::workspace) assigned: Lists<PersonId, bool, ActionItemMark>,
    /// `person.review_pack`: "What was this person given to do?", by when it was assigned, whatever became of it.
    pub(in crate::workspace) received: Lists<PersonId, (), ActionItemMark>,
    /// Who decides on each, where somebody does.
    deciders: LookUp<ActionItemId, PersonId>,
}

/// What the index needs to know of an action item, before and after a change.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::workspace) struct Entry {
    assigned: (bool, SortKey<ActionItemMark>),
    pub(in crate::workspace) assignee: PersonId,
    pub(in crate::workspace) assigner: Option<PersonId>,
    awaiting: Option<Key>,
    /// On which day it is due, and what it counts for there.
    due: Option<(LocalDate, Due)>,
    item: ActionItemId,
    plan: Option<PlanId>,
    place: Option<(Section, Key)>,
}

impl Entry {
    pub(in crate::workspace) fn of(item: &ActionItem) -> Self {
        let id = item.action_item;
        let requested = item.open_request().map(|request| request.asked.at);
        let turned = item.history.last().map_or(item.assigned.at, |turn| turn.done.at);
        let section = match (item.archived, item.state) {
            (true, _) => Some(Section::Archived),
            (false, State::Pending | State::InProgress) => Some(Section::Open),
            (false, State::Complete) => None,
            (false, State::Verified) => Some(Section::Verified),
            (false, State::Cancelled) => Some(Section::Cancelled),
        };
        let key = match section {
            Some(Section::Open) => due_key(item.due_on, item.listed_at(), id),
            _ => (false, item.listed_at(), id),
        };
        let is_live = !item.archived && !item.state.is_final();
        Entry {
            assigned: (is_live, (item.assigned.at, id)),
            assignee: item.assignee,
            assigner: item.assigner,
            awaiting: item.awaits_decision().then_some((false, requested.unwrap_or(turned), id)),
            due: item.due_on.map(|day| (day, Due::one(item))),
            item: id,
            plan: item.plan,
            place: section.map(|section| (section, key)),
        }
    }

    /// Where it stands in a section, if it does.
    fn listed(&self, section: Section) -> Option<(Section, Key)> {
        match section {
            Section::Awaiting => self.awaiting.map(|key| (section, key)),
            _ => self.place.filter(|(at, _)| *at == section),
        }
    }
}

impl ActionItemIndex {
    /// Takes an action item as it is after a change, on which this person decides from then on; its assignee, who stays the
    /// same, has these managers.
    pub(in crate::workspace) fn change(
        &mut self,
        before: Option<&Entry>,
        after: &Entry,
        decider: Option<PersonId>,
        managers: &[PersonId],
    ) {
        let was = self.deciders.get(&after.item).copied();
        if before == Some(after) && was == decider {
            return;
        }
        for section in Section::VARIANTS {
            let (from, to) = (before.and_then(|before| before.listed(*section)), after.listed(*section));
            self.listed.change(Of::All, from, to);
            self.listed.change(Of::Assignee(after.assignee), from, to);
            if let Some(plan) = after.plan {
                self.listed.change(Of::Plan(plan), from, to);
            }
            self.listed.hand_over(was.map(Of::Decider).zip(from), decider.map(Of::Decider).zip(to));
            let between = |decider: Option<PersonId>| decider.map(|decider| Of::Between(decider, after.assignee));
            self.listed.hand_over(between(was).zip(from), between(decider).zip(to));
        }
        let assigned = |entry: &Entry| entry.assigner.map(|assigner| (assigner, entry.assigned));
        self.assigned.hand_over(before.and_then(assigned), assigned(after));
        let due_of = |entry: &Entry| entry.due.map(|(day, _)| ((), (day, entry.item)));
        self.due_of.change(after.assignee, before.and_then(due_of), due_of(after));
        let received = |entry: &Entry| ((), entry.assigned.1);
        self.received.change(after.assignee, before.map(received), Some(received(after)));
        if let Some((day, due)) = before.and_then(|before| before.due) {
            self.due.sum((was, after.assignee), managers, (day, &due), Due::take);
        }
        if let Some((day, due)) = after.due {
            self.due.sum((decider, after.assignee), managers, (day, &due), Due::add);
        }
        match decider {
            Some(decider) => drop(self.deciders.insert(after.item, decider)),
            None => drop(self.deciders.remove(&after.item)),
        }
    }

    /// What a person was to do by these days, by its day.
    pub(in crate::workspace) fn due_of(
        &self,
        person: PersonId,
        days: DaySpan,
    ) -> impl Iterator<Item = ActionItemId> + '_ {
        let (first, last) = (Id::new(uuid::Uuid::nil()), Id::new(uuid::Uuid::max()));
        let range = (days.first, first)..=(days.last.max(days.first), last);
        let keys = self.due_of.of(person, ()).into_iter();
        keys.flat_map(move |keys| keys.range(range.clone())).map(|(_, item)| *item)
    }

    /// What a person is still to do.
    pub(in crate::workspace) fn open_of(&self, person: PersonId) -> impl Iterator<Item = ActionItemId> + '_ {
        let keys = self.listed.of(Of::Assignee(person), Section::Open).into_iter();
        keys.flat_map(Ordered::iter).map(|(_, _, item)| *item)
    }

    /// All that a person assigned, took over or is to do, whatever became of it.
    fn touched_by(&self, person: PersonId) -> Vec<ActionItemId> {
        let assigned = [true, false].into_iter().filter_map(|live| self.assigned.of(person, live)).flatten();
        let own = Section::VARIANTS.iter().filter_map(|section| self.listed.of(Of::Assignee(person), *section));
        assigned.map(|(_, id)| *id).chain(own.flatten().map(|(_, _, id)| *id)).collect()
    }
}

impl Follows<World> for ActionItemIndex {
    fn moved(&mut self, moved: &Moved, world: &World) {
        self.due.moved(moved, world);
    }
}

impl World {
    /// Who decides on what somebody assigned: they, or the assignee's own manager where they have left (ACC-02).
    pub(in crate::workspace) fn decider_of(&self, entry: &Entry) -> Option<PersonId> {
        let assigner = self.tables.people.get(entry.assigner?)?;
        if assigner.document.active {
            return entry.assigner;
        }
        self.tables.people.get(entry.assignee).and_then(|assignee| assignee.document.manager)
    }

    /// A person has left or come back, or reports to somebody else: others may decide on what they assigned, and on what is
    /// theirs to do.
    pub(in crate::workspace) fn settle_deciders(&mut self, person: PersonId) {
        for id in self.action_item_index.touched_by(person) {
            let Some(item) = self.tables.action_items.get(id) else { continue };
            let entry = Entry::of(item);
            let (decider, managers) = (self.decider_of(&entry), self.lines.managers(entry.assignee));
            self.action_item_index.change(Some(&entry), &entry, decider, &managers);
        }
    }
}
