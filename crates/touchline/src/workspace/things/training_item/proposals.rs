//! `training.proposals`: the agents for whom coaching is suggested, of those whom the viewer coaches.
//!
//! Rules: JOB-05.

use crate::workspace::table::ordered::Ordered;
use std::ops::Bound;

use uuid::Uuid;

use crate::workspace::queries::listing::{Order, paged};
use crate::workspace::queries::{Asked, Listed as _, Page, Question, cursor};
use crate::workspace::things::training_item::proposals_index::{CameUp, Causes};
use touchline_kernel::{Id, Instant, PersonId};
use touchline_law::access::{Seen, Sight, Staff, see_count};
use touchline_law::facts::{Facts as _, Refusal};
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
        let stands = Stands::at(asked);
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
    let stands = Stands::at(asked);
    let newest = asked.world.proposals.causes(agent).and_then(|causes| stands.newest(causes));
    newest.map_or(Ok(None), |moment| stands.proposal((moment, agent), asked))
}

/// What stands at a moment.
struct Stands {
    /// What happened then or before stands no longer.
    floor: Instant,
    at: Instant,
}

impl Stands {
    fn at(asked: &Asked<'_>) -> Self {
        let at = asked.viewing.at;
        let days = i64::from(asked.policy.training.suggestions.lasts_days);
        Stands { floor: at.checked_add_days(days.saturating_neg()).unwrap_or(Instant::MIN), at }
    }

    /// Everybody for whom something came up and stands, or who has waited too long: the newest first, from the
    /// cursor on. Who is in both stands in it twice.
    fn keys<'a>(
        &self,
        asked: &Asked<'a>,
        after: Option<CameUp>,
    ) -> Result<impl Iterator<Item = CameUp> + use<'a>, Refusal> {
        let proposals = &asked.world.proposals;
        let reach = asked.reach(None)?;
        let (came_up, due) = (proposals.came_up.within(reach), proposals.due.within(reach));
        let edge = |at| (at, Id::new(Uuid::max()));
        let now = Some(edge(self.at));
        let mut came_up = newest_first(came_up, Bound::Excluded(edge(self.floor)), (after, now)).peekable();
        let mut due = newest_first(due, Bound::Unbounded, (after, now)).peekable();
        Ok(core::iter::from_fn(move || {
            let next = came_up.peek().max(due.peek()).copied()?;
            came_up.next_if_eq(&next);
            due.next_if_eq(&next);
            Some(next)
        }))
    }

    /// Whether what came up then came up after this, and does not lie ahead.
    fn holds(&self, at: Instant, from: Instant) -> bool {
        at > from && at <= self.at
    }

    /// When the newest of what stands about an agent was there.
    fn newest(&self, causes: &Causes) -> Option<Instant> {
        let came_up = causes.place.came_up.filter(|at| self.holds(*at, self.floor));
        let due = causes.place.due.filter(|due| *due <= self.at);
        came_up.max(due)
    }

    /// The proposal of an agent who stands at a key, if that is the newest of theirs.
    fn proposal(&self, (moment, agent): CameUp, asked: &Asked<'_>) -> Result<Option<Proposal>, Refusal> {
        let Some(causes) = asked.world.proposals.causes(agent) else { return Ok(None) };
        if self.newest(causes) != Some(moment) {
            return Ok(None);
        }
        match see_count::<TrainingItem, _>(causes, false, &asked.standing(agent)?) {
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
        seen: &Seen<'_, Causes, Staff>,
        asked: &Asked<'_>,
    ) -> Result<Vec<ProposalReason>, Refusal> {
        let (causes, settings) = (seen.thing(), &asked.policy.training.suggestions);
        let from = self.floor.max(causes.answered_until());
        let call = |key: Option<&(Instant, touchline_law::ground::calls::CallId)>| {
            let (_, call) = key.filter(|(at, _)| self.holds(*at, from))?;
            asked.world.tables.calls.get(*call).map(|call| &call.document)
        };
        let low = call(causes.low.last()).zip(settings.score_under).and_then(|(call, threshold)| {
            Some(ProposalReason::ScoreUnder(ScoredUnder { call: call.call, score: call.quality_score?, threshold }))
        });
        let flagged = call(causes.flagged.last())
            .and_then(|call| Some(ProposalReason::Flagged(CallFlagged { call: call.call, flag: call.flag.clone()? })));
        let failing = causes.failing.last().filter(|(at, _)| self.holds(*at, from));
        let failing = failing.and_then(|(_, id)| asked.world.tables.dispositions.get(*id)).zip(settings.failures);
        let failing = failing.and_then(|(last, rule)| {
            let check = last.check_key()?.clone();
            Some(ProposalReason::Failures(CheckFailing { call: last.call, check, count: rule.count, days: rule.days }))
        });
        let zone = asked.sight().zone_of(agent)?;
        let due = causes.place.due.is_some_and(|due| due <= self.at);
        let since = causes.waits_since(zone).filter(|_| due);
        let not_coached = since.map(|since| {
            ProposalReason::NoCoaching(NotCoached {
                days: zone.days_between(since, self.at),
                last: causes.last_coached(zone),
            })
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
