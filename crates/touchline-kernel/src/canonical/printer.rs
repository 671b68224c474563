//! Prints values as they are walked, and puts an object's members in order when it closes.
//!
//! Members are printed where they arrive, and all that is kept of them is what the last one is called; only where
//! they arrive out of order are they found again at the end, and moved. So a type that declares its fields sorted costs
//! nothing for it.

use std::ops::Range;

use serde::Serialize;

use super::members::members;
use super::personal::Marks;
use super::{MAX_PRINTED_DEPTH, PersonalSpan, Unprintable, escape, utf16_order};
use crate::pointer;

/// The state of printing one document.
pub(super) struct Printer<'out> {
    pub(super) out: &'out mut String,
    room: Room,
    /// Whether the next text is a map's key.
    awaits_key: bool,
    /// Whether the next text is known to need no escapes.
    is_plain: bool,
    /// Where the document stands in a greater one.
    within: &'static str,
    marks: Option<Marks>,
}

/// What is noted while a document is printed. Its room can be kept for the next one.
#[derive(Debug, Default)]
pub struct Room {
    /// The lists and objects that are open, outermost first.
    open: Vec<Open>,
    /// The names of the last members in `open` that are keys of maps, unescaped, and the fields that are held back, one
    /// after the other.
    names: String,
}

#[derive(Debug)]
struct Open {
    /// Where its bracket ends in the output.
    start: usize,
    entries: usize,
    /// What its last member is called.
    last: Name,
    /// Where its own part of `names` begins.
    first_name: usize,
    /// A field that came first and belongs further behind, as the tag of a tagged value does: it is held back, its
    /// bytes in `names`, until its place has come.
    held: Option<&'static str>,
    first_mark: usize,
    is_object: bool,
    in_order: bool,
}

/// What a member is called.
#[derive(Debug)]
enum Name {
    /// A field of a type.
    Field(&'static str),
    /// A key of a map: its bytes in `names`.
    Key(Range<usize>),
}

impl Name {
    fn of<'a>(&self, names: &'a str) -> &'a str {
        match self {
            Name::Field(name) => name,
            Name::Key(place) => names.get(place.clone()).unwrap_or_default(),
        }
    }
}

impl Open {
    /// Whether a field simply comes after the last one: nearly all do.
    #[inline]
    fn is_followed_by(&self, name: &str) -> bool {
        let in_order = |last: &str| utf16_order(last, name).is_lt();
        self.entries > 0 && self.held.is_none() && matches!(self.last, Name::Field(last) if in_order(last))
    }

    /// Begins a first field, or one that does not simply come after the last one; so many personal texts were noted.
    #[inline(never)]
    fn begin_field(&mut self, out: &mut String, names: &mut String, (name, marks): (&str, usize)) {
        match self.held {
            Some(held) if utf16_order(held, name).is_lt() => self.give_back(out, names),
            None if self.entries == 1 => self.hold_back(out, names, (name, marks)),
            _ => {}
        }
        self.begin(out, names, name);
    }

    /// Begins one more member of an object.
    fn begin(&mut self, out: &mut String, names: &str, name: &str) {
        if out.len() > self.start {
            out.push(',');
            self.in_order = self.in_order && utf16_order(self.last.of(names), name).is_lt();
        }
    }

    /// Holds the first field back where it belongs behind the next one. What holds personal text stays, since its place
    /// was noted already.
    fn hold_back(&mut self, out: &mut String, names: &mut String, (next, marks): (&str, usize)) {
        let Name::Field(first) = self.last else { return };
        if utf16_order(next, first).is_lt() && marks == self.first_mark {
            names.push_str(out.get(self.start..).unwrap_or_default());
            out.truncate(self.start);
            self.held = Some(first);
        }
    }

    /// Prints the field that was held back, whose place has come.
    fn give_back(&mut self, out: &mut String, names: &mut String) {
        let Some(held) = self.held.take() else { return };
        if out.len() > self.start {
            out.push(',');
        }
        out.push_str(names.get(self.first_name..).unwrap_or_default());
        names.truncate(self.first_name);
        self.last = Name::Field(held);
    }
}

impl<'out> Printer<'out> {
    pub(super) fn new(out: &'out mut String) -> Self {
        Printer::in_room(out, Room { open: Vec::with_capacity(8), names: String::new() })
    }

    pub(super) fn marking(out: &'out mut String, room: Room) -> Self {
        Printer { marks: Some(Marks::default()), ..Printer::in_room(out, room) }
    }

    fn in_room(out: &'out mut String, room: Room) -> Self {
        Printer { out, room, awaits_key: false, is_plain: false, within: "", marks: None }
    }

    /// What comes next stands there in a greater document.
    pub(super) fn begin_within(&mut self, pointer: &'static str) {
        self.within = pointer;
    }

    pub(super) fn into_marks(self) -> (Vec<PersonalSpan>, Room) {
        (self.marks.map(Marks::into_found).unwrap_or_default(), self.room)
    }

    /// Refuses what stands where a key must.
    pub(super) fn value(&self) -> Result<(), Unprintable> {
        if self.awaits_key { Err(Unprintable::because("a key that is not text")) } else { Ok(()) }
    }

