//! Messages as they are planned, while events are folded in: when, to whom, about what. There may be one for every
//! record, for ever, so each is kept small, and its words and its id are found when somebody asks.

use std::ops::Bound;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::workspace::table::places::Full;
use crate::workspace::{Follows, LookUp, Moved, Ordered, World};
use touchline_kernel::packed::Misfit;
use touchline_kernel::widen::widen;
use touchline_kernel::{Actor, Id, Instant, PersonId};
use touchline_law::ground::ThingRef;
use touchline_law::law::telling;
use touchline_law::notify::{Email, Planned, Template};

/// A message, with people by their numbers.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Row {
    at: Instant,
    thing: Uuid,
    version: u64,
    /// The record that it was planned by.
    seq: u64,
    /// How many milliseconds later it goes out by e-mail: some days at the most.
    email_after: Option<u32>,
    by: u32,
    recipient: u32,
    template: Template,
    digest: bool,
}

impl Row {
    /// When it goes out by e-mail.
    fn email(&self) -> Option<Instant> {
        self.at.checked_add_millis(self.email_after?.into())
    }

    /// When it is told, by whichever way.
    fn moments(&self) -> impl Iterator<Item = Instant> + use<> {
        let at = self.at;
        [at].into_iter().chain(self.email().filter(move |email| *email != at))
    }
}

/// By how many milliseconds one moment is later than another.
fn later_by(at: Instant, later: Instant) -> Option<u32> {
    u32::try_from(later.millis().checked_sub(at.millis())?).ok()
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
    /// "What is due?", in the product and by e-mail.
    agenda: Ordered<Moment>,
}

impl Notices {
    /// Takes one more message in, which the record of this number causes.
    pub(super) fn add(&mut self, planned: &Planned, seq: u64) -> Result<(), Full> {
        let (recipient, by) = (self.number(Actor::Person(planned.recipient))?, self.number(planned.by)?);
        let row = Row {
            at: planned.at,
            thing: planned.thing.id.uuid(),
            version: planned.version,
            seq,
            email_after: planned.email.and_then(|email| later_by(planned.at, email.at)),
            by,
            recipient,
            template: planned.template,
            digest: planned.email.is_some_and(|email| email.digest),
        };
        self.put(row)
    }

    fn put(&mut self, row: Row) -> Result<(), Full> {
        let place = u32::try_from(self.rows.len()).map_err(|_| Full)?;
        self.rows.push(row);
        for at in row.moments() {
            self.agenda.insert((at, row.recipient, place));
        }
        self.tell(row.recipient, place, row.at);
        Ok(())
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

    /// Takes in a message as it was kept.
    pub(super) fn add_row(&mut self, row: Row) -> Result<(), Misfit> {
        let told_to = self.people.get(widen(row.recipient)).copied().and_then(Actor::person);
        let known = told_to.is_some() && self.people.get(widen(row.by)).is_some();
        // A message's thing follows from its template, and whether it is a digest is said of an e-mail alone.
        let fits = telling(row.template).is_some() && (row.email_after.is_some() || !row.digest);
        let follows = self.rows.last().is_none_or(|last| last.seq <= row.seq);
        if known && fits && follows { self.put(row).map_err(|_| Misfit) } else { Err(Misfit) }
    }

    /// Puts a message among those of its recipient, nearly always as the last one.
    fn tell(&mut self, recipient: u32, place: u32, at: Instant) {
        let later = |told: &u32| self.rows.get(widen(*told)).is_some_and(|row| row.at > at);
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
        let row = self.rows.get(place)?;
        let recipient = self.people.get(widen(row.recipient))?.person()?;
        let thing = ThingRef::new(telling(row.template)?.0, Id::<()>::new(row.thing));
        Some(Planned {
            at: row.at,
            by: *self.people.get(widen(row.by))?,
            email: row.email().map(|at| Email { at, digest: row.digest }),
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
        let early = told.partition_point(|place| self.rows.get(widen(*place)).is_some_and(|row| row.at <= until));
        told.get(..early).unwrap_or_default().iter().rev().filter_map(|place| self.planned(widen(*place)))
    }

    /// Each moment after the first and up to the second one, with all that is told at it, in the order of moments; what
    /// records after `seq` planned is not among them.
    pub(super) fn between(&self, since: Instant, now: Instant, seq: u64) -> impl Iterator<Item = (Instant, Planned)> {
        let from = Bound::Excluded((since, u32::MAX, u32::MAX));
        // A range that ends before it begins would be a fault of ours.
        let until = Bound::Included((now.max(since), u32::MAX, u32::MAX));
        let moments = if now > since { Some(self.agenda.range((from, until))) } else { None };
        let end = self.first_after(seq);
        let planned = moments.into_iter().flatten().filter(move |(_, _, place)| widen(*place) < end);
        planned.filter_map(|(at, _, place)| Some((*at, self.planned(widen(*place))?)))
    }

    /// What the records after one and up to another planned for moments up to this one, in the order of moments.
    pub(super) fn late(&self, until: Instant, (after, seq): (u64, u64)) -> Vec<(Instant, Planned)> {
        let places = self.first_after(after)..self.first_after(seq);
        let planned = places.filter_map(|place| Some((self.rows.get(place)?, self.planned(place)?)));
        let moments = planned.flat_map(|(row, planned)| row.moments().map(move |at| (at, planned)));
        let mut late: Vec<(Instant, Planned)> = moments.filter(|(at, _)| *at <= until).collect();
        late.sort_by_key(|(at, planned)| (*at, planned.recipient));
        late
    }

    /// The place of the first message that a record after this one planned.
    fn first_after(&self, seq: u64) -> usize {
        self.rows.partition_point(|row| row.seq <= seq)
    }
}

impl Follows<World> for Notices {
    /// Whom something is told was found when it happened; whether they may see it still, when it is read.
    fn moved(&mut self, _: &Moved, _: &World) {}
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
