//! Certifications as a workspace keeps them, and the questions about them.

pub(in crate::workspace) mod expiring;
pub(in crate::workspace) mod held;
pub(in crate::workspace) mod index;
pub(in crate::workspace) mod kept;
pub(in crate::workspace) mod list;

use crate::workspace::queries::get::Get;
use touchline_law::things::certification::Certification;

/// Asks for one certification.
pub type CertificationGet = Get<Certification>;
