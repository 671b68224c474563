//! Disputes: what whoever handled a call holds against a review of it, point by point, and how each point was decided.
//!
//! Rules: REV-09.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use strum::IntoStaticStr;
use touchline_calculators::scorecard::{Answer, Given};
use touchline_kernel::{Done, Instant, Key, LocalDate, Note, Zone};

use super::{Attestation, Review};
use super::{Filled, Judged};

/// What a point of a dispute is about.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, IntoStaticStr)]
#[serde(tag = "type", content = "body", rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Disputed {
    /// One answer of the scorecard.
    Answer(DisputedAnswer),
    /// That the call was theirs at all.
    NotMine,
    /// The rating.
    Rating(DisputedRating),
}

/// A disputed answer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct DisputedAnswer {
    /// What it should be; null where nothing is proposed.
    #[serde(default)]
    pub proposed: Option<Given>,
    /// The question.
    pub question: Key,
}

/// A disputed rating.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct DisputedRating {
    /// How many stars it should be; null where nothing is proposed.
    #[serde(default)]
    #[schemars(range(min = 1, max = 5))]
    pub proposed: Option<u32>,
}

/// A point of a dispute.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct DisputedPoint {
    /// What it is about.
    pub about: Disputed,
    /// Why.
    pub reason: Note,
}

/// How a point is decided.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "type", content = "body", rename_all = "snake_case")]
#[schemars(rename = "DisputeRuling")]
pub enum Ruling {
    /// What is proposed is right.
    Accept,
    /// What the review says stands.
    Keep,
    /// Another answer is right.
    SetAnswer(SetAnswer),
    /// Another rating is right.
    SetRating(SetRating),
}

/// The answer that is right.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "DisputeSetAnswer")]
pub struct SetAnswer {
    /// The answer.
    pub answer: Given,
}

/// The rating that is right.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "DisputeSetRating")]
pub struct SetRating {
    /// Whole stars.
    #[schemars(range(min = 1, max = 5))]
    pub rating: u32,
}

/// How a point is decided, with what there is to say to it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "DisputePointRuled")]
pub struct Ruled {
    /// The answers to questions that apply only since another answer is right, in the order in which they are asked: also to
    /// those that were answered while they did not apply.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<AlsoAnswered>,
    /// What there is to say; of another answer the comment beside it.
    #[serde(default)]
    pub note: Option<Note>,
    /// How it is decided.
    pub ruling: Ruling,
    /// The root causes of another answer.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<Key>,
}

/// An answer to a question that applies only since another answer is right.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "DisputeAlsoAnswered")]
pub struct AlsoAnswered {
    /// What is answered.
    pub answer: Given,
    /// What there is to say beside it.
    #[serde(default)]
    pub comment: Option<Note>,
    /// The question.
    pub question: Key,
    /// Its root causes.
    #[serde(default)]
    pub tags: Vec<Key>,
}

impl AlsoAnswered {
    /// The answer as it stands in a form.
    pub(super) fn as_answer(&self) -> Answer {
        let AlsoAnswered { answer, comment, question, tags } = self.clone();
        Answer { comment, tags, ..Answer::of(question, answer) }
    }

    /// Adds it to answers, in the place of what was answered of its question when that did not apply.
    pub(super) fn stand_among(&self, answers: &mut Vec<Answer>) {
        match answers.iter_mut().find(|answer| answer.question == self.question) {
            Some(before) => *before = Answer { overridden: before.overridden_by_person(), ..self.as_answer() },
            None => answers.push(self.as_answer()),
        }
    }
}

impl Ruled {
    /// A ruling with nothing said to it.
    pub(super) fn alone(ruling: Ruling) -> Self {
        Ruled { also: Vec::new(), note: None, ruling, tags: Vec::new() }
    }
}

