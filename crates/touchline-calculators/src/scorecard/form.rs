//! A filled form: answers by question, with where each came from, and what is wrong with them.
//!
//! Rules: SCO-10, SCO-12.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use strum::{IntoStaticStr, VariantArray};

use super::cell::{ByWhom, Cell};
use super::compiled::{Compiled, Leaf, Values};
use super::given::Given;
use super::rule::Signals;
use touchline_kernel::rejection::{BadInput, Code, DetailKey, Faults, Reason};
use touchline_kernel::text::{Key, Note};

/// A form as it was filled in.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "ScorecardForm")]
pub struct Form {
    /// The answers, in any order. What is answered of a question that does not apply is passed
    /// over, but for the answer that it is not applicable, which is taken only where it may be.
    pub answers: Vec<Answer>,
    /// What was measured of the call, by the keys of measures, for questions that are answered by rule; one that is left out or
    /// null is missing.
    #[serde(default)]
    #[schemars(extend("propertyNames" = {"type": "string", "format": "key"}))]
    pub measures: BTreeMap<Key, Option<f64>>,
    /// How often phrases were found in the call, by their keys; one that is left out was not found. Null where nobody looked.
    #[serde(default)]
    #[schemars(extend("propertyNames" = {"type": "string", "format": "key"}))]
    pub phrases: Option<BTreeMap<Key, u32>>,
}

/// An answer to a question.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "ScorecardAnswer")]
pub struct Answer {
    /// What was answered.
    pub answer: Given,
    /// What was said beside it.
    #[serde(default)]
    pub comment: Option<Note>,
    /// Why it is this answer.
    #[serde(default)]
    pub justification: Option<Note>,
    /// The moment of the call that it rests on, in milliseconds from its start.
    #[serde(default)]
    pub moment_ms: Option<u64>,
    /// What a model or a rule had answered before.
    #[serde(default)]
    pub overridden: Option<Overridden>,
    /// The question.
    pub question: Key,
    /// Where it comes from.
    #[serde(default)]
    pub source: AnswerSource,
    /// Its root causes.
    #[serde(default)]
    pub tags: Vec<Key>,
}

impl Answer {
    /// An answer of a person to a question, with nothing said beside it.
    #[must_use]
    pub fn of(question: Key, answer: Given) -> Self {
        let (comment, justification, moment_ms, overridden) = (None, None, None, None);
        let (source, tags) = (AnswerSource::Person, Vec::new());
        Answer { answer, comment, justification, moment_ms, overridden, question, source, tags }
    }

    /// What stays of it where a person answers in its place: what a model or a rule says in it, else had said before it.
    #[must_use]
    pub fn overridden_by_person(&self) -> Option<Overridden> {
        let own = || Overridden { answer: self.answer.clone(), source: self.source.clone() };
        (self.source != AnswerSource::Person).then(own).or_else(|| self.overridden.clone())
    }
}

/// Where an answer comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "type", content = "body", rename_all = "snake_case")]
#[schemars(rename = "ScorecardAnswerSource")]
pub enum AnswerSource {
    /// A model.
    Model(ModelNamed),
    /// Whoever filled in the form.
    #[default]
    Person,
    /// The question's own rule.
    Rule,
}

/// A model.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "ScorecardModel")]
pub struct ModelNamed {
    /// Its name.
    pub model: Key,
}

/// An answer whose place another has taken, which is still shown.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "ScorecardOverridden")]
pub struct Overridden {
    /// What was answered.
    pub answer: Given,
    /// Where it came from.
    pub source: AnswerSource,
}

/// Where an answer comes from, without a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum Giver {
    /// A model.
    Model,
    /// Whoever filled in the form.
    Person,
    /// A rule.
    Rule,
}

impl AnswerSource {
    pub(super) fn giver(&self) -> Giver {
        match self {
            AnswerSource::Model(_) => Giver::Model,
            AnswerSource::Person => Giver::Person,
            AnswerSource::Rule => Giver::Rule,
        }
    }
}

/// A form that was read: by place, every question has an answer.
#[derive(Debug)]
pub(super) struct Filled<'a> {
    /// The answers that count.
    pub(super) row: Vec<Cell>,
    /// The answers that somebody gave.
    pub(super) answers: Vec<Option<&'a Answer>>,
    /// What rules would have answered.
    pub(super) ruled: Vec<Option<Cell>>,
}

/// What a form still lacks: an answer, or what the answer's option asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lack<'a> {
    /// The place of the answer that lacks something; nothing where it is the answer itself.
    pub answer: Option<usize>,
    /// What is missing: `answer`, `comment` or `tags`.
    pub field: &'static str,
    /// The question.
    pub question: &'a str,
}

