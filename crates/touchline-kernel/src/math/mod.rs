//! Arithmetic that gives the same bits on every machine: sums in one order, rounding in one way, and the
//! functions that platforms compute differently taken from code in the library.
//!
//! Only + − × ÷ and √ of the hardware are used, never a fused multiply-add.

mod beta;
mod distribution;
mod exact;
mod fisher;
mod millionths;
mod rounding;
mod sample;
mod special;
mod whole;

pub use beta::beta_quantile;
pub use distribution::{NORMAL_95, normal_cdf, normal_quantile, student_cdf, student_quantile};
pub use exact::{TRILLION, quotient, trillionths};
pub use fisher::{fisher_cdf, fisher_quantile};
pub use millionths::Millionths;
pub use rounding::{WEIGHT_TOLERANCE, adds_up_to_one, rounded, rounded_digits, sum};
pub use sample::Sample;
pub use special::{exp, ln, ln_gamma, pow};
pub use whole::nearest_whole;
