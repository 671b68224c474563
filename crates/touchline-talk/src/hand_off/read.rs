//! The model's answer as text, read: refused whole where it departs from the schema, and each judgement held against what was
//! said.
//!
//! Rules: AIX-02, AIX-03, AIX-04, TRS-08.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::answer::{DroppedQuote, ModelAnswer, ModelScore, Reading};
use super::asked::Ready;
use super::not_verified::NotVerified;
use super::quote::{MOST_CHARACTERS, Missed, Quoted, Quotes};
use super::schema;
use crate::measure::{ComponentSource, Observed, Subject};
use crate::phrases::Fixed;
use crate::transcript::Transcript;
use touchline_calculators::scorecard::{Answer, AnswerSource, Form, Given, ModelNamed};
use touchline_kernel::masking::without_card_numbers;
use touchline_kernel::operation::Failure;
use touchline_kernel::reader::{self, Shape};
use touchline_kernel::rejection::{Code, DetailKey, Faults, Reason, member};
use touchline_kernel::text::{self, Key, Limits, Note};

/// What the schema admits, without what it says of each.
#[derive(Debug, Default, Deserialize)]
struct Said {
    #[serde(default)]
    answers: BTreeMap<String, Judgement>,
    #[serde(default)]
    customer_sentiment: Option<Judgement>,
    #[serde(default)]
    scores: BTreeMap<String, Judgement>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Judgement {
    not_applicable: bool,
    number: Option<f64>,
    options: Vec<Key>,
    quotes: Vec<Quote>,
    reason: String,
    value: Option<f64>,
}

#[derive(Debug, Deserialize)]
struct Quote {
    segment: usize,
    text: String,
}

/// What an answer is read against.
pub(super) struct Reader<'a> {
    /// Whether what has no evidence counts all the same.
    pub(super) counts_unverified: bool,
    /// None where nobody knows how the language denies.
    pub(super) fixed: Option<&'a Fixed>,
    pub(super) model: &'a Key,
    pub(super) ready: &'a Ready,
    pub(super) transcript: &'a Transcript,
}

impl Reader<'_> {
    /// Reads an answer, which stands at `path` in the input; paths of faults go on within it.
    pub(super) fn read(&self, answer: &str, path: &str) -> Result<Reading, Failure> {
        let schema = schema::of(self.ready, self.transcript.segments.len());
        let shape = Shape::compile(&schema).map_err(|unknown| Failure::Defect(unknown.to_string()))?;
        let said: Said = reader::read(answer.as_bytes(), &shape, &Limits::WIDEST)
            .map_err(|bad| Failure::BadInput(bad.within(path)))?;
        refuse_unfit(&said, path)?;
        let mut judged = Judged { dropped: Vec::new(), quotes: Quotes::new(self.transcript, self.fixed) };
        let (mut scores, mut answers) = (Vec::new(), Vec::new());
        for component in &self.ready.components {
            if let Some(judgement) = said.scores.get(component.key.as_str()) {
                scores.push(self.score(&component.key, judgement, &mut judged));
            }
        }
        for question in self.ready.questions() {
            if let Some(judgement) = said.answers.get(question.key.as_str()) {
                answers.extend(self.answer(&question.key, judgement, &mut judged));
            }
        }
        let customer_sentiment = said.customer_sentiment.as_ref().and_then(|one| self.sentiment(one, &mut judged));
        let form_answers = answers.iter().filter(|one| one.counted).map(|one| one.answer.clone()).collect();
        let (values, confirmed_values) = Default::default();
        let (dropped, reading) = (judged.dropped, Reading::with_values);
        let form_answers = self.fitting(form_answers, path)?;
        Ok(reading(Reading { answers, confirmed_values, customer_sentiment, dropped, form_answers, scores, values }))
    }

    /// The answers, if a form of the template takes them.
    fn fitting(&self, answers: Vec<Answer>, path: &str) -> Result<Vec<Answer>, Failure> {
        let Some((_, compiled)) = &self.ready.template else { return Ok(answers) };
        let form = Form { answers, ..Form::default() };
        form.check_begun(compiled, path).map_err(Failure::BadInput)?;
        Ok(form.answers)
    }

    fn counts(&self, verified: bool) -> bool {
        verified || self.counts_unverified
    }

    fn score(&self, component: &Key, judgement: &Judgement, judged: &mut Judged<'_>) -> ModelScore {
        let evidence = judged.evidence(judgement, &member("/scores", component.as_str()));
        let verified = !evidence.is_empty();
        ModelScore {
            component: component.clone(),
            confirmed: false,
            confirmed_at: None,
            confirmed_by: None,
            counted: judgement.value.is_some() && self.counts(verified),
            evidence,
            reason: without_card_numbers(&judgement.reason).into_owned(),
            source: ComponentSource::Model(self.model.clone()),
            value: judgement.value,
            verified,
        }
    }

    fn answer(&self, question: &Key, judgement: &Judgement, judged: &mut Judged<'_>) -> Option<ModelAnswer> {
        let evidence = judged.evidence(judgement, &member("/answers", question.as_str()));
        let given = if judgement.not_applicable {
            Given { not_applicable: true, number: None, options: Vec::new() }
        } else if judgement.number.is_none() && judgement.options.is_empty() {
            return None;
        } else {
            Given { not_applicable: false, number: judgement.number, options: judgement.options.clone() }
        };
        let verified = !evidence.is_empty();
        let reason = without_card_numbers(judgement.reason.trim());
        let answer = Answer {
            justification: if reason.is_empty() { None } else { Some(Note::new(&reason)) },
            moment_ms: evidence.iter().find_map(|quoted| quoted.evidence.moment_ms),
            source: AnswerSource::Model(ModelNamed { model: self.model.clone() }),
            ..Answer::of(question.clone(), given)
        };
        Some(ModelAnswer { answer, counted: self.counts(verified), evidence, verified })
    }

    fn sentiment(&self, judgement: &Judgement, judged: &mut Judged<'_>) -> Option<Observed> {
        let evidence = judged.evidence(judgement, "/customer_sentiment");
        let value = judgement.value?;
        if !self.counts(!evidence.is_empty()) {
            judged.drop_unquoted(judgement, "/customer_sentiment");
            return None;
        }
        let reason = without_card_numbers(judgement.reason.trim());
        Some(Observed {
            component: None,
            evidence: evidence.into_iter().map(|quoted| quoted.evidence).collect(),
            measure: Key::new("sentiment"),
            reason: if reason.is_empty() { None } else { Some(reason.into_owned()) },
            source: self.model.clone(),
            subject: Subject::Customer,
            value,
        })
    }
}

