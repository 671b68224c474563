//! A bundle as an entry in its agent's coaching history, for those who prepare and follow it.

use super::{Bundle, BundleId, State};
use touchline_kernel::{Done, Instant, Title};

crate::life::view! {
    /// A bundle that an agent was given.
    GivenBundle of bundle: Bundle for Staff {
        /// Its id.
        bundle: BundleId,
        /// When it was concluded, if it was.
        concluded_at: Option<Instant> = bundle.concluded.as_deref().map(|concluded| concluded.done.at),
        /// When and by whom it was released.
        released: Option<Done>,
        /// Where it stands.
        state: State,
        /// What it is called.
        title: Option<Title> = bundle.content.title.clone(),
    }
}
