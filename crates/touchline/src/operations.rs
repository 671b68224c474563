//! The registry of stateless operations: joins the lists that stand in the folders, and the wire of those that ask a
//! policy.

pub mod access;
pub mod certification;
pub mod insight;
pub mod law;
pub mod metric;
pub mod people;
pub mod programme;
pub mod progress;
pub mod recommendation;
pub mod skill;
#[cfg(feature = "talk")]
pub mod talk;

use std::sync::LazyLock;

pub use touchline_kernel::operation::Entry;

/// A folder's operations, and those of them that ask a policy, which stand here.
type Lists = (&'static [Entry], &'static [Entry]);

const FOLDERS: &[Lists] = &[
    (touchline_kernel::OPERATIONS, &[]),
    (access::OPERATIONS, &[]),
    (touchline_calculators::agreement::OPERATIONS, &[]),
    (touchline_calculators::calendar::OPERATIONS, &[]),
    (certification::OPERATIONS, &[]),
    (touchline_calculators::feedback::OPERATIONS, &[]),
    (touchline_calculators::insight::OPERATIONS, insight::OPERATIONS),
    (touchline_law::law::OPERATIONS, law::OPERATIONS),
    (touchline_calculators::metric::OPERATIONS, metric::OPERATIONS),
    (touchline_law::notify::OPERATIONS, &[]),
    (people::OPERATIONS, &[]),
    (touchline_calculators::plan::OPERATIONS, &[]),
    (touchline_law::policy::OPERATIONS, &[]),
    (touchline_calculators::programme::OPERATIONS, programme::OPERATIONS),
    (touchline_calculators::progress::OPERATIONS, progress::OPERATIONS),
    (touchline_calculators::recommendation::OPERATIONS, recommendation::OPERATIONS),
    (touchline_calculators::scorecard::OPERATIONS, &[]),
    (touchline_calculators::skill::OPERATIONS, skill::OPERATIONS),
];

/// Every operation: folder by folder, and where a folder's stand in two lists, these as one by name.
pub fn all() -> impl Iterator<Item = &'static Entry> {
    static ALL: LazyLock<Vec<&'static Entry>> =
        LazyLock::new(|| FOLDERS.iter().flat_map(joined).chain(talk()).chain(reports()).collect());
    ALL.iter().copied()
}

/// Those over conversations, where they are compiled in.
#[cfg(feature = "talk")]
fn talk() -> impl Iterator<Item = &'static Entry> {
    const FOLDERS: &[Lists] = &[
        (touchline_talk::hand_off::OPERATIONS, &[]),
        (touchline_talk::measure::OPERATIONS, talk::OPERATIONS),
        (touchline_talk::read::OPERATIONS, &[]),
    ];
    FOLDERS.iter().flat_map(joined)
}

#[cfg(not(feature = "talk"))]
fn talk() -> impl Iterator<Item = &'static Entry> {
    core::iter::empty()
}

/// Those over reports, where they are compiled in.
#[cfg(feature = "reports")]
fn reports() -> impl Iterator<Item = &'static Entry> {
    touchline_reports::operations::FOLDERS.iter().copied().flatten()
}

#[cfg(not(feature = "reports"))]
fn reports() -> impl Iterator<Item = &'static Entry> {
    core::iter::empty()
}

/// Makes ready what those over conversations and reports make once and keep.
pub(crate) fn warm_up() {
    #[cfg(feature = "reports")]
    touchline_reports::operations::warm_up();
    #[cfg(feature = "talk")]
    touchline_talk::phrases::warm_up();
}

fn joined((own, under_a_policy): &Lists) -> Vec<&'static Entry> {
    let mut entries: Vec<&Entry> = own.iter().chain(*under_a_policy).collect();
    if !under_a_policy.is_empty() {
        entries.sort_by_key(|entry| entry.name);
    }
    entries
}
