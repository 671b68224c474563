//! Cursors: the last sort key that the viewer saw, bound to the list and the viewer, and nothing else.
//!
//! Rules: WSP-05.

use core::cmp::Reverse;

use schemars::JsonSchema;
use serde::Serialize;
use strum::VariantArray as _;

use crate::workspace::World;
use crate::workspace::index::lists::SortKey;
use crate::workspace::index::responses::AnswerKey;
use crate::workspace::queries::Asked;
use crate::workspace::things::call::begun::CallWord;
use crate::workspace::things::person::directory::{NameKey, WordKey};
use crate::workspace::things::session_note::index::NoteKey;
use crate::workspace::things::training_item::pool_index::PoolKey;
use touchline_kernel::record::Hash;
use touchline_kernel::{Id, Instant, Names as _, PersonId};
use touchline_law::ground::people::Person;
use touchline_law::ground::{SessionNoteId, ThingKind, ThingRef};

/// One page of a list.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[schemars(rename = "PageOf{T}")]
pub struct Page<T> {
    /// What stands on it.
    pub items: Vec<T>,
    /// Where the next page begins; null on the last one.
    pub next: Option<String>,
}

impl<T> Page<T> {
    /// The same page of what each becomes.
    pub(in crate::workspace) fn map<Other>(self, of: impl FnMut(T) -> Other) -> Page<Other> {
        Page { items: self.items.into_iter().map(of).collect(), next: self.next }
    }
}

/// A sort key that a list can be read from on.
pub(in crate::workspace) trait Position: Clone + Ord {
    /// What stands there.
    type Id;

    /// What stands there.
    fn id(&self) -> Self::Id;
    /// The key as text.
    fn print(&self) -> String;
    /// The key of such a text.
    fn read(text: &str) -> Option<Self>;

    /// The same, where another comes next.
    fn print_before(&self, _next: &Self, _world: &World) -> String {
        self.print()
    }

    /// The same, where what it stands for is looked up.
    fn read_in(text: &str, _world: &World) -> Option<Self> {
        Self::read(text)
    }
}

/// A key that is of somebody's words, too. A cursor goes into addresses and their logs, where no redaction comes: it names by ids
/// alone what the page ended with and what comes next, `<the one>.<the other>`, and their words are looked up. The next page
/// begins after the one or with the other, whichever is first: where one of the two was renamed meanwhile, something may
/// be shown twice, and nothing is passed over.
trait Worded: Position {
    /// By which id, and by which of the words that it has.
    fn named(&self, world: &World) -> String;
    /// What is named so.
    fn of_name(name: &str, world: &World) -> Option<Self>;
    /// A key that stands right before.
    fn just_before(self) -> Self;
}

/// `<milliseconds>.<id>`.
impl<T> Position for SortKey<T> {
    type Id = Id<T>;

    fn id(&self) -> Id<T> {
        self.1
    }

    fn print(&self) -> String {
        format!("{}.{}", self.0.millis(), self.1)
    }

    fn read(text: &str) -> Option<Self> {
        let (millis, id) = text.split_once('.')?;
        Some((moment(millis)?, Id::new(uuid::Uuid::try_parse(id).ok()?)))
    }
}

/// `<milliseconds>.<id>`: where it stands among those of its moment is looked up, since that may tell of others.
impl Position for NoteKey {
    type Id = SessionNoteId;

    fn id(&self) -> SessionNoteId {
        self.2
    }

    fn print(&self) -> String {
        (self.0, self.2).print()
    }

    fn read(_: &str) -> Option<Self> {
        None
    }
}

/// Of keys whose words are looked up.
macro_rules! worded {
    ($($Key:ident is at $Id:ty: $key:ident => $id:expr;)*) => {
        $(
            impl Position for $Key {
                type Id = $Id;

                fn id(&self) -> $Id {
                    let $key = self;
                    $id
                }

                fn print(&self) -> String {
                    String::new()
                }

                fn read(_: &str) -> Option<Self> {
                    None
                }

                fn print_before(&self, next: &Self, world: &World) -> String {
                    format!("{}.{}", self.named(world), next.named(world))
                }

                fn read_in(text: &str, world: &World) -> Option<Self> {
                    let (last, next) = text.split_once('.')?;
                    let (last, next) = (Self::of_name(last, world)?, Self::of_name(next, world)?);
                    Some(if last < next { last } else { next.just_before() })
                }
            }
        )*
    };
}

worded! {
    NameKey is at PersonId: key => key.person;
    PoolKey is at PersonId: key => key.agent;
    WordKey is at WordKey: key => key.clone();
    CallWord is at CallWord: key => key.clone();
}

/// The id.
impl Worded for NameKey {
    fn named(&self, _: &World) -> String {
        self.person.to_string()
    }

    fn of_name(name: &str, world: &World) -> Option<Self> {
        Some(NameKey::of(person(name, world)?))
    }

    fn just_before(self) -> Self {
        NameKey { person: before(self.person), ..self }
    }
}

/// `<calls>:<milliseconds>:<id>`.
impl Worded for PoolKey {
    fn named(&self, _: &World) -> String {
        format!("{}:{}:{}", self.calls.0, self.oldest.millis(), self.agent)
    }

