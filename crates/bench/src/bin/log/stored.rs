//! A log and a snapshot on their way in and out, the peer taking its turn at every chunk.

use std::time::Duration;

use touchline::waist::{Loader, Status, Verifier, Workspace};
use touchline_bench::table::{Bar, Bound, number, print_rows};
use touchline_bench::timing::{Samples, worked};

use crate::execute::Grown;
use touchline_bench::kept::Kept;
use touchline_bench::peer::States;

/// About so many records are read in all rounds together, but for the largest tenants.
const RECORDS: u64 = 2_000_000;

/// One round's times over the same log.
#[derive(Default)]
struct Round {
    replay: Duration,
    verify: Duration,
    plain: Duration,
    swift: Duration,
}

/// Measures everything that reads or writes what is kept.
pub(crate) fn measure(grown: Grown, bars: &mut Vec<Bar>) -> Result<(), String> {
    let Grown { tenant, mut log, records, .. } = grown;
    let rounds = (RECORDS / records.max(1)).clamp(3, 40);
    let mut figures: [Samples; 8] = Default::default();
    let mut bytes = 0;
    for _ in 0..rounds {
        let (round, workspace) = read(&mut log, records)?;
        let rate = |duration: Duration| records as f64 / duration.as_secs_f64();
        let (written, loaded, snapshot) = snapshot(workspace, tenant.bundles())?;
        bytes = snapshot;
        let megabytes = |duration: Duration| snapshot as f64 / 1e6 / duration.as_secs_f64();
        let found = [
            rate(round.replay),
            rate(round.plain),
            rate(round.swift),
            rate(round.verify),
            rate(round.replay) / rate(round.plain),
            rate(round.replay) / rate(round.swift),
            megabytes(written),
            megabytes(loaded),
        ];
        figures.iter_mut().zip(found).for_each(|(samples, figure)| samples.add(figure));
    }
    println!(
        "\nlog of {} bundles: {} records and as many events, {} bytes each; snapshot of {} bytes a bundle; {rounds} rounds",
        number(tenant.bundles() as f64),
        number(records as f64),
        number(log.bytes as f64 / records as f64),
        number(bytes as f64 / tenant.bundles() as f64)
    );
    let [replay, plain, swift, verify, to_plain, to_swift, written, loaded] = &figures;
    let mut rows = vec![["", "median", "best"].map(str::to_owned).to_vec()];
    for (what, samples) in [
        ("replay, events a second", replay),
        ("serde_json, parse and fold", plain),
        ("serde_json, bodies by hand", swift),
        ("verify, records a second", verify),
        ("replay / parse and fold", to_plain),
        ("replay / bodies by hand", to_swift),
        ("snapshot written, MB a second", written),
        ("snapshot loaded, MB a second", loaded),
    ] {
        rows.push(vec![what.to_owned(), number(samples.median()), number(samples.greatest())]);
    }
    print_rows(&rows);
    let size = number(tenant.bundles() as f64);
    let replayed = format!("replay against plain parse and fold, {size} bundles");
    bars.push(Bar::new(replayed, to_plain.median(), Bound::AtLeast(0.6), "×"));
    let verified = format!("verify against plain parse and fold, {size} bundles");
    bars.push(Bar::new(verified, verify.median() / plain.median(), Bound::AtLeast(1.0), "×"));
    Ok(())
}

/// Reads the log four ways, chunk by chunk.
fn read(log: &mut Kept, records: u64) -> Result<(Round, Workspace), String> {
    let mut loader = Loader::new(b"").map_err(|answer| answer.json)?;
    let mut verifier = Verifier::new(b"").map_err(|answer| answer.json)?;
    let (mut plain, mut swift) = (States::default(), States::default());
    let mut round = Round::default();
    let mut failure = None;
    let chunks = log.chunks(|chunk| {
        let (time, fed) = worked(|| loader.feed(chunk));
        round.replay += time;
        failure = failure.take().or(fed.err().map(|answer| answer.json));
        round.verify += worked(|| verifier.feed(chunk)).0;
        let (time, folded) = worked(|| plain.feed_plain(chunk));
        round.plain += time;
        failure = failure.take().or(folded.is_none().then(|| "the plain peer cannot read the log".to_owned()));
        let (time, folded) = worked(|| swift.feed_swift(chunk));
        round.swift += time;
        failure = failure.take().or(folded.is_none().then(|| "the swift peer cannot read the log".to_owned()));
    });
    chunks.map_err(|error| error.to_string())?;
    let (time, verified) = worked(|| verifier.finish());
    round.verify += time;
    if verified.status != Status::Ok {
        return Err(verified.json);
    }
    if (plain.events, swift.events) != (records, records) {
        return Err("the peers folded another number of events".to_owned());
    }
    if let Some(failure) = failure {
        return Err(failure);
    }
    let (time, workspace) = worked(|| loader.finish());
    round.replay += time;
    Ok((round, workspace.map_err(|answer| answer.json)?))
}

/// Writes what was loaded as a snapshot and loads that.
fn snapshot(workspace: Workspace, bundles: usize) -> Result<(Duration, Duration, usize), String> {
    let mut kept = Kept::new(&format!("{bundles}.snapshot")).map_err(|error| error.to_string())?;
    let (mut cursor, mut written) = (workspace.snapshot(), Duration::ZERO);
    loop {
        let (time, chunk) = worked(|| workspace.snapshot_chunk(&mut cursor));
        written += time;
        match chunk.map_err(|answer| answer.json)? {
            Some(chunk) => kept.write(&chunk).map_err(|error| error.to_string())?,
            None => break,
        }
    }
    drop(workspace);
    let (mut loader, mut loaded) = (Loader::new(b"").map_err(|answer| answer.json)?, Duration::ZERO);
    let mut failure = None;
    let chunks = kept.chunks(|chunk| {
        let (time, fed) = worked(|| loader.feed(chunk));
        loaded += time;
        failure = failure.take().or(fed.err().map(|answer| answer.json));
    });
    chunks.map_err(|error| error.to_string())?;
    let (time, workspace) = worked(|| loader.finish());
    workspace.map_err(|answer| answer.json)?;
    failure.map_or(Ok((written, loaded + time, kept.bytes)), Err)
}
