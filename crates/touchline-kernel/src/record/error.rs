//! Why a record cannot be written.

use crate::canonical::Unprintable;

/// What kept a draft from being made.
#[derive(Clone, Debug)]
pub enum DraftError {
    /// There is personal text and no entropy to commit to it with.
    EntropyMissing,
    /// A defect: a value without a canonical form.
    Unprintable(Unprintable),
}
