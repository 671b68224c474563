//! The things, a folder each. None knows another one: what it must know of one is a fact.

pub mod action_item;
pub mod bundle;
pub mod calibration;
pub mod call;
pub mod disposition;
pub mod duties;
pub mod escalation;
pub mod goal;
pub mod metric_day;
pub mod notification_settings;
pub mod person;
pub mod plan;
pub mod policy;
pub mod redaction;
pub mod review;
pub mod review_assignment;
pub mod review_queue;
pub mod sampling;
pub mod scorecard;
pub mod self_review;
pub mod session;
pub mod session_note;
pub mod skill_report;
pub mod team_goal;
pub mod training_item;
