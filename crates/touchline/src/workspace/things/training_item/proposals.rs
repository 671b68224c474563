//! `training.proposals`: the agents for whom coaching is suggested, of those whom the viewer coaches, by what the viewer sees.
//!
//! Rules: ACC-19, JOB-05.

use crate::workspace::table::ordered::Ordered;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound;

use strum::VariantArray as _;

use crate::workspace::Reach;
use crate::workspace::index::moments::last_at;
use crate::workspace::queries::listing::{Order, paged};
use crate::workspace::queries::{Asked, Listed as _, Page, Question, cursor};
use crate::workspace::things::plan::index::{Of, Section};
use crate::workspace::things::training_item::proposals_index::CameUp;
use crate::workspace::things::training_item::proposals_sight::{Sees, Told};
use touchline_kernel::{Instant, PersonId};
use touchline_law::access::{Seen, Sight, Staff, see_count};
use touchline_law::facts::{Facts as _, Refusal};
use touchline_law::ground::calls::CallId;
use touchline_law::things::training_item::{
    CallFlagged, CheckFailing, NotCoached, Proposal, ProposalReason, ScoredUnder, TrainingItem,
};

paged! {
    /// Which part of the proposals.
    TrainingProposals {}
}

impl Question for TrainingProposals {
    type View = Page<Proposal>;

    fn answer(&self, asked: &Asked<'_>) -> Result<Page<Proposal>, Refusal> {
        let viewer = asked.viewing.viewer;
        let paging = self.paging(Order::NewestFirst);
        let (after, limit) = (paging.after(Self::NAME, asked)?, paging.limit());
        let stands = Stands::at(asked)?;
        let (mut items, mut last) = (Vec::new(), None);
        for key in stands.keys(asked, after)? {
            let Some(item) = stands.proposal(key, asked)? else { continue };
            if items.len() == limit {
                return Ok(Page { items, next: last.map(|key: CameUp| cursor::print(Self::NAME, viewer, &key)) });
            }
            items.push(item);
            last = Some(key);
        }
        Ok(Page { items, next: None })
    }
}

/// The proposal of one agent, where the viewer coaches them and something stands.
pub(in crate::workspace) fn proposal_of(agent: PersonId, asked: &Asked<'_>) -> Result<Option<Proposal>, Refusal> {
    let stands = Stands::at(asked)?;
    let newest = stands.told(agent, asked)?.and_then(|told| stands.newest(&told));
    newest.map_or(Ok(None), |moment| stands.proposal((moment, agent), asked))
}

/// What stands at a moment, for one viewer.
struct Stands {
    /// What happened then or before stands no longer.
    floor: Instant,
    at: Instant,
    reach: Reach,
    sees: Sees,
}

impl Stands {
    fn at(asked: &Asked<'_>) -> Result<Self, Refusal> {
        let at = asked.viewing.at;
        let days = i64::from(asked.policy.training.suggestions.lasts_days);
        let reach = asked.reach(None)?;
        let floor = at.checked_add_days(days.saturating_neg()).unwrap_or(Instant::MIN);
        Ok(Stands { floor, at, reach, sees: Sees::within(reach, asked)? })
    }

