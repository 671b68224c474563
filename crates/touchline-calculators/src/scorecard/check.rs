//! What makes a template one: every fault of a document at once, each at its JSON Pointer.
//!
//! Rules: SCO-01, SCO-07.

use std::collections::BTreeSet;

use super::bounds::{LEAST_WEIGHT, MOST_QUESTIONS, NUMBERS, SCORES, STARS, WEIGHTS};
use super::cell::Cell;
use super::compiled::{Leaf, tests};
use super::condition::{AllHold, Match};
use super::fatal::FatalWhen;
use super::given::Given;
use super::question::{NumberInBands, Question, QuestionKind};
use super::rule::{AnswerRule, Rule, RuleTest};
use super::template::{Section, Template};
use touchline_kernel::rejection::{BadInput, Code, DetailKey, Faults, Reason, shown};
use touchline_kernel::text::Key;

impl Template {
    /// Refuses what is no template to be published. It stands at `path` in the input.
    ///
    /// # Errors
    /// Every fault, in the order of the document.
    pub fn check(&self, path: &str) -> Result<(), BadInput> {
        self.checked(path, Found { refuses_idle: true, ..Found::default() })
    }

    /// Refuses what no form can be scored by. What says something idle was published once, and is scored still.
    ///
    /// # Errors
    /// Every fault, in the order of the document.
    pub(super) fn check_scorable(&self, path: &str) -> Result<(), BadInput> {
        self.checked(path, Found::default())
    }

    fn checked<'a>(&'a self, path: &str, mut found: Found<'a>) -> Result<(), BadInput> {
        found.judged_by(path, self);
        let at = format!("{path}/sections");
        found.faults.list(&at, self.sections.len(), 1);
        let asked = self.questions().count();
        if asked > MOST_QUESTIONS {
            found.faults.add(at.clone(), Reason::too_long(asked, MOST_QUESTIONS));
        }
        found.counts(&at, self.sections.iter().map(|section| (section.weight, section.is_bonus())).collect(), false);
        for (place, section) in self.sections.iter().enumerate() {
            found.section(&format!("{at}/{place}"), section);
        }
        if found.asks_for_tags {
            found.faults.list(&format!("{path}/tags"), self.tags.len(), 1);
        }
        found.faults.told()
    }
}

impl Section {
    fn is_bonus(&self) -> bool {
        are_bonuses(self.all_questions())
    }
}

/// What is wrong with the document so far, and what was read of it.
#[derive(Default)]
struct Found<'a> {
    asks_for_tags: bool,
    faults: Faults,
    /// The questions before the one that is looked at.
    leaves: Vec<Leaf>,
    questions: BTreeSet<&'a str>,
    /// Whether what can never hold, and what fails nobody or everybody, is a fault.
    refuses_idle: bool,
    sections: BTreeSet<&'a str>,
}

impl<'a> Found<'a> {
    fn judged_by(&mut self, path: &str, template: &'a Template) {
        if let Some(mark) = template.pass_mark {
            self.faults.range(&format!("{path}/pass_mark"), mark, SCORES);
        }
        let mut keys = BTreeSet::new();
        for (place, band) in template.bands.iter().enumerate() {
            let at = format!("{path}/bands/{place}");
            self.unique(&at, &band.key, &mut keys);
            self.faults.range(&format!("{at}/least"), band.least, SCORES);
        }
        self.rising(&format!("{path}/bands"), "least", template.bands.iter().map(|band| band.least));
        for (place, band) in template.star_bands.iter().enumerate() {
            let at = format!("{path}/star_bands/{place}");
            // Below the first band no score has stars.
            let least = if place == 0 { (0.0, 0.0) } else { SCORES };
            self.faults.range(&format!("{at}/least"), band.least, least);
            self.faults.range(&format!("{at}/stars"), band.stars, STARS);
        }
        self.rising(&format!("{path}/star_bands"), "least", template.star_bands.iter().map(|band| band.least));
        self.rising(&format!("{path}/star_bands"), "stars", template.star_bands.iter().map(|band| band.stars));
        let mut keys = BTreeSet::new();
        for (place, tag) in template.tags.iter().enumerate() {
            self.unique(&format!("{path}/tags/{place}"), &tag.key, &mut keys);
        }
    }

    fn section(&mut self, path: &str, section: &'a Section) {
        self.section_key(path, &section.key);
        self.weighs(&format!("{path}/weight"), section.weight);
        if section.sections.is_empty() {
            self.faults.list(&format!("{path}/questions"), section.questions.len(), 1);
        }
        let inside = section.sections.iter();
        let inside = inside.map(|inner| (inner.weight, are_bonuses(inner.questions.iter())));
        self.counts(path, weights(&section.questions).chain(inside).collect(), true);
        self.questions(path, &section.questions);
        for (place, inner) in section.sections.iter().enumerate() {
            let at = format!("{path}/sections/{place}");
            self.section_key(&at, &inner.key);
            self.weighs(&format!("{at}/weight"), inner.weight);
            self.faults.list(&format!("{at}/questions"), inner.questions.len(), 1);
            self.counts(&at, weights(&inner.questions).collect(), true);
            self.questions(&at, &inner.questions);
        }
    }

