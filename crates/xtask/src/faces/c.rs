//! The C face: its library, and every C and C++ program that stands in its tests and examples, compiled
//! with warnings as errors and run plainly, under the sanitizers and under valgrind.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::Instant;

use super::{Once, libraries};
use crate::account::say;
use crate::conformance::stream::write_telling;
use crate::packages::{self, Package};
use crate::shell::{Run, exists, run};
use crate::{Result, install_c, parallel, repository};

#[rustfmt::skip]
const TOOLS: &[Package] = &[
    Package { program: "gcc", package: "gcc" },
    Package { program: "g++", package: "g++" },
    Package { program: "valgrind", package: "valgrind" },
    Package { program: "pkg-config", package: "pkg-config" },
    Package { program: "cmake", package: "cmake" },
    Package { program: "make", package: "make" },
];

const WARNINGS: &str = "-Wall -Wextra -Werror -pedantic -g";
const SANITIZERS: &str = "-fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer";
/// Threads take turns under valgrind, and only fair turns let each of them meet the others in time.
const VALGRIND: &str =
    "--quiet --fair-sched=try --error-exitcode=9 --leak-check=full --errors-for-leak-kinds=definite,indirect,possible";
const SYSTEM_LIBRARIES: &str = "-lpthread -ldl -lm";

/// Where programs are looked for, and the one that is no test.
const EXAMPLES: &[&str] = &["examples/c", "examples/cpp"];
const EVERYTHING: &[&str] = &["bindings/c/tests", "examples/c", "examples/cpp"];
const EXECUTOR: &str = "bindings/c/tests/executor.c";

/// A data race in a program is an error of the program: what ThreadSanitizer cannot see of the library, which is not
/// instrumented, is silenced by the file that ships.
const RACES: &str = "-fsanitize=thread -fno-omit-frame-pointer";
const RUNTIME: &str = "librustc-nightly_rt.tsan.a";
const SUPPRESSIONS: &str = "share/touchline/touchline.tsan.supp";
/// Programs with threads, of their own or of the library's.
const THREADED: &[&str] = &["follower.cpp", "loaded.c", "process.c", "tables.c", "threads.c", "waiting.cpp"];

/// What programs are linked with.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Library {
    Shared,
    /// Each program then holds it whole, is linked for seconds, and does not stay on the disk once it has run.
    Static,
    /// The shared one, in which ThreadSanitizer sees each access to memory, also of the standard library: nothing is silenced.
    Instrumented,
}

/// How programs are compiled and run.
struct Way {
    name: &'static str,
    c: &'static str,
    cpp: &'static str,
    flags: &'static str,
    library: Library,
    /// Every program under valgrind, and the conformance suite, too, by the few of its cases that tell most: valgrind is
    /// thirty times slower than the program.
    valgrind: bool,
    programs: &'static [&'static str],
    /// Of these the ones by these names; all where there is none.
    named: &'static [&'static str],
}

/// How the executor of the whole conformance suite is compiled, besides every program.
#[rustfmt::skip]
const SANITIZED: Way = Way { name: "gcc-sanitized", c: "gcc", cpp: "g++", flags: SANITIZERS, library: Library::Shared, valgrind: false, programs: EVERYTHING, named: &[] };

#[rustfmt::skip]
const WAYS: &[Way] = &[
    Way { name: "gcc", c: "gcc", cpp: "g++", flags: "", library: Library::Shared, valgrind: true, programs: EVERYTHING, named: &[] },
    SANITIZED,
    Way { name: "gcc-races", c: "gcc", cpp: "g++", flags: RACES, library: Library::Shared, valgrind: false, programs: EVERYTHING, named: THREADED },
    Way { name: "gcc-static", c: "gcc", cpp: "g++", flags: "", library: Library::Static, valgrind: false, programs: EXAMPLES, named: &[] },
    Way { name: "clang", c: "clang", cpp: "clang++", flags: "", library: Library::Shared, valgrind: false, programs: EVERYTHING, named: &[] },
];