    /// Everybody for whom something came up and stands, or who has waited too long: the newest first, from the
    /// cursor on. Who is in both stands in it twice.
    fn keys<'a>(
        &self,
        asked: &Asked<'a>,
        after: Option<CameUp>,
    ) -> Result<impl Iterator<Item = CameUp> + use<'a>, Refusal> {
        let proposals = &asked.world.proposals;
        let due = proposals.due(self.sees.besides()).and_then(|due| due.within(self.reach));
        let now = Some(last_at(self.at));
        let mut came_up =
            newest_first(self.came_up(asked), Bound::Excluded(last_at(self.floor)), (after, now)).peekable();
        let mut due = newest_first(due, Bound::Unbounded, (after, now)).peekable();
        let apart = self.apart(asked)?;
        let own = apart.iter().filter_map(|(agent, newest)| Some(((*newest)?, *agent)));
        let mut own: Vec<CameUp> = own.filter(|key| after.is_none_or(|after| *key < after)).collect();
        own.sort_unstable();
        Ok(core::iter::from_fn(move || {
            loop {
                let next = came_up.peek().max(due.peek()).max(own.last()).copied()?;
                came_up.next_if_eq(&next);
                due.next_if_eq(&next);
                let is_own = own.pop_if(|key| *key == next).is_some();
                if is_own || !apart.contains_key(&next.1) {
                    return Some(next);
                }
            }
        }))
    }

    /// For whom something came up, by all that there is.
    fn came_up<'a>(&self, asked: &Asked<'a>) -> Option<&'a Ordered<CameUp>> {
        asked.world.proposals.came_up.within(self.reach)
    }

    /// Those whom the lists may hold where the viewer does not see them, with the newest of what stands: to whoever sees the
    /// sessions of the plans alone under which they coach, those whom these coach; and to whoever sees rulings of some campaigns
    /// alone, everybody for whom something came up.
    fn apart(&self, asked: &Asked<'_>) -> Result<BTreeMap<PersonId, Option<Instant>>, Refusal> {
        let mut people = BTreeSet::new();
        if self.reach != Reach::Nobody && !self.sees.sessions {
            let coach = Of::Coach(asked.viewing.viewer);
            let lists = Section::VARIANTS.iter().filter_map(|list| asked.world.plan_index.listed.of(coach, *list));
            let plans = lists.flatten().filter_map(|(_, plan)| asked.world.tables.plans.get(*plan));
            people.extend(plans.map(|plan| plan.coachee));
        }
        if !self.sees.rulings {
            let standing = self.came_up(asked).into_iter();
            let keys = standing.flat_map(|list| list.range((Bound::Excluded(last_at(self.floor)), Bound::Unbounded)));
            people.extend(keys.map(|(_, agent)| *agent));
        }
        let newest = |agent| Ok((agent, self.told(agent, asked)?.and_then(|told| self.newest(&told))));
        people.into_iter().map(newest).collect()
    }

    /// What suggests coaching an agent. Nothing does whom nothing is known of, or who has left.
    fn told(&self, agent: PersonId, asked: &Asked<'_>) -> Result<Option<Told>, Refusal> {
        let is_active = asked.world.person(agent).present()?.is_some_and(|person| person.active);
        let causes = asked.world.proposals.causes(agent).filter(|_| is_active);
        causes.map(|causes| self.sees.told(agent, causes, (self.floor, asked))).transpose()
    }

    /// Whether what came up then came up after this, and does not lie ahead.
    fn holds(&self, at: Instant, from: Instant) -> bool {
        at > from && at <= self.at
    }

    /// When the newest of what stands about an agent was there.
    fn newest(&self, told: &Told) -> Option<Instant> {
        let came_up = told.came_up().filter(|at| self.holds(*at, self.floor));
        let due = told.due.filter(|due| *due <= self.at);
        came_up.max(due)
    }

    /// The proposal of an agent who stands at a key, if that is the newest of theirs.
    fn proposal(&self, (moment, agent): CameUp, asked: &Asked<'_>) -> Result<Option<Proposal>, Refusal> {
        let Some(told) = self.told(agent, asked)?.filter(|told| self.newest(told) == Some(moment)) else {
            return Ok(None);
        };
        match see_count::<TrainingItem, _>(&told, false, &asked.standing(agent)?) {
            Some(Sight::Staff(seen)) => {
                let Some(person) = asked.world.person(agent).present()? else { return Ok(None) };
                Ok(Proposal::of(agent, moment, person.name.clone(), self.reasons(agent, &seen, asked)?))
            }
            Some(Sight::Coached(_)) | None => Ok(None),
        }
    }

    fn reasons(
        &self,
        agent: PersonId,
        seen: &Seen<'_, Told, Staff>,
        asked: &Asked<'_>,
    ) -> Result<Vec<ProposalReason>, Refusal> {
        let (told, settings) = (seen.thing(), &asked.policy.training.suggestions);
        let from = self.floor.max(told.answered_until);
        let call = |key: Option<(Instant, CallId)>| {
            let (_, call) = key.filter(|(at, _)| self.holds(*at, from))?;
            asked.world.tables.calls.get(call).map(|call| &call.document)
        };
        let low = call(told.low).zip(settings.score_under).and_then(|(call, threshold)| {
            Some(ProposalReason::ScoreUnder(ScoredUnder { call: call.call, score: call.quality_score?, threshold }))
        });
        let flagged = call(told.flagged)
            .and_then(|call| Some(ProposalReason::Flagged(CallFlagged { call: call.call, flag: call.flag.clone()? })));
        let failing = told.failing.filter(|(at, _)| self.holds(*at, from));
        let failing = failing.and_then(|(_, id)| asked.world.tables.dispositions.get(id)).zip(settings.failures);
        let failing = failing.and_then(|(last, rule)| {
            let check = last.check_key()?.clone();
            Some(ProposalReason::Failures(CheckFailing { call: last.call, check, count: rule.count, days: rule.days }))
        });
        let zone = asked.sight().zone_of(agent)?;
        let due = told.due.is_some_and(|due| due <= self.at);
        let not_coached = told.waits_since.filter(|_| due).map(|since| {
            ProposalReason::NoCoaching(NotCoached { days: zone.days_between(since, self.at), last: told.last_coached })
        });
        Ok([low, flagged, failing, not_coached].into_iter().flatten().collect())
    }
}

/// A list from its newest key down: to `lowest`, before a cursor, and to `highest` at the most.
fn newest_first<'a>(
    list: Option<&'a Ordered<CameUp>>,
    lowest: Bound<CameUp>,
    (before, highest): (Option<CameUp>, Option<CameUp>),
) -> impl Iterator<Item = CameUp> + use<'a> {
    let upper = match (before, highest) {
        (Some(before), Some(highest)) if highest < before => Bound::Included(highest),
        (Some(before), _) => Bound::Excluded(before),
        (None, Some(highest)) => Bound::Included(highest),
        (None, None) => Bound::Unbounded,
    };
    // A range whose ends are the wrong way round is none.
    let is_one = match (&lowest, &upper) {
        (Bound::Excluded(low), Bound::Excluded(high) | Bound::Included(high)) => low < high,
        _ => true,
    };
    list.filter(|_| is_one).into_iter().flat_map(move |list| list.range((lowest, upper)).rev()).copied()
}
