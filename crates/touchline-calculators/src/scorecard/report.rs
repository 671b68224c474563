//! A score as it crosses the wire: by name, section by section and question by question, with everything that went into it.
//!
//! Rules: SCO-03, SCO-04, SCO-05, SCO-10, SCO-12.

use schemars::JsonSchema;
use serde::Serialize;
use strum::{IntoStaticStr, VariantArray};

use super::cell::{ByWhom, Cell};
use super::compiled::{Compiled, Group, Leaf, chosen_of, strongest};
use super::fatal::{FatalEffect, FatalScope, FatalWhen};
use super::figures::{Earned, Figures, GroupState, LeafFigures, Scratch, SideFigures};
use super::form::{Answer, AnswerSource, Filled, Form, Giver, Overridden};
use super::given::Given;
use super::points::{Points, tidy};
use super::question::Question;
use super::template::{NotApplicable, Template};
use touchline_kernel::rejection::{BadInput, Faults};
use touchline_kernel::text::Key;

/// The score of a filled form, with every section's and every question's part in it.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[schemars(rename = "ScorecardScore")]
pub struct Score {
    /// The template's band of the score as it is shown; null where it has none.
    pub band: Option<Key>,
    /// What people, models and rules give by themselves.
    pub by_source: SourceScores,
    /// The share of the weight that was answered.
    pub coverage: f64,
    /// The points of critical questions ÷ what is possible of them, in percent; null where none was answered.
    pub critical: Option<f64>,
    /// Whether a trigger has failed the form as a whole.
    pub failed: bool,
    /// What the form as a whole comes to, as a section does, before any trigger.
    pub figures: NodeFigures,
    /// Why there is no score.
    pub no_score: Option<NoScore>,
    /// Whether it passes: neither failed nor, as it is shown, below the pass mark; null where neither is asked.
    pub passed: Option<bool>,
    /// By question, in the order in which they are asked.
    pub questions: Vec<QuestionScore>,
    /// What answers alone give, before any trigger: the sum of all contributions, to the last bit. Null where there is none.
    pub raw: Option<f64>,
    /// The score that counts: without what triggers have brought to 0, and 100 at the most unless the template lets it pass.
    pub score: Option<f64>,
    /// By section, each one before its subsections.
    pub sections: Vec<SectionScore>,
    /// The score as it is shown: rounded to two places.
    pub shown: Option<f64>,
    /// The score as stars, from 1 to 5: by the template's own bands of the score as it is shown, else 1 + score ÷ 25.
    pub stars: Option<f64>,
    /// The root causes that were named, in the template's order.
    pub tags: Vec<TagNamed>,
    /// The triggers that have fired, in the template's order.
    pub triggers: Vec<TriggerFired>,
}

/// Why there is no score.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema, IntoStaticStr, VariantArray)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[schemars(rename = "NoScorecardScore")]
pub enum NoScore {
    /// Nothing that counts was applicable.
    NothingApplicable,
}

/// What those who answered give by themselves, over the questions that they have answered: in percent, by the template's
/// weights, null where they have answered none that counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, JsonSchema)]
#[schemars(rename = "ScorecardSourceScores")]
pub struct SourceScores {
    /// People: of the answers that stand.
    pub human: Option<f64>,
    /// Models: of the answers that stand, and of those that were overridden.
    pub model: Option<f64>,
    /// The template's rules: of the answers that stand, of those that were overridden, and of what else they answer beside others.
    pub rule: Option<f64>,
}