/// What is run only when it is asked for.
#[rustfmt::skip]
const INSTRUMENTED: Way = Way { name: "gcc-races-within", c: "gcc", cpp: "g++", flags: RACES, library: Library::Instrumented, valgrind: false, programs: EVERYTHING, named: THREADED };

/// Every program, every way; telling cases of the conformance suite under valgrind. Ways run side by side, for each
/// takes one processor for most of its time.
pub(crate) fn test() -> Result {
    ready()?;
    symbols()?;
    headers()?;
    readme()?;
    cmake()?;
    let ways: Vec<&Way> = WAYS.iter().filter(|way| exists(way.c) && exists(way.cpp)).collect();
    parallel::each(&ways, |way| way.hold()).map(|_| ())
}

/// Programs with threads, with a library that is instrumented to its last function: of a race within it ThreadSanitizer tells, too.
pub(crate) fn races() -> Result {
    packages::need(TOOLS)?;
    let target = run("rustc").with("+nightly --print host-tuple").output()?;
    let (target, built) = (target.trim(), repository::target().join("instrumented"));
    let build =
        run("cargo").with("+nightly build --quiet --locked -Zbuild-std --package touchline-c --target").arg(target);
    build.env("CARGO_TARGET_DIR", &built).env("RUSTFLAGS", "-Zsanitizer=thread").go()?;
    install_c::install(&built.join(target).join("debug"), &folder().join("instrumented"))?;
    INSTRUMENTED.hold()
}

/// Has all that its tests need.
pub(crate) fn ready() -> Result {
    packages::need(TOOLS)?;
    installed()
}

/// The compiled executor of the conformance suite: under the sanitizers, so that every case is held to them, too.
pub(crate) fn executor() -> Result<Run> {
    ready()?;
    Ok(SANITIZED.compile(&repository::at(EXECUTOR))?.run())
}

/// A program that was compiled, and where the library is that it was compiled with.
struct Program {
    path: PathBuf,
    prefix: PathBuf,
}

impl Program {
    fn run(&self) -> Run {
        run(&self.path).env("LD_LIBRARY_PATH", self.prefix.join("lib"))
    }

    fn run_by(&self, observer: Run) -> Run {
        observer.arg(&self.path).env("LD_LIBRARY_PATH", self.prefix.join("lib"))
    }
}

impl Way {
    /// Runs every program, then as much of the suite as is performed this way.
    fn hold(&self) -> Result {
        let (start, programs) = (Instant::now(), self.programs()?);
        for program in &programs {
            let compiled = self.compile(program)?;
            self.run(&compiled).quietly()?;
            if self.library == Library::Static {
                std::fs::remove_file(&compiled.path)
                    .map_err(|error| format!("{}: {error}", compiled.path.display()))?;
            }
        }
        say(&format!("{}: {} programs in {:.0} s", self.name, programs.len(), start.elapsed().as_secs_f64()));
        if !self.valgrind {
            return Ok(());
        }
        let (start, stream) = (Instant::now(), folder().join(format!("stream-{}.txt", self.name)));
        let cases = write_telling(&stream)?;
        self.run(&self.compile(&repository::at(EXECUTOR))?).arg(&stream).quietly()?;
        say(&format!("{}: {cases} conformance cases in {:.0} s", self.name, start.elapsed().as_secs_f64()));
        Ok(())
    }

    /// The programs in its folders, but for the executor.
    fn programs(&self) -> Result<Vec<PathBuf>> {
        let mut programs = Vec::new();
        for folder in self.programs.iter().map(|folder| repository::at(folder)) {
            programs.extend(repository::files(&folder, ".c")?);
            programs.extend(repository::files(&folder, ".cpp")?);
        }
        let executor = repository::at(EXECUTOR);
        programs.retain(|program| *program != executor && self.takes(program));
        if programs.is_empty() { Err("there is no program to test the C face with".into()) } else { Ok(programs) }
    }

    fn takes(&self, program: &Path) -> bool {
        self.named.is_empty() || self.named.iter().any(|name| program.file_name().is_some_and(|own| own == *name))
    }

