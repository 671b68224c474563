//! Otter's text: a line with name and time above what was said; a turn ends where the next one begins.
//!
//! Rules: TRS-02.

use std::borrow::Cow;

use super::begun_name::is_begun_name;
use super::draft::{Draft, Said, Who};
use super::fault::unreadable;
use super::place::Place;
use super::{Known, time};
use touchline_kernel::rejection::Reason;

const FOOTER: &str = "Transcribed by https://otter.ai";

/// How much of a text is looked at to see whether it is Otter's.
const LOOKED_AT: usize = 200;

pub(super) fn read<'t>(text: &'t str, _: &Known) -> Result<Draft<'t>, Reason> {
    if !is_otter(text) {
        return Err(unreadable(Place::Line(1), "`Name  0:00` above what was said"));
    }
    let mut draft = Draft { ends_with_next: true, ..Draft::default() };
    let mut turn: Option<(Place, Option<Who>, i64, Vec<&str>)> = None;
    let (mut is_apart, last_line) = (true, text.trim_end().lines().count());
    let ends_within = !text.ends_with('\n');
    for (nth, line) in text.lines().enumerate() {
        let heading = heading(line).filter(|_| is_apart || turn.is_none());
        let is_last = nth.saturating_add(1) == last_line;
        let is_broken = is_last
            && is_apart
            && turn.is_some()
            && (is_broken_heading(line) || (ends_within && breaks_off(line, &draft)));
        is_apart = line.trim().is_empty();
        if let Some((name, start)) = heading {
            close(turn.take(), &mut draft);
            let who = if name.eq_ignore_ascii_case("Unknown Speaker") { None } else { draft.who_is_named(name) };
            turn = Some((Place::Line(nth.saturating_add(1)), who, start, Vec::new()));
        } else if is_broken {
            draft.not_read(Place::Line(nth.saturating_add(1)), line);
        } else if line.trim_start().starts_with(FOOTER) {
            draft.passed.notes = draft.passed.notes.saturating_add(1);
        } else if !is_apart {
            match &mut turn {
                Some((.., lines)) => lines.push(line.trim()),
                // Title, day and key words stand above the first turn.
                None => draft.passed.notes = draft.passed.notes.saturating_add(1),
            }
        }
    }
    close(turn, &mut draft);
    Ok(draft)
}

fn close(turn: Option<(Place, Option<Who>, i64, Vec<&str>)>, draft: &mut Draft<'_>) {
    if let Some((place, who, start, lines)) = turn {
        draft.say(Said { place, who, start: Some(start), end: None, text: Cow::Owned(lines.join(" ")) });
    }
}

/// Whether a line with name and time is among the first ones, and what was said below it: chapters with their times alone are
/// no transcript.
pub(super) fn is_otter(text: &str) -> bool {
    let lines = || text.lines().take(LOOKED_AT);
    lines()
        .zip(lines().skip(1))
        .any(|(line, below)| heading(line).is_some() && !below.trim().is_empty() && heading(below).is_none())
}

/// Whether a line has a name and, apart from it, what would be a time if it did not break off.
fn is_broken_heading(line: &str) -> bool {
    let line = line.trim();
    let of_clock = |sign: char| sign == ':' || sign.is_ascii_digit();
    let name = line.trim_end_matches(of_clock);
    name.len() < line.len() && ["  ", "\t", " ["].iter().any(|apart| name.ends_with(apart)) && heading(line).is_none()
}

/// Whether a line with which the file ends is of a name that has no time yet, or of what stands below the last turn.
fn breaks_off(line: &str, draft: &Draft<'_>) -> bool {
    heading(line).is_none() && (is_begun_name(line, draft) || is_begun_footer(line))
}

fn is_begun_footer(line: &str) -> bool {
    let line = line.trim();
    !line.is_empty() && line.len() < FOOTER.len() && FOOTER.starts_with(line)
}

/// A name and a time: two spaces apart, or with brackets around the time.
fn heading(line: &str) -> Option<(&str, i64)> {
    let line = line.trim();
    let (name, clock) = match line.strip_suffix(']') {
        Some(line) => line.rsplit_once('[')?,
        None => {
            let (name, clock) = line.rsplit_once([' ', '\t'])?;
            (name.ends_with([' ', '\t']) || line.contains('\t') || name.ends_with("**")).then_some((name, clock))?
        }
    };
    let name = name.trim().trim_matches('*').trim();
    // Otter counts minutes and seconds alone.
    let is_plain = clock.contains(':') && !clock.contains(['.', ',', '-']);
    (!name.is_empty() && is_plain).then_some(())?;
    time::clock(clock.trim()).map(|start| (name, start))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trs_02_a_heading_is_a_name_and_a_time_apart_from_it() {
        for (line, found) in [
            ("Ana Li  0:03  ", Some(("Ana Li", 3_000))),
            ("Ana Li  1:02:03", Some(("Ana Li", 3_723_000))),
            ("**Bo** [12:34]", Some(("Bo", 754_000))),
            ("we meet at 10:30", None),
            ("  0:03", None),
            ("Ana Li  soon", None),
        ] {
            assert_eq!(heading(line), found, "{line}");
        }
    }

    #[test]
    fn trs_02_a_heading_that_breaks_off_is_no_words() {
        for line in ["Bo  1", "Bo  1:", "Bo\t1:00:", "**Bo** [12:3"] {
            assert!(is_broken_heading(line), "{line}");
        }
        for line in ["Bo  1:05", "We are 10", "we meet at 10:3", "Fine.", "10", "1:"] {
            assert!(!is_broken_heading(line), "{line}");
        }
    }
}
