//! What may not be seen cannot be shown: the only way from a thing to a view leads through here.
//!
//! [`Seen`] has no public constructor, cannot be cloned and cannot be read from a text; holding one proves
//! that access released the thing to this audience.

use core::marker::PhantomData;

use super::{Action, Standing};
use touchline_kernel::command::PersonId;

/// What access must know of a thing that coaches somebody.
pub trait Subject {
    /// What those who prepare it need to see it.
    const SEE: Action;
    /// What the person coached needs to see it.
    const SEE_OWN: Action;

    /// The person coached.
    fn coached(&self) -> PersonId;
    /// Who made it.
    fn author(&self) -> Option<PersonId>;
    /// Whether the person coached has been shown it, ever.
    fn was_shown(&self) -> bool;
}

/// The audience of the person coached.
pub enum Coached {}
/// The audience of those who prepare and follow the thing.
pub enum Staff {}

/// A thing, released by access to the audience `A`.
pub struct Seen<'a, T, A>(&'a T, PhantomData<A>);

impl<'a, T, A> Seen<'a, T, A> {
    /// The thing, for building this audience's view of it.
    #[must_use]
    pub fn thing(&self) -> &'a T {
        self.0
    }
}

/// What access must know of a thing that is about a team.
pub trait Gathered {
    /// What those who follow it need to see it.
    const SEE: Action;

    /// Whose team it is: everybody below them.
    fn manager(&self) -> PersonId;
    /// Who made it.
    fn author(&self) -> Option<PersonId>;
}

/// How a viewer sees a thing.
pub enum Sight<'a, T> {
    /// As the person coached.
    Coached(Seen<'a, T, Coached>),
    /// As one of those who prepare and follow it.
    Staff(Seen<'a, T, Staff>),
}

/// How this viewer sees the thing, if at all. The person coached sees it as that and in no other way,
/// whatever their roles.
pub fn see<'a, T: Subject>(thing: &'a T, viewer: &Standing<'_>) -> Option<Sight<'a, T>> {
    release::<T, T>(thing, thing.was_shown(), viewer)
}

/// How this viewer sees a count over things of the kind `T` to which they all stand alike: as they see each
/// of them. `were_shown` says whether the person coached has been shown every one.
pub fn see_count<'a, T: Subject, C>(count: &'a C, were_shown: bool, viewer: &Standing<'_>) -> Option<Sight<'a, C>> {
    release::<T, C>(count, were_shown, viewer)
}

/// How this viewer sees a thing that is about a team, if at all.
pub fn see_team<'a, T: Gathered>(thing: &'a T, viewer: &Standing<'_>) -> Option<Seen<'a, T, Staff>> {
    viewer.may(T::SEE).is_ok().then_some(Seen(thing, PhantomData))
}

fn release<'a, T: Subject, What>(what: &'a What, was_shown: bool, viewer: &Standing<'_>) -> Option<Sight<'a, What>> {
    if viewer.is_coached() {
        let allowed = was_shown && viewer.may(T::SEE_OWN).is_ok();
        return allowed.then_some(Sight::Coached(Seen(what, PhantomData)));
    }
    viewer.may(T::SEE).is_ok().then_some(Sight::Staff(Seen(what, PhantomData)))
}