    fn section_key(&mut self, path: &str, key: &'a Key) {
        if !self.sections.insert(key.as_str()) {
            self.faults.add(format!("{path}/key"), Reason::twice(key.as_str()));
        }
    }

    fn questions(&mut self, path: &str, questions: &'a [Question]) {
        for (place, question) in questions.iter().enumerate() {
            let at = format!("{path}/questions/{place}");
            if !self.questions.insert(question.key.as_str()) {
                self.faults.add(format!("{at}/key"), Reason::twice(question.key.as_str()));
            }
            self.weighs(&format!("{at}/weight"), question.weight);
            self.kind(&format!("{at}/kind/body"), &question.kind);
            let leaf = Leaf::alone(question);
            self.fatal(&format!("{at}/fatal"), &leaf, question);
            if let Some(rule) = &question.rule {
                leaf.rule_of(rule, &format!("{at}/rule"), &mut self.faults);
            }
            tests(&self.leaves, &question.applies_when, &format!("{at}/applies_when"), &mut self.faults);
            self.can_hold(&question.applies_when, &format!("{at}/applies_when"));
            self.leaves.push(leaf);
        }
    }

    fn kind(&mut self, path: &str, kind: &'a QuestionKind) {
        let options = kind.options();
        self.asks_for_tags |= options.iter().any(|option| option.asks_for.tag);
        match kind {
            QuestionKind::Choice(choice) => {
                let at = format!("{path}/options");
                self.faults.list(&at, choice.options.len(), 1);
                let mut keys = BTreeSet::new();
                for (place, option) in choice.options.iter().enumerate() {
                    self.unique(&format!("{at}/{place}"), &option.key, &mut keys);
                    self.weighs(&format!("{at}/{place}/points"), option.points);
                }
                self.gives_points(&at, choice.options.iter().map(|option| option.points));
            }
            QuestionKind::Number(number) => self.number(path, number),
            QuestionKind::Rating(rating) => {
                self.faults.range(&format!("{path}/min"), rating.min, NUMBERS);
                self.faults.range(&format!("{path}/max"), rating.max, NUMBERS);
                self.above(&format!("{path}/max"), rating.max, rating.min);
                self.points(path, rating.points.unwrap_or(1.0));
            }
            QuestionKind::YesNo(yes_no) => self.points(path, yes_no.points),
        }
    }

    fn number(&mut self, path: &str, number: &NumberInBands) {
        let at = format!("{path}/bands");
        self.faults.list(&at, number.bands.len(), 1);
        for (place, band) in number.bands.iter().enumerate() {
            self.faults.range(&format!("{at}/{place}/least"), band.least, NUMBERS);
            self.weighs(&format!("{at}/{place}/points"), band.points);
        }
        self.rising(&at, "least", number.bands.iter().map(|band| band.least));
        self.gives_points(&at, number.bands.iter().map(|band| band.points));
        if let (Some(most), Some(last)) = (number.most, number.bands.last()) {
            self.faults.range(&format!("{path}/most"), most, (last.least, NUMBERS.1));
        }
    }

    fn points(&mut self, path: &str, points: f64) {
        let at = format!("{path}/points");
        self.weighs(&at, points);
        self.gives_points(&at, [points].into_iter());
    }

    /// Refuses a test that asks for more than one answer to be in one.
    fn can_hold(&mut self, conditions: &[AllHold], path: &str) {
        for (place, condition) in conditions.iter().enumerate().filter(|_| self.refuses_idle) {
            for (number, test) in condition.all.iter().enumerate().filter(|(_, test)| test.compare == Match::AllOf) {
                let Some(leaf) = self.leaves.iter().find(|leaf| leaf.key == test.question) else { continue };
                let named = [("numbers", test.numbers.len()), ("options", test.options.len())];
                for (field, length) in named.into_iter().filter(|(_, length)| *length > 1 && !leaf.several) {
                    self.faults.add(format!("{path}/{place}/all/{number}/{field}"), Reason::too_long(length, 1));
                }
            }
        }
    }

    fn fatal(&mut self, path: &str, leaf: &Leaf, question: &Question) {
        for (place, trigger) in question.fatal.iter().enumerate() {
            let at = format!("{path}/{place}/when/body");
            // What lies below 0 % is no answer; and who does not earn a bonus lacks nothing.
            let is_of_bonus = question.bonus && !matches!(trigger.when, FatalWhen::Option(_));
            if self.refuses_idle && is_of_bonus {
                self.faults.add(format!("{path}/{place}/when"), Reason::new(Code::BonusFailsNothing));
            }
            match &trigger.when {
                FatalWhen::BelowBest => {}
                FatalWhen::BelowPercent(below) => {
                    let least = if self.refuses_idle { LEAST_WEIGHT } else { 0.0 };
                    self.faults.range(&format!("{at}/percent"), below.percent, (least, 100.0));
                }
                FatalWhen::Option(option) => {
                    let known = leaf.options.iter().map(Key::as_str);
                    self.faults.known(format!("{at}/option"), option.option.as_str(), known);
                }
            }
        }
    }

