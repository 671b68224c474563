//! The measurements in Rust: calls that were read already, files, and a model's answer.

use std::hint::black_box;
use std::path::Path;

use aho_corasick::{AhoCorasick, AhoCorasickKind, Input, MatchKind};
use serde_json::json;
use touchline::skill::FrameworkGiven;
use touchline::talk::Transcript;
use touchline::talk::hand_off::ReadInput;
use touchline::talk::measure::{Measuring, RatioOf, TalkMeasures, TalkPolicy};
use touchline::talk::phrases::{List, More};
use touchline::talk::read::{Format, Known, read};
use touchline_bench::timing::{Samples, worked};

use super::material::{KIND, QUOTES, SCORED, calls};

const RUNS: usize = 5;

/// Measures everything, and prints a line for each.
pub(crate) fn measure(folder: &Path) -> Result<(), String> {
    let text = |name: &str| std::fs::read_to_string(folder.join(name)).map_err(|error| error.to_string());
    measured(folder, &text("list.json")?)?;
    automaton(&text("phrases.json")?, &text("said.txt")?)?;
    let cues = text("calls.vtt")?;
    let told = rate("vtt", cues.len(), || read(&cues, None, Some(Format::WebVtt), &Known::default()).map_err(said))?;
    let segments = &told.transcript.segments;
    println!("cues {}", segments.len());
    println!("starts {}", segments.iter().filter_map(|segment| segment.start_ms).sum::<u64>());
    println!("ends {}", segments.iter().filter_map(|segment| segment.end_ms).sum::<u64>());
    let json = text("call.json")?;
    let told = rate("json", json.len(), || read(&json, None, Some(Format::Deepgram), &Known::default()).map_err(said))?;
    println!("words {}", told.report.words);
    quotes(folder, &text("answer.json")?)
}

fn said(bad: impl std::fmt::Debug) -> String {
    format!("{bad:?}")
}

/// All measures of all calls.
fn measured(folder: &Path, list: &str) -> Result<(), String> {
    let calls = calls(&folder.join("said.arrow"))?;
    let lists: Vec<List> = vec![serde_json::from_str(list).map_err(said)?];
    let framework = FrameworkGiven::default();
    let measuring =
        Measuring::of(&framework, (lists, More::default()), TalkPolicy::default(), RatioOf::AllSpeakingTime);
    let mut measuring = measuring.map_err(said)?;
    let bytes = calls.iter().flat_map(|call| &call.segments).map(|segment| segment.text.len()).sum();
    let mut found_by = |name: &str, measure: fn(&mut Measuring, &Transcript) -> TalkMeasures| {
        rate(name, bytes, || {
            let mut found = (0, 0.0);
            for call in &calls {
                let told = measure(&mut measuring, call);
                found.0 += told.phrase_counts.as_ref().and_then(|counts| counts.get(KIND)).copied().unwrap_or(0);
                found.1 += told.figures.questions.value.unwrap_or(0.0);
            }
            Ok(found)
        })
    };
    let (hits, questions) = found_by("measured", |measuring, call| measuring.measure(call))?;
    if found_by("counted", |measuring, call| measuring.figures(call))? != (hits, questions) {
        return Err("figures alone are others than those beside moments".to_owned());
    }
    println!("hits {hits}\nquestions {questions}");
    Ok(())
}

/// The phrases alone, as whole words, of those that begin together the longest.
fn automaton(phrases: &str, text: &str) -> Result<(), String> {
    let phrases: Vec<String> = serde_json::from_str(phrases).map_err(said)?;
    // The quickest that there is for so many phrases: of itself one is built that takes less memory, and three times as long.
    let mut builder = AhoCorasick::builder();
    builder.ascii_case_insensitive(true).match_kind(MatchKind::LeftmostLongest).kind(Some(AhoCorasickKind::DFA));
    let automaton = builder.build(&phrases).map_err(said)?;
    let is_of_a_word = |place: Option<usize>| {
        place.and_then(|place| text.as_bytes().get(place)).is_some_and(u8::is_ascii_alphanumeric)
    };
    let begins = |start: usize| !is_of_a_word(start.checked_sub(1));
    let ends = |end: usize| !is_of_a_word(Some(end));
    let shorter = |start: usize, longest: usize| {
        let here = phrases.iter().map(String::len).filter(|length| *length < longest && ends(start + length));
        let is_one = |length: &usize| {
            text.get(start..start + length)
                .is_some_and(|said| phrases.iter().any(|phrase| phrase.eq_ignore_ascii_case(said)))
        };
        here.filter(is_one).max()
    };
    let hits = rate("automaton", text.len(), || {
        let (mut at, mut hits) = (0, 0_u64);
        while let Some(found) = automaton.find(Input::new(text).range(at..)) {
            let whole = begins(found.start()) && ends(found.end());
            let end = if whole {
                Some(found.end())
            } else if begins(found.start()) {
                shorter(found.start(), found.len()).map(|length| found.start() + length)
            } else {
                None
            };
            hits += u64::from(end.is_some());
            at = end.unwrap_or(found.start() + 1);
        }
        Ok(hits)
    })?;
    println!("automaton_hits {hits}");
    Ok(())
}

/// A model's answer, held against the first call.
fn quotes(folder: &Path, answer: &str) -> Result<(), String> {
    let calls = calls(&folder.join("said.arrow"))?;
    let input = json!({"answer": answer, "asked": {"components": SCORED}, "model": "m", "transcript": calls.first()});
    let mut samples = Samples::default();
    for _ in 0..50 {
        let input: ReadInput = serde_json::from_value(input.clone()).map_err(said)?;
        let (time, told) = worked(|| input.read());
        let told = told.map_err(said)?;
        let found: usize = told.scores.iter().map(|score| score.evidence.len()).sum();
        if found == 0 || found + told.dropped.len() != QUOTES {
            return Err(format!("{found} quotes were found, and {} dropped", told.dropped.len()));
        }
        samples.add_nanos(time);
    }
    println!("quotes {}", samples.median());
    Ok(())
}

/// Prints how many megabytes a second of this thread's processor time something takes, the median of some runs; gives what was
/// found.
fn rate<T>(name: &str, bytes: usize, mut work: impl FnMut() -> Result<T, String>) -> Result<T, String> {
    let mut samples = Samples::default();
    let mut found = work()?;
    for _ in 0..RUNS {
        let (time, done) = worked(&mut work);
        found = black_box(done?);
        samples.add(time.as_secs_f64());
    }
    println!("{name} {}", bytes as f64 / 1e6 / samples.median());
    Ok(found)
}
