//! What a workspace keeps of each thing, by what it is found and listed, and the questions about it: a folder for each,
//! named as in the law.

pub(in crate::workspace) mod action_item;
pub(in crate::workspace) mod assessment;
pub(in crate::workspace) mod bundle;
pub(in crate::workspace) mod calibration;
pub(in crate::workspace) mod call;
pub(in crate::workspace) mod certification;
pub(in crate::workspace) mod coaching_meeting;
pub(in crate::workspace) mod coaching_rating;
pub(in crate::workspace) mod disposition;
pub(in crate::workspace) mod escalation;
pub(in crate::workspace) mod feedback_round;
pub(in crate::workspace) mod goal;
pub(in crate::workspace) mod metric_day;
pub(in crate::workspace) mod notification_settings;
pub(in crate::workspace) mod person;
pub(in crate::workspace) mod plan;
pub(in crate::workspace) mod plan_feedback;
pub(in crate::workspace) mod plan_proposal;
pub(in crate::workspace) mod policy;
pub(in crate::workspace) mod private_note;
pub(in crate::workspace) mod programme;
pub(in crate::workspace) mod progress_note;
pub(in crate::workspace) mod review;
pub(in crate::workspace) mod review_assignment;
pub(in crate::workspace) mod review_queue;
pub(in crate::workspace) mod sampling;
pub(in crate::workspace) mod scorecard;
pub(in crate::workspace) mod self_review;
pub(in crate::workspace) mod session;
pub(in crate::workspace) mod session_note;
pub(in crate::workspace) mod session_series;
pub(in crate::workspace) mod share_link;
pub(in crate::workspace) mod skill_report;
pub(in crate::workspace) mod team_goal;
pub(in crate::workspace) mod training_item;
