//! The score of forms: plain figures by place, without names, of one form or of several side by side.
//!
//! What answers earn is added up group by group, in the group's own weights; what these are of the whole is known once all
//! answers are, and then each group's earnings become points. Where it is told what each question gives, the answers are
//! walked again, and a question's points are what those of its group have grown by. What is kept meanwhile stands in room
//! that is used again, so that a score alone takes no memory. Each figure of a form is a lane of its own, and nothing
//! crosses from one to another: several have the bits of one.
//!
//! Rules: SCO-02, SCO-03, SCO-04, SCO-08, SCO-09.

use super::cell::Cell;
use super::compiled::{Compiled, Group, Leaf, Worth, failed_group, strongest};
use super::earnings::Earnings;
use super::fatal::{FatalEffect, Trigger};
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
    /// What is left of it after triggers, and 100 at the most unless the template lets it pass that; 0 where a trigger brings
    /// the form to that, whatever was answered.
    pub score: Option<Points>,
}

/// What forms side by side come to, figure by figure as [`Figures`] has them of one.
#[derive(Clone, Copy, Debug)]
pub struct SideFigures<const N: usize> {
    /// The share of the weight that was answered.
    pub coverage: [f64; N],
    /// The critical score; 0 where there is none.
    pub critical: [f64; N],
    /// Whether a trigger has failed the form.
    pub failed: [bool; N],
    /// Whether any critical question that counts was answered.
    pub has_critical: [bool; N],
    /// Whether anything that counts was answered.
    pub has_raw: [bool; N],
    /// Whether there is a score: whatever a trigger brings to 0 has one, also where nothing that counts was answered.
    pub has_score: [bool; N],
    /// The sum of all contributions.
    pub raw: [Points; N],
    /// The score.
    pub score: [Points; N],
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

/// What was answered of a question, in forms side by side.
#[derive(Clone, Copy, Debug)]
pub struct Answered<const N: usize> {
    /// 1 where it is answered, and 0 where it is not applicable.
    is: [f64; N],
    options: [u64; N],
    points: [f64; N],
    share: [f64; N],
}

/// What a group comes to.
#[derive(Clone, Copy, Debug)]
pub(super) struct GroupState<const N: usize> {
    earned: Earnings<N>,
    /// The points of the whole that it gives at its best.
    pub(super) applied: [f64; N],
    /// What was shared out to each child, in weight.
    pub(super) share_out: [f64; N],
    answered: [f64; N],
    /// What its children weigh that count: nothing where none does.
    counting: [f64; N],
    /// How many these are, where what is shared out is shared by heads.
    heads: [f64; N],
    /// What a weight of 1 inside it gives of the whole.
    pub(super) scale: [f64; N],
    /// What a weight of 1 of a bonus inside it gives.
    pub(super) bonus_scale: [f64; N],
    pub(super) fatal: [Option<FatalEffect>; N],
}

/// What critical questions come to.
#[derive(Clone, Copy, Debug)]
struct CriticalState<const N: usize> {
    /// A bit for each form in which one of them is answered.
    answered: u64,
    earned: [f64; N],
    possible: [f64; N],
}

/// Room for the figures of some forms side by side, to be used for others after them.
#[derive(Clone, Debug)]
pub struct SideBySide<const N: usize> {
    pub(super) groups: Vec<GroupState<N>>,
    /// By question the share of the best answer; 0 where none counts. Kept where each question's part is told.
    shares: Vec<[f64; N]>,
    /// By question 1 where one counts, and 0 where none does.
    counts: Vec<[f64; N]>,
    critical: CriticalState<N>,
    /// The questions of which answers have fired a trigger, by place, each with a bit for every form.
    fired: Vec<(usize, u64)>,
    /// How many questions were answered.
    asked: usize,
    /// Whether it is told apart what each question gives.
    tells: bool,
}

/// Room for the figures of a form.
pub type Scratch = SideBySide<1>;

/// A sum of points of those possible.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Earned {
    earned: f64,
    possible: f64,
}

impl<const N: usize> Default for SideBySide<N> {
    fn default() -> Self {
        SideBySide {
            groups: Vec::new(),
            shares: Vec::new(),
            counts: Vec::new(),
            critical: CriticalState::NOTHING,
            fired: Vec::new(),
            asked: 0,
            tells: false,
        }
    }
}

impl<const N: usize> Default for Answered<N> {
    fn default() -> Self {
        Answered { is: [0.0; N], options: [0; N], points: [0.0; N], share: [0.0; N] }
    }
}

