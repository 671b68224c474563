//! The thread of a review: what whoever handled the call and the reviewer write on it once it was delivered, in order.
//!
//! Rules: REV-06, REV-18.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use touchline_kernel::{Done, Note};

use super::comment::{Comment, CommentId, CommentKind};

/// What whoever handled the call writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "ReviewAnswerKind")]
pub enum AnswerKind {
    /// What they make of it.
    Response,
    /// That they do not understand it; open until the reviewer answers.
    Clarification,
    /// That they want to see how it is done.
    ExampleRequest,
    /// Another way to do it.
    Alternative,
    /// That they need help with it.
    Help,
}

/// What an entry of a thread is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "ReviewThreadEntryKind")]
pub enum EntryKind {
    /// What whoever handled the call makes of it.
    Response,
    /// That they do not understand it.
    Clarification,
    /// That they want to see how it is done.
    ExampleRequest,
    /// Another way to do it.
    Alternative,
    /// That they need help with it.
    Help,
    /// What the reviewer says to one of these.
    Reply,
}

impl From<AnswerKind> for EntryKind {
    fn from(kind: AnswerKind) -> Self {
        match kind {
            AnswerKind::Response => EntryKind::Response,
            AnswerKind::Clarification => EntryKind::Clarification,
            AnswerKind::ExampleRequest => EntryKind::ExampleRequest,
            AnswerKind::Alternative => EntryKind::Alternative,
            AnswerKind::Help => EntryKind::Help,
        }
    }
}

/// One entry of a thread. Entries are counted from 1, and none is ever taken out.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "ReviewThreadEntry")]
pub struct Entry {
    /// The comment that it is about; null where it is about the review as a whole, or a reply.
    pub comment: Option<CommentId>,
    /// When and by whom.
    pub done: Done,
    /// What it is.
    pub kind: EntryKind,
    /// What was written.
    pub text: Note,
    /// The entry that a reply is to; null of all else.
    pub to: Option<u32>,
}

/// The entries of a thread, each with its number.
pub(super) fn numbered(thread: &[Entry]) -> impl Iterator<Item = (u32, &Entry)> {
    (1..).zip(thread)
}

/// The number that the next entry gets.
#[must_use]
pub(super) fn next_number(thread: &[Entry]) -> u32 {
    u32::try_from(thread.len()).unwrap_or(u32::MAX).saturating_add(1)
}

/// The entry of this number.
#[must_use]
pub(super) fn entry(thread: &[Entry], number: u32) -> Option<&Entry> {
    numbered(thread).find(|(own, _)| *own == number).map(|(_, entry)| entry)
}

/// The numbers of the clarifications to which nobody has replied.
pub(super) fn open_clarifications(thread: &[Entry]) -> BTreeSet<u32> {
    let answered: BTreeSet<u32> = thread.iter().filter_map(|entry| entry.to).collect();
    let asked = numbered(thread).filter(|(_, entry)| entry.kind == EntryKind::Clarification);
    asked.map(|(number, _)| number).filter(|number| !answered.contains(number)).collect()
}

/// Whether a comment asks something that whoever handled the call has not answered.
#[must_use]
pub(super) fn is_unanswered(thread: &[Entry], comment: &Comment) -> bool {
    let answers = |entry: &Entry| entry.kind == EntryKind::Response && entry.comment == Some(comment.comment);
    comment.kind == CommentKind::Question && !thread.iter().any(answers)
}
