//! Fuzzing: seeds from the conformance cases and from the corpora in the repository, the fuzzer where there is one, and a
//! short run without it.

use std::path::{Path, PathBuf};

use touchline_fuzz::{TARGETS, Target};

use crate::account::say;
use crate::conformance::{self, Seed};
use crate::shell::run as program;
use crate::{Result, parallel, repository};

/// How many changed inputs the short run tries, after the seeds themselves: a count and no time, so that a
/// slow machine tries the same ones.
const CHANGED: usize = 3_000;

/// How many inputs of any bytes the short run makes for each target, and how long they are: those whose bytes are choices
/// need no more to begin with.
const DRAWN: usize = 24;
const DRAWN_LENGTH: usize = 200;

/// The target that reads transcripts.
const TALK_READ: &str = "talk_read";

/// The target that reads what models answer.
const HAND_OFF_READ: &str = "hand_off_read";

/// Longer seeds (100 MB of garbage) are the conformance suite's own business.
const LONGEST_SEED: usize = 100_000;

/// As much as one target's corpus takes up in the repository, in bytes.
const KEPT: usize = 24_000;

/// `fuzz TARGET|all [MINUTES]`, or `fuzz keep [TARGET…]`
pub(crate) fn run(arguments: &[String]) -> Result {
    match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["keep", names @ ..] => asked(names)?.into_iter().try_for_each(keep),
        [] => Err(format!("fuzz what? `all`, or one of\n{}", listed())),
        [name] => fuzz_each(&asked(&[name])?, "1"),
        [name, minutes] => fuzz_each(&asked(&[name])?, minutes),
        _ => Err("fuzz takes a target and how many minutes".into()),
    }
}

/// The targets of these names; all of them where nothing or `all` is named.
fn asked(names: &[&str]) -> Result<Vec<&'static Target>> {
    let named = |name: &&str| TARGETS.iter().find(|target| target.name == *name);
    match names {
        [] | ["all"] => Ok(TARGETS.iter().collect()),
        names => {
            let found: Option<Vec<_>> = names.iter().map(named).collect();
            found.ok_or_else(|| format!("the targets are `all`, or one of\n{}", listed()))
        }
    }
}

fn listed() -> String {
    TARGETS.iter().map(|target| format!("  {:<14} {}\n", target.name, target.tries)).collect()
}

/// Fuzzes one after the other, each for so many minutes; what one finds does not keep the others from being tried.
fn fuzz_each(targets: &[&Target], minutes: &str) -> Result {
    let minutes: f64 = minutes.parse().map_err(|_| format!("`{minutes}` is no number of minutes"))?;
    let mut failed = Vec::new();
    for target in targets {
        failed.extend(fuzz(target, (minutes * 60.0).ceil() as u64).err());
    }
    if failed.is_empty() { Ok(()) } else { Err(failed.join("\n")) }
}

fn fuzz(target: &Target, seconds: u64) -> Result {
    let corpus = write_seeds(target)?;
    let found = repository::target().join("fuzz").join(format!("found-{}-", target.name));
    let fuzz = fuzzer(target).arg(&corpus).arg(in_repository(target)).arg("--");
    let fuzz = fuzz.arg(format!("-artifact_prefix={}", found.display())).arg("-max_len=65536");
    fuzz.arg(format!("-max_total_time={seconds}")).with("-timeout=20 -rss_limit_mb=4096 -print_final_stats=1").go()
}

/// Linked as libraries ship, each target would take as long to build as the longest of them runs.
fn fuzzer(target: &Target) -> crate::shell::Run {
    let fuzzer = program("cargo").with("+nightly fuzz run --codegen-units 16").arg(target.name);
    fuzzer.env("CARGO_PROFILE_RELEASE_LTO", "off")
}

/// Puts what the fuzzer has kept into the repository, without what adds nothing, as far as there is room: the shortest
/// first.
fn keep(target: &Target) -> Result {
    let failed = |error: std::io::Error| format!("{}: {error}", target.name);
    let (working, least) = (working_corpus(target), repository::target().join("fuzz/least").join(target.name));
    drop(std::fs::remove_dir_all(&least));
    std::fs::create_dir_all(&least).map_err(failed)?;
    fuzzer(target).arg(&least).arg(&working).arg("--").with("-merge=1 -max_len=16384").go()?;
    let mut kept: Vec<(usize, PathBuf)> = Vec::new();
    for path in repository::files(&least, "")? {
        kept.push((std::fs::read(&path).map_err(failed)?.len(), path));
    }
    kept.sort();
    let folder = in_repository(target);
    drop(std::fs::remove_dir_all(&folder));
    let mut room = KEPT;
    for (length, path) in kept {
        let Some(left) = room.checked_sub(length) else { break };
        room = left;
        let name = path.file_name().unwrap_or_default();
        repository::write(&folder.join(name), &std::fs::read(&path).map_err(failed)?)?;
    }
    Ok(())
}

/// Every seed, then seeds with a few bytes changed; the same changes every time.
pub(crate) fn smoke() -> Result {
    let mut seeds = seeds()?;
    let mut dice = Dice(0x9e37_79b9_7f4a_7c15);
    seeds.extend(
        TARGETS.iter().flat_map(|target| (0..DRAWN).map(|_| drawn(target.name, &mut dice)).collect::<Vec<_>>()),
    );
    let changed: Vec<Seed> = (0..CHANGED).map(|_| mutated(&seeds[dice.below(seeds.len())], &mut dice)).collect();
    for inputs in [&seeds, &changed] {
        parallel::each(inputs, |input| try_one(input.target, &input.bytes))?;
    }
    say(&format!("{} seeds, and {CHANGED} inputs made from them, for {} targets", seeds.len(), TARGETS.len()));
    Ok(())
}

