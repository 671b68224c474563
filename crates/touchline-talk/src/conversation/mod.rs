//! A conversation as a report: its figures, who speaks when, the first moment of each kind, and all that was found and asked. It
//! adds no figure to those of its measures but how much each speaker is heard, and says what is withheld, and why.
//!
//! Rules: RPT-04.

mod compose;
mod moments;
mod report;
#[cfg(test)]
#[expect(clippy::arithmetic_side_effects, clippy::as_conversions, reason = "times of short calls")]
mod tests;
mod withheld;

pub use report::{
    ConversationAbout, ConversationLabel, ConversationMoment, ConversationPart, ConversationPhrase, ConversationReport,
    ConversationSpeaker, ConversationTime, ConversationWithheld, ConversationWithheldReason, MomentOf,
};
