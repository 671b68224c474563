//! Who there is, by name: of the whole organisation and along the reporting lines, by direct manager, by role and by
//! team; and by each word of their names. Whoever is renamed or redacted leaves the words that they had.
//!
//! A workspace keeps it as people change. Of things that were handed in for one question it is made when that asks for it.
//!
//! Rules: WSP-06.

use std::sync::{Arc, OnceLock};

use crate::workspace::index::lists::{ListsBy, Section as _};
use crate::workspace::index::ranked::Ranked;
use crate::workspace::{Follows, Moved, Ordered, Reach, World};
use touchline_kernel::{Key, Name, PersonId, words};
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
    manager: Option<PersonId>,
    name: Name,
    person: PersonId,
    roles: Vec<Key>,
    team: Option<Key>,
}

impl NameKey {
    pub(in crate::workspace) fn of(person: &Person) -> Self {
        NameKey::named(&person.name, person.person)
    }

    fn named(name: &Name, person: PersonId) -> Self {
        let name = name.as_str();
        NameKey { is_unnamed: name.is_empty(), name: words::folded(name).into(), person }
    }
}

impl WordKey {
    /// One for each word of somebody's name.
    pub(in crate::workspace) fn all_of(person: &Person) -> impl Iterator<Item = WordKey> + use<> {
        WordKey::all_in(&person.name, NameKey::of(person))
    }

    fn all_in(name: &Name, key: NameKey) -> impl Iterator<Item = WordKey> + use<> {
        let words = words::found_by(name.as_str()).into_iter();
        words.map(move |word| WordKey { word: word.into(), key: key.clone() })
    }
}

impl Listed {
    pub(in crate::workspace) fn of(person: &Person) -> Self {
        Listed {
            active: person.active,
            manager: person.manager,
            name: person.name.clone(),
            person: person.person,
            roles: person.roles.clone(),
            team: person.team.clone(),
        }
    }

    fn key(&self) -> NameKey {
        NameKey::named(&self.name, self.person)
    }

    fn words(&self) -> impl Iterator<Item = WordKey> + use<> {
        WordKey::all_in(&self.name, self.key())
    }
}

/// The directory of a workspace: kept, or made later where nothing changes any more.
#[derive(Debug)]
pub(in crate::workspace) enum People {
    /// It goes along with every change.
    Kept(Directory),
    /// It is made once it is asked for.
    Later(OnceLock<Directory>),
}

impl Default for People {
    fn default() -> Self {
        People::Kept(Directory::default())
    }
}

impl People {
    /// To be made of what will be there when it is asked for.
    pub(in crate::workspace) fn later() -> Self {
        People::Later(OnceLock::new())
    }

    /// The one that goes along with changes.
    pub(in crate::workspace) fn kept(&mut self) -> Option<&mut Directory> {
        match self {
            People::Kept(directory) => Some(directory),
            People::Later(_) => None,
        }
    }

    /// The directory; of these people where it was not made yet.
    pub(in crate::workspace) fn of(&self, world: &World) -> &Directory {
        match self {
            People::Kept(directory) => directory,
            People::Later(made) => made.get_or_init(|| Directory::of(world)),
        }
    }
}

impl Follows<World> for People {
    fn moved(&mut self, moved: &Moved, world: &World) {
        if let Some(directory) = self.kept() {
            directory.moved(moved, world);
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
    fn of(world: &World) -> Self {
        let mut directory = Directory::default();
        for known in world.tables.people.rows() {
            directory.change(None, &Listed::of(&known.document), &world.lines.managers(known.document.person));
        }
        directory
    }

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

    fn list(
        &mut self,
        one: &Listed,
        managers: &[PersonId],
        key: impl for<'k> Fn(&'k NameKey) -> Changed<'k, NameKey>,
        word: impl for<'k> Fn(&'k WordKey) -> Changed<'k, WordKey>,
    ) {
        let own = one.key();
        let (was, is) = key(&own);
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
        for own in one.words() {
            let (was, is) = word(&own);
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

impl Directory {
    /// A person has moved, and everybody below them along.
    fn moved(&mut self, moved: &Moved, world: &World) {
        let own = world.tables.people.get(moved.person).map(|known| Listed::of(&known.document));
        for (listed, active) in self.listed.iter_mut().zip(bool::ALL) {
            listed.moved(moved, own.as_ref().filter(|own| own.active == *active).map(Listed::key));
        }
        self.words.moved(moved, own.iter().flat_map(Listed::words));
    }
}
