//! The Python face: a virtual environment under `target/`, the wheel built and installed into it, and what
//! a Python developer would run: pytest, mypy and stubtest.

use std::path::{Path, PathBuf};

use super::{Once, unless_stamped};
use crate::shell::{Run, run};
use crate::{Result, packages, repository};

const FOLDER: &str = "bindings/python";

/// Tests, types, and the stubs held against the built module.
pub(crate) fn test() -> Result {
    installed()?;
    let folder = repository::at(FOLDER);
    python()?.with("-m pytest --quiet").env("TOUCHLINE_PROVOKED", provoked()?).within(&folder).go()?;
    with_the_oldest(&folder)?;
    python()?.with("-m mypy --strict python/touchline tests").within(&folder).go()?;
    python()?
        .with("-m mypy --strict story.py reviews.py plans.py")
        .within(repository::at("examples/contact_centre"))
        .go()?;
    python()?.with("-m mypy.stubtest touchline._native").within(repository::target()).go()
}

/// Has the wheel installed.
pub(crate) fn ready() -> Result {
    installed()
}

/// What goes to other libraries and comes from them, with the oldest of these that the package names.
fn with_the_oldest(folder: &Path) -> Result {
    let environment = repository::target().join("venv-oldest");
    let oldest = environment_of(&environment, &folder.join("requirements-oldest.txt"))?;
    run(&oldest).with("-m pip install --quiet --no-deps --force-reinstall").arg(wheel()?).go()?;
    let frames = run(&oldest).with("-m pytest --quiet tests/test_frames.py").env("PYTHONPATH", "");
    frames.env("PYTHONDONTWRITEBYTECODE", "1").within(folder).go()
}

/// The executor of the conformance suite.
pub(crate) fn executor() -> Result<Run> {
    installed()?;
    Ok(python()?.arg(repository::at(FOLDER).join("tests/executor.py")))
}

/// The environment's Python, with the wheel installed.
pub(crate) fn interpreter() -> Result<Run> {
    installed()?;
    python()
}

/// The same with further packages, pinned in a file; the name tells one such file from another.
pub(crate) fn interpreter_with(name: &str, requirements: &Path) -> Result<Run> {
    installed()?;
    let stamp = environment().join(name).with_extension("stamp");
    unless_stamped(&stamp, &repository::read(requirements)?, || install(requirements))?;
    python()
}

fn install(requirements: &Path) -> Result {
    python()?.with("-m pip install --quiet --disable-pip-version-check --requirement").arg(requirements).go()
}

fn python() -> Result<Run> {
    // What a developer has in mind for other projects must not reach these runs.
    Ok(run(environment().join("bin/python")).env("PYTHONPATH", "").env("PYTHONDONTWRITEBYTECODE", "1"))
}

fn environment() -> PathBuf {
    repository::target().join("venv")
}

/// Makes the environment and builds and installs the wheel.
fn installed() -> Result {
    static INSTALLED: Once = Once::new();
    INSTALLED.ensure(|| {
        equipped()?;
        let wheels = wheels();
        let _ = std::fs::remove_dir_all(&wheels);
        built("built-with-the-workspace", &wheels)?;
        python()?.with("-m pip install --quiet --no-deps --force-reinstall").arg(wheel()?).go()
    })
}

fn wheels() -> PathBuf {
    repository::target().join("wheels")
}

/// The wheel that was built.
fn wheel() -> Result<PathBuf> {
    Ok(repository::files(&wheels(), ".whl")?.pop().ok_or("maturin built no wheel")?)
}

/// The package as it ships, unpacked into a folder; and the Python to run it with.
pub(crate) fn released(unpacked: &Path) -> Result<PathBuf> {
    equipped()?;
    let wheels = repository::target().join("wheels-released");
    let _ = std::fs::remove_dir_all(&wheels);
    let _ = std::fs::remove_dir_all(unpacked);
    maturin("build --quiet --release")?.arg("--out").arg(&wheels).go()?;
    let wheel = repository::files(&wheels, ".whl")?.pop().ok_or("maturin built no wheel")?;
    python()?.with("-m pip install --quiet --no-deps --target").arg(unpacked).arg(wheel).go()?;
    Ok(environment().join("bin/python"))
}

/// Pinned packages, unpacked into a folder.
pub(crate) fn installed_into(unpacked: &Path, requirements: &Path) -> Result {
    equipped()?;
    unless_stamped(&unpacked.join("requirements.stamp"), &repository::read(requirements)?, || {
        let _ = std::fs::remove_dir_all(unpacked);
        let install = python()?.with("-m pip install --quiet --disable-pip-version-check --no-deps --target");
        install.arg(unpacked).arg("--requirement").arg(requirements).go()
    })
}

/// An environment of its own with pinned packages and what these need, in a folder; gives the Python to run with it.
pub(crate) fn environment_of(folder: &Path, requirements: &Path) -> Result<PathBuf> {
    let python = folder.join("bin/python");
    unless_stamped(&folder.join("requirements.stamp"), &repository::read(requirements)?, || {
        run("python3").with("-m venv --clear").arg(folder).go()?;
        let install = run(&python).with("-m pip install --quiet --disable-pip-version-check --requirement");
        install.arg(requirements).go()
    })?;
    Ok(python)
}

/// A second copy of the package, unpacked, that can be made to fail on purpose.
fn provoked() -> Result<PathBuf> {
    let (wheels, unpacked) =
        (repository::target().join("wheels-provoked"), repository::target().join("python-provoked"));
    let _ = std::fs::remove_dir_all(&wheels);
    let _ = std::fs::remove_dir_all(&unpacked);
    built("built-with-the-workspace,provoke-defect", &wheels)?;
    let wheel = repository::files(&wheels, ".whl")?.pop().ok_or("maturin built no wheel")?;
    python()?.with("-m pip install --quiet --no-deps --target").arg(&unpacked).arg(wheel).go()?;
    Ok(unpacked)
}

/// Builds the wheel of the tests, out of what the workspace was built of: of what maturin tells cargo beside that only the
/// crates about Python's own interface are built anew.
fn built(features: &str, wheels: &Path) -> Result {
    maturin("build --quiet --profile dev")?.arg("--features").arg(features).arg("--out").arg(wheels).quietly()
}

fn maturin(arguments: &str) -> Result<Run> {
    let maturin = run(environment().join("bin/maturin")).with(arguments);
    Ok(maturin.arg("--locked").arg("--manifest-path").arg(repository::at(FOLDER).join("Cargo.toml")))
}

/// The environment with the pinned tools.
fn equipped() -> Result {
    let has_venv = run("python3").with("-c").arg("import ensurepip, venv, sys; sys.exit(sys.version_info < (3, 11))");
    if has_venv.quietly().is_err() {
        packages::install(&["python3", "python3-venv"])?;
    }
    let requirements = repository::at(FOLDER).join("requirements-dev.txt");
    let stamp = environment().join("requirements.stamp");
    unless_stamped(&stamp, &repository::read(&requirements)?, || {
        run("python3").with("-m venv --clear").arg(environment()).go()?;
        install(&requirements)
    })
}
