//! Pieces of speech: what somebody says until somebody else speaks, however recorders cut it into segments.
//!
//! Rules: TRS-03, TRS-06.

use super::ends::Ends;
use super::figures::Status;
use crate::transcript::{Role, Segment, Transcript};
use touchline_kernel::look_up::LookUp;

/// Who speaks, as a place among the speakers; the place after the last stands for nobody known.
pub(super) type Who = usize;

/// What somebody says until somebody else speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Run {
    /// Its first segment.
    pub(super) first: usize,
    /// Where it begins, in milliseconds; 0 where no times are known.
    pub(super) from: u64,
    /// Its last segment.
    last: usize,
    /// On which side.
    pub(super) role: Role,
    /// Where it ends, in milliseconds.
    pub(super) to: u64,
    /// Who.
    pub(super) who: Who,
}

/// The speech of a call.
#[derive(Clone, Debug)]
pub(super) struct Speech {
    /// Where each segment ends.
    pub(super) ends: Ends,
    /// Whether it is known of each segment when it was said.
    pub(super) is_timed: bool,
    /// By segment, the one that goes on with its piece; itself where it is the last.
    next: Vec<usize>,
    /// The pieces, in the order in which they begin.
    pub(super) runs: Vec<Run>,
}

/// A segment that is heard.
#[derive(Clone, Copy)]
struct Heard<'a> {
    end: Option<u64>,
    place: usize,
    segment: &'a Segment,
    who: Who,
}

impl Heard<'_> {
    fn from(&self) -> u64 {
        self.segment.start_ms.unwrap_or_default()
    }

    fn to(&self) -> u64 {
        self.end.unwrap_or_default()
    }
}

impl Speech {
    /// How what rests on times of it is had.
    pub(super) const fn status(&self) -> Status {
        if self.is_timed && !self.ends.are_estimated { Status::Measured } else { Status::Estimated }
    }

    /// How long the call is: as long as the transcript says, else until the last word.
    pub(super) fn length_ms(&self, transcript: &Transcript) -> u64 {
        let last = self.runs.iter().map(|run| run.to).max().unwrap_or_default();
        transcript.length_ms.unwrap_or(last)
    }

    /// The segments of a piece, in their order.
    pub(super) fn segments(&self, run: &Run) -> impl Iterator<Item = usize> {
        self.from(run.first)
    }

    /// A segment, and those that go on with its piece.
    pub(super) fn from(&self, segment: usize) -> impl Iterator<Item = usize> {
        core::iter::successors(Some(segment), |place| self.next.get(*place).copied().filter(|next| next != place))
    }

    /// The speech of a transcript whose segments stand in their order; an end that is missing among others is estimated at so
    /// many words a minute.
    pub(super) fn of(transcript: &Transcript, words_per_minute: u32) -> Self {
        let known = transcript.speakers.iter().enumerate();
        let known: LookUp<&str, Who> = known.map(|(place, speaker)| (speaker.key.as_str(), place)).collect();
        let nobody = transcript.speakers.len();
        let who = |segment: &Segment| {
            let key = segment.speaker.as_ref().map(|key| key.as_str());
            key.and_then(|key| known.get(key)).copied().unwrap_or(nobody)
        };
        let is_said = |segment: &Segment| !segment.text.chars().all(char::is_whitespace);
        let all = transcript.segments.iter().enumerate().filter(|(_, segment)| is_said(segment));
        let ends = Ends::of(transcript, words_per_minute);
        let told = all.map(|(place, segment)| Heard { end: ends.end(place), place, segment, who: who(segment) });
        let mut heard: Vec<Heard> = Vec::with_capacity(transcript.segments.len());
        heard.extend(told);
        let has_times = |heard: &Heard| heard.segment.start_ms.is_some() && heard.end.is_some();
        let is_timed = heard.iter().all(has_times) && heard.iter().any(|heard| heard.from() < heard.to());
        let ranks = ranks(transcript);
        let rank = |who: Who| ranks.get(who).copied().unwrap_or(nobody);
        if is_timed {
            heard.sort_by(|a, b| {
                let key = |heard: &Heard| (heard.from(), heard.to(), rank(heard.who));
                key(a).cmp(&key(b)).then_with(|| a.segment.text.cmp(&b.segment.text))
            });
        }
        let role_of = |who: Who| transcript.speakers.get(who).map_or(Role::Other, |speaker| speaker.role);
        let mut next: Vec<usize> = (0..transcript.segments.len()).collect();
        let runs = if is_timed {
            timed(&heard, nobody, role_of, rank, &mut next)
        } else {
            untimed(&heard, role_of, &mut next)
        };
        Speech { ends, is_timed, next, runs }
    }
}

