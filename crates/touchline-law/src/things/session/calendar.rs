//! What the calendar file of a session says of how often it was changed, and for whom it was called off.
//!
//! Rules: KER-17, SES-03.

use super::{Session, State};
use crate::facts::{PlanCoachRef, PlanStanding};
use touchline_kernel::Instant;

impl Session {
    /// How often it was changed for all who take part since it was scheduled: each time that it was moved, and that it was called off.
    /// Topics, answers and whatever is noted down of it stand in no file, and so change nothing of it.
    #[must_use]
    pub fn sequence(&self) -> u64 {
        let moves = u64::try_from(self.moves.len()).unwrap_or(u64::MAX);
        moves.saturating_add(u64::from(self.state == State::Cancelled))
    }

    /// When it was changed for all who take part.
    pub fn changes(&self) -> impl Iterator<Item = Instant> {
        let moves = self.moves.iter().map(|moved| moved.moved.at);
        moves.chain(self.cancelled_at())
    }

    /// When it was called off for one of those who were to take part, since they coach no more under its plan: until it was said
    /// what became of it. Of one that was held those who were not there are not known, so that all count who left.
    #[must_use]
    pub fn left_at(&self, plan: &PlanStanding<'_>) -> Vec<Instant> {
        let is_of_it = |who: &PlanCoachRef| self.state == State::Held || self.is_named(who);
        let is_meant = |at: Instant| self.scheduled.at <= at && self.over_at().is_none_or(|over| at <= over);
        let removed = plan.course.removed().into_iter();
        removed.filter(|(who, at)| is_of_it(who) && is_meant(*at)).map(|(_, at)| at).collect()
    }

    /// Whether somebody was to take part in it, and does no more.
    #[must_use]
    pub fn has_left(&self, who: &PlanCoachRef, plan: &PlanStanding<'_>) -> bool {
        self.state == State::Scheduled && self.is_named(who) && !self.takes_part(who, plan)
    }

    /// Whether somebody was to take part in it, be it that others coached in it as it was held: who was named when its series was
    /// started, or coaches under its plan since before it began.
    #[must_use]
    pub fn was_to_take_part(&self, who: &PlanCoachRef, named: bool, plan: &PlanStanding<'_>) -> bool {
        let coached =
            || plan.coaches.iter().any(|kept| kept.coach.meant() == *who && kept.added.at < self.time.starts_at);
        self.takes_part(who, plan) || (self.state == State::Held && (named || self.of_all && coached()))
    }

    fn is_named(&self, who: &PlanCoachRef) -> bool {
        self.coaches.iter().any(|coach| coach.coach == *who)
    }

    fn cancelled_at(&self) -> Option<Instant> {
        let cancelled = self.cancelled.as_deref().map(|remark| remark.done.at);
        let called_off = self.called_off.as_deref().map(|off| off.done.at);
        cancelled.or(called_off).or(self.dropped.as_deref().map(|dropped| dropped.done.at))
    }

    /// When it was said what became of it.
    fn over_at(&self) -> Option<Instant> {
        let held = self.held.as_ref().map(|held| held.recorded.at);
        held.or(self.missed.as_deref().map(|missed| missed.recorded.at)).or(self.cancelled_at())
    }
}
