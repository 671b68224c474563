//! Training items as a workspace keeps them, what follows from them for people, and the questions about them.

pub(in crate::workspace) mod coached;
pub(in crate::workspace) mod figures;
pub(in crate::workspace) mod index;
pub(in crate::workspace) mod kept;
pub(in crate::workspace) mod pool;
pub(in crate::workspace) mod pool_index;
pub(in crate::workspace) mod proposals;
pub(in crate::workspace) mod proposals_index;
mod proposals_sight;
pub(in crate::workspace) mod queue;
pub(in crate::workspace) mod why_empty;

use crate::workspace::queries::get::Get;
use touchline_law::things::training_item::TrainingItem;

/// Asks for one training item.
pub type TrainingItemGet = Get<TrainingItem>;
