//! Moments of a day as times of a call: against when it began, or else the first of them.

use super::fault::no_time;
use super::place::Place;
use super::{Known, time};
use touchline_kernel::rejection::Reason;
use touchline_kernel::time::Instant;

/// When a call began.
pub(super) struct Beginning {
    is_told: bool,
    first: Option<i64>,
}

impl Beginning {
    pub(super) fn of(known: &Known) -> Self {
        let first = known.began_at.map(Instant::millis);
        Beginning { is_told: first.is_some(), first }
    }

    /// A moment of the call. The first one is its beginning, where the host does not tell when it began.
    pub(super) fn see(&mut self, moment: &str, place: Place) -> Result<(), Reason> {
        let millis = time::moment(moment).ok_or_else(|| no_time(place, moment))?;
        if !self.is_told {
            self.first = Some(self.first.map_or(millis, |first| first.min(millis)));
        }
        Ok(())
    }

    /// A moment, in milliseconds from the beginning.
    pub(super) fn millis_until(&self, moment: &str, place: Place) -> Result<i64, Reason> {
        let millis = time::moment(moment).ok_or_else(|| no_time(place, moment))?;
        Ok(millis.saturating_sub(self.first.unwrap_or(millis)))
    }
}
