//! Who may do and see what: capabilities that roles carry, joined with relations by rules, default deny.

mod bearing;
mod matrix;
pub mod operations;
mod pointing;
mod policy;
mod relation;
mod rule;
mod sight;
mod standing;
mod tally;
mod verdict;

pub use bearing::{Bearing, occurring};
pub use matrix::{Matrix, MatrixRow, matrix};
pub use operations::OPERATIONS;
pub use pointing::{visible_call, visible_item};
pub use policy::{AccessPolicy, Capability, ManagerScope, RolePolicy};
pub use relation::{Relation, Relations};
pub use rule::{Action, Decision, Missing, RULES, Rule, RuleId, decide};
pub use sight::{Coached, Seen, Sight, Staff, Subject, see, see_count};
pub use standing::Standing;
pub use tally::SeenTally;
pub use verdict::Verdict;
