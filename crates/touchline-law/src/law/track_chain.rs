//! The chain of what was noted down of the sessions of an improvement track: each note, each addendum, and whatever makes a note
//! confidential or discloses it carries a hash over itself and the hash before it. It is proved by itself, without the log in which it stands, and by
//! nothing that others did between.
//!
//! Rules: PIP-03.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use touchline_kernel::record::{Expectation, Extract, Extracts, Hash, Link, StoredRecord, canonical_line, check_line};
use touchline_kernel::{Code, DetailKey, Event, Failure, Instant, Reason, Rejection, base64};

use super::joined::{Change, is_untold};
use super::verify_log::{LogVerifier, OrderedRedaction};
use crate::ground::{PlanId, SessionNoteId};
use crate::life::Told as _;

/// What came of a note of a session of an improvement track.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct TrackLink {
    /// When.
    pub at: Instant,
    /// The hash over it and the hash before it.
    pub hash: Hash,
    /// Which one of the track it is, from 1.
    pub number: u64,
    /// The hash before it; null for the first.
    pub previous: Option<Hash>,
    /// The note.
    pub session_note: SessionNoteId,
}

impl TrackLink {
    /// What comes after this one.
    #[must_use]
    pub fn next(last: Option<&TrackLink>, (at, session_note): (Instant, SessionNoteId), told: &Extract) -> Self {
        let number = last.map_or(0, |last| last.number).saturating_add(1);
        let previous = last.map(|last| last.hash);
        TrackLink { at, hash: told.link(number, previous.as_ref()), number, previous, session_note }
    }
}

/// What tells of notes.
const NOTES: &str = "session_note.";

/// Whether what happened is a link, where its note is of a track. What is between the sides is none: whoever else may read the note is
/// not told of it, and would be by a link.
fn is_link(happened: &str) -> bool {
    happened.starts_with(NOTES) && !is_untold(happened)
}

/// Which notes of sessions a record tells of, and by which of its events, as far as these are links.
pub fn notes_told(events: &[Event<Change>]) -> Vec<(usize, Instant, SessionNoteId)> {
    let told = |(nth, event): (usize, &Event<Change>)| match &event.change {
        Change::SessionNote(change) if is_link(event.change.name()) => Some((nth, event.at, change.thing())),
        _ => None,
    };
    events.iter().enumerate().filter_map(told).collect()
}

/// What a host kept of a track elsewhere, now or at an earlier time.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
pub struct TrackExpectation {
    /// How much had been noted down.
    #[serde(default)]
    pub count: Option<u64>,
    /// The hash of the last of that.
    #[serde(default)]
    pub head: Option<Hash>,
    /// The hash of each, from the first on. Where they are known, the first record is named that is another.
    #[serde(default)]
    #[schemars(length(max = 100_000))]
    pub links: Vec<Hash>,
}

/// Some records of a log that stand one after the other.
#[derive(Clone, Copy, Debug, Deserialize, JsonSchema)]
pub struct RecordSpan {
    /// The place of the first of them.
    pub first: u64,
    /// The place of the last of them.
    pub last: u64,
}

/// What of a log is handed in without a gap.
#[derive(Clone, Copy, Debug, Deserialize, JsonSchema)]
#[serde(tag = "type", content = "body", rename_all = "snake_case")]
pub enum TrackExtent {
    /// All of it: it is verified as any log is, so that each text that is gone was ordered to go. What was cut off at its end is
    /// seen by what was kept.
    WholeLog,
    /// All of its records from one to another. Before and after these others may be left out.
    Between(RecordSpan),
}

/// The records of a track, and what they are held against.
#[derive(Deserialize, JsonSchema)]
pub struct VerifyTrackInput {
    /// What of the log is handed in without a gap. The first record that is missing there is named; where it is left out, any may
    /// be missing.
    #[serde(default)]
    pub all_of: Option<TrackExtent>,
    /// What was kept elsewhere.
    #[serde(default)]
    pub expected: TrackExpectation,
    /// What was kept elsewhere of the log itself, which is then handed in whole: which orders in it are to be believed is seen by
    /// that alone.
    #[serde(default)]
    pub log: Option<Expectation>,
    /// The plan that is an improvement track.
    pub plan: PlanId,
    /// The records, as they are kept: a line each, in the order of their log. Others may stand between them, up to the whole log.
    #[serde(default)]
    pub records: Option<String>,
    /// The same in Base64, in their place: as bytes, which may be no text any more. A record that is none is named as any other
    /// that cannot be read.
    #[serde(default)]
    pub records_base64: Option<String>,
}

