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
    /// The names of those `members` that are keys of maps, unescaped, one after the other.
    names: String,
    /// Whether the next text is a map's key.
    awaits_key: bool,
    /// Where the document stands in a greater one.
    within: &'static str,
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

/// What a member is called.
#[derive(Clone)]
enum Name {
    /// A field of a type.
    Field(&'static str),
    /// A key of a map: its bytes in `names`.
    Key(std::ops::Range<usize>),
}

impl Name {
    fn of<'a>(&self, names: &'a str) -> &'a str {
        match self {
            Name::Field(name) => name,
            Name::Key(place) => names.get(place.clone()).unwrap_or_default(),
        }
    }
}

struct Member {
    name: Name,
    printed: std::ops::Range<usize>,
}

impl<'out> Printer<'out> {
    pub(super) fn new(out: &'out mut String) -> Self {
        Printer {
            out,
            open: Vec::with_capacity(8),
            // Less than a kilobyte: allocators are slower beyond it.
            members: Vec::with_capacity(24),
            names: String::new(),
            awaits_key: false,
            within: "",
            marks: None,
        }
    }

    pub(super) fn marking(out: &'out mut String) -> Self {
        Printer { marks: Some(Marks::default()), ..Printer::new(out) }
    }

    /// What comes next stands there in a greater document.
    pub(super) fn begin_within(&mut self, pointer: &'static str) {
        self.within = pointer;
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
        pointer.push_str(self.within);
        for (depth, container) in self.open.iter().enumerate() {
            if container.is_object {
                // The last member of this object stands before the first of the next object within it.
                let inner = self.open.get(depth.saturating_add(1));
                let end = inner.map_or(self.members.len(), |inner| inner.first_member);
                let member = end.checked_sub(1).and_then(|last| self.members.get(last));
                let name = member.map(|member| member.name.of(&self.names));
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

    /// Begins a field of a type, whose value is to be printed next.
    pub(super) fn field(&mut self, name: &'static str) {
        if self.begin(Name::Field(name), name) {
            escape::append_plain(self.out, name);
            self.out.push(':');
        }
    }

    /// Begins a member of a map, whose value is to be printed next.
    fn member(&mut self, name: &str) {
        let start = self.names.len();
        self.names.push_str(name);
        if self.begin(Name::Key(start..self.names.len()), name) {
            escape::append(self.out, name);
            self.out.push(':');
        }
    }

    /// Ends the member before, if there is one; says whether an object is open at all.
    fn begin(&mut self, name: Name, text: &str) -> bool {
        let Some(object) = self.open.last_mut() else { return false };
        if object.entries > 0
            && let Some(last) = self.members.last_mut()
        {
            last.printed.end = self.out.len();
            self.out.push(',');
            object.in_order = object.in_order && utf16_order(last.name.of(&self.names), text).is_lt();
        }
        object.entries = object.entries.saturating_add(1);
        self.members.push(Member { name, printed: self.out.len()..self.out.len() });
        true
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
        let name = |member: &Member| member.name.of(names);
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
