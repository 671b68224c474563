//! The examples inside engines, each in the real one, on this machine.

use crate::faces::python;
use crate::packages::{self, Package};
use crate::shell::Run;
use crate::{Result, repository};

const FOLDER: &str = "examples/python/engines";

/// What Spark runs on.
const JAVA: Package = Package { program: "java", package: "openjdk-17-jre-headless" };

pub(crate) fn test() -> Result {
    // Spark asks for its own host's name, which need not be known anywhere.
    python()?.with("-m pytest --quiet").env("SPARK_LOCAL_IP", "127.0.0.1").within(repository::at(FOLDER)).go()
}

/// Has the engines.
pub(crate) fn ready() -> Result {
    python().map(|_| ())
}

fn python() -> Result<Run> {
    packages::need(&[JAVA])?;
    python::interpreter_with("engines", &repository::at(FOLDER).join("requirements.txt"))
}
