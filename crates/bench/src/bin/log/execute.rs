//! Commands one by one, JSON in and JSON out: how long each takes, and whether it takes longer in a bigger
//! tenant.

use std::io::Write;

use touchline::waist::{Answer, Status, Workspace};
use touchline_bench::memory;
use touchline_bench::table::{Bar, Bound, number, print_rows};
use touchline_bench::tenant::{STEPS, Tenant};
use touchline_bench::timing::{Samples, timed};

use touchline_bench::kept::Kept;

/// Bundles in a round, and rounds; every size takes its turn in each round, so that noise meets all alike.
const BUNDLES: usize = 25;
const ROUNDS: usize = 60;

/// A tenant with all its bundles, and the log that made it.
pub(crate) struct Grown {
    pub(crate) tenant: Tenant,
    pub(crate) log: Kept,
    pub(crate) records: u64,
    workspace: Workspace,
    per_bundle: f64,
    resident: Option<f64>,
}

/// Makes a tenant by its commands.
pub(crate) fn grow(tenant: Tenant) -> Result<Grown, String> {
    print!("growing to {} bundles … ", number(tenant.bundles() as f64));
    let _ = std::io::stdout().flush();
    let mut log = Kept::new(&format!("{}.log", tenant.bundles())).map_err(|error| error.to_string())?;
    let mut workspace = Workspace::open(b"").map_err(|answer| answer.json)?;
    let mut records = 0;
    let mut execute = |workspace: &mut Workspace, command: &str| -> Result<(), String> {
        let record = accepted(workspace.execute(command.as_bytes()))?;
        records += 1;
        log.write(record.as_bytes()).and_then(|()| log.write(b"\n")).map_err(|error| error.to_string())
    };
    for command in tenant.base() {
        execute(&mut workspace, &command)?;
    }
    let (held, resident) = (memory::held(), memory::resident());
    let mut text = 0;
    let (time, grown) = timed(|| {
        for place in 0..tenant.bundles() {
            let commands = tenant.bundle(place);
            for command in &commands {
                execute(&mut workspace, command)?;
            }
            text += own_text(&commands);
        }
        Ok::<(), String>(())
    });
    grown?;
    println!("{:.1} s", time.as_secs_f64());
    let share = |bytes: usize| (bytes as f64 - text as f64) / tenant.bundles() as f64;
    let per_bundle = share(memory::held() - held);
    let resident = memory::resident().zip(resident).map(|(after, before)| share(after.saturating_sub(before)));
    Ok(Grown { tenant, log, records, workspace, per_bundle, resident })
}

/// What people wrote: title, notes and response.
fn own_text(commands: &[String]) -> usize {
    let commands = commands.iter().filter_map(|command| serde_json::from_str::<serde_json::Value>(command).ok());
    let pointers = ["/body/content/title", "/body/content/notes", "/body/text"];
    let texts = commands.flat_map(|command| {
        pointers.map(|pointer| command.pointer(pointer).and_then(|text| text.as_str()).map_or(0, str::len))
    });
    texts.sum()
}

pub(crate) fn accepted(answer: Answer) -> Result<String, String> {
    match answer {
        Answer { status: Status::Ok, record: Some(record), .. } => Ok(record),
        answer => Err(format!("a command of the bench was not accepted: {}", answer.json)),
    }
}

/// Times further commands in tenants of all sizes, in turn.
pub(crate) fn probe(grown: &mut [Grown], bars: &mut Vec<Bar>) -> Result<(), String> {
    let mut samples: Vec<[Samples; 3]> = grown.iter().map(|_| Default::default()).collect();
    let mut asked: Vec<usize> = grown.iter().map(|_| 0).collect();
    for round in 0..ROUNDS {
        for ((tenant, samples), asked) in grown.iter_mut().zip(&mut samples).zip(&mut asked) {
            let small = tenant.tenant.bundles() < BUNDLES * ROUNDS;
            // A small tenant would not stay small: it is made anew in each round.
            let mut fresh = if small { Some(rebuilt(tenant)?) } else { None };
            let first = tenant.tenant.bundles() + if small { 0 } else { round * BUNDLES };
            let workspace = fresh.as_mut().unwrap_or(&mut tenant.workspace);
            for place in first..first + BUNDLES {
                for (command, samples) in tenant.tenant.bundle(place).iter().zip(&mut *samples) {
                    let before = memory::allocations();
                    let (time, answer) = timed(|| workspace.execute(command.as_bytes()));
                    *asked += memory::allocations() - before;
                    accepted(answer)?;
                    samples.add_nanos(time);
                }
            }
        }
    }
    report(grown, &samples, &asked, bars);
    Ok(())
}

fn rebuilt(grown: &mut Grown) -> Result<Workspace, String> {
    let mut workspace = Workspace::open(b"").map_err(|answer| answer.json)?;
    grown.log.chunks(|chunk| drop(workspace.replay(chunk))).map_err(|error| error.to_string())?;
    Ok(workspace)
}

fn report(grown: &[Grown], samples: &[[Samples; 3]], asked: &[usize], bars: &mut Vec<Bar>) {
    println!("\nexecute, JSON in and JSON out: microseconds, median (nine in ten below)");
    let size = |grown: &Grown| number(grown.tenant.bundles() as f64);
    let mut rows = vec![std::iter::once("bundles".to_owned()).chain(grown.iter().map(size)).collect::<Vec<_>>()];
    for (step, name) in STEPS.iter().enumerate() {
        let figure = |samples: &[Samples; 3]| {
            let samples = &samples[step];
            format!("{:.1} ({:.1})", samples.median() / 1e3, samples.at(0.9) / 1e3)
        };
        rows.push(std::iter::once((*name).to_owned()).chain(samples.iter().map(figure)).collect());
    }
    let each = (BUNDLES * ROUNDS * STEPS.len()) as f64;
    let asks = asked.iter().map(|asked| format!("{:.1}", *asked as f64 / each));
    rows.push(std::iter::once("allocations a command".to_owned()).chain(asks).collect());
    let bytes = |grown: &Grown| number(grown.per_bundle);
    rows.push(std::iter::once("bytes a bundle beyond its text".to_owned()).chain(grown.iter().map(bytes)).collect());
    let resident = |grown: &Grown| grown.resident.map_or_else(|| "-".to_owned(), number);
    rows.push(std::iter::once("… of resident memory".to_owned()).chain(grown.iter().map(resident)).collect());
    print_rows(&rows);

    let (Some(small), Some(large)) = (samples.first(), samples.last()) else { return };
    for (step, name) in STEPS.iter().enumerate() {
        let ratio = large[step].median() / small[step].median();
        bars.push(Bar::new(format!("{name}: largest tenant against smallest"), ratio, Bound::AtMost(2.0), "×"));
    }
    if let Some(largest) = grown.last() {
        let what = "memory a bundle beyond its own text";
        bars.push(Bar::new(what, largest.per_bundle, Bound::AtMost(1024.0), "B"));
    }
}
