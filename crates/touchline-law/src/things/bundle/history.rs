//! A bundle as an entry in its agent's coaching history, for those who prepare and follow it.

use schemars::JsonSchema;
use serde::Serialize;

use super::{Bundle, BundleId, State};
use crate::access::{Seen, Staff};
use touchline_kernel::event::Done;
use touchline_kernel::text::Title;
use touchline_kernel::time::Instant;

/// A bundle that an agent was given.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct GivenBundle {
    /// Its id.
    pub bundle: BundleId,
    /// When it was concluded, if it was.
    pub concluded_at: Option<Instant>,
    /// When and by whom it was released.
    pub released: Option<Done>,
    /// Where it stands.
    pub state: State,
    /// What it is called.
    pub title: Option<Title>,
}

impl GivenBundle {
    /// The entry of a bundle that access released to those who prepare and follow it.
    #[must_use]
    pub fn of(seen: &Seen<'_, Bundle, Staff>) -> Self {
        let bundle = seen.thing();
        GivenBundle {
            bundle: bundle.bundle,
            concluded_at: bundle.concluded.as_deref().map(|concluded| concluded.done.at),
            released: bundle.released,
            state: bundle.state,
            title: bundle.content.title.clone(),
        }
    }
}
