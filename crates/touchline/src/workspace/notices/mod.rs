//! Messages as they are planned, while events are folded in: when, to whom, about what. There may be one for every
//! record, for ever, so each is kept small, and its words and its id are found when somebody asks.
//!
//! What waits is planned anew where its recipient's settings or zone, or the policy, change (NTF-02, NTF-03), and what is
//! told of a course where the zone of whom that coaches does. How it was planned before is kept, since a question of the
//! host's has handed out by that.

mod due;
mod times;

use std::ops::Bound;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::workspace::table::places::Full;
use crate::workspace::{Follows, LookUp, Moved as MovedPerson, Ordered, World};
use touchline_kernel::packed::Misfit;
use touchline_kernel::widen::widen;
use touchline_kernel::{Actor, Id, Instant, PersonId};
use touchline_law::ground::ThingRef;
use touchline_law::law::{Retold, telling, tells_of_a_course};
use touchline_law::notify::{Planned, Template, When, settled_until};

pub(in crate::workspace) use due::{Asked, Told};
pub(in crate::workspace) use times::{Times, Way};

/// A message, with people by their numbers.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Row {
    times: Times,
    thing: Uuid,
    version: u64,
    /// The record that it was planned by.
    seq: u64,
    by: u32,
    part: u32,
    recipient: u32,
    template: Template,
}

impl Row {
    /// Whether a change can come between the cause and the message: what is told by every way as it happens is told.
    fn waits(&self) -> bool {
        self.times.last() > self.times.at()
            || telling(self.template).is_some_and(|(_, row, _)| row.when != When::AtOnce)
    }

    /// What it is about; nothing where its template tells of nothing.
    fn thing(&self) -> Option<ThingRef> {
        Some(ThingRef::new(telling(self.template)?.0, Id::<()>::new(self.thing)))
    }

    /// The thing of whose course it is, if it is of one.
    pub(super) fn course(&self) -> Option<ThingRef> {
        self.thing().filter(|_| tells_of_a_course(self.template))
    }
}

/// A message was planned anew.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Moved {
    /// When it was to be told before.
    before: Times,
    /// The message's place.
    place: u32,
    /// The record that moved it.
    seq: u64,
}

/// A moment at which something is told to somebody: the recipient's number, the message's place.
type Moment = (Instant, u32, u32);

#[derive(Debug, Default)]
pub(super) struct Notices {
    rows: Vec<Row>,
    people: Vec<Actor>,
    /// The place of each in `people`.
    numbers: LookUp<Actor, u32>,
    /// "What was this person told?", by when, for each in `people`.
    told: Vec<Vec<u32>>,
    /// "What is due?", in the product and by e-mail, by every plan that there was.
    agenda: Ordered<Moment>,
    /// "What does this person wait for?", by when it will all have been told.
    waiting: Ordered<(u32, Instant, u32)>,
    /// "What does anybody wait for of a course of this person's?", by when it will all have been told.
    courses: Ordered<(PersonId, Instant, u32)>,
    /// What was planned anew, in the order of records.
    moved: Vec<Moved>,
    /// The places in `moved` of each message that was.
    moved_of: LookUp<u32, Vec<u32>>,
}

impl Notices {
    /// Takes one more message in, which the record of this number causes: of a course, where it is of one, that coaches this
    /// person.
    pub(super) fn add(&mut self, planned: &Planned, coached: Option<PersonId>, seq: u64) -> Result<(), Full> {
        let (recipient, by) = (self.number(Actor::Person(planned.recipient))?, self.number(planned.by)?);
        let row = Row {
            times: Times::of(planned).ok_or(Full)?,
            thing: planned.thing.id.uuid(),
            version: planned.version,
            seq,
            by,
            part: planned.part,
            recipient,
            template: planned.template,
        };
        self.put(row, coached)
    }

    fn put(&mut self, row: Row, coached: Option<PersonId>) -> Result<(), Full> {
        let place = u32::try_from(self.rows.len()).map_err(|_| Full)?;
        self.rows.push(row);
        self.enter(&row, place, coached);
        self.tell(row.recipient, place, row.times.at());
        Ok(())
    }

