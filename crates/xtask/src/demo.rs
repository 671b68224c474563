//! `cargo xtask demo`: the stories of a contact centre, told on the terminal by the example host.

use crate::{Result, faces, repository};

/// Of a finding, whose log can be kept; and of reviewed calls.
const STORIES: [&str; 2] = ["examples/contact_centre/story.py", "examples/contact_centre/reviews.py"];

/// `demo [path]`
pub(crate) fn run(arguments: &[String]) -> Result {
    let [finding, reviews] = STORIES;
    faces::python::interpreter()?.arg(repository::at(finding)).args(arguments).go()?;
    faces::python::interpreter()?.arg(repository::at(reviews)).go()
}
