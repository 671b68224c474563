//! Google Meet: its text, whose only times are marks every five minutes, and what its interface answers, with moments.
//!
//! Rules: TRS-02.

use std::borrow::Cow;

use serde::Deserialize;

use super::begun_name::is_begun_name;
use super::draft::{Draft, Said, Who};
use super::fault::unreadable;
use super::json::{Str, Token, document};
use super::moments::Beginning;
use super::place::Place;
use super::{Known, time};
use touchline_kernel::rejection::Reason;

/// What stands in front of the length, on the last line.
const ENDINGS: [&str; 2] = ["Meeting ended after ", "Transcription ended after "];
/// How many signs a mark has, and a length: `00:05:00`.
const WHOLE_CLOCK: usize = 8;

pub(super) fn read<'t>(text: &'t str, _: &Known) -> Result<Draft<'t>, Reason> {
    if !is_meet(text) {
        return Err(unreadable(Place::Line(1), "`Name: text` and marks such as `00:05:00`"));
    }
    let mut draft = Draft::default();
    let (mut last, mut has_begun) = (None::<Option<Who>>, false);
    let (heading, last_line) = (heading(text), text.trim_end().lines().count());
    let ends_within = !text.ends_with('\n');
    for (nth, line) in text.lines().enumerate() {
        let (place, line) = (Place::Line(nth.saturating_add(1)), line.trim());
        if nth < heading {
            draft.passed.notes = draft.passed.notes.saturating_add(usize::from(!line.is_empty()));
        } else if let Some(length) = ending(line) {
            draft.length = Some(length);
            draft.passed.notes = draft.passed.notes.saturating_add(1);
        } else if mark(line).is_some() {
            has_begun = true;
            draft.passed.notes = draft.passed.notes.saturating_add(1);
        } else if let Some((name, said)) = turn(line) {
            let who = draft.who_is_named(name);
            last = Some(who);
            draft.say(Said { place, who, start: None, end: None, text: Cow::Borrowed(said) });
        } else if line.is_empty() {
        } else if nth.saturating_add(1) == last_line && (breaks_off(line) || (ends_within && begins(line, &draft))) {
            draft.not_read(place, line);
        } else if let Some(who) = last {
            draft.joined = draft.joined.saturating_add(1);
            draft.say(Said { place, who, start: None, end: None, text: Cow::Borrowed(line) });
        } else if has_begun {
            draft.not_read(place, line);
        } else {
            // Title, day and who was there stand above the first mark.
            draft.passed.notes = draft.passed.notes.saturating_add(1);
        }
    }
    Ok(draft)
}

/// How many lines stand above the beginning of the call, where a mark says where that is: title, day and who was there.
fn heading(text: &str) -> usize {
    let first = text.lines().enumerate().find_map(|(nth, line)| Some((nth, mark(line.trim())?)));
    first.filter(|(_, moment)| *moment == 0).map_or(0, |(nth, _)| nth)
}

/// Whether a text has names in front of what was said, and an ending; or a mark, and several of them, not all above it: a
/// message has lines with names above it, too.
pub(super) fn is_meet(text: &str) -> bool {
    let (mut is_marked, mut has_ended, mut turns, mut below) = (false, false, 0_usize, 0_usize);
    for line in text.lines().map(str::trim) {
        is_marked |= mark(line).is_some();
        has_ended |= ending(line).is_some();
        if turn(line).is_some_and(|(_, said)| !said.is_empty()) {
            turns = turns.saturating_add(1);
            below = below.saturating_add(usize::from(is_marked));
        }
    }
    turns > 0 && (has_ended || (turns > 1 && below > 0))
}

fn ending(line: &str) -> Option<i64> {
    ENDINGS.iter().find_map(|ending| {
        // Behind the length may stand a hand that waves.
        let rest = line.strip_prefix(ending)?.trim_start();
        mark(rest.split(|character| !is_of_clock(character)).next()?)
    })
}

fn mark(line: &str) -> Option<i64> {
    let is_clock = line.len() == WHOLE_CLOCK && line.chars().all(is_of_clock);
    is_clock.then(|| time::clock(line)).flatten()
}

fn is_of_clock(character: char) -> bool {
    character == ':' || character.is_ascii_digit()
}

/// Whether a file's last line is of an ending or of a mark that breaks off, and no words.
fn breaks_off(line: &str) -> bool {
    let is_of = |ending: &str| line.starts_with(ending) || (line.contains(' ') && ending.starts_with(line));
    ENDINGS.into_iter().any(is_of) || (line.contains(':') && line.len() < WHOLE_CLOCK && line.chars().all(is_of_clock))
}

/// Whether a line with which the file ends is of a name that has no colon yet, or of a mark.
fn begins(line: &str, draft: &Draft<'_>) -> bool {
    is_begun_name(line, draft) || (line.starts_with('0') && line.len() < WHOLE_CLOCK && line.chars().all(is_of_clock))
}

fn turn(line: &str) -> Option<(&str, &str)> {
    let (name, said) =
        line.split_once(':').filter(|(_, said)| said.is_empty() || said.starts_with(char::is_whitespace))?;
    let is_name = name.contains(char::is_alphabetic) && name.len() <= 200 && !name.contains(['?', '!', '"']);
    is_name.then(|| (name.trim(), said.trim()))
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct File<'t> {
    #[serde(borrow, alias = "entries")]
    transcript_entries: Option<Vec<Entry<'t>>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Entry<'t> {
    #[serde(borrow)]
    end_time: Option<Str<'t>>,
    #[serde(borrow)]
    language_code: Option<Str<'t>>,
    #[serde(borrow)]
    participant: Option<Token<'t>>,
    #[serde(borrow)]
    start_time: Option<Str<'t>>,
    #[serde(borrow)]
    text: Option<Str<'t>>,
}

const ENTRY: &str = "/entries/#";

pub(super) fn read_entries<'t>(text: &'t str, known: &Known) -> Result<Draft<'t>, Reason> {
    let file: File<'t> = document(text)?;
    let entries = file.transcript_entries.ok_or_else(|| unreadable(Place::Pointer("/entries", [0; 3]), "a list"))?;
    let mut beginning = Beginning::of(known);
    for (nth, entry) in entries.iter().enumerate() {
        if let Some(Str(moment)) = &entry.start_time {
            beginning.see(moment, Place::entry(ENTRY, nth))?;
        }
    }
    let mut draft = Draft::default();
    let language = entries.iter().find_map(|entry| entry.language_code.as_ref());
    draft.language = language.map(|Str(language)| language.to_string());
    for (nth, entry) in entries.into_iter().enumerate() {
        let place = Place::entry(ENTRY, nth);
        let millis =
            |told: &Option<Str<'_>>| told.as_ref().map(|Str(moment)| beginning.millis_until(moment, place)).transpose();
        let (start, end) = (millis(&entry.start_time)?, millis(&entry.end_time)?);
        let who = entry.participant.as_ref().and_then(|Token(label)| draft.who(label));
        let text = draft.text(entry.text, place, "`text`");
        draft.say(Said { place, who, start, end, text });
    }
    Ok(draft)
}
