//! The order in which a lifecycle's cell opens to an actor, the same for every thing with a life: permission, the
//! id, version and clock, shelf, state. What a thing adds are the conditions of its cells.
//!
//! `decide` and `available` both go through here, so that they cannot disagree.
//!
//! Rules: ACC-19, KER-06, KER-07, KER-09, KER-11.

use super::action::Action;
use super::standing::Standing;
use crate::facts::Refusal;
use touchline_kernel::aggregate::{self, ClockPolicy, Last};
use touchline_kernel::lifecycle::{Cell, Lifecycle, Names, Shelf};
use touchline_kernel::rejection::{Code, DetailKey, Kind, Reason, Rejection};
use touchline_kernel::{Instant, WarningCode};

/// Where a thing stands, as far as its actor is shown.
#[derive(Clone, Copy, Debug)]
pub struct Stood<S> {
    /// Whether it is put away.
    pub archived: bool,
    /// Its version and the moment of its last change.
    pub last: Last,
    /// Its state.
    pub state: S,
}

/// One actor before one thing, or before the place where one is to be made.
pub struct Gate<'a, S: 'static, V: 'static, C: 'static> {
    /// When.
    pub at: Instant,
    /// Whose turn it is in a state, where a code says so.
    pub awaited: fn(S) -> Option<&'static str>,
    /// The tolerance for clocks that differ.
    pub clock: &'a ClockPolicy,
    /// What the actor is to the thing.
    pub standing: &'a Standing<'a>,
    /// Where the thing stands; nothing where there is none.
    pub stood: Option<Stood<S>>,
    /// The thing's lifecycle.
    pub table: &'static Lifecycle<S, V, C, Action>,
}

/// A cell that leads somewhere: when the change takes effect, and what must hold besides.
pub struct Open<C: 'static> {
    /// When the change takes effect.
    pub at: Instant,
    /// What must hold besides.
    pub conditions: &'static [C],
}

/// The cell by which something follows for a thing from what happened elsewhere, as the host's own command: its table
/// decides. What it follows from was held against the clock already.
pub fn follow<S: Names, V: Names, C: Names>(
    table: &'static Lifecycle<S, V, C, Action>,
    stood: Option<Stood<S>>,
    (verb, at): (V, Instant),
    standing: &Standing<'_>,
) -> Result<Open<C>, Refusal> {
    let row = table.row(verb).ok_or(Code::NotFound)?;
    standing.may(row.action)?;
    if stood.is_some_and(|stood| stood.archived) && row.shelf != Shelf::Either {
        return Err(Code::Archived.into());
    }
    let at = stood.map_or(at, |stood| at.max(stood.last.1));
    match table.cell(stood.map(|stood| stood.state), verb) {
        Some(Cell::To(_, conditions)) => Ok(Open { at, conditions }),
        Some(Cell::No(code)) => Err(code.into()),
        None => Err(Code::NotFound.into()),
    }
}

/// What a command's sender should know besides, where these conditions hold.
pub type Checked = Result<Vec<WarningCode>, Refusal>;

