//! A template that was checked, as arithmetic: questions by place, and what each weighs.
//!
//! A group is a section, a subsection, or the form as a whole. What stands in one is weighed against what stands beside
//! it; `factor` leads from there to the whole. Where points are weighted, the possible points are part of the weight, so
//! that both aggregations are one arithmetic from here on.
//!
//! Rules: SCO-02, SCO-04, SCO-08.

use super::cell::{ByWhom, Cell};
use super::condition::{AllHold, AnswerTest, Test};
use super::fatal::{FatalEffect, FatalScope, FatalWhen, Trigger};
use super::question::{AsksFor, NO, PointBand, Question, QuestionKind, YES};
use super::rule::Rule;
use super::template::{Aggregation, NotApplicable, ScoreBand, Section, StarBand, Template};
use touchline_kernel::math::sum;
use touchline_kernel::rejection::{BadInput, Code, DetailKey, Faults, Reason};
use touchline_kernel::text::Key;

/// A template, ready to score forms with.
#[derive(Clone, Debug)]
pub struct Compiled {
    pub(super) bands: Vec<ScoreBand>,
    by_key: Vec<usize>,
    pub(super) groups: Vec<Group>,
    /// Whether any question applies only after some answers.
    has_conditions: bool,
    leaves: Vec<Leaf>,
    pub(super) may_pass_100: bool,
    pub(super) not_applicable: NotApplicable,
    pub(super) pass_mark: Option<f64>,
    pub(super) star_bands: Vec<StarBand>,
    tags: Vec<Key>,
}

/// The form, a section or a subsection.
#[derive(Clone, Debug)]
pub(super) struct Group {
    /// Whether any question stands in it, and in no section inside it.
    pub(super) asks: bool,
    /// Whether all that stands in it is a bonus.
    pub(super) bonus: bool,
    /// Whether any question that stands in it, and in no section inside it, is one.
    pub(super) has_bonuses: bool,
    /// Its key; nothing of the form as a whole.
    pub(super) key: Option<Key>,
    /// What a weight of 1 inside it weighs in the whole.
    pub(super) factor: f64,
    /// Its weight beside its siblings.
    pub(super) mass: f64,
    pub(super) parent: usize,
    /// What its children weigh together, those that are bonuses left out where others are there.
    pub(super) total: f64,
}

/// A question.
#[derive(Clone, Debug)]
pub struct Leaf {
    /// Its key.
    pub key: Key,
    pub(super) applies_when: Vec<Vec<Test>>,
    pub(super) bonus: bool,
    pub(super) critical: bool,
    pub(super) group: usize,
    /// Its weight beside its siblings.
    pub(super) mass: f64,
    pub(super) may_be_not_applicable: bool,
    /// Between which numbers an answer lies.
    pub(super) numbers: (f64, f64),
    pub(super) options: Vec<Key>,
    pub(super) possible: f64,
    pub(super) rule: Option<Rule>,
    pub(super) several: bool,
    pub(super) triggers: Vec<Trigger>,
    pub(super) values: Values,
    /// What yes and no are worth, of a question that is answered so.
    pub(super) yes_and_no: Option<(Worth, Worth)>,
    asks_for: Vec<AsksFor>,
}

/// What an option is worth: itself as a bit, its points, and the share of the best that these are.
pub(super) type Worth = (u64, f64, f64);

/// What answers give.
#[derive(Clone, Debug)]
pub(super) enum Values {
    /// Points by band.
    Bands { bands: Vec<PointBand> },
    /// Points by option.
    Options { points: Vec<f64> },
    /// Between the ends of a scale.
    Scale { min: f64, max: f64 },
}

impl Compiled {
    /// A template, once it was checked.
    ///
    /// # Errors
    /// Every fault of the document.
    pub fn of(template: &Template) -> Result<Self, BadInput> {
        Compiled::at(template, "")
    }

    /// The same of a template that stands at `path`.
    ///
    /// # Errors
    /// Every fault of the document.
    pub fn at(template: &Template, path: &str) -> Result<Self, BadInput> {
        template.check_scorable(path)?;
        Ok(Compiled::unchecked(template))
    }

