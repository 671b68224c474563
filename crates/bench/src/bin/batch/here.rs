//! The measurements in Rust: a batch as a whole, a stream, and a plain sum over the same columns.

use std::hint::black_box;
use std::path::Path;
use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::types::Float64Type;
use arrow_array::{Array as _, ArrayRef, Float64Array, RecordBatch, RecordBatchIterator};
use touchline::skill::Compiled;
use touchline::waist;
use touchline_bench::dice::Dice;
use touchline_bench::memory;
use touchline_bench::scored::sales;
use touchline_bench::timing::{Samples, worked};
use touchline_tables::{Instructions, Scorer};

#[global_allocator]
static ALLOCATOR: memory::Counting = memory::Counting;

const RUNS: usize = 5;
/// Rows that are scored one after another.
const ONE_BY_ONE: usize = 100_000;
/// Rows in a batch of the stream.
const BATCH: usize = 65_536;

/// Measures everything, and prints a line for each: its name and rows a second of this thread's processor time.
pub(crate) fn measure(folder: &Path) -> Result<(), String> {
    let rows = std::fs::read_to_string(folder.join("rows.txt")).map_err(|error| error.to_string())?;
    let rows: usize = rows.trim().parse().map_err(|_| format!("`{rows}` is no number of rows"))?;
    let table = table(&sales()?.compiled, rows)?;
    let scorer = |options: &str| Scorer::new(options.as_bytes()).map_err(|failure| format!("{failure:?}"));
    let one = scorer("")?;
    let whole =
        |scorer: &Scorer| scorer.score(&table).map(|scores| scores.num_rows()).map_err(|bad| format!("{bad:?}"));
    each("whole", rows, || whole(&one))?;
    let before = memory::allocations();
    whole(&one)?;
    println!("allocations {}", (memory::allocations() - before) as f64 / rows as f64);
    each("stream", rows, || stream(&one, &table))?;
    for (name, choice) in [("avx2", Instructions::Avx2), ("scalar", Instructions::Scalar)] {
        if let Some(scorer) = one.clone().with(choice) {
            each(name, rows, || stream(&scorer, &table))?;
        }
    }
    each("sum", rows, || {
        black_box(sum(&table));
        Ok(rows)
    })?;
    one_by_one(&table)
}

/// One row after another, with what every component gave.
fn one_by_one(table: &RecordBatch) -> Result<(), String> {
    let scorer = waist::Scorer::open(b"").map_err(|answer| answer.json)?;
    let count = ONE_BY_ONE.min(table.num_rows());
    let columns: Vec<_> = table.columns().iter().map(|column| column.as_primitive::<Float64Type>()).collect();
    let rows: Vec<Vec<Option<f64>>> = (0..count)
        .map(|row| columns.iter().map(|column| column.is_valid(row).then(|| column.value(row))).collect())
        .collect();
    each("one", count, || {
        rows.iter()
            .try_for_each(|row| scorer.score(row).map(|row| drop(black_box(row))))
            .map_err(|answer| answer.json)?;
        Ok(count)
    })
}

/// The median of some runs after a first one, as rows a second.
fn each(name: &str, rows: usize, mut work: impl FnMut() -> Result<usize, String>) -> Result<(), String> {
    work()?;
    let mut samples = Samples::default();
    for _ in 0..RUNS {
        let (time, done) = worked(&mut work);
        if done? != rows {
            return Err(format!("{name} has lost rows"));
        }
        samples.add(time.as_secs_f64());
    }
    println!("{name} {:.0}", rows as f64 / samples.median());
    Ok(())
}

fn stream(scorer: &Scorer, table: &RecordBatch) -> Result<usize, String> {
    let rows = table.num_rows();
    let batches = (0..rows).step_by(BATCH).map(|first| Ok(table.slice(first, BATCH.min(rows - first))));
    let reader = RecordBatchIterator::new(batches, table.schema());
    let stream = scorer.clone().stream(reader).map_err(|bad| format!("{bad:?}"))?;
    stream.map(|batch| batch.map(|batch| black_box(batch).num_rows()).map_err(|error| error.to_string())).sum()
}

/// As quick as memory is: eight sums side by side.
fn sum(table: &RecordBatch) -> f64 {
    let column = |array: &ArrayRef| {
        let mut sums = [0.0; 8];
        let (eights, rest) = array.as_primitive::<Float64Type>().values().as_chunks::<8>();
        for eight in eights {
            sums.iter_mut().zip(eight).for_each(|(sum, value)| *sum += value);
        }
        sums.iter().chain(rest).sum::<f64>()
    };
    table.columns().iter().map(column).sum()
}

/// A column of raw measures for each component, one in twenty missing.
fn table(compiled: &Compiled, rows: usize) -> Result<RecordBatch, String> {
    let mut dice = Dice::new(20_260_302);
    let columns = compiled.components().iter().map(|component| {
        let (from, to) = (component.curve.x.first().copied(), component.curve.x.last().copied());
        let (from, to) = (from.unwrap_or_default(), to.unwrap_or_default());
        let mut share = || dice.below(1 << 30) as f64 / f64::from(1 << 30);
        let values: Vec<f64> = (0..rows).map(|_| from + share() * (to - from)).collect();
        let present: Vec<bool> = (0..rows).map(|_| share() >= 0.05).collect();
        let column: ArrayRef = Arc::new(Float64Array::new(values.into(), Some(present.into())));
        (component.key.as_str().to_owned(), column)
    });
    RecordBatch::try_from_iter(columns.collect::<Vec<_>>()).map_err(|error| error.to_string())
}
