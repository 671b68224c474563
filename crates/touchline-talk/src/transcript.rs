//! What was said in a call: segments in the order in which they begin, and who speaks them.
//!
//! A transcript that keeps its own rules has no segment that ends before it begins, that goes on after the call, or that is
//! spoken by nobody of its speakers. Segments that overlap are as they are: people do speak at once.
//!
//! Rules: TRS-01, TRS-09.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use strum::{IntoStaticStr, VariantArray};

use touchline_kernel::rejection::{BadInput, Code, DetailKey, Faults, Reason};
use touchline_kernel::text::{Key, Name};

/// A silence of somebody in which what they said without a break has ended, in milliseconds.
pub(crate) const SILENCE_MS: u32 = 2_000;

/// How many segments a transcript may have.
pub const MOST_SEGMENTS: usize = 500_000;

/// How many may speak in it.
pub const MOST_SPEAKERS: usize = 10_000;

/// The latest moment of a call, in milliseconds from its beginning: a week.
pub const LATEST_MS: u64 = 604_800_000;

/// What was said in a call.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize, JsonSchema)]
#[schemars(rename = "Transcript")]
pub struct Transcript {
    /// Whether all who are heard consented to the recording. Without that nothing of the call is quoted.
    pub consented: bool,
    /// The language, such as `en` or `pt-BR`. Null where nobody said.
    #[serde(default)]
    pub language: Option<Key>,
    /// How long the call is, in milliseconds. Null where nobody said.
    #[serde(default)]
    #[schemars(range(min = 0, max = 604_800_000))]
    pub length_ms: Option<u64>,
    /// What was said, in any order; it is sorted by when it begins.
    #[schemars(length(max = MOST_SEGMENTS))]
    pub segments: Vec<Segment>,
    /// Who speaks.
    #[schemars(length(max = MOST_SPEAKERS))]
    pub speakers: Vec<Speaker>,
}

/// What somebody says without a break.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize, JsonSchema)]
#[schemars(rename = "TranscriptSegment")]
pub struct Segment {
    /// Where it ends, in milliseconds from the call's beginning. Null where nothing says when things were said.
    #[serde(default)]
    #[schemars(range(min = 0, max = 604_800_000))]
    pub end_ms: Option<u64>,
    /// Who says it. Null where nobody knows.
    #[serde(default)]
    pub speaker: Option<Key>,
    /// Where it begins. Null where nothing says when things were said.
    #[serde(default)]
    #[schemars(range(min = 0, max = 604_800_000))]
    pub start_ms: Option<u64>,
    /// What is said.
    pub text: String,
}

/// Somebody who speaks.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize, JsonSchema)]
#[schemars(rename = "TranscriptSpeaker")]
pub struct Speaker {
    /// What segments call them.
    pub key: Key,
    /// What they are called.
    #[serde(default)]
    pub name: Option<Name>,
    /// On which side they speak.
    pub role: Role,
}

/// On which side somebody speaks.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize, JsonSchema, IntoStaticStr, VariantArray,
)]
#[schemars(rename = "SpeakerRole")]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Role {
    /// On the selling side.
    Rep,
    /// On the buying side.
    Customer,
    /// On neither, or nobody knows on which.
    Other,
}

impl Transcript {
    /// The transcript as everything else takes it: checked, and its segments in the order in which they begin. Faults are
    /// told with paths below `path`, which is where it stands in an input.
    pub fn ordered(mut self, path: &str) -> Result<Self, BadInput> {
        let mut faults = Faults::default();
        self.check(path, &mut faults);
        faults.told()?;
        self.sort();
        Ok(self)
    }

    /// Tells what is wrong with it: segments that end before they begin, that reach past the call's end, that end without
    /// a beginning, that nobody of the speakers speaks; speakers of one key.
    pub fn check(&self, path: &str, faults: &mut Faults) {
        let mut keys = BTreeSet::new();
        for (nth, speaker) in self.speakers.iter().enumerate() {
            if !keys.insert(&speaker.key) {
                faults.add(format!("{path}/speakers/{nth}/key"), Reason::twice(speaker.key.as_str()));
            }
        }
        for (nth, segment) in self.segments.iter().enumerate() {
            let place = || format!("{path}/segments/{nth}");
            if let Err((field, reason)) = segment.check(self.length_ms) {
                faults.add(format!("{}/{field}", place()), located(reason, place(), nth));
            }
            if let Some(unknown) = segment.speaker.as_ref().filter(|key| !keys.contains(key)) {
                let reason = Reason::new(Code::SpeakerUnknown).with(DetailKey::Actual, unknown.as_str());
                faults.add(format!("{}/speaker", place()), located(reason, place(), nth));
            }
        }
    }

