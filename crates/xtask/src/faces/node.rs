//! The Node face: the addon built and put beside its JavaScript, and what a Node developer would run.

use std::path::PathBuf;

use super::{Once, unless_stamped};
use crate::packages::{self, Package};
use crate::shell::{cargo, run};
use crate::{Result, repository};

const FOLDER: &str = "bindings/node";

#[rustfmt::skip]
const TOOLS: &[Package] = &[
    Package { program: "node", package: "nodejs" },
    Package { program: "npm", package: "npm" },
];

/// The package's own tests and the compiler's view of its types.
pub(crate) fn test() -> Result {
    built()?;
    equipped()?;
    run("npm").with("test --silent").within(folder()).go()
}

/// Builds the addon; the loader looks for it by platform and processor.
fn built() -> Result {
    static BUILT: Once = Once::new();
    BUILT.ensure(|| {
        packages::need(TOOLS)?;
        cargo().with("build --quiet --package touchline-node --features provoke-defect").go()?;
        copy_addon(&repository::target().join("node-provoked"))?;
        cargo().with("build --quiet --package touchline-node").go()?;
        copy_addon(&folder())
    })
}

fn copy_addon(folder: &std::path::Path) -> Result {
    let platform = run("node").with("--print").arg("`${process.platform}-${process.arch}`").output()?;
    let addon = folder.join(format!("touchline.{}.node", platform.trim()));
    let library = if cfg!(target_os = "macos") { "libtouchline_node.dylib" } else { "libtouchline_node.so" };
    let built = repository::target().join("debug").join(library);
    // Written anew under another name first: a process that has the old one loaded keeps it.
    let fresh = addon.with_extension("fresh");
    std::fs::create_dir_all(folder)
        .and_then(|()| std::fs::copy(&built, &fresh))
        .and_then(|_| std::fs::rename(&fresh, &addon))
        .map_err(|error| format!("{}: {error}", addon.display()))
}

/// The pinned development packages.
fn equipped() -> Result {
    let lock = repository::read(&folder().join("package-lock.json"))?;
    let stamp = folder().join("node_modules/lock.stamp");
    unless_stamped(&stamp, &lock, || run("npm").with("ci --silent --no-audit --no-fund").within(folder()).go())
}

fn folder() -> PathBuf {
    repository::at(FOLDER)
}
