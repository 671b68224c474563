//! The score of one form: plain figures by place, without names.
//!
//! Two rounds over the answers: the first adds up what counts in each group, the second gives every question its weight
//! and its points. What is kept between them stands in room that is used again, so that a score alone takes no memory.
//!
//! Rules: SCO-02, SCO-03, SCO-04, SCO-08, SCO-09.

use super::compiled::{Compiled, Group, Leaf, failed_group, strongest};
use super::condition::Cell;
use super::fatal::FatalEffect;
use super::points::{Points, Sum, tidy};
use super::template::NotApplicable;

/// What a form comes to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Figures {
    /// The share of the weight that was answered.
    pub coverage: f64,
    /// The points of critical questions ÷ what is possible of them, in percent; nothing where none was answered.
    pub critical: Option<f64>,
    /// Whether a trigger has failed the form.
    pub failed: bool,
    /// The sum of all contributions; nothing where nothing that counts was answered.
    pub raw: Option<Points>,
    /// What is left of it after triggers, and 100 at the most unless the template lets it pass that.
    pub score: Option<Points>,
}

/// What a question comes to.
#[derive(Clone, Copy, Debug)]
pub(super) struct LeafFigures {
    /// The points of the whole that its best answer gives; nothing where it does not count.
    pub(super) applied: Option<f64>,
    pub(super) contribution: Points,
    /// The same before it is brought to what can be told.
    pub(super) unrounded: f64,
}

/// What a group comes to.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct GroupState {
    /// The points of the whole that it gives at its best.
    pub(super) applied: f64,
    /// What was shared out to each child, in weight.
    share_out: f64,
    answered: f64,
    /// What its children weigh that count.
    counting: f64,
    /// How many these are.
    heads: u32,
    /// What a weight of 1 inside it gives of the whole.
    scale: f64,
    /// What a weight of 1 of a bonus inside it gives.
    bonus_scale: f64,
    pub(super) fatal: Option<FatalEffect>,
}

/// Room for the figures of a form, to be used for one form after the other.
#[derive(Clone, Debug, Default)]
pub struct Scratch {
    pub(super) groups: Vec<GroupState>,
    /// By question the share of the best answer; nothing where none counts.
    shares: Vec<Option<f64>>,
}

/// A sum of points of those possible.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Earned {
    answered: bool,
    earned: f64,
    possible: f64,
}

impl Compiled {
    /// The score of a form, whose answers stand in the template's order. What is missing at its end is not applicable.
    pub fn score(&self, row: &[Cell], scratch: &mut Scratch) -> Figures {
        self.walk(row, scratch, |_, _| {})
    }

    /// The same, and each question's part in it.
    pub(super) fn walk(
        &self,
        row: &[Cell],
        scratch: &mut Scratch,
        mut each: impl FnMut(&Leaf, LeafFigures),
    ) -> Figures {
        scratch.groups.clear();
        scratch.groups.resize(self.groups.len(), GroupState::default());
        scratch.shares.clear();
        let (critical, whole) = self.added_up(row, scratch);
        let has_score = self.weighed(scratch, whole);
        let (mut sum, mut before, mut zeroed) = (Sum::default(), Points::NONE, Points::NONE);
        let any_zeroed = scratch.groups.iter().any(|state| state.fatal == Some(FatalEffect::Zero));
        for (leaf, share) in self.leaves().iter().zip(&scratch.shares) {
            let share = share.filter(|_| has_score);
            let figures = share.map_or(NO_PART, |share| part(leaf, share, scratch, &mut sum, &mut before));
            if any_zeroed && self.is_zeroed(leaf.group, scratch) {
                zeroed = zeroed.plus(figures.contribution);
            }
            each(leaf, figures);
        }
        let raw = has_score.then(|| sum.told());
        let form = scratch.groups.first().and_then(|form| form.fatal);
        Figures {
            coverage: tidy(self.coverage(scratch)),
            critical: critical.percent(),
            failed: form.is_some(),
            raw,
            score: raw.map(|raw| self.after_triggers(raw.less(zeroed), form)),
        }
    }

    /// The first round: what counts in each group, and which triggers fire. Tells of critical questions, and what counts
    /// of the form where weights leave it whole.
    fn added_up(&self, row: &[Cell], scratch: &mut Scratch) -> (Earned, f64) {
        let (mut critical, mut whole) = (Earned::default(), 0.0);
        for (leaf, cell) in self.leaves().iter().zip(cells(row)) {
            let points = leaf.points(cell);
            if leaf.critical {
                critical.add(leaf, points, self.not_applicable);
            }
            let share = points.map(|points| leaf.share(cell, points));
            if let Some(share) = share.filter(|_| !leaf.triggers.is_empty()) {
                fire(leaf, cell, share, scratch);
            }
            let passes = self.not_applicable == NotApplicable::CountAsPass && !leaf.bonus;
            let share = share.or(if passes { Some(1.0) } else { None });
            scratch.shares.push(share);
            let Some(group) = scratch.groups.get_mut(leaf.group).filter(|_| !leaf.bonus && leaf.mass > 0.0) else {
                continue;
            };
            if share.is_some() {
                group.counting += leaf.mass;
                group.heads = group.heads.saturating_add(1);
            }
            if points.is_some() {
                group.answered += leaf.mass;
            }
        }
        for (group, state) in self.groups.iter().zip(&scratch.groups) {
            whole += group.factor * state.counting;
        }
        (critical, whole)
    }