/// Where something stands, written out only where it is wrong.
type Path<'a> = &'a dyn Fn() -> String;

impl Form {
    /// The answers in the template's order. The form stands at `path`; what is wrong with it is added to the faults.
    pub(super) fn read(&self, compiled: &Compiled, path: &str, faults: &mut Faults) -> Filled<'_> {
        let (filled, places) = self.begun(compiled, path, faults);
        self.sources(compiled, (&filled, &places), path, faults);
        self.lacks_of(compiled, &filled, &places, &mut |lack| {
            let (path, reason) = match lack.answer {
                None => (format!("{path}/answers"), Leaf::missing(lack.question)),
                Some(number) => (
                    format!("{path}/answers/{number}"),
                    Reason::new(Code::MissingField).with(DetailKey::Field, lack.field),
                ),
            };
            faults.add(path, reason);
        });
        filled
    }

    /// Refuses what is wrong with the answers that are there; what is still to be answered is no fault of a form that is
    /// being filled in.
    ///
    /// # Errors
    /// Everything that is wrong, at once.
    pub fn check_begun(&self, compiled: &Compiled, path: &str) -> Result<(), BadInput> {
        let mut faults = Faults::default();
        let (filled, places) = self.begun(compiled, path, &mut faults);
        self.sources(compiled, (&filled, &places), path, &mut faults);
        faults.told()
    }

    /// Refuses what says that a rule answers, or had answered before, where none of the question's did, or otherwise; and that a
    /// model or a rule took the place of a person. A form that was taken before this was refused is scored still.
    fn sources(
        &self,
        compiled: &Compiled,
        (filled, places): (&Filled<'_>, &[Option<usize>]),
        path: &str,
        faults: &mut Faults,
    ) {
        for (number, (answer, place)) in self.answers.iter().zip(places).enumerate() {
            let at = |field: &str| format!("{path}/answers/{number}/{field}");
            let leaf = place.and_then(|place| Some((compiled.leaves().get(place)?, filled.ruled.get(place)?)));
            let read = |leaf: &Leaf, given: &Given| leaf.read(given, &String::new, &mut Faults::default());
            let is_made_up = |source: &AnswerSource, given: &Given| {
                *source == AnswerSource::Rule
                    && leaf.is_some_and(|(leaf, ruled)| !leaf.is_ruled(read(leaf, given), *ruled))
            };
            if is_made_up(&answer.source, &answer.answer) {
                faults.add(at("source"), Reason::new(Code::RuleAnswersOtherwise));
            }
            let Some(overridden) = &answer.overridden else { continue };
            if is_made_up(&overridden.source, &overridden.answer) {
                faults.add(at("overridden/source"), Reason::new(Code::RuleAnswersOtherwise));
            }
            if answer.source != AnswerSource::Person && overridden.source == AnswerSource::Person {
                faults.add(at("overridden/source"), Reason::new(Code::PersonOverridden));
            }
        }
    }

    /// The first moment that lies outside a call of this length, with the place of its answer.
    #[must_use]
    pub fn first_outside(&self, length_ms: u64) -> Option<(usize, Reason)> {
        let mut moments = self.answers.iter().map(|answer| answer.moment_ms).enumerate();
        moments.find_map(|(number, moment)| {
            let moment = moment.filter(|moment| *moment > length_ms)?;
            let reason = Reason::new(Code::MomentOutsideCall).with(DetailKey::Actual, moment.to_string());
            Some((number, reason.with(DetailKey::Limit, length_ms)))
        })
    }

    /// The first thing that a form lacks in which nothing is wrong.
    #[must_use]
    pub fn first_lack<'a>(&self, compiled: &'a Compiled) -> Option<Lack<'a>> {
        self.lacks(compiled).into_iter().next()
    }

    /// What a form lacks in which nothing is wrong: answers in the order in which they are asked, then what answers ask for.
    #[must_use]
    pub fn lacks<'a>(&self, compiled: &'a Compiled) -> Vec<Lack<'a>> {
        let (filled, places) = self.begun(compiled, "", &mut Faults::default());
        let mut lacks = Vec::new();
        self.lacks_of(compiled, &filled, &places, &mut |lack| lacks.push(lack));
        lacks
    }

    /// The questions that apply, in the order in which they are asked, of a form in which nothing is wrong.
    #[must_use]
    pub fn applying<'a>(&self, compiled: &'a Compiled) -> Vec<&'a Key> {
        let (filled, _) = self.begun(compiled, "", &mut Faults::default());
        let applying = compiled.leaves().iter().filter(|leaf| leaf.applies(&filled.row));
        applying.map(|leaf| &leaf.key).collect()
    }

    /// The answers in the template's order, where nothing is wrong with them and none is missing.
    pub(super) fn answered(&self, compiled: &Compiled) -> Option<Filled<'_>> {
        let mut faults = Faults::default();
        let (filled, places) = self.begun(compiled, "", &mut faults);
        let mut is_whole = faults.told().is_ok();
        self.lacks_of(compiled, &filled, &places, &mut |lack| is_whole &= lack.answer.is_some());
        is_whole.then_some(filled)
    }

    /// The answers that are there, and the place of the question of each.
    fn begun(&self, compiled: &Compiled, path: &str, faults: &mut Faults) -> (Filled<'_>, Vec<Option<usize>>) {
        let leaves = compiled.leaves();
        let mut answers: Vec<Option<&Answer>> = vec![None; leaves.len()];
        let mut given: Vec<Option<Cell>> = vec![None; leaves.len()];
        let asked = self.answers.iter().enumerate();
        let places: Vec<Option<usize>> =
            asked.map(|(number, answer)| compiled.place_near(number, &answer.question)).collect();
        for (number, (answer, place)) in self.answers.iter().zip(&places).enumerate() {
            let at = || format!("{path}/answers/{number}");
            let Some(place) = *place else {
                let known = leaves.iter().map(|leaf| leaf.key.as_str());
                faults.known(format!("{}/question", at()), answer.question.as_str(), known);
                continue;
            };
            let (Some(leaf), Some(slot), Some(cell)) =
                (leaves.get(place), answers.get_mut(place), given.get_mut(place))
            else {
                continue;
            };
            if slot.replace(answer).is_some() {
                faults.add(format!("{}/question", at()), Reason::twice(answer.question.as_str()));
            }
            *cell = leaf.read(&answer.answer, &|| format!("{}/answer", at()), faults);
            if let Some(overridden) = &answer.overridden {
                leaf.read(&overridden.answer, &|| format!("{}/overridden/answer", at()), faults);
            }
            compiled.check_tags(&answer.tags, &|| format!("{}/tags", at()), faults);
        }
        let ruled = compiled.ruled(&self.measures, self.phrases.as_ref());
        given.iter_mut().zip(&ruled).for_each(|(given, ruled)| *given = given.or(*ruled));
        let mut row = Vec::with_capacity(leaves.len());
        compiled.resolve(&given, &mut row);
        (Filled { row, answers, ruled }, places)
    }

    /// Tells what is missing: the answers to questions that apply, then the comments and root causes that options ask for.
    fn lacks_of<'a>(
        &self,
        compiled: &'a Compiled,
        filled: &Filled<'_>,
        places: &[Option<usize>],
        tell: &mut dyn FnMut(Lack<'a>),
    ) {
        let answers = filled.answers.iter().zip(&filled.ruled);
        let missing = answers.map(|(answer, ruled)| answer.is_none() && ruled.is_none());
        let missing = compiled.leaves().iter().zip(missing).filter(|(_, missing)| *missing);
        for (leaf, _) in missing.filter(|(leaf, _)| leaf.applies(&filled.row)) {
            tell(Lack { answer: None, field: "answer", question: leaf.key.as_str() });
        }
        for (number, (answer, place)) in self.answers.iter().zip(places).enumerate() {
            let Some(place) = *place else { continue };
            let (Some(leaf), Some(cell)) = (compiled.leaves().get(place), filled.row.get(place)) else { continue };
            let asked_for = leaf.asks_for(*cell);
            for (field, is_missing) in [
                ("comment", asked_for.comment && answer.comment.is_none()),
                ("tags", asked_for.tag && answer.tags.is_empty()),
            ] {
                if is_missing {
                    tell(Lack { answer: Some(number), field, question: leaf.key.as_str() });
                }
            }
        }
    }
}

