//! `cargo xtask test`: everything that must hold, as a table of parts.

use std::time::Instant;

use crate::shell::{cargo, exists};
use crate::{
    Result, conformance, demo, engines, faces, fuzz, generate, growth, host, links, locks, mutants, notebook, oracles,
    purity, tidy, web,
};

/// One part: what it is called, what it holds to, and what runs.
struct Part {
    name: &'static str,
    purpose: &'static str,
    run: fn() -> Result,
}

/// In the order in which they run: what is quick and often wrong comes first.
#[rustfmt::skip]
const PARTS: &[Part] = &[
    Part { name: "format", purpose: "the source is formatted", run: formatted },
    Part { name: "tidy", purpose: "every file opens with its promise and holds no leftovers; nothing that Node calls is without the guard", run: tidy::check },
    Part { name: "links", purpose: "every link between pages leads somewhere", run: links::check },
    Part { name: "locks", purpose: "every lock file says what its manifests ask for", run: locks::check },
    Part { name: "purity", purpose: "the core depends on nothing that does I/O, reads a clock or draws randomness", run: purity::check },
    Part { name: "lints", purpose: "clippy finds nothing in any target", run: || cargo().with("clippy --workspace --all-targets -- -D warnings").go() },
    Part { name: "rust", purpose: "unit, property and doc tests", run: rust },
    Part { name: "drift", purpose: "generated files are what their generators print", run: || generate::run(&["--check".into()]) },
    Part { name: "c", purpose: "C and C++ programs, warnings as errors, under sanitizers and valgrind", run: faces::c::test },
    Part { name: "python", purpose: "pytest, mypy --strict and stubtest against the installed wheel", run: faces::python::test },
    Part { name: "demo", purpose: "the story of the contact centre is told to its end", run: || demo::run(&[]) },
    Part { name: "host", purpose: "a host with its own tables keeps what a workspace does, on SQLite and PostgreSQL", run: host::test },
    Part { name: "notebook", purpose: "each notebook runs from a table of reps to what it tells, and is kept without outputs", run: notebook::test },
    Part { name: "engines", purpose: "the kernel inside Spark, Ray Data, Dask, DuckDB and Polars gives the bits of one call", run: engines::test },
    Part { name: "node", purpose: "node --test and tsc --strict, ESM and CommonJS", run: faces::node::test },
    Part { name: "web", purpose: "the product that people look at: clicked through in Chromium, by keyboard alone, by two at once, with nothing for axe-core", run: web::test },
    Part { name: "conformance", purpose: "the same cases in four languages, byte for byte; refusals lead into what was handed in, facts that are asked for are listed", run: || conformance::run(&[]) },
    Part { name: "fuzz-smoke", purpose: "every fuzz target against the inputs of all cases, its corpus, and some thousands made from them", run: fuzz::smoke },
];

/// What takes minutes, and runs only when it is asked for.
#[rustfmt::skip]
const WHEN_ASKED: &[Part] = &[
    Part { name: "growth", purpose: "twice as much of anything that is handed in takes at most 2.6 times as long", run: growth::run },
    Part { name: "needs", purpose: "every case asks for the facts that the reference lists, and all together for all of them", run: conformance::needs::check },
    Part { name: "model", purpose: "every sequence of seven commands over a tiny world", run: model },
    Part { name: "oracles", purpose: "access against Cedar, over 1,000,000 random requests; metrics, effects, agreement, intervals, insight, recurrence and calendar files against pandas, SciPy, statsmodels, pyMannKendall, lifelines, krippendorff, pingouin, python-dateutil, icalendar and ical.js", run: oracles::test },
    Part { name: "reports", purpose: "reports of every kind as veraPDF, qpdf, poppler, html5lib, Chromium with axe-core, pandas, polars, Gnumeric and Python's csv read them", run: oracles::reports },
    Part { name: "mutants", purpose: "of the small changes to what decides, 95 in a hundred are noticed by a case or a test", run: || mutants::run(&[]) },
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
    let mut results = Vec::new();
    let unasked = PARTS.iter().filter(|_| names.is_empty());
    for part in unasked.chain(parts().filter(|part| names.iter().any(|name| name == part.name))) {
        println!("── {}: {}", part.name, part.purpose);
        let start = Instant::now();
        let outcome = (part.run)();
        if let Err(failure) = &outcome {
            println!("{failure}");
        }
        let verdict = if outcome.is_ok() { "passed" } else { "FAILED" };
        println!("── {}: {verdict} in {:.1} s\n", part.name, start.elapsed().as_secs_f64());
        results.push((part.name, outcome));
    }
    let failed = results.iter().filter_map(|(name, outcome)| Some((name, outcome.as_ref().err()?)));
    let failed: Vec<String> = failed.map(|(name, failure)| format!("── {name}: {failure}")).collect();
    println!("{} passed, {} failed", results.len() - failed.len(), failed.len());
    if failed.is_empty() { Ok(()) } else { Err(format!("failed:\n{}", failed.join("\n"))) }
}

fn formatted() -> Result {
    cargo().with("fmt --all --check").go()?;
    oracles::formatted()
}

fn model() -> Result {
    let check = cargo().with("test --release --package touchline --test model -- --nocapture");
    check.env("TOUCHLINE_MODEL_DEPTH", "7").go()
}

fn rust() -> Result {
    if exists("cargo-nextest") {
        cargo().with("nextest run --workspace --no-fail-fast --status-level fail --final-status-level slow").go()?;
    } else {
        cargo().with("test --workspace --quiet --lib --bins --tests").go()?;
    }
    cargo().with("test --workspace --quiet --doc").go()
}
