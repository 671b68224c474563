//! The registry of stateless operations: joins the lists that stand in the folders, and the wire of those that ask a
//! policy.

pub mod access;
pub mod insight;
pub mod metric;
pub mod people;
pub mod progress;
pub mod recommendation;
pub mod skill;

pub use crate::kernel::operation::Entry;

/// Every operation.
pub fn all() -> impl Iterator<Item = &'static Entry> {
    [
        crate::kernel::OPERATIONS,
        access::OPERATIONS,
        crate::insight::OPERATIONS,
        insight::OPERATIONS,
        crate::law::OPERATIONS,
        crate::metric::OPERATIONS,
        metric::OPERATIONS,
        crate::notify::OPERATIONS,
        people::OPERATIONS,
        crate::policy::OPERATIONS,
        crate::programme::OPERATIONS,
        crate::progress::OPERATIONS,
        progress::OPERATIONS,
        crate::recommendation::OPERATIONS,
        recommendation::OPERATIONS,
        crate::skill::OPERATIONS,
        skill::OPERATIONS,
    ]
    .into_iter()
    .flatten()
}