    fn of_name(name: &str, world: &World) -> Option<Self> {
        let mut parts = name.splitn(3, ':');
        let calls = Reverse(parts.next()?.parse().ok()?);
        let oldest = moment(parts.next()?)?;
        let person = person(parts.next()?, world)?;
        Some(PoolKey { calls, oldest, name: person.name.as_str().into(), agent: person.person })
    }

    fn just_before(self) -> Self {
        PoolKey { agent: before(self.agent), ..self }
    }
}

/// `<id>:<which of the words, from 0>`.
impl Worded for WordKey {
    fn named(&self, world: &World) -> String {
        let words = person(&self.key.person.to_string(), world).into_iter().flat_map(WordKey::all_of);
        placed(self.key.person, words, self)
    }

    fn of_name(name: &str, world: &World) -> Option<Self> {
        let (id, place) = name.split_once(':')?;
        WordKey::all_of(person(id, world)?).nth(place.parse().ok()?)
    }

    fn just_before(self) -> Self {
        WordKey { key: self.key.just_before(), ..self }
    }
}

/// `<id>:<which of the words, from 0>`.
impl Worded for CallWord {
    fn named(&self, world: &World) -> String {
        let words = world.tables.calls.get(self.call).into_iter().flat_map(|known| CallWord::all_of(&known.document));
        placed(self.call, words, self)
    }

    fn of_name(name: &str, world: &World) -> Option<Self> {
        let (id, place) = name.split_once(':')?;
        let known = world.tables.calls.get(id_of(id)?)?;
        CallWord::all_of(&known.document).into_iter().nth(place.parse().ok()?)
    }

    fn just_before(self) -> Self {
        CallWord { call: before(self.call), ..self }
    }
}

fn placed<K: PartialEq, Mark>(id: Id<Mark>, mut words: impl Iterator<Item = K>, word: &K) -> String {
    format!("{id}:{}", words.position(|other| other == *word).unwrap_or_default())
}

fn person<'a>(id: &str, world: &'a World) -> Option<&'a Person> {
    Some(&world.tables.people.get(id_of(id)?)?.document)
}

fn id_of<Mark>(text: &str) -> Option<Id<Mark>> {
    Some(Id::new(uuid::Uuid::try_parse(text).ok()?))
}

/// The id before all that are not less.
fn before<Mark>(id: Id<Mark>) -> Id<Mark> {
    Id::new(uuid::Uuid::from_u128(id.uuid().as_u128().saturating_sub(1)))
}

/// `<milliseconds>.<id>.<kind>`.
impl Position for AnswerKey {
    type Id = AnswerKey;

    fn id(&self) -> AnswerKey {
        *self
    }

    fn print(&self) -> String {
        let (at, thing) = self;
        format!("{}.{}", (*at, thing.id).print(), thing.kind.name())
    }

    fn read(text: &str) -> Option<Self> {
        let (key, kind) = text.rsplit_once('.')?;
        let (at, id) = SortKey::read(key)?;
        let kind = ThingKind::VARIANTS.iter().copied().find(|known| known.name() == kind)?;
        Some((at, ThingRef { id, kind }))
    }
}

/// `<milliseconds>.<id>.<0 or 1>`.
impl<T> Position for (bool, Instant, Id<T>) {
    type Id = Id<T>;

    fn id(&self) -> Id<T> {
        self.2
    }

    fn print(&self) -> String {
        let (later, at, id) = self;
        format!("{}.{}", (*at, *id).print(), u8::from(*later))
    }

    fn read(text: &str) -> Option<Self> {
        let (key, later) = text.rsplit_once('.')?;
        let (at, id) = SortKey::read(key)?;
        Some((later == "1", at, id))
    }
}

fn moment(millis: &str) -> Option<Instant> {
    Instant::from_millis(millis.parse().ok()?)
}

/// Prints `<key>.<tag>`. The tag keeps a cursor from being used for another list or viewer by mistake; it is no
/// secret, since every page applies sight anew.
pub(in crate::workspace) fn print<P: Position>(list: &str, viewer: PersonId, key: &P) -> String {
    sealed(list, viewer, &key.print())
}

/// The same, where another comes next.
pub(in crate::workspace) fn print_before<P: Position>(list: &str, asked: &Asked<'_>, key: &P, next: &P) -> String {
    sealed(list, asked.viewing.viewer, &key.print_before(next, asked.world))
}

fn sealed(list: &str, viewer: PersonId, head: &str) -> String {
    format!("{head}.{}", tag(list, viewer, head))
}

/// Reads a cursor of this list and this viewer.
pub(in crate::workspace) fn read<P: Position>(list: &str, viewer: PersonId, cursor: &str) -> Option<P> {
    P::read(opened(list, viewer, cursor)?)
}

/// The same, where what it stands for is looked up.
pub(in crate::workspace) fn read_in<P: Position>(list: &str, asked: &Asked<'_>, cursor: &str) -> Option<P> {
    P::read_in(opened(list, asked.viewing.viewer, cursor)?, asked.world)
}

fn opened<'a>(list: &str, viewer: PersonId, cursor: &'a str) -> Option<&'a str> {
    let (head, found) = cursor.rsplit_once('.')?;
    (found == tag(list, viewer, head)).then_some(head)
}

fn tag(list: &str, viewer: PersonId, head: &str) -> String {
    let digest = Hash::of(&[b"touchline/cursor/1", list.as_bytes(), viewer.uuid().as_bytes(), head.as_bytes()]);
    digest.bytes().iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}