impl<const N: usize> GroupState<N> {
    const NOTHING: Self = GroupState {
        earned: Earnings::NOTHING,
        applied: [0.0; N],
        share_out: [0.0; N],
        answered: [0.0; N],
        counting: [0.0; N],
        heads: [0.0; N],
        scale: [0.0; N],
        bonus_scale: [0.0; N],
        fatal: [None; N],
    };

    /// Takes what answers have left in it; the rest follows from these.
    #[inline(always)]
    fn begin_again(&mut self, policy: NotApplicable, group: &Group, has_fired: bool) {
        self.earned.begin_again(policy, group);
        self.answered = [0.0; N];
        match policy {
            NotApplicable::EqualSplit => self.heads = [0.0; N],
            NotApplicable::CountAsPass => self.counting = [0.0; N],
            NotApplicable::Proportional | NotApplicable::DropPoints => {}
        }
        if has_fired {
            self.fatal = [None; N];
        }
    }

    /// Adds numbers on a scale; false where one that is present does not lie on it.
    #[inline(always)]
    fn add_numbers(
        &mut self,
        leaf: &Leaf,
        (min, max): (f64, f64),
        (numbers, present): (&[f64; N], u64),
        share: impl Fn(f64) -> f64,
    ) -> bool {
        // What is read where it lies is gathered lane by lane, which takes longer than all else.
        let (mut unfit, mass) = (false, leaf.mass);
        let lanes = self.earned.by_weight.iter_mut().zip(&mut self.answered).zip(numbers);
        for (((earned, answered), number), lane) in lanes.zip(0_u32..) {
            let is_there = is_set(present, lane);
            unfit |= is_there & !((*number >= min) & (*number <= max));
            let found = mass * share(number - min);
            *earned += if is_there { found } else { 0.0 };
            *answered += if is_there { mass } else { 0.0 };
        }
        !unfit
    }

    /// What is earned of the whole by answers in it.
    #[inline(always)]
    fn points(&self, policy: NotApplicable, earned: &Earnings<N>, group: &Group) -> [Sum; N] {
        let mut points = [Sum::default(); N];
        let lanes = points.iter_mut().zip(&earned.by_weight).zip(&self.scale);
        if policy == NotApplicable::EqualSplit {
            for (((points, by_weight), scale), (by_head, share_out)) in
                lanes.zip(earned.by_head.iter().zip(&self.share_out))
            {
                *points = Sum::of((by_weight + share_out * by_head) * scale);
            }
        } else {
            lanes.for_each(|((points, by_weight), scale)| *points = Sum::of(by_weight * scale));
        }
        if group.has_bonuses {
            let lanes = points.iter_mut().zip(&earned.bonuses).zip(&self.bonus_scale);
            lanes.for_each(|((points, bonuses), scale)| *points = points.plus(Sum::of(bonuses * scale)));
        }
        points
    }

    /// Has nothing of the whole.
    fn weigh_nothing(&mut self) {
        for figures in [&mut self.applied, &mut self.share_out, &mut self.scale, &mut self.bonus_scale] {
            *figures = [0.0; N];
        }
    }

    /// Counts a group inside it, as far as anything in that counts.
    #[inline(always)]
    fn count(&mut self, policy: NotApplicable, inner: &Group, counting: &[f64; N]) {
        for (sum, counting) in self.counting.iter_mut().zip(counting) {
            *sum += if *counting > 0.0 { inner.mass } else { 0.0 };
        }
        if policy == NotApplicable::EqualSplit {
            for (heads, counting) in self.heads.iter_mut().zip(counting) {
                *heads += if *counting > 0.0 { 1.0 } else { 0.0 };
            }
        }
    }

    /// What it gives of the whole at its best, inside of another.
    #[inline(always)]
    fn apply(&mut self, policy: NotApplicable, group: &Group, around: &Self) {
        if group.mass <= 0.0 {
            self.applied = [0.0; N];
            return;
        }
        let lanes = self.applied.iter_mut().zip(&self.counting).zip(&around.scale);
        if policy == NotApplicable::EqualSplit {
            for (((applied, counting), scale), share_out) in lanes.zip(&around.share_out) {
                let whole = (group.mass + share_out) * scale;
                *applied = if *counting > 0.0 { whole } else { 0.0 };
            }
        } else {
            for ((applied, counting), scale) in lanes {
                let whole = group.mass * scale;
                *applied = if *counting > 0.0 { whole } else { 0.0 };
            }
        }
    }

