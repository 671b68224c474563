//! `action_item.badge`: how many action items wait for the viewer.
//!
//! Rules: NTF-04.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use touchline_kernel::PersonId;

use crate::workspace::queries::{Asked, Question};
use crate::workspace::things::action_item::index::{Of, Section};
use touchline_law::access::see_count;
use touchline_law::facts::Refusal;
use touchline_law::ground::ThingKind;
use touchline_law::law::{Count, CountOf, CountTerm};
use touchline_law::things::action_item::{ActionItem, ActionItemBadges, State};

/// Asks for the badges.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, JsonSchema)]
pub struct ActionItemBadge {}

impl ActionItemBadge {
    /// The same over columns.
    pub(in crate::workspace) const COUNTS: &[Count] = &[
        Count {
            name: "awaiting_decision",
            of: &[CountOf {
                actions: &[],
                kind: ThingKind::ActionItem,
                viewer: CountOf::ASSIGNED,
                says: || vec![CountTerm::undecided()],
            }],
        },
        Count {
            name: "open",
            of: &[CountOf {
                actions: &[],
                kind: ThingKind::ActionItem,
                viewer: CountOf::COACHED,
                says: || vec![CountTerm::in_state(State::is_open)],
            }],
        },
    ];
}

impl Question for ActionItemBadge {
    type View = ActionItemBadges;

    fn answer(&self, asked: &Asked<'_>) -> Result<ActionItemBadges, Refusal> {
        let viewer: PersonId = asked.viewing.viewer;
        Ok(ActionItemBadges {
            awaiting_decision: seen(asked, Of::Decider(viewer), Section::Awaiting)?,
            open: seen(asked, Of::Assignee(viewer), Section::Open)?,
        })
    }
}

/// How many a list of the viewer's own holds: they stand to all in it as to the first.
fn seen(asked: &Asked<'_>, of: Of, section: Section) -> Result<u64, Refusal> {
    let Some(keys) = asked.world.action_item_index.listed.of(of, section) else { return Ok(0) };
    let first = keys.first().and_then(|(_, _, id)| asked.world.tables.action_items.get(*id));
    let Some(first) = first else { return Ok(0) };
    let count = u64::try_from(keys.len()).unwrap_or(u64::MAX);
    let standing = asked.sight().towards(&touchline_law::access::Subject::whose(first))?;
    Ok(see_count::<ActionItem, _>(&count, true, &standing).map_or(0, |sight| *sight.thing()))
}