    pub(super) fn text(&mut self, text: &str) -> Result<(), Unprintable> {
        let is_plain = std::mem::take(&mut self.is_plain);
        if std::mem::take(&mut self.awaits_key) {
            self.member(text);
            return Ok(());
        }
        let start = self.out.len();
        match is_plain {
            true => escape::append_plain(self.out, text),
            false => escape::append(self.out, text),
        }
        if self.marks.as_ref().is_some_and(Marks::inside) {
            let pointer = self.pointer();
            if let Some(marks) = &mut self.marks {
                marks.note(start..self.out.len(), pointer);
            }
        }
        Ok(())
    }

    /// The pointer of the value that is being printed.
    fn pointer(&self) -> String {
        let mut pointer = String::with_capacity(64);
        pointer.push_str(self.within);
        for container in &self.room.open {
            if container.is_object {
                pointer::push_name(&mut pointer, container.last.of(&self.room.names));
            } else {
                pointer::push_index(&mut pointer, container.entries.saturating_sub(1));
            }
        }
        pointer
    }

    /// Prints a value whose texts are all personal.
    pub(super) fn personal<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Unprintable> {
        let before = self.marks.as_mut().map(|marks| marks.set_inside(true));
        let result = value.serialize(&mut *self);
        if let (Some(marks), Some(before)) = (&mut self.marks, before) {
            marks.set_inside(before);
        }
        result
    }

    /// Prints a text that needs no escapes.
    pub(super) fn plain<T: Serialize + ?Sized>(&mut self, text: &T) -> Result<(), Unprintable> {
        self.is_plain = true;
        text.serialize(self)
    }

    pub(super) fn open(&mut self, bracket: char) -> Result<(), Unprintable> {
        self.value()?;
        if self.room.open.len() >= MAX_PRINTED_DEPTH {
            return Err(Unprintable::because("nested too deep"));
        }
        self.out.push(bracket);
        self.room.open.push(Open {
            start: self.out.len(),
            entries: 0,
            last: Name::Field(""),
            held: None,
            first_name: self.room.names.len(),
            first_mark: self.marks.as_ref().map_or(0, Marks::count),
            is_object: bracket == '{',
            in_order: true,
        });
        Ok(())
    }

    pub(super) fn entry<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Unprintable> {
        if let Some(list) = self.room.open.last_mut() {
            if list.entries > 0 {
                self.out.push(',');
            }
            list.entries = list.entries.saturating_add(1);
        }
        value.serialize(self)
    }

    pub(super) fn key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Unprintable> {
        self.awaits_key = true;
        key.serialize(self)
    }

    /// Begins a field of a type, whose value is to be printed next.
    pub(super) fn field(&mut self, name: &'static str) {
        let Some(object) = self.room.open.last_mut() else { return };
        if object.is_followed_by(name) {
            escape::append_name(self.out, ",\"", name);
        } else {
            let marks = self.marks.as_ref().map_or(0, Marks::count);
            object.begin_field(self.out, &mut self.room.names, (name, marks));
            escape::append_name(self.out, "\"", name);
        }
        object.entries = object.entries.saturating_add(1);
        object.last = Name::Field(name);
    }

    /// Begins a member of a map, whose value is to be printed next.
    fn member(&mut self, name: &str) {
        let Some(object) = self.room.open.last_mut() else { return };
        object.begin(self.out, &self.room.names, name);
        object.entries = object.entries.saturating_add(1);
        self.room.names.truncate(object.first_name);
        self.room.names.push_str(name);
        object.last = Name::Key(object.first_name..self.room.names.len());
        escape::append(self.out, name);
        self.out.push(':');
    }

    pub(super) fn close_list(&mut self) {
        self.out.push(']');
        self.room.open.pop();
    }

    pub(super) fn close_object(&mut self) -> Result<(), Unprintable> {
        let Some(mut object) = self.room.open.pop() else { return Ok(()) };
        object.give_back(self.out, &mut self.room.names);
        if !object.in_order {
            self.put_in_order(&object)?;
        }
        self.room.names.truncate(object.first_name);
        self.out.push('}');
        Ok(())
    }

    fn put_in_order(&mut self, object: &Open) -> Result<(), Unprintable> {
        let printed = self.out.split_off(object.start);
        let mut members = members(&printed);
        members.sort_unstable_by(|(left, _), (right, _)| utf16_order(left, right));
        let twice = members.iter().zip(members.iter().skip(1)).any(|((name, _), (next, _))| name == next);
        if twice {
            return Err(Unprintable::because("a name that stands twice in the same object"));
        }

        let mut moves = Vec::with_capacity(members.len());
        for (_, member) in members {
            if !moves.is_empty() {
                self.out.push(',');
            }
            let before = object.start.saturating_add(member.start)..object.start.saturating_add(member.end);
            moves.push((before, self.out.len()));
            self.out.push_str(printed.get(member).unwrap_or_default());
        }
        if let Some(marks) = &mut self.marks {
            marks.follow(object.first_mark, moves.into_iter());
        }
        Ok(())
    }
}
