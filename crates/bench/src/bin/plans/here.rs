//! The measurements in Rust: documents that were read already, and the same from text to text.

use std::hint::black_box;
use std::path::Path;

use serde::Deserialize;
use serde_json::Value;
use touchline::kernel::{Instant, Zone};
use touchline::plan_progress::{PlanPolicy, PlanTaken, PlanWeek};
use touchline::waist::{Status, call};
use touchline_bench::timing::{Samples, worked};

use super::material::pages;

const RUNS: usize = 5;

#[derive(Deserialize)]
struct Document {
    at: Instant,
    plans: Vec<Keyed>,
}

#[derive(Deserialize)]
struct Keyed {
    last_session_at: Option<Instant>,
    plan: PlanTaken,
    zone: Zone,
}

/// Measures everything, and prints a line for each.
pub(crate) fn measure(folder: &Path) -> Result<(), String> {
    let read = |path| std::fs::read_to_string(path).map_err(|error| error.to_string());
    let texts = pages(folder)?.into_iter().map(read).collect::<Result<Vec<String>, String>>()?;
    let parse = |text: &String| serde_json::from_str::<Document>(text).map_err(|error| error.to_string());
    let documents = texts.iter().map(parse).collect::<Result<Vec<Document>, String>>()?;
    let plans: usize = documents.iter().map(|document| document.plans.len()).sum();
    nanos("analysis", plans, || {
        documents.iter().for_each(analyse);
        Ok(())
    })?;
    let mut answers = Vec::new();
    nanos("whole", plans, || {
        answers = texts.iter().map(answered).collect::<Result<Vec<String>, String>>()?;
        Ok(())
    })?;
    found(&answers)
}

fn analyse(document: &Document) {
    let policy = PlanPolicy::default();
    for one in &document.plans {
        let last_session_on = one.last_session_at.map(|last| one.zone.day_of(last));
        let week: PlanWeek = one.plan.week(one.zone.day_of(document.at), last_session_on, &policy);
        black_box(week);
    }
}

fn answered(text: &String) -> Result<String, String> {
    let answer = call("plan.weekly", text.as_bytes());
    if answer.status == Status::Ok { Ok(answer.json) } else { Err(answer.json) }
}

/// Prints the median over runs of the nanoseconds of this thread that one plan takes.
fn nanos(name: &str, plans: usize, mut work: impl FnMut() -> Result<(), String>) -> Result<(), String> {
    work()?;
    let mut samples = Samples::default();
    for _ in 0..RUNS {
        let (time, done) = worked(&mut work);
        done?;
        samples.add(time.as_nanos() as f64 / plans.max(1) as f64);
    }
    println!("{name} {:.1}", samples.median());
    Ok(())
}

/// Prints what was found, as whole numbers: how many fall behind and why, days, and points and percents in millionths.
fn found(answers: &[String]) -> Result<(), String> {
    let (mut plans, mut falling_behind, mut percents, mut points, mut days) = (0, 0, 0, 0, 0);
    let mut reasons = [("pace", 0), ("milestone_overdue", 0), ("no_session", 0)];
    let millionths = |value: &Value| (value.as_f64().unwrap_or_default() * 1e6).round() as i64;
    for answer in answers {
        let answer: Value = serde_json::from_str(answer).map_err(|error| error.to_string())?;
        falling_behind += answer["falling_behind"].as_i64().unwrap_or_default();
        for week in answer["plans"].as_array().into_iter().flatten().map(|plan| &plan["week"]) {
            plans += 1;
            percents += millionths(&week["percent"]) + millionths(&week["expected_percent"]);
            for reason in week["reasons"].as_array().into_iter().flatten() {
                reasons.iter_mut().filter(|(name, _)| reason["type"] == *name).for_each(|(_, count)| *count += 1);
                points += millionths(&reason["body"]["points_under"]);
                let body = &reason["body"];
                days += body["days"].as_i64().or(body["days_overdue"].as_i64()).unwrap_or_default();
            }
        }
    }
    println!("plans {plans}\nfalling_behind {falling_behind}\ndays {days}\npoints {points}\npercents {percents}");
    reasons.iter().for_each(|(name, count)| println!("{name} {count}"));
    Ok(())
}
