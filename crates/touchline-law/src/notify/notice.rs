//! Whom a message goes to, and when: what a row says of it in the folder of the thing that it is about.

use serde::Serialize;
use touchline_kernel::LocalDate;

use super::Template;

/// When somebody is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum When {
    /// As it happens.
    AtOnce,
    /// So many days before the thing's last day as the policy says, at the hour of its recipient's digest.
    BeforeLastDay,
    /// On the day after the thing's last day, at the hour of their digest.
    AfterLastDay,
    /// On the day of the follow-up as the policy has it, at the hour of their digest: counted from the day on which it
    /// happened where the one coached is.
    ToFollowUp,
    /// So many hours before it begins as the policy says; at once where it is nearer than that, and ahead.
    BeforeItBegins,
    /// As soon as it is overdue, so many hours after its end as the policy says; at once where it is entered later.
    AfterItEnded,
    /// On the day of a plan's mid-point review, at the hour of their digest; at once where the plan goes on after it.
    AtMidpoint,
    /// On the first day on which a plan is behind, at the hour of their digest; at once where that is when it goes on.
    OnceBehind,
    /// On the day after a milestone's target day, at the hour of their digest.
    AfterTarget,
    /// On the first day on which a certification expires soon, at the hour of their digest; at once where it is recorded later.
    OnceExpiring,
}

impl When {
    /// Whether it follows from how a thing's days and figures run, so that each change of these moves it.
    #[must_use]
    pub const fn is_of_a_course(self) -> bool {
        matches!(self, When::AtMidpoint | When::OnceBehind | When::AfterTarget | When::OnceExpiring)
    }

    /// Whether it is counted in the days of whom its thing coaches.
    #[must_use]
    pub const fn is_where_the_coached_is(self) -> bool {
        self.is_of_a_course() || matches!(self, When::ToFollowUp)
    }
}

/// What of a thing falls due on a day by its course.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FallsDue {
    /// The day, where the one coached is.
    pub on: LocalDate,
    /// Which part of it, counted from 1; 0 where it is the whole.
    pub part: u32,
    /// Whether it is told at once where that day has come already.
    pub at_once: bool,
}

/// Who is told, by what they are to the thing. Never whoever caused it, unless a day that comes due is all that is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum To {
    /// Everybody who may approve what an improvement track says: who holds that office, and neither asked for it nor coaches
    /// nor is coached.
    Approver,
    /// The person whom it coaches.
    Coached,
    /// Whoever decides on the action item: who assigned it or took it over, and where that one has left, the assignee's
    /// own manager.
    Assigner,
    /// Whoever hears a dispute about it: the nearest manager of the person whom it is about who may decide; where there is
    /// none, every owner who may.
    Hearer,
    /// Whoever keeps it.
    Keeper,
    /// Whoever keeps the bundle that took it up.
    KeeperOfItsBundle,
    /// Everybody who takes part in it.
    Circle,
    /// Whoever was asked last to take part in it.
    Newcomer,
    /// Who may create plans for whom it is about: the nearest manager who can act, where they may; else everybody in human
    /// resources.
    Planner,
    /// Whoever asked for what was decided about it last.
    Requester,
    /// Whom the plan coaches, where it has just come to say what they are to sign.
    Signer,
    /// Whoever leads the team that it is about.
    Leader,
    /// The nearest manager of the person whom it is about who has not left and has an account; where there is none, every
    /// owner, and where there is none of these, everybody in human resources.
    Manager,
}

/// One line of a thing's table: a message that an event of it sends.
#[derive(Clone, Copy, Debug)]
pub struct Notice {
    /// The text's key.
    pub template: Template,
    /// Who is told.
    pub to: To,
    /// When.
    pub when: When,
    /// The rule that demands it.
    pub rule: &'static str,
}
