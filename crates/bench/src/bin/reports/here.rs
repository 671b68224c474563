//! The measurements in Rust, from text to text, through the door that faces use.

use std::hint::black_box;
use std::path::Path;
use std::thread;
use std::time::Instant;

use serde_json::{Value, json};
use touchline::waist::{Status, call};
use touchline_bench::memory;
use touchline_bench::timing::{Samples, worked};

const RUNS: usize = 5;
const MATERIAL: &str = include_str!("material.json");

/// Puts the data of the report where the peers find it.
pub(crate) fn prepare(folder: &Path) -> Result<(), String> {
    std::fs::write(folder.join("report.json"), report()?).map_err(|error| error.to_string())
}

fn report() -> Result<String, String> {
    answered("report.coaching", MATERIAL)
}

/// Measures everything, and prints a line for each.
pub(crate) fn measure() -> Result<(), String> {
    let data: Value = serde_json::from_str(&report()?).map_err(|error| error.to_string())?;
    let of = |format: &str| {
        json!({"kind": "coaching", "format": format, "at": "2026-03-09T08:00:00Z", "data": data}).to_string()
    };
    let (html, pdf) = (of("html"), of("pdf"));
    let areas = data["areas"].as_array().into_iter().flatten();
    let areas: Vec<Value> =
        areas.map(|area| json!({"area": area["area"], "score": area["rating"]["published"]})).collect();
    let radar = json!({"picture": {"type": "skill_radar", "body": {"areas": areas}}}).to_string();
    nanos("data", 1_000, || answered("report.coaching", MATERIAL))?;
    nanos("html", 1_000, || answered("report.render", &html))?;
    nanos("radar", 1_000, || answered("report.picture", &radar))?;
    nanos("pdf", 100, || answered("report.render", &pdf))?;
    println!("pdf_process {:.1}", on_all_processors(1_000, &pdf)?);
    let early = after(1_000, &pdf)?;
    let late = after(9_000, &pdf)?;
    println!("growth {:.3}", late / early);
    Ok(())
}

/// How long one of so many PDFs takes a process that makes them on all processors, by the clock on the wall.
fn on_all_processors(count: usize, pdf: &str) -> Result<f64, String> {
    let processors = thread::available_parallelism().map_or(1, usize::from);
    let share = || (0..count).try_for_each(|_| answered("report.render", pdf).map(|made| drop(black_box(made))));
    let start = Instant::now();
    thread::scope(|scope| {
        let shares: Vec<_> = (0..processors).map(|_| scope.spawn(share)).collect();
        shares.into_iter().try_for_each(|share| share.join().map_err(|_| "a thread panicked".to_owned())?)
    })?;
    Ok(start.elapsed().as_nanos() as f64 / (count * processors) as f64)
}

/// How much memory the process has after so many PDFs.
fn after(count: usize, pdf: &str) -> Result<f64, String> {
    for _ in 0..count {
        black_box(answered("report.render", pdf)?);
    }
    memory::resident().map(|bytes| bytes as f64).ok_or_else(|| "the system tells no memory".to_owned())
}

fn answered(name: &str, input: &str) -> Result<String, String> {
    let answer = call(name, input.as_bytes());
    if answer.status == Status::Ok { Ok(answer.json) } else { Err(answer.json) }
}

/// Prints the median over runs of the nanoseconds of this thread that one takes.
fn nanos(name: &str, count: usize, mut work: impl FnMut() -> Result<String, String>) -> Result<(), String> {
    work()?;
    let mut samples = Samples::default();
    for _ in 0..RUNS {
        let (time, done) = worked(|| (0..count).try_for_each(|_| work().map(|made| drop(black_box(made)))));
        done?;
        samples.add(time.as_nanos() as f64 / count as f64);
    }
    println!("{name} {:.1}", samples.median());
    Ok(())
}
