//! What indexes are made of: ordered lists, sums and counts, each by whose it is and along the reporting lines.

pub(in crate::workspace) mod along;
pub(in crate::workspace) mod campaigns;
pub(in crate::workspace) mod due;
pub(in crate::workspace) mod editions;
pub(in crate::workspace) mod history;
pub(in crate::workspace) mod lists;
pub(in crate::workspace) mod moments;
pub(in crate::workspace) mod ranked;
pub(in crate::workspace) mod reach;
pub(in crate::workspace) mod reporting;
pub(in crate::workspace) mod responses;
pub(in crate::workspace) mod sums;
