//! The ids of things, for those who point at a thing without knowing what it is.

use crate::kernel::id::{Id, Named};

/// Marks the id of a bundle.
#[derive(Debug)]
pub enum BundleMark {}

impl Named for BundleMark {
    const THING: &'static str = "bundle";
}

/// The id of a bundle.
pub type BundleId = Id<BundleMark>;

/// Marks the id of a disposition.
#[derive(Debug)]
pub enum DispositionMark {}

impl Named for DispositionMark {
    const THING: &'static str = "disposition";
}

/// The id of a disposition: a child of its call, by the check.
pub type DispositionId = Id<DispositionMark>;

/// Marks the id of a training item.
#[derive(Debug)]
pub enum TrainingItemMark {}

impl Named for TrainingItemMark {
    const THING: &'static str = "training_item";
}

/// The id of a training item: a child of its call, by the check.
pub type TrainingItemId = Id<TrainingItemMark>;
