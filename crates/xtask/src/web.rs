//! The example that people look at: a small product over the Node face. Its demo, and its tests in headless Chromium and
//! on the databases that can be had.

use crate::account::say;
use crate::faces::node;
use crate::packages::{self, Package};
use crate::shell::{Run, run};
use crate::{Result, host, repository};

const FOLDER: &str = "examples/web";

/// Where the demo keeps its log, unless `DATABASE_URL` says otherwise: what was done is still there the next time.
const LOG: &str = "demo.sqlite";

const BROWSER: &[Package] = &[Package { program: "chromium", package: "chromium" }];

/// Serves the pages until somebody ends it.
pub(crate) fn demo() -> Result {
    let serve = program(&["build/main.mjs"])?;
    if std::env::var_os("DATABASE_URL").is_some() {
        return serve.go();
    }
    serve.env("DATABASE_URL", repository::target().join(LOG)).go()
}

/// The host on both databases, then everything that is clicked through.
pub(crate) fn test() -> Result {
    ready()?;
    let tests = program(&["--test", "build/tests/host.test.mjs", "build/tests/browser.test.mjs"])?;
    match host::postgresql() {
        Ok(programs) => tests.env("TOUCHLINE_POSTGRESQL", programs).go(),
        Err(missing) => {
            tests.go()?;
            say(&format!("PostgreSQL is not here, so the host was shown on SQLite alone; {missing}"));
            Ok(())
        }
    }
}

/// Has a browser, the addon and both databases, as far as they are to be had.
pub(crate) fn ready() -> Result {
    packages::need(BROWSER)?;
    node::ready()?;
    let _ = host::postgresql();
    Ok(())
}

/// Node in the example's folder, which is compiled.
fn program(arguments: &[&str]) -> Result<Run> {
    let folder = repository::at(FOLDER);
    node::compiled(&folder)?;
    Ok(run("node").args(arguments).within(folder))
}
