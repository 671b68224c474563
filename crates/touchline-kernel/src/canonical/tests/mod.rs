//! Canonical printing, held against RFC 8785's own examples.

mod numbers;
mod objects;
mod personal;
mod refused;
