//! The law of coaching, pure and embeddable: every entity, lifecycle, permission and score, and no I/O.
//!
//! A host keeps its own storage, clock and screens. It hands in commands, time, randomness and facts, and
//! keeps the records that come back. See [`workspace`] for a tenant in memory, [`law`] for single
//! decisions over a host's own database, and [`waist`] for the one door that C, Python and Node go through.
//!
//! This crate is the one to depend on. What it stands on are crates of their own, which it shows under its name:
//! the kernel, the calculators, and the law with its things.

pub mod numbers;
pub mod operations;
pub mod schema;
mod status;
pub mod waist;
pub mod wire;
pub mod workspace;

pub use touchline_calculators::plan as plan_progress;
pub use touchline_calculators::{
    agreement, calendar, feedback, insight, metric, programme, progress, recommendation, scorecard, skill,
};
pub use touchline_kernel as kernel;
// Each thing by its own name, but where a calculator is called so: that one is in `things`.
pub use touchline_law::things::training_item as training;
pub use touchline_law::things::{self, *};
pub use touchline_law::{access, law, life};
#[cfg(feature = "reports")]
pub use touchline_reports as reports;
#[cfg(feature = "talk")]
pub use touchline_talk as talk;

/// Calls: what they are, and what can be done with them and happen to them.
pub mod calls {
    pub use touchline_law::ground::calls::*;
    pub use touchline_law::things::call::*;
}

/// Facts, and the ids that they are asked for by.
pub mod facts {
    pub use touchline_law::facts::*;
    pub use touchline_law::ground::kinds::*;
}

/// Notifications, and how people choose to be told.
pub mod notify {
    pub use touchline_law::notify::*;
    pub use touchline_law::things::notification_settings::*;
}

/// People: what they are, and what can be done with them and happen to them.
pub mod people {
    pub use touchline_law::ground::people::*;
    pub use touchline_law::things::person::*;
}

/// The policy, as a document and as a thing.
pub mod policy {
    pub use touchline_law::policy::*;
    pub use touchline_law::things::policy::*;
}

/// What the README shows in Rust, compiled and run as a test.
#[cfg(doctest)]
#[doc = include_str!("../../../README.md")]
pub struct Readme;

/// What the chapter on embedding shows in Rust, the same.
#[cfg(doctest)]
#[doc = include_str!("../../../docs/guide/01-embedding.md")]
pub struct Embedding;