    fn run(&self, program: &Program) -> Run {
        let run = if self.valgrind { program.run_by(run("valgrind").with(VALGRIND)) } else { program.run() };
        let silenced = match self.library {
            Library::Instrumented => String::new(),
            Library::Shared | Library::Static => {
                format!("suppressions={}", program.prefix.join(SUPPRESSIONS).display())
            }
        };
        run.env("TSAN_OPTIONS", format!("halt_on_error=1 {silenced}"))
    }

    fn compile(&self, source: &Path) -> Result<Program> {
        let is_cpp = source.extension().is_some_and(|extension| extension == "cpp");
        let (compiler, standard) = if is_cpp { (self.cpp, "-std=c++17") } else { (self.c, "-std=c11") };
        let text = repository::read(source)?;
        let (provokes, loads) = (text.contains("touchline_provoke"), text.contains("dlopen("));
        let prefix = folder().join(match self.library {
            Library::Instrumented => "instrumented",
            Library::Shared | Library::Static if provokes => "provoked",
            Library::Shared | Library::Static => "shipped",
        });
        let name = source.file_name().map(|name| name.to_string_lossy().replace('.', "_")).unwrap_or_default();
        let path = folder().join(self.name).join(name);
        repository::write(&path, b"")?;
        let compile = run(compiler).arg(standard).with(WARNINGS).with(self.flags).arg("-I").arg(prefix.join("include"));
        let link = if self.library == Library::Instrumented {
            let object = path.with_extension("o");
            compile.arg("-c").arg(source).arg("-o").arg(&object).quietly()?;
            with_runtime(run(compiler).arg(object))?
        } else {
            compile.arg(source)
        };
        let link = link.arg("-o").arg(&path);
        let link = if loads {
            link
        } else if self.library == Library::Static {
            link.arg(prefix.join("lib/libtouchline.a"))
        } else {
            link.arg("-L").arg(prefix.join("lib")).arg("-ltouchline")
        };
        link.with(SYSTEM_LIBRARIES).quietly()?;
        Ok(Program { path, prefix })
    }
}

/// Links rustc's runtime of ThreadSanitizer, of which the library finds all that it calls: that of gcc lacks some of it.
fn with_runtime(link: Run) -> Result<Run> {
    let libraries = run("rustc").with("+nightly --print target-libdir").output()?;
    let link = link.with("-rdynamic -Wl,--whole-archive").arg(Path::new(libraries.trim()).join(RUNTIME));
    Ok(link.with("-Wl,--no-whole-archive -lrt -lstdc++"))
}

/// Builds the library that can be made to fail on purpose, and the one that ships.
fn installed() -> Result {
    static INSTALLED: Once = Once::new();
    INSTALLED.ensure(|| {
        libraries("touchline-c/provoke-defect")?;
        keep("provoked")?;
        libraries("")?;
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

/// The examples, built by CMake out of a prefix that was moved, with the shared library and with the static one.
fn cmake() -> Result {
    let (prefix, moved) = (folder().join("shipped"), folder().join("moved"));
    clear(&moved)?;
    run("cp").with("-a").arg(&prefix).arg(&moved).quietly()?;
    let (source, built) = (repository::at("bindings/c/tests/cmake"), folder().join("cmake"));
    let configure = run("cmake").arg("-S").arg(source).arg("-B").arg(&built).arg("-DCMAKE_BUILD_TYPE=Debug");
    let examples = format!("-DEXAMPLES={}", repository::at("examples").display());
    configure.arg(format!("-DCMAKE_PREFIX_PATH={}", moved.display())).arg(examples).quietly()?;
    run("cmake").arg("--build").arg(&built).quietly()?;
    for program in ["shared", "static"] {
        run(built.join(program)).quietly()?;
    }
    clear(&moved)
}

/// Takes a folder away, where there is one.
fn clear(folder: &Path) -> Result {
    if folder.exists() {
        std::fs::remove_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    }
    Ok(())
}

fn folder() -> PathBuf {
    repository::target().join("c")
}
