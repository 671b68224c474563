//! `access-oracle [COUNT]`: so many requests at random (a million unless told otherwise), decided by touchline
//! and by Cedar.

use std::process::ExitCode;

use access_oracle::verdicts::compare;

/// As many as are decided where no number is given.
const REQUESTS: usize = 1_000_000;

fn main() -> ExitCode {
    let count = std::env::args().nth(1).map_or(Ok(REQUESTS), |count| count.parse());
    let Ok(count) = count else {
        eprintln!("access-oracle [COUNT]");
        return ExitCode::from(2);
    };
    match compare(count, 2) {
        Ok(agreed) => {
            println!(
                "{} requests decided alike by touchline and Cedar, {} of them allowed",
                agreed.requests, agreed.allowed
            );
            ExitCode::SUCCESS
        }
        Err(difference) => {
            eprintln!("{difference}");
            ExitCode::FAILURE
        }
    }
}