/// What a section or a question comes to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, JsonSchema)]
#[schemars(rename = "ScorecardFigures")]
pub struct NodeFigures {
    /// How many points of the score it can give, after the weight of what is not applicable went where the template says;
    /// null where it does not count.
    pub applied_weight: Option<f64>,
    /// How many points it gives to the raw score. Those of all questions add up to it exactly, and those of a section's to
    /// the section's.
    pub contribution: f64,
    /// The points that it earned, not weighted; null where it does not count.
    pub earned: Option<f64>,
    /// What was done to it by triggers, or what a question's own answer has done; null where nothing was.
    pub fatal: Option<FatalEffect>,
    /// Who says that it is not applicable; null where it is.
    pub not_applicable: Option<ByWhom>,
    /// Its own score, before any trigger; null where it does not count, and of bonuses alone where none is applicable.
    pub percent: Option<f64>,
    /// The points that were possible, not weighted and without those of bonuses; null where it does not count.
    pub possible: Option<f64>,
}

/// What a section comes to.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[schemars(rename = "ScorecardSectionScore")]
pub struct SectionScore {
    /// Its figures.
    pub figures: NodeFigures,
    /// The section.
    pub section: Key,
    /// The section in which it stands; null where it stands in none.
    pub within: Option<Key>,
}

/// What a question comes to.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[schemars(rename = "ScorecardQuestionScore")]
pub struct QuestionScore {
    /// The answer that counts.
    pub answer: Given,
    /// Its figures.
    pub figures: NodeFigures,
    /// What a model or a rule had answered, where another answer has taken its place.
    pub overridden: Option<Overridden>,
    /// The question.
    pub question: Key,
    /// Where the answer comes from; null where the question's conditions do not hold.
    pub source: Option<AnswerSource>,
    /// The section in which it stands.
    pub within: Key,
}

/// A root cause that was named.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(rename = "ScorecardTagNamed")]
pub struct TagNamed {
    /// Of which questions, in the order in which they are asked.
    pub questions: Vec<Key>,
    /// The root cause.
    pub tag: Key,
}

/// A trigger that has fired.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[schemars(rename = "ScorecardTriggerFired")]
pub struct TriggerFired {
    /// What becomes of the score of what is failed.
    pub effect: FatalEffect,
    /// The question whose answer has fired it.
    pub question: Key,
    /// What is failed.
    pub scope: FatalScope,
    /// The section that is failed; null where it is the form.
    pub section: Option<Key>,
    /// Which answers fire it.
    pub when: FatalWhen,
}

/// A group's figures on their way.
#[derive(Clone, Copy, Debug, Default)]
struct Gathered {
    applied: f64,
    contribution: Points,
    counts: bool,
    earned: Earned,
    not_by_system: bool,
    answered: bool,
    unrounded: f64,
}

impl Gathered {
    /// Who says that nothing in it is applicable; nothing where anything is.
    fn not_applicable(&self) -> Option<ByWhom> {
        let by = if self.not_by_system { ByWhom::User } else { ByWhom::System };
        (!self.answered).then_some(by)
    }
}

/// A mean by the template's weights.
#[derive(Clone, Copy, Default)]
struct Mean {
    sum: f64,
    weight: f64,
}

/// What every section and every question comes to, by place and without names: room that is used for one form after the
/// other.
#[derive(Clone, Debug, Default)]
pub struct Tree {
    /// The form as a whole.
    pub form: NodeFigures,
    /// By question, in the order in which they are asked.
    pub questions: Vec<NodeFigures>,
    /// By section, each one before its subsections.
    pub sections: Vec<NodeFigures>,
    groups: Vec<Gathered>,
    scratch: Scratch,
}

impl Tree {
    /// The questions whose answers have fired a trigger, by place.
    pub fn fired(&self) -> impl Iterator<Item = usize> {
        self.scratch.fired()
    }
}