/// A text of what was noted down that is gone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct RedactedTrackText {
    /// Where it stood in the event.
    pub field: String,
    /// Of which link.
    pub number: u64,
    /// The note.
    pub session_note: SessionNoteId,
}

/// A track of which every record is as it was written.
#[derive(Debug, PartialEq, Serialize, JsonSchema)]
pub struct TrackVerified {
    /// Whether it was held against what was kept elsewhere, up to the last that is known from there; what came after that was
    /// held against nothing. Where it was not, a cut tail, a record that was left out where the log has gaps, or a chain made anew
    /// from some record on, would look the same.
    pub anchored: bool,
    /// The hash of the last of what was noted down; null where nothing was.
    pub head: Option<Hash>,
    /// What was noted down, and what came of that, in its order.
    pub links: Vec<TrackLink>,
    /// Each redaction that was ordered, of whomever, in the order of their records; none where the whole log was not handed in.
    pub orders: Vec<OrderedRedaction>,
    /// How many texts of it were redacted.
    pub redacted: u64,
    /// Which these are. Where the whole log was handed in, an order in it took each of them: look whether it is `anchored`.
    pub redacted_texts: Vec<RedactedTrackText>,
}

/// What is read of the body of an event: of which plan a note is stands in the first one alone.
#[derive(Deserialize)]
struct Told {
    #[serde(default)]
    plan: Option<PlanId>,
    session_note: SessionNoteId,
}

pub(super) fn track_verify(input: VerifyTrackInput) -> Result<TrackVerified, Failure> {
    let records = handed_in(input.records, input.records_base64)?;
    let VerifyTrackInput { all_of, expected, log, plan, .. } = input;
    let is_whole = log.is_some() || matches!(all_of, Some(TrackExtent::WholeLog));
    let orders = if is_whole { orders_of(&records, log.unwrap_or_default())? } else { Vec::new() };
    let mut awaited = Awaited::of(all_of)?;
    let mut chain = Chain {
        expected: &expected.links,
        last: None,
        links: Vec::new(),
        notes: BTreeSet::new(),
        plan,
        records: BTreeSet::new(),
        redacted: Vec::new(),
    };
    let mut lines = 0;
    for (line, number) in records.split(|byte| *byte == b'\n').zip(1_u64..).filter(|(line, _)| !line.is_empty()) {
        let seq = chain.take(line, number)?;
        awaited.before(seq, number)?;
        lines = number;
    }
    awaited.before(u64::MAX, lines.saturating_add(1))?;
    let anchored = chain.is_anchored(&expected)?;
    let head = chain.links.last().map(|link| link.hash);
    let redacted = u64::try_from(chain.redacted.len()).unwrap_or(u64::MAX);
    Ok(TrackVerified { anchored, head, links: chain.links, orders, redacted, redacted_texts: chain.redacted })
}

/// The orders of a whole log, which is as it was written and from which nothing went but by them.
fn orders_of(records: &[u8], expected: Expectation) -> Result<Vec<OrderedRedaction>, Rejection> {
    let mut log = LogVerifier::new(expected);
    log.feed(records);
    Ok(log.finish()?.orders)
}

/// The records of the log that are still to come, where they are to be there.
struct Awaited(Option<RecordSpan>);

impl Awaited {
    /// Those that are handed in without a gap; the whole log was verified at once.
    fn of(all_of: Option<TrackExtent>) -> Result<Self, Rejection> {
        match all_of {
            None | Some(TrackExtent::WholeLog) => Ok(Awaited(None)),
            Some(TrackExtent::Between(span)) if span.last < span.first => {
                Err(Rejection::from(Code::MomentsReversed).at("/all_of/body"))
            }
            Some(TrackExtent::Between(span)) => Ok(Awaited(Some(span))),
        }
    }

    /// Refuses a record before which one is missing.
    fn before(&mut self, seq: u64, line: u64) -> Result<(), Reason> {
        let Some(RecordSpan { first, last }) = &mut self.0 else { return Ok(()) };
        if *first <= *last && *first < seq {
            return Err(Reason::new(Code::RecordDropped).with(DetailKey::Line, line).with(DetailKey::Seq, *first));
        }
        if *first == seq {
            *first = first.saturating_add(1);
        }
        Ok(())
    }
}

/// The records as bytes, whichever way they came.
fn handed_in(text: Option<String>, bytes: Option<String>) -> Result<Vec<u8>, Reason> {
    match (text, bytes) {
        (Some(text), None) => Ok(text.into_bytes()),
        (None, Some(bytes)) => base64::read(&bytes),
        (Some(_), Some(_)) => Err(Code::RecordsTwice.into()),
        (None, None) => Err(Reason::new(Code::MissingField).with(DetailKey::Field, "records")),
    }
}

