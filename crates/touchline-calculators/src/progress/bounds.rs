//! From where to where a number may lie, and why one does not.
//!
//! Rules: GOL-02.

use touchline_kernel::rejection::{Code, DetailKey, Reason};

/// From where to where a number may lie.
#[derive(Clone, Copy)]
pub struct Bounds {
    /// The least.
    pub minimum: f64,
    /// The most.
    pub maximum: f64,
    /// Whether it is a whole one.
    pub whole: bool,
}

impl Bounds {
    /// Refuses a number that lies outside them.
    pub fn check(self, number: f64) -> Result<(), Reason> {
        if !(self.minimum..=self.maximum).contains(&number) {
            return Err(Reason::out_of_range(shown(number), shown(self.minimum), shown(self.maximum)));
        }
        if self.whole && (number - number.trunc()).abs() >= f64::MIN_POSITIVE {
            return Err(Reason::new(Code::WrongType)
                .with(DetailKey::Expected, "a whole number")
                .with(DetailKey::Actual, shown(number)));
        }
        Ok(())
    }
}

/// A number as JSON prints it.
fn shown(number: f64) -> String {
    touchline_kernel::canonical::to_string(&number).unwrap_or_default()
}
