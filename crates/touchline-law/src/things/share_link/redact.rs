//! There is no text in a share link, and so nothing for a redaction to take away: what it shows is taken from where that stands.

use super::ShareLink;
use touchline_kernel::redaction::Redaction;

/// Takes away what a redaction takes: nothing.
pub(super) fn redact(_: &mut ShareLink, _: &Redaction) {}
