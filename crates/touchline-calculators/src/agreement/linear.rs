//! Symmetric equations, solved by Cholesky's triangle.

use touchline_kernel::math::sum;

/// The lower triangle of a matrix that is symmetric and positive: its product with itself, turned around, is the matrix.
pub(super) struct Triangle(Vec<Vec<f64>>);

impl Triangle {
    /// The triangle of a matrix whose rows are given up to the diagonal; none where it is not positive.
    pub(super) fn of(mut rows: Vec<Vec<f64>>) -> Option<Self> {
        for nth in 0..rows.len() {
            let (above, rest) = rows.split_at_mut(nth);
            let row = rest.first_mut()?;
            for (column, other) in above.iter().enumerate() {
                let (known, open) = row.split_at_mut(column);
                let value = open.first_mut()?;
                *value = (*value - product(known, other)) / other.last()?;
            }
            let (known, open) = row.split_at_mut(nth);
            let diagonal = open.first_mut()?;
            let square = *diagonal - product(known, known);
            if square <= 0.0 {
                return None;
            }
            *diagonal = square.sqrt();
        }
        Some(Triangle(rows))
    }

    /// What the matrix makes into this.
    pub(super) fn solve(&self, made: &[f64]) -> Option<Vec<f64>> {
        let mut found = self.half(made)?;
        for (nth, row) in self.0.iter().enumerate().rev() {
            let (earlier, from) = found.split_at_mut(nth);
            let value = from.first_mut()?;
            *value /= row.last()?;
            let value = *value;
            earlier.iter_mut().zip(row).for_each(|(open, factor)| *open -= factor * value);
        }
        Some(found)
    }

    /// The diagonal of the matrix turned upside down.
    pub(super) fn inverse_diagonal(&self) -> Option<Vec<f64>> {
        let units = (0..self.0.len()).map(|nth| {
            let mut unit = vec![0.0; self.0.len()];
            *unit.get_mut(nth)? = 1.0;
            let half = self.half(&unit)?;
            Some(product(&half, &half))
        });
        units.collect()
    }

    fn half(&self, made: &[f64]) -> Option<Vec<f64>> {
        let mut found = Vec::with_capacity(made.len());
        for (row, made) in self.0.iter().zip(made) {
            found.push((made - product(&found, row)) / row.last()?);
        }
        Some(found)
    }
}

/// The products of two rows place by place, added up as far as the shorter goes.
fn product(one: &[f64], other: &[f64]) -> f64 {
    sum(one.iter().zip(other).map(|(one, other)| one * other))
}