impl<S: Names, V: Names, C: Names> Gate<'_, S, V, C> {
    /// The command's cell, for an actor who may, on the version that they have seen. Its conditions are still to be
    /// checked: only after the ids in a body, since a condition must not tell what sight withholds.
    pub fn look_up(&self, verb: V, expected: Option<u64>, check: &dyn Fn(&[C]) -> Checked) -> Result<Open<C>, Refusal> {
        let row = self.table.row(verb).ok_or(Code::NotFound)?;
        let cell = self.table.cell(self.stood.map(|stood| stood.state), verb);
        self.standing.may(row.action)?;
        // What uses the id may be hidden from this actor: neither its version, its moment nor its shelf is told.
        if let Some(Cell::No(Code::IdTaken)) = cell {
            return Err(Code::IdTaken.into());
        }
        let at = aggregate::follow(expected, self.at, self.stood.map(|stood| stood.last), self.clock)?;
        if let Some(code) = self.misplaced(row.shelf) {
            return Err(self.refuse(code, check)?.into());
        }
        match cell {
            Some(Cell::To(_, conditions)) => Ok(Open { at, conditions }),
            Some(Cell::No(code)) => Err(self.refuse(code, check)?.into()),
            None => Err(Code::NotFound.into()),
        }
    }

    /// Each command that an actor can send, with the code that closes it to this one whatever its body. `sight` refuses
    /// those by which they may not know of the thing.
    pub fn available(
        &self,
        sight: &dyn Fn(V) -> Result<(), Rejection>,
        check: &dyn Fn(&[C]) -> Checked,
    ) -> Result<Vec<(String, Option<Code>)>, Refusal> {
        let mut list = Vec::new();
        for verb in self.sent() {
            let seen = sight(verb).map_err(Refusal::from);
            let judged = seen.and_then(|()| self.look_up(verb, None, check)).and_then(|open| check(open.conditions));
            let code = match judged {
                Ok(_) => None,
                Err(Refusal::Rejected(rejection)) => Some(rejection.reason.code),
                Err(needs) => return Err(needs),
            };
            list.push((self.name(verb), code));
        }
        Ok(list)
    }

    /// What a condition refused: where the state is to blame it says so, as a cell does.
    pub fn told(&self, refused: Refusal, check: &dyn Fn(&[C]) -> Checked) -> Refusal {
        match refused {
            Refusal::Rejected(rejection) if rejection == rejection.reason.code.into() => {
                self.refuse(rejection.reason.code, check).map_or_else(|needs| needs, Refusal::from)
            }
            told => told,
        }
    }

    fn sent(&self) -> impl Iterator<Item = V> {
        self.table.rows.iter().filter(|row| row.sent).map(|row| row.verb)
    }

    fn name(&self, verb: V) -> String {
        format!("{}.{}", self.table.thing, verb.name())
    }

    /// The commands that are open now.
    fn open(&self, check: &dyn Fn(&[C]) -> Checked) -> Result<Vec<String>, Refusal> {
        let mut open = Vec::new();
        for verb in self.sent() {
            match self.is_open(verb, check) {
                Ok(true) => open.push(self.name(verb)),
                Ok(false) | Err(Refusal::Rejected(_)) => {}
                Err(needs) => return Err(needs),
            }
        }
        Ok(open)
    }

    /// As [`Gate::look_up`], without the list of open commands that a refusal carries, which asks for this.
    fn is_open(&self, verb: V, check: &dyn Fn(&[C]) -> Checked) -> Result<bool, Refusal> {
        let Some(row) = self.table.row(verb) else { return Ok(false) };
        if self.standing.may(row.action).is_err() || self.misplaced(row.shelf).is_some() {
            return Ok(false);
        }
        match self.table.cell(self.stood.map(|stood| stood.state), verb) {
            Some(Cell::To(_, conditions)) => check(conditions).map(|_| true),
            Some(Cell::No(_)) | None => Ok(false),
        }
    }

    /// The code that refuses a command meant for the other shelf than the one the thing stands on.
    fn misplaced(&self, shelf: Shelf) -> Option<Code> {
        match (self.stood?.archived, shelf) {
            (true, Shelf::InUse) => Some(Code::Archived),
            (false, Shelf::Archived) => Some(Code::NotArchived),
            (true, Shelf::Archived) | (false, Shelf::InUse) | (_, Shelf::Either) => None,
        }
    }

    /// A refused cell's rejection; where the state is to blame it says so, what is open instead, and what is awaited
    /// where the code tells of it.
    fn refuse(&self, code: Code, check: &dyn Fn(&[C]) -> Checked) -> Result<Rejection, Refusal> {
        let Some(stood) = self.stood.filter(|_| code.entry().kind == Kind::WrongState) else { return Ok(code.into()) };
        let reason =
            Reason::new(code).with(DetailKey::State, stood.state.name()).with(DetailKey::Open, self.open(check)?);
        let tells = code.entry().details.contains(&DetailKey::Awaits);
        Ok(match (self.awaited)(stood.state).filter(|_| tells) {
            Some(awaits) => reason.with(DetailKey::Awaits, awaits).into(),
            None => reason.into(),
        })
    }
}
