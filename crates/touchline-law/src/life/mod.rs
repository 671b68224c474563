//! What every thing shares: the traits by which it says what is its own, and the one order in which all are judged.
//!
//! A thing with a life has a table of states and commands ([`Life`]); a document is recorded whole ([`Document`]). Both
//! are a [`Thing`], which is what all that walks things knows of them. No thing knows another, and nothing here knows
//! any.

mod arranged;
mod case;
mod decide;
mod decided;
mod decides;
mod document;
mod edition;
mod found;
mod living;
mod never;
mod notice;
mod of_plan;
mod progress;
mod table;
mod thing;
mod told;
mod view;
mod viewer;

pub use touchline_kernel::aggregate::Recorded;

pub use arranged::Arranged;
pub use case::{each_once, is_there, of_own_case, successor_may};
pub(crate) use decide::refused_as_it_stands;
pub use decided::{Availability, Decided};
pub use decides::{Decides, Known};
pub use document::{Document, moment_of, open_to};
pub(crate) use edition::{edition_evolves, edition_follows};
pub use found::{Found, FoundPerson, Section, among_moments};
pub use living::{Asking, By, Case, Life, Table};
pub use never::Never;
pub use notice::Telling;
pub(crate) use table::{audiences, by_files, by_table, counted_alike, names};
pub use thing::{Happens, Thing, Told};
pub use told::Says;
pub(crate) use told::{acts, changes};
pub(crate) use view::{Shown, view};
pub use viewer::Viewer;
