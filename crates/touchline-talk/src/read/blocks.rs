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
    /// Whether the file ends with their last sign, so that it may break off there.
    pub(super) may_break_off: bool,
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
    /// Whether an empty line stands before what comes next. Where none does, none need stand behind it either.
    is_apart: bool,
    /// Whether numbers stand before times as ids, even without an empty line before them.
    is_numbered: bool,
}

impl<'t> Blocks<'t> {
    /// The blocks of a text whose first line has this number.
    pub(super) fn new(text: &'t str, line: usize, is_numbered: bool) -> Self {
        let is_first = line == 1;
        Blocks { text, at: 0, line, is_first: is_first && !is_numbered, is_apart: !is_first, is_numbered }
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

    /// The lines up to an empty one or one with times: where they begin, and where they end without the break behind them. The line
    /// above times may be the id of their cue.
    fn below(&mut self, is_id: impl Fn(&str) -> bool) -> (usize, usize) {
        let begins = self.at;
        let (mut ends, mut before) = (begins, (begins, begins, self.line));
        while let Some(line) = self.peek().filter(|line| !line.is_empty()) {
            if line.is_timing() {
                if is_id(self.text.get(before.0..ends).unwrap_or_default().trim()) {
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

    /// The cue of these times, below its name where it has one.
    fn cue(&mut self, timing: &Line<'t>, name: Option<&str>) -> Result<Cue<'t>, Reason> {
        let number = self.line;
        let is_apart = core::mem::take(&mut self.is_apart);
        // Taken first, so that whoever goes on behind a broken time does go on.
        self.take(timing);
        let (start, rest) = parted(timing.text).unwrap_or((timing.text, ""));
        // Behind the end stand settings of how the cue is shown.
        let end = rest.split_ascii_whitespace().next().unwrap_or_default();
        let time = |text: &str| clock(text.trim_ascii()).ok_or_else(|| no_time(Place::Line(number), timing.text));
        let (start, end) = (time(start)?, time(end)?);
        let own = name.filter(|_| self.is_numbered).and_then(|name| name.trim().parse::<u64>().ok());
        // A number that does not go on counting may be all that somebody says.
        let next = own.and_then(|own| own.checked_add(1));
        let (begins, mut ends) = self.below(|line| is_number(line) && next.is_some() && line.parse().ok() == next);
        if !is_apart && self.peek().is_none() {
            ends = self.before_a_broken_cue((begins, ends), own);
        }
        let may_break_off = ends == self.text.len();
        Ok(Cue { line: number, start, end, text: self.text.get(begins..ends).unwrap_or_default(), may_break_off })
    }

    /// Where the lines of the file's last cue end, without those of a next one in which the file breaks off: these come next.
    fn before_a_broken_cue(&mut self, (begins, ends): (usize, usize), number: Option<u64>) -> usize {
        let lines = self.text.get(begins..ends).unwrap_or_default();
        let Some((kept, broken)) = broken_cue(lines, number).and_then(|from| lines.split_at_checked(from)) else {
            return ends;
        };
        self.at = begins.saturating_add(kept.len());
        self.line = self.line.saturating_sub(broken.split('\n').count());
        begins.saturating_add(kept.trim_end_matches(['\r', '\n']).len())
    }

    fn block(&mut self, first: &Line<'t>) -> Result<Block<'t>, Reason> {
        if first.is_timing() {
            return self.cue(first, None).map(Block::Cue);
        }
        let (number, is_first) = (self.line, core::mem::take(&mut self.is_first));
        self.take(first);
        let is_note = !self.is_numbered && (is_first && is_header(first.text) || is_note(first.text));
        if let Some(second) = self.peek().filter(|second| !is_note && second.is_timing()) {
            // The first line was the cue's name.
            return self.cue(&second, Some(first.text)).map(Block::Cue);
        }
        let is_numbered = self.is_numbered;
        let (_, ends) = self.below(|line| is_numbered && is_number(line));
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
            self.is_apart = true;
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

/// Where lines below a cue begin to be the number or the times of the next one, in which a file breaks off: what begins as the
/// number behind that of the cue does, or as its times do, below that number where cues have one.
fn broken_cue(lines: &str, number: Option<u64>) -> Option<usize> {
    let (above, last) = without_last_line(lines);
    let is_time = |line: &str| {
        line.starts_with(|first: char| first.is_ascii_digit() || first == '-')
            && line.chars().all(|sign| sign.is_ascii_digit() || matches!(sign, ':' | ',' | '.' | ' ' | '-' | '>'))
    };
    let Some(number) = number else { return (last.contains(':') && is_time(last)).then_some(above.len()) };
    let next = number.checked_add(1)?.to_string();
    let (further, before) = without_last_line(above.trim_end_matches(['\r', '\n']));
    if before == next && is_time(last) {
        Some(further.len())
    } else {
        (!last.is_empty() && next.starts_with(last)).then_some(above.len())
    }
}

/// Lines above the last one, with the break between, and the last one.
fn without_last_line(lines: &str) -> (&str, &str) {
    let from = memchr::memrchr(b'\n', lines.as_bytes()).map_or(0, |place| place.saturating_add(1));
    let (above, last) = lines.split_at_checked(from).unwrap_or((lines, ""));
    (above, last.trim())
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
    !line.is_empty() && line.bytes().all(|byte| byte.is_ascii_digit())
}