/// What came of a dispute as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "DisputeOutcome")]
pub enum Outcome {
    /// Every point as it was proposed.
    Accepted,
    /// Something changed, and not all as it was proposed.
    PartlyAccepted,
    /// Nothing changed.
    Rejected,
    /// Whoever disputed took it back.
    Withdrawn,
}

/// How a dispute came to its end.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "DisputeClosed")]
pub struct Closed {
    /// When and by whom.
    pub done: Done,
    /// What there was to say; null where it was withdrawn.
    pub note: Option<Note>,
    /// What came of it.
    pub outcome: Outcome,
    /// How each point was decided, in the order of the points; none where it was withdrawn.
    pub rulings: Vec<Ruled>,
}

/// A dispute about a review.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "ReviewDispute")]
pub struct Dispute {
    /// How it came to its end; null while it is open.
    pub closed: Option<Closed>,
    /// Its points.
    pub points: Vec<DisputedPoint>,
    /// When and by whom it was raised.
    pub raised: Done,
}

/// What a review said before a dispute changed it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "ReviewSuperseded")]
pub struct Superseded {
    /// That it was acknowledged as it was, if it was.
    pub acknowledged: Option<Attestation>,
    /// Until when it stood.
    pub at: Instant,
    /// Its scorecard.
    pub filled: Option<Filled>,
    /// What came of that.
    pub judged: Option<Judged>,
    /// Its rating.
    pub rating: Option<u32>,
}

/// What decides a point: a new rating, or a new answer to a question; nothing where all stays as it is.
pub(super) enum Amendment<'a> {
    Answer(&'a Key, &'a Given),
    Rating(u32),
}

impl DisputedPoint {
    /// What a ruling changes.
    pub(super) fn amended_by<'a>(&'a self, ruling: &'a Ruling) -> Option<Amendment<'a>> {
        match (&self.about, ruling) {
            (Disputed::Answer(of), Ruling::Accept) => {
                of.proposed.as_ref().map(|given| Amendment::Answer(&of.question, given))
            }
            (Disputed::Answer(of), Ruling::SetAnswer(set)) => Some(Amendment::Answer(&of.question, &set.answer)),
            (Disputed::Rating(of), Ruling::Accept) => of.proposed.map(Amendment::Rating),
            (Disputed::Rating(_), Ruling::SetRating(set)) => Some(Amendment::Rating(set.rating)),
            _ => None,
        }
    }
}

/// What comes of one point.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Came {
    /// What was proposed.
    AsProposed,
    /// Something else.
    Otherwise,
    /// Nothing: what the review says stands.
    Unchanged,
}

impl DisputedPoint {
    fn came(&self, ruling: &Ruling, review: &Review) -> Came {
        let is_proposed = match (&self.about, ruling) {
            (_, Ruling::Accept) => true,
            (Disputed::Answer(of), Ruling::SetAnswer(set)) => of.proposed.as_ref() == Some(&set.answer),
            (Disputed::Rating(of), Ruling::SetRating(set)) => of.proposed == Some(set.rating),
            _ => false,
        };
        match self.amended_by(ruling) {
            _ if is_proposed => Came::AsProposed,
            Some(Amendment::Rating(stars)) if review.rating != Some(stars) => Came::Otherwise,
            Some(Amendment::Answer(question, given)) if review.answer_to(question) != Some(given) => Came::Otherwise,
            _ => Came::Unchanged,
        }
    }
}

/// What comes of the whole by what comes of its points.
pub(super) fn outcome_of(review: &Review, points: &[DisputedPoint], rulings: &[Ruled]) -> Outcome {
    let all = |wanted: Came| {
        let mut came = points.iter().zip(rulings).map(|(point, ruled)| point.came(&ruled.ruling, review));
        came.all(|came| came == wanted)
    };
    match () {
        () if all(Came::Unchanged) => Outcome::Rejected,
        () if all(Came::AsProposed) => Outcome::Accepted,
        () => Outcome::PartlyAccepted,
    }
}

