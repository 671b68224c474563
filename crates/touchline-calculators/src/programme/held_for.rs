//! What is told of a format's sessions, by whom they are for: each session is gone through once, however many people there
//! are.
//!
//! Rules: PRG-02, PRG-03.

use super::rhythm::Periods;
use super::{CoachingSession, MeetingFormat, Member, TeamProgramme};
use touchline_kernel::look_up::LookUp;
use touchline_kernel::text::Key;
use touchline_kernel::time::LocalDate;

/// A session, and its place among all that are looked at.
pub(super) type Placed<'a> = (usize, &'a CoachingSession);

/// Where each member stands among all of them: a session's people are looked up once, whatever is asked of them later.
pub(super) struct Places<'a>(LookUp<&'a Key, usize>);

impl<'a> Places<'a> {
    pub(super) fn of(members: &[&'a Member]) -> Self {
        Places(members.iter().map(|member| &member.person).zip(0..).collect())
    }
}

/// By the keys of formats.
pub(super) type ByFormat<'a, T> = LookUp<&'a Key, OfFormat<T>>;

/// One format by the key that its sessions have, once there is one.
type OfOne<'a, T> = Option<(&'a Key, OfFormat<T>)>;

/// Of one format: what is told of sessions that are for everybody, and of those of each member, by the member's place.
#[derive(Default)]
pub(super) struct OfFormat<T> {
    everybody: T,
    /// Up to the last of those who have any.
    own: Vec<T>,
}

impl<T: Default> OfFormat<T> {
    /// Adds a session where it belongs. Nobody stands in it twice.
    fn add(&mut self, session: &CoachingSession, places: &Places<'_>, add: impl Fn(&mut T)) {
        if session.people.is_empty() {
            add(&mut self.everybody);
        }
        for place in session.people.iter().filter_map(|person| places.0.get(person).copied()) {
            if place >= self.own.len() {
                self.own.resize_with(place.saturating_add(1), T::default);
            }
            self.own.get_mut(place).into_iter().for_each(&add);
        }
    }

    /// Goes over what is told of everybody's sessions, and of those of each member, one by one.
    pub(super) fn each(&mut self, change: impl Fn(&mut T)) {
        change(&mut self.everybody);
        self.own.iter_mut().for_each(change);
    }

    /// What is told of the sessions that are for the member at a place: for everybody, and for them.
    pub(super) fn for_member(&self, place: usize) -> [Option<&T>; 2] {
        [Some(&self.everybody), self.own.get(place)]
    }
}

impl TeamProgramme<'_> {
    /// Adds sessions, each with the number of the period of its format's rhythm in which it lies, where it belongs. What is of no
    /// format of the programme is left out, and so is who has no place.
    pub(super) fn by_format<'s, T: Default>(
        &self,
        sessions: impl Iterator<Item = Placed<'s>>,
        (places, is_large): (&Places<'_>, bool),
        add: impl Fn(&mut T, i64, Placed<'s>),
    ) -> ByFormat<'s, T> {
        let formats = self.programme.formats();
        let periods = |format: &MeetingFormat| format.rhythm_in(is_large).periods(self.programme.starts_on);
        let mut all: Vec<(Periods, OfOne<'s, T>)> = formats.iter().map(|format| (periods(format), None)).collect();
        let of_key: LookUp<&Key, usize> = formats.iter().map(|format| &format.format).zip(0..).collect();
        // Those of one format on one day mostly follow one another.
        let mut before: Option<(&Key, usize, LocalDate, i64)> = None;
        for (place, session) in sessions {
            let Some(key) = &session.format else { continue };
            let same = before.filter(|(format, ..)| *format == key).map(|(_, which, ..)| which);
            let Some(which) = same.or_else(|| of_key.get(key).copied()) else { continue };
            let Some((periods, of_format)) = all.get_mut(which) else { continue };
            let number = match before {
                Some((_, same, on, number)) if same == which && on == session.on => number,
                _ => periods.number(session.on),
            };
            before = Some((key, which, session.on, number));
            let (_, of_format) = of_format.get_or_insert_with(|| (key, OfFormat::default()));
            of_format.add(session, places, |those| add(those, number, (place, session)));
        }
        all.into_iter().filter_map(|(_, of_format)| of_format).collect()
    }
}
