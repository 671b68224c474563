//! The example notebooks: the types of what makes their tables, then all of their cells.

use crate::faces::python;
use crate::shell::Run;
use crate::{Result, repository};

const FOLDER: &str = "examples/python";

/// Types first, since they are quicker.
pub(crate) fn test() -> Result {
    let folder = repository::at(FOLDER);
    python()?.with("-m mypy --strict reps.py segments.py tests").within(&folder).go()?;
    python()?.with("-m pytest --quiet").within(&folder).go()
}

/// Has the packages that it takes.
pub(crate) fn ready() -> Result {
    python().map(|_| ())
}

fn python() -> Result<Run> {
    python::interpreter_with("notebook", &repository::at(FOLDER).join("requirements.txt"))
}
