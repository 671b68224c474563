//! `cargo xtask test growth`: nothing takes more than 2.6 times as long for twice as much of what a stranger hands in.
//!
//! Every operation, query and table call, and every command with a list, has a family of inputs that grow in one dimension:
//! most are made of what the cases hand in (`documents.rs`, `questions.rs`, `tables.rs`), some by hand (`by_hand.rs`). What
//! cannot grow stands in `still.rs`. The doubling of each is timed (`measure.rs`).

mod by_hand;
mod cases;
mod documents;
mod family;
mod grown;
mod measure;
mod questions;
pub(crate) mod repeated;
mod sources;
mod still;
mod tables;

use std::hash::{BuildHasher as _, RandomState};
use std::time::Instant;

use touchline::kernel::look_up;

use crate::{Result, parallel, repository};
use family::Family;
use measure::{BOUND, Measured, again, measure};

/// How often what is beyond the bound is measured anew before it counts: other programs take time, too.
const DOUBTS: usize = 2;

/// `test growth`: every family.
pub(crate) fn run() -> Result {
    only(&[])
}

/// The families whose names hold every word.
pub(crate) fn only(words: &[String]) -> Result {
    let start = Instant::now();
    let since = || format!("{:.1} s", start.elapsed().as_secs_f64());
    // As in every face, nobody knows by what tables are hashed.
    look_up::seed(RandomState::new().hash_one(start));
    let _ = touchline::waist::warm_up();
    let mut families = documents::all()?;
    println!("{} of documents after {}", families.len(), since());
    families.extend(questions::all()?);
    families.extend(tables::all()?);
    families.extend(by_hand::all());
    still::check(&families)?;
    families.retain(|family| words.iter().all(|word| family.name().contains(word.as_str())));
    println!("{} families after {}", families.len(), since());
    let measured = parallel::each(&families, |family| Ok(measured(family)))?;
    let faults: Vec<&String> = measured.iter().filter_map(|measured| measured.as_ref().err()).collect();
    if !faults.is_empty() {
        return Err(format!("what was to grow does not: {faults:#?}"));
    }
    let mut rows: Vec<(&Family, Measured)> =
        families.iter().zip(measured).filter_map(|(family, measured)| Some((family, measured.ok()?))).collect();
    println!("measured after {}", since());
    for (family, measured) in &mut rows {
        for _ in 0..DOUBTS {
            if measured.is_beyond() {
                *measured = again(family, measured)?;
            }
        }
    }
    told(rows)
}

/// Measures one, and says at once where it is beyond the bound.
fn measured(family: &Family) -> Result<Measured> {
    let measured = measure(family)?;
    if measured.is_beyond() {
        println!("to be measured again: {}", row(family, &measured).trim_start());
    }
    Ok(measured)
}

/// Writes the table of all families, prints the steepest of them, and fails for those beyond the bound.
fn told(mut rows: Vec<(&Family, Measured)>) -> Result {
    rows.sort_by(|(_, a), (_, b)| b.ratio().unwrap_or(0.0).total_cmp(&a.ratio().unwrap_or(0.0)));
    let lines: Vec<String> = rows.iter().map(|(family, measured)| row(family, measured)).collect();
    let head = format!("{:>9} {:>11} {:>11} {:>6}  family", "n", "ms at n", "ms at 2n", "ratio");
    let path = repository::target().join("growth.txt");
    repository::write(&path, format!("{head}\n{}\n", lines.join("\n")).as_bytes())?;
    println!("{head}\n{}", lines[..lines.len().min(SHOWN)].join("\n"));
    println!("{} families, all of them in {}", rows.len(), path.display());
    println!("{}", tally(&rows));
    let beyond = rows.iter().filter(|(_, measured)| measured.is_beyond());
    let beyond: Vec<String> = beyond.map(|(family, measured)| row(family, measured)).collect();
    if beyond.is_empty() {
        return Ok(());
    }
    Err(format!("these take more than {BOUND} times as long for twice as much:\n{}", beyond.join("\n")))
}

/// How much is known of them: what was too quick at the largest size that was tried says nothing, unless no larger one is admitted; and of
/// what was refused it is known how long that takes.
fn tally(rows: &[(&Family, Measured)]) -> String {
    let count = |is: fn(&Measured) -> bool| rows.iter().filter(|(_, measured)| is(measured)).count();
    format!(
        "{} were timed at twice the size, {} are too quick at the largest that is admitted, {} at the largest that was tried; {} were refused",
        count(|measured| measured.at_twice.is_some()),
        count(|measured| measured.at_twice.is_none() && measured.limited),
        count(Measured::is_untold),
        count(|measured| measured.refused),
    )
}

/// How many rows are printed.
const SHOWN: usize = 20;

fn row(family: &Family, measured: &Measured) -> String {
    let millis = |took: std::time::Duration| format!("{:.2}", took.as_secs_f64() * 1_000.0);
    let (twice, ratio) = match measured.at_twice {
        Some(twice) => (millis(twice), format!("{:.2}", measured.ratio().unwrap_or_default())),
        None => (if measured.limited { "limit" } else { "quick" }.to_owned(), "-".to_owned()),
    };
    let refused = if measured.refused { " (refused)" } else { "" };
    format!("{:>9} {:>11} {twice:>11} {ratio:>6}  {}{refused}", measured.size, millis(measured.at_size), family.name())
}
