//! A segment as large as a file is read as a stream in no more memory than it takes twice: once as the file has it, and once as
//! what was said. It stands by itself: what else runs in a process takes memory too.
#![expect(clippy::arithmetic_side_effects, reason = "a test may panic")]

use touchline_talk::read::{CueReader, Known};

/// How large the segment is.
const SEGMENT: usize = 10_000_000;
/// How much more than that twice the process may hold: the other cues, what the system rounds up to, and the test itself.
const BESIDE: usize = 2 << 20;
/// Cues that stand around it.
const CUES: usize = 400;

/// A figure of the process in bytes, where the system tells.
fn told(name: &str) -> Option<usize> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix(name))?;
    line.split_whitespace().next()?.parse::<usize>().ok().map(|kilobytes| kilobytes << 10)
}

/// Forgets the most memory that the process has held, and tells what it holds; nothing where the system does not do so.
fn begin() -> Option<usize> {
    std::fs::write("/proc/self/clear_refs", "5").ok()?;
    told("VmRSS:")
}

/// Words up to a length, with something between them.
fn words(length: usize, between: &str) -> String {
    let mut text = String::with_capacity(length + 100);
    while text.len() < length {
        text += "and so we looked at the whole of it once more,";
        text += between;
    }
    text
}

/// A file of cues of which one, at a place, is as large as a file.
fn file(before: &str, between: &str, at: usize) -> String {
    let mut file = "WEBVTT\n\n".to_owned();
    for nth in 0..CUES {
        let (minute, second) = (nth / 60, nth % 60);
        let said = if nth == at { words(SEGMENT, between) } else { "Hello to all of you".to_owned() };
        file += &format!("{minute:02}:{second:02}.000 --> {minute:02}:{second:02}.900\n{before}{said}\n\n");
    }
    file
}

#[test]
fn trs_09_a_segment_as_large_as_a_file_is_held_twice_at_most() {
    for (before, between) in [("", " "), ("Ana: ", " "), ("Ana: ", "\n"), ("<v Ana>", " "), ("<v Ana>", " <i>so</i>\n")]
    {
        for at in [0, CUES - 1] {
            let file = file(before, between, at);
            let Some(held) = begin() else {
                println!("skipped: the system does not tell how much memory is held");
                return;
            };
            let (mut reader, mut largest) = (CueReader::new(Known { consented: true, ..Known::default() }), 0);
            let mut said = |text: &str| largest = largest.max(text.len());
            for chunk in file.as_bytes().chunks(10_000) {
                let taken = reader.feed(chunk, &mut |segment| said(&segment.text));
                taken.unwrap_or_else(|reason| panic!("{}", reason.message()));
            }
            let end = reader.finish(&mut |segment| said(&segment.text));
            assert_eq!(end.map(|end| end.report.segments).ok(), Some(CUES));
            let most = told("VmHWM:").unwrap_or_default().saturating_sub(held);
            assert!(largest > SEGMENT / 2 && most < 2 * SEGMENT + BESIDE, "{before:?} {between:?} {at}: {most}");
        }
    }
}
