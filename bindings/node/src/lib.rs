//! The Node face: bytes in, an answer out, and memory owned on one side only.
//!
//! It knows no thing's name, no rule and no default. What JavaScript may call is the one table in
//! `exports`; every call passes through the one guarded door in `door`, which is also the only
//! place where a function becomes callable, so that no export can be without its guard.

mod arrays;
mod bytes;
mod chunks;
mod columns;
mod door;
mod exports;
mod gathering;
mod given_out;
mod node;
mod pool;
mod reply;
mod skill;
mod slots;
mod tables;
mod workspace;
