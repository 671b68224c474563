//! Comments of a review: each at a moment of the call, or over a span of it.
//!
//! Rules: REV-02, REV-17.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use touchline_kernel::id::{Id, Named};
use touchline_kernel::{Code, DetailKey, Note, Reason, Rejection, Title};

/// Marks the ids of comments.
#[derive(Debug)]
pub enum CommentMark {}

impl Named for CommentMark {
    const THING: &'static str = "review_comment";
}

/// The id of a comment, which the host chooses; within one review it stands for one comment.
pub type CommentId = Id<CommentMark>;

/// What sort of comment it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "InlineCommentKind")]
pub enum CommentKind {
    /// What went well.
    Praise,
    /// What could be done better, and how.
    Coaching,
    /// What whoever handled the call is to answer.
    Question,
    /// What must not happen again.
    Warning,
}

impl CommentKind {
    /// Where it stands among what is to be improved, the most urgent first; nothing where it asks for nothing.
    #[must_use]
    pub fn urgency(self) -> Option<u8> {
        match self {
            CommentKind::Warning => Some(0),
            CommentKind::Coaching => Some(1),
            CommentKind::Praise | CommentKind::Question => None,
        }
    }
}

/// A comment on a moment of a call.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "InlineComment")]
pub struct Comment {
    /// The id that the host chose for it.
    pub comment: CommentId,
    /// The moment, in milliseconds from the call's beginning; of a span its first. It lies inside the call: at its end at the
    /// latest.
    pub from_ms: u64,
    /// What sort of comment it is.
    pub kind: CommentKind,
    /// What was said there, word for word.
    #[serde(default)]
    pub quote: Option<Note>,
    /// Who said it.
    #[serde(default)]
    pub speaker: Option<Title>,
    /// What the reviewer says about it.
    pub text: Note,
    /// The last moment of a span; null where it is about one moment.
    #[serde(default)]
    pub until_ms: Option<u64>,
}

impl Comment {
    /// Refuses a moment outside a call of this length, and a span that ends before it begins. The comment stands at `path`.
    pub fn check(&self, length_ms: u64, path: &str) -> Result<(), Rejection> {
        let refuse = |reason: Reason, field: &str| Err(Rejection::from(reason).at(format!("{path}/{field}")));
        let outside = |moment: u64| {
            Reason::new(Code::MomentOutsideCall)
                .with(DetailKey::Actual, moment.to_string())
                .with(DetailKey::Limit, length_ms)
        };
        match self.until_ms {
            _ if self.from_ms > length_ms => refuse(outside(self.from_ms), "from_ms"),
            Some(until) if until > length_ms => refuse(outside(until), "until_ms"),
            Some(until) if until < self.from_ms => refuse(Reason::new(Code::MomentsReversed), "until_ms"),
            _ => Ok(()),
        }
    }
}

/// Comments by the moments that they are about; those of one moment as they were made.
#[must_use]
pub(super) fn by_moment(comments: &[Comment]) -> Vec<&Comment> {
    let mut sorted: Vec<&Comment> = comments.iter().collect();
    sorted.sort_by_key(|comment| comment.from_ms);
    sorted
}
