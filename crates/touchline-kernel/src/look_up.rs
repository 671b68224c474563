//! Maps and sets for look-ups alone: they are hashed without randomness, and their order is never read.

use std::collections::{HashMap, HashSet};

pub use foldhash::fast::FixedState;

/// A map for look-ups.
pub type LookUp<K, V, S = FixedState> = HashMap<K, V, S>;

/// What was seen already.
pub type Seen<K> = HashSet<K, FixedState>;
