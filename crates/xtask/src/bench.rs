//! `cargo xtask bench`: measurements, each with the release profile and beside what it is compared with.

use crate::Result;
use crate::shell::cargo;

/// `bench faces|log`
pub(crate) fn run(arguments: &[String]) -> Result {
    let Some((name, rest)) = arguments.split_first() else { return Err("bench what? `faces` or `log`".into()) };
    match name.as_str() {
        "log" => cargo().with("run --quiet --release --package touchline-bench --bin bench-log --").args(rest).go(),
        "faces" => cargo().with("bench --quiet --package touchline --bench faces --").args(rest).go(),
        unknown => Err(format!("no bench `{unknown}`; there are `faces` and `log`")),
    }
}
