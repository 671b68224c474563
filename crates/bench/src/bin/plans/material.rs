//! What is analysed: plans of a mixed kind, in documents that programs of all languages read.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use touchline::kernel::LocalDate;
use touchline_bench::dice::Dice;

/// How many plans stand in a document, so that it stays below what is read at once.
const PAGE: usize = 10_000;
const AT: &str = "2026-06-15T07:00:00Z";
const ZONES: [&str; 5] = ["Europe/Berlin", "America/New_York", "Asia/Kolkata", "Pacific/Auckland", "UTC"];

/// Lays the documents down.
pub(crate) fn prepare(folder: &Path, plans: usize) -> Result<(), String> {
    let failed = |error: std::io::Error| error.to_string();
    if folder.exists() {
        // A document that is left from more plans would be analysed too.
        std::fs::remove_dir_all(folder).map_err(failed)?;
    }
    std::fs::create_dir_all(folder).map_err(failed)?;
    let places: Vec<usize> = (0..plans).collect();
    for (page, places) in places.chunks(PAGE).enumerate() {
        let document = json!({"at": AT, "plans": places.iter().map(|place| plan(*place)).collect::<Vec<_>>()});
        std::fs::write(folder.join(format!("plans-{page:04}.json")), document.to_string()).map_err(failed)?;
    }
    Ok(())
}

/// The documents, in their order.
pub(crate) fn pages(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let entries = std::fs::read_dir(folder).map_err(|error| error.to_string())?;
    let mut pages: Vec<PathBuf> = entries.filter_map(|entry| entry.ok().map(|entry| entry.path())).collect();
    pages.sort();
    Ok(pages)
}

/// A plan of half a year or so, with three to six milestones, some on hold for a while.
fn plan(place: usize) -> Value {
    let mut dice = Dice::new(0x91a5 ^ place as u64);
    let first = 20_454 + dice.below(180) as i64;
    let length = 60 + dice.below(200) as i64;
    let milestones = 3 + dice.below(4);
    let milestones: Vec<Value> = (0..milestones).map(|nth| milestone(&mut dice, nth, first, length)).collect();
    let mut holds = Vec::new();
    if dice.below(10) == 0 {
        let since = first + dice.below(60) as i64;
        holds.push(json!({"since": day(since), "until": day(since + 1 + dice.below(20) as i64)}));
    }
    let met =
        (dice.below(8) > 0).then(|| format!("{}T{:02}:30:00Z", day(20_618 - dice.below(60) as i64), dice.below(24)));
    json!({
        "key": format!("plan-{place:06}"), "last_session_at": met, "zone": ZONES[dice.below(ZONES.len())],
        "plan": {"days": {"first": day(first), "last": day(first + length)}, "holds": holds, "milestones": milestones},
    })
}

fn milestone(dice: &mut Dice, nth: usize, first: i64, length: i64) -> Value {
    let target_on = day(first + dice.below(length as usize) as i64);
    let (milestone, weight) = (format!("m{nth}"), 1 + dice.below(3));
    let value = |most: usize, dice: &mut Dice| (dice.below(5) > 0).then(|| dice.below(most));
    if dice.below(3) == 0 {
        let value = value(101, dice);
        return json!({"milestone": milestone, "measure": {"type": "yes_no"}, "target_on": target_on, "value": value, "weight": weight});
    }
    let body = json!({"baseline": dice.below(40), "target": 50 + dice.below(50), "unit": "points"});
    json!({"milestone": milestone, "measure": {"type": "number", "body": body}, "target_on": target_on, "value": value(110, dice), "weight": weight})
}

fn day(days: i64) -> String {
    LocalDate::from_days(days).map(|day| day.to_string()).unwrap_or_default()
}
