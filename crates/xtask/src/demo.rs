//! `cargo xtask demo`: the stories of a contact centre, told on the terminal by the example host; or shown as pages.

use crate::{Result, faces, repository, web};

/// Of a finding, whose log can be kept; of reviewed calls; and of an improvement track.
const STORIES: [&str; 3] =
    ["examples/contact_centre/story.py", "examples/contact_centre/reviews.py", "examples/contact_centre/plans.py"];

/// `demo [path]`, or `demo web`
pub(crate) fn run(arguments: &[String]) -> Result {
    if arguments.first().is_some_and(|first| first == "web") {
        return web::demo();
    }
    let [finding, others @ ..] = STORIES;
    faces::python::interpreter()?.arg(repository::at(finding)).args(arguments).go()?;
    others.iter().try_for_each(|story| faces::python::interpreter()?.arg(repository::at(story)).go())
}
