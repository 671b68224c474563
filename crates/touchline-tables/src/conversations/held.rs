//! Calls that wait for the rest of their segments, which may stand anywhere in the table.

use touchline_kernel::look_up::{LookUp, Seen};
use touchline_kernel::rejection::BadInput;
use touchline_kernel::text::Key;
use touchline_talk::transcript::{MOST_SEGMENTS, MOST_SPEAKERS, Role, Segment, Speaker, Transcript};

use super::bound::Field;
use super::options::ConversationOptions;
use super::segments::Row;
use crate::fault::Faults;
use crate::keys::Keys;

/// A call, as far as its segments have come.
#[derive(Debug, Default)]
pub(super) struct Call {
    /// The number of its key.
    pub(super) number: u32,
    consent: Consent,
    language: Option<Key>,
    segments: Vec<Segment>,
    speakers: Vec<(Key, Option<Role>)>,
    /// By the key of a speaker: the place among them.
    known: LookUp<Key, usize>,
}

/// What rows say of the consent to a recording.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Consent {
    #[default]
    Unsaid,
    Given,
    /// Somebody has not consented.
    Missing,
}

/// The calls that are held.
#[derive(Debug, Default)]
pub(super) struct Held {
    calls: Vec<Call>,
    /// By the number of its key: the call's place.
    places: LookUp<u32, usize>,
    /// Calls that were measured already.
    ended: Seen<u32>,
}

impl Call {
    fn add(&mut self, row: Row) {
        self.consent = match (self.consent, row.consented) {
            (Consent::Missing, _) | (_, Some(false)) => Consent::Missing,
            (_, Some(true)) => Consent::Given,
            (before, None) => before,
        };
        self.language = self.language.take().or(row.language);
        if let Some(speaker) = &row.segment.speaker {
            let next = self.speakers.len();
            let place = *self.known.entry(speaker.clone()).or_insert(next);
            if place == next {
                self.speakers.push((speaker.clone(), row.role));
            } else if let Some((_, role)) = self.speakers.get_mut(place) {
                *role = role.or(row.role);
            }
        }
        self.segments.push(row.segment);
    }

    /// On which side rows say that somebody speaks.
    fn role_of(&self, speaker: &Key) -> Option<Role> {
        self.known.get(speaker).and_then(|place| self.speakers.get(*place)).and_then(|(_, role)| *role)
    }

    /// The call as a document.
    pub(super) fn transcript(self, options: &ConversationOptions) -> Transcript {
        let speaker = |(key, role): (Key, Option<Role>)| Speaker { key, name: None, role: role.unwrap_or(Role::Other) };
        let mut transcript = Transcript {
            consented: match self.consent {
                Consent::Unsaid => options.consented,
                Consent::Given => true,
                Consent::Missing => false,
            },
            language: self.language.or_else(|| options.language.clone()),
            length_ms: None,
            segments: self.segments,
            speakers: self.speakers.into_iter().map(speaker).collect(),
        };
        transcript.sort();
        transcript
    }
}

impl Held {
    /// How many calls are held.
    pub(super) fn calls(&self) -> usize {
        self.calls.len()
    }

    pub(super) fn take(&mut self) -> Vec<Call> {
        self.ended.extend(self.places.drain().map(|(call, _)| call));
        std::mem::take(&mut self.calls)
    }

    /// Whether the calls that are held have ended, where a row of this call comes next and the rows of a call stand together.
    pub(super) fn ends_with(&self, call: u32) -> bool {
        !self.calls.is_empty() && !self.places.contains_key(&call)
    }

    pub(super) fn add(&mut self, row: Row) {
        let next = self.calls.len();
        let place = *self.places.entry(row.call).or_insert(next);
        if place == next {
            self.calls.push(Call { number: row.call, ..Call::default() });
        }
        if let Some(call) = self.calls.get_mut(place) {
            call.add(row);
        }
    }

    /// Refuses rows that do not fit those before them. Nothing is added.
    pub(super) fn fits(
        &self,
        (rows, first): (&[Row], u64),
        options: &ConversationOptions,
        keys: &Keys,
    ) -> Result<(), BadInput> {
        let (mut faults, mut fresh, mut ended) = (Faults::default(), Fresh::default(), Seen::<u32>::default());
        let mut current = self.calls.last().map(|call| call.number);
        for (row, number) in rows.iter().zip(first..) {
            let before = self.places.get(&row.call).and_then(|place| self.calls.get(*place));
            if options.together && current != Some(row.call) {
                if ended.contains(&row.call) || before.is_some() || self.ended.contains(&row.call) {
                    let call = keys.value(row.call).written().unwrap_or_default().into_owned();
                    faults.apart(options.column(Field::Call), number, &call);
                }
                ended.extend(current);
                current = Some(row.call);
            }
            fresh.check(row, (before, number), options, &mut faults);
        }
        faults.told()
    }
}

/// What the rows of a batch say of their calls.
#[derive(Default)]
struct Fresh<'a> {
    languages: LookUp<u32, &'a Key>,
    roles: LookUp<(u32, &'a Key), Role>,
    /// By call: how many segments and speakers there are.
    counts: LookUp<u32, (usize, usize)>,
    speakers: Seen<(u32, &'a Key)>,
}

impl<'a> Fresh<'a> {
    fn check(
        &mut self,
        row: &'a Row,
        (before, number): (Option<&'a Call>, u64),
        options: &ConversationOptions,
        faults: &mut Faults,
    ) {
        if let Some(language) = &row.language {
            let known = before.and_then(|call| call.language.as_ref());
            let said = *self.languages.entry(row.call).or_insert(known.unwrap_or(language));
            if said != language {
                faults.differs(options.column(Field::Language), number, said.as_str(), language.as_str());
            }
        }
        let counts = self.counts.entry(row.call);
        let counts = counts.or_insert_with(|| before.map_or((0, 0), |call| (call.segments.len(), call.speakers.len())));
        counts.0 += 1;
        if let Some(speaker) = &row.segment.speaker {
            if before.is_none_or(|call| !call.known.contains_key(speaker)) && self.speakers.insert((row.call, speaker))
            {
                counts.1 += 1;
            }
            if let Some(role) = row.role {
                let known = before.and_then(|call| call.role_of(speaker));
                let said = *self.roles.entry((row.call, speaker)).or_insert(known.unwrap_or(role));
                if said != role {
                    faults.differs(options.column(Field::Role), number, said.into(), role.into());
                }
            }
        }
        for (field, count, most) in [(Field::Call, counts.0, MOST_SEGMENTS), (Field::Speaker, counts.1, MOST_SPEAKERS)]
        {
            if count == most + 1 {
                faults.too_many(options.column(field), count as i128, most as i128);
            }
        }
    }
}