    /// Enters when a message is told among what is due, and what it waits for among what its recipient does, and among what
    /// waits of the courses of whom its thing coaches.
    fn enter(&mut self, row: &Row, place: u32, coached: Option<PersonId>) {
        for at in row.times.moments() {
            self.agenda.insert((at, row.recipient, place));
        }
        if row.waits() {
            self.waiting.insert((row.recipient, row.times.last(), place));
        }
        if let Some(coached) = coached {
            self.courses.insert((coached, row.times.last(), place));
        }
    }

    /// The places of what is not told by every way yet at a moment and waits for it, or may have been told too early.
    pub(super) fn waiting(&self, whose: Retold, at: Instant) -> Vec<usize> {
        let at = settled_until(at);
        let mut places: Vec<u32> = match whose {
            Retold::Everybody => {
                let later = self.agenda.range((Bound::Excluded((at, u32::MAX, u32::MAX)), Bound::Unbounded));
                let waits =
                    |place: &u32| self.rows.get(widen(*place)).is_some_and(|row| row.waits() && row.times.last() > at);
                later.map(|(_, _, place)| *place).filter(waits).collect()
            }
            Retold::One(person) => self.waits_for(person, at).collect(),
            Retold::OneAndTheirCourses(person) => {
                self.waits_for(person, at).chain(self.waits_of_courses(person, at)).collect()
            }
        };
        places.sort_unstable();
        places.dedup();
        places.into_iter().map(widen).collect()
    }

