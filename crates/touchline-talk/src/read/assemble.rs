//! From what a file says, and what the host knows, to a transcript and what was read.
//!
//! Rules: TRS-01, TRS-09.

use std::collections::BTreeSet;

use super::draft::{Draft, Label, Said, Who};
use super::fault::no_time;
use super::options::Known;
use super::report::{PutRight, ReadSpeaker, ReadTranscript, Report, RoleSource};
use super::{Format, words};
use crate::transcript::{LATEST_MS, MOST_SEGMENTS, MOST_SPEAKERS, located};
use crate::{Role, Segment, Speaker, Transcript};
use touchline_kernel::rejection::Reason;
use touchline_kernel::text::{self, Key, Limits, Name};

/// How long a name may be that a file gives.
const LONGEST_NAME: usize = 200;

/// The transcript of a draft.
pub(super) fn assembled(draft: Draft<'_>, format: Format, known: &Known) -> Result<ReadTranscript, Reason> {
    if draft.said.len() > MOST_SEGMENTS {
        return Err(Reason::too_long(draft.said.len(), MOST_SEGMENTS));
    }
    let mut put_right = draft.put_right;
    let mut people = People::of(&draft.labels, known, &mut put_right);
    if people.speakers.len() > MOST_SPEAKERS {
        return Err(Reason::too_long(people.speakers.len(), MOST_SPEAKERS));
    }
    let (mut segments, mut without_speaker, mut all_words) = (Vec::with_capacity(draft.said.len()), 0_usize, 0_usize);
    for (nth, said) in draft.said.into_iter().enumerate() {
        let place = said.place;
        let who = said.who;
        let segment = people.segment(said, &mut put_right)?;
        segment.check(known.length_ms).map_err(|(_, reason)| located(reason, place.to_string(), nth))?;
        let count = words::count(&segment.text);
        all_words = all_words.saturating_add(count);
        without_speaker = without_speaker.saturating_add(usize::from(segment.speaker.is_none()));
        people.spoke(who, count);
        segments.push(segment);
    }
    let mut transcript = Transcript {
        consented: known.consented,
        language: known.language.clone().or_else(|| draft.language.as_deref().and_then(key)),
        length_ms: None,
        segments,
        speakers: people.speakers,
    };
    put_right.sorted = transcript.sort();
    transcript.length_ms = length(&transcript, draft.length, known, &mut put_right);
    if draft.ends_with_next {
        put_right.ends_derived = derive_ends(&mut transcript);
    }
    let report = Report {
        format,
        joined: draft.joined,
        not_read: draft.not_read,
        not_read_count: draft.not_read_count,
        passed_over: draft.passed,
        put_right,
        segments: transcript.segments.len(),
        speakers: people.read,
        without_speaker,
        words: all_words,
    };
    Ok(ReadTranscript { report, transcript })
}

