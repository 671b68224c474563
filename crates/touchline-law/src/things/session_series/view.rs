//! What is shown of a series of sessions: one view for whom its plan coaches, and one for those who coach and manage. Nothing of
//! what was said in its sessions is in either.
//!
//! Rules: ACC-07, ACC-11, SES-02.

use crate::access::Sight;
use crate::facts::{Facts, Refusal, SessionCoach};
use crate::ground::PlanId;
use crate::life::Viewer;

use super::{SeriesEnd, SeriesSession, SessionSeries, SessionSeriesId, State};
use touchline_calculators::calendar::Series;
use touchline_kernel::{Done, PersonId};

crate::life::view! {
    /// A series of sessions as whom its plan coaches sees it.
    AgentSessionSeries of known: SessionSeries for Coached, coaches: Vec<SessionCoach> {
        /// Whether it is put away.
        archived: bool,
        /// The coaches with whom it was started and who coach under its plan still; once it was ended, those who were to take part as it was
        /// started. Who came since, and takes part, is named by its sessions.
        coaches: Vec<SessionCoach> = coaches,
        /// That it was ended, if it was.
        ended: Option<SeriesEnd>,
        /// The plan that it is of.
        plan: PlanId,
        /// When its sessions take place, as it was started. What was moved or called off since says each session.
        series: Series,
        /// Its id.
        session_series: SessionSeriesId,
        /// Its sessions, in the order in which they were to begin.
        sessions: Vec<SeriesSession>,
        /// When it was started, and by whom.
        started: Done,
        /// Where it stands.
        state: State,
        /// How many changes it has seen.
        version: u64,
    }
}

crate::life::view! {
    /// A series of sessions as those see it who coach, or manage coaching.
    StaffSessionSeries of known: SessionSeries for Staff, coaches: Vec<SessionCoach> {
        /// Whether it is put away.
        archived: bool,
        /// Whom its plan coaches.
        coachee: PersonId,
        /// The coaches with whom it was started and who coach under its plan still; once it was ended, those who were to take part as it was
        /// started. Who came since, and takes part, is named by its sessions.
        coaches: Vec<SessionCoach> = coaches,
        /// That it was ended, if it was.
        ended: Option<SeriesEnd>,
        /// The plan that it is of.
        plan: PlanId,
        /// When its sessions take place, as it was started. What was moved or called off since says each session.
        series: Series,
        /// Its id.
        session_series: SessionSeriesId,
        /// Its sessions, in the order in which they were to begin.
        sessions: Vec<SeriesSession>,
        /// When it was started, and by whom.
        started: Done,
        /// Where it stands.
        state: State,
        /// How many changes it has seen.
        version: u64,
    }
}

crate::life::audiences! {
    /// A series of sessions, by the audience that the viewer belongs to.
    SessionSeriesSight {
        /// For whom its plan coaches.
        Agent(AgentSessionSeries),
        /// For those who coach, or manage coaching.
        Staff(StaffSessionSeries),
    }
}

/// A series of sessions as the viewer sees it.
pub(super) fn show<F: Facts>(
    known: &SessionSeries,
    viewer: &Viewer<'_, F>,
) -> Result<Option<SessionSeriesSight>, Refusal> {
    let Some(sight) = viewer.see(known)? else { return Ok(None) };
    let coaches = known.coaches_now(viewer.facts)?;
    Ok(Some(match sight {
        Sight::Coached(seen) => SessionSeriesSight::Agent(AgentSessionSeries::of(&seen, coaches)),
        Sight::Staff(seen) => SessionSeriesSight::Staff(StaffSessionSeries::of(&seen, coaches)),
    }))
}
