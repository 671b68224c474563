//! The registry of stateless operations: joins the lists that stand in the folders.

pub use crate::kernel::operation::Entry;

/// Every operation.
pub fn all() -> impl Iterator<Item = &'static Entry> {
    [
        crate::kernel::OPERATIONS,
        crate::access::OPERATIONS,
        crate::insight::OPERATIONS,
        crate::law::OPERATIONS,
        crate::metric::OPERATIONS,
        crate::notify::OPERATIONS,
        crate::people::OPERATIONS,
        crate::policy::OPERATIONS,
        crate::programme::OPERATIONS,
        crate::progress::OPERATIONS,
        crate::recommendation::OPERATIONS,
        crate::skill::OPERATIONS,
    ]
    .into_iter()
    .flatten()
}
