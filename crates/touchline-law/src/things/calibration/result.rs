//! What came of a calibration: how far each rater lies from the group and from the reference, question by question and as
//! a whole, where they are too far apart, and whether they agree.
//!
//! Points are counted to a trillionth, so that what lies exactly at the limit does not pass it.
//!
//! Rules: INS-09, REV-13.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;
use touchline_calculators::agreement::{Cell, Intraclass, Krippendorff, Level, PercentAgreement, Ratings};
use touchline_calculators::scorecard::{Compiled, Given, QuestionKind, QuestionScore, Score, Template};
use touchline_kernel::math::{Sample, TRILLION, quotient, trillionths};
use touchline_kernel::{Code, Key, Note, PersonId};

use super::{Calibration, CalibrationId, Rater};
use crate::facts::{Facts, Refusal};
use crate::life::{Thing as _, Viewer, refused_as_it_stands};

/// What came of a calibration.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct CalibrationResult {
    /// Whether those who scored agree.
    pub agreement: CalibrationAgreement,
    /// The calibration.
    pub calibration: CalibrationId,
    /// The questions on which they are too far apart, in the order in which they are asked.
    pub flagged: Vec<Key>,
    /// The mean of the scores; null where there are none.
    pub mean: Option<f64>,
    /// Those who were to score and did not, in the order in which they were asked.
    pub not_submitted: Vec<PersonId>,
    /// By question, in the order in which they are asked.
    pub questions: Vec<QuestionResult>,
    /// By rater who scored, in the order in which they were asked.
    pub raters: Vec<RaterResult>,
    /// The rater against whom the others are held; null where there is none.
    pub reference: Option<PersonId>,
    /// The points between the highest and the lowest score; null where there are none.
    pub spread: Option<f64>,
    /// The points that may lie between the highest and the lowest score of a question.
    pub spread_limit: u32,
}

/// Whether those who scored agree, by what their answers can be held against one another as.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, JsonSchema)]
pub struct CalibrationAgreement {
    /// Over the ratings that they gave on scales: as places in an order.
    pub ratings: Coefficients,
    /// Over the totals of sections that stand in no other: as distances. One form has one total of its own, on which no
    /// coefficient says anything.
    pub totals: Krippendorff,
    /// Over yes and no: as names.
    pub yes_no: Coefficients,
}

/// Whether those who scored agree over several calibrations: each rater is the same in all of them, and each question of a
/// calibration is judged anew.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, JsonSchema)]
#[schemars(rename = "CalibrationsAgreement")]
pub struct AgreementOver {
    /// Over the ratings that they gave on scales: as places in an order.
    pub ratings: Coefficients,
    /// Over the scores of the calls as a whole: as distances.
    pub totals: TotalsAgreement,
    /// Over yes and no: as names.
    pub yes_no: Coefficients,
}

/// Whether scores of calls agree.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, JsonSchema)]
#[schemars(rename = "CalibrationTotals")]
pub struct TotalsAgreement {
    /// How much of what differs lies between the calls: over those that all raters scored.
    pub intraclass: Intraclass,
    /// By how much less they differ than by chance, over all that two or more scored.
    pub krippendorff: Krippendorff,
}

/// Whether answers agree.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, JsonSchema)]
#[schemars(rename = "CalibrationCoefficients")]
pub struct Coefficients {
    /// By how much less they differ than by chance.
    pub krippendorff: Krippendorff,
    /// How often they are the same.
    pub percent: PercentAgreement,
}

/// What a rater made of the call as a whole.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[schemars(rename = "CalibrationRaterResult")]
pub struct RaterResult {
    /// Whether a trigger failed their form as a whole.
    pub failed: bool,
    /// Their score less the mean of all scores.
    pub from_group: Option<f64>,
    /// Their score less the reference's.
    pub from_reference: Option<f64>,
    /// Whether the call passes, as they judge it; null where nobody asks.
    pub passed: Option<bool>,
    /// Who.
    pub rater: PersonId,
    /// Their score; null where nothing that counts was applicable.
    pub score: Option<f64>,
}

/// How a question was judged.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[schemars(rename = "CalibrationQuestionResult")]
pub struct QuestionResult {
    /// Whether they are too far apart.
    pub flagged: bool,
    /// The mean of what they gave it, in percent of its most; null where nobody gave it any.
    pub mean: Option<f64>,
    /// The question.
    pub question: Key,
    /// By rater who scored, in the order in which they were asked.
    pub raters: Vec<QuestionRated>,
    /// The points between the highest and the lowest; null where nobody gave it any.
    pub spread: Option<f64>,
}

/// How one rater judged a question.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[schemars(rename = "CalibrationQuestionRated")]
pub struct QuestionRated {
    /// What they answered.
    pub answer: Given,
    /// What they said beside it.
    pub comment: Option<Note>,
    /// What they gave it less the mean of all.
    pub from_group: Option<f64>,
    /// What they gave it less what the reference gave it.
    pub from_reference: Option<f64>,
    /// What they gave it, in percent of its most; null where it does not count.
    pub percent: Option<f64>,
    /// Who.
    pub rater: PersonId,
}

