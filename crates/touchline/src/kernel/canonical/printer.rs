//! Prints values as they are walked, and puts an object's members in order when it closes.
//!
//! Members are printed where they arrive; only where a type declares them out of order are their bytes
//! moved at the end. So a type that declares its fields sorted costs nothing for it.

use serde::Serialize;

use super::personal::Marks;
use super::{MAX_PRINTED_DEPTH, PersonalSpan, Unprintable, escape, utf16_order};
use crate::kernel::reader::pointer;

/// The state of printing one document.
pub(super) struct Printer<'out> {
    pub(super) out: &'out mut String,
    /// The lists and objects that are open, outermost first.
    open: Vec<Open>,
    /// The members of the open objects, outermost first.
    members: Vec<Member>,
    /// The names of `members`, unescaped, one after the other.
    names: String,
    /// Whether the next text is a map's key.
    awaits_key: bool,
    marks: Option<Marks>,
}

struct Open {
    /// Where its bracket ends in the output.
    start: usize,
    entries: usize,
    first_member: usize,
    first_name: usize,
    first_mark: usize,
    is_object: bool,
    in_order: bool,
}

struct Member {
    name: std::ops::Range<usize>,
    printed: std::ops::Range<usize>,
}

impl<'out> Printer<'out> {
    pub(super) fn new(out: &'out mut String) -> Self {
        Printer {
            out,
            open: Vec::with_capacity(8),
            members: Vec::with_capacity(32),
            names: String::with_capacity(256),
            awaits_key: false,
            marks: None,
        }
    }

    pub(super) fn marking(out: &'out mut String) -> Self {
        Printer { marks: Some(Marks::default()), ..Printer::new(out) }
    }

    pub(super) fn into_marks(self) -> Vec<PersonalSpan> {
        self.marks.map(Marks::into_found).unwrap_or_default()
    }

    /// Refuses what stands where a key must.
    pub(super) fn value(&self) -> Result<(), Unprintable> {
        if self.awaits_key { Err(Unprintable::because("a key that is not text")) } else { Ok(()) }
    }

    pub(super) fn text(&mut self, text: &str) -> Result<(), Unprintable> {
        if std::mem::take(&mut self.awaits_key) {
            self.member(text);
            return Ok(());
        }
        let start = self.out.len();
        escape::append(self.out, text);
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
        for (depth, container) in self.open.iter().enumerate() {
            if container.is_object {
                // The last member of this object stands before the first of the next object within it.
                let inner = self.open.get(depth.saturating_add(1));
                let end = inner.map_or(self.members.len(), |inner| inner.first_member);
                let member = end.checked_sub(1).and_then(|last| self.members.get(last));
                let name = member.and_then(|member| self.names.get(member.name.clone()));
                pointer::push_name(&mut pointer, name.unwrap_or_default());
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

    pub(super) fn open(&mut self, bracket: char) -> Result<(), Unprintable> {
        self.value()?;
        if self.open.len() >= MAX_PRINTED_DEPTH {
            return Err(Unprintable::because("nested too deep"));
        }
        self.out.push(bracket);
        self.open.push(Open {
            start: self.out.len(),
            entries: 0,
            first_member: self.members.len(),
            first_name: self.names.len(),
            first_mark: self.marks.as_ref().map_or(0, Marks::count),
            is_object: bracket == '{',
            in_order: true,
        });
        Ok(())
    }

    pub(super) fn entry<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Unprintable> {
        if let Some(list) = self.open.last_mut() {
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

    /// Begins a member, whose value is to be printed next.
    pub(super) fn member(&mut self, name: &str) {
        let Some(object) = self.open.last_mut() else { return };
        if object.entries > 0
            && let Some(last) = self.members.last_mut()
        {
            last.printed.end = self.out.len();
            self.out.push(',');
            let last_name = self.names.get(last.name.clone()).unwrap_or_default();
            object.in_order &= utf16_order(last_name, name).is_lt();
        }
        object.entries = object.entries.saturating_add(1);
        let start = self.names.len();
        self.names.push_str(name);
        self.members.push(Member { name: start..self.names.len(), printed: self.out.len()..self.out.len() });
        escape::append(self.out, name);
        self.out.push(':');
    }

    pub(super) fn close_list(&mut self) {
        self.out.push(']');
        self.open.pop();
    }

    pub(super) fn close_object(&mut self) -> Result<(), Unprintable> {
        let Some(object) = self.open.pop() else { return Ok(()) };
        if !object.in_order {
            if let Some(last) = self.members.last_mut() {
                last.printed.end = self.out.len();
            }
            self.put_in_order(&object)?;
        }
        self.members.truncate(object.first_member);
        self.names.truncate(object.first_name);
        self.out.push('}');
        Ok(())
    }

    fn put_in_order(&mut self, object: &Open) -> Result<(), Unprintable> {
        let names = &self.names;
        let name = |member: &Member| names.get(member.name.clone()).unwrap_or_default();
        let members = self.members.get_mut(object.first_member..).unwrap_or_default();
        members.sort_unstable_by(|left, right| utf16_order(name(left), name(right)));
        let twice = members.iter().zip(members.iter().skip(1)).any(|(member, next)| name(member) == name(next));
        if twice {
            return Err(Unprintable::because("a name that stands twice in the same object"));
        }

        let mut ordered = String::with_capacity(self.out.len().saturating_sub(object.start));
        for member in members.iter() {
            if !ordered.is_empty() {
                ordered.push(',');
            }
            ordered.push_str(self.out.get(member.printed.clone()).unwrap_or_default());
        }
        self.out.truncate(object.start);
        self.out.push_str(&ordered);
        if let Some(marks) = &mut self.marks {
            let mut start = object.start;
            let moves = members.iter().map(|member| {
                let moved = (member.printed.clone(), start);
                start = start.saturating_add(member.printed.len()).saturating_add(1);
                moved
            });
            marks.follow(object.first_mark, moves);
        }
        Ok(())
    }
}
