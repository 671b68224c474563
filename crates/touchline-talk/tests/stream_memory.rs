//! A file of any size is read as a stream in no more memory than a piece of it takes. It stands by itself: what else runs in a
//! process takes memory too.
#![expect(clippy::arithmetic_side_effects, reason = "a test may panic")]

use std::fmt::Write;

use touchline_talk::read::{CueReader, Known};

/// How much is read, and how much more the process may hold at any moment than before.
const BYTES: usize = 64 << 20;
const MOST: usize = 8 << 20;
/// Cues that are made at once.
const AT_ONCE: u64 = 500;
/// Words that each has.
const WORDS: u64 = 23;
/// How long each is, so that all of them lie within the week that a call may last.
const EACH_MS: u64 = 600;

/// The most memory that the process has held so far, where the system tells.
fn most_held() -> Option<usize> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.split_whitespace().next()?.parse::<usize>().ok().map(|kilobytes| kilobytes << 10)
}

/// Cues with a name in front of what is said, from a number on.
fn cues(first: u64, text: &mut String) {
    let clock =
        |ms: u64| format!("{}:{:02}:{:02}.{:03}", ms / 3_600_000, ms / 60_000 % 60, ms / 1_000 % 60, ms % 1_000);
    text.clear();
    for cue in first..first + AT_ONCE {
        let (start, name) = (cue * EACH_MS, if cue % 2 == 0 { "Ana Li (Acme)" } else { "Bo | Team" });
        let said = "and so we looked at the whole of it once more, ".repeat(2);
        let _ = write!(text, "{} --> {}\n{name}: {said}{cue}.\n\n", clock(start), clock(start + EACH_MS));
    }
}

#[test]
fn trs_09_a_file_of_cues_is_read_as_a_stream_without_being_held() {
    let Some(before) = most_held() else {
        println!("skipped: the system does not tell how much memory is held");
        return;
    };
    let (mut reader, mut text) = (CueReader::new(Known { consented: true, ..Known::default() }), String::new());
    let (mut read, mut segments) = (0, 0_u64);
    reader.feed(b"WEBVTT\n\n", &mut |_| {}).unwrap();
    let mut made = 0;
    while read < BYTES {
        cues(made, &mut text);
        made += AT_ONCE;
        read += text.len();
        for chunk in text.as_bytes().chunks(10_000) {
            reader.feed(chunk, &mut |_| segments += 1).unwrap();
        }
    }
    let end = reader.finish(&mut |_| segments += 1).unwrap();
    assert_eq!((segments, u64::try_from(end.report.words).unwrap(), end.speakers.len()), (made, made * WORDS, 2));
    let grown = most_held().unwrap() - before;
    assert!(grown < MOST, "{grown} bytes more are held");
}
