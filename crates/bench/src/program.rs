//! What every bench is as a program: what it is asked for, and how it ends.

use std::process::ExitCode;

/// The sizes that the bars name.
const SIZES: [usize; 3] = [100, 10_000, 1_000_000];

/// Runs with what was written behind the program's name, and ends as [`ended`] does.
#[must_use]
pub fn with_arguments(run: impl FnOnce(&[String]) -> Result<usize, String>) -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    ended(run(&arguments))
}

/// The numbers of bundles that were asked for; those that the bars name where none was.
pub fn sizes() -> Result<Vec<usize>, String> {
    let mut sizes = Vec::new();
    for argument in std::env::args().skip(1) {
        sizes.push(argument.parse().map_err(|_| format!("`{argument}` is no number of bundles"))?);
    }
    if sizes.is_empty() {
        sizes.extend(SIZES);
    }
    Ok(sizes)
}

/// Ends well only where no bar was missed.
#[must_use]
pub fn ended(missed: Result<usize, String>) -> ExitCode {
    match missed {
        Ok(0) => ExitCode::SUCCESS,
        Ok(missed) => {
            println!("\n{missed} missed");
            ExitCode::FAILURE
        }
        Err(failure) => {
            eprintln!("{failure}");
            ExitCode::FAILURE
        }
    }
}
