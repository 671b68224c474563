//! The C face: its library, and every C and C++ program that stands in its tests and examples, compiled
//! with warnings as errors and run plainly, under the sanitizers and under valgrind.

use std::path::{Path, PathBuf};

use super::Once;
use crate::packages::{self, Package};
use crate::shell::{Run, cargo, exists, run};
use crate::{Result, repository};

#[rustfmt::skip]
const TOOLS: &[Package] = &[
    Package { program: "gcc", package: "gcc" },
    Package { program: "g++", package: "g++" },
    Package { program: "valgrind", package: "valgrind" },
];

const WARNINGS: &str = "-Wall -Wextra -Werror -pedantic -g";
const SANITIZERS: &str = "-fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer";
const VALGRIND: &str =
    "--quiet --error-exitcode=9 --leak-check=full --errors-for-leak-kinds=definite,indirect,possible";
const SYSTEM_LIBRARIES: &str = "-lpthread -ldl -lm";

/// Where programs are looked for, and the one that is no test.
const FOLDERS: &[&str] = &["bindings/c/tests", "examples/c", "examples/cpp"];
const EXECUTOR: &str = "bindings/c/tests/executor.c";

/// How a program is compiled and run.
struct Way {
    name: &'static str,
    c: &'static str,
    cpp: &'static str,
    flags: &'static str,
    /// The shared library in place of the static one.
    shared: bool,
    valgrind: bool,
}

#[rustfmt::skip]
const WAYS: &[Way] = &[
    Way { name: "gcc", c: "gcc", cpp: "g++", flags: "", shared: false, valgrind: true },
    Way { name: "gcc-sanitized", c: "gcc", cpp: "g++", flags: SANITIZERS, shared: false, valgrind: false },
    Way { name: "clang-shared", c: "clang", cpp: "clang++", flags: "", shared: true, valgrind: false },
];

/// Every program, every way.
pub(crate) fn test() -> Result {
    packages::need(TOOLS)?;
    libraries()?;
    let mut programs = Vec::new();
    for folder in FOLDERS.iter().map(|folder| repository::at(folder)).filter(|folder| folder.is_dir()) {
        programs.extend(repository::files(&folder, ".c")?);
        programs.extend(repository::files(&folder, ".cpp")?);
    }
    let executor = repository::at(EXECUTOR);
    let programs: Vec<PathBuf> = programs.into_iter().filter(|program| *program != executor).collect();
    if programs.is_empty() {
        return Err("there is no program to test the C face with".into());
    }
    for way in WAYS.iter().filter(|way| exists(way.c) && exists(way.cpp)) {
        for program in &programs {
            let built = compile(program, way)?;
            way.run(&built).quietly()?;
        }
        println!("{}: {} programs", way.name, programs.len());
    }
    Ok(())
}

impl Way {
    fn run(&self, program: &Path) -> Run {
        let run_it = if self.valgrind { run("valgrind").with(VALGRIND).arg(program) } else { run(program) };
        run_it.env("LD_LIBRARY_PATH", folder().join("shipped"))
    }
}

/// Builds the library as it ships, and the one that can be made to fail on purpose beside it.
fn libraries() -> Result {
    static BUILT: Once = Once::new();
    BUILT.ensure(|| {
        cargo().with("build --quiet --package touchline-c --features provoke-defect").go()?;
        keep("provoked")?;
        cargo().with("build --quiet --package touchline-c").go()?;
        keep("shipped")
    })
}

fn keep(kind: &str) -> Result {
    let (built, kept) = (repository::target().join("debug"), folder().join(kind));
    let copy = |name: &str, to: &str| {
        std::fs::create_dir_all(&kept)
            .and_then(|()| std::fs::copy(built.join(name), kept.join(to)))
            .map(|_| ())
            .map_err(|error| format!("{name}: {error}"))
    };
    copy("libtouchline.a", "libtouchline.a")?;
    copy("libtouchline.so", "libtouchline.so")?;
    copy("libtouchline.so", &format!("libtouchline.so.{}", binary_interface()?))
}

/// The number in the shared library's name.
fn binary_interface() -> Result<u32> {
    let source = repository::read(&repository::at("bindings/c/src/version.rs"))?;
    let number = source.split_once("ABI_VERSION: u32 = ").and_then(|(_, rest)| rest.split(';').next());
    number.and_then(|number| number.parse().ok()).ok_or_else(|| "version.rs declares no ABI_VERSION".into())
}

fn compile(source: &Path, way: &Way) -> Result<PathBuf> {
    let is_cpp = source.extension().is_some_and(|extension| extension == "cpp");
    let (compiler, standard) = if is_cpp { (way.cpp, "-std=c++17") } else { (way.c, "-std=c11") };
    let provokes = repository::read(source)?.contains("touchline_provoke");
    let library = folder().join(if provokes { "provoked" } else { "shipped" });
    let name = source.file_name().map(|name| name.to_string_lossy().replace('.', "_")).unwrap_or_default();
    let built = folder().join(way.name).join(name);
    repository::write(&built, b"")?;
    let compile = run(compiler).arg(standard).with(WARNINGS).with(way.flags).arg("-I").arg(repository::at("include"));
    let compile = compile.arg(source).arg("-o").arg(&built);
    let link = if way.shared && !provokes {
        compile.arg("-L").arg(library).arg("-ltouchline")
    } else {
        compile.arg(library.join("libtouchline.a"))
    };
    link.with(SYSTEM_LIBRARIES).quietly()?;
    Ok(built)
}

fn folder() -> PathBuf {
    repository::target().join("c")
}
