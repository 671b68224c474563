//! Who there is, by name: of the whole organisation and along the reporting lines, by direct manager, by role and by
//! team; and by each word of their names. Whoever is renamed or redacted leaves the words that they had.
//!
//! Rules: WSP-06.

use std::sync::Arc;

use crate::workspace::index::lists::{ListsBy, Section as _};
use crate::workspace::index::ranked::Ranked;
use crate::workspace::{Follows, Moved, Ordered, Reach, World};
use touchline_kernel::{Key, PersonId, words};
use touchline_law::ground::people::Person;

/// Where somebody stands among all: by name, those last whose name was redacted, then by id.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::workspace) struct NameKey {
    pub(in crate::workspace) is_unnamed: bool,
    /// Without case and accents.
    pub(in crate::workspace) name: Arc<str>,
    pub(in crate::workspace) person: PersonId,
}

/// Where somebody stands by one of the words of their name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::workspace) struct WordKey {
    pub(in crate::workspace) word: Arc<str>,
    pub(in crate::workspace) key: NameKey,
}

/// By what somebody is found.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::workspace) struct Listed {
    active: bool,
    key: NameKey,
    manager: Option<PersonId>,
    roles: Vec<Key>,
    team: Option<Key>,
    words: Vec<WordKey>,
}

impl NameKey {
    pub(in crate::workspace) fn of(person: &Person) -> Self {
        let name = person.name.as_str();
        NameKey { is_unnamed: name.is_empty(), name: words::folded(name).into(), person: person.person }
    }
}

impl WordKey {
    /// One for each word of somebody's name.
    pub(in crate::workspace) fn all_of(person: &Person) -> impl Iterator<Item = WordKey> + use<> {
        let key = NameKey::of(person);
        let words = words::found_by(person.name.as_str()).into_iter();
        words.map(move |word| WordKey { word: word.into(), key: key.clone() })
    }
}

impl Listed {
    pub(in crate::workspace) fn of(person: &Person) -> Self {
        Listed {
            active: person.active,
            key: NameKey::of(person),
            manager: person.manager,
            roles: person.roles.clone(),
            team: person.team.clone(),
            words: WordKey::all_of(person).collect(),
        }
    }
}

/// Who there is; each list has a part for those who have left, and one for those who are still there.
#[derive(Debug, Default)]
pub(in crate::workspace) struct Directory {
    /// `person.list`: "Who is in the organisation?", and "who stands below this manager?"
    listed: [Ranked<NameKey>; 2],
    /// `person.list`: "Who reports to this manager directly?"
    direct: ListsBy<PersonId, bool, NameKey>,
    /// `person.list`: "Who holds this role?"
    by_role: ListsBy<Key, bool, NameKey>,
    /// `person.list`: "Who is in this team?"
    by_team: ListsBy<Key, bool, NameKey>,
    /// `person.search`: "Whose name has a word that begins so?"
    words: Ranked<WordKey>,
}

/// The parts of a list.
pub(in crate::workspace) type Lists<'a> = Vec<&'a Ordered<NameKey>>;

impl Directory {
    /// Everybody within reach: those who are still there, those who have left, or both.
    pub(in crate::workspace) fn within(&self, reach: Reach, active: Option<bool>) -> Lists<'_> {
        let parts = self.listed.iter().zip(bool::ALL).filter(|(_, part)| is_meant(active, **part));
        parts.filter_map(|(listed, _)| listed.within(reach)).collect()
    }

    /// Those who report to a manager directly.
    pub(in crate::workspace) fn direct(&self, manager: PersonId, active: Option<bool>) -> Lists<'_> {
        parts(active).filter_map(|part| self.direct.of(manager, part)).collect()
    }

    /// Those who hold a role.
    pub(in crate::workspace) fn with_role(&self, role: &Key, active: Option<bool>) -> Lists<'_> {
        parts(active).filter_map(|part| self.by_role.of(role, part)).collect()
    }

    /// Those in a team.
    pub(in crate::workspace) fn in_team(&self, team: &Key, active: Option<bool>) -> Lists<'_> {
        parts(active).filter_map(|part| self.by_team.of(team, part)).collect()
    }

    /// The words of the names of everybody within reach.
    pub(in crate::workspace) fn words(&self, reach: Reach) -> Option<&Ordered<WordKey>> {
        self.words.within(reach)
    }

    /// Takes a person as they are after a change; they have these managers still.
    pub(in crate::workspace) fn change(&mut self, before: Option<&Listed>, after: &Listed, managers: &[PersonId]) {
        if before == Some(after) {
            return;
        }
        if let Some(before) = before {
            self.list(before, managers, |key| (Some(key), None), |word| (Some(word), None));
        }
        self.list(after, managers, |key| (None, Some(key)), |word| (None, Some(word)));
    }

    fn list<'l>(
        &mut self,
        one: &'l Listed,
        managers: &[PersonId],
        key: impl Fn(&'l NameKey) -> Changed<'l, NameKey>,
        word: impl Fn(&'l WordKey) -> Changed<'l, WordKey>,
    ) {
        let (was, is) = key(&one.key);
        if let Some(listed) = self.listed.get_mut(one.active.place()) {
            listed.change(managers, was, is);
        }
        let placed = |key: Option<&NameKey>| key.map(|key| (one.active, key.clone()));
        if let Some(manager) = one.manager {
            self.direct.change(manager, placed(was), placed(is));
        }
        for role in &one.roles {
            self.by_role.change(role.clone(), placed(was), placed(is));
        }
        if let Some(team) = &one.team {
            self.by_team.change(team.clone(), placed(was), placed(is));
        }
        for (was, is) in one.words.iter().map(word) {
            self.words.change(managers, was, is);
        }
    }
}

fn is_meant(active: Option<bool>, part: bool) -> bool {
    active.is_none_or(|active| active == part)
}

fn parts(active: Option<bool>) -> impl Iterator<Item = bool> {
    bool::ALL.iter().copied().filter(move |part| is_meant(active, *part))
}

/// A key before and after a change.
type Changed<'k, Key> = (Option<&'k Key>, Option<&'k Key>);

impl Follows<World> for Directory {
    /// A person has moved, and everybody below them along.
    fn moved(&mut self, moved: &Moved, world: &World) {
        let own = world.tables.people.get(moved.person).map(|known| Listed::of(&known.document));
        for (listed, active) in self.listed.iter_mut().zip(bool::ALL) {
            listed.moved(moved, own.as_ref().filter(|own| own.active == *active).map(|own| own.key.clone()));
        }
        self.words.moved(moved, own.into_iter().flat_map(|own| own.words));
    }
}
