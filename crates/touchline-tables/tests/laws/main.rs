//! Laws that hold over random tables, and what is refused in tables that are not as they should be.
#![expect(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may panic")]

mod bounds;
#[cfg(feature = "talk")]
mod conversations;
mod explain;
mod foreign;
mod groups;
#[cfg(feature = "ipc")]
mod ipc;
mod metrics;
mod people;
mod ratings;
mod recommended;
mod scorecards;
mod scores;
mod support;
mod unsound;
mod what_if;
