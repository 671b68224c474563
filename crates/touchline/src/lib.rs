//! The law of coaching, pure and embeddable.
pub mod kernel;
pub mod waist;
