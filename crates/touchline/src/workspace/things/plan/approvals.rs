//! `plan.approvals` and `plan.badge`: the improvement tracks on whose approval the viewer may decide, and how many these are, with how
//! many of their own plans wait for the viewer's signature.
//!
//! Rules: ACC-13, NTF-04, PIP-07, PLN-13.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::workspace::queries::listing::{Listing, Order, paged};
use crate::workspace::queries::{Asked, Listed as _, Page, Question};
use crate::workspace::things::plan::index::Decides;
use touchline_law::access::{Action, Capability};
use touchline_law::facts::Refusal;
use touchline_law::ground::ThingKind;
use touchline_law::law::{Count, CountOf, CountTerm};
use touchline_law::things::plan::{Plan, StaffPlan};

paged! {
    /// Which approvals of improvement tracks await the viewer's decision; what was asked for first first.
    #[schemars(rename = "PlansToApprove")]
    PlanApprovals {}
}

impl Question for PlanApprovals {
    type View = Page<StaffPlan>;

    fn answer(&self, asked: &Asked<'_>) -> Result<Page<StaffPlan>, Refusal> {
        let (index, viewer) = (&asked.world.plan_index, asked.viewing.viewer);
        let approves = asked.viewer()?.carries(Capability::ApproveTracks);
        let keys = index.asked.of(Decides::Anybody, ()).filter(|_| approves);
        let (name, paging) = (Self::NAME.to_owned(), self.paging(Order::OldestFirst));
        let listing = Listing::new(name, asked, keys.into_iter().collect(), paging)?;
        let listing = listing.without(index.asked.of(Decides::AnybodyBut(viewer), ()));
        listing.page(|id| Ok(asked.shown::<Plan>(id)?.and_then(|seen| seen.staff())))
    }
}

/// Asks for the badge.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, JsonSchema)]
pub struct PlanBadge {}

/// How much of plans waits for the viewer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PlanBadges {
    /// The improvement tracks on whose approval the viewer is to decide, amendments among them.
    pub approvals: u64,
    /// The viewer's own plans that wait for their signature.
    pub to_sign: u64,
}

impl PlanBadge {
    /// The same over columns.
    pub(in crate::workspace) const COUNTS: &[Count] = &[
        Count {
            name: "approvals",
            of: &[CountOf {
                actions: &[Action::ApproveTrack],
                kind: ThingKind::Plan,
                viewer: CountOf::WHATEVER,
                says: || vec![CountTerm::undecided(), CountTerm::viewer_may_decide()],
            }],
        },
        Count {
            name: "to_sign",
            of: &[CountOf {
                actions: &[],
                kind: ThingKind::Plan,
                viewer: CountOf::COACHED,
                says: || vec![CountTerm::awaits_viewer()],
            }],
        },
    ];
}

impl Question for PlanBadge {
    type View = PlanBadges;

    /// Whoever may approve sees each, but for those in which they may decide nothing; of one's own plans one sees each whose days
    /// have run.
    fn answer(&self, asked: &Asked<'_>) -> Result<PlanBadges, Refusal> {
        let (index, viewer) = (&asked.world.plan_index, asked.viewing.viewer);
        let count = |of: Decides| index.asked.of(of, ()).map_or(0, |keys| keys.len());
        let approvals = match asked.viewer()?.carries(Capability::ApproveTracks) {
            true => count(Decides::Anybody).saturating_sub(count(Decides::AnybodyBut(viewer))),
            false => 0,
        };
        let to_sign = index.to_sign.of(viewer, ()).map_or(0, |keys| keys.len());
        let printed = |many: usize| u64::try_from(many).unwrap_or(u64::MAX);
        Ok(PlanBadges { approvals: printed(approvals), to_sign: printed(to_sign) })
    }
}
