//! `cargo xtask test`: everything that must hold, as a table of parts.

use std::time::Instant;

use crate::account::{Account, say};
use crate::shell::{cargo, exists, run as program};
use crate::{
    Result, conformance, demo, engines, faces, fuzz, generate, growth, host, links, locks, mutants, notebook, oracles,
    parallel, purity, repository, tidy, web,
};

/// One part: what it is called, what it holds to, and what runs.
struct Part {
    name: &'static str,
    purpose: &'static str,
    run: fn() -> Result,
    beside: Beside,
}

/// Whether a part runs beside its neighbours.
#[derive(Clone, Copy)]
enum Beside {
    /// It keeps all processors busy by itself.
    Alone,
    /// It leaves some idle for most of its time. First, while nothing runs beside it, this installs and builds what others
    /// would install and build at the same time.
    Others(fn() -> Result),
}

use Beside::{Alone, Others};

/// In the order in which they run: what is quick and often wrong comes first.
#[rustfmt::skip]
const PARTS: &[Part] = &[
    Part { name: "format", purpose: "the source is formatted", run: formatted, beside: Alone },
    Part { name: "tidy", purpose: "every file opens with its promise and holds no leftovers; nothing that Node calls is without the guard", run: tidy::check, beside: Alone },
    Part { name: "links", purpose: "every link between pages leads somewhere, and the row of each area to what decides its rules", run: links::check, beside: Alone },
    Part { name: "locks", purpose: "every lock file says what its manifests ask for", run: locks::check, beside: Alone },
    Part { name: "purity", purpose: "the core depends on nothing that does I/O, reads a clock or draws randomness", run: purity::check, beside: Alone },
    Part { name: "lints", purpose: "clippy finds nothing in any target", run: || cargo().with("clippy --workspace --all-targets -- -D warnings").go(), beside: Alone },
    Part { name: "rust", purpose: "unit, property and doc tests", run: rust, beside: Alone },
    Part { name: "drift", purpose: "generated files are what their generators print", run: || generate::run(&["--check".into()]), beside: Alone },
    Part { name: "c", purpose: "C and C++ programs, warnings as errors, under sanitizers and valgrind", run: faces::c::test, beside: Others(faces::c::ready) },
    Part { name: "python", purpose: "pytest, mypy --strict and stubtest against the installed wheel", run: faces::python::test, beside: Others(faces::python::ready) },
    Part { name: "demo", purpose: "the story of the contact centre is told to its end", run: || demo::run(&[]), beside: Others(faces::python::ready) },
    Part { name: "host", purpose: "a host with its own tables keeps what a workspace does, on SQLite and PostgreSQL", run: host::test, beside: Others(host::ready) },
    Part { name: "notebook", purpose: "each notebook runs from what it reads to what it tells, and is kept without outputs", run: notebook::test, beside: Others(notebook::ready) },
    Part { name: "engines", purpose: "the kernel inside Spark, Ray Data, Dask, DuckDB and Polars gives the bits of one call", run: engines::test, beside: Others(engines::ready) },
    Part { name: "node", purpose: "node --test and tsc --strict, ESM and CommonJS", run: faces::node::test, beside: Others(faces::node::ready) },
    Part { name: "web", purpose: "the product that people look at: clicked through in Chromium, by keyboard alone, by two at once, with nothing for axe-core", run: web::test, beside: Others(web::ready) },
    Part { name: "conformance", purpose: "the same cases in four languages, byte for byte; refusals lead into what was handed in, facts that are asked for are listed", run: || conformance::run(&[]), beside: Alone },
    Part { name: "fuzz-smoke", purpose: "every fuzz target against the inputs of all cases, its corpus, and some thousands made from them", run: fuzz::smoke, beside: Alone },
];

/// What takes minutes, and runs only when it is asked for.
#[rustfmt::skip]
const WHEN_ASKED: &[Part] = &[
    Part { name: "growth", purpose: "twice as much of anything that is handed in takes at most 2.6 times as long", run: growth::run, beside: Alone },
    Part { name: "repeated", purpose: "no text that is handed in once is told for each entry of a list without an end", run: growth::repeated::run, beside: Alone },
    Part { name: "needs", purpose: "every case asks for the facts that the reference lists, and all together for all of them", run: conformance::needs::check, beside: Alone },
    Part { name: "miri", purpose: "what is unsafe behind C, and where tables of Arrow come in, in an interpreter that looks at each access to memory; with nightly, and its miri and rust-src", run: miri, beside: Alone },
    Part { name: "races", purpose: "C and C++ programs with threads under ThreadSanitizer, with a library that is instrumented to its last function; with nightly, and its rust-src", run: faces::c::races, beside: Alone },
    Part { name: "model", purpose: "every sequence of seven commands over a tiny world", run: model, beside: Alone },
    Part { name: "oracles", purpose: "access against Cedar, over 1,000,000 random requests; metrics, effects, agreement, intervals, insight, recurrence and calendar files against pandas, SciPy, statsmodels, pyMannKendall, lifelines, krippendorff, pingouin, python-dateutil, icalendar and ical.js; captions and transcripts against webvtt-py, srt, pysrt, subtitle and packages of the recorders' makers", run: oracles::test, beside: Alone },
    Part { name: "reports", purpose: "reports of every kind as veraPDF, qpdf, poppler, html5lib, Chromium with axe-core, pandas, polars, Gnumeric and Python's csv read them", run: oracles::reports, beside: Alone },
    Part { name: "mutants", purpose: "of the small changes to what decides, 95 in a hundred are noticed by a case or a test", run: || mutants::run(&[]), beside: Alone },
];

