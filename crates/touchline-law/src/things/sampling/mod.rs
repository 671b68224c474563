//! Samplings: calls drawn at random for review, and who is to review each. A draw is made once, and whoever has its
//! seed can make it again.

mod act;
mod decide;
mod draw;
mod evolve;
mod lifecycle;

use crate::access::{Action, Shape, Subject, Whose};
use crate::facts::{Facts, Refusal};
use crate::ground::{SamplingId, SamplingMark};
use crate::life::{Found, Thing, Viewer, counted_alike};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use touchline_kernel::{Done, Event, Instant, Redaction};

use touchline_kernel::random::Generator;

pub use act::{Act, Change, Draw, DrawnCall, Filters, Happening, SamplingDrawn, Share, Size, SomeCalls};
pub use draw::draw;
pub use lifecycle::{LIFECYCLE, State, Verb};

/// A sampling, as its event makes it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Sampling {
    /// When it last changed.
    pub changed_at: Instant,
    /// The calls that were drawn, by whoever handled them and then by id, and who is to review each.
    pub drawn: Vec<DrawnCall>,
    /// What drew them.
    pub generator: Generator,
    /// When and by whom they were drawn.
    pub made: Done,
    /// What was asked for, with the seed.
    pub request: Draw,
    /// Its id.
    pub sampling: SamplingId,
    /// Where it stands.
    pub state: State,
    /// How many changes it has seen.
    pub version: u64,
}

impl Subject for Sampling {
    const SEE: Action = Action::SetSampling;
    const SHAPE: Shape = Shape::Organisation;

    fn whose(&self) -> Whose {
        Whose::Organisation
    }

    fn was_shown(&self) -> bool {
        false
    }
}

impl Thing for Sampling {
    type Mark = SamplingMark;
    type Act = Act;
    type Change = Change;
    type View = Sampling;

    fn id(&self) -> SamplingId {
        self.sampling
    }

    counted_alike!();

    fn evolve(known: Option<Self>, event: Event<Change>) -> Option<Self> {
        evolve::evolve(known.as_ref(), event)
    }

    /// There is no personal text in it.
    fn redact(&mut self, _: &Redaction) {}

    /// Whoever may set what is sampled sees it as it is.
    fn show<F: Facts>(&self, viewer: &Viewer<'_, F>) -> Result<Option<Sampling>, Refusal> {
        let seen = viewer.see(self)?.and_then(|sight| sight.staff());
        Ok(seen.map(|seen| seen.thing().clone()))
    }

    fn found(&self) -> Found {
        Found::made(self.made.at).stands(self.state, true).names(self.drawn.iter().map(|drawn| drawn.call))
    }
}
