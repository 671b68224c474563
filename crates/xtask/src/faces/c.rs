//! The C face: its library, and every C and C++ program that stands in its tests and examples, compiled
//! with warnings as errors and run plainly, under the sanitizers and under valgrind.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::Once;
use crate::packages::{self, Package};
use crate::shell::{Run, cargo, exists, run};
use crate::{Result, conformance, install_c, repository};

#[rustfmt::skip]
const TOOLS: &[Package] = &[
    Package { program: "gcc", package: "gcc" },
    Package { program: "g++", package: "g++" },
    Package { program: "valgrind", package: "valgrind" },
    Package { program: "pkg-config", package: "pkg-config" },
];

const WARNINGS: &str = "-Wall -Wextra -Werror -pedantic -g";
const SANITIZERS: &str = "-fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer";
/// Threads take turns under valgrind, and only fair turns let each of them meet the others in time.
const VALGRIND: &str =
    "--quiet --fair-sched=try --error-exitcode=9 --leak-check=full --errors-for-leak-kinds=definite,indirect,possible";
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

/// Every program, every way; then the conformance stream under the sanitizers and valgrind.
pub(crate) fn test() -> Result {
    packages::need(TOOLS)?;
    libraries()?;
    symbols()?;
    headers()?;
    readme()?;
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
            // Each holds the library whole: a hundred megabytes.
            repository::remove(&built)?;
        }
        println!("{}: {} programs", way.name, programs.len());
    }
    for way in WAYS.iter().filter(|way| !way.shared) {
        // Valgrind is thirty times slower than the program: one area has every verb and every sort of answer.
        let area = way.valgrind.then_some("workspace/");
        let stream = folder().join(format!("stream-{}.txt", way.name));
        conformance::write_stream(&stream, area)?;
        way.run(&compile(&executor, way)?).arg(&stream).quietly()?;
        println!("{}: conformance stream{}", way.name, area.map(|area| format!(", {area}")).unwrap_or_default());
    }
    Ok(())
}

/// The compiled executor of the conformance suite.
pub(crate) fn executor() -> Result<Run> {
    packages::need(TOOLS)?;
    libraries()?;
    Ok(run(compile(&repository::at(EXECUTOR), &WAYS[0])?))
}

impl Way {
    fn run(&self, program: &Path) -> Run {
        let run_it = if self.valgrind { run("valgrind").with(VALGRIND).arg(program) } else { run(program) };
        run_it.env("LD_LIBRARY_PATH", folder().join("shipped/lib"))
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

/// Installs what cargo just built into a prefix of its own.
fn keep(kind: &str) -> Result {
    install_c::install(&repository::target().join("debug"), &folder().join(kind))
}

/// The library exports what the header declares, no more and no less.
fn symbols() -> Result {
    let header = repository::read(&repository::at("include/touchline.h"))?;
    let code = header.lines().filter(|line| !line.trim_start().starts_with('*'));
    let declared: BTreeSet<&str> = code.filter_map(declared_function).collect();
    let library = folder().join("shipped/lib").join(install_c::shared_library()?.0);
    let exported = run("nm").with("--dynamic --defined-only --format=posix").arg(library).output()?;
    let exported: BTreeSet<&str> = exported.lines().filter_map(|line| line.split(' ').next()).collect();
    let difference: Vec<_> = exported.symmetric_difference(&declared).collect();
    if difference.is_empty() { Ok(()) } else { Err(format!("not in both, header and library: {difference:?}")) }
}

/// The function that a line of the header declares.
fn declared_function(line: &str) -> Option<&str> {
    let (before, _) = line.split_once('(')?;
    before.split([' ', '*']).next_back().filter(|name| name.starts_with("touchline_"))
}

/// The headers are quiet under warnings that users may have on, in each language that they claim to serve.
fn headers() -> Result {
    for (compiler, header, flags) in [
        ("gcc", "touchline.h", "-x c -std=c99 -Wstrict-prototypes"),
        ("gcc", "touchline.h", "-x c -std=c11 -Wstrict-prototypes"),
        ("g++", "touchline.h", "-x c++ -std=c++11"),
        ("g++", "touchline.hpp", "-x c++ -std=c++17"),
        ("g++", "touchline.hpp", "-x c++ -std=c++20 -fno-exceptions -fno-rtti"),
    ] {
        let check = run(compiler).with("-fsyntax-only").with(flags).with(WARNINGS).with("-Wshadow -Wconversion");
        check.arg(folder().join("shipped/include").join(header)).quietly()?;
    }
    Ok(())
}

/// The programs in both READMEs, built as a product elsewhere does, which knows nothing but the prefix.
fn readme() -> Result {
    let prefix = folder().join("shipped");
    for page in ["README.md", "bindings/c/README.md"] {
        let text = repository::read(&repository::at(page))?;
        for (language, compiler) in [("c", "gcc"), ("cpp", "g++ -std=c++17")] {
            let program = text.split_once(&format!("```{language}\n")).and_then(|(_, rest)| rest.split("```").next());
            let program = program.ok_or_else(|| format!("{page} shows no program in {language}"))?;
            let (source, built) = (folder().join(format!("readme.{language}")), folder().join("readme"));
            repository::write(&source, program.as_bytes())?;
            let flags = run("pkg-config").with("--cflags --libs touchline");
            let flags = flags.env("PKG_CONFIG_PATH", prefix.join("lib/pkgconfig")).output()?;
            let (compiler, standard) = compiler.split_once(' ').unwrap_or((compiler, ""));
            run(compiler).with(standard).arg(source).arg("-o").arg(&built).with(&flags).quietly()?;
            run(&built).env("LD_LIBRARY_PATH", prefix.join("lib")).quietly()?;
        }
    }
    Ok(())
}

fn compile(source: &Path, way: &Way) -> Result<PathBuf> {
    let is_cpp = source.extension().is_some_and(|extension| extension == "cpp");
    let (compiler, standard) = if is_cpp { (way.cpp, "-std=c++17") } else { (way.c, "-std=c11") };
    let provokes = repository::read(source)?.contains("touchline_provoke");
    let prefix = folder().join(if provokes { "provoked" } else { "shipped" });
    let name = source.file_name().map(|name| name.to_string_lossy().replace('.', "_")).unwrap_or_default();
    let built = folder().join(way.name).join(name);
    repository::write(&built, b"")?;
    let compile = run(compiler).arg(standard).with(WARNINGS).with(way.flags).arg("-I").arg(prefix.join("include"));
    let compile = compile.arg(source).arg("-o").arg(&built);
    let link = if way.shared && !provokes {
        compile.arg("-L").arg(prefix.join("lib")).arg("-ltouchline")
    } else {
        compile.arg(prefix.join("lib/libtouchline.a"))
    };
    link.with(SYSTEM_LIBRARIES).quietly()?;
    Ok(built)
}

fn folder() -> PathBuf {
    repository::target().join("c")
}
