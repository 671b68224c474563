//! The measurements in Rust, from text to text, through the door that faces use.

use std::hint::black_box;
use std::path::Path;
use std::thread;
use std::time::Duration;

use serde_json::{Value, json};
use touchline::reports::picture::{PictureInput, drawn};
use touchline::waist::{Status, call};
use touchline_bench::memory;
use touchline_bench::timing::{Samples, timed, worked};

use crate::people::People;

const RUNS: usize = 5;
/// How many people get a PDF in one process, and after how many of them its memory is looked at.
const PEOPLE: usize = 10_000;
const AT_ONCE: usize = 1_000;

/// Puts the data of the report where the peers find it.
pub(crate) fn prepare(folder: &Path) -> Result<(), String> {
    std::fs::write(folder.join("report.json"), report()?).map_err(|error| error.to_string())
}

fn report() -> Result<String, String> {
    answered("report.coaching", People::first())
}

/// What makes a report's data a page, or a file.
fn rendering(data: &str, format: &str) -> Result<String, String> {
    let data: Value = serde_json::from_str(data).map_err(|error| error.to_string())?;
    Ok(json!({"kind": "coaching", "format": format, "at": "2026-03-09T08:00:00Z", "data": data}).to_string())
}

/// Measures everything, and prints a line for each.
pub(crate) fn measure() -> Result<(), String> {
    let report = report()?;
    let data: Value = serde_json::from_str(&report).map_err(|error| error.to_string())?;
    let (html, pdf) = (rendering(&report, "html")?, rendering(&report, "pdf")?);
    let areas = data["areas"].as_array().into_iter().flatten();
    let areas: Vec<Value> =
        areas.map(|area| json!({"area": area["area"], "score": area["rating"]["published"]})).collect();
    let radar = json!({"picture": {"type": "skill_radar", "body": {"areas": areas}}}).to_string();
    println!("pictures {}", answered("report.render", &html)?.matches("<figure class='picture'>").count());
    nanos("data", 1_000, || answered("report.coaching", People::first()))?;
    nanos("html", 1_000, || answered("report.render", &html))?;
    both_ways("radar", &radar)?;
    for (name, picture) in pictures() {
        both_ways(name, &json!({ "picture": picture }).to_string())?;
    }
    println!("pages {}", pages(&answered("report.render", &pdf)?)?);
    nanos("pdf", 100, || answered("report.render", &pdf))?;
    of_many_people()
}

/// A picture from figures that a program has, as the peers are handed theirs, and from text to text.
fn both_ways(name: &str, picture: &str) -> Result<(), String> {
    let read: PictureInput = serde_json::from_str(picture).map_err(|error| error.to_string())?;
    nanos(name, 1_000, || drawn(&read).map(|drawn| drawn.svg).map_err(|failure| format!("{failure:?}")))?;
    nanos(&format!("{name}_text"), 1_000, || answered("report.picture", picture))
}

/// One of each other picture, with about as much in it as a page has.
fn pictures() -> [(&'static str, Value); 6] {
    let day = |day: usize| format!("2026-03-{:02}", 1 + day % 28);
    let each = |count: usize, of: &dyn Fn(usize) -> Value| Value::Array((0..count).map(of).collect());
    let areas = each(8, &|nth| json!({"area": format!("area_{nth}"), "score": 40 + 5 * nth, "team": 60, "top": 90}));
    let points = each(
        12,
        &|nth| json!({"first": day(nth), "last": day(nth), "count": 5, "score": 50 + nth, "interval": {"low": 45, "high": 75}}),
    );
    let milestones = each(6, &|nth| json!({"title": "Close a deal alone", "due_on": day(4 * nth), "state": "reached"}));
    let rows = each(8, &|nth| json!({"label": format!("Question {nth}"), "scores": [40, 55, 60, 80], "reference": 60}));
    let days = each(28, &|nth| json!({"on": day(nth), "state": "held"}));
    let segments = each(
        120,
        &|nth| json!({"speaker": (["ann", "cy"][nth % 2]), "start_ms": nth * 30_000, "end_ms": nth * 30_000 + 28_000}),
    );
    let moments =
        each(12, &|nth| json!({"at_ms": nth * 300_000, "kind": "question", "label": "What would that change?"}));
    let speakers = json!([{"key": "ann", "label": "Ann", "own": true}, {"key": "cy", "label": "Cy"}]);
    let picture = |kind: &'static str, body: Value| (kind, json!({"type": kind, "body": body}));
    [
        picture("adherence_calendar", json!({"days": days, "window": {"first": "2026-01-01", "last": "2026-12-31"}})),
        picture("area_bars", json!({ "areas": areas })),
        picture("calibration_spread", json!({ "rows": rows })),
        picture("milestone_timeline", json!({ "milestones": milestones })),
        picture("score_trend", json!({ "points": points })),
        picture(
            "talk_timeline",
            json!({"duration_ms": 3_600_000, "speakers": speakers, "segments": segments, "moments": moments}),
        ),
    ]
}

/// How many pages a PDF has that was printed.
fn pages(rendered: &str) -> Result<usize, String> {
    let rendered: Value = serde_json::from_str(rendered).map_err(|error| error.to_string())?;
    let pdf = rendered["content"].as_str().and_then(touchline::kernel::base64::decoded).ok_or("no PDF")?;
    let read = lopdf::Document::load_mem(&pdf).map_err(|error| error.to_string())?;
    Ok(read.get_pages().len())
}

/// Makes a PDF of each of many people, on all processors of one process: how long one takes it by the clock on the wall, and how
/// much memory it has after the first of them and after the last.
fn of_many_people() -> Result<(), String> {
    let people = People::new()?;
    let mut taken = Duration::ZERO;
    let mut held = Vec::new();
    for first in (0..PEOPLE).step_by(AT_ONCE) {
        let reports: Result<Vec<String>, String> = (first..first + AT_ONCE)
            .map(|number| rendering(&answered("report.coaching", &people.one(number))?, "pdf"))
            .collect();
        let reports = reports?;
        let (time, made) = timed(|| on_all_processors(&reports));
        made?;
        taken += time;
        held.push(memory::resident().ok_or_else(|| "the system tells no memory".to_owned())? as f64);
    }
    println!("pdf_process {:.1}", taken.as_nanos() as f64 / PEOPLE as f64);
    println!("processors {}", processors());
    let (Some(early), Some(late)) = (held.first(), held.last()) else { return Ok(()) };
    println!("memory {:.1}", late / 1e6);
    println!("growth {:.3}", late / early);
    Ok(())
}

/// Makes each of these once, whichever thread comes to it.
fn on_all_processors(reports: &[String]) -> Result<(), String> {
    let processors = processors();
    let share = |reports: &[String]| {
        reports.iter().try_for_each(|report| answered("report.render", report).map(|made| drop(black_box(made))))
    };
    thread::scope(|scope| {
        let shares = reports.chunks(reports.len().div_ceil(processors));
        let shares: Vec<_> = shares.map(|these| scope.spawn(move || share(these))).collect();
        shares.into_iter().try_for_each(|share| share.join().map_err(|_| "a thread panicked".to_owned())?)
    })
}

fn processors() -> usize {
    thread::available_parallelism().map_or(1, usize::from)
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
