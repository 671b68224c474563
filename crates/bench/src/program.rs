//! What every bench is as a program: the sizes it is asked for, and how it ends.

use std::process::ExitCode;

/// The sizes that the bars name.
const SIZES: [usize; 3] = [100, 10_000, 1_000_000];

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