    fn unchecked(template: &Template) -> Self {
        let mut building = Building::new(template.aggregation);
        for section in &template.sections {
            building.section(section);
        }
        let Building { groups, mut leaves, .. } = building.weighed();
        // What a condition or a rule names was checked already.
        let mut checked = Faults::default();
        for (place, question) in template.questions().enumerate() {
            let applies_when = tests(&leaves, &question.applies_when, "", &mut checked);
            if let Some(leaf) = leaves.get_mut(place) {
                leaf.applies_when = applies_when;
                leaf.rule = question.rule.as_ref().map(|rule| leaf.rule_of(rule, "", &mut checked));
            }
        }
        let mut by_key: Vec<usize> = (0..leaves.len()).collect();
        by_key.sort_unstable_by_key(|place| leaves.get(*place).map(|leaf| leaf.key.as_str()));
        Compiled {
            bands: template.bands.clone(),
            by_key,
            groups,
            has_conditions: leaves.iter().any(|leaf| !leaf.applies_when.is_empty()),
            leaves,
            may_pass_100: template.may_pass_100,
            not_applicable: template.not_applicable,
            pass_mark: template.pass_mark,
            star_bands: template.star_bands.clone(),
            tags: template.tags.iter().map(|tag| tag.key.clone()).collect(),
        }
    }

    /// Its questions, in the order in which they are asked.
    #[must_use]
    pub fn leaves(&self) -> &[Leaf] {
        &self.leaves
    }

    /// Its root causes.
    #[must_use]
    pub fn tags(&self) -> &[Key] {
        &self.tags
    }

    /// Where the question of this key stands.
    #[must_use]
    pub fn place(&self, key: &str) -> Option<usize> {
        let of = |place: &usize| self.leaves.get(*place).map_or("", |leaf| leaf.key.as_str());
        let found = self.by_key.binary_search_by(|place| of(place).cmp(key)).ok()?;
        self.by_key.get(found).copied()
    }

    /// The same, for answers that mostly come in the order in which they are asked.
    pub(super) fn place_near(&self, place: usize, key: &Key) -> Option<usize> {
        let is_here = self.leaves.get(place).is_some_and(|leaf| leaf.key == *key);
        if is_here { Some(place) } else { self.place(key.as_str()) }
    }

    /// Whether questions hang neither on others nor on rules: each answer that is given counts, and no other.
    #[must_use]
    pub fn is_flat(&self) -> bool {
        !self.has_conditions && self.leaves.iter().all(|leaf| leaf.rule.is_none())
    }

    /// What counts of answers that are given in the template's order: a question whose conditions do not hold is not
    /// applicable, and neither is one without an answer. Says whether every question that applies has one.
    pub fn resolve(&self, given: &[Option<Cell>], row: &mut Vec<Cell>) -> bool {
        let mut is_whole = true;
        row.clear();
        if !self.has_conditions {
            let count = self.leaves.len();
            row.extend(given.iter().take(count).map(|given| given.unwrap_or(Cell::BY_SYSTEM)));
            row.resize(count, Cell::BY_SYSTEM);
            return given.len() >= count && given.iter().take(count).all(Option::is_some);
        }
        for (leaf, given) in self.leaves.iter().zip(given.iter().copied().chain(std::iter::repeat(None))) {
            let applies = leaf.applies(row);
            is_whole &= given.is_some() || !applies;
            row.push(given.filter(|_| applies).unwrap_or(Cell::BY_SYSTEM));
        }
        is_whole
    }

    /// The questions that apply and have no answer, by place.
    pub fn unanswered(&self, given: &[Option<Cell>], row: &[Cell]) -> impl Iterator<Item = usize> {
        let given = given.iter().copied().chain(std::iter::repeat(None));
        let leaves = self.leaves.iter().enumerate().zip(given);
        leaves.filter(|((_, leaf), given)| given.is_none() && leaf.applies(row)).map(|((place, _), _)| place)
    }

    /// The sections, each one before its subsections: its key, and that of the section in which it stands.
    pub fn sections(&self) -> impl Iterator<Item = (&Key, Option<&Key>)> {
        let parent = |group: &Group| self.groups.get(group.parent).and_then(|parent| parent.key.as_ref());
        self.groups.iter().filter_map(move |group| Some((group.key.as_ref()?, parent(group))))
    }

