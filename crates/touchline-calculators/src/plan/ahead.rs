//! What of a plan is to come, if everything stays as it is: when it is to be reviewed, and when it will be behind.
//!
//! Rules: MIL-04, PLN-08, PLN-09.

use super::days::PlanDays;
use super::progress::Weighed;
use super::{MilestoneStanding, MilestoneTaken, PlanPolicy, PlanTaken};
use touchline_kernel::time::LocalDate;

impl MilestoneTaken {
    /// The first day on which it is overdue, if it stays as it is and the plan's days run; nothing where it is not aimed at, has
    /// come all the way, or has no day.
    #[must_use]
    pub fn overdue_from(&self) -> Option<LocalDate> {
        let target = self.target_on.filter(|_| self.standing() == MilestoneStanding::Open)?;
        target.checked_add_days(1)
    }
}

impl PlanTaken {
    /// The first day on which it is behind, if everything stays as it is and its days run; nothing where there is none.
    #[must_use]
    pub fn behind_from(&self, policy: &PlanPolicy) -> Option<LocalDate> {
        let overdue = self.milestones.iter().filter_map(MilestoneTaken::overdue_from).min();
        overdue.into_iter().chain(self.lags_from(policy)).min()
    }

    /// The first day on which its progress lies too far under the share of its days that is over.
    fn lags_from(&self, policy: &PlanPolicy) -> Option<LocalDate> {
        let mut weighed = Weighed::default();
        self.milestones.iter().for_each(|milestone| weighed.add(&milestone.come()));
        let days = self.days_to_come();
        let planned = days.elapsed().planned;
        let over = weighed.days_before_behind(planned, policy)?.saturating_add(1);
        days.once_over(i64::try_from(over).ok().filter(|over| *over <= planned)?)
    }

    /// The day of its mid-point review, if its days run on from now; nothing where it was recorded, or no day counts.
    #[must_use]
    pub fn midpoint_from(&self, policy: &PlanPolicy) -> Option<LocalDate> {
        self.days_to_come().midpoint(policy).filter(|_| !self.midpoint_reviewed)
    }

    /// Its days as they count once all are over that were on hold up to now.
    fn days_to_come(&self) -> PlanDays {
        let ends = self.holds.iter().filter_map(|hold| hold.until);
        PlanDays::on(ends.fold(self.days.last, LocalDate::max), self.days, &self.holds)
    }
}
