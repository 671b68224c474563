//! Fleiss' kappa: how much more raters agree than by chance, where each subject has as many ratings, of whomever.
//!
//! Rules: INS-09.

use schemars::JsonSchema;
use serde::Serialize;

use super::percent::runs;
use super::{NoAgreement, Ratings};
use crate::metric::FEW;
use touchline_kernel::math::quotient;

/// Fleiss' kappa.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, JsonSchema)]
pub struct FleissKappa {
    /// The share of pairs that would agree by chance; null where there is no kappa for want of ratings.
    pub expected: Option<f64>,
    /// Kappa; null where there is none.
    pub kappa: Option<f64>,
    /// Whether it rests on fewer than five subjects.
    pub low_evidence: bool,
    /// The share of pairs that agree; null where there is no kappa for want of ratings.
    pub observed: Option<f64>,
    /// How many ratings each subject has; null where they differ.
    pub ratings_each: Option<u64>,
    /// How many subjects were rated by two or more.
    pub subjects: u64,
    /// Why there is no kappa.
    pub undefined: Option<NoAgreement>,
}

/// What is counted, in whole numbers.
struct Counts {
    each: i128,
    subjects: i128,
    /// The squares of how often each category was given to a subject, added up.
    within: i128,
    /// The squares of how often each category was given at all, added up.
    among: i128,
}

impl FleissKappa {
    /// The kappa of ratings. Who gave them does not matter, and a subject that one alone rated is left out.
    #[must_use]
    pub fn of(ratings: &Ratings) -> Self {
        let rated: Vec<usize> = ratings.subjects().map(<[_]>::len).filter(|count| *count > 1).collect();
        let subjects = u64::try_from(rated.len()).unwrap_or(u64::MAX);
        let none = |undefined| FleissKappa {
            expected: None,
            kappa: None,
            low_evidence: subjects < FEW,
            observed: None,
            ratings_each: None,
            subjects,
            undefined: Some(undefined),
        };
        let Some(each) = rated.first().copied() else { return none(NoAgreement::of_too_few(ratings)) };
        if rated.iter().any(|count| *count != each) {
            return none(NoAgreement::UnequalRatings);
        }
        let ratings_each = u64::try_from(each).ok();
        if subjects == 1 {
            return FleissKappa { ratings_each, ..none(NoAgreement::OneSubject) };
        }
        let counts = Counts::of(ratings, each, subjects);
        let kappa = counts.kappa();
        FleissKappa {
            expected: counts.expected(),
            kappa,
            low_evidence: subjects < FEW,
            observed: counts.observed(),
            ratings_each,
            subjects,
            undefined: kappa.is_none().then_some(NoAgreement::NoVariation),
        }
    }
}

impl Counts {
    fn of(ratings: &Ratings, each: usize, subjects: u64) -> Self {
        let mut all = Vec::new();
        let mut within = 0_i128;
        for cells in ratings.pairable() {
            let mut values: Vec<f64> = cells.iter().map(|cell| cell.value).collect();
            within = within.saturating_add(squares(&mut values));
            all.append(&mut values);
        }
        let among = squares(&mut all);
        Counts { each: i128::try_from(each).unwrap_or(i128::MAX), subjects: subjects.into(), within, among }
    }

    fn all(&self) -> i128 {
        self.subjects.saturating_mul(self.each)
    }

    /// Of a subject's ratings, all but the one that is held against them.
    fn others(&self) -> i128 {
        self.each.saturating_sub(1)
    }

    fn observed(&self) -> Option<f64> {
        quotient(self.within.saturating_sub(self.all()), self.all().saturating_mul(self.others()))
    }

    fn expected(&self) -> Option<f64> {
        quotient(self.among, self.all().saturating_mul(self.all()))
    }

    /// What is observed less what is expected, of what is left above the expected, brought to one divisor: so that only the
    /// last step rounds.
    fn kappa(&self) -> Option<f64> {
        let (all, others) = (self.all(), self.others());
        let observed = self.within.saturating_sub(all).saturating_mul(all);
        let above = observed.saturating_sub(self.among.saturating_mul(others));
        quotient(above, all.saturating_mul(all).saturating_sub(self.among).saturating_mul(others))
    }
}

fn squares(values: &mut [f64]) -> i128 {
    let counts = runs(values).map(|same| i128::try_from(same.len()).unwrap_or(i128::MAX));
    counts.fold(0_i128, |sum, count| sum.saturating_add(count.saturating_mul(count)))
}