/// What came of a calibration, for whoever sees it; nothing where the viewer does not.
pub fn result<F: Facts>(
    calibration: &Calibration,
    viewer: &Viewer<'_, F>,
) -> Result<Option<CalibrationResult>, Refusal> {
    if calibration.show(viewer)?.is_none() {
        return Ok(None);
    }
    let scored = calibration.scored.as_deref().filter(|_| calibration.state.is_released());
    let (Some(scored), Some(version)) = (scored, viewer.facts.scorecard(calibration.scorecard).present()?) else {
        return Err(refused_as_it_stands(calibration, Code::CalibrationNotScored, viewer));
    };
    Ok(Some(Judged::of(calibration, version.template).result(calibration, scored.spread_limit)))
}

/// The scores of those who handed in answers.
struct Judged<'a> {
    by: Vec<(&'a Rater, Score)>,
    reference: Option<usize>,
    template: &'a Template,
}

impl<'a> Judged<'a> {
    fn of(calibration: &'a Calibration, template: &'a Template) -> Self {
        let compiled = Compiled::of(template).ok();
        let scored = |rater: &'a Rater| {
            let form = &rater.submitted.as_deref()?.form;
            Some((rater, compiled.as_ref()?.report_of_answers(template, form)?))
        };
        let by: Vec<(&Rater, Score)> = calibration.scoring().filter_map(scored).collect();
        let reference = by.iter().position(|(rater, _)| calibration.reference == Some(rater.person));
        Judged { by, reference, template }
    }

    fn result(&self, calibration: &Calibration, spread_limit: u32) -> CalibrationResult {
        let whole = Values::of(self.by.iter().map(|(_, score)| score.score), self.reference);
        let limit = i128::from(spread_limit).saturating_mul(TRILLION);
        let asked = self.template.questions().map(|question| &question.key).enumerate();
        let questions: Vec<QuestionResult> =
            asked.map(|(place, question)| self.question(place, question, limit)).collect();
        let flagged = questions.iter().filter(|question| question.flagged).map(|question| question.question.clone());
        let raters = self.by.iter().enumerate().map(|(place, (rater, score))| RaterResult {
            failed: score.failed,
            from_group: whole.less_group(place),
            from_reference: whole.less_reference(place),
            passed: score.passed,
            rater: rater.person,
            score: score.score,
        });
        let missing = calibration.scoring().filter(|rater| rater.submitted.is_none());
        CalibrationResult {
            agreement: self.agreement(),
            calibration: calibration.calibration,
            flagged: flagged.collect(),
            mean: whole.mean(),
            not_submitted: missing.map(|rater| rater.person).collect(),
            raters: raters.collect(),
            questions,
            reference: calibration.reference,
            spread: whole.spread().and_then(points),
            spread_limit,
        }
    }

    fn question(&self, place: usize, question: &Key, limit: i128) -> QuestionResult {
        let percents = self.scores().map(|score| score.questions.get(place)?.figures.percent);
        let values = Values::of(percents, self.reference);
        let rated = self.by.iter().enumerate().map(|(nth, (rater, score))| {
            let part = score.questions.get(place);
            QuestionRated {
                answer: part.map(|part| part.answer.clone()).unwrap_or_default(),
                comment: said(rater, question),
                from_group: values.less_group(nth),
                from_reference: values.less_reference(nth),
                percent: part.and_then(|part| part.figures.percent),
                rater: rater.person,
            }
        });
        QuestionResult {
            flagged: values.spread().is_some_and(|spread| spread > limit),
            mean: values.mean(),
            question: question.clone(),
            raters: rated.collect(),
            spread: values.spread().and_then(points),
        }
    }

    fn scores(&self) -> impl Iterator<Item = &Score> {
        self.by.iter().map(|(_, score)| score)
    }

    fn agreement(&self) -> CalibrationAgreement {
        CalibrationAgreement {
            ratings: Coefficients::of([self.on_scales()], Level::Ordinal),
            totals: Krippendorff::of(&ratings_of([self.of_sections()]), Level::Interval),
            yes_no: Coefficients::of([self.yes_no()], Level::Nominal),
        }
    }

    fn yes_no(&self) -> GivenBy {
        self.of_kind(|kind| matches!(kind, QuestionKind::YesNo(_)), said_yes)
    }

    /// Scales may differ: what is held against one another is how far up on its own each lies.
    fn on_scales(&self) -> GivenBy {
        let lies_at = |part: &QuestionScore| part.answer.number.and(part.figures.percent);
        self.of_kind(|kind| matches!(kind, QuestionKind::Rating(_)), lies_at)
    }

    fn of_sections(&self) -> GivenBy {
        self.given(|score| {
            let sections = score.sections.iter().filter(|section| section.within.is_none());
            sections.map(|section| section.figures.percent).collect()
        })
    }

    fn whole(&self) -> GivenBy {
        self.given(|score| vec![score.score])
    }

    fn of_kind(&self, is: fn(&QuestionKind) -> bool, value: impl Fn(&QuestionScore) -> Option<f64>) -> GivenBy {
        let kinds: Vec<&QuestionKind> = self.template.questions().map(|question| &question.kind).collect();
        self.given(|score| {
            let asked = score.questions.iter().zip(&kinds);
            asked.map(|(part, kind)| value(part).filter(|_| is(kind))).collect()
        })
    }

    fn given(&self, given: impl Fn(&Score) -> Vec<Option<f64>>) -> GivenBy {
        self.by.iter().map(|(rater, score)| (rater.person, given(score))).collect()
    }
}

