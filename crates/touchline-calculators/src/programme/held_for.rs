//! What is told of a format's sessions, by whom they are for: each session is gone through once, however many people there
//! are.
//!
//! Rules: PRG-02, PRG-03.

use super::rhythm::Periods;
use super::{CoachingSession, MeetingFormat, TeamProgramme};
use touchline_kernel::look_up::LookUp;
use touchline_kernel::text::Key;
use touchline_kernel::time::LocalDate;

/// A session, and its place among all that are looked at.
pub(super) type Placed<'a> = (usize, &'a CoachingSession);

/// By the keys of formats.
pub(super) type ByFormat<'a, T> = LookUp<&'a Key, OfFormat<'a, T>>;

/// One format by the key that its sessions have, once there is one.
type OfOne<'a, T> = Option<(&'a Key, OfFormat<'a, T>)>;

/// Of one format: what is told of sessions that are for everybody, and of those of each person.
pub(super) struct OfFormat<'a, T> {
    everybody: T,
    own: LookUp<&'a Key, T>,
}

impl<T: Default> Default for OfFormat<'_, T> {
    fn default() -> Self {
        OfFormat { everybody: T::default(), own: LookUp::default() }
    }
}

impl<'a, T: Default> OfFormat<'a, T> {
    /// Adds a session where it belongs. Nobody stands in it twice.
    fn add(&mut self, session: &'a CoachingSession, add: impl Fn(&mut T)) {
        if session.people.is_empty() {
            add(&mut self.everybody);
        }
        for person in &session.people {
            add(self.own.entry(person).or_default());
        }
    }

    /// Goes over what is told of everybody's sessions, and of those of each person, one by one.
    pub(super) fn each(&mut self, change: impl Fn(&mut T)) {
        change(&mut self.everybody);
        self.own.values_mut().for_each(change);
    }

    /// What is told of the sessions that are for somebody: for everybody, and for them.
    pub(super) fn for_person(&self, person: &Key) -> [Option<&T>; 2] {
        [Some(&self.everybody), self.own.get(person)]
    }
}

impl TeamProgramme<'_> {
    /// Adds sessions, each with the number of the period of its format's rhythm in which it lies, where it belongs. What is of no
    /// format of the programme is left out.
    pub(super) fn by_format<'s, T: Default>(
        &self,
        sessions: impl Iterator<Item = Placed<'s>>,
        is_large: bool,
        add: impl Fn(&mut T, i64, Placed<'s>),
    ) -> ByFormat<'s, T> {
        let formats = self.programme.formats();
        let periods = |format: &MeetingFormat| format.rhythm_in(is_large).periods(self.programme.starts_on);
        let mut all: Vec<(Periods, OfOne<'s, T>)> = formats.iter().map(|format| (periods(format), None)).collect();
        let places: LookUp<&Key, usize> = formats.iter().map(|format| &format.format).zip(0..).collect();
        // Those of one format on one day mostly follow one another.
        let mut before: Option<(&Key, usize, LocalDate, i64)> = None;
        for (place, session) in sessions {
            let Some(key) = &session.format else { continue };
            let same = before.filter(|(format, ..)| *format == key).map(|(_, which, ..)| which);
            let Some(which) = same.or_else(|| places.get(key).copied()) else { continue };
            let Some((periods, of_format)) = all.get_mut(which) else { continue };
            let number = match before {
                Some((_, same, on, number)) if same == which && on == session.on => number,
                _ => periods.number(session.on),
            };
            before = Some((key, which, session.on, number));
            let (_, of_format) = of_format.get_or_insert_with(|| (key, OfFormat::default()));
            of_format.add(session, |those| add(those, number, (place, session)));
        }
        all.into_iter().filter_map(|(_, of_format)| of_format).collect()
    }
}
