//! `session.mine` and `session.list`: the sessions in which the viewer takes part, and those of a plan.
//!
//! Rules: KER-09, PLN-05, SES-04, WSP-05.

use crate::workspace::queries::listing::{Listing, Paging, lists, paged};
use crate::workspace::queries::{Asked, Listed as _, Page, Question};
use crate::workspace::things::session::index::{Of, Section};
use crate::workspace::{Ordered, SortKey};
use touchline_law::facts::Refusal;
use touchline_law::ground::{PlanId, SessionId, SessionMark};
use touchline_law::things::session::{Session, SessionSight};

lists! {
    /// The lists of sessions.
    SessionList of Section {
        /// Those that are to take place by plans whose days run, and have not ended: the next one first.
        Upcoming: Scheduled, OldestFirst,
        /// Those of which nobody has said what became of them, though the policy's time for that has passed: the oldest first.
        Overdue: Scheduled, OldestFirst,
        /// All that are scheduled, by whatever plan: the one that begins first first.
        Scheduled: Scheduled, OldestFirst,
        /// Those that were held: the newest first.
        Held: Held, NewestFirst,
        /// Those that were called off: the newest first.
        Cancelled: Cancelled, NewestFirst,
        /// Those that somebody missed: the newest first.
        Missed: Missed, NewestFirst,
    }
}

paged! {
    /// Which of the sessions in which the viewer takes part.
    #[schemars(rename = "SessionsMine")]
    SessionMine {
        /// Those that were put away; where it is left out or false those that were not.
        #[serde(default)]
        archived: bool,
        /// Which list.
        list: SessionList,
    }
}

paged! {
    /// Which sessions of a plan.
    #[schemars(rename = "SessionsListed")]
    SessionsOf {
        /// Those that were put away; where it is left out or false those that were not.
        #[serde(default)]
        archived: bool,
        /// Which list.
        list: SessionList,
        /// The plan.
        plan: PlanId,
    }
}

impl Question for SessionMine {
    type View = Page<SessionSight>;

    fn answer(&self, asked: &Asked<'_>) -> Result<Page<SessionSight>, Refusal> {
        let name = format!("{}/{}/{}", Self::NAME, self.list.name(), self.archived);
        let viewer = asked.viewing.viewer;
        let keys = self.list.keys(asked, Of::Person(viewer), self.archived);
        self.list.page(asked, keys, (name, self.paging(self.list.order())), |seen| seen.is_joined_by(viewer))
    }
}

impl Question for SessionsOf {
    type View = Page<SessionSight>;

    fn answer(&self, asked: &Asked<'_>) -> Result<Page<SessionSight>, Refusal> {
        let name = format!("{}/{}/{}/{}", Self::NAME, self.plan, self.list.name(), self.archived);
        let keys = self.list.keys(asked, Of::Plan(self.plan), self.archived);
        self.list.page(asked, keys, (name, self.paging(self.list.order())), |_| true)
    }
}

impl SessionList {
    /// Where it stands in the index: what was put away stands by itself.
    fn keys<'a>(self, asked: &'a Asked<'_>, of: Of, archived: bool) -> Option<&'a Ordered<SortKey<SessionMark>>> {
        asked.world.session_index.listed.of(of, self.section(), archived)
    }

    fn page(
        self,
        asked: &Asked<'_>,
        keys: Option<&Ordered<SortKey<SessionMark>>>,
        (name, paging): (String, Paging<'_>),
        is_chosen: impl Fn(&SessionSight) -> bool,
    ) -> Result<Page<SessionSight>, Refusal> {
        let listing = Listing::new(name, asked, keys.into_iter().collect(), paging)?;
        listing.page(|id| {
            let Some(seen) = asked.shown::<Session>(id)? else { return Ok(None) };
            Ok((is_chosen(&seen) && self.holds(id, &seen, asked)?).then_some(seen))
        })
    }

    /// Whether the list holds a session that stands in its place.
    fn holds(self, id: SessionId, seen: &SessionSight, asked: &Asked<'_>) -> Result<bool, Refusal> {
        match self {
            SessionList::Upcoming => match asked.world.tables.sessions.get(id) {
                Some(session) if session.time.ends_at > asked.viewing.at => session.is_awaited(asked.world),
                _ => Ok(false),
            },
            SessionList::Overdue => Ok(seen.overdue()),
            SessionList::Scheduled | SessionList::Held | SessionList::Cancelled | SessionList::Missed => Ok(true),
        }
    }
}