    /// What a weight of 1 inside it gives of the whole, and the weight that each child is given besides its own.
    #[inline(always)]
    fn scale_inside(&mut self, policy: NotApplicable, group: &Group) {
        let lanes = self.scale.iter_mut().zip(&self.applied).zip(&self.counting);
        match policy {
            NotApplicable::Proportional | NotApplicable::DropPoints => {
                lanes.for_each(|((scale, applied), counting)| *scale = applied / counting);
            }
            NotApplicable::EqualSplit | NotApplicable::CountAsPass => {
                lanes.for_each(|((scale, applied), _)| *scale = applied / group.total);
            }
        }
        if policy == NotApplicable::EqualSplit {
            let lanes = self.share_out.iter_mut().zip(&self.counting).zip(&self.heads);
            lanes.for_each(|((share_out, counting), heads)| *share_out = (group.total - counting) / heads);
        }
    }
}

impl<const N: usize> CriticalState<N> {
    const NOTHING: Self = CriticalState { answered: 0, earned: [0.0; N], possible: [0.0; N] };

    /// Adds what a question earned, as [`Earned::add`] does.
    #[inline(always)]
    fn add(&mut self, leaf: &Leaf, answered: &Answered<N>, passes: bool) {
        let possible = if leaf.bonus { 0.0 } else { leaf.possible };
        let (unanswered, besides) = if passes { (leaf.possible, possible) } else { (0.0, 0.0) };
        let lanes = self.earned.iter_mut().zip(&mut self.possible).zip(0_u32..);
        for ((((earned, all), lane), points), is) in lanes.zip(&answered.points).zip(&answered.is) {
            let is = *is > 0.0;
            self.answered |= u64::from(is).wrapping_shl(lane);
            *earned += if is { *points } else { unanswered };
            *all += if is { possible } else { besides };
        }
    }

    /// The same where the policy lets nothing pass and the question is no bonus: what it earned in each lane, of those whose
    /// bits are set.
    #[inline(always)]
    fn add_present(&mut self, leaf: &Leaf, present: u64, points: impl Iterator<Item = f64>) {
        let possible = leaf.possible;
        self.answered |= present;
        let lanes = self.earned.iter_mut().zip(&mut self.possible);
        for (((earned, all), points), lane) in lanes.zip(points).zip(0_u32..) {
            let is = is_set(present, lane);
            *earned += if is { points } else { 0.0 };
            *all += if is { possible } else { 0.0 };
        }
    }

    /// Earned ÷ possible, in percent; and where there is that.
    #[inline(always)]
    fn percents(&self) -> ([f64; N], [bool; N]) {
        let (mut percents, mut has) = ([0.0; N], [false; N]);
        let lanes = percents.iter_mut().zip(&mut has).zip(&self.earned).zip(&self.possible).zip(0_u32..);
        for ((((percent, has), earned), possible), lane) in lanes {
            *has = is_set(self.answered, lane) & (*possible > 0.0);
            let found = tidy(earned / possible * 100.0);
            *percent = if *has { found } else { 0.0 };
        }
        (percents, has)
    }
}

impl<const N: usize> Answered<N> {
    /// The answers that fire a trigger, a bit for each.
    #[inline(always)]
    fn firing(&self, trigger: &Trigger) -> u64 {
        let lanes = self.options.iter().zip(&self.share).zip(&self.is).zip(0_u32..);
        lanes.fold(0, |word, (((options, share), is), lane)| {
            let fires = (*is > 0.0) & trigger.fires(*options, *share);
            word | u64::from(fires).wrapping_shl(lane)
        })
    }

    /// Sets the answers of forms to a question. Those behind the last are not applicable.
    #[inline(always)]
    pub fn set(&mut self, leaf: &Leaf, cells: impl Iterator<Item = Cell>) {
        *self = Answered::default();
        let lanes = self.is.iter_mut().zip(&mut self.points).zip(&mut self.share);
        for ((((is, points), share), options), cell) in lanes.zip(&mut self.options).zip(cells) {
            if let Some(given) = leaf.points(cell) {
                (*is, *points, *share, *options) = (1.0, given, leaf.share(cell, given), cell.options());
            }
        }
    }

    /// The same of numbers on a scale, of which a bit says whether each is present; false where the question is answered
    /// otherwise, or one that is present is no answer.
    #[inline(always)]
    pub fn set_on_scale(&mut self, leaf: &Leaf, numbers: &[f64; N], present: u64) -> bool {
        let Some((min, max)) = leaf.scale() else { return false };
        // To divide by a power of two is to multiply by its inverse, to the last bit, and takes a fraction of the time.
        let inverse = 1.0 / (max - min);
        let is_exact = is_power_of_two(max - min);
        let mut unfit = false;
        for (((is, share), number), lane) in self.is.iter_mut().zip(&mut self.share).zip(numbers).zip(0_u32..) {
            let is_there = is_set(present, lane);
            unfit |= is_there & !((*number >= min) & (*number <= max));
            // Adding 0 makes 0 of -0, which is the same answer.
            let above = number + 0.0 - min;
            let found = if is_exact { above * inverse } else { above / (max - min) };
            (*is, *share) = if is_there { (1.0, found) } else { (0.0, 0.0) };
        }
        if leaf.critical {
            self.points.iter_mut().zip(&self.share).for_each(|(points, share)| *points = share * leaf.possible);
        }
        if !leaf.triggers.is_empty() {
            self.options = [0; N];
        }
        !unfit
    }