impl Score {
    /// The score of a form that was read against its template.
    pub(super) fn of(template: &Template, compiled: &Compiled, filled: &Filled<'_>) -> Self {
        let mut tree = Tree::default();
        let figures = compiled.tree(&filled.row, &mut tree);
        let each = compiled.leaves().iter().zip(&tree.questions).enumerate();
        let questions = each.map(|(place, (leaf, figures))| compiled.question(leaf, *figures, filled, place));
        let shown = figures.score.map(Points::shown);
        Score {
            band: shown.and_then(|shown| compiled.bands().nth(compiled.band(shown)?)).cloned(),
            by_source: compiled.by_source(&filled.row, |leaf, place| filled.standing(leaf, place)),
            coverage: figures.coverage,
            critical: figures.critical,
            failed: figures.failed,
            figures: tree.form,
            no_score: if figures.score.is_none() { Some(NoScore::NothingApplicable) } else { None },
            passed: compiled.passed(&figures),
            questions: questions.collect(),
            raw: figures.raw.map(Points::value),
            score: figures.score.map(Points::value),
            sections: compiled.sections().zip(&tree.sections).map(SectionScore::of).collect(),
            shown,
            stars: figures.score.map(|score| compiled.stars(score)),
            tags: compiled.named(filled),
            triggers: compiled.fired(template, filled),
        }
    }
}

impl SectionScore {
    fn of(((section, within), figures): ((&Key, Option<&Key>), &NodeFigures)) -> Self {
        SectionScore { figures: *figures, section: section.clone(), within: within.cloned() }
    }
}

impl Compiled {
    /// The score of a filled form, with every part of it.
    ///
    /// # Errors
    /// Everything that is wrong with the form, at once.
    pub fn report(&self, template: &Template, form: &Form, path: &str) -> Result<Score, BadInput> {
        let mut faults = Faults::default();
        let filled = form.read(self, path, &mut faults);
        faults.told()?;
        Ok(Score::of(template, self, &filled))
    }

    /// The score of a form as far as it goes by answers alone: what options ask for beside them need not be there, or no
    /// longer. Nothing where anything is wrong with the answers, or one is missing.
    #[must_use]
    pub fn report_of_answers(&self, template: &Template, form: &Form) -> Option<Score> {
        let filled = form.answered(self)?;
        Some(Score::of(template, self, &filled))
    }

    /// Whether a form of these figures passes; nothing where nobody asks.
    #[must_use]
    pub fn passed(&self, figures: &Figures) -> Option<bool> {
        self.passes(figures.failed, figures.score.map(Points::shown))
    }

    /// The same of a form that is failed or not, with this score as it is shown.
    #[must_use]
    pub fn passes(&self, failed: bool, shown: Option<f64>) -> Option<bool> {
        if failed { Some(false) } else { Some(shown? >= self.pass_mark?) }
    }

    /// Which of forms side by side pass, with their scores as they are shown.
    #[must_use]
    #[inline(always)]
    pub fn passing<const N: usize>(&self, side: &SideFigures<N>, shown: &[f64; N]) -> [bool; N] {
        // Nothing reaches what is no number.
        let mark = self.pass_mark.unwrap_or(f64::NAN);
        let mut passing = [false; N];
        let lanes = passing.iter_mut().zip(&side.failed).zip(&side.has_score).zip(shown);
        lanes.for_each(|(((passes, failed), has_score), shown)| *passes = !failed & has_score & (*shown >= mark));
        passing
    }

    /// The stars of a score.
    #[must_use]
    pub fn stars(&self, score: Points) -> f64 {
        let [stars] = self.stars_of(&[score], &[score.shown()]);
        stars
    }

    /// The same of scores side by side, of which it is known how they are shown.
    #[must_use]
    #[inline(always)]
    pub fn stars_of<const N: usize>(&self, scores: &[Points; N], shown: &[f64; N]) -> [f64; N] {
        let mut stars = scores.map(Points::stars);
        if !self.star_bands.is_empty() {
            for (stars, shown) in stars.iter_mut().zip(shown) {
                let own = self.star_bands.iter().rev().find(|band| band.least <= *shown);
                *stars = own.map_or(*stars, |band| band.stars);
            }
        }
        stars
    }

    /// The keys of the bands of scores, in their order.
    pub fn bands(&self) -> impl Iterator<Item = &Key> {
        self.bands.iter().map(|band| &band.key)
    }

