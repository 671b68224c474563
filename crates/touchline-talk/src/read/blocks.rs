//! WebVTT and SRT taken apart: lines, and blocks of them. A block is borrowed from the text as it stands, so that the next step
//! copies only what it must.
//!
//! Rules: TRS-02.

use super::fault::no_time;
use super::place::Place;
use super::time::clock;
use touchline_kernel::rejection::Reason;

/// What parts the two times of a cue.
const ARROW: &str = "-->";

/// A block of a file.
#[derive(Debug)]
pub(super) enum Block<'t> {
    /// What is shown between two times.
    Cue(Cue<'t>),
    /// A comment, a style or a region; or the lines below WebVTT's first one.
    Note(&'t str),
    /// Lines without times.
    Loose { line: usize, text: &'t str },
}

/// What is shown between two times.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cue<'t> {
    /// The line of the times.
    pub(super) line: usize,
    pub(super) start: i64,
    pub(super) end: i64,
    /// The lines below, as they stand.
    pub(super) text: &'t str,
}

/// The blocks of a text, one after the other.
pub(super) struct Blocks<'t> {
    text: &'t str,
    /// Where the next line begins.
    at: usize,
    /// Its number, from 1.
    line: usize,
    /// Whether it is the first of WebVTT, whose header may stand on it.
    is_first: bool,
    /// Whether numbers stand before times as ids, even without an empty line before them.
    is_numbered: bool,
}

impl<'t> Blocks<'t> {
    /// The blocks of a text whose first line has this number.
    pub(super) fn new(text: &'t str, line: usize, is_numbered: bool) -> Self {
        Blocks { text, at: 0, line, is_first: line == 1 && !is_numbered, is_numbered }
    }

    fn peek(&self) -> Option<Line<'t>> {
        let rest = self.text.get(self.at..).filter(|rest| !rest.is_empty())?;
        let length = memchr::memchr(b'\n', rest.as_bytes());
        let whole = length.map_or(rest, |length| rest.get(..length).unwrap_or(rest));
        let next = self.at.saturating_add(length.map_or(rest.len(), |length| length.saturating_add(1)));
        Some(Line { begins: self.at, text: whole.strip_suffix('\r').unwrap_or(whole), next })
    }

    fn take(&mut self, line: &Line<'_>) {
        self.at = line.next;
        self.line = self.line.saturating_add(1);
    }

    /// The lines up to an empty one or one with times: where they begin, and where they end without the break behind them.
    fn below(&mut self) -> (usize, usize) {
        let begins = self.at;
        let (mut ends, mut before) = (begins, (begins, begins, self.line));
        while let Some(line) = self.peek().filter(|line| !line.is_empty()) {
            if line.is_timing() {
                if self.is_numbered && is_number(self.text.get(before.0..ends).unwrap_or_default()) {
                    // That was the number of the next cue, and no word of this one.
                    (ends, self.at, self.line) = (before.1, before.0, before.2);
                }
                break;
            }
            before = (line.begins, ends, self.line);
            ends = line.begins.saturating_add(line.text.len());
            self.take(&line);
        }
        (begins, ends)
    }

    fn cue(&mut self, timing: &Line<'t>) -> Result<Cue<'t>, Reason> {
        let number = self.line;
        // Taken first, so that whoever goes on behind a broken time does go on.
        self.take(timing);
        let (start, rest) = parted(timing.text).unwrap_or((timing.text, ""));
        // Behind the end stand settings of how the cue is shown.
        let end = rest.split_ascii_whitespace().next().unwrap_or_default();
        let time = |text: &str| clock(text.trim_ascii()).ok_or_else(|| no_time(Place::Line(number), timing.text));
        let (start, end) = (time(start)?, time(end)?);
        let (begins, ends) = self.below();
        Ok(Cue { line: number, start, end, text: self.text.get(begins..ends).unwrap_or_default() })
    }

    fn block(&mut self, first: &Line<'t>) -> Result<Block<'t>, Reason> {
        if first.is_timing() {
            return self.cue(first).map(Block::Cue);
        }
        let (number, is_first) = (self.line, core::mem::take(&mut self.is_first));
        self.take(first);
        let is_note = !self.is_numbered && (is_first && is_header(first.text) || is_note(first.text));
        if let Some(second) = self.peek().filter(|second| !is_note && second.is_timing()) {
            // The first line was the cue's name.
            return self.cue(&second).map(Block::Cue);
        }
        let (_, ends) = self.below();
        let ends = ends.max(first.begins.saturating_add(first.text.len()));
        let text = self.text.get(first.begins..ends).unwrap_or(first.text);
        Ok(if is_note { Block::Note(text) } else { Block::Loose { line: number, text } })
    }
}

impl<'t> Iterator for Blocks<'t> {
    type Item = Result<Block<'t>, Reason>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let line = self.peek()?;
            if !line.is_empty() {
                return Some(self.block(&line));
            }
            self.take(&line);
        }
    }
}

struct Line<'t> {
    begins: usize,
    text: &'t str,
    next: usize,
}

impl Line<'_> {
    fn is_empty(&self) -> bool {
        self.text.is_empty() || self.text.bytes().all(|byte| byte == b' ' || byte == b'\t')
    }

    /// Whether it tells a cue's times: an arrow behind what begins as a time does. What somebody says may hold an arrow, too.
    fn is_timing(&self) -> bool {
        let begins = self.text.trim_ascii_start();
        begins.starts_with(|first: char| first.is_ascii_digit() || first == '-' || first == ':')
            && parted(begins).is_some_and(|(start, _)| start.contains(':'))
    }
}

/// What stands before and behind an arrow.
fn parted(line: &str) -> Option<(&str, &str)> {
    // Nearly all write it here.
    let usual = line.get(13..16).filter(|arrow| *arrow == ARROW).map(|_| 13);
    let place = usual.or_else(|| memchr::memmem::find(line.as_bytes(), ARROW.as_bytes()))?;
    Some((line.get(..place)?, line.get(place.saturating_add(ARROW.len())..)?))
}

/// Whether a text begins as WebVTT does.
pub(super) fn is_header(line: &str) -> bool {
    line.strip_prefix("WEBVTT").is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t', '\r', '\n']))
}

fn is_note(line: &str) -> bool {
    let word = line.split([' ', '\t']).next().unwrap_or_default();
    word == "NOTE" || matches!(line.trim_end(), "STYLE" | "REGION")
}

fn is_number(line: &str) -> bool {
    let line = line.trim();
    !line.is_empty() && line.bytes().all(|byte| byte.is_ascii_digit())
}