struct Chain<'a> {
    expected: &'a [Hash],
    /// The record before.
    last: Option<Link>,
    links: Vec<TrackLink>,
    /// The notes of this track.
    notes: BTreeSet<SessionNoteId>,
    plan: PlanId,
    /// The hashes of the records that tell of them.
    records: BTreeSet<[u8; 32]>,
    redacted: Vec<RedactedTrackText>,
}

impl Chain<'_> {
    /// Takes a record in, and tells its place in the log.
    fn take(&mut self, line: &[u8], number: u64) -> Result<u64, Reason> {
        let record = check_line(line, number)?;
        self.follow(record, number)?;
        self.link(line, (record, number))?;
        Ok(record.seq)
    }

    /// Holds a sound record against the one before it: others may have been left out between them, and none goes back.
    fn follow(&mut self, record: Link, number: u64) -> Result<(), Reason> {
        let Some(last) = self.last.replace(record) else { return Ok(()) };
        let code = match record.seq.checked_sub(last.seq) {
            _ if record.hash == last.hash || self.records.contains(record.hash.bytes()) => Code::RecordDoubled,
            None => Code::RecordMoved,
            Some(0) => Code::RecordInserted,
            Some(1) if record.previous != Some(last.hash) => Code::RecordInserted,
            Some(_) => return Ok(()),
        };
        Err(Reason::new(code).with(DetailKey::Line, number).with(DetailKey::Seq, record.seq))
    }

    /// Adds what a record tells of notes of this track.
    fn link(&mut self, line: &[u8], (Link { hash, seq, .. }, number): (Link, u64)) -> Result<(), Reason> {
        let unreadable = || Reason::new(Code::RecordUnreadable).with(DetailKey::Line, number);
        let line = canonical_line(line).ok_or_else(unreadable)?;
        let record = StoredRecord::of_canonical(&line).ok_or_else(unreadable)?;
        let told = record.events.iter().enumerate().filter(|(_, event)| is_link(&event.kind));
        let mut told = told.peekable();
        if told.peek().is_none() {
            return Ok(());
        }
        let before = self.links.len();
        let extracts = Extracts::of(&line).ok_or_else(unreadable)?;
        for (nth, event) in told {
            let told: Told = serde_json::from_str(event.body).map_err(|_| unreadable())?;
            if told.plan == Some(self.plan) {
                self.notes.insert(told.session_note);
            }
            if !self.notes.contains(&told.session_note) {
                continue;
            }
            let extract = extracts.event(nth).ok_or_else(unreadable)?;
            let link = TrackLink::next(self.links.last(), (event.at, told.session_note), &extract);
            if self.expected.get(self.links.len()).is_some_and(|expected| *expected != link.hash) {
                let differs = Reason::new(Code::RecordInserted).with(DetailKey::Line, number);
                return Err(differs.with(DetailKey::Seq, seq));
            }
            let TrackLink { number, session_note, .. } = link;
            let gone =
                extract.redacted().map(|field| RedactedTrackText { field: field.to_owned(), number, session_note });
            self.redacted.extend(gone);
            self.links.push(link);
        }
        if self.links.len() > before {
            self.records.insert(*hash.bytes());
        }
        Ok(())
    }

    /// Whether it was held against enough that nothing can have been cut off or made anew up to there; refuses what differs.
    fn is_anchored(&self, expected: &TrackExpectation) -> Result<bool, Reason> {
        let seq = self.last.map_or(0, |last| last.seq);
        let ends = |code| Reason::new(code).with(DetailKey::Seq, seq);
        let known = u64::try_from(expected.links.len()).unwrap_or(u64::MAX);
        let count = expected.count.unwrap_or(0).max(known);
        let counted = usize::try_from(count).unwrap_or(usize::MAX);
        if counted > self.links.len() {
            return Err(ends(Code::LogCut).with(DetailKey::Expected, count.to_string()));
        }
        // Of those that were counted, and of which no hash was kept, nothing is known but how many they were.
        let Some(head) = expected.head else { return Ok(known > 0 && count == known) };
        let there = |link: &TrackLink| link.hash == head && expected.count.is_none_or(|count| count == link.number);
        if !self.links.iter().any(there) {
            let is_counted = expected.count.is_some();
            return Err(ends(if is_counted { Code::LogReplaced } else { Code::LogHeadDiffers }));
        }
        Ok(known > 0 || expected.count.is_some())
    }
}
