//! The C face: it carries bytes over the waist, owns memory, and decides nothing.
//!
//! Every function here is exported by `#[export]`, which is also its panic guard. The header is printed
//! from these files in the order of the public modules below (blank lines keep the formatter from sorting
//! them).

pub mod version;

pub mod answer;

pub mod buffer;

pub mod call;

pub mod workspace;

pub mod snapshot;

pub mod loader;

pub mod verifier;

pub mod redactor;

pub mod trial;

pub mod law;

pub mod tables;

pub mod facts;

pub mod skill;

mod arguments;
mod guard;
mod handle;
#[cfg(feature = "provoke-defect")]
mod provoke;
mod refusal;

use touchline_c_export::export;
