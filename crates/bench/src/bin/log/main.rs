//! `cargo xtask bench log [BUNDLES…]`: execute, replay, verify, snapshots and memory as a tenant grows,
//! beside plain serde_json that parses and folds the same log.

mod execute;
mod kept;
mod peer;
mod stored;

use std::process::ExitCode;

use touchline_bench::memory;
use touchline_bench::table::{Bar, print_bars};
use touchline_bench::tenant::Tenant;

#[global_allocator]
static ALLOCATOR: memory::Counting = memory::Counting;

/// The sizes that the bars name.
const SIZES: [usize; 3] = [100, 10_000, 1_000_000];

fn main() -> ExitCode {
    match run() {
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

fn run() -> Result<usize, String> {
    let mut sizes = Vec::new();
    for argument in std::env::args().skip(1) {
        sizes.push(argument.parse().map_err(|_| format!("`{argument}` is no number of bundles"))?);
    }
    if sizes.is_empty() {
        sizes.extend(SIZES);
    }
    let mut bars: Vec<Bar> = Vec::new();
    let mut grown = Vec::new();
    for size in sizes {
        grown.push(execute::grow(Tenant::of(size))?);
    }
    execute::probe(&mut grown, &mut bars)?;
    for tenant in grown {
        stored::measure(tenant, &mut bars)?;
    }
    Ok(print_bars(&bars))
}
