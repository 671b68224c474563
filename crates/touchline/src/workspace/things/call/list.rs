//! `call.list`: the calls that the viewer may see, the newest first.
//!
//! Rules: WSP-05.

use schemars::JsonSchema;
use serde::Serialize;

use crate::workspace::index::moments::first_at;
use crate::workspace::queries::listing::{Listing, Order, paged};
use crate::workspace::queries::{Asked, Listed as _, Page, Question, Reaches};
use crate::workspace::things::call::begun::{Begun, Common};
use crate::workspace::{Ordered, Reach, SortKey};
use touchline_kernel::{Instant, Key, PersonId, Recorded};
use touchline_law::access::{Action, Whose};
use touchline_law::facts::Refusal;
use touchline_law::ground::CallMark;
use touchline_law::ground::calls::Call;
use touchline_law::things::disposition::Ruling;

paged! {
    /// Which calls. What is left out chooses nothing.
    #[schemars(rename = "CallListed")]
    CallList {
        /// Only those that this person handled.
        #[serde(default)]
        agent: Option<PersonId>,
        /// Only those that began before this moment.
        #[serde(default)]
        before: Option<Instant>,
        /// Only those of this kind.
        #[serde(default)]
        call_type: Option<Key>,
        /// Only those of this campaign.
        #[serde(default)]
        campaign: Option<Key>,
        /// Only those that began at this moment or later.
        #[serde(default)]
        since: Option<Instant>,
    }
}

/// What was made of a check of a call.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct CallRuling {
    /// The check; null where it is about the call as a whole.
    pub check: Option<Key>,
    /// What was made of it.
    pub ruling: Ruling,
}

/// A call, with what was made of it.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct ListedCall {
    /// The call.
    pub call: Call,
    /// Whether it is flagged for the viewer, who handled it: there is a review of it that they have not marked reviewed.
    pub flagged: bool,
    /// What was made of its checks, in their order, the call as a whole first; empty where nobody has reviewed it. Null for
    /// whoever does not see that.
    pub rulings: Option<Vec<CallRuling>>,
}

impl Question for CallList {
    type View = Page<ListedCall>;

    fn answer(&self, asked: &Asked<'_>) -> Result<Page<ListedCall>, Refusal> {
        let keys = self.fewest(asked)?;
        let listing = Listing::new(self.named(), asked, keys, self.paging(Order::NewestFirst))?;
        let listing = match self.before {
            Some(before) => listing.beginning(first_at(before)),
            None => listing,
        };
        let is_recent = |(began, _): &SortKey<CallMark>| self.since.is_none_or(|since| *began >= since);
        listing.page_while(is_recent, |id| {
            let Some(known) = asked.world.tables.calls.get(id) else { return Ok(None) };
            if self.chooses(&known.document) { listed(asked, known) } else { Ok(None) }
        })
    }
}

impl CallList {
    /// The list, with all that chooses what is in it.
    fn named(&self) -> String {
        let CallList { agent, before, call_type, campaign, since, .. } = self;
        format!("{}/{agent:?}/{before:?}/{call_type:?}/{campaign:?}/{since:?}", Self::NAME)
    }

    /// The shortest of the lists that hold all that is chosen, of those whom the viewer reaches and of the viewer.
    fn fewest<'a>(&self, asked: &Asked<'a>) -> Result<Vec<&'a Ordered<SortKey<CallMark>>>, Refusal> {
        let reaches = asked.reaches_of_calls(self.agent)?;
        Ok(reaches.into_iter().flat_map(|(of, reach)| self.shortest(&asked.world.begun, of, reach)).collect())
    }

    /// Of those within reach, and of a campaign, the shortest list that holds all that is chosen.
    fn shortest<'a>(&self, begun: &'a Begun, of: Option<&Key>, reach: Reach) -> Option<&'a Ordered<SortKey<CallMark>>> {
        if of.is_some_and(|of| self.campaign.as_ref().is_some_and(|asked| asked != of)) {
            return None;
        }
        let campaign = of.or(self.campaign.as_ref()).cloned().map(Common::Campaign);
        let common = campaign.into_iter().chain(self.call_type.clone().map(Common::Kind)).collect::<Vec<_>>();
        if common.is_empty() {
            return begun.within(reach);
        }
        // Where there is no such list, nothing is of that campaign or kind.
        let lists: Option<Vec<_>> = common.iter().map(|common| begun.with(common, reach)).collect();
        lists?.into_iter().min_by_key(|list| list.len())
    }

    fn chooses(&self, call: &Call) -> bool {
        let is = |asked: &Option<Key>, known: &Option<Key>| asked.is_none() || asked == known;
        is(&self.campaign, &call.campaign) && is(&self.call_type, &call.call_type)
    }
}

impl<'a> Asked<'a> {
    /// Whose calls the viewer sees, of those that this person handled or of all, and of which campaign alone.
    pub(super) fn reaches_of_calls(&self, agent: Option<PersonId>) -> Result<Reaches<'a>, Refusal> {
        let mut reaches = self.reaches_of(Action::SeeCall, agent)?;
        // One's own calls are not among those that one reaches.
        if agent.is_none() && reaches.first().is_some_and(|(_, all)| *all != Reach::All) {
            reaches.push((None, Reach::One(self.viewing.viewer)));
        }
        Ok(reaches)
    }
}

/// A call as the viewer sees it, with as much of what was made of it.
pub(super) fn listed(asked: &Asked<'_>, known: &Recorded<Call>) -> Result<Option<ListedCall>, Refusal> {
    let Some(call) = asked.show(known)? else { return Ok(None) };
    let flagged = asked.is_flagged(&call)?;
    if asked.sight().towards(&Whose::call(call.handler, call.call))?.may(Action::SeeDisposition).is_err() {
        return Ok(Some(ListedCall { call, flagged, rulings: None }));
    }
    let shown = asked.dispositions_of(call.call)?.into_iter();
    let rulings = shown.map(|shown| CallRuling { check: shown.check, ruling: shown.ruling }).collect();
    Ok(Some(ListedCall { call, flagged, rulings: Some(rulings) }))
}
