//! `history.received` and `history.given`: all that somebody was coached by, and all that somebody coached with, of what the viewer
//! sees; the newest first.
//!
//! Rules: ACC-19, INS-13, RPT-03, WSP-05.

use schemars::JsonSchema;
use serde::Serialize;

use crate::workspace::Ordered;
use crate::workspace::index::responses::AnswerKey;
use crate::workspace::queries::listing::{Listing, Order, Paging, paged};
use crate::workspace::queries::{Asked, Listed as _, Page, Question};
use touchline_kernel::{Id, Instant, PersonId};
use touchline_law::facts::Refusal;
use touchline_law::ground::ThingKind;
use touchline_law::things::bundle::{Bundle, BundleSight};
use touchline_law::things::review::{Review, ReviewSight};
use touchline_law::things::session::{Session, SessionSight};

paged! {
    /// Who coached.
    #[schemars(rename = "CoachingGivenBy")]
    HistoryGiven {
        /// Who coached.
        by: PersonId,
    }
}

paged! {
    /// Who was coached.
    #[schemars(rename = "CoachingReceivedBy")]
    HistoryReceived {
        /// Who was coached.
        person: PersonId,
    }
}

/// What somebody was coached by.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[serde(tag = "type", content = "body", rename_all = "snake_case")]
pub enum CoachingThing {
    /// A bundle that was released.
    Bundle(Box<BundleSight>),
    /// A review that was delivered.
    Review(Box<ReviewSight>),
    /// A session that was held, without what was noted down of it.
    Session(Box<SessionSight>),
}

/// One piece of coaching.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct CoachingOfHistory {
    /// When it was delivered, released or begun.
    pub at: Instant,
    /// What it was.
    pub thing: CoachingThing,
}

impl Question for HistoryGiven {
    type View = Page<CoachingOfHistory>;

    fn answer(&self, asked: &Asked<'_>) -> Result<Page<CoachingOfHistory>, Refusal> {
        let name = format!("{}/{}", Self::NAME, self.by);
        page(name, asked, asked.world.history.given.of(self.by, ()), self.paging(Order::NewestFirst))
    }
}

impl Question for HistoryReceived {
    type View = Page<CoachingOfHistory>;

    fn answer(&self, asked: &Asked<'_>) -> Result<Page<CoachingOfHistory>, Refusal> {
        let name = format!("{}/{}", Self::NAME, self.person);
        page(name, asked, asked.world.history.received.of(self.person, ()), self.paging(Order::NewestFirst))
    }
}

/// When somebody was coached last, of what the viewer sees and nobody took back.
pub(super) fn last_received(person: PersonId, asked: &Asked<'_>) -> Result<Option<Instant>, Refusal> {
    for key in asked.world.history.received.of(person, ()).into_iter().flat_map(|keys| keys.iter().rev()) {
        if let Some(one) = shown(*key, asked)?.filter(|one| one.thing.stands()) {
            return Ok(Some(one.at));
        }
    }
    Ok(None)
}

impl CoachingThing {
    /// Whether it was neither taken back nor called off.
    fn stands(&self) -> bool {
        match self {
            CoachingThing::Bundle(bundle) => !bundle.is_called_off(),
            CoachingThing::Review(review) => review.stands(),
            CoachingThing::Session(_) => true,
        }
    }
}

fn page<'a>(
    name: String,
    asked: &'a Asked<'a>,
    keys: Option<&'a Ordered<AnswerKey>>,
    paging: Paging<'_>,
) -> Result<Page<CoachingOfHistory>, Refusal> {
    Listing::new(name, asked, keys.into_iter().collect(), paging)?.page(|key| shown(key, asked))
}

fn shown((at, thing): AnswerKey, asked: &Asked<'_>) -> Result<Option<CoachingOfHistory>, Refusal> {
    let id = thing.id.uuid();
    let thing = match thing.kind {
        ThingKind::Bundle => asked.shown::<Bundle>(Id::new(id))?.map(Box::new).map(CoachingThing::Bundle),
        ThingKind::Review => asked.shown::<Review>(Id::new(id))?.map(Box::new).map(CoachingThing::Review),
        _ => asked.shown::<Session>(Id::new(id))?.map(Box::new).map(CoachingThing::Session),
    };
    Ok(thing.map(|thing| CoachingOfHistory { at, thing }))
}