impl Compiled {
    /// What the rules of questions answer of a call of which so much is known, by place.
    #[must_use]
    pub fn ruled(
        &self,
        measures: &BTreeMap<Key, Option<f64>>,
        phrases: Option<&BTreeMap<Key, u32>>,
    ) -> Vec<Option<Cell>> {
        let signals = Signals { measures, phrases };
        self.leaves().iter().map(|leaf| leaf.rule.as_ref().and_then(|rule| rule.answer(signals))).collect()
    }

    /// Refuses a form that cannot be scored. It stands at `path`.
    ///
    /// # Errors
    /// Everything that is wrong with it, at once.
    pub fn check(&self, form: &Form, path: &str) -> Result<(), BadInput> {
        let mut faults = Faults::default();
        form.read(self, path, &mut faults);
        faults.told()
    }

    fn check_tags(&self, tags: &[Key], path: Path<'_>, faults: &mut Faults) {
        let mut seen = BTreeSet::new();
        for (number, tag) in tags.iter().enumerate() {
            let at = format!("{}/{number}", path());
            if !seen.insert(tag) {
                faults.add(at.clone(), Reason::twice(tag.as_str()));
            }
            faults.known(at, tag.as_str(), self.tags().iter().map(Key::as_str));
        }
    }
}

impl Leaf {
    /// Why a form is refused in which nobody has answered this question.
    #[must_use]
    pub fn missing(question: &str) -> Reason {
        Reason::new(Code::AnswerMissing).with(DetailKey::Actual, question)
    }