/// `test [PART…]`, or `test mutants` and `test growth` with what these take.
pub(crate) fn run(names: &[String]) -> Result {
    if let Some((first, rest)) = names.split_first()
        && first == "mutants"
    {
        return mutants::run(rest);
    }
    if let [first, rest @ ..] = names
        && first == "growth"
        && !rest.is_empty()
    {
        return growth::only(rest);
    }
    let parts = || PARTS.iter().chain(WHEN_ASKED);
    if let Some(unknown) = names.iter().find(|name| !parts().any(|part| part.name == **name)) {
        let known: Vec<String> = parts().map(|part| format!("  {:<12} {}", part.name, part.purpose)).collect();
        return Err(format!("no part `{unknown}`; the parts are\n{}", known.join("\n")));
    }
    let unasked = PARTS.iter().filter(|_| names.is_empty());
    let asked: Vec<&Part> = unasked.chain(parts().filter(|part| names.iter().any(|name| name == part.name))).collect();
    let together = asked.chunk_by(|part, next| matches!((part.beside, next.beside), (Others(_), Others(_))));
    let results: Vec<(&str, Result)> = together.flat_map(run_together).collect();
    let failed = results.iter().filter_map(|(name, outcome)| Some((name, outcome.as_ref().err()?)));
    let failed: Vec<String> = failed.map(|(name, failure)| format!("── {name}: {failure}")).collect();
    println!("{} passed, {} failed", results.len() - failed.len(), failed.len());
    if failed.is_empty() { Ok(()) } else { Err(format!("failed:\n{}", failed.join("\n"))) }
}

/// Runs parts beside one another; of several, each says what it does once it has ended.
fn run_together(parts: &[&'static Part]) -> Vec<(&'static str, Result)> {
    if let [part] = parts {
        return vec![(part.name, run_one(part))];
    }
    let start = Instant::now();
    let ready: Vec<Result> = parts.iter().map(|part| part.ready()).collect();
    println!("── made ready for the next {} in {:.1} s", parts.len(), start.elapsed().as_secs_f64());
    let both: Vec<_> = parts.iter().zip(ready).collect();
    let done = parallel::each(&both, |(part, ready)| {
        let account = Account::named(part.name)?;
        let outcome = ready.clone().and_then(|()| account.of(|| run_one(part)));
        print!("{}", account.read()?);
        Ok((part.name, outcome))
    });
    done.unwrap_or_else(|failure| vec![("together", Err(failure))])
}

/// Runs a part, and says how it went.
fn run_one(part: &Part) -> Result {
    say(&format!("── {}: {}", part.name, part.purpose));
    let start = Instant::now();
    let outcome = (part.run)();
    if let Err(failure) = &outcome {
        say(failure);
    }
    let verdict = if outcome.is_ok() { "passed" } else { "FAILED" };
    say(&format!("── {}: {verdict} in {:.1} s\n", part.name, start.elapsed().as_secs_f64()));
    outcome
}

impl Part {
    fn ready(&self) -> Result {
        match self.beside {
            Alone => Ok(()),
            Others(ready) => ready(),
        }
    }
}

fn formatted() -> Result {
    cargo().with("fmt --all --check").go()?;
    oracles::formatted()
}

fn model() -> Result {
    let check = cargo().with("test --release --package touchline --test model -- --nocapture");
    check.env("TOUCHLINE_MODEL_DEPTH", "7").go()
}

/// In a folder of its own: what an interpreter runs is compiled otherwise. Structures that lie lose what they say that they do not
/// have: of those nobody asks whether all of it was let go of.
fn miri() -> Result {
    let interpreted = |what: &str, but: &str| {
        let run = program("cargo").with("+nightly miri test --locked").with(what);
        let run = run.env("CARGO_TARGET_DIR", repository::target().join("miri"));
        run.env("MIRIFLAGS", ["-Zmiri-disable-isolation", but].join(" ").trim()).go()
    };
    interpreted("--package touchline-c --lib", "")?;
    interpreted("--package touchline-tables --test laws -- foreign::", "")?;
    interpreted("--package touchline-tables --test laws -- unsound::", "-Zmiri-ignore-leaks")?;
    interpreted("--package touchline-fuzz --test interpreted", "-Zmiri-ignore-leaks")
}

fn rust() -> Result {
    if exists("cargo-nextest") {
        cargo()
            .with("nextest run --locked --workspace --no-fail-fast --status-level fail --final-status-level slow")
            .go()?;
    } else {
        cargo().with("test --workspace --quiet --lib --bins --tests").go()?;
    }
    cargo().with("test --workspace --quiet --doc").go()
}
