//! Notifications: what is told to whom, when, by which way and in which words.
//!
//! A message follows from an event and from nothing else; none is ever stored in the log. Which events tell whom
//! stands in one table, [`NOTICES`]; when a message goes out, in [`plan`](Planned); the words, in a file of texts.
//! Who the recipients are and what they may see is for the law to find out, which knows the things.

mod choices;
mod facts;
mod hours;
mod kind;
mod notice;
mod operations;
mod planned;
mod policy;
mod template;
mod texts;

pub use choices::Choices;
pub use facts::MessageFacts;
pub use hours::QuietHours;
pub use kind::Kind;
pub use notice::{FallsDue, Notice, To, When};
pub use operations::{OPERATIONS, RenderDigestInput, RenderInput};
pub use planned::{
    DeliveryMark, Email, Message, MessageId, MessageMark, Planned, digest_hour, plan_email, settled_until,
};
pub use policy::{EmailMode, NotifyPolicy};
pub use template::{Placeholder, Template};
pub use texts::{Rendered, Texts, default_texts};
