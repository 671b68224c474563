//! The way to a value while a document is walked.

use crate::pointer::{push_index, push_name};

/// The way from the root to a value, kept on the stack while the document is walked and written out only
/// where something is wrong.
#[derive(Clone, Copy)]
pub(super) enum Path<'path> {
    Root,
    Member(&'path Path<'path>, &'path str),
    Entry(&'path Path<'path>, usize),
}

impl Path<'_> {
    pub(super) fn pointer(&self) -> String {
        let mut pointer = String::new();
        self.append(&mut pointer);
        pointer
    }

    fn append(&self, pointer: &mut String) {
        match self {
            Path::Root => {}
            Path::Member(parent, name) => {
                parent.append(pointer);
                push_name(pointer, name);
            }
            Path::Entry(parent, index) => {
                parent.append(pointer);
                push_index(pointer, *index);
            }
        }
    }
}