    /// Which of the bands a score is in, as it is shown.
    #[must_use]
    pub fn band(&self, shown: f64) -> Option<usize> {
        self.bands.iter().rposition(|band| band.least <= shown)
    }

    /// The score of a form, whose answers stand in the template's order, with what every section and every question comes to.
    pub fn tree(&self, row: &[Cell], tree: &mut Tree) -> Figures {
        let Tree { form, questions, sections, groups, scratch } = tree;
        questions.clear();
        questions.reserve(self.leaves().len());
        groups.clear();
        groups.resize(self.groups.len(), Gathered::default());
        let mut cells = row.iter().copied().chain(std::iter::repeat(Cell::BY_SYSTEM));
        let figures = self.walk(row, scratch, |leaf, part| {
            let cell = cells.next().unwrap_or(Cell::BY_SYSTEM);
            let points = leaf.points(cell);
            self.gather(groups, leaf, (cell, points), part);
            questions.push(self.question_figures(leaf, (cell, points), part));
        });
        sections.clear();
        let all = self.groups.iter().zip(&*groups).zip(&scratch.groups).skip(1);
        sections.extend(all.map(|((group, gathered), state)| self.section_figures(group, gathered, state)));
        let whole = groups.first().zip(scratch.groups.first());
        *form =
            whole.map_or_else(NodeFigures::default, |(gathered, state)| self.form_figures(gathered, state, &figures));
        figures
    }

    /// Adds a question to the groups that it stands in, the form last.
    fn gather(&self, groups: &mut [Gathered], leaf: &Leaf, (cell, points): (Cell, Option<f64>), part: LeafFigures) {
        let mut place = leaf.group;
        while let Some(group) = self.groups.get(place) {
            let counts_for = !leaf.bonus || group.bonus;
            if let Some(gathered) = groups.get_mut(place) {
                gathered.earned.add(leaf, points, self.not_applicable);
                gathered.applied += part.applied.filter(|_| counts_for).unwrap_or_default();
                gathered.contribution = gathered.contribution.plus(part.contribution);
                gathered.unrounded += part.unrounded;
                gathered.counts |= part.applied.is_some();
                gathered.answered |= points.is_some();
                gathered.not_by_system |= cell != Cell::BY_SYSTEM;
            }
            if place == 0 {
                return;
            }
            place = group.parent;
        }
    }

    /// The form weighs all that there is, as soon as anything in it counts.
    fn form_figures(&self, gathered: &Gathered, state: &GroupState<1>, figures: &Figures) -> NodeFigures {
        let [fatal] = state.fatal;
        let (earned, possible) = gathered.earned.told(figures.raw.is_some());
        NodeFigures {
            applied_weight: figures.raw.map(|_| Points::HUNDRED.value()),
            contribution: figures.raw.unwrap_or_default().value(),
            earned,
            fatal,
            not_applicable: gathered.not_applicable(),
            percent: figures.raw.map(|raw| self.capped_at_100(raw).value()),
            possible,
        }
    }

    fn section_figures(&self, group: &Group, gathered: &Gathered, state: &GroupState<1>) -> NodeFigures {
        let ([applied], [fatal]) = (state.applied, state.fatal);
        let weight = match self.not_applicable {
            NotApplicable::DropPoints => gathered.applied,
            _ => applied,
        };
        let (earned, possible) = gathered.earned.told(gathered.counts);
        let tells = weight > 0.0 && (gathered.answered || !group.bonus);
        NodeFigures {
            applied_weight: gathered.counts.then_some(weight),
            contribution: gathered.contribution.value(),
            earned,
            fatal,
            not_applicable: gathered.not_applicable(),
            percent: tells.then(|| self.capped(gathered.unrounded / weight * 100.0)),
            possible,
        }
    }

