//! The C face: it carries bytes over the waist, owns memory, and decides nothing.
//!
//! Every function here is exported by `#[export]`, which is also its panic guard. Those that C calls are printed, from the
//! rows of `bindings/interface.rs`, into `exports`. The header is printed from the public modules.

pub mod answer;
pub mod buffer;
#[rustfmt::skip]
pub mod exports;
pub mod facts;
pub mod skill;
pub mod tables;
pub mod version;

mod arguments;
mod guard;
mod handle;
#[cfg(feature = "provoke-defect")]
mod provoke;
mod refusal;
mod snapshot;
mod told;

use touchline_c_export::export;
