//! Where segments end: as the transcript says, and by how many words they have where it says so of others alone.
//!
//! Rules: TRS-03.

use super::words::words_of;
use crate::transcript::Transcript;

const MINUTE: u64 = 60_000;

/// By segment, where it ends, in milliseconds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Ends {
    /// Nothing where no times are known.
    ends: Vec<Option<u64>>,
    /// Whether any of them was estimated.
    pub(super) are_estimated: bool,
}

impl Ends {
    /// The ends of segments that stand in their order, at so many words a minute.
    pub(super) fn of(transcript: &Transcript, words_per_minute: u32) -> Self {
        let mut ends = Ends { ends: Vec::with_capacity(transcript.segments.len()), are_estimated: false };
        let said = |text: &str| !text.trim().is_empty();
        let are_known = transcript.segments.iter().any(|segment| segment.end_ms.is_some());
        let (mut later, mut latest) = (transcript.length_ms, transcript.length_ms);
        for segment in transcript.segments.iter().rev() {
            let Some(start) = segment.start_ms else {
                ends.ends.push(None);
                continue;
            };
            // What begins at the same moment ends before the same later one.
            if latest.is_some_and(|latest| start < latest) {
                later = latest;
            }
            latest = Some(start);
            let end = segment.end_ms.or_else(|| {
                let estimated = (are_known && said(&segment.text)).then(|| {
                    let length = words_of(&segment.text).saturating_mul(MINUTE);
                    let end = start.saturating_add(length.checked_div(words_per_minute.into()).unwrap_or_default());
                    later.map_or(end, |later| end.min(later.max(start)))
                });
                ends.are_estimated |= estimated.is_some();
                estimated
            });
            ends.ends.push(end);
        }
        ends.ends.reverse();
        ends
    }

    /// Where a segment ends.
    pub(super) fn end(&self, segment: usize) -> Option<u64> {
        self.ends.get(segment).copied().flatten()
    }
}