    /// Whether its rule may have given this answer: what it answers of the call, or where nothing of that was handed in,
    /// any.
    #[must_use]
    pub fn is_ruled(&self, given: Option<Cell>, ruled: Option<Cell>) -> bool {
        let is_same = |ruled: Cell| match (given, ruled) {
            (Some(Cell::NotApplicable(_)), Cell::NotApplicable(_)) => true,
            (given, ruled) => given == Some(ruled),
        };
        self.rule.is_some() && ruled.is_none_or(is_same)
    }

    /// Reads an answer, which stands at `path`; nothing where something is wrong with it.
    pub(super) fn read(&self, given: &Given, path: Path<'_>, faults: &mut Faults) -> Option<Cell> {
        if given.not_applicable {
            if !self.may_be_not_applicable {
                faults.add(format!("{}/not_applicable", path()), Reason::new(Code::AlwaysApplicable));
            }
            refuse(("number", given.number.is_some()), &["not_applicable"], path, faults);
            refuse(("options", !given.options.is_empty()), &["not_applicable"], path, faults);
            return Some(Cell::NotApplicable(ByWhom::User));
        }
        match &self.values {
            Values::Bands { .. } | Values::Scale { .. } => self.read_number(given, path, faults),
            Values::Options { .. } => self.read_options(given, path, faults),
        }
    }

    fn read_number(&self, given: &Given, path: Path<'_>, faults: &mut Faults) -> Option<Cell> {
        refuse(("options", !given.options.is_empty()), &["number", "not_applicable"], path, faults);
        let Some(number) = given.number else {
            faults.add(path(), Reason::new(Code::MissingField).with(DetailKey::Field, "number"));
            return None;
        };
        if self.number(number).is_none() {
            faults.range(&format!("{}/number", path()), number, self.numbers);
        }
        // What is wrong with it is told, and nothing of what follows from it.
        Some(Cell::number(number))
    }

    fn read_options(&self, given: &Given, path: Path<'_>, faults: &mut Faults) -> Option<Cell> {
        refuse(("number", given.number.is_some()), &["options", "not_applicable"], path, faults);
        if given.options.is_empty() {
            faults.add(path(), Reason::new(Code::MissingField).with(DetailKey::Field, "options"));
            return None;
        }
        if given.options.len() > 1 && !self.several {
            faults.add(format!("{}/options", path()), Reason::too_long(given.options.len(), 1));
        }
        self.bits(&given.options, &|| format!("{}/options", path()), faults).map(Cell::Options)
    }

    /// The bits of options, which stand at `path`; nothing where one of them is unknown.
    pub(super) fn bits(&self, options: &[Key], path: Path<'_>, faults: &mut Faults) -> Option<u64> {
        let mut bits = Some(0_u64);
        for (number, option) in options.iter().enumerate() {
            let at = || format!("{}/{number}", path());
            match self.bit(option.as_str()) {
                None => {
                    faults.known(at(), option.as_str(), self.options.iter().map(Key::as_str));
                    bits = None;
                }
                Some(bit) if bits.is_some_and(|bits| bits & bit != 0) => {
                    faults.add(at(), Reason::twice(option.as_str()));
                }
                Some(bit) => bits = bits.map(|bits| bits | bit),
            }
        }
        bits
    }
}

/// Refuses what does not answer a question of its kind.
fn refuse((field, is_given): (&str, bool), known: &[&str], path: Path<'_>, faults: &mut Faults) {
    if is_given {
        let reason = Reason::new(Code::UnknownField).with(DetailKey::Field, field);
        faults.add(format!("{}/{field}", path()), reason.with(DetailKey::Known, known.to_vec()));
    }
}
