//! The law of coaching, pure and embeddable: every entity, lifecycle, permission and score, and no I/O.
//!
//! A host keeps its own storage, clock and screens. It hands in commands, time, randomness and facts, and
//! keeps the records that come back. See [`workspace`] for a tenant in memory, [`law`] for single
//! decisions over a host's own database, and [`waist`] for the one door that C, Python and Node go through.

pub mod access;
pub mod bundle;
pub mod calls;
pub mod disposition;
pub mod duties;
pub mod escalation;
pub mod facts;
pub mod goal;
pub mod insight;
pub mod kernel;
pub mod law;
pub mod life;
pub mod metric;
pub mod metric_day;
pub mod notify;
pub mod numbers;
pub mod operations;
pub mod people;
pub mod policy;
pub mod programme;
pub mod progress;
pub mod recommendation;
pub mod recorded;
pub mod redaction;
pub mod review_queue;
pub mod sampling;
pub mod schema;
pub mod skill;
pub mod skill_report;
pub mod team_goal;
pub mod training;
pub mod waist;
pub mod wire;
pub mod workspace;

/// What the README shows in Rust, compiled and run as a test.
#[cfg(doctest)]
#[doc = include_str!("../../../README.md")]
pub struct Readme;
