//! The measurements in Rust: a table of forms, one form by itself, and coefficients of agreement.

use std::hint::black_box;
use std::path::Path;

use arrow_array::cast::AsArray;
use arrow_array::types::Float64Type;
use arrow_array::{Array as _, RecordBatch};
use touchline::agreement::{Cell as Rated, Intraclass, Krippendorff, Level, Ratings};
use touchline::scorecard::{Cell, Compiled, Form, Scratch, Template, Tree};
use touchline_bench::arrow_file::read;
use touchline_bench::timing::{Samples, worked};
use touchline_bench::turns::each;
use touchline_tables::{Gatherer as _, Scorecards};

const RUNS: usize = 5;

/// Measures everything, and prints a line for each.
pub(crate) fn measure(folder: &Path) -> Result<(), String> {
    let text = std::fs::read_to_string(folder.join("template.json")).map_err(|error| error.to_string())?;
    let template: Template = serde_json::from_str(&text).map_err(|error| error.to_string())?;
    let table = read(&folder.join("forms.arrow"))?;
    of_table(&format!(r#"{{"template":{text},"blank":"not_applicable"}}"#), &table)?;
    of_one(&template, &table)?;
    // The packages, too, are handed their ratings in the form in which they take them.
    let alpha = ratings(&read(&folder.join("alpha.arrow"))?);
    let found = timed("alpha", || Krippendorff::of(&alpha, Level::Interval).alpha)?;
    println!("alpha_is {}", found.unwrap_or(f64::NAN));
    let icc = ratings(&read(&folder.join("icc.arrow"))?);
    let found = timed("icc", || Intraclass::of(&icc).figures.and_then(|figures| figures.icc_2_1.correlation))?;
    println!("icc_is {}", found.unwrap_or(f64::NAN));
    Ok(())
}

/// The whole table, on this thread.
fn of_table(options: &str, table: &RecordBatch) -> Result<(), String> {
    let score = || {
        let mut scorecards = Box::new(Scorecards::new(options.as_bytes()).map_err(|failure| format!("{failure:?}"))?);
        scorecards.add(table).and_then(|()| scorecards.finish()).map_err(|bad| format!("{bad:?}"))
    };
    let scored = score()?;
    let mut samples = Samples::default();
    for _ in 0..RUNS {
        let (time, done) = worked(score);
        black_box(done?);
        samples.add(time.as_secs_f64());
    }
    println!("forms {:.0}", table.num_rows() as f64 / samples.median());
    let number = |name: &str| scored.column_by_name(name).map(|column| column.as_primitive::<Float64Type>().clone());
    let mean = |name: &str| {
        let column = number(name)?;
        let sum: f64 = column.iter().flatten().sum();
        Some((sum / (column.len() - column.null_count()) as f64, column.len() - column.null_count()))
    };
    let (score, count) = mean("score").ok_or("no scores")?;
    println!("mean {score}\nscored {count}");
    println!("critical {}", mean("critical").ok_or("no critical scores")?.0);
    println!("coverage {}", mean("coverage").ok_or("no coverage")?.0);
    let failed = scored.column_by_name("failed").ok_or("no failures")?;
    println!("failed {}", failed.as_boolean().true_count());
    Ok(())
}

/// One form after another: its score, every part of it, and the same from a document.
fn of_one(template: &Template, table: &RecordBatch) -> Result<(), String> {
    let compiled = Compiled::of(template).map_err(|bad| format!("{bad:?}"))?;
    let rows: Vec<Vec<Option<Cell>>> = (0..1_000.min(table.num_rows()))
        .map(|row| {
            let cells = compiled.leaves().iter().zip(table.columns()).map(|(leaf, column)| {
                if column.is_null(row) {
                    return leaf.not_applicable();
                }
                match column.as_primitive_opt::<Float64Type>() {
                    Some(numbers) => leaf.number(numbers.value(row)),
                    None => leaf.chosen(if column.as_boolean().value(row) { 1 } else { 2 }),
                }
            });
            cells.collect()
        })
        .collect();
    let (mut row, mut scratch, mut tree, mut next) = (Vec::new(), Scratch::default(), Tree::default(), 0);
    let mut nth = || {
        next = (next + 1) % rows.len();
        next
    };
    each("score", 400, 500, || {
        compiled.resolve(&rows[nth()], &mut row);
        black_box(compiled.score(&row, &mut scratch));
        Ok(())
    })?;
    each("tree", 400, 500, || {
        compiled.resolve(&rows[nth()], &mut row);
        black_box(compiled.tree(&row, &mut tree));
        Ok(())
    })?;
    let forms: Vec<Form> = rows.iter().map(|row| form(&compiled, row)).collect::<Result<_, _>>()?;
    each("report", 400, 100, || {
        let told = compiled.report(template, &forms[nth()], "").map_err(|bad| format!("{bad:?}"))?;
        black_box(told);
        Ok(())
    })
}

/// The document of a form.
fn form(compiled: &Compiled, row: &[Option<Cell>]) -> Result<Form, String> {
    let answers = compiled.leaves().iter().zip(row).filter_map(|(leaf, cell)| {
        let given = match (*cell)? {
            Cell::NotApplicable(_) => serde_json::json!({"not_applicable": true}),
            Cell::Number(number) => serde_json::json!({"number": number}),
            Cell::Options(bits) => serde_json::json!({"options": [if bits == 1 { "yes" } else { "no" }]}),
        };
        Some(serde_json::json!({"question": leaf.key.as_str(), "answer": given}))
    });
    let form = serde_json::json!({"answers": answers.collect::<Vec<_>>()});
    serde_json::from_value(form).map_err(|error| error.to_string())
}

/// Ratings out of a table with a column for each rater.
fn ratings(table: &RecordBatch) -> Ratings {
    let raters = (0_u32..).zip(table.columns()).flat_map(|(rater, column)| {
        let ratings = (0_u32..).zip(column.as_primitive::<Float64Type>());
        ratings.filter_map(move |(unit, value)| Some((unit, Rated { rater, value: value? })))
    });
    Ratings::of_rows(raters.collect(), table.num_columns())
}

/// Prints the median of some runs, in seconds of this thread's processor time; gives what was found.
fn timed<T>(name: &str, mut work: impl FnMut() -> T) -> Result<T, String> {
    let mut samples = Samples::default();
    let mut found = work();
    for _ in 0..RUNS {
        let (time, done) = worked(&mut work);
        found = black_box(done);
        samples.add(time.as_secs_f64());
    }
    println!("{name} {}", samples.median());
    Ok(found)
}
