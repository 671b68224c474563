//! Action items as a workspace keeps them, and the questions about them.

pub(in crate::workspace) mod badge;
pub(in crate::workspace) mod due;
pub(in crate::workspace) mod effect;
pub(in crate::workspace) mod figures;
pub(in crate::workspace) mod index;
pub(in crate::workspace) mod kept;
pub(in crate::workspace) mod lists;

use crate::workspace::queries::get::Get;
use touchline_law::things::action_item::ActionItem;

/// Asks for one action item.
pub type ActionItemGet = Get<ActionItem>;
