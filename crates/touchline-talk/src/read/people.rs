//! Who speaks in a file, by their keys.
//!
//! What the host says of a label counts more than what the file says, and both count more than an e-mail address. Keys that are
//! made tell nothing of whom they stand for.
//!
//! Rules: TRS-01, TRS-02.

use super::draft::{Label, Said, Who};
use super::fault::{no_time, unreadable};
use super::options::{Known, KnownSpeaker};
use super::report::{PutRight, ReadSpeaker, RoleSource};
use crate::transcript::LATEST_MS;
use crate::transcript::{Role, Segment, Speaker};
use touchline_kernel::rejection::Reason;
use touchline_kernel::text::{self, Key, Limits, Name};

/// How long a name may be that a file gives.
const LONGEST_NAME: usize = 200;

/// Who speaks: what the file calls them, joined to what the host knows.
#[derive(Default)]
pub(super) struct People {
    /// By their number among the labels: the number among the speakers.
    numbers: Vec<usize>,
    pub(super) speakers: Vec<Speaker>,
    pub(super) read: Vec<ReadSpeaker>,
    /// How many keys were made.
    made: usize,
}

impl People {
    /// Adds those whom the file names further on.
    pub(super) fn extend(&mut self, labels: &[Label], known: &Known, put_right: &mut PutRight) {
        for label in labels.iter().skip(self.numbers.len()) {
            let (named, of_channel) = host_knows(label, known);
            let own_key = named.and_then(|speaker| speaker.key.clone());
            let same = own_key.as_ref().and_then(|key| self.speakers.iter().position(|speaker| speaker.key == *key));
            if let Some(number) = same {
                self.numbers.push(number);
                if let Some(read) = self.read.get_mut(number) {
                    read.labels.push(Name::new(&label.label));
                }
                continue;
            }
            let key = own_key.unwrap_or_else(|| self.made_key(known));
            let (role, role_from) = role(label, named.or(of_channel).map(|speaker| speaker.role), known);
            let name = named.and_then(|speaker| speaker.name.clone());
            let name = name.or_else(|| label.name.as_deref().and_then(|name| shortened(name, put_right)));
            self.numbers.push(self.speakers.len());
            self.read.push(ReadSpeaker {
                key: key.clone(),
                labels: vec![Name::new(&label.label)],
                role_from,
                segments: 0,
                words: 0,
            });
            self.speakers.push(Speaker { key, name, role });
        }
    }

    /// The next key that no label has of the host.
    fn made_key(&mut self, known: &Known) -> Key {
        loop {
            self.made = self.made.saturating_add(1);
            let key = Key::new(&format!("speaker_{}", self.made));
            if !known.speakers.iter().any(|speaker| speaker.key.as_ref() == Some(&key)) {
                return key;
            }
        }
    }

    fn number(&self, who: Who) -> Option<usize> {
        self.numbers.get(who.0).copied()
    }

    pub(super) fn segment(&self, said: Said<'_>, put_right: &mut PutRight) -> Result<Segment, Reason> {
        let speaker = said.who.and_then(|who| self.number(who)).and_then(|number| self.speakers.get(number));
        if said.start.is_none() && said.end.is_some() {
            return Err(unreadable(said.place, "a time at which it begins"));
        }
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

    pub(super) fn spoke(&mut self, who: Option<Who>, words: usize) {
        let number = who.and_then(|who| self.number(who));
        if let Some(read) = number.and_then(|number| self.read.get_mut(number)) {
            read.segments = read.segments.saturating_add(1);
            read.words = read.words.saturating_add(words);
        }
    }
}

/// What the host knows of a label, by what the file calls them, by their name or their address; and of the channel that they
/// are heard on.
fn host_knows<'k>(label: &Label, known: &'k Known) -> (Option<&'k KnownSpeaker>, Option<&'k KnownSpeaker>) {
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
