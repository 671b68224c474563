//! The law of coaching: what things there are, who may do and see what, and what follows from what.
//!
//! The folders stand in an order, and each knows only those before it: [`ground`], [`notify`], [`facts`], [`access`],
//! [`policy`], [`life`], [`things`], [`law`]. No thing knows another one.

#[macro_use]
mod list;

pub mod access;
pub mod facts;
pub mod ground;
pub mod law;
pub mod life;
pub mod notify;
pub mod policy;
pub mod things;
