//! Fuzzing: seeds from the conformance cases, the fuzzer where there is one, and a short run without it.

use std::path::PathBuf;

use crate::conformance::{self, Seed};
use crate::shell::run as program;
use crate::{Result, parallel, repository};

/// How many changed inputs the short run tries, after the seeds themselves: a count and no time, so that a
/// slow machine tries the same ones.
const CHANGED: usize = 3_000;

/// The target that reads transcripts.
const TALK_READ: &str = "talk_read";

/// The target that reads what models answer.
const HAND_OFF_READ: &str = "hand_off_read";

/// Longer seeds (100 MB of garbage) are the conformance suite's own business.
const LONGEST_SEED: usize = 100_000;

/// `fuzz reader|log|talk_read|hand_off_read [SECONDS]`
pub(crate) fn run(arguments: &[String]) -> Result {
    let (target, seconds) = match arguments {
        [target] => (target, "60"),
        [target, seconds] => (target, seconds.as_str()),
        _ => return Err("fuzz what? `reader`, `log`, `talk_read` or `hand_off_read`".into()),
    };
    let corpus = write_seeds(target)?;
    let fuzz = program("cargo").with("+nightly fuzz run").arg(target).arg(&corpus);
    let kept = repository::target().join("fuzz").join(format!("found-{target}-"));
    let kept = format!("-artifact_prefix={}", kept.display());
    fuzz.arg("--").arg(kept).arg(format!("-max_total_time={seconds}")).go()
}

/// Every seed, then seeds with a few bytes changed; the same changes every time.
pub(crate) fn smoke() -> Result {
    let seeds = seeds()?;
    let mut dice = Dice(0x9e37_79b9_7f4a_7c15);
    let changed: Vec<Seed> = (0..CHANGED).map(|_| mutated(&seeds[dice.below(seeds.len())], &mut dice)).collect();
    for inputs in [&seeds, &changed] {
        parallel::each(inputs, |input| try_one(input.target, &input.bytes))?;
    }
    println!("{} seeds, and {CHANGED} inputs made from them", seeds.len());
    Ok(())
}

fn try_one(target: &str, bytes: &[u8]) -> Result {
    let outcome = std::panic::catch_unwind(|| match target {
        "log" => touchline_fuzz::log(bytes),
        TALK_READ => touchline_fuzz::talk_read(bytes),
        HAND_OFF_READ => touchline_fuzz::hand_off_read(bytes),
        _ => touchline_fuzz::reader(bytes),
    });
    outcome.map_err(|_| {
        let path = repository::target().join("fuzz").join(format!("failed-{target}"));
        let kept = repository::write(&path, bytes).map_or_else(|error| error, |()| path.display().to_string());
        format!("{target}: this input fails: {kept}")
    })
}

/// The seeds of one target as files, where the fuzzer also keeps what it finds.
fn write_seeds(target: &str) -> Result<PathBuf> {
    let corpus = repository::target().join("fuzz/corpus").join(target);
    for (number, seed) in seeds()?.iter().filter(|seed| seed.target == target).enumerate() {
        repository::write(&corpus.join(format!("case-{number:05}")), &seed.bytes)?;
    }
    Ok(corpus)
}

fn seeds() -> Result<Vec<Seed>> {
    let mut seeds = conformance::seeds()?;
    let transcripts: Vec<Seed> = seeds.iter().filter_map(transcript).collect();
    let answers: Vec<Seed> = seeds.iter().filter_map(answer).collect();
    seeds.extend(transcripts.into_iter().chain(answers));
    seeds.retain(|seed| seed.bytes.len() <= LONGEST_SEED);
    if seeds.is_empty() { Err("the conformance suite gives no seeds".into()) } else { Ok(seeds) }
}

/// The file within what is asked of `transcript.read`.
fn transcript(seed: &Seed) -> Option<Seed> {
    let input: serde_json::Value = serde_json::from_slice(&seed.bytes).ok()?;
    let text = input.get("text")?.as_str().filter(|_| input.get("consented").is_some())?;
    Some(Seed { target: TALK_READ, bytes: text.as_bytes().to_vec() })
}

/// The answer within what is asked of `hand_off.read`.
fn answer(seed: &Seed) -> Option<Seed> {
    let input: serde_json::Value = serde_json::from_slice(&seed.bytes).ok()?;
    let answer = input.get("answer")?.as_str().filter(|_| input.get("model").is_some())?;
    Some(Seed { target: HAND_OFF_READ, bytes: answer.as_bytes().to_vec() })
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