    /// The same of yes and no, a bit for each and one that says whether it is present; false where the question is answered
    /// otherwise.
    #[inline(always)]
    pub fn set_flags(&mut self, leaf: &Leaf, flags: u64, present: u64) -> bool {
        let Some((yes, no)) = leaf.yes_and_no else { return false };
        let lanes = self.is.iter_mut().zip(&mut self.share);
        for ((is, share), lane) in lanes.zip(0_u32..) {
            let said = if is_set(flags, lane) { yes.2 } else { no.2 };
            (*is, *share) = if is_set(present, lane) { (1.0, said) } else { (0.0, 0.0) };
        }
        if leaf.critical {
            for (points, lane) in self.points.iter_mut().zip(0_u32..) {
                let said = if is_set(flags, lane) { yes.1 } else { no.1 };
                *points = if is_set(present, lane) { said } else { 0.0 };
            }
        }
        if !leaf.triggers.is_empty() {
            for (options, lane) in self.options.iter_mut().zip(0_u32..) {
                let said = if is_set(flags, lane) { yes.0 } else { no.0 };
                *options = if is_set(present, lane) { said } else { 0 };
            }
        }
        true
    }
}

impl Compiled {
    /// The score of a form, whose answers stand in the template's order. What is missing at its end is not applicable.
    pub fn score(&self, row: &[Cell], scratch: &mut Scratch) -> Figures {
        scratch.begin(self);
        self.walked(row, scratch, |_, _| {})
    }

    /// The same, and each question's part in it.
    pub(super) fn walk(&self, row: &[Cell], scratch: &mut Scratch, each: impl FnMut(&Leaf, LeafFigures)) -> Figures {
        scratch.begin(self);
        scratch.tells = true;
        scratch.shares.reserve(self.leaves().len());
        scratch.counts.reserve(self.leaves().len());
        self.walked(row, scratch, each)
    }

    fn walked(&self, row: &[Cell], scratch: &mut Scratch, mut each: impl FnMut(&Leaf, LeafFigures)) -> Figures {
        let mut answered = Answered::default();
        for (leaf, cell) in self.leaves().iter().zip(cells(row)) {
            answered.set(leaf, std::iter::once(cell));
            scratch.add(self, leaf, &answered);
        }
        scratch.end(self, |leaf, [part]| each(leaf, part)).only()
    }

    /// Whether a trigger has brought a group to 0, or the one around it.
    #[inline(always)]
    fn is_zeroed<const N: usize>(&self, group: usize, groups: &[GroupState<N>]) -> [bool; N] {
        let none = [None; N];
        let of = |place: usize| groups.get(place).filter(|_| place > 0).map_or(&none, |state| &state.fatal);
        let around = self.groups.get(group).map_or(0, |group| group.parent);
        let mut zeroed = [false; N];
        for ((zeroed, inner), outer) in zeroed.iter_mut().zip(of(group)).zip(of(around)) {
            *zeroed = *inner == Some(FatalEffect::Zero) || *outer == Some(FatalEffect::Zero);
        }
        zeroed
    }

    /// The share of everything that is answered.
    #[inline(always)]
    fn coverage<const N: usize>(&self, answered: &[f64; N]) -> [f64; N] {
        let all = self.groups.first().map_or(1.0, |form| form.total);
        answered.map(|answered| tidy(answered / all))
    }

    #[inline(always)]
    pub(super) fn capped_at_100(&self, left: Points) -> Points {
        if self.may_pass_100 { left } else { left.min(Points::HUNDRED) }
    }
}

impl<const N: usize> SideBySide<N> {
    /// Begins anew.
    #[inline(always)]
    pub fn begin(&mut self, compiled: &Compiled) {
        self.tells = false;
        self.asked = 0;
        self.groups.clear();
        self.groups.resize(compiled.groups.len(), GroupState::NOTHING);
        self.shares.clear();
        self.counts.clear();
        self.critical = CriticalState::NOTHING;
        self.fired.clear();
    }

