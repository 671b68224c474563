//! The hand-off to a language model: the request that a host sends to whatever model it has, and the answer read so that
//! nothing in it counts which was not said in the call.
//!
//! Nothing is sent from here. What stands in a transcript is data, whatever it says.

mod answer;
mod asked;
mod changed;
mod confirm;
mod fence;
mod letters;
mod nearest;
mod not_verified;
mod operations;
mod quote;
mod read;
mod request;
mod said;
mod schema;
mod sign;
#[cfg(test)]
#[expect(clippy::arithmetic_side_effects, clippy::as_conversions, reason = "small whole numbers, worked out by hand")]
mod tests;

pub use answer::{DroppedQuote, ModelAnswer, ModelScore, Reading};
pub use asked::Asked;
pub use confirm::Confirming;
pub use not_verified::NotVerified;
pub use operations::{OPERATIONS, ReadInput, RequestInput};
pub use quote::{Quoted, Quotes};
pub use request::HandOffRequest;