    /// The section in which a question stands.
    #[must_use]
    pub fn section_of(&self, leaf: &Leaf) -> Option<&Key> {
        self.groups.get(leaf.group).and_then(|group| group.key.as_ref())
    }
}

impl Leaf {
    /// Whether it applies, after these answers.
    #[inline]
    pub(super) fn applies(&self, before: &[Cell]) -> bool {
        let holds = |test: &Test| before.get(test.place).is_some_and(|cell| test.holds(*cell));
        self.applies_when.is_empty() || self.applies_when.iter().any(|all| all.iter().all(holds))
    }

    /// The points that an answer gives; nothing where it is not applicable.
    #[inline]
    pub(super) fn points(&self, cell: Cell) -> Option<f64> {
        Some(match (cell, &self.values) {
            (Cell::Number(number), Values::Bands { bands }) => {
                bands.iter().take_while(|band| band.least <= number).last().map_or(0.0, |band| band.points)
            }
            (Cell::Number(number), Values::Scale { min, max }) => (number - min) / (max - min) * self.possible,
            (Cell::Options(given), Values::Options { points }) => {
                let mut left = given;
                let mut earned = 0.0;
                while left != 0 {
                    let place = usize::try_from(left.trailing_zeros()).unwrap_or(usize::MAX);
                    earned += points.get(place).copied().unwrap_or_default();
                    left &= left.wrapping_sub(1);
                }
                earned
            }
            _ => return None,
        })
    }

    /// The share of the best answer that points are.
    #[inline]
    pub(super) fn share(&self, cell: Cell, points: f64) -> f64 {
        match (cell, &self.values) {
            // Not by way of points, which would round it twice.
            (Cell::Number(number), Values::Scale { min, max }) => (number - min) / (max - min),
            _ => points / self.possible,
        }
    }

    /// The options that it is answered with; none where it is answered by a number.
    #[must_use]
    pub fn options(&self) -> &[Key] {
        &self.options
    }

    /// The ends of the scale on which it is answered, where it is.
    #[inline]
    pub(super) fn scale(&self) -> Option<(f64, f64)> {
        if let Values::Scale { min, max } = self.values { Some((min, max)) } else { None }
    }

    /// Whether it is answered on a scale.
    #[must_use]
    pub fn is_scale(&self) -> bool {
        self.scale().is_some()
    }

    /// Whether it is answered by yes or no.
    #[must_use]
    pub fn is_yes_no(&self) -> bool {
        self.options.iter().map(Key::as_str).eq([YES, NO])
    }

    /// A number as an answer; nothing where it is none.
    #[must_use]
    pub fn number(&self, number: f64) -> Option<Cell> {
        let may_be = self.options.is_empty() && (self.numbers.0..=self.numbers.1).contains(&number);
        may_be.then_some(Cell::number(number))
    }

    /// Options as an answer, a bit for each; nothing where they are none.
    #[must_use]
    pub fn chosen(&self, bits: u64) -> Option<Cell> {
        let may_be = bits != 0 && (self.several || bits.is_power_of_two());
        may_be.then_some(Cell::Options(bits))
    }

    /// That it is not applicable, as an answer; nothing where it always is.
    #[must_use]
    pub fn not_applicable(&self) -> Option<Cell> {
        self.may_be_not_applicable.then_some(Cell::NotApplicable(ByWhom::User))
    }

    /// The bit of an option.
    #[must_use]
    pub fn bit(&self, option: &str) -> Option<u64> {
        let place = self.options.iter().position(|known| known.as_str() == option)?;
        1_u64.checked_shl(u32::try_from(place).ok()?)
    }

    /// What has to stand beside an answer.
    #[must_use]
    pub fn asks_for(&self, cell: Cell) -> AsksFor {
        let nothing = AsksFor::default();
        let Cell::Options(given) = cell else { return nothing };
        if self.asks_for.iter().all(|asks_for| *asks_for == nothing) {
            return nothing;
        }
        chosen_of(&self.asks_for, given).fold(nothing, |all, asks_for| AsksFor {
            comment: all.comment || asks_for.comment,
            tag: all.tag || asks_for.tag,
        })
    }

