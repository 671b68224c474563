//! What calls are called: a view of whatever is about a call names it by its id alone.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

use touchline_kernel::{Instant, Title};

/// Calls by their ids.
pub type Calls = BTreeMap<String, CallNamed>;

/// What people know a call by.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[schemars(rename = "ReportCallNamed")]
pub struct CallNamed {
    /// When it was; null where that is not told.
    #[serde(default)]
    pub at: Option<Instant>,
    /// What it is called; null where it has no name.
    #[serde(default)]
    pub name: Option<Title>,
}
