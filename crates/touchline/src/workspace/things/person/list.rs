//! `person.list`: the people whom the viewer may see, by name.
//!
//! Rules: WSP-05.

use crate::workspace::queries::listing::{Listing, Order, paged};
use crate::workspace::queries::{Asked, Listed as _, Page, Question};
use crate::workspace::things::person::directory::{Lists, NameKey};
use crate::workspace::{Ordered, Reach};
use touchline_kernel::{Key, PersonId, Recorded};
use touchline_law::access::Action;
use touchline_law::facts::Refusal;
use touchline_law::ground::people::Person;
use touchline_law::things::person::PersonSight;

paged! {
    /// Which people. What is left out chooses nobody and nothing.
    #[schemars(rename = "PersonListed")]
    PersonList {
        /// Only those who are still there, or only those who have left.
        #[serde(default)]
        active: Option<bool>,
        /// Only those whom this person manages, directly or through others.
        #[serde(default)]
        below: Option<PersonId>,
        /// Of `below` only those who report directly.
        #[serde(default)]
        direct: bool,
        /// Only those who hold this role.
        #[serde(default)]
        role: Option<Key>,
        /// Only those in this team.
        #[serde(default)]
        team: Option<Key>,
    }
}

impl Question for PersonList {
    type View = Page<PersonSight>;

    fn answer(&self, asked: &Asked<'_>) -> Result<Page<PersonSight>, Refusal> {
        let mut near = Ordered::default();
        near.extend(asked.near().map(NameKey::of));
        let mut keys = self.fewest(asked)?;
        keys.push(&near);
        let paging = self.paging(Order::OldestFirst);
        Listing::new(self.named(), asked, keys, paging)?.page(|person| {
            let Some(known) = asked.world.tables.people.get(person) else { return Ok(None) };
            if self.chooses(&known.document, asked) { asked.show(known) } else { Ok(None) }
        })
    }
}

impl PersonList {
    /// Those below somebody who are still there.
    pub(in crate::workspace) fn below(manager: PersonId, direct: bool) -> Self {
        let (below, active) = (Some(manager), Some(true));
        PersonList { active, after: None, below, direct, limit: None, role: None, team: None }
    }

    /// How many there are of those below somebody: as many as the list holds that names no more.
    pub(in crate::workspace) fn count(&self, asked: &Asked<'_>) -> Result<u64, Refusal> {
        let reached: usize = self.within(asked)?.iter().map(|list| list.len()).sum();
        // Who reaches everybody has counted those near them already; else nobody near stands below the viewer.
        let near = match asked.reach_of(Action::SeePerson)? {
            Reach::All => 0,
            _ => asked.near().filter(|person| self.chooses(person, asked)).count(),
        };
        Ok(u64::try_from(reached.saturating_add(near)).unwrap_or(u64::MAX))
    }

    /// The list, with all that chooses what is in it.
    fn named(&self) -> String {
        let PersonList { active, below, direct, role, team, .. } = self;
        format!("{}/{active:?}/{below:?}/{direct}/{role:?}/{team:?}", Self::NAME)
    }

    /// Of the lists that hold all who are chosen, and whom the viewer may see for more than that they stand near: the
    /// shortest.
    fn fewest<'a>(&self, asked: &Asked<'a>) -> Result<Lists<'a>, Refusal> {
        let (directory, active) = (asked.world.directory(), self.active);
        let in_team = self.team.as_ref().map(|team| directory.in_team(team, active));
        let with_role = self.role.as_ref().map(|role| directory.with_role(role, active));
        let lists = [Some(self.within(asked)?), in_team, with_role].into_iter().flatten();
        Ok(lists.min_by_key(|lists| lists.iter().map(|list| list.len()).sum::<usize>()).unwrap_or_default())
    }

    /// Those below whom they are to stand, as far as the viewer reaches.
    fn within<'a>(&self, asked: &Asked<'a>) -> Result<Lists<'a>, Refusal> {
        let (directory, reach) = (asked.world.directory(), asked.reach_of(Action::SeePerson)?);
        let Some(manager) = self.below else { return Ok(directory.within(reach, self.active)) };
        Ok(match (asked.knows_team(manager)?, self.direct) {
            (true, true) => directory.direct(manager, self.active),
            (true, false) => directory.within(Reach::Below(manager), self.active),
            // Whoever stands below the viewer stands below everybody above the viewer, too.
            (false, false) if asked.leads(manager) => directory.within(reach, self.active),
            (false, _) => Vec::new(),
        })
    }

    fn chooses(&self, person: &Person, asked: &Asked<'_>) -> bool {
        let is_below = |manager: PersonId| {
            if self.direct {
                person.manager == Some(manager)
            } else {
                asked.world.lines.steps(manager, person.person).is_some()
            }
        };
        self.active.is_none_or(|active| person.active == active)
            && self.role.as_ref().is_none_or(|role| person.roles.contains(role))
            && self.team.as_ref().is_none_or(|team| person.team.as_ref() == Some(team))
            && self.below.is_none_or(is_below)
    }
}

impl<'a> Asked<'a> {
    /// Whether the viewer may know who stands below a manager.
    pub(in crate::workspace) fn knows_team(&self, manager: PersonId) -> Result<bool, Refusal> {
        let viewer = self.viewing.viewer;
        Ok(match self.reach_of(Action::SeePerson)? {
            Reach::All => true,
            Reach::Below(_) => manager == viewer || self.world.lines.steps(viewer, manager).is_some(),
            Reach::Nobody | Reach::One(_) => false,
        })
    }

    /// Whether the viewer stands below somebody.
    pub(in crate::workspace) fn leads(&self, manager: PersonId) -> bool {
        self.world.lines.steps(manager, self.viewing.viewer).is_some()
    }

    /// Those whom the viewer sees whatever they may: themselves, and everybody above them.
    pub(in crate::workspace) fn near(&self) -> impl Iterator<Item = &'a Person> + use<'a> {
        let (world, viewer) = (self.world, self.viewing.viewer);
        let above = world.lines.managers(viewer).iter().copied().collect::<Vec<_>>();
        let people = [viewer].into_iter().chain(above);
        people.filter_map(|person| world.tables.people.get(person)).map(|Recorded { document, .. }| document)
    }
}
