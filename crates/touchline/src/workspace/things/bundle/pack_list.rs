//! The lists of packs.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::workspace::queries::listing::Order;
use crate::workspace::things::bundle::index::Section;

/// The lists of packs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PackList {
    /// Neither concluded nor cancelled; the oldest first.
    Active,
    /// Concluded or cancelled; the newest first.
    Completed,
    /// Put away, whatever their state; the newest first.
    Archived,
}

impl PackList {
    pub(in crate::workspace) fn section(self) -> Section {
        match self {
            PackList::Active => Section::Active,
            PackList::Completed => Section::Completed,
            PackList::Archived => Section::Archived,
        }
    }

    pub(in crate::workspace) fn order(self) -> Order {
        match self {
            PackList::Active => Order::OldestFirst,
            PackList::Completed | PackList::Archived => Order::NewestFirst,
        }
    }

    pub(in crate::workspace) fn name(self) -> &'static str {
        match self {
            PackList::Active => "active",
            PackList::Completed => "completed",
            PackList::Archived => "archived",
        }
    }
}
