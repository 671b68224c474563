//! `cargo xtask install-c`: the C library into a prefix, as C and C++ builds expect to find it.

use std::path::{Path, PathBuf};

use crate::shell::cargo;
use crate::{Result, repository};

/// `install-c --prefix DIR`
pub(crate) fn run(arguments: &[String]) -> Result {
    let [option, prefix] = arguments else { return Err(USAGE.into()) };
    if option != "--prefix" {
        return Err(USAGE.into());
    }
    cargo().with("build --quiet --release --package touchline-c").go()?;
    let prefix = std::env::current_dir().map_err(|error| error.to_string())?.join(prefix);
    install(&repository::target().join("release"), &prefix)?;
    println!("installed into {}", prefix.display());
    Ok(())
}

const USAGE: &str = "usage: cargo xtask install-c --prefix DIR";

/// Puts what cargo built, the headers, the licences, the descriptions for pkg-config and CMake, and what ThreadSanitizer is to pass over in
/// their places below the prefix.
pub(crate) fn install(built: &Path, prefix: &Path) -> Result {
    let (include, lib) = (prefix.join("include"), prefix.join("lib"));
    for header in ["touchline.h", "touchline.hpp"] {
        copy(&repository::at("include").join(header), &include.join(header))?;
    }
    for licence in ["LICENSE-APACHE", "LICENSE-DejaVu", "LICENSE-MIT"] {
        copy(&repository::at(licence), &prefix.join("share/touchline").join(licence))?;
    }
    let schema = "touchline.schema.json";
    copy(&repository::at("docs/reference").join(schema), &prefix.join("share/touchline").join(schema))?;
    copy(&built.join("libtouchline.a"), &lib.join("libtouchline.a"))?;
    let (plain, numbered) = shared_library()?;
    copy(&built.join(&plain), &lib.join(&numbered))?;
    link(&numbered, &lib.join(&plain))?;

    for (template, place) in [
        ("touchline.pc.in", "lib/pkgconfig/touchline.pc"),
        ("cmake/touchline-config.cmake.in", "lib/cmake/touchline/touchline-config.cmake"),
        ("cmake/touchline-config-version.cmake.in", "lib/cmake/touchline/touchline-config-version.cmake"),
        ("touchline.tsan.supp", "share/touchline/touchline.tsan.supp"),
    ] {
        let template = repository::read(&repository::at("bindings/c").join(template))?;
        let filled = template.replace("@VERSION@", env!("CARGO_PKG_VERSION")).replace("@SHARED@", &numbered);
        repository::write(&prefix.join(place), filled.as_bytes())?;
    }
    Ok(())
}

/// What cargo calls the shared library, and its name with the number of the binary interface, by which
/// programs that were linked with it look for it.
pub(crate) fn shared_library() -> Result<(String, String)> {
    let source = repository::read(&repository::at("bindings/c/src/version.rs"))?;
    let number = source.split_once("ABI_VERSION: u32 = ").and_then(|(_, rest)| rest.split(';').next());
    let number = number.ok_or("bindings/c/src/version.rs declares no ABI_VERSION")?;
    Ok(if cfg!(target_os = "macos") {
        ("libtouchline.dylib".into(), format!("libtouchline.{number}.dylib"))
    } else {
        ("libtouchline.so".into(), format!("libtouchline.so.{number}"))
    })
}

fn copy(from: &Path, to: &PathBuf) -> Result {
    let folder = to.parent().unwrap_or(to);
    // The old file is removed, not written over: a program that runs with it keeps it.
    std::fs::create_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let _ = std::fs::remove_file(to);
    std::fs::copy(from, to).map(|_| ()).map_err(|error| format!("{} to {}: {error}", from.display(), to.display()))
}

fn link(to: &str, at: &Path) -> Result {
    let _ = std::fs::remove_file(at);
    std::os::unix::fs::symlink(to, at).map_err(|error| format!("{}: {error}", at.display()))
}