/// How long the call is: as the host says, else as the file says, but no shorter than what was said.
fn length(transcript: &Transcript, told: Option<i64>, known: &Known, put_right: &mut PutRight) -> Option<u64> {
    if known.length_ms.is_some() {
        return known.length_ms;
    }
    let told = told.and_then(|told| u64::try_from(told).ok()).filter(|told| *told <= LATEST_MS)?;
    let last = transcript.segments.iter().filter_map(|segment| segment.end_ms.max(segment.start_ms)).max();
    let length = told.max(last.unwrap_or_default());
    put_right.length_extended_ms = length.saturating_sub(told);
    Some(length)
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

/// Who speaks: what the file calls them, joined to what the host knows.
struct People {
    /// By their number among the labels: the number among the speakers.
    numbers: Vec<usize>,
    speakers: Vec<Speaker>,
    read: Vec<ReadSpeaker>,
}

impl People {
    fn of(labels: &[Label], known: &Known, put_right: &mut PutRight) -> Self {
        let mut people = People { numbers: Vec::new(), speakers: Vec::new(), read: Vec::new() };
        let mut taken: BTreeSet<Key> = known.speakers.iter().filter_map(|speaker| speaker.key.clone()).collect();
        let mut made = 0_usize;
        for label in labels {
            let (named, of_channel) = host_knows(label, known);
            let own_key = named.and_then(|speaker| speaker.key.clone());
            let same = own_key.as_ref().and_then(|key| people.speakers.iter().position(|speaker| speaker.key == *key));
            if let Some(number) = same {
                people.numbers.push(number);
                if let Some(read) = people.read.get_mut(number) {
                    read.labels.push(Name::new(&label.label));
                }
                continue;
            }
            let key = own_key.unwrap_or_else(|| {
                loop {
                    made = made.saturating_add(1);
                    let key = Key::new(&format!("speaker_{made}"));
                    if taken.insert(key.clone()) {
                        break key;
                    }
                }
            });
            let (role, role_from) = role(label, named.or(of_channel).map(|speaker| speaker.role), known);
            let name = named.and_then(|speaker| speaker.name.clone());
            let name = name.or_else(|| label.name.as_deref().and_then(|name| shortened(name, put_right)));
            people.numbers.push(people.speakers.len());
            people.read.push(ReadSpeaker {
                key: key.clone(),
                labels: vec![Name::new(&label.label)],
                role_from,
                segments: 0,
                words: 0,
            });
            people.speakers.push(Speaker { key, name, role });
        }
        people
    }

    fn number(&self, who: Who) -> Option<usize> {
        self.numbers.get(who.0).copied()
    }

    fn segment(&self, said: Said<'_>, put_right: &mut PutRight) -> Result<Segment, Reason> {
        let speaker = said.who.and_then(|who| self.number(who)).and_then(|number| self.speakers.get(number));
        let cut = |millis: i64| u64::try_from(millis.max(0)).unwrap_or_default();
        if said.start.is_some_and(|start| start < 0) {
            put_right.negative_starts = put_right.negative_starts.saturating_add(1);
        }
        let (start, end) = (said.start.map(cut), said.end.map(cut));
        if let Some(late) = start.max(end).filter(|millis| *millis > LATEST_MS) {
            return Err(no_time(said.place, &format!("{late} ms")));
        }
        // As the file has them: a span that ends before it begins does so before the call's beginning, too.
        let reversed = said.start.zip(said.end).filter(|(start, end)| end < start);
        let (start_ms, end_ms) = match reversed {
            Some(_) if start == end => (start.map(|start| start.saturating_add(1)), end),
            _ => (start, end),
        };
        Ok(Segment {
            end_ms,
            speaker: speaker.map(|speaker| speaker.key.clone()),
            start_ms,
            text: said.text.into_owned(),
        })
    }

    fn spoke(&mut self, who: Option<Who>, words: usize) {
        let number = who.and_then(|who| self.number(who));
        if let Some(read) = number.and_then(|number| self.read.get_mut(number)) {
            read.segments = read.segments.saturating_add(1);
            read.words = read.words.saturating_add(words);
        }
    }
}

/// What the host knows of a label, by what the file calls them, by their name or their address; and of the channel that they
/// are heard on.
fn host_knows<'k>(
    label: &Label,
    known: &'k Known,
) -> (Option<&'k super::KnownSpeaker>, Option<&'k super::KnownSpeaker>) {
    let by = |text: &Option<String>| text.as_deref().and_then(|text| known.speaker(text));
    (known.speaker(&label.label).or_else(|| by(&label.address)).or_else(|| by(&label.name)), by(&label.channel))
}

fn role(label: &Label, host: Option<Role>, known: &Known) -> (Role, RoleSource) {
    let address = label.address.as_deref().unwrap_or(&label.label);
    match (host, label.role) {
        (Some(role), _) => (role, RoleSource::Host),
        (None, Some(role)) => (role, RoleSource::File),
        (None, None) if known.is_internal(address) => (Role::Rep, RoleSource::Domain),
        (None, None) => (Role::Other, RoleSource::Nobody),
    }
}

/// A name that a file gives, as names may be: without what does not show, and no longer than they are.
fn shortened(name: &str, put_right: &mut PutRight) -> Option<Name> {
    let plain: String = name.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect();
    let kept: String = plain.trim().chars().take(LONGEST_NAME).collect();
    if kept.len() < plain.trim().len() {
        put_right.names_cut = put_right.names_cut.saturating_add(1);
    }
    text::check(&kept, Limits::default().title).is_ok().then(|| Name::new(&kept))
}

fn key(word: &str) -> Option<Key> {
    text::check(word, text::MAX_KEY).is_ok().then(|| Key::new(word))
}
