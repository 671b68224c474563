//! System packages that a part needs: installed where we may, named with the exact command where not.

use crate::Result;
use crate::shell::{exists, run};

/// A program and the Debian package that brings it.
pub(crate) struct Package {
    pub(crate) program: &'static str,
    pub(crate) package: &'static str,
}

/// Sees to it that every one of these programs is there.
pub(crate) fn need(packages: &[Package]) -> Result {
    let missing = packages.iter().filter(|package| !exists(package.program)).map(|package| package.package);
    install(&missing.collect::<Vec<_>>())
}

/// Installs Debian packages as root; else tells the command that does.
pub(crate) fn install(packages: &[&str]) -> Result {
    if packages.is_empty() {
        return Ok(());
    }
    let names = packages.join(" ");
    if !exists("apt-get") || run("id").with("-u").output()?.trim() != "0" {
        return Err(format!("missing here; install with: sudo apt-get install -y --no-install-recommends {names}"));
    }
    run("apt-get").with("update -q").quietly()?;
    let install = run("apt-get").with("install -q -y --no-install-recommends").args(packages);
    install.env("DEBIAN_FRONTEND", "noninteractive").quietly()
}
