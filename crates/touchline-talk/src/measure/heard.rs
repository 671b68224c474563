//! Who is heard when: whoever speaks in two segments at once, or in one right behind another, is heard without a break.
//!
//! Rules: TRS-03.

use super::runs::{Speech, Who};
use crate::transcript::{Role, Transcript};

/// A time in which somebody is heard without a break, in milliseconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Heard {
    pub(crate) from: u64,
    pub(super) role: Role,
    pub(crate) to: u64,
    /// Who, as a place among the speakers; the place after the last stands for nobody known.
    pub(crate) who: Who,
}

impl Heard {
    pub(super) const fn length(&self) -> u64 {
        self.to.saturating_sub(self.from)
    }
}

/// When each is heard in speech that has times, in the order in which that begins.
pub(super) fn heard(transcript: &Transcript, speech: &Speech) -> Vec<Heard> {
    let mut said: Vec<Heard> = Vec::with_capacity(transcript.segments.len());
    for run in &speech.runs {
        let segments = speech.segments(run).filter_map(|place| Some((place, transcript.segments.get(place)?)));
        let timed = segments.filter_map(|(place, said)| Some((said.start_ms?, speech.ends.end(place)?)));
        said.extend(timed.map(|(from, to)| Heard { from, role: run.role, to, who: run.who }));
    }
    // They nearly stand so already.
    said.sort_by_key(|one| (one.from, one.to, one.who));
    joined(&said, transcript.speakers.len().saturating_add(1))
}

/// Joins what so many speakers say without a break.
fn joined(said: &[Heard], speakers: usize) -> Vec<Heard> {
    // By speaker, where the last time stands in which they are heard.
    let mut latest: Vec<Option<usize>> = vec![None; speakers];
    let mut heard: Vec<Heard> = Vec::with_capacity(said.len());
    for one in said.iter().filter(|one| one.from < one.to) {
        let Some(place) = latest.get_mut(one.who) else { continue };
        let before = place.and_then(|place| heard.get_mut(place)).filter(|before| one.from <= before.to);
        match before {
            Some(before) => before.to = before.to.max(one.to),
            None => {
                *place = Some(heard.len());
                heard.push(*one);
            }
        }
    }
    heard
}
