//! The native half of the Python package: carries text over the waist, keeps handles, guards against panics.
//!
//! It parses nothing, raises nothing but for misuse of Python itself, and knows no thing's name. Every call
//! gives back `(status, json, what comes with it)`; the Python half makes values and exceptions of that.

#[macro_use]
mod waist;

mod columns;
mod facts;
mod handle;
mod handles;
mod many;
mod scalars;
mod scorer;
mod shown;
mod stop;
mod tables;
mod text;

use std::hash::RandomState;

use pyo3::prelude::*;
use touchline::kernel::look_up::seed;

#[pymodule]
mod _native {
    use std::hash::BuildHasher as _;

    #[cfg(feature = "provoke-defect")]
    use pyo3::pyfunction;

    #[pymodule_export]
    use super::facts::{tables_effects, tables_metrics};
    #[pymodule_export]
    use super::handles::{Loader, Redactor, Trial, Verifier, Workspace};
    #[pymodule_export]
    use super::scalars::{lifecycle_open, lifecycle_step, lifecycle_step_many, permit, permit_many, skill_level};
    #[pymodule_export]
    use super::scorer::{ScorePart, ScoredArea, ScoredComponent, ScoredRow, Scorer};
    #[pymodule_export]
    use super::tables::{
        ScoreReader, Scores, tables_agreement, tables_conversations, tables_explain, tables_groups, tables_practice,
        tables_ranking, tables_score, tables_scorecards, tables_severity, tables_stream, tables_time_to_proficiency,
        tables_trends, tables_value_effects, tables_what_if,
    };
    #[pymodule_export]
    use super::waist::{Snapshot, call};

    #[pymodule_export]
    const VERSION: &str = env!("CARGO_PKG_VERSION");

    /// Whether look-ups are hashed by a seed of the process.
    #[cfg(feature = "provoke-defect")]
    #[pyfunction]
    fn provoked_is_seeded() -> bool {
        touchline::kernel::look_up::is_seeded()
    }

    /// Look-ups are hashed by what nobody can guess, before anything is kept.
    #[pymodule_init]
    fn init() {
        super::seed(super::RandomState::new().hash_one(()));
    }
}
