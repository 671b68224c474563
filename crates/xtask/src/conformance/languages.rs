//! The languages beside Rust: each knows how to make its executor ready.

use crate::shell::Run;
use crate::{Result, faces};

/// A language and its executor, which takes the stream's path as its one argument more.
pub(crate) struct Language {
    pub(crate) name: &'static str,
    pub(crate) executor: fn() -> Result<Run>,
}

/// All but Rust, in which the judge itself performs.
#[rustfmt::skip]
pub(crate) const LANGUAGES: &[Language] = &[
    Language { name: "c", executor: faces::c::executor },
    Language { name: "python", executor: faces::python::executor },
    Language { name: "node", executor: faces::node::executor },
];
