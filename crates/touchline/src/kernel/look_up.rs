//! Maps and sets for look-ups alone: they are hashed without randomness, and their order is never read.

use std::collections::{HashMap, HashSet};

pub(crate) use foldhash::fast::FixedState;

/// A map for look-ups.
pub(crate) type LookUp<K, V, S = FixedState> = HashMap<K, V, S>;

/// What was seen already.
pub(crate) type Seen<K> = HashSet<K, FixedState>;
