//! `cargo xtask demo`: the story of a contact centre, told on the terminal by the example host.

use crate::{Result, faces, repository};

const STORY: &str = "examples/contact_centre/story.py";

/// `demo`
pub(crate) fn run(arguments: &[String]) -> Result {
    faces::python::interpreter()?.arg(repository::at(STORY)).args(arguments).go()
}