    /// Begins anew with the template of before: what its questions never touch is left as it is.
    #[inline(always)]
    pub fn begin_again(&mut self, compiled: &Compiled) {
        if self.groups.len() != compiled.groups.len() {
            return self.begin(compiled);
        }
        let has_fired = !self.fired.is_empty();
        for (group, state) in compiled.groups.iter().zip(&mut self.groups) {
            state.begin_again(compiled.not_applicable, group, has_fired);
        }
        self.tells = false;
        self.asked = 0;
        self.shares.clear();
        self.counts.clear();
        self.critical = CriticalState::NOTHING;
        self.fired.clear();
    }

    /// Adds the answers that have fired a trigger, form by form: the number of the form, where the first has this one, and the
    /// place of the question.
    #[inline(always)]
    pub fn add_fired(&self, first: usize, fired: &mut Vec<(usize, usize)>) {
        let (mut forms, mut count) = (0_u64, 0_u32);
        for (_, fires) in &self.fired {
            (forms, count) = (forms | fires, count.saturating_add(fires.count_ones()));
        }
        // Each is written, and the next one over it where it did not fire: what fires is not to be foreseen.
        let mut next = fired.len();
        fired.resize(next.saturating_add(1).saturating_add(usize::try_from(count).unwrap_or_default()), (0, 0));
        for form in places(forms) {
            for (question, fires) in &self.fired {
                let Some(into) = fired.get_mut(next) else { break };
                *into = (first.saturating_add(place(form)), *question);
                next = next.saturating_add(usize::from(is_set(*fires, form)));
            }
        }
        fired.truncate(next);
    }

    /// Adds the answers to the question that comes next: what counts in its group, and which triggers fire.
    #[inline(always)]
    pub fn add(&mut self, compiled: &Compiled, leaf: &Leaf, answered: &Answered<N>) {
        let policy = compiled.not_applicable;
        let passes = policy == NotApplicable::CountAsPass && !leaf.bonus;
        if leaf.critical {
            self.critical.add(leaf, answered, passes);
        }
        if !leaf.triggers.is_empty() {
            self.fire(leaf, |trigger| answered.firing(trigger));
        }
        if let Some(group) = self.groups.get_mut(leaf.group).filter(|_| !leaf.bonus && leaf.mass > 0.0) {
            group.answered.iter_mut().zip(&answered.is).for_each(|(sum, is)| *sum += leaf.mass * is);
            if passes {
                group.counting.iter_mut().for_each(|sum| *sum += leaf.mass);
            }
            if policy == NotApplicable::EqualSplit {
                group.heads.iter_mut().zip(&answered.is).for_each(|(heads, is)| *heads += is);
            }
        }
        let mut passed = [1.0; N];
        let share = if passes {
            let lanes = passed.iter_mut().zip(&answered.share).zip(&answered.is);
            lanes.for_each(|((passed, share), is)| *passed = if *is > 0.0 { *share } else { 1.0 });
            &passed
        } else {
            &answered.share
        };
        if let Some(group) = self.groups.get_mut(leaf.group) {
            group.earned.add(compiled, leaf, share);
        }
        if self.tells {
            self.shares.push(*share);
            self.counts.push(if passes { [1.0; N] } else { answered.is });
        }
        self.asked = self.asked.saturating_add(1);
    }

    /// The same of numbers on a scale, as [`Answered::set_on_scale`] takes them.
    #[inline(always)]
    pub fn add_on_scale(
        &mut self,
        compiled: &Compiled,
        leaf: &Leaf,
        (numbers, present): (&[f64; N], u64),
        answered: &mut Answered<N>,
    ) -> bool {
        let Some((min, max)) = leaf.scale() else { return false };
        if !self.is_plain(compiled, leaf) || !leaf.triggers.is_empty() {
            let are_fit = answered.set_on_scale(leaf, numbers, present);
            self.add(compiled, leaf, answered);
            return are_fit;
        }
        if is_power_of_two(max - min) {
            let inverse = 1.0 / (max - min);
            self.add_numbers(leaf, (min, max), (numbers, present), |above| above * inverse)
        } else {
            self.add_numbers(leaf, (min, max), (numbers, present), |above| above / (max - min))
        }
    }

    #[inline(always)]
    fn add_numbers(
        &mut self,
        leaf: &Leaf,
        (min, max): (f64, f64),
        (numbers, present): (&[f64; N], u64),
        share: impl Fn(f64) -> f64,
    ) -> bool {
        self.asked = self.asked.saturating_add(1);
        if leaf.critical {
            let points = numbers.iter().map(|number| share(number - min) * leaf.possible);
            self.critical.add_present(leaf, present, points);
        }
        let Some(group) = self.groups.get_mut(leaf.group) else { return true };
        group.add_numbers(leaf, (min, max), (numbers, present), share)
    }

