//! Laws that hold over random worlds and commands, whatever the cases show.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "a test may panic"
)]

mod available;
mod chain;
mod duties;
mod effects;
mod figures;
mod fold;
mod goals;
mod host;
mod metrics;
mod notices;
mod past;
mod reactions;
mod redaction;
mod relations;
mod review;
mod sight;
mod skill_reports;
mod snapshots;
mod tenant;
mod walk;