/// Refuses an answer that names an option twice, answers what it calls not applicable, or gives a reason that no form would take as a note.
fn refuse_unfit(said: &Said, path: &str) -> Result<(), Failure> {
    let mut faults = Faults::default();
    let mut check = |judgement: &Judgement, at: &str| {
        for (place, option) in judgement.options.iter().enumerate() {
            if judgement.options.iter().take(place).any(|before| before == option) {
                faults.add(format!("{at}/options/{place}"), Reason::twice(option.as_str()));
            }
        }
        let beside = [("number", judgement.number.is_some()), ("options", !judgement.options.is_empty())];
        for (field, _) in beside.iter().filter(|(_, is_given)| judgement.not_applicable && *is_given) {
            let reason = Reason::new(Code::UnknownField).with(DetailKey::Field, *field);
            faults.add(format!("{at}/{field}"), reason.with(DetailKey::Known, vec!["not_applicable"]));
        }
        let reason = judgement.reason.trim();
        if !reason.is_empty()
            && let Err(unfit) = text::check(reason, Limits::default().note)
        {
            faults.add(format!("{at}/reason"), unfit);
        }
    };
    for (question, judgement) in &said.answers {
        check(judgement, &member(&format!("{path}/answers"), question));
    }
    if let Some(judgement) = &said.customer_sentiment {
        check(judgement, &format!("{path}/customer_sentiment"));
    }
    for (component, judgement) in &said.scores {
        check(judgement, &member(&format!("{path}/scores"), component));
    }
    faults.told().map_err(Failure::BadInput)
}

/// Quotes that are being judged.
struct Judged<'a> {
    dropped: Vec<DroppedQuote>,
    quotes: Quotes<'a>,
}

impl Judged<'_> {
    /// Lists a judgement that is left out, where no quote of it is listed already. It stands at `path` in the answer.
    fn drop_unquoted(&mut self, judgement: &Judgement, path: &str) {
        if judgement.quotes.is_empty() {
            self.dropped.push(DroppedQuote {
                path: path.to_owned(),
                quote: String::new(),
                reason: NotVerified::NoQuote,
                segment: None,
                similarity: None,
                stands_in: None,
            });
        }
    }

    /// The quotes of a judgement that were found; the others are listed. It stands at `path` in the answer.
    fn evidence(&mut self, judgement: &Judgement, path: &str) -> Vec<Quoted> {
        let mut found = Vec::new();
        for (place, quote) in judgement.quotes.iter().enumerate() {
            match self.quotes.verify(quote.segment, &quote.text) {
                Ok(quoted) => found.push(quoted),
                Err(Missed { reason, similarity, stands_in }) => self.dropped.push(DroppedQuote {
                    path: format!("{path}/quotes/{place}"),
                    quote: without_card_numbers(&quote.text).chars().take(MOST_CHARACTERS).collect(),
                    reason,
                    segment: Some(quote.segment),
                    similarity,
                    stands_in,
                }),
            }
        }
        found
    }
}