    /// The same of yes and no, as [`Answered::set_flags`] takes them.
    #[inline(always)]
    pub fn add_flags(
        &mut self,
        compiled: &Compiled,
        leaf: &Leaf,
        (flags, present): (u64, u64),
        answered: &mut Answered<N>,
    ) -> bool {
        let Some((yes, no)) = leaf.yes_and_no else { return false };
        if !self.is_plain(compiled, leaf) {
            let are_fit = answered.set_flags(leaf, flags, present);
            self.add(compiled, leaf, answered);
            return are_fit;
        }
        if leaf.critical {
            let points = (0_u32..).map(|lane| if is_set(flags, lane) { yes.1 } else { no.1 });
            self.critical.add_present(leaf, present, points);
        }
        self.fire(leaf, |trigger| {
            let those = |worth: Worth, said: u64| if trigger.fires(worth.0, worth.2) { said } else { 0 };
            present & (those(yes, flags) | those(no, !flags))
        });
        self.asked = self.asked.saturating_add(1);
        let Some(group) = self.groups.get_mut(leaf.group) else { return true };
        let mass = leaf.mass;
        let (yes, no) = (mass * yes.2, mass * no.2);
        let lanes = group.earned.by_weight.iter_mut().zip(&mut group.answered);
        for ((earned, answered), lane) in lanes.zip(0_u32..) {
            let (is_there, said) = (is_set(present, lane), if is_set(flags, lane) { yes } else { no });
            *earned += if is_there { said } else { 0.0 };
            *answered += if is_there { mass } else { 0.0 };
        }
        true
    }

    /// Whether what is answered of a question is added up as it stands, and told of no question by itself.
    #[inline(always)]
    fn is_plain(&self, compiled: &Compiled, leaf: &Leaf) -> bool {
        let is_split = !matches!(compiled.not_applicable, NotApplicable::Proportional | NotApplicable::DropPoints);
        !(leaf.bonus || is_split || self.tells)
    }

    /// Fires the triggers of the question that comes next, each in the lanes whose bits are given.
    #[inline(always)]
    fn fire(&mut self, leaf: &Leaf, lanes: impl Fn(&Trigger) -> u64) {
        let mut all = 0;
        for trigger in &leaf.triggers {
            let fires = lanes(trigger);
            all |= fires;
            let Some(failed) = self.groups.get_mut(failed_group(trigger.scope, leaf.group)) else { continue };
            for form in places(fires) {
                failed.fatal.get_mut(place(form)).into_iter().for_each(|fatal| strongest(fatal, trigger.effect));
            }
        }
        if all != 0 {
            self.fired.push((self.asked, all));
        }
    }

    /// What the forms come to, once the answers to all questions were added. Where it is asked for, each question's part is
    /// told, too.
    #[inline(always)]
    pub(super) fn end(&mut self, compiled: &Compiled, each: impl FnMut(&Leaf, [LeafFigures; N])) -> SideFigures<N> {
        let answered = self.answered(compiled);
        let has_raw = self.weighed(compiled, &answered);
        if self.tells {
            self.tell(compiled, &has_raw, each);
        }
        let (sum, zeroed) = self.sums(compiled);
        let (critical, has_critical) = self.critical.percents();
        let mut raw = sum.map(Sum::told);
        raw.iter_mut().zip(&has_raw).for_each(|(raw, has)| *raw = if *has { *raw } else { Points::NONE });
        let mut score = raw;
        let lanes = score.iter_mut().zip(&zeroed);
        lanes.for_each(|(score, zeroed)| *score = compiled.capped_at_100(score.less(*zeroed)));
        let (mut failed, mut has_score) = ([false; N], has_raw);
        let fatal = self.groups.first().map_or([None; N], |form| form.fatal);
        if !self.fired.is_empty() {
            let lanes = failed.iter_mut().zip(&mut has_score).zip(&mut score).zip(fatal);
            for (((failed, has_score), score), fatal) in lanes {
                let is_zeroed = fatal == Some(FatalEffect::Zero);
                *failed = fatal.is_some();
                *has_score |= is_zeroed;
                *score = if is_zeroed { Points::NONE } else { *score };
            }
        }
        let coverage = compiled.coverage(&answered);
        SideFigures { coverage, critical, failed, has_critical, has_raw, has_score, raw, score }
    }

