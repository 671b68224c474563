//! SubRip: numbered cues, with commas in their times.
//!
//! Rules: TRS-02.

use super::draft::Draft;
use super::fault::unreadable;
use super::place::Place;
use super::{Known, webvtt};
use touchline_kernel::rejection::Reason;

pub(super) fn read<'t>(text: &'t str, known: &Known) -> Result<Draft<'t>, Reason> {
    if !is_srt(text) {
        return Err(unreadable(Place::Line(1), "a cue with its times"));
    }
    webvtt::cues(text, known, true)
}

/// Whether a text begins with a cue's times, or with a number and these.
pub(super) fn is_srt(text: &str) -> bool {
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let is_timing =
        |line: &str| line.starts_with(|first: char| first.is_ascii_digit() || first == '-') && line.contains("-->");
    match lines.next() {
        Some(first) if is_timing(first) => true,
        Some(first) => first.bytes().all(|byte| byte.is_ascii_digit()) && lines.next().is_some_and(is_timing),
        None => false,
    }
}
