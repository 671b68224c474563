//! The example notebook: its table's types, then all of its cells.

use crate::faces::python;
use crate::{Result, repository};

const FOLDER: &str = "examples/python";

/// Types first, since they are quicker.
pub(crate) fn test() -> Result {
    let folder = repository::at(FOLDER);
    let requirements = folder.join("requirements.txt");
    let python = || python::interpreter_with("notebook", &requirements);
    python()?.with("-m mypy --strict reps.py tests").within(&folder).go()?;
    python()?.with("-m pytest --quiet").within(&folder).go()
}
