//! Persons as a workspace keeps them, by whom they are found and what is asked about them.

pub(in crate::workspace) mod directory;
pub(in crate::workspace) mod duties;
pub(in crate::workspace) mod holders;
pub(in crate::workspace) mod kept;
pub(in crate::workspace) mod list;
pub(in crate::workspace) mod profile;
pub(in crate::workspace) mod search;

use crate::workspace::queries::get::Get;
use touchline_kernel::Recorded;
use touchline_law::ground::people::Person;

/// Asks for one person.
pub type PersonGet = Get<Recorded<Person>>;
