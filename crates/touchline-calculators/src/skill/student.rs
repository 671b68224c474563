//! The points of Student's t distribution, of which the scores of many groups ask for the same ones.

use std::collections::BTreeMap;

use touchline_kernel::math::student_quantile;

/// A number of calls that was divided twice may be under itself by this.
const SLACK: f64 = 1e-9;

/// The points of Student's t distribution for 95 %, each worked out once.
#[derive(Clone, Debug, Default)]
pub struct StudentPoints(BTreeMap<u64, f64>);

impl StudentPoints {
    /// The point for a mean over so many calls, or over one less where it is a fraction; none for fewer than two.
    pub(super) fn of_calls(&mut self, calls: f64) -> Option<f64> {
        let degrees = (calls + SLACK).floor() - 1.0;
        (degrees >= 1.0).then(|| *self.0.entry(degrees.to_bits()).or_insert_with(|| student_quantile(0.975, degrees)))
    }
}