    /// The places of what a person waits for at a moment.
    fn waits_for(&self, person: PersonId, at: Instant) -> impl Iterator<Item = u32> + '_ {
        let number = self.numbers.get(&Actor::Person(person)).copied();
        number.into_iter().flat_map(move |number| {
            let later = self.waiting.range((Bound::Excluded((number, at, u32::MAX)), Bound::Unbounded));
            later.take_while(move |(whose, _, _)| *whose == number).map(|(_, _, place)| *place)
        })
    }

    /// The places of what anybody waits for at a moment of a course of this person's.
    fn waits_of_courses(&self, person: PersonId, at: Instant) -> impl Iterator<Item = u32> + '_ {
        let later = self.courses.range((Bound::Excluded((person, at, u32::MAX)), Bound::Unbounded));
        later.take_while(move |(whose, _, _)| *whose == person).map(|(_, _, place)| *place)
    }

    /// Plans a message anew, of a course, where it is of one, that coaches this person, because of the record of this number.
    pub(super) fn plan_anew(
        &mut self,
        place: usize,
        (planned, coached): (&Planned, Option<PersonId>),
        seq: u64,
    ) -> Result<(), Full> {
        let number = u32::try_from(place).map_err(|_| Full)?;
        // Who puts an e-mail off for weeks, day after day, gets it as it was planned last.
        let (Some(row), Some(times)) = (self.rows.get(place).copied(), Times::of(planned)) else { return Ok(()) };
        if times == row.times {
            return Ok(());
        }
        self.waiting.remove(&(row.recipient, row.times.last(), number));
        if let Some(coached) = coached {
            self.courses.remove(&(coached, row.times.last(), number));
        }
        let anew = Row { times, ..row };
        if let Some(row) = self.rows.get_mut(place) {
            *row = anew;
        }
        self.enter(&anew, number, coached);
        if times.at() != row.times.at() {
            if let Some(told) = self.told.get_mut(widen(row.recipient)) {
                told.retain(|told| *told != number);
            }
            self.tell(row.recipient, number, times.at());
        }
        self.note(Moved { before: row.times, place: number, seq })
    }

    fn note(&mut self, moved: Moved) -> Result<(), Full> {
        let number = u32::try_from(self.moved.len()).map_err(|_| Full)?;
        self.moved.push(moved);
        self.moved_of.entry(moved.place).or_default().push(number);
        Ok(())
    }

    /// What was planned anew, by the place in the order in which it was.
    pub(super) fn moved_at(&self, place: usize) -> Option<&Moved> {
        self.moved.get(place)
    }

    /// Takes in that a message was planned anew, as it was kept.
    pub(super) fn add_moved(&mut self, moved: Moved) -> Result<(), Misfit> {
        let row = self.rows.get(widen(moved.place)).filter(|row| row.seq <= moved.seq).ok_or(Misfit)?;
        let recipient = row.recipient;
        if self.moved.last().is_some_and(|last| last.seq > moved.seq) {
            return Err(Misfit);
        }
        for at in moved.before.moments() {
            self.agenda.insert((at, recipient, moved.place));
        }
        self.note(moved).map_err(|_| Misfit)
    }

    /// The message at a place, as it is kept.
    pub(super) fn row(&self, place: usize) -> Option<&Row> {
        self.rows.get(place)
    }

    /// Everybody to whom a row refers by number, in the order of their numbers.
    pub(super) fn people(&self) -> &[Actor] {
        &self.people
    }

    /// Takes in who is referred to by the next number; nobody has two.
    pub(super) fn add_person(&mut self, person: Actor) -> Result<(), Misfit> {
        let next = self.people.len();
        let number = self.number(person).map_err(|_| Misfit)?;
        if widen(number) == next { Ok(()) } else { Err(Misfit) }
    }

    /// Takes in a message as it was kept: of a course, where it is of one, that coaches this person.
    pub(super) fn add_row(&mut self, row: Row, coached: Option<PersonId>) -> Result<(), Misfit> {
        let told_to = self.people.get(widen(row.recipient)).copied().and_then(Actor::person);
        let known = told_to.is_some() && self.people.get(widen(row.by)).is_some();
        // A message's thing follows from its template.
        let fits = telling(row.template).is_some();
        let follows = self.rows.last().is_none_or(|last| last.seq <= row.seq);
        if known && fits && follows { self.put(row, coached).map_err(|_| Misfit) } else { Err(Misfit) }
    }

    /// Puts a message among those of its recipient, nearly always as the last one.
    fn tell(&mut self, recipient: u32, place: u32, at: Instant) {
        let later = |told: &u32| self.rows.get(widen(*told)).is_some_and(|row| row.times.at() > at);
        let Some(told) = self.told.get(widen(recipient)) else { return };
        let after = told.iter().rev().take_while(|told| later(told)).count();
        let before = told.len().saturating_sub(after);
        if let Some(told) = self.told.get_mut(widen(recipient)) {
            told.insert(before, place);
        }
    }

    fn number(&mut self, actor: Actor) -> Result<u32, Full> {
        if let Some(number) = self.numbers.get(&actor) {
            return Ok(*number);
        }
        let number = u32::try_from(self.people.len()).map_err(|_| Full)?;
        self.people.push(actor);
        self.told.push(Vec::new());
        self.numbers.insert(actor, number);
        Ok(number)
    }

    /// The message at a place, in the order in which they were planned.
    pub(super) fn planned(&self, place: usize) -> Option<Planned> {
        self.plan_of(place, self.rows.get(place)?.times)
    }

    /// The message at a place, as it is told at these times.
    fn plan_of(&self, place: usize, times: Times) -> Option<Planned> {
        let row = self.rows.get(place)?;
        let recipient = self.people.get(widen(row.recipient))?.person()?;
        let thing = row.thing()?;
        Some(Planned {
            at: times.at(),
            by: *self.people.get(widen(row.by))?,
            email: times.email(),
            part: row.part,
            recipient,
            template: row.template,
            thing,
            version: row.version,
        })
    }

    /// What somebody was told up to a moment, the newest first.
    pub(super) fn told_to(&self, person: PersonId, until: Instant) -> impl Iterator<Item = Planned> {
        let number = self.numbers.get(&Actor::Person(person));
        let told = number.and_then(|number| self.told.get(widen(*number))).map_or(&[][..], Vec::as_slice);
        let early =
            told.partition_point(|place| self.rows.get(widen(*place)).is_some_and(|row| row.times.at() <= until));
        told.get(..early).unwrap_or_default().iter().rev().filter_map(|place| self.planned(widen(*place)))
    }
}

impl Follows<World> for Notices {
    /// Whom something is told was found when it happened; whether they may see it still, when it is read.
    fn moved(&mut self, _: &MovedPerson, _: &World) {}
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wsp_06_a_planned_message_takes_little_room() {
        assert!(size_of::<Row>() <= 64, "{}", size_of::<Row>());
        assert_eq!(size_of::<Moment>(), 16);
    }
}
