//! What suggests coaching an agent, as far as a viewer sees it: whoever is shown proposals sees calls and bundles, and of rulings,
//! sessions and meetings what they see of these besides. What they do not see suggests nothing to them, and answers nothing.
//!
//! Rules: ACC-19, ACC-22, JOB-05.

use std::collections::BTreeSet;
use std::ops::Bound;

use super::proposals_index::{Besides, Causes, FailureKey, due, too_many_since};
use crate::workspace::index::moments::last_at;
use crate::workspace::queries::Asked;
use crate::workspace::{Reach, SortKey};
use touchline_kernel::{Instant, Key, PersonId};
use touchline_law::access::{Action, Bearing};
use touchline_law::facts::Refusal;
use touchline_law::ground::DispositionMark;
use touchline_law::ground::calls::CallMark;
use touchline_law::policy::FailureRule;

/// What a viewer sees of everybody whom they coach alike.
#[derive(Clone, Copy)]
pub(super) struct Sees {
    meetings: bool,
    /// What was made of calls of every campaign.
    pub(super) rulings: bool,
    /// The sessions of every plan.
    pub(super) sessions: bool,
}

impl Sees {
    /// What the viewer sees of all within their reach.
    pub(super) fn within(reach: Reach, asked: &Asked<'_>) -> Result<Self, Refusal> {
        let viewer = asked.viewer()?;
        let bearing = if reach == Reach::All { Bearing::STRANGER } else { Bearing::MANAGER };
        let may = |action: Action| viewer.bearing_on(action.about(), bearing).may(action).is_ok();
        Ok(Sees {
            meetings: may(Action::KeepProgramme),
            rulings: may(Action::SeeDisposition),
            sessions: may(Action::SeePlan),
        })
    }

    /// What coaches somebody besides bundles, of what they see of everybody.
    pub(super) fn besides(self) -> Besides {
        Besides::of(self.meetings, self.sessions)
    }

    /// What suggests coaching an agent, of what came up after the floor.
    pub(super) fn told(
        self,
        agent: PersonId,
        causes: &Causes,
        (floor, asked): (Instant, &Asked<'_>),
    ) -> Result<Told, Refusal> {
        let zone = asked.sight().zone_of(agent)?;
        let last_coached = causes.last_met(zone, self.meetings).max(self.last_session(causes, asked)?);
        let waits_since = causes.waits_since(last_coached);
        let settings = &asked.policy.training.suggestions;
        Ok(Told {
            answered_until: causes.answered_until(),
            due: due(waits_since, settings),
            failing: self.failing(causes, (floor, asked))?,
            flagged: self.flagged(causes, (floor, asked))?,
            last_coached,
            low: causes.low.last().copied(),
            waits_since,
        })
    }

    /// When the newest session began that was held, of the plans that the viewer sees.
    fn last_session(self, causes: &Causes, asked: &Asked<'_>) -> Result<Option<Instant>, Refusal> {
        let mut newest = None;
        for (at, session) in causes.sessions.values().filter_map(|held| held.last()) {
            let known = asked.world.tables.sessions.get(*session);
            let is_seen = self.sessions || known.map_or(Ok(None), |known| asked.sight().see(known))?.is_some();
            newest = newest.max(Some(*at).filter(|_| is_seen));
        }
        Ok(newest)
    }

    /// The newest call whose flag the viewer sees.
    fn flagged(
        self,
        causes: &Causes,
        (floor, asked): (Instant, &Asked<'_>),
    ) -> Result<Option<SortKey<CallMark>>, Refusal> {
        if self.rulings {
            return Ok(causes.flagged.last().copied());
        }
        for key in causes.flagged.range(after(floor)).rev() {
            let shown = asked.world.tables.calls.get(key.1).map_or(Ok(None), |call| asked.show(call))?;
            if shown.is_some_and(|call| call.flag.is_some()) {
                return Ok(Some(*key));
            }
        }
        Ok(None)
    }

    /// The newest failure that makes too many of those that the viewer sees. A check that fails too often by these does by all,
    /// and has by then: others are not looked at.
    fn failing(
        self,
        causes: &Causes,
        (floor, asked): (Instant, &Asked<'_>),
    ) -> Result<Option<SortKey<DispositionMark>>, Refusal> {
        let Some(rule) = asked.policy.training.suggestions.failures.filter(|_| !self.rulings) else {
            return Ok(causes.failing.last().copied());
        };
        let dispositions = &asked.world.tables.dispositions;
        let failing = causes.failing.range(after(floor)).filter_map(|(_, failure)| dispositions.get(*failure));
        let checks: BTreeSet<&Key> = failing.filter_map(|failure| failure.check_key()).collect();
        let mut newest = None;
        for failures in checks.into_iter().filter_map(|check| causes.failures.get(check)) {
            let mut seen = Vec::new();
            for key in failures {
                let known = dispositions.get(key.1).map_or(Ok(None), |known| asked.sight().see(known))?;
                seen.extend(known.map(|_| *key));
            }
            newest = newest.max(newest_of(&seen, rule));
        }
        Ok(newest)
    }
}

/// The newest of the failures of a check that make too many.
fn newest_of(failures: &[FailureKey], rule: FailureRule) -> Option<SortKey<DispositionMark>> {
    let count = usize::try_from(rule.count).unwrap_or(usize::MAX).max(1);
    let too_many = failures.windows(count).filter_map(|together| {
        let (_, failure, _) = together.last()?;
        Some((too_many_since(together, rule)?, *failure))
    });
    too_many.max()
}

/// What stands later in a list than everything of a moment.
fn after<Mark>(floor: Instant) -> (Bound<SortKey<Mark>>, Bound<SortKey<Mark>>) {
    (Bound::Excluded(last_at(floor)), Bound::Unbounded)
}

/// What suggests coaching an agent, as a viewer sees it.
pub(super) struct Told {
    /// Since when the agent is being coached, the last time: what came up before is answered.
    pub(super) answered_until: Instant,
    /// When want of coaching has lasted too long.
    pub(super) due: Option<Instant>,
    pub(super) failing: Option<SortKey<DispositionMark>>,
    pub(super) flagged: Option<SortKey<CallMark>>,
    pub(super) last_coached: Option<Instant>,
    pub(super) low: Option<SortKey<CallMark>>,
    /// What want of coaching counts from.
    pub(super) waits_since: Option<Instant>,
}

impl Told {
    /// When something came up the last time that is not answered, which may lie ahead where a call does.
    pub(super) fn came_up(&self) -> Option<Instant> {
        let calls = [self.flagged, self.low].into_iter().flatten().map(|(at, _)| at);
        let newest = calls.chain(self.failing.map(|(at, _)| at)).max();
        newest.filter(|at| *at > self.answered_until)
    }
}
