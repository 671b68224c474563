//! `training.pool`: the agents who need attention, of those whom the viewer coaches.
//!
//! Rules: TRN-05.

use schemars::JsonSchema;
use serde::Serialize;

use crate::workspace::queries::listing::{Listing, Order, Paging, paged};
use crate::workspace::queries::{Asked, Listed as _, Page, Question};
use crate::workspace::things::bundle::index::Section;
use crate::workspace::things::training_item::pool_index::Waiting;
use touchline_kernel::{Key, Name, PersonId};
use touchline_law::access::{Seen, Sight, Staff, see_count};
use touchline_law::facts::{Facts as _, Refusal, Repeat};
use touchline_law::things::bundle::GivenBundle;
use touchline_law::things::training_item::{PoolReason, TrainingItem};

paged! {
    /// Which part of the attention pool.
    TrainingPool {}
}

/// A check of an agent's that needs training.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct PoolCheck {
    /// The check; null where calls as a whole are meant.
    pub check: Option<Key>,
    /// What the newest of its items calls it, if another than its key.
    pub check_name: Option<Key>,
    /// How many items wait.
    pub count: u64,
    /// Whether the newest of them came again, although the agent had been coached in it; null where it had not.
    pub repeat: Option<Repeat>,
}

/// An agent in the attention pool.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct PoolAgent {
    /// Whether the agent is still there. Nothing new can be given to one who is not.
    pub active: bool,
    /// The agent.
    pub agent: PersonId,
    /// How many calls need coaching.
    pub calls: u64,
    /// The checks that failed in them: most items first, then by key.
    pub checks: Vec<PoolCheck>,
    /// What the agent was given lately, the newest first: as many bundles as the policy says.
    pub history: Vec<GivenBundle>,
    /// What the agent is called.
    pub name: Name,
    /// Why the agent stands here.
    pub reason: PoolReason,
}

impl Question for TrainingPool {
    type View = Page<PoolAgent>;

    fn answer(&self, asked: &Asked<'_>) -> Result<Page<PoolAgent>, Refusal> {
        let pool = &asked.world.pool;
        let keys = pool.ranked.within(asked.reach(None)?);
        let paging = self.paging(Order::OldestFirst);
        Listing::new(Self::NAME.to_owned(), asked, keys.into_iter().collect(), paging)?.page(|agent| {
            let Some(waiting) = pool.waiting(agent) else { return Ok(None) };
            match see_count::<TrainingItem, _>(waiting, false, &asked.standing(agent)?) {
                Some(Sight::Staff(seen)) => agent_in_pool(agent, &seen, asked),
                Some(Sight::Coached(_)) | None => Ok(None),
            }
        })
    }
}

fn agent_in_pool(
    agent: PersonId,
    seen: &Seen<'_, Waiting, Staff>,
    asked: &Asked<'_>,
) -> Result<Option<PoolAgent>, Refusal> {
    let (Some(person), Some(oldest)) = (asked.world.person(agent).present()?, seen.thing().oldest()) else {
        return Ok(None);
    };
    let zone = asked.sight().zone_of(agent)?;
    let calls = u64::try_from(seen.thing().calls.len()).unwrap_or(u64::MAX);
    Ok(Some(PoolAgent {
        active: person.active,
        agent,
        calls,
        checks: checks(seen, asked)?,
        history: history(agent, asked)?,
        name: person.name.clone(),
        reason: PoolReason::of(calls, oldest, asked.viewing.at, zone),
    }))
}

fn checks(seen: &Seen<'_, Waiting, Staff>, asked: &Asked<'_>) -> Result<Vec<PoolCheck>, Refusal> {
    let mut checks = Vec::new();
    for (check, items) in &seen.thing().checks {
        let Some((_, newest)) = items.last() else { continue };
        let Some(item) = asked.world.tables.training_items.get(*newest) else { continue };
        let newest = asked.show(item)?;
        checks.push(PoolCheck {
            check: check.clone(),
            check_name: newest.as_ref().and_then(|item| item.check_name.clone()),
            count: u64::try_from(items.len()).unwrap_or(u64::MAX),
            repeat: newest.and_then(|item| item.repeat),
        });
    }
    checks.sort_by_key(|check| core::cmp::Reverse(check.count));
    Ok(checks)
}

/// What the agent was given lately, as far as the viewer may see it.
fn history(agent: PersonId, asked: &Asked<'_>) -> Result<Vec<GivenBundle>, Refusal> {
    let given = &asked.world.bundle_index.shown_to;
    let keys =
        <Section as strum::VariantArray>::VARIANTS.iter().filter_map(|section| given.of(agent, *section)).collect();
    let paging = Paging { after: None, limit: Some(asked.policy.training.history), order: Order::NewestFirst };
    let page = Listing::new(String::new(), asked, keys, paging)?.page(|id| {
        let Some(bundle) = asked.world.tables.bundles.get(id) else { return Ok(None) };
        Ok(match asked.sight().see(bundle)? {
            Some(Sight::Staff(seen)) => Some(GivenBundle::of(&seen)),
            Some(Sight::Coached(_)) | None => None,
        })
    })?;
    Ok(page.items)
}
