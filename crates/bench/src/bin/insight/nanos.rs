//! A line for each of what was measured here.

use std::hint::black_box;

use touchline_bench::timing::{Samples, worked};

const RUNS: usize = 5;

/// Prints the median of some runs, in nanoseconds of this thread's processor time; gives what was found.
pub(crate) fn nanos<T>(name: &str, mut work: impl FnMut() -> Result<T, String>) -> Result<T, String> {
    let mut samples = Samples::default();
    let mut found = work()?;
    for _ in 0..RUNS {
        let (time, done) = worked(&mut work);
        found = black_box(done?);
        samples.add_nanos(time);
    }
    println!("{name} {}", samples.median());
    Ok(found)
}
