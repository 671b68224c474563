//! The examples inside engines, each in the real one, on this machine.

use std::path::{Path, PathBuf};

use crate::faces::python;
use crate::packages::{self, Package};
use crate::shell::Run;
use crate::{Result, repository};

pub(crate) const FOLDER: &str = "examples/python/engines";

/// Spark asks for its own host's name, which need not be known anywhere.
pub(crate) const HOST: &str = "127.0.0.1";

/// What Spark runs on.
const JAVA: Package = Package { program: "java", package: "openjdk-17-jre-headless" };

pub(crate) fn test() -> Result {
    python()?.with("-m pytest --quiet").env("SPARK_LOCAL_IP", HOST).within(repository::at(FOLDER)).go()
}

/// Has the engines.
pub(crate) fn ready() -> Result {
    python().map(|_| ())
}

/// An environment of its own with the engines, in a folder, and with no touchline; gives the Python to run with it.
pub(crate) fn environment(folder: &Path) -> Result<PathBuf> {
    packages::need(&[JAVA])?;
    python::environment_of(folder, &repository::at(FOLDER).join("requirements.txt"))
}

fn python() -> Result<Run> {
    packages::need(&[JAVA])?;
    python::interpreter_with("engines", &repository::at(FOLDER).join("requirements.txt"))
}
