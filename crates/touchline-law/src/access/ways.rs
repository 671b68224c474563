//! In which ways something is so: conditions that are still to be told of each thing, where all that is known of the
//! viewer and the policy has been put in. A sum of products: one way is enough, and of a way all must hold.

use super::about::{About, When};
use super::policy::{AccessPolicy, ManagerScope};
use super::relation::{Relation, Relations};
use super::tie::Tie;

/// A set of what can be true of a thing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Ties(u32);

impl Ties {
    /// Nothing.
    pub const NONE: Ties = Ties(0);

    /// One thing alone.
    #[must_use]
    #[expect(clippy::as_conversions, reason = "a variant's place is a small number, and this is the only way to it")]
    pub const fn of(tie: Tie) -> Self {
        Ties(1 << (tie as u32))
    }

    /// What is in either set.
    #[must_use]
    pub const fn and(self, other: Ties) -> Self {
        Ties(self.0 | other.0)
    }

    /// Whether it is in the set.
    #[must_use]
    pub const fn holds(self, tie: Tie) -> bool {
        self.meets(Ties::of(tie))
    }

    /// Whether the sets have something in common.
    #[must_use]
    pub const fn meets(self, other: Ties) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether all of the other set is in this one.
    #[must_use]
    pub const fn includes(self, other: Ties) -> bool {
        other.0 & !self.0 == 0
    }
}

/// One way: all of these hold, and none of those.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Way {
    /// What holds.
    pub all: Ties,
    /// What does not.
    pub none: Ties,
}

impl Way {
    /// Where this holds, whatever else.
    #[must_use]
    pub const fn where_it_holds(tie: Tie) -> Self {
        Way { all: Ties::of(tie), none: Ties::NONE }
    }

    /// Both at once; nothing where they contradict one another.
    fn both(self, other: Way) -> Option<Way> {
        let way = Way { all: self.all.and(other.all), none: self.none.and(other.none) };
        (!way.all.meets(way.none)).then_some(way)
    }

    /// Whether whatever the other holds of this one does, too.
    pub(super) fn is_wider(self, other: Way) -> bool {
        other.all.includes(self.all) && other.none.includes(self.none)
    }
}

/// In which ways something is so: in none of them never.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ways(Vec<Way>);

impl Ways {
    /// Never.
    #[must_use]
    pub const fn never() -> Self {
        Ways(Vec::new())
    }

    /// Always.
    #[must_use]
    pub fn always() -> Self {
        Ways(vec![Way::default()])
    }

    /// Always, or never.
    #[must_use]
    pub fn constant(holds: bool) -> Self {
        if holds { Ways::always() } else { Ways::never() }
    }

    /// Where this holds.
    #[must_use]
    pub fn tie(tie: Tie) -> Self {
        Ways(vec![Way::where_it_holds(tie)])
    }

    /// This one way.
    pub(super) fn of(way: Way) -> Self {
        Ways(vec![way])
    }

    /// Any of these.
    #[must_use]
    pub fn any(ways: &[Way]) -> Self {
        ways.iter().fold(Ways::never(), |all, way| all.or(Ways::of(*way)))
    }

    /// The ways, none of which another one makes needless.
    #[must_use]
    pub fn list(&self) -> &[Way] {
        &self.0
    }

    /// Either.
    #[must_use]
    pub fn or(mut self, other: Ways) -> Self {
        other.0.into_iter().for_each(|way| self.add(way));
        self
    }

    /// Both.
    #[must_use]
    pub fn and(&self, other: &Ways) -> Self {
        let mut both = Ways::never();
        let pairs = self.0.iter().flat_map(|one| other.0.iter().map(|other| one.both(*other)));
        pairs.flatten().for_each(|way| both.add(way));
        both
    }

    /// Where it is not so: of every way something does not hold.
    #[must_use]
    pub fn negated(&self) -> Self {
        self.0.iter().fold(Ways::always(), |left, way| left.and(&Ways(way.negated())))
    }

    fn add(&mut self, way: Way) {
        if self.0.iter().any(|known| known.is_wider(way)) {
            return;
        }
        self.0.retain(|known| !way.is_wider(*known));
        self.0.push(way);
    }
}

impl Way {
    /// Where one of it does not hold, each by itself.
    fn negated(self) -> Vec<Way> {
        let each = |ties: Ties| (0..u32::BITS).map(|bit| Ties(1 << bit)).filter(move |tie| ties.includes(*tie));
        let fails = each(self.all).map(|tie| Way { all: Ties::NONE, none: tie });
        fails.chain(each(self.none).map(|tie| Way { all: tie, none: Ties::NONE })).collect()
    }
}

impl About {
    /// In which ways a person is this to it: the same table as [`About::relations`], with what is known put in as `known`
    /// tells it, and nothing of a thing yet.
    pub(super) fn ways(self, relation: Relation, access: &AccessPolicy, known: &impl Fn(Relation) -> Ways) -> Ways {
        if relation == Relation::Person {
            return Ways::always();
        }
        let any = |of: &Relations| {
            of.list().into_iter().fold(Ways::never(), |ways, of| ways.or(self.ways(of, access, known)))
        };
        let begun = if self.known().contains(&relation) { known(relation) } else { Ways::never() };
        let follows = self.ties().follows.iter().filter(|(followed, _)| *followed == relation);
        follows.fold(begun, |ways, (_, when)| {
            ways.or(match when {
                When::Any(of) => any(of),
                When::None(of) => any(of).negated(),
                When::WholeOrganisation => Ways::constant(access.manager_scope == ManagerScope::Organisation),
                When::AllReviews => Ways::constant(access.managers_see_all_reviews),
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TIES: [Tie; 3] = [Tie::IsCoached, Tie::IsAuthor, Tie::Manages];

    fn holds(ways: &Ways, true_ones: Ties) -> bool {
        ways.list().iter().any(|way| true_ones.includes(way.all) && !true_ones.meets(way.none))
    }

    /// Each set of the three ties.
    fn worlds() -> impl Iterator<Item = Ties> {
        (0..8_u32).map(|bits| {
            let held = TIES.iter().enumerate().filter(|(place, _)| bits & (1 << place) != 0);
            held.fold(Ties::NONE, |set, (_, tie)| set.and(Ties::of(*tie)))
        })
    }

    #[test]
    fn sums_products_and_negations_are_those_of_what_they_are_made_of() {
        let made: Vec<Ways> = TIES.iter().map(|tie| Ways::tie(*tie)).chain([Ways::always(), Ways::never()]).collect();
        let twice: Vec<Ways> =
            made.iter().flat_map(|one| made.iter().map(|other| one.clone().or(other.negated()))).collect();
        for one in &twice {
            for other in &twice {
                for world in worlds() {
                    let (left, right) = (holds(one, world), holds(other, world));
                    assert_eq!(holds(&one.clone().or(other.clone()), world), left || right);
                    assert_eq!(holds(&one.and(other), world), left && right);
                    assert_eq!(holds(&one.negated(), world), !left);
                }
            }
        }
    }

    #[test]
    fn what_another_way_holds_already_is_left_out() {
        let narrow = Ways::tie(Tie::IsCoached).and(&Ways::tie(Tie::Manages));
        assert_eq!(narrow.or(Ways::tie(Tie::Manages)), Ways::tie(Tie::Manages));
        assert_eq!(Ways::tie(Tie::IsCoached).or(Ways::always()), Ways::always());
    }
}
