//! Figures over several calls: the mean of the calls' values, and not their time thrown together.
//!
//! Rules: TRS-03.

use schemars::JsonSchema;
use serde::Serialize;

use super::figures::{Denominator, Figure, Figures, Status, Unavailable, Unit};
use touchline_kernel::math::{TRILLION, quotient, trillionths};

/// A figure over several calls.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[schemars(rename = "TalkMean")]
pub struct Mean {
    /// How many calls have it.
    pub calls: u64,
    /// The mean of their values. It was measured where it was in each of them.
    pub figure: Figure,
}

/// The figures over several calls.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[schemars(rename = "TalkMeans")]
pub struct Means {
    /// How many calls there are.
    pub calls: u64,
    /// How many closed questions a call.
    pub closed_questions: Mean,
    /// The customers' share of all speech.
    pub customer_share: Mean,
    /// How many fillers a call.
    pub fillers: Mean,
    /// How many fillers in a minute of the rep's speech.
    pub fillers_per_minute: Mean,
    /// How often in a minute somebody else begins to speak.
    pub interactivity: Mean,
    /// How long the rep speaks at the longest.
    pub longest_monologue: Mean,
    /// How long a customer speaks at the longest.
    pub longest_story: Mean,
    /// How many open questions a call.
    pub open_questions: Mean,
    /// The share of the time with speech in which two or more speak.
    pub overlap_share: Mean,
    /// How long the silence is before the rep answers.
    pub patience: Mean,
    /// How many questions a call.
    pub questions: Mean,
    /// How many words the rep says in a minute of their speech.
    pub speech_rate: Mean,
    /// How much the rep speaks.
    pub talk_ratio: Mean,
}

impl Means {
    /// The means of some calls, whatever their order.
    #[must_use]
    pub fn of(calls: &[Figures]) -> Self {
        let of = |unit, pick: fn(&Figures) -> &Figure| Mean::of(&calls.iter().map(pick).collect::<Vec<_>>(), unit);
        Means {
            calls: u64::try_from(calls.len()).unwrap_or(u64::MAX),
            closed_questions: of(Unit::Count, |figures| &figures.closed_questions),
            customer_share: of(Unit::Share, |figures| &figures.customer_share),
            fillers: of(Unit::Count, |figures| &figures.fillers),
            fillers_per_minute: of(Unit::PerMinute, |figures| &figures.fillers_per_minute),
            interactivity: of(Unit::PerMinute, |figures| &figures.interactivity),
            longest_monologue: of(Unit::Ms, |figures| &figures.longest_monologue),
            longest_story: of(Unit::Ms, |figures| &figures.longest_story),
            open_questions: of(Unit::Count, |figures| &figures.open_questions),
            overlap_share: of(Unit::Share, |figures| &figures.overlap_share),
            patience: of(Unit::Ms, |figures| &figures.patience),
            questions: of(Unit::Count, |figures| &figures.questions),
            speech_rate: of(Unit::PerMinute, |figures| &figures.speech_rate),
            talk_ratio: of(Unit::Share, |figures| &figures.talk_ratio),
        }
    }
}

impl Mean {
    /// The mean of figures that are in a unit, where no call says which.
    fn of(calls: &[&Figure], unit: Unit) -> Self {
        let had: Vec<(&Figure, f64)> = calls.iter().filter_map(|figure| Some((*figure, figure.value?))).collect();
        let Some(&(model, _)) = had.first() else {
            return Mean { calls: 0, figure: without(calls, unit, Unavailable::NoValues) };
        };
        let denominators = |figure: &Figure| -> Option<Denominator> { figure.denominator };
        if had.iter().any(|(figure, _)| denominators(figure) != denominators(model) || figure.unit != model.unit) {
            return Mean { calls: 0, figure: without(calls, unit, Unavailable::DenominatorsDiffer) };
        }
        let sum = had.iter().map(|(_, value)| trillionths(*value)).fold(0_i128, i128::saturating_add);
        let count = i128::try_from(had.len()).unwrap_or(i128::MAX);
        let value = quotient(sum, count.saturating_mul(TRILLION));
        let status = had.iter().map(|(figure, _)| figure.status).max().unwrap_or(Status::Unavailable);
        let target = model.target.filter(|_| had.iter().all(|(figure, _)| figure.target == model.target));
        let figure = Figure { met: None, status, target, value, ..model.clone() };
        Mean { calls: u64::try_from(had.len()).unwrap_or(u64::MAX), figure }
    }
}

/// What stands where there is no mean. What it would be divided by is named where all calls divide by the same.
fn without(calls: &[&Figure], unit: Unit, reason: Unavailable) -> Figure {
    let Some(first) = calls.first() else { return Figure::none(unit, reason) };
    let agree = calls.iter().all(|figure| figure.denominator == first.denominator);
    Figure { denominator: first.denominator.filter(|_| agree), ..Figure::none(first.unit, reason) }
}
