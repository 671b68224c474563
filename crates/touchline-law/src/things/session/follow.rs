//! What follows for a session when its plan comes to its end: what is still ahead is called off. What has begun by then is
//! recorded, or said to have been missed or called off, by whoever was there.
//!
//! Rules: SES-01, SES-04.

use super::{Change, Session, SessionCalledOff, State};
use crate::facts::PlanEnd;
use touchline_kernel::{Actor, Instant};

/// What follows for a session whose plan ended so at a moment, by somebody's doing; nothing where it is over, or has begun.
#[must_use]
pub fn called_off(session: &Session, ended: PlanEnd, (at, ended_by): (Instant, Actor)) -> Option<Change> {
    let is_ahead = session.state == State::Scheduled && at < session.time.starts_at;
    is_ahead.then_some(Change::CalledOff(SessionCalledOff { ended, ended_by, session: session.session }))
}