/// What each rater of a calibration gave, subject by subject: what somebody left out is missing.
type GivenBy = Vec<(PersonId, Vec<Option<f64>>)>;

/// The ratings of some calibrations: a rater is the same in all of them, and the subjects of each are its own.
fn ratings_of(all: impl IntoIterator<Item = GivenBy>) -> Ratings {
    let (mut raters, mut rows, mut first) = (BTreeMap::new(), Vec::new(), 0_u32);
    for given in all {
        let mut next = first;
        for (person, values) in given {
            let rated = values.into_iter().zip(first..).filter_map(|(value, subject)| Some((subject, value?)));
            for (subject, value) in rated {
                let new = u32::try_from(raters.len()).unwrap_or(u32::MAX);
                let rater = *raters.entry(person).or_insert(new);
                rows.push((subject, Cell { rater, value }));
                next = next.max(subject.saturating_add(1));
            }
        }
        first = next;
    }
    Ratings::of_rows(rows, raters.len())
}

impl Coefficients {
    fn of(given: impl IntoIterator<Item = GivenBy>, level: Level) -> Self {
        let ratings = ratings_of(given);
        Coefficients { krippendorff: Krippendorff::of(&ratings, level), percent: PercentAgreement::of(&ratings) }
    }
}

/// Whether those who scored agree, over several calibrations whose scoring is over, each with its template. Of one whose template
/// cannot be read nothing counts.
pub fn agreement_over<'a>(all: impl IntoIterator<Item = (&'a Calibration, &'a Template)>) -> AgreementOver {
    let all = all.into_iter().filter(|(calibration, _)| calibration.state.is_released());
    let judged: Vec<Judged<'_>> = all.map(|(calibration, template)| Judged::of(calibration, template)).collect();
    let totals = ratings_of(judged.iter().map(Judged::whole));
    AgreementOver {
        ratings: Coefficients::of(judged.iter().map(Judged::on_scales), Level::Ordinal),
        totals: TotalsAgreement {
            intraclass: Intraclass::of(&totals),
            krippendorff: Krippendorff::of(&totals, Level::Interval),
        },
        yes_no: Coefficients::of(judged.iter().map(Judged::yes_no), Level::Nominal),
    }
}

/// One for yes and none for no; nothing where neither was answered.
fn said_yes(part: &QuestionScore) -> Option<f64> {
    part.answer.options.first().map(|option| if option.as_str() == "yes" { 1.0 } else { 0.0 })
}

/// What a rater said beside their answer to a question.
fn said(rater: &Rater, question: &Key) -> Option<Note> {
    let answers = &rater.submitted.as_deref()?.form.answers;
    answers.iter().find(|answer| answer.question == *question)?.comment.clone()
}

fn points(trillionths: i128) -> Option<f64> {
    quotient(trillionths, TRILLION)
}

/// What each rater gave, all of it together, and which of them is the reference.
struct Values {
    all: Sample,
    each: Vec<Option<f64>>,
    reference: Option<usize>,
}

impl Values {
    fn of(each: impl Iterator<Item = Option<f64>>, reference: Option<usize>) -> Self {
        let each: Vec<Option<f64>> = each.collect();
        Values { all: Sample::of_numbers(each.iter().flatten().copied()), each, reference }
    }

    fn mean(&self) -> Option<f64> {
        self.all.mean()
    }

    fn spread(&self) -> Option<i128> {
        let given = || self.each.iter().flatten().copied().map(trillionths);
        Some(given().max()?.saturating_sub(given().min()?))
    }

    fn less_group(&self, place: usize) -> Option<f64> {
        self.at(place).less(&self.all)
    }

    fn less_reference(&self, place: usize) -> Option<f64> {
        self.at(place).less(&self.at(self.reference?))
    }

    /// What one of them gave, alone.
    fn at(&self, place: usize) -> Sample {
        Sample::of_numbers(self.each.get(place).copied().flatten())
    }
}