    fn capped(&self, percent: f64) -> f64 {
        tidy(if self.may_pass_100 { percent } else { percent.min(100.0) })
    }

    fn question_figures(&self, leaf: &Leaf, (cell, points): (Cell, Option<f64>), part: LeafFigures) -> NodeFigures {
        let mut earned = Earned::default();
        earned.add(leaf, points, self.not_applicable);
        let counts = part.applied.is_some();
        let (earned, _) = earned.told(counts);
        let share = points.map(|points| leaf.share(cell, points));
        let mut fatal = None;
        for trigger in
            leaf.triggers.iter().filter(|trigger| share.is_some_and(|share| trigger.fires(cell.options(), share)))
        {
            strongest(&mut fatal, trigger.effect);
        }
        NodeFigures {
            applied_weight: part.applied,
            contribution: part.contribution.value(),
            earned,
            fatal,
            not_applicable: if let Cell::NotApplicable(by) = cell { Some(by) } else { None },
            percent: counts.then(|| tidy(share.unwrap_or(1.0) * 100.0)),
            possible: counts.then_some(leaf.possible),
        }
    }

    fn question(&self, leaf: &Leaf, figures: NodeFigures, filled: &Filled<'_>, place: usize) -> QuestionScore {
        let (cell, applies) = (filled.row.get(place).copied().unwrap_or(Cell::BY_SYSTEM), leaf.applies(&filled.row));
        let answer = filled.answers.get(place).copied().flatten().filter(|_| applies);
        let ruled = filled.ruled.get(place).copied().flatten().filter(|_| applies);
        QuestionScore {
            answer: leaf.given(cell),
            figures,
            overridden: leaf.overridden(answer, ruled),
            question: leaf.key.clone(),
            source: answer.map(|answer| answer.source.clone()).or(ruled.map(|_| AnswerSource::Rule)),
            within: self.section_of(leaf).cloned().unwrap_or_else(|| Key::new("")),
        }
    }

    fn named(&self, filled: &Filled<'_>) -> Vec<TagNamed> {
        if filled.answers.iter().flatten().all(|answer| answer.tags.is_empty()) {
            return Vec::new();
        }
        let asked = || self.leaves().iter().zip(&filled.answers).filter(|(leaf, _)| leaf.applies(&filled.row));
        let answers = || asked().filter_map(|(_, answer)| *answer);
        let of = |tag: &Key| -> Vec<Key> {
            answers().filter(|answer| answer.tags.contains(tag)).map(|answer| answer.question.clone()).collect()
        };
        let all = self.tags().iter().map(|tag| TagNamed { questions: of(tag), tag: tag.clone() });
        all.filter(|named| !named.questions.is_empty()).collect()
    }

    fn fired(&self, template: &Template, filled: &Filled<'_>) -> Vec<TriggerFired> {
        let questions = template.questions().zip(self.leaves()).zip(&filled.row);
        let questions = questions.filter(|((_, leaf), _)| !leaf.triggers.is_empty());
        questions.flat_map(|((question, leaf), cell)| self.fired_by(question, leaf, *cell)).collect()
    }

    fn fired_by(&self, question: &Question, leaf: &Leaf, cell: Cell) -> Vec<TriggerFired> {
        let Some(points) = leaf.points(cell) else { return Vec::new() };
        let share = leaf.share(cell, points);
        let fired = question.fatal.iter().zip(&leaf.triggers);
        let fired = fired.filter(|(_, trigger)| trigger.fires(cell.options(), share));
        let section = |scope: FatalScope| match scope {
            FatalScope::Form => None,
            FatalScope::Section => self.groups.get(leaf.group).and_then(|group| group.key.clone()),
        };
        fired
            .map(|(fatal, _)| TriggerFired {
                effect: fatal.effect,
                question: leaf.key.clone(),
                scope: fatal.scope,
                section: section(fatal.scope),
                when: fatal.when.clone(),
            })
            .collect()
    }

