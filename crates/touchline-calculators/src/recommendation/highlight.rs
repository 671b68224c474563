//! Highlights of calls, and whose they are: what examples are chosen from.

use schemars::JsonSchema;
use serde::Deserialize;

use touchline_kernel::command::PersonId;
use touchline_kernel::id::{AnyThing, Id};
use touchline_kernel::text::{Key, Name, Note, Title};
use touchline_kernel::time::LocalDate;

/// A moment of a call that shows a component, at its best or with something to improve.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[schemars(rename = "CallHighlight")]
pub struct Highlight {
    /// The area.
    pub area: Key,
    /// The call.
    pub call: Id<AnyThing>,
    /// What the call is called.
    #[serde(default)]
    pub call_name: Option<Title>,
    /// The component.
    pub component: Key,
    /// Whether all who are heard consented to the recording. Without that, nothing of the call is shown: neither this
    /// highlight nor any other.
    pub consented: bool,
    /// Whether it shows the component at its best.
    pub kind: HighlightKind,
    /// Where in the call it begins, in milliseconds.
    #[schemars(range(min = 0, max = 604_800_000))]
    pub moment_ms: u64,
    /// The day of the call, where it was handled.
    pub on: LocalDate,
    /// Who handled the call.
    pub person: PersonId,
    /// What was said.
    pub quote: Note,
    /// How clearly it shows the component: the greatest is chosen first.
    #[schemars(range(min = 0, max = 1))]
    pub strength: f64,
}

/// What a highlight is an example of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum HighlightKind {
    /// How to do it.
    Positive,
    /// What can be improved.
    Improvement,
}

/// Somebody else whose calls are among the highlights.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
pub struct Colleague {
    /// Everybody who manages them, directly or through others.
    #[serde(default)]
    pub managers: Vec<PersonId>,
    /// What they are called. It is shown to nobody: it is taken out of what they are quoted with anonymously.
    #[serde(default)]
    pub name: Option<Name>,
    /// The person.
    pub person: PersonId,
    /// The areas in which they are a top performer.
    #[serde(default)]
    pub top_in: Vec<Key>,
}
