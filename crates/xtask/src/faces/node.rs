//! The Node face: the addon built and put beside its JavaScript, and what a Node developer would run.

use std::path::{Path, PathBuf};

use super::{Once, libraries, unless_stamped};
use crate::packages::{self, Package};
use crate::shell::{Run, run};
use crate::{Result, repository};

const FOLDER: &str = "bindings/node";

/// What cargo calls the addon.
const LIBRARY: &str = if cfg!(target_os = "macos") { "libtouchline_node.dylib" } else { "libtouchline_node.so" };

#[rustfmt::skip]
const TOOLS: &[Package] = &[
    Package { program: "node", package: "nodejs" },
    Package { program: "npm", package: "npm" },
];

/// The package's own tests, the compiler's view of its types, and how the package itself is made up.
pub(crate) fn test() -> Result {
    ready()?;
    let provoked = repository::target().join("node-provoked");
    lay("touchline-node/provoke-defect", &provoked)?;
    npm("run test").env("TOUCHLINE_PROVOKED", provoked).go()?;
    npm("run types").go()?;
    npm("run package").quietly()
}

/// Has the addon in its place, and the packages with which it is tested.
pub(crate) fn ready() -> Result {
    built()?;
    equipped()
}

/// The executor of the conformance suite.
pub(crate) fn executor() -> Result<Run> {
    ready()?;
    Ok(run("node").arg(folder().join("tests/executor.mjs")))
}

/// A program that stands elsewhere and uses the package: with its own pinned packages, and compiled.
pub(crate) fn compiled(program: &Path) -> Result {
    built()?;
    locked(program)?;
    npm("run build").within(program).go()
}

/// The same with the addon as it ships, which stays until another is laid in its place.
pub(crate) fn compiled_as_it_ships(program: &Path) -> Result {
    packages::need(TOOLS)?;
    run("node").with("build.mjs").within(folder()).quietly()?;
    locked(program)?;
    npm("run build").within(program).go()
}

/// The package as it ships, laid out in a folder.
pub(crate) fn released(package: &Path) -> Result {
    packages::need(TOOLS)?;
    for path in repository::files(&folder(), "js")? {
        let name = path.strip_prefix(folder()).unwrap_or(&path);
        if !name.starts_with("node_modules") && !name.starts_with("tests") {
            let content = std::fs::read(&path).map_err(|error| format!("{}: {error}", path.display()))?;
            repository::write(&package.join(name), &content)?;
        }
    }
    run("node").with("build.mjs --into").arg(package).within(folder()).quietly()
}

/// The packages that a folder pins, installed into another folder.
pub(crate) fn installed_into(unpacked: &Path, pinned: &Path) -> Result {
    packages::need(TOOLS)?;
    for name in ["package.json", "package-lock.json"] {
        repository::write(&unpacked.join(name), repository::read(&pinned.join(name))?.as_bytes())?;
    }
    locked(unpacked)
}

/// Builds the addon and lays it where the package looks for it.
fn built() -> Result {
    static BUILT: Once = Once::new();
    BUILT.ensure(|| {
        packages::need(TOOLS)?;
        lay("", &folder())
    })
}

/// Builds the addon with features beside its own, and lays it into a folder.
fn lay(features: &str, into: &Path) -> Result {
    libraries(features)?;
    let library = repository::target().join("debug").join(LIBRARY);
    run("node").with("build.mjs --library").arg(library).arg("--into").arg(into).within(folder()).quietly()
}

fn npm(arguments: &str) -> Run {
    run("npm").with("--silent").with(arguments).within(folder())
}

/// The pinned development packages.
fn equipped() -> Result {
    locked(&folder())
}

/// What a folder's lock pins, installed there.
fn locked(folder: &Path) -> Result {
    let lock = repository::read(&folder.join("package-lock.json"))?;
    let stamp = folder.join("node_modules/lock.stamp");
    unless_stamped(&stamp, &lock, || npm("ci --no-audit --no-fund").within(folder).go())
}

fn folder() -> PathBuf {
    repository::at(FOLDER)
}
