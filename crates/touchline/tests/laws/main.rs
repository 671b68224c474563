//! Laws that hold over random worlds and commands, whatever the cases show.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "a test may panic"
)]

mod assessments;
mod available;
mod books;
mod calibrations;
mod certifications;
mod chain;
mod coaching_ratings;
mod collections;
mod cursors;
mod documents;
mod duties;
mod effects;
mod exports;
mod feedback_rounds;
mod figures;
mod fold;
mod goals;
mod held;
mod host;
mod intervals;
mod kept;
mod list_order;
mod metrics;
mod missing_texts;
mod notes;
mod notices;
mod pairs;
mod past;
mod people;
mod plan_feedback;
mod plan_proposals;
mod plan_templates;
mod plans;
mod programmes;
mod reach;
mod reactions;
#[expect(clippy::as_conversions, reason = "what is cut off in a test fails the test, as it should")]
mod recommendations;
mod redaction;
mod relations;
mod reprinted;
mod review;
mod review_assignments;
mod review_packs;
mod reviews;
mod scorecards;
mod self_reviews;
mod session_series;
mod sessions;
mod share_links;
mod sight;
mod skill_reports;
mod snapshots;
mod standing;
mod tenant;
mod things;
mod track_chain;
mod walk;
