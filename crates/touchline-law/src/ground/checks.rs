//! A check of a call, as the host knows it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use touchline_kernel::Key;

/// A check of a call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct NamedCheck {
    /// The key that it has with the host.
    pub key: Key,
    /// What it is called, if another than its key.
    pub name: Option<Key>,
}

impl NamedCheck {
    /// The check of this key and this name; a name alone is none.
    #[must_use]
    pub fn of(key: Option<&Key>, name: Option<&Key>) -> Option<Self> {
        key.map(|key| NamedCheck { key: key.clone(), name: name.cloned() })
    }
}
