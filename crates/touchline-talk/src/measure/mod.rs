//! Measures of a conversation: who spoke how long, what was asked, which words were said; each says whether it was measured,
//! estimated, or cannot be had, and why.
//!
//! Segments of one speaker between which nobody else speaks are one piece of speech, however they were cut.

mod components;
mod ends;
mod evidence;
mod figures;
mod heard;
mod mean;
mod measuring;
mod observed;
mod operations;
mod pass;
mod phrase_kind;
mod quoting;
mod ratio_of;
mod report;
mod runs;
mod spoken;
mod talk;
mod tallies;
#[cfg(test)]
#[expect(
    clippy::float_cmp,
    clippy::arithmetic_side_effects,
    clippy::as_conversions,
    reason = "figures are worked out by hand and are exact"
)]
mod tests;
mod times;
mod words;

pub use components::{ComponentSource, TalkComponent};
pub use evidence::Evidence;
pub use figures::{Denominator, Figure, Figures, Status, Unavailable, Unit};
pub use mean::{Mean, Means};
pub use measuring::Measuring;
pub(crate) use observed::bounds;
pub use observed::{Observed, Subject};
pub use operations::{ListsInput, MeanInput, OPERATIONS};
pub use phrase_kind::{PhraseHit, PhraseKind};
pub use ratio_of::RatioOf;
pub use report::{FillerCount, Meter, QuestionAsked, TalkMeasures};
pub(crate) use spoken::Spoken;
pub use talk::Talk;
pub use touchline_calculators::talk::TalkPolicy;