    /// The points of all groups, and those among them that triggers have brought to 0.
    #[inline(always)]
    fn sums(&self, compiled: &Compiled) -> ([Sum; N], [Points; N]) {
        let (mut sum, mut zeroed) = ([Sum::default(); N], [Points::NONE; N]);
        let is_zero = |state: &GroupState<N>| state.fatal.contains(&Some(FatalEffect::Zero));
        let any_zeroed = self.groups.iter().skip(1).any(is_zero);
        for (place, (group, state)) in compiled.groups.iter().zip(&self.groups).enumerate() {
            if !group.asks {
                continue;
            }
            let before = sum;
            let points = state.points(compiled.not_applicable, &state.earned, group);
            sum.iter_mut().zip(points).for_each(|(sum, points)| *sum = sum.plus(points));
            if any_zeroed {
                let is_zeroed = compiled.is_zeroed(place, &self.groups);
                let lanes = zeroed.iter_mut().zip(&sum).zip(&before).zip(is_zeroed).filter(|(_, is)| *is);
                lanes.for_each(|(((zeroed, sum), before), _)| *zeroed = zeroed.plus(sum.told().less(before.told())));
            }
        }
        (sum, zeroed)
    }

    /// Tells each question's part: what the points of its group have grown by.
    fn tell(&self, compiled: &Compiled, has_raw: &[bool; N], mut each: impl FnMut(&Leaf, [LeafFigures; N])) {
        let (mut behind, mut now, mut inside) = ([Sum::default(); N], [Sum::default(); N], Earnings::NOTHING);
        let mut place = 0;
        for ((leaf, share), counts) in compiled.leaves().iter().zip(&self.shares).zip(&self.counts) {
            if leaf.group != place {
                (behind, inside, place) = (now, Earnings::NOTHING, leaf.group);
            }
            let Some((group, state)) = compiled.groups.get(place).zip(self.groups.get(place)) else { continue };
            let before = now;
            inside.add(compiled, leaf, share);
            let points = state.points(compiled.not_applicable, &inside, group);
            now.iter_mut().zip(&behind).zip(points).for_each(|((now, behind), points)| *now = behind.plus(points));
            let applied = applied_weight(leaf, state);
            let mut parts = [NO_PART; N];
            let lanes = parts.iter_mut().zip(has_raw).zip(counts).zip(&before).zip(&now).zip(&applied).zip(share);
            for ((((((part, has_raw), counts), before), now), applied), share) in lanes {
                if *has_raw && *counts > 0.0 {
                    let contribution = now.told().less(before.told());
                    *part = LeafFigures { applied: Some(*applied), contribution, unrounded: applied * share };
                }
            }
            each(leaf, parts);
        }
    }

    /// What each of the forms comes to, once the answers to all questions were added.
    #[inline(always)]
    pub fn scored(&mut self, compiled: &Compiled) -> SideFigures<N> {
        self.end(compiled, |_, _| {})
    }

    /// Between the rounds: what a weight in each group gives of the whole. Whether anything that counts was answered.
    #[inline(always)]
    fn weighed(&mut self, compiled: &Compiled, answered: &[f64; N]) -> [bool; N] {
        let has_raw = answered.map(|answered| answered > 0.0);
        if !has_raw.contains(&true) {
            self.groups.iter_mut().for_each(GroupState::weigh_nothing);
            return has_raw;
        }
        if compiled.not_applicable != NotApplicable::CountAsPass {
            self.groups.iter_mut().for_each(|state| state.counting = state.answered);
        }
        if compiled.not_applicable == NotApplicable::DropPoints {
            self.weigh_as_a_whole(compiled);
            return has_raw;
        }
        for (place, group) in compiled.groups.iter().enumerate().skip(1).rev().filter(|(_, group)| group.mass > 0.0) {
            let Some((before, [inside, ..])) = self.groups.split_at_mut_checked(place) else { continue };
            if let Some(parent) = before.get_mut(group.parent) {
                parent.count(compiled.not_applicable, group, &inside.counting);
            }
        }
        let all = compiled.groups.first().map_or(1.0, |form| form.total);
        for (place, group) in compiled.groups.iter().enumerate() {
            let Some((before, [state, ..])) = self.groups.split_at_mut_checked(place) else { continue };
            if group.has_bonuses {
                state.bonus_scale = [group.factor * (100.0 / all); N];
            }
            match before.get(group.parent) {
                None => state.applied = [100.0; N],
                Some(_) if group.bonus => state.applied = [group.factor * group.total * (100.0 / all); N],
                Some(parent) => state.apply(compiled.not_applicable, group, parent),
            }
            state.scale_inside(compiled.not_applicable, group);
        }
        has_raw
    }

    /// The same where what is not applicable leaves the whole form.
    #[inline(always)]
    fn weigh_as_a_whole(&mut self, compiled: &Compiled) {
        let mut whole = [0.0; N];
        for (group, state) in compiled.groups.iter().zip(&self.groups) {
            whole.iter_mut().zip(&state.counting).for_each(|(whole, counting)| *whole += group.factor * counting);
        }
        for (group, state) in compiled.groups.iter().zip(&mut self.groups) {
            for ((scale, bonus), whole) in state.scale.iter_mut().zip(&mut state.bonus_scale).zip(&whole) {
                *scale = group.factor * (100.0 / whole);
                *bonus = *scale;
            }
        }
    }