    /// Puts the segments into the order in which they begin, and tells how many began before one that stood in front of
    /// them. Those that begin together stay as they stand; one without a beginning stays behind the one before it.
    pub fn sort(&mut self) -> usize {
        let (mut latest, mut earlier) = (0, 0_usize);
        for start in self.segments.iter().filter_map(|segment| segment.start_ms) {
            earlier = earlier.saturating_add(usize::from(start < latest));
            latest = latest.max(start);
        }
        if earlier > 0 {
            let mut last = 0;
            let segments = core::mem::take(&mut self.segments).into_iter();
            let mut keyed: Vec<(u64, Segment)> = segments
                .map(|segment| {
                    last = segment.start_ms.unwrap_or(last);
                    (last, segment)
                })
                .collect();
            keyed.sort_by_key(|(start, _)| *start);
            self.segments = keyed.into_iter().map(|(_, segment)| segment).collect();
        }
        earlier
    }

    /// Who speaks under this key.
    #[must_use]
    pub fn speaker(&self, key: &Key) -> Option<&Speaker> {
        self.speakers.iter().find(|speaker| speaker.key == *key)
    }
}

impl Segment {
    /// Where it ends, against where it begins and where the call ends; with the field that is to blame.
    ///
    /// # Errors
    /// The first that is wrong.
    pub fn check(&self, length_ms: Option<u64>) -> Result<(), (&'static str, Reason)> {
        match (self.start_ms, self.end_ms) {
            (None, Some(_)) => Err(("start_ms", Reason::new(Code::MissingField).with(DetailKey::Field, "start_ms"))),
            (Some(start), Some(end)) if end < start => Err(("end_ms", Reason::new(Code::SegmentReversed))),
            (start, end) => match (end.max(start), length_ms) {
                (Some(last), Some(length)) if last > length => Err((
                    if end.is_some() { "end_ms" } else { "start_ms" },
                    Reason::new(Code::SegmentPastEnd)
                        .with(DetailKey::Actual, last.to_string())
                        .with(DetailKey::Limit, length),
                )),
                _ => Ok(()),
            },
        }
    }
}

/// The reason with the segment that it is about, where its code names one.
pub(crate) fn located(reason: Reason, place: String, segment: usize) -> Reason {
    if reason.code == Code::MissingField {
        return reason;
    }
    reason.with(DetailKey::Place, place).with(DetailKey::Segment, segment)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(speaker: &str, start_ms: Option<u64>, end_ms: Option<u64>) -> Segment {
        Segment { end_ms, speaker: Some(Key::new(speaker)), start_ms, text: "Yes.".to_owned() }
    }

    fn transcript(segments: Vec<Segment>) -> Transcript {
        let speaker = |key| Speaker { key: Key::new(key), name: None, role: Role::Other };
        let speakers = vec![speaker("ana"), speaker("bo")];
        Transcript { consented: true, language: None, length_ms: Some(10_000), segments, speakers }
    }

    #[test]
    fn trs_01_segments_are_sorted_and_overlaps_kept() {
        let (late, early) = (said("ana", Some(4_000), Some(6_000)), said("bo", Some(1_000), Some(5_000)));
        let mut both = transcript(vec![late.clone(), early.clone()]);
        assert_eq!(both.clone().ordered("").unwrap().segments, [early.clone(), late.clone()]);
        assert_eq!((both.sort(), both.sort()), (1, 0));
    }

    #[test]
    fn trs_01_what_begins_together_and_what_has_no_beginning_stay_in_their_order() {
        let untimed = said("bo", None, None);
        let (one, other) = (said("ana", Some(5), None), said("bo", Some(5), Some(6)));
        let mut all = transcript(vec![one.clone(), untimed.clone(), other.clone(), said("ana", Some(1), None)]);
        assert_eq!(all.sort(), 1);
        assert_eq!(all.segments, [said("ana", Some(1), None), one, untimed, other]);
    }

    #[test]
    fn trs_01_every_broken_segment_is_named() {
        let segments = vec![
            said("ana", Some(2_000), Some(1_000)),
            said("ana", Some(1_000), Some(10_001)),
            said("cy", None, None),
            said("bo", None, Some(3)),
        ];
        let faults = transcript(segments).ordered("/transcript").unwrap_err().faults;
        let told: Vec<(Code, &str)> = faults.iter().map(|fault| (fault.reason.code, fault.path.as_str())).collect();
        assert_eq!(
            told,
            [
                (Code::SegmentReversed, "/transcript/segments/0/end_ms"),
                (Code::SegmentPastEnd, "/transcript/segments/1/end_ms"),
                (Code::SpeakerUnknown, "/transcript/segments/2/speaker"),
                (Code::MissingField, "/transcript/segments/3/start_ms"),
            ]
        );
        let told = faults[0].reason.message();
        assert_eq!(told, "segment 0 at /transcript/segments/0 ends before it begins");
    }

    #[test]
    fn trs_01_two_speakers_of_one_key_are_told() {
        let mut twice = transcript(vec![]);
        twice.speakers.push(twice.speakers[0].clone());
        let faults = twice.ordered("").unwrap_err().faults;
        assert_eq!((faults[0].reason.code, faults[0].path.as_str()), (Code::KeyTwice, "/speakers/2/key"));
    }
}