    /// What people, models and rules give by themselves, of a form's answers by the standing of each.
    pub fn by_source(&self, row: &[Cell], standing: impl Fn(&Leaf, usize) -> Standing) -> SourceScores {
        let (mut human, mut model, mut rule) = (Mean::default(), Mean::default(), Mean::default());
        for (place, (leaf, cell)) in self.leaves().iter().zip(row).enumerate() {
            if leaf.bonus || !leaf.applies(row) {
                continue;
            }
            let weight = self.groups.get(leaf.group).map_or(0.0, |group| group.factor * leaf.mass);
            let mut add = |giver: Giver, cell: Cell| match giver {
                Giver::Person => human.add(leaf, weight, cell),
                Giver::Model => model.add(leaf, weight, cell),
                Giver::Rule => rule.add(leaf, weight, cell),
            };
            let standing = standing(leaf, place);
            add(standing.giver, *cell);
            if let Some((giver, cell)) = standing.overridden.filter(|(giver, _)| *giver != Giver::Person) {
                add(giver, cell);
            }
            if let Some(cell) = standing.ruled_besides() {
                add(Giver::Rule, cell);
            }
        }
        SourceScores { human: human.percent(), model: model.percent(), rule: rule.percent() }
    }
}

/// Whose an answer is that stands, and what was overridden by it.
#[derive(Clone, Copy, Debug)]
pub struct Standing {
    /// Whose it is.
    pub giver: Giver,
    /// The answer whose place it has taken.
    pub overridden: Option<(Giver, Cell)>,
    /// What the question's own rule answers, if it does.
    pub ruled: Option<Cell>,
}

impl Filled<'_> {
    fn standing(&self, leaf: &Leaf, place: usize) -> Standing {
        let answer = self.answers.get(place).copied().flatten();
        let ruled = self.ruled.get(place).copied().flatten();
        let giver = answer.map_or(Giver::Rule, |answer| answer.source.giver());
        let overridden = answer.and_then(|answer| {
            let overridden = answer.overridden.as_ref()?;
            let cell = leaf.read(&overridden.answer, &String::new, &mut Faults::default())?;
            Some((overridden.source.giver(), cell))
        });
        Standing { giver, overridden, ruled }
    }
}

impl Standing {
    /// What the question's own rule answers besides: it is neither the answer that stands nor the one that was overridden.
    fn ruled_besides(&self) -> Option<Cell> {
        let overridden = self.overridden.map(|(giver, _)| giver);
        self.ruled.filter(|_| self.giver != Giver::Rule && overridden != Some(Giver::Rule))
    }
}

impl Mean {
    fn add(&mut self, leaf: &Leaf, weight: f64, cell: Cell) {
        if let Some(points) = leaf.points(cell) {
            self.sum += weight * leaf.share(cell, points);
            self.weight += weight;
        }
    }

    fn percent(self) -> Option<f64> {
        (self.weight > 0.0).then(|| tidy(self.sum / self.weight * 100.0))
    }
}

impl Leaf {
    /// An answer as it was given.
    fn given(&self, cell: Cell) -> Given {
        match cell {
            Cell::NotApplicable(_) => Given { not_applicable: true, ..Given::default() },
            Cell::Number(number) => Given { number: Some(number), ..Given::default() },
            Cell::Options(bits) => {
                Given { options: chosen_of(&self.options, bits).cloned().collect(), ..Given::default() }
            }
        }
    }

    /// What had been answered before an answer, as whoever gave it says; else what the question's rule would have said.
    fn overridden(&self, answer: Option<&Answer>, ruled: Option<Cell>) -> Option<Overridden> {
        let answer = answer?;
        let by_rule = ruled.filter(|_| answer.source != AnswerSource::Rule);
        let by_rule = by_rule.map(|cell| Overridden { answer: self.given(cell), source: AnswerSource::Rule });
        answer.overridden.clone().or(by_rule)
    }
}