    /// How much of what everything weighs is answered.
    #[inline(always)]
    fn answered(&self, compiled: &Compiled) -> [f64; N] {
        let mut sums = [0.0; N];
        for (group, state) in compiled.groups.iter().zip(&self.groups) {
            sums.iter_mut().zip(&state.answered).for_each(|(sum, answered)| *sum += group.factor * answered);
        }
        sums
    }
}

impl Scratch {
    /// The questions whose answers have fired a trigger, by place.
    pub fn fired(&self) -> impl Iterator<Item = usize> {
        self.fired.iter().map(|(question, _)| *question)
    }
}

impl SideFigures<1> {
    /// What the form that stands by itself comes to.
    fn only(&self) -> Figures {
        Figures {
            coverage: self.coverage[0],
            critical: self.has_critical[0].then_some(self.critical[0]),
            failed: self.failed[0],
            raw: self.has_raw[0].then_some(self.raw[0]),
            score: self.has_score[0].then_some(self.score[0]),
        }
    }
}

impl From<&Figures> for SideFigures<1> {
    fn from(figures: &Figures) -> Self {
        SideFigures {
            coverage: [figures.coverage],
            critical: [figures.critical.unwrap_or_default()],
            failed: [figures.failed],
            has_critical: [figures.critical.is_some()],
            has_raw: [figures.raw.is_some()],
            has_score: [figures.score.is_some()],
            raw: [figures.raw.unwrap_or_default()],
            score: [figures.score.unwrap_or_default()],
        }
    }
}

/// The points of the whole that the best answer to a question gives.
#[inline(always)]
fn applied_weight<const N: usize>(leaf: &Leaf, group: &GroupState<N>) -> [f64; N] {
    let mut applied = [0.0; N];
    if leaf.bonus {
        applied.iter_mut().zip(&group.bonus_scale).for_each(|(applied, scale)| *applied = leaf.mass * scale);
    } else if leaf.mass > 0.0 {
        let lanes = applied.iter_mut().zip(&group.share_out).zip(&group.scale);
        lanes.for_each(|((applied, share_out), scale)| *applied = (leaf.mass + share_out) * scale);
    }
    applied
}

/// The places of the bits that are set, the lowest first.
#[inline(always)]
fn places(mut bits: u64) -> impl Iterator<Item = u32> {
    std::iter::from_fn(move || {
        let place = (bits != 0).then_some(bits.trailing_zeros());
        bits &= bits.wrapping_sub(1);
        place
    })
}

/// The place of a form among those side by side.
#[inline(always)]
fn place(lane: u32) -> usize {
    usize::try_from(lane).unwrap_or(usize::MAX)
}

/// Whether the bit of a lane is set.
#[inline(always)]
fn is_set(bits: u64, lane: u32) -> bool {
    bits.wrapping_shr(lane) & 1 == 1
}

/// Whether a number is a power of two.
#[inline(always)]
fn is_power_of_two(number: f64) -> bool {
    const MANTISSA: u64 = (1 << 52) - 1;
    number.is_normal() && number.to_bits() & MANTISSA == 0
}

/// A question without a part in the score.
const NO_PART: LeafFigures = LeafFigures { applied: None, contribution: Points::NONE, unrounded: 0.0 };

/// The answers of a row, and then none.
fn cells(row: &[Cell]) -> impl Iterator<Item = Cell> {
    row.iter().copied().chain(std::iter::repeat(Cell::BY_SYSTEM))
}

impl Cell {
    /// The options that it names.
    #[inline(always)]
    pub(super) fn options(self) -> u64 {
        if let Cell::Options(options) = self { options } else { 0 }
    }
}

impl Earned {
    /// Adds what a question earned, unless it is not applicable; by policy as if it had earned everything.
    pub(super) fn add(&mut self, leaf: &Leaf, points: Option<f64>, policy: NotApplicable) {
        let passes = policy == NotApplicable::CountAsPass && !leaf.bonus;
        let Some(earned) = points.or(passes.then_some(leaf.possible)) else { return };
        self.earned += earned;
        self.possible += if leaf.bonus { 0.0 } else { leaf.possible };
    }

    /// What was earned, and what was possible; nothing where nothing counted.
    pub(super) fn told(self, counts: bool) -> (Option<f64>, Option<f64>) {
        (counts.then_some(self.earned), counts.then_some(self.possible))
    }
}
