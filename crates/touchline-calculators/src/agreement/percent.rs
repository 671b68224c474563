//! How often those who rated the same agree: of all pairs of ratings, and of all subjects.
//!
//! Rules: INS-09.

use schemars::JsonSchema;
use serde::Serialize;

use super::{NoAgreement, Ratings};
use crate::metric::{FEW, Interval, Proportion};
use touchline_kernel::math::{NORMAL_95, quotient};

/// How often raters agree.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, JsonSchema)]
pub struct PercentAgreement {
    /// Pairs of ratings of one subject that are the same.
    pub agreeing_pairs: u64,
    /// Subjects on which all who rated them agree.
    pub agreeing_subjects: u64,
    /// From where to where the share of subjects may well lie: Wilson's interval of 95 %. Null where no subject was rated
    /// by two.
    pub interval: Option<Interval>,
    /// Whether it rests on fewer than five subjects.
    pub low_evidence: bool,
    /// The share of pairs that agree. Null where there are none. It has no interval: pairs of one subject hang together.
    pub of_pairs: Option<f64>,
    /// The share of subjects on which all agree. Null where no subject was rated by two.
    pub of_subjects: Option<f64>,
    /// Pairs of ratings of one subject.
    pub pairs: u64,
    /// Subjects that were rated by two or more.
    pub subjects: u64,
    /// Why there is no share.
    pub undefined: Option<NoAgreement>,
}

impl PercentAgreement {
    /// How often these agree.
    #[must_use]
    pub fn of(ratings: &Ratings) -> Self {
        let (mut pairs, mut agreeing_pairs) = (0_u64, 0_u64);
        let (mut subjects, mut agreeing_subjects) = (0_u64, 0_u64);
        for cells in ratings.pairable() {
            let mut values: Vec<f64> = cells.iter().map(|cell| cell.value).collect();
            let (of_all, of_same) = (pairs_of(values.len()), pairs_of_same(&mut values));
            pairs = pairs.saturating_add(of_all);
            agreeing_pairs = agreeing_pairs.saturating_add(of_same);
            subjects = subjects.saturating_add(1);
            agreeing_subjects = agreeing_subjects.saturating_add(u64::from(of_same == of_all));
        }
        let proportion = Proportion { hits: agreeing_subjects, of: subjects };
        PercentAgreement {
            agreeing_pairs,
            agreeing_subjects,
            interval: proportion.interval(NORMAL_95),
            low_evidence: subjects < FEW,
            of_pairs: quotient(agreeing_pairs.into(), pairs.into()),
            of_subjects: proportion.share(),
            pairs,
            subjects,
            undefined: (subjects == 0).then(|| NoAgreement::of_too_few(ratings)),
        }
    }
}

/// How many pairs so many are.
fn pairs_of(count: usize) -> u64 {
    let count = u64::try_from(count).unwrap_or(u64::MAX);
    count.saturating_mul(count.saturating_sub(1)).checked_div(2).unwrap_or_default()
}

fn pairs_of_same(values: &mut [f64]) -> u64 {
    runs(values).map(|same| pairs_of(same.len())).sum()
}

/// Values in order, those that are the same together.
pub(super) fn runs(values: &mut [f64]) -> impl Iterator<Item = &[f64]> {
    values.sort_unstable_by(f64::total_cmp);
    values.chunk_by(|one, other| is_same(*one, *other))
}

/// Whether two ratings are the same; 0 has no sign.
#[expect(clippy::float_cmp, reason = "the same rating is the very same number")]
pub(super) fn is_same(one: f64, other: f64) -> bool {
    one == other
}
