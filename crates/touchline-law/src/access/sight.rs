//! What may not be seen cannot be shown: the only way from a thing to a view leads through here.
//!
//! [`Seen`] has no public constructor, cannot be cloned and cannot be read from a text; holding one proves
//! that access released the thing to this audience.
//!
//! Rules: ACC-19.

use core::marker::PhantomData;

use super::{Action, Shape, Standing, Whose};

/// What access must know of a thing that somebody wants to see.
pub trait Subject {
    /// What everybody but the one coached needs to see it.
    const SEE: Action;
    /// What the person coached needs to see it.
    const SEE_OWN: Action = Self::SEE;
    /// How relations to one are told.
    const SHAPE: Shape;
    /// All that everybody but the one coached may need, however it stands; none where access releases it to audiences of
    /// its own alone.
    const SEES: &'static [Action] = &[Self::SEE];
    /// What the person coached needs; nothing where they see it as nobody else than others do.
    const OWN: Option<Action> = Some(Self::SEE_OWN);
    /// What the members of each audience of its own need.
    const AUDIENCES: &'static [Action] = &[];
    /// What everybody but the one coached needs besides towards that to which it belongs, whoever of those there it is for.
    const AROUND: Option<Action> = None;

    /// What everybody but the one coached needs to see it as it stands: it may take another thing as long as it is a draft.
    fn see(&self) -> Action {
        Self::SEE
    }

    /// Whose it is.
    fn whose(&self) -> Whose;

    /// Whether the person coached has been shown it, ever.
    fn was_shown(&self) -> bool;

    /// Whether it is open to its own audiences.
    fn is_open(&self) -> bool {
        true
    }
}

/// The audience of the person coached.
pub enum Coached {}
/// The audience of those who prepare and follow the thing.
pub enum Staff {}

/// An audience that a kind of thing has of its own, beside these two: the raters of a calibration, those who answer for
/// somebody, whoever may read what is confidential.
pub trait Audience<T> {
    /// What its members need: nobody belongs to it by what the thing says alone.
    const NEEDS: Action;

    /// Whether it is open to this one, of those who may: by what the thing is, and by what they are to it.
    fn admits(thing: &T, viewer: &Standing<'_>) -> bool;
}

/// A thing, released by access to the audience `A`.
pub struct Seen<'a, T, A>(&'a T, PhantomData<A>);

impl<'a, T, A> Seen<'a, T, A> {
    /// The thing, for building this audience's view of it.
    #[must_use]
    pub fn thing(&self) -> &'a T {
        self.0
    }
}

/// How a viewer sees a thing.
pub enum Sight<'a, T> {
    /// As the person coached.
    Coached(Seen<'a, T, Coached>),
    /// As one of those who prepare and follow it.
    Staff(Seen<'a, T, Staff>),
}

impl<'a, T> Sight<'a, T> {
    /// The thing, as one of those see it who prepare and follow it.
    #[must_use]
    pub fn staff(self) -> Option<Seen<'a, T, Staff>> {
        match self {
            Sight::Staff(seen) => Some(seen),
            Sight::Coached(_) => None,
        }
    }

    /// The thing, as the person coached sees it.
    #[must_use]
    pub fn coached(self) -> Option<Seen<'a, T, Coached>> {
        match self {
            Sight::Coached(seen) => Some(seen),
            Sight::Staff(_) => None,
        }
    }

    /// The thing, for what everybody sees of it who sees it at all.
    #[must_use]
    pub fn thing(&self) -> &'a T {
        match self {
            Sight::Coached(seen) => seen.thing(),
            Sight::Staff(seen) => seen.thing(),
        }
    }
}

/// How this viewer sees the thing, if at all. The person coached sees it as that and in no other way,
/// whatever their roles.
pub fn see<'a, T: Subject>(thing: &'a T, viewer: &Standing<'_>) -> Option<Sight<'a, T>> {
    release::<T, T>(thing, (thing.see(), thing.was_shown()), viewer)
}

/// How this viewer sees a count over things of the kind `T` to which they all stand alike: as they see each
/// of them. `were_shown` says whether the person coached has been shown every one.
pub fn see_count<'a, T: Subject, C>(count: &'a C, were_shown: bool, viewer: &Standing<'_>) -> Option<Sight<'a, C>> {
    release::<T, C>(count, (T::SEE, were_shown), viewer)
}

/// The thing as this audience of its own sees it, where the viewer belongs to that.
pub fn see_as<'a, A: Audience<T>, T>(thing: &'a T, viewer: &Standing<'_>) -> Option<Seen<'a, T, A>> {
    (viewer.may(A::NEEDS).is_ok() && A::admits(thing, viewer)).then_some(Seen(thing, PhantomData))
}

fn release<'a, T: Subject, What>(
    what: &'a What,
    (needed, was_shown): (Action, bool),
    viewer: &Standing<'_>,
) -> Option<Sight<'a, What>> {
    if viewer.is_coached() {
        let allowed = was_shown && viewer.may(T::SEE_OWN).is_ok();
        return allowed.then_some(Sight::Coached(Seen(what, PhantomData)));
    }
    let is_around = T::AROUND.is_none_or(|action| viewer.may_around(action));
    (is_around && viewer.may(needed).is_ok()).then_some(Sight::Staff(Seen(what, PhantomData)))
}