    /// Refuses a weight, or points, below 0, above the most, or so near to 0 that products of them would be lost.
    fn weighs(&mut self, path: &str, weight: f64) {
        let least = if weight > 0.0 { LEAST_WEIGHT } else { WEIGHTS.0 };
        self.faults.range(path, weight, (least, WEIGHTS.1));
    }

    /// Refuses points none of which is above 0: no answer would be better than another.
    fn gives_points(&mut self, path: &str, mut points: impl ExactSizeIterator<Item = f64>) {
        if points.len() > 0 && !points.any(|points| points > 0.0) {
            self.faults.add(path, Reason::new(Code::NothingCounts));
        }
    }

    /// Refuses weights, each with whether it is that of a bonus, of which none that counts is above 0. Where all are
    /// bonuses they count among themselves, if that may be so.
    fn counts(&mut self, path: &str, weights: Vec<(f64, bool)>, may_be_bonus: bool) {
        let all_are = may_be_bonus && weights.iter().all(|(_, bonus)| *bonus);
        if !weights.is_empty() && !weights.iter().any(|(weight, bonus)| *weight > 0.0 && (all_are || !*bonus)) {
            self.faults.add(path, Reason::new(Code::NothingCounts));
        }
    }

    fn rising(&mut self, path: &str, field: &str, numbers: impl Iterator<Item = f64>) {
        let mut before = None;
        for (place, number) in numbers.enumerate() {
            if let Some(before) = before {
                self.above(&format!("{path}/{place}/{field}"), number, before);
            }
            before = Some(number);
        }
    }

    fn above(&mut self, path: &str, number: f64, before: f64) {
        if number <= before {
            let reason = Reason::new(Code::BandsFoldBack).with(DetailKey::Actual, shown(number));
            self.faults.add(path, reason.with(DetailKey::Minimum, shown(before)));
        }
    }

    fn unique<'k>(&mut self, path: &str, key: &'k Key, seen: &mut BTreeSet<&'k str>) {
        if !seen.insert(key.as_str()) {
            self.faults.add(format!("{path}/key"), Reason::twice(key.as_str()));
        }
    }
}

fn are_bonuses<'a>(questions: impl Iterator<Item = &'a Question>) -> bool {
    let mut questions = questions.peekable();
    questions.peek().is_some() && questions.all(|question| question.bonus)
}

fn weights(questions: &[Question]) -> impl Iterator<Item = (f64, bool)> {
    questions.iter().map(|question| (question.weight, question.bonus))
}

impl Leaf {
    /// The rule by which the question is answered, which stands at `path`.
    pub(super) fn rule_of(&self, rule: &AnswerRule, path: &str, faults: &mut Faults) -> Rule {
        let mut cases = Vec::with_capacity(rule.cases.len());
        faults.list(&format!("{path}/cases"), rule.cases.len(), 1);
        for (place, case) in rule.cases.iter().enumerate() {
            let at = format!("{path}/cases/{place}");
            case.when.check(&format!("{at}/when/body"), faults);
            if let Some(cell) = self.ruled(&case.answer, &format!("{at}/answer"), faults) {
                cases.push((case.when.clone(), cell));
            }
        }
        let otherwise = rule.otherwise.as_ref();
        let otherwise = otherwise.and_then(|given| self.ruled(given, &format!("{path}/otherwise"), faults));
        Rule { cases, otherwise }
    }

    /// An answer of the template's own, by which any question may be not applicable.
    fn ruled(&self, given: &Given, path: &str, faults: &mut Faults) -> Option<Cell> {
        if *given == (Given { not_applicable: true, ..Given::default() }) {
            return Some(Cell::BY_SYSTEM);
        }
        self.read(given, &|| path.to_owned(), faults)
    }
}

impl RuleTest {
    fn check(&self, path: &str, faults: &mut Faults) {
        match self {
            RuleTest::Measure(test) => {
                let at = format!("{path}/numbers");
                faults.list(&at, test.numbers.len(), 1);
                if test.compare.has_bound() && test.numbers.len() > 1 {
                    faults.add(at, Reason::too_long(test.numbers.len(), 1));
                }
            }
            RuleTest::Phrases(test) => {
                faults.list(&format!("{path}/phrases"), test.phrases.len(), 1);
                if test.compare.has_bound() && test.hits.is_none() {
                    faults.add(path, Reason::new(Code::MissingField).with(DetailKey::Field, "hits"));
                }
                if !test.compare.has_bound() && test.hits.is_some() {
                    let reason = Reason::new(Code::UnknownField).with(DetailKey::Field, "hits");
                    faults.add(format!("{path}/hits"), reason.with(DetailKey::Known, vec!["compare", "phrases"]));
                }
            }
        }
    }
}
