//! `cargo xtask bench log [BUNDLES…]`: execute, replay, verify, snapshots and memory as a tenant grows,
//! beside plain serde_json that parses and folds the same log.

mod execute;
mod stored;

use std::process::ExitCode;

use touchline_bench::table::{Bar, print_bars};
use touchline_bench::tenant::Tenant;
use touchline_bench::{memory, program};

#[global_allocator]
static ALLOCATOR: memory::Counting = memory::Counting;

fn main() -> ExitCode {
    program::ended(run())
}

fn run() -> Result<usize, String> {
    let mut bars: Vec<Bar> = Vec::new();
    let mut grown = Vec::new();
    for size in program::sizes()? {
        grown.push(execute::grow(Tenant::of(size))?);
    }
    execute::probe(&mut grown, &mut bars)?;
    for tenant in grown {
        stored::measure(tenant, &mut bars)?;
    }
    Ok(print_bars(&bars))
}
