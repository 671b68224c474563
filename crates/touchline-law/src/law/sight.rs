//! What access must know of a thing, whoever looks.

use crate::access::{Action, Whose};

/// What access must know of a thing, whoever looks.
pub(super) struct Sight {
    pub(super) whose: Whose,
    pub(super) needs: Action,
    pub(super) shown: bool,
    pub(super) open: bool,
}
