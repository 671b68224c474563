//! Calls as a workspace keeps them, and what is asked about them.

pub(in crate::workspace) mod begun;
pub(in crate::workspace) mod kept;
pub(in crate::workspace) mod list;
pub(in crate::workspace) mod search;

use crate::workspace::queries::get::Get;
use touchline_kernel::Recorded;
use touchline_law::ground::calls::Call;

/// Asks for one call.
pub type CallGet = Get<Recorded<Call>>;
