//! `cargo xtask demo`: the stories of a contact centre, told on the terminal by the example host.

use crate::{Result, faces, repository};

/// Of a finding, whose log can be kept; of reviewed calls; and of an improvement track.
const STORIES: [&str; 3] =
    ["examples/contact_centre/story.py", "examples/contact_centre/reviews.py", "examples/contact_centre/plans.py"];

/// `demo [path]`
pub(crate) fn run(arguments: &[String]) -> Result {
    let [finding, others @ ..] = STORIES;
    faces::python::interpreter()?.arg(repository::at(finding)).args(arguments).go()?;
    others.iter().try_for_each(|story| faces::python::interpreter()?.arg(repository::at(story)).go())
}