fn try_one(name: &str, bytes: &[u8]) -> Result {
    let target = asked(&[name])?.into_iter().next().ok_or("there are targets")?;
    std::panic::catch_unwind(|| (target.run)(bytes)).map_err(|_| {
        let path = repository::target().join("fuzz").join(format!("failed-{name}"));
        let kept = repository::write(&path, bytes).map_or_else(|error| error, |()| path.display().to_string());
        format!("{name}: this input fails: {kept}")
    })
}

/// Where the fuzzer keeps what it finds, and where of that stands what is in the repository.
fn working_corpus(target: &Target) -> PathBuf {
    repository::target().join("fuzz/corpus").join(target.name)
}

fn in_repository(target: &Target) -> PathBuf {
    repository::at("fuzz/corpus").join(target.name)
}

/// The seeds of one target as files, beside what the fuzzer has kept before.
fn write_seeds(target: &Target) -> Result<PathBuf> {
    let corpus = working_corpus(target);
    for (number, seed) in seeds()?.iter().filter(|seed| seed.target == target.name).enumerate() {
        repository::write(&corpus.join(format!("case-{number:05}")), &seed.bytes)?;
    }
    let folder = in_repository(target);
    std::fs::create_dir_all(&folder)
        .and_then(|()| std::fs::create_dir_all(&corpus))
        .map_err(|error| error.to_string())?;
    Ok(corpus)
}

fn seeds() -> Result<Vec<Seed>> {
    let mut seeds = conformance::seeds()?;
    let transcripts: Vec<Seed> = seeds.iter().filter_map(transcript).collect();
    let answers: Vec<Seed> = seeds.iter().filter_map(answer).collect();
    let logs: Vec<Seed> = seeds.iter().filter(|seed| seed.target == "log").map(redacted).collect();
    seeds.extend(transcripts.into_iter().chain(answers).chain(logs));
    for target in TARGETS {
        seeds.extend(touchline_fuzz::seeds(target.name).into_iter().map(|bytes| Seed { target: target.name, bytes }));
        seeds.extend(corpus(target, &in_repository(target))?);
    }
    seeds.retain(|seed| seed.bytes.len() <= LONGEST_SEED);
    if seeds.is_empty() { Err("the conformance suite gives no seeds".into()) } else { Ok(seeds) }
}

/// The files of a folder; none where it is not there.
fn corpus(target: &Target, folder: &Path) -> Result<Vec<Seed>> {
    let files = if folder.is_dir() { repository::files(folder, "")? } else { Vec::new() };
    let read = |path: PathBuf| std::fs::read(&path).map_err(|error| format!("{}: {error}", path.display()));
    files.into_iter().map(|path| Ok(Seed { target: target.name, bytes: read(path)? })).collect()
}

/// The files within what is asked of `transcript.read`, behind a byte that chooses a format.
fn transcript(seed: &Seed) -> Option<Seed> {
    let input: serde_json::Value = serde_json::from_slice(&seed.bytes).ok()?;
    let text = input.get("text")?.as_str().filter(|_| input.get("consented").is_some())?;
    let beside = input.get("beside").and_then(|beside| beside.as_str());
    let files = beside.map_or_else(|| text.to_owned(), |beside| format!("{text}\0{beside}"));
    Some(Seed { target: TALK_READ, bytes: format!(" {files}").into_bytes() })
}

/// The answer within what is asked of `hand_off.read`.
fn answer(seed: &Seed) -> Option<Seed> {
    let input: serde_json::Value = serde_json::from_slice(&seed.bytes).ok()?;
    let answer = input.get("answer")?.as_str().filter(|_| input.get("model").is_some())?;
    Some(Seed { target: HAND_OFF_READ, bytes: answer.as_bytes().to_vec() })
}

/// A log, on its way through redaction.
fn redacted(seed: &Seed) -> Seed {
    Seed { target: "redactor", bytes: seed.bytes.clone() }
}

/// Any bytes.
fn drawn(target: &'static str, dice: &mut Dice) -> Seed {
    Seed { target, bytes: (0..DRAWN_LENGTH).map(|_| dice.below(256) as u8).collect() }
}

/// A few changes: bytes altered, cut out, doubled, or replaced by what parsers stumble over.
fn mutated(seed: &Seed, dice: &mut Dice) -> Seed {
    const PARTS: &[&[u8]] =
        &[b"\"", b"\\ud800", b"\xff", b"{", b"]", b"null", b"1e400", b"-0", b"\n", b"\0", b",", b"9007199254740993"];
    let mut bytes = seed.bytes.clone();
    for _ in 0..=dice.below(4) {
        let place = dice.below(bytes.len() + 1);
        let end = (place + dice.below(12)).min(bytes.len());
        match dice.below(4) {
            0 => bytes.get_mut(place).into_iter().for_each(|byte| *byte ^= 1 << dice.below(8)),
            1 => drop(bytes.drain(place..end)),
            2 => drop(bytes.splice(place..place, bytes[place..end].to_vec())),
            _ => drop(bytes.splice(place..end, PARTS[dice.below(PARTS.len())].iter().copied())),
        }
    }
    Seed { target: seed.target, bytes }
}

/// Numbers that look random and are the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % bound as u64) as usize
    }
}
