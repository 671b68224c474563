//! Reports as data: how somebody did, how a team did, what somebody was given and what a manager gave. Everything in one is of what
//! its viewer sees, thing by thing: there is no other gate.
//!
//! Rules: ACC-19, RPT-03.

pub(in crate::workspace) mod bundle;
pub(in crate::workspace) mod history;
pub(in crate::workspace) mod needs_coaching;
pub(in crate::workspace) mod performance;
pub(in crate::workspace) mod ranking;
pub(in crate::workspace) mod records;
pub(in crate::workspace) mod skill_trend;
pub(in crate::workspace) mod team;
pub(in crate::workspace) mod trend;