    /// The question by itself: without what others have to do with it.
    pub(super) fn alone(question: &Question) -> Self {
        let options = question.kind.options();
        let points: Vec<f64> = options.iter().map(|option| option.points).collect();
        let keys: Vec<Key> = options.iter().map(|option| Key::new(option.key)).collect();
        let (values, possible) = match &question.kind {
            QuestionKind::Choice(_) | QuestionKind::YesNo(_) => {
                let most = points.iter().copied().fold(0.0, f64::max);
                let possible = if question.kind.takes_several() { sum(points.iter().copied()) } else { most };
                (Values::Options { points }, possible)
            }
            QuestionKind::Number(number) => {
                let most = number.bands.iter().map(|band| band.points).fold(0.0, f64::max);
                (Values::Bands { bands: number.bands.clone() }, most)
            }
            QuestionKind::Rating(rating) => {
                let (min, max) = (rating.min, rating.max);
                (Values::Scale { min, max }, rating.points.unwrap_or(max - min))
            }
        };
        let mut leaf = Leaf {
            applies_when: Vec::new(),
            asks_for: options.iter().map(|option| option.asks_for).collect(),
            bonus: question.bonus,
            critical: question.critical && !question.bonus,
            group: 0,
            key: question.key.clone(),
            mass: question.weight,
            may_be_not_applicable: question.may_be_not_applicable,
            numbers: question.kind.numbers().unwrap_or_default(),
            options: keys,
            possible,
            rule: None,
            several: question.kind.takes_several(),
            triggers: Vec::new(),
            values,
            yes_and_no: None,
        };
        leaf.yes_and_no = leaf.worth(1).zip(leaf.worth(2)).filter(|_| leaf.is_yes_no());
        leaf.triggers = question.fatal.iter().map(|fatal| Trigger::new(fatal, leaf.waited_for(&fatal.when))).collect();
        leaf
    }

    fn worth(&self, option: u64) -> Option<Worth> {
        let cell = self.chosen(option)?;
        let points = self.points(cell)?;
        Some((option, points, self.share(cell, points)))
    }

    fn waited_for(&self, when: &FatalWhen) -> u64 {
        match when {
            FatalWhen::Option(option) => self.bit(option.option.as_str()).unwrap_or_default(),
            FatalWhen::BelowBest | FatalWhen::BelowPercent(_) => 0,
        }
    }
}

/// Groups and questions on their way.
struct Building {
    aggregation: Aggregation,
    groups: Vec<Group>,
    leaves: Vec<Leaf>,
}

impl Building {
    fn new(aggregation: Aggregation) -> Self {
        let mut building = Building { aggregation, groups: Vec::new(), leaves: Vec::new() };
        building.open(None, 1.0, 0);
        building
    }

    /// Adds a group that begins here, and says where it stands.
    fn open(&mut self, key: Option<&Key>, weight: f64, parent: usize) -> usize {
        let place = self.groups.len();
        let (key, mass) = (key.cloned(), weight);
        let (asks, bonus, has_bonuses) = (false, true, false);
        self.groups.push(Group { asks, bonus, has_bonuses, factor: 1.0, key, mass, parent, total: 0.0 });
        place
    }

    fn section(&mut self, section: &Section) {
        let place = self.open(Some(&section.key), section.weight, 0);
        self.questions(&section.questions, place);
        for inner in &section.sections {
            let inside = self.open(Some(&inner.key), inner.weight, place);
            self.questions(&inner.questions, inside);
        }
    }

    fn questions(&mut self, questions: &[Question], group: usize) {
        for question in questions {
            let mut leaf = Leaf::alone(question);
            leaf.group = group;
            if self.aggregation == Aggregation::WeightedPoints {
                leaf.mass *= leaf.possible;
            }
            self.leaves.push(leaf);
        }
    }

