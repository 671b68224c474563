//! Times of rounds: the machine is never quiet, so what counts is the median, and ratios within one round.

use std::time::{Duration, Instant};

use cpu_time::ThreadTime;

/// How long something kept this thread's processor, and what it gave. For work of a tenth of a millisecond
/// and more: asking for that time takes some hundred nanoseconds.
pub fn worked<T>(work: impl FnOnce() -> T) -> (Duration, T) {
    let start = ThreadTime::now();
    let made = work();
    (start.elapsed(), made)
}

/// How long something short took on the clock, and what it gave; the median leaves out what was interrupted.
pub fn timed<T>(work: impl FnOnce() -> T) -> (Duration, T) {
    let start = Instant::now();
    let made = work();
    (start.elapsed(), made)
}

/// Figures of the same thing, measured again and again.
#[derive(Clone, Debug, Default)]
pub struct Samples(Vec<f64>);

impl Samples {
    /// One figure more.
    pub fn add(&mut self, figure: f64) {
        self.0.push(figure);
    }

    /// Adds the nanoseconds of a duration.
    pub fn add_nanos(&mut self, duration: Duration) {
        self.add(duration.as_nanos() as f64);
    }

    /// All of them.
    #[must_use]
    pub fn figures(&self) -> &[f64] {
        &self.0
    }

    /// The middle one.
    #[must_use]
    pub fn median(&self) -> f64 {
        self.at(0.5)
    }

    /// The least one.
    #[must_use]
    pub fn least(&self) -> f64 {
        self.at(0.0)
    }

    /// The greatest one.
    #[must_use]
    pub fn greatest(&self) -> f64 {
        self.at(1.0)
    }

    /// The figure below which such a share of them lies.
    #[must_use]
    pub fn at(&self, share: f64) -> f64 {
        let mut sorted = self.0.clone();
        sorted.sort_by(f64::total_cmp);
        let place = share * sorted.len().saturating_sub(1) as f64;
        sorted.get(place.round() as usize).copied().unwrap_or(f64::NAN)
    }
}

impl Extend<f64> for Samples {
    fn extend<I: IntoIterator<Item = f64>>(&mut self, figures: I) {
        self.0.extend(figures);
    }
}
