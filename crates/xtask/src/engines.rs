//! The examples inside engines, each in the real one, on this machine.

use crate::faces::python;
use crate::packages::{self, Package};
use crate::{Result, repository};

const FOLDER: &str = "examples/python/engines";

/// What Spark runs on.
const JAVA: Package = Package { program: "java", package: "openjdk-17-jre-headless" };

pub(crate) fn test() -> Result {
    packages::need(&[JAVA])?;
    let folder = repository::at(FOLDER);
    let python = python::interpreter_with("engines", &folder.join("requirements.txt"))?;
    // Spark asks for its own host's name, which need not be known anywhere.
    python.with("-m pytest --quiet").env("SPARK_LOCAL_IP", "127.0.0.1").within(&folder).go()
}