    /// Weighs the groups: from the inside what stands in them, from the outside what that is of the whole.
    fn weighed(mut self) -> Self {
        for place in (0..self.groups.len()).rev() {
            let children = self.children(place);
            let counted = children.iter().filter(|(_, bonus)| !*bonus);
            let is_bonus = children.iter().all(|(_, bonus)| *bonus);
            let total = sum(counted.chain(children.iter().filter(|_| is_bonus)).map(|(mass, _)| *mass));
            if let Some(group) = self.groups.get_mut(place) {
                (group.bonus, group.total) = (is_bonus, total);
                if self.aggregation == Aggregation::WeightedPoints {
                    group.mass *= total;
                }
            }
        }
        for place in 1..self.groups.len() {
            let Some(group) = self.groups.get(place) else { continue };
            let outside = self.groups.get(group.parent).map_or(1.0, |parent| parent.factor);
            let factor = if group.total > 0.0 { outside * (group.mass / group.total) } else { 0.0 };
            if let Some(group) = self.groups.get_mut(place) {
                group.factor = factor;
            }
        }
        for leaf in &mut self.leaves {
            let Some(group) = self.groups.get_mut(leaf.group) else { continue };
            leaf.bonus |= group.bonus;
            group.has_bonuses |= leaf.bonus;
            group.asks = true;
        }
        self
    }

    /// What each child of a group weighs, and whether it is a bonus.
    fn children(&self, place: usize) -> Vec<(f64, bool)> {
        let leaves = self.leaves.iter().filter(|leaf| leaf.group == place).map(|leaf| (leaf.mass, leaf.bonus));
        let inside = self.groups.iter().enumerate().skip(1).filter(|(_, group)| group.parent == place);
        let inside = inside.map(|(_, group)| (group.mass, group.bonus));
        leaves.chain(inside).collect()
    }
}

/// What stands for the options that bits name, in a list with an entry for each option.
pub(super) fn chosen_of<T>(entries: &[T], bits: u64) -> impl Iterator<Item = &T> {
    let named = entries.iter().zip(0_u32..).filter(move |(_, place)| bits.unbounded_shr(*place) & 1 == 1);
    named.map(|(entry, _)| entry)
}

/// The strongest effect of triggers that fail something, so far.
#[inline]
pub(super) fn strongest(so_far: &mut Option<FatalEffect>, effect: FatalEffect) {
    *so_far = Some(so_far.map_or(effect, |before| before.max(effect)));
}

/// Where a trigger's scope leads from a group.
#[inline]
pub(super) fn failed_group(scope: FatalScope, group: usize) -> usize {
    match scope {
        FatalScope::Form => 0,
        FatalScope::Section => group,
    }
}

/// The tests of a question's conditions, which stand at `path`, against the questions before it.
pub(super) fn tests(before: &[Leaf], conditions: &[AllHold], path: &str, faults: &mut Faults) -> Vec<Vec<Test>> {
    let mut read = Vec::with_capacity(conditions.len());
    for (place, condition) in conditions.iter().enumerate() {
        let at = format!("{path}/{place}/all");
        faults.list(&at, condition.all.len(), 1);
        let all = condition.all.iter().enumerate();
        read.push(all.filter_map(|(place, test)| Test::of(before, test, &format!("{at}/{place}"), faults)).collect());
    }
    read
}

impl Test {
    fn of(before: &[Leaf], test: &AnswerTest, path: &str, faults: &mut Faults) -> Option<Self> {
        let Some(place) = before.iter().position(|leaf| leaf.key == test.question) else {
            let reason = Reason::new(Code::NotBefore).with(DetailKey::Actual, test.question.as_str());
            faults.add(format!("{path}/question"), reason);
            return None;
        };
        let leaf = before.get(place)?;
        let (named, unused) = if leaf.options.is_empty() { ("numbers", "options") } else { ("options", "numbers") };
        let length = |field: &str| if field == "numbers" { test.numbers.len() } else { test.options.len() };
        faults.list(&format!("{path}/{named}"), length(named), 1);
        if length(unused) > 0 {
            let reason = Reason::new(Code::UnknownField).with(DetailKey::Field, unused);
            faults.add(format!("{path}/{unused}"), reason.with(DetailKey::Known, vec!["compare", named, "question"]));
        }
        for (number, named) in test.numbers.iter().enumerate().filter(|_| leaf.options.is_empty()) {
            faults.range(&format!("{path}/numbers/{number}"), *named, leaf.numbers);
        }
        let bits = leaf.bits(&test.options, &|| format!("{path}/options"), faults).filter(|_| !leaf.options.is_empty());
        Some(Test::new(test, place, bits.unwrap_or_default()))
    }
}
