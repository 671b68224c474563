//! Whose things a list holds: all there are, those below a manager, one person's.

use touchline_kernel::command::PersonId;

/// Whose things a list holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::workspace) enum Reach {
    All,
    Below(PersonId),
    Nobody,
    One(PersonId),
}
