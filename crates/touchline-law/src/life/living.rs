//! A thing with a life of its own: its table, and what its commands ask, need and change.

use core::iter;

use touchline_kernel::lifecycle::{Lifecycle, Names};
use touchline_kernel::{Actor, Id, Instant, WarningCode};

use super::Thing;
use crate::access::{Action, Standing, Whose};
use crate::facts::{FactKey, Facts, Refusal};
use crate::policy::Policy;

/// A lifecycle's table, each command with the access action that it needs.
pub type Table<S, V, C> = Lifecycle<S, V, C, Action>;

/// A thing that is moved by commands from state to state. The order in which a command is judged stands in
/// `decide.rs`; a thing says what is its own.
pub trait Life: Thing {
    /// Where it can stand.
    type State: Names;
    /// The commands, by their names without the thing's.
    type Verb: Names;
    /// What must hold outside a command's body before a cell may be taken.
    type Condition: Names;

    /// Every state, every command, one cell each.
    const TABLE: &'static Table<Self::State, Self::Verb, Self::Condition>;

    /// Where it stands.
    fn state(&self) -> Self::State;

    /// Where it stands, as this actor is told.
    fn state_for(&self, _actor: Actor) -> Self::State {
        self.state()
    }

    /// Whether it is put away.
    fn archived(&self) -> bool {
        false
    }

    /// What is awaited in a state, where a code says so.
    fn awaited(_state: Self::State) -> Option<&'static str> {
        None
    }

    /// A command's row in the table.
    fn verb(act: &Self::Act) -> Self::Verb;

    /// The row of what follows from elsewhere; nothing where the change follows from nothing.
    fn follows(_change: &Self::Change) -> Option<Self::Verb> {
        None
    }

    /// Whose the thing will be that a command makes, where the command says so; nothing where it makes none.
    fn makes(_act: &Self::Act) -> Option<Whose> {
        None
    }

    /// The same where it takes more than the command to know.
    fn born<F: Facts>(act: &Self::Act, _by: &By<'_, F>) -> Result<Option<Whose>, Refusal> {
        Ok(Self::makes(act))
    }

    /// Whose the thing is with this id although nothing happened to it yet, for this actor: such things are there
    /// before their first command.
    fn unborn(_thing: Id<Self::Mark>, _actor: Actor) -> Option<Whose> {
        None
    }

    /// What a command rests on besides whose the thing is, as far as it can be told without any fact.
    fn asks(_act: &Self::Act, _actor: Actor, _policy: &Policy) -> impl Iterator<Item = FactKey> {
        iter::empty()
    }

    /// What a decision rests on besides whose the thing is, once the thing is known.
    fn rests_on<F: Facts>(_case: &Asking<'_, Self, F>) -> impl Iterator<Item = FactKey> {
        iter::empty()
    }

    /// A body's own conditions, of an actor who may: the ids that it brings, days, texts.
    fn body<F: Facts>(_case: &Case<'_, Self, F>, _act: &Self::Act) -> Result<(), Refusal> {
        Ok(())
    }

    /// One condition of a cell. What does not forbid but should be known is a warning.
    fn check<F: Facts>(case: &Case<'_, Self, F>, condition: Self::Condition) -> Result<Option<WarningCode>, Refusal>;

    /// What a command changes that nothing forbids: nothing, where it says what stands already.
    fn changes<F: Facts>(case: &Case<'_, Self, F>, act: &Self::Act) -> Result<Vec<Self::Change>, Refusal>;
}

/// Who wants something, under which policy, and what is known.
pub struct By<'a, F> {
    /// Who.
    pub actor: Actor,
    /// The policy in force.
    pub policy: &'a Policy,
    /// What is known.
    pub facts: &'a F,
}

/// A command before all is known that it rests on.
pub struct Asking<'a, T: Thing, F> {
    /// The command; nothing where only what is open is asked.
    pub act: Option<&'a T::Act>,
    /// Who wants it.
    pub by: &'a By<'a, F>,
    /// The thing, where there is one.
    pub known: Option<&'a T>,
}

/// One actor before one thing, or before the place where one is to be made; everything that may be looked at is known.
pub struct Case<'a, T: Thing, F> {
    /// The command; nothing where only what is open is asked, and where something follows.
    pub act: Option<&'a T::Act>,
    /// Who acts.
    pub actor: Actor,
    /// When.
    pub at: Instant,
    /// What follows from elsewhere, if it is that.
    pub change: Option<&'a T::Change>,
    /// What is known.
    pub facts: &'a F,
    /// The thing's id.
    pub id: Id<T::Mark>,
    /// The thing, where there is one.
    pub known: Option<&'a T>,
    /// The policy in force.
    pub policy: &'a Policy,
    /// What the actor is to it.
    pub standing: Standing<'a>,
    /// Whose it is, or is to be.
    pub whose: Whose,
}