/// The rating and the scorecard as rulings leave them, with what they answer besides.
pub(super) fn amended(
    review: &Review,
    points: &[DisputedPoint],
    rulings: &[Ruled],
) -> (Option<u32>, Option<Box<Filled>>) {
    let (rating, mut filled) = amended_in_points(review, points, rulings);
    if let Some(filled) = &mut filled {
        let also = rulings.iter().flat_map(|ruled| &ruled.also);
        also.for_each(|also| also.stand_among(&mut filled.form.answers));
    }
    (rating, filled)
}

/// The rating and the scorecard as rulings leave them, in the points alone.
pub(super) fn amended_in_points(
    review: &Review,
    points: &[DisputedPoint],
    rulings: &[Ruled],
) -> (Option<u32>, Option<Box<Filled>>) {
    let (mut rating, mut filled) = (review.rating, review.filled.clone());
    let changes =
        points.iter().zip(rulings).filter_map(|(point, ruled)| Some((point.amended_by(&ruled.ruling)?, ruled)));
    for (change, ruled) in changes {
        match (change, &mut filled) {
            (Amendment::Rating(stars), _) => rating = Some(stars),
            (Amendment::Answer(question, given), Some(filled)) => {
                set(&mut filled.form.answers, (question, given), ruled);
            }
            (Amendment::Answer(..), None) => {}
        }
    }
    (rating, filled)
}

/// Another answer, which a person gave, with what they said to it: what was said beside the one before was about that. What
/// a model had answered stays visible (SCO-10); what a rule answers is told from the rule.
fn set(answers: &mut Vec<Answer>, (question, given): (&Key, &Given), ruled: &Ruled) {
    let (comment, tags) = (ruled.note.clone(), ruled.tags.clone());
    let new = Answer { comment, tags, ..Answer::of(question.clone(), given.clone()) };
    match answers.iter_mut().find(|answer| answer.question == *question) {
        Some(answer) if answer.answer == *given => {}
        Some(answer) => {
            let overridden = answer.overridden_by_person();
            *answer = Answer { overridden, ..new };
        }
        None => answers.push(new),
    }
}

impl Review {
    /// The dispute that is open, if one is.
    #[must_use]
    pub fn open_dispute(&self) -> Option<&Dispute> {
        self.disputes.last().filter(|dispute| dispute.closed.is_none())
    }

    /// When a dispute was raised that awaits its decision, where the review is not put away.
    #[must_use]
    pub fn disputed_since(&self) -> Option<Instant> {
        self.open_dispute().filter(|_| self.is_before_them()).map(|dispute| dispute.raised.at)
    }

    /// What its scorecard answers to a question, where somebody or a model did.
    pub(super) fn answer_to(&self, question: &Key) -> Option<&Given> {
        let mut answers = self.filled.iter().flat_map(|filled| &filled.form.answers);
        answers.find(|answer| answer.question == *question).map(|answer| &answer.answer)
    }

    /// That it was acknowledged as it stands, if it was.
    pub(super) fn acknowledged_since_amended(&self) -> Option<Attestation> {
        let is_of_earlier = |of: &Attestation| self.superseded.iter().any(|before| before.acknowledged == Some(*of));
        self.acknowledged.as_deref().copied().filter(|attestation| !is_of_earlier(attestation))
    }

    /// The last day on which it can be disputed, in this zone and within so many days.
    #[must_use]
    pub fn disputable_until(&self, zone: Zone, days: u32) -> Option<LocalDate> {
        zone.day_of(self.delivered?.at).checked_add_days(i64::from(days))
    }

    /// Whether the open dispute says that the call was not theirs.
    #[must_use]
    pub fn disputes_whose(&self) -> bool {
        let points = self.open_dispute().into_iter().flat_map(|dispute| &dispute.points);
        points.into_iter().any(|point| point.about == Disputed::NotMine)
    }
}