/// By speaker, where they stand in the order of sides and keys: what begins and ends together is not told apart by where a
/// list happens to name its speaker.
fn ranks(transcript: &Transcript) -> Vec<usize> {
    let mut places: Vec<Who> = (0..transcript.speakers.len()).collect();
    places.sort_by_key(|place| transcript.speakers.get(*place).map(|speaker| (speaker.role, speaker.key.as_str())));
    let mut ranks = vec![0; places.len()];
    for (rank, place) in places.iter().enumerate() {
        if let Some(of_speaker) = ranks.get_mut(*place) {
            *of_speaker = rank;
        }
    }
    ranks
}

fn begun(heard: Heard<'_>, role_of: impl Fn(Who) -> Role) -> Run {
    let (from, to, who) = (heard.from(), heard.to(), heard.who);
    Run { first: heard.place, from, last: heard.place, role: role_of(who), to, who }
}

impl Run {
    /// Goes on with a segment.
    fn push(&mut self, place: usize, next: &mut [usize]) {
        if let Some(next) = next.get_mut(self.last) {
            *next = place;
        }
        self.last = place;
    }
}

fn untimed(heard: &[Heard<'_>], role_of: impl Fn(Who) -> Role, next: &mut [usize]) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for one in heard {
        match runs.last_mut().filter(|run| run.who == one.who) {
            Some(run) => run.push(one.place, next),
            None => runs.push(begun(*one, &role_of)),
        }
    }
    runs
}

/// A piece goes on after a pause in which nobody else is heard, and while others speak at the same time.
fn timed(
    heard: &[Heard<'_>],
    nobody: Who,
    role_of: impl Fn(Who) -> Role,
    rank: impl Fn(Who) -> usize,
    next: &mut [usize],
) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    // By speaker, the piece that is under way.
    let mut open: Vec<Option<usize>> = vec![None; nobody.saturating_add(1)];
    let mut others = Latest::default();
    for together in heard.chunk_by(|a, b| a.from() == b.from()) {
        for one in together {
            let Some(place) = open.get_mut(one.who) else { continue };
            let run = place.and_then(|place| runs.get_mut(place));
            let run = run.filter(|run| one.from() <= run.to || others.than(one.who) <= run.to);
            match run {
                Some(run) => {
                    run.push(one.place, next);
                    run.to = run.to.max(one.to());
                }
                None => {
                    *place = Some(runs.len());
                    runs.push(begun(*one, &role_of));
                }
            }
        }
        together.iter().for_each(|one| others.add(one.who, one.to()));
    }
    runs.sort_by_key(|run| (run.from, run.to, rank(run.who)));
    runs
}

/// Until when speakers were heard, of the one who was heard longest and of all others.
#[derive(Clone, Copy, Debug, Default)]
struct Latest {
    first: Option<(Who, u64)>,
    /// Of somebody else than the first.
    second: u64,
}

impl Latest {
    fn add(&mut self, who: Who, to: u64) {
        match &mut self.first {
            None => self.first = Some((who, to)),
            Some((first, latest)) if *first == who => *latest = to.max(*latest),
            Some((_, latest)) if to > *latest => {
                self.second = *latest;
                self.first = Some((who, to));
            }
            Some(_) => self.second = self.second.max(to),
        }
    }

    /// Until when anybody but this one was heard.
    fn than(&self, who: Who) -> u64 {
        match self.first {
            Some((first, latest)) if first != who => latest,
            _ => self.second,
        }
    }
}
