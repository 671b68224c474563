//! A template tells of nobody: a redaction takes nothing of it.

use super::PlanTemplateVersion;
use touchline_kernel::Redaction;

/// What plans of many are to say is the organisation's own.
pub(super) fn redact(_: &mut PlanTemplateVersion, _: &Redaction) {}
