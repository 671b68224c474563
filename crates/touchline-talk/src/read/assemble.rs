//! From what a file says, and what the host knows, to a transcript and what was read.
//!
//! Rules: TRS-01, TRS-09.

use super::draft::{Draft, Label, Said};
use super::fault::within;
use super::options::Known;
use super::people::People;
use super::report::{NotRead, Passed, PutRight, ReadTranscript, Report};
use super::{Format, words};
use crate::language;
use crate::transcript::{LATEST_MS, MOST_SEGMENTS, MOST_SPEAKERS, located};
use crate::transcript::{Segment, Transcript};
use touchline_kernel::rejection::Reason;
use touchline_kernel::text::{self, Key, Name};

/// What was said so far, counted, and who speaks.
#[derive(Default)]
pub(super) struct Tally {
    pub(super) people: People,
    pub(super) put_right: PutRight,
    /// How many segments there are.
    segments: usize,
    words: usize,
    without_speaker: usize,
    /// The latest moment at which somebody begins.
    latest: u64,
    /// The last moment at which somebody speaks.
    last: u64,
}

impl Tally {
    /// The segment of what was said: its speaker's key, its times within the call.
    pub(super) fn segment(&mut self, labels: &[Label], said: Said<'_>, known: &Known) -> Result<Segment, Reason> {
        let (place, who, nth) = (said.place, said.who, self.segments);
        self.people.extend(labels, known, &mut self.put_right);
        let segment = self.people.segment(said, &mut self.put_right)?;
        segment.check(known.length_ms).map_err(|(_, reason)| located(reason, place.to_string(), nth))?;
        let count = words::count(&segment.text);
        self.segments = nth.saturating_add(1);
        self.words = self.words.saturating_add(count);
        self.without_speaker = self.without_speaker.saturating_add(usize::from(segment.speaker.is_none()));
        if let Some(start) = segment.start_ms {
            self.put_right.sorted = self.put_right.sorted.saturating_add(usize::from(start < self.latest));
            self.latest = self.latest.max(start);
        }
        self.last = self.last.max(segment.end_ms.max(segment.start_ms).unwrap_or_default());
        self.people.spoke(who, count);
        Ok(segment)
    }

    /// How long the call is: as the host says, else as the file says, but no shorter than what was said.
    pub(super) fn length(&mut self, told: Option<i64>, known: &Known) -> Option<u64> {
        if known.length_ms.is_some() {
            return known.length_ms;
        }
        let told = told.and_then(|told| u64::try_from(told).ok()).filter(|told| *told <= LATEST_MS)?;
        let length = told.max(self.last);
        self.put_right.length_extended_ms = length.saturating_sub(told);
        Some(length)
    }

    /// What was read.
    pub(super) fn report(
        self,
        format: Format,
        joined: usize,
        passed_over: Passed,
        not_read: (Vec<NotRead>, usize),
        unknown_labels: Vec<Name>,
    ) -> Report {
        Report {
            format,
            joined,
            not_read: not_read.0,
            not_read_count: not_read.1,
            passed_over,
            put_right: self.put_right,
            segments: self.segments,
            speakers: self.people.read,
            unknown_labels,
            without_speaker: self.without_speaker,
            words: self.words,
        }
    }
}

/// The transcript of a draft.
pub(super) fn assembled(draft: Draft<'_>, format: Format, known: &Known) -> Result<ReadTranscript, Reason> {
    for (count, most) in [(draft.said.len(), MOST_SEGMENTS), (draft.labels.len(), MOST_SPEAKERS)] {
        if count > most {
            return Err(Reason::too_long(count, most));
        }
    }
    let mut tally = Tally { put_right: draft.put_right, ..Tally::default() };
    tally.people.extend(&draft.labels, known, &mut tally.put_right);
    let told = |reason| match draft.part {
        Some(part) => within(part, reason),
        None => reason,
    };
    let segments = draft.said.into_iter().map(|said| tally.segment(&draft.labels, said, known).map_err(told));
    let mut transcript = Transcript {
        consented: known.consented,
        language: language(draft.language.as_deref(), known),
        length_ms: None,
        segments: segments.collect::<Result<_, _>>()?,
        speakers: tally.people.speakers.clone(),
    };
    transcript.sort();
    transcript.length_ms = tally.length(draft.length, known);
    if draft.ends_with_next {
        tally.put_right.ends_derived = derive_ends(&mut transcript);
    }
    let unknown_labels = known.unknown_labels(&draft.labels);
    let not_read = (draft.not_read, draft.not_read_count);
    let report = tally.report(format, draft.joined, draft.passed, not_read, unknown_labels);
    Ok(ReadTranscript { report, transcript })
}

/// The language as the host says, else as the file does.
pub(super) fn language(told: Option<&str>, known: &Known) -> Option<Key> {
    let of_file =
        told.filter(|word| text::check(word, text::MAX_KEY).is_ok()).map(|word| Key::new(&language::tag(word.trim())));
    known.language.clone().or(of_file)
}

/// Has what has no end go on until the next one begins, or the call ends; tells how many were given an end.
fn derive_ends(transcript: &mut Transcript) -> usize {
    let (mut next, mut derived) = (transcript.length_ms, 0_usize);
    for segment in transcript.segments.iter_mut().rev() {
        let Some(start) = segment.start_ms else { continue };
        if segment.end_ms.is_none() && next.is_some_and(|next| next >= start) {
            segment.end_ms = next;
            derived = derived.saturating_add(1);
        }
        next = Some(start);
    }
    derived
}
