//! Where values lie on a picture.

/// From values to places along a line.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scale {
    /// The values at its ends.
    pub(super) values: (f64, f64),
    /// The places of its ends.
    pub(super) places: (f64, f64),
}

impl Scale {
    /// Of scores, from 0 to 100.
    pub(super) const fn of_scores(places: (f64, f64)) -> Self {
        Scale { values: (0.0, 100.0), places }
    }

    /// The place of a value. What lies beyond an end is put on it; where both ends have one value, all lie in the middle.
    pub(super) fn place(self, value: f64) -> f64 {
        let ((least, most), (from, to)) = (self.values, self.places);
        let span = most - least;
        if span <= 0.0 {
            return (from + to) / 2.0;
        }
        from + ((value - least) / span).clamp(0.0, 1.0) * (to - from)
    }
}
