//! What the answers in a group earn: each one's share of its best by its weight, added up in the order of the questions and
//! made points at once, so that a sum has one rounding and grows with every answer.
//!
//! Rules: SCO-02, SCO-04, SCO-08.

use super::compiled::{Compiled, Group, Leaf};
use super::template::NotApplicable;

/// What answers to the questions of a group earn, in forms side by side.
#[derive(Clone, Copy, Debug)]
pub(super) struct Earnings<const N: usize> {
    pub(super) by_weight: [f64; N],
    /// By heads, where what is not applicable is shared out so.
    pub(super) by_head: [f64; N],
    pub(super) bonuses: [f64; N],
}

impl<const N: usize> Earnings<N> {
    pub(super) const NOTHING: Self = Earnings { by_weight: [0.0; N], by_head: [0.0; N], bonuses: [0.0; N] };

    /// Nothing again, after answers to the questions of this group.
    #[inline(always)]
    pub(super) fn begin_again(&mut self, policy: NotApplicable, group: &Group) {
        self.by_weight = [0.0; N];
        if policy == NotApplicable::EqualSplit {
            self.by_head = [0.0; N];
        }
        if group.has_bonuses {
            self.bonuses = [0.0; N];
        }
    }

    /// Adds the share of its best that an answer is.
    #[inline(always)]
    pub(super) fn add(&mut self, compiled: &Compiled, leaf: &Leaf, share: &[f64; N]) {
        let earned = if leaf.bonus { &mut self.bonuses } else { &mut self.by_weight };
        earned.iter_mut().zip(share).for_each(|(earned, share)| *earned += leaf.mass * share);
        if compiled.not_applicable == NotApplicable::EqualSplit && !leaf.bonus && leaf.mass > 0.0 {
            self.by_head.iter_mut().zip(share).for_each(|(earned, share)| *earned += share);
        }
    }
}