    /// Between the rounds: what a weight in each group gives of the whole. Whether there is a score at all.
    fn weighed(&self, scratch: &mut Scratch, whole: f64) -> bool {
        let answered = self.groups.iter().zip(&scratch.groups).any(|(group, of)| group.factor * of.answered > 0.0);
        if !answered {
            return false;
        }
        if self.not_applicable == NotApplicable::DropPoints {
            for (group, state) in self.groups.iter().zip(&mut scratch.groups) {
                state.scale = group.factor * (100.0 / whole);
                state.bonus_scale = state.scale;
            }
            return true;
        }
        for (place, group) in self.groups.iter().enumerate().skip(1).rev() {
            let counts = scratch.groups.get(place).is_some_and(|state| state.heads > 0);
            if let Some(parent) = scratch.groups.get_mut(group.parent).filter(|_| counts && group.mass > 0.0) {
                parent.counting += group.mass;
                parent.heads = parent.heads.saturating_add(1);
            }
        }
        let all = self.groups.first().map_or(1.0, |form| form.total);
        for (place, group) in self.groups.iter().enumerate() {
            let parent = scratch.groups.get(group.parent).copied().unwrap_or_default();
            if let Some(state) = scratch.groups.get_mut(place) {
                state.applied = if place == 0 { 100.0 } else { group.applied(state, parent, all) };
                state.bonus_scale = group.factor * (100.0 / all);
                (state.scale, state.share_out) = self.inside(group, *state);
            }
        }
        true
    }

    /// What a weight of 1 in a group gives of the whole, and the weight that each child is given besides its own.
    fn inside(&self, group: &Group, state: GroupState) -> (f64, f64) {
        match self.not_applicable {
            NotApplicable::Proportional | NotApplicable::DropPoints => (state.applied / state.counting, 0.0),
            NotApplicable::EqualSplit => {
                (state.applied / group.total, (group.total - state.counting) / f64::from(state.heads))
            }
            NotApplicable::CountAsPass => (state.applied / group.total, 0.0),
        }
    }

    /// Whether a trigger has brought a group to 0, or the one around it.
    pub(super) fn is_zeroed(&self, group: usize, scratch: &Scratch) -> bool {
        let is_zero = |place: usize| {
            place > 0 && scratch.groups.get(place).is_some_and(|state| state.fatal == Some(FatalEffect::Zero))
        };
        is_zero(group) || self.groups.get(group).is_some_and(|group| is_zero(group.parent))
    }

    fn after_triggers(&self, left: Points, form: Option<FatalEffect>) -> Points {
        match form {
            Some(FatalEffect::Zero) => Points::NONE,
            _ if self.may_pass_100 => left,
            _ => left.min(Points::HUNDRED),
        }
    }

    fn coverage(&self, scratch: &Scratch) -> f64 {
        let all = self.groups.first().map_or(1.0, |form| form.total);
        let groups = self.groups.iter().zip(&scratch.groups);
        groups.map(|(group, state)| group.factor * state.answered).fold(0.0, |sum, answered| sum + answered) / all
    }
}

/// The second round, of one question: what this share of its best answer gives.
fn part(leaf: &Leaf, share: f64, scratch: &Scratch, sum: &mut Sum, before: &mut Points) -> LeafFigures {
    let Some(group) = scratch.groups.get(leaf.group) else { return NO_PART };
    let applied = match (leaf.bonus, leaf.mass > 0.0) {
        (true, _) => leaf.mass * group.bonus_scale,
        (false, true) => (leaf.mass + group.share_out) * group.scale,
        (false, false) => 0.0,
    };
    let unrounded = applied * share;
    sum.add(unrounded);
    let now = sum.told();
    let contribution = now.less(*before);
    *before = now;
    LeafFigures { applied: Some(applied), contribution, unrounded }
}

/// A question without a part in the score.
const NO_PART: LeafFigures = LeafFigures { applied: None, contribution: Points::NONE, unrounded: 0.0 };

/// The answers of a row, and then none.
fn cells(row: &[Cell]) -> impl Iterator<Item = Cell> {
    row.iter().copied().chain(std::iter::repeat(Cell::BY_SYSTEM))
}

fn fire(leaf: &Leaf, cell: Cell, share: f64, scratch: &mut Scratch) {
    let options = cell.options();
    for trigger in leaf.triggers.iter().filter(|trigger| trigger.fires(options, share)) {
        if let Some(failed) = scratch.groups.get_mut(failed_group(trigger.scope, leaf.group)) {
            strongest(&mut failed.fatal, trigger.effect);
        }
    }
}

impl Cell {
    /// The options that it names.
    pub(super) fn options(self) -> u64 {
        if let Cell::Options(options) = self { options } else { 0 }
    }
}

impl Group {
    /// The points of the whole that it gives at its best, after its parent's.
    fn applied(&self, state: &GroupState, parent: GroupState, all: f64) -> f64 {
        if self.bonus {
            return self.factor * self.total * (100.0 / all);
        }
        if state.heads == 0 || self.mass <= 0.0 {
            return 0.0;
        }
        (self.mass + parent.share_out) * parent.scale
    }
}

impl Earned {
    /// Adds what a question earned, unless it is not applicable; by policy as if it had earned everything.
    pub(super) fn add(&mut self, leaf: &Leaf, points: Option<f64>, policy: NotApplicable) {
        let passes = policy == NotApplicable::CountAsPass && !leaf.bonus;
        let Some(earned) = points.or(passes.then_some(leaf.possible)) else { return };
        self.answered |= points.is_some();
        self.earned += earned;
        self.possible += if leaf.bonus { 0.0 } else { leaf.possible };
    }

    /// Earned ÷ possible, in percent.
    fn percent(self) -> Option<f64> {
        (self.answered && self.possible > 0.0).then(|| tidy(self.earned / self.possible * 100.0))
    }

    /// What was earned, and what was possible; nothing where nothing counted.
    pub(super) fn told(self, counts: bool) -> (Option<f64>, Option<f64>) {
        (counts.then_some(self.earned), counts.then_some(self.possible))
    }
}
