//! A file of any size is read as a stream in no more memory than a piece of it takes. It stands by itself: what else runs in a
//! process takes memory too.
#![expect(clippy::unwrap_used, clippy::arithmetic_side_effects, reason = "a test may panic")]

use std::fmt::Write;

use touchline_talk::read::{CueReader, Known};

/// How much is read: a gigabyte where that is asked for.
const BYTES: usize = 64 << 20;
const GIGABYTE: &str = "TOUCHLINE_GIGABYTE";
/// How much more than twice the largest segment the process may hold at any moment than before.
const MOST: usize = 8 << 20;
/// How large the one segment is that is as large as a file.
const LARGE: usize = 10_000_000;
/// Cues that are made at once.
const AT_ONCE: u64 = 500;
/// Words that each has, and what it says twice.
const WORDS: u64 = 23;
const SAID: &str = "and so we looked at the whole of it once more, ";
/// How long each is, so that all of them lie within the week that a call may last.
const EACH_MS: u64 = 60;

/// The most memory that the process has held so far, where the system tells.
fn most_held() -> Option<usize> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.split_whitespace().next()?.parse::<usize>().ok().map(|kilobytes| kilobytes << 10)
}

/// The times of a cue, and the name in front of what is said.
fn head(cue: u64) -> String {
    let clock =
        |ms: u64| format!("{}:{:02}:{:02}.{:03}", ms / 3_600_000, ms / 60_000 % 60, ms / 1_000 % 60, ms % 1_000);
    let (start, name) = (cue * EACH_MS, if cue.is_multiple_of(2) { "Ana Li (Acme)" } else { "Bo | Team" });
    format!("{} --> {}\n{name}: ", clock(start), clock(start + EACH_MS))
}

/// Cues from a number on.
fn cues(first: u64, text: &mut String) {
    text.clear();
    for cue in first..first + AT_ONCE {
        let _ = write!(text, "{}{SAID}{SAID}{cue}.\n\n", head(cue));
    }
}

/// Reads so many bytes of cues, and in their midst one that says a thing so often.
fn read(bytes: usize, often: usize) {
    let (mut reader, mut segments) = (CueReader::new(Known { consented: true, ..Known::default() }), 0_u64);
    let mut feed = |text: &str| {
        for chunk in text.as_bytes().chunks(10_000) {
            reader.feed(chunk, &mut |_| segments += 1).unwrap();
        }
        text.len()
    };
    let (mut read, mut made, mut text) = (feed("WEBVTT\n\n"), 0, String::new());
    let mut large = Some(often).filter(|often| *often > 0);
    while read < bytes {
        cues(made, &mut text);
        read += feed(&text);
        made += AT_ONCE;
        if read >= bytes / 2
            && let Some(often) = large.take()
        {
            feed(&head(made));
            for _ in 0..often {
                feed(SAID);
            }
            feed("\n\n");
        }
    }
    let end = reader.finish(&mut |_| segments += 1).unwrap();
    let words = made * WORDS + u64::try_from(often).unwrap() * (WORDS - 1) / 2;
    let told = (segments, u64::try_from(end.report.words).unwrap(), end.speakers.len());
    assert_eq!(told, (made + u64::from(often > 0), words, 2));
}

#[test]
fn trs_09_a_file_of_cues_is_read_as_a_stream_without_being_held() {
    let Some(before) = most_held() else {
        println!("skipped: the system does not tell how much memory is held");
        return;
    };
    let bytes = if std::env::var_os(GIGABYTE).is_some_and(|asked| asked == "1") { 1 << 30 } else { BYTES };
    for largest in [0, LARGE] {
        read(bytes, largest / SAID.len());
        let grown = most_held().unwrap() - before;
        println!("{grown} bytes more are held for {bytes} bytes, of which one cue has {largest}");
        assert!(grown < 2 * largest + MOST, "{grown} bytes more are held");
    }
}
