//! The measurements in Rust, which the others are held against.

use std::hint::black_box;
use std::path::Path;

use touchline::waist::{Answer, Status, Workspace, call, lifecycle_step, permit};
use touchline_bench::memory;
use touchline_bench::turns::each;

/// Measures everything and prints a line for each: its name and the median of nanoseconds.
pub(crate) fn measure(folder: &Path) -> Result<(), String> {
    let read = |name: &str| std::fs::read_to_string(folder.join(name)).map_err(|error| format!("{name}: {error}"));
    each("empty", 200, 100, || ok(call("meta.version", b"{}")))?;
    let decide = read("decide.json")?;
    each("decide", 100, 10, || ok(call("law.decide", decide.as_bytes())))?;

    let mut workspace = Workspace::open(b"").map_err(|answer| answer.json)?;
    let world = read("world.lines")?;
    for command in world.lines() {
        ok(workspace.execute(command.as_bytes()))?;
    }
    let commands = read("commands.lines")?;
    let mut commands = commands.lines();
    each("execute", 90, 30, || ok(workspace.execute(commands.next().unwrap_or_default().as_bytes())))?;

    let numbers = read("numbers.txt")?;
    let numbers: Vec<u32> = numbers.split(' ').filter_map(|number| number.parse().ok()).collect();
    let &[thing, state, command, action, roles, relations] = numbers.as_slice() else {
        return Err("numbers.txt holds other numbers".to_owned());
    };
    let before = memory::allocations();
    let step = || black_box(lifecycle_step(black_box(thing), black_box(state), black_box(command)));
    let permit = || black_box(permit(black_box(action), black_box(roles), black_box(relations)));
    (0..1_000).for_each(|_| _ = (step(), permit()));
    println!("allocations {}", memory::allocations() - before);
    each("step", 200, 5_000, || {
        step();
        Ok(())
    })?;
    each("permit", 200, 5_000, || {
        permit();
        Ok(())
    })
}

fn ok(answer: Answer) -> Result<(), String> {
    if answer.status == Status::Ok { Ok(()) } else { Err(answer.json) }
}
