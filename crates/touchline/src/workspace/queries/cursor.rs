//! Cursors: the last sort key that the viewer saw, bound to the list and the viewer, and nothing else.
//!
//! Rules: WSP-05.

use core::cmp::Reverse;

use schemars::JsonSchema;
use serde::Serialize;
use strum::VariantArray as _;

use crate::workspace::index::lists::SortKey;
use crate::workspace::index::responses::AnswerKey;
use crate::workspace::things::call::begun::CallWord;
use crate::workspace::things::person::directory::{NameKey, WordKey};
use crate::workspace::things::session_note::index::NoteKey;
use crate::workspace::things::training_item::pool_index::PoolKey;
use touchline_kernel::record::Hash;
use touchline_kernel::{Id, Instant, Names as _, PersonId};
use touchline_law::ground::{CallMark, SessionNoteId, ThingKind, ThingRef};

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

/// `<calls>.<milliseconds>.<id>.<name, each byte as two hexadecimal digits>`.
impl Position for PoolKey {
    type Id = PersonId;

    fn id(&self) -> PersonId {
        self.agent
    }

    fn print(&self) -> String {
        format!("{}.{}.{}.{}", self.calls.0, self.oldest.millis(), self.agent, digits(&self.name))
    }

    fn read(text: &str) -> Option<Self> {
        let mut parts = text.splitn(4, '.');
        let calls = Reverse(parts.next()?.parse().ok()?);
        let oldest = moment(parts.next()?)?;
        let agent = Id::new(uuid::Uuid::try_parse(parts.next()?).ok()?);
        Some(PoolKey { calls, oldest, name: name(parts.next()?)?.into(), agent })
    }
}

/// `<1 where there is no name, else 0>.<name, each byte as two hexadecimal digits>.<id>`.
impl Position for NameKey {
    type Id = PersonId;

    fn id(&self) -> PersonId {
        self.person
    }

    fn print(&self) -> String {
        format!("{}.{}.{}", u8::from(self.is_unnamed), digits(&self.name), self.person)
    }

    fn read(text: &str) -> Option<Self> {
        let mut parts = text.splitn(3, '.');
        let is_unnamed = parts.next()? == "1";
        let name = name(parts.next()?)?.into();
        Some(NameKey { is_unnamed, name, person: Id::new(uuid::Uuid::try_parse(parts.next()?).ok()?) })
    }
}

/// `<word, each byte as two hexadecimal digits>.` and the same as above.
impl Position for WordKey {
    type Id = WordKey;

    fn id(&self) -> WordKey {
        self.clone()
    }

    fn print(&self) -> String {
        format!("{}.{}", digits(&self.word), self.key.print())
    }

    fn read(text: &str) -> Option<Self> {
        let (word, key) = text.split_once('.')?;
        Some(WordKey { word: name(word)?.into(), key: NameKey::read(key)? })
    }
}

/// `<word, each byte as two hexadecimal digits>.<milliseconds>.<id>`.
impl Position for CallWord {
    type Id = CallWord;

    fn id(&self) -> CallWord {
        self.clone()
    }

    fn print(&self) -> String {
        format!("{}.{}", digits(&self.word), (self.began.0, self.call).print())
    }

    fn read(text: &str) -> Option<Self> {
        let (word, key) = text.split_once('.')?;
        let (began, call) = SortKey::<CallMark>::read(key)?;
        Some(CallWord { word: name(word)?.into(), began: Reverse(began), call })
    }
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

fn digits(name: &str) -> String {
    name.bytes().map(|byte| format!("{byte:02x}")).collect()
}

fn name(digits: &str) -> Option<String> {
    let byte = |pair: &[u8]| u8::from_str_radix(core::str::from_utf8(pair).ok()?, 16).ok();
    String::from_utf8(digits.as_bytes().chunks(2).map(byte).collect::<Option<_>>()?).ok()
}

/// Prints `<key>.<tag>`. The tag keeps a cursor from being used for another list or viewer by mistake; it is no
/// secret, since every page applies sight anew.
pub(in crate::workspace) fn print<P: Position>(list: &str, viewer: PersonId, key: &P) -> String {
    let head = key.print();
    let tag = tag(list, viewer, &head);
    format!("{head}.{tag}")
}

/// Reads a cursor of this list and this viewer.
pub(in crate::workspace) fn read<P: Position>(list: &str, viewer: PersonId, cursor: &str) -> Option<P> {
    let (head, found) = cursor.rsplit_once('.')?;
    if found != tag(list, viewer, head) {
        return None;
    }
    P::read(head)
}

fn tag(list: &str, viewer: PersonId, head: &str) -> String {
    let digest = Hash::of(&[b"touchline/cursor/1", list.as_bytes(), viewer.uuid().as_bytes(), head.as_bytes()]);
    digest.bytes().iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}
