//! Bundles as a workspace keeps them: table and indexes, and the questions about them.

pub(in crate::workspace) mod badge;
pub(in crate::workspace) mod counts;
pub(in crate::workspace) mod figures;
pub(in crate::workspace) mod index;
pub(in crate::workspace) mod kept;
pub(in crate::workspace) mod my_packs;
pub(in crate::workspace) mod pack_list;
pub(in crate::workspace) mod packs;
pub(in crate::workspace) mod results;
pub(in crate::workspace) mod why_unseen;

use crate::workspace::queries::get::Get;
use touchline_law::things::bundle::Bundle;

/// Asks for one bundle.
pub type BundleGet = Get<Bundle>;
